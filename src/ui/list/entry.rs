//! One occurrence as a line of a list.

use crate::app::{Images, State};
use crate::dom::{Element, Node, classed};
use crate::event::{Event, Format, Said, Status, Text, When};
use crate::schedule::Occurrence;
use crate::text::{primary_language, split_once};
use crate::ui::language::{isolate, our_words, own_direction};
use crate::ui::link::event_address;
use crate::ui::list::star::star;
use crate::ui::part;

/// An occurrence with its title, time, place and what else decides whether one goes.
pub fn entry(state: State, occurrence: &Occurrence) -> Node {
    let event = &occurrence.event;
    let tells_zone = state.catalog.zone.with(String::is_empty);
    let when = state.words.with(|words| words.short(occurrence, tells_zone));
    let place = place_line(state, event)
        .map(|place| classed("span", "lh-place").child(isolate(part::marked(state, &place))));
    let is_ours = when == state.strings().all_day();
    let time = classed("span", "lh-time").attr("lang", state.own_language().filter(|_| is_ours));
    classed("li", "lh-entry")
        .key(occurrence.id())
        .attr("part", "event")
        .attr("data-uid", event.uid.as_str().to_owned())
        .attr("data-status", status_name(event))
        .attr("--_kind", part::colour(state, event))
        .flag("data-picture", may_have_picture(state, event))
        .child(
            event
                .types
                .first()
                .map(|kind| own_direction(classed("p", "lh-kind")).child(part::marked(state, kind))),
        )
        .child(title_link(state, occurrence))
        .child(classed("p", "lh-facts").child(time.child(when)).child(place))
        .child(part::beside(state, event))
        .child(part::why(state, occurrence, false))
        .child(part::plan(state, occurrence))
        .child(badges(state, occurrence))
        .child(star(state, event))
        .into()
}

/// True where a picture may come: its room is there before it is.
pub fn may_have_picture(state: State, event: &Event) -> bool {
    event.said.has(Said::IMAGE) && state.options.with(|options| options.images != Images::None)
}

/// The events of one day as lines, or the words that there are none.
// A copy in each part that has it, as with `on_day`.
#[inline(always)]
pub fn day_entries<'a>(state: State, occurrences: impl Iterator<Item = &'a Occurrence>) -> Node {
    let mut entries = Vec::new();
    for occurrence in occurrences {
        entries.push(entry(state, occurrence));
    }
    if entries.is_empty() {
        return our_words(state, classed("p", "lh-quiet"))
            .child(state.strings().no_events_day())
            .into();
    }
    classed("ul", "lh-entries").child(entries).into()
}

/// The event's title as a link; a plain click on it opens the detail.
pub fn title_link(state: State, occurrence: &Occurrence) -> Element {
    let event = &occurrence.event;
    own_direction(classed("a", "lh-title"))
        .attr("part", "event-link")
        .attr("href", event_address(state, occurrence))
        .attr("data-opens", occurrence.id())
        .attr("lang", foreign(state, &event.title))
        .child(part::marked(state, &event.title.value))
}

/// The language of a text as a `lang` attribute, where it is not the calendar's.
pub fn foreign(state: State, text: &Text) -> Option<String> {
    let language = text.language.as_deref()?;
    let is_own = |own: &str| primary_language(language).eq_ignore_ascii_case(primary_language(own));
    let is_foreign = state.options.with(|options| !is_own(&options.language));
    is_foreign.then(|| language.to_owned())
}

/// The status as the attribute `data-status` has it.
pub fn status_name(event: &Event) -> Option<&'static str> {
    match event.status {
        Status::Cancelled => Some("cancelled"),
        Status::Tentative => Some("tentative"),
        Status::Confirmed if event.postponed.is_some() => Some("postponed"),
        Status::Confirmed => None,
    }
}

/// What the status is called; nothing for an event that simply takes place.
pub fn status_words(state: State, event: &Event) -> Option<&'static str> {
    let strings = state.strings();
    match event.status {
        Status::Cancelled => Some(strings.cancelled()),
        Status::Tentative => Some(strings.tentative()),
        Status::Confirmed => event.postponed.is_some().then_some(strings.postponed()),
    }
}

/// "Lichthöfe der regiocom, Magdeburg", "Online".
pub fn place_line(state: State, event: &Event) -> Option<String> {
    let strings = state.strings();
    let place = event.place.as_ref().map(|place| {
        let mut parts: Vec<&str> = Vec::new();
        parts.extend(place.name.as_ref().map(|name| name.value.as_str()));
        parts.extend(
            place
                .city
                .as_deref()
                .filter(|city| !parts.iter().any(|part| split_once(part, city).is_some())),
        );
        parts.join(", ")
    });
    match event.format()? {
        Format::Online => Some(strings.online().to_owned()),
        Format::OnSite => place.filter(|place| !place.is_empty()),
        Format::Hybrid => {
            let mut text = place.filter(|place| !place.is_empty())?;
            text.push_str(" · ");
            text.push_str(strings.online());
            Some(text)
        }
    }
}

/// What else decides whether one goes: that it is cancelled, full, put off. Their room is there before they are.
pub fn badges(state: State, occurrence: &Occurrence) -> Node {
    let event = &occurrence.event;
    let has_any = (event.status != Status::Confirmed && !matches!(event.when, When::Tentative { .. }))
        || event.postponed.is_some()
        || event.featured
        || (event.is_online && occurrence.foreign_offset.is_some())
        || occurrence.recurrence_id.is_some()
        || (event.registration.is_some() && !occurrence.is_past(state.clock.now.get()));
    if !has_any {
        return Node::Nothing;
    }
    classed("p", "lh-badges")
        .child(part::badges(state, occurrence))
        .into()
}
