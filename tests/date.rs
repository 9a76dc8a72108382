//! Instants and occurrences against a zone database, and what must hold for every date.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use chrono::{LocalResult, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use lichthof::event::{End, Event, Place, Uid, When};
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{
    Date, DatePrecision, DateRange, DateTime, Duration, Instant, ParsedDateTime, Zone, civil_at, parse_date,
    parse_date_time, resolve,
};
use proptest::prelude::*;
use support::{TestZones, civil, date, instant, zone};

const UTC: Zone = Zone::Fixed(0);

/// Zones with much behind them: double summer time, half an hour of summer time, an offset of
/// +05:45, and a day that was never there.
const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
];

/// Temporal's `compatible`, told by chrono-tz's own search: in an overlap the earlier instant, in a
/// gap the offset of the last time before it.
fn compatible(civil: DateTime, name: &str) -> Instant {
    let zone: Tz = name.parse().unwrap();
    let offset = match zone.offset_from_local_datetime(&civil) {
        LocalResult::Single(offset) => offset.fix(),
        LocalResult::Ambiguous(earlier, _) => earlier.fix(),
        LocalResult::None => (1..)
            .map(|minutes| civil - TimeDelta::minutes(minutes))
            .find_map(|before| zone.offset_from_local_datetime(&before).latest())
            .unwrap()
            .fix(),
    };
    Instant(civil.and_utc().timestamp() - i64::from(offset.local_minus_utc()))
}

fn assert_compatible(civil: DateTime, name: &str) {
    let instant = resolve(civil, &zone(name), &UTC, &TestZones).unwrap();
    assert_eq!(instant, compatible(civil, name), "{civil} in {name}");
    let shown = civil_at(instant, &zone(name), &UTC, &TestZones).unwrap();
    let is_shown = name
        .parse::<Tz>()
        .unwrap()
        .offset_from_local_datetime(&civil)
        .earliest()
        .is_some();
    assert_eq!(shown == civil, is_shown, "{civil} in {name}");
}

#[test]
fn every_quarter_of_an_hour_of_years_with_odd_clock_changes_resolves_like_temporal() {
    for (name, year) in [
        ("Europe/Berlin", 1945),
        ("Europe/Berlin", 2026),
        ("America/New_York", 2026),
        ("Pacific/Auckland", 2026),
        ("Asia/Kathmandu", 1986),
        ("Australia/Lord_Howe", 2026),
        ("Pacific/Apia", 1892),
        ("Pacific/Apia", 2011),
    ] {
        let first = Date::from_ymd_opt(year, 1, 1)
            .unwrap()
            .and_time(Default::default());
        for quarter in 0..366 * 96 {
            assert_compatible(first + TimeDelta::minutes(15 * quarter), name);
        }
    }
}

proptest! {
    #![proptest_config(support::cases())]

    #[test]
    fn every_second_resolves_like_temporal(
        seconds in -62_135_596_800_i64..253_402_300_800,
        name in prop::sample::select(ZONES.to_vec()),
    ) {
        assert_compatible(chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc(), name);
    }

    #[test]
    fn seconds_of_our_time_resolve_like_temporal(
        seconds in -3_000_000_000_i64..4_200_000_000,
        name in prop::sample::select(ZONES.to_vec()),
    ) {
        assert_compatible(chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc(), name);
    }

    #[test]
    fn what_is_written_is_read_again(seconds in -62_135_596_800_i64..253_402_300_800, minutes in -1080..=1080_i32) {
        let civil = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
        let text = civil.format("%Y-%m-%dT%H:%M:%S").to_string();
        prop_assert_eq!(parse_date(&text[..10]), Some(civil.date()));
        prop_assert_eq!(parse_date_time(&text), Some(ParsedDateTime::Civil(civil)));
        let sign = if minutes < 0 { '-' } else { '+' };
        let offset = format!("{text}{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60);
        prop_assert_eq!(parse_date_time(&offset), Some(ParsedDateTime::Offset(civil, minutes * 60)));
    }

    #[test]
    fn no_text_makes_the_readers_fail(text in "[-+0-9TtZzPpWwDdHhMmSs:., ]{0,40}|\\PC{0,40}") {
        let _ = parse_date_time(&text);
        let _ = Duration::parse(&text);
    }

    #[test]
    fn durations_are_bounded(
        weeks in any::<u32>(), days in any::<u32>(), hours in any::<u64>(), seconds in any::<u64>(),
    ) {
        let text = format!("P{weeks}W{days}DT{hours}H{seconds}S");
        let all_days = u128::from(weeks) * 7 + u128::from(days);
        let all_seconds = u128::from(hours) * 3_600 + u128::from(seconds);
        let max = u128::from(Duration::MAX_DAYS);
        let is_short = all_days <= max && all_seconds <= max * 86_400;
        prop_assert_eq!(Duration::parse(&text).is_some(), is_short);
    }

    #[test]
    fn every_event_has_an_occurrence_in_order(
        seconds in -62_135_596_800_i64..253_402_300_800,
        end in end(),
        zones in prop::array::uniform4(any_zone()),
        mode in 0..4,
    ) {
        let [own, feed, visitor, named] = zones;
        let start = chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
        let event = event(When::Timed { start, end, zone: own });
        let mode = match mode {
            0 => ZoneMode::Auto,
            1 => ZoneMode::Event,
            2 => ZoneMode::Visitor,
            _ => ZoneMode::Named(named),
        };
        let occurrence = Occurrence::first(&event, &ZonePolicy { mode, feed, visitor }, &TestZones);
        prop_assert!(occurrence.starts <= occurrence.ends);
        let days = occurrence.days();
        let Shown::Timed { start, .. } = occurrence.shown else { panic!("not timed") };
        prop_assert_eq!(days.start(), start.date());
        prop_assert!(days.day_count() <= Duration::MAX_DAYS);
    }
}

fn any_zone() -> impl Strategy<Value = Zone> {
    prop_oneof![
        Just(Zone::Floating),
        any::<i32>().prop_map(Zone::Fixed),
        prop::sample::select(ZONES.to_vec()).prop_map(zone),
        Just(zone("Nowhere/Land")),
    ]
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Open),
        any::<(u32, u32)>().prop_map(|(days, seconds)| End::After(Duration { days, seconds })),
        (-62_135_596_800_i64..253_402_300_800, prop::option::of(any_zone())).prop_map(|(seconds, zone)| {
            End::At(
                chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc(),
                zone,
            )
        }),
    ]
}

fn event(when: When) -> Arc<Event> {
    Arc::new(Event::new(Uid::new("a"), "Mitgliederversammlung", when))
}

fn timed(start: &str, end: End, zone: Zone) -> Arc<Event> {
    event(When::Timed {
        start: civil(start),
        end,
        zone,
    })
}

fn after(text: &str) -> End {
    End::After(Duration::parse(text).unwrap())
}

/// A feed from Berlin that somebody in Kathmandu reads.
fn policy(mode: ZoneMode) -> ZonePolicy {
    ZonePolicy {
        mode,
        feed: zone("Europe/Berlin"),
        visitor: zone("Asia/Kathmandu"),
    }
}

fn first(event: &Arc<Event>, mode: ZoneMode) -> Occurrence {
    Occurrence::first(event, &policy(mode), &TestZones)
}

fn range(start: &str, end: &str) -> DateRange {
    DateRange::new(date(start), date(end)).unwrap()
}

#[test]
fn an_instant_in_utc_is_shown_on_the_clock_of_the_feed() {
    let event = timed("2026-07-01T17:00", after("PT2H"), UTC);
    let first = first(&event, ZoneMode::Auto);
    assert_eq!(first.zone, zone("Europe/Berlin"));
    let expected = Shown::Timed {
        start: civil("2026-07-01T19:00"),
        end: Some(civil("2026-07-01T21:00")),
    };
    assert_eq!(first.shown, expected);
}

#[test]
fn events_are_shown_in_the_zone_that_the_policy_chooses() {
    let berlin = zone("Europe/Berlin");
    let new_york = zone("America/New_York");
    let kathmandu = zone("Asia/Kathmandu");
    for (mode, place, is_online, expected, shown) in [
        (ZoneMode::Auto, 1, 0, &new_york, "2026-07-01T20:00"),
        (ZoneMode::Auto, 1, 1, &new_york, "2026-07-01T20:00"),
        (ZoneMode::Auto, 0, 0, &new_york, "2026-07-01T20:00"),
        (ZoneMode::Auto, 0, 1, &kathmandu, "2026-07-02T05:45"),
        (ZoneMode::Event, 0, 1, &new_york, "2026-07-01T20:00"),
        (ZoneMode::Visitor, 1, 0, &kathmandu, "2026-07-02T05:45"),
        (ZoneMode::Named(berlin.clone()), 1, 0, &berlin, "2026-07-02T02:00"),
    ]
    .map(|(mode, venues, count, expected, shown)| {
        (
            mode,
            (venues > 0).then(Place::default),
            count > 0,
            expected,
            shown,
        )
    }) {
        let mut event = (*timed("2026-07-01T20:00", after("PT1H"), new_york.clone())).clone();
        event.place = place;
        event.is_online = is_online;
        let occurrence = first(&Arc::new(event), mode.clone());
        assert_eq!(occurrence.zone, *expected, "{mode:?}");
        assert_eq!(occurrence.starts, instant("2026-07-01T20:00-04:00"), "{mode:?}");
        assert_eq!(
            occurrence.shown,
            Shown::Timed {
                start: civil(shown),
                end: Some(civil(shown) + TimeDelta::hours(1)),
            },
            "{mode:?}"
        );
        assert_eq!(
            occurrence.foreign_offset.is_some(),
            *expected != kathmandu,
            "{mode:?}"
        );
    }
}

#[test]
fn a_hybrid_event_is_told_on_both_clocks_where_they_differ() {
    let hybrid = |start, end| {
        let mut event = (*timed(start, end, zone("Europe/Berlin"))).clone();
        event.place = Some(Place::default());
        event.is_online = true;
        Arc::new(event)
    };
    let told = |event: &Arc<Event>, mode, visitor| {
        let policy = ZonePolicy {
            mode,
            feed: zone("Europe/Berlin"),
            visitor: zone(visitor),
        };
        Occurrence::first(event, &policy, &TestZones).on_visitors_clock(&policy, &TestZones)
    };
    let evening = hybrid("2026-03-28T18:00", after("PT2H"));
    let until = |start, end| Some((civil(start), Some(civil(end))));
    for (mode, visitor, expected) in [
        (
            ZoneMode::Auto,
            "America/New_York",
            until("2026-03-28T13:00", "2026-03-28T15:00"),
        ),
        (
            ZoneMode::Auto,
            "Pacific/Auckland",
            until("2026-03-29T06:00", "2026-03-29T08:00"),
        ),
        // Another name for the same time in winter, and none in summer.
        (ZoneMode::Auto, "Africa/Lagos", None),
        (ZoneMode::Event, "America/New_York", None),
        (ZoneMode::Visitor, "America/New_York", None),
        (ZoneMode::Named(zone("Asia/Kathmandu")), "America/New_York", None),
    ] {
        assert_eq!(
            told(&evening, mode.clone(), visitor),
            expected,
            "{mode:?} {visitor}"
        );
    }
    // Each end by its own offset: the visitor's clock changes in between.
    let night = hybrid("2026-03-08T07:30", after("PT1H"));
    assert_eq!(
        told(&night, ZoneMode::Auto, "America/New_York"),
        until("2026-03-08T01:30", "2026-03-08T03:30")
    );
    let open = hybrid("2026-03-28T18:00", End::Open);
    assert_eq!(
        told(&open, ZoneMode::Auto, "America/New_York"),
        Some((civil("2026-03-28T13:00"), None))
    );
    let mut on_site = (*evening).clone();
    on_site.is_online = false;
    assert_eq!(told(&Arc::new(on_site), ZoneMode::Auto, "America/New_York"), None);
}

#[test]
fn floating_and_unknown_zones_are_read_in_the_feed_zone_then_the_visitors_then_utc() {
    let nowhere = zone("Nowhere/Land");
    for (own, feed, visitor, expected) in [
        (Zone::Floating, zone("Europe/Berlin"), UTC, "2026-07-01T18:00Z"),
        (nowhere.clone(), zone("Europe/Berlin"), UTC, "2026-07-01T18:00Z"),
        (
            nowhere.clone(),
            nowhere.clone(),
            zone("Asia/Kathmandu"),
            "2026-07-01T14:15Z",
        ),
        (
            Zone::Floating,
            Zone::Floating,
            zone("Asia/Kathmandu"),
            "2026-07-01T14:15Z",
        ),
        (
            nowhere.clone(),
            nowhere.clone(),
            nowhere.clone(),
            "2026-07-01T20:00Z",
        ),
    ] {
        let policy = ZonePolicy {
            mode: ZoneMode::Auto,
            feed,
            visitor,
        };
        let occurrence = Occurrence::first(&timed("2026-07-01T20:00", End::Open, own), &policy, &TestZones);
        assert_eq!(occurrence.starts, instant(expected), "{policy:?}");
        let Shown::Timed { start, .. } = occurrence.shown else {
            panic!("not timed")
        };
        assert_eq!(start, civil("2026-07-01T20:00"), "{policy:?}");
    }
}

#[test]
fn a_label_depends_on_the_offset_at_the_start_and_never_on_the_name() {
    let policy = ZonePolicy {
        mode: ZoneMode::Event,
        feed: zone("Europe/Berlin"),
        visitor: zone("Africa/Lagos"),
    };
    let berlin = zone("Europe/Berlin");
    for (start, expected) in [("2026-01-15T10:00", None), ("2026-07-15T10:00", Some(7_200))] {
        let occurrence = Occurrence::first(&timed(start, End::Open, berlin.clone()), &policy, &TestZones);
        assert_eq!(occurrence.foreign_offset, expected, "{start}");
    }
}

#[test]
fn a_day_ends_at_the_same_time_and_24_hours_do_not_when_the_clocks_change() {
    let berlin = zone("Europe/Berlin");
    for (start, end, expected) in [
        ("2026-10-24T20:00", after("P1D"), "2026-10-25T20:00"),
        ("2026-10-24T20:00", after("PT24H"), "2026-10-25T19:00"),
        ("2026-03-28T20:00", after("P1D"), "2026-03-29T20:00"),
        ("2026-03-28T20:00", after("PT24H"), "2026-03-29T21:00"),
        ("2026-03-28T20:00", after("P1DT1H"), "2026-03-29T21:00"),
        (
            "2026-03-28T20:00",
            End::At(civil("2026-03-28T16:00"), Some(zone("America/New_York"))),
            "2026-03-28T21:00",
        ),
        (
            "2026-03-28T20:00",
            End::At(civil("2026-03-28T22:00"), None),
            "2026-03-28T22:00",
        ),
        (
            "2026-03-28T20:00",
            End::At(civil("2026-03-28T22:00"), Some(zone("Nowhere/Land"))),
            "2026-03-28T22:00",
        ),
    ] {
        let occurrence = first(&timed(start, end.clone(), berlin.clone()), ZoneMode::Event);
        let Shown::Timed { end: shown, .. } = occurrence.shown else {
            panic!("not timed")
        };
        assert_eq!(shown, Some(civil(expected)), "{end:?}");
        let ends = resolve(civil(expected), &berlin, &UTC, &TestZones);
        assert_eq!(Some(occurrence.ends), ends, "{end:?}");
    }
}

#[test]
fn an_event_within_the_hour_that_the_clock_skips_has_no_end() {
    // Both are 3:30 (RFC 5545 §3.3.5).
    let end = End::At(civil("2026-03-29T03:30"), None);
    let occurrence = first(
        &timed("2026-03-29T02:30", end, zone("Europe/Berlin")),
        ZoneMode::Event,
    );
    let open = Shown::Timed {
        start: civil("2026-03-29T03:30"),
        end: None,
    };
    assert_eq!(occurrence.shown, open);
}

#[test]
fn an_event_without_an_end_lasts_until_its_shown_date_ends() {
    let open = timed("2026-07-01T20:00", End::Open, zone("America/New_York"));
    for (mode, ends) in [
        (ZoneMode::Event, "2026-07-02T00:00-04:00"),
        (ZoneMode::Visitor, "2026-07-03T00:00+05:45"),
    ] {
        let occurrence = first(&open, mode.clone());
        assert_eq!(occurrence.ends, instant(ends), "{mode:?}");
        assert!(occurrence.is_running(occurrence.starts));
        assert!(occurrence.is_past(occurrence.ends));
    }
}

#[test]
fn an_end_before_the_start_is_no_end() {
    for end in [
        End::At(civil("2026-07-01T19:00"), None),
        // Later on the clock, but not for everybody.
        End::At(civil("2026-07-01T22:00"), Some(zone("Asia/Kathmandu"))),
    ] {
        let occurrence = first(
            &timed("2026-07-01T20:00", end, zone("Europe/Berlin")),
            ZoneMode::Event,
        );
        let Shown::Timed { end, .. } = occurrence.shown else {
            panic!("not timed")
        };
        assert_eq!(end, None);
        assert_eq!(occurrence.ends, instant("2026-07-02T00:00+02:00"));
    }
}

#[test]
fn the_last_day_of_an_all_day_event_is_the_day_before_its_end() {
    let days = range("2026-10-24", "2026-10-26");
    for (mode, starts, ends) in [
        (ZoneMode::Auto, "2026-10-24T00:00+02:00", "2026-10-26T00:00+01:00"),
        (
            ZoneMode::Visitor,
            "2026-10-24T00:00+05:45",
            "2026-10-26T00:00+05:45",
        ),
        (
            ZoneMode::Named(zone("America/New_York")),
            "2026-10-24T00:00-04:00",
            "2026-10-26T00:00-04:00",
        ),
    ] {
        let occurrence = first(&event(When::AllDay(days)), mode.clone());
        assert_eq!(
            occurrence.shown,
            Shown::AllDay(days),
            "no zone moves days: {mode:?}"
        );
        assert_eq!(occurrence.days().last(), date("2026-10-25"));
        assert_eq!(occurrence.starts, instant(starts), "{mode:?}");
        assert_eq!(occurrence.ends, instant(ends), "{mode:?}");
        assert_eq!(occurrence.foreign_offset, None);
    }
}

#[test]
fn a_tentative_period_ends_with_its_last_day_and_never_runs() {
    let occurrence = first(
        &event(When::Tentative {
            period: range("2026-05-01", "2026-06-01"),
            precision: DatePrecision::Month,
        }),
        ZoneMode::Auto,
    );
    assert_eq!(occurrence.ends, instant("2026-06-01T00:00+02:00"));
    assert!(!occurrence.is_running(occurrence.starts));
    assert!(!occurrence.is_past(instant("2026-05-31T23:59+02:00")));
}

#[test]
fn an_event_that_ends_at_midnight_does_not_reach_the_next_day() {
    let berlin = zone("Europe/Berlin");
    for (start, end, last) in [
        ("2026-07-01T20:00", after("PT3H"), "2026-07-01"),
        ("2026-07-01T20:00", after("PT4H"), "2026-07-01"),
        ("2026-07-01T20:00", after("PT4H1S"), "2026-07-02"),
        ("2026-07-01T20:00", after("PT0S"), "2026-07-01"),
        ("2026-07-01T00:00", after("PT0S"), "2026-07-01"),
        ("2026-07-01T00:00", after("P2D"), "2026-07-02"),
        ("2026-07-01T20:00", End::Open, "2026-07-01"),
    ] {
        let days = first(&timed(start, end.clone(), berlin.clone()), ZoneMode::Event).days();
        assert_eq!(days.start(), date("2026-07-01"), "{end:?}");
        assert_eq!(days.last(), date(last), "{end:?}");
    }
}

#[test]
fn a_range_of_ten_thousand_years_stands_for_a_century() {
    let occurrence = first(
        &event(When::AllDay(range("0001-01-01", "9999-12-31"))),
        ZoneMode::Auto,
    );
    assert_eq!(occurrence.days().day_count(), Duration::MAX_DAYS);
}
