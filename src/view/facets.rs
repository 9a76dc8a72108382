//! One button per facet, each with a panel of values and the number of events behind each.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::markup::{Node, button, classed, live};
use super::page::{Listener, closest, focus};
use super::part;
use super::signal::Signal;
use super::state::State;
use crate::filter::Facet;

type Opened = Signal<Option<Facet>>;

/// The buttons of all facets that part the events at all.
pub fn facets(state: State) -> Node {
    let open: Opened = Signal::new(None);
    // A click anywhere else closes the panel. The page's listener sees the host as the target,
    // so the path is asked.
    let outside = Listener::new(&leptos::prelude::document(), "pointerdown", move |event| {
        let is_facet = |node| Element::from(node).has_attribute("data-facet");
        let is_inside = event
            .composed_path()
            .iter()
            .filter(|node| node.is_instance_of::<Element>())
            .any(is_facet);
        if !is_inside && open.is_alive() && open.get_untracked().is_some() {
            open.set(None);
        }
    });
    let outside = send_wrapper::SendWrapper::new(outside);
    on_cleanup(move || drop(outside));

    let buttons: Vec<_> = [Facet::Type, Facet::Topic, Facet::Place]
        .into_iter()
        .map(|facet| facet_button(state, facet, open))
        .collect();
    classed("div", "lh-facets").child(buttons).into()
}

fn facet_button(state: State, facet: Facet, open: Opened) -> Node {
    let is_useful = Signal::derived(move || {
        let is_chosen = state.query.with(|query| query.values(facet).next().is_some());
        let (all, scope) = (state.all.get(), state.scope.get());
        let in_scope = all.iter().zip(scope.iter()).filter(|(_, in_scope)| **in_scope);
        is_chosen || facet.parts(in_scope.map(|(occurrence, _)| &*occurrence.event))
    });
    live(move || is_useful.get().then(|| useful_button(state, facet, open)))
}

fn useful_button(state: State, facet: Facet, open: Opened) -> Node {
    let is_open = move || open.get() == Some(facet);
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
            open.set(if is_open() { None } else { Some(facet) })
        })
        .child(name)
        .child(live(badge));
    classed("div", "lh-facet")
        .attr("data-facet", facet.name())
        .on("keydown", move |event| close_on_escape(&event, open))
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

fn close_on_escape(event: &Event, open: Opened) {
    let is_escape = event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.key() == "Escape");
    if !is_escape || open.get_untracked().is_none() {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    let facet = closest(event, "[data-facet]");
    open.set(None);
    if let Some(facet) = facet {
        focus(&facet, "button");
    }
}
