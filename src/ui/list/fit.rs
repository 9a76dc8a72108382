//! How much of the list is shown: at first what fits into the height that the partner's page keeps free, and more
//! by itself wherever nothing in sight moves by it.
//!
//! Text below the calendar must not move when the events arrive. The element keeps a height free from
//! the moment it is defined; so the list at first shows as many events as fit into it. Where its end lies below the
//! window it goes on to a whole page, and further as the visitor nears its end. Then they ask for the rest: what
//! stands below the calendar can be reached.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use crate::app::{PAGE, Phase, State, ViewKind};
use crate::dom::{Listener, Reference, effect, hold, next_frame, window_height};

/// Room for the line below the list, in CSS pixels.
const FOOT: f64 = 88.0;
/// What stands below a calendar with which a page ends, at most, in CSS pixels.
const MARGIN: f64 = 24.0;
/// However little room there is, this many are shown.
const LEAST: usize = 3;
/// The list shows no more than this by itself.
const MOST: usize = 3 * PAGE;
/// How far below the window the end of the list is near, in CSS pixels.
const NEAR: f64 = 600.0;

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
    let grow = move || {
        if state.navigation.view.get_untracked() == ViewKind::List {
            grow(state, root);
        }
    };
    effect(move || {
        if state.catalog.list.with(|list| list.more > 0) {
            next_frame(grow);
        }
    });
    hold(Listener::new(&leptos::prelude::window(), "scroll", move |_| {
        grow()
    }));
}

/// Cuts what is on show in an element to what fits.
#[inline(never)]
pub fn fit(state: State, root: Reference) {
    let element = root.is_alive().then(|| root.get_untracked()).flatten();
    if let Some(fitting) = element.and_then(|element| fitting(&element)) {
        state.navigation.limit.set(fitting.clamp(LEAST, PAGE));
    }
}

/// Shows more where the end of the list lies below the window: nothing that is in sight moves by it.
fn grow(state: State, root: Reference) {
    let limit = state.navigation.limit.get_untracked();
    let is_all = || state.catalog.list.with_untracked(|list| list.more == 0);
    if limit >= MOST || is_all() || state.options.with_untracked(|options| options.max.is_some()) {
        return;
    }
    let Some(root) = root.get_untracked() else { return };
    let Some(foot) = foot(&root) else { return };
    let below = foot.get_bounding_client_rect().top() - window_height();
    if below > 0.0 && limit < PAGE {
        state.navigation.limit.set(PAGE);
    } else if below > 0.0 && below < NEAR {
        state.navigation.limit.set(limit + PAGE);
    }
}

/// Whether the page ends with the calendar, but for a margin.
fn is_last(host: &Element) -> bool {
    let page = leptos::prelude::document().document_element();
    page.is_some_and(|page| {
        page.get_bounding_client_rect().bottom() - host.get_bounding_client_rect().bottom() < MARGIN
    })
}

/// The line below the list.
fn foot(root: &Element) -> Option<Element> {
    root.query_selector(".lh-list-foot").ok().flatten()
}

/// How many events end within the host's least height; `None` where all do, where nothing is kept free, and where
/// nobody sees what a longer list would move.
fn fitting(root: &Element) -> Option<usize> {
    let host = root.get_root_node().dyn_into::<ShadowRoot>().ok()?.host();
    let style = leptos::prelude::window().get_computed_style(&host).ok()??;
    // The browser reads its own "720px" with less code than Rust does.
    let kept = js_sys::parse_float(&style.get_property_value("min-height").ok()?);
    let top = host.get_bounding_client_rect().top();
    let is_all = foot(root)?.get_bounding_client_rect().bottom() - top <= kept;
    let is_out_of_sight = top + kept >= window_height();
    if is_all || is_out_of_sight || kept.is_nan() || is_last(&host) {
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
