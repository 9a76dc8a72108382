//! The list: what runs, then what comes, by month and day.

use chrono::Datelike;
use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, IntoAny, OnAttribute, Set, With, view,
};

use super::entry::entry;
use super::heading::heading;
use super::message;
use super::state::{PAGE, State};
use crate::calendar::{ListDay, ListMonth};
use crate::date::{Date, Occurrence};
use crate::text::DateStyle;

/// The list with the way to the past and to more.
pub fn list(state: State) -> AnyView {
    view! {
        <div class="lh-list" data-view="list" part="list">
            <div class="lh-list-content">{move || content(state)}</div>
            <p class="lh-list-foot">{move || more(state)} {move || past_switch(state)}</p>
        </div>
    }
    .into_any()
}

fn content(state: State) -> AnyView {
    let strings = state.strings();
    let list = state.list.get();
    let left = state.left.get();
    if list.running.is_empty() && list.months.is_empty() {
        return message::empty(state);
    }
    let running = (!list.running.is_empty()).then(|| {
        view! {
            <section class="lh-running" data-section="running">
                {heading(state, 0, "lh-month-name", strings.running.to_owned())}
                <ul class="lh-entries">{entries(state, &left, &list.running)}</ul>
            </section>
        }
    });
    let months: Vec<_> = list.months.iter().map(|month| month_section(state, &left, month)).collect();
    view! { {running} {months} }.into_any()
}

fn month_section(state: State, left: &[Occurrence], month: &ListMonth) -> AnyView {
    let name = state.words.with(|words| words.dates.date(month.first, DateStyle::Month));
    let days: Vec<_> = month.days.iter().map(|day| day_section(state, left, day)).collect();
    let tentative = (!month.tentative.is_empty()).then(|| {
        view! {
            <div class="lh-day lh-tentative">
                <ul class="lh-entries">{entries(state, left, &month.tentative)}</ul>
            </div>
        }
    });
    view! {
        <section class="lh-month-section" data-section="month">
            {heading(state, 0, "lh-month-name", name)}
            {days}
            {tentative}
        </section>
    }
    .into_any()
}

fn day_section(state: State, left: &[Occurrence], day: &ListDay) -> AnyView {
    let is_today = state.today.get() == day.date;
    view! {
        <div class="lh-day" data-today=is_today.then_some("")>
            {date_heading(state, day.date)}
            <ul class="lh-entries">{entries(state, left, &day.occurrences)}</ul>
        </div>
    }
    .into_any()
}

/// The date large enough to find one's way by; those who hear it get it as one phrase.
fn date_heading(state: State, date: Date) -> AnyView {
    let (weekday, full) = state.words.with(|words| {
        (words.dates.date(date, DateStyle::WeekdayShort), words.dates.date(date, DateStyle::Full))
    });
    view! {
        <div class="lh-date" role="heading" aria-level=super::heading::level(state, 1) aria-label=full>
            <span class="lh-date-weekday">{weekday}</span>
            <span class="lh-date-day">{date.day()}</span>
        </div>
    }
    .into_any()
}

fn entries(state: State, left: &[Occurrence], positions: &[usize]) -> Vec<AnyView> {
    let known = positions.iter().filter_map(|&position| left.get(position));
    known.map(|occurrence| entry(state, occurrence, "lh-entry")).collect()
}

fn more(state: State) -> Option<AnyView> {
    let more = state.list.with(|list| list.more);
    let is_limited = state.options.with(|options| options.max.is_some());
    (more > 0 && !is_limited).then(|| {
        view! {
            <button type="button" class="lh-button" data-more on:click=move |_| state.show_more()>
                {state.strings().more(more)}
            </button>
        }
        .into_any()
    })
}

fn past_switch(state: State) -> Option<AnyView> {
    let past = state.past.get();
    let now = state.now.get();
    let is_any_past = state.all.with(|all| all.iter().any(|occurrence| occurrence.is_past(now)));
    let strings = state.strings();
    (past || is_any_past).then(|| {
        view! {
            <button
                type="button"
                class="lh-link-button"
                data-past
                on:click=move |_| {
                    state.limit.set(PAGE);
                    state.past.set(!past);
                }
            >
                {if past { strings.show_coming } else { strings.show_past }}
            </button>
        }
        .into_any()
    })
}
