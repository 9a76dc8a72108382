//! Events in time: their occurrences, and the zone in which each is shown.
//!
//! An [`Occurrence`] stands under its date in the zone that the [`ZonePolicy`] gives it. A series has those that
//! a [`Horizon`] sees; what lies beyond is found one by one ([`Expansion`]).

mod expansion;
mod horizon;
mod occurrence;
mod registration;
mod series;

pub use expansion::Expansion;
pub use horizon::Horizon;
pub use occurrence::{Occurrence, Shown, ZoneMode, ZonePolicy};
pub use registration::RegistrationWindow;
