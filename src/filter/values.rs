//! The values of one facet over all events.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Facet, fold};
use crate::event::Event;

/// The values of a facet, and which of them each event has. A value is a number: its place among all.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// The commonest spelling of each value, the first in the feed among equals.
    labels: Vec<String>,
    /// What the spellings of a value have in common: the folded text, and the value.
    numbers: BTreeMap<String, usize>,
    /// The values of the first event, then those of the second: each once per event.
    of_events: Vec<usize>,
    /// Where the values of each event end.
    ends: Vec<usize>,
}

/// One way to write a value, and how often the feed does.
struct Spelling {
    /// `None` for a blank one.
    value: Option<usize>,
    count: usize,
    /// How many spellings came before it.
    order: usize,
}

impl Values {
    /// Collects the values of a facet. Blank ones are none.
    pub(super) fn new(events: &[Arc<Event>], facet: Facet) -> Self {
        let mut values = Self::default();
        // A feed repeats few spellings many times: each is folded once.
        let mut spellings: BTreeMap<&str, Spelling> = BTreeMap::new();
        // For each value, the last event that has it, counted from 1.
        let mut last_events: Vec<usize> = Vec::new();
        for (position, event) in events.iter().enumerate() {
            facet.each_value(event, &mut |text| {
                let text = text.trim_ascii();
                let order = spellings.len();
                let spelling = spellings.entry(text).or_insert_with(|| Spelling {
                    value: values.number(fold(text)),
                    count: 0,
                    order,
                });
                spelling.count += 1;
                let Some(value) = spelling.value else { return };
                last_events.resize(values.numbers.len(), 0);
                if last_events[value] != position + 1 {
                    last_events[value] = position + 1;
                    values.of_events.push(value);
                }
            });
            values.ends.push(values.of_events.len());
        }
        values.label(spellings);
        values
    }

    /// How many values there are.
    pub(super) fn len(&self) -> usize {
        self.labels.len()
    }

    /// All values with their folded text, in its order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, usize)> {
        self.numbers
            .iter()
            .map(|(folded, value)| (folded.as_str(), *value))
    }

    /// The value of a folded text.
    pub(super) fn find(&self, folded: &str) -> Option<usize> {
        self.numbers.get(folded).copied()
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

    /// The value of a folded text, a new one if need be; `None` for a blank one.
    fn number(&mut self, folded: String) -> Option<usize> {
        let next = self.numbers.len();
        (!folded.is_empty()).then(|| *self.numbers.entry(folded).or_insert(next))
    }

    fn label(&mut self, spellings: BTreeMap<&str, Spelling>) {
        let mut best = vec![(0, Reverse(0)); self.numbers.len()];
        self.labels.resize(self.numbers.len(), String::new());
        for (text, spelling) in spellings {
            let Some(value) = spelling.value else { continue };
            let rank = (spelling.count, Reverse(spelling.order));
            if rank > best[value] {
                best[value] = rank;
                text.clone_into(&mut self.labels[value]);
            }
        }
    }
}
