//! The dialog: one event in full, or all events of a day.

use leptos::html;
use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, Effect, ElementChild, Get, GetUntracked, GlobalAttributes,
    IntoAny, NodeRef, NodeRefAttribute, OnAttribute, With, view,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::detail::detail;
use super::entry::entry;
use super::heading::heading;
use super::state::{Open, State};
use crate::calendar::month_grid;
use crate::date::Date;
use crate::text::DateStyle;

/// A native dialog: it holds the focus while it is open and gives it back, and Escape closes it.
pub fn dialog(state: State) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (state.open.get().is_some(), dialog.open()) {
            (true, false) => {
                // Fails only where the dialog is not in a document: then there is nobody to show it to.
                let _ = dialog.show_modal();
            }
            (false, true) => dialog.close(),
            (true, true) => dialog.set_scroll_top(0),
            (false, false) => {}
        }
    });
    view! {
        <dialog
            class="lh-dialog"
            part="dialog"
            node_ref=node
            aria-label=move || label(state)
            on:close=move |_| if state.open.get_untracked().is_some() { state.close() }
            on:click=move |event| close_from_outside(state, &event)
        >
            <div class="lh-dialog-frame">
                {move || state.open.get().map(|open| content(state, open))}
            </div>
        </dialog>
    }
    .into_any()
}

fn label(state: State) -> String {
    match state.open.get() {
        Some(Open::Event(uid)) => {
            state.find(&uid).map(|occurrence| occurrence.event.title.value.clone()).unwrap_or_default()
        }
        Some(Open::Day(day)) => state.words.with(|words| words.dates.date(day, DateStyle::Full)),
        None => String::new(),
    }
}

fn content(state: State, open: Open) -> AnyView {
    let body = match open {
        Open::Event(uid) => state.find(&uid).map(|occurrence| detail(state, &occurrence)),
        Open::Day(day) => Some(day_content(state, day)),
    };
    view! {
        <button
            type="button"
            class="lh-close"
            data-close
            aria-label=state.strings().close
            title=state.strings().close
            on:click=move |_| state.close()
        ></button>
        {body}
    }
    .into_any()
}

fn day_content(state: State, day: Date) -> AnyView {
    let name = state.words.with(|words| words.dates.date(day, DateStyle::Full));
    let left = state.left.get();
    let grid = month_grid(&left, day, state.first_day(), usize::MAX);
    let cell = grid.weeks.into_iter().flat_map(|week| week.days).find(|cell| cell.date == day);
    let entries: Vec<_> = cell
        .into_iter()
        .flat_map(|cell| cell.occurrences)
        .filter_map(|position| left.get(position))
        .map(|occurrence| entry(state, occurrence, "lh-entry"))
        .collect();
    let none = entries.is_empty().then(|| view! { <p class="lh-quiet">{state.strings().no_events_day}</p> });
    view! {
        <div class="lh-detail">
            {heading(state, 0, "lh-detail-title", name)}
            <ul class="lh-entries">{entries}</ul>
            {none}
        </div>
    }
    .into_any()
}

/// A click on the backdrop is a click on the dialog itself, none of what is in it.
fn close_from_outside(state: State, event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| target.tag_name().eq_ignore_ascii_case("dialog")) {
        state.close();
    }
}
