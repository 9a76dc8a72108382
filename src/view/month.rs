//! The month: a grid of weeks with bars, or dots and a day's list where there is little room.

use chrono::{Datelike, Days, Months};

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlSelectElement, KeyboardEvent};

use super::entry::{day_entries, entry, status_name, status_words, title_link};
use super::heading::heading;
use super::markup::{Node, button, classed, el, live};
use super::page::{closest, focus};
use super::part;
use super::state::State;
use crate::calendar::{
    Bar, Day, MonthGrid, Week, Weekdays, add_months, month_days, month_grid, month_start, next_with_events,
    previous_with_events,
};
use crate::date::{Date, Occurrence, Shown, iso, parse_date};
use crate::text::{DateStyle, fill};

/// How many lanes a week has; a day with more shows how many are left out.
const LANES: usize = 3;
/// How many dots a day shows where there is little room.
const DOTS: usize = 3;

/// The month of the chosen day, with the ways to other months.
pub fn month(state: State) -> Node {
    classed("div", "lh-month")
        .attr("data-view", "month")
        .attr("part", "month")
        .child(live(move || period(state)))
        .child(live(move || grid(state)))
        .into()
}

fn period(state: State) -> Node {
    let strings = state.strings();
    let first = month_start(state.shown_day());
    let name = state.date(first, DateStyle::Month);
    let step = |months: i32, label: &'static str, class: &'static str| {
        let target = add_months(first, months);
        button(class)
            .flag(if months < 0 { "data-previous" } else { "data-next" }, true)
            .attr("aria-label", label)
            .attr("title", label)
            .flag("disabled", target.is_none())
            .on("click", move |_| {
                if let Some(target) = target {
                    state.go_to(target);
                }
            })
    };
    let today = button("lh-button")
        .flag("data-today", true)
        .on("click", move |_| state.go_to(state.today.get_untracked()))
        .child(strings.today);
    let steps = classed("div", "lh-steps")
        .child(step(-1, strings.previous_month, "lh-step lh-step-previous"))
        .child(today)
        .child(step(1, strings.next_month, "lh-step lh-step-next"));
    classed("div", "lh-period")
        .child(
            heading(state, 0, "lh-period-name lh-unseen")
                .flag("data-period", true)
                .child(name),
        )
        .child(month_picker(state, first))
        .child(steps)
        .into()
}

/// All months from the first event to the last one, and those around the one shown.
fn month_picker(state: State, shown: Date) -> Node {
    let (first, last) = state.all.with(|all| {
        let days = || all.iter().map(Occurrence::first_day);
        (days().min().unwrap_or(shown), days().max().unwrap_or(shown))
    });
    // A feed with a date in the year 1 must not make a list of 24,000 months.
    let around = |months: i32| add_months(shown, months).unwrap_or(shown);
    let mut month = month_start(first.max(around(-60)).min(around(-6)));
    let last = last.min(around(60)).max(around(12));
    let mut options: Vec<Node> = Vec::new();
    while month <= last {
        let name = state.date(month, DateStyle::Month);
        options.push(el("option").attr("value", iso(month)).child(name).into());
        let Some(next) = add_months(month, 1) else { break };
        month = next;
    }
    let picker = classed("select", "lh-month-picker")
        .flag("data-month-picker", true)
        .attr("aria-label", state.strings().pick_month)
        .content(move || iso(shown))
        .on("change", move |event| {
            let select = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(date) = select.and_then(|select| parse_date(&select.value())) {
                state.go_to(date);
            }
        })
        .child(options);
    classed("div", "lh-picker-field").child(picker).into()
}

fn grid(state: State) -> Node {
    let left = state.left.get();
    let shown = state.shown_day();
    let MonthGrid { weeks, tentative } =
        month_grid(&left, shown, Weekdays::all_from(state.first_day()), LANES);
    let has_any = weeks
        .iter()
        .flat_map(|week| &week.days)
        .any(|day| day.in_month && !day.occurrences.is_empty());
    let is_empty = !has_any && tentative.is_empty();
    let planned = (!tentative.is_empty()).then(|| {
        let known = tentative.iter().filter_map(|&position| left.get(position));
        let entries: Vec<_> = known
            .map(|occurrence| entry(state, occurrence, "lh-entry"))
            .collect();
        classed("ul", "lh-entries lh-planned").child(entries)
    });
    let name = state.date(month_start(shown), DateStyle::Month);
    let rows: Vec<_> = weeks
        .iter()
        .map(|week| week_row(state, &left, week, shown))
        .collect();
    let grid = classed("div", "lh-grid")
        .attr("role", "grid")
        .attr("aria-label", name)
        .on("click", move |event| take_click(state, &event))
        .on("keydown", move |event| take_key(state, &event))
        .child(weekdays(state, weeks.first()))
        .child(rows);
    Node::Many(vec![
        planned.into(),
        grid.into(),
        is_empty.then(|| empty_month(state)).into(),
        day_list(state, &left, &weeks, shown),
    ])
}

fn weekdays(state: State, week: Option<&Week>) -> Node {
    let name = |day: &Day| {
        let (short, long) = (
            state.date(day.date, DateStyle::WeekdayShort),
            state.date(day.date, DateStyle::Weekday),
        );
        classed("div", "lh-weekday")
            .attr("role", "columnheader")
            .attr("aria-label", long)
            .child(short)
            .into()
    };
    let names: Vec<Node> = week.into_iter().flat_map(|week| &week.days).map(name).collect();
    classed("div", "lh-week lh-weekdays")
        .attr("role", "row")
        .child(names)
        .into()
}

fn week_row(state: State, left: &[Occurrence], week: &Week, shown: Date) -> Node {
    let cell = |(column, day): (usize, &Day)| {
        let own = week.bars.iter().filter(|bar| bar.column == column);
        let bars = own
            .filter_map(|bar| Some(bar_view(state, left.get(bar.occurrence)?, bar)))
            .collect();
        cell(state, left, day, bars, shown)
    };
    let cells: Vec<_> = week.days.iter().enumerate().map(cell).collect();
    classed("div", "lh-week").attr("role", "row").child(cells).into()
}

fn cell(state: State, left: &[Occurrence], day: &Day, bars: Vec<Node>, shown: Date) -> Node {
    let date = day.date;
    let is_today = state.today.get() == date;
    let is_shown = shown == date;
    let strings = state.strings();
    let full = state.date(date, DateStyle::Full);
    let label = fill(
        strings.announce_period,
        &[&full, &strings.count(day.occurrences.len(), false)],
    );
    let opener = button("lh-day-button")
        .attr("tabindex", if is_shown { "0" } else { "-1" })
        .attr("aria-label", label)
        .attr("aria-current", is_today.then_some("date"))
        .child((date.day() as usize).to_string());
    let overflow = (day.hidden > 0).then(|| {
        let number = day.hidden.to_string();
        button("lh-overflow")
            .attr("data-overflow", iso(date))
            .attr("aria-label", fill(strings.overflow_label, &[&number, &full]))
            .child(fill(strings.overflow, &[&number]))
    });
    let dots = day
        .occurrences
        .iter()
        .take(DOTS)
        .filter_map(|&position| left.get(position));
    let dots = dots.map(|one| {
        classed("span", "lh-dot")
            .attr("data-status", status_name(&one.event))
            .into()
    });
    let dots: Vec<Node> = dots.collect();
    classed("div", "lh-cell")
        .attr("role", "gridcell")
        .attr("data-day", iso(date))
        .flag("data-outside", !day.in_month)
        .flag("data-today", is_today)
        .flag("data-shown", is_shown)
        .attr("aria-selected", if is_shown { "true" } else { "false" })
        .child(opener)
        .child(bars)
        .child(overflow)
        .child(classed("span", "lh-dots").attr("aria-hidden", "true").child(dots))
        .into()
}

/// A stretch of an event: a bar over its days, or a line with its time.
fn bar_view(state: State, occurrence: &Occurrence, bar: &Bar) -> Node {
    let event = &occurrence.event;
    let time = match &occurrence.shown {
        Shown::Timed { start, .. } if !bar.continues_before => Some(
            state
                .words
                .with(|words| words.dates.date_time(*start, DateStyle::Time)),
        ),
        _ => None,
    };
    // The cell has no room for it; whoever sees the time sees the switch beside the count.
    let zone = state.words.with(|words| words.zone(occurrence));
    let is_block = time.is_none() || bar.span > 1 || bar.continues_after;
    classed("div", if is_block { "lh-bar lh-block" } else { "lh-bar" })
        .attr("part", "event")
        .attr("data-uid", event.uid.as_str().to_owned())
        .attr("data-status", status_name(event))
        .attr("data-lane", bar.lane.to_string())
        .attr("data-span", bar.span.to_string())
        .flag("data-from-before", bar.continues_before)
        .flag("data-goes-on", bar.continues_after)
        .child(time.map(|time| classed("span", "lh-bar-time").child(time)))
        .child(title_link(state, occurrence))
        .child(zone.map(|zone| classed("span", "lh-unseen").child(zone)))
        .child(status_words(state, event).map(|status| classed("span", "lh-unseen").child(status)))
        .into()
}

/// The chosen day's events below the grid, where cells have no room for words.
fn day_list(state: State, left: &[Occurrence], weeks: &[Week], shown: Date) -> Node {
    let day = weeks
        .iter()
        .flat_map(|week| &week.days)
        .find(|day| day.date == shown);
    let name = state.date(shown, DateStyle::Full);
    let positions = day.into_iter().flat_map(|day| &day.occurrences);
    classed("section", "lh-day-list")
        .flag("data-day-list", true)
        .child(heading(state, 1, "lh-day-name").child(name))
        .child(day_entries(
            state,
            positions.filter_map(|&position| left.get(position)),
        ))
        .into()
}

/// A click on a day shows it: in the list below the grid where there is one, else in the dialog.
fn take_click(state: State, event: &Event) {
    if closest(event, "a").is_some() {
        return;
    }
    let Some(cell) = closest(event, "[data-day]") else {
        return;
    };
    let Some(date) = cell.get_attribute("data-day").and_then(|day| parse_date(&day)) else {
        return;
    };
    let view = closest(event, "[data-view]");
    let list = view
        .as_ref()
        .and_then(|view| view.query_selector("[data-day-list]").ok().flatten());
    if list.is_some_and(|list| list.get_client_rects().length() > 0) {
        choose(state, date, view);
    } else if closest(event, "button").is_some() {
        state.open_day(date);
    }
}

/// Arrows move by days and weeks, Home and End within the week, Page Up and Down by months, with Shift
/// by years.
fn take_key(state: State, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let Some(cell) = closest(event, "[data-day]") else {
        return;
    };
    let Some(date) = cell.get_attribute("data-day").and_then(|day| parse_date(&day)) else {
        return;
    };
    let from_first = i64::from(date.weekday().days_since(state.first_day()));
    let days = |days: i64| {
        let amount = Days::new(days.unsigned_abs());
        if days < 0 {
            date.checked_sub_days(amount)
        } else {
            date.checked_add_days(amount)
        }
    };
    // With a modifier they are the browser's: Alt and an arrow lead back.
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return;
    }
    let months = Months::new(if key.shift_key() { 12 } else { 1 });
    let target = match key.key().as_str() {
        "ArrowLeft" => days(-1),
        "ArrowRight" => days(1),
        "ArrowUp" => days(-7),
        "ArrowDown" => days(7),
        "Home" => days(-from_first),
        "End" => days(6 - from_first),
        "PageUp" => date.checked_sub_months(months),
        "PageDown" => date.checked_add_months(months),
        _ => return,
    };
    event.prevent_default();
    if let Some(target) = target {
        choose(state, target, closest(event, "[data-view]"));
    }
}

/// Chooses a day and, once it stands in the grid, puts the focus on it.
fn choose(state: State, date: Date, view: Option<Element>) {
    state.go_to(date);
    leptos::prelude::request_animation_frame(move || {
        let mut selector = "[data-day=\"".to_owned();
        selector.push_str(&iso(date));
        selector.push_str("\"] button");
        if let Some(view) = view {
            focus(&view, &selector);
        }
    });
}

/// A month without events, with the way to the nearest ones.
fn empty_month(state: State) -> Node {
    let strings = state.strings();
    let first = month_start(state.shown_day());
    let name = state.date(first, DateStyle::Month);
    let jump = |date: Option<Date>, template: &'static str, direction: &'static str| {
        date.map(|date| {
            let words = state.date(date, DateStyle::Date);
            button("lh-button")
                .attr("data-jump", direction)
                .on("click", move |_| state.day.set(Some(date)))
                .child(fill(template, &[&words]))
        })
    };
    let weekdays = Weekdays::all_from(state.first_day());
    let month = month_days(first);
    let (next, previous) = state.left.with(|left| {
        (
            next_with_events(left, month, weekdays),
            previous_with_events(left, month, weekdays),
        )
    });
    let is_filtered = state.query.with(|query| !query.is_empty());
    classed("div", "lh-message lh-empty-month")
        .attr("data-state", "empty")
        .child(el("p").child(fill(strings.empty_month, &[&name])))
        .child(
            classed("p", "lh-actions")
                .child(jump(previous, strings.previous_event, "previous"))
                .child(jump(next, strings.next_event, "next")),
        )
        .child(is_filtered.then(|| part::filter_content(state, move |filter| (filter.loosenings)(state))))
        .into()
}
