//! What a search text means once it is typed, and how what is found is marked. It comes with the filter's part
//! (`ui::part`).

use std::ops::Range;

use crate::app::State;
use crate::dom::{Node, el};

/// A text with what is searched for marked in it.
pub fn marked(state: State, text: String) -> Node {
    let ranges = state.filter.query.with(|query| {
        let index = state.catalog.index.get().filter(|_| !query.text.is_empty())?;
        Some(index.marks(query, &text))
    });
    marked_at(&text, ranges.unwrap_or_default())
}

/// A text with these ranges of its bytes marked: whole letters, in order.
pub fn marked_at(text: &str, ranges: Vec<Range<usize>>) -> Node {
    if ranges.is_empty() {
        return text.to_owned().into();
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

/// Chooses what the text means.
pub fn settle(state: State) {
    let query = state.filter.query.get_untracked();
    let present = state.clock.present.get_untracked();
    let index = state.catalog.index.get_untracked();
    if let Some(settled) = index.and_then(|index| index.settle(&query, &present)) {
        state.filter.query.set(settled);
    }
}
