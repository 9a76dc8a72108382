//! Several feeds as one: what is the same stands once, with what each adds.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::sync::Arc;

use lichthof::event::{Event, Status};
use lichthof::feed::merge;
use serde_json::{Value, json};

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;
use support::{TestZones, read, zone};

const CASES: &str = include_str!("fixtures/likeness.json");

/// The events of a feed of this name.
fn feed(name: &str, events: &Value) -> Vec<Arc<Event>> {
    let text = json!({ "timeZone": "Europe/Berlin", "events": events }).to_string();
    let mut read = read(&text, "de").unwrap();
    assert_eq!(read.skipped, []);
    for event in &mut read.events {
        Arc::make_mut(event).feeds = vec![name.to_owned()];
    }
    read.events
}

fn merged(feeds: &[Vec<Arc<Event>>]) -> Vec<Arc<Event>> {
    let feeds: Vec<&[Arc<Event>]> = feeds.iter().map(Vec::as_slice).collect();
    merge(&feeds, &zone("Europe/Berlin"), &TestZones)
}

#[test]
fn the_table_of_cases_says_what_is_the_same() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    assert!(cases.len() >= 20);
    for case in cases {
        let (one, other) = (
            feed("One", &json!([case["one"]])),
            feed("Other", &json!([case["other"]])),
        );
        for feeds in [[one.clone(), other.clone()], [other, one]] {
            let merged = merged(&feeds);
            let expected = if case["same"] == true { 1 } else { 2 };
            assert_eq!(merged.len(), expected, "{}", case["case"]);
            if let [one, other] = &merged[..] {
                assert_ne!(one.uid, other.uid, "{}", case["case"]);
            }
        }
    }
}

#[test]
fn what_is_the_same_is_shown_once_with_what_each_feed_adds() {
    let club = feed(
        "Club",
        &json!([{
            "uid": "club-1", "title": "Lesung", "start": "2026-12-01T19:00:00", "venue": {"city": "Leipzig"},
            "description": "Mit Gespräch.", "topics": ["Literatur"], "eventType": "Lesung",
            "url": "https://club.example/1",
        }]),
    );
    let town = feed(
        "Town",
        &json!([
            {
                "uid": "town-9", "title": "Lesung", "start": "2026-12-01T19:00:00",
                "venue": {"name": "Moritzbastei", "city": "Leipzig", "street": "Kurt-Masur-Platz 1"},
                "description": "Anders.", "topics": ["Literatur", "Lyrik"], "eventType": "Kultur", "price": "5 €",
                "url": "https://town.example/9", "status": "cancelled",
            },
            {"uid": "town-10", "title": "Markt", "start": "2026-12-02T09:00:00"},
        ]),
    );
    let merged = merged(&[club, town]);
    let uids: Vec<&str> = merged.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["club-1", "town-10"]);
    let event = &merged[0];
    assert_eq!(event.feeds, ["Club", "Town"]);
    assert_eq!(event.status, Status::Cancelled);
    assert_eq!(event.types, ["Lesung", "Kultur"]);
    let place = event.place.as_ref().unwrap();
    assert_eq!(place.name.as_ref().unwrap().value, "Moritzbastei");
    assert_eq!(event.page.as_ref().unwrap().as_str(), "https://club.example/1");
    let details = event.details();
    assert_eq!(details.description.as_ref().unwrap().value, "Mit Gespräch.");
    assert_eq!(details.venues[0].street.as_deref(), Some("Kurt-Masur-Platz 1"));
    assert_eq!(details.topics, ["Literatur", "Lyrik"]);
    assert_eq!(
        details.price.as_ref().unwrap().text.as_ref().unwrap().value,
        "5 €"
    );
    assert_eq!(details.links[0].href.as_str(), "https://town.example/9");
}

#[test]
fn within_one_feed_nothing_is_the_same_that_has_uids_of_its_own() {
    let twice = feed(
        "One",
        &json!([
            {"uid": "a", "title": "Kurs", "start": "2026-12-01T19:00:00", "venue": "Aula"},
            {"uid": "b", "title": "Kurs", "start": "2026-12-01T19:00:00", "venue": "Aula"},
        ]),
    );
    let other = feed(
        "Other",
        &json!([
            {"uid": "c", "title": "Kurs", "start": "2026-12-01T19:00:00", "venue": "Aula"},
            {"uid": "d", "title": "Kurs", "start": "2026-12-01T19:00:00", "venue": "Aula"},
        ]),
    );
    let merged = merged(&[twice, other]);
    let of: Vec<_> = merged
        .iter()
        .map(|event| (event.uid.as_str(), event.feeds.len()))
        .collect();
    assert_eq!(of, [("a", 2), ("b", 2)]);
}

#[test]
fn an_event_that_three_feeds_have_is_shown_once() {
    let one = |name: &str, uid: &str| {
        feed(
            name,
            &json!([{"uid": uid, "title": "Kurs", "start": "2026-12-01T19:00:00", "venue": "Aula"}]),
        )
    };
    let merged = merged(&[one("A", "a"), one("B", "b"), one("C", "b")]);
    assert_eq!(merged.len(), 1);
    assert_eq!(merged[0].feeds, ["A", "B", "C"]);
}
