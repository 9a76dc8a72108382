//! How long the engine takes, natively: `cargo bench --bench calendar`. Figures to record, not to
//! assert: they belong to the machine that made them.

#![allow(clippy::print_stdout, clippy::unwrap_used)]
#![expect(
    clippy::disallowed_methods,
    reason = "a benchmark runs natively, where the clock is at hand"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant as Clock;

use lichthof::event::{End, Event, Series, Uid, When};
use lichthof::recurrence::Rule;
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, Duration, Instant, Zone, Zones};

/// Central European time with its changes on the days of 2026, so that no tz library is measured.
struct Berlin;

impl Zones for Berlin {
    fn offset_at(&self, _: &str, instant: Instant) -> Option<i32> {
        let is_summer = (1_774_746_000..1_792_890_000).contains(&instant.0);
        Some(if is_summer { 7_200 } else { 3_600 })
    }
}

/// What an association writes, and some that cost more.
const RULES: [&str; 10] = [
    "FREQ=WEEKLY;BYDAY=TU",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "FREQ=MONTHLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYWEEKNO=20;BYDAY=WE",
    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20301231T235959Z",
    "FREQ=WEEKLY;COUNT=1500",
];

fn main() {
    expand_a_thousand_rules();
}

fn expand_a_thousand_rules() {
    let berlin = Zone::Named("Europe/Berlin".into());
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: berlin.clone(),
        visitor: berlin.clone(),
    };
    let first = Date::from_ymd_opt(2005, 3, 1)
        .unwrap()
        .and_hms_opt(19, 0, 0)
        .unwrap();
    let event = |number: usize| {
        let when = When::Timed {
            start: first + chrono::TimeDelta::days((number % 28) as i64),
            end: End::After(Duration {
                days: 0,
                seconds: 7_200,
            }),
            zone: berlin.clone(),
        };
        let mut event = Event::new(Uid::new(number.to_string()), "Stammtisch", when);
        event.series = Some(Box::new(Series {
            rules: vec![Rule::parse(RULES[number % RULES.len()]).unwrap()],
            ..Series::default()
        }));
        Arc::new(event)
    };
    let events: Vec<Arc<Event>> = (0..1_000).map(event).collect();
    let year = DateRange::new(
        Date::from_ymd_opt(2026, 1, 1).unwrap(),
        Date::from_ymd_opt(2027, 1, 1).unwrap(),
    )
    .unwrap();
    measure("1,000 rules over a year", || {
        let expand = |event| {
            Occurrence::within(event, year, &policy, &Berlin)
                .occurrences
                .len()
        };
        events.iter().map(expand).sum()
    });
}

/// Prints the median of several runs.
fn measure(name: &str, mut run: impl FnMut() -> usize) {
    let mut times = Vec::new();
    let mut result = 0;
    for _ in 0..21 {
        let began = Clock::now();
        result = black_box(run());
        times.push(began.elapsed());
    }
    times.sort_unstable();
    println!(
        "{name}: {:?} ({result} results, median of {})",
        times[times.len() / 2],
        times.len()
    );
}
