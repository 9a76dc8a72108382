//! The list: what runs, then what comes, by month and day.

use chrono::Datelike;

use crate::app::State;
use crate::dom::{Node, Signal, button, classed, reactive};
use crate::i18n::DateStyle;
use crate::layout::{List, ListDay, ListMonth, Selection};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::{Date, iso};
use crate::ui::heading::heading;
use crate::ui::language::our_words;
use crate::ui::list::entry::entry;
use crate::ui::message;
use crate::ui::part;

/// The list with the way to the past and to more.
pub fn list(state: State) -> Node {
    classed("div", "lh-list")
        .attr("data-view", "list")
        .attr("part", "list")
        .child(beside(state))
        .child(classed("div", "lh-list-content").child(reactive(move || content(state))))
        .child(foot(state))
        .into()
}

/// The place of the mini month. The style shows it where there is room, and the program hears of that by its animation:
/// once, for the month in it has an animation, too, and would begin anew with it.
fn beside(state: State) -> Node {
    let is_seen = Signal::new(false);
    classed("div", "lh-beside")
        .on("animationstart", move |_| is_seen.set_if_new(true))
        .child(reactive(move || is_seen.get().then(|| part::mini_month(state))))
        .into()
}

/// The way to more and to the past.
pub fn foot(state: State) -> Node {
    classed("p", "lh-list-foot")
        .child(reactive(move || more(state)))
        .child(reactive(move || past_switch(state)))
        .into()
}

fn content(state: State) -> Node {
    let list = state.catalog.list.get();
    let left = state.catalog.left.get();
    if list.running.is_empty() && list.months.is_empty() {
        return message::empty(state);
    }
    let filter = state.parts.filter();
    let in_sight = filter.and_then(|filter| (filter.in_sight)(state, &left, &list));
    let row = |occurrence: &Occurrence| entry(state, occurrence);
    in_sight.unwrap_or_else(|| sections(state, &left, &list, &row).into())
}

/// How an occurrence becomes a row.
pub type Row<'a> = &'a dyn Fn(&Occurrence) -> Node;

/// What runs, and what comes, by month and day.
pub fn sections(state: State, left: &Selection, list: &List, row: Row<'_>) -> Vec<Node> {
    let mut sections = Vec::with_capacity(list.months.len() + 1);
    if !list.running.is_empty() {
        let running = classed("section", "lh-running")
            .key("running")
            .attr("data-section", "running")
            .child(our_words(state, heading(state, 0, "lh-month-name")).child(state.strings().running()))
            .child(entries(left, &list.running, row));
        sections.push(running.into());
    }
    sections.extend(
        list.months
            .iter()
            .map(|month| month_section(state, left, month, row)),
    );
    sections
}

fn month_section(state: State, left: &Selection, month: &ListMonth, row: Row<'_>) -> Node {
    let name = state.date(month.first, DateStyle::Month);
    let days: Vec<_> = month
        .days
        .iter()
        .map(|day| day_section(state, left, day, row))
        .collect();
    let tentative = (!month.tentative.is_empty())
        .then(|| classed("div", "lh-day lh-tentative").child(entries(left, &month.tentative, row)));
    classed("section", "lh-month-section")
        .key(iso(month.first))
        .attr("data-section", "month")
        .child(
            heading(state, 0, "lh-month-name")
                .attr("aria-label", name.clone())
                .child(name)
                .child(part::jump(state, month.first)),
        )
        .child(days)
        .child(tentative)
        .into()
}

fn day_section(state: State, left: &Selection, day: &ListDay, row: Row<'_>) -> Node {
    classed("div", "lh-day")
        .key(iso(day.date))
        .flag("data-today", state.clock.today.get() == day.date)
        .child(date_heading(state, day.date))
        .child(entries(left, &day.occurrences, row))
        .into()
}

/// The date large enough to find one's way by; those who hear it get it as one phrase.
fn date_heading(state: State, date: Date) -> Node {
    let full = state.date(date, DateStyle::Full);
    let today = state.clock.today.get();
    let near = if date == today {
        Some(state.strings().today())
    } else {
        (Some(date) == today.succ_opt()).then(|| state.strings().tomorrow())
    };
    let (weekday, full) = match near {
        Some(near) => (near.to_owned(), [near, ", ", &full].concat()),
        None => (state.date(date, DateStyle::WeekdayShort), full),
    };
    heading(state, 1, "lh-date")
        .attr("aria-label", full)
        .child(classed("span", "lh-date-weekday").child(weekday))
        .child(classed("span", "lh-date-day").child((date.day() as usize).digits()))
        .into()
}

fn entries(left: &Selection, positions: &[usize], row: Row<'_>) -> Node {
    let entries: Vec<_> = left.at(positions).map(row).collect();
    classed("ul", "lh-entries").child(entries).into()
}

fn more(state: State) -> Node {
    let more = state.catalog.list.with(|list| list.more);
    let is_limited = state.options.with(|options| options.max.is_some());
    if more == 0 || is_limited {
        return Node::Nothing;
    }
    our_words(state, button("lh-button"))
        .flag("data-more", true)
        .on("click", move |_| state.navigation.show_more())
        .child(state.strings().more(more))
        .into()
}

fn past_switch(state: State) -> Node {
    let past = state.navigation.past.get();
    if !past && !state.knows_past() {
        return Node::Nothing;
    }
    let strings = state.strings();
    our_words(state, button("lh-link-button"))
        .flag("data-past", true)
        .on("click", move |_| state.show_past(!past))
        .child(if past {
            strings.show_coming()
        } else {
            strings.show_past()
        })
        .into()
}
