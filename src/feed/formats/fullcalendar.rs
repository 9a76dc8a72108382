//! FullCalendar's events, with what its recurrence and its `rrule` plug-in add.

use chrono::{Datelike, Days, TimeDelta};

use crate::feed::field::as_flag;
use crate::feed::formats::list::{entry_lists, is_object, unique};
use crate::feed::formats::loose::write_loose;
use crate::feed::formats::native::{Json, Names, Native, Writer, text_of};
use crate::feed::formats::plain::name;
use crate::feed::formats::scan::{has_any, number, pieces};
use crate::feed::formats::series_lines::Lines;
use crate::feed::formats::times::{self, instant_of_milliseconds};
use crate::feed::node::Node;
use crate::recurrence::{Limit, Rule};
use crate::text::{Digits, split_once};
use crate::time::{
    Date, DateTime, Duration, Form, Instant, ParsedDateTime, Time, Zones, parse_date_time, push_civil,
    push_date,
};

const NAMES: Names = &[
    ("uid", "id"),
    ("start", "start"),
    ("end", "end"),
    ("rrule", "rrule"),
    ("excludedDates", "exdate"),
    ("excludedRecurrenceRules", "exrule"),
    ("keywords", "extendedProps.topics"),
    ("eventType", "extendedProps.category"),
    ("description", "extendedProps.description"),
    ("locations", "extendedProps.location"),
    ("venue", "extendedProps.location"),
    ("organizer", "extendedProps.organizer"),
    ("image", "extendedProps.image"),
    ("price", "extendedProps.price"),
    ("extra", "extendedProps"),
];

/// Fields that FullCalendar has and no native entry.
const OWN: [&str; 16] = [
    "allDay",
    "isAllday",
    "extendedProps",
    "daysOfWeek",
    "startRecur",
    "endRecur",
    "groupId",
    "display",
    "backgroundColor",
    "borderColor",
    "textColor",
    "classNames",
    "className",
    "editable",
    "exrule",
    "overlap",
];
/// Fields of native entries that FullCalendar does not have.
const NATIVE: [&str; 8] = [
    "uid",
    "@type",
    "showWithoutTime",
    "recurrenceRules",
    "recurrenceRule",
    "venue",
    "programme",
    "datePrecision",
];

/// From when on what recurs without a first day does.
const LONG_AGO: Option<Date> = Date::from_ymd_opt(2000, 1, 3);
/// The most days of the week, dates and rules of one event.
const MAX_VALUES: usize = 1_000;
/// The most rules of dates left out: one more than the native reader reads, so that it tells of the others.
const MOST_RULES: usize = 21;

/// Whether a list holds events of FullCalendar: none has what only native entries have, and one at least has what
/// only FullCalendar has, or an `id`.
pub(super) fn is(root: &Node<'_>) -> bool {
    let Some(entries) = entry_lists(root, &["events"]) else {
        return false;
    };
    let has = |entry: &Node<'_>, names: &[&str]| names.iter().any(|name| entry.get(name).is_some());
    let is_timed = |entry: &Node<'_>| has(entry, &["start", "date", "rrule", "daysOfWeek", "startTime"]);
    let mut is_any = false;
    for entry in &entries {
        if has(entry, &NATIVE) {
            return false;
        }
        let is_number = matches!(entry.get("start"), Some(Node::Number(_)));
        is_any |= is_timed(entry) && (has(entry, &OWN) || entry.get("id").is_some() || is_number);
    }
    is_any
}

/// Rewrites a list of events.
pub(super) fn convert(root: &Node<'_>, zones: &dyn Zones) -> Native {
    let mut writer = Writer::new(NAMES);
    let entries = entry_lists(root, &["events"]).unwrap_or_default();
    let uids = uids(&entries);
    for (position, entry) in entries.iter().enumerate() {
        // What only colours days is no event.
        let display = entry.get("display").or_else(|| entry.get("rendering"));
        let is_hidden = match display.and_then(Node::as_text) {
            Some("none") => true,
            Some("background" | "inverse-background") => text_of_child(entry, "title").is_none(),
            _ => false,
        };
        if is_hidden {
            continue;
        }
        writer.begin(position, 0);
        if is_object(entry) {
            write_event(
                entry,
                uids.get(position).map_or("", String::as_str),
                &mut writer.json,
                zones,
            );
        }
        writer.end();
    }
    writer.end_entries();
    writer.finish()
}

fn text_of_child(entry: &Node<'_>, name: &str) -> Option<String> {
    text_of(entry.get(name)?)
}

/// The identities of events: where several have one `id`, each start is an event of its own.
fn uids(entries: &[&Node<'_>]) -> Vec<String> {
    let ids = entries
        .iter()
        .map(|entry| text_of_child(entry, "id").unwrap_or_default());
    unique(ids.collect(), &|at| text_of_child(entries.get(at)?, "start"))
}

fn write_event(entry: &Node<'_>, uid: &str, json: &mut Json, zones: &dyn Zones) {
    json.field("uid", uid);
    // EventCalendar has titles in HTML.
    let of_html = || Some(name(&text_of_child(entry.get("title")?, "html")?));
    let title = text_of_child(entry, "title").or_else(of_html);
    json.field("title", &title.unwrap_or_default());
    if let Some(url) = text_of_child(entry, "url") {
        json.field("url", &url);
    }
    let recurs = [
        "daysOfWeek",
        "dow",
        "startTime",
        "endTime",
        "startRecur",
        "endRecur",
    ];
    if let Some(rule) = entry.get("rrule") {
        write_ruled(entry, rule, json, zones);
    } else if recurs.iter().any(|name| entry.get(name).is_some()) {
        write_weekly(entry, json);
    } else {
        write_single(entry, json);
    }
    write_loose(entry, entry.get("extendedProps"), json);
    write_extra(entry, json);
}

/// What `extendedProps` say in short texts and numbers, for pages that know their names.
fn write_extra(entry: &Node<'_>, json: &mut Json) {
    /// In bytes.
    const SHORT: usize = 500;
    let Some(Node::Map(own)) = entry.get("extendedProps") else {
        return;
    };
    json.name("extra");
    json.open('{');
    for (name, node) in own {
        if let Some(text) = text_of(node).filter(|text| text.len() <= SHORT) {
            json.field(name, &text);
        }
    }
    json.close('}');
}

/// A time as it is written; a number is one of milliseconds since 1970.
fn moment(node: &Node<'_>) -> Option<String> {
    match node {
        Node::Number(milliseconds) => instant_of_milliseconds(*milliseconds),
        node => text_of(node),
    }
}

/// Whether an event takes whole days: as it says, else if no time of day is written.
fn is_all_day(entry: &Node<'_>, times: &[&Option<String>]) -> bool {
    let said = entry.get("allDay").and_then(as_flag);
    let has_time = |text: &&Option<String>| text.as_ref().is_some_and(|text| has_any(text, b":T"));
    ends_with_last_day(entry) || said.unwrap_or_else(|| !times.iter().any(has_time))
}

/// Whether an event takes whole days as TOAST UI Calendar has them: the end is the last of them.
fn ends_with_last_day(entry: &Node<'_>) -> bool {
    entry.get("isAllday").and_then(as_flag) == Some(true)
        || entry.get("category").and_then(Node::as_text) == Some("allday")
}

fn write_single(entry: &Node<'_>, json: &mut Json) {
    let start = entry.get("start").or_else(|| entry.get("date")).and_then(moment);
    let end = entry.get("end").and_then(moment);
    let is_all_day = is_all_day(entry, &[&start, &end]);
    let civil = |text: &Option<String>| text.as_deref().and_then(parse_date_time);
    let (from, to) = (civil(&start), civil(&end));
    let start = start.unwrap_or_default();
    let end = end.unwrap_or_default();
    if !is_all_day {
        for (name, text, parsed) in [("start", start, from), ("end", end, to)] {
            match parsed {
                Some(ParsedDateTime::Date(date)) => json.field(name, &with_midnight(date)),
                _ => json.field(name, &text),
            }
        }
        return;
    }
    match (from.and_then(day), to.and_then(day)) {
        (Some(from), to) => {
            json.field("start", &date_text(from));
            // Times of whole days mean their days; an end that is none is left open, as FullCalendar does.
            let to = match ends_with_last_day(entry) {
                true => to.and_then(|last| last.succ_opt()),
                false => to,
            };
            if let Some(to) = to.filter(|to| *to > from) {
                json.field("end", &date_text(to));
            }
        }
        _ => {
            json.field("start", &start);
            json.field("end", &end);
            json.raw("showWithoutTime", "true");
        }
    }
}

/// The day of a time without an offset.
fn day(parsed: ParsedDateTime) -> Option<Date> {
    match parsed {
        ParsedDateTime::Date(date) => Some(date),
        ParsedDateTime::Civil(civil) => Some(civil.date()),
        ParsedDateTime::Offset(..) => None,
    }
}

fn date_text(date: Date) -> String {
    let mut text = String::new();
    push_date(&mut text, date, Form::Extended);
    text
}

fn with_midnight(date: Date) -> String {
    civil_text(date.and_time(Time::MIN))
}

fn civil_text(civil: DateTime) -> String {
    let mut text = String::new();
    push_civil(&mut text, civil, Form::Extended);
    text
}

/// What recurs on days of the week, between days of which the last is exclusive.
fn write_weekly(entry: &Node<'_>, json: &mut Json) {
    let Some(days) = days_of_week(entry) else { return };
    let date = |name: &str| {
        let parsed = parse_date_time(&moment(entry.get(name)?)?)?;
        match parsed {
            ParsedDateTime::Offset(civil, _) => Some(civil.date()),
            parsed => day(parsed),
        }
    };
    let first = date("startRecur").or(LONG_AGO);
    let first = first.and_then(|first| {
        let is_day =
            |date: &Date| days.is_empty() || days.contains(&(date.weekday().num_days_from_sunday() as usize));
        (0..7)
            .filter_map(|ahead| first.checked_add_days(Days::new(ahead)))
            .find(is_day)
    });
    let Some(first) = first else { return };
    let time = |name: &str| entry.get(name).and_then(length_of);
    let (from, to) = (time("startTime"), time("endTime"));
    let length = entry.get("duration").and_then(length_of);
    let said = entry.get("allDay").and_then(as_flag);
    if said.unwrap_or(from.is_none() && to.is_none()) {
        json.field("start", &date_text(first));
        write_days(length, json);
    } else {
        let start = from.unwrap_or(0);
        let begin = first
            .and_time(Time::MIN)
            .checked_add_signed(TimeDelta::seconds(start));
        json.field("start", &begin.map(civil_text).unwrap_or_default());
        let length = length.or_else(|| to.map(|to| to - start));
        // After midnight is the next day.
        let length = length.map(|length| if length < 0 { length + 86_400 } else { length });
        if let Some(length) = length.filter(|length| *length > 0) {
            json.field("duration", &times::duration(length));
        }
    }
    let mut rule = String::from(if days.is_empty() {
        "FREQ=DAILY"
    } else {
        "FREQ=WEEKLY;BYDAY="
    });
    for (at, day) in days.iter().enumerate() {
        const CODES: [&str; 7] = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
        if at > 0 {
            rule.push(',');
        }
        rule.push_str(CODES[*day]);
    }
    if let Some(last) = date("endRecur").and_then(|end| end.pred_opt()) {
        rule.push_str(";UNTIL=");
        push_date(&mut rule, last, Form::Basic);
    }
    json.field("rrule", &rule);
}

/// The days of the week from Sunday on, all of them as none; `None` where those that are given are no such days, on
/// which nothing takes place.
fn days_of_week(entry: &Node<'_>) -> Option<Vec<usize>> {
    let Some(given) = entry.get("daysOfWeek").or_else(|| entry.get("dow")) else {
        return Some(Vec::new());
    };
    let mut days = Vec::new();
    let mut take = |day: usize| {
        if day < 7 && !days.contains(&day) {
            days.push(day);
        }
    };
    match given {
        // FullCalendar takes each letter of a text for a day: `[1,3]`, `13`.
        Node::Text(text) => {
            let digits = text.bytes().filter(u8::is_ascii_digit);
            digits.for_each(|digit| take(usize::from(digit - b'0')));
        }
        given => list(Some(given))
            .into_iter()
            .filter_map(text_of)
            .filter_map(|day| number(&day))
            .for_each(|day| take(day as usize)),
    }
    (!days.is_empty()).then_some(days)
}

/// Writes how many days something takes that takes whole days.
fn write_days(length: Option<i64>, json: &mut Json) {
    let days = length.map_or(0, |length| length / 86_400);
    if let Some(days) = usize::try_from(days).ok().filter(|days| *days > 0) {
        json.field("duration", &["P", &days.digits(), "D"].concat());
    }
}

/// How long something takes, in seconds: `01:30`, `1.01:30` with a day, `{"hours": 1}`, milliseconds, `PT1H30M`.
fn length_of(node: &Node<'_>) -> Option<i64> {
    match node {
        Node::Number(milliseconds) if milliseconds.abs() < 1e15 => Some((milliseconds / 1_000.0) as i64),
        Node::Text(text) => {
            let days_and_time = || {
                let (days, time) = split_once(text.trim_ascii(), ".")?;
                Some(i64::from(number(days)?) * 86_400 + times::seconds(time)?)
            };
            let of_standard = || {
                let length = Duration::parse(text)?;
                Some(i64::from(length.days) * 86_400 + i64::from(length.seconds))
            };
            times::seconds(text).or_else(days_and_time).or_else(of_standard)
        }
        Node::Map(_) => {
            let part = |names: [&str; 2], seconds: f64| {
                let node = names.iter().find_map(|name| node.get(name));
                match node {
                    Some(Node::Number(number)) if number.abs() < 1e9 => number * seconds,
                    _ => 0.0,
                }
            };
            let sum = part(["weeks", "week"], 604_800.0)
                + part(["days", "day"], 86_400.0)
                + part(["hours", "hour"], 3_600.0)
                + part(["minutes", "minute"], 60.0)
                + part(["seconds", "second"], 1.0);
            Some(sum as i64)
        }
        _ => None,
    }
}

/// The rule of the `rrule` plug-in: an object, or text as iCalendar writes it.
fn write_ruled(entry: &Node<'_>, rule: &Node<'_>, json: &mut Json, zones: &dyn Zones) {
    let mut lines = Lines::default();
    match rule {
        Node::Text(text) => {
            for line in pieces(text, b"\r\n").into_iter().take(MAX_VALUES) {
                lines.take(line, zones);
            }
        }
        node => {
            lines.start = node.get("dtstart").and_then(moment);
            lines.zone = node.get("tzid").and_then(text_of);
            lines.rules.push(rule_text(node));
        }
    }
    let start = lines.start.take().or_else(|| entry.get("start").and_then(moment));
    let is_all_day = is_all_day(entry, &[&start]);
    let start = start.unwrap_or_default();
    let parsed = parse_date_time(&start);
    match parsed.and_then(day).filter(|_| is_all_day) {
        Some(date) => json.field("start", &date_text(date)),
        None => {
            json.field("start", &start);
            if is_all_day {
                json.raw("showWithoutTime", "true");
            }
        }
    }
    if let Some(zone) = lines.zone.take().filter(|_| !is_all_day) {
        json.field("timeZone", &zone);
    }
    let length = entry.get("duration").and_then(length_of);
    // The plug-in takes the length of a single event where it has one.
    let length = length.or_else(|| {
        let (from, to) = (
            entry.get("start").and_then(moment)?,
            entry.get("end").and_then(moment)?,
        );
        let civil = |text: &str| match parse_date_time(text)? {
            ParsedDateTime::Date(date) => Some(date.and_time(Time::MIN)),
            ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => Some(civil),
        };
        Some(civil(&to)?.signed_duration_since(civil(&from)?).num_seconds())
    });
    if is_all_day {
        write_days(length, json);
    } else if let Some(length) = length.filter(|length| *length > 0) {
        json.field("duration", &times::duration(length));
    }
    for node in list(entry.get("exrule")).into_iter().take(MOST_RULES) {
        exclude(node, &start, &mut lines, zones);
    }
    lines
        .excluded
        .extend(list(entry.get("exdate")).into_iter().filter_map(moment));
    lines.write(json);
}

/// Takes a rule of dates that are left out. It is told by the start of the series, as the native format does it; one with
/// another start of its own by its dates.
fn exclude(node: &Node<'_>, start: &str, lines: &mut Lines, zones: &dyn Zones) {
    let mut own = Lines::default();
    match node {
        Node::Text(text) => pieces(text, b"\r\n")
            .into_iter()
            .for_each(|line| own.take(line, zones)),
        node => {
            own.start = node.get("dtstart").and_then(moment);
            own.rules.push(rule_text(node));
        }
    }
    let other = own.start.as_deref().and_then(parse_date_time);
    let other = other.filter(|other| Some(*other) != parse_date_time(start));
    for rule in own.rules.into_iter().chain(own.excluded_rules).take(MOST_RULES) {
        match (other, Rule::parse(&rule)) {
            (Some(first), Ok(rule)) => {
                let left = MAX_VALUES.saturating_sub(lines.excluded.len());
                lines.excluded.extend(dates_of(&rule, first, left));
            }
            _ => lines.excluded_rules.push(rule),
        }
    }
}

/// So many dates of a rule at most, from a start of its own on, written as that is.
fn dates_of(rule: &Rule, first: ParsedDateTime, most: usize) -> Vec<String> {
    let (civil, offset) = match first {
        ParsedDateTime::Date(date) => (date.and_time(Time::MIN), 0),
        ParsedDateTime::Civil(civil) => (civil, 0),
        ParsedDateTime::Offset(civil, offset) => (civil, offset),
    };
    let clock = |civil: DateTime| Instant::with_offset(civil, offset);
    let count = match rule.limit {
        Limit::Count(count) => most.min(count as usize),
        _ => most,
    };
    let starts = rule.starts(civil, civil.date(), &clock);
    let text = |start: DateTime| match first {
        ParsedDateTime::Date(_) => date_text(start.date()),
        ParsedDateTime::Civil(_) => civil_text(start),
        ParsedDateTime::Offset(..) => times::instant(clock(start).0),
    };
    starts.take(count).map(text).collect()
}

fn list<'a>(node: Option<&'a Node<'a>>) -> Vec<&'a Node<'a>> {
    match node {
        Some(Node::List(list)) => list.iter().take(MAX_VALUES).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// An object of rrule.js as text; a part that cannot be read stays as it is, so that the native reader tells of it.
fn rule_text(node: &Node<'_>) -> String {
    const PARTS: [(&str, &str); 14] = [
        ("freq", "FREQ"),
        ("interval", "INTERVAL"),
        ("count", "COUNT"),
        ("until", "UNTIL"),
        ("wkst", "WKST"),
        ("bymonth", "BYMONTH"),
        ("bymonthday", "BYMONTHDAY"),
        ("byyearday", "BYYEARDAY"),
        ("byweekno", "BYWEEKNO"),
        ("byweekday", "BYDAY"),
        ("byhour", "BYHOUR"),
        ("byminute", "BYMINUTE"),
        ("bysetpos", "BYSETPOS"),
        // The native reader says that nobody reads it.
        ("byeaster", "BYEASTER"),
    ];
    let mut text = String::new();
    for (name, code) in PARTS {
        let mut values = list(node.get(name));
        if code == "BYDAY" {
            // Where rrule.js keeps those with a number.
            values.extend(list(node.get("bynweekday")));
        }
        let values: Vec<String> = values.into_iter().map(|value| part_text(code, value)).collect();
        if values.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(';');
        }
        text.push_str(code);
        for (at, value) in values.iter().enumerate() {
            text.push(if at == 0 { '=' } else { ',' });
            text.push_str(value);
        }
    }
    text
}

fn part_text(code: &str, value: &Node<'_>) -> String {
    const FREQUENCIES: [&str; 4] = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY"];
    const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let number = |node: &Node<'_>| match node {
        Node::Number(number) if *number >= 0.0 && *number < 7.0 => Some(*number as usize),
        _ => None,
    };
    let weekday = |node: &Node<'_>| WEEKDAYS.get(number(node)?).map(|day| (*day).to_owned());
    match (code, value) {
        ("FREQ", Node::Number(_)) => {
            let name = number(value).and_then(|at| FREQUENCIES.get(at));
            name.map_or_else(String::new, |name| (*name).to_owned())
        }
        ("BYDAY" | "WKST", Node::Number(_)) => weekday(value).unwrap_or_default(),
        // `[0, 1]` of rrule.js' own options
        ("BYDAY", Node::List(pair)) => match pair.as_slice() {
            [day, nth] => [text_of(nth).unwrap_or_default(), weekday(day).unwrap_or_default()].concat(),
            _ => String::new(),
        },
        // `{weekday: 0, n: 1}`
        ("BYDAY", Node::Map(_)) => {
            let nth = value.get("n").and_then(text_of).unwrap_or_default();
            [nth, value.get("weekday").and_then(weekday).unwrap_or_default()].concat()
        }
        ("UNTIL", _) => {
            let text = moment(value).unwrap_or_default();
            let mut until = String::new();
            match parse_date_time(&text) {
                Some(ParsedDateTime::Date(date)) => push_date(&mut until, date, Form::Basic),
                Some(ParsedDateTime::Civil(civil)) => push_civil(&mut until, civil, Form::Basic),
                Some(ParsedDateTime::Offset(civil, offset)) => {
                    let utc = times::utc(civil, offset);
                    push_civil(&mut until, utc, Form::Basic);
                    until.push('Z');
                }
                None => until = text,
            }
            until
        }
        _ => text_of(value).unwrap_or_default().to_ascii_uppercase(),
    }
}
