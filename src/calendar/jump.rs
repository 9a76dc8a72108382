//! From month to month, and over the months in which nothing happens.

use chrono::{Datelike, Months};

use crate::date::{Date, DateRange, Occurrence};

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
        date.checked_sub_months(distance)?
    } else {
        date.checked_add_months(distance)?
    };
    (1..=9_999).contains(&moved.year()).then_some(moved)
}

/// The first day after `after` on which something stands.
///
/// A vague period counts on its first day only: "2027 (planned)" does not fill every month of 2027.
pub fn next_with_events(occurrences: &[Occurrence], after: Date) -> Option<Date> {
    let first = after.succ_opt()?;
    occurrences
        .iter()
        .map(standing_days)
        .filter(|days| days.last() >= first)
        .map(|days| days.start().max(first))
        .min()
}

/// The last day before `before` on which something stands; vague periods as in
/// [`next_with_events`].
pub fn previous_with_events(occurrences: &[Occurrence], before: Date) -> Option<Date> {
    let last = before.pred_opt()?;
    occurrences
        .iter()
        .map(standing_days)
        .filter(|days| days.start() <= last)
        .map(|days| days.last().min(last))
        .max()
}

fn standing_days(occurrence: &Occurrence) -> DateRange {
    let days = occurrence.days();
    if occurrence.is_vague() {
        DateRange::day(days.start())
    } else {
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::testing::{all_day, date, tentative, timed};
    use crate::date::DatePrecision;

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

    #[test]
    fn empty_months_are_jumped_over() {
        let occurrences = [
            timed("a", "2026-03-10T10:00", "PT1H"),
            all_day("b", "2026-07-30", "2026-08-02"),
            tentative("c", "2027-01-01", "2028-01-01", DatePrecision::Year),
        ];
        let next = |after| next_with_events(&occurrences, date(after));
        assert_eq!(next("2026-01-31"), Some(date("2026-03-10")));
        assert_eq!(next("2026-03-10"), Some(date("2026-07-30")));
        assert_eq!(next("2026-07-31"), Some(date("2026-08-01")));
        assert_eq!(next("2026-08-01"), Some(date("2027-01-01")));
        assert_eq!(next("2027-01-01"), None);
        let previous = |before| previous_with_events(&occurrences, date(before));
        assert_eq!(previous("2027-06-01"), Some(date("2027-01-01")));
        assert_eq!(previous("2027-01-01"), Some(date("2026-08-01")));
        assert_eq!(previous("2026-08-01"), Some(date("2026-07-31")));
        assert_eq!(previous("2026-03-11"), Some(date("2026-03-10")));
        assert_eq!(previous("2026-03-10"), None);
    }
}
