//! The parts of the program that come in files of their own, when a visitor first needs them: which there are,
//! how far each is, and what the state of a calendar asks of them.
//!
//! `ui::part` knows how each is brought, and what it shows.

use std::cell::Cell;
use std::pin::Pin;
use std::sync::Arc;

use crate::app::feeds::LoadFeeds;
use crate::app::{Notice, State};
use crate::dom::{Node, Shared, Signal, spawn};
use crate::event::Event;
use crate::filter::{Facet, FirstValue, Index, Present, Query, TypedDays};
use crate::layout::{List, Selection};
use crate::net::Loaded;
use crate::schedule::{Expansion, Horizon, Occurrence, ZonePolicy};
use crate::time::{Date, DateRange, Instant, Zones};

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands in a row besides title, time and place; and what most other parts share, which the build puts
    /// there (parts.json).
    Common,
    /// What has to be there before it is wanted, as nothing can be fetched then: paper, and what stands where the dialog
    /// could not be loaded.
    Reserve,
    /// What the dialog, the filter, the exports and the readers share, which the build puts there. It comes with them
    /// (parts.json).
    #[expect(dead_code, reason = "nobody asks for it by itself")]
    Shared,
    /// What is said of an event besides what a list shows.
    Details,
    /// The dialog, and what stands in it.
    Dialog,
    /// What all grids share.
    Period,
    /// The month.
    Month,
    /// What keys, clicks and fingers do in a grid, and what few periods show.
    Moves,
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
    /// The mini month, which stands beside the list.
    Mini,
    /// What stands elsewhere on the page.
    Companion,
    /// What several feeds take, and feeds that are kept fresh or fail.
    Feeds,
}

/// How many parts there are.
const PARTS: usize = Part::Feeds as usize + 1;

/// How far each part is. A signal for each: what shows one must not be built anew when another comes.
#[derive(Clone, Copy)]
pub struct Arrivals([Signal<Arrival>; PARTS]);

impl Arrivals {
    /// Nothing has come yet.
    pub fn new() -> Self {
        Self(std::array::from_fn(|_| Signal::new(Arrival::Absent)))
    }

    /// The signal of one.
    pub fn of(self, part: Part) -> Signal<Arrival> {
        self.0[part as usize]
    }

    /// True once all of these are there.
    pub fn are_there(self, parts: &[Part]) -> bool {
        parts.iter().all(|&part| self.of(part).get() == Arrival::There)
    }

    /// The part [`Part::Filter`], once it is there.
    pub fn filter(self) -> Option<&'static FilterPart> {
        // A search through half of what the events say would find half of them.
        self.are_there(FILTER).then(|| FILTER_PART.get()).flatten()
    }
}

impl Part {
    /// The name in the part's file, `lichthof-<name>.wasm`.
    fn name(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Reserve => "reserve",
            Self::Shared => "shared",
            Self::Details => "details",
            Self::Dialog => "dialog",
            Self::Period => "period",
            Self::Month => "month",
            Self::Moves => "moves",
            Self::Time => "time",
            Self::Year => "year",
            Self::Cards => "cards",
            Self::Filter => "filter",
            Self::Series => "series",
            Self::Export => "export",
            Self::Mini => "mini",
            Self::Companion => "companion",
            Self::Feeds => "feeds",
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
pub struct FilterPart {
    /// [`index`](super::ahead::index).
    pub index: fn(&[Occurrence], &ZonePolicy) -> Index,
    /// [`Index::matches`].
    pub matches: fn(&Index, &Query, &Present) -> Vec<bool>,
    /// [`Query::parse`].
    pub parse: fn(&str) -> Query,
    /// [`Query::asks_for_past`].
    pub asks_for_past: fn(&Query, &Present) -> bool,
    /// [`Query::asked_days`].
    pub asked_days: fn(&Query, &Present) -> Option<DateRange>,
    /// [`gather_ahead`](super::ahead::gather_ahead).
    pub read_ahead: ReadAhead,
    /// A text with what is searched for marked in it.
    pub marked: fn(State, String) -> Node,
    /// [`first_value`](crate::filter::first_value).
    pub first_value: FirstValue,
    /// [`Query::has`].
    pub has: fn(&Query, Facet, &str) -> bool,
    /// [`Query::toggle`].
    pub toggle: fn(&mut Query, Facet, &str),
    /// Why an event is in the list, where its row does not show it; in its dialog (`true`) the way there.
    pub why: fn(State, &Occurrence, bool) -> Node,
    /// What is offered below the search field, and what its keys do.
    pub suggestions: fn(State) -> Node,
    /// What opens from the row of choices: the values of one facet, or the sheet of all.
    pub popups: fn(State) -> Node,
    /// Keeps the pill in sight that gets the focus.
    pub bring_into_sight: fn(&web_sys::Event),
    /// The rows of a list that are in sight, where a key has just changed it.
    pub in_sight: fn(State, &Selection, &List) -> Option<Node>,
    /// What is filtered by.
    pub chips: fn(State) -> Node,
    /// The ways on where nothing is left.
    pub nothing: fn(State) -> Node,
    /// What a value of a facet is called.
    pub value_name: fn(State, Facet, &str) -> String,
    /// [`State::tell_left`].
    pub tell_left: fn(State),
    /// [`Index::typed_days`].
    pub typed_days: fn(&Index, &str, &Present) -> Option<TypedDays>,
}

/// Reads the details of all events.
pub type ReadAhead = fn(Shared<Loaded>) -> Pin<Box<dyn Future<Output = ()>>>;

/// What the part [`Part::Series`] does.
pub struct SeriesPart {
    /// [`Horizon::occurrences`].
    pub occurrences: fn(Horizon, &Arc<Event>, &ZonePolicy, &dyn Zones, &mut u32) -> Expansion,
    /// [`State::find_far`].
    pub find_far: fn(State, &Loaded, &str) -> Option<Occurrence>,
    /// [`State::far_dates`].
    pub far_dates: fn(State, Date, bool) -> Vec<Occurrence>,
    /// [`Selection::by_next_dates`].
    pub by_next_dates: fn(&Selection, Instant, bool, &str) -> (Selection, usize),
}

/// What filters need. (What the code of a part needs of others, the glue brings with it: parts.json.)
pub const FILTER: &[Part] = &[Part::Details, Part::Filter];

/// What the dialog needs.
pub const DIALOG: &[Part] = &[Part::Dialog, Part::Details];

/// How a part is brought; true once it is there.
pub type Bring = fn(Part) -> Pin<Box<dyn Future<Output = bool>>>;

thread_local! {
    static BRING: Cell<Option<Bring>> = const { Cell::new(None) };
    static FILTER_PART: Cell<Option<&'static FilterPart>> = const { Cell::new(None) };
    static SERIES_PART: Cell<Option<&'static SeriesPart>> = const { Cell::new(None) };
    static LOAD_FEEDS: Cell<Option<LoadFeeds>> = const { Cell::new(None) };
}

/// Says how parts are brought: whoever mounts a calendar knows.
pub fn bring_by(bring: Bring) {
    BRING.set(Some(bring));
}

/// Takes what the part [`Part::Filter`] has brought, the first time. Parts stay as long as the page.
pub fn take_filter(filter: FilterPart) {
    if FILTER_PART.get().is_none() {
        FILTER_PART.set(Some(Box::leak(Box::new(filter))));
    }
}

/// Takes what the part [`Part::Series`] has brought, the first time. Parts stay as long as the page.
pub fn take_series(series: SeriesPart) {
    if SERIES_PART.get().is_none() {
        SERIES_PART.set(Some(Box::leak(Box::new(series))));
    }
}

/// Takes what the part [`Part::Feeds`] has brought.
pub fn take_feeds(load: LoadFeeds) {
    LOAD_FEEDS.set(Some(load));
}

/// Whether the part [`Part::Feeds`] is there.
pub fn knows_feeds() -> bool {
    LOAD_FEEDS.get().is_some()
}

/// The way to load several feeds, fetched if need be; none where it could not be.
pub async fn fetch_load_feeds() -> Option<LoadFeeds> {
    if !knows_feeds() {
        fetch(Part::Feeds).await;
    }
    LOAD_FEEDS.get()
}

/// Brings a part; true once it is there. The page's glue fetches it once for all calendars, and again where it failed.
async fn fetch(part: Part) -> bool {
    match BRING.get() {
        Some(bring) => bring(part).await,
        None => false,
    }
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
            if part == Part::Filter
                && fetch(Part::Details).await
                && let Some(filter) = FILTER_PART.get()
            {
                self.read_ahead(filter.read_ahead).await;
            }
            self.arrived(part, is_there);
        });
    }

    /// Sees to it that a part comes that the visitor will probably want, as they are near what shows it. One that
    /// could not be loaded is left to the button that says so: what replaces it may come near by itself.
    pub fn expect(self, part: Part) {
        if self.parts.of(part).get_untracked() == Arrival::Absent {
            self.need(part);
        }
    }

    /// Sees to it that parts come that nobody has asked for yet; one that could not be loaded is left to
    /// whoever wants it again.
    pub fn ask_once(self, parts: &[Part]) {
        for &part in parts {
            if self.parts.of(part).get() == Arrival::Absent {
                self.need(part);
            }
        }
    }

    /// Asks anew for parts of which one could not be loaded.
    pub fn ask_again(self, parts: &[Part]) {
        parts.iter().for_each(|&part| self.need(part));
    }

    /// Brings what filters by what the partner wants, before there are events to filter.
    pub async fn bring_filter(self) {
        for &part in FILTER {
            let is_there = fetch(part).await;
            self.arrived(part, is_there);
        }
    }

    pub(super) fn arrived(self, part: Part, is_there: bool) {
        let arrival = self.parts.of(part);
        // Several may have waited for it.
        if !is_there && arrival.get_untracked() != Arrival::Failed {
            let mut message = "a part of the program could not be loaded: ".to_owned();
            message.push_str(part.name());
            self.notify().tell(Notice::Error {
                kind: "part",
                message: &message,
            });
        }
        arrival.set(if is_there { Arrival::There } else { Arrival::Failed });
    }
}

/// The part [`Part::Series`], fetched if need be; none where it could not be.
pub async fn fetch_series_once() -> bool {
    SERIES_PART.get().is_some() || fetch(Part::Series).await
}

/// The part [`Part::Series`], where it is there.
pub fn series() -> Option<&'static SeriesPart> {
    SERIES_PART.get()
}

/// True once what is to be open can be shown.
pub fn can_open(parts: Arrivals) -> bool {
    parts.are_there(DIALOG)
}

/// How far parts are together, having asked for those that nobody has asked for.
pub fn progress(state: State, parts: &[Part]) -> Arrival {
    state.ask_once(parts);
    let is_any = |arrival| parts.iter().any(|&part| state.parts.of(part).get() == arrival);
    [Arrival::Coming, Arrival::Failed]
        .into_iter()
        .find(|&arrival| is_any(arrival))
        .unwrap_or(Arrival::There)
}
