//! The hours of days side by side, with what takes place in them.

use chrono::Timelike;

use crate::dom::{Element, Node, classed, reactive};
use crate::i18n::{DateStyle, IntlZones};
use crate::layout::{Block, DayColumn, HourLine, More, Scale};
use crate::schedule::{Occurrence, Shown};
use crate::text::{Digits, split_once};
use crate::time::{Date, DateTime, Time, civil_at};
use crate::ui::grid::cell;
use crate::ui::grid::time::View;
use crate::ui::language::own_direction;
use crate::ui::list::entry::{place_line, status_name, status_words};
use crate::ui::part;

/// Up to this room in minutes, an event has one line.
const ONE_LINE: u32 = 50;

/// The hours of some days, the first of which stands in the column `offset` of the headings.
pub fn hours(view: &View<'_>, days: &[DayColumn], offset: usize) -> Node {
    let chosen = days.iter().find(|day| day.date == view.chosen);
    let scales = Scales {
        all: Scale::of(days),
        alone: Scale::of(chosen.map_or(days, std::slice::from_ref)),
    };
    let columns: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(at, column)| day_column(view, column, &scales, at + offset))
        .collect();
    classed("div", "lh-hours")
        .attr("role", "row")
        .attr("--_height-all", number(scales.all.height()))
        .attr("--_height-alone", number(scales.alone.height()))
        .child(lines(view, &scales.all, "lh-lines"))
        .child(lines(view, &scales.alone, "lh-lines lh-lines-alone"))
        .child(columns)
        .into()
}

/// Where minutes are drawn: the style takes the one that fits the calendar's width.
#[derive(Clone)]
struct Scales {
    /// With all days side by side.
    all: Scale,
    /// With the chosen day alone.
    alone: Scale,
}

impl Scales {
    /// An element that is drawn at a minute, and until another. `None` if it is not in view.
    fn placed(&self, element: Element, from_minute: u32, to_minute: u32) -> Option<Element> {
        let all = self.all.drawn(from_minute)?;
        let length = self.all.drawn(to_minute)? - all;
        let alone = self.alone.drawn(from_minute);
        Some(
            element
                .attr("--_from-all", number(all))
                .attr("--_from-alone", alone.map(number))
                .attr("--_length", number(length))
                .flag("data-not-alone", alone.is_none()),
        )
    }
}

/// The full hours with their names: for the eye, since every event says its own time.
fn lines(view: &View<'_>, scale: &Scale, class: &'static str) -> Node {
    let line = |line: HourLine| {
        let time = Time::from_hms_opt(line.hour, 0, 0).unwrap_or_default();
        let class = if line.folded.is_some() {
            "lh-hour lh-fold"
        } else {
            "lh-hour"
        };
        classed("div", class)
            .attr("--_from", number(line.drawn))
            .attr("--_length", line.folded.map(number))
            .child(classed("span", "lh-hour-name").child(hour_name(clock(view, view.chosen.and_time(time)))))
            .into()
    };
    classed("div", class)
        .attr("aria-hidden", "true")
        .child(scale.lines().into_iter().map(line).collect::<Vec<_>>())
        .into()
}

fn day_column(view: &View<'_>, column: &DayColumn, scales: &Scales, at: usize) -> Node {
    let state = view.state;
    // In the order of time, as one hears them.
    let mut items: Vec<Node> = Vec::with_capacity(column.blocks.len() + column.more.len());
    let mut more = column.more.iter().peekable();
    for block in &column.blocks {
        while let Some(counted) = more.next_if(|more| more.from_minute < block.from_minute) {
            items.push(overflow(view, column.date, counted, scales));
        }
        let known = view.left.get(block.occurrence);
        items.extend(known.map(|occurrence| event(view, occurrence, block, scales)));
    }
    items.extend(more.map(|counted| overflow(view, column.date, counted, scales)));
    let events = (!items.is_empty()).then(|| {
        classed("ul", "lh-blocks")
            .attr("aria-label", state.date(column.date, DateStyle::Full))
            .child(items)
    });
    let now = (state.clock.today.get() == column.date).then(|| {
        let scales = scales.clone();
        reactive(move || {
            let zone = state.clock.policy.with(|policy| policy.calendar_zone().clone());
            let now = civil_at(state.clock.now.get(), &zone, &zone, &IntlZones);
            now.and_then(|now| now_line(now, &scales))
        })
    });
    view.cell("lh-column", "gridcell", column.date, at)
        .child(events)
        .child(now)
        .into()
}

fn event(view: &View<'_>, occurrence: &Occurrence, block: &Block, scales: &Scales) -> Node {
    let state = view.state;
    let event = &occurrence.event;
    let is_short = block.to_minute - block.from_minute < ONE_LINE;
    let has_room = view.is_day && block.columns == 1;
    let is_brief = is_short && !has_room && !block.continues_before && occurrence.foreign_offset.is_none();
    let when = match occurrence.shown {
        // Beside the title, the end of something short has no room; another zone must be told.
        Shown::Timed { start, .. } if is_brief => clock(view, start),
        _ => state.words.with(|words| words.short(occurrence, true)),
    };
    // Where they share a line, a space parts them, for the ear as well.
    let line = |class: &'static str, words: String| {
        Node::Many(vec![
            Node::Text(" ".into()),
            own_direction(classed("span", class)).child(words).into(),
        ])
    };
    let words = classed("div", "lh-event-words")
        .child(cell::title_link(state, occurrence))
        .child(status_words(state, event).map(|status| line("lh-event-status", status.to_owned())))
        .child(line("lh-event-time", when))
        .child(place_line(state, event).map(|place| line("lh-event-place", place)));
    let item = classed("li", "lh-event")
        .key(occurrence.id())
        .attr("part", "event")
        .attr("data-uid", event.uid.as_str().to_owned())
        .attr("data-status", status_name(event))
        .attr("--_kind", part::colour(state, event))
        .attr("--_column", block.column.digits())
        .attr("--_span", block.span.digits())
        .attr("--_columns", block.columns.digits())
        .flag("data-beside-more", block.is_beside_more)
        .flag("data-short", is_short)
        .flag("data-from-before", block.continues_before)
        .flag("data-goes-on", block.continues_after)
        .child(words);
    scales.placed(item, block.from_minute, block.to_minute).into()
}

fn overflow(view: &View<'_>, date: Date, more: &More, scales: &Scales) -> Node {
    let item = classed("li", "lh-more")
        .key(number(more.from_minute))
        .attr("data-hour", number(more.from_minute / 60))
        .child(cell::overflow(view.state, date, more.occurrences.len()));
    scales.placed(item, more.from_minute, more.to_minute).into()
}

/// Where the clock stands; nothing while that is not in view.
fn now_line(now: DateTime, scales: &Scales) -> Option<Element> {
    let minute = now.hour() * 60 + now.minute();
    let line = classed("div", "lh-now").attr("aria-hidden", "true");
    scales.placed(line, minute, minute)
}

fn clock(view: &View<'_>, time: DateTime) -> String {
    let words = view.state.words;
    words.with(|words| words.dates.date_time(time, DateStyle::Time))
}

/// A full hour as short as its language allows: "8:00 AM" is "8 AM", and "08:00" stays.
fn hour_name(clock: String) -> String {
    match split_once(&clock, ":00") {
        Some((hour, half)) if !half.is_empty() => [hour, half].concat(),
        _ => clock,
    }
}

fn number(minutes: u32) -> String {
    (minutes as usize).digits()
}
