//! The body of a feed as the browser keeps it: what the details of its events are read from. The reading itself comes
//! with the part of the program that reads details.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::sync::{Arc, OnceLock, Weak};
use std::time::Duration;

use js_sys::Uint8Array;
use send_wrapper::SendWrapper;

use crate::event::{Details, Event, Origin, Source};
use crate::feed::{Context, Diagnostic, Feed, places_of, read_details};
use crate::i18n::IntlZones;
use crate::net::request::{body_from, text_of};
use crate::report::{Told, tell};

/// How long faults are gathered until the publisher is told of them, in milliseconds.
const GATHERED: u64 = 1_000;

/// A body that was read, and which stays what it was, whatever comes from the same address later. Of its entries
/// only those are in the program's memory that are read at the moment.
pub struct Entries {
    address: String,
    /// In the native format: of a feed in another one, what it was rewritten as.
    body: SendWrapper<RefCell<Uint8Array>>,
    /// What is known since the list was read, and what the publisher was told then.
    list: OnceLock<(Context, Vec<Diagnostic>)>,
    /// Where each entry stands, in bytes.
    places: OnceLock<Vec<Range<usize>>>,
}

/// Reads the details of events of one entry.
pub type ReadDetails = fn(&Entries, &Origin, &[&Event]) -> Vec<Details>;

#[cfg(feature = "split")]
const AT_FIRST: Option<ReadDetails> = None;
#[cfg(not(feature = "split"))]
const AT_FIRST: Option<ReadDetails> = Some(read);

thread_local! {
    /// The bodies that somebody may still ask.
    static KEPT: RefCell<Vec<Weak<Entries>>> = const { RefCell::new(Vec::new()) };
    static READ: Cell<Option<ReadDetails>> = const { Cell::new(AT_FIRST) };
    /// What is to be told of each address.
    static FAULTS: RefCell<Vec<(String, Vec<Diagnostic>)>> = const { RefCell::new(Vec::new()) };
}

/// Takes the way in which details are read. From then on they are there for whoever asks.
pub fn take_details(read: ReadDetails) {
    READ.set(Some(read));
}

impl Entries {
    pub(super) fn new(address: &str, body: Uint8Array) -> Arc<Self> {
        let entries = Arc::new(Self {
            address: address.to_owned(),
            body: SendWrapper::new(RefCell::new(body)),
            list: OnceLock::new(),
            places: OnceLock::new(),
        });
        KEPT.with_borrow_mut(|kept| {
            kept.retain(|one| one.strong_count() > 0);
            kept.push(Arc::downgrade(&entries));
        });
        entries
    }

    /// The address of the feed.
    pub(super) fn address(&self) -> &str {
        &self.address
    }

    /// Takes what the feed was rewritten as.
    pub(super) fn rewrite(&self, text: &str) {
        self.body.replace(body_from(text));
    }

    /// Takes what is known once the list was read.
    pub(super) fn take_list(&self, feed: &mut Feed) {
        let context = std::mem::take(&mut feed.context);
        let _ = self.list.set((context, feed.warnings.clone()));
    }
}

impl Source for Entries {
    fn read(&self, origin: &Origin, events: &[&Event]) -> Vec<Details> {
        READ.get()
            .map_or_else(Vec::new, |read| read(self, origin, events))
    }
}

/// Finds out where each entry stands in the bodies that were read, which the first details wait for: better while the
/// visitor is on the way to an event than when they open it.
pub fn prepare() {
    let kept: Vec<Weak<Entries>> = KEPT.with_borrow(Vec::clone);
    for entries in kept.iter().filter_map(Weak::upgrade) {
        places(&entries);
    }
}

fn places(entries: &Entries) -> &[Range<usize>] {
    let Some((context, _)) = entries.list.get() else {
        return &[];
    };
    entries
        .places
        .get_or_init(|| places_of(&text_of(&entries.body.borrow()).unwrap_or_default(), context))
}

/// Reads an entry, out of the browser's memory.
pub fn read(entries: &Entries, origin: &Origin, events: &[&Event]) -> Vec<Details> {
    let Some((context, told)) = entries.list.get() else {
        return Vec::new();
    };
    let place = places(entries).get(origin.entry);
    let part = place.map(|place| {
        let body = entries.body.borrow();
        body.subarray(place.start as u32, place.end as u32)
    });
    let Some(text) = part.and_then(|part| text_of(&part)) else {
        return Vec::new();
    };
    let reading = read_details(&text, context, &IntlZones, events);
    note(&entries.address, reading.faults, told);
    reading.details
}

/// Keeps in mind what the publisher is to be told besides what was told of the list.
fn note(address: &str, mut faults: Vec<Diagnostic>, told: &[Diagnostic]) {
    faults.retain(|fault| !told.iter().any(|told| told.is_same(fault)));
    if faults.is_empty() {
        return;
    }
    FAULTS.with_borrow_mut(|all| {
        if all.is_empty() {
            tell_later();
        }
        match all.iter_mut().find(|(known, _)| known == address) {
            Some((_, of_address)) => of_address.append(&mut faults),
            None => all.push((address.to_owned(), faults)),
        }
    });
}

/// Tells of what was gathered by then.
#[expect(
    clippy::disallowed_methods,
    reason = "what is known of a feed belongs to no calendar"
)]
fn tell_later() {
    let tell_all = || {
        for (address, warnings) in FAULTS.take() {
            let told = Told::Entries {
                address,
                skipped: Vec::new(),
                warnings,
            };
            tell(told, None);
        }
    };
    leptos::prelude::set_timeout(tell_all, Duration::from_millis(GATHERED));
}
