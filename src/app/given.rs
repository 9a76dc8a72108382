//! The state of a calendar as the page has it: read at any time, and set in parts. What sets it, and what tells of
//! what a filter leaves, comes with parts of the program.

use std::sync::Arc;

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;

use crate::app::address::Address;
use crate::app::navigation::Open;
use crate::app::notify::Notice;
use crate::app::options::ViewKind;
use crate::app::parameters::parameters;
use crate::app::state::State;
use crate::dom::{Scope, after};
use crate::filter::{Facet, Interner, Query};
use crate::layout::Selection;
use crate::report::{Complaint, Expected, Told, tell};
use crate::text::{FINGERPRINT_OF_NOTHING, fingerprint, parted, split_once};
use crate::time::{Date, parse_date};

/// How long what is left stands still before the page is told, in milliseconds.
const PAUSE: u64 = 100;
/// The most uids of events that are left which the page is told of.
const MAX_UIDS: usize = 2_000;

/// Where a visitor is, and what they filter by.
pub struct Standing {
    /// The view.
    pub view: ViewKind,
    /// The day that grids are about, where one is chosen: else it is today.
    pub day: Option<Date>,
    /// What is filtered by.
    pub query: Query,
    /// True while the list shows what is past because the visitor wants it.
    pub past: bool,
    /// The open event, as [`crate::schedule::Occurrence::id`] names it.
    pub event: Option<Arc<str>>,
}

/// What a page says of one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// `null`.
    Nothing,
    /// `true` or `false`.
    Whether(bool),
    /// A text.
    Text(String),
    /// Something else.
    Other,
}

/// What of a state is to change; `None` leaves it as it is.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    view: Option<ViewKind>,
    day: Option<Option<Date>>,
    query: Option<Query>,
    starred: Option<bool>,
    past: Option<bool>,
    event: Option<Option<String>>,
}

impl State {
    /// The present state.
    pub fn standing(self) -> Standing {
        let navigation = self.navigation;
        let event = match navigation.open.get_untracked() {
            Some(Open::Event(id)) => Some(id),
            _ => None,
        };
        Standing {
            view: navigation.view.get_untracked(),
            day: navigation.day.get_untracked(),
            query: self.filter.query.get_untracked(),
            past: navigation.wants_past.get_untracked(),
            event,
        }
    }

    /// Sets what the page says of the state, by the names of its properties, and tells of what could not be used.
    pub fn set_standing(self, said: &dyn Fn(&str) -> Option<Said>) {
        let views = self.options.with_untracked(|options| options.views.clone());
        let is_known = |id: &str| self.find(id).is_some();
        let (wanted, complaints) = read(said, &views, &is_known);
        let navigation = self.navigation;
        if let Some(view) = wanted.view {
            navigation.view.set_if_new(view);
        }
        if let Some(day) = wanted.day {
            navigation.day.set_if_new(day);
        }
        if let Some(past) = wanted.past {
            self.show_past(past);
        }
        let mut query = self.filter.query.get_untracked();
        if let Some(given) = wanted.query {
            query = given;
        }
        query.starred = wanted.starred.unwrap_or(query.starred);
        self.filter.query.set_if_new(query);
        if let Some(event) = wanted.event {
            let is_open = matches!(navigation.open.get_untracked(), Some(Open::Event(_)));
            match event {
                Some(id) => navigation.open.set_if_new(Some(Open::Event(id.into()))),
                None if is_open => navigation.close(),
                None => {}
            }
        }
        for complaint in complaints {
            let (scope, notify) = (Scope::current(), self.notify());
            let hear = move |message: &str| {
                scope.enter(&mut || {
                    notify.tell(Notice::Error {
                        kind: "state",
                        message,
                    });
                });
            };
            tell(Told::Attribute(complaint), Some(Box::new(hear)));
        }
    }

    /// Tells the page which events the filter leaves, where these are others than before, once they stand still: behind
    /// the list, so that a key waits for the list alone. An effect runs it.
    pub fn tell_left(self) {
        let left = self.catalog.left.get();
        after(PAUSE, move || {
            if self.source.is_ready() && self.catalog.left.get() == left {
                self.tell_left_now(&left);
            }
        });
    }

    fn tell_left_now(self, left: &Selection) {
        let query = self.filter.query.get();
        let uids = distinct_uids(left);
        let mark = mark_of(&uids);
        let before = match self.filter.left.get_untracked() {
            0 if query.is_empty() => mark,
            0 => self
                .catalog
                .all
                .with_untracked(|all| mark_of(&distinct_uids(all))),
            before => before,
        };
        self.filter.left.set(mark);
        if mark != before {
            self.notify().tell(Notice::Filter {
                filter: &query.to_text(),
                uids: &array(&uids),
            });
        }
    }
}

/// The uids of the events that are meant, each once, in the order of their first dates.
fn distinct_uids(events: &Selection) -> Vec<&str> {
    let mut uids: Vec<&str> = Vec::new();
    let mut seen = Interner::default();
    for one in events.iter() {
        let uid = one.event.uid.as_str();
        if seen.number(uid) == uids.len() {
            uids.push(uid);
        }
    }
    uids
}

fn mark_of(uids: &[&str]) -> usize {
    let mark = uids
        .iter()
        .fold(FINGERPRINT_OF_NOTHING, |mark, uid| fingerprint(mark, uid));
    mark as usize | 1
}

/// The first of these texts as an array of the page's.
fn array(texts: &[&str]) -> JsValue {
    let array = Array::new();
    for (place, text) in (0_u32..).zip(texts.iter().take(MAX_UIDS)) {
        // Setting an element of an array does not fail.
        let _ = Reflect::set(&array, &place.into(), &JsValue::from_str(text));
    }
    array.into()
}

/// Reads what a page says, and what of it cannot be used. Other properties are passed over.
fn read(
    said: &dyn Fn(&str) -> Option<Said>,
    views: &[ViewKind],
    is_known: &dyn Fn(&str) -> bool,
) -> (Wanted, Vec<Complaint>) {
    let mut complaints = Vec::new();
    let mut complain = |attribute, said: Said, expected| {
        let value = match said {
            Said::Nothing => "null".to_owned(),
            Said::Whether(true) => "true".to_owned(),
            Said::Whether(false) => "false".to_owned(),
            Said::Text(text) => text,
            Said::Other => "[object]".to_owned(),
        };
        complaints.push(Complaint {
            attribute,
            value,
            expected,
        });
    };
    let mut wanted = Wanted::default();
    if let Some(said) = said("view") {
        wanted.view = text(&said)
            .and_then(ViewKind::from_name)
            .filter(|view| views.contains(view));
        if wanted.view.is_none() {
            complain("state.view", said, Expected::OneOfViews);
        }
    }
    if let Some(said) = said("date") {
        wanted.day = match &said {
            Said::Nothing => Some(None),
            other => text(other).and_then(parse_date).map(Some),
        };
        if wanted.day.is_none() {
            complain("state.date", said, Expected::DateOrNone);
        }
    }
    if let Some(said) = said("filter") {
        wanted.query = text(&said).and_then(query);
        if wanted.query.is_none() {
            complain("state.filter", said, Expected::Filter);
        }
    }
    for (name, attribute, place) in [
        ("starred", "state.starred", &mut wanted.starred),
        ("past", "state.past", &mut wanted.past),
    ] {
        match said(name) {
            None => {}
            Some(Said::Whether(is_wanted)) => *place = Some(is_wanted),
            Some(other) => complain(attribute, other, Expected::Whether),
        }
    }
    if let Some(said) = said("event") {
        wanted.event = match &said {
            Said::Nothing => Some(None),
            other => text(other)
                .filter(|id| is_known(id))
                .map(|id| Some(id.to_owned())),
        };
        if wanted.event.is_none() {
            complain("state.event", said, Expected::Event);
        }
    }
    (wanted, complaints)
}

fn text(said: &Said) -> Option<&str> {
    match said {
        Said::Text(text) => Some(text),
        _ => None,
    }
}

/// A filter as an address has it, or, where nothing in it is named so, as it is typed.
fn query(said: &str) -> Option<Query> {
    if split_once(said, "=").is_none() {
        return Some(Query {
            text: said.to_owned(),
            ..Query::default()
        });
    }
    let known = |name: &str| {
        let is_known = matches!(name, "q" | "starred") || Facet::from_name(name).is_some();
        is_known.then(|| name.to_owned())
    };
    // All of it, or nothing: half a filter leaves what nobody asked for.
    if parameters(said, &known).len() != parted(said, b'&').count() {
        return None;
    }
    let mut named = String::new();
    for parameter in parted(said, b'&') {
        named.push_str("&s.");
        named.push_str(parameter);
    }
    Address::read(&named, "s").query
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(said: &[(&str, Said)]) -> (Wanted, Vec<(&'static str, String)>) {
        let look = |name: &str| {
            let found = said.iter().find(|(known, _)| *known == name)?;
            Some(found.1.clone())
        };
        let (wanted, complaints) = read(&look, &[ViewKind::List, ViewKind::Month], &|id| id == "known");
        let told = complaints
            .into_iter()
            .map(|complaint| (complaint.attribute, complaint.value));
        (wanted, told.collect())
    }

    fn text(text: &str) -> Said {
        Said::Text(text.to_owned())
    }

    #[test]
    fn what_is_not_named_stays_as_it_is() {
        assert_eq!(given(&[("colour", text("red"))]), (Wanted::default(), Vec::new()));
        let (wanted, told) = given(&[("view", text("month")), ("date", Said::Nothing)]);
        let expected = Wanted {
            view: Some(ViewKind::Month),
            day: Some(None),
            ..Wanted::default()
        };
        assert_eq!((wanted, told), (expected, Vec::new()));
    }

    #[test]
    fn all_that_a_state_says_is_read() {
        let (wanted, told) = given(&[
            ("view", text("list")),
            ("date", text("2026-05-12")),
            ("filter", text("q=rust%20abend&type=Vortrag")),
            ("starred", Said::Whether(true)),
            ("past", Said::Whether(false)),
            ("event", text("known")),
        ]);
        let expected = Wanted {
            view: Some(ViewKind::List),
            day: Some(Date::from_ymd_opt(2026, 5, 12)),
            query: Some(Query {
                text: "rust abend".to_owned(),
                chosen: vec![(Facet::Type, "Vortrag".to_owned())],
                starred: false,
            }),
            starred: Some(true),
            past: Some(false),
            event: Some(Some("known".to_owned())),
        };
        assert_eq!((wanted, told), (expected, Vec::new()));
    }

    #[test]
    fn a_filter_without_names_is_what_is_typed() {
        for typed in ["", "rust abend", "type:Vortrag"] {
            let (wanted, _) = given(&[("filter", text(typed))]);
            assert_eq!(wanted.query.map(|query| query.text).as_deref(), Some(typed));
        }
    }

    #[test]
    fn what_cannot_be_used_is_told_and_changes_nothing() {
        let (wanted, told) = given(&[
            // On no offer here.
            ("view", text("week")),
            ("date", text("tomorrow")),
            ("filter", text("type=Vortrag&colour=red")),
            ("starred", text("yes")),
            ("past", Said::Nothing),
            ("event", text("unknown")),
        ]);
        assert_eq!(wanted, Wanted::default());
        let expected = [
            ("state.view", "week"),
            ("state.date", "tomorrow"),
            ("state.filter", "type=Vortrag&colour=red"),
            ("state.starred", "yes"),
            ("state.past", "null"),
            ("state.event", "unknown"),
        ];
        assert_eq!(
            told,
            expected.map(|(attribute, value)| (attribute, value.to_owned()))
        );
        let all = ["view", "date", "filter", "starred", "past", "event"].map(|name| (name, Said::Other));
        assert_eq!(given(&all).1.len(), 6);
    }
}
