//! Feeds in other formats than the native one: what each says is what the calendar holds.
//!
//! One file per format, each with the traps that its publishers lay. `real` reads feeds that people publish, where
//! they are at hand; `broken` reads what nobody should.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

mod broken;
mod frab;
mod fullcalendar;
mod hostile;
#[path = "../support/hostile.rs"]
mod hostile_feeds;
mod icalendar;
mod map;
mod native;
mod others;
mod real;
mod schema_org;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;
mod tec;

use chrono::Days;
use lichthof::event::{End, Event, When};
use lichthof::feed::{Diagnostic, Feed};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{DateRange, Zone};
use support::{TestZones, date, read, zone};

/// Reads a feed in German; panics if it is none.
fn feed(text: &str) -> Feed {
    read(text, "de").unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The one event of a feed with which nothing is wrong.
fn only(text: &str) -> Event {
    let feed = feed(text);
    assert_eq!((&feed.skipped, &feed.warnings), (&vec![], &vec![]), "{text}");
    assert_eq!(feed.events.len(), 1, "{text}");
    feed.events[0].as_ref().clone()
}

/// What is told of a feed: `3 DTSTART (line 57): no-start`.
fn told(feed: &Feed) -> Vec<String> {
    let line = |fault: &Diagnostic| format!("{} {}: {}", fault.position, fault.field, fault.reason.code());
    feed.skipped.iter().chain(&feed.warnings).map(line).collect()
}

/// When an event takes place, in short: `2026-01-06 19:00 Europe/Berlin +PT2H`, `2026-01-06..2026-01-08`.
fn when(event: &Event) -> String {
    match &event.when {
        When::AllDay(days) => format!("{}..{}", days.start(), days.end()),
        When::Tentative { period, precision } => {
            format!("{}..{} {precision:?}", period.start(), period.end())
        }
        When::Timed { start, end, zone } => {
            let zone = match zone {
                Zone::Floating => "floating".to_owned(),
                Zone::Fixed(offset) => format!("{offset:+}"),
                Zone::Named(name) => name.to_string(),
            };
            let end = match end {
                End::Open => String::new(),
                End::After(duration) => format!(" +{}d{}s", duration.days, duration.seconds),
                End::At(at, zone) => match zone {
                    Some(zone) => format!(" to {} {zone:?}", at.format("%Y-%m-%d %H:%M")),
                    None => format!(" to {}", at.format("%Y-%m-%d %H:%M")),
                },
            };
            format!("{} {zone}{end}", start.format("%Y-%m-%d %H:%M"))
        }
    }
}

/// The starts of all occurrences of a calendar in these days.
fn starts(text: &str, from: &str, days: u64) -> Vec<String> {
    let start = |one: &Occurrence| {
        let start = chrono::DateTime::from_timestamp(one.starts.0, 0).unwrap();
        format!("{} {}", start.format("%m-%d %H:%M"), one.event.title.value)
    };
    let mut found: Vec<_> = occurrences(text, from, days).iter().map(start).collect();
    found.sort();
    found
}

/// All occurrences of a calendar in these days.
fn occurrences(text: &str, from: &str, days: u64) -> Vec<Occurrence> {
    let read = feed(text);
    assert!(
        read.skipped.is_empty() && read.warnings.is_empty(),
        "{:?}",
        told(&read)
    );
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: Zone::Fixed(0),
    };
    let window = DateRange::new(date(from), date(from) + Days::new(days)).unwrap();
    let expand = |event| Occurrence::within(event, window, &policy, &TestZones).occurrences;
    read.events.iter().flat_map(expand).collect()
}
