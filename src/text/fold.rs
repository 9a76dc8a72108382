//! Text made comparable: case, diacritics and typography do not count.
//!
//! The tables are our own and cover what European feeds hold: those behind
//! `str::to_lowercase` are for all of Unicode (docs/size.md). Hebrew and Arabic lose their points, letters and kana of another
//! width become the usual ones. Letters of other scripts stay as they are.
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
//! stood and how it is spelled out; the module `pattern` turns the visitor's word into its few
//! alternatives. The rule holds for each letter by itself, also where one word mixes spellings.

use std::ops::Range;

use crate::text::letters::{is_joiner, is_mark, turns_direction};

/// Folds a text: lower case, letters without their diacritics (`ä` as `a`, `ß` as `ss`, `æ` as `ae`),
/// plain quotes and hyphens, each run of white space as one space and none around.
///
/// Folding what is folded changes nothing.
pub fn fold(text: &str) -> String {
    Folded::of(text).text
}

/// A letter that can also be spelled out: `ä` (folded to `a`) as `ae`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Umlaut {
    /// The position of the plain letter in the folded text, in bytes.
    pub at: usize,
    /// The letter that follows it where it is spelled out: `a` for `å`, else `e`.
    pub second: u8,
}

/// Folded text, and where its umlauts stood.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    pub text: String,
    /// In the order of their positions.
    pub umlauts: Vec<Umlaut>,
}

impl Folded {
    /// Folds a text by itself.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Self::default();
        folded.push(text);
        folded
    }

    /// Folds a text to the end.
    pub(crate) fn push(&mut self, text: &str) {
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
            // Vowel points and signs of recitation, which nobody types; the Arabic letter that only lengthens.
            '\u{591}'..='\u{6FF}' if is_mark(letter) || letter == '\u{640}' => {}
            '\u{5BE}' => self.text.push('-'),
            'آ' | 'أ' | 'إ' | 'ٱ' => self.text.push('ا'),
            'ؤ' => self.text.push('و'),
            'ئ' | 'ى' => self.text.push('ي'),
            '\u{FB1D}'..='\u{FB4E}' => self.text.push(fold_hebrew(letter)),
            '\u{FF01}'..='\u{FF5E}' => {
                let narrow = shifted_back(letter, 0xFEE0);
                self.push_part(narrow.encode_utf8(&mut [0; 4]), start);
            }
            '\u{FF61}'..='\u{FF9D}' => {
                let index = (u32::from(letter) - 0xFF61) as usize;
                let wide = KANA
                    .get(index)
                    .map_or(letter, |low| shifted('\u{3000}', u32::from(*low)));
                self.text.push(wide);
            }
            '\u{3099}' | '\u{FF9E}' => self.voice('\u{3099}', 1, start),
            '\u{309A}' | '\u{FF9F}' => self.voice('\u{309A}', 2, start),
            // Soft hyphen, marks of direction, and what is not seen itself.
            '\u{AD}' | '\u{61C}' | '\u{200E}' | '\u{200F}' => {}
            _ if is_joiner(letter) || turns_direction(letter) => {}
            _ if is_space(letter) => {
                if at > start && !self.text.ends_with(' ') {
                    self.text.push(' ');
                }
            }
            // Those of Ukrainian and of Hebrew, too.
            '`'
            | '´'
            | '\u{2BB}'
            | '\u{2BC}'
            | '\u{5F3}'
            | '\u{2018}'..='\u{201B}'
            | '\u{2032}'
            | '‹'
            | '›' => self.text.push('\''),
            _ if is_quote(letter) => self.text.push('"'),
            _ if is_dash(letter) => self.text.push('-'),
            '…' => self.text.push_str("..."),
            // Letters in one, as texts taken from a PDF have them.
            '\u{FB00}'..='\u{FB06}' => {
                let index = (u32::from(letter) - 0xFB00) as usize;
                self.text
                    .push_str(LIGATURES.get(index).copied().unwrap_or_default());
            }
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

    /// Writes a mark of voicing as the kana that it makes of the one before: `カ` as `ガ`, `ハ` as `パ`.
    fn voice(&mut self, mark: char, by: u32, start: usize) {
        let before = self.text.get(start..).and_then(|text| text.chars().next_back());
        match before.and_then(|kana| voiced(kana, by)) {
            Some(kana) => {
                self.text.pop();
                self.text.push(kana);
            }
            None => self.text.push(mark),
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
pub(crate) struct Traced {
    pub folded: Folded,
    /// For each folded byte, and for the end, where the letter begins that it came from.
    origins: Vec<usize>,
}

impl Traced {
    pub(crate) fn new(text: &str) -> Self {
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
    pub(crate) fn origin(&self, start: usize, end: usize) -> Range<usize> {
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
pub(crate) fn each_word<'a>(text: &'a str, each: &mut dyn FnMut(&'a str)) {
    let (mut start, mut at) = (0, 0);
    loop {
        at = blank_from(text.as_bytes(), at);
        let length = match text.as_bytes().get(at) {
            Some(..=b' ' | 0x7F) | None => 1,
            Some(_) => {
                let letter = text
                    .get(at..)
                    .and_then(|rest| rest.chars().next())
                    .unwrap_or_default();
                if !is_space(letter) {
                    at += letter.len_utf8();
                    continue;
                }
                letter.len_utf8()
            }
        };
        if at > start {
            each(text.get(start..at).unwrap_or_default());
        }
        at += length;
        if at >= text.len() {
            return;
        }
        start = at;
    }
}

/// Where the next letter begins that may be white space, from there on, else the end. Eight bytes at a time: of a text with
/// few spaces, and of one with words of some letters, this is most of what is done.
fn blank_from(bytes: &[u8], mut at: usize) -> usize {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    // Of each byte the highest bit if it is below another one, as far as the first of them.
    let below = |word: u64, byte: u64| word.wrapping_sub(LOWEST * byte) & !word;
    let is = |word: u64, byte: u64| below(word ^ (LOWEST * byte), 1);
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        let word = u64::from_le_bytes(*eight);
        // With C2 and E1 to E3 begins white space of more than one byte; E0 is looked at with them.
        let marks = below(word, 0x21) | is(word, 0x7F) | is(word, 0xC2) | is(word & (LOWEST * 0xFC), 0xE0);
        let marks = marks & (LOWEST << 7);
        at += marks.trailing_zeros() as usize / 8;
        if marks != 0 {
            return at;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let is_blank = |byte: &u8| matches!(byte, 0..=b' ' | 0x7F | 0xC2 | 0xE0..=0xE3);
    at + rest.iter().position(is_blank).unwrap_or(rest.len())
}

/// True for what is folded to a space: control characters too, since feeds hold line breaks.
pub(crate) fn is_space(letter: char) -> bool {
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
pub(crate) fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '«' | '»' | '\u{5F4}' | '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{FF02}'
    )
}

/// True for hyphens, dashes and the minus.
pub(crate) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FF0D}')
}

/// True for what parts or joins words and says nothing by itself.
pub(crate) fn is_punctuation(letter: char) -> bool {
    is_space(letter)
        || is_quote(letter)
        || is_dash(letter)
        || matches!(
            letter,
            '!'..='/'
                | ':'..='@'
                | '['..='`'
                | '{'..='~'
                | '\u{A1}'..='\u{A9}'
                | '\u{AB}'..='\u{B1}'
                | '´'
                | '\u{B6}'..='\u{B8}'
                | '»'
                | '¿'
                | '×'
                | '÷'
                | '\u{2010}'..='\u{205E}'
                | '\u{2190}'..='\u{22FF}'
                | '\u{3001}'..='\u{3003}'
                | '\u{3008}'..='\u{3011}'
                | '\u{3014}'..='\u{301F}'
                | '・'
        )
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

/// U+FB00 to U+FB06.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// U+FF61 to U+FF9D, half as wide, as what they are behind U+3000.
const KANA: &[u8] = b"\
    \x02\x0c\x0d\x01\xfb\xf2\xa1\xa3\xa5\xa7\xa9\xe3\xe5\xe7\xc3\xfc\xa2\xa4\xa6\xa8\
    \xaa\xab\xad\xaf\xb1\xb3\xb5\xb7\xb9\xbb\xbd\xbf\xc1\xc4\xc6\xc8\xca\xcb\xcc\xcd\
    \xce\xcf\xd2\xd5\xd8\xdb\xde\xdf\xe0\xe1\xe2\xe4\xe6\xe8\xe9\xea\xeb\xec\xed\xef\
    \xf3";

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

/// Hebrew letters that are encoded with their points.
fn fold_hebrew(letter: char) -> char {
    match letter {
        '\u{FB1D}' => 'י',
        '\u{FB1F}' => 'ײ',
        '\u{FB2A}'..='\u{FB2D}' => 'ש',
        '\u{FB2E}' | '\u{FB2F}' => 'א',
        '\u{FB30}'..='\u{FB4A}' => shifted_back(letter, 0xFB30 - 0x5D0),
        '\u{FB4B}' => 'ו',
        '\u{FB4C}' => 'ב',
        '\u{FB4D}' => 'כ',
        '\u{FB4E}' => 'פ',
        _ => letter,
    }
}

/// The kana with the mark that makes it voiced (1) or half voiced (2), where there is one.
fn voiced(kana: char, by: u32) -> Option<char> {
    // Hiragana stand in the same order, 60 hexadecimal before.
    let katakana = match kana {
        'ぁ'..='ゖ' => u32::from(kana) + 0x60,
        _ => u32::from(kana),
    };
    match katakana {
        0x30AB..=0x30C1 if by == 1 && katakana % 2 == 1 => Some(shifted(kana, 1)),
        0x30C4 | 0x30C6 | 0x30C8 if by == 1 => Some(shifted(kana, 1)),
        0x30CF..=0x30DB if katakana % 3 == 0x30CF % 3 => Some(shifted(kana, by)),
        0x30A6 if by == 1 => Some(shifted(kana, 0x4E)),
        _ => None,
    }
}

fn shifted_back(letter: char, by: u32) -> char {
    char::from_u32(u32::from(letter).wrapping_sub(by)).unwrap_or(letter)
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
            (
                "\u{2068}Leipzig\u{2069} \u{202A}x\u{202C} ❤\u{FE0F}",
                "leipzig x ❤",
            ),
            ("\u{FEFF} a \t\r\n\u{A0}b\u{3000}", "a b"),
            ("日本 ﷽", "日本 ﷽"),
            ("Eﬀekt ﬁnden oﬃziell Auﬂage", "effekt finden offiziell auflage"),
            ("компʼютер комп’ютер", "комп'ютер комп'ютер"),
            ("ארה״ב ג׳ירפה", "ארה\"ב ג'ירפה"),
            ("נִסָּיוֹן בַּחַמָּמָה", "נסיון בחממה"),
            (
                "\u{FB2A}\u{FB35}\u{FB4B}\u{FB4A} תל\u{5BE}אביב",
                "\u{5E9}\u{5D5}\u{5D5}\u{5EA} \u{5EA}\u{5DC}-\u{5D0}\u{5D1}\u{5D9}\u{5D1}",
            ),
            ("كِتَابَة جَدِيدَة", "كتابة جديدة"),
            ("الأحد إلى آخر مـــؤتمر هيئة", "الاحد الي اخر موتمر هيية"),
            ("ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ ｳﾞｧｲｵﾘﾝ ｱ｡", "プログラミング ヴァイオリン ア。"),
            ("か\u{3099}は\u{309A} カ\u{3099}ッ ﾞ", "がぱ ガッ \u{3099}"),
            ("Ｒｕｓｔ　＆　Ｃ＋＋　｀ＫＩ＂", "rust & c++ 'ki\""),
            ("", ""),
            (" \n", ""),
        ] {
            assert_eq!(fold(text), expected);
        }
    }

    #[test]
    fn words_are_parted_by_white_space_of_any_kind() {
        for (text, expected) in [
            ("", &[][..]),
            (" \n", &[]),
            ("Lichthof", &["Lichthof"]),
            (" a  bc\tdef\u{7f}g ", &["a", "bc", "def", "g"]),
            (
                "Künstliche Intelligenz für kleine",
                &["Künstliche", "Intelligenz", "für", "kleine"],
            ),
            ("abcdefgh ijklmnop", &["abcdefgh", "ijklmnop"]),
            ("abcdefghijklmnopq\u{a0}r§s", &["abcdefghijklmnopq", "r§s"]),
            ("日本\u{3000}語€ „x“\u{2009}y", &["日本", "語€", "„x“", "y"]),
            ("ሀ\u{1680}ä\u{85}ö", &["ሀ", "ä", "ö"]),
        ] {
            let mut words = Vec::new();
            each_word(text, &mut |word| words.push(word));
            assert_eq!(words, expected, "{text:?}");
            let parted = text.split(is_space).filter(|word| !word.is_empty());
            assert_eq!(words, parted.collect::<Vec<_>>(), "{text:?}");
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

    /// Unicode's own tables know what belongs together. Wide letters of Hebrew, which nobody types, stay as they are.
    #[test]
    fn what_is_the_same_but_for_width_points_and_composition_folds_alike() {
        use unicode_normalization::UnicodeNormalization;
        let folded_alike = |letter: &char| !matches!(letter, '\u{FB1E}' | '\u{FB20}'..='\u{FB29}');
        for letter in [
            '\u{FB00}'..='\u{FB06}',
            '\u{FB1D}'..='\u{FB4E}',
            '\u{FF01}'..='\u{FF5E}',
            '\u{FF61}'..='\u{FF9D}',
            'か'..='ゔ',
            'カ'..='ヴ',
            '\u{622}'..='\u{64A}',
        ]
        .into_iter()
        .flatten()
        .filter(folded_alike)
        {
            let text = letter.to_string();
            let plain: String = text.nfkd().collect();
            assert_eq!(fold(&text), fold(&plain), "{letter} {}", letter.escape_unicode());
            assert_eq!(fold(&fold(&text)), fold(&text), "{letter}");
        }
    }

    #[test]
    fn a_voiced_kana_leads_back_to_both_of_its_letters() {
        let traced = Traced::new("aｶﾞb");
        assert_eq!(traced.folded.text, "aガb");
        assert_eq!(&"aｶﾞb"[traced.origin(1, 4)], "ｶﾞ");
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
