//! Reading dates, times and durations.

use crate::time::civil::is_in_years;
use crate::time::iso::{Form, Scanner};
use crate::time::{Date, DateTime, Duration, Time};

/// What a date-time in a feed says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsedDateTime {
    /// A date alone: `2018-11-06`.
    Date(Date),
    /// A civil time without offset: `2018-11-06T17:00:00`.
    Civil(DateTime),
    /// A civil time with its offset from UTC in seconds: `…T17:00:00+01:00`, `…T16:00:00Z`.
    Offset(DateTime, i32),
}

/// The largest offset from UTC that is read, in seconds; ISO 8601 libraries agree on 18 hours.
const MAX_OFFSET: i32 = 18 * 3_600;

/// Reads `YYYY-MM-DD`. White space around it is allowed, anything else is `None`.
pub fn parse_date(text: &str) -> Option<Date> {
    match parse_date_time(text)? {
        ParsedDateTime::Date(date) => Some(date),
        _ => None,
    }
}

/// Reads an ISO 8601 date, or a date and time with an optional offset.
///
/// `T`, `t` or one space may part date and time; seconds may be missing, fractions of a second are
/// dropped; offsets are `Z`, `z`, `±HH:MM`, `±HHMM` or `±HH`, up to 18 hours. Years are 0001 to 9999.
/// `24:00` is midnight at the end of the day, and the leap second `:60` is read as `:59`.
pub fn parse_date_time(text: &str) -> Option<ParsedDateTime> {
    parse(text, Form::Extended)
}

/// Reads the same in the basic form: `20261231`, `20261231T235959` or `20261231T235959Z`, always with seconds.
pub(crate) fn parse_basic(text: &str) -> Option<ParsedDateTime> {
    parse(text, Form::Basic)
}

fn parse(text: &str, form: Form) -> Option<ParsedDateTime> {
    let mut scanner = Scanner::new(text.trim_ascii());
    let date = scan_date(&mut scanner, form)?;
    if scanner.is_at_end() {
        return Some(ParsedDateTime::Date(date));
    }
    if !scanner.skip_any(b"Tt ") {
        return None;
    }
    let civil = scan_time(&mut scanner, form, date)?;
    if scanner.is_at_end() {
        return Some(ParsedDateTime::Civil(civil));
    }
    let offset = scan_offset(&mut scanner)?;
    scanner
        .is_at_end()
        .then_some(ParsedDateTime::Offset(civil, offset))
}

impl Duration {
    /// Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds: `P1W`, `P2DT3H30M`.
    ///
    /// White space around it, a leading `+` and lower case are allowed, fractions of a second are
    /// dropped. `None` for years and months, whose length the calendar decides, for negative
    /// durations, and for what is longer than the fields hold.
    pub fn parse(text: &str) -> Option<Self> {
        let mut scanner = Scanner::new(text.trim_ascii());
        scanner.skip_any(b"+");
        if !scanner.skip_any(b"Pp") {
            return None;
        }
        let days = sum(&mut scanner, &[(b"Ww", 7), (b"Dd", 1)]);
        let seconds = if scanner.skip_any(b"Tt") {
            Some(sum(&mut scanner, &[(b"Hh", 3_600), (b"Mm", 60), (b"Ss", 1)])?)
        } else {
            None
        };
        let is_complete = scanner.is_at_end() && (days.is_some() || seconds.is_some());
        let days = days.unwrap_or(0);
        let seconds = seconds.unwrap_or(0);
        let max_days = u64::from(Self::MAX_DAYS);
        if !is_complete || days > max_days || seconds > max_days * 86_400 {
            return None;
        }
        Some(Self {
            days: u32::try_from(days).ok()?,
            seconds: u32::try_from(seconds).ok()?,
        })
    }
}

/// Takes what stands between two parts.
fn skip(scanner: &mut Scanner, form: Form, separator: u8) -> Option<()> {
    match form {
        Form::Basic => Some(()),
        Form::Extended => scanner.expect(separator),
    }
}

fn scan_date(scanner: &mut Scanner, form: Form) -> Option<Date> {
    let year = scanner.digits(4)?;
    skip(scanner, form, b'-')?;
    let month = scanner.digits(2)?;
    skip(scanner, form, b'-')?;
    let day = scanner.digits(2)?;
    if year == 0 {
        return None;
    }
    Date::from_ymd_opt(year as i32, month, day)
}

fn scan_time(scanner: &mut Scanner, form: Form, date: Date) -> Option<DateTime> {
    let hour = scanner.digits(2)?;
    skip(scanner, form, b':')?;
    let minute = scanner.digits(2)?;
    let mut second = 0;
    // The basic form always has them.
    if form == Form::Basic || scanner.skip_any(b":") {
        second = scanner.digits(2)?;
        if scanner.skip_any(b".,") {
            scanner.number()?;
        }
    }
    if hour == 24 {
        let next = date.succ_opt().filter(|next| is_in_years(*next))?;
        return (minute == 0 && second == 0).then(|| next.and_time(Time::MIN));
    }
    if second == 60 {
        second = 59;
    }
    date.and_hms_opt(hour, minute, second)
}

fn scan_offset(scanner: &mut Scanner) -> Option<i32> {
    if scanner.skip_any(b"Zz") {
        return Some(0);
    }
    let is_west = scanner.skip_any(b"-");
    if !is_west {
        scanner.expect(b'+')?;
    }
    let hours = scanner.digits(2)?;
    let mut minutes = 0;
    if scanner.skip_any(b":") || !scanner.is_at_end() {
        minutes = scanner.digits(2)?;
    }
    let offset = (hours * 3_600 + minutes * 60) as i32;
    if minutes > 59 || offset > MAX_OFFSET {
        return None;
    }
    Some(if is_west { -offset } else { offset })
}

/// Adds up the numbers that stand with these units, in this order; `None` if none does.
fn sum(scanner: &mut Scanner, units: &[(&[u8], u64)]) -> Option<u64> {
    let mut sum = None;
    for (unit, length) in units {
        if let Some(number) = scanner.number_with_unit(unit) {
            let amount = number.saturating_mul(*length);
            sum = Some(sum.unwrap_or(0_u64).saturating_add(amount));
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap()
    }

    fn at(hour: u32, minute: u32, second: u32) -> DateTime {
        date(2018, 11, 6).and_hms_opt(hour, minute, second).unwrap()
    }

    #[test]
    fn dates_are_read_to_the_last_day_of_each_month() {
        for (text, expected) in [
            ("2018-11-06", Some(date(2018, 11, 6))),
            ("  2018-11-06\n", Some(date(2018, 11, 6))),
            ("0001-01-01", Some(date(1, 1, 1))),
            ("9999-12-31", Some(date(9999, 12, 31))),
            ("2024-02-29", Some(date(2024, 2, 29))),
            ("2023-02-29", None),
            ("1900-02-29", None),
            ("2018-11-31", None),
            ("2018-13-01", None),
            ("2018-00-01", None),
            ("2018-01-00", None),
            ("0000-01-01", None),
            ("-2018-11-06", None),
            ("12018-11-06", None),
            ("2018-11-6", None),
            ("20181106", None),
            ("2018/11/06", None),
            ("2018-11-06Z", None),
            ("2018-11-06T", None),
            ("2018-11-06T17:00", None),
            ("2018-11-0６", None),
            ("", None),
        ] {
            assert_eq!(parse_date(text), expected, "{text:?}");
        }
    }

    #[test]
    fn times_are_read_with_and_without_seconds_fractions_and_offsets() {
        use ParsedDateTime::{Civil, Offset};
        for (text, expected) in [
            ("2018-11-06T17:00:00", Some(Civil(at(17, 0, 0)))),
            ("2018-11-06t17:00", Some(Civil(at(17, 0, 0)))),
            ("2018-11-06 17:05:09", Some(Civil(at(17, 5, 9)))),
            ("2018-11-06T17:00:00.999999999999", Some(Civil(at(17, 0, 0)))),
            ("2018-11-06T17:00:00,5", Some(Civil(at(17, 0, 0)))),
            ("2018-11-06T23:59:60", Some(Civil(at(23, 59, 59)))),
            (
                "2018-11-05T24:00:00",
                Some(Civil(date(2018, 11, 6).and_time(Time::MIN))),
            ),
            ("2018-11-06T16:00:00Z", Some(Offset(at(16, 0, 0), 0))),
            ("2018-11-06T16:00:00.000z", Some(Offset(at(16, 0, 0), 0))),
            ("2018-11-06T17:00:00+01:00", Some(Offset(at(17, 0, 0), 3_600))),
            ("2018-11-06T17:00-0330", Some(Offset(at(17, 0, 0), -12_600))),
            ("2018-11-06T17:00+18", Some(Offset(at(17, 0, 0), 64_800))),
            ("2018-11-06T17:00:00-00:00", Some(Offset(at(17, 0, 0), 0))),
            ("2018-11-06T17:00+18:01", None),
            ("2018-11-06T17:00+01:60", None),
            ("2018-11-06T17:00+01:", None),
            ("2018-11-06T17:00+1", None),
            ("2018-11-06T17:00+01:00[Europe/Berlin]", None),
            ("2018-11-06T17:00:00.", None),
            ("2018-11-06T17", None),
            ("2018-11-06T17:0", None),
            ("2018-11-06T24:00:01", None),
            ("2018-11-06T24:30", None),
            ("9999-12-31T24:00", None),
            ("2018-11-06T25:00", None),
            ("2018-11-06T17:60", None),
            ("2018-11-06T17:00:61", None),
            ("2018-11-06  17:00", None),
            ("2018-11-06T17:00 Z", None),
            ("2018-11-06T17:00:00ZZ", None),
        ] {
            assert_eq!(parse_date_time(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_basic_form_has_nothing_between_its_parts() {
        use ParsedDateTime::{Civil, Offset};
        for (text, expected) in [
            ("20181106", Some(ParsedDateTime::Date(date(2018, 11, 6)))),
            ("20181106T170509", Some(Civil(at(17, 5, 9)))),
            ("20181106t160000z", Some(Offset(at(16, 0, 0), 0))),
            (
                "20181105T240000",
                Some(Civil(date(2018, 11, 6).and_time(Time::MIN))),
            ),
            ("20181106T1705", None),
            ("2018-11-06", None),
            ("20181106T17:05:09", None),
            ("00000101", None),
            ("", None),
        ] {
            assert_eq!(parse_basic(text), expected, "{text:?}");
        }
    }

    #[test]
    fn durations_keep_days_by_the_calendar_apart_from_seconds_by_the_clock() {
        for (text, days, seconds) in [
            ("P1D", 1, 0),
            ("PT24H", 0, 86_400),
            ("P2W", 14, 0),
            ("P1W3D", 10, 0),
            ("P1DT2H3M4S", 1, 7_384),
            ("PT90M", 0, 5_400),
            ("PT1H30S", 0, 3_630),
            ("PT1.75S", 0, 1),
            ("pt1h", 0, 3_600),
            (" +PT5M\n", 0, 300),
            ("P0D", 0, 0),
            ("PT0S", 0, 0),
            ("P36525D", 36_525, 0),
            ("PT876600H", 0, 3_155_760_000),
            ("P00000000000000000000000001D", 1, 0),
        ] {
            assert_eq!(
                Duration::parse(text),
                Some(Duration { days, seconds }),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_duration_of_fixed_units_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "+",
            "1D",
            "P1",
            "P1DT",
            "PT1",
            "P1Y",
            "P1M",
            "P1Y2D",
            "-P1D",
            "P-1D",
            "P1D1W",
            "P1D2D",
            "PT1S1H",
            "P1H",
            "PT1D",
            "P1.5D",
            "PT0.5H",
            "PT1.S",
            "P1D x",
            "P1 D",
            "++P1D",
            "P36526D",
            "P5218W",
            "PT3155760001S",
            "P18446744073709551617D",
            "PT99999999999999999999999999H",
        ] {
            assert_eq!(Duration::parse(text), None, "{text:?}");
        }
    }
}
