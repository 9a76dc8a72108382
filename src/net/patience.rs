//! What is done where an answer does not come: it is asked for again where that may help, and the last good copy stands
//! in, if the page has asked for one to be kept. This comes with the part `feeds`.
//!
//! Copies lie in the browser's Cache Storage, under [`CACHE`], by their addresses.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::error::Error;
use crate::net::bodies::{body, is_known, know, last_body, promise, take_failure};
use crate::net::request::body_of;
use crate::net::{Ask, Loaded};

/// How often a feed is asked for once more.
const RETRIES: u32 = 2;
/// How long it is waited before the first time, in milliseconds; half as long to half as long again, and twice that
/// before the second time.
const PAUSE: f64 = 1_000.0;
/// The longest that a server may have us wait (`Retry-After`), in milliseconds; then the feed counts as failed.
const LONGEST: f64 = 30_000.0;
/// The header of a copy that says when it was made, in milliseconds since 1970.
const TIME: &str = "lichthof-time";
/// The name of the store in the browser.
const CACHE: &str = "lichthof.feeds";
/// The most copies in it, and the longest one, in bytes.
const MOST_COPIES: f64 = 200.0;
const LONGEST_COPY: u32 = 8 * 1024 * 1024;
/// How long a copy may be shown, in milliseconds: 90 days.
const LIFETIME: f64 = 90.0 * 86_400_000.0;

thread_local! {
    /// Addresses that are asked for once more, each with the promise of what comes of it.
    static INSISTING: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
    static COPIES: RefCell<Vec<Copy>> = const { RefCell::new(Vec::new()) };
}

/// A copy that stands in for an address.
struct Copy {
    address: String,
    /// When it was made, in milliseconds since 1970.
    time: f64,
    /// Why it does.
    error: Error,
}

/// When the copy was made that stands in for an address, in milliseconds since 1970; `None` where none does.
pub fn as_of(address: &str) -> Option<f64> {
    COPIES.with_borrow(|copies| {
        let copy = copies.iter().find(|copy| copy.address == address)?;
        Some(copy.time)
    })
}

/// [`body`] with more patience: what may pass is asked for again, beginning with the failure that is known already.
pub fn with_patience(address: &str, ask: Ask) -> Promise {
    let known = INSISTING.with_borrow(|all| {
        let found = all.iter().find(|(of, _)| of == address)?;
        Some(found.1.clone())
    });
    if let Some(known) = known {
        // Those that it is asked for may be gone, and it would end with them.
        know(address);
        return known;
    }
    let failed = take_failure(address).filter(|_| ask == Ask::IfNeeded);
    insist(address, failed.unwrap_or_else(|| body(address, ask)))
}

/// [`with_patience`]; where no body comes, the copy that is kept: [`settle`] has the failure.
pub fn with_copies(address: &str, ask: Ask) -> Promise {
    let coming = with_patience(address, ask);
    let address = address.to_owned();
    promise(Box::pin(async move {
        let answer = JsFuture::from(coming.clone()).await?;
        COPIES.with_borrow_mut(|copies| copies.retain(|copy| copy.address != address));
        let Err(error) = body_of(coming).await else {
            return Ok(answer);
        };
        let Some((copy, time)) = copy_of(&address).await else {
            return Ok(answer);
        };
        COPIES.with_borrow_mut(|copies| copies.push(Copy { address, time, error }));
        Ok(copy.into())
    }))
}

/// Adds the failures for which copies stand in, and keeps what has come. Only for calendars whose page asks for
/// copies: another calendar may have read the same address itself.
pub fn settle(loaded: &mut Loaded) {
    let mut good = loaded.pages.as_slice();
    if !loaded.failures.is_empty() {
        good = good.split_last().map_or(good, |(_, good)| good);
    }
    for page in good {
        let failure = COPIES.with_borrow(|copies| {
            let copy = copies.iter().find(|copy| copy.address == *page)?;
            Some(copy.error.clone().at(page))
        });
        match failure {
            Some(failure) => loaded.failures.push(failure),
            None => keep(page),
        }
    }
}

/// Asks for an address as often as it may help, for all calendars that want it.
fn insist(address: &str, first: Promise) -> Promise {
    let of = address.to_owned();
    let asked = promise(Box::pin(async move {
        let mut last = first;
        for retry in 0..RETRIES {
            let answer = JsFuture::from(last.clone()).await?;
            let Some(pause) = pause_before(&answer, retry) else {
                break;
            };
            sleep(pause).await;
            // All calendars may be gone meanwhile.
            if !is_known(&of) {
                break;
            }
            last = body(&of, Ask::Always);
        }
        let answer = JsFuture::from(last).await;
        take_failure(&of);
        INSISTING.with_borrow_mut(|all| all.retain(|(known, _)| *known != of));
        answer
    }));
    INSISTING.with_borrow_mut(|all| all.push((address.to_owned(), asked.clone())));
    asked
}

/// How long to wait before the next request, in milliseconds; `None` where there is a body, or where asking again does
/// not help.
fn pause_before(answer: &JsValue, retry: u32) -> Option<f64> {
    if answer.has_type::<Uint8Array>() || !is_online() {
        return None;
    }
    // Calendars of many visitors do not all ask at once.
    let pause = PAUSE * f64::from(1 << retry) * (0.5 + random());
    if answer.is_undefined() {
        return Some(pause);
    }
    let status = answer.unchecked_ref::<web_sys::Response>().status();
    let may_pass = matches!(status, 408 | 429 | 500 | 502..=504);
    let asked = header(answer, "retry-after");
    let asked = asked.and_then(|text| text.trim().parse::<u32>().ok());
    let pause = asked.map_or(pause, |seconds| pause.max(f64::from(seconds) * 1_000.0));
    (may_pass && pause <= LONGEST).then_some(pause)
}

/// Whether the browser knows of a network.
pub fn is_online() -> bool {
    named(&named(&window(), "navigator"), "onLine") == JsValue::TRUE
}

/// A number from 0 to 1.
fn random() -> f64 {
    let math = named(&window(), "Math");
    let random = call_named(&math, "random", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
    random.and_then(|random| random.as_f64()).unwrap_or_default()
}

/// What the browser has under a name; nothing where it has none.
///
/// Each function of the browser's that is called as such has one in the glue, which all visits load: what this part alone
/// asks for is asked for by name.
pub fn named(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Calls what the browser has under a name ([`named`]); `None` where that fails.
pub fn call_named(target: &JsValue, name: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let function: Function = named(target, name).dyn_into().ok()?;
    function.call2(target, first, second).ok()
}

/// What a promise holds that the browser gives where it is called by name.
async fn awaited(target: &JsValue, name: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let promise: Promise = call_named(target, name, first, second)?.unchecked_into();
    JsFuture::from(promise).await.ok()
}

/// The global object.
pub fn window() -> JsValue {
    web_sys::window().into()
}

async fn sleep(milliseconds: f64) {
    let Some(window) = web_sys::window() else { return };
    let turn = Promise::new(&mut |go_on, _| {
        // Fails for a text alone.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&go_on, milliseconds as i32);
    });
    let _ = JsFuture::from(turn).await;
}

/// What time it is, in milliseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "when a copy was made is told by the browser's clock, whatever the calendar shows"
)]
pub fn browser_time() -> f64 {
    js_sys::Date::now()
}

/// Keeps the body that came of an address as its last good copy.
fn keep(address: &str) {
    let Some(body) = last_body(address).filter(|_| !address.starts_with("blob:")) else {
        return;
    };
    let address = address.to_owned();
    let _promise = promise(Box::pin(async move {
        if let Ok(body) = body_of(body).await
            && body.length() <= LONGEST_COPY
        {
            // A browser that does not store is one without copies.
            let _ = put(&address, &body).await;
        }
        Ok(JsValue::UNDEFINED)
    }));
}

async fn put(address: &str, body: &Uint8Array) -> Option<()> {
    let cache = cache().await?;
    let headers = Object::new();
    Reflect::set(&headers, &TIME.into(), &JsValue::from_f64(browser_time())).ok()?;
    let init = Object::new();
    Reflect::set(&init, &"headers".into(), &headers).ok()?;
    // Not by name: the build takes that for what answers look like.
    let response = made("Response", body, &init)?;
    awaited(&cache, "put", &address.into(), &response).await?;
    // The oldest goes first.
    let keys = awaited(&cache, "keys", &JsValue::UNDEFINED, &JsValue::UNDEFINED).await?;
    if named(&keys, "length").as_f64()? > MOST_COPIES {
        awaited(&cache, "delete", &named(&keys, "0"), &JsValue::UNDEFINED).await?;
    }
    Some(())
}

/// The copy of an address, and when it was made.
async fn copy_of(address: &str) -> Option<(Uint8Array, f64)> {
    let cache = cache().await?;
    let found = awaited(&cache, "match", &address.into(), &JsValue::UNDEFINED).await?;
    let time = js_sys::parse_float(&header(&found, TIME)?);
    // Not a number is not less. What is too old to be shown is not kept either.
    let is_recent = browser_time() - time < LIFETIME;
    if !is_recent {
        awaited(&cache, "delete", &address.into(), &JsValue::UNDEFINED).await;
        return None;
    }
    let bytes = awaited(&found, "arrayBuffer", &JsValue::UNDEFINED, &JsValue::UNDEFINED).await?;
    let body = made("Uint8Array", &bytes, &JsValue::UNDEFINED)?;
    Some((body.dyn_into().ok()?, time))
}

/// What a constructor makes that the browser has under a name ([`named`]).
fn made(name: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let constructor: Function = named(&window(), name).dyn_into().ok()?;
    Reflect::construct(&constructor, &Array::of2(first, second)).ok()
}

/// The store; none where the browser lets the page have none.
async fn cache() -> Option<JsValue> {
    let caches = named(&window(), "caches");
    awaited(&caches, "open", &CACHE.into(), &JsValue::UNDEFINED).await
}

/// A header of an answer.
fn header(answer: &JsValue, name: &str) -> Option<String> {
    call_named(
        &named(answer, "headers"),
        "get",
        &name.into(),
        &JsValue::UNDEFINED,
    )?
    .as_string()
}
