//! What all grids share: the name of the period on show, the ways to others, the keys and swipes, and
//! what a period without events says.

use std::cell::Cell;
use std::rc::Rc;

use chrono::Datelike;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, PointerEvent,
};

use crate::app::{State, ViewKind, series};
use crate::dom::{Node, button, classed, closest, el, focus, next_frame, reactive};
use crate::i18n::{DateStyle, PeriodWords, fill, isolated};
use crate::layout::{
    Move, Period, Selection, add_months, month_start, next_with_events, on_hidden_days, previous_with_events,
};
use crate::schedule::{Horizon, Occurrence};
use crate::time::{Date, DateRange, iso, parse_date};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::{entry, status_name, title_link};
use crate::ui::part;

/// How far a finger must go sideways to mean the next period, in CSS pixels.
const SWIPE: i32 = 48;
/// How many things above a grid say what is planned.
const PLANNED: usize = 3;
/// How far from today a date can be chosen, in years: while one types a year, its first digits are a
/// year too.
const YEARS: i32 = 200;

/// A grid with the period's name and tools above it, and its keys and clicks.
pub fn frame(state: State, period: Period, grid: fn(State) -> Node) -> Node {
    let view = state.navigation.view.get_untracked().name();
    let began = Rc::new(Cell::new((0, 0)));
    let begins = Rc::clone(&began);
    el("div")
        .attr("data-view", view)
        .attr("part", view)
        .on("click", move |event| take_click(state, period, &event))
        .on("keydown", move |event| take_key(state, period, &event))
        .on("pointerdown", move |event| {
            if let Some(finger) = finger(&event) {
                begins.set((finger.client_x(), finger.client_y()));
            }
        })
        .on("pointerup", move |event| {
            if let Some(finger) = finger(&event) {
                let (x, y) = began.get();
                take_swipe(state, period, finger.client_x() - x, finger.client_y() - y);
            }
        })
        .child(reactive(move || bar(state, period)))
        .child(reactive(move || grid(state)))
        .child(reactive(move || hidden(state, period)))
        .into()
}

/// What the period on show is called: "November 2026".
pub fn name(state: State, period: Period) -> String {
    let day = state.shown_day();
    match period {
        Period::Day => state.date(day, DateStyle::Full),
        Period::Week => {
            let days = period.around(day, state.weekdays());
            state.words.with(|words| words.days(days))
        }
        Period::Month => state.date(day, DateStyle::Month),
        Period::Year => state.date(day, DateStyle::Year),
    }
}

/// The days of the period on show.
pub fn days(state: State, period: Period) -> DateRange {
    period.around(state.shown_day(), state.weekdays())
}

/// "November 2026: 24 events".
pub fn status(state: State, period: Period) -> String {
    let strings = state.strings();
    let days = days(state, period);
    let touches = |one: &&Occurrence| one.days().intersect(days).is_some();
    let number = state
        .catalog
        .left
        .with(|left| left.iter().filter(touches).count());
    fill(
        strings.announce_period,
        &[&isolated(&name(state, period)), &strings.count(number, false)],
    )
}

fn bar(state: State, period: Period) -> Node {
    let period_words = PeriodWords::of(state.strings().tag());
    let day = state.shown_day();
    let weekdays = state.weekdays();
    let (before, after) = match period {
        Period::Day => (period_words.previous_day, period_words.next_day),
        Period::Week => (period_words.previous_week, period_words.next_week),
        Period::Month => (period_words.previous_month, period_words.next_month),
        Period::Year => (period_words.previous_year, period_words.next_year),
    };
    let step = |flag: &'static str, target: Option<Date>, label: &'static str, class: &'static str| {
        button(class)
            .attr("lang", state.own_language())
            .flag(flag, true)
            .attr("aria-label", label)
            .attr("title", label)
            .flag("disabled", target.is_none())
            .on("click", move |_| {
                if let Some(target) = target {
                    state.go_to(target);
                }
            })
    };
    let today = our_words(state, button("lh-button"))
        .flag("data-today", true)
        .on("click", move |_| state.go_to(state.clock.today.get_untracked()))
        .child(period_words.today);
    let steps = classed("div", "lh-steps")
        .child(step(
            "data-previous",
            first_day(period, period.previous(day, weekdays)),
            before,
            "lh-step lh-step-previous",
        ))
        .child(today)
        .child(step(
            "data-next",
            first_day(period, period.next(day, weekdays)),
            after,
            "lh-step lh-step-next",
        ));
    // Where months and years are chosen from a list, the list says which one it is.
    let is_named_by_picker = matches!(period, Period::Month | Period::Year);
    let class = if is_named_by_picker {
        "lh-period-name lh-unseen"
    } else {
        "lh-period-name"
    };
    classed("div", "lh-period")
        .child(
            heading(state, 0, class)
                .flag("data-period", true)
                .child(name(state, period)),
        )
        .child(match period {
            Period::Day | Period::Week => date_field(state, day),
            Period::Month => picker(
                state,
                period_words.pick_month,
                month_start(day),
                1,
                DateStyle::Month,
            ),
            Period::Year => picker(
                state,
                period_words.pick_year,
                year_start(day),
                12,
                DateStyle::Year,
            ),
        })
        .child(steps)
        .into()
}

/// A step to another month or year leads to its first day, one to a week or a day keeps the weekday.
fn first_day(period: Period, day: Option<Date>) -> Option<Date> {
    match period {
        Period::Month => day.map(month_start),
        Period::Year => day.map(year_start),
        Period::Day | Period::Week => day,
    }
}

fn year_start(date: Date) -> Date {
    date.with_ordinal(1).unwrap_or(date)
}

/// All periods of so many months from the first event to the last one, and those around the one shown.
fn picker(state: State, label: &'static str, shown: Date, months: i32, style: DateStyle) -> Node {
    let (first, last) = state.catalog.all.with(|all| {
        let days = || all.iter().map(Occurrence::first_day);
        (days().min().unwrap_or(shown), days().max().unwrap_or(shown))
    });
    // A feed with a date in the year 1 must not make a list of 24,000 months.
    let around = |steps: i32| add_months(shown, steps * months).unwrap_or(shown);
    let start = first.max(around(-60)).min(around(-6));
    let mut period = if months == 1 {
        month_start(start)
    } else {
        year_start(start)
    };
    let last = last.min(around(60)).max(around(12));
    let mut options: Vec<Node> = Vec::new();
    let language = state.given_language();
    while period <= last {
        let name = state.date(period, style);
        let option = el("option").attr("lang", language.clone());
        options.push(option.attr("value", iso(period)).child(name).into());
        let Some(next) = add_months(period, months) else {
            break;
        };
        period = next;
    }
    let picker = classed("select", "lh-month-picker")
        .attr("lang", state.own_language())
        .flag("data-month-picker", true)
        .flag("data-months", months == 1)
        .attr("aria-label", label)
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

fn date_field(state: State, shown: Date) -> Node {
    classed("input", "lh-date-field")
        .attr("type", "date")
        .attr("lang", state.own_language())
        .flag("data-date-field", true)
        .attr("aria-label", PeriodWords::of(state.strings().tag()).pick_date)
        .content(move || iso(shown))
        .on("change", move |event| {
            let field = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let date = field.and_then(|field| parse_date(&field.value()));
            let this_year = state.clock.today.get_untracked().year();
            if let Some(date) = date.filter(|date| (date.year() - this_year).abs() <= YEARS) {
                state.go_to(date);
            }
        })
        .into()
}

/// What stands on weekdays that the grid leaves out.
fn hidden(state: State, period: Period) -> Node {
    let left = state.catalog.left.get();
    let weekdays = state.weekdays();
    let days = days(state, period);
    let days = if period == Period::Week {
        weekdays.whole_weeks(days)
    } else {
        days
    };
    let positions = on_hidden_days(&left, days, weekdays);
    if positions.is_empty() || period == Period::Day {
        return Node::Nothing;
    }
    let entries: Vec<_> = left
        .at(&positions)
        .map(|occurrence| entry(state, occurrence, "lh-entry"))
        .collect();
    classed("section", "lh-hidden-days")
        .flag("data-hidden-days", true)
        .child(
            our_words(state, heading(state, 1, "lh-day-name"))
                .child(PeriodWords::of(state.strings().tag()).on_hidden_days),
        )
        .child(classed("ul", "lh-entries").child(entries))
        .into()
}

/// A click on a day's button shows it: below the days where they have dots or a list, else from the week
/// in a view of its own, else in the dialog. There stands what has no room on its day as well.
fn take_click(state: State, period: Period, event: &Event) {
    let Some((view, date)) = view_and_day(event) else {
        return;
    };
    if closest(event, "button").is_none() {
        return;
    }
    let below = view.query_selector(".lh-dots, [data-day-list]").ok().flatten();
    let is_below = below.is_some_and(|below| below.get_client_rects().length() > 0);
    let leads_to_day = || {
        state
            .options
            .with_untracked(|options| options.views.contains(&ViewKind::Day))
    };
    if closest(event, "[data-overflow]").is_some() {
        state.navigation.open_day(date);
    } else if is_below {
        choose(state, date, view);
    } else if period == Period::Week && leads_to_day() {
        state.navigation.view.set(ViewKind::Day);
        choose(state, date, view);
    } else {
        state.navigation.open_day(date);
    }
}

/// Arrows move by days and weeks, Home and End within the week, Page Up and Down by months, with Shift
/// by years. Where there is one row of days, up and down move through what stands on the day.
fn take_key(state: State, period: Period, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    let Some((view, date)) = view_and_day(event) else {
        return;
    };
    // With a modifier they are the browser's: Alt and an arrow lead back.
    if key.ctrl_key() || key.alt_key() || key.meta_key() {
        return;
    }
    // Time goes on to the left there.
    let is_mirrored = state.is_right_to_left();
    let step = match key.key().as_str() {
        "ArrowLeft" if is_mirrored => Move::Right,
        "ArrowRight" if is_mirrored => Move::Left,
        "ArrowLeft" => Move::Left,
        "ArrowRight" => Move::Right,
        "ArrowUp" => Move::Up,
        "ArrowDown" => Move::Down,
        "Home" => Move::Home,
        "End" => Move::End,
        "PageUp" if key.shift_key() => Move::YearUp,
        "PageDown" if key.shift_key() => Move::YearDown,
        "PageUp" => Move::PageUp,
        "PageDown" => Move::PageDown,
        _ => return,
    };
    match (step, period) {
        (Move::Up | Move::Down, Period::Day | Period::Week) => {
            step_on_day(event, &view, date, step == Move::Down);
        }
        _ => {
            if let Some(target) = step.target(date, period, state.weekdays()) {
                event.prevent_default();
                choose(state, target, view);
            }
        }
    }
}

/// Puts the focus on what stands on the day before or behind what has it: its button, then its events. At
/// the ends the keys are left to scroll the hours.
fn step_on_day(event: &Event, view: &Element, date: Date, is_down: bool) -> Option<()> {
    let here = closest(event, "a, button")?;
    let found = view.query_selector_all(&on_day(date, ":is(a, button)")).ok()?;
    let elements = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok());
    let shown: Vec<HtmlElement> = elements
        .filter(|element| element.get_client_rects().length() > 0)
        .collect();
    let at = shown.iter().position(|element| **element == here)?;
    let to = if is_down { at + 1 } else { at.checked_sub(1)? };
    let target = shown.get(to)?;
    event.prevent_default();
    // Focus fails only on elements that are gone.
    let _ = target.focus();
    Some(())
}

/// The selector of what is on a day.
fn on_day(date: Date, what: &str) -> String {
    let mut selector = "[data-day=\"".to_owned();
    selector.push_str(&iso(date));
    selector.push_str("\"] ");
    selector.push_str(what);
    selector
}

/// The view around an event's target, and the day.
fn view_and_day(event: &Event) -> Option<(Element, Date)> {
    let day = closest(event, "[data-day]")?.get_attribute("data-day")?;
    Some((closest(event, "[data-view]")?, parse_date(&day)?))
}

/// The pointer, if it is a finger, and the first of several.
fn finger(event: &Event) -> Option<&PointerEvent> {
    event
        .dyn_ref::<PointerEvent>()
        .filter(|pointer| pointer.pointer_type() == "touch" && pointer.is_primary())
}

/// A finger that goes left pulls the next period in; where one reads from right to left, one that goes right.
fn take_swipe(state: State, period: Period, across: i32, down: i32) {
    if across.abs() < SWIPE || across.abs() < 2 * down.abs() {
        return;
    }
    let day = state.shown_day();
    let target = if (across < 0) != state.is_right_to_left() {
        period.next(day, state.weekdays())
    } else {
        period.previous(day, state.weekdays())
    };
    if let Some(target) = first_day(period, target) {
        state.go_to(target);
    }
}

/// Chooses a day and, once it stands in the grid, puts the focus on it.
fn choose(state: State, date: Date, view: Element) {
    state.go_to(date);
    next_frame(move || focus(&view, &on_day(date, "button")));
}

/// The tentative periods at these positions, in words: they stand above a grid, on no day of it. Where
/// they are many, most are one step away.
pub fn planned(state: State, left: &Selection, positions: &[usize]) -> Node {
    if positions.is_empty() {
        return Node::Nothing;
    }
    let line = |occurrence: &Occurrence| {
        let event = &occurrence.event;
        let when = state.words.with(|words| words.short(occurrence, true));
        classed("li", "lh-planned-line")
            .key(occurrence.id())
            .attr("part", "event")
            .attr("data-uid", event.uid.as_str().to_owned())
            .attr("data-status", status_name(event))
            .child(classed("span", "lh-quiet").child(when))
            .child(title_link(state, occurrence))
            .into()
    };
    let mut lines: Vec<Node> = left.at(positions).map(line).collect();
    let rest = if lines.len() > PLANNED {
        lines.split_off(PLANNED - 1)
    } else {
        Vec::new()
    };
    let rest = (!rest.is_empty()).then(|| {
        let words = fill(state.strings().overflow, &[&rest.len().to_string()]);
        el("details")
            .child(our_words(state, classed("summary", "lh-quiet")).child(words))
            .child(el("ul").child(rest))
    });
    classed("div", "lh-planned")
        .child(el("ul").child(lines))
        .child(rest)
        .into()
}

/// A period without events, with the way to the nearest ones.
pub fn empty(state: State) -> Node {
    let strings = state.strings();
    let period_words = PeriodWords::of(strings.tag());
    let Some(period) = state.navigation.view.get_untracked().period() else {
        return Node::Nothing;
    };
    let jump = |date: Option<Date>, template: &'static str, direction: &'static str| {
        date.map(|date| {
            let words = state.date(date, DateStyle::Date);
            our_words(state, button("lh-button"))
                .attr("data-jump", direction)
                .on("click", move |_| state.navigation.day.set(Some(date)))
                .child(fill(template, &[&isolated(&words)]))
        })
    };
    let weekdays = state.weekdays();
    let days = days(state, period);
    let (next, previous) = state.catalog.left.with(|left| {
        (
            next_with_events(left, days, weekdays),
            previous_with_events(left, days, weekdays),
        )
    });
    let next = next_of_all(state, days, next);
    let previous = previous_of_all(state, days, previous);
    let words = match period {
        Period::Day => strings.no_events_day,
        Period::Week => period_words.empty_week,
        Period::Month => period_words.empty_month,
        Period::Year => period_words.empty_year,
    };
    let is_filtered = state.filter.query.with(|query| !query.is_empty());
    classed("div", "lh-message lh-empty-period")
        .attr("data-state", "empty")
        .child(our_words(state, el("p")).child(fill(words, &[&isolated(&name(state, period))])))
        .child(
            classed("p", "lh-actions")
                .child(jump(previous, period_words.previous_event, "previous"))
                .child(jump(next, period_words.next_event, "next")),
        )
        .child(is_filtered.then(|| part::filter_content(state, move |filter| (filter.nothing)(state))))
        .into()
}

/// The next day with an event, series included that have their next date behind the years in which dates
/// are looked for; `known` is the next one within them.
fn next_of_all(state: State, days: DateRange, known: Option<Date>) -> Option<Date> {
    let end = Horizon::around(state.clock.today.get(), state.shown_day()).end();
    if known.is_some_and(|known| known < end) {
        return known;
    }
    let far = next_with_events(&far_dates(state, end, true).into(), days, state.weekdays());
    far.into_iter().chain(known).min()
}

/// The same before the period: `known` is the last one before it within the years that are looked at.
fn previous_of_all(state: State, days: DateRange, known: Option<Date>) -> Option<Date> {
    let begin = Horizon::around(state.clock.today.get(), state.shown_day()).begin();
    if known.is_some_and(|known| known >= begin) {
        return known;
    }
    let far = previous_with_events(&far_dates(state, begin, false).into(), days, state.weekdays());
    far.into_iter().chain(known).max()
}

/// Of each series the first date from a day on, or the last ones before it, where there are series.
fn far_dates(state: State, day: Date, is_ahead: bool) -> Vec<Occurrence> {
    series().map_or_else(Vec::new, |series| (series.far_dates)(state, day, is_ahead))
}
