//! `lichthof convert`: what it writes is what other programs read, and what comes back is what went in.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{Days, NaiveDate, Offset, TimeZone};
use lichthof::feed::{Feed, read};
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{DateRange, Instant, Zone, Zones};
use support::{lichthof, snapshot, temporary};

struct Database;

impl Zones for Database {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: chrono_tz::Tz = name.parse().ok()?;
        let utc = chrono::DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Feeds of every format, where they are.
fn feeds() -> Vec<PathBuf> {
    let fixtures = project().join("tests/fixtures");
    let named = [
        "assembly.json",
        "feed-full.json",
        "series.json",
        "zones.json",
        "hours.json",
        "weeks.json",
    ];
    let mut feeds: Vec<_> = named.iter().map(|name| fixtures.join(name)).collect();
    for folder in [fixtures.join("formats"), project().join("fuzz/seeds")] {
        let mut found: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        found.sort();
        for path in found {
            match path.is_dir() {
                true if path.ends_with("map") => {}
                true => feeds.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path())),
                false => feeds.push(path),
            }
        }
    }
    // Real ones, where they are at hand.
    let real = project().join("../shared/feeds");
    for entry in fs::read_dir(real).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if entry.path().is_file() && name != "README.md" {
            feeds.push(entry.path());
        }
    }
    feeds
}

fn converted(feed: &Path, to: &str) -> String {
    let told = lichthof(&["convert", "--to", to, feed.to_str().unwrap()]);
    assert_eq!(told.exit, 0, "{}: {}", feed.display(), told.err);
    told.out
}

/// Who each event is, when, and on which dates within two years.
fn told(feed: &Feed) -> Vec<String> {
    let policy = ZonePolicy {
        mode: ZoneMode::Event,
        feed: Zone::Fixed(0),
        visitor: Zone::Fixed(0),
    };
    let describe = |event: &std::sync::Arc<lichthof::event::Event>| {
        let begin = event.when.start().date();
        let window = DateRange::new(
            begin,
            begin.checked_add_days(Days::new(731)).unwrap_or(NaiveDate::MAX),
        )
        .unwrap();
        let found = Occurrence::within(event, window, &policy, &Database).occurrences;
        // What has no end ends with its day, wherever that is.
        let end = |one: &Occurrence| match one.shown {
            Shown::Timed { end: None, .. } => one.starts.0,
            _ => one.ends.0,
        };
        let starts = found.iter().map(|one| (one.starts.0, end(one)));
        let mut starts: Vec<_> = starts.collect();
        starts.sort_unstable();
        format!(
            "{} {} {:?} {starts:?}",
            event.uid.as_str(),
            event.title.value,
            event.status
        )
    };
    let mut told: Vec<_> = feed.events.iter().map(describe).collect();
    told.sort();
    told
}

#[test]
fn what_is_converted_holds_the_same_events() {
    let mut count = 0;
    for path in feeds() {
        let text = fs::read_to_string(&path).unwrap();
        let source = read(&text, "de", &Database).unwrap();
        for to in ["native", "icalendar"] {
            let back = read(&converted(&path, to), "de", &Database).unwrap();
            assert_eq!(told(&back), told(&source), "{} as {to}", path.display());
            assert_eq!(back.skipped, [], "{} as {to}", path.display());
        }
        count += 1;
    }
    assert!(count > 15, "{count}");
}

#[test]
fn all_that_the_native_format_says_is_kept() {
    let path = project().join("tests/fixtures/feed-full.json");
    let source = read(&fs::read_to_string(&path).unwrap(), "de", &Database).unwrap();
    let back = read(&converted(&path, "native"), "de", &Database).unwrap();
    assert_eq!(
        (&back.title, &back.zone, &back.calendar),
        (&source.title, &source.zone, &source.calendar)
    );
    for (one, other) in back.events.iter().zip(&source.events) {
        assert_eq!(one.details(), other.details());
    }
}

#[test]
fn a_small_feed_is_written_in_each_format_as_it_is_kept() {
    let feed = project().join("tests/fixtures/formats/club.tec.json");
    for to in ["native", "json-ld"] {
        snapshot(&format!("convert-{to}"), &converted(&feed, to));
    }
}

/// Whether a reader is not at hand; where tests are run for everybody (`CI`) it must be.
fn is_missing(path: &Path) -> bool {
    let is_ci = std::env::var("CI").is_ok_and(|value| !matches!(&*value, "" | "0" | "false"));
    let is_missing = !path.exists();
    assert!(
        !(is_missing && is_ci),
        "there is no {}, which tools/setup native installs",
        path.display()
    );
    is_missing
}

#[test]
fn other_programs_read_the_calendars() {
    let (python, ical_js) = (
        project().join(".tools/python"),
        project().join(".tools/npm/node_modules/ical.js/dist/ical.js"),
    );
    if is_missing(&python.join("icalendar")) || is_missing(&ical_js) {
        return;
    }
    let folder = temporary("calendars");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let mut expected = 0;
    for (at, path) in feeds().iter().enumerate() {
        let text = converted(path, "icalendar");
        expected += text.matches("BEGIN:VEVENT").count();
        fs::write(folder.join(format!("{at}.ics")), text).unwrap();
    }
    let readers = project().join("tests/export");
    let mut read_py = Command::new("python3");
    read_py
        .env("PYTHONPATH", &python)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .arg(readers.join("read.py"));
    let mut read_mjs = Command::new("node");
    read_mjs.arg(readers.join("read.mjs")).arg(&ical_js);
    for (mut command, counts_all) in [(read_py, true), (read_mjs, false)] {
        let output = command.arg(&folder).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let lines = String::from_utf8(output.stdout).unwrap();
        let events = lines.lines().filter(|line| !line.ends_with(".ics")).count();
        assert!(
            if counts_all {
                events >= expected
            } else {
                events > 0
            },
            "{events} of {expected}"
        );
    }
}

#[test]
fn nothing_is_written_where_something_fails() {
    let file = temporary("failed.ics");
    let name = file.to_str().unwrap();
    let told = lichthof(&["convert", "courses.json", "-o", name]);
    assert_eq!(told.exit, 2);
    assert!(
        told.err.contains("error[no-events]") && !file.exists(),
        "{}",
        told.err
    );
    // The name says what is wanted, and what is left out is told.
    let told = lichthof(&["convert", "faults.json", "-o", name]);
    assert_eq!((told.exit, &*told.out), (0, ""));
    assert!(told.err.starts_with("2 entries left out"), "{}", told.err);
    assert!(fs::read_to_string(file).unwrap().starts_with("BEGIN:VCALENDAR"));
}
