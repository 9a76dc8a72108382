//! Feeds that come in windows, a month each: which months are asked for, and what has come of them. It comes with the
//! part `feeds`.

use chrono::{Datelike, Days};

use crate::app::state::State;
use crate::error::Error;
use crate::layout::{List, Period};
use crate::net::{Loaded, Month, add_new, keep_first, window_at};
use crate::order::sorted_positions;
use crate::text::fingerprint;
use crate::time::{Date, DateRange, parse_date};

/// The most months that are asked for at once: those of a year, or of the days that somebody filters by.
const MOST_AT_ONCE: i32 = 24;
/// How many months in a row a list passes over in which there is nothing.
const MOST_EMPTY: usize = 12;
/// How many months a list goes on by itself, and with how many events it stops.
const BY_ITSELF: i32 = 24;
const MOST_BY_ITSELF: usize = 20_000;
/// How many months are asked for more where somebody wants them searched, and how far that goes.
const SEARCHED: i32 = 6;
const FURTHEST: i32 = 120;
/// How many months ahead an event is looked for of whose day nothing is known, and half as many back. Where an index says
/// where the months end, as far as a list goes.
const SOUGHT: i32 = 60;
/// How many months are asked for in each direction where nothing is on show, and a way on is offered.
const BESIDE: i32 = 12;

/// A feed in windows.
pub struct Windows {
    /// Its address, with the marks that a month stands for.
    template: String,
    /// The first and the last month that there is, where an index says it.
    bounds: Option<(Month, Month)>,
    all: Vec<Window>,
    /// The addresses that were asked for ahead.
    ahead: Vec<String>,
    /// Why windows could not be read before they were asked for once more.
    before: Vec<Error>,
}

/// A month of it. Several months have one where the address says the year alone.
pub struct Window {
    months: Vec<Month>,
    pub address: String,
    /// What was read last.
    pub loaded: Option<Loaded>,
    pub failure: Option<Error>,
    pub is_pending: bool,
    /// It is asked for anew when it is looked at.
    is_stale: bool,
    /// Its events are among those on show. What lies far from a list is not.
    is_shown: bool,
    /// It stays on show, as the event that is looked for may be in it.
    is_kept: bool,
}

/// How far a list goes, in months from the present one.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    pub ahead: i32,
    pub behind: i32,
    /// How far it may go on.
    allowed: i32,
}

/// What a calendar looks at.
pub struct Look {
    /// First of all.
    now: Vec<Month>,
    /// When that is there.
    soon: Vec<Month>,
    /// While nobody waits for anything, ahead.
    ahead: Vec<Month>,
    /// Whether it is a list of what is past, or of what comes.
    list: Option<bool>,
    /// Whether the list has room for more.
    wants_more: bool,
    /// The days that are filtered by.
    asked: Option<DateRange>,
    /// Which ways on are wanted from a period in which there is nothing, and are not known.
    beside: Vec<i32>,
}

/// The months of which something is on show, from one to another, and whether a list can go on.
pub struct Span {
    /// The days from the first of one month to the last of another.
    pub days: Vec<DateRange>,
    /// Whether there is more to be searched.
    pub can_go_on: bool,
    /// Whether a list of what comes knows nothing that is past, where months may have some.
    pub may_have_past: bool,
}

impl Look {
    /// What the state says of it; what runs is run again when that changes.
    pub fn of(state: State, reach: Reach) -> Self {
        let view = state.navigation.view.get();
        if let Some(period) = view.period() {
            return Self::of_period(state, period);
        }
        let today = Month::of(state.clock.today.get());
        let past = state.navigation.past.get();
        let query = state.filter.query.get();
        let present = state.clock.present.get();
        let asked = state
            .parts
            .filter()
            .and_then(|filter| (filter.asked_days)(&query, &present));
        let mut now: Vec<Month> = (0..=reach.of(past))
            .map(|distance| today.plus(distance * way(past)))
            .collect();
        // Those who want certain days want no others.
        let mut is_done = !query.is_empty();
        if let Some(days) = asked {
            // Those of them that this list can show, from the present on.
            let (mut from, mut to) = (days.start(), days.last());
            if past {
                to = to.min(state.clock.today.get());
                from = from.max(Month::of(to).plus(1 - MOST_AT_ONCE).first());
            } else {
                from = from.max(today.first());
            }
            now = Month::touched(from, to, MOST_AT_ONCE);
            is_done = true;
        }
        let limit = state.options.with(|options| options.max);
        // Dates of a series go on behind what has come, where events are missing that stand between them.
        let edge = reach.edge(past, today);
        let is_within = |list: &List| {
            let last = list.months.last().map(|month| Month::of(month.first));
            last.is_none_or(|last| if past { last >= edge } else { last <= edge })
        };
        let is_full = |list: &List| limit.map_or(list.more > 0, |max| list.total >= max) && is_within(list);
        // A list without the months in between would look as if there were nothing in them.
        let soon = state.navigation.leafed.get().map(|leafed| {
            // What is filtered by days has none in between.
            let from = if asked.is_some() { leafed } else { today.first() };
            let mut between = Month::touched(leafed.min(from), leafed.max(from), FURTHEST);
            if past {
                between.reverse();
            }
            between
        });
        Self {
            ahead: vec![edge.plus(way(past))],
            now,
            soon: soon.unwrap_or_default(),
            list: Some(past),
            wants_more: !is_done && !state.catalog.list.with(|list| is_full(list)),
            asked,
            beside: Vec::new(),
        }
    }

    fn of_period(state: State, period: Period) -> Self {
        let day = state.shown_day();
        let month = Month::of(day);
        // A week may begin on any day.
        let around = |from: Date, to: Date| {
            let from = from.checked_sub_days(Days::new(6)).unwrap_or(from);
            let to = to.checked_add_days(Days::new(6)).unwrap_or(to);
            Month::touched(from, to, MOST_AT_ONCE)
        };
        let (now, mut soon) = match period {
            Period::Day => (vec![month], Vec::new()),
            Period::Week => (vec![month], around(day, day)),
            // Its weeks are whole.
            Period::Month => {
                let last = month.plus(1).first().pred_opt().unwrap_or(day);
                (vec![month], around(month.first(), last))
            }
            Period::Year => {
                let january = month.plus(-(day.month0() as i32));
                let months = (0..12).map(|number| january.plus(number));
                (months.collect(), Vec::new())
            }
        };
        soon.extend(state.navigation.leafed.get().map(Month::of));
        let ahead = match period {
            Period::Year => Vec::new(),
            _ => vec![month.plus(1), month.plus(-1)],
        };
        Self {
            now,
            soon,
            ahead,
            list: None,
            wants_more: false,
            asked: None,
            beside: beside(state, period, day),
        }
    }

    /// Asks for nothing to which a period without events has a way.
    pub fn forget_ways(&mut self) {
        self.beside.clear();
    }

    /// The days that are filtered by.
    pub fn asked(&self) -> Option<DateRange> {
        self.asked
    }

    /// Whether a month is among those that are looked at.
    fn has(&self, month: Month) -> bool {
        self.now.contains(&month) || self.soon.contains(&month)
    }
}

impl Reach {
    /// Goes on in one direction; false where it has gone far enough.
    pub fn go_on(&mut self, past: bool) -> bool {
        let reach = if past { &mut self.behind } else { &mut self.ahead };
        let is_allowed = *reach < BY_ITSELF.max(self.allowed);
        *reach += i32::from(is_allowed);
        is_allowed
    }

    /// Lets a list go on as somebody has asked for it.
    pub fn search_more(&mut self, past: bool) {
        let reach = if past { &mut self.behind } else { &mut self.ahead };
        *reach = (*reach + SEARCHED).min(FURTHEST);
        self.allowed = *reach;
    }

    fn of(self, past: bool) -> i32 {
        if past { self.behind } else { self.ahead }
    }

    /// The month that is furthest from the present one.
    fn edge(self, past: bool, present: Month) -> Month {
        present.plus(self.of(past) * way(past))
    }
}

/// Which way a list goes, in months.
fn way(past: bool) -> i32 {
    if past { -1 } else { 1 }
}

impl Window {
    /// One that is asked for to be shown.
    fn new(address: &str) -> Self {
        Self {
            months: Vec::new(),
            address: address.to_owned(),
            loaded: None,
            failure: None,
            is_pending: true,
            is_stale: false,
            is_shown: true,
            is_kept: false,
        }
    }
}

impl Windows {
    /// The windows of a feed.
    pub fn new(template: String, bounds: Option<(Month, Month)>) -> Self {
        Self {
            template,
            bounds,
            all: Vec::new(),
            ahead: Vec::new(),
            before: Vec::new(),
        }
    }

    /// Takes the bounds of the same months from an index that was read anew; true where they are others.
    pub fn take_bounds(&mut self, anew: &Self) -> bool {
        let differs = self.template == anew.template && self.bounds != anew.bounds;
        if differs {
            self.bounds = anew.bounds;
        }
        differs
    }

    /// True while something is on its way that is to be shown.
    pub fn are_pending(&self) -> bool {
        self.all.iter().any(|window| window.is_pending && window.is_shown)
    }

    /// The window with this address.
    pub fn at(&self, address: &str) -> Option<&Window> {
        self.all.iter().find(|window| window.address == address)
    }

    /// The same, to be changed.
    pub fn at_mut(&mut self, address: &str) -> Option<&mut Window> {
        self.all.iter_mut().find(|window| window.address == address)
    }

    fn of_month(&self, month: Month) -> Option<&Window> {
        self.all.iter().find(|window| window.months.contains(&month))
    }

    /// True where there may be something in this month.
    fn may_have(&self, month: Month) -> bool {
        self.bounds
            .is_none_or(|(first, last)| (first..=last).contains(&month))
    }

    /// True where there may be something in this month, or behind it.
    fn may_have_beyond(&self, month: Month, past: bool) -> bool {
        self.bounds
            .is_none_or(|(first, last)| if past { first <= month } else { month <= last })
    }

    /// All is asked for once more when it is looked at. What is not known of it anew is forgotten, where `forgets`.
    pub fn begin_again(&mut self, forgets: bool) {
        if forgets {
            self.all.clear();
        }
        // What is still on its way has not said since whether it goes on failing.
        if !self.are_pending() {
            self.before.clear();
        }
        let failures = self.all.iter_mut().filter_map(|window| window.failure.take());
        self.before.extend(failures);
        // What has failed now and came before is asked for anew: the browser's memory has the old text.
        self.all.retain(|window| window.loaded.is_some());
        for window in &mut self.all {
            window.is_pending = false;
            window.is_stale = true;
        }
    }

    /// True where a window failed like that before it was asked for once more.
    pub fn have_failed_so(&self, failure: &Error) -> bool {
        self.before.contains(failure)
    }

    /// The addresses to be asked for now, each with whether it is known already. The second says whether other events
    /// are on show than before.
    pub fn want(&mut self, look: &Look) -> (Vec<(String, bool)>, bool) {
        let mut wanted = Vec::new();
        let mut changes = false;
        for &month in &look.now {
            changes |= self.want_month(month, &mut wanted);
        }
        if !self.are_pending() {
            // The rest when these are there.
            for &month in &look.soon {
                if wanted.len() < MOST_AT_ONCE as usize {
                    changes |= self.want_month(month, &mut wanted);
                }
            }
        }
        if !self.are_pending() {
            for &way in &look.beside {
                changes |= self.want_beside(look, way, &mut wanted);
            }
        }
        // A list without the months in between would look as if there were nothing in them.
        if look.list.is_some() {
            for window in &mut self.all {
                let is_near = window.is_kept || window.months.iter().any(|month| look.has(*month));
                if window.is_shown && !is_near {
                    window.is_shown = false;
                    changes |= window.loaded.is_some();
                }
            }
        }
        (wanted, changes)
    }

    /// The addresses to be asked for ahead, each once: their answers stay with the browser until they are looked at.
    pub fn want_ahead(&mut self, look: &Look) -> Vec<String> {
        let mut wanted = Vec::new();
        for &month in &look.ahead {
            if !self.may_have(month) {
                continue;
            }
            let address = window_at(&self.template, month);
            if self.at(&address).is_none() && add_new(&mut self.ahead, &address) {
                wanted.push(address);
            }
        }
        wanted
    }

    /// There is nothing at an address that was asked for ahead.
    pub fn take_missing(&mut self, address: &str) {
        if self.at(address).is_none() {
            self.all.push(Window {
                loaded: Some(Loaded::default()),
                is_pending: false,
                is_shown: false,
                ..Window::new(address)
            });
        }
    }

    /// The next month that is not known yet on the way from what is looked at.
    fn want_beside(&mut self, look: &Look, way: i32, wanted: &mut Vec<(String, bool)>) -> bool {
        let edge = if way < 0 {
            look.now.first()
        } else {
            look.now.last()
        };
        let Some(&edge) = edge else { return false };
        let before = wanted.len();
        let mut changes = false;
        for distance in 1..=BESIDE {
            if wanted.len() == before {
                changes |= self.want_month(edge.plus(distance * way), wanted);
            }
        }
        changes
    }

    /// The first of these months that is not known yet, or is not on show, to be asked for and shown. The second says
    /// whether other events are on show than before.
    pub fn want_first(&mut self, months: &mut Vec<Month>, present: Month) -> (Vec<(String, bool)>, bool) {
        let (mut wanted, mut changes) = (Vec::new(), false);
        // It stays among them until it is known: a reading that begins meanwhile may lose it.
        while wanted.is_empty()
            && !changes
            && let Some(&month) = months.first()
        {
            if self.lies_behind_nothing(month, present) {
                // It is asked for, as its own date may name it; what lies behind it is not.
                let is_past = month < present;
                months
                    .retain(|other| *other == month || if is_past { *other > month } else { *other < month });
            }
            let is_new = self.want_month(month, &mut wanted);
            let has_events = |window: &Window| {
                let loaded = window.loaded.as_ref();
                loaded.is_some_and(|loaded| !loaded.events.is_empty())
            };
            changes = is_new && self.of_month(month).is_some_and(has_events);
            if wanted.is_empty() && !changes {
                months.remove(0);
                continue;
            }
            // The last one stays on show: the event is in it, or in the next.
            for window in &mut self.all {
                window.is_kept = window.months.contains(&month);
            }
        }
        (wanted, changes)
    }

    /// True where there is nothing in the months before it on the way from the present one, as many as a list passes over.
    fn lies_behind_nothing(&self, month: Month, present: Month) -> bool {
        let way = if month < present { -1 } else { 1 };
        let is_empty = |distance: i32| {
            let window = self.of_month(month.plus(-distance * way));
            let loaded = window.and_then(|window| window.loaded.as_ref());
            loaded.is_some_and(|loaded| loaded.events.is_empty())
        };
        month.since(present).abs() > MOST_EMPTY as i32 && (1..=MOST_EMPTY as i32).all(is_empty)
    }

    /// True while the month is on its way in which an event is looked for.
    pub fn are_searched(&self) -> bool {
        self.all.iter().any(|window| window.is_pending && window.is_kept)
    }

    /// True where an index says where the months end.
    pub fn have_bounds(&self) -> bool {
        self.bounds.is_some()
    }

    /// Sees to it that a month is there and on show; true where it is there and was not on show.
    fn want_month(&mut self, month: Month, wanted: &mut Vec<(String, bool)>) -> bool {
        if !self.may_have(month) {
            return false;
        }
        let address = window_at(&self.template, month);
        let Some(window) = self.at_mut(&address) else {
            self.all.push(Window {
                months: vec![month],
                ..Window::new(&address)
            });
            wanted.push((address, false));
            return false;
        };
        if !window.months.contains(&month) {
            window.months.push(month);
        }
        let is_new = !std::mem::replace(&mut window.is_shown, true);
        if window.is_stale && !window.is_pending {
            window.is_pending = true;
            window.is_stale = false;
            wanted.push((address, true));
        }
        is_new && window.loaded.is_some()
    }

    /// Whether a list may go on behind what there is: not for ever where there is nothing.
    pub fn may_go_on(&self, look: &Look, present: Month, reach: Reach) -> bool {
        let Some(past) = look.list.filter(|_| look.wants_more) else {
            return false;
        };
        let is_empty = |distance: &i32| {
            let window = self.of_month(present.plus(distance * way(past)));
            window.is_none_or(|window| {
                window
                    .loaded
                    .as_ref()
                    .is_none_or(|loaded| loaded.events.is_empty())
            })
        };
        let empty = (0..=reach.of(past)).rev().take_while(is_empty).count();
        let events: usize = self.shown().map(|(_, loaded)| loaded.events.len()).sum();
        empty < MOST_EMPTY
            && events < MOST_BY_ITSELF
            && self.may_have_beyond(reach.edge(past, present).plus(way(past)), past)
    }

    /// What of it is on show, by month, the newest copies first.
    fn shown(&self) -> impl Iterator<Item = (&Window, &Loaded)> {
        let key = |at: usize| {
            let window = &self.all[at];
            (window.is_stale, window.months.first())
        };
        let order = sorted_positions(self.all.len(), &|a, b| key(a).cmp(&key(b)));
        let shown = order.into_iter().map(|at| &self.all[at]);
        shown
            .filter(|window| window.is_shown)
            .filter_map(|window| Some((window, window.loaded.as_ref()?)))
    }

    /// True where there are events on show.
    pub fn have_events(&self) -> bool {
        self.shown().any(|(_, loaded)| !loaded.events.is_empty())
    }

    /// What is on show of it, as one feed; `None` while nothing has come.
    pub fn together(&self) -> Option<Loaded> {
        let mut together: Option<Loaded> = None;
        for (window, loaded) in self.shown() {
            let all = together.get_or_insert_with(Loaded::default);
            all.events.extend(loaded.events.iter().cloned());
            all.join(loaded);
            // In whatever order they stand.
            let own = fingerprint(loaded.revision, &window.address);
            all.revision = all.revision.wrapping_add(own);
        }
        if let Some(all) = &mut together {
            // What takes place in two months stands in both.
            keep_first(&mut all.events);
        }
        together
    }

    /// Why windows that are looked at could not be read, each with its month.
    pub fn failures(&self) -> impl Iterator<Item = (Month, &Error)> {
        let failed = self.all.iter().filter(|window| window.is_shown);
        failed.filter_map(|window| Some((*window.months.first()?, window.failure.as_ref()?)))
    }

    /// The months that are on show.
    pub fn months(&self) -> Vec<Month> {
        let there = self
            .all
            .iter()
            .filter(|window| window.is_shown && window.loaded.is_some());
        there.flat_map(|window| window.months.iter().copied()).collect()
    }

    /// Whether a list can go on where somebody asks for it.
    pub fn can_search_more(&self, past: bool, present: Month, reach: Reach) -> bool {
        reach.of(past) < FURTHEST && self.may_have_beyond(reach.edge(past, present).plus(way(past)), past)
    }
}

impl Look {
    /// Whether it is a list of what is past, or of what comes.
    pub fn list(&self) -> Option<bool> {
        self.list
    }
}

/// Which ways on from a period in which there is nothing lead to nothing that is known: none where there is something.
fn beside(state: State, period: Period, day: Date) -> Vec<i32> {
    let (from, to) = match period {
        Period::Day => (day, day),
        Period::Week => {
            let first = state.options.with(|options| options.first_weekday());
            let from = day.checked_sub_days(Days::new(day.weekday().days_since(first).into()));
            let from = from.unwrap_or(day);
            (from, from.checked_add_days(Days::new(6)).unwrap_or(from))
        }
        Period::Month => {
            let month = Month::of(day);
            (month.first(), month.plus(1).first().pred_opt().unwrap_or(day))
        }
        // It has no way to the next event.
        Period::Year => return Vec::new(),
    };
    let (mut before, mut behind) = (false, false);
    let is_empty = state.catalog.left.with(|left| {
        left.iter().all(|occurrence| {
            let days = occurrence.days();
            before |= days.start() < from;
            behind |= days.last() > to;
            days.last() < from || days.start() > to
        })
    });
    let ways = [(-1, before), (1, behind)];
    let unknown = ways.into_iter().filter(|(_, is_known)| is_empty && !is_known);
    unknown.map(|(way, _)| way).collect()
}

/// The months in which an event may be, the most probable first: that of a date in its name, that of the day on show, those
/// around the present one, where more is ahead; as far as a list goes where it is known where they end (`has_end`).
pub fn months_of(id: &str, day: Option<Date>, present: Month, has_end: bool) -> Vec<Month> {
    let begin = id.bytes().rposition(|byte| byte == b';').map(|at| at + 1);
    let named = begin.and_then(|begin| parse_date(id.get(begin..begin + 10)?));
    let mut months: Vec<Month> = named.into_iter().chain(day).map(Month::of).collect();
    // A grid, or a filter by days, may be elsewhere.
    months.push(present);
    for distance in 1..=if has_end { FURTHEST } else { SOUGHT } {
        months.push(present.plus(distance));
        if distance % 2 == 0 {
            months.push(present.plus(-distance / 2));
        }
    }
    months
}

/// Months as spans of days, without gaps.
pub fn spans(months: &[Month]) -> Vec<DateRange> {
    let mut spans: Vec<DateRange> = Vec::new();
    for at in sorted_positions(months.len(), &|a, b| months[a].cmp(&months[b])) {
        let (start, end) = (months[at].first(), months[at].plus(1).first());
        let last = spans.pop();
        let joined = last.filter(|last| last.end() >= start);
        if joined.is_none() {
            spans.extend(last);
        }
        let start = joined.map_or(start, |joined| joined.start());
        spans.extend(DateRange::new(start, end));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u32) -> Month {
        Month::of(Date::from_ymd_opt(year, month, 1).unwrap())
    }

    fn look(now: &[Month], list: Option<bool>) -> Look {
        Look {
            now: now.to_vec(),
            soon: Vec::new(),
            ahead: Vec::new(),
            list,
            wants_more: true,
            asked: None,
            beside: Vec::new(),
        }
    }

    fn windows() -> Windows {
        Windows::new("https://a.example/{year}-{month}.json".to_owned(), None)
    }

    fn arrive(windows: &mut Windows, address: &str) {
        let window = windows.at_mut(address).unwrap();
        window.is_pending = false;
        window.loaded = Some(Loaded::default());
    }

    #[test]
    fn a_month_is_asked_for_once() {
        let mut windows = windows();
        let december = look(&[month(2026, 12)], None);
        let address = "https://a.example/2026-12.json";
        assert_eq!(windows.want(&december).0, [(address.to_owned(), false)]);
        assert_eq!(windows.want(&december), (Vec::new(), false));
        arrive(&mut windows, address);
        assert_eq!(windows.want(&december), (Vec::new(), false));
        windows.begin_again(false);
        assert_eq!(windows.want(&december).0, [(address.to_owned(), true)]);
        assert_eq!(windows.want(&december).0, []);
    }

    #[test]
    fn what_failed_before_is_known_for_one_more_attempt() {
        let mut windows = windows();
        let december = look(&[month(2026, 12)], None);
        let address = "https://a.example/2026-12.json";
        let failure = Error::unreachable().at(address);
        windows.want(&december);
        let window = windows.at_mut(address).unwrap();
        (window.is_pending, window.failure) = (false, Some(failure.clone()));
        assert!(!windows.have_failed_so(&failure), "it is news");
        windows.begin_again(false);
        assert!(windows.have_failed_so(&failure));
        assert!(!windows.have_failed_so(&Error::status(503).at(address)));
        windows.want(&december);
        windows.begin_again(false);
        assert!(windows.have_failed_so(&failure), "it was still on its way");
        windows.want(&december);
        arrive(&mut windows, address);
        windows.begin_again(false);
        assert!(!windows.have_failed_so(&failure), "it came meanwhile");
    }

    #[test]
    fn months_of_one_file_are_one_window() {
        let mut windows = Windows::new("https://a.example/{year}.json".to_owned(), None);
        let year: Vec<Month> = (1..=12).map(|number| month(2026, number)).collect();
        assert_eq!(windows.want(&look(&year, None)).0.len(), 1);
        arrive(&mut windows, "https://a.example/2026.json");
        assert_eq!(windows.months().len(), 12);
    }

    #[test]
    fn what_is_missing_ahead_is_not_asked_for_again() {
        let mut windows = windows();
        let ahead = Look {
            ahead: vec![month(2027, 1)],
            ..look(&[], None)
        };
        let address = "https://a.example/2027-01.json";
        assert_eq!(windows.want_ahead(&ahead), [address]);
        assert_eq!(windows.want_ahead(&ahead).len(), 0);
        windows.take_missing(address);
        assert!(windows.together().is_none());
        let (wanted, changes) = windows.want(&look(&[month(2027, 1)], None));
        assert!(wanted.is_empty() && changes);
        assert!(windows.together().is_some());
    }

    #[test]
    fn a_list_leaves_out_what_lies_behind_a_gap() {
        let mut windows = windows();
        windows.want(&look(&[month(2027, 5)], None));
        arrive(&mut windows, "https://a.example/2027-05.json");
        assert_eq!(windows.months(), [month(2027, 5)]);
        let (_, changes) = windows.want(&look(&[month(2026, 12)], Some(false)));
        assert!(changes);
        assert_eq!(windows.months(), []);
        let (wanted, changes) = windows.want(&look(&[month(2027, 5)], None));
        assert!(wanted.is_empty() && changes);
    }

    #[test]
    fn a_list_passes_over_a_year_without_events_at_most() {
        let mut windows = windows();
        let present = month(2026, 12);
        let mut reach = Reach::default();
        let mut asked = 0;
        loop {
            let months: Vec<Month> = (0..=reach.ahead).map(|distance| present.plus(distance)).collect();
            let look = look(&months, Some(false));
            for (address, _) in windows.want(&look).0 {
                asked += 1;
                arrive(&mut windows, &address);
            }
            if !windows.may_go_on(&look, present, reach) || !reach.go_on(false) {
                break;
            }
        }
        assert_eq!(asked, MOST_EMPTY);
        reach.search_more(false);
        assert_eq!(reach.ahead, MOST_EMPTY as i32 - 1 + SEARCHED);
    }

    #[test]
    fn an_index_says_where_it_ends() {
        let bounds = (month(2026, 12), month(2027, 1));
        let mut windows = Windows::new("https://a.example/{year}-{month}.json".to_owned(), Some(bounds));
        let months: Vec<Month> = (10..=15).map(|distance| month(2026, 1).plus(distance)).collect();
        assert_eq!(windows.want(&look(&months, None)).0.len(), 2);
        let reach = Reach {
            ahead: 1,
            ..Reach::default()
        };
        assert!(!windows.can_search_more(false, month(2026, 12), reach));
    }

    #[test]
    fn a_list_goes_into_the_past_or_ahead() {
        let reach = Reach {
            ahead: 2,
            behind: 3,
            ..Reach::default()
        };
        assert_eq!(reach.edge(false, month(2026, 12)), month(2027, 2));
        assert_eq!(reach.edge(true, month(2026, 12)), month(2026, 9));
    }

    #[test]
    fn months_become_spans() {
        let days = |from, to| DateRange::new(Month::first(from), Month::first(to)).unwrap();
        let months = vec![month(2027, 1), month(2026, 12), month(2027, 5), month(2027, 1)];
        assert_eq!(
            spans(&months),
            [
                days(month(2026, 12), month(2027, 2)),
                days(month(2027, 5), month(2027, 6))
            ]
        );
    }

    #[test]
    fn an_event_is_looked_for_by_its_date_first() {
        let present = month(2026, 12);
        let months = months_of(
            "a;2031-05-06T18:00",
            Date::from_ymd_opt(2028, 2, 2),
            present,
            false,
        );
        assert_eq!(months[..3], [month(2031, 5), month(2028, 2), month(2026, 12)]);
        assert_eq!(months_of("a", None, present, false).len(), 91);
        assert_eq!(months_of("a", None, present, true).len(), 181);
    }

    #[test]
    fn a_search_ends_behind_a_year_of_nothing_on_either_side() {
        let mut windows = windows();
        let present = month(2026, 12);
        let mut months = months_of("a", None, present, false);
        let mut asked = Vec::new();
        loop {
            let (wanted, _) = windows.want_first(&mut months, present);
            let Some((address, _)) = wanted.first() else { break };
            asked.push(address.clone());
            arrive(&mut windows, address);
        }
        assert_eq!(asked.len(), 2 * MOST_EMPTY + 3);
        assert!(asked.contains(&"https://a.example/2027-12.json".to_owned()));
        assert!(asked.contains(&"https://a.example/2025-12.json".to_owned()));
        // One of them alone stays on show.
        assert_eq!(windows.all.iter().filter(|window| window.is_kept).count(), 1);
    }

    #[test]
    fn a_period_with_nothing_in_it_asks_for_those_beside_it_one_by_one() {
        let mut windows = windows();
        let look = Look {
            beside: vec![-1, 1],
            ..look(&[month(2026, 12)], None)
        };
        assert_eq!(windows.want(&look).0.len(), 1);
        assert_eq!(windows.want(&look).0, []);
        arrive(&mut windows, "https://a.example/2026-12.json");
        let mut asked = 0;
        loop {
            let wanted = windows.want(&look).0;
            if wanted.is_empty() {
                break;
            }
            assert_eq!(wanted.len(), 2);
            asked += wanted.len();
            wanted
                .iter()
                .for_each(|(address, _)| arrive(&mut windows, address));
        }
        assert_eq!(asked, 2 * BESIDE as usize);
    }

    #[test]
    fn an_index_that_was_read_anew_leads_further() {
        let mut windows = windows();
        let bounded = |template: &str| {
            let bounds = (month(2026, 10), month(2027, 1));
            Windows::new(template.to_owned(), Some(bounds))
        };
        assert!(!windows.take_bounds(&bounded("https://a.example/other/{year}-{month}.json")));
        assert!(!windows.have_bounds());
        assert!(windows.take_bounds(&bounded("https://a.example/{year}-{month}.json")));
        assert!(
            !windows.take_bounds(&bounded("https://a.example/{year}-{month}.json")),
            "it is the same"
        );
        assert!(windows.may_have(month(2027, 1)) && !windows.may_have(month(2027, 2)));
    }
}
