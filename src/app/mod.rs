//! One calendar: what it is asked to do, what it knows, and its state in the page's address.
//!
//! [`Options`] are what the partner asks for, [`Address`] what of the state stands in the page's address. What
//! happens is told by [`Notify`], as [`Notice`]s. What the calendar knows is `State`, mostly six structs of signals:
//!
//! - `Source`: what the feeds have brought (`load` is the way there, `feeds` that of several, and of months)
//! - `Clock`: what time it is, and on whose clock
//! - `Stars`: the events that the visitor has starred
//! - `Filter`: what the visitor filters by
//! - `Navigation`: where the visitor is: view, period, what is open
//! - `Catalog`: what there is to see, which follows from all of these
//!
//! Beside them stand how far the parts of the program are (`Arrivals`), and what the address was told (`History`).

mod address;
mod ahead;
mod catalog;
mod clock;
mod feeds;
mod filter;
mod find;
mod given;
mod history;
mod load;
mod navigation;
mod notify;
mod options;
mod parameters;
mod part;
mod source;
mod stars;
mod state;

pub use address::Address;
pub(crate) use ahead::{gather_ahead, index, read_ahead};
pub(crate) use feeds::{
    Changes, Lacking, Span, changes, colour_of, failed, load_feeds, search_more, slow, span,
};
pub(crate) use filter::Panel;
pub(crate) use given::Said;
pub(crate) use history::{address_at, address_of_event};
pub(crate) use navigation::{Open, PAGE};
pub use notify::{Notice, Notify};
pub use options::{Controls, Images, Options, ViewKind};
pub use parameters::{Parameter, parameters, with_parameters};
pub(crate) use part::{
    Arrival, DIALOG, FILTER, FilterPart, Part, SeriesPart, bring_by, progress, series, take_feeds,
    take_filter, take_series,
};
pub(crate) use source::Phase;
pub(crate) use stars::{StarFeedback, Stars, talk_name};
pub(crate) use state::State;
