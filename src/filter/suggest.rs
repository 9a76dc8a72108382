//! What is offered while somebody types: the words last typed as what they may become, each with what that leaves.
//!
//! First the whole text as [`Index::settle`] reads it, which is what Enter takes. Then the last words, as many
//! of them as make a name, as the beginning of
//!
//! 1. values: of facets that the feed writes, and of those that the lexicon has words for (`kosten` for what is free,
//!    `dez` for December);
//! 2. the name of somebody who speaks, which then is searched for as a phrase;
//! 3. the title of an event, or of several that have the same.
//!
//! Endings aside, and one slip aside in words that no event has, as in phrases. What stands before those words is
//! read as a phrase is, so `kostenlose workshops leip` and Leipzig are three values and no text. What
//! would leave nothing is not offered.

use std::cmp::Reverse;
use std::ops::Range;

use crate::filter::index::{Misses, bit, scoped};
use crate::filter::language::{Sought, Term};
use crate::filter::lexicon::{Begun, Likeness, bare_words, is_like};
use crate::filter::pattern::spellings;
use crate::filter::phrase::{MOST_WORDS, Value, WRITTEN};
use crate::filter::said_days::said_days;
use crate::filter::search::ranges;
use crate::filter::typo::{is_forgiven, nearly_begins, words};
use crate::filter::values::Values;
use crate::filter::{Facet, Index, Present, Query, language};
use crate::order::sorted_positions;
use crate::text::{Traced, fold, parted, split_once};

/// Something that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub offer: Offer,
    /// The words that it takes the place of, as typed.
    pub words: String,
    /// What is asked once it is chosen.
    pub query: Query,
    /// How many of the occurrences in scope that leaves; for an event one.
    pub count: usize,
}

/// What is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The text as it is read: the values that it chooses, none if it only leaves some out.
    Phrase(Vec<(Facet, String)>),
    /// A value of a facet, or several that one word stands for.
    Values(Vec<(Facet, String)>),
    /// All that names somebody who speaks, as the feed writes the name.
    Speaker(String),
    /// All that has the title of the occurrence at this position, the first of them.
    Dates(usize),
    /// The occurrence at this position, to be opened.
    Event(usize),
}

/// For each position, whether the view could show it without the query.
#[derive(Clone, Copy, Debug)]
pub struct Scopes<'a> {
    /// Where the query does not ask for what is past.
    pub coming: &'a [bool],
    /// Where it does.
    pub past: &'a [bool],
}

impl<'a> Scopes<'a> {
    fn of(self, query: &Query, present: &Present) -> &'a [bool] {
        if query.asks_for_past(present) {
            self.past
        } else {
            self.coming
        }
    }
}

/// The most that are offered at once.
const MOST: usize = 8;
/// The most values, and those of one facet.
const MOST_VALUES: (usize, usize) = (5, 3);
/// The most speakers.
const MOST_SPEAKERS: usize = 2;
/// The most titles.
const MOST_TITLES: usize = 3;
/// How many titles are looked at.
const TITLES: usize = 12;
/// How many bytes must be typed of a name.
const FEW: usize = 2;

/// How well words fit a name: the less the better.
type Fit = u8;

const WHOLE: Fit = 0;
const BEGUN: Fit = 1;
const WITHIN: Fit = 2;
const NEAR: Fit = 3;

/// What is asked besides the words that are looked at, and the filters that each occurrence fails then.
struct Base<'a> {
    query: Query,
    misses: Vec<Misses>,
    /// The words that are looked at, as typed and bare.
    typed: String,
    said: Vec<String>,
    /// True if no event has the last of them, which may be another with a slip.
    is_strange: bool,
    /// True if the word before changes what they mean, like `nicht`.
    is_joined: bool,
    scope: &'a [bool],
}

/// All that is offered, in the making.
struct Offers<'a> {
    index: &'a Index,
    present: &'a Present,
    scopes: Scopes<'a>,
    values: Vec<(Fit, Suggestion)>,
    speakers: Vec<(Fit, Suggestion)>,
    titles: Vec<(Fit, Suggestion)>,
}

impl Index {
    /// What to offer for the text of a query, at most eight, the whole text as it is read first; what is of one
    /// facet, and what is of one kind, stands together.
    pub fn suggest(&self, query: &Query, present: &Present, scopes: Scopes<'_>) -> Vec<Suggestion> {
        let mut offers = Offers {
            index: self,
            present,
            scopes,
            values: Vec::new(),
            speakers: Vec::new(),
            titles: Vec::new(),
        };
        let terms = language::parse(&query.text);
        let is_word = |term: &&Term| !term.is_excluded && matches!(term.sought, Sought::Word(_));
        let run = terms.iter().rev().take_while(is_word).count().min(MOST_WORDS);
        match terms.last() {
            Some(Term {
                is_excluded: false,
                sought: Sought::Value(facet, value),
                ..
            }) => {
                let base = offers.base(query, &terms, 1, value.clone());
                offers.add_values(&base, &[*facet]);
            }
            Some(Term {
                is_excluded: false,
                sought: Sought::Phrase(phrase),
                ..
            }) => {
                let base = offers.base(query, &terms, 1, phrase.clone());
                offers.add_speakers(&base);
                offers.add_titles(&base);
            }
            _ => {
                for count in (1..=run).rev() {
                    let last = terms.iter().skip(terms.len() - count);
                    let last: Vec<&str> = last.filter_map(word_of).collect();
                    let typed = last.join(" ");
                    if typed.len() < FEW || last.iter().all(|word| self.is_stop(word)) {
                        continue;
                    }
                    let base = offers.base(query, &terms, count, typed);
                    if !base.is_joined {
                        offers.add_values(&base, &Facet::ALL);
                        offers.add_speakers(&base);
                        offers.add_titles(&base);
                    }
                }
            }
        }
        let phrase = self
            .settle(query, present)
            .map(|settled| offers.phrase(query, settled));
        offers.finish(phrase)
    }

    /// What the lexicon has for a word.
    fn role(&self, word: &str) -> Option<&'static str> {
        let found = self.lexicon.find(&bare_words(word), Likeness::Same);
        found.map(|(meaning, _)| meaning)
    }

    /// True if a word says nothing by itself.
    fn is_stop(&self, word: &str) -> bool {
        self.role(word) == Some("stop")
    }

    /// Where a name holds what was typed of it, in bytes of the name: whole letters, in order, no range empty or
    /// touching the next. The beginnings of words; a whole word where endings or a slip part it from what was typed.
    pub fn begun_marks(&self, typed: &str, name: &str) -> Vec<Range<usize>> {
        let traced = Traced::new(name);
        let folded = &traced.folded;
        let text = folded.text.as_bytes();
        let mut is_marked = vec![false; name.len()];
        for typed in parted(typed, b' ') {
            let patterns = spellings(typed);
            let said = bare_words(typed);
            for (start, end) in words(text) {
                let part = text.get(start..end).unwrap_or_default();
                let begun = patterns
                    .iter()
                    .filter(|pattern| pattern.find(folded, start) == Some(start));
                let longest = begun.map(|pattern| start + pattern.text().len()).max();
                let is_close = || {
                    let bare = bare_words(folded.text.get(start..end).unwrap_or_default());
                    let ends_apart = bare.first().zip(said.first());
                    ends_apart.is_some_and(|(one, other)| is_like(one, other, Likeness::Ending))
                        || is_forgiven(typed.as_bytes()) && nearly_begins(part, fold(typed).as_bytes())
                };
                if let Some(end) = longest.or_else(|| is_close().then_some(end)) {
                    let marked = is_marked.get_mut(traced.origin(start, end));
                    marked.into_iter().for_each(|marked| marked.fill(true));
                }
            }
        }
        ranges(&is_marked)
    }
}

impl<'a> Offers<'a> {
    /// What is asked besides the last terms, and these as words.
    fn base(&self, query: &Query, terms: &[Term], count: usize, typed: String) -> Base<'a> {
        let index = self.index;
        let mut before = terms.get(..terms.len() - count).unwrap_or_default();
        // Of `in Leipzig` the first word says nothing by itself.
        while let Some((last, rest)) = before.split_last()
            && word_of(last).is_some_and(|word| index.is_stop(word))
        {
            before = rest;
        }
        let joins = |word| matches!(index.role(word), Some("no" | "from" | "to" | "coming"));
        let asked = Query {
            text: language::print(before),
            ..query.clone()
        };
        let asked = index.understood(&asked, self.present).unwrap_or(asked);
        let said = bare_words(&typed);
        let last = said.last().map_or("", String::as_str);
        Base {
            misses: index.misses(&asked, self.present),
            scope: self.scopes.of(&asked, self.present),
            is_strange: is_forgiven(last.as_bytes()) && !index.text_index.has(&spellings(last)),
            is_joined: before.last().and_then(word_of).is_some_and(joins),
            query: asked,
            typed,
            said,
        }
    }

    /// The whole text as it is read.
    fn phrase(&self, query: &Query, settled: Query) -> Suggestion {
        let added = settled.chosen.iter().skip(query.chosen.len());
        let misses = self.index.missed(&settled, self.present);
        let left = scoped(&misses, self.scopes.of(&settled, self.present));
        Suggestion {
            offer: Offer::Phrase(added.cloned().collect()),
            words: query.text.clone(),
            count: left.filter(|(_, misses)| *misses == 0).count(),
            query: settled,
        }
    }

    /// Values of these facets whose names begin with the words.
    fn add_values(&mut self, base: &Base<'_>, facets: &[Facet]) {
        let index = self.index;
        for facet in WRITTEN.into_iter().filter(|facet| facets.contains(facet)) {
            let Some(values) = index.values.get(facet as usize) else {
                continue;
            };
            let fits = fits(values, base);
            if fits.is_empty() {
                continue;
            }
            let counts = self.counts(base, facet);
            for (value, fit) in fits {
                let count = counts.get(value).copied().unwrap_or_default();
                let chosen = vec![(facet, values.label(value).to_owned())];
                self.add_value(base, fit, chosen, Some(count));
            }
        }
        let mut meant: Vec<(Fit, Vec<Value>)> = Vec::new();
        let mut take = |meaning: &'static str, begun: Begun, way: &str| {
            let fit = match begun {
                Begun::Whole => WHOLE,
                Begun::Part => BEGUN,
                Begun::Slip => NEAR,
            };
            if meaning.ends_with('~') {
                return;
            }
            let said = [way.to_owned()];
            let month = meaning
                .starts_with("month")
                .then(|| said_days(&index.lexicon, way, &said, Likeness::Same, self.present))
                .flatten();
            meant.push((
                fit,
                match month {
                    Some((days, _)) => vec![(Facet::When, days)],
                    None => index.values_meant(meaning, self.present),
                },
            ));
        };
        index.lexicon.each_begun(&base.said, base.is_strange, &mut take);
        for (fit, values) in meant {
            if !values.is_empty() && values.iter().all(|(facet, _)| facets.contains(facet)) {
                self.add_value(base, fit, values, None);
            }
        }
    }

    /// Offers values, unless they are chosen, offered or leave nothing.
    fn add_value(&mut self, base: &Base<'_>, fit: Fit, values: Vec<Value>, count: Option<usize>) {
        let is_chosen = |(facet, value): &Value| {
            let mut chosen = base.query.values(*facet);
            chosen.any(|chosen| fold(chosen) == fold(value))
        };
        let is_offered = |(_, known): &(Fit, Suggestion)| known.offer == Offer::Values(values.clone());
        if values.iter().all(is_chosen) || self.values.iter().any(is_offered) {
            return;
        }
        let mut query = base.query.clone();
        for (facet, value) in values.iter().cloned() {
            query.choose(facet, value);
        }
        let count = count.unwrap_or_else(|| self.count(&query));
        let suggestion = in_place_of(base, Offer::Values(values), query, count);
        self.values.extend(suggestion.map(|suggestion| (fit, suggestion)));
    }

    /// For each value of a facet how many occurrences are left once it is chosen as well.
    fn counts(&self, base: &Base<'_>, facet: Facet) -> Vec<usize> {
        let index = self.index;
        let is_typed =
            |term: &Term| !term.is_excluded && matches!(&term.sought, Sought::Value(of, _) if *of == facet);
        let widens = base.query.values(facet).next().is_some()
            || language::parse(&base.query.text).iter().any(is_typed);
        let column = index.column(facet, self.present);
        let mut counts = vec![0; index.len(&column)];
        let mut kept = 0;
        for (position, misses) in scoped(&base.misses, base.scope) {
            if misses & !bit(facet) != 0 {
                continue;
            }
            if widens && misses == 0 {
                kept += 1;
                continue;
            }
            index.each_value(&column, position, &mut |value| counts[value] += 1);
        }
        counts.iter_mut().for_each(|count| *count += kept);
        counts
    }

    /// How many occurrences a query leaves; none where its words are only read as what they mean, if they are
    /// nowhere.
    fn count(&self, query: &Query) -> usize {
        let misses = self.index.misses(query, self.present);
        let left = scoped(&misses, self.scopes.of(query, self.present));
        left.filter(|(_, misses)| *misses == 0).count()
    }

    /// Those who speak whose names the words begin.
    fn add_speakers(&mut self, base: &Base<'_>) {
        let values = &self.index.speakers;
        let fits = fits(values, base);
        if fits.is_empty() {
            return;
        }
        let mut counts = vec![0_usize; values.len()];
        for (position, _) in scoped(&base.misses, base.scope).filter(|(_, misses)| *misses == 0) {
            let event = self.index.event_of[position] as usize;
            for value in values.of_event(event) {
                counts[*value as usize] += 1;
            }
        }
        let order = sorted_positions(fits.len(), &|a, b| {
            let rank = |at: usize| {
                let (value, fit) = fits[at];
                (fit, Reverse(counts[value]))
            };
            rank(a).cmp(&rank(b))
        });
        let left = order
            .into_iter()
            .map(|at| fits[at])
            .filter(|(value, _)| counts[*value] > 0);
        for (value, fit) in left.take(MOST_SPEAKERS) {
            let name = values.label(value).to_owned();
            let query = searching(&base.query, &name);
            let offer = Offer::Speaker(name);
            if self.speakers.iter().any(|(_, known)| known.offer == offer) {
                continue;
            }
            let count = self.count(&query);
            let suggestion = in_place_of(base, offer, query, count);
            self.speakers
                .extend(suggestion.map(|suggestion| (fit, suggestion)));
        }
    }

    /// Titles in which each of the words begins one.
    fn add_titles(&mut self, base: &Base<'_>) {
        let index = self.index;
        let text_index = &index.text_index;
        let mut begins: Vec<Vec<bool>> = Vec::new();
        for (at, word) in base.said.iter().enumerate() {
            let is_last = at + 1 == base.said.len();
            begins.push(text_index.beginning(&spellings(word), is_last && base.is_strange));
        }
        let has_words = |title: &[u32]| {
            begins
                .iter()
                .all(|begins| title.iter().any(|word| begins[*word as usize]))
        };
        let mut is_asked: Vec<Option<bool>> = vec![None; index.events.len()];
        // The first position of each title, and how many there are.
        let mut found: Vec<(usize, usize)> = Vec::new();
        for (position, _) in scoped(&base.misses, base.scope).filter(|(_, misses)| *misses == 0) {
            let event = index.event_of[position] as usize;
            let title = text_index.title(event);
            if !*is_asked[event].get_or_insert_with(|| has_words(title)) {
                continue;
            }
            let same =
                |(first, _): &&mut (usize, usize)| text_index.title(index.event_of[*first] as usize) == title;
            if let Some((_, count)) = found.iter_mut().find(same) {
                *count += 1;
            } else if found.len() < TITLES {
                found.push((position, 1));
            }
        }
        for (position, count) in found {
            let event = index.event_of[position] as usize;
            let first = text_index.title(event).first().copied().unwrap_or_default();
            let fit = match begins.first() {
                _ if base.is_strange => NEAR,
                Some(begins) if begins[first as usize] => BEGUN,
                _ => WITHIN,
            };
            let title = &index.events[event].title.value;
            let is_known = |(_, known): &(Fit, Suggestion)| match known.offer {
                Offer::Dates(first) | Offer::Event(first) => {
                    text_index.title(index.event_of[first] as usize) == text_index.title(event)
                }
                _ => false,
            };
            if self.titles.iter().any(is_known) {
                continue;
            }
            let (offer, query, count) = match count {
                1 => (Offer::Event(position), base.query.clone(), 1),
                _ => {
                    let query = searching(&base.query, title);
                    let count = self.count(&query);
                    (Offer::Dates(position), query, count)
                }
            };
            let suggestion = in_place_of(base, offer, query, count);
            self.titles.extend(suggestion.map(|suggestion| (fit, suggestion)));
            if self.titles.len() >= MOST_TITLES {
                break;
            }
        }
    }

    /// The best of all.
    fn finish(self, phrase: Option<Suggestion>) -> Vec<Suggestion> {
        let mut all: Vec<Suggestion> = phrase.into_iter().collect();
        let is_new = |all: &[Suggestion], one: &Suggestion| {
            let opens = matches!(one.offer, Offer::Event(_));
            opens || all.iter().all(|known| known.query != one.query)
        };
        let mut values: Vec<Suggestion> = Vec::new();
        for value in best_of(self.values) {
            let facet = facet_of(&value);
            let of_facet = values.iter().filter(|known| facet_of(known) == facet).count();
            if values.len() < MOST_VALUES.0 && of_facet < MOST_VALUES.1 && is_new(&all, &value) {
                // Behind the others of its facet.
                let behind = values.iter().rposition(|known| facet_of(known) == facet);
                values.insert(behind.map_or(values.len(), |at| at + 1), value);
            }
        }
        // Beside the phrase stands what is of its facet.
        let facet = all.first().and_then(facet_of);
        let (beside, others): (Vec<_>, Vec<_>) =
            values.into_iter().partition(|value| facet_of(value) == facet);
        all.extend(beside);
        all.extend(others);
        for (kind, most) in [(self.speakers, MOST_SPEAKERS), (self.titles, MOST_TITLES)] {
            let mut left = most;
            for one in best_of(kind) {
                if left > 0 && all.len() < MOST && is_new(&all, &one) {
                    left -= 1;
                    all.push(one);
                }
            }
        }
        all
    }
}

fn word_of(term: &Term) -> Option<&str> {
    match term {
        Term {
            is_excluded: false,
            sought: Sought::Word(word),
            ..
        } => Some(word),
        _ => None,
    }
}

/// The facet of which most of an offer is.
fn facet_of(suggestion: &Suggestion) -> Option<Facet> {
    match &suggestion.offer {
        Offer::Phrase(values) | Offer::Values(values) => values.first().map(|(facet, _)| *facet),
        _ => None,
    }
}

/// What takes the place of the words that were typed, unless it leaves nothing.
fn in_place_of(base: &Base<'_>, offer: Offer, query: Query, count: usize) -> Option<Suggestion> {
    (count > 0).then(|| Suggestion {
        offer,
        words: base.typed.clone(),
        query,
        count,
    })
}

/// The query with a phrase that is searched for besides.
fn searching(query: &Query, phrase: &str) -> Query {
    let mut terms = language::parse(&query.text);
    terms.push(Term::new(false, Sought::Phrase(phrase.to_owned())));
    Query {
        text: language::print(&terms),
        ..query.clone()
    }
}

/// What fits best first, and of that what leaves most.
fn best_of(all: Vec<(Fit, Suggestion)>) -> Vec<Suggestion> {
    let rank = |at: usize| all.get(at).map(|(fit, one)| (*fit, Reverse(one.count)));
    let order = sorted_positions(all.len(), &|a, b| rank(a).cmp(&rank(b)));
    let best = order.into_iter().filter_map(|at| all.get(at));
    best.map(|(_, one)| one.clone()).collect()
}

/// The values whose names fit the words, and how well.
fn fits(values: &Values, base: &Base<'_>) -> Vec<(usize, Fit)> {
    let said = base.said.join(" ");
    let keys = values.keys().iter().enumerate();
    keys.filter_map(|(value, key)| Some((value, fit(key, &said, base)?)))
        .collect()
}

/// How well the words fit a name.
fn fit(name: &str, said: &str, base: &Base<'_>) -> Option<Fit> {
    if name == said {
        return Some(WHOLE);
    }
    if name.starts_with(said) {
        return Some(BEGUN);
    }
    let mut rest = Some(name);
    let mut fits = None;
    let mut is_first = true;
    while let Some(name) = rest {
        if !is_first && name.starts_with(said) {
            return Some(WITHIN);
        }
        let is_like_all = |likeness: Likeness| {
            let mut parts = parted(name, b' ');
            let mut left = base.said.len();
            base.said.iter().all(|word| {
                left -= 1;
                let part = parts.next().unwrap_or_default();
                match likeness {
                    Likeness::Slip if left == 0 => nearly_begins(part.as_bytes(), word.as_bytes()),
                    _ => is_like(part, word, Likeness::Ending),
                }
            })
        };
        if is_like_all(Likeness::Ending) {
            let is_all = is_first && parted(name, b' ').count() == base.said.len();
            return Some(if is_all { WHOLE } else { WITHIN });
        }
        if base.is_strange && fits.is_none() && is_like_all(Likeness::Slip) {
            fits = Some(NEAR);
        }
        is_first = false;
        rest = split_once(name, " ").map(|(_, rest)| rest);
    }
    fits
}
