//! Headings at the level that fits the partner's page.

use leptos::prelude::{AnyView, ClassAttribute, CustomAttribute, ElementChild, IntoAny, With, view};

use super::state::State;

/// A heading `below` levels under the calendar's outermost one. A `div` with a role: the level is
/// known at run time only.
pub fn heading(state: State, below: u8, class: &'static str, text: String) -> AnyView {
    view! {
        <div class=class role="heading" aria-level=level(state, below)>
            {text}
        </div>
    }
    .into_any()
}

/// The level, at most 6, as the attribute takes it.
pub fn level(state: State, below: u8) -> String {
    let outermost = state.options.with(|options| options.heading_level);
    (outermost + below).min(6).to_string()
}
