//! The order of occurrences, the same on each visit.

use crate::date::Occurrence;

/// The position of an occurrence, and what it is sorted by before its title.
pub(super) struct Ranked {
    pub(super) rank: [i64; 4],
    pub(super) occurrence: usize,
}

/// Sorts by rank, then by title, then by uid. One function for all views, so that the program
/// carries one sort.
pub(super) fn sort(entries: &mut [Ranked], occurrences: &[Occurrence]) {
    let name = |entry: &Ranked| {
        let event = &occurrences[entry.occurrence].event;
        (event.title.value.as_str(), event.uid.as_str())
    };
    entries.sort_unstable_by(|a, b| {
        let by_name = || name(a).cmp(&name(b));
        let by_position = || a.occurrence.cmp(&b.occurrence);
        a.rank.cmp(&b.rank).then_with(by_name).then_with(by_position)
    });
}

/// The same occurrences, by start.
pub fn by_start(occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    let rank = |(position, one): (usize, &Occurrence)| Ranked {
        rank: [one.starts.0, 0, 0, 0],
        occurrence: position,
    };
    let mut order: Vec<Ranked> = occurrences.iter().enumerate().map(rank).collect();
    sort(&mut order, &occurrences);
    let mut occurrences: Vec<Option<Occurrence>> = occurrences.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|ranked| occurrences.get_mut(ranked.occurrence)?.take())
        .collect()
}
