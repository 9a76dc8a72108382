//! The month: a grid of weeks with bars, or dots and a day's list where there is little room.

use chrono::Datelike;

use crate::app::State;
use crate::dom::{Element, Node, button, classed, truth};
use crate::i18n::{DateStyle, PeriodWords, fill};
use crate::layout::{Day, MonthGrid, Selection, Week, fitting_month_grid, month_start};
use crate::text::Digits;
use crate::time::{Date, DateRange, iso};
use crate::ui::grid::{cell, period};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::day_entries;

/// How many lanes a week of an empty month is high: what the month says stands below it, still in view.
const EMPTY: usize = 1;

/// How many events of today stand below the grid at first.
const UNASKED: usize = 2;

/// The month of the chosen day.
pub fn month(state: State) -> Node {
    let left = state.catalog.left.get();
    let shown = state.shown_day();
    let MonthGrid {
        weeks,
        tentative,
        lane_height,
    } = fitting_month_grid(&left, shown, state.weekdays());
    // A hidden day has no cell that could be reached or shown: the next one stands for it.
    let dates = || weeks.iter().flat_map(|week| &week.days).map(|day| day.date);
    let near = dates().find(|date| *date >= shown);
    let chosen = near.or_else(|| dates().next_back()).unwrap_or(shown);
    let has_any = weeks
        .iter()
        .flat_map(|week| &week.days)
        .any(|day| day.in_month && !day.occurrences.is_empty());
    let is_empty = !has_any && tentative.is_empty();
    let name = state.date(month_start(shown), DateStyle::Month);
    let span = period::chosen_span(state);
    let rows: Vec<_> = weeks
        .iter()
        .map(|week| {
            let height = if is_empty { EMPTY } else { week.height() };
            week_row(state, &left, week, chosen, span).attr("--_lanes", height.digits())
        })
        .map(Node::from)
        .collect();
    let grid = classed("div", "lh-grid")
        .attr("role", "grid")
        .attr("aria-multiselectable", "true")
        .attr("aria-label", name)
        .attr("--_pixels", lane_height.digits())
        .child(weekdays(state, weeks.first()))
        .child(rows);
    Node::Many(vec![
        period::planned(state, &left, &tentative),
        grid.into(),
        is_empty.then(|| period::empty(state)).into(),
        (!is_empty).then(|| day_list(state, &left, &weeks, chosen)).into(),
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
    let label = state.strings().week().to_owned();
    week_line(state, "lh-week lh-weekdays", "columnheader", label, String::new())
        .child(names)
        .into()
}

fn week_row(state: State, left: &Selection, week: &Week, shown: Date, span: Option<DateRange>) -> Element {
    let cell = |(column, day): (usize, &Day)| {
        let own = week.bars.iter().filter(|bar| bar.column == column);
        let bars = own
            .filter_map(|bar| Some(cell::bar(state, left.get(bar.occurrence)?, bar)))
            .collect();
        let is_chosen = span.is_some_and(|span| span.contains(day.date));
        day_cell(state, left, day, bars, shown == day.date, is_chosen)
    };
    let cells: Vec<_> = week.days.iter().enumerate().map(cell).collect();
    let number = (week.number as usize).digits();
    let label = fill(PeriodWords::of(state.strings().tag()).week_number(), &[&number]);
    week_line(state, "lh-week", "rowheader", label, number).child(cells)
}

/// A row of the grid, with the number of its week in front where the partner asks for it.
fn week_line(
    state: State,
    class: &'static str,
    role: &'static str,
    label: String,
    number: String,
) -> Element {
    let is_numbered = state.options.with(|options| options.week_numbers);
    let header = is_numbered.then(|| {
        classed("div", "lh-week-number")
            .attr("lang", state.own_language())
            .attr("role", role)
            .attr("aria-label", label)
            .child(number)
    });
    classed("div", class)
        .attr("role", "row")
        .flag("data-numbered", is_numbered)
        .child(header)
}

fn day_cell(
    state: State,
    left: &Selection,
    day: &Day,
    bars: Vec<Node>,
    is_shown: bool,
    is_chosen: bool,
) -> Node {
    let date = day.date;
    let opener = cell::opener(state, date, day.occurrences.len(), is_shown);
    classed("div", "lh-cell")
        .attr("role", "gridcell")
        .attr("data-day", iso(date))
        .flag("data-outside", !day.in_month)
        .flag("data-today", state.clock.today.get() == date)
        .flag("data-shown", is_shown)
        .flag("data-span", is_chosen)
        .attr("aria-selected", truth(is_shown || is_chosen))
        .child(opener.child((date.day() as usize).digits()))
        .child(bars)
        .child((day.hidden > 0).then(|| cell::overflow(state, date, day.hidden)))
        .child(cell::dots(state, left, &day.occurrences))
        .into()
}

/// The chosen day's events below the grid, where cells have no room for words.
fn day_list(state: State, left: &Selection, weeks: &[Week], shown: Date) -> Node {
    let day = weeks
        .iter()
        .flat_map(|week| &week.days)
        .find(|day| day.date == shown);
    let name = state.date(shown, DateStyle::Full);
    let positions: &[usize] = day.map_or(&[], |day| &day.occurrences);
    // Nobody has asked for this day: it must not push away what stands below the calendar.
    let most = if state.navigation.day.get().is_none() && positions.len() > UNASKED {
        UNASKED
    } else {
        positions.len()
    };
    let more = positions.len() - most;
    let more = (more > 0).then(|| {
        our_words(state, button("lh-link-button"))
            .attr("data-overflow", iso(shown))
            .on("click", move |_| state.navigation.open_day(shown))
            .child(fill(
                PeriodWords::of(state.strings().tag()).overflow(),
                &[&more.digits()],
            ))
    });
    classed("section", "lh-day-list")
        .flag("data-day-list", true)
        .child(heading(state, 1, "lh-day-name").child(name))
        .child(day_entries(state, left.at(positions.iter().take(most))))
        .child(more)
        .into()
}
