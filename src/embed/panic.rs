//! What a panic does: it ends one calendar, or poisons the program.
//!
//! In a release a panic is a trap without words, of which the glue tells the loader, as of any other trap
//! (`parts.js`). Where one calendar was at work (`view::scope`), it ends there, and its element shows the
//! page's own content; the others go on. Where none was, where the memory itself is at fault, or where it
//! happens again and again, the loader tells the program to stop, shows the page's own content in every
//! element, and never calls in again.

use std::cell::Cell;

thread_local! {
    static IS_POISONED: Cell<bool> = const { Cell::new(false) };
}

/// From now on listeners and timers on the page do nothing any more.
pub fn stop() {
    IS_POISONED.set(true);
}

/// True after a panic: listeners and timers on the page must do nothing any more.
pub fn is_poisoned() -> bool {
    IS_POISONED.get()
}

/// Says in the console what a panic was about. A release has no words for it.
#[cfg(debug_assertions)]
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&wasm_bindgen::JsValue::from(panic.to_string()));
    }));
}
