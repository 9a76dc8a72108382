//! Text as it may be shown: no control characters, one kind of line break, a bounded length.

/// The most characters of one text that are read.
const MAX_CHARACTERS: usize = 100_000;

/// The text without white space around it and control characters in it, line breaks as `\n`;
/// `None` if nothing is left.
pub(super) fn clean(text: &str) -> Option<String> {
    let text = bounded(text.trim());
    // A control character is one byte below U+0020, U+007F, or two bytes of which the first is C2.
    let may_have_control = text
        .bytes()
        .any(|byte| byte < b' ' || byte == 0x7f || byte == 0xc2);
    let cleaned = if may_have_control {
        without_control(text)
    } else {
        text.to_owned()
    };
    (!cleaned.is_empty()).then_some(cleaned)
}

fn without_control(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for char in text.chars() {
        match char {
            '\n' if after_return => {}
            '\n' | '\r' => out.push('\n'),
            '\t' => out.push(' '),
            char if char.is_control() => {}
            char => out.push(char),
        }
        after_return = char == '\r';
    }
    out
}

/// The first [`MAX_CHARACTERS`] characters.
fn bounded(text: &str) -> &str {
    if text.len() <= MAX_CHARACTERS {
        return text;
    }
    let end = text.char_indices().nth(MAX_CHARACTERS).map(|(end, _)| end);
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHARACTERS, clean};

    #[test]
    fn only_what_can_be_shown_is_left() {
        for (text, expected) in [
            ("  Lichthof \n", Some("Lichthof")),
            ("a\r\nb\rc\n\nd", Some("a\nb\nc\n\nd")),
            ("a\tb\u{0}\u{1b}[31m\u{85}", Some("a b[31m")),
            ("Ärger «x»", Some("Ärger «x»")),
            ("", None),
            (" \u{0} ", None),
        ] {
            assert_eq!(clean(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn length_is_bounded_in_characters() {
        let long = "ä".repeat(MAX_CHARACTERS + 5);
        assert_eq!(
            clean(&long).map(|text| text.chars().count()),
            Some(MAX_CHARACTERS)
        );
    }
}
