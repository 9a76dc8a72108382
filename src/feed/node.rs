//! JSON as a tree that keeps the order of its keys and borrows its texts from the feed.
//!
//! Mapping by hand from a tree weighs half of what derived structs do, and a value of the wrong
//! type costs itself alone. The parser is ours too: a general one weighs four times as much, and
//! refuses a whole feed for two faults of one text that `JSON.parse` forgives.

use std::borrow::Cow;

use crate::error::Error;

/// The largest feed that is read, in bytes.
const MAX_BYTES: usize = 32 << 20;
/// The most values that are kept: what 100,000 rich events need, and what a phone can hold.
const MAX_VALUES: usize = 4_000_000;
/// Values that lie deeper are read as `null`. The deepest of the profile is a speaker's
/// organization's name, at ten.
const MAX_DEPTH: u32 = 40;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'de> {
    Null,
    Bool(bool),
    Number(f64),
    Text(Cow<'de, str>),
    List(Vec<Node<'de>>),
    Map(Vec<(Cow<'de, str>, Node<'de>)>),
}

impl<'de> Node<'de> {
    /// The value of a key. `null` is as good as absent; of a key given twice the last one counts,
    /// as in `JSON.parse`.
    pub(super) fn get(&self, name: &str) -> Option<&Node<'de>> {
        let Self::Map(members) = self else { return None };
        let (_, node) = members.iter().rev().find(|(key, _)| key == name)?;
        (*node != Self::Null).then_some(node)
    }

    /// Like [`Node::get`]; where the name is missing, one with a `vendor:` prefix will do.
    pub(super) fn get_extension(&self, name: &str) -> Option<&Node<'de>> {
        let Self::Map(members) = self else { return None };
        let mut prefixed = None;
        for (key, node) in members.iter().rev() {
            let Some(prefix) = key.strip_suffix(name) else {
                continue;
            };
            if *node == Self::Null {
                continue;
            }
            if prefix.is_empty() {
                return Some(node);
            }
            if prefix.ends_with(':') {
                prefixed = prefixed.or(Some(node));
            }
        }
        prefixed
    }

    /// The text, if it is one.
    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Reads `text` and hands the tree to `then`.
///
/// # Errors
///
/// [`Error::not_json`] with the place of the first fault, [`Error::too_large`].
pub(super) fn with_tree<T>(text: &str, then: impl FnOnce(&Node<'_>) -> T) -> Result<T, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error::too_large(text.len()));
    }
    let text = text.strip_prefix("\u{feff}").unwrap_or(text);
    parse(text).map(|tree| then(&tree))
}

fn parse(text: &str) -> Result<Node<'_>, Error> {
    let mut parser = Parser {
        text,
        at: 0,
        left: MAX_VALUES,
    };
    if let Some(node) = parser.value(0)
        && parser.next().is_none()
    {
        return Ok(node);
    }
    if parser.left == 0 {
        return Err(Error::too_large(text.len()));
    }
    let (mut line, mut column) = (1, 0);
    for byte in text.bytes().take(parser.at + 1) {
        column += 1;
        if byte == b'\n' {
            line += 1;
            column = 0;
        }
    }
    Err(Error::not_json(line, column.max(1)))
}

/// Reads JSON (RFC 8259). Each step gives `None` at a fault, which then is `at`.
struct Parser<'de> {
    text: &'de str,
    /// The position of the byte that is read next.
    at: usize,
    /// How many more values may be kept.
    left: usize,
}

impl<'de> Parser<'de> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes this byte, if it is there.
    fn skip(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// The next byte that is not white space, still to be read.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    fn count(&mut self) -> Option<()> {
        self.left = self.left.saturating_sub(1);
        (self.left > 0).then_some(())
    }

    fn value(&mut self, depth: u32) -> Option<Node<'de>> {
        self.count()?;
        let is_deep = depth > MAX_DEPTH;
        let node = match self.next()? {
            b'{' | b'[' if is_deep => self.pass_over()?,
            b'{' => self.map(depth)?,
            b'[' => self.list(depth)?,
            b'"' => Node::Text(self.string()?),
            b'n' => self.word("null", Node::Null)?,
            b't' => self.word("true", Node::Bool(true))?,
            b'f' => self.word("false", Node::Bool(false))?,
            _ => self.number()?,
        };
        Some(if is_deep { Node::Null } else { node })
    }

    fn map(&mut self, depth: u32) -> Option<Node<'de>> {
        let mut map = Vec::new();
        let mut is_open = self.open(b'}');
        while is_open {
            self.count()?;
            if self.next() != Some(b'"') {
                return None;
            }
            let key = self.string()?;
            self.next();
            if !self.skip(b':') {
                return None;
            }
            map.push((key, self.value(depth + 1)?));
            is_open = self.goes_on(b'}')?;
        }
        Some(Node::Map(map))
    }

    fn list(&mut self, depth: u32) -> Option<Node<'de>> {
        let mut list = Vec::new();
        let mut is_open = self.open(b']');
        while is_open {
            list.push(self.value(depth + 1)?);
            is_open = self.goes_on(b']')?;
        }
        Some(Node::List(list))
    }

    /// Takes an opening bracket, and the closing one if it follows. True if there is something between.
    fn open(&mut self, close: u8) -> bool {
        self.at += 1;
        self.next();
        !self.skip(close)
    }

    /// Takes what stands behind a member: true for a comma, false for the closing bracket.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.next();
        if self.skip(close) {
            return Some(false);
        }
        self.skip(b',').then_some(true)
    }

    /// Takes a list or map without recursion, however deep it is.
    fn pass_over(&mut self) -> Option<Node<'de>> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.string()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open -= 1,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(Node::Null);
            }
        }
    }

    fn word(&mut self, word: &str, node: Node<'de>) -> Option<Node<'de>> {
        for byte in word.bytes() {
            if !self.skip(byte) {
                return None;
            }
        }
        Some(node)
    }

    fn string(&mut self) -> Option<Cow<'de, str>> {
        self.at += 1;
        let mut start = self.at;
        let mut unescaped = String::new();
        loop {
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    unescaped.push_str(self.text.get(start..self.at)?);
                    self.at += 1;
                    unescaped.push(self.escape()?);
                    start = self.at;
                }
                0..b' ' => return None,
                _ => self.at += 1,
            }
        }
        let rest = self.text.get(start..self.at)?;
        self.at += 1;
        if unescaped.is_empty() {
            return Some(Cow::Borrowed(rest));
        }
        unescaped.push_str(rest);
        Some(Cow::Owned(unescaped))
    }

    /// The character of an escape, after its backslash. Half a surrogate pair, which a text holds that
    /// was cut within an emoji, is U+FFFD: it must not cost the feed.
    fn escape(&mut self) -> Option<char> {
        let char = match self.peek()? {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code(),
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            _ => return None,
        };
        self.at += 1;
        Some(char)
    }

    fn code(&mut self) -> Option<char> {
        let first = self.unit()?;
        let behind = self.at;
        if let 0xd800..0xdc00 = first
            && self.skip(b'\\')
            && self.peek() == Some(b'u')
        {
            let second = self.unit()?;
            if let 0xdc00..0xe000 = second {
                return char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
        }
        self.at = behind;
        Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    /// The code unit of an escape, from its `u` on.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            self.at += 1;
            unit = unit * 16 + char::from(self.peek()?).to_digit(16)?;
        }
        self.at += 1;
        Some(unit)
    }

    /// A number, exact where it has up to fifteen digits; one too large for a double is as good as
    /// absent, since it must not cost the feed.
    fn number(&mut self) -> Option<Node<'de>> {
        let is_negative = self.skip(b'-');
        let has_leading_zero = self.peek() == Some(b'0');
        let (mut number, length) = self.digits(0.0)?;
        if has_leading_zero && length > 1 {
            return None;
        }
        let mut exponent = 0.0;
        if self.skip(b'.') {
            let (longer, decimals) = self.digits(number)?;
            number = longer;
            exponent -= f64::from(decimals);
        }
        if self.skip(b'e') || self.skip(b'E') {
            let is_small = self.skip(b'-');
            if !is_small {
                self.skip(b'+');
            }
            let (power, _) = self.digits(0.0)?;
            exponent += if is_small { -power } else { power };
        }
        let mut scale = 1.0_f64;
        for _ in 0..exponent.abs().min(400.0) as u32 {
            scale *= 10.0;
        }
        number = if exponent < 0.0 {
            number / scale
        } else {
            number * scale
        };
        Some(match number.is_finite() {
            true => Node::Number(if is_negative { -number } else { number }),
            false => Node::Null,
        })
    }

    /// Takes one or more digits: the number that they make behind those of `number`, and how many.
    fn digits(&mut self, mut number: f64) -> Option<(f64, u32)> {
        let mut length = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            number = number * 10.0 + f64::from(digit - b'0');
            length += 1;
            self.at += 1;
        }
        (length > 0).then_some((number, length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Result<String, Error> {
        with_tree(text, |node| format!("{node:?}"))
    }

    #[test]
    fn keys_keep_their_order_and_texts_are_borrowed() {
        with_tree(r#"{"b": "plain", "a": ["escap\u0065d"]}"#, |node| {
            let Node::Map(members) = node else { panic!() };
            assert!(matches!(&members[0], (key, Node::Text(Cow::Borrowed("plain"))) if key == "b"));
            assert!(matches!(&members[1].1, Node::List(list) if list[0] == Node::Text("escaped".into())));
        })
        .unwrap();
    }

    #[test]
    fn a_prefixed_name_stands_in_for_a_missing_one() {
        for (text, expected) in [
            (r#"{"a.example:venue": 1, "venue": 2}"#, Some(2.0)),
            (r#"{"venue": 2, "a.example:venue": 1}"#, Some(2.0)),
            (r#"{"venue": null, "urn:a:venue": 1}"#, Some(1.0)),
            (r#"{"revenue": 1, "venue:x": 2}"#, None),
            (r#"{"venue": 1, "venue": 2}"#, Some(2.0)),
            ("[1]", None),
        ] {
            with_tree(text, |node| {
                let expected = expected.map(Node::Number);
                assert_eq!(node.get_extension("venue"), expected.as_ref(), "{text}");
            })
            .unwrap();
        }
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        for (text, line, column) in [
            ("", 1, 1),
            ("<!doctype html>", 1, 1),
            ("{\n \"a\": 1,\n}", 3, 1),
            ("[1] [2]", 1, 5),
            ("[\"\n\"]", 2, 0),
        ] {
            let error = tree(text).unwrap_err();
            assert_eq!(error, Error::not_json(line, column.max(1)), "{text:?}");
        }
    }

    #[test]
    fn halves_of_pairs_and_huge_numbers_cost_only_themselves() {
        let digits = format!("[{}]", "9".repeat(400));
        for (text, mended) in [
            (r#"["\ud83d"]"#, r#"["\ufffd"]"#),
            (r#"["\ud83d\u0041\ude00"]"#, r#"["\ufffd\u0041\ufffd"]"#),
            (r#"["\ud83d\ude00 ä"]"#, r#"["😀 ä"]"#),
            (r#"["\\ud83d"]"#, r#"["\u005cud83d"]"#),
            (r#"["\"1e999"]"#, r#"["\u00221e999"]"#),
            ("[1e999, -1E+400, 1e5]", "[null, null, 100000]"),
            (&digits, "[null]"),
        ] {
            assert_eq!(tree(text).unwrap(), tree(mended).unwrap(), "{text}");
        }
        for text in [r#"["\u"#, r#"["\"#] {
            assert!(tree(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_read_is_what_serde_json_reads() {
        for text in [
            "0",
            "-0.5",
            "1e-7",
            "12.25E+2",
            "52.1205",
            "11.6276",
            "123456789012345",
            "01",
            "1.",
            ".5",
            "-",
            "+1",
            "1e",
            "0x1",
            "NaN",
            "tru",
            "nullx",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\" 1}",
            "{1: 2}",
            "{,}",
            "[",
            "{",
            "\"",
            " [ 1 , { \"a\" : [ ] , \"b\" : { } } ] ",
            "\"\\b\\f\\n\\r\\t\\/\\\"\\u00e4\"",
            "\"\\x\"",
            "\"\\u00g0\"",
            "\"\t\"",
            "[[1]}",
            "{\"a\":1]",
        ] {
            let expected = serde_json::from_str::<serde_json::Value>(text);
            let found = with_tree(text, |node| is_same(node, expected.as_ref().unwrap()));
            assert_eq!(found.ok(), expected.is_ok().then_some(true), "{text}");
        }
    }

    fn is_same(node: &Node<'_>, value: &serde_json::Value) -> bool {
        match node {
            Node::Null => value.is_null(),
            Node::Bool(flag) => value.as_bool() == Some(*flag),
            Node::Number(number) => value.as_f64() == Some(*number),
            Node::Text(text) => value.as_str() == Some(text),
            Node::List(list) => value.as_array().is_some_and(|values| {
                list.len() == values.len()
                    && list.iter().zip(values).all(|(node, value)| is_same(node, value))
            }),
            Node::Map(map) => value.as_object().is_some_and(|values| {
                map.len() == values.len()
                    && map.iter().all(|(key, node)| is_same(node, &values[key.as_ref()]))
            }),
        }
    }

    #[test]
    fn depth_costs_only_what_lies_deep() {
        let deep = format!("[1,{}{}]", "[".repeat(100_000), "]".repeat(100_000));
        let is_one = with_tree(
            &deep,
            |node| matches!(node, Node::List(list) if list[0] == Node::Number(1.0)),
        );
        assert_eq!(is_one, Ok(true));
    }

    #[test]
    fn size_is_bounded_in_bytes_and_in_values() {
        let long = format!("[\"{}\"]", "x".repeat(MAX_BYTES));
        assert_eq!(tree(&long), Err(Error::too_large(long.len())));
        let many = format!("[{}0]", "0,".repeat(MAX_VALUES));
        assert_eq!(tree(&many), Err(Error::too_large(many.len())));
    }
}
