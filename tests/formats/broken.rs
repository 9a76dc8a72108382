//! What nobody should publish: any text at all, and formats with something wrong anywhere. Nothing panics, nothing
//! takes long, and what is read is bounded.

#![expect(clippy::disallowed_methods, reason = "no browser runs this")]

use std::time::{Duration, Instant};

use super::support::read;

/// One feed of each format, from which others are made.
const SEEDS: [&str; 5] = [
    include_str!("../fixtures/formats/club.ics"),
    include_str!("../fixtures/formats/club.fullcalendar.json"),
    include_str!("../fixtures/formats/club.tec.json"),
    include_str!("../fixtures/formats/club.frab.json"),
    include_str!("../fixtures/formats/club.html"),
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
    let begin = Instant::now();
    for (at, seed) in SEEDS.iter().enumerate() {
        let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 + at as u64);
        for _ in 0..500 {
            let text = damaged(seed, &mut numbers);
            if let Ok(feed) = read(&text, "de") {
                for event in &feed.events {
                    event.details();
                }
            }
        }
    }
    assert!(begin.elapsed() < Duration::from_secs(300));
}

#[test]
fn much_of_anything_is_read_in_time_that_grows_with_it() {
    let begin = Instant::now();
    let head = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:T\nDTSTART:20260106\n";
    for much in [
        format!("{head}{}", "BEGIN:X\n".repeat(200_000)),
        format!("{head}DESCRIPTION:{}", " folded\n".repeat(200_000)),
        format!("{head}EXDATE:{}", "20260106,".repeat(200_000)),
        format!("{head}X;{}:1", "A=\"1\";".repeat(200_000)),
        format!("{head}{}", "CATEGORIES:a\n".repeat(200_000)),
        format!("{head}{}", "RDATE:20260101T000000/PT1H\n".repeat(100_000)),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VTIMEZONE\nTZID:X\n".repeat(100_000)),
    ] {
        let _ = read(&much, "de");
    }
    assert!(
        begin.elapsed() < Duration::from_secs(120),
        "{:?}",
        begin.elapsed()
    );
}
