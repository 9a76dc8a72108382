//! The occurrences of an event in a window, and the next one.

use std::sync::Arc;

use chrono::{Datelike, Days, Months};

use crate::event::{End, Event, Override, Series, When};
use crate::recurrence::Budget;
use crate::schedule::occurrence::Moment;
use crate::schedule::occurrence::{Occurrence, ZonePolicy};
use crate::schedule::series::SeriesStarts;
use crate::time::{Date, DateRange, DateTime, Duration, Instant, Zones};

/// What was found of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Expansion {
    /// The occurrences: first those that the series gives, in order, then those that were changed.
    pub occurrences: Vec<Occurrence>,
    /// True if there may be more: the rules were too costly ([`Rule::MAX_CANDIDATES`](crate::recurrence::Rule::MAX_CANDIDATES)), or
    /// gave more than [`Expansion::MAX_OCCURRENCES`]. The publisher should know.
    pub is_cut: bool,
    /// How many candidates of rules were looked at.
    pub work: u32,
}

impl Expansion {
    /// The most occurrences of one event in one window: five a day for a year.
    pub const MAX_OCCURRENCES: usize = 2_000;

    fn one(occurrence: Occurrence) -> Self {
        Self {
            occurrences: vec![occurrence],
            is_cut: false,
            work: 0,
        }
    }
}

/// How many days the date on one clock may be from that on another.
const ZONE_DAYS: u64 = 2;

impl Occurrence {
    /// The occurrences of `event` that are shown on a day of `window`, also if they began before it.
    /// An event that does not recur: its one occurrence, wherever it is.
    ///
    /// Rules are entered near the window, however long they have run. All starts are civil times in
    /// the event's zone, each resolved by itself: 19:00 stays 19:00 across clock changes. A start
    /// that several rules or dates give is one occurrence. A changed one is found by its own time.
    pub fn within(
        event: &Arc<Event>,
        window: DateRange,
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Expansion {
        let Some(series) = &event.series else {
            return Expansion::one(Self::first(event, policy, zones));
        };
        let days = (
            earlier(window.start(), reach(&event.when)),
            later(window.end(), ZONE_DAYS),
        );
        let is_shown = |occurrence: &Self| occurrence.days().intersect(window).is_some();
        let mut occurrences = Vec::new();
        let (mut is_cut, work) = each_given(event, series, days, policy, zones, &mut |occurrence| {
            if is_shown(&occurrence) {
                occurrences.push(occurrence);
            }
            occurrences.len() <= Expansion::MAX_OCCURRENCES
        });
        for changed in &series.overrides {
            let start = changed.event.when.start().date();
            let days = (earlier(window.start(), reach(&changed.event.when)), days.1);
            if days.0 <= start && start <= days.1 && is_in_series(series, changed) {
                let occurrence = Self::changed(changed, policy, zones);
                if is_shown(&occurrence) {
                    occurrences.push(occurrence);
                }
            }
        }
        is_cut |= occurrences.len() > Expansion::MAX_OCCURRENCES;
        occurrences.truncate(Expansion::MAX_OCCURRENCES);
        Expansion {
            occurrences,
            is_cut,
            work,
        }
    }

    /// The first occurrence of `event` that begins on `date` or later, as it is shown; none after the
    /// last. For a window that is empty, ask from its end on.
    pub fn next_from(event: &Arc<Event>, date: Date, policy: &ZonePolicy, zones: &dyn Zones) -> Expansion {
        let is_next = |occurrence: &Self| occurrence.first_day() >= date;
        let mut next: Option<Self> = None;
        let (mut is_cut, mut work) = (false, 0);
        if let Some(series) = &event.series {
            let from = earlier(date, ZONE_DAYS);
            (is_cut, work) = each_given(
                event,
                series,
                (from, Date::MAX),
                policy,
                zones,
                &mut |occurrence| {
                    next = Some(occurrence).filter(is_next);
                    next.is_none()
                },
            );
            for changed in &series.overrides {
                if changed.event.when.start().date() >= from && is_in_series(series, changed) {
                    let occurrence = Self::changed(changed, policy, zones);
                    let is_first = next.as_ref().is_none_or(|next| occurrence.starts < next.starts);
                    if is_next(&occurrence) && is_first {
                        next = Some(occurrence);
                    }
                }
            }
        } else {
            next = Some(Self::first(event, policy, zones)).filter(is_next);
        }
        Expansion {
            occurrences: next.into_iter().collect(),
            is_cut,
            work,
        }
    }

    /// The last occurrences of a series that begin before `date`, as they are shown, in a window that ends
    /// there: of a series that takes place often the last days, else as many as it takes to find one. None
    /// before the first.
    pub fn last_before(event: &Arc<Event>, date: Date, policy: &ZonePolicy, zones: &dyn Zones) -> Expansion {
        /// How far one looks back first, in days; from then on twice as far each time.
        const FIRST_LOOK: u64 = 32;
        let mut found = Expansion {
            occurrences: Vec::new(),
            is_cut: false,
            work: 0,
        };
        let first = event.series.as_ref().and_then(|series| {
            let changed = series.overrides.iter().map(|one| one.event.when.start());
            let starts = changed.chain(series.dates.first().copied());
            starts.chain([event.when.start()]).min()
        });
        let Some(first) = first.map(|first| earlier(first.date(), ZONE_DAYS)) else {
            return found;
        };
        let (mut end, mut days) = (date, FIRST_LOOK);
        while end > first && found.work <= Budget::MAX {
            let start = earlier(end, days);
            let Some(window) = DateRange::new(start, end) else {
                break;
            };
            let expansion = Self::within(event, window, policy, zones);
            found.work = found.work.saturating_add(expansion.work).saturating_add(1);
            if expansion.is_cut && days > 1 {
                // What is cut off is the end, which is wanted.
                days = (days / 16).max(1);
                continue;
            }
            found.is_cut |= expansion.is_cut;
            found.occurrences = expansion.occurrences;
            found.occurrences.retain(|one| one.first_day() < date);
            if !found.occurrences.is_empty() {
                break;
            }
            end = start;
            days *= 2;
        }
        found
    }

    /// The occurrence of a series that it gives the start `recurrence_id`, changed or not: what
    /// [`Occurrence::recurrence_id`] of one in another window tells. `None` if there is none (any more), and
    /// for events that do not recur.
    pub fn at(
        event: &Arc<Event>,
        recurrence_id: DateTime,
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Option<Self> {
        let series = event.series.as_ref()?;
        if let Some(changed) = override_of(series, recurrence_id) {
            return is_in_series(series, changed).then(|| Self::changed(changed, policy, zones));
        }
        let mut found = None;
        let days = (recurrence_id.date(), recurrence_id.date());
        each_given(event, series, days, policy, zones, &mut |occurrence| {
            found = Some(occurrence).filter(|occurrence| occurrence.recurrence_id == Some(recurrence_id));
            found.is_none()
        });
        found
    }

    /// An occurrence that differs from its series.
    fn changed(changed: &Override, policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let mut occurrence = Self::of(&changed.event, &changed.event.when, policy, zones);
        occurrence.recurrence_id = Some(changed.recurrence_id);
        occurrence
    }
}

/// Hands over the unchanged occurrences with a civil start on these days, the last included, until
/// `take` has enough. True if the rules may give more than were looked at, and how many candidates that were.
fn each_given(
    event: &Arc<Event>,
    series: &Series,
    days: (Date, Date),
    policy: &ZonePolicy,
    zones: &dyn Zones,
    take: &mut dyn FnMut(Occurrence) -> bool,
) -> (bool, u32) {
    let clock = |civil: DateTime| match &event.when {
        When::Timed { zone, .. } => {
            Moment::read(civil, &[zone, &policy.feed, &policy.visitor], zones).instant
        }
        // No zone moves whole days.
        _ => Instant(civil.and_utc().timestamp()),
    };
    let mut starts = SeriesStarts::new(series, event.when.start(), days, &clock);
    // Each costs several questions to the browser, also where it turns out to lie beside the window.
    let mut left = Expansion::MAX_OCCURRENCES * 2;
    while let Some(start) = starts.next() {
        if override_of(series, start).is_some() {
            continue;
        }
        if left == 0 {
            return (true, starts.budget.spent());
        }
        left -= 1;
        let Some(when) = moved(&event.when, start) else {
            continue;
        };
        let mut occurrence = Occurrence::of(event, &when, policy, zones);
        occurrence.recurrence_id = Some(start);
        if !take(occurrence) {
            break;
        }
    }
    (starts.budget.is_exhausted(), starts.budget.spent())
}

/// The same with another start: days stay days, a time of day stays what it is, periods of whole
/// months stay such. `None` where it would leave the years that a date can have.
///
/// A civil end moves with the civil start. A reader whose format means an exact duration by its end
/// (`DTEND`, RFC 5545 §3.8.5.3) says so with [`End::After`].
fn moved(when: &When, start: DateTime) -> Option<When> {
    let length = |days: DateRange| Days::new(days.day_count().into());
    let moved = match when {
        When::Timed {
            start: first,
            end,
            zone,
        } => {
            let end = match end {
                End::At(end, zone) => {
                    let ahead = start.signed_duration_since(*first);
                    End::At(end.checked_add_signed(ahead)?, zone.clone())
                }
                end => end.clone(),
            };
            let zone = zone.clone();
            return Some(When::Timed { start, end, zone });
        }
        When::AllDay(days) => {
            let end = start.date().checked_add_days(length(*days))?;
            When::AllDay(DateRange::new(start.date(), end)?)
        }
        When::Tentative { period, precision } => {
            let months = |date: Date| date.year() * 12 + date.month0() as i32;
            let end = if period.start().day() == 1 && period.end().day() == 1 {
                let months = months(period.end()) - months(period.start());
                start
                    .date()
                    .checked_add_months(Months::new(months.unsigned_abs()))?
            } else {
                start.date().checked_add_days(length(*period))?
            };
            When::Tentative {
                period: DateRange::new(start.date(), end)?,
                precision: *precision,
            }
        }
    };
    Some(moved)
}

/// How many days an occurrence may reach beyond its civil start.
fn reach(when: &When) -> u64 {
    let days = match when {
        When::Timed { start, end, .. } => match end {
            End::Open => 0,
            End::After(duration) => u64::from(duration.days) + u64::from(duration.seconds / 86_400),
            End::At(end, _) => {
                let days = end.signed_duration_since(*start).num_days();
                u64::try_from(days).unwrap_or(0)
            }
        },
        When::AllDay(days) | When::Tentative { period: days, .. } => days.day_count().into(),
    };
    // A part of a day, and the distance of three clocks: of the start, of the end and of what is shown.
    days.min(Duration::MAX_DAYS.into()) + 1 + 2 * ZONE_DAYS
}

fn override_of(series: &Series, recurrence_id: DateTime) -> Option<&Override> {
    let place = series
        .overrides
        .binary_search_by(|changed| changed.recurrence_id.cmp(&recurrence_id));
    series.overrides.get(place.ok()?)
}

/// A changed occurrence is one also where no rule gives its start, but not where it is excluded.
fn is_in_series(series: &Series, changed: &Override) -> bool {
    series.excluded.binary_search(&changed.recurrence_id).is_err()
}

fn earlier(date: Date, days: u64) -> Date {
    date.checked_sub_days(Days::new(days)).unwrap_or(Date::MIN)
}

fn later(date: Date, days: u64) -> Date {
    date.checked_add_days(Days::new(days)).unwrap_or(Date::MAX)
}
