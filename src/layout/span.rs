//! Days from one to another, as a visitor chooses them in a month.

use crate::text::split_once;
use crate::time::{Date, DateRange, iso, parse_date};

/// The days from one to another, both included, whichever comes first.
pub fn span(one: Date, other: Date) -> DateRange {
    let last = DateRange::day(one.max(other));
    DateRange::new(one.min(other), last.end()).unwrap_or(last)
}

/// The span that one has who moves from `from` to `to` and holds on to what is chosen: of a span that begins or ends
/// at `from` the other end stays.
pub fn extended(chosen: Option<DateRange>, from: Date, to: Date) -> DateRange {
    let other_end = chosen.and_then(|days| match (days.start() == from, days.last() == from) {
        (true, _) => Some(days.last()),
        (_, true) => Some(days.start()),
        _ => None,
    });
    span(other_end.unwrap_or(from), to)
}

/// The span as the facet "when" has it: `2026-12-10..2026-12-14`, or one day.
pub fn span_value(days: DateRange) -> String {
    let mut value = iso(days.start());
    if days.day_count() > 1 {
        value.push_str("..");
        value.push_str(&iso(days.last()));
    }
    value
}

/// Reads what [`span_value`] writes; `None` for anything else, such as a month or an open end.
pub fn read_span(value: &str) -> Option<DateRange> {
    let (first, last) = split_once(value, "..").unwrap_or((value, value));
    Some(span(parse_date(first)?, parse_date(last)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::date;

    fn days(first: &str, last: &str) -> DateRange {
        span(date(first), date(last))
    }

    #[test]
    fn a_span_is_the_same_from_both_ends() {
        for (one, other, first, last) in [
            ("2026-12-10", "2026-12-14", "2026-12-10", "2026-12-14"),
            ("2026-12-14", "2026-12-10", "2026-12-10", "2026-12-14"),
            ("2026-12-31", "2027-01-01", "2026-12-31", "2027-01-01"),
            ("2026-12-10", "2026-12-10", "2026-12-10", "2026-12-10"),
            ("9999-12-31", "9999-12-30", "9999-12-30", "9999-12-31"),
        ] {
            let days = days(one, other);
            assert_eq!((days.start(), days.last()), (date(first), date(last)));
        }
    }

    #[test]
    fn a_span_is_written_as_it_is_read() {
        for (first, last, value) in [
            ("2026-12-10", "2026-12-14", "2026-12-10..2026-12-14"),
            ("2026-12-10", "2026-12-10", "2026-12-10"),
        ] {
            assert_eq!(span_value(days(first, last)), value);
            assert_eq!(read_span(value), Some(days(first, last)));
        }
        for value in [
            "",
            "2026",
            "2026-12",
            "today",
            "..2026-12-10",
            "2026-12-10..",
            "past",
        ] {
            assert_eq!(read_span(value), None, "{value}");
        }
    }

    #[test]
    fn the_end_where_one_stands_moves_and_the_other_stays() {
        let chosen = Some(days("2026-12-10", "2026-12-14"));
        for (chosen, from, to, first, last) in [
            (None, "2026-12-10", "2026-12-11", "2026-12-10", "2026-12-11"),
            (None, "2026-12-10", "2026-12-09", "2026-12-09", "2026-12-10"),
            (chosen, "2026-12-14", "2026-12-15", "2026-12-10", "2026-12-15"),
            (chosen, "2026-12-14", "2026-12-07", "2026-12-07", "2026-12-10"),
            (chosen, "2026-12-10", "2026-12-12", "2026-12-12", "2026-12-14"),
            // From elsewhere one begins anew.
            (chosen, "2026-12-12", "2026-12-13", "2026-12-12", "2026-12-13"),
        ] {
            let expected = days(first, last);
            assert_eq!(extended(chosen, date(from), date(to)), expected, "{from} {to}");
        }
    }
}
