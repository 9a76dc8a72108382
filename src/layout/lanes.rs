//! Lanes: rows of days in which an event keeps its height from one day to the next.

use std::ops::Range;

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
/// It covers all days of the row that the occurrence touches. What does not find room on each of them has no bar
/// there, and the "+3 more" of each of these days counts it: nobody sees the last day of a fair alone, or a fair that
/// seems to end too early. Over hidden weekdays within the row it is one bar.
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
    /// True if the occurrence began before this stretch: in another row, or on a hidden weekday at the edge of
    /// the row. An event that ends on a hidden Sunday does not look as if it ended on Friday.
    pub continues_before: bool,
    /// True if the occurrence goes on after this stretch.
    pub continues_after: bool,
}

/// Lays out those occurrences that `stands` takes in rows of `columns` of these dates, which ascend,
/// with at most `lanes` lanes. Where something is counted on a day, `words` of its lanes are left free from the last
/// one on: 1 where the words for it stand in a lane, 0 where they have a place of their own.
///
/// The last lane of what stands on such a day is for what lasts up to two days, and only then for what is longer: weeks
/// of one thing must not hide an evening of another. What goes
/// on from the row before keeps its lane if it can; the free lanes go, from the top, to what begins first in the
/// row, then to the longest, to whole days, and by start and title. What is counted finds no lane that is free on all
/// of its days.
pub(super) fn lane_rows(
    occurrences: &Selection,
    stands: &dyn Fn(&Occurrence) -> bool,
    dates: &[Date],
    columns: usize,
    lanes: usize,
    words: usize,
) -> Vec<LaneRow> {
    let order = by_rank(occurrences, &|occurrence| {
        let days = occurrence.days();
        let is_in = !touched(days, dates).is_empty() && stands(occurrence);
        let length = i64::from(days.day_count());
        let is_timed = i64::from(occurrence.is_timed());
        is_in.then_some([-length, is_timed, occurrence.starts.0, 0])
    });
    let mut entries: Vec<Entry> = order
        .into_iter()
        .map(|occurrence| Entry {
            occurrence,
            days: occurrences[occurrence].days(),
            columns: 0..0,
            before: None,
            lane: None,
        })
        .collect();
    let rows = dates.chunks(columns.max(1));
    rows.map(|dates| row(dates, lanes, words, &mut entries)).collect()
}

/// The columns of the dates, which ascend, that these days touch.
fn touched(days: DateRange, dates: &[Date]) -> Range<usize> {
    let first_from = |day: Date| dates.partition_point(|date| *date < day);
    first_from(days.start())..first_from(days.end())
}

/// An occurrence on its way through the rows.
struct Entry {
    occurrence: usize,
    days: DateRange,
    /// The columns of the row that it touches.
    columns: Range<usize>,
    /// Its lane in the row before.
    before: Option<usize>,
    /// Its lane in the row; `None` if it is counted or not there.
    lane: Option<usize>,
}

impl Entry {
    /// More than a day, a night, or a weekend.
    fn is_long(&self) -> bool {
        self.days.day_count() > 2
    }
}

/// What a day of the row has room for.
#[derive(Clone)]
struct Room {
    /// How many lanes; less than there are where the last one is for words.
    lanes: usize,
    /// Whether something is counted on the day.
    is_full: bool,
    /// Whether there is anything on the day that does not last long.
    has_short: bool,
    /// The entries in its lanes.
    taken: Vec<Option<usize>>,
}

/// Lays out one row of dates.
fn row(dates: &[Date], lanes: usize, words: usize, entries: &mut [Entry]) -> LaneRow {
    let mut rooms = vec![
        Room {
            lanes,
            is_full: false,
            has_short: false,
            taken: Vec::new(),
        };
        dates.len()
    ];
    for entry in entries.iter_mut() {
        entry.before = entry.lane;
        entry.columns = touched(entry.days, dates);
        for column in entry.columns.clone() {
            rooms[column].has_short |= !entry.is_long();
        }
    }
    let mut order = Vec::new();
    for column in 0..dates.len() {
        for (at, entry) in entries.iter().enumerate() {
            if !entry.columns.is_empty() && entry.columns.start == column {
                order.push(at);
            }
        }
    }
    // What is counted leaves less room for others: for what is long, and where its words take a lane.
    loop {
        rooms.iter_mut().for_each(|room| room.taken = vec![None; lanes]);
        entries.iter_mut().for_each(|entry| entry.lane = None);
        for step in [Step::Keep, Step::Part, Step::Fill] {
            place(step, &order, &mut rooms, entries);
        }
        let mut has_more = false;
        for entry in entries.iter().filter(|entry| entry.lane.is_none()) {
            for room in &mut rooms[entry.columns.clone()] {
                has_more |= !room.is_full && lanes > 0;
                room.is_full = true;
                room.lanes = lanes.saturating_sub(words);
            }
        }
        if !has_more {
            break;
        }
    }
    let day = |(column, (date, room)): (usize, (&Date, &Room))| {
        let mut occurrences: Vec<usize> = room.taken.iter().filter_map(|at| *at).collect();
        let visible = occurrences.len();
        let is_hidden = |entry: &&Entry| entry.lane.is_none() && entry.columns.contains(&column);
        occurrences
            .iter_mut()
            .for_each(|at| *at = entries[*at].occurrence);
        occurrences.extend(entries.iter().filter(is_hidden).map(|entry| entry.occurrence));
        LaneDay {
            date: *date,
            hidden: occurrences.len() - visible,
            occurrences,
        }
    };
    let days = dates.iter().zip(&rooms).enumerate().map(day).collect();
    let mut bars = Vec::new();
    for lane in 0..lanes {
        for (column, room) in rooms.iter().enumerate() {
            if let Some(at) = room.taken[lane]
                && entries[at].columns.start == column
            {
                let Entry { days, columns, .. } = &entries[at];
                bars.push(Bar {
                    occurrence: entries[at].occurrence,
                    lane,
                    column,
                    span: columns.len(),
                    continues_before: days.start() < dates[column],
                    continues_after: days.last() > dates[columns.end - 1],
                });
            }
        }
    }
    LaneRow { days, bars }
}

/// Who is given lanes, one after the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// What goes on from the row before, in its lane.
    Keep,
    /// All, but what lasts long leaves a lane to what does not, on days where not all have one.
    Part,
    /// All.
    Fill,
}

/// Gives lanes to the entries of the row that have none, in this order.
fn place(step: Step, order: &[usize], rooms: &mut [Room], entries: &mut [Entry]) {
    for &at in order {
        let entry = &mut entries[at];
        if entry.lane.is_some() {
            continue;
        }
        let leaves_one = step != Step::Fill && entry.is_long();
        let is_free = |lane: &usize| {
            (step != Step::Keep || entry.before == Some(*lane))
                && rooms[entry.columns.clone()].iter().all(|room| {
                    let is_kept = leaves_one && room.has_short && room.is_full;
                    lane + usize::from(is_kept) < room.lanes && room.taken[*lane].is_none()
                })
        };
        entry.lane = (0..rooms[entry.columns.start].lanes).find(is_free);
        if let Some(lane) = entry.lane {
            for room in &mut rooms[entry.columns.clone()] {
                room.taken[lane] = Some(at);
            }
        }
    }
}
