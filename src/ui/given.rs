//! The state of a calendar as an object of the page's. It comes with the part `reserve`.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use crate::app::{Said, State};
use crate::time::iso;

/// What a calendar shows, having set what the page says of it, if it says anything.
pub fn state(state: State, said: &JsValue) -> JsValue {
    if *said != JsValue::UNDEFINED {
        state.set_standing(&|name| read(said, name));
    }
    let standing = state.standing();
    let object = Object::new();
    let put = |name: &str, value: JsValue| {
        // Setting a property of a plain object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &value);
    };
    put("view", standing.view.name().into());
    put("date", standing.day.map_or(JsValue::NULL, |day| iso(day).into()));
    put("filter", standing.query.to_text().into());
    put("starred", standing.query.starred.into());
    put("past", standing.past.into());
    let event = standing.event.as_deref();
    put("event", event.map_or(JsValue::NULL, JsValue::from_str));
    object.into()
}

/// What an object of the page's says of something.
fn read(object: &JsValue, name: &str) -> Option<Said> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    // Compared, as that takes nothing of the glue which is not there.
    let known = [
        (JsValue::UNDEFINED, None),
        (JsValue::NULL, Some(Said::Nothing)),
        (JsValue::TRUE, Some(Said::Whether(true))),
        (JsValue::FALSE, Some(Said::Whether(false))),
    ];
    if let Some((_, said)) = known.into_iter().find(|(known, _)| *known == value) {
        return said;
    }
    Some(value.as_string().map_or(Said::Other, Said::Text))
}
