//! Where something stands in the publisher's own text: a diagnostic's position and field become a place in bytes.

use std::ops::Range;

use lichthof::feed::{Diagnostic, Format};

use crate::json::{self, Kind, Value};

/// A text, and what is known of its structure.
pub struct Places {
    format: Format,
    /// The JSON of the text, or each that a page holds.
    roots: Vec<Value>,
    /// The map by which a list is read.
    map: Option<Value>,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// Where something is.
pub struct Place {
    pub span: Option<Range<usize>>,
    /// Its path as the publisher's format calls it.
    pub path: String,
    /// Whether the field itself is there, or only what it should stand in.
    pub is_there: bool,
}

/// Entries, with their keys where they stand in a map.
type Entries<'a> = Vec<(Option<&'a str>, &'a Value)>;

impl Places {
    pub fn new(text: &str, format: Format, map: Option<&str>) -> Self {
        let roots = match format {
            Format::ICalendar => Vec::new(),
            _ if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => scripts(text),
            _ => json::parse(text).into_iter().map(|(root, _)| root).collect(),
        };
        let lines = lines(text);
        let map = map.and_then(|map| json::parse(map).ok()).map(|(map, _)| map);
        Self {
            format,
            roots,
            map,
            lines,
        }
    }

    /// Where a fault is that the calendar's reader tells.
    pub fn of(&self, text: &str, fault: &Diagnostic) -> Place {
        if let Some((field, line)) = with_line(&fault.field) {
            return Place {
                span: self.of_line(text, line),
                path: field.to_owned(),
                is_there: true,
            };
        }
        let mut path = String::new();
        let Some((entry, to_entry)) = self.entry(fault) else {
            if self.roots.is_empty() || fault.field == "entries" {
                path.push_str(&fault.field);
            } else {
                step_onto(&mut path, &fault.field);
            }
            return Place {
                span: self.of_element(text, fault.position),
                path,
                is_there: false,
            };
        };
        path.push_str(&to_entry);
        step_onto(&mut path, &fault.field);
        let (span, is_there) = self.within(entry, &fault.field);
        // An entry of many lines is told by its first.
        let end = text
            .get(span.clone())
            .and_then(|text| text.find('\n'))
            .unwrap_or(span.len());
        Place {
            span: Some(span.start..span.start + end.max(1)),
            path,
            is_there,
        }
    }

    /// A line, with what is folded behind it.
    fn of_line(&self, text: &str, line: usize) -> Option<Range<usize>> {
        let start = *self.lines.get(line.checked_sub(1)?)?;
        let end = self.lines.get(line).copied().unwrap_or(text.len());
        let length = text.get(start..end)?.trim_end_matches(['\r', '\n']).len();
        Some(start..start + length)
    }

    /// The entry of a news feed in XML at this position.
    fn of_element(&self, text: &str, position: usize) -> Option<Range<usize>> {
        if self.format != Format::News {
            return None;
        }
        let starts = |name: &'static str| text.match_indices(name).map(move |(at, _)| at..at + name.len());
        let mut found: Vec<_> = starts("<item>")
            .chain(starts("<item "))
            .chain(starts("<entry"))
            .collect();
        found.sort_by_key(|span| span.start);
        found.into_iter().nth(position)
    }

    /// The entry of a fault, and the path to it.
    fn entry(&self, fault: &Diagnostic) -> Option<(&Value, String)> {
        let root = self.roots.first()?;
        if let Some((list, path)) = self.list(root)
            && let Some((key, entry)) = list.get(fault.position)
        {
            return Some((
                entry,
                [
                    &path,
                    &*key.map_or_else(|| format!("[{}]", fault.position), |key| join(&path, key)),
                ]
                .concat(),
            ));
        }
        let name = fault.name.as_deref()?;
        self.roots
            .iter()
            .find_map(|root| named(root, name))
            .map(|entry| (entry, String::new()))
    }

    /// The entries in the publisher's list, with their keys where it is a map, and the path to the list.
    fn list<'a>(&'a self, root: &'a Value) -> Option<(Entries<'a>, String)> {
        let plain = |value: &'a Value, path: &str| {
            let list = value.list()?;
            Some((
                list.into_iter().map(|entry| (None, entry)).collect(),
                path.to_owned(),
            ))
        };
        let child = |name: &str| plain(root.get(name)?, name);
        match self.format {
            Format::JsCalendar => {
                if root.get("@type").and_then(Value::text) == Some("Event") {
                    return Some((vec![(Some(""), root)], String::new()));
                }
                let not_null = |name: &'static str| {
                    let value = root.get(name).filter(|value| value.kind != Kind::Null)?;
                    Some((value, name))
                };
                let (list, path) = match root.list() {
                    Some(_) => (root, ""),
                    None => not_null("entries").or_else(|| not_null("events"))?,
                };
                plain(list, path).or_else(|| {
                    let Kind::Map(members) = &list.kind else {
                        return None;
                    };
                    let entries = members
                        .iter()
                        .map(|(key, value)| (Some(&*key.name), value))
                        .collect();
                    Some((entries, path.to_owned()))
                })
            }
            Format::FullCalendar => plain(root, "").or_else(|| child("events")),
            Format::EventsCalendar => child("events"),
            Format::Google | Format::DestinationOne | Format::News => child("items"),
            Format::Gancio => plain(root, ""),
            Format::Localist => {
                let (list, path) = child("events")?;
                let list = list
                    .into_iter()
                    .map(|(key, one)| (key, one.get("event").unwrap_or(one)))
                    .collect();
                Some((list, path))
            }
            Format::Frab => {
                let schedule = root.get("schedule").unwrap_or(root);
                let days = schedule
                    .get("conference")
                    .unwrap_or(schedule)
                    .get("days")?
                    .list()?;
                let mut talks = Vec::new();
                for day in days {
                    if let Some(Kind::Map(rooms)) = day.get("rooms").map(|rooms| &rooms.kind) {
                        let in_rooms = rooms.iter().filter_map(|(_, list)| list.list());
                        talks.extend(in_rooms.flatten().map(|talk| (None, talk)));
                    }
                }
                Some((talks, "talks".to_owned()))
            }
            Format::Mapped => {
                let named = self
                    .map
                    .as_ref()
                    .and_then(|map| map.get("list"))
                    .and_then(Value::text);
                match named {
                    Some(path) => plain(root.at_path(path)?, path),
                    None => plain(root, "").or_else(|| {
                        let Kind::Map(members) = &root.kind else {
                            return None;
                        };
                        members.iter().find_map(|(key, value)| plain(value, &key.name))
                    }),
                }
            }
            Format::SchemaOrg | Format::ICalendar => None,
        }
    }

    /// The deepest value on the way to a field; of one that is missing where it should stand.
    fn within(&self, entry: &Value, field: &str) -> (Range<usize>, bool) {
        if let Some(map) = &self.map {
            let name = field.split(['.', '[']).next().unwrap_or_default();
            let paths = map.get(name).map(|paths| match &paths.kind {
                Kind::List(list) => list.iter().filter_map(Value::text).collect(),
                _ => paths.text().into_iter().collect::<Vec<_>>(),
            });
            let found = paths.into_iter().flatten().find_map(|path| entry.at_path(path));
            return (found.unwrap_or(entry).span.clone(), found.is_some());
        }
        follow(entry, field)
    }
}

/// Follows a path of names and positions as far as it leads: the place, and whether that is its end.
fn follow(value: &Value, path: &str) -> (Range<usize>, bool) {
    let path = path.trim_start_matches('.');
    if path.is_empty() {
        return (value.span.clone(), true);
    }
    if let Some(rest) = path.strip_prefix('[')
        && let Some((at, rest)) = rest.split_once(']')
    {
        let at: Option<usize> = at.parse().ok();
        let found = value.list().and_then(|list| list.get(at?).copied());
        return found.map_or_else(|| (value.span.clone(), false), |found| follow(found, rest));
    }
    let Kind::Map(members) = &value.kind else {
        return (value.span.clone(), false);
    };
    // Names may have dots: the longest that fits counts; and a prefix of their vendor.
    let mut best: Option<(&Value, &str)> = None;
    for (key, member) in members {
        let own = key.name.rsplit(':').next().unwrap_or_default();
        for name in [&*key.name, own] {
            let Some(rest) = path.strip_prefix(name).filter(|_| !name.is_empty()) else {
                continue;
            };
            let is_whole = rest.is_empty() || rest.starts_with(['.', '[']);
            if is_whole && best.is_none_or(|(_, shortest)| rest.len() <= shortest.len()) {
                best = Some((member, rest));
            }
        }
    }
    best.map_or_else(
        || (value.span.clone(), false),
        |(member, rest)| follow(member, rest),
    )
}

/// The first object that has this name, by whatever formats call an identity or a title.
fn named<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    const KEYS: [&str; 12] = [
        "uid",
        "@id",
        "id",
        "identifier",
        "guid",
        "global_id",
        "url",
        "title",
        "name",
        "schema:name",
        "summary",
        "label",
    ];
    match &value.kind {
        Kind::List(list) => list.iter().find_map(|one| named(one, name)),
        Kind::Map(members) => {
            let text = |value: &'a Value| value.text().or_else(|| value.get("@value").and_then(Value::text));
            let mut texts = KEYS.iter().filter_map(|key| text(value.get(key)?));
            let is_one = texts.any(|text| text == name || name.starts_with(&format!("{text};")));
            if is_one {
                return Some(value);
            }
            members.iter().find_map(|(_, member)| named(member, name))
        }
        _ => None,
    }
}

/// The JSON-LD of a page; places are those in the page.
fn scripts(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find("<script")) {
        let begin = at + begin;
        let Some(open) = text.get(begin..).and_then(|rest| rest.find('>')) else {
            break;
        };
        let inside = begin + open + 1;
        let is_data = text.get(begin..inside).is_some_and(|tag| tag.contains("ld+json"));
        let Some(end) = text.get(inside..).and_then(|rest| rest.find("</script")) else {
            break;
        };
        // Blanks stand for what is before, so that places stay.
        if is_data && let Some(script) = text.get(inside..inside + end) {
            let padded = [&" ".repeat(inside), script].concat();
            found.extend(json::parse(&padded).map(|(root, _)| root));
        }
        at = inside + end;
    }
    found
}

/// `DTSTART (line 57)`
fn with_line(field: &str) -> Option<(&str, usize)> {
    let (before, rest) = field.rsplit_once("(line ")?;
    let line = rest.strip_suffix(')')?.parse().ok()?;
    Some((before.trim_end(), line))
}

fn join(path: &str, key: &str) -> String {
    let dot = if path.is_empty() || key.is_empty() {
        ""
    } else {
        "."
    };
    [dot, key].concat()
}

fn step_onto(path: &mut String, field: &str) {
    if !path.is_empty() && !field.is_empty() && !field.starts_with('[') {
        path.push('.');
    }
    path.push_str(field);
}

/// Where each line of a text begins.
pub fn lines(text: &str) -> Vec<usize> {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

/// Line and column of a byte, from 1; the column in characters.
pub fn line_and_column(lines: &[usize], text: &str, at: usize) -> (usize, usize) {
    let line = lines.partition_point(|start| *start <= at).max(1);
    let start = lines.get(line - 1).copied().unwrap_or(0);
    let column = text.get(start..at).map_or(0, |before| before.chars().count());
    (line, column + 1)
}

#[cfg(test)]
mod tests {
    use lichthof::feed::Reason;

    use super::*;

    fn fault(position: usize, name: &str, field: &str) -> Diagnostic {
        Diagnostic {
            position,
            name: Some(name.to_owned()),
            field: field.to_owned(),
            reason: Reason::NoStart,
        }
    }

    #[test]
    fn each_field_is_found_where_it_stands() {
        for (text, format, fault, span, path) in [
            (
                r#"{"entries": [{"uid": "1"}, {"start": "x", "a.example:venue": {"city": 5}}]}"#,
                Format::JsCalendar,
                fault(1, "", "venue.city"),
                "5",
                "entries[1].venue.city",
            ),
            (
                r#"{"entries": {"a": {"start": "x"}}}"#,
                Format::JsCalendar,
                fault(0, "", "start"),
                "\"x\"",
                "entries.a.start",
            ),
            (
                r#"[{"title": "T"}]"#,
                Format::JsCalendar,
                fault(0, "", "start"),
                r#"{"title": "T"}"#,
                "[0].start",
            ),
            (
                r#"{"@type": "Event", "start": 1}"#,
                Format::JsCalendar,
                fault(0, "", "start"),
                "1",
                "start",
            ),
            (
                r#"[{"recurrenceOverrides": {"2026-01-06T19:00:00": {"venue/name.x": [1, 2]}}}]"#,
                Format::JsCalendar,
                fault(0, "", "recurrenceOverrides.2026-01-06T19:00:00.venue/name.x[1]"),
                "2",
                "[0].recurrenceOverrides.2026-01-06T19:00:00.venue/name.x[1]",
            ),
            (
                "BEGIN:VEVENT\r\nDTSTART:x\r\n y\r\n",
                Format::ICalendar,
                fault(0, "", "DTSTART (line 2)"),
                "DTSTART:x",
                "DTSTART",
            ),
            (
                r#"<p><script type="application/ld+json">{"@id": "a", "startDate": 5}</script>"#,
                Format::SchemaOrg,
                fault(0, "a", "startDate"),
                "5",
                "startDate",
            ),
            (
                "<rss><item>a</item><item>b</item>",
                Format::News,
                fault(1, "", "id"),
                "<item>",
                "id",
            ),
            (
                r#"{"schedule": {"conference": {"days": [{"rooms": {"A": [{"id": 1}], "B": [{"start": "x"}]}}]}}}"#,
                Format::Frab,
                fault(1, "", "start"),
                "\"x\"",
                "talks[1].start",
            ),
        ] {
            let place = Places::new(text, format, None).of(text, &fault);
            assert_eq!(place.span.map(|span| &text[span]), Some(span), "{text}");
            assert_eq!(place.path, path, "{text}");
        }
    }

    #[test]
    fn a_map_leads_to_what_it_names() {
        let text = r#"{"x": 1, "data": {"kurse": [{"von": "bald"}]}}"#;
        let places = Places::new(
            text,
            Format::Mapped,
            Some(r#"{"list": "data.kurse", "start": ["a", "von"]}"#),
        );
        let place = places.of(text, &fault(0, "", "start"));
        assert_eq!(&text[place.span.unwrap()], "\"bald\"");
        assert_eq!(place.path, "data.kurse[0].start");
    }

    #[test]
    fn lines_and_columns_are_counted_from_one_in_characters() {
        let text = "ä\nöx\n";
        assert_eq!(line_and_column(&lines(text), text, 0), (1, 1));
        assert_eq!(line_and_column(&lines(text), text, 5), (2, 2));
    }
}
