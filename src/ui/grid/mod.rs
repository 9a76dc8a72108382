//! The grids: month, week, day and year.

pub(super) mod cell;
pub(super) mod hours;
pub(super) mod month;
pub(super) mod moves;
pub(super) mod period;
pub(super) mod time;
pub(super) mod ways;
pub(super) mod year;
