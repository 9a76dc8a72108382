//! The colours of events, by the facet that the partner names. It comes with the rows (`ui::part`).

use std::cell::RefCell;

use crate::app::{Part, State};
use crate::event::{Colours, Event};
use crate::filter::{Facet, FirstValue, legend_value};
use crate::ui::part;

thread_local! {
    /// Those of the calendar that was rendered last, and by what: the revision of its events, and the facet.
    static LAST: RefCell<(u64, Facet, Colours)> = const { RefCell::new((0, Facet::Type, Colours::none())) };
}

/// The colour of an event in this calendar, as a style has it: that of its feed, where the partner gives it one.
pub fn colour(state: State, event: &Event) -> Option<String> {
    if let Some(colour) = event.feeds.first().and_then(|name| part::colour_of_feed(name)) {
        return Some(colour);
    }
    let facet = facet(state)?;
    of_value(state, facet, legend_value(event, facet, among_details(state))?)
}

/// The colour of a value of a facet, if it is the one that colours, or the one of feeds.
pub fn of_value(state: State, of: Facet, value: &str) -> Option<String> {
    let of_feed = || part::colour_of_feed(value);
    if let Some(colour) = (of == Facet::Source).then(of_feed).flatten() {
        return Some(colour);
    }
    let facet = facet(state).filter(|facet| *facet == of)?;
    state.source.loaded.with(|loaded| {
        LAST.with_borrow_mut(|last| {
            if (last.0, last.1) != (loaded.revision, facet) {
                let found = among_details(state);
                let colours = Colours::of(&loaded.events, &|event| legend_value(event, facet, found));
                *last = (loaded.revision, facet, colours);
            }
            last.2.of_value(value).map(str::to_owned)
        })
    })
}

/// How values are found that are among the details.
pub fn among_details(state: State) -> Option<FirstValue> {
    state.parts.filter().map(|filter| filter.first_value)
}

/// The facet that colours, once something is known of it: most are among the details, which come with the filter.
pub fn facet(state: State) -> Option<Facet> {
    let facet = state.options.with(|options| options.color_by);
    if matches!(facet, Facet::Type | Facet::Place) {
        return Some(facet);
    }
    state.ask_once(&[Part::Filter]);
    state.parts.filter().map(|_| facet)
}
