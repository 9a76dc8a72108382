//! One entry: a JSCalendar `Event` (RFC 8984 §2.1).

use std::cell::Cell;

use crate::event::{Event, Postponed, Said, Status, Uid};
use crate::feed::Reason;
use crate::feed::clean::PROSE;
use crate::feed::field::{Field, is_code};
use crate::feed::jscalendar::{Group, Refusal, link, place, registration, when};
use crate::feed::node::Node;
use crate::text::{cut, split_once, turns_direction};
use crate::time::Zone;

/// The most characters of a title that an identity made from it repeats.
const MAX_TITLE_IN_UID: usize = 200;

/// Reads an entry but for its series, and the clock by which its times are told; `id` is its key where the
/// entries are a map.
pub(super) fn read(
    field: &Field<'_>,
    group: &Group<'_>,
    id: Option<&str>,
) -> Result<(Event, when::Clock), Refusal> {
    check_kind(field)?;
    let title = field.words_of("title").ok_or(Refusal {
        field: "title",
        reason: Reason::NoTitle,
    })?;
    let status = status(field);
    let own_zone = field.child("timeZone").and_then(|zone| zone.zone());
    let is_own = own_zone.is_some();
    let zone = own_zone.or_else(|| group.context.zone.clone());
    let zone = zone.unwrap_or(Zone::Floating);
    let when = when::read(field, &zone, is_own, status)?;
    let clock = when::Clock::of(&when, zone);
    let extension = |name| field.extension(name);
    let types = extension("eventType")
        .map(|types| types.labels())
        .unwrap_or_default();
    let event = Event {
        title,
        status,
        postponed: postponed(field, &clock.zone),
        place: place::place(field),
        is_online: place::is_online(field),
        page: link::page(field),
        types: if types.is_empty() {
            categories(field)
        } else {
            types
        },
        registration: extension("registration")
            .and_then(|field| registration::read(&field, &clock.zone))
            .map(Box::new),
        featured: extension("featured").is_some_and(|featured| featured.flag()),
        color: field.child("color").and_then(|color| color.text()),
        said: said(field),
        rest: group.rest(None),
        ..Event::new(uid(field, id, &group.has_uids), String::new(), when)
    };
    Ok((event, clock))
}

/// Of which details the entry says something.
fn said(field: &Field<'_>) -> Said {
    /// A field for each, and which detail it says.
    const FIELDS: [(&str, Said); 8] = [
        ("topics", Said::TOPICS),
        ("keywords", Said::TOPICS),
        ("price", Said::PRICE),
        ("organizer", Said::ORGANIZERS),
        ("participants", Said::ORGANIZERS),
        ("audience", Said::AUDIENCE),
        ("description", Said::DESCRIPTION),
        ("image", Said::IMAGE),
    ];
    let mut said = Said::default();
    for (name, detail) in FIELDS {
        if field.extension(name).is_some() {
            said.0 |= detail.0;
        }
    }
    said
}

/// Refuses what is no event of its own.
fn check_kind(field: &Field<'_>) -> Result<(), Refusal> {
    if !matches!(field.node, Node::Map(_)) {
        return Err(Refusal {
            field: "",
            reason: Reason::NotAnObject,
        });
    }
    let kind = field.node.get("@type").and_then(Node::as_text);
    if kind.is_some_and(|kind| kind != "Event") {
        return Err(Refusal {
            field: "@type",
            reason: Reason::NotAnEvent,
        });
    }
    Ok(())
}

/// The `uid`, else the key in a map of entries, else one made from what seldom changes.
fn uid(field: &Field<'_>, id: Option<&str>, has_any: &Cell<bool>) -> Uid {
    if let Some(text) = field.child("uid").and_then(|uid| uid.whole_text()) {
        has_any.set(true);
        return Uid::new(text);
    }
    if let Some(id) = id.and_then(|id| field.clean(id, PROSE)) {
        return Uid::new(id);
    }
    field.note(Reason::NoUid);
    // The first title, not the chosen one: the identity must not depend on the visitor's language.
    let title = match field.node.get("title") {
        Some(Node::Map(titles)) => titles.iter().find_map(|(_, title)| title.as_text()),
        title => title.and_then(Node::as_text),
    };
    let start = field.node.get("start").and_then(Node::as_text);
    let mut uid = start.unwrap_or_default().trim().to_owned();
    uid.push(' ');
    let characters = title.unwrap_or_default().trim().chars();
    uid.extend(
        characters
            .filter(|letter| !letter.is_control() && !turns_direction(*letter))
            .take(MAX_TITLE_IN_UID),
    );
    Uid::new(uid)
}

fn status(field: &Field<'_>) -> Status {
    let Some(field) = field.child("status") else {
        return Status::Confirmed;
    };
    let text = field.node.as_text().unwrap_or_default();
    let is = |code| is_code(text, code);
    if is("cancelled") || is("canceled") {
        Status::Cancelled
    } else if is("tentative") {
        Status::Tentative
    } else {
        if !is("confirmed") {
            field.note(Reason::ExpectedStatus);
        }
        Status::Confirmed
    }
}

fn postponed(field: &Field<'_>, zone: &Zone) -> Option<Postponed> {
    let postponed = field.extension("postponed");
    let within = postponed
        .as_ref()
        .and_then(|postponed| postponed.child("previousStart"));
    let is_said = match &postponed {
        Some(postponed) => matches!(postponed.node, Node::Map(_)) || postponed.flag(),
        None => false,
    };
    let previous = within.or_else(|| field.extension("previousStart"));
    (is_said || previous.is_some()).then(|| Postponed {
        previous_start: previous.and_then(|previous| previous.civil(zone)),
    })
}

/// Categories are URIs by the standard; their last segment is the word.
fn categories(field: &Field<'_>) -> Vec<String> {
    let Some(categories) = field.child("categories") else {
        return Vec::new();
    };
    let mut labels = categories.labels();
    for label in &mut labels {
        if split_once(label, "://").is_none() {
            continue;
        }
        let (mut last, mut rest) = ("", label.as_str());
        while !rest.is_empty() {
            let (segment, more) = cut(rest, b"/#");
            last = if segment.is_empty() { last } else { segment };
            rest = more.get(1..).unwrap_or_default();
        }
        *label = last.to_owned();
    }
    labels
}
