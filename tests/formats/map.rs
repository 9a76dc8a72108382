//! Lists of anything, by a map.

use lichthof::event::Access;
use lichthof::feed::{Feed, Hints, read_with};
use serde_json::{Value, json};

use super::support::TestZones;
use super::{told, when};

fn mapped(map: &Value, feed: &Value) -> Feed {
    let hints = Hints {
        map: Some(map.to_string()),
        ..Hints::default()
    };
    read_with(&feed.to_string(), &hints, "de", &TestZones).unwrap()
}

#[test]
fn fields_are_found_by_paths_and_constants() {
    let read = mapped(
        &json!({
            "list": "data.termine", "uid": "nr", "title": ["titel.de", "titel"], "start": "von", "end": "bis",
            "description": "text", "place": "ort.name", "city": "ort.stadt", "latitude": "ort.geo.0", "longitude": "ort.geo.1",
            "type": "=Kurs", "topics": "themen", "price": "preis", "online": "link", "url": "seite",
            "feed.timeZone": "=Europe/Berlin", "feed.next": "data.weiter",
        }),
        &json!({ "data": { "weiter": "?seite=2", "termine": [{
            "nr": 7, "titel": { "de": "N&auml;hkurs" }, "von": "6.1.2026 19:00", "bis": "06.01.2026, 21:30",
            "text": "<p>Mit Maschine</p>", "ort": { "name": "Werkstatt", "stadt": "Magdeburg", "geo": [52.1, 11.6] },
            "themen": [{ "name": "Handwerk" }, "Mode"], "preis": 12, "link": "https://meet.example/7",
            "seite": "https://a.example/7",
        }] } }),
    );
    assert_eq!(told(&read), [""; 0]);
    assert_eq!(read.next.as_deref(), Some("?seite=2"));
    let one = &read.events[0];
    assert_eq!(one.uid.as_str(), "7");
    assert_eq!(one.title.value, "Nähkurs");
    assert_eq!(when(one), "2026-01-06 19:00 Europe/Berlin to 2026-01-06 21:30");
    assert_eq!(one.types, ["Kurs"]);
    assert!(one.is_online && one.page.is_some());
    let details = one.details();
    assert_eq!(details.topics, ["Handwerk", "Mode"]);
    assert_eq!(details.description.as_ref().unwrap().value, "Mit Maschine");
    assert_eq!(details.venues[0].city.as_deref(), Some("Magdeburg"));
    assert_eq!(details.venues[0].coordinates, Some((52.1, 11.6)));
}

#[test]
fn for_whom_it_is_can_be_mapped() {
    let read = mapped(
        &json!({ "uid": "t", "title": "t", "start": "d", "typicalAgeRange": "alter", "accessibilityFeature": "zugang" }),
        &json!([{ "t": "Führung", "d": "2026-01-06", "alter": "6-12", "zugang": ["stepFree", "captions"] }]),
    );
    assert_eq!(told(&read), [""; 0]);
    let details = read.events[0].details();
    assert_eq!(details.accessibility, [Access::StepFree, Access::Captions]);
    assert_eq!(details.ages.map(|ages| (ages.from, ages.to)), Some((6, Some(12))));
}

#[test]
fn times_come_in_many_forms() {
    for (map, entry, expected) in [
        (
            json!({ "start": "d" }),
            json!({ "d": "2026-01-06" }),
            "2026-01-06..2026-01-07",
        ),
        (
            json!({ "start": "d" }),
            json!({ "d": "6.1.26" }),
            "2026-01-06..2026-01-07",
        ),
        (
            json!({ "start": "d" }),
            json!({ "d": 1_767_722_400 }),
            "2026-01-06 18:00 +0",
        ),
        (
            json!({ "start": "d" }),
            json!({ "d": 1_767_722_400_000_u64 }),
            "2026-01-06 18:00 +0",
        ),
        (
            json!({ "start": "d", "startTime": "t", "endTime": "e" }),
            json!({ "d": "06.01.2026", "t": "9:30 Uhr", "e": "11" }),
            "2026-01-06 09:30 floating to 2026-01-06 11:00",
        ),
        // A database has days as their midnights.
        (
            json!({ "start": "d", "startTime": "t", "endTime": "e" }),
            json!({ "d": "2026-01-06T00:00:00.000Z", "t": "19:30:00", "e": "21:00" }),
            "2026-01-06 19:30 floating to 2026-01-06 21:00",
        ),
        (
            json!({ "start": "d", "lastDay": "l" }),
            json!({ "d": "2026-01-06", "l": "2026-01-08" }),
            "2026-01-06..2026-01-09",
        ),
        (
            json!({ "start": "d", "allDay": "a" }),
            json!({ "d": "2026-01-06T00:00:00", "a": 1 }),
            "2026-01-06..2026-01-07",
        ),
        (
            json!({ "start": "d", "duration": "=PT2H" }),
            json!({ "d": "2026-01-06T19:00:00" }),
            "2026-01-06 19:00 floating +0d7200s",
        ),
    ] {
        let mut map = map;
        map["title"] = json!("=T");
        map["uid"] = json!("=1");
        let read = mapped(&map, &json!([entry]));
        assert_eq!(told(&read), [""; 0], "{map}");
        assert_eq!(when(&read.events[0]), expected, "{map}");
    }
}

#[test]
fn a_map_stands_before_all_formats_and_a_bad_one_hides_nothing() {
    let events = json!([{ "uid": "a", "title": "A", "name": "B", "start": "2026-01-06" }]);
    let read = mapped(
        &json!({ "uid": "uid", "title": "name", "start": "start" }),
        &events,
    );
    assert_eq!(read.events[0].title.value, "B");
    for map in [json!([]), json!({ "list": "nowhere" }), json!(7)] {
        let read = mapped(&map, &events);
        assert!(read.events.len() + read.skipped.len() == 1, "{map}");
    }
    let hints = Hints {
        map: Some("{ broken".to_owned()),
        ..Hints::default()
    };
    let read = read_with(&events.to_string(), &hints, "de", &TestZones).unwrap();
    assert_eq!(read.events[0].title.value, "A");
}
