//! The next events, for a front page or a sidebar.

use crate::app::{Phase, State};
use crate::dom::{Node, classed};
use crate::schedule::Occurrence;
use crate::ui::list::by_day;
use crate::ui::list::entry::entry;
use crate::ui::message;

/// How many events are shown where nobody says.
pub const FEW: usize = 3;

/// The next of the events that the calendar's filters leave.
pub fn next(state: State, most: usize) -> Node {
    match state.source.phase.get() {
        Phase::Loading => return message::loading(state),
        Phase::Failed => return message::failed(state),
        Phase::Ready => {}
    }
    let left = state.catalog.left.get();
    let coming = state.list_up_to(most, false);
    let row = |occurrence: &Occurrence| entry(state, occurrence);
    classed("div", "lh-list-content")
        .attr("part", "next")
        .child(by_day::sections(state, &left, &coming, &row))
        .into()
}
