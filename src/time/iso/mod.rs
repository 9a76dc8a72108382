//! Dates, times and durations as ISO 8601 writes them: the only reader and the only writer.
//!
//! The basic form (`20181106T170000`) is that of iCalendar (RFC 5545 §3.3), the extended one
//! (`2018-11-06T17:00:00`) that of all else. What is no ISO text is read elsewhere: offsets as browsers write them
//! (`GMT+05:45`) in `i18n::zones`, and those that feeds name zones by (`UTC+2`) in `feed::zone_name`.

mod read;
mod scanner;
mod write;

pub(crate) use read::parse_basic;
pub use read::{ParsedDateTime, parse_date, parse_date_time};
pub(crate) use scanner::Scanner;
pub use write::iso;
pub(crate) use write::{iso_minute, push_civil, push_date, push_digits, push_offset, push_time};

/// What stands between the parts of a date or a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    Basic,
    /// Hyphens and colons.
    Extended,
}

impl Form {
    fn separator(self, separator: char) -> Option<char> {
        (self == Self::Extended).then_some(separator)
    }
}
