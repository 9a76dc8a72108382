//! Faults that `JSON.parse` forgives and `serde_json` does not, so that one of them in one event does not cost the
//! feed: half a surrogate pair, where a program has cut a text within an emoji, and values without end in each other.

/// What lies deeper becomes `null`. `serde_json` gives up at 128; nothing that is read lies as deep.
const MAX_DEPTH: usize = 100;

/// The feed with halves of pairs replaced by U+FFFD and what lies too deep by `null`, and nothing else changed but
/// for the columns behind; `None` if it has neither. Only called after a feed was refused.
pub(super) fn repair_json(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    let mut in_text = false;
    let mut depth = 0_usize;
    while let Some(&byte) = bytes.get(at) {
        let (mut length, mut replacement) = (1, None);
        match byte {
            b'"' => in_text = !in_text,
            b'\\' if in_text => (length, replacement) = escape(bytes.get(at..)?),
            b'[' | b'{' if !in_text && depth == MAX_DEPTH => {
                length = length_of_value(bytes.get(at..)?)?;
                replacement = Some("null");
            }
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(replacement) = replacement {
            out.push_str(text.get(copied..at)?);
            out.push_str(replacement);
            copied = at + length;
            // The lines behind keep their numbers.
            let lines = bytes
                .get(at..copied)?
                .iter()
                .filter(|byte| **byte == b'\n')
                .count();
            out.extend((0..lines).map(|_| '\n'));
        }
        at += length;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(text.get(copied..)?);
    Some(out)
}

/// How many bytes a list or an object takes that begins here; `None` if it does not end.
fn length_of_value(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut in_text, mut at) = (0_usize, false, 0);
    loop {
        match bytes.get(at)? {
            b'\\' if in_text => at += 1,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => depth += 1,
            b']' | b'}' if !in_text => depth -= 1,
            _ => {}
        }
        at += 1;
        if depth == 0 {
            return Some(at);
        }
    }
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
    use super::{MAX_DEPTH, repair_json};

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
    #[test]
    fn what_lies_too_deep_becomes_null() {
        let nested = |depth: usize, inner: &str| [&"[".repeat(depth), inner, &"]".repeat(depth)].concat();
        assert_eq!(repair_json(&nested(MAX_DEPTH, "1")), None);
        assert_eq!(
            repair_json(&nested(MAX_DEPTH, "[1], {\"]\\\"\": [\n]}, 2")),
            Some(nested(MAX_DEPTH, "null, null\n, 2"))
        );
        assert_eq!(repair_json(&"[".repeat(100_000)), None, "it does not end");
    }
}
