//! What stands where events should be: loading, failing, empty, gone.

use super::markup::{Element, Node, button, classed, el};
use super::state::State;
use crate::calendar::{Weekdays, month_days, month_start, next_with_events, previous_with_events};
use crate::date::Date;
use crate::error::Error;
use crate::feed::source::Loaded;
use crate::filter::Loosening;
use crate::text::{DateStyle, fill};

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
            .child(loosenings(state))
            .into();
    }
    let text = if state.past.get() {
        strings.empty_past
    } else {
        strings.empty
    };
    classed("p", "lh-message")
        .attr("data-state", "empty")
        .child(text)
        .into()
}

/// A month without events, with the way to the nearest ones.
pub fn empty_month(state: State) -> Node {
    let strings = state.strings();
    let first = month_start(state.shown_day());
    let name = state.date(first, DateStyle::Month);
    let jump = |date: Option<Date>, template: &'static str, direction: &'static str| {
        date.map(|date| {
            let words = state.date(date, DateStyle::Date);
            button("lh-button")
                .attr("data-jump", direction)
                .on("click", move |_| state.day.set(Some(date)))
                .child(fill(template, &[&words]))
        })
    };
    let weekdays = Weekdays::all_from(state.first_day());
    let month = month_days(first);
    let (next, previous) = state.left.with(|left| {
        (
            next_with_events(left, month, weekdays),
            previous_with_events(left, month, weekdays),
        )
    });
    let is_filtered = state.query.with(|query| !query.is_empty());
    classed("div", "lh-message lh-empty-month")
        .attr("data-state", "empty")
        .child(el("p").child(fill(strings.empty_month, &[&name])))
        .child(
            classed("p", "lh-actions")
                .child(jump(previous, strings.previous_event, "previous"))
                .child(jump(next, strings.next_event, "next")),
        )
        .child(is_filtered.then(|| loosenings(state)))
        .into()
}

/// Which single filter to take off, and what that would give.
fn loosenings(state: State) -> Node {
    let strings = state.strings();
    let query = state.query.get();
    let found = state
        .index
        .with(|index| state.scope.with(|scope| index.loosenings(&query, scope)));
    let mut actions = classed("p", "lh-actions");
    for (loosening, count) in found {
        let words = match &loosening {
            Loosening::Text => fill(strings.search_chip, &[query.text.trim()]),
            Loosening::Value(_, value) => value.clone(),
            Loosening::Facet(facet) => query.values(*facet).collect::<Vec<_>>().join(", "),
        };
        let template = if count == 1 {
            strings.loosen_one
        } else {
            strings.loosen_other
        };
        let loosen = button("lh-button")
            .flag("data-loosen", true)
            .on("click", move |_| {
                state.query.update(|query| query.loosen(&loosening))
            })
            .child(fill(template, &[&words, &count.to_string()]));
        actions = actions.child(loosen);
    }
    actions.child(clear_button(state)).into()
}

/// Takes all filters off.
pub fn clear_button(state: State) -> Element {
    button("lh-link-button")
        .flag("data-clear", true)
        .on("click", move |_| state.clear_filters())
        .child(state.strings().clear_filters)
}

fn message_title(text: &'static str) -> Element {
    classed("p", "lh-message-title").child(text)
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
        .on("click", move |_| state.load(true))
        .child(state.strings().retry)
}
