//! Notices: what whoever has mounted a calendar is told of.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use crate::app::ViewKind;
use crate::dom::Scope;
use crate::time::Date;

/// Something that happened in a calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Notice<'a> {
    /// The first events are on screen: the page's own content can go.
    Rendered,
    /// Nothing could be read: the page's own content is shown beside the calendar's message.
    Failed,
    /// So many events were read from all feeds, so many entries were refused.
    Ready {
        /// Past ones included, a series counted as one.
        events: usize,
        /// Entries that could not be used, or have the uid of another.
        skipped: usize,
    },
    /// A visitor opens an event, in the midst of the click: the answer is false if the page takes it.
    Open {
        /// The event's own name in its feed.
        uid: &'a str,
        /// Of a series, the start of the date, as its rule has it: `YYYY-MM-DDThh:mm`, of whole days
        /// `YYYY-MM-DD`.
        start: Option<&'a str>,
    },
    /// The visitor sees something else.
    Change {
        /// The view.
        view: ViewKind,
        /// A day of what it shows.
        date: Date,
        /// The filter, as the address has it.
        filter: &'a str,
    },
    /// The filter leaves other events than before.
    Filter {
        /// The filter, as the address has it.
        filter: &'a str,
        /// The uids of the events that are left, the first ones where they are very many: an array of texts.
        uids: &'a JsValue,
    },
    /// Something failed.
    Error {
        /// What kind of thing.
        kind: &'a str,
        /// An English sentence for the partner's console.
        message: &'a str,
    },
}

/// The way from a calendar to whoever has mounted it. A copy leads to the same.
///
/// Only the answer to [`Notice::Open`] counts. A calendar tells in the midst of its work: whoever hears of
/// anything else should act on it later.
#[derive(Clone)]
pub struct Notify(Rc<dyn Fn(Notice<'_>) -> bool>);

impl Notify {
    /// A way that leads to `hear`.
    pub fn new(hear: impl Fn(Notice<'_>) -> bool + 'static) -> Self {
        Self(Rc::new(hear))
    }

    /// Tells, and gives the answer.
    pub fn tell(&self, notice: Notice<'_>) -> bool {
        let scope = Scope::current();
        let answer = (self.0)(notice);
        // Another calendar may have been at work meanwhile, and may not have come to its end.
        scope.resume();
        answer
    }
}
