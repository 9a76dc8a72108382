//! Phrases as people type them, and what they are read as: the table `fixtures/phrases.tsv`, a phrase and the
//! query that it becomes a line, over the events of `fixtures/phrases.json`. A third column names the language of the
//! page where it matters.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::{Arc, LazyLock};

use chrono::Weekday;
use lichthof::app::Options;
use lichthof::event::Event;
use lichthof::filter::language::{self, Sought, Term};
use lichthof::filter::{Facet, Index, Meaning, Present, Query};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::Zone;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use support::{TestZones, cases, date, instant, read, zone};

const PHRASES: &str = include_str!("fixtures/phrases.tsv");

static EVENTS: LazyLock<Vec<Arc<Event>>> =
    LazyLock::new(|| read(include_str!("fixtures/phrases.json"), "de").unwrap().events);
static INDEX: LazyLock<Index> = LazyLock::new(|| index(&EVENTS));

/// A Wednesday.
fn present() -> Present {
    Present {
        now: instant("2026-11-25T12:00+01:00"),
        today: date("2026-11-25"),
        first_day: Weekday::Mon,
        is_month_first: false,
    }
}

fn index(events: &[Arc<Event>]) -> Index {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: Zone::Fixed(3_600),
    };
    let occurrences: Vec<_> = events
        .iter()
        .map(|event| Occurrence::first(event, &policy, &TestZones))
        .collect();
    Index::new(&occurrences, &policy, &TestZones)
}

fn typed(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

/// What is left in the field and chosen once the visitor has pressed Enter.
fn settled(text: &str, present: &Present) -> Query {
    let query = typed(text);
    INDEX.settle(&query, present).unwrap_or(query)
}

/// The phrases of the table, what they become, and when and where they are read.
fn phrases() -> impl Iterator<Item = (&'static str, &'static str, Present)> {
    PHRASES.lines().map(|line| {
        let mut columns = line.split('\t');
        let (phrase, expected) = (columns.next().unwrap(), columns.next().unwrap());
        let options = Options {
            language: columns.next().unwrap_or("de").to_owned(),
            ..Options::default()
        };
        let present = Present {
            is_month_first: options.writes_month_first(),
            ..present()
        };
        (phrase, expected, present)
    })
}

/// A query in the language in which it can be typed.
fn print(query: &Query) -> String {
    let mut terms = language::parse(&query.text);
    let chosen = query.chosen.iter();
    terms.extend(chosen.map(|(facet, value)| Term::new(false, Sought::Value(*facet, value.clone()))));
    language::print(&terms)
}

fn left(query: &Query) -> Vec<&'static str> {
    let matches = INDEX.matches(query, &present());
    let events = EVENTS.iter().zip(matches);
    events
        .filter(|(_, is_left)| *is_left)
        .map(|(event, _)| event.uid.as_str())
        .collect()
}

#[test]
fn each_phrase_becomes_its_query() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (phrase, expected, present) in phrases() {
        let found = print(&settled(phrase, &present));
        count += 1;
        if found != expected {
            wrong.push(format!("{phrase}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count >= 150, "{count}");
}

#[test]
fn what_a_phrase_became_stays_what_it_is() {
    for (phrase, _, present) in phrases() {
        let once = settled(phrase, &present);
        assert_eq!(INDEX.settle(&once, &present), None, "{phrase}");
        // In an address, too.
        assert_eq!(Query::parse(&print(&once)), once, "{phrase}");
    }
}

#[test]
fn the_list_shows_what_a_phrase_means_before_it_ends() {
    for (text, expected) in [
        ("kostenlose workshops", &["rust", "radio"] as &[_]),
        ("kostenlose workshops leip", &["rust", "radio"]),
        ("kostenlose workshops leipzig abends", &["rust"]),
        // Where an event has the words, they stay words.
        ("leipzig", &["rust", "radio", "tomorrow"]),
        ("für morgen", &["tomorrow"]),
    ] {
        assert_eq!(left(&typed(text)), expected, "{text}");
    }
}

#[test]
fn a_word_does_not_widen_what_is_chosen_before_enter() {
    let mut query = typed("vorträge");
    query.toggle(Facet::Type, "Workshop");
    assert_eq!(left(&query), [""; 0]);
    let settled = INDEX.settle(&query, &present()).unwrap();
    assert_eq!(print(&settled), "type:Workshop type:Vortrag");
}

#[test]
fn a_word_that_is_a_value_hides_no_event_where_the_value_leaves_nothing() {
    for (text, expected, uids) in [
        // Nothing takes place tomorrow that is for children, and a title has the word.
        ("märchen morgen", "märchen morgen", &["tomorrow"] as &[_]),
        ("morgen lesungen", "morgen type:Lesung", &["tomorrow"]),
        // Nothing helps: all is chosen, to be taken off one by one.
        ("kostenlose kurse köln", "price:free type:Kurs place:Köln", &[]),
    ] {
        let settled = settled(text, &present());
        assert_eq!(print(&settled), expected, "{text}");
        assert_eq!(left(&settled), uids, "{text}");
    }
}

#[test]
fn what_a_view_says_of_an_events_state_is_found() {
    for (text, expected) in [
        ("abgesagt", "party"),
        ("cancelled", "party"),
        ("geplant", "plan"),
        ("planned", "plan"),
        ("ausgebucht", "full"),
        ("sold out", "full"),
        ("fully booked", "full"),
        ("abgesagte feiern", "party"),
    ] {
        assert_eq!(left(&settled(text, &present())), [expected], "{text}");
    }
}

/// Words of the table, and others.
fn words() -> impl Strategy<Value = Vec<String>> {
    let known: Vec<&str> = PHRASES
        .lines()
        .flat_map(|line| line.split('\t').next().unwrap().split(' '))
        .collect();
    let word = prop_oneof![
        4 => select(known).prop_map(str::to_owned),
        1 => any::<String>().prop_map(|text| text.split_whitespace().collect()),
    ];
    let word = word.prop_filter("a word", |word: &String| !word.is_empty());
    proptest::collection::vec(word, 0..12)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_word_is_lost(words in words()) {
        let pieces = INDEX.read(&words, &present());
        let read: Vec<&str> = pieces.iter().map(|piece| piece.words.as_str()).collect();
        prop_assert_eq!(read.join(" "), words.join(" "));
        let is_understood = |meaning: &Meaning| matches!(meaning, Meaning::Values { values, .. } if !values.is_empty());
        for (at, piece) in pieces.iter().enumerate() {
            match &piece.meaning {
                Meaning::Text => {}
                Meaning::Values { values, .. } => prop_assert!(!values.is_empty()),
                // What says nothing stands beside what does.
                Meaning::Nothing => {
                    let mut before = pieces[..at].iter().rev().skip_while(|piece| piece.meaning == Meaning::Nothing);
                    let mut after = pieces[at..].iter().skip_while(|piece| piece.meaning == Meaning::Nothing);
                    let beside = [before.next(), after.next()];
                    prop_assert!(beside.into_iter().flatten().any(|piece| is_understood(&piece.meaning)));
                }
            }
        }
    }

    #[test]
    fn every_phrase_settles_once(words in words()) {
        let query = typed(&words.join(" "));
        if let Some(settled) = INDEX.settle(&query, &present()) {
            prop_assert!(settled != query);
            prop_assert_eq!(Query::parse(&print(&settled)), settled);
        }
    }
}

#[test]
fn days_are_read_as_they_are_written_into_a_field() {
    for (text, expected) in [
        ("11.12.", Some(("2026-12-11", Some("2026-12-11")))),
        ("11.12.2026", Some(("2026-12-11", Some("2026-12-11")))),
        ("11. Dezember 2026", Some(("2026-12-11", Some("2026-12-11")))),
        ("Dec 11, 2027", Some(("2027-12-11", Some("2027-12-11")))),
        ("2027-01-02", Some(("2027-01-02", Some("2027-01-02")))),
        (
            "11.–12. Dezember 2026",
            Some(("2026-12-11..2026-12-12", Some("2026-12-11"))),
        ),
        ("ab 11. Dezember", Some(("2026-12-11..", Some("2026-12-11")))),
        ("bis 11. Dezember", Some(("..2026-12-11", None))),
        ("morgen", Some(("tomorrow", Some("2026-11-26")))),
        ("Samstag", Some(("2026-11-28", Some("2026-11-28")))),
        ("next Saturday", Some(("2026-11-28", Some("2026-11-28")))),
        ("nächste Woche", Some(("next-week", Some("2026-11-30")))),
        ("Januar", Some(("2027-01", Some("2027-01-01")))),
        ("31.2.2027", None),
        ("Leipzig", None),
        ("kostenlos morgen", None),
        ("", None),
    ] {
        let read = INDEX.typed_days(text, &present());
        let read = read.map(|days| (days.value, days.first.map(lichthof::time::iso)));
        let expected = expected.map(|(value, first)| (value.to_owned(), first.map(str::to_owned)));
        assert_eq!(read, expected, "{text}");
    }
}
