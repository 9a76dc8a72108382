//! The star of an event, as a button.

use crate::app::{StarFeedback, State};
use crate::dom::{Node, button, truth};
use crate::event::Event;
use crate::i18n::{RowWords, fill, isolated};
use crate::ui::part;

/// A star to set and take, for one event.
pub fn star(state: State, event: &Event) -> Option<Node> {
    if !state.options.with(|options| options.controls.export) {
        return None;
    }
    let uid = event.uid.as_str().to_owned();
    let strings = state.strings();
    let label = fill(strings.star(), &[&isolated(&event.title.value)]);
    let star = button("lh-star")
        .attr("lang", state.own_language())
        .attr("data-star", uid.clone())
        .attr("aria-label", label)
        .attr("title", strings.star_hint())
        // Not by a signal of its own: a list is built anew each minute, and would set it each minute.
        .attr("aria-pressed", truth(state.stars.has(&uid)))
        .on("click", move |_| part::toggle_star(state, uid.clone()));
    Some(star.into())
}

/// What is said in passing: what was done with the last star, else what there is to say of feeds. It comes with the rows
/// (`ui::part`).
pub fn kept_words(state: State) -> Option<String> {
    let words = star_words(state).map(str::to_owned);
    words.or_else(|| part::said_of_feeds(state))
}

/// What was done with the last star, in words.
pub fn star_words(state: State) -> Option<&'static str> {
    let words = RowWords::of(state.strings().tag());
    Some(match state.stars.feedback.get()? {
        StarFeedback::First => words.star_first(),
        StarFeedback::Stored => words.star_set(),
        StarFeedback::Unstored => words.star_unstored(),
        StarFeedback::Taken => words.star_taken(),
    })
}
