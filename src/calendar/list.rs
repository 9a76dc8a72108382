//! The list: what runs, then what comes, by month and day.

use crate::date::{Date, Instant, Occurrence};

/// What the list shows. Occurrences are positions in the slice it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What has started and not ended, the one that ends first in front.
    pub running: Vec<usize>,
    /// What comes (or, in the past, what was), by month.
    pub months: Vec<ListMonth>,
    /// How many more there are behind the limit.
    pub more: usize,
}

/// One month of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListMonth {
    /// Its first day.
    pub first: Date,
    /// Its days with events, in order.
    pub days: Vec<ListDay>,
    /// Tentative periods that start in it, told in words; month, quarter and year precision.
    pub tentative: Vec<usize>,
}

/// One day of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDay {
    /// The day.
    pub date: Date,
    /// What starts on it: all-day events first, then by start, then by title.
    pub occurrences: Vec<usize>,
}

/// Lists what is not past at `now` (or, with `past`, what is: latest first, nothing is running), at most `limit`
/// occurrences, running ones included.
pub fn list(occurrences: &[Occurrence], now: Instant, past: bool, limit: usize) -> List {
    let _ = (occurrences, now, past, limit);
    List::default()
}
