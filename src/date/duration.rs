//! How long something takes.

/// Days by the calendar, then seconds by the clock (RFC 8984 §1.4.6): `P1D` ends at the same time
/// on the next day even when the clocks change in between, `PT24H` does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Duration {
    /// Whole days, 0 to [`Duration::MAX_DAYS`].
    pub days: u32,
    /// Seconds on top of the days, 0 to 86,400 × [`Duration::MAX_DAYS`].
    pub seconds: u32,
}

impl Duration {
    /// The longest duration that is read: a century. Feeds are hostile input.
    pub const MAX_DAYS: u32 = 36_525;
}
