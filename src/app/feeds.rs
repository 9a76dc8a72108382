//! Calendars with several feeds, or with feeds that are kept fresh: each feed comes in its own time, and what has come is
//! shown. This comes with the part `feeds`; a calendar with one plain feed does without (`load`).

use std::cell::RefCell;
use std::mem::take;
use std::pin::Pin;
use std::sync::Arc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, ShadowRoot};

use crate::app::options::{MAX_FEEDS, Options, is_feed};
use crate::app::part::{Arrival, Part, fetch_series_once};
use crate::app::state::State;
use crate::dom::{Listener, Scope, Shared, after, next_frame, spawn};
use crate::error::Error;
use crate::event::{Event, Uid};
use crate::feed::merge;
use crate::i18n::IntlZones;
use crate::net::{
    Ask, Loaded, Reading, absolute, add_new, as_of, browser_time, call_named, is_online, lay_down, load,
    named, origin, settle, to_fetch, window, with_copies, with_patience,
};
use crate::order::sorted_positions;
use crate::report::{self, Complaint, Expected, Told};
use crate::schedule::Occurrence;
use crate::text::split_once;

/// How long feeds that come at nearly the same time are waited for, in milliseconds: one change of the page for all.
const GATHERED: u64 = 150;
/// After how many milliseconds a feed is named that others do not wait for.
const SLOW: u64 = 3_000;
/// How long it is said what has changed, in milliseconds.
const SAID: u64 = 8_000;
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
    refreshes: bool,
    changes: Option<Changes>,
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
        failed.map(Shelf::lacking).collect()
    })
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
            asked,
            loaded: None,
            since: 0.0,
            failures: Vec::new(),
            is_pending: true,
        }
    }

    /// True while nothing has come.
    fn is_missing(&self) -> bool {
        self.is_pending && self.loaded.is_none() && !self.asked.is_preview
    }

    fn lacking(&self) -> Lacking {
        Lacking {
            name: self.name.clone(),
            since: self.loaded.is_some().then_some(self.since),
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
            let number = Scope::current().number().to_string();
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
        for asked in care
            .feeds
            .iter()
            .cloned()
            .chain(named)
            .take(MAX_FEEDS)
            .chain(preview)
        {
            let address = to_fetch(&asked.address, today);
            if add_new(&mut seen, &address) {
                wanted.push(Asked { address, ..asked });
            }
        }
        let asked = options.reading.clone().or(care.map);
        let count = wanted.len();
        lay_out(state, wanted, generation, care.refresh.is_some());
        state.begin_with_filter(&options).await;
        for at in 0..count {
            let manner = Manner {
                language: options.language.clone(),
                asked: asked.clone(),
                keeps: care.keeps,
                refresh: care.refresh,
            };
            spawn(load_one(state, manner, at, ask, generation));
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
fn lay_out(state: State, wanted: Vec<Asked>, generation: u32, refreshes: bool) {
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
                refreshes,
                changes: None,
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
            Shelf { asked, ..shelf }
        };
        desk.shelves = wanted.into_iter().map(shelf).collect();
        desk.is_settled &= before.is_empty();
        desk.generation = generation;
        desk.is_gathering = false;
        desk.is_slow = false;
        desk.is_due = false;
        desk.refreshes = refreshes;
    });
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
        if with_desk(scope, |desk| desk.refreshes) == Some(true) {
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
async fn load_one(state: State, manner: Manner, at: usize, ask: Ask, generation: u32) {
    let scope = Scope::current();
    let asked = with_desk(scope, |desk| {
        let is_several = desk
            .shelves
            .iter()
            .filter(|shelf| !shelf.asked.is_preview)
            .count()
            > 1;
        let asked = desk.shelves.get(at)?.asked.clone();
        Some((asked, is_several))
    });
    let Some(Some((asked, is_several))) = asked else {
        return;
    };
    let keeps = manner.keeps && !asked.is_preview;
    let reading = Reading {
        language: &manner.language,
        zones: &IntlZones,
        asked: manner.asked.as_deref(),
        body: if keeps { with_copies } else { with_patience },
    };
    let mut loaded = *load(&asked.address, &reading, ask).await;
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
    let is_same = with_desk(scope, |desk| {
        let known = desk.shelves.get(at).and_then(|shelf| shelf.loaded.as_ref());
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
    let taken = with_desk(scope, |desk| {
        if desk.generation != generation {
            return None;
        }
        let shelf = desk.shelves.get_mut(at)?;
        shelf.name = name;
        // What fails again beside what is shown is no news.
        let mut news = loaded.failures.clone();
        let is_ready = state.source.is_ready();
        news.retain(|failure| !(is_ready && shelf.failures.contains(failure)));
        shelf.take(loaded, browser_time());
        Some((desk.shelves.iter().all(|shelf| !shelf.is_pending), news))
    });
    let Some((is_complete, news)) = taken.flatten() else {
        return;
    };
    news.into_iter().for_each(|failure| state.report(failure));
    if !is_complete {
        show_soon(state, generation);
        return;
    }
    if let Some(minutes) = manner.refresh {
        // From when all is there: a slow feed is not given up for the next attempt.
        after((minutes * 60_000.0) as u64, move || {
            if with_desk(scope, |desk| desk.generation == generation) == Some(true) {
                refresh(state);
            }
        });
    }
    show(state, generation).await;
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

/// Shows what there is once those have had a moment that come at nearly the same time.
fn show_soon(state: State, generation: u32) {
    let scope = Scope::current();
    let is_first = with_desk(scope, |desk| {
        let has_some = desk.shelves.iter().any(|shelf| shelf.loaded.is_some());
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
        let loaded = desk.together(&floating);
        (loaded, desk.shelves.iter().any(|shelf| shelf.is_pending))
    });
    let Some((loaded, is_partly)) = made else { return };
    let loaded = Shared::new(loaded);
    if let Some(filter) = state.parts.filter() {
        (filter.read_ahead)(loaded.clone()).await;
    }
    if state.source.current() != generation {
        return;
    }
    let before = state.source.loaded.get_untracked();
    let is_same = before.revision == loaded.revision && before.failures == loaded.failures;
    if is_same && state.source.is_ready() {
        tell(state);
        return;
    }
    let changes = changes_between(&before.events, &loaded.events);
    let still = Still::now(state);
    state.receive(loaded);
    still.keep();
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

/// What is said of the feeds is read anew.
fn tell(state: State) {
    state.parts.of(Part::Feeds).set(Arrival::There);
}

impl Desk {
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
        let mut all = Loaded::default();
        let mut lists: Vec<&[Arc<Event>]> = Vec::new();
        for shelf in shown {
            all.failures.extend(shelf.failures.iter().cloned());
            let Some(loaded) = &shelf.loaded else { continue };
            lists.push(&loaded.events);
            all.zone = all.zone.take().or_else(|| loaded.zone.clone());
            all.title = all.title.take().or_else(|| loaded.title.clone());
            all.skipped += loaded.skipped;
            all.revision = all.revision.rotate_left(7) ^ loaded.revision;
            for calendar in &loaded.calendars {
                add_new(&mut all.calendars, calendar);
            }
            for origin in &loaded.origins {
                add_new(&mut all.origins, origin);
            }
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
