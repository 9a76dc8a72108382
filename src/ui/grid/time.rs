//! The week and the day by the hour: days above, whole days below them, then the hours.
//!
//! Where there is little room the days of the week are a strip, and the chosen one's hours stand alone
//! below it; the day by itself is a list there.

use chrono::Datelike;

use crate::app::{State, ViewKind};
use crate::dom::{Element, Node, classed, truth};
use crate::i18n::{DateStyle, fill};
use crate::layout::{Bar, Period, Room, Selection, TimeGrid, by_hour, on_day as layout_on_day, time_grid};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::{Date, DateRange, iso};
use crate::ui::grid::hours::hours;
use crate::ui::grid::{cell, period};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::day_entries;

/// A seventh of the width has room for two columns of words.
const WEEK: Room = Room { lanes: 5, columns: 2 };
/// A day by itself has the whole width.
const DAY: Room = Room { lanes: 8, columns: 4 };

/// The week around the chosen day, or that day.
pub fn time(state: State) -> Node {
    let left = state.catalog.left.get();
    let weekdays = state.weekdays();
    let day = state.shown_day();
    let is_day = state.navigation.view.get_untracked() == ViewKind::Day;
    let week = time_grid(&left, Period::Week.around(day, weekdays), weekdays, WEEK);
    let single = is_day.then(|| time_grid(&left, DateRange::day(day), weekdays, DAY));
    let grid = single.as_ref().unwrap_or(&week);
    // Who asks for a day that the week leaves out gets it, without a strip of the others.
    let is_in_week = week.columns.iter().any(|column| column.date == day);
    let strip = if is_day && !is_in_week { grid } else { &week };
    let dates = || strip.columns.iter().map(|column| column.date);
    let chosen = dates().find(|date| *date >= day).or_else(|| dates().next_back());
    let view = View {
        state,
        left: &left,
        chosen: chosen.unwrap_or(day),
        is_day,
    };

    let is_empty = (0..grid.columns.len()).all(|column| on_day(grid, column).is_empty());
    let chosen_column = grid.columns.iter().position(|column| column.date == view.chosen);
    let is_day_empty = chosen_column.is_none_or(|column| on_day(grid, column).is_empty());
    // Whole days need no hours below them.
    let has_hours = |column: Option<usize>| {
        let column = column.and_then(|column| grid.columns.get(column));
        column.is_some_and(|column| !(column.blocks.is_empty() && column.more.is_empty()))
    };
    let has_any_hours = (0..grid.columns.len()).any(|column| has_hours(Some(column)));
    let shown = if is_day { Period::Day } else { Period::Week };
    let number = (weekdays.week_number(day) as usize).digits();
    let days = classed("div", "lh-days")
        .attr("role", "row")
        .child(
            our_words(state, classed("div", "lh-gutter"))
                .attr("role", "columnheader")
                .attr("aria-colindex", "1")
                .child(fill(state.strings().week_number, &[&number])),
        )
        .child(view.headings(strip));
    let content = if is_empty {
        Vec::new()
    } else {
        let offset = if is_day { view.column_in(strip) } else { 0 };
        vec![
            view.all_day(grid),
            view.all_day_of_chosen(grid, chosen_column, offset),
            match has_any_hours {
                true => hours(&view, &grid.columns, offset),
                false => Node::Nothing,
            },
        ]
    };
    let class = if is_day {
        "lh-time-grid lh-single"
    } else {
        "lh-time-grid"
    };
    let grid_node = classed("div", class)
        .attr("role", "grid")
        .attr("aria-label", period::name(state, shown))
        .attr("aria-colcount", (strip.columns.len() + 1).digits())
        .flag("data-no-hours", !has_hours(chosen_column))
        .child(days)
        .child(content);
    Node::Many(vec![
        period::planned(state, &left, &grid.tentative),
        grid_node.into(),
        (!is_empty && is_day_empty)
            .then(|| {
                our_words(state, classed("p", "lh-quiet lh-day-quiet")).child(state.strings().no_events_day)
            })
            .into(),
        // What is planned for some time of the month is on none of these days.
        is_empty.then(|| period::empty(state)).into(),
        (is_day && !is_empty).then(|| agenda(&view, grid)).into(),
    ])
}

/// The day as a list: all of it where hours side by side have no room for words, else what has no room among them.
fn agenda(view: &View<'_>, grid: &TimeGrid) -> Node {
    let state = view.state;
    let all = layout_on_day(view.left, view.chosen);
    let shown: Vec<usize> = grid
        .columns
        .iter()
        .flat_map(|column| column.blocks.iter().map(|block| block.occurrence))
        .collect();
    let is_left_out = |position: &usize| {
        let occurrence = view.left.get(*position);
        !shown.contains(position) && occurrence.is_some_and(Occurrence::is_timed)
    };
    let rest: Vec<usize> = all.iter().copied().filter(is_left_out).collect();
    let rest = (!rest.is_empty()).then(|| {
        let words = fill(state.strings().overflow, &[&rest.len().digits()]);
        let hours = by_hour(view.left, view.chosen, &rest)
            .into_iter()
            .map(|(hour, positions)| {
                let time = view.chosen.and_hms_opt(hour, 0, 0).unwrap_or_default();
                let name = state
                    .words
                    .with(|words| words.dates.date_time(time, DateStyle::Time));
                Node::Many(vec![
                    heading(state, 2, "lh-hour-heading").child(name).into(),
                    day_entries(state, view.left.at(&positions)),
                ])
            });
        let hours: Vec<Node> = hours.collect();
        classed("section", "lh-agenda-rest")
            .flag("data-rest", true)
            .child(our_words(state, heading(state, 1, "lh-day-name")).child(words))
            .child(hours)
    });
    let whole = classed("section", "lh-agenda")
        .flag("data-agenda", true)
        .child(day_entries(state, view.left.at(&all)));
    Node::Many(vec![whole.into(), rest.into()])
}

/// What the parts of one grid have in common.
pub(crate) struct View<'a> {
    pub(crate) state: State,
    pub(crate) left: &'a Selection,
    /// The day in the tab order, and the one that is shown where there is room for one.
    pub(crate) chosen: Date,
    /// True for the view of one day.
    pub(crate) is_day: bool,
}

impl View<'_> {
    /// An element of the grid that belongs to a day, in the column `column` from 0.
    pub(crate) fn cell(&self, class: &'static str, role: &'static str, date: Date, column: usize) -> Element {
        classed("div", class)
            .attr("role", role)
            // The first column is that of the hours.
            .attr("aria-colindex", (column + 2).digits())
            .attr("data-day", iso(date))
            .flag("data-today", self.state.clock.today.get() == date)
            .flag("data-shown", date == self.chosen)
    }

    fn column_in(&self, grid: &TimeGrid) -> usize {
        let mut columns = grid.columns.iter();
        columns.position(|column| column.date == self.chosen).unwrap_or(0)
    }

    fn headings(&self, grid: &TimeGrid) -> Vec<Node> {
        let heading = |(column, date): (usize, Date)| {
            let positions = on_day(grid, column);
            let is_chosen = date == self.chosen;
            let number = (date.day() as usize).digits();
            let opener = cell::opener(self.state, date, positions.len(), is_chosen);
            // What the button says begins with the weekday in full.
            let weekday = classed("span", "lh-day-weekday")
                .attr("aria-hidden", "true")
                .child(self.state.date(date, DateStyle::WeekdayShort));
            self.cell("lh-day-heading", "columnheader", date, column)
                .attr("aria-selected", truth(is_chosen))
                .child(weekday)
                .child(opener.child(number))
                .child(cell::dots(self.state, self.left, &positions))
                .into()
        };
        let dates = grid.columns.iter().map(|column| column.date);
        dates.enumerate().map(heading).collect()
    }

    /// Whole days as bars across the week.
    fn all_day(&self, grid: &TimeGrid) -> Node {
        let row = &grid.all_day;
        let lanes = row
            .days
            .iter()
            .map(|day| day.occurrences.len().min(WEEK.lanes))
            .max();
        let lanes = lanes.unwrap_or(0);
        if self.is_day || lanes == 0 {
            return Node::Nothing;
        }
        let cells = row.days.iter().enumerate().map(|(column, day)| {
            let own = row.bars.iter().filter(|bar| bar.column == column);
            let bars: Vec<_> = own
                .filter_map(|bar| Some(cell::bar(self.state, self.left.get(bar.occurrence)?, bar)))
                .collect();
            self.cell("lh-all-day-cell", "gridcell", day.date, column)
                .child(bars)
                .child((day.hidden > 0).then(|| cell::overflow(self.state, day.date, day.hidden)))
                .into()
        });
        self.all_day_row("lh-all-day", cells.collect())
            .attr("--_lanes", lanes.digits())
            .into()
    }

    /// Whole days of the chosen day alone, one below the other.
    fn all_day_of_chosen(&self, grid: &TimeGrid, column: Option<usize>, offset: usize) -> Node {
        let Some((column, day)) = column.and_then(|column| Some((column, grid.all_day.days.get(column)?)))
        else {
            return Node::Nothing;
        };
        if day.occurrences.is_empty() {
            return Node::Nothing;
        }
        let visible = day.occurrences.len() - day.hidden;
        let bars = day.occurrences.iter().take(visible).filter_map(|&occurrence| {
            let known = self.left.get(occurrence)?;
            let days = known.days();
            let bar = Bar {
                occurrence,
                lane: 0,
                column: 0,
                span: 1,
                continues_before: days.start() < day.date,
                continues_after: days.last() > day.date,
            };
            Some(cell::bar(self.state, known, &bar))
        });
        let bars: Vec<_> = bars.collect();
        let cell = self
            .cell("lh-all-day-cell", "gridcell", day.date, column + offset)
            .child(bars)
            .child((day.hidden > 0).then(|| cell::overflow(self.state, day.date, day.hidden)));
        self.all_day_row("lh-all-day lh-stack", vec![cell.into()]).into()
    }

    fn all_day_row(&self, class: &'static str, cells: Vec<Node>) -> Element {
        classed("div", class)
            .attr("role", "row")
            .child(
                our_words(self.state, classed("div", "lh-gutter"))
                    .attr("role", "rowheader")
                    .attr("aria-colindex", "1")
                    .child(self.state.strings().all_day),
            )
            .child(cells)
    }
}

/// Everything that stands on the day of a column, whole days first: positions in the slice.
fn on_day(grid: &TimeGrid, column: usize) -> Vec<usize> {
    let mut positions = Vec::new();
    if let Some(day) = grid.all_day.days.get(column) {
        positions.extend(&day.occurrences);
    }
    if let Some(day) = grid.columns.get(column) {
        positions.extend(day.blocks.iter().map(|block| block.occurrence));
        for more in &day.more {
            positions.extend(&more.occurrences);
        }
    }
    positions
}
