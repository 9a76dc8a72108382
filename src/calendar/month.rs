//! The month: weeks of seven days, events in lanes.

use chrono::{Datelike, Days, Weekday};

use super::month_days;
use super::order::{Ranked, sort};
use crate::date::{Date, DateRange, Occurrence};

/// A month laid out in whole weeks: as many as the month touches, four to six.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthGrid {
    /// Its weeks from the first to the last.
    pub weeks: Vec<Week>,
    /// Tentative periods (month, quarter, year precision) that touch the month, told in words
    /// above the grid, the one that ends first in front: positions in the slice.
    pub tentative: Vec<usize>,
}

/// Seven days and what stands in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its days, from the chosen first day of the week on.
    pub days: [Day; 7],
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

/// A stretch of one occurrence within one week: a bar across days, or a line in one.
///
/// A bar is cut on days that have no room for it, and goes on behind them: what a day shows depends
/// on that day alone, and what it hides is what its "+3 more" counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The position of the occurrence in the slice.
    pub occurrence: usize,
    /// The lane, from 0 at the top.
    pub lane: usize,
    /// The column of its first day in this week, 0 to 6.
    pub column: usize,
    /// How many days of this week it covers, 1 to 7.
    pub span: usize,
    /// True if the occurrence began before this stretch: in another week, or where the bar is cut.
    pub continues_before: bool,
    /// True if the occurrence goes on after this stretch.
    pub continues_after: bool,
}

/// Lays out the month of `any_day`, with weeks from `first_day` on and at most `lanes` lanes.
///
/// Where a day has more occurrences than lanes, its last lane is left free for the words
/// "+3 more": a day with exactly `lanes` shows all of them.
///
/// What stands on a day keeps its lane from the day before, over the end of a week too. The free
/// lanes go, from the top, to the longest, then to whole days, then by start and title.
pub fn month_grid(occurrences: &[Occurrence], any_day: Date, first_day: Weekday, lanes: usize) -> MonthGrid {
    let month = month_days(any_day);
    let Some(window) = window(month, first_day) else {
        return MonthGrid::default();
    };
    let mut standing = Vec::new();
    let mut tentative = Vec::new();
    for (position, occurrence) in occurrences.iter().enumerate() {
        let days = occurrence.days();
        if occurrence.is_vague() {
            if days.intersect(month).is_some() {
                tentative.push(Ranked {
                    rank: [occurrence.ends.0, 0, 0, 0],
                    occurrence: position,
                });
            }
        } else if days.intersect(window).is_some() {
            let length = i64::from(days.day_count());
            let is_timed = i64::from(occurrence.is_timed());
            standing.push(Ranked {
                rank: [-length, is_timed, occurrence.starts.0, 0],
                occurrence: position,
            });
        }
    }
    sort(&mut tentative, occurrences);
    sort(&mut standing, occurrences);

    let mut entries = Vec::with_capacity(standing.len());
    let mut present = vec![Vec::new(); window.day_count() as usize];
    for ranked in standing {
        let days = occurrences[ranked.occurrence].days();
        if let Some(visible) = days.intersect(window) {
            let first = DateRange::new(window.start(), visible.start()).map_or(0, DateRange::day_count);
            for on_day in present
                .iter_mut()
                .skip(first as usize)
                .take(visible.day_count() as usize)
            {
                on_day.push(entries.len());
            }
        }
        entries.push(Entry {
            occurrence: ranked.occurrence,
            days,
            lane: None,
        });
    }
    let most = present.iter().map(Vec::len).max().unwrap_or(0);
    let lay_out = LayOut {
        month,
        lanes,
        used_lanes: lanes.min(most),
    };
    let dates: Vec<Date> = window.days().collect();
    MonthGrid {
        weeks: dates
            .chunks_exact(7)
            .zip(present.chunks_exact(7))
            .map(|(dates, present)| lay_out.week(dates, present, &mut entries))
            .collect(),
        tentative: tentative.into_iter().map(|ranked| ranked.occurrence).collect(),
    }
}

/// The whole weeks that a month touches.
fn window(month: DateRange, first_day: Weekday) -> Option<DateRange> {
    let lead = month.start().weekday().days_since(first_day);
    let weeks = (lead + month.day_count()).div_ceil(7);
    let start = month.start().checked_sub_days(Days::new(lead.into()))?;
    DateRange::new(start, start.checked_add_days(Days::new((weeks * 7).into()))?)
}

/// An occurrence on its way through the days of the grid.
struct Entry {
    occurrence: usize,
    days: DateRange,
    /// The lane that it had on the day before; `None` if it was hidden or not there.
    lane: Option<usize>,
}

/// One lane of a week: which entry stands in each column.
type Row = [Option<usize>; 7];

/// What is the same for all weeks of a grid.
struct LayOut {
    month: DateRange,
    /// How many lanes there may be.
    lanes: usize,
    /// How many are ever needed.
    used_lanes: usize,
}

impl LayOut {
    /// Lays out seven days, each with the entries that are present on it.
    fn week(&self, dates: &[Date], present: &[Vec<usize>], entries: &mut [Entry]) -> Week {
        let mut rows = vec![[None; 7]; self.used_lanes];
        let days = std::array::from_fn(|column| {
            let present = &present[column];
            self.fill(column, present, &mut rows, entries);
            let visible = rows.iter().filter_map(|row| row[column]);
            let hidden = present.iter().copied().filter(|at| entries[*at].lane.is_none());
            Day {
                date: dates[column],
                in_month: self.month.contains(dates[column]),
                hidden: hidden.clone().count(),
                occurrences: visible.chain(hidden).map(|at| entries[at].occurrence).collect(),
            }
        });
        let mut bars = Vec::new();
        for (lane, row) in rows.iter().enumerate() {
            let mut column = 0;
            for stretch in row.chunk_by(|left, right| left == right) {
                if let Some(at) = stretch[0] {
                    let Entry { occurrence, days, .. } = entries[at];
                    bars.push(Bar {
                        occurrence,
                        lane,
                        column,
                        span: stretch.len(),
                        continues_before: days.start() < dates[column],
                        continues_after: days.last() > dates[column + stretch.len() - 1],
                    });
                }
                column += stretch.len();
            }
        }
        Week { days, bars }
    }

    /// Gives lanes to the entries of one day: first to those that have one from the day before.
    fn fill(&self, column: usize, present: &[usize], rows: &mut [Row], entries: &mut [Entry]) {
        let mut room = rows.len();
        if present.len() > self.lanes {
            room = room.saturating_sub(1);
        }
        for at in present {
            let entry = &mut entries[*at];
            entry.lane = entry.lane.filter(|lane| *lane < room);
            if let Some(lane) = entry.lane {
                rows[lane][column] = Some(*at);
            }
        }
        let mut free = 0;
        for at in present {
            let entry = &mut entries[*at];
            if entry.lane.is_some() {
                continue;
            }
            while free < room && rows[free][column].is_some() {
                free += 1;
            }
            if free == room {
                return;
            }
            rows[free][column] = Some(*at);
            entry.lane = Some(free);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::testing::{all_day, date, tentative, timed};
    use crate::date::DatePrecision;

    /// One week as text: a line for each lane with three letters of the title for each day, then
    /// how many are hidden. `<` and `>` tell that a bar goes on.
    fn drawn(week: &Week, occurrences: &[Occurrence]) -> Vec<String> {
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

    fn grid(occurrences: &[Occurrence], day: &str, lanes: usize) -> MonthGrid {
        month_grid(occurrences, date(day), Weekday::Mon, lanes)
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
            let grid = month_grid(&[], date(day), first_day, 3);
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
                month_grid(&[], day, first_day, 3);
            }
        }
    }

    #[test]
    fn an_all_day_bar_ends_on_its_last_day() {
        let occurrences = [
            all_day("one", "2026-05-12", "2026-05-13"),
            all_day("two", "2026-05-15", "2026-05-17"),
            timed("night", "2026-05-12T20:00", "PT4H"),
        ];
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
        let occurrences = [
            all_day("long", "2026-05-07", "2026-05-11"),
            all_day("stay", "2026-05-08", "2026-05-12"),
            timed("talk", "2026-05-11T10:00", "PT1H"),
        ];
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
    fn a_day_with_as_many_events_as_lanes_shows_them_all_and_one_more_frees_the_last_lane() {
        let mut occurrences = vec![
            timed("one", "2026-05-12T10:00", "PT1H"),
            timed("two", "2026-05-12T11:00", "PT1H"),
            timed("three", "2026-05-12T12:00", "PT1H"),
        ];
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 3).weeks[2], &occurrences).last(),
            Some(&"0   0   0   0   0   0   0   ".to_owned())
        );
        occurrences.push(timed("zero", "2026-05-12T09:00", "PT1H"));
        let grid = grid(&occurrences, "2026-05-01", 3);
        assert_eq!(
            drawn(&grid.weeks[2], &occurrences),
            [
                "....[er]....................",
                "....[ne]....................",
                "0   2   0   0   0   0   0   ",
            ]
        );
        assert_eq!(grid.weeks[2].days[1].occurrences, [3, 0, 1, 2]);
    }

    #[test]
    fn a_bar_is_cut_where_a_crowded_day_has_no_room_for_it() {
        let occurrences = [
            all_day("long", "2026-05-11", "2026-05-16"),
            all_day("next", "2026-05-11", "2026-05-15"),
            timed("talk", "2026-05-13T10:00", "PT1H"),
        ];
        assert_eq!(
            drawn(&grid(&occurrences, "2026-05-01", 2).weeks[2], &occurrences),
            [
                "[onglonglonglonglon]........",
                "[extnex>....<ex]............",
                "0   0   2   0   0   0   0   ",
            ]
        );
    }

    #[test]
    fn without_lanes_everything_is_counted_and_nothing_is_shown() {
        let occurrences = [timed("talk", "2026-05-13T10:00", "PT1H")];
        let week = &grid(&occurrences, "2026-05-01", 0).weeks[2];
        assert!(week.bars.is_empty());
        assert_eq!(week.days[2].hidden, 1);
        assert_eq!(week.days[2].occurrences, [0]);
    }

    #[test]
    fn vague_periods_stand_above_the_months_that_they_touch() {
        let occurrences = [
            tentative("year", "2026-01-01", "2027-01-01", DatePrecision::Year),
            tentative("may", "2026-05-01", "2026-06-01", DatePrecision::Month),
            tentative("day", "2026-05-13", "2026-05-14", DatePrecision::Day),
        ];
        let may = grid(&occurrences, "2026-05-01", 3);
        assert_eq!(may.tentative, [1, 0]);
        assert_eq!(may.weeks[2].bars.len(), 1);
        // The last week of April's grid reaches into May, the month of April does not.
        assert_eq!(grid(&occurrences, "2026-04-01", 3).tentative, [0]);
        assert!(grid(&occurrences, "2027-01-01", 3).tentative.is_empty());
    }
}
