//! The years in which the dates of series are looked for.

use std::sync::Arc;

use chrono::Datelike;

use crate::event::Event;
use crate::schedule::expansion::Expansion;
use crate::schedule::occurrence::{Occurrence, ZonePolicy};
use crate::time::{Date, DateRange, Zones};

/// From the year before to the one after next: those of today, and those of a day that is shown elsewhere.
///
/// Not all years in between: from here to a date that somebody types in, a weekly series would have
/// thousands of dates that nobody looks at, and no room for those that are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    day: Date,
    today: i32,
    shown: i32,
}

impl Horizon {
    /// The years around today and around the day that is shown.
    pub fn around(today: Date, shown: Date) -> Self {
        Self {
            day: today,
            today: today.year(),
            shown: shown.year(),
        }
    }

    /// Those of today.
    fn near(self) -> DateRange {
        years(self.today)
    }

    /// Those of the shown day that are not there already.
    fn far(self) -> Option<DateRange> {
        let (near, far) = (self.near(), years(self.shown));
        if self.shown < self.today {
            DateRange::new(far.start(), far.end().min(near.start()))
        } else {
            DateRange::new(far.start().max(near.end()), far.end())
        }
    }

    /// The day up to which everything after the shown day is looked at (exclusive).
    pub fn end(self) -> Date {
        let near = self.near();
        match self.far() {
            Some(far) if far.end() != near.start() => far.end(),
            _ => near.end(),
        }
    }

    /// The day from which on everything before the shown day is looked at.
    pub fn begin(self) -> Date {
        let near = self.near();
        match self.far() {
            Some(far) if far.start() != near.end() => far.start(),
            _ => near.start(),
        }
    }

    /// The occurrences of a series in these years. Where none of them is still to come, the next one too,
    /// and where none is past, the last ones: however far they are, as long as `work` lasts, of which it
    /// takes what it needs. A series that ended long ago is past, not gone.
    pub fn occurrences(
        self,
        event: &Arc<Event>,
        policy: &ZonePolicy,
        zones: &dyn Zones,
        work: &mut u32,
    ) -> Expansion {
        let within = |days| Occurrence::within(event, days, policy, zones);
        let near = self.near();
        let mut found = within(near);
        if let Some(far) = self.far().map(within) {
            found.is_cut |= far.is_cut;
            for occurrence in far.occurrences {
                // What reaches from one into the other is there already.
                if occurrence.days().intersect(near).is_none() {
                    found.occurrences.push(occurrence);
                }
            }
        }
        let is_any = |found: &Expansion, test: &dyn Fn(Date) -> bool| {
            found.occurrences.iter().any(|one| test(one.first_day()))
        };
        let looks: [(bool, Look, Date); 2] = [
            (
                is_any(&found, &|day| day >= self.day),
                Occurrence::next_from,
                near.end(),
            ),
            (
                is_any(&found, &|day| day < self.day),
                Occurrence::last_before,
                near.start(),
            ),
        ];
        for (is_there, look, from) in looks {
            if is_there || *work == 0 {
                continue;
            }
            let other = look(event, from, policy, zones);
            *work = work.saturating_sub(other.work);
            for occurrence in other.occurrences {
                if !found
                    .occurrences
                    .iter()
                    .any(|one| one.recurrence_id == occurrence.recurrence_id)
                {
                    found.occurrences.push(occurrence);
                }
            }
        }
        found
    }

    /// How many candidates all series of a calendar together may look at outside of these years: a feed is
    /// hostile input, and this takes a second.
    pub const WORK: u32 = 5_000_000;
}

/// One way to look for occurrences.
type Look = fn(&Arc<Event>, Date, &ZonePolicy, &dyn Zones) -> Expansion;

fn years(around: i32) -> DateRange {
    let first = |year| Date::from_ymd_opt(year, 1, 1);
    let start = first(around - 1).unwrap_or(Date::MIN);
    let end = first(around + 3).unwrap_or(Date::MAX);
    DateRange::new(start, end).unwrap_or(DateRange::day(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_of_the_shown_day_are_added_to_those_of_today() {
        let date = |year| Date::from_ymd_opt(year, 6, 15).unwrap();
        let years = |range: DateRange| (range.start().year(), range.end().year());
        for (shown, far, begin, end) in [
            (2026, None, 2025, 2029),
            (2027, Some((2029, 2030)), 2025, 2030),
            (2025, Some((2024, 2025)), 2024, 2029),
            (2040, Some((2039, 2043)), 2039, 2043),
            (2022, Some((2021, 2025)), 2021, 2029),
            (2010, Some((2009, 2013)), 2009, 2013),
        ] {
            let horizon = Horizon::around(date(2026), date(shown));
            assert_eq!(years(horizon.near()), (2025, 2029));
            assert_eq!(horizon.far().map(years), far, "{shown}");
            assert_eq!(
                (horizon.begin().year(), horizon.end().year()),
                (begin, end),
                "{shown}"
            );
        }
    }
}
