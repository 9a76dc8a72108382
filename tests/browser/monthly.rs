//! Feeds that come month by month: what the server of the tests has of them.

use hyper::StatusCode;
use serde_json::{Value, json};

/// The file of a month by its name, `2026-12.json`: from October 2026 to May 2027, but without February.
pub fn file(name: &str) -> Option<String> {
    let month = name.strip_suffix(".json")?;
    let is_there = ("2026-10"..="2027-05").contains(&month) && month != "2027-02";
    is_there.then(|| {
        json!({ "timeZone": "Europe/Berlin", "title": "Monatsweise", "events": events(month) }).to_string()
    })
}

/// The same file in two pages, two events on the first.
pub fn half(name: &str, is_second: bool) -> Option<String> {
    let mut file: Value = serde_json::from_str(&file(name)?).ok()?;
    let events = file["events"].as_array_mut()?;
    let rest = events.split_off(2);
    if is_second {
        *events = rest;
    } else {
        file["next"] = json!(format!("{name}/rest"));
    }
    Some(file.to_string())
}

/// Five events of the month; one of two months, and a series, stand in each month that they touch.
fn events(month: &str) -> Vec<Value> {
    let event = |day: usize| {
        json!({
            "uid": format!("{month}-{day:02}"),
            "title": format!("Treffen am {day}."),
            "start": format!("{month}-{day:02}T18:00:00"),
            "duration": "PT1H",
            "eventType": if month == "2027-05" { "Fest" } else { "Kurs" },
        })
    };
    let mut events: Vec<Value> = [4, 11, 18, 25, 28].into_iter().map(event).collect();
    if matches!(month, "2026-12" | "2027-01") {
        events.push(
            json!({ "uid": "bridge", "title": "Über das Jahr", "start": "2026-12-30", "duration": "P4D" }),
        );
    }
    events.push(json!({
        "uid": "weekly",
        "title": "Sprechstunde",
        "start": "2026-10-06T10:00:00",
        "duration": "PT1H",
        "recurrenceRule": { "frequency": "weekly", "interval": 2 },
    }));
    events
}

/// The file of a month of a million events, 2022 to 2031.
pub fn of_a_million(name: &str) -> Option<String> {
    let (year, month) = name.strip_suffix(".json")?.split_once('-')?;
    let (year, month): (usize, usize) = (year.parse().ok()?, month.parse().ok()?);
    let place = year.checked_sub(2022)? * 12 + month.checked_sub(1)?;
    if place >= 120 {
        return None;
    }
    // 40 times one more makes up the million.
    let count = 8_333 + usize::from(place % 3 == 0);
    let event = |number: usize| {
        let (day, hour) = (1 + number % 28, 8 + number / 28 % 12);
        json!({
            "uid": format!("{year}-{month}-{number}"),
            "title": format!("Termin {number}"),
            "start": format!("{year}-{month:02}-{day:02}T{hour:02}:00:00"),
            "duration": "PT1H",
            "timeZone": "Europe/Berlin",
            "topics": [format!("Thema {}", number % 40)],
        })
    };
    let events: Vec<Value> = (0..count).map(event).collect();
    Some(json!({ "timeZone": "Europe/Berlin", "events": events }).to_string())
}

/// What a site of The Events Calendar answers: a window in two pages.
pub fn tec(origin: &str, query: &str) -> (StatusCode, String) {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.to_owned())
    };
    let (start, page) = (value("start_date").unwrap_or_default(), value("page"));
    let Some(month) = start.get(..7) else {
        return (StatusCode::BAD_REQUEST, String::new());
    };
    let page = page.as_deref().unwrap_or("1").to_owned();
    let next = format!("{origin}/wp-json/tribe/events/v1/events?{query}&page=2");
    let day = if page == "1" { "26" } else { "27" };
    let event = json!({
        "id": 1, "global_id": format!("tec-{month}-{page}"), "title": format!("Seite {page}"),
        "rest_url": format!("{origin}/wp-json/tribe/events/v1/events/{month}-{page}"),
        "url": format!("{origin}/termin/{month}-{page}"), "description": "", "all_day": false,
        "start_date": format!("{month}-{day} 19:00:00"), "end_date": format!("{month}-{day} 21:00:00"),
        "timezone": "Europe/Berlin", "categories": [], "tags": [], "venue": [], "organizer": [], "status": "publish",
    });
    let mut answer = json!({ "events": [event], "rest_url": origin, "total": 2, "total_pages": 2 });
    if page == "1" {
        answer["next_rest_url"] = json!(next);
    }
    (StatusCode::OK, answer.to_string())
}
