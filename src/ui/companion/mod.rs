//! What stands elsewhere on the page, and with the mini month beside the list. Both come with parts of their own
//! (`ui::part`).
//!
//! A companion is an element of its own that serves a calendar, by its id: `follow` has when it does. What stands in
//! it is a second root over the calendar's state: `content` has what.

mod content;
mod follow;
pub(super) mod mini_month;
mod next;

use crate::app::State;
use crate::dom::Node;
use crate::ui::calendar;
use crate::ui::companion::content::{Kind, content};

pub(super) use follow::changed;

/// What the companion with this state shows.
pub fn companion(state: State) -> Node {
    let options = state.options.get();
    let Some((element, id)) = options.companion.clone() else {
        return Node::Nothing;
    };
    let Some(kind) = Kind::of(&element) else {
        return Node::Nothing;
    };
    let most = options.max.unwrap_or(next::FEW);
    if options.feeds.is_empty() {
        return follow::follow(state, kind, id, most);
    }
    // It has a feed of its own, and with it a dialog.
    Node::Many(vec![calendar::dialog(state), content(state, kind, most)])
}
