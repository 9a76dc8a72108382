//! One day as a list.

use chrono::Timelike;

use crate::layout::Selection;
use crate::layout::order::{Ranked, sort};
use crate::schedule::Shown;
use crate::time::Date;

/// What stands on a day, as positions in the slice: what spans most days first, then whole days, then by
/// start. Periods that are told in words only (a month, a quarter, a year) stand on no day.
// A copy in each part that has it: no file comes with all of them, so it would lie in the program (docs/size.md).
#[inline(always)]
pub fn on_day(occurrences: &Selection, day: Date) -> Vec<usize> {
    let mut standing: Vec<Ranked> = Vec::new();
    for (position, occurrence) in occurrences.positioned() {
        let days = occurrence.days();
        if !occurrence.is_vague() && days.contains(day) {
            let is_timed = i64::from(occurrence.is_timed());
            standing.push(Ranked {
                rank: [-i64::from(days.day_count()), is_timed, occurrence.starts.0, 0],
                occurrence: position,
            });
        }
    }
    sort(&mut standing, occurrences);
    // A loop, here and in `day_entries`: `collect` is a function that the parts would have in common.
    let mut positions = Vec::with_capacity(standing.len());
    for ranked in standing {
        positions.push(ranked.occurrence);
    }
    positions
}

/// Positions of what has a time, in the order of [`on_day`], by the hour of the day in which each begins; what began
/// on a day before is among the first.
pub fn by_hour(occurrences: &Selection, day: Date, positions: &[usize]) -> Vec<(u32, Vec<usize>)> {
    let mut hours: Vec<(u32, Vec<usize>)> = Vec::new();
    for hour in 0..24 {
        let begins = |position: &&usize| match occurrences.get(**position).map(|occurrence| &occurrence.shown)
        {
            Some(Shown::Timed { start, .. }) if start.date() >= day => start.hour() == hour,
            _ => hour == 0,
        };
        let there: Vec<usize> = positions.iter().filter(begins).copied().collect();
        if !there.is_empty() {
            hours.push((hour, there));
        }
    }
    hours
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::DatePrecision;

    #[test]
    fn a_day_lists_long_events_then_whole_days_then_by_time() {
        let occurrences = Selection::from([
            timed("evening", "2026-05-13T19:00", "PT2H"),
            timed("morning", "2026-05-13T09:00", "PT1H"),
            all_day("day", "2026-05-13", "2026-05-14"),
            all_day("week", "2026-05-11", "2026-05-18"),
            all_day("before", "2026-05-12", "2026-05-13"),
            tentative("may", "2026-05-01", "2026-06-01", DatePrecision::Month),
        ]);
        assert_eq!(on_day(&occurrences, date("2026-05-13")), [3, 2, 1, 0]);
        assert!(on_day(&occurrences, date("2026-06-13")).is_empty());
    }

    #[test]
    fn what_is_listed_by_the_hour_is_there_once() {
        let occurrences = Selection::from([
            timed("evening", "2026-05-13T19:30", "PT2H"),
            timed("night before", "2026-05-12T23:00", "PT3H"),
            timed("also evening", "2026-05-13T19:00", "PT1H"),
            timed("midnight", "2026-05-13T00:00", "PT1H"),
            timed("noon", "2026-05-13T12:59", "PT1H"),
        ]);
        let positions = on_day(&occurrences, date("2026-05-13"));
        let hours = by_hour(&occurrences, date("2026-05-13"), &positions);
        assert_eq!(hours, [(0, vec![1, 3]), (12, vec![4]), (19, vec![2, 0])]);
        assert!(by_hour(&occurrences, date("2026-05-13"), &[]).is_empty());
    }
}
