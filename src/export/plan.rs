//! A visitor's plan: what they have starred in the order of time, whole events and single talks, and what of it
//! overlaps.

use std::sync::Arc;

use crate::event::{End, Event, ProgrammeItem, Text, Uid, When};
use crate::export::Context;
use crate::export::words::{join, speakers_line};
use crate::order::sorted_positions;
use crate::schedule::{Occurrence, Shown};
use crate::text::slug;
use crate::time::{DateTime, Instant, Zone};

/// The longest key of a talk, in bytes.
const MAX_KEY: usize = 60;

/// One thing of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Planned {
    /// The event, or the talk as an event of its own.
    pub occurrence: Occurrence,
    /// Of a talk, the event that it belongs to, and its key there.
    pub talk_of: Option<(Occurrence, String)>,
    /// The positions of what overlaps with it.
    pub overlaps: Vec<usize>,
}

/// Names for the items of a programme, which stay when others come and go: of their titles, each once.
pub fn talk_keys(programme: &[ProgrammeItem]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for item in programme {
        let key = slug(&item.title.value, MAX_KEY);
        let key = if key.is_empty() { "talk".to_owned() } else { key };
        let mut unique = key.clone();
        let mut number = 2;
        while keys.contains(&unique) {
            unique = [&key, "-", &usize::to_string(&number)].concat();
            number += 1;
        }
        keys.push(unique);
    }
    keys
}

/// The plan of these occurrences, in the order of time. Of those of which a talk is starred (`is_starred`, by uid and
/// [key](talk_keys)) it has the talks.
pub fn plan<'a>(
    occurrences: impl Iterator<Item = &'a Occurrence>,
    is_starred: &dyn Fn(&str, &str) -> bool,
    context: &Context<'_>,
) -> Vec<Planned> {
    let mut all: Vec<Planned> = Vec::new();
    for occurrence in occurrences {
        let uid = occurrence.event.uid.as_str();
        let before = all.len();
        let programme = &occurrence.event.details().programme;
        for (position, key) in talk_keys(programme).into_iter().enumerate() {
            if is_starred(uid, &key) {
                all.push(Planned {
                    occurrence: talk(occurrence, position, &key, context),
                    talk_of: Some((occurrence.clone(), key)),
                    overlaps: Vec::new(),
                });
            }
        }
        if all.len() == before {
            all.push(Planned {
                occurrence: occurrence.clone(),
                talk_of: None,
                overlaps: Vec::new(),
            });
        }
    }
    let order = sorted_positions(all.len(), &|a, b| {
        all[a].occurrence.starts.cmp(&all[b].occurrence.starts)
    });
    let mut sorted: Vec<Planned> = order.iter().map(|&at| all[at].clone()).collect();
    let spans: Vec<Option<(Instant, Instant)>> = sorted.iter().map(|one| span(&one.occurrence)).collect();
    for (position, one) in sorted.iter_mut().enumerate() {
        let Some(own) = spans[position] else { continue };
        let others = spans.iter().enumerate().filter(|(other, span)| {
            *other != position && span.is_some_and(|span| span.0 < own.1 && own.0 < span.1)
        });
        one.overlaps = others.map(|(other, _)| other).collect();
    }
    sorted
}

/// When one is busy with it. Whole days leave room for others, and what has no end takes a minute.
fn span(occurrence: &Occurrence) -> Option<(Instant, Instant)> {
    let Shown::Timed { end, .. } = occurrence.shown else {
        return None;
    };
    let least = Instant(occurrence.starts.0 + 60);
    let ends = if end.is_some() { occurrence.ends } else { least };
    Some((occurrence.starts, ends.max(least)))
}

/// A talk as an event of its own, at its place and time.
fn talk(occurrence: &Occurrence, position: usize, key: &str, context: &Context<'_>) -> Occurrence {
    let event = &occurrence.event;
    let details = event.details();
    let item = &details.programme[position];
    let moved = |at: DateTime| at.checked_add_signed(occurrence.ahead());
    let when = item.start.and_then(moved).map(|start| {
        let next = details.programme.iter().filter_map(|other| moved(other.start?));
        let end = match item.duration {
            Some(duration) => End::After(duration),
            None => match next.filter(|next| *next > start).min() {
                Some(next) => End::At(next, None),
                None => end_of(occurrence),
            },
        };
        let zone = match &event.when {
            When::Timed { zone, .. } => zone.clone(),
            _ => context.policy.feed.clone(),
        };
        When::Timed { start, end, zone }
    });
    let uid = [&occurrence.id(), ";talk=", key].concat();
    let mut own = Event::new(
        Uid::new(uid),
        item.title.value.clone(),
        when.clone().unwrap_or_else(|| event.when.clone()),
    );
    own.title = item.title.clone();
    own.status = event.status;
    own.place = event.place.clone();
    own.is_online = event.is_online;
    let (venues, online) = (details.venues.clone(), details.online.clone());
    let mut text = event.title.value.clone();
    join(&mut text, &speakers_line(item), "\n\n");
    if let Some(description) = &item.description {
        join(&mut text, &description.value, "\n\n");
    }
    let links = item.links.clone();
    let told = own.details_mut();
    told.venues = venues;
    told.online = online;
    told.links = links;
    told.description = Some(Text {
        value: text,
        language: item.title.language.clone(),
    });
    let mut talk = Occurrence::first(&Arc::new(own), context.policy, context.zones);
    if when.is_none() {
        talk = Occurrence {
            event: talk.event,
            recurrence_id: None,
            ..occurrence.clone()
        };
    }
    talk
}

/// The end of the event on the clock of its start, for the last item; none where the event has none.
fn end_of(occurrence: &Occurrence) -> End {
    let When::Timed { start, end, zone } = &occurrence.event.when else {
        return End::Open;
    };
    let ahead = |at: DateTime| at.checked_add_signed(occurrence.ahead());
    match end {
        End::Open => End::Open,
        End::At(end, other) => match ahead(*end) {
            Some(end) => End::At(end, other.clone().filter(|other: &Zone| other != zone)),
            None => End::Open,
        },
        End::After(duration) => match duration.after(*start).and_then(ahead) {
            Some(end) => End::At(end, None),
            None => End::Open,
        },
    }
}
