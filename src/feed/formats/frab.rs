//! Schedules of conferences, as frab and pretalx have them: days, rooms in them, talks in those.
//!
//! They are read as talks, each an event of its own that can be found and taken along, or as one event with a
//! programme. What they do not say of a talk, they say of the conference.

use std::borrow::Cow;

use crate::feed::formats::FeedAs;
use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::write_description;
use crate::feed::formats::scan::{begins, has_any, number, pieces};
use crate::feed::formats::times;
use crate::feed::node::Node;
use crate::text::cut;
use crate::time::{iso, parse_date};

const NAMES: Names = &[
    ("uid", "guid"),
    ("start", "date"),
    ("eventType", "type"),
    ("keywords", "track"),
    ("locations", "room"),
    ("programme", "persons"),
    ("locale", "language"),
];
const NAMES_OF_ONE: Names = &[
    ("uid", "acronym"),
    ("start", "start"),
    ("end", "end"),
    ("timeZone", "time_zone_name"),
    ("programme", "days"),
];

/// The most talks of a conference that are read as its programme.
const MAX_ITEMS: usize = 1_000;
/// Up to here a schedule is the programme of one event, where nobody says how it is to be read.
const FEW: usize = 12;

/// The conference of a schedule.
fn conference<'a>(root: &'a Node<'a>) -> Option<&'a Node<'a>> {
    let schedule = root.get("schedule").unwrap_or(root);
    let conference = schedule.get("conference").unwrap_or(schedule);
    conference.get("days").is_some().then_some(conference)
}

/// Whether a feed is a schedule.
pub(super) fn is(root: &Node<'_>) -> bool {
    conference(root).is_some_and(|conference| days(conference).iter().any(|day| day.get("rooms").is_some()))
}

fn days<'a>(conference: &'a Node<'a>) -> Vec<&'a Node<'a>> {
    conference.get("days").and_then(entries).unwrap_or_default()
}

/// A talk, and the room and the day that it stands in.
struct Talk<'a> {
    node: &'a Node<'a>,
    room: &'a str,
    day: &'a Node<'a>,
}

/// All talks of a conference, day by day.
fn talks<'a>(conference: &'a Node<'a>) -> Vec<Talk<'a>> {
    let mut talks = Vec::new();
    for day in days(conference) {
        let rooms: &[(Cow<'_, str>, Node<'_>)] = match day.get("rooms") {
            Some(Node::Map(rooms)) => rooms,
            _ => &[],
        };
        for (room, list) in rooms {
            for node in entries(list).unwrap_or_default() {
                talks.push(Talk { node, room, day });
            }
        }
    }
    talks
}

/// Rewrites a schedule.
pub(super) fn convert(root: &Node<'_>, feed_as: Option<FeedAs>) -> Native {
    let Some(conference) = conference(root) else {
        return Writer::new(NAMES).finish();
    };
    let talks = talks(conference);
    let as_one = match feed_as {
        Some(feed_as) => feed_as == FeedAs::Event,
        // An evening of talks is one event, a congress is many.
        None => talks.len() <= FEW && days(conference).len() == 1,
    };
    let mut writer = Writer::new(if as_one { NAMES_OF_ONE } else { NAMES });
    if as_one {
        writer.begin(0, 0);
        write_conference(conference, root, &talks, &mut writer.json);
        writer.end();
    } else {
        for (position, talk) in talks.iter().enumerate() {
            writer.begin(position, 0);
            write_talk(talk, conference, &mut writer.json);
            writer.end();
        }
    }
    writer.end_entries();
    writer
        .json
        .field("title", &text(conference, "title").unwrap_or_default());
    writer.json.field(
        "timeZone",
        &text(conference, "time_zone_name").unwrap_or_default(),
    );
    writer.finish()
}

fn text(node: &Node<'_>, name: &str) -> Option<String> {
    text_of(node.get(name)?)
}

/// `HH:MM` or `D:HH:MM`, in seconds; also `HH:MM:SS`, whose hours have two digits, and minutes alone.
fn length(talk: &Node<'_>) -> Option<i64> {
    let text = text(talk, "duration")?;
    if let Some(minutes) = number(text.trim_ascii()) {
        return Some(i64::from(minutes) * 60);
    }
    if pieces(&text, b":").len() == 3 {
        let (days, rest) = cut(&text, b":");
        let is_hours = days.trim_ascii().len() == 2;
        if !is_hours {
            return Some(i64::from(number(days)?) * 86_400 + times::seconds(rest.get(1..)?)?);
        }
    }
    times::seconds(&text)
}

/// When it begins: with its date; else by the clock of its day, which may end after midnight.
fn start(talk: &Talk<'_>) -> String {
    if let Some(date) = text(talk.node, "date").filter(|date| has_any(date, b"T")) {
        return date;
    }
    let time = text(talk.node, "start").unwrap_or_default();
    let day = text(talk.day, "date").unwrap_or_default();
    let day = cut(&day, b"T").0;
    let of_day = |name: &str| times::since_midnight(&text(talk.day, name)?);
    let night = of_day("day_end").filter(|ends| of_day("day_start").is_some_and(|begins| *ends <= begins));
    let is_after_midnight = times::seconds(&time)
        .zip(night)
        .is_some_and(|(time, ends)| time < ends);
    let next = parse_date(day).and_then(|day| day.succ_opt());
    match next.filter(|_| is_after_midnight) {
        Some(next) => [&iso(next), "T", &time].concat(),
        None => [day, "T", &time].concat(),
    }
}

fn write_talk(talk: &Talk<'_>, conference: &Node<'_>, json: &mut Json) {
    let node = talk.node;
    let uid = text(node, "guid").or_else(|| {
        let id = text(node, "id")?;
        let acronym = text(conference, "acronym").unwrap_or_default();
        Some([acronym.as_str(), "-", &id].concat())
    });
    json.field("uid", &uid.unwrap_or_default());
    let title = title(node);
    json.field("title", &title);
    json.field("start", &start(talk));
    if let Some(length) = length(node).filter(|length| *length > 0) {
        json.field("duration", &times::duration(length));
    }
    // The zone of the conference is that of the feed; offsets in dates are of another place only by mistake.
    json.field(
        "timeZone",
        &text(conference, "time_zone_name").unwrap_or_default(),
    );
    json.field("url", &text(node, "url").unwrap_or_default());
    json.field("eventType", &text(node, "type").unwrap_or_default());
    json.field("keywords", &text(node, "track").unwrap_or_default());
    if let Some(language) = text(node, "language") {
        json.field("language", &language);
    }
    write_words(node, json);
    write_room(talk, conference, json);
    if let Some(picture) = text(node, "logo") {
        json.field("image", &absolute(&picture, conference, node));
    }
    write_links(node, conference, json);
    let speakers = people(node);
    if !speakers.is_empty() {
        json.name("programme");
        json.open('[');
        json.open('{');
        json.field("title", &title);
        write_speakers(&speakers, json);
        json.close('}');
        json.close(']');
    }
    if node.get("status").and_then(Node::as_text) == Some("canceled") {
        json.field("status", "cancelled");
    }
}

fn title(talk: &Node<'_>) -> String {
    let title = text(talk, "title").unwrap_or_default();
    match text(talk, "subtitle") {
        Some(subtitle) if !title.is_empty() => [title.as_str(), " – ", &subtitle].concat(),
        _ => title,
    }
}

/// The abstract and the description, unless one repeats the other.
fn write_words(talk: &Node<'_>, json: &mut Json) {
    let summary = text(talk, "abstract").unwrap_or_default();
    let description = text(talk, "description").unwrap_or_default();
    let words = if description.starts_with(&summary) {
        description
    } else if description.is_empty() {
        summary
    } else {
        [summary.as_str(), "\n\n", &description].concat()
    };
    write_description(json, &words);
}

fn write_room(talk: &Talk<'_>, conference: &Node<'_>, json: &mut Json) {
    let room = text(talk.node, "room").unwrap_or_else(|| talk.room.to_owned());
    let venue = text(conference, "venue").unwrap_or_default();
    let city = text(conference, "city").unwrap_or_default();
    json.name("locations");
    json.open('[');
    json.open('{');
    if venue.is_empty() {
        json.field("name", &room);
    } else {
        json.field("name", &venue);
        json.field("room", &room);
    }
    json.field("city", &city);
    json.close('}');
    json.close(']');
}

/// An address that a schedule writes from its own site's root.
fn absolute(address: &str, conference: &Node<'_>, talk: &Node<'_>) -> String {
    if !begins(address, b"/") || address.starts_with("//") {
        return address.to_owned();
    }
    let site = text(talk, "url")
        .or_else(|| text(conference, "url"))
        .unwrap_or_default();
    match crate::text::split_once(&site, "://") {
        Some((scheme, rest)) => [scheme, "://", cut(rest, b"/?#").0, address].concat(),
        None => address.to_owned(),
    }
}

fn write_links(talk: &Node<'_>, conference: &Node<'_>, json: &mut Json) {
    let list = |name: &str| talk.get(name).and_then(entries).unwrap_or_default();
    let links: Vec<(String, String, &str)> = [("links", "related"), ("attachments", "enclosure")]
        .iter()
        .flat_map(|(name, relation)| list(name).into_iter().map(move |link| (link, *relation)))
        .filter_map(|(link, relation)| {
            let address = text(link, "url").or_else(|| text_of(link))?;
            let title = text(link, "title").unwrap_or_default();
            Some((absolute(&address, conference, talk), title, relation))
        })
        .take(MAX_ITEMS)
        .collect();
    if links.is_empty() {
        return;
    }
    json.name("links");
    json.open('[');
    for (address, title, relation) in links {
        json.open('{');
        json.field("href", &address);
        json.field("title", &title);
        json.field("rel", relation);
        json.close('}');
    }
    json.close(']');
}

/// The names of those who speak; they have no organisation.
fn people(talk: &Node<'_>) -> Vec<String> {
    let persons = talk.get("persons").and_then(entries).unwrap_or_default();
    let name = |person: &Node<'_>| {
        ["public_name", "name", "full_public_name"]
            .iter()
            .find_map(|name| text(person, name))
            .or_else(|| text_of(person))
    };
    persons.into_iter().filter_map(name).take(MAX_ITEMS).collect()
}

fn write_speakers(speakers: &[String], json: &mut Json) {
    if speakers.is_empty() {
        return;
    }
    json.name("speakers");
    json.open('[');
    for speaker in speakers {
        json.string(speaker);
    }
    json.close(']');
}

/// The whole conference as one event.
fn write_conference(conference: &Node<'_>, root: &Node<'_>, talks: &[Talk<'_>], json: &mut Json) {
    let own = |name: &str| text(conference, name).unwrap_or_default();
    json.field("uid", &own("acronym"));
    json.field("title", &own("title"));
    let starts: Vec<String> = talks.iter().map(start).collect();
    let is_one_day = days(conference).len() == 1;
    match starts.iter().min().filter(|_| is_one_day) {
        Some(first) => {
            json.field("start", first);
            // Until its last talk ends.
            let ends = talks.iter().zip(&starts).filter_map(|(talk, start)| {
                let from = times::since_midnight(first)?;
                let begin = times::since_midnight(start)?;
                let begin = if begin < from { begin + 86_400 } else { begin };
                Some(begin - from + length(talk.node)?)
            });
            if let Some(length) = ends.max().filter(|length| *length > 0) {
                json.field("duration", &times::duration(length));
            }
        }
        None => {
            json.field("start", cut(&own("start"), b"T").0);
            // The last day, as everywhere in schedules.
            if let Some(day) =
                crate::time::parse_date(cut(&own("end"), b"T").0).and_then(|last| last.succ_opt())
            {
                json.field("end", &crate::time::iso(day));
            }
        }
    }
    json.field("timeZone", &own("time_zone_name"));
    let page = text(conference, "url").or_else(|| text(root.get("schedule")?, "base_url"));
    json.field("url", &page.unwrap_or_default());
    if conference.get("venue").is_some() || conference.get("city").is_some() {
        json.name("locations");
        json.open('[');
        json.open('{');
        json.field("name", &own("venue"));
        json.field("city", &own("city"));
        json.close('}');
        json.close(']');
    }
    json.name("programme");
    json.open('[');
    for (talk, start) in talks.iter().zip(&starts).take(MAX_ITEMS) {
        json.open('{');
        json.field("start", start);
        if let Some(length) = length(talk.node).filter(|length| *length > 0) {
            json.field("duration", &times::duration(length));
        }
        json.field("title", &title(talk.node));
        json.field("description", &text(talk.node, "abstract").unwrap_or_default());
        write_speakers(&people(talk.node), json);
        write_links(talk.node, conference, json);
        json.close('}');
    }
    json.close(']');
}
