//! What all grids share at first sight: the name of the period on show, the steps to others, and what is planned.
//!
//! What keys, clicks and fingers do, and what few months show, comes in a part of its own ([`moves`](super::moves),
//! [`ways`](super::ways)).

use chrono::Datelike;

use crate::app::State;
use crate::dom::{Node, button, classed, el, reactive};
use crate::filter::Facet;
use crate::i18n::{DateStyle, PeriodWords, fill, isolated};
use crate::layout::{Period, Selection, month_start, read_span};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::{Date, DateRange, iso};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::{status_name, title_link};
use crate::ui::part;
use crate::ui::step::step;

/// How many things above a grid say what is planned.
const PLANNED: usize = 3;

/// A grid with the period's name and tools above it, and its keys and clicks.
pub fn frame(state: State, period: Period, grid: fn(State) -> Node) -> Node {
    let view = state.navigation.view.get_untracked().name();
    let take = move |event| part::take_move(state, period, event);
    let element = el("div").attr("data-view", view).attr("part", view);
    // There one can draw over days.
    let element = match period {
        Period::Month => element.on("pointermove", take),
        _ => element,
    };
    element
        .on("click", take)
        .on("keydown", take)
        .on("pointerdown", take)
        .on("pointerup", take)
        .child(reactive(move || bar(state, period)))
        .child(reactive(move || grid(state)))
        .child(reactive(move || {
            part::moves(state).map(|moves| (moves.hidden)(state, period))
        }))
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

/// The days that the visitor has chosen from one to another, or one.
pub fn chosen_span(state: State) -> Option<DateRange> {
    let query = state.filter.query;
    query.with(|query| query.values(Facet::When).find_map(read_span))
}

/// "November 2026: 24 events"; of a chosen span within it "10–14 November 2026: 3 events". Where it is seen, the name of the
/// period stands by it already: "24 events".
pub fn status(state: State, period: Period, is_seen: bool) -> String {
    let strings = state.strings();
    let days = days(state, period);
    let span = chosen_span(state).filter(|span| span.intersect(days) == Some(*span));
    let touches = |one: &&Occurrence| one.days().intersect(days).is_some();
    let number = state
        .catalog
        .left
        .with(|left| left.iter().filter(touches).count());
    let count = strings.count(number, false);
    let name = match span {
        Some(span) => state.words.with(|words| words.days(span)),
        None if is_seen => return count,
        None => name(state, period),
    };
    fill(strings.announce_period(), &[&isolated(&name), &count])
}

fn bar(state: State, period: Period) -> Node {
    let period_words = PeriodWords::of(state.strings().tag());
    let day = state.shown_day();
    let weekdays = state.weekdays();
    let (before, after) = match period {
        Period::Day => (period_words.previous_day(), period_words.next_day()),
        Period::Week => (period_words.previous_week(), period_words.next_week()),
        Period::Month => (period_words.previous_month(), period_words.next_month()),
        Period::Year => (period_words.previous_year(), period_words.next_year()),
    };
    let today = our_words(state, button("lh-button"))
        .flag("data-today", true)
        .on("click", move |_| state.go_to(state.clock.today.get_untracked()))
        .child(period_words.today());
    let go = move |target| state.go_to(target);
    let steps = classed("div", "lh-steps")
        .child(step(
            state,
            "lh-step lh-step-previous",
            "data-previous",
            before,
            first_day(period, period.previous(day, weekdays)),
            go,
        ))
        .child(today)
        .child(step(
            state,
            "lh-step lh-step-next",
            "data-next",
            after,
            first_day(period, period.next(day, weekdays)),
            go,
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
            // Its place is there before it, so that nothing moves.
            Period::Day | Period::Week => classed("div", "lh-date-place")
                .flag("data-date-place", true)
                .child(part::moves(state).map(|moves| (moves.date_field)(state, period, day)))
                .into(),
            Period::Month => picker(
                state,
                period,
                period_words.pick_month(),
                month_start(day),
                DateStyle::Month,
            ),
            Period::Year => picker(
                state,
                period,
                period_words.pick_year(),
                year_start(day),
                DateStyle::Year,
            ),
        })
        .child(steps)
        .into()
}

/// A step to another month or year leads to its first day, one to a week or a day keeps the weekday.
pub fn first_day(period: Period, day: Option<Date>) -> Option<Date> {
    match period {
        Period::Month => day.map(month_start),
        Period::Year => day.map(year_start),
        Period::Day | Period::Week => day,
    }
}

pub fn year_start(date: Date) -> Date {
    date.with_ordinal(1).unwrap_or(date)
}

/// The months or years to choose from. The one on show stands for the others until their part is there.
fn picker(state: State, period: Period, label: &'static str, shown: Date, style: DateStyle) -> Node {
    let options = part::moves(state).map_or_else(
        || vec![option(state, shown, style)],
        |moves| (moves.options)(state, period, shown),
    );
    let picker = classed("select", "lh-month-picker")
        .attr("lang", state.own_language())
        .flag("data-month-picker", true)
        .flag("data-months", period == Period::Month)
        .attr("aria-label", label)
        .content(move || iso(shown))
        .on("change", move |event| part::take_move(state, period, event))
        .child(options);
    classed("div", "lh-picker-field").child(picker).into()
}

/// A month or a year to choose.
pub fn option(state: State, date: Date, style: DateStyle) -> Node {
    el("option")
        .attr("lang", state.given_language())
        .attr("value", iso(date))
        .child(state.date(date, style))
        .into()
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
        let words = fill(
            PeriodWords::of(state.strings().tag()).overflow(),
            &[&rest.len().digits()],
        );
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
    reactive(move || part::moves(state).map(|moves| (moves.empty)(state)))
}
