//! The events of a feed, all pages together, and what exports need to know besides.

use std::io;
use std::sync::Arc;

use chrono::Datelike;
use lichthof::error::Error;
use lichthof::event::Event;
use lichthof::export::Context;
use lichthof::feed::{Document, Feed, Hints, commonest_zone};
use lichthof::i18n::Strings;
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{DatePrecision, DateTime, Instant, Zone};

use crate::json::{self, Key, Kind, Value, pretty, quoted};
use crate::problem::{Problem, Severity};
use crate::progress::Progress;
use crate::source::{Reading, pages};
use crate::zones::Database;
use crate::{Exit, render};

/// All that a feed says.
pub struct Events {
    /// In the feed's order; of several with one uid the last, as in a calendar.
    pub events: Vec<Entry>,
    /// What holds for all of it, by names: its title, its zone, and what else stands beside the entries, as JSON.
    pub head: Vec<(String, String)>,
    /// How many entries were left out.
    pub skipped: usize,
    pub policy: ZonePolicy,
    pub language: String,
    /// What the publisher calls the feed.
    pub title: Option<String>,
}

/// An event, and what it was read from.
#[derive(Clone)]
pub struct Entry {
    pub event: Arc<Event>,
    /// Its entries in the native format, as JSON: its own, and those of its dates that stand alone.
    pub texts: Vec<String>,
}

/// Reads a feed and does something with its events, or tells why it could not be read.
///
/// # Errors
///
/// Where nothing can be written.
pub fn with_events(
    reading: &Reading,
    then: impl FnOnce(&Events, Progress) -> io::Result<Exit>,
) -> io::Result<Exit> {
    let progress = Progress::begin("reading");
    match read(reading, &progress) {
        Ok(events) => then(&events, progress),
        Err(problem) => {
            drop(progress);
            render::fail(&problem)
        }
    }
}

/// Reads all of a feed, all pages of it as one.
///
/// # Errors
///
/// What could not be read.
pub fn read(reading: &Reading, progress: &Progress) -> Result<Events, Box<Problem>> {
    let (pages, failure) = pages(reading, progress);
    if let Some(problem) = failure {
        return Err(Box::new(problem));
    }
    let mut head: Vec<(String, String)> = Vec::new();
    let (mut entries, mut skipped) = (String::from("["), 0);
    for page in &pages {
        progress.say(format!("reading {}", page.name));
        let document = page
            .read(reading)
            .map_err(|error| unreadable(&page.name, &error))?;
        skipped += document.feed.skipped.len();
        if head.is_empty() {
            head = head_of(&document);
        }
        for place in document.entries() {
            entries.push_str(if entries.len() > 1 { "," } else { "" });
            entries.push_str(document.native.get(place).unwrap_or("null"));
        }
    }
    let name = pages.first().map(|page| page.name.clone());
    // A large feed is not kept twice while it is read once more.
    drop(pages);
    let mut native = String::from("{");
    for (name, value) in &head {
        native.push_str(&[&quoted(name), ":", value, ","].concat());
    }
    native.push_str("\"entries\":");
    native.push_str(&entries);
    native.push_str("]}");
    drop(entries);
    let whole = Document::read(&native, &Hints::default(), &reading.language, &Database);
    let whole = whole.map_err(|error| unreadable(name.as_deref().unwrap_or_default(), &error))?;
    let feed = &whole.feed;
    Ok(Events {
        events: entries_of(&whole),
        policy: policy_of(feed),
        head,
        skipped,
        language: reading.language.clone(),
        title: feed.title.clone(),
    })
}

/// The events of a document, each with what it was read from.
pub fn entries_of(document: &Document<'_>) -> Vec<Entry> {
    let places = document.entries();
    let text = |at: usize| document.native.get(places.get(at)?.clone()).map(str::to_owned);
    let entry = |event: &Arc<Event>| {
        let overrides = event.series.iter().flat_map(|series| &series.overrides);
        let mut entries: Vec<usize> = overrides
            .filter_map(|one| one.event.entry())
            .chain(event.entry())
            .collect();
        entries.sort_unstable();
        entries.dedup();
        Entry {
            event: Arc::clone(event),
            texts: entries.into_iter().filter_map(text).collect(),
        }
    };
    document.feed.events.iter().map(entry).collect()
}

/// In which zones the events of a feed are shown: each in its own, and where it has none in that of the feed, else in that
/// which most of these have.
pub fn policy_of(feed: &Feed) -> ZonePolicy {
    let zone = feed
        .zone
        .clone()
        .or_else(|| commonest_zone(&feed.events))
        .unwrap_or(Zone::Fixed(0));
    ZonePolicy {
        mode: ZoneMode::Event,
        feed: zone.clone(),
        visitor: zone,
    }
}

/// What stands beside the entries, without what leads to other pages.
pub fn head_of(document: &Document<'_>) -> Vec<(String, String)> {
    // Without the entries: as a tree they would take many times the room of their text.
    let places = document.entries();
    let native = &*document.native;
    let ends = places
        .first()
        .zip(places.last())
        .map(|(first, last)| (first.start, last.end));
    let (before, behind) = match ends.map(|(start, end)| (native.get(..start), native.get(end..))) {
        Some((Some(before), Some(behind))) => (before, behind),
        _ => (native, ""),
    };
    let text = [before, if places.is_empty() { "" } else { "null" }, behind].concat();
    let Ok((root, _)) = json::parse(&text) else {
        return Vec::new();
    };
    let Kind::Map(members) = &root.kind else {
        return Vec::new();
    };
    let is_event = root.get("@type").and_then(Value::text) == Some("Event");
    let is_own = |name: &str| !matches!(name, "@type" | "entries" | "events" | "next") && !is_event;
    let of_member = |(key, value): &(Key, Value)| {
        let mut text = String::new();
        pretty(value, 1, &mut text);
        is_own(&key.name).then(|| (key.name.clone(), text))
    };
    // An object of numbers is a list, as PHP writes it.
    if root.list().is_some() {
        Vec::new()
    } else {
        members.iter().filter_map(of_member).collect()
    }
}

fn unreadable(name: &str, error: &Error) -> Box<Problem> {
    let mut problem = Problem::new(Severity::Error, error.code(), error.text());
    name.clone_into(&mut problem.source);
    Box::new(problem.help(format!("`lichthof check {name}` tells more")))
}

impl Events {
    /// Runs with what exports need to know. `page` is the address of the page with the calendar, if there is one.
    pub fn with_context<T>(&self, page: Option<&str>, run: impl FnOnce(&Context<'_>) -> T) -> T {
        let strings = words(&self.language);
        let is_german = strings.lang() == "de";
        let when = |occurrence: &Occurrence| when(occurrence, is_german);
        let address = |occurrence: &Occurrence| address(occurrence, page);
        run(&Context {
            policy: &self.policy,
            zones: &Database,
            now: now(),
            strings,
            when: &when,
            address: &address,
        })
    }
}

/// The words in a language: German or English ones, as the dates here are.
pub fn words(language: &str) -> Strings {
    let is_german = language
        .get(..2)
        .is_some_and(|tag| tag.eq_ignore_ascii_case("de"));
    Strings::of(if is_german { "de" } else { "en" })
}

/// The event's own page, else the calendar with the event open.
pub fn address(occurrence: &Occurrence, page: Option<&str>) -> Option<String> {
    if let Some(own) = &occurrence.event.page {
        return Some(own.as_str().to_owned());
    }
    let mut address = url::Url::parse(page?).ok()?;
    address
        .query_pairs_mut()
        .append_pair("lh.event", &occurrence.id());
    Some(address.into())
}

/// The present; what `SOURCE_DATE_EPOCH` says, where somebody wants the same file each time.
#[expect(clippy::disallowed_methods, reason = "no browser runs this")]
pub fn now() -> Instant {
    let fixed = std::env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    let since = || {
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default()
    };
    Instant(fixed.unwrap_or_else(|| i64::try_from(since().as_secs()).unwrap_or_default()))
}

const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, from 0.
pub fn month_name(month: u32, is_german: bool) -> &'static str {
    let months = if is_german { GERMAN_MONTHS } else { ENGLISH_MONTHS };
    months.get(month as usize).copied().unwrap_or_default()
}

/// `12. Mai 2026`, `12 May 2026`
pub fn day(at: DateTime, is_german: bool) -> String {
    let dot = if is_german { "." } else { "" };
    format!(
        "{}{dot} {} {}",
        at.day(),
        month_name(at.month0(), is_german),
        at.year()
    )
}

/// `22.–24. November 2026`, `30. Mai – 2. Juni 2026`
fn range(start: DateTime, last: DateTime, is_german: bool) -> String {
    let dot = if is_german { "." } else { "" };
    let end = day(last, is_german);
    if start.year() != last.year() {
        format!("{} – {end}", day(start, is_german))
    } else if start.month() != last.month() {
        format!(
            "{}{dot} {} – {end}",
            start.day(),
            month_name(start.month0(), is_german)
        )
    } else {
        format!("{}{dot}–{end}", start.day())
    }
}

/// When an occurrence is, in words. There is no `Intl` here, so that these are plainer than those of the calendar.
pub fn when(occurrence: &Occurrence, is_german: bool) -> String {
    let midnight = |date: chrono::NaiveDate| date.and_time(chrono::NaiveTime::MIN);
    match &occurrence.shown {
        Shown::Timed { start, end } => {
            let clock = if is_german { " Uhr" } else { "" };
            let begin = format!("{}, {}", day(*start, is_german), start.format("%H:%M"));
            match end {
                Some(end) if end.date() == start.date() => format!("{begin}–{}{clock}", end.format("%H:%M")),
                Some(end) => format!(
                    "{begin} – {}, {}{clock}",
                    day(*end, is_german),
                    end.format("%H:%M")
                ),
                None => format!("{begin}{clock}"),
            }
        }
        Shown::AllDay(days) if days.day_count() == 1 => day(midnight(days.start()), is_german),
        Shown::AllDay(days) => range(midnight(days.start()), midnight(days.last()), is_german),
        Shown::Tentative { period, precision } => {
            let start = midnight(period.start());
            let text = match precision {
                DatePrecision::Day => day(start, is_german),
                DatePrecision::Month => format!("{} {}", month_name(start.month0(), is_german), start.year()),
                DatePrecision::Quarter => {
                    let name = if is_german { "Quartal" } else { "quarter" };
                    format!("{}. {name} {}", start.month0() / 3 + 1, start.year())
                }
                DatePrecision::Year => start.year().to_string(),
            };
            let planned = if is_german { "geplant" } else { "planned" };
            format!("{text} ({planned})")
        }
    }
}
