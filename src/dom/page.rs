//! What the views ask of the page: its address, and its events.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget, History};

use crate::dom::scope::Scope;
use crate::text::cut;

/// A listener of the present scope, on something that may outlive the calendar: dropping it removes it.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Listens for events called `name` until it is dropped.
    pub fn new(target: &EventTarget, name: &'static str, callback: impl FnMut(Event) + 'static) -> Self {
        Self::boxed(target, name, Box::new(callback))
    }

    #[inline(never)]
    fn boxed(target: &EventTarget, name: &'static str, mut callback: Box<dyn FnMut(Event)>) -> Self {
        let scope = Scope::current();
        let callback = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            scope.enter(&mut || callback(event.clone()));
        });
        // Adding a listener with a valid function cannot fail.
        let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
        Self {
            target: target.clone(),
            name,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.name, callback);
    }
}

/// The query of the page's address.
pub fn query() -> Option<String> {
    leptos::prelude::window().location().search().ok()
}

/// The page's own address with another query, all else as it stands.
pub fn address_with(query: &str) -> Option<String> {
    let href = leptos::prelude::window().location().href().ok()?;
    Some(with_query(&href, query))
}

/// An address with another query, all else as it stands.
pub fn with_query(address: &str, query: &str) -> String {
    let (page, fragment) = cut(address, b"#");
    [cut(page, b"?").0, query, fragment].concat()
}

/// Puts an address that [`address_with`] made into the history as a new entry, unless it is there already.
/// The page's own `history.state` is kept.
pub fn push_address(address: &str) {
    if let Some((history, state)) = history_before(address) {
        // Browsers refuse what comes too fast, and in pages without an address of their own: the calendar
        // works without.
        let _ = history.push_state_with_url(&state, "", Some(address));
    }
}

/// The same in place of the present entry.
pub fn replace_address(address: &str) {
    if let Some((history, state)) = history_before(address) {
        // As above.
        let _ = history.replace_state_with_url(&state, "", Some(address));
    }
}

fn history_before(address: &str) -> Option<(History, JsValue)> {
    let window = leptos::prelude::window();
    if window.location().href().is_ok_and(|href| href == address) {
        return None;
    }
    let history = window.history().ok()?;
    let state = history.state().unwrap_or(JsValue::NULL);
    Some((history, state))
}

/// The height of the window's content, in CSS pixels.
pub fn window_height() -> f64 {
    let height = leptos::prelude::window().inner_height();
    height.ok().and_then(|height| height.as_f64()).unwrap_or_default()
}

/// The width of the window's content, in CSS pixels.
pub fn window_width() -> f64 {
    let width = leptos::prelude::window().inner_width();
    width.ok().and_then(|width| width.as_f64()).unwrap_or_default()
}

/// The nearest element around an event's target that fits the selector.
pub fn closest(event: &Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok().flatten()
}

/// Calls a method by its name: one that the program calls nowhere else costs each visit a line otherwise.
pub fn method(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let method = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    method.dyn_into::<Function>().ok()?.call1(object, argument).ok()
}

/// Puts the focus on the first element in `within` that fits the selector.
pub fn focus(within: &web_sys::Element, selector: &str) {
    let found = within.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus fails only on elements that are gone.
        let _ = element.focus();
    }
}
