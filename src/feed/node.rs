//! JSON as a tree that keeps the order of its keys and borrows its texts from the feed.
//!
//! Mapped by hand and not by derived structs (docs/size.md): a value of the wrong type costs itself alone.

use std::borrow::Cow;

use crate::error::{Error, JsonFault};
use crate::feed::json::{self, Fault};
use crate::feed::rare::rare;
use crate::text::cut;

/// The largest feed that is read, in bytes.
const MAX_BYTES: usize = 32 << 20;
/// Below it a double holds each whole number.
const MAX_EXACT: u64 = 1 << 53;
/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node<'de> {
    Null,
    Bool(bool),
    /// A whole number that a double does not hold exactly is a text: it is an identity, not a quantity.
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
        let (_, node) = members.iter().rev().find(|(key, _)| is_same(key, name))?;
        (!matches!(node, Self::Null)).then_some(node)
    }

    /// Like [`Node::get`]; where the name is missing, one with a `vendor:` prefix will do.
    pub(super) fn get_extension(&self, name: &str) -> Option<&Node<'de>> {
        let Self::Map(members) = self else { return None };
        let mut prefixed = None;
        for (key, node) in members.iter().rev() {
            let (key, name) = (key.as_bytes(), name.as_bytes());
            // Most names end otherwise: nothing is compared of those.
            if key.last() != name.last() || !key.ends_with(name) || matches!(node, Self::Null) {
                continue;
            }
            match key.len().checked_sub(name.len() + 1) {
                None => return Some(node),
                Some(before) if key.get(before) == Some(&b':') => prefixed = prefixed.or(Some(node)),
                Some(_) => {}
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

/// Whether a key is this name. Most are told apart by their lengths.
#[inline(always)]
fn is_same(key: &str, name: &str) -> bool {
    key.len() == name.len() && key == name
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
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_ascii().is_empty() {
        return Err(Error::empty());
    }
    if text.trim_ascii_start().as_bytes().first() == Some(&b'<') {
        return Err(Error::markup());
    }
    let tree = json::parse(text).map_err(|fault| match fault {
        Fault::TooMany => Error::too_large(text.len()),
        Fault::At(at) => match rare() {
            Some(rare) => (rare.json_fault)(text, at),
            None => Error::not_json(0, 0, JsonFault::Other),
        },
    })?;
    Ok(then(&tree))
}

/// What is wrong behind so many bytes of a text.
pub(super) fn fault(text: &str, at: usize) -> Error {
    let is_cut_off = at >= text.len();
    let mut at = at.min(text.len().saturating_sub(1));
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let (before, behind) = text.split_at_checked(at).unwrap_or((text, ""));
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let in_line = before.rsplit('\n').next().unwrap_or_default();
    let fault = match behind.as_bytes().first() {
        Some(b']' | b'}') if before.trim_ascii_end().ends_with(',') => JsonFault::ExtraComma,
        _ if is_cut_off => JsonFault::CutOff,
        _ => JsonFault::Other,
    };
    Error::not_json(lines + 1, in_line.chars().count() + 1, fault)
}

/// The digits of a whole number, without the standard library's formatting (docs/size.md).
fn digits(is_negative: bool, value: u64) -> String {
    let mut reversed = Vec::new();
    let mut rest = value;
    while rest > 0 || reversed.is_empty() {
        reversed.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    let sign = is_negative.then_some(b'-');
    let digits = reversed.into_iter().chain(sign).rev();
    digits.map(char::from).collect()
}

/// A number as it is written in JSON: a text where a double would change its last digits.
pub(super) fn number_or_digits(text: &str) -> Node<'_> {
    let number = number(text);
    let is_whole = !text.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'));
    match is_whole && number.abs() >= MAX_EXACT as f64 {
        true => Node::Text(Cow::Borrowed(text)),
        false => Node::Number(number),
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
    power += if exponent.contains('-') { -size } else { size };
    let scale = (0..power.unsigned_abs().min(999)).fold(1.0, |scale, _| scale * 10.0);
    let value = match power {
        _ if value == 0.0 => 0.0,
        ..0 => value / scale,
        0.. => value * scale,
    };
    if text.starts_with('-') { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::json::MAX_VALUES;

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
            ("[\"\n\"]", Error::not_json(1, 3, JsonFault::Other)),
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
