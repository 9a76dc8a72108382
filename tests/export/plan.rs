//! A visitor's plan: what they have starred, in order, and what of it overlaps.

use std::sync::Arc;

use lichthof::event::{End, Event, ProgrammeItem, Text, When};
use lichthof::export::{Item, Planned, icalendar, plan, talk_keys};

use super::support::{civil, zone};
use super::{event, first, timed_in, with_context};

fn item(title: &str, start: Option<&str>) -> ProgrammeItem {
    ProgrammeItem {
        kind: None,
        start: start.map(civil),
        duration: None,
        title: Text {
            value: title.to_owned(),
            language: None,
        },
        description: None,
        speakers: Vec::new(),
        links: Vec::new(),
    }
}

fn timed(title: &str, start: &str, duration: &str) -> Arc<Event> {
    Arc::new(event(title, timed_in("Europe/Berlin", start, duration)))
}

fn assembly() -> Arc<Event> {
    let mut assembly = event(
        "Versammlung",
        timed_in("Europe/Berlin", "2026-05-12T17:00", "PT3H"),
    );
    assembly.details_mut().programme = vec![
        item("Begrüßung", Some("2026-05-12T17:00")),
        item("Kürzere Besprechungen!", Some("2026-05-12T17:30")),
        item("Pause", Some("2026-05-12T18:30")),
        item("Pause", None),
        item("Ausblick", Some("2026-05-12T19:00")),
        item("日本語", None),
    ];
    Arc::new(assembly)
}

fn planned(events: &[&Arc<Event>], starred: &[(&str, &str)]) -> Vec<Planned> {
    let occurrences: Vec<_> = events.iter().map(|event| first(event)).collect();
    let is_starred = |uid: &str, key: &str| starred.contains(&(uid, key));
    with_context(|context| plan(occurrences.iter(), &is_starred, context))
}

#[test]
fn talks_are_named_by_their_titles_each_once() {
    assert_eq!(
        talk_keys(&assembly().details().programme),
        [
            "begrussung",
            "kurzere-besprechungen",
            "pause",
            "pause-2",
            "ausblick",
            "talk"
        ]
    );
}

#[test]
fn a_plan_is_in_order_and_says_what_overlaps() {
    let evening = timed("Abend", "2026-05-12T19:00", "PT2H");
    let afternoon = timed("Nachmittag", "2026-05-12T16:00", "PT2H");
    let later = timed("Nachts", "2026-05-12T21:00", "PT1H");
    let open = Arc::new(event(
        "Offen",
        When::Timed {
            start: civil("2026-05-12T10:00"),
            end: End::Open,
            zone: zone("Europe/Berlin"),
        },
    ));
    let plan = planned(&[&evening, &assembly(), &afternoon, &later, &open], &[]);
    let told: Vec<_> = plan
        .iter()
        .map(|one| (one.occurrence.event.title.value.as_str(), &one.overlaps[..]))
        .collect();
    assert_eq!(
        told,
        [
            ("Offen", &[][..]),
            ("Nachmittag", &[2][..]),
            ("Versammlung", &[1, 3]),
            ("Abend", &[2]),
            // What ends as another begins leaves time for both.
            ("Nachts", &[]),
        ]
    );
}

#[test]
fn a_starred_talk_stands_for_its_event() {
    let evening = timed("Abend", "2026-05-12T18:15", "PT30M");
    let assembly = assembly();
    let uid = assembly.uid.as_str();
    let plan = planned(
        &[&evening, &assembly],
        &[(uid, "kurzere-besprechungen"), (uid, "ausblick"), (uid, "gone")],
    );
    let told: Vec<_> = plan
        .iter()
        .map(|one| {
            let key = one.talk_of.as_ref().map(|(event, key)| {
                assert_eq!(event.event, assembly);
                key.as_str()
            });
            (one.occurrence.event.title.value.as_str(), key, &one.overlaps[..])
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Kürzere Besprechungen!", Some("kurzere-besprechungen"), &[1][..]),
            ("Abend", None, &[0]),
            ("Ausblick", Some("ausblick"), &[]),
        ]
    );
    // A talk ends where the next one begins, the last one with its event.
    let items: Vec<_> = plan.iter().map(|one| Item::Occurrence(&one.occurrence)).collect();
    let file = with_context(|context| icalendar(&items, None, context));
    for line in [
        "DTSTART;TZID=Europe/Berlin:20260512T173000\r\nDTEND;TZID=Europe/Berlin:20260512T183000",
        "DTSTART;TZID=Europe/Berlin:20260512T190000\r\nDTEND;TZID=Europe/Berlin:20260512T200000",
        "DESCRIPTION:Versammlung\r\n",
        ";talk=kurzere-besprechungen\r\n",
    ] {
        assert!(file.replace("\\;", ";").contains(line), "{line} in {file}");
    }
}
