//! The colour of an event's type. It comes with the rows (`ui::part`).

use std::cell::RefCell;

use crate::app::State;
use crate::event::Colours;

thread_local! {
    /// Those of the calendar that was rendered last, and by which events: the place of the first and their number.
    static LAST: RefCell<(usize, usize, Colours)> = RefCell::default();
}

/// The colour of a type in this calendar, as a style has it.
pub fn colour(state: State, kind: &str) -> Option<String> {
    state.source.loaded.with(|loaded| {
        let events = &loaded.events;
        let (first, count) = (events.as_ptr() as usize, events.len());
        LAST.with_borrow_mut(|last| {
            if (last.0, last.1) != (first, count) {
                *last = (first, count, Colours::of(events));
            }
            last.2.of_type(kind).map(str::to_owned)
        })
    })
}
