//! One occurrence by the name that links and addresses have for it.

use crate::app::part::series;
use crate::app::state::State;
use crate::i18n::IntlZones;
use crate::net::Loaded;
use crate::schedule::Occurrence;
use crate::time::{ParsedDateTime, Time, parse_date_time};

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
        let found = policy.with(|policy| Occurrence::at(event, recurrence_id, policy, &IntlZones))?;
        let locked = self
            .options
            .with(|options| options.locked_filter().map(str::to_owned));
        locked
            .is_none_or(|locked| self.is_let_through(&found, &locked))
            .then_some(found)
    }

    /// Whether a filter leaves an occurrence that is none of [`Catalog::known`](crate::app::catalog::Catalog::known).
    fn is_let_through(self, occurrence: &Occurrence, filter: &str) -> bool {
        self.parts.filter().is_some_and(|part| {
            let one = std::slice::from_ref(occurrence);
            let policy = self.clock.policy;
            let index = policy.with(|policy| (part.index)(one, policy, &IntlZones));
            let present = self.clock.present.get_untracked();
            (part.matches)(&index, &(part.parse)(filter), &present).contains(&true)
        })
    }
}
