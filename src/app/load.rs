//! The way from the addresses among the options to events on screen.

use crate::app::notify::Notice;
use crate::app::options::Options;
use crate::app::part::fetch_series_once;
use crate::app::source::Phase;
use crate::app::state::State;
use crate::dom::{Scope, Shared, spawn};
use crate::error::Error;
use crate::feed::are_details_there;
use crate::i18n::IntlZones;
use crate::net::{Ask, Loaded, load};
use crate::report::{Told, tell};

impl State {
    /// Loads the feeds.
    pub fn load(self, ask: Ask) {
        let options = self.options.get_untracked();
        let generation = self.source.begin();
        spawn(async move {
            let loaded = self.read(&options, ask).await;
            // The calendar may have asked for something else meanwhile.
            if self.source.current() == generation {
                self.receive(loaded);
                if are_details_there() {
                    self.complete().await;
                }
            }
        });
    }

    async fn read(self, options: &Options, ask: Ask) -> Loaded {
        if options.filter.is_some() || self.filter.query.with_untracked(|query| !query.is_empty()) {
            self.bring_filter().await;
            self.begin_filtered(options);
        }
        let today = || self.clock.today.get_untracked();
        let loaded = load(&options.feeds, &options.language, &IntlZones, today, ask).await;
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

    /// Reads the details of the events where they are unread, from what the page has of the feeds.
    pub async fn complete(self) {
        let source = self.source;
        if !source.is_ready() || source.loaded.with_untracked(|loaded| loaded.is_complete) {
            return;
        }
        let generation = source.current();
        let options = self.options.get_untracked();
        let mut complete = self.read(&options, Ask::Never).await;
        if source.current() != generation {
            return;
        }
        let before = source.loaded.get_untracked();
        if complete.revision == before.revision {
            // What failed was not asked for again.
            complete.failures.clone_from(&before.failures);
            source.loaded.set(Shared::new(complete));
        } else {
            // A page of the feed is not there any more.
            self.load(Ask::IfNeeded);
        }
    }

    fn receive(self, loaded: Loaded) {
        let source = self.source;
        let notify = self.notify();
        for failure in &loaded.failures {
            self.report(failure.clone());
        }
        let is_unasked = self.options.with_untracked(|options| options.feeds.is_empty());
        if is_unasked {
            self.report(Error::no_address());
        }
        let nothing = loaded.events.is_empty() && (is_unasked || !loaded.failures.is_empty());
        if nothing && source.is_ready() {
            // What was shown stays, with the failure told above it.
            source.keep_with(loaded.failures);
            return;
        }
        let before = source.loaded.get_untracked();
        let changed = !source.is_ready() || before.revision != loaded.revision;
        let (events, skipped) = (loaded.events.len(), loaded.skipped);
        source.loaded.set(Shared::new(loaded));
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
    fn report(self, failure: Error) {
        let (scope, notify, kind) = (Scope::current(), self.notify(), failure.kind_name());
        let hear = move |message: &str| {
            scope.enter(&mut || {
                notify.tell(Notice::Error { kind, message });
            });
        };
        tell(Told::Failure(failure), Some(Box::new(hear)));
    }
}
