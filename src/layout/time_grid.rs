//! Weeks and days by the hour: whole days in lanes, times in columns.

use std::ops::Range;

use chrono::Timelike;

use crate::layout::columns::{LEAST, Piece, pack};
use crate::layout::lanes::lane_rows;
use crate::layout::order::{Ranked, sort, vague_periods};
use crate::layout::{Block, Columns, LaneRow, More, Selection, Weekdays};
use crate::schedule::{Occurrence, Shown};
use crate::time::{Date, DateRange, DateTime};

/// The minutes of a day on the wall: a time grid is civil, and has no longer and no shorter days.
const DAY: u32 = 24 * 60;
/// The room in minutes for what has no end: nobody knows how long it takes, and an hour says so least
/// wrongly. It is for drawing only.
const OPEN: u32 = 60;
/// The hours that are always in view.
pub(super) const HOURS: Range<u32> = 8..18;

/// How much a time grid may show before it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many lanes the all-day row may have; default 3.
    pub lanes: usize,
    /// How many columns a day may have; default 4, beside the strip that counts 3.
    pub columns: Columns,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            lanes: 3,
            columns: Columns {
                alone: 4,
                beside_more: 3,
            },
        }
    }
}

/// Some days by the hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeGrid {
    /// The row above the hours, one column for each day: all-day events, tentative ones that are meant
    /// to the day, and what takes 24 hours and more by the clock on the wall.
    pub all_day: LaneRow,
    /// The days, in order.
    pub columns: Vec<DayColumn>,
    /// Tentative periods (month, quarter, year precision) that touch the days, told in words above the
    /// grid, the one that ends first in front: positions in the slice.
    pub tentative: Vec<usize>,
    /// The whole hours in view, 0 to 24: at least 8 to 18, and all that anything in a column needs.
    pub hours: Range<u32>,
}

/// The hours of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayColumn {
    /// The day.
    pub date: Date,
    /// What stands in it, by start, then the longer first, then by title. No two of them have both time and column
    /// in common, and no two of `more` the time.
    pub blocks: Vec<Block>,
    /// What has no room of its own, in the order of time.
    pub more: Vec<More>,
}

/// Lays out the shown ones among `days` by the hour: a week, or one day.
///
/// Everything stands at the times that are shown, as the clock on the wall says them: in the night of a
/// clock change too, where what ends before it starts gets the least room, 30 minutes. What crosses
/// midnight stands on both days. What has no end gets the room of an hour, on its day. What stands on
/// hidden weekdays only is in [`on_hidden_days`](super::on_hidden_days).
pub fn time_grid(occurrences: &Selection, days: DateRange, weekdays: Weekdays, room: Room) -> TimeGrid {
    let dates = weekdays.shown_days(days);
    let rows = lane_rows(
        occurrences,
        &|occurrence| !occurrence.is_vague() && hours_of(occurrence).is_none(),
        &dates,
        dates.len(),
        room.lanes,
        1,
    );
    let mut hours = HOURS;
    let mut columns = Vec::with_capacity(dates.len());
    for (column, pieces) in pieces(occurrences, &dates).into_iter().enumerate() {
        for piece in &pieces {
            hours.start = hours.start.min(piece.from_minute / 60);
            hours.end = hours.end.max(piece.to_minute.div_ceil(60));
        }
        let (blocks, more) = pack(&pieces, room.columns);
        columns.push(DayColumn {
            date: dates[column],
            blocks,
            more,
        });
    }
    TimeGrid {
        all_day: rows.into_iter().next().unwrap_or_default(),
        columns,
        tentative: vague_periods(occurrences, days),
        hours,
    }
}

/// The civil times of what stands in the hours; `None` for what stands above them.
fn hours_of(occurrence: &Occurrence) -> Option<(DateTime, Option<DateTime>)> {
    let Shown::Timed { start, end } = occurrence.shown else {
        return None;
    };
    let minutes = end.map(|end| end.signed_duration_since(start).num_minutes());
    let is_short = minutes.is_none_or(|minutes| minutes < i64::from(DAY));
    is_short.then_some((start, end))
}

/// What stands in the hours of each date, by start, then the longer first, then by title.
fn pieces(occurrences: &Selection, dates: &[Date]) -> Vec<Vec<Piece>> {
    let mut found = Vec::new();
    for (position, occurrence) in occurrences.positioned() {
        if hours_of(occurrence).is_none() {
            continue;
        }
        let days = occurrence.days();
        let first = dates.partition_point(|date| *date < days.start());
        let touched = dates[first..].iter().take_while(|date| days.contains(**date));
        for (column, date) in touched.enumerate() {
            if let Some(piece) = piece(occurrences, position, *date) {
                found.push(Ranked {
                    rank: [
                        (first + column) as i64,
                        i64::from(piece.from_minute),
                        -i64::from(piece.to_minute),
                        occurrence.starts.0,
                    ],
                    occurrence: position,
                });
            }
        }
    }
    sort(&mut found, occurrences);
    let mut columns = vec![Vec::new(); dates.len()];
    for ranked in found {
        let column = ranked.rank[0] as usize;
        columns[column].extend(piece(occurrences, ranked.occurrence, dates[column]));
    }
    columns
}

/// The room that an occurrence needs on one of its days.
fn piece(occurrences: &Selection, position: usize, date: Date) -> Option<Piece> {
    let occurrence = &occurrences[position];
    let (start, end) = hours_of(occurrence)?;
    let days = occurrence.days();
    let continues_before = days.start() < date;
    let continues_after = days.last() > date;
    let from = if continues_before { 0 } else { minute(start) };
    let to = match end {
        _ if continues_after => DAY,
        None => from + OPEN,
        // The midnight after this day.
        Some(end) if end.date() > date => DAY,
        // A clock put back at midnight takes the end to the day before.
        Some(end) if end < start => from,
        Some(end) => minute(end),
    };
    Some(Piece {
        occurrence: position,
        from_minute: from.min(DAY - LEAST),
        to_minute: to.max(from + LEAST).min(DAY),
        continues_before,
        continues_after,
    })
}

/// The minute of the day.
fn minute(time: DateTime) -> u32 {
    time.hour() * 60 + time.minute()
}

#[cfg(test)]
mod tests {
    use chrono::{Weekday, WeekdaySet};

    use super::*;
    use crate::layout::testing::{all_day, date, shown, tentative, timed};
    use crate::layout::{Period, on_hidden_days};
    use crate::time::DatePrecision;

    const MONDAY: fn() -> Weekdays = || Weekdays::all_from(Weekday::Mon);

    fn week(occurrences: &Selection, day: &str) -> TimeGrid {
        let days = Period::Week.around(date(day), MONDAY());
        time_grid(occurrences, days, MONDAY(), Room::default())
    }

    /// Each block as its day of the month, title and room in hours and minutes.
    fn drawn(grid: &TimeGrid, occurrences: &Selection) -> Vec<String> {
        let mut lines = Vec::new();
        for column in &grid.columns {
            for block in &column.blocks {
                let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
                lines.push(format!(
                    "{} {} {}{}-{}{}",
                    column.date.format("%d"),
                    occurrences[block.occurrence].event.title.value,
                    if block.continues_before { "<" } else { "" },
                    clock(block.from_minute),
                    clock(block.to_minute),
                    if block.continues_after { ">" } else { "" },
                ));
            }
        }
        lines
    }

    #[test]
    fn each_event_has_the_room_that_it_needs() {
        for (start, end, expected) in [
            ("2026-03-03T09:00", Some("2026-03-03T10:30"), "03 x 09:00-10:30"),
            ("2026-03-03T09:10", Some("2026-03-03T09:20"), "03 x 09:10-09:40"),
            ("2026-03-03T09:00", Some("2026-03-03T09:00"), "03 x 09:00-09:30"),
            ("2026-03-03T09:00", None, "03 x 09:00-10:00"),
            // At the end of a day room is found before it.
            ("2026-03-03T23:50", Some("2026-03-03T23:55"), "03 x 23:30-24:00"),
            ("2026-03-03T23:45", None, "03 x 23:30-24:00"),
            ("2026-03-03T20:00", Some("2026-03-04T00:00"), "03 x 20:00-24:00"),
            // Sunday's event goes on in the next week.
            ("2026-03-08T23:00", Some("2026-03-09T01:00"), "08 x 23:00-24:00>"),
            ("2026-03-01T23:00", Some("2026-03-02T00:05"), "02 x <00:00-00:30"),
            // Clocks are put forward at 2 and put back at 3: the grid has neither gap nor fold.
            ("2026-03-29T01:30", Some("2026-03-29T03:30"), "29 x 01:30-03:30"),
            ("2026-10-25T02:50", Some("2026-10-25T02:10"), "25 x 02:50-03:20"),
            // Some put it back at midnight.
            ("2026-10-25T00:00", Some("2026-10-24T23:48"), "25 x 00:00-00:30"),
        ] {
            let occurrences = Selection::from([shown("x", start, end)]);
            let day = if start == "2026-03-01T23:00" {
                "2026-03-02"
            } else {
                &start[..10]
            };
            let grid = week(&occurrences, day);
            assert_eq!(drawn(&grid, &occurrences), [expected], "{start} {end:?}");
        }
    }

    #[test]
    fn what_crosses_midnight_stands_on_both_days() {
        let occurrences = Selection::from([timed("party", "2026-03-06T22:00", "PT5H")]);
        assert_eq!(
            drawn(&week(&occurrences, "2026-03-06"), &occurrences),
            ["06 party 22:00-24:00>", "07 party <00:00-03:00"]
        );
    }

    #[test]
    fn whole_days_and_what_takes_as_long_stand_above_the_hours() {
        let occurrences = Selection::from([
            all_day("fair", "2026-03-03", "2026-03-05"),
            timed("hack", "2026-03-03T18:00", "PT24H"),
            tentative("visit", "2026-03-03", "2026-03-04", DatePrecision::Day),
            tentative("spring", "2026-03-01", "2026-04-01", DatePrecision::Month),
            all_day("rest", "2026-03-03", "2026-03-04"),
            timed("almost", "2026-03-03T18:00", "PT23H59M"),
            // From noon to noon is a day, though the clock took an hour of it.
            shown("noon", "2026-03-07T12:00", Some("2026-03-08T12:00")),
        ]);
        let grid = week(&occurrences, "2026-03-03");
        assert_eq!(grid.all_day.days[1].occurrences, [0, 1, 4, 2]);
        assert_eq!(grid.all_day.days[1].hidden, 2);
        assert_eq!(grid.all_day.days[5].occurrences, [6]);
        assert_eq!(grid.tentative, [3]);
        assert_eq!(
            drawn(&grid, &occurrences),
            ["03 almost 18:00-24:00>", "04 almost <00:00-17:59"]
        );
    }

    #[test]
    fn the_hours_in_view_follow_the_events() {
        for (start, end, hours) in [
            ("2026-03-03T10:00", "2026-03-03T11:00", 8..18),
            ("2026-03-03T07:59", "2026-03-03T11:00", 7..18),
            ("2026-03-03T10:00", "2026-03-03T18:01", 8..19),
            ("2026-03-03T19:00", "2026-03-03T22:00", 8..22),
            ("2026-03-03T22:00", "2026-03-04T02:00", 0..24),
            ("2026-02-03T22:00", "2026-02-04T02:00", 8..18),
        ] {
            let grid = week(&[shown("x", start, Some(end))].into(), "2026-03-03");
            assert_eq!(grid.hours, hours, "{start}");
        }
    }

    #[test]
    fn the_earlier_the_longer_and_the_first_by_title_stand_in_front() {
        let mut all = vec![
            timed("c", "2026-03-03T10:00", "PT1H"),
            timed("b", "2026-03-03T10:00", "PT1H"),
            timed("long", "2026-03-03T10:00", "PT2H"),
            timed("z early", "2026-03-03T09:45", "PT30M"),
        ];
        for _ in 0..2 {
            let occurrences = Selection::from(all.clone());
            assert_eq!(
                drawn(&week(&occurrences, "2026-03-03"), &occurrences),
                [
                    "03 z early 09:45-10:15",
                    "03 long 10:00-12:00",
                    "03 b 10:00-11:00",
                    "03 c 10:00-11:00",
                ]
            );
            all.reverse();
        }
    }

    #[test]
    fn a_crowded_day_shows_what_fits_and_counts_the_rest() {
        let occurrences: Selection = (0..40)
            .map(|at| timed(&format!("{at:02}"), "2026-03-03T10:00", "PT1H"))
            .collect();
        let column = &week(&occurrences, "2026-03-03").columns[1];
        let shown: Vec<usize> = column.blocks.iter().map(|block| block.occurrence).collect();
        assert_eq!(shown, [0, 1, 2]);
        assert_eq!(column.more.len(), 1);
        assert_eq!(column.more[0].occurrences, (3..40).collect::<Vec<_>>());
    }

    #[test]
    fn hidden_weekdays_have_no_column_and_what_stands_there_is_told() {
        let five = MONDAY().without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));
        let occurrences = Selection::from([
            timed("night", "2026-03-06T22:00", "PT4H"),
            timed("market", "2026-03-07T09:00", "PT1H"),
        ]);
        let days = MONDAY().whole_weeks(DateRange::day(date("2026-03-03")));
        let grid = time_grid(&occurrences, days, five, Room::default());
        assert_eq!(grid.columns.len(), 5);
        assert_eq!(grid.all_day.days.len(), 5);
        assert_eq!(drawn(&grid, &occurrences), ["06 night 22:00-24:00>"]);
        assert_eq!(on_hidden_days(&occurrences, days, five), [1]);
        // Who asks for the Saturday itself gets it.
        let saturday = DateRange::day(date("2026-03-07"));
        let grid = time_grid(&occurrences, saturday, five, Room::default());
        assert_eq!(
            drawn(&grid, &occurrences),
            ["07 night <00:00-02:00", "07 market 09:00-10:00"]
        );
    }
}
