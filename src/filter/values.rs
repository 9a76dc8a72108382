//! The values that a feed writes for one facet, and the names of those who speak.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::event::Event;
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
struct Spelling<'a> {
    folded: String,
    text: &'a str,
    mentions: usize,
}

/// Calls back with each value of an event.
type EachValue<'a> = &'a dyn for<'e> Fn(&'e Event, &mut dyn FnMut(&'e str));

impl Values {
    /// Collects values. Blank ones are none.
    pub(super) fn new(events: &[Arc<Event>], each_value: EachValue<'_>) -> Self {
        // A feed repeats few spellings many times: each is folded once.
        let mut interner = Interner::default();
        let mut all: Vec<Spelling<'_>> = Vec::new();
        let mut said: Vec<usize> = Vec::new();
        let mut ends = Vec::with_capacity(events.len());
        for event in events {
            each_value(event, &mut |text| {
                let number = interner.number(text);
                if number == all.len() {
                    all.push(Spelling {
                        folded: fold(text),
                        text: text.trim_ascii(),
                        mentions: 0,
                    });
                }
                all[number].mentions += 1;
                said.push(number);
            });
            ends.push(said.len());
        }
        let mut values = Self::default();
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
            for value in said[start..end].iter().filter_map(|spelling| value_of[*spelling]) {
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

    /// Finds the values among spellings: for each its value, `None` for a blank one.
    fn number(&mut self, spellings: &[Spelling<'_>]) -> Vec<Option<usize>> {
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
                self.labels[value] = spelling.text.to_owned();
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
