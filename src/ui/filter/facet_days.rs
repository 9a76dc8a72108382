//! The facet "when": days counted from today, a range of one's own, months, and what is over.

use chrono::Days;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use crate::app::{Part, State};
use crate::dom::{Node, Signal, classed, reactive};
use crate::filter::{Facet, FacetValue, Loosening, Query};
use crate::i18n::{DateStyle, FilterWords};
use crate::text::split_once;
use crate::time::{Date, DateRange, parse_date};
use crate::ui::date_field;
use crate::ui::filter::facet_words::value_name;
use crate::ui::filter::facets::{PAST, rows};
use crate::ui::part;

/// How many months are shown at first.
const FEW_MONTHS: usize = 6;

/// The values of "when", with the span before or among them.
pub fn days(state: State, span_first: bool) -> Node {
    let values = Signal::derived(move || values(state));
    let most = Signal::new(FEW_MONTHS);
    let all = Signal::new(usize::MAX);
    let of_kind = move |kind: Kind| {
        let of_kind = |value: &FacetValue| Kind::of(&value.label) == kind;
        let values = values.get().into_iter().filter(of_kind);
        let named = values.map(|value| {
            let name = match kind {
                Kind::Day => day_name(state, &value.label),
                _ => value_name(state, Facet::When, &value.label),
            };
            (value, name)
        });
        let most = if kind == Kind::Dates { most } else { all };
        let named: Vec<_> = named.collect();
        match named.is_empty() {
            true => Node::Nothing,
            false => rows(state, Facet::When, named, most),
        }
    };
    let span = |is_here: bool| is_here.then(|| range(state)).into();
    Node::Many(vec![
        span(span_first),
        reactive(move || of_kind(Kind::Near)),
        reactive(move || of_kind(Kind::Day)),
        reactive(move || of_kind(Kind::Coming)),
        span(!span_first),
        reactive(move || of_kind(Kind::Dates)),
        reactive(move || of_kind(Kind::Past)),
    ])
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Today and tomorrow.
    Near,
    /// A single day.
    Day,
    /// Several days counted from today.
    Coming,
    /// A month or a year.
    Dates,
    /// From one day to another.
    Range,
    /// What is over.
    Past,
}

impl Kind {
    fn of(value: &str) -> Self {
        match value {
            PAST => Self::Past,
            "today" | "tomorrow" => Self::Near,
            _ if split_once(value, "..").is_some() => Self::Range,
            _ if !value.starts_with(|first: char| first.is_ascii_digit()) => Self::Coming,
            _ if value.len() == 10 => Self::Day,
            _ => Self::Dates,
        }
    }
}

/// "Fri, 15 May" within a week from today, beyond it with the year.
fn day_name(state: State, value: &str) -> String {
    let near = |day: &Date| (*day - state.clock.today.get()).num_days().abs() < 7;
    match parse_date(value).filter(near) {
        Some(day) => [
            &state.date(day, DateStyle::WeekdayShort),
            ", ",
            &state.date(day, DateStyle::DayShort),
        ]
        .concat(),
        None => value_name(state, Facet::When, value),
    }
}

/// All values with the number of events behind each. A list shows either what comes or what is past: that
/// which the value would switch to is what counts.
fn values(state: State) -> Vec<FacetValue> {
    let (query, present) = (state.filter.query.get(), state.clock.present.get());
    let Some(index) = state.catalog.index.get() else {
        return Vec::new();
    };
    let values = |scope: &[bool]| index.values(Facet::When, &query, &present, scope);
    if state.navigation.view.get().period().is_some() {
        return values(&state.catalog.scope.get());
    }
    let mut all = values(&state.catalog.scope_of(false, state.clock.now.get()));
    let past = values(&state.catalog.scope_of(true, state.clock.now.get())).into_iter();
    if let Some((place, past)) = all
        .iter_mut()
        .find(|value| value.label == PAST)
        .zip(past.into_iter().find(|value| value.label == PAST))
    {
        *place = past;
    }
    all
}

/// One control for days from one to another: a field that reads what one types, and a month below it.
fn range(state: State) -> Node {
    let words = FilterWords::of(state.strings().tag());
    let field = classed("input", "lh-range-field")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-haspopup", "grid")
        .attr("placeholder", example(state))
        .flag("data-range", true)
        .content(move || range_name(state))
        .on("change", move |event| take_typed(state, &event));
    let label = classed("label", "lh-range-label")
        .child(classed("span", "lh-range-name").child(words.span()))
        .child(field);
    classed("div", "lh-range")
        .flag("data-date-place", true)
        .on("focusin", move |_| state.expect(Part::Mini))
        .on("keydown", |event| {
            date_field::take_key(&event);
        })
        .child(label)
        .child(
            classed("div", "lh-date-panel")
                .attr("tabindex", "-1")
                .child(reactive(move || part::picker(state, true))),
        )
        .into()
}

/// Days as they can be typed.
fn example(state: State) -> String {
    let today = state.clock.today.get_untracked();
    let week = DateRange::new(today, today + Days::new(2)).unwrap_or(DateRange::day(today));
    state.words.with(|words| words.days(week))
}

/// The value of "when" that is chosen and stands in no row: a day, or several from one to another.
fn chosen_range(query: &Query) -> Option<&str> {
    let is_range = |value: &&str| matches!(Kind::of(value), Kind::Day | Kind::Range);
    query.values(Facet::When).find(is_range)
}

fn range_name(state: State) -> String {
    let chosen = state
        .filter
        .query
        .with(|query| chosen_range(query).map(str::to_owned));
    chosen.map_or_else(String::new, |value| value_name(state, Facet::When, &value))
}

/// Takes what was typed; nothing takes the choice off.
fn take_typed(state: State, event: &Event) {
    let typed = date_field::read(state, event);
    let field = event
        .target()
        .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let is_empty = field.is_some_and(|field| field.value().is_empty());
    let is_near = |day| date_field::is_near(state, day);
    match typed {
        Some(days) if days.first.is_none_or(is_near) => state.filter.query.update(|query| {
            query.free(Facet::When);
            query.chosen.push((Facet::When, days.value));
        }),
        None if is_empty => state.filter.query.update(|query| {
            if let Some(chosen) = chosen_range(query).map(str::to_owned) {
                query.loosen(&Loosening::Value(Facet::When, chosen));
            }
        }),
        _ => {}
    }
}
