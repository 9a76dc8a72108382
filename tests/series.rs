//! What a series makes of its rules, dates, exceptions and changes: occurrences in a window.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use chrono::Days;
use lichthof::event::{End, Event, Override, Series, Uid, When};
use lichthof::recurrence::Rule;
use lichthof::schedule::{Expansion, Horizon, Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DatePrecision, DateRange, DateTime, Duration, Zone};
use support::{TestZones, civil, date, instant, zone};

fn policy(visitor: &str) -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: zone(visitor),
    }
}

fn range(start: &str, end: &str) -> DateRange {
    DateRange::new(date(start), date(end)).unwrap()
}

fn timed_in(zone: Zone, start: &str, duration: &str) -> When {
    When::Timed {
        start: civil(start),
        end: End::After(Duration::parse(duration).unwrap()),
        zone,
    }
}

fn timed(start: &str, duration: &str) -> When {
    timed_in(zone("Europe/Berlin"), start, duration)
}

fn rules(texts: &[&str]) -> Series {
    Series {
        rules: texts.iter().map(|text| Rule::parse(text).unwrap()).collect(),
        ..Series::default()
    }
}

fn event(when: When, series: Series) -> Arc<Event> {
    let mut event = Event::new(Uid::new("a"), "Stammtisch", when);
    event.series = Some(Box::new(series));
    Arc::new(event)
}

fn changed(recurrence_id: &str, when: When) -> Override {
    Override {
        recurrence_id: civil(recurrence_id),
        event: Arc::new(Event::new(Uid::new("a"), "Stammtisch im Garten", when)),
    }
}

fn expand(event: &Arc<Event>, window: DateRange) -> Expansion {
    Occurrence::within(event, window, &policy("Europe/Berlin"), &TestZones)
}

/// The civil starts as shown, each checked to be uncut.
fn starts(event: &Arc<Event>, window: DateRange) -> Vec<DateTime> {
    let expansion = expand(event, window);
    assert!(!expansion.is_cut);
    expansion.occurrences.iter().map(shown_start).collect()
}

fn shown_start(occurrence: &Occurrence) -> DateTime {
    match occurrence.shown {
        Shown::Timed { start, .. } => start,
        Shown::AllDay(days) | Shown::Tentative { period: days, .. } => days.start().into(),
    }
}

fn civils(texts: &[&str]) -> Vec<DateTime> {
    texts.iter().map(|text| civil(text)).collect()
}

#[test]
fn seven_in_the_evening_stays_seven_across_both_clock_changes() {
    let meeting = event(timed("2025-03-04T19:00", "PT2H"), rules(&["FREQ=WEEKLY"]));
    for (window, expected) in [
        (
            range("2026-03-22", "2026-04-05"),
            [
                ("2026-03-24T19:00+01:00", "21:00"),
                ("2026-03-31T19:00+02:00", "21:00"),
            ],
        ),
        (
            range("2026-10-18", "2026-11-01"),
            [
                ("2026-10-20T19:00+02:00", "21:00"),
                ("2026-10-27T19:00+01:00", "21:00"),
            ],
        ),
    ] {
        let expansion = expand(&meeting, window);
        assert_eq!(expansion.occurrences.len(), 2);
        for (occurrence, (start, end)) in expansion.occurrences.iter().zip(expected) {
            assert_eq!(occurrence.starts, instant(start));
            let Shown::Timed {
                end: Some(shown_end), ..
            } = occurrence.shown
            else {
                panic!()
            };
            assert_eq!(shown_end.format("%H:%M").to_string(), end);
        }
    }
}

#[test]
fn a_night_is_as_long_as_the_feed_says_it() {
    // The clock goes forward in the night to the 29th of March, and back in that to the 25th of October.
    let ends_at = |end: &str| When::Timed {
        start: civil("2026-01-03T22:00"),
        end: End::At(civil(end), None),
        zone: zone("Europe/Berlin"),
    };
    for (when, spring, autumn) in [
        (
            timed("2026-01-03T22:00", "PT8H"),
            "2026-03-29T07:00",
            "2026-10-25T05:00",
        ),
        (
            timed("2026-01-03T22:00", "P1D"),
            "2026-03-29T22:00",
            "2026-10-25T22:00",
        ),
        (
            ends_at("2026-01-04T06:00"),
            "2026-03-29T06:00",
            "2026-10-25T06:00",
        ),
    ] {
        let night = event(when, rules(&["FREQ=WEEKLY"]));
        for (day, expected) in [("2026-03-28", spring), ("2026-10-24", autumn)] {
            let window = DateRange::day(date(day));
            let expansion = expand(&night, window);
            let Shown::Timed { end, .. } = expansion.occurrences[0].shown else {
                panic!()
            };
            assert_eq!(end, Some(civil(expected)));
        }
    }
}

#[test]
fn a_time_that_the_clock_skips_or_shows_twice_is_one_occurrence() {
    let early = event(timed("2026-03-28T02:30", "PT1H"), rules(&["FREQ=DAILY"]));
    let spring = expand(&early, range("2026-03-29", "2026-03-30")).occurrences;
    assert_eq!(spring.len(), 1);
    assert_eq!(spring[0].recurrence_id, Some(civil("2026-03-29T02:30")));
    assert_eq!(spring[0].starts, instant("2026-03-29T03:30+02:00"));
    let autumn = expand(&early, range("2026-10-25", "2026-10-26")).occurrences;
    assert_eq!(autumn.len(), 1);
    assert_eq!(autumn[0].starts, instant("2026-10-25T02:30+02:00"));
}

#[test]
fn a_rule_that_ends_at_an_instant_ends_there_in_its_zone() {
    // 19:00 in New York is midnight or 23:00 in UTC.
    let when = || timed_in(zone("America/New_York"), "2026-03-05T19:00", "PT1H");
    for (until, count) in [
        ("20260307T000000Z", 2),
        ("20260306T235959Z", 1),
        ("20260310T230000Z", 6),
        ("20260310T225959Z", 5),
        ("20260310", 6),
        ("20260310T190000", 6),
    ] {
        let rule = ["FREQ=DAILY;UNTIL=", until].concat();
        let meeting = event(when(), rules(&[&rule]));
        assert_eq!(
            expand(&meeting, range("2026-03-01", "2026-04-01"))
                .occurrences
                .len(),
            count,
            "{until}"
        );
    }
    // Whole days have no zone.
    let days = event(
        When::AllDay(range("2026-03-05", "2026-03-06")),
        rules(&["FREQ=DAILY;UNTIL=20260307T000000Z"]),
    );
    assert_eq!(starts(&days, range("2026-03-01", "2026-04-01")).len(), 3);
}

#[test]
fn dates_and_rules_are_united_and_exceptions_taken_out() {
    let series = Series {
        // The second gives the first of May once more, the third date the fifth.
        dates: civils(&["2026-04-28T18:00", "2026-05-05T19:00", "2026-05-07T20:00"]),
        excluded: civils(&["2026-05-12T19:00", "2026-05-13T19:00"]),
        excluded_rules: rules(&["FREQ=MONTHLY;BYDAY=3TU"]).rules,
        ..rules(&["FREQ=WEEKLY;BYDAY=TU", "FREQ=MONTHLY;BYMONTHDAY=5,26"])
    };
    let meeting = event(timed("2026-05-01T19:00", "PT2H"), series);
    let expected = civils(&[
        "2026-04-28T18:00",
        // Its own start, on a Friday.
        "2026-05-01T19:00",
        "2026-05-05T19:00",
        "2026-05-07T20:00",
        "2026-05-26T19:00",
    ]);
    assert_eq!(starts(&meeting, range("2026-04-01", "2026-06-01")), expected);
}

#[test]
fn the_start_of_an_event_is_counted_and_can_be_excluded() {
    // A Friday, and a rule for Tuesdays.
    let mut series = rules(&["FREQ=WEEKLY;BYDAY=TU;COUNT=3"]);
    let window = range("2026-01-01", "2027-01-01");
    let expected = civils(&["2026-05-01T19:00", "2026-05-05T19:00", "2026-05-12T19:00"]);
    let when = timed("2026-05-01T19:00", "PT2H");
    assert_eq!(starts(&event(when.clone(), series.clone()), window), expected);
    series.excluded = civils(&["2026-05-01T19:00"]);
    assert_eq!(starts(&event(when.clone(), series), window), expected[1..]);
    assert_eq!(starts(&event(when, Series::default()), window), expected[..1]);
}

#[test]
fn a_changed_occurrence_is_found_by_its_own_time() {
    let series = Series {
        overrides: vec![
            changed("2026-05-12T19:00", timed("2026-05-14T20:00", "PT2H")),
            changed("2026-05-26T19:00", timed("2026-06-09T19:00", "PT2H")),
            // No rule gives it: one more.
            changed("2026-05-28T19:00", timed("2026-05-28T19:00", "PT2H")),
            changed("2026-06-02T19:00", timed("2026-05-30T19:00", "PT2H")),
        ],
        ..rules(&["FREQ=WEEKLY"])
    };
    let meeting = event(timed("2026-05-05T19:00", "PT2H"), series);
    let may = expand(&meeting, range("2026-05-01", "2026-06-01")).occurrences;
    let found: Vec<_> = may
        .iter()
        .map(|occurrence| (occurrence.recurrence_id, shown_start(occurrence)))
        .collect();
    let expected = [
        ("2026-05-05T19:00", "2026-05-05T19:00"),
        ("2026-05-19T19:00", "2026-05-19T19:00"),
        ("2026-05-12T19:00", "2026-05-14T20:00"),
        ("2026-05-28T19:00", "2026-05-28T19:00"),
        ("2026-06-02T19:00", "2026-05-30T19:00"),
    ]
    .map(|(recurrence_id, shown)| (Some(civil(recurrence_id)), civil(shown)));
    assert_eq!(found, expected);
    assert_eq!(may[2].event.title.value, "Stammtisch im Garten");

    let at = |recurrence_id: &str| {
        Occurrence::at(
            &meeting,
            civil(recurrence_id),
            &policy("Europe/Berlin"),
            &TestZones,
        )
    };
    assert_eq!(
        at("2026-05-26T19:00").map(|found| shown_start(&found)),
        Some(civil("2026-06-09T19:00"))
    );
    assert_eq!(
        at("2026-06-16T19:00").map(|found| shown_start(&found)),
        Some(civil("2026-06-16T19:00"))
    );
    assert_eq!(at("2026-06-16T19:01"), None);
    assert_eq!(at("2026-06-17T19:00"), None);
}

#[test]
fn what_an_event_says_at_a_time_is_as_much_later_as_its_date_is() {
    let series = Series {
        overrides: vec![changed("2026-03-31T19:00", timed("2026-04-01T20:00", "PT2H"))],
        ..rules(&["FREQ=WEEKLY"])
    };
    let event = event(timed("2026-03-17T19:00", "PT2H"), series);
    let ahead: Vec<i64> = expand(&event, range("2026-03-01", "2026-04-08"))
        .occurrences
        .iter()
        .map(|occurrence| occurrence.ahead().num_days())
        .collect();
    // By the civil clock, across its change on 29 March; a changed one has an event of its own.
    assert_eq!(ahead, [0, 7, 21, 0]);
}

#[test]
fn what_began_before_the_window_and_reaches_into_it_is_found() {
    let exhibition = event(
        timed("2026-01-10T10:00", "P40D"),
        rules(&["FREQ=MONTHLY;COUNT=12"]),
    );
    assert_eq!(
        starts(&exhibition, range("2026-06-15", "2026-06-16")),
        civils(&["2026-05-10T10:00", "2026-06-10T10:00"])
    );
    // The 10th of May and forty days end in the morning of the 19th of June.
    assert_eq!(starts(&exhibition, range("2026-06-19", "2026-06-20")).len(), 2);
    assert_eq!(starts(&exhibition, range("2026-06-20", "2026-06-21")).len(), 1);
    let week = event(
        When::AllDay(range("2026-01-05", "2026-01-12")),
        rules(&["FREQ=WEEKLY;INTERVAL=2"]),
    );
    assert_eq!(
        starts(&week, range("2026-01-25", "2026-01-26")),
        civils(&["2026-01-19T00:00"])
    );
    assert_eq!(starts(&week, range("2026-01-26", "2026-01-27")), []);
}

#[test]
fn the_window_is_one_of_the_days_that_the_visitor_is_shown() {
    // Monday evening in New York is Tuesday noon in Auckland.
    let meeting = event(
        timed_in(zone("America/New_York"), "2026-01-05T19:00", "PT1H"),
        rules(&["FREQ=WEEKLY"]),
    );
    let policy = ZonePolicy {
        mode: ZoneMode::Visitor,
        ..policy("Pacific/Auckland")
    };
    let tuesday = DateRange::day(date("2026-05-12"));
    let found = Occurrence::within(&meeting, tuesday, &policy, &TestZones).occurrences;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].recurrence_id, Some(civil("2026-05-11T19:00")));
    let monday = DateRange::day(date("2026-05-11"));
    assert_eq!(
        Occurrence::within(&meeting, monday, &policy, &TestZones).occurrences,
        []
    );
    let next = Occurrence::next_from(&meeting, date("2026-05-12"), &policy, &TestZones).occurrences;
    assert_eq!(next, found);
}

#[test]
fn periods_of_whole_months_stay_such() {
    let planned = event(
        When::Tentative {
            period: range("2026-01-01", "2026-02-01"),
            precision: DatePrecision::Month,
        },
        rules(&["FREQ=MONTHLY"]),
    );
    let february = expand(&planned, range("2026-02-01", "2026-03-01")).occurrences;
    let periods: Vec<Shown> = february.iter().map(|found| found.shown.clone()).collect();
    let precision = DatePrecision::Month;
    let period = range("2026-02-01", "2026-03-01");
    assert_eq!(periods, [Shown::Tentative { period, precision }]);
}

#[test]
fn the_next_occurrence_is_found_however_far_it_is() {
    let policy = policy("Europe/Berlin");
    let next = |event: &Arc<Event>, from: &str| {
        let found = Occurrence::next_from(event, date(from), &policy, &TestZones);
        assert!(!found.is_cut);
        found.occurrences.first().map(shown_start)
    };
    let leap = event(
        timed("2024-02-29T19:00", "PT2H"),
        rules(&["FREQ=YEARLY;INTERVAL=20"]),
    );
    assert_eq!(next(&leap, "2024-02-29"), Some(civil("2024-02-29T19:00")));
    assert_eq!(next(&leap, "2024-03-01"), Some(civil("2044-02-29T19:00")));
    let ended = event(timed("2024-01-02T19:00", "PT2H"), rules(&["FREQ=WEEKLY;COUNT=3"]));
    assert_eq!(next(&ended, "2024-01-16"), Some(civil("2024-01-16T19:00")));
    assert_eq!(next(&ended, "2024-01-17"), None);
    let moved = event(
        timed("2024-01-02T19:00", "PT2H"),
        Series {
            overrides: vec![
                changed("2024-01-09T19:00", timed("2025-06-01T10:00", "PT2H")),
                changed("2024-01-16T19:00", timed("2024-12-01T10:00", "PT2H")),
            ],
            ..rules(&["FREQ=WEEKLY;COUNT=3"])
        },
    );
    assert_eq!(next(&moved, "2024-01-03"), Some(civil("2024-12-01T10:00")));
    assert_eq!(next(&moved, "2024-12-02"), Some(civil("2025-06-01T10:00")));
    let single = Arc::new(Event::new(Uid::new("b"), "b", timed("2026-05-05T19:00", "PT2H")));
    assert_eq!(next(&single, "2026-05-05"), Some(civil("2026-05-05T19:00")));
    assert_eq!(next(&single, "2026-05-06"), None);
}

#[test]
fn an_event_that_does_not_recur_is_always_found() {
    let single = Arc::new(Event::new(Uid::new("a"), "a", timed("2026-05-05T19:00", "PT2H")));
    let found = expand(&single, range("1990-01-01", "1990-01-02"));
    assert_eq!(
        found.occurrences,
        [Occurrence::first(&single, &policy("Europe/Berlin"), &TestZones)]
    );
    assert_eq!(found.occurrences[0].recurrence_id, None);
    assert_eq!(
        Occurrence::at(
            &single,
            civil("2026-05-05T19:00"),
            &policy("Europe/Berlin"),
            &TestZones
        ),
        None
    );
}

#[test]
fn hostile_series_are_cut_and_say_so() {
    let every_second = {
        let sixty = (0..60)
            .map(|number: u8| number.to_string())
            .collect::<Vec<_>>()
            .join(",");
        [
            "FREQ=DAILY;BYHOUR=0,6,12,18;BYMINUTE=",
            &sixty,
            ";BYSECOND=",
            &sixty,
        ]
        .concat()
    };
    let dense = event(timed("2026-01-01T19:00", "PT2H"), rules(&[&every_second]));
    let cut = expand(&dense, range("2026-01-01", "2027-01-01"));
    assert!(cut.is_cut);
    assert_eq!(cut.occurrences.len(), Expansion::MAX_OCCURRENCES);

    // Of a rule that gives nothing the event's own start is left, and what else is known.
    let barren = event(
        timed("2026-01-01T19:00", "PT2H"),
        Series {
            dates: civils(&["2031-01-01T19:00"]),
            ..rules(&["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"])
        },
    );
    let next = |from: Date| Occurrence::next_from(&barren, from, &policy("Europe/Berlin"), &TestZones);
    for (from, expected) in [
        ("2026-01-01", Some("2026-01-01T19:00")),
        ("2026-01-02", Some("2031-01-01T19:00")),
        ("2032-01-01", None),
    ] {
        let found = next(date(from));
        assert!(found.is_cut);
        assert_eq!(
            found.occurrences.first().map(shown_start),
            expected.map(civil),
            "{from}"
        );
    }
}

#[test]
fn the_first_and_the_last_days_of_the_calendar_are_no_limit() {
    for start in ["0001-01-01T00:00", "9999-12-31T23:00"] {
        for when in [
            timed(start, "P36525D"),
            timed_in(Zone::Fixed(64_800), start, "PT1H"),
            When::AllDay(DateRange::day(civil(start).date())),
        ] {
            for rule in [
                "FREQ=DAILY;COUNT=5000",
                "FREQ=WEEKLY",
                "FREQ=MONTHLY;BYDAY=-1SU",
                "FREQ=YEARLY;BYWEEKNO=1,53,-1",
            ] {
                let edge = event(when.clone(), rules(&[rule]));
                let day = civil(start).date();
                let window = DateRange::new(
                    day.checked_sub_days(Days::new(9)).unwrap(),
                    day.checked_add_days(Days::new(9)).unwrap(),
                )
                .unwrap();
                assert!(!expand(&edge, window).occurrences.is_empty(), "{start} {rule}");
                for date in [Date::MIN, day, Date::MAX] {
                    let _ = Occurrence::next_from(&edge, date, &policy("Pacific/Auckland"), &TestZones);
                }
                let everything = DateRange::new(Date::MIN, Date::MAX).unwrap();
                assert!(
                    !expand(&edge, everything).occurrences.is_empty(),
                    "{start} {rule}"
                );
            }
        }
    }
}

/// The days on which a series stands for a calendar of May 2026 that shows the day `shown`.
fn known(event: &Arc<Event>, shown: &str) -> Vec<String> {
    let horizon = Horizon::around(date("2026-05-12"), date(shown));
    let mut work = Horizon::WORK;
    let found = horizon.occurrences(event, &policy("Europe/Berlin"), &TestZones, &mut work);
    assert!(!found.is_cut);
    let mut days: Vec<_> = found
        .occurrences
        .iter()
        .map(|one| one.first_day().to_string())
        .collect();
    days.sort_unstable();
    days.dedup();
    assert_eq!(days.len(), found.occurrences.len());
    days
}

#[test]
fn a_series_is_known_however_far_from_today_its_dates_are() {
    let of = |start: &str, rule: &str| event(timed(start, "PT2H"), rules(&[rule]));
    let ended = of("2015-03-03T19:00", "FREQ=WEEKLY;COUNT=3");
    // The last ones of what was, among them the last.
    assert_eq!(known(&ended, "2026-05-12").last().unwrap(), "2015-03-17");
    assert_eq!(
        known(&ended, "2015-05-12"),
        ["2015-03-03", "2015-03-10", "2015-03-17"]
    );
    let often = of(
        "2010-01-01T19:00",
        "FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14;UNTIL=20191231",
    );
    let horizon = Horizon::around(date("2026-05-12"), date("2026-05-12"));
    let found = horizon.occurrences(&often, &policy("Europe/Berlin"), &TestZones, &mut 1_000_000);
    assert!(
        found
            .occurrences
            .iter()
            .any(|one| one.first_day() == date("2019-12-31"))
    );
    let coming = of("2041-03-05T19:00", "FREQ=WEEKLY");
    assert_eq!(known(&coming, "2026-05-12"), ["2041-03-05"]);
    let seldom = of("2000-02-29T19:00", "FREQ=YEARLY;INTERVAL=20");
    assert_eq!(known(&seldom, "2026-05-12"), ["2020-02-29", "2040-02-29"]);
    assert_eq!(
        known(&of("0001-01-01T19:00", "FREQ=DAILY;COUNT=1"), "2026-05-12"),
        ["0001-01-01"]
    );
    // Moved from a date in these years to one that is far.
    let moved = Series {
        overrides: vec![changed("2026-05-05T19:00", timed("2033-01-01T10:00", "PT1H"))],
        excluded: civils(&["2018-05-05T19:00"]),
        ..rules(&["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5;UNTIL=20260505"])
    };
    let moved = event(timed("2018-05-05T19:00", "PT2H"), moved);
    assert_eq!(known(&moved, "2026-05-12"), ["2025-05-05", "2033-01-01"]);
}

#[test]
fn series_without_dates_take_no_more_work_than_there_is() {
    let barren = event(
        timed("0001-01-01T19:00", "PT2H"),
        Series {
            excluded: civils(&["0001-01-01T19:00"]),
            ..rules(&["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"])
        },
    );
    let horizon = Horizon::around(date("2026-05-12"), date("2026-05-12"));
    let mut work = Horizon::WORK;
    let mut looked = 0;
    while work > 0 && looked < 10_000 {
        let found = horizon.occurrences(&barren, &policy("Europe/Berlin"), &TestZones, &mut work);
        assert!(found.occurrences.is_empty());
        looked += 1;
    }
    assert!(looked < 1_000, "{looked}");
}

#[test]
fn a_series_that_is_cut_says_so() {
    let often = event(
        timed("2026-01-01T08:00", "PT1H"),
        rules(&["FREQ=DAILY;BYHOUR=8,9,10,11,12,13,14"]),
    );
    let horizon = Horizon::around(date("2026-05-12"), date("2026-05-12"));
    let found = horizon.occurrences(&often, &policy("Europe/Berlin"), &TestZones, &mut 0);
    assert!(found.is_cut);
}
