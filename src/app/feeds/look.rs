//! Feeds that come in windows follow the visitor: the months that they look at are asked for, and those in which an event
//! may be that is looked for.

use std::mem::take;

use wasm_bindgen::JsValue;

use crate::app::feeds::desk::{Desk, with_desk};
use crate::app::feeds::shelf::Shelf;
use crate::app::feeds::windows::{Look, Reach, Span, Windows, months_of, spans};
use crate::app::feeds::{go_on, read, show, tell};
use crate::app::history::address_of_page;
use crate::app::navigation::Open;
use crate::app::state::State;
use crate::dom::{Scope, after, kept_effect, spawn};
use crate::error::Error;
use crate::net::{
    Ask, Month, absolute, body, body_of, browser_time, call_named, is_windowed, last_body, named, origin,
    text_of, window,
};
use crate::time::parse_date;

/// How long nobody has typed before days are asked for that stand in the words, in milliseconds: `2027` may become `2027-05`.
const TYPED: u64 = 600;

/// How long nobody has to wait for anything before months are asked for ahead, in milliseconds.
const IDLE: u64 = 500;

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

/// The windows of a feed, where what came of its address is an index of months: an object whose `feed` says how they are
/// named, with the `first` month and the `last` (docs/tool.md).
pub(super) async fn index_at(address: &str) -> Option<Windows> {
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

/// Reads the index of a feed anew, which may lead to other months by now.
pub(super) async fn read_index_again(state: State, at: usize, generation: u32) {
    let scope = Scope::current();
    let address = with_desk(scope, |desk| Some(desk.shelves.get(at)?.asked.address.clone()));
    let Some(address) = address.flatten() else { return };
    // Where it does not come, the months are those that it named before.
    if body_of(body(&address, Ask::Always)).await.is_err() {
        return;
    }
    let Some(anew) = index_at(&address).await else {
        return;
    };
    let is_other = with_desk(scope, |desk| {
        let is_current = desk.generation == generation;
        let windows = desk.shelves.get_mut(at)?.windows.as_mut();
        windows
            .filter(|_| is_current)
            .map(|windows| windows.take_bounds(&anew))
    });
    if is_other.flatten() == Some(true) {
        look(state);
        tell(state);
    }
}

/// Looks after the windows from now on: whatever the visitor looks at is asked for.
pub(super) fn follow(state: State) {
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
        // As with whole feeds, what fails again beside what is shown is no news.
        let is_ready = state.source.is_ready();
        let windows = shelf.windows.as_ref().filter(|_| is_ready);
        let is_old = |failure: &Error| windows.is_some_and(|windows| windows.have_failed_so(failure));
        news.retain(|failure| !failure.is_missing() && !is_old(failure));
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
        with_desk(scope, |desk| {
            // What is on its way may have it.
            if !desk.windows().any(Windows::are_searched) {
                desk.sought = None;
            }
        });
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

/// Shows the months that are on show now, which are others than before.
fn show_others(state: State) {
    with_desk(Scope::current(), |desk| {
        desk.has_grown = true;
        desk.shelves.iter_mut().for_each(Shelf::join_windows);
        spawn(show(state, desk.generation));
    });
}

/// What is shown may lack the event of the page's address, and a list may have room for more.
pub(super) fn seek_and_look(state: State) {
    if with_desk(Scope::current(), |desk| desk.windows().next().is_some()) == Some(true) {
        seek(state);
        look(state);
    }
}
