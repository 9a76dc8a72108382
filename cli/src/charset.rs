//! Bytes to text, in the character set that a browser would take: what a byte order mark says, else the header
//! `Content-Type`, else UTF-8.

use encoding_rs::{Encoding, UTF_8};
use lichthof::text::mend_folds;

use crate::place::{line_and_column, lines};
use crate::problem::{Problem, Severity};

/// The text, and what is wrong with its bytes.
pub fn decode(bytes: &[u8], content_type: &str) -> (String, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut encoding = UTF_8;
    if let Some(label) = named(content_type) {
        match Encoding::for_label(label.as_bytes()) {
            Some(known) => encoding = known,
            None => problems.push(
                Problem::new(
                    Severity::Warning,
                    "unknown-charset",
                    format!("no browser knows the character set {label}"),
                )
                .help("send the feed as UTF-8, with charset=utf-8 or without charset"),
            ),
        }
    }
    let (text, used, has_faults) = encoding.decode(bytes);
    if has_faults
        && used == UTF_8
        && let Some(mended) = mend_folds(bytes).and_then(|bytes| String::from_utf8(bytes).ok())
    {
        return (mended, problems);
    }
    if has_faults {
        let before = text.find('\u{fffd}').unwrap_or_default();
        let (line, column) = line_and_column(&lines(&text), &text, before);
        let told = format!(
            "the feed is not in the character set {}: bytes in it belong to no character",
            used.name()
        );
        let mut problem = Problem::new(Severity::Warning, "character-set", told).help(
            "send it as UTF-8, or name its character set: Content-Type: application/json; charset=ISO-8859-1",
        );
        (problem.line, problem.column) = (Some(line), Some(column));
        problem.span = Some(before..before + '\u{fffd}'.len_utf8());
        problems.push(problem);
    } else if used != UTF_8 {
        let told = format!(
            "the feed is written in {}: other programs expect UTF-8",
            used.name()
        );
        problems.push(Problem::new(Severity::Advice, "not-utf-8", told).help("write it as UTF-8"));
    }
    (text.into_owned(), problems)
}

/// The parameter `charset` of a media type (RFC 9110 §8.3.1).
fn named(content_type: &str) -> Option<&str> {
    let at = content_type.to_ascii_lowercase().find("charset=")?;
    let value = content_type.get(at + 8..)?.trim_start_matches(['"', '\'', ' ']);
    let value = value.split([';', ',', ' ', '"', '\'']).next()?;
    (!value.is_empty()).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_a_browser_reads_them() {
        for (bytes, content_type, text, codes) in [
            ("ä".as_bytes(), "", "ä", &[][..]),
            (
                b"\xe4",
                "application/json; charset=ISO-8859-1",
                "ä",
                &["not-utf-8"],
            ),
            (b"\xff\xfe\xe4\x00", "", "ä", &["not-utf-8"]),
            (b"a\n \xe4", "", "a\n \u{fffd}", &["character-set"]),
            // A line that is folded within a letter.
            (b"a\xc3\n \xa4", "", "a\n ä", &[]),
            (b"x", "text/plain; charset=klingon", "x", &["unknown-charset"]),
            (b"\xef\xbb\xbfx", "text/plain; charset=latin1", "x", &[]),
        ] {
            let (read, problems) = decode(bytes, content_type);
            assert_eq!(read, text);
            assert_eq!(
                problems.iter().map(|problem| problem.code).collect::<Vec<_>>(),
                codes
            );
        }
        let (_, problems) = decode(b"a\n \xe4", "");
        assert_eq!((problems[0].line, problems[0].column), (Some(2), Some(2)));
    }
}
