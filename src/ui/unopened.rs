//! What stands where an event or a day was to be opened, and the part of the program that shows it did not come. It comes
//! with a part that is there before it is wanted (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDialogElement};

use crate::app::{DIALOG, Open, State};
use crate::dom::{Node, Reference, Signal, button, classed, closest, effect, el};
use crate::i18n::{DateStyle, RowWords};
use crate::ui::heading::heading;
use crate::ui::language::{our_words, own_direction};
use crate::ui::link::outward;
use crate::ui::message::retry_button;

/// In a small dialog, where those look who have clicked, with the event's own page. Whatever takes it away closes the
/// element first, which gives the focus back.
pub fn unopened(state: State) -> Node {
    let strings = state.strings();
    let (title, page) = match state.navigation.open.get() {
        None => return Node::Nothing,
        Some(Open::Day(day)) => (Some(state.date(day, DateStyle::Full)), None),
        Some(Open::Event(id)) => {
            let event = state.find(&id).map(|occurrence| occurrence.event);
            let page = event.as_ref().and_then(|event| event.page.clone());
            (event.map(|event| event.title.value.clone()), page)
        }
    };
    let reference: Reference = Signal::new(None);
    effect(move || {
        let dialog = reference.get();
        if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok())
            && !dialog.open()
        {
            // Fails only where the dialog is in no document: then there is nobody to show it to.
            let _ = dialog.show_modal();
        }
    });
    let retry = retry_button(state, move |event| {
        shut(&event);
        state.ask_again(DIALOG);
    });
    let page = page.map(|page| {
        our_words(state, outward(state, &page, "lh-button")).child(RowWords::of(strings.tag()).event_page())
    });
    let close = our_words(state, button("lh-button"))
        .flag("data-close", true)
        .on("click", move |event| leave(state, &event))
        .child(RowWords::of(strings.tag()).close());
    classed("dialog", "lh-unopened")
        .attr("data-state", "error")
        .attr("role", "alertdialog")
        .attr("aria-label", strings.part_failed())
        .on("cancel", move |event| {
            event.prevent_default();
            leave(state, &event);
        })
        .reference(reference)
        .child(
            classed("div", "lh-message")
                .child(title.map(|title| own_direction(heading(state, 0, "lh-message-title")).child(title)))
                .child(our_words(state, el("p")).child(strings.part_failed()))
                .child(classed("p", "lh-actions").child(retry).child(page).child(close)),
        )
        .into()
}

/// Nothing is to be open any more. At once: the link that has the focus back asks for the parts anew, and would
/// find something to open.
fn leave(state: State, event: &Event) {
    state.navigation.close();
    shut(event);
}

/// Closes the dialog around an event's target.
fn shut(event: &Event) {
    let dialog = closest(event, "dialog");
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}
