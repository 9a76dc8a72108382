//! The visitor's stars: which events, and which talks of them, they mean to keep in mind. They stay in this browser, and
//! nothing is stored before the first one.

use std::cell::RefCell;

use web_sys::Storage;

use crate::dom::{Listener, Shared, Signal, after, hold};
use crate::text::{decode, encode, parted};

/// The name under which the uids stand, percent-encoded, one to a line.
const KEY: &str = "lichthof.stars";
/// Stands between the uid of an event and the key of a talk: in no text of a feed.
const TALK: char = '\u{1f}';
/// The most stars; the oldest go first.
const MOST: usize = 1_000;

/// How long it is said what was done, in milliseconds: as long as two sentences take to read.
const SAID: u64 = 8_000;

/// The uids of the starred events, in the order in which they were starred.
type Starred = Shared<Vec<String>>;

/// How a star was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StarFeedback {
    /// As the first one in this browser.
    First,
    /// Beside others.
    Stored,
    /// As long as the page is open: the browser stores nothing here.
    Unstored,
    /// Not any more.
    Taken,
}

thread_local! {
    /// The signals of all calendars of the page: a star of one is a star of all.
    static FOLLOWERS: RefCell<Vec<Signal<Starred>>> = const { RefCell::new(Vec::new()) };
}

/// The events that the visitor has starred, and what was done with the last star.
#[derive(Clone, Copy)]
pub struct Stars {
    starred: Signal<Starred>,
    /// What was done with the last star.
    pub feedback: Signal<Option<StarFeedback>>,
    /// How many stars were set or taken: what is said of one ends only while it is the last.
    turn: Signal<u32>,
}

impl Stars {
    /// The stars, as they are and as they become, in this page and in others of the site.
    pub(super) fn new() -> Self {
        let known = FOLLOWERS.with_borrow_mut(|all| {
            all.retain(|stars| stars.is_alive());
            all.first().map(|stars| stars.get_untracked())
        });
        let starred = Signal::new(known.unwrap_or_else(|| Shared::new(stored())));
        FOLLOWERS.with_borrow_mut(|all| all.push(starred));
        hold(Listener::new(&leptos::prelude::window(), "storage", move |_| {
            let now = stored();
            // A site keeps other things there, too, and each row has a star.
            if starred.with_untracked(|known| **known != now) {
                starred.set(Shared::new(now));
            }
        }));
        Self {
            starred,
            feedback: Signal::new(None),
            turn: Signal::new(0),
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.starred.with(|starred| starred.len())
    }

    /// True if the event with this uid has a star.
    pub fn has(self, uid: &str) -> bool {
        self.starred
            .with(|starred| starred.iter().any(|known| known == uid))
    }

    /// Sets or takes the star of an event, or of a [talk](talk_name), and says so. With an event its talks lose theirs;
    /// with a talk its event, `of`, gets one.
    pub fn toggle(self, name: &str, of: Option<&str>) {
        let mut all: Vec<String> = self.starred.with_untracked(|starred| (**starred).clone());
        let before = all.len();
        all.retain(|known| {
            let rest = known.strip_prefix(name);
            rest.is_none_or(|rest| !rest.is_empty() && !rest.starts_with(TALK))
        });
        let is_taken = all.len() < before;
        if !is_taken {
            if let Some(of) = of
                && !self.has(of)
            {
                all.push(of.to_owned());
            }
            all.push(name.to_owned());
            let extra = all.len().saturating_sub(MOST);
            all.drain(..extra);
        }
        let is_first = before == 0 && storage().is_some_and(|storage| read(&storage).is_none());
        let is_stored = store(&all);
        let starred = Shared::new(all);
        let followers = FOLLOWERS.with_borrow(Clone::clone);
        for follower in followers {
            follower.set(starred.clone());
        }
        self.feedback.set(Some(match (is_taken, is_stored, is_first) {
            (true, ..) => StarFeedback::Taken,
            (false, false, _) => StarFeedback::Unstored,
            (false, true, true) => StarFeedback::First,
            (false, true, false) => StarFeedback::Stored,
        }));
        let turn = self.turn.get_untracked() + 1;
        self.turn.set(turn);
        after(SAID, move || {
            // A later star has its own time.
            if self.turn.get_untracked() == turn {
                self.feedback.set(None);
            }
        });
    }
}

/// What the star of a talk is kept by.
pub fn talk_name(uid: &str, key: &str) -> String {
    let mut name = uid.to_owned();
    name.push(TALK);
    name.push_str(key);
    name
}

/// Where the browser keeps things, if it lets the page.
fn storage() -> Option<Storage> {
    leptos::prelude::window().local_storage().ok().flatten()
}

fn read(storage: &Storage) -> Option<String> {
    storage.get_item(KEY).ok().flatten()
}

fn stored() -> Vec<String> {
    let text = storage().and_then(|storage| read(&storage)).unwrap_or_default();
    let lines = parted(&text, b'\n').filter(|line| !line.is_empty());
    let uids = lines.filter_map(|line| String::from_utf8(decode(line)).ok());
    uids.take(MOST).collect()
}

/// Without stars nothing stays behind. False if the browser does not store.
fn store(uids: &[String]) -> bool {
    let Some(storage) = storage() else { return false };
    if uids.is_empty() {
        return storage.remove_item(KEY).is_ok();
    }
    let mut text = String::new();
    for uid in uids {
        encode(uid, &mut text);
        text.push('\n');
    }
    storage.set_item(KEY, &text).is_ok()
}
