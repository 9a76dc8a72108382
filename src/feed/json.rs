//! A reader of JSON (RFC 8259) that forgives what `JSON.parse` does: half a surrogate pair, where a program has cut a
//! text within an emoji, and values without end in each other. It borrows its texts from the feed.
//!
//! Of our own, as that of `serde_json` weighs more, and takes longer (docs/size.md).

use std::borrow::Cow;

use crate::feed::node::{Node, number_or_digits};

/// The most values and keys that are kept: what 100,000 rich events need, and what a phone can hold.
pub(super) const MAX_VALUES: usize = 4_000_000;
/// Values that lie deeper are read as `null`. The deepest of the profile is a speaker's
/// organization's name, at ten.
const MAX_DEPTH: u32 = 40;

/// Why a text was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not JSON: the first byte that cannot stand there, or the end.
    At(usize),
    /// It has more than [`MAX_VALUES`].
    TooMany,
}

/// Reads a whole text.
pub(super) fn parse(text: &str) -> Result<Node<'_>, Fault> {
    let mut parser = Parser {
        text,
        at: 0,
        left: MAX_VALUES,
        members: Vec::new(),
    };
    let node = parser
        .value(0)
        .filter(|_| parser.token().is_none() && parser.at == text.len());
    match node {
        Some(node) => Ok(node),
        None if parser.left == 0 => Err(Fault::TooMany),
        None => Err(Fault::At(parser.at)),
    }
}

/// What is read; a method that gives `None` stops at the fault.
struct Parser<'de> {
    text: &'de str,
    /// How far it is read, in bytes.
    at: usize,
    /// How many more values may be kept.
    left: usize,
    /// The members of all objects that are not read to their end: each gets as much room as it needs.
    members: Vec<(Cow<'de, str>, Node<'de>)>,
}

impl<'de> Parser<'de> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn token(&mut self) -> Option<u8> {
        loop {
            let byte = self.byte()?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Passes over this byte, if it comes next.
    fn takes(&mut self, wanted: u8) -> bool {
        let is_next = self.token() == Some(wanted);
        self.at += usize::from(is_next);
        is_next
    }

    fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        (self.left > 0).then_some(())
    }

    fn value(&mut self, depth: u32) -> Option<Node<'de>> {
        self.count()?;
        let node = match self.token()? {
            b'"' => Node::Text(self.string()?),
            b'[' | b'{' if depth > MAX_DEPTH => {
                self.skip()?;
                Node::Null
            }
            b'{' => self.object(depth)?,
            b'[' => self.list(depth)?,
            b't' => self.word("true", Node::Bool(true))?,
            b'f' => self.word("false", Node::Bool(false))?,
            b'n' => self.word("null", Node::Null)?,
            _ => self.number()?,
        };
        Some(if depth > MAX_DEPTH { Node::Null } else { node })
    }

    fn list(&mut self, depth: u32) -> Option<Node<'de>> {
        self.at += 1;
        let mut list = Vec::new();
        if !self.takes(b']') {
            loop {
                list.push(self.value(depth + 1)?);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        Some(Node::List(list))
    }

    fn object(&mut self, depth: u32) -> Option<Node<'de>> {
        self.at += 1;
        let first = self.members.len();
        if !self.takes(b'}') {
            loop {
                self.count()?;
                if self.token()? != b'"' {
                    return None;
                }
                let key = self.string()?;
                if !self.takes(b':') {
                    return None;
                }
                let node = self.value(depth + 1)?;
                self.members.push((key, node));
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        Some(Node::Map(self.members.split_off(first)))
    }

    /// Whether another member follows, or the end.
    fn goes_on(&mut self, end: u8) -> Option<bool> {
        let has_more = self.takes(b',');
        (has_more || self.takes(end)).then_some(has_more)
    }

    fn word(&mut self, word: &str, node: Node<'de>) -> Option<Node<'de>> {
        for byte in word.bytes() {
            if self.byte()? != byte {
                return None;
            }
            self.at += 1;
        }
        Some(node)
    }

    fn number(&mut self) -> Option<Node<'de>> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        match self.byte()? {
            b'0' => self.at += 1,
            _ => self.digits()?,
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Some(number_or_digits(self.text.get(start..self.at)?))
    }

    /// At least one digit.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    /// A text, from its first quote on.
    fn string(&mut self) -> Option<Cow<'de, str>> {
        self.at += 1;
        let mut unescaped = String::new();
        let mut start = self.at;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
            self.at += rest.iter().position(is_end).unwrap_or(rest.len());
            let part = self.text.get(start..self.at)?;
            match self.byte()? {
                b'"' => {
                    self.at += 1;
                    return Some(match unescaped.is_empty() {
                        true => Cow::Borrowed(part),
                        false => Cow::Owned(unescaped + part),
                    });
                }
                b'\\' => {
                    unescaped.push_str(part);
                    unescaped.push(self.escaped()?);
                    start = self.at;
                }
                _ => return None,
            }
        }
    }

    /// The character that an escape stands for.
    #[inline(never)]
    fn escaped(&mut self) -> Option<char> {
        self.at += 1;
        let letter = match self.byte()? {
            letter @ (b'"' | b'\\' | b'/') => letter,
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let first = self.unit()?;
                // The second half of a pair, if it stands there.
                let before = self.at;
                let is_next = matches!(first, 0xD800..=0xDBFF)
                    && self.text.as_bytes().get(self.at..self.at + 2) == Some(b"\\u");
                if is_next {
                    self.at += 1;
                    let second = self.unit()?;
                    if matches!(second, 0xDC00..=0xDFFF) {
                        return char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00));
                    }
                    self.at = before;
                }
                return Some(char::from_u32(first).unwrap_or('\u{FFFD}'));
            }
            _ => return None,
        };
        self.at += 1;
        Some(char::from(letter))
    }

    /// The four digits behind the `u` at which the parser stands.
    fn unit(&mut self) -> Option<u32> {
        self.at += 1;
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }

    /// Passes over a list or an object that begins here, however deep it is.
    fn skip(&mut self) -> Option<()> {
        let mut depth = 0_u32;
        loop {
            match self.byte()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Some(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
    use proptest::sample::Index;

    use super::*;
    use crate::feed::node::Node;

    /// What `serde_json` reads, as our tree.
    fn expected(value: &serde_json::Value) -> Node<'_> {
        use serde_json::Value;
        match value {
            Value::Null => Node::Null,
            Value::Bool(value) => Node::Bool(*value),
            Value::Number(number) => number_or_digits(number.as_str()),
            Value::String(text) => Node::Text(text.as_str().into()),
            Value::Array(list) => Node::List(list.iter().map(expected).collect()),
            Value::Object(map) => Node::Map(
                map.iter()
                    .map(|(key, node)| (key.as_str().into(), expected(node)))
                    .collect(),
            ),
        }
    }

    /// Members by their names, the last of each.
    fn sorted(node: Node<'_>) -> Node<'_> {
        match node {
            Node::List(list) => Node::List(list.into_iter().map(sorted).collect()),
            Node::Map(members) => {
                let map: std::collections::BTreeMap<_, _> = members.into_iter().collect();
                Node::Map(map.into_iter().map(|(key, node)| (key, sorted(node))).collect())
            }
            node => node,
        }
    }

    /// JSON as programs write it, with white space and escapes.
    fn json() -> impl Strategy<Value = String> {
        let text = "[ -~äß€😀\u{1}\"\\\\]{0,6}".prop_map(|text| serde_json::Value::String(text).to_string());
        let escaped = prop_oneof![
            Just("\"\\u00e4\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\"".to_owned()),
            Just("\"\"".to_owned()),
            text,
        ];
        let number = prop_oneof![
            any::<i64>().prop_map(|number| number.to_string()),
            "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,2})?",
        ];
        let word = prop_oneof![Just("true"), Just("false"), Just("null")].prop_map(str::to_owned);
        let leaf = prop_oneof![escaped.clone(), number, word];
        leaf.prop_recursive(4, 40, 6, move |inner| {
            let key = escaped.clone();
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..6).prop_map(|list| [
                    "[ ",
                    &list.join(",\n"),
                    "]"
                ]
                .concat()),
                proptest::collection::vec((key, inner), 0..6).prop_map(|members| {
                    let members = members
                        .into_iter()
                        .map(|(key, node)| [&key, "\t:", &node].concat());
                    ["{", &members.collect::<Vec<_>>().join(" , "), "}\r\n"].concat()
                }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_serde_json_reads(text in json()) {
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(parse(&text).map(sorted), Ok(sorted(expected(&value))), "{}", text);
        }

        #[test]
        fn what_serde_json_refuses_is_refused(
            text in json(),
            at in any::<Index>(),
            put in prop_oneof![Just(""), Just(","), Just("]"), Just("{"), Just("\""), Just("1"), Just("\\"), Just(" ")],
            taken in 0..2_usize,
        ) {
            let mut letters: Vec<char> = text.chars().collect();
            let at = at.index(letters.len());
            letters.splice(at..(at + taken).min(letters.len()), put.chars());
            let text: String = letters.into_iter().collect();
            let is_json = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            // Half a pair alone is read here.
            if is_json || !text.contains("\\ud") {
                prop_assert_eq!(parse(&text).is_ok(), is_json, "{}", text);
            }
        }
    }

    #[test]
    fn halves_of_pairs_stand_for_themselves() {
        for (text, read) in [
            (r#""\ud83d""#, "\u{FFFD}"),
            (r#""\ud83d\u0041\ude00""#, "\u{FFFD}A\u{FFFD}"),
            (r#""\ud83d\ud83d\ude00 ä""#, "\u{FFFD}😀 ä"),
            (r#""\\ud83d""#, "\\ud83d"),
        ] {
            assert_eq!(parse(text), Ok(Node::Text(read.into())), "{text}");
        }
        assert_eq!(parse(r#""\ud83d\u00""#), Err(Fault::At(11)));
    }

    #[test]
    fn what_lies_too_deep_is_null() {
        let depth = MAX_DEPTH as usize + 1;
        let nested = |inner: &str| [&"[".repeat(depth), inner, &"]".repeat(depth)].concat();
        assert_eq!(parse(&nested("1, \"]\"")), parse(&nested("null, null")));
        assert_eq!(
            parse(&nested("[1], {\"]\\\"\": [\n]}, [\"\\\\\"], 2")),
            parse(&nested("null, null, null, null"))
        );
        let open = "[".repeat(100_000);
        assert_eq!(parse(&open), Err(Fault::At(open.len())));
    }
}
