//! Where an event says what was searched for, if that is not in what a list shows of it.

use std::ops::Range;

use crate::event::{Event, ProgrammeItem, Text};
use crate::filter::pattern::Pattern;
use crate::filter::search::{Search, traced};
use crate::filter::typo::{is_letter, nearly_begins, words};
use crate::filter::{Index, Query};

/// Where an event says what was searched for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why<'a> {
    /// In this item of its programme.
    Item(&'a ProgrammeItem),
    /// In a text.
    Said(Said, &'a str),
}

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// A further type.
    Type,
    /// A topic.
    Topic,
    /// Who holds it.
    Organizer,
    /// For whom it is.
    Audience,
    /// Something of where it is: a room, a street, who receives the guests.
    Place,
    /// What it is about, and all that has no name of its own.
    Description,
    /// Who shows something.
    Exhibitor,
    /// What it costs.
    Price,
    /// What was written afterwards.
    Report,
    /// What a link is called.
    Link,
}

/// The words and phrases of a search, a bit each.
type Terms = u64;

impl Index {
    /// Where an event says those words and phrases of the query that are in none of the texts that are shown of it:
    /// the item or text that has most of them, the first among equals, talks before all else. `None` if nothing is
    /// missing, or it stands nowhere.
    pub fn why<'a>(&self, query: &Query, event: &'a Event, shown: &[&str]) -> Option<Why<'a>> {
        let search = self.search(&query.text);
        let all: Terms = (0..search.terms.len().min(64)).fold(0, |all, at| match search.terms.get(at) {
            Some(term) if !term.is_excluded => all | 1 << at,
            _ => all,
        });
        let missing = all
            & !shown
                .iter()
                .fold(0, |found, text| found | found_in(&search, text));
        if missing == 0 {
            return None;
        }
        let mut best: (u32, Option<Why<'a>>) = (0, None);
        let mut weigh = |found: Terms, why: Why<'a>| {
            let count = (found & missing).count_ones();
            if count > best.0 {
                best = (count, Some(why));
            }
        };
        let details = event.details();
        for item in &details.programme {
            let mut found = 0;
            each_of_item(item, &mut |text| found |= found_in(&search, text));
            weigh(found, Why::Item(item));
        }
        each_said(event, &mut |said, text| {
            weigh(found_in(&search, text), Why::Said(said, text));
        });
        best.1
    }

    /// Which part of a long text to show, so that the first marked place is in it: whole words, some
    /// `length` bytes.
    pub fn excerpt(text: &str, first: Option<&Range<usize>>, length: usize) -> Range<usize> {
        let Some(first) = first.filter(|_| text.len() > length) else {
            return 0..text.len();
        };
        let bytes = text.as_bytes();
        // A third of it stands before.
        let mut start = first.start.saturating_sub(length / 3);
        while start > 0 && bytes.get(start - 1).is_some_and(|byte| is_letter(*byte)) {
            start -= 1;
        }
        let mut end = (start + length).max(first.end).min(text.len());
        while bytes.get(end).is_some_and(|byte| is_letter(*byte)) {
            end += 1;
        }
        start..end
    }
}

/// Which of the terms a text has.
fn found_in(search: &Search, text: &str) -> Terms {
    let traced = traced(text);
    let folded = &traced.folded;
    let mut found = 0;
    for (at, term) in search.terms.iter().enumerate().take(64) {
        let has = |pattern: &Pattern| match term.is_forgiven() {
            true => words(folded.text.as_bytes()).any(|(start, end)| {
                let word = folded.text.as_bytes().get(start..end);
                word.is_some_and(|word| nearly_begins(word, pattern.text()))
            }),
            false => pattern.find(folded, 0).is_some(),
        };
        if term.spellings().iter().any(has) {
            found |= 1 << at;
        }
    }
    found
}

fn each_of_item<'a>(item: &'a ProgrammeItem, each: &mut dyn FnMut(&'a str)) {
    each(&item.title.value);
    for speaker in &item.speakers {
        each(&speaker.name.value);
        for text in [&speaker.role, &speaker.organization].into_iter().flatten() {
            each(&text.value);
        }
    }
    for text in item.description.iter() {
        each(&text.value);
    }
    for title in item.links.iter().filter_map(|link| link.title.as_ref()) {
        each(&title.value);
    }
}

fn each_said<'a>(event: &'a Event, each: &mut dyn FnMut(Said, &'a str)) {
    let details = event.details();
    let texts = |said: Said, texts: &'a [String], each: &mut dyn FnMut(Said, &'a str)| {
        texts.iter().for_each(|text| each(said, text));
    };
    let some = |said: Said, text: Option<&'a Text>, each: &mut dyn FnMut(Said, &'a str)| {
        if let Some(text) = text {
            each(said, &text.value);
        }
    };
    texts(Said::Type, &event.types, each);
    texts(Said::Topic, &details.topics, each);
    for organizer in &details.organizers {
        each(Said::Organizer, &organizer.name.value);
    }
    texts(Said::Audience, &details.audience, each);
    for venue in &details.venues {
        for text in [&venue.name, &venue.room, &venue.host, &venue.description] {
            some(Said::Place, text.as_ref(), each);
        }
        for text in [&venue.street, &venue.postal_code, &venue.city, &venue.country] {
            text.iter().for_each(|text| each(Said::Place, text));
        }
    }
    for online in &details.online {
        some(Said::Place, online.name.as_ref(), each);
    }
    some(Said::Description, details.description.as_ref(), each);
    for exhibitor in &details.exhibitors {
        each(Said::Exhibitor, &exhibitor.name.value);
        some(Said::Exhibitor, exhibitor.description.as_ref(), each);
    }
    let price = details.price.as_ref().and_then(|price| price.text.as_ref());
    some(Said::Price, price, each);
    if let Some(report) = &details.report {
        some(Said::Report, report.text.as_ref(), each);
        some(Said::Report, report.author.as_ref(), each);
        for link in &report.links {
            some(Said::Report, link.title.as_ref(), each);
        }
    }
    for link in &details.links {
        some(Said::Link, link.title.as_ref(), each);
    }
    some(Said::Description, details.attendance.as_ref(), each);
    let image = details.image.as_ref();
    some(
        Said::Description,
        image.and_then(|image| image.alternative.as_ref()),
        each,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_has_whole_words_around_the_first_place() {
        let text = "Am Anfang steht viel, dann kommt das gesuchte Wort, und danach noch mehr.";
        let at = text.find("gesuchte").unwrap();
        let first = at..at + 5;
        let excerpt = Index::excerpt(text, Some(&first), 30);
        assert_eq!(&text[excerpt], "kommt das gesuchte Wort, und danach");
        assert_eq!(Index::excerpt(text, Some(&first), 300), 0..text.len());
        assert_eq!(Index::excerpt(text, None, 30), 0..text.len());
        let umlauts = "ä".repeat(60);
        assert_eq!(Index::excerpt(&umlauts, Some(&(40..42)), 30), 0..120);
    }
}
