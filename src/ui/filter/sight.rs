//! What of the list somebody sees while they type: a key waits for those rows alone. The others stay as they are behind
//! them, and follow as soon as these are painted. It comes with the filter's part (`ui::part`).

use crate::app::State;
use crate::dom::{Node, after, next_frame, window_height};
use crate::layout::{List, Selection};
use crate::ui::list::by_day;

/// The least height of a row, in CSS pixels.
const ROW: f64 = 64.0;
/// More rows than have room, as some are lower than others.
const SPARE: f64 = 1.0;

/// The rows of a list that are in sight, where a key has just changed it; `None` where it is to be there as a whole. What
/// reads it is built anew once that is so.
pub fn in_sight(state: State, left: &Selection, list: &List) -> Option<Node> {
    let sight = state.filter.sight;
    let first = list.first(sight.get_untracked()?)?;
    sight.get();
    Some(Node::from(by_day::sections(state, left, &first)).in_front())
}

/// Looks how much of the list is in sight, before a key changes it: as all is laid out, that costs nothing.
pub fn look(state: State) {
    let root = state.root.get_untracked();
    let content = root.and_then(|root| root.query_selector(".lh-list-content").ok().flatten());
    let Some(content) = content else { return };
    let place = content.get_bounding_client_rect();
    let rows = content.query_selector_all(".lh-entry");
    let rows = rows.map_or(1, |rows| rows.length().max(1));
    // With what stands above and between them.
    let height = (place.height() / f64::from(rows)).clamp(ROW, 2.0 * ROW);
    let rows = ((window_height() - place.top()) / height).ceil() + SPARE;
    state.filter.sight.set_if_new(Some(rows.max(0.0) as usize));
    next_frame(move || after(0, move || state.filter.sight.set_if_new(None)));
}
