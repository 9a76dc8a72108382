//! Lichthof: an event calendar that any website embeds with one script tag.
//!
//! Data flows one way: options → bytes → events → occurrences in a window → which of them → where each stands
//! → what one sees. `docs/architecture.md` follows one event all the way. All but [`report`], [`net`],
//! [`dom`], [`app`], [`ui`] and [`embed`] is plain Rust that native tests run.
//!
//! Applications of Leptos mount [`Calendar`]; everyone else embeds the program that is built of this
//! (README).
//!
//! ## The rooms
//!
//! Each may use those above it, none below it (`tests/rooms.rs` reads this list):
//!
//! - `order`: sorting and searching, once for all
//! - [`text`]: strings: cutting, folding, percent-encoding, language tags
//! - [`error`]: what can go wrong, in words for publishers
//! - [`time`]: civil dates and ranges, instants and zones; ISO text
//! - [`recurrence`]: rules, and the dates that they give
//! - [`event`]: what a calendar holds
//! - [`schedule`]: the occurrences of events, and the zone in which each is shown
//! - [`feed`]: bytes to events and diagnostics
//! - [`filter`]: which events a search and facets leave
//! - [`layout`]: where each occurrence stands in a list or a grid
//! - [`i18n`]: words in each language, dates as the language writes them
//! - [`export`]: events as other calendars, search engines and people read them elsewhere
//! - [`report`]: what publishers and partners are told
//! - [`net`]: the only fetch: requests, pages, what is known of each address
//! - [`dom`]: the kit: markup, signals, scopes, listeners; it knows nothing of calendars
//! - [`app`]: what one calendar is asked and knows, and its state in the page's address
//! - [`ui`]: the Leptos components, by what they show
//! - [`embed`]: the border with the page, and what mounts a calendar there

pub mod app;
pub mod dom;
pub mod embed;
pub mod error;
pub mod event;
pub mod export;
pub mod feed;
pub mod filter;
pub mod i18n;
pub mod layout;
pub mod net;
mod order;
pub mod recurrence;
pub mod report;
pub mod schedule;
pub mod text;
pub mod time;
pub mod ui;

pub use app::{Controls, Images, ViewKind};
#[cfg(not(feature = "split"))]
pub use embed::component::{Calendar, CalendarProps, Change, Failure, Left, Opening, Ready, Theme};
pub use filter::Facet;
pub use schedule::ZoneMode;
pub use time::{Date, ParsedDateTime, Zone, parse_date, parse_date_time};
