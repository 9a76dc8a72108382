//! The values that one click chooses: what the colours stand for, and the commonest of what else parts events.

use crate::event::Event;
use crate::filter::Facet;
use crate::filter::first_look::value;
use crate::filter::traits::time_of_day;
use crate::filter::vocabulary::values_of;
use crate::order::sorted_positions;
use crate::schedule::{Occurrence, Shown};

/// The most values of the facet that colours: as many as the palette has hues that are easily told apart.
const COLOURED: usize = 8;
/// The most of each other facet.
const OTHERS: usize = 3;

/// Finds the first value of a facet that is among an event's details: [`first_value`], which comes with the filter.
pub type FirstValue = fn(&Event, Facet) -> Option<&str>;

/// The value of an event by which it is coloured: the first one. Of other facets than type and place it is among the
/// event's details.
pub fn legend_value(event: &Event, facet: Facet, among_details: Option<FirstValue>) -> Option<&str> {
    match facet {
        Facet::Type | Facet::Place => value(event, facet),
        _ => among_details?(event, facet),
    }
}

/// The first value of an event that is among its details.
pub fn first_value(event: &Event, facet: Facet) -> Option<&str> {
    let mut first = None;
    facet.each_value(event, &mut |value| {
        first.get_or_insert(value);
    });
    first
}

/// What one click chooses among these occurrences, facet by facet, the commonest first: the values of the facet that
/// colours, then types, places and times of day. Of a facet that has one value alone there is nothing to choose. Where
/// `facets` are listed, no others stand beside those of the colours.
pub fn legend(
    occurrences: &[&Occurrence],
    color_by: Option<Facet>,
    facets: &[Facet],
    among_details: Option<FirstValue>,
) -> Vec<(Facet, String)> {
    let mut found = Vec::new();
    let is_listed = |facet: &Facet| facets.is_empty() || facets.contains(facet);
    let others = [Facet::Type, Facet::Place, Facet::Time].into_iter();
    let others = others.filter(|facet| Some(*facet) != color_by && is_listed(facet));
    for facet in color_by.into_iter().chain(others) {
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for occurrence in occurrences {
            let Some(value) = value_of(occurrence, facet, among_details) else {
                continue;
            };
            match counted.binary_search_by(|(known, _)| (*known).cmp(value)) {
                Ok(at) => counted[at].1 += 1,
                Err(at) => counted.insert(at, (value, 1)),
            }
        }
        if counted.len() < 2 {
            continue;
        }
        let order = sorted_positions(counted.len(), &|a, b| counted[b].1.cmp(&counted[a].1));
        let most = if Some(facet) == color_by { COLOURED } else { OTHERS };
        let shown = order.into_iter().take(most);
        found.extend(shown.map(|at| (facet, counted[at].0.to_owned())));
    }
    found
}

fn value_of(occurrence: &Occurrence, facet: Facet, among_details: Option<FirstValue>) -> Option<&str> {
    match (facet, &occurrence.shown) {
        (Facet::Time, Shown::Timed { start, .. }) => {
            values_of(facet).nth(time_of_day(start.time()).trailing_zeros() as usize)
        }
        (Facet::Time, _) => None,
        _ => legend_value(&occurrence.event, facet, among_details),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::read;
    use crate::schedule::{ZoneMode, ZonePolicy};
    use crate::time::{NoZones, Zone};

    /// The legend of the values that these events have: type, city and hour.
    fn look(events: &[(&str, &str, &str)], color_by: Facet, facets: &[Facet]) -> String {
        let entry = |(number, (kind, city, hour)): (usize, &(&str, &str, &str))| {
            [
                "{\"uid\": \"",
                &number.to_string(),
                "\", \"title\": \"T\", \"timeZone\": \"UTC\", \"start\": \"2026-05-01T",
                hour,
                ":00:00\", \"eventType\": \"",
                kind,
                "\", \"topics\": [\"On ",
                city,
                "\"], \"venue\": {\"city\": \"",
                city,
                "\"}}",
            ]
            .concat()
        };
        let entries: Vec<String> = events.iter().enumerate().map(entry).collect();
        let feed = read(&["[", &entries.join(","), "]"].concat(), "de", &NoZones).unwrap();
        let policy = ZonePolicy {
            mode: ZoneMode::Auto,
            feed: Zone::Fixed(0),
            visitor: Zone::Fixed(0),
        };
        let first = |event| Occurrence::first(event, &policy, &NoZones);
        let occurrences: Vec<Occurrence> = feed.events.iter().map(first).collect();
        let all: Vec<&Occurrence> = occurrences.iter().collect();
        let found = legend(&all, Some(color_by), facets, Some(first_value));
        let named = found
            .iter()
            .map(|(facet, value)| [facet.name(), ":", value].concat());
        named.collect::<Vec<_>>().join(" ")
    }

    const EVENTS: &[(&str, &str, &str)] = &[
        ("Talk", "Halle", "19"),
        ("Talk", "Leipzig", "19"),
        ("Camp", "Leipzig", "09"),
        ("Talk", "Jena", "19"),
        ("Walk", "Dessau", "14"),
        ("Walk", "Leipzig", "19"),
    ];

    #[test]
    fn what_colours_comes_first_and_the_commonest_of_each() {
        assert_eq!(
            look(EVENTS, Facet::Type, &[]),
            "type:Talk type:Walk type:Camp place:Leipzig place:Dessau place:Halle \
             time:evening time:afternoon time:morning"
        );
        assert_eq!(
            look(EVENTS, Facet::Place, &[]),
            "place:Leipzig place:Dessau place:Halle place:Jena type:Talk type:Walk type:Camp \
             time:evening time:afternoon time:morning"
        );
        assert_eq!(
            look(EVENTS, Facet::Topic, &[Facet::When, Facet::Time]),
            "topic:On Leipzig topic:On Dessau topic:On Halle topic:On Jena time:evening time:afternoon time:morning"
        );
    }

    #[test]
    fn what_has_one_value_alone_is_not_in_it() {
        assert_eq!(look(&EVENTS[..1], Facet::Type, &[]), "");
        assert_eq!(look(&EVENTS[..2], Facet::Type, &[]), "place:Halle place:Leipzig");
    }
}
