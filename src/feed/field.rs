//! One value of an entry and where it stands, so that a fault can be told with its path.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use crate::event::Href;
use crate::feed::clean::{LINE, PROSE, clean};
use crate::feed::node::Node;
use crate::feed::zone::ZoneBook;
use crate::feed::{Diagnostic, Reason};
use crate::text::{Digits, cut, read_digits};
use crate::time::{
    Date, DateTime, Duration, Instant, ParsedDateTime, Time, Zone, Zones, civil_at, parse_date_time,
};

/// The most members of one collection that are read.
pub(super) const MAX_MEMBERS: usize = 1_000;
/// The most faults that are told of one entry: a reader of the console needs no more.
const MAX_NOTES: usize = 20;
/// The most characters of a key that a path repeats.
const MAX_KEY: usize = 60;
/// The most characters of a path that leads on from a field.
const MAX_PATH: usize = 240;

/// What the values of one entry share: the languages to choose from, what is known of zones, and what is
/// wrong so far.
pub(super) struct Entry<'a> {
    /// The calendar's language.
    pub(super) language: &'a str,
    /// The language of the entry's own texts.
    pub(super) locale: Option<Arc<str>>,
    /// What is known of zones: asked only for times with an offset, as that is slow in a browser.
    pub(super) zones: &'a ZoneBook<'a>,
    notes: RefCell<Vec<Note>>,
}

struct Note {
    path: String,
    reason: Reason,
}

impl<'a> Entry<'a> {
    pub(super) fn new(language: &'a str, locale: Option<Arc<str>>, zones: &'a ZoneBook<'a>) -> Self {
        Self {
            language,
            locale,
            zones,
            notes: RefCell::default(),
        }
    }

    /// What was wrong, as the publisher is told.
    pub(super) fn into_diagnostics(self, position: usize, name: Option<&str>) -> Vec<Diagnostic> {
        let notes = self.notes.into_inner();
        notes
            .into_iter()
            .map(|note| Diagnostic {
                position,
                name: name.map(str::to_owned),
                field: note.path,
                reason: note.reason,
            })
            .collect()
    }
}

/// A value and the way to it.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) entry: &'a Entry<'a>,
    parent: Option<&'a Field<'a>>,
    step: Step<'a>,
    /// A bit for each name that a member of an entry may have: most names that are looked for are none of them. All of
    /// anything else.
    names: u64,
}

/// The bit of a name, the same for one with a `vendor:` prefix: by its last two bytes.
fn bit_of(name: &str) -> u64 {
    match name.as_bytes() {
        [.., before, last] => 1 << ((u32::from(*before) * 5 + u32::from(*last)) % 64),
        _ => u64::MAX,
    }
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Index(usize),
}

impl<'a> Field<'a> {
    /// The entry itself.
    pub(super) fn root(node: &'a Node<'a>, entry: &'a Entry<'a>) -> Self {
        let names = match node {
            Node::Map(members) => members.iter().fold(0, |names, (name, _)| names | bit_of(name)),
            _ => u64::MAX,
        };
        Self {
            node,
            entry,
            parent: None,
            step: Step::Name(""),
            names,
        }
    }

    fn below(&'a self, node: &'a Node<'a>, step: Step<'a>) -> Self {
        Self {
            node,
            entry: self.entry,
            parent: Some(self),
            step,
            names: u64::MAX,
        }
    }

    /// A field that the standard names.
    pub(super) fn child(&'a self, name: &'a str) -> Option<Self> {
        if self.names & bit_of(name) == 0 {
            return None;
        }
        let node = self.node.get(name)?;
        (!is_nothing(node)).then(|| self.below(node, Step::Name(name)))
    }

    /// A field of ours, with or without a `vendor:` prefix.
    pub(super) fn extension(&'a self, name: &'a str) -> Option<Self> {
        if self.names & bit_of(name) == 0 {
            return None;
        }
        let node = self.node.get_extension(name)?;
        (!is_nothing(node)).then(|| self.below(node, Step::Name(name)))
    }

    /// The name under which it stands in its parent; none in a list.
    pub(super) fn id(&self) -> Option<&'a str> {
        match self.step {
            Step::Name(name) => Some(name),
            Step::Index(_) => None,
        }
    }

    /// Tells the publisher what is wrong here.
    pub(super) fn note(&self, reason: Reason) {
        self.note_below("", reason);
    }

    /// Tells what is wrong with something in here that is no field of its own.
    pub(super) fn note_below(&self, below: &str, reason: Reason) {
        let mut notes = self.entry.notes.borrow_mut();
        if notes.len() < MAX_NOTES {
            let mut path = String::new();
            self.write_path(&mut path);
            push_step(&mut path, below, MAX_PATH);
            notes.push(Note { path, reason });
        }
    }

    /// Tells as below here what was wrong with `entry`, where `is_own` says so of a field's name.
    pub(super) fn take_notes(&self, entry: Entry<'_>, is_own: &dyn Fn(&str) -> bool) {
        for note in entry.notes.into_inner() {
            if is_own(cut(&note.path, b".[").0) {
                self.note_below(&note.path, note.reason);
            }
        }
    }

    fn write_path(&self, path: &mut String) {
        let Some(parent) = self.parent else { return };
        parent.write_path(path);
        match self.step {
            Step::Name(name) => push_step(path, name, MAX_KEY),
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.digits());
                path.push(']');
            }
        }
    }

    /// The members of a collection: of an array (also with numbers for keys), of a map from ids to objects, or one alone.
    pub(super) fn members(&'a self) -> Vec<Self> {
        let mut members = Vec::new();
        match self.node {
            Node::List(list) => {
                for (index, node) in list.iter().enumerate() {
                    members.push(self.below(node, Step::Index(index)));
                }
            }
            Node::Map(map) if is_id_map(map) || self.node.numbered().is_some() => {
                for (id, node) in map {
                    members.push(self.below(node, Step::Name(id)));
                }
            }
            _ => members.push(*self),
        }
        members.retain(|member| *member.node != Node::Null);
        self.bound(&mut members);
        members
    }

    /// The members of an object by their names, those that are `null` too; none of anything else.
    pub(super) fn pairs(&'a self) -> Vec<Self> {
        let Node::Map(map) = self.node else {
            return Vec::new();
        };
        let pairs = map.iter().take(MAX_MEMBERS + 1);
        let mut pairs = pairs
            .map(|(name, node)| self.below(node, Step::Name(name)))
            .collect();
        self.bound(&mut pairs);
        pairs
    }

    fn bound(&self, members: &mut Vec<Self>) {
        if members.len() > MAX_MEMBERS {
            members.truncate(MAX_MEMBERS);
            self.note(Reason::TooManyMembers);
        }
    }

    /// What `read` makes of each member, without those of which it makes nothing.
    pub(super) fn read_members<T>(&self, read: fn(&Field<'_>) -> Option<T>) -> Vec<T> {
        self.members().iter().filter_map(read).collect()
    }

    /// A text as it stands, for names and codes, which may be whole numbers; nothing if it is empty.
    pub(super) fn text(&self) -> Option<String> {
        self.text_within(LINE)
    }

    /// A text of which nothing must be missing: an identity, an address.
    pub(super) fn whole_text(&self) -> Option<String> {
        self.text_within(PROSE)
    }

    fn text_within(&self, most: usize) -> Option<String> {
        if let Node::Text(text) = self.node {
            return self.clean(text, most);
        }
        let digits = self.node.as_digits();
        if digits.is_none() {
            self.note(Reason::ExpectedText);
        }
        digits
    }

    /// The text as it may be shown; the publisher is told what was left out.
    pub(super) fn clean(&self, text: &str, most: usize) -> Option<String> {
        let cleaned = clean(text, most)?;
        if let Some(fault) = cleaned.fault {
            self.note(fault);
        }
        Some(cleaned.text)
    }

    /// The text of a child.
    pub(super) fn text_of(&self, name: &str) -> Option<String> {
        self.child(name)?.text()
    }

    /// Yes or no, also as a number or a text, as many programs write it; no where it is neither.
    pub(super) fn flag(&self) -> bool {
        let flag = as_flag(self.node);
        if flag.is_none() {
            self.note(Reason::ExpectedFlag);
        }
        flag.unwrap_or(false)
    }

    /// A count: a whole number that is not negative.
    pub(super) fn count(&self) -> Option<u32> {
        let number = match self.node {
            Node::Number(number) => as_count(*number),
            Node::Text(text) => read_digits(text.trim()),
            _ => None,
        };
        if number.is_none() {
            self.note(Reason::ExpectedCount);
        }
        number
    }

    /// An address to follow.
    pub(super) fn href(&self) -> Option<Href> {
        let text = self.whole_text()?;
        let href = address(&text);
        if href.is_none() {
            self.note(if has_scheme(&text) {
                Reason::AddressNotFollowed
            } else {
                Reason::AddressNotAbsolute
            });
        }
        href
    }

    /// The first of these children that is there, as an address.
    pub(super) fn href_of(&self, names: &[&str]) -> Option<Href> {
        names.iter().find_map(|name| self.child(name))?.href()
    }

    /// A date, a civil time or a time with offset.
    pub(super) fn date_time(&self) -> Option<ParsedDateTime> {
        let parsed = self.node.as_text().and_then(parse_date_time);
        if parsed.is_none() {
            self.note(Reason::ExpectedDateTime);
        }
        parsed
    }

    /// A date; the time of day, if there is one, is dropped. Of a time with an offset, the date that a
    /// clock in `zone` shows then, where that is known.
    pub(super) fn date(&self, zone: &Zone) -> Option<Date> {
        let parsed = self.date_time()?;
        let shown = on_clock(parsed, zone, self.entry.zones);
        Some(shown.unwrap_or_else(|| as_written(parsed)).date())
    }

    /// A civil time in `zone`, with midnight for a date alone. A time with an offset is what a clock in
    /// `zone` shows then.
    pub(super) fn civil(&self, zone: &Zone) -> Option<DateTime> {
        let parsed = self.date_time()?;
        let shown = on_clock(parsed, zone, self.entry.zones);
        if shown.is_none() {
            self.note(Reason::OffsetLeftAside);
        }
        shown.or(Some(as_written(parsed)))
    }

    /// How long something takes.
    pub(super) fn duration(&self) -> Option<Duration> {
        let duration = self.node.as_text().and_then(Duration::parse);
        if duration.is_none() {
            self.note(Reason::ExpectedDuration);
        }
        duration
    }

    /// Where the clock hangs.
    pub(super) fn zone(&self) -> Option<Zone> {
        let (zone, fault) = self.entry.zones.read(self.node.as_text().unwrap_or_default());
        if let Some(reason) = fault {
            self.note(reason);
        }
        zone
    }

    /// A language as a BCP 47 tag.
    pub(super) fn language_tag(&self) -> Option<Arc<str>> {
        let tag = language_tag(self.node);
        if tag.is_none() {
            self.note(Reason::ExpectedLanguage);
        }
        tag
    }
}

/// What a clock in `zone` shows then, with midnight for a date alone. Without an offset it is what is
/// written; with one `None` where `zones` does not know the zone.
pub(super) fn on_clock(parsed: ParsedDateTime, zone: &Zone, zones: &dyn Zones) -> Option<DateTime> {
    match parsed {
        ParsedDateTime::Offset(civil, offset) => {
            civil_at(Instant::with_offset(civil, offset), zone, zone, zones)
        }
        parsed => Some(as_written(parsed)),
    }
}

/// The time without its offset, with midnight for a date alone.
pub(super) fn as_written(parsed: ParsedDateTime) -> DateTime {
    match parsed {
        ParsedDateTime::Date(date) => date.and_time(Time::MIN),
        ParsedDateTime::Civil(civil) | ParsedDateTime::Offset(civil, _) => civil,
    }
}

/// Adds a step to a path, as far as a reader of the console needs it.
fn push_step(path: &mut String, step: &str, most: usize) {
    if !path.is_empty() && !step.is_empty() {
        path.push('.');
    }
    path.extend(step.chars().filter(|char| !char.is_control()).take(most));
}

/// The value as a BCP 47 tag, if it has the form of one: `Intl` throws on others.
pub(super) fn language_tag(node: &Node<'_>) -> Option<Arc<str>> {
    let tag = node.as_text()?.trim();
    let mut out = String::new();
    let mut rest = tag;
    loop {
        let (part, more) = cut(rest, b"-_");
        let is_primary = out.is_empty();
        let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !is_primary && byte.is_ascii_digit();
        let shortest = if is_primary { 2 } else { 1 };
        if part.len() < shortest || part.len() > 8 || !part.bytes().all(is_letter) {
            return None;
        }
        out.push_str(part);
        match more.get(1..) {
            Some(more) => rest = more,
            None => return Some(out.into()),
        }
        out.push('-');
    }
}

/// The value as yes or no: `true`, `1`, `"true"`, `"1"`, `"yes"`, `"on"`, `"ja"` and their opposites. An empty text is a
/// no, as PHP writes it.
pub(super) fn as_flag(node: &Node<'_>) -> Option<bool> {
    let text = match node {
        Node::Bool(is_true) => return Some(*is_true),
        Node::Number(number) if *number == 1.0 => "1",
        Node::Number(number) if *number == 0.0 => "",
        node => node.as_text()?.trim(),
    };
    let is_in = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match text {
        _ if is_in(&["true", "1", "yes", "on", "ja"]) => Some(true),
        _ if is_in(&["false", "0", "no", "off", "nein", ""]) => Some(false),
        _ => None,
    }
}

/// A number as a count, if it is one.
pub(super) fn as_count(number: f64) -> Option<u32> {
    (number >= 0.0 && number <= f64::from(u32::MAX) && number.trunc() == number).then_some(number as u32)
}

/// Whether two codes are the same but for case and for what parts their words: `sold-out`, `soldOut`.
pub(super) fn is_code(text: &str, code: &str) -> bool {
    let letters = |byte: &u8| byte.is_ascii_alphanumeric();
    let own = text.bytes().filter(letters).map(|byte| byte.to_ascii_lowercase());
    own.eq(code.bytes())
}

/// The address as a link. A scheme is ASCII (RFC 3986 §3.1); nothing else is asked of [`Href`].
pub(super) fn address(text: &str) -> Option<Href> {
    let (scheme, _) = cut(text.trim(), b":");
    if !scheme.is_ascii() {
        return None;
    }
    Href::parse(text)
}

/// Whether an address names its scheme, as opposed to `/path`, `page.html` or `?query`.
fn has_scheme(address: &str) -> bool {
    cut(address, b":/?#").1.starts_with(":")
}

/// An empty list says nothing: PHP writes an empty object so, too.
fn is_nothing(node: &Node<'_>) -> bool {
    matches!(node, Node::List(list) if list.is_empty())
}

/// A map from ids to objects, as opposed to one object: all values are objects, and no key is a
/// field's name.
fn is_id_map(map: &[(Cow<'_, str>, Node<'_>)]) -> bool {
    let names = ["@type", "name", "title", "href", "url", "uri", "text"];
    map.iter()
        .all(|(key, node)| matches!(node, Node::Map(_) | Node::Null) && !names.contains(&key.as_ref()))
}
