//! The zones of a feed: what the names in it mean, and the zone of one that names none for its whole group.

use std::cell::RefCell;
use std::sync::Arc;

use crate::event::{Event, When};
use crate::feed::Reason;
use crate::feed::zone_name;
use crate::feed::zone_name::Meaning;
use crate::order::sorted_positions;
use crate::time::{Instant, Zone, Zones};

/// The most different names of zones that are read in one feed. There are about 600; and each that a browser
/// does not know, or knows by another spelling, costs it as much as ten events.
const MAX_NAMES: usize = 1_000;
/// The longest name that is read, in bytes: Windows' longest for people has 70.
const MAX_NAME: usize = 128;

/// What a name means, and what is wrong with it.
type Read = (Option<Zone>, Option<Reason>);

/// What the names of zones in one feed mean: each is read once, and all events in a zone share its name.
pub(super) struct ZoneBook<'a> {
    zones: &'a dyn Zones,
    /// Sorted by name.
    known: RefCell<Vec<(Box<str>, Read)>>,
}

impl<'a> ZoneBook<'a> {
    pub(super) fn new(zones: &'a dyn Zones) -> Self {
        Self {
            zones,
            known: RefCell::default(),
        }
    }

    /// What a name means, and what the publisher should know of it.
    pub(super) fn read(&self, name: &str) -> Read {
        let mut known = self.known.borrow_mut();
        let place = match known.binary_search_by(|(one, _)| (**one).cmp(name)) {
            Ok(found) => return known[found].1.clone(),
            Err(place) => place,
        };
        if name.len() > MAX_NAME {
            return (None, Some(Reason::ExpectedZone));
        }
        if known.len() == MAX_NAMES {
            return (None, Some(Reason::TooManyZones));
        }
        let mut read = match zone_name::parse(name) {
            Some(Meaning::Zone(zone)) => (Some(zone), None),
            Some(Meaning::Offset(offset)) => (Some(Zone::Fixed(offset)), Some(Reason::ZoneByOffset)),
            None => (None, Some(Reason::ExpectedZone)),
        };
        // Zones are the same in whatever letters they are written.
        if let Some(Zone::Named(own)) = &mut read.0 {
            for (_, (other, _)) in known.iter() {
                if let Some(Zone::Named(other)) = other
                    && other.eq_ignore_ascii_case(own)
                {
                    *own = Arc::clone(other);
                    break;
                }
            }
        }
        known.insert(place, (name.into(), read.clone()));
        read
    }
}

impl Zones for ZoneBook<'_> {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        self.zones.offset_at(name, instant)
    }
}

/// The zone that most timed events name, the first of several; `None` if none names one but UTC.
pub fn commonest_zone(events: &[Arc<Event>]) -> Option<Zone> {
    let mut zones: Vec<&Zone> = Vec::new();
    for event in events {
        // An instant in UTC is on no venue's clock.
        if let When::Timed { zone, .. } = &event.when
            && !matches!(zone, Zone::Floating | Zone::Fixed(0))
        {
            zones.push(zone);
        }
    }
    // Equal ones stand together then, in the order in which they came.
    let zone = |position: usize| zones.get(position);
    let order = sorted_positions(zones.len(), &|left, right| zone(left).cmp(&zone(right)));
    let mut most: &[usize] = &[];
    for same in order.chunk_by(|left, right| zone(*left) == zone(*right)) {
        if same.len() > most.len() || same.len() == most.len() && same.first() < most.first() {
            most = same;
        }
    }
    Some((*zone(*most.first()?)?).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{End, Uid};
    use crate::time::{Date, DateRange, NoZones, Time};

    fn event(zone: Option<&str>) -> Arc<Event> {
        let date = Date::from_ymd_opt(2026, 5, 12).unwrap();
        let when = match zone {
            None => When::AllDay(DateRange::day(date)),
            Some(name) => {
                let zone = if name.is_empty() {
                    Zone::Floating
                } else {
                    Zone::Named(name.into())
                };
                When::Timed {
                    start: date.and_time(Time::MIN),
                    end: End::Open,
                    zone,
                }
            }
        };
        Arc::new(Event::new(Uid::new("a"), "A", when))
    }

    #[test]
    fn the_zone_of_most_events_counts_and_of_equals_the_first() {
        for (zones, expected) in [
            (vec![], None),
            (vec![None, Some("")], None),
            (vec![Some("Europe/Berlin")], Some("Europe/Berlin")),
            (
                vec![Some("Asia/Tokyo"), Some("Europe/Berlin"), Some("Europe/Berlin")],
                Some("Europe/Berlin"),
            ),
            (
                vec![Some("Asia/Tokyo"), Some("Europe/Berlin")],
                Some("Asia/Tokyo"),
            ),
        ] {
            let events: Vec<_> = zones.iter().map(|zone| event(*zone)).collect();
            let expected = expected.map(|name: &str| Zone::Named(name.into()));
            assert_eq!(commonest_zone(&events), expected, "{zones:?}");
        }
    }

    #[test]
    fn a_name_is_read_once_and_shared_whatever_its_letters() {
        let book = ZoneBook::new(&NoZones);
        let named = |name: &str| match book.read(name) {
            (Some(Zone::Named(name)), None) => name,
            other => panic!("{name}: {other:?}"),
        };
        let berlin = named("Europe/Berlin");
        for name in ["Europe/Berlin", "europe/BERLIN", "W. Europe Standard Time"] {
            assert!(Arc::ptr_eq(&named(name), &berlin), "{name}");
        }
        assert_eq!(book.read("(UTC+03:00) Atlantis").0, Some(Zone::Fixed(10_800)));
        assert!(book.read("(UTC+03:00) Atlantis").1.is_some());
    }

    #[test]
    fn names_without_end_cost_no_more_than_the_first_thousand() {
        let book = ZoneBook::new(&NoZones);
        let names = (0..2_000).map(|number| format!("Europe/Berlin{number}"));
        let read: Vec<_> = names.map(|name| book.read(&name).0.is_some()).collect();
        assert!(read[..MAX_NAMES].iter().all(|is_read| *is_read));
        assert!(read[MAX_NAMES..].iter().all(|is_read| !is_read));
        assert!(book.read("Europe/Berlin7").0.is_some());
        assert_eq!(book.read(&"A".repeat(MAX_NAME + 1)).0, None);
    }
}
