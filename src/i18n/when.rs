//! When an occurrence is, in words.

use chrono::{Datelike, TimeDelta};

use crate::i18n::{DateStyle, Dates, Strings, fill};
use crate::schedule::{Occurrence, Shown};
use crate::text::{Digits, split_once};
use crate::time::{Date, DatePrecision, DateRange, DateTime, Time, Zone};

/// Writes when something is, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhenWords {
    /// The words around dates.
    pub strings: Strings,
    /// The dates themselves.
    pub dates: Dates,
}

impl WhenWords {
    /// Short, for a line that stands under its date: "17:00–19:00", "All day", "22–25 November 2026", and the zone
    /// where it is not told otherwise.
    pub fn short(&self, occurrence: &Occurrence, with_zone: bool) -> String {
        let mut text = match &occurrence.shown {
            Shown::Timed { start, end } => self.times(*start, *end, DateStyle::DateTimeShort),
            Shown::AllDay(days) if days.last() == days.start() => self.strings.all_day().to_owned(),
            Shown::AllDay(days) => self.days(*days),
            Shown::Tentative { period, precision } => self.period(*period, *precision),
        };
        if with_zone && let Some(zone) = self.zone(occurrence) {
            text.push_str(" (");
            text.push_str(&zone);
            text.push(')');
        }
        text
    }

    /// The date and the time of a deadline in short, as seen on the day `today`: "8 Dec", or today "17:00". An
    /// exclusive midnight is the end of the day before.
    pub fn until(&self, at: DateTime, today: Date) -> String {
        if at.time() == Time::MIN {
            return self.near(at.date().pred_opt().unwrap_or_default(), today);
        }
        if at.date() == today {
            return self.clock(at);
        }
        self.near(at.date(), today)
    }

    /// A day in short: "8 Dec", with the year where it is far from `today`.
    pub fn near(&self, day: Date, today: Date) -> String {
        let is_far = day.signed_duration_since(today).num_days().abs() > 300;
        let style = if is_far {
            DateStyle::Date
        } else {
            DateStyle::DayShort
        };
        self.dates.date(day, style)
    }

    /// In full, for the detail: the date with its weekday, and the times.
    pub fn full(&self, occurrence: &Occurrence) -> (String, Option<String>) {
        match &occurrence.shown {
            Shown::Timed { start, end } => match end.filter(|&end| is_long(*start, end)) {
                Some(end) => (self.span(*start, end, DateStyle::DateTime), None),
                None => (
                    self.dates.date(start.date(), DateStyle::Full),
                    Some(self.times(*start, *end, DateStyle::DateTime)),
                ),
            },
            Shown::AllDay(days) if days.last() == days.start() => (
                self.dates.date(days.start(), DateStyle::Full),
                Some(self.strings.all_day().to_owned()),
            ),
            Shown::AllDay(days) => (self.days(*days), None),
            Shown::Tentative { period, precision } => (self.period(*period, *precision), None),
        }
    }

    /// In full in one line: "Tuesday, 12 May 2026, 19:00–21:00 (New York, UTC−4)". `own` says the times once
    /// more on the visitor's clock.
    pub fn line(&self, occurrence: &Occurrence, own: Option<String>) -> String {
        let (mut text, time) = self.full(occurrence);
        for more in [time, own].into_iter().flatten() {
            text.push_str(", ");
            let at = text.len();
            text.push_str(&more);
            // "From 19:00" goes on as "from 19:00".
            if let Some(first) = text.get_mut(at..=at) {
                first.make_ascii_lowercase();
            }
        }
        if let Some(zone) = self.zone(occurrence) {
            text.push_str(" (");
            text.push_str(&zone);
            text.push(')');
        }
        text
    }

    /// The zone in which the occurrence is shown, where its clock is not the visitor's:
    /// "New York, UTC−5".
    pub fn zone(&self, occurrence: &Occurrence) -> Option<String> {
        let offset = occurrence.foreign_offset?;
        Some(zone_words(&occurrence.zone, Some(offset)))
    }

    /// Times on the visitor's clock, told beside the venue's: "My time zone: 11:00–13:00". With the date
    /// where that is not `day`, the venue's.
    pub fn on_visitors_clock(&self, (start, end): (DateTime, Option<DateTime>), day: Date) -> String {
        let times = if start.date() == day {
            self.times(start, end, DateStyle::DateTime)
        } else {
            self.span(start, end.unwrap_or(start), DateStyle::DateTime)
        };
        fill(self.strings.announce_period(), &[self.strings.my_zone(), &times])
    }

    /// One time of the clock: "17:00 Uhr", "5:00 PM".
    pub fn clock(&self, time: DateTime) -> String {
        fill(
            self.strings.clock(),
            &[&self.dates.date_time(time, DateStyle::Time)],
        )
    }

    /// A deadline: the date alone at midnight, else date and time.
    pub fn moment(&self, at: DateTime) -> String {
        if at.time() == Time::MIN {
            self.dates.date(at.date(), DateStyle::Date)
        } else {
            let moment = self.dates.date_time(at, DateStyle::DateTime);
            fill(self.strings.clock(), &[&moment])
        }
    }

    /// From one date and time to another. Browsers end times of one day as German does, and leave it to us elsewhere.
    fn span(&self, start: DateTime, end: DateTime, style: DateStyle) -> String {
        let span = self.dates.range(start, end, style);
        match start.date() == end.date() && start != end {
            true => span,
            false => fill(self.strings.clock(), &[&span]),
        }
    }

    /// Whole days: "6 November 2018", "6–8 November 2018".
    pub fn days(&self, days: DateRange) -> String {
        let midnight = |date: Date| date.and_time(Time::MIN);
        if days.last() == days.start() {
            self.dates.date(days.start(), DateStyle::Date)
        } else {
            self.dates
                .range(midnight(days.start()), midnight(days.last()), DateStyle::Date)
        }
    }

    /// A tentative period: "May 2019 (planned)".
    pub fn period(&self, period: DateRange, precision: DatePrecision) -> String {
        let start = period.start();
        let year = start.year().digits();
        let text = match precision {
            DatePrecision::Day => self.days(period),
            DatePrecision::Month => self.dates.date(start, DateStyle::Month),
            DatePrecision::Quarter => fill(
                self.strings.quarter(),
                &[&(start.month0() / 3 + 1).digits(), &year],
            ),
            DatePrecision::Year => year,
        };
        fill(self.strings.planned(), &[&text])
    }

    fn times(&self, start: DateTime, end: Option<DateTime>, long: DateStyle) -> String {
        match end {
            None => fill(self.strings.from_time(), &[&self.clock(start)]),
            Some(end) if end == start => self.clock(start),
            Some(end) if is_whole(start, end) => self.strings.all_day().to_owned(),
            Some(end) if is_long(start, end) => self.span(start, end, long),
            Some(end) if end.date() != start.date() => {
                // Past midnight, but not by a day: the clock times alone say it.
                let mut text = self.dates.date_time(start, DateStyle::Time);
                text.push('\u{2013}');
                text.push_str(&self.clock(end));
                text
            }
            Some(end) => self.dates.range(start, end, DateStyle::Time),
        }
    }
}

/// A zone by its place, and by its offset in seconds where there is one alone: "New York, UTC−5".
pub fn zone_words(zone: &Zone, offset: Option<i32>) -> String {
    let mut text = String::new();
    if let Zone::Named(name) = zone {
        let mut place = &**name;
        while let Some((_, after)) = split_once(place, "/") {
            place = after;
        }
        text.extend(place.chars().map(|one| if one == '_' { ' ' } else { one }));
        if offset.is_some() {
            text.push_str(", ");
        }
    }
    let Some(offset) = offset else { return text };
    text.push_str("UTC");
    if offset != 0 {
        text.push(if offset < 0 { '\u{2212}' } else { '+' });
        let minutes = offset.unsigned_abs() / 60;
        text.push_str(&(minutes / 60).digits());
        if minutes % 60 != 0 {
            text.push_str(if minutes % 60 < 10 { ":0" } else { ":" });
            text.push_str(&(minutes % 60).digits());
        }
    }
    text
}

/// True for a day that is told by its midnights.
fn is_whole(start: DateTime, end: DateTime) -> bool {
    start.time() == Time::MIN && end - start == TimeDelta::days(1)
}

/// True if the dates of both ends must be told: an evening that ends by six in the morning is one.
fn is_long(start: DateTime, end: DateTime) -> bool {
    if is_whole(start, end) {
        return false;
    }
    let ends_at_night = chrono::Timelike::hour(&end) < 6 || end.time() == Time::MIN;
    let is_within_a_day = end - start < TimeDelta::days(1);
    start.date() != end.date() && !(is_within_a_day && ends_at_night)
}
