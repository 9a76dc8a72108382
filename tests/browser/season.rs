//! A feed as partners have it, for pictures: pictures of events, long titles beside short ones, whole days, series, what
//! is full, put off, cancelled and planned.

use serde_json::{Value, json};

/// A picture without a ground.
pub const CLEAR: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 36\">\
    <path d=\"M20 30V14l12-8 12 8v16\" fill=\"none\" stroke=\"#98391f\" stroke-width=\"3\"/></svg>";

/// Title, type, city, house, organizer, day from 23 November 2026 on, hour (0 for whole days), hours, picture.
const ROWS: &str = include_str!("../fixtures/season.tsv");

const TOPICS: [&str; 4] = ["Digitalisierung", "Kultur", "Gründung", "Verein"];

/// Sixty events. `origin` has the pictures.
pub fn season(origin: &str) -> String {
    let rows = ROWS.lines().enumerate();
    let turns = (0..4).flat_map(|turn| {
        rows.clone()
            .map(move |(row, line)| event(origin, turn, row, line))
    });
    json!({
        "title": "Termine der Region",
        "timeZone": "Europe/Berlin",
        "icalendar": format!("{origin}/events.ics"),
        "events": turns.collect::<Vec<Value>>(),
    })
    .to_string()
}

/// The event of a line, three weeks later in each turn.
fn event(origin: &str, turn: u32, row: usize, line: &str) -> Value {
    let mut cells = line.split('\t');
    let mut text = || cells.next().unwrap_or_default();
    let [title, kind, city, house, organizer] = [(); 5].map(|()| text());
    let [day, hour, hours] = [(); 3].map(|()| text().parse::<u32>().unwrap_or_default());
    let picture = text();
    let (month, day) = match day + 21 * turn {
        day @ 0..8 => ("2026-11", 23 + day),
        day @ 8..39 => ("2026-12", day - 7),
        day @ 39..70 => ("2027-01", day - 38),
        day => ("2027-02", day - 69),
    };
    let (start, duration) = match hour {
        0 => (format!("{month}-{day:02}"), format!("P{}D", hours / 24)),
        _ => (
            format!("{month}-{day:02}T{hour:02}:{}0:00", 3 * (row % 2)),
            format!("PT{hours}H"),
        ),
    };
    let mut event = json!({
        "uid": format!("season-{turn}-{row}"),
        "title": title,
        "start": start,
        "duration": duration,
        "eventType": kind,
        "organizer": organizer,
        "topics": TOPICS.get(row % TOPICS.len()..),
        "description": "Wir zeigen, was im letzten Jahr gelungen ist, und sprechen darüber, was als Nächstes kommt. \
            Vorkenntnisse braucht es keine, Fragen sind willkommen.",
        "price": if row % 3 == 1 { "12 €, ermäßigt 8 €" } else { "Eintritt frei" },
    });
    match city {
        "" => event["virtualLocations"] = json!({ "1": { "uri": "https://meet.example/raum" } }),
        _ => {
            event["venue"] = json!({ "name": house, "city": city, "street": "Markt 3", "country": "DE" });
        }
    }
    if !picture.is_empty() {
        event["image"] = json!({ "href": format!("{origin}/pictures/{picture}"), "alt": title });
    }
    match title {
        "Stammtisch für Softwarearchitektur" => {
            event["recurrenceRule"] = "FREQ=WEEKLY;COUNT=3".into();
        }
        "Mitgliederversammlung" => tell_assembly(&mut event, turn == 0),
        "Rust für kleine Betriebe" => {
            event["registration"] = json!({ "href": "https://partner.example/anmelden", "remaining": 1 });
        }
        "Orgel und Stille" => event["registration"] = json!({ "state": "full" }),
        "Offene Werkstatt" => event["accessibilityFeature"] = json!(["stepFree", "captions"]),
        "Lesung" => event["status"] = "cancelled".into(),
        "Sprechstunde zu Fachkräften" => {
            event["postponed"] = json!({ "previousStart": "2026-11-30T14:00:00" });
        }
        "Strategiewerkstatt" => {
            event["start"] = format!("{month}-01").into();
            event["duration"] = "P1M".into();
            event["status"] = "tentative".into();
            event["datePrecision"] = "month".into();
        }
        _ => {}
    }
    event
}

/// An assembly with its programme.
fn tell_assembly(event: &mut Value, is_featured: bool) {
    event["featured"] = is_featured.into();
    event["registration"] = json!({
        "href": "https://partner.example/anmelden",
        "closes": "2026-12-08T12:00:00",
        "remaining": 12,
    });
    event["exhibitors"] = json!([{ "name": "Neues Mitglied GmbH", "note": "Infotisch" }]);
    event["programme"] = json!([
        {
            "start": "15:00",
            "duration": "PT15M",
            "title": "Begrüßung",
            "speakers": [{ "name": "Dr. Ada Muster", "role": "Vorsitzende" }],
        },
        {
            "start": "15:15",
            "duration": "PT30M",
            "title": "Gewinnen Sie bis zu 70 % Zeit bei Besprechungen",
            "speakers": [{ "name": "Dr. Markus Beispiel", "role": "Geschäftsführer", "organization": "Zeitgewinn GmbH" }],
            "links": [{ "href": "https://partner.example/folien.pdf", "title": "Folien" }],
        },
        { "start": "16:00", "duration": "PT30M", "title": "Pause", "kind": "break" },
        {
            "start": "16:30",
            "duration": "PT90M",
            "title": "Cybercrime: Was tun, wenn es brennt?",
            "speakers": [{ "name": "Erika Erdacht" }, { "name": "Jo Nitsche", "organization": "Landeskriminalamt" }],
        },
    ]);
}
