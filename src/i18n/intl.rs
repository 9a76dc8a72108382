//! The browser's `Intl`, asked for by name: its own bindings cannot catch what it throws.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// `new Intl[class](language, options)`; `None` where the browser has no such class or refuses.
pub(super) fn construct(class: &str, language: &str, options: &[(&str, &str)]) -> Option<JsValue> {
    let bag = Object::new();
    for (key, value) in options {
        Reflect::set(&bag, &JsValue::from_str(key), &JsValue::from_str(value)).ok()?;
    }
    let class: Function = property(&property(&js_sys::global(), "Intl")?, class)?
        .dyn_into()
        .ok()?;
    Reflect::construct(&class, &Array::of2(&JsValue::from_str(language), &bag)).ok()
}

/// The text that `object[method](...arguments)` returns.
pub(super) fn call(object: &JsValue, method: &str, arguments: &Array) -> Option<String> {
    let method: Function = property(object, method)?.dyn_into().ok()?;
    method.apply(object, arguments).ok()?.as_string()
}

/// A property of an object.
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok()
}
