//! The native format, seen from outside: what a publisher may write, what becomes of it, what it
//! costs when it is wrong. Cases that concern one reader alone stand beside that reader.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::path::Path;

use lichthof::error::Error;
use lichthof::event::{Access, Ages, End, Event, Format, RegistrationState, Status, When};
use lichthof::feed::Feed;
use lichthof::recurrence::Rule;
use lichthof::time::{Date, DatePrecision, DateRange, DateTime, Duration, Zone};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use serde_json::{Value, json};
use support::read;

const FULL: &str = include_str!("fixtures/feed-full.json");

fn read_json(feed: &Value) -> Feed {
    read(&feed.to_string(), "de").unwrap()
}

/// The one event of a feed with these fields besides `uid` and `title`.
fn event_of(fields: &Value) -> (Event, Vec<String>) {
    let mut event = json!({"uid": "1", "title": "T", "start": "2018-11-06T17:00:00"});
    let members = fields.as_object().unwrap().clone();
    event.as_object_mut().unwrap().extend(members);
    let feed = read_json(&json!([event]));
    assert!(feed.skipped.is_empty(), "{fields}: {:?}", feed.skipped);
    let event = feed.events[0].as_ref().clone();
    let warned = feed.warnings.into_iter().map(|warning| warning.field);
    (event, warned.collect())
}

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn time(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime {
    date(year, month, day).and_hms_opt(hour, minute, 0).unwrap()
}

fn days(start: Date, end: Date) -> DateRange {
    DateRange::new(start, end).unwrap()
}

fn duration(text: &str) -> Duration {
    Duration::parse(text).unwrap()
}

fn berlin() -> Zone {
    Zone::Named("Europe/Berlin".into())
}

#[test]
fn an_event_keeps_everything_that_the_profile_names() {
    let feed = read(FULL, "de").unwrap();
    assert_eq!((feed.skipped, feed.warnings), (vec![], vec![]));
    assert_eq!(feed.title.as_deref(), Some("Termine des Clusters"));
    assert_eq!(feed.zone, Some(berlin()));
    assert_eq!(
        feed.next.as_deref(),
        Some("https://cluster.example/events.json?page=2")
    );

    let event = feed.events[0].as_ref();
    assert_eq!(event.uid.as_str(), "2018-11-06-versammlung");
    let history = event.details().history.as_ref().unwrap();
    assert_eq!(history.updated, Some(time(2018, 11, 7, 8, 0)));
    assert_eq!(
        (history.created, history.sequence),
        (Some(time(2018, 9, 1, 11, 0)), 3)
    );
    assert_eq!(event.title.value, "2. Mitgliederversammlung");
    assert_eq!(event.title.language.as_deref(), Some("de"));
    let description = event.details().description.as_ref().unwrap();
    assert_eq!(
        description.value,
        "Rückblick & Ausblick\n\n• Kurzvorträge\n• Infotische"
    );
    assert_eq!(
        event.when,
        When::Timed {
            start: time(2018, 11, 6, 17, 0),
            end: End::After(duration("PT4H")),
            zone: berlin(),
        }
    );
    assert_eq!(event.format(), Some(Format::Hybrid));
    let venue = &event.details().venues[0];
    assert_eq!(venue.room.as_ref().unwrap().value, "Großer Saal");
    assert_eq!(venue.host.as_ref().unwrap().value, "regiocom");
    assert_eq!(venue.postal_code.as_deref(), Some("39104"));
    assert_eq!(venue.coordinates, Some((52.1205, 11.6276)));
    assert_eq!(event.details().places().collect::<Vec<_>>(), ["Magdeburg"]);
    assert_eq!(
        event.details().online[0].href.as_ref().unwrap().as_str(),
        "https://stream.example/live"
    );
    assert_eq!(
        event.page.as_ref().unwrap().as_str(),
        "https://cluster.example/termine/versammlung"
    );
    assert_eq!(event.details().links.len(), 1);
    assert_eq!(event.details().links[0].relation.as_deref(), Some("describedby"));
    assert_eq!(event.types, ["Mitgliederversammlung"]);
    assert_eq!(
        event.details().topics,
        ["Besprechungen", "Cybercrime", "Digitalisierung"]
    );
    assert_eq!(event.details().audience, ["Mitglieder", "Partner"]);
    assert_eq!(
        event.details().accessibility,
        [Access::StepFree, Access::SignLanguage]
    );
    assert_eq!(event.color.as_deref(), Some("darkslateblue"));
    assert_eq!(event.details().ages, Some(Ages { from: 16, to: None }));
    assert_eq!(event.details().language.as_deref(), Some("de-DE"));
    let organizer = event.details().organizers[0].href.as_ref().unwrap();
    assert_eq!(organizer.as_str(), "mailto:office@cluster.example");
    let price = event.details().price.as_ref().unwrap();
    assert_eq!(price.text.as_ref().unwrap().value, "30,50\u{a0}€");
    let registration = event.registration.as_ref().unwrap();
    assert_eq!(registration.state, Some(RegistrationState::Open));
    assert_eq!(registration.opens, Some(time(2018, 10, 1, 0, 0)));
    assert_eq!(registration.closes, Some(time(2018, 11, 2, 0, 0)));
    assert_eq!(registration.capacity, Some(60));
    let image = event.details().image.as_ref().unwrap();
    assert_eq!(image.alternative.as_ref().unwrap().value, "Der Saal");
    let talk = &event.details().programme[0];
    assert_eq!(talk.start, Some(time(2018, 11, 6, 17, 30)));
    assert_eq!(talk.duration, Some(duration("PT20M")));
    assert_eq!(talk.speakers[0].organization.as_ref().unwrap().value, "Dobler");
    assert_eq!(talk.links[0].relation.as_deref(), Some("slides"));
    assert_eq!(
        event.details().programme[1].start,
        Some(time(2018, 11, 6, 17, 50))
    );
    assert_eq!(event.details().programme[1].title.value, "break");
    assert_eq!(event.details().exhibitors[0].name.value, "Neu GmbH");
    assert_eq!(
        event.details().exhibitors[1].href.as_ref().unwrap().as_str(),
        "https://alt.example/"
    );
    let report = event.details().report.as_ref().unwrap();
    assert_eq!(report.published, Some(date(2018, 11, 7)));
    assert_eq!(report.links.len(), 2);
    assert_eq!(
        event.details().attendance.as_ref().unwrap().value,
        "etwa 30 Mitglieder und Partner"
    );
    assert!(event.featured);
    let postponed = event.postponed.as_ref().unwrap();
    assert_eq!(postponed.previous_start, Some(time(2018, 10, 30, 17, 0)));

    let [_, workshop, regulars, fair] = &feed.events[..] else {
        panic!()
    };
    assert_eq!(workshop.status, Status::Tentative);
    assert_eq!(
        workshop
            .details()
            .image
            .as_ref()
            .unwrap()
            .alternative
            .as_ref()
            .unwrap()
            .value,
        "Eine Tafel"
    );
    let series = regulars.series.as_ref().unwrap();
    assert_eq!(series.rules, [Rule::parse("FREQ=MONTHLY;BYDAY=2TH").unwrap()]);
    assert_eq!(series.excluded, [time(2019, 8, 8, 19, 0)]);
    let moved = &series.overrides[0];
    assert_eq!(moved.recurrence_id, time(2019, 2, 14, 19, 0));
    assert_eq!(
        moved.event.details().venues[0].name.as_ref().unwrap().value,
        "Nebenan"
    );
    assert_eq!(
        moved.event.when,
        When::Timed {
            start: time(2019, 2, 15, 19, 0),
            end: End::At(time(2019, 2, 15, 22, 0), None),
            zone: berlin(),
        }
    );
    assert_eq!(regulars.details().organizers.len(), 1);
    assert_eq!(
        regulars.details().organizers[0].href.as_ref().unwrap().as_str(),
        "mailto:wirtin@pub.example"
    );
    assert!(regulars.details().price.as_ref().unwrap().is_free == Some(true));
    assert_eq!(
        regulars.postponed.as_ref().unwrap().previous_start,
        Some(time(2019, 1, 3, 0, 0))
    );
    assert_eq!(fair.status, Status::Cancelled);
    assert_eq!(
        fair.details().venues[0].name.as_ref().unwrap().value,
        "Messe Leipzig"
    );
    assert_eq!(fair.details().report.as_ref().unwrap().links.len(), 1);
    assert_eq!(fair.details().attendance.as_ref().unwrap().value, "1200");
    assert!(fair.postponed.is_some());
}

#[test]
fn texts_come_in_the_language_of_the_calendar() {
    let feed = read(FULL, "en-GB").unwrap();
    let event = &feed.events[0];
    assert_eq!(event.title.value, "2nd members' assembly");
    assert_eq!(event.title.language.as_deref(), Some("en"));
    assert_eq!(
        event.details().venues[0].room.as_ref().unwrap().value,
        "Great hall"
    );
    assert_eq!(
        event.details().venues[0]
            .name
            .as_ref()
            .unwrap()
            .language
            .as_deref(),
        Some("de")
    );
    assert_eq!(
        event
            .details()
            .price
            .as_ref()
            .unwrap()
            .text
            .as_ref()
            .unwrap()
            .value,
        "30.50\u{a0}€"
    );
}

#[test]
fn times_are_kept_as_the_feed_says_them() {
    let start = time(2018, 11, 6, 17, 0);
    let timed = |end, zone| When::Timed { start, end, zone };
    let cases = [
        (json!({}), timed(End::Open, Zone::Floating)),
        (json!({"timeZone": "Europe/Berlin"}), timed(End::Open, berlin())),
        (
            json!({"timeZone": "W. Europe Standard Time"}),
            timed(End::Open, berlin()),
        ),
        (json!({"timeZone": "UTC+0"}), timed(End::Open, Zone::Fixed(0))),
        (
            json!({"start": "2018-11-06T17:00:00Z"}),
            timed(End::Open, Zone::Fixed(0)),
        ),
        (
            json!({"start": "2018-11-06T17:00:00+01:00", "timeZone": "Europe/Berlin"}),
            timed(End::Open, berlin()),
        ),
        (
            json!({"duration": "P1DT2H"}),
            timed(End::After(duration("P1DT2H")), Zone::Floating),
        ),
        (
            json!({"duration": "PT1H", "end": "2018-11-09T17:00:00"}),
            timed(End::After(duration("PT1H")), Zone::Floating),
        ),
        (
            json!({"end": "2018-11-06T18:00"}),
            timed(End::At(time(2018, 11, 6, 18, 0), None), Zone::Floating),
        ),
        (
            json!({"start": "2018-11-06T17:00+01:00", "end": "2018-11-06T18:00"}),
            timed(End::At(time(2018, 11, 6, 18, 0), None), Zone::Fixed(3_600)),
        ),
        (
            json!({"end": "2018-11-07T02:00", "timeZone": "Europe/Berlin", "endTimeZone": "Asia/Tokyo"}),
            timed(
                End::At(time(2018, 11, 7, 2, 0), Some(Zone::Named("Asia/Tokyo".into()))),
                berlin(),
            ),
        ),
        (
            json!({"start": "2018-11-06T17:00+02:00", "end": "2018-11-06T16:00+00:00"}),
            timed(End::At(time(2018, 11, 6, 18, 0), None), Zone::Fixed(7_200)),
        ),
    ];
    for (fields, when) in cases {
        let (event, warned) = event_of(&fields);
        assert_eq!(event.when, when, "{fields}");
        assert!(warned.is_empty(), "{fields}: {warned:?}");
    }
}

#[test]
fn whole_days_come_without_a_time() {
    let one = date(2018, 11, 6);
    for (fields, last_exclusive) in [
        (json!({"start": "2018-11-06"}), date(2018, 11, 7)),
        (
            json!({"start": "2018-11-06", "duration": "P2D"}),
            date(2018, 11, 8),
        ),
        (
            json!({"start": "2018-11-06", "end": "2018-11-09"}),
            date(2018, 11, 9),
        ),
        (
            json!({"start": "2018-11-06", "duration": "PT25H"}),
            date(2018, 11, 8),
        ),
        (json!({"showWithoutTime": true}), date(2018, 11, 7)),
        (
            json!({"showWithoutTime": true, "duration": "P1W"}),
            date(2018, 11, 13),
        ),
        (
            json!({"showWithoutTime": true, "end": "2018-11-08T00:00:00"}),
            date(2018, 11, 8),
        ),
        (
            json!({"showWithoutTime": true, "end": "2018-11-08T23:59:59"}),
            date(2018, 11, 9),
        ),
    ] {
        let (event, warned) = event_of(&fields);
        assert_eq!(event.when, When::AllDay(days(one, last_exclusive)), "{fields}");
        assert!(warned.is_empty(), "{fields}: {warned:?}");
    }
}

#[test]
fn an_event_that_does_not_end_after_its_start_is_left_open_and_told_of() {
    for fields in [
        json!({"end": "2018-11-06T17:00:00"}),
        json!({"end": "2018-11-05T17:00:00"}),
        json!({"end": "2018-11-06T16:00:00+01:00", "start": "2018-11-06T17:00:00+02:00"}),
        json!({"end": "2018-11-05T14:00:00", "timeZone": "Europe/Berlin", "endTimeZone": "Asia/Tokyo"}),
        json!({"duration": "PT0S"}),
        json!({"duration": "-P1D"}),
        json!({"duration": "P1M"}),
        json!({"duration": 90}),
        json!({"duration": "P99999999999999999999D"}),
        json!({"start": "9999-12-31T23:00:00", "duration": "PT2H"}),
        json!({"end": "tomorrow"}),
    ] {
        let (event, warned) = event_of(&fields);
        assert!(
            matches!(event.when, When::Timed { end: End::Open, .. }),
            "{fields}"
        );
        assert_eq!(warned.len(), 1, "{fields}: {warned:?}");
    }
    for fields in [
        json!({"start": "2018-11-06", "end": "2018-11-06"}),
        json!({"start": "2018-11-06", "end": "2018-11-01"}),
        json!({"start": "2018-11-06", "duration": "P0D"}),
        json!({"start": "2018-11-06", "duration": "P3650000D"}),
    ] {
        let (event, warned) = event_of(&fields);
        let one = days(date(2018, 11, 6), date(2018, 11, 7));
        assert_eq!(event.when, When::AllDay(one), "{fields}");
        assert_eq!(warned.len(), 1, "{fields}: {warned:?}");
    }
}

#[test]
fn a_tentative_date_is_a_period() {
    use DatePrecision::{Day, Month, Quarter, Year};
    let year = |year| date(year, 1, 1);
    for (fields, period, precision) in [
        (
            json!({"start": "2019-05-01", "duration": "P31D", "datePrecision": "month"}),
            days(date(2019, 5, 1), date(2019, 6, 1)),
            Month,
        ),
        (
            json!({"start": "2019-12-24T10:00:00", "datePrecision": "month"}),
            days(date(2019, 12, 1), year(2020)),
            Month,
        ),
        (
            json!({"start": "2019-05-20", "datePrecision": "quarter"}),
            days(date(2019, 4, 1), date(2019, 7, 1)),
            Quarter,
        ),
        (
            json!({"start": "2019-05-20", "vendor:datePrecision": "year"}),
            days(year(2019), year(2020)),
            Year,
        ),
        (
            json!({"start": "2019-05-20T17:00:00", "datePrecision": "day"}),
            days(date(2019, 5, 20), date(2019, 5, 21)),
            Day,
        ),
        (
            json!({"start": "9999-12-31", "datePrecision": "year"}),
            days(year(9999), year(10_000)),
            Year,
        ),
    ] {
        let mut tentative = fields.clone();
        tentative["status"] = json!("tentative");
        let (event, _) = event_of(&tentative);
        assert_eq!(event.when, When::Tentative { period, precision }, "{fields}");
        assert_eq!(event.status, Status::Tentative);
    }
    let (event, _) = event_of(&json!({"status": "tentative"}));
    assert!(matches!(event.when, When::Timed { .. }));
    assert_eq!(event.status, Status::Tentative);
    let (event, _) = event_of(&json!({"datePrecision": "day"}));
    assert!(matches!(event.when, When::Timed { .. }));
}

#[test]
fn the_root_may_have_many_shapes() {
    let event = json!({"@type": "Event", "uid": "1", "title": "T", "start": "2018-11-06"});
    for root in [
        json!([event]),
        json!({"@type": "Group", "entries": [event]}),
        json!({"entries": {"1": event}}),
        json!({"events": [event]}),
        event.clone(),
    ] {
        assert_eq!(read_json(&root).events.len(), 1, "{root}");
    }
    let with_mark = format!("\u{feff}{}", json!([event]));
    assert_eq!(read(&with_mark, "de").unwrap().events.len(), 1);
    for empty in [json!([]), json!({"entries": []}), json!({"events": {}})] {
        let read = read_json(&empty);
        let context = read.context.clone();
        let nothing = Feed {
            context,
            ..Feed::default()
        };
        assert_eq!(read, nothing, "{empty}");
    }
    for other in [
        "{}",
        "null",
        "5",
        "\"x\"",
        r#"{"entries": 5}"#,
        r#"{"entries": null}"#,
    ] {
        assert_eq!(read(other, "de"), Err(Error::no_events()), "{other}");
    }
}

#[test]
fn an_entry_that_cannot_be_shown_is_skipped_and_named() {
    let feed = read_json(&json!([
        {"uid": "good", "title": "T", "start": "2018-11-06"},
        {"uid": "a", "start": "2018-11-06"},
        {"title": {"de": "B"}},
        {"uid": "c", "title": "C", "start": "next week"},
        {"uid": "d", "title": " ", "start": "2018-11-06"},
        {"@type": "Task", "uid": "e", "title": "E", "start": "2018-11-06"},
        {"uid": "good", "recurrenceId": "next week", "title": "F", "start": "2018-11-06"},
        {"uid": "g", "title": 5, "start": "2018-11-06"},
        5,
        null,
        {"uid": "h", "title": "H", "start": 1541520000},
        {"uid": "also good", "title": "T", "start": "2018-11-06"},
    ]));
    let uids: Vec<_> = feed.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["good", "also good"]);
    let skipped: Vec<_> = feed
        .skipped
        .iter()
        .map(|skipped| {
            (
                skipped.position,
                skipped.name.as_deref().unwrap_or("-"),
                skipped.field.as_str(),
                skipped.reason.code(),
            )
        })
        .collect();
    assert_eq!(
        skipped,
        [
            (1, "a", "title", "no-title"),
            (2, "B", "start", "no-start"),
            (3, "c", "start", "no-start"),
            (4, "d", "title", "no-title"),
            (5, "e", "@type", "not-an-event"),
            (6, "good", "recurrenceId", "expected-start-of-series"),
            (7, "g", "title", "no-title"),
            (8, "-", "", "not-an-object"),
            (9, "-", "", "not-an-object"),
            (10, "h", "start", "no-start"),
        ]
    );
}

#[test]
fn a_wrong_part_costs_itself_alone_and_is_told_with_its_path() {
    for (fields, path) in [
        (json!({"description": 5}), "description"),
        (json!({"status": "maybe"}), "status"),
        (json!({"timeZone": "Mars Standard Time"}), "timeZone"),
        (json!({"locale": "C.UTF-8"}), "locale"),
        (json!({"url": "/events/1"}), "url"),
        (json!({"url": "javascript:alert(1)"}), "url"),
        (
            json!({"links": {"x": {"href": "javascript:alert(1)"}}}),
            "links.x.href",
        ),
        (json!({"links": ["https://a.example", "page.html"]}), "links[1]"),
        (json!({"links": [{}]}), "links[0]"),
        (json!({"image": "mailto:a@b.example"}), "image"),
        (
            json!({"image": {"href": "data:image/png;base64,x"}}),
            "image.href",
        ),
        (
            json!({"locations": {"1": {"name": "A", "coordinates": "here"}}}),
            "locations.1.coordinates",
        ),
        (json!({"locations": {"1": {"@type": "Location"}}}), "locations.1"),
        (json!({"virtualLocations": [7]}), "virtualLocations[0]"),
        (json!({"programme": [{}, {"title": "A"}]}), "programme[0]"),
        (
            json!({"programme": [{"title": "A", "start": "late"}]}),
            "programme[0].start",
        ),
        (
            json!({"programme": [{"title": "A", "speakers": [3]}]}),
            "programme[0].speakers[0]",
        ),
        (
            json!({"organizer": {"name": "A", "href": "a.example"}}),
            "organizer.href",
        ),
        (
            json!({"registration": {"state": "perhaps"}}),
            "registration.state",
        ),
        (json!({"registration": {"capacity": -1}}), "registration.capacity"),
        (
            json!({"registration": {"closes": "2018-11-01T12:00:00Z"}}),
            "registration.closes",
        ),
        (json!({"price": -5}), "price"),
        (json!({"price": {"currency": "EUR"}}), "price"),
        (json!({"featured": "very"}), "featured"),
        (json!({"datePrecision": "week"}), "datePrecision"),
        (json!({"keywords": [{"a": []}]}), "keywords[0]"),
        (json!({"report": {"published": "soon"}}), "report.published"),
        (json!({"attendance": -3}), "attendance"),
        (json!({"extra": {"level": ["A"]}}), "extra.level"),
        (json!({"x:venue": {"name": 5}}), "venue.name"),
    ] {
        let (_, warned) = event_of(&fields);
        assert_eq!(warned.first().map(String::as_str), Some(path), "{fields}");
    }
}

#[test]
fn of_two_entries_with_one_uid_the_later_state_counts_in_the_earlier_place() {
    let entry = |uid: &str, title: &str, updated: Option<&str>| json!({"uid": uid, "title": title, "start": "2018-11-06", "updated": updated});
    let (old, new) = (Some("2018-11-01T10:00:00Z"), Some("2018-11-01T11:30:00+01:00"));
    for (first, second, expected) in [
        (None, None, "second"),
        (old, new, "second"),
        (new, old, "first"),
        (new, None, "second"),
        (new, new, "second"),
    ] {
        let feed = read_json(&json!([
            entry("1", "first", first),
            entry("2", "other", None),
            entry("1", "second", second),
        ]));
        let titles: Vec<_> = feed
            .events
            .iter()
            .map(|event| event.title.value.as_str())
            .collect();
        assert_eq!(titles, [expected, "other"], "{first:?} {second:?}");
        assert_eq!((feed.skipped.len(), feed.warnings.len()), (1, 0));
        let skipped = &feed.skipped[0];
        assert_eq!(skipped.position, if expected == "first" { 2 } else { 0 });
        assert_eq!(
            (skipped.name.as_deref(), skipped.field.as_str()),
            (Some("1"), "uid")
        );
    }
}

#[test]
fn an_event_without_uid_gets_one_that_stays_the_same() {
    let feed = json!([{"title": {"de": "Treffen", "en": "Meeting"}, "start": "2018-11-06"}]).to_string();
    let german = read(&feed, "de").unwrap();
    let english = read(&feed, "en").unwrap();
    assert_eq!(german.events[0].uid, english.events[0].uid);
    assert_eq!(
        german.warnings[0].name.as_deref(),
        Some(german.events[0].uid.as_str())
    );
    let (numbered, warned) = event_of(&json!({"uid": 4711}));
    assert_eq!((numbered.uid.as_str(), warned.len()), ("4711", 0));
    for (uid, expected) in [
        ("0", "0"),
        ("-5", "-5"),
        ("1700000000000", "1700000000000"),
        ("9007199254740993", "9007199254740993"),
        ("-9007199254740993", "-9007199254740993"),
        ("18446744073709551615", "18446744073709551615"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ] {
        let feed = format!(r#"[{{"uid": {uid}, "title": "T", "start": "2018-11-06"}}]"#);
        let feed = read(&feed, "de").unwrap();
        assert_eq!(feed.events[0].uid.as_str(), expected);
        assert_eq!(feed.warnings, [], "{uid}");
    }
    let by_key = read_json(&json!({"entries": {"k1": {"title": "T", "start": "2018-11-06"}}}));
    assert_eq!(by_key.events[0].uid.as_str(), "k1");
}

#[test]
fn prices_come_in_many_forms() {
    for (price, is_free, text) in [
        (json!("30 €"), false, Some("30 €")),
        (json!("Kostenfrei"), true, Some("Kostenfrei")),
        (json!("0,00"), true, None),
        (json!(0), true, None),
        (json!(12), false, Some("12")),
        (json!({"de": "frei", "en": "free"}), true, Some("frei")),
        (json!({"free": true}), true, None),
        (
            json!({"free": true, "text": "Spende erbeten"}),
            true,
            Some("Spende erbeten"),
        ),
        (
            json!({"amount": 12.05, "currency": "CHF"}),
            false,
            Some("12,05\u{a0}CHF"),
        ),
        (
            json!({"amount": "99", "currency": "EUR"}),
            false,
            Some("99\u{a0}€"),
        ),
        (json!({"amount": 0, "currency": "EUR"}), true, None),
        (
            json!({"amount": 60, "text": {"de": "60 €, Mitglieder 30 €"}}),
            false,
            Some("60 €, Mitglieder 30 €"),
        ),
    ] {
        let (event, warned) = event_of(&json!({"price": price}));
        let read = event.details().price.clone().unwrap();
        let words = read.text.map(|text| text.value);
        assert_eq!((read.is_free, words.as_deref()), (Some(is_free), text), "{price}");
        assert!(warned.is_empty(), "{price}: {warned:?}");
    }
}

#[test]
fn what_is_shown_has_a_bounded_length_and_turns_nothing() {
    let long = "Versammlung ".repeat(10_000);
    let tower = format!("Za{}lgo", "\u{301}".repeat(10_000));
    let turned = "Gala \u{202e}fdp.exe";
    for hostile in [long.as_str(), &tower, turned] {
        let (event, warned) = event_of(&json!({
            "title": hostile,
            "description": hostile,
            "venue": {"name": hostile, "city": hostile, "street": hostile},
            "topics": [hostile],
            "keywords": {hostile: true},
            "organizer": hostile,
            "price": hostile,
            "attendance": hostile,
            "extra": {"level": hostile},
            "programme": [{"title": hostile, "speakers": [{"name": hostile, "role": hostile}]}],
            "exhibitors": [{"name": hostile, "description": hostile}],
            "report": {"text": hostile, "author": hostile},
            "links": [{"href": "https://a.example/", "title": hostile}],
            "image": {"href": "https://a.example/x.png", "alt": hostile},
        }));
        let said = format!("{event:?}");
        assert!(!said.contains("\\u{202e}"), "{said}");
        assert!(!said.contains(&"\\u{301}".repeat(6)), "marks");
        assert!(warned.contains(&"title".to_owned()), "{warned:?}");
        let lengths = [
            (event.title.value.clone(), 501),
            (event.details().description.clone().unwrap().value, 50_001),
            (event.details().venues[0].name.clone().unwrap().value, 501),
            (event.details().venues[0].city.clone().unwrap(), 501),
            (event.details().topics[0].clone(), 201),
            (event.details().organizers[0].name.value.clone(), 501),
            (event.details().extra[0].1.clone(), 501),
            (event.details().programme[0].title.value.clone(), 501),
            (
                event.details().report.clone().unwrap().text.unwrap().value,
                50_001,
            ),
        ];
        for (text, most) in lengths {
            let length = text.chars().count();
            assert!(length <= most, "{length} of {most}");
            assert!(hostile != long || length == most, "{length} of {most}");
        }
    }
    // Nothing may be missing of what is followed or compared.
    let path = "x".repeat(2_000);
    let href = format!("https://a.example/{path}");
    let (event, warned) = event_of(&json!({"uid": path, "url": href}));
    assert_eq!((event.uid.as_str(), warned.len()), (path.as_str(), 0));
    assert_eq!(event.page.unwrap().as_str(), href);
}

/// PHP writes an array as an object as soon as a number is missing in it, and an empty object as an array.
#[test]
fn an_object_of_numbers_is_a_list_wherever_a_list_may_stand() {
    let talk = |title: &str| json!({"title": title});
    let entry = json!({
        "uid": "a",
        "title": "Erster",
        "start": "2026-12-02T18:00:00",
        "topics": {"0": "KI", "2": "Rust"},
        "keywords": {"1": "Offen", "3": "KI"},
        "categories": {"1": "Vortrag", "2": "Abend"},
        "audience": {"4": "Mitglieder"},
        "rrule": {"0": "FREQ=WEEKLY;COUNT=4"},
        "exdate": {"0": "2026-12-09", "2": "2026-12-16"},
        "rdate": {"7": "2027-02-01"},
        "venue": {"1": {"name": "Haus"}, "3": "Hof"},
        "virtualLocations": {"2": "https://stream.example/"},
        "programme": {"1": {"title": "Begrüßung", "speakers": {"5": "Ada"}}, "3": talk("Ausklang")},
        "exhibitors": {"1": "Stand"},
        "organizer": {"0": "Verein", "9": {"name": "Amt"}},
        "links": {"3": "https://a.example/", "4": {"href": "https://b.example/"}},
        "participants": {},
        "locations": [],
        "registration": [],
        "price": [],
        "report": [],
        "image": [],
        "recurrenceOverrides": [],
    });
    let other = json!({"title": "Zweiter", "start": "2026-12-03"});
    for feed in [
        json!({"events": {"0": entry, "2": other}}),
        json!({"0": entry, "2": other}),
    ] {
        let feed = read_json(&feed);
        assert_eq!(feed.skipped, []);
        let warned: Vec<_> = feed
            .warnings
            .iter()
            .map(|warning| (warning.position, warning.field.as_str()))
            .collect();
        assert_eq!(warned, [(1, "")], "only that the second has no uid");
        assert_eq!(
            feed.events[1].uid.as_str(),
            "2026-12-03 Zweiter",
            "a number is no identity"
        );
        let event = &feed.events[0];
        assert_eq!(event.details().topics, ["KI", "Rust", "Offen"]);
        assert_eq!(event.types, ["Vortrag", "Abend"]);
        assert_eq!(event.details().audience, ["Mitglieder"]);
        let series = event.series.as_ref().unwrap();
        assert_eq!(
            (series.rules.len(), series.excluded.len(), series.dates.len()),
            (1, 2, 1)
        );
        assert_eq!(
            (event.details().venues.len(), event.details().online.len()),
            (2, 1)
        );
        assert_eq!(event.details().programme.len(), 2);
        assert_eq!(event.details().programme[0].speakers[0].name.value, "Ada");
        assert_eq!(
            (
                event.details().exhibitors.len(),
                event.details().organizers.len(),
                event.details().links.len()
            ),
            (1, 2, 2)
        );
    }
}

#[test]
fn nothing_in_a_collection_is_no_fault() {
    for empty in [json!({}), json!([]), json!(null)] {
        let (event, warned) = event_of(&json!({
            "keywords": empty, "topics": empty, "categories": empty, "audience": empty, "venue": empty,
            "locations": empty, "virtualLocations": empty, "links": empty, "programme": empty,
            "exhibitors": empty, "rdate": empty, "exdate": empty, "recurrenceOverrides": empty,
        }));
        assert_eq!(warned, [""; 0], "{empty}");
        assert!(event.details().topics.is_empty() && event.series.is_none());
    }
}

#[test]
fn flags_are_read_as_programs_write_them() {
    for (flag, is_whole_day, is_told) in [
        (json!(true), true, false),
        (json!(1), true, false),
        (json!("1"), true, false),
        (json!("true"), true, false),
        (json!("TRUE"), true, false),
        (json!("yes"), true, false),
        (json!("ja"), true, false),
        (json!(false), false, false),
        (json!(0), false, false),
        (json!("0"), false, false),
        (json!("false"), false, false),
        (json!("no"), false, false),
        (json!("nein"), false, false),
        (json!(""), false, false),
        (json!(2), false, true),
        (json!("maybe"), false, true),
        (json!({"a": 1}), false, true),
    ] {
        let fields =
            json!({"start": "2026-12-02T00:00:00", "end": "2026-12-03T00:00:00", "showWithoutTime": flag});
        let (event, warned) = event_of(&fields);
        assert_eq!(matches!(event.when, When::AllDay(_)), is_whole_day, "{flag}");
        assert_eq!(!warned.is_empty(), is_told, "{flag}");
    }
}

#[test]
fn whether_a_price_is_nothing_is_known_or_not() {
    for (price, is_free) in [
        (json!("auf Anfrage"), None),
        (json!("Eintritt frei, Spende erbeten"), Some(true)),
        (json!("10 €, Mitglieder frei"), Some(false)),
        (json!({"text": "Eintritt: frei"}), Some(true)),
        (json!({"text": "freiwillig"}), None),
        (json!({"free": false}), Some(false)),
        (json!({"free": "true"}), Some(true)),
        (json!({"free": false, "text": "Eintritt frei"}), Some(false)),
        (json!({"amount": 12, "text": "Mitglieder frei"}), Some(false)),
        (json!({"amount": 0, "text": "Kostenlos"}), Some(true)),
        (
            json!({"amount": 0, "text": "Mitglieder 0 €, sonst 5 €"}),
            Some(false),
        ),
        (json!({"amount": "kostenlos"}), Some(true)),
        (json!({"amount": "auf Anfrage"}), None),
        (json!({"fr": "Entrée libre", "de": "Eintritt frei"}), Some(true)),
        (json!({"fr": "Entrée libre"}), None),
    ] {
        for language in ["de", "fr", "en"] {
            let feed = json!([{"uid": "1", "title": "T", "start": "2018-11-06", "price": price}]);
            let feed = read(&feed.to_string(), language).unwrap();
            let read = feed.events[0].details().price.clone().unwrap();
            assert_eq!(read.is_free, is_free, "{price} in {language}");
            assert_eq!(feed.warnings, [], "{price}");
        }
    }
}

#[test]
fn links_are_sorted_by_what_they_are_for() {
    for (fields, page, others) in [
        (
            json!({"links": {"a": {"href": "https://a.example", "rel": "alternate"}}}),
            Some("https://a.example"),
            0,
        ),
        (
            json!({"links": {"page": {"href": "https://a.example"}}}),
            Some("https://a.example"),
            0,
        ),
        (
            json!({"links": [{"href": "https://a.example", "contentType": "text/html"}]}),
            Some("https://a.example"),
            0,
        ),
        (json!({"links": {"x": {"href": "https://a.example"}}}), None, 1),
        (
            json!({"links": [{"href": "https://a.example/x.ics", "rel": "alternate", "contentType": "text/calendar"}]}),
            None,
            1,
        ),
        (
            json!({"url": "https://b.example", "links": [{"href": "https://a.example", "rel": "alternate"}]}),
            Some("https://b.example"),
            1,
        ),
        (
            json!({"url": "https://a.example", "links": [{"href": "https://a.example", "rel": "alternate"}]}),
            Some("https://a.example"),
            0,
        ),
    ] {
        let (event, _) = event_of(&fields);
        assert_eq!(event.page.as_ref().map(|page| page.as_str()), page, "{fields}");
        assert_eq!(event.details().links.len(), others, "{fields}");
    }
}

#[test]
fn hostile_input_is_bounded_and_costs_no_other_event() {
    let good = r#"{"uid": "good", "title": "T", "start": "2018-11-06"}"#;
    let deep = format!("{}{}", "[".repeat(50_000), "]".repeat(50_000));
    let wide = format!("[{}1]", "\"k\",".repeat(5_000));
    let long = "x".repeat(1_000_000);
    for bad in [
        deep.clone(),
        format!(r#"{{"uid": "b", "title": "B", "start": "2018-11-06", "programme": {deep}}}"#),
        format!(r#"{{"uid": "b", "title": "B", "start": "2018-11-06", "keywords": {wide}}}"#),
        format!(r#"{{"uid": "b", "title": "{long}", "start": "2018-11-06"}}"#),
        r#"{"uid": "b", "title": "B", "start": 1e999, "price": 1e308}"#.to_owned(),
        r#"{"uid": "b", "title": "B", "start": "2018-11-06", "price": 1e308, "attendance": -1e99}"#.to_owned(),
        r#"{"uid": "b", "title": "cut \ud83d", "start": "2018-11-06"}"#.to_owned(),
        r#"{"uid": "b", "title": "B", "start": "0000-01-01"}"#.to_owned(),
        r#"{"uid": "b", "title": "B", "start": "9999-12-31", "duration": "P36525D"}"#.to_owned(),
        r#"{"uid": "b", "title": "B", "start": "9999-12-31T23:59:59-18:00", "end": "9999-12-31T23:59:59+18:00"}"#.to_owned(),
        r#"{"uid": "b", "title": "B", "start": "0001-01-01T00:00:00+18:00", "updated": "0001-01-01T00:00:00+18:00"}"#.to_owned(),
        r#"{"uid": "b", "title": "\u0000\u001b", "start": "2018-11-06"}"#.to_owned(),
    ] {
        let feed = read(&format!("[{bad}, {good}]"), "de").unwrap();
        let last = feed.events.last().unwrap();
        assert_eq!(last.uid.as_str(), "good", "{}", &bad[..bad.len().min(80)]);
        assert_eq!(feed.events.len() + feed.skipped.len(), 2);
        for event in &feed.events {
            assert!(event.title.value.chars().count() <= 100_000);
            assert!(event.details().topics.len() <= 1_000);
            assert!(!event.title.value.contains(char::is_control));
        }
    }
}

#[test]
fn what_is_no_json_and_no_date_is_told_with_its_place() {
    for (fields, place) in [
        ("// ours\n \"title\": \"T\"", (1, 17)),
        ("/* ours */ \"title\": \"T\"", (1, 17)),
        ("\"title\": \"T\",\n}", (2, 1)),
        ("\"title\": \"T\", \"price\": NaN", (1, 40)),
        ("\"title\": \"T\", \"price\": Infinity", (1, 40)),
    ] {
        let text = format!("[{{\"start\": \"2\", {fields}}}]");
        let error = read(&text, "de").unwrap_err();
        assert_eq!((error.code(), error.place()), ("not-json", Some(place)), "{text}");
    }
    for start in [
        "0000-01-01",
        "-0001-01-01",
        "10000-01-01",
        "+275760-09-13T00:00:00",
        "275760-09-13",
    ] {
        let text = format!("[{{\"uid\": \"a\", \"title\": \"T\", \"start\": \"{start}\"}}]");
        let feed = read(&text, "de").unwrap();
        assert_eq!(feed.events.len(), 0, "{start}");
        assert_eq!(feed.skipped[0].reason.code(), "no-start", "{start}");
    }
    let last = r#"[{"uid": "a", "title": "Halb \ud83d, \u202eund gedreht", "start": "9999-12-31"}]"#;
    let feed = read(last, "de").unwrap();
    assert_eq!(feed.events[0].title.value, "Halb \u{fffd}, und gedreht");
}

#[test]
fn no_more_entries_and_warnings_are_kept_than_can_be_used() {
    let entry = r#"{"title": "T", "start": "2018-11-06"}"#;
    let many = format!("[{}{entry}]", format!("{entry},").repeat(100_000));
    let feed = read(&many, "de").unwrap();
    assert_eq!(
        feed.events.len(),
        1,
        "all have one uid, made from title and start"
    );
    assert_eq!(feed.skipped.len(), 99_999);
    assert!(feed.warnings.len() <= 1_002, "{}", feed.warnings.len());
    assert!(feed.warnings.iter().any(|warning| warning.position == 100_000));
}

#[test]
fn a_real_feed_of_conferences_is_read_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = "shared/feeds/conferences.jscalendar.json";
    let found = ["..", "../.."].map(|up| root.join(up).join(file));
    let Some(path) = found.iter().find(|path| path.exists()) else {
        println!("skipped: {file} is not there");
        return;
    };
    let feed = read(&std::fs::read_to_string(path).unwrap(), "en").unwrap();
    assert_eq!(feed.events.len(), 394);
    assert_eq!((feed.skipped, feed.warnings), (vec![], vec![]));
    assert!(
        feed.events
            .iter()
            .all(|event| matches!(event.when, When::AllDay(_)))
    );
    assert!(
        feed.events
            .iter()
            .all(|event| event.page.is_some() && event.details().links.is_empty())
    );
    assert!(feed.events.iter().all(|event| event.format().is_some()));
}

/// Any JSON, with names and values that mean something to the reader among the rest.
fn any_json() -> impl Strategy<Value = Value> {
    let words = prop::sample::select(vec![
        "2018-11-06",
        "9999-12-31T23:59:59Z",
        "P1D",
        "PT90M",
        "P36525D",
        "tentative",
        "month",
        "de",
        "UTC+2",
        "weekly",
        "tu",
        "FREQ=WEEKLY;COUNT=3",
        "Europe/Berlin",
        "https://a.example/",
        "javascript:x",
        "geo:1,2",
        "<p>&amp;",
        "0",
        "",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        words.prop_map(Value::from),
    ];
    let names = prop_oneof![
        prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned),
        any::<String>()
    ];
    leaf.prop_recursive(5, 60, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

const NAMES: &[&str] = &[
    "@type",
    "uid",
    "title",
    "description",
    "descriptionContentType",
    "start",
    "duration",
    "end",
    "endTimeZone",
    "timeZone",
    "status",
    "showWithoutTime",
    "locale",
    "language",
    "locations",
    "mainLocationId",
    "virtualLocations",
    "keywords",
    "categories",
    "links",
    "url",
    "venue",
    "programme",
    "exhibitors",
    "organizer",
    "participants",
    "eventType",
    "topics",
    "audience",
    "typicalAgeRange",
    "accessibilityFeature",
    "accessibility",
    "price",
    "registration",
    "image",
    "report",
    "attendance",
    "extra",
    "featured",
    "postponed",
    "previousStart",
    "datePrecision",
    "recurrenceRule",
    "recurrenceRules",
    "excludedRecurrenceRules",
    "recurrenceOverrides",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "rdate",
    "exdate",
    "frequency",
    "interval",
    "count",
    "until",
    "byDay",
    "byMonth",
    "day",
    "nthOfPeriod",
    "excluded",
    "2018-11-06",
    "2018-11-13T17:00:00",
    "title/de",
    "updated",
    "entries",
    "events",
    "name",
    "href",
    "text",
    "coordinates",
    "speakers",
    "roles",
    "x:venue",
];

proptest! {
    // Failures are told with their input; a file of seeds beside the test would say less.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_json_is_read_without_a_panic(value in any_json(), language in "[a-zA-Z-]{0,8}") {
        let _ = read(&value.to_string(), &language);
        let _ = read(&json!({"entries": value.clone()}).to_string(), &language);
        let _ = read(&json!([value]).to_string(), &language);
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), jsonish in "[\\[\\]{}\":,\\\\ud8e0-9 .+-]{0,80}") {
        let _ = read(&text, "de");
        let _ = read(&jsonish, "de");
    }

    #[test]
    fn a_cut_or_overwritten_feed_is_read_without_a_panic(at in 0..FULL.len(), byte in "[\\x00-\\x7f]") {
        if FULL.is_char_boundary(at) && FULL.is_char_boundary(at + 1) {
            let _ = read(&FULL[..at], "de");
            let mut text = FULL.to_owned();
            text.replace_range(at..=at, &byte);
            let _ = read(&text, "de");
        }
    }

    #[test]
    fn a_changed_event_never_costs_the_others(
        which in 0..4_usize,
        name in prop::sample::select(NAMES.to_vec()),
        value in any_json(),
    ) {
        let original = read(FULL, "de").unwrap();
        let mut feed: Value = serde_json::from_str(FULL).unwrap();
        let takes_anothers_uid = name == "uid" && value.is_string();
        if !takes_anothers_uid {
            feed["entries"][which][name] = value;
            let read = read_json(&feed);
            prop_assert!(read.events.len() + read.skipped.len() == 4);
            for (index, event) in original.events.iter().enumerate() {
                if index != which {
                    let same = read.events.iter().filter(|other| *other == event).count();
                    prop_assert_eq!(same, 1);
                }
            }
        }
    }
}

/// Why `value` is not described by `schema`, as far as names of fields go: each must be named, or
/// be a key of a map whose values the schema describes.
fn unnamed(schema: &Value, root: &Value, value: &Value, path: &str) -> Vec<String> {
    let alternatives = alternatives(schema, root);
    if alternatives.contains(&&json!({})) {
        return Vec::new();
    }
    match value {
        Value::Array(items) => {
            let below = alternatives.iter().filter_map(|schema| schema.get("items"));
            let below: Vec<_> = below.collect();
            items
                .iter()
                .flat_map(|item| best(&below, root, item, path))
                .collect()
        }
        Value::Object(members) => {
            let shapes = alternatives
                .iter()
                .filter(|schema| schema.get("type") == Some(&json!("object")));
            let told = shapes.map(|schema| {
                let member = |(name, value): (&String, &Value)| {
                    let bare = name.rsplit(':').next().unwrap_or(name);
                    let path = format!("{path}.{name}");
                    let named = schema
                        .get("properties")
                        .and_then(|names| names.get(name).or(names.get(bare)));
                    let is_tag = || {
                        name.split('-')
                            .next()
                            .is_some_and(|primary| (2..=3).contains(&primary.len()))
                    };
                    let is_key = schema.get("propertyNames").is_none() || is_tag();
                    let others = schema.get("additionalProperties");
                    match named.or(others.filter(|others| others.is_object() && is_key)) {
                        Some(schema) => unnamed(schema, root, value, &path),
                        None => vec![path],
                    }
                };
                members.iter().flat_map(member).collect::<Vec<_>>()
            });
            told.min_by_key(Vec::len).unwrap_or_else(|| vec![path.to_owned()])
        }
        _ => Vec::new(),
    }
}

fn best(schemas: &[&Value], root: &Value, value: &Value, path: &str) -> Vec<String> {
    let told = schemas.iter().map(|schema| unnamed(schema, root, value, path));
    told.min_by_key(Vec::len).unwrap_or_else(|| vec![path.to_owned()])
}

/// A schema with its references followed and its alternatives spread out.
fn alternatives<'a>(schema: &'a Value, root: &'a Value) -> Vec<&'a Value> {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let pointer = reference.strip_prefix('#').unwrap();
        return alternatives(root.pointer(pointer).unwrap(), root);
    }
    match schema.get("anyOf").and_then(Value::as_array) {
        // Beside properties, `anyOf` says which of them are required.
        Some(any) if schema.get("properties").is_none() => {
            any.iter().flat_map(|schema| alternatives(schema, root)).collect()
        }
        _ => vec![schema],
    }
}

#[test]
fn the_schema_names_every_field_of_the_fixtures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let schema = std::fs::read_to_string(root.join("schema/lichthof-feed.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let group = &schema["$defs"]["group"];
    for file in ["feed-full.json", "assembly.json"] {
        let Ok(feed) = std::fs::read_to_string(root.join("tests/fixtures").join(file)) else {
            println!("skipped: {file} is not there");
            continue;
        };
        let feed: Value = serde_json::from_str(&feed).unwrap();
        assert_eq!(unnamed(group, &schema, &feed, ""), [""; 0], "{file}");
    }
    let unknown = json!({"entries": [{"title": "T", "start": "2018-11-06", "venue": {"rooom": "A"}}]});
    assert_eq!(unnamed(group, &schema, &unknown, ""), [".entries.venue.rooom"]);
}
