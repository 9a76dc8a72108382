//! Dates and times in the forms that other calendars read, digit by digit.

use chrono::{Datelike, Timelike};

use crate::time::{Date, DateTime};

/// A date as `20260512` (RFC 5545 §3.3.4).
pub(super) fn push_date(out: &mut String, date: Date) {
    push_date_with(out, date, "");
}

/// A civil time as `20260512T190000` (RFC 5545 §3.3.5).
pub(super) fn push_civil(out: &mut String, civil: DateTime) {
    push_civil_with(out, civil, "", "");
}

/// A civil time as `2026-05-12T19:00:00`.
pub(super) fn push_iso(out: &mut String, civil: DateTime) {
    push_civil_with(out, civil, "-", ":");
}

/// An offset in seconds as `+0200`, with `between` hours and minutes; seconds only where there are some.
pub(super) fn push_offset(out: &mut String, offset: i32, between: &str) {
    let seconds = offset.unsigned_abs();
    out.push(if offset < 0 { '-' } else { '+' });
    push_digits(out, seconds / 3_600, 2);
    out.push_str(between);
    push_digits(out, seconds / 60 % 60, 2);
    if !seconds.is_multiple_of(60) {
        out.push_str(between);
        push_digits(out, seconds % 60, 2);
    }
}

/// A number in decimal digits.
pub(super) fn push_number(out: &mut String, number: i32) {
    if number < 0 {
        out.push('-');
    }
    let number = number.unsigned_abs();
    let mut width = 1;
    while width < 10 && number / 10_u32.pow(width) > 0 {
        width += 1;
    }
    push_digits(out, number, width);
}

/// Degrees with six decimals, a tenth of a metre on the ground; by hand, as the standard library's
/// writing of fractions weighs kilobytes.
pub(super) fn push_degrees(out: &mut String, degrees: f64) {
    let millionths = (degrees.clamp(-180.0, 180.0) * 1e6).round() as i32;
    if millionths < 0 {
        out.push('-');
    }
    let millionths = millionths.unsigned_abs();
    push_number(out, (millionths / 1_000_000) as i32);
    out.push('.');
    push_digits(out, millionths % 1_000_000, 6);
}

fn push_date_with(out: &mut String, date: Date, between: &str) {
    push_digits(out, date.year().unsigned_abs(), 4);
    out.push_str(between);
    push_digits(out, date.month(), 2);
    out.push_str(between);
    push_digits(out, date.day(), 2);
}

fn push_civil_with(out: &mut String, civil: DateTime, in_date: &str, in_time: &str) {
    push_date_with(out, civil.date(), in_date);
    out.push('T');
    push_digits(out, civil.hour(), 2);
    out.push_str(in_time);
    push_digits(out, civil.minute(), 2);
    out.push_str(in_time);
    push_digits(out, civil.second(), 2);
}

/// The last `width` digits of a number, at most ten.
fn push_digits(out: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        out.push(char::from(b'0' + digit as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_does() {
        for number in [0, 7, 10, 99, 100, -1, -366, i32::MAX, i32::MIN] {
            assert_eq!(written(|out| push_number(out, number)), number.to_string());
        }
    }

    #[test]
    fn degrees_have_six_decimals() {
        for (degrees, text) in [
            (52.131_667, "52.131667"),
            (-0.000_001, "-0.000001"),
            (0.0, "0.000000"),
            (11.6, "11.600000"),
            (-179.999_999_9, "-180.000000"),
            (1e300, "180.000000"),
            (f64::NAN, "0.000000"),
        ] {
            assert_eq!(written(|out| push_degrees(out, degrees)), text);
        }
    }

    #[test]
    fn an_offset_has_seconds_only_where_there_are_some() {
        for (offset, text) in [
            (0, "+0000"),
            (7_200, "+0200"),
            (-12_600, "-0330"),
            (3_208, "+005328"),
        ] {
            assert_eq!(written(|out| push_offset(out, offset, "")), text);
        }
        assert_eq!(written(|out| push_offset(out, -12_600, ":")), "-03:30");
    }
}
