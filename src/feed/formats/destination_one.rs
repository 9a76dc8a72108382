//! destination.one, the open data of German tourism (ET4).

use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::{geo_point, name, write_description, write_html};
use crate::feed::formats::scan::number;
use crate::feed::formats::schedule::{Schedule, write_schedules};
use crate::feed::formats::{Hints, with_parameter};
use crate::feed::node::Node;
use crate::text::{Digits, cut};
use crate::time::{Form, ParsedDateTime, parse_date_time, push_date};

const NAMES: Names = &[
    ("uid", "global_id"),
    ("start", "timeIntervals.start"),
    ("duration", "timeIntervals.end"),
    ("timeZone", "timeIntervals.tz"),
    ("rrule", "timeIntervals"),
    ("rdate", "timeIntervals"),
    ("description", "texts"),
    ("eventType", "categories"),
    ("image", "media_objects"),
    ("url", "web"),
    ("organizer", "addresses"),
    ("locations", "name"),
];

/// The most members of one list that are read.
const MAX_MEMBERS: usize = 1_000;

/// Whether a feed is an answer of destination.one.
pub(super) fn is(root: &Node<'_>) -> bool {
    let items = root.get("items").and_then(entries).unwrap_or_default();
    items
        .iter()
        .any(|item| item.get("timeIntervals").is_some() && item.get("title").is_some())
}

/// Rewrites a page of events.
pub(super) fn convert(root: &Node<'_>, hints: &Hints) -> Native {
    let mut writer = Writer::new(NAMES);
    let items = root.get("items").and_then(entries).unwrap_or_default();
    for (position, item) in items.iter().enumerate() {
        let intervals = item.get("timeIntervals").and_then(entries).unwrap_or_default();
        let schedules: Vec<Schedule> = intervals
            .into_iter()
            .take(MAX_MEMBERS)
            .filter_map(schedule)
            .collect();
        let uid = text(item, "global_id")
            .or_else(|| text(item, "id"))
            .unwrap_or_default();
        if schedules.is_empty() {
            writer.begin(position, 0);
            writer.json.field("uid", &uid);
            write_all(item, &mut writer.json);
            writer.end();
        } else {
            write_schedules(schedules, &uid, position, &mut writer, &mut |json| {
                write_all(item, json)
            });
        }
    }
    writer.end_entries();
    // The next page begins behind what this one has.
    let count = |name: &str| text(root, name).as_deref().and_then(number);
    if let (Some(count), Some(all)) = (count("count"), count("overallcount")) {
        let before = parameter(&hints.address, "offset").and_then(number).unwrap_or(0);
        let next = before.saturating_add(count);
        if count > 0 && next < all {
            let next = with_parameter(&hints.address, "offset", &next.digits());
            writer.json.field("next", &next);
        }
    }
    writer.finish()
}

/// The value of a parameter of an address.
fn parameter<'a>(address: &'a str, name: &str) -> Option<&'a str> {
    let query = cut(cut(address, b"#").0, b"?").1.get(1..)?;
    crate::feed::formats::scan::pieces(query, b"&")
        .into_iter()
        .find_map(|pair| cut(pair, b"=").1.get(1..).filter(|_| cut(pair, b"=").0 == name))
}

fn text(node: &Node<'_>, name: &str) -> Option<String> {
    text_of(node.get(name)?)
}

/// One interval: a time, or one that repeats.
fn schedule(interval: &Node<'_>) -> Option<Schedule> {
    let start = text(interval, "start")?;
    let civil = |text: &str| match parse_date_time(text)? {
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => Some(civil),
        ParsedDateTime::Date(date) => Some(date.and_time(crate::time::Time::MIN)),
    };
    let end = text(interval, "end").as_deref().and_then(civil);
    let length = end.and_then(|end| Some(end.signed_duration_since(civil(&start)?).num_seconds()));
    let rule = text(interval, "freq").and_then(|frequency| {
        let frequency = frequency.to_ascii_uppercase();
        ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
            .contains(&frequency.as_str())
            .then(|| rule_text(interval, &frequency))
    });
    Some(Schedule {
        start,
        length: length.filter(|length| *length > 0),
        zone: text(interval, "tz").unwrap_or_default(),
        rule,
        excluded: Vec::new(),
    })
}

fn rule_text(interval: &Node<'_>, frequency: &str) -> String {
    let mut rule = ["FREQ=", frequency].concat();
    if let Some(every) = text(interval, "interval").filter(|every| every != "1") {
        rule.push_str(";INTERVAL=");
        rule.push_str(&every);
    }
    let days = interval.get("weekdays").and_then(entries).unwrap_or_default();
    let mut is_first = true;
    for day in days.into_iter().filter_map(text_of) {
        if let Some(code) = day.get(..2) {
            rule.push_str(if is_first { ";BYDAY=" } else { "," });
            rule.push_str(&code.to_ascii_uppercase());
            is_first = false;
        }
    }
    let until = text(interval, "repeatUntil").and_then(|until| parse_date_time(&until));
    let until = until.map(|until| match until {
        ParsedDateTime::Date(date) => date,
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => civil.date(),
    });
    if let Some(until) = until {
        rule.push_str(";UNTIL=");
        push_date(&mut rule, until, Form::Basic);
    }
    rule
}

fn write_all(item: &Node<'_>, json: &mut Json) {
    let own = |name: &str| text(item, name).unwrap_or_default();
    json.field("title", &name(&own("title")));
    write_words(item, json);
    json.name("locations");
    json.open('[');
    json.open('{');
    json.field("name", &name(&own("name")));
    json.field("street", &own("street"));
    json.field("postalCode", &own("zip"));
    json.field("city", &own("city"));
    json.field("country", &own("country"));
    let point = item.get("geo").and_then(|geo| geo.get("main"));
    let degrees = |name: &str| point.and_then(|point| text(point, name));
    if let (Some(latitude), Some(longitude)) = (degrees("latitude"), degrees("longitude")) {
        json.field("coordinates", &geo_point(&latitude, &longitude));
    }
    json.close('}');
    json.close(']');
    json.field("url", &own("web"));
    for (to, from) in [("eventType", "categories"), ("keywords", "keywords")] {
        let labels = item.get(from).and_then(entries).unwrap_or_default();
        if !labels.is_empty() {
            json.name(to);
            json.open('[');
            for label in labels.into_iter().take(MAX_MEMBERS).filter_map(text_of) {
                json.string(&label);
            }
            json.close(']');
        }
    }
    let media = item.get("media_objects").and_then(entries).unwrap_or_default();
    let is_picture = |one: &&&Node<'_>| text(one, "type").is_some_and(|kind| kind.starts_with("image"));
    let is_main = |one: &&&Node<'_>| text(one, "rel").as_deref() == Some("default");
    let pictures: Vec<&Node<'_>> = media.iter().filter(is_picture).copied().collect();
    if let Some(picture) = pictures.iter().find(is_main).or(pictures.first()) {
        json.name("image");
        json.open('{');
        json.field("href", &text(picture, "url").unwrap_or_default());
        json.field("alt", &text(picture, "value").unwrap_or_default());
        json.close('}');
    }
    let addresses = item.get("addresses").and_then(entries).unwrap_or_default();
    let organizer = addresses
        .iter()
        .find(|one| text(one, "rel").as_deref() == Some("organizer"));
    if let Some(organizer) = organizer {
        json.name("organizer");
        json.open('{');
        json.field("name", &text(organizer, "name").unwrap_or_default());
        json.field("href", &text(organizer, "web").unwrap_or_default());
        json.close('}');
    }
}

/// The details, else the teaser; in HTML, else plain.
fn write_words(item: &Node<'_>, json: &mut Json) {
    let texts = item.get("texts").and_then(entries).unwrap_or_default();
    let find = |relation: &str, kind: &str| {
        texts
            .iter()
            .find(|one| {
                text(one, "rel").as_deref() == Some(relation) && text(one, "type").as_deref() == Some(kind)
            })
            .and_then(|one| text(one, "value"))
    };
    for relation in ["details", "teaser"] {
        if let Some(html) = find(relation, "text/html") {
            write_html(json, &html);
            break;
        }
        if let Some(plain) = find(relation, "text/plain") {
            write_description(json, &plain);
            break;
        }
    }
    if let Some(price) = find("PRICE_INFO", "text/plain") {
        json.field("price", &price);
    }
}
