//! A feed in the making, in the native format: JSON text, and where in the publisher's own document each entry of it
//! stands.

use std::sync::Arc;

use crate::feed::formats::scan::begins;
use crate::feed::node::Node;
use crate::feed::{Diagnostic, Origins};
use crate::text::Digits;

/// Names of fields: what the native reader calls them, and what they are called where they come from. Of several that
/// fit the longest counts.
pub(super) type Names = &'static [(&'static str, &'static str)];

/// A feed that was rewritten.
pub(crate) struct Native {
    /// It as JSON in the native format.
    pub(crate) text: String,
    /// Where its entries come from.
    pub(crate) origins: Arc<dyn Origins>,
}

/// JSON in the making. Commas come by themselves; what has a name stands in an object, everything else in a list.
#[derive(Default)]
pub(super) struct Json {
    pub(super) text: String,
}

impl Json {
    /// Begins a list or an object.
    pub(super) fn open(&mut self, bracket: char) {
        self.part();
        self.text.push(bracket);
    }

    /// Ends it.
    pub(super) fn close(&mut self, bracket: char) {
        self.text.push(bracket);
    }

    /// The name of what comes next.
    pub(super) fn name(&mut self, name: &str) {
        self.string(name);
        self.text.push(':');
    }

    /// A text, whatever is in it.
    pub(super) fn string(&mut self, text: &str) {
        self.part();
        self.text.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => {
                    self.text.push('\\');
                    self.text.push(letter);
                }
                '\n' => self.text.push_str("\\n"),
                '\u{0}'..='\u{1f}' => {
                    const DIGITS: [char; 16] = [
                        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
                    ];
                    self.text.push_str("\\u00");
                    self.text.push(DIGITS[letter as usize / 16]);
                    self.text.push(DIGITS[letter as usize % 16]);
                }
                letter => self.text.push(letter),
            }
        }
        self.text.push('"');
    }

    /// A text under a name, unless there is nothing in it.
    pub(super) fn field(&mut self, name: &str, text: &str) {
        if !text.trim_ascii().is_empty() {
            self.name(name);
            self.string(text);
        }
    }

    /// Something that is JSON already, under a name.
    pub(super) fn raw(&mut self, name: &str, json: &str) {
        self.name(name);
        self.text.push_str(json);
    }

    fn part(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'[' | b'{' | b':')) {
            self.text.push(',');
        }
    }
}

/// Where an entry comes from.
struct Source {
    position: u32,
    /// The line in which it begins, from 1; 0 where lines say nothing.
    line: u32,
    /// Which of the names stand how many lines behind that.
    lines: Vec<(u8, u16)>,
}

/// Writes a feed: entry by entry, then what holds for all.
pub(super) struct Writer {
    pub(super) json: Json,
    names: Names,
    sources: Vec<Source>,
}

impl Writer {
    /// Begins a feed whose fields have these names.
    pub(super) fn new(names: Names) -> Self {
        let mut json = Json::default();
        json.open('{');
        json.name("entries");
        json.open('[');
        Self {
            json,
            names,
            sources: Vec::new(),
        }
    }

    /// Begins the entry at this position of the publisher's list, in this line.
    pub(super) fn begin(&mut self, position: usize, line: usize) {
        self.json.open('{');
        self.sources.push(Source {
            position: u32::try_from(position).unwrap_or(u32::MAX),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            lines: Vec::new(),
        });
    }

    /// Notes the line in which a field of the entry stands, by its native name.
    pub(super) fn at_line(&mut self, name: &str, line: usize) {
        let known = self.names.iter().position(|(native, _)| *native == name);
        if let Some(source) = self.sources.last_mut()
            && let Some(known) = known.and_then(|known| u8::try_from(known).ok())
            && let Ok(behind) = u16::try_from(line.saturating_sub(source.line as usize))
        {
            source.lines.push((known, behind));
        }
    }

    /// Ends the entry.
    pub(super) fn end(&mut self) {
        self.json.close('}');
    }

    /// Ends the entries: what is written now holds for all.
    pub(super) fn end_entries(&mut self) {
        self.json.close(']');
    }

    /// The feed.
    pub(super) fn finish(mut self) -> Native {
        self.json.close('}');
        Native {
            text: self.json.text,
            origins: Arc::new(Places {
                names: self.names,
                sources: self.sources,
            }),
        }
    }
}

/// Where all entries come from.
struct Places {
    names: Names,
    sources: Vec<Source>,
}

impl Origins for Places {
    fn rename(&self, diagnostic: &mut Diagnostic) {
        let Some(source) = self.sources.get(diagnostic.position) else {
            return;
        };
        diagnostic.position = source.position as usize;
        let field = &diagnostic.field;
        let fits = |native: &str| {
            let rest = field.strip_prefix(native)?;
            (rest.is_empty() || begins(rest, b".[")).then_some(rest)
        };
        let mut line = source.line as usize;
        let mut best: Option<(usize, &str, &str)> = None;
        for (at, (native, own)) in self.names.iter().enumerate() {
            if let Some(rest) = fits(native)
                && best.is_none_or(|(_, _, shortest)| rest.len() < shortest.len())
            {
                best = Some((at, own, rest));
            }
        }
        let mut told = String::new();
        match best {
            Some((at, own, rest)) => {
                told.push_str(own);
                told.push_str(rest);
                let mut known = source.lines.iter();
                if let Some((_, behind)) = known.find(|(name, _)| usize::from(*name) == at) {
                    line += usize::from(*behind);
                }
            }
            None => told.push_str(field),
        }
        if source.line > 0 {
            told.push_str(if told.is_empty() { "(line " } else { " (line " });
            told.push_str(&line.digits());
            told.push(')');
        }
        diagnostic.field = told;
    }
}

/// A number as JSON: with at most six decimals, without the standard library's formatting (docs/size.md). `None` for
/// what is larger than any amount or degree.
pub(super) fn decimal(number: f64) -> Option<String> {
    const SCALE: f64 = 1_000_000.0;
    if number.is_nan() || number.abs() >= 1e12 {
        return None;
    }
    // Halves upwards, without a function for it.
    let scaled = (number.abs() * SCALE + 0.5) as u64;
    let (whole, rest) = (scaled / 1_000_000, scaled % 1_000_000);
    let mut text = String::new();
    if number < 0.0 && scaled > 0 {
        text.push('-');
    }
    text.push_str(&usize::try_from(whole).ok()?.digits());
    if rest > 0 {
        let digits = (rest + 1_000_000).digits();
        text.push('.');
        let zeros = digits.bytes().rev().take_while(|digit| *digit == b'0').count();
        text.push_str(digits.get(1..digits.len() - zeros)?);
    }
    Some(text)
}

/// A text or a number as text; nothing where it is neither.
pub(super) fn text_of(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(text.trim_ascii().to_owned()),
        Node::Number(number) => decimal(*number),
        _ => None,
    }
    .filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::Reason;
    use crate::feed::node::with_tree;

    #[test]
    fn whatever_is_written_is_read_back() {
        let words = "a\"b\\c\n\u{0}\u{1f}\u{7f}ä\u{1f600}\u{2028}";
        let mut json = Json::default();
        json.open('{');
        json.field("a", words);
        json.field("empty", " ");
        json.name("list");
        json.open('[');
        json.string("1");
        json.open('{');
        json.close('}');
        json.close(']');
        json.raw("n", "7");
        json.close('}');
        with_tree(&json.text, |node| {
            assert_eq!(node.get("a").and_then(Node::as_text), Some(words));
            assert_eq!(node.get("empty"), None);
            assert_eq!(node.get("n"), Some(&Node::Number(7.0)));
            assert!(matches!(node.get("list"), Some(Node::List(list)) if list.len() == 2));
        })
        .unwrap();
    }

    #[test]
    fn numbers_have_no_more_than_six_decimals() {
        for (number, text) in [
            (0.0, Some("0")),
            (-0.0, Some("0")),
            (52.1205, Some("52.1205")),
            (-11.5, Some("-11.5")),
            (0.000_000_4, Some("0")),
            (1e-6, Some("0.000001")),
            (999_999_999.999_999_9, Some("1000000000")),
            (f64::INFINITY, None),
            (f64::NAN, None),
        ] {
            assert_eq!(decimal(number).as_deref(), text, "{number}");
        }
    }

    #[test]
    fn a_fault_is_told_where_the_publisher_wrote_it() {
        const NAMES: Names = &[
            ("start", "DTSTART"),
            ("locations", "LOCATION"),
            ("locations.1.coordinates", "GEO"),
        ];
        let mut writer = Writer::new(NAMES);
        writer.begin(3, 50);
        writer.at_line("start", 57);
        writer.end();
        let native = writer.finish();
        for (field, told) in [
            ("start", "DTSTART (line 57)"),
            ("locations.1.name", "LOCATION.1.name (line 50)"),
            ("locations.1.coordinates", "GEO (line 50)"),
            ("startled", "startled (line 50)"),
            ("", "(line 50)"),
        ] {
            let mut diagnostic = Diagnostic {
                position: 0,
                name: None,
                field: field.to_owned(),
                reason: Reason::NoStart,
            };
            native.origins.rename(&mut diagnostic);
            assert_eq!((diagnostic.position, diagnostic.field.as_str()), (3, told));
        }
    }
}
