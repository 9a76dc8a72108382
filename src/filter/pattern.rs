//! What is searched for: one spelling of a word or phrase.

use crate::text::{Folded, Umlaut};

/// The most spellings of one word that are searched for: those of any six letters. Words of more are rare,
/// and their further letters are taken as typed.
const MAX_SPELLINGS: usize = 64;

/// A word or phrase in one spelling, ready to be searched for by Horspool's rule: look at the last
/// letter first, and skip as far as the letter found there allows.
pub(super) struct Pattern {
    text: Vec<u8>,
    /// Letters that were typed spelled out, and so must be found on an umlaut.
    umlauts: Vec<Umlaut>,
    skips: [u8; 256],
}

/// All spellings of a word or phrase, any of which will do; none if nothing of it is left by folding.
pub(super) fn spellings(text: &str) -> Vec<Pattern> {
    let folded = Folded::of(text);
    if folded.text.is_empty() {
        return Vec::new();
    }
    spellings_of(&folded)
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

/// All spellings of a folded text, by the umlaut rule of the module `fold`.
fn spellings_of(folded: &Folded) -> Vec<Pattern> {
    let letters = folded.text.as_bytes();
    let mut umlauts = folded.umlauts.iter().peekable();
    let mut spellings = vec![Spelling::default()];
    for at in 0..letters.len() {
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
    spellings.into_iter().map(Pattern::new).collect()
}

/// True for letters that can stand for an umlaut.
fn is_spelled_out(first: u8, second: u8) -> bool {
    matches!((first, second), (b'a' | b'o' | b'u', b'e') | (b'a', b'a'))
}

impl Pattern {
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

    /// Its folded letters.
    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// True if it is the whole of a folded text.
    pub(super) fn is_all_of(&self, folded: &Folded) -> bool {
        self.text.len() == folded.text.len() && self.find(folded, 0).is_some()
    }

    /// Where it stands next in the folded text, at `from` or behind.
    pub(super) fn find(&self, folded: &Folded, from: usize) -> Option<usize> {
        let text = folded.text.as_bytes();
        let last = self.text.len().checked_sub(1)?;
        let mut at = from + last;
        while let Some(letter) = text.get(at) {
            let first = at - last;
            if *letter == self.text[last]
                && text[first..=at] == *self.text
                && self.stands_on_umlauts(folded, first)
            {
                return Some(first);
            }
            at += usize::from(self.skips[usize::from(*letter)]);
        }
        None
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

    /// The spellings, `*` after each letter that must be an umlaut.
    fn spelled(text: &str) -> Vec<String> {
        let spell = |pattern: &Pattern| {
            let mut text = String::from_utf8(pattern.text.clone()).unwrap();
            for umlaut in pattern.umlauts.iter().rev() {
                text.insert(umlaut.at + 1, '*');
            }
            text
        };
        spellings(text).iter().map(spell).collect()
    }

    fn is_found(query: &str, text: &str) -> bool {
        let folded = Folded::of(text);
        spellings(query)
            .iter()
            .any(|pattern| pattern.find(&folded, 0).is_some())
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
            ("x ü", &["x u", "x ue"]),
            (" \u{AD}", &[]),
        ] {
            let mut found = spelled(text);
            found.sort();
            let mut expected = expected.to_vec();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_word_has_few_spellings_however_it_is_typed() {
        assert_eq!(spellings(&"ü".repeat(1_000)).len(), MAX_SPELLINGS);
        assert_eq!(spellings(&"ue".repeat(1_000)).len(), MAX_SPELLINGS);
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
            ("fuer mitglieder", "Nur für\nMitglieder!", true),
            ("mitglieder für", "Nur für Mitglieder!", false),
            ("eeb", "ee eb eeeb", true),
            ("abab", "abaabab", true),
            ("x", "", false),
        ] {
            assert_eq!(is_found(query, text), expected, "{query} in {text}");
        }
    }

    #[test]
    fn it_is_found_wherever_it_stands() {
        let folded = Folded::of("Häuser, hauser, Haeuser");
        let find_all = |pattern: &Pattern| {
            let mut found = Vec::new();
            while let Some(at) = pattern.find(&folded, found.last().map_or(0, |at| at + 1)) {
                found.push(at);
            }
            found
        };
        let found: Vec<Vec<usize>> = spellings("haeuser").iter().map(find_all).collect();
        assert_eq!(found, [vec![16], vec![0]]);
    }

    #[test]
    fn words_longer_than_a_skip_are_found() {
        let word = "abc".repeat(200) + "d";
        assert!(is_found(&word, &("abc".repeat(300) + "d")));
        assert!(!is_found(&word, &"abc".repeat(300)));
    }
}
