//! Occurrences by the name that links and addresses have for them, and dates of series behind the years that are
//! looked at.

use crate::app::part::{FilterPart, series};
use crate::app::state::State;
use crate::filter::Query;
use crate::i18n::IntlZones;
use crate::net::Loaded;
use crate::schedule::{Horizon, Occurrence};
use crate::time::{Date, ParsedDateTime, Time, parse_date_time};

impl State {
    /// The occurrence that [`Occurrence::id`] names. By the uid of a series: its next date, else its last.
    pub fn find(self, id: &str) -> Option<Occurrence> {
        // Untracked: what is open is not built anew each minute.
        let now = self.clock.now.get_untracked();
        let named = self.catalog.all.with(|all| {
            let of_event = || all.iter().filter(|one| one.event.uid.as_str() == id);
            let coming = of_event().find(|one| !one.is_past(now));
            let found = coming.or_else(|| of_event().next_back());
            found.or_else(|| all.iter().find(|one| one.id() == id)).cloned()
        });
        named.or_else(|| {
            let loaded = self.source.loaded.get();
            (series()?.find_far)(self, &loaded, id)
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
        let policy = self.clock.policy;
        let mut found: Vec<Occurrence> = policy
            .with(|policy| Occurrence::at(event, recurrence_id, policy, &IntlZones))
            .into_iter()
            .collect();
        self.keep_let_through(&mut found);
        found.pop()
    }

    /// Of each series the first date from a day on, or the last ones before it, where the filters leave them. It
    /// comes with the part that knows series.
    pub fn far_dates(self, day: Date, is_ahead: bool) -> Vec<Occurrence> {
        let policy = self.clock.policy.get();
        let look = if is_ahead {
            Occurrence::next_from
        } else {
            Occurrence::last_before
        };
        let mut found: Vec<Occurrence> = Vec::new();
        let mut work = Horizon::WORK;
        self.source.loaded.with(|loaded| {
            for event in &loaded.events {
                if event.series.is_some() && work > 0 {
                    let mut far = look(event, day, &policy, &IntlZones);
                    work = work.saturating_sub(far.work);
                    found.append(&mut far.occurrences);
                }
            }
        });
        self.keep_let_through(&mut found);
        let query = self.filter.query.get();
        if query.starred {
            found.retain(|one| self.stars.has(one.event.uid.as_str()));
        }
        if query.asks_index() {
            self.keep_matches(&mut found, &|_| query.clone());
        }
        found
    }

    /// Keeps what the partner lets visitors see.
    fn keep_let_through(self, found: &mut Vec<Occurrence>) {
        let locked = self
            .options
            .with(|options| options.locked_filter().map(str::to_owned));
        if let Some(locked) = locked {
            self.keep_matches(found, &|part| (part.parse)(&locked));
        }
    }

    /// Keeps what a query leaves of occurrences that are none of
    /// [`Catalog::known`](crate::app::catalog::Catalog::known): nothing while the part that filters is not there.
    fn keep_matches(self, found: &mut Vec<Occurrence>, query: &dyn Fn(&FilterPart) -> Query) {
        let Some(part) = self.parts.filter() else {
            found.clear();
            return;
        };
        let policy = self.clock.policy;
        let index = policy.with(|policy| (part.index)(found, policy));
        // Untracked, as in `find`.
        let present = self.clock.present.get_untracked();
        let mut matches = (part.matches)(&index, &query(part), &present).into_iter();
        found.retain(|_| matches.next() == Some(true));
    }
}
