//! The mini month: its days filter the list, or lead a grid to them. Below a field for days it is what one takes them
//! from. It comes with a part of its own (`ui::part`).

use chrono::{Datelike, Weekday};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use crate::app::{Part, State};
use crate::dom::{
    Node, Signal, after, button, classed, closest, effect, el, focus, next_frame, reactive, truth,
};
use crate::filter::{Facet, Query};
use crate::i18n::{DateStyle, MiniWords, fill};
use crate::layout::{self, MiniDay, Selection, month_start};
use crate::text::{Digits, split_once};
use crate::time::{Date, iso, parse_date};
use crate::ui::step::step;

/// Where one is in the mini month.
#[derive(Clone, Copy)]
struct Mini {
    state: State,
    /// The day that Tab reaches: its month is shown.
    stop: Signal<Date>,
    /// What has days here: what the filters leave, but for the days that are chosen.
    days: Signal<Selection>,
    /// Counts what has become of them. It follows behind the list, so that a key waits for the list alone.
    turn: Signal<usize>,
    /// The first and the last of the days that are filtered by.
    chosen: [Signal<Option<Date>>; 2],
    purpose: Purpose,
    /// The first of several days, while the last is yet to be taken.
    first: Signal<Option<Date>>,
}

/// What a day is taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// It filters, or leads a grid there.
    Day,
    /// It filters, and another one together with it.
    Span,
    /// It leads a grid there.
    Going,
}

/// The mini month of a calendar.
pub fn mini_month(state: State) -> Node {
    month_for(state, Purpose::Day)
}

/// A month below a field for days: for the filter, or to go to one.
pub fn picker(state: State, is_filter: bool) -> Node {
    month_for(state, if is_filter { Purpose::Span } else { Purpose::Going })
}

fn month_for(state: State, purpose: Purpose) -> Node {
    let mini = Mini {
        state,
        stop: Signal::new(first_stop(state)),
        days: Signal::derived(move || days(state)),
        turn: Signal::new(0),
        chosen: [
            Signal::derived(move || state.filter.query.with(chosen).map(|days| days.0)),
            Signal::derived(move || state.filter.query.with(chosen).map(|days| days.1)),
        ],
        purpose,
        first: Signal::new(None),
    };
    effect(move || {
        mini.days.with(|_| ());
        next_frame(move || {
            after(0, move || {
                if mini.turn.is_alive() {
                    mini.turn.set(mini.turn.get_untracked() + 1);
                }
            });
        });
    });
    // It goes along with a grid.
    effect(move || {
        if let Some(day) = state.navigation.day.get()
            && leads(state)
        {
            mini.stop.set_if_new(day);
        }
    });
    let month = Signal::derived(move || month_start(mini.stop.get()));
    // Feeds that come in months have it then.
    effect(move || state.navigation.leafed.set_if_new(Some(month.get())));
    classed("div", "lh-mini-month")
        .attr("part", "mini-month")
        // Whoever comes near will want it.
        .on("pointerover", move |_| state.expect(Part::Filter))
        .on("focusin", move |_| state.expect(Part::Filter))
        .child(reactive(move || mini.head(month.get())))
        .child(reactive(move || mini.grid(month.get())))
        .into()
}

/// A chosen day, else the one on show, or the next day with an event where there is none in its month. Read once: what
/// it follows from changes with each choice.
fn first_stop(state: State) -> Date {
    if let Some((day, _)) = state.filter.query.with_untracked(chosen) {
        return day;
    }
    let shown = state.navigation.day.get_untracked();
    let today = shown.unwrap_or_else(|| state.clock.today.get_untracked());
    let next = state.catalog.all.with_untracked(|all| {
        let mut coming = all
            .iter()
            .filter(|one| !one.is_vague() && one.days().last() >= today);
        coming.next().map(|one| one.first_day().max(today))
    });
    next.filter(|next| month_start(*next) != month_start(today))
        .unwrap_or(today)
}

/// The first and the last of the days that are filtered by.
fn chosen(query: &Query) -> Option<(Date, Date)> {
    query.values(Facet::When).find_map(|value| {
        let (first, last) = split_once(value, "..").unwrap_or((value, value));
        Some((parse_date(first)?, parse_date(last)?))
    })
}

/// Whether a day leads to its period, as the calendar shows one, instead of filtering.
fn leads(state: State) -> bool {
    state.navigation.view.get().period().is_some()
}

/// What the filters leave, the choice of days aside.
fn days(state: State) -> Selection {
    let mut query = state.filter.query.get();
    if query.values(Facet::When).next().is_none() {
        return state.catalog.left.get();
    }
    query.free(Facet::When);
    let all = state.catalog.all.get();
    let present = state.clock.present.get();
    let found = state.parts.filter().zip(state.catalog.index.get());
    let Some((filter, index)) = found.filter(|_| !query.is_empty()) else {
        return all;
    };
    let mut marks = (filter.matches)(&index, &query, &present);
    for (position, mark) in marks.iter_mut().enumerate() {
        let is_starred = || {
            let occurrence = all.get(position);
            occurrence.is_some_and(|one| state.stars.has(one.event.uid.as_str()))
        };
        *mark = *mark && all.contains(position) && (!query.starred || is_starred());
    }
    all.of_marked(&marks)
}

impl Mini {
    /// The month's name between the ways to its neighbours.
    fn head(self, month: Date) -> Node {
        let state = self.state;
        let words = MiniWords::of(state.strings().tag());
        let step = |class: &'static str, flag: &'static str, months: i32, label: &'static str| {
            let go = move |target| self.stop.set(self.nearest(target));
            step(state, class, flag, label, in_month(month, months, 1), go)
        };
        classed("div", "lh-mini-head")
            .child(step(
                "lh-mini-step lh-mini-previous",
                "data-mini-previous",
                -1,
                words.previous(),
            ))
            .child(
                classed("p", "lh-mini-name")
                    .attr("aria-live", "polite")
                    .child(state.date(month, DateStyle::Month)),
            )
            .child(step(
                "lh-mini-step lh-mini-next",
                "data-mini-next",
                1,
                words.next(),
            ))
            .into()
    }

    /// The day of a month that Tab reaches: today, where it is one of them.
    fn nearest(self, first: Date) -> Date {
        let today = self.state.clock.today.get_untracked();
        if month_start(today) == first { today } else { first }
    }

    fn grid(self, month: Date) -> Node {
        let state = self.state;
        let first_day = state.options.with(|options| options.first_weekday());
        self.turn.get();
        let weeks = self
            .days
            .with_untracked(|days| layout::mini_month(days, month, first_day));
        let chosen = match self.purpose {
            Purpose::Going => Some((state.shown_day(), state.shown_day())),
            _ => {
                let [first, last] = self.chosen;
                first.get().zip(last.get())
            }
        };
        let stop = self.stop.get();
        let week = |days: &Vec<MiniDay>| {
            let days = days
                .iter()
                .map(|day| self.day(day, stop, chosen))
                .collect::<Vec<_>>();
            classed("div", "lh-mini-week")
                .attr("role", "row")
                .child(days)
                .into()
        };
        let rows: Vec<Node> = weeks.iter().map(week).collect();
        // Any week has the weekdays' names.
        let name = |column: i32| {
            let date = Date::from_num_days_from_ce_opt(1 + column + first_day.num_days_from_monday() as i32);
            let date = date.unwrap_or_default();
            el("div")
                .attr("role", "columnheader")
                .attr("aria-label", state.date(date, DateStyle::Weekday))
                .child(state.date(date, DateStyle::WeekdayNarrow))
                .into()
        };
        let names: Vec<Node> = (0..7).map(name).collect();
        el("div")
            .attr("role", "grid")
            .attr("aria-label", state.date(month, DateStyle::Month))
            .on("click", move |event| self.take_click(&event))
            .on("keydown", move |event| self.take_key(&event))
            .child(
                classed("div", "lh-mini-week lh-mini-names")
                    .attr("role", "row")
                    .child(names),
            )
            .child(rows)
            .into()
    }

    fn day(self, day: &MiniDay, stop: Date, chosen: Option<(Date, Date)>) -> Node {
        let cell = el("div").attr("role", "gridcell");
        let Some(date) = day.date else {
            return cell.child(Node::Nothing).into();
        };
        let state = self.state;
        let label = fill(
            state.strings().announce_period(),
            &[
                &state.date(date, DateStyle::Full),
                &state.strings().count(day.count, false),
            ],
        );
        let is_chosen = chosen.is_some_and(|(first, last)| (first..=last).contains(&date));
        let is_idle = self.purpose == Purpose::Day && day.count == 0 && !is_chosen && !leads(state);
        let opener = button("lh-mini-day")
            .attr("data-mini-day", iso(date))
            .attr("tabindex", if stop == date { "0" } else { "-1" })
            .attr("aria-label", label)
            .attr("aria-pressed", truth(is_chosen))
            .attr(
                "aria-current",
                (state.clock.today.get() == date).then_some("date"),
            )
            .attr("aria-disabled", is_idle.then_some("true"))
            .flag("data-busy", day.count > 0)
            .child((date.day() as usize).digits());
        cell.child(opener).into()
    }

    /// A day is chosen, or no longer.
    fn take_click(self, event: &Event) {
        let Some(date) = day_of(event) else { return };
        let state = self.state;
        self.stop.set_if_new(date);
        let is_idle = closest(event, "[aria-disabled]").is_some();
        if is_idle {
            return;
        }
        let is_led = self.purpose == Purpose::Day && leads(state);
        if is_led || self.purpose == Purpose::Going {
            state.go_to(date);
            return;
        }
        // The second day is the other end.
        let other = self.first.get_untracked().unwrap_or(date);
        let is_open = self.purpose == Purpose::Span && self.first.get_untracked().is_none();
        self.first.set(is_open.then_some(date));
        let days = (date.min(other), date.max(other));
        let is_chosen = self.purpose == Purpose::Day && state.filter.query.with(chosen) == Some(days);
        state.need(Part::Filter);
        // What is over is asked for by its day.
        state.show_past(false);
        state.filter.query.update(|query| {
            query.free(Facet::When);
            if !is_chosen {
                let mut value = iso(days.0);
                if days.0 < days.1 {
                    value.push_str("..");
                    value.push_str(&iso(days.1));
                }
                query.chosen.push((Facet::When, value));
            }
        });
    }

    /// Arrows move by days and weeks, Home and End within the week, Page Up and Down by months, with Shift by years.
    fn take_key(self, event: &Event) {
        let found = event.dyn_ref::<KeyboardEvent>().zip(day_of(event));
        let Some((key, date)) = found else { return };
        // With a modifier they are the browser's.
        if key.ctrl_key() || key.alt_key() || key.meta_key() {
            return;
        }
        let first: Weekday = self.state.options.with(|options| options.first_weekday());
        let column = (date.weekday().num_days_from_monday() + 7 - first.num_days_from_monday()) as i32 % 7;
        let on = if self.state.is_right_to_left() { -1 } else { 1 };
        let years = if key.shift_key() { 12 } else { 1 };
        let target = match key.key().as_str() {
            "ArrowLeft" => days_on(date, -on),
            "ArrowRight" => days_on(date, on),
            "ArrowUp" => days_on(date, -7),
            "ArrowDown" => days_on(date, 7),
            "Home" => days_on(date, -column),
            "End" => days_on(date, 6 - column),
            "PageUp" => in_month(date, -years, date.day()),
            "PageDown" => in_month(date, years, date.day()),
            _ => return,
        };
        event.prevent_default();
        if let Some((target, grid)) = target.zip(closest(event, "[role=grid]")) {
            self.stop.set_if_new(target);
            next_frame(move || focus(&grid, "[tabindex='0']"));
        }
    }
}

/// The day of a button.
fn day_of(event: &Event) -> Option<Date> {
    parse_date(&closest(event, "[data-mini-day]")?.get_attribute("data-mini-day")?)
}

/// The day so many days later; `None` beyond the years 1 to 9999.
fn days_on(date: Date, days: i32) -> Option<Date> {
    Date::from_num_days_from_ce_opt(date.num_days_from_ce() + days).filter(is_shown)
}

/// A day of the month so many months later, or its last one where it is shorter; `None` beyond the years 1 to 9999.
fn in_month(date: Date, months: i32, day: u32) -> Option<Date> {
    let month = date.year() * 12 + date.month0() as i32 + months;
    let of = |day: u32| Date::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, day);
    (28..=day.max(28))
        .rev()
        .find_map(|last| of(last.min(day)))
        .filter(is_shown)
}

fn is_shown(date: &Date) -> bool {
    (1..=9_999).contains(&date.year())
}
