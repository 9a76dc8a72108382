//! What the days of all grids have in common: the button that names a day, its dots, and stretches of
//! events in lanes.

use crate::app::State;
use crate::dom::{Element, Node, button, classed};
use crate::i18n::{DateStyle, PeriodWords, counted_with, fill};
use crate::layout::{Bar, Selection};
use crate::schedule::{Occurrence, Shown};
use crate::text::{Digits, cut};
use crate::time::{Date, iso};
use crate::ui::language::our_words;
use crate::ui::list::entry;
use crate::ui::list::entry::{status_name, status_words};
use crate::ui::part;

/// How many dots a day shows where there is little room.
const DOTS: usize = 3;

/// The button of a day, still without words to see: it says the date and how many events there are. One
/// day of a grid is in the tab order, the others are reached by arrows.
pub fn opener(state: State, date: Date, count: usize, is_tab_stop: bool) -> Element {
    let strings = state.strings();
    let full = state.date(date, DateStyle::Full);
    let label = fill(strings.announce_period(), &[&full, &strings.count(count, false)]);
    let is_today = state.clock.today.get() == date;
    button("lh-day-button")
        .attr("tabindex", if is_tab_stop { "0" } else { "-1" })
        .attr("aria-label", label)
        .attr("aria-current", is_today.then_some("date"))
}

/// A dot for each of the first events of a day.
pub fn dots(state: State, left: &Selection, positions: &[usize]) -> Node {
    let dot = |one: &Occurrence| {
        classed("span", "lh-dot")
            .attr("data-status", status_name(&one.event))
            .attr("--_kind", part::colour(state, &one.event))
            .into()
    };
    let dots: Vec<Node> = left.at(positions).take(DOTS).map(dot).collect();
    classed("span", "lh-dots")
        .attr("aria-hidden", "true")
        .child(dots)
        .into()
}

/// The title of an event in a grid. Tab passes a grid in one step: arrows lead to its days, and from them
/// one goes on to the events, by arrows or through what a day opens.
pub fn title_link(state: State, occurrence: &Occurrence) -> Element {
    entry::title_link(state, occurrence).attr("tabindex", "-1")
}

/// A stretch of an event: a bar over its days, or a line with its time.
pub fn bar(state: State, occurrence: &Occurrence, bar: &Bar) -> Node {
    let event = &occurrence.event;
    let time = match &occurrence.shown {
        Shown::Timed { start, .. } if !bar.continues_before => Some(
            state
                .words
                .with(|words| words.dates.date_time(*start, DateStyle::Time)),
        ),
        _ => None,
    };
    // There is no room for it; whoever sees the time sees the switch beside the count.
    let zone = state.words.with(|words| words.zone(occurrence));
    let is_block = time.is_none() || bar.span > 1 || bar.continues_after;
    classed("div", if is_block { "lh-bar lh-block" } else { "lh-bar" })
        .key(occurrence.id())
        .attr("part", "event")
        .attr("data-uid", event.uid.as_str().to_owned())
        .attr("data-status", status_name(event))
        .attr("--_kind", part::colour(state, event))
        .attr("--_lane", bar.lane.digits())
        .attr("--_span", bar.span.digits())
        .flag("data-from-before", bar.continues_before)
        .flag("data-goes-on", bar.continues_after)
        .child(time.map(|time| classed("span", "lh-bar-time").child(time)))
        .child(title_link(state, occurrence))
        .child(zone.map(|zone| classed("span", "lh-unseen").child(zone)))
        .child(
            status_words(state, event)
                .map(|status| our_words(state, classed("span", "lh-unseen")).child(status)),
        )
        .into()
}

/// The button to what has no room on a day: "+3 more", or where that has no room either "+3".
pub fn overflow(state: State, date: Date, count: usize) -> Node {
    let strings = state.strings();
    let number = count.digits();
    let full = state.date(date, DateStyle::Full);
    let words = fill(PeriodWords::of(strings.tag()).overflow(), &[&number]);
    let (short, rest) = cut(&words, b" ");
    our_words(state, button("lh-overflow"))
        .attr("tabindex", "-1")
        .attr("data-overflow", iso(date))
        .attr("aria-haspopup", "dialog")
        .attr(
            "aria-label",
            counted_with(
                PeriodWords::of(strings.tag()).overflow_label(),
                strings.lang(),
                count,
                &full,
            ),
        )
        .child(short.to_owned())
        .child(classed("span", "lh-overflow-rest").child(rest.to_owned()))
        .into()
}
