//! A recurrence rule: an object as JSCalendar writes it (RFC 8984 §4.3.3), or a text as iCalendar
//! does (RFC 5545 §3.3.10).
//!
//! An object is rewritten as that text, so that there is one reader of both.

use crate::feed::Reason;
use crate::feed::field::{Field, as_count};
use crate::feed::node::Node;
use crate::recurrence::{Limit, Rule, RuleFault, Until};
use crate::text::Digits;
use crate::time::{Instant, ParsedDateTime};

/// The parts of a rule: their names in an object and in a text, which jCal uses in objects too
/// (RFC 7265 §3.6.10).
const PARTS: [(&str, &str); 15] = [
    ("frequency", "FREQ"),
    ("interval", "INTERVAL"),
    ("count", "COUNT"),
    ("until", "UNTIL"),
    ("firstDayOfWeek", "WKST"),
    ("byMonth", "BYMONTH"),
    ("byMonthDay", "BYMONTHDAY"),
    ("byYearDay", "BYYEARDAY"),
    ("byWeekNo", "BYWEEKNO"),
    ("byDay", "BYDAY"),
    ("byHour", "BYHOUR"),
    ("byMinute", "BYMINUTE"),
    ("bySecond", "BYSECOND"),
    ("bySetPosition", "BYSETPOS"),
    ("skip", "SKIP"),
];

/// Reads a rule. One that is wrong in any part is none: without that part it would give other dates.
pub(super) fn read(field: &Field<'_>) -> Option<Rule> {
    match field.node {
        Node::Text(text) => {
            let rule = Rule::parse(without_name(text.trim()));
            rule.map_err(|error| field.note_below(error.part(), Reason::Rule(error.fault())))
                .ok()
        }
        Node::Map(_) => from_object(field),
        _ => {
            field.note(Reason::ExpectedRule);
            None
        }
    }
}

/// The text without the name of the property, which publishers copy along.
fn without_name(text: &str) -> &str {
    const NAME: &str = "RRULE:";
    match text.split_at_checked(NAME.len()) {
        Some((name, rule)) if name.eq_ignore_ascii_case(NAME) => rule,
        _ => text,
    }
}

fn from_object(field: &Field<'_>) -> Option<Rule> {
    let mut text = String::new();
    let mut until = None;
    for part in field.pairs() {
        let name = part.id().unwrap_or_default();
        let is_foreign = name.starts_with('@') || name.contains(':');
        if *part.node == Node::Null || is_foreign {
            continue;
        }
        let is_named = |known: &str| name.eq_ignore_ascii_case(known);
        match PARTS.iter().find(|(own, code)| is_named(own) || is_named(code)) {
            Some((_, "UNTIL")) => until = Some((read_until(part.date_time()?)?, part)),
            Some((_, code)) => push_part(&mut text, code, &part)?,
            None if is_named("rscale") => {
                if !part.text()?.eq_ignore_ascii_case("gregorian") {
                    part.note(Reason::NotGregorian);
                    return None;
                }
            }
            None => {
                part.note(Reason::Rule(RuleFault::UnknownPart));
                return None;
            }
        }
    }
    let mut rule = match Rule::parse(&text) {
        Ok(rule) => rule,
        Err(error) => {
            let part = PARTS.iter().find(|(_, code)| *code == error.part());
            // What is no part is the value of the frequency.
            field.note_below(
                part.map_or("frequency", |(name, _)| name),
                Reason::Rule(error.fault()),
            );
            return None;
        }
    };
    if let Some((until, part)) = until {
        if rule.limit != Limit::Never {
            part.note(Reason::Rule(RuleFault::TwoLimits));
            return None;
        }
        rule.limit = Limit::Until(until);
    }
    Some(rule)
}

/// Adds `NAME=value,value` to the text of a rule; an empty list says nothing.
fn push_part(text: &mut String, code: &str, part: &Field<'_>) -> Option<()> {
    for (index, value) in part.members().iter().enumerate() {
        if index > 0 {
            text.push(',');
        } else {
            text.push(';');
            text.push_str(code);
            text.push('=');
        }
        push_value(text, value)?;
    }
    Some(())
}

/// Adds a number, a code such as `tu`, or a day as `{"day": "tu", "nthOfPeriod": 1}`.
fn push_value(text: &mut String, value: &Field<'_>) -> Option<()> {
    match value.node {
        Node::Map(_) => {
            if let Some(nth) = value.child("nthOfPeriod") {
                push_value(text, &nth)?;
            }
            if let Some(day) = value.child("day") {
                return push_value(text, &day);
            }
        }
        Node::Number(number) => {
            if let Some(count) = as_count(number.abs()) {
                if *number < 0.0 {
                    text.push('-');
                }
                text.push_str(&count.digits());
                return Some(());
            }
        }
        // No other character belongs to a value; a semicolon would begin another part.
        Node::Text(word)
            if word
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-, ".contains(&byte)) =>
        {
            text.push_str(word);
            return Some(());
        }
        _ => {}
    }
    value.note(Reason::ExpectedRuleValue);
    None
}

fn read_until(parsed: ParsedDateTime) -> Option<Until> {
    Some(match parsed {
        ParsedDateTime::Date(date) => Until::Date(date),
        ParsedDateTime::Civil(civil) => Until::Civil(civil),
        ParsedDateTime::Offset(civil, offset) => {
            Until::Utc(Instant(civil.and_utc().timestamp() - i64::from(offset)))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::field::Entry;
    use crate::feed::node::with_tree;
    use crate::feed::zone::ZoneBook;
    use crate::time::NoZones;

    /// The rule, or the paths and reasons of what is wrong with it.
    fn rule(json: &str) -> (Option<Rule>, Vec<(String, Reason)>) {
        with_tree(json, |node| {
            let zones = ZoneBook::new(&NoZones);
            let entry = Entry::new("de", None, &zones);
            let rule = read(&Field::root(node, &entry));
            let told = entry.into_diagnostics(0, None).into_iter();
            (rule, told.map(|told| (told.field, told.reason)).collect())
        })
        .unwrap()
    }

    #[test]
    fn an_object_says_what_a_text_says() {
        for (json, text) in [
            (
                r#"{"@type": "RecurrenceRule", "frequency": "daily"}"#,
                "FREQ=DAILY",
            ),
            (
                r#"{"frequency": "weekly", "interval": 2, "firstDayOfWeek": "su", "count": 10,
                    "byDay": [{"@type": "NDay", "day": "tu"}, {"day": "we", "nthOfPeriod": null}]}"#,
                "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=10;BYDAY=TU,WE",
            ),
            (
                r#"{"frequency": "monthly", "byDay": [{"day": "fr", "nthOfPeriod": -1}], "until": "2027-10-31T23:59:59"}"#,
                "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20271031T235959",
            ),
            (
                r#"{"frequency": "yearly", "byMonth": ["5", "12"], "byMonthDay": [1, -1], "byHour": [9],
                    "byMinute": [0, 30], "bySecond": [0], "bySetPosition": [-1], "until": "2027-10-31"}"#,
                "FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=1,-1;BYHOUR=9;BYMINUTE=0,30;BYSECOND=0;BYSETPOS=-1;UNTIL=20271031",
            ),
            (
                r#"{"frequency": "yearly", "byYearDay": [100, -1], "byWeekNo": [20], "until": "2027-10-31T23:00:00+01:00"}"#,
                "FREQ=YEARLY;BYYEARDAY=100,-1;BYWEEKNO=20;UNTIL=20271031T220000Z",
            ),
            (
                r#"{"freq": "WEEKLY", "byday": "mo,tu", "until": "2027-10-31T22:00:00Z", "x.example:note": 1}"#,
                "FREQ=WEEKLY;BYDAY=MO,TU;UNTIL=20271031T220000Z",
            ),
            (
                r#"{"frequency": "monthly", "rscale": "GREGORIAN", "skip": "omit", "byDay": ["1tu"],
                    "byMonth": [], "byMonthDay": null, "bySetPosition": 1, "interval": "3"}"#,
                "FREQ=MONTHLY;BYDAY=1TU;BYSETPOS=1;INTERVAL=3",
            ),
            (
                r#"{"frequency": "monthly", "byMonthDay": [31], "rscale": "gregorian", "skip": "forward"}"#,
                "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
            ),
            (r#"" rrule:FREQ=WEEKLY;BYDAY=TU ""#, "FREQ=WEEKLY;BYDAY=TU"),
            (r#""FREQ=WEEKLY;COUNT=3""#, "FREQ=WEEKLY;COUNT=3"),
        ] {
            assert_eq!(rule(json), (Rule::parse(text).ok(), vec![]), "{json}");
        }
    }

    #[test]
    fn a_wrong_rule_is_none_and_says_where() {
        for (json, path) in [
            (r#"{"frequency": "hourly"}"#, "frequency"),
            (r#"{"frequency": "fortnightly"}"#, "frequency"),
            (r#"{"frequency": 5}"#, "frequency"),
            (r#"{"frequency": {}}"#, "frequency"),
            (r#"{"interval": 1}"#, "frequency"),
            (r#"{"frequency": "daily", "interval": 0}"#, "interval"),
            (r#"{"frequency": "daily", "interval": -1}"#, "interval"),
            (r#"{"frequency": "daily", "interval": 1.5}"#, "interval"),
            (r#"{"frequency": "daily", "count": 0}"#, "count"),
            (
                r#"{"frequency": "daily", "count": 2, "until": "2027-10-31"}"#,
                "until",
            ),
            (r#"{"frequency": "daily", "until": "soon"}"#, "until"),
            (r#"{"frequency": "daily", "byMonth": ["5L"]}"#, "byMonth"),
            (r#"{"frequency": "daily", "byMonth": [13]}"#, "byMonth"),
            (
                r#"{"frequency": "daily", "byMonth": ["5;COUNT=3"]}"#,
                "byMonth[0]",
            ),
            (
                r#"{"frequency": "daily", "byDay": [{"nthOfPeriod": 1}]}"#,
                "byDay[0]",
            ),
            (r#"{"frequency": "daily", "byDay": [{"day": "xx"}]}"#, "byDay"),
            (
                r#"{"frequency": "daily", "byDay": [{"day": "mo", "nthOfPeriod": 0}]}"#,
                "byDay",
            ),
            (
                r#"{"frequency": "daily", "bySetPosition": [1e300]}"#,
                "bySetPosition[0]",
            ),
            (r#"{"frequency": "daily", "byWeekday": ["mo"]}"#, "byWeekday"),
            (r#"{"frequency": "daily", "rscale": "hebrew"}"#, "rscale"),
            (r#"{"frequency": "daily", "skip": "sideways"}"#, "skip"),
            (r#""FREQ=HOURLY""#, "HOURLY"),
            (r#""FREQ=DAILY;BYMONTH=13""#, "BYMONTH"),
            (r#""every Tuesday""#, "FREQ"),
            (r#""""#, "FREQ"),
            ("7", ""),
        ] {
            let (rule, told) = rule(json);
            assert_eq!(rule, None, "{json}");
            let paths: Vec<_> = told.iter().map(|(path, _)| path.as_str()).collect();
            assert_eq!(paths, [path], "{json}");
        }
    }
}
