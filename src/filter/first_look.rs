//! The facets to offer at first sight, before the details of any event are read.

use std::sync::Arc;

use crate::event::{Event, Said};
use crate::filter::Facet;

/// The facets of which something is known beforehand, in the order in which they are offered.
const CANDIDATES: &[Facet] = Facet::PREFERRED.split_at(7).0;

/// The facets that probably part these events best, the most useful first: what [`Index::facets`](super::Index::facets)
/// finds out, as far as a list of events shows it.
///
/// Of types, places and sources it is known which there are: with one value alone there is nothing to choose, and
/// one that covers four fifths goes last. Of the others it is known which events say something: what less than one
/// in twenty says is left out, and what less than half say comes behind the rest. The facet "when" stands before them.
/// The partner's own list, if it is not empty, decides the order, and may name what few have.
pub fn first_look(events: &[Arc<Event>], listed: &[Facet]) -> Vec<Facet> {
    let mut found = Vec::new();
    if !listed.is_empty() {
        for &facet in listed {
            if !CANDIDATES.contains(&facet) || rank(events, facet, 0) > 0 {
                found.push(facet);
            }
        }
        return found;
    }
    found.push(Facet::When);
    let ranks: Vec<u8> = CANDIDATES
        .iter()
        .map(|&facet| rank(events, facet, events.len()))
        .collect();
    for wanted in [3, 2, 1] {
        let of_rank = CANDIDATES.iter().zip(&ranks).filter(|(_, rank)| **rank == wanted);
        found.extend(of_rank.map(|(&facet, _)| facet));
    }
    found
}

/// How useful a facet is, 3 at most; 0 where it parts nothing, or where less than a twentieth of `total` have a value.
fn rank(events: &[Arc<Event>], facet: Facet, total: usize) -> u8 {
    let (mut covered, mut votes, mut counted) = (0, 0, 0);
    let mut commonest = "";
    // What more than half have is left over when each pair of different ones is struck off.
    for event in events {
        let Some(value) = value(event, facet) else {
            continue;
        };
        covered += 1;
        if votes == 0 {
            commonest = value;
        }
        votes = if value == commonest { votes + 1 } else { votes - 1 };
    }
    for event in events {
        counted += usize::from(value(event, facet) == Some(commonest));
    }
    let is_known = !commonest.is_empty();
    match () {
        () if covered * 20 < total.max(1) || is_known && counted == covered => 0,
        () if is_known && counted * 5 >= covered * 4 => 1,
        () if covered * 2 < total => 2,
        () => 3,
    }
}

/// The value of an event, or an empty text where it has one that is not known yet.
#[inline(never)]
pub(super) fn value(event: &Event, facet: Facet) -> Option<&str> {
    let said = match facet {
        Facet::Type => return Some(event.types.first()?),
        Facet::Place => {
            let place = event.place.as_ref()?;
            return match &place.city {
                Some(city) => Some(city),
                None => Some(&place.name.as_ref()?.value),
            };
        }
        Facet::Source => return Some(event.feeds.first()?),
        Facet::Topic => Said::TOPICS,
        Facet::Price => Said::PRICE,
        Facet::Organizer => Said::ORGANIZERS,
        _ => Said::AUDIENCE,
    };
    event.said.has(said).then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::read;
    use crate::time::NoZones;

    fn look(entries: &[&str], listed: &[Facet]) -> Vec<Facet> {
        let entry = |(number, fields): (usize, &&str)| {
            [
                "{\"uid\": \"",
                &number.to_string(),
                "\", \"title\": \"T\", \"start\": \"2026-05-01\", ",
                fields,
                "}",
            ]
            .concat()
        };
        let entries: Vec<String> = entries.iter().enumerate().map(entry).collect();
        let feed = read(&["[", &entries.join(","), "]"].concat(), "de", &NoZones).unwrap();
        first_look(&feed.events, listed)
    }

    #[test]
    fn what_has_one_value_alone_is_not_offered() {
        let one = [r#""eventType": "Talk", "venue": {"city": "Leipzig"}"#; 3];
        assert_eq!(look(&one, &[]), [Facet::When]);
        let two = [one[0], r#""eventType": "Camp", "venue": {"city": "Leipzig"}"#];
        assert_eq!(look(&two, &[]), [Facet::When, Facet::Type]);
    }

    #[test]
    fn what_one_value_covers_goes_last_and_what_few_say_before_it() {
        let talk = r#""eventType": "Talk", "venue": {"city": "Leipzig"}, "topics": ["A"]"#;
        let mut entries = vec![talk; 9];
        entries.push(r#""eventType": "Camp", "venue": {"city": "Halle"}, "price": "5 €""#);
        assert_eq!(
            look(&entries, &[]),
            [Facet::When, Facet::Topic, Facet::Price, Facet::Type, Facet::Place]
        );
    }

    #[test]
    fn type_place_topic_and_price_come_first_where_all_are_said() {
        let both = [
            r#""eventType": "Talk", "venue": {"city": "Leipzig"}, "keywords": {"A": true}, "price": 0,
               "organizer": {"name": "A"}, "x.example:audience": "all""#,
            r#""eventType": "Camp", "venue": "Halle", "topics": ["A"], "price": 5, "organizer": "B", "audience": "B""#,
        ];
        assert_eq!(
            look(&both, &[]),
            [
                Facet::When,
                Facet::Type,
                Facet::Place,
                Facet::Topic,
                Facet::Price,
                Facet::Organizer,
                Facet::Audience,
            ]
        );
    }

    #[test]
    fn the_partners_order_holds_for_all_that_is_there() {
        let entries = [
            r#""eventType": "Talk", "topics": ["A"]"#,
            r#""eventType": "Camp""#,
            r#""eventType": "Camp""#,
        ];
        let listed = [
            Facet::When,
            Facet::Price,
            Facet::Topic,
            Facet::Type,
            Facet::Weekday,
        ];
        assert_eq!(
            look(&entries, &listed),
            [Facet::When, Facet::Topic, Facet::Type, Facet::Weekday]
        );
        assert_eq!(look(&entries, &[Facet::When, Facet::Place]), [Facet::When]);
    }
}
