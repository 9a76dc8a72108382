//! What a panic does: it poisons the program.
//!
//! A panic in one calendar leaves the memory of all in pieces. The loader is told, shows the page's own
//! content in every element, and never calls in again.

use std::cell::Cell;
use std::panic::{PanicHookInfo, set_hook};

use js_sys::Function;
use wasm_bindgen::JsValue;

thread_local! {
    static CALLBACK: Cell<Option<Function>> = const { Cell::new(None) };
    static IS_POISONED: Cell<bool> = const { Cell::new(false) };
}

/// From now on the first panic calls `callback` with what happened and where.
pub fn on_panic(callback: Function) {
    CALLBACK.set(Some(callback));
    set_hook(Box::new(tell));
}

/// True after a panic: listeners and timers on the page must do nothing any more.
pub fn is_poisoned() -> bool {
    IS_POISONED.get()
}

fn tell(panic: &PanicHookInfo<'_>) {
    IS_POISONED.set(true);
    // Taken, not borrowed: a second panic, perhaps within the callback, finds nothing to call.
    if let Some(callback) = CALLBACK.take() {
        let message = panic.to_string();
        // There is nobody left to tell that telling failed.
        let _ = callback.call1(&JsValue::UNDEFINED, &JsValue::from(message));
    }
}
