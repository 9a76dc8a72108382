//! A list of anything with dates, read by a map that the page gives: which field of ours is which of theirs.
//!
//! `{"list": "data.termine", "title": "name", "start": "von.datum", "city": "ort", "type": "=Kurs"}`: paths have dots,
//! what begins with `=` is a constant, and of a list of paths the first counts that leads to something.

use crate::feed::field::as_flag;
use crate::feed::formats::list::{at_path, entries};
use crate::feed::formats::native::{Json, Native, Writer, text_of};
use crate::feed::formats::plain::{geo_point, name, prose};
use crate::feed::formats::scan::{begins, number, pieces};
use crate::feed::formats::times::instant_of_milliseconds;
use crate::feed::node::{Node, with_tree};
use crate::text::{cut, split_once};
use crate::time::{Date, Form, iso, parse_date, push_date};

/// The most members of one list that are read.
const MAX_MEMBERS: usize = 1_000;

/// What a map can say of an event: our name for it, and where the native format has it.
const FIELDS: [(&str, Place); 32] = [
    ("uid", Place::Text("uid")),
    ("title", Place::Name("title")),
    ("start", Place::Time("start")),
    ("end", Place::Time("end")),
    ("lastDay", Place::LastDay),
    ("startTime", Place::TimeOfDay),
    ("endTime", Place::TimeOfDay),
    ("duration", Place::Text("duration")),
    ("allDay", Place::Flag("showWithoutTime")),
    ("timeZone", Place::Text("timeZone")),
    ("rrule", Place::Text("rrule")),
    ("status", Place::Text("status")),
    ("description", Place::Prose("description")),
    ("url", Place::Text("url")),
    ("image", Place::Text("image")),
    ("type", Place::Labels("eventType")),
    ("topics", Place::Labels("keywords")),
    ("audience", Place::Labels("audience")),
    ("typicalAgeRange", Place::Text("typicalAgeRange")),
    ("accessibilityFeature", Place::Labels("accessibilityFeature")),
    ("organizer", Place::Labels("organizer")),
    ("price", Place::Text("price")),
    ("registration", Place::Text("registration")),
    ("language", Place::Text("language")),
    ("featured", Place::Flag("featured")),
    ("online", Place::Way),
    ("place", Place::Venue("name")),
    ("room", Place::Venue("room")),
    ("street", Place::Venue("street")),
    ("postalCode", Place::Venue("postalCode")),
    ("city", Place::Venue("city")),
    ("country", Place::Venue("country")),
];

#[derive(Clone, Copy)]
enum Place {
    Text(&'static str),
    Name(&'static str),
    Prose(&'static str),
    Time(&'static str),
    Flag(&'static str),
    Labels(&'static str),
    Venue(&'static str),
    /// An inclusive end.
    LastDay,
    TimeOfDay,
    Way,
}

/// Rewrites a list by a map, both JSON; `None` if one is none, or if the map leads to no list.
pub(super) fn convert(text: &str, map: &str) -> Option<Native> {
    let by_map = |map: &Node<'_>| with_tree(text, |root| of_tree(root, map)).ok().flatten();
    with_tree(map, by_map).ok().flatten()
}

/// The list that a map names, else the root, else the first list that there is.
fn list<'a>(root: &'a Node<'a>, map: &Node<'_>) -> Option<Vec<&'a Node<'a>>> {
    if let Some(path) = map.get("list").and_then(Node::as_text) {
        return entries(at_path(root, path)?);
    }
    if let Some(list) = entries(root) {
        return Some(list);
    }
    let Node::Map(members) = root else { return None };
    members.iter().find_map(|(_, node)| entries(node))
}

fn of_tree(root: &Node<'_>, map: &Node<'_>) -> Option<Native> {
    let mut writer = Writer::new(&[]);
    for (position, entry) in list(root, map)?.into_iter().enumerate() {
        writer.begin(position, 0);
        Entry { entry, map }.write(&mut writer);
        writer.end();
    }
    writer.end_entries();
    // Of the whole feed: a constant, or a path from the root.
    for name in ["timeZone", "next"] {
        let own = ["feed.", name].concat();
        if let Some(path) = map.get(&own).and_then(Node::as_text) {
            let text = constant(path).map(str::to_owned);
            let text = text.or_else(|| text_of(at_path(root, path)?));
            writer.json.field(name, &text.unwrap_or_default());
        }
    }
    Some(writer.finish())
}

/// What a map says of itself, behind a `=`.
fn constant(path: &str) -> Option<&str> {
    path.get(1..).filter(|_| begins(path, b"="))
}

/// One thing of the list, and the map.
struct Entry<'a> {
    entry: &'a Node<'a>,
    map: &'a Node<'a>,
}

/// What a map leads to.
enum Value<'a> {
    Node(&'a Node<'a>),
    Constant(&'a str),
}

impl Value<'_> {
    fn text(&self) -> Option<String> {
        match self {
            Self::Node(node) => text_of(node),
            Self::Constant(text) => Some((*text).to_owned()),
        }
    }
}

impl<'a> Entry<'a> {
    /// What stands where the map says that a field is.
    fn value(&self, field: &str) -> Option<Value<'a>> {
        let lookup = |path: &'a str| match constant(path) {
            Some(constant) => Some(Value::Constant(constant)),
            None => {
                let found = at_path(self.entry, path).filter(|node| **node != Node::Null);
                found
                    .filter(|node| !matches!(node, Node::Text(text) if text.trim_ascii().is_empty()))
                    .map(Value::Node)
            }
        };
        match self.map.get(field)? {
            Node::List(paths) => paths.iter().filter_map(Node::as_text).find_map(lookup),
            path => lookup(path.as_text()?),
        }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.value(field)?.text()
    }

    /// A time: as written, by day, month and year as Europe writes them, or as a number of seconds or milliseconds.
    fn time(&self, field: &str) -> Option<String> {
        match self.value(field)? {
            Value::Node(Node::Number(number)) => {
                // There are no seconds so large: they would be in the year 5138.
                let milliseconds = if number.abs() < 1e11 {
                    number * 1_000.0
                } else {
                    *number
                };
                instant_of_milliseconds(milliseconds)
            }
            value => Some(iso_of(&value.text()?)),
        }
    }

    /// Start or end, put together of a day and a time of day where they stand apart. An end that has a time alone is
    /// on the day of the start.
    fn moment(&self, field: &str) -> Option<String> {
        let of_day = self.text(if field == "start" { "startTime" } else { "endTime" });
        let day = self.time(field).or_else(|| {
            let start = self
                .time("start")
                .filter(|_| field == "end" && of_day.is_some())?;
            Some(start.get(..10)?.to_owned())
        })?;
        // A database writes a day as its midnight.
        let (date, midnight) = cut(&day, b"T ");
        let is_midnight = midnight.get(1..).is_some_and(|time| time.starts_with("00:00"));
        let day = match of_day.is_some() && is_midnight {
            true => date.to_owned(),
            false => day,
        };
        match of_day {
            Some(of_day) if day.len() == 10 => Some([&day, "T", &padded(&of_day)].concat()),
            _ => Some(day),
        }
    }

    fn write(&self, writer: &mut Writer) {
        let json = &mut writer.json;
        for (field, place) in FIELDS {
            match place {
                Place::Text(to) => json.field(to, &self.text(field).unwrap_or_default()),
                Place::Name(to) => json.field(to, &name(&self.text(field).unwrap_or_default())),
                Place::Prose(to) => {
                    let (text, is_html) = prose(&self.text(field).unwrap_or_default());
                    json.field(to, &text);
                    if is_html {
                        json.field("descriptionContentType", "text/html");
                    }
                }
                Place::Time(to) => json.field(to, &self.moment(to).unwrap_or_default()),
                Place::LastDay => {
                    let last = self.time(field).and_then(|last| parse_date(last.get(..10)?));
                    if let Some(end) = last.and_then(|last| last.succ_opt()) {
                        json.field("end", &iso(end));
                    }
                }
                Place::Flag(to) => match self.value(field) {
                    Some(Value::Node(node)) if as_flag(node) == Some(true) => json.raw(to, "true"),
                    Some(Value::Constant("true")) => json.raw(to, "true"),
                    _ => {}
                },
                Place::Labels(to) => self.write_labels(field, to, json),
                Place::TimeOfDay | Place::Way | Place::Venue(_) => {}
            }
        }
        self.write_place(json);
    }

    fn write_labels(&self, field: &str, to: &str, json: &mut Json) {
        match self.value(field) {
            Some(Value::Node(Node::List(list))) => {
                json.name(to);
                json.open('[');
                for one in list.iter().take(MAX_MEMBERS) {
                    let label = text_of(one).or_else(|| {
                        ["name", "title", "label"]
                            .iter()
                            .find_map(|name| text_of(one.get(name)?))
                    });
                    json.string(&name(&label.unwrap_or_default()));
                }
                json.close(']');
            }
            Some(value) => json.field(to, &name(&value.text().unwrap_or_default())),
            None => {}
        }
    }

    fn write_place(&self, json: &mut Json) {
        let parts: Vec<(&str, String)> = FIELDS
            .iter()
            .filter_map(|(field, place)| match place {
                Place::Venue(to) => Some((*to, self.text(field)?)),
                _ => None,
            })
            .collect();
        let point = self
            .text("latitude")
            .and_then(|latitude| Some([latitude, self.text("longitude")?]));
        if !parts.is_empty() || point.is_some() {
            json.name("locations");
            json.open('[');
            json.open('{');
            for (to, text) in &parts {
                json.field(to, &name(text));
            }
            if let Some([latitude, longitude]) = point {
                json.field("coordinates", &geo_point(&latitude, &longitude));
            }
            json.close('}');
            json.close(']');
        }
        let way = match self.value("online") {
            Some(Value::Node(node)) => match as_flag(node) {
                Some(true) => Some(String::new()),
                Some(false) => None,
                None => text_of(node),
            },
            value => value.and_then(|value| value.text()),
        };
        if let Some(way) = way {
            json.name("virtualLocations");
            json.open('[');
            json.open('{');
            json.field(
                if split_once(&way, "://").is_some() {
                    "uri"
                } else {
                    "name"
                },
                &way,
            );
            json.close('}');
            json.close(']');
        }
    }
}

/// `6.1.2026 19:00` as `2026-01-06T19:00`; what is written otherwise stays.
fn iso_of(text: &str) -> String {
    let text = text.trim_ascii();
    let (date, time) = cut(text, b" T,");
    let parts = pieces(date, b".");
    let [day, month, year] = parts.as_slice() else {
        return text.to_owned();
    };
    let numbers = (number(day), number(month), number(year));
    let (Some(day), Some(month), Some(year)) = numbers else {
        return text.to_owned();
    };
    let year = if year < 100 { year + 2_000 } else { year };
    let mut out = String::new();
    let Some(date) = i32::try_from(year)
        .ok()
        .and_then(|year| Date::from_ymd_opt(year, month, day))
    else {
        return text.to_owned();
    };
    push_date(&mut out, date, Form::Extended);
    let time = time.get(1..).unwrap_or_default().trim_ascii();
    let time = cut(time, b" ").0;
    if !time.is_empty() {
        out.push('T');
        out.push_str(&padded(time));
    }
    out
}

/// `9:30` as `09:30`, `19` as `19:00`.
fn padded(time: &str) -> String {
    let time = cut(time.trim_ascii(), b" ").0;
    let (hours, _) = cut(time, b":.");
    let rest = time.get(hours.len() + 1..).unwrap_or("00");
    [if hours.len() == 1 { "0" } else { "" }, hours, ":", rest].concat()
}
