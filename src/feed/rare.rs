//! What few feeds have. In the program that pages load its readers are a part of the program that comes in a file of its
//! own, for the feeds that need it: `net` then reads them once more.

use std::cell::Cell;

use crate::error::Error;
use crate::event::{Details, Event, Series};
use crate::feed::field::Field;
use crate::feed::jscalendar::{
    Candidate, Clock, Group, ReadDetails, details_of_date, join_pages, keep_latest, localized, read_series,
    updated,
};
use crate::feed::node::Node;
use crate::feed::{Feed, clean, node, repair, zone_name};
use crate::time::{DateTime, Zones};

/// [`keep_latest`].
type KeepLatest = fn(&mut [Candidate], &mut [Option<usize>], &mut Feed, &dyn Zones);

/// The readers of what few feeds have.
#[derive(Clone, Copy)]
pub struct Rare {
    /// Rules and dates of a series.
    pub(super) series: fn(&Field<'_>, &Group<'_>, &Event, &Clock) -> Option<Box<Series>>,
    /// Details of a date that differs from its series.
    pub(super) details_of_date: fn(&Field<'_>, &Group<'_>, usize, ReadDetails) -> Option<Details>,
    /// Entries of which one repeats another, or is a date of a series.
    pub(super) keep_latest: KeepLatest,
    /// Dates of series of which the rest stands on another page.
    pub(crate) join_pages: fn(&mut [Feed], &dyn Zones),
    /// An entry in the calendar's language.
    pub(super) localized: for<'a> fn(&Node<'a>, &str) -> Option<Node<'a>>,
    /// When an entry was last changed.
    pub(super) updated: fn(&Field<'_>) -> Option<DateTime>,
    /// Offsets in place of a zone's name, and names of zones that Windows knows.
    pub(super) rare_zone: fn(&str) -> Option<zone_name::Meaning>,
    /// JSON with halves of surrogate pairs.
    pub(crate) repair_json: fn(&str) -> Option<String>,
    /// What is wrong where a feed is not JSON.
    pub(super) json_fault: fn(&str, usize, usize, bool) -> Error,
}

impl Rare {
    /// All of them.
    pub const ALL: Self = Self {
        series: read_series,
        details_of_date,
        keep_latest,
        join_pages,
        localized,
        updated,
        rare_zone: zone_name::of_rare,
        repair_json: repair::repair_json,
        json_fault: node::fault,
    };
}

#[cfg(feature = "split")]
const AT_FIRST: Option<Rare> = None;
#[cfg(not(feature = "split"))]
const AT_FIRST: Option<Rare> = Some(Rare::ALL);

thread_local! {
    static RARE: Cell<Option<Rare>> = const { Cell::new(AT_FIRST) };
    static IS_MISSED: Cell<bool> = const { Cell::new(false) };
}

/// The readers, where they are there; else it is noted that they were missed.
pub(crate) fn rare() -> Option<Rare> {
    let rare = RARE.get();
    if rare.is_none() {
        IS_MISSED.set(true);
    }
    rare
}

/// Notes that the native reader may have taken a feed for its own by mistake, or a text for less than it says.
pub(crate) fn doubt() {
    IS_MISSED.set(true);
}

/// The readers, where they are there, and no word where they are not.
pub(crate) fn rare_if_there() -> Option<Rare> {
    RARE.get()
}

/// True once, if something was left unread since the last time, or was in doubt.
pub(crate) fn take_missed() -> bool {
    IS_MISSED.replace(false)
}

/// Brings the readers, for all feeds from now on.
pub(crate) fn bring(rare: Rare) {
    clean::bring();
    RARE.set(Some(rare));
}
