//! The starts that one rule gives.

use crate::recurrence::Rule;
use crate::recurrence::budget::Budget;
use crate::recurrence::walk::{Clock, Walk};
use crate::time::{Date, DateTime};

/// The starts of one rule, from [`Rule::starts`]: lazy, in order, each once.
pub struct Starts<'a> {
    walk: Walk,
    budget: Budget,
    clock: &'a Clock<'a>,
}

impl Rule {
    /// The most candidates (days and times of day) that are looked at in one expansion.
    pub const MAX_CANDIDATES: u32 = Budget::MAX;

    /// The starts that this rule gives an event which starts at `first`, from the day `from` on and
    /// up to the year 9999.
    ///
    /// All are civil times in the event's zone; `clock` tells at which instant it shows one, for
    /// [`super::Until::Utc`]. `first` is among them only if it matches the rule: a series always has
    /// it. The walk begins near `from`, except that a rule with a count is counted from its start.
    ///
    /// # Examples
    ///
    /// ```
    /// use lichthof::recurrence::Rule;
    /// use lichthof::time::{Instant, ParsedDateTime, iso, parse_date, parse_date_time};
    ///
    /// let Some(ParsedDateTime::Civil(first)) = parse_date_time("1998-01-13T19:00") else { panic!() };
    /// let from = parse_date("2026-05-01").unwrap();
    /// let utc = |civil: lichthof::time::DateTime| Instant(civil.and_utc().timestamp());
    /// let mut starts = Rule::parse("FREQ=MONTHLY;BYDAY=2TU").unwrap().starts(first, from, &utc);
    /// assert_eq!(starts.next().map(|start| iso(start.date())).as_deref(), Some("2026-05-12"));
    /// assert!(starts.candidates() < 50);
    /// ```
    pub fn starts<'a>(&self, first: DateTime, from: Date, clock: &'a Clock<'a>) -> Starts<'a> {
        Starts {
            walk: Walk::new(self, first, (from, Date::MAX), false),
            budget: Budget::default(),
            clock,
        }
    }
}

impl Starts<'_> {
    /// How many candidates were looked at so far, at most [`Rule::MAX_CANDIDATES`].
    pub fn candidates(&self) -> u32 {
        self.budget.spent()
    }

    /// True if it ended because there were too many candidates: the rule may give more.
    pub fn is_cut(&self) -> bool {
        self.budget.is_exhausted()
    }
}

impl Iterator for Starts<'_> {
    type Item = DateTime;

    fn next(&mut self) -> Option<DateTime> {
        self.walk.next(&mut self.budget, self.clock)
    }
}
