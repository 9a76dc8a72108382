//! How the time to read a feed grows with it, in the shapes that invite quadratic work: what comes out is
//! printed and never asserted. Ten times as much should take little more than ten times as long.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a native benchmark looks at the clock and says what it saw"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant as Clock;

use lichthof::feed::{Feed, join_pages, read};
use lichthof::time::{Instant, Zones};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// Everything is in UTC, which needs no zone.
struct NoZones;

impl Zones for NoZones {
    fn offset_at(&self, _: &str, _: Instant) -> Option<i32> {
        None
    }
}

/// A start of a series that takes place every hour, out of order, as `YYYY-MM-DDTHH:00:00`.
fn start(number: usize, count: usize) -> String {
    // A step that has nothing in common with the sizes.
    let hour = number * 7 % count;
    let (day, hour) = (hour / 24, hour % 24);
    let (month, day) = (day / 28, day % 28);
    let (year, month) = (2020 + month / 12, month % 12);
    format!("{year}-{:02}-{:02}T{hour:02}:00:00", month + 1, day + 1)
}

/// So many dates of `series`, each an entry of its own.
fn dates(count: usize, series: impl Fn(usize) -> usize) -> String {
    let mut feed = String::from("[");
    for number in 0..count {
        let start = start(number, count);
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            feed,
            r#"{comma}{{"uid":"series-{}","title":"With guests","start":"{start}","recurrenceId":"{start}"}}"#,
            series(number)
        );
    }
    feed + "]"
}

/// So many series, of a date each.
fn series(count: usize) -> String {
    let mut feed = String::from("[");
    for number in 0..count {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            feed,
            r#"{comma}{{"uid":"series-{number}","title":"Choir","start":"2020-01-01T00:00:00","rrule":"FREQ=DAILY"}}"#
        );
    }
    feed + "]"
}

/// So many states of one event.
fn states(count: usize) -> String {
    let mut feed = String::from("[");
    for number in 0..count {
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(
            feed,
            r#"{comma}{{"uid":"one","title":"State {number}","start":"2020-01-01"}}"#
        );
    }
    feed + "]"
}

fn pages(texts: &[String]) -> Vec<Feed> {
    texts
        .iter()
        .filter_map(|text| read(text, "en", &NoZones).ok())
        .collect()
}

fn measure(name: &str, feed: impl Fn(usize) -> Vec<String>) {
    for size in SIZES {
        let texts = feed(size);
        let start = Clock::now();
        let mut pages = pages(&texts);
        let read = start.elapsed();
        join_pages(&mut pages, &NoZones);
        let joined = start.elapsed() - read;
        println!(
            "{name:<46} {size:>7}: read in {:>6} ms, joined in {:>6} ms",
            read.as_millis(),
            joined.as_millis()
        );
        black_box(pages);
    }
}

fn main() {
    measure("dates of one series on another page", |size| {
        vec![series(1), dates(size, |_| 0)]
    });
    measure("dates of as many series on another page", |size| {
        vec![series(size), dates(size, |number| number)]
    });
    measure("dates of one series beside it", |size| {
        let mut one = series(1);
        one.truncate(one.len() - 1);
        let dates = dates(size - 1, |_| 0);
        vec![[&one, ",", dates.get(1..).unwrap_or_default()].concat()]
    });
    measure("dates of series that are nowhere", |size| {
        vec![dates(size, |number| number)]
    });
    measure("states of one event", |size| vec![states(size)]);
}
