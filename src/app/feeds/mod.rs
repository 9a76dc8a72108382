//! Calendars with several feeds, or with feeds that are kept fresh: each feed comes in its own time, and what has come is
//! shown. This comes with the part `feeds`; a calendar with one plain feed does without (`load`).

mod care;
mod changes;
mod desk;
mod look;
mod shelf;
mod still;
mod windows;

use std::mem::take;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use crate::app::feeds::care::{Asked, Care, short};
use crate::app::feeds::changes::changes_between;
use crate::app::feeds::desk::{lay_out, refresh, with_desk};
use crate::app::feeds::look::{follow, index_at, read_index_again, seek_and_look};
use crate::app::feeds::shelf::{Shelf, host};
use crate::app::feeds::still::Still;
use crate::app::options::{MAX_FEEDS, Options};
use crate::app::part::{Arrival, Part, fetch_series_once};
use crate::app::state::State;
use crate::dom::{Scope, Shared, after, spawn};
use crate::event::Event;
use crate::i18n::IntlZones;
use crate::net::{
    Ask, Loaded, Reading, add_new, browser_time, fetchable, load, settle, with_copies, with_patience,
};
use crate::report::{self, Complaint, Expected, Told};
use crate::schedule::Occurrence;
use crate::text::fingerprint;

pub use changes::Changes;
pub use desk::{changes, colour_of, failed, slow};
pub use look::{search_more, span};
pub use shelf::Lacking;
pub use windows::Span;

/// How long feeds that come at nearly the same time are waited for, in milliseconds: one change of the page for all.
const GATHERED: u64 = 150;

/// After how many milliseconds a feed is named that others do not wait for.
const SLOW: u64 = 3_000;

/// How long it is said what has changed, in milliseconds.
const SAID: u64 = 8_000;

/// Loads the feeds of a calendar, and shows each when it comes.
pub type LoadFeeds = fn(State, Shared<Options>, Ask, u32) -> Pin<Box<dyn Future<Output = ()>>>;

/// How a feed is read.
struct Manner {
    language: String,
    asked: Option<String>,
    keeps: bool,
    refresh: Option<f64>,
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
            let address = fetchable(&asked.address);
            if add_new(&mut seen, &address) {
                wanted.push(Asked { address, ..asked });
            }
        }
        let asked = options.reading.clone().or(care.map);
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
        let kinds = with_desk(Scope::current(), |desk| {
            let kind = |shelf: &Shelf| (shelf.windows.is_some(), shelf.has_index());
            desk.shelves.iter().map(kind).collect::<Vec<_>>()
        });
        let kinds = kinds.unwrap_or_default();
        for (at, (has_windows, has_index)) in kinds.iter().enumerate() {
            if !has_windows {
                spawn(load_one(state, at, ask, generation));
            } else if *has_index && ask == Ask::Always {
                spawn(read_index_again(state, at, generation));
            }
        }
        if kinds.iter().any(|(has_windows, _)| *has_windows) {
            follow(state);
            // Where no month may have anything, it is known already that there is nothing.
            go_on(state, generation).await;
        }
        if kinds.is_empty() {
            show(state, generation).await;
        }
        let scope = Scope::current();
        after(SLOW, move || {
            with_desk(scope, |desk| desk.is_slow |= desk.generation == generation);
            tell(state);
        });
    })
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
    // A reading that is over takes nothing from the one that counts.
    if state.source.current() != generation {
        return;
    }
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
        desk.turn += 1;
        if take(&mut desk.has_grown) {
            desk.grown = desk.turn;
        }
        Some((
            loaded,
            desk.turn,
            is_partly,
            desk.sought.is_some() && state.navigation.sought.get_untracked().is_none(),
        ))
    });
    let Some((loaded, turn, is_partly, is_sought)) = made.flatten() else {
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
    // What was made later may have less to be read, and be on show by now.
    let compared = with_desk(scope, |desk| {
        let (is_newer, has_grown) = (desk.shown < turn, desk.shown < desk.grown);
        desk.shown = desk.shown.max(turn);
        is_newer.then_some(has_grown)
    });
    let current = |_: &bool| state.source.current() == generation;
    let Some(has_grown) = compared.flatten().filter(current) else {
        return;
    };
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

/// What is said of the feeds is read anew.
fn tell(state: State) {
    state.parts.of(Part::Feeds).set(Arrival::There);
}
