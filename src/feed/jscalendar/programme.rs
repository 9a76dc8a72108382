//! The programme: what happens when, and who speaks.

use crate::event::{ProgrammeItem, Text};
use crate::feed::Reason;
use crate::feed::clean::{LINE, clean};
use crate::feed::field::Field;
use crate::feed::jscalendar::when::Clock;
use crate::feed::jscalendar::{link, people};
use crate::feed::node::Node;
use crate::time::{DateTime, ParsedDateTime, parse_date_time};

/// The items of the extension `programme`: a collection, or an object with `items`.
pub(super) fn read(event: &Field<'_>, clock: &Clock) -> Vec<ProgrammeItem> {
    let Some(field) = event.extension("programme") else {
        return Vec::new();
    };
    let items = field.child("items");
    let members = items.as_ref().unwrap_or(&field).members();
    members.iter().filter_map(|item| read_item(item, clock)).collect()
}

fn read_item(field: &Field<'_>, clock: &Clock) -> Option<ProgrammeItem> {
    if !matches!(field.node, Node::Map(_)) {
        field.note(Reason::ExpectedItem);
        return None;
    }
    let kind = field.text_of("kind");
    // A break needs no other title.
    let named = kind.clone().map(|value| Text {
        value,
        language: None,
    });
    let Some(title) = field.words_of("title").or(named) else {
        field.note(Reason::ItemWithoutTitle);
        return None;
    };
    let speakers = field.child("speakers");
    Some(ProgrammeItem {
        kind,
        start: field.child("start").and_then(|start| read_start(&start, clock)),
        duration: field.child("duration").and_then(|duration| duration.duration()),
        title,
        description: field.description(),
        speakers: speakers
            .map(|speakers| speakers.read_members(people::speaker))
            .unwrap_or_default(),
        links: link::list(field),
    })
}

/// A time of day alone, `17:15`, is one of the event's first day.
fn read_start(field: &Field<'_>, clock: &Clock) -> Option<DateTime> {
    const LONGEST: usize = 8;
    if let Node::Text(text) = field.node
        && let Some(time) = clean(text, LINE).map(|time| time.text)
        && time.len() <= LONGEST
        && time.contains(':')
    {
        let mut text = String::from("2000-01-01T");
        text.push_str(&time);
        if let Some(ParsedDateTime::Civil(civil)) = parse_date_time(&text) {
            return Some(clock.first_day.and_time(civil.time()));
        }
    }
    field.civil(&clock.zone)
}
