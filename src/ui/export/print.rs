//! What is shown, printed by itself: from a frame of its own, as the partner's page has other words around it. It comes
//! with the exports (`ui::part`).

use js_sys::{Array, Reflect};
use leptos::prelude::{Mountable, Render};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Event, HtmlIFrameElement, Window};

use crate::app::State;
use crate::dom::{Listener, Node, after, classed, closest};
use crate::export::{body, place};
use crate::schedule::Occurrence;
use crate::text::parted;
use crate::ui::export::paper::{programme, sheet_of};
use crate::ui::export::shown::in_context;
use crate::ui::link::address_of;

const CLASS: &str = "lh-print-frame";

/// Prints what the view shows.
pub fn print(state: State, event: &Event) {
    let Some(calendar) = closest(event, "section[part=calendar]") else {
        return;
    };
    // One whose end the browser did not tell.
    while let Ok(Some(before)) = calendar.query_selector(".lh-print-frame") {
        before.remove();
    }
    let frame = leptos::prelude::document().create_element("iframe");
    let Some(frame) = frame
        .ok()
        .and_then(|frame| frame.dyn_into::<HtmlIFrameElement>().ok())
    else {
        return;
    };
    for (name, value) in [("class", CLASS), ("aria-hidden", "true"), ("tabindex", "-1")] {
        // The names are valid: nothing else can fail.
        let _ = frame.set_attribute(name, value);
    }
    let content = classed("main", "lh-paper").child(programme(state)).into();
    let heading = state.title();
    let language = state.language();
    let direction = if state.is_right_to_left() { "rtl" } else { "ltr" };
    let filling = frame.clone();
    // Some browsers put another empty document into the frame before they tell that it is there.
    once(&frame, "load", move || {
        let around = filling.content_document().zip(filling.content_window());
        if let Some((document, window)) = around {
            fill_document(&document, &window, content, &heading);
            if let Some(root) = document.document_element() {
                // The names are valid: nothing else can fail.
                let _ = root.set_attribute("lang", &language);
                let _ = root.set_attribute("dir", direction);
            }
            let frame = filling.clone();
            once(&window, "afterprint", move || {
                after(0, move || frame.remove());
            });
            after(0, move || {
                // Refused in sandboxed frames: then there is nothing to be done.
                let _ = window.focus();
                let _ = window.print();
            });
        }
    });
    // The calendar is an element that can take children.
    let _ = calendar.append_child(&frame);
}

/// Listens for the first event of this name.
fn once(target: &web_sys::EventTarget, name: &'static str, run: impl FnOnce() + 'static) {
    let run = std::cell::Cell::new(Some(run));
    let listener = Listener::new(target, name, move |_| {
        if let Some(run) = run.take() {
            run();
        }
    });
    // The frame goes, and its listeners with it.
    std::mem::forget(listener);
}

fn fill_document(document: &Document, window: &Window, content: Node, heading: &str) {
    document.set_title(heading);
    // A sheet of the page's own cannot be worn there.
    if let Some(sheet) = sheet_of(window) {
        let name = JsValue::from_str("adoptedStyleSheets");
        let _ = Reflect::set(document, &name, &Array::of1(&sheet));
    }
    if let Some(page) = document.body() {
        let mut built = content.build();
        built.mount(&page, None);
    }
}

/// What is said of an event, for paper: where it is, what it is about, and where it can be read about.
pub fn told(state: State, occurrence: &Occurrence) -> [String; 3] {
    let [place, text] = in_context(state, |context| {
        [
            place(&occurrence.event, context.strings),
            body(occurrence, context),
        ]
    });
    // A line between paragraphs would be a page more.
    let text: Vec<&str> = parted(&text, b'\n').filter(|line| !line.is_empty()).collect();
    [
        place,
        text.join("\n"),
        address_of(state, occurrence).unwrap_or_default(),
    ]
}
