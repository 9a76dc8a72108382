//! In which character set an answer is written: what a byte order mark says, else the header `Content-Type`,
//! else UTF-8 (RFC 8259 §8.1). The browser's `TextDecoder` knows them all. What is not plain UTF-8 comes with the
//! readers of what few feeds have.

use js_sys::{JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::report::{Told, tell};
use crate::text::{mend_folds, split_once};

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str, options: &Object) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &Uint8Array) -> Result<JsString, JsValue>;

    #[wasm_bindgen(method, catch, js_name = decode)]
    fn decode_with(this: &TextDecoder, bytes: &Uint8Array, options: &Object) -> Result<JsString, JsValue>;
}

/// True if a media type has no parameter, or UTF-8 as its first one. Of any other the readers know more.
pub fn is_plainly_utf_8(content_type: &str) -> bool {
    split_once(content_type, "=").is_none_or(|(_, value)| value.eq_ignore_ascii_case("utf-8"))
}

/// The text in the character set that it is written in; the publisher is told of bytes that belong to no character.
///
/// # Errors
///
/// Where the text is too long for the browser.
pub fn read_any(address: &str, bytes: &Uint8Array, content_type: &str) -> Result<JsString, JsValue> {
    // Behind the end these are 0.
    let start = [0, 1, 2].map(|at| bytes.get_index(at));
    let label = label_of(start, content_type);
    if let Ok(text) = decode(bytes, label, Faults::Refused) {
        return Ok(text);
    }
    if ["utf-8", "utf8"]
        .iter()
        .any(|own| label.eq_ignore_ascii_case(own))
        && let Some(mended) = mend_folds(&bytes.to_vec())
        && let Ok(text) = decode(&Uint8Array::from(mended.as_slice()), label, Faults::Refused)
    {
        return Ok(text);
    }
    tell(place_of_fault(address, bytes, label), None);
    let text = decode(bytes, label, Faults::Replaced);
    // The header may name what no browser knows.
    text.or_else(|_| decode(bytes, "utf-8", Faults::Replaced))
}

/// What is done where bytes belong to no character.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Faults {
    /// There must be none.
    Refused,
    /// U+FFFD stands for them.
    Replaced,
}

/// The label of the character set, by its first three bytes and the header.
fn label_of(start: [u8; 3], content_type: &str) -> &str {
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
fn decode(bytes: &Uint8Array, label: &str, faults: Faults) -> Result<JsString, JsValue> {
    let strictness = option("fatal", faults == Faults::Refused);
    TextDecoder::new(label, &strictness)?.decode(bytes)
}

fn option(name: &str, value: bool) -> Object {
    let options = Object::new();
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_bool(value));
    options
}

/// Where the first bytes are that belong to no character.
fn place_of_fault(address: &str, bytes: &Uint8Array, label: &str) -> Told {
    let valid = valid_length(bytes, label);
    let before = decode(&bytes.subarray(0, valid), label, Faults::Replaced);
    let before = before.map(String::from).unwrap_or_default();
    Told::Characters {
        address: address.to_owned(),
        label: label.to_owned(),
        line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
        column: before.chars().rev().take_while(|letter| *letter != '\n').count() + 1,
        byte: valid as usize + 1,
    }
}

/// How many bytes from the start are whole characters.
fn valid_length(bytes: &Uint8Array, label: &str) -> u32 {
    let read = |length: u32, is_part: bool| {
        let decoder = TextDecoder::new(label, &option("fatal", true));
        decoder
            .and_then(|decoder| decoder.decode_with(&bytes.subarray(0, length), &option("stream", is_part)))
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
    fn what_is_plainly_utf_8_needs_no_reader() {
        for (header, expected) in [
            ("", true),
            ("application/json", true),
            ("application/json; charset=utf-8", true),
            ("text/calendar;CHARSET=UTF-8", true),
            ("text/plain; charset=\"utf-8\"", false),
            ("application/json; odata.metadata=minimal; charset=utf-8", false),
            ("application/json; charset=ISO-8859-1", false),
        ] {
            assert_eq!(is_plainly_utf_8(header), expected, "{header}");
        }
    }

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
