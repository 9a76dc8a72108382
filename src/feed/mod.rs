//! Bytes to events: one native reader, and a file per other format that rewrites it as the native one; each lenient,
//! none fatal.
//!
//! One bad event never costs the others: it is skipped and told of in [`Feed::skipped`].

mod clean;
mod field;
pub(crate) mod formats;
mod html;
mod jscalendar;
mod likeness;
mod merge;
mod node;
pub(crate) mod rare;
mod reason;
mod repair;
mod words;
mod zone;
mod zone_name;

pub(crate) use clean::bring as bring_cleaning;
pub(crate) use formats::Judged;
pub use formats::{FeedAs, Format, Hints};
pub use jscalendar::{Context, join_pages};
pub(crate) use jscalendar::{places_of, read_details};
pub use likeness::are_alike;
pub use merge::merge;
pub use reason::Reason;
pub use zone::commonest_zone;

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::error::Error;
use crate::event::{Details, Event, Origin, Source, Uid};
use crate::time::{Zone, Zones};

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
    /// The address of the same events as iCalendar, as written, to subscribe to.
    pub calendar: Option<String>,
    /// What the entries have from the feed, by which details are read.
    pub context: Context,
    /// Those of `events` that are dates of series which may stand on other pages.
    pub strays: Vec<Stray>,
}

/// A date of a series that stands alone on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stray {
    /// The uid that it has until it finds its series.
    pub uid: Uid,
    /// The uid of the series.
    pub series: Uid,
    /// The start that the series gives it, as written.
    pub id: String,
    /// The zone of that start, where the feed says it.
    pub zone: Option<Zone>,
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
    /// What is wrong, and what is expected.
    pub reason: Reason,
}

impl Diagnostic {
    /// Whether another tells the same of the same entry, by whatever name.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        (self.position, self.reason, &self.field) == (other.position, other.reason, &other.field)
    }
}

impl Feed {
    /// Takes the places in the publisher's own document for those in what it was rewritten as.
    pub(crate) fn tell_origins(&mut self, origins: Arc<dyn Origins>) {
        for fault in self.skipped.iter_mut().chain(&mut self.warnings) {
            origins.rename(fault);
        }
        self.context.origins = Renamed(Some(origins));
    }
}

/// Where in the publisher's own document something stands that was rewritten in the native format.
pub(crate) trait Origins: Send + Sync {
    /// Tells of a fault as the publisher finds it.
    fn rename(&self, fault: &mut Diagnostic);
}

/// [`Origins`], where a feed was rewritten.
#[derive(Clone, Default)]
pub(crate) struct Renamed(Option<Arc<dyn Origins>>);

impl Renamed {
    /// Tells of faults as the publisher finds them.
    fn rename(&self, faults: &mut [Diagnostic]) {
        if let Some(origins) = &self.0 {
            for fault in faults {
                origins.rename(fault);
            }
        }
    }
}

impl fmt::Debug for Renamed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.is_some().fmt(formatter)
    }
}

/// It is no part of what a feed says.
impl PartialEq for Renamed {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// Reads a feed in any of the formats that are known: the native one, and those that are rewritten as it; `language`
/// (a BCP 47 tag) chooses among texts in several. Which format it is is told by what is in it.
///
/// Instants (times with an offset, `Z`) become civil times in the zones of their events here, and nowhere
/// behind: `zones` is asked for them alone.
///
/// At most 32 MiB and 100,000 entries are read, of one entry at most 1,000 members of a collection,
/// 500 characters of a name or title, 200 of a label, 50,000 of a description or report, 20 rules and
/// 1,000 dates of a series. Dates that differ from their series repeat at most 64 MiB of what it says.
///
/// # Errors
///
/// [`Error::not_json`], [`Error::no_events`], [`Error::too_large`]: only when there is no list of
/// events at all.
///
/// # Examples
///
/// ```
/// # use lichthof::time::{Instant, Zones};
/// # struct NoZones;
/// # impl Zones for NoZones {
/// #     fn offset_at(&self, _: &str, _: Instant) -> Option<i32> { None }
/// # }
/// # let zones = NoZones;
/// let feed = lichthof::feed::read(
///     r#"{"timeZone": "Europe/Berlin", "entries": [
///         {"uid": "1", "title": {"de": "Mitgliederversammlung", "en": "Members' assembly"},
///          "start": "2018-11-06T17:00:00", "duration": "PT4H", "venue": {"city": "Magdeburg"}},
///         {"uid": "2", "start": "2018-11-07"}
///     ]}"#,
///     "de",
///     &zones,
/// )?;
/// assert_eq!(feed.events[0].title.value, "Mitgliederversammlung");
/// assert_eq!(feed.skipped[0].field, "title");
/// # Ok::<(), lichthof::error::Error>(())
/// ```
pub fn read(bytes: &str, language: &str, zones: &dyn Zones) -> Result<Feed, Error> {
    read_with(bytes, &Hints::default(), language, zones)
}

/// As [`read`], with what the page says of its feeds besides their addresses.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(bytes: &str, hints: &Hints, language: &str, zones: &dyn Zones) -> Result<Feed, Error> {
    Ok(Document::read(bytes, hints, language, zones)?.feed)
}

/// A feed, and what it was read from.
#[derive(Debug)]
pub struct Document<'a> {
    /// The format that it is in.
    pub format: Format,
    /// Its text in the native format: as it is, or what it was rewritten as.
    pub native: Cow<'a, str>,
    /// What it says.
    pub feed: Feed,
}

impl<'a> Document<'a> {
    /// Reads a feed as [`read_with`] does.
    ///
    /// # Errors
    ///
    /// As [`read`].
    pub fn read(bytes: &'a str, hints: &Hints, language: &str, zones: &dyn Zones) -> Result<Self, Error> {
        let nowhere: Arc<dyn Source> = Arc::new(Nowhere);
        rare::take_missed();
        let mut read = read_list(bytes, language, zones, &nowhere);
        let is_doubtful = rare::take_missed() || hints.map.is_some();
        let native = if is_doubtful {
            formats::convert(bytes, hints, zones)
        } else {
            None
        };
        if let Some((_, native)) = &native {
            read = read_list(&native.text, language, zones, &nowhere);
        }
        let mut feed = read?;
        let (format, native) = match native {
            Some((format, native)) => {
                feed.tell_origins(native.origins);
                (format, Cow::Owned(native.text))
            }
            None => (Format::JsCalendar, Cow::Borrowed(bytes)),
        };
        read_details_ahead(&native, &mut feed, zones);
        Ok(Self { format, native, feed })
    }

    /// Where each entry stands in the native text, in bytes: [`Event::entry`] counts in them.
    pub fn entries(&self) -> Vec<Range<usize>> {
        jscalendar::places_of(&self.native, &self.feed.context)
    }
}

/// Reads the details of all events, each entry once, and what is wrong with them.
fn read_details_ahead(native: &str, feed: &mut Feed, zones: &dyn Zones) {
    let places = jscalendar::places_of(native, &feed.context);
    let faults = RefCell::new(std::mem::take(&mut feed.warnings));
    for event in &feed.events {
        event.read_ahead_by(&|origin, events| {
            let place = places.get(origin.entry).cloned();
            let text = place.and_then(|place| native.get(place)).unwrap_or_default();
            let reading = jscalendar::read_details(text, &feed.context, zones, events);
            let known = &mut faults.borrow_mut();
            for fault in reading.faults {
                if known.len() < jscalendar::MAX_WARNINGS && !known.iter().any(|known| known.is_same(&fault))
                {
                    known.push(fault);
                }
            }
            reading.details
        });
    }
    feed.warnings = faults.into_inner();
    feed.warnings.sort_by_key(|fault| fault.position);
}

/// Reads what a list shows, and nothing else: the details of the events are read from `source`.
///
/// There is doubt ([`rare::doubt`]) whether it is a feed of the native format where there is no list, and where no entry
/// of it has a uid.
///
/// # Errors
///
/// As [`read`].
pub(crate) fn read_list(
    bytes: &str,
    language: &str,
    zones: &dyn Zones,
    source: &Arc<dyn Source>,
) -> Result<Feed, Error> {
    let feed = node::with_tree(bytes, |root| jscalendar::read(root, language, zones, source));
    let feed = feed.and_then(|feed| feed.ok_or_else(Error::no_events));
    if feed.is_err() {
        rare::doubt();
    }
    feed
}

/// Where nothing is read any more, as it has been.
struct Nowhere;

impl Source for Nowhere {
    fn read(&self, _: &Origin, _: &[&Event]) -> Vec<Details> {
        Vec::new()
    }
}
