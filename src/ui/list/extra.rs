//! What a page adds to each event in rows and tiles: the content of its `<template slot="event">`, with texts of the event in
//! the places that it names. The template is the page's, and goes in as it is; what the feed says goes in as text nodes.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ShadowRoot};

use crate::app::State;
use crate::dom::{Node, Reference, Signal, classed, effect, method};
use crate::event::Event;
use crate::ui::list::entry::place_line;

/// The most characters of a description.
const LINE: usize = 300;

/// The page's template, where the element has one.
pub fn template(state: State) -> Option<Element> {
    let root = state.root.get()?.get_root_node().dyn_into::<ShadowRoot>().ok()?;
    root.host().query_selector("template[slot=event]").ok()?
}

/// A copy of the template's content that speaks of this event.
pub fn extra(state: State, event: &Event) -> Option<Node> {
    let template = template(state)?;
    let event = event.clone();
    let reference: Reference = Signal::new(None);
    effect(move || {
        if let Some(element) = reference.get() {
            fill(&element, &template, &|name| said(state, &event, name));
        }
    });
    let element = classed("div", "lh-extra").attr("part", "event-extra");
    Some(element.reference(reference).into())
}

/// Puts the content there, and what `said` gives in its places; where it gives nothing, what the template has there stays.
/// Of the outermost elements those go that name places of which none has any text. Nothing here fails on nodes of one
/// document.
fn fill(element: &Element, template: &Element, said: &dyn Fn(&str) -> Option<String>) -> Option<()> {
    // One that is none, as XHTML can have it, has no content.
    let content = Reflect::get(template, &JsValue::from_str("content")).ok()?;
    let copy = method(&content, "cloneNode", &JsValue::TRUE)?;
    method(element, "replaceChildren", &copy)?;
    for piece in found(element, ":scope > *") {
        let itself = piece.closest("slot[name]").ok().flatten();
        let places: Vec<Element> = found(&piece, "slot[name]").into_iter().chain(itself).collect();
        let mut has_any = places.is_empty();
        for place in places {
            if let Some(text) = place.get_attribute("name").and_then(|name| said(&name)) {
                method(&place, "replaceWith", &JsValue::from_str(&text))?;
                has_any = true;
            }
            let own = place.text_content().unwrap_or_default();
            has_any |= !own.trim_ascii().is_empty();
        }
        if !has_any {
            method(&piece, "remove", &JsValue::UNDEFINED)?;
        }
    }
    Some(())
}

fn found(element: &Element, selector: &str) -> Vec<Element> {
    let Ok(nodes) = element.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..nodes.length())
        .filter_map(|at| nodes.item(at)?.dyn_into().ok())
        .collect()
}

/// What an event says in the place of this name; nothing where it says nothing.
fn said(state: State, event: &Event, name: &str) -> Option<String> {
    let details = event.details();
    let join = |texts: Vec<String>| Some(texts.join(", ")).filter(|text| !text.is_empty());
    match name {
        "title" => Some(event.title.value.clone()),
        "type" => join(event.types.clone()),
        "place" => place_line(state, event),
        "address" => {
            let venue = details.venues.first()?;
            let town = [&venue.postal_code, &venue.city].map(|part| part.clone().unwrap_or_default());
            let parts = [
                venue.street.clone().unwrap_or_default(),
                town.join(" ").trim().to_owned(),
            ];
            join(parts.into_iter().filter(|part| !part.is_empty()).collect())
        }
        "organizer" => join(
            details
                .organizers
                .iter()
                .map(|one| one.name.value.clone())
                .collect(),
        ),
        "speaker" => {
            let mut names: Vec<String> = Vec::new();
            for speaker in details.programme.iter().flat_map(|item| &item.speakers) {
                if !names.contains(&speaker.name.value) {
                    names.push(speaker.name.value.clone());
                }
            }
            join(names)
        }
        "price" => Some(details.price.as_ref()?.text.as_ref()?.value.clone()),
        "topic" => join(details.topics.clone()),
        "audience" => join(details.audience.clone()),
        "language" => details.language.as_deref().map(str::to_owned),
        "description" => Some(details.description.as_ref()?.value.chars().take(LINE).collect()),
        _ => {
            let named = details.extra.iter().find(|(own, _)| own == name);
            named.map(|(_, text)| text.clone())
        }
    }
}
