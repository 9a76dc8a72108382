//! State in the page's address: read when the calendar is mounted and on Back and Forward, written when the
//! visitor changes something, and never before.

use std::sync::Arc;

use crate::app::address::Address;
use crate::app::options::Options;
use crate::app::part;
use crate::app::state::{Open, Phase, State};
use crate::dom::{after, effect, page};
use crate::text::cut;

/// How long several changes in a row become one, in milliseconds: browsers allow some hundred writes in ten
/// seconds.
const PAUSE: u64 = 300;

/// What the page's address says of the calendar; nothing where the calendar keeps no state there.
pub fn address_of_page(options: &Options) -> Address {
    let named = options.name.as_ref().zip(page::query());
    named.map_or_else(Address::default, |(prefix, query)| Address::read(&query, prefix))
}

/// The page's address with one event of the calendar open, and nothing else of it; `None` where the page has none
/// that leads anybody to it, as in a frame made from a text (`about:srcdoc`).
pub fn address_of_event(prefix: &str, event: &str) -> Option<String> {
    let address = leptos::prelude::window().location().href().ok()?;
    let is_web = address.starts_with("http:") || address.starts_with("https:");
    is_web.then(|| address_at(&address, prefix, event))
}

/// An absolute address of a page with one event of the calendar open, and nothing else of it.
pub fn address_at(address: &str, prefix: &str, event: &str) -> String {
    let open = Address {
        event: Some(event.to_owned()),
        ..Address::default()
    };
    let (_, query) = cut(cut(address, b"#").0, b"?");
    page::with_query(address, &open.write(query, prefix))
}

/// How a state comes into the history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// As a new entry.
    New,
    /// In place of the present one.
    Same,
}

impl State {
    /// Writes each change of the visitor's into the address.
    pub fn write_changes(self) {
        effect(move || {
            let now = self.address();
            let before = self.told.get_untracked();
            self.told.set(Some(now.clone()));
            if let Some(before) = before.filter(|before| *before != now) {
                self.write(&before, &now);
            }
        });
    }

    /// Shows what the page's address says, after Back or Forward.
    pub fn follow_address(self) {
        let options = self.options.get_untracked();
        if options.name.is_none() {
            return;
        }
        let address = address_of_page(&options);
        // What was typed last belonged to the entry that was left.
        self.is_pending.set(false);
        let view = address.view.filter(|view| options.views.contains(view));
        self.view.set_if_new(view.unwrap_or(options.first_view()));
        self.day.set_if_new(address.date.or(options.date));
        self.wants_past.set_if_new(address.past);
        let begun = self.begun.get_untracked().unwrap_or_default();
        self.query.set_if_new(address.query.unwrap_or(begun));
        if self.phase.get_untracked() == Phase::Ready {
            self.open_named(address.event);
        }
        self.take_as_told();
    }

    /// Opens the event that the address names when the first events are there; later, sees to it that what
    /// is open is still there.
    pub fn settle_open(self) {
        let is_first = !self.has_arrived.get_untracked();
        match self.open.get_untracked() {
            Some(Open::Event(id)) => self.open_named(Some((*id).to_owned())),
            _ if is_first || self.gone.get_untracked() => {
                let named = address_of_page(&self.options.get_untracked()).event;
                self.scrolls_into_view.set(is_first && named.is_some());
                self.open_named(named);
            }
            _ => {}
        }
        self.has_arrived.set(true);
        self.take_as_told();
    }

    /// Leaves the address as it is: what has changed is not the visitor's doing, or came from there.
    pub fn take_as_told(self) {
        self.told.set(Some(self.address_with(&|_| true)));
    }

    /// Opens this event and no other; tells of one that is not there.
    fn open_named(self, id: Option<String>) {
        let known = id.as_deref().filter(|id| self.find(id).is_some());
        self.gone.set_if_new(id.is_some() && known.is_none());
        let open = known.map(|id| Open::Event(Arc::from(id)));
        if open.is_some() || matches!(self.open.get_untracked(), Some(Open::Event(_))) {
            self.open.set_if_new(open);
        }
    }

    /// The present state, without an event that cannot be shown yet, or at all, unless it came from there.
    fn address(self) -> Address {
        let can_open = part::can_open(self.parts);
        self.address_with(&|id| {
            let is_named = |told: &Address| told.event.as_deref() == Some(id);
            can_open
                || self
                    .told
                    .with_untracked(|told| told.as_ref().is_some_and(is_named))
        })
    }

    /// The present state, with the query even if it is the one that visitors begin with.
    fn address_with(self, names_event: &dyn Fn(&str) -> bool) -> Address {
        let mut query = self.query.get();
        query.text = query.text.trim_ascii().to_owned();
        let event = match self.open.get() {
            Some(Open::Event(id)) => Some((*id).to_owned()).filter(|id| names_event(id)),
            _ => None,
        };
        self.options.with(|options| Address {
            view: Some(self.view.get()).filter(|view| *view != options.first_view()),
            date: self.day.get().filter(|day| Some(*day) != options.date),
            past: self.wants_past.get(),
            query: Some(query),
            event,
        })
    }

    /// Steps and filters are entries of their own. Typing is not, nor are steps while a key is held.
    fn write(self, before: &Address, now: &Address) {
        let is_step = *before
            == Address {
                date: before.date,
                ..now.clone()
            };
        let is_held = is_step && self.is_stepping.get_untracked();
        if is_step && !is_held {
            self.is_stepping.set(true);
            after(PAUSE, move || self.is_stepping.set(false));
        }
        if is_held || is_typed(before, now) {
            if !self.is_pending.get_untracked() {
                self.is_pending.set(true);
                after(PAUSE, move || self.write_pending());
            }
            return;
        }
        if self.is_pending.get_untracked() {
            self.is_pending.set(false);
            self.put(before, Entry::Same);
        }
        self.gone.set_if_new(false);
        self.put(now, Entry::New);
    }

    fn write_pending(self) {
        if self.is_pending.get_untracked() {
            self.is_pending.set(false);
            if let Some(told) = self.told.get_untracked() {
                self.put(&told, Entry::Same);
            }
        }
    }

    fn put(self, address: &Address, entry: Entry) {
        let begun = self.begun.get_untracked().unwrap_or_default();
        let address = Address {
            query: address.query.clone().filter(|query| *query != begun),
            ..address.clone()
        };
        let written = self.prefix().zip(page::query());
        let written = written.and_then(|(prefix, query)| page::address_with(&address.write(&query, &prefix)));
        match (written, entry) {
            (None, _) => {}
            (Some(address), Entry::New) => page::push_address(&address),
            (Some(address), Entry::Same) => page::replace_address(&address),
        }
    }
}

/// True if nothing but the search text differs.
fn is_typed(before: &Address, now: &Address) -> bool {
    let mut before = before.clone();
    if let Some((before, now)) = before.query.as_mut().zip(now.query.as_ref()) {
        before.text.clone_from(&now.text);
    }
    before == *now
}
