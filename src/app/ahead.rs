//! Reading the details of all events while the page has nothing else to do.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use crate::dom::Shared;
use crate::net::Loaded;

/// How long the page waits at a time, in milliseconds: so short that nobody feels it, and long beside the four that a
/// browser lets pass between timers that follow each other.
const SLICE: f64 = 25.0;

/// Reads the details of these events, a few at a time.
pub async fn read_ahead(loaded: Shared<Loaded>) {
    let Some(window) = web_sys::window() else { return };
    // Not `Date`: pages have that stand still.
    let now = || window.performance().map_or(0.0, |clock| clock.now());
    let mut begun = now();
    for event in &loaded.events {
        event.read_ahead();
        if now() - begun > SLICE {
            let turn = Promise::new(&mut |go_on, _| {
                // Fails for a text alone.
                let _ = window.set_timeout_with_callback(&go_on);
            });
            let _ = JsFuture::from(turn).await;
            begun = now();
        }
    }
}
