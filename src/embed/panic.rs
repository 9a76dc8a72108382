//! What a panic does: it ends one calendar, or poisons the program.
//!
//! In a release a panic is a trap without words, of which the glue tells the loader, as of any other trap
//! (`parts.js`). Where one calendar was at work (`dom::Scope`), it ends there, and its element shows the
//! page's own content; the others go on. Where none was, where the memory itself is at fault, or where it
//! happens again and again, the loader tells the program to stop, shows the page's own content in every
//! element, and never calls in again.

/// Says in the console what a panic was about. A release has no words for it.
#[cfg(debug_assertions)]
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&wasm_bindgen::JsValue::from(panic.to_string()));
    }));
}
