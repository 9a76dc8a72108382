//! What publishers' editors check a feed by (`schema/lichthof-feed.schema.json`): it allows what the reader takes.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use regex::Regex;
use serde_json::{Value, json};
use support::read;

/// Whether a pattern of the schema is in a text. Those that look ahead, which the crate cannot, are in any.
fn fits(pattern: &str, text: &str) -> bool {
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Option<Regex>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let made = known.entry(pattern.to_owned()).or_insert_with(|| {
            let looks_ahead = pattern.contains("(?=");
            (!looks_ahead).then(|| Regex::new(pattern).unwrap())
        });
        made.as_ref().is_none_or(|pattern| pattern.is_match(text))
    })
}

/// Whether a schema allows a value: the keywords of JSON Schema that ours has.
fn allows(schema: &Value, root: &Value, value: &Value) -> bool {
    let below = |schema: &Value, value: &Value| allows(schema, root, value);
    schema.as_object().unwrap().iter().all(|(keyword, rule)| {
        let number = rule.as_f64().unwrap_or_default();
        let members = value.as_object();
        match keyword.as_str() {
            "$ref" => below(root.pointer(&rule.as_str().unwrap()[1..]).unwrap(), value),
            "anyOf" => rule.as_array().unwrap().iter().any(|rule| below(rule, value)),
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match rule.as_str().unwrap() {
                "null" => value.is_null(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "array" => value.is_array(),
                "object" => value.is_object(),
                "number" => value.is_number(),
                "integer" => value.as_f64().is_some_and(|number| number.trunc() == number),
                other => panic!("the type {other}"),
            },
            "pattern" => value
                .as_str()
                .is_none_or(|text| fits(rule.as_str().unwrap(), text)),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as f64 >= number),
            "minimum" => value.as_f64().is_none_or(|value| value >= number),
            "maximum" => value.as_f64().is_none_or(|value| value <= number),
            "maxItems" => value.as_array().is_none_or(|list| list.len() as f64 <= number),
            "items" => value
                .as_array()
                .is_none_or(|list| list.iter().all(|item| below(rule, item))),
            "minProperties" => members.is_none_or(|members| members.len() as f64 >= number),
            "maxProperties" => members.is_none_or(|members| members.len() as f64 <= number),
            "required" => members.is_none_or(|members| {
                let names = rule.as_array().unwrap();
                names
                    .iter()
                    .all(|name| members.contains_key(name.as_str().unwrap()))
            }),
            "propertyNames" => {
                members.is_none_or(|members| members.keys().all(|name| below(rule, &json!(name))))
            }
            "properties" => members.is_none_or(|members| {
                let mut named = members
                    .iter()
                    .filter_map(|(name, value)| Some((rule.get(name)?, value)));
                named.all(|(rule, value)| below(rule, value))
            }),
            "patternProperties" => members.is_none_or(|members| {
                rule.as_object().unwrap().iter().all(|(pattern, rule)| {
                    let mut named = members.iter().filter(|(name, _)| fits(pattern, name));
                    named.all(|(_, value)| below(rule, value))
                })
            }),
            "additionalProperties" => {
                let named = schema.get("properties").and_then(Value::as_object);
                let is_other = |name: &String| !named.is_some_and(|named| named.contains_key(name));
                let others = members.into_iter().flatten().filter(|(name, _)| is_other(name));
                others.into_iter().all(|(_, value)| below(rule, value))
            }
            "title" | "description" | "examples" | "$id" | "$schema" | "$defs" => true,
            other => panic!("the keyword {other}"),
        }
    })
}

fn schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/lichthof-feed.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Whether the schema allows a feed, and whether the reader takes it without a word.
fn seen(feed: &Value) -> (bool, bool) {
    let schema = schema();
    let is_taken = read(&feed.to_string(), "de").is_ok_and(|feed| {
        let told = feed.skipped.len() + feed.warnings.len();
        told == 0
    });
    (allows(&schema, &schema, feed), is_taken)
}

fn with(field: &str, value: &Value) -> Value {
    json!({"entries": [{"uid": "1", "title": "T", "start": "2018-11-06T17:00:00", field: value}]})
}

#[test]
fn lists_may_have_numbers_for_keys() {
    for (field, value) in [
        ("topics", json!({"0": "Rust", "2": "Wasm"})),
        ("organizers", json!({"0": "Verein", "3": {"name": "Verband"}})),
        ("venue", json!({"0": {"name": "Halle"}, "1": "Hof"})),
        ("links", json!({"1": {"href": "https://a.example/"}})),
        (
            "programme",
            json!({"0": {"title": "Vortrag"}, "2": {"title": "Fragen"}}),
        ),
        (
            "recurrenceRule",
            json!({"frequency": "weekly", "count": 2, "byDay": {"0": {"day": "tu"}, "1": {"day": "th"}}}),
        ),
        (
            "recurrenceRules",
            json!({"0": {"frequency": "yearly", "count": 2, "byMonth": {"3": 11}}}),
        ),
        ("exdates", json!({"5": "2018-11-06T17:00:00"})),
    ] {
        assert_eq!(seen(&with(field, &value)), (true, true), "{field}: {value}");
    }
    let event = json!({"uid": "1", "title": "T", "start": "2018-11-06"});
    for feed in [
        json!({"0": event, "2": event}),
        json!({"entries": {"0": event, "7": event}}),
    ] {
        assert!(seen(&feed).0, "{feed}");
    }
}

#[test]
fn flags_may_be_numbers_and_texts() {
    for value in [
        json!(true),
        json!(false),
        json!(1),
        json!(0),
        json!("1"),
        json!("0"),
        json!(""),
        json!("TRUE"),
        json!("ja"),
        json!(" off "),
    ] {
        for (field, value) in [
            ("featured", value.clone()),
            ("showWithoutTime", value.clone()),
            ("postponed", value.clone()),
            ("topics", json!({"Rust": value})),
            ("price", json!({"free": value, "text": "frei"})),
        ] {
            assert_eq!(seen(&with(field, &value)), (true, true), "{field}: {value}");
        }
    }
    for value in [json!("vielleicht"), json!(2), json!(["ja"])] {
        assert_eq!(seen(&with("featured", &value)), (false, false), "{value}");
    }
}

#[test]
fn the_fixtures_are_allowed() {
    let (schema, root) = (schema(), Path::new(env!("CARGO_MANIFEST_DIR")));
    for file in ["feed-full.json", "assembly.json"] {
        let feed = std::fs::read_to_string(root.join("tests/fixtures").join(file)).unwrap();
        let feed: Value = serde_json::from_str(&feed).unwrap();
        for entry in feed["entries"].as_array().unwrap() {
            assert!(
                allows(&schema["$defs"]["event"], &schema, entry),
                "{file}: {entry}"
            );
        }
    }
}

/// All schemas below one that describe members by their names, with their place.
fn described(schema: &Value, place: &str, found: &mut Vec<(String, Value)>) {
    if let Value::Array(list) = schema {
        for (at, one) in list.iter().enumerate() {
            described(one, &format!("{place}/{at}"), found);
        }
    }
    for (keyword, below) in schema.as_object().into_iter().flatten() {
        if keyword == "properties" {
            let members = below.as_object().unwrap().iter();
            found.extend(members.map(|(name, rule)| (format!("{place}/{name}"), rule.clone())));
        }
        if keyword != "examples" {
            described(below, &format!("{place}/{keyword}"), found);
        }
    }
}

#[test]
fn an_editor_finds_words_for_each_member() {
    let schema = schema();
    assert!(schema["$id"].is_string());
    let mut found = Vec::new();
    described(&schema, "", &mut found);
    assert!(found.len() > 150, "{}", found.len());
    for (place, rule) in found {
        assert!(rule["description"].is_string(), "{place}");
    }
}

#[test]
fn examples_are_allowed_and_read_without_a_word() {
    let schema = schema();
    for feed in schema["examples"].as_array().unwrap() {
        assert_eq!(seen(feed), (true, true), "{feed}");
    }
    let mut count = 0;
    for (name, rule) in schema["$defs"]["event"]["properties"].as_object().unwrap() {
        for example in rule
            .get("examples")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            count += 1;
            let mut feed = with(name, example);
            if name == "exdate" {
                feed["entries"][0]["start"] = json!("2026-05-05T19:00:00");
                feed["entries"][0]["recurrenceRule"] = json!("FREQ=WEEKLY;COUNT=9");
            }
            assert_eq!(seen(&feed), (true, true), "{name}: {example}");
        }
    }
    assert!(count > 30, "{count}");
}
