//! What there is to see, step by step: what the feeds have, what of it the partner lets visitors see, what
//! their filters leave, and the list of that.

use crate::app::clock::Clock;
use crate::app::filter::Filter;
use crate::app::navigation::Navigation;
use crate::app::options::Options;
use crate::app::part::{Arrivals, series};
use crate::app::source::Source;
use crate::app::stars::Stars;
use crate::app::state::State;
use crate::dom::{Shared, Signal};
use crate::event::Uid;
use crate::filter::{Index, Query};
use crate::i18n::{IntlZones, zone_words};
use crate::layout::{List, Selection, by_start, list};
use crate::report::{Told, tell};
use crate::schedule::{Horizon, Occurrence};
use crate::time::{Instant, Zone};

/// The most occurrences in one calendar. A feed may bring more events than that, but their series give
/// no more.
const MAX_OCCURRENCES: usize = 100_000;

/// For each position of [`Catalog::known`], whether it stays; `None` if all do.
type Bound = Signal<Option<Vec<bool>>>;

/// What there is to see. All of it follows from the other structs of the state.
#[derive(Clone, Copy)]
pub struct Catalog {
    /// Every occurrence that the feeds have, by start.
    pub known: Signal<Selection>,
    /// Those that the partner lets visitors see.
    pub all: Signal<Selection>,
    /// Whether the partner lets visitors see it.
    unlocked: Bound,
    /// Whether it is starred, if only such are asked for.
    starred: Bound,
    /// The searchable form of the events of `known`, position by position, once the filter's part is there.
    pub index: Signal<Option<Shared<Index>>>,
    /// For each position of `known`, whether the view could show it without the visitor's filter.
    pub scope: Signal<Shared<Vec<bool>>>,
    /// The occurrences that the filters leave.
    pub left: Signal<Selection>,
    /// The list of `left`.
    pub list: Signal<Shared<List>>,
    /// The one zone of all times on show, in words, where it is not the visitor's: no event has to say it. Empty
    /// where there is no such zone.
    pub zone: Signal<String>,
}

impl Catalog {
    /// What follows from these.
    pub(super) fn new(
        options: Signal<Shared<Options>>,
        parts: Arrivals,
        source: Source,
        clock: Clock,
        stars: Stars,
        filter: Filter,
        navigation: Navigation,
    ) -> Self {
        let (query, present) = (filter.query, clock.present);
        let horizon = Signal::derived(move || {
            let today = clock.today.get();
            Horizon::around(today, navigation.day.get().unwrap_or(today))
        });
        let known =
            Signal::derived(move || Selection::from(by_start(occurrences(source, clock, horizon.get()))));
        let index = Signal::derived(move || {
            let filter = parts.filter()?;
            let index = clock
                .policy
                .with(|policy| known.with(|known| (filter.index)(known.all(), policy)));
            Some(Shared::new(index))
        });
        let matches = move |query: &Query| {
            let filter = parts.filter()?;
            let present = present.get();
            index.with(|index| Some((filter.matches)(index.as_ref()?, query, &present)))
        };
        let unlocked = Signal::derived(move || {
            let locked = options.with(|options| options.locked_filter().map(str::to_owned))?;
            // Without the part that knows what the partner wants there is nothing to show.
            let query = parts.filter().map(|filter| (filter.parse)(&locked));
            Some(query.and_then(|query| matches(&query)).unwrap_or_default())
        });
        let all = Signal::derived(move || {
            unlocked.with(|unlocked| match unlocked {
                Some(unlocked) => known.with(|known| known.of_marked(unlocked)),
                None => known.get(),
            })
        });
        let wants_starred = Signal::derived(move || query.with(|query| query.starred));
        let starred = Signal::derived(move || {
            let is_starred = |one: &Occurrence| stars.has(one.event.uid.as_str());
            wants_starred
                .get()
                .then(|| known.with(|known| known.iter().map(is_starred).collect()))
        });
        let scope = Signal::derived(move || {
            Shared::new(scope(
                known,
                &[unlocked, starred],
                navigation.past_of_list(),
                clock.now.get(),
            ))
        });
        let left = Signal::derived(move || {
            let all = all.get();
            let query = query.get();
            if query.is_empty() {
                return all;
            }
            let asked = query.asks_index().then(|| matches(&query));
            let Some(mut matching) =
                asked.unwrap_or_else(|| Some(vec![true; known.with(|known| known.len())]))
            else {
                return all;
            };
            narrow(&mut matching, &[unlocked, starred]);
            known.with(|known| known.of_marked(&matching))
        });
        let list = Signal::derived(move || {
            let most = options.with(|options| options.max);
            let limit = most.unwrap_or_else(|| navigation.limit.get());
            let past = navigation.past.get();
            Shared::new(listed(options, clock, filter, left, past, limit))
        });
        let zone = Signal::derived(move || {
            let (known, scope) = (known.get(), scope.get());
            let shown = known.all().iter().zip(scope.iter());
            one_zone(shown.filter_map(|(one, is_shown)| is_shown.then_some(one)))
        });
        Self {
            known,
            all,
            unlocked,
            starred,
            index,
            scope,
            left,
            list,
            zone,
        }
    }

    /// For each position of `known`, whether a list of what comes, or of what is past, could show it.
    pub fn scope_of(self, past: bool, now: Instant) -> Vec<bool> {
        scope(self.known, &[self.unlocked, self.starred], Some(past), now)
    }

    /// For each position of `known`, whether the view could show it if not only starred events were meant.
    pub(super) fn scope_without_stars(self, past: Option<bool>, now: Instant) -> Vec<bool> {
        scope(self.known, &[self.unlocked], past, now)
    }
}

/// The list of what is left.
fn listed(
    options: Signal<Shared<Options>>,
    clock: Clock,
    filter: Filter,
    left: Signal<Selection>,
    past: bool,
    limit: usize,
) -> List {
    let (now, today) = (clock.now.get(), clock.today.get());
    let folding = series().filter(|_| options.with(|options| options.folds_series));
    left.with(|left| {
        let Some(folding) = folding else {
            return list(left, now, today, past, limit);
        };
        let searched = filter.query.with(|query| query.text.clone());
        let (shown, left_out) = (folding.by_next_dates)(left, now, past, &searched);
        let mut list = list(&shown, now, today, past, limit);
        // What is counted everywhere are dates.
        list.total += left_out;
        list
    })
}

impl State {
    /// The list of what comes, or of what is past, as it would be with this limit.
    pub fn list_up_to(self, limit: usize, past: bool) -> List {
        let catalog = self.catalog;
        listed(self.options, self.clock, self.filter, catalog.left, past, limit)
    }
}

/// The zone of all that has a time, where it is one and not the visitor's, in words; with its offset where that is
/// one, too.
fn one_zone<'a>(occurrences: impl Iterator<Item = &'a Occurrence>) -> String {
    let mut one: Option<(&Zone, Option<i32>)> = None;
    for occurrence in occurrences.filter(|occurrence| occurrence.is_timed()) {
        let offset = occurrence.foreign_offset;
        let (zone, first) = *one.get_or_insert((&occurrence.zone, offset));
        if offset.is_none() || *zone != occurrence.zone {
            return String::new();
        }
        if first != offset {
            one = Some((zone, None));
        }
    }
    one.map_or_else(String::new, |(zone, offset)| zone_words(zone, offset))
}

/// All that the feeds have within a horizon, in their order.
fn occurrences(source: Source, clock: Clock, horizon: Horizon) -> Vec<Occurrence> {
    let policy = clock.policy.get();
    let series = series();
    let mut all: Vec<Occurrence> = Vec::new();
    let mut work = Horizon::WORK;
    let mut cut: Vec<Uid> = Vec::new();
    source.loaded.with(|loaded| {
        for event in &loaded.events {
            let recurs = event.series.is_some() && all.len() < MAX_OCCURRENCES;
            match series.filter(|_| recurs) {
                Some(series) => {
                    let mut found = (series.occurrences)(horizon, event, &policy, &IntlZones, &mut work);
                    all.append(&mut found.occurrences);
                    if found.is_cut {
                        cut.push(event.uid.clone());
                    }
                }
                None => all.push(Occurrence::first(event, &policy, &IntlZones)),
            }
        }
    });
    if !cut.is_empty() {
        tell(Told::Cut(cut), None);
    }
    all
}

/// For each known position, whether a view could show it: one that shows all, or only what is past or
/// comes.
fn scope(known: Signal<Selection>, bounds: &[Bound], past: Option<bool>, now: Instant) -> Vec<bool> {
    let is_seen = |one: &Occurrence| past.is_none_or(|past| one.is_past(now) == past);
    let mut scope: Vec<bool> = known.with(|known| known.iter().map(is_seen).collect());
    narrow(&mut scope, bounds);
    scope
}

/// Takes off each mark that one of these bounds does not have at its position.
fn narrow(marks: &mut [bool], bounds: &[Bound]) {
    for bound in bounds {
        bound.with(|bound| {
            let Some(bound) = bound else { return };
            let all = bound.iter().chain(std::iter::repeat(&false));
            marks
                .iter_mut()
                .zip(all)
                .for_each(|(mark, is_within)| *mark &= is_within);
        });
    }
}
