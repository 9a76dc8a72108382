//! What is known of each address, for all calendars of the page: the body that came last, and the request that is on
//! its way.

use std::cell::RefCell;
use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
use web_sys::AbortController;

use crate::net::Ask;
use crate::net::request::{body_from, body_of_response, request};

thread_local! {
    static BODIES: RefCell<Vec<(String, Body)>> = const { RefCell::new(Vec::new()) };
}

/// What is known of an address. Each promise is of a body in UTF-8, or of an answer with another status, or of nothing
/// where there is none: a refused promise that nobody awaits yet would be an error in the page's console.
#[derive(Default)]
struct Body {
    /// The last that came.
    last: Option<Promise>,
    /// The request on its way.
    in_flight: Option<InFlight>,
    /// The last that failed, until somebody asks anew.
    failed: Option<Promise>,
    /// True where it failed before any calendar asked for it: those that ask at once get it, and with it the
    /// reason, instead of a second request.
    is_unheard: bool,
}

/// A request that has not been answered to its end.
struct InFlight {
    answer: Promise,
    abort: AbortController,
    /// True once a calendar waits for it.
    is_awaited: bool,
}

/// Works on what is known of an address; `None` if nothing is.
fn with_body<T>(address: &str, work: impl FnOnce(&mut Body) -> T) -> Option<T> {
    BODIES.with_borrow_mut(|bodies| {
        let (_, body) = bodies.iter_mut().find(|(known, _)| known == address)?;
        Some(work(body))
    })
}

/// True while something is known of an address: until the last calendar has gone.
pub fn is_known(address: &str) -> bool {
    with_body(address, |_| ()).is_some()
}

/// Lets it be known of an address that somebody asks for it.
pub fn know(address: &str) {
    if !is_known(address) {
        BODIES.with_borrow_mut(|bodies| bodies.push((address.to_owned(), Body::default())));
    }
}

/// The body at an address: the one on its way, else the one that is here, else a new request.
pub fn body(address: &str, ask: Ask) -> Promise {
    let found = with_body(address, |body| {
        let failed = body.failed.clone().filter(|_| body.is_unheard);
        if failed.is_some() {
            forget_failure(address.to_owned());
        }
        if let Some(request) = &mut body.in_flight {
            request.is_awaited = true;
            return Some(request.answer.clone());
        }
        // What the page has in itself stays what it is.
        let is_enough = ask != Ask::Always || address.starts_with("blob:");
        body.last.clone().or(failed).filter(|_| is_enough)
    });
    let found = found.flatten();
    let unfound = || match request(address, ask) {
        Some((response, abort)) => follow(address.to_owned(), response, abort, true),
        None => Promise::resolve(&JsValue::UNDEFINED),
    };
    found.unwrap_or_else(unfound)
}

/// All calendars that the page has now begin in this task: whoever asks later asks anew.
#[expect(
    clippy::disallowed_methods,
    reason = "what is known of a feed belongs to no calendar"
)]
fn forget_failure(address: String) {
    let forget = move || {
        with_body(&address, |body| body.is_unheard = false);
    };
    leptos::prelude::set_timeout(forget, std::time::Duration::ZERO);
}

/// Keeps a request as the one on its way for its address, and reads what comes.
fn follow(address: String, response: Promise, abort: AbortController, is_awaited: bool) -> Promise {
    let answer = promise({
        let (address, abort) = (address.clone(), abort.clone());
        Box::pin(async move {
            let result = body_of_response(&address, response, &abort).await;
            settle(&address, &abort, result.is_ok());
            Ok(result.unwrap_or_else(|reason| reason))
        })
    });
    let request = InFlight {
        answer: answer.clone(),
        abort,
        is_awaited,
    };
    know(&address);
    with_body(&address, |body| {
        body.in_flight = Some(request);
        body.failed = None;
    });
    answer
}

/// Work of the page, which no calendar takes with it when it goes: those that wait for it share its promise.
pub fn promise(work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    future_to_promise(work)
}

/// A request has ended: a body replaces the one before, a failure leaves it and can be tried again. One
/// that was forgotten meanwhile changes nothing.
fn settle(address: &str, abort: &AbortController, is_ok: bool) {
    with_body(address, |body| {
        let request = body.in_flight.take_if(|request| request.abort == *abort)?;
        if is_ok {
            body.last = Some(request.answer);
            return Some(());
        }
        body.is_unheard = !request.is_awaited;
        body.failed = Some(request.answer);
        Some(())
    });
}

/// Takes over a response that the loader asked for before the program was there.
pub fn offer(address: String, response: Promise, abort: AbortController) {
    if !is_known(&address) {
        let _answer = follow(address, response, abort, false);
    }
}

/// What came last of an address, if nobody has asked for it since it failed: taken once.
pub fn take_failure(address: &str) -> Option<Promise> {
    with_body(address, |body| body.failed.take())?
}

/// The body that came last of an address.
pub fn last_body(address: &str) -> Option<Promise> {
    with_body(address, |body| body.last.clone())?
}

/// Takes a text for what is at an address from now on.
pub fn lay_down(address: &str, text: &str) {
    let last = Some(Promise::resolve(&JsValue::from(body_from(text))));
    BODIES.with_borrow_mut(|bodies| {
        bodies.retain(|(known, _)| known != address);
        let body = Body {
            last,
            ..Body::default()
        };
        bodies.push((address.to_owned(), body));
    });
}

/// Forgets all bodies and gives up those on their way: the next calendar on this page fetches anew.
pub fn forget() {
    for (_, body) in BODIES.take() {
        if let Some(request) = body.in_flight {
            request.abort.abort();
        }
    }
}
