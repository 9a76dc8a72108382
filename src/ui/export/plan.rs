//! What the visitor has starred as a plan: single talks in place of their events, and in words what overlaps. It comes
//! with the exports (`ui::part`).

use crate::app::{State, talk_name};
use crate::dom::{Node, classed, el};
use crate::export::{Planned, plan};
use crate::i18n::{PaperWords, fill, isolated};
use crate::schedule::Occurrence;
use crate::ui::detail::talk::talk_link;
use crate::ui::export::shown::in_context;
use crate::ui::language::{isolate, our_words};
use crate::ui::list::entry::foreign;

/// A plan, each part of it with what it overlaps with in words.
pub type Plan = Vec<(Planned, String)>;

/// The plan of these occurrences, in the order of time.
pub fn planned(state: State, occurrences: &[Occurrence]) -> Vec<Planned> {
    let is_starred = |uid: &str, key: &str| state.stars.has(&talk_name(uid, key));
    in_context(state, |context| plan(occurrences.iter(), &is_starred, context))
}

/// The same, each with what it overlaps with in words.
pub fn with_words(state: State, occurrences: &[Occurrence]) -> Plan {
    let plan = planned(state, occurrences);
    let words: Vec<String> = plan.iter().map(|one| overlap(state, &plan, one)).collect();
    plan.into_iter().zip(words).collect()
}

/// With what a part of a plan overlaps, in words; empty where it does not.
pub fn overlap(state: State, plan: &[Planned], one: &Planned) -> String {
    let named = |&at: &usize| {
        let other = &plan.get(at)?.occurrence;
        let when = state.words.with(|words| words.short(other, false));
        let title = isolated(&other.event.title.value);
        Some([&title, " (", &when, ")"].concat())
    };
    let others: Vec<String> = one.overlaps.iter().filter_map(named).collect();
    if others.is_empty() {
        return String::new();
    }
    let words = PaperWords::of(state.strings().tag());
    fill(words.overlaps(), &[&others.join(", ")])
}

/// What a row says of an event in a plan: its starred talks, each as a link, and what overlaps.
pub fn notes(state: State, occurrence: &Occurrence) -> Node {
    let days = occurrence.days();
    let near: Vec<Occurrence> = state.catalog.left.with(|left| {
        let is_near = |one: &&Occurrence| one.days().intersect(days).is_some();
        left.iter().filter(is_near).cloned().collect()
    });
    let plan = planned(state, &near);
    let id = occurrence.id();
    let mut lines: Vec<Node> = Vec::new();
    for one in &plan {
        let note = overlap(state, &plan, one);
        let note = (!note.is_empty()).then(|| {
            our_words(state, classed("p", "lh-overlap"))
                .flag("data-overlap", true)
                .child(note)
        });
        match &one.talk_of {
            None if one.occurrence.id() == id => lines.extend(note.map(Node::from)),
            Some((event, key)) if event.id() == id => {
                let talk = &one.occurrence;
                let when = state.words.with(|words| words.short(talk, false));
                let link = talk_link(state, occurrence, key, |_| {});
                let title =
                    isolate(talk.event.title.value.clone()).attr("lang", foreign(state, &talk.event.title));
                let title = match link {
                    Some(link) => link
                        .attr("class", "lh-link")
                        .attr("data-opens", id.clone())
                        .child(title),
                    None => title,
                };
                lines.push(
                    el("div")
                        .attr("data-planned", key.clone())
                        .child(el("p").child(title).child([" · ", &when].concat()))
                        .child(note)
                        .into(),
                );
            }
            _ => {}
        }
    }
    if lines.is_empty() {
        return Node::Nothing;
    }
    classed("div", "lh-plan").child(lines).into()
}
