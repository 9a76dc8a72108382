//! The properties by which visitors narrow a calendar down.

use crate::event::Event;

/// A property that the visitor can choose values of.
///
/// The values of the first seven are whatever the feed writes. Those of the others are known beforehand
/// and have a name each, which is theirs in addresses and in the query language; a view puts words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Facet {
    /// What kind of event: [`Event::types`].
    Type,
    /// What about: [`Details::topics`](crate::event::Details::topics).
    Topic,
    /// Where: [`Details::places`](crate::event::Details::places).
    Place,
    /// Who holds it: [`Details::organizers`](crate::event::Details::organizers).
    Organizer,
    /// The language spoken, as the feed's BCP 47 tag: [`Details::language`](crate::event::Details::language).
    Language,
    /// For whom: [`Details::audience`](crate::event::Details::audience).
    Audience,
    /// Which feed has it, where a calendar has several: [`Event::feeds`].
    Source,
    /// Whether one goes there or connects: `on-site`, `online`, `hybrid`.
    Format,
    /// What it costs: `free`, `paid`. An event that says nothing of a price has neither.
    Price,
    /// On which days of the week it takes place, as shown: `mon` to `sun`. What is shorter than a day is on
    /// the day on which it begins.
    Weekday,
    /// When in the day it begins, as shown: `morning` from 5:00, `afternoon` from 12:00, `evening` from
    /// 17:00, `night` from 22:00. Whole days have none.
    Time,
    /// Whether one can register: `open`, `closed` (over, not begun, or no places), `not-needed`.
    Registration,
    /// What makes it accessible: `step-free`, `sign-language`, `captions`, `audio-description`, `hearing-loop`,
    /// `quiet` ([`Details::accessibility`](crate::event::Details::accessibility)).
    Access,
    /// For which ages: `children` (up to 12, and families), `youth` (13 to 17), `adults`; by
    /// [`Details::ages`](crate::event::Details::ages), and where nothing is said of them by words of
    /// [`Details::audience`](crate::event::Details::audience).
    Age,
    /// Which days: `today`, `tomorrow`, `this-week`, `this-weekend`, `next-week`, `this-month`, `next-month`,
    /// `next-30-days`, `past`, a year, a month `2026-05`, a day, or days from one to another `2026-05-01..2026-05-20`.
    When,
}

impl Facet {
    /// All facets, in the order in which they are offered where the data prefers none.
    pub const ALL: [Self; 15] = [
        Self::Type,
        Self::Topic,
        Self::Place,
        Self::Organizer,
        Self::Language,
        Self::Audience,
        Self::Source,
        Self::Format,
        Self::Price,
        Self::Weekday,
        Self::Time,
        Self::Registration,
        Self::Access,
        Self::Age,
        Self::When,
    ];

    /// The order in which facets are offered that part the events equally well: first those of which a list of events
    /// says something before their details are read.
    pub(super) const PREFERRED: [Self; Self::ALL.len()] = [
        Self::Type,
        Self::Place,
        Self::Topic,
        Self::Price,
        Self::Organizer,
        Self::Audience,
        Self::Source,
        Self::Age,
        Self::Access,
        Self::Format,
        Self::Registration,
        Self::Language,
        Self::Time,
        Self::Weekday,
        Self::When,
    ];

    /// The name in addresses and attributes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Topic => "topic",
            Self::Place => "place",
            Self::Organizer => "organizer",
            Self::Language => "language",
            Self::Audience => "audience",
            Self::Source => "source",
            Self::Format => "format",
            Self::Price => "price",
            Self::Weekday => "weekday",
            Self::Time => "time",
            Self::Registration => "registration",
            Self::Access => "access",
            Self::Age => "age",
            Self::When => "when",
        }
    }

    /// The facet of this name, as addresses and attributes have it; case aside.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_name = |facet: &Self| name.eq_ignore_ascii_case(facet.name());
        Self::ALL.into_iter().find(is_name)
    }

    /// How many have values that the feed writes: the first ones of [`Facet::ALL`].
    pub(super) const FREE: usize = Self::Format as usize;

    /// True if the feed writes its values; false if they are known beforehand.
    pub fn is_free(self) -> bool {
        (self as usize) < Self::FREE
    }

    /// Calls back with each value as the feed writes it.
    pub(super) fn each_value<'a>(self, event: &'a Event, each: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Type => event.types.iter().for_each(|text| each(text)),
            Self::Topic => event.details().topics.iter().for_each(|text| each(text)),
            Self::Place => event.details().places().for_each(each),
            Self::Organizer => {
                let organizers = &event.details().organizers;
                organizers.iter().for_each(|one| each(&one.name.value));
            }
            Self::Language => event.details().language.iter().for_each(|tag| each(tag)),
            Self::Audience => event.details().audience.iter().for_each(|text| each(text)),
            Self::Source => event.feeds.iter().for_each(|name| each(name)),
            _ => {}
        }
    }
}

/// One value of a facet, as it is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value as the feed writes it most often (case and diacritics do not part values), or its name
    /// where it is known beforehand.
    pub label: String,
    /// How many events it would leave under all other filters (those of its own facet aside).
    pub count: usize,
    /// True if it is chosen.
    pub is_chosen: bool,
}
