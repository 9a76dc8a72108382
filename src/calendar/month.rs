//! The month: weeks of seven days, events in lanes.

use chrono::Weekday;

use crate::date::{Date, Occurrence};

/// A month laid out in whole weeks: as many as the month touches, four to six.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthGrid {
    /// Its weeks from the first to the last.
    pub weeks: Vec<Week>,
    /// Tentative periods (month, quarter, year precision) that touch the month, told in words
    /// above the grid: positions in the slice.
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
    /// Everything that touches the day, in the order of the lanes: for the day's own list.
    pub occurrences: Vec<usize>,
    /// How many of them stand in no visible lane: "+3 more".
    pub hidden: usize,
}

/// A stretch of one occurrence within one week: a bar across days, or a line in one.
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
    /// True if it began before this week.
    pub continues_before: bool,
    /// True if it goes on after this week.
    pub continues_after: bool,
}

/// Lays out the month of `any_day`, with weeks from `first_day` on and at most `lanes` lanes.
///
/// Where a day has more occurrences than lanes, its last lane is left free for the words
/// "+3 more": a day with exactly `lanes` shows all of them.
pub fn month_grid(occurrences: &[Occurrence], any_day: Date, first_day: Weekday, lanes: usize) -> MonthGrid {
    let _ = (occurrences, any_day, first_day, lanes);
    MonthGrid::default()
}
