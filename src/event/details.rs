//! What is said of an event besides what a list of events shows.

use std::sync::Arc;

use crate::event::{Access, Ages, Href, Link, Mark, RegistrationState, Text};
use crate::time::{Date, DateTime, Duration};

/// What is said of an event besides what a list of events shows: what one sees who opens it, searches, or takes
/// it along.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// What it is about, in paragraphs.
    pub description: Option<Text>,
    /// What is emphasised, listed or linked in the description, in order.
    pub markup: Vec<Mark>,
    /// Where, in the feed's order; the first is the main one.
    pub venues: Vec<Venue>,
    /// Where online.
    pub online: Vec<OnlineVenue>,
    /// All links but that to the event's own page.
    pub links: Vec<Link>,
    /// What it is about, the facet "topic" (`topics` and `keywords`).
    pub topics: Vec<String>,
    /// For whom it is.
    pub audience: Vec<String>,
    /// What makes it accessible, each once, in the order of [`Access::ALL`].
    pub accessibility: Vec<Access>,
    /// For which ages it is.
    pub ages: Option<Ages>,
    /// The language spoken there, as a BCP 47 tag.
    pub language: Option<Arc<str>>,
    /// Who holds it.
    pub organizers: Vec<Organizer>,
    /// What it costs.
    pub price: Option<Price>,
    /// A picture.
    pub image: Option<Image>,
    /// What happens when.
    pub programme: Vec<ProgrammeItem>,
    /// Who shows something.
    pub exhibitors: Vec<Exhibitor>,
    /// What was written afterwards.
    pub report: Option<Report>,
    /// How many came, in words: "about 30 members and partners".
    pub attendance: Option<Text>,
    /// When it was written and changed.
    pub history: Option<History>,
    /// What the publisher says besides, by names of their own, for pages that know them (`<template slot="event">`).
    pub extra: Vec<(String, String)>,
}

impl Details {
    /// The places of the facet "place": each venue's city, else its name.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        self.venues.iter().filter_map(|venue| {
            let name = venue.name.as_ref().map(|name| name.value.as_str());
            venue.city.as_deref().or(name)
        })
    }
}

/// Where people meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Venue {
    /// The building, or whatever the feed calls the place.
    pub name: Option<Text>,
    /// The room in it.
    pub room: Option<Text>,
    /// Who receives the guests there.
    pub host: Option<Text>,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City or town, the facet "place".
    pub city: Option<String>,
    /// Country, as a name or as an ISO 3166 code.
    pub country: Option<String>,
    /// Latitude and longitude in degrees (RFC 5870).
    pub coordinates: Option<(f64, f64)>,
    /// What else there is to know: the entrance, the parking.
    pub description: Option<Text>,
    /// The venue's own page.
    pub href: Option<Href>,
}

/// Where people meet online.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlineVenue {
    /// What the feed calls it.
    pub name: Option<Text>,
    /// The way in; feeds often keep it for those who registered.
    pub href: Option<Href>,
}

/// A person or body that an event names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organizer {
    /// The name.
    pub name: Text,
    /// A page, or an address to write to.
    pub href: Option<Href>,
}

/// Someone who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name, with titles.
    pub name: Text,
    /// What they are: a position, or a part in the programme.
    pub role: Option<Text>,
    /// For whom they speak.
    pub organization: Option<Text>,
}

/// One item of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeItem {
    /// The kind as the feed calls it: `talk`, `break`, `workshop`…
    pub kind: Option<String>,
    /// The civil start, in the event's zone.
    pub start: Option<DateTime>,
    /// How long it takes.
    pub duration: Option<Duration>,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// Slides, recordings, papers.
    pub links: Vec<Link>,
}

/// Someone with an info table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibitor {
    /// Who stands there.
    pub name: Text,
    /// What they show.
    pub description: Option<Text>,
    /// Their page.
    pub href: Option<Href>,
}

/// How one registers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registration {
    /// Where.
    pub href: Option<Href>,
    /// Whether it is possible; without one, `opens` and `closes` decide.
    pub state: Option<RegistrationState>,
    /// From when on, civil time in the event's zone.
    pub opens: Option<DateTime>,
    /// Until when, civil time in the event's zone, exclusive.
    pub closes: Option<DateTime>,
    /// For how many people.
    pub capacity: Option<u32>,
    /// How many places are left.
    pub remaining: Option<u32>,
}

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    /// True if it costs nobody anything, false if it costs something; `None` where the feed does not say.
    pub is_free: Option<bool>,
    /// The words: "30 € for members, otherwise 60 €".
    pub text: Option<Text>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is; always `http` or `https`.
    pub href: Href,
    /// What it shows, for those who do not see it.
    pub alternative: Option<Text>,
}

/// What was written afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The words.
    pub text: Option<Text>,
    /// The day on which it appeared.
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// Where it stands in full, and the pictures.
    pub links: Vec<Link>,
}

/// What the publisher's program notes of an entry's past (RFC 8984 §4.1.5 to §4.1.7): a calendar that
/// kept the event tells by it which state is the later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// When it was written, in UTC.
    pub created: Option<DateTime>,
    /// When it was last changed, in UTC.
    pub updated: Option<DateTime>,
    /// How often it changed in what matters to those who come, from 0.
    pub sequence: u32,
}
