//! What facets and their values are called.

use chrono::Days;

use crate::app::State;
use crate::event::Access;
use crate::filter::Facet;
use crate::i18n::{AccessWords, DateStyle, FilterWords, RowWords, fill};
use crate::text::split_once;
use crate::time::{Date, DateRange, parse_date};

/// The values of the facet "weekday", from Monday on.
pub const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// What a facet is called.
pub fn facet_name(state: State, facet: Facet) -> &'static str {
    state.strings().facet(facet)
}

/// What a value is called: as the feed writes it, or in words where it is known beforehand. A value that
/// nobody knows stays as it is.
pub fn value_name(state: State, facet: Facet, value: &str) -> String {
    let known = known_name(state, facet, value);
    let name = match facet {
        _ if !known.is_empty() => Some(known.to_owned()),
        Facet::Language => Some(state.words.with(|words| words.dates.language_name(value))),
        Facet::Weekday => weekday_name(state, value),
        Facet::When => days_name(state, value),
        _ => None,
    };
    name.unwrap_or_else(|| value.to_owned())
}

/// The language of what a value is called, where that stands among words of ours in another.
pub fn given_language(state: State, facet: Facet, value: &str) -> Option<String> {
    let is_ours = !known_name(state, facet, value).is_empty();
    state.given_language().filter(|_| !is_ours)
}

/// Our own words for a value; empty where there are none.
fn known_name(state: State, facet: Facet, value: &str) -> &'static str {
    let (strings, words) = (state.strings(), FilterWords::of(state.strings().tag()));
    match (facet, value) {
        (Facet::Format, "on-site") => words.on_site(),
        (Facet::Format, "online") => words.online(),
        (Facet::Format, "hybrid") => words.hybrid(),
        (Facet::Price, "free") => strings.free(),
        (Facet::Price, "paid") => words.paid(),
        (Facet::Time, _) => RowWords::of(strings.tag()).time_of_day(value),
        (Facet::Registration, "open") => words.registration_open(),
        (Facet::Registration, "closed") => words.registration_closed(),
        (Facet::Registration, "not-needed") => words.registration_not_needed(),
        (Facet::Age, "children") => words.children(),
        (Facet::Age, "youth") => words.youth(),
        (Facet::Age, "adults") => words.adults(),
        (Facet::Access, _) => {
            let access_words = AccessWords::of(strings.tag());
            Access::from_name(value).map_or("", |access| access_words.name(access))
        }
        (Facet::When, "today") => strings.today(),
        (Facet::When, "tomorrow") => strings.tomorrow(),
        (Facet::When, "this-week") => words.this_week(),
        (Facet::When, "this-weekend") => words.this_weekend(),
        (Facet::When, "next-week") => strings.next_week(),
        (Facet::When, "this-month") => words.this_month(),
        (Facet::When, "next-month") => strings.next_month(),
        (Facet::When, "next-30-days") => words.next_30_days(),
        (Facet::When, "past") => words.past(),
        _ => "",
    }
}

fn weekday_name(state: State, value: &str) -> Option<String> {
    let number = WEEKDAYS.iter().position(|name| *name == value)?;
    // A Monday.
    let monday = Date::from_ymd_opt(2024, 1, 1)?;
    let day = monday.checked_add_days(Days::new(number as u64))?;
    Some(state.date(day, DateStyle::Weekday))
}

/// "May 2026", "12 May 2026", "12–20 May 2026", "From 12 May 2026".
fn days_name(state: State, value: &str) -> Option<String> {
    let words = FilterWords::of(state.strings().tag());
    let Some((from, to)) = split_once(value, "..") else {
        return match value.len() {
            7 => Some(state.date(parse_date(&[value, "-01"].concat())?, DateStyle::Month)),
            _ => Some(state.date(parse_date(value)?, DateStyle::Date)),
        };
    };
    let end = |text: &str| days_name(state, text);
    match (parse_date(from), parse_date(to)) {
        (Some(from), Some(to)) => {
            let days = DateRange::new(from, to.succ_opt()?)?;
            Some(state.words.with(|words| words.days(days)))
        }
        _ if from.is_empty() => Some(fill(words.until_day(), &[&end(to)?])),
        _ if to.is_empty() => Some(fill(words.since_day(), &[&end(from)?])),
        _ => None,
    }
}
