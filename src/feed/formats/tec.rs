//! The Events Calendar for WordPress, as its REST interface (v1) has it.
//!
//! Its traps: times with a space and no `Z`, also those in UTC; zones such as `UTC+0`; the end of whole days is the
//! last of them; a venue is an object, a list of them, or an empty list; empty maps are `[]`; titles have references of
//! HTML, descriptions are HTML.

use crate::feed::field::as_flag;
use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::{geo_point, name, write_html};
use crate::feed::node::Node;
use crate::time::{Date, Form, ParsedDateTime, parse_date_time, push_date};

const NAMES: Names = &[
    ("uid", "global_id"),
    ("start", "start_date"),
    ("end", "end_date"),
    ("timeZone", "timezone"),
    ("keywords", "tags"),
    ("eventType", "categories"),
    ("locations", "venue"),
    ("virtualLocations", "virtual_url"),
    ("price", "cost"),
    ("links", "website"),
    ("created", "date_utc"),
    ("updated", "modified_utc"),
];

/// The most members of one list that are read.
const MAX_MEMBERS: usize = 1_000;

/// Whether a feed is one of The Events Calendar, by its first event.
pub(super) fn is(root: &Node<'_>) -> bool {
    let events = root.get("events").and_then(entries).unwrap_or_default();
    events.iter().any(|event| {
        let has = |name: &str| event.get(name).is_some();
        has("start_date") && (has("utc_start_date") || has("rest_url") || has("global_id"))
    })
}

/// Rewrites a page of events.
pub(super) fn convert(root: &Node<'_>) -> Native {
    let mut writer = Writer::new(NAMES);
    let events = root.get("events").and_then(entries).unwrap_or_default();
    for (position, event) in events.into_iter().enumerate() {
        writer.begin(position, 0);
        write_event(event, &mut writer.json);
        writer.end();
    }
    writer.end_entries();
    if let Some(next) = text(root, "next_rest_url") {
        writer.json.field("next", &next);
    }
    writer.finish()
}

fn text(node: &Node<'_>, name: &str) -> Option<String> {
    text_of(node.get(name)?)
}

fn flag(node: &Node<'_>, name: &str) -> bool {
    node.get(name).and_then(as_flag) == Some(true)
}

fn write_event(event: &Node<'_>, json: &mut Json) {
    let own = |name: &str| text(event, name).unwrap_or_default();
    let uid = text(event, "global_id").or_else(|| text(event, "id"));
    json.field("uid", &uid.unwrap_or_default());
    json.field("title", &name(&own("title")));
    write_times(event, json);
    json.field("url", &own("url"));
    let description = text(event, "description").or_else(|| text(event, "excerpt"));
    write_html(json, &description.unwrap_or_default());
    if let Some(image) = event.get("image").and_then(|image| text(image, "url")) {
        json.field("image", &image);
    }
    write_place(event, json);
    write_names(json, "eventType", event.get("categories"));
    write_names(json, "keywords", event.get("tags"));
    write_organizers(event, json);
    json.field("price", &name(&own("cost")));
    let website = own("website");
    if !website.is_empty() && website != own("url") {
        json.name("links");
        json.open('[');
        json.string(&website);
        json.close(']');
    }
    if flag(event, "featured") {
        json.raw("featured", "true");
    }
    // The extension Event Status.
    match own("event_status").as_str() {
        "canceled" | "cancelled" => json.field("status", "cancelled"),
        "postponed" => json.raw("postponed", "true"),
        _ => {}
    }
    for (to, from) in [("created", "date_utc"), ("updated", "modified_utc")] {
        let mut time = own(from);
        if !time.is_empty() {
            time.push('Z');
        }
        json.field(to, &time);
    }
}

fn write_times(event: &Node<'_>, json: &mut Json) {
    let time = |name: &str| text(event, name);
    if flag(event, "all_day") {
        let day = |name: &str| match parse_date_time(&time(name)?)? {
            ParsedDateTime::Date(date) => Some(date),
            ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => Some(civil.date()),
        };
        if let Some(start) = day("start_date") {
            json.field("start", &date_text(start));
            // The last day, not the one behind it.
            let end = day("end_date").filter(|last| *last >= start);
            if let Some(end) = end.and_then(|last| last.succ_opt()) {
                json.field("end", &date_text(end));
            }
            return;
        }
    }
    let zone = time("timezone").unwrap_or_default();
    match (time("start_date"), time("utc_start_date")) {
        (Some(start), _) => {
            json.field("start", &start);
            write_end(json, &start, time("end_date"));
        }
        (None, Some(start)) => {
            let utc = |time: String| [time.as_str(), "Z"].concat();
            let start = utc(start);
            json.field("start", &start);
            write_end(json, &start, time("utc_end_date").map(utc));
        }
        (None, None) => {}
    }
    json.field("timeZone", &zone);
}

/// An end that is the start is none: so it is where nobody gave one.
fn write_end(json: &mut Json, start: &str, end: Option<String>) {
    if let Some(end) = end.filter(|end| end != start) {
        json.field("end", &end);
    }
}

fn date_text(date: Date) -> String {
    let mut text = String::new();
    push_date(&mut text, date, Form::Extended);
    text
}

/// One, or a list of several.
fn several<'a>(node: Option<&'a Node<'a>>) -> Vec<&'a Node<'a>> {
    match node {
        Some(one @ Node::Map(_)) if one.numbered().is_none() => vec![one],
        Some(list) => entries(list)
            .unwrap_or_default()
            .into_iter()
            .take(MAX_MEMBERS)
            .collect(),
        None => Vec::new(),
    }
}

fn write_place(event: &Node<'_>, json: &mut Json) {
    let venues = several(event.get("venue"));
    if !venues.is_empty() {
        json.name("locations");
        json.open('[');
        for venue in venues {
            json.open('{');
            let own = |name: &str| text(venue, name).unwrap_or_default();
            json.field("name", &name(&own("venue")));
            json.field("street", &name(&own("address")));
            json.field("postalCode", &own("zip"));
            json.field("city", &name(&own("city")));
            json.field("country", &name(&own("country")));
            if let (Some(latitude), Some(longitude)) = (text(venue, "geo_lat"), text(venue, "geo_lng")) {
                json.field("coordinates", &geo_point(&latitude, &longitude));
            }
            // Its own site; else none: its page in WordPress says the same as this.
            json.field("href", &own("website"));
            json.close('}');
        }
        json.close(']');
    }
    let way = text(event, "virtual_url");
    if way.is_some() || flag(event, "is_virtual") {
        json.name("virtualLocations");
        json.open('[');
        json.open('{');
        json.field("uri", &way.unwrap_or_default());
        json.close('}');
        json.close(']');
    }
}

/// The names of categories or tags.
fn write_names(json: &mut Json, to: &str, list: Option<&Node<'_>>) {
    let names: Vec<String> = several(list)
        .into_iter()
        .filter_map(|one| text(one, "name"))
        .map(|text| name(&text))
        .collect();
    if !names.is_empty() {
        json.name(to);
        json.open('[');
        for name in names {
            json.string(&name);
        }
        json.close(']');
    }
}

fn write_organizers(event: &Node<'_>, json: &mut Json) {
    let organizers = several(event.get("organizer"));
    if organizers.is_empty() {
        return;
    }
    json.name("organizer");
    json.open('[');
    for organizer in organizers {
        json.open('{');
        let own = |name: &str| text(organizer, name).unwrap_or_default();
        json.field("name", &name(&own("organizer")));
        json.field("href", &own("website"));
        json.field("email", &own("email"));
        json.close('}');
    }
    json.close(']');
}
