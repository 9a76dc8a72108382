//! One date of an event, resolved: when it is for everybody, and what the visitor is shown.

use std::sync::Arc;

use super::{Date, DatePrecision, DateRange, DateTime, Instant, Zone, Zones};
use crate::event::Event;

/// In whose time events are shown (the attribute `timezone`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ZoneMode {
    /// On-site and hybrid events in venue time, online events in the visitor's.
    #[default]
    Auto,
    /// Each event in its own zone.
    Event,
    /// Everything in the visitor's zone.
    Visitor,
    /// Everything in this zone.
    Named(Zone),
}

/// What decides the zone of everything in one calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZonePolicy {
    /// The partner's choice.
    pub mode: ZoneMode,
    /// The feed's zone: its own, else the commonest among its events, else the visitor's.
    pub feed: Zone,
    /// The visitor's zone.
    pub visitor: Zone,
}

/// What the visitor is shown: civil times in the zone that the policy chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// From a time to another, or open-ended.
    Timed {
        /// The civil start.
        start: DateTime,
        /// The exclusive civil end; `None` where the feed gives none.
        end: Option<DateTime>,
    },
    /// Whole days.
    AllDay(DateRange),
    /// Some time within a period.
    Tentative {
        /// The period.
        period: DateRange,
        /// The unit in which it is told.
        precision: DatePrecision,
    },
}

/// One date of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Occurrence {
    /// The event, shared by all its occurrences.
    pub event: Arc<Event>,
    /// What the visitor is shown.
    pub shown: Shown,
    /// The zone in which `shown` is read: label it where its offset differs from the visitor's.
    pub zone: Zone,
    /// Set where the offset in `zone` differs from the visitor's at the start: the offset of
    /// `zone` in seconds.
    pub foreign_offset: Option<i32>,
    /// When it starts. All-day events and periods: the first midnight in the calendar's zone.
    pub starts: Instant,
    /// From when on it is past (exclusive). Without an end: when its shown date ends.
    pub ends: Instant,
}

impl Occurrence {
    /// The first (for now: only) occurrence of `event`.
    ///
    /// An unknown zone falls back to the feed's; the reader of the feed has said so already.
    pub fn first(event: &Arc<Event>, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let _ = (event, policy, zones);
        unreachable!("filled in by the date engine")
    }

    /// The days on which it stands in a grid: an event that ends at midnight does not reach the
    /// next day.
    pub fn days(&self) -> DateRange {
        unreachable!("filled in by the date engine")
    }

    /// The first day of [`Occurrence::days`].
    pub fn first_day(&self) -> Date {
        self.days().start()
    }

    /// True if it has ended at `now`.
    pub fn is_past(&self, now: Instant) -> bool {
        self.ends <= now
    }

    /// True if it has started and not ended at `now`. A tentative period never runs.
    pub fn is_running(&self, now: Instant) -> bool {
        !matches!(self.shown, Shown::Tentative { .. }) && self.starts <= now && now < self.ends
    }
}
impl ZonePolicy {
    /// d
    pub fn calendar_zone(&self) -> Zone {
        self.feed.clone()
    }
}
impl super::Duration {
    /// d
    pub fn after(self, s: DateTime) -> Option<DateTime> {
        Some(s)
    }
}
