//! All facets in a dialog: at the bottom of a phone, in the middle of a wide page.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use crate::app::{Panel, State};
use crate::dom::{Node, Reference, Signal, Value, button, classed, effect, next_frame, reactive};
use crate::filter::Facet;
use crate::i18n::{FilterWords, RowWords, fill};
use crate::ui::filter::chips::clear_button;
use crate::ui::filter::facet_words::{facet_name, value_name};
use crate::ui::filter::facets::{free_switch, offered, values};
use crate::ui::heading::heading;
use crate::ui::language::{our_words, own_direction};

/// How many of the first facets show their values from the beginning.
const OPEN: usize = 3;

/// A native dialog, like that of events. It stays once it is there: it closes by itself, and gives the
/// focus back.
pub fn sheet(state: State) -> Node {
    let offered = offered(state);
    let reference: Reference = Signal::new(None);
    let is_open = Signal::derived(move || state.filter.panel.get() == Some(Panel::All));
    effect(move || show_or_close(is_open.get(), reference));
    classed("dialog", "lh-sheet")
        .attr("part", "filters")
        .reactive_attr("aria-label", move || state.strings().all_filters().into())
        .on("close", move |_| {
            if is_open.get_untracked() {
                state.filter.panel.set(None);
            }
        })
        .on("click", move |event| close_from_outside(state, &event))
        .reference(reference)
        .child(reactive(move || is_open.get().then(|| content(state, offered))))
        .into()
}

fn show_or_close(is_wanted: bool, reference: Reference) {
    let element = reference.get();
    let Some(dialog) = element.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    match (is_wanted, dialog.open()) {
        // Fails only where the dialog is in no document: then there is nobody to show it to.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    }
}

/// A click on the backdrop is a click on the dialog itself, not on anything in it.
fn close_from_outside(state: State, event: &Event) {
    let target = event.target();
    if target.is_some_and(|target| target.is_instance_of::<HtmlDialogElement>()) {
        state.filter.panel.set(None);
    }
}

fn content(state: State, offered: Signal<Vec<Facet>>) -> Node {
    let close = button("lh-sheet-close")
        .flag("data-close", true)
        .attr("aria-label", RowWords::of(state.strings().tag()).close())
        .attr("title", RowWords::of(state.strings().tag()).close())
        .on("click", move |_| state.filter.panel.set(None));
    let head = classed("div", "lh-sheet-head")
        .child(heading(state, 0, "lh-sheet-name").child(state.strings().all_filters()))
        .child(close);
    // At first those that are chosen from, and the first ones. A group that comes or goes changes nothing in the
    // others.
    let mut first: Vec<Facet> = offered.with_untracked(|facets| facets.iter().copied().take(OPEN).collect());
    state
        .filter
        .query
        .with_untracked(|query| first.extend(query.chosen.iter().map(|(facet, _)| *facet)));
    let opened = Signal::new(first);
    let switch = move || {
        let has_prices = offered.with(|facets| facets.contains(&Facet::Price));
        has_prices.then(|| free_switch(state))
    };
    let groups = move || {
        let facets = offered.get().into_iter();
        facets
            .map(|facet| group(state, facet, opened))
            .collect::<Vec<_>>()
    };
    let foot = classed("div", "lh-sheet-foot")
        .child(reactive(move || {
            let is_filtered = state.filter.query.with(|query| !query.is_empty());
            is_filtered.then(|| clear_button(state))
        }))
        .child(
            our_words(state, button("lh-button lh-primary"))
                .flag("data-show", true)
                .on("click", move |_| state.filter.panel.set(None))
                .child(reactive(move || show_words(state))),
        )
        // What stands behind the sheet is not heard.
        .child(
            our_words(state, classed("p", "lh-unseen"))
                .attr("role", "status")
                .child(reactive(move || state.announcement.get())),
        );
    classed("div", "lh-sheet-frame")
        .child(head)
        .child(
            classed("div", "lh-groups")
                .child(reactive(switch))
                .child(reactive(groups)),
        )
        .child(foot)
        .into()
}

/// A facet with its values, which may be folded away. Only what is open is counted.
fn group(state: State, facet: Facet, opened: Signal<Vec<Facet>>) -> Node {
    let chosen = move || {
        let values = state.filter.query.with(|query| {
            let values = query.values(facet);
            values
                .map(|value| value_name(state, facet, value))
                .collect::<Vec<_>>()
        });
        values.join(", ")
    };
    let is_open = Signal::derived(move || opened.with(|opened| opened.contains(&facet)));
    classed("details", "lh-group")
        .key(facet.name())
        .attr("data-facet-panel", facet.name())
        .attr(
            "open",
            Value::Reactive(Box::new(move || is_open.get().then(|| "".into()))),
        )
        .on("toggle", move |event| {
            let details = event.target();
            let details = details.and_then(|details| details.dyn_into::<web_sys::Element>().ok());
            let is_shown = details.is_some_and(|details| details.has_attribute("open"));
            if is_shown != is_open.get_untracked() {
                opened.update(|opened| {
                    opened.retain(|known| *known != facet);
                    if is_shown {
                        opened.push(facet);
                    }
                });
                if let Some(group) = event.target().filter(|_| is_shown) {
                    next_frame(move || bring_into_sight(group.unchecked_into()));
                }
            }
        })
        .child(
            classed("summary", "lh-group-name")
                .attr("data-group", facet.name())
                .child(classed("span", "lh-group-facet").child(facet_name(state, facet)))
                .child(
                    own_direction(classed("span", "lh-group-chosen"))
                        .attr("lang", state.given_language())
                        .child(reactive(chosen)),
                ),
        )
        .child(reactive(move || {
            let values = is_open.get().then(|| values(state, facet));
            values.map(|values| classed("div", "lh-group-values").child(values))
        }))
        .into()
}

/// What was opened below the fold is seen, from its name on where there is too little room for all of it.
fn bring_into_sight(group: web_sys::Element) {
    let Some(around) = group.closest(".lh-groups").ok().flatten() else {
        return;
    };
    let (group, room) = (
        group.get_bounding_client_rect(),
        around.get_bounding_client_rect(),
    );
    let hidden = (group.bottom() - room.bottom()).min(group.top() - room.top());
    if hidden > 0.0 {
        around.set_scroll_top(around.scroll_top() + hidden as i32);
    }
}

/// "Show 24 events".
fn show_words(state: State) -> String {
    let words = FilterWords::of(state.strings().tag());
    let is_list = state.navigation.view.get().period().is_none();
    let (count, past) = match is_list {
        true => (state.count(), state.navigation.past.get()),
        false => (state.catalog.left.with(|left| left.len()), false),
    };
    match count {
        0 => words.show_none().to_owned(),
        _ => fill(words.show_events(), &[&state.strings().count(count, past)]),
    }
}
