//! A recurrence rule, as RFC 5545 §3.3.10 and RFC 8984 §4.3.3 have it.

use chrono::Weekday;

use crate::time::{Date, DateTime, Instant};

/// The unit in which a rule counts. Nothing faster than daily: no calendar of events needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Days.
    Daily,
    /// Weeks, which begin on [`Rule::week_start`].
    Weekly,
    /// Calendar months.
    Monthly,
    /// Calendar years.
    Yearly,
}

/// What becomes of a day that its month does not have, such as 31 April (RFC 8984 §4.3.3, RFC 7529 §4.1).
///
/// It concerns days of the month in monthly and yearly rules, also where they follow from the first date. A
/// day that is moved meets the rule's days of the week where it comes to stand, and counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skip {
    /// There is no occurrence.
    #[default]
    Omit,
    /// It moves to the last day of the month.
    Backward,
    /// It moves to the first day of the next month.
    Forward,
}

/// Where a rule ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Nowhere.
    Never,
    /// After this many occurrences, from 1.
    Count(u32),
    /// At a time.
    Until(Until),
}

/// The last time at which a rule may have an occurrence: inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// The whole of this day, in the event's zone.
    Date(Date),
    /// A civil time in the event's zone.
    Civil(DateTime),
    /// An instant.
    Utc(Instant),
}

/// A day of the week, or one among those of its month or year: `TU`, `2MO`, `-1FR`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthDay {
    /// The day of the week.
    pub day: Weekday,
    /// Which one, −53 to 53 without 0; negative from the end, `None` for each. It counts in the
    /// month of a monthly rule, and of a yearly one with months; else in the year. Other rules
    /// ignore it.
    pub nth: Option<i16>,
}

/// A recurrence rule. An empty list says nothing; order and repetition in a list mean nothing.
///
/// A value out of its range, which [`Rule::parse`] refuses, is one that no date matches. All lists are
/// of one type: the program is smaller for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The unit in which it counts.
    pub frequency: Frequency,
    /// Every how many units, from 1; 0 is taken for 1.
    pub interval: u32,
    /// Where it ends.
    pub limit: Limit,
    /// What becomes of days that do not exist (`SKIP`).
    pub skip: Skip,
    /// The first day of the week (`WKST`).
    pub week_start: Weekday,
    /// Months, 1 to 12.
    pub by_month: Vec<i16>,
    /// Days of the month, −31 to 31 without 0; −1 is the last.
    pub by_month_day: Vec<i16>,
    /// Days of the year, −366 to 366 without 0; −1 is the last.
    pub by_year_day: Vec<i16>,
    /// Weeks of the year as in ISO 8601, but from `week_start` on; −53 to 53 without 0.
    pub by_week: Vec<i16>,
    /// Days of the week.
    pub by_day: Vec<NthDay>,
    /// Hours, 0 to 23.
    pub by_hour: Vec<i16>,
    /// Minutes, 0 to 59.
    pub by_minute: Vec<i16>,
    /// Seconds, 0 to 60; the leap second is read as 59.
    pub by_second: Vec<i16>,
    /// Which of the occurrences of one unit, −366 to 366 without 0; −1 is the last (`BYSETPOS`).
    pub by_position: Vec<i16>,
}

impl Rule {
    /// A rule of which only the frequency is known: each unit, for ever.
    pub fn new(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            limit: Limit::Never,
            skip: Skip::Omit,
            week_start: Weekday::Mon,
            by_month: Vec::new(),
            by_month_day: Vec::new(),
            by_year_day: Vec::new(),
            by_week: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_position: Vec::new(),
        }
    }
}
