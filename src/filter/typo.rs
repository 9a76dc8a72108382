//! One slip of the finger: a letter too many, too few, another one, or two in the wrong order.
//!
//! What was typed is compared to how a word begins, since the visitor is still typing: `liepz` is near
//! `leipzig`. The distance is Damerau's (1964), bounded by one, which needs no table: behind the first
//! letter that differs all must be the same.

/// The fewest letters in which a slip is forgiven: shorter words are all near each other.
const MIN_LETTERS: usize = 5;

/// True if a slip is forgiven in this folded word. Not in one with digits: `39104` and `39106` are two
/// places.
pub(super) fn is_forgiven(typed: &[u8]) -> bool {
    let is_letter = |byte: &&u8| is_letter(**byte) && !is_inside(**byte);
    typed.iter().filter(is_letter).count() >= MIN_LETTERS && !typed.iter().any(u8::is_ascii_digit)
}

/// True if `typed` is at most one slip away from how `word` begins. Both are folded.
pub(super) fn nearly_begins(word: &[u8], typed: &[u8]) -> bool {
    let mut same = word.iter().zip(typed).take_while(|(a, b)| a == b).count();
    while typed.get(same).is_some_and(|byte| is_inside(*byte))
        || word.get(same).is_some_and(|byte| is_inside(*byte))
    {
        same -= 1;
    }
    let (word, typed) = (&word[same..], &typed[same..]);
    let (word_letter, word_rest) = word.split_at(first_length(word));
    let (typed_letter, typed_rest) = typed.split_at(first_length(typed));
    let is_swapped = || {
        let back = typed_rest.strip_prefix(word_letter);
        let forth = word_rest.strip_prefix(typed_letter);
        back.zip(forth)
            .is_some_and(|(back, forth)| forth.starts_with(back))
    };
    word.starts_with(typed_rest)
        || word_rest.starts_with(typed_rest)
        || word_rest.starts_with(typed)
        || is_swapped()
}

/// Where the words of a folded text lie, in bytes: runs of letters and digits.
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.iter().position(|byte| is_letter(*byte))?;
        let length = text[start..].iter().position(|byte| !is_letter(*byte));
        at = length.map_or(text.len(), |length| start + length);
        Some((start, at))
    })
}

/// True for the bytes of letters and digits; folding leaves few marks of other kinds.
pub(super) fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// True within a letter of several bytes.
fn is_inside(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// How many bytes the first letter has.
fn first_length(text: &[u8]) -> usize {
    let behind = text.iter().skip(1).position(|byte| !is_inside(*byte));
    behind.map_or(text.len(), |behind| behind + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    fn is_near(word: &str, typed: &str) -> bool {
        nearly_begins(fold(word).as_bytes(), fold(typed).as_bytes())
    }

    #[test]
    fn one_slip_is_forgiven_in_each_language() {
        for (word, slips) in [
            // One too few, one too many, another one, two swapped.
            ("Leipzig", ["Leipig", "Leippzig", "Leibzig", "Liepzig"]),
            ("Öffnung", ["Öfnung", "Öfffnung", "Öffmung", "Öffnugn"]),
            ("Straße", ["Srasse", "Strassse", "Stresse", "Starße"]),
            ("workshop", ["wokshop", "workkshop", "worcshop", "wrokshop"]),
            (
                "conférence",
                ["conférnce", "confférence", "convérence", "cofnérence"],
            ),
            ("přednáška", ["přednška", "přednnáška", "prednázka", "přdenáška"]),
            ("wykład", ["wyład", "wykkład", "wiklad", "wyłkad"]),
            ("Ёлочка", ["елчка", "еллочка", "едочка", "еолчка"]),
        ] {
            for typed in slips {
                assert!(is_near(word, typed), "{typed} for {word}");
                assert!(is_forgiven(fold(typed).as_bytes()), "{typed}");
            }
        }
    }

    #[test]
    fn one_is_forgiven_and_two_are_not() {
        for (word, typed, expected) in [
            ("leipzig", "leipzig", true),
            ("leipzig", "leipz", true),
            ("leipzig", "liepz", true),
            ("messe", "messen", true),
            ("leipzig", "leipziger", false),
            ("leipzig", "liepzg", false),
            ("leipzig", "eeipzgi", false),
            ("leipzig", "lpieizg", false),
            ("", "x", true),
            ("", "xy", false),
            ("x", "", true),
            ("日本語版", "日本誤版", true),
            ("日本語版", "日米誤版", false),
            ("aé", "a\u{3B1}", true),
        ] {
            assert_eq!(is_near(word, typed), expected, "{typed} for {word}");
        }
    }

    #[test]
    fn short_words_and_numbers_are_taken_as_they_are() {
        for (typed, expected) in [
            ("wasm", false),
            ("messe", true),
            ("39104", false),
            ("halle4", false),
            ("e-mai", false),
            ("e-mail", true),
            ("日本語版", false),
            ("日本語版版", true),
        ] {
            assert_eq!(is_forgiven(typed.as_bytes()), expected, "{typed}");
        }
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        let found: Vec<_> = words("(e-mail) ё1!".as_bytes()).collect();
        assert_eq!(found, [(1, 2), (3, 7), (9, 12)]);
    }
}
