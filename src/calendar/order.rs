//! The order of occurrences, the same on each visit.

use crate::date::{DateRange, Occurrence};
use crate::order::sorted_positions;

/// The position of an occurrence, and what it is sorted by before its title.
#[derive(Clone, Copy)]
pub(super) struct Ranked {
    pub(super) rank: [i64; 4],
    pub(super) occurrence: usize,
}

/// Sorts by rank, then by title, then by uid. One function for all views.
pub(super) fn sort(entries: &mut Vec<Ranked>, occurrences: &[Occurrence]) {
    let name = |entry: &Ranked| {
        let event = &occurrences[entry.occurrence].event;
        (event.title.value.as_str(), event.uid.as_str())
    };
    let order = sorted_positions(entries.len(), &|a, b| {
        let (a, b) = (&entries[a], &entries[b]);
        let by_name = || name(a).cmp(&name(b));
        let by_position = || a.occurrence.cmp(&b.occurrence);
        a.rank.cmp(&b.rank).then_with(by_name).then_with(by_position)
    });
    *entries = order.into_iter().map(|at| entries[at]).collect();
}

/// The positions of the occurrences that have a rank, sorted by it.
pub(super) fn by_rank(
    occurrences: &[Occurrence],
    rank: &dyn Fn(&Occurrence) -> Option<[i64; 4]>,
) -> Vec<usize> {
    let mut entries = Vec::new();
    for (position, occurrence) in occurrences.iter().enumerate() {
        if let Some(rank) = rank(occurrence) {
            entries.push(Ranked {
                rank,
                occurrence: position,
            });
        }
    }
    sort(&mut entries, occurrences);
    entries.into_iter().map(|entry| entry.occurrence).collect()
}

/// The vague periods that touch `days`, the one that ends first in front: what a grid tells in words.
pub(super) fn vague_periods(occurrences: &[Occurrence], days: DateRange) -> Vec<usize> {
    by_rank(occurrences, &|occurrence| {
        let touches = occurrence.is_vague() && occurrence.days().intersect(days).is_some();
        touches.then_some([occurrence.ends.0, 0, 0, 0])
    })
}

/// The same occurrences, by start.
pub fn by_start(occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    by_rank(&occurrences, &|occurrence| Some([occurrence.starts.0, 0, 0, 0]))
        .into_iter()
        .map(|position| occurrences[position].clone())
        .collect()
}
