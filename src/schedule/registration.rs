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
}

impl RegistrationWindow {
    /// The window of a date; `None` where the feed says nothing of registration.
    ///
    /// Dates and an address to register at say that it is open between the dates. A capacity alone says nothing: how
    /// many have registered is not known. For what is cancelled registration is closed.
    pub fn of(occurrence: &Occurrence, policy: &ZonePolicy, zones: &dyn Zones) -> Option<Self> {
        let given = occurrence.event.details().registration.as_ref()?;
        let instant = |civil: DateTime| {
            let floating = policy.calendar_zone();
            let zone = match &occurrence.event.when {
                When::Timed { zone, .. } => zone,
                _ => floating,
            };
            let civil = civil.checked_add_signed(occurrence.ahead())?;
            resolve(civil, zone, floating, zones).or(Some(Instant(civil.and_utc().timestamp())))
        };
        let has_way_in = given.href.is_some() || given.opens.is_some() || given.closes.is_some();
        let state = match (occurrence.event.status, given.state) {
            (Status::Cancelled, _) => Some(RegistrationState::Closed),
            (_, None) if has_way_in => Some(RegistrationState::Open),
            (_, state) => state,
        };
        let closes = given.closes.and_then(instant).unwrap_or(occurrence.ends);
        Some(Self {
            state,
            opens: given.opens.and_then(instant).unwrap_or(Instant(i64::MIN)),
            closes: closes.min(occurrence.ends),
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
}

impl RegistrationState {
    /// True if one can do something: register, or get onto the waiting list.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::WaitingList)
    }
}
