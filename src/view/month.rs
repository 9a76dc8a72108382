//! The month: a grid of weeks with bars, or dots and a day's list where there is little room.

use chrono::{Datelike, Days, Months};
use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GetUntracked, GlobalAttributes, IntoAny,
    OnAttribute, PropAttribute, Set, With, event_target_value, view,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, MouseEvent};

use super::entry::{entry, status_name, title_link};
use super::heading::heading;
use super::message;
use super::state::State;
use crate::calendar::{Bar, Day, MonthGrid, Week, add_months, month_grid, month_start};
use crate::date::{Date, Occurrence, Shown, parse_date};
use crate::text::{DateStyle, fill};

/// How many lanes a week has; a day with more shows how many are left out.
const LANES: usize = 3;
/// How many dots a day shows where there is little room.
const DOTS: usize = 3;

/// The month of the chosen day, with the ways to other months.
pub fn month(state: State) -> AnyView {
    view! {
        <div class="lh-month" data-view="month" part="month">
            {move || period(state)}
            {move || grid(state)}
        </div>
    }
    .into_any()
}

fn period(state: State) -> AnyView {
    let strings = state.strings();
    let first = month_start(state.shown_day());
    let name = state.words.with(|words| words.dates.date(first, DateStyle::Month));
    let step = |months: i32, label: &'static str, class: &'static str, marker: (bool, bool)| {
        let target = add_months(first, months);
        view! {
            <button
                type="button"
                class=class
                data-previous=marker.0.then_some("")
                data-next=marker.1.then_some("")
                aria-label=label
                title=label
                disabled=target.is_none()
                on:click=move |_| if let Some(target) = target { state.go_to(target) }
            ></button>
        }
    };
    view! {
        <div class="lh-period">
            <div class="lh-period-name" role="heading" aria-level=super::heading::level(state, 0) data-period>
                {name}
            </div>
            {month_picker(state, first)}
            <div class="lh-steps">
                {step(-1, strings.previous_month, "lh-step lh-step-previous", (true, false))}
                <button
                    type="button"
                    class="lh-button"
                    data-today
                    on:click=move |_| state.go_to(state.today.get_untracked())
                >
                    {strings.today}
                </button>
                {step(1, strings.next_month, "lh-step lh-step-next", (false, true))}
            </div>
        </div>
    }
    .into_any()
}

/// All months from the first event to the last one, and those around the one shown.
fn month_picker(state: State, shown: Date) -> AnyView {
    let (first, last) = state.all.with(|all| {
        let days = || all.iter().map(Occurrence::first_day);
        (days().min().unwrap_or(shown), days().max().unwrap_or(shown))
    });
    // A feed with a date in the year 1 must not make a list of 24,000 months.
    let around = |months: i32| add_months(shown, months).unwrap_or(shown);
    let mut month = month_start(first.max(around(-60)).min(around(-6)));
    let last = last.min(around(60)).max(around(12));
    let mut options = Vec::new();
    while month <= last {
        let name = state.words.with(|words| words.dates.date(month, DateStyle::Month));
        options.push(view! {
            <option value=month.to_string() selected=month == shown>
                {name}
            </option>
        });
        let Some(next) = add_months(month, 1) else { break };
        month = next;
    }
    view! {
        <select
            class="lh-month-picker"
            data-month-picker
            aria-label=state.strings().pick_month
            prop:value=shown.to_string()
            on:change=move |event| {
                if let Some(date) = parse_date(&event_target_value(&event)) {
                    state.go_to(date);
                }
            }
        >
            {options}
        </select>
    }
    .into_any()
}

fn grid(state: State) -> AnyView {
    let left = state.left.get();
    let shown = state.shown_day();
    let MonthGrid { weeks, tentative } = month_grid(&left, shown, state.first_day(), LANES);
    let has_any = weeks.iter().flat_map(|week| &week.days).any(|day| day.in_month && !day.occurrences.is_empty());
    let planned = (!tentative.is_empty()).then(|| {
        let entries: Vec<_> = tentative
            .iter()
            .filter_map(|&position| left.get(position))
            .map(|occurrence| entry(state, occurrence, "lh-entry lh-tentative"))
            .collect();
        view! { <ul class="lh-entries lh-planned">{entries}</ul> }
    });
    let names: Vec<_> = weeks
        .first()
        .into_iter()
        .flat_map(|week| &week.days)
        .map(|day| {
            let (short, long) = state.words.with(|words| {
                (words.dates.date(day.date, DateStyle::WeekdayShort), words.dates.date(day.date, DateStyle::Weekday))
            });
            view! {
                <div class="lh-weekday" role="columnheader" aria-label=long>
                    {short}
                </div>
            }
        })
        .collect();
    let label = state.words.with(|words| words.dates.date(month_start(shown), DateStyle::Month));
    let day_list = day_list(state, &left, &weeks, shown);
    let rows: Vec<_> = weeks.iter().map(|week| week_row(state, &left, week, shown)).collect();
    let is_empty = !has_any && tentative.is_empty();
    view! {
        {planned}
        <div
            class="lh-grid"
            role="grid"
            aria-label=label
            on:click=move |event| take_click(state, &event)
            on:keydown=move |event| take_key(state, &event)
        >
            <div class="lh-week lh-weekdays" role="row">{names}</div>
            {rows}
        </div>
        {is_empty.then(|| message::empty_month(state))}
        {day_list}
    }
    .into_any()
}

fn week_row(state: State, left: &[Occurrence], week: &Week, shown: Date) -> AnyView {
    let cells: Vec<_> = week
        .days
        .iter()
        .enumerate()
        .map(|(column, day)| {
            let bars: Vec<_> = week
                .bars
                .iter()
                .filter(|bar| bar.column == column)
                .filter_map(|bar| Some(bar_view(state, left.get(bar.occurrence)?, bar)))
                .collect();
            cell(state, left, day, bars, shown)
        })
        .collect();
    view! { <div class="lh-week" role="row">{cells}</div> }.into_any()
}

fn cell(state: State, left: &[Occurrence], day: &Day, bars: Vec<AnyView>, shown: Date) -> AnyView {
    let date = day.date;
    let is_today = state.today.get() == date;
    let is_shown = shown == date;
    let strings = state.strings();
    let full = state.words.with(|words| words.dates.date(date, DateStyle::Full));
    let label = fill(strings.announce_period, &[&full, &strings.count(day.occurrences.len(), false)]);
    let overflow = (day.hidden > 0).then(|| {
        let number = day.hidden.to_string();
        view! {
            <button
                type="button"
                class="lh-overflow"
                data-overflow=date.to_string()
                tabindex="-1"
                aria-label=fill(strings.overflow_label, &[&number, &full])
            >
                {fill(strings.overflow, &[&number])}
            </button>
        }
    });
    let dots: Vec<_> = day
        .occurrences
        .iter()
        .take(DOTS)
        .filter_map(|&position| left.get(position))
        .map(|occurrence| view! { <span class="lh-dot" data-status=status_name(&occurrence.event)></span> })
        .collect();
    view! {
        <div
            class="lh-cell"
            role="gridcell"
            data-day=date.to_string()
            data-outside=(!day.in_month).then_some("")
            data-today=is_today.then_some("")
            data-shown=is_shown.then_some("")
            aria-selected=if is_shown { "true" } else { "false" }
        >
            <button
                type="button"
                class="lh-day-button"
                tabindex=if is_shown { "0" } else { "-1" }
                aria-label=label
                aria-current=is_today.then_some("date")
            >
                {date.day()}
            </button>
            {bars}
            {overflow}
            <span class="lh-dots" aria-hidden="true">{dots}</span>
        </div>
    }
    .into_any()
}

/// A stretch of an event: a bar over its days, or a line with its time.
fn bar_view(state: State, occurrence: &Occurrence, bar: &Bar) -> AnyView {
    let event = &occurrence.event;
    let time = match &occurrence.shown {
        Shown::Timed { start, .. } if !bar.continues_before => {
            Some(state.words.with(|words| words.dates.date_time(*start, DateStyle::Time)))
        }
        _ => None,
    };
    let is_block = time.is_none() || bar.span > 1 || bar.continues_after;
    let mut class = "lh-bar".to_owned();
    class.push_str(if is_block { " lh-block" } else { " lh-line" });
    for (is_so, name) in [(bar.continues_before, " lh-from-before"), (bar.continues_after, " lh-goes-on")] {
        if is_so {
            class.push_str(name);
        }
    }
    view! {
        <div
            class=class
            part="event"
            data-uid=event.uid.as_str().to_owned()
            data-status=status_name(event)
            data-lane=bar.lane
            data-span=bar.span
        >
            {time.map(|time| view! { <span class="lh-bar-time">{time}</span> })}
            {title_link(state, event)}
        </div>
    }
    .into_any()
}

/// The chosen day's events below the grid, where cells have no room for words.
fn day_list(state: State, left: &[Occurrence], weeks: &[Week], shown: Date) -> AnyView {
    let day = weeks.iter().flat_map(|week| &week.days).find(|day| day.date == shown);
    let name = state.words.with(|words| words.dates.date(shown, DateStyle::Full));
    let entries: Vec<_> = day
        .into_iter()
        .flat_map(|day| &day.occurrences)
        .filter_map(|&position| left.get(position))
        .map(|occurrence| entry(state, occurrence, "lh-entry"))
        .collect();
    let none = entries.is_empty().then(|| view! { <p class="lh-quiet">{state.strings().no_events_day}</p> });
    view! {
        <section class="lh-day-list" data-day-list>
            {heading(state, 1, "lh-day-name", name)}
            <ul class="lh-entries">{entries}</ul>
            {none}
        </section>
    }
    .into_any()
}

/// A click on a day shows it: in the list below the grid where there is one, else in the dialog.
fn take_click(state: State, event: &MouseEvent) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if target.closest("a").ok().flatten().is_some() {
        return;
    }
    let cell = target.closest("[data-day]").ok().flatten();
    let Some(date) = cell.and_then(|cell| cell.get_attribute("data-day")).and_then(|day| parse_date(&day)) else {
        return;
    };
    let list = target.closest("[data-view]").ok().flatten();
    let list = list.and_then(|view| view.query_selector("[data-day-list]").ok().flatten());
    let has_list = list.is_some_and(|list| list.get_client_rects().length() > 0);
    let is_button = target.closest("button").ok().flatten().is_some();
    if has_list {
        choose(state, date, event.current_target().and_then(|grid| grid.dyn_into().ok()));
    } else if is_button {
        state.open_day(date);
    }
}

/// Arrows move by days and weeks, Home and End within the week, Page Up and Down by months.
fn take_key(state: State, event: &KeyboardEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(cell) = target.and_then(|target| target.closest("[data-day]").ok().flatten()) else { return };
    let Some(date) = cell.get_attribute("data-day").and_then(|day| parse_date(&day)) else { return };
    let from_first = date.weekday().days_since(state.first_day());
    let days = |days: i64| {
        let amount = Days::new(days.unsigned_abs());
        if days < 0 { date.checked_sub_days(amount) } else { date.checked_add_days(amount) }
    };
    let target = match event.key().as_str() {
        "ArrowLeft" => days(-1),
        "ArrowRight" => days(1),
        "ArrowUp" => days(-7),
        "ArrowDown" => days(7),
        "Home" => days(-i64::from(from_first)),
        "End" => days(6 - i64::from(from_first)),
        "PageUp" => date.checked_sub_months(Months::new(if event.shift_key() { 12 } else { 1 })),
        "PageDown" => date.checked_add_months(Months::new(if event.shift_key() { 12 } else { 1 })),
        _ => return,
    };
    event.prevent_default();
    if let Some(target) = target {
        choose(state, target, event.current_target().and_then(|grid| grid.dyn_into().ok()));
    }
}

/// Chooses a day and, once it stands in the grid, puts the focus on it.
fn choose(state: State, date: Date, grid: Option<Element>) {
    let view = grid.and_then(|grid| grid.closest("[data-view]").ok().flatten());
    state.go_to(date);
    leptos::prelude::request_animation_frame(move || {
        let mut selector = "[data-day=\"".to_owned();
        selector.push_str(&date.to_string());
        selector.push_str("\"] .lh-day-button");
        let button = view.and_then(|view| view.query_selector(&selector).ok().flatten());
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            // Focus fails only on elements that are gone.
            let _ = button.focus();
        }
    });
}
