//! Civil dates and ranges, instants and zones, and the occurrences of an event.
//!
//! Civil types ([`Date`], [`DateTime`], [`DateRange`]) say what a calendar on a wall says.
//! [`Instant`] says when something happens for everybody. Only [`resolve()`] and [`civil_at`] lead
//! from one to the other, and both ask for the [`Zone`].
//!
//! All ranges are half-open: the end is exclusive.

mod civil;
mod duration;
mod expansion;
mod horizon;
mod instant;
mod occurrence;
mod precision;
mod range;
mod recurrence;
mod registration;
mod scanner;
mod series;
mod zone;

pub use civil::{Date, DateTime, ParsedDateTime, Time, iso, parse_date, parse_date_time};
pub use duration::Duration;
pub use expansion::Expansion;
pub use horizon::Horizon;
pub use instant::{Instant, civil_at, resolve};
pub use occurrence::{Occurrence, Shown, ZoneMode, ZonePolicy};
pub use precision::DatePrecision;
pub use range::DateRange;
pub use recurrence::{Frequency, Limit, NthDay, Rule, RuleError, Skip, Starts, Until};
pub use registration::RegistrationWindow;
#[cfg(test)]
pub use zone::NoZones;
pub use zone::{Zone, Zones};
