//! A feed, page by page, as one list of events.

use std::mem::take;
use std::sync::Arc;

use js_sys::Promise;

use crate::error::Error;
use crate::event::{Event, Source, Uid};
use crate::feed::{Feed, rare, read_list};
use crate::net::address::{calendar_at, next_page, origin};
use crate::net::entries::Entries;
use crate::net::request::{body_of, text_of};
use crate::net::{Ask, fetch_rare};
use crate::order::sorted_positions;
use crate::report::{Told, tell};
use crate::text::{FINGERPRINT_OF_NOTHING, fingerprint};
use crate::time::{Zone, Zones};

/// The most pages that are read of one feed.
const MAX_PAGES: usize = 50;

/// How feeds are read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// A BCP 47 tag, by which texts are chosen that are there in several languages.
    pub language: &'a str,
    /// What is known of time zones.
    pub zones: &'a dyn Zones,
    /// What the page says of how they are read ([`Hints`](crate::feed::Hints) says what).
    pub asked: Option<&'a str>,
    /// How the body of an address is had: [`body`](super::body), or with more patience.
    pub body: fn(&str, Ask) -> Promise,
}

/// What a feed holds, or all feeds of a calendar together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The events in the order of the feeds; of two with one uid the one that comes first.
    pub events: Vec<Arc<Event>>,
    /// The zone of the first feed that names one for its whole group.
    pub zone: Option<Zone>,
    /// The title of the first feed that has one.
    pub title: Option<String>,
    /// How many entries were refused, or have the uid of another of their feed.
    pub skipped: usize,
    /// Why a feed, or a later page of one, could not be read; where there are events all the same, they are those of
    /// another feed, of the pages before, or of the last good copy.
    pub failures: Vec<Error>,
    /// The absolute addresses of the same events as iCalendar, of the feeds that name one, none twice.
    pub calendars: Vec<String>,
    /// The origins of the feeds, such as `https://cluster.example`, none twice.
    pub origins: Vec<String>,
    /// The addresses of its pages, as far as they were asked for; where there is a failure, that of the last one.
    pub pages: Vec<String>,
    /// A fingerprint of the bodies that were read, of how they were read, and of the language: where it is the same, so
    /// are the events.
    pub revision: u64,
}

impl Loaded {
    /// Takes from others what is said of feeds that stand together: all but their events, failures, pages and revisions.
    pub fn join(&mut self, other: &Self) {
        self.zone = self.zone.take().or_else(|| other.zone.clone());
        self.title = self.title.take().or_else(|| other.title.clone());
        self.skipped += other.skipped;
        for calendar in &other.calendars {
            add_new(&mut self.calendars, calendar);
        }
        for origin in &other.origins {
            add_new(&mut self.origins, origin);
        }
    }
}

/// Fetches and reads the feed at an absolute address, page by page.
///
/// What cannot be read costs nothing else: see [`Loaded::failures`].
pub async fn load(address: &str, reading: &Reading<'_>, ask: Ask) -> Box<Loaded> {
    let Reading { language, zones, .. } = *reading;
    let mut loaded = Box::new(Loaded {
        revision: fingerprint(FINGERPRINT_OF_NOTHING, language),
        ..Loaded::default()
    });
    loaded.origins.extend(origin(address).map(str::to_owned));
    let mut seen: Vec<String> = vec![address.to_owned()];
    let mut address = address.to_owned();
    let mut coming = (reading.body)(&address, ask);
    let mut pages: Vec<Feed> = Vec::new();
    loop {
        let read = match body_of(coming).await {
            Ok(kept) => {
                let text = text_of(&kept).unwrap_or_default();
                loaded.revision = fingerprint(loaded.revision, &text);
                let entries = Entries::new(&address, kept);
                read_in_full(&text, reading, &entries, &mut loaded.revision)
                    .await
                    .map(|feed| (feed, entries))
            }
            Err(error) => Err(error),
        };
        let (mut feed, entries) = match read {
            Ok(read) => read,
            Err(error) => {
                loaded.failures.push(error.at(address));
                break;
            }
        };
        loaded.skipped += feed.skipped.len();
        entries.take_list(&mut feed);
        tell_entries(&address, &mut feed);
        if let Some(calendar) = feed
            .calendar
            .as_deref()
            .and_then(|calendar| calendar_at(calendar, &address))
        {
            add_new(&mut loaded.calendars, &calendar);
        }
        let next = feed.next.as_deref().and_then(|next| next_page(next, &address));
        pages.push(feed);
        let is_more = seen.len() < MAX_PAGES;
        let Some(next) = next.filter(|next| is_more && add_new(&mut seen, next)) else {
            break;
        };
        coming = (reading.body)(&next, ask);
        address = next;
    }
    if let Some(rare) = rare::rare_if_there() {
        (rare.join_pages)(&mut pages, zones);
    }
    loaded.pages = seen;
    let repeated = merge(pages.into_iter(), &mut loaded);
    if !repeated.is_empty() {
        tell(Told::Repeated(repeated), None);
    }
    loaded
}

/// Tells of what could not be read in a feed, where there is something, and takes it from there.
fn tell_entries(address: &str, feed: &mut Feed) {
    let (skipped, warnings) = (take(&mut feed.skipped), take(&mut feed.warnings));
    if skipped.len() + warnings.len() > 0 {
        let address = address.to_owned();
        tell(
            Told::Entries {
                address,
                skipped,
                warnings,
            },
            None,
        );
    }
}

/// Reads a feed, and once more if it has what the program does not bring along. Where that cannot be
/// fetched, the feed is shown without: a series by its first date.
async fn read_in_full(
    text: &str,
    reading: &Reading<'_>,
    entries: &Arc<Entries>,
    revision: &mut u64,
) -> Result<Feed, Error> {
    let once = || {
        let source: Arc<dyn Source> = entries.clone();
        read_list(text, reading.language, reading.zones, &source)
    };
    let feed = once();
    if !rare::take_missed() && reading.asked.is_none() {
        return feed;
    }
    // Nothing of it is kept meanwhile, which would be in the way (docs/size.md).
    drop(feed);
    match fetch_rare().await {
        Ok(readers) => (readers.read_again)(text, reading, entries, revision).await,
        Err(_) => {
            // Another time there may be more to it.
            *revision = fingerprint(*revision, "");
            once()
        }
    }
}

/// Adds an address to others; false if it is among them.
pub fn add_new(seen: &mut Vec<String>, address: &str) -> bool {
    let is_new = !seen.iter().any(|known| known == address);
    if is_new {
        seen.push(address.to_owned());
    }
    is_new
}

/// Puts pages one after another; the first of two events with one uid stays. Gives the uids of the others.
fn merge(pages: impl Iterator<Item = Feed>, loaded: &mut Loaded) -> Vec<Uid> {
    for page in pages {
        loaded.zone = loaded.zone.take().or(page.zone);
        loaded.title = loaded.title.take().or(page.title);
        loaded.events.extend(page.events);
    }
    let repeated = keep_first(&mut loaded.events);
    loaded.skipped += repeated.len();
    repeated
}

/// Keeps the first event of each uid. Gives the uids of the others.
pub fn keep_first(events: &mut Vec<Arc<Event>>) -> Vec<Uid> {
    let uid = |at: usize| &events[at].uid;
    let order = sorted_positions(events.len(), &|a, b| uid(a).cmp(uid(b)));
    let mut is_first = vec![true; order.len()];
    let mut repeated = Vec::new();
    for pair in order.windows(2) {
        if uid(pair[0]) == uid(pair[1]) {
            is_first[pair[1]] = false;
            repeated.push(uid(pair[1]).clone());
        }
    }
    let mut is_first = is_first.into_iter();
    events.retain(|_| is_first.next() == Some(true));
    repeated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Uid, When};
    use crate::time::Date;

    fn event(uid: &str, title: &str) -> Arc<Event> {
        let days = crate::time::DateRange::new(Date::MIN, Date::MAX).unwrap();
        Arc::new(Event::new(Uid::new(uid), title, When::AllDay(days)))
    }

    #[test]
    fn the_first_feed_wins_and_skipped_entries_add_up() {
        let first = Feed {
            events: vec![event("a", "first"), event("b", "first")],
            ..Feed::default()
        };
        let second = Feed {
            title: Some("Second".to_owned()),
            zone: Some(Zone::Fixed(0)),
            events: vec![event("b", "second"), event("c", "second")],
            ..Feed::default()
        };
        let mut loaded = Loaded::default();
        let repeated = merge([first, second].into_iter(), &mut loaded);
        let titles: Vec<_> = loaded
            .events
            .iter()
            .map(|event| (event.uid.as_str(), event.title.value.as_str()))
            .collect();
        assert_eq!(titles, [("a", "first"), ("b", "first"), ("c", "second")]);
        assert_eq!(loaded.skipped, 1, "one repeated");
        assert_eq!(repeated, [Uid::new("b")]);
        assert_eq!(loaded.title.as_deref(), Some("Second"));
        assert_eq!(loaded.zone, Some(Zone::Fixed(0)));
    }
}
