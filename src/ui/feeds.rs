//! What is said of feeds where there are several, or where they are kept fresh.

use crate::app::{Changes, Lacking, Span, State, changes, colour_of, failed, search_more, slow, span};
use crate::dom::{Node, button, classed, el};
use crate::event::Colours;
use crate::i18n::{DateStyle, FeedWords, IntlZones, counted, fill, visitor_zone};
use crate::time::{Date, DateRange, Instant, Time, civil_at};
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
    let mut name = lacking.name;
    if let Some(month) = lacking.month {
        name.push_str(", ");
        name.push_str(&state.date(month, DateStyle::Month));
    }
    let mut text = fill(words.failed(), &[&name]);
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

/// Of which months of feeds that come in windows all counts are and all searches find something, and the ways to more and to
/// what is past where there is a list; nothing where there are no such feeds.
pub fn of_loaded(state: State) -> Node {
    let has_any = |span: &Span| !span.days.is_empty() || span.can_go_on || span.may_have_past;
    let Some(span) = span(state).filter(has_any) else {
        return Node::Nothing;
    };
    let words = FeedWords::of(state.strings().tag());
    let month = |days: &DateRange| {
        let at = |date: Date| date.and_time(Time::MIN);
        let (first, last) = (at(days.start()), at(days.last()));
        state
            .words
            .with(|words| words.dates.range(first, last, DateStyle::Month))
    };
    let months: Vec<String> = span.days.iter().map(month).collect();
    let text = fill(words.of_loaded(), &[&months.join("; ")]);
    let more = span.can_go_on.then(|| {
        button("lh-quiet-button")
            .flag("data-search-more", true)
            .on("click", move |_| search_more(state))
            .child(words.search_more())
    });
    let past = span.may_have_past.then(|| {
        button("lh-quiet-button")
            .flag("data-past", true)
            .on("click", move |_| state.show_past(true))
            .child(state.strings().show_past())
    });
    our_words(state, classed("p", "lh-status lh-of-loaded"))
        .flag("data-of-loaded", true)
        .child((!months.is_empty()).then_some(text))
        .child(" ")
        .child(more)
        .child(" ")
        .child(past)
        .into()
}

/// The colour of a feed, as a style has it.
pub fn colour(name: &str) -> Option<String> {
    Colours::given(&colour_of(name)?)
}
