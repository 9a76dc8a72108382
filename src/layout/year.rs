//! The year: twelve small months in which each day tells how much there is.

use chrono::Datelike;

use crate::layout::order::vague_periods;
use crate::layout::{Period, Selection, Weekdays, month_days};
use crate::time::{Date, DateRange};

/// A year as twelve small months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearGrid {
    /// January to December.
    pub months: Vec<YearMonth>,
    /// Tentative periods that touch the year and are longer than one month of it, told in words above
    /// the months, the one that ends first in front: positions in the slice.
    pub tentative: Vec<usize>,
}

/// One month of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearMonth {
    /// Its first day.
    pub first: Date,
    /// The weeks that it touches, as in [`MonthGrid::weeks`](super::MonthGrid::weeks).
    pub weeks: Vec<YearWeek>,
    /// Tentative periods (month, quarter, year precision) that lie within the month.
    pub tentative: Vec<usize>,
}

/// The shown days of one week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearWeek {
    /// Its ISO 8601 number, 1 to 53, as in [`Weekdays::week_number`].
    pub number: u32,
    /// Its days, from the chosen first day of the week on.
    pub days: Vec<YearDay>,
}

/// One day of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearDay {
    /// The day.
    pub date: Date,
    /// False for the days of the neighbouring months that fill the weeks up.
    pub in_month: bool,
    /// How many occurrences touch it; vague periods do not count.
    pub count: usize,
    /// The same in steps, 0 to 4: nothing, one, two, three or four, five and more.
    pub density: u8,
}

/// Lays out the year of `any_day`, in rows of the shown weekdays.
///
/// It takes one look at each occurrence and one at each day, however long the occurrences are.
pub fn year_grid(occurrences: &Selection, any_day: Date, weekdays: Weekdays) -> YearGrid {
    let year = Period::Year.around(any_day, weekdays);
    let window = weekdays.whole_weeks(year);
    let counts = counts(occurrences, window);
    let mut tentative = vague_periods(occurrences, year);
    let mut months = Vec::with_capacity(12);
    for first in year.days().filter(|date| date.day() == 1) {
        let month = month_days(first);
        let lies_within = |position: &usize| {
            let days = occurrences[*position].days();
            days.intersect(month) == Some(days)
        };
        months.push(YearMonth {
            first,
            weeks: weekdays
                .month_rows(month)
                .chunks(weekdays.count())
                .map(|row| week(row, month, window, &counts, weekdays))
                .collect(),
            tentative: tentative.iter().copied().filter(lies_within).collect(),
        });
        tentative.retain(|position| !lies_within(position));
    }
    YearGrid { months, tentative }
}

fn week(row: &[Date], month: DateRange, window: DateRange, counts: &[usize], weekdays: Weekdays) -> YearWeek {
    let day = |date: &Date| {
        let count = counts.get(distance(window, *date)).copied().unwrap_or(0);
        YearDay {
            date: *date,
            in_month: month.contains(*date),
            count,
            density: density(count),
        }
    };
    YearWeek {
        number: row.first().map_or(0, |date| weekdays.week_number(*date)),
        days: row.iter().map(day).collect(),
    }
}

/// How many occurrences touch each day of the window: the sum of what has begun less what has ended.
fn counts(occurrences: &Selection, window: DateRange) -> Vec<usize> {
    let length = window.day_count() as usize;
    let (mut begin, mut end) = (vec![0; length + 1], vec![0; length + 1]);
    for occurrence in occurrences.iter() {
        if occurrence.is_vague() {
            continue;
        }
        if let Some(days) = occurrence.days().intersect(window) {
            begin[distance(window, days.start())] += 1;
            end[distance(window, days.end())] += 1;
        }
    }
    let mut count = 0;
    let sum = |(begin, end): (usize, usize)| {
        count = count + begin - end;
        count
    };
    begin.into_iter().zip(end).take(length).map(sum).collect()
}

/// How many days of the window lie before `date`.
fn distance(window: DateRange, date: Date) -> usize {
    DateRange::new(window.start(), date).map_or(0, |days| days.day_count() as usize)
}

fn density(count: usize) -> u8 {
    match count {
        0..=2 => count as u8,
        3..=4 => 3,
        _ => 4,
    }
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::DatePrecision;

    const MONDAY: fn() -> Weekdays = || Weekdays::all_from(Weekday::Mon);

    fn day(grid: &YearGrid, month: usize, day: &str) -> YearDay {
        let mut days = grid.months[month].weeks.iter().flat_map(|week| &week.days);
        *days.find(|one| one.date == date(day)).unwrap()
    }

    #[test]
    fn each_day_counts_what_touches_it_in_steps() {
        let mut occurrences = vec![
            all_day("over the year", "2025-12-20", "2027-02-01"),
            timed("night", "2026-03-07T22:00", "PT4H"),
            all_day("next year", "2027-01-01", "2027-01-02"),
            tentative("day", "2026-03-07", "2026-03-08", DatePrecision::Day),
        ];
        occurrences.extend((0..40).map(|_| timed("talk", "2026-10-25T02:30", "PT1H")));
        let grid = year_grid(&occurrences.into(), date("2026-05-01"), MONDAY());
        for (month, on, count, density) in [
            (0, "2026-01-01", 1, 1),
            (2, "2026-03-07", 3, 3),
            (2, "2026-03-08", 2, 2),
            (2, "2026-03-09", 1, 1),
            (9, "2026-10-25", 41, 4),
            (11, "2026-12-31", 1, 1),
        ] {
            let day = day(&grid, month, on);
            assert_eq!((day.count, day.density), (count, density), "{on}");
        }
        // The days that fill the last week of December up belong to the next year, and count too.
        let new_year = day(&grid, 11, "2027-01-01");
        assert_eq!((new_year.in_month, new_year.count), (false, 2));
        assert_eq!(grid.months[11].weeks.last().map(|week| week.number), Some(53));
        assert_eq!([0, 1, 2, 3, 4, 5, 99].map(density), [0, 1, 2, 3, 3, 4, 4]);
    }

    #[test]
    fn vague_periods_stand_once_in_their_month_or_above_all() {
        let occurrences = Selection::from([
            tentative("year", "2026-01-01", "2027-01-01", DatePrecision::Year),
            tentative("may", "2026-05-01", "2026-06-01", DatePrecision::Month),
            tentative("quarter", "2026-04-01", "2026-07-01", DatePrecision::Quarter),
            tentative("other", "2027-04-01", "2027-07-01", DatePrecision::Quarter),
        ]);
        let grid = year_grid(&occurrences, date("2026-05-01"), MONDAY());
        assert_eq!(grid.tentative, [2, 0]);
        for (at, month) in grid.months.iter().enumerate() {
            let expected: &[usize] = if at == 4 { &[1] } else { &[] };
            assert_eq!(month.tentative, expected);
        }
    }

    #[test]
    fn the_first_and_the_last_year_have_twelve_months() {
        for day in ["0001-05-05", "9999-12-31"] {
            assert_eq!(
                year_grid(&[].into(), date(day), MONDAY()).months.len(),
                12,
                "{day}"
            );
        }
        for day in [Date::MIN, Date::MAX] {
            year_grid(&[].into(), day, MONDAY());
        }
    }
}
