//! Lines of a series as iCalendar writes them, in formats that are JSON: `RRULE:…`, `EXDATE;TZID=…:…`.

use crate::feed::formats::native::Json;
use crate::feed::formats::scan::pieces;
use crate::feed::formats::times;
use crate::feed::zone_name::{self, Meaning};
use crate::text::{cut, split_once};
use crate::time::{Form, ParsedDateTime, Zones, parse_basic, push_civil, push_date, resolve_with_offset};

/// The most dates of one line.
const MAX_VALUES: usize = 1_000;

/// What the lines say.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) start: Option<String>,
    pub(super) zone: Option<String>,
    pub(super) rules: Vec<String>,
    pub(super) excluded_rules: Vec<String>,
    pub(super) dates: Vec<String>,
    pub(super) excluded: Vec<String>,
}

impl Lines {
    /// Takes a line; one without a name is a rule. Dates on another clock than that of the start become instants.
    pub(super) fn take(&mut self, line: &str, zones: &dyn Zones) {
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        let (name, value) = split_once(line, ":").unwrap_or(("RRULE", line));
        let (name, parameters) = cut(name, b";");
        let is = |known: &str| name.trim_ascii().eq_ignore_ascii_case(known);
        let zone = split_once(parameters, "TZID=").map(|(_, zone)| cut(zone, b";").0);
        if is("DTSTART") {
            self.start = extended(value);
            self.zone = zone.map(str::to_owned);
        } else if is("EXDATE") || is("RDATE") {
            let is_instant = self.start.as_deref().is_some_and(|start| start.ends_with('Z'));
            let is_other = |zone: &&str| self.zone.as_deref().map_or(is_instant, |own| own != *zone);
            let zone = zone.filter(is_other);
            let list = if is("RDATE") {
                &mut self.dates
            } else {
                &mut self.excluded
            };
            for date in pieces(value, b",").into_iter().take(MAX_VALUES) {
                // Of a period its start.
                let date = cut(date, b"/").0;
                let instant = zone.and_then(|zone| instant_of(date, zone, zones));
                list.extend(instant.or_else(|| extended(date)));
            }
        } else if is("RRULE") {
            self.rules.push(value.trim_ascii().to_owned());
        } else if is("EXRULE") {
            self.excluded_rules.push(value.trim_ascii().to_owned());
        }
    }

    /// Writes all but the start.
    pub(super) fn write(&self, json: &mut Json) {
        for (name, list) in [
            ("rrule", &self.rules),
            ("excludedRecurrenceRules", &self.excluded_rules),
            ("rdate", &self.dates),
            ("excludedDates", &self.excluded),
        ] {
            if let [one] = list.as_slice() {
                json.field(name, one);
            } else if !list.is_empty() {
                json.name(name);
                json.open('[');
                for text in list {
                    json.string(text);
                }
                json.close(']');
            }
        }
    }
}

/// A civil time in a zone as an instant; `None` of any other time, and in a zone that is not known.
fn instant_of(text: &str, zone: &str, zones: &dyn Zones) -> Option<String> {
    let Some(ParsedDateTime::Civil(civil)) = parse_basic(text.trim_ascii()) else {
        return None;
    };
    let Some(Meaning::Zone(zone)) = zone_name::parse(zone) else {
        return None;
    };
    let (at, _) = resolve_with_offset(civil, &zone, zones)?;
    Some(times::instant(at.0))
}

/// A time of the basic form in the extended one.
pub(super) fn extended(text: &str) -> Option<String> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    let mut out = String::new();
    match parse_basic(text) {
        Some(ParsedDateTime::Date(date)) => push_date(&mut out, date, Form::Extended),
        Some(ParsedDateTime::Civil(civil)) => push_civil(&mut out, civil, Form::Extended),
        Some(ParsedDateTime::Offset(civil, _)) => {
            push_civil(&mut out, civil, Form::Extended);
            out.push('Z');
        }
        None => out.push_str(text),
    }
    Some(out)
}
