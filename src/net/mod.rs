//! Fetching feeds: shared within the page, page by page, merged into one list of events.
//!
//! Every address is fetched once, however many calendars show it. The bodies stay with the browser as
//! promises of text: the program's own memory never shrinks, so a text is in it only while it is read.

mod charset;
#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;

use std::cell::RefCell;
use std::mem::take;
use std::pin::Pin;
use std::sync::Arc;

use chrono::Months;
use gloo_net::http::Response;
use js_sys::{Function, JsString, Promise, Reflect, Uint8Array};
#[cfg(feature = "split")]
use split::fetch_rare;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, RequestCache, RequestCredentials, RequestInit, Url};
#[cfg(not(feature = "split"))]
use whole::fetch_rare;

use crate::error::Error;
use crate::event::{Event, Uid};
use crate::feed::rare::Rare;
use crate::feed::{Feed, are_details_there, rare, read};
use crate::order::sorted_positions;
use crate::report::{Told, tell};
use crate::text::{FINGERPRINT_OF_NOTHING, cut, fingerprint, split_once};
use crate::time::{Date, Zone, Zones, iso};

/// The most that is read of one body, in UTF-16 code units, which is what a browser counts in.
const MAX_LENGTH: u32 = 32 * 1024 * 1024;
/// The most pages that are read of one feed.
const MAX_PAGES: usize = 50;
/// What stands in an address for the first day that is asked for, and for the day after the last.
const START: &str = "{start}";
const END: &str = "{end}";
/// After this many milliseconds without its last byte, a request counts as failed.
const TIMEOUT: i32 = 30_000;

/// What all feeds of a calendar hold together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The events in the order of the feeds; of two with one uid the one that comes first.
    pub events: Vec<Arc<Event>>,
    /// The zone of the first feed that names one for its whole group.
    pub zone: Option<Zone>,
    /// The title of the first feed that has one.
    pub title: Option<String>,
    /// How many entries were refused, or have the uid of another that counts.
    pub skipped: usize,
    /// Why a feed, or a later page of one, could not be read.
    pub failures: Vec<Error>,
    /// The absolute addresses of the same events as iCalendar, of the feeds that name one, none twice.
    pub calendars: Vec<String>,
    /// The origins of the feeds, such as `https://cluster.example`, none twice.
    pub origins: Vec<String>,
    /// False where details of the events are still unread: see [`Details`](crate::feed::Details).
    pub is_complete: bool,
    /// A fingerprint of the bodies that were read, and of the language: where it is the same, so are the
    /// events.
    pub revision: u64,
}

/// Whether the network is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// For everything, what the page has already included.
    Always,
    /// For what the page does not have yet.
    IfNeeded,
    /// For nothing.
    Never,
}

/// Fetches and reads the feeds at `addresses`, which must be absolute; all at the same time. In an address, `{start}` and `{end}` stand
/// for the dates (ISO 8601, the end exclusive) of a window from a year before to two years after the
/// day that `today` gives; it is asked only where an address has them.
///
/// One bad feed never costs the others: see [`Loaded::failures`].
pub async fn load(
    addresses: &[String],
    language: &str,
    zones: &dyn Zones,
    today: impl Fn() -> Date,
    ask: Ask,
) -> Loaded {
    let mut loaded = Loaded {
        revision: fingerprint(FINGERPRINT_OF_NOTHING, language),
        is_complete: are_details_there(),
        ..Loaded::default()
    };
    let mut seen: Vec<String> = Vec::new();
    let mut wanted: Vec<String> = Vec::new();
    for address in addresses {
        let address = if is_windowed(address) {
            fill_window(address, today())
        } else {
            address.clone()
        };
        if let Some(origin) = origin(&address)
            && !loaded.origins.iter().any(|known| known == origin)
        {
            loaded.origins.push(origin.to_owned());
        }
        if is_new(&mut seen, &address) {
            wanted.push(address);
        }
    }

    // All first pages are asked for at the same moment.
    let bodies: Vec<Promise> = wanted.iter().map(|address| body(address, ask)).collect();
    let mut pages: Vec<Feed> = Vec::new();
    for (mut address, mut coming) in wanted.into_iter().zip(bodies) {
        let first = pages.len();
        for _ in 0..MAX_PAGES {
            let read = match text_of(coming).await {
                Ok(text) => {
                    loaded.revision = fingerprint(loaded.revision, &text);
                    read_in_full(&text, language, zones).await
                }
                Err(error) => Err(error),
            };
            let mut feed = match read {
                Ok(feed) => feed,
                Err(error) => {
                    let error = error.at(address);
                    // What is not asked for has not failed.
                    if ask != Ask::Never {
                        tell(Told::Failure(error.clone()), None);
                    }
                    loaded.failures.push(error);
                    break;
                }
            };
            loaded.skipped += feed.skipped.len();
            tell_entries(&address, &mut feed);
            if let Some(calendar) = feed
                .calendar
                .as_deref()
                .and_then(|calendar| calendar_at(calendar, &address))
                && !loaded.calendars.contains(&calendar)
            {
                loaded.calendars.push(calendar);
            }
            let next = feed.next.as_deref().and_then(|next| next_page(next, &address));
            pages.push(feed);
            let Some(next) = next.filter(|next| is_new(&mut seen, next)) else {
                break;
            };
            coming = body(&next, ask);
            address = next;
        }
        if let (Some(rare), Some(of_feed)) = (rare::rare_if_there(), pages.get_mut(first..)) {
            (rare.join_pages)(of_feed, zones);
        }
    }
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
async fn read_in_full(text: &str, language: &str, zones: &dyn Zones) -> Result<Feed, Error> {
    let feed = read(text, language, zones);
    if !rare::take_missed() {
        return feed;
    }
    match fetch_rare().await {
        Ok(readers) => {
            rare::bring(readers.rare);
            read(text, language, zones)
        }
        Err(_) => feed,
    }
}

/// The readers of what few feeds have.
struct Readers {
    /// Of their entries.
    rare: Rare,
    /// [`charset::read_any`].
    characters: fn(&str, &Uint8Array, &str) -> Result<JsString, JsValue>,
}

impl Readers {
    /// All of them.
    const ALL: Self = Self {
        rare: Rare::ALL,
        characters: charset::read_any,
    };
}

/// Takes over a response that the loader asked for before the program was there.
pub fn offer(address: String, response: Promise, abort: AbortController) {
    if with_body(&address, |_| ()).is_none() {
        let _text = follow(address, response, abort, false);
    }
}

/// Forgets all bodies and gives up those on their way: the next calendar on this page fetches anew.
pub fn forget() {
    for (_, body) in BODIES.take() {
        if let Some(request) = body.in_flight {
            request.abort.abort();
        }
    }
}

/// Whether an address is not among those that were seen, to which it is added.
fn is_new(seen: &mut Vec<String>, address: &str) -> bool {
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
    let uid = |at: usize| &loaded.events[at].uid;
    let order = sorted_positions(loaded.events.len(), &|a, b| uid(a).cmp(uid(b)));
    let mut is_first = vec![true; order.len()];
    let mut repeated = Vec::new();
    for pair in order.windows(2) {
        if uid(pair[0]) == uid(pair[1]) {
            is_first[pair[1]] = false;
            repeated.push(uid(pair[1]).clone());
        }
    }
    loaded.skipped += repeated.len();
    let mut is_first = is_first.into_iter();
    loaded.events.retain(|_| is_first.next() == Some(true));
    repeated
}

/* Addresses */

/// The scheme and authority of an absolute address as the browser writes it (RFC 6454 §6.2).
pub fn origin(address: &str) -> Option<&str> {
    let address = address.strip_prefix("blob:").unwrap_or(address);
    let (_, rest) = split_once(address, "://")?;
    let (authority, path) = cut(rest, b"/?#");
    if authority.is_empty() {
        return None;
    }
    address.get(..address.len() - path.len())
}

/// The absolute address of the page that follows the one at `address`; only on the same origin, so that a
/// feed cannot send its readers anywhere else.
fn next_page(next: &str, address: &str) -> Option<String> {
    let next = Url::new_with_base(next, address).ok()?.href();
    (origin(&next).is_some() && origin(&next) == origin(address)).then_some(next)
}

/// The absolute address of a calendar to subscribe to, which may be anywhere on the web.
fn calendar_at(calendar: &str, address: &str) -> Option<String> {
    let calendar = Url::new_with_base(calendar, address).ok()?.href();
    let (scheme, _) = split_once(&calendar, "://")?;
    matches!(scheme, "http" | "https" | "webcal" | "webcals").then_some(calendar)
}

fn is_windowed(address: &str) -> bool {
    split_once(address, START).or(split_once(address, END)).is_some()
}

fn fill_window(address: &str, today: Date) -> String {
    let start = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let end = today.checked_add_months(Months::new(24)).unwrap_or(today);
    let with_start = replace(address, START, &iso(start));
    replace(&with_start, END, &iso(end))
}

fn replace(text: &str, mark: &str, replacement: &str) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((before, after)) = split_once(rest, mark) {
        replaced.push_str(before);
        replaced.push_str(replacement);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

/* Bodies */

thread_local! {
    static BODIES: RefCell<Vec<(String, Body)>> = const { RefCell::new(Vec::new()) };
}

/// What is known of an address. Each promise is of a text, or of an HTTP status or nothing where there is
/// none: a refused promise that nobody awaits yet would be an error in the page's console.
#[derive(Default)]
struct Body {
    /// The last that came.
    text: Option<Promise>,
    /// The request on its way.
    in_flight: Option<InFlight>,
    /// The one that failed before any calendar asked for it: those that ask at once get it, and with it the
    /// reason, instead of a second request.
    failed: Option<Promise>,
}

/// A request that has not been answered to its end.
struct InFlight {
    text: Promise,
    abort: AbortController,
    /// True once a calendar waits for it.
    is_awaited: bool,
}

/// Works on what is known of an address; `None` if nothing is.
fn with_body<T>(address: &str, work: impl FnOnce(&mut Body) -> T) -> Option<T> {
    BODIES.with_borrow_mut(|bodies| {
        let (_, body) = bodies.iter_mut().find(|(known, _)| known == address)?;
        Some(work(body))
    })
}

/// The text at an address: the one on its way, else the one that is here, else a new request.
fn body(address: &str, ask: Ask) -> Promise {
    let found = with_body(address, |body| {
        let failed = body.failed.clone();
        if failed.is_some() {
            forget_failure(address.to_owned());
        }
        if let Some(request) = &mut body.in_flight {
            request.is_awaited = true;
            return Some(request.text.clone());
        }
        body.text.clone().or(failed).filter(|_| ask != Ask::Always)
    });
    let found = found.flatten();
    let unfound = || match request(address, ask) {
        Some((response, abort)) => follow(address.to_owned(), response, abort, true),
        None => Promise::resolve(&JsValue::UNDEFINED),
    };
    found.unwrap_or_else(unfound)
}

/// All calendars that the page has now begin in this task: whoever asks later asks anew.
#[expect(
    clippy::disallowed_methods,
    reason = "what is known of a feed belongs to no calendar"
)]
fn forget_failure(address: String) {
    let forget = move || {
        with_body(&address, |body| body.failed = None);
    };
    leptos::prelude::set_timeout(forget, std::time::Duration::ZERO);
}

/// Keeps a request as the one on its way for its address, and reads what comes.
fn follow(address: String, response: Promise, abort: AbortController, is_awaited: bool) -> Promise {
    let text = promise({
        let (address, abort) = (address.clone(), abort.clone());
        Box::pin(async move {
            let result = text_of_response(&address, response).await;
            settle(&address, &abort, result.is_ok());
            Ok(result.unwrap_or_else(|reason| reason))
        })
    });
    let request = InFlight {
        text: text.clone(),
        abort,
        is_awaited,
    };
    if with_body(&address, |_| ()).is_none() {
        BODIES.with_borrow_mut(|bodies| bodies.push((address.clone(), Body::default())));
    }
    with_body(&address, |body| body.in_flight = Some(request));
    text
}

/// Work of the page, which no calendar takes with it when it goes: those that wait for it share its promise.
pub fn promise(work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>>) -> Promise {
    future_to_promise(work)
}

/// A request has ended: a text replaces the one before, a failure leaves it and can be tried again. One
/// that was forgotten meanwhile changes nothing.
fn settle(address: &str, abort: &AbortController, is_ok: bool) {
    with_body(address, |body| {
        let request = body.in_flight.take_if(|request| request.abort == *abort)?;
        if is_ok {
            body.text = Some(request.text);
        } else if !request.is_awaited {
            body.failed = Some(request.text);
        }
        Some(())
    });
}

/// A plain GET without credentials or headers of our own, which no server needs to be asked about first.
///
/// Not `gloo_net::http::Request`: it appends `&` to every query, which breaks signed addresses and would
/// fetch twice what the loader has asked for, and it panics where a page has put a `fetch` of another
/// frame in place of its own.
fn request(address: &str, ask: Ask) -> Option<(Promise, AbortController)> {
    if ask == Ask::Never {
        return None;
    }
    let window = web_sys::window()?;
    let abort = AbortController::new().ok()?;
    let give_up = Reflect::get(&abort, &JsValue::from_str("abort")).ok()?;
    let give_up = give_up.dyn_ref::<Function>()?.bind0(&abort);
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(&give_up, TIMEOUT)
        .ok()?;
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_signal(Some(&abort.signal()));
    if ask == Ask::Always {
        init.set_cache(RequestCache::NoCache);
    }
    Some((window.fetch_with_str_and_init(address, &init), abort))
}

/// The text; else the HTTP status, or nothing where no answer can be read.
async fn text_of_response(address: &str, response: Promise) -> Result<JsValue, JsValue> {
    let response = JsFuture::from(response).await.map_err(|_| JsValue::UNDEFINED)?;
    let response = Response::from(response.unchecked_into::<web_sys::Response>());
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let content_type = response.headers().get("content-type").unwrap_or_default();
    // The browser's own `text()` takes everything for UTF-8, and that of gloo-net would copy it into the
    // program's memory at once.
    let bytes = web_sys::Response::from(response)
        .array_buffer()
        .map_err(|_| JsValue::UNDEFINED)?;
    let bytes = JsFuture::from(bytes).await.map_err(|_| JsValue::UNDEFINED)?;
    let bytes = Uint8Array::new(&bytes);
    let (text, is_plain) = charset::read_utf_8(&bytes, &content_type).map_err(|_| JsValue::UNDEFINED)?;
    if !is_plain && let Ok(readers) = fetch_rare().await {
        let text = (readers.characters)(address, &bytes, &content_type);
        return text.map(JsValue::from).map_err(|_| JsValue::UNDEFINED);
    }
    Ok(text.into())
}

async fn text_of(body: Promise) -> Result<String, Error> {
    let body = JsFuture::from(body).await.map_err(|_| Error::unreachable())?;
    if let Some(status) = body.as_f64() {
        return Err(Error::status(status as u16));
    }
    let text = body.dyn_ref::<JsString>().ok_or_else(Error::unreachable)?;
    match text.length() {
        length if length > MAX_LENGTH => Err(Error::too_large(length as usize)),
        _ => Ok(String::from(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Uid, When};

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

    #[test]
    fn an_origin_ends_where_the_path_begins() {
        for (address, expected) in [
            ("https://a.example/x://y", Some("https://a.example")),
            ("https://a.example:8443?q=/", Some("https://a.example:8443")),
            ("https://a.example", Some("https://a.example")),
            ("blob:https://a.example/0-1", Some("https://a.example")),
            ("blob:null/0-1", None),
            ("data:application/json,[]", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(origin(address), expected, "{address}");
        }
    }

    #[test]
    fn a_window_reaches_from_a_year_ago_to_two_years_ahead() {
        let template = "https://a.example/?from={start}&to={end}&again={start}";
        assert!(is_windowed(template));
        let today = Date::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(
            fill_window(template, today),
            "https://a.example/?from=2023-02-28&to=2026-02-28&again=2023-02-28"
        );
        assert!(!is_windowed("https://a.example/?from=%7Bstart%7D"));
    }
}
