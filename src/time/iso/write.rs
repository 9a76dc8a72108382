//! Writing dates and times, digit by digit (docs/size.md: formatting).

use chrono::{Datelike, Timelike};

use crate::time::iso::Form;
use crate::time::{Date, DateTime};

/// A date as `2018-11-06`.
pub fn iso(date: Date) -> String {
    let mut text = String::with_capacity(10);
    push_date(&mut text, date, Form::Extended);
    text
}

/// A civil time as `2018-11-06T17:00`, with its seconds only where it has some.
pub(crate) fn iso_minute(civil: DateTime) -> String {
    let mut text = iso(civil.date());
    text.push('T');
    push_time(&mut text, civil, civil.second() > 0, Form::Extended);
    text
}

/// A date as `20181106` or `2018-11-06`.
pub(crate) fn push_date(out: &mut String, date: Date, form: Form) {
    let number = date.year().unsigned_abs() * 10_000 + date.month() * 100 + date.day();
    push_parts(out, number, 8, form.separator('-'));
}

/// A civil time as `20181106T170000` or `2018-11-06T17:00:00`.
pub(crate) fn push_civil(out: &mut String, civil: DateTime, form: Form) {
    push_date(out, civil.date(), form);
    out.push('T');
    push_time(out, civil, true, form);
}

/// The time of day as `1700` or `17:00`, with its seconds or without.
pub(crate) fn push_time(out: &mut String, civil: DateTime, has_seconds: bool, form: Form) {
    push_clock(out, civil.num_seconds_from_midnight(), has_seconds, form);
}

/// An offset in seconds as `+0200` or `+02:00`; seconds only where there are some.
pub(crate) fn push_offset(out: &mut String, offset: i32, form: Form) {
    let seconds = offset.unsigned_abs();
    out.push(if offset < 0 { '-' } else { '+' });
    push_clock(out, seconds, !seconds.is_multiple_of(60), form);
}

/// Hours and minutes, and the seconds if they are wanted.
fn push_clock(out: &mut String, seconds: u32, has_seconds: bool, form: Form) {
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    let minutes = hours * 100 + minutes;
    match has_seconds {
        true => push_parts(out, minutes * 100 + seconds % 60, 6, form.separator(':')),
        false => push_parts(out, minutes, 4, form.separator(':')),
    }
}

/// The last `width` digits of a number, at most ten.
pub(crate) fn push_digits(out: &mut String, number: u32, width: u32) {
    push_parts(out, number, width, None);
}

/// The last `width` digits of a number, with `separator` before the last two and before the two that precede them.
#[inline(never)]
fn push_parts(out: &mut String, number: u32, width: u32, separator: Option<char>) {
    for place in (0..width).rev() {
        let digit = number / 10_u32.pow(place) % 10;
        out.push(char::from(b'0' + digit as u8));
        if let Some(separator) = separator.filter(|_| place == 2 || place == 4) {
            out.push(separator);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{ParsedDateTime, parse_date, parse_date_time};

    fn written(write: impl Fn(&mut String)) -> String {
        let mut out = String::new();
        write(&mut out);
        out
    }

    #[test]
    fn dates_are_written_as_they_are_read() {
        for text in ["0001-01-01", "2018-11-06", "9999-12-31"] {
            assert_eq!(parse_date(text).map(iso).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_civil_time_is_written_with_the_seconds_that_it_has() {
        for text in ["2018-11-06T17:00", "0987-01-02T03:04:05"] {
            let Some(ParsedDateTime::Civil(civil)) = parse_date_time(text) else {
                panic!("{text}");
            };
            assert_eq!(iso_minute(civil), text);
        }
    }

    #[test]
    fn a_civil_time_in_either_form_has_its_seconds() {
        let Some(ParsedDateTime::Civil(civil)) = parse_date_time("0987-01-02T03:04:05") else {
            panic!();
        };
        assert_eq!(
            written(|out| push_civil(out, civil, Form::Extended)),
            "0987-01-02T03:04:05"
        );
        assert_eq!(
            written(|out| push_civil(out, civil, Form::Basic)),
            "09870102T030405"
        );
    }

    #[test]
    fn an_offset_has_seconds_only_where_there_are_some() {
        for (offset, text) in [
            (0, "+0000"),
            (7_200, "+0200"),
            (-12_600, "-0330"),
            (3_208, "+005328"),
        ] {
            assert_eq!(written(|out| push_offset(out, offset, Form::Basic)), text);
        }
        assert_eq!(written(|out| push_offset(out, -12_600, Form::Extended)), "-03:30");
    }
}
