//! The values of one facet over all events.

use std::cmp::Reverse;
use std::sync::Arc;

use super::{Facet, fold};
use crate::event::Event;
use crate::order::sorted_positions;

/// The values of a facet, and which of them each event has. A value is a number: its place among all.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// What the spellings of each value have in common, folded; in order.
    folded: Vec<String>,
    /// The commonest spelling of each value, the first in the feed among equals.
    labels: Vec<String>,
    /// The values of the first event, then those of the second: each once per event.
    of_events: Vec<usize>,
    /// Where the values of each event end.
    ends: Vec<usize>,
}

/// One way to write a value, and where the feed does.
struct Spelling<'a> {
    folded: String,
    text: &'a str,
    mentions: &'a [usize],
}

impl Values {
    /// Collects the values of a facet. Blank ones are none.
    pub(super) fn new(events: &[Arc<Event>], facet: Facet) -> Self {
        let mut texts: Vec<&str> = Vec::new();
        let mut ends = Vec::with_capacity(events.len());
        for event in events {
            facet.each_value(event, &mut |text| texts.push(text.trim_ascii()));
            ends.push(texts.len());
        }
        let mut values = Self::default();
        let value_of_text = values.number(&texts);

        // For each value, the last event that has it, counted from 1.
        let mut last_events = vec![0; values.len()];
        let mut start = 0;
        for (position, end) in ends.into_iter().enumerate() {
            for value in value_of_text[start..end].iter().flatten() {
                if last_events[*value] != position + 1 {
                    last_events[*value] = position + 1;
                    values.of_events.push(*value);
                }
            }
            start = end;
            values.ends.push(values.of_events.len());
        }
        values
    }

    /// Finds the values among texts: for each text its value, `None` for a blank one.
    fn number(&mut self, texts: &[&str]) -> Vec<Option<usize>> {
        // A feed repeats few spellings many times: each is folded once.
        let order = sorted_positions(texts.len(), &|a, b| texts[a].cmp(texts[b]));
        let mut spellings: Vec<Spelling<'_>> = Vec::new();
        for mentions in order.chunk_by(|a, b| texts[*a] == texts[*b]) {
            let text = texts[mentions[0]];
            spellings.push(Spelling {
                folded: fold(text),
                text,
                mentions,
            });
        }
        let by_value = sorted_positions(spellings.len(), &|a, b| {
            spellings[a].folded.cmp(&spellings[b].folded)
        });
        let mut value_of_text = vec![None; texts.len()];
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
            let rank = (spelling.mentions.len(), Reverse(spelling.mentions[0]));
            if rank > best {
                best = rank;
                self.labels[value] = spelling.text.to_owned();
            }
            for mention in spelling.mentions {
                value_of_text[*mention] = Some(value);
            }
        }
        value_of_text
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// All values with their folded text, in its order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, usize)> {
        self.folded
            .iter()
            .enumerate()
            .map(|(value, folded)| (folded.as_str(), value))
    }

    /// The value of a folded text.
    pub(super) fn find(&self, folded: &str) -> Option<usize> {
        self.folded
            .binary_search_by(|known| known.as_str().cmp(folded))
            .ok()
    }

    /// How a value is written.
    pub(super) fn label_of(&self, value: usize) -> &str {
        &self.labels[value]
    }

    /// The values of the event at this position.
    pub(super) fn of_event(&self, position: usize) -> &[usize] {
        let start = position.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.of_events[start..self.ends[position]]
    }
}
