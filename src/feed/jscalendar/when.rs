//! When an event takes place: `start` with `duration` or an exclusive `end`, whole days, and
//! periods of which the day is not known yet.

use chrono::{Datelike, Days, TimeDelta};

use crate::event::{End, Status, When};
use crate::feed::Reason;
use crate::feed::field::{Field, as_written, is_code};
use crate::feed::jscalendar::Refusal;
use crate::time::{
    Date, DatePrecision, DateRange, DateTime, Duration, Instant, ParsedDateTime, Time, Zone, Zones, civil_at,
    resolve,
};

/// What the times of an event's parts are read by.
pub(in crate::feed) struct Clock {
    pub(super) first_day: Date,
    /// The zone of the event; of whole days, the one that the feed names.
    pub(super) zone: Zone,
}

impl Clock {
    /// The clock of what takes place then; `zone` is the one that the feed names.
    pub(super) fn of(when: &When, zone: Zone) -> Self {
        let (first_day, zone) = match when {
            When::Timed { start, zone, .. } => (start.date(), zone.clone()),
            When::AllDay(days) => (days.start(), zone),
            When::Tentative { period, .. } => (period.start(), zone),
        };
        Self { first_day, zone }
    }

    /// The day that a time means, at midnight.
    pub(super) fn day(&self, parsed: ParsedDateTime, zones: &dyn Zones) -> DateTime {
        let days = DayClock::of(parsed, &self.zone, zones);
        days.read(parsed).date().and_time(Time::MIN)
    }
}

/// How times are read that tell of whole days.
///
/// What writes a whole day as an instant means midnight: mostly that in the event's zone, but many
/// programs write midnight in UTC, whatever the zone.
struct DayClock<'a> {
    /// None where what is written says the day.
    zone: Option<&'a Zone>,
    zones: &'a dyn Zones,
}

impl<'a> DayClock<'a> {
    /// By the time at which the days begin.
    fn of(start: ParsedDateTime, zone: &'a Zone, zones: &'a dyn Zones) -> Self {
        let by_zone = Self {
            zone: Some(zone),
            zones,
        };
        let is_midnight = |time: DateTime| time.time() == Time::MIN;
        let is_by_zone = match start {
            ParsedDateTime::Offset(civil, _) => is_midnight(by_zone.read(start)) || !is_midnight(civil),
            _ => false,
        };
        Self {
            zone: by_zone.zone.filter(|_| is_by_zone),
            zones,
        }
    }

    /// The civil time. The first moment of a day is its midnight, also where the clock skips that.
    fn read(&self, parsed: ParsedDateTime) -> DateTime {
        let in_zone = |zone| {
            let ParsedDateTime::Offset(civil, offset) = parsed else {
                return None;
            };
            let at = Instant::with_offset(civil, offset);
            let shown = civil_at(at, zone, zone, self.zones)?;
            let midnight = shown.date().and_time(Time::MIN);
            let is_first = resolve(midnight, zone, zone, self.zones) == Some(at);
            Some(if is_first { midnight } else { shown })
        };
        self.zone.and_then(in_zone).unwrap_or_else(|| as_written(parsed))
    }
}

/// How far an event reaches, as the feed says it.
enum Length {
    For(Duration),
    Until(ParsedDateTime),
}

const NO_START: Refusal = Refusal {
    field: "start",
    reason: Reason::NoStart,
};

/// Reads when an event takes place; `zone` is that of its civil times, and its own if it `is_own`, else
/// that of its group.
pub(super) fn read(event: &Field<'_>, zone: &Zone, is_own: bool, status: Status) -> Result<When, Refusal> {
    let start_field = event.child("start").ok_or(NO_START)?;
    let parsed = start_field.date_time().ok_or(NO_START)?;
    let length = length(event);
    let precision = precision(event, status);
    let shows_no_time =
        precision.is_some() || event.child("showWithoutTime").is_some_and(|field| field.flag());
    if shows_no_time || matches!(parsed, ParsedDateTime::Date(_)) {
        let clock = DayClock::of(parsed, zone, event.entry.zones);
        let start = clock.read(parsed).date();
        let whole = length.as_ref().map(|length| days(start, length, &clock));
        if whole == Some(None) && precision.is_none() {
            note_length(event);
        }
        let days = whole
            .flatten()
            .or_else(|| period(start, precision.unwrap_or(DatePrecision::Day)))
            .ok_or(NO_START)?;
        return Ok(match precision {
            Some(precision) => When::Tentative {
                period: days,
                precision,
            },
            None => When::AllDay(days),
        });
    }
    let (start, zone) = settle(&start_field, parsed, zone, is_own);
    let end = match length {
        None => End::Open,
        Some(Length::For(duration)) => after(event, start, duration),
        Some(Length::Until(end)) => until(event, start, &zone, end),
    };
    Ok(When::Timed { start, end, zone })
}

/// A time on the clock of its event, and where that clock hangs.
///
/// An instant is what the clock of the event's own `zone` shows then. In its group's zone, an offset that
/// is not the one there tells of another place, and is kept; UTC tells of none.
fn settle(field: &Field<'_>, parsed: ParsedDateTime, zone: &Zone, is_own: bool) -> (DateTime, Zone) {
    let ParsedDateTime::Offset(civil, offset) = parsed else {
        return (as_written(parsed), zone.clone());
    };
    let zones = field.entry.zones;
    let at = Instant::with_offset(civil, offset);
    let Some(there) = zone.offset_at(at, zones) else {
        if *zone != Zone::Floating {
            field.note(Reason::OffsetKept);
        }
        return (civil, Zone::Fixed(offset));
    };
    if !is_own && offset != 0 && offset != there {
        return (civil, Zone::Fixed(offset));
    }
    let there = Zone::Fixed(there);
    let shown = civil_at(at, &there, &there, zones).unwrap_or(civil);
    // In the hour that a clock shows twice, civil times are read as the first: the second has its offset.
    let is_read_so = resolve(shown, zone, zone, zones) == Some(at);
    (shown, if is_read_so { zone.clone() } else { there })
}

/// The `duration`, else the `end`.
fn length(event: &Field<'_>) -> Option<Length> {
    let duration = event.child("duration").and_then(|field| field.duration());
    if let Some(duration) = duration {
        return Some(Length::For(duration));
    }
    let end = event.child("end").and_then(|field| field.date_time());
    end.map(Length::Until)
}

/// How exact the date is meant, where it is less exact than it looks. A day is exact unless it is
/// tentative; a month is a period whatever the status.
fn precision(event: &Field<'_>, status: Status) -> Option<DatePrecision> {
    let field = event.extension("datePrecision")?;
    let precisions = [
        ("day", DatePrecision::Day),
        ("month", DatePrecision::Month),
        ("quarter", DatePrecision::Quarter),
        ("year", DatePrecision::Year),
    ];
    let text = field.node.as_text().unwrap_or_default();
    let found = precisions.iter().find(|(code, _)| is_code(text, code));
    let Some(&(_, precision)) = found else {
        field.note(Reason::ExpectedPrecision);
        return None;
    };
    (status == Status::Tentative || precision != DatePrecision::Day).then_some(precision)
}

/// The whole day, month, quarter or year in which `date` lies.
fn period(date: Date, precision: DatePrecision) -> Option<DateRange> {
    let (first_month, months) = match precision {
        DatePrecision::Day => return DateRange::new(date, date.succ_opt()?),
        DatePrecision::Month => (date.month0(), 1),
        DatePrecision::Quarter => (date.month0() / 3 * 3, 3),
        DatePrecision::Year => (0, 12),
    };
    let start = Date::from_ymd_opt(date.year(), first_month + 1, 1)?;
    DateRange::new(start, start.checked_add_months(chrono::Months::new(months))?)
}

/// The whole days from `start`; a part of a day counts as one. `None` if there is none, or if they
/// leave the years that a date can have.
fn days(start: Date, length: &Length, clock: &DayClock<'_>) -> Option<DateRange> {
    let end = match length {
        Length::For(duration) => {
            let days = u64::from(duration.days) + u64::from(duration.seconds.div_ceil(86_400));
            start.checked_add_days(Days::new(days))?
        }
        Length::Until(end) => {
            let end = clock.read(*end);
            if end.time() == Time::MIN {
                end.date()
            } else {
                end.date().succ_opt()?
            }
        }
    };
    let days = DateRange::new(start, end)?;
    (days.last().year() <= MAX_YEAR).then_some(days)
}

fn after(event: &Field<'_>, start: DateTime, duration: Duration) -> End {
    let end = start
        .checked_add_days(Days::new(duration.days.into()))
        .and_then(|day| day.checked_add_signed(TimeDelta::try_seconds(duration.seconds.into())?));
    match end {
        Some(end) if end > start && end.year() <= MAX_YEAR => End::After(duration),
        _ => {
            note_length(event);
            End::Open
        }
    }
}

/// An exclusive end, in `endTimeZone`, else in the zone of the start.
fn until(event: &Field<'_>, start: DateTime, start_zone: &Zone, end: ParsedDateTime) -> End {
    let own_zone = event.child("endTimeZone").and_then(|field| field.zone());
    let field = event.child("end");
    let field = field.as_ref().unwrap_or(event);
    let (end, end_zone) = settle(field, end, own_zone.as_ref().unwrap_or(start_zone), true);
    if is_before(end, &end_zone, start, start_zone, event.entry.zones) {
        note_length(event);
        return End::Open;
    }
    let is_elsewhere = end_zone != *start_zone;
    End::At(end, is_elsewhere.then_some(end_zone))
}

/// Whether an end is not after its start. Where a zone is not known, as far as that can be told: clocks
/// on earth differ by 26 hours at most.
fn is_before(end: DateTime, end_zone: &Zone, start: DateTime, start_zone: &Zone, zones: &dyn Zones) -> bool {
    const WIDEST: i64 = 26 * 3_600;
    if end_zone == start_zone {
        return end <= start;
    }
    let instant = |civil, zone| resolve(civil, zone, zone, zones);
    match (instant(end, end_zone), instant(start, start_zone)) {
        (Some(end), Some(start)) => end <= start,
        _ => end.signed_duration_since(start).num_seconds() <= -WIDEST,
    }
}

fn note_length(event: &Field<'_>) {
    let field = event.child("duration").or_else(|| event.child("end"));
    if let Some(field) = field {
        field.note(Reason::EndNotAfterStart);
    }
}

const MAX_YEAR: i32 = 9_999;
