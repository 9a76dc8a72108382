//! What closes a panel that hangs below its button. It comes with the details, as those who have panels do
//! (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use crate::app::State;
use crate::dom::{Listener, closest, focus, hold};

/// Lets a click anywhere but in an element with one of these attributes close the panel, within the current
/// reactive owner. The page's listener sees the host as the target, so the path is asked.
pub fn close_from_outside(state: State, marks: &'static [&'static str]) {
    hold(Listener::new(
        &leptos::prelude::document(),
        "pointerdown",
        move |event| {
            let is_marked = |node| {
                let element = Element::from(node);
                marks.iter().any(|mark| element.has_attribute(mark))
            };
            let is_inside = event
                .composed_path()
                .iter()
                .filter(|node| node.is_instance_of::<Element>())
                .any(is_marked);
            if !is_inside {
                state.filter.panel.set(None);
            }
        },
    ));
}

/// Escape closes the open panel, and nothing around it. Its button, which fits the selector in the element around
/// both, gets the focus back.
pub fn close_by_escape(state: State, event: &Event, around: &'static str, button: &str) {
    let is_escape = event
        .dyn_ref::<KeyboardEvent>()
        .is_some_and(|event| event.key() == "Escape");
    if !is_escape || state.filter.panel.get_untracked().is_none() {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    let around = closest(event, around);
    state.filter.panel.set(None);
    if let Some(around) = around {
        focus(&around, button);
    }
}
