//! Ways to other periods: the list of months and years, the field for a date, and what a period without events offers; and what stands on
//! weekdays that a grid leaves out.

use crate::app::{Part, State, series};
use crate::dom::{Node, button, classed, el, reactive};
use crate::i18n::{DateStyle, WayWords, fill, isolated};
use crate::layout::{Period, add_months, next_with_events, on_hidden_days, previous_with_events};
use crate::schedule::{Horizon, Occurrence};
use crate::time::{Date, DateRange};
use crate::ui::grid::period;
use crate::ui::grid::period::{first_day, option};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::entry;
use crate::ui::part;

/// All months or years from the first event to the last one, and those around the one shown.
pub fn options(state: State, period: Period, shown: Date) -> Vec<Node> {
    let (months, style) = match period {
        Period::Year => (12, DateStyle::Year),
        _ => (1, DateStyle::Month),
    };
    let (first, last) = state.catalog.all.with(|all| {
        let days = || all.iter().map(Occurrence::first_day);
        (days().min().unwrap_or(shown), days().max().unwrap_or(shown))
    });
    // A feed with a date in the year 1 must not make a list of 24,000 months.
    let around = |steps: i32| add_months(shown, steps * months).unwrap_or(shown);
    let start = first.max(around(-60)).min(around(-6));
    let mut next = first_day(period, Some(start));
    let last = last.min(around(60)).max(around(12));
    let mut options = Vec::new();
    while let Some(date) = next.filter(|date| *date <= last) {
        options.push(option(state, date, style));
        next = add_months(date, months);
    }
    options
}

/// A field that reads what one types, and a month below it.
pub fn date_field(state: State, period: Period, shown: Date) -> Node {
    let field = classed("input", "lh-date-field")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-haspopup", "grid")
        .attr("lang", state.own_language())
        .flag("data-date-field", true)
        .attr("aria-label", WayWords::of(state.strings().tag()).pick_date())
        .content(move || state.date(shown, DateStyle::Date))
        .on("change", move |event| part::take_move(state, period, event));
    let field = field.on("focusin", move |_| {
        state.expect(Part::Mini);
        state.expect(Part::Filter);
    });
    let panel = classed("div", "lh-date-panel")
        .attr("tabindex", "-1")
        .child(reactive(move || part::picker(state, false)));
    Node::Many(vec![field.into(), panel.into()])
}

/// What stands on weekdays that the grid leaves out.
pub fn hidden(state: State, period: Period) -> Node {
    let left = state.catalog.left.get();
    let weekdays = state.weekdays();
    let days = period::days(state, period);
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
        .map(|occurrence| entry(state, occurrence))
        .collect();
    classed("section", "lh-hidden-days")
        .flag("data-hidden-days", true)
        .child(
            our_words(state, heading(state, 1, "lh-day-name"))
                .child(WayWords::of(state.strings().tag()).on_hidden_days()),
        )
        .child(classed("ul", "lh-entries").child(entries))
        .into()
}

/// A period without events, with the way to the nearest ones.
pub fn empty(state: State) -> Node {
    let strings = state.strings();
    let way_words = WayWords::of(strings.tag());
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
    let days = period::days(state, period);
    let (next, previous) = state.catalog.left.with(|left| {
        (
            next_with_events(left, days, weekdays),
            previous_with_events(left, days, weekdays),
        )
    });
    let next = next_of_all(state, days, next);
    let previous = previous_of_all(state, days, previous);
    let words = match period {
        Period::Day => strings.no_events_day(),
        Period::Week => way_words.empty_week(),
        Period::Month => way_words.empty_month(),
        Period::Year => way_words.empty_year(),
    };
    let is_filtered = state.filter.query.with(|query| !query.is_empty());
    classed("div", "lh-message lh-empty-period")
        .attr("data-state", "empty")
        .child(our_words(state, el("p")).child(fill(words, &[&isolated(&period::name(state, period))])))
        .child(
            classed("p", "lh-actions")
                .child(jump(previous, way_words.previous_event(), "previous"))
                .child(jump(next, way_words.next_event(), "next")),
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
