//! What the fields for days have in common: below each stands a month of which one takes days (`ui::part::picker`),
//! as long as the focus is in one of both.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::app::State;
use crate::dom::{closest, focus};
use crate::filter::TypedDays;

/// What was typed into a field, read; `None` where it says no days, and then the field says so.
pub fn read(state: State, event: &Event) -> Option<TypedDays> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let read = state.parts.filter().and_then(|filter| {
        let index = state.catalog.index.get_untracked()?;
        (filter.typed_days)(&index, &field.value(), &state.clock.present.get_untracked())
    });
    let is_wrong = read.is_none() && !field.value().is_empty();
    let _ = match is_wrong {
        true => field.set_attribute("aria-invalid", "true"),
        false => field.remove_attribute("aria-invalid"),
    };
    read
}

/// Leads from a field into its month, and back.
pub fn take_key(event: &Event) -> Option<()> {
    let key = event.dyn_ref::<KeyboardEvent>()?.key();
    let place = closest(event, "[data-date-place]")?;
    let is_in_field = closest(event, "input").is_some();
    match key.as_str() {
        "ArrowDown" if is_in_field => focus(&place, "[tabindex='0']"),
        "Escape" if !is_in_field => focus(&place, "input"),
        _ => return None,
    }
    event.prevent_default();
    event.stop_propagation();
    Some(())
}
