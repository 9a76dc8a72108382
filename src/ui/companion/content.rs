//! What stands in each companion.

use crate::app::{Phase, State};
use crate::dom::{Node, Signal, classed, reactive};
use crate::ui::calendar::{foresee, take_click};
use crate::ui::companion::{mini_month, next};
use crate::ui::{choices, toolbar};

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
            is_ready.then(|| mini_month::mini_month(state))
        }),
        Kind::Next => reactive(move || next::next(state, most)),
    };
    classed("section", "lh-calendar lh-companion")
        .attr("part", "companion")
        .reactive_attr("data-takes", move || {
            let takes = state.options.with(|options| options.controls.export);
            if takes { "yes".into() } else { "no".into() }
        })
        .reactive_attr("aria-label", move || state.title().into())
        .reactive_attr("lang", move || state.language().into())
        .reactive_attr("dir", move || {
            if state.is_right_to_left() { "rtl" } else { "ltr" }.into()
        })
        .on("click", move |event| take_click(state, &event))
        .on("pointerover", move |event| foresee(state, &event))
        .on("focusin", move |event| foresee(state, &event))
        .child(inside)
        .into()
}
