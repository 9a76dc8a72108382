//! The values that a feed writes for one facet, and the names of those who speak.

use std::cmp::Reverse;

use crate::filter::interner::Interner;
use crate::filter::lexicon::bare_words;
use crate::filter::pattern::spellings;
use crate::order::sorted_positions;
use crate::text::{Folded, fold};

/// The values of a facet, and which of them each event has. A value is a number: its place among all.
#[derive(Default)]
pub(super) struct Values {
    /// What the spellings of each value have in common, folded; in order.
    folded: Vec<String>,
    /// The commonest spelling of each value, the first in the feed among equals.
    labels: Vec<String>,
    /// The words of each value, as phrases are compared to them, one space between them.
    keys: Vec<String>,
    /// The values of the first event, then those of the second: each once per event.
    of_events: Vec<u32>,
    /// Where the values of each event end.
    ends: Vec<u32>,
}

/// One way to write a value, and how often the feed does.
struct Spelling {
    folded: String,
    text: String,
    mentions: usize,
}

/// The values of the events that were taken so far. Blank ones are none.
#[derive(Default)]
pub(super) struct ValueCollector {
    /// A feed repeats few spellings many times: each is folded once.
    interner: Interner,
    all: Vec<Spelling>,
    /// The spellings of the first event, then those of the second.
    said: Vec<u32>,
    /// Where those of each event end.
    ends: Vec<u32>,
}

impl ValueCollector {
    /// Takes a value of the present event.
    pub(super) fn add(&mut self, text: &str) {
        let number = self.interner.number(text);
        if number == self.all.len() {
            self.all.push(Spelling {
                folded: fold(text),
                text: text.trim_ascii().to_owned(),
                mentions: 0,
            });
        }
        self.all[number].mentions += 1;
        self.said.push(number as u32);
    }

    /// Goes on to the next event.
    pub(super) fn end_event(&mut self) {
        self.ends.push(self.said.len() as u32);
    }

    /// All values that were taken.
    pub(super) fn end(self) -> Values {
        let Self { all, said, ends, .. } = self;
        let mut values = Values::default();
        let value_of = values.number(&all);
        values.keys = values
            .labels
            .iter()
            .map(|label| bare_words(label).join(" "))
            .collect();

        // For each value, the last event that has it, counted from 1.
        let mut last_events = vec![0; values.len()];
        let mut start = 0;
        for (position, end) in ends.into_iter().enumerate() {
            let end = end as usize;
            let spellings = said[start..end].iter();
            for value in spellings.filter_map(|spelling| value_of[*spelling as usize]) {
                if last_events[value] != position + 1 {
                    last_events[value] = position + 1;
                    values.of_events.push(value as u32);
                }
            }
            start = end;
            values.ends.push(values.of_events.len() as u32);
        }
        values
    }
}

impl Values {
    /// Finds the values among spellings: for each its value, `None` for a blank one.
    fn number(&mut self, spellings: &[Spelling]) -> Vec<Option<usize>> {
        let by_value = sorted_positions(spellings.len(), &|a, b| {
            spellings[a].folded.cmp(&spellings[b].folded)
        });
        let mut value_of = vec![None; spellings.len()];
        let mut best = (0, Reverse(0));
        for at in by_value {
            let spelling = &spellings[at];
            if spelling.folded.is_empty() {
                continue;
            }
            if self.folded.last() != Some(&spelling.folded) {
                self.folded.push(spelling.folded.clone());
                self.labels.push(String::new());
                best = (0, Reverse(0));
            }
            let value = self.labels.len() - 1;
            let rank = (spelling.mentions, Reverse(at));
            if rank > best {
                best = rank;
                self.labels[value].clone_from(&spelling.text);
            }
            value_of[at] = Some(value);
        }
        value_of
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// The values that a name stands for: the one that is so written, else those with other umlauts
    /// (`Koeln` for `Köln`).
    pub(super) fn named(&self, name: &str) -> Vec<usize> {
        let folded = fold(name);
        let known = self.folded.binary_search(&folded);
        if let Ok(value) = known {
            return vec![value];
        }
        let spellings = spellings(name);
        let is_named = |value: &usize| {
            let label = Folded::of(&self.labels[*value]);
            spellings.iter().any(|spelling| spelling.is_all_of(&label))
        };
        (0..self.len()).filter(is_named).collect()
    }

    /// The values whose names begin so.
    pub(super) fn begun(&self, name: &str) -> Vec<usize> {
        let folded = fold(name);
        let begins = |value: &usize| self.folded[*value].starts_with(&folded);
        (0..self.len()).filter(begins).collect()
    }

    /// The words of each value, one space between them.
    pub(super) fn keys(&self) -> &[String] {
        &self.keys
    }

    /// How a value is written.
    pub(super) fn label(&self, value: usize) -> &str {
        &self.labels[value]
    }

    /// The values of the event with this number.
    pub(super) fn of_event(&self, number: usize) -> &[u32] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.of_events[start as usize..self.ends[number] as usize]
    }
}
