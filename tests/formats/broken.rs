//! What nobody should publish: any text at all, and formats with something wrong anywhere. Nothing panics, all comes to
//! an end, and what is read is bounded.

use std::fs;
use std::path::Path;

use lichthof::feed::{Hints, read_with};

use super::support::{TestZones, read};

/// One feed of each format, from which others are made.
const SEEDS: [&str; 10] = [
    include_str!("../fixtures/formats/club.ics"),
    include_str!("../fixtures/formats/club.fullcalendar.json"),
    include_str!("../fixtures/formats/club.tec.json"),
    include_str!("../fixtures/formats/club.frab.json"),
    include_str!("../fixtures/formats/club.html"),
    r#"[{"id": 7, "title": "K\u00fcfa", "slug": "k", "description": "<p>Eins</p>", "start_datetime": 1767722400,
        "tags": ["essen"], "media": [{"url": "a.jpg"}], "place": {"name": "Hof", "latitude": 52.1, "longitude": 11.6}}]"#,
    r#"{"kind": "calendar#events", "timeZone": "Europe/Berlin", "items": [{"id": "s", "iCalUID": "s", "summary": "Chor",
        "start": {"dateTime": "2026-01-06T19:00:00+01:00"}, "end": {"dateTime": "2026-01-06T21:00:00+01:00"},
        "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5"]},
        {"id": "x", "status": "cancelled", "recurringEventId": "s", "originalStartTime": {"dateTime": "2026-01-13T19:00:00+01:00"}}]}"#,
    r#"{"events": [{"event": {"id": 1, "title": "Open", "event_instances": [{"event_instance": {"id": 11,
        "start": "2026-01-06T19:00:00+01:00", "all_day": false}}], "geo": {"city": "Magdeburg"}}}],
        "page": {"current": 1, "size": 10, "total": 2}}"#,
    r#"{"count": 1, "overallcount": 3, "items": [{"global_id": "e", "title": "F\u00fchrung", "name": "Rathaus",
        "timeIntervals": [{"start": "2026-01-06T10:00:00+01:00", "end": "2026-01-06T12:00:00+01:00", "tz": "Europe/Berlin",
        "freq": "Weekly", "weekdays": ["Tuesday"], "repeatUntil": "2026-01-20T12:00:00+01:00"}]}]}"#,
    "<rss><channel><title>Verein</title><item><guid>2</guid><title><![CDATA[Fest & Tanz]]></title>\
     <description>&lt;p&gt;Eins&lt;/p&gt;</description><ev:startdate>2026-01-10T19:00:00+01:00</ev:startdate>\
     <gd:when startTime='2026-01-10T19:00:00+01:00'/></item></channel></rss>",
];

/// Numbers that are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % below.max(1)
    }
}

/// A text with a few things wrong.
fn damaged(seed: &str, numbers: &mut Numbers) -> String {
    const JUNK: [&str; 16] = [
        "\"",
        "{",
        "}",
        "[",
        "]",
        "\n",
        ":",
        ";",
        ",",
        "\\",
        "-1",
        "99999999999999999999",
        "null",
        "\u{202e}",
        "<",
        "😀",
    ];
    let mut letters: Vec<char> = seed.chars().collect();
    for _ in 0..=numbers.next(4) {
        let (at, other) = (numbers.next(letters.len()), numbers.next(letters.len()));
        match numbers.next(5) {
            0 => {
                letters.remove(at);
            }
            1 => letters.truncate(at.max(20)),
            2 => {
                let junk = JUNK[numbers.next(JUNK.len())].chars();
                letters.splice(at..at, junk);
            }
            3 => letters.swap(at, other),
            _ => {
                let (from, to) = (at.min(other), at.max(other));
                let part: Vec<char> = letters[from..to.min(from + 200)].to_vec();
                let place = numbers.next(letters.len());
                letters.splice(place..place, part);
            }
        }
        if letters.is_empty() {
            break;
        }
    }
    letters.into_iter().collect()
}

#[test]
fn what_is_damaged_here_is_read_whole() {
    for seed in SEEDS {
        let feed = read(seed, "de").unwrap();
        assert!(
            !feed.events.is_empty() && feed.skipped.is_empty() && feed.warnings.is_empty(),
            "{seed}"
        );
    }
}

#[test]
fn no_damage_makes_a_reader_panic_or_hang() {
    // More of them where somebody asks for it.
    let count = std::env::var("LICHTHOF_DAMAGED")
        .ok()
        .and_then(|count| count.parse().ok());
    let count: usize = count.unwrap_or(300);
    for (at, seed) in SEEDS.iter().enumerate() {
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 + at as u64);
        for _ in 0..count {
            let text = damaged(seed, &mut numbers);
            if let Ok(feed) = read(&text, "de") {
                for event in &feed.events {
                    event.details();
                }
            }
        }
    }
}

/// The seeds of the fuzz targets, damaged like the others: what `fuzz/run` does at length.
#[test]
fn no_damage_to_the_seeds_of_fuzzing_makes_a_reader_panic_or_hang() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    let folders = fs::read_dir(seeds).unwrap().map(|folder| folder.unwrap().path());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap());
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 10);
    for (at, file) in files.iter().enumerate() {
        let seed = fs::read_to_string(file).unwrap();
        let mut numbers = Numbers(0x2545_f491_4f6c_dd1d + at as u64);
        for _ in 0..100 {
            let text = damaged(&seed, &mut numbers);
            // The first line of those for maps is the map.
            let is_map = file.parent().is_some_and(|folder| folder.ends_with("map"));
            let (map, rest) = text.split_once('\n').unwrap_or_default();
            let hints = Hints {
                map: is_map.then(|| map.to_owned()),
                ..Hints::default()
            };
            let _ = read_with(if is_map { rest } else { &text }, &hints, "de", &TestZones);
        }
    }
}

/// Neither the stack nor the memory runs out, and all of it comes to an end. How long that takes is not asserted: a clock
/// tells of the machine.
#[test]
fn much_of_anything_is_read_to_its_end() {
    let head = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART:20260106\n";
    let rss = "<rss><item><ev:startdate>2026-01-01</ev:startdate>";
    let page = "<script type=application/ld+json>";
    for much in [
        format!("{rss}{}", "<a>".repeat(300_000)),
        format!("{rss}{}", "<title>".repeat(20_000)),
        "<rss><item>".repeat(50_000),
        page.repeat(20_000),
        format!("{page}{}", "<script".repeat(100_000)),
        format!(
            "[{}]",
            "{\"@type\":\"Event\",\"@id\":\"a\",\"name\":\"x\",\"startDate\":\"2026-01-01\"},".repeat(50_000)
                + "1"
        ),
        format!(
            "[{}]",
            "{\"id\":1,\"title\":\"x\",\"start\":\"2026-01-01\"},".repeat(90_000) + "1"
        ),
        format!("{head}{}", "BEGIN:X\n".repeat(200_000)),
        format!("{head}DESCRIPTION:{}", " folded\n".repeat(200_000)),
        format!("{head}EXDATE:{}", "20260106,".repeat(200_000)),
        format!("{head}X;{}:1", "A=\"1\";".repeat(200_000)),
        format!("{head}{}", "CATEGORIES:a\n".repeat(200_000)),
        format!("{head}{}", "RDATE:20260101T000000/PT1H\n".repeat(100_000)),
        format!(
            "{head}RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n{}",
            "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260107\nDTSTART:20260108\nEND:VEVENT\n"
                .repeat(20_000)
        ),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VTIMEZONE\nTZID:X\n".repeat(100_000)),
    ] {
        let _ = read(&much, "de");
    }
}
