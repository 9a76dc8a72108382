//! Addresses with which calendars follow an iCalendar feed, and what of a selection such a feed can be asked for.

use crate::filter::Facet;
use crate::text::{cut, split_once};
use crate::text::{parted, percent::encode_but};

/// A program that follows a feed. What the web calendars take is documented by none of them:
///
/// | | address | name |
/// |---|---|---|
/// | Google | `cid`, as `webcal:` | the feed's own |
/// | Outlook.com, Microsoft 365 | `url` | `name` |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follower {
    /// Google Calendar.
    Google,
    /// Outlook.com.
    Outlook,
    /// Microsoft 365.
    Microsoft365,
    /// Whatever the visitor's system opens `webcal:` with, such as Apple's calendar.
    System,
}

impl Follower {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Google, Self::Outlook, Self::Microsoft365, Self::System];

    /// A name for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Google => "google",
            Self::Outlook => "outlook",
            Self::Microsoft365 => "microsoft365",
            Self::System => "system",
        }
    }

    /// The address that lets it follow the feed at `address`, which it calls `name`. `None` if that is no absolute
    /// address with `http:`, `https:`, `webcal:` or `webcals:`.
    pub fn address(self, address: &str, name: &str) -> Option<String> {
        let webcal = subscription(address)?;
        let base = match self {
            Self::System => return Some(webcal),
            Self::Google => {
                return Some(["https://calendar.google.com/calendar/r?cid=", &component(&webcal)].concat());
            }
            Self::Outlook => "https://outlook.live.com/calendar/0/addfromweb?url=",
            Self::Microsoft365 => "https://outlook.office.com/calendar/0/addfromweb?url=",
        };
        let (url, name) = (component(&web_address(address)?), component(name));
        Some([base, &url, "&name=", &name].concat())
    }
}

/// The address with which a calendar subscribes to an iCalendar feed, instead of loading it once:
/// `webcal:` instead of `http:` and `https:`. `None` for any other address.
pub fn subscription(address: &str) -> Option<String> {
    let (_, rest) = parts(address)?;
    Some(["webcal://", rest].concat())
}

/// The address of the same feed that browsers and servers take: `https:` instead of `webcal:`.
pub fn web_address(address: &str) -> Option<String> {
    let (scheme, rest) = parts(address)?;
    let scheme = match scheme.eq_ignore_ascii_case("http") {
        true => "http://",
        false => "https://",
    };
    Some([scheme, rest].concat())
}

/// Scheme and rest of an address to which one can subscribe.
fn parts(address: &str) -> Option<(&str, &str)> {
    let address = address.trim_ascii();
    let (scheme, rest) = split_once(address, "://")?;
    let is_known = ["https", "http", "webcal", "webcals"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_clean = !address.chars().any(char::is_control);
    (is_known && is_clean && !rest.is_empty()).then_some((scheme, rest))
}

/// How much of what a visitor has chosen a feed is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing is chosen, or the feed knows nothing of it: it has all events.
    All,
    /// Some of it: the feed has more events than the calendar shows.
    Part,
    /// All of it.
    Selection,
}

/// An iCalendar address for what is chosen by facets. In its query, `{type}`, `{place}` and so on stand for the chosen
/// values of the facet of that name, percent-encoded and with commas between; a parameter of which no placeholder has
/// a choice goes. `other` says that something is chosen besides, which no address can tell.
pub fn filled(template: &str, chosen: &[(Facet, String)], other: bool) -> (String, Extent) {
    let (address, fragment) = cut(template, b"#");
    let Some((page, query)) = split_once(address, "?") else {
        return (template.to_owned(), Extent::All);
    };
    let mut told: Vec<Facet> = Vec::new();
    let mut parameters: Vec<String> = Vec::new();
    for parameter in parted(query, b'&') {
        if let Some(parameter) = with_values(parameter, chosen, &mut told) {
            parameters.push(parameter);
        }
    }
    let mut filled = page.to_owned();
    if !parameters.is_empty() {
        filled.push('?');
        filled.push_str(&parameters.join("&"));
    }
    filled.push_str(fragment);
    let is_told = |(facet, _): &(Facet, String)| told.contains(facet);
    let extent = match () {
        () if told.is_empty() => Extent::All,
        () if other || !chosen.iter().all(is_told) => Extent::Part,
        () => Extent::Selection,
    };
    (filled, extent)
}

/// A parameter with its placeholders filled in; `None` where it has some, and none has a choice.
fn with_values(parameter: &str, chosen: &[(Facet, String)], told: &mut Vec<Facet>) -> Option<String> {
    // Browsers write the braces of an address in either way.
    let source = match split_once(parameter, "{") {
        Some(_) => parameter.to_owned(),
        None => braced(parameter),
    };
    let mut result = String::new();
    let (mut placeholders, mut choices) = (0, 0);
    let mut rest = &*source;
    while let Some((before, after)) = split_once(rest, "{") {
        result.push_str(before);
        let named = split_once(after, "}").and_then(|(name, end)| Some((Facet::from_name(name)?, end)));
        let Some((facet, end)) = named else {
            result.push('{');
            rest = after;
            continue;
        };
        placeholders += 1;
        let mut is_first = true;
        for (_, value) in chosen.iter().filter(|(of, _)| *of == facet) {
            if !is_first {
                result.push(',');
            }
            is_first = false;
            result.push_str(&component(value));
        }
        if !is_first {
            choices += 1;
            told.push(facet);
        }
        rest = end;
    }
    result.push_str(rest);
    match placeholders {
        0 => Some(parameter.to_owned()),
        _ => (choices > 0).then_some(result),
    }
}

/// A parameter with its encoded braces as they are.
fn braced(parameter: &str) -> String {
    let mut text = String::new();
    let mut rest = parameter;
    while let Some((before, after)) = split_once(rest, "%7") {
        text.push_str(before);
        let (brace, after) = match after.as_bytes().first() {
            Some(b'B' | b'b') => ("{", after.get(1..)),
            Some(b'D' | b'd') => ("}", after.get(1..)),
            _ => ("%7", Some(after)),
        };
        text.push_str(brace);
        rest = after.unwrap_or_default();
    }
    text.push_str(rest);
    text
}

/// A text as one value of a query, in which nothing but unreserved characters stays (RFC 3986 §2.3): commas stand
/// between several.
fn component(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_but(text, b"-._~", &mut out);
    out
}
