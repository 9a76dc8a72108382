//! What differs on one date of a series, and the entry as it is then (RFC 8984 §1.4.9 and §4.3.5).

use std::borrow::Cow;

use chrono::{Datelike, TimeDelta};

use crate::event::{End, When};
use crate::feed::Reason;
use crate::feed::field::Field;
use crate::feed::node::Node;
use crate::text::cut;
use crate::time::{
    DateTime, Form, ParsedDateTime, Time, Zone, iso, parse_date_time, push_civil, push_offset,
};

/// What belongs to the series as a whole: no date has its own.
const OF_THE_SERIES: [&str; 14] = [
    "@type",
    "uid",
    "recurrenceRule",
    "recurrenceRules",
    "rrule",
    "rdate",
    "exdate",
    "excludedDates",
    "excludedRecurrenceRule",
    "excludedRecurrenceRules",
    "recurrenceOverrides",
    "recurrenceId",
    "recurrenceIdTimeZone",
    "excluded",
];

/// The changes of one date: fields of which the name is a path, such as `locations/1/name`.
pub(super) struct Patch<'a> {
    changes: Vec<Field<'a>>,
}

impl<'a> Patch<'a> {
    pub(super) fn read(field: &'a Field<'a>) -> Self {
        let mut changes = field.pairs();
        changes.retain(|change| !OF_THE_SERIES.contains(&first_step(change)));
        Self { changes }
    }

    /// True if the date differs in nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether it changes a field or something in it; a `vendor:` prefix may stand before the name.
    pub(super) fn concerns(&self, name: &str) -> bool {
        let mut steps = self.changes.iter().map(first_step);
        steps.any(|step| step.ends_with(name))
    }

    /// Whether it gives a new value to a member of a field, alone or with all of the field.
    pub(super) fn gives(&self, name: &str, member: &str) -> bool {
        let mut paths = self.changes.iter().filter_map(Field::id);
        paths.any(|path| {
            let (first, rest) = cut(path.strip_prefix('/').unwrap_or(path), b"/");
            first.ends_with(name) && rest.get(1..).is_none_or(|rest| rest == member)
        })
    }

    /// The entry of a date that comes `by` after the first one, with the changes of that date. What
    /// it does not say of its time follows from that of the series, of which `on_clock` reads the times.
    pub(super) fn apply(
        &self,
        entry: &Node<'a>,
        by: TimeDelta,
        on_clock: &dyn Fn(&Node<'_>) -> Option<DateTime>,
    ) -> Node<'a> {
        let mut patched = Node::Map(own_members(entry).cloned().collect());
        let new = self.change("start").and_then(|start| on_clock(start.node));
        let old = entry.get("start").and_then(on_clock);
        let by = match (new, old) {
            (Some(new), Some(old)) => new.signed_duration_since(old),
            _ => by,
        };
        for name in ["start", "end"] {
            if let Some(text) = entry.get(name).and_then(Node::as_text) {
                let moved = moved(text, by).map_or(Node::Null, |text| Node::Text(text.into()));
                set(&mut patched, name, &moved);
            }
        }
        if self.change("end").is_some() {
            set(&mut patched, "duration", &Node::Null);
        }
        for change in &self.changes {
            let path = change.id().unwrap_or_default();
            if !set(&mut patched, path.strip_prefix('/').unwrap_or(path), change.node) {
                change.note(Reason::PathLeadsNowhere);
            }
        }
        patched
    }

    fn change(&self, name: &str) -> Option<&Field<'a>> {
        self.changes.iter().find(|change| change.id() == Some(name))
    }
}

/// The entry with its start and end as its own clock shows them: the clock may change between the first
/// date and another, so that the instants of that one are no whole days later.
pub(super) fn on_own_clock<'n, 'a>(entry: &'n Node<'a>, when: &When) -> Cow<'n, Node<'a>> {
    let is_instant = |name| {
        let parsed = entry.get(name).and_then(Node::as_text).and_then(parse_date_time);
        matches!(parsed, Some(ParsedDateTime::Offset(..)))
    };
    let (start, end) = (is_instant("start"), is_instant("end"));
    if !start && !end {
        return Cow::Borrowed(entry);
    }
    let mut own = Node::Map(own_members(entry).cloned().collect());
    let mut write = |name, text: String| set(&mut own, name, &Node::Text(text.into()));
    match when {
        When::Timed { start: at, zone, .. } if start => {
            write("start", written(*at));
            if let Some(name) = zone_text(zone) {
                write("timeZone", name);
            }
        }
        When::AllDay(days) if start => {
            write("start", iso(days.start()));
        }
        _ => {}
    }
    match when {
        When::Timed {
            end: End::At(at, zone),
            ..
        } if end && (zone.is_none() || entry.get("endTimeZone").is_some()) => {
            write("end", written(*at));
        }
        When::AllDay(days) if end => {
            write("end", iso(days.end()));
        }
        _ => {}
    }
    Cow::Owned(own)
}

/// The name of a zone as a feed has it: `Europe/Berlin`, `+01:00`.
fn zone_text(zone: &Zone) -> Option<String> {
    match zone {
        Zone::Floating => None,
        Zone::Named(name) => Some(String::from(&**name)),
        Zone::Fixed(offset) => {
            let mut text = String::new();
            push_offset(&mut text, *offset, Form::Extended);
            Some(text)
        }
    }
}

/// A civil time as `2018-11-06T17:00:00`.
fn written(civil: DateTime) -> String {
    let mut text = String::new();
    push_civil(&mut text, civil, Form::Extended);
    text
}

/// About how many bytes it takes to repeat the entry for one date.
pub(super) fn weight(entry: &Node<'_>) -> usize {
    own_members(entry).map(|(_, node)| node.weight()).sum()
}

/// What each date has of the entry. The uid stays, only so that nobody is told to give one.
fn own_members<'n, 'a>(entry: &'n Node<'a>) -> impl Iterator<Item = &'n (Cow<'a, str>, Node<'a>)> {
    let members = match entry {
        Node::Map(members) => members.as_slice(),
        _ => &[],
    };
    let is_own = |name: &str| name == "uid" || !OF_THE_SERIES.contains(&name);
    members.iter().filter(move |(name, _)| is_own(name))
}

fn first_step<'a>(change: &Field<'a>) -> &'a str {
    let path = change.id().unwrap_or_default();
    cut(path.strip_prefix('/').unwrap_or(path), b"/").0
}

/// Puts a value where the path leads; `null` takes away what is there. All but the last step must
/// lead to something, and through objects only.
pub(super) fn set<'a>(node: &mut Node<'a>, path: &str, value: &Node<'a>) -> bool {
    let (step, rest) = cut(path, b"/");
    let name = unescaped(step);
    let Node::Map(members) = node else { return false };
    let found = members.iter_mut().rev().find(|(key, _)| *key == name);
    match (found, rest.get(1..)) {
        (Some((_, node)), Some(rest)) => set(node, rest, value),
        (None, Some(_)) => false,
        (Some((_, node)), None) => {
            *node = value.clone();
            true
        }
        (None, None) => {
            members.push((name.into(), value.clone()));
            true
        }
    }
}

/// A step of a path without the escapes of RFC 6901 §4: `~1` is `/`, `~0` is `~`.
fn unescaped(step: &str) -> String {
    let mut name = String::with_capacity(step.len());
    let mut chars = step.chars().peekable();
    while let Some(char) = chars.next() {
        let escaped = match (char, chars.peek()) {
            ('~', Some('1')) => '/',
            ('~', Some('0')) => '~',
            _ => {
                name.push(char);
                continue;
            }
        };
        chars.next();
        name.push(escaped);
    }
    name
}

/// A time that can be compared with another of the same kind: one with offset as UTC.
pub(super) fn ticks(node: &Node<'_>) -> Option<DateTime> {
    match parse_date_time(node.as_text()?)? {
        ParsedDateTime::Date(date) => Some(date.and_time(Time::MIN)),
        ParsedDateTime::Civil(civil) => Some(civil),
        ParsedDateTime::Offset(civil, offset) => {
            civil.checked_sub_signed(TimeDelta::try_seconds(offset.into())?)
        }
    }
}

/// A date or time as a feed writes it, moved; its offset stays. `None` outside of the years 1 to 9999.
fn moved(text: &str, by: TimeDelta) -> Option<String> {
    let text = text.trim();
    let (civil, has_time) = match parse_date_time(text)? {
        ParsedDateTime::Date(date) => (date.and_time(Time::MIN), false),
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => (civil, true),
    };
    let civil = civil.checked_add_signed(by)?;
    if !(1..=9_999).contains(&civil.year()) {
        return None;
    }
    if !has_time && civil.time() == Time::MIN {
        return Some(iso(civil.date()));
    }
    let mut moved = written(civil);
    // What follows the date's ten characters: only an offset has one of these.
    moved.push_str(cut(text.get(10..)?, b"Zz+-").1);
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::field::Entry;
    use crate::feed::node::with_tree;
    use crate::feed::zone::ZoneBook;
    use crate::time::NoZones;

    /// An entry with a patch applied to a date one week after the first, and the paths told of.
    fn patched(entry: &str, patch: &str) -> (String, Vec<String>) {
        let both = format!("[{entry}, {patch}]");
        with_tree(&both, |tree| {
            let zones = ZoneBook::new(&NoZones);
            let Node::List(both) = tree else { panic!() };
            let own = Entry::new("de", None, &zones);
            let field = Field::root(&both[1], &own);
            let week = TimeDelta::days(7);
            let patched = told(&Patch::read(&field).apply(&both[0], week, &ticks));
            let told = own.into_diagnostics(0, None).into_iter();
            (patched, told.map(|told| told.field).collect())
        })
        .unwrap()
    }

    fn told(node: &Node<'_>) -> String {
        match node {
            Node::Map(members) => {
                let members = members.iter().filter(|(_, node)| *node != Node::Null);
                let members: Vec<_> = members
                    .map(|(name, node)| format!("{name}: {}", told(node)))
                    .collect();
                format!("{{{}}}", members.join(", "))
            }
            Node::Text(text) => text.to_string(),
            Node::List(_) => String::from("[…]"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_changes_what_it_leads_to() {
        for (entry, patch, expected) in [
            (r#"{"a": "1"}"#, r#"{"a": "2", "b": "3"}"#, "{a: 2, b: 3}"),
            (r#"{"a": "1"}"#, r#"{"a": null}"#, "{}"),
            (
                r#"{"locations": {"1": {"name": "A", "city": "B"}}}"#,
                r#"{"locations/1/name": "C", "locations/1/city": null, "locations/2": {"name": "D"}}"#,
                "{locations: {1: {name: C}, 2: {name: D}}}",
            ),
            (
                r#"{"a": {"x/y": "1", "~": "2"}}"#,
                r#"{"/a/x~1y": "3", "a/~0": "4", "a/~2": "5"}"#,
                "{a: {x/y: 3, ~: 4, ~2: 5}}",
            ),
            (r#"{"a": {"b": "1"}}"#, r#"{"a": {"c": "2"}}"#, "{a: {c: 2}}"),
            (
                r#"{"uid": "1", "recurrenceRule": {}, "recurrenceOverrides": {}, "rdate": []}"#,
                r#"{"uid": "2", "recurrenceRule/count": 2, "excluded": false, "@type": "Task"}"#,
                "{uid: 1}",
            ),
        ] {
            let expected = (expected.to_owned(), vec![]);
            assert_eq!(patched(entry, patch), expected, "{entry} {patch}");
        }
    }

    #[test]
    fn a_path_that_leads_nowhere_costs_itself_alone() {
        let entry = r#"{"a": "1", "list": ["1"], "text": "1"}"#;
        let patch = r#"{"a": "2", "b/c": "3", "list/0": "4", "text/de": "5"}"#;
        let told = vec!["b/c".to_owned(), "list/0".to_owned(), "text/de".to_owned()];
        assert_eq!(
            patched(entry, patch),
            ("{a: 2, list: […], text: 1}".to_owned(), told)
        );
    }

    #[test]
    fn times_that_a_patch_does_not_name_follow_the_date() {
        let hours = r#""start": "2019-01-10T19:00", "end": "2019-01-10T22:00:00+01:00""#;
        let days = r#""start": "2019-12-30", "end": "2020-01-01""#;
        for (entry, patch, expected) in [
            (
                hours,
                "",
                "start: 2019-01-17T19:00:00, end: 2019-01-17T22:00:00+01:00",
            ),
            (
                hours,
                r#""start": "2019-01-18T20:30:00""#,
                "start: 2019-01-18T20:30:00, end: 2019-01-18T23:30:00+01:00",
            ),
            (
                hours,
                r#""end": "2019-01-17T20:00""#,
                "start: 2019-01-17T19:00:00, end: 2019-01-17T20:00",
            ),
            (days, "", "start: 2020-01-06, end: 2020-01-08"),
            (
                days,
                r#""start": "2020-01-07""#,
                "start: 2020-01-07, end: 2020-01-09",
            ),
            (
                r#""start": "2019-01-10T19:00-05:00", "duration": "PT2H""#,
                r#""duration": "PT3H""#,
                "start: 2019-01-17T19:00:00-05:00, duration: PT3H",
            ),
            (
                r#""start": "2019-01-10T19:00", "duration": "PT2H""#,
                r#""end": "2019-01-17T20:00""#,
                "start: 2019-01-17T19:00:00, end: 2019-01-17T20:00",
            ),
            (
                r#""start": "2019-01-10T19:00+01:00", "end": "2019-01-10T22:00+01:00""#,
                r#""start": "2019-07-18T19:00+02:00""#,
                "start: 2019-07-18T19:00+02:00, end: 2019-07-18T21:00:00+01:00",
            ),
            (
                r#""start": "9999-12-20", "end": "9999-12-28""#,
                "",
                "start: 9999-12-27",
            ),
        ] {
            let (patched, told) = patched(&format!("{{{entry}}}"), &format!("{{{patch}}}"));
            assert_eq!(patched, format!("{{{expected}}}"), "{entry} {patch}");
            assert_eq!(told, [""; 0]);
        }
    }
}
