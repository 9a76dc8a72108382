//! What search engines read: the coming events as schema.org data in the partner's page. It comes with the
//! exports (`ui::part`).

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{document, on_cleanup};
use web_sys::{Element, Url};

use crate::app::{State, address_at};
use crate::dom::{Node, effect};
use crate::export::json_ld;
use crate::schedule::Occurrence;
use crate::ui::export::shown::in_context_with;
use crate::ui::link::address_of;

/// The most events that are told: search engines read no more of a page.
const MOST: usize = 200;

/// What one calendar has told.
struct Told {
    script: Element,
    uids: Vec<String>,
}

type Place = Rc<RefCell<Option<Told>>>;

thread_local! {
    /// What each calendar of the page tells: none repeats what another one has told.
    static TOLD: RefCell<Vec<Place>> = const { RefCell::new(Vec::new()) };
}

/// Keeps the data in the page's head up to date, for as long as the calendar is there.
pub fn structured(state: State) -> Node {
    let place: Place = Rc::new(RefCell::new(None));
    TOLD.with_borrow_mut(|all| all.push(Rc::clone(&place)));
    let leaving = send_wrapper::SendWrapper::new(Rc::clone(&place));
    on_cleanup(move || {
        take_back(&leaving);
        TOLD.with_borrow_mut(|all| all.retain(|other| !Rc::ptr_eq(other, &leaving)));
    });
    effect(move || {
        let all = state.catalog.all.get();
        // What is past by now changes by the day; by the minute it would be too often.
        state.clock.today.get();
        let now = state.clock.now.get_untracked();
        take_back(&place);
        let mut coming: Vec<Occurrence> = Vec::new();
        for one in all.iter().filter(|one| !one.is_past(now) && !is_told(one)) {
            if coming.len() == MOST {
                break;
            }
            // A series is told once: its other dates must not take the place of other events.
            if !coming.iter().any(|told| told.event.uid == one.event.uid) {
                coming.push(one.clone());
            }
        }
        let page = canonical_page();
        let address = |one: &Occurrence| canonical(state, page.as_deref(), one);
        let text = in_context_with(state, &address, |context| json_ld(&coming, context));
        let script = text.and_then(|text| script(&text));
        let uids = coming.iter().map(|one| one.event.uid.as_str().to_owned());
        *place.borrow_mut() = script.map(|script| Told {
            script,
            uids: uids.collect(),
        });
    });
    Node::Nothing
}

/// The event's own page, else its address in the canonical one.
fn canonical(state: State, page: Option<&str>, occurrence: &Occurrence) -> Option<String> {
    let page = page.filter(|_| occurrence.event.page.is_none());
    match (page, state.prefix()) {
        (Some(page), Some(prefix)) => Some(address_at(page, &prefix, &occurrence.id())),
        _ => address_of(state, occurrence),
    }
}

/// The page as it wants to be known: by its canonical link (RFC 6596), where that is on its own origin.
fn canonical_page() -> Option<String> {
    let document = document();
    let link = document.query_selector("link[rel=canonical][href]").ok()??;
    let base = document.base_uri().ok()??;
    let page = Url::new_with_base(&link.get_attribute("href")?, &base).ok()?;
    let own = leptos::prelude::window().location().origin().ok()?;
    (page.origin() == own).then(|| page.href())
}

fn is_told(occurrence: &Occurrence) -> bool {
    let uid = occurrence.event.uid.as_str();
    TOLD.with_borrow(|all| {
        let told = |place: &Place| {
            let told = place.borrow();
            told.as_ref()
                .is_some_and(|told| told.uids.iter().any(|known| known == uid))
        };
        all.iter().any(told)
    })
}

fn take_back(place: &Place) {
    if let Some(told) = place.borrow_mut().take() {
        told.script.remove();
    }
}

/// Data, which no browser runs. Its words are a text node, which Trusted Types let pass.
fn script(text: &str) -> Option<Element> {
    let document = document();
    let script = document.create_element("script").ok()?;
    script.set_attribute("type", "application/ld+json").ok()?;
    script.set_attribute("data-lichthof", "").ok()?;
    script.append_child(&document.create_text_node(text)).ok()?;
    document.head()?.append_child(&script).ok()?;
    Some(script)
}
