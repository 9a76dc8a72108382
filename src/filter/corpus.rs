//! All that the events say, searchable: gathered event by event, so that a page can do something else in between.

use std::sync::Arc;

use crate::event::Event;
use crate::filter::Facet;
use crate::filter::text_index::{TextCollector, TextIndex};
use crate::filter::traits::EventTraits;
use crate::filter::values::{ValueCollector, Values};
use crate::order::sorted_positions;
use crate::schedule::Occurrence;

/// What holds for all dates of the events.
pub struct Corpus {
    pub(super) text_index: TextIndex,
    pub(super) values: [Values; Facet::FREE],
    /// The names of those who speak.
    pub(super) speakers: Values,
    pub(super) events: Vec<Arc<Event>>,
    pub(super) event_traits: Vec<EventTraits>,
    /// The events by where they lie in memory.
    by_place: Vec<usize>,
}

/// A corpus that is being gathered.
#[derive(Default)]
pub struct Collecting {
    text: TextCollector,
    values: [ValueCollector; Facet::FREE],
    speakers: ValueCollector,
    events: Vec<Arc<Event>>,
    event_traits: Vec<EventTraits>,
}

impl Collecting {
    /// Takes an event, with its details. All of it at once: its details lie apart from those of others.
    pub fn add(&mut self, event: &Arc<Event>) {
        self.text.add(event);
        for (facet, values) in Facet::ALL.into_iter().zip(&mut self.values) {
            facet.each_value(event, &mut |value| values.add(value));
            values.end_event();
        }
        let speakers = event.details().programme.iter().flat_map(|item| &item.speakers);
        speakers.for_each(|speaker| self.speakers.add(&speaker.name.value));
        self.speakers.end_event();
        self.event_traits.push(EventTraits::new(event));
        self.events.push(Arc::clone(event));
    }

    /// All that was taken.
    pub fn end(self) -> Corpus {
        let place = |at: usize| Arc::as_ptr(&self.events[at]);
        let by_place = sorted_positions(self.events.len(), &|a, b| place(a).cmp(&place(b)));
        Corpus {
            text_index: self.text.end(),
            values: self.values.map(ValueCollector::end),
            speakers: self.speakers.end(),
            events: self.events,
            event_traits: self.event_traits,
            by_place,
        }
    }
}

impl Corpus {
    /// Gathers the events of these occurrences.
    pub(super) fn of(occurrences: &[Occurrence]) -> Self {
        let event_at = |at: usize| Arc::as_ptr(&occurrences[at].event);
        let by_event = sorted_positions(occurrences.len(), &|a, b| event_at(a).cmp(&event_at(b)));
        let mut is_first = vec![false; occurrences.len()];
        for positions in by_event.chunk_by(|a, b| event_at(*a) == event_at(*b)) {
            is_first[positions[0]] = true;
        }
        let mut collecting = Collecting::default();
        let first = occurrences.iter().zip(is_first).filter(|(_, is_first)| *is_first);
        first.for_each(|(occurrence, _)| collecting.add(&occurrence.event));
        collecting.end()
    }

    /// For each occurrence the number of its event; `None` if one is of an event that is not in here.
    pub(super) fn number(&self, occurrences: &[Occurrence]) -> Option<Vec<u32>> {
        let number = |occurrence: &Occurrence| {
            let sought = Arc::as_ptr(&occurrence.event);
            let place = |at: &usize| Arc::as_ptr(&self.events[*at]).cmp(&sought);
            let found = self.by_place.binary_search_by(place).ok()?;
            Some(self.by_place[found] as u32)
        };
        occurrences.iter().map(number).collect()
    }
}
