//! What the program knows of Unicode: marks on letters, and what turns the direction of a text.
//!
//! In blocks: the standard library has no such tables, and those of crates are for all of Unicode (docs/size.md).

/// True for marks that stand on, in or below the letter before them. Nothing is ever cut before one.
pub(crate) fn is_mark(letter: char) -> bool {
    let code = u32::from(letter);
    match code {
        // Latin, Greek and Cyrillic; Hebrew; Arabic and Syriac.
        0x300..=0x36F
        | 0x483..=0x489
        | 0x591..=0x5BD
        | 0x5BF
        | 0x5C1..=0x5C2
        | 0x5C4..=0x5C5
        | 0x5C7
        | 0x610..=0x61A
        | 0x64B..=0x65F
        | 0x670
        | 0x6D6..=0x6DC
        | 0x6DF..=0x6E4
        | 0x6E7..=0x6E8
        | 0x6EA..=0x6ED
        | 0x711
        | 0x730..=0x74A
        | 0x7A6..=0x7B0
        | 0x8CA..=0x8E1
        | 0x8E3..=0x8FF => true,
        // The scripts of India are laid out alike.
        0x900..=0xD7F => matches!(code & 0x7F, 0..=3 | 0x3A..=0x3C | 0x3E..=0x4F | 0x51..=0x57 | 0x62..=0x63),
        // Sinhala, Thai, Lao, Tibetan, Burmese, Khmer.
        0xDCA..=0xDDF
        | 0xE31
        | 0xE34..=0xE3A
        | 0xE47..=0xE4E
        | 0xEB1
        | 0xEB4..=0xEBC
        | 0xEC8..=0xECE
        | 0xF71..=0xF84
        | 0xF86..=0xF87
        | 0xF8D..=0xFBC
        | 0x102B..=0x103E
        | 0x17B4..=0x17D3 => true,
        // Marks for any script, and the voicing of kana.
        0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 | 0x3099..=0x309A | 0xFE20..=0xFE2F => true,
        _ => false,
    }
}

/// True for what is not seen itself: zero-width joiners and spaces, selectors of a letter's form, tags.
pub(crate) fn is_joiner(letter: char) -> bool {
    matches!(
        letter,
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0020}'..='\u{E01EF}'
    )
}

/// True for what turns the direction of the letters that follow, until something takes it back.
pub(crate) fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// True if no reader sees these two letters as two, so that a text must not be cut between them.
pub(crate) fn belong_together(letter: char, next: char) -> bool {
    let is_flag = |letter: char| matches!(letter, '\u{1F1E6}'..='\u{1F1FF}');
    let is_tone = matches!(next, '\u{1F3FB}'..='\u{1F3FF}');
    is_mark(next) || is_joiner(next) || is_tone || letter == '\u{200D}' || is_flag(letter) && is_flag(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_letters() {
        for mark in [
            '\u{301}', '\u{5B8}', '\u{64E}', '\u{651}', '\u{94D}', '\u{E48}', '\u{F74}', '\u{20DD}',
        ] {
            assert!(is_mark(mark), "{mark:?}");
        }
        for letter in [
            'a', 'ß', 'Я', 'א', 'ك', 'क', 'ก', '日', 'ｶ', '😀', '\u{5BE}', '\u{200D}',
        ] {
            assert!(!is_mark(letter), "{letter:?}");
        }
    }

    #[test]
    fn what_is_seen_as_one_is_not_parted() {
        for (letter, next, expected) in [
            ('e', '\u{301}', true),
            ('👩', '\u{200D}', true),
            ('\u{200D}', '💻', true),
            ('👍', '\u{1F3FD}', true),
            ('❤', '\u{FE0F}', true),
            ('🇩', '🇪', true),
            ('a', 'b', false),
            ('日', '本', false),
        ] {
            assert_eq!(belong_together(letter, next), expected, "{letter:?} {next:?}");
        }
    }
}
