//! What runs and comes, as tiles with images in whole rows: for landing pages. The order, "more" and the past are
//! the list's.

use chrono::Datelike;
use wasm_bindgen::JsCast;

use crate::app::{PAGE, State};
use crate::dom::{Node, Reference, Signal, classed, effect, next_frame, reactive};
use crate::i18n::DateStyle;
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::time::Date;
use crate::ui::language::own_direction;
use crate::ui::list::badges::{badge, own_time};
use crate::ui::list::by_day::foot;
use crate::ui::list::entry::{badges, place_line, status_name, title_link};
use crate::ui::list::extra;
use crate::ui::list::fit::fit;
use crate::ui::list::star::star;
use crate::ui::message;
use crate::ui::part;
use crate::ui::picture::told_picture;

/// The tiles with the way to the past and to more.
pub fn cards(state: State) -> Node {
    let reference: Reference = Signal::new(None);
    let is_limited = state.options.with_untracked(|options| options.max.is_some());
    // As in the list, nothing below the calendar moves when they come.
    if !is_limited && state.navigation.limit.get_untracked() == PAGE {
        next_frame(move || fit(state, reference));
    }
    effect(move || {
        if !is_limited && state.catalog.list.with(|list| list.more > 0) {
            next_frame(move || leave_whole_rows(state, reference));
        }
    });
    classed("div", "lh-cards-view")
        .reference(reference)
        .attr("data-view", "cards")
        .attr("part", "cards")
        .child(reactive(move || content(state)))
        .child(foot(state))
        .into()
}

/// Takes the tiles of a row that is not full off again where there are more to come.
fn leave_whole_rows(state: State, reference: Reference) {
    let view = reference.is_alive().then(|| reference.get_untracked()).flatten();
    let Some(cards) = view.and_then(|view| view.query_selector_all(".lh-card").ok()) else {
        return;
    };
    let top = |position: u32| {
        let card = cards.item(position)?.dyn_into::<web_sys::Element>().ok()?;
        Some(card.get_bounding_client_rect().top())
    };
    let count = cards.length();
    let first = top(0);
    let columns = (0..count).take_while(|&position| top(position) == first).count();
    let count = count as usize;
    let whole = count - count % columns.max(1);
    if whole > 0 && whole < count {
        state.navigation.limit.set(whole);
    }
}

fn content(state: State) -> Node {
    let list = state.catalog.list.get();
    let left = state.catalog.left.get();
    let days = list.months.iter().flat_map(|month| {
        let of_days = month.days.iter().flat_map(|day| &day.occurrences);
        of_days.chain(&month.tentative)
    });
    let tiles: Vec<Node> = left
        .at(list.running.iter().chain(days))
        .map(|occurrence| tile(state, occurrence))
        .collect();
    if tiles.is_empty() {
        return message::empty(state);
    }
    classed("ul", "lh-cards").child(tiles).into()
}

fn tile(state: State, occurrence: &Occurrence) -> Node {
    let event = &occurrence.event;
    // A picture that is not allowed, or does not come, leaves the date.
    let picture = event
        .details()
        .image
        .as_ref()
        .and_then(|image| told_picture(state, image));
    let plate = classed("div", "lh-plate")
        .child(plate(state, occurrence))
        .child(picture);
    let own = own_time(state, occurrence);
    let when = unbroken(&state.words.with(|words| words.line(occurrence, own)));
    let kind = event.types.first();
    let place = place_line(state, event);
    let running = occurrence
        .is_running(state.clock.now.get())
        .then(|| badge(state, "lh-badge lh-accent lh-running-mark").child(state.strings().running()));
    classed("li", "lh-card")
        .key(occurrence.id())
        .attr("part", "event")
        .attr("data-uid", event.uid.as_str().to_owned())
        .attr("data-status", status_name(event))
        .attr("--_kind", part::colour(state, event))
        .child(plate)
        .child(kind.map(|kind| own_direction(classed("p", "lh-kind")).child(kind.clone())))
        .child(title_link(state, occurrence))
        .child(classed("p", "lh-time").child(when))
        .child(place.map(|place| own_direction(classed("p", "lh-card-place")).child(place)))
        .child(running)
        .child(extra::extra(state, event))
        .child(badges(state, occurrence))
        .child(star(state, event))
        .into()
}

/// The same without a line's end behind a number: a day stays with its month, and a time with what it is told in.
fn unbroken(text: &str) -> String {
    let mut unbroken = String::with_capacity(text.len());
    for letter in text.chars() {
        let number = unbroken.strip_suffix('.').unwrap_or(&unbroken);
        let is_behind_number = number.ends_with(|last: char| last.is_ascii_digit());
        let is_space = letter == ' ' && is_behind_number;
        unbroken.push(if is_space { '\u{a0}' } else { letter });
    }
    unbroken
}

/// The date, large, for those who see; the words below say it to all.
fn plate(state: State, occurrence: &Occurrence) -> Node {
    let date = occurrence.first_day();
    let words = |style: DateStyle| state.date(date, style);
    let lines = if occurrence.is_vague() {
        vec![span("lh-plate-month", year_of(date))]
    } else {
        vec![
            span("lh-plate-weekday", words(DateStyle::WeekdayShort)),
            span("lh-plate-day", (date.day() as usize).digits()),
            span("lh-plate-month", words(DateStyle::MonthAlone)),
        ]
    };
    classed("div", "lh-plate-date")
        .attr("aria-hidden", "true")
        .child(lines)
        .into()
}

fn span(class: &'static str, words: String) -> Node {
    classed("span", class).child(words).into()
}

fn year_of(date: Date) -> String {
    // Years are 1 to 9999.
    (date.year().unsigned_abs() as usize).digits()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_with_what_follows_it() {
        for (text, expected) in [
            (
                "Montag, 23. November 2026, 18:30–20:30 Uhr",
                "Montag, 23.\u{a0}November 2026, 18:30–20:30\u{a0}Uhr",
            ),
            (
                "23. November – 2. Dezember 2026",
                "23.\u{a0}November – 2.\u{a0}Dezember 2026",
            ),
            ("November 23, 2026, 7:00 PM", "November 23, 2026, 7:00\u{a0}PM"),
            ("Mai. Juni", "Mai. Juni"),
            ("", ""),
        ] {
            assert_eq!(unbroken(text), expected);
        }
    }
}
