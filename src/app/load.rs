//! The way from the addresses among the options to events on screen.

use crate::app::notify::Notice;
use crate::app::options::Options;
use crate::app::part::{Part, ReadAhead, fetch_load_feeds, fetch_series_once, knows_feeds};
use crate::app::source::Phase;
use crate::app::state::State;
use crate::dom::{Scope, Shared, spawn};
use crate::error::Error;
use crate::i18n::IntlZones;
use crate::net::{Ask, Loaded, Reading, body, load};
use crate::report::{Told, tell};

impl State {
    /// Loads the feeds.
    pub fn load(self, ask: Ask) {
        let options = self.options.get_untracked();
        if options.companion.is_some() && options.feeds.is_empty() {
            // What it shows is another's.
            return;
        }
        let generation = self.source.begin();
        spawn(async move {
            let is_plain = options.care.is_none() && !knows_feeds();
            let mut loaded = Box::default();
            if is_plain {
                loaded = self.read(&options, ask).await;
            }
            if !is_plain || !loaded.failures.is_empty() {
                if let Some(load_feeds) = fetch_load_feeds().await {
                    // What came of the one feed is known by now.
                    let ask = if is_plain { Ask::IfNeeded } else { ask };
                    return load_feeds(self, options, ask, generation).await;
                }
                if !is_plain {
                    // Nothing was asked for.
                    loaded.failures.push(Error::unreachable());
                }
            }
            self.source.keep_same(&mut loaded);
            let loaded = Shared::new(*loaded);
            if let Some(filter) = self.parts.filter() {
                (filter.read_ahead)(loaded.clone()).await;
            }
            // The calendar may have asked for something else meanwhile.
            if self.source.current() == generation {
                if is_plain {
                    for failure in &loaded.failures {
                        self.report(failure.clone());
                    }
                } else {
                    self.arrived(Part::Feeds, false);
                }
                self.receive(loaded);
            }
        });
    }

    /// Brings what filters, where the calendar begins filtered.
    pub(super) async fn begin_with_filter(self, options: &Options) {
        if options.filter.is_some() || self.filter.query.with_untracked(|query| !query.is_empty()) {
            self.bring_filter().await;
            self.begin_filtered(options);
        }
    }

    /// Reads the one feed.
    async fn read(self, options: &Options, ask: Ask) -> Box<Loaded> {
        self.begin_with_filter(options).await;
        let reading = Reading {
            language: &options.language,
            zones: &IntlZones,
            asked: options.reading.as_deref(),
            body,
        };
        let Some(feed) = options.feeds.first() else {
            return Box::default();
        };
        let loaded = load(feed, &reading, ask).await;
        if loaded.events.iter().any(|event| event.series.is_some()) {
            // Without it each series shows its first date.
            fetch_series_once().await;
        }
        loaded
    }

    /// Lets the visitor begin with the partner's filter, unless the address or they themselves say
    /// otherwise by now.
    fn begin_filtered(self, options: &Options) {
        let preset = options.filter.as_deref().filter(|_| options.controls.filter);
        let Some((filter, preset)) = self.parts.filter().zip(preset) else {
            return;
        };
        if self.filter.begin_with((filter.parse)(preset)) {
            self.take_as_told();
        }
    }

    /// Reads the details of all events while the page has nothing else to do: what searches them needs them all.
    pub async fn read_ahead(self, read_ahead: ReadAhead) {
        loop {
            let loaded = self.source.loaded.get_untracked();
            read_ahead(loaded.clone()).await;
            // Other feeds may have come meanwhile.
            if self.source.loaded.with_untracked(|now| *now == loaded) {
                break;
            }
        }
    }

    /// Shows what was read.
    pub(super) fn receive(self, loaded: Shared<Loaded>) {
        let source = self.source;
        let notify = self.notify();
        let is_unasked = loaded.revision == 0 && loaded.failures.is_empty();
        if is_unasked {
            self.report(Error::no_address());
        }
        let nothing = loaded.events.is_empty() && (is_unasked || !loaded.failures.is_empty());
        if nothing && source.is_ready() {
            // What was shown stays, with the failure told above it.
            source.keep_with(loaded.failures.clone());
            return;
        }
        let before = source.loaded.get_untracked();
        let changed = !source.is_ready() || before.revision != loaded.revision;
        let (events, skipped) = (loaded.events.len(), loaded.skipped);
        source.loaded.set(loaded);
        // Setting the same phase again would build all that stands in it anew.
        let phase = if nothing { Phase::Failed } else { Phase::Ready };
        source.phase.set_if_new(phase);
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
    pub(super) fn report(self, failure: Error) {
        let (scope, notify, kind) = (Scope::current(), self.notify(), failure.kind_name());
        let hear = move |message: &str| {
            scope.enter(&mut || {
                notify.tell(Notice::Error { kind, message });
            });
        };
        tell(Told::Failure(failure), Some(Box::new(hear)));
    }
}
