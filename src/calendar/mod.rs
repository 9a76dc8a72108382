//! Where each occurrence stands: plain functions from occurrences to positions, one per view.

mod list;
mod month;

pub use list::{List, ListDay, ListMonth, list};
pub use month::{Bar, Day, MonthGrid, Week, month_grid};
