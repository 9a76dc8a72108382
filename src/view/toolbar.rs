//! The tools above each view: search, facets, the choice of view, and what they leave.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use super::markup::{Node, button, classed, el, live};
use super::part::Part;
use super::state::State;
use super::{facets, part};
use crate::embed::ViewKind;
use crate::filter::Query;

/// With more views than this their buttons become a list where there is little room.
const FEW_VIEWS: usize = 3;

/// Search, facets and views in one row that wraps; chips and the count below.
pub fn toolbar(state: State) -> Node {
    let tools = classed("div", "lh-tools")
        .attr("role", "search")
        // Whoever comes near will want it.
        .on("pointerover", move |_| state.need(Part::Filter))
        .on("focusin", move |_| state.need(Part::Filter))
        .live_attr("aria-label", move || state.strings().filters.into())
        .child(search(state))
        .child(facets::facets(state));
    Node::Many(vec![
        classed("div", "lh-toolbar")
            .attr("part", "toolbar")
            .child(tools)
            .child(live(move || views(state)))
            .into(),
        live(move || chips(state)),
        classed("div", "lh-summary")
            .child(
                classed("p", "lh-status")
                    .attr("role", "status")
                    .flag("data-status", true)
                    .child(live(move || status(state))),
            )
            .child(live(move || clock_switch(state)))
            .into(),
    ])
}

/// What is filtered by: nothing while there is no filter.
fn chips(state: State) -> Node {
    if state.query.with(Query::is_empty) {
        return Node::Nothing;
    }
    part::filter_content(state, move |filter| (filter.chips)(state))
}

/// Puts everything on the visitor's clock, and back. Only for those to whom it makes a difference.
fn clock_switch(state: State) -> Node {
    if !state.has_other_clock() {
        return Node::Nothing;
    }
    let is_own = state.own_clock.get();
    button("lh-view-button lh-clock")
        .flag("data-own-clock", true)
        .attr("aria-pressed", if is_own { "true" } else { "false" })
        .on("click", move |_| state.own_clock.set(!is_own))
        .child(state.strings().my_zone)
        .into()
}

fn search(state: State) -> Node {
    el("input")
        .attr("class", "lh-search")
        .attr("type", "search")
        .attr("part", "search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live_attr("aria-label", move || state.strings().search.into())
        .live_attr("placeholder", move || state.strings().search_hint.into())
        .content(move || state.query.with(|query| query.text.clone()))
        .on("input", move |event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                state.query.update(|query| query.text = input.value());
            }
        })
        .into()
}

fn views(state: State) -> Node {
    let views = state.options.with(|options| options.views.clone());
    if views.len() < 2 {
        return Node::Nothing;
    }
    let strings = state.strings();
    let label = |kind: ViewKind| match kind {
        ViewKind::List => strings.list,
        ViewKind::Month => strings.month,
        ViewKind::Week => strings.week,
        ViewKind::Day => strings.day,
        ViewKind::Year => strings.year,
        ViewKind::Cards => strings.cards,
    };
    let one = |&kind: &ViewKind| {
        let is_pressed = move || if state.view.get() == kind { "true" } else { "false" };
        button("lh-view-button")
            .attr("data-view-button", kind.name())
            .live_attr("aria-pressed", move || is_pressed().into())
            .on("click", move |_| state.view.set(kind))
            .child(label(kind))
            .into()
    };
    let buttons = classed("div", "lh-views")
        .attr("role", "group")
        .attr("aria-label", strings.views)
        .child(views.iter().map(one).collect::<Vec<_>>());
    if views.len() <= FEW_VIEWS {
        return buttons.into();
    }
    // Where there is no room for the buttons.
    let option = |&kind: &ViewKind| el("option").attr("value", kind.name()).child(label(kind)).into();
    let options: Vec<Node> = views.iter().map(option).collect();
    let choice = classed("select", "lh-view-choice")
        .attr("aria-label", strings.views)
        .content(move || state.view.get().name().to_owned())
        .on("change", move |event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            let name = select.map(|select| select.value());
            let chosen = views.iter().find(|kind| name.as_deref() == Some(kind.name()));
            if let Some(kind) = chosen {
                state.view.set(*kind);
            }
        })
        .child(options);
    Node::Many(vec![buttons.attr("data-many", "").into(), choice.into()])
}

/// "24 events", with the period in front where one is shown: seen, and said when it changes.
fn status(state: State) -> String {
    let strings = state.strings();
    match state.view.get().period() {
        Some(period) => part::period_status(state, period),
        None => strings.count(state.count(), state.past.get()),
    }
}
