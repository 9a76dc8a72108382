//! What few feeds have. In the browser its readers are a part of the program that comes in a file of its
//! own, for the feeds that need it: [`source`](super::source) then reads them once more.

use std::cell::Cell;

use super::field::Field;
use super::jscalendar::{Candidate, Group, Lone, join, read_series};
use super::{Feed, html, mend, zone_name};
use crate::date::Zone;
use crate::event::{Event, Series};

/// [`join`].
type Join = fn(&mut [Candidate], &[Lone], &mut [Option<usize>], &mut Feed);

/// The readers of what few feeds have.
#[derive(Clone, Copy)]
pub struct Rare {
    /// Rules and dates of a series.
    pub(super) series: fn(&Field<'_>, &Group<'_>, &Event) -> Option<Box<Series>>,
    /// Entries that are dates of a series.
    pub(super) join: Join,
    /// Names of zones that Windows knows.
    pub(super) windows_zone: fn(&str) -> Option<Zone>,
    /// HTML as plain text.
    pub(super) html_to_text: fn(&str) -> String,
    /// JSON as people write it.
    pub(super) mend: fn(&str) -> Option<String>,
}

impl Rare {
    /// All of them.
    pub const ALL: Self = Self {
        series: read_series,
        join,
        windows_zone: zone_name::of_windows,
        html_to_text: html::to_text,
        mend: mend::mend,
    };
}

#[cfg(target_family = "wasm")]
const AT_FIRST: Option<Rare> = None;
#[cfg(not(target_family = "wasm"))]
const AT_FIRST: Option<Rare> = Some(Rare::ALL);

thread_local! {
    static RARE: Cell<Option<Rare>> = const { Cell::new(AT_FIRST) };
    static IS_MISSED: Cell<bool> = const { Cell::new(false) };
}

/// The readers, where they are there; else it is noted that they were missed.
pub(super) fn rare() -> Option<Rare> {
    let rare = RARE.get();
    if rare.is_none() {
        IS_MISSED.set(true);
    }
    rare
}

/// True once, if something was left unread since the last time.
pub(super) fn take_missed() -> bool {
    IS_MISSED.replace(false)
}

/// Brings the readers, for all feeds from now on.
pub(super) fn bring(rare: Rare) {
    RARE.set(Some(rare));
}
