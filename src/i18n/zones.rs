//! Zone offsets from the browser's `Intl`, in place of a tz database (docs/size.md).

use std::cell::RefCell;

use js_sys::{Array, Date, Intl};
use wasm_bindgen::JsValue;

use crate::i18n::intl::{call, construct, property};
use crate::i18n::offsets::Offsets;
use crate::text::{cut, split_once};
use crate::time::{Instant, Zone, Zones};

/// A stretch of time within which no zone has ever gone there and back again: in parts of Brazil, summer
/// time once ended after a week less an hour (`tests/zones.rs` looks at all of them).
const BLOCK_SECONDS: i64 = 6 * 86_400;

/// What the browser knows of zones. One formatter per zone, and the offset at seams six days
/// apart: where both seams agree, so does all between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct IntlZones;

thread_local! {
    static KNOWN: RefCell<Offsets<JsValue>> = const { RefCell::new(Offsets::new()) };
}

impl Zones for IntlZones {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let zone = position(name);
        let block = instant.0.div_euclid(BLOCK_SECONDS);
        let before = seam(zone, block)?;
        if before == seam(zone, block + 1)? {
            return Some(before);
        }
        ask(zone, instant.0)
    }
}

/// True if the browser knows the zone: feeds and partners mistype names.
pub fn is_known(zone: &Zone) -> bool {
    zone.offset_at(Instant(0), &IntlZones).is_some()
}

/// The visitor's zone as the browser names it; UTC where it does not.
pub fn visitor_zone() -> Zone {
    let name = || {
        let formatter = construct("DateTimeFormat", "en", &[])?;
        let resolved = Intl::DateTimeFormat::from(formatter).resolved_options();
        property(&resolved, "timeZone")?.as_string()
    };
    name().map_or(Zone::Fixed(0), |name| Zone::Named(name.into()))
}

/// Where in [`KNOWN`] a zone stands; it is added if need be.
fn position(name: &str) -> usize {
    let found = KNOWN.with_borrow(|all| all.position(name));
    found.unwrap_or_else(|| {
        let options = [
            ("timeZone", name),
            ("timeZoneName", "longOffset"),
            ("hour", "numeric"),
        ];
        let formatter = construct("DateTimeFormat", "en-US", &options);
        KNOWN.with_borrow_mut(|all| {
            all.add(name, formatter);
            all.position(name).unwrap_or_default()
        })
    })
}

/// The offset of a zone, by its position, at the start of a block.
fn seam(zone: usize, block: i64) -> Option<i32> {
    let remembered = KNOWN.with_borrow(|all| all.find(zone, block));
    remembered.unwrap_or_else(|| {
        let offset = ask(zone, block * BLOCK_SECONDS);
        KNOWN.with_borrow_mut(|all| all.keep(zone, block, offset));
        offset
    })
}

/// Asks the browser for the offset of a zone; no borrow is held meanwhile.
fn ask(zone: usize, seconds: i64) -> Option<i32> {
    let formatter = KNOWN.with_borrow(|all| all.teller(zone))?;
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    parse_long_offset(&call(&formatter, "format", &Array::of1(&date))?)
}

fn below_sixty(digits: &str) -> Option<i32> {
    let add = |sum: i32, digit: u8| {
        digit
            .is_ascii_digit()
            .then(|| (sum * 10 + i32::from(digit - b'0')).min(60))
    };
    let number = digits.bytes().try_fold(0, add)?;
    (!digits.is_empty() && number < 60).then_some(number)
}

/// The seconds in a text that ends with `GMT`, `GMT+05:45` or `GMT-00:44:30`.
fn parse_long_offset(text: &str) -> Option<i32> {
    let (_, offset) = split_once(text, "GMT")?;
    if offset.is_empty() {
        return Some(0);
    }
    let (sign, mut rest) = match offset.strip_prefix("+") {
        Some(rest) => (1, rest),
        None => (-1, offset.strip_prefix("-").or(offset.strip_prefix("\u{2212}"))?),
    };
    let mut seconds = 0;
    let mut unit = 3600;
    loop {
        let (part, more) = cut(rest, b":");
        seconds += below_sixty(part)? * unit;
        unit /= 60;
        match more.strip_prefix(":") {
            Some(more) => rest = more,
            None => return Some(sign * seconds),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse_long_offset;

    #[test]
    fn offsets_are_read_as_browsers_write_them() {
        for (text, offset) in [
            ("5 PM GMT", Some(0)),
            ("5 PM GMT+01:00", Some(3600)),
            ("11 AM GMT-05:00", Some(-18_000)),
            ("5 PM GMT+05:45", Some(20_700)),
            ("5 PM GMT\u{2212}00:44:30", Some(-2670)),
            ("5 PM", None),
            ("5 PM GMT+x", None),
        ] {
            assert_eq!(parse_long_offset(text), offset, "{text}");
        }
    }
}
