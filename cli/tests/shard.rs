//! `lichthof shard`: months hold what takes place in them, and nothing is lost between them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use support::{lichthof, temporary};

fn read(path: &Path) -> Value {
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn uids(feed: &Value) -> BTreeSet<String> {
    let entries = feed["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| entry["uid"].as_str().unwrap().to_owned())
        .collect()
}

const FEED: &str = r#"{"title": {"de": "Verein", "en": "Club"}, "timeZone": "Europe/Berlin", "entries": [
  {"uid": "new-year", "title": "Neujahr", "start": "2026-01-01T00:30:00", "eventType": "Fest", "venue": {"city": "Halle (Saale)"}},
  {"uid": "choir", "title": "Chor", "start": "2026-01-06T19:00:00", "recurrenceRule": "FREQ=WEEKLY;UNTIL=20260310T230000Z", "eventType": "Probe"},
  {"uid": "choir", "recurrenceId": "2026-02-03T19:00:00", "title": "Konzert", "start": "2026-04-15T18:00:00"},
  {"uid": "trip", "title": "Fahrt", "start": "2026-05-30", "end": "2026-06-02", "eventType": "Fest"},
  {"uid": "bad", "title": "Ohne Beginn"}
]}"#;

#[test]
fn each_month_has_what_is_shown_in_it() {
    let folder = temporary("months");
    let _ = fs::remove_dir_all(&folder);
    let name = folder.to_str().unwrap();
    let told = support::lichthof_with(&["shard", "-", "-o", name], FEED);
    assert_eq!(told.exit, 0, "{}", told.err);
    assert!(told.err.starts_with("1 entry left out"), "{}", told.err);
    let index = read(&folder.join("index.json"));
    assert_eq!(
        (&index["version"], &index["events"], &index["feed"]),
        (&1.into(), &3.into(), &"{year}-{month}.json".into())
    );
    for (month, expected) in [
        // On another clock it is still December.
        ("2025-12", &["new-year"][..]),
        ("2026-01", &["choir", "new-year"]),
        ("2026-02", &["choir"]),
        ("2026-03", &["choir"]),
        // The date that was moved.
        ("2026-04", &["choir"]),
        ("2026-05", &["trip"]),
        ("2026-06", &["trip"]),
    ] {
        let feed = read(&folder.join(format!("{month}.json")));
        let expected: BTreeSet<_> = expected.iter().map(ToString::to_string).collect();
        assert_eq!(uids(&feed), expected, "{month}");
        assert_eq!(feed["title"]["en"], "Club");
        assert_eq!(feed["icalendar"], "all.ics");
    }
    // A series comes with all that is said of it.
    assert_eq!(
        read(&folder.join("2026-01.json"))["entries"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    for (file, name, events) in [
        ("all.ics", "Verein", 4),
        ("type/fest.ics", "Verein: Fest", 2),
        ("type/probe.ics", "Verein: Probe", 2),
        ("place/halle-saale.ics", "Verein: Halle (Saale)", 1),
    ] {
        let calendar = fs::read_to_string(folder.join(file)).unwrap();
        let names = format!("\r\nNAME:{name}\r\nX-WR-CALNAME:{name}\r\n");
        assert!(calendar.contains(&names), "{calendar}");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), events, "{file}");
    }

    // What is gone goes; what is not ours stays.
    fs::write(folder.join("mine.txt"), "").unwrap();
    let told = support::lichthof_with(
        &["shard", "-", "-o", name],
        r#"[{"uid": "a", "title": "A", "start": "2026-01-10"}]"#,
    );
    assert_eq!(told.exit, 0, "{}", told.err);
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    names.retain(|entry| entry.path().is_file());
    let names: BTreeSet<_> = names
        .iter()
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names,
        ["2026-01.json", "all.ics", "index.json", "mine.txt"]
            .map(str::to_owned)
            .into()
    );
}

#[test]
fn what_cannot_be_read_leaves_the_folder_as_it_is() {
    let folder = temporary("untouched");
    let _ = fs::remove_dir_all(&folder);
    let told = lichthof(&["shard", "cut.json", "-o", folder.to_str().unwrap()]);
    assert_eq!(told.exit, 2);
    assert!(!folder.exists());
}

/// The files of months with their uids, and how many dates stand in the calendar of all.
fn written(folder: &Path) -> (Vec<(String, Vec<String>)>, usize) {
    let index = read(&folder.join("index.json"));
    let months = index["months"].as_array().unwrap().iter().map(|month| {
        let file = month["file"].as_str().unwrap();
        let entries = read(&folder.join(file))["entries"].as_array().unwrap().clone();
        let uids = entries
            .iter()
            .map(|entry| entry["uid"].as_str().unwrap().to_owned());
        (file.to_owned(), uids.collect())
    });
    let all = fs::read_to_string(folder.join("all.ics")).unwrap();
    assert_eq!(all.matches("BEGIN:VCALENDAR").count(), 1);
    (months.collect(), all.matches("BEGIN:VEVENT").count())
}

/// What stands in front of the folder that was wanted, which must be nothing.
fn hidden_beside(folder: &Path) -> usize {
    let entries = fs::read_dir(folder.parent().unwrap()).unwrap();
    entries
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .starts_with('.')
        })
        .count()
}

#[test]
fn a_feed_of_many_pieces_gives_the_same_as_one_that_is_read_as_a_whole() {
    let filler = "Ein Satz, der Platz braucht. ".repeat(10);
    let mut entries: Vec<String> = (0..6_000)
        .map(|number| {
            let (month, day) = (1 + number % 12, 1 + number % 28);
            format!(r#"{{"uid": "e{number}", "title": "Termin {number}", "description": "{filler}", "start": "2026-{month:02}-{day:02}T18:00:00", "eventType": "Art {}"}}"#, number % 3)
        })
        .collect();
    entries.insert(0, r#"{"uid": "choir", "title": "Chor", "start": "2026-01-06T19:00:00", "recurrenceRule": "FREQ=WEEKLY;UNTIL=20260310T230000Z"}"#.to_owned());
    // Far behind its series, in another piece; and a later version of an event.
    entries.push(r#"{"uid": "choir", "recurrenceId": "2026-02-03T19:00:00", "title": "Konzert", "start": "2026-04-15T18:00:00"}"#.to_owned());
    entries.push(r#"{"uid": "e7", "title": "Verlegt", "start": "2027-05-01T18:00:00"}"#.to_owned());
    let list = entries.join(",\n");
    let feed = format!("{{\"timeZone\": \"Europe/Berlin\", \"title\": \"Viele\", \"entries\": [{list}]}}");
    assert!(feed.len() > 2 << 20);
    let in_pieces = temporary("pieces");
    let told = support::lichthof_with(&["shard", "-", "-o", in_pieces.to_str().unwrap()], &feed);
    assert_eq!(
        (told.exit, &*told.err.replace(in_pieces.to_str().unwrap(), "F")),
        (
            0,
            "1 entry left out: `lichthof check -` says why\n23 files in F\n"
        )
    );
    // As a map of entries it cannot be cut.
    let ids = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| format!("\"{at}\": {entry}"));
    let map = ids.collect::<Vec<_>>().join(",\n");
    let feed = format!("{{\"timeZone\": \"Europe/Berlin\", \"title\": \"Viele\", \"entries\": {{{map}}}}}");
    let as_a_whole = temporary("whole");
    let told = support::lichthof_with(&["shard", "-", "-o", as_a_whole.to_str().unwrap()], &feed);
    assert_eq!(told.exit, 0, "{}", told.err);
    let sorted = |folder: &Path| {
        let (mut months, dates) = written(folder);
        months.iter_mut().for_each(|(_, uids)| uids.sort());
        (months, dates)
    };
    let (months, dates) = sorted(&in_pieces);
    assert_eq!(
        months.last().map(|(file, uids)| (&**file, uids.len())),
        Some(("2027-05.json", 1))
    );
    let april = months.iter().find(|(file, _)| file == "2026-04.json").unwrap();
    assert!(april.1.contains(&"choir".to_owned()));
    assert_eq!((months, dates), sorted(&as_a_whole));
    // iCalendar, which the tool has written itself.
    let calendar = in_pieces.join("all.ics");
    let of_calendar = temporary("of-calendar");
    let told = lichthof(&[
        "shard",
        calendar.to_str().unwrap(),
        "-o",
        of_calendar.to_str().unwrap(),
    ]);
    assert_eq!(told.exit, 0, "{}", told.err);
    assert_eq!(sorted(&of_calendar), sorted(&in_pieces));
    assert_eq!(hidden_beside(&in_pieces), 0);
}

#[test]
fn more_entries_than_a_calendar_reads_of_one_file_are_split() {
    let entry = |number: usize| {
        format!(
            r#"{{"uid":"{number}","title":"T","start":"2026-01-{:02}"}}"#,
            1 + number % 28
        )
    };
    let feed = format!("[{}]", (0..100_500).map(entry).collect::<Vec<_>>().join(","));
    let folder = temporary("more");
    let told = support::lichthof_with(&["shard", "-", "-o", folder.to_str().unwrap()], &feed);
    assert_eq!(told.exit, 0, "{}", told.err);
    let (months, dates) = written(&folder);
    assert_eq!((months[0].1.len(), dates), (100_500, 100_500));
}

#[test]
fn what_breaks_far_behind_leaves_the_folder_as_it_was() {
    let entry = |number: usize| {
        format!(
            r#"{{"uid":"{number}","title":"{}","start":"2026-01-10"}}"#,
            "T".repeat(400)
        )
    };
    let mut feed = format!("[{}]", (0..6_000).map(entry).collect::<Vec<_>>().join(","));
    feed.insert(feed.len() - 20, '\u{1}');
    let folder = temporary("broken");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("mine.txt"), "").unwrap();
    let told = support::lichthof_with(&["shard", "-", "-o", folder.to_str().unwrap()], &feed);
    assert_eq!(told.exit, 2, "{}", told.err);
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(hidden_beside(&folder), 0);
}

#[test]
fn a_year_with_a_slip_is_told() {
    let folder = temporary("slip");
    let feed = r#"[{"uid": "a", "title": "A", "start": "1826-01-10"}, {"uid": "b", "title": "B", "start": "2026-02-10"}]"#;
    let told = support::lichthof_with(&["shard", "-", "-o", folder.to_str().unwrap()], feed);
    assert_eq!(told.exit, 0, "{}", told.err);
    assert!(
        told.err
            .starts_with("there is a file for each month from 1826-01 to 2026-02"),
        "{}",
        told.err
    );
}
