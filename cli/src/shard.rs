//! `lichthof shard`: one feed as a file for each month, with an index, and an iCalendar file for all and for each value
//! of the facets, to subscribe to. Any file host serves them.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::{self, Write, stderr};
use std::path::Path;
use std::{fs, process};

use chrono::{Datelike, Days, NaiveDate};
use lichthof::schedule::Occurrence;
use lichthof::time::DateRange;
use serde::Serialize;

use crate::Exit;
use crate::arguments::{Shard, today};
use crate::convert::{calendar, native, tell_skipped};
use crate::events::{Entry, Events, with_events};
use crate::json::quoted;
use crate::zones::Database;

/// The name of the index.
pub const INDEX: &str = "index.json";
/// The most calendars to subscribe to: values that few events have are no topics that anybody follows.
const MAX_CALENDARS: usize = 500;

/// What is in the folder: documented in docs/tool.md, and stable.
#[derive(Serialize)]
struct Index {
    version: u32,
    /// The files of months by their names: what stands in the attribute `feed`.
    feed: &'static str,
    first: String,
    last: String,
    events: usize,
    months: Vec<Month>,
    calendar: &'static str,
    calendars: Vec<Calendar>,
}

#[derive(Serialize)]
struct Month {
    month: String,
    file: String,
    events: usize,
    bytes: usize,
}

#[derive(Serialize)]
struct Calendar {
    facet: &'static str,
    value: String,
    file: String,
    events: usize,
}

/// Splits the feed that the arguments name.
///
/// # Errors
///
/// Where the folder cannot be written.
pub fn run(arguments: &Shard) -> io::Result<Exit> {
    let reading = arguments.reading();
    with_events(&reading, |events, progress| {
        if events.events.is_empty() {
            drop(progress);
            writeln!(
                stderr(),
                "lichthof: there is no event in {}: nothing is written",
                reading.input
            )?;
            return Ok(Exit::Unreadable);
        }
        progress.say(format!("sorting {} events", events.events.len()));
        let files = files(events, arguments)?;
        progress.say(format!("writing {} files", files.len()));
        write(&arguments.output, &files)?;
        drop(progress);
        tell_skipped(events, &reading.input)?;
        writeln!(
            stderr(),
            "{} files in {}",
            files.len(),
            arguments.output.display()
        )?;
        Ok(Exit::Good)
    })
}

type Files = Vec<(String, Vec<u8>)>;

/// All files by their names, the index last.
fn files(events: &Events, arguments: &Shard) -> io::Result<Files> {
    let mut files: Files = Vec::new();
    let mut months: BTreeMap<(i32, u32), BTreeSet<usize>> = BTreeMap::new();
    for (at, entry) in events.events.iter().enumerate() {
        for month in months_of(entry, events) {
            months.entry(month).or_default().insert(at);
        }
    }
    // A month without events is a file as well: a missing one would be told as a fault.
    let (first, last) = months
        .keys()
        .next()
        .copied()
        .zip(months.keys().next_back().copied())
        .unwrap_or_default();
    let more = [("icalendar", quoted("all.ics"))];
    let mut told = Vec::new();
    let nothing = BTreeSet::new();
    let (mut year, mut month) = first;
    while (year, month) <= last {
        let positions = months.get(&(year, month)).unwrap_or(&nothing);
        let entries: Vec<_> = positions
            .iter()
            .filter_map(|at| events.events.get(*at))
            .cloned()
            .collect();
        let text = native(events, &entries, &more);
        let name = format!("{year:04}-{month:02}");
        let file = format!("{name}.json");
        told.push(Month {
            month: name,
            file: file.clone(),
            events: entries.len(),
            bytes: text.len(),
        });
        files.push((file, text.into_bytes()));
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    let page = arguments.page.as_deref();
    let write = |entries: &[Entry]| {
        events
            .with_context(page, |context| calendar(entries, context))
            .into_bytes()
    };
    files.push(("all.ics".to_owned(), write(&events.events)));
    let mut calendars = Vec::new();
    for (facet, value, positions) in values(events) {
        let entries: Vec<_> = positions
            .iter()
            .filter_map(|at| events.events.get(*at))
            .cloned()
            .collect();
        let file = unique(&files, facet, &value);
        calendars.push(Calendar {
            facet,
            value,
            file: file.clone(),
            events: entries.len(),
        });
        files.push((file, write(&entries)));
    }
    let name = |(year, month): (i32, u32)| format!("{year:04}-{month:02}");
    let index = Index {
        version: 1,
        feed: "{year}-{month}.json",
        first: name(first),
        last: name(last),
        events: events.events.len(),
        months: told,
        calendar: "all.ics",
        calendars,
    };
    let mut text = serde_json::to_vec_pretty(&index)?;
    text.push(b'\n');
    files.push((INDEX.to_owned(), text));
    Ok(files)
}

/// The months in which an event is shown to anybody: the day of a time is another one elsewhere.
fn months_of(entry: &Entry, events: &Events) -> BTreeSet<(i32, u32)> {
    let event = &entry.event;
    let mut found = BTreeSet::new();
    let mut add = |occurrence: &Occurrence| {
        let days = occurrence.days();
        let margin = Days::new(u64::from(occurrence.is_timed()));
        let mut day = days.start().checked_sub_days(margin).unwrap_or(days.start());
        let last = days.last().checked_add_days(margin).unwrap_or(days.last());
        while day <= last {
            found.insert((day.year(), day.month()));
            let next = day
                .with_day(1)
                .and_then(|first| first.checked_add_months(chrono::Months::new(1)));
            let Some(next) = next else { break };
            day = next;
        }
    };
    if event.series.is_none() {
        add(&Occurrence::first(event, &events.policy, &Database));
        return found;
    }
    // From its begin to two years from now, year by year, as no window may have too many dates.
    let now = today().year();
    let begin = event.when.start().date().year();
    for year in begin.max(now - 50)..=(now + 2).max(begin + 1) {
        let year = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year + 1, 1, 1));
        if let Some(window) = year.and_then(|(start, end)| DateRange::new(start, end)) {
            let found = Occurrence::within(event, window, &events.policy, &Database);
            found.occurrences.iter().for_each(&mut add);
        }
    }
    found
}

/// The values of the facets that more than one event has, with the positions of theirs.
fn values(events: &Events) -> Vec<(&'static str, String, Vec<usize>)> {
    let mut found: BTreeMap<(&'static str, String), Vec<usize>> = BTreeMap::new();
    for (at, Entry { event, .. }) in events.events.iter().enumerate() {
        let details = event.details();
        let types = event.types.iter().map(|value| ("type", value.clone()));
        let topics = details.topics.iter().map(|value| ("topic", value.clone()));
        let places = details.places().map(|value| ("place", value.to_owned()));
        let all: HashSet<_> = types.chain(topics).chain(places).collect();
        for value in all {
            found.entry(value).or_default().push(at);
        }
    }
    let mut values: Vec<_> = found
        .into_iter()
        .map(|((facet, value), at)| (facet, value, at))
        .collect();
    if values.len() > MAX_CALENDARS {
        values.sort_by_key(|(_, _, positions)| std::cmp::Reverse(positions.len()));
        values.truncate(MAX_CALENDARS);
        values.sort();
    }
    values
}

/// A name for a file that no other has: `type/mitgliederversammlung.ics`.
fn unique(files: &Files, facet: &str, value: &str) -> String {
    let mut slug = String::new();
    for letter in value.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => slug.push_str("ae"),
            'ö' => slug.push_str("oe"),
            'ü' => slug.push_str("ue"),
            'ß' => slug.push_str("ss"),
            letter if letter.is_ascii_alphanumeric() => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(60).collect();
    let slug = if slug.is_empty() { "x".to_owned() } else { slug };
    let mut name = format!("{facet}/{slug}.ics");
    let mut number = 2;
    while files.iter().any(|(other, _)| *other == name) {
        name = format!("{facet}/{slug}-{number}.ics");
        number += 1;
    }
    name
}

/// Writes all files beside the folder and moves them there, the index last: whoever reads it finds what it names.
/// What an earlier index names and this one does not is removed.
fn write(folder: &Path, files: &Files) -> io::Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.with_file_name(format!(".{name}.{}", process::id()));
    let result = write_beside(&beside, files).and_then(|()| move_all(&beside, folder, files));
    let _ = fs::remove_dir_all(&beside);
    result
}

fn write_beside(beside: &Path, files: &Files) -> io::Result<()> {
    for (name, bytes) in files {
        let path = beside.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn move_all(beside: &Path, folder: &Path, files: &Files) -> io::Result<()> {
    let before = named_before(folder);
    fs::create_dir_all(folder)?;
    for (name, _) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::rename(beside.join(name), path)?;
    }
    let names: HashSet<&str> = files.iter().map(|(name, _)| &**name).collect();
    for name in before.iter().filter(|name| !names.contains(&***name)) {
        let _ = fs::remove_file(folder.join(name));
    }
    Ok(())
}

/// The files that an earlier index names; only names that this program gives.
fn named_before(folder: &Path) -> Vec<String> {
    let text = fs::read(folder.join(INDEX)).unwrap_or_default();
    let index: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
    let lists = ["months", "calendars"]
        .into_iter()
        .filter_map(|list| index.get(list)?.as_array());
    let files = lists
        .flatten()
        .filter_map(|one| Some(one.get("file")?.as_str()?.to_owned()));
    files
        .filter(|name| {
            let is_plain = name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'.'));
            is_plain && !name.contains("..") && !name.starts_with('/')
        })
        .collect()
}
