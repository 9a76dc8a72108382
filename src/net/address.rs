//! Addresses of feeds: their origins, the window that they ask for, and what a feed names beside itself.

use chrono::Months;
use web_sys::Url;

use crate::text::{cut, split_once};
use crate::time::{Date, iso};

/// What stands in an address for the first day that is asked for, and for the day after the last.
const START: &str = "{start}";
const END: &str = "{end}";

/// The scheme and authority of an absolute address as the browser writes it (RFC 6454 §6.2).
pub fn origin(address: &str) -> Option<&str> {
    let address = address.strip_prefix("blob:").unwrap_or(address);
    let (_, rest) = split_once(address, "://")?;
    let (authority, path) = cut(rest, b"/?#");
    if authority.is_empty() {
        return None;
    }
    address.get(..address.len() - path.len())
}

/// The absolute address of the page that follows the one at `address`; only on the same origin, so that a
/// feed cannot send its readers anywhere else.
pub fn next_page(next: &str, address: &str) -> Option<String> {
    let next = Url::new_with_base(next, address).ok()?.href();
    (origin(&next).is_some() && origin(&next) == origin(address)).then_some(next)
}

/// The absolute address of a calendar to subscribe to, which may be anywhere on the web.
pub fn calendar_at(calendar: &str, address: &str) -> Option<String> {
    let calendar = Url::new_with_base(calendar, address).ok()?.href();
    let (scheme, _) = split_once(&calendar, "://")?;
    matches!(scheme, "http" | "https" | "webcal" | "webcals").then_some(calendar)
}

/// An address seen from another.
pub fn absolute(address: &str, base: &str) -> Option<String> {
    Some(Url::new_with_base(address, base).ok()?.href())
}

/// An address as it is fetched at once: where it asks for a window, for that from a year before a day to two years after
/// it. The tool reads feeds so; calendars ask month by month ([`window_at`](super::window_at)).
pub fn to_fetch(address: &str, today: Date) -> String {
    let start = today.checked_sub_months(Months::new(12)).unwrap_or(today);
    let end = today.checked_add_months(Months::new(24)).unwrap_or(today);
    let with_start = replace(&fetchable(address), START, &iso(start));
    replace(&with_start, END, &iso(end))
}

/// An address with its braces, and with a scheme that browsers fetch: `webcal:` says only what opens it.
pub fn fetchable(address: &str) -> String {
    let mut fetched = match address.strip_prefix("webcal:") {
        Some(rest) => ["https:", rest].concat(),
        None => address.to_owned(),
    };
    // Browsers write braces like that where they make an address whole.
    for (code, brace) in [("%7B", "{"), ("%7b", "{"), ("%7D", "}"), ("%7d", "}")] {
        fetched = replace(&fetched, code, brace);
    }
    fetched
}

/// A text with each mark replaced.
pub(super) fn replace(text: &str, mark: &str, replacement: &str) -> String {
    let mut replaced = String::new();
    let mut rest = text;
    while let Some((before, after)) = split_once(rest, mark) {
        replaced.push_str(before);
        replaced.push_str(replacement);
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_ends_where_the_path_begins() {
        for (address, expected) in [
            ("https://a.example/x://y", Some("https://a.example")),
            ("https://a.example:8443?q=/", Some("https://a.example:8443")),
            ("https://a.example", Some("https://a.example")),
            ("blob:https://a.example/0-1", Some("https://a.example")),
            ("blob:null/0-1", None),
            ("data:application/json,[]", None),
            ("https://", None),
            ("", None),
        ] {
            assert_eq!(origin(address), expected, "{address}");
        }
    }

    #[test]
    fn a_window_reaches_from_a_year_ago_to_two_years_ahead() {
        let template = "https://a.example/?from={start}&to={end}&again={start}";
        let today = Date::from_ymd_opt(2024, 2, 29).unwrap();
        assert_eq!(
            to_fetch(template, today),
            "https://a.example/?from=2023-02-28&to=2026-02-28&again=2023-02-28"
        );
        assert_eq!(
            to_fetch("https://a.example/%7Bstart%7d", today),
            "https://a.example/2023-02-28"
        );
        let plain = "https://a.example/e.json";
        assert_eq!(to_fetch(plain, today), plain);
        assert_eq!(
            to_fetch("webcal://a.example/e.ics", today),
            "https://a.example/e.ics"
        );
    }
}
