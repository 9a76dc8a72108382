//! What a mounted calendar knows: a few signals, and everything that follows from them.

use std::cell::RefCell;
use std::sync::Arc;

use crate::app::address::Address;
use crate::app::clock::clock;
use crate::app::history::address_of_page;
use crate::app::notify::{Notice, Notify};
use crate::app::options::{Options, ViewKind};
use crate::app::part::{self, Arrivals, Filter, Part};
use crate::app::stars::{StarFeedback, Stars, stars};
use crate::dom::{Scope, Shared, Signal, effect, spawn};
use crate::error::Error;
use crate::event::Uid;
use crate::feed::{are_details_there, commonest_zone};
use crate::filter::{Facet, Index, Present, Query};
use crate::i18n::{
    DateStyle, Dates, IntlZones, Strings, WhenWords, first_day_of_week, is_known, visitor_zone,
};
use crate::layout::{List, Selection, Weekdays, by_start, list};
use crate::net::{Ask, Loaded, load};
use crate::report::{Told, tell};
use crate::schedule::{Horizon, Occurrence, ZoneMode, ZonePolicy};
use crate::time::{Date, Instant, ParsedDateTime, Time, civil_at, parse_date_time};

/// How many occurrences the list shows at first, and how many more at each request.
pub const PAGE: usize = 20;

/// The most occurrences in one calendar. A feed may bring more events than that, but their series give
/// no more.
const MAX_OCCURRENCES: usize = 100_000;

/// How far the feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has come yet.
    Loading,
    /// There are events to show, or there is truly none.
    Ready,
    /// Every feed failed: [`Loaded::failures`] says why.
    Failed,
}

/// What of the tools is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// All of them, in the sheet.
    All,
    /// The values of one, below its button.
    One(Facet),
    /// None: what is shown can be taken along.
    Export,
}

/// What the dialog shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// One event in full, by its uid.
    Event(Arc<str>),
    /// All events of a day.
    Day(Date),
}

/// The signals of one calendar. A copy is a handle on the same ones.
#[derive(Clone, Copy)]
pub struct State {
    /// What the partner asked for.
    pub options: Signal<Shared<Options>>,
    /// How far the feed is.
    pub phase: Signal<Phase>,
    /// What was read last.
    pub loaded: Signal<Shared<Loaded>>,
    /// The view on show.
    pub view: Signal<ViewKind>,
    /// The day that grids are about: its month, week or year is shown.
    pub day: Signal<Option<Date>>,
    /// Search text and facets.
    pub query: Signal<Query>,
    /// Which facets' values are on show.
    pub panel: Signal<Option<Panel>>,
    /// True while the list shows what is past.
    pub past: Signal<bool>,
    /// True while the visitor wants the past, whatever the query asks for.
    pub(crate) wants_past: Signal<bool>,
    /// The most occurrences that the list shows now.
    pub limit: Signal<usize>,
    /// What the dialog shows.
    pub open: Signal<Option<Open>>,
    /// How many events are on show, as it was last said to those who listen.
    pub announcement: Signal<String>,
    /// The uid in the address that is in no feed.
    pub gone: Signal<bool>,
    /// The present instant, to the minute.
    pub now: Signal<Instant>,
    /// The present day in the calendar's zone.
    pub today: Signal<Date>,
    /// The moment at which filters ask.
    pub present: Signal<Present>,
    /// Words and dates in the calendar's language.
    pub words: Signal<WhenWords>,
    /// True while the visitor wants everything on their own clock.
    pub own_clock: Signal<bool>,
    /// The zones of the calendar.
    pub policy: Signal<ZonePolicy>,
    /// Every occurrence that the feeds have, by start.
    pub known: Signal<Selection>,
    /// Those that the partner lets visitors see.
    pub all: Signal<Selection>,
    /// For each position of `known`, whether the partner lets visitors see it; `None` if they see all.
    unlocked: Signal<Option<Vec<bool>>>,
    /// For each position of `known`, whether it is starred; `None` if that is not asked.
    starred: Signal<Option<Vec<bool>>>,
    /// The searchable form of the events of `known`, position by position, once the filter's part is there.
    pub index: Signal<Option<Shared<Index>>>,
    /// For each position of `known`, whether the view could show it without the visitor's filter.
    pub scope: Signal<Shared<Vec<bool>>>,
    /// The occurrences that the filters leave.
    pub left: Signal<Selection>,
    /// The list of `left`.
    pub list: Signal<Shared<List>>,
    /// The events that the visitor has starred.
    pub stars: Signal<Stars>,
    /// What was done with the last star.
    pub star_feedback: Signal<Option<StarFeedback>>,
    /// How many stars were set or taken: what is said of one ends only while it is the last.
    pub(crate) star_turn: Signal<u32>,
    /// How far the parts of the program are that come when they are needed.
    pub parts: Arrivals,
    notify: Signal<Notify>,
    generation: Signal<u32>,
    /// The filter that the partner lets visitors begin with, once that has been seen to.
    pub(crate) begun: Signal<Option<Query>>,
    /// The state that the address was last told, or came from.
    pub(crate) told: Signal<Option<Address>>,
    /// True while the address is yet to be told.
    pub(crate) is_pending: Signal<bool>,
    /// True for a moment after a step to another period.
    pub(crate) is_stepping: Signal<bool>,
    /// True once the first events have come.
    pub(crate) has_arrived: Signal<bool>,
    /// True if an event in the page's address led here.
    pub scrolls_into_view: Signal<bool>,
}

impl State {
    /// The state of a calendar that has just been mounted, within the current reactive owner.
    pub fn new(options: Options, notify: Notify) -> Self {
        let address = address_of_page(&options);
        let view = address.view.filter(|view| options.views.contains(view));
        let view = view.unwrap_or(options.first_view());
        let day = Signal::new(address.date.or(options.date));
        let options = Signal::new(Shared::new(options));
        let loaded = Signal::new(Shared::new(Loaded::default()));
        let view = Signal::new(view);
        let wants_past = Signal::new(address.past);
        let limit = Signal::new(PAGE);
        let begun = Signal::new(address.query.as_ref().map(|_| Query::default()));
        let query = Signal::new(address.query.unwrap_or_default());

        let own_clock = Signal::new(false);

        let visitor = visitor_zone();
        let policy = Signal::derived(move || {
            let named = options.with(|options| options.timezone.clone());
            let feed = loaded.with(|loaded| {
                let named = loaded.zone.clone().filter(is_known);
                named.or_else(|| commonest_zone(&loaded.events).filter(is_known))
            });
            ZonePolicy {
                mode: match named {
                    _ if own_clock.get() => ZoneMode::Visitor,
                    ZoneMode::Named(zone) if !is_known(&zone) => ZoneMode::Auto,
                    named => named,
                },
                feed: feed.unwrap_or_else(|| visitor.clone()),
                visitor: visitor.clone(),
            }
        });
        let now = clock(options, policy);
        let today = Signal::derived(move || {
            let zone = policy.with(|policy| policy.calendar_zone().clone());
            civil_at(now.get(), &zone, &zone, &IntlZones)
                .unwrap_or_default()
                .date()
        });
        let words = Signal::derived(move || {
            options.with(|options| WhenWords {
                strings: Strings::of(&options.language),
                dates: Dates::new(&options.language),
            })
        });
        let horizon = Signal::derived(move || {
            let today = today.get();
            Horizon::around(today, day.get().unwrap_or(today))
        });
        let known = Signal::derived(move || {
            let policy = policy.get();
            let horizon = horizon.get();
            let series = part::series();
            let mut all: Vec<Occurrence> = Vec::new();
            let mut work = Horizon::WORK;
            let mut cut: Vec<Uid> = Vec::new();
            loaded.with(|loaded| {
                for event in &loaded.events {
                    let recurs = event.series.is_some() && all.len() < MAX_OCCURRENCES;
                    match series.filter(|_| recurs) {
                        Some(series) => {
                            let mut found =
                                (series.occurrences)(horizon, event, &policy, &IntlZones, &mut work);
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
            Selection::from(by_start(all))
        });
        let present = Signal::derived(move || Present {
            now: now.get(),
            today: today.get(),
            first_day: options.with(|options| {
                let custom = || first_day_of_week(&options.language);
                options.first_day.unwrap_or_else(custom)
            }),
        });
        let parts = Arrivals::new();
        let index = Signal::derived(move || {
            let filter = part::filter(parts)?;
            let index =
                policy.with(|policy| known.with(|known| (filter.index)(known.all(), policy, &IntlZones)));
            Some(Shared::new(index))
        });
        let matches = move |query: &Query| {
            let filter = part::filter(parts)?;
            let present = present.get();
            index.with(|index| Some((filter.matches)(index.as_ref()?, query, &present)))
        };
        let unlocked = Signal::derived(move || {
            let locked = options.with(|options| options.locked_filter().map(str::to_owned))?;
            // Without the part that knows what the partner wants there is nothing to show.
            let query = part::filter(parts).map(|filter| (filter.parse)(&locked));
            Some(query.and_then(|query| matches(&query)).unwrap_or_default())
        });
        let all = Signal::derived(move || {
            unlocked.with(|unlocked| match unlocked {
                Some(unlocked) => known.with(|known| known.of_marked(unlocked)),
                None => known.get(),
            })
        });
        let stars = stars();
        let wants_starred = Signal::derived(move || query.with(|query| query.starred));
        let starred = Signal::derived(move || {
            let is_starred =
                |one: &Occurrence| stars.with(|stars| stars.iter().any(|uid| uid == one.event.uid.as_str()));
            wants_starred
                .get()
                .then(|| known.with(|known| known.iter().map(is_starred).collect()))
        });
        let past = Signal::derived(move || {
            let asks = |filter: Filter| query.with(|query| (filter.asks_for_past)(query, &present.get()));
            wants_past.get() || part::filter(parts).is_some_and(asks)
        });
        let scope = Signal::derived(move || {
            let past = view.get().period().is_none().then(|| past.get());
            Shared::new(scope(known, &[unlocked, starred], past, now.get()))
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
        let listed = Signal::derived(move || {
            let most = options.with(|options| options.max).unwrap_or(usize::MAX);
            let limit = if most == usize::MAX { limit.get() } else { most };
            Shared::new(left.with(|left| list(left, now.get(), today.get(), past.get(), limit)))
        });

        Self {
            options,
            phase: Signal::new(Phase::Loading),
            loaded,
            view,
            day,
            query,
            panel: Signal::new(None),
            past,
            wants_past,
            limit,
            open: Signal::new(None),
            announcement: Signal::new(String::new()),
            gone: Signal::new(false),
            now,
            today,
            present,
            words,
            own_clock,
            policy,
            known,
            all,
            unlocked,
            starred,
            index,
            stars,
            star_feedback: Signal::new(None),
            star_turn: Signal::new(0),
            parts,
            scope,
            left,
            list: listed,
            notify: Signal::new(notify),
            generation: Signal::new(0),
            begun,
            told: Signal::new(None),
            is_pending: Signal::new(false),
            is_stepping: Signal::new(false),
            has_arrived: Signal::new(false),
            scrolls_into_view: Signal::new(false),
        }
    }

    /// A date in the calendar's language.
    #[inline(never)]
    pub fn date(self, date: Date, style: DateStyle) -> String {
        self.words.with(|words| words.dates.date(date, style))
    }

    /// What the calendar is called: by the partner, by the feed, or as any other.
    pub fn title(self) -> String {
        let label = self.options.with(|options| options.label.clone());
        let title = label.or_else(|| self.loaded.with(|loaded| loaded.title.clone()));
        title.unwrap_or_else(|| self.strings().events.to_owned())
    }

    /// The calendar's language, as a BCP 47 tag.
    #[inline(never)]
    pub fn language(self) -> String {
        self.options.with(|options| options.language.clone())
    }

    /// The words of the calendar's language.
    #[inline(never)]
    pub fn strings(self) -> &'static Strings {
        self.words.with(|words| words.strings)
    }

    /// The day that grids are about: the chosen one, else today.
    #[inline(never)]
    pub fn shown_day(self) -> Date {
        self.day.get().unwrap_or_else(|| self.today.get())
    }

    /// The days of a week: from which on, chosen or by custom, and without which.
    pub fn weekdays(self) -> Weekdays {
        self.options.with(|options| {
            let first = options.first_day;
            let first = first.unwrap_or_else(|| first_day_of_week(&options.language));
            Weekdays::all_from(first).without(options.hidden_days)
        })
    }

    /// The prefix of the calendar's parameters in the page's address; `None` keeps no state there.
    pub fn prefix(self) -> Option<String> {
        self.options.with(|options| options.name.clone())
    }

    /// The number of occurrences that the list shows, or could by "more".
    pub fn count(self) -> usize {
        let most = self.options.with(|options| options.max).unwrap_or(usize::MAX);
        self.list.with(|list| list.total).min(most)
    }

    /// True if one of the events on show is not on the visitor's clock, or would not be if they had not
    /// asked for it.
    #[inline(never)]
    pub fn has_other_clock(self) -> bool {
        let (known, scope) = (self.known.get(), self.scope.get());
        let mut shown = known.iter().zip(scope.iter()).filter(|(_, is_shown)| **is_shown);
        self.own_clock.get() || shown.any(|(occurrence, _)| occurrence.foreign_offset.is_some())
    }

    /// For each position of `known`, whether a list of what comes, or of what is past, could show it.
    pub fn scope_of(self, past: bool) -> Vec<bool> {
        scope(
            self.known,
            &[self.unlocked, self.starred],
            Some(past),
            self.now.get(),
        )
    }

    /// For each position of `known`, whether the view could show it if not only starred events were meant.
    pub fn scope_without_stars(self) -> Vec<bool> {
        let past = self.view.get().period().is_none().then(|| self.past.get());
        scope(self.known, &[self.unlocked], past, self.now.get())
    }

    /// The way to whoever has mounted the calendar.
    pub fn notify(self) -> Notify {
        self.notify.get_untracked()
    }

    /// The occurrence that [`Occurrence::id`] names. By the uid of a series: its next date, else its last.
    pub fn find(self, id: &str) -> Option<Occurrence> {
        // Untracked: what is open is not built anew each minute.
        let now = self.now.get_untracked();
        let named = self.all.with(|all| {
            let of_event = || all.iter().filter(|one| one.event.uid.as_str() == id);
            let coming = of_event().find(|one| !one.is_past(now));
            let found = coming.or_else(|| of_event().next_back());
            found.or_else(|| all.iter().find(|one| one.id() == id)).cloned()
        });
        named.or_else(|| {
            let loaded = self.loaded.get();
            (part::series()?.find_far)(self, &loaded, id)
        })
    }

    /// A date of a series outside of the years that are looked at, if the partner lets visitors see it. It comes
    /// with the part that knows series.
    pub fn find_far(self, loaded: &Loaded, id: &str) -> Option<Occurrence> {
        let (uid, start) = id.rsplit_once(';')?;
        let recurrence_id = match parse_date_time(start)? {
            ParsedDateTime::Date(date) => date.and_time(Time::MIN),
            ParsedDateTime::Civil(civil) => civil,
            ParsedDateTime::Offset(..) => return None,
        };
        let event = loaded.events.iter().find(|event| event.uid.as_str() == uid)?;
        let found = self
            .policy
            .with(|policy| Occurrence::at(event, recurrence_id, policy, &IntlZones))?;
        let locked = self
            .options
            .with(|options| options.locked_filter().map(str::to_owned));
        locked
            .is_none_or(|locked| self.is_let_through(&found, &locked))
            .then_some(found)
    }

    /// Whether a filter leaves an occurrence that is none of `known`.
    fn is_let_through(self, occurrence: &Occurrence, filter: &str) -> bool {
        part::filter(self.parts).is_some_and(|part| {
            let one = std::slice::from_ref(occurrence);
            let index = self.policy.with(|policy| (part.index)(one, policy, &IntlZones));
            (part.matches)(&index, &(part.parse)(filter), &self.present.get_untracked()).contains(&true)
        })
    }

    /// Loads the feeds.
    pub fn load(self, ask: Ask) {
        let options = self.options.get_untracked();
        let generation = self.generation.get_untracked() + 1;
        self.generation.set(generation);
        if self.phase.get_untracked() == Phase::Failed {
            self.phase.set(Phase::Loading);
        }
        spawn(async move {
            let loaded = self.read(&options, ask).await;
            // The calendar may have asked for something else meanwhile.
            if self.generation.get_untracked() == generation {
                self.receive(loaded);
                if are_details_there() {
                    self.complete().await;
                }
            }
        });
    }

    async fn read(self, options: &Options, ask: Ask) -> Loaded {
        if options.filter.is_some() || self.query.with_untracked(|query| !query.is_empty()) {
            self.bring_filter().await;
            self.begin_filtered(options);
        }
        let today = || self.today.get_untracked();
        let loaded = load(&options.feeds, &options.language, &IntlZones, today, ask).await;
        if loaded.events.iter().any(|event| event.series.is_some()) {
            // Without it each series shows its first date.
            part::fetch_series_once().await;
        }
        loaded
    }

    /// Lets the visitor begin with the partner's filter, unless the address or they themselves say
    /// otherwise by now.
    fn begin_filtered(self, options: &Options) {
        let preset = options.filter.as_deref().filter(|_| options.controls.filter);
        let preset = part::filter(self.parts).zip(preset);
        let Some((filter, preset)) = preset else { return };
        let is_said = self.begun.get_untracked().is_some();
        let query = (filter.parse)(preset);
        self.begun.set(Some(query.clone()));
        if !is_said && self.query.with_untracked(Query::is_empty) {
            self.query.set(query);
            self.take_as_told();
        }
    }

    /// Reads the details of the events where they are unread, from what the page has of the feeds.
    pub async fn complete(self) {
        if self.phase.get_untracked() != Phase::Ready
            || self.loaded.with_untracked(|loaded| loaded.is_complete)
        {
            return;
        }
        let generation = self.generation.get_untracked();
        let options = self.options.get_untracked();
        let mut complete = self.read(&options, Ask::Never).await;
        if self.generation.get_untracked() != generation {
            return;
        }
        let before = self.loaded.get_untracked();
        if complete.revision == before.revision {
            // What failed was not asked for again.
            complete.failures.clone_from(&before.failures);
            self.loaded.set(Shared::new(complete));
        } else {
            // A page of the feed is not there any more.
            self.load(Ask::IfNeeded);
        }
    }

    fn receive(self, loaded: Loaded) {
        let notify = self.notify();
        for failure in &loaded.failures {
            self.report(failure.clone());
        }
        let is_unasked = self.options.with_untracked(|options| options.feeds.is_empty());
        if is_unasked {
            self.report(Error::no_address());
        }
        let nothing = loaded.events.is_empty() && (is_unasked || !loaded.failures.is_empty());
        if nothing && self.phase.get_untracked() == Phase::Ready {
            // What was shown stays, with the failure told above it.
            let mut kept = self.loaded.with_untracked(|before| Loaded::clone(before));
            kept.failures = loaded.failures;
            self.loaded.set(Shared::new(kept));
            return;
        }
        let before = self.loaded.get_untracked();
        let changed = self.phase.get_untracked() != Phase::Ready || before.revision != loaded.revision;
        let (events, skipped) = (loaded.events.len(), loaded.skipped);
        self.loaded.set(Shared::new(loaded));
        // Setting the same phase again would build all that stands in it anew.
        let phase = if nothing { Phase::Failed } else { Phase::Ready };
        if self.phase.get_untracked() != phase {
            self.phase.set(phase);
        }
        if nothing {
            notify.tell(Notice::Failed);
        } else if changed {
            notify.tell(Notice::Ready { events, skipped });
        }
        notify.tell(Notice::Rendered);
        self.settle_open();
    }

    /// Tells whoever has mounted the calendar of a failure, as soon as there are words for it, if it is still there
    /// then.
    fn report(self, failure: Error) {
        let (scope, notify, kind) = (Scope::current(), self.notify(), failure.kind_name());
        let hear = move |message: &str| {
            scope.enter(&mut || {
                notify.tell(Notice::Error { kind, message });
            });
        };
        tell(Told::Failure(failure), Some(Box::new(hear)));
    }

    /// Opens the event that [`Occurrence::id`] names as a click does: the page may take it, and the address names
    /// it. False if there is no such event.
    pub fn open_event(self, id: &str) -> bool {
        let Some(occurrence) = self.find(id) else {
            return false;
        };
        let start = occurrence.series_start();
        let notice = Notice::Open {
            uid: occurrence.event.uid.as_str(),
            start: start.as_deref(),
        };
        if self.notify().tell(notice) {
            self.gone.set(false);
            self.open.set(Some(Open::Event(id.into())));
        }
        true
    }

    /// Opens all events of a day.
    pub fn open_day(self, day: Date) {
        self.open.set(Some(Open::Day(day)));
    }

    /// Closes the dialog.
    pub fn close(self) {
        self.open.set(None);
    }

    /// Shows the period of a day. List and cards have none: then the view changes to the first that has
    /// one, where the partner offers one.
    pub fn go_to(self, day: Date) {
        if self.view.get_untracked().period().is_none() {
            let has_period = |view: &ViewKind| view.period().is_some();
            let views = |options: &Shared<Options>| options.views.iter().copied().find(has_period);
            if let Some(view) = self.options.with_untracked(views) {
                self.view.set(view);
            }
        }
        self.day.set(Some(day));
    }

    /// Takes new options; the feeds are read anew where they or the language changed.
    pub fn update(self, options: Options) {
        let before = self.options.get_untracked();
        let changes_filter =
            before.filter != options.filter || before.controls.filter != options.controls.filter;
        let reads_anew =
            before.feeds != options.feeds || before.language != options.language || changes_filter;
        if changes_filter {
            self.query.set(Query::default());
            self.begun.set(None);
        }
        let changes_feed = before.feeds != options.feeds;
        if before.controls != options.controls {
            // What the page takes away closes, and does not open by itself when it comes back.
            self.panel.set(None);
        }
        if options.view != before.view || !options.views.contains(&self.view.get_untracked()) {
            self.view.set(options.first_view());
        }
        if options.date != before.date {
            self.day.set(options.date);
        }
        self.options.set(Shared::new(options));
        self.take_as_told();
        if changes_feed {
            self.phase.set(Phase::Loading);
        }
        if reads_anew {
            self.load(Ask::IfNeeded);
        }
    }

    /// Tells the page when view, period or filter change, and shows a whole page of what a filter leaves.
    pub fn follow_changes(self) {
        let told = RefCell::new(None);
        effect(move || {
            let present = (self.view.get(), self.day.get(), self.query.get());
            let before = told.replace(Some(present.clone()));
            if before.as_ref().is_some_and(|before| before.2 != present.2) {
                // What was cut to the height of the first page is not cut any more.
                self.limit.update(|limit| *limit = PAGE.max(*limit));
            }
            if !present.2.is_empty() {
                self.expect(Part::Filter);
            }
            // What the partner begins with is no change.
            let is_ready = self.phase.get_untracked() == Phase::Ready;
            if is_ready && before.is_some_and(|before| before != present) {
                let (view, day, query) = present;
                self.notify().tell(Notice::Change {
                    view,
                    date: day.unwrap_or_else(|| self.today.get_untracked()),
                    filter: &query.to_text(),
                });
            }
        });
    }

    /// Takes all filters off.
    pub fn clear_filters(self) {
        self.query.set(Query::default());
    }

    /// Shows all events of something.
    pub fn show_all_of(self, query: Query) {
        self.close();
        self.wants_past.set(false);
        self.query.set(query);
    }

    /// Lets the list show what is past, or what comes.
    pub fn show_past(self, past: bool) {
        self.limit.set(PAGE);
        self.wants_past.set(past);
        let asks_for_it = || !past && self.past.get_untracked();
        if asks_for_it() {
            let is_other = |(facet, _): &(Facet, String)| *facet != Facet::When;
            self.query.update(|query| query.chosen.retain(is_other));
        }
        if asks_for_it() {
            // It was typed.
            self.query.update(|query| query.text.clear());
        }
    }

    /// Shows more of the list.
    pub fn show_more(self) {
        self.limit.update(|limit| *limit += PAGE);
    }
}

/// For each known position, whether a view could show it: one that shows all, or only what is past or
/// comes.
fn scope(
    known: Signal<Selection>,
    bounds: &[Signal<Option<Vec<bool>>>],
    past: Option<bool>,
    now: Instant,
) -> Vec<bool> {
    let is_seen = |one: &Occurrence| past.is_none_or(|past| one.is_past(now) == past);
    let mut scope: Vec<bool> = known.with(|known| known.iter().map(is_seen).collect());
    narrow(&mut scope, bounds);
    scope
}

/// Takes off each mark that one of these bounds does not have at its position.
fn narrow(marks: &mut [bool], bounds: &[Signal<Option<Vec<bool>>>]) {
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
