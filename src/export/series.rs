//! A series as one event with its rules, dates and exceptions, and each date that differs as one more
//! (RFC 5545 §3.8.4.4 and §3.8.5).

use std::sync::Arc;

use crate::event::{End, Event, Series, When};
use crate::export::Context;
use crate::export::icalendar::File;
use crate::export::moment::{Clock, push_dates};
use crate::export::number::push_number;
use crate::export::rule::{is_allowed, rule_text, without_skip};
use crate::order::sorted_positions;
use crate::recurrence::{Limit, Rule, Until};
use crate::schedule::{Occurrence, Shown};
use crate::time::{Date, DateTime, Duration, Form, Instant, Time, push_civil, push_date};

/// The most dates of a rule that stand in a file one by one, where the rule itself cannot.
const MAX_DATES: usize = 500;
/// For how long from now on a series without an end needs the clock changes of its zone: ten years.
const COMING: i64 = 10 * 366 * 86_400;

/// Writes an event that recurs.
///
/// A series whose occurrences end at a civil time ([`End::At`]) has the exact length of the first in
/// the file, as iCalendar knows no other: where a clock changes in between, they end an hour apart.
pub(super) fn push_series(file: &mut File<'_>, event: &Arc<Event>) {
    let Some(series) = &event.series else {
        return;
    };
    let context = file.context;
    let first = Occurrence::first(event, context.policy, context.zones);
    let clock = match &event.when {
        When::Timed { zone, .. } => Clock::of_zone(zone, true, context),
        _ => Clock::utc(),
    };
    let is_timed = matches!(event.when, When::Timed { .. });
    let read = |civil: DateTime| {
        if is_timed {
            clock.instant(civil, context)
        } else {
            Instant(civil.and_utc().timestamp())
        }
    };
    let written = Written::of(series, event.when.start(), &read);
    if is_timed {
        let dates = written.dates.iter().chain(&written.excluded);
        let (mut earliest, mut latest) = (first.starts, first.ends);
        for at in dates.map(|date| read(*date)) {
            earliest = earliest.min(at);
            latest = latest.max(at);
        }
        if !written.rules.is_empty() {
            latest = latest.max(Instant(context.now.0.saturating_add(COMING)));
        }
        file.need(&clock, earliest, latest);
    }
    file.begin(event.uid.as_str());
    push_times(file, "DTSTART", &[event.when.start()], &clock, is_timed);
    push_end(file, &first, &clock);
    for rule in &written.rules {
        let until = match rule.limit {
            Limit::Until(until) => until_text(until, &clock, is_timed, context),
            _ => String::new(),
        };
        file.body.raw("RRULE", &rule_text(rule, &until, is_timed));
    }
    push_times(file, "RDATE", &written.dates, &clock, is_timed);
    push_times(file, "EXDATE", &written.excluded, &clock, is_timed);
    file.end(&first);
    for changed in &series.overrides {
        let occurrence = Occurrence::at(event, changed.recurrence_id, context.policy, context.zones);
        if let Some(occurrence) = occurrence {
            file.begin(event.uid.as_str());
            push_times(file, "RECURRENCE-ID", &[changed.recurrence_id], &clock, is_timed);
            file.times(&occurrence);
            file.end(&occurrence);
        }
    }
}

/// What a file says of a series.
struct Written {
    rules: Vec<Rule>,
    dates: Vec<DateTime>,
    excluded: Vec<DateTime>,
}

impl Written {
    /// A rule that readers may refuse stands as its dates, and so do rules that exclude, which RFC 5545
    /// no longer has.
    ///
    /// The first start belongs to the series also where no rule gives it. Not all readers count it in
    /// then: it stands among the dates, and a count becomes the last date that it leads to.
    fn of(series: &Series, first: DateTime, clock: &dyn Fn(DateTime) -> Instant) -> Self {
        let mut written = Self {
            rules: Vec::new(),
            dates: series.dates.clone(),
            excluded: series.excluded.clone(),
        };
        for rule in &series.rules {
            let rule = &without_skip(rule, first);
            if !is_allowed(rule) {
                let starts = rule.starts(first, first.date(), clock);
                written.dates.extend(starts.take(MAX_DATES));
                continue;
            }
            let mut rule = rule.clone();
            if let Limit::Count(count) = rule.limit
                && !not_given(&rule, first, &[first], clock).is_empty()
            {
                let others = usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
                let Some(last) = rule.starts(first, first.date(), clock).take(others).last() else {
                    continue;
                };
                rule.limit = Limit::Until(Until::Civil(last));
            }
            written.rules.push(rule);
        }
        for rule in &series.excluded_rules {
            let starts = rule.starts(first, first.date(), clock).take(MAX_DATES);
            // A date that was changed takes place all the same.
            let is_changed =
                |start: &DateTime| series.overrides.iter().any(|one| one.recurrence_id == *start);
            written.excluded.extend(starts.filter(|start| !is_changed(start)));
        }
        let changed = series.overrides.iter().map(|changed| changed.recurrence_id);
        written.dates.extend(changed);
        written.dates.push(first);
        written.dates = in_order(&written.dates);
        for rule in &written.rules {
            written.dates = not_given(rule, first, &written.dates, clock);
        }
        written.excluded = in_order(&written.excluded);
        written
    }
}

/// Each once, sorted.
fn in_order(dates: &[DateTime]) -> Vec<DateTime> {
    let at = |position: usize| dates.get(position).copied();
    let order = sorted_positions(dates.len(), &|left, right| at(left).cmp(&at(right)));
    let mut sorted: Vec<DateTime> = Vec::with_capacity(dates.len());
    for date in order.into_iter().filter_map(at) {
        if sorted.last() != Some(&date) {
            sorted.push(date);
        }
    }
    sorted
}

/// Those of these starts, which are sorted, that a rule does not give. It is walked once for all of them,
/// as a walk can be long.
fn not_given(
    rule: &Rule,
    first: DateTime,
    starts: &[DateTime],
    clock: &dyn Fn(DateTime) -> Instant,
) -> Vec<DateTime> {
    let from = starts.first().copied().unwrap_or(first);
    let mut given = rule.starts(first, from.date(), clock).peekable();
    let mut others = Vec::new();
    for start in starts {
        while given.next_if(|given| given < start).is_some() {}
        if given.peek() != Some(start) {
            others.push(*start);
        }
    }
    others
}

/// Writes a property with civil times of the series, if there are any.
fn push_times(file: &mut File<'_>, name: &str, times: &[DateTime], clock: &Clock, is_timed: bool) {
    if times.is_empty() {
        return;
    }
    if is_timed {
        clock.push(&mut file.body, name, times);
    } else {
        push_dates(&mut file.body, name, times);
    }
}

/// The end of the first occurrence, which gives all the same length: days by the calendar as a
/// `DURATION`, as an end would mean their exact length (RFC 5545 §3.8.5.3).
fn push_end(file: &mut File<'_>, first: &Occurrence, clock: &Clock) {
    let Shown::Timed { end, .. } = first.shown else {
        push_day_end(file, first);
        return;
    };
    if end.is_none() || first.ends <= first.starts {
        return;
    }
    match &first.event.when {
        When::Timed {
            end: End::After(duration),
            ..
        } if duration.days > 0 => {
            let value = duration_text(*duration);
            file.body.raw("DURATION", &value);
        }
        When::Timed {
            end: End::At(_, Some(_)),
            ..
        } => {
            let (_, end_clock) = file.clocks(first);
            file.need(&end_clock, first.starts, first.ends);
            end_clock.push_instant(&mut file.body, "DTEND", first.ends, file.context);
        }
        _ => clock.push_instant(&mut file.body, "DTEND", first.ends, file.context),
    }
}

fn push_day_end(file: &mut File<'_>, first: &Occurrence) {
    let end = first.days().end().and_time(Time::MIN);
    push_dates(&mut file.body, "DTEND", &[end]);
}

/// `P1DT2H`: days, and the rest in one unit, as the grammar has no room for hours without minutes
/// before seconds (RFC 5545 §3.3.6).
fn duration_text(duration: Duration) -> String {
    let mut text = "P".to_owned();
    let mut push = |number: u32, unit: char| {
        push_number(&mut text, i32::try_from(number).unwrap_or(i32::MAX));
        text.push(unit);
    };
    push(duration.days, 'D');
    let seconds = duration.seconds;
    if seconds > 0 {
        text.push('T');
        let (number, unit) = match (seconds % 3_600, seconds % 60) {
            (0, _) => (seconds / 3_600, 'H'),
            (_, 0) => (seconds / 60, 'M'),
            _ => (seconds, 'S'),
        };
        push_number(&mut text, i32::try_from(number).unwrap_or(i32::MAX));
        text.push(unit);
    }
    text
}

/// The last time of a rule: in UTC, for floating times floating, for whole days a date (RFC 5545
/// §3.3.10).
pub(super) fn until_text(until: Until, clock: &Clock, is_timed: bool, context: &Context) -> String {
    let mut text = String::new();
    let last_second = |date: Date| date.and_hms_opt(23, 59, 59);
    if !is_timed {
        let date = match until {
            Until::Date(date) => Some(date),
            Until::Civil(civil) => Some(civil.date()),
            Until::Utc(instant) => Clock::utc().civil(instant, context).map(|civil| civil.date()),
        };
        if let Some(date) = date {
            push_date(&mut text, date, Form::Basic);
        }
        return text;
    }
    let instant = match until {
        Until::Date(date) => last_second(date).map(|civil| clock.instant(civil, context)),
        Until::Civil(civil) => Some(clock.instant(civil, context)),
        Until::Utc(instant) => Some(instant),
    };
    let written_by = if clock.is_floating { clock } else { &Clock::utc() };
    if let Some(civil) = instant.and_then(|instant| written_by.civil(instant, context)) {
        push_civil(&mut text, civil, Form::Basic);
        if !clock.is_floating {
            text.push('Z');
        }
    }
    text
}
