//! `lichthof check --map`: a map for a list of things with dates, guessed from the names and values of its members.

use std::io::{self, Write, stdout};

use lichthof::event::When;
use lichthof::feed::Hints;

use crate::Exit;
use crate::json::{self, Kind, Value, quoted};
use crate::progress::Progress;
use crate::source::{Page, Reading, pages};

/// How deep members are looked for.
const MAX_DEPTH: usize = 3;
/// How many things of the list are looked at.
const LOOKED_AT: usize = 50;
/// How many events are shown as they are read by the map.
const SHOWN: usize = 3;

/// What a value must look like.
#[derive(Clone, Copy, PartialEq)]
enum Looks {
    Words,
    Moment,
    Time,
    Address,
    Picture,
    Number,
    Anything,
}

/// Our fields, what the values look like, and what they are called elsewhere: the likeliest first.
const FIELDS: [(&str, Looks, &[&str]); 24] = [
    (
        "title",
        Looks::Words,
        &[
            "title",
            "titel",
            "name",
            "summary",
            "headline",
            "bezeichnung",
            "betreff",
            "subject",
            "veranstaltung",
            "thema",
        ],
    ),
    (
        "start",
        Looks::Moment,
        &[
            "start",
            "startdate",
            "startdatetime",
            "begin",
            "beginn",
            "von",
            "from",
            "datumvon",
            "startdatum",
            "datum",
            "date",
            "dtstart",
            "anfang",
            "tag",
            "day",
            "when",
            "termin",
        ],
    ),
    (
        "end",
        Looks::Moment,
        &[
            "end",
            "enddate",
            "enddatetime",
            "ende",
            "bis",
            "to",
            "until",
            "datumbis",
            "enddatum",
            "dtend",
            "finish",
        ],
    ),
    (
        "startTime",
        Looks::Time,
        &[
            "starttime",
            "time",
            "uhrzeit",
            "startzeit",
            "zeit",
            "beginnzeit",
            "uhrzeitvon",
            "zeitvon",
            "von",
        ],
    ),
    (
        "endTime",
        Looks::Time,
        &["endtime", "endzeit", "uhrzeitbis", "zeitbis", "bis"],
    ),
    (
        "uid",
        Looks::Anything,
        &["uid", "id", "guid", "uuid", "nr", "nummer", "slug"],
    ),
    (
        "description",
        Looks::Words,
        &[
            "description",
            "beschreibung",
            "text",
            "content",
            "body",
            "details",
            "teaser",
            "info",
            "inhalt",
            "desc",
        ],
    ),
    (
        "url",
        Looks::Address,
        &["url", "link", "href", "permalink", "website", "page", "detailurl"],
    ),
    (
        "image",
        Looks::Picture,
        &[
            "image",
            "bild",
            "imageurl",
            "picture",
            "photo",
            "foto",
            "thumbnail",
            "media",
        ],
    ),
    (
        "type",
        Looks::Words,
        &[
            "type",
            "eventtype",
            "category",
            "kategorie",
            "art",
            "typ",
            "rubrik",
            "categories",
            "kategorien",
        ],
    ),
    (
        "topics",
        Looks::Words,
        &["topics", "tags", "themen", "keywords", "schlagworte"],
    ),
    (
        "audience",
        Looks::Words,
        &["audience", "zielgruppe", "zielgruppen"],
    ),
    (
        "organizer",
        Looks::Words,
        &[
            "organizer",
            "veranstalter",
            "organiser",
            "host",
            "dozent",
            "leitung",
        ],
    ),
    (
        "price",
        Looks::Anything,
        &["price", "preis", "cost", "kosten", "gebuehr", "eintritt", "fee"],
    ),
    (
        "registration",
        Looks::Address,
        &[
            "registration",
            "anmeldung",
            "tickets",
            "ticketurl",
            "anmeldelink",
            "booking",
        ],
    ),
    (
        "place",
        Looks::Words,
        &[
            "place",
            "venue",
            "location",
            "ort",
            "veranstaltungsort",
            "locationname",
            "venuename",
            "gebaeude",
        ],
    ),
    ("room", Looks::Words, &["room", "raum", "saal"]),
    (
        "street",
        Looks::Words,
        &[
            "street",
            "strasse",
            "straße",
            "address",
            "adresse",
            "streetaddress",
        ],
    ),
    (
        "postalCode",
        Looks::Anything,
        &["postalcode", "plz", "zip", "zipcode"],
    ),
    (
        "city",
        Looks::Words,
        &["city", "stadt", "ort", "town", "gemeinde", "locality"],
    ),
    ("latitude", Looks::Number, &["latitude", "lat", "breite"]),
    ("longitude", Looks::Number, &["longitude", "lon", "lng", "laenge"]),
    ("status", Looks::Words, &["status", "state"]),
    ("allDay", Looks::Anything, &["allday", "ganztaegig", "wholeday"]),
];

/// Proposes a map and shows how it reads.
///
/// # Errors
///
/// Where nothing can be printed.
pub fn run(reading: &Reading) -> io::Result<Exit> {
    let progress = Progress::begin("reading");
    let (pages, failure) = pages(reading, &progress);
    drop(progress);
    let mut out = stdout().lock();
    let Some(page) = pages.first().filter(|_| failure.is_none()) else {
        writeln!(
            out,
            "{}",
            failure.map_or_else(String::new, |problem| problem.message)
        )?;
        return Ok(Exit::Unreadable);
    };
    let root = match json::parse(&page.text) {
        Ok((root, _)) => root,
        Err(fault) => {
            writeln!(
                out,
                "{}: a map reads JSON, and this is none: {}",
                page.name, fault.text
            )?;
            return Ok(Exit::Unreadable);
        }
    };
    let Some((path, list)) = longest_list(&root, "", 0) else {
        writeln!(out, "{}: there is no list of objects in it", page.name)?;
        return Ok(Exit::Unreadable);
    };
    let members = members_of(&list);
    let (map, used) = propose(&path, &members);
    writeln!(
        out,
        "A map for the {} things in {}:\n",
        list.len(),
        if path.is_empty() { "the list" } else { &path }
    )?;
    writeln!(out, "  map='{}'\n", map.replace('\'', "&#39;"))?;
    let others: Vec<_> = members
        .iter()
        .filter(|member| !used.contains(&member.path))
        .collect();
    if !others.is_empty() {
        writeln!(out, "Not used, for you to map where they mean something:")?;
        for member in others {
            let sample: String = member
                .samples
                .first()
                .map_or_else(String::new, |text| text.chars().take(50).collect());
            writeln!(out, "  {}: {}", member.path, quoted(&sample))?;
        }
        writeln!(out)?;
    }
    show(&mut out, page, reading, &map)
}

/// Shows the first events as they are read, and what is wrong with the others.
fn show(out: &mut dyn Write, page: &Page, reading: &Reading, map: &str) -> io::Result<Exit> {
    let hints = Hints {
        map: Some(map.to_owned()),
        ..reading.hints.clone()
    };
    let by_map = Reading {
        hints,
        ..reading.clone()
    };
    match page.read(&by_map) {
        Ok(document) if !document.feed.events.is_empty() => {
            let feed = &document.feed;
            writeln!(
                out,
                "By it {} are read and {} left out. The first:",
                feed.events.len(),
                feed.skipped.len()
            )?;
            for event in feed.events.iter().take(SHOWN) {
                let when = match &event.when {
                    When::Timed { start, .. } => format!("{} {}", start.date(), start.time()),
                    When::AllDay(days) => format!("{}, whole day", days.start()),
                    When::Tentative { period, .. } => format!("{}, planned", period.start()),
                };
                writeln!(out, "  {when}  {}", event.title.value)?;
            }
            writeln!(out, "\nTry it: lichthof check --map='{{…}}' {}", reading.input)?;
            Ok(Exit::Good)
        }
        Ok(document) => {
            let reason = document
                .feed
                .skipped
                .first()
                .map_or("nothing is read by it", |fault| fault.reason.text());
            writeln!(out, "It does not read an event yet: {reason}.")?;
            Ok(Exit::Faults)
        }
        Err(error) => {
            writeln!(out, "It does not read an event yet: {}.", error.text())?;
            Ok(Exit::Faults)
        }
    }
}

/// The longest list of objects, and the path to it.
fn longest_list<'a>(value: &'a Value, path: &str, depth: usize) -> Option<(String, Vec<&'a Value>)> {
    if let Some(list) = value.list() {
        let objects: Vec<_> = list
            .into_iter()
            .filter(|one| matches!(one.kind, Kind::Map(_)))
            .collect();
        if !objects.is_empty() {
            return Some((path.to_owned(), objects));
        }
    }
    let Kind::Map(members) = &value.kind else {
        return None;
    };
    if depth == MAX_DEPTH {
        return None;
    }
    let below = members.iter().filter(|(key, _)| !key.name.contains('.'));
    let lists = below.filter_map(|(key, member)| longest_list(member, &join(path, &key.name), depth + 1));
    lists.max_by_key(|(_, list)| list.len())
}

/// A member of the things in the list.
struct Member {
    path: String,
    samples: Vec<String>,
    /// In how many things it is.
    count: usize,
    is_list: bool,
}

fn members_of(list: &[&Value]) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for one in list.iter().take(LOOKED_AT) {
        gather(one, "", 0, &mut members);
    }
    members
}

fn gather(value: &Value, path: &str, depth: usize, members: &mut Vec<Member>) {
    let Kind::Map(map) = &value.kind else { return };
    for (key, member) in map.iter().filter(|(key, _)| !key.name.contains('.')) {
        let path = join(path, &key.name);
        let (value, is_list) = match &member.kind {
            Kind::List(list) => (list.first(), true),
            _ => (Some(member), false),
        };
        let text = value.and_then(|value| match &value.kind {
            Kind::Flag(flag) => Some(flag.to_string()),
            _ => value.text().map(str::to_owned),
        });
        match (value, text) {
            (_, Some(text)) if !text.trim().is_empty() => {
                let at = members
                    .iter()
                    .position(|known| known.path == path)
                    .unwrap_or_else(|| {
                        members.push(Member {
                            path,
                            samples: Vec::new(),
                            count: 0,
                            is_list,
                        });
                        members.len() - 1
                    });
                members[at].count += 1;
                members[at].samples.push(text);
            }
            (Some(value), None) if depth < MAX_DEPTH => gather(value, &path, depth + 1, members),
            _ => {}
        }
    }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        [path, ".", name].concat()
    }
}

/// The map as JSON, and the paths that it uses.
fn propose(list: &str, members: &[Member]) -> (String, Vec<String>) {
    let mut used: Vec<String> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    if !list.is_empty() {
        parts.push(format!("\"list\": {}", quoted(list)));
    }
    for (field, looks, names) in FIELDS {
        let score = |member: &&Member| {
            let likeness = likeness(&member.path, names)?;
            let fitting = member.samples.iter().filter(|text| fits(text, looks)).count();
            let is_fitting = fitting * 2 > member.samples.len()
                && (!member.is_list || matches!(field, "topics" | "type" | "audience" | "image"));
            (is_fitting && !used.contains(&member.path)).then_some((
                likeness,
                member.count,
                usize::MAX - member.path.len(),
            ))
        };
        let best = members
            .iter()
            .filter_map(|member| Some((score(&member)?, member)))
            .max_by_key(|(score, _)| *score);
        if let Some((_, member)) = best {
            parts.push(format!("{}: {}", quoted(field), quoted(&member.path)));
            used.push(member.path.clone());
        }
    }
    (format!("{{{}}}", parts.join(", ")), used)
}

/// How much a path sounds like one of these names: nothing, or more for those that come first.
fn likeness(path: &str, names: &[&str]) -> Option<usize> {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters
            .flat_map(char::to_lowercase)
            .collect::<String>()
            .replace('ä', "ae")
            .replace('ü', "ue")
            .replace('ö', "oe")
    };
    let steps: Vec<String> = path.split('.').map(plain).collect();
    let last = steps.last()?;
    let before = steps.len().checked_sub(2).and_then(|at| steps.get(at));
    let worth = |at: usize, of: usize| of * 100 - at;
    // `ort.name` is as good as `ort`, and `titel.de` as `titel`.
    let is_inner = matches!(
        last.as_str(),
        "name" | "title" | "titel" | "de" | "en" | "rendered" | "value" | "text" | "url" | "date"
    );
    let is_inner = is_inner && before.is_some();
    let exact = names
        .iter()
        .position(|name| !is_inner && last == name)
        .map(|at| worth(at, 4));
    let inner = names
        .iter()
        .position(|name| is_inner && before.is_some_and(|step| step == name))
        .map(|at| worth(at, 3));
    let part = names
        .iter()
        .position(|name| !is_inner && name.len() > 3 && last.contains(name))
        .map(|at| worth(at, 2));
    exact.max(inner).max(part)
}

fn fits(text: &str, looks: Looks) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_number = text.parse::<f64>().is_ok();
    match looks {
        Looks::Anything => true,
        Looks::Words => !is_number && digits * 2 < text.len().max(1),
        Looks::Number => is_number,
        Looks::Address => text.starts_with("http") || text.starts_with("www."),
        Looks::Picture => text.starts_with("http"),
        // Ten digits are seconds since 1970, thirteen milliseconds.
        Looks::Moment if is_number => matches!(digits, 9 | 10 | 12 | 13),
        Looks::Moment => {
            digits >= 5
                && text.contains(['-', '.', '/'])
                && text.starts_with(|letter: char| letter.is_ascii_digit())
        }
        Looks::Time => text.len() <= 12 && text.contains([':', '.']) && (3..=6).contains(&digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(text: &str) -> String {
        let (root, _) = json::parse(text).unwrap();
        let (path, list) = longest_list(&root, "", 0).unwrap();
        propose(&path, &members_of(&list)).0
    }

    #[test]
    fn members_are_known_by_their_names_and_values() {
        for (text, map) in [
            (
                r#"{"data": {"kurse": [{"nr": 7, "titel": {"de": "Töpfern"}, "von": "6.1.2026 19:00", "bis": "6.1.2026 21:00",
                    "ort": {"name": "VHS", "stadt": "Magdeburg"}, "link": "https://a.example/7", "plätze": 5}]}}"#,
                r#"{"list": "data.kurse", "title": "titel.de", "start": "von", "end": "bis", "uid": "nr", "url": "link", "place": "ort.name", "city": "ort.stadt"}"#,
            ),
            (
                r#"[{"name": "Kurs", "datum": "2026-01-06", "uhrzeit": "19:00", "tags": ["a"], "bild": "https://a.example/b.jpg"}]"#,
                r#"{"title": "name", "start": "datum", "startTime": "uhrzeit", "image": "bild", "topics": "tags"}"#,
            ),
            (
                r#"[{"subject": "X", "date": 1767722400, "until": 1767729600}]"#,
                r#"{"title": "subject", "start": "date", "end": "until"}"#,
            ),
        ] {
            assert_eq!(guess(text), map);
        }
    }
}
