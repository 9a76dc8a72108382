//! Points in time, and the way between them and civil times.

use super::{DateTime, Zone, Zones};

/// A point in time: seconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

/// The instant at which a clock in `zone` shows `civil`.
///
/// In an overlap (the clock shows it twice) the earlier one; in a gap (the clock never shows it)
/// as if the offset before the gap still held: Temporal's `compatible`. `None` where `zones` does
/// not know the zone. [`Zone::Floating`] is read in `floating`, the calendar's own zone.
pub fn resolve(civil: DateTime, zone: &Zone, floating: &Zone, zones: &dyn Zones) -> Option<Instant> {
    let _ = (civil, zone, floating, zones);
    None
}

/// What a clock in `zone` shows at `instant`.
pub fn civil_at(instant: Instant, zone: &Zone, floating: &Zone, zones: &dyn Zones) -> Option<DateTime> {
    let _ = (instant, zone, floating, zones);
    None
}
