//! What the zones of a calendar mean: names that are known, else what the calendar itself says of them (`VTIMEZONE`,
//! RFC 5545 §3.6.5).

use chrono::{Datelike, Days, Weekday};

use crate::feed::formats::icalendar::lines::Component;
use crate::feed::formats::scan::{begins, number};
use crate::feed::zone_name::{self, Meaning};
use crate::recurrence::{Limit, Rule, Until};
use crate::text::cut;
use crate::time::{
    Date, DateTime, Instant, ParsedDateTime, Zone, Zones, parse_basic, parse_date_time, resolve_with_offset,
};

/// The most observances of one zone that are read, and the most dates of one.
const MAX_OBSERVANCES: usize = 200;
/// Zones whose clocks change, by which the zones of other programs are told. The first of several that agree is the
/// one that most people mean.
const WELL_KNOWN: [&str; 18] = [
    "Europe/Berlin",
    "Europe/London",
    "Europe/Helsinki",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Halifax",
    "America/St_Johns",
    "Atlantic/Azores",
    "Australia/Sydney",
    "Australia/Adelaide",
    "Pacific/Auckland",
    "Asia/Jerusalem",
    "America/Santiago",
    "Africa/Cairo",
    "Europe/Chisinau",
];

/// What a `TZID` means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Clock {
    /// A zone that is known, by a name that the native reader knows.
    Known(String, Zone),
    /// One that only the calendar itself tells of: by its place among these.
    Told(usize),
    /// Nothing that is known: the name as written.
    Unknown(String),
}

/// The zones of a calendar.
pub(super) struct Book<'a> {
    zones: &'a dyn Zones,
    told: Vec<Told>,
    read: Vec<(String, Clock)>,
}

impl<'a> Book<'a> {
    pub(super) fn new(zones: &'a dyn Zones) -> Self {
        Self {
            zones,
            told: Vec::new(),
            read: Vec::new(),
        }
    }

    /// Takes what the calendar says of a zone.
    pub(super) fn take(&mut self, component: &Component<'_>) {
        if self.told.len() < MAX_OBSERVANCES
            && let Some(told) = Told::read(component)
        {
            self.told.push(told);
        }
    }

    /// What a `TZID` means.
    pub(super) fn clock(&mut self, name: &str) -> Clock {
        if let Some((_, known)) = self.read.iter().find(|(known, _)| known == name) {
            return known.clone();
        }
        let clock = self.find(name);
        if self.read.len() < MAX_OBSERVANCES {
            self.read.push((name.to_owned(), clock.clone()));
        }
        clock
    }

    fn find(&self, name: &str) -> Clock {
        let told = self.told.iter().position(|told| told.name == name);
        let place = told.and_then(|told| self.told[told].place.as_deref());
        let known = self.known(name).or_else(|| self.known(place?));
        if let Some(known) = known {
            return known;
        }
        match told {
            Some(at) => self.alike(at).unwrap_or(Clock::Told(at)),
            None => Clock::Unknown(name.to_owned()),
        }
    }

    /// A name that is known, also behind what some programs put before it: `/mozilla.org/20050126_1/Europe/Berlin`.
    fn known(&self, name: &str) -> Option<Clock> {
        let mut rest = name;
        loop {
            match zone_name::parse(rest) {
                Some(Meaning::Zone(Zone::Named(own))) if self.zones.offset_at(&own, Instant(0)).is_some() => {
                    return Some(Clock::Known(own.as_ref().to_owned(), Zone::Named(own)));
                }
                Some(Meaning::Zone(zone @ Zone::Fixed(_))) => {
                    return Some(Clock::Known(rest.to_owned(), zone));
                }
                _ => {}
            }
            // Only what begins so has something before its name.
            if !begins(name, b"/") {
                return None;
            }
            let inside = rest.get(usize::from(begins(rest, b"/"))..)?;
            rest = cut(inside, b"/").1.get(1..)?;
        }
    }

    /// A zone that is known and has the same offsets as one that the calendar tells of; one whose clocks never change
    /// is an offset.
    fn alike(&self, at: usize) -> Option<Clock> {
        let told = &self.told[at];
        let probes = told.probes();
        let (_, first) = probes.first()?;
        if probes.iter().all(|(_, offset)| offset == first) {
            let mut name = String::new();
            crate::time::push_offset(&mut name, *first, crate::time::Form::Extended);
            return Some(Clock::Known(name, Zone::Fixed(*first)));
        }
        let fits = |name: &&&str| {
            let mut probes = probes.iter();
            probes.all(|(at, offset)| self.zones.offset_at(name, *at) == Some(*offset))
        };
        let name = WELL_KNOWN.iter().find(fits)?;
        Some(Clock::Known((*name).to_owned(), Zone::Named((*name).into())))
    }

    /// The offset of a civil time on a clock.
    pub(super) fn offset(&self, civil: DateTime, clock: &Clock) -> Option<i32> {
        match clock {
            Clock::Known(_, zone) => {
                let (_, offset) = resolve_with_offset(civil, zone, self.zones)?;
                Some(offset)
            }
            Clock::Told(at) => self.told.get(*at)?.offset(civil),
            Clock::Unknown(_) => None,
        }
    }
}

/// A zone as a calendar tells of it.
struct Told {
    name: String,
    /// Its name in the IANA database (`X-LIC-LOCATION`).
    place: Option<String>,
    observances: Vec<Observance>,
}

/// From when on clocks show an offset, as they show it before.
struct Observance {
    onset: DateTime,
    /// The last year of its rule; the onset's, where it has none.
    last_year: i32,
    rule: Option<Yearly>,
    before: i32,
    after: i32,
}

/// A day of each year.
struct Yearly {
    month: u32,
    day: Day,
}

enum Day {
    /// Of the month.
    OfMonth(u32),
    /// Which one of the month: negative from its end.
    Nth(Weekday, i16),
    /// The first of its kind on or after this day of the month.
    OnOrAfter(Weekday, u32),
}

impl Told {
    fn read(component: &Component<'_>) -> Option<Self> {
        let mut observances = Vec::new();
        for part in &component.parts {
            let offset = |name| Some(read_offset(part.get(name)?.value()));
            let (Some(before), Some(after)) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?) else {
                continue;
            };
            let Some(onset) = part.get("DTSTART").and_then(|start| civil(start.value())) else {
                continue;
            };
            let rule = part.get("RRULE").and_then(|rule| Rule::parse(rule.value()).ok());
            let last_year = rule.as_ref().map_or(onset.year(), last_year);
            let rule = rule.map(|rule| yearly(&rule, onset));
            let mut add = |onset, rule, last_year| {
                if observances.len() < MAX_OBSERVANCES {
                    observances.push(Observance {
                        onset,
                        last_year,
                        rule,
                        before,
                        after,
                    });
                }
            };
            add(onset, rule, last_year);
            let dates = part.all("RDATE").flat_map(|dates| dates.list());
            for date in dates.filter_map(|date| civil(&date)) {
                add(date, None, date.year());
            }
        }
        Some(Self {
            name: component.words("TZID")?,
            place: component.words("X-LIC-LOCATION"),
            observances,
        })
    }

    /// The offset that a clock shows at a civil time: that of the last change before it. In the hour that is shown
    /// twice it is the first; in the one that is left out, that before it.
    fn offset(&self, civil: DateTime) -> Option<i32> {
        let mut last: Option<(DateTime, i32)> = None;
        let mut first: Option<(DateTime, i32)> = None;
        for observance in &self.observances {
            let years = [civil.year() - 1, civil.year()];
            let repeated = years.iter().filter_map(|year| observance.in_year(*year));
            for onset in repeated.chain([observance.onset]) {
                // What is shown from then on: later where the clock goes forward.
                let shown = onset
                    .checked_add_signed(chrono::TimeDelta::seconds(i64::from(
                        (observance.after - observance.before).max(0),
                    )))
                    .unwrap_or(onset);
                if shown <= civil && last.is_none_or(|(latest, _)| latest < onset) {
                    last = Some((onset, observance.after));
                }
                if first.is_none_or(|(earliest, _)| onset < earliest) {
                    first = Some((onset, observance.before));
                }
            }
        }
        last.or(first).map(|(_, offset)| offset)
    }

    /// Instants of two years, and the offsets then.
    fn probes(&self) -> Vec<(Instant, i32)> {
        let mut probes = Vec::new();
        for month in 0..24 {
            let date = Date::from_ymd_opt(2025 + month / 12, (month % 12) as u32 + 1, 16);
            if let Some(noon) = date.and_then(|date| date.and_hms_opt(12, 0, 0))
                && let Some(offset) = self.offset(noon)
            {
                probes.push((Instant::with_offset(noon, offset), offset));
            }
        }
        // The days on which Europe changes its clocks, and America does not.
        for (month, day) in [(3, 20), (4, 3), (10, 29), (11, 5)] {
            let noon = Date::from_ymd_opt(2025, month, day).and_then(|date| date.and_hms_opt(12, 0, 0));
            if let Some(noon) = noon
                && let Some(offset) = self.offset(noon)
            {
                probes.push((Instant::with_offset(noon, offset), offset));
            }
        }
        probes
    }
}

impl Observance {
    /// When it begins in a year, by its rule.
    fn in_year(&self, year: i32) -> Option<DateTime> {
        let rule = self.rule.as_ref()?;
        let is_within = year >= self.onset.year() && year <= self.last_year;
        let date = rule.in_year(year).filter(|_| is_within)?;
        Some(date.and_time(self.onset.time()))
    }
}

impl Yearly {
    fn in_year(&self, year: i32) -> Option<Date> {
        let first = Date::from_ymd_opt(year, self.month, 1)?;
        let after = |date: Date, day: Weekday| {
            let days = (7 + day.num_days_from_monday() - date.weekday().num_days_from_monday()) % 7;
            date.checked_add_days(Days::new(days.into()))
        };
        match self.day {
            Day::OfMonth(day) => Date::from_ymd_opt(year, self.month, day),
            Day::OnOrAfter(weekday, day) => after(Date::from_ymd_opt(year, self.month, day)?, weekday),
            Day::Nth(weekday, nth @ 1..) => {
                let weeks = u64::try_from(nth - 1).ok()?;
                after(first, weekday)?.checked_add_days(Days::new(7 * weeks))
            }
            Day::Nth(weekday, nth) => {
                let next = first.checked_add_months(chrono::Months::new(1))?;
                let weeks = u64::try_from(-i32::from(nth)).ok()?;
                after(next, weekday)?.checked_sub_days(Days::new(7 * weeks))
            }
        }
    }
}

/// The day of a rule, which has no other for clocks.
fn yearly(rule: &Rule, onset: DateTime) -> Yearly {
    let month = rule.by_month.first().and_then(|month| u32::try_from(*month).ok());
    let month = month.unwrap_or(onset.month());
    let first_of_days = rule.by_month_day.iter().min();
    let first_of_days = first_of_days.and_then(|day| u32::try_from(*day).ok());
    let day = match (rule.by_day.first(), first_of_days) {
        (Some(day), Some(first)) => Day::OnOrAfter(day.day, first),
        (Some(day), None) => {
            let by_position = rule.by_position.first().copied();
            Day::Nth(
                day.day,
                day.nth.or(by_position).filter(|nth| *nth != 0).unwrap_or(1),
            )
        }
        (None, Some(first)) => Day::OfMonth(first),
        (None, None) => Day::OfMonth(onset.day()),
    };
    Yearly { month, day }
}

/// The last year of a rule.
fn last_year(rule: &Rule) -> i32 {
    match rule.limit {
        Limit::Until(Until::Date(date)) => date.year(),
        Limit::Until(Until::Civil(civil)) => civil.year(),
        Limit::Until(Until::Utc(instant)) => crate::time::civil_with_offset(instant, 0).year(),
        _ => i32::MAX,
    }
}

fn civil(text: &str) -> Option<DateTime> {
    match parse_basic(text).or_else(|| parse_date_time(text))? {
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => Some(civil),
        ParsedDateTime::Date(date) => Some(date.and_time(crate::time::Time::MIN)),
    }
}

/// `+0100`, with seconds where there are some.
fn read_offset(text: &str) -> Option<i32> {
    let text = text.trim_ascii();
    let (sign, digits) = match text.as_bytes().split_first()? {
        (b'+', _) => (1, text.get(1..)?),
        (b'-', _) => (-1, text.get(1..)?),
        _ => (1, text),
    };
    let number = |at: usize| i32::try_from(number(digits.get(at..at + 2)?)?).ok();
    let (hours, minutes) = (number(0)?, number(2)?);
    let seconds = number(4).unwrap_or(0);
    (hours <= 18).then_some(sign * (hours * 3_600 + minutes * 60 + seconds))
}
