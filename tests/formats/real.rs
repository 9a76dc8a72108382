//! Feeds that people really publish, where they are at hand (`LICHTHOF_FEEDS`, else `../shared/feeds`): data of
//! others, not kept here.

use std::fs;
use std::path::PathBuf;

use lichthof::event::Event;
use lichthof::feed::Feed;

use super::{feed, told, when};

/// The text of a real feed; `None` where there are none.
fn real(name: &str) -> Option<String> {
    let named = std::env::var_os("LICHTHOF_FEEDS").map(PathBuf::from);
    let beside = ["../shared/feeds", "../../shared/feeds"].map(PathBuf::from);
    let mut folders = named.into_iter().chain(beside);
    folders.find_map(|folder| fs::read_to_string(folder.join(name)).ok())
}

fn conferences(name: &str) -> Option<Feed> {
    let read = feed(&real(name)?);
    assert_eq!(read.skipped, [], "{name}");
    assert_eq!(read.events.len(), 394, "{name}");
    Some(read)
}

/// The town of an event.
fn town(event: &Event) -> Option<&str> {
    let place = event.place.as_ref()?;
    let name = place.name.as_ref().map(|name| name.value.as_str());
    place.city.as_deref().or(name)?.split(',').next()
}

/// The same conferences in four formats are the same events: title, time, page, topics and town.
#[test]
fn the_same_conferences_are_the_same_in_each_format() {
    let Some(native) = conferences("conferences.jscalendar.json") else {
        return;
    };
    for name in [
        "conferences.ics",
        "conferences.fullcalendar.json",
        "conferences.schema-org.json",
    ] {
        let Some(other) = conferences(name) else { return };
        assert_eq!(told(&other), [""; 0], "{name}");
        for (one, expected) in other.events.iter().zip(&native.events) {
            assert_eq!(one.uid, expected.uid, "{name}");
            assert_eq!(one.title.value, expected.title.value, "{name}");
            assert_eq!(one.when, expected.when, "{name}: {:?}", one.title);
            assert_eq!(one.page, expected.page, "{name}: {:?}", one.title);
            assert_eq!(
                one.details().topics,
                expected.details().topics,
                "{name}: {:?}",
                one.title
            );
            assert_eq!(town(one), town(expected), "{name}: {:?}", one.title);
            // That file has no line for it.
            if name != "conferences.ics" {
                assert_eq!(one.is_online, expected.is_online, "{name}: {:?}", one.title);
                let ways = |event: &Event| event.details().online.first().and_then(|way| way.href.clone());
                assert_eq!(ways(one), ways(expected), "{name}: {:?}", one.title);
            }
        }
    }
}

/// A snapshot that The Events Calendar keeps of its own answers.
#[test]
fn the_events_calendars_own_answer_is_read() {
    let Some(text) = real("wordpress.tec.json") else {
        return;
    };
    let read = feed(&text);
    assert_eq!(told(&read), [""; 0]);
    let titles: Vec<_> = read
        .events
        .iter()
        .map(|event| event.title.value.as_str())
        .collect();
    assert_eq!(titles, ["Test Event 1", "Test Event 2", "Test Event 3"]);
    assert!(
        read.events
            .iter()
            .all(|event| when(event) == "2084-07-14 12:00 +0 to 2084-07-14 14:00")
    );
}

/// Schedules of two conferences: no talk is lost, and each is in the zone of its conference.
#[test]
fn real_schedules_are_read_talk_by_talk() {
    for (name, talks, title, faults) in [
        (
            "camp2019.frab.json",
            79,
            "Chaos Communication Camp 2019",
            &["70 links[0].href: address-not-absolute"][..],
        ),
        ("democon.frab.json", 36, "DemoCon", &[]),
    ] {
        let Some(text) = real(name) else { return };
        let read = feed(&text);
        assert_eq!(told(&read), faults, "{name}");
        assert_eq!(read.events.len(), talks, "{name}");
        assert_eq!(read.title.as_deref(), Some(title));
        assert!(
            read.events
                .iter()
                .all(|event| event.page.is_some() && !event.types.is_empty())
        );
        let has_speakers = |event: &&std::sync::Arc<Event>| !event.details().programme.is_empty();
        assert!(
            read.events.iter().filter(has_speakers).count() > talks / 2,
            "{name}"
        );
    }
}

/// ThüCAT: languages, prefixes, references, and dates in schedules alone.
#[test]
fn thuringias_open_data_is_read() {
    for (name, title, starts, town) in [
        (
            "e_100771372-hubev",
            "Distel-Comedy. Große Stand-up-Comedy-Show",
            &[
                "2026-02-22 19:00 Europe/Berlin +0d7200s",
                "2026-09-27 19:00 Europe/Berlin +0d5400s",
            ][..],
            Some("Jena"),
        ),
        (
            "e_19542-keywords",
            "Konzert des Dresdner Kreuzchores",
            &["2026-11-29 18:00 Europe/Berlin"],
            Some("Gotha"),
        ),
        (
            "e_349b798696b77c81995d71a99b4460d1-kcev",
            "Sagen unter und über Erfurt - Theaterspaziergang",
            &["2026-12-08 17:00 Europe/Berlin +0d7200s"],
            None,
        ),
        (
            "e_7cbe5bb1-tdm",
            "Test-Altstadtführung",
            &["2026-12-03 14:00 Europe/Berlin +0d7200s"],
            None,
        ),
    ] {
        let Some(text) = real(&format!("thuecat/{name}.json")) else {
            return;
        };
        let read = feed(&text);
        assert_eq!(told(&read), [""; 0], "{name}");
        let whens: Vec<_> = read.events.iter().map(|event| when(event)).collect();
        assert_eq!(whens, starts, "{name}");
        for event in &read.events {
            assert_eq!(event.title.value, title);
            assert_eq!(self::town(event), town, "{name}");
        }
    }
}

/// Files of others, such as the samples of ical.js and calcard, fetched by hand (`LICHTHOF_CORPUS`, a folder): none makes
/// the reader panic, and each event with a title and a start is there, as an event or as a date of one.
#[test]
fn corpora_of_others_are_read() {
    let Some(folder) = std::env::var_os("LICHTHOF_CORPUS").map(PathBuf::from) else {
        return;
    };
    let (mut files, mut refused, mut all, mut lost) = (0, 0, 0, 0);
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let bytes = fs::read(entry.path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        files += 1;
        let Ok(feed) = super::read(&text, "en") else {
            refused += 1;
            eprintln!("refused: {}", entry.path().display());
            continue;
        };
        let dates = |event: &std::sync::Arc<Event>| {
            event.details();
            1 + event.series.as_ref().map_or(0, |series| series.overrides.len())
        };
        let read: usize = feed.events.iter().map(dates).sum();
        let written = text
            .lines()
            .filter(|line| line.trim_end() == "BEGIN:VEVENT")
            .count();
        all += written;
        if read + feed.skipped.len() < written {
            lost += written - read - feed.skipped.len();
            eprintln!(
                "lost: {} of {written} in {}",
                written - read - feed.skipped.len(),
                entry.path().display()
            );
        }
        for fault in &feed.skipped {
            eprintln!(
                "skipped: {} in {}: {} {}",
                fault.position,
                entry.path().display(),
                fault.field,
                fault.reason.code()
            );
        }
    }
    eprintln!("{files} files, {refused} refused, {all} events, {lost} lost");
}
