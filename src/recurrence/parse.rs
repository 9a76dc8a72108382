//! Rules as text: `FREQ=MONTHLY;BYDAY=1TU` (RFC 5545 §3.3.10).

use chrono::Weekday;

use crate::recurrence::{Frequency, Limit, NthDay, Rule, RuleError, Skip, Until};
use crate::text::cut;
use crate::time::{Instant, ParsedDateTime, Scanner, parse_basic};

/// The most values of one list that are read: as many as a list of the days of the year can have.
const MAX_VALUES: usize = 732;

/// What a rule is made of.
#[derive(Clone, Copy)]
enum Part {
    Frequency,
    Interval,
    Count,
    Until,
    WeekStart,
    Month,
    MonthDay,
    YearDay,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Position,
    Scale,
    Skip,
}

const PARTS: [(&str, Part); 16] = [
    ("FREQ", Part::Frequency),
    ("INTERVAL", Part::Interval),
    ("COUNT", Part::Count),
    ("UNTIL", Part::Until),
    ("WKST", Part::WeekStart),
    ("BYMONTH", Part::Month),
    ("BYMONTHDAY", Part::MonthDay),
    ("BYYEARDAY", Part::YearDay),
    ("BYWEEKNO", Part::Week),
    ("BYDAY", Part::Day),
    ("BYHOUR", Part::Hour),
    ("BYMINUTE", Part::Minute),
    ("BYSECOND", Part::Second),
    ("BYSETPOS", Part::Position),
    ("RSCALE", Part::Scale),
    ("SKIP", Part::Skip),
];

impl Rule {
    /// Reads a rule as iCalendar writes it, without the name of the property: `FREQ=WEEKLY;BYDAY=TU`.
    ///
    /// Parts may stand in any order; the case of letters, white space around parts and values and
    /// a mark at the end of a list mean nothing. Of RFC 7529, `SKIP` is read, and `RSCALE` where it is the
    /// Gregorian calendar. Combinations that RFC 5545 forbids are read in the only
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
    /// use lichthof::recurrence::{Frequency, Rule, RuleFault};
    ///
    /// let rule = Rule::parse("FREQ=MONTHLY;BYDAY=1TU;INTERVAL=2").unwrap();
    /// assert_eq!(rule.frequency, Frequency::Monthly);
    /// assert_eq!(rule.interval, 2);
    /// assert_eq!(Rule::parse("FREQ=HOURLY").unwrap_err().fault(), RuleFault::TooFrequent);
    /// ```
    pub fn parse(text: &str) -> Result<Self, RuleError> {
        let mut rule = Self::new(Frequency::Daily);
        let mut seen = 0_u32;
        let mut rest = text;
        while !rest.is_empty() {
            let text = take(&mut rest, b";");
            if text.is_empty() {
                continue;
            }
            let (name, value) = cut(text, b"=");
            let Some(value) = value.get(1..) else {
                // A text that begins otherwise is no rule at all.
                return Err(match seen {
                    0 => RuleError::no_frequency(),
                    _ => RuleError::not_a_part(text),
                });
            };
            let (name, value) = (name.trim_ascii(), value.trim_ascii());
            let known = PARTS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
            let &(name, part) = known.ok_or_else(|| RuleError::unknown(name))?;
            let bit = 1 << part as u32;
            if seen & bit != 0 {
                return Err(RuleError::twice(name));
            }
            seen |= bit;
            if matches!(part, Part::Count | Part::Until) && rule.limit != Limit::Never {
                return Err(RuleError::two_limits());
            }
            if rule.read_part(part, value).is_none() {
                let is_frequency = matches!(part, Part::Frequency);
                return Err(if is_frequency {
                    RuleError::frequency(value)
                } else {
                    RuleError::out_of_range(name)
                });
            }
        }
        if seen & 1 << Part::Frequency as u32 == 0 {
            return Err(RuleError::no_frequency());
        }
        Ok(rule)
    }

    /// Reads the value of one part; `None` if it is no value of it.
    fn read_part(&mut self, part: Part, value: &str) -> Option<()> {
        match part {
            Part::Frequency => self.frequency = read_frequency(value)?,
            Part::Interval => self.interval = single(value)?,
            Part::Count => self.limit = Limit::Count(single(value)?),
            Part::Until => self.limit = Limit::Until(read_until(value)?),
            Part::WeekStart => self.week_start = read_weekday(value)?,
            Part::Month => self.by_month = numbers(value, 1, 12)?,
            Part::MonthDay => self.by_month_day = numbers(value, -31, 31)?,
            Part::YearDay => self.by_year_day = numbers(value, -366, 366)?,
            Part::Week => self.by_week = numbers(value, -53, 53)?,
            Part::Day => self.by_day = days(value)?,
            Part::Hour => self.by_hour = numbers(value, 0, 23)?,
            Part::Minute => self.by_minute = numbers(value, 0, 59)?,
            Part::Second => self.by_second = numbers(value, 0, 60)?,
            Part::Position => self.by_position = numbers(value, -366, 366)?,
            Part::Scale => return value.eq_ignore_ascii_case("GREGORIAN").then_some(()),
            Part::Skip => self.skip = read_skip(value)?,
        }
        Some(())
    }
}

/// What stands before the mark, without white space around it; what follows is left.
fn take<'a>(rest: &mut &'a str, mark: &[u8]) -> &'a str {
    let (part, after) = cut(rest, mark);
    *rest = after.get(1..).unwrap_or_default();
    part.trim_ascii()
}

fn read_frequency(name: &str) -> Option<Frequency> {
    let known = [
        ("DAILY", Frequency::Daily),
        ("WEEKLY", Frequency::Weekly),
        ("MONTHLY", Frequency::Monthly),
        ("YEARLY", Frequency::Yearly),
    ];
    let found = known.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    found.map(|known| known.1)
}

fn read_skip(name: &str) -> Option<Skip> {
    let known = [
        ("OMIT", Skip::Omit),
        ("BACKWARD", Skip::Backward),
        ("FORWARD", Skip::Forward),
    ];
    let found = known.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    found.map(|known| known.1)
}

/// A number from 1; one too large for its type is the largest.
fn single(text: &str) -> Option<u32> {
    let mut scanner = Scanner::new(text);
    let number = scanner.number().filter(|number| *number > 0)?;
    scanner
        .is_at_end()
        .then_some(u32::try_from(number).unwrap_or(u32::MAX))
}

/// The numbers of a list.
fn numbers(mut text: &str, least: i16, most: i16) -> Option<Vec<i16>> {
    let mut numbers = Vec::new();
    while numbers.len() < MAX_VALUES {
        numbers.push(read_number(take(&mut text, b","), least, most)?);
        if text.is_empty() {
            break;
        }
    }
    Some(numbers)
}

/// The days of a list: `TU`, `2MO`, `-1FR`.
fn days(mut text: &str) -> Option<Vec<NthDay>> {
    let mut days = Vec::new();
    while days.len() < MAX_VALUES {
        let day = take(&mut text, b",");
        let (number, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
        let mut nth = None;
        if !number.is_empty() {
            nth = Some(read_number(number.trim_ascii(), -53, 53)?);
        }
        days.push(NthDay {
            day: read_weekday(name)?,
            nth,
        });
        if text.is_empty() {
            break;
        }
    }
    Some(days)
}

/// A number with or without sign, from `least` to `most`; where it can be negative it cannot be 0.
fn read_number(text: &str, least: i16, most: i16) -> Option<i16> {
    let mut scanner = Scanner::new(text);
    let is_negative = scanner.skip_any(b"-");
    if !is_negative {
        scanner.skip_any(b"+");
    }
    let number = i16::try_from(scanner.number()?).ok()?;
    let number = if is_negative { -number } else { number };
    let is_in_range = least <= number && number <= most && (number != 0 || least == 0);
    (scanner.is_at_end() && is_in_range).then_some(number)
}

fn read_weekday(name: &str) -> Option<Weekday> {
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let position = names.iter().position(|known| name.eq_ignore_ascii_case(known))?;
    Weekday::try_from(u8::try_from(position).ok()?).ok()
}

/// `20261231`, `20261231T235959` or `20261231T235959Z`.
fn read_until(text: &str) -> Option<Until> {
    Some(match parse_basic(text)? {
        ParsedDateTime::Date(date) => Until::Date(date),
        ParsedDateTime::Civil(civil) => Until::Civil(civil),
        ParsedDateTime::Offset(civil, offset @ 0) => Until::Utc(Instant::with_offset(civil, offset)),
        // No calendar reads any other (RFC 5545 §3.3.5).
        ParsedDateTime::Offset(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recurrence::RuleFault;
    use crate::time::DateTime;

    fn at(text: &str) -> DateTime {
        DateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
    }

    #[test]
    fn each_part_is_read_in_any_order_and_case() {
        let rule = Rule::parse(
            " byday=2MO, -1fr,+3SU,TU ;Freq=yearly;INTERVAL=2;COUNT=10;WKST=SU;BYMONTH=1,12;BYMONTHDAY=-31,31;\
             BYYEARDAY=-366,366;BYWEEKNO=53,-53;BYHOUR=0,23;BYMINUTE=59;BYSECOND=60;BYSETPOS=-1,366;\
             RSCALE=gregorian;SKIP=Forward;",
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
            skip: Skip::Forward,
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
            ("every Tuesday; really", RuleError::no_frequency()),
            ("FREQ=", RuleError::frequency("")),
            ("FREQ=FORTNIGHTLY", RuleError::frequency("FORTNIGHTLY")),
            ("BYDAY=MO;FREQ=Hourly;COUNT=0", RuleError::frequency("Hourly")),
            ("FREQ=DAILY;FREQ=DAILY", RuleError::twice("FREQ")),
            ("FREQ=DAILY;byday=MO;BYDAY=TU", RuleError::twice("BYDAY")),
            ("FREQ=DAILY;BYDAY", RuleError::not_a_part("BYDAY")),
            ("FREQ=DAILY;BYEASTER=1", RuleError::unknown("BYEASTER")),
            ("FREQ=DAILY;=1", RuleError::unknown("")),
            ("FREQ=DAILY;COUNT=1;UNTIL=20260101", RuleError::two_limits()),
        ] {
            assert_eq!(Rule::parse(text), Err(expected), "{text:?}");
        }
        assert_eq!(RuleError::frequency("Secondly").fault(), RuleFault::TooFrequent);
        assert_ne!(
            RuleError::frequency("FORTNIGHTLY").fault(),
            RuleFault::TooFrequent
        );
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
            ("RSCALE", &["HEBREW", ""]),
            ("SKIP", &["", "SIDEWAYS", "OMIT,FORWARD"]),
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
