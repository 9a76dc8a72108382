//! Localist, the calendar of universities and towns.

use crate::feed::field::as_flag;
use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::{name, write_html};
use crate::feed::formats::scan::number;
use crate::feed::formats::{Hints, with_parameter};
use crate::feed::node::Node;
use crate::text::{Digits, cut};
use crate::time::{iso, parse_date};

const NAMES: Names = &[
    ("uid", "event_instances[0].event_instance.id"),
    ("start", "event_instances[0].event_instance.start"),
    ("end", "event_instances[0].event_instance.end"),
    ("venue", "location_name"),
    ("eventType", "filters"),
    ("keywords", "tags"),
    ("price", "ticket_cost"),
    ("registration", "ticket_url"),
    ("url", "localist_url"),
    ("image", "photo_url"),
    ("virtualLocations", "stream_url"),
];

/// The most members of one list that are read.
const MAX_MEMBERS: usize = 1_000;

/// Whether a feed is an answer of Localist.
pub(super) fn is(root: &Node<'_>) -> bool {
    let events = root.get("events").and_then(entries).unwrap_or_default();
    events.iter().any(|one| {
        one.get("event")
            .is_some_and(|event| event.get("event_instances").is_some())
    })
}

/// Rewrites a page of events, each date an event of its own.
pub(super) fn convert(root: &Node<'_>, hints: &Hints) -> Native {
    let mut writer = Writer::new(NAMES);
    let events = root.get("events").and_then(entries).unwrap_or_default();
    for (position, one) in events.into_iter().enumerate() {
        let event = one.get("event").unwrap_or(one);
        let dates = event.get("event_instances").and_then(entries).unwrap_or_default();
        for date in dates.into_iter().take(MAX_MEMBERS) {
            writer.begin(position, 0);
            write_event(
                event,
                date.get("event_instance").unwrap_or(date),
                &mut writer.json,
            );
            writer.end();
        }
    }
    writer.end_entries();
    if let Some(page) = root.get("page") {
        let at = |name: &str| page.get(name).and_then(text_of).as_deref().and_then(number);
        if let (Some(current), Some(total)) = (at("current"), at("total"))
            && current < total
        {
            let next = (current + 1).digits();
            writer
                .json
                .field("next", &with_parameter(&hints.address, "page", &next));
        }
    }
    writer.finish()
}

fn write_event(event: &Node<'_>, date: &Node<'_>, json: &mut Json) {
    let text = |name: &str| event.get(name).and_then(text_of).unwrap_or_default();
    let of_date = |name: &str| date.get(name).and_then(text_of);
    let id = of_date("id").unwrap_or_else(|| text("id"));
    json.field("uid", &id);
    json.field("title", &name(&text("title")));
    let (start, end) = (of_date("start").unwrap_or_default(), of_date("end"));
    if date.get("all_day").and_then(as_flag) == Some(true) {
        let day = |time: &str| parse_date(cut(time, b"T").0);
        json.field("start", cut(&start, b"T").0);
        // The last day.
        let last = end
            .as_deref()
            .and_then(day)
            .filter(|last| Some(*last) > day(&start));
        if let Some(end) = last.and_then(|last| last.succ_opt()) {
            json.field("end", &iso(end));
        }
    } else {
        json.field("start", &start);
        json.field("end", &end.unwrap_or_default());
    }
    write_html(json, &text("description"));
    json.field("url", &text("localist_url"));
    json.field("image", &text("photo_url"));
    let place = text("location_name");
    let geo = event.get("geo");
    let of_geo = |name: &str| {
        geo.and_then(|geo| geo.get(name))
            .and_then(text_of)
            .unwrap_or_default()
    };
    if !place.is_empty() || !of_geo("city").is_empty() {
        json.name("venue");
        json.open('{');
        json.field("name", &place);
        json.field("room", &text("room_number"));
        json.field("street", &of_geo("street"));
        json.field("postalCode", &of_geo("zip"));
        json.field("city", &of_geo("city"));
        json.field("country", &of_geo("country"));
        json.close('}');
    }
    let way = text("stream_url");
    if !way.is_empty() || ["virtual", "hybrid"].contains(&text("experience").as_str()) {
        json.name("virtualLocations");
        json.open('[');
        json.open('{');
        json.field("uri", &way);
        json.close('}');
        json.close(']');
    }
    let types = event
        .get("filters")
        .and_then(|filters| filters.get("event_types"));
    write_names(json, "eventType", types);
    write_names(json, "keywords", event.get("tags"));
    if event.get("free").and_then(as_flag) == Some(true) {
        json.field("price", "free");
    } else {
        json.field("price", &text("ticket_cost"));
    }
    json.field("registration", &text("ticket_url"));
    if text("status") == "canceled" {
        json.field("status", "cancelled");
    }
    json.field("created", &text("created_at"));
    json.field("updated", &text("updated_at"));
}

fn write_names(json: &mut Json, to: &str, list: Option<&Node<'_>>) {
    let Some(list) = list.and_then(entries).filter(|list| !list.is_empty()) else {
        return;
    };
    json.name(to);
    json.open('[');
    for one in list.into_iter().take(MAX_MEMBERS) {
        let own = text_of(one).or_else(|| text_of(one.get("name")?));
        json.string(&name(&own.unwrap_or_default()));
    }
    json.close(']');
}
