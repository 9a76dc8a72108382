//! What the search field does besides taking text, and how what is found is marked. It comes with the
//! filter's part (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::State;
use crate::dom::{Node, el};

/// A text with what is searched for marked in it.
pub fn marked(state: State, text: String) -> Node {
    let ranges = state.filter.query.with(|query| {
        let index = state.catalog.index.get().filter(|_| !query.text.is_empty())?;
        Some(index.marks(query, &text))
    });
    let ranges = ranges.unwrap_or_default();
    if ranges.is_empty() {
        return text.into();
    }
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
    let mut nodes: Vec<Node> = Vec::new();
    let mut end = 0;
    for range in ranges {
        nodes.push(piece(end, range.start).into());
        nodes.push(el("mark").child(piece(range.start, range.end)).into());
        end = range.end;
    }
    nodes.push(piece(end, text.len()).into());
    nodes.into()
}

/// Escape empties the field before it does anything else. Whoever presses Enter or Tab has done typing: what the
/// text means is then chosen. Not so where the field loses the focus to a pointer: what is about to be pressed must not
/// move, and the field's own button takes back what was typed.
pub fn take_search(state: State, event: &Event) {
    match event
        .dyn_ref::<KeyboardEvent>()
        .map(KeyboardEvent::key)
        .as_deref()
    {
        Some("Escape") if state.filter.query.with_untracked(|query| !query.text.is_empty()) => {
            event.prevent_default();
            event.stop_propagation();
            state.filter.query.update(|query| query.text.clear());
        }
        Some("Enter" | "Tab") => settle(state),
        _ => {}
    }
}

fn settle(state: State) {
    let query = state.filter.query.get_untracked();
    let present = state.clock.present.get_untracked();
    let index = state.catalog.index.get_untracked();
    if let Some(settled) = index.and_then(|index| index.settle(&query, &present)) {
        state.filter.query.set(settled);
    }
}
