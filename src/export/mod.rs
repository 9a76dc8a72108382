//! Events as other programs read them: iCalendar files, links into the calendars on the web, a text to
//! share, data for search engines.
//!
//! All of it comes from the same occurrences that are shown, so that there is one instant in the
//! interface, in links, in files and in data. It is plain text that is made here; what becomes of it
//! (a download, an address, an element of the page) is the views' business.

mod icalendar;
mod json;
mod json_ld;
mod leaving;
mod line;
mod link;
mod moment;
mod number;
mod plan;
mod rule;
mod series;
mod share;
mod subscribe;
mod time_zone;
mod words;

use crate::i18n::Strings;
use crate::schedule::{Occurrence, ZonePolicy};
use crate::time::{Instant, Zones};

pub use icalendar::{
    END as ICALENDAR_END, Item, Needs, head as icalendar_head, icalendar, part as icalendar_part,
};
pub use json_ld::json_ld;
pub use leaving::leaving;
pub use line::escaped;
pub use link::{Service, calendar_link, series_link};
pub use plan::{Planned, plan, talk_keys};
pub use share::{file_name, selection_name, share_list, share_text};
pub use subscribe::{Extent, Follower, filled, subscription, web_address};
pub use words::{body, place, title};

/// What every export needs to know besides the events.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zone of everything in the calendar.
    pub policy: &'a ZonePolicy,
    /// Where offsets come from.
    pub zones: &'a dyn Zones,
    /// The present.
    pub now: Instant,
    /// The words of the calendar's language.
    pub strings: Strings,
    /// When an occurrence is, in words: "Tuesday, 12 May 2026, 19:00–21:00".
    pub when: &'a dyn Fn(&Occurrence) -> String,
    /// The absolute address where an occurrence can be read about: the event's own page, else the
    /// calendar with the event open.
    pub address: &'a dyn Fn(&Occurrence) -> Option<String>,
}
