//! Civil dates and ranges, instants and zones.
//!
//! Civil types ([`Date`], [`DateTime`], [`DateRange`]) say what a calendar on a wall says.
//! [`Instant`] says when something happens for everybody. Only [`resolve()`] and [`civil_at`] lead
//! from one to the other, and both ask for the [`Zone`].
//!
//! All ranges are half-open: the end is exclusive. ISO text is read and written in `iso` and nowhere else.

mod civil;
mod duration;
mod instant;
mod iso;
mod precision;
mod range;
mod zone;

pub use civil::{Date, DateTime, Time};
pub use duration::Duration;
pub use instant::{Instant, civil_at, resolve};
pub(crate) use instant::{civil_with_offset, midnight, resolve_with_offset};
pub(crate) use iso::{
    Form, Scanner, iso_minute, parse_basic, push_civil, push_date, push_digits, push_offset, push_time,
};
pub use iso::{ParsedDateTime, iso, parse_date, parse_date_time};
pub use precision::DatePrecision;
pub use range::DateRange;
#[cfg(test)]
pub use zone::NoZones;
pub use zone::{Zone, Zones};
