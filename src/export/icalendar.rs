//! Events as an iCalendar file (RFC 5545).

use std::sync::Arc;

use crate::event::{End, Event, Organizer, Status, When};
use crate::export::Context;
use crate::export::line::{Lines, escaped, quoted};
use crate::export::moment::{Clock, push_dates};
use crate::export::number::{push_degrees, push_number};
use crate::export::series::push_series;
use crate::export::time_zone::push_time_zone;
use crate::export::words::{description, join, place, title};
use crate::schedule::{Occurrence, Shown};
use crate::time::{Date, Instant, Time};

/// How far beyond the present the clock changes of a zone are told date by date: half a century.
const FUTURE: i64 = 50 * 366 * 86_400;

/// One thing to put into a file.
#[derive(Clone, Copy)]
pub enum Item<'a> {
    /// An event; if it recurs, all its dates as one series.
    Event(&'a Arc<Event>),
    /// This one date, by itself also where it is one of a series.
    Occurrence(&'a Occurrence),
}

/// Writes the items as one file, to be served or saved as `text/calendar`. With `alarm` each reminds
/// of itself so many minutes before it starts.
///
/// Times are those of the event's own zone, told by `TZID` with a `VTIMEZONE`; at a fixed offset in
/// UTC, without a zone floating. Dates are dates. What has no end gets none. A tentative period is an
/// event of whole days that keeps nobody's time occupied (`TRANSP`), with the period in words at the
/// head of its description.
///
/// A date of a series that stands by itself has a `UID` of its own ([`Occurrence::id`]), so that it and
/// the series do not take each other's place.
///
/// There is no `METHOD`: with one the file would be a message of an organizer who needs an address
/// (RFC 5546 §3.2.1), and some programs would not take it into the visitor's own calendar.
pub fn icalendar(items: &[Item<'_>], alarm: Option<u32>, context: &Context<'_>) -> String {
    let mut file = File::new(alarm, context);
    for item in items {
        file.push(item);
    }
    let mut text = head(&file.needs, context);
    text.push_str(&file.body.text);
    text.push_str(END);
    text
}

/// The line behind all items of a file.
pub const END: &str = "END:VCALENDAR\r\n";

/// Which zones times are in, and when: what a file must tell of them.
#[derive(Clone, Default)]
pub struct Needs(Vec<Need>);

impl Needs {
    /// Adds what another item needs.
    pub fn join(&mut self, other: &Self) {
        for need in &other.0 {
            self.add(&need.clock, need.from, need.to);
        }
    }

    fn add(&mut self, clock: &Clock, from: Instant, to: Instant) {
        match self.0.iter_mut().find(|need| need.clock.id == clock.id) {
            Some(need) => {
                need.from = need.from.min(from);
                need.to = need.to.max(to);
            }
            None => self.0.push(Need {
                clock: clock.clone(),
                from,
                to,
            }),
        }
    }
}

/// One item by itself, for files that are too large for the memory: [`icalendar`] is the [`head`] for what all items need,
/// the items, and [`END`].
pub fn part(item: &Item<'_>, context: &Context<'_>) -> (String, Needs) {
    let mut file = File::new(None, context);
    file.push(item);
    (file.body.text, file.needs)
}

/// What stands before the items of a file.
pub fn head(needs: &Needs, context: &Context<'_>) -> String {
    let mut lines = Lines::default();
    lines.push("BEGIN:VCALENDAR");
    lines.push("VERSION:2.0");
    lines.push("PRODID:-//Lichthof//Lichthof//EN");
    lines.push("CALSCALE:GREGORIAN");
    for need in &needs.0 {
        if let Some(id) = &need.clock.id {
            let span = (need.from, need.to);
            push_time_zone(&mut lines, id, &need.clock.zone, span, context.zones);
        }
    }
    lines.text
}

/// A file in the making.
pub(super) struct File<'a> {
    pub body: Lines,
    needs: Needs,
    alarm: Option<u32>,
    pub context: &'a Context<'a>,
}

/// A zone, and for which times it must be told.
#[derive(Clone)]
struct Need {
    clock: Clock,
    from: Instant,
    to: Instant,
}

impl<'a> File<'a> {
    fn new(alarm: Option<u32>, context: &'a Context<'a>) -> Self {
        Self {
            body: Lines::default(),
            needs: Needs::default(),
            alarm,
            context,
        }
    }

    fn push(&mut self, item: &Item<'_>) {
        let context = self.context;
        match item {
            Item::Event(event) if event.series.is_some() => push_series(self, event),
            Item::Event(event) => {
                let occurrence = Occurrence::first(event, context.policy, context.zones);
                self.single(&occurrence, event.uid.as_str());
            }
            Item::Occurrence(occurrence) => self.single(occurrence, &occurrence.id()),
        }
    }

    /// Notes that times of this clock stand in the file.
    pub fn need(&mut self, clock: &Clock, from: Instant, to: Instant) {
        let latest = Instant(self.context.now.0.saturating_add(FUTURE));
        let to = to.min(latest).max(from);
        self.needs.add(clock, from, to);
    }

    /// Begins an event with its identity.
    pub fn begin(&mut self, uid: &str) {
        self.body.push("BEGIN:VEVENT");
        self.body.text("UID", uid);
        let utc = Clock::utc();
        utc.push_instant(&mut self.body, "DTSTAMP", self.context.now, self.context);
    }

    /// Ends an event with all that is not its time.
    pub fn end(&mut self, occurrence: &Occurrence) {
        let event = &*occurrence.event;
        let context = self.context;
        let name = title(occurrence, context.strings);
        self.body.text("SUMMARY", &name);
        self.body.text("DESCRIPTION", &description(occurrence, context));
        self.body.text("LOCATION", &place(event, context.strings));
        self.coordinates(event);
        if let Some(address) = (context.address)(occurrence) {
            self.body.raw("URL", &address);
        }
        self.body.raw(
            "STATUS",
            match event.status {
                Status::Cancelled => "CANCELLED",
                _ if occurrence.is_vague() => "TENTATIVE",
                Status::Tentative => "TENTATIVE",
                Status::Confirmed => "CONFIRMED",
            },
        );
        if matches!(occurrence.shown, Shown::Tentative { .. }) {
            self.body.push("TRANSP:TRANSPARENT");
        }
        self.history(event);
        self.categories(event);
        self.organizers(event);
        for online in &event.details().online {
            if let Some(href) = &online.href {
                let label = online
                    .name
                    .as_ref()
                    .map_or(context.strings.online(), |name| &name.value);
                let name = ["CONFERENCE;VALUE=URI;LABEL=", &quoted(label)].concat();
                self.body.raw(&name, href.as_str());
            }
        }
        self.alarm(&name);
        self.body.push("END:VEVENT");
    }

    /// An event that takes place once.
    fn single(&mut self, occurrence: &Occurrence, uid: &str) {
        self.begin(uid);
        self.times(occurrence);
        self.end(occurrence);
    }

    /// The start and the end of one occurrence, as instants.
    pub fn times(&mut self, occurrence: &Occurrence) {
        let days = match occurrence.shown {
            Shown::Timed { end, .. } => {
                let (start, end_clock) = self.clocks(occurrence);
                self.need(&start, occurrence.starts, occurrence.ends);
                start.push_instant(&mut self.body, "DTSTART", occurrence.starts, self.context);
                // An end that is the start is none (RFC 5545 §3.8.2.2).
                if end.is_some() && occurrence.ends > occurrence.starts {
                    self.need(&end_clock, occurrence.starts, occurrence.ends);
                    end_clock.push_instant(&mut self.body, "DTEND", occurrence.ends, self.context);
                }
                return;
            }
            Shown::AllDay(days) | Shown::Tentative { period: days, .. } => days,
        };
        let midnight = |date: Date| date.and_time(Time::MIN);
        push_dates(&mut self.body, "DTSTART", &[midnight(days.start())]);
        push_dates(&mut self.body, "DTEND", &[midnight(days.end())]);
    }

    /// The clocks of the start and of the end.
    pub fn clocks(&self, occurrence: &Occurrence) -> (Clock, Clock) {
        let event = &*occurrence.event;
        let start = match &event.when {
            // A single date of a series needs not count days.
            When::Timed { zone, .. } => Clock::of_zone(zone, false, self.context),
            _ => Clock::utc(),
        };
        let end = match &event.when {
            When::Timed {
                end: End::At(_, Some(zone)),
                ..
            } if !start.is_floating => Clock::of_zone(zone, false, self.context),
            _ => start.clone(),
        };
        (start, end)
    }

    fn coordinates(&mut self, event: &Event) {
        let point = event.details().venues.iter().find_map(|venue| venue.coordinates);
        if let Some((latitude, longitude)) = point {
            let mut value = String::new();
            push_degrees(&mut value, latitude);
            value.push(';');
            push_degrees(&mut value, longitude);
            self.body.raw("GEO", &value);
        }
    }

    /// By these a calendar that kept the event tells which state is the later one.
    fn history(&mut self, event: &Event) {
        let Some(history) = &event.details().history else {
            return;
        };
        let mut sequence = String::new();
        push_number(&mut sequence, i32::try_from(history.sequence).unwrap_or(i32::MAX));
        self.body.raw("SEQUENCE", &sequence);
        let utc = Clock::utc();
        for (name, time) in [("CREATED", history.created), ("LAST-MODIFIED", history.updated)] {
            if let Some(time) = time {
                utc.push(&mut self.body, name, &[time]);
            }
        }
    }

    fn categories(&mut self, event: &Event) {
        let mut value = String::new();
        for label in event.types.iter().chain(&event.details().topics) {
            join(&mut value, &escaped(label), ",");
        }
        if !value.is_empty() {
            self.body.raw("CATEGORIES", &value);
        }
    }

    /// The first with an address to write to is the `ORGANIZER`, which is one at most and always an
    /// address; all others stand as `CONTACT`.
    fn organizers(&mut self, event: &Event) {
        let mail = |organizer: &Organizer| {
            let href = organizer.href.as_ref()?.as_str();
            let scheme = href.get(..7)?;
            scheme.eq_ignore_ascii_case("mailto:").then(|| href.to_owned())
        };
        let mut is_named = false;
        for organizer in &event.details().organizers {
            let name = &organizer.name.value;
            match mail(organizer) {
                Some(address) if !is_named => {
                    is_named = true;
                    let property = ["ORGANIZER;CN=", &quoted(name)].concat();
                    self.body.raw(&property, &address);
                }
                _ => {
                    let mut contact = name.clone();
                    if let Some(href) = &organizer.href {
                        join(&mut contact, href.as_str(), ", ");
                    }
                    self.body.text("CONTACT", &contact);
                }
            }
        }
    }

    fn alarm(&mut self, name: &str) {
        let Some(minutes) = self.alarm else {
            return;
        };
        self.body.push("BEGIN:VALARM");
        self.body.push("ACTION:DISPLAY");
        self.body.text("DESCRIPTION", name);
        let mut trigger = "-PT".to_owned();
        push_number(&mut trigger, i32::try_from(minutes).unwrap_or(i32::MAX));
        trigger.push('M');
        self.body.raw("TRIGGER", &trigger);
        self.body.push("END:VALARM");
    }
}
