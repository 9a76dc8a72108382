//! A day's dialog beside what has opened it, where the window has room: a popover.

use chrono::Timelike;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element, HtmlElement};

use crate::app::State;
use crate::dom::{window_height, window_width};
use crate::layout::on_day;
use crate::schedule::{Occurrence, Shown};
use crate::text::{Digits, read_digits};
use crate::time::Date;

/// Windows narrower than this have the dialog at their lower edge, in CSS pixels: as the style has it.
const NARROW: f64 = 600.0;
/// What stays free beside the popover, in CSS pixels.
const GAP: f64 = 8.0;
/// The window as a length: the style has hundredths of a percent, which a page's `zoom` does not change.
const WHOLE: f64 = 10_000.0;

/// What has opened the day that is shown, as `ui::grid::moves` has marked it.
pub fn opener(dialog: &Element) -> Option<Element> {
    let calendar = dialog.closest(".lh-calendar").ok()??;
    calendar.query_selector("[data-opener]").ok()?
}

/// Gives the focus back to what has opened the day: not every browser gives it to a button that is clicked.
pub fn give_back(dialog: &Element) {
    let opener = opener(dialog).and_then(|opener| opener.dyn_into::<HtmlElement>().ok());
    if let Some(opener) = opener {
        let _ = opener.remove_attribute("data-opener");
        // Focus fails only on elements that are gone.
        let _ = opener.focus();
    }
}

/// Puts the dialog beside what has opened the day, and into the window; back into the middle where there is nothing
/// or no room.
pub fn place(dialog: &HtmlElement) {
    let is_placed = opener(dialog).is_some_and(|opener| place_at(dialog, &opener).is_some());
    if !is_placed {
        unplace(dialog);
    }
}

/// Back into the middle of the window.
pub fn unplace(dialog: &Element) {
    // Fails only for names that are none.
    let _ = dialog.remove_attribute("data-beside");
}

fn place_at(dialog: &HtmlElement, opener: &Element) -> Option<()> {
    let (width, height) = (window_width(), window_height());
    let anchor = opener.closest(".lh-cell, .lh-day-heading").ok()?;
    let anchor = anchor.as_ref().unwrap_or(opener).get_bounding_client_rect();
    let is_in_sight = anchor.bottom() > 0.0 && anchor.top() < height;
    if width < NARROW || !is_in_sight {
        return None;
    }
    dialog.set_attribute("data-beside", "").ok()?;
    let own = dialog.get_bounding_client_rect();
    let (left, top) = beside(
        &anchor,
        own.right() - own.left(),
        own.bottom() - own.top(),
        width,
        height,
    );
    for (name, part) in [("--_left", left / width), ("--_top", top / height)] {
        let number = ((part * WHOLE) as usize).digits();
        dialog.style().set_property(name, &number).ok()?;
    }
    Some(())
}

/// Where the popover stands, from the left and the top: behind the anchor, else before it, else below or above it; and
/// always in the window.
fn beside(anchor: &DomRect, width: f64, height: f64, window_width: f64, window_height: f64) -> (f64, f64) {
    let behind = anchor.right() + GAP;
    let before = anchor.left() - GAP - width;
    let below = anchor.bottom() + GAP;
    let (left, top) = if behind + width + GAP <= window_width {
        (behind, anchor.top())
    } else if before >= GAP {
        (before, anchor.top())
    } else if below + height + GAP <= window_height {
        (anchor.left(), below)
    } else {
        (anchor.left(), anchor.top() - GAP - height)
    };
    (
        left.min(window_width - width - GAP).max(GAP),
        top.min(window_height - height - GAP).max(GAP),
    )
}

/// Leads to what begins in the hour that was opened, or next.
pub fn lead_to_hour(state: State, dialog: &HtmlElement, day: Date) -> Option<()> {
    let hour = opener(dialog)?
        .closest("[data-hour]")
        .ok()??
        .get_attribute("data-hour")?;
    let hour = read_digits(&hour)?;
    let begins = |one: &&Occurrence| match one.shown {
        Shown::Timed { start, .. } => start.date() == day && start.hour() >= hour,
        _ => false,
    };
    let left = state.catalog.left.get_untracked();
    let id = left.at(&on_day(&left, day)).find(begins)?.id();
    let link = link_to(dialog, &id)?;
    let entry = link.closest("li").ok()??.get_bounding_client_rect();
    let above = entry.top() - dialog.get_bounding_client_rect().top();
    // Below the button that closes it.
    dialog.set_scroll_top((above - entry.bottom() + entry.top()) as i32);
    // Focus fails only on elements that are gone.
    link.focus().ok()
}

/// The link to an event in the dialog.
pub fn link_to(dialog: &Element, id: &str) -> Option<HtmlElement> {
    let links = dialog.query_selector_all("a[data-opens]").ok()?;
    (0..links.length()).find_map(|position| {
        let link = links.item(position)?.dyn_into::<HtmlElement>().ok()?;
        (link.get_attribute("data-opens")? == id).then_some(link)
    })
}
