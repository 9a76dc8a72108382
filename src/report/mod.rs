//! What publishers and partners are told, in the console and by [`Notice::Error`](crate::app::Notice::Error).
//!
//! Most visits have nothing to tell. What there is to tell is data, then, and the sentences are a part of the
//! program that comes when there is something (`words`). Meanwhile it waits, and where the part cannot be fetched a
//! few words with a code stand for it.

#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;
mod words;

use std::cell::RefCell;
use std::pin::Pin;

#[cfg(feature = "split")]
use split::{fetch_words, told};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::future_to_promise;
#[cfg(not(feature = "split"))]
use whole::{fetch_words, told};

use crate::error::{Error, reasons};
use crate::event::Uid;
use crate::feed::Diagnostic;
use crate::text::{FINGERPRINT_OF_NOTHING, fingerprint};

/// The most things that wait for their words. A page has fewer feeds, attributes and pages of feeds.
const MAX_WAITING: usize = 200;
/// The most different things that the console is told.
const MAX_TOLD: usize = 1_000;

/// Something that a publisher or a partner is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// A feed, or a page of one, could not be read.
    Failure(Error),
    /// Entries of a feed were refused, or not read in all their parts.
    Entries {
        /// The feed's address.
        address: String,
        /// Those that were refused.
        skipped: Vec<Diagnostic>,
        /// What was not understood in others.
        warnings: Vec<Diagnostic>,
    },
    /// Several pages of a feed have events with these uids: the first of each is shown. (Within a page it is a fault of the
    /// entry, and events of several feeds are told apart by what they say.)
    Repeated(Vec<Uid>),
    /// These series have more dates than are looked at.
    Cut(Vec<Uid>),
    /// A feed has bytes that belong to no character of its character set.
    Characters {
        /// The feed's address.
        address: String,
        /// The character set's label.
        label: String,
        /// The line of the first such byte, from 1.
        line: usize,
        /// Its column, in characters from 1.
        column: usize,
        /// Which byte it is, from 1.
        byte: usize,
    },
    /// An attribute could not be used.
    Attribute(Complaint),
}

/// An attribute that could not be used; the default holds instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The attribute's name.
    pub attribute: &'static str,
    /// Its value as written.
    pub value: String,
    /// What it takes.
    pub expected: Expected,
}

reasons! {
    /// What an attribute takes.
    pub enum Expected {
        OneOfViews = "one-of-views": "one of `views`",
        Facets = "facets": "names of facets such as `type place topic`, space-separated",
        ColorBy = "color-by": "one of `type`, `topic`, `place`, `organizer`, `language` and `audience`",
        Controls = "controls": "some of `search`, `filter`, `views` and `export`, space-separated, or `none`",
        State = "state": "`address` or `none`",
        Date = "date": "a date such as `2018-11-06`",
        DateOrNone = "date-or-none": "a date such as `2018-11-06`, or null for today",
        Filter = "filter": "what is typed into the search field, or what `lichthof-change` says, such as `type=Vortrag`",
        Whether = "whether": "true or false",
        Event = "event": "the uid of an event that is there, or null",
        Weekday = "weekday": "`mon` to `sun`",
        Weekdays = "weekdays": "some of `mon` to `sun`, space-separated",
        Visibility = "show-or-hide": "`show` or `hide`",
        Zone = "zone": "`auto`, `event`, `visitor`, a name such as `Europe/Berlin` or an offset such as `+02:00`",
        KnownZone = "known-zone": "a time zone that browsers know, such as `Europe/Berlin`",
        Limit = "limit": "a number from 1 to 1000",
        Series = "series": "`all` or `next`",
        Wording = "wording": "`dates` or `events`",
        HeadingLevel = "heading-level": "a number from 1 to 6",
        Images = "images": "`feed`, `any` or `none`",
        FeedAs = "feed-as": "`talks` or `event`",
        Map = "map": "a JSON object such as `{\"title\": \"name\", \"start\": \"von\"}`",
        DateTime = "date-time": "a date and time such as `2018-11-06T17:00`",
        Name = "name": "1 to 32 letters, digits, `_` or `-`; without, no state is kept in the address",
        Address = "address": "absolute http, https, webcal or blob addresses",
        FewAddresses = "few-addresses": "at most 20 addresses",
        Views = "views": "`list`, `month`, `week`, `day`, `year` and `cards`, space-separated",
    }
}

impl Told {
    /// The name of what is told, for programs: it stays when the words change.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Failure(error) => error.code(),
            Self::Entries { .. } => "entries",
            Self::Repeated(_) => "same-uid",
            Self::Cut(_) => "cut-series",
            Self::Characters { .. } => "character-set",
            Self::Attribute(complaint) => complaint.attribute,
        }
    }

    /// What it concerns: an address, a uid, a value.
    fn subject(&self) -> &str {
        match self {
            Self::Failure(error) => error.address().unwrap_or_default(),
            Self::Entries { address, .. } | Self::Characters { address, .. } => address,
            Self::Repeated(uids) | Self::Cut(uids) => uids.first().map_or("", Uid::as_str),
            Self::Attribute(complaint) => &complaint.value,
        }
    }

    /// What stands for the sentence where that cannot be had: `unreachable (https://…)`.
    fn in_short(&self) -> String {
        [self.code(), " (", self.subject(), ")"].concat()
    }
}

/// Who hears of something besides the console.
pub type Hear = Box<dyn FnOnce(&str)>;

thread_local! {
    /// What waits for its words, and who hears them.
    static WAITING: RefCell<Vec<(Told, Option<Hear>)>> = const { RefCell::new(Vec::new()) };
    static TOLD: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Tells something in the console, once, however many calendars meet it, and however often; and lets `hear` have the
/// same words each time. Both happen later: the words may have to be fetched. What is told belongs to the page, and
/// outlives the calendar that met it.
pub fn tell(told: Told, hear: Option<Hear>) {
    let is_first = WAITING.with_borrow_mut(|waiting| {
        if waiting.len() < MAX_WAITING {
            waiting.push((told, hear));
        }
        waiting.len() == 1
    });
    if is_first {
        let telling: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> = Box::pin(tell_waiting());
        let _promise = future_to_promise(telling);
    }
}

async fn tell_waiting() -> Result<JsValue, JsValue> {
    let words = fetch_words().await;
    for (told, hear) in WAITING.take() {
        let text = match &words {
            Ok(words) => words(&told),
            Err(_) => told.in_short(),
        };
        say(&text);
        if let Some(hear) = hear {
            hear(&text);
        }
    }
    Ok(JsValue::UNDEFINED)
}

fn say(text: &str) {
    let mark = fingerprint(FINGERPRINT_OF_NOTHING, text);
    let is_new = TOLD.with_borrow_mut(|told| {
        let is_new = told.len() < MAX_TOLD && !told.contains(&mark);
        if is_new {
            told.push(mark);
        }
        is_new
    });
    if is_new {
        told(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::are_told_apart;

    #[test]
    fn what_an_attribute_takes_has_a_name_of_its_own() {
        are_told_apart(
            Expected::OWN
                .iter()
                .map(|expected| (expected.code(), expected.text())),
        );
    }
}
