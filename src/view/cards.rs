//! What comes, as tiles with images.

use super::markup::{Node, classed};
use super::state::State;

/// What comes, as tiles with images.
pub fn cards(state: State) -> Node {
    classed("div", "lh-cards").child(state.count().to_string()).into()
}
