//! One button per facet, each with a panel of values and the number of events behind each.

use super::markup::{Node, button, classed, live};
use super::part;
use super::signal::Signal;
use super::state::State;
use crate::filter::Facet;

/// The buttons of all facets that part the events at all.
pub fn facets(state: State) -> Node {
    let buttons: Vec<_> = [Facet::Type, Facet::Topic, Facet::Place]
        .into_iter()
        .map(|facet| facet_button(state, facet))
        .collect();
    classed("div", "lh-facets").child(buttons).into()
}

fn facet_button(state: State, facet: Facet) -> Node {
    let is_useful = Signal::derived(move || {
        let is_chosen = state.query.with(|query| query.values(facet).next().is_some());
        let (all, scope) = (state.all.get(), state.scope.get());
        let in_scope = all.iter().zip(scope.iter()).filter(|(_, in_scope)| **in_scope);
        is_chosen || facet.parts(in_scope.map(|(occurrence, _)| &*occurrence.event))
    });
    live(move || is_useful.get().then(|| useful_button(state, facet)))
}

fn useful_button(state: State, facet: Facet) -> Node {
    let is_open = move || state.facet.get() == Some(facet);
    let chosen = move || state.query.with(|query| query.values(facet).count());
    let badge =
        move || (chosen() > 0).then(|| classed("span", "lh-facet-chosen").child(chosen().to_string()));
    let name = facet_name(state, facet);
    let opener = button("lh-facet-button")
        .attr("data-facet-button", facet.name())
        .live_attr("aria-expanded", move || {
            if is_open() { "true".into() } else { "false".into() }
        })
        .on("click", move |_| {
            state.facet.set(if is_open() { None } else { Some(facet) })
        })
        .child(name)
        .child(live(badge));
    classed("div", "lh-facet")
        .attr("data-facet", facet.name())
        .on("keydown", move |event| part::take_facet_key(state, &event))
        .child(opener)
        .child(live(move || {
            is_open().then(|| part::filter_content(state, |filter| (filter.panel)(state, facet)))
        }))
        .into()
}

pub fn facet_name(state: State, facet: Facet) -> &'static str {
    let strings = state.strings();
    match facet {
        Facet::Type => strings.facet_type,
        Facet::Topic => strings.facet_topic,
        Facet::Place => strings.facet_place,
        _ => facet.name(),
    }
}
