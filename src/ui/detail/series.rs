//! A series in the dialog of one of its dates: its rule in words, the next dates, and the way to all of them.

use chrono::Datelike;

use crate::app::State;
use crate::dom::{Node, classed};
use crate::i18n::{DateStyle, Dates, RowWords, SeriesWords, rule_words};
use crate::schedule::{Occurrence, Shown};
use crate::time::Date;
use crate::ui::detail::event::line;
use crate::ui::detail::more::all_of_series;
use crate::ui::link::event_address;

/// How many of the next dates are told.
const NEXT: usize = 3;

/// "Every first Tuesday of the month, 18:30", or that it is one of a series.
pub fn rule(state: State, occurrence: &Occurrence) -> Option<String> {
    occurrence.recurrence_id?;
    let told = told(state, occurrence);
    Some(told.unwrap_or_else(|| RowWords::of(state.strings().tag()).recurs().to_owned()))
}

fn told(state: State, occurrence: &Occurrence) -> Option<String> {
    let event = &occurrence.event;
    let [rule] = &event.series.as_ref()?.rules[..] else {
        return None;
    };
    let start = event.when.start().date();
    // On another clock it may be the day before or after that the rule names.
    if occurrence.recurrence_id?.weekday() != occurrence.first_day().weekday() {
        return None;
    }
    state.words.with(|words| {
        let weekday = |day| weekday_name(&words.dates, start, day);
        let mut text = rule_words(rule, start, SeriesWords::of(words.strings.tag()), &weekday)?;
        if let Shown::Timed { start, .. } = occurrence.shown {
            text.push_str(", ");
            text.push_str(&words.clock(start));
        }
        Some(text)
    })
}

/// What the weekday is called: by a day near `start` that is one.
fn weekday_name(dates: &Dates, start: Date, weekday: chrono::Weekday) -> String {
    let mut days = start.iter_days();
    let day = days.find(|day| day.weekday() == weekday);
    dates.date(day.unwrap_or(start), DateStyle::Weekday)
}

/// The next dates, each as a way there, and the way to all.
pub fn next_dates(state: State, occurrence: &Occurrence) -> Option<Node> {
    occurrence.recurrence_id?;
    let all = state.catalog.all.get();
    let mut lines: Vec<Node> = Vec::new();
    let mut last = occurrence;
    while let Some(next) = all.next_of_series(last).filter(|_| lines.len() < NEXT) {
        let when = state.words.with(|words| {
            let (date, time) = words.full(next);
            match time == words.full(occurrence).1 {
                // It is told above.
                true => date,
                false => words.line(next, None),
            }
        });
        let link = classed("a", "lh-link")
            .attr("href", event_address(state, next))
            .attr("data-opens", next.id())
            .child(when);
        lines.push(line("").child(link).into());
        last = next;
    }
    if lines.is_empty() {
        return None;
    }
    lines.push(line("").child(all_of_series(state, occurrence)).into());
    Some(lines.into())
}
