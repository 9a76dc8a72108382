//! Series in the native format, seen from outside: how a publisher may say that an event recurs, and
//! what a slip costs. Which dates a rule gives is the matter of `series.rs`.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use lichthof::event::{End, Event, Override, Series, Status, When};
use lichthof::feed::Feed;
use lichthof::recurrence::Rule;
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, DateTime, Zone};
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use serde_json::{Value, json};
use support::{TestZones, cases, date, read, zone};

fn read_json(feed: &Value) -> Feed {
    read(&feed.to_string(), "de").unwrap()
}

/// An event on Tuesday, 6 November 2018, from 17 to 19 o'clock, with these fields.
fn entry(fields: &Value) -> Value {
    let mut entry = json!({"uid": "1", "title": "T", "start": "2018-11-06T17:00:00", "duration": "PT2H", "timeZone": "Europe/Berlin"});
    let members = fields.as_object().unwrap().clone();
    entry.as_object_mut().unwrap().extend(members);
    entry
}

/// The event with these fields, and the paths of what is wrong with it.
fn event_of(fields: &Value) -> (Event, Vec<String>) {
    let feed = read_json(&json!([entry(fields)]));
    assert!(feed.skipped.is_empty(), "{fields}: {:?}", feed.skipped);
    let warned = feed.warnings.into_iter().map(|warning| warning.field);
    (feed.events[0].as_ref().clone(), warned.collect())
}

fn series_of(fields: &Value) -> Series {
    let (event, warned) = event_of(fields);
    assert!(warned.is_empty(), "{fields}: {warned:?}");
    *event.series.unwrap()
}

/// A day of November 2018 at 17 o'clock.
fn at(day: u32) -> DateTime {
    midnight(day) + chrono::TimeDelta::hours(17)
}

fn midnight(day: u32) -> DateTime {
    let date = Date::from_ymd_opt(2018, 11, day).unwrap();
    date.and_hms_opt(0, 0, 0).unwrap()
}

fn start_of(event: &Event) -> DateTime {
    match &event.when {
        When::Timed { start, .. } => *start,
        When::AllDay(days) => days.start().and_hms_opt(0, 0, 0).unwrap(),
        When::Tentative { .. } => panic!("{:?}", event.when),
    }
}

const WEEKLY: &str = "FREQ=WEEKLY;BYDAY=TU";

#[test]
fn rules_come_in_the_shapes_of_both_versions_and_of_icalendar() {
    let object = json!({"@type": "RecurrenceRule", "frequency": "weekly", "byDay": [{"day": "tu"}]});
    let weekly = Rule::parse(WEEKLY).unwrap();
    for fields in [
        json!({"recurrenceRule": object}),
        json!({"recurrenceRules": [object]}),
        json!({"recurrenceRules": object}),
        json!({"recurrenceRules": {"1": object}}),
        json!({"recurrenceRule": object, "recurrenceRules": [object]}),
        json!({"recurrenceRule": WEEKLY}),
        json!({"recurrenceRules": [format!("RRULE:{WEEKLY}")]}),
        json!({"rrule": WEEKLY}),
        json!({"rrule": WEEKLY, "recurrenceRules": null}),
    ] {
        let expected = Series {
            rules: vec![weekly.clone()],
            ..Series::default()
        };
        assert_eq!(series_of(&fields), expected, "{fields}");
    }
    for fields in [
        json!({"recurrenceRule": object, "excludedRecurrenceRule": "FREQ=MONTHLY"}),
        json!({"recurrenceRule": object, "excludedRecurrenceRules": [{"frequency": "monthly"}]}),
    ] {
        let monthly = Rule::parse("FREQ=MONTHLY").unwrap();
        assert_eq!(series_of(&fields).excluded_rules, [monthly], "{fields}");
    }
}

#[test]
fn an_event_that_takes_place_once_is_no_series() {
    for fields in [
        json!({}),
        json!({"recurrenceRule": null, "recurrenceRules": [], "recurrenceOverrides": {}}),
        json!({"recurrenceRules": {}, "recurrenceOverrides": [], "rdate": []}),
        json!({"exdate": ["2018-11-06"]}),
    ] {
        let (event, warned) = event_of(&fields);
        assert_eq!(event.series, None, "{fields}");
        assert!(warned.is_empty(), "{fields}: {warned:?}");
    }
}

#[test]
fn dates_are_added_and_left_out_in_many_ways() {
    for fields in [
        json!({"rdate": ["2018-11-20T17:00:00", "2018-11-13"], "exdate": ["2018-11-27"]}),
        json!({"rdate": "2018-11-13, 2018-11-20T17:00", "excludedDates": "2018-11-27T17:00:00"}),
        json!({"rdate": ["2018-11-20", "2018-11-13", "2018-11-13T17:00:00"], "exdate": ["2018-11-27", "2018-11-27"]}),
        json!({"recurrenceOverrides": {"2018-11-20": {}, "2018-11-13T17:00:00": {}, "2018-11-27": {"excluded": true}}}),
        json!({"recurrenceOverrides": {"2018-11-27": null, "2018-11-13": {"@type": "Event", "uid": "2"}, "2018-11-20": {"excluded": false}}}),
        json!({"rdate": "2018-11-20", "recurrenceOverrides": {"2018-11-13": {}, "2018-11-27": null}}),
    ] {
        let expected = Series {
            dates: vec![at(13), at(20)],
            excluded: vec![at(27)],
            ..Series::default()
        };
        assert_eq!(series_of(&fields), expected, "{fields}");
    }
    let all_day = series_of(&json!({
        "start": "2018-11-06", "duration": "P1D",
        "rdate": ["2018-11-20T00:00:00", "2018-11-13"], "exdate": "2018-11-27T17:00:00",
    }));
    assert_eq!(all_day.dates, [midnight(13), midnight(20)]);
    assert_eq!(all_day.excluded, [midnight(27)]);
}

#[test]
fn a_date_that_differs_has_the_rest_from_its_series() {
    let series = json!({
        "recurrenceRule": WEEKLY,
        "description": "D",
        "locations": {"1": {"name": "A", "city": "B"}},
        "programme": [{"title": "P", "start": "2018-11-06T17:30:00"}],
        "registration": {"opens": "2018-10-06", "closes": "2018-11-05T12:00:00"},
    });
    let with = |patch: Value| {
        let mut fields = series.clone();
        fields["recurrenceOverrides"] = json!({"2018-11-13T17:00:00": patch});
        let overrides = series_of(&fields).overrides;
        let [
            Override {
                recurrence_id,
                event: occurrence,
            },
        ] = &overrides[..]
        else {
            panic!("{fields}")
        };
        assert_eq!(*recurrence_id, at(13));
        assert_eq!(occurrence.uid.as_str(), "1");
        assert_eq!(occurrence.series, None);
        occurrence.as_ref().clone()
    };

    let cancelled = with(json!({"status": "cancelled"}));
    assert_eq!(cancelled.status, Status::Cancelled);
    assert_eq!(cancelled.title.value, "T");
    assert_eq!(
        cancelled.when,
        When::Timed {
            start: at(13),
            end: End::After(lichthof::time::Duration::parse("PT2H").unwrap()),
            zone: Zone::Named("Europe/Berlin".into()),
        }
    );
    let half_past = midnight(13) + chrono::TimeDelta::minutes(17 * 60 + 30);
    assert_eq!(cancelled.details().programme[0].start, Some(half_past));

    let moved = with(json!({"start": "2018-11-14T17:00:00", "duration": "PT3H"}));
    assert_eq!(start_of(&moved), at(14));
    assert!(
        matches!(&moved.when, When::Timed { end: End::After(length), .. } if length.seconds == 3 * 3_600)
    );
    assert_eq!(
        moved.details().programme[0].start,
        Some(half_past + chrono::TimeDelta::days(1))
    );

    let registration = |patch: Value| {
        let registration = with(patch).registration.clone().unwrap();
        (
            registration.opens.unwrap().date(),
            registration.closes.unwrap().date(),
        )
    };
    let (october, november) = (
        |day| Date::from_ymd_opt(2018, 10, day).unwrap(),
        |day| midnight(day).date(),
    );
    for (patch, opens, closes) in [
        (json!({"status": "cancelled"}), 13, 12),
        (json!({"start": "2018-11-14T17:00:00"}), 14, 13),
        (json!({"registration/state": "full"}), 13, 12),
        (json!({"registration/closes": "2018-11-09"}), 13, 10),
        (
            json!({"registration": {"opens": "2018-10-01", "closes": "2018-11-09"}}),
            1,
            10,
        ),
    ] {
        assert_eq!(
            registration(patch.clone()),
            (october(opens), november(closes)),
            "{patch}"
        );
    }

    let renamed = with(json!({"title": {"de": "X"}, "description": null, "locations/1/name": "C"}));
    assert_eq!(renamed.title.value, "X");
    assert_eq!(renamed.details().description, None);
    let venue = &renamed.details().venues[0];
    assert_eq!(venue.name.as_ref().unwrap().value, "C");
    assert_eq!(venue.city.as_deref(), Some("B"));

    let vague = with(json!({"status": "tentative", "datePrecision": "month"}));
    assert!(matches!(vague.when, When::Tentative { .. }));
}

#[test]
fn a_date_that_differs_keeps_the_end_as_far_from_the_start() {
    for (start, end, patch, moved_start, moved_end) in [
        (
            "2018-11-06T17:00",
            "2018-11-06T19:00",
            json!({"title": "X"}),
            at(13),
            at(13) + chrono::TimeDelta::hours(2),
        ),
        (
            "2018-11-06T17:00",
            "2018-11-07T17:00",
            json!({"start": "2018-11-15T17:00"}),
            at(15),
            at(16),
        ),
        (
            "2018-11-06T17:00",
            "2018-11-06T19:00",
            json!({"end": "2018-11-14T17:00"}),
            at(13),
            at(14),
        ),
    ] {
        let series = series_of(&json!({
            "start": start, "end": end, "duration": null, "recurrenceRule": WEEKLY,
            "recurrenceOverrides": {"2018-11-13": patch},
        }));
        let When::Timed {
            start,
            end: End::At(end, None),
            ..
        } = &series.overrides[0].event.when
        else {
            panic!("{patch}")
        };
        assert_eq!((*start, *end), (moved_start, moved_end), "{patch}");
    }
    let days = series_of(&json!({
        "start": "2018-11-06", "end": "2018-11-08", "duration": null, "recurrenceRule": WEEKLY,
        "recurrenceOverrides": {"2018-11-13": {"title": "X"}},
    }));
    let When::AllDay(days) = &days.overrides[0].event.when else {
        panic!()
    };
    assert_eq!((days.start(), days.last()), (at(13).date(), at(14).date()));
}

#[test]
fn a_wrong_rule_costs_neither_the_event_nor_the_other_dates() {
    for (rule, path) in [
        (json!({"frequency": "hourly"}), "recurrenceRule.frequency"),
        (
            json!({"frequency": "weekly", "interval": 0}),
            "recurrenceRule.interval",
        ),
        (
            json!({"frequency": "weekly", "byMonth": ["5L"]}),
            "recurrenceRule.byMonth",
        ),
        (
            json!({"frequency": "weekly", "rscale": "chinese"}),
            "recurrenceRule.rscale",
        ),
        (json!("FREQ=SECONDLY"), "recurrenceRule.SECONDLY"),
        (json!("FREQ=WEEKLY;INTERVAL=0"), "recurrenceRule.INTERVAL"),
        (json!(true), "recurrenceRule"),
    ] {
        let (event, warned) = event_of(&json!({"recurrenceRule": rule}));
        assert_eq!(event.series, None, "{rule}");
        assert_eq!(start_of(&event), at(6));
        assert_eq!(warned, [path], "{rule}");
        let (event, _) = event_of(&json!({"recurrenceRules": [rule, WEEKLY], "rdate": "2018-11-13"}));
        let series = event.series.unwrap();
        assert_eq!((series.rules.len(), series.dates), (1, vec![at(13)]), "{rule}");
    }
}

#[test]
fn a_wrong_date_costs_itself_alone() {
    for (fields, path) in [
        (json!({"rdate": ["soon", "2018-11-13"]}), "rdate[0]"),
        (json!({"rdate": [7, "2018-11-13"]}), "rdate[0]"),
        (
            json!({"rdate": ["2018-11-13T16:00:00+18:01", "2018-11-13"]}),
            "rdate[0]",
        ),
        (
            json!({"rdate": "2018-11-13", "exdate": {"2018-11-20": true}}),
            "exdate",
        ),
        (
            json!({"rdate": "2018-11-13", "recurrenceOverrides": {"soon": {}}}),
            "recurrenceOverrides.soon",
        ),
        (
            json!({"rdate": "2018-11-13", "recurrenceOverrides": {"2018-11-20": 5}}),
            "recurrenceOverrides.2018-11-20",
        ),
        (
            json!({"rdate": "2018-11-13", "recurrenceOverrides": ["2018-11-20"]}),
            "recurrenceOverrides",
        ),
        (
            json!({"rdate": "2018-11-13", "recurrenceOverrides": {"2018-11-20": {"start": "soon"}}}),
            "recurrenceOverrides.2018-11-20.start",
        ),
        (
            json!({"rdate": "2018-11-13", "recurrenceOverrides": {"2018-11-20": {"title": null}}}),
            "recurrenceOverrides.2018-11-20.title",
        ),
    ] {
        let (event, warned) = event_of(&fields);
        let expected = Series {
            dates: vec![at(13)],
            ..Series::default()
        };
        assert_eq!(event.series.as_deref(), Some(&expected), "{fields}");
        assert_eq!(warned, [path], "{fields}");
    }
}

#[test]
fn what_is_wrong_on_one_date_is_told_there_and_what_is_wrong_in_the_series_once() {
    let (event, warned) = event_of(&json!({
        "url": "/relative",
        "recurrenceOverrides": {
            "2018-11-13": {"price": -5},
            "2018-11-20": {"x.example:price": {"currency": "EUR"}, "locations/1/name": "A"},
            "2018-11-27": {"status": "cancelled"},
        },
    }));
    assert_eq!(event.series.unwrap().overrides.len(), 3);
    assert_eq!(
        warned,
        [
            "url",
            "recurrenceOverrides.2018-11-20.locations/1/name",
            "recurrenceOverrides.2018-11-13.price",
            "recurrenceOverrides.2018-11-20.price",
        ]
    );
}

#[test]
fn a_period_does_not_recur() {
    for fields in [
        json!({"recurrenceRule": WEEKLY}),
        json!({"rdate": "2018-12-06"}),
        json!({"recurrenceOverrides": {"2018-12-06": {}}}),
    ] {
        let mut vague = fields.clone();
        vague["status"] = json!("tentative");
        vague["datePrecision"] = json!("month");
        let (event, warned) = event_of(&vague);
        assert_eq!(event.series, None, "{fields}");
        assert_eq!(warned.len(), 1, "{fields}: {warned:?}");
    }
    // An event that is planned but has its day recurs as any other.
    series_of(&json!({"recurrenceRule": WEEKLY, "status": "tentative"}));
}

#[test]
fn a_series_that_keeps_an_offset_is_told_of() {
    let (event, warned) = event_of(&json!({
        "start": "2018-11-06T17:00:00+01:00",
        "timeZone": null,
        "recurrenceRule": WEEKLY,
        "recurrenceOverrides": {"2018-11-13T16:00:00Z": {"excluded": true}, "2018-11-20": {"title": "X"}},
    }));
    let series = event.series.unwrap();
    assert_eq!(series.excluded, [at(13)]);
    let When::Timed { start, zone, .. } = &series.overrides[0].event.when else {
        panic!()
    };
    assert_eq!((*start, zone), (at(20), &Zone::Fixed(3_600)));
    assert_eq!(warned, ["start"]);
}

#[test]
fn a_date_that_stands_alone_joins_its_series() {
    let series = entry(&json!({"recurrenceRule": WEEKLY}));
    let instance = |id: &str, title: &str| {
        json!({"uid": "1", "recurrenceId": id, "recurrenceIdTimeZone": "Europe/Berlin",
               "title": title, "start": "2018-11-14T17:00:00", "timeZone": "Europe/Berlin"})
    };
    let moved = instance("2018-11-13T17:00:00", "moved");
    let other = json!({"uid": "2", "title": "other", "start": "2018-11-06"});
    for feed in [
        json!([series, other, moved]),
        json!([moved, series, other]),
        json!([instance("2018-11-13T17:00:00", "older"), other, series, moved]),
        json!([entry(&json!({"recurrenceRule": "FREQ=HOURLY"})), other, moved]),
        json!([entry(&json!({})), other, moved]),
    ] {
        let feed = read_json(&feed);
        assert_eq!(feed.events.len(), 2, "{:?}", feed.warnings);
        let event = feed
            .events
            .iter()
            .find(|event| event.uid.as_str() == "1")
            .unwrap();
        let [one] = &event.series.as_ref().unwrap().overrides[..] else {
            panic!("{event:?}")
        };
        assert_eq!((one.recurrence_id, start_of(&one.event)), (at(13), at(14)));
        assert_eq!(
            (one.event.title.value.as_str(), one.event.uid.as_str()),
            ("moved", "1")
        );
    }
    let feed = read_json(&json!([
        instance("2018-11-20", "b"),
        entry(&json!({"recurrenceRule": WEEKLY, "recurrenceOverrides": {"2018-11-27": {"title": "c"}}})),
        instance("2018-11-13T17:00", "a"),
    ]));
    let series = feed.events[0].series.as_ref().unwrap();
    let titles = series
        .overrides
        .iter()
        .map(|one| (one.recurrence_id, one.event.title.value.as_str()));
    assert_eq!(
        titles.collect::<Vec<_>>(),
        [(at(13), "a"), (at(20), "b"), (at(27), "c")]
    );
}

#[test]
fn a_date_without_its_series_is_an_event_of_its_own() {
    let instance = |id: &str, zone: &str| json!({"uid": "1", "recurrenceId": id, "recurrenceIdTimeZone": zone, "title": "T", "start": "2018-11-14"});
    let (thirteenth, twentieth) = ("2018-11-13T17:00:00", "2018-11-20T17:00:00");
    let alone = json!([
        instance(thirteenth, "Europe/Berlin"),
        instance(twentieth, "Europe/Berlin")
    ]);
    let feed = read_json(&alone);
    let uids: Vec<_> = feed.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["1;2018-11-13T17:00:00", "1;2018-11-20T17:00:00"]);
    assert!(feed.warnings.is_empty());

    let series = entry(&json!({"recurrenceRule": WEEKLY}));
    let vague = entry(&json!({"status": "tentative", "datePrecision": "month"}));
    for (series, instance) in [
        (&series, instance(thirteenth, "Nowhere/Land")),
        (&vague, instance(thirteenth, "Europe/Berlin")),
    ] {
        let feed = read_json(&json!([instance, series]));
        assert_eq!(feed.events.len(), 2, "{instance}");
        assert_eq!(feed.warnings.len(), 1, "{instance}");
        assert_eq!(
            (feed.warnings[0].position, feed.warnings[0].field.as_str()),
            (0, "recurrenceId")
        );
    }
}

#[test]
fn hostile_series_are_bounded() {
    let day = |day: i64| (at(6) + chrono::TimeDelta::days(day)).date().to_string();
    let days: Vec<_> = (0..5_000).map(day).collect();
    let bounded = |fields: Value, path: &str| {
        let (event, warned) = event_of(&fields);
        assert_eq!(warned, [path]);
        *event.series.unwrap()
    };
    assert_eq!(bounded(json!({"rdate": days}), "rdate").dates.len(), 1_000);
    assert_eq!(
        bounded(json!({"rdate": days.join(",")}), "rdate").dates.len(),
        1_000
    );
    let overrides: Value = days
        .iter()
        .map(|day| (day.clone(), json!({"title": "X"})))
        .collect();
    let series = bounded(json!({"recurrenceOverrides": overrides}), "recurrenceOverrides");
    assert_eq!(series.overrides.len(), 1_000);
    let rules = vec![WEEKLY; 100];
    let series = bounded(json!({"recurrenceRules": rules}), "recurrenceRules");
    assert_eq!(series.rules.len(), 20);

    // A hundred dates of an event of one megabyte.
    let overrides: Value = days[..100]
        .iter()
        .map(|day| (day.clone(), json!({"title": "X"})))
        .collect();
    let description = "x".repeat(1 << 20);
    let (event, warned) = event_of(&json!({"description": description, "recurrenceOverrides": overrides}));
    let read = event.series.unwrap().overrides.len();
    assert!((1..64).contains(&read), "{read}");
    assert_eq!(
        warned.len(),
        21,
        "twenty of what a list shows, and one of the details"
    );
}

#[test]
fn the_demos_series_are_read_whole() {
    let feed = read(include_str!("fixtures/assembly.json"), "de").unwrap();
    assert_eq!((feed.skipped, feed.warnings), (vec![], vec![]));
    let series = feed.events.iter().filter_map(|event| event.series.as_ref());
    let parts = series.map(|series| (series.rules.len(), series.excluded.len(), series.overrides.len()));
    assert_eq!(parts.collect::<Vec<_>>(), [(1, 1, 2), (1, 1, 0)]);

    let berlin = zone("Europe/Berlin");
    let policy = ZonePolicy {
        mode: ZoneMode::Event,
        feed: berlin.clone(),
        visitor: berlin,
    };
    let window = DateRange::new(date("2026-12-01"), date("2027-04-01")).unwrap();
    for (uid, expected) in [
        (
            "stammtisch@cluster.example",
            &["2026-12-01", "2027-01-12", "2027-02-02", "2027-03-02 cancelled"][..],
        ),
        (
            "onlinekurs-rust@cluster.example",
            &[
                "2027-01-14",
                "2027-01-21",
                "2027-01-28",
                "2027-02-04",
                "2027-02-18",
                "2027-02-25",
            ],
        ),
    ] {
        let event = feed
            .events
            .iter()
            .find(|event| event.uid.as_str() == uid)
            .unwrap();
        let mut occurrences = Occurrence::within(event, window, &policy, &TestZones).occurrences;
        occurrences.sort_by_key(|occurrence| occurrence.starts);
        let told = occurrences.iter().map(|occurrence| {
            let word = if occurrence.event.status == Status::Cancelled {
                " cancelled"
            } else {
                ""
            };
            format!("{}{word}", occurrence.first_day())
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{uid}");
    }
}

/// Values that mean something to the reader of a series, and others.
fn any_value() -> impl Strategy<Value = Value> {
    let words = vec![
        "2018-11-06",
        "2018-11-13T17:00:00",
        "2018-11-13T17:00:00Z",
        "0001-01-01",
        "9999-12-31T23:59:59",
        "P1D",
        "PT90M",
        "weekly",
        "yearly",
        "hourly",
        "tu",
        "5",
        "5L",
        "-1",
        "cancelled",
        "tentative",
        "month",
        WEEKLY,
        "FREQ=DAILY;COUNT=4294967295;INTERVAL=4294967295",
        "gregorian",
        "Europe/Berlin",
        "T",
        "",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        (-400..400_i64).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        prop::sample::select(words).prop_map(Value::from),
    ];
    let names = vec![
        "frequency",
        "interval",
        "count",
        "until",
        "byDay",
        "day",
        "nthOfPeriod",
        "byMonth",
        "bySetPosition",
        "rscale",
        "skip",
        "excluded",
        "title",
        "title/de",
        "start",
        "end",
        "duration",
        "status",
        "datePrecision",
        "timeZone",
        "locations/1/name",
        "2018-11-06",
        "2018-11-13T17:00:00",
        "9999-12-31",
        "0001-01-01T00:00:00",
        "/",
        "~",
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        let names = prop_oneof![
            prop::sample::select(names.clone()).prop_map(str::to_owned),
            any::<String>()
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((names, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_a_series_says_the_event_stays(
        values in prop::collection::vec((prop::sample::select(vec![
            "recurrenceRule", "recurrenceRules", "rrule", "excludedRecurrenceRules", "recurrenceOverrides", "rdate",
            "exdate", "excludedDates",
        ]), any_value()), 1..5),
        instance in any_value(),
    ) {
        let fields: Value = values.into_iter().collect();
        let plain = &read_json(&json!([entry(&json!({}))])).events[0];
        let mut other = entry(&json!({"recurrenceId": instance}));
        other["title"] = json!("other");
        let feed = read_json(&json!([other, entry(&fields)]));
        let event = feed.events.iter().find(|event| event.uid.as_str() == "1").unwrap();
        prop_assert_eq!(&event.when, &plain.when);
        prop_assert_eq!(event.title.value.as_str(), if instance.is_null() { "T" } else { &plain.title.value });
        if let Some(series) = &event.series {
            for times in [&series.dates, &series.excluded] {
                assert!(times.windows(2).all(|pair| pair[0] < pair[1]));
            }
            assert!(series.overrides.windows(2).all(|pair| pair[0].recurrence_id < pair[1].recurrence_id));
        }
    }
}
