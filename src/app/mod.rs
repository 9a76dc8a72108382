//! One calendar: what it is asked to do, what it knows, and its state in the page's address.
//!
//! [`Options`] are what the partner asks for, `State` is a few signals and everything that follows from
//! them, [`Address`] what of it stands in the page's address. What happens is told by [`Notify`], as [`Notice`]s.

mod address;
mod clock;
mod history;
mod notify;
mod options;
mod parameters;
mod part;
mod stars;
mod state;

pub use address::Address;
pub(crate) use history::{address_at, address_of_event};
pub use notify::{Notice, Notify};
pub use options::{Controls, Images, Options, ViewKind};
pub use parameters::{Parameter, parameters, with_parameters};
pub(crate) use part::{
    Arrival, DIALOG, FILTER, Filter, Part, Series, bring_by, filter, progress, series, take_filter,
    take_series,
};
pub(crate) use state::{Open, PAGE, Panel, Phase, State};
