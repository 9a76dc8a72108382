//! The events that leave the calendar: which they are, and what the exports need to know of it. It comes
//! with paper (`ui::part`).

use crate::app::State;
use crate::export::{self, Context};
use crate::i18n::IntlZones;
use crate::schedule::Occurrence;
use crate::ui::link::address_of;
use crate::ui::part;

/// The occurrences that the view shows under the filters, in order: all that the list would show by
/// "more", or those of a grid's period.
pub fn shown(state: State) -> Vec<Occurrence> {
    let left = state.catalog.left.get();
    let period = state.navigation.view.get().period();
    let days = period.and_then(|period| part::period_days(state, period));
    let (now, past) = (state.clock.now.get(), state.navigation.past.get());
    let is_shown = |one: &&Occurrence| match days {
        Some(days) => one.days().intersect(days).is_some(),
        None => one.is_past(now) == past,
    };
    let most = state
        .options
        .with(|options| options.max)
        .filter(|_| days.is_none());
    let shown = left.iter().filter(is_shown).take(most.unwrap_or(usize::MAX));
    shown.cloned().collect()
}

/// The address of a link that leaves the page, with the parameters that the partner adds.
pub fn leaving(state: State, address: String) -> String {
    let Some(parameters) = state.options.with(|options| options.link_parameters.clone()) else {
        return address;
    };
    let own = leptos::prelude::window().location().origin().unwrap_or_default();
    export::leaving(&address, &parameters, &own)
}

/// Lets an export be written, with the calendar's words, zones and addresses.
pub fn in_context<T>(state: State, write: impl FnOnce(&Context<'_>) -> T) -> T {
    in_context_with(state, &|occurrence| address_of(state, occurrence), write)
}

/// The same, with other addresses of events.
pub fn in_context_with<T>(
    state: State,
    address: &dyn Fn(&Occurrence) -> Option<String>,
    write: impl FnOnce(&Context<'_>) -> T,
) -> T {
    let policy = state.clock.policy.get_untracked();
    let when = |occurrence: &Occurrence| state.words.with(|words| words.line(occurrence, None));
    write(&Context {
        policy: &policy,
        zones: &IntlZones,
        now: state.clock.now.get_untracked(),
        strings: state.strings(),
        when: &when,
        address,
    })
}
