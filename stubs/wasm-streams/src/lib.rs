//! Stands in for the crate of this name, which Leptos' server functions bring along.
//!
//! Lichthof calls no server function, but the real crate exports classes to JavaScript, and what is
//! exported every visitor loads. This has what `server_fn` names; a stream of it is always empty.

use futures_util::Stream;
use futures_util::stream::{Empty, empty};
use wasm_bindgen::JsValue;

/// A stream without content.
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// An empty stream, whatever would come.
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        let raw = web_sys::ReadableStream::new();
        Self {
            raw: raw.unwrap_or_else(|error| error.into()),
        }
    }

    /// Wraps a stream of the browser.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self { raw }
    }

    /// The browser's stream.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// Nothing of the stream.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
