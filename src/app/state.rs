//! What a mounted calendar knows: structs of a few signals, each with one job, and what it takes several of them for.

use std::cell::RefCell;

use crate::app::catalog::Catalog;
use crate::app::clock::Clock;
use crate::app::filter::Filter;
use crate::app::history::{History, address_of_page};
use crate::app::navigation::{Navigation, Open, PAGE};
use crate::app::notify::{Notice, Notify};
use crate::app::options::Options;
use crate::app::part::{Arrivals, Part};
use crate::app::source::{Phase, Source};
use crate::app::stars::Stars;
use crate::dom::{Reference, Shared, Signal, effect};
use crate::filter::{Facet, Query};
use crate::i18n::{DateStyle, Dates, Strings, WhenWords};
use crate::layout::Weekdays;
use crate::net::Ask;
use crate::time::Date;

/// One calendar. A copy is a handle on the same signals.
///
/// Each of the structs is made of those above it, so that a signal is older than what follows from it
/// ([`Signal`] relies on that).
#[derive(Clone, Copy)]
pub struct State {
    /// What the partner asked for.
    pub options: Signal<Shared<Options>>,
    /// Words and dates in the calendar's language.
    pub words: Signal<WhenWords>,
    /// How far the parts of the program are that come when they are needed.
    pub parts: Arrivals,
    /// What the feeds have brought.
    pub source: Source,
    /// What time it is, and on whose clock.
    pub clock: Clock,
    /// The visitor's stars.
    pub stars: Stars,
    /// What the visitor filters by.
    pub filter: Filter,
    /// Where the visitor is.
    pub navigation: Navigation,
    /// What there is to see.
    pub catalog: Catalog,
    /// What the page's address was told of it.
    pub(crate) history: History,
    /// The calendar's outermost element.
    pub root: Reference,
    /// How many events are on show, as it was last said to those who listen.
    pub announcement: Signal<String>,
    notify: Signal<Notify>,
}

impl State {
    /// The state of a calendar that has just been mounted, within the current reactive owner.
    pub fn new(options: Options, notify: Notify) -> Self {
        let address = address_of_page(&options);
        let given = Shared::new(options);
        let options = Signal::new(given.clone());
        let parts = Arrivals::new();
        let words = Signal::derived(move || {
            options.with(|options| WhenWords {
                strings: Strings::of(&options.words),
                dates: Dates::new(&options.language),
            })
        });
        let source = Source::new();
        let clock = Clock::new(options, source.loaded);
        let stars = Stars::new();
        let filter = Filter::new(address.query.clone());
        let navigation = Navigation::new(&address, &given, parts, filter, clock.present);
        Self {
            options,
            words,
            parts,
            source,
            clock,
            stars,
            filter,
            navigation,
            catalog: Catalog::new(options, parts, source, clock, stars, filter, navigation),
            history: History::new(),
            root: Signal::new(None),
            announcement: Signal::new(String::new()),
            notify: Signal::new(notify),
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
        let title = label.or_else(|| self.source.loaded.with(|loaded| loaded.title.clone()));
        title.unwrap_or_else(|| self.strings().events().to_owned())
    }

    /// The calendar's language, as a BCP 47 tag.
    #[inline(never)]
    pub fn language(self) -> String {
        self.options.with(|options| options.language.clone())
    }

    /// The words of the calendar's language.
    #[inline(never)]
    pub fn strings(self) -> Strings {
        self.words.with(|words| words.strings)
    }

    /// The day that grids are about: the chosen one, else today.
    #[inline(never)]
    pub fn shown_day(self) -> Date {
        self.navigation
            .day
            .get()
            .unwrap_or_else(|| self.clock.today.get())
    }

    /// The days of a week: from which on, chosen or by custom, and without which.
    pub fn weekdays(self) -> Weekdays {
        self.options.with(|options| options.weekdays())
    }

    /// The prefix of the calendar's parameters in the page's address; `None` keeps no state there.
    pub fn prefix(self) -> Option<String> {
        self.options.with(|options| options.prefix().cloned())
    }

    /// The number of occurrences that the list shows, or could by "more".
    pub fn count(self) -> usize {
        let most = self.options.with(|options| options.max).unwrap_or(usize::MAX);
        self.catalog.list.with(|list| list.total).min(most)
    }

    /// True if one of the events on show is not on the visitor's clock, or would not be if they had not
    /// asked for it.
    #[inline(never)]
    pub fn has_other_clock(self) -> bool {
        let (known, scope) = (self.catalog.known.get(), self.catalog.scope.get());
        let mut shown = known.iter().zip(scope.iter()).filter(|(_, is_shown)| **is_shown);
        self.clock.is_own.get() || shown.any(|(occurrence, _)| occurrence.foreign_offset.is_some())
    }

    /// For each position of [`Catalog::known`], whether the view could show it if not only starred events were
    /// meant.
    pub fn scope_without_stars(self) -> Vec<bool> {
        let past = self.navigation.past_of_list();
        self.catalog.scope_without_stars(past, self.clock.now.get())
    }

    /// The way to whoever has mounted the calendar.
    pub fn notify(self) -> Notify {
        self.notify.get_untracked()
    }

    /// Opens the event that [`Occurrence::id`](crate::schedule::Occurrence::id) names as a click does: the page may take it, and the address names
    /// it. False if there is no such event; in a feed that comes in months it is looked for then.
    pub fn open_event(self, id: &str) -> bool {
        let Some(occurrence) = self.find(id) else {
            self.navigation.sought.set(Some(Open::Event(id.into())));
            return false;
        };
        let start = occurrence.series_start();
        let notice = Notice::Open {
            uid: occurrence.event.uid.as_str(),
            start: start.as_deref(),
        };
        if self.notify().tell(notice) {
            self.navigation.gone.set(false);
            self.navigation.open.set(Some(Open::Event(id.into())));
        }
        true
    }

    /// Shows the period of a day, in the first view that has periods if the present one has none.
    pub fn go_to(self, day: Date) {
        let options = self.options.get_untracked();
        self.navigation.go_to(day, &options);
    }

    /// Takes new options; the feeds are read anew where they or the language changed.
    pub fn update(self, options: Options) {
        let before = self.options.get_untracked();
        let changes_filter =
            before.filter != options.filter || before.controls.filter != options.controls.filter;
        let changes_feed = before.feeds != options.feeds;
        let reads_otherwise = before.care != options.care || before.reading != options.reading;
        let reads_anew =
            changes_feed || reads_otherwise || before.language != options.language || changes_filter;
        if changes_filter {
            self.filter.reset();
        }
        if before.controls != options.controls {
            // What the page takes away closes, and does not open by itself when it comes back.
            self.filter.panel.set(None);
        }
        self.navigation.update(&before, &options);
        self.options.set(Shared::new(options));
        self.take_as_told();
        if changes_feed {
            self.source.phase.set(Phase::Loading);
        }
        if reads_anew {
            self.load(Ask::IfNeeded);
        }
    }

    /// Tells the page when view, period or filter change, and which events are left; shows a whole page of what a filter
    /// leaves.
    pub fn follow_changes(self) {
        let told = RefCell::new(None);
        effect(move || {
            let present = (
                self.navigation.view.get(),
                self.navigation.day.get(),
                self.filter.query.get(),
            );
            let before = told.replace(Some(present.clone()));
            if before.as_ref().is_some_and(|before| before.2 != present.2) {
                // What was cut to the height of the first page is not cut any more.
                let limit = self.navigation.limit;
                limit.set_if_new(PAGE.max(limit.get_untracked()));
            }
            if !present.2.is_empty() {
                self.expect(Part::Filter);
            }
            // What the partner begins with is no change.
            if self.source.is_ready() && before.is_some_and(|before| before != present) {
                let (view, day, query) = present;
                self.notify().tell(Notice::Change {
                    view,
                    date: day.unwrap_or_else(|| self.clock.today.get_untracked()),
                    filter: &query.to_text(),
                });
            }
            if let Some(filter) = self.parts.filter() {
                (filter.tell_left)(self);
            }
        });
    }

    /// Shows all events of something.
    pub fn show_all_of(self, query: Query) {
        self.navigation.close();
        self.navigation.wants_past.set(false);
        self.filter.query.set(query);
    }

    /// Whether anything that is known is past.
    pub fn knows_past(self) -> bool {
        let now = self.clock.now.get();
        let all = &self.catalog.all;
        all.with(|all| all.iter().any(|occurrence| occurrence.is_past(now)))
    }

    /// Lets the list show what is past, or what comes.
    pub fn show_past(self, past: bool) {
        self.navigation.limit.set(PAGE);
        self.navigation.wants_past.set(past);
        let asks_for_it = || !past && self.navigation.past.get_untracked();
        if asks_for_it() {
            self.filter.query.update(|query| query.free(Facet::When));
        }
        if asks_for_it() {
            // It was typed.
            self.filter.query.update(|query| query.text.clear());
        }
    }
}
