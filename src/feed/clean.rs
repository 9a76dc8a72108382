//! Text as it may be shown: no control characters, nothing that turns the letters around it, one kind of line
//! break, no towers of marks, a bounded length.
//!
//! Nearly all texts are so already. What cleans the others comes with the readers of what few feeds have
//! ([`rare`](super::rare)), and with those of details.

use std::cell::Cell;

use crate::feed::Reason;
use crate::feed::rare::doubt;
use crate::text::{belong_together, is_joiner, is_mark};

/// The most characters of names, titles and other texts in a line or two.
pub(super) const LINE: usize = 500;
/// The most characters of a label that a filter offers.
pub(super) const LABEL: usize = 200;
/// The most characters of descriptions and reports.
pub(super) const PROSE: usize = 50_000;
/// The most marks on one letter: pointed Hebrew with its signs of recitation has five.
const MAX_MARKS: usize = 5;
/// The most isolates (U+2066 to U+2068) within each other.
const MAX_ISOLATES: usize = 8;
/// The most letters that are taken back to end where a reader sees an end.
const MAX_BACK: usize = 40;

#[cfg(feature = "split")]
const AT_FIRST: Option<Thoroughly> = None;
#[cfg(not(feature = "split"))]
const AT_FIRST: Option<Thoroughly> = Some(thoroughly);

thread_local! {
    static THOROUGHLY: Cell<Option<Thoroughly>> = const { Cell::new(AT_FIRST) };
}

/// [`thoroughly`].
type Thoroughly = fn(&str, usize) -> Cleaned;

/// Brings what cleans any text, for all feeds from now on.
pub(crate) fn bring() {
    THOROUGHLY.set(Some(thoroughly));
}

/// A text, and what was wrong with it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cleaned {
    pub(super) text: String,
    pub(super) fault: Option<Reason>,
}

/// The text without white space around it, with at most so many characters; a longer one ends with `…`. Control
/// characters and overrides of direction are left out, isolates that are open at its end are closed there, and
/// every line break is `\n`. `None` if nothing is left.
///
/// While what cleans any text is not there, only plain letters are left of such a text, and that is noted ([`doubt`]):
/// the feed is read once more.
pub(super) fn clean(text: &str, most: usize) -> Option<Cleaned> {
    let text = text.trim();
    let cleaned = if text.len() <= most && text.chars().all(is_plain) {
        Cleaned {
            text: text.to_owned(),
            fault: None,
        }
    } else if let Some(thoroughly) = THOROUGHLY.get() {
        thoroughly(text, most)
    } else {
        doubt();
        Cleaned {
            text: text
                .chars()
                .filter(|letter| is_plain(*letter))
                .take(most)
                .collect(),
            fault: None,
        }
    };
    (!cleaned.text.is_empty()).then_some(cleaned)
}

/// True for what may stand anywhere. By blocks, so that a few plain letters are none: those of scripts with marks.
fn is_plain(letter: char) -> bool {
    !matches!(
        letter,
        '\0'..='\t'
            | '\u{B}'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5CF}'
            | '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{670}'
            | '\u{6D6}'..='\u{1DFF}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{3099}'..='\u{309A}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

fn thoroughly(text: &str, most: usize) -> Cleaned {
    let mut out = String::with_capacity(text.len().min(most));
    let mut fault = None;
    let (mut count, mut marks, mut isolates) = (0, 0, 0);
    let mut after_return = false;
    for letter in text.chars() {
        let was_return = std::mem::replace(&mut after_return, letter == '\r');
        let letter = match letter {
            '\n' if was_return => continue,
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            '\n' => '\n',
            letter if letter.is_control() => continue,
            '\u{202A}'..='\u{202E}' => {
                fault = Some(Reason::TextTurns);
                continue;
            }
            '\u{2066}'..='\u{2068}' if isolates < MAX_ISOLATES => {
                isolates += 1;
                letter
            }
            '\u{2069}' if isolates > 0 => {
                isolates -= 1;
                letter
            }
            '\u{2066}'..='\u{2069}' => continue,
            letter => letter,
        };
        if is_mark(letter) {
            marks += 1;
            if marks > MAX_MARKS {
                fault = Some(Reason::TooManyMarks);
                continue;
            }
        } else if !is_joiner(letter) {
            marks = 0;
        }
        if count == most {
            out.truncate(end(&out, letter));
            out.push('…');
            fault = Some(Reason::TextTooLong);
            break;
        }
        out.push(letter);
        count += 1;
    }
    for _ in 0..isolates {
        out.push('\u{2069}');
    }
    Cleaned { text: out, fault }
}

/// Where a text may end before `next`, so that what a reader sees as one character stays whole.
fn end(text: &str, next: char) -> usize {
    let (mut end, mut next) = (text.len(), next);
    for (at, letter) in text.char_indices().rev().take(MAX_BACK) {
        if !belong_together(letter, next) {
            break;
        }
        (end, next) = (at, letter);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::rare::take_missed;

    fn cleaned(text: &str) -> Option<String> {
        clean(text, LINE).map(|cleaned| cleaned.text)
    }

    #[test]
    fn only_what_can_be_shown_is_left() {
        for (text, expected) in [
            ("  Lichthof \n", Some("Lichthof")),
            ("a\r\nb\rc\n\nd", Some("a\nb\nc\n\nd")),
            ("a\u{2028}b\u{2029}c", Some("a\nb\nc")),
            ("a\tb\u{0}\u{1b}[31m\u{85}", Some("a b[31m")),
            ("Ärger «x»", Some("Ärger «x»")),
            ("", None),
            (" \u{0} ", None),
            ("\u{202e}", None),
        ] {
            assert_eq!(cleaned(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_plain_is_left_as_it_is() {
        let plain = ('\0'..=char::MAX).filter(|letter| is_plain(*letter));
        for letter in plain {
            let text = ["a", &letter.to_string(), "b"].concat();
            let cleaned = thoroughly(&text, LINE);
            assert_eq!((cleaned.text, cleaned.fault), (text, None), "{letter:?}");
            assert!(!is_mark(letter), "{letter:?}");
        }
    }

    #[test]
    fn of_what_nothing_can_clean_yet_plain_letters_are_left() {
        THOROUGHLY.set(None);
        assert_eq!(cleaned("Gala \u{202e}fdp.exe").as_deref(), Some("Gala fdp.exe"));
        assert_eq!(cleaned("U\u{308}bung\r\n1").as_deref(), Some("Ubung\n1"));
        assert_eq!(cleaned(&"x".repeat(LINE + 1)), Some("x".repeat(LINE)));
        assert_eq!(cleaned("\u{202e}"), None);
        assert!(take_missed());
        assert_eq!(
            cleaned("„Ü“ – Україна, שלום, 中文 👩‍💻").as_deref(),
            Some("„Ü“ – Україна, שלום, 中文 👩‍💻")
        );
        assert!(!take_missed());
        bring();
        assert_eq!(cleaned("U\u{308}bung\r\n1").as_deref(), Some("U\u{308}bung\n1"));
        assert!(!take_missed());
    }

    #[test]
    fn no_text_turns_what_stands_around_it() {
        for (text, expected) in [
            ("\u{202e}abc txt", "abc txt"),
            ("Gala \u{202e}fdp.exe", "Gala fdp.exe"),
            ("Gala \u{202e}fdp.exe\u{202c}", "Gala fdp.exe"),
            ("\u{202a}a\u{202b}b\u{202d}c\u{202c}", "abc"),
            ("a \u{2067}b", "a \u{2067}b\u{2069}"),
            ("\u{2066}\u{2067}a\u{2069}", "\u{2066}\u{2067}a\u{2069}\u{2069}"),
            ("a\u{2069}\u{2069} b", "a b"),
            ("\u{2068}שלום\u{2069}, a", "\u{2068}שלום\u{2069}, a"),
            ("a\u{200f}\u{200e}\u{61c}", "a\u{200f}\u{200e}\u{61c}"),
        ] {
            assert_eq!(cleaned(text).as_deref(), Some(expected), "{text:?}");
        }
        let many = cleaned(&"\u{2067}".repeat(300)).unwrap();
        assert_eq!(many.chars().count(), 2 * MAX_ISOLATES);
    }

    #[test]
    fn length_is_bounded_where_a_reader_sees_an_end() {
        let fill = "x".repeat(LINE - 2);
        for (tail, expected) in [
            ("ab", "ab"),
            ("abc", "ab…"),
            ("ae\u{301}b", "a…"),
            ("a👩\u{200d}💻b", "a…"),
            ("a👍\u{1f3fd}b", "a…"),
            ("🇩🇪🇫🇷", "…"),
            ("ä\u{e4}", "ä\u{e4}"),
        ] {
            let found = clean(&format!("{fill}{tail}"), LINE).unwrap();
            assert_eq!(found.text, format!("{fill}{expected}"), "{tail}");
            assert_eq!(found.fault.is_some(), expected.ends_with('…'), "{tail}");
        }
        let long = clean(&"ä".repeat(PROSE + 5), PROSE).unwrap();
        assert_eq!(long.text.chars().count(), PROSE + 1);
        assert!(
            clean(&"\u{2067}a ".repeat(LINE), LINE)
                .unwrap()
                .text
                .ends_with('\u{2069}')
        );
    }

    #[test]
    fn towers_of_marks_are_cut_and_real_words_are_whole() {
        for text in [
            "נִסָּיוֹן בַּחַמָּמָה",
            "יְרֽוּשָׁלַ֣͏ִם",
            "כِتَابَة جَدِيدَة ﷲُّٰ",
            "Tiê\u{301}ng Viê\u{323}t; Tie\u{302}\u{301}ng Vie\u{323}\u{302}t",
            "हिन्दी कार्यक्रम",
            "བསྒྲུབས་ཧཱུྃ",
            "ที่นี่ กำลัง",
            "❤️ 👩‍👩‍👧‍👦 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
            "ɔ̃́ ǭ̃",
        ] {
            let found = clean(text, LINE).unwrap();
            assert_eq!(found.text, text);
            assert_eq!(found.fault, None, "{text}");
        }
        let tower = format!("Za{}lgo", "\u{301}\u{334}\u{489}".repeat(100));
        let found = clean(&tower, LINE).unwrap();
        assert_eq!(found.text.chars().count(), "Zalgo".len() + MAX_MARKS);
        assert!(found.fault.is_some());
        // What is not seen between them does not hide them.
        let hidden = format!("a{}", "\u{301}\u{200d}".repeat(100));
        let marks = clean(&hidden, LINE)
            .unwrap()
            .text
            .chars()
            .filter(|letter| is_mark(*letter))
            .count();
        assert_eq!(marks, MAX_MARKS);
    }
}
