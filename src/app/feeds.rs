//! Calendars with several feeds, or with feeds that are kept fresh: each feed comes in its own time, and what has come is
//! shown. This comes with the part `feeds`; a calendar with one plain feed does without (`load`).

use std::any::Any;
use std::cell::RefCell;
use std::mem::take;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, ShadowRoot};

use crate::app::history::address_of_page;
use crate::app::navigation::Open;
use crate::app::options::{MAX_FEEDS, Options, is_feed};
use crate::app::part::{Arrival, Part, fetch_series_once};
use crate::app::state::State;
use crate::app::windows::{Look, Reach, Span, Windows, months_of, spans};
use crate::dom::{Listener, Scope, Shared, after, kept_effect, next_frame, spawn};
use crate::error::Error;
use crate::event::{Event, Uid};
use crate::feed::merge;
use crate::i18n::IntlZones;
use crate::net::{
    Ask, Loaded, Month, Reading, absolute, add_new, as_of, body, body_of, browser_time, call_named,
    is_online, is_windowed, last_body, lay_down, load, named, origin, settle, text_of, to_fetch, window,
    with_copies, with_patience,
};
use crate::order::sorted_positions;
use crate::report::{self, Complaint, Expected, Told};
use crate::schedule::Occurrence;
use crate::text::{Digits, fingerprint, split_once};
use crate::time::{Date, parse_date};

/// How long feeds that come at nearly the same time are waited for, in milliseconds: one change of the page for all.
const GATHERED: u64 = 150;
/// After how many milliseconds a feed is named that others do not wait for.
const SLOW: u64 = 3_000;
/// How long it is said what has changed, in milliseconds.
const SAID: u64 = 8_000;
/// How long nobody has typed before days are asked for that stand in the words, in milliseconds: `2027` may become `2027-05`.
const TYPED: u64 = 600;
/// How long nobody has to wait for anything before months are asked for ahead, in milliseconds.
const IDLE: u64 = 500;
/// The least minutes between two requests for a feed, and the most: a day.
const LEAST_MINUTES: f64 = 1.0;
const MOST_MINUTES: f64 = 1_440.0;
/// The longest name of a feed, in bytes.
const LONGEST_NAME: usize = 200;

/// Loads the feeds of a calendar, and shows each when it comes.
pub type LoadFeeds = fn(State, Shared<Options>, Ask, u32) -> Pin<Box<dyn Future<Output = ()>>>;

/// What the partner says of one feed.
#[derive(Clone, Default)]
struct Asked {
    address: String,
    label: Option<String>,
    color: Option<String>,
    filter: Option<String>,
    /// It stands in the page, until a real one comes.
    is_preview: bool,
}

/// One feed, and what has come of it.
struct Shelf {
    asked: Asked,
    /// What visitors know it by.
    name: String,
    /// What was read last.
    loaded: Option<Loaded>,
    /// When that came, in milliseconds since 1970.
    since: f64,
    failures: Vec<Error>,
    is_pending: bool,
    /// Its months, where it comes in windows: `loaded` and `failures` are made of them.
    windows: Option<Windows>,
}

/// The feeds of one calendar.
struct Desk {
    scope: Scope,
    /// The number of the reading that counts.
    generation: u32,
    shelves: Vec<Shelf>,
    /// True while others are waited for that come at nearly the same time.
    is_gathering: bool,
    /// True once feeds are named that have not come.
    is_slow: bool,
    /// True once all that was asked for at first has come.
    is_settled: bool,
    /// True where a refresh waits for the visitor, or for the network.
    is_due: bool,
    changes: Option<Changes>,
    /// How they are read.
    manner: Rc<Manner>,
    /// True once the next refresh is set.
    is_timed: bool,
    /// How far a list goes through feeds that come in windows.
    reach: Reach,
    /// True while something has come of windows that is not on show yet.
    is_unshown: bool,
    /// True where other months are on show than before: what they add is no news.
    has_grown: bool,
    /// The event that is looked for, and the months in which it may be.
    sought: Option<(String, Vec<Month>)>,
    /// What was open when the page wanted to open that event.
    open_before: Option<Open>,
    /// The words that days stand in, and whether they have been so for a while.
    typed: (String, bool),
    /// What looks after the windows, where there are any.
    follow: Option<Box<dyn Any>>,
    _listeners: Vec<Listener>,
}

/// How many events have changed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// They were not there.
    pub new: usize,
    /// They say something else of when, where or whether.
    pub changed: usize,
    /// They are not there any more.
    pub gone: usize,
}

/// A feed that visitors are told of.
pub struct Lacking {
    /// What it is called.
    pub name: String,
    /// When its last good copy came, in milliseconds since 1970; `None` where there is none.
    pub since: Option<f64>,
    /// The first day of the month that is missing, where the feed comes in windows.
    pub month: Option<Date>,
}

thread_local! {
    static DESKS: RefCell<Vec<Desk>> = const { RefCell::new(Vec::new()) };
}

/// Works on the feeds of a calendar; `None` where it has no desk.
fn with_desk<T>(scope: Scope, work: impl FnOnce(&mut Desk) -> T) -> Option<T> {
    DESKS.with_borrow_mut(|desks| desks.iter_mut().find(|desk| desk.scope == scope).map(work))
}

/// The feeds of the present calendar that could not be read; `None` where it has one plain feed.
pub fn failed() -> Option<Vec<Lacking>> {
    with_desk(Scope::current(), |desk| {
        let failed = desk.shelves.iter().filter(|shelf| !shelf.failures.is_empty());
        failed.flat_map(Shelf::lackings).collect()
    })
}

/// Which months of feeds that come in windows are on show; `None` where there are no such feeds.
pub fn span(state: State) -> Option<Span> {
    let present = Month::of(state.clock.today.get());
    let past = state.navigation.past_of_list();
    let knows_past = state.knows_past();
    with_desk(Scope::current(), |desk| {
        let windows: Vec<&Windows> = desk.windows().collect();
        let months: Vec<Month> = windows.iter().flat_map(|windows| windows.months()).collect();
        let can_go_on = |past: bool| {
            let can = |windows: &&Windows| windows.can_search_more(past, present, desk.reach);
            windows.iter().any(can)
        };
        (!windows.is_empty()).then(|| Span {
            days: spans(&months),
            can_go_on: past.is_some_and(can_go_on),
            may_have_past: past == Some(false) && !knows_past && can_go_on(true),
        })
    })?
}

/// Asks for more months, as somebody searches them.
pub fn search_more(state: State) {
    let past = state.navigation.past_of_list().unwrap_or_default();
    with_desk(Scope::current(), |desk| desk.reach.search_more(past));
    look(state);
    tell(state);
}

/// The feeds of the present calendar that have not come yet, while others have.
pub fn slow() -> Vec<Lacking> {
    let slow = with_desk(Scope::current(), |desk| {
        let slow = desk
            .shelves
            .iter()
            .filter(|shelf| shelf.is_missing() && desk.is_slow);
        slow.map(Shelf::lacking).collect()
    });
    slow.unwrap_or_default()
}

/// What has changed just now.
pub fn changes() -> Option<Changes> {
    with_desk(Scope::current(), |desk| desk.changes)?
}

/// The colour that the partner gives a feed, by its name.
pub fn colour_of(name: &str) -> Option<String> {
    with_desk(Scope::current(), |desk| {
        let shelf = desk.shelves.iter().find(|shelf| shelf.name == name)?;
        shelf.asked.color.clone()
    })?
}

impl Shelf {
    fn new(asked: Asked) -> Self {
        Self {
            name: asked.label.clone().unwrap_or_else(|| host(&asked.address)),
            loaded: None,
            since: 0.0,
            failures: Vec::new(),
            is_pending: true,
            windows: is_windowed(&asked.address).then(|| Windows::new(asked.address.clone(), None)),
            asked,
        }
    }

    /// True while something of it is on its way that was asked for to be shown.
    fn is_waiting(&self) -> bool {
        match &self.windows {
            Some(windows) => windows.are_pending(),
            None => self.is_pending,
        }
    }

    /// True where there is something to show: not while months without events may be followed by others.
    fn has_some(&self) -> bool {
        let is_any = |loaded: &Loaded| !loaded.events.is_empty() || !self.is_waiting_for_windows();
        self.loaded.as_ref().is_some_and(is_any)
    }

    fn is_waiting_for_windows(&self) -> bool {
        self.windows.as_ref().is_some_and(Windows::are_pending)
    }

    /// True while nothing has come.
    fn is_missing(&self) -> bool {
        self.is_waiting() && self.loaded.is_none() && !self.asked.is_preview
    }

    fn lacking(&self) -> Lacking {
        Lacking {
            name: self.name.clone(),
            since: self.loaded.is_some().then_some(self.since),
            month: None,
        }
    }

    /// What it lacks: itself, or each of its months that failed.
    fn lackings(&self) -> Vec<Lacking> {
        let Some(windows) = &self.windows else {
            return vec![self.lacking()];
        };
        let of_month = |(month, _): (Month, &Error)| Lacking {
            name: self.name.clone(),
            since: None,
            month: Some(month.first()),
        };
        windows.failures().map(of_month).collect()
    }

    /// What was read last of an address of it.
    fn known(&self, address: &str) -> Option<&Loaded> {
        match &self.windows {
            Some(windows) => windows.at(address)?.loaded.as_ref(),
            None => self.loaded.as_ref(),
        }
    }

    /// Takes what has come of a month. What the server does not have is a month without events.
    fn take_window(&mut self, address: &str, mut loaded: Loaded, now: f64) {
        let Some(window) = self.windows.as_mut().and_then(|windows| windows.at_mut(address)) else {
            return;
        };
        window.is_pending = false;
        if loaded.events.is_empty() {
            loaded.failures.retain(|failure| !failure.is_missing());
        }
        window.failure = take(&mut loaded.failures).pop();
        let before = window.loaded.as_ref().map_or(0, |before| before.events.len());
        // What came before stays where less of it can be read now.
        if window.failure.is_none() || loaded.events.len() > before {
            window.loaded = Some(loaded);
        }
        self.since = now;
        self.join_windows();
    }

    /// Makes what is on show of what has come of its months.
    fn join_windows(&mut self) {
        if let Some(windows) = &self.windows {
            self.loaded = windows.together();
            self.failures = windows.failures().map(|(_, failure)| failure.clone()).collect();
        }
    }

    /// Takes what has come. What came before stays where less of it can be read now.
    fn take(&mut self, mut loaded: Loaded, now: f64) {
        self.is_pending = false;
        self.failures = take(&mut loaded.failures);
        let has_failed = !self.failures.is_empty();
        let before = self.loaded.as_ref().map_or(0, |before| before.events.len());
        if has_failed && loaded.events.len() <= before && self.loaded.is_some() {
            return;
        }
        if has_failed && loaded.events.is_empty() {
            return;
        }
        self.since = as_of(&self.asked.address).unwrap_or(now);
        self.loaded = Some(loaded);
    }
}

/// The host of an address, which stands for a feed without a name.
fn host(address: &str) -> String {
    let origin = origin(address).unwrap_or_default();
    split_once(origin, "://")
        .map_or(origin, |(_, host)| host)
        .to_owned()
}

/// What the element says of its feeds besides their addresses, by attributes and by what stands inside it.
#[derive(Default)]
struct Care {
    refresh: Option<f64>,
    keeps: bool,
    /// The address of a feed that stands in the page.
    preview: Option<String>,
    /// `<lichthof-feed src label color filter>`.
    feeds: Vec<Asked>,
    /// The `map` where it stands inside.
    map: Option<String>,
}

impl Care {
    /// Reads the element.
    fn of(state: State) -> Self {
        let host = || {
            let root = state.root.get_untracked()?.get_root_node();
            Some(root.dyn_into::<ShadowRoot>().ok()?.host())
        };
        let Some(host) = host() else {
            return Self::default();
        };
        let minutes = host
            .get_attribute("refresh")
            .map(|text| js_sys::parse_float(&text));
        let text_of =
            |selector: &str| named(host.query_selector(selector).ok()??.as_ref(), "textContent").as_string();
        let preview = text_of("script[type='application/json']:not([data-map])").map(|text| {
            let page = origin(&leptos::prelude::window().location().href().unwrap_or_default())
                .unwrap_or_default()
                .to_owned();
            let number = Scope::current().number().digits();
            let address = ["blob:", &page, "/lichthof-", &number].concat();
            lay_down(&address, &text);
            address
        });
        Self {
            // Not a number is in no range.
            refresh: minutes
                .filter(|minutes| *minutes > 0.0)
                .map(|minutes| minutes.clamp(LEAST_MINUTES, MOST_MINUTES)),
            keeps: host.has_attribute("keep"),
            preview,
            feeds: Asked::all(&host),
            map: text_of("script[data-map]"),
        }
    }
}

impl Asked {
    /// Those that stand inside an element, as far as they can be read.
    fn all(host: &Element) -> Vec<Self> {
        let base = host.base_uri().ok().flatten().unwrap_or_default();
        let mut all = Vec::new();
        let Ok(found) = host.query_selector_all("lichthof-feed") else {
            return all;
        };
        for at in 0..found.length() {
            let element: Option<Element> = found.item(at).and_then(|node| node.dyn_into().ok());
            let Some(element) = element else { continue };
            let text = |name: &str| {
                let text = element.get_attribute(name)?;
                let text = text.trim_ascii();
                (!text.is_empty()).then(|| text.to_owned())
            };
            let source = text("src").unwrap_or_default();
            match absolute(&source, &base).filter(|address| !source.is_empty() && is_feed(address)) {
                Some(address) => all.push(Self {
                    address,
                    label: text("label").map(|label| short(&label).to_owned()),
                    color: text("color"),
                    filter: text("filter"),
                    is_preview: false,
                }),
                None => {
                    let complaint = Complaint {
                        attribute: "feed",
                        value: source,
                        expected: Expected::Address,
                    };
                    report::tell(Told::Attribute(complaint), None);
                }
            }
        }
        all
    }
}

/// A name, cut where it is too long.
fn short(name: &str) -> &str {
    let end = (0..=LONGEST_NAME).rev().find(|end| name.is_char_boundary(*end));
    name.get(..end.unwrap_or(0).min(name.len())).unwrap_or(name)
}

/// [`LoadFeeds`].
pub fn load_feeds(
    state: State,
    options: Shared<Options>,
    ask: Ask,
    generation: u32,
) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(async move {
        // The calendar may have asked for something else while the first of it failed.
        if state.source.current() != generation {
            return;
        }
        let care = Care::of(state);
        let today = state.clock.today.get_untracked();
        let mut seen: Vec<String> = Vec::new();
        let mut wanted: Vec<Asked> = Vec::new();
        let named = options.feeds.iter().map(|address| Asked {
            address: address.clone(),
            ..Asked::default()
        });
        let preview = care.preview.clone().map(|address| Asked {
            address,
            is_preview: true,
            ..Asked::default()
        });
        let all: Vec<Asked> = care.feeds.iter().cloned().chain(named).collect();
        if let Some(beyond) = all.get(MAX_FEEDS) {
            let complaint = Complaint {
                attribute: "feed",
                value: beyond.address.clone(),
                expected: Expected::FewAddresses,
            };
            report::tell(Told::Attribute(complaint), None);
        }
        for asked in all.into_iter().take(MAX_FEEDS).chain(preview) {
            let address = match is_windowed(&asked.address) {
                true => asked.address.clone(),
                false => to_fetch(&asked.address, today),
            };
            if add_new(&mut seen, &address) {
                wanted.push(Asked { address, ..asked });
            }
        }
        let asked = options.reading.clone().or(care.map);
        let count = wanted.len();
        let manner = Rc::new(Manner {
            language: options.language.clone(),
            asked,
            keeps: care.keeps,
            refresh: care.refresh,
        });
        lay_out(state, wanted, manner, ask, generation);
        state.begin_with_filter(&options).await;
        if state.source.current() != generation {
            return;
        }
        let is_windowed = |at: usize| {
            let of = |desk: &mut Desk| desk.shelves.get(at).is_some_and(|shelf| shelf.windows.is_some());
            with_desk(Scope::current(), of) == Some(true)
        };
        for at in (0..count).filter(|at| !is_windowed(*at)) {
            spawn(load_one(state, at, ask, generation));
        }
        if (0..count).any(is_windowed) {
            follow(state);
            // Where no month may have anything, it is known already that there is nothing.
            go_on(state, generation).await;
        }
        if count == 0 {
            show(state, generation).await;
        }
        let scope = Scope::current();
        after(SLOW, move || {
            with_desk(scope, |desk| desk.is_slow |= desk.generation == generation);
            tell(state);
        });
    })
}

/// Puts a shelf up for each feed, with what is known of it from before.
fn lay_out(state: State, wanted: Vec<Asked>, manner: Rc<Manner>, ask: Ask, generation: u32) {
    let scope = Scope::current();
    let is_there = with_desk(scope, |_| ()).is_some();
    if !is_there {
        let listeners = listeners(state);
        let mut ended = Vec::new();
        DESKS.with_borrow_mut(|desks| {
            // Those of calendars that are gone.
            let (living, gone) = take(desks).into_iter().partition(|desk| desk.scope.is_alive());
            (*desks, ended) = (living, gone);
            desks.push(Desk {
                scope,
                generation,
                shelves: Vec::new(),
                is_gathering: false,
                is_slow: false,
                is_settled: false,
                is_due: false,
                changes: None,
                manner: Rc::clone(&manner),
                is_timed: false,
                reach: Reach::default(),
                is_unshown: false,
                has_grown: false,
                sought: None,
                open_before: None,
                typed: (String::new(), false),
                follow: None,
                _listeners: listeners,
            });
        });
        drop(ended);
    }
    with_desk(scope, |desk| {
        let mut before = take(&mut desk.shelves);
        let shelf = |asked: Asked| {
            let known = before
                .iter()
                .position(|shelf| shelf.asked.address == asked.address);
            let Some(known) = known else {
                return Shelf::new(asked);
            };
            let mut shelf = before.swap_remove(known);
            shelf.is_pending = true;
            if let Some(windows) = &mut shelf.windows {
                // What is in the browser's memory is read anew where it is looked at.
                windows.begin_again(ask == Ask::IfNeeded);
            }
            Shelf { asked, ..shelf }
        };
        desk.shelves = wanted.into_iter().map(shelf).collect();
        if let [only] = &mut *desk.shelves
            && !is_there
            && only.windows.is_none()
            && state.source.is_ready()
        {
            // A plain feed, which has failed now and not before: what came then is its last good copy.
            let before = state.source.loaded.get_untracked();
            only.since = came(&only.asked.address).unwrap_or_default();
            only.loaded = (only.since > 0.0 && !before.events.is_empty()).then(|| Loaded::clone(&before));
        }
        desk.is_settled &= before.is_empty();
        desk.generation = generation;
        desk.is_gathering = false;
        desk.is_slow = false;
        desk.is_due = false;
        desk.manner = manner;
        desk.is_timed = false;
        desk.is_unshown = false;
    });
}

/// When an address was answered well for the last time, in milliseconds since 1970, by what the browser knows of it; where
/// it does not know how an answer was, when the first one came.
fn came(address: &str) -> Option<f64> {
    let performance = named(&window(), "performance");
    let entries = call_named(
        &performance,
        "getEntriesByName",
        &address.into(),
        &JsValue::UNDEFINED,
    )?;
    let entries = js_sys::Array::from(&entries);
    let number = |entry: &JsValue, name: &str| named(entry, name).as_f64();
    let is_good = |entry: &JsValue| {
        let status = number(entry, "responseStatus");
        status.is_some_and(|status| (200.0..400.0).contains(&status))
    };
    let good = entries.iter().rfind(is_good);
    let is_unknown = |entry: &JsValue| number(entry, "responseStatus").is_none();
    let entry = good.or_else(|| entries.iter().find(is_unknown))?;
    Some(number(&performance, "timeOrigin")? + number(&entry, "responseEnd")?)
}

/// On return and on reconnection what is due is asked for at once.
fn listeners(state: State) -> Vec<Listener> {
    let scope = Scope::current();
    let document = leptos::prelude::document();
    let seen = Listener::new(&document, "visibilitychange", move |_| {
        if with_desk(scope, |desk| desk.is_due) == Some(true) {
            refresh(state);
        }
    });
    let online = Listener::new(&leptos::prelude::window(), "online", move |_| {
        if with_desk(scope, |desk| desk.manner.refresh.is_some()) == Some(true) {
            refresh(state);
        }
    });
    vec![seen, online]
}

/// Asks for all feeds anew; later where nobody looks, or where there is no network.
fn refresh(state: State) {
    let document = leptos::prelude::document();
    let is_seen = named(&document, "hidden") == JsValue::FALSE;
    if is_seen && is_online() {
        state.load(Ask::Always);
    } else {
        with_desk(Scope::current(), |desk| desk.is_due = true);
    }
}

/// How a feed is read.
struct Manner {
    language: String,
    asked: Option<String>,
    keeps: bool,
    refresh: Option<f64>,
}

/// Loads one feed, and shows what there is then.
async fn load_one(state: State, at: usize, ask: Ask, generation: u32) {
    let scope = Scope::current();
    let address = with_desk(scope, |desk| Some(desk.shelves.get(at)?.asked.address.clone()));
    let Some(address) = address.flatten() else { return };
    let Some((loaded, name)) = read(state, at, &address, ask).await else {
        return;
    };
    if loaded.events.is_empty()
        && !loaded.failures.is_empty()
        && let Some(windows) = index_at(&address).await
    {
        let is_current = with_desk(scope, |desk| {
            let is_current = desk.generation == generation;
            if is_current && let Some(shelf) = desk.shelves.get_mut(at) {
                shelf.windows = Some(windows);
                shelf.failures.clear();
            }
            is_current
        });
        if is_current == Some(true) {
            follow(state);
            go_on(state, generation).await;
        }
        return;
    }
    let taken = with_desk(scope, |desk| {
        if desk.generation != generation {
            return None;
        }
        let shelf = desk.shelves.get_mut(at)?;
        shelf.name = name;
        let before = take(&mut shelf.failures);
        let mut news = loaded.failures.clone();
        shelf.take(loaded, browser_time());
        // What fails again beside what is shown is no news.
        let is_ready = state.source.is_ready();
        news.retain(|failure| !(is_ready && before.contains(failure)));
        Some(news)
    });
    let Some(news) = taken.flatten() else { return };
    news.into_iter().for_each(|failure| state.report(failure));
    go_on(state, generation).await;
}

/// Shows what there is, now where all is there.
async fn go_on(state: State, generation: u32) {
    let scope = Scope::current();
    let go_on = with_desk(scope, |desk| {
        let is_complete = !desk.shelves.iter().any(Shelf::is_waiting);
        let refresh = desk.manner.refresh.filter(|_| is_complete && !desk.is_timed);
        desk.is_timed |= refresh.is_some();
        (is_complete, refresh)
    });
    let Some((is_complete, refreshes)) = go_on else {
        return;
    };
    if !is_complete {
        show_soon(state, generation);
        return;
    }
    if let Some(minutes) = refreshes {
        // From when all is there: a slow feed is not given up for the next attempt.
        after((minutes * 60_000.0) as u64, move || {
            if with_desk(scope, |desk| desk.generation == generation) == Some(true) {
                refresh(state);
            }
        });
    }
    show(state, generation).await;
}

/// Reads a feed, or one of its months, as the partner wants it, and what visitors know it by.
async fn read(state: State, at: usize, address: &str, ask: Ask) -> Option<(Loaded, String)> {
    let scope = Scope::current();
    let asked = with_desk(scope, |desk| {
        let is_real = |shelf: &&Shelf| !shelf.asked.is_preview;
        let is_several = desk.shelves.iter().filter(is_real).count() > 1;
        let asked = desk.shelves.get(at)?.asked.clone();
        Some((asked, is_several, Rc::clone(&desk.manner)))
    });
    let (asked, is_several, manner) = asked.flatten()?;
    let keeps = manner.keeps && !asked.is_preview;
    let reading = Reading {
        language: &manner.language,
        zones: &IntlZones,
        asked: manner.asked.as_deref(),
        body: if keeps { with_copies } else { with_patience },
    };
    let mut loaded = *load(address, &reading, ask).await;
    if keeps {
        settle(&mut loaded);
    }
    if loaded.events.iter().any(|event| event.series.is_some()) {
        // Without it each series shows its first date.
        fetch_series_once().await;
    }
    let title = loaded.title.as_deref().map(short).map(str::to_owned);
    let name = asked
        .label
        .clone()
        .or(title)
        .unwrap_or_else(|| host(&asked.address));
    // What the partner says of it makes other events of the same text.
    if let Some(filter) = &asked.filter {
        loaded.revision = fingerprint(loaded.revision, filter);
    }
    if is_several {
        loaded.revision = fingerprint(loaded.revision, &name);
    }
    let is_same = with_desk(scope, |desk| {
        let known = desk.shelves.get_mut(at).and_then(|shelf| shelf.known(address));
        let known = known.filter(|known| known.revision == loaded.revision);
        known.is_some_and(|known| {
            loaded.events.clone_from(&known.events);
            true
        })
    });
    if let (Some(text), Some(false)) = (&asked.filter, is_same) {
        let marks = matching(state, &loaded.events, text).await;
        let mut marks = marks.into_iter();
        loaded.events.retain(|_| marks.next() == Some(true));
    }
    if is_several {
        for event in &mut loaded.events {
            if event.feeds.first() != Some(&name) {
                Arc::make_mut(event).feeds = vec![name.clone()];
            }
        }
    }
    Some((loaded, name))
}

/// The windows of a feed, where what came of its address is an index of months: an object whose `feed` says how they are
/// named, with the `first` month and the `last` (docs/tool.md).
async fn index_at(address: &str) -> Option<Windows> {
    let text = text_of(&body_of(last_body(address)?).await.ok()?)?;
    // `JSON.parse` takes no byte order mark.
    let text: JsValue = text.strip_prefix('\u{feff}').unwrap_or(&text).into();
    let index = call_named(&named(&window(), "JSON"), "parse", &text, &JsValue::UNDEFINED)?;
    let said = |name: &str| named(&index, name).as_string();
    let template = absolute(&said("feed")?, address).filter(|template| {
        // As with pages, a feed cannot send its readers anywhere else.
        is_windowed(template) && origin(template) == origin(address)
    })?;
    let month = |name: &str| Some(Month::of(parse_date(&[said(name)?.as_str(), "-01"].concat())?));
    Some(Windows::new(template, month("first").zip(month("last"))))
}

/// Looks after the windows from now on: whatever the visitor looks at is asked for.
fn follow(state: State) {
    let scope = Scope::current();
    // One that has run while there were no windows waits for nothing any more.
    let before = with_desk(scope, |desk| desk.follow.take());
    drop(before);
    let look = kept_effect(move || look(state));
    let seek = kept_effect(move || {
        if state.navigation.sought.get().is_some() {
            let open = state.navigation.open.get_untracked();
            with_desk(scope, |desk| desk.open_before = open);
            after(0, move || seek(state));
        }
    });
    with_desk(scope, |desk| desk.follow = Some(Box::new([look, seek])));
}

/// Asks for the months that are looked at and not there; for those beside them when nobody waits.
fn look(state: State) {
    let scope = Scope::current();
    let reach = with_desk(scope, |desk| {
        desk.windows().next().is_some().then_some(desk.reach)
    });
    let Some(Some(mut reach)) = reach else { return };
    let present = Month::of(state.clock.today.get());
    let mut seen = Look::of(state, reach);
    if seen.asked().is_some() && is_typing(state) {
        return;
    }
    let is_ready = state.source.is_ready();
    // What has come and is not on show yet may be where the ways lead.
    if !is_ready || with_desk(scope, |desk| desk.is_unshown) == Some(true) {
        seen.forget_ways();
    }
    let (mut wanted, mut changes) = (Vec::new(), false);
    let want = |seen: &Look, wanted: &mut Vec<(usize, String, bool)>| {
        let changes = with_desk(scope, |desk| desk.want(seen, wanted));
        changes.unwrap_or_default()
    };
    changes |= want(&seen, &mut wanted);
    let goes_on = |seen: &Look, reach: Reach, is_asked: bool, changes: bool| {
        with_desk(scope, |desk| {
            let is_up_to_date = !desk.is_unshown && !changes;
            let has_none = || !desk.windows().any(Windows::have_events);
            let may = |windows: &Windows| windows.may_go_on(seen, present, reach);
            let goes_on = !is_asked
                && !desk.windows().any(Windows::are_pending)
                && desk.windows().any(may)
                && if is_ready { is_up_to_date } else { has_none() };
            seen.list().filter(|_| goes_on)
        })
    };
    // The next month may be known already: several have one file, an index has none.
    while let Some(Some(past)) = goes_on(&seen, reach, !wanted.is_empty(), changes)
        && reach.go_on(past)
    {
        with_desk(scope, |desk| desk.reach = reach);
        seen = Look::of(state, reach);
        changes |= want(&seen, &mut wanted);
    }
    ask_for(state, wanted);
    if changes {
        show_others(state);
    } else {
        after(IDLE, move || look_ahead(state));
    }
}

/// Whether the words of the filter may change in a moment. Then it is looked again.
fn is_typing(state: State) -> bool {
    let scope = Scope::current();
    let text = state.filter.query.with(|query| query.text.clone());
    // Nobody types yet: it stands in the address.
    if text.is_empty() || !state.source.is_ready() {
        return false;
    }
    let is_known = with_desk(scope, |desk| {
        let is_same = desk.typed.0 == text;
        if !is_same {
            desk.typed = (text.clone(), false);
        }
        (is_same, desk.typed.1)
    });
    let (is_same, has_rested) = is_known.unwrap_or((true, true));
    if !is_same {
        after(TYPED, move || {
            let rests = with_desk(scope, |desk| {
                let is_same = desk.typed.0 == text;
                desk.typed.1 |= is_same;
                is_same
            });
            if rests == Some(true) {
                look(state);
            }
        });
    }
    !has_rested
}

/// Asks for what the visitor probably looks at next, if nobody waits for anything.
fn look_ahead(state: State) {
    let scope = Scope::current();
    let reach = with_desk(scope, |desk| {
        let is_idle = !desk.shelves.iter().any(Shelf::is_waiting) && !desk.is_unshown;
        is_idle.then_some(desk.reach)
    });
    let Some(Some(reach)) = reach else { return };
    let seen = Look::of(state, reach);
    let mut wanted = Vec::new();
    with_desk(scope, |desk| {
        for (at, shelf) in desk.shelves.iter_mut().enumerate() {
            let windows = shelf.windows.as_mut();
            let ahead = windows
                .map(|windows| windows.want_ahead(&seen))
                .unwrap_or_default();
            wanted.extend(ahead.into_iter().map(|address| (at, address)));
        }
    });
    for (at, address) in wanted {
        spawn(async move {
            let answer = body_of(body(&address, Ask::IfNeeded)).await;
            if answer.is_err_and(|error| error.is_missing()) {
                with_desk(scope, |desk| {
                    desk.shelves
                        .get_mut(at)?
                        .windows
                        .as_mut()
                        .map(|windows| windows.take_missing(&address))
                });
            }
        });
    }
}

/// Asks for months: the shelves of their feeds, their addresses, and whether they are known already.
fn ask_for(state: State, wanted: Vec<(usize, String, bool)>) {
    let generation = state.source.current();
    for (at, address, is_known) in wanted {
        let ask = if is_known { Ask::Always } else { Ask::IfNeeded };
        spawn(load_window(state, at, address, ask, generation));
    }
}

/// Loads a month of a feed, and shows what there is then.
async fn load_window(state: State, at: usize, address: String, ask: Ask, generation: u32) {
    let scope = Scope::current();
    let Some((loaded, name)) = read(state, at, &address, ask).await else {
        return;
    };
    let taken = with_desk(scope, |desk| {
        if desk.generation != generation {
            return None;
        }
        let shelf = desk.shelves.get_mut(at)?;
        if loaded.title.is_some() || shelf.loaded.is_none() {
            shelf.name = name;
        }
        let mut news = loaded.failures.clone();
        news.retain(|failure| !failure.is_missing());
        let is_first = shelf.known(&address).is_none();
        shelf.take_window(&address, loaded, browser_time());
        desk.has_grown |= is_first;
        desk.is_unshown = true;
        Some((news, desk.shelves.get(at)?.is_waiting()))
    });
    let Some((news, is_waiting)) = taken.flatten() else {
        return;
    };
    news.into_iter().for_each(|failure| state.report(failure));
    if !is_waiting {
        // A list that has nothing yet goes on before it says so.
        if !state.source.is_ready() {
            look(state);
        }
        with_desk(scope, |desk| {
            if let Some(shelf) = desk.shelves.get_mut(at) {
                shelf.is_pending = shelf.is_waiting_for_windows();
            }
        });
    }
    go_on(state, generation).await;
}

/// Looks for the event that the page wants to open, or that its address names, where it is in no month that has come: from
/// the most probable month to the next, until it is there or there is no month left.
fn seek(state: State) {
    let scope = Scope::current();
    let called = called(state);
    let is_gone = state.navigation.gone.get_untracked();
    if called.is_none() && !is_gone {
        with_desk(scope, |desk| desk.sought = None);
        return;
    }
    let named = || address_of_page(&state.options.get_untracked()).event;
    let is_called = called.is_some();
    let Some(id) = called.or_else(named) else {
        return;
    };
    // What else comes meanwhile does not lead on.
    if with_desk(scope, |desk| desk.windows().any(Windows::are_searched)) == Some(true) {
        state.navigation.gone.set_if_new(false);
        return;
    }
    let present = Month::of(state.clock.today.get_untracked());
    let day = state.navigation.day.get_untracked();
    let (mut wanted, mut changes) = (Vec::new(), false);
    with_desk(scope, |desk| {
        let Desk { shelves, sought, .. } = desk;
        let have_end = |shelf: &Shelf| shelf.windows.as_ref().is_none_or(Windows::have_bounds);
        let has_end = shelves.iter().all(have_end);
        if sought.as_ref().is_none_or(|(sought, _)| *sought != id) {
            *sought = Some((id.clone(), months_of(&id, day, present, has_end)));
        }
        let Some((_, months)) = sought else { return };
        let before = take(months);
        for (at, shelf) in shelves.iter_mut().enumerate() {
            if let Some(windows) = &mut shelf.windows {
                let mut own = before.clone();
                let (found, own_changes) = windows.want_first(&mut own, present);
                changes |= own_changes;
                wanted.extend(
                    found
                        .into_iter()
                        .map(|(address, is_known)| (at, address, is_known)),
                );
                // As far as the one that has most to be asked for: for the others those months are known then.
                if own.len() > months.len() {
                    *months = own;
                }
            }
        }
    });
    if changes || !wanted.is_empty() {
        // It is not known yet.
        state.navigation.gone.set_if_new(false);
        ask_for(state, wanted);
        if changes {
            show_others(state);
        }
    } else if is_called && with_desk(scope, |desk| desk.windows().any(Windows::are_pending)) != Some(true) {
        with_desk(scope, |desk| desk.sought = None);
        state.navigation.sought.set(None);
        state.navigation.gone.set(true);
    }
}

/// The event that the page wants to open and that is not there yet: no longer once the visitor has opened another one.
fn called(state: State) -> Option<String> {
    let Some(Open::Event(id)) = state.navigation.sought.get_untracked() else {
        return None;
    };
    let open = state.navigation.open.get_untracked();
    let is_before = with_desk(Scope::current(), |desk| desk.open_before == open) == Some(true);
    let is_over = open.is_some() && !is_before;
    if is_over || state.find(&id).is_some() {
        state.navigation.sought.set(None);
        if !is_over {
            state.open_event(&id);
        }
        return None;
    }
    Some((*id).to_owned())
}

/// Which of the events a feed's own filter leaves; of a series its first date says it.
async fn matching(state: State, events: &[Arc<Event>], text: &str) -> Vec<bool> {
    state.bring_filter().await;
    let Some(filter) = state.parts.filter() else {
        // Without the part that filters nothing is shown of what the partner may not want.
        return Vec::new();
    };
    let policy = state.clock.policy.get_untracked();
    let occurrences: Vec<Occurrence> = events
        .iter()
        .map(|event| Occurrence::first(event, &policy, &IntlZones))
        .collect();
    let index = (filter.index)(&occurrences, &policy);
    let present = state.clock.present.get_untracked();
    (filter.matches)(&index, &(filter.parse)(text), &present)
}

/// Shows the months that are on show now, which are others than before.
fn show_others(state: State) {
    with_desk(Scope::current(), |desk| {
        desk.has_grown = true;
        desk.shelves.iter_mut().for_each(Shelf::join_windows);
        spawn(show(state, desk.generation));
    });
}

/// Shows what there is once those have had a moment that come at nearly the same time.
fn show_soon(state: State, generation: u32) {
    let scope = Scope::current();
    let is_first = with_desk(scope, |desk| {
        let has_some = desk.shelves.iter().any(Shelf::has_some);
        has_some && !std::mem::replace(&mut desk.is_gathering, has_some)
    });
    if is_first == Some(true) {
        after(GATHERED, move || {
            with_desk(scope, |desk| desk.is_gathering = false);
            spawn(show(state, generation));
        });
    }
}

/// Shows what has come.
async fn show(state: State, generation: u32) {
    let scope = Scope::current();
    let floating = state.clock.policy.get_untracked().calendar_zone().clone();
    let made = with_desk(scope, |desk| {
        let is_partly = desk.shelves.iter().any(Shelf::is_waiting);
        let has_none = |shelf: &Shelf| shelf.loaded.is_none() && shelf.failures.is_empty();
        // Of what is looked at now nothing has come: what is on show stays until then.
        if is_partly && desk.shelves.iter().all(has_none) {
            return None;
        }
        let loaded = desk.together(&floating);
        desk.is_unshown = false;
        Some((
            loaded,
            is_partly,
            take(&mut desk.has_grown),
            desk.sought.is_some() && state.navigation.sought.get_untracked().is_none(),
        ))
    });
    let Some((loaded, is_partly, has_grown, is_sought)) = made.flatten() else {
        return;
    };
    let loaded = Shared::new(loaded);
    let is_same = |loaded: &Loaded| {
        let before = state.source.loaded.get_untracked();
        let is_same = before.revision == loaded.revision && before.failures == loaded.failures;
        is_same && state.source.is_ready()
    };
    if let Some(filter) = state.parts.filter()
        && !is_same(&loaded)
    {
        (filter.read_ahead)(loaded.clone()).await;
    }
    if state.source.current() != generation {
        return;
    }
    let before = state.source.loaded.get_untracked();
    if is_same(&loaded) {
        tell(state);
        seek_and_look(state);
        return;
    }
    let changes = match has_grown {
        true => Changes::default(),
        false => changes_between(&before.events, &loaded.events),
    };
    // More months stand behind what is read: only what is focused there, the way to more, is moved by them.
    let still = match has_grown {
        true => Still(None),
        false => Still::now(state),
    };
    if is_sought {
        // Whether it is there now is found out with what is shown.
        state.navigation.gone.set(true);
    }
    state.receive(loaded);
    still.keep();
    seek_and_look(state);
    let is_news = with_desk(scope, |desk| {
        let is_news = desk.is_settled && changes != Changes::default();
        if is_news {
            desk.changes = Some(changes);
        }
        desk.is_settled |= !is_partly;
        is_news
    });
    if is_news == Some(true) {
        after(SAID, move || {
            with_desk(scope, |desk| desk.changes = None);
            tell(state);
        });
    }
    tell(state);
}

/// What is shown may lack the event of the page's address, and a list may have room for more.
fn seek_and_look(state: State) {
    if with_desk(Scope::current(), |desk| desk.windows().next().is_some()) == Some(true) {
        seek(state);
        look(state);
    }
}

/// What is said of the feeds is read anew.
fn tell(state: State) {
    state.parts.of(Part::Feeds).set(Arrival::There);
}

impl Desk {
    /// The feeds that come in windows.
    fn windows(&self) -> impl Iterator<Item = &Windows> {
        self.shelves.iter().filter_map(|shelf| shelf.windows.as_ref())
    }

    /// Adds the months that are to be asked for; true where others are on show than before.
    fn want(&mut self, seen: &Look, wanted: &mut Vec<(usize, String, bool)>) -> bool {
        let mut changes = false;
        for (at, shelf) in self.shelves.iter_mut().enumerate() {
            let Some(windows) = &mut shelf.windows else {
                continue;
            };
            let (own, own_changes) = windows.want(seen);
            wanted.extend(own.into_iter().map(|(address, is_known)| (at, address, is_known)));
            changes |= own_changes;
        }
        changes
    }

    /// All that has come, as one.
    fn together(&self, floating: &crate::time::Zone) -> Loaded {
        let is_real = |shelf: &&Shelf| !shelf.asked.is_preview;
        let lacks = self
            .shelves
            .iter()
            .filter(is_real)
            .any(|shelf| shelf.loaded.is_none());
        let is_alone = !self.shelves.iter().any(|shelf| is_real(&shelf));
        // A preview is there until all is there that it stands for.
        let shown = self
            .shelves
            .iter()
            .filter(|shelf| !shelf.asked.is_preview || lacks || is_alone);
        let mut all = Loaded {
            // 0 says that nothing was asked for; months were, whatever they have.
            revision: u64::from(self.windows().next().is_some()),
            ..Loaded::default()
        };
        let mut lists: Vec<&[Arc<Event>]> = Vec::new();
        for shelf in shown {
            all.failures.extend(shelf.failures.iter().cloned());
            let Some(loaded) = &shelf.loaded else { continue };
            lists.push(&loaded.events);
            all.join(loaded);
            all.revision = all.revision.rotate_left(7) ^ loaded.revision;
        }
        all.events = match lists[..] {
            [events] => events.to_vec(),
            _ => merge(&lists, floating, &IntlZones),
        };
        all
    }
}

/// How two lists of events differ, by their uids.
fn changes_between(before: &[Arc<Event>], after: &[Arc<Event>]) -> Changes {
    let sorted = |events: &[Arc<Event>]| -> Vec<usize> {
        let uid = |at: usize| -> &Uid { &events[at].uid };
        sorted_positions(events.len(), &|a, b| uid(a).cmp(uid(b)))
    };
    let (old, new) = (sorted(before), sorted(after));
    let mut changes = Changes::default();
    let (mut at_old, mut at_new) = (old.iter().peekable(), new.iter().peekable());
    loop {
        let pair = (
            at_old.peek().map(|at| &before[**at]),
            at_new.peek().map(|at| &after[**at]),
        );
        let order = match pair {
            (Some(old), Some(new)) => old.uid.cmp(&new.uid),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (None, None) => return changes,
        };
        match order {
            std::cmp::Ordering::Less => {
                changes.gone += 1;
                at_old.next();
            }
            std::cmp::Ordering::Greater => {
                changes.new += 1;
                at_new.next();
            }
            std::cmp::Ordering::Equal => {
                if let (Some(old), Some(new)) = pair {
                    changes.changed += usize::from(differs(old, new));
                }
                at_old.next();
                at_new.next();
            }
        }
    }
}

/// Whether a visitor has to hear of it.
fn differs(old: &Event, new: &Event) -> bool {
    old.title != new.title
        || old.when != new.when
        || old.status != new.status
        || old.place != new.place
        || old.registration != new.registration
}

/// What the visitor reads, and where it stands: it stays there, whatever comes above it.
struct Still(Option<(Element, f64)>);

impl Still {
    /// The element that has the focus, else the first event in the window.
    fn now(state: State) -> Self {
        let found = || {
            let root = state.root.get_untracked()?;
            let top = |element: &Element| -> DomRect { element.get_bounding_client_rect() };
            let focused = root.query_selector(":focus").ok().flatten();
            let events = root.query_selector_all("[part~=event]").ok()?;
            let mut events =
                (0..events.length()).filter_map(|at| events.item(at)?.dyn_into::<Element>().ok());
            let is_read = |event: &Element| top(event).bottom() > top(event).top().max(0.0);
            // Who is above the calendar reads something else.
            let is_inside = top(&root).top() < 0.0;
            let read = focused.or_else(|| events.find(is_read).filter(|_| is_inside))?;
            let top = top(&read).top();
            Some((read, top))
        };
        Self(found())
    }

    /// Moves the page by as much as that has moved: where the browser has not done so by itself.
    fn keep(self) {
        let Some((element, top)) = self.0 else { return };
        next_frame(move || {
            next_frame(move || {
                let moved = element.get_bounding_client_rect().top() - top;
                if element.is_connected() && !(-1.0..=1.0).contains(&moved) {
                    call_named(
                        &window(),
                        "scrollBy",
                        &JsValue::from_f64(0.0),
                        &JsValue::from_f64(moved),
                    );
                }
            });
        });
    }
}
