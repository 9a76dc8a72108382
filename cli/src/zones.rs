//! What is known of time zones: the database of chrono-tz stands for the browser's.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::Tz;
use lichthof::time::{Instant, Zones};

/// The zone database of chrono-tz.
#[derive(Clone, Copy)]
pub struct Database;

impl Zones for Database {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: Tz = name.parse().ok()?;
        let utc = DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}
