//! How long something takes.

use chrono::TimeDelta;

use crate::time::DateTime;

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

    /// When it ends that starts at a civil time, clock changes aside: for the items of a programme.
    /// `None` beyond the last year.
    pub fn after(self, start: DateTime) -> Option<DateTime> {
        let days = TimeDelta::try_days(self.days.into())?;
        let seconds = TimeDelta::try_seconds(self.seconds.into())?;
        start.checked_add_signed(days)?.checked_add_signed(seconds)
    }
}
