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
    for (file, events) in [
        ("all.ics", 4),
        ("type/fest.ics", 2),
        ("type/probe.ics", 2),
        ("place/halle-saale.ics", 1),
    ] {
        let calendar = fs::read_to_string(folder.join(file)).unwrap();
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
