//! Recurrence rules against oracles: a corpus on which two implementations agree, a second library,
//! and the walk from the start. What a series makes of its rules is in `tests/series.rs`.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

use chrono::{Datelike, Days, Weekday};
use lichthof::event::{End, Event, Series, Uid, When};
use lichthof::recurrence::{Frequency, Limit, NthDay, Rule, RuleFault, Skip, Until};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, DateTime, Instant, resolve};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{prop_assert, prop_assert_eq};
use support::{TestZones, cases, civil, date, zone};

/// Rules with the dates on which two other implementations agree; beside the repository, not in it.
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/recurrence/consensus.tsv");

fn utc(civil: DateTime) -> Instant {
    Instant(civil.and_utc().timestamp())
}

/// `20240229T090000`
fn compact(text: &str) -> DateTime {
    DateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap()
}

#[test]
fn rules_give_what_two_other_implementations_agree_on() {
    let Ok(corpus) = fs::read_to_string(CORPUS) else {
        println!("skipped: no corpus at {CORPUS}");
        return;
    };
    let (mut passed, mut refused) = (0, 0);
    for row in corpus.lines().filter(|row| !row.starts_with('#')) {
        let [start, text, dates] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let first = compact(start);
        let expected: Vec<DateTime> = dates.split_terminator(',').map(compact).collect();
        match Rule::parse(text) {
            Err(error) => {
                assert_eq!(error.fault(), RuleFault::TooFrequent, "{text}: {error}");
                assert_eq!(Some(error.part()), text.get(5..5 + error.part().len()), "{text}");
                refused += 1;
            }
            Ok(rule) => {
                let mut starts = rule.starts(first, first.date(), &utc);
                let given: Vec<DateTime> = starts.by_ref().take(12).collect();
                assert_eq!(given, expected, "{start} {text}");
                assert!(starts.candidates() <= Rule::MAX_CANDIDATES);
                passed += 1;
            }
        }
    }
    assert_eq!((passed, refused), (1_681, 1_188));
}

#[test]
fn a_rule_that_has_run_for_decades_is_entered_near_the_window() {
    let first = civil("1974-01-01T19:00");
    for (text, most) in [
        ("FREQ=DAILY", 4),
        ("FREQ=DAILY;INTERVAL=3", 4),
        ("FREQ=WEEKLY;BYDAY=TU", 20),
        ("FREQ=MONTHLY;BYDAY=1TU", 80),
        ("FREQ=YEARLY;BYMONTH=5", 60),
        // Counted, but a day at a time.
        (
            "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;COUNT=4000000",
            20_000,
        ),
    ] {
        let rule = Rule::parse(text).unwrap();
        let mut starts = rule.starts(first, date("2026-05-01"), &utc);
        assert_eq!(starts.next().map(|start| start.year()), Some(2026), "{text}");
        assert!(starts.candidates() <= most, "{text}: {}", starts.candidates());
    }
}

#[test]
fn hostile_rules_end_with_a_word() {
    let seconds = (0..60)
        .map(|second: u8| second.to_string())
        .collect::<Vec<_>>()
        .join(",");
    let million = format!(
        "BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE={seconds};BYSECOND={seconds}"
    );
    let first = civil("2026-01-01T19:00");
    for (text, from) in [
        (String::from("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"), "2026-01-01"),
        (String::from("FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6"), "2026-01-01"),
        (String::from("FREQ=WEEKLY;BYDAY=TU;BYSETPOS=-7"), "2026-01-01"),
        (
            format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{million}"),
            "2026-01-01",
        ),
        (format!("FREQ=DAILY;{million}"), "2026-01-01"),
        (format!("FREQ=MONTHLY;{million};BYSETPOS=300"), "2026-01-01"),
        (String::from("FREQ=DAILY;COUNT=4294967295"), "9000-01-01"),
    ] {
        let rule = Rule::parse(&text).unwrap();
        let mut starts = rule.starts(first, date(from), &utc);
        starts.by_ref().for_each(drop);
        assert!(starts.is_cut(), "{text}");
        assert_eq!(starts.candidates(), Rule::MAX_CANDIDATES, "{text}");
    }
    // Some hold only for so many years.
    let mut starts =
        Rule::parse("FREQ=YEARLY;INTERVAL=4294967295")
            .unwrap()
            .starts(first, first.date(), &utc);
    assert_eq!(starts.by_ref().count(), 1);
    assert!(!starts.is_cut());
}

fn frequencies() -> impl Strategy<Value = Frequency> {
    prop_oneof![
        Just(Frequency::Daily),
        Just(Frequency::Weekly),
        Just(Frequency::Monthly),
        Just(Frequency::Yearly)
    ]
}

fn weekdays() -> impl Strategy<Value = Weekday> {
    (0..7_u8).prop_map(|day| Weekday::try_from(day).unwrap())
}

/// Mostly nothing, else a few values, or many.
fn some<T: std::fmt::Debug + Clone>(values: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![3 => Just(Vec::new()), 2 => vec(values, 1..4)]
}

/// Rules of these values: the limit, the interval, then each list.
#[rustfmt::skip]
fn rules_of(
    limit: impl Strategy<Value = Limit>,
    interval: impl Strategy<Value = u32>,
    (month, month_day, year_day, week, nth): (
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = Option<i16>>,
    ),
    (hour, minute, second, position): (
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = i16>,
    ),
) -> impl Strategy<Value = Rule> {
    let day = (weekdays(), nth).prop_map(|(day, nth)| NthDay { day, nth });
    let dates = (some(month), some(month_day), some(year_day), some(week), some(day));
    let times = (some(hour), some(minute), some(second), some(position));
    ((frequencies(), interval, limit, weekdays()), dates, times).prop_map(
        |(
            (frequency, interval, limit, week_start),
            (by_month, by_month_day, by_year_day, by_week, by_day),
            (by_hour, by_minute, by_second, by_position),
        )| Rule {
            frequency, interval, limit, week_start, skip: Skip::Omit,
            by_month, by_month_day, by_year_day, by_week, by_day,
            by_hour, by_minute, by_second, by_position,
        },
    )
}

/// Rules such as a publisher may write.
fn rules() -> impl Strategy<Value = Rule> {
    let signed = |most: i16| prop_oneof![-most..0, 1..=most];
    let limit = prop_oneof![
        3 => Just(Limit::Never),
        1 => (1..200_u32).prop_map(Limit::Count),
        1 => civils(1990, 2045).prop_map(|civil| Limit::Until(Until::Civil(civil))),
        1 => civils(1990, 2045).prop_map(|civil| Limit::Until(Until::Utc(utc(civil)))),
        1 => civils(1990, 2045).prop_map(|civil| Limit::Until(Until::Date(civil.date()))),
    ];
    let nth = prop_oneof![3 => Just(None), 1 => signed(5).prop_map(Some)];
    let position = prop_oneof![4 => signed(3), 1 => signed(366)];
    rules_of(
        limit,
        prop_oneof![2 => Just(1), 1 => 1..14_u32],
        (1..=12_i16, signed(31), signed(366), signed(53), nth),
        (0..24_i16, 0..60_i16, 0..=60_i16, position),
    )
}

/// Rules that no reader would let through.
fn wild_rules() -> impl Strategy<Value = Rule> {
    let limit = prop_oneof![
        Just(Limit::Never),
        any::<u32>().prop_map(Limit::Count),
        any::<i64>().prop_map(|second| Limit::Until(Until::Utc(Instant(second)))),
        civils(-262_000, 262_000).prop_map(|civil| Limit::Until(Until::Civil(civil))),
        civils(-262_000, 262_000).prop_map(|civil| Limit::Until(Until::Date(civil.date()))),
    ];
    // Out of range, or in it.
    let number = || prop_oneof![any::<i16>(), -60..60_i16];
    let nth = prop_oneof![Just(None), number().prop_map(Some)];
    rules_of(
        limit,
        prop_oneof![any::<u32>(), 0..3_u32],
        (number(), number(), number(), number(), nth),
        (number(), number(), number(), number()),
    )
}

fn civils(first_year: i32, last_year: i32) -> impl Strategy<Value = DateTime> {
    let first = Date::from_yo_opt(first_year, 1)
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap();
    let last = Date::from_yo_opt(last_year, 365)
        .unwrap()
        .and_hms_opt(23, 59, 59)
        .unwrap();
    (utc(first).0..=utc(last).0)
        .prop_map(|second| chrono::DateTime::from_timestamp(second, 0).unwrap().naive_utc())
}

/// Any date, those at both ends of the calendar often.
fn wild_civils() -> impl Strategy<Value = DateTime> {
    prop_oneof![
        civils(1, 1),
        civils(9_999, 9_999),
        civils(1, 9_999),
        civils(-262_000, 262_000)
    ]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn entering_near_a_window_gives_what_the_walk_from_the_start_gives(
        rule in rules(),
        first in civils(1985, 2030),
        days in 0..18_000_u64,
    ) {
        let from = first.date().checked_add_days(Days::new(days)).unwrap();
        let until = from.checked_add_days(Days::new(800)).unwrap();
        let is_near = |start: &DateTime| start.date() < until;
        let mut walk = rule.starts(first, first.date(), &utc);
        let mut entered = rule.starts(first, from, &utc);
        let expected: Vec<DateTime> = walk.by_ref().take_while(is_near).filter(|start| start.date() >= from).collect();
        let given: Vec<DateTime> = entered.by_ref().take_while(is_near).collect();
        if walk.is_cut() {
            // Whoever walks comes less far.
            prop_assert_eq!(given.get(..expected.len()), Some(&expected[..]));
        } else {
            prop_assert_eq!(given, expected);
            prop_assert!(entered.candidates() <= walk.candidates());
        }
    }

    #[test]
    fn starts_are_in_order_and_each_is_allowed_by_every_part(rule in rules(), first in civils(1985, 2030)) {
        let starts: Vec<DateTime> = rule.starts(first, first.date(), &utc).take(40).collect();
        prop_assert!(starts.is_sorted_by(|earlier, later| earlier < later));
        for start in &starts {
            prop_assert!(*start >= first);
            prop_assert!(rule.by_month.is_empty() || rule.by_month.contains(&(start.month() as i16)));
            let from_end = start.day() as i16 - i16::from(start.date().num_days_in_month()) - 1;
            let month_day = [start.day() as i16, from_end];
            prop_assert!(rule.by_month_day.is_empty() || month_day.iter().any(|day| rule.by_month_day.contains(day)));
            prop_assert!(rule.by_day.is_empty() || rule.by_day.iter().any(|day| day.day == start.weekday()));
        }
        if let Limit::Count(count) = rule.limit {
            prop_assert!(starts.len() <= count as usize);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..cases() })]

    #[test]
    fn no_rule_whatever_costs_more_than_its_candidates(
        rule in wild_rules(),
        first in wild_civils(),
        from in wild_civils(),
    ) {
        let mut starts = rule.starts(first, from.date(), &utc);
        let count = starts.by_ref().count();
        prop_assert!(starts.candidates() <= Rule::MAX_CANDIDATES);
        prop_assert!(count <= Rule::MAX_CANDIDATES as usize);
        prop_assert!(starts.next().is_none());
        // It says so where it was left.
        prop_assert!(!starts.is_cut() || starts.candidates() == Rule::MAX_CANDIDATES);
    }
}

const ZONES: [&str; 5] = [
    "Europe/Berlin",
    "America/New_York",
    "Pacific/Auckland",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
];

/// `20260512T190000`, by hand as the formats of iCalendar are plain.
fn written(civil: DateTime) -> String {
    civil.format("%Y%m%dT%H%M%S").to_string()
}

/// The rule as iCalendar writes it.
fn text_of(rule: &Rule) -> String {
    fn part<T: ToString>(name: &str, values: &[T]) -> String {
        let values: Vec<String> = values.iter().map(T::to_string).collect();
        if values.is_empty() {
            String::new()
        } else {
            format!(";{name}={}", values.join(","))
        }
    }
    let day = |day: Weekday| day.to_string()[..2].to_uppercase();
    let days: Vec<String> = rule
        .by_day
        .iter()
        .map(|nth| nth.nth.map(|nth| nth.to_string()).unwrap_or_default() + &day(nth.day))
        .collect();
    let limit = match rule.limit {
        Limit::Never => String::new(),
        Limit::Count(count) => format!(";COUNT={count}"),
        Limit::Until(Until::Date(date)) => format!(";UNTIL={}", date.format("%Y%m%d")),
        Limit::Until(Until::Civil(civil)) => format!(";UNTIL={}", written(civil)),
        Limit::Until(Until::Utc(instant)) => {
            let civil = chrono::DateTime::from_timestamp(instant.0, 0)
                .unwrap()
                .naive_utc();
            format!(";UNTIL={}Z", written(civil))
        }
    };
    [
        format!(
            "FREQ={:?};INTERVAL={};WKST={}",
            rule.frequency,
            rule.interval,
            day(rule.week_start)
        )
        .to_uppercase(),
        limit,
        part("BYMONTH", &rule.by_month),
        part("BYMONTHDAY", &rule.by_month_day),
        part("BYYEARDAY", &rule.by_year_day),
        part("BYWEEKNO", &rule.by_week),
        part("BYDAY", &days),
        part("BYHOUR", &rule.by_hour),
        part("BYMINUTE", &rule.by_minute),
        part("BYSECOND", &rule.by_second),
        part("BYSETPOS", &rule.by_position),
    ]
    .concat()
}

/// The rule without what the other library refuses, or reads in another way than the RFC, section
/// 3.3.10.
fn undisputed(mut rule: Rule) -> Rule {
    let is_numbered = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
    // `BYDAY=1TU,FR` are the days that are one or the other: there only those that are both. In daily
    // and weekly rules the corpus takes a number for nothing: there it is no day at all.
    if !is_numbered || rule.by_day.iter().any(|day| day.nth.is_none()) {
        rule.by_day.iter_mut().for_each(|day| day.nth = None);
    }
    if rule.frequency != Frequency::Yearly {
        rule.by_week.clear();
        rule.by_year_day.clear();
    }
    if rule.frequency == Frequency::Weekly {
        rule.by_month_day.clear();
        // There the first week has only the days from the start on.
        rule.by_position.clear();
    }
    // What a rule leaves open is as on the first day: there a week alone gives all its days.
    if rule.by_month_day.is_empty() && rule.by_year_day.is_empty() && rule.by_day.is_empty() {
        rule.by_week.clear();
    }
    // Counted from the end, the first week is not found there where it begins in December; nor is always the last one
    // where it ends in January.
    rule.by_week.retain(|week| (-51..52).contains(week));
    // The leap second is no time of chrono's.
    rule.by_second.retain(|second| *second < 60);
    // With a zone it takes only instants.
    match rule.limit {
        Limit::Until(Until::Date(date)) => rule.limit = Limit::Until(Until::Utc(utc(date.into()))),
        Limit::Until(Until::Civil(civil)) => rule.limit = Limit::Until(Until::Utc(utc(civil))),
        _ => {}
    }
    rule
}

/// What the other library gives for these lines of iCalendar; `None` where it refuses them, or gives up.
fn others(lines: &str, most: u16) -> Option<Vec<Instant>> {
    let set: rrule::RRuleSet = lines.parse().ok()?;
    let found = set.all(most);
    // It gives up after some ten thousand candidates, such as those of a rule that is excluded as a whole: then it
    // has not reached the dates that are added.
    let is_whole = !found.limited || found.dates.len() >= usize::from(most);
    let instants = found.dates.iter().map(|date| Instant(date.timestamp()));
    is_whole.then(|| instants.collect())
}

#[test]
fn where_the_other_library_differs_ours_is_held_to_the_rfc() {
    for (first, text, expected) in [
        // Tuesdays and the first Friday of a month.
        (
            "20260602T190000",
            "FREQ=MONTHLY;BYDAY=TU,1FR",
            "20260602T190000,20260605T190000,20260609T190000",
        ),
        // Thursday of week 20.
        (
            "20260514T190000",
            "FREQ=YEARLY;BYWEEKNO=20",
            "20260514T190000,20270520T190000,20280518T190000",
        ),
        // Monday of the first week in years of 53, which begins before them.
        (
            "19961230T190000",
            "FREQ=YEARLY;WKST=SU;BYWEEKNO=-53;BYDAY=MO",
            "19961230T190000,20021230T190000,20071231T190000",
        ),
        // Monday of the last week in years of 52, which ends behind them.
        (
            "19950102T190000",
            "FREQ=YEARLY;WKST=TU;BYWEEKNO=52;BYDAY=MO",
            "19950102T190000,19960101T190000,19961230T190000",
        ),
        // The second day of the week from Monday on.
        (
            "20260602T190000",
            "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=2",
            "20260602T190000,20260609T190000,20260616T190000",
        ),
        // Nothing is the first Tuesday of a week.
        (
            "20260602T190000",
            "FREQ=WEEKLY;BYDAY=1TU",
            "20260602T190000,20260609T190000,20260616T190000",
        ),
    ] {
        let rule = Rule::parse(text).unwrap();
        let first = compact(first);
        let given: Vec<DateTime> = rule.starts(first, first.date(), &utc).take(3).collect();
        assert_eq!(
            given,
            expected.split(',').map(compact).collect::<Vec<_>>(),
            "{text}"
        );
        let lines = format!("DTSTART:{}Z\nRRULE:{text}", written(first));
        let given: Vec<Instant> = given.into_iter().map(utc).collect();
        assert_ne!(others(&lines, 3), Some(given), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..cases() })]

    #[test]
    fn rules_are_written_and_read_without_loss(rule in rules()) {
        prop_assert_eq!(Rule::parse(&text_of(&rule)), Ok(rule));
    }

    #[test]
    fn a_second_library_gives_the_same_starts(rule in rules().prop_map(undisputed), first in civils(1995, 2030)) {
        // A series whose first start its rule does not give is left open by RFC 5545.
        let Some(first) = rule.starts(first, first.date(), &utc).next() else {
            return Ok(());
        };
        let lines = format!("DTSTART:{}Z\nRRULE:{}", written(first), text_of(&rule));
        if let Some(theirs) = others(&lines, 30) {
            let mut starts = rule.starts(first, first.date(), &utc);
            let ours: Vec<Instant> = starts.by_ref().map(utc).take(30).collect();
            let is_same = ours == theirs || (starts.is_cut() && theirs.starts_with(&ours));
            prop_assert!(is_same, "{}: {:?} {:?}", lines, ours, theirs);
        }
    }

    #[test]
    fn a_second_library_gives_the_same_series_in_zones_with_dates_and_exceptions(
        rule in rules().prop_map(undisputed),
        excluded_rule in rules().prop_map(undisputed),
        near in civils(1995, 2030),
        name in proptest::sample::select(&ZONES[..]),
        added in vec(0..40_000_u32, 0..3),
        left_out in vec(0..20_usize, 0..4),
        excludes_by_rule in any::<bool>(),
    ) {
        let own = zone(name);
        let clock = |civil| resolve(civil, &own, &own, &TestZones).unwrap();
        let Some(first) = rule.starts(near, near.date(), &clock).next() else {
            return Ok(());
        };
        let given: Vec<DateTime> = rule.starts(first, first.date(), &clock).take(20).collect();
        let mut dates: Vec<DateTime> =
            added.iter().map(|hours| first + chrono::TimeDelta::hours((*hours).into())).collect();
        dates.sort();
        let mut excluded: Vec<DateTime> = left_out.iter().filter_map(|at| given.get(*at).copied()).collect();
        excluded.sort();

        let mut lines = format!("DTSTART;TZID={name}:{}\nRRULE:{}", written(first), text_of(&rule));
        if excludes_by_rule {
            lines += &format!("\nEXRULE:{}", text_of(&excluded_rule));
        }
        for (property, dates) in [("RDATE", &dates), ("EXDATE", &excluded)] {
            for date in dates {
                lines += &format!("\n{property};TZID={name}:{}", written(*date));
            }
        }
        let Some(mut theirs) = others(&lines, 40) else {
            return Ok(());
        };

        let mut event = Event::new(
            Uid::new("a"),
            "a",
            When::Timed { start: first, end: End::Open, zone: own.clone() },
        );
        event.series = Some(Box::new(Series {
            rules: vec![rule],
            excluded_rules: if excludes_by_rule { vec![excluded_rule] } else { Vec::new() },
            dates,
            excluded,
            overrides: Vec::new(),
        }));
        let policy = ZonePolicy { mode: ZoneMode::Event, feed: own.clone(), visitor: own.clone() };
        let window = DateRange::new(first.date(), first.date() + Days::new(4_000)).unwrap();
        let expansion = Occurrence::within(&Arc::new(event), window, &policy, &TestZones);
        if expansion.is_cut && expansion.occurrences.len() < 40 {
            return Ok(());
        }
        let mut ours: Vec<Instant> = Vec::new();
        let mut in_gaps: Vec<Instant> = Vec::new();
        for occurrence in &expansion.occurrences {
            let shown = occurrence.zone.offset_at(occurrence.starts, &TestZones).unwrap();
            let civil = chrono::DateTime::from_timestamp(occurrence.starts.0 + i64::from(shown), 0).unwrap();
            let is_in_gap = occurrence.recurrence_id != Some(civil.naive_utc());
            if is_in_gap { &mut in_gaps } else { &mut ours }.push(occurrence.starts);
        }
        // A date that the rule gives as well is one of the set (RFC 5545, section 3.8.5.2); there it
        // stands twice.
        theirs.dedup();
        // Times that a clock never shows are told apart in `tests/series.rs`.
        theirs.retain(|start| !in_gaps.contains(start));
        let last = theirs.last().copied();
        let until = utc(window.end().and_hms_opt(0, 0, 0).unwrap()).0 - 2 * 86_400;
        theirs.retain(|start| start.0 < until);
        ours.retain(|start| start.0 < until && (theirs.len() < 30 || Some(*start) <= last));
        prop_assert_eq!(ours, theirs, "{}", lines);
    }
}

#[test]
fn days_that_do_not_exist_are_left_out_or_moved() {
    for (rule, expected) in [
        (
            "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"],
        ),
        (
            "FREQ=MONTHLY;SKIP=BACKWARD",
            ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"],
        ),
        (
            "FREQ=MONTHLY;SKIP=FORWARD",
            ["2027-01-31", "2027-03-01", "2027-03-31", "2027-05-01"],
        ),
        (
            "FREQ=MONTHLY;SKIP=OMIT",
            ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=29,30,31;BYMONTH=2,3;SKIP=BACKWARD",
            ["2027-02-28", "2027-03-29", "2027-03-30", "2027-03-31"],
        ),
        // What is moved to where another is counts once.
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;COUNT=4",
            ["2027-01-31", "2027-02-01", "2027-03-01", "2027-03-31"],
        ),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD",
            ["2027-02-28", "2028-02-29", "2029-02-28", "2030-02-28"],
        ),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;RSCALE=GREGORIAN;SKIP=FORWARD",
            ["2027-03-01", "2028-02-29", "2029-03-01", "2030-03-01"],
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=30;BYDAY=SU;SKIP=BACKWARD",
            ["2027-02-28", "2027-05-30", "2028-01-30", "2028-04-30"],
        ),
        // Only months and years can ask for days that do not exist.
        (
            "FREQ=WEEKLY;SKIP=BACKWARD",
            ["2027-01-31", "2027-02-07", "2027-02-14", "2027-02-21"],
        ),
        (
            "FREQ=DAILY;BYMONTHDAY=31;SKIP=BACKWARD",
            ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"],
        ),
    ] {
        let first = civil("2027-01-31T17:00");
        let starts = Rule::parse(rule)
            .unwrap()
            .starts(first, first.date(), &utc)
            .take(4)
            .collect::<Vec<_>>();
        let expected = expected.map(|day| civil(&format!("{day}T17:00")));
        assert_eq!(starts, expected, "{rule}");
    }
}

/// The days of a rule without times, from the definition alone: every day of a month up to the 31st, what a
/// month does not have among them, goes through one part after another.
fn days_by_definition(rule: &Rule, first: Date, until: Date) -> BTreeSet<Date> {
    let months: Vec<(i32, u32)> = (first.year()..=until.year())
        .flat_map(|year| (1..=12).map(move |month| (year, month)))
        .collect();
    let period = |(year, month): (i32, u32)| match rule.frequency {
        Frequency::Monthly => year * 12 + month as i32,
        _ => year,
    };
    let says_no_day = rule.by_month_day.is_empty() && rule.by_day.is_empty();
    let mut month_days = rule.by_month_day.clone();
    let mut by_month = rule.by_month.clone();
    if says_no_day {
        month_days.push(first.day() as i16);
        if rule.frequency == Frequency::Yearly && by_month.is_empty() {
            by_month.push(first.month() as i16);
        }
    }
    let mut given = BTreeSet::new();
    for months in months.chunk_by(|one, other| period(*one) == period(*other)) {
        let number = period(months[0]) - period((first.year(), first.month()));
        if number < 0 || number % rule.interval as i32 != 0 {
            continue;
        }
        let mut of_period = BTreeSet::new();
        for &(year, month) in months {
            if !by_month.is_empty() && !by_month.contains(&(month as i16)) {
                continue;
            }
            let length = u32::from(Date::from_ymd_opt(year, month, 1).unwrap().num_days_in_month());
            let last = Date::from_ymd_opt(year, month, length).unwrap();
            for day in 1..=31 {
                let exists = day <= length;
                let from_end = day as i16 - length as i16 - 1;
                let is_asked_for = month_days.contains(&(day as i16))
                    || exists && (month_days.is_empty() || month_days.contains(&from_end));
                let date = match rule.skip {
                    _ if exists => Date::from_ymd_opt(year, month, day),
                    Skip::Omit => None,
                    Skip::Backward => Some(last),
                    Skip::Forward => last.succ_opt(),
                };
                let is_week_day = |date: &Date| {
                    rule.by_day.is_empty() || rule.by_day.iter().any(|one| one.day == date.weekday())
                };
                of_period.extend(date.filter(|date| is_asked_for && is_week_day(date)));
            }
        }
        let count = of_period.len() as i16;
        let positions = &rule.by_position;
        given.extend(of_period.into_iter().zip(0..).filter_map(|(day, at)| {
            let is_asked_for = positions.contains(&(at + 1)) || positions.contains(&(at - count));
            (positions.is_empty() || is_asked_for).then_some(day)
        }));
    }
    given
        .into_iter()
        .filter(|day| (first..=until).contains(day))
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn days_that_do_not_exist_go_where_the_definition_says(
        yearly in any::<bool>(),
        skip in proptest::sample::select(vec![Skip::Omit, Skip::Backward, Skip::Forward]),
        interval in 1..4_u32,
        by_month in vec(1..=12_i16, 0..3),
        by_month_day in vec(prop_oneof![26..=31_i16, 1..=2_i16, -31..=-28_i16], 0..4),
        by_day in vec(0..7_u8, 0..3),
        by_position in vec(prop_oneof![1..=3_i16, -3..=-1_i16], 0..2),
        count in prop_oneof![Just(None), (1..12_u32).prop_map(Some)],
        day in 0..1_461_u64,
        ahead in 0..700_u64,
    ) {
        let day_of = |day: u8| NthDay { day: Weekday::try_from(day).unwrap(), nth: None };
        let rule = Rule {
            interval, skip, by_month, by_month_day, by_position,
            by_day: by_day.into_iter().map(day_of).collect(),
            limit: count.map_or(Limit::Never, Limit::Count),
            ..Rule::new(if yearly { Frequency::Yearly } else { Frequency::Monthly })
        };
        let first = date("2023-12-31") + Days::new(day);
        let from = first + Days::new(ahead);
        let until = date("2040-12-31");
        let mut expected: Vec<Date> = days_by_definition(&rule, first, until).into_iter().collect();
        expected.truncate(count.map_or(usize::MAX, |count| count as usize));
        expected.retain(|day| *day >= from);
        expected.truncate(20);
        let starts = rule.starts(first.and_hms_opt(9, 0, 0).unwrap(), from, &utc);
        let given: Vec<Date> = starts.map(|start| start.date()).take_while(|day| *day <= until).take(20).collect();
        prop_assert_eq!(given, expected, "{:?}", rule);
    }
}
