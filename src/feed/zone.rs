//! The zone of a feed that names none for its whole group.

use std::sync::Arc;

use crate::date::Zone;
use crate::event::{Event, When};

/// The zone that most timed events name, the first of several; `None` if none names one but UTC.
pub fn commonest_zone(events: &[Arc<Event>]) -> Option<Zone> {
    let mut counted: Vec<(&Zone, usize)> = Vec::new();
    for event in events {
        let When::Timed { zone, .. } = &event.when else {
            continue;
        };
        // An instant in UTC is on no venue's clock.
        if matches!(zone, Zone::Floating | Zone::Fixed(0)) {
            continue;
        }
        match counted.iter_mut().find(|(known, _)| *known == zone) {
            Some((_, count)) => *count += 1,
            None => counted.push((zone, 1)),
        }
    }
    let most = counted.iter().map(|(_, count)| *count).max()?;
    counted
        .into_iter()
        .find(|(_, count)| *count == most)
        .map(|(zone, _)| zone.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Date, DateRange, Time};
    use crate::event::{End, Uid};

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
}
