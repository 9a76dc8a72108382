//! What only those need who open an event or search: in the browser a part of the program of its own.

use std::cell::Cell;

use crate::event::{Event, History, Venue};
use crate::feed::field::Field;
use crate::feed::jscalendar::event::description;
use crate::feed::jscalendar::patch::ticks;
use crate::feed::jscalendar::when::Clock;
use crate::feed::jscalendar::{link, news, people, place, price, programme, registration, repeated};

/// The readers of what is not seen before somebody opens an event or searches.
#[derive(Clone, Copy)]
pub struct Details {
    /// All of it, but for what belongs to a place.
    pub(super) event: fn(&Field<'_>, &Clock, &mut Event),
    /// What there is to a place besides its name and city.
    pub(super) venue: fn(&Field<'_>, &mut Venue),
}

impl Details {
    /// All of them.
    pub const ALL: Self = Self {
        event: read,
        venue: place::details_of,
    };
}

#[cfg(target_family = "wasm")]
const AT_FIRST: Option<Details> = None;
#[cfg(not(target_family = "wasm"))]
const AT_FIRST: Option<Details> = Some(Details::ALL);

thread_local! {
    static DETAILS: Cell<Option<Details>> = const { Cell::new(AT_FIRST) };
}

/// The readers, where they are there.
pub(super) fn details() -> Option<Details> {
    DETAILS.get()
}

/// Whether feeds are read with the details of their events.
pub fn are_details_there() -> bool {
    details().is_some()
}

/// Brings the readers, for all feeds that are read from now on.
pub fn bring_details(details: Details) {
    DETAILS.set(Some(details));
}

fn read(field: &Field<'_>, clock: &Clock, event: &mut Event) {
    let extension = |name| field.extension(name);
    link::read(field, event);
    event.description = description(field);
    event.audience = extension("audience")
        .map(|audience| audience.labels())
        .unwrap_or_default();
    event.organizers = people::organizers(field);
    event.price = extension("price").and_then(|price| price::read(&price));
    event.registration = extension("registration").and_then(|field| registration::read(&field, &clock.zone));
    event.history = history(field);
    event.programme = programme::read(field, clock);
    event.exhibitors = extension("exhibitors")
        .map(|all| all.read_members(people::exhibitor))
        .unwrap_or_default();
    event.report = extension("report").and_then(|report| news::report(&report, &clock.zone));
    event.attendance = extension("attendance").and_then(|attendance| news::attendance(&attendance));
}

/// When the entry was written and changed; `None` where it says nothing of it.
fn history(field: &Field<'_>) -> Option<Box<History>> {
    let history = History {
        created: field.node.get("created").and_then(ticks),
        updated: repeated::updated(field),
        sequence: field
            .child("sequence")
            .and_then(|field| field.count())
            .unwrap_or(0),
    };
    (history != History::default()).then(|| Box::new(history))
}
