//! Where each occurrence stands: plain functions from occurrences to positions, one per view.
//!
//! [`list()`] is the list, and the cards are its order without its days. [`month_grid`] and the all-day
//! row of [`time_grid()`] stand in lanes, the hours of a day in columns drawn by a [`Scale`], and
//! [`year_grid`] and [`mini_month`] only count.
//! [`Period`] and [`Weekdays`] say which days a view shows, [`Move`] and the jumps where one goes from
//! there.

mod columns;
mod day;
mod jump;
mod lanes;
mod list;
mod mini;
mod month;
mod moves;
mod order;
mod period;
mod scale;
mod selection;
mod span;
mod time_grid;
mod weekdays;
mod year;

pub use columns::{Block, Columns, More};
pub use day::{by_hour, on_day};
pub use jump::{next_with_events, previous_with_events};
pub use lanes::{Bar, LaneDay, LaneRow};
pub use list::{List, ListDay, ListMonth, list};
pub use mini::{MiniDay, mini_month};
pub use month::{Day, MonthGrid, Week, fitting_month_grid, month_grid};
pub use moves::Move;
pub use order::by_start;
pub use period::{Period, add_months, month_days, month_start};
pub use scale::{HourLine, Scale};
pub use selection::{Selection, shows_all_dates};
pub use span::{extended, read_span, span, span_value};
pub use time_grid::{DayColumn, Room, TimeGrid, time_grid};
pub use weekdays::{Weekdays, on_hidden_days};
pub use year::{YearDay, YearGrid, YearMonth, YearWeek, year_grid};

#[cfg(test)]
mod testing;
