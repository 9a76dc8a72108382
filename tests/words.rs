//! The words of all languages, `i18n/`: each language has all, and all that know of languages know the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use lichthof::i18n::{is_right_to_left, plural_rule};
use serde_json::Value;

/// The languages that are variants: they have the words that differ.
const VARIANTS: [&str; 2] = ["de-events", "de-simple"];

fn read(name: &str) -> Value {
    let text = fs::read_to_string(format!("i18n/{name}.json")).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("i18n/{name}.json: {error}"))
}

fn languages() -> BTreeSet<String> {
    let files = fs::read_dir("i18n").into_iter().flatten().flatten();
    files
        .filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".json")?.to_owned()))
        .filter(|name| name != "words")
        .collect()
}

/// Each word by its group and name, with the English.
fn english() -> BTreeMap<(String, String), Value> {
    let list = read("words");
    let groups = list["groups"].as_object().cloned().unwrap_or_default();
    let words = |(group, about): (String, Value)| {
        let words = about["words"].as_object().cloned().unwrap_or_default();
        words
            .into_iter()
            .map(move |(word, about)| ((group.clone(), word), about["en"].clone()))
    };
    groups.into_iter().flat_map(words).collect()
}

/// Each word of a language by its group and name.
fn words(language: &str) -> BTreeMap<(String, String), Value> {
    let all = read(language);
    let groups = all.as_object().cloned().unwrap_or_default();
    let words = |(group, words): (String, Value)| {
        let words = words.as_object().cloned().unwrap_or_default();
        words
            .into_iter()
            .map(move |(word, said)| ((group.clone(), word), said))
    };
    groups.into_iter().flat_map(words).collect()
}

fn forms(word: &Value) -> Vec<(String, String)> {
    match word {
        Value::String(text) => vec![("other".to_owned(), text.clone())],
        Value::Object(forms) => forms
            .iter()
            .map(|(category, form)| (category.clone(), form.as_str().unwrap_or_default().to_owned()))
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_language_lacks_a_word_or_has_one_that_nobody_shows() {
    let english = english();
    assert!(english.len() > 250);
    for language in languages() {
        for (group, word) in words(&language).keys() {
            let key = (group.clone(), word.clone());
            assert!(english.contains_key(&key), "{language}: {group}.{word}");
        }
        if VARIANTS.contains(&&*language) {
            assert_eq!(read(&language)["of"], "de");
            continue;
        }
        let all = words(&language);
        for ((group, word), said) in &english {
            let own = all.get(&(group.clone(), word.clone()));
            let Some(own) = own else {
                panic!("{language} lacks {group}.{word}")
            };
            assert_eq!(own.is_string(), said.is_string(), "{language}: {group}.{word}");
        }
    }
}

#[test]
fn words_have_the_gaps_of_the_english_and_nothing_that_lines_end_with() {
    let english = english();
    for language in languages() {
        for ((group, word), said) in words(&language) {
            let model = &english[&(group.clone(), word.clone())];
            let most = forms(model)
                .iter()
                .map(|(_, form)| form.matches("{}").count())
                .max();
            for (category, form) in forms(&said) {
                let about = format!("{language}: {group}.{word}: {form}");
                assert!(!form.trim().is_empty() && !form.contains('\n'), "{about}");
                // The first to the fifth of something are one word.
                assert!(word == "ordinals" || !form.contains('|'), "{about}");
                let gaps = form.matches("{}").count();
                let most = most.unwrap_or_default();
                // A form may say its number in words: "one event".
                let may_lack = category != "other" && said.is_object();
                assert!(gaps == most || (may_lack && gaps + 1 == most), "{about}");
            }
        }
    }
}

#[test]
fn each_plural_form_is_there_and_is_used() {
    for language in languages() {
        let tag = read(&language)["lang"].as_str().unwrap_or_default().to_owned();
        let used: BTreeSet<&str> = (0..=200).map(|number| plural_rule(&tag, number)).collect();
        for ((group, word), said) in words(&language) {
            if said.is_string() {
                continue;
            }
            let categories: BTreeSet<String> =
                forms(&said).into_iter().map(|(category, _)| category).collect();
            assert!(categories.contains("other"), "{language}: {group}.{word}");
            for category in &categories {
                let is_used = category == "other" || used.contains(category.as_str());
                assert!(is_used, "{language} has no {category}: {group}.{word}");
            }
        }
        // What events are called by has every form.
        if let Some(count) = words(&language).get(&("first".to_owned(), "events_count".to_owned())) {
            for category in used
                .iter()
                .filter(|category| **category != "one" || language != "tr")
            {
                assert!(!count[category].is_null(), "{language} lacks {category}");
            }
        }
    }
}

#[test]
fn those_who_know_of_languages_know_the_same() {
    let mut all = languages();
    let included = include_str!("../src/i18n/included.rs");
    for language in &all {
        assert!(
            included.contains(&format!("i18n/{language}.json")),
            "{language} in src/i18n/included.rs"
        );
    }
    all.insert("en".to_owned());
    let listed = all.into_iter().collect::<Vec<_>>().join(" ");
    let loader = include_str!("../src/embed/loader.js");
    assert!(
        loader.contains(&format!("const LANGUAGES = '{listed}'.split(' ');")),
        "src/embed/loader.js: const LANGUAGES = '{listed}'.split(' ');"
    );
}

#[test]
fn arabic_and_hebrew_are_read_from_right_to_left() {
    for language in languages() {
        assert_eq!(
            is_right_to_left(&language),
            matches!(&*language, "ar" | "he"),
            "{language}"
        );
    }
}
