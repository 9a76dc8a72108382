//! Two entries with one uid: the later state of the event counts.

use std::sync::Arc;

use super::super::field::Field;
use super::super::{Diagnostic, Feed};
use super::warn;
use crate::date::{DateTime, ParsedDateTime, Time, parse_date_time};
use crate::event::{Event, Uid};
use crate::order::sorted_positions;

/// An event that was read, and what decides between it and another of the same uid.
pub(super) struct Candidate {
    pub(super) position: usize,
    pub(super) updated: Option<DateTime>,
    pub(super) event: Arc<Event>,
}

/// When the entry was last changed, in UTC.
pub(super) fn updated(field: &Field<'_>) -> Option<DateTime> {
    match field.node.get("updated")?.as_text().and_then(parse_date_time)? {
        ParsedDateTime::Date(date) => Some(date.and_time(Time::MIN)),
        ParsedDateTime::Civil(civil) => Some(civil),
        ParsedDateTime::Offset(civil, offset) => {
            civil.checked_sub_signed(chrono::TimeDelta::try_seconds(offset.into())?)
        }
    }
}

/// Moves the candidates into the feed. Of those with one uid, the one that was `updated` last
/// counts, else the later one; it stands where the first of them stood.
pub(super) fn keep_latest(candidates: Vec<Candidate>, feed: &mut Feed) {
    let uid = |index: usize| -> Option<&Uid> { Some(&candidates.get(index)?.event.uid) };
    let order = sorted_positions(candidates.len(), &|left, right| uid(left).cmp(&uid(right)));
    // For each candidate the index of the one that stands in its place; none where it goes.
    let mut places: Vec<Option<usize>> = (0..candidates.len()).map(Some).collect();
    for same in order.chunk_by(|&left, &right| uid(left) == uid(right)) {
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
            let superseded = candidates.get(loser).map(superseded);
            warn(feed, superseded.into_iter().collect());
        }
        if let Some(place) = places.get_mut(*first) {
            *place = Some(winner);
        }
    }
    let winners = places.into_iter().flatten();
    feed.events = winners
        .filter_map(|index| Some(Arc::clone(&candidates.get(index)?.event)))
        .collect();
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
    Diagnostic {
        position: candidate.position,
        name: Some(candidate.event.uid.as_str().to_owned()),
        field: String::from("uid"),
        reason: String::from("another entry has the same uid and is later: this one is not shown"),
    }
}
