//! The week and the day: grids of hours.

use super::markup::{Node, classed};
use super::state::State;

/// The week and the day: grids of hours.
pub fn time(state: State) -> Node {
    classed("div", "lh-time").child(state.count().to_string()).into()
}
