//! Lichthof: an event calendar that any website embeds with one script tag.
//!
//! The rooms, in the order in which data flows:
//!
//! - [`embed`]: the border with the page: the element's options in, notifications out
//! - [`feed`]: bytes to events
//! - [`date`]: civil dates, instants and zones; the occurrences of an event
//! - [`filter`]: which events a search and facets leave
//! - [`calendar`]: where each occurrence stands in a list or a grid
//! - [`export`]: events as other calendars, search engines and people read them elsewhere
//! - [`text`]: words in each language, dates as the language writes them
//! - [`view`]: the Leptos components
//!
//! [`event`] is what flows, [`error`] what can go wrong. All but [`view`], [`embed`] and the fetch in
//! [`feed`] is plain Rust that native tests run.

pub mod calendar;
mod cut;
pub mod date;
pub mod embed;
pub mod error;
pub mod event;
pub mod export;
pub mod feed;
pub mod filter;
mod order;
mod percent;
pub mod text;
pub mod view;
