//! The parts of the program that come in files of their own, when a visitor first needs them.
//!
//! The build cuts the program at the functions below that are marked `wasm_split`: what nothing but
//! they lead to goes into the file `lichthof-<part>.wasm`. What the rest of the program uses of a part
//! they give out as pointers, since a call by name would draw it back into the first file.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::sync::Arc;

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::markup::Node;
use super::scope::spawn;
use super::signal::Signal;
use super::state::State;
use super::{
    cards, dialog, facet_words, facets, filter as filter_views, keep, list, message, month, period, search,
    structured, take, time, year,
};
use crate::calendar::Period;
use crate::date::{Date, DateRange, DateTime, Expansion, Horizon, Occurrence, ZonePolicy, Zones};
use crate::embed::ViewKind;
use crate::event::Event;
use crate::feed::source::promise;
use crate::feed::{Details, bring_details};
use crate::filter::{Facet, Index, Present, Query};

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is said of an event besides what a list shows.
    Details,
    /// The dialog, and what stands in it.
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
    /// What leaves the calendar: files, links, print, data for search engines.
    Export,
}

/// How many parts there are.
const PARTS: usize = Part::Export as usize + 1;

/// How far each part is. A signal for each: what shows one must not be built anew when another comes.
#[derive(Clone, Copy)]
pub struct Arrivals([Signal<Arrival>; PARTS]);

impl Arrivals {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self(std::array::from_fn(|_| Signal::new(Arrival::Absent)))
    }

    fn of(self, part: Part) -> Signal<Arrival> {
        self.0[part as usize]
    }

    fn are_there(self, parts: &[Part]) -> bool {
        parts.iter().all(|&part| self.of(part).get() == Arrival::There)
    }
}

impl Part {
    /// The name in the part's file, `lichthof-<name>.wasm`.
    fn name(self) -> &'static str {
        match self {
            Self::Details => "details",
            Self::Dialog => "dialog",
            Self::Period => "period",
            Self::Month => "month",
            Self::Time => "time",
            Self::Year => "year",
            Self::Cards => "cards",
            Self::Filter => "filter",
            Self::Series => "series",
            Self::Export => "export",
        }
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
    pub index: fn(&[Occurrence], &ZonePolicy, &dyn Zones) -> Index,
    /// [`Index::matches`].
    pub matches: fn(&Index, &Query, &Present) -> Vec<bool>,
    /// [`Query::parse`].
    pub parse: fn(&str) -> Query,
    /// [`Query::asks_for_past`].
    pub asks_for_past: fn(&Query, &Present) -> bool,
    /// A text with what is searched for marked in it.
    marked: fn(State, String) -> Node,
    /// Keys in the search field, and that one has done typing.
    take_search: fn(State, &web_sys::Event),
    /// The buttons of the first facets, and the sheet of all.
    pub facets: fn(State) -> Node,
    /// What is filtered by.
    pub chips: fn(State) -> Node,
    /// What to filter by less.
    pub loosenings: fn(State) -> Node,
    /// What a value of a facet is called.
    pub value_name: fn(State, Facet, &str) -> String,
}

/// What the part [`Part::Export`] does.
#[derive(Clone, Copy)]
pub struct Export {
    /// The ways of what is shown: a file, paper, a subscription.
    pub panel: fn(State) -> Node,
    /// The ways of one event into a calendar.
    pub into_calendar: fn(State, Occurrence) -> Node,
    /// The ways of one event to somebody else.
    pub to_others: fn(State, Occurrence) -> Node,
    /// Data for search engines.
    structured: fn(State) -> Node,
}

/// What the part [`Part::Period`] does.
#[derive(Clone, Copy)]
struct Frame {
    /// A grid with the period's name and tools, its keys and clicks.
    frame: fn(State, Period, View) -> Node,
    /// What the period on show is called, and how many events it has.
    status: fn(State, Period) -> String,
    /// The days of the period on show.
    days: fn(State, Period) -> DateRange,
}

/// What the part [`Part::Series`] does.
#[derive(Clone, Copy)]
pub struct Series {
    /// [`Horizon::occurrences`].
    pub occurrences: fn(Horizon, &Arc<Event>, &ZonePolicy, &dyn Zones, &mut u32) -> Expansion,
    /// [`Occurrence::next_from`].
    pub next_from: fn(&Arc<Event>, Date, &ZonePolicy, &dyn Zones) -> Expansion,
    /// [`Occurrence::last_before`].
    pub last_before: fn(&Arc<Event>, Date, &ZonePolicy, &dyn Zones) -> Expansion,
    /// [`Occurrence::at`].
    pub at: fn(&Arc<Event>, DateTime, &ZonePolicy, &dyn Zones) -> Option<Occurrence>,
}

type View = fn(State) -> Node;

/// Finds a view among what has come.
type Find = fn(Loaded) -> Option<View>;

/// What filters need: tools/assets.mjs puts what they share with other parts into the details.
const FILTER: &[Part] = &[Part::Details, Part::Filter];

/// What the dialog needs.
const DIALOG: &[Part] = &[Part::Dialog, Part::Details];

/// What the exports need: they write series, too.
const EXPORT: &[Part] = &[Part::Details, Part::Series, Part::Export];

/// What has come, for all calendars of the page.
#[derive(Clone, Copy)]
struct Loaded {
    dialog: Option<View>,
    period: Option<Frame>,
    month: Option<View>,
    time: Option<View>,
    year: Option<View>,
    cards: Option<View>,
    filter: Option<Filter>,
    series: Option<Series>,
    export: Option<Export>,
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
            export: None,
        })
    };
}

thread_local! {
    /// Which parts are on their way, or there: each is brought once, for all calendars of the page.
    static BROUGHT: RefCell<[Option<Promise>; PARTS]> = const { RefCell::new([const { None }; PARTS]) };
}

/// What a part brings.
type Made = Result<fn(&mut Loaded), SplitLoaderError>;

#[wasm_split(details, fallible)]
fn fetch_details() -> Made {
    Ok(|_| bring_details(Details::ALL))
}

#[wasm_split(dialog, fallible)]
fn fetch_dialog() -> Made {
    Ok(|loaded| loaded.dialog = Some(dialog::dialog))
}

#[wasm_split(period, fallible)]
fn fetch_period() -> Made {
    Ok(|loaded| {
        loaded.period = Some(Frame {
            frame: period::frame,
            status: period::status,
            days: period::days,
        });
    })
}

#[wasm_split(month, fallible)]
fn fetch_month() -> Made {
    Ok(|loaded| loaded.month = Some(month::month))
}

#[wasm_split(time, fallible)]
fn fetch_time() -> Made {
    Ok(|loaded| loaded.time = Some(time::time))
}

#[wasm_split(year, fallible)]
fn fetch_year() -> Made {
    Ok(|loaded| loaded.year = Some(year::year))
}

#[wasm_split(cards, fallible)]
fn fetch_cards() -> Made {
    Ok(|loaded| loaded.cards = Some(cards::cards))
}

#[wasm_split(filter, fallible)]
fn fetch_filter() -> Made {
    Ok(|loaded| {
        loaded.filter = Some(Filter {
            index: Index::new,
            matches: Index::matches,
            parse: Query::parse,
            asks_for_past: Query::asks_for_past,
            marked: search::marked,
            take_search: search::take_search,
            facets: facets::facets,
            chips: filter_views::chips,
            loosenings: filter_views::loosenings,
            value_name: facet_words::value_name,
        });
    })
}

#[wasm_split(series, fallible)]
fn fetch_series() -> Made {
    Ok(|loaded| {
        loaded.series = Some(Series {
            occurrences: Horizon::occurrences,
            next_from: Occurrence::next_from,
            last_before: Occurrence::last_before,
            at: Occurrence::at,
        });
    })
}

#[wasm_split(export, fallible)]
fn fetch_export() -> Made {
    Ok(|loaded| {
        loaded.export = Some(Export {
            panel: take::panel,
            into_calendar: keep::into_calendar,
            to_others: keep::to_others,
            structured: structured::structured,
        });
    })
}

/// Fetches a part; true once it is there. Whoever waits for it may go: the promise belongs to the page, as a
/// part that is brought a second time would write into the memory of the first.
async fn fetch(part: Part) -> bool {
    let known = BROUGHT.with_borrow(|all| all.get(part as usize).cloned().flatten());
    let promise = known.unwrap_or_else(|| {
        let promise = promise(Box::pin(async move {
            let is_there = bring(part).await;
            if !is_there {
                remember(part, None);
            }
            Ok(JsValue::from_bool(is_there))
        }));
        remember(part, Some(promise.clone()));
        promise
    });
    JsFuture::from(promise)
        .await
        .is_ok_and(|is_there| is_there.is_truthy())
}

fn remember(part: Part, promise: Option<Promise>) {
    BROUGHT.with_borrow_mut(|all| {
        if let Some(known) = all.get_mut(part as usize) {
            *known = promise;
        }
    });
}

async fn bring(part: Part) -> bool {
    let fetching: Pin<Box<dyn Future<Output = Made>>> = match part {
        Part::Details => Box::pin(fetch_details()),
        Part::Dialog => Box::pin(fetch_dialog()),
        Part::Period => Box::pin(fetch_period()),
        Part::Month => Box::pin(fetch_month()),
        Part::Time => Box::pin(fetch_time()),
        Part::Year => Box::pin(fetch_year()),
        Part::Cards => Box::pin(fetch_cards()),
        Part::Filter => Box::pin(fetch_filter()),
        Part::Series => Box::pin(fetch_series()),
        Part::Export => Box::pin(fetch_export()),
    };
    let made = fetching.await;
    if let Ok(bring) = &made {
        let mut loaded = LOADED.get();
        bring(&mut loaded);
        LOADED.set(loaded);
    }
    made.is_ok()
}

impl State {
    /// Sees to it that a part comes: one that could not be loaded is asked for anew.
    pub fn need(self, part: Part) {
        if matches!(part, Part::Dialog | Part::Filter | Part::Export) {
            self.need(Part::Details);
        }
        let arrival = self.parts.of(part);
        if matches!(arrival.get_untracked(), Arrival::Coming | Arrival::There) {
            return;
        }
        arrival.set(Arrival::Coming);
        spawn(async move {
            let is_there = fetch(part).await;
            if part == Part::Details && is_there {
                self.complete().await;
            }
            self.arrived(part, is_there);
        });
    }

    /// Sees to it that parts come that nobody has asked for yet; one that could not be loaded is left to
    /// whoever wants it again.
    fn ask_once(self, parts: &[Part]) {
        for &part in parts {
            if self.parts.of(part).get() == Arrival::Absent {
                self.need(part);
            }
        }
    }

    /// Asks anew for parts of which one could not be loaded.
    fn ask_again(self, parts: &[Part]) {
        parts.iter().for_each(|&part| self.need(part));
    }

    /// Brings what filters by what the partner wants, before there are events to filter.
    pub async fn bring_filter(self) {
        for part in [Part::Details, Part::Filter] {
            let is_there = fetch(part).await;
            self.arrived(part, is_there);
        }
    }

    fn arrived(self, part: Part, is_there: bool) {
        let arrival = self.parts.of(part);
        // Several may have waited for it.
        if !is_there && arrival.get_untracked() != Arrival::Failed {
            let mut message = "a part of the program could not be loaded: ".to_owned();
            message.push_str(part.name());
            self.notify().error("part", &message);
        }
        arrival.set(if is_there { Arrival::There } else { Arrival::Failed });
    }
}

/// The part [`Part::Filter`], once it is there.
pub fn filter(parts: Arrivals) -> Option<Filter> {
    // What it shares with other parts comes with the details; and a search through half of what the events
    // say would find half of them.
    parts.are_there(FILTER).then(|| LOADED.get().filter).flatten()
}

/// The part [`Part::Series`], fetched if need be; none where it could not be.
pub async fn fetch_series_once() -> bool {
    LOADED.get().series.is_some() || fetch(Part::Series).await
}

/// The part [`Part::Series`], where it is there.
pub fn series() -> Option<Series> {
    LOADED.get().series
}

/// The view on show, or what stands in its place until its parts are there.
pub fn view(state: State, kind: ViewKind) -> Node {
    let (parts, of): (&'static [Part], Find) = match kind {
        ViewKind::List => return list::list(state),
        ViewKind::Month => (&[Part::Period, Part::Month], |loaded| loaded.month),
        ViewKind::Week | ViewKind::Day => (&[Part::Period, Part::Time], |loaded| loaded.time),
        ViewKind::Year => (&[Part::Period, Part::Year], |loaded| loaded.year),
        // Their pictures are among the details.
        ViewKind::Cards => (&[Part::Details, Part::Cards], |loaded| loaded.cards),
    };
    late(state, parts, &|loaded| {
        let view = of(loaded)?;
        Some(match kind.period() {
            Some(period) => (loaded.period?.frame)(state, period, view),
            None => view(state),
        })
    })
}

/// What the period on show is called, and how many events it has; nothing until the part is there that
/// knows.
pub fn period_status(state: State, period: Period) -> String {
    state.parts.of(Part::Period).get();
    let frame = LOADED.get().period;
    frame.map_or_else(String::new, |frame| (frame.status)(state, period))
}

/// The days of the period on show; `None` until the part is there that knows.
pub fn period_days(state: State, period: Period) -> Option<DateRange> {
    let frame = LOADED.get().period?;
    Some((frame.days)(state, period))
}

/// The dialog, or what stands in its place until its parts are there: nothing while nothing is to be open.
pub fn dialog(state: State) -> Node {
    let is_wanted = || state.open.with(Option::is_some);
    match progress(state, DIALOG) {
        Arrival::There => LOADED.get().dialog.map(|dialog| dialog(state)).into(),
        Arrival::Failed => message::unopened(state, move || state.ask_again(DIALOG)),
        _ => is_wanted().then(|| message::part_pending(state)).into(),
    }
}

/// True once what is to be open can be shown.
pub fn can_open(parts: Arrivals) -> bool {
    parts.are_there(DIALOG)
}

/// What the filter's part renders, or what stands in its place until it is there.
pub fn filter_content(state: State, content: impl Fn(Filter) -> Node) -> Node {
    late(state, FILTER, &|loaded| loaded.filter.map(&content))
}

/// What the exports' part renders, or what stands in its place until it is there.
pub fn export_content(state: State, content: impl Fn(Export) -> Node) -> Node {
    late(state, EXPORT, &|loaded| loaded.export.map(&content))
}

/// Data for search engines, as soon as their part is there. Visitors need not know of it.
pub fn structured(state: State) -> Node {
    state.ask_once(EXPORT);
    match LOADED.get().export.filter(|_| state.parts.are_there(EXPORT)) {
        Some(export) => (export.structured)(state),
        None => Node::Nothing,
    }
}

/// A text with what is searched for marked in it: as it is until the filter's part is there.
#[inline(never)]
pub fn marked(state: State, text: &str) -> Node {
    match filter(state.parts) {
        Some(filter) => (filter.marked)(state, text.to_owned()),
        None => text.to_owned().into(),
    }
}

/// What happens in the search field besides typing: without the filter's part there is nothing to do.
pub fn take_search(state: State, event: &web_sys::Event) {
    if let Some(filter) = filter(state.parts) {
        (filter.take_search)(state, event);
    }
}

/// What needs these parts, or what stands in its place: a sign of work while one is on its way, words and a
/// way to try again where one could not be loaded.
fn late(state: State, parts: &'static [Part], content: &dyn Fn(Loaded) -> Option<Node>) -> Node {
    match progress(state, parts) {
        Arrival::There => content(LOADED.get()).into(),
        Arrival::Failed => message::part_failed(state, move || state.ask_again(parts)),
        _ => message::part_pending(state),
    }
}

/// How far parts are together, having asked for those that nobody has asked for.
fn progress(state: State, parts: &[Part]) -> Arrival {
    state.ask_once(parts);
    let is_any = |arrival| parts.iter().any(|&part| state.parts.of(part).get() == arrival);
    [Arrival::Coming, Arrival::Failed]
        .into_iter()
        .find(|&arrival| is_any(arrival))
        .unwrap_or(Arrival::There)
}
