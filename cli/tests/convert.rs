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
            assert_eq!(back.title, source.title, "{} as {to}", path.display());
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

/// The triples of JSON-LD texts, as an independent processor reads them: each text under its name.
fn triples(texts: &[(String, String)]) -> Option<Vec<(String, Vec<String>)>> {
    let module = project().join(".tools/npm/node_modules/jsonld/lib/index.js");
    if is_missing(&module) {
        return None;
    }
    let folder = temporary("triples");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in texts {
        fs::write(folder.join(format!("{name}.jsonld")), text).unwrap();
    }
    let export = project().join("tests/export");
    let output = Command::new("node")
        .args([
            &export.join("read_ld.mjs"),
            &module,
            &export.join("schema-org.json"),
            &folder,
        ])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).unwrap();
    let mut read: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines.lines() {
        match (line.strip_suffix(".jsonld"), read.last_mut()) {
            (Some(name), _) => read.push((name.to_owned(), Vec::new())),
            (None, Some((_, triples))) => triples.push(line.to_owned()),
            (None, None) => {}
        }
    }
    assert_eq!(read.len(), texts.len());
    Some(read)
}

/// How many triples JSON says where each of its members is one: by the tree alone.
fn members(value: &serde_json::Value) -> usize {
    match value {
        serde_json::Value::Array(list) => list.iter().map(members).sum(),
        serde_json::Value::Object(map) => {
            let own = map.iter().filter(|(name, _)| *name != "@context");
            own.map(|(_, value)| match value {
                serde_json::Value::Array(list) => list.len() + members(value),
                value => 1 + members(value),
            })
            .sum()
        }
        _ => 0,
    }
}

#[test]
fn a_processor_of_json_ld_reads_all_that_is_said() {
    let (mut texts, mut expected) = (Vec::new(), Vec::new());
    for (at, path) in feeds().iter().enumerate() {
        // The real ones are large, and hold nothing else.
        if !path.starts_with(project().join("../shared")) {
            let text = converted(path, "json-ld");
            let value: serde_json::Value = serde_json::from_str(&text).unwrap();
            expected.push((members(&value), value.as_array().unwrap().len()));
            texts.push((format!("{at:02}"), text));
        }
    }
    let Some(read) = triples(&texts) else { return };
    for ((name, triples), (count, events)) in read.iter().zip(&expected) {
        let told = triples
            .iter()
            .filter(|line| line.ends_with("<https://schema.org/Event> ."));
        assert_eq!(
            (told.count(), triples.len()),
            (*events, *count),
            "{name}: {triples:#?}"
        );
    }
    assert!(expected.iter().map(|(count, _)| count).sum::<usize>() > 500);
}

#[test]
fn a_page_says_the_same_triples_as_a_file() {
    let feed = project().join("tests/fixtures/formats/club.tec.json");
    let feed = feed.to_str().unwrap();
    let page = ["--page", "https://a.example/termine"];
    let file = lichthof(&["convert", "--to", "json-ld", feed, page[0], page[1]]).out;
    let html = lichthof(&["prerender", "--max", "100", feed, page[0], page[1]]).out;
    let script = html
        .split("ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let texts = [("file".to_owned(), file), ("page".to_owned(), script.to_owned())];
    let Some(read) = triples(&texts) else { return };
    assert_eq!(read[0].1, read[1].1);
    for line in [
        " <https://schema.org/name> \"Recht & Netz – ein Vortrag\" .",
        " <https://schema.org/startDate> \"2026-12-10T18:00:00+01:00\" .",
        " <https://schema.org/eventStatus> <https://schema.org/EventScheduled> .",
        " <https://schema.org/url> <https://verein.example/termin/recht/> .",
        " <https://schema.org/isAccessibleForFree> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> .",
        " <https://schema.org/addressLocality> \"Magdeburg\" .",
    ] {
        assert!(
            read[0].1.iter().any(|triple| triple.ends_with(line)),
            "{line}: {:#?}",
            read[0].1
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

#[test]
fn a_feed_of_which_nothing_can_be_read_takes_no_files_place() {
    let file = temporary("kept.json");
    fs::write(&file, "kept").unwrap();
    let convert = |feed: &str| {
        let told = support::lichthof_with(&["convert", "-", "-o", file.to_str().unwrap()], feed);
        (told.exit, fs::read_to_string(&file).unwrap(), told.err)
    };
    let (exit, text, told) = convert(r#"[{"title": "A"}, {"title": "B"}]"#);
    assert_eq!((exit, &*text), (2, "kept"));
    assert!(
        told.starts_with("2 entries left out") && told.ends_with("nothing is written\n"),
        "{told}"
    );
    // One without events is what it says.
    let (exit, text, _) = convert("[]");
    assert!(exit == 0 && text.contains("\"entries\": []"), "{text}");
}
