//! The words in which people ask for what facets know beforehand, and how words are compared.
//!
//! The words stand in `lexicon.txt`, one meaning a line: `facet=value`, several joined by `+`, then the ways
//! to say it. In a way, `-` stands between words, `~` behind a word that takes endings, and `?` in front of
//! one that means something else as often (see [`crate::filter::phrase`]). A value `~` makes a line of
//! words of which the feed writes one. `no`, `from`, `to` and `coming` change what follows, `stop` says nothing
//! by itself, and `end` stands behind the names of organizations.
//!
//! The lines are looked through as text: a tree of them would weigh more than they do.

use crate::filter::Facet;
use crate::filter::typo::{is_forgiven, nearly_begins, words};
use crate::text::{fold, parted, split_once};

/// All lines: the meaning, and the ways to say it as [`bare`] leaves them.
pub(super) struct Lexicon(Vec<(&'static str, String)>);

/// How alike two words must be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same, umlauts in any spelling.
    Same,
    /// The same but for their endings.
    Ending,
    /// But for their endings and one slip.
    Slip,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let lines = parted(include_str!("lexicon.txt"), b'\n');
        let parted = lines.filter_map(|line| split_once(line, " "));
        Self(parted.map(|(meaning, ways)| (meaning, bare(ways))).collect())
    }

    /// The first meaning for which these words stand, and whether they are weak.
    pub(super) fn find(&self, said: &[String], likeness: Likeness) -> Option<(&'static str, bool)> {
        self.0.iter().find_map(|(meaning, ways)| {
            let way = parted(ways, b' ').find(|way| is_said(way, said, likeness))?;
            let is_apart = meaning.ends_with('~') || *meaning == END;
            (!is_apart).then_some((*meaning, way.starts_with('?')))
        })
    }

    /// Calls back with each meaning of which some way begins with these words, the last of them unfinished: the
    /// meaning, how much is missing, and the first way to say it.
    pub(super) fn each_begun(
        &self,
        said: &[String],
        is_forgiven: bool,
        each: &mut dyn FnMut(&'static str, Begun, &str),
    ) {
        for (meaning, ways) in self.0.iter().filter(|(meaning, _)| *meaning != END) {
            let begun = |kind: Begun| parted(ways, b' ').any(|way| is_begun(way, said, kind));
            let found = [Begun::Whole, Begun::Part, Begun::Slip]
                .into_iter()
                .find(|kind| begun(*kind));
            if let Some(found) = found.filter(|found| *found != Begun::Slip || is_forgiven) {
                let first = parted(ways, b' ').next().unwrap_or_default();
                each(meaning, found, first);
            }
        }
    }

    /// The facets of which some value may be meant by this word, each with the words for it.
    pub(super) fn kin(&self, word: &str) -> impl Iterator<Item = (Facet, &str)> {
        self.0.iter().filter_map(move |(meaning, words)| {
            let facet = Facet::from_name(meaning.strip_suffix("=~")?)?;
            let is_one = parted(words, b' ').any(|one| is_like(one, word, Likeness::Ending));
            is_one.then_some((facet, words.as_str()))
        })
    }

    /// True for what stands behind the name of an organization: `e. V.`, `GmbH`.
    pub(super) fn is_end(&self, word: &str) -> bool {
        let mut ends = self.0.iter().filter(|(meaning, _)| *meaning == END);
        ends.any(|(_, ends)| parted(ends, b' ').any(|end| end == word))
    }

    /// The weekday and the time of day of a word such as `samstagabend`.
    pub(super) fn compound(&self, word: &str) -> Option<[&'static str; 2]> {
        let days = self
            .0
            .iter()
            .filter(|(meaning, _)| meaning.starts_with("weekday"));
        let (day, rest) = days.into_iter().find_map(|(day, ways)| {
            let mut names = parted(ways, b' ').filter_map(|way| way.strip_suffix('~'));
            Some((*day, names.find_map(|name| word.strip_prefix(name))?))
        })?;
        let rest = if rest == "morgen" { "morgens" } else { rest };
        let (time, _) = self.find(&[rest.to_owned()], Likeness::Same)?;
        time.starts_with("time").then_some([day, time])
    }
}

/// How far words are typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Begun {
    /// To their end.
    Whole,
    /// Not yet.
    Part,
    /// Not yet, and with a slip.
    Slip,
}

/// True if a way begins with these words, the last of them unfinished.
fn is_begun(way: &str, said: &[String], kind: Begun) -> bool {
    if kind == Begun::Whole {
        return is_said(way, said, Likeness::Same);
    }
    let Some((last, before)) = said.split_last() else {
        return false;
    };
    let mut parts = parted(way.strip_prefix('?').unwrap_or(way), b'-');
    let are_before = before.iter().all(|word| {
        let part = parts.next().unwrap_or_default();
        is_said(part, std::slice::from_ref(word), Likeness::Same)
    });
    let part = parts.next().unwrap_or_default();
    let part = part.strip_suffix('~').unwrap_or(part);
    are_before
        && match kind {
            Begun::Slip => is_forgiven(last.as_bytes()) && nearly_begins(part.as_bytes(), last.as_bytes()),
            _ => part.starts_with(last.as_str()),
        }
}

/// The meaning of what stands behind the name of an organization.
const END: &str = "end";

/// True if a way is said by these words.
fn is_said(way: &str, said: &[String], likeness: Likeness) -> bool {
    if likeness == Likeness::Slip && count(way, b'-') != said.len() {
        return false;
    }
    let mut parts = parted(way.strip_prefix('?').unwrap_or(way), b'-');
    let is_each = said.iter().all(|word| {
        parts.next().is_some_and(|part| match part.strip_suffix('~') {
            Some(stem) if word.strip_prefix(stem).is_some_and(is_ending) => true,
            stem => match likeness {
                Likeness::Slip => is_like(stem.unwrap_or(part), word, likeness),
                _ => part == word,
            },
        })
    });
    is_each && parts.next().is_none()
}

/// What German and English put behind a word, and what makes an inhabitant or an adjective of a place.
const ENDINGS: &str = "e en er ern es em n s se sen nen innen ner";
/// Endings of which one takes the place of the other.
const CHANGES: &str = "y-ies um-en a-en ium-ien";
/// The fewest letters that two words begin with alike.
const MIN_STEM: usize = 3;

fn is_ending(text: &str) -> bool {
    text.is_empty() || parted(ENDINGS, b' ').any(|ending| ending == text)
}

/// True if two words, both as [`bare`] leaves them, are one.
pub(super) fn is_like(one: &str, other: &str, likeness: Likeness) -> bool {
    match likeness {
        Likeness::Same => one == other,
        // Most words differ in their first letter.
        Likeness::Ending => {
            one.as_bytes().first() == other.as_bytes().first()
                && (one == other || differ_in_ending(one, other))
        }
        Likeness::Slip if !can_be_near(one.as_bytes(), other.as_bytes()) => false,
        Likeness::Slip if !is_forgiven(one.as_bytes()) || !is_forgiven(other.as_bytes()) => false,
        Likeness::Slip => {
            let is_near = |stem: &str| {
                let both = [one.as_bytes(), stem.as_bytes()];
                let is_near =
                    |[one, other]: [&[u8]; 2]| nearly_begins(one, other) && nearly_begins(other, one);
                both.into_iter().all(is_forgiven) && is_near(both)
            };
            let mut endings = parted(ENDINGS, b' ').filter_map(|ending| other.strip_suffix(ending));
            is_near(other) || endings.any(is_near)
        }
    }
}

/// False for most words that are more than one slip apart: by their lengths, and by how they begin, where a slip
/// leaves one of the first two letters alone or moves it by one.
fn can_be_near(one: &[u8], other: &[u8]) -> bool {
    /// An ending and a slip.
    const LENGTHS: usize = 7;
    let (Some([a, b]), Some([c, d])) = (one.get(..2), other.get(..2)) else {
        return false;
    };
    one.len().abs_diff(other.len()) <= LENGTHS && (a == c || b == d || a == d || b == c)
}

fn differ_in_ending(one: &str, other: &str) -> bool {
    let letters = one.chars().zip(other.chars());
    let stem: usize = letters
        .take_while(|(a, b)| a == b)
        .map(|(letter, _)| letter.len_utf8())
        .sum();
    let (Some(a), Some(b)) = (one.get(stem..), other.get(stem..)) else {
        return false;
    };
    let is_change = |change: &str| {
        split_once(change, "-")
            .is_some_and(|(left, right)| (a, b) == (left, right) || (b, a) == (left, right))
    };
    stem >= MIN_STEM && (is_ending(a) && is_ending(b) || parted(CHANGES, b' ').any(is_change))
}

/// The words of a text, each folded and with umlauts in one spelling.
pub(super) fn bare_words(text: &str) -> Vec<String> {
    let folded = fold(text);
    words(folded.as_bytes())
        .filter_map(|(start, end)| folded.get(start..end))
        .map(bare)
        .collect()
}

/// A text folded, and `ae`, `oe` and `ue` as the plain letter: `Köln`, `Koeln` and `koln` are one.
fn bare(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    let mut before = ' ';
    for letter in fold(word).chars() {
        if letter != 'e' || !matches!(before, 'a' | 'o' | 'u') {
            plain.push(letter);
        }
        before = letter;
    }
    plain
}

/// A number of up to four digits.
pub(super) fn number(text: &str) -> Option<u32> {
    let is_short = !text.is_empty() && text.len() <= 4;
    let digits = text
        .bytes()
        .map(|byte| byte.is_ascii_digit().then_some(u32::from(byte & 15)));
    digits
        .filter(|_| is_short)
        .try_fold(0, |sum, digit| Some(sum * 10 + digit?))
        .filter(|_| is_short)
}

/// How many parts [`parted`] finds.
pub(super) fn count(text: &str, between: u8) -> usize {
    text.bytes().filter(|byte| *byte == between).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::vocabulary::values_of;

    #[test]
    fn each_line_has_a_meaning_and_ways_to_say_it() {
        let lines = include_str!("lexicon.txt").lines().count();
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.0.len(), lines);
        for (meaning, _) in lexicon.0 {
            let joins = ["no", "from", "to", "coming", "stop", END];
            let is_known = |one: &str| {
                let (name, value) = one.split_once('=').unwrap();
                match Facet::from_name(name) {
                    Some(facet) => value == "~" || facet.is_free() || is_value(facet, value),
                    None => name == "month" && number(value).is_some(),
                }
            };
            assert!(
                joins.contains(&meaning) || meaning.split('+').all(is_known),
                "{meaning}"
            );
        }
    }

    fn is_value(facet: Facet, value: &str) -> bool {
        const SAID: [&str; 5] = [
            "next-weekend",
            "after-tomorrow",
            "yesterday",
            "this-year",
            "next-year",
        ];
        SAID.contains(&value) || values_of(facet).any(|known| known == value)
    }

    #[test]
    fn words_are_one_whatever_their_endings() {
        for (one, other, expected) in [
            ("Vortrag", "Vorträge", true),
            ("Vortrag", "vortraegen", true),
            ("Workshop", "workshops", true),
            ("Kurs", "Kurse", true),
            ("Messe", "Messen", true),
            ("Messe", "Messer", false),
            ("Haus", "Häuser", true),
            ("Köln", "Kölner", true),
            ("München", "Münchner", true),
            ("party", "parties", true),
            ("Museum", "Museen", true),
            ("Thema", "Themen", true),
            ("Lehre", "Lehrer", false),
            ("Bild", "Bildung", false),
            ("Main", "Mainz", false),
            ("KI", "Kie", false),
            ("Tag", "Tage", true),
        ] {
            assert_eq!(
                is_like(&bare(one), &bare(other), Likeness::Ending),
                expected,
                "{one} {other}"
            );
        }
    }

    #[test]
    fn one_slip_is_forgiven_in_whole_words() {
        for (one, other, expected) in [
            ("leipzig", "leipizg", true),
            ("leipzig", "leipzi", true),
            ("leipzig", "leip", false),
            ("workshop", "wrokshops", true),
            ("messe", "masse", true),
            ("mess", "mass", false),
            ("leipzig", "lepizg", false),
        ] {
            assert_eq!(is_like(one, other, Likeness::Slip), expected, "{one} {other}");
        }
    }
}
