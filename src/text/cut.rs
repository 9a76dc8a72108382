//! Cutting texts at a mark or at ASCII characters.
//!
//! A character is looked for by the standard library's own functions where one place counts (`find(':')`); texts are
//! split, and texts of several characters and sets of them are looked for, by these: its searches for those are code of
//! their own (docs/size.md). `tests/rules.rs` holds it.

/// The text before and after the first `mark`.
pub(crate) fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut places = text.as_bytes().windows(mark.len());
    let at = places.position(|place| place == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// The text up to the first of these ASCII characters, and the rest, which begins with it.
pub(crate) fn cut<'a>(text: &'a str, ends: &[u8]) -> (&'a str, &'a str) {
    let at = text.bytes().position(|byte| is_one_of(byte, ends));
    text.split_at_checked(at.unwrap_or(text.len()))
        .unwrap_or((text, ""))
}

/// True for one of these few bytes.
#[expect(
    clippy::manual_contains,
    reason = "the standard library's way is a search made for long texts (docs/size.md)"
)]
pub(crate) fn is_one_of(byte: u8, few: &[u8]) -> bool {
    few.iter().any(|one| *one == byte)
}

/// The parts of a text between these ASCII characters.
pub(crate) fn parted(text: &str, between: u8) -> Parted<'_> {
    Parted {
        rest: Some(text),
        between,
    }
}

/// What [`parted`] returns.
pub(crate) struct Parted<'a> {
    rest: Option<&'a str>,
    between: u8,
}

impl<'a> Iterator for Parted<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let (part, rest) = cut(self.rest?, &[self.between]);
        self.rest = rest.get(1..);
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use super::{cut, parted, split_once};

    #[test]
    fn a_text_is_parted_as_the_standard_library_does() {
        for text in ["", "&", "a", "a&b", "&ä&&b&"] {
            assert!(parted(text, b'&').eq(text.split('&')), "{text}");
        }
    }

    #[test]
    fn a_text_is_split_at_the_first_mark() {
        assert_eq!(split_once("ä://b://c", "://"), Some(("ä", "b://c")));
        assert_eq!(split_once("-->", "-->"), Some(("", "")));
        assert_eq!(split_once("--", "-->"), None);
    }

    #[test]
    fn a_text_is_cut_before_the_first_of_several_characters() {
        assert_eq!(cut("a.example?x/y", b"/?#"), ("a.example", "?x/y"));
        assert_eq!(cut("ä", b"/"), ("ä", ""));
        assert_eq!(cut("", b"/"), ("", ""));
    }
}
