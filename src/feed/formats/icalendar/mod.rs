//! iCalendar (RFC 5545), with what later standards add: pictures and ways in (RFC 7986), venues and people
//! (RFC 9073).
//!
//! Each event is rewritten as a native entry. A date of a series that stands as an event of its own stays one: the
//! native reader brings it to its series, unless the series is another from there on (`ranges`). Lines are told as the
//! publisher's file counts them.

mod lines;
mod ranges;
mod states;
mod zones;

use crate::feed::formats::icalendar::lines::{Component, Property, each_component};
use crate::feed::formats::icalendar::ranges::Ranges;
use crate::feed::formats::icalendar::states::{States, sequence};
use crate::feed::formats::icalendar::zones::{Book, Clock};
use crate::feed::formats::native::{Json, Names, Native, Writer, decimal};
use crate::feed::formats::plain::{prose, resolved, write_html};
use crate::feed::formats::scan::{begins, cut_last, has_any, is_web};
use crate::text::{Digits, cut, split_once};
use crate::time::{
    DateTime, Form, Instant, ParsedDateTime, Zones, civil_with_offset, parse_basic, parse_date_time,
    push_civil, push_date, push_offset,
};

/// The most values of one property in one event that are read: dates, categories.
const MAX_VALUES: usize = 1_000;
/// The most events that are rewritten: one more than the native reader reads, so that it tells of the others.
const MAX_EVENTS: usize = 100_001;
/// The components that are read. A zone that nobody ends would hide the events behind it, were it left out.
const KINDS: &[&str] = &["VTIMEZONE", "VEVENT"];

const NAMES: Names = &[
    ("uid", "UID"),
    ("title", "SUMMARY"),
    ("start", "DTSTART"),
    ("end", "DTEND"),
    ("duration", "DURATION"),
    ("timeZone", "DTSTART;TZID"),
    ("endTimeZone", "DTEND;TZID"),
    ("status", "STATUS"),
    ("description", "DESCRIPTION"),
    ("keywords", "CATEGORIES"),
    ("locations", "VLOCATION"),
    ("locations.1", "LOCATION"),
    ("locations.1.coordinates", "GEO"),
    ("virtualLocations", "CONFERENCE"),
    ("url", "URL"),
    ("links", "ATTACH"),
    ("image", "IMAGE"),
    ("organizer", "ORGANIZER"),
    ("rrule", "RRULE"),
    ("excludedRecurrenceRules", "EXRULE"),
    ("rdate", "RDATE"),
    ("excludedDates", "EXDATE"),
    ("recurrenceId", "RECURRENCE-ID"),
    ("recurrenceIdTimeZone", "RECURRENCE-ID;TZID"),
    ("sequence", "SEQUENCE"),
    ("programme", "PARTICIPANT"),
];

/// Whether a text is iCalendar; also events without a calendar around them.
pub(super) fn is(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_ascii_start();
    ["BEGIN:VCALENDAR", "BEGIN:VEVENT"].iter().any(|begin| {
        text.get(..begin.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(begin))
    })
}

/// Rewrites a calendar.
pub(super) fn convert(text: &str, zones: &dyn Zones) -> Native {
    let text = text.trim_start_matches('\u{feff}');
    let mut book = Book::new(zones);
    let mut names: Vec<String> = Vec::new();
    let mut zone = None;
    let mut states = States::default();
    let (mut take_component, mut take_property) = (
        |component: Component<'_>| match component.kind.as_str() {
            "VTIMEZONE" => book.take(&component),
            _ => states.take(&component),
        },
        |property: Property<'_>| {
            let known = ["NAME", "X-WR-CALNAME"].iter().any(|name| property.is(name));
            if known {
                names.push(property.words());
            } else if property.is("X-WR-TIMEZONE") && zone.is_none() {
                zone = Some(property.words());
            }
        },
    );
    each_component(text, KINDS, &mut take_component, &mut take_property);
    let outdated = states.outdated();
    states.sort(&outdated);

    let ranges = Ranges::read(text, &outdated, &mut book);
    let mut writer = Writer::new(NAMES);
    each_current(text, &outdated, &mut |at, event| {
        if at < MAX_EVENTS {
            writer.begin(at, event.line);
            write_event(&event, &ranges, &states, &mut writer, &mut book);
            writer.end();
        }
    });
    writer.end_entries();
    if let Some(name) = names.first() {
        writer.json.field("title", name);
    }
    if let Some(zone) = zone
        && let Clock::Known(zone, _) = book.clock(&zone)
    {
        writer.json.field("timeZone", &zone);
    }
    writer.finish()
}

/// Calls with each event and its position in the file; of several states of one only with the newest.
fn each_current<'a>(text: &'a str, outdated: &[bool], take: &mut dyn FnMut(usize, Component<'a>)) {
    let mut count = 0;
    let mut take_event = |component: Component<'a>| {
        if component.kind != "VTIMEZONE" {
            if outdated.get(count) != Some(&true) {
                take(count, component);
            }
            count += 1;
        }
    };
    each_component(text, KINDS, &mut take_event, &mut |_| {});
}

/// The time of an event, by which its other times are told.
struct Own {
    clock: Option<Clock>,
    is_day: bool,
}

fn write_event(
    event: &Component<'_>,
    ranges: &Ranges,
    states: &States,
    writer: &mut Writer,
    book: &mut Book<'_>,
) {
    for (name, own) in NAMES {
        if let Some(property) = event.get(cut(own, b";").0) {
            writer.at_line(name, property.line);
        }
    }
    let json = &mut writer.json;
    let place = ranges.place(event, book);
    let uid = event.words("UID").unwrap_or_default();
    json.field("uid", place.as_ref().map_or(&uid, |place| place.uid()));
    match states.title_of(event) {
        Some(title) => json.field("title", &resolved(title)),
        None => write_texts("title", &texts(event, "SUMMARY", &mut resolved), json),
    }
    let own = write_times(event, json, book);
    match place {
        Some(place) => place.write(json, book),
        None => write_series(event, json, &own, book),
    }
    if let Some(status) = event.get("STATUS") {
        json.field("status", &status.value().trim_ascii().to_ascii_lowercase());
    }
    write_description(event, json);
    write_labels(event, json);
    write_places(event, json);
    write_links(event, json);
    write_people(event, json);
    write_history(event, json);
}

/// A time as the native format writes it, on the clock of the event where it hangs there.
fn time_text(property: &Property<'_>, value: &str, own: Option<&Clock>, book: &mut Book<'_>) -> String {
    // A quote that was opened in a parameter, and closed behind the value.
    let value = cut(value, b"\"").0.trim_ascii();
    let civil = match parse_basic(value).or_else(|| parse_date_time(value)) {
        Some(ParsedDateTime::Date(date)) => {
            let mut text = String::new();
            push_date(&mut text, date, Form::Extended);
            return text;
        }
        Some(ParsedDateTime::Offset(civil, offset)) => return with_offset(civil, offset),
        Some(ParsedDateTime::Civil(civil)) => civil,
        // The native reader says what is wrong with it.
        None => return value.to_owned(),
    };
    let clock = property.parameter("TZID").map(|zone| book.clock(&zone));
    let is_own = clock.as_ref() == own && !matches!(clock, Some(Clock::Told(_)));
    match clock
        .filter(|_| !is_own)
        .and_then(|clock| book.offset(civil, &clock))
    {
        Some(offset) => with_offset(civil, offset),
        None => without_offset(civil),
    }
}

fn without_offset(civil: DateTime) -> String {
    let mut text = String::new();
    push_civil(&mut text, civil, Form::Extended);
    text
}

fn with_offset(civil: DateTime, offset: i32) -> String {
    // An offset of minutes is what texts can say; the zones of old days had seconds.
    let (civil, offset) = if offset % 60 == 0 {
        (civil, offset)
    } else {
        (civil_with_offset(Instant::with_offset(civil, offset), 0), 0)
    };
    let mut text = without_offset(civil);
    match offset {
        0 => text.push('Z'),
        offset => push_offset(&mut text, offset, Form::Extended),
    }
    text
}

/// Writes start, end and zone.
fn write_times(event: &Component<'_>, json: &mut Json, book: &mut Book<'_>) -> Own {
    let Some(start) = event.start() else {
        return Own {
            clock: None,
            is_day: false,
        };
    };
    let clock = start.parameter("TZID").map(|zone| book.clock(&zone));
    let start_text = time_text(start, start.value(), clock.as_ref(), book);
    let is_date = !has_any(&start_text, b"T");
    let is_whole = [
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT",
    ]
    .iter()
    .any(|name| {
        event
            .get(name)
            .is_some_and(|flag| flag.value().eq_ignore_ascii_case("TRUE"))
    });
    json.field("start", &start_text);
    if is_whole && !is_date {
        json.raw("showWithoutTime", "true");
    }
    match &clock {
        Some(Clock::Known(zone, _) | Clock::Unknown(zone)) if !is_date => json.field("timeZone", zone),
        _ => {}
    }
    match (event.get("DURATION"), event.get("DTEND")) {
        (_, Some(end)) => {
            let end_clock = end.parameter("TZID").map(|zone| book.clock(&zone));
            let named = match &end_clock {
                Some(Clock::Known(zone, _)) if end_clock != clock => Some(zone.as_str()),
                _ => None,
            };
            let by = if named.is_some() { &end_clock } else { &clock };
            let end_text = time_text(end, end.value(), by.as_ref(), book);
            // An event of no length has no end that anybody waits for.
            if end_text != start_text {
                json.field("end", &end_text);
                if let Some(zone) = named.filter(|_| has_any(&end_text, b"T")) {
                    json.field("endTimeZone", zone);
                }
            }
        }
        (Some(duration), None) => {
            let duration = duration.value().trim_ascii();
            let is_nothing = duration
                .bytes()
                .all(|byte| !byte.is_ascii_digit() || byte == b'0');
            if !is_nothing {
                json.field("duration", duration);
            }
        }
        (None, None) => {}
    }
    Own {
        clock,
        is_day: is_date,
    }
}

/// Writes rules, dates, exceptions, and which date of a series this is.
fn write_series(event: &Component<'_>, json: &mut Json, own: &Own, book: &mut Book<'_>) {
    if let Some(id) = event.get("RECURRENCE-ID") {
        let clock = id.parameter("TZID").map(|zone| book.clock(&zone));
        json.field("recurrenceId", &time_text(id, id.value(), clock.as_ref(), book));
        if let Some(Clock::Known(zone, _)) = clock {
            json.field("recurrenceIdTimeZone", &zone);
        }
        return;
    }
    for (name, property) in [("rrule", "RRULE"), ("excludedRecurrenceRules", "EXRULE")] {
        let rules: Vec<&str> = event
            .all(property)
            .map(Property::value)
            .take(MAX_VALUES)
            .collect();
        match rules.as_slice() {
            [] => {}
            [rule] => json.field(name, rule),
            rules => {
                json.name(name);
                json.open('[');
                for rule in rules {
                    json.string(rule);
                }
                json.close(']');
            }
        }
    }
    let mut lengths: Vec<[String; 2]> = Vec::new();
    for (name, property) in [("rdate", "RDATE"), ("excludedDates", "EXDATE")] {
        let mut dates = event.all(property).peekable();
        if dates.peek().is_none() {
            continue;
        }
        json.name(name);
        json.open('[');
        let values =
            dates.flat_map(|property| property.list().into_iter().map(move |value| (property, value)));
        for (property, value) in values.take(MAX_VALUES) {
            // A period: only its start is a date of the series, its length is its own.
            let (start, length) = cut(&value, b"/");
            let text = time_text(property, start, own.clock.as_ref(), book);
            if let Some(length) = length.get(1..).filter(|_| name == "rdate" && !own.is_day) {
                lengths.push([text.clone(), length.trim_ascii().to_owned()]);
            }
            json.string(&text);
        }
        json.close(']');
    }
    if lengths.is_empty() {
        return;
    }
    json.name("recurrenceOverrides");
    json.open('{');
    for [start, length] in &lengths {
        json.name(start);
        json.open('{');
        if begins(length, b"Pp+") {
            json.field("duration", length);
        } else if let Some(property) = event.get("RDATE") {
            json.raw("duration", "null");
            json.field("end", &time_text(property, length, own.clock.as_ref(), book));
        }
        json.close('}');
    }
    json.close('}');
}

/// A text in each of its languages, made what it is to be. The first alone where one of them names none; and where there
/// is one language, as Exchange writes that of the program.
fn texts(event: &Component<'_>, name: &str, clean: &mut dyn FnMut(&str) -> String) -> Vec<[String; 2]> {
    let mut texts: Vec<[String; 2]> = Vec::new();
    for property in event.all(name).take(MAX_VALUES) {
        let Some(language) = property.parameter("LANGUAGE") else {
            texts.clear();
            break;
        };
        if texts.iter().all(|[known, _]| *known != language) {
            texts.push([language, property.words()]);
        }
    }
    if texts.len() < 2 {
        texts = vec![[String::new(), event.words(name).unwrap_or_default()]];
    }
    for [_, words] in &mut texts {
        *words = clean(words);
    }
    texts
}

fn write_texts(to: &str, texts: &[[String; 2]], json: &mut Json) {
    if let [[_, words]] = texts {
        json.field(to, words);
        return;
    }
    json.name(to);
    json.open('{');
    for [language, words] in texts {
        json.field(language, words);
    }
    json.close('}');
}

/// The description. Where there is one in HTML and none in plain text, it is that.
fn write_description(event: &Component<'_>, json: &mut Json) {
    let is_html = |property: &&Property<'_>| property.has("FMTTYPE", "text/html");
    let styled = event.all("X-ALT-DESC").chain(event.all("STYLED-DESCRIPTION"));
    let html = styled.filter(is_html).map(Property::words).next();
    // Google writes HTML where the standard has plain text.
    let mut has_markup = false;
    let texts = texts(event, "DESCRIPTION", &mut |words| {
        let (words, is_html) = prose(words);
        has_markup |= is_html;
        words
    });
    let is_blank = || {
        event
            .words("DESCRIPTION")
            .unwrap_or_default()
            .trim_ascii()
            .is_empty()
    };
    match html {
        Some(html) if has_markup || is_blank() => write_html(json, &html),
        _ => {
            write_texts("description", &texts, json);
            if has_markup {
                json.field("descriptionContentType", "text/html");
            }
        }
    }
}

fn write_labels(event: &Component<'_>, json: &mut Json) {
    let mut labels = Vec::new();
    for property in event.all("CATEGORIES") {
        if labels.len() < MAX_VALUES {
            labels.append(&mut property.list());
        }
    }
    if !labels.is_empty() {
        json.name("keywords");
        json.open('[');
        for label in &labels {
            json.string(&resolved(label));
        }
        json.close(']');
    }
    if let Some(color) = event.words("COLOR") {
        json.field("color", &color);
    }
}

/// Where it takes place, and ways in online. An address in place of a place is a way in.
fn write_places(event: &Component<'_>, json: &mut Json) {
    let location = resolved(&event.words("LOCATION").unwrap_or_default());
    let is_address = is_web(location.trim_ascii()) && !has_any(location.trim_ascii(), b" ");
    let venues: Vec<&Component<'_>> = event
        .parts
        .iter()
        .filter(|part| part.kind == "VLOCATION")
        .collect();
    let geo = event.get("GEO").map(Property::value).map(coordinates);
    let apple = event.get("X-APPLE-STRUCTURED-LOCATION").map(Property::value);
    let geo = geo.or_else(|| Some(apple?.trim_ascii().to_owned()));
    let ways = [
        "CONFERENCE",
        "X-GOOGLE-CONFERENCE",
        "X-MICROSOFT-SKYPETEAMSMEETINGURL",
        "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
    ];
    let mut ways = ways.iter().flat_map(|name| event.all(name)).peekable();
    // What a way in is called may stand there for programs that know none.
    let is_way = event.all("CONFERENCE").any(|way| {
        way.parameter("LABEL")
            .is_some_and(|label| resolved(&label) == location)
    });
    let has_place = !location.trim_ascii().is_empty() && !is_address && !is_way || geo.is_some();
    if has_place || !venues.is_empty() {
        json.name("locations");
        json.open('{');
        if has_place {
            json.name("1");
            json.open('{');
            if !is_address && !is_way {
                json.field("name", &location);
            }
            json.field("coordinates", geo.as_deref().unwrap_or_default());
            if let Some(page) = event.get("LOCATION").and_then(|place| place.parameter("ALTREP"))
                && is_web(&page)
            {
                json.field("href", &page);
            }
            json.close('}');
        }
        for (at, venue) in venues.iter().enumerate() {
            let name = resolved(&venue.words("NAME").unwrap_or_default());
            // The line that says the same for programs which know no better.
            if has_place && (name.is_empty() || split_once(&location, &name).is_some()) {
                continue;
            }
            json.name(&(at + 2).digits());
            json.open('{');
            json.field("name", &name);
            json.field("description", &venue.words("DESCRIPTION").unwrap_or_default());
            if let Some(geo) = venue.get("GEO") {
                json.field("coordinates", &coordinates(geo.value()));
            } else if let Some(geo) = venue.get("COORDINATES").or_else(|| venue.get("STRUCTURED-DATA"))
                && geo.value().starts_with("geo:")
            {
                json.field("coordinates", geo.value());
            }
            if let Some(page) = venue.words("URL") {
                json.field("href", &page);
            }
            json.close('}');
        }
        json.close('}');
    }
    if ways.peek().is_none() && !is_address {
        return;
    }
    json.name("virtualLocations");
    json.open('[');
    if is_address {
        json.string(location.trim_ascii());
    }
    for way in ways.take(MAX_VALUES) {
        json.open('{');
        json.field("name", &way.parameter("LABEL").unwrap_or_default());
        json.field("uri", way.value().trim_ascii());
        json.close('}');
    }
    json.close(']');
}

/// `52.12;11.63` as an address of a place.
fn coordinates(value: &str) -> String {
    let (latitude, longitude) = cut(value.trim_ascii(), b";,");
    let longitude = longitude.get(1..).unwrap_or_default();
    ["geo:", latitude.trim_ascii(), ",", longitude.trim_ascii()].concat()
}

/// The event's page, its picture, and what is attached. What is attached within the file itself is left out.
fn write_links(event: &Component<'_>, json: &mut Json) {
    if let Some(page) = event.get("URL") {
        json.field("url", page.value().trim_ascii());
    }
    let is_picture = |property: &Property<'_>| {
        property
            .parameter("FMTTYPE")
            .and_then(|kind| kind.get(..6).map(|kind| kind.eq_ignore_ascii_case("image/")))
            .unwrap_or(false)
    };
    let is_address = |property: &&Property<'_>| {
        !property.has("VALUE", "BINARY") && !property.value().trim_ascii().is_empty()
    };
    let images = event.all("IMAGE").filter(is_address);
    let attached = event.all("ATTACH").filter(is_address);
    let mut pictures =
        images.chain(attached.filter(|property| is_picture(property) && is_web(property.value())));
    if let Some(picture) = pictures.next() {
        json.name("image");
        json.open('{');
        json.field("href", picture.value().trim_ascii());
        json.field("alt", &picture.parameter("ALTREP-TEXT").unwrap_or_default());
        json.close('}');
    }
    let links = event.all("ATTACH").chain(event.all("STRUCTURED-DATA"));
    let mut links = links
        .filter(|property| is_address(property) && !is_picture(property) && is_web(property.value()))
        .peekable();
    if links.peek().is_none() {
        return;
    }
    json.name("links");
    json.open('[');
    for link in links.take(MAX_VALUES) {
        json.open('{');
        json.field("href", link.value().trim_ascii());
        let name = ["FILENAME", "X-FILENAME", "LABEL"]
            .iter()
            .find_map(|name| link.parameter(name));
        json.field("title", &name.unwrap_or_default());
        json.field("rel", "enclosure");
        json.close('}');
    }
    json.close(']');
}

/// Who holds it, and who speaks. Guests stay unread: they may be private.
fn write_people(event: &Component<'_>, json: &mut Json) {
    let organizer = event.get("ORGANIZER");
    let people = || event.parts.iter().filter(|part| part.kind == "PARTICIPANT");
    let is = |part: &Component<'_>, kinds: &[&str]| {
        let kind = part.words("PARTICIPANT-TYPE").unwrap_or_default();
        kinds
            .iter()
            .any(|known| known.eq_ignore_ascii_case(kind.trim_ascii()))
    };
    let hosts: Vec<&Component<'_>> = people()
        .filter(|part| is(part, &["SPONSOR", "PLANNER-CONTACT"]))
        .collect();
    let name = organizer.and_then(|organizer| organizer.parameter("CN"));
    let contacts: Vec<String> = event
        .all("CONTACT")
        .take(MAX_VALUES)
        .map(Property::words)
        .collect();
    if name.is_some() || !hosts.is_empty() || !contacts.is_empty() {
        json.name("organizer");
        json.open('[');
        if let (Some(name), Some(organizer)) = (&name, organizer) {
            json.open('{');
            let address = organizer.value().trim_ascii();
            let mail = address
                .get(..7)
                .filter(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
            let name = if name.trim_ascii().is_empty() {
                address.get(mail.map_or(0, str::len)..).unwrap_or_default()
            } else {
                name.as_str()
            };
            json.field("name", name);
            // A program that has no address writes one that is none.
            let is_none = address.get(7..).is_none_or(|address| {
                ["noreply", "no-reply", "invalid:", "unknown"]
                    .iter()
                    .any(|none| address.starts_with(none))
            });
            if mail.is_some() && !is_none || is_web(address) {
                json.field("href", address);
            }
            json.close('}');
        }
        for host in hosts {
            json.open('{');
            write_person(host, json);
            json.close('}');
        }
        for contact in &contacts {
            json.open('{');
            write_contact(contact, json);
            json.close('}');
        }
        json.close(']');
    }
    let mut speakers = people()
        .filter(|part| is(part, &["SPEAKER", "PERFORMER"]))
        .peekable();
    if speakers.peek().is_none() {
        return;
    }
    json.name("programme");
    json.open('[');
    json.open('{');
    json.field("title", &resolved(&event.words("SUMMARY").unwrap_or_default()));
    json.name("speakers");
    json.open('[');
    for speaker in speakers.take(MAX_VALUES) {
        json.open('{');
        write_person(speaker, json);
        json.close('}');
    }
    json.close(']');
    json.close('}');
    json.close(']');
}

/// Who can be asked; an address at the end, as our own export writes it, is where.
fn write_contact(contact: &str, json: &mut Json) {
    let parts = cut_last(contact, b',');
    let is_address =
        |address: &str| is_web(address) || address.starts_with("mailto:") || address.starts_with("tel:");
    match parts.map(|(name, address)| (name, address.trim_ascii())) {
        Some((name, address)) if is_address(address) => {
            json.field("name", name);
            json.field("href", address);
        }
        _ => json.field("name", contact),
    }
}

fn write_person(person: &Component<'_>, json: &mut Json) {
    let name = person.words("NAME").or_else(|| person.words("SUMMARY"));
    let name = name.or_else(|| person.get("CALENDAR-ADDRESS")?.parameter("CN"));
    json.field("name", &name.unwrap_or_default());
    if let Some(page) = person.words("URL") {
        json.field("href", &page);
    }
}

/// When it was written and changed.
fn write_history(event: &Component<'_>, json: &mut Json) {
    let first = |names: &[&str]| names.iter().find_map(|name| event.get(name)).map(Property::value);
    for (name, value) in [
        ("created", first(&["CREATED"])),
        ("updated", first(&["LAST-MODIFIED", "DTSTAMP"])),
    ] {
        if let Some(ParsedDateTime::Offset(civil, offset)) = value.and_then(parse_basic) {
            json.field(name, &with_offset(civil, offset));
        }
    }
    if let Some(sequence) = sequence(event).and_then(|sequence| decimal(sequence.into())) {
        json.raw("sequence", &sequence);
    }
}
