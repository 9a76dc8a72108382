//! The order of occurrences, the same on each visit.

use crate::date::Occurrence;
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

/// The same occurrences, by start.
pub fn by_start(occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    let rank = |(position, one): (usize, &Occurrence)| Ranked {
        rank: [one.starts.0, 0, 0, 0],
        occurrence: position,
    };
    let mut order: Vec<Ranked> = occurrences.iter().enumerate().map(rank).collect();
    sort(&mut order, &occurrences);
    order
        .iter()
        .map(|ranked| occurrences[ranked.occurrence].clone())
        .collect()
}
