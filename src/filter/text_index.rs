//! All that the events say, as words.
//!
//! A feed says few different words many times over: a hundred thousand events of fifty words have some
//! forty thousand. So a search looks through the different words alone, which are folded once and stand
//! in one piece of memory, and takes note of how well each fits. Then it runs through the events, each a
//! row of numbers of words. Parts of words and slips of the finger cost nothing more, unlike with lists
//! of the events of each word, where one letter would have to join almost all of them.

use crate::event::Event;
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

/// The words of the events that were taken so far.
pub(super) struct TextCollector {
    interner: Interner,
    text_index: TextIndex,
}

impl Default for TextCollector {
    fn default() -> Self {
        let mut collector = Self {
            interner: Interner::default(),
            text_index: TextIndex::default(),
        };
        // The number of `FIELD_END`.
        collector.number("");
        collector
    }
}

impl TextCollector {
    /// Takes the words of an event.
    pub(super) fn add(&mut self, event: &Event) {
        each_text(event, &mut |text| {
            each_word(text, &mut |word| {
                let number = self.number(word);
                // Of a soft hyphen alone nothing is left.
                if !self.text_index.word(number).is_empty() {
                    self.text_index.said.push(number as u32);
                }
            });
            self.text_index.said.push(FIELD_END);
        });
        self.text_index.ends.push(self.text_index.said.len() as u32);
    }

    fn number(&mut self, word: &str) -> usize {
        let number = self.interner.number(word);
        let text_index = &mut self.text_index;
        if number == text_index.word_ends.len() {
            text_index.folded.push(word);
            text_index.word_ends.push(text_index.folded.text.len() as u32);
            text_index.folded.text.push(BREAK);
        }
        number
    }

    /// All words that were taken.
    pub(super) fn end(self) -> TextIndex {
        self.text_index
    }
}

impl TextIndex {
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

    /// True if some event has the word, and not as a part of another.
    pub(super) fn has_word(&self, spellings: &[Pattern]) -> bool {
        let text = self.folded.text.as_bytes();
        let mut has_word = false;
        for pattern in spellings {
            self.each_hit(pattern, &mut |_, start, end| {
                let is_part = |at: Option<usize>| at.is_some_and(|at| is_letter(text[at]));
                has_word |= !is_part(start.checked_sub(1)) && !is_part(Some(end));
            });
        }
        has_word
    }

    /// For each different word whether some word in it begins like this, in any spelling; nearly, where a slip is
    /// forgiven.
    pub(super) fn beginning(&self, spellings: &[Pattern], is_forgiven: bool) -> Vec<bool> {
        if is_forgiven {
            return self.fitting_words(spellings, true);
        }
        let text = self.folded.text.as_bytes();
        let mut begins = vec![false; self.word_ends.len()];
        for pattern in spellings {
            self.each_hit(pattern, &mut |number, start, _| {
                let before = start.checked_sub(1);
                begins[number] |= before.is_none_or(|before| !is_letter(text[before]));
            });
        }
        begins
    }

    /// The words of an event's title, by number. The title is the first that an event says.
    pub(super) fn title(&self, event: usize) -> &[u32] {
        let start = event.checked_sub(1).map_or(0, |before| self.ends[before]);
        let said = &self.said[start as usize..self.ends[event] as usize];
        let end = said.iter().position(|word| *word == FIELD_END);
        &said[..end.unwrap_or(said.len())]
    }

    /// For each event whether all terms find it; only those `among` can be, the others are lost already.
    pub(super) fn find(&self, terms: &[Term], among: Option<&[bool]>) -> Vec<bool> {
        let mut left = among.map_or_else(|| vec![true; self.ends.len()], <[bool]>::to_vec);
        for term in terms {
            match &term.wanted {
                Wanted::Word { spellings, .. } => {
                    let fits = self.fitting_words(spellings, term.is_forgiven());
                    self.narrow(&mut left, term, &|said| {
                        said.iter().any(|word| fits[*word as usize])
                    });
                }
                Wanted::Phrase { parts, .. } => {
                    let (places, last) = self.place_words(parts);
                    self.narrow(&mut left, term, &|said| has_phrase(said, &places, last));
                }
            }
        }
        left
    }

    /// Takes from the events that are left those that a term leaves out.
    fn narrow(&self, left: &mut [bool], term: &Term, finds: &dyn Fn(&[u32]) -> bool) {
        let mut start = 0;
        for (is_left, end) in left.iter_mut().zip(&self.ends) {
            let end = *end as usize;
            *is_left = *is_left && finds(&self.said[start..end]) != term.is_excluded;
            start = end;
        }
    }

    /// Which of the different words are what is looked for in any of its spellings, or hold it; nearly, where slips
    /// are forgiven.
    fn fitting_words(&self, spellings: &[Pattern], is_forgiven: bool) -> Vec<bool> {
        let mut fits = vec![false; self.word_ends.len()];
        if is_forgiven {
            for (number, fit) in fits.iter_mut().enumerate() {
                let word = self.word(number);
                let is_near = |(start, end): (usize, usize)| {
                    let near = |pattern: &Pattern| nearly_begins(&word[start..end], pattern.text());
                    spellings.iter().any(near)
                };
                *fit = words(word).any(is_near);
            }
            return fits;
        }
        for pattern in spellings {
            self.each_hit(pattern, &mut |number, _, _| fits[number] = true);
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

/// True if words stand one after another at all places of a phrase. Each bit of the state is a beginning
/// of the phrase that ends here (Baeza-Yates and Gonnet, 1992).
fn has_phrase(said: &[u32], places: &[u64], last: u64) -> bool {
    let mut state = 0;
    said.iter().any(|word| {
        state = (state << 1 | 1) & places[*word as usize];
        state & last != 0
    })
}
