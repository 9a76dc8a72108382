//! Headings at the level that fits the partner's page.

use crate::app::State;
use crate::dom::{Element, classed};
use crate::text::Digits;
use crate::ui::language::our_words;

/// A heading `below` levels under the calendar's outermost one. A `div` with a role: the level is
/// known at run time only.
pub fn heading(state: State, below: u8, class: &'static str) -> Element {
    let outermost = state.options.with(|options| options.heading_level);
    let level = outermost.saturating_add(below).min(6);
    classed("div", class)
        .attr("role", "heading")
        .attr("aria-level", usize::from(level).digits())
}

/// The first line of a message, in its own weight.
pub fn message_title(state: State, text: &'static str) -> Element {
    our_words(state, classed("p", "lh-message-title")).child(text)
}
