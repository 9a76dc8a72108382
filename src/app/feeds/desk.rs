//! The feeds of one calendar: what lies on its desk, and what visitors are told of it.

use std::any::Any;
use std::cell::RefCell;
use std::mem::take;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsValue;

use crate::app::feeds::Manner;
use crate::app::feeds::care::Asked;
use crate::app::feeds::changes::Changes;
use crate::app::feeds::shelf::{Lacking, Shelf};
use crate::app::feeds::windows::{Look, Reach, Windows};
use crate::app::navigation::Open;
use crate::app::state::State;
use crate::dom::{Listener, Scope, spawn};
use crate::event::Event;
use crate::feed::merge;
use crate::i18n::IntlZones;
use crate::net::{Ask, Loaded, Month, call_named, is_online, named, window};

/// The feeds of one calendar.
pub(super) struct Desk {
    pub(super) scope: Scope,
    /// The number of the reading that counts.
    pub(super) generation: u32,
    pub(super) shelves: Vec<Shelf>,
    /// True while others are waited for that come at nearly the same time.
    pub(super) is_gathering: bool,
    /// True once feeds are named that have not come.
    pub(super) is_slow: bool,
    /// True once all that was asked for at first has come.
    pub(super) is_settled: bool,
    /// True where a refresh waits for the visitor, or for the network.
    pub(super) is_due: bool,
    pub(super) changes: Option<Changes>,
    /// How they are read.
    pub(super) manner: Rc<Manner>,
    /// True once the next refresh is set.
    pub(super) is_timed: bool,
    /// How far a list goes through feeds that come in windows.
    pub(super) reach: Reach,
    /// True while something has come of windows that is not on show yet.
    pub(super) is_unshown: bool,
    /// How often all that has come was made one, and the number of what of that is on show.
    pub(super) turn: u32,
    pub(super) shown: u32,
    /// The number of the last of these that has other months than what was made one before it: what they add is no news.
    pub(super) grown: u32,
    /// True where other months are on show than before: what they add is no news.
    pub(super) has_grown: bool,
    /// The event that is looked for, and the months in which it may be.
    pub(super) sought: Option<(String, Vec<Month>)>,
    /// What was open when the page wanted to open that event.
    pub(super) open_before: Option<Open>,
    /// The words that days stand in, and whether they have been so for a while.
    pub(super) typed: (String, bool),
    /// What looks after the windows, where there are any.
    pub(super) follow: Option<Box<dyn Any>>,
    pub(super) _listeners: Vec<Listener>,
}

thread_local! {
    static DESKS: RefCell<Vec<Desk>> = const { RefCell::new(Vec::new()) };
}

/// Works on the feeds of a calendar; `None` where it has no desk.
pub(super) fn with_desk<T>(scope: Scope, work: impl FnOnce(&mut Desk) -> T) -> Option<T> {
    DESKS.with_borrow_mut(|desks| desks.iter_mut().find(|desk| desk.scope == scope).map(work))
}

/// The feeds of the present calendar that could not be read; `None` where it has one plain feed.
pub fn failed() -> Option<Vec<Lacking>> {
    with_desk(Scope::current(), |desk| {
        let failed = desk.shelves.iter().filter(|shelf| !shelf.failures.is_empty());
        failed.flat_map(Shelf::lackings).collect()
    })
}

/// The feeds of the present calendar that have not come yet, while others have.
pub fn slow() -> Vec<Lacking> {
    let slow = with_desk(Scope::current(), |desk| {
        let slow = desk
            .shelves
            .iter()
            .filter(|shelf| shelf.is_missing() && desk.is_slow);
        slow.map(Shelf::lacking).collect()
    });
    slow.unwrap_or_default()
}

/// What has changed just now.
pub fn changes() -> Option<Changes> {
    with_desk(Scope::current(), |desk| desk.changes)?
}

/// The colour that the partner gives a feed, by its name.
pub fn colour_of(name: &str) -> Option<String> {
    with_desk(Scope::current(), |desk| {
        let shelf = desk.shelves.iter().find(|shelf| shelf.name == name)?;
        shelf.asked.color.clone()
    })?
}

/// Puts a shelf up for each feed, with what is known of it from before.
pub(super) fn lay_out(state: State, wanted: Vec<Asked>, manner: Rc<Manner>, ask: Ask, generation: u32) {
    let scope = Scope::current();
    let is_there = with_desk(scope, |_| ()).is_some();
    if !is_there {
        let listeners = listeners(state);
        DESKS.with_borrow_mut(|desks| {
            desks.push(Desk {
                scope,
                generation,
                shelves: Vec::new(),
                is_gathering: false,
                is_slow: false,
                is_settled: false,
                is_due: false,
                changes: None,
                manner: Rc::clone(&manner),
                is_timed: false,
                reach: Reach::default(),
                is_unshown: false,
                turn: 0,
                shown: 0,
                grown: 0,
                has_grown: false,
                sought: None,
                open_before: None,
                typed: (String::new(), false),
                follow: None,
                _listeners: listeners,
            });
        });
        spawn(Occupied { scope, waker: None });
    }
    with_desk(scope, |desk| {
        let mut before = take(&mut desk.shelves);
        let shelf = |asked: Asked| {
            let known = before
                .iter()
                .position(|shelf| shelf.asked.address == asked.address);
            let Some(known) = known else {
                return Shelf::new(asked);
            };
            let mut shelf = before.swap_remove(known);
            shelf.is_pending = true;
            if let Some(windows) = &mut shelf.windows {
                // What is in the browser's memory is read anew where it is looked at.
                windows.begin_again(ask == Ask::IfNeeded);
            }
            Shelf { asked, ..shelf }
        };
        desk.shelves = wanted.into_iter().map(shelf).collect();
        if let [only] = &mut *desk.shelves
            && !is_there
            && only.windows.is_none()
            && state.source.is_ready()
        {
            // A plain feed, which has failed now and not before: what came then is its last good copy.
            let before = state.source.loaded.get_untracked();
            only.since = came(&only.asked.address).unwrap_or_default();
            only.loaded = (only.since > 0.0 && !before.events.is_empty()).then(|| Loaded::clone(&before));
        }
        desk.is_settled &= before.is_empty();
        desk.generation = generation;
        desk.is_gathering = false;
        desk.is_slow = false;
        desk.is_due = false;
        desk.manner = manner;
        desk.is_timed = false;
        desk.is_unshown = false;
    });
}

/// A task that waits for nothing: it is dropped with its calendar's others, and clears the desk then.
struct Occupied {
    scope: Scope,
    waker: Option<Waker>,
}

impl Future for Occupied {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Occupied {
    fn drop(&mut self) {
        // Held where the calendar has trapped at work on a desk: then that one stays.
        let cleared = DESKS.with(|desks| {
            let mut desks = desks.try_borrow_mut().ok()?;
            let at = desks.iter().position(|desk| desk.scope == self.scope)?;
            Some(desks.swap_remove(at))
        });
        // Its listeners and effects go when no borrow is held.
        drop(cleared);
        if let Some(waker) = self.waker.take() {
            // What is left of the task goes once it is looked at.
            waker.wake();
        }
    }
}

/// When an address was answered well for the last time, in milliseconds since 1970, by what the browser knows of it; where
/// it does not know how an answer was, when the first one came.
fn came(address: &str) -> Option<f64> {
    let performance = named(&window(), "performance");
    let entries = call_named(
        &performance,
        "getEntriesByName",
        &address.into(),
        &JsValue::UNDEFINED,
    )?;
    let entries = js_sys::Array::from(&entries);
    let number = |entry: &JsValue, name: &str| named(entry, name).as_f64();
    let is_good = |entry: &JsValue| {
        let status = number(entry, "responseStatus");
        status.is_some_and(|status| (200.0..400.0).contains(&status))
    };
    let good = entries.iter().rfind(is_good);
    let is_unknown = |entry: &JsValue| number(entry, "responseStatus").is_none();
    let entry = good.or_else(|| entries.iter().find(is_unknown))?;
    Some(number(&performance, "timeOrigin")? + number(&entry, "responseEnd")?)
}

/// On return and on reconnection what is due is asked for at once.
fn listeners(state: State) -> Vec<Listener> {
    let scope = Scope::current();
    let document = leptos::prelude::document();
    let seen = Listener::new(&document, "visibilitychange", move |_| {
        if with_desk(scope, |desk| desk.is_due) == Some(true) {
            refresh(state);
        }
    });
    let online = Listener::new(&leptos::prelude::window(), "online", move |_| {
        if with_desk(scope, |desk| desk.manner.refresh.is_some()) == Some(true) {
            refresh(state);
        }
    });
    vec![seen, online]
}

/// Asks for all feeds anew; later where nobody looks, or where there is no network.
pub(super) fn refresh(state: State) {
    let document = leptos::prelude::document();
    let is_seen = named(&document, "hidden") == JsValue::FALSE;
    if is_seen && is_online() {
        state.load(Ask::Always);
    } else {
        with_desk(Scope::current(), |desk| desk.is_due = true);
    }
}

impl Desk {
    /// The feeds that come in windows.
    pub(super) fn windows(&self) -> impl Iterator<Item = &Windows> {
        self.shelves.iter().filter_map(|shelf| shelf.windows.as_ref())
    }

    /// Adds the months that are to be asked for; true where others are on show than before.
    pub(super) fn want(&mut self, seen: &Look, wanted: &mut Vec<(usize, String, bool)>) -> bool {
        let mut changes = false;
        for (at, shelf) in self.shelves.iter_mut().enumerate() {
            let Some(windows) = &mut shelf.windows else {
                continue;
            };
            let (own, own_changes) = windows.want(seen);
            wanted.extend(own.into_iter().map(|(address, is_known)| (at, address, is_known)));
            changes |= own_changes;
        }
        changes
    }

    /// All that has come, as one.
    pub(super) fn together(&self, floating: &crate::time::Zone) -> Loaded {
        let is_real = |shelf: &&Shelf| !shelf.asked.is_preview;
        let lacks = self
            .shelves
            .iter()
            .filter(is_real)
            .any(|shelf| shelf.loaded.is_none());
        let is_alone = !self.shelves.iter().any(|shelf| is_real(&shelf));
        // A preview is there until all is there that it stands for.
        let shown = self
            .shelves
            .iter()
            .filter(|shelf| !shelf.asked.is_preview || lacks || is_alone);
        let mut all = Loaded {
            // 0 says that nothing was asked for; months were, whatever they have.
            revision: u64::from(self.windows().next().is_some()),
            ..Loaded::default()
        };
        let mut lists: Vec<&[Arc<Event>]> = Vec::new();
        for shelf in shown {
            all.failures.extend(shelf.failures.iter().cloned());
            let Some(loaded) = &shelf.loaded else { continue };
            lists.push(&loaded.events);
            all.join(loaded);
            all.revision = all.revision.rotate_left(7) ^ loaded.revision;
        }
        all.events = match lists[..] {
            [events] => events.to_vec(),
            _ => merge(&lists, floating, &IntlZones),
        };
        all
    }
}
