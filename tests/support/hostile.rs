//! Texts and links that do harm where they are taken for markup or followed (`fixtures/hostile.json`), in feeds of
//! every format: each event has one of the texts wherever the format holds a text, and one of the links wherever it
//! holds a link.

use serde_json::{Value, json};

const FIXTURE: &str = include_str!("../fixtures/hostile.json");

/// One of them, with the call that tells that it ran in the place of `RUN()`.
pub struct Vector {
    pub kind: String,
    pub text: String,
}

/// What feeds are made of.
pub struct Corpus {
    pub texts: Vec<Vector>,
    pub links: Vec<Vector>,
}

/// Links are numbered from here on, texts from 0.
pub const FIRST_LINK: usize = 1_000;

/// Each format that is read. pretalx and ThüCAT write frab's and schema.org's with differences of their own.
pub const FORMATS: [&str; 17] = [
    "native",
    "fullcalendar",
    "tec",
    "schema-org",
    "page",
    "thuecat",
    "frab",
    "pretalx",
    "icalendar",
    "gancio",
    "google",
    "localist",
    "destination-one",
    "json-feed",
    "rss",
    "atom",
    "map",
];

/// How the list of the last format is read.
pub const MAP: &str = r#"{"uid": "no", "title": "name", "start": "from", "description": "words", "place": "where",
    "room": "where", "city": "where", "type": "about", "topics": "about", "audience": "about", "organizer": "by",
    "price": "costs", "language": "by", "url": "link", "image": "picture", "registration": "link", "online": "link"}"#;

/// All of them, each with its number in what it runs: no quotes, so that it can stand between any.
pub fn corpus() -> Corpus {
    let all: Value = serde_json::from_str(FIXTURE).unwrap_or_default();
    let read = |name: &str, first: usize| -> Vec<Vector> {
        let kinds = all[name].as_object().into_iter().flatten();
        let vectors = kinds.flat_map(|(kind, list)| {
            let list = list.as_array().into_iter().flatten();
            list.map(move |text| (kind, text.as_str().unwrap_or_default()))
        });
        let numbered = vectors.zip(first..).map(|((kind, text), number)| Vector {
            kind: kind.clone(),
            text: text.replace(
                "RUN()",
                &format!("top.postMessage({number},String.fromCharCode(42))"),
            ),
        });
        numbered.collect()
    };
    Corpus {
        texts: read("texts", 0),
        links: read("links", FIRST_LINK),
    }
}

/// How many texts are in each event of the feed `packed`.
pub const PACKED: usize = 8;

/// A feed in the native format with several texts in each event, one beside the other: all of them in a few dialogs.
fn packed(corpus: &Corpus) -> String {
    let events = corpus.texts.chunks(PACKED).zip(0..).map(|(texts, number): (&[Vector], usize)| {
        let links = corpus.links.iter().skip(number * PACKED % corpus.links.len());
        let pairs: Vec<(&str, &str)> = texts
            .iter()
            .map(|vector| vector.text.as_str())
            .zip(links.map(|vector| vector.text.as_str()))
            .collect();
        let texts: Vec<&str> = pairs.iter().map(|(text, _)| *text).collect();
        let each = |make: &dyn Fn(&str, &str) -> Value| -> Vec<Value> {
            pairs.iter().map(|(text, link)| make(text, link)).collect()
        };
        json!({
            "uid": format!("packed-{number}"), "title": format!("P{number} {}", texts.join(" ")),
            "start": format!("2026-11-{:02}T20:00:00", 24 + number % 7), "duration": "PT1H", "description": texts.join("\n\n"),
            "topics": texts, "audience": texts, "eventType": texts, "price": { "text": texts[0] },
            "organizer": each(&|text, link| json!({ "name": text, "href": link })),
            "venue": each(&|text, link| json!({ "name": text, "room": text, "host": text, "street": text, "city": text,
                                                "description": text, "href": link })),
            "virtualLocations": each(&|text, link| json!({ "name": text, "uri": link })),
            "links": each(&|text, link| json!({ "title": text, "href": link, "rel": text })),
            "exhibitors": each(&|text, link| json!({ "name": text, "description": text, "href": link })),
            "programme": each(&|text, link| json!({ "title": text, "kind": text, "description": text,
                "speakers": [{ "name": text, "role": text, "organization": text }], "links": [{ "title": text, "href": link }] })),
            "report": { "text": texts.join("\n\n"), "author": texts[0],
                        "links": each(&|text, link| json!({ "title": text, "href": link })) },
        })
    });
    Value::from(events.collect::<Vec<_>>()).to_string()
}

/// The identity of an event of a format; `None` where a text is in it.
pub fn uid(format: &str, number: usize) -> Option<String> {
    match format {
        "native" | "icalendar" if has_text(number) => None,
        "schema-org" => Some(format!("https://schema.example/{number}")),
        "page" | "thuecat" => Some(format!("https://{format}.example/{number}")),
        format => Some(format!("{format}-{number}")),
    }
}

/// Whether the identity of an event has a text in it, where the format takes any.
fn has_text(number: usize) -> bool {
    number.is_multiple_of(4)
}

/// An event of the feed at hand.
struct Entry<'a> {
    number: usize,
    text: &'a str,
    link: &'a str,
    start: String,
    end: String,
}

impl Entry<'_> {
    fn uid(&self, format: &str) -> String {
        uid(format, self.number).unwrap_or_else(|| format!("{format}-{} {}", self.number, self.text))
    }

    /// Titles are never empty, and never the same: else the event would be left out.
    fn title(&self) -> String {
        format!("T{} {}", self.number, self.text)
    }
}

/// The feed of a format, in December 2026: as many events as there are texts.
pub fn feed(format: &str) -> String {
    let corpus = corpus();
    if format == "packed" {
        return packed(&corpus);
    }
    let of_format = FORMATS.iter().position(|known| *known == format).unwrap_or(0);
    let count = corpus.texts.len().max(corpus.links.len());
    let entries: Vec<Entry<'_>> = (0..count)
        .map(|number| {
            let day = 1 + number % 28;
            let (hour, minute) = (8 + of_format % 12, number / 28 + of_format / 12 * 20);
            Entry {
                number,
                text: &corpus.texts[number % corpus.texts.len()].text,
                link: &corpus.links[number % corpus.links.len()].text,
                start: format!("2026-12-{day:02}T{hour:02}:{minute:02}:00"),
                end: format!("2026-12-{day:02}T{:02}:{minute:02}:00", hour + 1),
            }
        })
        .collect();
    let all = |entry: &dyn Fn(&Entry<'_>) -> Value| -> Vec<Value> { entries.iter().map(entry).collect() };
    match format {
        "native" => json!({ "title": corpus.texts[0].text, "timeZone": "Europe/Berlin", "entries": all(&native) }).to_string(),
        "fullcalendar" => Value::from(all(&fullcalendar)).to_string(),
        "tec" => json!({ "events": all(&tec), "total": count, "total_pages": 1 }).to_string(),
        "schema-org" => json!({ "@context": "https://schema.org", "@graph": all(&schema_org) }).to_string(),
        "page" => page(&all(&schema_org)),
        "thuecat" => json!({ "@context": { "schema": "http://schema.org/", "thuecat": "https://thuecat.org/ontology/thuecat/1.0/" },
                             "@graph": all(&thuecat) })
        .to_string(),
        "frab" | "pretalx" => schedule(&entries, format == "pretalx"),
        "icalendar" => icalendar(&entries),
        "gancio" => Value::from(all(&gancio)).to_string(),
        "google" => json!({ "kind": "calendar#events", "summary": corpus.texts[1].text, "timeZone": "Europe/Berlin",
                            "items": all(&google) })
        .to_string(),
        "localist" => json!({ "events": all(&localist), "page": { "current": 1, "total": 1 } }).to_string(),
        "destination-one" => json!({ "status": "OK", "count": count, "overallcount": count, "items": all(&destination_one) })
            .to_string(),
        "json-feed" => json!({ "version": "https://jsonfeed.org/version/1.1", "title": corpus.texts[2].text,
                               "items": all(&json_feed) })
        .to_string(),
        "rss" => rss(&entries),
        "atom" => atom(&entries),
        _ => Value::from(all(&mapped)).to_string(),
    }
}

fn native(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    let links = json!([{ "href": link, "title": text, "rel": text }, link]);
    // As HTML and as text, turn by turn.
    let kind = ["text/html", "text/plain"][one.number % 2];
    json!({
        "uid": one.uid("native"), "title": one.title(), "start": one.start, "end": one.end,
        "description": text, "descriptionContentType": kind, "url": link, "links": links,
        "eventType": [text], "topics": [text], "audience": [text], "color": text, "status": text,
        "accessibility": [text], "typicalAgeRange": text, "language": text, "attendance": text,
        "venue": { "name": text, "room": text, "host": text, "street": text, "postalCode": text, "city": text,
                   "country": text, "description": text, "href": link },
        "virtualLocations": [{ "name": text, "uri": link }],
        "organizer": [{ "name": text, "href": link }, { "name": text, "email": link }],
        "price": { "text": text, "amount": text, "currency": text }, "registration": { "href": link, "state": text },
        "image": { "href": link, "alt": text },
        "programme": [{ "title": text, "kind": text, "description": text, "start": one.start, "links": links,
                        "speakers": [{ "name": text, "role": text, "organization": text }] }],
        "exhibitors": [{ "name": text, "description": text, "href": link }],
        "report": { "text": text, "author": text, "links": links },
    })
}

fn fullcalendar(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    json!({
        "id": format!("fullcalendar-{}", one.number), "title": one.title(), "start": one.start, "end": one.end, "url": link,
        "backgroundColor": text, "borderColor": text, "textColor": text, "classNames": [text],
        "extendedProps": { "description": text, "location": text, "city": text, "category": text, "topics": [text],
                           "organizer": text, "price": text, "image": link, "online": true, "onlineUrl": link },
    })
}

fn tec(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    let day = |time: &str| time.replace('T', " ");
    json!({
        "id": one.number, "global_id": format!("tec-{}", one.number), "rest_url": "https://tec.example/", "title": one.title(),
        "start_date": day(&one.start), "end_date": day(&one.end), "timezone": "Europe/Berlin", "url": link, "website": link,
        "description": text, "excerpt": text, "image": { "url": link }, "cost": text, "virtual_url": link,
        "categories": [{ "name": text }], "tags": [{ "name": text }],
        "venue": { "venue": text, "address": text, "zip": text, "city": text, "country": text, "website": link },
        "organizer": [{ "organizer": text, "website": link, "email": link }],
    })
}

fn schema_org(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    let person = json!({ "@type": "Person", "name": text, "url": link, "worksFor": { "name": text } });
    json!({
        "@type": "Event", "@id": format!("https://schema.example/{}", one.number), "name": one.title(), "startDate": one.start,
        "endDate": one.end, "description": text, "url": link, "image": { "@type": "ImageObject", "url": link, "caption": text },
        "location": [{ "@type": "Place", "name": text, "url": link,
                       "address": { "@type": "PostalAddress", "streetAddress": text, "postalCode": text,
                                    "addressLocality": text, "addressCountry": text } },
                     { "@type": "VirtualLocation", "name": text, "url": link }],
        "organizer": { "@type": "Organization", "name": text, "url": link, "email": link },
        "performer": [person], "keywords": text, "about": text, "audience": { "audienceType": text },
        "offers": { "price": text, "priceCurrency": text, "url": link }, "inLanguage": text,
        "subEvent": [{ "@type": "Event", "name": text, "startDate": one.start, "description": text, "performer": person }],
    })
}

/// A page with a script for each event, in which nothing closes a script.
fn page(events: &[Value]) -> String {
    let scripts = events.iter().map(|event| {
        let mut event = event.clone();
        event["@context"] = "https://schema.org".into();
        let text = event
            .to_string()
            .replace("</", "<\\/")
            .replace("<!--", "\\u003c!--");
        format!("<script type=\"application/ld+json\">{text}</script>")
    });
    format!(
        "<!doctype html><title>Termine</title>{}",
        scripts.collect::<String>()
    )
    .replace("schema.example", "page.example")
}

fn thuecat(one: &Entry<'_>) -> Value {
    let text = json!({ "@type": "schema:Text", "@language": "de", "@value": one.text });
    let link = json!({ "@type": "schema:URL", "@value": one.link });
    json!({
        "@type": ["schema:Event", "thuecat:Event"], "@id": format!("https://thuecat.example/{}", one.number),
        "schema:name": { "@language": "de", "@value": one.title() },
        "schema:startDate": { "@type": "schema:DateTime", "@value": one.start },
        "schema:endDate": { "@type": "schema:DateTime", "@value": one.end },
        "schema:description": [text, { "@type": "thuecat:Html", "schema:value": text }], "schema:url": link,
        "schema:photo": { "@type": "schema:ImageObject", "schema:contentUrl": link, "schema:caption": text },
        "schema:location": { "@type": "schema:Place", "schema:name": text, "schema:url": link,
                             "schema:address": { "schema:streetAddress": text, "schema:addressLocality": text } },
        "schema:organizer": { "schema:name": text, "schema:url": link }, "schema:keywords": text,
    })
}

fn schedule(entries: &[Entry<'_>], is_pretalx: bool) -> String {
    let name = if is_pretalx { "pretalx" } else { "frab" };
    let talks = entries.iter().map(|one| {
        let (text, link) = (one.text, one.link);
        let mut talk = json!({
            "id": one.number, "guid": format!("{name}-{}", one.number), "date": format!("{}+01:00", one.start), "start": "10:00",
            "duration": "01:00", "room": text, "title": one.title(), "subtitle": text, "track": text, "type": text,
            "language": text, "abstract": text, "description": text, "logo": link, "url": link,
            "persons": [{ "id": 1, "public_name": text }], "links": [{ "title": text, "url": link }],
            "attachments": [{ "title": text, "url": link }],
        });
        if is_pretalx {
            talk["persons"] = json!([{ "code": "A", "name": text, "biography": text, "avatar": link }]);
        }
        talk
    });
    let talks: Vec<Value> = talks.collect();
    let room = entries[1].text;
    // Two days: one with few talks would be one event.
    json!({ "schedule": { "version": room, "base_url": entries[0].link, "conference": {
        "acronym": name, "title": room, "start": "2026-12-01", "end": "2026-12-28", "time_zone_name": "Europe/Berlin",
        "venue": room, "city": room, "url": entries[0].link,
        "days": [{ "index": 1, "date": "2026-12-01", "rooms": { room: talks } },
                 { "index": 2, "date": "2026-12-02", "rooms": {} }] } } })
    .to_string()
}

fn icalendar(entries: &[Entry<'_>]) -> String {
    let basic = |time: &str| time.replace(['-', ':'], "");
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n");
    for one in entries {
        // As the standard has it; and as others write it, with nothing escaped but what would end the line.
        let escaped = |text: &str| {
            let text = if one.number % 2 == 0 {
                text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
            } else {
                text.to_owned()
            };
            text.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
        };
        let (text, title) = (escaped(one.text), escaped(&one.title()));
        let link = one.link.replace(['\n', '\r'], "");
        let quoted = one.text.replace(['"', '\n', '\r'], "'");
        let (start, end) = (basic(&one.start), basic(&one.end));
        let html = ["X-ALT-DESC;FMTTYPE=text/html", "DESCRIPTION"][one.number % 2];
        for line in [
            format!("BEGIN:VEVENT\r\nUID:{}", escaped(&one.uid("icalendar"))),
            format!("SUMMARY:{title}"),
            format!("DTSTART;TZID=Europe/Berlin:{start}\r\nDTEND;TZID=Europe/Berlin:{end}"),
            format!(
                "{html}:{text}\r\nLOCATION;ALTREP=\"{quoted}\":{text}\r\nCATEGORIES:{text}\r\nCOLOR:{text}"
            ),
            format!("URL:{link}\r\nIMAGE;VALUE=URI:{link}\r\nATTACH;FILENAME=\"{quoted}\":{link}"),
            format!("CONFERENCE;VALUE=URI;LABEL=\"{quoted}\":{link}\r\nCONTACT:{text}\\, {link}"),
            format!("ORGANIZER;CN=\"{quoted}\":{link}\r\nSTRUCTURED-DATA;VALUE=URI:{link}"),
            format!("BEGIN:VLOCATION\r\nNAME:{text}\r\nDESCRIPTION:{text}\r\nURL:{link}\r\nEND:VLOCATION"),
            format!(
                "BEGIN:PARTICIPANT\r\nPARTICIPANT-TYPE:SPEAKER\r\nNAME:{text}\r\nURL:{link}\r\nEND:PARTICIPANT"
            ),
            format!(
                "BEGIN:PARTICIPANT\r\nPARTICIPANT-TYPE:SPONSOR\r\nNAME:{text}\r\nURL:{link}\r\nEND:PARTICIPANT"
            ),
            "END:VEVENT".to_owned(),
        ] {
            out.push_str(&line);
            out.push_str("\r\n");
        }
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn gancio(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    // 1 December 2026, 00:00 UTC, and a day for each event of four weeks.
    let start = 1_796_083_200 + 86_400 * (one.number % 28) + 3_600 * 20 + 60 * (one.number / 28);
    json!({
        "id": format!("gancio-{}", one.number), "title": one.title(), "slug": link, "description": text,
        "start_datetime": start, "end_datetime": start + 3_600, "tags": [text, { "tag": text }],
        "media": [{ "url": link, "name": text }], "online_locations": [link, text],
        "place": { "name": text, "address": text, "latitude": text, "longitude": text },
    })
}

fn google(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    json!({
        "kind": "calendar#event", "id": format!("google-{}", one.number), "status": "confirmed", "summary": one.title(),
        "description": text, "location": text, "htmlLink": link, "hangoutLink": link,
        "start": { "dateTime": one.start, "timeZone": "Europe/Berlin" }, "end": { "dateTime": one.end, "timeZone": "Europe/Berlin" },
        "organizer": { "displayName": text, "email": link }, "attachments": [{ "fileUrl": link, "title": text, "iconLink": link }],
        "conferenceData": { "entryPoints": [{ "entryPointType": "video", "uri": link, "label": text }] },
    })
}

fn localist(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    json!({ "event": {
        "id": one.number, "title": one.title(), "description": text, "description_text": text, "localist_url": link,
        "photo_url": link, "location_name": text, "room_number": text, "stream_url": link, "experience": "hybrid",
        "geo": { "street": text, "city": text, "zip": text, "country": text }, "ticket_cost": text, "ticket_url": link,
        "filters": { "event_types": [{ "name": text }] }, "tags": [text],
        "event_instances": [{ "event_instance": { "id": format!("localist-{}", one.number), "start": format!("{}+01:00", one.start),
                                                  "end": format!("{}+01:00", one.end), "all_day": false } }] } })
}

fn destination_one(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    json!({
        "global_id": format!("destination-one-{}", one.number), "title": one.title(), "categories": [text], "name": text, "street": text,
        "zip": text, "city": text, "country": text, "web": link, "keywords": [text],
        "texts": [{ "rel": "details", "type": (["text/html", "text/plain"][one.number % 2]), "value": text },
                  { "rel": "teaser", "type": "text/plain", "value": text }, { "rel": "PRICE_INFO", "type": "text/plain", "value": text }],
        "media_objects": [{ "rel": "default", "type": "image/jpeg", "url": link, "value": text }],
        "addresses": [{ "rel": "organizer", "name": text, "web": link }],
        "timeIntervals": [{ "start": format!("{}+01:00", one.start), "end": format!("{}+01:00", one.end), "tz": "Europe/Berlin" }],
    })
}

fn json_feed(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    let body = ["content_html", "content_text"][one.number % 2];
    json!({
        "id": format!("json-feed-{}", one.number), "title": one.title(), body: text, "summary": text, "url": link,
        "external_url": link, "image": link, "tags": [text],
        "_event": { "start": one.start, "end": one.end, "timeZone": "Europe/Berlin", "location": text },
    })
}

/// A text within XML: escaped, or in a section of characters.
fn xml(one: &Entry<'_>, text: &str) -> String {
    match one.number % 2 {
        0 => text
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;"),
        _ => format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")),
    }
}

fn rss(entries: &[Entry<'_>]) -> String {
    let items = entries.iter().map(|one| {
        let own = |text: &str| xml(one, text);
        let (text, link) = (own(one.text), own(one.link));
        format!(
            "<item><guid>rss-{}</guid><title>{}</title><link>{link}</link><description>{text}</description>\
             <category>{text}</category><ev:startdate>{}+01:00</ev:startdate><ev:enddate>{}+01:00</ev:enddate>\
             <ev:location>{text}</ev:location><ev:organizer>{text}</ev:organizer></item>",
            one.number,
            own(&one.title()),
            one.start,
            one.end
        )
    });
    format!(
        "<rss><channel><title>Verein</title>{}</channel></rss>",
        items.collect::<String>()
    )
}

fn atom(entries: &[Entry<'_>]) -> String {
    let items = entries.iter().map(|one| {
        let own = |text: &str| xml(one, text);
        let quoted = |text: &str| {
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;")
        };
        let (text, link) = (quoted(one.text), quoted(one.link));
        format!(
            "<entry><id>atom-{}</id><title>{}</title><link href=\"{link}\"/><category term=\"{text}\"/>\
             <content type=\"html\">{}</content><gd:when startTime=\"{}+01:00\" endTime=\"{}+01:00\"/>\
             <gd:where valueString=\"{text}\"/></entry>",
            one.number,
            own(&one.title()),
            own(one.text),
            one.start,
            one.end
        )
    });
    format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Verein</title>{}</feed>",
        items.collect::<String>()
    )
}

fn mapped(one: &Entry<'_>) -> Value {
    let (text, link) = (one.text, one.link);
    json!({
        "no": format!("map-{}", one.number), "name": one.title(), "from": one.start, "words": text, "where": text, "link": link,
        "picture": link, "about": [text], "by": text, "costs": text,
    })
}
