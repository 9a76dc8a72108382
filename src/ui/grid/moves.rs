//! What keys, clicks and fingers do in a grid.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlSelectElement, KeyboardEvent, PointerEvent};

use crate::app::{State, ViewKind};
use crate::dom::{Scope, closest, focus, next_frame};
use crate::filter::Facet;
use crate::layout::{Move, Period, extended, span, span_value};
use crate::time::{Date, DateRange, iso, parse_date};
use crate::ui::date_field;
use crate::ui::grid::period::{chosen_span, first_day};

/// How far a finger must go sideways to mean the next period, in CSS pixels.
const SWIPE: i32 = 48;

/// Where a pointer was put down.
#[derive(Clone, Copy)]
enum Began {
    /// A finger, which pulls the next period in: its place in the window.
    Finger(i32, i32),
    /// A mouse or a pen on a day, which draws over days, and the last of them.
    Day(Date, Date),
}

thread_local! {
    /// The pointer that is down, and in which calendar it was put there: the first one of a page.
    static BEGAN: Cell<Option<(Scope, Began)>> = const { Cell::new(None) };
}

/// Where the pointer was put down, if that was in this calendar.
fn began() -> Option<Began> {
    let (scope, began) = BEGAN.get()?;
    (scope == Scope::current()).then_some(began)
}

fn set_began(began: Option<Began>) {
    BEGAN.set(began.map(|began| (Scope::current(), began)));
}

/// Takes an event of a grid, or of the fields above it.
pub fn take(state: State, period: Period, event: &Event) {
    match event.type_().as_str() {
        "click" => take_click(state, period, event),
        "keydown" => take_key(state, period, event),
        "change" => {
            take_choice(state, event);
        }
        "pointerdown" => set_began(begin(period, event)),
        "pointermove" => {
            draw(event);
        }
        _ => {
            let began = began();
            if began.is_some() {
                BEGAN.take();
            }
            match (began, event.dyn_ref::<PointerEvent>()) {
                (Some(Began::Finger(x, y)), Some(finger)) => {
                    take_swipe(state, period, finger.client_x() - x, finger.client_y() - y);
                }
                (Some(Began::Day(from, _)), _) => {
                    end_drawing(state, event, from);
                }
                _ => {}
            }
        }
    }
}

fn begin(period: Period, event: &Event) -> Option<Began> {
    let pointer = event.dyn_ref::<PointerEvent>()?;
    if pointer.pointer_type() == "touch" {
        let finger = pointer.is_primary();
        return finger.then(|| Began::Finger(pointer.client_x(), pointer.client_y()));
    }
    // An event is a link, which can be drawn elsewhere.
    let is_free = period == Period::Month && pointer.button() == 0 && closest(event, ".lh-bar").is_none();
    let (_, date) = view_and_day(event).filter(|_| is_free)?;
    Some(Began::Day(date, date))
}

/// Marks the days from the first to the one below the pointer.
fn draw(event: &Event) -> Option<()> {
    let Some(Began::Day(from, last)) = began() else {
        return None;
    };
    let (view, to) = view_and_day(event)?;
    // It may have been let go elsewhere.
    let is_down = event.dyn_ref::<PointerEvent>()?.buttons() & 1 > 0;
    if is_down && to == last {
        return None;
    }
    set_began(is_down.then_some(Began::Day(from, to)));
    mark(&view, (is_down && from != to).then(|| span(from, to)))
}

/// Shows what lies in the span that one draws.
fn mark(view: &Element, days: Option<DateRange>) -> Option<()> {
    let cells = view.query_selector_all("[data-day]").ok()?;
    for position in 0..cells.length() {
        let cell = cells.item(position)?.dyn_into::<Element>().ok()?;
        let date = parse_date(&cell.get_attribute("data-day")?)?;
        let is_in = days.is_some_and(|days| days.contains(date));
        // Fails only for names that are none.
        let _ = cell.toggle_attribute_with_force("data-drawn", is_in);
    }
    Some(())
}

fn end_drawing(state: State, event: &Event, from: Date) -> Option<()> {
    let view = closest(event, "[data-view]")?;
    mark(&view, None);
    let (_, to) = view_and_day(event)?;
    // On the same day it is a click.
    if to != from {
        choose_span(state, span(from, to));
    }
    Some(())
}

/// Filters by these days, instead of what was chosen of times.
fn choose_span(state: State, days: DateRange) {
    state.filter.query.update(|query| {
        query.free(Facet::When);
        query.chosen.push((Facet::When, span_value(days)));
    });
}

/// Goes to what is chosen in the list of months or years, or typed into the field for a date.
fn take_choice(state: State, event: &Event) -> Option<()> {
    let date = match event.target()?.dyn_ref::<HtmlSelectElement>() {
        Some(list) => parse_date(&list.value())?,
        None => date_field::read(state, event)?.first?,
    };
    if date_field::is_near(state, date) {
        state.go_to(date);
    }
    Some(())
}

/// A click on a day's button shows it: below the days where they have dots or a list, else from the week
/// in a view of its own, else in the dialog. There stands what has no room on its day as well.
fn take_click(state: State, period: Period, event: &Event) {
    let Some((view, date)) = view_and_day(event) else {
        return;
    };
    let Some(button) = closest(event, "button") else {
        return;
    };
    let open_day = || {
        // The dialog stands beside it, and gives the focus back (`ui::detail::beside`).
        let _ = button.toggle_attribute_with_force("data-opener", true);
        state.navigation.open_day(date);
    };
    let below = view.query_selector(".lh-dots, [data-day-list]").ok().flatten();
    let is_below = below.is_some_and(|below| below.get_client_rects().length() > 0);
    let leads_to_day = || {
        state
            .options
            .with_untracked(|options| options.views.contains(&ViewKind::Day))
    };
    if closest(event, "[data-overflow]").is_some() {
        open_day();
    } else if is_below {
        choose(state, date, view);
    } else if period == Period::Week && leads_to_day() {
        state.navigation.view.set(ViewKind::Day);
        choose(state, date, view);
    } else {
        open_day();
    }
}

/// Arrows move by days and weeks, Home and End within the week, Page Up and Down by months, with Shift
/// by years; in a month arrows, Home and End with Shift choose the days that they pass. Where there is one row of days, up and down move through what stands on the day.
fn take_key(state: State, period: Period, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return;
    };
    date_field::take_key(event);
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
                let extends = key.shift_key() && !matches!(step, Move::YearUp | Move::YearDown);
                if extends && period == Period::Month {
                    choose_span(state, extended(chosen_span(state), date, target));
                }
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
