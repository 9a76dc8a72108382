//! When else an event takes place: rules, dates, exceptions, and occurrences that differ
//! (RFC 8984 §4.3; version 2.0 has one rule where version 1.0 has a list).

use std::sync::Arc;

use chrono::Datelike;

use crate::event::{Details, Event, Override, Series, When};
use crate::feed::Reason;
use crate::feed::field::{Field, MAX_MEMBERS, on_clock};
use crate::feed::jscalendar::details::ReadDetails;
use crate::feed::jscalendar::patch;
use crate::feed::jscalendar::patch::Patch;
use crate::feed::jscalendar::when::Clock;
use crate::feed::jscalendar::{Group, event, rule};
use crate::feed::node::Node;
use crate::order::sorted_positions;
use crate::recurrence::Rule;
use crate::text::cut;
use crate::time::{DateTime, ParsedDateTime, Zone, Zones, civil_at, parse_date_time, resolve};

/// The most rules of one event that are read, and the most that exclude.
const MAX_RULES: usize = 20;
/// The first of each that is there is read: a feed may have the rule of either version, or both.
const RULES: [&str; 3] = ["recurrenceRule", "recurrenceRules", "rrule"];
const EXCLUDED_RULES: [&str; 2] = ["excludedRecurrenceRule", "excludedRecurrenceRules"];
const EXCLUDED_DATES: [&str; 2] = ["excludedDates", "exdate"];
const DATES: &str = "rdate";
const OVERRIDES: &str = "recurrenceOverrides";

/// The first occurrence, by which the others are told.
struct Origin<'a> {
    first: DateTime,
    is_timed: bool,
    clock: &'a Clock,
    zones: &'a dyn Zones,
}

impl<'a> Origin<'a> {
    /// None for a period: it is not known what would recur.
    fn of(when: &When, clock: &'a Clock, zones: &'a dyn Zones) -> Option<Self> {
        let is_timed = match when {
            When::Timed { .. } => true,
            When::AllDay(_) => false,
            When::Tentative { .. } => return None,
        };
        Some(Self {
            first: when.start(),
            is_timed,
            clock,
            zones,
        })
    }

    /// The start that a text means, on the series' own clock. A date alone is one at the time of the first.
    fn start(&self, text: &str) -> Option<DateTime> {
        let parsed = parse_date_time(text)?;
        let civil = match parsed {
            ParsedDateTime::Date(date) => date.and_time(self.first.time()),
            _ if self.is_timed => on_clock(parsed, &self.clock.zone, self.zones)?,
            _ => self.clock.day(parsed, self.zones),
        };
        (1..=9_999).contains(&civil.year()).then_some(civil)
    }

    /// The same, of a text that is on the clock of `zone`.
    fn start_in(&self, text: &str, zone: &Zone) -> Option<DateTime> {
        match parse_date_time(text)? {
            ParsedDateTime::Civil(civil) if self.is_timed && *zone != self.clock.zone => {
                let at = resolve(civil, zone, zone, self.zones)?;
                civil_at(at, &self.clock.zone, &self.clock.zone, self.zones)
            }
            _ => self.start(text),
        }
    }
}

/// Reads the series of an entry that was read as `event`; `None` if it takes place once.
pub(in crate::feed) fn read(
    field: &Field<'_>,
    group: &Group<'_>,
    event: &Event,
    clock: &Clock,
) -> Option<Box<Series>> {
    let cause = cause(field)?;
    let Some(origin) = Origin::of(&event.when, clock, field.entry.zones) else {
        cause.note(Reason::SeriesNotSettled);
        return None;
    };
    let mut series = Series {
        rules: rules(field, &RULES),
        excluded_rules: rules(field, &EXCLUDED_RULES),
        ..Series::default()
    };
    read_dates(field, &[DATES], &origin, &mut series.dates);
    read_dates(field, &EXCLUDED_DATES, &origin, &mut series.excluded);
    if let Some(overrides) = field.child(OVERRIDES) {
        read_overrides(field, &overrides, group, event, &origin, &mut series);
    }
    if series.rules.is_empty() && series.dates.is_empty() && series.overrides.is_empty() {
        return None;
    }
    if let Some(start) = field.child("start")
        && let Some(ParsedDateTime::Offset(..)) = start.node.as_text().and_then(parse_date_time)
        && let When::Timed {
            zone: Zone::Fixed(_), ..
        } = &event.when
    {
        start.note(Reason::SeriesKeepsOffset);
    }
    sort(&mut series);
    Some(Box::new(series))
}

/// Adds an occurrence that stands in the feed as an entry of its own; false if its `recurrenceId`
/// (in `zone`, where that is said) is no start of this event. To be followed by [`sort`].
pub(super) fn add(
    event: &mut Event,
    id: &str,
    zone: Option<&Zone>,
    occurrence: Arc<Event>,
    zones: &dyn Zones,
) -> bool {
    let clock = Clock::of(&event.when, zone.cloned().unwrap_or(Zone::Floating));
    let Some(origin) = Origin::of(&event.when, &clock, zones) else {
        return false;
    };
    let Some(recurrence_id) = (match zone {
        Some(zone) => origin.start_in(id, zone),
        None => origin.start(id),
    }) else {
        return false;
    };
    let series = event.series.get_or_insert_default();
    series.overrides.push(Override {
        recurrence_id,
        event: occurrence,
    });
    true
}

/// Puts the parts of a series in their order. Of two overrides of one date the later one counts.
pub(super) fn sort(series: &mut Series) {
    series.dates = in_order(&series.dates, |date| *date);
    series.excluded = in_order(&series.excluded, |date| *date);
    series.overrides = in_order(&series.overrides, |one| one.recurrence_id);
}

fn in_order<T: Clone>(items: &[T], start: fn(&T) -> DateTime) -> Vec<T> {
    let at = |position: usize| items.get(position).map(start);
    let order = sorted_positions(items.len(), &|left, right| at(left).cmp(&at(right)));
    let mut sorted: Vec<T> = Vec::with_capacity(items.len());
    for item in order.into_iter().filter_map(|position| items.get(position)) {
        match sorted.last_mut() {
            Some(last) if start(last) == start(item) => *last = item.clone(),
            _ => sorted.push(item.clone()),
        }
    }
    sorted
}

/// The first field that asks for more than one occurrence. Most entries have none, which is found
/// without looking up each name.
pub(super) fn cause<'a>(field: &'a Field<'a>) -> Option<Field<'a>> {
    let Node::Map(members) = field.node else {
        return None;
    };
    let names = [RULES[0], RULES[1], RULES[2], DATES, OVERRIDES];
    let is_cause = |name: &str| name.starts_with("r") && names.contains(&name);
    let (name, _) = members.iter().find(|(name, node)| {
        let is_empty = match node {
            Node::Map(members) => members.is_empty(),
            Node::List(members) => members.is_empty(),
            node => *node == Node::Null,
        };
        is_cause(name) && !is_empty
    })?;
    field.child(name)
}

fn rules(field: &Field<'_>, names: &[&str]) -> Vec<Rule> {
    let Some(field) = names.iter().find_map(|name| field.child(name)) else {
        return Vec::new();
    };
    let mut rules = field.read_members(rule::read);
    if rules.len() > MAX_RULES {
        field.note(Reason::TooManyRules);
        rules.truncate(MAX_RULES);
    }
    rules
}

/// Dates as a list, or as one text with commas between them.
fn read_dates(field: &Field<'_>, names: &[&str], origin: &Origin<'_>, dates: &mut Vec<DateTime>) {
    let Some(field) = names.iter().find_map(|name| field.child(name)) else {
        return;
    };
    for member in field.members() {
        let mut rest = member.node.as_text().or(Some(""));
        while let Some(text) = rest {
            let (date, more) = cut(text, b",");
            rest = more.get(1..);
            match origin.start(date) {
                Some(_) if dates.len() == MAX_MEMBERS => {
                    field.note(Reason::TooManyDates);
                    return;
                }
                Some(start) => dates.push(start),
                None => {
                    member.note(Reason::ExpectedStartOfSeries);
                    break;
                }
            }
        }
    }
}

fn read_overrides(
    field: &Field<'_>,
    overrides: &Field<'_>,
    group: &Group<'_>,
    event: &Event,
    origin: &Origin<'_>,
    series: &mut Series,
) {
    if !matches!(overrides.node, Node::Map(_)) {
        overrides.note(Reason::ExpectedOverrides);
    }
    let mut weight = None;
    let base = patch::on_own_clock(field.node, &event.when);
    for (position, one) in overrides.pairs().into_iter().enumerate() {
        let Some(recurrence_id) = one.id().and_then(|id| origin.start(id)) else {
            one.note(Reason::ExpectedStartOfSeries);
            continue;
        };
        let is_excluded = match one.node {
            Node::Null => true,
            Node::Map(_) => one.child("excluded").is_some_and(|excluded| excluded.flag()),
            _ => {
                one.note(Reason::ExpectedOverride);
                continue;
            }
        };
        let patch = Patch::read(&one);
        if is_excluded {
            series.excluded.push(recurrence_id);
        } else if patch.is_empty() {
            series.dates.push(recurrence_id);
        } else if group.may_copy(*weight.get_or_insert_with(|| patch::weight(field.node))) {
            let by = recurrence_id.signed_duration_since(origin.first);
            let on_clock = |time: &Node<'_>| origin.start(time.as_text()?);
            let node = patch.apply(&base, by, &on_clock);
            if let Some(mut occurrence) = read_occurrence(&node, &one, &patch, group, origin, event) {
                occurrence.rest = group.rest(Some(position));
                series.overrides.push(Override {
                    recurrence_id,
                    event: Arc::new(occurrence),
                });
            }
        } else {
            one.note(Reason::TooManyCopies);
        }
    }
}

/// Reads the entry as it is on one date. Its faults are told where they are its own.
fn read_occurrence(
    node: &Node<'_>,
    one: &Field<'_>,
    patch: &Patch<'_>,
    group: &Group<'_>,
    origin: &Origin<'_>,
    event: &Event,
) -> Option<Event> {
    let entry = group.entry(node);
    let mut occurrence = match event::read(&Field::root(node, &entry), group, None) {
        Ok((occurrence, _)) => occurrence,
        Err(refusal) => {
            one.note_below(refusal.field, refusal.reason);
            return None;
        }
    };
    one.take_notes(entry, &|name| patch.concerns(name));
    occurrence.uid = event.uid.clone();
    // The times that it has from the series are those of the first date.
    if let Some(registration) = &mut occurrence.registration
        && !matches!(occurrence.when, When::Tentative { .. })
    {
        let by = occurrence.when.start().signed_duration_since(origin.first);
        for (name, time) in [
            ("opens", &mut registration.opens),
            ("closes", &mut registration.closes),
        ] {
            if !patch.gives("registration", name) {
                *time = time.and_then(|time| time.checked_add_signed(by));
            }
        }
    }
    Some(occurrence)
}

/// Reads the details of a date that differs: of the one with the override at this position, by `read`, which reads
/// those of an entry.
pub(in crate::feed) fn details_of_date(
    field: &Field<'_>,
    group: &Group<'_>,
    position: usize,
    read: ReadDetails,
) -> Option<Details> {
    let (event, clock) = event::read(field, group, None).ok()?;
    let origin = Origin::of(&event.when, &clock, field.entry.zones)?;
    let overrides = field.child(OVERRIDES)?;
    let all = overrides.pairs();
    let one = all.get(position)?;
    let patch = Patch::read(one);
    let by = origin.start(one.id()?)?.signed_duration_since(origin.first);
    let on_clock = |time: &Node<'_>| origin.start(time.as_text()?);
    let node = patch.apply(&patch::on_own_clock(field.node, &event.when), by, &on_clock);
    let entry = group.entry(&node);
    let own = Field::root(&node, &entry);
    let (occurrence, own_clock) = event::read(&own, group, None).ok()?;
    let mut details = read(&own, &own_clock);
    if !matches!(occurrence.when, When::Tentative { .. }) {
        // The times that it has from the series are those of the first date.
        let by = occurrence.when.start().signed_duration_since(origin.first);
        let moved = |time: &mut Option<DateTime>| *time = time.and_then(|time| time.checked_add_signed(by));
        if !patch.concerns("programme") {
            details.programme = read(field, &clock).programme;
            details
                .programme
                .iter_mut()
                .for_each(|item| moved(&mut item.start));
        }
    }
    one.take_notes(entry, &|name| patch.concerns(name));
    Some(details)
}
