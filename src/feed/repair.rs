//! A fault that `JSON.parse` forgives and `serde_json` does not, so that one of it in one event does not
//! cost the feed: half a surrogate pair, where a program has cut a text within an emoji.

/// The feed with halves of pairs replaced by U+FFFD, and nothing else changed; `None` if it has none. Only
/// called after a feed was refused.
pub(super) fn repair_json(text: &str) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::repair_json;

    #[test]
    fn only_halves_of_pairs_are_replaced() {
        for (text, repaired) in [
            (r#"["\ud83d"]"#, Some(r#"["\ufffd"]"#)),
            (r#"["\ud83d\u0041\ude00"]"#, Some(r#"["\ufffd\u0041\ufffd"]"#)),
            (r#"["\ud83d\ude00 ä"]"#, None),
            (r#"["\\ud83d"]"#, None),
            (r#"["\"1e999"]"#, None),
            ("[1e999, -1E+400, 1e5]", None),
            (r#"["\u"#, None),
            (r#"["\"#, None),
        ] {
            assert_eq!(repair_json(text).as_deref(), repaired, "{text}");
        }
    }
}
