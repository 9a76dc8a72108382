//! Whether one can register: one answer, in the filter, in the detail and for search engines.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::sync::Arc;

use chrono::Weekday;
use lichthof::event::{End, Event, Href, Registration, RegistrationState as State, Status, Uid, When};
use lichthof::filter::{Facet, Index, Present, Query};
use lichthof::schedule::{Occurrence, RegistrationWindow, ZoneMode, ZonePolicy};
use lichthof::time::{DateRange, Duration, Zone, civil_at};
use support::{TestZones, civil, date, instant, zone};

fn policy() -> ZonePolicy {
    ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: zone("America/New_York"),
    }
}

/// An evening in Leipzig with this registration.
fn evening(registration: Registration, status: Status) -> Occurrence {
    let when = When::Timed {
        start: civil("2026-05-12T19:00"),
        end: End::After(Duration::parse("PT2H").unwrap()),
        zone: zone("Europe/Berlin"),
    };
    let mut event = Event::new(Uid::new("a"), "A", when);
    event.registration = Some(Box::new(registration));
    event.status = status;
    Occurrence::first(&Arc::new(event), &policy(), &TestZones)
}

/// What the filter says: the one value of its facet that finds the event.
fn in_filter(occurrence: &Occurrence, now: &str) -> Option<&'static str> {
    let index = Index::new(std::slice::from_ref(occurrence), &policy(), &TestZones);
    let present = Present {
        now: instant(now),
        today: civil_at(instant(now), &zone("Europe/Berlin"), &Zone::Fixed(0), &TestZones)
            .unwrap()
            .date(),
        first_day: Weekday::Mon,
        is_month_first: false,
    };
    ["open", "closed", "not-needed"].into_iter().find(|value| {
        let mut query = Query::default();
        query.toggle(Facet::Registration, value);
        index.matches(&query, &present) == [true]
    })
}

#[test]
fn filter_and_detail_say_the_same_of_each_state_at_each_time() {
    const BEFORE: &str = "2026-04-30T23:59+02:00";
    const OPENED: &str = "2026-05-01T00:00+02:00";
    const CLOSED: &str = "2026-05-10T00:00+02:00";
    const RUNNING: &str = "2026-05-12T20:59+02:00";
    const PAST: &str = "2026-05-12T21:00+02:00";
    let href = || Href::parse("https://a.example/register");
    let dates = || Registration {
        opens: Some(civil("2026-05-01T00:00")),
        closes: Some(civil("2026-05-10T00:00")),
        ..Registration::default()
    };
    let given = |state| Registration {
        state: Some(state),
        ..Registration::default()
    };
    let within = |state| Registration {
        state: Some(state),
        ..dates()
    };
    let of_href = Registration {
        href: href(),
        ..Registration::default()
    };
    let of_capacity = Registration {
        capacity: Some(0),
        ..Registration::default()
    };
    let left = |state, remaining| Registration {
        state,
        remaining: Some(remaining),
        ..Registration::default()
    };
    let confirmed = Status::Confirmed;
    for (registration, status, expected) in [
        (given(State::Open), confirmed, [Some(State::Open); 4]),
        (
            given(State::WaitingList),
            confirmed,
            [Some(State::WaitingList); 4],
        ),
        (given(State::Closed), confirmed, [Some(State::Closed); 4]),
        (given(State::Full), confirmed, [Some(State::Full); 4]),
        (given(State::NotNeeded), confirmed, [Some(State::NotNeeded); 4]),
        (given(State::Open), Status::Tentative, [Some(State::Open); 4]),
        (of_href, confirmed, [Some(State::Open); 4]),
        (of_capacity, confirmed, [None; 4]),
        (left(None, 3), confirmed, [Some(State::Open); 4]),
        (left(None, 0), confirmed, [Some(State::Full); 4]),
        (left(Some(State::Open), 0), confirmed, [Some(State::Full); 4]),
        (
            left(Some(State::WaitingList), 0),
            confirmed,
            [Some(State::WaitingList); 4],
        ),
        (Registration::default(), confirmed, [None; 4]),
        (
            dates(),
            confirmed,
            [
                Some(State::Closed),
                Some(State::Open),
                Some(State::Closed),
                Some(State::Closed),
            ],
        ),
        (
            within(State::Open),
            confirmed,
            [
                Some(State::Closed),
                Some(State::Open),
                Some(State::Closed),
                Some(State::Closed),
            ],
        ),
        (
            within(State::WaitingList),
            confirmed,
            [
                Some(State::Closed),
                Some(State::WaitingList),
                Some(State::Closed),
                Some(State::Closed),
            ],
        ),
        (within(State::Full), confirmed, [Some(State::Full); 4]),
        (within(State::NotNeeded), confirmed, [Some(State::NotNeeded); 4]),
        (given(State::Open), Status::Cancelled, [Some(State::Closed); 4]),
        (
            given(State::NotNeeded),
            Status::Cancelled,
            [Some(State::Closed); 4],
        ),
        (
            within(State::WaitingList),
            Status::Cancelled,
            [Some(State::Closed); 4],
        ),
    ] {
        let told = format!("{registration:?} {status:?}");
        let occurrence = evening(registration, status);
        let window = RegistrationWindow::of(&occurrence, &policy(), &TestZones).unwrap();
        let when_past = match expected[3] {
            Some(State::Open | State::WaitingList) => Some(State::Closed),
            state => state,
        };
        let times = [BEFORE, OPENED, CLOSED, RUNNING, PAST];
        for (now, state) in times.into_iter().zip(expected.into_iter().chain([when_past])) {
            assert_eq!(window.state(instant(now)), state, "{told} at {now}");
            let in_words = state.map(|state| match state {
                State::NotNeeded => "not-needed",
                State::Open | State::WaitingList => "open",
                State::Closed | State::Full => "closed",
            });
            assert_eq!(in_filter(&occurrence, now), in_words, "{told} at {now}");
        }
    }
}

#[test]
fn nothing_said_of_registration_is_nothing_known() {
    let days = DateRange::day(date("2026-05-12"));
    let event = Arc::new(Event::new(Uid::new("a"), "A", When::AllDay(days)));
    let occurrence = Occurrence::first(&event, &policy(), &TestZones);
    assert_eq!(RegistrationWindow::of(&occurrence, &policy(), &TestZones), None);
    assert_eq!(in_filter(&occurrence, "2026-05-01T00:00Z"), None);
}

#[test]
fn a_row_is_told_when_that_changes_next() {
    let opens = civil("2026-05-01T00:00");
    let closes = civil("2026-05-10T00:00");
    let both = Registration {
        opens: Some(opens),
        closes: Some(closes),
        ..Registration::default()
    };
    let full = Registration {
        state: Some(State::Full),
        ..both.clone()
    };
    let without_end = Registration {
        closes: None,
        ..both.clone()
    };
    for (registration, status, expected) in [
        (both.clone(), Status::Confirmed, [Some(opens), Some(closes), None]),
        (both, Status::Cancelled, [Some(opens), None, None]),
        (full, Status::Confirmed, [None; 3]),
        (without_end, Status::Confirmed, [Some(opens), None, None]),
    ] {
        let occurrence = evening(registration, status);
        let window = RegistrationWindow::of(&occurrence, &policy(), &TestZones).unwrap();
        let told = [
            "2026-04-30T23:59+02:00",
            "2026-05-01T00:00+02:00",
            "2026-05-10T00:00+02:00",
        ]
        .map(|now| window.changes(instant(now)));
        assert_eq!(told, expected, "{status:?}");
    }
}
