//! Civil dates and ranges, instants and zones.
//!
//! Civil types ([`Date`], [`DateTime`], [`DateRange`]) say what a calendar on a wall says.
//! [`Instant`] says when something happens for everybody. Only [`resolve()`] and [`civil_at`] lead
//! from one to the other, and both ask for the [`Zone`].
//!
//! All ranges are half-open: the end is exclusive.

mod civil;
mod duration;
mod instant;
mod precision;
mod range;
mod scanner;
mod zone;

pub(crate) use civil::iso_minute;
pub use civil::{Date, DateTime, ParsedDateTime, Time, iso, parse_date, parse_date_time};
pub use duration::Duration;
pub use instant::{Instant, civil_at, resolve};
pub(crate) use instant::{civil_with_offset, midnight, resolve_with_offset};
pub use precision::DatePrecision;
pub use range::DateRange;
pub(crate) use scanner::Scanner;
#[cfg(test)]
pub use zone::NoZones;
pub use zone::{Zone, Zones};
