//! What of the list somebody sees while they type: a key waits for those rows alone, and of them for those that were not
//! there. The others stay as they are, with the marks of the text before, and follow as soon as these are painted. It
//! comes with the filter's part (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::app::State;
use crate::dom::{Node, after, next_frame, window_height};
use crate::layout::{List, Selection};
use crate::schedule::Occurrence;
use crate::ui::list::by_day;
use crate::ui::list::entry::entry;

/// The least height of a row, in CSS pixels.
const ROW: f64 = 64.0;
/// More rows than have room, as some are lower than others.
const SPARE: f64 = 1.0;

/// The rows of a list that are in sight, where a key has just changed it; `None` where it is to be there as a whole. What
/// reads it is built anew once that is so.
pub fn in_sight(state: State, left: &Selection, list: &List) -> Option<Node> {
    let sight = state.filter.sight;
    let rows = sight.get_untracked()?;
    sight.get();
    let standing = standing(state);
    let row = |occurrence: &Occurrence| {
        let id = occurrence.id();
        match standing.contains(&id) {
            true => Node::Standing(id),
            false => entry(state, occurrence),
        }
    };
    let sections = |list: &List| Node::from(by_day::sections(state, left, list, &row));
    Some(match list.first(rows) {
        Some(first) => sections(&first).in_front(),
        None => sections(list),
    })
}

/// The ids of the occurrences whose rows are there. A row stands in the same list as long as it is there: its day does
/// not depend on what is typed.
fn standing(state: State) -> Vec<String> {
    let links = content(state).and_then(|content| content.query_selector_all("[data-opens]").ok());
    let count = links.as_ref().map_or(0, web_sys::NodeList::length);
    let id = |at: u32| {
        let link = links.as_ref()?.item(at)?.dyn_into::<Element>().ok()?;
        link.get_attribute("data-opens")
    };
    (0..count).filter_map(id).collect()
}

/// Where the rows are.
fn content(state: State) -> Option<Element> {
    let root = state.root.get_untracked()?;
    root.query_selector(".lh-list-content").ok().flatten()
}

/// Looks how much of the list is in sight, before a key changes it: as all is laid out, that costs nothing.
pub fn look(state: State) {
    let Some(content) = content(state) else { return };
    let place = content.get_bounding_client_rect();
    let rows = content.query_selector_all(".lh-entry");
    let rows = rows.map_or(1, |rows| rows.length().max(1));
    // The mean, with what stands above and between them. A list that ends in sight says nothing of the next one.
    let height = match place.bottom() < window_height() {
        true => ROW,
        false => (place.height() / f64::from(rows)).clamp(ROW, 2.0 * ROW),
    };
    let rows = ((window_height() - place.top()) / height).ceil() + SPARE;
    // One at least: without any, none would stay behind it.
    state.filter.sight.set_if_new(Some(rows.max(1.0) as usize));
    next_frame(move || after(0, move || state.filter.sight.set_if_new(None)));
}
