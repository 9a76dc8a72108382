//! Where an event takes place: the extension `venue`, `locations` and `virtualLocations`
//! (RFC 8984 §4.2.5 and §4.2.6).

use crate::event::{Href, OnlineVenue, Place, Venue};
use crate::feed::Reason;
use crate::feed::field::{Field, address};
use crate::feed::jscalendar::people::name;
use crate::feed::node::Node;
use crate::text::{parted, split_once};

/// The name and the town of an event's main venue.
pub(super) fn place(event: &Field<'_>) -> Option<Place> {
    if let Some(field) = event.extension("venue")
        && let Some(place) = field.members().iter().find_map(place_of)
    {
        return Some(place);
    }
    let field = event.child("locations")?;
    let members = field.members();
    let main = main_id(event);
    let mut mains = members.iter().filter(|member| member.id() == main);
    mains
        .find_map(place_of)
        .or_else(|| members.iter().find_map(place_of))
}

/// A place: its name, or an object that says anything of it.
fn place_of(field: &Field<'_>) -> Option<Place> {
    let Node::Map(_) = field.node else {
        return Some(Place {
            name: Some(field.words()?),
            city: None,
        });
    };
    let place = Place {
        name: field.words_of("name"),
        city: text(field, "city"),
    };
    let says = |name: &&str| field.node.get_extension(name).is_some_and(says_anything);
    (place != Place::default() || OTHERS.iter().any(says)).then_some(place)
}

/// What else there may be to a place.
const OTHERS: [&str; 10] = [
    "room",
    "host",
    "street",
    "postalCode",
    "country",
    "coordinates",
    "description",
    "href",
    "url",
    "links",
];

/// Whether there is anything in it: many programs write the fields that nobody filled in as empty texts.
fn says_anything(node: &Node<'_>) -> bool {
    match node {
        Node::Text(text) => !text.trim_ascii().is_empty(),
        Node::List(list) => !list.is_empty(),
        Node::Map(map) => !map.is_empty(),
        Node::Number(_) => true,
        Node::Bool(_) | Node::Null => false,
    }
}

fn main_id<'a>(event: &Field<'a>) -> Option<&'a str> {
    event.node.get("mainLocationId").and_then(Node::as_text)
}

/// The venues of an event, the main one first.
///
/// The extension says more, so it stands for the locations where there are both; only coordinates
/// are then taken from the main location.
pub(super) fn venues(event: &Field<'_>) -> Vec<Venue> {
    let locations = locations(event);
    let Some(field) = event.extension("venue") else {
        return locations;
    };
    let mut venues = field.read_members(venue);
    if venues.is_empty() {
        return locations;
    }
    if let (Some(main), Some(location)) = (venues.first_mut(), locations.first()) {
        main.coordinates = main.coordinates.or(location.coordinates);
    }
    venues
}

fn locations(event: &Field<'_>) -> Vec<Venue> {
    let Some(field) = event.child("locations") else {
        return Vec::new();
    };
    let members = field.members();
    let main = main_id(event);
    let mut venues = Vec::new();
    for is_main in [true, false] {
        for member in members.iter().filter(|member| (member.id() == main) == is_main) {
            venues.extend(venue(member));
        }
    }
    venues
}

/// A place with all that is said of it.
fn venue(field: &Field<'_>) -> Option<Venue> {
    if !matches!(field.node, Node::Map(_)) {
        return Some(Venue {
            name: Some(field.words()?),
            ..Venue::default()
        });
    }
    let coordinates = field.child("coordinates");
    let host = field.extension("host");
    let venue = Venue {
        name: field.words_of("name"),
        room: field.extension("room").and_then(|room| room.words()),
        host: host.and_then(|host| name(&host)),
        street: text(field, "street"),
        postal_code: text(field, "postalCode"),
        city: text(field, "city"),
        country: text(field, "country"),
        coordinates: coordinates.and_then(|coordinates| read_coordinates(&coordinates)),
        description: field.description(),
        href: page(field),
    };
    if venue == Venue::default() {
        field.note(Reason::PlaceWithoutName);
        return None;
    }
    Some(venue)
}

fn text(field: &Field<'_>, name: &str) -> Option<String> {
    field.extension(name).and_then(|field| field.text())
}

/// The place's own page: a field of ours, else its first link.
fn page(field: &Field<'_>) -> Option<Href> {
    let own = field.href_of(&["href", "url"]);
    own.or_else(|| {
        Some(
            crate::feed::jscalendar::link::list(field)
                .into_iter()
                .next()?
                .href,
        )
    })
}

/// A `geo:` address (RFC 5870): latitude and longitude in degrees.
fn read_coordinates(field: &Field<'_>) -> Option<(f64, f64)> {
    let coordinates = field.node.as_text().and_then(|text| {
        let text = text.trim();
        let scheme = text
            .get(..4)
            .filter(|scheme| scheme.eq_ignore_ascii_case("geo:"))?;
        let place = parted(text.get(scheme.len()..)?, b';').next()?;
        let mut parts = parted(place, b',');
        let latitude = decimal(parts.next()?, 90.0)?;
        let longitude = decimal(parts.next()?, 180.0)?;
        Some((latitude, longitude))
    });
    if coordinates.is_none() {
        field.note(Reason::ExpectedCoordinates);
    }
    coordinates
}

/// Reads degrees with up to ten decimals, without the standard library's reader of floats (docs/size.md).
fn decimal(text: &str, limit: f64) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = split_once(digits, ".").unwrap_or((digits, ""));
    let decimals = decimals.get(..10).unwrap_or(decimals);
    if whole.is_empty() || whole.len() > 3 {
        return None;
    }
    let mut value = 0.0;
    let mut scale = 1.0;
    for digit in whole.bytes().chain(decimals.bytes()) {
        value = value * 10.0 + f64::from(char::from(digit).to_digit(10)?);
    }
    for _ in decimals.bytes() {
        scale *= 10.0;
    }
    let degrees = value / scale;
    let signed = if digits.len() < text.len() {
        -degrees
    } else {
        degrees
    };
    (degrees <= limit).then_some(signed)
}

/// Whether people meet online.
pub(super) fn is_online(event: &Field<'_>) -> bool {
    let Some(field) = event.child("virtualLocations") else {
        return false;
    };
    let is_way_in = |field: &Field<'_>| match field.node {
        Node::Map(_) => true,
        node => node.as_text().is_some() && says_anything(node),
    };
    field.members().iter().any(is_way_in)
}

/// Where people meet online.
pub(super) fn online(event: &Field<'_>) -> Vec<OnlineVenue> {
    let field = event.child("virtualLocations");
    field
        .map(|field| field.read_members(online_venue))
        .unwrap_or_default()
}

/// A way in: an address or a name alone, or an object. One without an address still says that the
/// event is online: feeds keep the way in for those who registered.
fn online_venue(field: &Field<'_>) -> Option<OnlineVenue> {
    match field.node {
        Node::Text(text) => {
            let href = address(text);
            let name = if href.is_none() {
                Some(field.words()?)
            } else {
                None
            };
            Some(OnlineVenue { name, href })
        }
        Node::Map(_) => Some(OnlineVenue {
            name: field.words_of("name"),
            href: field.href_of(&["uri", "href", "url"]),
        }),
        _ => {
            field.note(Reason::ExpectedRoom);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn degrees_are_read_within_their_limit() {
        for (text, degrees) in [
            ("52.1205", Some(52.1205)),
            ("-0.5", Some(-0.5)),
            (" 11", Some(11.0)),
            ("90", Some(90.0)),
            ("90.1", None),
            ("5.12345678901234567890", Some(5.1234567890)),
            ("", None),
            ("-", None),
            ("1e1", None),
            ("0000", None),
            ("1.2.3", None),
            ("5ä", None),
            ("1.ääääääääää", None),
        ] {
            assert_eq!(decimal(text, 90.0), degrees, "{text}");
        }
    }
}
