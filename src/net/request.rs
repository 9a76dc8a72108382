//! One request, and the text that answers it.

use gloo_net::http::Response;
use js_sys::{Function, JsString, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit};

use crate::error::Error;
use crate::net::{Ask, charset, fetch_rare};

/// The most that is read of one body, in UTF-16 code units, which is what a browser counts in.
const MAX_LENGTH: u32 = 32 * 1024 * 1024;
/// After this many milliseconds without its last byte, a request counts as failed.
const TIMEOUT: i32 = 30_000;

/// A plain GET without credentials or headers of our own, which no server needs to be asked about first.
/// The docs of this room say why it is none of gloo-net's.
pub fn request(address: &str, ask: Ask) -> Option<(Promise, AbortController)> {
    let window = web_sys::window()?;
    let abort = AbortController::new().ok()?;
    let give_up = Reflect::get(&abort, &JsValue::from_str("abort")).ok()?;
    let give_up = give_up.dyn_ref::<Function>()?.bind0(&abort);
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(&give_up, TIMEOUT)
        .ok()?;
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    if ask == Ask::Always {
        init.set_cache(RequestCache::NoCache);
    }
    Some((window.fetch_with_str_and_init(address, &init), abort))
}

/// The text; else the HTTP status, or nothing where no answer can be read.
pub async fn text_of_response(address: &str, response: Promise) -> Result<JsValue, JsValue> {
    let response = JsFuture::from(response).await.map_err(|_| JsValue::UNDEFINED)?;
    let response = Response::from(response.unchecked_into::<web_sys::Response>());
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let content_type = response.headers().get("content-type").unwrap_or_default();
    // The browser's own `text()` takes everything for UTF-8, and that of gloo-net would copy it into the
    // program's memory at once.
    let bytes = web_sys::Response::from(response)
        .array_buffer()
        .map_err(|_| JsValue::UNDEFINED)?;
    let bytes = JsFuture::from(bytes).await.map_err(|_| JsValue::UNDEFINED)?;
    let bytes = Uint8Array::new(&bytes);
    let (text, is_plain) = charset::read_utf_8(&bytes, &content_type).map_err(|_| JsValue::UNDEFINED)?;
    if !is_plain && let Ok(readers) = fetch_rare().await {
        let text = (readers.characters)(address, &bytes, &content_type);
        return text.map(JsValue::from).map_err(|_| JsValue::UNDEFINED);
    }
    Ok(text.into())
}

/// What a promise of [`text_of_response`] holds, as a text or as the reason why there is none.
pub async fn text_of(body: Promise) -> Result<JsString, Error> {
    let body = JsFuture::from(body).await.map_err(|_| Error::unreachable())?;
    if let Some(status) = body.as_f64() {
        return Err(Error::status(status as u16));
    }
    let text = body.dyn_ref::<JsString>().ok_or_else(Error::unreachable)?;
    match text.length() {
        length if length > MAX_LENGTH => Err(Error::too_large(length as usize)),
        _ => Ok(text.clone()),
    }
}
