//! `lichthof convert`: a feed in any format as one in the native format, as iCalendar, or as schema.org's JSON-LD.

use std::io::{self, Write, stderr};
use std::path::Path;

use lichthof::export::{Context, Item, escaped, icalendar, json_ld};
use lichthof::i18n::Strings;
use lichthof::schedule::Occurrence;

use crate::arguments::{Convert, To, today};
use crate::events::{Entry, Events, with_events, words};
use crate::json::{self, Kind, Value, pretty, quoted};
use crate::{Exit, output};

/// Converts what the arguments name.
///
/// # Errors
///
/// Where nothing can be written.
pub fn run(arguments: &Convert) -> io::Result<Exit> {
    let reading = arguments.reading();
    with_events(&reading, |events, progress| {
        if events.events.is_empty() && events.skipped > 0 {
            drop(progress);
            tell_skipped(events.skipped, &reading.input)?;
            writeln!(stderr(), "lichthof: no event is left: nothing is written")?;
            return Ok(Exit::Unreadable);
        }
        progress.say(format!("writing {} events", events.events.len()));
        let text = match to(arguments) {
            To::Native => native(events),
            To::Icalendar => {
                let write = |context: &Context<'_>| calendar(&events.events, context);
                let text = events.with_context(arguments.page.as_deref(), write);
                let title = events.title.as_deref().unwrap_or_default();
                named(&without_words(&text, words(&reading.language)), title)
            }
            To::JsonLd => events.with_context(arguments.page.as_deref(), |context| {
                linked(&events.events, context)
            }),
        };
        drop(progress);
        output::write_or_print(arguments.output.as_deref(), text.as_bytes())?;
        tell_skipped(events.skipped, &reading.input)?;
        Ok(Exit::Good)
    })
}

/// Says how many entries are missing in what was written.
///
/// # Errors
///
/// Where nothing can be printed.
pub fn tell_skipped(skipped: usize, input: &str) -> io::Result<()> {
    match skipped {
        0 => Ok(()),
        1 => writeln!(stderr(), "1 entry left out: `lichthof check {input}` says why"),
        number => writeln!(
            stderr(),
            "{number} entries left out: `lichthof check {input}` says why"
        ),
    }
}

/// What was asked for, else what the file's name says.
fn to(arguments: &Convert) -> To {
    let extension = arguments
        .output
        .as_deref()
        .and_then(Path::extension)
        .and_then(|extension| extension.to_str());
    arguments.to.unwrap_or(match extension {
        Some("ics") => To::Icalendar,
        Some("jsonld") => To::JsonLd,
        _ => To::Native,
    })
}

/// A feed in the native format with these entries.
fn native(events: &Events) -> String {
    let mut out = native_head(&events.head, &[]);
    let mut is_first = true;
    for text in events.events.iter().flat_map(native_entries) {
        out.push_str(between(is_first));
        out.push_str(&text);
        is_first = false;
    }
    out.push_str(native_end(is_first));
    out
}

/// What stands before the entries of a feed in the native format: what is said of all of it, and further members: names,
/// and values as JSON.
pub fn native_head(head: &[(String, String)], more: &[(&str, String)]) -> String {
    let group = quoted("Group");
    let mut members: Vec<(&str, &str)> = vec![("@type", &group)];
    let own = head
        .iter()
        .filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    members.extend(own.map(|(name, value)| (&**name, &**value)));
    members.extend(more.iter().map(|(name, value)| (*name, &**value)));
    let mut out = String::from("{\n");
    for (name, value) in members {
        out.push_str("  ");
        out.push_str(&quoted(name));
        out.push_str(": ");
        out.push_str(value);
        out.push_str(",\n");
    }
    out.push_str("  \"entries\": [");
    out
}

/// What stands before an entry.
pub fn between(is_first: bool) -> &'static str {
    if is_first { "\n    " } else { ",\n    " }
}

/// What stands behind all entries.
pub fn native_end(are_none: bool) -> &'static str {
    if are_none { "]\n}\n" } else { "\n  ]\n}\n" }
}

/// The entries of an event as they stand in a feed.
pub fn native_entries(entry: &Entry) -> Vec<String> {
    let texts = entry.texts.iter();
    texts
        .filter_map(|text| {
            // What the calendar reads may be more than JSON allows, such as halves of surrogate pairs.
            let (value, _) = json::parse(text).ok()?;
            let mut out = String::new();
            pretty(&with_type(value), 2, &mut out);
            Some(out)
        })
        .collect()
}

/// The entry with its `@type`, which JSCalendar wants.
fn with_type(mut value: Value) -> Value {
    if value.get("@type").is_none()
        && let Kind::Map(members) = &mut value.kind
    {
        let key = json::Key {
            name: "@type".to_owned(),
            span: 0..0,
        };
        members.insert(
            0,
            (
                key,
                Value {
                    span: 0..0,
                    kind: Kind::Text("Event".to_owned()),
                },
            ),
        );
    }
    value
}

/// An iCalendar file of these events.
pub fn calendar(entries: &[Entry], context: &Context<'_>) -> String {
    let items: Vec<_> = entries.iter().map(|entry| Item::Event(&entry.event)).collect();
    icalendar(&items, None, context)
}

/// The file without the words that tell visitors in a title what has become of an event: who reads it has `STATUS`.
fn without_words(text: &str, strings: Strings) -> String {
    let unfolded = text.replace("\r\n ", "");
    let cancelled = format!("SUMMARY:{}: ", strings.cancelled());
    let (before, behind) = strings.planned().split_once("{}").unwrap_or_default();
    let planned = format!("SUMMARY:{before}");
    let mut out = String::with_capacity(text.len());
    for event in unfolded.split_inclusive("END:VEVENT\r\n") {
        let has = |status: &str| event.contains(&format!("\r\nSTATUS:{status}\r\n"));
        let (is_cancelled, is_tentative) = (has("CANCELLED"), has("TENTATIVE"));
        for line in event.split_terminator("\r\n") {
            let title = if is_cancelled {
                line.strip_prefix(&cancelled)
            } else if is_tentative {
                line.strip_prefix(&planned)
                    .and_then(|title| title.strip_suffix(behind))
            } else {
                None
            };
            match title {
                Some(title) => push_folded(&format!("SUMMARY:{title}"), &mut out),
                None => push_folded(line, &mut out),
            }
        }
    }
    out
}

/// An iCalendar file with the name under which programs list who subscribes to it: as RFC 7986 §5.1 has it, and as programs
/// had it before.
pub fn named(text: &str, name: &str) -> String {
    const BEFORE: &str = "CALSCALE:GREGORIAN\r\n";
    if name.is_empty() {
        return text.to_owned();
    }
    let mut lines = String::from(BEFORE);
    let value = escaped(name);
    for property in ["NAME", "X-WR-CALNAME"] {
        push_folded(&format!("{property}:{value}"), &mut lines);
    }
    text.replacen(BEFORE, &lines, 1)
}

/// A line of 75 bytes at most, folded where it is longer (RFC 5545 §3.1).
fn push_folded(line: &str, out: &mut String) {
    let mut room = 75;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

/// The events as a list of schema.org's, each with its next date, or its first if it is over.
pub fn linked(entries: &[Entry], context: &Context<'_>) -> String {
    let mut list: Vec<String> = Vec::new();
    let today = today();
    for Entry { event, .. } in entries {
        let next = Occurrence::next_from(event, today, context.policy, context.zones)
            .occurrences
            .pop();
        let occurrence = next.unwrap_or_else(|| Occurrence::first(event, context.policy, context.zones));
        // One by one: the writer looks for each event among all before it.
        let text = json_ld(std::slice::from_ref(&occurrence), context);
        list.extend(text.and_then(|text| Some(text.strip_prefix('[')?.strip_suffix(']')?.to_owned())));
    }
    let mut out = String::from("[");
    for (at, event) in list.iter().enumerate() {
        out.push_str(if at > 0 { ",\n" } else { "\n" });
        match json::parse(event) {
            Ok((value, _)) => {
                out.push_str("  ");
                pretty(&value, 1, &mut out);
            }
            Err(_) => out.push_str(event),
        }
    }
    out.push_str("\n]\n");
    out
}
