//! The details of events, read from their entry when somebody asks for them: in the browser a part of the program
//! of its own.

use std::ops::Range;
use std::sync::Arc;

use crate::event::{Details, Event, History, Mark, Text};
use crate::feed::clean::PROSE;
use crate::feed::field::Field;
use crate::feed::jscalendar::places::{self, List};
use crate::feed::jscalendar::when::Clock;
use crate::feed::jscalendar::{Group, access, link, news, patch, people, place, price, programme, repeated};
use crate::feed::node::{Node, with_tree};
use crate::feed::rare::rare_if_there;
use crate::feed::zone::ZoneBook;
use crate::feed::{Diagnostic, Renamed, html};
use crate::time::{Zone, Zones};

/// The most topics of one event: each is compared to those before it.
const MAX_TOPICS: usize = 100;

/// What the entries of a feed have from it: by this a single one is read as it is among the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The calendar's language.
    pub(super) language: Arc<str>,
    pub(super) locale: Option<Arc<str>>,
    pub(super) zone: Option<Zone>,
    pub(super) list: List,
    /// Where its entries come from, if it was rewritten.
    pub(in crate::feed) origins: Renamed,
}

/// What was read of one entry.
pub struct Reading {
    /// The details of each event that was asked for.
    pub details: Vec<Details>,
    /// What is wrong with the entry: also what was seen when the list was read.
    pub faults: Vec<Diagnostic>,
}

/// Reads the details that an entry says.
pub(in crate::feed) type ReadDetails = fn(&Field<'_>, &Clock) -> Details;

/// Where the entries of a feed stand in its text, in bytes.
pub fn places_of(text: &str, context: &Context) -> Vec<Range<usize>> {
    places::of(text, context.list)
}

/// Reads the details of events of one entry, of which `text` is the text.
pub fn read_details(text: &str, context: &Context, zones: &dyn Zones, events: &[&Event]) -> Reading {
    let read = with_tree(text, |node| {
        let zones = ZoneBook::new(zones);
        let group = Group::new(context, &zones, None);
        let localized = group.localized(node);
        let node = localized.as_ref().unwrap_or(node);
        let entry = group.entry(node);
        let field = Field::root(node, &entry);
        let details = |event: &&Event| {
            let origin = event.rest.origin.as_ref()?;
            match origin.date {
                None => Some(read(&field, &group.clock(&field, event))),
                Some(date) => (rare_if_there()?.details_of_date)(&field, &group, date, read),
            }
        };
        let details = events.iter().map(|event| details(event).unwrap_or_default());
        let details = details.collect();
        let first = events.first();
        let position = first.and_then(|event| Some(event.rest.origin.as_ref()?.entry));
        let name = first.map(|event| event.uid.as_str());
        let mut faults = entry.into_diagnostics(position.unwrap_or_default(), name);
        context.origins.rename(&mut faults);
        Reading { details, faults }
    });
    read.unwrap_or_else(|_| Reading {
        details: events.iter().map(|_| Details::default()).collect(),
        faults: Vec::new(),
    })
}

/// What an entry says besides what a list shows. Not inlined: it is called by name and by pointer.
#[inline(never)]
fn read(field: &Field<'_>, clock: &Clock) -> Details {
    let extension = |name| field.extension(name);
    if let Some(locale) = field.child("locale") {
        locale.language_tag();
    }
    let language = extension("language").and_then(|tag| tag.language_tag());
    let (description, markup) = description(field).unzip();
    let mut details = Details {
        description,
        markup: markup.unwrap_or_default(),
        venues: place::venues(field),
        online: place::online(field),
        topics: topics(field),
        audience: extension("audience")
            .map(|audience| audience.labels())
            .unwrap_or_default(),
        accessibility: access::accessibility(field),
        ages: access::ages(field),
        language: language.or_else(|| field.entry.locale.clone()),
        organizers: people::organizers(field),
        price: extension("price").and_then(|price| price::read(&price)),
        programme: programme::read(field, clock),
        exhibitors: extension("exhibitors")
            .map(|all| all.read_members(people::exhibitor))
            .unwrap_or_default(),
        report: extension("report").and_then(|report| news::report(&report, &clock.zone)),
        attendance: extension("attendance").and_then(|attendance| news::attendance(&attendance)),
        history: history(field),
        extra: extension("extra")
            .map(|extra| named_texts(&extra))
            .unwrap_or_default(),
        ..Details::default()
    };
    link::read(field, &mut details);
    details
}

/// The description, and what is marked in it.
fn description(field: &Field<'_>) -> Option<(Text, Vec<Mark>)> {
    /// The most characters of HTML, of which much is markup.
    const MARKUP: usize = 4 * PROSE;
    let kind = field.node.get("descriptionContentType").and_then(Node::as_text);
    let kind = kind.unwrap_or_default().trim_start();
    let is_html = kind
        .get(..9)
        .is_some_and(|kind| kind.eq_ignore_ascii_case("text/html"));
    if !is_html {
        return Some((field.description()?, Vec::new()));
    }
    let mut description = field.child("description")?.words_within(MARKUP)?;
    let marked = html::read(&description.value);
    // References may have put control characters back in.
    let (text, markup) = marked.unmark(&field.clean(&marked.text, PROSE)?);
    description.value = text;
    (!description.value.is_empty()).then_some((description, markup))
}

/// When the entry was written and changed; `None` where it says nothing of it.
fn history(field: &Field<'_>) -> Option<History> {
    let history = History {
        created: field.node.get("created").and_then(patch::ticks),
        updated: repeated::updated(field),
        sequence: field
            .child("sequence")
            .and_then(|field| field.count())
            .unwrap_or(0),
    };
    (history != History::default()).then_some(history)
}

/// Texts and whole numbers by their names.
fn named_texts(field: &Field<'_>) -> Vec<(String, String)> {
    /// The longest name, in bytes.
    const NAME: usize = 100;
    let named = |field: &Field<'_>| {
        let value = match field.node {
            Node::Null => None,
            Node::Map(_) => field.words().map(|words| words.value),
            _ => field.text(),
        };
        let name = field.id().filter(|name| name.len() <= NAME)?;
        Some((name.to_owned(), value?))
    };
    field.pairs().iter().filter_map(named).collect()
}

fn topics(field: &Field<'_>) -> Vec<String> {
    let mut topics = Vec::new();
    let sources = [field.extension("topics"), field.child("keywords")];
    for label in sources.iter().flatten().flat_map(|source| source.labels()) {
        if topics.len() < MAX_TOPICS && !topics.contains(&label) {
            topics.push(label);
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, OnceLock};

    use super::*;
    use crate::event::{Origin, Source};
    use crate::feed::{Feed, join_pages, read as read_whole, read_list};
    use crate::time::NoZones;

    /// A text, and what was read of it so far.
    struct Body {
        text: String,
        context: OnceLock<Context>,
        cut: Mutex<Vec<String>>,
    }

    impl Source for Body {
        fn read(&self, origin: &Origin, events: &[&Event]) -> Vec<Details> {
            let context = self.context.get().unwrap();
            let place = places_of(&self.text, context)[origin.entry].clone();
            let cut = &self.text[place];
            let details = read_details(cut, context, &NoZones, events).details;
            self.cut.lock().unwrap().push(cut.to_owned());
            details
        }
    }

    /// A feed of which only the list was read.
    fn listed(text: &str) -> (Feed, Arc<Body>) {
        let body = Arc::new(Body {
            text: text.to_owned(),
            context: OnceLock::new(),
            cut: Mutex::default(),
        });
        let source: Arc<dyn Source> = body.clone();
        let feed = read_list(text, "de", &NoZones, &source).unwrap();
        body.context.set(feed.context.clone()).unwrap();
        (feed, body)
    }

    /// An event and its dates.
    fn family(event: &Event) -> Vec<&Event> {
        let dates = event.series.iter().flat_map(|series| &series.overrides);
        std::iter::once(event)
            .chain(dates.map(|date| &*date.event))
            .collect()
    }

    const FEEDS: [&str; 4] = [
        include_str!("../../../tests/fixtures/feed-full.json"),
        include_str!("../../../tests/fixtures/assembly.json"),
        include_str!("../../../tests/fixtures/series.json"),
        include_str!("../../../tests/fixtures/browser.json"),
    ];

    #[test]
    fn what_is_read_of_one_entry_is_what_is_read_of_all() {
        for text in FEEDS {
            let whole = read_whole(text, "de", &NoZones).unwrap();
            let (feed, _) = listed(text);
            assert_eq!(feed.events.len(), whole.events.len());
            for (event, expected) in feed.events.iter().zip(&whole.events) {
                for (one, expected) in family(event).into_iter().zip(family(expected)) {
                    assert_eq!(one.details(), expected.details());
                }
                assert_eq!(event, expected);
            }
        }
    }

    #[test]
    fn an_event_is_read_from_its_entry_alone_and_once() {
        let (feed, body) = listed(FEEDS[0]);
        assert!(body.cut.lock().unwrap().is_empty());
        for event in &feed.events {
            event.details();
            event.details();
        }
        let cut = body.cut.lock().unwrap();
        assert_eq!(cut.len(), feed.events.len());
        for (event, cut) in feed.events.iter().zip(&*cut) {
            assert!(cut.starts_with('{') && cut.ends_with('}'), "{cut}");
            assert!(cut.contains(event.uid.as_str()), "{cut}");
        }
    }

    #[test]
    fn all_dates_of_an_entry_are_read_at_once() {
        let text = r#"{"title": "Ä \ud83d", "locale": "de", "timeZone": "Europe/Berlin", "entries": [
            {"uid": "a", "title": "Ä€😀", "start": "2026-01-06T19:00:00", "rrule": "FREQ=WEEKLY",
             "description": "Each week", "programme": [{"title": "Talk", "start": "19:30"}],
             "recurrenceOverrides": {
                "2026-01-13T19:00:00": {"description": "With guests"},
                "2026-01-20T19:00:00": {"excluded": true},
                "2026-01-27T19:00:00": {"start": "2026-01-28T20:00:00"}}},
            {"uid": "a", "title": "At noon", "start": "2026-02-03T12:00:00", "recurrenceId": "2026-02-03T19:00:00",
             "description": "Early"},
            {"uid": "b", "title": "B", "start": "2026-01-06"}]}"#;
        let (feed, body) = listed(text);
        let [series, single] = &feed.events[..] else {
            panic!()
        };
        series.read_ahead();
        assert_eq!(
            body.cut.lock().unwrap().len(),
            2,
            "the series, and the date that stands alone"
        );
        series.read_ahead();
        assert_eq!(body.cut.lock().unwrap().len(), 2);
        let said = family(series).into_iter().map(|event| {
            let details = event.details();
            let start = details.programme.first().and_then(|item| item.start);
            let description = details.description.as_ref().map(|text| text.value.as_str());
            (description, start.map(|start| start.to_string()))
        });
        let talk = |day: &str, time: &str| Some(format!("2026-01-{day} {time}:00"));
        assert_eq!(
            said.collect::<Vec<_>>(),
            [
                (Some("Each week"), talk("06", "19:30")),
                (Some("With guests"), talk("13", "19:30")),
                (Some("Each week"), talk("28", "20:30")),
                (Some("Early"), None),
            ]
        );
        assert_eq!(
            single.details(),
            &Details {
                language: Some("de".into()),
                ..Details::default()
            }
        );
        assert_eq!(body.cut.lock().unwrap().len(), 3);
    }

    #[test]
    fn a_date_on_another_page_is_read_from_that_page() {
        let series =
            r#"[{"uid": "choir", "title": "Choir", "start": "2026-01-06T19:00:00", "rrule": "FREQ=WEEKLY"}]"#;
        let date = r#"[{"uid": "x", "title": "X", "start": "2026-01-01"},
            {"uid": "choir", "title": "Choir", "start": "2026-01-20T20:00:00", "recurrenceId": "2026-01-20T19:00:00",
             "description": "With guests"}]"#;
        let (first, second) = (listed(series), listed(date));
        let mut pages = [first.0, second.0];
        join_pages(&mut pages, &NoZones);
        let events: Vec<_> = pages.iter().flat_map(|page| &page.events).collect();
        let joined = family(events[0])[1];
        assert_eq!(
            joined.details().description.as_ref().unwrap().value,
            "With guests"
        );
        assert!(first.1.cut.lock().unwrap().is_empty());
        assert_eq!(second.1.cut.lock().unwrap().len(), 1);
    }

    #[test]
    fn what_the_list_shows_of_a_place_is_known_at_once() {
        for (venue, is_place) in [
            (r#"{"name": "A"}"#, true),
            (r#"{"city": "B"}"#, true),
            (r#"{"street": "Markt 1"}"#, true),
            (r#"{"x.example:postalCode": 39104}"#, true),
            (
                r#"{"name": " ", "city": "", "street": "", "room": null, "links": {}}"#,
                false,
            ),
            (
                r#"{"@type": "Location", "locationTypes": {"landmark": true}}"#,
                false,
            ),
            (r#"[{"name": ""}, "A"]"#, true),
        ] {
            let text = [
                r#"[{"uid": "1", "title": "T", "start": "2026-01-06", "venue": "#,
                venue,
                "}]",
            ]
            .concat();
            let (feed, _) = listed(&text);
            let event = &feed.events[0];
            assert_eq!(event.place.is_some(), is_place, "{venue}");
            assert_eq!(event.details().venues.is_empty(), !is_place, "{venue}");
        }
    }
}
