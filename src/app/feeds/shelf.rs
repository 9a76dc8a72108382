//! One feed of a calendar, and what has come of it.

use std::mem::take;

use crate::app::feeds::care::Asked;
use crate::app::feeds::windows::Windows;
use crate::error::Error;
use crate::net::{Loaded, Month, as_of, is_windowed, origin};
use crate::text::split_once;
use crate::time::Date;

/// One feed, and what has come of it.
pub(super) struct Shelf {
    pub(super) asked: Asked,
    /// What visitors know it by.
    pub(super) name: String,
    /// What was read last.
    pub(super) loaded: Option<Loaded>,
    /// When that came, in milliseconds since 1970.
    pub(super) since: f64,
    pub(super) failures: Vec<Error>,
    pub(super) is_pending: bool,
    /// Its months, where it comes in windows: `loaded` and `failures` are made of them.
    pub(super) windows: Option<Windows>,
}

/// A feed that visitors are told of.
pub struct Lacking {
    /// What it is called.
    pub name: String,
    /// When its last good copy came, in milliseconds since 1970; `None` where there is none.
    pub since: Option<f64>,
    /// The first day of the month that is missing, where the feed comes in windows.
    pub month: Option<Date>,
}

impl Shelf {
    pub(super) fn new(asked: Asked) -> Self {
        Self {
            name: asked.label.clone().unwrap_or_else(|| host(&asked.address)),
            loaded: None,
            since: 0.0,
            failures: Vec::new(),
            is_pending: true,
            windows: is_windowed(&asked.address).then(|| Windows::new(asked.address.clone(), None)),
            asked,
        }
    }

    /// True while something of it is on its way that was asked for to be shown.
    pub(super) fn is_waiting(&self) -> bool {
        match &self.windows {
            Some(windows) => windows.are_pending(),
            None => self.is_pending,
        }
    }

    /// True where there is something to show: not while months without events may be followed by others.
    pub(super) fn has_some(&self) -> bool {
        let is_any = |loaded: &Loaded| !loaded.events.is_empty() || !self.is_waiting_for_windows();
        self.loaded.as_ref().is_some_and(is_any)
    }

    /// True where an index has led to its months.
    pub(super) fn has_index(&self) -> bool {
        self.windows.is_some() && !is_windowed(&self.asked.address)
    }

    pub(super) fn is_waiting_for_windows(&self) -> bool {
        self.windows.as_ref().is_some_and(Windows::are_pending)
    }

    /// True while nothing has come.
    pub(super) fn is_missing(&self) -> bool {
        self.is_waiting() && self.loaded.is_none() && !self.asked.is_preview
    }

    pub(super) fn lacking(&self) -> Lacking {
        Lacking {
            name: self.name.clone(),
            since: self.loaded.is_some().then_some(self.since),
            month: None,
        }
    }

    /// What it lacks: itself, or each of its months that failed.
    pub(super) fn lackings(&self) -> Vec<Lacking> {
        let Some(windows) = &self.windows else {
            return vec![self.lacking()];
        };
        let of_month = |(month, _): (Month, &Error)| Lacking {
            name: self.name.clone(),
            since: None,
            month: Some(month.first()),
        };
        windows.failures().map(of_month).collect()
    }

    /// What was read last of an address of it.
    pub(super) fn known(&self, address: &str) -> Option<&Loaded> {
        match &self.windows {
            Some(windows) => windows.at(address)?.loaded.as_ref(),
            None => self.loaded.as_ref(),
        }
    }

    /// Takes what has come of a month. What the server does not have is a month without events.
    pub(super) fn take_window(&mut self, address: &str, mut loaded: Loaded, now: f64) {
        let Some(window) = self.windows.as_mut().and_then(|windows| windows.at_mut(address)) else {
            return;
        };
        window.is_pending = false;
        if loaded.events.is_empty() {
            loaded.failures.retain(|failure| !failure.is_missing());
        }
        window.failure = take(&mut loaded.failures).pop();
        let before = window.loaded.as_ref().map_or(0, |before| before.events.len());
        // What came before stays where less of it can be read now.
        if window.failure.is_none() || loaded.events.len() > before {
            window.loaded = Some(loaded);
        }
        self.since = now;
        self.join_windows();
    }

    /// Makes what is on show of what has come of its months.
    pub(super) fn join_windows(&mut self) {
        if let Some(windows) = &self.windows {
            self.loaded = windows.together();
            self.failures = windows.failures().map(|(_, failure)| failure.clone()).collect();
        }
    }

    /// Takes what has come. What came before stays where less of it can be read now.
    pub(super) fn take(&mut self, mut loaded: Loaded, now: f64) {
        self.is_pending = false;
        self.failures = take(&mut loaded.failures);
        let has_failed = !self.failures.is_empty();
        let before = self.loaded.as_ref().map_or(0, |before| before.events.len());
        if has_failed && loaded.events.len() <= before && self.loaded.is_some() {
            return;
        }
        if has_failed && loaded.events.is_empty() {
            return;
        }
        self.since = as_of(&self.asked.address).unwrap_or(now);
        self.loaded = Some(loaded);
    }
}

/// The host of an address, which stands for a feed without a name.
pub(super) fn host(address: &str) -> String {
    let origin = origin(address).unwrap_or_default();
    split_once(origin, "://")
        .map_or(origin, |(_, host)| host)
        .to_owned()
}
