//! Some of a calendar's occurrences.

use std::ops::Index;
use std::sync::Arc;

use crate::event::Status;
use crate::schedule::Occurrence;
use crate::text::split_once;
use crate::time::Instant;

/// Occurrences, and which of them are meant. A copy shares both, so that a filter that leaves almost all of
/// a hundred thousand copies none of them.
///
/// A position is that of an occurrence among all, whatever is meant; and any of them can be had by it.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    all: Arc<Vec<Occurrence>>,
    /// By position; `None` means all.
    is_meant: Option<Arc<[bool]>>,
}

impl Selection {
    /// All of these.
    pub fn of_all(occurrences: Vec<Occurrence>) -> Self {
        Self {
            all: Arc::new(occurrences),
            is_meant: None,
        }
    }

    /// Of the same occurrences those at the marked positions; what has no mark is not meant.
    pub fn of_marked(&self, is_meant: &[bool]) -> Self {
        Self {
            all: Arc::clone(&self.all),
            is_meant: Some(is_meant.into()),
        }
    }

    /// All occurrences, also those that are not meant.
    pub fn all(&self) -> &[Occurrence] {
        &self.all
    }

    /// True if the occurrence at this position is meant.
    pub fn contains(&self, position: usize) -> bool {
        let marks = self.is_meant.as_ref();
        marks.is_none_or(|marks| marks.get(position).is_some_and(|is_meant| *is_meant))
    }

    /// The occurrence at a position, meant or not.
    pub fn get(&self, position: usize) -> Option<&Occurrence> {
        self.all.get(position)
    }

    /// The occurrences at these positions, in their order.
    pub fn at<'a>(
        &'a self,
        positions: impl IntoIterator<Item = &'a usize>,
    ) -> impl Iterator<Item = &'a Occurrence> {
        positions.into_iter().filter_map(|position| self.get(*position))
    }

    /// Those that are meant, with their positions.
    pub fn positioned(&self) -> impl DoubleEndedIterator<Item = (usize, &Occurrence)> {
        let all = self.all.iter().enumerate();
        all.filter(|(position, _)| self.contains(*position))
    }

    /// Those that are meant, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Occurrence> {
        self.positioned().map(|(_, occurrence)| occurrence)
    }

    /// The next date of the series that this one is of, among those that are meant and not cancelled. All stand by
    /// start.
    pub fn next_of_series(&self, occurrence: &Occurrence) -> Option<&Occurrence> {
        occurrence.recurrence_id?;
        let later = self
            .all
            .partition_point(|other| other.starts <= occurrence.starts);
        let mut positions = later..self.all.len();
        let is_next = |position: usize| {
            let other = &self.all[position];
            other.recurrence_id.is_some()
                && other.event.uid == occurrence.event.uid
                && other.event.status != Status::Cancelled
                && self.contains(position)
        };
        let next = positions.find(|&position| is_next(position))?;
        self.get(next)
    }

    /// Of those that come (or, with `past`, are past at `now`) each series by one date alone: the next one that takes
    /// place, or the last; and how many dates that leaves out. Series for which [`shows_all_dates`] holds keep all.
    pub fn by_next_dates(&self, now: Instant, past: bool, searched: &str) -> (Self, usize) {
        let mut marks: Vec<bool> = (0..self.all.len())
            .map(|position| self.contains(position))
            .collect();
        // The position of the date that stands for each series, by uid.
        let mut series: Vec<usize> = Vec::new();
        let mut left_out = 0;
        for nth in 0..self.all.len() {
            let position = if past { self.all.len() - 1 - nth } else { nth };
            let one = &self.all[position];
            let is_of_series = marks[position]
                && one.recurrence_id.is_some()
                && one.is_past(now) == past
                && !shows_all_dates(one, searched);
            if !is_of_series {
                continue;
            }
            let uid = |position: usize| self.all[position].event.uid.as_str();
            let place = series.binary_search_by(|&known| uid(known).cmp(one.event.uid.as_str()));
            match place {
                Err(place) => series.insert(place, position),
                Ok(place) => {
                    let known = &mut series[place];
                    left_out += 1;
                    let is_cancelled = |position: usize| self.all[position].event.status == Status::Cancelled;
                    let loser = if is_cancelled(*known) && !is_cancelled(position) {
                        std::mem::replace(known, position)
                    } else {
                        position
                    };
                    marks[loser] = false;
                }
            }
        }
        (self.of_marked(&marks), left_out)
    }

    /// How many are meant.
    pub fn len(&self) -> usize {
        match &self.is_meant {
            Some(marks) => marks.iter().filter(|is_meant| **is_meant).count(),
            None => self.all.len(),
        }
    }

    /// True if none is meant.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// True for a date of a series that shows all of them, as its title is searched for in quotation marks.
pub fn shows_all_dates(occurrence: &Occurrence, searched: &str) -> bool {
    let quoted = searched.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    let quoted = quoted.filter(|quoted| !quoted.is_empty());
    quoted.is_some_and(|quoted| split_once(&occurrence.event.title.value, quoted).is_some())
}

impl Index<usize> for Selection {
    type Output = Occurrence;

    fn index(&self, position: usize) -> &Occurrence {
        &self.all[position]
    }
}

/// The same occurrences and the same marks in memory.
impl PartialEq for Selection {
    fn eq(&self, other: &Self) -> bool {
        let is_same_marks = match (&self.is_meant, &other.is_meant) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        Arc::ptr_eq(&self.all, &other.all) && is_same_marks
    }
}

impl<T: Into<Vec<Occurrence>>> From<T> for Selection {
    fn from(occurrences: T) -> Self {
        Self::of_all(occurrences.into())
    }
}

impl FromIterator<Occurrence> for Selection {
    fn from_iter<T: IntoIterator<Item = Occurrence>>(occurrences: T) -> Self {
        Self::of_all(occurrences.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::{instant, timed};

    #[test]
    fn positions_stay_whatever_is_meant() {
        let titles = ["a", "b", "c", "d"];
        let all = Selection::from(titles.map(|title| timed(title, "2026-05-12T18:00", "PT2H")));
        let some = all.of_marked(&[false, true, true]);
        let told = |selection: &Selection| -> Vec<(usize, String)> {
            let title = |(at, one): (usize, &Occurrence)| (at, one.event.title.value.clone());
            selection.positioned().map(title).collect()
        };
        assert_eq!(told(&some), [(1, "b".to_owned()), (2, "c".to_owned())]);
        assert_eq!((some.len(), all.len(), some.is_empty()), (2, 4, false));
        assert_eq!(some[3].event.title.value, "d");
        assert!(some.get(4).is_none());
        assert_eq!(some, some.clone());
        assert_ne!(some, all);
        assert_ne!(some, all.of_marked(&[false, true, true]));
    }

    /// A date of a series, by its title and day.
    fn date_of(title: &str, day: &str) -> Occurrence {
        let mut one = timed(title, &[day, "T18:00"].concat(), "PT2H");
        one.recurrence_id = Some(one.event.when.start());
        one
    }

    fn cancelled_date_of(title: &str, day: &str) -> Occurrence {
        let mut one = date_of(title, day);
        Arc::make_mut(&mut one.event).status = Status::Cancelled;
        one
    }

    #[test]
    fn the_next_date_of_a_series_is_the_first_that_is_meant_and_takes_place() {
        let all = Selection::from(vec![
            date_of("a", "2026-05-12"),
            date_of("b", "2026-05-12"),
            cancelled_date_of("a", "2026-05-13"),
            date_of("a", "2026-05-14"),
            timed("a", "2026-05-14T19:00", "PT2H"),
            date_of("a", "2026-05-15"),
        ]);
        let next = |all: &Selection, of: usize| {
            let next = all.next_of_series(&all[of]);
            next.map(|next| next.first_day().to_string())
        };
        assert_eq!(next(&all, 0).as_deref(), Some("2026-05-14"));
        for last in [1, 4, 5] {
            assert_eq!(next(&all, last), None);
        }
        let some = all.of_marked(&[true, true, true, false, true, true]);
        assert_eq!(next(&some, 0).as_deref(), Some("2026-05-15"));
    }

    #[test]
    fn a_series_is_shown_by_its_next_date_alone_and_the_others_are_counted() {
        let all = Selection::from(vec![
            date_of("a", "2026-05-05"),
            date_of("a", "2026-05-06"),
            timed("c", "2026-05-06T18:00", "PT2H"),
            date_of("b", "2026-05-12"),
            timed("c", "2026-05-12T19:00", "PT2H"),
            cancelled_date_of("a", "2026-05-13"),
            date_of("a", "2026-05-14"),
            date_of("a", "2026-05-15"),
            date_of("b", "2026-05-16"),
        ]);
        let told = |selection: &Selection, past: bool, searched: &str| {
            let now = instant("2026-05-10T00:00");
            let (shown, left_out) = selection.by_next_dates(now, past, searched);
            let of_time = shown.positioned().filter(|(_, one)| one.is_past(now) == past);
            (of_time.map(|(at, _)| at).collect::<Vec<_>>(), left_out)
        };
        // The next date of "a" is cancelled: the first that takes place stands for it.
        assert_eq!(told(&all, false, ""), (vec![3, 4, 6], 3));
        assert_eq!(told(&all, false, "\"b\""), (vec![3, 4, 6, 8], 2));
        assert_eq!(told(&all, false, "b"), (vec![3, 4, 6], 3));
        assert_eq!(told(&all, true, ""), (vec![1, 2], 1));
        // Of a series that a filter leaves in part, the first date that it leaves.
        let some = all.of_marked(&[true, true, true, false, true, true, false, true, true]);
        assert_eq!(told(&some, false, ""), (vec![4, 7, 8], 1));
    }
}
