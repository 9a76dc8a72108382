//! Gancio, the Google Calendar API and Localist: what each of their answers says.

use lichthof::feed::{Hints, read_with};
use serde_json::{Value, json};

use super::support::TestZones;
use super::{feed, only, starts, told, when};

/// Reads a feed that came from this address.
fn from(address: &str, value: &Value) -> lichthof::feed::Feed {
    let hints = Hints {
        address: address.to_owned(),
        ..Hints::default()
    };
    read_with(&value.to_string(), &hints, "de", &TestZones).unwrap()
}

#[test]
fn gancio_counts_seconds_and_names_files_of_its_own() {
    let read = from(
        "https://gancio.example/api/events",
        &json!([
            { "id": 7, "title": "Küfa", "slug": "kufa-7", "description": "<p>Eins &amp; zwei</p>",
              "start_datetime": 1_767_722_400, "end_datetime": 1_767_729_600, "tags": ["essen", { "tag": "politik" }],
              "media": [{ "url": "abc.jpg" }], "online_locations": ["https://meet.example/1"],
              "place": { "name": "Hof", "address": "Markt 1, Magdeburg", "latitude": 52.1, "longitude": 11.6 } },
            { "id": 8, "title": "Entwurf", "start_datetime": 1_767_722_400, "is_visible": false },
        ]),
    );
    assert_eq!(told(&read), [""; 0]);
    assert_eq!(read.events.len(), 1);
    let one = &read.events[0];
    assert_eq!(when(one), "2026-01-06 18:00 +0 to 2026-01-06 20:00");
    assert_eq!(
        one.page.as_ref().unwrap().as_str(),
        "https://gancio.example/event/kufa-7"
    );
    let details = one.details();
    assert_eq!(
        details.image.as_ref().unwrap().href.as_str(),
        "https://gancio.example/media/abc.jpg"
    );
    assert_eq!(details.topics, ["essen", "politik"]);
    assert_eq!(details.venues[0].coordinates, Some((52.1, 11.6)));
    assert_eq!(details.description.as_ref().unwrap().value, "Eins & zwei");
}

#[test]
fn google_s_answers_have_series_and_dates_that_were_cancelled() {
    let item = |fields: Value| {
        let mut item = json!({ "kind": "calendar#event", "id": "s", "iCalUID": "s@google.com", "status": "confirmed",
            "summary": "Chor", "htmlLink": "https://calendar.example/s",
            "start": { "dateTime": "2026-01-06T19:00:00+01:00", "timeZone": "Europe/Berlin" },
            "end": { "dateTime": "2026-01-06T21:00:00+01:00", "timeZone": "Europe/Berlin" } });
        item.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        item
    };
    let original = |day: &str| json!({ "dateTime": format!("2026-01-{day}T19:00:00+01:00"), "timeZone": "Europe/Berlin" });
    let page = json!({ "kind": "calendar#events", "summary": "Verein", "timeZone": "Europe/Berlin",
        "nextPageToken": "a b", "items": [
        item(json!({ "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5", "EXDATE;TZID=Europe/Berlin:20260203T190000",
            "RDATE;TZID=America/New_York:20260208T130000", "RDATE;VALUE=PERIOD:20260210T180000Z/PT2H"] })),
        { "kind": "calendar#event", "id": "s_1", "status": "cancelled", "recurringEventId": "s", "originalStartTime": original("13") },
        item(json!({ "id": "s_2", "recurringEventId": "s", "originalStartTime": original("20"), "summary": "Konzert",
                     "start": { "dateTime": "2026-01-21T20:00:00+01:00", "timeZone": "Europe/Berlin" },
                     "end": { "dateTime": "2026-01-21T22:00:00+01:00", "timeZone": "Europe/Berlin" } })),
        item(json!({ "id": "d", "iCalUID": "d@google.com", "summary": "Fest", "start": { "date": "2026-01-10" },
                     "end": { "date": "2026-01-12" }, "description": "Mit <b>Musik</b><br>und Tanz", "location": "Hof",
                     "hangoutLink": "https://meet.example/d", "attachments": [{ "fileUrl": "https://a.example/1.pdf", "title": "Plan" }] })),
        { "kind": "calendar#event", "id": "x", "status": "cancelled" },
    ] });
    let read = from(
        "https://www.googleapis.com/calendar/v3/calendars/x/events?key=k&pageToken=old",
        &page,
    );
    assert_eq!(told(&read), [""; 0]);
    assert_eq!(read.title.as_deref(), Some("Verein"));
    assert_eq!(
        read.next.as_deref(),
        Some("https://www.googleapis.com/calendar/v3/calendars/x/events?key=k&pageToken=a%20b")
    );
    assert_eq!(
        starts(&page.to_string(), "2026-01-01", 60),
        [
            "01-06 18:00 Chor",
            "01-09 23:00 Fest",
            "01-21 19:00 Konzert",
            "01-27 18:00 Chor",
            "02-08 18:00 Chor",
            "02-10 18:00 Chor",
        ]
    );
    let fest = read
        .events
        .iter()
        .find(|event| event.uid.as_str() == "d@google.com")
        .unwrap();
    assert_eq!(when(fest), "2026-01-10..2026-01-12");
    assert_eq!(
        fest.details().description.as_ref().unwrap().value,
        "Mit Musik\nund Tanz"
    );
    assert!(fest.is_online && fest.place.is_some());
    assert_eq!(fest.details().links[0].title.as_ref().unwrap().value, "Plan");
}

#[test]
fn each_date_of_localist_is_an_event() {
    let instance = |id: u32, start: &str, end: Value, all_day: bool| {
        json!({ "event_instance": {
        "id": id, "start": start, "end": end, "all_day": all_day } })
    };
    let page = json!({ "events": [{ "event": {
        "id": 1, "title": "Open &amp; free", "localist_url": "https://events.example/1", "description": "<p>Eins</p>",
        "location_name": "Halle", "room_number": "5", "free": true, "experience": "hybrid", "stream_url": "https://live.example",
        "geo": { "street": "Markt 1", "city": "Magdeburg", "zip": "39104" }, "photo_url": "https://events.example/1.png",
        "filters": { "event_types": [{ "name": "Talk" }] }, "tags": ["it"],
        "event_instances": [
            instance(11, "2026-01-06T19:00:00+01:00", json!("2026-01-06T20:00:00+01:00"), false),
            instance(12, "2026-01-10T00:00:00+01:00", json!("2026-01-11T23:59:59+01:00"), true),
            instance(13, "2026-01-12T00:00:00+01:00", json!(null), true),
        ] } }], "page": { "current": 1, "size": 10, "total": 2 } });
    let read = from("https://events.example/api/2/events?days=31", &page);
    assert_eq!(told(&read), [""; 0]);
    let whens: Vec<_> = read.events.iter().map(|event| when(event)).collect();
    assert_eq!(
        whens,
        [
            "2026-01-06 19:00 +3600 to 2026-01-06 20:00",
            "2026-01-10..2026-01-12",
            "2026-01-12..2026-01-13",
        ]
    );
    assert_eq!(
        read.next.as_deref(),
        Some("https://events.example/api/2/events?days=31&page=2")
    );
    let one = &read.events[0];
    assert_eq!(one.title.value, "Open & free");
    assert_eq!(one.types, ["Talk"]);
    assert!(one.is_online);
    assert_eq!(one.details().price.as_ref().unwrap().is_free, Some(true));
    assert_eq!(one.details().venues[0].city.as_deref(), Some("Magdeburg"));
}

#[test]
fn an_empty_answer_is_an_empty_calendar() {
    for text in [
        r#"{"kind": "calendar#events", "items": []}"#,
        r#"{"@context": "https://schema.org", "@graph": []}"#,
        r#"{"events": [], "rest_url": "https://a.example", "total": 0, "total_pages": 0}"#,
        "[]",
    ] {
        let read = feed(text);
        assert!(read.events.is_empty() && read.skipped.is_empty(), "{text}");
    }
}

#[test]
fn destination_one_has_intervals_and_texts_by_their_kind() {
    let item = json!({ "global_id": "e_1", "id": "1", "title": "Stadtführung", "categories": ["Führung"],
        "name": "Rathaus", "street": "Markt 1", "zip": "39104", "city": "Magdeburg", "web": "https://a.example/1",
        "geo": { "main": { "latitude": 52.1, "longitude": 11.6 } },
        "texts": [{ "rel": "teaser", "type": "text/plain", "value": "Kurz" },
                  { "rel": "details", "type": "text/html", "value": "<p>Lang</p>" },
                  { "rel": "PRICE_INFO", "type": "text/plain", "value": "8 €" }],
        "media_objects": [{ "rel": "imagegallery", "type": "image/png", "url": "https://a.example/2.png" },
                          { "rel": "default", "type": "image/jpeg", "url": "https://a.example/1.jpg", "value": "Rathaus" }],
        "addresses": [{ "rel": "organizer", "name": "Stadt" }],
        "timeIntervals": [
            { "start": "2026-01-06T10:00:00+01:00", "end": "2026-01-06T12:00:00+01:00", "tz": "Europe/Berlin",
              "freq": "Weekly", "interval": 1, "weekdays": ["Tuesday"], "repeatUntil": "2026-01-20T12:00:00+01:00" },
            { "start": "2026-01-10T14:00:00+01:00", "end": "2026-01-10T15:00:00+01:00", "tz": "Europe/Berlin" },
            { "start": "2026-01-11T14:00:00+01:00", "end": "2026-01-11T16:00:00+01:00", "tz": "Europe/Berlin" },
        ] });
    let page = json!({ "status": "OK", "count": 1, "overallcount": 3, "items": [item] });
    let read = from(
        "https://meta.et4.example/rest.ashx/search/?type=Event&limit=1&offset=1",
        &page,
    );
    assert_eq!(told(&read), [""; 0]);
    assert_eq!(
        read.next.as_deref(),
        Some("https://meta.et4.example/rest.ashx/search/?type=Event&limit=1&offset=2")
    );
    assert_eq!(
        starts(&page.to_string(), "2026-01-01", 60),
        [
            "01-06 09:00 Stadtführung",
            "01-10 13:00 Stadtführung",
            "01-11 13:00 Stadtführung",
            "01-13 09:00 Stadtführung",
            "01-20 09:00 Stadtführung",
        ]
    );
    let one = &read.events[0];
    assert_eq!(one.types, ["Führung"]);
    let details = one.details();
    assert_eq!(details.description.as_ref().unwrap().value, "Lang");
    assert_eq!(
        details.image.as_ref().unwrap().href.as_str(),
        "https://a.example/1.jpg"
    );
    assert_eq!(details.organizers[0].name.value, "Stadt");
    assert_eq!(
        details.price.as_ref().unwrap().text.as_ref().unwrap().value,
        "8 €"
    );
    assert_eq!(details.venues[0].coordinates, Some((52.1, 11.6)));
}

#[test]
fn what_has_only_a_date_of_publication_is_no_event() {
    let news = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Verein", "next_url": "https://a.example/2",
        "items": [
            { "id": "1", "title": "Neuigkeit", "date_published": "2026-01-01T10:00:00Z" },
            { "id": "2", "title": "Fest", "url": "https://a.example/fest", "content_html": "<p>Mit Musik</p>", "tags": ["musik"],
              "_event": { "start": "2026-01-10T19:00:00", "end": "2026-01-10T22:00:00", "timeZone": "Europe/Berlin", "location": { "name": "Hof" } } },
        ] });
    let read = feed(&news.to_string());
    assert_eq!(read.events.len(), 1);
    assert_eq!(
        when(&read.events[0]),
        "2026-01-10 19:00 Europe/Berlin to 2026-01-10 22:00"
    );
    assert_eq!(
        read.events[0].details().description.as_ref().unwrap().value,
        "Mit Musik"
    );
    assert_eq!(read.events[0].details().places().collect::<Vec<_>>(), ["Hof"]);
    assert_eq!(read.next.as_deref(), Some("https://a.example/2"));
    let only_news = json!({ "version": "https://jsonfeed.org/version/1.1",
        "items": [{ "id": "1", "title": "Neuigkeit", "date_published": "2026-01-01T10:00:00Z" }] });
    assert!(super::read(&only_news.to_string(), "de").is_err());
    let rss = "<?xml version=\"1.0\"?><rss><channel><title>Verein &amp; mehr</title>\
        <item><title>Neuigkeit</title><pubDate>Thu, 01 Jan 2026 10:00:00 GMT</pubDate></item>\
        <item><guid>2</guid><title><![CDATA[Fest & Tanz]]></title><link>https://a.example/fest</link>\
        <description>&lt;p&gt;Mit &amp;amp; Musik&lt;/p&gt;</description><category>musik</category>\
        <ev:startdate>2026-01-10T19:00:00+01:00</ev:startdate><ev:enddate>2026-01-10T22:00:00+01:00</ev:enddate>\
        <ev:location>Hof</ev:location></item></channel></rss>";
    let atom = "<feed xmlns='http://www.w3.org/2005/Atom'><title>Verein &amp; mehr</title><entry><id>2</id>\
        <title>Fest &amp; Tanz</title><link rel='edit' href='https://a.example/edit/2'/>\
        <link rel='alternate' href='https://a.example/fest'/><category term='musik'/>\
        <content type='html'>&lt;p&gt;Mit &amp;amp; Musik&lt;/p&gt;</content>\
        <gd:when startTime='2026-01-10T19:00:00+01:00' endTime='2026-01-10T22:00:00+01:00'/>\
        <gd:where valueString='Hof'/></entry></feed>";
    for text in [rss, atom] {
        let read = feed(text);
        assert_eq!(told(&read), [""; 0], "{text}");
        assert_eq!(read.title.as_deref(), Some("Verein & mehr"));
        assert_eq!(read.events.len(), 1, "{text}");
        let one = &read.events[0];
        assert_eq!((one.uid.as_str(), one.title.value.as_str()), ("2", "Fest & Tanz"));
        assert_eq!(when(one), "2026-01-10 19:00 +3600 to 2026-01-10 22:00");
        assert_eq!(one.page.as_ref().unwrap().as_str(), "https://a.example/fest");
        assert_eq!(one.details().description.as_ref().unwrap().value, "Mit & Musik");
        assert_eq!(one.details().topics, ["musik"]);
    }
}

#[test]
fn references_by_number_are_words_in_plain_text_as_well() {
    for words in [
        "Das gibt&#8217;s &#x2013; &amp; mehr",
        "<![CDATA[Das gibt&#8217;s &ndash; &amp; mehr]]>",
    ] {
        let text = format!(
            "<rss><channel><item><guid>2</guid><title>Fest</title><description>{words}\n\nIm Hof</description>\
             <ev:startdate>2026-01-10</ev:startdate></item></channel></rss>"
        )
        .replace("]]>\n\nIm Hof", "\n\nIm Hof]]>");
        let one = only(&text);
        let description = &one.details().description.as_ref().unwrap().value;
        assert_eq!(description, "Das gibt’s – & mehr\n\nIm Hof", "{words}");
    }
}

#[test]
fn what_is_quoted_in_a_tag_of_xml_does_not_end_it() {
    let feed_of = |category: &str| {
        format!(
            "<feed><entry><id>2</id><title>Fest</title><category {category}/><link href=\"https://a.example/fest?a>b\"/>\
             <gd:when startTime='2026-01-10T19:00:00+01:00'/></entry></feed>"
        )
    };
    let read = feed(&feed_of("term='IT > Recht'"));
    let one = &read.events[0];
    assert_eq!(one.page.as_ref().unwrap().as_str(), "https://a.example/fest?a>b");
    assert_eq!(one.details().topics, ["IT > Recht"]);
    // One that nobody closes costs no more than its own tag.
    let open = feed_of("term='IT");
    assert_eq!(
        feed(&open.replace(
            "startTime='2026-01-10T19:00:00+01:00'",
            "startTime=\"2026-01-10T19:00:00+01:00\""
        ))
        .events
        .len(),
        1
    );
}
