//! What a calendar holds: events, and everything an association says about one.
//!
//! These types know nothing of feeds, browsers or views. A reader in [`crate::feed`] makes them,
//! with every text already chosen in the calendar's language and every link already checked, and
//! from then on they are only read.

mod access;
mod colours;
mod details;
mod markup;
mod rest;

use std::sync::Arc;

pub use access::{Access, Ages};
pub use colours::Colours;
pub use details::{
    Details, Exhibitor, History, Image, OnlineVenue, Organizer, Price, ProgrammeItem, Registration, Report,
    Speaker, Venue,
};
pub use markup::{Mark, MarkKind, addresses};
pub(crate) use rest::{Origin, Rest, Source};

use crate::recurrence::Rule;
use crate::text::{cut, split_once, turns_direction};
use crate::time::{DatePrecision, DateRange, DateTime, Duration, Time, Zone};

/// The identity of an event, the same in each feed and on each visit (RFC 8984 §4.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Uid(Arc<str>);

impl Uid {
    /// An identity from its text, which must not be empty: a feed without `uid` gets one made
    /// from the event's title and start.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text as the feed gave it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text for people, and the language it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words: plain text, line breaks as `\n`, never markup.
    pub value: String,
    /// The language as a BCP 47 tag, where the feed named one.
    pub language: Option<Arc<str>>,
}

/// An address that is safe to follow: `http`, `https`, `mailto` or `tel`, nothing else.
///
/// Only [`Href::parse`] makes one, so that a `javascript:` address cannot reach a view.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Href(Arc<str>);

impl Href {
    /// Takes an absolute address with one of the four schemes; `None` for any other text.
    ///
    /// White space around it is dropped; control characters inside, which browsers would skip, and what
    /// turns the direction of text make it invalid. A user's name before the host, which could pass for
    /// the host, is left out.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (scheme, rest) = split_once(text, ":")?;
        let is_known = ["http", "https", "mailto", "tel"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known));
        let is_foul = |letter: char| {
            letter.is_control() || turns_direction(letter) || matches!(letter, '\u{2028}' | '\u{2029}')
        };
        if !is_known || rest.is_empty() || text.chars().any(is_foul) {
            return None;
        }
        if !is_web(scheme) {
            return Some(Self(text.into()));
        }
        let whole = rest.strip_prefix("//")?;
        let host = host(whole);
        let user = authority(whole).len() - host.len();
        if host.is_empty() {
            return None;
        }
        if user == 0 {
            return Some(Self(text.into()));
        }
        let before = text.get(..text.len() - whole.len()).unwrap_or_default();
        let slashes = whole.len() - without_slashes(whole).len();
        let behind = whole.get(slashes + user..).unwrap_or_default();
        Some(Self([before, behind].concat().into()))
    }

    /// The address as the feed gave it, without white space around it and without a user's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is `http` or `https`.
    pub fn is_web(&self) -> bool {
        is_web(&self.0)
    }

    /// The host that it leads to, with its port: what a visitor may be told. Of an address to write to or to
    /// call, all of it.
    pub fn host(&self) -> &str {
        let (scheme, rest) = cut(&self.0, b":");
        let rest = rest.get(1..).unwrap_or_default();
        if is_web(scheme) {
            host(rest)
        } else {
            cut(rest, b"?").0
        }
    }
}

/// Whether a scheme is `http` or `https`, of the four.
fn is_web(scheme: &str) -> bool {
    scheme
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("http"))
}

/// The text behind any slashes, of which browsers take any number in either direction.
fn without_slashes(text: &str) -> &str {
    let slashes = text
        .bytes()
        .take_while(|byte| matches!(byte, b'/' | b'\\'))
        .count();
    text.get(slashes..).unwrap_or_default()
}

/// User, host and port, as browsers part them from the rest (URL Standard §4.4).
fn authority(rest: &str) -> &str {
    cut(without_slashes(rest), b"/\\?#").0
}

/// Host and port: behind the last `@`.
fn host(rest: &str) -> &str {
    let authority = authority(rest);
    let at = authority.bytes().rposition(|byte| byte == b'@');
    authority.get(at.map_or(0, |at| at + 1)..).unwrap_or_default()
}

/// A link with the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: Href,
    /// What the feed calls it; a view falls back to the relation's or the host's name.
    pub title: Option<Text>,
    /// The link relation (RFC 8288), such as `alternate`, `describedby` or `slides`.
    pub relation: Option<String>,
}

/// When an event takes place. The variants cannot be confused: an all-day event has no zone, and a
/// tentative one has no time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// From a time on a date to another.
    Timed {
        /// The civil start, in `zone`.
        start: DateTime,
        /// How it ends.
        end: End,
        /// Where the clock hangs that `start` is read from.
        zone: Zone,
    },
    /// Whole days, which no zone moves (`showWithoutTime`).
    AllDay(DateRange),
    /// Some time within a period: "May 2019 (planned)".
    Tentative {
        /// The period in whole days.
        period: DateRange,
        /// How exact the period is meant.
        precision: DatePrecision,
    },
}

impl When {
    /// The civil start: midnight for whole days and periods.
    pub fn start(&self) -> DateTime {
        match self {
            Self::Timed { start, .. } => *start,
            Self::AllDay(days) | Self::Tentative { period: days, .. } => days.start().and_time(Time::MIN),
        }
    }
}

/// How a timed event ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The feed does not say.
    Open,
    /// After a duration: days by the calendar, the rest by the clock (RFC 8984 §1.4.6).
    After(Duration),
    /// At a civil time in a zone of its own, or the start's (an exclusive end).
    At(DateTime, Option<Zone>),
}

/// Whether an event takes place (RFC 8984 §5.1.3 calls a cancelled one `cancelled`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// It is planned.
    Tentative,
    /// It does not take place.
    Cancelled,
}

/// An event moved to a later date, which `When` may or may not know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postponed {
    /// The date from which it was moved.
    pub previous_start: Option<DateTime>,
}

/// Whether one goes there or connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// At a place.
    OnSite,
    /// Only online.
    Online,
    /// Both.
    Hybrid,
}

/// Whether one can still register, as the feed says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegistrationState {
    /// Places are to be had.
    Open,
    /// Registration has ended or not begun.
    Closed,
    /// No places are left.
    Full,
    /// A waiting list is open.
    WaitingList,
    /// Nobody needs to register.
    NotNeeded,
}

/// When a series takes place besides its event's own start, which is always its first occurrence
/// (RFC 5545 §3.8.5.3, RFC 8984 §4.3.3). Civil times are in the event's zone, those of whole days at
/// midnight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// The rules, each counted from the event's start.
    pub rules: Vec<Rule>,
    /// Rules for starts that are left out (RFC 8984 §4.3.4).
    pub excluded_rules: Vec<Rule>,
    /// More starts, sorted (`RDATE`).
    pub dates: Vec<DateTime>,
    /// Starts that are left out, sorted: `EXDATE`, and overrides that say `excluded`.
    pub excluded: Vec<DateTime>,
    /// Occurrences that differ from the event, sorted by `recurrence_id`; one that no rule gives is one
    /// more.
    pub overrides: Vec<Override>,
}

/// An occurrence that differs from its series: in its time, its place, or in that it is cancelled.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The start that the series gives it, its identity there (RFC 5545 §3.8.4.4).
    pub recurrence_id: DateTime,
    /// The event as it is this time; of its own `series` nothing is read.
    pub event: Arc<Event>,
}

/// The name and the town of where people meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The building, or whatever the feed calls the place.
    pub name: Option<Text>,
    /// City or town.
    pub city: Option<String>,
}

/// Of which details a feed says something, as it is known before they are read: a bit for each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said(pub(crate) u8);

impl Said {
    /// [`Details::topics`].
    pub(crate) const TOPICS: Self = Self(1);
    /// [`Details::price`].
    pub(crate) const PRICE: Self = Self(2);
    /// [`Details::organizers`].
    pub(crate) const ORGANIZERS: Self = Self(4);
    /// [`Details::audience`].
    pub(crate) const AUDIENCE: Self = Self(8);
    /// [`Details::description`].
    pub(crate) const DESCRIPTION: Self = Self(16);
    /// [`Details::image`], where it is not among the links.
    pub const IMAGE: Self = Self(32);

    /// What one of two says.
    pub(crate) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if one of these is said.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// One event, or a series that begins with it: what a list shows of it, and the way to all else that is said of
/// it ([`Event::details`]).
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Who it is.
    pub uid: Uid,
    /// What it is called.
    pub title: Text,
    /// When its first (or only) occurrence takes place.
    pub when: When,
    /// When else it takes place. Boxed: most events are single.
    pub series: Option<Box<Series>>,
    /// Whether it takes place.
    pub status: Status,
    /// Set if it was moved.
    pub postponed: Option<Postponed>,
    /// Where: the first and main one of its venues ([`Details::venues`]).
    pub place: Option<Place>,
    /// True if one can connect to it ([`Details::online`]).
    pub is_online: bool,
    /// The event's own page.
    pub page: Option<Href>,
    /// What kind of event it is, the facet "type" (`eventType`, else `categories`).
    pub types: Vec<String>,
    /// How one registers. Boxed: few events say it.
    pub registration: Option<Box<Registration>>,
    /// True if the publisher puts it first.
    pub featured: bool,
    /// The colour in which the publisher's calendars show it, as the feed writes it.
    pub color: Option<String>,
    /// What the feeds are called that have it, the facet "source"; none where a calendar has one feed alone.
    pub feeds: Vec<String>,
    /// Of which details its entry says something.
    pub said: Said,
    /// All else that is said of it.
    pub(crate) rest: Rest,
}

impl Event {
    /// An event of which only the identity, the title and the time are known.
    pub fn new(uid: Uid, title: impl Into<String>, when: When) -> Self {
        Self {
            uid,
            title: Text {
                value: title.into(),
                language: None,
            },
            when,
            series: None,
            status: Status::Confirmed,
            postponed: None,
            place: None,
            is_online: false,
            page: None,
            types: Vec::new(),
            registration: None,
            featured: false,
            color: None,
            feeds: Vec::new(),
            said: Said::default(),
            rest: Rest::default(),
        }
    }

    /// Whether one goes there or connects; `None` where the feed names no place at all.
    pub fn format(&self) -> Option<Format> {
        match (&self.place, self.is_online) {
            (Some(_), false) => Some(Format::OnSite),
            (None, true) => Some(Format::Online),
            (Some(_), true) => Some(Format::Hybrid),
            (None, false) => None,
        }
    }

    /// The position in its feed, as that is read in the native format, of the entry that it was read from; `None` of an
    /// event that was not read.
    pub fn entry(&self) -> Option<usize> {
        self.rest.origin.as_ref().map(|origin| origin.entry)
    }

    /// What is said of it besides what a list shows: read when it is first asked for, and kept.
    pub fn details(&self) -> &Details {
        self.rest.details(self)
    }

    /// The same, to be changed. What a list shows of it stays: place, registration and the rest are with the event.
    pub fn details_mut(&mut self) -> &mut Details {
        self.details();
        self.rest.details_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_safe_addresses_become_links() {
        for safe in [
            "https://a.example/x",
            " HTTP://a.example ",
            "mailto:a@b.example",
            "tel:+49391",
        ] {
            assert!(Href::parse(safe).is_some(), "{safe}");
        }
        for unsafe_text in [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "//a.example",
            "/x",
            "https:",
            "https://",
            "http:a.example",
            "https://a.example/\u{0}",
            "Aa㈠:",
            "",
            "mailto:",
        ] {
            assert!(Href::parse(unsafe_text).is_none(), "{unsafe_text:?}");
        }
    }

    #[test]
    fn the_real_host_is_told() {
        for (address, host, written) in [
            ("https://a.example/x", "a.example", None),
            ("HTTPS://a.example:8443?q=@b", "a.example:8443", None),
            (
                "https://partner.example@evil.example/x",
                "evil.example",
                Some("https://evil.example/x"),
            ),
            (
                "https://partner.example:443@evil.example",
                "evil.example",
                Some("https://evil.example"),
            ),
            (
                "https://a@b@evil.example/@c",
                "evil.example",
                Some("https://evil.example/@c"),
            ),
            ("https://partner.example\\@evil.example/", "partner.example", None),
            (
                "https:///partner.example@evil.example/",
                "evil.example",
                Some("https://evil.example/"),
            ),
            ("https://social.example/@user", "social.example", None),
            ("mailto:office@a.example?subject=x", "office@a.example", None),
            ("tel:+49391", "+49391", None),
        ] {
            let href = Href::parse(address).unwrap();
            assert_eq!(href.host(), host, "{address}");
            assert_eq!(href.as_str(), written.unwrap_or(address), "{address}");
        }
        for address in [
            "https://a@",
            "https://a@/x",
            "https:///",
            "https://a.example/\u{202e}",
            "https://a.example/\u{2028}x",
        ] {
            assert_eq!(Href::parse(address), None, "{address:?}");
        }
    }
}
