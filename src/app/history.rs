//! State in the page's address: read when the calendar is mounted and on Back and Forward, written when the
//! visitor changes something, and never before.

use std::sync::Arc;

use crate::app::address::Address;
use crate::app::navigation::Open;
use crate::app::options::Options;
use crate::app::part;
use crate::app::state::State;
use crate::dom::{Signal, after, effect, page};
use crate::text::cut;

/// How long several changes in a row become one, in milliseconds: browsers allow some hundred writes in ten
/// seconds.
const PAUSE: u64 = 300;

/// What the page's address says of the calendar; nothing where the calendar keeps no state there, unless somebody has
/// shared it.
pub fn address_of_page(options: &Options) -> Address {
    let named = options.name.as_ref().zip(page::query());
    let read = named.map(|(prefix, query)| Address::read(&query, prefix));
    read.filter(|read| options.keeps_state || read.shared)
        .unwrap_or_default()
}

/// The page's address with one event of the calendar open, and nothing else of it; `None` where the page has none
/// that leads anybody to it, as in a frame made from a text (`about:srcdoc`).
pub fn address_of_event(prefix: &str, event: &str) -> Option<String> {
    Some(address_at(&page_on_web()?, prefix, event))
}

/// An absolute address of a page with one event of the calendar open, and nothing else of it.
pub fn address_at(address: &str, prefix: &str, event: &str) -> String {
    let open = Address {
        event: Some(event.to_owned()),
        ..Address::default()
    };
    page_with(address, &open, prefix)
}

/// The page's address, where it leads anybody to it.
fn page_on_web() -> Option<String> {
    let address = leptos::prelude::window().location().href().ok()?;
    let is_web = address.starts_with("http:") || address.starts_with("https:");
    is_web.then_some(address)
}

/// The address of a page with this of the calendar in it, and nothing else of it.
fn page_with(page: &str, address: &Address, prefix: &str) -> String {
    let (_, query) = cut(cut(page, b"#").0, b"?");
    page::with_query(page, &address.write(query, prefix))
}

/// What the page's address was told of the calendar, and it of the address.
#[derive(Clone, Copy)]
pub struct History {
    /// The state that the address was last told, or came from.
    told: Signal<Option<Address>>,
    /// True while the address is yet to be told.
    is_pending: Signal<bool>,
    /// True for a moment after a step to another period.
    is_stepping: Signal<bool>,
    /// True once the first events have come.
    has_arrived: Signal<bool>,
    /// True if an event in the page's address led here.
    pub scrolls_into_view: Signal<bool>,
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
            let before = self.history.told.get_untracked();
            self.history.told.set(Some(now.clone()));
            if let Some(before) = before.filter(|before| *before != now) {
                self.write(&before, &now);
            }
        });
    }

    /// The page's address with what the visitor has set up, for somebody else; `None` where the page has none, as in
    /// a frame made from a text. Stars stay here, as they are only in this browser. A grid's day is in it, as today is
    /// another one tomorrow.
    pub fn address_to_share(self) -> Option<String> {
        let mut address = self.address_with(&|_| false);
        if self.navigation.view.get().period().is_some() {
            address.date = Some(self.shown_day());
        }
        let begun = self.filter.begun();
        if let Some(query) = &mut address.query {
            query.starred = false;
        }
        address.query = address.query.filter(|query| *query != begun);
        self.shared(address)
    }

    /// The page's address with one event open, for somebody else: also where the calendar keeps no state there.
    pub fn event_to_share(self, event: &str) -> Option<String> {
        self.shared(Address {
            event: Some(event.to_owned()),
            ..Address::default()
        })
    }

    fn shared(self, mut address: Address) -> Option<String> {
        let (prefix, keeps_state) = self
            .options
            .with(|options| (options.name.clone(), options.keeps_state));
        address.shared = !keeps_state;
        Some(page_with(&page_on_web()?, &address, &prefix?))
    }

    /// Shows what the page's address says, after Back or Forward.
    pub fn follow_address(self) {
        let options = self.options.get_untracked();
        if options.prefix().is_none() {
            return;
        }
        let address = address_of_page(&options);
        // What was typed last belonged to the entry that was left.
        self.history.is_pending.set(false);
        self.navigation.follow(&address, &options);
        let begun = self.filter.begun();
        self.filter.query.set_if_new(address.query.unwrap_or(begun));
        if self.source.is_ready() {
            self.open_named(address.event);
        }
        self.take_as_told();
    }

    /// Opens the event that the address names when the first events are there; later, sees to it that what
    /// is open is still there.
    pub fn settle_open(self) {
        let is_first = !self.history.has_arrived.get_untracked();
        match self.navigation.open.get_untracked() {
            Some(Open::Event(id)) => self.open_named(Some((*id).to_owned())),
            _ if is_first || self.navigation.gone.get_untracked() => {
                let named = address_of_page(&self.options.get_untracked()).event;
                self.history.scrolls_into_view.set(is_first && named.is_some());
                self.open_named(named);
            }
            _ => {}
        }
        self.history.has_arrived.set(true);
        self.take_as_told();
    }

    /// Leaves the address as it is: what has changed is not the visitor's doing, or came from there.
    pub fn take_as_told(self) {
        self.history.told.set(Some(self.address_with(&|_| true)));
    }

    /// Opens this event and no other; tells of one that is not there.
    fn open_named(self, id: Option<String>) {
        let known = id.as_deref().filter(|id| self.find(id).is_some());
        self.navigation.gone.set_if_new(id.is_some() && known.is_none());
        let open = known.map(|id| Open::Event(Arc::from(id)));
        if open.is_some() || matches!(self.navigation.open.get_untracked(), Some(Open::Event(_))) {
            self.navigation.open.set_if_new(open);
        }
    }

    /// The present state, without an event that cannot be shown yet, or at all, unless it came from there.
    fn address(self) -> Address {
        let can_open = part::can_open(self.parts);
        self.address_with(&|id| {
            let is_named = |told: &Address| told.event.as_deref() == Some(id);
            can_open
                || self
                    .history
                    .told
                    .with_untracked(|told| told.as_ref().is_some_and(is_named))
        })
    }

    /// The present state, with the query even if it is the one that visitors begin with.
    fn address_with(self, names_event: &dyn Fn(&str) -> bool) -> Address {
        let mut query = self.filter.query.get();
        query.text = query.text.trim_ascii().to_owned();
        let event = match self.navigation.open.get() {
            Some(Open::Event(id)) => Some((*id).to_owned()).filter(|id| names_event(id)),
            _ => None,
        };
        self.options.with(|options| Address {
            view: Some(self.navigation.view.get()).filter(|view| *view != options.first_view()),
            date: self.navigation.day.get().filter(|day| Some(*day) != options.date),
            past: self.navigation.wants_past.get(),
            query: Some(query),
            event,
            shared: false,
        })
    }

    /// Steps and filters are entries of their own. Typing is not, nor are steps while a key is held.
    fn write(self, before: &Address, now: &Address) {
        let is_step = *before
            == Address {
                date: before.date,
                ..now.clone()
            };
        let is_held = is_step && self.history.is_stepping.get_untracked();
        if is_step && !is_held {
            self.history.is_stepping.set(true);
            after(PAUSE, move || self.history.is_stepping.set(false));
        }
        if is_held || is_typed(before, now) {
            if !self.history.is_pending.get_untracked() {
                self.history.is_pending.set(true);
                after(PAUSE, move || self.write_pending());
            }
            return;
        }
        if self.history.is_pending.get_untracked() {
            self.history.is_pending.set(false);
            self.put(before, Entry::Same);
        }
        self.navigation.gone.set_if_new(false);
        self.put(now, Entry::New);
    }

    fn write_pending(self) {
        if self.history.is_pending.get_untracked() {
            self.history.is_pending.set(false);
            if let Some(told) = self.history.told.get_untracked() {
                self.put(&told, Entry::Same);
            }
        }
    }

    fn put(self, address: &Address, entry: Entry) {
        let begun = self.filter.begun();
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

impl History {
    /// Nothing has been told.
    pub(super) fn new() -> Self {
        Self {
            told: Signal::new(None),
            is_pending: Signal::new(false),
            is_stepping: Signal::new(false),
            has_arrived: Signal::new(false),
            scrolls_into_view: Signal::new(false),
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
