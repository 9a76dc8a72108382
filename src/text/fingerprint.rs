//! A hash of texts, to see whether they have changed: nothing that is safe against those who want two to be alike.

/// Where fingerprints begin.
pub(crate) const FINGERPRINT_OF_NOTHING: u64 = 0xcbf2_9ce4_8422_2325;

/// A hash that goes on with this text and its length: of eight bytes at a time, as feeds have millions.
/// The way is that of FxHash, which Firefox uses.
pub(crate) fn fingerprint(before: u64, text: &str) -> u64 {
    let mix = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let mut hash = mix(before, text.len() as u64);
    let (words, rest) = text.as_bytes().as_chunks();
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_differ_anywhere_have_other_fingerprints() {
        let text = "x".repeat(50);
        let mut seen = vec![
            fingerprint(FINGERPRINT_OF_NOTHING, &text),
            fingerprint(FINGERPRINT_OF_NOTHING, &"x".repeat(51)),
            fingerprint(FINGERPRINT_OF_NOTHING, &(text.clone() + "\0")),
            fingerprint(fingerprint(FINGERPRINT_OF_NOTHING, &text), ""),
        ];
        for (first, second) in (0..50).flat_map(|first| (first..50).map(move |second| (first, second))) {
            let mut bytes = text.clone().into_bytes();
            bytes[first] = b'y';
            bytes[second] = b'z';
            seen.push(fingerprint(
                FINGERPRINT_OF_NOTHING,
                &String::from_utf8(bytes).unwrap(),
            ));
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }
}
