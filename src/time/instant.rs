//! Points in time, and the way between them and civil times.

use crate::time::{Date, DateTime, Time, Zone, Zones};

/// A point in time: seconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

impl Instant {
    /// When a clock shows `civil` that is `offset` seconds ahead of UTC.
    pub fn with_offset(civil: DateTime, offset: i32) -> Self {
        Self(civil.and_utc().timestamp() - i64::from(offset))
    }
}

/// A day in seconds, and the distance at which offsets are probed: no clock was ever moved by more.
const DAY: i64 = 86_400;
/// 0001-01-01T00:00:00Z.
const FIRST_SECOND: i64 = -62_135_596_800;
/// 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;

/// The instant at which a clock in `zone` shows `civil`.
///
/// In an overlap (the clock shows it twice) the earlier one; in a gap (the clock never shows it)
/// as if the offset before the gap still held: Temporal's `compatible`. `None` where `zones` does
/// not know the zone. [`Zone::Floating`] is read in `floating`, the calendar's own zone.
pub fn resolve(civil: DateTime, zone: &Zone, floating: &Zone, zones: &dyn Zones) -> Option<Instant> {
    resolve_with_offset(civil, settled(zone, floating), zones).map(|(instant, _)| instant)
}

/// What a clock in `zone` shows at `instant`.
///
/// `None` where `zones` does not know the zone. An instant outside of the years 1 to 9999 is shown
/// as the first or the last second of them.
pub fn civil_at(instant: Instant, zone: &Zone, floating: &Zone, zones: &dyn Zones) -> Option<DateTime> {
    let offset = settled(zone, floating).offset_at(instant, zones)?;
    Some(civil_with_offset(instant, offset))
}

/// As [`resolve()`], with the offset that holds at the instant. Each question to `zones` costs a
/// call into the browser: on most days two are enough.
pub(crate) fn resolve_with_offset(civil: DateTime, zone: &Zone, zones: &dyn Zones) -> Option<(Instant, i32)> {
    let local = civil.and_utc().timestamp();
    let before = zone.offset_at(Instant(local - DAY), zones)?;
    let after = zone.offset_at(Instant(local + DAY), zones)?;
    if before == after {
        return Some((with_offset(local, before), before));
    }
    // The larger offset gives the earlier instant.
    for offset in [before.max(after), before.min(after)] {
        let instant = with_offset(local, offset);
        if zone.offset_at(instant, zones)? == offset {
            return Some((instant, offset));
        }
    }
    let instant = with_offset(local, before);
    Some((instant, zone.offset_at(instant, zones)?))
}

/// What a clock shows that is `offset` seconds ahead of UTC.
pub(crate) fn civil_with_offset(instant: Instant, offset: i32) -> DateTime {
    let local = instant.0.saturating_add(i64::from(offset));
    chrono::DateTime::from_timestamp(local.clamp(FIRST_SECOND, LAST_SECOND), 0)
        .unwrap_or_default()
        .naive_utc()
}

/// The civil time at which `date` begins.
pub(crate) fn midnight(date: Date) -> DateTime {
    date.and_time(Time::MIN)
}

fn with_offset(local: i64, offset: i32) -> Instant {
    Instant(local - i64::from(offset))
}

fn settled<'a>(zone: &'a Zone, floating: &'a Zone) -> &'a Zone {
    match zone {
        Zone::Floating => floating,
        zone => zone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::NoZones;

    const UTC: Zone = Zone::Fixed(0);

    fn civil(year: i32, month: u32, day: u32) -> DateTime {
        midnight(Date::from_ymd_opt(year, month, day).unwrap())
    }

    #[test]
    fn a_fixed_offset_needs_no_zones() {
        let start = civil(2018, 11, 6);
        let instant = resolve(start, &Zone::Fixed(3_600), &UTC, &NoZones).unwrap();
        assert_eq!(instant, Instant(1_541_458_800));
        assert_eq!(
            civil_at(instant, &Zone::Fixed(3_600), &UTC, &NoZones),
            Some(start)
        );
    }

    #[test]
    fn a_floating_time_is_read_in_the_calendar_zone() {
        let start = civil(2018, 11, 6);
        let instant = resolve(start, &Zone::Floating, &Zone::Fixed(-3_600), &NoZones);
        assert_eq!(instant, resolve(start, &Zone::Fixed(-3_600), &UTC, &NoZones));
        assert_eq!(resolve(start, &Zone::Floating, &Zone::Floating, &NoZones), None);
    }

    #[test]
    fn an_unknown_zone_gives_nothing() {
        let nowhere = Zone::Named("Nowhere/Land".into());
        assert_eq!(resolve(civil(2018, 11, 6), &nowhere, &UTC, &NoZones), None);
        assert_eq!(civil_at(Instant(0), &nowhere, &UTC, &NoZones), None);
    }

    #[test]
    fn the_first_and_the_last_second_hold_at_every_offset() {
        let last = civil(9999, 12, 31) + chrono::TimeDelta::seconds(86_399);
        for offset in [i32::MIN, -64_800, 0, 64_800, i32::MAX] {
            let zone = Zone::Fixed(offset);
            for edge in [civil(1, 1, 1), last] {
                let instant = resolve(edge, &zone, &UTC, &NoZones).unwrap();
                assert_eq!(civil_at(instant, &zone, &UTC, &NoZones), Some(edge));
            }
            for (beyond, edge) in [(i64::MIN, civil(1, 1, 1)), (i64::MAX, last)] {
                assert_eq!(civil_at(Instant(beyond), &zone, &UTC, &NoZones), Some(edge));
            }
        }
    }
}
