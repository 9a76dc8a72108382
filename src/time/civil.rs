//! Dates and times as a calendar and a clock on the wall show them (ISO 8601, proleptic Gregorian).

use chrono::Datelike;
use chrono::Timelike;

use crate::time::scanner::Scanner;

/// A civil date, of the years 1 to 9999.
pub type Date = chrono::NaiveDate;
/// A civil time, to the second.
pub type Time = chrono::NaiveTime;
/// A civil date and time: no instant until a zone says where.
pub type DateTime = chrono::NaiveDateTime;

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
    let mut scanner = Scanner::new(text.trim_ascii());
    let date = scan_date(&mut scanner)?;
    if scanner.is_at_end() {
        return Some(ParsedDateTime::Date(date));
    }
    if !scanner.skip_any(b"Tt ") {
        return None;
    }
    let civil = scan_time(&mut scanner, date)?;
    if scanner.is_at_end() {
        return Some(ParsedDateTime::Civil(civil));
    }
    let offset = scan_offset(&mut scanner)?;
    scanner
        .is_at_end()
        .then_some(ParsedDateTime::Offset(civil, offset))
}

/// A date as `2018-11-06`, by hand: chrono's formatting costs every visitor kilobytes.
pub fn iso(date: Date) -> String {
    let day = date.year().unsigned_abs() * 10_000 + date.month() * 100 + date.day();
    let mut text = String::with_capacity(10);
    let mut unit = 10_000_000;
    while unit > 0 {
        let digit = (day / unit % 10) as u8;
        text.push(char::from(b'0' + digit));
        if unit == 10_000 || unit == 100 {
            text.push('-');
        }
        unit /= 10;
    }
    text
}

/// A civil time as `2018-11-06T17:00`, with its seconds only where it has some.
pub fn iso_minute(civil: DateTime) -> String {
    let mut text = iso(civil.date());
    let mut push = |separator: char, part: u32| {
        text.push(separator);
        text.push(char::from(b'0' + (part / 10) as u8));
        text.push(char::from(b'0' + (part % 10) as u8));
    };
    push('T', civil.hour());
    push(':', civil.minute());
    if civil.second() > 0 {
        push(':', civil.second());
    }
    text
}

fn scan_date(scanner: &mut Scanner) -> Option<Date> {
    let year = scanner.digits(4)?;
    scanner.expect(b'-')?;
    let month = scanner.digits(2)?;
    scanner.expect(b'-')?;
    let day = scanner.digits(2)?;
    if year == 0 {
        return None;
    }
    Date::from_ymd_opt(year as i32, month, day)
}

fn scan_time(scanner: &mut Scanner, date: Date) -> Option<DateTime> {
    let hour = scanner.digits(2)?;
    scanner.expect(b':')?;
    let minute = scanner.digits(2)?;
    let mut second = 0;
    if scanner.skip_any(b":") {
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

/// True for the years 1 to 9999, the only ones that a calendar shows.
pub(crate) fn is_in_years(date: Date) -> bool {
    (1..=9_999).contains(&date.year())
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
    fn dates_are_written_as_they_are_read() {
        for text in ["0001-01-01", "2018-11-06", "9999-12-31"] {
            assert_eq!(parse_date(text).map(iso).as_deref(), Some(text));
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
    fn a_civil_time_is_written_with_the_seconds_that_it_has() {
        for text in ["2018-11-06T17:00", "0987-01-02T03:04:05"] {
            let Some(ParsedDateTime::Civil(civil)) = parse_date_time(text) else {
                panic!("{text}");
            };
            assert_eq!(iso_minute(civil), text);
        }
    }
}
