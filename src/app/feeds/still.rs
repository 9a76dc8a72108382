//! What the visitor reads stays where it is, whatever comes.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element};

use crate::app::state::State;
use crate::dom::next_frame;
use crate::net::{call_named, window};

/// What the visitor reads, and where it stands: it stays there, whatever comes above it.
pub(super) struct Still(pub(super) Option<(Element, f64)>);

impl Still {
    /// The element that has the focus, else the first event in the window.
    pub(super) fn now(state: State) -> Self {
        let found = || {
            let root = state.root.get_untracked()?;
            let top = |element: &Element| -> DomRect { element.get_bounding_client_rect() };
            let focused = root.query_selector(":focus").ok().flatten();
            let events = root.query_selector_all("[part~=event]").ok()?;
            let mut events =
                (0..events.length()).filter_map(|at| events.item(at)?.dyn_into::<Element>().ok());
            let is_read = |event: &Element| top(event).bottom() > top(event).top().max(0.0);
            // Who is above the calendar reads something else.
            let is_inside = top(&root).top() < 0.0;
            let read = focused.or_else(|| events.find(is_read).filter(|_| is_inside))?;
            let top = top(&read).top();
            Some((read, top))
        };
        Self(found())
    }

    /// Moves the page by as much as that has moved: where the browser has not done so by itself.
    pub(super) fn keep(self) {
        let Some((element, top)) = self.0 else { return };
        next_frame(move || {
            next_frame(move || {
                let moved = element.get_bounding_client_rect().top() - top;
                if element.is_connected() && !(-1.0..=1.0).contains(&moved) {
                    call_named(
                        &window(),
                        "scrollBy",
                        &JsValue::from_f64(0.0),
                        &JsValue::from_f64(moved),
                    );
                }
            });
        });
    }
}
