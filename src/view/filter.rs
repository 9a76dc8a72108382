//! What the filter offers: values to choose, chips of what is chosen, and which to take off where nothing
//! is left. It comes in a file of its own (`super::part`).

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::facets::facet_name;
use super::markup::{Element, Node, button, classed, el, live};
use super::page::{Listener, closest, focus};
use super::state::State;
use crate::filter::{Facet, FacetValue, Loosening};
use crate::text::{FilterWords, fill};

/// The values of a facet, each with the number of events behind it.
pub fn panel(state: State, facet: Facet) -> Node {
    // A click anywhere else closes it. The page's listener sees the host as the target, so the path is
    // asked.
    let outside = Listener::new(&leptos::prelude::document(), "pointerdown", move |event| {
        let is_facet = |node| web_sys::Element::from(node).has_attribute("data-facet");
        let is_inside = event
            .composed_path()
            .iter()
            .filter(|node| node.is_instance_of::<web_sys::Element>())
            .any(is_facet);
        if !is_inside {
            state.facet.set(None);
        }
    });
    let outside = send_wrapper::SendWrapper::new(outside);
    on_cleanup(move || drop(outside));
    classed("div", "lh-panel")
        .attr("role", "group")
        .attr("aria-label", facet_name(state, facet))
        .attr("data-facet-panel", facet.name())
        .child(live(move || {
            let (query, present) = (state.query.get(), state.present.get());
            let values = state.index.with(|index| {
                let index = index.as_ref()?;
                Some(
                    state
                        .scope
                        .with(|scope| index.values(facet, &query, &present, scope)),
                )
            });
            values
                .unwrap_or_default()
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

/// The chips and the way to take all off; nothing while there is no filter.
pub fn chips(state: State) -> Node {
    let query = state.query.get();
    if query.is_empty() {
        return Node::Nothing;
    }
    let filter_words = FilterWords::of(state.strings().tag());
    let text = query.text.trim();
    let text = (!text.is_empty()).then(|| (Loosening::Text, fill(filter_words.search_chip, &[text])));
    let chosen = query
        .chosen
        .iter()
        .map(|(facet, value)| (Loosening::Value(*facet, value.clone()), value.clone()));
    let chip = |(filter, label): (Loosening, String)| {
        button("lh-chip")
            .attr("part", "chip")
            .flag("data-chip", true)
            .attr("aria-label", fill(filter_words.remove_filter, &[&label]))
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

/// Which single filter to take off, and what that would give.
pub fn loosenings(state: State) -> Node {
    let filter_words = FilterWords::of(state.strings().tag());
    let (query, present) = (state.query.get(), state.present.get());
    let found = state.index.with(|index| {
        let index = index.as_ref()?;
        Some(
            state
                .scope
                .with(|scope| index.loosenings(&query, &present, scope)),
        )
    });
    let mut actions = classed("p", "lh-actions");
    for (loosening, count) in found.unwrap_or_default() {
        let words = match &loosening {
            Loosening::Text => fill(filter_words.search_chip, &[query.text.trim()]),
            Loosening::Value(_, value) => value.clone(),
            Loosening::Facet(facet) => query.values(*facet).collect::<Vec<_>>().join(", "),
        };
        let template = if count == 1 {
            filter_words.loosen_one
        } else {
            filter_words.loosen_other
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
fn clear_button(state: State) -> Element {
    button("lh-link-button")
        .flag("data-clear", true)
        .on("click", move |_| state.clear_filters())
        .child(FilterWords::of(state.strings().tag()).clear_filters)
}

/// Escape closes the open facet, and nothing around it.
pub fn take_facet_key(state: State, event: &Event) {
    let is_escape = event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.key() == "Escape");
    if !is_escape || state.facet.get_untracked().is_none() {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    let facet = closest(event, "[data-facet]");
    state.facet.set(None);
    if let Some(facet) = facet {
        focus(&facet, "button");
    }
}
