//! Times and lengths as formats write them that have no ISO texts.

use crate::feed::formats::scan::{number, pieces};
use crate::text::{Digits, cut};
use crate::time::{DateTime, Form, Instant, civil_with_offset, push_civil};

/// An instant in milliseconds since 1970, as a time in UTC.
pub(super) fn instant_of_milliseconds(milliseconds: f64) -> Option<String> {
    (milliseconds.abs() < 1e16).then(|| instant((milliseconds / 1_000.0).floor() as i64))
}

/// An instant in seconds since 1970, as a time in UTC.
pub(super) fn instant(seconds: i64) -> String {
    let mut text = String::new();
    push_civil(&mut text, civil_with_offset(Instant(seconds), 0), Form::Extended);
    text.push('Z');
    text
}

/// The time in UTC.
pub(super) fn utc(civil: DateTime, offset: i32) -> DateTime {
    civil_with_offset(Instant::with_offset(civil, offset), 0)
}

/// Seconds of a time of day or of a length: `19:30`, `19:30:00`, `D:HH:MM` is none of it.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let parts = pieces(text.trim_ascii(), b":");
    let (hours, minutes, seconds) = match parts.as_slice() {
        [hours, minutes] => (hours, minutes, "0"),
        [hours, minutes, seconds] => (hours, minutes, cut(seconds, b".").0),
        _ => return None,
    };
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    (hours < 10_000 && minutes < 60 && seconds < 60)
        .then(|| i64::from(hours * 3_600 + minutes * 60 + seconds))
}

/// Seconds from midnight to the time of day of an ISO text.
pub(super) fn since_midnight(text: &str) -> Option<i64> {
    let (_, time) = cut(text, b"T ");
    seconds(cut(time.get(1..)?, b"+-Z").0)
}

/// Seconds as a duration: `PT5400S`.
pub(super) fn duration(seconds: i64) -> String {
    let mut text = String::from("PT");
    text.push_str(&usize::try_from(seconds).unwrap_or(0).digits());
    text.push('S');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_hours_and_minutes() {
        for (text, expected) in [
            ("19:30", Some(70_200)),
            ("00:45", Some(2_700)),
            ("26:00", Some(93_600)),
            ("1:02:03", Some(3_723)),
            ("10:00:00.000", Some(36_000)),
            ("19", None),
            ("19:60", None),
            ("-1:00", None),
            ("99999:00", None),
            ("1:2:3:4", None),
            ("", None),
            (":", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert_eq!(duration(5_400), "PT5400S");
    }

    #[test]
    fn instants_are_told_in_utc() {
        assert_eq!(
            instant_of_milliseconds(1_541_520_000_000.0).as_deref(),
            Some("2018-11-06T16:00:00Z")
        );
        assert_eq!(instant_of_milliseconds(f64::NAN), None);
        assert_eq!(instant_of_milliseconds(1e300), None);
    }
}
