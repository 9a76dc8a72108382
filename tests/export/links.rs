//! Links into calendars on the web.

use std::sync::Arc;

use lichthof::event::{End, Event, Status, Venue, When};
use lichthof::export::{Service, calendar_link, series_link};
use lichthof::time::{DatePrecision, DateRange, DateTime, Instant, Zone, resolve};

use super::icalendar::assembly;
use super::parsers::single_events;
use super::support::{TestZones, civil, date, zone};
use super::{changed, days, event, first, href, series, text, timed, timed_in, with_context};

fn link(service: Service, event: &Arc<Event>) -> String {
    with_context(|context| calendar_link(service, &first(event), context))
}

/// The decoded value of a parameter.
fn parameter(link: &str, name: &str) -> Option<String> {
    let (_, query) = link.split_once('?').unwrap();
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    let (_, value) = pairs.find(|(own, _)| *own == name)?;
    let mut bytes = Vec::new();
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    Some(String::from_utf8(bytes).unwrap())
}

fn read(text: &str, form: &str) -> DateTime {
    DateTime::parse_from_str(text, form).unwrap()
}

/// The instant that a service understands: UTC where it ends with Z, else by the zone of the link.
fn instant(text: &str, form: &str, zone_name: Option<&str>) -> Instant {
    match (text.strip_suffix('Z'), zone_name) {
        (Some(utc), _) => Instant(read(utc, form).and_utc().timestamp()),
        (None, Some(name)) => {
            let zone = zone(name);
            resolve(read(text, form), &zone, &zone, &TestZones).unwrap()
        }
        (None, None) => panic!("{text} has no zone"),
    }
}

#[test]
fn each_service_is_asked_as_it_understands() {
    let evening = Arc::new(event(
        "Rust & Abend",
        timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"),
    ));
    let outlook = "calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent\
        &startdt=2026-05-12T17:00:00Z&enddt=2026-05-12T19:00:00Z&subject=Rust%20%26%20Abend";
    for (service, expected) in [
        (
            Service::Google,
            "https://calendar.google.com/calendar/render?action=TEMPLATE\
             &dates=20260512T190000/20260512T210000&ctz=Europe/Berlin&text=Rust%20%26%20Abend",
        ),
        (Service::Outlook, &["https://outlook.live.com/", outlook].concat()),
        (
            Service::Microsoft365,
            &["https://outlook.office.com/", outlook].concat(),
        ),
        (
            Service::Yahoo,
            "https://calendar.yahoo.com/?v=60&st=20260512T170000Z&et=20260512T190000Z&title=Rust%20%26%20Abend",
        ),
    ] {
        assert_eq!(link(service, &evening), expected);
    }
}

#[test]
fn whole_days_end_as_each_service_counts() {
    let one = Arc::new(event("A", days("2026-05-12", "2026-05-13")));
    let three = Arc::new(event("A", days("2026-03-28", "2026-03-31")));
    for (service, of_one, of_three) in [
        (
            Service::Google,
            "&dates=20260512/20260513&",
            "&dates=20260328/20260331&",
        ),
        (
            Service::Outlook,
            "&startdt=2026-05-12&enddt=2026-05-13&allday=true&",
            "&startdt=2026-03-28&enddt=2026-03-31&allday=true&",
        ),
        (
            Service::Yahoo,
            "&st=20260512&dur=allday&",
            "&st=20260328&et=20260331&",
        ),
    ] {
        assert!(link(service, &one).contains(of_one), "{service:?}");
        assert!(link(service, &three).contains(of_three), "{service:?}");
    }
}

#[test]
fn every_link_means_the_instants_that_are_shown() {
    let compact = "%Y%m%dT%H%M%S";
    for case in single_events() {
        let occurrence = first(&case.event);
        if !occurrence.is_timed() || case.name == "open" {
            continue;
        }
        let google = link(Service::Google, &case.event);
        let (dates, ctz) = (parameter(&google, "dates").unwrap(), parameter(&google, "ctz"));
        let (start, end) = dates.split_once('/').unwrap();
        let read = |text| instant(text, compact, ctz.as_deref());
        assert_eq!(
            (read(start), read(end)),
            (occurrence.starts, occurrence.ends),
            "{google}"
        );
        for (service, names, form) in [
            (Service::Outlook, ["startdt", "enddt"], "%Y-%m-%dT%H:%M:%S"),
            (Service::Yahoo, ["st", "et"], compact),
        ] {
            let link = link(service, &case.event);
            let read = |name| instant(&parameter(&link, name).unwrap(), form, None);
            assert_eq!(names.map(read), [occurrence.starts, occurrence.ends], "{link}");
        }
    }
}

#[test]
fn an_event_without_end_gets_none() {
    let when = When::Timed {
        start: civil("2026-05-12T19:00"),
        end: End::Open,
        zone: Zone::Floating,
    };
    let open = Arc::new(event("A", when));
    let google = link(Service::Google, &open);
    assert_eq!(
        parameter(&google, "dates").as_deref(),
        Some("20260512T190000/20260512T190000")
    );
    // A time without zone is where the calendar reads it.
    assert_eq!(parameter(&google, "ctz").as_deref(), Some("Europe/Berlin"));
    assert_eq!(parameter(&link(Service::Outlook, &open), "enddt"), None);
    assert_eq!(parameter(&link(Service::Yahoo, &open), "et"), None);
}

#[test]
fn a_link_says_what_has_become_of_the_event() {
    let mut month = event(
        "Workshop",
        When::Tentative {
            period: DateRange::new(date("2026-05-01"), date("2026-06-01")).unwrap(),
            precision: DatePrecision::Month,
        },
    );
    let planned = link(Service::Google, &Arc::new(month.clone()));
    assert_eq!(parameter(&planned, "text").as_deref(), Some("Workshop (geplant)"));
    assert_eq!(parameter(&planned, "crm").as_deref(), Some("AVAILABLE"));
    month.status = Status::Cancelled;
    let cancelled = link(Service::Yahoo, &Arc::new(month));
    assert_eq!(
        parameter(&cancelled, "title").as_deref(),
        Some("Abgesagt: Workshop")
    );
}

#[test]
fn a_link_is_never_too_long_and_is_cut_at_a_word() {
    let address = "https://cluster.example/termine/1";
    for word in ["Wort ", "Wörterbuch ", "日本語", "😀 "] {
        let mut long = event(
            &word.repeat(500),
            timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"),
        );
        long.details_mut().description = Some(text(&word.repeat(2_000)));
        long.page = href(address);
        long.details_mut().venues = vec![Venue {
            name: Some(text(&word.repeat(300))),
            ..Venue::default()
        }];
        let long = Arc::new(long);
        for service in Service::ALL {
            let link = link(service, &long);
            assert!((1_900..=2_000).contains(&link.len()), "{}", link.len());
            let (name, place) = match service {
                Service::Google => ("details", "location"),
                Service::Yahoo => ("desc", "in_loc"),
                _ => ("body", "location"),
            };
            let body = parameter(&link, name).unwrap();
            let body = body.strip_suffix(&["\n\n", address].concat()[..]).unwrap();
            for cut in [body, &parameter(&link, place).unwrap()] {
                let cut = cut.strip_suffix('…').unwrap();
                let is_one_word = !word.ends_with(' ');
                assert!(is_one_word || cut.ends_with(word.trim_end()), "{cut}");
            }
        }
    }
    let whole = link(Service::Outlook, &assembly());
    let body = parameter(&whole, "body").unwrap();
    assert!(body.contains("Dr. Ada Beispiel (LKA)") && !body.contains('…'));
}

#[test]
fn google_takes_a_whole_series_if_one_rule_tells_it() {
    let evening = || timed_in("Europe/Berlin", "2026-01-06T19:00", "PT2H");
    let recur = |event: Event| {
        let link = with_context(|context| series_link(&Arc::new(event), context))?;
        parameter(&link, "recur")
    };
    for (event, expected) in [
        (
            series(evening(), &["FREQ=MONTHLY;BYDAY=1TU"], |_| {}),
            Some("RRULE:FREQ=MONTHLY;BYDAY=1TU"),
        ),
        (
            series(evening(), &["FREQ=WEEKLY;UNTIL=20260701"], |_| {}),
            Some("RRULE:FREQ=WEEKLY;UNTIL=20260701T215959Z"),
        ),
        (
            series(
                days("2026-01-06", "2026-01-07"),
                &["FREQ=WEEKLY;UNTIL=20260701"],
                |_| {},
            ),
            Some("RRULE:FREQ=WEEKLY;UNTIL=20260701"),
        ),
        (event("A", evening()), None),
        (series(evening(), &["FREQ=WEEKLY", "FREQ=MONTHLY"], |_| {}), None),
        (series(evening(), &["FREQ=WEEKLY;BYMONTHDAY=13"], |_| {}), None),
        (
            series(evening(), &["FREQ=WEEKLY"], |series| {
                series.overrides = vec![changed("2026-02-03T19:00", "B", evening())];
            }),
            None,
        ),
        (
            series(
                timed(Zone::Fixed(7_200), "2026-01-06T00:30", "PT2H"),
                &["FREQ=WEEKLY"],
                |_| {},
            ),
            None,
        ),
    ] {
        assert_eq!(recur(event).as_deref(), expected);
    }
}
