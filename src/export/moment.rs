//! On which clock the times of an exported event are written.

use std::sync::Arc;

use crate::export::Context;
use crate::export::line::Lines;
use crate::export::number::push_number;
use crate::time::{DateTime, Form, Instant, Zone, civil_at, push_civil, push_date, push_offset, resolve};

const UTC: Zone = Zone::Fixed(0);
const DAY: i64 = 86_400;

/// The clock by which times are written, and how a property says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Where it hangs. Floating times are read in the calendar's zone.
    pub zone: Zone,
    /// The zone's name in the file; `None` for UTC and for floating times.
    pub id: Option<Arc<str>>,
    /// True for times without a zone (RFC 5545 §3.3.5, form 1).
    pub is_floating: bool,
}

impl Clock {
    /// The clock of a zone. One that nobody knows gives way to the feed's, that to the visitor's, and
    /// that to UTC, as in [`crate::schedule::Occurrence`].
    ///
    /// Times at a fixed offset are written in UTC, but those of a series: it counts days by its own
    /// clock.
    pub fn of_zone(zone: &Zone, is_series: bool, context: &Context) -> Self {
        let policy = context.policy;
        let candidates = [zone, &policy.feed, &policy.visitor];
        let known = candidates
            .into_iter()
            .find(|zone| zone.offset_at(context.now, context.zones).is_some())
            .unwrap_or(&UTC);
        if *zone == Zone::Floating {
            return Self {
                zone: known.clone(),
                id: None,
                is_floating: true,
            };
        }
        let id = match known {
            Zone::Named(name) => Some(Arc::clone(name)),
            Zone::Fixed(offset) if is_series && *offset != 0 => Some(offset_name(*offset)),
            _ => return Self::utc(),
        };
        Self {
            zone: known.clone(),
            id,
            is_floating: false,
        }
    }

    /// UTC.
    pub fn utc() -> Self {
        Self {
            zone: UTC,
            id: None,
            is_floating: false,
        }
    }

    /// What it shows at an instant; `None` for a zone that nobody knows.
    pub fn civil(&self, at: Instant, context: &Context) -> Option<DateTime> {
        civil_at(at, &self.zone, &UTC, context.zones)
    }

    /// The instant at which it shows a civil time.
    pub fn instant(&self, civil: DateTime, context: &Context) -> Instant {
        let instant = resolve(civil, &self.zone, &UTC, context.zones);
        instant.unwrap_or(Instant(civil.and_utc().timestamp()))
    }

    /// Writes a property with an instant. One in the hour that the clock shows twice is told in UTC: by
    /// RFC 5545 §3.3.5 it would be the first, but some readers take the second.
    pub fn push_instant(&self, lines: &mut Lines, name: &str, at: Instant, context: &Context) {
        match self.civil(at, context) {
            Some(civil) if self.is_floating || !self.shows_twice(civil, at, context) => {
                self.push(lines, name, &[civil]);
            }
            _ => Self::utc().push(lines, name, Self::utc().civil(at, context).as_slice()),
        }
    }

    /// Whether it shows `civil` also at another instant than `at`.
    pub fn shows_twice(&self, civil: DateTime, at: Instant, context: &Context) -> bool {
        [at.0.saturating_sub(DAY), at.0.saturating_add(DAY)]
            .into_iter()
            .filter_map(|probe| self.zone.offset_at(Instant(probe), context.zones))
            .map(|offset| Instant(civil.and_utc().timestamp() - i64::from(offset)))
            .any(|other| other != at && self.civil(other, context) == Some(civil))
    }

    /// Writes a property with civil times of this clock.
    pub fn push(&self, lines: &mut Lines, name: &str, times: &[DateTime]) {
        let mut line = name.to_owned();
        if let Some(id) = &self.id {
            line.push_str(";TZID=");
            line.push_str(id);
        }
        for (index, civil) in times.iter().enumerate() {
            line.push(if index == 0 { ':' } else { ',' });
            push_civil(&mut line, *civil, Form::Basic);
            if self.id.is_none() && !self.is_floating {
                line.push('Z');
            }
        }
        lines.push(&line);
    }
}

/// Writes a property with the dates of these civil times.
pub(super) fn push_dates(lines: &mut Lines, name: &str, times: &[DateTime]) {
    let mut line = [name, ";VALUE=DATE"].concat();
    for (index, civil) in times.iter().enumerate() {
        line.push(if index == 0 { ':' } else { ',' });
        push_date(&mut line, civil.date(), Form::Basic);
    }
    lines.push(&line);
}

/// The name of a fixed offset: that of the IANA database for whole hours, which counts westwards; else
/// one of our own.
fn offset_name(offset: i32) -> Arc<str> {
    let mut name = String::new();
    if offset % 3_600 == 0 && (-12..=14).contains(&(offset / 3_600)) {
        name.push_str("Etc/GMT");
        name.push(if offset < 0 { '+' } else { '-' });
        push_number(&mut name, offset.abs() / 3_600);
    } else {
        name.push_str("UTC");
        push_offset(&mut name, offset, Form::Basic);
    }
    name.into()
}
