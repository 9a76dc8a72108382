//! In which character set an answer is written: what a byte order mark says, else the header `Content-Type`,
//! else UTF-8 (RFC 8259 §8.1). The browser's `TextDecoder` knows them all.

use js_sys::{JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str, options: &Object) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &Uint8Array, options: &Object) -> Result<JsString, JsValue>;
}

/// What is done where bytes belong to no character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Faults {
    /// There must be none.
    Refused,
    /// U+FFFD stands for them.
    Replaced,
}

/// The label of the character set, by its first three bytes and the header.
pub(crate) fn label_of(start: [u8; 3], content_type: &str) -> &str {
    match start {
        [0xEF, 0xBB, 0xBF] => "utf-8",
        [0xFE, 0xFF, _] => "utf-16be",
        [0xFF, 0xFE, _] => "utf-16le",
        _ => named(content_type).unwrap_or("utf-8"),
    }
}

/// The parameter `charset` of a media type (RFC 9110 §8.3.1).
fn named(content_type: &str) -> Option<&str> {
    const NAME: &[u8] = b"charset=";
    let mut places = content_type.as_bytes().windows(NAME.len());
    let at = places.position(|place| place.eq_ignore_ascii_case(NAME))?;
    let rest = content_type.get(at + NAME.len()..)?;
    let is_end = |byte: u8| matches!(byte, b';' | b',' | b' ' | b'"' | b'\'');
    let is_quoted = rest.bytes().next().is_some_and(is_end);
    let rest = rest.get(usize::from(is_quoted)..)?;
    let length = rest.bytes().position(is_end).unwrap_or(rest.len());
    rest.get(..length).filter(|name| !name.is_empty())
}

/// The text, without a byte order mark.
///
/// # Errors
///
/// Where the browser does not know the character set, or where there are faults that are refused.
pub(crate) fn decode(bytes: &Uint8Array, label: &str, faults: Faults) -> Result<JsString, JsValue> {
    let strictness = option("fatal", faults == Faults::Refused);
    TextDecoder::new(label, &strictness)?.decode(bytes, &Object::new())
}

fn option(name: &str, value: bool) -> Object {
    let options = Object::new();
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_bool(value));
    options
}

/// What the publisher is told of bytes that belong to no character: which, and what to do.
pub(crate) fn complaint(bytes: &Uint8Array, label: &str) -> String {
    let valid = valid_length(bytes, label);
    let before = decode(&bytes.subarray(0, valid), label, Faults::Replaced);
    let before = before.map(String::from).unwrap_or_default();
    let lines = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count();
    [
        "the feed is not in the character set ",
        label,
        ": first fault in line ",
        &(lines + 1).to_string(),
        ", column ",
        &(column + 1).to_string(),
        " (byte ",
        &(valid as usize + 1).to_string(),
        "): send it as UTF-8, or name its character set in the header: \
         Content-Type: application/json; charset=ISO-8859-1",
    ]
    .concat()
}

/// How many bytes from the start are whole characters.
fn valid_length(bytes: &Uint8Array, label: &str) -> u32 {
    let read = |length: u32, is_part: bool| {
        let decoder = TextDecoder::new(label, &option("fatal", true));
        decoder.and_then(|decoder| decoder.decode(&bytes.subarray(0, length), &option("stream", is_part)))
    };
    // A part may end within a character, so that only a fault makes it fail: halving finds the first.
    let (mut good, mut bad) = (0, bytes.length() + 1);
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        match read(middle, true) {
            Ok(_) => good = middle,
            Err(_) => bad = middle,
        }
    }
    let back = (0..4).find(|back| {
        good.checked_sub(*back)
            .is_some_and(|length| read(length, false).is_ok())
    });
    good - back.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_more_than_the_header_and_that_more_than_nothing() {
        const PLAIN: [u8; 3] = *b"[1]";
        for (start, header, expected) in [
            (PLAIN, "application/json", "utf-8"),
            (PLAIN, "", "utf-8"),
            (PLAIN, "application/json; charset=ISO-8859-1", "ISO-8859-1"),
            (PLAIN, "application/json;CHARSET=\"windows-1252\"", "windows-1252"),
            (PLAIN, "text/plain; charset='utf-16'; x=y", "utf-16"),
            (PLAIN, "text/plain; charset=latin1, text/html", "latin1"),
            (PLAIN, "text/plain; charset=", "utf-8"),
            (PLAIN, "text/plain; charset=\"\"", "utf-8"),
            ([0xEF, 0xBB, 0xBF], "text/plain; charset=latin1", "utf-8"),
            ([0xFE, 0xFF, 0], "", "utf-16be"),
            ([0xFF, 0xFE, b'['], "text/plain; charset=utf-8", "utf-16le"),
            ([0; 3], "ä", "utf-8"),
        ] {
            assert_eq!(label_of(start, header), expected, "{header}");
        }
    }
}
