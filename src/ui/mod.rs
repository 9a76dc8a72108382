//! The Leptos components: they read signals and return markup. What can be reckoned without a browser
//! is reckoned in the other rooms.
//!
//! The DOM that partners and tests may count on: every rendered occurrence of an event carries
//! `part="event"` and `data-uid`; further parts are listed in the README.

mod calendar;
mod choices;
mod companion;
mod detail;
mod export;
mod filter;
mod grid;
mod heading;
mod language;
mod link;
mod list;
mod message;
mod part;
mod picture;
mod toolbar;
mod unopened;

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use web_sys::HtmlElement;

use crate::app::{Notify, Options, State, bring_by};
use crate::dom::{Built, Scope};
use crate::net::Ask;
use crate::time::Date;

/// A calendar on a page. Dropping it takes it off again, with all its listeners.
pub struct Mounted {
    scope: Scope,
    state: State,
    _handle: UnmountHandle<Built>,
}

/// Puts a calendar into `div` and loads its feeds.
pub fn mount(div: HtmlElement, options: Options, notify: Notify) -> Option<Mounted> {
    bring_by(|part| Box::pin(part::bring(part)));
    let scope = Scope::begin();
    let made = Rc::new(Cell::new(None));
    let mut parts = Some((options, notify));
    let mut handle = None;
    scope.enter(&mut || {
        let Some((options, notify)) = parts.take() else {
            return;
        };
        let make = Rc::clone(&made);
        handle = Some(mount_to_renderer(&div, move || {
            let state = State::new(options, notify);
            make.set(Some(state));
            state.follow_changes();
            state.write_changes();
            state.load(Ask::IfNeeded);
            calendar::calendar(state)
        }));
    });
    Some(Mounted {
        scope,
        state: made.get()?,
        _handle: handle?,
    })
}

impl Drop for Mounted {
    fn drop(&mut self) {
        // First: nothing may run while the rest goes.
        self.scope.end();
    }
}

impl Mounted {
    /// The number that stands for the calendar.
    pub fn number(&self) -> u32 {
        self.scope.number()
    }

    /// Takes new options.
    pub fn update(&self, options: Options) {
        let mut options = Some(options);
        self.scope.enter(&mut || {
            if let Some(options) = options.take() {
                self.state.update(options);
            }
        });
    }

    /// Shows the period of a day.
    pub fn go_to(&self, day: Date) {
        self.scope.enter(&mut || self.state.go_to(day));
    }

    /// Opens an event by its uid, as a click does; false if there is none.
    pub fn open(&self, uid: &str) -> bool {
        let mut is_known = false;
        self.scope.enter(&mut || is_known = self.state.open_event(uid));
        is_known
    }

    /// Loads the feeds anew.
    pub fn refresh(&self) {
        self.scope.enter(&mut || self.state.load(Ask::Always));
    }
}
