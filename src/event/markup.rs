//! What is emphasised, listed or linked in a text: ranges over its plain words, so that search and exports need
//! not know of it.

use std::ops::Range;

use crate::event::{Href, Image};
use crate::text::cut;

/// The most addresses of one text that become links.
const MAX_ADDRESSES: usize = 200;

/// What a range of a text is. Ranges lie within one line each; where two overlap, one holds the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the text, at borders of letters; of a picture the place where it stands.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// What a range of a text can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Of weight.
    Strong,
    /// Stressed.
    Emphasis,
    /// A heading of what follows.
    Heading,
    /// The bullet or number before an item of a list, with the blank behind it.
    Item,
    /// The words of a link.
    Link(Href),
    /// The address of the link before it, for those who see no links: ` (https://…)`.
    Address,
    /// A picture.
    Picture(Image),
}

/// The addresses that stand in a text as such (`https://…`, `http://…`, `mailto:…`), in order: without the signs that
/// end a sentence, or a parenthesis around them.
pub fn addresses(text: &str) -> Vec<(Range<usize>, Href)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..)
        && found.len() < MAX_ADDRESSES
    {
        let (before, after) = cut(rest, b":");
        if after.is_empty() {
            break;
        }
        let colon = at + before.len();
        let scheme = before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = colon - scheme;
        let is_known = ["https", "http", "mailto"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(text.get(start..colon).unwrap_or_default()));
        at = colon + 1;
        if !is_known {
            continue;
        }
        let address = bare(text.get(start..).unwrap_or_default());
        // What is no address is not looked at again: the time grows with the text alone.
        at = at.max(start + address.len());
        // A scheme alone is a word like others.
        let is_whole = address.len() > scheme + 3;
        if let Some(href) = Href::parse(address).filter(|_| is_whole) {
            found.push((start..start + address.len(), href));
        }
    }
    found
}

/// The address with which a text begins, without what the sentence around it adds.
fn bare(text: &str) -> &str {
    let mut address = cut(text, b" \n<>\"{}|\\^`").0;
    if let Some(end) =
        address.find(|letter: char| letter.is_whitespace() || matches!(letter, '“' | '”' | '„' | '«' | '»'))
    {
        address = address.get(..end).unwrap_or_default();
    }
    let count = |sign: u8| address.bytes().filter(|byte| *byte == sign).count();
    // How many are closed that were not opened in it.
    let mut round = count(b')').saturating_sub(count(b'('));
    let mut square = count(b']').saturating_sub(count(b'['));
    while let Some(last) = address.bytes().last() {
        match last {
            b'.' | b',' | b';' | b':' | b'!' | b'?' | b'\'' | b'*' | b'_' => {}
            b')' if round > 0 => round -= 1,
            b']' if square > 0 => square -= 1,
            _ => break,
        }
        address = address.get(..address.len() - 1).unwrap_or_default();
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_a_reader_sees_their_end() {
        for (text, expected) in [
            ("Mehr: https://a.example/x.", &["https://a.example/x"][..]),
            (
                "(https://a.example/x), HTTP://b.example!",
                &["https://a.example/x", "HTTP://b.example"],
            ),
            (
                "https://a.example/Lichthof_(Bau) da",
                &["https://a.example/Lichthof_(Bau)"],
            ),
            ("„https://a.example“", &["https://a.example"]),
            ("mailto:a@b.example?", &["mailto:a@b.example"]),
            ("https://a.example/?a=1&b=2#c", &["https://a.example/?a=1&b=2#c"]),
            ("19:30, https: // und http://", &[]),
            ("javascript:alert(1) data:x xhttps://a.example", &[]),
            ("https://ä.example/ü", &["https://ä.example/ü"]),
            ("::: https://a.example\u{a0}b", &["https://a.example"]),
            ("https://a.example/\u{202e}b", &[]),
            ("https:https:https:https://", &[]),
            ("(https://a.example/)))]", &["https://a.example/"]),
            ("", &[]),
        ] {
            let found: Vec<&str> = addresses(text)
                .into_iter()
                .map(|(range, _)| &text[range])
                .collect();
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(
            addresses(&"https://a.example ".repeat(1_000)).len(),
            MAX_ADDRESSES
        );
    }
}
