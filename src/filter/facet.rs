//! The properties by which visitors narrow a calendar down.

use crate::event::Event;

/// A property of events that the visitor can choose values of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// What kind of event: [`crate::event::Event::types`].
    Type,
    /// What about: [`crate::event::Event::topics`].
    Topic,
    /// Where: [`crate::event::Event::places`].
    Place,
}

impl Facet {
    /// All facets, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Type, Self::Topic, Self::Place];

    /// The name in addresses and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Topic => "topic",
            Self::Place => "place",
        }
    }

    /// True if it parts these events at all: they have two different values, case aside.
    pub fn parts<'a>(self, events: impl Iterator<Item = &'a Event>) -> bool {
        let mut first: Option<&str> = None;
        let mut parts = false;
        for event in events {
            self.each_value(event, &mut |value| {
                let value = value.trim_ascii();
                if !value.is_empty() {
                    let known = *first.get_or_insert(value);
                    parts = parts || !known.eq_ignore_ascii_case(value);
                }
            });
        }
        parts
    }

    /// Calls back with each value that the event has, as the feed writes it.
    pub(super) fn each_value<'a>(self, event: &'a Event, each: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Type => event.types.iter().for_each(|text| each(text)),
            Self::Topic => event.topics.iter().for_each(|text| each(text)),
            Self::Place => event.places().for_each(each),
        }
    }
}

/// One value of a facet, as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value as the feed writes it most often; case and diacritics do not part values.
    pub label: String,
    /// How many events it would leave under all other filters (those of its own facet aside).
    pub count: usize,
    /// True if it is chosen.
    pub is_chosen: bool,
}
