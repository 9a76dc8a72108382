//! The month: weeks in rows, events in lanes.

use crate::layout::lanes::lane_rows;
use crate::layout::order::vague_periods;
use crate::layout::{Bar, LaneDay, LaneRow, Selection, Weekdays, month_days};
use crate::schedule::Occurrence;
use crate::time::Date;

/// How high the line of a day's number is, in CSS pixels (`--_day-height`).
const DAY_HEIGHT: usize = 24;

/// How high the line of what is planned above the grid is.
const PLANNED_HEIGHT: usize = 24;

/// The room for the weeks of a month and what is planned above them in the height that the element keeps free
/// (`--lh-min-height`): what is left under the search, the choices, the month's name and those of the weekdays.
const ROOM: usize = 648;

/// How few and how many lanes a week may have.
const LANES: std::ops::RangeInclusive<usize> = 4..=8;

/// How high a lane is, in CSS pixels: as high as the least target where there is room (WCAG 2.5.8). In a lower one
/// the day's own list, which the whole cell and "+3 more" open, is the target of that size.
const LANE_HEIGHTS: std::ops::RangeInclusive<usize> = 20..=24;

/// A month laid out in whole weeks: as many as the month touches, four to six.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthGrid {
    /// Its weeks from the first to the last. One of which the month has hidden weekdays alone is left
    /// out.
    pub weeks: Vec<Week>,
    /// Tentative periods (month, quarter, year precision) that touch the month, told in words
    /// above the grid, the one that ends first in front: positions in the slice.
    pub tentative: Vec<usize>,
    /// How high a lane is, in CSS pixels.
    pub lane_height: usize,
}

/// The shown days of a week and what stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its ISO 8601 number, 1 to 53, as in [`Weekdays::week_number`].
    pub number: u32,
    /// Its days, from the chosen first day of the week on: seven, or fewer where weekdays are hidden.
    pub days: Vec<Day>,
    /// What stands in its visible lanes, by lane, then by column.
    pub bars: Vec<Bar>,
}

/// One day of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// False for the days of the neighbouring months that fill the weeks up.
    pub in_month: bool,
    /// Everything that touches the day, in the order of the lanes, what is hidden last: for the
    /// day's own list.
    pub occurrences: Vec<usize>,
    /// How many of them stand in no visible lane: "+3 more".
    pub hidden: usize,
}

/// Lays out the month of `any_day` with as many lanes as have room in the height that the element keeps free, in lanes
/// that are a little lower where four would not: at least four, and eight at most.
pub fn fitting_month_grid(occurrences: &Selection, any_day: Date, weekdays: Weekdays) -> MonthGrid {
    let mut grid = MonthGrid::default();
    for lanes in LANES.rev() {
        grid = month_grid(occurrences, any_day, weekdays, lanes);
        if grid.height() <= ROOM {
            return grid;
        }
    }
    for lane_height in LANE_HEIGHTS.rev() {
        grid.lane_height = lane_height;
        if grid.height() <= ROOM {
            return grid;
        }
    }
    grid
}

/// Lays out the month of `any_day` in rows of the shown weekdays, with at most `lanes` lanes.
///
/// "+3 more" stands in the line of the day's number: a day has as many lanes as it shows. What lasts several days is whole in a row, or
/// counted on each of its days there. What lasts more than two days leaves a lane to what is shorter.
///
/// What goes on keeps its lane over the end of a week, if it can. The free lanes go, from the top, to what begins
/// first in the week, then to the longest, to whole days, and by start and title.
pub fn month_grid(occurrences: &Selection, any_day: Date, weekdays: Weekdays, lanes: usize) -> MonthGrid {
    let month = month_days(any_day);
    let dates = weekdays.month_rows(month);
    let stands = |occurrence: &Occurrence| !occurrence.is_vague();
    let day = |day: LaneDay| Day {
        date: day.date,
        in_month: month.contains(day.date),
        occurrences: day.occurrences,
        hidden: day.hidden,
    };
    let week = |row: LaneRow| Week {
        number: row.days.first().map_or(0, |day| weekdays.week_number(day.date)),
        days: row.days.into_iter().map(day).collect(),
        bars: row.bars,
    };
    let rows = lane_rows(occurrences, &stands, &dates, weekdays.count(), lanes, 0);
    MonthGrid {
        weeks: rows.into_iter().map(week).collect(),
        tentative: vague_periods(occurrences, month),
        lane_height: *LANE_HEIGHTS.end(),
    }
}

impl MonthGrid {
    /// How high its weeks are with what is planned above them, in CSS pixels.
    fn height(&self) -> usize {
        let week = |week: &Week| DAY_HEIGHT + week.height() * self.lane_height;
        let planned = usize::from(!self.tentative.is_empty()) * PLANNED_HEIGHT;
        self.weeks.iter().map(week).sum::<usize>() + planned
    }
}

impl Week {
    /// How many lanes high it is: as many as it has, but at least two.
    pub fn height(&self) -> usize {
        let lanes = self.bars.iter().map(|bar| bar.lane + 1);
        lanes.max().unwrap_or(0).max(2)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{Weekday, WeekdaySet};

    use super::*;
    use crate::layout::testing::{all_day, date, tentative, timed};
    use crate::time::{DatePrecision, iso};

    /// One week as text: a line for each lane with three letters of the title for each day, then
    /// how many are hidden. `<` and `>` tell that a bar goes on.
    fn drawn(week: &Week, occurrences: &Selection) -> Vec<String> {
        let lanes = week.bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(0);
        let mut lines = vec![vec!['.'; 28]; lanes];
        for bar in &week.bars {
            let title = &occurrences[bar.occurrence].event.title.value;
            let from = bar.column * 4;
            let to = from + bar.span * 4;
            for (at, cell) in lines[bar.lane][from..to].iter_mut().enumerate() {
                *cell = title.chars().nth(at % 4).unwrap_or('-');
            }
            lines[bar.lane][from] = if bar.continues_before { '<' } else { '[' };
            lines[bar.lane][to - 1] = if bar.continues_after { '>' } else { ']' };
        }
        let mut drawn: Vec<String> = lines.into_iter().map(String::from_iter).collect();
        drawn.push(week.days.iter().map(|day| format!("{:<4}", day.hidden)).collect());
        drawn
    }

    fn grid(occurrences: &Selection, day: &str, lanes: usize) -> MonthGrid {
        month_grid(occurrences, date(day), Weekdays::all_from(Weekday::Mon), lanes)
    }

    #[test]
    fn a_month_has_four_to_six_weeks() {
        for (day, first_day, weeks, first) in [
            ("2027-02-15", Weekday::Mon, 4, "2027-02-01"),
            ("2026-02-15", Weekday::Mon, 5, "2026-01-26"),
            ("2026-02-15", Weekday::Sun, 4, "2026-02-01"),
            ("2026-08-15", Weekday::Mon, 6, "2026-07-27"),
            ("9999-12-31", Weekday::Mon, 5, "9999-11-29"),
            ("0001-01-15", Weekday::Mon, 5, "0001-01-01"),
        ] {
            let grid = month_grid(&[].into(), date(day), Weekdays::all_from(first_day), 3);
            assert_eq!(grid.weeks.len(), weeks, "{day}");
            assert_eq!(grid.weeks[0].days[0].date, date(first), "{day}");
            let in_month = grid
                .weeks
                .iter()
                .flat_map(|week| &week.days)
                .filter(|day| day.in_month);
            assert_eq!(
                in_month.count(),
                month_days(date(day)).day_count() as usize,
                "{day}"
            );
        }
    }

    #[test]
    fn the_first_and_the_last_month_of_all_have_a_grid_on_each_first_day() {
        for first_day in (0..7).filter_map(|day| Weekday::try_from(day).ok()) {
            for day in [Date::MIN, date("0001-01-01"), date("9999-12-31"), Date::MAX] {
                month_grid(&[].into(), day, Weekdays::all_from(first_day), 3);
            }
        }
    }

    /// What stands for `hours` hours on each of sixty days around the day, and so many plans for its month.
    fn full(day: &str, hours: u32, planned: usize) -> Selection {
        let first = date(day) - chrono::Days::new(30);
        let days = first.iter_days().take(60).flat_map(|day| {
            (0..hours).map(move |hour| timed("talk", &format!("{}T{:02}:00", iso(day), 9 + hour), "PT1H"))
        });
        let month = month_days(date(day));
        let (from, to) = (iso(month.start()), iso(month.end()));
        let planned = (0..planned).map(|_| tentative("planned", &from, &to, DatePrecision::Month));
        days.chain(planned).collect()
    }

    #[test]
    fn each_month_has_four_lanes_in_the_room_kept_for_it() {
        // February 2027 has four weeks, June 2026 five and August six.
        for (day, hours, planned, lanes, lane_height) in [
            ("2027-02-15", 9, 0, 5, 24),
            ("2027-02-15", 9, 3, 5, 24),
            ("2026-06-15", 9, 0, 4, 24),
            ("2026-06-15", 9, 3, 4, 24),
            ("2026-08-15", 3, 3, 3, 24),
            ("2026-08-15", 4, 0, 4, 21),
            ("2026-08-15", 9, 0, 4, 21),
            ("2026-08-15", 9, 3, 4, 20),
        ] {
            let grid = fitting_month_grid(
                &full(day, hours, planned),
                date(day),
                Weekdays::all_from(Weekday::Mon),
            );
            let case = format!("{day} {hours} {planned}");
            assert!(grid.weeks.iter().all(|week| week.height() == lanes), "{case}");
            assert_eq!(grid.lane_height, lane_height, "{case}");
            assert!(grid.height() <= ROOM, "{case}");
        }
    }

    #[test]
    fn where_few_weeks_are_full_they_have_more_lanes() {
        let week = full("2026-08-15", 9, 0);
        let one: Selection = week
            .iter()
            .filter(|one| iso(one.days().start()) == "2026-08-12")
            .cloned()
            .collect();
        let grid = fitting_month_grid(&one, date("2026-08-15"), Weekdays::all_from(Weekday::Mon));
        let heights: Vec<usize> = grid.weeks.iter().map(Week::height).collect();
        assert_eq!(heights, [2, 2, 8, 2, 2, 2]);
        assert_eq!((grid.lane_height, grid.weeks[2].days[2].hidden), (24, 1));
    }

    #[test]
    fn an_all_day_bar_ends_on_its_last_day() {
        let occurrences = Selection::from([
            all_day("one", "2026-05-12", "2026-05-13"),
            all_day("two", "2026-05-15", "2026-05-17"),
            timed("night", "2026-05-12T20:00", "PT4H"),
        ]);
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 3).weeks[2], &occurrences),
            [
                "....[ne]........[wo-two]....",
                "....[ig]....................",
                "0   0   0   0   0   0   0   ",
            ]
        );
    }

    #[test]
    fn a_bar_goes_on_in_its_lane_after_the_end_of_the_week() {
        let occurrences = Selection::from([
            all_day("long", "2026-05-07", "2026-05-11"),
            all_day("stay", "2026-05-08", "2026-05-12"),
            timed("talk", "2026-05-11T10:00", "PT1H"),
        ]);
        let grid = grid(&occurrences, "2026-05-01", 3);
        assert_eq!(
            drawn(&grid.weeks[1], &occurrences),
            [
                "............[onglonglonglon]",
                "................[taystaysta>",
                "0   0   0   0   0   0   0   ",
            ]
        );
        assert_eq!(
            drawn(&grid.weeks[2], &occurrences),
            [
                "[al]........................",
                "<ta]........................",
                "0   0   0   0   0   0   0   ",
            ]
        );
    }

    #[test]
    fn a_day_with_as_many_events_as_lanes_shows_them_all_and_one_more_is_counted() {
        let mut all = vec![
            timed("one", "2026-05-12T10:00", "PT1H"),
            timed("two", "2026-05-12T11:00", "PT1H"),
            timed("three", "2026-05-12T12:00", "PT1H"),
        ];
        let occurrences = Selection::from(all.clone());
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 3).weeks[2], &occurrences).last(),
            Some(&"0   0   0   0   0   0   0   ".to_owned())
        );
        all.push(timed("zero", "2026-05-12T09:00", "PT1H"));
        let occurrences = Selection::from(all);
        let grid = grid(&occurrences, "2026-05-01", 3);
        assert_eq!(
            drawn(&grid.weeks[2], &occurrences),
            [
                "....[er]....................",
                "....[ne]....................",
                "....[wo]....................",
                "0   1   0   0   0   0   0   ",
            ]
        );
        assert_eq!(grid.weeks[2].days[1].occurrences, [3, 0, 1, 2]);
    }

    #[test]
    fn what_has_no_room_on_one_of_its_days_is_counted_on_all_of_them() {
        let occurrences = Selection::from([
            all_day("long", "2026-05-11", "2026-05-16"),
            all_day("next", "2026-05-11", "2026-05-15"),
            all_day("fair", "2026-05-13", "2026-05-16"),
        ]);
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 2).weeks[2], &occurrences),
            [
                "[onglonglonglonglon]........",
                "[extnextnextnex]............",
                "0   0   1   1   1   0   0   ",
            ]
        );
    }

    #[test]
    fn what_is_long_takes_the_lane_that_nothing_shorter_can_have() {
        let occurrences = Selection::from([
            all_day("show", "2026-05-11", "2026-05-18"),
            all_day("code", "2026-05-12", "2026-05-15"),
            all_day("vote", "2026-05-12", "2026-05-15"),
            all_day("trip", "2026-05-11", "2026-05-13"),
        ]);
        // The trip is short, and stands in a lane from Monday on: what was left to it on Tuesday is for the others.
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 4).weeks[2], &occurrences),
            [
                "[howshowshowshowshowshowsho]",
                "[riptri]....................",
                "....[odecodecod]............",
                "....[otevotevot]............",
                "0   0   0   0   0   0   0   ",
            ]
        );
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 3).weeks[2], &occurrences),
            [
                "[howshowshowshowshowshowsho]",
                "[riptri]....................",
                "....[odecodecod]............",
                "0   1   1   1   0   0   0   ",
            ]
        );
    }

    #[test]
    fn weeks_are_as_high_as_they_need_to_be_and_share_the_room() {
        let mut occurrences = Vec::new();
        let heights = |occurrences: &[Occurrence]| {
            let weekdays = Weekdays::all_from(Weekday::Mon);
            let grid = fitting_month_grid(&occurrences.into(), date("2027-05-01"), weekdays);
            let heights: Vec<usize> = grid.weeks.iter().map(Week::height).collect();
            (heights, grid.lane_height)
        };
        assert_eq!(heights(&occurrences), (vec![2; 6], 24));
        for (day, expected, lane_height) in [
            ("2027-05-04", [2, 6, 2, 2, 2, 2], 24),
            ("2027-05-11", [2, 6, 6, 2, 2, 2], 24),
            ("2027-05-18", [2, 5, 5, 5, 2, 2], 24),
            ("2027-05-25", [2, 4, 4, 4, 4, 2], 24),
            ("2027-05-31", [2, 4, 4, 4, 4, 4], 22),
        ] {
            let start = format!("{day}T10:00");
            occurrences.extend(["a", "b", "c", "d", "e", "f"].map(|title| timed(title, &start, "PT1H")));
            assert_eq!(heights(&occurrences), (expected.to_vec(), lane_height));
        }
    }

    #[test]
    fn an_evening_is_not_hidden_by_weeks() {
        let occurrences = Selection::from([
            all_day("show", "2026-05-04", "2026-05-25"),
            all_day("code", "2026-05-06", "2026-05-27"),
            all_day("vote", "2026-05-08", "2026-05-29"),
            timed("talk", "2026-05-13T17:00", "PT2H"),
            timed("meet", "2026-05-16T17:00", "PT2H"),
            timed("more", "2026-05-16T18:00", "PT2H"),
        ]);
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 3).weeks[2], &occurrences),
            [
                "<howshowshowshowshowshowsho>",
                "<odecodecodecodecodecodecod>",
                "........[al]........[ee]....",
                "1   1   1   1   1   2   1   ",
            ]
        );
    }

    #[test]
    fn without_lanes_everything_is_counted_and_nothing_is_shown() {
        let occurrences = Selection::from([timed("talk", "2026-05-13T10:00", "PT1H")]);
        let week = &grid(&occurrences, "2026-05-01", 0).weeks[2];
        assert!(week.bars.is_empty());
        assert_eq!(week.days[2].hidden, 1);
        assert_eq!(week.days[2].occurrences, [0]);
    }

    #[test]
    fn vague_periods_stand_above_the_months_that_they_touch() {
        let occurrences = Selection::from([
            tentative("year", "2026-01-01", "2027-01-01", DatePrecision::Year),
            tentative("may", "2026-05-01", "2026-06-01", DatePrecision::Month),
            tentative("day", "2026-05-13", "2026-05-14", DatePrecision::Day),
        ]);
        let may = grid(&occurrences, "2026-05-01", 3);
        assert_eq!(may.tentative, [1, 0]);
        assert_eq!(may.weeks[2].bars.len(), 1);
        // The last week of April's grid reaches into May, the month of April does not.
        assert_eq!(grid(&occurrences, "2026-04-01", 3).tentative, [0]);
        assert!(grid(&occurrences, "2027-01-01", 3).tentative.is_empty());
    }

    #[test]
    fn a_bar_over_a_hidden_weekend_is_one_a_week_in_the_same_lane() {
        let occurrences = Selection::from([
            all_day("long", "2026-05-07", "2026-05-13"),
            all_day("trip", "2026-05-08", "2026-05-11"),
            all_day("even", "2026-05-10", "2026-05-12"),
            all_day("rest", "2026-05-09", "2026-05-11"),
        ]);
        let five =
            Weekdays::all_from(Weekday::Mon).without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));
        let grid = month_grid(&occurrences, date("2026-05-01"), five, 3);
        assert_eq!(
            drawn(&grid.weeks[1], &occurrences),
            [
                "............[onglon>........",
                "................[ri>........",
                "0   0   0   0   0   ",
            ]
        );
        assert_eq!(
            drawn(&grid.weeks[2], &occurrences),
            [
                "<onglon]....................",
                "<ve]........................",
                "0   0   0   0   0   ",
            ]
        );
    }

    #[test]
    fn a_bar_over_a_hidden_day_within_the_week_is_one() {
        let occurrences = Selection::from([all_day("long", "2026-05-12", "2026-05-15")]);
        let six = Weekdays::all_from(Weekday::Mon).without(WeekdaySet::single(Weekday::Wed));
        let grid = month_grid(&occurrences, date("2026-05-01"), six, 3);
        assert_eq!(
            drawn(&grid.weeks[2], &occurrences),
            ["....[onglon]................", "0   0   0   0   0   0   "]
        );
    }

    #[test]
    fn a_week_without_a_shown_day_of_the_month_is_left_out() {
        let five =
            Weekdays::all_from(Weekday::Mon).without(WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]));
        // 1 August 2026 is a Saturday.
        let grid = month_grid(&[].into(), date("2026-08-15"), five, 3);
        let numbers: Vec<u32> = grid.weeks.iter().map(|week| week.number).collect();
        assert_eq!(numbers, [32, 33, 34, 35, 36]);
        assert_eq!(grid.weeks[0].days[0].date, date("2026-08-03"));
    }
}
