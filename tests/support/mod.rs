//! What several test files need: a zone database, and short ways to say when.

use chrono::{Offset, TimeZone};
use chrono_tz::Tz;
use lichthof::error::Error;
use lichthof::feed::Feed;
use lichthof::time::{Date, DateTime, Instant, ParsedDateTime, Zone, Zones, parse_date, parse_date_time};
use proptest::prelude::ProptestConfig;

/// The zone database of chrono-tz.
pub struct TestZones;

impl Zones for TestZones {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: Tz = name.parse().ok()?;
        let utc = chrono::DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

/// Reads a feed with what chrono-tz knows of zones.
pub fn read(feed: &str, language: &str) -> Result<Feed, Error> {
    lichthof::feed::read(feed, language, &TestZones)
}

/// How properties are tried. A case that fails is printed and becomes a test of its own: proptest
/// keeps no files.
pub fn cases() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// A zone by its name.
pub fn zone(name: &str) -> Zone {
    Zone::Named(name.into())
}

/// `2018-11-06`
pub fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// `2018-11-06T17:00`
pub fn civil(text: &str) -> DateTime {
    match parse_date_time(text) {
        Some(ParsedDateTime::Civil(civil)) => civil,
        other => panic!("{text}: {other:?}"),
    }
}

/// `2018-11-06T17:00+01:00`
pub fn instant(text: &str) -> Instant {
    match parse_date_time(text) {
        Some(ParsedDateTime::Offset(civil, offset)) => {
            Instant(civil.and_utc().timestamp() - i64::from(offset))
        }
        other => panic!("{text}: {other:?}"),
    }
}
