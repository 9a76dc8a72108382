//! Gancio, the calendar of towns and collectives.

use crate::feed::field::as_flag;
use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::{geo_point, write_html};
use crate::feed::formats::times::instant;
use crate::feed::formats::{Hints, site_of};
use crate::feed::node::Node;

const NAMES: Names = &[
    ("uid", "id"),
    ("start", "start_datetime"),
    ("end", "end_datetime"),
    ("keywords", "tags"),
    ("locations", "place"),
    ("virtualLocations", "online_locations"),
    ("image", "media"),
    ("url", "slug"),
];

/// Whether a list holds events of Gancio: they begin at seconds since 1970.
pub(super) fn is(root: &Node<'_>) -> bool {
    let is_one = |event: &&Node<'_>| {
        matches!(event.get("start_datetime"), Some(Node::Number(_))) && event.get("title").is_some()
    };
    entries(root).is_some_and(|events| events.iter().any(is_one))
}

/// Rewrites a list of events.
pub(super) fn convert(root: &Node<'_>, hints: &Hints) -> Native {
    let mut writer = Writer::new(NAMES);
    let site = site_of(&hints.address);
    for (position, event) in entries(root).unwrap_or_default().into_iter().enumerate() {
        // What waits for its moderators.
        if event.get("is_visible").and_then(as_flag) == Some(false) {
            continue;
        }
        writer.begin(position, 0);
        write_event(event, site, &mut writer.json);
        writer.end();
    }
    writer.end_entries();
    writer.finish()
}

fn write_event(event: &Node<'_>, site: &str, json: &mut Json) {
    let text = |name: &str| event.get(name).and_then(text_of).unwrap_or_default();
    json.field("uid", &text("id"));
    json.field("title", &text("title"));
    for (to, from) in [("start", "start_datetime"), ("end", "end_datetime")] {
        if let Some(Node::Number(seconds)) = event.get(from)
            && seconds.abs() < 1e13
        {
            json.field(to, &instant(*seconds as i64));
        }
    }
    write_html(json, &text("description"));
    let slug = text("slug");
    if !slug.is_empty() && !site.is_empty() {
        json.field("url", &[site, "/event/", &slug].concat());
    }
    if let Some(tags) = event.get("tags").and_then(entries) {
        json.name("keywords");
        json.open('[');
        for tag in tags.into_iter().take(1_000) {
            let tag = text_of(tag).or_else(|| text_of(tag.get("tag")?));
            json.string(&tag.unwrap_or_default());
        }
        json.close(']');
    }
    let picture = event
        .get("media")
        .and_then(entries)
        .and_then(|media| text_of(media.first()?.get("url")?));
    if let Some(picture) = picture.filter(|_| !site.is_empty()) {
        json.field("image", &[site, "/media/", &picture].concat());
    }
    if let Some(place) = event.get("place") {
        let own = |name: &str| place.get(name).and_then(text_of).unwrap_or_default();
        json.name("locations");
        json.open('[');
        json.open('{');
        json.field("name", &own("name"));
        json.field("street", &own("address"));
        if !own("latitude").is_empty() {
            json.field("coordinates", &geo_point(&own("latitude"), &own("longitude")));
        }
        json.close('}');
        json.close(']');
    }
    if let Some(ways) = event
        .get("online_locations")
        .and_then(entries)
        .filter(|ways| !ways.is_empty())
    {
        json.name("virtualLocations");
        json.open('[');
        for way in ways.into_iter().take(1_000) {
            json.string(&text_of(way).unwrap_or_default());
        }
        json.close(']');
    }
}
