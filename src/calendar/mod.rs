//! Where each occurrence stands: plain functions from occurrences to positions, one per view.

mod list;
mod month;

pub use list::{List, ListDay, ListMonth, list};
pub use month::{Bar, Day, MonthGrid, Week, month_grid};

use crate::date::*;
/// d
pub fn month_start(d: Date) -> Date {
    d
}
/// d
pub fn add_months(d: Date, _n: i32) -> Option<Date> {
    Some(d)
}
/// d
pub fn next_with_events(_o: &[Occurrence], _d: Date) -> Option<Date> {
    None
}
/// d
pub fn previous_with_events(_o: &[Occurrence], _d: Date) -> Option<Date> {
    None
}

/// d
pub fn on_day(_o: &[Occurrence], _d: Date) -> Vec<usize> {
    Vec::new()
}
