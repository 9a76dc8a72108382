//! Whether one can register for one date of an event: the one answer that the filter, the detail and the data for
//! search engines give.

use crate::event::{RegistrationState, Status, When};
use crate::schedule::occurrence::{Occurrence, ZonePolicy};
use crate::time::{DateTime, Instant, Zones, resolve};

/// When one can register for one date of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegistrationWindow {
    /// What holds while it is open.
    state: Option<RegistrationState>,
    /// From when on; long ago where the feed says nothing.
    pub opens: Instant,
    /// Until when, exclusive: when registration closes, at the latest when the event is past.
    pub closes: Instant,
    /// The same as the feed says them, civil times in the event's zone; when it closes, exclusive.
    dates: [Option<DateTime>; 2],
}

impl RegistrationWindow {
    /// The window of a date; `None` where the feed says nothing of registration.
    ///
    /// Dates and an address to register at say that it is open between the dates. A capacity alone says nothing: how
    /// many have registered is not known. For what is cancelled registration is closed.
    pub fn of(occurrence: &Occurrence, policy: &ZonePolicy, zones: &dyn Zones) -> Option<Self> {
        let given = occurrence.event.registration.as_ref()?;
        let dates = [given.opens, given.closes].map(|civil| civil?.checked_add_signed(occurrence.ahead()));
        let instant = |civil: DateTime| {
            let floating = policy.calendar_zone();
            let zone = match &occurrence.event.when {
                When::Timed { zone, .. } => zone,
                _ => floating,
            };
            resolve(civil, zone, floating, zones).unwrap_or(Instant(civil.and_utc().timestamp()))
        };
        let has_way_in = given.href.is_some() || given.opens.is_some() || given.closes.is_some();
        let has_none_left = given.remaining == Some(0);
        let state = match (occurrence.event.status, given.state) {
            (Status::Cancelled, _) => Some(RegistrationState::Closed),
            (_, None | Some(RegistrationState::Open)) if has_none_left => Some(RegistrationState::Full),
            (_, None) if has_way_in || given.remaining.is_some() => Some(RegistrationState::Open),
            (_, state) => state,
        };
        let [opens, closes] = dates.map(|date| date.map(instant));
        Some(Self {
            state,
            opens: opens.unwrap_or(Instant(i64::MIN)),
            closes: closes.unwrap_or(occurrence.ends).min(occurrence.ends),
            dates,
        })
    }

    /// Whether one can register now; `None` where that is not known.
    ///
    /// Outside of the window registration and waiting list are closed. What is full stays so, and what needs no
    /// registration needs none afterwards either.
    pub fn state(&self, now: Instant) -> Option<RegistrationState> {
        match self.state {
            Some(RegistrationState::Open | RegistrationState::WaitingList)
                if now < self.opens || self.closes <= now =>
            {
                Some(RegistrationState::Closed)
            }
            state => state,
        }
    }

    /// When that changes next, as the feed says it: the civil time in the event's zone at which it opens, or until
    /// which (exclusive) one can register. `None` where nobody knows.
    pub fn changes(&self, now: Instant) -> Option<DateTime> {
        let [opens, closes] = self.dates;
        match self.state(now)? {
            RegistrationState::Closed if now < self.opens => opens,
            state if state.is_open() => closes,
            _ => None,
        }
    }
}

impl RegistrationState {
    /// True if one can do something: register, or get onto the waiting list.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::WaitingList)
    }
}
