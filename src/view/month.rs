//! The month: a grid of weeks with bars, or dots and a day's list where there is little room.

use chrono::Datelike;

use super::entry::{day_entries, entry, status_name, status_words, title_link};
use super::heading::heading;
use super::markup::{Node, button, classed};
use super::part;
use super::state::State;
use crate::calendar::{Bar, Day, MonthGrid, Week, month_grid, month_start};
use crate::date::{Date, Occurrence, Shown, iso};
use crate::text::{DateStyle, fill};

/// How many lanes a week has; a day with more shows how many are left out.
const LANES: usize = 3;
/// How many dots a day shows where there is little room.
const DOTS: usize = 3;

/// The month of the chosen day.
pub fn month(state: State) -> Node {
    let left = state.left.get();
    let shown = state.shown_day();
    let MonthGrid { weeks, tentative } = month_grid(&left, shown, state.weekdays(), LANES);
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
        .child(weekdays(state, weeks.first()))
        .child(rows);
    Node::Many(vec![
        planned.into(),
        grid.into(),
        is_empty.then(|| part::empty_period(state)).into(),
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
