//! Ranges of whole days.

use crate::time::Date;

/// One or more whole days: `start` included, `end` not. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateRange {
    start: Date,
    end: Date,
}

impl DateRange {
    /// The days from `start` up to, but without, `end`; `None` if that is no day at all.
    pub fn new(start: Date, end: Date) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// This one day.
    pub fn day(date: Date) -> Self {
        Self {
            start: date,
            end: date.succ_opt().unwrap_or(date),
        }
    }

    /// The first day.
    pub fn start(self) -> Date {
        self.start
    }

    /// The day after the last one.
    pub fn end(self) -> Date {
        self.end
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.end.pred_opt().unwrap_or(self.start)
    }

    /// How many days it has, at least one.
    pub fn day_count(self) -> u32 {
        let days = self.end.signed_duration_since(self.start).num_days();
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// True if `date` is one of its days.
    pub fn contains(self, date: Date) -> bool {
        self.start <= date && date < self.end
    }

    /// The days that both have; `None` if there are none.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end))
    }

    /// Its days, from the first to the last.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.start.iter_days().take_while(move |date| *date < self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november(day: u32) -> Date {
        Date::from_ymd_opt(2018, 11, day).unwrap()
    }

    fn range(start: u32, end: u32) -> DateRange {
        DateRange::new(november(start), november(end)).unwrap()
    }

    #[test]
    fn a_range_is_never_empty() {
        assert_eq!(DateRange::new(november(6), november(6)), None);
        assert_eq!(DateRange::new(november(7), november(6)), None);
    }

    #[test]
    fn the_end_is_the_day_after_the_last() {
        let days = range(6, 8);
        assert_eq!(days.last(), november(7));
        assert_eq!(days.day_count(), 2);
        assert!(days.contains(november(6)) && days.contains(november(7)));
        assert!(!days.contains(november(5)) && !days.contains(november(8)));
        assert_eq!(days.days().collect::<Vec<_>>(), [november(6), november(7)]);
        assert_eq!(DateRange::day(november(6)), range(6, 7));
    }

    #[test]
    fn ranges_that_only_meet_have_no_day_in_common() {
        assert_eq!(range(1, 6).intersect(range(6, 9)), None);
        assert_eq!(range(1, 7).intersect(range(6, 9)), Some(range(6, 7)));
        assert_eq!(range(1, 30).intersect(range(6, 9)), Some(range(6, 9)));
    }

    #[test]
    fn the_last_day_of_the_year_9999_is_a_day() {
        let last = Date::from_ymd_opt(9999, 12, 31).unwrap();
        assert_eq!(DateRange::day(last).days().collect::<Vec<_>>(), [last]);
    }
}
