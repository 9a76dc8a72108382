//! JSON Feed, RSS and Atom, where they say when something takes place. A date of publication is none: an entry that has
//! no other is no event, and is left out.

use crate::feed::formats::list::entries;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::{name, resolved, write_description};
use crate::feed::formats::scan::begins;
use crate::feed::node::Node;
use crate::text::{cut, split_once};

const NAMES: Names = &[
    ("uid", "id"),
    ("start", "event start"),
    ("end", "event end"),
    ("venue", "event location"),
    ("url", "link"),
];

/// The most elements of one entry.
const MAX_MEMBERS: usize = 1_000;

/// Rewrites a JSON Feed; `None` if none of its items says when it takes place.
pub(super) fn convert_json(root: &Node<'_>) -> Option<Native> {
    const VERSION: &str = "https://jsonfeed.org/version/";
    root.get("version")?.as_text()?.strip_prefix(VERSION)?;
    let mut writer = Writer::new(NAMES);
    let mut is_any = false;
    for (position, item) in root.get("items").and_then(entries)?.into_iter().enumerate() {
        let Node::Map(members) = item else { continue };
        // An extension of its own: its name begins with a low line.
        let mut extensions = members.iter().filter(|(name, _)| begins(name, b"_"));
        let first = |node: &Node<'_>, names: &[&str]| names.iter().find_map(|name| text_of(node.get(name)?));
        let found = extensions.find_map(|(_, node)| Some((node, first(node, &STARTS)?)));
        let Some((event, start)) = found else { continue };
        is_any = true;
        writer.begin(position, 0);
        let json = &mut writer.json;
        let own = |name: &str| item.get(name).and_then(text_of);
        json.field("uid", &own("id").unwrap_or_default());
        json.field("title", &own("title").unwrap_or_default());
        json.field("start", &start);
        json.field("end", &first(event, &ENDS).unwrap_or_default());
        json.field(
            "timeZone",
            &first(event, &["timeZone", "timezone", "tz"]).unwrap_or_default(),
        );
        json.field(
            "venue",
            &first(event, &PLACES)
                .or_else(|| name_in(event, &PLACES))
                .unwrap_or_default(),
        );
        let words = own("content_html")
            .or_else(|| own("content_text"))
            .or_else(|| own("summary"));
        write_description(json, &words.unwrap_or_default());
        json.field(
            "url",
            &own("url").or_else(|| own("external_url")).unwrap_or_default(),
        );
        json.field("image", &own("image").unwrap_or_default());
        write_tags(
            json,
            item.get("tags")
                .and_then(entries)
                .unwrap_or_default()
                .into_iter()
                .filter_map(text_of),
        );
        writer.end();
    }
    writer.end_entries();
    writer
        .json
        .field("title", &root.get("title").and_then(text_of).unwrap_or_default());
    if let Some(next) = root.get("next_url").and_then(text_of) {
        writer.json.field("next", &next);
    }
    is_any.then(|| writer.finish())
}

const PLACES: [&str; 3] = ["location", "place", "venue"];
const STARTS: [&str; 6] = ["start", "startDate", "start_date", "starts_at", "dtstart", "date"];
const ENDS: [&str; 5] = ["end", "endDate", "end_date", "ends_at", "dtend"];

/// The name of the first of these things that has one.
fn name_in(node: &Node<'_>, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| text_of(node.get(name)?.get("name")?))
}

fn write_tags(json: &mut Json, tags: impl Iterator<Item = String>) {
    json.name("keywords");
    json.open('[');
    for tag in tags.take(MAX_MEMBERS) {
        json.string(&tag);
    }
    json.close(']');
}

/// Rewrites an RSS or Atom feed; `None` if none of its entries says when it takes place: by the event module of RSS
/// (`ev:startdate`), by xCal (`dtstart`), or as Google did (`when startTime`).
pub(super) fn convert_xml(text: &str) -> Option<Native> {
    let mut writer = Writer::new(NAMES);
    let mut is_any = false;
    let mut rest = text;
    let mut position = 0;
    let mut title = None;
    while let Some(element) = next_element(&mut rest) {
        match element.name {
            "title" if title.is_none() => title = Some(content(&mut rest, element.whole)),
            "item" | "entry" => {
                let end = ["</", element.whole].concat();
                let (inside, behind) = split_once(rest, &end).unwrap_or((rest, ""));
                rest = behind;
                let item = Item::read(inside);
                if item.start.is_some() {
                    is_any = true;
                    writer.begin(position, 0);
                    item.write(&mut writer.json);
                    writer.end();
                }
                position += 1;
            }
            _ => {}
        }
    }
    writer.end_entries();
    writer.json.field("title", &title.unwrap_or_default());
    is_any.then(|| writer.finish())
}

/// The beginning of an element.
struct Element<'a> {
    /// Its name as written, and without its prefix.
    whole: &'a str,
    name: &'a str,
    attributes: &'a str,
    is_empty: bool,
}

/// The next element that begins in a text, which is left behind its tag.
fn next_element<'a>(rest: &mut &'a str) -> Option<Element<'a>> {
    loop {
        let (_, tag) = cut(rest, b"<");
        let tag = tag.get(1..)?;
        if let Some(hidden) = tag.strip_prefix("![CDATA[") {
            *rest = split_once(hidden, "]]>").map_or("", |(_, rest)| rest);
            continue;
        }
        if let Some(comment) = tag.strip_prefix("!--") {
            *rest = split_once(comment, "-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let inside = inside_of(tag);
        *rest = tag.get(inside.len() + 1..).unwrap_or_default();
        if begins(inside, b"/!?") {
            continue;
        }
        let (whole, attributes) = cut(inside, b" \t\r\n/");
        let name = split_once(whole, ":").map_or(whole, |(_, name)| name);
        return Some(Element {
            whole,
            name,
            attributes,
            is_empty: inside.ends_with('/'),
        });
    }
}

/// What stands in a tag: up to its `>`, which is none within quotes. Where a quote is never closed, up to the first.
fn inside_of(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return tag.get(..at).unwrap_or_default(),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    cut(tag, b">").0
}

/// The text of the element that has just begun.
fn content(rest: &mut &str, whole: &str) -> String {
    let (inside, behind) = split_once(rest, &["</", whole].concat()).unwrap_or((rest, ""));
    let text = inside.trim_ascii();
    let text = match text.strip_prefix("<![CDATA[") {
        Some(hidden) => split_once(hidden, "]]>")
            .map_or(hidden, |(hidden, _)| hidden)
            .to_owned(),
        // References of XML are undone once: what is then HTML was meant so.
        None => resolved(text),
    };
    *rest = behind;
    text
}

/// The value of an attribute.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let (_, rest) = split_once(attributes, &[wanted, "="].concat())?;
    let quote = rest
        .as_bytes()
        .first()
        .filter(|quote| matches!(quote, b'"' | b'\''))?;
    let value = cut(rest.get(1..)?, &[*quote]).0;
    Some(resolved(value))
}

/// What an entry says.
#[derive(Default)]
struct Item {
    uid: Option<String>,
    title: Option<String>,
    start: Option<String>,
    end: Option<String>,
    place: Option<String>,
    organizer: Option<String>,
    words: Option<String>,
    link: Option<String>,
    tags: Vec<String>,
}

impl Item {
    fn read(inside: &str) -> Self {
        let mut item = Self::default();
        let mut rest = inside;
        for _ in 0..MAX_MEMBERS {
            let Some(element) = next_element(&mut rest) else {
                break;
            };
            let of = |name: &str| attribute(element.attributes, name);
            let is = |name: &str| element.name.eq_ignore_ascii_case(name);
            if is("when") {
                item.start = item.start.or_else(|| of("startTime"));
                item.end = item.end.or_else(|| of("endTime"));
            } else if is("where") {
                item.place = item.place.or_else(|| of("valueString"));
            } else if is("link") && of("href").is_some() {
                // Of the links of Atom the one to the page: others lead to the entry itself, or to files.
                if of("rel").is_none_or(|relation| relation == "alternate") {
                    item.link = item.link.or_else(|| of("href"));
                }
            } else if is("category") && of("term").is_some() {
                item.tags.extend(of("term"));
            }
            if element.is_empty {
                continue;
            }
            let slot = match () {
                () if is("guid") || is("id") => &mut item.uid,
                () if is("title") => &mut item.title,
                () if is("startdate") || is("dtstart") => &mut item.start,
                () if is("enddate") || is("dtend") => &mut item.end,
                () if is("location") => &mut item.place,
                () if is("organizer") => &mut item.organizer,
                // What is said at length stands before what is said in short.
                () if is("encoded") || is("content") => {
                    item.words = Some(content(&mut rest, element.whole));
                    continue;
                }
                () if is("description") || is("summary") => &mut item.words,
                () if is("link") => &mut item.link,
                () if is("category") => {
                    item.tags.push(content(&mut rest, element.whole));
                    continue;
                }
                () => continue,
            };
            let text = content(&mut rest, element.whole);
            if slot.is_none() && !text.is_empty() {
                *slot = Some(text);
            }
        }
        item
    }

    fn write(self, json: &mut Json) {
        let text = |text: Option<String>| text.unwrap_or_default();
        let uid = self.uid.or_else(|| self.link.clone());
        json.field("uid", &text(uid));
        json.field("title", &name(&text(self.title)));
        json.field("start", &basic(&text(self.start)));
        json.field("end", &basic(&text(self.end)));
        json.field("venue", &name(&text(self.place)));
        json.field("organizer", &name(&text(self.organizer)));
        write_description(json, &text(self.words));
        json.field("url", &text(self.link));
        write_tags(json, self.tags.into_iter());
    }
}

/// xCal writes times as iCalendar does.
fn basic(text: &str) -> String {
    crate::feed::formats::series_lines::extended(text).unwrap_or_default()
}
