//! The year: twelve small months.

use super::markup::{Node, classed};
use super::state::State;

/// The year: twelve small months.
pub fn year(state: State) -> Node {
    classed("div", "lh-year").child(state.count().to_string()).into()
}
