//! Percent-encoding in the query of an address (RFC 3986 §2.1).

use crate::text::cut::is_one_of;

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Writes a text so that it can stand as a name or a value.
///
/// Unreserved characters stay, and so do `: / @ ; ,`, which a query may hold (RFC 3986 §3.4) and
/// which make dates, addresses and identities readable.
pub(crate) fn encode(text: &str, out: &mut String) {
    encode_but(text, b"-._~:/@;,", out);
}

/// The same, where these characters stay beside letters and digits.
pub(crate) fn encode_but(text: &str, kept: &[u8], out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || is_one_of(byte, kept) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}

/// Reads what stands in an address, `+` as a space. A `%` without two hexadecimal digits stands for
/// itself (URL Standard §1.3). The bytes need not be UTF-8.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        let escaped = match (first, after) {
            (b'%', [high, low, after @ ..]) => digit(*high)
                .zip(digit(*low))
                .map(|(high, low)| (high << 4 | low, after)),
            _ => None,
        };
        match escaped {
            Some((byte, after)) => {
                bytes.push(byte);
                rest = after;
            }
            None if first == b'+' => bytes.push(b' '),
            None => bytes.push(first),
        }
    }
    bytes
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_query_may_hold_stays_readable() {
        for (text, expected) in [
            ("2018-11-06T17:00", "2018-11-06T17:00"),
            ("uid@host.example;2018-11-06", "uid@host.example;2018-11-06"),
            ("a b+c&d=e#f", "a%20b%2Bc%26d%3De%23f"),
            ("100 % ü", "100%20%25%20%C3%BC"),
            ("'\"<>", "%27%22%3C%3E"),
        ] {
            let mut out = String::new();
            encode(text, &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_percent_sign_that_escapes_nothing_stands_for_itself() {
        for (text, expected) in [
            ("%C3%bc", "ü".as_bytes()),
            ("a+b%20c", b"a b c"),
            ("100%", b"100%"),
            ("%4", b"%4"),
            ("%zz%41", b"%zzA"),
            ("%%41", b"%A"),
            ("%FF", b"\xFF"),
            ("", b""),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
