//! Rules as text: `FREQ=MONTHLY;BYDAY=1TU` (RFC 5545 §3.3.10).

use chrono::Weekday;

use super::{Frequency, Limit, NthDay, Rule, RuleError, Until};
use crate::cut::cut;
use crate::date::scanner::Scanner;
use crate::date::{Date, Instant};

/// The most values of one list that are read: as many as a list of the days of the year can have.
const MAX_VALUES: usize = 732;

/// The parts that are read, in the order of their bits in `Reader::seen`.
const PARTS: [&str; 14] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSECOND",
    "BYSETPOS",
];

impl Rule {
    /// Reads a rule as iCalendar writes it, without the name of the property: `FREQ=WEEKLY;BYDAY=TU`.
    ///
    /// Parts may stand in any order; the case of letters, white space around parts and values and
    /// a semicolon at the end mean nothing. Combinations that RFC 5545 forbids are read in the only
    /// way that makes sense: each part limits what the others give.
    ///
    /// # Errors
    ///
    /// A frequency other than daily to yearly, a part that is unknown or there twice, a value out of
    /// its range, `COUNT` beside `UNTIL`.
    ///
    /// # Examples
    ///
    /// ```
    /// use lichthof::date::{Frequency, Rule};
    ///
    /// let rule = Rule::parse("FREQ=MONTHLY;BYDAY=1TU;INTERVAL=2").unwrap();
    /// assert_eq!(rule.frequency, Frequency::Monthly);
    /// assert_eq!(rule.interval, 2);
    /// assert!(Rule::parse("FREQ=HOURLY").unwrap_err().is_too_frequent());
    /// ```
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        // The frequency first, wherever it stands: a rule that is refused for it says so, whatever
        // else is wrong with it.
        let mut frequency = None;
        for (name, value) in parts(text).flatten() {
            if frequency.is_none() && name.eq_ignore_ascii_case("FREQ") {
                frequency = Some(read_frequency(value)?);
            }
        }
        let mut rule = Self::new(frequency.ok_or_else(RuleError::no_frequency)?);
        let mut seen = 0_u32;
        for part in parts(text) {
            let (name, value) = part?;
            let position = PARTS.iter().position(|known| name.eq_ignore_ascii_case(known));
            let Some((position, name)) = position.and_then(|at| Some((at, *PARTS.get(at)?))) else {
                return Err(RuleError::unknown(name));
            };
            if seen & 1 << position != 0 {
                return Err(RuleError::twice(name));
            }
            seen |= 1 << position;
            if matches!(name, "COUNT" | "UNTIL") && rule.limit != Limit::Never {
                return Err(RuleError::two_limits());
            }
            read_part(&mut rule, name, value).ok_or_else(|| RuleError::out_of_range(name))?;
        }
        rule.check()?;
        Ok(rule)
    }
}

/// The names and values between the semicolons; what is empty is none.
fn parts(text: &str) -> impl Iterator<Item = Result<(&str, &str), RuleError>> {
    split(text, b";").filter(|part| !part.is_empty()).map(|part| {
        let (name, value) = cut(part, b"=");
        match value.get(1..) {
            Some(value) => Ok((name.trim_ascii(), value.trim_ascii())),
            None => Err(RuleError::not_a_part(part)),
        }
    })
}

/// What stands between these marks, without white space around it.
fn split<'a>(text: &'a str, mark: &'static [u8]) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let (part, after) = cut(rest?, mark);
        rest = after.get(1..);
        Some(part.trim_ascii())
    })
}

fn read_frequency(name: &str) -> Result<Frequency, RuleError> {
    let known = [
        ("DAILY", Frequency::Daily),
        ("WEEKLY", Frequency::Weekly),
        ("MONTHLY", Frequency::Monthly),
        ("YEARLY", Frequency::Yearly),
    ];
    let found = known.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    found
        .map(|known| known.1)
        .ok_or_else(|| RuleError::frequency(name))
}

/// Reads the value of one part; `None` if it is no value of it.
fn read_part(rule: &mut Rule, name: &str, value: &str) -> Option<()> {
    match name {
        "INTERVAL" => rule.interval = single(value)?,
        "COUNT" => rule.limit = Limit::Count(single(value)?),
        "UNTIL" => rule.limit = Limit::Until(read_until(value)?),
        "WKST" => rule.week_start = read_weekday(value)?,
        "BYMONTH" => rule.by_month = unsigned(value)?,
        "BYMONTHDAY" => rule.by_month_day = signed(value)?,
        "BYYEARDAY" => rule.by_year_day = numbers(value)?,
        "BYWEEKNO" => rule.by_week = signed(value)?,
        "BYDAY" => {
            for day in split(value, b",").take(MAX_VALUES) {
                rule.by_day.push(read_day(day)?);
            }
        }
        "BYHOUR" => rule.by_hour = unsigned(value)?,
        "BYMINUTE" => rule.by_minute = unsigned(value)?,
        "BYSECOND" => rule.by_second = unsigned(value)?,
        "BYSETPOS" => rule.by_position = numbers(value)?,
        _ => {}
    }
    Some(())
}

fn single(text: &str) -> Option<u32> {
    let mut scanner = Scanner::new(text);
    let number = scanner.number()?;
    scanner
        .is_at_end()
        .then_some(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The numbers of a list, each −999 to 999.
fn numbers(text: &str) -> Option<Vec<i16>> {
    let mut numbers = Vec::new();
    for part in split(text, b",").take(MAX_VALUES) {
        let mut scanner = Scanner::new(part);
        numbers.push(read_number(&mut scanner)?);
        if !scanner.is_at_end() {
            return None;
        }
    }
    Some(numbers)
}

fn signed(text: &str) -> Option<Vec<i8>> {
    let numbers = numbers(text)?;
    numbers
        .into_iter()
        .map(|number| i8::try_from(number).ok())
        .collect()
}

fn unsigned(text: &str) -> Option<Vec<u8>> {
    let numbers = numbers(text)?;
    numbers
        .into_iter()
        .map(|number| u8::try_from(number).ok())
        .collect()
}

/// A number with or without sign.
fn read_number(scanner: &mut Scanner) -> Option<i16> {
    let is_negative = scanner.skip_any(b"-");
    if !is_negative {
        scanner.skip_any(b"+");
    }
    let number = i16::try_from(scanner.number()?)
        .ok()
        .filter(|number| *number < 1_000)?;
    Some(if is_negative { -number } else { number })
}

/// `TU`, `2MO`, `-1FR`.
fn read_day(text: &str) -> Option<NthDay> {
    let (number, name) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let nth = if number.is_empty() {
        None
    } else {
        let mut scanner = Scanner::new(number.trim_ascii());
        let nth = read_number(&mut scanner)?;
        Some(scanner.is_at_end().then_some(nth)?)
    };
    Some(NthDay {
        day: read_weekday(name)?,
        nth,
    })
}

fn read_weekday(name: &str) -> Option<Weekday> {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let position = names.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Weekday::try_from(u8::try_from(position).ok()?).ok()
}

/// `20261231`, `20261231T235959` or `20261231T235959Z`.
fn read_until(text: &str) -> Option<Until> {
    let mut scanner = Scanner::new(text);
    let year = scanner.digits(4).filter(|year| *year > 0)?;
    let date = Date::from_ymd_opt(i32::try_from(year).ok()?, scanner.digits(2)?, scanner.digits(2)?)?;
    if scanner.is_at_end() {
        return Some(Until::Date(date));
    }
    if !scanner.skip_any(b"Tt") {
        return None;
    }
    let hour = scanner.digits(2)?;
    let minute = scanner.digits(2)?;
    let second = scanner.digits(2).filter(|second| *second <= 60)?;
    let civil = date.and_hms_opt(hour, minute, second.min(59))?;
    let is_utc = scanner.skip_any(b"Zz");
    if !scanner.is_at_end() {
        return None;
    }
    Some(if is_utc {
        Until::Utc(Instant(civil.and_utc().timestamp()))
    } else {
        Until::Civil(civil)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::DateTime;

    fn at(text: &str) -> DateTime {
        DateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
    }

    #[test]
    fn each_part_is_read_in_any_order_and_case() {
        let rule = Rule::parse(
            " byday=2MO, -1fr,+3SU,TU ;Freq=yearly;INTERVAL=2;COUNT=10;WKST=SU;BYMONTH=1,12;BYMONTHDAY=-31,31;\
             BYYEARDAY=-366,366;BYWEEKNO=53,-53;BYHOUR=0,23;BYMINUTE=59;BYSECOND=60;BYSETPOS=-1,366;",
        );
        let days = [
            (Weekday::Mon, Some(2)),
            (Weekday::Fri, Some(-1)),
            (Weekday::Sun, Some(3)),
            (Weekday::Tue, None),
        ];
        let expected = Rule {
            interval: 2,
            limit: Limit::Count(10),
            week_start: Weekday::Sun,
            by_month: vec![1, 12],
            by_month_day: vec![-31, 31],
            by_year_day: vec![-366, 366],
            by_week: vec![53, -53],
            by_day: days.map(|(day, nth)| NthDay { day, nth }).to_vec(),
            by_hour: vec![0, 23],
            by_minute: vec![59],
            by_second: vec![60],
            by_position: vec![-1, 366],
            ..Rule::new(Frequency::Yearly)
        };
        assert_eq!(rule, Ok(expected));
    }

    #[test]
    fn a_rule_ends_at_a_date_a_civil_time_or_an_instant() {
        let instant = Instant(at("20261231T225959").and_utc().timestamp());
        for (text, expected) in [
            ("20261231", Until::Date(at("20261231T000000").date())),
            ("20261231T235959", Until::Civil(at("20261231T235959"))),
            ("20261231T225959Z", Until::Utc(instant)),
            ("20261231T225960z", Until::Utc(instant)),
        ] {
            let text = ["FREQ=DAILY;UNTIL=", text].concat();
            let limit = Rule::parse(&text).map(|rule| rule.limit);
            assert_eq!(limit, Ok(Limit::Until(expected)), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_by_name() {
        for (text, expected) in [
            ("", RuleError::no_frequency()),
            ("BYDAY=MO", RuleError::no_frequency()),
            ("FREQ", RuleError::no_frequency()),
            ("FREQ=", RuleError::frequency("")),
            ("FREQ=FORTNIGHTLY", RuleError::frequency("FORTNIGHTLY")),
            ("BYDAY=XX;COUNT=0;FREQ=HOURLY", RuleError::frequency("HOURLY")),
            ("FREQ=DAILY;FREQ=DAILY", RuleError::twice("FREQ")),
            ("FREQ=DAILY;byday=MO;BYDAY=TU", RuleError::twice("BYDAY")),
            ("FREQ=DAILY;BYDAY", RuleError::not_a_part("BYDAY")),
            ("FREQ=DAILY;BYEASTER=1", RuleError::unknown("BYEASTER")),
            ("FREQ=DAILY;=1", RuleError::unknown("")),
            ("FREQ=DAILY;COUNT=1;UNTIL=20260101", RuleError::two_limits()),
        ] {
            assert_eq!(Rule::parse(text), Err(expected), "{text:?}");
        }
        assert!(RuleError::frequency("Secondly").is_too_frequent());
        assert!(!RuleError::frequency("FORTNIGHTLY").is_too_frequent());
    }

    #[test]
    fn values_out_of_range_are_refused() {
        for (part, values) in [
            ("INTERVAL", &["0", "", "-1", "1.5", "1,2", "x"][..]),
            ("COUNT", &["0", "-1", ""]),
            (
                "UNTIL",
                &[
                    "2026",
                    "20260229",
                    "20261231T",
                    "20261231T2500",
                    "20261231T240000",
                    "00000101",
                    "20260101T000000+0100",
                ],
            ),
            ("WKST", &["", "MON", "1MO"]),
            ("BYMONTH", &["0", "13", "-1", "", "1,,2", "5L", "256"]),
            ("BYMONTHDAY", &["0", "32", "-32", "300", "- 1"]),
            ("BYYEARDAY", &["0", "367", "-367", "99999999999999999999"]),
            ("BYWEEKNO", &["0", "54", "-54"]),
            (
                "BYDAY",
                &["", "M", "0MO", "54MO", "MO1", "1-MO", "MÖ", "ö", "9999999MO"],
            ),
            ("BYHOUR", &["24", "-1"]),
            ("BYMINUTE", &["60"]),
            ("BYSECOND", &["61"]),
            ("BYSETPOS", &["0", "367", "-367"]),
        ] {
            for value in values {
                let text = ["FREQ=YEARLY;", part, "=", value].concat();
                assert_eq!(Rule::parse(&text), Err(RuleError::out_of_range(part)), "{text:?}");
            }
        }
    }

    #[test]
    fn an_interval_beyond_all_numbers_is_the_longest_one() {
        let rule = Rule::parse("FREQ=DAILY;INTERVAL=99999999999999999999").unwrap();
        assert_eq!(rule.interval, u32::MAX);
    }
}
