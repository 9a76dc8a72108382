//! What an event is, in plain text: for calendars that know a title, a place and a description only.

use crate::event::{Event, Link, OnlineVenue, ProgrammeItem, Speaker, Status, Text, Venue};
use crate::export::Context;
use crate::i18n::{DetailWords, Strings, fill};
use crate::schedule::Occurrence;
use crate::time::{DateTime, Form, iso, push_time};

/// The title, with a word on what has become of the event: nobody shall travel to one that is
/// cancelled, or book for a date that is not settled.
pub fn title(occurrence: &Occurrence, strings: Strings) -> String {
    let title = occurrence.event.title.value.as_str();
    match occurrence.event.status {
        Status::Cancelled => [strings.cancelled(), ": ", title].concat(),
        Status::Tentative => fill(strings.planned(), &[title]),
        Status::Confirmed if occurrence.is_vague() => fill(strings.planned(), &[title]),
        Status::Confirmed => title.to_owned(),
    }
}

/// Where it is, in one line: name, room, street, postal code and town of each venue; else that it is
/// online. Empty where the feed names no place.
pub fn place(event: &Event, strings: Strings) -> String {
    let mut text = String::new();
    let details = event.details();
    for venue in &details.venues {
        join(&mut text, &venue_line(venue), "; ");
    }
    if text.is_empty()
        && let Some(online) = details.online.first()
    {
        let name = online.name.as_ref();
        text.push_str(name.map_or(strings.online(), |name| &name.value));
    }
    text
}

/// Name and town only, for a short text.
pub(super) fn short_place(event: &Event, strings: Strings) -> String {
    let Some(main) = &event.place else {
        return place(event, strings);
    };
    let mut text = String::new();
    for part in [value(&main.name), main.city.as_deref()] {
        join(&mut text, part.unwrap_or_default(), ", ");
    }
    text
}

fn venue_line(venue: &Venue) -> String {
    let mut town = String::new();
    for part in [&venue.postal_code, &venue.city] {
        join(&mut town, part.as_deref().unwrap_or_default(), " ");
    }
    let mut line = String::new();
    for part in [
        value(&venue.name),
        value(&venue.room),
        venue.street.as_deref(),
        Some(town.as_str()),
        venue.country.as_deref(),
    ] {
        join(&mut line, part.unwrap_or_default(), ", ");
    }
    line
}

/// All that is to be known, and at its end where it can be read about.
pub(super) fn description(occurrence: &Occurrence, context: &Context) -> String {
    let mut text = body(occurrence, context);
    let address = (context.address)(occurrence);
    paragraph(&mut text, address.as_deref().unwrap_or_default());
    text
}

/// All that is to be known, in paragraphs: the period of a date that is not settled, the text, the way
/// in online, registration and price, the programme and links.
pub fn body(occurrence: &Occurrence, context: &Context) -> String {
    let event = &*occurrence.event;
    let strings = context.strings;
    let words = DetailWords::of(strings.tag());
    let mut text = String::new();
    if occurrence.is_vague() {
        text.push_str(&(context.when)(occurrence));
    }
    if event.postponed.is_some() {
        paragraph(&mut text, strings.postponed());
    }
    let details = event.details();
    paragraph(&mut text, value(&details.description).unwrap_or_default());
    paragraph(&mut text, &facts(event, words));
    paragraph(&mut text, &programme(occurrence, words));
    paragraph(&mut text, &links(&details.links, words));
    text
}

fn facts(event: &Event, words: DetailWords) -> String {
    let details = event.details();
    let mut text = String::new();
    for OnlineVenue { href, .. } in &details.online {
        let href = href.as_ref().map(|href| href.as_str());
        fact(&mut text, words.join_online(), href);
    }
    let registration = event.registration.as_ref();
    let registration = registration.and_then(|registration| registration.href.as_ref());
    fact(
        &mut text,
        words.registration(),
        registration.map(|href| href.as_str()),
    );
    if let Some(price) = &details.price {
        let free = (price.is_free == Some(true)).then_some(words.free());
        fact(&mut text, words.price(), value(&price.text).or(free));
    }
    text
}

fn programme(occurrence: &Occurrence, words: DetailWords) -> String {
    let event = &occurrence.event;
    let mut text = String::new();
    let items = &event.details().programme;
    if items.is_empty() {
        return text;
    }
    text.push_str(words.programme());
    let moved = |date: DateTime| date.checked_add_signed(occurrence.ahead());
    let first = moved(event.when.start()).unwrap_or_default();
    for item in items {
        text.push('\n');
        if let Some(start) = item.start.and_then(moved) {
            push_start(&mut text, start, first);
        }
        text.push_str(&item.title.value);
        let speakers = speakers_line(item);
        if !speakers.is_empty() {
            text.push_str(" \u{2013} ");
            text.push_str(&speakers);
        }
        let list = links(&item.links, words);
        if !list.is_empty() {
            text.push('\n');
            text.push_str(&list);
        }
    }
    text
}

/// `17:00 `, with the date before it where that is not the first.
fn push_start(text: &mut String, start: DateTime, first: DateTime) {
    if start.date() != first.date() {
        text.push_str(&iso(start.date()));
        text.push(' ');
    }
    push_time(text, start, false, Form::Extended);
    text.push(' ');
}

/// Who speaks, with their organizations, by commas.
pub(super) fn speakers_line(item: &ProgrammeItem) -> String {
    let mut text = String::new();
    for speaker in &item.speakers {
        let Speaker {
            name, organization, ..
        } = speaker;
        join(&mut text, &name.value, ", ");
        if let Some(organization) = organization {
            text.push_str(" (");
            text.push_str(&organization.value);
            text.push(')');
        }
    }
    text
}

fn links(links: &[Link], words: DetailWords) -> String {
    let mut text = String::new();
    for link in links {
        let name = match (&link.title, link.relation.as_deref()) {
            (Some(title), _) => title.value.as_str(),
            (None, Some("slides")) => words.slides(),
            (None, Some("recording" | "video")) => words.recording(),
            _ => link.href.host(),
        };
        fact(&mut text, name, Some(link.href.as_str()));
    }
    text
}

fn value(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}

/// Adds the line "name: value".
fn fact(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        join(text, name, "\n");
        text.push_str(": ");
        text.push_str(value);
    }
}

fn paragraph(text: &mut String, more: &str) {
    join(text, more, "\n\n");
}

/// Adds `more`, if it is anything, with `between` where something stands before it.
pub(super) fn join(text: &mut String, more: &str, between: &str) {
    if !more.is_empty() {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(more);
    }
}
