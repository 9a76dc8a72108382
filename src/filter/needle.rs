//! What is searched for: one spelling of a word or phrase.

use super::fold::{Folded, Umlaut};

/// The most spellings of one word that are searched for: those of any six letters. Words of more are rare,
/// and their further letters are taken as typed.
const MAX_SPELLINGS: usize = 64;

/// A word or phrase in one spelling, ready to be searched for by Horspool's rule: look at the last
/// letter first, and skip as far as the letter found there allows.
#[derive(Clone, Debug)]
pub(super) struct Needle {
    text: Vec<u8>,
    /// Letters that were typed spelled out, and so must be found on an umlaut.
    umlauts: Vec<Umlaut>,
    skips: [u8; 256],
}

/// The words and phrases of a search text, each as the spellings any of which will do.
///
/// Words are parted by white space, phrases stand in double quotes of any kind; an open quote reaches
/// to the end, since the visitor is still typing.
pub(super) fn terms(text: &str) -> Vec<Vec<Needle>> {
    let mut folded = Folded::default();
    folded.push(text);
    let mut terms = Vec::new();
    let mut start = 0;
    for (nth, part) in folded.text.split('"').enumerate() {
        let is_phrase = nth % 2 == 1;
        let mut at = start;
        let mut push = |at: usize, term: &str| {
            if !term.is_empty() {
                terms.push(spellings(&folded, at, at + term.len()));
            }
        };
        if is_phrase {
            let term = part.trim_ascii_start();
            push(at + part.len() - term.len(), term.trim_ascii_end());
        } else {
            for word in part.split(' ') {
                push(at, word);
                at += word.len() + 1;
            }
        }
        start += part.len() + 1;
    }
    terms
}

/// One spelling, written letter by letter.
#[derive(Clone, Default)]
struct Spelling {
    text: Vec<u8>,
    umlauts: Vec<Umlaut>,
    /// True if the next typed letter is part of an umlaut already written.
    skips_next: bool,
}

impl Spelling {
    /// The same with an umlaut written as two letters.
    fn spelled_out(&self, first: u8, second: u8) -> Self {
        let mut fork = self.clone();
        fork.text.extend([first, second]);
        fork
    }

    /// The same with two letters written as an umlaut.
    fn contracted(&self, first: u8, second: u8) -> Self {
        let mut fork = self.clone();
        fork.umlauts.push(Umlaut {
            at: fork.text.len(),
            second,
        });
        fork.text.push(first);
        fork.skips_next = true;
        fork
    }
}

/// All spellings of a part of the folded text, by the umlaut rule of the module `fold`.
fn spellings(folded: &Folded, start: usize, end: usize) -> Vec<Needle> {
    let letters = &folded.text.as_bytes()[..end];
    let from = folded.umlauts.partition_point(|umlaut| umlaut.at < start);
    let mut umlauts = folded.umlauts[from..].iter().peekable();
    let mut spellings = vec![Spelling::default()];
    for at in start..end {
        let letter = letters[at];
        let typed = umlauts.next_if(|umlaut| umlaut.at == at);
        let is_next_typed = umlauts.peek().is_some_and(|umlaut| umlaut.at == at + 1);
        let next = letters.get(at + 1).copied().filter(|_| !is_next_typed);
        for nth in 0..spellings.len() {
            let can_fork = spellings.len() < MAX_SPELLINGS;
            let spelling = &mut spellings[nth];
            if std::mem::take(&mut spelling.skips_next) {
                continue;
            }
            let fork = match (typed, next) {
                _ if !can_fork => None,
                (Some(umlaut), _) => Some(spelling.spelled_out(letter, umlaut.second)),
                (None, Some(next)) if is_spelled_out(letter, next) => Some(spelling.contracted(letter, next)),
                _ => None,
            };
            spelling.text.push(letter);
            spellings.extend(fork);
        }
    }
    spellings.into_iter().map(Needle::new).collect()
}

/// True for letters that can stand for an umlaut.
fn is_spelled_out(first: u8, second: u8) -> bool {
    matches!((first, second), (b'a' | b'o' | b'u', b'e') | (b'a', b'a'))
}

impl Needle {
    fn new(spelling: Spelling) -> Self {
        let Spelling { text, umlauts, .. } = spelling;
        // A skip that is too short only costs time.
        let length = text.len().min(255);
        let mut skips = [length as u8; 256];
        let tail = &text[text.len() - length..];
        for (at, letter) in tail.iter().enumerate().take(length.saturating_sub(1)) {
            skips[usize::from(*letter)] = (length - 1 - at) as u8;
        }
        Self { text, umlauts, skips }
    }

    /// True if it stands somewhere in `start..end` of the folded text.
    pub(super) fn is_in(&self, folded: &Folded, start: usize, end: usize) -> bool {
        let hay = &folded.text.as_bytes()[start..end];
        let Some(last) = self.text.len().checked_sub(1) else {
            return true;
        };
        let mut at = last;
        while let Some(letter) = hay.get(at) {
            let first = at - last;
            if *letter == self.text[last]
                && hay[first..=at] == *self.text
                && self.stands_on_umlauts(folded, start + first)
            {
                return true;
            }
            at += usize::from(self.skips[usize::from(*letter)]);
        }
        false
    }

    fn stands_on_umlauts(&self, folded: &Folded, first: usize) -> bool {
        self.umlauts.iter().all(|required| {
            let at = first + required.at;
            folded
                .umlauts
                .binary_search_by_key(&at, |umlaut| umlaut.at)
                .is_ok_and(|found| folded.umlauts[found].second == required.second)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each term its spellings, `*` after each letter that must be an umlaut.
    fn spelled(text: &str) -> Vec<Vec<String>> {
        let spell = |needle: &Needle| {
            let mut text = String::from_utf8(needle.text.clone()).unwrap();
            for umlaut in needle.umlauts.iter().rev() {
                text.insert(umlaut.at + 1, '*');
            }
            text
        };
        let spell_all = |term: &Vec<Needle>| term.iter().map(spell).collect();
        terms(text).iter().map(spell_all).collect()
    }

    fn is_found(query: &str, text: &str) -> bool {
        let mut folded = Folded::default();
        folded.push(text);
        let is_found = |needle: &Needle| needle.is_in(&folded, 0, folded.text.len());
        terms(query).iter().all(|term| term.iter().any(is_found))
    }

    #[test]
    fn a_search_text_is_parted_into_words_and_phrases() {
        for (text, expected) in [
            ("", &[] as &[&str]),
            (" \" \" \"\" ", &[]),
            ("Foo  BAR\tbaz", &["foo", "bar", "baz"]),
            ("big \" Foo  bar \" x", &["big", "foo bar", "x"]),
            ("„Foo bar“", &["foo bar"]),
            ("«Foo bar» x", &["foo bar", "x"]),
            ("\"Foo bar", &["foo bar"]),
            ("a\"b c\"d", &["a", "b c", "d"]),
            ("-x e-mail", &["-x", "e-mail"]),
        ] {
            let found: Vec<String> = spelled(text).concat();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn umlauts_and_their_spellings_fork() {
        for (text, expected) in [
            ("mull", &["mull"] as &[&str]),
            ("müll", &["mull", "muell"]),
            ("mu\u{308}ll", &["mull", "muell"]),
            ("muell", &["muell", "mu*ll"]),
            ("årh", &["arh", "aarh"]),
            ("aae", &["aae", "a*e", "aa*"]),
            ("äe", &["ae", "aee"]),
            ("aä", &["aa", "aae"]),
            ("x ü", &["x", "u", "ue"]),
        ] {
            let mut found: Vec<String> = spelled(text).concat();
            found.sort();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_word_has_few_spellings_however_it_is_typed() {
        assert_eq!(terms(&"ü".repeat(1_000))[0].len(), MAX_SPELLINGS);
        assert_eq!(terms(&"ue".repeat(1_000))[0].len(), MAX_SPELLINGS);
        assert!(is_found(&"ue".repeat(1_000), &"ue".repeat(1_000)));
    }

    #[test]
    fn each_spelling_finds_the_others_that_it_should() {
        for (query, text, expected) in [
            ("ä", "ä ", true),
            ("ae", "ä", true),
            ("a", "ä", true),
            ("ä", "ae", true),
            ("ä", "a", true),
            ("a", "ae", true),
            ("ae", "a", false),
            ("neue", "Neun", false),
            ("neue", "das Neue", true),
            ("PASSWOERTER", "Passwörter", true),
            ("passworter", "Passwörter", true),
            ("strasse", "Straße", true),
            ("Straße", "STRASSE", true),
            ("Märchenkönig", "Maerchenkonig", true),
            ("maerchenkonig", "Märchenkönig", true),
            ("Aarhus", "Århus", true),
            ("Arhus", "Århus", true),
            ("Århus", "Aarhus", true),
            ("koebenhavn", "København", true),
            ("encyclopaedia", "Encyclopædia", true),
            ("\"fuer mitglieder\"", "Nur für\nMitglieder!", true),
            ("\"mitglieder für\"", "Nur für Mitglieder!", false),
            ("eeb", "ee eb eeeb", true),
            ("abab", "abaabab", true),
            ("x", "", false),
        ] {
            assert_eq!(is_found(query, text), expected, "{query} in {text}");
        }
    }

    #[test]
    fn words_longer_than_a_skip_are_found() {
        let word = "abc".repeat(200) + "d";
        assert!(is_found(&word, &("abc".repeat(300) + "d")));
        assert!(!is_found(&word, &"abc".repeat(300)));
    }
}
