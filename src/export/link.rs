//! Links that open a calendar on the web with an event filled in.
//!
//! None of the services documents its parameters; what is written here is what they take:
//!
//! | | Google | Outlook.com, Microsoft 365 | Yahoo |
//! |---|---|---|---|
//! | times | civil with `ctz`, or UTC | UTC | UTC |
//! | end of whole days | exclusive | exclusive | exclusive, but one day alone as `dur=allday` |
//! | without an end | the start | none | none |
//! | series | `recur` | no | no |

use std::sync::Arc;

use crate::event::{Event, When};
use crate::export::Context;
use crate::export::moment::Clock;
use crate::export::rule::{is_allowed, rule_text, without_skip};
use crate::export::series::until_text;
use crate::export::words::{body, place, title};
use crate::recurrence::Limit;
use crate::schedule::{Occurrence, Shown};
use crate::text::encode;
use crate::time::{DateTime, Form, Instant, Zone, iso, push_civil, push_date};

/// The longest address, in bytes: what every server and every messenger passes on.
const MAX_LENGTH: usize = 2_000;
/// The most bytes that a title and a place take of it, encoded.
const MAX_TITLE: usize = 450;
const MAX_PLACE: usize = 300;
/// An ellipsis, encoded.
const ELLIPSIS: usize = 9;

/// A calendar on the web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Google Calendar.
    Google,
    /// Outlook.com.
    Outlook,
    /// Microsoft 365.
    Microsoft365,
    /// Yahoo Calendar.
    Yahoo,
}

impl Service {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Google, Self::Outlook, Self::Microsoft365, Self::Yahoo];

    /// Its name, the same in each language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Google => "Google Calendar",
            Self::Outlook => "Outlook.com",
            Self::Microsoft365 => "Microsoft 365",
            Self::Yahoo => "Yahoo",
        }
    }
}

/// The address at which the service offers to keep this one date of an event: at the instant that
/// is shown, whatever zone the visitor's calendar is in. At most 2,000 bytes: a long description is
/// cut at a word.
pub fn calendar_link(service: Service, occurrence: &Occurrence, context: &Context<'_>) -> String {
    let mut link = Link::to(service);
    link.when(occurrence, context);
    link.words(occurrence, context)
}

/// The same for all dates of a series, with Google alone. `None` if the event does not recur, if it
/// does so not by one rule without exceptions, which is all that a link can tell, or at a fixed offset,
/// which Google does not know.
pub fn series_link(event: &Arc<Event>, context: &Context<'_>) -> Option<String> {
    let series = event.series.as_ref()?;
    let [rule] = series.rules.as_slice() else {
        return None;
    };
    let rule = &without_skip(rule, event.when.start());
    let is_plain = series.excluded_rules.is_empty()
        && series.dates.is_empty()
        && series.excluded.is_empty()
        && series.overrides.is_empty();
    let first = Occurrence::first(event, context.policy, context.zones);
    let is_timed = matches!(event.when, When::Timed { .. });
    let clock = clock_of(event, context);
    let is_known = !is_timed || matches!(clock.zone, Zone::Named(_));
    if !is_plain || !is_known || !is_allowed(rule) {
        return None;
    }
    let until = match rule.limit {
        Limit::Until(until) => until_text(until, &clock, is_timed, context),
        _ => String::new(),
    };
    let mut link = Link::to(Service::Google);
    link.when(&first, context);
    link.parameter("recur", &["RRULE:", &rule_text(rule, &until, is_timed)].concat());
    (link.address.len() < MAX_LENGTH / 2).then(|| link.words(&first, context))
}

/// The clock of an event. A link knows no floating times: they are where the calendar reads them.
fn clock_of(event: &Event, context: &Context) -> Clock {
    let mut clock = match &event.when {
        When::Timed { zone, .. } => Clock::of_zone(zone, false, context),
        _ => Clock::utc(),
    };
    clock.is_floating = false;
    clock
}

/// An address in the making.
struct Link {
    service: Service,
    address: String,
}

impl Link {
    fn to(service: Service) -> Self {
        let base = match service {
            Service::Google => "https://calendar.google.com/calendar/render?action=TEMPLATE",
            Service::Outlook => {
                "https://outlook.live.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent"
            }
            Service::Microsoft365 => {
                "https://outlook.office.com/calendar/0/deeplink/compose?path=/calendar/action/compose&rru=addevent"
            }
            Service::Yahoo => "https://calendar.yahoo.com/?v=60",
        };
        Self {
            service,
            address: base.to_owned(),
        }
    }

    fn parameter(&mut self, name: &str, value: &str) {
        self.address.push('&');
        self.address.push_str(name);
        self.address.push('=');
        encode(value, &mut self.address);
    }

    fn when(&mut self, occurrence: &Occurrence, context: &Context) {
        let days = match occurrence.shown {
            Shown::Timed { end, .. } => {
                let end = end.map(|_| occurrence.ends);
                return self.times(&occurrence.event, (occurrence.starts, end), context);
            }
            Shown::AllDay(days) | Shown::Tentative { period: days, .. } => days,
        };
        let (mut start, mut end) = (String::new(), String::new());
        match self.service {
            Service::Google => {
                push_date(&mut start, days.start(), Form::Basic);
                push_date(&mut end, days.end(), Form::Basic);
                self.parameter("dates", &[&start, "/", &end].concat());
                if matches!(occurrence.shown, Shown::Tentative { .. }) {
                    self.parameter("crm", "AVAILABLE");
                }
            }
            Service::Outlook | Service::Microsoft365 => {
                self.parameter("startdt", &iso(days.start()));
                self.parameter("enddt", &iso(days.end()));
                self.parameter("allday", "true");
                if matches!(occurrence.shown, Shown::Tentative { .. }) {
                    self.parameter("freebusy", "free");
                }
            }
            Service::Yahoo => {
                push_date(&mut start, days.start(), Form::Basic);
                self.parameter("st", &start);
                if days.day_count() == 1 {
                    self.parameter("dur", "allday");
                } else {
                    push_date(&mut end, days.end(), Form::Basic);
                    self.parameter("et", &end);
                }
            }
        }
    }

    fn times(&mut self, event: &Event, (starts, ends): (Instant, Option<Instant>), context: &Context) {
        let utc = |at: Instant| Clock::utc().civil(at, context).unwrap_or_default();
        match self.service {
            Service::Google => {
                // Google wants an end.
                let ends = ends.unwrap_or(starts);
                let clock = clock_of(event, context);
                let at_home = |at: Instant| {
                    let civil = clock.civil(at, context)?;
                    (!clock.shows_twice(civil, at, context)).then_some(civil)
                };
                match (&clock.zone, at_home(starts), at_home(ends)) {
                    (Zone::Named(name), Some(start), Some(end)) => {
                        self.parameter("dates", &google_times(start, end, ""));
                        self.parameter("ctz", name);
                    }
                    _ => self.parameter("dates", &google_times(utc(starts), utc(ends), "Z")),
                }
            }
            Service::Outlook | Service::Microsoft365 => {
                for (name, at) in [("startdt", Some(starts)), ("enddt", ends)] {
                    if let Some(at) = at {
                        let mut value = String::new();
                        push_civil(&mut value, utc(at), Form::Extended);
                        value.push('Z');
                        self.parameter(name, &value);
                    }
                }
            }
            Service::Yahoo => {
                for (name, at) in [("st", Some(starts)), ("et", ends)] {
                    if let Some(at) = at {
                        let mut value = String::new();
                        push_civil(&mut value, utc(at), Form::Basic);
                        value.push('Z');
                        self.parameter(name, &value);
                    }
                }
            }
        }
    }

    /// Adds title, place and description, as far as there is room.
    fn words(mut self, occurrence: &Occurrence, context: &Context) -> String {
        let (title_name, place_name, description_name) = match self.service {
            Service::Google => ("text", "location", "details"),
            Service::Outlook | Service::Microsoft365 => ("subject", "location", "body"),
            Service::Yahoo => ("title", "in_loc", "desc"),
        };
        self.parameter(
            title_name,
            &shortened(&title(occurrence, context.strings), MAX_TITLE),
        );
        let place = place(&occurrence.event, context.strings);
        if !place.is_empty() {
            self.parameter(place_name, &shortened(&place, MAX_PLACE));
        }
        let used = self.address.len() + description_name.len() + "&=".len();
        let room = MAX_LENGTH.saturating_sub(used);
        let mut end = String::new();
        if let Some(address) = (context.address)(occurrence) {
            end.push_str("\n\n");
            end.push_str(&address);
        }
        if encoded_length(&end) > room / 2 {
            end.clear();
        }
        let body = body(occurrence, context);
        let mut description = shortened(&body, room - encoded_length(&end));
        if description.is_empty() {
            end = end.trim_ascii().to_owned();
        }
        description.push_str(&end);
        if !description.is_empty() {
            self.parameter(description_name, &description);
        }
        self.address
    }
}

fn google_times(start: DateTime, end: DateTime, mark: &str) -> String {
    let mut text = String::new();
    push_civil(&mut text, start, Form::Basic);
    text.push_str(mark);
    text.push('/');
    push_civil(&mut text, end, Form::Basic);
    text.push_str(mark);
    text
}

fn encoded_length(text: &str) -> usize {
    let mut encoded = String::new();
    encode(text, &mut encoded);
    encoded.len()
}

/// As much of a text as takes `room` bytes when it is encoded, cut at a word.
fn shortened(text: &str, room: usize) -> String {
    let mut length = 0;
    // Where a cut text may end with room for its ellipsis: after a character, after a word.
    let (mut fitting, mut word) = (0, 0);
    for (at, character) in text.char_indices() {
        if length + ELLIPSIS <= room {
            fitting = at;
            if character.is_ascii_whitespace() {
                word = at;
            }
        }
        length += encoded_length(character.encode_utf8(&mut [0; 4]));
        if length > room {
            let end = if word > 0 { word } else { fitting };
            let mut short = text.get(..end).unwrap_or_default().trim_ascii_end().to_owned();
            if !short.is_empty() {
                short.push('\u{2026}');
            }
            return short;
        }
    }
    text.to_owned()
}
