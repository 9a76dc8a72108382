//! The native format: JSCalendar (RFC 8984 and its successor's draft), read leniently, with the
//! extensions of an association. `schema/lichthof-feed.schema.json` describes it.
//!
//! The root is a `Group` with `entries`, an object with `events`, an array, or one `Event`. This
//! file reads the root and its list; [`event`] reads one entry, and each of the other files one
//! thing that an event has.

mod access;
mod details;
mod event;
mod free;
mod link;
mod localized;
mod news;
mod patch;
mod people;
mod place;
mod places;
mod price;
mod programme;
mod registration;
mod repeated;
mod rule;
mod series;
mod when;

use std::cell::Cell;
use std::sync::Arc;

use crate::event::{Event, Origin, Rest, Source, When};
use crate::feed::field::{Entry, Field, language_tag};
use crate::feed::jscalendar::places::List;
use crate::feed::jscalendar::repeated::Instance;
use crate::feed::node::Node;
use crate::feed::rare::{doubt, rare, rare_if_there};
use crate::feed::zone::ZoneBook;
use crate::feed::{Diagnostic, Feed, Reason, Renamed};
use crate::time::{Zone, Zones};
pub(super) use details::ReadDetails;
pub use details::{Context, places_of, read_details};
pub(super) use localized::localized;
pub use repeated::join_pages;
pub(super) use repeated::{Candidate, keep_latest, updated};

pub(super) use series::{details_of_date, read as read_series};
pub(super) use when::Clock;

/// The most entries of one feed that are read.
const MAX_ENTRIES: usize = 100_000;
/// The most faults of parts that are told of one feed.
pub(super) const MAX_WARNINGS: usize = 1_000;

/// How many bytes the occurrences of all series that differ from them may repeat: else a feed of some
/// kilobytes could fill the memory.
const MAX_COPIES: usize = 64 << 20;

/// What all entries of a feed have from it.
pub(super) struct Group<'a> {
    context: &'a Context,
    zones: &'a ZoneBook<'a>,
    /// What the events are read from.
    source: Option<Arc<dyn Source>>,
    /// The position of the entry that is read.
    position: Cell<usize>,
    /// How many bytes may still be repeated.
    copies: Cell<usize>,
    /// Whether an entry had a uid of its own.
    has_uids: Cell<bool>,
}

impl<'a> Group<'a> {
    fn new(context: &'a Context, zones: &'a ZoneBook<'a>, source: Option<Arc<dyn Source>>) -> Self {
        Self {
            context,
            zones,
            source,
            position: Cell::new(0),
            copies: Cell::new(MAX_COPIES),
            has_uids: Cell::new(false),
        }
    }

    /// The way to what else is said of the entry, or of one of its dates: the one with the override at this position.
    fn rest(&self, date: Option<usize>) -> Rest {
        let origin = |source: &Arc<dyn Source>| Origin {
            source: Arc::clone(source),
            entry: self.position.get(),
            date,
        };
        Rest::at(self.source.as_ref().map(origin))
    }

    /// The clock of an event that was read from this entry.
    fn clock(&self, field: &Field<'_>, event: &Event) -> Clock {
        let zone = match event.when {
            // It has its zone since the list was read: a name that nobody knows is not looked up again.
            When::Timed { .. } => None,
            _ => field.child("timeZone").and_then(|zone| zone.zone()),
        };
        let zone = zone.or_else(|| self.context.zone.clone());
        Clock::of(&event.when, zone.unwrap_or(Zone::Floating))
    }

    /// An entry in the calendar's language, where it has another one by itself.
    fn localized<'n>(&self, node: &Node<'n>) -> Option<Node<'n>> {
        node.get("localizations")?;
        (rare()?.localized)(node, &self.context.language)
    }

    /// What the values of one entry share.
    fn entry(&self, node: &Node<'_>) -> Entry<'a> {
        let own = node.get("locale").and_then(language_tag);
        let locale = own.or_else(|| self.context.locale.clone());
        Entry::new(&self.context.language, locale, self.zones)
    }

    /// Whether an entry of so many bytes may be repeated once more.
    fn may_copy(&self, bytes: usize) -> bool {
        let left = self.copies.get().checked_sub(bytes);
        self.copies.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// Why an entry cannot be shown at all.
struct Refusal {
    field: &'static str,
    reason: Reason,
}

/// Reads a feed; `None` if it holds no list of events.
pub(super) fn read(
    root: &Node<'_>,
    language: &str,
    zones: &dyn Zones,
    source: &Arc<dyn Source>,
) -> Option<Feed> {
    let (entries, list) = entries(root)?;
    let zones = &ZoneBook::new(zones);
    let head = Entry::new(language, root.get("locale").and_then(language_tag), zones);
    let field = Field::root(root, &head);
    let zone = field.extension("timeZone").and_then(|zone| zone.zone());
    let title = field.words_of("title").map(|title| title.value);
    let next = field.extension("next").and_then(|next| next.whole_text());
    let calendar = field
        .extension("icalendar")
        .and_then(|address| address.whole_text());
    let context = Context {
        language: language.into(),
        locale: head.locale.clone(),
        zone: zone.clone(),
        list,
        origins: Renamed::default(),
    };
    let group = Group::new(&context, zones, Some(Arc::clone(source)));
    let mut feed = Feed {
        title,
        zone,
        next,
        calendar,
        ..Feed::default()
    };
    if let Node::Map(_) = root {
        feed.warnings = head.into_diagnostics(0, None);
    }
    let mut candidates = Vec::with_capacity(entries.len().min(MAX_ENTRIES));
    for (position, (id, node)) in entries.iter().enumerate() {
        if position == MAX_ENTRIES {
            feed.warnings.push(Diagnostic {
                position,
                name: None,
                field: String::from("entries"),
                reason: Reason::TooManyEntries,
            });
            break;
        }
        if let Some(candidate) = read_entry(&group, position, *id, node, &mut feed) {
            candidates.push(candidate);
        }
    }
    if !entries.is_empty() && !group.has_uids.get() {
        doubt();
    }
    repeated::take(candidates, &mut feed, zones);
    drop(group);
    feed.context = context;
    Some(feed)
}

fn read_entry(
    group: &Group<'_>,
    position: usize,
    id: Option<&str>,
    node: &Node<'_>,
    feed: &mut Feed,
) -> Option<Candidate> {
    group.position.set(position);
    let localized = group.localized(node);
    let node = localized.as_ref().unwrap_or(node);
    let entry = group.entry(node);
    let field = Field::root(node, &entry);
    match read_candidate(&field, group, position, id) {
        Ok(candidate) => {
            let uid = candidate.event.uid.as_str();
            warn(feed, entry.into_diagnostics(position, Some(uid)));
            Some(candidate)
        }
        Err(refusal) => {
            let name = field
                .text_of("uid")
                .or_else(|| Some(field.words_of("title")?.value));
            feed.skipped.push(Diagnostic {
                position,
                name: name.or_else(|| id.map(str::to_owned)),
                field: refusal.field.to_owned(),
                reason: refusal.reason,
            });
            None
        }
    }
}

fn read_candidate(
    field: &Field<'_>,
    group: &Group<'_>,
    position: usize,
    id: Option<&str>,
) -> Result<Candidate, Refusal> {
    let (mut event, clock) = event::read(field, group, id)?;
    let instance = Instance::read(field, &clock)?;
    if instance.is_none() && series::cause(field).is_some() {
        event.series = rare().and_then(|rare| (rare.series)(field, group, &event, &clock));
    }
    Ok(Candidate {
        position,
        updated: rare_if_there().and_then(|rare| (rare.updated)(field)),
        instance,
        event: Arc::new(event),
    })
}

/// Adds to what the publisher is told, as long as anybody would read it.
fn warn(feed: &mut Feed, warnings: Vec<Diagnostic>) {
    let left = MAX_WARNINGS.saturating_sub(feed.warnings.len());
    feed.warnings.extend(warnings.into_iter().take(left));
}

type Entries<'a> = Vec<(Option<&'a str>, &'a Node<'a>)>;

/// The list of entries, with their ids where it is a map, and where it stands.
fn entries<'a>(root: &'a Node<'a>) -> Option<(Entries<'a>, List)> {
    let (list, place) = match root {
        Node::Map(_) if root.get("@type").and_then(Node::as_text) == Some("Event") => {
            return Some((vec![(None, root)], List::Alone));
        }
        Node::Map(members) if root.numbered().is_none() => {
            let member = |name| {
                let at = members.iter().rposition(|(key, _)| key == name)?;
                let (_, node) = members.get(at).filter(|(_, node)| *node != Node::Null)?;
                Some((node, List::Member(at)))
            };
            member("entries").or_else(|| member("events"))?
        }
        list => (list, List::Root),
    };
    Some((entries_of(list)?, place))
}

fn entries_of<'a>(list: &'a Node<'a>) -> Option<Entries<'a>> {
    // The numbers of a list are no identities: they change with what stands before.
    if let Some(list) = list.numbered() {
        return Some(list.iter().map(|(_, node)| (None, node)).collect());
    }
    match list {
        Node::List(list) => Some(list.iter().map(|node| (None, node)).collect()),
        Node::Map(map) => Some(map.iter().map(|(id, node)| (Some(id.as_ref()), node)).collect()),
        _ => None,
    }
}
