//! The events of several feeds as those of one: what is the same stands once, with what each feed adds.

use std::sync::Arc;

use crate::event::{Details, Event, Href, Link, Origin, Place, Rest, Source, Status, Uid, Venue};
use crate::feed::likeness::{are_alike, is_same_with_uid, moment};
use crate::order::sorted_positions;
use crate::text::Digits;
use crate::time::{Zone, Zones};

/// How many events of one moment are compared with each other: more of them begin at once only where a date is made up.
const MOST_AT_ONCE: usize = 100;

/// An event of a feed, in all feeds.
struct Entry<'a> {
    feed: usize,
    event: &'a Arc<Event>,
    /// The entry that it is shown with.
    into: usize,
}

/// The events of several feeds in the order of the feeds. Of those that are the same the one of the first feed is shown,
/// with what the others add. Where one uid stands for different events in two feeds, the later one gets another.
///
/// Times without a zone are read in `floating`.
pub fn merge(feeds: &[&[Arc<Event>]], floating: &Zone, zones: &dyn Zones) -> Vec<Arc<Event>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (feed, events) in feeds.iter().enumerate() {
        for event in *events {
            let into = entries.len();
            entries.push(Entry { feed, event, into });
        }
    }
    let renamed = join_by_uid(&mut entries);
    join_by_likeness(&mut entries, floating, zones);

    let mut added: Vec<Vec<usize>> = vec![Vec::new(); entries.len()];
    for at in 0..entries.len() {
        let into = shown_with(&entries, at);
        if into != at {
            added[into].push(at);
        }
    }
    let mut merged = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if entry.into != at {
            continue;
        }
        let mut event = Arc::clone(entry.event);
        if !added[at].is_empty() {
            let same = [at].into_iter().chain(added[at].iter().copied());
            event = join(same.map(|at| entries[at].event));
        }
        if renamed[at] {
            let own = Arc::make_mut(&mut event);
            own.uid = Uid::new(own_uid(own, entry.feed));
        }
        merged.push(event);
    }
    merged
}

/// The entry that one is shown with in the end: it may be the same as one that is the same as another.
fn shown_with(entries: &[Entry<'_>], mut at: usize) -> usize {
    while entries[at].into != at {
        at = entries[at].into;
    }
    at
}

/// A uid that no other feed gives.
fn own_uid(event: &Event, feed: usize) -> String {
    let name = event.feeds.first().map_or("", |name| name.as_str());
    [event.uid.as_str(), "@", name, "#", &feed.digits()].concat()
}

/// Joins what has one uid in several feeds; says of each entry whether it has it for something else.
fn join_by_uid(entries: &mut [Entry<'_>]) -> Vec<bool> {
    let mut joined = Vec::new();
    let mut renamed = vec![false; entries.len()];
    let uid = |at: usize| &entries[at].event.uid;
    let order = sorted_positions(entries.len(), &|a, b| uid(a).cmp(uid(b)));
    for same in order.chunk_by(|a, b| uid(*a) == uid(*b)) {
        let Some((first, others)) = same.split_first() else {
            continue;
        };
        for &other in others {
            if is_same_with_uid(entries[*first].event, entries[other].event) {
                // Written below, when nobody reads.
                joined.push((other, *first));
            } else {
                renamed[other] = true;
            }
        }
    }
    for (at, into) in joined {
        entries[at].into = into;
    }
    renamed
}

fn join_by_likeness(entries: &mut [Entry<'_>], floating: &Zone, zones: &dyn Zones) {
    let moments: Vec<Option<(u8, i64)>> = entries
        .iter()
        .map(|entry| moment(entry.event, floating, zones))
        .collect();
    let order = sorted_positions(entries.len(), &|a, b| moments[a].cmp(&moments[b]));
    for at_once in order.chunk_by(|a, b| moments[*a] == moments[*b]) {
        let is_known = at_once.first().is_some_and(|at| moments[*at].is_some());
        if !is_known || at_once.len() > MOST_AT_ONCE {
            continue;
        }
        for (number, &other) in at_once.iter().enumerate() {
            if entries[other].into != other {
                continue;
            }
            let found = at_once[..number].iter().find_map(|&first| {
                let into = shown_with(entries, first);
                // Within a feed nothing is the same that has uids of its own.
                let is_of_feed =
                    |&at: &usize| entries[at].feed == entries[other].feed && shown_with(entries, at) == into;
                let is_same =
                    !at_once.iter().any(is_of_feed) && are_alike(entries[first].event, entries[other].event);
                is_same.then_some(into)
            });
            if let Some(into) = found {
                entries[other].into = into;
            }
        }
    }
}

/// One event of several that are the same: what the first says, and what it does not say from the others.
fn join<'a>(same: impl Iterator<Item = &'a Arc<Event>>) -> Arc<Event> {
    let same: Vec<Arc<Event>> = same.cloned().collect();
    let mut joined = Event::clone(&same[0]);
    for other in &same[1..] {
        let other = Event::clone(other);
        match (&mut joined.place, other.place) {
            (Some(place), Some(other)) => add_place(place, other),
            (place, other) => *place = place.take().or(other),
        }
        // Whoever does not know of it yet has not heard of it.
        if other.status == Status::Cancelled {
            joined.status = other.status;
        }
        joined.postponed = joined.postponed.or(other.postponed);
        joined.is_online |= other.is_online;
        joined.page = joined.page.or(other.page);
        joined.registration = joined.registration.or(other.registration);
        joined.featured |= other.featured;
        joined.color = joined.color.or(other.color);
        joined.said = joined.said.with(other.said);
        add(&mut joined.types, other.types);
        add(&mut joined.feeds, other.feeds);
    }
    let page = joined.page.clone();
    joined.rest = Rest::at(Some(Origin {
        source: Arc::new(Joined { same, page }),
        entry: 0,
        date: None,
    }));
    Arc::new(joined)
}

fn add_place(place: &mut Place, other: Place) {
    // The words of one are among those of the other: a name without a town is not filled up by half.
    if place.name.is_none() || place.city.is_none() && other.city.is_some() {
        *place = Place {
            name: other.name.or(place.name.take()),
            city: other.city.or(place.city.take()),
        };
    }
}

/// Adds those that are not there yet.
fn add<T: PartialEq>(all: &mut Vec<T>, others: Vec<T>) {
    for other in others {
        if !all.contains(&other) {
            all.push(other);
        }
    }
}

/// What several feeds say of one event, read when it is asked for.
struct Joined {
    same: Vec<Arc<Event>>,
    page: Option<Href>,
}

impl Source for Joined {
    fn read(&self, _: &Origin, _: &[&Event]) -> Vec<Details> {
        let mut joined: Option<Details> = None;
        for event in &self.same {
            let mut details = event.details().clone();
            if !event.rest.is_read() {
                // Another time there may be more to it.
                return Vec::new();
            }
            // The page of another feed is one more way to know more.
            if let Some(page) = event.page.clone().filter(|page| self.page.as_ref() != Some(page)) {
                details.links.push(Link {
                    href: page,
                    title: None,
                    relation: Some("alternate".to_owned()),
                });
            }
            match &mut joined {
                Some(joined) => add_details(joined, details),
                None => joined = Some(details),
            }
        }
        joined.into_iter().collect()
    }
}

fn add_details(joined: &mut Details, other: Details) {
    fn or<T>(mine: &mut Option<T>, other: Option<T>) {
        *mine = mine.take().or(other);
    }
    fn fill<T>(mine: &mut Vec<T>, others: Vec<T>) {
        if mine.is_empty() {
            *mine = others;
        }
    }
    or(&mut joined.description, other.description);
    or(&mut joined.ages, other.ages);
    or(&mut joined.language, other.language);
    or(&mut joined.price, other.price);
    or(&mut joined.image, other.image);
    or(&mut joined.report, other.report);
    or(&mut joined.attendance, other.attendance);
    or(&mut joined.history, other.history);
    let is_nameless = |venues: &[Venue]| venues.first().is_some_and(|venue| venue.name.is_none());
    if is_nameless(&joined.venues) && !other.venues.is_empty() && !is_nameless(&other.venues) {
        joined.venues = other.venues;
    } else {
        fill(&mut joined.venues, other.venues);
    }
    fill(&mut joined.online, other.online);
    fill(&mut joined.extra, other.extra);
    fill(&mut joined.programme, other.programme);
    fill(&mut joined.exhibitors, other.exhibitors);
    add(&mut joined.topics, other.topics);
    add(&mut joined.audience, other.audience);
    add(&mut joined.accessibility, other.accessibility);
    for link in other.links {
        if !joined.links.iter().any(|known| known.href == link.href) {
            joined.links.push(link);
        }
    }
    for one in other.organizers {
        if !joined
            .organizers
            .iter()
            .any(|known| known.name.value == one.name.value)
        {
            joined.organizers.push(one);
        }
    }
}
