//! How long something takes.

use chrono::TimeDelta;

use crate::time::DateTime;
use crate::time::scanner::Scanner;

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

    /// Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds: `P1W`, `P2DT3H30M`.
    ///
    /// White space around it, a leading `+` and lower case are allowed, fractions of a second are
    /// dropped. `None` for years and months, whose length the calendar decides, for negative
    /// durations, and for what is longer than the fields hold.
    pub fn parse(text: &str) -> Option<Self> {
        let mut scanner = Scanner::new(text.trim_ascii());
        scanner.skip_any(b"+");
        if !scanner.skip_any(b"Pp") {
            return None;
        }
        let days = sum(&mut scanner, &[(b"Ww", 7), (b"Dd", 1)]);
        let seconds = if scanner.skip_any(b"Tt") {
            Some(sum(&mut scanner, &[(b"Hh", 3_600), (b"Mm", 60), (b"Ss", 1)])?)
        } else {
            None
        };
        let is_complete = scanner.is_at_end() && (days.is_some() || seconds.is_some());
        let days = days.unwrap_or(0);
        let seconds = seconds.unwrap_or(0);
        let max_days = u64::from(Self::MAX_DAYS);
        if !is_complete || days > max_days || seconds > max_days * 86_400 {
            return None;
        }
        Some(Self {
            days: u32::try_from(days).ok()?,
            seconds: u32::try_from(seconds).ok()?,
        })
    }

    /// When it ends that starts at a civil time, clock changes aside: for the items of a programme.
    /// `None` beyond the last year.
    pub fn after(self, start: DateTime) -> Option<DateTime> {
        let days = TimeDelta::try_days(self.days.into())?;
        let seconds = TimeDelta::try_seconds(self.seconds.into())?;
        start.checked_add_signed(days)?.checked_add_signed(seconds)
    }
}

/// Adds up the numbers that stand with these units, in this order; `None` if none does.
fn sum(scanner: &mut Scanner, units: &[(&[u8], u64)]) -> Option<u64> {
    let mut sum = None;
    for (unit, length) in units {
        if let Some(number) = scanner.number_with_unit(unit) {
            let amount = number.saturating_mul(*length);
            sum = Some(sum.unwrap_or(0_u64).saturating_add(amount));
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_keep_days_by_the_calendar_apart_from_seconds_by_the_clock() {
        for (text, days, seconds) in [
            ("P1D", 1, 0),
            ("PT24H", 0, 86_400),
            ("P2W", 14, 0),
            ("P1W3D", 10, 0),
            ("P1DT2H3M4S", 1, 7_384),
            ("PT90M", 0, 5_400),
            ("PT1H30S", 0, 3_630),
            ("PT1.75S", 0, 1),
            ("pt1h", 0, 3_600),
            (" +PT5M\n", 0, 300),
            ("P0D", 0, 0),
            ("PT0S", 0, 0),
            ("P36525D", 36_525, 0),
            ("PT876600H", 0, 3_155_760_000),
            ("P00000000000000000000000001D", 1, 0),
        ] {
            assert_eq!(
                Duration::parse(text),
                Some(Duration { days, seconds }),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_is_no_duration_of_fixed_units_is_refused() {
        for text in [
            "",
            "P",
            "PT",
            "+",
            "1D",
            "P1",
            "P1DT",
            "PT1",
            "P1Y",
            "P1M",
            "P1Y2D",
            "-P1D",
            "P-1D",
            "P1D1W",
            "P1D2D",
            "PT1S1H",
            "P1H",
            "PT1D",
            "P1.5D",
            "PT0.5H",
            "PT1.S",
            "P1D x",
            "P1 D",
            "++P1D",
            "P36526D",
            "P5218W",
            "PT3155760001S",
            "P18446744073709551617D",
            "PT99999999999999999999999999H",
        ] {
            assert_eq!(Duration::parse(text), None, "{text:?}");
        }
    }
}
