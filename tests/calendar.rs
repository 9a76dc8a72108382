//! What must hold for every list, whatever the feed says, and for a month in the week of a clock change.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use chrono::{Datelike, TimeDelta, Weekday};
use lichthof::event::{End, Event, Uid, When};
use lichthof::layout::{Selection, Weekdays, list, month_days, month_grid};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DatePrecision, DateRange, Duration, Instant, Zone};
use proptest::prelude::*;
use support::{TestZones, civil, date, instant, zone};

fn occurrence(uid: &str, when: When, zone: Zone) -> Occurrence {
    let policy = ZonePolicy {
        mode: ZoneMode::Named(zone.clone()),
        feed: zone.clone(),
        visitor: zone,
    };
    let event = Event::new(Uid::new(uid), "Stammtisch", when);
    Occurrence::first(&Arc::new(event), &policy, &TestZones)
}

#[test]
fn the_week_of_a_clock_change_has_seven_days_and_each_event_on_its_own() {
    for (month, events) in [
        ("2026-03-01", ["2026-03-28", "2026-03-29", "2026-03-30"]),
        ("2026-10-01", ["2026-10-24", "2026-10-25", "2026-10-26"]),
    ] {
        let mut occurrences = Vec::new();
        for day in events {
            for time in ["00:00", "02:30", "23:59"] {
                let when = When::Timed {
                    start: civil(&format!("{day}T{time}")),
                    end: End::After(Duration::parse("PT1M").unwrap()),
                    zone: zone("Europe/Berlin"),
                };
                occurrences.push(occurrence(time, when, zone("Europe/Berlin")));
            }
            let days = DateRange::day(date(day));
            occurrences.push(occurrence("whole day", When::AllDay(days), zone("Europe/Berlin")));
        }
        let grid = month_grid(
            &occurrences.clone().into(),
            date(month),
            Weekdays::all_from(Weekday::Mon),
            9,
        );
        let days: Vec<_> = grid.weeks.iter().flat_map(|week| &week.days).collect();
        for pair in days.windows(2) {
            assert_eq!(pair[0].date.succ_opt(), Some(pair[1].date));
        }
        for day in days {
            let expected = if events.map(date).contains(&day.date) {
                4
            } else {
                0
            };
            assert_eq!(day.occurrences.len(), expected, "{}", day.date);
        }
    }
}

#[test]
fn an_all_day_event_touches_no_day_after_its_last() {
    let days = DateRange::new(date("2026-10-24"), date("2026-10-26")).unwrap();
    for name in ["Europe/Berlin", "Pacific/Auckland", "America/New_York"] {
        let occurrences = Selection::from([occurrence("fair", When::AllDay(days), zone(name))]);
        let grid = month_grid(
            &occurrences,
            date("2026-10-01"),
            Weekdays::all_from(Weekday::Mon),
            3,
        );
        let touched: Vec<_> = grid
            .weeks
            .iter()
            .flat_map(|week| &week.days)
            .filter(|day| !day.occurrences.is_empty())
            .map(|day| day.date)
            .collect();
        assert_eq!(touched, [date("2026-10-24"), date("2026-10-25")], "{name}");
    }
}

/// Occurrences around May 2026, most of them short.
fn occurrences() -> impl Strategy<Value = Vec<Occurrence>> {
    let start = civil("2026-04-20T00:00");
    let when = (0..4_u32, 0..60_u32 * 24, prop_oneof![1..4_u32, 1..60_u32]).prop_map(
        move |(kind, hours, length)| {
            let start = start + TimeDelta::hours(hours.into());
            let end = start.date() + TimeDelta::days(length.into());
            let days = DateRange::new(start.date(), end).unwrap();
            match kind {
                0 => When::AllDay(days),
                1 => When::Tentative {
                    period: days,
                    precision: if length > 20 {
                        DatePrecision::Month
                    } else {
                        DatePrecision::Day
                    },
                },
                _ => When::Timed {
                    start,
                    end: End::After(Duration {
                        days: 0,
                        seconds: length * 7_200,
                    }),
                    zone: Zone::Fixed(0),
                },
            }
        },
    );
    prop::collection::vec((0..9_u32, when), 0..60).prop_map(|events| {
        events
            .into_iter()
            .map(|(uid, when)| occurrence(&uid.to_string(), when, Zone::Fixed(0)))
            .collect()
    })
}

proptest! {
    #![proptest_config(support::cases())]

    #[test]
    fn a_list_holds_each_occurrence_once_or_counts_it(
        occurrences in occurrences(),
        hours in -100..3_000_i64,
        past in any::<bool>(),
        limit in 0..70_usize,
    ) {
        let now = Instant(instant("2026-04-20T00:00Z").0 + hours * 3_600);
        let today = date("2026-04-20") + chrono::TimeDelta::days(hours.div_euclid(24));
        let list = list(&occurrences.clone().into(), now, today, past, limit);
        let mut standing = list.running.clone();
        for month in &list.months {
            prop_assert!(!month.days.is_empty() || !month.tentative.is_empty());
            prop_assert_eq!(month.first.day(), 1);
            for day in &month.days {
                prop_assert!(month_days(month.first).contains(day.date));
                prop_assert!(!day.occurrences.is_empty());
                standing.extend(&day.occurrences);
            }
            standing.extend(&month.tentative);
        }
        let total = occurrences.iter().filter(|occurrence| occurrence.is_past(now) == past).count();
        prop_assert_eq!(standing.len() + list.more, total);
        prop_assert_eq!(standing.len(), total.min(limit));
        prop_assert!(standing.iter().all(|at| occurrences[*at].is_past(now) == past));
        let is_in_order = |left: Date, right: Date| if past { left > right } else { left < right };
        prop_assert!(list.months.windows(2).all(|pair| is_in_order(pair[0].first, pair[1].first)));
        for month in &list.months {
            prop_assert!(month.days.windows(2).all(|pair| is_in_order(pair[0].date, pair[1].date)));
        }
        standing.sort_unstable();
        standing.dedup();
        prop_assert_eq!(standing.len(), total.min(limit));
    }
}
