//! Events of the Google Calendar API.
//!
//! Its traps: a date of a series that was cancelled is an event without a title or a start of its own; descriptions may
//! be HTML.

use crate::feed::field::as_flag;
use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::write_description;
use crate::feed::formats::series_lines::Lines;
use crate::feed::formats::{Hints, with_parameter};
use crate::feed::node::Node;
use crate::order::sorted_positions;
use crate::time::Zones;

const NAMES: Names = &[
    ("uid", "iCalUID"),
    ("title", "summary"),
    ("start", "start"),
    ("timeZone", "start.timeZone"),
    ("end", "end"),
    ("endTimeZone", "end.timeZone"),
    ("locations", "location"),
    ("virtualLocations", "conferenceData"),
    ("url", "htmlLink"),
    ("links", "attachments"),
    ("rrule", "recurrence"),
    ("rdate", "recurrence"),
    ("excludedDates", "recurrence"),
    ("recurrenceId", "originalStartTime"),
];

/// The most members of one list that are read.
const MAX_MEMBERS: usize = 1_000;

/// Whether a feed is an answer of the interface.
pub(super) fn is(root: &Node<'_>) -> bool {
    root.get("kind").and_then(Node::as_text) == Some("calendar#events")
}

/// Rewrites a page of events.
pub(super) fn convert(root: &Node<'_>, hints: &Hints, zones: &dyn Zones) -> Native {
    let mut writer = Writer::new(NAMES);
    let items = root.get("items").and_then(entries).unwrap_or_default();
    let cancelled = cancelled(&items);
    for (position, event) in items.iter().enumerate() {
        if is_cancelled(event) {
            // What was deleted; a date of a series is left out of it.
            continue;
        }
        writer.begin(position, 0);
        write_event(event, &cancelled, &mut writer.json, zones);
        writer.end();
    }
    writer.end_entries();
    writer
        .json
        .field("title", &text(root, "summary").unwrap_or_default());
    writer
        .json
        .field("timeZone", &text(root, "timeZone").unwrap_or_default());
    if let Some(token) = text(root, "nextPageToken") {
        writer
            .json
            .field("next", &with_parameter(&hints.address, "pageToken", &token));
    }
    writer.finish()
}

fn is_cancelled(event: &Node<'_>) -> bool {
    text(event, "status").as_deref() == Some("cancelled")
}

/// Dates of series that were cancelled, in the order of the series: which series it is, and when it has them.
fn cancelled(items: &[&Node<'_>]) -> Vec<[String; 2]> {
    let date = |item: &&Node<'_>| {
        let original = item.get("originalStartTime").filter(|_| is_cancelled(item))?;
        Some([text(item, "recurringEventId")?, moment(original)?])
    };
    let all: Vec<[String; 2]> = items.iter().filter_map(date).collect();
    let series = |at: usize| all.get(at).map(|[series, _]| series);
    let order = sorted_positions(all.len(), &|left, right| series(left).cmp(&series(right)));
    order.into_iter().filter_map(|at| all.get(at).cloned()).collect()
}

fn text(node: &Node<'_>, name: &str) -> Option<String> {
    text_of(node.get(name)?)
}

/// A date, or a time.
fn moment(node: &Node<'_>) -> Option<String> {
    text(node, "dateTime").or_else(|| text(node, "date"))
}

fn write_event(event: &Node<'_>, cancelled: &[[String; 2]], json: &mut Json, zones: &dyn Zones) {
    let own = |name: &str| text(event, name).unwrap_or_default();
    // Answers may leave out fields: then a date of a series is known by the series.
    let of_series = || {
        event
            .get("originalStartTime")
            .and_then(|_| text(event, "recurringEventId"))
    };
    let uid = text(event, "iCalUID")
        .or_else(of_series)
        .or_else(|| text(event, "id"));
    json.field("uid", &uid.unwrap_or_default());
    json.field("title", &own("summary"));
    if let Some(start) = event.get("start") {
        json.field("start", &moment(start).unwrap_or_default());
        json.field("timeZone", &text(start, "timeZone").unwrap_or_default());
    }
    let has_no_end = event.get("endTimeUnspecified").and_then(as_flag) == Some(true);
    if let Some(end) = event.get("end").filter(|_| !has_no_end) {
        let (start, end_text) = (event.get("start").and_then(moment), moment(end));
        if end_text != start {
            json.field("end", &end_text.unwrap_or_default());
            let zone = |node: Option<&Node<'_>>| node.and_then(|node| text(node, "timeZone"));
            if zone(Some(end)) != zone(event.get("start")) {
                json.field("endTimeZone", &zone(Some(end)).unwrap_or_default());
            }
        }
    }
    write_series(event, cancelled, json, zones);
    json.field("status", &own("status"));
    write_description(json, &own("description"));
    json.field("url", &own("htmlLink"));
    let place = own("location");
    let is_way = crate::feed::formats::scan::is_web(&place);
    if !is_way {
        json.field("venue", &place);
    }
    write_ways(event, place.as_str(), is_way, json);
    if let Some(organizer) = event.get("organizer") {
        // A calendar's own address is nobody's.
        if let Some(name) = text(organizer, "displayName") {
            json.field("organizer", &name);
        }
    }
    let files = event.get("attachments").and_then(entries).unwrap_or_default();
    if !files.is_empty() {
        json.name("links");
        json.open('[');
        for file in files.into_iter().take(MAX_MEMBERS) {
            json.open('{');
            json.field("href", &text(file, "fileUrl").unwrap_or_default());
            json.field("title", &text(file, "title").unwrap_or_default());
            json.field("rel", "enclosure");
            json.close('}');
        }
        json.close(']');
    }
    json.field("created", &own("created"));
    json.field("updated", &own("updated"));
}

fn write_series(event: &Node<'_>, cancelled: &[[String; 2]], json: &mut Json, zones: &dyn Zones) {
    if let Some(original) = event.get("originalStartTime") {
        json.field("recurrenceId", &moment(original).unwrap_or_default());
        json.field(
            "recurrenceIdTimeZone",
            &text(original, "timeZone").unwrap_or_default(),
        );
        return;
    }
    let Some(recurrence) = event.get("recurrence").and_then(entries) else {
        return;
    };
    let mut lines = Lines {
        zone: event.get("start").and_then(|start| text(start, "timeZone")),
        ..Lines::default()
    };
    for line in recurrence.into_iter().take(MAX_MEMBERS).filter_map(text_of) {
        lines.take(&line, zones);
    }
    if let Some(id) = text(event, "id") {
        let from = cancelled.partition_point(|[known, _]| *known < id);
        let own = cancelled.iter().skip(from).take_while(|[known, _]| *known == id);
        lines
            .excluded
            .extend(own.take(MAX_MEMBERS).map(|[_, when]| when.clone()));
    }
    lines.write(json);
}

fn write_ways(event: &Node<'_>, place: &str, is_way: bool, json: &mut Json) {
    let points = event
        .get("conferenceData")
        .and_then(|data| data.get("entryPoints"));
    let points: Vec<String> = points
        .and_then(entries)
        .unwrap_or_default()
        .into_iter()
        .filter(|point| text(point, "entryPointType").as_deref() == Some("video"))
        .filter_map(|point| text(point, "uri"))
        .take(MAX_MEMBERS)
        .collect();
    let meet = text(event, "hangoutLink").filter(|_| points.is_empty());
    if points.is_empty() && meet.is_none() && !is_way {
        return;
    }
    json.name("virtualLocations");
    json.open('[');
    if is_way {
        json.string(place);
    }
    for way in points.iter().chain(&meet) {
        json.string(way);
    }
    json.close(']');
}
