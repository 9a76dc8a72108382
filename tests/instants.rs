//! Times with an offset from UTC, wherever a feed may have one: what they are on the clock of their event.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use lichthof::event::{Event, When};
use lichthof::feed::Feed;
use lichthof::i18n::{Dates, Strings, WhenWords};
use lichthof::layout::list;
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{DateRange, Zone};
use serde_json::{Value, json};
use support::{TestZones, civil, date, instant, read, zone};

const BERLIN: &str = "Europe/Berlin";

fn read_all(entries: &Value) -> Feed {
    read(&json!({"timeZone": BERLIN, "entries": entries}).to_string(), "de").unwrap()
}

/// What the feed of an association in Berlin has, without a fault.
fn feed(entries: &Value) -> Feed {
    let feed = read_all(entries);
    assert_eq!((&feed.skipped, &feed.warnings), (&vec![], &vec![]), "{entries}");
    feed
}

/// The one event with these fields.
fn event(fields: &Value) -> Event {
    feed(&json!([entry(fields)])).events[0].as_ref().clone()
}

fn entry(fields: &Value) -> Value {
    let mut entry = json!({"uid": "1", "title": "T", "venue": {"city": "Leipzig"}});
    let members = fields.as_object().unwrap().clone();
    entry.as_object_mut().unwrap().extend(members);
    entry
}

/// What a visitor in Berlin is shown of these years: `2026-12-01T18:00–20:00`, by start.
fn shown(feed: &Feed) -> Vec<String> {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone(BERLIN),
        visitor: zone(BERLIN),
    };
    let window = DateRange::new(date("2026-01-01"), date("2029-01-01")).unwrap();
    let expand = |event| Occurrence::within(event, window, &policy, &TestZones).occurrences;
    let mut all: Vec<Occurrence> = feed.events.iter().flat_map(expand).collect();
    all.sort_by_key(|occurrence| occurrence.starts);
    let words = all.iter().map(|occurrence| match &occurrence.shown {
        Shown::Timed { start, end } => {
            let end = end.map_or(String::new(), |end| format!("–{}", end.format("%H:%M")));
            format!("{}{end}", start.format("%Y-%m-%dT%H:%M"))
        }
        Shown::AllDay(days) if days.day_count() == 1 => days.start().to_string(),
        Shown::AllDay(days) => format!("{}–{}", days.start(), days.last()),
        Shown::Tentative { period, .. } => format!("in {}–{}", period.start(), period.last()),
    });
    words.collect()
}

#[test]
fn an_instant_is_shown_on_the_clock_of_its_event() {
    for (fields, expected, own) in [
        (
            json!({"start": "2026-12-02T00:00:00.000Z", "end": "2026-12-02T02:00:00.000Z", "timeZone": "America/New_York"}),
            "2026-12-01T19:00–21:00",
            zone("America/New_York"),
        ),
        (
            json!({"start": "2026-12-02T01:00:00+01:00", "duration": "PT2H", "timeZone": "America/New_York"}),
            "2026-12-01T19:00–21:00",
            zone("America/New_York"),
        ),
        (
            json!({"start": "2026-12-01T17:00:00Z", "end": "2026-12-01T19:00:00Z"}),
            "2026-12-01T18:00–20:00",
            zone(BERLIN),
        ),
        (
            json!({"start": "2026-07-01T19:00:00+02:00", "end": "2026-07-01T21:00:00+02:00"}),
            "2026-07-01T19:00–21:00",
            zone(BERLIN),
        ),
        (
            json!({"start": "2026-07-01T19:00:00", "end": "2026-07-01T19:00:00Z"}),
            "2026-07-01T19:00–21:00",
            zone(BERLIN),
        ),
        // An offset that is not that of the feed's zone tells of another place.
        (
            json!({"start": "2026-12-01T19:00:00-05:00", "end": "2026-12-01T21:00:00"}),
            "2026-12-01T19:00–21:00",
            Zone::Fixed(-18_000),
        ),
        (
            json!({"start": "2026-12-01T17:00:00Z", "duration": "PT1H", "timeZone": "Asia/Kolkata"}),
            "2026-12-01T22:30–23:30",
            zone("Asia/Kolkata"),
        ),
        (
            json!({"start": "2026-12-01T17:00:00Z", "duration": "PT1H", "timeZone": "+03:00"}),
            "2026-12-01T20:00–21:00",
            Zone::Fixed(10_800),
        ),
        // The clock shows 02:30 twice: the second time is told by its offset.
        (
            json!({"start": "2026-10-25T00:30:00Z", "end": "2026-10-25T01:30:00Z"}),
            "2026-10-25T02:30–02:30",
            zone(BERLIN),
        ),
        (
            json!({"start": "2026-10-25T01:30:00Z", "end": "2026-10-25T02:30:00Z"}),
            "2026-10-25T02:30–03:30",
            Zone::Fixed(3_600),
        ),
    ] {
        let feed = feed(&json!([entry(&fields)]));
        assert_eq!(shown(&feed), [expected], "{fields}");
        let When::Timed { zone, .. } = &feed.events[0].when else {
            panic!("{fields}")
        };
        assert_eq!(*zone, own, "{fields}");
    }
}

#[test]
fn an_unknown_zone_leaves_an_instant_its_offset_and_is_told() {
    let feed = read_all(&json!([entry(
        &json!({"start": "2026-12-01T17:00:00Z", "timeZone": "Nowhere/Land"})
    )]));
    assert_eq!(shown(&feed), ["2026-12-01T18:00"]);
    assert_eq!(feed.warnings[0].field, "start");
}

#[test]
fn a_series_that_begins_at_an_instant_keeps_its_civil_time() {
    let expected = [
        "2026-03-17T18:00–20:00",
        "2026-03-24T18:00–20:00",
        "2026-03-31T18:00–20:00",
        "2026-04-07T18:00–20:00",
    ];
    let rule = json!({"frequency": "weekly", "count": 4});
    for times in [
        json!({"start": "2026-03-17T17:00:00Z", "end": "2026-03-17T19:00:00Z", "timeZone": BERLIN}),
        json!({"start": "2026-03-17T18:00:00+01:00", "end": "2026-03-17T20:00:00+01:00", "timeZone": BERLIN}),
        json!({"start": "2026-03-17T13:00:00-04:00", "duration": "PT2H", "timeZone": BERLIN}),
        json!({"start": "2026-03-17T17:00:00Z", "duration": "PT2H"}),
        json!({"start": "2026-03-17T18:00:00+01:00", "duration": "PT2H"}),
    ] {
        let mut fields = times.clone();
        fields["recurrenceRule"] = rule.clone();
        assert_eq!(shown(&feed(&json!([entry(&fields)]))), expected, "{times}");
    }
}

#[test]
fn what_differs_on_one_date_follows_the_clock_of_the_series() {
    let series = |overrides: Value| {
        json!([entry(&json!({
            "start": "2026-03-24T17:00:00Z", "end": "2026-03-24T19:00:00Z", "timeZone": BERLIN,
            "recurrenceRule": {"frequency": "weekly", "count": 3}, "recurrenceOverrides": overrides,
        }))])
    };
    for (overrides, expected) in [
        (
            json!({"2026-03-31T18:00:00": {"title": "X"}}),
            [
                "2026-03-24T18:00–20:00",
                "2026-03-31T18:00–20:00",
                "2026-04-07T18:00–20:00",
            ],
        ),
        (
            json!({"2026-03-31T16:00:00Z": {"start": "2026-03-31T17:00:00Z"}}),
            [
                "2026-03-24T18:00–20:00",
                "2026-03-31T19:00–21:00",
                "2026-04-07T18:00–20:00",
            ],
        ),
        (
            json!({"2026-03-31T18:00:00+02:00": {"start": "2026-04-01T10:00:00"}}),
            [
                "2026-03-24T18:00–20:00",
                "2026-04-01T10:00–12:00",
                "2026-04-07T18:00–20:00",
            ],
        ),
        (
            json!({"2026-03-31T16:00:00Z": {"duration": "PT1H", "end": null}}),
            [
                "2026-03-24T18:00–20:00",
                "2026-03-31T18:00–19:00",
                "2026-04-07T18:00–20:00",
            ],
        ),
    ] {
        assert_eq!(shown(&feed(&series(overrides.clone()))), expected, "{overrides}");
    }
    let without =
        series(json!({"2026-03-31T16:00:00Z": {"excluded": true}, "2026-04-07T18:00:00+02:00": null}));
    assert_eq!(shown(&feed(&without)), ["2026-03-24T18:00–20:00"]);
}

#[test]
fn dates_of_a_series_may_be_instants() {
    let start = "2026-11-25T10:00:00";
    for (fields, expected) in [
        (
            json!({"start": start, "rrule": "FREQ=WEEKLY;COUNT=5",
                   "exdate": ["2026-12-09T09:00:00Z", "2026-12-16T10:00:00+01:00"]}),
            vec!["2026-11-25T10:00", "2026-12-02T10:00", "2026-12-23T10:00"],
        ),
        (
            json!({"start": start, "rrule": "FREQ=WEEKLY;COUNT=3", "excludedDates": "2026-12-02T09:00:00Z,2026-12-09T04:00:00-05:00"}),
            vec!["2026-11-25T10:00"],
        ),
        (
            json!({"start": start, "rdate": ["2027-07-01T08:00:00Z", "2026-12-31T23:30:00Z"]}),
            vec!["2026-11-25T10:00", "2027-01-01T00:30", "2027-07-01T10:00"],
        ),
        // Whole days: midnight of the place, or of UTC.
        (
            json!({"start": "2026-12-08", "rdate": ["2026-12-09T23:00:00Z", "2026-12-12T00:00:00Z"]}),
            vec!["2026-12-08", "2026-12-10", "2026-12-12"],
        ),
        (
            json!({"start": "2026-12-07T23:00:00Z", "showWithoutTime": true, "rrule": "FREQ=DAILY;COUNT=4",
                   "exdate": ["2026-12-08T23:00:00Z"], "recurrenceOverrides": {"2026-12-09T23:00:00Z": null}}),
            vec!["2026-12-08", "2026-12-11"],
        ),
    ] {
        assert_eq!(shown(&feed(&json!([entry(&fields)]))), expected, "{fields}");
    }
}

#[test]
fn a_date_that_stands_alone_is_found_by_its_instant() {
    let moved = |id: &str, start: &str| entry(&json!({"recurrenceId": id, "start": start}));
    let daily = entry(&json!({"start": "2026-12-07T09:00:00", "rrule": "FREQ=DAILY;COUNT=3"}));
    for id in [
        "2026-12-08T08:00:00Z",
        "2026-12-08T03:00:00-05:00",
        "2026-12-08T09:00:00",
    ] {
        let feed = feed(&json!([daily, moved(id, "2026-12-08T15:00:00")]));
        let expected = ["2026-12-07T09:00", "2026-12-08T15:00", "2026-12-09T09:00"];
        assert_eq!(shown(&feed), expected, "{id}");
    }
    let mut elsewhere = moved("2026-12-08T17:00:00", "2026-12-08T15:00:00");
    elsewhere["recurrenceIdTimeZone"] = json!("Asia/Tokyo");
    assert_eq!(
        shown(&feed(&json!([elsewhere, daily]))),
        ["2026-12-07T09:00", "2026-12-08T15:00", "2026-12-09T09:00"]
    );
    let days = entry(&json!({"start": "2026-12-07", "rrule": "FREQ=DAILY;COUNT=3"}));
    for id in ["2026-12-07T23:00:00Z", "2026-12-08T00:00:00Z"] {
        let feed = feed(&json!([days, moved(id, "2026-12-20")]));
        assert_eq!(shown(&feed), ["2026-12-07", "2026-12-09", "2026-12-20"], "{id}");
    }
}

#[test]
fn whole_days_given_as_instants_are_the_dates_that_these_are_at_the_place() {
    for (start, end, zone, expected) in [
        (
            "2026-12-08T23:00:00.000Z",
            "2026-12-09T23:00:00.000Z",
            BERLIN,
            "2026-12-09",
        ),
        (
            "2026-07-08T22:00:00Z",
            "2026-07-10T22:00:00Z",
            BERLIN,
            "2026-07-09–2026-07-10",
        ),
        (
            "2026-12-08T23:00:00Z",
            "2026-12-09T22:59:59Z",
            BERLIN,
            "2026-12-09",
        ),
        (
            "2026-12-09T05:00:00Z",
            "2026-12-10T05:00:00Z",
            "America/New_York",
            "2026-12-09",
        ),
        (
            "2026-12-09T00:00:00+01:00",
            "2026-12-10T00:00:00+01:00",
            BERLIN,
            "2026-12-09",
        ),
        // Over a clock change.
        (
            "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z",
            BERLIN,
            "2026-10-25",
        ),
        // Midnight of UTC, as programs write that know of no other.
        (
            "2026-12-09T00:00:00Z",
            "2026-12-10T00:00:00Z",
            BERLIN,
            "2026-12-09",
        ),
        (
            "2026-12-09T00:00:00Z",
            "2026-12-09T23:59:59Z",
            "America/New_York",
            "2026-12-09",
        ),
        // The day begins at one o'clock.
        (
            "2026-09-06T04:00:00Z",
            "2026-09-07T03:00:00Z",
            "America/Santiago",
            "2026-09-06",
        ),
        // No midnight at all.
        (
            "2026-12-09T17:00:00Z",
            "2026-12-09T19:00:00Z",
            "Asia/Tokyo",
            "2026-12-10",
        ),
    ] {
        let fields = json!({"start": start, "end": end, "timeZone": zone, "showWithoutTime": true});
        assert_eq!(shown(&feed(&json!([entry(&fields)]))), [expected], "{fields}");
    }
    let planned = json!({"start": "2027-02-28T23:00:00Z", "datePrecision": "month", "status": "tentative"});
    assert_eq!(
        shown(&feed(&json!([entry(&planned)]))),
        ["in 2027-03-01–2027-03-31"]
    );
}

#[test]
fn parts_of_an_event_may_be_told_by_instants() {
    let new_york = event(&json!({
        "start": "2026-12-02T00:00:00Z", "timeZone": "America/New_York",
        "previousStart": "2026-11-02T00:00:00Z",
        "registration": {"href": "https://a.example/", "opens": "2026-11-01T05:00:00Z", "closes": "2026-11-30T23:00:00+01:00"},
        "programme": [{"title": "a", "start": "19:30"}, {"title": "b", "start": "2026-12-02T01:00:00Z"}],
        "report": {"text": "r", "published": "2026-12-04T02:00:00Z"},
    }));
    let registration = new_york.registration.as_ref().unwrap();
    assert_eq!(registration.opens, Some(civil("2026-11-01T01:00")));
    assert_eq!(registration.closes, Some(civil("2026-11-30T17:00")));
    let postponed = new_york.postponed.as_ref().unwrap();
    assert_eq!(postponed.previous_start, Some(civil("2026-11-01T19:00")));
    let starts = new_york
        .details()
        .programme
        .iter()
        .map(|item| item.start.unwrap());
    assert_eq!(
        starts.collect::<Vec<_>>(),
        [civil("2026-12-01T19:30"), civil("2026-12-01T20:00")]
    );
    assert_eq!(
        new_york.details().report.as_ref().unwrap().published,
        Some(date("2026-12-03"))
    );
    // Of whole days, too.
    let days = event(&json!({
        "start": "2026-12-02",
        "registration": {"href": "https://a.example/", "closes": "2026-11-30T23:00:00Z"},
        "programme": [{"title": "a", "start": "2026-12-02T08:00:00Z"}],
    }));
    assert_eq!(
        days.registration.as_ref().unwrap().closes,
        Some(civil("2026-12-01T00:00"))
    );
    assert_eq!(days.details().programme[0].start, Some(civil("2026-12-02T09:00")));
}

/// The one occurrence of an event with these fields, for a visitor in UTC.
fn seen_from_utc(fields: &Value) -> Occurrence {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone(BERLIN),
        visitor: Zone::Fixed(0),
    };
    Occurrence::first(&feed(&json!([entry(fields)])).events[0], &policy, &TestZones)
}

#[test]
fn a_planned_day_that_has_begun_stands_under_today_whatever_the_clocks_did() {
    let fields =
        json!({"start": "2026-03-27", "duration": "P7D", "status": "tentative", "datePrecision": "day"});
    let autumn =
        json!({"start": "2026-10-23", "duration": "P7D", "status": "tentative", "datePrecision": "day"});
    for (fields, now) in [
        (&fields, "2026-03-30T00:30+02:00"),
        (&fields, "2026-03-29T23:30+02:00"),
        (&autumn, "2026-10-26T23:30+01:00"),
        (&autumn, "2026-10-25T23:30+01:00"),
    ] {
        let today = date(&now[..10]);
        let occurrences = [seen_from_utc(fields)];
        let list = list(&occurrences[..].into(), instant(now), today, false, 9);
        assert_eq!(list.months[0].days[0].date, today, "{now}");
    }
}

#[test]
fn an_offset_is_written_with_its_minutes_in_two_digits() {
    let words = WhenWords {
        strings: Strings::of("en"),
        dates: Dates::new("en"),
    };
    for (zone, expected) in [
        ("+01:05", "UTC+1:05"),
        ("-03:30", "UTC\u{2212}3:30"),
        ("+12:45", "UTC+12:45"),
        ("+02:00", "UTC+2"),
    ] {
        let occurrence = seen_from_utc(&json!({"start": "2026-12-01T17:00:00", "timeZone": zone}));
        assert_eq!(words.zone(&occurrence).as_deref(), Some(expected));
    }
}
