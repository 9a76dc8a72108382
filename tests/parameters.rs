//! What must hold for every query that a page's address may have.

use lichthof::app::{parameters, with_parameters};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};

const NAME: &str = "lh.event";

/// The first value of the parameter.
fn parameter(query: &str, name: &str) -> Option<String> {
    let found = parameters(query, &|known| (known == name).then(|| name.to_owned()));
    found.into_iter().next().map(|(_, value)| value)
}

/// The query with one value of the parameter, or none.
fn with_parameter(query: &str, name: &str, value: Option<&str>) -> String {
    let wanted = value.map(|value| (name.to_owned(), value.to_owned()));
    with_parameters(query, wanted.as_slice(), &|known| {
        (known == name).then(|| name.to_owned())
    })
}

/// A segment that is not the calendar's: flags, empty names, broken escapes, other calendars.
fn foreign() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z=%+.0-9 ü]{0,12}",
        Just("lh.events=1".to_owned()),
        Just("lh2.event=1".to_owned()),
        Just("=lh.event".to_owned()),
        Just("%".to_owned()),
    ]
}

fn own() -> impl Strategy<Value = String> {
    (
        prop_oneof![Just("lh.event"), Just("lh%2Eevent"), Just("%6ch.event")],
        prop_oneof![Just(""), Just("="), Just("=a+b"), Just("=%FF"), Just("=a=b")],
    )
        .prop_map(|(name, value)| name.to_owned() + value)
}

/// Segments, and whether each is the calendar's.
fn segments() -> impl Strategy<Value = Vec<(String, bool)>> {
    let segment = prop_oneof![
        3 => foreign().prop_map(|text| (text, false)),
        1 => own().prop_map(|text| (text, true)),
    ];
    proptest::collection::vec(segment, 0..6)
}

fn join(segments: &[(String, bool)]) -> String {
    let texts: Vec<&str> = segments.iter().map(|(text, _)| text.as_str()).collect();
    "?".to_owned() + &texts.join("&")
}

/// The segments of a query that are not the calendar's.
fn foreign_of(query: &str) -> Vec<&str> {
    let query = query.strip_prefix('?').unwrap_or(query);
    query
        .split('&')
        .filter(|segment| parameter(segment, NAME).is_none() && !segment.contains("%FF"))
        .filter(|segment| !segment.is_empty())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_comes_back(segments in segments(), name in "[ -~ü]{1,8}", value in any::<String>()) {
        let set = with_parameter(&join(&segments), &name, Some(&value));
        prop_assert_eq!(parameter(&set, &name), Some(value));
    }

    #[test]
    fn what_is_written_needs_no_escaping(name in any::<String>(), value in any::<String>()) {
        let set = with_parameter("", &name, Some(&value));
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/@;,%=?".contains(&byte);
        prop_assert!(set.bytes().all(allowed), "{}", set);
    }

    #[test]
    fn others_stay_byte_for_byte_and_in_order(segments in segments(), value in any::<Option<String>>()) {
        let query = join(&segments);
        let set = with_parameter(&query, NAME, value.as_deref());
        prop_assert_eq!(foreign_of(&set), foreign_of(&query));
        prop_assert!(set.is_empty() || set.starts_with('?'));
        prop_assert!(set != "?");
    }

    #[test]
    fn what_is_said_already_stays_else_the_first_is_changed_and_the_others_go(
        segments in segments(),
        value in "[a-z]{0,3}",
    ) {
        let set = with_parameter(&join(&segments), NAME, Some(&value));
        let is_said = |(text, is_own): &(String, bool)| {
            *is_own && parameter(text, NAME).as_ref() == Some(&value)
        };
        let said = segments.iter().position(is_said);
        let place = said.or_else(|| segments.iter().position(|(_, is_own)| *is_own));
        let mut expected: Vec<String> = Vec::new();
        for (at, (text, is_own)) in segments.iter().enumerate() {
            if !*is_own || Some(at) == said {
                expected.push(text.clone());
            } else if Some(at) == place {
                expected.push(format!("{NAME}={value}"));
            }
        }
        if place.is_none() {
            // One empty segment is an empty query.
            if expected == [""] {
                expected.clear();
            }
            expected.push(format!("{NAME}={value}"));
        }
        prop_assert_eq!(set, "?".to_owned() + &expected.join("&"));
    }

    #[test]
    fn twice_is_once(segments in segments(), value in any::<Option<String>>()) {
        let once = with_parameter(&join(&segments), NAME, value.as_deref());
        let twice = with_parameter(&once, NAME, value.as_deref());
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn what_is_put_in_can_be_taken_out(segments in segments(), value in any::<String>()) {
        let query = with_parameter(&join(&segments), NAME, None);
        prop_assert_eq!(parameter(&query, NAME), None);
        let set = with_parameter(&query, NAME, Some(&value));
        prop_assert_eq!(with_parameter(&set, NAME, None), query);
    }

    #[test]
    fn no_text_is_a_fault(query in any::<String>(), name in any::<String>()) {
        let _ = parameter(&query, &name);
        let _ = with_parameter(&query, &name, None);
    }
}
