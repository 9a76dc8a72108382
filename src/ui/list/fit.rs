//! The first page of the list, cut to the height that the partner's page keeps free.
//!
//! Text below the calendar must not move when the events arrive. The element keeps a height free from
//! the moment it is defined; so the list at first shows as many events as fit into it, and the visitor
//! asks for the rest.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ShadowRoot};

use crate::app::{PAGE, Phase, State, ViewKind};
use crate::dom::{Reference, effect, next_frame};

/// Room for the line below the list, in CSS pixels.
const FOOT: f64 = 88.0;
/// However little room there is, this many are shown.
const LEAST: usize = 3;

/// Cuts the first page once, when the first events have been rendered and before they are painted.
pub fn fit_first_page(state: State, root: Reference) {
    let is_done = Cell::new(false);
    effect(move || {
        if is_done.get() || state.source.phase.get() != Phase::Ready {
            return;
        }
        is_done.set(true);
        let is_limited = state.options.with_untracked(|options| options.max.is_some());
        if state.navigation.view.get_untracked() != ViewKind::List || is_limited {
            return;
        }
        // The next frame comes after the rendering and before the painting.
        next_frame(move || fit(state, root));
    });
}

/// Cuts what is on show in an element to what fits.
#[inline(never)]
pub fn fit(state: State, root: Reference) {
    let element = root.is_alive().then(|| root.get_untracked()).flatten();
    if let Some(fitting) = element.and_then(|element| fitting(&element)) {
        state.navigation.limit.set(fitting.clamp(LEAST, PAGE));
    }
}

/// How many events end within the host's least height; `None` where all do, or nothing is kept free.
fn fitting(root: &Element) -> Option<usize> {
    let host = root.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
    let style = leptos::prelude::window().get_computed_style(&host).ok()??;
    // The browser reads its own "720px" with less code than Rust does.
    let kept = js_sys::parse_float(&style.get_property_value("min-height").ok()?);
    let top = host.get_bounding_client_rect().top();
    let foot = root
        .query_selector(".lh-list-foot")
        .ok()??
        .dyn_into::<HtmlElement>()
        .ok()?;
    if foot.get_bounding_client_rect().bottom() - top <= kept || kept.is_nan() {
        return None;
    }
    let entries = root
        .query_selector_all(".lh-list-content [part=event], .lh-card")
        .ok()?;
    let mut count = 0;
    for position in 0..entries.length() {
        let entry = entries.item(position)?.dyn_into::<Element>().ok()?;
        if entry.get_bounding_client_rect().bottom() - top > kept - FOOT {
            break;
        }
        count += 1;
    }
    Some(count)
}
