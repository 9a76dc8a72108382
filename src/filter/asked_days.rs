//! The values of the facet "when".

use chrono::{Datelike, Months};

use crate::filter::Present;
use crate::filter::present::Days;
use crate::text::split_once;
use crate::time::{Date, parse_date};

/// What a value of the facet "when" asks for.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum AskedDays {
    /// What takes place on one of these days.
    Within(Days),
    /// What has ended.
    Past,
}

impl AskedDays {
    /// True if none of these days is today or later.
    pub(super) fn are_over(&self, present: &Present) -> bool {
        match self {
            Self::Within(days) => days.end <= present.day(),
            Self::Past => true,
        }
    }

    /// Reads a value; `None` if it is none. Either end of a range may be missing.
    pub(super) fn read(value: &str, present: &Present) -> Option<Self> {
        let today = present.day();
        Some(Self::Within(match value {
            "past" => return Some(Self::Past),
            "today" => today..today + 1,
            "tomorrow" => today + 1..today + 2,
            "this-week" => present.week(),
            "this-weekend" => present.weekend(),
            "next-week" => {
                let week = present.week();
                week.end..week.end + 7
            }
            "this-month" => present.month(0),
            "next-month" => present.month(1),
            "next-30-days" => today..today + 30,
            _ => match split_once(value, "..") {
                None => period(value)?,
                Some(("", "")) => return None,
                Some(("", to)) => i32::MIN..period(to)?.end,
                Some((from, "")) => period(from)?.start..i32::MAX,
                Some((from, to)) => period(from)?.start..period(to)?.end,
            },
        }))
    }
}

/// The days of a year `2026`, a month `2026-05` or a day.
fn period(text: &str) -> Option<Days> {
    let (rest, months) = match text.len() {
        4 => ("-01-01", 12),
        7 => ("-01", 1),
        10 => ("", 0),
        _ => return None,
    };
    let first = parse_date(&[text, rest].concat())?;
    let start = first.num_days_from_ce();
    let end = match months {
        0 => start + 1,
        _ => first.checked_add_months(Months::new(months))?.num_days_from_ce(),
    };
    Some(start..end)
}

/// A month as the facet has it, so many months from that of a day: `2026-05`.
pub(super) fn month_name(day: Date, months: i32) -> Option<String> {
    let distance = Months::new(months.unsigned_abs());
    let first = day.with_day(1)?;
    let month = match months < 0 {
        true => first.checked_sub_months(distance)?,
        false => first.checked_add_months(distance)?,
    };
    let mut name = crate::time::iso(month);
    name.truncate(7);
    Some(name)
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::time::Instant;

    /// The first and the last day.
    fn read(value: &str, today: &str, first_day: Weekday) -> Option<(String, String)> {
        let present = Present {
            now: Instant(0),
            today: parse_date(today).unwrap(),
            first_day,
            is_month_first: false,
        };
        let date = |day| crate::time::iso(Date::from_num_days_from_ce_opt(day).unwrap());
        match AskedDays::read(value, &present)? {
            AskedDays::Within(days) => Some((date(days.start), date(days.end - 1))),
            AskedDays::Past => Some(("past".to_owned(), "past".to_owned())),
        }
    }

    #[test]
    fn days_are_counted_from_today() {
        for (value, today, first_day, from, to) in [
            ("today", "2026-05-13", Weekday::Mon, "2026-05-13", "2026-05-13"),
            ("tomorrow", "2026-12-31", Weekday::Mon, "2027-01-01", "2027-01-01"),
            (
                "this-week",
                "2026-05-13",
                Weekday::Mon,
                "2026-05-11",
                "2026-05-17",
            ),
            (
                "this-week",
                "2026-05-13",
                Weekday::Sun,
                "2026-05-10",
                "2026-05-16",
            ),
            (
                "this-week",
                "2026-05-11",
                Weekday::Mon,
                "2026-05-11",
                "2026-05-17",
            ),
            (
                "this-week",
                "2026-05-17",
                Weekday::Mon,
                "2026-05-11",
                "2026-05-17",
            ),
            (
                "this-weekend",
                "2026-05-11",
                Weekday::Mon,
                "2026-05-16",
                "2026-05-17",
            ),
            (
                "this-weekend",
                "2026-05-15",
                Weekday::Mon,
                "2026-05-16",
                "2026-05-17",
            ),
            (
                "this-weekend",
                "2026-05-16",
                Weekday::Mon,
                "2026-05-16",
                "2026-05-17",
            ),
            (
                "this-weekend",
                "2026-05-17",
                Weekday::Sun,
                "2026-05-16",
                "2026-05-17",
            ),
            (
                "next-week",
                "2026-05-13",
                Weekday::Mon,
                "2026-05-18",
                "2026-05-24",
            ),
            (
                "next-week",
                "2026-05-17",
                Weekday::Sun,
                "2026-05-24",
                "2026-05-30",
            ),
            (
                "this-month",
                "2026-02-28",
                Weekday::Mon,
                "2026-02-01",
                "2026-02-28",
            ),
            (
                "next-month",
                "2026-12-31",
                Weekday::Mon,
                "2027-01-01",
                "2027-01-31",
            ),
            (
                "next-30-days",
                "2026-05-13",
                Weekday::Mon,
                "2026-05-13",
                "2026-06-11",
            ),
            ("past", "2026-05-13", Weekday::Mon, "past", "past"),
        ] {
            let expected = Some((from.to_owned(), to.to_owned()));
            assert_eq!(read(value, today, first_day), expected, "{value} {today}");
        }
    }

    #[test]
    fn periods_are_read_with_both_ends() {
        for (value, expected) in [
            ("2026", Some(("2026-01-01", "2026-12-31"))),
            ("2024-02", Some(("2024-02-01", "2024-02-29"))),
            ("2026-05-13", Some(("2026-05-13", "2026-05-13"))),
            ("2026-05-01..2026-05-20", Some(("2026-05-01", "2026-05-20"))),
            ("2026-05..2026", Some(("2026-05-01", "2026-12-31"))),
            ("2026-0", None),
            ("2026-13", None),
            ("..", None),
            ("2026..x", None),
            ("soon", None),
            ("", None),
        ] {
            let expected = expected.map(|(from, to)| (from.to_owned(), to.to_owned()));
            assert_eq!(read(value, "2026-05-13", Weekday::Mon), expected, "{value}");
        }
        let present = Present {
            now: Instant(0),
            today: Date::MAX,
            first_day: Weekday::Mon,
            is_month_first: false,
        };
        for value in [
            "this-week",
            "this-weekend",
            "next-week",
            "this-month",
            "next-month",
            "next-30-days",
            "9999",
            "9999-12..",
            "..9999-12-31",
        ] {
            assert!(AskedDays::read(value, &present).is_some(), "{value}");
        }
    }

    #[test]
    fn months_are_named_across_years() {
        let day = parse_date("2026-01-31").unwrap();
        let names = [-1, 0, 1, 12].map(|months| month_name(day, months).unwrap());
        assert_eq!(names, ["2025-12", "2026-01", "2026-02", "2027-01"]);
    }
}
