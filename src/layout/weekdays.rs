//! The week as a calendar shows it: where it begins, and which of its days are left out.

use chrono::{Datelike, Days, Weekday, WeekdaySet};

use crate::layout::Selection;
use crate::layout::order::by_rank;
use crate::time::{Date, DateRange};

/// The weekdays that are shown, from the first day of the week on; at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekdays {
    first: Weekday,
    hidden: WeekdaySet,
}

impl Weekdays {
    /// All seven, from `first` on.
    pub fn all_from(first: Weekday) -> Self {
        Self {
            first,
            hidden: WeekdaySet::EMPTY,
        }
    }

    /// The same week without these days. To hide all seven is to hide none.
    pub fn without(self, hidden: WeekdaySet) -> Self {
        let hidden = if hidden == WeekdaySet::ALL {
            WeekdaySet::EMPTY
        } else {
            hidden
        };
        Self { hidden, ..self }
    }

    /// How many of a week's days are shown, 1 to 7: the columns of a grid.
    pub fn count(self) -> usize {
        7 - usize::from(self.hidden.len())
    }

    /// True if this day is not left out.
    pub fn shows(self, date: Date) -> bool {
        !self.hidden.contains(date.weekday())
    }

    /// The whole weeks that `days` touch, hidden days included. They are cut only where the dates
    /// themselves end, far beyond the years 1 to 9999.
    pub fn whole_weeks(self, days: DateRange) -> DateRange {
        let lead = days.start().weekday().days_since(self.first);
        let weeks = (lead + days.day_count()).div_ceil(7);
        let start = days.start().checked_sub_days(Days::new(lead.into()));
        let start = start.unwrap_or(days.start());
        let end = start.checked_add_days(Days::new(u64::from(weeks) * 7));
        DateRange::new(start, end.unwrap_or(days.end())).unwrap_or(days)
    }

    /// Those of the days that are shown, in order; all of them if none would be: who asks for a
    /// Saturday gets it.
    pub fn shown_days(self, days: DateRange) -> Vec<Date> {
        let mut shown: Vec<Date> = days.days().filter(|date| self.shows(*date)).collect();
        if shown.is_empty() {
            shown.extend(days.days());
        }
        shown
    }

    /// The dates of a month's grid, row after row of [`Weekdays::count`] days: the shown ones of the
    /// weeks in which the month has a shown day.
    pub(super) fn month_rows(self, month: DateRange) -> Vec<Date> {
        let dates = self.shown_days(self.whole_weeks(month));
        let has_month = |row: &&[Date]| row.iter().any(|date| month.contains(*date));
        let rows = dates.chunks(self.count()).filter(has_month);
        rows.flatten().copied().collect()
    }

    /// The day itself, or if it is hidden the next one within `days` that is shown, else the last
    /// one before it.
    pub(super) fn nearest_shown(self, date: Date, days: DateRange) -> Date {
        let ahead = date.iter_days().take(7);
        let back = date.iter_days().rev().take(7);
        ahead
            .chain(back)
            .find(|near| days.contains(*near) && self.shows(*near))
            .unwrap_or(date)
    }

    /// The ISO 8601 number of the week of `date`, 1 to 53.
    ///
    /// Where weeks do not begin on Monday it is the number of the ISO week that holds this week's
    /// Thursday: the one with which it shares most of its working days.
    pub fn week_number(self, date: Date) -> u32 {
        let back = date.weekday().days_since(self.first);
        let ahead = Weekday::Thu.days_since(self.first);
        let thursday = if back > ahead {
            date.checked_sub_days(Days::new((back - ahead).into()))
        } else {
            date.checked_add_days(Days::new((ahead - back).into()))
        };
        thursday.unwrap_or(date).iso_week().week()
    }
}

/// What stands within `days` on hidden weekdays only, by start: for the words that tell of it, so that
/// hiding weekends does not make an event vanish. Positions in the slice.
pub fn on_hidden_days(occurrences: &Selection, days: DateRange, weekdays: Weekdays) -> Vec<usize> {
    by_rank(occurrences, &|occurrence| {
        let standing = occurrence.days().intersect(days)?;
        // A week has at least one shown day: what is longer stands on it.
        let is_hidden = !occurrence.is_vague() && standing.days().take(7).all(|date| !weekdays.shows(date));
        is_hidden.then_some([occurrence.starts.0, 0, 0, 0])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::DatePrecision;

    const WEEKEND: WeekdaySet = WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]);

    fn range(start: &str, end: &str) -> DateRange {
        DateRange::new(date(start), date(end)).unwrap()
    }

    #[test]
    fn a_week_shows_at_least_one_day() {
        let all = Weekdays::all_from(Weekday::Mon);
        assert_eq!(all.count(), 7);
        assert_eq!(all.without(WEEKEND).count(), 5);
        assert_eq!(all.without(WeekdaySet::ALL), all);
    }

    #[test]
    fn weeks_are_whole_whatever_their_first_day() {
        for (first, start, end) in [
            (Weekday::Mon, "2026-03-30", "2026-04-06"),
            (Weekday::Wed, "2026-04-01", "2026-04-08"),
            (Weekday::Thu, "2026-03-26", "2026-04-02"),
        ] {
            let weeks = Weekdays::all_from(first).whole_weeks(range("2026-04-01", "2026-04-02"));
            assert_eq!(weeks, range(start, end), "{first}");
        }
    }

    #[test]
    fn a_hidden_day_is_shown_to_those_who_ask_for_it_alone() {
        let weekdays = Weekdays::all_from(Weekday::Mon).without(WEEKEND);
        let friday_to_monday = range("2026-03-06", "2026-03-10");
        let shown = weekdays.shown_days(friday_to_monday);
        assert_eq!(shown, [date("2026-03-06"), date("2026-03-09")]);
        let saturday = DateRange::day(date("2026-03-07"));
        assert_eq!(weekdays.shown_days(saturday), [date("2026-03-07")]);
    }

    #[test]
    fn the_number_of_a_week_is_that_of_its_thursday() {
        for (first, day, number) in [
            (Weekday::Mon, "2021-01-03", 53),
            (Weekday::Mon, "2021-01-04", 1),
            (Weekday::Mon, "2018-12-31", 1),
            (Weekday::Sun, "2021-01-03", 1),
            (Weekday::Sun, "2021-01-02", 53),
            (Weekday::Fri, "2021-01-07", 1),
            (Weekday::Fri, "2021-01-08", 2),
        ] {
            let weekdays = Weekdays::all_from(first);
            assert_eq!(weekdays.week_number(date(day)), number, "{first} {day}");
        }
    }

    #[test]
    fn what_stands_on_hidden_days_only_is_told() {
        let occurrences = Selection::from([
            all_day("weekend", "2026-03-07", "2026-03-09"),
            all_day("to Monday", "2026-03-07", "2026-03-10"),
            timed("Saturday", "2026-03-07T09:00", "PT1H"),
            timed("Friday night", "2026-03-06T22:00", "PT4H"),
            timed("next Saturday", "2026-03-14T09:00", "PT1H"),
            tentative("vague", "2026-03-07", "2026-03-09", DatePrecision::Month),
        ]);
        let weekdays = Weekdays::all_from(Weekday::Mon);
        let week = range("2026-03-02", "2026-03-09");
        // What ends on the Monday after stands in the next week, and what is hidden here is told here.
        let hidden = on_hidden_days(&occurrences, week, weekdays.without(WEEKEND));
        assert_eq!(hidden, [1, 0, 2]);
        let fortnight = range("2026-03-02", "2026-03-16");
        let hidden = on_hidden_days(&occurrences, fortnight, weekdays.without(WEEKEND));
        assert_eq!(hidden, [0, 2, 4]);
        assert!(on_hidden_days(&occurrences, week, weekdays).is_empty());
    }
}
