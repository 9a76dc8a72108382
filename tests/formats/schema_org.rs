//! schema.org as JSON-LD, and what ThüCAT makes of it.

use lichthof::event::{RegistrationState, Status};
use serde_json::{Value, json};

use super::{feed, only, read, starts, told, when};

fn event(fields: Value) -> Value {
    let mut event = json!({ "@context": "https://schema.org", "@type": "Event", "@id": "https://a.example/1",
        "name": "Treffen", "startDate": "2026-01-06T19:00:00" });
    event
        .as_object_mut()
        .unwrap()
        .extend(fields.as_object().unwrap().clone());
    event
}

#[test]
fn a_date_alone_means_whole_days_of_which_the_end_is_the_last() {
    for (start, end, expected) in [
        ("2026-01-06", None, "2026-01-06..2026-01-07"),
        ("2026-01-06", Some("2026-01-06"), "2026-01-06..2026-01-07"),
        ("2026-01-06", Some("2026-01-08"), "2026-01-06..2026-01-09"),
        ("2026-01-06", Some("2026-01-08T17:00"), "2026-01-06..2026-01-09"),
        (
            "2026-01-06T19:00",
            Some("2026-01-06T21:00"),
            "2026-01-06 19:00 floating to 2026-01-06 21:00",
        ),
        (
            "2026-01-06T19:00+01:00",
            Some("2026-01-06T21:00+01:00"),
            "2026-01-06 19:00 +3600 to 2026-01-06 21:00",
        ),
        (
            "2026-01-06T19:00",
            Some("2026-01-06"),
            "2026-01-06 19:00 floating",
        ),
        (
            "2026-01-06T19:00",
            Some("2026-01-08"),
            "2026-01-06 19:00 floating to 2026-01-09 00:00",
        ),
        // Midnight to the last minute, as many programs write whole days.
        (
            "2026-01-06T00:00:00+01:00",
            Some("2026-01-06T23:59:59+01:00"),
            "2026-01-06..2026-01-07",
        ),
        (
            "2026-01-06T00:00",
            Some("2026-01-07T23:59"),
            "2026-01-06..2026-01-08",
        ),
    ] {
        let one = only(&event(json!({ "startDate": start, "endDate": end })).to_string());
        assert_eq!(when(&one), expected, "{start} {end:?}");
    }
    let one = only(&event(json!({ "duration": "PT90M" })).to_string());
    assert_eq!(when(&one), "2026-01-06 19:00 floating +0d5400s");
}

#[test]
fn events_are_found_wherever_they_stand() {
    let one = event(json!({}));
    let two = event(json!({ "@id": "https://a.example/2", "@type": ["Thing", "MusicEvent"] }));
    let page = |script: &str| {
        format!(
            "<!doctype html><title>x</title><script>var a = '<p>';</script>\n\
             <script type=\"application/ld+json\">{script}</script>\
             <SCRIPT type='text/javascript'>1</SCRIPT>"
        )
    };
    let crumbs =
        json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [] });
    for text in [
        json!([one, two]).to_string(),
        json!({ "@context": "https://schema.org", "@graph": [crumbs, one, two] }).to_string(),
        json!({ "@context": "https://schema.org", "@type": "ItemList",
                "itemListElement": [{ "@type": "ListItem", "item": one }, { "@type": "ListItem", "item": two }] })
        .to_string(),
        json!({ "@context": "https://schema.org", "@type": "Place", "name": "Halle", "event": [one, two] }).to_string(),
        page(&json!([one, two]).to_string()),
        page(&format!("<!-- {} -->", json!([one, two]))),
        page(&format!("\n//<![CDATA[\n{}\n//]]>\n", json!([one, two]))),
        page(&format!("/*<![CDATA[*/{}/*]]>*/", json!([one, two]))),
        page(&one.to_string()) + &page("{ broken") + &page(&two.to_string()),
        // A series that is no more than its parts.
        json!({ "@context": "https://schema.org", "@type": "EventSeries", "name": "Reihe", "subEvent": [one, two] })
            .to_string(),
    ] {
        let read = feed(&text);
        let uids: Vec<_> = read.events.iter().map(|event| event.uid.as_str()).collect();
        assert_eq!(uids, ["https://a.example/1", "https://a.example/2"], "{text}");
        assert_eq!(told(&read), [""; 0], "{text}");
    }
    for text in [
        "<html><body>Termine</body></html>".to_owned(),
        page(&crumbs.to_string()),
    ] {
        assert_eq!(read(&text, "de").unwrap_err().code(), "markup", "{text}");
    }
    let empty = feed(r#"{"@context": "https://schema.org", "@graph": []}"#);
    assert!(empty.events.is_empty() && empty.skipped.is_empty());
}

#[test]
fn the_ages_for_which_it_is_are_read() {
    let one = only(&event(json!({ "typicalAgeRange": "6-12" })).to_string());
    let ages = one.details().ages.map(|ages| (ages.from, ages.to));
    assert_eq!(ages, Some((6, Some(12))));
}

#[test]
fn each_property_may_be_a_text_an_object_a_list_or_a_reference() {
    let place = json!({ "@type": "Place", "@id": "#halle", "name": "Festung Mark", "url": "www.halle.example",
        "address": { "@type": "PostalAddress", "streetAddress": "Hohepfortewall 1", "postalCode": 39104,
                     "addressLocality": "Magdeburg", "addressCountry": { "@type": "Country", "name": "DE" } },
        "geo": { "@type": "GeoCoordinates", "latitude": 52.138, "longitude": "11.6432" } });
    let graph = |fields: Value| {
        json!({ "@context": "https://schema.org", "@graph": [event(fields), place] }).to_string()
    };
    for location in [
        json!({ "@id": "#halle" }),
        place.clone(),
        json!([place]),
        json!([{ "@id": "#halle" }]),
    ] {
        let one = only(&graph(json!({ "location": location.clone() })));
        let venue = &one.details().venues[0];
        assert_eq!(venue.name.as_ref().unwrap().value, "Festung Mark", "{location}");
        assert_eq!(venue.postal_code.as_deref(), Some("39104"));
        assert_eq!(venue.city.as_deref(), Some("Magdeburg"));
        assert_eq!(venue.country.as_deref(), Some("DE"));
        assert_eq!(venue.coordinates, Some((52.138, 11.6432)));
        assert_eq!(venue.href.as_ref().unwrap().as_str(), "https://www.halle.example");
    }
    let one = only(&event(json!({ "location": "Rathaus" })).to_string());
    assert_eq!(one.place.unwrap().name.unwrap().value, "Rathaus");
    for (image, keywords) in [
        (json!("https://a.example/1.png"), json!("IT, Recht")),
        (
            json!(["https://a.example/1.png", "https://a.example/2.png"]),
            json!(["IT", "Recht"]),
        ),
        (
            json!({ "@type": "ImageObject", "url": "https://a.example/1.png", "caption": "Saal" }),
            json!([{ "@type": "DefinedTerm", "name": "IT" }, "Recht"]),
        ),
    ] {
        let one = only(&event(json!({ "image": image, "keywords": keywords })).to_string());
        assert_eq!(
            one.details().image.as_ref().unwrap().href.as_str(),
            "https://a.example/1.png"
        );
        assert_eq!(one.details().topics, ["IT", "Recht"]);
    }
}

#[test]
fn names_may_have_prefixes_and_values_languages() {
    let one = json!({ "@context": { "schema": "http://schema.org/" }, "@graph": [{
        "@id": "https://a.example/1", "@type": ["schema:Thing", "schema:Event"],
        "schema:name": [{ "@language": "de", "@value": "Treffen &amp; mehr" }, { "@language": "en", "@value": "Meeting" }],
        "schema:startDate": { "@type": "schema:Date", "@value": "2026-01-06" },
        "schema:description": [{ "@language": "de", "@value": "Eins" }, {
            "@type": "thuecat:Html", "schema:value": { "@language": "de", "@value": "<p>Eins</p><p>zwei</p>" } }],
        "rdfs:label": { "@language": "de", "@value": "Anders" },
    }] });
    let german = only(&one.to_string());
    assert_eq!(german.title.value, "Treffen & mehr");
    assert_eq!(
        german.details().description.as_ref().unwrap().value,
        "Eins\n\nzwei"
    );
    let english = read(&one.to_string(), "en").unwrap();
    assert_eq!(english.events[0].title.value, "Meeting");
    assert_eq!(when(&german), "2026-01-06..2026-01-07");
    let expanded = json!([{ "@type": ["http://schema.org/Event"], "@id": "https://a.example/1",
        "http://schema.org/name": [{ "@value": "Treffen" }],
        "http://schema.org/startDate": [{ "@value": "2026-01-06" }] }]);
    assert_eq!(only(&expanded.to_string()).title.value, "Treffen");
}

#[test]
fn what_became_of_an_event_is_said() {
    let status = |status: &str, more: Value| {
        let mut fields = json!({ "eventStatus": format!("https://schema.org/{status}") });
        fields
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        only(&event(fields).to_string())
    };
    assert_eq!(status("EventScheduled", json!({})).status, Status::Confirmed);
    assert_eq!(status("EventCancelled", json!({})).status, Status::Cancelled);
    assert!(status("EventPostponed", json!({})).postponed.is_some());
    let moved = status(
        "EventRescheduled",
        json!({ "previousStartDate": "2026-01-05T19:00:00" }),
    );
    let previous = moved.postponed.unwrap().previous_start.unwrap();
    assert_eq!(previous.to_string(), "2026-01-05 19:00:00");
    assert!(status("EventMovedOnline", json!({ "location": "Halle" })).is_online);
    let both = json!({ "eventStatus": ["EventMovedOnline", "https://schema.org/EventRescheduled"] });
    let both = only(&event(both).to_string());
    assert!(both.is_online && both.postponed.is_some());
}

#[test]
fn it_is_online_on_site_or_both() {
    let way = json!({ "@type": "VirtualLocation", "url": "https://meet.example/1" });
    let hall = json!({ "@type": "Place", "name": "Halle", "address": "Markt 1, Magdeburg" });
    for (mode, location, has_place, is_online) in [
        ("OfflineEventAttendanceMode", hall.clone(), true, false),
        ("OnlineEventAttendanceMode", way.clone(), false, true),
        ("OnlineEventAttendanceMode", json!(null), false, true),
        ("MixedEventAttendanceMode", json!([way, hall]), true, true),
        ("MixedEventAttendanceMode", hall.clone(), true, true),
        // A name in place of a way in.
        (
            "OnlineEventAttendanceMode",
            json!({ "@type": "Place", "name": "Zoom" }),
            false,
            true,
        ),
        ("", json!("https://meet.example/1"), false, true),
    ] {
        let one =
            only(&event(json!({ "eventAttendanceMode": mode, "location": location.clone() })).to_string());
        assert_eq!(
            (one.place.is_some(), one.is_online),
            (has_place, is_online),
            "{mode} {location}"
        );
    }
}

#[test]
fn offers_say_from_when_on_and_until_when_one_registers() {
    let offer = |from: &str, through: &str| {
        let mut offer = json!({ "@type": "Offer", "price": 5 });
        for (name, value) in [("validFrom", from), ("validThrough", through)] {
            if !value.is_empty() {
                offer[name] = json!(value);
            }
        }
        offer
    };
    let both = offer("2026-10-01", "2026-11-01T18:00:00");
    let later = offer("2026-10-15T09:00:00", "2026-11-05");
    for (offers, opens, closes) in [
        (
            json!(both),
            Some("2026-10-01 00:00:00"),
            Some("2026-11-01 18:00:00"),
        ),
        // The last day, too.
        (
            json!([later, both]),
            Some("2026-10-01 00:00:00"),
            Some("2026-11-06 00:00:00"),
        ),
        (
            json!([both, offer("2026-10-20", "")]),
            Some("2026-10-01 00:00:00"),
            None,
        ),
        (json!(offer("soon", "")), None, None),
        // From when on alone: that is when somebody wrote the page.
        (json!(offer("2026-10-01", "")), None, None),
        (
            json!({ "@type": "Offer", "validFrom": "2026-10-01", "url": "https://a.example/karten" }),
            Some("2026-10-01 00:00:00"),
            None,
        ),
    ] {
        let one = only(&event(json!({ "offers": offers.clone() })).to_string());
        let registration = one.registration.clone().unwrap_or_default();
        let told = (
            registration.opens.map(|at| at.to_string()),
            registration.closes.map(|at| at.to_string()),
        );
        assert_eq!(
            (told.0.as_deref(), told.1.as_deref()),
            (opens, closes),
            "{offers}"
        );
    }
}

#[test]
fn speakers_have_what_they_are() {
    let one = only(
        &event(json!({ "performer": { "@type": "Person", "name": "Ada", "jobTitle": "Vorständin", "worksFor": "Verein" } }))
            .to_string(),
    );
    let speaker = &one.details().programme[0].speakers[0];
    assert_eq!(speaker.role.as_ref().unwrap().value, "Vorständin");
    assert_eq!(speaker.organization.as_ref().unwrap().value, "Verein");
}

#[test]
fn offers_say_what_it_costs_and_how_one_registers() {
    let offer = |price: Value| {
        json!({ "@type": "Offer", "price": price, "priceCurrency": "EUR",
        "url": "https://a.example/karten", "availability": "https://schema.org/SoldOut" })
    };
    let one = only(&event(json!({ "offers": offer(json!("12.50")) })).to_string());
    let details = one.details();
    assert_eq!(
        details.price.as_ref().unwrap().text.as_ref().unwrap().value,
        "12.50\u{a0}€"
    );
    let registration = one.registration.as_ref().unwrap();
    assert_eq!(
        registration.href.as_ref().unwrap().as_str(),
        "https://a.example/karten"
    );
    assert_eq!(registration.state, Some(RegistrationState::Full));
    for (offers, is_free, words) in [
        (offer(json!(0)), Some(true), None),
        (
            json!([offer(json!(5)), offer(json!(10))]),
            Some(false),
            Some("5\u{a0}€, 10\u{a0}€"),
        ),
        (
            json!({ "@type": "AggregateOffer", "lowPrice": 5, "highPrice": 10, "priceCurrency": "EUR" }),
            Some(false),
            Some("5–10\u{a0}€"),
        ),
        // What it costs as a thing of its own, and in words.
        (
            json!({ "priceSpecification": { "@type": "PriceSpecification", "price": 10, "priceCurrency": "EUR" } }),
            Some(false),
            Some("10\u{a0}€"),
        ),
        (
            json!({ "price": "Free", "priceCurrency": "EUR" }),
            Some(true),
            Some("Free"),
        ),
    ] {
        let one = only(&event(json!({ "offers": offers.clone() })).to_string());
        let price = one.details().price.clone().unwrap();
        assert_eq!(price.is_free, is_free, "{offers}");
        assert_eq!(
            price.text.as_ref().map(|text| text.value.as_str()),
            words,
            "{offers}"
        );
    }
    for free in ["true", "https://schema.org/True"] {
        let free = only(&event(json!({ "isAccessibleForFree": free })).to_string());
        assert_eq!(free.details().price.as_ref().unwrap().is_free, Some(true));
    }
}

#[test]
fn people_and_parts_are_a_programme() {
    let one = only(
        &event(json!({
            "endDate": "2026-01-06T22:00:00",
            "organizer": [{ "@type": "Organization", "name": "Cluster", "url": "https://a.example" }, "Stadt"],
            "performer": { "@type": "Person", "name": "Ada Beispiel", "affiliation": { "name": "LKA" } },
            "subEvent": [{ "@type": "Event", "name": "Lagebild", "startDate": "2026-01-06T19:30:00",
                           "endDate": "2026-01-06T20:00:00", "performer": "Bob" }],
        }))
        .to_string(),
    );
    let details = one.details();
    assert_eq!(details.organizers[0].name.value, "Cluster");
    assert_eq!(details.organizers[1].name.value, "Stadt");
    let [performance, talk] = &details.programme[..] else {
        panic!("{:?}", details.programme)
    };
    assert_eq!(
        performance.speakers[0].organization.as_ref().unwrap().value,
        "LKA"
    );
    assert_eq!(talk.start.unwrap().to_string(), "2026-01-06 19:30:00");
    assert_eq!(talk.duration.unwrap().seconds, 1_800);
    assert_eq!(talk.speakers[0].name.value, "Bob");
}

#[test]
fn schedules_are_series() {
    let schedule = |fields: Value| event(json!({ "startDate": null, "eventSchedule": fields })).to_string();
    for (fields, expected) in [
        (
            json!({ "@type": "Schedule", "startDate": "2026-01-05", "endDate": "2026-01-20", "repeatFrequency": "P1W",
                    "byDay": ["https://schema.org/Tuesday", "https://schema.org/PublicHolidays"],
                    "startTime": "19:00:00", "endTime": "21:00:00", "exceptDate": "2026-01-13",
                    "scheduleTimezone": "Europe/Berlin" }),
            &["01-06 18:00 Treffen", "01-20 18:00 Treffen"][..],
        ),
        (
            json!({ "startDate": "2026-01-06", "repeatFrequency": "http://schema.org/Daily", "repeatCount": 2 }),
            &["01-05 23:00 Treffen", "01-06 23:00 Treffen"],
        ),
        (
            json!({ "startDate": "2026-01-25T19:00:00+01:00", "repeatFrequency": "P1M", "byMonthWeek": 4,
                    "byDay": "schema:Sunday", "endDate": "2026-02-28", "scheduleTimezone": "Europe/Berlin" }),
            &["01-25 18:00 Treffen", "02-22 18:00 Treffen"],
        ),
        // Dates that follow no rule, of different lengths.
        (
            json!([{ "startDate": "2026-01-06T19:00:00", "endTime": "21:00" },
                   { "startDate": "2026-01-09T20:00:00", "endTime": "21:00" }]),
            &["01-06 18:00 Treffen", "01-09 19:00 Treffen"],
        ),
        // After midnight.
        (
            json!({ "startDate": "2026-01-06", "startTime": "22:00", "endTime": "02:00" }),
            &["01-06 21:00 Treffen"],
        ),
        // Days as iCalendar writes them, the first of which need not be the first day.
        (
            json!({ "startDate": "2026-01-05", "repeatFrequency": "P1M", "byDay": "2TH,-1FR", "repeatCount": 3,
                    "startTime": "19:00" }),
            &[
                "01-08 18:00 Treffen",
                "01-30 18:00 Treffen",
                "02-12 18:00 Treffen",
            ],
        ),
        (
            json!({ "startDate": "2026-01-01", "repeatFrequency": "P1M", "byDay": ["https://schema.org/Friday"],
                    "byMonthWeek": [1, 3], "repeatCount": 3, "startTime": "19:00" }),
            &[
                "01-02 18:00 Treffen",
                "01-16 18:00 Treffen",
                "02-06 18:00 Treffen",
            ],
        ),
        (
            json!({ "startDate": "2026-01-01T00:00:00+01:00", "repeatFrequency": "P1Y", "byMonth": 2,
                    "byMonthDay": [14], "startTime": "19:00" }),
            &["02-14 18:00 Treffen"],
        ),
    ] {
        assert_eq!(
            starts(&schedule(fields.clone()), "2026-01-01", 60),
            expected,
            "{fields}"
        );
    }
    // What a schedule leaves out, its event says.
    for (start, fields, expected) in [
        (
            "2026-01-08T19:00:00",
            json!({ "repeatFrequency": "P1W", "byDay": "Thursday", "repeatCount": 2 }),
            "2026-01-08 19:00 floating +0d7200s",
        ),
        (
            "2026-01-08T19:00:00",
            json!({ "startDate": "2026-01-08", "repeatFrequency": "P1W" }),
            "2026-01-08 19:00 floating +0d7200s",
        ),
        (
            "2026-01-08T19:00:00",
            json!({ "startDate": "2026-01-08", "repeatFrequency": "P1W", "startTime": "19:00", "duration": "PT1H" }),
            "2026-01-08 19:00 floating +0d3600s",
        ),
        (
            "2026-01-08T18:00:00Z",
            json!({ "startDate": "2026-01-08", "repeatFrequency": "P1W", "scheduleTimezone": "Europe/Berlin" }),
            "2026-01-08 19:00 Europe/Berlin +0d10800s",
        ),
        // That is when the whole of it begins and ends.
        (
            "2026-01-01T19:00:00",
            json!({ "startDate": "2026-01-08", "repeatFrequency": "P1W", "startTime": "19:00" }),
            "2026-01-08 19:00 floating",
        ),
    ] {
        let one =
            event(json!({ "startDate": start, "endDate": "2026-01-08T21:00:00", "eventSchedule": fields }));
        assert_eq!(when(&only(&one.to_string())), expected, "{start} {fields}");
    }
    let read = feed(&schedule(json!([
        { "startDate": "2026-01-06", "repeatFrequency": "P1W", "startTime": "10:00" },
        { "startDate": "2026-01-07", "repeatFrequency": "P2W", "startTime": "15:00" },
    ])));
    let uids: Vec<_> = read.events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!(uids, ["https://a.example/1", "https://a.example/1;2"]);
}

#[test]
fn faults_are_told_with_the_names_of_schema_org() {
    let read = feed(
        &json!([
            event(json!({ "startDate": "bald" })),
            event(json!({ "@id": "b", "endDate": "2026-01-05T10:00" })),
            event(json!({ "@id": "c", "location": { "@type": "Place", "name": "X", "geo": { "latitude": 200, "longitude": 0 } } })),
        ])
        .to_string(),
    );
    assert_eq!(
        told(&read),
        [
            "0 startDate: no-start",
            "1 endDate: end-not-after-start",
            "2 location[0].coordinates: expected-coordinates",
        ]
    );
}
