//! The moment at which a query is asked.

use chrono::{Datelike, Months, Weekday};

use crate::filter::asked_days::month_name;
use crate::filter::phrase::span;
use crate::time::{Date, Instant};

/// What decides which days `this-week` is, what is past, and whether one can still register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Present {
    /// The present instant.
    pub now: Instant,
    /// The present day in the calendar's zone.
    pub today: Date,
    /// The first day of the week.
    pub first_day: Weekday,
    /// Whether `12/5` is a day of December, and not of May.
    pub is_month_first: bool,
}

/// Days from one on up to, but without, another, counted from the first day of the year 1.
pub(super) type Days = std::ops::Range<i32>;

impl Present {
    /// Today's number.
    pub(super) fn day(&self) -> i32 {
        self.today.num_days_from_ce()
    }

    /// The week around today, from its first day on.
    pub(super) fn week(&self) -> Days {
        let first = self.day() - self.today.weekday().days_since(self.first_day) as i32;
        first..first + 7
    }

    /// Saturday and Sunday after those of [`Self::weekend`], on whichever day weeks begin.
    pub(super) fn weekend_after(&self) -> Days {
        let this = self.weekend();
        this.start + 7..this.end + 7
    }

    /// What a line of the lexicon means by a value of "when": itself, or the days for which the facet has no name.
    pub(super) fn said(&self, name: &str) -> String {
        let day = self.day();
        let year = |ahead: i32| {
            let mut month = month_name(self.today, ahead * 12).unwrap_or_default();
            month.truncate(4);
            month
        };
        match name {
            "next-weekend" => span(&self.weekend_after()),
            "after-tomorrow" => span(&(day + 2..day + 3)),
            "yesterday" => span(&(day - 1..day)),
            "this-year" => year(0),
            "next-year" => year(1),
            _ => name.to_owned(),
        }
    }

    /// The days of a month, counted from this one.
    pub(super) fn month(&self, ahead: u32) -> Days {
        let first = self.today.with_day(1);
        let start_of = |ahead: u32| {
            let start = first?.checked_add_months(Months::new(ahead))?;
            Some(start.num_days_from_ce())
        };
        let day = self.day();
        start_of(ahead).unwrap_or(day)..start_of(ahead + 1).unwrap_or(day + 1)
    }

    /// This Saturday and Sunday, or those that come. The same in all regions: calendars for those with
    /// another weekend can offer weekdays.
    pub(super) fn weekend(&self) -> Days {
        let since_sunday = self.today.weekday().days_since(Weekday::Sun) as i32;
        let saturday = self.day() + if since_sunday == 0 { -1 } else { 6 - since_sunday };
        saturday..saturday + 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_date;

    #[test]
    fn next_weekend_follows_this_one_on_whichever_day_weeks_begin() {
        for (today, expected) in [
            ("2026-11-25", "2026-12-05"),
            ("2026-11-27", "2026-12-05"),
            ("2026-11-28", "2026-12-05"),
            ("2026-11-29", "2026-12-05"),
            ("2026-11-30", "2026-12-12"),
        ] {
            for first_day in [Weekday::Mon, Weekday::Sat, Weekday::Sun] {
                let present = Present {
                    now: Instant(0),
                    today: parse_date(today).unwrap(),
                    first_day,
                    is_month_first: false,
                };
                let saturday = parse_date(expected).unwrap().num_days_from_ce();
                assert_eq!(
                    present.weekend_after(),
                    saturday..saturday + 2,
                    "{today} {first_day}"
                );
            }
        }
    }
}
