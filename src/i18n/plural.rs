//! Which form of a word goes with a number, by the rules of its language (Unicode CLDR, as `Intl.PluralRules`).

#[cfg(not(feature = "split"))]
use crate::text::split_once;

/// Of forms such as `one:1 event|{} events` the one for a number: the last one where the language has no other for
/// it.
#[cfg(feature = "split")]
pub fn plural(forms: &str, language: &str, number: usize) -> String {
    // Counts are far below 2^32.
    crate::i18n::fetched::plural_form(forms, language, number as u32)
}

/// The same.
#[cfg(not(feature = "split"))]
pub fn plural(forms: &str, language: &str, number: usize) -> String {
    let category = [&*category(language, number), ":"].concat();
    let mut rest = forms;
    while let Some((form, after)) = split_once(rest, "|") {
        if let Some(words) = form.strip_prefix(&*category) {
            return words.to_owned();
        }
        rest = after;
    }
    rest.to_owned()
}

#[cfg(all(target_family = "wasm", not(feature = "split")))]
fn category(language: &str, number: usize) -> String {
    use crate::i18n::intl::{call, construct};

    let rules = construct("PluralRules", language, &[]);
    let number = js_sys::Array::of1(&wasm_bindgen::JsValue::from_f64(number as f64));
    let category = rules.and_then(|rules| call(&rules, "select", &number));
    category.unwrap_or_default()
}

#[cfg(not(any(target_family = "wasm", feature = "split")))]
fn category(language: &str, number: usize) -> String {
    rule(language, number).to_owned()
}

/// The category of a whole number in the languages that we have; `tests/browser` holds it to `Intl`.
#[cfg(not(target_family = "wasm"))]
pub fn rule(language: &str, number: usize) -> &'static str {
    let (ones, tens) = (number % 10, number % 100);
    match crate::text::primary_language(language) {
        "ar" => match (number, tens) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..) => "many",
            _ => "other",
        },
        "cs" => match number {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "es" | "it" => match number {
            1 => "one",
            0 => "other",
            _ if number.is_multiple_of(1_000_000) => "many",
            _ => "other",
        },
        "fr" => match number {
            0 | 1 => "one",
            _ if number.is_multiple_of(1_000_000) => "many",
            _ => "other",
        },
        "he" => match number {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        "pl" => match number {
            1 => "one",
            _ if matches!(ones, 2..=4) && !matches!(tens, 12..=14) => "few",
            _ => "many",
        },
        "uk" => match ones {
            1 if tens != 11 => "one",
            2..=4 if !matches!(tens, 12..=14) => "few",
            _ => "many",
        },
        _ if number == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::plural;

    #[test]
    fn each_number_has_the_form_of_its_language() {
        let forms = "one:{} подія|few:{} події|many:{} подій|{} події";
        for (number, expected) in [
            (1, "{} подія"),
            (3, "{} події"),
            (5, "{} подій"),
            (11, "{} подій"),
            (21, "{} подія"),
        ] {
            assert_eq!(plural(forms, "uk", number), expected, "{number}");
        }
    }

    #[test]
    fn what_has_no_form_of_its_own_takes_the_last() {
        assert_eq!(plural("{} events", "en", 1), "{} events");
        assert_eq!(plural("one:1 event|{} events", "en", 2), "{} events");
        assert_eq!(plural("few:a|{} b", "en", 1), "{} b");
    }
}
