//! Two faults that `JSON.parse` forgives and `serde_json` does not, so that one of them in one
//! event does not cost the feed: half a surrogate pair (a text cut within an emoji), and numbers
//! too large for a double.

/// Numbers of this length hold no value that a feed needs, and may be out of range.
const MAX_NUMBER: usize = 300;

/// The feed with halves of pairs replaced by U+FFFD and huge numbers by `null`; `None` if it has
/// neither. Only called after a feed was refused.
pub(super) fn mend(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut in_text = false;
    while let Some(&byte) = bytes.get(at) {
        let (length, replacement) = match byte {
            b'"' => {
                in_text = !in_text;
                (1, None)
            }
            b'\\' if in_text => escape(bytes.get(at..)?),
            b'-' | b'0'..=b'9' if !in_text => number(bytes.get(at..)?),
            _ => (1, None),
        };
        if let Some(replacement) = replacement {
            out.push_str(text.get(copied..at)?);
            out.push_str(replacement);
            copied = at + length;
        }
        at += length;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(text.get(copied..)?);
    Some(out)
}

/// How long the escape is, and what must stand in its place.
fn escape(rest: &[u8]) -> (usize, Option<&'static str>) {
    match surrogate(rest) {
        None => (2, None),
        Some(0xd800..=0xdbff) if matches!(rest.get(6..).and_then(surrogate), Some(0xdc00..=0xdfff)) => {
            (12, None)
        }
        Some(_) => (6, Some("\\ufffd")),
    }
}

/// The code unit of an escape that begins with `\ud8` to `\udf`.
fn surrogate(rest: &[u8]) -> Option<u32> {
    let digits = rest.strip_prefix(b"\\u")?.get(..4)?;
    let unit = digits.iter().try_fold(0, |unit, &digit| {
        Some(unit * 16 + char::from(digit).to_digit(16)?)
    })?;
    (0xd800..=0xdfff).contains(&unit).then_some(unit)
}

/// How long the number is, and what must stand in its place.
fn number(rest: &[u8]) -> (usize, Option<&'static str>) {
    let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let length = rest.iter().take_while(|byte| is_part(byte)).count();
    let mantissa = rest
        .iter()
        .take(length)
        .take_while(|byte| !matches!(byte, b'e' | b'E'))
        .count();
    let exponent = length.saturating_sub(mantissa + 1);
    let is_huge = length > MAX_NUMBER || exponent > 2;
    (length, is_huge.then_some("null"))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn only_halves_of_pairs_and_huge_numbers_are_replaced() {
        let digits = format!("[{}]", "9".repeat(400));
        for (text, mended) in [
            (r#"["\ud83d"]"#, Some(r#"["\ufffd"]"#)),
            (r#"["\ud83d\u0041\ude00"]"#, Some(r#"["\ufffd\u0041\ufffd"]"#)),
            (r#"["\ud83d\ude00 ä"]"#, None),
            (r#"["\\ud83d"]"#, None),
            (r#"["\"1e999"]"#, None),
            ("[1e999, -1E+400, 1e5]", Some("[null, null, 1e5]")),
            (&digits, Some("[null]")),
            (r#"["\u"#, None),
            (r#"["\"#, None),
        ] {
            assert_eq!(mend(text).as_deref(), mended, "{text}");
        }
    }
}
