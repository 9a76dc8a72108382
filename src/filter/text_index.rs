//! All that the events say, as words.
//!
//! A feed says few different words many times over: a hundred thousand events of fifty words have some
//! forty thousand. So a search looks through the different words alone, which are folded once and stand
//! in one piece of memory, and takes note of how well each fits. Then it runs through the events, each a
//! row of numbers of words. Parts of words and slips of the finger cost nothing more, unlike with lists
//! of the events of each word, where one letter would have to join almost all of them.

use std::sync::Arc;

use crate::event::Event;
use crate::filter::Rank;
use crate::filter::interner::Interner;
use crate::filter::pattern::Pattern;
use crate::filter::search::{Term, Wanted};
use crate::filter::texts::each_text;
use crate::filter::typo::{is_letter, nearly_begins, words};
use crate::text::{Folded, each_word};

/// Parts words: folding leaves no line break, so nothing is found that runs across one.
const BREAK: char = '\n';

/// The number of the word that stands at the end of each field: no phrase runs across it.
const FIELD_END: u32 = 0;

/// The words of all events.
#[derive(Default)]
pub(super) struct TextIndex {
    /// The different words one after another, each followed by [`BREAK`].
    folded: Folded,
    /// Where each of them ends.
    word_ends: Vec<u32>,
    /// The words of the first event, then those of the second, by number.
    said: Vec<u32>,
    /// Where those of each event end.
    ends: Vec<u32>,
}

impl TextIndex {
    /// Takes the words of the events.
    pub(super) fn new(events: &[Arc<Event>]) -> Self {
        let mut text_index = Self::default();
        let mut interner = Interner::default();
        text_index.number(&mut interner, "");
        for event in events {
            each_text(event, &mut |text| {
                each_word(text, &mut |word| {
                    let number = text_index.number(&mut interner, word);
                    // Of a soft hyphen alone nothing is left.
                    if !text_index.word(number).is_empty() {
                        text_index.said.push(number as u32);
                    }
                });
                text_index.said.push(FIELD_END);
            });
            text_index.ends.push(text_index.said.len() as u32);
        }
        text_index
    }

    fn number(&mut self, interner: &mut Interner, word: &str) -> usize {
        let number = interner.number(word);
        if number == self.word_ends.len() {
            self.folded.push(word);
            self.word_ends.push(self.folded.text.len() as u32);
            self.folded.text.push(BREAK);
        }
        number
    }

    /// Where a word begins in the folded text.
    fn word_start(&self, number: usize) -> usize {
        let before = number
            .checked_sub(1)
            .map(|before| self.word_ends[before] as usize + 1);
        before.unwrap_or(0)
    }

    fn word(&self, number: usize) -> &[u8] {
        &self.folded.text.as_bytes()[self.word_start(number)..self.word_ends[number] as usize]
    }

    /// True if some event has the word, whole or in part.
    pub(super) fn has(&self, spellings: &[Pattern]) -> bool {
        spellings
            .iter()
            .any(|pattern| pattern.find(&self.folded, 0).is_some())
    }

    /// For each event whether all terms find it; only those `among` can be, the others are lost already.
    pub(super) fn find(&self, terms: &[Term], among: Option<&[bool]>) -> Vec<bool> {
        let mut ranks = self.all();
        for (rank, is_left) in ranks.iter_mut().zip(among.unwrap_or_default()) {
            *rank = rank.filter(|_| *is_left);
        }
        // Any hit will do: most events need not be looked through to the end.
        let ranks = self.rank_from(ranks, terms, Rank::Slip);
        ranks.iter().map(Option::is_some).collect()
    }

    /// How well the terms fit each event; `None` where it does not.
    pub(super) fn rank(&self, terms: &[Term]) -> Vec<Option<Rank>> {
        self.rank_from(self.all(), terms, Rank::Word)
    }

    fn all(&self) -> Vec<Option<Rank>> {
        vec![Some(Rank::Word); self.ends.len()]
    }

    /// Ranks those that are left; what is as good as `enough` is not looked at any further.
    fn rank_from(&self, mut ranks: Vec<Option<Rank>>, terms: &[Term], enough: Rank) -> Vec<Option<Rank>> {
        for term in terms {
            match &term.wanted {
                Wanted::Word { spellings, .. } => {
                    let fits = self.rank_words(spellings, term.is_forgiven());
                    self.narrow(&mut ranks, term, &|said| best_rank(said, &fits, enough));
                }
                Wanted::Phrase { parts, .. } => {
                    let (places, last) = self.place_words(parts);
                    self.narrow(&mut ranks, term, &|said| {
                        has_phrase(said, &places, last).then_some(Rank::Word)
                    });
                }
            }
        }
        ranks
    }

    /// Takes from the events that are left those that a term leaves out.
    fn narrow(&self, ranks: &mut [Option<Rank>], term: &Term, rank: &dyn Fn(&[u32]) -> Option<Rank>) {
        let mut start = 0;
        for (left, end) in ranks.iter_mut().zip(&self.ends) {
            let end = *end as usize;
            if left.is_some() {
                let found = rank(&self.said[start..end]);
                *left = match term.is_excluded {
                    true => left.filter(|_| found.is_none()),
                    false => (*left).min(found),
                };
            }
            start = end;
        }
    }

    /// How well each different word fits what is looked for in any of its spellings.
    fn rank_words(&self, spellings: &[Pattern], is_forgiven: bool) -> Vec<Option<Rank>> {
        let mut fits = vec![None; self.word_ends.len()];
        if is_forgiven {
            for (number, fit) in fits.iter_mut().enumerate() {
                let word = self.word(number);
                let is_near = |(start, end): (usize, usize)| {
                    let near = |pattern: &Pattern| nearly_begins(&word[start..end], pattern.text());
                    spellings.iter().any(near)
                };
                if words(word).any(is_near) {
                    *fit = Some(Rank::Slip);
                }
            }
            return fits;
        }
        let text = self.folded.text.as_bytes();
        for pattern in spellings {
            self.each_hit(pattern, &mut |number, start, end| {
                let is_free = |at: Option<usize>| !at.is_some_and(|at| is_letter(text[at]));
                let rank = match (is_free(start.checked_sub(1)), is_free(Some(end))) {
                    (true, true) => Rank::Word,
                    (true, false) => Rank::Beginning,
                    (false, _) => Rank::Part,
                };
                fits[number] = fits[number].max(Some(rank));
            });
        }
        fits
    }

    /// For each different word at which places of a phrase it can stand, a bit each, and the last bit.
    fn place_words(&self, parts: &[Vec<Pattern>]) -> (Vec<u64>, u64) {
        let mut places = vec![0; self.word_ends.len()];
        let mut last = 0;
        for (nth, part) in parts.iter().enumerate().take(64) {
            let (is_first, is_last) = (nth == 0, nth + 1 == parts.len());
            last = 1 << nth;
            for pattern in part {
                self.each_hit(pattern, &mut |number, start, end| {
                    let from_start = start == self.word_start(number);
                    let to_end = end == self.word_ends[number] as usize;
                    // The phrase may begin and end within a word, and reaches from one to the next.
                    if (from_start || is_first) && (to_end || is_last) {
                        places[number] |= last;
                    }
                });
            }
        }
        (places, last)
    }

    /// Calls back with each place at which the pattern stands: the number of the word, start and end.
    fn each_hit(&self, pattern: &Pattern, each: &mut dyn FnMut(usize, usize, usize)) {
        let mut number = 0;
        let mut from = 0;
        while let Some(start) = pattern.find(&self.folded, from) {
            while (self.word_ends[number] as usize) < start {
                number += 1;
            }
            each(number, start, start + pattern.text().len());
            from = start + 1;
        }
    }
}

/// The best rank of these words, or the first that is as good as `enough`.
fn best_rank(said: &[u32], fits: &[Option<Rank>], enough: Rank) -> Option<Rank> {
    let mut best = None;
    for word in said {
        best = best.max(fits[*word as usize]);
        if best >= Some(enough) {
            break;
        }
    }
    best
}

/// True if words stand one after another at all places of a phrase. Each bit of the state is a beginning
/// of the phrase that ends here (Baeza-Yates and Gonnet, 1992).
fn has_phrase(said: &[u32], places: &[u64], last: u64) -> bool {
    let mut state = 0;
    said.iter().any(|word| {
        state = (state << 1 | 1) & places[*word as usize];
        state & last != 0
    })
}
