//! One button per facet, each with a panel of values and the number of events behind each.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::markup::{Node, button, classed, el, live};
use super::page::{Listener, closest, focus};
use super::signal::Signal;
use super::state::State;
use crate::filter::{Facet, FacetValue};

type Values = Signal<Vec<FacetValue>>;
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

    let buttons: Vec<_> = Facet::ALL
        .into_iter()
        .map(|facet| facet_button(state, facet, open))
        .collect();
    classed("div", "lh-facets").child(buttons).into()
}

fn facet_button(state: State, facet: Facet, open: Opened) -> Node {
    let values: Values = Signal::derived(move || {
        let query = state.query.get();
        state
            .index
            .with(|index| state.scope.with(|scope| index.values(facet, &query, scope)))
    });
    let is_useful = Signal::derived(move || values.with(|values| values.len() > 1));
    live(move || is_useful.get().then(|| useful_button(state, facet, open, values)))
}

fn useful_button(state: State, facet: Facet, open: Opened, values: Values) -> Node {
    let is_open = move || open.get() == Some(facet);
    let chosen = move || values.with(|values| values.iter().filter(|value| value.is_chosen).count());
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
        .child(live(move || is_open().then(|| panel(state, facet, values))))
        .into()
}

fn facet_name(state: State, facet: Facet) -> &'static str {
    let strings = state.strings();
    match facet {
        Facet::Type => strings.facet_type,
        Facet::Topic => strings.facet_topic,
        Facet::Place => strings.facet_place,
    }
}

fn panel(state: State, facet: Facet, values: Values) -> Node {
    classed("div", "lh-panel")
        .attr("role", "group")
        .attr("aria-label", facet_name(state, facet))
        .attr("data-facet-panel", facet.name())
        .child(live(move || {
            values
                .get()
                .into_iter()
                .map(|value| row(state, facet, value))
                .collect::<Vec<_>>()
        }))
        .into()
}

fn row(state: State, facet: Facet, value: FacetValue) -> Node {
    let FacetValue {
        label,
        count,
        is_chosen,
    } = value;
    let toggled = label.clone();
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-facet-value", label.clone())
        .checked(is_chosen)
        .on("change", move |_| {
            state.query.update(|query| query.toggle(facet, &toggled))
        });
    classed("label", "lh-value")
        .flag("data-none", count == 0 && !is_chosen)
        .child(input)
        .child(classed("span", "lh-value-label").child(label))
        .child(
            classed("span", "lh-value-count")
                .flag("data-count", true)
                .child(count.to_string()),
        )
        .into()
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
