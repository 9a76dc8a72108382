//! Where the entries of a feed stand in its text.

use std::ops::Range;

/// Which part of a feed is the list of its entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum List {
    /// The feed itself.
    #[default]
    Root,
    /// The member of the feed at this position.
    Member(usize),
    /// There is none: the feed is one entry.
    Alone,
}

/// Where each entry stands, in bytes. The text must have been read before: of what is not JSON these would be
/// places without a meaning.
pub(super) fn of(text: &str, list: List) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let marks = text.len() - text.trim_start_matches('\u{feff}').len();
    let start = blank_end(bytes, marks);
    let mut found = Vec::new();
    match list {
        List::Alone => found.push(start..bytes.len()),
        List::Root => each_member(bytes, start, &mut |at| {
            let end = value_end(bytes, at);
            found.push(at..end);
            end
        }),
        List::Member(position) => {
            let mut before = position;
            each_member(bytes, start, &mut |at| match before.checked_sub(1) {
                Some(left) => {
                    before = left;
                    value_end(bytes, at)
                }
                None => {
                    each_member(bytes, at, &mut |at| {
                        let end = value_end(bytes, at);
                        found.push(at..end);
                        end
                    });
                    // What stands behind the list makes no difference.
                    bytes.len()
                }
            });
        }
    }
    found
}

/// Calls with the place of each value in the list or object that begins at `start`, until what it gives, the end of
/// the value, is the end of all.
fn each_member(bytes: &[u8], start: usize, each: &mut dyn FnMut(usize) -> usize) {
    let has_names = bytes.get(start) == Some(&b'{');
    let mut at = blank_end(bytes, start + 1);
    while let Some(byte) = bytes.get(at)
        && !matches!(byte, b']' | b'}')
    {
        if has_names {
            at = blank_end(bytes, value_end(bytes, at));
            // The colon.
            at = blank_end(bytes, at + 1);
        }
        at = blank_end(bytes, each(at));
        if bytes.get(at) == Some(&b',') {
            at = blank_end(bytes, at + 1);
        }
    }
}

/// The end of the white space that begins here, if any does.
fn blank_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The end of the value that begins here; behind `start` in any case.
fn value_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at = text_end(bytes, at),
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' | b':' | b' ' | b'\t' | b'\r' | b'\n' => continue,
            _ if depth > 0 => continue,
            // A number or a word ends before what cannot be in it.
            _ if bytes
                .get(at)
                .is_some_and(|next| next.is_ascii_alphanumeric() || matches!(next, b'.' | b'+' | b'-')) =>
            {
                continue;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at.max(start + 1)
}

/// Of eight bytes the lowest bit of each.
const LOWEST: u64 = 0x0101_0101_0101_0101;

/// Of eight bytes the highest bit of those that are this one, as far as the first of them: behind it others may have it.
fn found(word: u64, byte: u8) -> u64 {
    let differs = word ^ (LOWEST * u64::from(byte));
    differs.wrapping_sub(LOWEST) & !differs & (LOWEST << 7)
}

/// The end of the text that begins here, behind its closing quote. Eight bytes at a time: most of a feed are texts.
fn text_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        if let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            let word = u64::from_le_bytes(*eight);
            let marks = found(word, b'"') | found(word, b'\\');
            let before = marks.trailing_zeros() as usize / 8;
            if before > 0 {
                at += before;
                continue;
            }
        }
        at += 1;
        match byte {
            b'"' => break,
            b'\\' => at += 1,
            _ => {}
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, list: List) -> Vec<&str> {
        of(text, list).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn each_entry_stands_where_it_is_read() {
        for (text, list, expected) in [
            ("[]", List::Root, &[][..]),
            (" [ {} , {\"a\": [1]}\n]", List::Root, &["{}", "{\"a\": [1]}"]),
            (
                "\u{feff}[\"ä€\", \"\u{1f600}\", {\"ö\": 1}, 7]",
                List::Root,
                &["\"ä€\"", "\"\u{1f600}\"", "{\"ö\": 1}", "7"],
            ),
            (
                "\u{feff}\u{feff}[1, null,\"]\"]",
                List::Root,
                &["1", "null", "\"]\""],
            ),
            (
                r#"{"title": "}\\\"{", "entries": [{"b": "\\"}, {"c": {"d": [[]]}}], "x": -1.5e3}"#,
                List::Member(1),
                &[r#"{"b": "\\"}"#, r#"{"c": {"d": [[]]}}"#],
            ),
            (
                r#"{"entries":{"a":{"b":1},"c" : true }}"#,
                List::Member(0),
                &[r#"{"b":1}"#, "true"],
            ),
            (r#"{"entries": 7}"#, List::Member(0), &[]),
            (
                " {\"@type\": \"Event\"}",
                List::Alone,
                &["{\"@type\": \"Event\"}"],
            ),
        ] {
            assert_eq!(told(text, list), expected, "{text}");
        }
    }

    #[test]
    fn a_text_ends_behind_its_quote_wherever_that_stands() {
        for before in 0..20 {
            for (inner, length) in [
                ("", 0),
                ("\\\"", 2),
                ("\\\\", 2),
                ("\u{a2}", 2),
                ("\u{dc}\\\\\\\"!", 7),
            ] {
                for behind in 0..20 {
                    let text = [
                        "x".repeat(before),
                        inner.to_owned(),
                        "#".repeat(behind),
                        "\"\"".to_owned(),
                    ]
                    .concat();
                    assert_eq!(
                        text_end(text.as_bytes(), 0),
                        before + length + behind + 1,
                        "{text}"
                    );
                }
            }
        }
        assert_eq!(text_end(b"without an end", 0), 14);
    }

    #[test]
    fn what_is_no_json_ends() {
        for text in ["[", "{\"a", "[1 2", "{a:b}", "[\"\\", "::::", "[}]{"] {
            for list in [List::Root, List::Member(0), List::Alone] {
                let _ = of(text, list);
            }
        }
    }
}
