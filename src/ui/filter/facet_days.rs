//! The facet "when": days counted from today, a range of one's own, months, and what is over.

use chrono::Datelike;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::app::State;
use crate::dom::{Node, Signal, classed, el, reactive};
use crate::filter::{Facet, FacetValue, Query};
use crate::i18n::{DateStyle, FilterWords};
use crate::text::split_once;
use crate::time::{Date, parse_date};
use crate::ui::filter::facet_words::value_name;
use crate::ui::filter::facets::{PAST, part_with_past, rows};

/// How many months are shown at first.
const FEW_MONTHS: usize = 6;
/// How far from today a day can be chosen, in years: while one types a year, its first digits are a year
/// too.
const YEARS: i32 = 200;

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

/// One control for days from one to another: a field for the first and one for the last.
fn range(state: State) -> Node {
    let words = FilterWords::of(state.strings().tag());
    classed("div", "lh-range")
        .attr("role", "group")
        .attr("aria-label", words.span)
        .child(field(state, words.from_day, End::First))
        .child(field(state, words.to_day, End::Last))
        .into()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

fn field(state: State, name: &'static str, end: End) -> Node {
    let input = classed("input", "lh-range-field")
        .attr("type", "date")
        .attr("data-range", if end == End::First { "from" } else { "to" })
        .content(move || {
            let (first, last) = state.filter.query.with(chosen_range);
            if end == End::First { first } else { last }
        })
        .on("change", move |event| {
            let input = event.target();
            if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
                take(state, end, &input.value());
            }
        });
    el("label")
        .attr("class", "lh-range-label")
        .child(classed("span", "lh-range-name").child(name))
        .child(input)
        .into()
}

/// The range that is chosen; an end that is open is empty.
fn chosen_range(query: &Query) -> (String, String) {
    let mut ranges = query
        .values(Facet::When)
        .filter_map(|value| split_once(value, ".."));
    let (first, last) = ranges.next().unwrap_or_default();
    (first.to_owned(), last.to_owned())
}

/// Takes one end of the range; an empty one opens it.
fn take(state: State, end: End, day: &str) {
    let this_year = state.clock.today.get_untracked().year();
    let is_near = |day| parse_date(day).is_some_and(|date| (date.year() - this_year).abs() <= YEARS);
    if !day.is_empty() && !is_near(day) {
        return;
    }
    let (mut first, mut last) = state.filter.query.with_untracked(chosen_range);
    match end {
        End::First => first = day.to_owned(),
        End::Last => last = day.to_owned(),
    }
    // ISO dates sort as texts.
    if !first.is_empty() && !last.is_empty() && first > last {
        std::mem::swap(&mut first, &mut last);
    }
    state.filter.query.update(|query| {
        let is_range = |value: &str| split_once(value, "..").is_some();
        query
            .chosen
            .retain(|(facet, value)| *facet != Facet::When || !is_range(value));
        if !first.is_empty() || !last.is_empty() {
            let range = [&first, "..", &last].concat();
            part_with_past(query, &range);
            query.chosen.push((Facet::When, range));
        }
    });
}
