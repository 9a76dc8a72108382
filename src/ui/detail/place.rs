//! Where an event is: venues with address and directions, and the way in online.

use crate::app::State;
use crate::dom::{Node, classed, el};
use crate::event::{Event, Href, OnlineVenue, Venue};
use crate::filter::Facet;
use crate::i18n::{DetailWords, fill, isolated};
use crate::ui::detail::event::line;
use crate::ui::detail::more::more_of;
use crate::ui::language::{isolate, our_words, own_direction};
use crate::ui::link::outward;
use crate::ui::list::entry::foreign;

/// All places of an event; `None` where the feed names none.
pub fn places(state: State, event: &Event) -> Option<Node> {
    event.format()?;
    let details = event.details();
    let venues = details.venues.iter().map(|venue| venue_view(state, venue));
    Some(Node::Many(
        venues
            .chain(details.online.iter().map(|venue| online_view(state, venue)))
            .collect(),
    ))
}

fn venue_view(state: State, venue: &Venue) -> Node {
    let detail_words = DetailWords::of(state.strings().tag());
    let town = [&venue.postal_code, &venue.city, &venue.country];
    let is_anywhere = town.iter().any(|part| part.is_some());
    let has_town = venue.postal_code.is_some() || venue.city.is_some();
    let town = is_anywhere.then(|| {
        let postal_code = venue.postal_code.as_ref().map(|code| [code, " "].concat());
        let city = venue.city.as_ref();
        line("")
            .child(postal_code)
            .child(city.map(|city| more_of(state, Facet::Place, city, None)))
            .child((has_town && venue.country.is_some()).then_some(", "))
            .child(venue.country.clone())
    });
    let name = venue.name.as_ref().map(|name| {
        let page = venue.href.as_ref();
        let page = page.map(|href| {
            own_direction(outward(href, "lh-link"))
                .child(name.value.clone())
                .into()
        });
        line("strong")
            .attr("lang", foreign(state, name))
            .child(match venue.city {
                // It is what the place goes by.
                None => more_of(state, Facet::Place, &name.value, page),
                Some(_) => page.unwrap_or_else(|| isolate(name.value.clone()).into()),
            })
    });
    let host = venue
        .host
        .as_ref()
        .map(|host| fill(detail_words.hosted_by, &[&isolated(&host.value)]));
    let directions = directions(venue)
        .map(|href| our_words(state, outward(&href, "lh-link")).child(detail_words.directions));
    classed("div", "lh-venue")
        .child(name)
        .child(
            venue.room.as_ref().map(|room| {
                our_words(state, line("")).child(fill(detail_words.room, &[&isolated(&room.value)]))
            }),
        )
        .child(
            venue
                .street
                .clone()
                .map(|street| own_direction(line("")).child(street)),
        )
        .child(town)
        .child(host.map(|host| our_words(state, line("quiet")).child(host)))
        .child(venue.description.as_ref().map(|text| {
            own_direction(line("quiet"))
                .attr("lang", foreign(state, text))
                .child(text.value.clone())
        }))
        .child(directions.map(|link| line("").child(link)))
        .into()
}

fn online_view(state: State, venue: &OnlineVenue) -> Node {
    let strings = state.strings();
    let detail_words = DetailWords::of(strings.tag());
    let way_in = match &venue.href {
        Some(href) => outward(href, "lh-link"),
        None => el("span"),
    };
    let way_in = match &venue.name {
        Some(name) => own_direction(way_in)
            .attr("lang", foreign(state, name))
            .child(name.value.clone()),
        None if venue.href.is_some() => our_words(state, way_in).child(detail_words.join_online),
        None => our_words(state, way_in).child(strings.online),
    };
    classed("div", "lh-venue").child(way_in).into()
}

/// A plain link to a map that finds the place: by its coordinates, else by its postal address. Nothing
/// is asked of the map before someone follows the link.
fn directions(venue: &Venue) -> Option<Href> {
    let mut address = "https://www.openstreetmap.org/".to_owned();
    if let Some((latitude, longitude)) = venue.coordinates {
        let point = [decimal(latitude), decimal(longitude)];
        address.push_str(&fill(
            "?mlat={}&mlon={}#map=17/{}/{}",
            &[&point[0], &point[1], &point[0], &point[1]],
        ));
        return Href::parse(&address);
    }
    let name = venue
        .name
        .as_ref()
        .map(|name| &name.value)
        .filter(|_| venue.street.is_none());
    let town = [
        name,
        venue.street.as_ref(),
        venue.postal_code.as_ref(),
        venue.city.as_ref(),
        venue.country.as_ref(),
    ];
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
    String::from(
        js_sys::Number::from(degrees)
            .to_string_with_radix(10)
            .unwrap_or_else(|_| "0".into()),
    )
}
