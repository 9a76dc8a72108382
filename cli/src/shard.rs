//! `lichthof shard`: one feed as a file for each month, with an index, and an iCalendar file for all and for each value
//! of the facets, to subscribe to. Any file host serves them.
//!
//! A feed in the native format or in iCalendar is read in pieces ([`Pieces`]), so that it may be larger than the memory:
//! what becomes of each event goes into files of our own at once, and what is in memory of it is where it stands there.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write, stderr};
use std::path::{Path, PathBuf};
use std::process;

use chrono::{Datelike, Days, NaiveDate};
use lichthof::export::{ICALENDAR_END, Item, Needs, icalendar_head, icalendar_part};
use lichthof::feed::{Document, Format, Hints};
use lichthof::schedule::{Occurrence, ZonePolicy};
use lichthof::time::DateRange;
use serde::Serialize;

use crate::arguments::{Shard, today};
use crate::convert::{between, named, native_end, native_entries, native_head, tell_skipped};
use crate::events::{Entry, Events, entries_of, head_of, policy_of, read};
use crate::json::quoted;
use crate::output::at;
use crate::pieces::Pieces;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::source::Reading;
use crate::zones::Database;
use crate::{Exit, render};

/// The name of the index.
pub const INDEX: &str = "index.json";
/// The most calendars to subscribe to: values that few events have are no topics that anybody follows.
const MAX_CALENDARS: usize = 500;
/// How many years the events of a feed are apart before that is told.
const MAX_YEARS: i32 = 150;

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
    let folder = &arguments.output;
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.with_file_name(format!(".{name}.{}", process::id()));
    let result = run_beside(arguments, &beside);
    let _ = fs::remove_dir_all(&beside);
    result
}

/// Makes all files in a folder beside the one that is wanted, and moves them there when all of them are whole.
fn run_beside(arguments: &Shard, beside: &Path) -> io::Result<Exit> {
    let mut reading = arguments.reading();
    let progress = Progress::begin("reading");
    let sorted = match sort_in_pieces(&mut reading, arguments, beside, &progress)? {
        Some(sorted) => sorted,
        None => match read(&reading, &progress) {
            Ok(events) => {
                let mut sorted = Sorted::new(beside, &events, arguments)?;
                progress.say(format!("sorting {} events", events.events.len()));
                for entry in &events.events {
                    sorted.add(entry)?;
                }
                sorted
            }
            Err(problem) => return fail(progress, &problem),
        },
    };
    if sorted.count() == 0 {
        drop(progress);
        writeln!(
            stderr(),
            "lichthof: there is no event in {}: nothing is written",
            reading.input
        )?;
        return Ok(Exit::Unreadable);
    }
    let skipped = sorted.events.skipped;
    let far_apart = sorted.far_apart();
    let names = sorted.write(&progress)?;
    move_all(beside, &arguments.output, &names)?;
    drop(progress);
    tell_skipped(skipped, &reading.input)?;
    if let Some([first, last]) = far_apart {
        writeln!(
            stderr(),
            "there is a file for each month from {first} to {last}: check the years of the first and the last event"
        )?;
    }
    writeln!(
        stderr(),
        "{} files in {}",
        names.len(),
        arguments.output.display()
    )?;
    Ok(Exit::Good)
}

fn fail(progress: Progress, problem: &Problem) -> io::Result<Exit> {
    drop(progress);
    render::fail(problem)
}

/// Reads a file or the standard input in pieces, as far as it can be cut; `None` where it has to be read as a whole.
fn sort_in_pieces(
    reading: &mut Reading,
    arguments: &Shard,
    beside: &Path,
    progress: &Progress,
) -> io::Result<Option<Sorted>> {
    // A pipe can be read once.
    let is_pipe = fs::metadata(&reading.input).is_ok_and(|known| !known.is_file());
    if reading.hints.map.is_some() || reading.is_address() || is_pipe {
        return Ok(None);
    }
    let input = reading.spool(beside)?;
    // What cannot be read is told of where all is read.
    let Some(mut pieces) = Pieces::of(&input).ok().flatten() else {
        return Ok(None);
    };
    let mut sorted: Option<(Format, Sorted)> = None;
    while let Some(piece) = pieces.next()? {
        let Ok(text) = String::from_utf8(piece) else {
            return Ok(None);
        };
        let hints = Hints::default();
        let Ok(document) = Document::read(&text, &hints, &reading.language, &Database) else {
            return Ok(None);
        };
        let is_cut = matches!(document.format, Format::JsCalendar | Format::ICalendar);
        let is_same = sorted
            .as_ref()
            .is_none_or(|(format, _)| *format == document.format);
        if !is_cut || !is_same {
            return Ok(None);
        }
        let (_, sorted) = match &mut sorted {
            Some(sorted) => sorted,
            none => {
                let events = Events {
                    events: Vec::new(),
                    head: head_of(&document),
                    skipped: 0,
                    policy: policy_of(&document.feed),
                    language: reading.language.clone(),
                    title: document.feed.title.clone(),
                };
                none.insert((document.format, Sorted::new(beside, &events, arguments)?))
            }
        };
        sorted.events.skipped += document.feed.skipped.len();
        for entry in entries_of(&document) {
            sorted.add(&entry)?;
        }
        let (done, all) = pieces.progress();
        progress.say(format!("reading {done} of {all} entries"));
    }
    Ok(sorted.map(|(_, sorted)| sorted))
}

/// Texts in a file, one behind the other.
struct Spill {
    path: PathBuf,
    out: BufWriter<File>,
    /// Where each ends.
    ends: Vec<u64>,
}

impl Spill {
    fn new(path: PathBuf) -> io::Result<Self> {
        Ok(Self {
            out: BufWriter::new(File::create(&path)?),
            path,
            ends: Vec::new(),
        })
    }

    fn add(&mut self, text: &str) -> io::Result<()> {
        let end = self.ends.last().copied().unwrap_or_default();
        self.ends.push(end + text.len() as u64);
        self.out.write_all(text.as_bytes())
    }

    /// Writes those at these positions, which rise, with what stands before each.
    fn copy(
        &mut self,
        positions: &[u32],
        mark: &dyn Fn(bool) -> &'static str,
        out: &mut impl Write,
    ) -> io::Result<()> {
        self.out.flush()?;
        let mut reader = BufReader::with_capacity(1 << 16, File::open(&self.path)?);
        let mut at = 0;
        for (number, position) in positions.iter().enumerate() {
            let position = *position as usize;
            let end = self.ends.get(position).copied().unwrap_or_default();
            let before = position.checked_sub(1).and_then(|before| self.ends.get(before));
            let start = before.copied().unwrap_or_default();
            reader.seek_relative(start.wrapping_sub(at).cast_signed())?;
            out.write_all(mark(number == 0).as_bytes())?;
            io::copy(&mut reader.by_ref().take(end - start), out)?;
            at = end;
        }
        Ok(())
    }
}

/// All events, sorted into months and by the values of their facets.
struct Sorted {
    folder: PathBuf,
    page: Option<String>,
    /// What is known of all of them; none of them themselves.
    events: Events,
    /// The entries of each event in the native format.
    native: Spill,
    /// Each event in iCalendar.
    calendar: Spill,
    months: BTreeMap<(i32, u32), Vec<u32>>,
    values: HashMap<(&'static str, String), Value>,
    needs: Needs,
}

/// The events with one value of a facet.
#[derive(Default)]
struct Value {
    positions: Vec<u32>,
    needs: Needs,
}

impl Sorted {
    fn new(folder: &Path, events: &Events, arguments: &Shard) -> io::Result<Self> {
        fs::create_dir_all(folder).map_err(at(folder))?;
        Ok(Self {
            folder: folder.to_owned(),
            page: arguments.page.clone(),
            events: Events {
                events: Vec::new(),
                head: events.head.clone(),
                skipped: events.skipped,
                policy: events.policy.clone(),
                language: events.language.clone(),
                title: events.title.clone(),
            },
            native: Spill::new(folder.join(".native"))?,
            calendar: Spill::new(folder.join(".calendar"))?,
            months: BTreeMap::new(),
            values: HashMap::new(),
            needs: Needs::default(),
        })
    }

    fn count(&self) -> usize {
        self.native.ends.len()
    }

    fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let position = u32::try_from(self.count()).map_err(io::Error::other)?;
        let entries = native_entries(entry);
        if entries.is_empty() {
            self.events.skipped += 1;
            return Ok(());
        }
        self.native.add(&entries.join(between(false)))?;
        let item = Item::Event(&entry.event);
        let page = self.page.as_deref();
        let (text, needs) = self
            .events
            .with_context(page, |context| icalendar_part(&item, context));
        self.calendar.add(&text)?;
        self.needs.join(&needs);
        for month in months_of(entry, &self.events.policy) {
            self.months.entry(month).or_default().push(position);
        }
        for value in values_of(entry) {
            let value = self.values.entry(value).or_default();
            value.positions.push(position);
            value.needs.join(&needs);
        }
        Ok(())
    }

    /// Writes all files; their names, the index last.
    fn write(mut self, progress: &Progress) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        let months = self.write_months(&mut names, progress)?;
        let page = self.page.clone();
        let all: Vec<u32> = (0..self.count() as u32).collect();
        let needs = std::mem::take(&mut self.needs);
        names.push("all.ics".to_owned());
        let title = self.events.title.clone().unwrap_or_default();
        self.write_calendar("all.ics", &title, &all, &needs, page.as_deref())?;
        let mut values: Vec<_> = std::mem::take(&mut self.values).into_iter().collect();
        values.sort_by(|(one, _), (other, _)| one.cmp(other));
        if values.len() > MAX_CALENDARS {
            values.sort_by_key(|(_, value)| std::cmp::Reverse(value.positions.len()));
            values.truncate(MAX_CALENDARS);
            values.sort_by(|(one, _), (other, _)| one.cmp(other));
        }
        let mut calendars = Vec::new();
        for ((facet, name), value) in values {
            let file = unique(&names, facet, &name);
            progress.say(format!("writing {file}"));
            let is_named = !title.is_empty();
            let called = if is_named {
                format!("{title}: {name}")
            } else {
                name.clone()
            };
            self.write_calendar(&file, &called, &value.positions, &value.needs, page.as_deref())?;
            names.push(file.clone());
            calendars.push(Calendar {
                facet,
                value: name,
                file,
                events: value.positions.len(),
            });
        }
        let end = |month: Option<&Month>| month.map(|month| month.month.clone()).unwrap_or_default();
        let index = Index {
            version: 1,
            feed: "{year}-{month}.json",
            first: end(months.first()),
            last: end(months.last()),
            events: self.count(),
            months,
            calendar: "all.ics",
            calendars,
        };
        let mut text = serde_json::to_vec_pretty(&index)?;
        text.push(b'\n');
        fs::write(self.folder.join(INDEX), text)?;
        names.push(INDEX.to_owned());
        Ok(names)
    }

    /// The first and the last month, where they are further apart than the events of one feed are: of a year with a slip
    /// there are thousands of files.
    fn far_apart(&self) -> Option<[String; 2]> {
        let (first, last) = self.months.keys().next().zip(self.months.keys().next_back())?;
        (last.0 - first.0 > MAX_YEARS)
            .then(|| [first, last].map(|(year, month)| format!("{year:04}-{month:02}")))
    }

    /// A month without events has a file as well: a missing one would be told as a fault.
    fn write_months(&mut self, names: &mut Vec<String>, progress: &Progress) -> io::Result<Vec<Month>> {
        let months = std::mem::take(&mut self.months);
        let head = native_head(&self.events.head, &[("icalendar", quoted("all.ics"))]);
        let ends = months.keys().next().zip(months.keys().next_back());
        let (&first, &last) = ends.unwrap_or((&(0, 1), &(0, 1)));
        let mut told = Vec::new();
        let (mut year, mut month) = first;
        while (year, month) <= last {
            let name = format!("{year:04}-{month:02}");
            let file = format!("{name}.json");
            progress.say(format!("writing {file}"));
            let positions = months.get(&(year, month)).map(Vec::as_slice).unwrap_or_default();
            let path = self.folder.join(&file);
            let mut out = BufWriter::new(File::create(&path)?);
            out.write_all(head.as_bytes())?;
            self.native.copy(positions, &between, &mut out)?;
            out.write_all(native_end(positions.is_empty()).as_bytes())?;
            out.flush()?;
            told.push(Month {
                month: name,
                file: file.clone(),
                events: positions.len(),
                bytes: usize::try_from(fs::metadata(&path)?.len()).unwrap_or(usize::MAX),
            });
            names.push(file);
            (year, month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
        }
        Ok(told)
    }

    fn write_calendar(
        &mut self,
        file: &str,
        called: &str,
        positions: &[u32],
        needs: &Needs,
        page: Option<&str>,
    ) -> io::Result<()> {
        let path = self.folder.join(file);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let head = self
            .events
            .with_context(page, |context| icalendar_head(needs, context));
        let mut out = BufWriter::new(File::create(path)?);
        out.write_all(named(&head, called).as_bytes())?;
        self.calendar.copy(positions, &|_| "", &mut out)?;
        out.write_all(ICALENDAR_END.as_bytes())?;
        out.flush()
    }
}

/// The months in which an event is shown to anybody: the day of a time is another one elsewhere.
fn months_of(entry: &Entry, policy: &ZonePolicy) -> BTreeSet<(i32, u32)> {
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
        add(&Occurrence::first(event, policy, &Database));
        return found;
    }
    // From its begin to two years from now, year by year, as no window may have too many dates.
    let now = today().year();
    let begin = event.when.start().date().year();
    for year in begin.max(now - 50)..=(now + 2).max(begin + 1) {
        let year = NaiveDate::from_ymd_opt(year, 1, 1).zip(NaiveDate::from_ymd_opt(year + 1, 1, 1));
        if let Some(window) = year.and_then(|(start, end)| DateRange::new(start, end)) {
            let found = Occurrence::within(event, window, policy, &Database);
            found.occurrences.iter().for_each(&mut add);
        }
    }
    found
}

/// The values of its facets, each once.
fn values_of(Entry { event, .. }: &Entry) -> BTreeSet<(&'static str, String)> {
    let details = event.details();
    let types = event.types.iter().map(|value| ("type", value.clone()));
    let topics = details.topics.iter().map(|value| ("topic", value.clone()));
    let places = details.places().map(|value| ("place", value.to_owned()));
    types.chain(topics).chain(places).collect()
}

/// A name for a file that no other has: `type/mitgliederversammlung.ics`.
fn unique(names: &[String], facet: &str, value: &str) -> String {
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
    while names.contains(&name) {
        name = format!("{facet}/{slug}-{number}.ics");
        number += 1;
    }
    name
}

/// Moves all files into their folder, the index last: whoever reads it finds what it names. What an earlier index names
/// and this one does not is removed.
fn move_all(beside: &Path, folder: &Path, names: &[String]) -> io::Result<()> {
    let before = named_before(folder);
    fs::create_dir_all(folder).map_err(at(folder))?;
    for name in names {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::rename(beside.join(name), &path).map_err(at(&path))?;
    }
    let known: HashSet<&str> = names.iter().map(String::as_str).collect();
    for name in before.iter().filter(|name| !known.contains(&***name)) {
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
