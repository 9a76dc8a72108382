//! What stands beside the list, and elsewhere on the page. It comes with a part of its own (`ui::part`).
//!
//! A companion is an element of its own that serves a calendar, by its id: `follow` has when it does. What stands in
//! it is a second root over the calendar's state: `content` has what.

mod content;
mod follow;
mod mini_month;
mod next;

use crate::app::State;
use crate::dom::Node;
use crate::ui::calendar;
use crate::ui::companion::content::{Kind, content};

pub(super) use follow::changed;

/// The mini month beside a calendar's list; or, where the state is that of a companion, what this shows.
pub fn companion(state: State) -> Node {
    let options = state.options.get();
    let Some((element, id)) = options.companion.clone() else {
        return mini_month::mini_month(state);
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
