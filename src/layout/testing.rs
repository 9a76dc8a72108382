//! Short ways to make occurrences, all in UTC.

use std::sync::Arc;

use crate::event::{End, Event, Uid, When};
use crate::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use crate::time::{
    Date, DatePrecision, DateRange, DateTime, Duration, Instant, ParsedDateTime, Zone, Zones, parse_date,
    parse_date_time,
};

const UTC: Zone = Zone::Fixed(0);

struct NoZones;

impl Zones for NoZones {
    fn offset_at(&self, _: &str, _: Instant) -> Option<i32> {
        None
    }
}

pub(super) fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// The instant at which it is this time in UTC.
pub(super) fn instant(text: &str) -> Instant {
    Instant(civil(text).and_utc().timestamp())
}

pub(super) fn timed(title: &str, start: &str, duration: &str) -> Occurrence {
    let end = End::After(Duration::parse(duration).unwrap());
    occurrence(
        title,
        When::Timed {
            start: civil(start),
            end,
            zone: UTC,
        },
    )
}

/// What is shown from a time to another, whatever lies between: clocks are put back.
pub(super) fn shown(title: &str, start: &str, end: Option<&str>) -> Occurrence {
    let shown = Shown::Timed {
        start: civil(start),
        end: end.map(civil),
    };
    Occurrence {
        shown,
        ..timed(title, start, "PT1H")
    }
}

pub(super) fn all_day(title: &str, start: &str, end: &str) -> Occurrence {
    occurrence(title, When::AllDay(range(start, end)))
}

pub(super) fn tentative(title: &str, start: &str, end: &str, precision: DatePrecision) -> Occurrence {
    let period = range(start, end);
    occurrence(title, When::Tentative { period, precision })
}

fn occurrence(title: &str, when: When) -> Occurrence {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: UTC,
        visitor: UTC,
    };
    let event = Event::new(Uid::new(title), title, when);
    Occurrence::first(&Arc::new(event), &policy, &NoZones)
}

fn civil(text: &str) -> DateTime {
    match parse_date_time(text) {
        Some(ParsedDateTime::Civil(civil)) => civil,
        other => panic!("{text}: {other:?}"),
    }
}

fn range(start: &str, end: &str) -> DateRange {
    DateRange::new(date(start), date(end)).unwrap()
}
