//! From one date of a rule to the next.
//!
//! There is one loop for all rules: it goes through the days of a day, week, month or year, keeps
//! those that each part allows (RFC 8984 §4.3.3 defines rules in this way, and what RFC 5545 calls
//! expanding and limiting comes to the same), gives each of them all times of day, and leaves the
//! positions asked for. A day that its month does not have is moved in between, where the rule says so.

use chrono::{Datelike, Days, Timelike, Weekday};

use crate::recurrence::budget::Budget;
use crate::recurrence::numbers::Numbers;
use crate::recurrence::{Frequency, Limit, Rule, Skip, Until};
use crate::time::{Date, DateTime, Instant};

/// No clock is further than this from UTC, in days.
const ZONE_DAYS: u64 = 2;
/// The last day that a calendar shows.
const LAST_DAY: Option<Date> = Date::from_ymd_opt(9_999, 12, 31);
/// The largest number in [`Rule::by_position`].
const MAX_POSITION: u64 = 366;

/// The instant at which the event's clock shows a civil time, for rules that end at an instant.
pub(crate) type Clock<'a> = dyn Fn(DateTime) -> Instant + 'a;

/// The walk along one rule.
#[derive(Debug)]
pub(crate) struct Walk {
    first: DateTime,
    from: Date,
    to: Date,
    frequency: Frequency,
    limit: Limit,
    week_start: Weekday,
    months: Numbers,
    month_days: Numbers,
    year_days: Numbers,
    weeks: Numbers,
    /// The numbered days of each weekday from Monday on; 0 for every one.
    week_days: [Numbers; 7],
    has_week_days: bool,
    positions: Numbers,
    skip: Skip,
    hours: Vec<u8>,
    minutes: Vec<u8>,
    seconds: Vec<u8>,
    /// The day, week, month or year at hand, as [`Walk::first_day`] numbers them.
    period: i64,
    /// From one period to the next.
    step: i64,
    /// The days of the period that every part allows.
    days: Vec<Date>,
    /// The last day of the period before, which may be the first of this one, moved there.
    passed: Option<Date>,
    /// The last start that was found.
    last: Option<DateTime>,
    /// How many of the period's times are behind.
    at: u64,
    /// How many occurrences there were, where they are counted.
    counted: u64,
    /// Whether `first` is counted even where the rule does not give it.
    counts_first: bool,
}

impl Walk {
    /// The walk along `rule` for an event that starts at `first`, giving what lies on the days from
    /// `from` up to and with `to`.
    ///
    /// It begins near `from`, but for a rule with a count, of which all occurrences are counted. Of
    /// those `first` is one even where the rule does not give it, if `counts_first` says so.
    pub(crate) fn new(rule: &Rule, first: DateTime, (from, to): (Date, Date), counts_first: bool) -> Self {
        let mut walk = Self::of_parts(rule, first);
        walk.add_implied(first);
        // Such a date is in a week or a year by the day on which it comes to stand: the standards do not say so.
        let is_by_month = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly)
            && walk.month_days.is_given()
            && !walk.weeks.is_given()
            && !walk.year_days.is_given();
        if is_by_month {
            walk.skip = rule.skip;
        }
        walk.counts_first = counts_first;
        walk.from = from.max(first.date());
        let to = LAST_DAY.map_or(to, |last| to.min(last));
        walk.to = match rule.limit {
            Limit::Until(Until::Date(date)) => to.min(date),
            Limit::Until(Until::Civil(civil)) => to.min(civil.date()),
            Limit::Until(Until::Utc(instant)) => {
                let last = chrono::DateTime::from_timestamp(instant.0, 0)
                    .and_then(|last| last.date_naive().checked_add_days(Days::new(ZONE_DAYS)));
                last.map_or(to, |last| to.min(last))
            }
            _ => to,
        };
        walk.period = walk.period_of(first.date());
        if !matches!(rule.limit, Limit::Count(_)) {
            let ahead = walk.period_of(walk.from) - walk.period;
            // What is moved to the first day of a month is of the period before.
            let is_moved_ahead = walk.skip == Skip::Forward && ahead >= walk.step;
            walk.period += (ahead / walk.step - i64::from(is_moved_ahead)) * walk.step;
        }
        // The loop steps before it fills.
        walk.period -= walk.step;
        walk
    }

    fn of_parts(rule: &Rule, first: DateTime) -> Self {
        let mut week_days = [Numbers::default(); 7];
        let is_numbered = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
        for day in &rule.by_day {
            let nth = day.nth.filter(|_| is_numbered);
            if let Some(numbers) = week_days.get_mut(day.day as usize)
                && nth != Some(0)
            {
                numbers.insert(nth.unwrap_or(0));
            }
        }
        let mut seconds = Numbers::of(&rule.by_second);
        if seconds.contains(60) {
            seconds.insert(59);
        }
        let interval = i64::from(rule.interval.max(1));
        Self {
            first,
            from: first.date(),
            to: first.date(),
            frequency: rule.frequency,
            limit: rule.limit,
            week_start: rule.week_start,
            months: Numbers::of(&rule.by_month),
            month_days: Numbers::of(&rule.by_month_day),
            year_days: Numbers::of(&rule.by_year_day),
            weeks: Numbers::of(&rule.by_week),
            week_days,
            has_week_days: !rule.by_day.is_empty(),
            positions: Numbers::of(&rule.by_position),
            skip: Skip::Omit,
            hours: Numbers::of(&rule.by_hour).list(24, first.hour()),
            minutes: Numbers::of(&rule.by_minute).list(60, first.minute()),
            seconds: seconds.list(60, first.second()),
            period: 0,
            step: interval * Self::unit(rule.frequency),
            days: Vec::new(),
            passed: None,
            last: None,
            at: 0,
            counted: 0,
            counts_first: false,
        }
    }

    /// What a rule does not say is as on the first day (RFC 5545 §3.3.10).
    fn add_implied(&mut self, first: DateTime) {
        let has_days = self.month_days.is_given() || self.year_days.is_given() || self.has_week_days;
        let is_of_week = match self.frequency {
            Frequency::Daily => return,
            Frequency::Weekly => !self.has_week_days,
            Frequency::Monthly | Frequency::Yearly => self.weeks.is_given() && !has_days,
        };
        if is_of_week {
            if let Some(numbers) = self.week_days.get_mut(first.weekday() as usize) {
                numbers.insert(0);
            }
            self.has_week_days = true;
        } else if !has_days && self.frequency != Frequency::Weekly {
            if self.frequency == Frequency::Yearly && !self.months.is_given() {
                self.months.insert(first.month() as i16);
            }
            self.month_days.insert(first.day() as i16);
        }
    }

    /// The next date and time; `None` after the last, and when the budget is exhausted.
    pub(crate) fn next(&mut self, budget: &mut Budget, clock: &Clock) -> Option<DateTime> {
        loop {
            let total = self.times_a_day() * self.days.len() as u64;
            while self.at < total {
                if self.positions.is_given() && self.at >= MAX_POSITION && total - self.at > MAX_POSITION {
                    self.at = total - MAX_POSITION;
                }
                let at = self.at;
                self.at += 1;
                budget.spend()?;
                if self.positions.is_given() && !self.has_position(at, total) {
                    continue;
                }
                let Some(start) = self.time(at).filter(|start| *start >= self.first) else {
                    continue;
                };
                if start.date() > self.to {
                    return None;
                }
                if self.last.is_some_and(|last| start <= last) {
                    continue;
                }
                self.last = Some(start);
                match self.limit {
                    Limit::Count(count) => {
                        self.count(1, start == self.first);
                        if self.counted > count.into() {
                            return None;
                        }
                    }
                    Limit::Until(until) if !is_until(start, until, clock) => continue,
                    _ => {}
                }
                if start.date() >= self.from {
                    return Some(start);
                }
            }
            self.at = 0;
            self.passed = self.days.last().copied();
            self.days.clear();
            if matches!(self.limit, Limit::Count(count) if self.counted >= count.into()) {
                return None;
            }
            self.period += self.step;
            self.fill(budget)?;
            self.skip();
        }
    }

    /// Finds the days of the period. `None` when there are no more periods.
    fn fill(&mut self, budget: &mut Budget) -> Option<()> {
        let mut day = self.first_day(self.period)?;
        let end = self.first_day(self.period + Self::unit(self.frequency))?;
        if day > self.to {
            return None;
        }
        while day < end {
            budget.spend()?;
            if self.months.allows(day.month(), 12) {
                if self.allows(day) {
                    self.push(day);
                }
                let next = day.succ_opt()?;
                if next.day() == 1
                    && let Some(moved) = self.moved(day, next)
                {
                    self.push(moved);
                }
                day = next;
            } else {
                day = first_of_month(month_of(day) + 1)?;
            }
        }
        Some(())
    }

    /// Adds a day to the period, unless it is there: those that are moved come after the days of their month.
    fn push(&mut self, day: Date) {
        // Which of two times on one day of two periods counts, positions decide one by one.
        let is_known = self.days.last() == Some(&day)
            || !self.positions.is_given() && self.days.is_empty() && self.passed == Some(day);
        if !is_known {
            self.days.push(day);
        }
    }

    /// The day to which those move that a month does not have, if the rule asks for one of them: `last` is
    /// its last, and `next` the one after.
    fn moved(&self, last: Date, next: Date) -> Option<Date> {
        let to = match self.skip {
            Skip::Omit => return None,
            Skip::Backward => last,
            Skip::Forward => next,
        };
        let mut missing = last.day() as i16 + 1..=31;
        let is_asked_for = missing.any(|day| self.month_days.contains(day));
        (is_asked_for && self.allows_week_day(to)).then_some(to)
    }

    /// Passes the days before `from`, counting what they hold: walked time by time, a rule with a
    /// count would not come far.
    fn skip(&mut self) {
        // The first day may hold times before the first one, and which positions are taken is only
        // known one by one.
        let holds_first = self.days.first().is_none_or(|day| *day <= self.first.date());
        if holds_first || self.positions.is_given() {
            return;
        }
        let early = self.days.iter().take_while(|day| **day < self.from).count();
        self.at = early as u64 * self.times_a_day();
        if self.at > 0 {
            self.count(self.at, false);
        }
    }

    /// Counts occurrences.
    fn count(&mut self, more: u64, begins_with_first: bool) {
        if self.counted == 0 && self.counts_first && !begins_with_first {
            self.counted = 1;
        }
        self.counted += more;
    }

    /// Whether a day of an allowed month is allowed by all other parts.
    fn allows(&self, day: Date) -> bool {
        self.month_days
            .allows(day.day(), u32::from(day.num_days_in_month()))
            && self.year_days.allows(day.ordinal(), year_length(day))
            && (!self.weeks.is_given() || self.allows_week(day))
            && self.allows_week_day(day)
    }

    fn allows_week_day(&self, day: Date) -> bool {
        if !self.has_week_days {
            return true;
        }
        let is_in_month = self.frequency == Frequency::Monthly || self.months.is_given();
        let (nth, length) = if is_in_month {
            (day.day(), u32::from(day.num_days_in_month()))
        } else {
            (day.ordinal(), year_length(day))
        };
        let nth_week = nth.div_ceil(7);
        let count = nth_week + (length - nth) / 7;
        let numbers = self.week_days.get(day.weekday() as usize);
        numbers.is_some_and(|numbers| numbers.contains(0) || numbers.has(nth_week, count))
    }

    /// A week belongs to the year that has at least four of its days (RFC 5545 §3.3.10, ISO 8601):
    /// to the one of its fourth day.
    fn allows_week(&self, day: Date) -> bool {
        let into_week = day.weekday().days_since(self.week_start);
        let middle = i64::from(day.num_days_from_ce()) + 3 - i64::from(into_week);
        day_of(middle).is_some_and(|middle| {
            let week = middle.ordinal().div_ceil(7);
            let count = week + (year_length(middle) - middle.ordinal()) / 7;
            self.weeks.has(week, count)
        })
    }

    fn times_a_day(&self) -> u64 {
        (self.hours.len() * self.minutes.len() * self.seconds.len()) as u64
    }

    /// The time at this place among those of the period, from 0.
    fn time(&self, at: u64) -> Option<DateTime> {
        let seconds = self.seconds.len() as u64;
        let minutes = self.minutes.len() as u64;
        let day = self.days.get((at / self.times_a_day()) as usize)?;
        let of_day = at % self.times_a_day();
        let hour = self.hours.get((of_day / seconds / minutes) as usize)?;
        let minute = self.minutes.get((of_day / seconds % minutes) as usize)?;
        let second = self.seconds.get((of_day % seconds) as usize)?;
        day.and_hms_opt((*hour).into(), (*minute).into(), (*second).into())
    }

    fn has_position(&self, at: u64, total: u64) -> bool {
        let from_start = i16::try_from(at + 1);
        let from_end = i16::try_from(total - at).map(|position| -position);
        [from_start, from_end]
            .iter()
            .flatten()
            .any(|position| self.positions.contains(*position))
    }

    /// Which period a date is in: the number of its day or of its week's first day since the year 1,
    /// of its month since the year 0, or its year.
    fn period_of(&self, date: Date) -> i64 {
        let day = i64::from(date.num_days_from_ce());
        match self.frequency {
            Frequency::Daily => day,
            Frequency::Weekly => day - i64::from(date.weekday().days_since(self.week_start)),
            Frequency::Monthly => month_of(date),
            Frequency::Yearly => date.year().into(),
        }
    }

    /// The first day of a period; `None` far beyond all dates.
    fn first_day(&self, period: i64) -> Option<Date> {
        match self.frequency {
            Frequency::Daily | Frequency::Weekly => day_of(period),
            Frequency::Monthly => first_of_month(period),
            Frequency::Yearly => first_of_month(period * 12),
        }
    }

    /// From the number of a period to that of the next.
    fn unit(frequency: Frequency) -> i64 {
        match frequency {
            Frequency::Weekly => 7,
            _ => 1,
        }
    }
}

/// Whether a rule that ends at `until` may still have this start.
fn is_until(start: DateTime, until: Until, clock: &Clock) -> bool {
    match until {
        Until::Date(date) => start.date() <= date,
        Until::Civil(civil) => start <= civil,
        Until::Utc(instant) => {
            let seconds = start.and_utc().timestamp().saturating_sub(instant.0);
            // Far from the end it is plain without asking for the zone's offset.
            let is_near = seconds.unsigned_abs() <= ZONE_DAYS * 86_400;
            if is_near {
                clock(start) <= instant
            } else {
                seconds < 0
            }
        }
    }
}

fn day_of(number: i64) -> Option<Date> {
    Date::from_num_days_from_ce_opt(i32::try_from(number).ok()?)
}

fn month_of(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

fn first_of_month(number: i64) -> Option<Date> {
    let year = i32::try_from(number.div_euclid(12)).ok()?;
    Date::from_ymd_opt(year, number.rem_euclid(12) as u32 + 1, 1)
}

fn year_length(date: Date) -> u32 {
    if date.leap_year() { 366 } else { 365 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime {
        DateTime::parse_from_str(text, "%Y%m%dT%H%M").unwrap()
    }

    fn utc(civil: DateTime) -> Instant {
        Instant(civil.and_utc().timestamp())
    }

    fn starts(rule: &str, first: &str, from: &str, counts_first: bool) -> Vec<DateTime> {
        let rule = Rule::parse(rule).unwrap();
        let from = at(&[from, "T0000"].concat()).date();
        let mut walk = Walk::new(&rule, at(first), (from, Date::MAX), counts_first);
        let mut budget = Budget::default();
        std::iter::from_fn(|| walk.next(&mut budget, &utc))
            .take(4)
            .collect()
    }

    #[test]
    fn what_a_rule_leaves_open_is_as_on_the_first_day() {
        // From a Thursday, the 29th of February.
        for (rule, expected) in [
            ("FREQ=DAILY", ["20240229", "20240301", "20240302", "20240303"]),
            ("FREQ=WEEKLY", ["20240229", "20240307", "20240314", "20240321"]),
            ("FREQ=MONTHLY", ["20240229", "20240329", "20240429", "20240529"]),
            ("FREQ=YEARLY", ["20240229", "20280229", "20320229", "20360229"]),
            (
                "FREQ=YEARLY;BYMONTH=3",
                ["20240329", "20250329", "20260329", "20270329"],
            ),
            (
                "FREQ=YEARLY;BYMONTHDAY=1",
                ["20240301", "20240401", "20240501", "20240601"],
            ),
            (
                "FREQ=YEARLY;BYWEEKNO=20",
                ["20240516", "20250515", "20260514", "20270520"],
            ),
            (
                "FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5",
                ["20240516", "20250515", "20260514", "20270520"],
            ),
            (
                "FREQ=YEARLY;BYDAY=20MO",
                ["20240513", "20250519", "20260518", "20270517"],
            ),
            (
                "FREQ=YEARLY;BYDAY=-1TH;BYMONTH=2",
                ["20240229", "20250227", "20260226", "20270225"],
            ),
            (
                "FREQ=YEARLY;BYYEARDAY=366",
                ["20241231", "20281231", "20321231", "20361231"],
            ),
            (
                "FREQ=MONTHLY;BYMONTHDAY=31",
                ["20240331", "20240531", "20240731", "20240831"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=5TH",
                ["20240229", "20240530", "20240829", "20241031"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                ["20240913", "20241213", "20250613", "20260213"],
            ),
        ] {
            let expected = expected.map(|date| at(&[date, "T0900"].concat()));
            assert_eq!(
                starts(rule, "20240229T0900", "20240229", true),
                expected,
                "{rule}"
            );
        }
    }

    #[test]
    fn weeks_are_counted_from_the_day_on_which_they_begin() {
        for (rule, first, expected) in [
            (
                "INTERVAL=2;BYDAY=TU,SU;WKST=MO",
                "19970805T0900",
                ["19970805", "19970810", "19970819", "19970824"],
            ),
            (
                "INTERVAL=2;BYDAY=TU,SU;WKST=SU",
                "19970805T0900",
                ["19970805", "19970817", "19970819", "19970831"],
            ),
        ] {
            let expected = expected.map(|date| at(&[date, "T0900"].concat()));
            let rule = ["FREQ=WEEKLY;", rule].concat();
            assert_eq!(starts(&rule, first, "19970805", true), expected, "{rule}");
        }
    }

    #[test]
    fn times_of_day_are_sorted_and_positions_taken_among_all_of_a_unit() {
        let day = |times: [&str; 4]| times.map(at).to_vec();
        for (rule, expected) in [
            (
                "FREQ=DAILY;BYHOUR=17,9;BYMINUTE=30,0",
                ["20260105T0930", "20260105T1700", "20260105T1730", "20260106T0900"],
            ),
            (
                "FREQ=DAILY;BYHOUR=17,9;BYMINUTE=30,0;BYSETPOS=-1,2",
                ["20260105T0930", "20260105T1730", "20260106T0930", "20260106T1730"],
            ),
            (
                "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,17;BYSETPOS=-1",
                ["20260130T1730", "20260227T1730", "20260331T1730", "20260430T1730"],
            ),
        ] {
            assert_eq!(
                starts(rule, "20260105T0930", "20260105", true),
                day(expected),
                "{rule}"
            );
        }
    }

    #[test]
    fn every_limit_is_inclusive() {
        for (limit, count) in [
            ("COUNT=3", 3),
            ("UNTIL=20260107", 3),
            ("UNTIL=20260106T235959", 2),
            ("UNTIL=20260107T093000", 3),
            ("UNTIL=20260107T092959", 2),
            ("UNTIL=20260107T093000Z", 3),
            ("UNTIL=20260107T092959Z", 2),
            ("UNTIL=20260101", 0),
        ] {
            let rule = ["FREQ=DAILY;", limit].concat();
            assert_eq!(
                starts(&rule, "20260105T0930", "20260105", true).len(),
                count,
                "{limit}"
            );
        }
    }

    #[test]
    fn the_event_itself_is_counted_where_the_rule_does_not_give_it() {
        // A Monday, and a rule for Tuesdays.
        for from in ["20260105", "20260108"] {
            let rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3";
            let skipped = usize::from(from == "20260108");
            assert_eq!(starts(rule, "20260105T0930", from, true).len() + skipped, 2);
            assert_eq!(starts(rule, "20260105T0930", from, false).len() + skipped, 3);
        }
        let rule = "FREQ=WEEKLY;BYDAY=MO;COUNT=3";
        assert_eq!(starts(rule, "20260105T0930", "20260105", true).len(), 3);
    }

    #[test]
    fn an_interval_longer_than_all_years_leaves_the_first() {
        for frequency in ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] {
            let rule = ["FREQ=", frequency, ";INTERVAL=4294967295"].concat();
            assert_eq!(
                starts(&rule, "20260105T0930", "20260105", true).len(),
                1,
                "{rule}"
            );
            assert_eq!(
                starts(&rule, "20260105T0930", "20260106", true).len(),
                0,
                "{rule}"
            );
        }
    }
}
