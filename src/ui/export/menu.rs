//! How what is shown is taken along: as a file, by subscription, on paper. It comes with the exports
//! (`ui::part`).

use crate::app::{State, read_ahead};
use crate::dom::{Node, Signal, button, classed, el, reactive, spawn};
use crate::export::{Item, file_name, icalendar};
use crate::i18n::ExportWords;
use crate::schedule::Occurrence;
use crate::ui::detail::talk::talk_address;
use crate::ui::export::hand_over::{app_hint, save};
use crate::ui::export::paper::{is_in_detail, print_in_detail};
use crate::ui::export::plan::planned;
use crate::ui::export::print::print;
use crate::ui::export::selection::selection;
use crate::ui::export::shown::{in_context_with, shown};
use crate::ui::export::subscribe::subscriptions;
use crate::ui::filter::panel::{close_by_escape, close_from_outside};
use crate::ui::link::address_of;

/// The panel below its button; a click anywhere else closes it.
pub fn panel(state: State) -> Node {
    close_from_outside(state, &["data-take-around"]);
    // A file of what is shown says all of it: most is read by the time that one asks for it.
    let loaded = state.source.loaded.get_untracked();
    spawn(async move { read_ahead(loaded, &mut |_| {}).await });
    let words = ExportWords::of(state.strings().tag());
    classed("div", "lh-take-panel")
        .attr("lang", state.own_language())
        .attr("role", "group")
        .attr("aria-label", words.take())
        .attr("data-panel", "take")
        .on("keydown", move |event| {
            close_by_escape(state, &event, "[data-take-around]", "button")
        })
        .child(selection(state))
        // Each by itself, and only when it changes: not with each minute, nor with a feed that says the same.
        .child({
            let number = Signal::derived(move || shown(state).len());
            reactive(move || ways(state, number.get()))
        })
        .child(subscriptions(state))
        .into()
}

fn ways(state: State, number: usize) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let count = state.strings().count(number, false);
    let is_empty = number == 0;
    let file = button("lh-take-way")
        .flag("data-save-shown", true)
        .flag("disabled", is_empty)
        .on("click", move |_| save_shown(state))
        .child(el("span").child(words.file_of_shown()))
        .child(classed("span", "lh-quiet").child(count));
    let paper = button("lh-take-way")
        .flag("data-print", true)
        .flag("disabled", is_empty)
        .on("click", move |event| {
            state.filter.panel.set(None);
            print(state, &event);
        })
        .child(el("span").child(words.print()))
        .child(classed("span", "lh-quiet").child(words.print_hint()));
    let details = el("input")
        .attr("type", "checkbox")
        .flag("data-print-details", true)
        .checked(is_in_detail())
        .on("change", |_| print_in_detail(!is_in_detail()));
    let details = (!is_empty).then(|| {
        classed("label", "lh-choice lh-print-choice")
            .child(details)
            .child(words.print_details())
    });
    Node::Many(vec![
        file.into(),
        app_hint(state).into(),
        paper.into(),
        details.into(),
    ])
}

fn save_shown(state: State) {
    let shown = shown(state);
    let (mut occurrences, mut talks) = (shown, Vec::new());
    if state.filter.query.with_untracked(|query| query.starred) {
        let plan = planned(state, &occurrences);
        occurrences = plan.iter().map(|one| one.occurrence.clone()).collect();
        talks = plan;
    }
    let items: Vec<Item<'_>> = occurrences.iter().map(Item::Occurrence).collect();
    let address = |occurrence: &Occurrence| {
        let talk = talks
            .iter()
            .find(|one| one.occurrence.event.uid == occurrence.event.uid);
        match talk.and_then(|talk| talk.talk_of.as_ref()) {
            Some((event, key)) => talk_address(state, event, key),
            None => address_of(state, occurrence),
        }
    };
    let text = in_context_with(state, &address, |context| icalendar(&items, None, context));
    let title = state.source.loaded.with(|loaded| loaded.title.clone());
    let title = title.unwrap_or_else(|| state.strings().events().to_owned());
    save(&file_name(state.clock.today.get_untracked(), &title), &text);
}
