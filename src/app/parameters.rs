//! Parameters in the page's address: spliced in and out, byte for byte.
//!
//! The rest of the query belongs to others and is never written anew: `URLSearchParams` would turn
//! `a=%20b&flag` into `a=+b&flag=`.

use crate::text::{decode, encode, parted, split_once};

/// A parameter: its name and its value, decoded.
pub type Parameter = (String, String);

/// Tells the name of a parameter that is one's own from how it is spelled; `None` for those of others.
pub type Own<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The parameters in a query (with or without its `?`) that are one's own, percent-decoded, `+` as a space,
/// in the order in which they stand.
///
/// Names are compared after decoding. A name without `=` has the empty value; one whose value is not UTF-8
/// is left out.
pub fn parameters(query: &str, own: Own<'_>) -> Vec<Parameter> {
    let named = segments(query).filter_map(|segment| Some((own_name(segment, own)?, value(segment)?)));
    named.collect()
}

/// The query with these parameters, and no others that are one's own: everything else stays byte for byte.
///
/// What the query says already keeps its place and its spelling. What it says differently is changed in
/// its place, and what is new comes last. The result begins with `?`, or is empty where nothing is left
/// (RFC 3986 §3.4).
pub fn with_parameters(query: &str, wanted: &[Parameter], own: Own<'_>) -> String {
    let mut missing: Vec<&Parameter> = wanted.iter().collect();
    let mut take = |is_meant: &dyn Fn(&Parameter) -> bool| {
        let place = missing.iter().position(|parameter| is_meant(parameter))?;
        Some(missing.remove(place))
    };
    let mut known: Vec<(&str, Option<String>, bool)> = Vec::new();
    for segment in segments(query) {
        let name = own_name(segment, own);
        let is_said = name.as_ref().is_some_and(|name| {
            let value = value(segment);
            take(&|(of, wanted)| of == name && Some(wanted) == value.as_ref()).is_some()
        });
        known.push((segment, name, is_said));
    }
    let mut result = String::with_capacity(query.len());
    for (segment, name, is_said) in known {
        match name {
            Some(name) if !is_said => {
                if let Some(parameter) = take(&|(of, _)| *of == name) {
                    push_parameter(&mut result, parameter);
                }
            }
            _ => push_segment(&mut result, segment),
        }
    }
    for parameter in missing {
        push_parameter(&mut result, parameter);
    }
    // A single `?` leads to the same page as none.
    if result == "?" {
        result.clear();
    }
    result
}

/// What stands between the `&`, empty segments included: they are others' too.
fn segments(query: &str) -> impl Iterator<Item = &str> {
    let query = query.strip_prefix("?").unwrap_or(query);
    parted(query, b'&').filter(move |_| !query.is_empty())
}

/// The decoded name of a segment that is one's own. An empty segment has no name, not an empty one.
fn own_name(segment: &str, own: Own<'_>) -> Option<String> {
    let name = String::from_utf8(decode(parts(segment).0)).ok()?;
    own(&name).filter(|_| !segment.is_empty())
}

fn value(segment: &str) -> Option<String> {
    String::from_utf8(decode(parts(segment).1)).ok()
}

fn parts(segment: &str) -> (&str, &str) {
    split_once(segment, "=").unwrap_or((segment, ""))
}

fn push_parameter(result: &mut String, (name, value): &Parameter) {
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

    fn event(name: &str) -> Option<String> {
        matches!(name, "lh.event" | "lh_event").then(|| "lh.event".to_owned())
    }

    fn owned(parameters: &[(&str, &str)]) -> Vec<Parameter> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        parameters.iter().map(owned).collect()
    }

    #[test]
    fn parameters_are_found_under_any_spelling_of_their_name() {
        for (query, expected) in [
            ("?lh.event=a", &["a"][..]),
            ("lh.event=a", &["a"]),
            ("?x=1&lh%2Eevent=a+b%20c&lh.event=d", &["a b c", "d"]),
            ("?%6C%68.event=%C3%BC", &["ü"]),
            ("?lh_event=a&lh.event=b", &["a", "b"]),
            ("?lh.event", &[""]),
            ("?lh.event=", &[""]),
            ("?lh.event=a=b", &["a=b"]),
            ("?lh.event=%FF&lh.event=a", &["a"]),
            ("?lh.events=a", &[]),
            ("?LH.event=a", &[]),
            ("?other=lh.event=a", &[]),
            ("?=a", &[]),
            ("?%FF=a", &[]),
            ("?&", &[]),
            ("?", &[]),
            ("", &[]),
        ] {
            let found = parameters(query, &event);
            let values: Vec<&str> = found.iter().map(|(_, value)| value.as_str()).collect();
            assert_eq!(values, expected, "{query}");
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
            ("?lh.event=a&y&lh.event=b", Some("b"), "?y&lh.event=b"),
            ("?x&lh%2Eevent=a+b&y", Some("a b"), "?x&lh%2Eevent=a+b&y"),
            ("?lh.event=%FF&y", Some("a"), "?lh.event=a&y"),
            ("?lh.event", Some(""), "?lh.event"),
            ("?x&lh_event=a&y", Some("b"), "?x&lh.event=b&y"),
            ("?x&lh_event=a&y", Some("a"), "?x&lh_event=a&y"),
            ("x=1", Some("a&b=c"), "?x=1&lh.event=a%26b%3Dc"),
            ("", None, ""),
            ("?", None, ""),
            ("?&", None, "?&"),
            ("?a=%20b&lh.event=x&flag", None, "?a=%20b&flag"),
            ("?lh.event=x", None, ""),
            ("?lh.event=x&lh%2Eevent", None, ""),
        ] {
            let wanted = value.map(|value| ("lh.event", value));
            let found = with_parameters(query, &owned(wanted.as_slice()), &event);
            assert_eq!(found, expected, "{query} {value:?}");
        }
    }

    #[test]
    fn of_several_values_those_that_stay_keep_their_place() {
        let own = |name: &str| name.starts_with("lh.").then(|| name.to_owned());
        for (query, wanted, expected) in [
            (
                "?lh.type=a&x&lh.type=b",
                &[("lh.type", "b"), ("lh.type", "a")][..],
                "?lh.type=a&x&lh.type=b",
            ),
            (
                "?lh.type=a&x&lh.type=b&lh.q=w",
                &[("lh.type", "b"), ("lh.type", "c"), ("lh.place", "d")],
                "?lh.type=c&x&lh.type=b&lh.place=d",
            ),
            (
                "?lh.type=a",
                &[("lh.type", "a"), ("lh.type", "a")],
                "?lh.type=a&lh.type=a",
            ),
        ] {
            assert_eq!(with_parameters(query, &owned(wanted), &own), expected, "{query}");
        }
    }
}
