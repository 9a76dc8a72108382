//! What stands in each companion.

use crate::app::{Phase, State};
use crate::dom::{Node, Signal, reactive};
use crate::ui::calendar::frame;
use crate::ui::companion::next;
use crate::ui::{choices, part, toolbar};

/// What an element is for, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `<lichthof-search>`: the search field, with what it offers.
    Search,
    /// `<lichthof-filters>`: the row of choices.
    Filters,
    /// `<lichthof-month>`: the mini month.
    Month,
    /// `<lichthof-next>`: the next events.
    Next,
}

impl Kind {
    /// By the element's name; `None` for others.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name {
            "lichthof-search" => Self::Search,
            "lichthof-filters" => Self::Filters,
            "lichthof-month" => Self::Month,
            "lichthof-next" => Self::Next,
            _ => return None,
        })
    }
}

/// A companion of the calendar with this state. `most` is how many events it shows, if it shows any.
pub fn content(mut state: State, kind: Kind, most: usize) -> Node {
    // What opens here does not open in the calendar as well.
    state.filter.panel = Signal::new(None);
    let inside = match kind {
        Kind::Search => reactive(move || toolbar::search_tools(state)),
        Kind::Filters => reactive(move || choices::row(state)),
        // It begins where there are events.
        Kind::Month => reactive(move || {
            let is_ready = state.source.phase.get() == Phase::Ready;
            is_ready.then(|| part::mini_month(state))
        }),
        Kind::Next => reactive(move || next::next(state, most)),
    };
    frame(state, "lh-calendar lh-companion")
        .attr("part", "companion")
        .child(inside)
        .into()
}
