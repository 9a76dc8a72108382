//! The programme as a timetable, and who shows something at a table.

use leptos::prelude::{AnyView, ClassAttribute, CustomAttribute, ElementChild, GlobalAttributes, IntoAny, With, view};

use super::detail::{link_list, prose};
use super::entry::foreign;
use super::heading::heading;
use super::link::outward;
use super::state::State;
use crate::date::Date;
use crate::event::{Event, ProgrammeItem, Speaker};
use crate::text::DateStyle;

/// The items in order; where it lasts several days, each day has its name.
pub fn programme(state: State, event: &Event) -> Option<AnyView> {
    if event.programme.is_empty() {
        return None;
    }
    let days: Vec<Date> = event.programme.iter().filter_map(|item| Some(item.start?.date())).collect();
    let has_days = days.iter().any(|day| Some(day) != days.first());
    let has_times = !days.is_empty();
    let mut before = None;
    let items: Vec<_> = event
        .programme
        .iter()
        .map(|item| {
            let day = item.start.map(|start| start.date()).filter(|day| has_days && before != Some(*day));
            before = day.or(before);
            let name = day.map(|day| state.words.with(|words| words.dates.date(day, DateStyle::Full)));
            view! {
                {name.map(|name| view! { <li class="lh-programme-day">{name}</li> })}
                {item_row(state, item, has_times)}
            }
        })
        .collect();
    Some(
        view! {
            <section class="lh-section" data-programme>
                {heading(state, 1, "lh-section-name", state.strings().programme.to_owned())}
                <ol class="lh-programme" data-times=has_times.then_some("")>{items}</ol>
            </section>
        }
        .into_any(),
    )
}

fn item_row(state: State, item: &ProgrammeItem, has_times: bool) -> AnyView {
    let time = item.start.map(|start| {
        let end = item.duration.and_then(|duration| duration.after(start));
        state.words.with(|words| match end {
            Some(end) if end > start => words.dates.range(start, end, DateStyle::Time),
            _ => words.clock(start),
        })
    });
    let speakers: Vec<_> = item.speakers.iter().map(|speaker| speaker_line(state, speaker)).collect();
    view! {
        <li class="lh-item" data-kind=item.kind.clone()>
            {has_times.then(|| view! { <p class="lh-item-time">{time}</p> })}
            <div class="lh-item-text">
                <p class="lh-item-title" lang=foreign(state, &item.title)>{item.title.value.clone()}</p>
                {(!speakers.is_empty()).then(|| view! { <ul class="lh-speakers">{speakers}</ul> })}
                {item.description.as_ref().map(|text| prose(state, text))}
                {link_list(state, &item.links)}
            </div>
        </li>
    }
    .into_any()
}

fn speaker_line(state: State, speaker: &Speaker) -> AnyView {
    let about: Vec<&str> =
        [&speaker.role, &speaker.organization].into_iter().flatten().map(|text| text.value.as_str()).collect();
    let language = speaker.role.as_ref().and_then(|role| foreign(state, role));
    let about = (!about.is_empty()).then(|| {
        view! {
            <span class="lh-speaker-about" lang=language>
                {about.join(", ")}
            </span>
        }
    });
    view! {
        <li>
            <span class="lh-speaker">{speaker.name.value.clone()}</span>
            {about}
        </li>
    }
    .into_any()
}

/// The info tables.
pub fn exhibitors(state: State, event: &Event) -> Option<AnyView> {
    if event.exhibitors.is_empty() {
        return None;
    }
    let rows: Vec<_> = event
        .exhibitors
        .iter()
        .map(|exhibitor| {
            let name = exhibitor.name.value.clone();
            let name = match &exhibitor.href {
                Some(href) => outward(href, name, "lh-link"),
                None => name.into_any(),
            };
            view! {
                <li>
                    <span class="lh-speaker">{name}</span>
                    {exhibitor.description.as_ref().map(|text| prose(state, text))}
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <section class="lh-section" data-exhibitors>
                {heading(state, 1, "lh-section-name", state.strings().exhibitors.to_owned())}
                <ul class="lh-exhibitors">{rows}</ul>
            </section>
        }
        .into_any(),
    )
}
