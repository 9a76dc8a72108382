//! Zone offsets from the browser's `Intl`: 4 kB where a tz database would be 163.

use std::cell::RefCell;
use std::sync::Arc;

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::cut::{cut, split_once};
use crate::date::{Instant, Zone, Zones};

/// A stretch of time within which no zone has ever gone there and back again.
const BLOCK_SECONDS: i64 = 7 * 86_400;

/// What the browser knows of zones. One formatter per zone, and the offset at the seams of weeks:
/// where both seams agree, so does all between them.
#[derive(Clone, Copy, Debug, Default)]
pub struct IntlZones;

struct Known {
    name: Arc<str>,
    /// `None` where the browser does not know the zone.
    formatter: Option<Intl::DateTimeFormat>,
    /// The offset at the start of each block that was asked for, by block.
    seams: Vec<(i64, Option<i32>)>,
}

thread_local! {
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

impl Zones for IntlZones {
    fn offset_at(&self, name: &str, instant: Instant) -> Option<i32> {
        let block = instant.0.div_euclid(BLOCK_SECONDS);
        let before = seam(name, block)?;
        if before == seam(name, block + 1)? {
            return Some(before);
        }
        ask(&with_known(name, |known| known.formatter.clone())?, instant.0)
    }
}

/// The visitor's zone as the browser names it; UTC where it does not.
pub fn visitor_zone() -> Zone {
    let resolved = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let name = Reflect::get(&resolved, &"timeZone".into())
        .ok()
        .and_then(|name| name.as_string());
    name.map_or(Zone::Fixed(0), |name| Zone::Named(name.into()))
}

fn seam(name: &str, block: i64) -> Option<i32> {
    let find = |known: &Known| known.seams.binary_search_by(|(at, _)| at.cmp(&block));
    let remembered = with_known(name, |known| {
        find(known).ok().map(|position| known.seams[position].1)
    });
    if let Some(offset) = remembered {
        return offset;
    }
    // No borrow is held while the browser is asked.
    let formatter = with_known(name, |known| known.formatter.clone());
    let offset = formatter.and_then(|formatter| ask(&formatter, block * BLOCK_SECONDS));
    with_known(name, |known| {
        if let Err(position) = find(known) {
            known.seams.insert(position, (block, offset));
        }
    });
    offset
}

/// What is known of a zone, which is asked for first if need be.
fn with_known<T>(name: &str, read: impl FnOnce(&mut Known) -> T) -> T {
    let is_known = KNOWN.with_borrow(|all| all.iter().any(|known| *known.name == *name));
    if !is_known {
        let known = Known {
            name: name.into(),
            formatter: formatter(name),
            seams: Vec::new(),
        };
        KNOWN.with_borrow_mut(|all| all.push(known));
    }
    KNOWN.with_borrow_mut(|all| {
        let position = all
            .iter()
            .position(|known| *known.name == *name)
            .unwrap_or_default();
        read(&mut all[position])
    })
}

fn formatter(name: &str) -> Option<Intl::DateTimeFormat> {
    let options = Object::new();
    for (key, value) in [
        ("timeZone", name),
        ("timeZoneName", "longOffset"),
        ("hour", "numeric"),
    ] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    // `Intl` throws for a zone that it does not know; `new` of the bindings cannot catch that.
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = js_sys::Function::from(Reflect::get(&intl, &"DateTimeFormat".into()).ok()?);
    let arguments = Array::of2(&JsValue::from_str("en-US"), &options);
    Reflect::construct(&constructor, &arguments)
        .ok()
        .map(Intl::DateTimeFormat::from)
}

fn ask(formatter: &Intl::DateTimeFormat, seconds: i64) -> Option<i32> {
    let date = Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let text = formatter
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()?
        .as_string()?;
    parse_long_offset(&text)
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
        seconds += part.parse::<i32>().ok().filter(|&part| part < 60)? * unit;
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
