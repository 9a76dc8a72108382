//! What leaves the calendar: iCalendar files, links, shared text, data for search engines.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

mod icalendar;
mod json_ld;
mod leaving;
mod links;
mod parsers;
mod plan;
mod read_back;
mod share;
mod subscribe;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use lichthof::event::{End, Event, Href, Override, Series, Text, Uid, When};
use lichthof::export::Context;
use lichthof::i18n::Strings;
use lichthof::recurrence::Rule;
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{DateRange, Duration, Zone};
use support::{TestZones, civil, date, instant, zone};

fn policy() -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: zone("Europe/Berlin"),
    }
}

/// Runs with what the exports of a German calendar in Berlin need to know.
fn with_context<T>(run: impl FnOnce(&Context) -> T) -> T {
    run(&Context {
        policy: &policy(),
        zones: &TestZones,
        now: instant("2026-04-01T10:00+02:00"),
        strings: Strings::of("de"),
        when: &|occurrence| match &occurrence.shown {
            Shown::Timed { start, .. } => start.format("%d.%m.%Y, %H:%M Uhr").to_string(),
            Shown::AllDay(days) => days.start().format("%d.%m.%Y").to_string(),
            Shown::Tentative { .. } => "Mai 2026 (geplant)".to_owned(),
        },
        address: &|occurrence| {
            occurrence
                .event
                .page
                .as_ref()
                .map(|page| page.as_str().to_owned())
        },
    })
}

fn first(event: &Arc<Event>) -> Occurrence {
    Occurrence::first(event, &policy(), &TestZones)
}

fn text(value: &str) -> Text {
    Text {
        value: value.to_owned(),
        language: None,
    }
}

fn href(address: &str) -> Option<Href> {
    Some(Href::parse(address).unwrap())
}

fn event(title: &str, when: When) -> Event {
    Event::new(Uid::new(title.replace(' ', "-")), title, when)
}

fn timed(zone: Zone, start: &str, duration: &str) -> When {
    When::Timed {
        start: civil(start),
        end: End::After(Duration::parse(duration).unwrap()),
        zone,
    }
}

fn timed_in(name: &str, start: &str, duration: &str) -> When {
    timed(zone(name), start, duration)
}

/// Whole days, the end exclusive.
fn days(start: &str, end: &str) -> When {
    When::AllDay(DateRange::new(date(start), date(end)).unwrap())
}

fn series(when: When, rules: &[&str], more: impl FnOnce(&mut Series)) -> Event {
    let mut series = Series {
        rules: rules.iter().map(|text| Rule::parse(text).unwrap()).collect(),
        ..Series::default()
    };
    more(&mut series);
    let mut event = event("Stammtisch", when);
    event.series = Some(Box::new(series));
    event
}

fn changed(recurrence_id: &str, title: &str, when: When) -> Override {
    Override {
        recurrence_id: civil(recurrence_id),
        event: Arc::new(event(title, when)),
    }
}
