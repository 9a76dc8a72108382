//! Small readings of texts. The standard library has them all, but each of its own that a grid or the first file uses
//! too would move into the file that every visit loads (docs/size.md).

use crate::text::cut;

/// A whole number of at most nine digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| {
        text.bytes()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    })
}

/// Whether one of these ASCII characters is in a text.
pub(super) fn has_any(text: &str, bytes: &[u8]) -> bool {
    text.bytes().any(|byte| bytes.contains(&byte))
}

/// Whether a text begins with one of these ASCII characters.
pub(super) fn begins(text: &str, bytes: &[u8]) -> bool {
    text.as_bytes().first().is_some_and(|byte| bytes.contains(byte))
}

/// The parts of a text between these ASCII characters.
pub(super) fn pieces<'a>(text: &'a str, marks: &[u8]) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    loop {
        let (piece, more) = cut(rest, marks);
        pieces.push(piece);
        match more.get(1..) {
            Some(more) => rest = more,
            None => return pieces,
        }
    }
}

/// The text before and after the last of an ASCII character.
pub(super) fn cut_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Whether an address is one of the web.
pub(super) fn is_web(address: &str) -> bool {
    let (scheme, rest) = cut(address, b":");
    rest.starts_with("://")
        && ["http", "https"]
            .iter()
            .any(|web| web.eq_ignore_ascii_case(scheme))
}
