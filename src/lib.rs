//! Lichthof: an event calendar that any website embeds with one script tag.
//!
//! Data flows one way: what the page asks for ([`embed`]), bytes to events ([`feed`]), events to
//! occurrences ([`date`]), which of them ([`filter`]), where each stands ([`calendar`]), what one sees
//! ([`view`]). All but [`view`], [`embed`] and the fetch in [`feed`] is plain Rust that native tests run.
//!
//! ## The rooms
//!
//! Each may use those above it, none below it (`tests/rooms.rs` reads this list):
//!
//! - `cut`: texts that are too long
//! - `letters`: marks on letters, and what turns the direction of a text
//! - `order`: sorting and searching
//! - `percent`: what stands in addresses
//! - [`error`]: what can go wrong, in words for partners and publishers
//! - [`date`]: civil dates, instants and zones; the occurrences of an event
//! - [`event`]: what a calendar holds
//! - [`feed`]: bytes to events
//! - [`filter`]: which events a search and facets leave
//! - [`calendar`]: where each occurrence stands in a list or a grid
//! - [`text`]: words in each language, dates as the language writes them
//! - [`export`]: events as other calendars, search engines and people read them elsewhere
//! - [`view`]: the Leptos components
//! - [`embed`]: the border with the page: the element's options in, notifications out

pub mod calendar;
mod cut;
pub mod date;
pub mod embed;
pub mod error;
pub mod event;
pub mod export;
pub mod feed;
pub mod filter;
mod letters;
mod order;
mod percent;
pub mod text;
pub mod view;
