//! How long it takes to lay out a period of 2,000 occurrences: the median of many runs, printed and never
//! asserted.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a native benchmark looks at the clock and says what it saw"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant as Clock;

use chrono::Weekday;
use lichthof::event::{End, Event, Uid, When};
use lichthof::layout::{Columns, Period, Room, Selection, Weekdays, list, month_grid, time_grid, year_grid};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, Duration, Instant, Time, Zone, Zones};

const EVENTS: u32 = 2_000;
const RUNS: usize = 201;

/// Everything is in UTC, which needs no zone.
struct NoZones;

impl Zones for NoZones {
    fn offset_at(&self, _: &str, _: Instant) -> Option<i32> {
        None
    }
}

/// Events spread evenly over the days: four of five with a time, the others whole days, up to a week.
fn occurrences(days: DateRange) -> Selection {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: Zone::Fixed(0),
        visitor: Zone::Fixed(0),
    };
    let dates: Vec<Date> = days.days().collect();
    let mut all = Vec::new();
    for number in 0..EVENTS {
        // Steps that have nothing in common with the number of days or hours: no order to begin with.
        let date = dates[number as usize * 17 % dates.len()];
        let when = if number % 5 == 0 {
            let last = date.iter_days().nth(number as usize % 7 + 1);
            last.and_then(|end| DateRange::new(date, end)).map(When::AllDay)
        } else {
            let time = Time::from_num_seconds_from_midnight_opt(7 * 3_600 + number * 677 % 43_200, 0);
            time.map(|time| When::Timed {
                start: date.and_time(time),
                end: End::After(Duration {
                    days: 0,
                    seconds: number * 331 % 10_800,
                }),
                zone: Zone::Fixed(0),
            })
        };
        let uid = Uid::new(number.to_string());
        let event = when.map(|when| Event::new(uid, ["Stammtisch ", &number.to_string()].concat(), when));
        all.extend(event.map(|event| Occurrence::first(&Arc::new(event), &policy, &NoZones)));
    }
    all.into()
}

fn measure(name: &str, lay_out: impl Fn()) {
    let mut nanoseconds: Vec<u128> = (0..RUNS)
        .map(|_| {
            let start = Clock::now();
            lay_out();
            start.elapsed().as_nanos()
        })
        .collect();
    nanoseconds.sort_unstable();
    println!(
        "{name:<40} {:>12} ns (fastest {} ns)",
        nanoseconds[RUNS / 2],
        nanoseconds[0]
    );
}

fn main() {
    let weekdays = Weekdays::all_from(Weekday::Mon);
    let day = Date::from_ymd_opt(2026, 5, 13).unwrap_or_default();
    let around = |period: Period| period.around(day, weekdays);
    let (month, week) = (around(Period::Month), around(Period::Week));
    let (of_month, of_week) = (occurrences(month), occurrences(week));
    let (of_day, of_year) = (
        occurrences(DateRange::day(day)),
        occurrences(around(Period::Year)),
    );
    measure("month of 2,000, 3 lanes", || {
        black_box(month_grid(black_box(&of_month), day, weekdays, 3));
    });
    measure("month of 2,000, lanes for all", || {
        black_box(month_grid(black_box(&of_month), day, weekdays, usize::MAX));
    });
    measure("week of 2,000, 4 columns", || {
        black_box(time_grid(black_box(&of_week), week, weekdays, Room::default()));
    });
    let boundless = Room {
        lanes: usize::MAX,
        columns: Columns {
            alone: usize::MAX,
            beside_more: usize::MAX,
        },
    };
    measure("week of 2,000, columns for all", || {
        black_box(time_grid(black_box(&of_week), week, weekdays, boundless));
    });
    measure("day of 2,000, 4 columns", || {
        let days = DateRange::day(day);
        black_box(time_grid(black_box(&of_day), days, weekdays, Room::default()));
    });
    measure("year of 2,000", || {
        black_box(year_grid(black_box(&of_year), day, weekdays));
    });
    measure("list of 2,000 over a year", || {
        black_box(list(
            black_box(&of_year),
            Instant(0),
            Date::default(),
            false,
            usize::MAX,
        ));
    });
}
