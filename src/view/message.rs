//! What stands where events should be: loading, failing, empty, gone.

use super::heading::message_title;
use super::markup::{Element, Node, button, classed, el};
use super::part;
use super::state::State;
use crate::error::Error;
use crate::feed::source::{Ask, Loaded};
use crate::text::fill;

/// While the feed is on its way.
pub fn loading(state: State) -> Node {
    classed("p", "lh-message lh-loading")
        .attr("data-state", "loading")
        .attr("role", "status")
        .child(state.strings().loading)
        .into()
}

/// No feed could be read: what failed, which address, and a way to try again.
pub fn failed(state: State) -> Node {
    let strings = state.strings();
    if state.options.with(|options| options.feeds.is_empty()) {
        return classed("p", "lh-message")
            .attr("data-state", "error")
            .child(strings.no_feed)
            .into();
    }
    classed("div", "lh-message lh-failed")
        .attr("data-state", "error")
        .attr("role", "alert")
        .child(message_title(strings.failed))
        .child(state.loaded.with(|loaded| reasons(state, loaded)))
        .child(el("p").child(retry(state)))
        .into()
}

/// Some feeds could not be read, others could.
pub fn failed_partly(state: State) -> Node {
    let loaded = state.loaded.get();
    if loaded.failures.is_empty() {
        return Node::Nothing;
    }
    classed("div", "lh-notice")
        .attr("data-state", "partial")
        .attr("role", "status")
        .child(message_title(state.strings().failed_partly))
        .child(reasons(state, &loaded))
        .child(el("p").child(retry(state)))
        .into()
}

/// The address names an event that is not there any more.
pub fn gone(state: State) -> Node {
    if !state.gone.get() {
        return Node::Nothing;
    }
    classed("p", "lh-notice")
        .attr("data-state", "gone")
        .attr("role", "status")
        .child(state.strings().gone)
        .into()
}

/// Nothing to list: because of the filters, or because there is nothing.
pub fn empty(state: State) -> Node {
    let strings = state.strings();
    if state.query.with(|query| !query.is_empty()) {
        return classed("div", "lh-message")
            .attr("data-state", "empty")
            .child(message_title(strings.empty_filtered))
            .child(part::filter_content(state, move |filter| {
                (filter.loosenings)(state)
            }))
            .into();
    }
    let text = if state.past.get() {
        strings.empty_past
    } else {
        strings.empty
    };
    let words = move || {
        classed("p", "lh-message")
            .attr("data-state", "empty")
            .child(text)
            .into()
    };
    match state.options.with(|options| options.locked_filter().is_some()) {
        // Without the part that filters nothing is shown of what the partner may not want.
        true => part::filter_content(state, move |_| words()),
        false => words(),
    }
}

fn reasons(state: State, loaded: &Loaded) -> Node {
    let line = |failure: &Error| {
        let address = failure
            .address()
            .map(|address| classed("span", "lh-address").child(address.to_owned()));
        Node::from(el("li").child(reason(state, failure)).child(address))
    };
    classed("ul", "lh-reasons")
        .child(loaded.failures.iter().map(line).collect::<Vec<_>>())
        .into()
}

fn reason(state: State, failure: &Error) -> String {
    let strings = state.strings();
    match failure.as_status() {
        Some(status) => fill(strings.failed_status, &[&usize::from(status).to_string()]),
        None if failure.is_unreachable() => strings.failed_unreachable.to_owned(),
        None => strings.failed_unreadable.to_owned(),
    }
}

fn retry(state: State) -> Element {
    button("lh-button")
        .flag("data-retry", true)
        .on("click", move |_| state.load(Ask::Always))
        .child(state.strings().retry)
}
