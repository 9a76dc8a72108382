//! Where the keys of a grid of days lead.

use crate::layout::period::in_years;
use crate::layout::{Period, Weekdays};
use crate::time::Date;

/// A move within a grid of days, as the ARIA grid pattern has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the day before: the left arrow where one reads from left to right.
    Left,
    /// To the day after.
    Right,
    /// To the same weekday a row before.
    Up,
    /// To the same weekday a row after.
    Down,
    /// To the first day of the week.
    Home,
    /// To the last day of the week.
    End,
    /// A page back.
    PageUp,
    /// A page on.
    PageDown,
    /// A year back: Page Up with Shift.
    YearUp,
    /// A year on.
    YearDown,
}

impl Move {
    /// The day to which the move leads from `day`, always one that is shown.
    ///
    /// A page is a week where a day or a week is shown, a month in a month and in a year. Where there
    /// is only one row, in a day and in a week, `Up` and `Down` lead to no other day: they are left
    /// for what stands on it. `None` also beyond the years 1 to 9999.
    pub fn target(self, day: Date, shown: Period, weekdays: Weekdays) -> Option<Date> {
        let has_rows = matches!(shown, Period::Month | Period::Year);
        let page = if has_rows { Period::Month } else { Period::Week };
        match self {
            Self::Left => Period::Day.previous(day, weekdays),
            Self::Right => Period::Day.next(day, weekdays),
            Self::Up | Self::Down if !has_rows => None,
            Self::Up => Period::Week.previous(day, weekdays),
            Self::Down => Period::Week.next(day, weekdays),
            Self::Home => week(day, weekdays).next(),
            Self::End => week(day, weekdays).last(),
            Self::PageUp => page.previous(day, weekdays),
            Self::PageDown => page.next(day, weekdays),
            Self::YearUp => Period::Year.previous(day, weekdays),
            Self::YearDown => Period::Year.next(day, weekdays),
        }
    }
}

/// The shown days of the week of `day`, as far as it lies in the years 1 to 9999.
fn week(day: Date, weekdays: Weekdays) -> impl Iterator<Item = Date> {
    let days = Period::Week.around(day, weekdays);
    days.days()
        .filter(move |date| weekdays.shows(*date))
        .filter_map(in_years)
}

#[cfg(test)]
mod tests {
    use chrono::{Weekday, WeekdaySet};

    use super::*;
    use crate::layout::testing::date;

    #[test]
    fn each_key_leads_to_a_day_that_is_shown() {
        let seven = Weekdays::all_from(Weekday::Mon);
        let from_sunday = Weekdays::all_from(Weekday::Sun);
        let five = seven.without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));
        use Move::{Down, End, Home, Left, PageDown, PageUp, Right, Up, YearDown, YearUp};
        use Period::{Day, Month, Week, Year};
        for (step, day, shown, weekdays, expected) in [
            (Left, "2026-03-01", Month, seven, Some("2026-02-28")),
            (Right, "2026-12-31", Year, seven, Some("2027-01-01")),
            (Left, "2026-03-09", Week, five, Some("2026-03-06")),
            (Right, "2026-03-06", Month, five, Some("2026-03-09")),
            (Right, "2026-03-06", Day, seven, Some("2026-03-07")),
            (Up, "2026-03-04", Month, seven, Some("2026-02-25")),
            (Down, "2026-03-04", Year, five, Some("2026-03-11")),
            (Up, "2026-03-04", Week, seven, None),
            (Down, "2026-03-04", Day, seven, None),
            (Home, "2026-03-04", Month, seven, Some("2026-03-02")),
            (Home, "2026-03-04", Month, from_sunday, Some("2026-03-01")),
            (Home, "2026-03-02", Month, seven, Some("2026-03-02")),
            (End, "2026-03-04", Month, seven, Some("2026-03-08")),
            (End, "2026-03-04", Week, five, Some("2026-03-06")),
            (End, "2026-03-04", Year, from_sunday, Some("2026-03-07")),
            (PageUp, "2026-03-31", Month, seven, Some("2026-02-28")),
            (PageDown, "2026-01-30", Year, five, Some("2026-02-27")),
            (PageDown, "2026-03-04", Week, seven, Some("2026-03-11")),
            (PageUp, "2026-03-04", Day, five, Some("2026-02-25")),
            (YearUp, "2024-02-29", Month, seven, Some("2023-02-28")),
            (YearDown, "2026-03-06", Week, five, Some("2027-03-08")),
            // The edges of time: 1 January of the year 1 is a Monday, 31 December 9999 a Friday.
            (Left, "0001-01-01", Month, seven, None),
            (Right, "9999-12-31", Month, seven, None),
            (Up, "0001-01-07", Month, seven, None),
            (Home, "0001-01-01", Month, from_sunday, Some("0001-01-01")),
            (End, "9999-12-31", Month, seven, Some("9999-12-31")),
            (PageDown, "9999-12-01", Month, seven, None),
            (YearUp, "0001-12-31", Month, seven, None),
        ] {
            let target = step.target(date(day), shown, weekdays);
            assert_eq!(target, expected.map(date), "{step:?} from {day} in {shown:?}");
        }
    }
}
