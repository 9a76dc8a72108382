//! When an event takes place: `start` with `duration` or an exclusive `end`, whole days, and
//! periods of which the day is not known yet.

use chrono::{Datelike, Days, TimeDelta};

use super::super::field::{Field, is_code};
use super::Refusal;
use crate::date::{Date, DatePrecision, DateRange, DateTime, Duration, ParsedDateTime, Time, Zone};
use crate::event::{End, Status, When};

/// What the times of an event's parts are read by.
pub(super) struct Clock {
    pub(super) first_day: Date,
    pub(super) zone: Zone,
}

impl Clock {
    pub(super) fn of(when: &When) -> Self {
        let (first_day, zone) = match when {
            When::Timed { start, zone, .. } => (start.date(), zone.clone()),
            When::AllDay(days) => (days.start(), Zone::Floating),
            When::Tentative { period, .. } => (period.start(), Zone::Floating),
        };
        Self { first_day, zone }
    }
}

/// How far an event reaches, as the feed says it.
enum Length {
    For(Duration),
    Until(ParsedDateTime),
}

const NO_START: Refusal = Refusal {
    field: "start",
    reason: "an event needs a start, a date such as 2018-11-06 or a time such as 2018-11-06T17:00:00",
};

/// Reads when an event takes place; `zone` is that of its civil times.
pub(super) fn read(event: &Field<'_>, zone: Zone, status: Status) -> Result<When, Refusal> {
    let start_field = event.child("start").ok_or(NO_START)?;
    let parsed = start_field.date_time().ok_or(NO_START)?;
    let (start, offset) = match parsed {
        ParsedDateTime::Date(date) => (date.and_time(Time::MIN), None),
        ParsedDateTime::Civil(civil) => (civil, None),
        ParsedDateTime::Offset(civil, offset) => (civil, Some(offset)),
    };
    let length = length(event);
    if let Some(precision) = precision(event, status) {
        let planned = length.and_then(|length| days(start.date(), &length));
        let period = planned
            .or_else(|| period(start.date(), precision))
            .ok_or(NO_START)?;
        return Ok(When::Tentative { period, precision });
    }
    let shows_no_time = event.child("showWithoutTime").is_some_and(|field| field.flag());
    if shows_no_time || matches!(parsed, ParsedDateTime::Date(_)) {
        let whole = match &length {
            None => None,
            Some(length) => {
                let whole = days(start.date(), length);
                if whole.is_none() {
                    note_length(event);
                }
                whole
            }
        };
        let days = whole
            .or_else(|| period(start.date(), DatePrecision::Day))
            .ok_or(NO_START)?;
        return Ok(When::AllDay(days));
    }
    let start_zone = offset.map_or_else(|| zone.clone(), Zone::Fixed);
    let end = match length {
        None => End::Open,
        Some(Length::For(duration)) => after(event, start, duration),
        Some(Length::Until(end)) => until(event, start, &start_zone, end, &zone),
    };
    Ok(When::Timed {
        start,
        end,
        zone: start_zone,
    })
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
        field.note("expected day, month, quarter or year");
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
fn days(start: Date, length: &Length) -> Option<DateRange> {
    let end = match length {
        Length::For(duration) => {
            let days = u64::from(duration.days) + u64::from(duration.seconds.div_ceil(86_400));
            start.checked_add_days(Days::new(days))?
        }
        Length::Until(ParsedDateTime::Date(end)) => *end,
        Length::Until(ParsedDateTime::Civil(end) | ParsedDateTime::Offset(end, _)) => {
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

/// An exclusive end. Without an offset it is read in `endTimeZone`, else in the event's zone.
fn until(event: &Field<'_>, start: DateTime, start_zone: &Zone, end: ParsedDateTime, zone: &Zone) -> End {
    let own_zone = event.child("endTimeZone").and_then(|field| field.zone());
    let (end, end_zone) = match end {
        ParsedDateTime::Date(date) => (date.and_time(Time::MIN), own_zone),
        ParsedDateTime::Civil(civil) => (civil, own_zone),
        ParsedDateTime::Offset(civil, offset) => (civil, Some(Zone::Fixed(offset))),
    };
    // Where only the start has an offset and the event has no zone, the offset holds for the end.
    let end_zone = end_zone.unwrap_or_else(|| match zone {
        Zone::Floating => start_zone.clone(),
        zone => zone.clone(),
    });
    if is_before(end, &end_zone, start, start_zone) {
        note_length(event);
        return End::Open;
    }
    let is_elsewhere = end_zone != *start_zone;
    End::At(end, is_elsewhere.then_some(end_zone))
}

/// Whether an end is not after its start, as far as that can be told without knowing zones: clocks
/// on earth differ by 26 hours at most.
fn is_before(end: DateTime, end_zone: &Zone, start: DateTime, start_zone: &Zone) -> bool {
    const WIDEST: i64 = 26 * 3_600;
    let shortest = match (end_zone, start_zone) {
        (Zone::Fixed(end), Zone::Fixed(start)) => i64::from(*end) - i64::from(*start),
        _ if end_zone == start_zone => 0,
        _ => -WIDEST,
    };
    end.signed_duration_since(start).num_seconds() <= shortest
}

fn note_length(event: &Field<'_>) {
    let field = event.child("duration").or_else(|| event.child("end"));
    if let Some(field) = field {
        field.note("an event must end after its start and before the year 10000: the end is left open");
    }
}

const MAX_YEAR: i32 = 9_999;
