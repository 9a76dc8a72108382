//! What must hold for every list and every month, whatever the feed says.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

mod support;

use std::sync::Arc;

use chrono::{Datelike, TimeDelta, Weekday};
use lichthof::calendar::{list, month_days, month_grid};
use lichthof::date::{
    Date, DatePrecision, DateRange, Duration, Instant, Occurrence, Shown, Zone, ZoneMode, ZonePolicy,
};
use lichthof::event::{End, Event, Uid, When};
use proptest::prelude::*;
use support::{TestZones, civil, date, instant, zone};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

fn occurrence(uid: &str, when: When, zone: Zone) -> Occurrence {
    let policy = ZonePolicy {
        mode: ZoneMode::Named(zone.clone()),
        feed: zone.clone(),
        visitor: zone,
    };
    let event = Event::new(Uid::new(uid), "Stammtisch", when);
    Occurrence::first(&Arc::new(event), &policy, &TestZones)
}

/// Days of the proleptic Gregorian calendar, one after another, by nothing but its rule for leap
/// years: 1969-12-01 was a Monday.
fn walk() -> impl Iterator<Item = (i32, u32, u32, Weekday)> {
    let (mut year, mut month, mut day) = (1969, 12, 0);
    WEEKDAYS.into_iter().cycle().map(move |weekday| {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        day += 1;
        if day > length {
            day = 1;
            month += 1;
        }
        if month > 12 {
            month = 1;
            year += 1;
        }
        (year, month, day, weekday)
    })
}

#[test]
fn every_month_of_1970_to_2100_has_its_days_in_whole_weeks() {
    let walk: Vec<_> = walk().take_while(|(year, ..)| *year <= 2101).collect();
    for (year, month) in (1970..=2100).flat_map(|year| (1..=12).map(move |month| (year, month))) {
        let is_in_month = |at: usize| (walk[at].0, walk[at].1) == (year, month);
        let first = (0..walk.len()).find(|at| is_in_month(*at)).unwrap();
        let any_day = Date::from_ymd_opt(year, month, 15).unwrap();
        for first_day in WEEKDAYS {
            let start = (0..7)
                .map(|back| first - back)
                .find(|at| walk[*at].3 == first_day)
                .unwrap();
            let weeks = (start..)
                .step_by(7)
                .take_while(|at| *at <= first || is_in_month(*at))
                .count();
            let grid = month_grid(&[], any_day, first_day, 3);
            assert_eq!(grid.weeks.len(), weeks, "{any_day}");
            for (at, day) in grid.weeks.iter().flat_map(|week| &week.days).enumerate() {
                let (year, month, day_of_month, _) = walk[start + at];
                assert_eq!(Date::from_ymd_opt(year, month, day_of_month), Some(day.date));
                assert_eq!(day.in_month, is_in_month(start + at), "{}", day.date);
            }
        }
    }
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
        let grid = month_grid(&occurrences, date(month), Weekday::Mon, 9);
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
        let occurrences = [occurrence("fair", When::AllDay(days), zone(name))];
        let grid = month_grid(&occurrences, date("2026-10-01"), Weekday::Mon, 3);
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

fn is_vague(occurrence: &Occurrence) -> bool {
    matches!(&occurrence.shown, Shown::Tentative { precision, .. } if *precision != DatePrecision::Day)
}

proptest! {
    #![proptest_config(support::cases())]

    #[test]
    fn a_grid_loses_nothing_and_no_two_bars_overlap(
        occurrences in occurrences(),
        first_day in prop::sample::select(WEEKDAYS.to_vec()),
        lanes in 0..8_usize,
    ) {
        let grid = month_grid(&occurrences, date("2026-05-17"), first_day, lanes);
        for week in &grid.weeks {
            for (column, day) in week.days.iter().enumerate() {
                let mut touching: Vec<usize> = (0..occurrences.len())
                    .filter(|at| !is_vague(&occurrences[*at]) && occurrences[*at].days().contains(day.date))
                    .collect();
                let on_day: Vec<_> = week
                    .bars
                    .iter()
                    .filter(|bar| (bar.column..bar.column + bar.span).contains(&column))
                    .collect();
                prop_assert_eq!(on_day.len() + day.hidden, touching.len());
                // As many as fit, and room for "+3 more" where it is needed.
                let room = if touching.len() > lanes { lanes.saturating_sub(1) } else { lanes };
                prop_assert_eq!(on_day.len(), touching.len().min(room));
                prop_assert!(on_day.iter().all(|bar| bar.lane < room));
                // Sorted by lane, no lane twice, the day's own list in the same order.
                prop_assert!(on_day.windows(2).all(|pair| pair[0].lane < pair[1].lane));
                let shown: Vec<_> = on_day.iter().map(|bar| bar.occurrence).collect();
                prop_assert_eq!(&shown, &day.occurrences[..shown.len()]);
                let mut listed = day.occurrences.clone();
                listed.sort_unstable();
                touching.sort_unstable();
                prop_assert_eq!(listed, touching);
            }
            for bar in &week.bars {
                let days = occurrences[bar.occurrence].days();
                let first = week.days[bar.column].date;
                let last = week.days[bar.column + bar.span - 1].date;
                prop_assert_eq!(bar.continues_before, days.start() < first);
                prop_assert_eq!(bar.continues_after, days.last() > last);
            }
        }
        let month = month_days(date("2026-05-17"));
        let mut vague = grid.tentative.clone();
        vague.sort_unstable();
        let expected: Vec<_> = (0..occurrences.len())
            .filter(|at| is_vague(&occurrences[*at]) && occurrences[*at].days().intersect(month).is_some())
            .collect();
        prop_assert_eq!(vague, expected);
    }

    #[test]
    fn with_lanes_enough_each_bar_is_whole_and_keeps_its_lane(
        occurrences in occurrences(),
        first_day in prop::sample::select(WEEKDAYS.to_vec()),
    ) {
        let grid = month_grid(&occurrences, date("2026-05-17"), first_day, 60);
        for (at, occurrence) in occurrences.iter().enumerate().filter(|(_, occurrence)| !is_vague(occurrence)) {
            let mut lanes = Vec::new();
            for week in &grid.weeks {
                let own: Vec<_> = week.bars.iter().filter(|bar| bar.occurrence == at).collect();
                let days = week.days.iter().filter(|day| occurrence.days().contains(day.date)).count();
                prop_assert_eq!(own.len(), usize::from(days > 0));
                prop_assert!(own.iter().all(|bar| bar.span == days));
                lanes.extend(own.iter().map(|bar| bar.lane));
            }
            prop_assert!(lanes.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }

    #[test]
    fn a_list_holds_each_occurrence_once_or_counts_it(
        occurrences in occurrences(),
        hours in -100..3_000_i64,
        past in any::<bool>(),
        limit in 0..70_usize,
    ) {
        let now = Instant(instant("2026-04-20T00:00Z").0 + hours * 3_600);
        let list = list(&occurrences, now, past, limit);
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
