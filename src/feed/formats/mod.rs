//! Feeds in other formats than the native one. Each entry is rewritten as an entry of the native format, in JSON, and
//! the one native reader makes the events: what it says of times, texts, limits and faults holds for all of them, and
//! details are read late from the rewritten text as they are from a native one.
//!
//! In the program that pages load this is a part of its own, which comes when a feed is none that the native reader
//! takes for its own ([`doubt`](super::rare::doubt)).
//!
//! - here: which format it is, by what is in it and never by its address or content type
//! - `native`: the writer of native entries, and where in the publisher's document each stands
//! - a file or folder for each format: a pure function from its text

mod destination_one;
mod frab;
mod fullcalendar;
mod gancio;
mod google;
mod icalendar;
mod list;
mod localist;
mod loose;
mod map;
mod native;
mod news;
mod plain;
mod scan;
mod schedule;
mod schema_org;
mod series_lines;
mod tec;
mod times;

use crate::feed::node::{Node, with_tree};
use crate::text::{cut, encode, split_once};
use crate::time::Zones;
pub(crate) use native::Native;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSCalendar, the native one.
    JsCalendar,
    /// iCalendar (RFC 5545).
    ICalendar,
    /// FullCalendar's JSON.
    FullCalendar,
    /// The Events Calendar of WordPress.
    EventsCalendar,
    /// schema.org as JSON-LD, also within a page.
    SchemaOrg,
    /// A schedule of frab or pretalx.
    Frab,
    /// Gancio.
    Gancio,
    /// An answer of Google's Calendar API.
    Google,
    /// Localist.
    Localist,
    /// destination.one.
    DestinationOne,
    /// JSON Feed, RSS or Atom.
    News,
    /// A list of anything, by a map.
    Mapped,
}

impl Format {
    /// What publishers call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsCalendar => "JSCalendar",
            Self::ICalendar => "iCalendar",
            Self::FullCalendar => "FullCalendar",
            Self::EventsCalendar => "The Events Calendar",
            Self::SchemaOrg => "schema.org",
            Self::Frab => "frab",
            Self::Gancio => "Gancio",
            Self::Google => "Google Calendar",
            Self::Localist => "Localist",
            Self::DestinationOne => "destination.one",
            Self::News => "news feed",
            Self::Mapped => "a list by a map",
        }
    }
}

/// How the schedule of a conference is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedAs {
    /// Each talk is an event.
    Talks,
    /// The conference is one event, with the talks as its programme.
    Event,
}

/// What is known of a feed besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Its address, from which formats tell their next page, and addresses on their own site.
    pub address: String,
    /// How a list of anything is read: JSON of our fields and the paths to theirs. It stands before all formats.
    pub map: Option<String>,
    /// How schedules are read; by default as talks, unless there is one day with few of them.
    pub feed_as: Option<FeedAs>,
}

/// What becomes of what a page says of how its feeds are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Judged {
    /// It is followed.
    Good,
    /// It is meant as a map, and is no JSON object.
    NoMap,
    /// It is meant as a way in which schedules are read, and is none.
    NoWay,
}

impl Hints {
    /// What a page says in one text: `talks`, `event`, or a map.
    fn of(address: &str, asked: Option<&str>) -> Self {
        let feed_as = match asked {
            Some("talks") => Some(FeedAs::Talks),
            Some("event") => Some(FeedAs::Event),
            _ => None,
        };
        Self {
            address: address.to_owned(),
            map: asked.filter(|asked| scan::begins(asked, b"{")).map(str::to_owned),
            feed_as,
        }
    }

    /// Whether what a page says is one of these.
    pub(crate) fn judge(asked: &str) -> Judged {
        if asked == "talks" || asked == "event" {
            return Judged::Good;
        }
        let is_word = asked
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        let is_object = || with_tree(asked, |root| matches!(root, Node::Map(_))) == Ok(true);
        match is_word {
            true => Judged::NoWay,
            false if is_object() => Judged::Good,
            false => Judged::NoMap,
        }
    }
}

/// As [`convert`], by what a page says in one text.
pub(crate) fn convert_as_asked(
    text: &str,
    address: &str,
    asked: Option<&str>,
    zones: &dyn Zones,
) -> Option<Native> {
    let (_, native) = convert(text, &Hints::of(address, asked), zones)?;
    Some(native)
}

/// Rewrites a feed, and tells in which format it was; `None` if it is in none of those that are known.
pub(crate) fn convert(text: &str, hints: &Hints, zones: &dyn Zones) -> Option<(Format, Native)> {
    if let Some(map) = &hints.map {
        return Some((Format::Mapped, map::convert(text, map)?));
    }
    if icalendar::is(text) {
        return Some((Format::ICalendar, icalendar::convert(text, zones)));
    }
    if is_markup(text) {
        let of_page = schema_org::convert_page(text).map(|native| (Format::SchemaOrg, native));
        return of_page.or_else(|| Some((Format::News, news::convert_xml(text)?)));
    }
    with_tree(text, |root| of_json(root, hints, zones)).ok().flatten()
}

/// Rewrites a feed that is JSON. Those come first that nothing else can be taken for.
fn of_json(root: &Node<'_>, hints: &Hints, zones: &dyn Zones) -> Option<(Format, Native)> {
    Some(match root {
        root if frab::is(root) => (Format::Frab, frab::convert(root, hints.feed_as)),
        root if google::is(root) => (Format::Google, google::convert(root, hints, zones)),
        root if destination_one::is(root) => (Format::DestinationOne, destination_one::convert(root, hints)),
        root if localist::is(root) => (Format::Localist, localist::convert(root, hints)),
        root if tec::is(root) => (Format::EventsCalendar, tec::convert(root)),
        root if gancio::is(root) => (Format::Gancio, gancio::convert(root, hints)),
        root if fullcalendar::is(root) => (Format::FullCalendar, fullcalendar::convert(root, zones)),
        root => match news::convert_json(root) {
            Some(native) => (Format::News, native),
            None => (Format::SchemaOrg, schema_org::convert(root)?),
        },
    })
}

/// Whether a text is a page, or another kind of markup.
fn is_markup(text: &str) -> bool {
    scan::begins(text.trim_start_matches('\u{feff}').trim_ascii_start(), b"<")
}

/// The scheme and host of an address: `https://a.example`. Empty where there is none.
fn site_of(address: &str) -> &str {
    let Some((scheme, rest)) = split_once(address, "://") else {
        return "";
    };
    let host = cut(rest, b"/?#").0;
    address.get(..scheme.len() + 3 + host.len()).unwrap_or_default()
}

/// An address with a parameter of this value, in place of one of its name.
fn with_parameter(address: &str, name: &str, value: &str) -> String {
    let (address, _) = cut(address, b"#");
    let (path, query) = cut(address, b"?");
    let mut out = [path, "?"].concat();
    for pair in scan::pieces(query.get(1..).unwrap_or_default(), b"&") {
        if !pair.is_empty() && cut(pair, b"=").0 != name {
            out.push_str(pair);
            out.push('&');
        }
    }
    out.push_str(name);
    out.push('=');
    encode(value, &mut out);
    out
}
