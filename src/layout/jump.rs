//! Over the periods in which nothing happens.

use crate::layout::{Selection, Weekdays};
use crate::schedule::Occurrence;
use crate::time::{Date, DateRange};

/// The first shown day after `period` on which something stands.
///
/// A vague period counts on its first day only, shown or not: "2027 (planned)" does not fill every
/// month of 2027.
pub fn next_with_events(occurrences: &Selection, period: DateRange, weekdays: Weekdays) -> Option<Date> {
    let ahead = DateRange::new(period.end(), Date::MAX)?;
    occurrences
        .iter()
        .filter_map(|occurrence| {
            let days = standing_days(occurrence).intersect(ahead)?;
            let shown = |date: &Date| occurrence.is_vague() || weekdays.shows(*date);
            // Seven days hold each weekday: behind them nothing new can come.
            days.days().take(7).find(shown)
        })
        .min()
}

/// The last shown day before `period` on which something stands; vague periods as in
/// [`next_with_events`].
pub fn previous_with_events(occurrences: &Selection, period: DateRange, weekdays: Weekdays) -> Option<Date> {
    let behind = DateRange::new(Date::MIN, period.start())?;
    occurrences
        .iter()
        .filter_map(|occurrence| {
            let days = standing_days(occurrence).intersect(behind)?;
            let shown = |date: &Date| occurrence.is_vague() || weekdays.shows(*date);
            let last = days.last().iter_days().rev().take(7);
            last.take_while(|date| days.contains(*date)).find(shown)
        })
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
    use chrono::{Weekday, WeekdaySet};

    use super::*;
    use crate::layout::Period;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::DatePrecision;

    #[test]
    fn empty_periods_are_jumped_over() {
        let occurrences = Selection::from([
            timed("a", "2026-03-10T10:00", "PT1H"),
            all_day("b", "2026-07-30", "2026-08-02"),
            tentative("c", "2027-01-01", "2028-01-01", DatePrecision::Year),
        ]);
        let seven = Weekdays::all_from(Weekday::Mon);
        for (period, day, previous, next) in [
            (Period::Day, "2026-01-31", None, Some("2026-03-10")),
            (Period::Day, "2026-03-10", None, Some("2026-07-30")),
            (Period::Day, "2026-03-11", Some("2026-03-10"), Some("2026-07-30")),
            (Period::Day, "2026-07-31", Some("2026-07-30"), Some("2026-08-01")),
            (Period::Day, "2026-08-01", Some("2026-07-31"), Some("2027-01-01")),
            (Period::Day, "2027-01-01", Some("2026-08-01"), None),
            (Period::Week, "2026-03-13", None, Some("2026-07-30")),
            (Period::Week, "2026-08-03", Some("2026-08-01"), Some("2027-01-01")),
            (
                Period::Month,
                "2026-04-15",
                Some("2026-03-10"),
                Some("2026-07-30"),
            ),
            // The month shows it up to its last day, the next one from its first.
            (
                Period::Month,
                "2026-07-01",
                Some("2026-03-10"),
                Some("2026-08-01"),
            ),
            (
                Period::Month,
                "2026-08-31",
                Some("2026-07-31"),
                Some("2027-01-01"),
            ),
            (Period::Month, "2027-06-01", Some("2027-01-01"), None),
            (Period::Year, "2025-06-01", None, Some("2026-03-10")),
            (Period::Year, "2026-06-01", None, Some("2027-01-01")),
            (Period::Year, "2030-06-01", Some("2027-01-01"), None),
        ] {
            let days = period.around(date(day), seven);
            let found = (
                previous_with_events(&occurrences, days, seven),
                next_with_events(&occurrences, days, seven),
            );
            assert_eq!(found, (previous.map(date), next.map(date)), "{period:?} {day}");
        }
    }

    #[test]
    fn a_jump_does_not_lead_to_a_hidden_day() {
        let occurrences = Selection::from([
            all_day("saturday", "2026-03-07", "2026-03-08"),
            all_day("weekend and Monday", "2026-03-14", "2026-03-17"),
            all_day("Friday and weekend", "2026-03-20", "2026-03-23"),
        ]);
        let five =
            Weekdays::all_from(Weekday::Mon).without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));
        let day = |text| DateRange::day(date(text));
        assert_eq!(
            next_with_events(&occurrences, day("2026-03-02"), five),
            Some(date("2026-03-16"))
        );
        assert_eq!(
            previous_with_events(&occurrences, day("2026-03-31"), five),
            Some(date("2026-03-20"))
        );
        assert_eq!(previous_with_events(&occurrences, day("2026-03-13"), five), None);
    }

    #[test]
    fn at_the_ends_of_time_there_is_nothing_to_jump_to() {
        let seven = Weekdays::all_from(Weekday::Mon);
        let occurrences = Selection::from([timed("a", "2026-03-10T10:00", "PT1H")]);
        assert_eq!(
            next_with_events(&occurrences, DateRange::day(Date::MAX), seven),
            None
        );
        assert_eq!(
            previous_with_events(&occurrences, DateRange::day(Date::MIN), seven),
            None
        );
    }
}
