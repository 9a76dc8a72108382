//! `VTIMEZONE`: the clock changes that an exported time needs (RFC 5545 §3.6.5), found by asking
//! [`Zones`], as the program carries no tz database.

use chrono::{Datelike, Weekday};

use crate::export::line::Lines;
use crate::export::number::push_number;
use crate::export::rule::weekday_code;
use crate::time::{Date, DateTime, Form, Instant, Zone, Zones, civil_at, push_civil, push_offset};

const DAY: i64 = 86_400;
/// 9999-12-31T23:59:59Z.
const LAST_SECOND: i64 = 253_402_300_799;
/// The distance of two questions: no zone has ever gone there and back again within it.
const STEP: i64 = 7 * DAY;
/// How far before the first time the search begins: the last change before it, where there is one
/// each year.
const BEFORE: i64 = 400 * DAY;
/// How far beyond the first time the search goes at least: a rule is told by several years.
const AFTER: i64 = 14 * 366 * DAY;
/// The longest search: a century and a half.
const LONGEST: i64 = 150 * 366 * DAY;
/// How many years in a row a rule must have held.
const YEARS_OF_RULE: usize = 8;

/// A change of a clock: when it is, as the clock shows it before, and the offsets on both sides.
#[derive(Clone, Copy)]
struct Change {
    onset: DateTime,
    at: Instant,
    before: i32,
    after: i32,
}

/// Writes the zone `id` as far as times from `from` to `to` need it. Where its changes follow a rule
/// they are written as one, which holds beyond `to` as well; else date by date.
pub(super) fn push_time_zone(
    lines: &mut Lines,
    id: &str,
    zone: &Zone,
    (from, to): (Instant, Instant),
    zones: &dyn Zones,
) {
    let end =
        to.0.saturating_add(DAY)
            .max(from.0.saturating_add(AFTER))
            .min(LAST_SECOND);
    let begin = from.0.saturating_sub(BEFORE).max(end.saturating_sub(LONGEST));
    let changes = changes(zone, (begin, end), zones);
    lines.push("BEGIN:VTIMEZONE");
    lines.raw("TZID", id);
    if changes.first().is_none_or(|change| change.at > from)
        && let Some(offset) = zone.offset_at(Instant(begin), zones)
        && let Some(onset) = with_offset(Instant(begin.min(from.0.saturating_sub(DAY))), offset, zones)
    {
        push_observance(lines, (offset, offset), &[onset], None);
    }
    let mut told: Vec<(i32, i32)> = Vec::new();
    for change in &changes {
        let offsets = (change.before, change.after);
        if told.contains(&offsets) {
            continue;
        }
        told.push(offsets);
        let onsets: Vec<DateTime> = changes
            .iter()
            .filter(|other| (other.before, other.after) == offsets)
            .map(|other| other.onset)
            .collect();
        push_changes(lines, offsets, &onsets, end);
    }
    lines.push("END:VTIMEZONE");
}

/// What a clock shows that is `offset` seconds ahead of UTC.
fn with_offset(at: Instant, offset: i32, zones: &dyn Zones) -> Option<DateTime> {
    let fixed = Zone::Fixed(offset);
    civil_at(at, &fixed, &fixed, zones)
}

/// The changes between two instants, in order.
fn changes(zone: &Zone, (begin, end): (i64, i64), zones: &dyn Zones) -> Vec<Change> {
    let mut changes = Vec::new();
    // In whole steps since the epoch, where the browser's answers are remembered.
    let mut low = begin.div_euclid(STEP) * STEP;
    let Some(mut before) = zone.offset_at(Instant(low), zones) else {
        return changes;
    };
    while low < end {
        let high = low + STEP;
        let Some(after) = zone.offset_at(Instant(high), zones) else {
            break;
        };
        if before != after {
            let at = first_instant(zone, (low, high), before, zones);
            if let Some(onset) = with_offset(at, before, zones) {
                changes.push(Change {
                    onset,
                    at,
                    before,
                    after,
                });
            }
        }
        before = after;
        low = high;
    }
    changes
}

/// The first instant at which the offset is another than `before`, which it is at `low` and no longer
/// at `high`.
fn first_instant(zone: &Zone, (mut low, mut high): (i64, i64), before: i32, zones: &dyn Zones) -> Instant {
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if zone.offset_at(Instant(middle), zones) == Some(before) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Instant(high)
}

/// Writes changes of one kind: the last years as a rule, where there is one, the others date by date.
fn push_changes(lines: &mut Lines, offsets: (i32, i32), onsets: &[DateTime], end: i64) {
    let end_year = chrono::DateTime::from_timestamp(end, 0).map_or(0, |end| end.year());
    let reaches_end = onsets.last().is_some_and(|last| last.year() >= end_year - 1);
    let first_of_rule = (0..onsets.len())
        .find_map(|at| Some((at, rule_of(onsets.get(at..)?)?)))
        .filter(|_| reaches_end);
    let (by_date, rule) = match first_of_rule {
        Some((at, rule)) => (at, Some(rule)),
        None => (onsets.len(), None),
    };
    let (early, late) = onsets.split_at_checked(by_date).unwrap_or((onsets, &[]));
    if !early.is_empty() {
        push_observance(lines, offsets, early, None);
    }
    if let (Some(first), Some(rule)) = (late.get(..1), rule) {
        push_observance(lines, offsets, first, Some(&rule));
    }
}

fn push_observance(lines: &mut Lines, (before, after): (i32, i32), onsets: &[DateTime], rule: Option<&str>) {
    // Which of the two is summer time, no offset says; the later one of the day's clocks is.
    let kind = if after > before { "DAYLIGHT" } else { "STANDARD" };
    lines.raw("BEGIN", kind);
    let mut value = String::new();
    if let Some(first) = onsets.first() {
        push_civil(&mut value, *first, Form::Basic);
        lines.raw("DTSTART", &value);
    }
    for (name, offset) in [("TZOFFSETFROM", before), ("TZOFFSETTO", after)] {
        value.clear();
        push_offset(&mut value, offset, Form::Basic);
        lines.raw(name, &value);
    }
    if let Some(rule) = rule {
        lines.raw("RRULE", rule);
    }
    if onsets.len() > 1 {
        // Each in a line of its own, and the first again: some readers want it so.
        for onset in onsets {
            value.clear();
            push_civil(&mut value, *onset, Form::Basic);
            lines.raw("RDATE", &value);
        }
    }
    lines.raw("END", kind);
}

/// The yearly rule that all these onsets follow, one a year; `None` if there is none, or if too few
/// years tell it.
fn rule_of(onsets: &[DateTime]) -> Option<String> {
    let first = onsets.first()?;
    let is_yearly = |pair: &[DateTime]| match pair {
        [one, next] => {
            next.year() == one.year() + 1 && next.month() == first.month() && next.time() == first.time()
        }
        _ => false,
    };
    if onsets.len() < YEARS_OF_RULE || !onsets.windows(2).all(is_yearly) {
        return None;
    }
    let mut rule = "FREQ=YEARLY;BYMONTH=".to_owned();
    push_number(&mut rule, first.month() as i32);
    let days = || onsets.iter().map(|onset| onset.date());
    let weekday = first.weekday();
    if !days().all(|day| day.weekday() == weekday) {
        let is_fixed = days().all(|day| day.day() == first.day());
        rule.push_str(";BYMONTHDAY=");
        push_number(&mut rule, first.day() as i32);
        return is_fixed.then_some(rule);
    }
    if days().all(is_last) {
        push_weekday(&mut rule, Some(-1), weekday);
    } else if days().all(|day| nth(day) == nth(first.date())) {
        push_weekday(&mut rule, Some(nth(first.date())), weekday);
    } else {
        // Such as the first Sunday from the second of the month on.
        let least = days().map(|day| day.day()).min()?;
        let most = days().map(|day| day.day()).max()?;
        if most != least + 6 {
            return None;
        }
        rule.push_str(";BYMONTHDAY=");
        for day in least..=most {
            if day > least {
                rule.push(',');
            }
            push_number(&mut rule, day as i32);
        }
        push_weekday(&mut rule, None, weekday);
    }
    Some(rule)
}

fn push_weekday(rule: &mut String, nth: Option<i32>, weekday: Weekday) {
    rule.push_str(";BYDAY=");
    if let Some(nth) = nth {
        push_number(rule, nth);
    }
    rule.push_str(weekday_code(weekday));
}

/// Which one of its weekday in its month a date is, from 1.
fn nth(date: Date) -> i32 {
    date.day().div_ceil(7) as i32
}

/// True for the last one of its weekday in its month.
fn is_last(date: Date) -> bool {
    date.day() + 7 > u32::from(date.num_days_in_month())
}
