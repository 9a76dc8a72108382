//! What stands where events should be: loading, failing, empty, gone.

use web_sys::Event;

use crate::app::{State, ViewKind};
use crate::dom::{Element, Node, button, classed, el};
use crate::net::Ask;
use crate::ui::heading::message_title;
use crate::ui::language::our_words;
use crate::ui::part;

/// While the feed is on its way.
pub fn loading(state: State) -> Node {
    our_words(state, classed("p", "lh-message lh-loading"))
        .attr("data-state", "loading")
        .attr("role", "status")
        .child(state.strings().loading())
        .into()
}

/// No feed could be read: that it is so, and a way to try again.
pub fn failed(state: State) -> Node {
    let strings = state.strings();
    if state.source.loaded.with(|loaded| loaded.failures.is_empty()) {
        return our_words(state, classed("p", "lh-message"))
            .attr("data-state", "error")
            .child(strings.no_feed())
            .into();
    }
    classed("div", "lh-message lh-failed")
        .attr("data-state", "error")
        .attr("role", "alert")
        .child(message_title(state, strings.failed()))
        .child(ways_on(state))
        .into()
}

/// The address names an event that is not there any more.
pub fn gone(state: State) -> Node {
    if !state.navigation.gone.get() {
        return Node::Nothing;
    }
    our_words(state, classed("p", "lh-notice"))
        .attr("data-state", "gone")
        .attr("role", "status")
        .child(state.strings().gone())
        .into()
}

/// Nothing to list: because of the filters, or because there is nothing.
pub fn empty(state: State) -> Node {
    let strings = state.strings();
    if state.filter.query.with(|query| !query.is_empty()) {
        return classed("div", "lh-message")
            .attr("data-state", "empty")
            .child(message_title(state, strings.empty_filtered()))
            .child(part::filter_content(state, move |filter| (filter.nothing)(state)))
            .into();
    }
    let text = if state.navigation.past.get() {
        strings.empty_past()
    } else {
        strings.empty()
    };
    // The page may have words of its own for it.
    let words = move || {
        el("slot")
            .attr("name", "empty")
            .child(
                our_words(state, classed("p", "lh-message"))
                    .attr("data-state", "empty")
                    .child(text),
            )
            .into()
    };
    match state.options.with(|options| options.locked_filter().is_some()) {
        // Without the part that filters nothing is shown of what the partner may not want.
        true => part::filter_content(state, move |_| words()),
        false => words(),
    }
}

/// What a visitor can do. Which address failed, and why, is for those who run the page: it stands in the console
/// (`crate::report`).
pub fn ways_on(state: State) -> Vec<Node> {
    vec![
        our_words(state, el("p"))
            .child(state.strings().failed_hint())
            .into(),
        el("p")
            .child(retry_button(state, move |_| state.load(Ask::Always)))
            .into(),
    ]
}

/// A part of the program is on its way, where it will stand. Only one that takes its time is worth a word,
/// which takes no room: nothing moves when it comes or goes.
pub fn part_pending(state: State) -> Node {
    classed("p", "lh-pending")
        .attr("data-state", "pending")
        .attr("role", "status")
        .child(our_words(state, classed("span", "lh-pending-words")).child(state.strings().pending()))
        .into()
}

/// A part of the program that could not be loaded, where it would stand, with a way to ask again.
/// Where it is a view that is missing, the list, which needs no part, is one step away.
pub fn part_failed(state: State, is_view: bool, retry: impl Fn() + 'static) -> Node {
    let offers_list = || {
        state
            .options
            .with(|options| options.views.contains(&ViewKind::List))
    };
    let back = (is_view && offers_list()).then(|| {
        our_words(state, button("lh-button"))
            .flag("data-back", true)
            .on("click", move |_| state.navigation.view.set(ViewKind::List))
            .child(state.strings().show_list())
    });
    classed("div", "lh-message lh-failed")
        .attr("data-state", "error")
        .attr("role", "alert")
        .child(message_title(state, state.strings().part_failed()))
        .child(
            classed("p", "lh-actions")
                .child(retry_button(state, move |_| retry()))
                .child(back),
        )
        .into()
}

/// Tries again what failed.
pub fn retry_button(state: State, retry: impl Fn(Event) + 'static) -> Element {
    our_words(state, button("lh-button"))
        .flag("data-retry", true)
        .on("click", retry)
        .child(state.strings().retry())
}
