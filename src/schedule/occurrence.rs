//! One date of an event, resolved: when it is for everybody, and what the visitor is shown.

use std::sync::Arc;

use chrono::{Days, TimeDelta};

use crate::event::{End, Event, Format, When};
use crate::time::{
    Date, DatePrecision, DateRange, DateTime, Duration, Instant, Zone, Zones, civil_at, civil_with_offset,
    iso, iso_minute, midnight, resolve_with_offset,
};

/// In whose time events are shown (the attribute `timezone`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ZoneMode {
    /// Online events in the visitor's zone, all others in their own, the venue's; hybrid events in the
    /// visitor's as well.
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

impl ZonePolicy {
    /// The zone of the calendar itself: the named one, the visitor's if everything is shown in it,
    /// else the feed's. It decides what today is, and when whole days begin and end.
    pub fn calendar_zone(&self) -> &Zone {
        match &self.mode {
            ZoneMode::Named(zone) => zone,
            ZoneMode::Visitor => &self.visitor,
            ZoneMode::Auto | ZoneMode::Event => &self.feed,
        }
    }

    /// The zone that a timed event asks to be shown in; `own` is the one it is given in.
    fn wanted_zone<'a>(&'a self, event: &Event, own: &'a Zone) -> &'a Zone {
        match &self.mode {
            ZoneMode::Named(zone) => zone,
            ZoneMode::Visitor => &self.visitor,
            ZoneMode::Auto if event.format() == Some(Format::Online) => &self.visitor,
            // An instant in UTC names no place: whatever wrote it has kept the venue's clock to itself.
            ZoneMode::Auto if *own == Zone::Fixed(0) => &self.feed,
            ZoneMode::Auto | ZoneMode::Event => own,
        }
    }
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
    /// The event, shared by all its occurrences; for a changed one of a series the event as it is
    /// this time.
    pub event: Arc<Event>,
    /// Which one of its series it is: the civil start that the series gives it, in the event's zone,
    /// at midnight for whole days (RFC 5545 §3.8.4.4). `None` for an event that does not recur.
    pub recurrence_id: Option<DateTime>,
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
    /// The first (or only) occurrence of `event`: its own start.
    ///
    /// An unknown zone falls back to the feed's (the reader of the feed has said so already), that
    /// to the visitor's, and that to UTC. An end before the start is no end.
    pub fn first(event: &Arc<Event>, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let mut occurrence = Self::of(event, &event.when, policy, zones);
        occurrence.recurrence_id = event.series.as_ref().map(|_| event.when.start());
        occurrence
    }

    /// The occurrence of `event` that takes place then.
    pub(super) fn of(event: &Arc<Event>, when: &When, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        match when {
            When::Timed { start, end, zone } => {
                let start = Moment::read(*start, &[zone, &policy.feed, &policy.visitor], zones);
                Self::timed(event, start, end, policy, zones)
            }
            When::AllDay(days) => Self::of_days(event, *days, Shown::AllDay(*days), policy, zones),
            When::Tentative { period, precision } => {
                let shown = Shown::Tentative {
                    period: *period,
                    precision: *precision,
                };
                Self::of_days(event, *period, shown, policy, zones)
            }
        }
    }

    fn timed(event: &Arc<Event>, start: Moment, end: &End, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let starts = start.instant;
        // Both may be the same moment where the clock skips an hour.
        let ends = start.end(end, zones).filter(|ends| *ends > starts);
        let wanted = policy.wanted_zone(event, &start.zone);
        let (zone, offset) = [wanted, &policy.feed, &start.zone]
            .into_iter()
            .find_map(|zone| Some((zone.clone(), start.offset_in(zone, zones)?)))
            .unwrap_or((Zone::Fixed(0), 0));
        let civil = civil_with_offset(starts, offset);
        let shown = Shown::Timed {
            start: civil,
            end: ends.map(|ends| civil_with_offset(ends, zone.offset_at(ends, zones).unwrap_or(offset))),
        };
        let ends = ends.unwrap_or_else(|| {
            let next_day = midnight(DateRange::day(civil.date()).end());
            Moment::read(next_day, &[&zone], zones).instant.max(starts)
        });
        let is_foreign = zone != policy.visitor && policy.visitor.offset_at(starts, zones) != Some(offset);
        Self {
            event: Arc::clone(event),
            recurrence_id: None,
            shown,
            zone,
            foreign_offset: is_foreign.then_some(offset),
            starts,
            ends,
        }
    }

    fn of_days(
        event: &Arc<Event>,
        days: DateRange,
        shown: Shown,
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Self {
        let candidates = [policy.calendar_zone(), &policy.feed, &policy.visitor];
        let start = Moment::read(midnight(days.start()), &candidates, zones);
        let end = Moment::read(midnight(days.end()), &[&start.zone], zones);
        Self {
            event: Arc::clone(event),
            recurrence_id: None,
            shown,
            zone: start.zone,
            foreign_offset: None,
            starts: start.instant,
            ends: end.instant,
        }
    }

    /// How long after its event's own start the series gives it: by so much later is all else that the
    /// event says at a civil time, its programme and its registration. Nothing for an event that does not
    /// recur, and for a changed one of a series, whose event is its own.
    pub fn ahead(&self) -> TimeDelta {
        match (&self.event.series, self.recurrence_id) {
            (Some(_), Some(recurrence_id)) => recurrence_id.signed_duration_since(self.event.when.start()),
            _ => TimeDelta::zero(),
        }
    }

    /// How the page's address names it: by the event's uid, and for one of a series by `;` and the start
    /// that the series gives it: `2026-05-12T19:00`, for whole days `2026-05-12`.
    pub fn id(&self) -> String {
        let mut id = self.event.uid.as_str().to_owned();
        if let Some(start) = self.series_start() {
            id.push(';');
            id.push_str(&start);
        }
        id
    }

    /// Of a series, the start that the series gives it: `2026-05-12T19:00`, for whole days `2026-05-12`.
    pub fn series_start(&self) -> Option<String> {
        self.recurrence_id.map(|recurrence_id| match self.is_timed() {
            true => iso_minute(recurrence_id),
            false => iso(recurrence_id.date()),
        })
    }

    /// The days on which it stands in a grid: an event that ends at midnight does not reach the
    /// next day. At most [`Duration::MAX_DAYS`] of them, counted from the first.
    pub fn days(&self) -> DateRange {
        let days = match self.shown {
            Shown::AllDay(days) => days,
            Shown::Tentative { period, .. } => period,
            Shown::Timed { start, end } => {
                let first = DateRange::day(start.date());
                end.and_then(|end| {
                    let reaches_into_day = end > midnight(end.date());
                    let last = if reaches_into_day {
                        DateRange::day(end.date()).end()
                    } else {
                        end.date()
                    };
                    DateRange::new(first.start(), last)
                })
                .unwrap_or(first)
            }
        };
        let bound = days
            .start()
            .checked_add_days(Days::new(Duration::MAX_DAYS.into()));
        let end = bound.map_or(days.end(), |bound| days.end().min(bound));
        DateRange::new(days.start(), end).unwrap_or(days)
    }

    /// The start and the exclusive end on the visitor's clock, for an event that is told on both clocks:
    /// a hybrid one under [`ZoneMode::Auto`], where they differ.
    pub fn on_visitors_clock(
        &self,
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Option<(DateTime, Option<DateTime>)> {
        let Shown::Timed { end, .. } = self.shown else {
            return None;
        };
        self.foreign_offset?;
        if policy.mode != ZoneMode::Auto || self.event.format() != Some(Format::Hybrid) {
            return None;
        }
        let there = |instant| civil_at(instant, &policy.visitor, &policy.visitor, zones);
        Some((there(self.starts)?, end.and_then(|_| there(self.ends))))
    }

    /// The first day of [`Occurrence::days`].
    pub fn first_day(&self) -> Date {
        self.days().start()
    }

    /// True if it has a time of day, false for whole days and tentative periods.
    pub fn is_timed(&self) -> bool {
        matches!(self.shown, Shown::Timed { .. })
    }

    /// True if it is told in words only: a tentative period meant to the month, quarter or year.
    pub fn is_vague(&self) -> bool {
        match self.shown {
            Shown::Tentative { precision, .. } => precision != DatePrecision::Day,
            _ => false,
        }
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

/// A civil time that was read: when it is, in which zone, and the zone's offset at that instant.
pub(super) struct Moment {
    civil: DateTime,
    pub(super) instant: Instant,
    zone: Zone,
    offset: i32,
}

impl Moment {
    /// Reads `civil` in the first of these zones that exists, else in UTC.
    pub(super) fn read(civil: DateTime, candidates: &[&Zone], zones: &dyn Zones) -> Self {
        const UTC: Zone = Zone::Fixed(0);
        let (zone, (instant, offset)) = candidates
            .iter()
            .find_map(|zone| Some((*zone, resolve_with_offset(civil, zone, zones)?)))
            .unwrap_or((&UTC, (Instant(civil.and_utc().timestamp()), 0)));
        Self {
            civil,
            instant,
            zone: zone.clone(),
            offset,
        }
    }

    /// The offset of `zone` at this instant.
    fn offset_in(&self, zone: &Zone, zones: &dyn Zones) -> Option<i32> {
        if *zone == self.zone {
            return Some(self.offset);
        }
        zone.offset_at(self.instant, zones)
    }

    /// When something ends that starts now. `None` if nobody said, or if it is past all dates.
    fn end(&self, end: &End, zones: &dyn Zones) -> Option<Instant> {
        match end {
            End::Open => None,
            End::After(duration) => {
                let mut instant = self.instant;
                if duration.days > 0 {
                    let civil = self.civil.checked_add_days(Days::new(duration.days.into()))?;
                    instant = Self::read(civil, &[&self.zone], zones).instant;
                }
                Some(Instant(instant.0 + i64::from(duration.seconds)))
            }
            End::At(civil, zone) => {
                let zone = zone.as_ref().unwrap_or(&self.zone);
                Some(Self::read(*civil, &[zone, &self.zone], zones).instant)
            }
        }
    }
}
