//! Feeds that come in windows: addresses in which a month stands, and what asks for one of them.

use chrono::Datelike;

use crate::net::address::{fetchable, replace};
use crate::text::split_once;
use crate::time::{Date, iso};

/// What stands in an address for the first day that is asked for, for the day after the last, and for year and month.
const MARKS: [&str; 4] = ["{start}", "{end}", "{year}", "{month}"];

/// A month of a year: their number since the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(i32);

/// The first and the last that calendars show.
const FIRST: i32 = 12;
const LAST: i32 = 9_999 * 12 + 11;

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self(day.year() * 12 + day.month0() as i32)
    }

    /// Its first day.
    pub fn first(self) -> Date {
        let number = self.0.rem_euclid(12) as u32 + 1;
        Date::from_ymd_opt(self.0.div_euclid(12), number, 1).unwrap_or(Date::MIN)
    }

    /// So many months later, or earlier, as far as calendars go.
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        Self((self.0 + months).clamp(FIRST, LAST))
    }

    /// How many months it is behind another one.
    pub fn since(self, other: Self) -> i32 {
        self.0 - other.0
    }

    /// The months from that of one day to that of another, at most so many.
    pub fn touched(from: Date, to: Date, most: i32) -> Vec<Self> {
        let (first, last) = (Self::of(from).0, Self::of(to).0);
        (first..=last.min(first + most - 1)).map(Self).collect()
    }
}

/// Whether windows are asked for by an address.
pub fn is_windowed(address: &str) -> bool {
    let address = fetchable(address);
    MARKS.iter().any(|mark| split_once(&address, mark).is_some())
}

/// The address at which a month is.
pub fn window_at(address: &str, month: Month) -> String {
    let (start, end) = (iso(month.first()), iso(month.plus(1).first()));
    let year = start.get(..4).unwrap_or_default();
    let number = start.get(5..7).unwrap_or_default();
    let mut asked = fetchable(address);
    for (mark, text) in MARKS.into_iter().zip([&*start, &end, year, number]) {
        asked = replace(&asked, mark, text);
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u32) -> Month {
        Month::of(Date::from_ymd_opt(year, month, 17).unwrap())
    }

    #[test]
    fn an_address_names_the_month_that_it_is_asked_for() {
        for (template, expected) in [
            (
                "https://a.example/{year}-{month}.json",
                "https://a.example/2026-12.json",
            ),
            (
                "https://a.example/%7Byear%7D/%7bmonth%7d",
                "https://a.example/2026/12",
            ),
            // As FullCalendar asks.
            (
                "https://a.example/?start={start}&end={end}&timeZone=UTC",
                "https://a.example/?start=2026-12-01&end=2027-01-01&timeZone=UTC",
            ),
            ("webcal://a.example/{year}.ics", "https://a.example/2026.ics"),
        ] {
            assert!(is_windowed(template), "{template}");
            assert_eq!(window_at(template, month(2026, 12)), expected);
        }
        assert!(!is_windowed("https://a.example/{other}.json"));
    }

    #[test]
    fn months_are_those_that_days_touch() {
        let day = |month, day| Date::from_ymd_opt(2026, month, day).unwrap();
        let touched = Month::touched(day(11, 30), day(12, 2), 24);
        assert_eq!(touched, [month(2026, 11), month(2026, 12)]);
        assert_eq!(Month::touched(day(1, 1), day(12, 31), 24).len(), 12);
        assert_eq!(Month::touched(day(1, 1), day(12, 31), 3).len(), 3);
    }

    #[test]
    fn months_end_with_the_years_that_are_shown() {
        assert_eq!(month(2026, 12).plus(1), month(2027, 1));
        assert_eq!(month(2026, 1).plus(-1), month(2025, 12));
        assert_eq!(month(9_999, 12).plus(1), month(9_999, 12));
    }
}
