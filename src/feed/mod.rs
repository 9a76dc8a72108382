//! Bytes to events: one file per format, each lenient, none fatal.
//!
//! One bad event never costs the others: it is skipped and told of in [`Feed::skipped`].

pub mod source;

use std::sync::Arc;

use crate::date::Zone;
use crate::error::Error;
use crate::event::Event;

/// What was read from one address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What the publisher calls it.
    pub title: Option<String>,
    /// The zone of its events where they name none: the group's `timeZone`.
    pub zone: Option<Zone>,
    /// The events, in the feed's order. Of two with one uid the later one counts.
    pub events: Vec<Arc<Event>>,
    /// The entries that were refused.
    pub skipped: Vec<Diagnostic>,
    /// Entries that were read, but not in all their parts.
    pub warnings: Vec<Diagnostic>,
    /// The address of the next page, as written.
    pub next: Option<String>,
}

/// What is wrong in a feed, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The position of the entry in its list, from 0.
    pub position: usize,
    /// The entry's uid or title, where it has one.
    pub name: Option<String>,
    /// The path of the field: `start`, `programme[2].start`.
    pub field: String,
    /// What is wrong and what is expected, a short English sentence.
    pub reason: String,
}

/// Reads a feed in the native format; `language` (a BCP 47 tag) chooses among texts in several.
///
/// # Errors
///
/// [`Error::not_json`], [`Error::no_events`], [`Error::too_large`]: only when there is no list of
/// events at all.
pub fn read(bytes: &str, language: &str) -> Result<Feed, Error> {
    // Stand-in.
    let _ = language;
    let value: serde_json::Value =
        serde_json::from_str(bytes).map_err(|error| Error::not_json(error.line(), error.column()))?;
    let list = value["events"].as_array().ok_or_else(Error::no_events)?;
    let mut feed = Feed {
        next: value["next"].as_str().map(str::to_owned),
        ..Feed::default()
    };
    for (position, entry) in list.iter().enumerate() {
        let (Some(uid), Some(title)) = (entry["uid"].as_str(), entry["title"].as_str()) else {
            feed.skipped.push(Diagnostic {
                position,
                name: None,
                field: "title".to_owned(),
                reason: "expected a text".to_owned(),
            });
            continue;
        };
        let days = crate::date::DateRange::new(crate::date::Date::MIN, crate::date::Date::MAX)
            .ok_or_else(Error::no_events)?;
        feed.events.push(Arc::new(Event::new(
            crate::event::Uid::new(uid),
            title,
            crate::event::When::AllDay(days),
        )));
    }
    Ok(feed)
}
