//! Lines that were folded within a letter.

/// Lines of iCalendar that simple programs fold after so many bytes, within a letter of UTF-8 as well
/// (RFC 5545 §3.1), with each such fold before its letter: the bytes are text again, and all lines stay. `None` where
/// there is no such fold.
pub fn mend_folds(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_within = |byte: Option<&u8>| byte.is_some_and(|byte| byte & 0xC0 == 0x80);
    let mut out: Vec<u8> = Vec::new();
    let mut is_mended = false;
    let mut rest = bytes;
    while let Some((byte, more)) = rest.split_first() {
        let fold = match rest {
            [b'\r', b'\n', b' ' | b'\t', ..] => 3,
            [b'\n', b' ' | b'\t', ..] => 2,
            _ => 0,
        };
        if fold > 0 && is_within(rest.get(fold)) {
            let letter = out.split_off(head_of_letter(&out));
            let (folded, behind) = rest.split_at(fold);
            out.extend([folded, &letter].concat());
            is_mended = true;
            rest = behind;
        } else {
            out.push(*byte);
            rest = more;
        }
    }
    is_mended.then_some(out)
}

/// Where the letter begins that the end of these bytes is within: at most three bytes before it, as no letter has more; at
/// the end where there is none.
fn head_of_letter(bytes: &[u8]) -> usize {
    let ends = (1..=3).filter_map(|back| bytes.len().checked_sub(back));
    let mut heads = ends.filter(|at| bytes[*at] & 0xC0 != 0x80);
    heads
        .next()
        .filter(|at| bytes[*at] >= 0xC0)
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_within_a_letter_stands_before_it() {
        for (bytes, expected) in [
            (&b"F\xC3\r\n \xBChrung"[..], Some("F\r\n ührung")),
            (b"F\xC3\n\t\xBChrung", Some("F\n\tührung")),
            (
                b"\xF0\x9F\r\n \x8E\r\n \x89 \xE2\n \x80\x93",
                Some("\r\n \r\n 🎉 \n –"),
            ),
            ("Fü\r\n hrung".as_bytes(), None),
            (b"F\xFC\r\n hrung", None),
            (b"", None),
        ] {
            let mended = mend_folds(bytes).map(|mended| String::from_utf8(mended).unwrap());
            assert_eq!(mended.as_deref(), expected, "{bytes:?}");
        }
        // Of bytes that begin no letter none goes along.
        let many = b"\x80\n ".repeat(3);
        assert_eq!(
            mend_folds(&[&many[..], b"\x80"].concat()),
            Some([&many[..], b"\x80"].concat())
        );
        // What is no text stays none.
        assert_eq!(mend_folds(b"\n \x80"), Some(b"\n \x80".to_vec()));
    }
}
