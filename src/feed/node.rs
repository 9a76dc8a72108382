//! JSON as a tree that keeps the order of its keys and borrows its texts from the feed.
//!
//! Mapped by hand and not by derived structs (docs/size.md): a value of the wrong type costs itself alone.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::error::{Error, JsonFault};
use crate::feed::rare::rare;
use crate::text::{cut, digits};

/// The largest feed that is read, in bytes.
const MAX_BYTES: usize = 32 << 20;
/// The most values that are kept: what 100,000 rich events need, and what a phone can hold.
const MAX_VALUES: usize = 4_000_000;
/// Values that lie deeper are read as `null`. The deepest of the profile is a speaker's
/// organization's name, at ten.
const MAX_DEPTH: u32 = 40;

/// How `serde_json` hands over a number that is not whole with its feature `arbitrary_precision`: as it is
/// written, in an object of this one member. To read it, the library would bring a table of all powers of ten. The name
/// is none that it promises: where it changes, the test `numbers_are_what_the_standard_library_reads` fails.
const NUMBER: &str = "$serde_json::private::Number";

/// Up to here a double holds each whole number.
const MAX_EXACT: u64 = 1 << 53;
/// What has more digits, sign included, is larger than that.
const EXACT_DIGITS: usize = 17;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'de> {
    Null,
    Bool(bool),
    /// A whole number that a double does not hold exactly is a text: it is an identity, not a quantity.
    Number(f64),
    Text(Cow<'de, str>),
    List(Vec<Node<'de>>),
    Map(Members<'de>),
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

    /// About how many bytes a copy of it takes.
    pub(super) fn weight(&self) -> usize {
        let own = size_of::<(Cow<'_, str>, Self)>();
        let below = match self {
            Self::Text(text) => text.len(),
            Self::List(list) => list.iter().map(Self::weight).sum(),
            Self::Map(map) => map.iter().map(|(key, node)| key.len() + node.weight()).sum(),
            _ => 0,
        };
        own + below
    }

    /// A whole number as it is written.
    pub(super) fn as_digits(&self) -> Option<String> {
        match self {
            Self::Number(number) if number.trunc() == *number && number.abs() <= MAX_EXACT as f64 => {
                Some(digits(*number < 0.0, number.abs() as u64))
            }
            _ => None,
        }
    }

    /// The members of an array that is written as an object of numbers, as PHP does where an array has gaps; each with
    /// its number. `None` of anything else.
    pub(super) fn numbered(&self) -> Option<&[(Cow<'de, str>, Node<'de>)]> {
        let Self::Map(members) = self else { return None };
        let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        let is_array = !members.is_empty() && members.iter().all(|(key, _)| is_number(key));
        is_array.then_some(members)
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
    let mut text = text;
    while let Some(rest) = text.strip_prefix("\u{feff}") {
        text = rest;
    }
    if text.trim_ascii().is_empty() {
        return Err(Error::empty());
    }
    if text.trim_ascii_start().as_bytes().first() == Some(&b'<') {
        return Err(Error::markup());
    }
    let repaired;
    let tree = match parse(text) {
        Err(error) if error != Error::too_large(text.len()) => {
            match rare().and_then(|rare| (rare.repair_json)(text)) {
                Some(text) => {
                    repaired = text;
                    parse(&repaired)?
                }
                None => return Err(error),
            }
        }
        result => result?,
    };
    Ok(then(&tree))
}

fn parse(text: &str) -> Result<Node<'_>, Error> {
    let left = Cell::new(MAX_VALUES);
    let pile = RefCell::default();
    let seed = NodeSeed {
        left: &left,
        pile: &pile,
        depth: 0,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = seed
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    if left.get() == 0 {
        return Err(Error::too_large(text.len()));
    }
    result.map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match rare() {
            Some(rare) => (rare.json_fault)(text, line, column, error.is_eof()),
            None => Error::not_json(line, column, JsonFault::Other),
        }
    })
}

/// What is wrong in a line (from 1), behind so many of its bytes.
pub(super) fn fault(text: &str, line: usize, column: usize, is_cut_off: bool) -> Error {
    let (mut start, mut rest) = (0, line.max(1) - 1);
    while rest > 0
        && let Some(length) = text
            .as_bytes()
            .get(start..)
            .and_then(|text| text.iter().position(|byte| *byte == b'\n'))
    {
        (start, rest) = (start + length + 1, rest - 1);
    }
    let mut at = start + column.saturating_sub(1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    let fault = match behind.as_bytes().first() {
        Some(b']' | b'}') if before.trim_ascii_end().ends_with(',') => JsonFault::ExtraComma,
        _ if is_cut_off => JsonFault::CutOff,
        _ => JsonFault::Other,
    };
    Error::not_json(line.max(1), column, fault)
}

/// The members of an object.
type Members<'de> = Vec<(Cow<'de, str>, Node<'de>)>;

#[derive(Clone, Copy)]
struct NodeSeed<'a, 'de> {
    /// How many more values may be kept.
    left: &'a Cell<usize>,
    /// The members so far of the objects that are being read, those within others last: each object asks for memory once.
    pile: &'a RefCell<Members<'de>>,
    depth: u32,
}

impl NodeSeed<'_, '_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_, 'de> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        match self.left.get().checked_sub(1) {
            Some(0) | None => {
                // Nothing is read any more: the parser stumbles over what is still there.
                self.left.set(0);
                return Ok(Node::Null);
            }
            Some(left) => self.left.set(left),
        }
        // Not by what serde has for values that are ignored: it would be a second parser (docs/size.md). What lies so
        // deep that serde_json gives up is taken out by `repair_json`.
        let node = deserializer.deserialize_any(self)?;
        Ok(if self.depth > MAX_DEPTH { Node::Null } else { node })
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_, 'de> {
    type Value = Node<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        Ok(whole(value < 0, value.unsigned_abs()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(whole(false, value))
    }

    // Never asked for, but what serde does without it prints numbers.
    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value))
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'de>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = items.next_element_seed(self.deeper())? {
            list.push(node);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Node<'de>, A::Error> {
        let start = self.pile.borrow().len();
        while let Some(key) = members.next_key_seed(self)? {
            let node = members.next_value_seed(self.deeper())?;
            if let Node::Text(key) = key {
                self.pile.borrow_mut().push((key, node));
            }
        }
        Ok(map_or_number(self.pile.borrow_mut().split_off(start)))
    }
}

/// A whole number: a text where a double would change its last digits.
#[inline(never)]
fn whole<'de>(is_negative: bool, value: u64) -> Node<'de> {
    if value > MAX_EXACT {
        return Node::Text(digits(is_negative, value).into());
    }
    let number = value as f64;
    Node::Number(if is_negative { -number } else { number })
}

#[inline(never)]
fn map_or_number(map: Members<'_>) -> Node<'_> {
    match map.as_slice() {
        [(key, Node::Text(text))] if key == NUMBER => {
            let is_whole = !text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
            match text {
                text if is_whole && text.len() > EXACT_DIGITS => Node::Text(text.clone()),
                text => Node::Number(number(text)),
            }
        }
        _ => Node::Map(map),
    }
}

/// The value of a JSON number (RFC 8259 §6); exact with up to 16 digits and a power of ten up to 22, as no feed
/// needs more.
fn number(text: &str) -> f64 {
    let (digits, exponent) = cut(text, b"eE");
    let (mut value, mut power, mut is_fraction) = (0.0, 0, false);
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' if value < 1e15 => {
                value = value * 10.0 + f64::from(byte - b'0');
                power -= i32::from(is_fraction);
            }
            b'0'..=b'9' => power += i32::from(!is_fraction),
            b'.' => is_fraction = true,
            _ => {}
        }
    }
    // What has more digits is as good as endless.
    let size = exponent
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |size, digit| (size * 10 + i32::from(digit - b'0')).min(999));
    let is_negative = exponent.as_bytes().get(1) == Some(&b'-');
    power += if is_negative { -size } else { size };
    let scale = (0..power.unsigned_abs().min(999)).fold(1.0, |scale, _| scale * 10.0);
    let value = match power {
        _ if value == 0.0 => 0.0,
        ..0 => value / scale,
        0.. => value * scale,
    };
    if text.starts_with("-") { -value } else { value }
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
        for (text, expected) in [
            ("", Error::empty()),
            (" \n\u{feff}".trim_end_matches('\u{feff}'), Error::empty()),
            ("\u{feff}", Error::empty()),
            ("<!doctype html>", Error::markup()),
            ("\n<?xml version=\"1.0\"?>", Error::markup()),
            ("{\n \"a\": 1,\n}", Error::not_json(3, 1, JsonFault::ExtraComma)),
            ("[1, ]", Error::not_json(1, 5, JsonFault::ExtraComma)),
            (
                "{\"a\": \"\u{e4}\u{1f600}\", ]",
                Error::not_json(1, 13, JsonFault::ExtraComma),
            ),
            ("[1] [2]", Error::not_json(1, 5, JsonFault::Other)),
            ("[\"\n\"]", Error::not_json(2, 1, JsonFault::Other)),
            ("{'a': 1}", Error::not_json(1, 2, JsonFault::Other)),
            ("[1, 2", Error::not_json(1, 5, JsonFault::CutOff)),
            (
                "[{\"title\": \"F\u{fc}",
                Error::not_json(1, 14, JsonFault::CutOff),
            ),
            ("BEGIN:VCALENDAR", Error::not_json(1, 1, JsonFault::Other)),
        ] {
            assert_eq!(tree(text).unwrap_err(), expected, "{text:?}");
        }
    }

    #[test]
    fn half_of_a_pair_costs_no_number() {
        let text = r#"[1e999, 1e-10, 1E+10, 12345678901234567890, "\ud83d", 7]"#;
        let expected = [
            "inf",
            "1e-10",
            "10000000000.0",
            "\"12345678901234567890\"",
            "\"\u{fffd}\"",
            "7.0",
        ];
        let read = tree(text).unwrap();
        assert!(expected.iter().all(|value| read.contains(value)), "{read}");
        assert!(!read.contains("Null"), "{read}");
    }

    #[test]
    fn numbers_are_what_the_standard_library_reads() {
        for text in [
            "0",
            "-0",
            "7",
            "-12",
            "0.1",
            "12.50",
            "51.3397",
            "-0.000001",
            "1e3",
            "1E+3",
            "25e-1",
            "4294967296",
            "999999999999999",
            "123456789.012345",
            "1e22",
            "0e999",
            "1e400",
            "-1e400",
            "1e-400",
            "1e99999999999",
            "1e-99999999999",
        ] {
            let expected: f64 = text.parse().unwrap();
            let read = tree(&format!("[{text}]")).unwrap();
            assert_eq!(
                read,
                format!("{:?}", Node::List(vec![Node::Number(expected)])),
                "{text}"
            );
        }
        // Digits without end are cut, not their place.
        let long = "9".repeat(400);
        assert_eq!(number(&long), f64::INFINITY);
        assert!((number(&format!("0.{long}")) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn an_object_that_looks_like_a_number_costs_nothing_else() {
        let text = r#"[{"$serde_json::private::Number": "7", "title": "x"}, {"$serde_json::private::Number": "y"}, 8]"#;
        with_tree(text, |node| {
            let Node::List(list) = node else { panic!() };
            assert_eq!(list[0].get("title"), Some(&Node::Text("x".into())));
            assert_eq!(list[1..], [Node::Number(0.0), Node::Number(8.0)]);
        })
        .unwrap();
    }

    #[test]
    fn keys_that_mean_something_elsewhere_are_keys() {
        let text = r#"{"__proto__": {"title": "x"}, "constructor": 1, "title": "y", "__proto__": 2}"#;
        with_tree(text, |node| {
            let Node::Map(members) = node else { panic!() };
            let keys: Vec<_> = members.iter().map(|(key, _)| &**key).collect();
            assert_eq!(keys, ["__proto__", "constructor", "title", "__proto__"]);
            assert_eq!(node.get("title"), Some(&Node::Text("y".into())));
            assert_eq!(node.get("toString"), None);
        })
        .unwrap();
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
