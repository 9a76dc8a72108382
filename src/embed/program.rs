//! What `loader.js` calls: the exports of the program, and the calendars that it has mounted.
//!
//! Plain numbers and texts cross the border. An id that is not known (any more) is passed over, so that
//! the loader may call in any order. No borrow is held while a calendar works: it may call into the
//! page, and the page may call back.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{AbortController, HtmlElement};

use crate::app::{Notice, Notify, Options};
use crate::dom::{Scope, stop_all};
use crate::i18n::is_known;
use crate::net;
use crate::report::{Complaint, Expected, Told, tell};
use crate::schedule::ZoneMode;
use crate::time::{iso, parse_date};
use crate::ui;
use crate::ui::Mounted;

thread_local! {
    static MOUNTED: RefCell<Vec<(u32, Rc<Mounted>)>> = const { RefCell::new(Vec::new()) };
}

/// The program has trapped: what still listens on the page does nothing any more, and nothing else here
/// may be called.
#[wasm_bindgen]
pub fn stop() {
    stop_all();
}

/// Which calendar was at work when the program trapped: its id, or 0 if it was none alone. That calendar
/// ends where it stood. What it held is left as it is: it may be in pieces.
#[wasm_bindgen]
pub fn fault() -> u32 {
    let scope = Scope::current();
    Scope::PAGE.resume();
    scope.end();
    let left = MOUNTED.with_borrow_mut(|all| {
        let position = all.iter().position(|(id, _)| *id == scope.number())?;
        Some(all.swap_remove(position))
    });
    std::mem::forget(left);
    ui::leave(scope, Some(scope));
    scope.number()
}

/// Hands over a response for the feed at `address` that the loader has asked for already, and the way to
/// give it up.
#[wasm_bindgen]
pub fn offer(address: String, response: Promise, abort: AbortController) {
    net::offer(address, response, abort);
}

/// Puts a calendar into `div`. `options` maps attributes to texts, `emit(type, detail)` returns false
/// if the page took an event. The id stands for the calendar in all other calls.
#[wasm_bindgen]
pub fn mount(div: HtmlElement, options: &Object, emit: Function) -> u32 {
    #[cfg(debug_assertions)]
    crate::embed::panic::tell_panics();
    let Some(mounted) = ui::mount(div, read(options), notify(emit)) else {
        return 0;
    };
    let id = mounted.number();
    MOUNTED.with_borrow_mut(|all| all.push((id, Rc::new(mounted))));
    id
}

/// The way to the loader's `emit(type, detail) => boolean`. All but `open` reach the page on a later task, so
/// that a listener never runs inside the program.
fn notify(emit: Function) -> Notify {
    Notify::new(move |notice| {
        let detail = Object::new();
        let put = |key, value| put(&detail, key, value);
        let name = match notice {
            Notice::Rendered => "rendered",
            Notice::Failed => "failed",
            Notice::Ready { events, skipped } => {
                put("events", number(events));
                put("skipped", number(skipped));
                "ready"
            }
            Notice::Open { uid, start } => {
                put("uid", uid.into());
                if start.is_some() {
                    put("start", start.into());
                }
                "open"
            }
            Notice::Change { view, date, filter } => {
                put("view", view.name().into());
                put("date", iso(date).into());
                put("filter", filter.into());
                "change"
            }
            Notice::Filter { filter, uids } => {
                put("filter", filter.into());
                put("uids", uids.clone());
                "filter"
            }
            Notice::Error { kind, message } => {
                put("kind", kind.into());
                put("message", message.into());
                "error"
            }
        };
        let answer = emit.call2(&JsValue::UNDEFINED, &JsValue::from_str(name), &detail);
        // A loader that throws answers nothing.
        !answer.is_ok_and(|answer| answer == JsValue::FALSE)
    })
}

#[inline(never)]
fn put(detail: &Object, key: &str, value: JsValue) {
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(detail, &JsValue::from_str(key), &value);
}

/// JavaScript's numbers are exact up to 2^53, which no count of events reaches.
fn number(count: usize) -> JsValue {
    JsValue::from_f64(count as f64)
}

/// Gives a calendar new options, all of them.
#[wasm_bindgen]
pub fn update(id: u32, options: &Object) {
    if let Some(mounted) = find(id) {
        mounted.update(read(options));
    }
}

/// Takes a calendar off the page; the last one takes the fetched feeds with it.
#[wasm_bindgen]
pub fn unmount(id: u32) {
    let mounted = MOUNTED.with_borrow_mut(|all| {
        let position = all.iter().position(|(known, _)| *known == id)?;
        Some(all.swap_remove(position))
    });
    drop(mounted);
    if MOUNTED.with_borrow(Vec::is_empty) {
        net::forget();
    }
}

/// Shows a day, `YYYY-MM-DD`; false if it is none.
#[wasm_bindgen]
pub fn go_to(id: u32, date: &str) -> bool {
    let found = find(id).zip(parse_date(date));
    if let Some((mounted, date)) = &found {
        mounted.go_to(*date);
    }
    found.is_some()
}

/// Opens the event with this uid; false if there is none.
#[wasm_bindgen]
pub fn open(id: u32, uid: &str) -> bool {
    find(id).is_some_and(|mounted| mounted.open(uid))
}

/// What a calendar shows, as an object; `said` is one, too, where the page sets some of it. Undefined where there is no such
/// calendar, or until the part is there that knows.
#[wasm_bindgen]
pub fn state(id: u32, said: JsValue) -> JsValue {
    find(id).map_or(JsValue::UNDEFINED, |mounted| mounted.state(said))
}

/// Fetches a calendar's feeds anew.
#[wasm_bindgen]
pub fn refresh(id: u32) {
    if let Some(mounted) = find(id) {
        mounted.refresh();
    }
}

fn find(id: u32) -> Option<Rc<Mounted>> {
    MOUNTED.with_borrow(|all| {
        let (_, mounted) = all.iter().find(|(known, _)| *known == id)?;
        Some(Rc::clone(mounted))
    })
}

/// Reads the attributes, and tells the partner what could not be used.
fn read(options: &Object) -> Options {
    let attribute = |name: &str| Reflect::get(options, &JsValue::from_str(name)).ok()?.as_string();
    let (options, mut complaints) = Options::read(&attribute);
    if let ZoneMode::Named(zone) = &options.timezone
        && !is_known(zone)
    {
        complaints.push(Complaint {
            attribute: "timezone",
            value: attribute("timezone").unwrap_or_default(),
            expected: Expected::KnownZone,
        });
    }
    complain(complaints);
    options
}

/// Tells the partner what could not be used.
pub fn complain(complaints: Vec<Complaint>) {
    for complaint in complaints {
        tell(Told::Attribute(complaint), None);
    }
}
