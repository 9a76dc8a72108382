//! The dialog: one event in full, or all events of a day.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlDialogElement, HtmlElement};

use crate::app::{Open, State};
use crate::dom::{
    Listener, Node, Reference, Signal, button, classed, closest, effect, focus, hold, next_frame, reactive,
};
use crate::i18n::{DateStyle, RowWords};
use crate::layout::on_day;
use crate::schedule::Occurrence;
use crate::time::Date;
use crate::ui::detail::beside;
use crate::ui::detail::event::{Way, detail};
use crate::ui::heading::heading;
use crate::ui::list::entry::day_entries;

/// A native dialog: it holds the focus while it is open and gives it back, and Escape closes it.
pub fn dialog(state: State) -> Node {
    let reference: Reference = Signal::new(None);
    effect(move || show_or_close(state, reference));
    hold(Listener::new(&leptos::prelude::window(), "resize", move |_| {
        let dialog = reference.is_alive().then(|| reference.get_untracked()).flatten();
        let dialog = dialog.and_then(|dialog| dialog.dyn_into::<HtmlElement>().ok());
        if let Some(dialog) = dialog.filter(|_| is_day(state)) {
            beside::place(&dialog);
        }
    }));
    // An event stays as it is built, with all that is open in it, until it is another one or says something
    // else: neither a minute nor a feed that brings the same changes it.
    let content = Signal::derived(move || state.navigation.open.get().map(|open| content_of(state, open)));
    let way: Signal<Option<Way>> = Signal::new(None);
    effect(move || {
        state.navigation.open.get();
        way.set_if_new(None);
    });
    let from_day: Signal<Option<Date>> = Signal::new(None);
    let before: RefCell<Option<Open>> = RefCell::new(None);
    effect(move || {
        let open = state.navigation.open.get();
        let before = before.replace(open.clone());
        match (open, before) {
            (Some(Open::Event(_)), Some(Open::Day(day))) => from_day.set(Some(day)),
            (Some(Open::Event(_)), Some(Open::Event(_))) => {}
            _ => from_day.set_if_new(None),
        }
    });
    let close = button("lh-close")
        .attr("lang", state.own_language())
        .flag("data-close", true)
        .reactive_attr("aria-label", move || {
            RowWords::of(state.strings().tag()).close().into()
        })
        .reactive_attr("title", move || {
            RowWords::of(state.strings().tag()).close().into()
        })
        .on("click", move |_| leave(state, from_day, reference));
    let frame = classed("div", "lh-dialog-frame")
        .child(close)
        .child(reactive(move || match content.get()? {
            Content::Event(occurrence) => Some(detail(state, &occurrence?, way)),
            Content::Day(day) => Some(day_content(state, day)),
        }));
    classed("dialog", "lh-dialog")
        .attr("part", "dialog")
        .reactive_attr("aria-label", move || label(state).into())
        .on("close", move |event| {
            // It is told late: another event may be open by now.
            let dialog = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
            if dialog.is_some_and(|dialog| !dialog.open()) && state.navigation.open.get_untracked().is_some()
            {
                leave(state, from_day, reference);
            }
        })
        .on("wheel", |event| keep_page_still(&event))
        .on("touchmove", |event| keep_page_still(&event))
        .on("click", move |event| {
            // A click on the backdrop is a click on the dialog itself, not on anything in it.
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            if target.is_some_and(|target| target.is_instance_of::<HtmlDialogElement>()) {
                leave(state, from_day, reference);
            }
        })
        .reference(reference)
        .child(frame)
        .into()
}

fn show_or_close(state: State, reference: Reference) {
    let open = state.navigation.open.get();
    let element = reference.get();
    let Some(dialog) = element.and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) else {
        return;
    };
    let was_open = dialog.open();
    match (&open, was_open) {
        (Some(_), false) => {
            // Fails only where the dialog is in no document: then there is nobody to show it to.
            let _ = dialog.show_modal();
        }
        (Some(_), true) => {
            // Another content: read from its top, by ear too.
            dialog.set_scroll_top(0);
            focus(&dialog, "[data-close]");
        }
        (None, true) => dialog.close(),
        (None, false) => {}
    }
    match open {
        // Once it has its content, and before it is painted.
        Some(Open::Day(day)) => next_frame(move || {
            beside::place(&dialog);
            if !was_open {
                beside::lead_to_hour(state, &dialog, day);
            }
        }),
        Some(_) => beside::unplace(&dialog),
        // Escape has closed it already.
        None => beside::give_back(&dialog),
    }
}

fn is_day(state: State) -> bool {
    let open = state.navigation.open;
    open.with_untracked(|open| matches!(open, Some(Open::Day(_))))
}

fn label(state: State) -> String {
    match state.navigation.open.get() {
        Some(Open::Event(uid)) => state
            .find(&uid)
            .map(|occurrence| occurrence.event.title.value.clone())
            .unwrap_or_default(),
        Some(Open::Day(day)) => state.date(day, DateStyle::Full),
        None => String::new(),
    }
}

/// What there is to show.
#[derive(Clone, PartialEq)]
enum Content {
    /// One event in full, while it is there.
    Event(Option<Occurrence>),
    /// All events of a day.
    Day(Date),
}

fn content_of(state: State, open: Open) -> Content {
    match open {
        Open::Event(uid) => {
            let found = state.find(&uid);
            if let Some(occurrence) = &found {
                // Only what was read is compared.
                occurrence.event.details();
            }
            Content::Event(found)
        }
        Open::Day(day) => Content::Day(day),
    }
}

fn day_content(state: State, day: Date) -> Node {
    let name = state.date(day, DateStyle::Full);
    let left = state.catalog.left.get();
    let positions = on_day(&left, day);
    classed("div", "lh-detail")
        .child(heading(state, 0, "lh-detail-title").child(name))
        .child(day_entries(state, left.at(&positions)))
        .into()
}

/// Closes the dialog, or leads from an event back to the day that it was opened from.
fn leave(state: State, from_day: Signal<Option<Date>>, reference: Reference) {
    let open = state.navigation.open.get_untracked();
    let Some((day, Open::Event(id))) = from_day.get_untracked().zip(open) else {
        state.navigation.close();
        return;
    };
    state.navigation.open_day(day);
    next_frame(move || {
        let dialog = reference.is_alive().then(|| reference.get_untracked()).flatten();
        if let Some(link) = dialog.and_then(|dialog| beside::link_to(&dialog, &id)) {
            // Focus fails only on elements that are gone.
            let _ = link.focus();
        }
    });
}

/// Where the dialog has nothing to scroll, the page behind it would. Two fingers still enlarge it.
fn keep_page_still(event: &Event) {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &JsValue::from_str(name)).ok();
    let touches = get(event, "touches").and_then(|touches| get(&touches, "length")?.as_f64());
    let enlarges = touches.is_some_and(|touches| touches > 1.0)
        || get(event, "ctrlKey").is_some_and(|pressed| pressed.is_truthy());
    let Some(dialog) = closest(event, "dialog").filter(|_| !enlarges && event.cancelable()) else {
        return;
    };
    if dialog.scroll_height() <= dialog.client_height() {
        event.prevent_default();
    }
}
