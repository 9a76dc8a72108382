//! The way to another month of the list, on the name of each, which stays in sight. It comes with the rows
//! (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlSelectElement};

use crate::app::State;
use crate::dom::{Node, Signal, classed, closest, el, focus, next_frame, reactive};
use crate::i18n::{DateStyle, RowWords};
use crate::layout::{ListMonth, month_start};
use crate::schedule::Occurrence;
use crate::time::{Date, iso, parse_date};

/// How many rows a list has at most before the month that one can go to.
const FAR: usize = 1_000;

/// The choice of a month, beside the name of the one that begins with `first`.
pub fn jump(state: State, first: Date) -> Node {
    let (shown, more) = state.catalog.list.with(|list| (list.months.len(), list.more));
    let is_alone = shown < 2 && (more == 0 || !has_other_month(state, first));
    if is_alone || state.options.with(|options| options.max.is_some()) {
        return Node::Nothing;
    }
    // Which months there are is asked once somebody comes near: each row that is not shown would have to be looked at.
    let is_near = Signal::new(false);
    let come_near = move |_| is_near.set_if_new(true);
    classed("select", "lh-jump")
        .attr("aria-label", RowWords::of(state.strings().tag()).jump())
        .content(move || iso(first))
        .on("pointerover", come_near)
        .on("pointerdown", come_near)
        .on("focus", come_near)
        .on("change", move |event| go(state, &event, first))
        .child(reactive(move || {
            // What stays behind the front of a list outlives its owner by a frame (`Node::Front`).
            let months = match is_near.is_alive() && is_near.get() {
                true => state
                    .list_up_to(FAR, state.navigation.past.get())
                    .months
                    .iter()
                    .map(|month| month.first)
                    .collect(),
                false => vec![first],
            };
            let option = |first: Date| {
                let name = state.date(first, DateStyle::Month);
                // By its key the one that is chosen stays so when the others come.
                let option = el("option").key(iso(first)).attr("value", iso(first));
                option.child(name).into()
            };
            months.into_iter().map(option).collect::<Vec<Node>>()
        }))
        .into()
}

/// Whether the list goes on to another month than its first. It is asked at each key: a list is not made for it.
fn has_other_month(state: State, first: Date) -> bool {
    let (past, now) = (state.navigation.past.get(), state.clock.now.get());
    if state.options.with(|options| options.folds_series) {
        return state.list_up_to(FAR, past).months.len() > 1;
    }
    let is_other = |one: &Occurrence| {
        let month = month_start(one.first_day());
        if past { month < first } else { month > first }
    };
    state.catalog.left.with(|left| {
        let listed = left.iter().filter(|one| one.is_past(now) == past);
        match past {
            true => listed.rev().take(FAR).any(is_other),
            false => listed.take(FAR).any(is_other),
        }
    })
}

/// Shows the list up to the month that was chosen, and that month.
fn go(state: State, event: &Event, shown: Date) {
    let select = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    let Some((select, view)) = select.zip(closest(event, ".lh-list")) else {
        return;
    };
    let Some(first) = parse_date(&select.value()) else {
        return;
    };
    // It stands beside the name of its own month again.
    select.set_value(&iso(shown));
    let list = state.list_up_to(FAR, state.navigation.past.get());
    let Some(place) = list.months.iter().position(|month| month.first == first) else {
        return;
    };
    let rows = |month: &ListMonth| {
        let days = month.days.iter().map(|day| day.occurrences.len());
        days.sum::<usize>() + month.tentative.len()
    };
    let count: usize = list.running.len() + list.months.iter().take(place + 1).map(rows).sum::<usize>();
    state.navigation.limit.update(|limit| *limit = count.max(*limit));
    next_frame(move || {
        let months = view.query_selector_all("[data-section=month]").ok();
        let month = months.and_then(|months| months.item(place as u32));
        if let Some(month) = month.and_then(|month| month.dyn_into::<web_sys::Element>().ok()) {
            month.scroll_into_view();
            focus(&month, "select");
        }
    });
}
