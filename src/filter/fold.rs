//! Text made comparable: case, diacritics and typography do not count.
//!
//! The tables are our own and cover what European feeds hold: `str::to_lowercase` alone would cost
//! every visitor ten kilobytes of Unicode. Letters of other scripts stay as they are.
//!
//! # The umlaut rule
//!
//! German and its neighbours write a letter such as `ä` in three ways, and a search must not care
//! which one the feed and the visitor chose:
//!
//! - `ä` as typed by the visitor finds `ä`, `ae` and `a`;
//! - `ae` finds `ae` and `ä`, but not `a`: else `neue` would find `neun`;
//! - `a` finds `a` and `ä`.
//!
//! So a text is folded once, to the plain letter (`ä` to `a`), with a note of where an [`Umlaut`]
//! stood and how it is spelled out; the module `needle` turns the visitor's word into its few
//! alternatives. The rule holds for each letter by itself, also where one word mixes spellings.

use std::ops::Range;

/// Folds a text: lower case, letters without their diacritics (`ä` as `a`, `ß` as `ss`, `æ` as `ae`),
/// plain quotes and hyphens, each run of white space as one space and none around.
///
/// Folding what is folded changes nothing.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

/// A letter that can also be spelled out: `ä` (folded to `a`) as `ae`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Umlaut {
    /// The position of the plain letter in the folded text, in bytes.
    pub at: usize,
    /// The letter that follows it where it is spelled out: `a` for `å`, else `e`.
    pub second: u8,
}

/// Folded text, and where its umlauts stood.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    pub text: String,
    /// In the order of their positions.
    pub umlauts: Vec<Umlaut>,
}

impl Folded {
    /// Folds a text by itself.
    pub(super) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text);
        folded
    }

    /// Folds a text to the end.
    pub(super) fn push(&mut self, text: &str) {
        let start = self.text.len();
        self.push_part(text, start);
        self.end_text(start);
    }

    /// Folds the next part of a text that began at `start`.
    fn push_part(&mut self, text: &str, start: usize) {
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            let at = self.text.len();
            let length = plain_length(rest, at == start || self.text.ends_with(' '));
            let (plain, behind) = rest
                .split_at_checked(length.max(letter.len_utf8()))
                .unwrap_or((rest, ""));
            if length > 0 {
                self.text.push_str(plain);
                if let Some(added) = self.text.get_mut(at..) {
                    added.make_ascii_lowercase();
                }
            } else {
                self.push_letter(letter, start);
            }
            rest = behind;
        }
    }

    /// Ends a text that began at `start`; true if white space stood there.
    fn end_text(&mut self, start: usize) -> bool {
        let has_space = self.text.len() > start && self.text.ends_with(' ');
        if has_space {
            self.text.pop();
        }
        has_space
    }

    fn push_letter(&mut self, letter: char, start: usize) {
        let at = self.text.len();
        match letter {
            'Ä' | 'ä' | 'Ö' | 'ö' | 'Ü' | 'ü' | 'Ø' | 'ø' => {
                self.umlauts.push(Umlaut { at, second: b'e' })
            }
            'Å' | 'å' => self.umlauts.push(Umlaut { at, second: b'a' }),
            _ => {}
        }
        match letter {
            '\u{300}'..='\u{36F}' => self.combine(letter, start),
            // Soft hyphen, zero-width and bidirectional marks, byte order mark.
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if is_space(letter) => {
                if at > start && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            }
            '`' | '´' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '‹' | '›' => self.text.push('\''),
            _ if is_quote(letter) => self.text.push('"'),
            _ if is_dash(letter) => self.text.push('-'),
            '…' => self.text.push_str("..."),
            'À'..='ɏ' => self.push_latin(letter, LATIN, 'À'),
            'Ḁ'..='ỿ' => self.push_latin(letter, LATIN_ADDITIONAL, 'Ḁ'),
            'Ͱ'..='Ͽ' => self.text.push(fold_greek(letter)),
            'Ѐ'..='ԯ' => self.text.push(fold_cyrillic(letter)),
            _ => self.text.push(letter),
        }
    }

    /// Drops a combining mark, and takes note where it makes an umlaut.
    fn combine(&mut self, mark: char, start: usize) {
        let second = match mark {
            '\u{308}' => b'e',
            '\u{30A}' => b'a',
            _ => return,
        };
        let at = match &self.text.as_bytes()[start..] {
            [.., b'a'] => self.text.len() - 1,
            [.., b'o' | b'u'] if second == b'e' => self.text.len() - 1,
            _ => return,
        };
        if self.umlauts.last().is_none_or(|umlaut| umlaut.at < at) {
            self.umlauts.push(Umlaut { at, second });
        }
    }

    fn push_latin(&mut self, letter: char, table: &[u8], first: char) {
        let index = (u32::from(letter) - u32::from(first)) as usize;
        match table.get(index) {
            None | Some(b'.') => self.text.push(letter),
            Some(b'A') => self.text.push_str("ae"),
            Some(b'D') => self.text.push_str("dz"),
            Some(b'I') => self.text.push_str("ij"),
            Some(b'L') => self.text.push_str("lj"),
            Some(b'N') => self.text.push_str("nj"),
            Some(b'O') => self.text.push_str("oe"),
            Some(b'S') => self.text.push_str("ss"),
            Some(b'T') => self.text.push_str("th"),
            Some(plain) => self.text.push(char::from(*plain)),
        }
    }
}

/// A folded text that knows from which letters it came.
pub(super) struct Traced {
    pub folded: Folded,
    /// For each folded byte, and for the end, where the letter begins that it came from.
    origins: Vec<usize>,
}

impl Traced {
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Folded::default();
        let mut origins = Vec::with_capacity(text.len() + 1);
        for (at, letter) in text.char_indices() {
            let letter = text.get(at..at + letter.len_utf8()).unwrap_or_default();
            folded.push_part(letter, 0);
            origins.resize(folded.text.len(), at);
        }
        let space = if folded.end_text(0) { origins.pop() } else { None };
        origins.push(space.unwrap_or(text.len()));
        Self { folded, origins }
    }

    /// The letters, whole and with their accents, from which the folded bytes `start..end` came.
    pub(super) fn origin(&self, start: usize, end: usize) -> Range<usize> {
        let origins = &self.origins;
        let mut end = end.min(origins.len() - 1);
        let from = origins[start.min(end)];
        while end + 1 < origins.len() && end > 0 && origins[end] == origins[end - 1] {
            end += 1;
        }
        from..origins[end]
    }
}

/// Calls back with each run of letters without white space.
pub(super) fn each_word<'a>(text: &'a str, each: &mut dyn FnMut(&'a str)) {
    let (mut start, mut at) = (0, 0);
    while let Some(byte) = text.as_bytes().get(at) {
        if matches!(byte, b'!'..=b'~') {
            at += 1;
            continue;
        }
        let letter = text.get(at..).and_then(|rest| rest.chars().next());
        let end = at + letter.map_or(1, char::len_utf8);
        if letter.is_some_and(is_space) {
            if at > start {
                each(text.get(start..at).unwrap_or_default());
            }
            start = end;
        }
        at = end;
    }
    if start < text.len() {
        each(text.get(start..).unwrap_or_default());
    }
}

/// True for what is folded to a space: control characters too, since feeds hold line breaks.
pub(super) fn is_space(letter: char) -> bool {
    matches!(
        letter,
        '\0'..=' '
            | '\u{7F}'..='\u{A0}'
            | '\u{1680}'
            | '\u{2000}'..='\u{200A}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202F}'
            | '\u{205F}'
            | '\u{3000}'
    )
}

/// True for double quotes of any kind.
pub(super) fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '«' | '»' | '\u{201C}'..='\u{201F}' | '\u{2033}')
}

/// True for hyphens, dashes and the minus.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// How many bytes at the front only need lower case: most texts are ASCII in long runs.
fn plain_length(text: &str, follows_space: bool) -> usize {
    let mut is_space = follows_space;
    let is_special = |byte: u8| {
        let was_space = std::mem::replace(&mut is_space, byte == b' ');
        !matches!(byte, b'!'..=b'_' | b'a'..=b'~') && (byte != b' ' || was_space)
    };
    text.bytes().position(is_special).unwrap_or(text.len())
}

/// U+00C0 to U+024F, 32 letters a line. A capital stands for two letters, a dot for the letter itself.
const LATIN: &[u8] = b"\
    aaaaaaAceeeeiiiidnooooo.ouuuuyTS\
    aaaaaaAceeeeiiiidnooooo.ouuuuyTy\
    aaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiiiIIjjkkklllllll\
    lllnnnnnnnnnooooooOOrrrrrrssssss\
    ssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    bbbb...ccdddd....ffg...ikkl..nno\
    oo..pp.....ttttuu.vyyzz.........\
    ....DDDLLLNNNaaiioouuuuuuuuuu.aa\
    aaAAggggkkoooo..jDDDgg..nnaaAAoo\
    aaaaeeeeiiiioooorrrruuuusstt..hh\
    .d..zzaaeeooooooooyylntj..acclts\
    z..bu.eejjqqrryy";

/// U+1E00 to U+1EFF, likewise.
const LATIN_ADDITIONAL: &[u8] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeff\
    gghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyas..S.\
    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooo\
    oooouuuuuuuuuuuuuuyyyyyyyy......";

/// Letters without their accents, final sigma as sigma.
fn fold_greek(letter: char) -> char {
    match letter {
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'ΐ' | 'Ϊ' | 'ί' | 'ϊ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'Ϋ' | 'ΰ' | 'ϋ' | 'ύ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' => 'σ',
        'Α'..='Ω' => shifted(letter, 0x20),
        _ => letter,
    }
}

/// What Unicode composes of a letter and an accent loses the accent: `й` as `и`, `ё` as `е`.
fn fold_cyrillic(letter: char) -> char {
    let lower = match letter {
        'Ѐ'..='Џ' => shifted(letter, 0x50),
        'А'..='Я' => shifted(letter, 0x20),
        'Ӏ' => 'ӏ',
        'Ӂ'..='Ӎ' if u32::from(letter) % 2 == 1 => shifted(letter, 1),
        'Ѡ'..='Ѿ' | 'Ҁ' | 'Ҋ'..='Ҿ' | 'Ӑ'..='Ԯ' if u32::from(letter) % 2 == 0 => shifted(letter, 1),
        _ => letter,
    };
    match lower {
        'ѐ' | 'ё' => 'е',
        'ѓ' => 'г',
        'й' | 'ѝ' => 'и',
        'ї' => 'і',
        'ќ' => 'к',
        'ў' => 'у',
        _ => lower,
    }
}

fn shifted(letter: char, by: u32) -> char {
    char::from_u32(u32::from(letter) + by).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_diacritics_and_typography_do_not_count() {
        for (text, expected) in [
            ("Lichthof", "lichthof"),
            ("Straße, STRASSE, STRAẞE", "strasse, strasse, strasse"),
            ("ÄÖÜ äöü a\u{308}", "aou aou a"),
            ("Łódź Çeşme Škoda Đặng Þór", "lodz cesme skoda dang thor"),
            ("Œuvre Ærø ĳ ǆ", "oeuvre aero ij dz"),
            ("Ίσις ΆΣΣΟΣ", "ισισ ασσοσ"),
            ("Ёлка ЙОД Ѓ", "елка иод г"),
            ("„E‑Mail“ ‘a’ `b´ a – b…", "\"e-mail\" 'a' 'b' a - b..."),
            ("Ge\u{AD}werbe\u{200B}", "gewerbe"),
            ("\u{FEFF} a \t\r\n\u{A0}b\u{3000}", "a b"),
            ("日本 ﷽", "日本 ﷽"),
            ("", ""),
            (" \n", ""),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn umlauts_are_noted_where_they_stood_composed_or_not() {
        for text in [
            "xäöüøå ÄÖÜØÅ",
            "xa\u{308}o\u{308}u\u{308}øa\u{30A} A\u{308}O\u{308}U\u{308}ØA\u{30A}",
        ] {
            let mut folded = Folded::default();
            folded.push("é");
            folded.push(text);
            let noted: Vec<_> = folded
                .umlauts
                .iter()
                .map(|umlaut| (umlaut.at, umlaut.second))
                .collect();
            let expected =
                [2, 3, 4, 5, 6, 8, 9, 10, 11, 12].map(|at| (at, if at % 6 == 0 { b'a' } else { b'e' }));
            assert_eq!(folded.text, "exaouoa aouoa");
            assert_eq!(noted, expected);
        }
    }

    #[test]
    fn folded_letters_lead_back_to_the_whole_letters_that_they_came_from() {
        let text = " Gru\u{308}ße\u{AD}  aus …";
        let traced = Traced::new(text);
        assert_eq!(traced.folded.text, "grusse aus ...");
        for (start, end, expected) in [
            (0, 1, "G"),
            (2, 3, "u\u{308}"),
            (3, 4, "ß"),
            (4, 5, "ß"),
            (2, 6, "u\u{308}ße\u{AD}"),
            (7, 10, "aus"),
            (6, 8, "  a"),
            (12, 13, "…"),
            (0, 14, text.trim_start()),
        ] {
            assert_eq!(&text[traced.origin(start, end)], expected);
        }
        let text = "ab  ";
        assert_eq!(&text[Traced::new(text).origin(0, 2)], "ab");
        assert_eq!(Traced::new("").origin(0, 0), 0..0);
    }

    /// Rust's own tables know the case of every letter.
    #[test]
    fn upper_and_lower_case_fold_alike() {
        for letter in ['\0'..='ſ', 'Ǎ'..='ǭ', 'Ǹ'..='ț', 'Ά'..='ώ', 'Ѐ'..='ԯ', 'Ḁ'..='ỹ']
            .into_iter()
            .flatten()
        {
            let lower: String = letter.to_lowercase().collect();
            assert_eq!(fold(&letter.to_string()), fold(&lower), "{letter}");
        }
    }

    #[test]
    fn the_tables_reach_to_the_end_of_their_blocks() {
        assert_eq!(LATIN.len(), 0x250 - 0xC0);
        assert_eq!(LATIN_ADDITIONAL.len(), 0x1F00 - 0x1E00);
    }
}
