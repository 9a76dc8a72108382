//! What leaves the calendar: iCalendar files, links, shared text, data for search engines.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use lichthof::date::{
    DatePrecision, DateRange, Duration, Instant, Occurrence, Rule, Shown, Zone, ZoneMode, ZonePolicy,
};
use lichthof::event::{
    End, Event, Format, Href, Link, OnlineVenue, Organizer, Override, Price, ProgrammeItem, Registration,
    Series, Speaker, Status, Text, Uid, Venue, When,
};
use lichthof::export::{Context, Item, icalendar};
use lichthof::text::Strings;
use support::{TestZones, civil, date, instant, zone};

fn policy() -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: zone("Europe/Berlin"),
    }
}

/// Runs with what the exports of a German calendar in Berlin need to know.
fn with_context<T>(run: impl FnOnce(&Context) -> T) -> T {
    run(&Context {
        policy: &policy(),
        zones: &TestZones,
        now: instant("2026-04-01T10:00+02:00"),
        strings: Strings::of("de"),
        when: &|occurrence| match &occurrence.shown {
            Shown::Timed { start, .. } => start.format("%d.%m.%Y, %H:%M Uhr").to_string(),
            Shown::AllDay(days) => days.start().format("%d.%m.%Y").to_string(),
            Shown::Tentative { .. } => "Mai 2026 (geplant)".to_owned(),
        },
        address: &|occurrence| {
            occurrence
                .event
                .page
                .as_ref()
                .map(|page| page.as_str().to_owned())
        },
    })
}

fn first(event: &Arc<Event>) -> Occurrence {
    Occurrence::first(event, &policy(), &TestZones)
}

fn file(event: &Arc<Event>) -> String {
    with_context(|context| icalendar(&[Item::Event(event)], None, context))
}

/// The lines of a file, unfolded.
fn lines(file: &str) -> Vec<String> {
    let unfolded = file.replace("\r\n ", "");
    unfolded.split_terminator("\r\n").map(str::to_owned).collect()
}

fn text(value: &str) -> Text {
    Text {
        value: value.to_owned(),
        language: None,
    }
}

fn href(address: &str) -> Option<Href> {
    Some(Href::parse(address).unwrap())
}

fn timed_in(name: &str, start: &str, duration: &str) -> When {
    When::Timed {
        start: civil(start),
        end: End::After(Duration::parse(duration).unwrap()),
        zone: zone(name),
    }
}

fn event(title: &str, when: When) -> Event {
    Event::new(Uid::new(title.replace(' ', "-")), title, when)
}

/// An event with everything in it.
fn assembly() -> Arc<Event> {
    let mut event = event(
        "Mitgliederversammlung; mit Wahl, Bericht",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H30M"),
    );
    event.uid = Uid::new("2026-05-12-versammlung@cluster.example");
    event.description = Some(text("Rückblick\nund \\ Ausblick.\n\nMit Kurzvorträgen."));
    event.venues = vec![Venue {
        name: Some(text("Festung Mark")),
        room: Some(text("Großer Saal")),
        street: Some("Hohepfortewall 1".to_owned()),
        postal_code: Some("39104".to_owned()),
        city: Some("Magdeburg".to_owned()),
        coordinates: Some((52.138_05, 11.643_2)),
        ..Venue::default()
    }];
    event.online = vec![OnlineVenue {
        name: Some(text("Übertragung: \"live\"")),
        href: href("https://stream.example/live"),
    }];
    event.page = href("https://cluster.example/termine/versammlung");
    event.links = vec![Link {
        href: href("https://cluster.example/agenda.pdf").unwrap(),
        title: Some(text("Tagesordnung")),
        relation: None,
    }];
    event.types = vec!["Versammlung".to_owned()];
    event.topics = vec!["Cybercrime".to_owned(), "Recht, Vergabe".to_owned()];
    event.organizers = vec![
        Organizer {
            name: text("Cluster IT"),
            href: href("mailto:office@cluster.example"),
        },
        Organizer {
            name: text("IHK"),
            href: href("https://ihk.example/"),
        },
    ];
    event.price = Some(Price {
        is_free: true,
        text: None,
    });
    event.registration = Some(Registration {
        href: href("https://cluster.example/anmeldung"),
        ..Registration::default()
    });
    event.programme = vec![ProgrammeItem {
        kind: None,
        start: Some(civil("2026-05-12T19:05")),
        duration: None,
        title: text("Lagebild"),
        description: None,
        speakers: vec![Speaker {
            name: text("Dr. Ada Beispiel"),
            role: None,
            organization: Some(text("LKA")),
        }],
        links: vec![Link {
            href: href("https://cluster.example/lagebild.pdf").unwrap(),
            title: None,
            relation: Some("slides".to_owned()),
        }],
    }];
    assert_eq!(event.format(), Some(Format::Hybrid));
    Arc::new(event)
}

#[test]
fn an_event_leaves_with_all_that_a_calendar_can_hold() {
    let file = with_context(|context| icalendar(&[Item::Event(&assembly())], Some(30), context));
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let expected = include_str!("exports/assembly.ics").replace('\n', "\r\n");
    assert_eq!(file, expected, "{file}");
}
