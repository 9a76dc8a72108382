//! Where each occurrence stands: plain functions from occurrences to positions, one per view.

mod day;
mod jump;
mod list;
mod month;
mod order;

pub use day::on_day;
pub use jump::{add_months, month_days, month_start, next_with_events, previous_with_events};
pub use list::{List, ListDay, ListMonth, list};
pub use month::{Bar, Day, MonthGrid, Week, month_grid};
pub use order::by_start;

#[cfg(test)]
mod testing;
