//! Who holds an event, who speaks, who shows something.

use crate::event::{Exhibitor, Href, Organizer, Speaker, Text};
use crate::feed::Reason;
use crate::feed::field;
use crate::feed::field::{Field, is_code};
use crate::feed::node::Node;

/// The extension `organizer`, else the participants whose role it is (RFC 8984 §4.4.6).
pub(super) fn organizers(event: &Field<'_>) -> Vec<Organizer> {
    if let Some(field) = event.extension("organizer") {
        return field.read_members(organizer);
    }
    let Some(participants) = event.child("participants") else {
        return Vec::new();
    };
    let participants = participants.members();
    // Version 2.0 says it by the address.
    let own = event.node.get("organizerCalendarAddress").and_then(Node::as_text);
    participants
        .iter()
        .filter_map(|participant| owner(participant, own))
        .collect()
}

fn organizer(field: &Field<'_>) -> Option<Organizer> {
    Some(Organizer {
        name: name(field)?,
        href: href(field),
    })
}

/// A participant who holds the event. Others stay unread: they may be private.
fn owner(field: &Field<'_>, of_event: Option<&str>) -> Option<Organizer> {
    let roles = field
        .child("roles")
        .map(|roles| roles.labels())
        .unwrap_or_default();
    let address = field.node.get("calendarAddress");
    let is_by_address = of_event.is_some() && address.and_then(Node::as_text) == of_event;
    let is_by_role = roles
        .iter()
        .any(|role| is_code(role, "owner") || is_code(role, "organizer"));
    if !is_by_address && !is_by_role {
        return None;
    }
    let address = address.or_else(|| field.node.get("sendTo")?.get("imip"));
    Some(Organizer {
        name: name(field)?,
        href: href(field).or_else(|| field::address(address?.as_text()?)),
    })
}

/// Someone with an info table: a name, or an object.
pub(super) fn exhibitor(field: &Field<'_>) -> Option<Exhibitor> {
    Some(Exhibitor {
        name: name(field)?,
        description: field.description(),
        href: href(field),
    })
}

/// Someone who speaks: a name, or an object.
pub(super) fn speaker(field: &Field<'_>) -> Option<Speaker> {
    let organization = field.child("organization");
    Some(Speaker {
        name: name(field)?,
        role: field.words_of("role"),
        organization: organization.and_then(|organization| name(&organization)),
    })
}

/// The name of someone who is given by it alone, or as an object with a `name`.
pub(super) fn name(field: &Field<'_>) -> Option<Text> {
    match field.node {
        Node::Map(_) => match field.child("name") {
            Some(name) => name.words(),
            // Without the field it may be the name itself, in several languages.
            None => field.words(),
        },
        _ => field.words(),
    }
}

fn href(field: &Field<'_>) -> Option<Href> {
    if let Some(href) = field.href_of(&["href", "url"]) {
        return Some(href);
    }
    let email = field.child("email")?;
    let mut address = String::from("mailto:");
    address.push_str(&email.text()?);
    let href = field::address(&address);
    if href.is_none() {
        email.note(Reason::ExpectedEmail);
    }
    href
}
