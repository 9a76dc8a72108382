//! One request, and the body that answers it.

use gloo_net::http::Response;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit};

use crate::error::Error;
use crate::net::{Ask, charset, fetch_rare};

/// The most bytes that are read of one body.
const MAX_BYTES: u32 = 32 * 1024 * 1024;
/// After this many milliseconds without an answer, a request counts as failed.
const SILENCE: i32 = 10_000;
/// After this many more without its last byte.
const TIMEOUT: i32 = 20_000;

#[wasm_bindgen(module = "/src/net/body.js")]
extern "C" {
    /// The bytes of a body, or their number where there are more than these.
    fn bytes_of(response: &web_sys::Response, most: u32) -> Promise;
}

/// A plain GET without credentials or headers of our own, which no server needs to be asked about first.
/// The docs of this room say why it is none of gloo-net's.
pub fn request(address: &str, ask: Ask) -> Option<(Promise, AbortController)> {
    let window = web_sys::window()?;
    let abort = AbortController::new().ok()?;
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    if ask == Ask::Always {
        init.set_cache(RequestCache::NoCache);
    }
    Some((window.fetch_with_str_and_init(address, &init), abort))
}

/// Gives a request up in so many milliseconds; the number of that timer.
fn give_up_after(milliseconds: i32, abort: &AbortController) -> Option<i32> {
    let give_up = Reflect::get(abort, &JsValue::from_str("abort")).ok()?;
    let give_up = give_up.dyn_ref::<Function>()?.bind0(abort);
    let window = web_sys::window()?;
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(&give_up, milliseconds)
        .ok()
}

/// The body in UTF-8; else the answer, whose status says why, the number of bytes that are too many, or nothing where
/// no answer can be read.
pub async fn body_of_response(
    address: &str,
    response: Promise,
    abort: &AbortController,
) -> Result<JsValue, JsValue> {
    let silence = give_up_after(SILENCE, abort);
    let response = JsFuture::from(response).await.map_err(|_| JsValue::UNDEFINED)?;
    if let Some((window, silence)) = web_sys::window().zip(silence) {
        // Which is the same, and others call it, too.
        window.clear_interval_with_handle(silence);
    }
    give_up_after(TIMEOUT, abort);
    let response = Response::from(response.unchecked_into::<web_sys::Response>());
    if !response.ok() {
        return Err(web_sys::Response::from(response).into());
    }
    let content_type = response.headers().get("content-type").unwrap_or_default();
    // The browser's own `text()` takes everything for UTF-8.
    let bytes = JsFuture::from(bytes_of(&response.into(), MAX_BYTES))
        .await
        .map_err(|_| JsValue::UNDEFINED)?;
    if bytes.as_f64().is_some() {
        return Err(bytes);
    }
    let bytes: Uint8Array = bytes.unchecked_into();
    let is_utf_8 = text_of(&bytes).is_some();
    if is_utf_8 && charset::is_plainly_utf_8(&content_type) {
        return Ok(bytes.into());
    }
    match fetch_rare().await {
        Ok(readers) => {
            let text = (readers.characters)(address, &bytes, &content_type);
            text.map(|text| body_from(&String::from(text)).into())
                .map_err(|_| JsValue::UNDEFINED)
        }
        // What is UTF-8 throughout is hardly anything else, whatever its header says.
        Err(_) if is_utf_8 => Ok(bytes.into()),
        // As if it had not come: another time the readers may.
        Err(_) => Err(JsValue::UNDEFINED),
    }
}

/// A body that says this.
pub fn body_from(text: &str) -> Uint8Array {
    Uint8Array::from(text.as_bytes())
}

/// What a body in UTF-8 says; `None` where it is in another character set.
pub fn text_of(body: &Uint8Array) -> Option<String> {
    String::from_utf8(body.to_vec()).ok()
}

/// What a promise of `body_of_response` holds, as a body or as the reason why there is none.
pub async fn body_of(body: Promise) -> Result<Uint8Array, Error> {
    let body = JsFuture::from(body).await.map_err(|_| Error::unreachable())?;
    if let Some(body) = body.dyn_ref::<Uint8Array>() {
        return Ok(body.clone());
    }
    // The number of bytes that are too many, `undefined`, else an answer without a body.
    Err(match body.as_f64() {
        Some(bytes) => Error::too_large(bytes as usize),
        None if body.is_undefined() => Error::unreachable(),
        None => Error::status(body.unchecked_into::<web_sys::Response>().status()),
    })
}
