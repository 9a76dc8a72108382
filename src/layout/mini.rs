//! A small month beside other views: how much there is on each of its days.

use chrono::{Datelike, Weekday};

use crate::layout::Selection;
use crate::time::Date;

/// How many rows each month has, so that none is higher than another.
const WEEKS: i32 = 6;
/// The days of a week.
const WEEK: i32 = 7;

/// One day of a small month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MiniDay {
    /// The day; `None` where the row belongs to a neighbouring month.
    pub date: Option<Date>,
    /// How many occurrences touch it; vague periods do not count.
    pub count: usize,
}

/// The month of `any_day` as six rows of seven days, the first of them a `first_day` of the week. All weekdays are
/// shown, since a list has events on all of them.
///
/// It takes one look at each occurrence, and one at each day of the month that it touches.
pub fn mini_month(occurrences: &Selection, any_day: Date, first_day: Weekday) -> Vec<Vec<MiniDay>> {
    let first = any_day.num_days_from_ce() - any_day.day0() as i32;
    let length = i32::from(any_day.num_days_in_month());
    let mut counts = [0; 31];
    for occurrence in occurrences.iter().filter(|occurrence| !occurrence.is_vague()) {
        let days = occurrence.days();
        let from = (days.start().num_days_from_ce() - first).max(0);
        let to = (days.last().num_days_from_ce() - first).min(length - 1);
        for day in from..=to {
            counts[day as usize] += 1;
        }
    }
    let lead = (any_day.weekday().days_since(first_day) as i32 - any_day.day0() as i32).rem_euclid(WEEK);
    let day = |number: i32| match counts.get(number as usize) {
        Some(&count) if number < length => MiniDay {
            date: Date::from_num_days_from_ce_opt(first + number),
            count,
        },
        _ => MiniDay { date: None, count: 0 },
    };
    let week = |row: i32| (0..WEEK).map(|column| day(row * WEEK + column - lead)).collect();
    (0..WEEKS).map(week).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::{DatePrecision, iso};

    /// The day of the month in each place of the first and the last row, 0 for none.
    fn ends(day: &str, first: Weekday) -> (Vec<u32>, Vec<u32>, usize) {
        let weeks = mini_month(&Selection::default(), date(day), first);
        let row = |week: &Vec<MiniDay>| {
            week.iter()
                .map(|day| day.date.map_or(0, |date| date.day()))
                .collect()
        };
        let days = weeks.iter().flatten().filter(|day| day.date.is_some()).count();
        (row(&weeks[0]), row(&weeks[5]), days)
    }

    #[test]
    fn each_month_has_six_rows_of_its_own_days() {
        for (day, first_day, first, last, days) in [
            (
                "2026-11-23",
                Weekday::Mon,
                [0, 0, 0, 0, 0, 0, 1],
                [30, 0, 0, 0, 0, 0, 0],
                30,
            ),
            ("2026-11-01", Weekday::Sun, [1, 2, 3, 4, 5, 6, 7], [0; 7], 30),
            ("2027-02-28", Weekday::Mon, [1, 2, 3, 4, 5, 6, 7], [0; 7], 28),
            ("2024-02-29", Weekday::Sat, [0, 0, 0, 0, 0, 1, 2], [0; 7], 29),
            ("2026-12-31", Weekday::Mon, [0, 1, 2, 3, 4, 5, 6], [0; 7], 31),
            ("0001-01-15", Weekday::Mon, [1, 2, 3, 4, 5, 6, 7], [0; 7], 31),
            ("9999-12-31", Weekday::Mon, [0, 0, 1, 2, 3, 4, 5], [0; 7], 31),
        ] {
            assert_eq!(
                ends(day, first_day),
                (first.to_vec(), last.to_vec(), days),
                "{day}"
            );
        }
    }

    #[test]
    fn each_day_counts_what_touches_it() {
        let occurrences = vec![
            all_day("over the month", "2026-10-20", "2026-12-02"),
            all_day("before", "2026-10-20", "2026-11-01"),
            all_day("after", "2026-12-01", "2026-12-03"),
            timed("night", "2026-11-30T22:00", "PT4H"),
            timed("talk", "2026-11-12T19:00", "PT1H"),
            timed("talk", "2026-11-12T20:00", "PT1H"),
            tentative("planned", "2026-11-01", "2026-12-01", DatePrecision::Month),
        ];
        let weeks = mini_month(&occurrences.into(), date("2026-11-15"), Weekday::Mon);
        let busy: Vec<(String, usize)> = weeks
            .iter()
            .flatten()
            .filter_map(|day| Some((iso(day.date?), day.count)))
            .filter(|(_, count)| *count > 1)
            .collect();
        assert_eq!(busy, [("2026-11-12".to_owned(), 3), ("2026-11-30".to_owned(), 2)]);
        assert_eq!(weeks.iter().flatten().map(|day| day.count).sum::<usize>(), 33);
    }
}
