//! Dates of a series from which on it is another (`RECURRENCE-ID;RANGE=THISANDFUTURE`, RFC 5545 §3.2.13): by the same
//! difference in time, with the same length, place and words.
//!
//! The native format has no such thing. The series is split: up to that date it is what it was, and from it on a series
//! of its own, with the identity of that date (`uid;2026-02-03T19:00:00`). Each has its share of the rules. A rule that
//! would give other dates where it is moved (the third Tuesday, a day later) is told by its dates.

use chrono::TimeDelta;

use crate::feed::formats::icalendar::lines::{Component, Property};
use crate::feed::formats::icalendar::zones::{Book, Clock};
use crate::feed::formats::icalendar::{each_current, with_offset, without_offset};
use crate::feed::formats::native::Json;
use crate::feed::formats::scan::{begins, pieces};
use crate::feed::formats::times::duration;
use crate::recurrence::{Frequency, Limit, Rule, Skip, Until};
use crate::text::{Digits, cut, split_once};
use crate::time::{
    DateTime, Form, Instant, ParsedDateTime, Time, civil_with_offset, parse_basic, parse_date_time,
    push_civil, push_date,
};

/// The most such dates of one file: each walks along the rules. Others are dates that differ by themselves.
const MAX_RANGES: usize = 1_000;
/// The most dates by which a rule is told: one more than the native reader reads, so that it tells of the others.
const MAX_DATES: usize = 1_001;
/// The most rules and dates of one event that are taken along.
const MAX_VALUES: usize = 1_000;

/// The series of a file that change from a date on.
#[derive(Default)]
pub(super) struct Ranges {
    all: Vec<Split>,
}

/// A series, and from which dates on it is another.
struct Split {
    uid: String,
    /// In order; the first is what the series is at first.
    shares: Vec<Share>,
}

/// What a series is from a date on.
struct Share {
    /// The line of the component that says so.
    line: usize,
    /// The first of its dates, as the series has them.
    from: DateTime,
    /// How much later they are.
    by: TimeDelta,
    /// How its own times are written.
    dial: Dial,
    /// Which share its rules are those of: its own, where it has any.
    rules_of: usize,
    rules: Rules,
    uid: String,
}

/// What gives the dates of a series.
#[derive(Default)]
struct Rules {
    given: Vec<String>,
    excluding: Vec<String>,
    dates: Vec<DateTime>,
    excluded: Vec<DateTime>,
    /// How long those of the dates are that are given as periods.
    lengths: Vec<(DateTime, String)>,
}

/// On what the times of a component are read.
#[derive(Clone, PartialEq)]
enum Dial {
    Days,
    Utc,
    Own(Option<Clock>),
}

impl Dial {
    /// When a component begins, on the clock of its own.
    fn of(property: &Property<'_>, book: &mut Book<'_>) -> Option<(DateTime, Self)> {
        let clock = property.parameter("TZID").map(|zone| book.clock(&zone));
        Some(match parsed(property.value())? {
            ParsedDateTime::Date(date) => (date.and_time(Time::MIN), Self::Days),
            ParsedDateTime::Civil(civil) => (civil, Self::Own(clock)),
            ParsedDateTime::Offset(civil, offset) => (
                civil_with_offset(Instant::with_offset(civil, offset), 0),
                Self::Utc,
            ),
        })
    }

    fn instant(&self, civil: DateTime, book: &Book<'_>) -> Instant {
        let offset = match self {
            Self::Own(Some(clock)) => book.offset(civil, clock),
            _ => None,
        };
        Instant::with_offset(civil, offset.unwrap_or(0))
    }

    fn civil(&self, instant: Instant, book: &Book<'_>) -> DateTime {
        let utc = civil_with_offset(instant, 0);
        let Self::Own(Some(clock)) = self else {
            return utc;
        };
        // The offset of a time nearby, then that of the time itself.
        let near = book.offset(utc, clock).unwrap_or(0);
        let offset = book.offset(civil_with_offset(instant, near), clock);
        civil_with_offset(instant, offset.unwrap_or(near))
    }

    /// A time that another property tells, on this clock; days alone are the time of the first.
    fn read(
        &self,
        property: &Property<'_>,
        value: &str,
        first: DateTime,
        book: &mut Book<'_>,
    ) -> Option<DateTime> {
        let clock = property.parameter("TZID").map(|zone| book.clock(&zone));
        Some(match parsed(value)? {
            ParsedDateTime::Date(date) => date.and_time(first.time()),
            ParsedDateTime::Offset(civil, offset) => self.civil(Instant::with_offset(civil, offset), book),
            ParsedDateTime::Civil(civil) => match (self, clock) {
                (Self::Own(own), Some(clock)) if own.as_ref() != Some(&clock) => {
                    self.civil(Self::Own(Some(clock)).instant(civil, book), book)
                }
                (Self::Days, _) => civil.date().and_time(Time::MIN),
                _ => civil,
            },
        })
    }

    /// A time as the native format has it.
    fn text(&self, civil: DateTime, book: &Book<'_>) -> String {
        match self {
            Self::Days => {
                let mut text = String::new();
                push_date(&mut text, civil.date(), Form::Extended);
                text
            }
            Self::Utc => with_offset(civil, 0),
            Self::Own(Some(clock @ Clock::Told(_))) => match book.offset(civil, clock) {
                Some(offset) => with_offset(civil, offset),
                None => without_offset(civil),
            },
            Self::Own(_) => without_offset(civil),
        }
    }
}

fn parsed(value: &str) -> Option<ParsedDateTime> {
    let value = cut(value, b"\"").0.trim_ascii();
    parse_basic(value).or_else(|| parse_date_time(value))
}

fn is_range(event: &Component<'_>) -> bool {
    event
        .get("RECURRENCE-ID")
        .is_some_and(|id| id.has("RANGE", "THISANDFUTURE"))
}

/// The place of a component in a series that is split.
pub(super) struct Place<'a> {
    split: &'a Split,
    share: usize,
    /// Set of one date in the share: when the series has it.
    date: Option<DateTime>,
}

impl Ranges {
    /// Reads which series of a file change from a date on.
    pub(super) fn read(text: &str, outdated: &[bool], book: &mut Book<'_>) -> Self {
        let mut found = Self::default();
        // Few files have any: they are read once more.
        if split_once(text, "THISANDFUTURE").is_none() {
            return found;
        }
        let mut ranges: Vec<Component<'_>> = Vec::new();
        each_current(text, outdated, &mut |_, event| {
            if is_range(&event) && ranges.len() < MAX_RANGES {
                ranges.push(event);
            }
        });
        let uids: Vec<Option<String>> = ranges.iter().map(|range| range.words("UID")).collect();
        each_current(text, outdated, &mut |_, event| {
            let uid = event.words("UID");
            let is_split = event.get("RECURRENCE-ID").is_none() && uid.is_some() && uids.contains(&uid);
            if is_split && !found.all.iter().any(|split| Some(&split.uid) == uid.as_ref()) {
                found.all.extend(Split::read(&event, &ranges, book));
            }
        });
        found
    }

    /// Where a component stands in a series that is split; `None` of all others.
    pub(super) fn place(&self, event: &Component<'_>, book: &mut Book<'_>) -> Option<Place<'_>> {
        if self.all.is_empty() {
            return None;
        }
        let uid = event.words("UID")?;
        let split = self.all.iter().find(|split| split.uid == uid)?;
        if let Some(share) = split.shares.iter().position(|share| share.line == event.line) {
            return Some(Place {
                split,
                share,
                date: None,
            });
        }
        let first = split.shares.first()?;
        let id = event.get("RECURRENCE-ID")?;
        let date = first.dial.read(id, id.value(), first.from, book)?;
        let share = split.shares.iter().rposition(|share| share.from <= date)?;
        let date = Some(date);
        (share > 0).then_some(Place { split, share, date })
    }
}

impl Split {
    /// A series, with the components that change it; `None` if none of them can be read.
    fn read(event: &Component<'_>, ranges: &[Component<'_>], book: &mut Book<'_>) -> Option<Self> {
        let uid = event.words("UID")?;
        let (first, dial) = Dial::of(event.get("DTSTART")?, book)?;
        let mut shares = vec![Share {
            line: event.line,
            from: first,
            by: TimeDelta::zero(),
            rules: Rules::read(event, &dial, first, book),
            dial: dial.clone(),
            rules_of: 0,
            uid: uid.clone(),
        }];
        for range in ranges
            .iter()
            .filter(|range| range.words("UID").as_ref() == Some(&uid))
        {
            let id = range.get("RECURRENCE-ID")?;
            let Some(from) = dial
                .read(id, id.value(), first, book)
                .filter(|from| *from > first)
            else {
                continue;
            };
            let start = range.start().and_then(|start| Dial::of(start, book));
            let Some((start, own)) = start else { continue };
            shares.push(Share {
                line: range.line,
                from,
                by: start.signed_duration_since(from),
                rules: Rules::read(range, &own, start, book),
                uid: [uid.as_str(), ";", &dial.text(from, book)].concat(),
                dial: own,
                rules_of: 0,
            });
        }
        shares.sort_by_key(|share| share.from);
        let mut rules_of = 0;
        for (at, share) in shares.iter_mut().enumerate() {
            if !share.rules.given.is_empty() {
                rules_of = at;
            }
            share.rules_of = rules_of;
        }
        (shares.len() > 1).then_some(Self { uid, shares })
    }
}

impl Rules {
    fn read(event: &Component<'_>, dial: &Dial, first: DateTime, book: &mut Book<'_>) -> Self {
        let texts = |name: &str| -> Vec<String> {
            // One more than the native reader reads, so that it tells of the others.
            let all = event.all(name).take(21);
            all.map(|rule| rule.value().to_owned()).collect()
        };
        let mut rules = Self {
            given: texts("RRULE"),
            excluding: texts("EXRULE"),
            ..Self::default()
        };
        for name in ["RDATE", "EXDATE"] {
            let dates = match name {
                "RDATE" => &mut rules.dates,
                _ => &mut rules.excluded,
            };
            for property in event.all(name) {
                for value in property.list() {
                    if dates.len() == MAX_VALUES {
                        continue;
                    }
                    // Of a period its start.
                    let (start, length) = cut(&value, b"/");
                    let Some(start) = dial.read(property, start, first, book) else {
                        continue;
                    };
                    dates.push(start);
                    let length = length.get(1..).filter(|_| name == "RDATE" && *dial != Dial::Days);
                    let length = length.map(str::trim_ascii).and_then(|length| {
                        if begins(length, b"Pp+") {
                            return Some(length.to_owned());
                        }
                        let end = dial.read(property, length, first, book)?;
                        let length = end.signed_duration_since(start).num_seconds();
                        (length > 0).then(|| duration(length))
                    });
                    rules.lengths.extend(length.map(|length| (start, length)));
                }
            }
        }
        rules
    }
}

impl Place<'_> {
    fn own(&self) -> Option<&Share> {
        self.split.shares.get(self.share)
    }

    /// The identity of the series of which this is a part.
    pub(super) fn uid(&self) -> &str {
        self.own().map_or("", |share| &share.uid)
    }

    /// Writes what gives the dates of this part of the series; of one date of it, which one it is.
    pub(super) fn write(&self, json: &mut Json, book: &Book<'_>) {
        let shares = &self.split.shares;
        let Some(own) = self.own() else { return };
        if let Some(date) = self.date {
            let moved = if own.rules_of == self.share {
                date
            } else {
                later(date, own.by)
            };
            json.field("recurrenceId", &own.dial.text(moved, book));
            return;
        }
        let Some(base) = shares.get(own.rules_of) else {
            return;
        };
        // What has rules of its own is not moved: they are told by its own start.
        let is_base = own.rules_of == self.share;
        let span = Span {
            first: if is_base {
                later(own.from, own.by)
            } else {
                later(base.from, base_by(base, own.rules_of))
            },
            from: if is_base {
                later(own.from, own.by)
            } else {
                own.from
            },
            // Several states of one date are each whole: the native reader takes the last.
            to: shares.iter().map(|next| next.from).find(|from| *from > own.from),
            by: if is_base { TimeDelta::zero() } else { own.by },
            base: &base.dial,
            dial: &own.dial,
            book,
        };
        let mut dates = span.moved(&base.rules.dates);
        let mut excluded = span.moved(&base.rules.excluded);
        let given = span.rules(&base.rules.given, &mut dates);
        let excluding = span.rules(&base.rules.excluding, &mut excluded);
        write_list(json, "rrule", &given);
        write_list(json, "excludedRecurrenceRules", &excluding);
        let texts = |dates: Vec<DateTime>| -> Vec<String> {
            dates.into_iter().map(|date| own.dial.text(date, book)).collect()
        };
        write_list(json, "rdate", &texts(dates));
        write_list(json, "excludedDates", &texts(excluded));
        let mut lengths = base
            .rules
            .lengths
            .iter()
            .filter(|(date, _)| span.has(*date))
            .peekable();
        if lengths.peek().is_some() {
            json.name("recurrenceOverrides");
            json.open('{');
            for (date, length) in lengths {
                json.name(&own.dial.text(later(*date, span.by), book));
                json.open('{');
                json.field("duration", length);
                json.close('}');
            }
            json.close('}');
        }
    }
}

/// How much later than it was a share with rules of its own begins; the first is where it was.
fn base_by(base: &Share, at: usize) -> TimeDelta {
    if at == 0 { TimeDelta::zero() } else { base.by }
}

fn write_list(json: &mut Json, name: &str, list: &[String]) {
    if list.is_empty() {
        return;
    }
    json.name(name);
    json.open('[');
    for text in list {
        json.string(text);
    }
    json.close(']');
}

fn later(civil: DateTime, by: TimeDelta) -> DateTime {
    civil.checked_add_signed(by).unwrap_or(civil)
}

/// The part of a series from a date to another, and where it is moved.
struct Span<'a> {
    /// The start by which the rules are told.
    first: DateTime,
    from: DateTime,
    to: Option<DateTime>,
    by: TimeDelta,
    base: &'a Dial,
    dial: &'a Dial,
    book: &'a Book<'a>,
}

impl Span<'_> {
    fn has(&self, date: DateTime) -> bool {
        self.from <= date && self.to.is_none_or(|to| date < to)
    }

    fn moved(&self, dates: &[DateTime]) -> Vec<DateTime> {
        let own = dates.iter().filter(|date| self.has(**date));
        own.map(|date| later(*date, self.by)).collect()
    }

    /// The rules as they are in this part; of those that cannot be moved, the dates.
    fn rules(&self, rules: &[String], dates: &mut Vec<DateTime>) -> Vec<String> {
        let mut texts = Vec::new();
        for text in rules {
            match Rule::parse(text) {
                Ok(rule) => self.rule(text, &rule, &mut texts, dates),
                // The native reader tells what is wrong with it.
                Err(_) => texts.push(text.clone()),
            }
        }
        texts
    }

    fn rule(&self, text: &str, rule: &Rule, texts: &mut Vec<String>, dates: &mut Vec<DateTime>) {
        let clock = |civil: DateTime| self.base.instant(civil, self.book);
        let is_counted = matches!(rule.limit, Limit::Count(_));
        let from = if is_counted { self.first } else { self.from };
        let mut given = rule.starts(self.first, from.date(), &clock).peekable();
        let count = match rule.limit {
            // The first start counts also where no rule gives it.
            Limit::Count(count) if given.peek() != Some(&self.first) => count.saturating_sub(1) as usize,
            _ => usize::MAX,
        };
        let mut own = given
            .take(count)
            .skip_while(|start| *start < self.from)
            .take_while(|start| self.has(*start))
            .peekable();
        let begins = own.peek() == Some(&self.from);
        let is_whole = self.from == self.first;
        let days = days(self.from, self.by);
        if !is_whole && !begins || !can_move(rule, self.by, days, is_whole) {
            dates.extend(own.map(|start| later(start, self.by)).take(MAX_DATES));
            return;
        }
        let limit = match rule.limit {
            Limit::Count(_) => {
                let count = own.count() + usize::from(!begins);
                if count == 0 {
                    return;
                }
                [";COUNT=", &count.digits()].concat()
            }
            limit => {
                let until = match limit {
                    Limit::Until(until) => Some(self.last(until)),
                    _ => None,
                };
                let end = self.to.map(|to| later(to, TimeDelta::seconds(-1)));
                // No limit is none.
                match (until, end) {
                    (Some(until), Some(end)) => self.until(until.min(end)),
                    (Some(until), None) => self.until(until),
                    (None, Some(end)) => self.until(end),
                    (None, None) => String::new(),
                }
            }
        };
        let mut moved = moved_parts(text, days);
        moved.push_str(&limit);
        texts.push(moved);
    }

    /// The last civil time that a rule may give.
    fn last(&self, until: Until) -> DateTime {
        match until {
            Until::Date(date) => later(date.and_time(Time::MIN), TimeDelta::seconds(86_399)),
            Until::Civil(civil) => civil,
            Until::Utc(instant) => self.base.civil(instant, self.book),
        }
    }

    fn until(&self, last: DateTime) -> String {
        let last = later(last, self.by);
        let mut text = String::from(";UNTIL=");
        match self.dial {
            Dial::Days => push_date(&mut text, last.date(), Form::Basic),
            dial => {
                push_civil(&mut text, last, Form::Basic);
                if *dial == Dial::Utc {
                    text.push('Z');
                }
            }
        }
        text
    }
}

/// By how many days a date is moved that begins then.
fn days(from: DateTime, by: TimeDelta) -> i64 {
    later(from, by)
        .date()
        .signed_duration_since(from.date())
        .num_days()
}

/// Whether a rule gives the same dates, moved, where it begins at one of them and that is moved, by so many days of
/// the calendar among others.
fn can_move(rule: &Rule, by: TimeDelta, days: i64, is_whole: bool) -> bool {
    if by.is_zero() && is_whole {
        return true;
    }
    let has_times = [&rule.by_hour, &rule.by_minute, &rule.by_second]
        .iter()
        .any(|times| !times.is_empty());
    let is_moved = !by.is_zero();
    if rule.skip != Skip::Omit || !rule.by_week.is_empty() || has_times && is_moved {
        return false;
    }
    // Days of a month or year are others a day later; those of the week go round.
    let by_the_week = [&rule.by_month, &rule.by_month_day, &rule.by_year_day]
        .iter()
        .all(|list| list.is_empty())
        && rule.by_day.iter().all(|day| day.nth.is_none());
    match rule.frequency {
        Frequency::Daily | Frequency::Weekly => by_the_week || days == 0,
        Frequency::Monthly | Frequency::Yearly => days == 0,
    }
}

/// The parts of a rule but for its limit, with its days of the week so many days later.
fn moved_parts(text: &str, days: i64) -> String {
    let mut out = String::new();
    let mut has_week_start = false;
    for part in pieces(text, b";") {
        let (name, values) = cut(part, b"=");
        let name = name.trim_ascii();
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if name.is_empty() || is("COUNT") || is("UNTIL") {
            continue;
        }
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(name);
        let is_day = is("BYDAY") || is("WKST");
        has_week_start |= is("WKST");
        for (at, value) in pieces(values.get(1..).unwrap_or_default(), b",")
            .into_iter()
            .enumerate()
        {
            out.push(if at == 0 { '=' } else { ',' });
            match moved_day(value.trim_ascii(), days).filter(|_| is_day && days != 0) {
                Some(day) => out.push_str(day),
                None => out.push_str(value),
            }
        }
    }
    if !has_week_start
        && days != 0
        && let Some(day) = moved_day("MO", days)
    {
        // The week goes round with its days, so that every second one stays the same.
        out.push_str(";WKST=");
        out.push_str(day);
    }
    out
}

fn moved_day(day: &str, days: i64) -> Option<&'static str> {
    const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let at = CODES.iter().position(|code| code.eq_ignore_ascii_case(day))?;
    let moved = (i64::try_from(at).ok()? + days).rem_euclid(7);
    CODES.get(usize::try_from(moved).ok()?).copied()
}
