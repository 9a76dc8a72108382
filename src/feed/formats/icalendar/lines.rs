//! Content lines (RFC 5545 §3.1), and the components that they make.

use std::borrow::Cow;

use crate::feed::formats::scan::begins;
use crate::text::{cut, split_once};

/// Components within each other that are read; what lies deeper is left out.
const MAX_DEPTH: usize = 6;

/// A property: `DTSTART;TZID=Europe/Berlin:20181106T170000`.
pub(super) struct Property<'a> {
    /// The line in which it begins, from 1.
    pub(super) line: usize,
    text: Cow<'a, str>,
    /// Where its name ends.
    name: usize,
    /// Where its parameters end, at the colon.
    colon: usize,
}

impl<'a> Property<'a> {
    fn new(line: usize, text: Cow<'a, str>) -> Option<Self> {
        let (name, rest) = cut(&text, b";:");
        let (name, is_known_as_time) = (name.len(), is_time(name));
        if name == 0 || rest.is_empty() {
            return None;
        }
        let mut colon = None;
        let mut is_quoted = false;
        for (at, byte) in text.bytes().enumerate().skip(name) {
            match byte {
                b'"' => is_quoted = !is_quoted,
                // Exchange writes zones without quotes: `TZID=(UTC+01:00) Berlin`.
                b':' if !is_quoted && (!is_known_as_time || begins_with_year(text.get(at + 1..))) => {
                    colon = Some(at);
                    break;
                }
                _ => {}
            }
        }
        // A quote that nobody closed.
        let colon = colon.or_else(|| text.bytes().position(|byte| byte == b':'))?;
        Some(Self {
            line,
            text,
            name,
            colon,
        })
    }

    /// Whether this is its name, without the group that vCard programs put before it.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name().eq_ignore_ascii_case(name)
    }

    pub(super) fn name(&self) -> &str {
        let name = self.text.get(..self.name).unwrap_or_default();
        split_once(name, ".").map_or(name, |(_, name)| name)
    }

    /// The value as written.
    pub(super) fn value(&self) -> &str {
        self.text.get(self.colon + 1..).unwrap_or_default()
    }

    /// The value as a text.
    pub(super) fn words(&self) -> String {
        unescape(self.value())
    }

    /// The value as texts with commas between them.
    pub(super) fn list(&self) -> Vec<String> {
        let mut list = Vec::new();
        let mut rest = self.value();
        loop {
            let mut is_escaped = false;
            let comma = rest.bytes().position(|byte| {
                let is_comma = byte == b',' && !is_escaped;
                is_escaped = byte == b'\\' && !is_escaped;
                is_comma
            });
            let (item, more) = rest.split_at(comma.unwrap_or(rest.len()));
            list.push(unescape(item));
            match more.get(1..) {
                Some(more) => rest = more,
                None => return list,
            }
        }
    }

    /// A parameter, with its quotes and escapes (RFC 6868) taken off; of a list the first value.
    pub(super) fn parameter(&self, wanted: &str) -> Option<String> {
        let mut rest = self.text.get(self.name..self.colon)?.strip_prefix(';')?;
        loop {
            let mut is_quoted = false;
            let end = rest.bytes().position(|byte| {
                is_quoted ^= byte == b'"';
                byte == b';' && !is_quoted
            });
            let (parameter, more) = rest.split_at(end.unwrap_or(rest.len()));
            if let Some((name, value)) = split_once(parameter, "=")
                && name.eq_ignore_ascii_case(wanted)
            {
                let value = match value.strip_prefix('"') {
                    Some(quoted) => cut(quoted, b"\"").0,
                    None => value,
                };
                return Some(unquote(value));
            }
            rest = more.get(1..)?;
        }
    }

    /// Whether a parameter has this value.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.parameter(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    }
}

/// Whether this begins as a time does.
fn begins_with_year(text: Option<&str>) -> bool {
    let digits = text.unwrap_or_default().bytes();
    digits.take_while(u8::is_ascii_digit).count() >= 4
}

/// Whether the values of a property are times.
fn is_time(name: &str) -> bool {
    ["DTSTART", "DTEND", "EXDATE", "RDATE", "RECURRENCE-ID"]
        .iter()
        .any(|time| time.eq_ignore_ascii_case(name))
}

/// A text without its escapes (RFC 5545 §3.3.11). What is no escape stays as it is: many programs write paths so.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        let mut ahead = letters.clone();
        let escaped = match (letter, ahead.next()) {
            ('\\', Some('n' | 'N')) => Some('\n'),
            ('\\', Some(next @ ('\\' | ',' | ';' | ':' | '"'))) => Some(next),
            _ => None,
        };
        if escaped.is_some() {
            letters = ahead;
        }
        out.push(escaped.unwrap_or(letter));
    }
    out
}

/// A parameter's value without its escapes (RFC 6868).
fn unquote(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        let mut ahead = letters.clone();
        let escaped = match (letter, ahead.next()) {
            ('^', Some('n')) => Some('\n'),
            ('^', Some('^')) => Some('^'),
            ('^', Some('\'')) => Some('"'),
            _ => None,
        };
        if escaped.is_some() {
            letters = ahead;
        }
        out.push(escaped.unwrap_or(letter));
    }
    out
}

/// A component: an event, a zone, a part of one.
pub(super) struct Component<'a> {
    pub(super) kind: String,
    /// The line in which it begins, from 1.
    pub(super) line: usize,
    pub(super) properties: Vec<Property<'a>>,
    pub(super) parts: Vec<Component<'a>>,
}

impl<'a> Component<'a> {
    fn new(kind: &str, line: usize) -> Self {
        Self {
            kind: kind.trim_ascii().to_ascii_uppercase(),
            line,
            properties: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// The first property of a name.
    pub(super) fn get(&self, name: &str) -> Option<&Property<'a>> {
        self.properties.iter().find(|property| property.is(name))
    }

    /// When it begins. Of a date of a series that says only what becomes of it, when the series has it.
    pub(super) fn start(&self) -> Option<&Property<'a>> {
        self.get("DTSTART").or_else(|| self.get("RECURRENCE-ID"))
    }

    /// All properties of a name.
    pub(super) fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Property<'a>> {
        self.properties.iter().filter(move |property| property.is(name))
    }

    /// The words of the first property of a name.
    pub(super) fn words(&self, name: &str) -> Option<String> {
        let words = self.get(name)?.words();
        (!words.trim_ascii().is_empty()).then_some(words)
    }
}

/// Calls with each component that stands in a calendar and is of one of these kinds, and with each property of a
/// calendar itself. One that nobody ends ends with its calendar, or with the text.
pub(super) fn each_component<'a>(
    text: &'a str,
    kinds: &[&str],
    take: &mut dyn FnMut(Component<'a>),
    take_property: &mut dyn FnMut(Property<'a>),
) {
    let mut open: Vec<Component<'a>> = Vec::new();
    // Components that are left out, within each other.
    let mut left_out = 0_usize;
    let mut close = |open: &mut Vec<Component<'a>>| {
        if let Some(component) = open.pop() {
            match open.last_mut() {
                Some(whole) => whole.parts.push(component),
                None => take(component),
            }
        }
    };
    each_line(text, &mut |line, content| {
        let Some(property) = Property::new(line, content) else {
            return;
        };
        if property.is("BEGIN") {
            let component = Component::new(property.value(), line);
            let is_wanted = !open.is_empty() || kinds.contains(&component.kind.as_str());
            // An event within an event: the first was not ended.
            if component.kind == "VEVENT" && left_out == 0 {
                while !open.is_empty() {
                    close(&mut open);
                }
            }
            if component.kind == "VCALENDAR" {
                left_out = 0;
                while !open.is_empty() {
                    close(&mut open);
                }
            } else if left_out > 0 || !is_wanted || open.len() == MAX_DEPTH {
                left_out += 1;
            } else {
                open.push(component);
            }
        } else if property.is("END") {
            let kind = property.value().trim_ascii();
            if kind.eq_ignore_ascii_case("VCALENDAR") {
                left_out = 0;
                while !open.is_empty() {
                    close(&mut open);
                }
            } else if left_out > 0 {
                left_out -= 1;
            } else if open
                .iter()
                .any(|component| component.kind.eq_ignore_ascii_case(kind))
            {
                while open
                    .last()
                    .is_some_and(|component| !component.kind.eq_ignore_ascii_case(kind))
                {
                    close(&mut open);
                }
                close(&mut open);
            }
        } else if left_out == 0 {
            match open.last_mut() {
                Some(component) => component.properties.push(property),
                None => take_property(property),
            }
        }
    });
    while !open.is_empty() {
        close(&mut open);
    }
}

/// Calls with each content line and the line in which it begins, folds undone.
fn each_line<'a>(text: &'a str, take: &mut dyn FnMut(usize, Cow<'a, str>)) {
    let mut rest = text;
    let mut number = 1;
    let mut whole: Option<(usize, Cow<'a, str>)> = None;
    while !rest.is_empty() {
        let (line, more) = cut(rest, b"\r\n");
        rest = more.get(line_end(more)..).unwrap_or_default();
        let folded = line.get(1..).filter(|_| begins(line, b" \t"));
        match (folded, &mut whole) {
            (Some(folded), Some((_, whole))) => whole.to_mut().push_str(folded),
            _ => {
                if let Some((number, line)) = whole.take() {
                    take(number, line);
                }
                let line = folded.unwrap_or(line);
                whole = (!line.is_empty()).then_some((number, Cow::Borrowed(line)));
            }
        }
        number += 1;
    }
    if let Some((number, line)) = whole {
        take(number, line);
    }
}

/// How long the end of a line is: what Windows wrote as text has two returns before the feed.
fn line_end(text: &str) -> usize {
    let ends = ["\r\r\n", "\r\n"];
    ends.iter()
        .find(|end| text.starts_with(**end))
        .map_or(1, |end| end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn property(line: &str) -> Property<'_> {
        Property::new(1, line.into()).unwrap()
    }

    #[test]
    fn folds_are_undone_whatever_ends_a_line() {
        for end in ["\r\n", "\n", "\r", "\r\r\n"] {
            let text = ["SUMMARY:Lich", " thof", "\t im", "", "X:1"].join(end);
            let mut lines = Vec::new();
            each_line(&text, &mut |number, line| lines.push((number, line.into_owned())));
            assert_eq!(lines, [(1, "SUMMARY:Lichthof im".into()), (5, "X:1".into())]);
        }
    }

    #[test]
    fn parameters_may_be_quoted_and_hold_what_parts_them() {
        let property = property(r#"ORGANIZER;CN="A; B: C";ROLE=x^'y^^z;X=:mailto:a@b.example"#);
        assert!(property.is("organizer"));
        assert_eq!(property.parameter("cn").as_deref(), Some("A; B: C"));
        assert_eq!(property.parameter("ROLE").as_deref(), Some("x\"y^z"));
        assert_eq!(property.parameter("X").as_deref(), Some(""));
        assert_eq!(property.parameter("Y"), None);
        assert_eq!(property.value(), "mailto:a@b.example");
    }

    #[test]
    fn a_zone_without_quotes_may_hold_a_colon() {
        let property = property("DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin:20260106T190000");
        assert_eq!(
            property.parameter("TZID").as_deref(),
            Some("(UTC+01:00) Amsterdam, Berlin")
        );
        assert_eq!(property.value(), "20260106T190000");
    }

    #[test]
    fn escapes_are_undone_and_all_else_stays() {
        for (value, words) in [
            (r"a\, b\; c\\n\nd\Ne", "a, b; c\\n\nd\ne"),
            (r"C:\Temp", r"C:\Temp"),
            (r"end\", r"end\"),
        ] {
            assert_eq!(property(&["X:", value].concat()).words(), words);
        }
        assert_eq!(property(r"X:a\,b,c\\,d").list(), ["a,b", r"c\", "d"]);
    }

    #[test]
    fn components_end_even_where_nobody_ends_them() {
        let kinds = |text: &str| {
            let mut found = Vec::new();
            each_component(
                text,
                &["VEVENT"],
                &mut |event| found.push((event.properties.len(), event.parts.len())),
                &mut |_| {},
            );
            found
        };
        for (text, found) in [
            (
                "BEGIN:VEVENT\nA:1\nBEGIN:VALARM\nB:2\nEND:VALARM\nC:3\nEND:VEVENT",
                &[(2, 1)][..],
            ),
            (
                "BEGIN:VEVENT\nA:1\nBEGIN:VEVENT\nB:2\nEND:VEVENT",
                &[(1, 0), (1, 0)],
            ),
            ("BEGIN:VEVENT\nA:1\nBEGIN:VALARM\nEND:VEVENT\nB:2", &[(1, 1)]),
            ("BEGIN:VEVENT\nA:1\nEND:VCALENDAR\nB:2", &[(1, 0)]),
            ("BEGIN:VTODO\nBEGIN:VEVENT\nEND:VEVENT\nEND:VTODO", &[]),
            ("END:VEVENT\nA:1\nEND:VTODO", &[]),
        ] {
            assert_eq!(kinds(text), found, "{text}");
        }
        let deep = "BEGIN:VEVENT\n".to_owned() + &"BEGIN:X\n".repeat(10_000);
        assert_eq!(kinds(&deep), [(0, 1)]);
    }
}
