//! The calendar's parameters in the page's address: spliced in and out, byte for byte.
//!
//! The rest of the query belongs to others and is never written anew: `URLSearchParams` would turn
//! `a=%20b&flag` into `a=+b&flag=`.

use crate::percent::{decode, encode};

/// The value of `name` in a query (with or without its `?`), percent-decoded, `+` as a space;
/// the first where it stands more than once.
///
/// Names are compared after decoding. A name without `=` has the empty value; a value that is not
/// UTF-8 is `None`.
pub fn parameter(query: &str, name: &str) -> Option<String> {
    let found = segments(query).find(|segment| is_named(segment, name))?;
    value(found)
}

/// The query with `name` set to `value`, or without it: everything else stays byte for byte.
///
/// Where the parameter stands already, it keeps its place, and its spelling too if that says the
/// same; where it stands more than once, the first stays. A new one comes last. The result begins
/// with `?`, or is empty where nothing is left (RFC 3986 §3.4).
pub fn with_parameter(query: &str, name: &str, value: Option<&str>) -> String {
    let mut value_to_set = value;
    let mut result = String::with_capacity(query.len());
    for segment in segments(query) {
        if !is_named(segment, name) {
            push_segment(&mut result, segment);
        } else if let Some(value) = value_to_set.take() {
            if self::value(segment).as_deref() == Some(value) {
                push_segment(&mut result, segment);
            } else {
                push_parameter(&mut result, name, value);
            }
        }
    }
    if let Some(value) = value_to_set {
        push_parameter(&mut result, name, value);
    }
    // A single `?` leads to the same page as none.
    if result == "?" {
        result.clear();
    }
    result
}

/// What stands between the `&`, empty segments included: they are others' too.
fn segments(query: &str) -> impl Iterator<Item = &str> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query.split('&').filter(move |_| !query.is_empty())
}

fn is_named(segment: &str, name: &str) -> bool {
    // An empty segment has no name, not an empty one.
    !segment.is_empty() && decode(parts(segment).0) == name.as_bytes()
}

fn value(segment: &str) -> Option<String> {
    String::from_utf8(decode(parts(segment).1)).ok()
}

fn parts(segment: &str) -> (&str, &str) {
    segment.split_once('=').unwrap_or((segment, ""))
}

fn push_parameter(result: &mut String, name: &str, value: &str) {
    let mut segment = String::with_capacity(name.len() + 1 + value.len());
    encode(name, &mut segment);
    segment.push('=');
    encode(value, &mut segment);
    push_segment(result, &segment);
}

fn push_segment(result: &mut String, segment: &str) {
    result.push(if result.is_empty() { '?' } else { '&' });
    result.push_str(segment);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_is_found_under_any_spelling_of_its_name() {
        for (query, expected) in [
            ("?lh.event=a", Some("a")),
            ("lh.event=a", Some("a")),
            ("?x=1&lh%2Eevent=a+b%20c&lh.event=d", Some("a b c")),
            ("?%6C%68.event=%C3%BC", Some("ü")),
            ("?lh.event", Some("")),
            ("?lh.event=", Some("")),
            ("?lh.event=a=b", Some("a=b")),
            ("?lh.event=%FF", None),
            ("?lh.events=a", None),
            ("?LH.event=a", None),
            ("?other=lh.event=a", None),
            ("?=a", None),
            ("?&", None),
            ("?", None),
            ("", None),
        ] {
            assert_eq!(parameter(query, "lh.event").as_deref(), expected, "{query}");
        }
    }

    #[test]
    fn setting_leaves_what_belongs_to_others_as_it_is() {
        for (query, value, expected) in [
            ("", Some("a"), "?lh.event=a"),
            ("?", Some("a"), "?lh.event=a"),
            ("?&", Some("a"), "?&&lh.event=a"),
            ("?=", Some("a"), "?=&lh.event=a"),
            ("?a=%20b&flag", Some("x"), "?a=%20b&flag&lh.event=x"),
            ("?lh.event=a&flag", Some("b"), "?lh.event=b&flag"),
            ("?x&lh%2eevent=a&y&lh.event=b&z", Some("c"), "?x&lh.event=c&y&z"),
            ("?x&lh%2Eevent=a+b&y", Some("a b"), "?x&lh%2Eevent=a+b&y"),
            ("?lh.event", Some(""), "?lh.event"),
            ("x=1", Some("a&b=c"), "?x=1&lh.event=a%26b%3Dc"),
            ("", None, ""),
            ("?", None, ""),
            ("?&", None, "?&"),
            ("?a=%20b&lh.event=x&flag", None, "?a=%20b&flag"),
            ("?lh.event=x", None, ""),
            ("?lh.event=x&lh%2Eevent", None, ""),
        ] {
            assert_eq!(
                with_parameter(query, "lh.event", value),
                expected,
                "{query} {value:?}"
            );
        }
    }
}
