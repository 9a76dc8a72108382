//! The year: twelve small months in which each day tells how much there is.

use std::rc::Rc;

use chrono::Datelike;

use crate::app::{State, ViewKind};
use crate::dom::{Node, Signal, button, classed, el, reactive, truth};
use crate::i18n::{DateStyle, PeriodWords, fill};
use crate::layout::{
    Period, Selection, Weekdays, YearDay, YearGrid, YearMonth, YearWeek, month_start, year_grid,
};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::{Date, iso};
use crate::ui::grid::period;
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::{status_name, title_link};

/// How [`YearDay::density`] stands in the attribute `data-density`.
const DENSITIES: [Option<&str>; 5] = [None, Some("1"), Some("2"), Some("3"), Some("4")];

/// What all months have in common.
struct Year {
    state: State,
    left: Selection,
    /// The weekdays in one letter, and in full for those who hear them.
    weekdays: Vec<(String, String)>,
    has_week_numbers: bool,
    /// Whether the partner offers the month as a view.
    leads_to_month: bool,
}

/// The year of the chosen day.
pub fn year(state: State) -> Node {
    // Another day of the same year leaves all months as they are but its own and the one it leaves.
    let first = Signal::derived(move || period::year_start(state.shown_day()));
    let weekdays = state.weekdays();
    let left = state.catalog.left.get();
    let YearGrid { months, tentative } = year_grid(&left, first.get(), weekdays);
    let is_empty = tentative.is_empty() && months.iter().all(is_empty);
    let planned = period::planned(state, &left, &tentative);
    let names = |day: &YearDay| {
        (
            state.date(day.date, DateStyle::WeekdayNarrow),
            state.date(day.date, DateStyle::Weekday),
        )
    };
    let week = months.first().and_then(|month| month.weeks.first());
    let (has_week_numbers, leads_to_month) = state
        .options
        .with(|options| (options.week_numbers, options.views.contains(&ViewKind::Month)));
    let year = Rc::new(Year {
        state,
        left,
        weekdays: week.into_iter().flat_map(|week| &week.days).map(names).collect(),
        has_week_numbers,
        leads_to_month,
    });
    let months = months.into_iter().map(|month| {
        let year = Rc::clone(&year);
        let stop = Signal::derived(move || tab_stop(state.shown_day(), month.first, weekdays));
        reactive(move || year.month(&month, stop.get()))
    });
    let months: Vec<_> = months.collect();
    let is_open = Signal::new(false);
    let shows_earlier =
        Signal::derived(move || is_open.get() || is_over(state, month_start(state.shown_day())));
    let earlier = our_words(state, button("lh-button lh-year-earlier"))
        .reactive_attr("aria-expanded", move || truth(shows_earlier.get()).into())
        .on("click", move |_| is_open.set(!shows_earlier.get_untracked()))
        .child(PeriodWords::of(state.strings().tag()).earlier_months());
    Node::Many(vec![
        planned,
        is_empty.then(|| period::empty(state)).into(),
        is_over(state, first.get()).then_some(earlier).into(),
        classed("div", "lh-year")
            .flag("data-week-numbers", has_week_numbers)
            .reactive_attr("data-earlier", move || truth(shows_earlier.get()).into())
            .child(months)
            .into(),
    ])
}

/// Whether a month, by its first day, is one of the present year that is over.
fn is_over(state: State, first: Date) -> bool {
    let this_month = month_start(state.clock.today.get());
    first < this_month && first.year() == this_month.year()
}

fn is_empty(month: &YearMonth) -> bool {
    let mut days = month.weeks.iter().flat_map(|week| &week.days);
    month.tentative.is_empty() && !days.any(|day| day.in_month && day.count > 0)
}

/// The day of a month that Tab reaches: the chosen one, or where it is left out the nearest that is not.
/// All other months give [`Date::MIN`].
fn tab_stop(chosen: Date, month: Date, weekdays: Weekdays) -> Date {
    let stop = if weekdays.shows(chosen) {
        chosen
    } else {
        let next = Period::Day.next(chosen, weekdays);
        next.filter(|next| next.year() == chosen.year())
            .or_else(|| Period::Day.previous(chosen, weekdays))
            .unwrap_or(chosen)
    };
    if stop.with_day(1) == Some(month) {
        stop
    } else {
        Date::MIN
    }
}

impl Year {
    fn month(&self, month: &YearMonth, stop: Date) -> Node {
        let first = month.first;
        let weeks: Vec<_> = month.weeks.iter().map(|week| self.week(week, stop)).collect();
        let grid = el("div")
            .attr("role", "grid")
            .attr("aria-label", self.state.date(first, DateStyle::Month))
            .child(self.week_header())
            .child(weeks);
        classed("section", "lh-year-month")
            .flag("data-over", is_over(self.state, first))
            .child(self.name(first, stop))
            .child(grid)
            .child(self.planned(month))
            .into()
    }

    /// The month's name, which leads to the month. Tab reaches that of the chosen day alone, so that
    /// the year is passed in two steps.
    fn name(&self, first: Date, stop: Date) -> Node {
        let state = self.state;
        let name = state.date(first, DateStyle::MonthAlone);
        let has_stop = stop != Date::MIN;
        let heading = heading(state, 1, "lh-year-name");
        if !self.leads_to_month {
            return heading.child(name).into();
        }
        let opener = button("lh-year-opener")
            .attr("data-month", iso(first))
            .attr("tabindex", if has_stop { "0" } else { "-1" })
            .on("click", move |_| {
                state
                    .navigation
                    .day
                    .set(Some(if has_stop { stop } else { first }));
                state.navigation.view.set(ViewKind::Month);
            })
            .child(name);
        heading.child(opener).into()
    }

    fn week_header(&self) -> Node {
        let name = |(letter, name): &(String, String)| {
            el("div")
                .attr("role", "columnheader")
                .attr("aria-label", name.clone())
                .child(letter.clone())
                .into()
        };
        let names: Vec<Node> = self.weekdays.iter().map(name).collect();
        let corner = self
            .has_week_numbers
            .then(|| el("div").attr("role", "columnheader"));
        classed("div", "lh-year-week lh-year-weekdays")
            .attr("role", "row")
            .child(corner)
            .child(names)
            .into()
    }

    fn week(&self, week: &YearWeek, stop: Date) -> Node {
        let number = self.has_week_numbers.then(|| {
            let number = (week.number as usize).digits();
            classed("div", "lh-year-number")
                .attr("lang", self.state.own_language())
                .attr("role", "rowheader")
                .attr(
                    "aria-label",
                    fill(
                        PeriodWords::of(self.state.strings().tag()).week_number(),
                        &[&number],
                    ),
                )
                .child(number)
        });
        let days: Vec<_> = week.days.iter().map(|day| self.day(day, stop)).collect();
        classed("div", "lh-year-week")
            .attr("role", "row")
            .child(number)
            .child(days)
            .into()
    }

    fn day(&self, day: &YearDay, stop: Date) -> Node {
        let cell = el("div").attr("role", "gridcell");
        if !day.in_month {
            return cell.into();
        }
        let (state, date) = (self.state, day.date);
        let strings = state.strings();
        let is_today = state.clock.today.get() == date;
        let label = fill(
            strings.announce_period(),
            &[
                &state.date(date, DateStyle::Full),
                &strings.count(day.count, false),
            ],
        );
        let density = DENSITIES.get(usize::from(day.density)).copied().flatten();
        let opener = button("lh-year-day")
            .attr("tabindex", if stop == date { "0" } else { "-1" })
            .attr("aria-label", label)
            .attr("aria-current", is_today.then_some("date"))
            .child((date.day() as usize).digits());
        cell.attr("data-day", iso(date))
            .attr("data-density", density)
            .flag("data-today", is_today)
            .child(opener)
            .into()
    }

    /// What is planned within the month, without a day.
    fn planned(&self, month: &YearMonth) -> Node {
        let state = self.state;
        if month.tentative.is_empty() {
            return Node::Nothing;
        }
        let line = |occurrence: &Occurrence| {
            let event = &occurrence.event;
            let when = state.words.with(|words| words.short(occurrence, true));
            classed("li", "lh-year-line")
                .key(occurrence.id())
                .attr("part", "event")
                .attr("data-uid", event.uid.as_str().to_owned())
                .attr("data-status", status_name(event))
                .child(title_link(state, occurrence))
                .child(classed("span", "lh-line-item lh-quiet").child(when))
                .into()
        };
        let lines: Vec<Node> = self.left.at(&month.tentative).map(line).collect();
        classed("ul", "lh-year-planned").child(lines).into()
    }
}
