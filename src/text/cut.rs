//! Cutting texts at a mark or at ASCII characters.
//!
//! Characters are looked for by the standard library's own functions (`find(':')`, `split(' ')`), texts of several
//! characters and sets of them by these: its searches for those are code of their own (docs/size.md). `tests/rules.rs`
//! holds it.

/// The text before and after the first `mark`.
pub(crate) fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let mut places = text.as_bytes().windows(mark.len());
    let at = places.position(|place| place == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// The text up to the first of these ASCII characters, and the rest, which begins with it.
pub(crate) fn cut<'a>(text: &'a str, ends: &[u8]) -> (&'a str, &'a str) {
    let at = text.bytes().position(|byte| ends.contains(&byte));
    text.split_at_checked(at.unwrap_or(text.len()))
        .unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::{cut, split_once};

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
