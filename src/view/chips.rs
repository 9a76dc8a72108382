//! What is filtered by, one chip each: a click takes it off.

use super::markup::{Node, button, classed};
use super::message::clear_button;
use super::state::State;
use crate::filter::Loosening;
use crate::text::fill;

/// The chips and the way to take all off; nothing while there is no filter.
pub fn chips(state: State) -> Node {
    let query = state.query.get();
    if query.is_empty() {
        return Node::Nothing;
    }
    let strings = state.strings();
    let text = query.text.trim();
    let text = (!text.is_empty()).then(|| (Loosening::Text, fill(strings.search_chip, &[text])));
    let chosen = query
        .chosen
        .iter()
        .map(|(facet, value)| (Loosening::Value(*facet, value.clone()), value.clone()));
    let chip = |(filter, label): (Loosening, String)| {
        button("lh-chip")
            .attr("part", "chip")
            .flag("data-chip", true)
            .attr("aria-label", fill(strings.remove_filter, &[&label]))
            .on("click", move |_| {
                state.query.update(|query| query.loosen(&filter))
            })
            .child(label)
            .into()
    };
    let chips: Vec<Node> = text.into_iter().chain(chosen).map(chip).collect();
    classed("p", "lh-chips")
        .child(chips)
        .child(clear_button(state))
        .into()
}
