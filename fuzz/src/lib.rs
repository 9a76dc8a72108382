//! What is done with a text that nobody should publish: it is read, with its details and its dates, or leaves the
//! calendar in each way in which events do. Nothing of that may panic, or take long.

use std::sync::Arc;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use lichthof::event::Event;
use lichthof::export::{Context, Item, icalendar, json_ld, share_text};
use lichthof::feed::{Feed, Hints, read_with};
use lichthof::i18n::Strings;
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, Instant, Zone, Zones};

/// The most events of one text that are followed to the end: a thousand tell no more than a few.
const FOLLOWED: usize = 4;

/// The zone database of chrono-tz.
struct Database;

impl Zones for Database {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: Tz = name.parse().ok()?;
        let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

/// Reads the bytes as a feed, with all details, and finds the dates of a year.
pub fn read(bytes: &[u8], hints: &Hints) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(feed) = read_with(&text, hints, "de", &Database) else {
        return;
    };
    let policy = policy(&feed);
    for event in first(&feed.events) {
        let year = Date::from_ymd_opt(2026, 1, 1).zip(Date::from_ymd_opt(2026, 12, 31));
        if let Some(window) = year.and_then(|(start, end)| DateRange::new(start, end)) {
            Occurrence::within(event, window, &policy, &Database);
        }
    }
}

/// Reads the bytes as a feed, and lets its events leave in each way: what is written must be a calendar again.
pub fn export(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(feed) = read_with(&text, &Hints::default(), "de", &Database) else {
        return;
    };
    let policy = policy(&feed);
    let context = Context {
        policy: &policy,
        zones: &Database,
        now: Instant(1_767_700_000),
        strings: Strings::of("de"),
        when: &|_| String::from("bald"),
        address: &|occurrence| Some(occurrence.event.page.as_ref()?.as_str().to_owned()),
    };
    let events = first(&feed.events);
    let occurrence = |event| Occurrence::first(event, &policy, &Database);
    let occurrences: Vec<_> = events.iter().map(occurrence).collect();
    json_ld(&occurrences, &context);
    for occurrence in &occurrences {
        share_text(occurrence, &context);
    }
    let items: Vec<_> = events.iter().map(Item::Event).collect();
    let file = icalendar(&items, Some(30), &context);
    let back = read_with(&file, &Hints::default(), "de", &Database);
    assert!(items.is_empty() || back.is_ok_and(|feed| feed.skipped.is_empty()), "{file}");
}

fn policy(feed: &Feed) -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: feed.zone.clone().unwrap_or(Zone::Floating),
        visitor: Zone::Named("America/New_York".into()),
    }
}

fn first(events: &[Arc<Event>]) -> &[Arc<Event>] {
    events.get(..FOLLOWED).unwrap_or(events)
}
