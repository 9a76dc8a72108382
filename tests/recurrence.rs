//! Recurrence rules against oracles: a corpus on which two implementations agree, a second library,
//! and the walk from the start. What a series makes of its rules is in `tests/series.rs`.

mod support;

use std::fs;

use chrono::{Datelike, Days, Weekday};
use lichthof::date::{Date, DateTime, Frequency, Instant, Limit, NthDay, Rule, Until};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{prop_assert, prop_assert_eq};
use support::{cases, civil, date};

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
                assert!(error.is_too_frequent(), "{text}: {error}");
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
        impl Strategy<Value = u8>,
        impl Strategy<Value = i8>,
        impl Strategy<Value = i16>,
        impl Strategy<Value = i8>,
        impl Strategy<Value = Option<i16>>,
    ),
    (hour, minute, second, position): (
        impl Strategy<Value = u8>,
        impl Strategy<Value = u8>,
        impl Strategy<Value = u8>,
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
            frequency, interval, limit, week_start,
            by_month, by_month_day, by_year_day, by_week, by_day,
            by_hour, by_minute, by_second, by_position,
        },
    )
}

/// Rules such as a publisher may write.
fn rules() -> impl Strategy<Value = Rule> {
    let signed = |most: i16| prop_oneof![-most..0, 1..=most];
    let small = |most: i16| signed(most).prop_map(|number| number as i8);
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
        (1..=12_u8, small(31), signed(366), small(53), nth),
        (0..24_u8, 0..60_u8, 0..=60_u8, position),
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
    rules_of(
        limit,
        prop_oneof![any::<u32>(), 0..3_u32],
        (
            any::<u8>(),
            any::<i8>(),
            any::<i16>(),
            any::<i8>(),
            any::<Option<i16>>(),
        ),
        (any::<u8>(), any::<u8>(), any::<u8>(), any::<i16>()),
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
            prop_assert!(rule.by_month.is_empty() || rule.by_month.contains(&(start.month() as u8)));
            let from_end = start.day() as i8 - start.date().num_days_in_month() as i8 - 1;
            let month_day = [start.day() as i8, from_end];
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
