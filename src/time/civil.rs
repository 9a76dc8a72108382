//! Dates and times as a calendar and a clock on the wall show them (proleptic Gregorian).

use chrono::Datelike;

/// A civil date, of the years 1 to 9999.
pub type Date = chrono::NaiveDate;
/// A civil time, to the second.
pub type Time = chrono::NaiveTime;
/// A civil date and time: no instant until a zone says where.
pub type DateTime = chrono::NaiveDateTime;

/// True for the years 1 to 9999, the only ones that a calendar shows.
pub(crate) fn is_in_years(date: Date) -> bool {
    (1..=9_999).contains(&date.year())
}
