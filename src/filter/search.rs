//! What a search text asks for, ready to be looked for.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use crate::filter::language::Sought;
use crate::filter::pattern::{Pattern, spellings};
use crate::filter::text_index::TextIndex;
use crate::filter::typo::nearly_begins;
use crate::filter::{Facet, language, typo};
use crate::text::{FINGERPRINT_OF_NOTHING, Traced, each_word, fingerprint, is_punctuation};

/// How many folded texts are kept; a prime number.
const PLACES: u64 = 509;
/// The longest text that is kept folded, in bytes.
const LONGEST: usize = 1_000;

/// A text and what it is folded.
type Kept = (String, Rc<Traced>);

thread_local! {
    /// The texts that were looked at last, and what they are folded: those on screen are asked for at each key.
    static TRACED: RefCell<Vec<Option<Kept>>> = const { RefCell::new(Vec::new()) };
}

/// The words and phrases of a text, and the values of facets that it names.
#[derive(Default)]
pub(super) struct Search {
    pub terms: Vec<Term>,
    /// Values, and whether they are left out.
    pub values: Vec<(Facet, String, bool)>,
}

/// A word or phrase.
pub(super) struct Term {
    /// As typed.
    text: String,
    /// True if what it finds is left out.
    pub is_excluded: bool,
    pub wanted: Wanted,
}

/// What a term looks for, in all its spellings.
pub(super) enum Wanted {
    /// A word, whole or in part.
    Word {
        spellings: Vec<Pattern>,
        /// True if no event has it, so that those near it do.
        is_forgiven: bool,
    },
    /// Words one after another.
    Phrase {
        /// The spellings of each word.
        parts: Vec<Vec<Pattern>>,
        /// The spellings of all in one.
        whole: Vec<Pattern>,
    },
}

impl Term {
    /// True if it can only find what the other finds: the same was typed, or more of the same.
    fn narrows(&self, other: &Self) -> bool {
        let is_same_kind = match &self.wanted {
            Wanted::Word { .. } => matches!(other.wanted, Wanted::Word { .. }),
            Wanted::Phrase { .. } => matches!(other.wanted, Wanted::Phrase { .. }),
        };
        let is_longer = || {
            let is_exact = !self.is_forgiven() && !other.is_forgiven();
            is_exact && !self.is_excluded && self.text.starts_with(&other.text)
        };
        is_same_kind && self.is_excluded == other.is_excluded && (self.text == other.text || is_longer())
    }

    /// All that it may look like.
    pub(super) fn spellings(&self) -> &[Pattern] {
        match &self.wanted {
            Wanted::Word { spellings, .. } => spellings,
            Wanted::Phrase { whole, .. } => whole,
        }
    }

    /// True if a slip of the finger is forgiven in it.
    pub(super) fn is_forgiven(&self) -> bool {
        matches!(
            self.wanted,
            Wanted::Word {
                is_forgiven: true,
                ..
            }
        )
    }
}

impl Search {
    /// Reads a search text.
    ///
    /// A slip is forgiven only in a word that stands nowhere in the text index, in no event whatever else
    /// is chosen: a word that some event has was typed as it was meant, and those near it (`messe`,
    /// `masse`) would only be in the way. It is never forgiven in what is left out: nobody would
    /// understand what is missing.
    pub(super) fn new(text: &str, text_index: &TextIndex) -> Self {
        let mut search = Self::default();
        for language::Term {
            is_excluded, sought, ..
        } in language::parse(text)
        {
            let (text, wanted) = match sought {
                Sought::Value(facet, value) => {
                    search.values.push((facet, value, is_excluded));
                    continue;
                }
                Sought::Word(word) => {
                    let wanted = word_wanted(&word, is_excluded, text_index);
                    (word, wanted)
                }
                Sought::Phrase(phrase) => {
                    let wanted = phrase_wanted(&phrase);
                    (phrase, wanted)
                }
            };
            let term = Term {
                text,
                is_excluded,
                wanted,
            };
            // Punctuation alone asks for nothing: `Rust - Einführung` was copied from a title.
            if !term.spellings().is_empty() && !term.text.chars().all(is_punctuation) {
                search.terms.push(term);
            }
        }
        search
    }

    /// The terms that are left to be looked for among what the other search found; `None` if this one may
    /// find more. Most keys that are pressed make the last word longer.
    pub(super) fn beyond(&self, other: &Self) -> Option<&[Term]> {
        let pairs = || self.terms.iter().zip(&other.terms);
        let can_only_narrow =
            self.terms.len() >= other.terms.len() && pairs().all(|(term, before)| term.narrows(before));
        let same = pairs().take_while(|(term, before)| term.text == before.text);
        can_only_narrow.then(|| self.terms.get(same.count()..)).flatten()
    }

    /// Where a text holds what is looked for, in bytes of the text as it is: whole letters, in order, none
    /// of the ranges empty or touching the next. Where a slip was forgiven, the whole word.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        let traced = traced(text);
        let folded = &traced.folded;
        let mut is_marked = vec![false; text.len()];
        let mut mark = |start, end| {
            let marked = is_marked.get_mut(traced.origin(start, end));
            marked.into_iter().for_each(|marked| marked.fill(true));
        };
        for term in self.terms.iter().filter(|term| !term.is_excluded) {
            for pattern in term.spellings() {
                if term.is_forgiven() {
                    for (start, end) in typo::words(folded.text.as_bytes()) {
                        if nearly_begins(&folded.text.as_bytes()[start..end], pattern.text()) {
                            mark(start, end);
                        }
                    }
                    continue;
                }
                let mut from = 0;
                while let Some(start) = pattern.find(folded, from) {
                    mark(start, start + pattern.text().len());
                    from = start + 1;
                }
            }
        }
        ranges(&is_marked)
    }
}

/// A text folded, as it was before where it is among the last ones.
pub(super) fn traced(text: &str) -> Rc<Traced> {
    // The upper half of a fingerprint is mixed best.
    let place = (fingerprint(FINGERPRINT_OF_NOTHING, text) >> 32) % PLACES;
    let place = place as usize;
    let known = TRACED.with_borrow(|all| {
        let (of, traced) = all.get(place)?.as_ref()?;
        (of == text).then(|| Rc::clone(traced))
    });
    known.unwrap_or_else(|| {
        let traced = Rc::new(Traced::new(text));
        if text.len() <= LONGEST {
            TRACED.with_borrow_mut(|all| {
                all.resize_with(PLACES as usize, || None);
                if let Some(kept) = all.get_mut(place) {
                    *kept = Some((text.to_owned(), Rc::clone(&traced)));
                }
            });
        }
        traced
    })
}

/// What is marked, as ranges none of which touches the next.
pub(super) fn ranges(is_marked: &[bool]) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in is_marked.iter().enumerate().filter(|(_, is_marked)| **is_marked) {
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => ranges.push(at..at + 1),
        }
    }
    ranges
}

fn word_wanted(word: &str, is_excluded: bool, text_index: &TextIndex) -> Wanted {
    let mut spellings = spellings(word);
    let is_long = spellings
        .first()
        .is_some_and(|typed| typo::is_forgiven(typed.text()));
    let is_forgiven = is_long && !is_excluded && !text_index.has(&spellings);
    if is_forgiven {
        spellings.retain(|spelling| typo::is_forgiven(spelling.text()));
    }
    Wanted::Word {
        spellings,
        is_forgiven,
    }
}

fn phrase_wanted(phrase: &str) -> Wanted {
    let mut parts = Vec::new();
    each_word(phrase, &mut |word| parts.push(spellings(word)));
    parts.retain(|part| !part.is_empty());
    let whole = spellings(phrase);
    Wanted::Phrase { parts, whole }
}
