//! Content lines of iCalendar: folded, escaped, ended as RFC 5545 §3.1 asks.

/// The longest line in octets, its end not counted (RFC 5545 §3.1).
const MAX_OCTETS: usize = 75;

/// Lines, one after the other.
#[derive(Default)]
pub(super) struct Lines {
    pub text: String,
}

impl Lines {
    /// Adds a line, folded between characters where it is too long.
    pub fn push(&mut self, line: &str) {
        let mut octets = 0;
        for character in line.chars() {
            if octets + character.len_utf8() > MAX_OCTETS {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(character);
            octets += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    /// Adds a property whose value needs no escaping.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.push(&[name, ":", value].concat());
    }

    /// Adds a property with a text; an empty one says nothing.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.raw(name, &escaped(value));
        }
    }
}

/// A text as RFC 5545 §3.3.11 has it. Control characters, which it may not hold, are dropped; every line break is
/// written as one, also those that some readers take for the end of a line (U+2028 and U+2029).
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
    out
}

/// A text as the value of a parameter, in quotes, which it may not hold itself (RFC 5545 §3.2).
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push('\''),
            '\n' | '\u{2028}' | '\u{2029}' => out.push(' '),
            character if character.is_control() => {}
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_75_octets_and_none_is_cut_within_a_character() {
        for text in ["x".repeat(75), "x".repeat(76), "ä€😀".repeat(40), String::new()] {
            let mut lines = Lines::default();
            lines.raw("X", &text);
            let folded = &lines.text;
            assert!(folded.ends_with("\r\n"));
            assert!(folded.split("\r\n").all(|line| line.len() <= 75));
            assert_eq!(folded.replace("\r\n ", ""), ["X:", &text, "\r\n"].concat());
        }
    }

    #[test]
    fn what_means_something_in_a_line_is_escaped() {
        for (text, expected) in [
            ("a\\b;c,d:e\"f", "a\\\\b\\;c\\,d:e\"f"),
            ("one\ntwo\r\n\tthree", "one\\ntwo\\n\tthree"),
            ("\u{0}\u{7f}\u{85}x", "x"),
            ("a\u{2028}ATTACH:x\u{2029}b", "a\\nATTACH:x\\nb"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert_eq!(quoted("A \"B\"; C\nD\u{2028}E"), "\"A 'B'; C D E\"");
    }
}
