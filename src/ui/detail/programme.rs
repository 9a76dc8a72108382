//! The programme as a timetable, and who shows something at a table.

use crate::app::State;
use crate::dom::{Element, Node, Reference, Signal, classed, el};
use crate::event::{Details, Exhibitor, ProgrammeItem, Speaker};
use crate::export::talk_keys;
use crate::i18n::{DateStyle, DetailWords};
use crate::schedule::Occurrence;
use crate::time::{Date, DateTime};
use crate::ui::detail::event::{link_list, section};
use crate::ui::detail::more::more_by;
use crate::ui::detail::prose::prose;
use crate::ui::detail::talk::{follow_fragment, tools};
use crate::ui::language::{isolate, own_direction};
use crate::ui::link::outward;
use crate::ui::list::entry::foreign;
use crate::ui::part;

/// The items in order, at the times of this occurrence; where it lasts several days, each day has its name.
pub fn programme(state: State, occurrence: &Occurrence) -> Node {
    let programme = &occurrence.event.details().programme;
    if programme.is_empty() {
        return Node::Nothing;
    }
    let ahead = occurrence.ahead();
    let starts = programme.iter().map(|item| item.start?.checked_add_signed(ahead));
    let starts: Vec<Option<DateTime>> = starts.collect();
    let days: Vec<Date> = starts.iter().flatten().map(DateTime::date).collect();
    let has_days = days.iter().any(|day| Some(day) != days.first());
    let has_times = !days.is_empty();
    let mut before = None;
    let mut rows = Vec::new();
    let reference: Reference = Signal::new(None);
    follow_fragment(state, reference);
    let keys = talk_keys(programme);
    for ((item, start), key) in programme.iter().zip(starts).zip(&keys) {
        let day = start
            .map(|start| start.date())
            .filter(|&day| has_days && before != Some(day));
        if let Some(day) = day {
            before = Some(day);
            let name = state.date(day, DateStyle::Full);
            rows.push(classed("li", "lh-programme-day").child(name).into());
        }
        let tools = (item.kind.as_deref() != Some("break")).then(|| tools(state, occurrence, item, key));
        rows.push(
            item_row(state, item, start, has_times)
                .attr("data-talk", key.clone())
                .child(tools)
                .into(),
        );
    }
    section(state, DetailWords::of(state.strings().tag()).programme())
        .flag("data-programme", true)
        .reference(reference)
        .child(
            classed("ol", "lh-programme")
                .flag("data-times", has_times)
                .child(rows),
        )
        .into()
}

fn item_row(state: State, item: &ProgrammeItem, start: Option<DateTime>, has_times: bool) -> Element {
    let time = start.map(|start| {
        let end = item.duration.and_then(|duration| duration.after(start));
        state.words.with(|words| match end {
            Some(end) if end > start => words.dates.range(start, end, DateStyle::Time),
            _ => words.clock(start),
        })
    });
    let speakers: Vec<_> = item
        .speakers
        .iter()
        .map(|speaker| speaker_line(state, speaker))
        .collect();
    let title = own_direction(classed("p", "lh-item-title"))
        .attr("lang", foreign(state, &item.title))
        .child(part::marked(state, &item.title.value));
    let text = classed("div", "lh-item-text")
        .child(title)
        .child((!speakers.is_empty()).then(|| classed("ul", "lh-speakers").child(speakers)))
        .child(item.description.as_ref().map(|text| prose(state, text, &[])))
        .child(link_list(state, &item.links));
    classed("li", "lh-item")
        .attr("data-kind", item.kind.clone())
        .attr("tabindex", "-1")
        .child(has_times.then(|| classed("p", "lh-item-time").child(time)))
        .child(text)
}

fn speaker_line(state: State, speaker: &Speaker) -> Node {
    let language = speaker.role.as_ref().and_then(|role| foreign(state, role));
    let (role, organization) = (&speaker.role, &speaker.organization);
    let comma = role.is_some() && organization.is_some();
    let is_any = role.is_some() || organization.is_some();
    let about = is_any.then(|| {
        classed("span", "lh-speaker-about")
            .attr("lang", language)
            .child(role.as_ref().map(|role| isolate(role.value.clone())))
            .child(comma.then_some(", "))
            .child(organization.as_ref().map(|one| more_by(state, &one.value)))
    });
    el("li")
        .child(own_direction(classed("span", "lh-speaker")).child(part::marked(state, &speaker.name.value)))
        .child(about)
        .into()
}

/// The info tables.
pub fn exhibitors(state: State, details: &Details) -> Node {
    if details.exhibitors.is_empty() {
        return Node::Nothing;
    }
    let row = |exhibitor: &Exhibitor| {
        let name = exhibitor.name.value.clone();
        let name = match &exhibitor.href {
            Some(href) => own_direction(outward(state, href, "lh-link")).child(name),
            None => isolate(name),
        };
        let description = exhibitor.description.as_ref().map(|text| prose(state, text, &[]));
        el("li")
            .child(classed("span", "lh-speaker").child(name))
            .child(description)
            .into()
    };
    section(state, DetailWords::of(state.strings().tag()).exhibitors())
        .flag("data-exhibitors", true)
        .child(classed("ul", "lh-exhibitors").child(details.exhibitors.iter().map(row).collect::<Vec<_>>()))
        .into()
}
