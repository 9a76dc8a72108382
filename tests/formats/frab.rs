//! Schedules of frab and pretalx.

use lichthof::event::Event;
use lichthof::feed::{FeedAs, Hints, read_with};
use serde_json::{Value, json};

use super::support::TestZones;
use super::{feed, told, when};

fn talk(id: u32, fields: Value) -> Value {
    let mut talk = json!({
        "id": id, "guid": format!("guid-{id}"), "title": format!("Vortrag {id}"), "subtitle": "", "logo": null,
        "date": "2026-12-27T11:00:00+01:00", "start": "11:00", "duration": "00:45", "room": "Saal 1",
        "track": "Recht", "type": "Vortrag", "language": "de", "abstract": "Kurz.", "description": "",
        "persons": [{ "id": 1, "public_name": "Ada Beispiel" }, { "id": 2, "name": "Bob" }],
        "links": [{ "title": "Mehr", "url": "https://a.example/mehr" }],
        "attachments": [{ "title": "Folien", "url": "/folien.pdf" }],
        "url": "https://a.example/talks/1",
    });
    talk.as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    talk
}

fn schedule(rooms: &[Value]) -> String {
    let days: Vec<Value> = rooms
        .iter()
        .zip(27..)
        .map(|(rooms, day)| json!({ "index": day, "date": format!("2026-12-{day}"), "rooms": rooms }))
        .collect();
    json!({ "schedule": { "version": "1", "base_url": "https://a.example/", "conference": {
        "acronym": "tag", "title": "Tag der IT", "start": "2026-12-27", "end": "2026-12-28",
        "time_zone_name": "Europe/Berlin", "days": days,
    } } })
    .to_string()
}

fn names(event: &Event) -> Vec<&str> {
    let items = &event.details().programme;
    items
        .iter()
        .flat_map(|item| &item.speakers)
        .map(|one| one.name.value.as_str())
        .collect()
}

#[test]
fn a_conference_of_days_is_read_as_its_talks() {
    let text = schedule(&[
        json!({ "Saal 1": [talk(1, json!({ "subtitle": "Ein Überblick" }))], "Saal 2": [talk(2, json!({ "duration": "1:02:30" }))] }),
        json!({ "Saal 1": [talk(3, json!({ "date": null, "start": "23:30" }))] }),
    ]);
    let read = feed(&text);
    assert_eq!(told(&read), [""; 0]);
    assert_eq!(read.title.as_deref(), Some("Tag der IT"));
    let whens: Vec<_> = read.events.iter().map(|event| when(event)).collect();
    assert_eq!(
        whens,
        [
            "2026-12-27 11:00 Europe/Berlin +0d2700s",
            "2026-12-27 11:00 Europe/Berlin +0d95400s",
            "2026-12-28 23:30 Europe/Berlin +0d2700s",
        ]
    );
    let one = &read.events[0];
    assert_eq!(one.uid.as_str(), "guid-1");
    assert_eq!(one.title.value, "Vortrag 1 – Ein Überblick");
    assert_eq!(one.types, ["Vortrag"]);
    assert_eq!(names(one), ["Ada Beispiel", "Bob"]);
    let details = one.details();
    assert_eq!(details.topics, ["Recht"]);
    assert_eq!(details.description.as_ref().unwrap().value, "Kurz.");
    assert_eq!(details.venues[0].name.as_ref().unwrap().value, "Saal 1");
    let links: Vec<_> = details.links.iter().map(|link| link.href.as_str()).collect();
    assert_eq!(links, ["https://a.example/mehr", "https://a.example/folien.pdf"]);
}

/// When these talks are, of a day that begins at 10:00 and ends then.
fn on_a_day_until(end: &str, talks: &[Value]) -> Vec<String> {
    let day = json!({ "date": "2026-12-27", "day_start": "2026-12-27T10:00:00+01:00", "day_end": end,
        "rooms": { "Saal 1": talks } });
    let text = json!({ "schedule": { "conference": {
        "acronym": "tag", "title": "Tag der IT", "time_zone_name": "Europe/Berlin", "days": [day],
    } } });
    let hints = Hints {
        feed_as: Some(FeedAs::Talks),
        ..Hints::default()
    };
    let read = read_with(&text.to_string(), &hints, "de", &TestZones).unwrap();
    read.events.iter().map(|event| when(event)).collect()
}

#[test]
fn a_talk_before_its_day_begins_is_on_that_day() {
    let early = talk(
        1,
        json!({ "date": null, "start": "09:30", "duration": "10:30:00" }),
    );
    let found = on_a_day_until("2026-12-27T20:00:00+01:00", &[early]);
    assert_eq!(found, ["2026-12-27 09:30 Europe/Berlin +0d37800s"]);
}

#[test]
fn a_day_ends_after_midnight_and_lengths_have_several_shapes() {
    let at = |id: u32, start: &str, duration: Value| {
        talk(id, json!({ "date": null, "start": start, "duration": duration }))
    };
    let talks = [
        at(1, "10:00", json!("01:30:00")),
        at(2, "00:30", json!(45)),
        at(3, "23:59", json!("1:00:00")),
    ];
    let whens = on_a_day_until("2026-12-28T04:00:00+01:00", &talks);
    assert_eq!(
        whens,
        [
            "2026-12-27 10:00 Europe/Berlin +0d5400s",
            "2026-12-28 00:30 Europe/Berlin +0d2700s",
            "2026-12-27 23:59 Europe/Berlin +0d86400s",
        ]
    );
}

#[test]
fn an_evening_of_talks_is_one_event_with_a_programme() {
    let text = schedule(&[json!({
        "Saal 1": [talk(1, json!({})), talk(2, json!({ "date": "2026-12-27T12:00:00+01:00", "start": "12:00" }))],
    })]);
    let read = feed(&text);
    assert_eq!(read.events.len(), 1);
    let one = &read.events[0];
    assert_eq!(one.title.value, "Tag der IT");
    assert_eq!(when(one), "2026-12-27 11:00 Europe/Berlin +0d6300s");
    let programme = &one.details().programme;
    assert_eq!(programme.len(), 2);
    assert_eq!(programme[1].start.unwrap().to_string(), "2026-12-27 12:00:00");
    assert_eq!(names(one), ["Ada Beispiel", "Bob", "Ada Beispiel", "Bob"]);
}

#[test]
fn the_page_may_say_how_a_schedule_is_read() {
    let text = schedule(&[
        json!({ "Saal 1": [talk(1, json!({}))] }),
        json!({ "Saal 1": [talk(2, json!({ "date": "2026-12-28T12:00:00+01:00" }))] }),
    ]);
    for (feed_as, count, first) in [
        (None, 2, "2026-12-27 11:00 Europe/Berlin +0d2700s"),
        (Some(FeedAs::Talks), 2, "2026-12-27 11:00 Europe/Berlin +0d2700s"),
        (Some(FeedAs::Event), 1, "2026-12-27..2026-12-29"),
    ] {
        let hints = Hints {
            feed_as,
            ..Hints::default()
        };
        let read = read_with(&text, &hints, "de", &TestZones).unwrap();
        assert_eq!(read.events.len(), count, "{feed_as:?}");
        assert_eq!(when(&read.events[0]), first, "{feed_as:?}");
    }
}
