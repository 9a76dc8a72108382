//! Time zones.

use std::sync::Arc;

use crate::time::Instant;

/// The zone that a civil time is read in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    /// No zone: the same clock time wherever one is (RFC 8984 §1.4.4), read in the calendar's zone.
    Floating,
    /// A fixed offset east of UTC in seconds; UTC itself is `Fixed(0)`.
    Fixed(i32),
    /// A name of the IANA database: `Europe/Berlin`. Not yet known to exist: [`Zones`] tells.
    Named(Arc<str>),
}

impl Zone {
    /// The offset east of UTC in seconds that holds in it at `instant`; `None` for
    /// [`Zone::Floating`] and for a name that `zones` does not know.
    pub fn offset_at(&self, instant: Instant, zones: &dyn Zones) -> Option<i32> {
        match self {
            Self::Floating => None,
            Self::Fixed(offset) => Some(*offset),
            Self::Named(name) => zones.offset_at(name, instant),
        }
    }
}

/// Where offsets come from: the browser's `Intl` in the program, a tz library in native tests.
pub trait Zones {
    /// The offset east of UTC in seconds that holds in the zone of this name at `instant`;
    /// `None` if there is no such zone.
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32>;
}

/// A world without any zone, for tests that need none.
#[cfg(test)]
#[derive(Clone, Copy, Debug)]
pub struct NoZones;

#[cfg(test)]
impl Zones for NoZones {
    fn offset_at(&self, _: &str, _: Instant) -> Option<i32> {
        None
    }
}
