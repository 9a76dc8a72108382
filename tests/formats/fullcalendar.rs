//! FullCalendar: arrays and objects, simple recurrence, and the `rrule` plug-in.

use serde_json::{Value, json};

use super::{feed, only, starts, told, when};

fn event(fields: Value) -> String {
    let mut event = json!({ "id": "1", "title": "Treffen" });
    event
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    json!([event]).to_string()
}

#[test]
fn days_and_times_are_told_apart_as_fullcalendar_does() {
    for (fields, expected) in [
        (json!({ "start": "2026-01-06" }), "2026-01-06..2026-01-07"),
        (
            json!({ "start": "2026-01-06", "end": "2026-01-08" }),
            "2026-01-06..2026-01-08",
        ),
        (
            json!({ "date": "2026-01-06", "allDay": true }),
            "2026-01-06..2026-01-07",
        ),
        (
            json!({ "start": "2026-01-06T19:00:00" }),
            "2026-01-06 19:00 floating",
        ),
        (
            json!({ "start": "2026-01-06 19:00", "end": "2026-01-06 21:00" }),
            "2026-01-06 19:00 floating to 2026-01-06 21:00",
        ),
        // A time in one of them, and it is no whole day.
        (
            json!({ "start": "2026-01-06", "end": "2026-01-06T12:00:00" }),
            "2026-01-06 00:00 floating to 2026-01-06 12:00",
        ),
        (
            json!({ "start": "2026-01-06", "end": "2026-01-07", "allDay": false }),
            "2026-01-06 00:00 floating to 2026-01-07 00:00",
        ),
        // Times of whole days mean their days.
        (
            json!({ "start": "2026-01-06T09:00:00", "end": "2026-01-08T17:00:00", "allDay": true }),
            "2026-01-06..2026-01-08",
        ),
        (
            json!({ "start": "2026-01-06", "end": "2026-01-06", "allDay": true }),
            "2026-01-06..2026-01-07",
        ),
        // TOAST UI Calendar: the end is the last day.
        (
            json!({ "calendarId": "c", "isAllday": true, "start": "2026-01-06T00:00:00", "end": "2026-01-07T23:59:59" }),
            "2026-01-06..2026-01-08",
        ),
        (
            json!({ "category": "allday", "start": "2026-01-06", "end": "2026-01-06" }),
            "2026-01-06..2026-01-07",
        ),
        // Milliseconds.
        (json!({ "start": 1_767_722_400_000_u64 }), "2026-01-06 18:00 +0"),
        (
            json!({ "start": "2026-01-06T19:00:00+01:00", "end": "2026-01-06T20:00:00+01:00" }),
            "2026-01-06 19:00 +3600 to 2026-01-06 20:00",
        ),
    ] {
        assert_eq!(when(&only(&event(fields.clone()))), expected, "{fields}");
    }
}

#[test]
fn a_title_may_be_html() {
    let title = json!({ "start": "2026-01-06", "title": { "html": "<b>Recht</b> &amp; Ordnung" } });
    assert_eq!(only(&event(title)).title.value, "Recht & Ordnung");
}

#[test]
fn what_recurs_stands_on_its_days_until_the_day_before_the_last() {
    for (fields, expected) in [
        (
            json!({ "daysOfWeek": [2, "4"], "startTime": "19:00", "endTime": "21:30",
                    "startRecur": "2026-01-07", "endRecur": "2026-01-15" }),
            &["01-08 18:00 Treffen", "01-13 18:00 Treffen"][..],
        ),
        // Days alone; the last is exclusive.
        (
            json!({ "daysOfWeek": [0], "startRecur": "2026-01-04", "endRecur": "2026-01-18" }),
            &["01-03 23:00 Treffen", "01-10 23:00 Treffen"],
        ),
        // Every day.
        (
            json!({ "startTime": "08:00", "startRecur": "2026-01-06", "endRecur": "2026-01-08" }),
            &["01-06 07:00 Treffen", "01-07 07:00 Treffen"],
        ),
        (
            json!({ "rrule": "DTSTART:20260106T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260113T190000" }),
            &["01-06 18:00 Treffen", "01-20 18:00 Treffen"],
        ),
        (
            json!({ "rrule": { "freq": "weekly", "byweekday": ["tu", "fr"], "dtstart": "2026-01-06T19:00:00",
                               "until": "2026-01-17" }, "exdate": ["2026-01-09T19:00:00"], "duration": "02:00" }),
            &[
                "01-06 18:00 Treffen",
                "01-13 18:00 Treffen",
                "01-16 18:00 Treffen",
            ],
        ),
        (
            json!({ "rrule": { "freq": 1, "byweekday": [{ "weekday": 1, "n": 2 }], "dtstart": "2026-01-13",
                               "count": 1 } }),
            &["01-12 23:00 Treffen"],
        ),
        (
            json!({ "rrule": { "freq": "daily", "dtstart": "2026-01-06T19:00:00", "count": 4 },
                    "exrule": { "freq": "daily", "interval": 2, "dtstart": "2026-01-06T19:00:00" } }),
            &["01-07 18:00 Treffen", "01-09 18:00 Treffen"],
        ),
        // Lengths as numbers and objects; each letter of a text is a day.
        (
            json!({ "daysOfWeek": "[1,3]", "startTime": 68_400_000, "endTime": { "hours": 21 },
                    "startRecur": "2026-01-06", "endRecur": "2026-01-13" }),
            &["01-07 18:00 Treffen", "01-12 18:00 Treffen"],
        ),
        (
            json!({ "daysOfWeek": "13", "startTime": "19:00", "startRecur": "2026-01-06", "endRecur": "2026-01-13" }),
            &["01-07 18:00 Treffen", "01-12 18:00 Treffen"],
        ),
        // Many rules of what is left out: as many as are read.
        (
            json!({ "rrule": { "freq": "daily", "dtstart": "2026-01-06T19:00:00", "count": 2 },
                    "exrule": format!("DTSTART:20260107T190000\n{}", "RRULE:FREQ=DAILY\n".repeat(3_000)) }),
            &["01-06 18:00 Treffen"],
        ),
        // Whole days, as it says.
        (
            json!({ "daysOfWeek": [3], "startTime": "19:00", "allDay": true,
                    "startRecur": "2026-01-06", "endRecur": "2026-01-13" }),
            &["01-06 23:00 Treffen"],
        ),
        // What is left out from a day on, until another.
        (
            json!({ "rrule": { "freq": "daily", "dtstart": "2026-01-06T19:00:00", "count": 5 },
                    "exrule": { "freq": "daily", "dtstart": "2026-01-08", "until": "2026-01-09" } }),
            &[
                "01-06 18:00 Treffen",
                "01-07 18:00 Treffen",
                "01-10 18:00 Treffen",
            ],
        ),
        (
            json!({ "rrule": { "freq": "daily", "dtstart": "2026-01-06T19:00:00", "count": 4 },
                    "exrule": ["DTSTART:20260107T190000\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=1"] }),
            &[
                "01-06 18:00 Treffen",
                "01-08 18:00 Treffen",
                "01-09 18:00 Treffen",
            ],
        ),
        // A date on another clock.
        (
            json!({ "rrule": "DTSTART;TZID=Europe/Berlin:20260106T190000\nRRULE:FREQ=DAILY;COUNT=3\n\
                              EXDATE;TZID=America/New_York:20260107T130000" }),
            &["01-06 18:00 Treffen", "01-08 18:00 Treffen"],
        ),
        // The options of rrule.js as it keeps them.
        (
            json!({ "rrule": { "freq": 1, "byweekday": null, "bynweekday": [[1, 2]], "byeaster": null,
                               "dtstart": "2026-01-13T19:00:00", "count": 2 } }),
            &["01-13 18:00 Treffen", "02-10 18:00 Treffen"],
        ),
    ] {
        assert_eq!(
            starts(&event(fields.clone()), "2026-01-01", 60),
            expected,
            "{fields}"
        );
    }
    for (fields, expected) in [
        (
            json!({ "daysOfWeek": [2], "startRecur": "2026-01-06", "duration": { "days": 2 } }),
            "2026-01-06..2026-01-08",
        ),
        (
            json!({ "daysOfWeek": [2], "startRecur": "2026-01-06", "startTime": "19:00", "endTime": "20:00",
                    "duration": "1.02:30" }),
            "2026-01-06 19:00 floating +0d95400s",
        ),
        (
            json!({ "rrule": { "freq": "daily", "dtstart": "2026-01-06T19:00:00" }, "duration": "PT1H30M" }),
            "2026-01-06 19:00 floating +0d5400s",
        ),
        // Midnight in UTC is the date that is written.
        (
            json!({ "rrule": "DTSTART:20260106T000000Z\nRRULE:FREQ=DAILY", "allDay": true, "duration": "48:00" }),
            "2026-01-06..2026-01-08",
        ),
    ] {
        assert_eq!(when(&only(&event(fields.clone()))), expected, "{fields}");
    }
    for (fields, expected) in [
        // Easter is no part of a rule elsewhere.
        (
            json!({ "rrule": { "freq": "yearly", "byeaster": 0, "dtstart": "2026-04-05" } }),
            "0 rrule.BYEASTER: unknown-rule-part",
        ),
        // No day of a week.
        (
            json!({ "daysOfWeek": [], "startTime": "19:00" }),
            "0 start: no-start",
        ),
        (
            json!({ "daysOfWeek": [7], "startTime": "19:00" }),
            "0 start: no-start",
        ),
    ] {
        assert_eq!(told(&feed(&event(fields.clone()))), [expected], "{fields}");
    }
    // Without a first day it has always been so.
    let always = event(json!({ "daysOfWeek": [1], "startTime": "18:00", "endTime": "02:00" }));
    assert_eq!(starts(&always, "2026-01-01", 14).len(), 2);
    assert_eq!(when(&only(&always)), "2000-01-03 18:00 floating +0d28800s");
}

#[test]
fn what_was_added_by_names_of_ones_own_is_read_where_it_is_plain() {
    let one = only(&event(json!({
        "start": "2026-01-06T19:00:00", "url": "https://a.example/1", "color": "#c00", "classNames": ["x"],
        "extendedProps": {
            "description": "<p>Eins &amp; zwei</p>", "location": "Festung Mark", "city": "Magdeburg",
            "online": true, "topics": ["Recht", { "name": "IT" }], "category": "Vortrag", "organizer": "Cluster",
            "image": "https://a.example/1.png", "price": 12.5, "locales": "DE", "level": "Fortgeschrittene", "points": 4,
        },
    })));
    assert_eq!(one.page.as_ref().unwrap().as_str(), "https://a.example/1");
    assert_eq!(one.types, ["Vortrag"]);
    assert!(one.is_online);
    let details = one.details();
    assert_eq!(details.description.as_ref().unwrap().value, "Eins & zwei");
    assert_eq!(details.venues[0].city.as_deref(), Some("Magdeburg"));
    assert_eq!(details.venues[0].name.as_ref().unwrap().value, "Festung Mark");
    assert_eq!(details.online[0].href, one.page);
    assert_eq!(details.topics, ["Recht", "IT"]);
    assert_eq!(details.organizers[0].name.value, "Cluster");
    assert_eq!(
        details.image.as_ref().unwrap().href.as_str(),
        "https://a.example/1.png"
    );
    assert_eq!(details.language.as_deref(), Some("de"));
    // For pages that know these names.
    for (name, text) in [
        ("level", "Fortgeschrittene"),
        ("points", "4"),
        ("category", "Vortrag"),
    ] {
        let own = (name.to_owned(), text.to_owned());
        assert!(details.extra.contains(&own), "{:?}", details.extra);
    }
}

#[test]
fn events_of_one_id_are_all_there() {
    let text = json!({ "events": [
        { "id": 7, "title": "A", "start": "2026-01-06", "allDay": true },
        { "id": 7, "title": "A", "start": "2026-01-13", "allDay": true },
        { "id": 8, "title": "B", "start": "2026-01-13", "display": "none" },
        { "id": 9, "start": "2026-01-13", "display": "background", "color": "#eee" },
        { "title": "Ferien", "start": "2026-01-13", "display": "background" },
    ] });
    let read = feed(&text.to_string());
    let uids: Vec<_> = read.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["7", "7;2026-01-13", "2026-01-13 Ferien"]);
    assert_eq!(told(&read), ["4 : no-uid"]);
}

#[test]
fn a_native_feed_is_never_taken_for_another() {
    for text in [
        r#"[{"title": "T", "start": "2026-01-06T19:00", "duration": "PT1H", "venue": {"city": "X"}, "id": "1"}]"#,
        r#"{"events": [{"title": "T", "start": "2026-01-06T19:00", "duration": "PT1H"}]}"#,
    ] {
        let read = feed(text);
        assert_eq!(
            when(&read.events[0]),
            "2026-01-06 19:00 floating +0d3600s",
            "{text}"
        );
        assert_eq!(told(&read), ["0 : no-uid"]);
    }
}

#[test]
fn faults_are_told_with_the_names_that_the_publisher_wrote() {
    let read = feed(
        &json!([
            { "id": "a", "title": "A", "start": "6.1.2026", "extendedProps": {} },
            { "id": "b", "start": "2026-01-06" },
            { "id": "c", "title": "C", "rrule": { "freq": "hourly", "dtstart": "2026-01-06" } },
            { "id": "d", "title": "D", "start": "2026-01-06T12:00", "end": "2026-01-06T11:00",
              "extendedProps": { "image": "javascript:alert(1)" } },
            5,
        ])
        .to_string(),
    );
    assert_eq!(
        told(&read),
        [
            "0 start: no-start",
            "1 title: no-title",
            "4 title: no-title",
            "2 rrule.HOURLY: too-frequent",
            "3 end: end-not-after-start",
            "3 extendedProps.image: address-not-followed",
        ]
    );
}
