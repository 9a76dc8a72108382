//! The Leptos components: they read signals and return markup. What can be reckoned without a browser
//! is reckoned in the other rooms.
//!
//! The DOM that partners and tests may count on: every rendered occurrence of an event carries
//! `part="event"` and `data-uid`; further parts are listed in the README.

mod calendar;
mod choices;
mod companion;
mod date_field;
mod detail;
mod export;
mod feeds;
mod filter;
mod given;
mod grid;
mod heading;
mod language;
mod legend;
mod link;
mod list;
mod message;
mod part;
mod picture;
mod step;
mod toolbar;
mod unopened;
mod wrapped;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::mount::{UnmountHandle, mount_to_renderer};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use crate::app::{Notify, Options, State, bring_by};
use crate::dom::{Built, Scope, reactive};
use crate::net::Ask;
use crate::time::Date;

/// A calendar on a page. Dropping it takes it off again, with all its listeners.
pub struct Mounted {
    scope: Scope,
    state: State,
    _handle: UnmountHandle<Built>,
}

/// A calendar that companions may serve.
#[derive(Clone)]
struct Calendar {
    scope: Scope,
    state: State,
    /// Where it stands, in the element's shadow root.
    div: HtmlElement,
}

thread_local! {
    static CALENDARS: RefCell<Vec<Calendar>> = const { RefCell::new(Vec::new()) };
}

impl Calendar {
    /// Those on the page.
    fn all() -> Vec<Self> {
        CALENDARS.with_borrow(Vec::clone)
    }
}

/// Lets companions know that a calendar is about to leave, or, where it has trapped, has left.
pub fn leave(scope: Scope, trapped: Option<Scope>) {
    CALENDARS.with_borrow_mut(|all| all.retain(|calendar| calendar.scope != scope));
    part::companions_changed(trapped);
}

/// Puts a calendar into `div` and loads its feeds, or puts a companion there.
pub fn mount(div: HtmlElement, options: Options, notify: Notify) -> Option<Mounted> {
    bring_by(|part| Box::pin(part::bring(part)));
    let scope = Scope::begin();
    let made = Rc::new(Cell::new(None));
    let is_companion = options.companion.is_some();
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
            match is_companion {
                true => reactive(move || part::companion(state)),
                false => calendar::calendar(state),
            }
        }));
    });
    let state = made.get()?;
    if !is_companion {
        CALENDARS.with_borrow_mut(|all| all.push(Calendar { scope, state, div }));
        part::companions_changed(None);
    }
    Some(Mounted {
        scope,
        state,
        _handle: handle?,
    })
}

impl Drop for Mounted {
    fn drop(&mut self) {
        leave(self.scope, None);
        // Nothing may run while the rest goes.
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

    /// What the calendar shows, having set what the page says of it, if it says anything.
    pub fn state(&self, said: JsValue) -> JsValue {
        let mut state = JsValue::UNDEFINED;
        self.scope.enter(&mut || state = part::state(self.state, &said));
        state
    }

    /// Loads the feeds anew.
    pub fn refresh(&self) {
        self.scope.enter(&mut || self.state.load(Ask::Always));
    }
}
