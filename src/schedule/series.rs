//! The starts of a series: what its rules and dates give, less what is excluded.

use crate::event::Series;
use crate::recurrence::{Budget, Clock, Rule, Walk};
use crate::time::{Date, DateTime};

/// The starts of a series in order, each once: civil times in the event's zone. Those of changed
/// occurrences are among them.
pub(super) struct SeriesStarts<'a> {
    /// The event's own start, always the first occurrence (RFC 8984 §4.3.3).
    own: Option<DateTime>,
    dates: &'a [DateTime],
    rules: Vec<Source>,
    excluded: &'a [DateTime],
    excluded_rules: Vec<Source>,
    to: Date,
    clock: &'a Clock<'a>,
    /// What all rules together have spent.
    pub(super) budget: Budget,
}

/// A rule, and the start at which its walk stands.
struct Source {
    walk: Walk,
    next: Option<DateTime>,
}

impl<'a> SeriesStarts<'a> {
    /// The starts on the days from `from` up to and with `to`, of an event whose own start is `first`.
    pub(super) fn new(
        series: &'a Series,
        first: DateTime,
        (from, to): (Date, Date),
        clock: &'a Clock<'a>,
    ) -> Self {
        let mut budget = Budget::default();
        let mut sources = |rules: &[Rule]| -> Vec<Source> {
            let source = |rule| {
                let mut walk = Walk::new(rule, first, (from, to), true);
                let next = walk.next(&mut budget, clock);
                Source { walk, next }
            };
            rules.iter().map(source).collect()
        };
        let rules = sources(&series.rules);
        let excluded_rules = sources(&series.excluded_rules);
        let past = series.dates.partition_point(|date| date.date() < from);
        Self {
            own: (first.date() >= from).then_some(first),
            dates: series.dates.get(past..).unwrap_or_default(),
            rules,
            excluded: &series.excluded,
            excluded_rules,
            to,
            clock,
            budget,
        }
    }

    /// The next start; `None` after the last. When the budget is exhausted rules end early, dates do
    /// not.
    pub(super) fn next(&mut self) -> Option<DateTime> {
        loop {
            let given = self.rules.iter().filter_map(|source| source.next);
            let least = given.chain(self.own).chain(self.dates.first().copied()).min()?;
            if least.date() > self.to {
                return None;
            }
            self.own = self.own.filter(|own| *own != least);
            while let Some((date, later)) = self.dates.split_first()
                && *date <= least
            {
                self.dates = later;
            }
            for rule in &mut self.rules {
                rule.pass(least, &mut self.budget, self.clock);
            }
            let mut is_excluded = self.excluded.binary_search(&least).is_ok();
            for rule in &mut self.excluded_rules {
                is_excluded |= rule.pass(least, &mut self.budget, self.clock);
            }
            if !is_excluded {
                return Some(least);
            }
        }
    }
}

impl Source {
    /// Walks past `start`; true if the rule gives it.
    fn pass(&mut self, start: DateTime, budget: &mut Budget, clock: &Clock) -> bool {
        let mut gives = false;
        while let Some(next) = self.next
            && next <= start
        {
            gives |= next == start;
            self.next = self.walk.next(budget, clock);
        }
        gives
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Instant, Time};

    #[test]
    fn all_rules_of_a_series_share_one_budget() {
        let rule = |text| Rule::parse(text).unwrap();
        let barren = rule("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");
        let series = Series {
            rules: vec![rule("FREQ=WEEKLY"), barren.clone(), barren.clone()],
            excluded_rules: vec![barren],
            ..Series::default()
        };
        let first = Date::from_ymd_opt(2026, 1, 6).unwrap().and_time(Time::MIN);
        let clock = |civil: DateTime| Instant(civil.and_utc().timestamp());
        let mut starts = SeriesStarts::new(&series, first, (first.date(), Date::MAX), &clock);
        assert_eq!(starts.next(), Some(first));
        while starts.next().is_some() {}
        assert!(starts.budget.is_exhausted());
        assert_eq!(starts.budget.spent(), Budget::MAX);
    }
}
