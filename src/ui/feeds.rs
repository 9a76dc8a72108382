//! What is said of feeds where there are several, or where they are kept fresh.

use crate::app::{Changes, Lacking, State, changes, colour_of, failed, slow};
use crate::dom::{Node, classed, el};
use crate::event::Colours;
use crate::i18n::{DateStyle, FeedWords, IntlZones, counted, fill, visitor_zone};
use crate::time::{Instant, civil_at};
use crate::ui::heading::message_title;
use crate::ui::language::our_words;
use crate::ui::message::ways_on;

/// Some feeds could not be read, others could: which, and of when their last good copies are.
pub fn failed_partly(state: State) -> Node {
    let lines = failed().unwrap_or_default().into_iter();
    let lines: Vec<Node> = lines.map(|lacking| line(state, lacking)).collect();
    classed("div", "lh-notice")
        .attr("data-state", "partial")
        .attr("role", "status")
        .child(message_title(state, state.strings().failed_partly()))
        .child(lines)
        .child(ways_on(state))
        .into()
}

fn line(state: State, lacking: Lacking) -> Node {
    let words = FeedWords::of(state.strings().tag());
    let mut text = fill(words.failed(), &[&lacking.name]);
    let zone = visitor_zone();
    let civil = lacking
        .since
        .and_then(|since| civil_at(Instant((since / 1_000.0) as i64), &zone, &zone, &IntlZones));
    if let Some(civil) = civil {
        let time = state
            .words
            .with(|words| words.dates.date_time(civil, DateStyle::DateTimeShort));
        text.push(' ');
        text.push_str(&fill(words.as_of(), &[&time]));
    }
    our_words(state, el("p"))
        .flag("data-feed", true)
        .child(text)
        .into()
}

/// Which feeds have not come yet, else what has changed.
pub fn said(state: State) -> Option<String> {
    let words = FeedWords::of(state.strings().tag());
    if let Some(lacking) = slow().first() {
        return Some(fill(words.slow(), &[&lacking.name]));
    }
    let Changes { new, changed, gone } = changes()?;
    let mut said = words.updated().to_owned();
    let mut between = " ";
    for (count, text) in [
        (new, words.added()),
        (changed, words.changed()),
        (gone, words.gone()),
    ] {
        if count > 0 {
            said.push_str(between);
            said.push_str(&counted(text, words.lang(), count));
            between = ", ";
        }
    }
    Some(said)
}

/// The colour of a feed, as a style has it.
pub fn colour(name: &str) -> Option<String> {
    Colours::given(&colour_of(name)?)
}
