//! Where an event is: venues with address and directions, and the way in online.

use leptos::prelude::{AnyView, ClassAttribute, ElementChild, IntoAny, view};

use super::link::outward;
use super::state::State;
use crate::event::{Event, Href, OnlineVenue, Venue};
use crate::text::fill;

/// All places of an event; `None` where the feed names none.
pub fn places(state: State, event: &Event) -> Option<AnyView> {
    event.format()?;
    let venues: Vec<_> = event.venues.iter().map(|venue| venue_view(state, venue)).collect();
    let online: Vec<_> = event.online.iter().map(|venue| online_view(state, venue)).collect();
    Some(view! { {venues} {online} }.into_any())
}

fn venue_view(state: State, venue: &Venue) -> AnyView {
    let strings = state.strings();
    let line = |class: &'static str, text: String| view! { <span class=class>{text}</span> }.into_any();
    let mut lines: Vec<AnyView> = Vec::new();
    if let Some(name) = &venue.name {
        lines.push(match &venue.href {
            Some(href) => outward(href, name.value.clone(), "lh-line-item lh-strong lh-link"),
            None => line("lh-line-item lh-strong", name.value.clone()),
        });
    }
    if let Some(room) = &venue.room {
        lines.push(line("lh-line-item", fill(strings.room, &[&room.value])));
    }
    lines.extend(venue.street.clone().map(|street| line("lh-line-item", street)));
    let town: Vec<&str> = [&venue.postal_code, &venue.city].into_iter().flatten().map(String::as_str).collect();
    let mut town = town.join(" ");
    if let Some(country) = &venue.country {
        if !town.is_empty() {
            town.push_str(", ");
        }
        town.push_str(country);
    }
    if !town.is_empty() {
        lines.push(line("lh-line-item", town));
    }
    if let Some(host) = &venue.host {
        lines.push(line("lh-line-item lh-quiet", fill(strings.hosted_by, &[&host.value])));
    }
    if let Some(description) = &venue.description {
        lines.push(line("lh-line-item lh-quiet", description.value.clone()));
    }
    let directions = directions(venue).map(|href| outward(&href, strings.directions.to_owned(), "lh-link"));
    view! {
        <div class="lh-venue">
            {lines}
            {directions}
        </div>
    }
    .into_any()
}

fn online_view(state: State, venue: &OnlineVenue) -> AnyView {
    let strings = state.strings();
    let name = venue.name.as_ref().map(|name| name.value.clone());
    let way_in = match (&venue.href, name) {
        (Some(href), name) => outward(href, name.unwrap_or(strings.join_online.to_owned()), "lh-link"),
        (None, name) => name.unwrap_or(strings.online.to_owned()).into_any(),
    };
    view! { <div class="lh-venue">{way_in}</div> }.into_any()
}

/// A plain link to a map that finds the place: by its coordinates, else by its postal address. Nothing
/// is asked of the map before someone follows the link.
fn directions(venue: &Venue) -> Option<Href> {
    let mut address = "https://www.openstreetmap.org/".to_owned();
    if let Some((latitude, longitude)) = venue.coordinates {
        let point = [decimal(latitude), decimal(longitude)];
        address.push_str(&fill("?mlat={}&mlon={}#map=17/{}/{}", &[&point[0], &point[1], &point[0], &point[1]]));
        return Href::parse(&address);
    }
    let name = venue.name.as_ref().map(|name| &name.value).filter(|_| venue.street.is_none());
    let town = [name, venue.street.as_ref(), venue.postal_code.as_ref(), venue.city.as_ref(), venue.country.as_ref()];
    let words: Vec<&str> = town.into_iter().flatten().map(String::as_str).collect();
    if venue.street.is_none() && venue.city.is_none() {
        return None;
    }
    address.push_str("search?query=");
    address.push_str(&String::from(js_sys::encode_uri_component(&words.join(", "))));
    Href::parse(&address)
}

/// A number of degrees as addresses have it: JavaScript's own shortest form.
fn decimal(degrees: f64) -> String {
    String::from(js_sys::Number::from(degrees).to_string(10).unwrap_or_else(|_| "0".into()))
}
