//! What leaves the calendar as an iCalendar file, and is read back: all that the format carries.

use std::sync::Arc;

use lichthof::event::{Event, Format};
use lichthof::export::{Item, icalendar};
use lichthof::feed::{Feed, read};

use super::support::TestZones;
use super::{icalendar::assembly, with_context};

fn back(events: &[Arc<Event>]) -> Feed {
    let items: Vec<_> = events.iter().map(Item::Event).collect();
    let file = with_context(|context| icalendar(&items, Some(30), context));
    let feed = read(&file, "de", &TestZones).unwrap();
    assert_eq!((&feed.skipped, &feed.warnings), (&vec![], &vec![]), "{file}");
    feed
}

#[test]
fn an_event_with_everything_in_it_comes_back() {
    let event = assembly();
    let feed = back(std::slice::from_ref(&event));
    let read = &feed.events[0];
    assert_eq!(read.uid, event.uid);
    assert_eq!(read.title.value, event.title.value);
    assert_eq!(read.page, event.page);
    assert_eq!(read.status, event.status);
    assert_eq!(read.format(), Some(Format::Hybrid));
    let (details, expected) = (read.details(), event.details());
    assert_eq!(details.history, expected.history);
    // A quote has no place in a parameter's value.
    assert_eq!(details.online[0].href, expected.online[0].href);
    assert_eq!(details.organizers, expected.organizers);
    assert_eq!(details.venues[0].coordinates, expected.venues[0].coordinates);
    let labels: Vec<_> = event.types.iter().chain(&expected.topics).cloned().collect();
    assert_eq!(details.topics, labels, "the format has one list of both");
    let place = details.venues[0].name.as_ref().unwrap();
    assert_eq!(
        place.value, "Festung Mark, Großer Saal, Hohepfortewall 1, 39104 Magdeburg",
        "the format has one line for it"
    );
    let description = &details.description.as_ref().unwrap().value;
    assert!(description.starts_with("Rückblick\nund \\ Ausblick.\n\nMit Kurzvorträgen."));
    assert!(description.contains("19:05 Lagebild"), "{description}");
}

#[test]
fn what_feeds_say_comes_back_from_a_file() {
    let feeds = [
        include_str!("../fixtures/feed-full.json"),
        include_str!("../fixtures/assembly.json"),
        include_str!("../fixtures/series.json"),
        include_str!("../fixtures/browser.json"),
        include_str!("../fixtures/zones.json"),
        include_str!("../fixtures/formats/club.ics"),
    ];
    for text in feeds {
        let feed = read(text, "de", &TestZones).unwrap();
        let again = back(&feed.events);
        assert_eq!(again.events.len(), feed.events.len(), "{text}");
        for (one, expected) in again.events.iter().zip(&feed.events) {
            assert_eq!(one.uid, expected.uid);
            assert_eq!(one.page, expected.page);
            assert_eq!(
                one.is_online,
                expected.details().online.iter().any(|way| way.href.is_some())
            );
            assert_eq!(
                one.when.start().date(),
                expected.when.start().date(),
                "{:?}",
                expected.title
            );
        }
    }
}
