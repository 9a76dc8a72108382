//! JSON as a tree that keeps the order of its keys and borrows its texts from the feed.
//!
//! Mapping by hand from a tree weighs half of what derived structs do, and a value of the wrong
//! type costs itself alone.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::rare::rare;
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
    let text = text.trim_start_matches('\u{feff}');
    let mended;
    let tree = match parse(text) {
        Err(error) if error != Error::too_large(text.len()) => {
            match rare().and_then(|rare| (rare.mend)(text)) {
                Some(text) => {
                    mended = text;
                    parse(&mended)?
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
    let seed = NodeSeed {
        left: &left,
        depth: 0,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = seed
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    if left.get() == 0 {
        return Err(Error::too_large(text.len()));
    }
    result.map_err(|error| Error::not_json(error.line().max(1), error.column().max(1)))
}

#[derive(Clone, Copy)]
struct NodeSeed<'a> {
    /// How many more values may be kept.
    left: &'a Cell<usize>,
    depth: u32,
}

impl NodeSeed<'_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node<'de>, D::Error> {
        if self.depth > MAX_DEPTH {
            // serde_json skips a value without recursion, however deep it is.
            return deserializer
                .deserialize_ignored_any(IgnoredAny)
                .map(|_| Node::Null);
        }
        match self.left.get().checked_sub(1) {
            Some(0) | None => {
                // Nothing is read any more: the parser stumbles over what is still there.
                self.left.set(0);
                return Ok(Node::Null);
            }
            Some(left) => self.left.set(left),
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
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
        Ok(Node::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        Ok(Node::Number(value as f64))
    }

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
        let mut map = Vec::new();
        while let Some(key) = members.next_key_seed(self)? {
            let node = members.next_value_seed(self.deeper())?;
            if let Node::Text(key) = key {
                map.push((key, node));
            }
        }
        Ok(Node::Map(map))
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
