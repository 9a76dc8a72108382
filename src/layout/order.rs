//! The order of occurrences, the same on each visit.

use crate::layout::Selection;
use crate::order::sorted_positions;
use crate::schedule::Occurrence;
use crate::time::DateRange;

/// The position of an occurrence, and what it is sorted by before its title.
#[derive(Clone, Copy)]
pub(super) struct Ranked {
    pub(super) rank: [i64; 4],
    pub(super) occurrence: usize,
}

/// Sorts by rank, then by title, then by uid. One function for all views.
pub(super) fn sort(entries: &mut Vec<Ranked>, occurrences: &Selection) {
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

/// The first of those that are added, by [`sort`]: what cannot be among them is passed over, so that a list of
/// twenty does not sort a hundred thousand.
pub(super) struct Foremost<'a> {
    occurrences: &'a Selection,
    most: usize,
    entries: Vec<Ranked>,
    /// What ranks behind it is not among the first.
    bound: Option<[i64; 4]>,
    /// How many were added.
    pub(super) count: usize,
}

impl<'a> Foremost<'a> {
    /// The first `most` of these occurrences.
    pub(super) fn new(occurrences: &'a Selection, most: usize) -> Self {
        Self {
            occurrences,
            most,
            entries: Vec::new(),
            bound: None,
            count: 0,
        }
    }

    /// Adds one.
    pub(super) fn add(&mut self, entry: Ranked) {
        self.count += 1;
        if self.bound.is_some_and(|bound| entry.rank > bound) {
            return;
        }
        self.entries.push(entry);
        if self.entries.len() / 2 > self.most.max(32) {
            self.cut();
            self.bound = self.entries.last().map(|last| last.rank);
        }
    }

    /// The first ones, in order.
    pub(super) fn into_sorted(mut self) -> Vec<Ranked> {
        self.cut();
        self.entries
    }

    fn cut(&mut self) {
        sort(&mut self.entries, self.occurrences);
        self.entries.truncate(self.most);
    }
}

/// The positions of the occurrences that have a rank, sorted by it.
pub(super) fn by_rank(occurrences: &Selection, rank: &dyn Fn(&Occurrence) -> Option<[i64; 4]>) -> Vec<usize> {
    let mut entries = Vec::new();
    for (position, occurrence) in occurrences.positioned() {
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
pub(super) fn vague_periods(occurrences: &Selection, days: DateRange) -> Vec<usize> {
    by_rank(occurrences, &|occurrence| {
        let touches = occurrence.is_vague() && occurrence.days().intersect(days).is_some();
        touches.then_some([occurrence.ends.0, 0, 0, 0])
    })
}

/// The same occurrences, by start.
pub fn by_start(occurrences: Vec<Occurrence>) -> Vec<Occurrence> {
    let all = Selection::from(occurrences);
    let order = by_rank(&all, &|occurrence| Some([occurrence.starts.0, 0, 0, 0]));
    order.into_iter().map(|position| all[position].clone()).collect()
}
