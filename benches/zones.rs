//! How the time to read a feed grows with the number of its time zones: printed and never asserted.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a native benchmark looks at the clock and says what it saw"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant as Clock;

use chrono::{Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};
use lichthof::feed::{commonest_zone, read};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Instant, Zone, Zones};

/// The zone database of chrono-tz.
struct Database;

impl Zones for Database {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone: Tz = name.parse().ok()?;
        let utc = chrono::DateTime::from_timestamp(instant.0, 0)?.naive_utc();
        Some(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
    }
}

/// A feed of so many events, each with the zone that `zone` gives it.
fn feed(count: usize, start: &str, zone: &dyn Fn(usize) -> String) -> String {
    let mut feed = String::from("[");
    for number in 0..count {
        let comma = if number > 0 { "," } else { "" };
        let zone = zone(number);
        write!(
            feed,
            r#"{comma}{{"uid": "{number}", "title": "T", "start": "{start}", "timeZone": "{zone}"}}"#
        )
        .unwrap();
    }
    feed + "]"
}

/// What it is called, when its events start, and the zone of each.
type Kind<'a> = (&'a str, &'a str, &'a dyn Fn(usize) -> String);

fn main() {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: Zone::Named("Europe/Berlin".into()),
        visitor: Zone::Fixed(0),
    };
    let known = |number: usize| TZ_VARIANTS[number % TZ_VARIANTS.len()].name().to_owned();
    let spelled = |number: usize| {
        let mut bits = number;
        let letters = "Europe/Berlin".chars().map(|letter| {
            bits = bits.rotate_right(1);
            let is_small = bits & 1 << 63 == 0;
            if is_small {
                letter.to_ascii_lowercase()
            } else {
                letter.to_ascii_uppercase()
            }
        });
        letters.collect()
    };
    let unknown = |number: usize| format!("Zone/N{number}");
    let shown = |number: usize| format!("(UTC+01:00) Place {number}");
    let kinds: [Kind<'_>; 5] = [
        ("civil, zones of the world", "2026-12-01T18:00:00", &known),
        ("instants, zones of the world", "2026-12-01T18:00:00Z", &known),
        (
            "civil, one zone in all spellings",
            "2026-12-01T18:00:00",
            &spelled,
        ),
        ("civil, unknown zones", "2026-12-01T18:00:00", &unknown),
        ("civil, unknown names of Windows", "2026-12-01T18:00:00", &shown),
    ];
    for (kind, start, zone) in kinds {
        for count in [1_000, 10_000, 100_000] {
            let text = feed(count, start, zone);
            let begin = Clock::now();
            let feed = read(&text, "de", &Database).unwrap();
            let read_in = begin.elapsed();
            black_box(commonest_zone(&feed.events));
            for event in &feed.events {
                black_box(Occurrence::first(event, &policy, &Database));
            }
            let all = begin.elapsed();
            println!("{kind}, {count} events: read in {read_in:.1?}, with their occurrences {all:.1?}");
        }
    }
}
