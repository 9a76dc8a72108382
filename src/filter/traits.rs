//! What is known of an event and of its dates besides words, small enough to run through all of them.

use chrono::Datelike;

use crate::event::{Event, Format, RegistrationState};
use crate::filter::asked_days::AskedDays;
use crate::schedule::{Occurrence, RegistrationWindow, Shown, ZonePolicy};
use crate::text::{fold, parted};
use crate::time::{Instant, Time, Zones};

/// Values that are known beforehand, a bit for each in the order in which they are offered.
pub(super) type Bits = u8;

const OPEN: Bits = 1;
const CLOSED: Bits = 2;
const NOT_NEEDED: Bits = 4;

/// What holds for all dates of an event.
pub(super) struct EventTraits {
    pub format: Bits,
    pub price: Bits,
    pub access: Bits,
    pub ages: Bits,
}

/// What is shown of one date.
pub(super) struct DateTraits {
    /// The first day on which it stands, and the one after the last, counted as in [`super::present::Days`].
    first: i32,
    end: i32,
    /// From when on it is past.
    pub ends: Instant,
    registration: Option<RegistrationWindow>,
    pub weekdays: Bits,
    pub time: Bits,
    /// True if it is on some day of its period, nobody knows which.
    is_vague: bool,
}

impl EventTraits {
    pub(super) fn new(event: &Event) -> Self {
        let format = event.format().map_or(0, |format| match format {
            Format::OnSite => 1,
            Format::Online => 2,
            Format::Hybrid => 4,
        });
        let is_free = event.details().price.as_ref().and_then(|price| price.is_free);
        let price = is_free.map_or(0, |is_free| if is_free { 1 } else { 2 });
        let accessibility = &event.details().accessibility;
        let access = accessibility.iter().fold(0, |bits, one| bits | 1 << *one as Bits);
        Self {
            format,
            price,
            access,
            ages: ages(event),
        }
    }
}

const CHILDREN: Bits = 1;
const YOUTH: Bits = 2;
const ADULTS: Bits = 4;

/// For which ages an event is: as its range says, else as words for its audience begin, folded.
fn ages(event: &Event) -> Bits {
    const WORDS: [(&str, Bits); 9] = [
        ("kind", CHILDREN),
        ("famil", CHILDREN),
        ("child", CHILDREN),
        ("kids", CHILDREN),
        ("jugend", YOUTH),
        ("teen", YOUTH),
        ("youth", YOUTH),
        ("erwachsen", ADULTS),
        ("adult", ADULTS),
    ];
    let details = event.details();
    if let Some(ages) = details.ages {
        let within = |from, to| ages.from <= to && ages.to.is_none_or(|oldest| oldest >= from);
        let bit = |from, to, bit| if within(from, to) { bit } else { 0 };
        return bit(0, 12, CHILDREN) | bit(13, 17, YOUTH) | bit(18, u8::MAX, ADULTS);
    }
    let mut found = 0;
    for label in &details.audience {
        let label = fold(label);
        for word in parted(&label, b' ') {
            for (begin, bit) in WORDS {
                found |= if word.starts_with(begin) { bit } else { 0 };
            }
        }
    }
    found
}

impl DateTraits {
    pub(super) fn new(occurrence: &Occurrence, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let days = occurrence.days();
        let first = days.start().num_days_from_ce();
        let mut traits = Self {
            first,
            end: days.end().num_days_from_ce().max(first + 1),
            ends: occurrence.ends,
            registration: RegistrationWindow::of(occurrence, policy, zones),
            weekdays: 0,
            time: 0,
            is_vague: occurrence.is_vague(),
        };
        // A night out is on the day on which it begins.
        let is_short = match occurrence.shown {
            Shown::Timed { start, end } => {
                traits.time = time_of_day(start.time());
                end.is_none_or(|end| end.signed_duration_since(start).num_hours() < 24)
            }
            _ => false,
        };
        let count = if is_short { 1 } else { traits.end - first };
        let weekday = days.start().weekday().num_days_from_monday() as i32;
        if !traits.is_vague {
            for day in 0..count.min(7) {
                traits.weekdays |= 1 << ((weekday + day) % 7);
            }
        }
        traits
    }

    /// Whether one can register for it.
    pub(super) fn registration(&self, now: Instant) -> Bits {
        let state = self.registration.and_then(|window| window.state(now));
        match state {
            Some(RegistrationState::NotNeeded) => NOT_NEEDED,
            Some(state) if state.is_open() => OPEN,
            Some(_) => CLOSED,
            None => 0,
        }
    }

    /// True if it is what a value of the facet "when" asks for. Some day of a period is certain only to be
    /// within days that hold all of it.
    pub(super) fn is_when(&self, asked: &AskedDays, now: Instant) -> bool {
        match asked {
            AskedDays::Past => self.ends <= now,
            AskedDays::Within(days) if self.is_vague => days.start <= self.first && self.end <= days.end,
            AskedDays::Within(days) => self.first < days.end && days.start < self.end,
        }
    }
}

/// In which part of the day a time is.
pub(super) fn time_of_day(time: Time) -> Bits {
    match chrono::Timelike::hour(&time) {
        5..12 => 1,
        12..17 => 2,
        17..22 => 4,
        _ => 8,
    }
}
