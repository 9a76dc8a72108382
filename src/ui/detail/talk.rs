//! A single talk of an event: its star, its address, and the way from there to it.

use std::cell::RefCell;

use leptos::prelude::window;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use crate::app::{State, talk_name};
use crate::dom::{
    Element, Listener, Node, Reference, button, classed, closest, el, hold, next_frame, page, truth,
};
use crate::event::ProgrammeItem;
use crate::i18n::{DetailWords, fill, isolated};
use crate::schedule::Occurrence;
use crate::text::{cut, decode};
use crate::ui::calendar::is_plain;

thread_local! {
    /// The fragment that has led to its talk: who opens the event again for another reason begins at its top.
    static FOLLOWED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The part of an address behind its `#` that leads to a talk; `None` where the calendar has no name in addresses.
fn fragment(state: State, key: &str) -> Option<String> {
    let name = state.options.with(|options| options.name.clone())?;
    Some(["#", &name, ".talk=", key].concat())
}

/// The address of a talk: that of the event in this page, with the talk behind it.
pub fn talk_address(state: State, occurrence: &Occurrence, key: &str) -> Option<String> {
    let event = state.event_to_share(&occurrence.id())?;
    Some([cut(&event, b"#").0, &fragment(state, key)?].concat())
}

/// A link to a talk, still without words. `leads` runs when it is followed within the page, behind the address.
pub fn talk_link(
    state: State,
    occurrence: &Occurrence,
    key: &str,
    leads: impl Fn(&Event) + 'static,
) -> Option<Element> {
    let own = fragment(state, key)?;
    let address = talk_address(state, occurrence, key)?;
    let link = el("a").attr("href", address).on("click", move |event| {
        if !is_plain(&event) {
            return;
        }
        if let Ok(here) = window().location().href() {
            page::replace_address(&[cut(&here, b"#").0, &own].concat());
        }
        FOLLOWED.take();
        leads(&event);
    });
    Some(link)
}

/// The star of a talk and the link to it.
pub fn tools(state: State, occurrence: &Occurrence, item: &ProgrammeItem, key: &str) -> Node {
    if !state.options.with(|options| options.controls.export) {
        return Node::Nothing;
    }
    let uid = occurrence.event.uid.as_str().to_owned();
    let name = talk_name(&uid, key);
    let title = isolated(&item.title.value);
    let words = DetailWords::of(state.strings().tag());
    let label = fill(state.strings().star(), &[&title]);
    let starred = name.clone();
    let star = button("lh-star lh-talk-star")
        .attr("lang", state.own_language())
        .attr("data-star-talk", key.to_owned())
        .attr("aria-label", label)
        .attr("title", state.strings().star_hint())
        .reactive_attr("aria-pressed", move || truth(state.stars.has(&starred)).into())
        .on("click", move |_| state.stars.toggle(&name, Some(&uid)));
    let here = key.to_owned();
    let link = talk_link(state, occurrence, key, move |event| {
        event.prevent_default();
        if let Some(programme) = closest(event, "section")
            && mark(&programme, &here)
        {
            FOLLOWED.replace(hash());
        }
    });
    let link = link.map(|link| {
        link.attr("class", "lh-talk-link")
            .attr("lang", state.own_language())
            .attr("aria-label", fill(words.link_to(), &[&title]))
            .attr("title", fill(words.link_to(), &[&title]))
            .child("#")
    });
    classed("span", "lh-talk-tools").child(link).child(star).into()
}

/// Leads to the talk that the page's address names, once the programme is there and whenever the address changes.
pub fn follow_fragment(state: State, programme: Reference) {
    let follow = move || {
        let place = programme.is_alive().then(|| programme.get_untracked()).flatten();
        let hash = hash();
        if FOLLOWED.with_borrow(|followed| *followed == hash) {
            return;
        }
        let Some((place, begin)) = place.zip(fragment(state, "")) else {
            return;
        };
        let key = hash.strip_prefix(&*begin);
        if let Some(key) = key.and_then(|key| String::from_utf8(decode(key)).ok())
            && mark(&place, &key)
        {
            FOLLOWED.replace(hash);
        }
    };
    next_frame(follow);
    hold(Listener::new(&window(), "hashchange", move |_| {
        FOLLOWED.take();
        follow();
    }));
}

/// The fragment of the page's address, with its `#`.
fn hash() -> String {
    let here = window().location().href().unwrap_or_default();
    cut(&here, b"#").1.to_owned()
}

/// Marks one talk of a programme, and goes there; false if there is no such talk.
fn mark(programme: &web_sys::Element, key: &str) -> bool {
    let Ok(talks) = programme.query_selector_all("[data-talk]") else {
        return false;
    };
    let mut is_there = false;
    for position in 0..talks.length() {
        let Some(talk) = talks
            .item(position)
            .and_then(|talk| talk.dyn_into::<HtmlElement>().ok())
        else {
            continue;
        };
        // The name is valid, and focus fails only on elements that are gone.
        if !is_there && talk.get_attribute("data-talk").as_deref() == Some(key) {
            is_there = true;
            let _ = talk.set_attribute("aria-current", "true");
            let _ = talk.focus();
            talk.scroll_into_view();
        } else {
            let _ = talk.remove_attribute("aria-current");
        }
    }
    is_there
}
