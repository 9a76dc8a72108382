//! What the fields for days have in common: below each stands a month of which one takes days (`ui::part::picker`),
//! as long as the focus is in one of both.

use chrono::Datelike;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use crate::app::{Arrival, Part, State};
use crate::dom::{closest, focus, next_frame};
use crate::filter::TypedDays;
use crate::time::Date;

/// How far from today a day can be chosen, in years.
const YEARS: i32 = 200;

/// Whether a day is not too far from today to be chosen.
pub fn is_near(state: State, day: Date) -> bool {
    (day.year() - state.clock.today.get_untracked().year()).abs() <= YEARS
}

/// What was typed into a field, read; `None` where it says no days, and then the field says so. What is typed before
/// the part has come that reads it, is read then.
pub fn read(state: State, event: &Event) -> Option<TypedDays> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let Some((filter, index)) = state.parts.filter().zip(state.catalog.index.get_untracked()) else {
        state.need(Part::Filter);
        once_more(state, field, event.clone());
        return None;
    };
    let read = (filter.typed_days)(&index, &field.value(), &state.clock.present.get_untracked());
    let is_wrong = read.is_none() && !field.value().is_empty();
    let _ = match is_wrong {
        true => field.set_attribute("aria-invalid", "true"),
        false => field.remove_attribute("aria-invalid"),
    };
    read
}

/// Lets the same happen to the field again when the part is there.
fn once_more(state: State, field: HtmlInputElement, event: Event) {
    next_frame(move || match state.parts.of(Part::Filter).get_untracked() {
        Arrival::Coming => once_more(state, field, event),
        Arrival::There => {
            // Fails only while it is on its way, and it is not.
            let _ = field.dispatch_event(&event);
        }
        Arrival::Absent | Arrival::Failed => {}
    });
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
