//! The words of all languages, in what is no program of a page: applications of Leptos, the publisher's tool, tests.

use serde_json::Value;

use crate::i18n::tables::table;
use crate::text::primary_language;

/// What there is to translate, with the English.
const ENGLISH: &str = include_str!("../../i18n/words.json");

/// Each language by what it is asked for.
const LANGUAGES: &[(&str, &str)] = &[
    ("ar", include_str!("../../i18n/ar.json")),
    ("cs", include_str!("../../i18n/cs.json")),
    ("de", include_str!("../../i18n/de.json")),
    ("de-events", include_str!("../../i18n/de-events.json")),
    ("de-simple", include_str!("../../i18n/de-simple.json")),
    ("es", include_str!("../../i18n/es.json")),
    ("fr", include_str!("../../i18n/fr.json")),
    ("he", include_str!("../../i18n/he.json")),
    ("it", include_str!("../../i18n/it.json")),
    ("nl", include_str!("../../i18n/nl.json")),
    ("pl", include_str!("../../i18n/pl.json")),
    ("tr", include_str!("../../i18n/tr.json")),
    ("uk", include_str!("../../i18n/uk.json")),
];

/// The language and the words of a group for a language tag: in its language where we have it, else in English.
pub fn read(tag: &str, group: &'static str, names: &[&'static str]) -> &'static [&'static str] {
    table(tag, group, &mut |words| {
        let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
        let known = |name: &str| LANGUAGES.iter().find(|(known, _)| *known == name);
        let language = primary_language(tag).to_ascii_lowercase();
        let variant = |mark: &str| {
            let name = [&language, mark].concat();
            tag.ends_with(mark).then(|| known(&name)).flatten()
        };
        let mut lang = "en".to_owned();
        let english = read(ENGLISH);
        let mut layers = Vec::new();
        for (_, text) in [known(&language), variant("-events"), variant("-simple")]
            .into_iter()
            .flatten()
        {
            let words = read(text);
            lang = words["lang"].as_str().unwrap_or_default().to_owned();
            layers.push(words);
        }
        words.push(lang.leak());
        words.extend(names.iter().map(|name| {
            let english = &english["groups"][group]["words"][name]["en"];
            let mut said = layers
                .iter()
                .rev()
                .map(|layer| &layer[group][name])
                .filter(|word| !word.is_null());
            line(said.next().unwrap_or(english)).leak() as &str
        }));
    })
}

/// A word as the build writes it (tools/build/words.mjs): plural forms as one text, each by its category, the last one
/// for all others.
fn line(word: &Value) -> String {
    let Value::Object(forms) = word else {
        return word.as_str().unwrap_or_default().to_owned();
    };
    let mut text = String::new();
    for (category, form) in forms.iter().filter(|(category, _)| *category != "other") {
        text.push_str(category);
        text.push(':');
        text.push_str(form.as_str().unwrap_or_default());
        text.push('|');
    }
    text.push_str(forms.get("other").and_then(Value::as_str).unwrap_or_default());
    text
}
