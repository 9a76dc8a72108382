//! Recurrence rules as iCalendar writes them (RFC 5545 §3.3.10).

use chrono::{Datelike, Weekday};

use crate::export::number::push_number;
use crate::recurrence::{Frequency, Limit, NthDay, Rule, Skip};
use crate::time::DateTime;

/// The value of an `RRULE`. Where the rule ends at a time, `until` is that time as it is to be written;
/// of an event of whole days, times of day (`is_timed` false) are left out, as no one would read them.
pub(super) fn rule_text(rule: &Rule, until: &str, is_timed: bool) -> String {
    let mut text = "FREQ=".to_owned();
    text.push_str(match rule.frequency {
        Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
    });
    if rule.interval > 1 {
        text.push_str(";INTERVAL=");
        push_count(&mut text, rule.interval);
    }
    match rule.limit {
        Limit::Never => {}
        Limit::Count(count) => {
            text.push_str(";COUNT=");
            push_count(&mut text, count);
        }
        Limit::Until(_) => {
            text.push_str(";UNTIL=");
            text.push_str(until);
        }
    }
    push_list(&mut text, "BYMONTH", &rule.by_month);
    push_list(&mut text, "BYWEEKNO", &rule.by_week);
    push_list(&mut text, "BYYEARDAY", &rule.by_year_day);
    push_list(&mut text, "BYMONTHDAY", &rule.by_month_day);
    push_days(&mut text, rule);
    if is_timed {
        push_list(&mut text, "BYHOUR", &rule.by_hour);
        push_list(&mut text, "BYMINUTE", &rule.by_minute);
        let seconds: Vec<i16> = rule.by_second.iter().map(|second| *second.min(&59)).collect();
        push_list(&mut text, "BYSECOND", &seconds);
    }
    push_list(&mut text, "BYSETPOS", &rule.by_position);
    if rule.week_start != Weekday::Mon {
        text.push_str(";WKST=");
        text.push_str(weekday_code(rule.week_start));
    }
    text
}

/// The rule without [`Rule::skip`], where another says the same: the last of the days up to the 31st is the
/// 31st moved backward. Few calendars know `SKIP` (RFC 7529), and most refuse a rule that has it.
pub(super) fn without_skip(rule: &Rule, first: DateTime) -> Rule {
    let mut plain = rule.clone();
    let is_yearly = rule.frequency == Frequency::Yearly;
    let is_monthly = rule.frequency == Frequency::Monthly;
    if rule.skip == Skip::Omit || !(is_yearly || is_monthly) {
        plain.skip = Skip::Omit;
        return plain;
    }
    let implied = [first.day() as i16];
    let days = match rule.by_month_day.as_slice() {
        [] => &implied,
        days => days,
    };
    let is_one_day = rule.by_day.is_empty()
        && rule.by_year_day.is_empty()
        && rule.by_week.is_empty()
        && rule.by_position.is_empty()
        && rule
            .by_hour
            .len()
            .max(rule.by_minute.len())
            .max(rule.by_second.len())
            < 2;
    // Of a year, the last day is that of all of its months.
    let months = match rule.by_month.len() {
        0 if is_yearly && rule.by_month_day.is_empty() => Some(vec![first.month() as i16]),
        1 if is_yearly => Some(rule.by_month.clone()),
        _ if is_monthly => Some(rule.by_month.clone()),
        _ => None,
    };
    if let [day @ 29..=31] = days
        && let Some(months) = months.filter(|_| is_one_day && rule.skip == Skip::Backward)
    {
        plain.skip = Skip::Omit;
        plain.by_month = months;
        plain.by_month_day = (28..=*day).collect();
        plain.by_position = vec![-1];
    }
    plain
}

/// False for combinations that RFC 5545 §3.3.10 forbids, and for [`Rule::skip`], which it does not know:
/// feeds have them and we read them, but another calendar may refuse the file.
pub(super) fn is_allowed(rule: &Rule) -> bool {
    let is_yearly = rule.frequency == Frequency::Yearly;
    let has_month_day = !rule.by_month_day.is_empty();
    let has_position = !rule.by_position.is_empty();
    let has_nth = rule.by_day.iter().any(|day| day.nth.is_some());
    let has_other_part = [
        &rule.by_month,
        &rule.by_month_day,
        &rule.by_year_day,
        &rule.by_week,
        &rule.by_hour,
        &rule.by_minute,
        &rule.by_second,
    ]
    .iter()
    .any(|list| !list.is_empty())
        || !rule.by_day.is_empty();
    rule.skip == Skip::Omit
        && (is_yearly || (rule.by_year_day.is_empty() && rule.by_week.is_empty()))
        && !(rule.frequency == Frequency::Weekly && has_month_day)
        && !(has_nth && is_yearly && !rule.by_week.is_empty())
        && (!has_position || has_other_part)
}

/// `TU` of a Tuesday.
pub(super) fn weekday_code(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// A number from 1; one beyond all dates is written as the largest that every reader takes.
fn push_count(text: &mut String, count: u32) {
    push_number(text, i32::try_from(count).unwrap_or(i32::MAX));
}

fn push_list(text: &mut String, name: &str, numbers: &[i16]) {
    for (index, number) in numbers.iter().enumerate() {
        push_separator(text, name, index);
        push_number(text, (*number).into());
    }
}

fn push_days(text: &mut String, rule: &Rule) {
    let is_numbered = matches!(rule.frequency, Frequency::Monthly | Frequency::Yearly);
    for (index, NthDay { day, nth }) in rule.by_day.iter().enumerate() {
        push_separator(text, "BYDAY", index);
        // Where it cannot be numbered we do not read the number, and others refuse it.
        if let Some(nth) = nth.filter(|_| is_numbered) {
            push_number(text, nth.into());
        }
        text.push_str(weekday_code(*day));
    }
}

fn push_separator(text: &mut String, name: &str, index: usize) {
    if index > 0 {
        text.push(',');
    } else {
        text.push(';');
        text.push_str(name);
        text.push('=');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_written_as_it_is_read() {
        for text in [
            "FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=10;BYDAY=TU,TH;WKST=SU",
            "FREQ=MONTHLY;BYDAY=1TU,-1FR;BYSETPOS=1,-1",
            "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=1,-1;BYHOUR=9;BYMINUTE=0,30;BYSECOND=0",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO",
            "FREQ=YEARLY;BYYEARDAY=100,-1",
        ] {
            let rule = Rule::parse(text).unwrap();
            assert!(is_allowed(&rule), "{text}");
            assert_eq!(rule_text(&rule, "", true), text);
        }
        let until = Rule::parse("FREQ=DAILY;UNTIL=20260101;BYHOUR=9").unwrap();
        assert_eq!(rule_text(&until, "20251231", false), "FREQ=DAILY;UNTIL=20251231");
        let numbered = Rule::parse("FREQ=WEEKLY;BYDAY=2TU").unwrap();
        assert_eq!(rule_text(&numbered, "", true), "FREQ=WEEKLY;BYDAY=TU");
    }

    #[test]
    fn a_day_moved_backward_is_the_last_of_those_that_there_are() {
        let first = |day| DateTime::default().with_day(day).unwrap_or_default();
        for (day, text, expected) in [
            (
                31,
                "FREQ=MONTHLY;SKIP=BACKWARD",
                "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            ),
            (
                1,
                "FREQ=MONTHLY;BYMONTHDAY=30;COUNT=4;SKIP=BACKWARD",
                "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=28,29,30;BYSETPOS=-1",
            ),
            (
                1,
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD",
                "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
            ),
            (31, "FREQ=WEEKLY;SKIP=FORWARD", "FREQ=WEEKLY"),
        ] {
            let plain = without_skip(&Rule::parse(text).unwrap(), first(day));
            assert!(is_allowed(&plain), "{text}");
            assert_eq!(rule_text(&plain, "", true), expected);
            let starts = |rule: &Rule| {
                let clock = |civil: DateTime| crate::time::Instant(civil.and_utc().timestamp());
                let first = first(day);
                rule.starts(first, first.date(), &clock)
                    .take(40)
                    .collect::<Vec<_>>()
            };
            assert_eq!(starts(&plain), starts(&Rule::parse(text).unwrap()), "{text}");
        }
        for text in [
            "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
            "FREQ=MONTHLY;BYMONTHDAY=15,31;SKIP=BACKWARD",
        ] {
            let rule = Rule::parse(text).unwrap();
            assert!(!is_allowed(&without_skip(&rule, first(1))), "{text}");
        }
    }

    #[test]
    fn combinations_that_the_standard_forbids_are_told_apart() {
        for text in [
            "FREQ=WEEKLY;BYMONTHDAY=13",
            "FREQ=MONTHLY;BYYEARDAY=100",
            "FREQ=DAILY;BYWEEKNO=20",
            "FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO",
            "FREQ=MONTHLY;BYSETPOS=1",
            "FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD",
        ] {
            assert!(!is_allowed(&Rule::parse(text).unwrap()), "{text}");
        }
    }
}
