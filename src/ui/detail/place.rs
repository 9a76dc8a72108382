//! Where an event is: venues with address and directions, and the way in online.

use crate::app::State;
use crate::dom::{Node, classed, el};
use crate::event::{Event, Href, OnlineVenue, Venue};
use crate::filter::Facet;
use crate::i18n::{DetailWords, fill, isolated};
use crate::text::{parted, primary_language};
use crate::ui::detail::event::line;
use crate::ui::detail::more::more_of;
use crate::ui::language::{isolate, our_words, own_direction};
use crate::ui::link::{away, outward};
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
    let country = venue
        .country
        .as_ref()
        .filter(|country| !is_home(&state.language(), country));
    let country = country.map(|country| state.words.with(|words| words.dates.region_name(country)));
    let town = [&venue.postal_code, &venue.city, &country];
    let is_anywhere = town.iter().any(|part| part.is_some());
    let has_town = venue.postal_code.is_some() || venue.city.is_some();
    let town = is_anywhere.then(|| {
        let postal_code = venue.postal_code.as_ref().map(|code| [code, " "].concat());
        let city = venue.city.as_ref();
        line("")
            .child(postal_code)
            .child(city.map(|city| more_of(state, Facet::Place, city, None)))
            .child((has_town && country.is_some()).then_some(", "))
            .child(country)
    });
    let name = venue.name.as_ref().map(|name| {
        let page = venue.href.as_ref();
        let page = page.map(|href| {
            own_direction(outward(state, href, "lh-link"))
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
        .map(|host| fill(detail_words.hosted_by(), &[&isolated(&host.value)]));
    let directions = directions(venue).map(|href| {
        our_words(state, away(href.as_str().to_owned(), "lh-link")).child(detail_words.directions())
    });
    classed("div", "lh-venue")
        .child(name)
        .child(venue.room.as_ref().map(|room| {
            // "Raum 1" and "Saal" say what they are.
            match says_what_it_is(&room.value) {
                true => own_direction(line("")).child(room.value.clone()),
                false => {
                    our_words(state, line("")).child(fill(detail_words.room(), &[&isolated(&room.value)]))
                }
            }
        }))
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
        // It may be signed: nothing is added.
        Some(href) => away(href.as_str().to_owned(), "lh-link"),
        None => el("span"),
    };
    let way_in = match &venue.name {
        Some(name) => own_direction(way_in)
            .attr("lang", foreign(state, name))
            .child(name.value.clone()),
        None if venue.href.is_some() => our_words(state, way_in).child(detail_words.join_online()),
        None => our_words(state, way_in).child(strings.online()),
    };
    classed("div", "lh-venue").child(way_in).into()
}

/// True for a name with a word in it: "Saal", "Raum 1", but not "B 2.13".
fn says_what_it_is(room: &str) -> bool {
    let parts = room.split(|letter: char| !letter.is_alphabetic());
    parts.into_iter().any(|part| part.chars().count() > 2)
}

/// True for the country of a language's own region, which nobody has to be told there: Germany for `de` and `de-DE`.
fn is_home(language: &str, country: &str) -> bool {
    let mut parts = parted(language, b'-').skip(1).take_while(|part| part.len() > 1);
    let region = parts.find(|part| part.len() == 2);
    let region = region.or(primary_language(language)
        .eq_ignore_ascii_case("de")
        .then_some("DE"));
    region.is_some_and(|region| region.eq_ignore_ascii_case(country))
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

#[cfg(test)]
mod tests {
    use super::{is_home, says_what_it_is};

    #[test]
    fn a_room_is_called_so_where_its_name_does_not_say_it() {
        for room in ["Raum 1", "Saal", "Großer Hörsaal", "Aula (EG)"] {
            assert!(says_what_it_is(room), "{room}");
        }
        for room in ["1", "B 2.13", "EG 04"] {
            assert!(!says_what_it_is(room), "{room}");
        }
    }

    #[test]
    fn nobody_has_to_be_told_their_own_country() {
        for (language, country) in [("de", "DE"), ("de-DE", "de"), ("de-AT", "AT"), ("en-GB", "GB")] {
            assert!(is_home(language, country), "{language} {country}");
        }
        for (language, country) in [
            ("de", "AT"),
            ("de-AT", "DE"),
            ("en", "GB"),
            ("en-u-ca-gregory", "CA"),
        ] {
            assert!(!is_home(language, country), "{language} {country}");
        }
    }
}
