//! iCalendar files, line by line.

use std::sync::Arc;

use lichthof::event::{
    End, Event, Format, History, Link, OnlineVenue, Organizer, Place, Price, ProgrammeItem, Registration,
    Speaker, Status, Uid, Venue, When,
};
use lichthof::export::{Item, icalendar};
use lichthof::schedule::Occurrence;
use lichthof::time::{DatePrecision, DateRange, Zone};

use super::support::{TestZones, civil, date};
use super::{changed, days, event, first, href, policy, series, text, timed, timed_in, with_context};

/// An event with everything in it.
pub fn assembly() -> Arc<Event> {
    let mut event = event(
        "Mitgliederversammlung; mit Wahl, Bericht",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H30M"),
    );
    event.uid = Uid::new("2026-05-12-versammlung@cluster.example");
    event.details_mut().description = Some(text("Rückblick\nund \\ Ausblick.\n\nMit Kurzvorträgen."));
    event.details_mut().venues = vec![Venue {
        name: Some(text("Festung Mark")),
        room: Some(text("Großer Saal")),
        street: Some("Hohepfortewall 1".to_owned()),
        postal_code: Some("39104".to_owned()),
        city: Some("Magdeburg".to_owned()),
        coordinates: Some((52.138_05, 11.643_2)),
        ..Venue::default()
    }];
    event.details_mut().online = vec![OnlineVenue {
        name: Some(text("Übertragung: \"live\"")),
        href: href("https://stream.example/live"),
    }];
    event.page = href("https://cluster.example/termine/versammlung");
    event.details_mut().links = vec![Link {
        href: href("https://cluster.example/agenda.pdf").unwrap(),
        title: Some(text("Tagesordnung")),
        relation: None,
    }];
    event.types = vec!["Versammlung".to_owned()];
    event.details_mut().topics = vec!["Cybercrime".to_owned(), "Recht, Vergabe".to_owned()];
    event.details_mut().organizers = vec![
        Organizer {
            name: text("Cluster IT"),
            href: href("mailto:office@cluster.example"),
        },
        Organizer {
            name: text("IHK"),
            href: href("https://ihk.example/"),
        },
    ];
    event.details_mut().price = Some(Price {
        is_free: Some(true),
        text: None,
    });
    event.registration = Some(Box::new(Registration {
        href: href("https://cluster.example/anmeldung"),
        ..Registration::default()
    }));
    event.details_mut().programme = vec![ProgrammeItem {
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
    event.details_mut().history = Some(History {
        created: Some(civil("2026-01-02T08:00")),
        updated: Some(civil("2026-03-30T09:15")),
        sequence: 2,
    });
    event.place = Some(Place {
        name: Some(text("Festung Mark")),
        city: Some("Magdeburg".to_owned()),
    });
    event.is_online = true;
    assert_eq!(event.format(), Some(Format::Hybrid));
    Arc::new(event)
}

/// The lines of a file, unfolded.
fn lines(file: &str) -> Vec<String> {
    let unfolded = file.replace("\r\n ", "");
    unfolded.split_terminator("\r\n").map(str::to_owned).collect()
}

#[test]
fn an_event_leaves_with_all_that_a_calendar_can_hold() {
    let file = with_context(|context| icalendar(&[Item::Event(&assembly())], Some(30), context));
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let expected = include_str!("assembly.ics").replace('\n', "\r\n");
    assert_eq!(file, expected, "{file}");
}

fn file(event: Event) -> Vec<String> {
    with_context(|context| lines(&icalendar(&[Item::Event(&Arc::new(event))], None, context)))
}

#[track_caller]
fn assert_has(lines: &[String], expected: &[&str]) {
    for line in expected {
        assert!(lines.iter().any(|own| own == line), "{line} is not in {lines:#?}");
    }
}

#[test]
fn a_time_without_zone_floats_and_one_with_an_offset_is_in_utc() {
    let floating = file(event("A", timed(Zone::Floating, "2026-05-12T19:00", "PT2H")));
    assert_has(&floating, &["DTSTART:20260512T190000", "DTEND:20260512T210000"]);
    let fixed = file(event("A", timed(Zone::Fixed(19_800), "2026-05-12T19:00", "PT2H")));
    assert_has(&fixed, &["DTSTART:20260512T133000Z", "DTEND:20260512T153000Z"]);
    for lines in [floating, fixed] {
        assert!(!lines.contains(&"BEGIN:VTIMEZONE".to_owned()));
    }
    let weekly = series(
        timed(Zone::Floating, "2026-05-12T19:00", "PT2H"),
        &["FREQ=WEEKLY;UNTIL=20260630"],
        |series| series.excluded = vec![civil("2026-05-19T19:00")],
    );
    assert_has(
        &file(weekly),
        &[
            "DTSTART:20260512T190000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260630T235959",
            "EXDATE:20260519T190000",
        ],
    );
}

#[test]
fn whole_days_are_dates_with_an_exclusive_end() {
    assert_has(
        &file(event("A", days("2026-03-28", "2026-03-31"))),
        &["DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260331"],
    );
}

#[test]
fn a_tentative_period_occupies_nobody_and_says_what_it_is() {
    let mut month = event(
        "Strategieworkshop",
        When::Tentative {
            period: DateRange::new(date("2026-05-01"), date("2026-06-01")).unwrap(),
            precision: DatePrecision::Month,
        },
    );
    month.status = Status::Tentative;
    assert_has(
        &file(month),
        &[
            "DTSTART;VALUE=DATE:20260501",
            "DTEND;VALUE=DATE:20260601",
            "SUMMARY:Strategieworkshop (geplant)",
            "DESCRIPTION:Mai 2026 (geplant)",
            "STATUS:TENTATIVE",
            "TRANSP:TRANSPARENT",
        ],
    );
}

#[test]
fn a_cancelled_event_says_so_twice() {
    let mut cancelled = event(
        "Rust-Abend",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"),
    );
    cancelled.status = Status::Cancelled;
    assert_has(
        &file(cancelled),
        &["SUMMARY:Abgesagt: Rust-Abend", "STATUS:CANCELLED"],
    );
}

#[test]
fn what_has_no_end_gets_none() {
    for end in [End::Open, End::At(civil("2026-05-12T19:00"), None)] {
        let when = When::Timed {
            start: civil("2026-05-12T19:00"),
            end,
            zone: super::support::zone("Europe/Berlin"),
        };
        let lines = file(event("A", when));
        assert!(!lines.iter().any(|line| line.starts_with("DTEND")));
    }
}

#[test]
fn the_hour_that_a_clock_shows_twice_is_told_in_utc() {
    let lines = file(event("A", timed_in("Europe/Berlin", "2026-10-25T01:30", "PT2H")));
    assert_has(
        &lines,
        &[
            "DTSTART;TZID=Europe/Berlin:20261025T013000",
            "DTEND:20261025T013000Z",
        ],
    );
}

#[test]
fn a_series_leaves_with_its_exceptions() {
    let evening = |start| timed_in("Europe/Berlin", start, "P1DT2H");
    let event = series(evening("2026-01-06T19:00"), &["FREQ=WEEKLY;COUNT=20"], |series| {
        series.excluded = vec![civil("2026-01-20T19:00")];
        series.dates = vec![civil("2026-02-01T11:00")];
        let mut garden = changed("2026-02-03T19:00", "Im Garten", evening("2026-02-04T20:00"));
        Arc::get_mut(&mut garden.event).unwrap().status = Status::Cancelled;
        series.overrides = vec![garden];
    });
    let lines = file(event);
    assert_has(
        &lines,
        &[
            "DTSTART;TZID=Europe/Berlin:20260106T190000",
            "DURATION:P1DT2H",
            "RRULE:FREQ=WEEKLY;COUNT=20",
            "RDATE;TZID=Europe/Berlin:20260201T110000",
            "EXDATE;TZID=Europe/Berlin:20260120T190000",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260203T190000",
            "DTSTART;TZID=Europe/Berlin:20260204T200000",
            "SUMMARY:Abgesagt: Im Garten",
        ],
    );
    let identities: Vec<_> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(identities, ["UID:Stammtisch", "UID:Stammtisch"]);
}

#[test]
fn one_date_of_a_series_leaves_alone_with_an_identity_of_its_own() {
    let event = Arc::new(series(
        timed_in("Europe/Berlin", "2026-01-06T19:00", "PT2H"),
        &["FREQ=WEEKLY"],
        |_| {},
    ));
    let occurrence = Occurrence::at(&event, civil("2026-06-02T19:00"), &policy(), &TestZones).unwrap();
    let lines = with_context(|context| lines(&icalendar(&[Item::Occurrence(&occurrence)], None, context)));
    assert_has(
        &lines,
        &[
            "UID:Stammtisch\\;2026-06-02T19:00",
            "DTSTART;TZID=Europe/Berlin:20260602T190000",
        ],
    );
    assert!(!lines.iter().any(|line| line.starts_with("RRULE:FREQ=WEEKLY")));
}

#[test]
fn each_zone_of_a_file_is_told_once_for_all_its_times() {
    let at = |name: &str, start: &str| Arc::new(event(start, timed_in(name, start, "PT2H")));
    let events = [
        at("Europe/Berlin", "2026-05-12T19:00"),
        at("America/New_York", "2026-05-12T19:00"),
        at("Europe/Berlin", "1979-05-12T19:00"),
    ];
    let items: Vec<_> = events.iter().map(Item::Event).collect();
    let lines = with_context(|context| lines(&icalendar(&items, None, context)));
    let zones: Vec<_> = lines.iter().filter(|line| line.starts_with("TZID:")).collect();
    assert_eq!(zones, ["TZID:Europe/Berlin", "TZID:America/New_York"]);
    // No summer time in 1979 yet.
    assert_has(&lines, &["DTSTART:19800406T020000"]);
}

#[test]
fn the_ends_of_time_are_survived() {
    for start in ["0001-01-01T00:00", "9999-12-31T23:59", "1582-10-10T12:00"] {
        for duration in ["PT1S", "P36525D", "PT876600H"] {
            for name in ["Europe/Berlin", "Nowhere/Land", "Pacific/Apia"] {
                let event = series(timed_in(name, start, duration), &["FREQ=YEARLY"], |series| {
                    series.dates = vec![civil("9999-12-31T23:59:59")];
                    series.excluded = vec![civil("0001-01-01T00:00")];
                });
                let occurrence = first(&Arc::new(event.clone()));
                assert!(!file(event).is_empty());
                with_context(|context| icalendar(&[Item::Occurrence(&occurrence)], Some(u32::MAX), context));
            }
        }
    }
}
