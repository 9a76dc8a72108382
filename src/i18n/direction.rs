//! In which direction words are read.

use crate::text::{primary_language, split_once};

/// Whether the language of a BCP 47 tag is written from right to left. The tag is in its canonical form, as
/// `Intl.Locale` gives it: `az-Arab-IR`.
pub fn is_right_to_left(tag: &str) -> bool {
    let language = primary_language(tag);
    let by_language = matches!(
        language,
        "ar" | "ckb" | "dv" | "fa" | "he" | "iw" | "ps" | "sd" | "ug" | "ur" | "yi"
    );
    let is_in = |script: &str| split_once(tag, script).is_some();
    is_in("-Arab") || is_in("-Hebr") || (by_language && !is_in("-Latn"))
}

/// A text of the feed among words of ours where no element can part them, as in a label: in an isolate
/// (Unicode Standard Annex #9) if it could change the order of what is around it.
pub fn isolated(text: &str) -> String {
    match text.chars().any(changes_order) {
        true => framed(text),
        false => text.to_owned(),
    }
}

/// A text in an isolate, which takes its direction from its first letter.
pub fn framed(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}

/// True for the letters of scripts that are read from right to left, and for marks of direction.
fn changes_order(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}'
        | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::{is_right_to_left, isolated};

    #[test]
    fn a_language_has_a_direction_and_a_script_has_the_last_word() {
        for tag in [
            "he",
            "ar-EG",
            "fa",
            "ur-PK",
            "az-Arab-IR",
            "ks-Arab",
            "ar-u-nu-latn",
            "he-IL",
        ] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in [
            "de",
            "en-GB",
            "fr",
            "az",
            "ku-Latn",
            "ar-Latn",
            "de-1996",
            "ja-Jpan-JP",
            "de-u-nu-arab",
            "",
        ] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }

    #[test]
    fn only_what_could_change_the_order_is_isolated() {
        for (text, expected) in [
            ("Vortrag: Rust", "Vortrag: Rust"),
            ("12 €", "12 €"),
            ("כנס", "\u{2068}כנס\u{2069}"),
            ("a\u{202e}b", "\u{2068}a\u{202e}b\u{2069}"),
        ] {
            assert_eq!(isolated(text), expected);
        }
    }
}
