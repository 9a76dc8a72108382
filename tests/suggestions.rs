//! What is offered while somebody types: the events of `fixtures/phrases.json`, and what is offered for a text, a
//! line each.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::{Arc, LazyLock};

use chrono::Weekday;
use lichthof::event::{Event, ProgrammeItem, Speaker, Text};
use lichthof::filter::{Facet, Index, Loosening, Offer, Present, Query, Scopes, Suggestion, Why};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::Zone;
use support::{TestZones, date, instant, read, zone};

static EVENTS: LazyLock<Vec<Arc<Event>>> = LazyLock::new(|| {
    let events = read(include_str!("fixtures/phrases.json"), "de").unwrap().events;
    events.into_iter().map(with_speakers).collect()
});
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let occurrences: Vec<_> = EVENTS
        .iter()
        .map(|event| Occurrence::first(event, &policy(), &TestZones))
        .collect();
    Index::new(&occurrences, &policy(), &TestZones)
});

fn policy() -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: Zone::Fixed(3_600),
    }
}

/// Two of the events have talks, and one stands there a second time.
fn with_speakers(event: Arc<Event>) -> Arc<Event> {
    let speakers = match event.uid.as_str() {
        "rust" => &["Ada Erdacht"][..],
        "keys" => &["Dr. Ada Erdacht", "Ole Müller"],
        _ => return event,
    };
    let mut event = Event::clone(&event);
    event.details_mut().programme = speakers
        .iter()
        .map(|name| ProgrammeItem {
            kind: Some("talk".to_owned()),
            start: None,
            duration: None,
            title: text("Ein Vortrag"),
            description: None,
            speakers: vec![Speaker {
                name: text(name),
                role: None,
                organization: None,
            }],
            links: Vec::new(),
        })
        .collect();
    Arc::new(event)
}

fn text(value: &str) -> Text {
    Text {
        value: value.to_owned(),
        language: None,
    }
}

/// A Wednesday.
fn present() -> Present {
    Present {
        now: instant("2026-11-25T12:00+01:00"),
        today: date("2026-11-25"),
        first_day: Weekday::Mon,
        is_month_first: false,
    }
}

fn suggest(text: &str, chosen: &[(Facet, &str)]) -> Vec<Suggestion> {
    let query = Query {
        text: text.to_owned(),
        chosen: chosen
            .iter()
            .map(|(facet, value)| (*facet, (*value).to_owned()))
            .collect(),
        starred: false,
    };
    let past: Vec<bool> = EVENTS.iter().map(|event| event.uid.as_str() == "past").collect();
    let coming: Vec<bool> = past.iter().map(|is_past| !is_past).collect();
    let scopes = Scopes {
        coming: &coming,
        past: &past,
    };
    INDEX.suggest(&query, &present(), scopes)
}

/// "type:Workshop price:free 2", or a speaker's name, or a title.
fn told(one: &Suggestion) -> String {
    let title = |position: usize| EVENTS[position].title.value.clone();
    let values = |values: &[(Facet, String)]| {
        let values = values
            .iter()
            .map(|(facet, value)| format!("{}:{value}", facet.name()));
        values.collect::<Vec<_>>().join(" ")
    };
    let name = match &one.offer {
        Offer::Phrase(added) if one.query.text.is_empty() => format!("! {}", values(added)),
        Offer::Phrase(added) => format!("! {} \"{}\"", values(added), one.query.text),
        Offer::Values(added) => values(added),
        Offer::Speaker(name) => format!("@ {name}"),
        Offer::Dates(position) => format!("* {}", title(*position)),
        Offer::Event(position) => format!("> {}", title(*position)),
    };
    format!("{name} {}", one.count)
}

fn tells(text: &str) -> Vec<String> {
    suggest(text, &[]).iter().map(told).collect()
}

#[test]
fn each_text_is_offered_what_it_may_become() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        // Values of the feed, from the beginning of any of their words.
        ("leip", &["place:Leipzig 3"] as &[_]),
        ("saale", &["place:Halle (Saale) 1"]),
        ("main", &["place:Frankfurt am Main 1"]),
        ("frankfurt am", &["! place:Frankfurt am Main 1"]),
        // What is known beforehand, in German and English.
        ("kosten", &["price:free 5", "price:paid 4"]),
        ("kostenlos", &["! price:free 5"]),
        ("gratis", &["! price:free 5"]),
        ("heu", &["when:today 1"]),
        (
            "morg",
            &["time:morning 3", "when:tomorrow 2", "> Märchen für morgen 1"],
        ),
        ("dez", &["! when:2026-12 9"]),
        ("dezem", &["when:2026-12 9"]),
        ("wochenen", &["weekday:sat weekday:sun 5", "when:this-weekend 2"]),
        // Endings and another word for it.
        ("vorträge", &["! type:Vortrag 2"]),
        ("leipziger", &["! place:Leipzig 3"]),
        ("cologne", &["! place:Köln 3"]),
        // One slip, in what no event has.
        ("leibzi", &["place:Leipzig 3"]),
        ("worksohp", &["! type:Workshop 2"]),
        ("kostenlso", &["! price:free 5"]),
        // Who speaks, and what it is called.
        ("erdacht", &["@ Ada Erdacht 2", "@ Dr. Ada Erdacht 1"]),
        ("mueller", &["@ Ole Müller 1"]),
        ("radio b", &["> Radio bauen 1"]),
        ("schluessel", &["> Gute Schlüssel 1"]),
        // A phrase as it is read, and with its last word as what it may become.
        (
            "kostenlose workshops leip",
            &["! price:free type:Workshop \"leip\" 2", "place:Leipzig 2"],
        ),
        (
            "workshops in leip",
            &["! type:Workshop \"leip\" 2", "place:Leipzig 2"],
        ),
        ("nicht in leipzig", &["!  \"-place:Leipzig\" 11"]),
        ("ort:lei", &["! place:Leipzig 3"]),
        ("l", &[]),
        ("", &[]),
        ("xyzzy", &[]),
        ("-leip", &[]),
    ] {
        let found = tells(text);
        if found != expected {
            wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where an event says what was searched for, if that is not in its title and type.
fn why(text: &str, uid: &str) -> Option<String> {
    let query = Query {
        text: text.to_owned(),
        ..Query::default()
    };
    let event = EVENTS.iter().find(|event| event.uid.as_str() == uid).unwrap();
    let mut shown = vec![event.title.value.as_str()];
    shown.extend(event.types.iter().map(String::as_str));
    Some(match INDEX.why(&query, event, &shown)? {
        Why::Item(item) => format!("{}, {}", item.title.value, item.speakers[0].name.value),
        Why::Said(said, text) => format!("{said:?}: {text}"),
    })
}

#[test]
fn what_was_found_out_of_sight_is_told() {
    for (text, uid, expected) in [
        ("erdacht", "rust", Some("Ein Vortrag, Ada Erdacht")),
        ("erdahct", "rust", Some("Ein Vortrag, Ada Erdacht")),
        ("ole", "keys", Some("Ein Vortrag, Ole Müller")),
        ("workshop erdacht", "rust", Some("Ein Vortrag, Ada Erdacht")),
        ("elektro", "radio", Some("Topic: Elektronik")),
        ("muster", "radio", Some("Organizer: Muster GmbH")),
        ("jugendliche", "radio", Some("Audience: Kinder und Jugendliche")),
        ("magdeburg", "full", Some("Place: Magdeburg")),
        ("12 euro", "ai", Some("Price: 12 Euro")),
        (
            "einfach",
            "tomorrow",
            Some("Description: Deutsch und einfach erzählt."),
        ),
        // It is in sight, or nowhere, or asked to be nowhere.
        ("workshop", "rust", None),
        ("xyzzy", "rust", None),
        ("-erdacht", "radio", None),
        ("kostenlos", "rust", None),
        ("", "rust", None),
    ] {
        assert_eq!(why(text, uid).as_deref(), expected, "{text}");
    }
}

#[test]
fn what_is_not_understood_is_said_to_be() {
    for (text, expected) in [
        ("wann:bla", &[("wann:bla", false)] as &[_]),
        (
            "leipzig farbe:rot preis:1000",
            &[("farbe:rot", false), ("preis:1000", false)],
        ),
        ("ort:Atlantis", &[("ort:Atlantis", true)]),
        ("-ort:Atlantis", &[("-ort:Atlantis", true)]),
        // These are known, unfinished, or no names.
        ("wann:morgen ort:leip wann:2026-05 wann:näch", &[]),
        ("wann: 19:30 https://a.example a:b :x", &[]),
    ] {
        let found = INDEX.strange(text, &present());
        let found: Vec<_> = found
            .iter()
            .map(|(typed, is_value)| (typed.as_str(), *is_value))
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn what_leaves_nothing_is_loosened_value_by_value() {
    let query = Query {
        text: "kostenlose kurse in köln".to_owned(),
        ..Query::default()
    };
    let read = INDEX.as_read(&query, &present());
    let all = vec![true; EVENTS.len()];
    let loosenings = INDEX.loosenings(&read, &present(), &all);
    assert_eq!(read.text, "");
    assert_eq!(loosenings, []);
    // Then each is offered by itself.
    let value = |facet, value: &str| Loosening::Value(facet, value.to_owned());
    let alone = [
        (value(Facet::Price, "free"), 5),
        (value(Facet::Place, "Köln"), 3),
        (value(Facet::Type, "Kurs"), 2),
    ];
    assert_eq!(INDEX.alone(&read, &present(), &all), alone);
    let query = Query {
        text: "kostenlose kurse".to_owned(),
        ..Query::default()
    };
    let read = INDEX.as_read(&query, &present());
    let loosenings = INDEX.loosenings(&read, &present(), &all);
    let expected = [(value(Facet::Type, "Kurs"), 5), (value(Facet::Price, "free"), 2)];
    assert_eq!(loosenings, expected);
    // A word that would widen what is chosen stays a word.
    let mut query = Query::default();
    query.toggle(Facet::Type, "Kurs");
    query.text = "lesung".to_owned();
    assert_eq!(INDEX.as_read(&query, &present()), query);
}
