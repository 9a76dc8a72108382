//! Data for search engines.

use std::sync::Arc;

use lichthof::event::{Event, Href, Postponed, Price, Registration, RegistrationState, Status, When};
use lichthof::export::json_ld;
use lichthof::schedule::Occurrence;
use lichthof::time::{DatePrecision, DateRange};
use serde_json::{Value, json};

use super::icalendar::assembly;
use super::support::{TestZones, civil, date};
use super::{days, event, first, policy, series, timed_in, with_context};

fn read(occurrences: &[Occurrence]) -> Vec<Value> {
    let text = with_context(|context| json_ld(occurrences, context));
    text.map_or(Vec::new(), |text| serde_json::from_str(&text).unwrap())
}

fn one(event: Event) -> Value {
    read(&[first(&Arc::new(event))]).remove(0)
}

#[test]
fn an_event_is_told_with_all_that_search_engines_know() {
    let expected: Value = serde_json::from_str(include_str!("assembly.json")).unwrap();
    let found = read(&[first(&assembly())]);
    assert_eq!(
        found,
        [expected],
        "{}",
        serde_json::to_string_pretty(&found[0]).unwrap()
    );
}

#[test]
fn times_have_the_offset_that_holds_then() {
    for (name, start, expected) in [
        (
            "Europe/Berlin",
            "2026-03-28T23:30",
            ["2026-03-28T23:30:00+01:00", "2026-03-29T04:30:00+02:00"],
        ),
        (
            "America/New_York",
            "2026-10-31T23:30",
            ["2026-10-31T23:30:00-04:00", "2026-11-01T02:30:00-05:00"],
        ),
        (
            "Pacific/Auckland",
            "2026-09-26T23:30",
            ["2026-09-26T23:30:00+12:00", "2026-09-27T04:30:00+13:00"],
        ),
    ] {
        let event = one(event("A", timed_in(name, start, "PT4H")));
        assert_eq!([&event["startDate"], &event["endDate"]], expected);
    }
}

#[test]
fn whole_days_end_with_their_last_day() {
    let event = one(event("A", days("2026-03-28", "2026-03-31")));
    assert_eq!(
        [&event["startDate"], &event["endDate"]],
        ["2026-03-28", "2026-03-30"]
    );
}

#[test]
fn what_has_become_of_an_event_is_told() {
    let evening = || event("A", timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"));
    let status = |event| one(event)["eventStatus"].clone();
    assert_eq!(status(evening()), "https://schema.org/EventScheduled");
    let mut cancelled = evening();
    cancelled.status = Status::Cancelled;
    assert_eq!(status(cancelled), "https://schema.org/EventCancelled");
    let mut moved = evening();
    moved.postponed = Some(Postponed { previous_start: None });
    assert_eq!(status(moved.clone()), "https://schema.org/EventPostponed");
    moved.postponed = Some(Postponed {
        previous_start: Some(civil("2026-02-03T19:00")),
    });
    let told = one(moved);
    assert_eq!(told["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(told["previousStartDate"], "2026-02-03T19:00:00+01:00");
}

#[test]
fn each_event_is_told_once_and_no_guess_is() {
    let weekly = Arc::new(series(
        timed_in("Europe/Berlin", "2026-01-06T19:00", "PT2H"),
        &["FREQ=WEEKLY"],
        |_| {},
    ));
    let at = |start| Occurrence::at(&weekly, civil(start), &policy(), &TestZones).unwrap();
    let found = read(&[at("2026-06-02T19:00"), at("2026-06-09T19:00")]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["startDate"], "2026-06-02T19:00:00+02:00");
    let month = event(
        "Workshop",
        When::Tentative {
            period: DateRange::new(date("2026-05-01"), date("2026-06-01")).unwrap(),
            precision: DatePrecision::Month,
        },
    );
    assert_eq!(
        with_context(|context| json_ld(&[first(&Arc::new(month))], context)),
        None
    );
}

#[test]
fn no_text_of_a_feed_ends_the_element_it_stands_in() {
    let mut hostile = event("</script><script>", days("2026-03-28", "2026-03-31"));
    hostile.types = vec!["<!--".to_owned()];
    let occurrence = first(&Arc::new(hostile));
    let text = with_context(|context| json_ld(&[occurrence], context)).unwrap();
    assert!(!text.contains('<'));
    let read: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(read[0]["name"], json!("</script><script>"));
}

#[test]
fn what_is_not_known_of_the_price_is_not_told() {
    let told = |is_free: Option<Option<bool>>, state, href: bool| {
        let mut event = event("A", timed_in("Europe/Berlin", "2026-05-12T19:00", "PT2H"));
        event.details_mut().price = is_free.map(|is_free| Price { is_free, text: None });
        event.registration = href.then(|| {
            Box::new(Registration {
                href: Href::parse("https://a.example/"),
                state,
                ..Registration::default()
            })
        });
        let told = one(event);
        let offer = told["offers"].clone();
        (
            told["isAccessibleForFree"].clone(),
            offer["price"].clone(),
            offer["availability"].clone(),
            offer.is_null(),
        )
    };
    let open = Some(RegistrationState::Open);
    let waiting = Some(RegistrationState::WaitingList);
    let (nothing, in_stock, sold_out) = (
        Value::Null,
        json!("https://schema.org/InStock"),
        json!("https://schema.org/SoldOut"),
    );
    for (is_free, state, href, expected) in [
        (
            None,
            None,
            false,
            (nothing.clone(), nothing.clone(), nothing.clone(), true),
        ),
        (
            None,
            None,
            true,
            (nothing.clone(), nothing.clone(), nothing.clone(), true),
        ),
        (
            Some(None),
            None,
            true,
            (nothing.clone(), nothing.clone(), nothing.clone(), true),
        ),
        (
            Some(None),
            None,
            false,
            (nothing.clone(), nothing.clone(), nothing.clone(), true),
        ),
        (
            Some(None),
            open,
            true,
            (nothing.clone(), nothing.clone(), in_stock.clone(), false),
        ),
        (
            None,
            waiting,
            true,
            (nothing.clone(), nothing.clone(), sold_out, false),
        ),
        (
            Some(Some(true)),
            None,
            false,
            (json!(true), nothing.clone(), nothing.clone(), true),
        ),
        (
            Some(Some(true)),
            open,
            true,
            (json!(true), json!(0), in_stock, false),
        ),
        (
            Some(Some(false)),
            None,
            true,
            (json!(false), nothing.clone(), nothing, false),
        ),
    ] {
        assert_eq!(
            told(is_free, state, href),
            expected,
            "{is_free:?} {state:?} {href}"
        );
    }
}
