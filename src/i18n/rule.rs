//! A recurrence rule in words: "Every first Tuesday of the month".

use chrono::{Datelike, Weekday};

use crate::i18n::{SeriesWords, counted, counted_with, fill};
use crate::recurrence::{Frequency, Rule};
use crate::text::{Digits, cut, split_once};
use crate::time::Date;

/// The words of a rule that counts from `start`; `None` for one that needs more words than people have for it.
/// `weekday` says what a day of the week is called.
pub fn rule_words(
    rule: &Rule,
    start: Date,
    words: SeriesWords,
    weekday: &dyn Fn(Weekday) -> String,
) -> Option<String> {
    let lists = [
        &rule.by_month,
        &rule.by_year_day,
        &rule.by_week,
        &rule.by_hour,
        &rule.by_minute,
        &rule.by_second,
        &rule.by_position,
    ];
    if lists.iter().any(|list| !list.is_empty()) {
        return None;
    }
    let interval = rule.interval.max(1);
    let number = interval as usize;
    let each = |one: &str, several: &str, days: &str| match number {
        1 => fill(one, &[days]),
        _ => counted_with(several, words.lang(), number, days),
    };
    match rule.frequency {
        Frequency::Daily if rule.by_day.is_empty() && rule.by_month_day.is_empty() => Some(match number {
            1 => words.daily().to_owned(),
            _ => counted(words.every_days(), words.lang(), number),
        }),
        Frequency::Weekly if rule.by_month_day.is_empty() => {
            let mut days: Vec<Weekday> = rule.by_day.iter().map(|day| day.day).collect();
            if days.is_empty() {
                days.push(start.weekday());
            }
            let days: Vec<String> = days.into_iter().map(weekday).collect();
            Some(each(words.weekly(), words.every_weeks(), &joined(&days, words)))
        }
        Frequency::Monthly if rule.by_day.is_empty() => {
            let day = match rule.by_month_day[..] {
                [] => i16::try_from(start.day()).ok()?,
                [day] if day > 0 => day,
                _ => return None,
            };
            let day = (day as usize).digits();
            (interval == 1).then(|| fill(words.monthly_on(), &[&day]))
        }
        Frequency::Monthly if rule.by_month_day.is_empty() => {
            let day = |day: &crate::recurrence::NthDay| {
                let ordinal = match day.nth? {
                    -1 => words.last(),
                    nth => nth_form(words.ordinals(), nth)?,
                };
                Some(fill(ordinal, &[&weekday(day.day)]))
            };
            let days: Option<Vec<String>> = rule.by_day.iter().map(day).collect();
            Some(each(
                words.monthly(),
                words.every_months(),
                &joined(&days?, words),
            ))
        }
        Frequency::Yearly if rule.by_day.is_empty() && rule.by_month_day.is_empty() => {
            (interval == 1).then(|| words.yearly().to_owned())
        }
        _ => None,
    }
}

/// One of forms with `|` between them, counted from 1.
fn nth_form(forms: &str, nth: i16) -> Option<&str> {
    let mut rest = forms;
    for _ in 1..nth {
        rest = split_once(rest, "|")?.1;
    }
    (nth > 0).then_some(cut(rest, b"|").0)
}

/// "a, b and c".
fn joined(all: &[String], words: SeriesWords) -> String {
    let mut text = String::new();
    for (position, one) in all.iter().enumerate() {
        if position > 0 {
            let is_last = position + 1 == all.len();
            text.push_str(if is_last { words.and() } else { ", " });
        }
        text.push_str(one);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rule: &str, language: &str) -> Option<String> {
        let german = [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ];
        let english = [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ];
        let names = if language == "de" { german } else { english };
        let name = |day: Weekday| names[day.num_days_from_monday() as usize].to_owned();
        // A Tuesday.
        let start = Date::from_ymd_opt(2026, 12, 1).unwrap();
        rule_words(
            &Rule::parse(rule).unwrap(),
            start,
            SeriesWords::of(language),
            &name,
        )
    }

    #[test]
    fn rules_are_told_as_people_say_them() {
        for (rule, german, english) in [
            ("FREQ=DAILY", "Täglich", "Daily"),
            ("FREQ=DAILY;INTERVAL=3", "Alle 3 Tage", "Every 3 days"),
            ("FREQ=WEEKLY;COUNT=4", "Jeden Dienstag", "Every Tuesday"),
            (
                "FREQ=WEEKLY;BYDAY=MO,WE,FR",
                "Jeden Montag, Mittwoch und Freitag",
                "Every Monday, Wednesday and Friday",
            ),
            (
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH",
                "Alle 2 Wochen am Donnerstag",
                "Every 2 weeks on Thursday",
            ),
            (
                "FREQ=MONTHLY;BYDAY=1TU",
                "Jeden ersten Dienstag im Monat",
                "Every first Tuesday of the month",
            ),
            (
                "FREQ=MONTHLY;BYDAY=1TU,3TU",
                "Jeden ersten Dienstag und dritten Dienstag im Monat",
                "Every first Tuesday and third Tuesday of the month",
            ),
            (
                "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
                "Alle 2 Monate am letzten Freitag",
                "Every 2 months on the last Friday",
            ),
            ("FREQ=MONTHLY", "Am 1. jedes Monats", "On day 1 of each month"),
            (
                "FREQ=MONTHLY;BYMONTHDAY=15",
                "Am 15. jedes Monats",
                "On day 15 of each month",
            ),
            ("FREQ=YEARLY", "Jedes Jahr", "Every year"),
        ] {
            assert_eq!(told(rule, "de").as_deref(), Some(german), "{rule}");
            assert_eq!(told(rule, "en").as_deref(), Some(english), "{rule}");
        }
    }

    #[test]
    fn what_takes_more_words_than_people_have_is_not_told() {
        for rule in [
            "FREQ=MONTHLY;BYDAY=TU",
            "FREQ=MONTHLY;BYDAY=7TU",
            "FREQ=MONTHLY;BYDAY=-2TU",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
            "FREQ=WEEKLY;BYMONTH=5",
            "FREQ=YEARLY;INTERVAL=2",
            "FREQ=YEARLY;BYDAY=20MO",
        ] {
            assert_eq!(told(rule, "de"), None, "{rule}");
        }
    }
}
