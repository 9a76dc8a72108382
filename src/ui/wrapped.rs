//! Pills that have no room in the first line of their row: what nobody sees takes no focus, and the sheet has it. It comes
//! with the rows (`ui::part`).
//!
//! The browser tells which they are, whatever makes the row or a pill wider: the window, the page's font, another
//! language, a legend that comes later.

use js_sys::{Array, Function, Object, Reflect, global};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

use crate::dom::{Reference, effect, hold, method};

/// On a pill that is out of sight. Where the row goes sideways, the style makes nothing of it.
const MARK: &str = "data-wrapped";

/// Marks the pills that are out of sight, as long as they are.
pub fn mark_wrapped(row: Reference) {
    effect(move || {
        if let Some(observer) = row.get().and_then(|row| Observer::new(&row)) {
            hold(observer);
        }
    });
}

/// Looks at the pills of a row; dropping it ends that.
struct Observer {
    observer: JsValue,
    _callback: Closure<dyn FnMut(JsValue)>,
}

impl Observer {
    fn new(row: &Element) -> Option<Self> {
        let callback = Closure::<dyn FnMut(JsValue)>::new(|seen: JsValue| {
            for one in seen.unchecked_into::<Array>().iter() {
                // The browser's own: it has both.
                mark(&one);
            }
        });
        let options = Object::new();
        Reflect::set(&options, &"root".into(), row).ok()?;
        let class: Function = Reflect::get(&global(), &"IntersectionObserver".into())
            .ok()?
            .dyn_into()
            .ok()?;
        let given = Array::of2(callback.as_ref(), &options);
        let observer = Reflect::construct(&class, &given).ok()?;
        let pills = row.query_selector_all(".lh-pill").ok()?;
        for at in 0..pills.length() {
            let pill: JsValue = pills.item(at)?.into();
            method(&observer, "observe", &pill);
        }
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        method(&self.observer, "disconnect", &JsValue::UNDEFINED);
    }
}

fn mark(seen: &JsValue) -> Option<()> {
    let get = |name: &str| Reflect::get(seen, &name.into()).ok();
    let pill: Element = get("target")?.dyn_into().ok()?;
    // The name is ours and valid: nothing can fail.
    let _ = match get("isIntersecting")?.is_truthy() {
        true => pill.remove_attribute(MARK),
        false => pill.set_attribute(MARK, ""),
    };
    Some(())
}
