//! Lanes: rows of days in which an event keeps its height from one day to the next.

use crate::layout::Selection;
use crate::layout::order::by_rank;
use crate::schedule::Occurrence;
use crate::time::{Date, DateRange};

/// A row of days and what stands in its lanes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LaneRow {
    /// Its days, one for each column.
    pub days: Vec<LaneDay>,
    /// What stands in its visible lanes, by lane, then by column.
    pub bars: Vec<Bar>,
}

/// One day of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneDay {
    /// The day.
    pub date: Date,
    /// Everything in the row that touches the day, in the order of the lanes, what is hidden last.
    pub occurrences: Vec<usize>,
    /// How many of them stand in no visible lane: "+3 more".
    pub hidden: usize,
}

/// A stretch of one occurrence within one row: a bar across days, or a line in one.
///
/// A bar ends before a day that has no room for it, and does not come back in that row: from there on the
/// "+3 more" of each day counts it. So nobody sees the last day of a fair alone. Over hidden weekdays within
/// the row it is one bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The position of the occurrence in the slice.
    pub occurrence: usize,
    /// The lane, from 0 at the top.
    pub lane: usize,
    /// The column of its first day in this row, from 0: to 6 in a week.
    pub column: usize,
    /// How many columns of this row it covers, at least 1.
    pub span: usize,
    /// True if the occurrence began before this stretch: in another row, where the bar is cut, or on
    /// a hidden weekday at the edge of the row. An event that ends on a hidden Sunday does not look
    /// as if it ended on Friday.
    pub continues_before: bool,
    /// True if the occurrence goes on after this stretch.
    pub continues_after: bool,
}

/// Lays out those occurrences that `stands` takes in rows of `columns` of these dates, which ascend,
/// with at most `lanes` lanes.
///
/// Where a day has more occurrences than lanes, its last lane is left free; and the one above it is not for
/// what lasts more than two days if there is something shorter: weeks of one thing must not hide an evening
/// of another. What stands on a day keeps its lane from the date before, from row to row too. The free lanes
/// go, from the top, to the longest, then to whole days, then by start and title.
pub(super) fn lane_rows(
    occurrences: &Selection,
    stands: &dyn Fn(&Occurrence) -> bool,
    dates: &[Date],
    columns: usize,
    lanes: usize,
) -> Vec<LaneRow> {
    let first_touched = |days: DateRange| dates.partition_point(|date| *date < days.start());
    let order = by_rank(occurrences, &|occurrence| {
        let days = occurrence.days();
        let touched = dates.get(first_touched(days))?;
        let is_in = days.contains(*touched) && stands(occurrence);
        let length = i64::from(days.day_count());
        let is_timed = i64::from(occurrence.is_timed());
        is_in.then_some([-length, is_timed, occurrence.starts.0, 0])
    });
    let mut entries = Vec::with_capacity(order.len());
    let mut present = vec![Vec::new(); dates.len()];
    for occurrence in order {
        let days = occurrences[occurrence].days();
        let on_days = dates.iter().zip(&mut present).skip(first_touched(days));
        for (_, on_day) in on_days.take_while(|(date, _)| days.contains(**date)) {
            on_day.push(entries.len());
        }
        entries.push(Entry {
            occurrence,
            days,
            lane: None,
            is_cut: false,
        });
    }
    let most = present.iter().map(Vec::len).max().unwrap_or(0);
    let columns = columns.max(1);
    let lay_out = LayOut {
        columns,
        lanes,
        used_lanes: lanes.min(most),
    };
    dates
        .chunks(columns)
        .zip(present.chunks(columns))
        .map(|(dates, present)| lay_out.row(dates, present, &mut entries))
        .collect()
}

/// An occurrence on its way through the days.
struct Entry {
    occurrence: usize,
    days: DateRange,
    /// The lane that it had on the date before; `None` if it was hidden or not there.
    lane: Option<usize>,
    /// True if a day of the row before had no room for it.
    is_cut: bool,
}

impl Entry {
    /// More than a day, a night, or a weekend.
    fn is_long(&self) -> bool {
        self.days.day_count() > 2
    }
}

/// What is the same for all rows.
struct LayOut {
    columns: usize,
    /// How many lanes there may be.
    lanes: usize,
    /// How many are ever needed.
    used_lanes: usize,
}

impl LayOut {
    /// Lays out one row of dates, each with the entries that are present on it.
    fn row(&self, dates: &[Date], present: &[Vec<usize>], entries: &mut [Entry]) -> LaneRow {
        // Lane after lane, with the entry that stands in each column.
        let mut cells = vec![None; self.used_lanes * self.columns];
        entries.iter_mut().for_each(|entry| entry.is_cut = false);
        let mut days = Vec::with_capacity(dates.len());
        for (column, (date, present)) in dates.iter().zip(present).enumerate() {
            self.fill(column, present, &mut cells, entries);
            let lanes = cells.iter().skip(column).step_by(self.columns);
            let mut on_day: Vec<usize> = lanes.filter_map(|at| *at).collect();
            let visible = on_day.len();
            on_day.extend(present.iter().filter(|at| entries[**at].lane.is_none()));
            days.push(LaneDay {
                date: *date,
                hidden: on_day.len() - visible,
                occurrences: on_day.iter().map(|at| entries[*at].occurrence).collect(),
            });
        }
        let mut bars = Vec::new();
        for (lane, lane_cells) in cells.chunks(self.columns).enumerate() {
            let mut column = 0;
            for stretch in lane_cells.chunk_by(|left, right| left == right) {
                if let Some(at) = stretch[0] {
                    let entry: &Entry = &entries[at];
                    bars.push(Bar {
                        occurrence: entry.occurrence,
                        lane,
                        column,
                        span: stretch.len(),
                        continues_before: entry.days.start() < dates[column],
                        continues_after: entry.days.last() > dates[column + stretch.len() - 1],
                    });
                }
                column += stretch.len();
            }
        }
        LaneRow { days, bars }
    }

    /// Gives lanes to the entries of one day: first to those that have one from the day before.
    fn fill(&self, column: usize, present: &[usize], cells: &mut [Option<usize>], entries: &mut [Entry]) {
        let cell = |lane: usize| lane * self.columns + column;
        let mut room = self.used_lanes;
        let mut long_room = room;
        let is_any_cut = present.iter().any(|at| entries[*at].is_cut);
        if present.len() > self.lanes || is_any_cut {
            room = room.saturating_sub(1);
            // The longest come first.
            let mut free = present.iter().rev().filter(|at| !entries[**at].is_cut);
            let is_any_short = free.next().is_some_and(|at| !entries[*at].is_long());
            long_room = room - usize::from(is_any_short && room > 0);
        }
        for at in present {
            let entry = &mut entries[*at];
            let room = if entry.is_long() { long_room } else { room };
            let before = entry.lane;
            entry.lane = before.filter(|lane| *lane < room);
            // Another lane would look like another event; in a new row it may have one.
            entry.is_cut |= column > 0 && before.is_some() && entry.lane.is_none();
            if let Some(lane) = entry.lane {
                cells[cell(lane)] = Some(*at);
            }
        }
        let mut free = 0;
        for at in present {
            let entry = &mut entries[*at];
            if entry.lane.is_some() || entry.is_cut {
                continue;
            }
            while free < room && cells[cell(free)].is_some() {
                free += 1;
            }
            if free >= room || (free >= long_room && entry.is_long()) {
                entry.is_cut = true;
                continue;
            }
            cells[cell(free)] = Some(*at);
            entry.lane = Some(free);
        }
    }
}
