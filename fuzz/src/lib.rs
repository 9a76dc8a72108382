//! What is done with a text that nobody should publish: it is read, its details are, its dates are counted, and it
//! leaves the calendar in each way in which events do. Nothing of that may panic, or take long.

use std::sync::Arc;

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use lichthof::event::Event;
use lichthof::export::{Context, Item, icalendar, json_ld, share_text};
use lichthof::feed::{Hints, read_with};
use lichthof::i18n::Strings;
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, Instant, Zone, Zones};

/// The most events of one text that are followed to the end: a thousand tell no more than a few.
const FOLLOWED: usize = 8;

/// The zone database of chrono-tz.
struct Database;

impl Zones for Database {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: Tz = name.parse().ok()?;
        let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

/// Reads the bytes as a feed and follows what is read.
pub fn follow(bytes: &[u8], hints: &Hints) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(feed) = read_with(&text, hints, "de", &Database) else {
        return;
    };
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: feed.zone.clone().unwrap_or(Zone::Floating),
        visitor: Zone::Named("America/New_York".into()),
    };
    let context = Context {
        policy: &policy,
        zones: &Database,
        now: Instant(1_767_700_000),
        strings: Strings::of("de"),
        when: &|_| String::from("bald"),
        address: &|occurrence| Some(occurrence.event.page.as_ref()?.as_str().to_owned()),
    };
    let events: &[Arc<Event>] = feed.events.get(..FOLLOWED).unwrap_or(&feed.events);
    let mut occurrences = Vec::new();
    for event in events {
        event.details();
        let year = Date::from_ymd_opt(2026, 1, 1).zip(Date::from_ymd_opt(2026, 12, 31));
        if let Some(window) = year.and_then(|(start, end)| DateRange::new(start, end)) {
            let found = Occurrence::within(event, window, &policy, &Database).occurrences;
            occurrences.extend(found.into_iter().take(FOLLOWED));
        }
        occurrences.push(Occurrence::first(event, &policy, &Database));
    }
    json_ld(&occurrences, &context);
    for occurrence in &occurrences {
        share_text(occurrence, &context);
    }
    let items: Vec<_> = events.iter().map(Item::Event).collect();
    let file = icalendar(&items, Some(30), &context);
    assert!(read_with(&file, &Hints::default(), "de", &Database).is_ok() || items.is_empty());
}
