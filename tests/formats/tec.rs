//! The Events Calendar: REST interface v1.

use serde_json::{Value, json};

use super::{feed, only, told, when};

fn event(fields: Value) -> Value {
    let mut event = json!({
        "id": 1, "global_id": "verein.example?id=1", "rest_url": "https://verein.example/wp-json/tribe/events/v1/events/1",
        "url": "https://verein.example/termin/1/", "title": "Treffen", "description": "", "all_day": false,
        "start_date": "2026-01-06 19:00:00", "end_date": "2026-01-06 21:00:00",
        "utc_start_date": "2026-01-06 18:00:00", "utc_end_date": "2026-01-06 20:00:00",
        "timezone": "Europe/Berlin", "cost": "", "categories": [], "tags": [], "venue": [], "organizer": [],
        "image": false, "featured": false, "custom_fields": [], "status": "publish",
    });
    event
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    event
}

fn page(fields: Value) -> String {
    json!({ "events": [event(fields)], "rest_url": "https://verein.example/", "total": 1, "total_pages": 1 })
        .to_string()
}

#[test]
fn times_are_those_of_the_site_and_days_end_with_their_last() {
    for (fields, expected) in [
        (json!({}), "2026-01-06 19:00 Europe/Berlin to 2026-01-06 21:00"),
        (
            json!({ "timezone": "UTC+0" }),
            "2026-01-06 19:00 +0 to 2026-01-06 21:00",
        ),
        (
            json!({ "timezone": "UTC+5.5" }),
            "2026-01-06 19:00 +19800 to 2026-01-06 21:00",
        ),
        (
            json!({ "all_day": true, "start_date": "2026-01-06 00:00:00", "end_date": "2026-01-07 23:59:59" }),
            "2026-01-06..2026-01-08",
        ),
        (
            json!({ "all_day": "1", "start_date": "2026-01-06 00:00:00", "end_date": "2026-01-06 23:59:59" }),
            "2026-01-06..2026-01-07",
        ),
        (
            json!({ "end_date": "2026-01-06 19:00:00" }),
            "2026-01-06 19:00 Europe/Berlin",
        ),
    ] {
        assert_eq!(when(&only(&page(fields.clone()))), expected, "{fields}");
    }
}

#[test]
fn titles_have_references_and_descriptions_are_html() {
    let one = only(&page(json!({
        "title": "Recht &#038; Ordnung &#8211; <em>live</em>",
        "description": "<p>Eins &amp; zwei</p>\n<ul><li>drei</li></ul><script>alert(1)</script>",
        "cost": "10&euro;", "featured": true,
        "categories": [{ "name": "Vortr&auml;ge", "slug": "x" }], "tags": [{ "name": "IT &amp; Recht" }],
        "image": { "url": "https://verein.example/1.jpg", "id": 5 },
        "venue": { "venue": "Festung &amp; Mark", "address": "Hohepfortewall 1", "zip": "39104", "city": "Magdeburg",
                   "country": "Germany", "geo_lat": 52.138, "geo_lng": 11.6432, "website": "" },
        "organizer": [{ "organizer": "Verein", "email": "post@verein.example" }, { "organizer": "Stadt" }],
        "website": "https://anderswo.example/", "modified_utc": "2026-01-01 10:00:00",
    })));
    assert_eq!(one.title.value, "Recht & Ordnung – live");
    assert_eq!(one.types, ["Vorträge"]);
    assert!(one.featured);
    let details = one.details();
    assert_eq!(
        details.description.as_ref().unwrap().value,
        "Eins & zwei\n\n• drei"
    );
    assert_eq!(details.topics, ["IT & Recht"]);
    assert_eq!(
        details.price.as_ref().unwrap().text.as_ref().unwrap().value,
        "10€"
    );
    assert_eq!(
        details.image.as_ref().unwrap().href.as_str(),
        "https://verein.example/1.jpg"
    );
    assert_eq!(details.venues[0].name.as_ref().unwrap().value, "Festung & Mark");
    assert_eq!(details.venues[0].coordinates, Some((52.138, 11.6432)));
    assert_eq!(details.organizers.len(), 2);
    assert_eq!(details.links[0].href.as_str(), "https://anderswo.example/");
    assert_eq!(
        details.history.as_ref().unwrap().updated.unwrap().to_string(),
        "2026-01-01 10:00:00"
    );
}

#[test]
fn a_venue_may_be_one_several_or_none() {
    let venue = |name: &str| json!({ "venue": name, "city": "Magdeburg" });
    for (value, count) in [
        (json!([]), 0),
        (json!(false), 0),
        (venue("A"), 1),
        (json!([venue("A"), venue("B")]), 2),
        (json!({ "0": venue("A"), "2": venue("B") }), 2),
    ] {
        let one = only(&page(json!({ "venue": value.clone() })));
        assert_eq!(one.details().venues.len(), count, "{value}");
    }
}

#[test]
fn pages_lead_on_by_their_own_addresses() {
    let text = json!({
        "events": { "1": event(json!({})), "2": event(json!({ "global_id": "b", "title": "B" })) },
        "next_rest_url": "https://verein.example/wp-json/tribe/events/v1/events/?page=2", "total_pages": 2,
    });
    let read = feed(&text.to_string());
    assert_eq!(read.events.len(), 2);
    assert_eq!(
        read.next.as_deref(),
        Some("https://verein.example/wp-json/tribe/events/v1/events/?page=2")
    );
}

#[test]
fn faults_are_told_with_the_names_of_the_interface() {
    let read = feed(
        &json!({ "events": [
            event(json!({ "global_id": "a", "start_date": "gestern" })),
            event(json!({ "global_id": "b", "timezone": "Mond" })),
            event(json!({ "global_id": "c", "end_date": "2026-01-05 10:00:00" })),
        ] })
        .to_string(),
    );
    assert_eq!(
        told(&read),
        ["0 start_date: no-start", "2 end_date: end-not-after-start"],
        "a zone of one word may be one of the database"
    );
}
