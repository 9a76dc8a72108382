//! The week and the day by the hour: days above, whole days below them, then the hours.
//!
//! Where there is little room the days of the week are a strip, and the chosen one's hours stand alone
//! below it; the day by itself is a list there.

use chrono::Datelike;

use crate::app::{State, ViewKind};
use crate::dom::{Element, Node, Reference, Signal, button, classed, effect, next_frame, reactive, truth};
use crate::i18n::{DateStyle, PeriodWords, fill};
use crate::layout::{
    Bar, Columns, LaneDay, Period, Room, Selection, TimeGrid, by_hour, on_day as layout_on_day, time_grid,
};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::{Date, DateRange, iso};
use crate::ui::grid::hours::hours;
use crate::ui::grid::{cell, period};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::day_entries;

/// How many lanes the row of whole days of a week has before it counts.
const LANES: usize = 4;
/// The same of a day by itself.
const LANES_OF_DAY: usize = 8;
/// How many there are while all are shown: more than anybody looks at.
const MANY: usize = 200;
/// The width of the hours' names, in CSS pixels: `--_gutter` in the style.
const GUTTER: u32 = 64;
/// A calendar narrower than this shows the chosen day alone, in CSS pixels: as the style does.
const NARROW: u32 = 600;
/// A week narrower than this is a list for each day, in CSS pixels: as the style has it.
const LISTS: u32 = 840;

/// What a time grid is laid out by, besides the events.
#[derive(Clone, Copy)]
struct Layout {
    /// How wide the calendar is.
    width: Reference,
    alone: Signal<usize>,
    beside_more: Signal<usize>,
    /// True while all whole days are shown.
    is_open: Signal<bool>,
}

/// The week around the chosen day, or that day.
pub fn time(state: State) -> Node {
    let is_day = state.navigation.view.get_untracked() == ViewKind::Day;
    let columns = columns_within(1_000, 7, is_day);
    let layout = Layout {
        width: Signal::new(None),
        alone: Signal::new(columns.alone),
        beside_more: Signal::new(columns.beside_more),
        is_open: Signal::new(false),
    };
    let measure = move || layout.measure(state, is_day);
    // Before it is first painted.
    next_frame(measure);
    effect(move || {
        // Some may be hidden.
        state.weekdays();
        measure();
    });
    Node::Many(vec![
        // The style gives it something that follows from the calendar's width, and a transition of that.
        classed("div", "lh-width")
            .reference(layout.width)
            .on("transitionend", move |_| measure())
            .into(),
        reactive(move || grid(state, layout)),
    ])
}

impl Layout {
    fn measure(self, state: State, is_day: bool) {
        let element = self
            .width
            .is_alive()
            .then(|| self.width.get_untracked())
            .flatten();
        let width = element.map_or(0.0, |element| {
            let around = element.get_bounding_client_rect();
            around.right() - around.left()
        });
        // Nothing is as wide as that while it is not shown.
        if width > 0.0 {
            let columns = columns_within(width as u32, state.weekdays().count() as u32, is_day);
            self.alone.set_if_new(columns.alone);
            self.beside_more.set_if_new(columns.beside_more);
        }
    }

    fn room(self, lanes: usize) -> Room {
        Room {
            lanes: if self.is_open.get() { MANY } else { lanes },
            columns: Columns {
                alone: self.alone.get(),
                beside_more: self.beside_more.get(),
            },
        }
    }
}

/// How many columns each of so many days has in a calendar of this width.
fn columns_within(width: u32, days: u32, is_day: bool) -> Columns {
    let hours = width.saturating_sub(GUTTER);
    if is_day || width < NARROW {
        Columns::within(hours)
    } else if width < LISTS {
        // One below the other.
        Columns {
            alone: 4,
            beside_more: 2,
        }
    } else {
        Columns::within(hours / days.max(1))
    }
}

fn grid(state: State, layout: Layout) -> Node {
    let left = state.catalog.left.get();
    let weekdays = state.weekdays();
    let day = state.shown_day();
    let is_day = state.navigation.view.get_untracked() == ViewKind::Day;
    let week = time_grid(
        &left,
        Period::Week.around(day, weekdays),
        weekdays,
        layout.room(LANES),
    );
    let single = is_day.then(|| time_grid(&left, DateRange::day(day), weekdays, layout.room(LANES_OF_DAY)));
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
        is_open: layout.is_open,
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
                .child(fill(
                    PeriodWords::of(state.strings().tag()).week_number(),
                    &[&number],
                )),
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
                our_words(state, classed("p", "lh-quiet lh-day-quiet")).child(state.strings().no_events_day())
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
        let words = fill(
            PeriodWords::of(state.strings().tag()).overflow(),
            &[&rest.len().digits()],
        );
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
    /// True while all whole days are shown.
    is_open: Signal<bool>,
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

    /// Whole days as bars across the week, as high as their titles need.
    fn all_day(&self, grid: &TimeGrid) -> Node {
        let row = &grid.all_day;
        if self.is_day || row.days.iter().all(|day| day.occurrences.is_empty()) {
            return Node::Nothing;
        }
        let cells = row.days.iter().enumerate().map(|(column, day)| {
            let own = row.bars.iter().filter(|bar| bar.column == column);
            let bars: Vec<_> = own
                .filter_map(|bar| Some(cell::bar(self.state, self.left.get(bar.occurrence)?, bar)))
                .collect();
            self.cell("lh-all-day-cell", "gridcell", day.date, column)
                .attr("--_at", (column + 1).digits())
                .child(bars)
                .child(self.hidden(day))
                .into()
        });
        let lanes = row.bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(0);
        let hidden = usize::from(row.days.iter().any(|day| day.hidden > 0));
        self.all_day_row("lh-all-day", hidden > 0, cells.collect())
            .attr("--_days", row.days.len().digits())
            .attr("--_rows", (lanes + hidden).digits())
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
            .child(self.hidden(day));
        self.all_day_row("lh-all-day lh-stack", day.hidden > 0, vec![cell.into()])
            .into()
    }

    fn hidden(&self, day: &LaneDay) -> Option<Node> {
        (day.hidden > 0).then(|| cell::overflow(self.state, day.date, day.hidden))
    }

    /// Where not all have room, its name opens it.
    fn all_day_row(&self, class: &'static str, has_hidden: bool, cells: Vec<Node>) -> Element {
        let is_open = self.is_open;
        let name = self.state.strings().all_day();
        let name = match has_hidden || is_open.get() {
            true => button("lh-all-day-name")
                .attr("aria-expanded", truth(is_open.get()))
                .on("click", move |_| is_open.update(|is_open| *is_open = !*is_open))
                .child(name),
            false => classed("span", "lh-all-day-name").child(name),
        };
        classed("div", class)
            .attr("role", "row")
            .child(
                our_words(self.state, classed("div", "lh-gutter"))
                    .attr("role", "rowheader")
                    .attr("aria-colindex", "1")
                    .child(name),
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
