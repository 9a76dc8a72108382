//! Notifications: what the page is told of, as DOM events on the element.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::dom::Scope;

/// The way from a calendar to its element. A copy leads to the same element.
///
/// All but [`Notify::open`] reach the page on a later task, so that a listener never runs inside the
/// program.
#[derive(Clone, Debug)]
pub struct Notify {
    emit: Function,
}

impl Notify {
    /// Wraps the loader's `emit(type, detail) => boolean`.
    pub fn new(emit: Function) -> Self {
        Self { emit }
    }

    /// The first events are on screen: the element hides the page's own content.
    pub fn rendered(&self) {
        self.send("rendered", &[]);
    }

    /// Nothing could be read: the page's own content is shown beside the calendar's message.
    pub fn failed(&self) {
        self.send("failed", &[]);
    }

    /// `lichthof-ready`: so many events were read from all feeds, so many entries were refused.
    pub fn ready(&self, events: usize, skipped: usize) {
        let numbers = [("events", number(events)), ("skipped", number(skipped))];
        self.send("ready", &numbers);
    }

    /// `lichthof-open`, in the midst of the click: false if the page took it. Of a series `start` tells the date,
    /// as its rule has it.
    pub fn open(&self, uid: &str, start: Option<&str>) -> bool {
        let parts = [("uid", uid.into()), ("start", start.into())];
        self.send("open", if start.is_some() { &parts } else { &parts[..1] })
    }

    /// `lichthof-change`: the view's name, its day as `YYYY-MM-DD` and the filter as the address has it.
    pub fn change(&self, view: &str, date: &str, filter: &str) {
        let parts = [
            ("view", view.into()),
            ("date", date.into()),
            ("filter", filter.into()),
        ];
        self.send("change", &parts);
    }

    /// `lichthof-error`: what kind of thing failed, and an English sentence for the partner's console.
    pub fn error(&self, kind: &str, message: &str) {
        self.send("error", &[("kind", kind.into()), ("message", message.into())]);
    }

    /// True unless the page answers no. A loader that throws answers nothing.
    fn send(&self, name: &str, parts: &[(&str, JsValue)]) -> bool {
        let detail = Object::new();
        for (key, value) in parts {
            // Setting a property of a plain object does not fail.
            let _ = Reflect::set(&detail, &JsValue::from_str(key), value);
        }
        let scope = Scope::current();
        let answer = self
            .emit
            .call2(&JsValue::UNDEFINED, &JsValue::from_str(name), &detail);
        // Another calendar may have been at work meanwhile, and may not have come to its end.
        scope.resume();
        !answer.is_ok_and(|answer| answer == JsValue::FALSE)
    }
}

/// JavaScript's numbers are exact up to 2^53, which no count of events reaches.
fn number(count: usize) -> JsValue {
    JsValue::from_f64(count as f64)
}
