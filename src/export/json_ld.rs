//! Events as search engines read them: schema.org `Event` in JSON-LD.

use crate::event::{
    Details, Event, Format, Href, OnlineVenue, Organizer, Registration, RegistrationState, Speaker, Status,
    Text, Venue, When,
};
use crate::export::Context;
use crate::export::json::Json;
use crate::export::moment::Clock;
use crate::export::number::push_degrees;
use crate::schedule::{Occurrence, RegistrationWindow, Shown};
use crate::time::{DateTime, Form, Instant, iso, push_civil, push_offset};

const SCHEMA: &str = "https://schema.org";
/// The most people of one event that are named.
const MAX_PERFORMERS: usize = 30;
/// The longest description, in characters.
const MAX_DESCRIPTION: usize = 5_000;

/// The occurrences as a JSON list of schema.org events, to stand in the page as
/// `application/ld+json`; `<` and its like are escaped, so that it cannot end the element early.
///
/// Each event stands there once, with the first of its occurrences given. One of which only the month,
/// quarter or year is known is left out: search engines know no such dates and would announce a wrong
/// one. `None` if nothing is left.
///
/// Times are the clock's at the event, with the offset then; `endDate` of whole days is the last day.
pub fn json_ld(occurrences: &[Occurrence], context: &Context<'_>) -> Option<String> {
    let mut json = Json::default();
    json.open('[');
    let mut is_empty = true;
    for (index, occurrence) in occurrences.iter().enumerate() {
        let is_told = occurrences
            .iter()
            .take(index)
            .any(|other| other.event.uid == occurrence.event.uid);
        if !is_told && !occurrence.is_vague() {
            push_event(&mut json, occurrence, context);
            is_empty = false;
        }
    }
    json.close(']');
    (!is_empty).then_some(json.text)
}

fn push_event(json: &mut Json, occurrence: &Occurrence, context: &Context) {
    let event = &*occurrence.event;
    let details = event.details();
    json.open('{');
    json.member("@context", SCHEMA);
    json.member("@type", "Event");
    json.member("name", &event.title.value);
    push_dates(json, occurrence, context);
    push_status(json, occurrence, context);
    let mode = match event.format() {
        Some(Format::OnSite) => Some("OfflineEventAttendanceMode"),
        Some(Format::Online) => Some("OnlineEventAttendanceMode"),
        Some(Format::Hybrid) => Some("MixedEventAttendanceMode"),
        None => None,
    };
    term(json, "eventAttendanceMode", mode);
    let address = (context.address)(occurrence);
    push_places(json, event, address.as_deref());
    json.optional("url", address.as_deref());
    let description =
        value(&details.description).map(|text| text.chars().take(MAX_DESCRIPTION).collect::<String>());
    json.optional("description", description.as_deref());
    json.optional("image", details.image.as_ref().map(|image| image.href.as_str()));
    json.optional("inLanguage", details.language.as_deref());
    push_list(json, "organizer", &details.organizers, push_organizer);
    push_performers(json, details);
    push_offer(json, occurrence, context);
    json.close('}');
}

/// A member whose value is a word of schema.org.
fn term(json: &mut Json, name: &str, word: Option<&str>) {
    if let Some(word) = word {
        json.member(name, &[SCHEMA, "/", word].concat());
    }
}

fn push_dates(json: &mut Json, occurrence: &Occurrence, context: &Context) {
    match occurrence.shown {
        Shown::Timed { end, .. } => {
            let clock = clock_of(occurrence, context);
            json.member("startDate", &with_offset(&clock, occurrence.starts, context));
            if end.is_some() {
                json.member("endDate", &with_offset(&clock, occurrence.ends, context));
            }
        }
        Shown::AllDay(days) | Shown::Tentative { period: days, .. } => {
            json.member("startDate", &iso(days.start()));
            json.member("endDate", &iso(days.last()));
        }
    }
}

fn push_status(json: &mut Json, occurrence: &Occurrence, context: &Context) {
    let event = &*occurrence.event;
    let previous = event.postponed.as_ref().map(|postponed| postponed.previous_start);
    let status = match (event.status, previous) {
        (Status::Cancelled, _) => "EventCancelled",
        (_, Some(Some(_))) => "EventRescheduled",
        (_, Some(None)) => "EventPostponed",
        _ => "EventScheduled",
    };
    term(json, "eventStatus", Some(status));
    if let Some(previous) = previous.flatten() {
        let date = if occurrence.is_timed() {
            civil_with_offset(occurrence, previous, context)
        } else {
            iso(previous.date())
        };
        json.member("previousStartDate", &date);
    }
}

fn push_places(json: &mut Json, event: &Event, address: Option<&str>) {
    if event.format().is_none() {
        return;
    }
    json.key("location");
    json.open('[');
    let details = event.details();
    for venue in &details.venues {
        push_venue(json, venue);
    }
    for OnlineVenue { name, href } in &details.online {
        json.object("VirtualLocation");
        json.optional("name", value(name));
        json.optional("url", href.as_ref().map(Href::as_str).or(address));
        json.close('}');
    }
    json.close(']');
}

fn push_venue(json: &mut Json, venue: &Venue) {
    json.object("Place");
    let room = value(&venue.room);
    let name = match (value(&venue.name), room) {
        (Some(name), Some(room)) => Some([name, ", ", room].concat()),
        (name, room) => name.or(room).map(str::to_owned),
    };
    json.optional("name", name.as_deref());
    let parts = [
        ("streetAddress", &venue.street),
        ("postalCode", &venue.postal_code),
        ("addressLocality", &venue.city),
        ("addressCountry", &venue.country),
    ];
    if parts.iter().any(|(_, part)| part.is_some()) {
        json.key("address");
        json.object("PostalAddress");
        for (name, part) in parts {
            json.optional(name, part.as_deref());
        }
        json.close('}');
    }
    if let Some((latitude, longitude)) = venue.coordinates {
        json.key("geo");
        json.object("GeoCoordinates");
        for (name, degrees) in [("latitude", latitude), ("longitude", longitude)] {
            let mut number = String::new();
            push_degrees(&mut number, degrees);
            json.key(name);
            json.raw(&number);
        }
        json.close('}');
    }
    json.optional("url", venue.href.as_ref().map(Href::as_str));
    json.close('}');
}

/// A member with a list of objects, if there are any.
fn push_list<T>(json: &mut Json, name: &str, items: &[T], push: fn(&mut Json, &T)) {
    if items.is_empty() {
        return;
    }
    json.key(name);
    json.open('[');
    for item in items {
        push(json, item);
    }
    json.close(']');
}

fn push_organizer(json: &mut Json, organizer: &Organizer) {
    json.object("Organization");
    json.member("name", &organizer.name.value);
    let href = organizer.href.as_ref().map(Href::as_str);
    let is_web = |href: &&str| {
        href.get(..4)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"))
    };
    json.optional("url", href.filter(is_web));
    json.close('}');
}

/// Each speaker once, by name.
fn push_performers(json: &mut Json, details: &Details) {
    let mut told: Vec<&Speaker> = Vec::new();
    for speaker in details.programme.iter().flat_map(|item| &item.speakers) {
        let is_new = !told.iter().any(|other| other.name.value == speaker.name.value);
        if is_new && told.len() < MAX_PERFORMERS {
            told.push(speaker);
        }
    }
    push_list(json, "performer", &told, |json, speaker| {
        json.object("Person");
        json.member("name", &speaker.name.value);
        json.optional("jobTitle", value(&speaker.role));
        if let Some(organization) = &speaker.organization {
            json.key("affiliation");
            json.object("Organization");
            json.member("name", &organization.value);
            json.close('}');
        }
        json.close('}');
    });
}

/// How one registers and what it costs, as far as it is known. Prices are words in our feeds; only that something
/// is free can be said in a number. An address alone is no offer: what is offered is not known.
fn push_offer(json: &mut Json, occurrence: &Occurrence, context: &Context) {
    let details = occurrence.event.details();
    let is_free = details.price.as_ref().and_then(|price| price.is_free);
    if let Some(is_free) = is_free {
        json.key("isAccessibleForFree");
        json.raw(if is_free { "true" } else { "false" });
    }
    let Some(Registration {
        href: Some(href),
        state,
        opens,
        closes,
        ..
    }) = occurrence.event.registration.as_deref()
    else {
        return;
    };
    if is_free.is_none() && state.is_none() && opens.is_none() && closes.is_none() {
        return;
    }
    json.key("offers");
    json.object("Offer");
    json.member("url", href.as_str());
    if is_free == Some(true) {
        json.key("price");
        json.raw("0");
    }
    let window = RegistrationWindow::of(occurrence, context.policy, context.zones);
    let present = state.and_then(|_| window?.state(context.now));
    let availability = match present {
        Some(RegistrationState::Open | RegistrationState::NotNeeded) => Some("InStock"),
        Some(RegistrationState::Full | RegistrationState::WaitingList) => Some("SoldOut"),
        Some(RegistrationState::Closed) | None => None,
    };
    term(json, "availability", availability);
    for (name, civil) in [("validFrom", opens), ("validThrough", closes)] {
        let civil = civil.and_then(|civil| civil.checked_add_signed(occurrence.ahead()));
        let civil = civil.map(|civil| civil_with_offset(occurrence, civil, context));
        json.optional(name, civil.as_deref());
    }
    json.close('}');
}

/// The clock at the event; that of whole days hangs in the calendar's zone.
fn clock_of(occurrence: &Occurrence, context: &Context) -> Clock {
    let zone = match &occurrence.event.when {
        When::Timed { zone, .. } => zone,
        _ => context.policy.calendar_zone(),
    };
    Clock::of_zone(zone, true, context)
}

fn civil_with_offset(occurrence: &Occurrence, civil: DateTime, context: &Context) -> String {
    let clock = clock_of(occurrence, context);
    let at = clock.instant(civil, context);
    with_offset(&clock, at, context)
}

/// `2026-05-12T19:00:00+02:00`
fn with_offset(clock: &Clock, at: Instant, context: &Context) -> String {
    let mut text = String::new();
    push_civil(
        &mut text,
        clock.civil(at, context).unwrap_or_default(),
        Form::Extended,
    );
    let offset = clock.zone.offset_at(at, context.zones).unwrap_or(0);
    push_offset(&mut text, offset, Form::Extended);
    text
}

fn value(text: &Option<Text>) -> Option<&str> {
    text.as_ref().map(|text| text.value.as_str())
}
