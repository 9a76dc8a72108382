//! What a view shows at a time, and the steps from one to the next.

use chrono::{Datelike, Days, Months};

use crate::layout::Weekdays;
use crate::time::{Date, DateRange};

/// How much a view shows at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// One day.
    Day,
    /// One week, by its first day.
    Week,
    /// One month.
    Month,
    /// One year.
    Year,
}

impl Period {
    /// The days of the period around `day`.
    ///
    /// A week goes from its first day that is shown to its last: Monday to Friday where weekends are
    /// hidden. Months and years are whole.
    pub fn around(self, day: Date, weekdays: Weekdays) -> DateRange {
        match self {
            Self::Day => DateRange::day(day),
            Self::Week => {
                let shown = weekdays.shown_days(weekdays.whole_weeks(DateRange::day(day)));
                let first = shown.first().copied().unwrap_or(day);
                let last = shown.last().copied().unwrap_or(day);
                DateRange::new(first, DateRange::day(last).end()).unwrap_or(DateRange::day(day))
            }
            Self::Month => month_days(day),
            Self::Year => {
                let start = day.with_ordinal(1).unwrap_or(day);
                let end = start.checked_add_months(Months::new(12)).unwrap_or(start);
                DateRange::new(start, end).unwrap_or(DateRange::day(day))
            }
        }
    }

    /// The day that stands for the next period: the same weekday, the same day of the month, or the
    /// last one of a month that is shorter. `None` beyond the years 1 to 9999.
    ///
    /// Where that day is hidden it is the nearest that is shown, the later one first, in the same
    /// period; the day after a Friday may be a Monday.
    pub fn next(self, day: Date, weekdays: Weekdays) -> Option<Date> {
        self.step(day, 1, weekdays)
    }

    /// The day that stands for the previous period, as in [`Period::next`].
    pub fn previous(self, day: Date, weekdays: Weekdays) -> Option<Date> {
        self.step(day, -1, weekdays)
    }

    fn step(self, day: Date, direction: i32, weekdays: Weekdays) -> Option<Date> {
        let target = match self {
            Self::Day => return next_shown(day, direction, weekdays),
            Self::Week => add_days(day, 7 * direction)?,
            Self::Month => add_months(day, direction)?,
            Self::Year => add_months(day, 12 * direction)?,
        };
        let days = match self {
            Self::Week => weekdays.whole_weeks(DateRange::day(target)),
            _ => self.around(target, weekdays),
        };
        in_years(weekdays.nearest_shown(target, days))
    }
}

/// The next day (or, backwards, the one before) that is shown.
fn next_shown(day: Date, direction: i32, weekdays: Weekdays) -> Option<Date> {
    (1..=7)
        .filter_map(|distance| add_days(day, distance * direction))
        .find(|date| weekdays.shows(*date))
}

/// The first day of the month of `date`.
pub fn month_start(date: Date) -> Date {
    date.with_day(1).unwrap_or(date)
}

/// The days of the month of `date`.
pub fn month_days(date: Date) -> DateRange {
    let start = month_start(date);
    let end = start.checked_add_months(Months::new(1)).unwrap_or(start);
    DateRange::new(start, end).unwrap_or(DateRange::day(start))
}

/// The same day `months` later (or earlier), or the last day of that month if it is shorter.
///
/// `None` beyond the years 1 to 9999.
pub fn add_months(date: Date, months: i32) -> Option<Date> {
    let distance = Months::new(months.unsigned_abs());
    let moved = if months < 0 {
        date.checked_sub_months(distance)
    } else {
        date.checked_add_months(distance)
    };
    in_years(moved?)
}

/// The day `days` later (or earlier); `None` beyond the years 1 to 9999.
fn add_days(date: Date, days: i32) -> Option<Date> {
    let distance = Days::new(days.unsigned_abs().into());
    let moved = if days < 0 {
        date.checked_sub_days(distance)
    } else {
        date.checked_add_days(distance)
    };
    in_years(moved?)
}

/// The date, if a calendar shows its year.
pub(super) fn in_years(date: Date) -> Option<Date> {
    (1..=9_999).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use chrono::{Weekday, WeekdaySet};

    use super::*;
    use crate::layout::testing::date;

    const MONDAY: fn() -> Weekdays = || Weekdays::all_from(Weekday::Mon);
    const WORKING_DAYS: fn() -> Weekdays =
        || MONDAY().without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));

    #[test]
    fn a_period_lies_around_its_day() {
        let sunday = Weekdays::all_from(Weekday::Sun);
        for (period, day, weekdays, first, last) in [
            (Period::Day, "2026-03-07", MONDAY(), "2026-03-07", "2026-03-07"),
            (Period::Week, "2026-03-08", MONDAY(), "2026-03-02", "2026-03-08"),
            (Period::Week, "2026-03-08", sunday, "2026-03-08", "2026-03-14"),
            (
                Period::Week,
                "2026-03-08",
                WORKING_DAYS(),
                "2026-03-02",
                "2026-03-06",
            ),
            (
                Period::Month,
                "2024-02-29",
                WORKING_DAYS(),
                "2024-02-01",
                "2024-02-29",
            ),
            (Period::Year, "2026-03-08", MONDAY(), "2026-01-01", "2026-12-31"),
            (Period::Year, "9999-12-31", MONDAY(), "9999-01-01", "9999-12-31"),
        ] {
            let days = period.around(date(day), weekdays);
            assert_eq!(
                (days.start(), days.last()),
                (date(first), date(last)),
                "{period:?} {day}"
            );
        }
    }

    #[test]
    fn a_step_keeps_the_day_as_far_as_there_is_one() {
        for (period, day, weekdays, next) in [
            (Period::Day, "2026-12-31", MONDAY(), Some("2027-01-01")),
            (Period::Day, "2026-03-06", WORKING_DAYS(), Some("2026-03-09")),
            (Period::Day, "2026-03-07", WORKING_DAYS(), Some("2026-03-09")),
            (Period::Day, "9999-12-31", MONDAY(), None),
            (Period::Week, "2026-12-28", MONDAY(), Some("2027-01-04")),
            (Period::Week, "2026-03-07", WORKING_DAYS(), Some("2026-03-13")),
            (Period::Week, "9999-12-25", MONDAY(), None),
            (Period::Month, "2026-01-31", MONDAY(), Some("2026-02-28")),
            (Period::Month, "2026-01-31", WORKING_DAYS(), Some("2026-02-27")),
            (Period::Month, "2026-02-01", WORKING_DAYS(), Some("2026-03-02")),
            (Period::Month, "9999-12-01", MONDAY(), None),
            (Period::Year, "2024-02-29", MONDAY(), Some("2025-02-28")),
            (Period::Year, "9999-01-01", MONDAY(), None),
        ] {
            let expected = next.map(date);
            assert_eq!(period.next(date(day), weekdays), expected, "{period:?} {day}");
        }
        for (period, day, weekdays, previous) in [
            (Period::Day, "2026-03-09", WORKING_DAYS(), Some("2026-03-06")),
            (Period::Day, "0001-01-01", MONDAY(), None),
            (Period::Week, "0001-01-07", MONDAY(), None),
            (Period::Month, "2026-03-31", MONDAY(), Some("2026-02-28")),
            (Period::Month, "0001-01-31", MONDAY(), None),
            (Period::Year, "2024-02-29", MONDAY(), Some("2023-02-28")),
        ] {
            let expected = previous.map(date);
            assert_eq!(period.previous(date(day), weekdays), expected, "{period:?} {day}");
        }
    }

    #[test]
    fn months_are_counted_across_years_and_end_with_their_last_day() {
        for (from, months, expected) in [
            ("2026-01-31", 1, Some("2026-02-28")),
            ("2024-01-31", 1, Some("2024-02-29")),
            ("2026-12-01", 1, Some("2027-01-01")),
            ("2026-01-15", -1, Some("2025-12-15")),
            ("2026-05-15", 0, Some("2026-05-15")),
            ("2026-05-15", -24_000, Some("0026-05-15")),
            ("9999-12-31", 1, None),
            ("0001-01-01", -1, None),
            ("2026-05-15", i32::MIN, None),
            ("2026-05-15", i32::MAX, None),
        ] {
            let expected = expected.map(date);
            assert_eq!(add_months(date(from), months), expected, "{from} {months}");
        }
    }

    #[test]
    fn a_month_has_its_days_in_the_last_year_too() {
        assert_eq!(month_start(date("2026-02-28")), date("2026-02-01"));
        assert_eq!(month_days(date("2024-02-29")).day_count(), 29);
        assert_eq!(month_days(date("9999-12-31")).last(), date("9999-12-31"));
        assert_eq!(month_days(date("0001-01-01")).start(), date("0001-01-01"));
    }
}
