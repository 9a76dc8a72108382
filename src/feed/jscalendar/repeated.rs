//! Several entries with one uid: of two states of an event the later one counts, and a date that
//! stands alone finds its series.

use std::sync::Arc;

use crate::event::{Event, Uid};
use crate::feed::field::Field;
use crate::feed::jscalendar::when::Clock;
use crate::feed::jscalendar::{Refusal, series, warn};
use crate::feed::rare::rare;
use crate::feed::{Diagnostic, Feed, Reason, Stray};
use crate::order::sorted_positions;
use crate::time::{DateTime, ParsedDateTime, Zone, Zones, parse_date_time};

/// An event that was read, and what decides between it and another of the same uid.
pub(in crate::feed) struct Candidate {
    pub(super) position: usize,
    /// When the entry was last changed, in UTC.
    pub(super) updated: Option<DateTime>,
    /// Set if it is one date of a series.
    pub(super) instance: Option<Instance>,
    pub(super) event: Arc<Event>,
}

/// Which date of a series an entry is (RFC 8984 §4.3.1 and §4.3.2).
pub(super) struct Instance {
    /// The start that the series gives it, as written.
    id: String,
    /// The zone of that start, where the feed says it.
    zone: Option<Zone>,
}

impl Instance {
    /// Reads which date of a series an entry is, of which `clock` tells the times.
    pub(super) fn read(field: &Field<'_>, clock: &Clock) -> Result<Option<Self>, Refusal> {
        let Some(id) = field.node.get("recurrenceId") else {
            return Ok(None);
        };
        let text = id.as_text().unwrap_or_default();
        let parsed = parse_date_time(text).ok_or(Refusal {
            field: "recurrenceId",
            reason: Reason::ExpectedStartOfSeries,
        })?;
        // An instant tells of a whole day only together with a zone.
        let own = matches!(parsed, ParsedDateTime::Offset(..)).then(|| clock.zone.clone());
        let zone = field.child("recurrenceIdTimeZone");
        Ok(Some(Self {
            id: text.trim().to_owned(),
            zone: zone.and_then(|zone| zone.zone()).or(own),
        }))
    }
}

impl Candidate {
    /// What it has in common with other states of itself; those of a series follow its own.
    fn identity(&self) -> (&Uid, Option<&str>) {
        let instance = self.instance.as_ref();
        (&self.event.uid, instance.map(|instance| instance.id.as_str()))
    }
}

/// When the entry was last changed, in UTC: a question only where there are several.
pub(in crate::feed) fn updated(field: &Field<'_>) -> Option<DateTime> {
    crate::feed::jscalendar::patch::ticks(field.node.get("updated")?)
}

/// A date that stands alone, and where its series is.
struct Lone {
    series: Option<usize>,
    instance: usize,
    /// The place in the feed's order that it leaves when it joins.
    place: usize,
}

/// Moves the candidates into the feed, each an event of its own unless one of them repeats another.
pub(super) fn take(mut candidates: Vec<Candidate>, feed: &mut Feed, zones: &dyn Zones) {
    let mut places: Vec<Option<usize>> = (0..candidates.len()).map(Some).collect();
    let uid = |index: usize| candidates.get(index).map(|candidate| &candidate.event.uid);
    let order = sorted_positions(candidates.len(), &|left, right| uid(left).cmp(&uid(right)));
    let is_repeated = order.windows(2).any(|pair| uid(pair[0]) == uid(pair[1]))
        || candidates.iter().any(|candidate| candidate.instance.is_some());
    if is_repeated && let Some(rare) = rare() {
        (rare.keep_latest)(&mut candidates, &mut places, feed, zones);
    }
    let winners = places.into_iter().flatten();
    feed.events = winners
        .filter_map(|index| Some(Arc::clone(&candidates.get(index)?.event)))
        .collect();
}

/// Takes those out of their places that do not count. Of those with one identity, the one that was
/// `updated` last counts, else the later one; it stands where the first of them stood. A date of a
/// series joins it; without a series here it is an event of its own.
pub(in crate::feed) fn keep_latest(
    candidates: &mut [Candidate],
    places: &mut [Option<usize>],
    feed: &mut Feed,
    zones: &dyn Zones,
) {
    let identity = |index: usize| candidates.get(index).map(Candidate::identity);
    let order = sorted_positions(candidates.len(), &|left, right| {
        identity(left).cmp(&identity(right))
    });
    let mut series: Option<usize> = None;
    let mut lone = Vec::new();
    for same in order.chunk_by(|&left, &right| identity(left) == identity(right)) {
        let [first, others @ ..] = same else { continue };
        let mut winner = *first;
        for &other in others {
            let loser = if is_later(candidates.get(other), candidates.get(winner)) {
                std::mem::replace(&mut winner, other)
            } else {
                other
            };
            if let Some(place) = places.get_mut(other) {
                *place = None;
            }
            feed.skipped.extend(candidates.get(loser).map(superseded));
        }
        if let Some(place) = places.get_mut(*first) {
            *place = Some(winner);
        }
        let uid = |index: usize| identity(index).map(|(uid, _)| uid);
        match identity(winner) {
            Some((_, Some(_))) => lone.push(Lone {
                series: series.filter(|series| uid(*series) == uid(winner)),
                instance: winner,
                place: *first,
            }),
            _ => series = Some(winner),
        }
    }
    join(candidates, &lone, places, feed, zones);
}

/// Lets each date that stands alone join its series; the place of one that did is empty then.
fn join(
    candidates: &mut [Candidate],
    lone: &[Lone],
    places: &mut [Option<usize>],
    feed: &mut Feed,
    zones: &dyn Zones,
) {
    for of_one in lone.chunk_by(|left, right| left.series == right.series) {
        for lone in of_one {
            if join_one(candidates, lone, feed, zones)
                && let Some(place) = places.get_mut(lone.place)
            {
                *place = None;
            }
        }
        let series = of_one.first().and_then(|lone| lone.series);
        if let Some(event) = series.and_then(|series| event_of(candidates, series))
            && let Some(series) = &mut event.series
        {
            series::sort(series);
        }
    }
}

/// Adds a date to its series; false if it has none here, which gives it an identity of its own.
fn join_one(candidates: &mut [Candidate], lone: &Lone, feed: &mut Feed, zones: &dyn Zones) -> bool {
    let Some(candidate) = candidates.get(lone.instance) else {
        return false;
    };
    let Some(Instance { id, zone }) = &candidate.instance else {
        return false;
    };
    let (id, zone) = (id.clone(), zone.clone());
    let occurrence = Arc::clone(&candidate.event);
    if let Some(series) = lone.series {
        let told = diagnostic(candidate, "recurrenceId", Reason::NoSuchStart);
        if let Some(event) = event_of(candidates, series)
            && series::add(event, &id, zone.as_ref(), occurrence.clone(), zones)
        {
            return true;
        }
        warn(feed, vec![told]);
    }
    drop(occurrence);
    if let Some(event) = event_of(candidates, lone.instance) {
        let mut uid = event.uid.as_str().to_owned();
        uid.push(';');
        uid.push_str(&id);
        let series = std::mem::replace(&mut event.uid, Uid::new(uid));
        if lone.series.is_none() {
            let uid = event.uid.clone();
            feed.strays.push(Stray {
                uid,
                series,
                id,
                zone,
            });
        }
    }
    false
}

/// The event at a place: a page, and a position in it.
fn event_in(pages: &[Feed], (page, at): (usize, usize)) -> Option<&Event> {
    Some(pages.get(page)?.events.get(at)?)
}

/// The same, to be changed.
fn event_to_change(pages: &mut [Feed], (page, at): (usize, usize)) -> Option<&mut Arc<Event>> {
    pages.get_mut(page)?.events.get_mut(at)
}

/// Gives an event that nobody shares another uid.
fn name(event: &mut Arc<Event>, uid: Uid) {
    if let Some(event) = Arc::get_mut(event) {
        event.uid = uid;
    }
}

/// Lets dates that stand alone on one page of a feed join their series on another; those without a series
/// stay events of their own. For n events it takes n log n.
pub fn join_pages(pages: &mut [Feed], zones: &dyn Zones) {
    let mut places: Vec<(usize, usize)> = Vec::new();
    for (page, feed) in pages.iter().enumerate() {
        places.extend((0..feed.events.len()).map(|at| (page, at)));
    }
    let uid = |place: usize| {
        places
            .get(place)
            .and_then(|place| Some(&event_in(pages, *place)?.uid))
    };
    let order = sorted_positions(places.len(), &|left, right| uid(left).cmp(&uid(right)));
    // Of several with one uid the first counts.
    let find = |wanted: &Uid| {
        let place = *order.get(order.partition_point(|place| uid(*place) < Some(wanted)))?;
        (uid(place) == Some(wanted)).then(|| places.get(place).copied())?
    };
    let strays = pages.iter().flat_map(|page| &page.strays);
    let found = strays.filter_map(|stray| Some((find(&stray.series)?, find(&stray.uid)?, stray.clone())));
    let found: Vec<_> = found.collect();
    let mut joined: Vec<Vec<bool>> = pages.iter().map(|page| vec![false; page.events.len()]).collect();
    // Each series is put in order once, when all of its dates are there.
    let mut unsorted: Vec<(usize, usize)> = Vec::new();
    for (series, own, stray) in found {
        let is_series = |place| event_in(pages, place).is_some_and(|event| event.series.is_some());
        if !is_series(series) {
            continue;
        }
        let Some(occurrence) = event_to_change(pages, own) else {
            continue;
        };
        name(occurrence, stray.series);
        let occurrence = Arc::clone(occurrence);
        let event = event_to_change(pages, series).and_then(Arc::get_mut);
        let is_joined =
            event.is_some_and(|event| series::add(event, &stray.id, stray.zone.as_ref(), occurrence, zones));
        if is_joined && unsorted.last() != Some(&series) {
            unsorted.push(series);
        }
        if let Some(joined) = joined.get_mut(own.0).and_then(|page| page.get_mut(own.1)) {
            *joined = is_joined;
        }
        if !is_joined && let Some(event) = event_to_change(pages, own) {
            name(event, stray.uid);
        }
    }
    let order = sorted_positions(unsorted.len(), &|left, right| {
        unsorted.get(left).cmp(&unsorted.get(right))
    });
    for same in order.chunk_by(|&left, &right| unsorted.get(left) == unsorted.get(right)) {
        let place = same.first().and_then(|at| unsorted.get(*at));
        let event = place.and_then(|place| event_to_change(pages, *place).and_then(Arc::get_mut));
        if let Some(series) = event.and_then(|event| event.series.as_mut()) {
            series::sort(series);
        }
    }
    for (page, joined) in pages.iter_mut().zip(joined) {
        let mut joined = joined.into_iter();
        page.events.retain(|_| joined.next() != Some(true));
        page.strays.clear();
    }
}

/// The event of a candidate that nobody shares yet.
fn event_of(candidates: &mut [Candidate], index: usize) -> Option<&mut Event> {
    Arc::get_mut(&mut candidates.get_mut(index)?.event)
}

/// Whether `other`, which comes after it, counts more than `winner`.
fn is_later(other: Option<&Candidate>, winner: Option<&Candidate>) -> bool {
    let updated = |candidate: Option<&Candidate>| candidate?.updated;
    match (updated(other), updated(winner)) {
        (Some(other), Some(winner)) => other >= winner,
        _ => true,
    }
}

fn superseded(candidate: &Candidate) -> Diagnostic {
    diagnostic(candidate, "uid", Reason::SameUid)
}

fn diagnostic(candidate: &Candidate, field: &str, reason: Reason) -> Diagnostic {
    Diagnostic {
        position: candidate.position,
        name: Some(candidate.event.uid.as_str().to_owned()),
        field: field.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::NoZones;

    #[test]
    fn a_date_on_a_later_page_joins_its_series() {
        let series = r#"[{"uid": "choir", "title": "Choir", "start": "2026-01-06T19:00:00", "rrule": "FREQ=WEEKLY"},
            {"uid": "one", "title": "Concert", "start": "2026-02-01"}]"#;
        let dates = r#"[{"uid": "choir", "title": "With guests", "start": "2026-01-20T20:00:00", "recurrenceId": "2026-01-20T19:00:00"},
            {"uid": "choir", "title": "At noon", "start": "2026-01-13T12:00:00", "recurrenceId": "2026-01-13T19:00:00"},
            {"uid": "one", "title": "Not of a series", "start": "2026-02-02", "recurrenceId": "2026-02-01"},
            {"uid": "nobody", "title": "Alone", "start": "2026-02-03", "recurrenceId": "2026-02-03"}]"#;
        let read = |text| crate::feed::read(text, "en", &NoZones).unwrap();
        for pages in [[series, dates], [dates, series]] {
            let mut pages = pages.map(read);
            join_pages(&mut pages, &NoZones);
            let events: Vec<_> = pages.iter().flat_map(|page| &page.events).collect();
            let mut uids: Vec<_> = events.iter().map(|event| event.uid.as_str()).collect();
            uids.sort_unstable();
            assert_eq!(uids, ["choir", "nobody;2026-02-03", "one", "one;2026-02-01"]);
            let series = events.iter().find_map(|event| event.series.as_ref()).unwrap();
            let named = |event: &Event| (event.uid.as_str().to_owned(), event.title.value.clone());
            let overrides: Vec<_> = series.overrides.iter().map(|one| named(&one.event)).collect();
            let expected = ["At noon", "With guests"].map(|title| ("choir".to_owned(), title.to_owned()));
            assert_eq!(overrides, expected);
        }
    }
}
