//! The parts of the program that come in files of their own, when a visitor first needs them.
//!
//! The build cuts the program at the functions below that are marked `wasm_split`: what nothing but
//! they lead to goes into the file `lichthof-<part>.wasm`. What the rest of the program uses of a part
//! they give out as pointers, since a call by name would draw it back into the first file.

use std::cell::Cell;
use std::sync::Arc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::heading::message_title;
use super::markup::{Element, Node, button, classed, el};
use super::signal::Signal;
use super::state::{Open, State};
use super::{cards, cell, dialog, filter as filter_views, list, month, period as grids, time, year};
use crate::calendar::{Bar, MonthGrid, Period, Room, TimeGrid, Weekdays};
use crate::date::{Date, DateRange, DateTime, Expansion, Occurrence, ZonePolicy, Zones};
use crate::embed::ViewKind;
use crate::event::Event;
use crate::filter::{Facet, Index, Query};

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands in the dialog.
    Dialog,
    /// What all grids share.
    Period,
    /// The month.
    Month,
    /// The week and the day, as hours.
    Time,
    /// The year.
    Year,
    /// The tiles.
    Cards,
    /// Search, facets, and what they offer.
    Filter,
    /// The dates of series.
    Series,
}

impl Part {
    const ALL: [Self; 8] = [
        Self::Dialog,
        Self::Period,
        Self::Month,
        Self::Time,
        Self::Year,
        Self::Cards,
        Self::Filter,
        Self::Series,
    ];
}

/// How far each part is. A signal for each: what shows one must not be built anew when another comes.
#[derive(Clone, Copy)]
pub struct Arrivals([Signal<Arrival>; Part::ALL.len()]);

impl Arrivals {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self(std::array::from_fn(|_| Signal::new(Arrival::Absent)))
    }

    fn of(self, part: Part) -> Signal<Arrival> {
        self.0[part as usize]
    }

    /// What could not be loaded. A view may lack two parts.
    fn failed(self) -> impl Iterator<Item = Part> {
        let has_failed = move |part: &Part| self.of(*part).get_untracked() == Arrival::Failed;
        Part::ALL.into_iter().filter(has_failed)
    }
}

/// How far a part is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nobody has asked for it.
    Absent,
    /// It is on its way.
    Coming,
    /// It can be used.
    There,
    /// It could not be loaded.
    Failed,
}

/// What the part [`Part::Filter`] does.
#[derive(Clone, Copy)]
pub struct Filter {
    /// [`Index::new`].
    pub index: fn(&[Arc<Event>]) -> Index,
    /// [`Index::matches`].
    pub matches: fn(&Index, &Query) -> Vec<bool>,
    /// The values of a facet with their counts.
    pub panel: fn(State, Facet) -> Node,
    /// What is filtered by.
    pub chips: fn(State) -> Node,
    /// What to filter by less.
    pub loosenings: fn(State) -> Node,
}

/// What the part [`Part::Period`] does.
#[derive(Clone, Copy)]
pub struct Frame {
    /// A grid with the period's name and tools, its keys and clicks.
    frame: fn(State, Period, View) -> Node,
    /// What a period without events says.
    empty: fn(State) -> Node,
    /// The tentative periods at these positions, in words above the grid.
    pub planned: fn(State, &[Occurrence], &[usize]) -> Node,
    /// The button of a day.
    pub opener: fn(State, Date, usize, bool) -> Element,
    /// A dot for each of the first events at these positions.
    pub dots: fn(&[Occurrence], &[usize]) -> Node,
    /// A stretch of an event in a lane.
    pub bar: fn(State, &Occurrence, &Bar) -> Node,
    /// The button to what has no room on a day.
    pub overflow: fn(State, Date, usize) -> Node,
    /// [`crate::calendar::month_grid`].
    pub month_grid: fn(&[Occurrence], Date, Weekdays, usize) -> MonthGrid,
    /// [`crate::calendar::time_grid`].
    pub time_grid: fn(&[Occurrence], DateRange, Weekdays, Room) -> TimeGrid,
}

/// What the part [`Part::Series`] does.
#[derive(Clone, Copy)]
pub struct Series {
    /// [`Occurrence::within`].
    pub within: fn(&Arc<Event>, DateRange, &ZonePolicy, &dyn Zones) -> Expansion,
    /// [`Occurrence::at`].
    pub at: fn(&Arc<Event>, DateTime, &ZonePolicy, &dyn Zones) -> Option<Occurrence>,
}

type Made<T> = Result<T, SplitLoaderError>;

type View = fn(State) -> Node;

/// What has come, for all calendars of the page.
#[derive(Clone, Copy)]
struct Loaded {
    dialog: Option<fn(State, Open) -> Node>,
    period: Option<Frame>,
    month: Option<View>,
    time: Option<View>,
    year: Option<View>,
    cards: Option<View>,
    filter: Option<Filter>,
    series: Option<Series>,
}

thread_local! {
    static LOADED: Cell<Loaded> = const {
        Cell::new(Loaded {
            dialog: None,
            period: None,
            month: None,
            time: None,
            year: None,
            cards: None,
            filter: None,
            series: None,
        })
    };
}

#[wasm_split(dialog, fallible)]
fn fetch_dialog() -> Made<fn(State, Open) -> Node> {
    Ok(dialog::content)
}

#[wasm_split(period, fallible)]
fn fetch_period() -> Made<Frame> {
    Ok(Frame {
        frame: grids::frame,
        empty: grids::empty,
        planned: grids::planned,
        opener: cell::opener,
        dots: cell::dots,
        bar: cell::bar,
        overflow: cell::overflow,
        // Both stand in lanes: in files of their own they would leave those in the first one.
        month_grid: crate::calendar::month_grid,
        time_grid: crate::calendar::time_grid,
    })
}

#[wasm_split(month, fallible)]
fn fetch_month() -> Made<View> {
    Ok(month::month)
}

#[wasm_split(time, fallible)]
fn fetch_time() -> Made<View> {
    Ok(time::time)
}

#[wasm_split(year, fallible)]
fn fetch_year() -> Made<View> {
    Ok(year::year)
}

#[wasm_split(cards, fallible)]
fn fetch_cards() -> Made<View> {
    Ok(cards::cards)
}

#[wasm_split(filter, fallible)]
fn fetch_filter() -> Made<Filter> {
    Ok(Filter {
        index: Index::new,
        matches: Index::matches,
        panel: filter_views::panel,
        chips: filter_views::chips,
        loosenings: filter_views::loosenings,
    })
}

#[wasm_split(series, fallible)]
fn fetch_series() -> Made<Series> {
    Ok(Series {
        within: Occurrence::within,
        at: Occurrence::at,
    })
}

/// Fetches a part; true once it is there.
async fn fetch(part: Part) -> bool {
    match part {
        Part::Dialog => keep(fetch_dialog().await, |loaded, dialog| {
            loaded.dialog = Some(dialog)
        }),
        Part::Period => keep(fetch_period().await, |loaded, frame| loaded.period = Some(frame)),
        Part::Month => keep(fetch_month().await, |loaded, month| loaded.month = Some(month)),
        Part::Time => keep(fetch_time().await, |loaded, time| loaded.time = Some(time)),
        Part::Year => keep(fetch_year().await, |loaded, year| loaded.year = Some(year)),
        Part::Cards => keep(fetch_cards().await, |loaded, cards| loaded.cards = Some(cards)),
        Part::Filter => keep(fetch_filter().await, |loaded, filter| {
            loaded.filter = Some(filter)
        }),
        Part::Series => keep(fetch_series().await, |loaded, series| {
            loaded.series = Some(series)
        }),
    }
}

fn keep<T>(made: Made<T>, keep: impl FnOnce(&mut Loaded, T)) -> bool {
    let mut loaded = LOADED.get();
    let is_made = made.is_ok();
    if let Ok(made) = made {
        keep(&mut loaded, made);
        LOADED.set(loaded);
    }
    is_made
}

impl State {
    /// Sees to it that a part comes: one that could not be loaded is asked for anew.
    pub fn need(self, part: Part) {
        let arrival = self.parts.of(part);
        if matches!(arrival.get_untracked(), Arrival::Coming | Arrival::There) {
            return;
        }
        arrival.set(Arrival::Coming);
        wasm_bindgen_futures::spawn_local(async move {
            let is_there = fetch(part).await;
            // The calendar may be gone meanwhile: then this does nothing.
            arrival.set(if is_there { Arrival::There } else { Arrival::Failed });
        });
    }
}

/// The part [`Part::Filter`], once it is there.
pub fn filter(parts: Arrivals) -> Option<Filter> {
    (parts.of(Part::Filter).get() == Arrival::There)
        .then(|| LOADED.get().filter)
        .flatten()
}

/// The part [`Part::Series`], fetched if need be; none where it could not be.
pub async fn fetch_series_once() -> bool {
    LOADED.get().series.is_some() || fetch(Part::Series).await
}

/// The part [`Part::Period`], where it is there: always, while a grid is made.
pub fn period() -> Option<Frame> {
    LOADED.get().period
}

/// The part [`Part::Series`], where it is there.
pub fn series() -> Option<Series> {
    LOADED.get().series
}

/// The view on show, or what stands in its place until its parts are there.
pub fn view(state: State, kind: ViewKind) -> Node {
    let part = match kind {
        ViewKind::List => return list::list(state),
        ViewKind::Month => Part::Month,
        ViewKind::Week | ViewKind::Day => Part::Time,
        ViewKind::Year => Part::Year,
        ViewKind::Cards => Part::Cards,
    };
    let Some(period) = kind.period() else {
        return late(state, part, &|| Some((view_of(part)?)(state)));
    };
    // Asked for at the same moment.
    is_settled(state, part);
    late(state, Part::Period, &|| {
        let frame = LOADED.get().period?.frame;
        let framed = || Some(frame(state, period, view_of(part)?));
        Some(late(state, part, &framed))
    })
}

fn view_of(part: Part) -> Option<View> {
    let loaded = LOADED.get();
    match part {
        Part::Month => loaded.month,
        Part::Time => loaded.time,
        Part::Year => loaded.year,
        Part::Cards => loaded.cards,
        _ => None,
    }
}

/// What a grid says where it has no events.
pub fn empty_period(state: State) -> Node {
    period().map(|period| (period.empty)(state)).into()
}

/// What stands in the dialog, or what stands in its place until its part is there.
pub fn dialog_content(state: State, open: Open) -> Node {
    let content = move || LOADED.get().dialog.map(|content| content(state, open.clone()));
    late(state, Part::Dialog, &content)
}

/// What the filter's part renders, or what stands in its place until it is there.
pub fn filter_content(state: State, content: impl Fn(Filter) -> Node) -> Node {
    late(state, Part::Filter, &|| LOADED.get().filter.map(&content))
}

/// True once a part is there or has failed; it is asked for if nobody has yet.
pub fn is_settled(state: State, part: Part) -> bool {
    match state.parts.of(part).get() {
        Arrival::Absent => {
            state.need(part);
            false
        }
        Arrival::Coming => false,
        Arrival::There | Arrival::Failed => true,
    }
}

fn late(state: State, part: Part, content: &dyn Fn() -> Option<Node>) -> Node {
    if !is_settled(state, part) {
        return Node::Nothing;
    }
    if state.parts.of(part).get_untracked() == Arrival::Failed {
        return failed(state);
    }
    content().unwrap_or(Node::Nothing)
}

fn failed(state: State) -> Node {
    let strings = state.strings();
    classed("div", "lh-message lh-failed")
        .attr("data-state", "error")
        .attr("role", "alert")
        .child(message_title(strings.part_failed))
        .child(
            el("p").child(
                button("lh-button")
                    .flag("data-retry", true)
                    .on("click", move |_| {
                        state.parts.failed().for_each(|part| state.need(part))
                    })
                    .child(strings.retry),
            ),
        )
        .into()
}
