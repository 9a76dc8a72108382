//! One event in full: everything that the model holds, in the order in which people ask.

use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, GlobalAttributes, IntoAny, With, view,
};

use super::entry::{foreign, status_words};
use super::heading::heading;
use super::link::{link_text, outward};
use super::programme::{exhibitors, programme};
use super::state::State;
use super::{place, registration};
use crate::date::Occurrence;
use crate::embed::Images;
use crate::event::{Event, Image, Link, Report, Text};
use crate::text::fill;

/// The content of the dialog for one occurrence.
pub fn detail(state: State, occurrence: &Occurrence) -> AnyView {
    let event = &*occurrence.event;
    view! {
        <article class="lh-detail" part="detail" data-detail=event.uid.as_str().to_owned()>
            {head(state, event)}
            {facts(state, occurrence)}
            {event.image.as_ref().and_then(|image| picture(state, image))}
            {event.description.as_ref().map(|text| prose(state, text))}
            {programme(state, event)}
            {exhibitors(state, event)}
            {event.report.as_ref().map(|report| report_section(state, report))}
            {links(state, event)}
        </article>
    }
    .into_any()
}

fn head(state: State, event: &Event) -> AnyView {
    let strings = state.strings();
    let kind = event.types.join(" · ");
    let status = status_words(state, event).map(|words| {
        let from = event.postponed.as_ref().and_then(|postponed| postponed.previous_start);
        let from = from.map(|from| state.words.with(|words| words.moment(from)));
        from.map_or(words.to_owned(), |from| {
            let moved = fill(strings.postponed_from, &[&from]);
            if words == strings.postponed { moved } else { [words, " · ", &moved].concat() }
        })
    });
    view! {
        <header class="lh-detail-head">
            {(!kind.is_empty()).then(|| view! { <p class="lh-kind">{kind}</p> })}
            <div
                class="lh-detail-title"
                role="heading"
                aria-level=super::heading::level(state, 0)
                lang=foreign(state, &event.title)
            >
                {event.title.value.clone()}
            </div>
            {status.map(|status| view! { <p class="lh-badges"><span class="lh-badge lh-warning">{status}</span></p> })}
        </header>
    }
    .into_any()
}

/// When, where, registration, price and the rest, as pairs of a name and what it is.
fn facts(state: State, occurrence: &Occurrence) -> AnyView {
    let event = &*occurrence.event;
    let strings = state.strings();
    let mut rows: Vec<AnyView> = Vec::new();
    rows.push(fact(strings.when, when(state, occurrence)));
    rows.extend(place::places(state, event).map(|places| fact(strings.where_, places)));
    if let Some(registration) = &event.registration {
        rows.push(fact(strings.registration, registration::registration(state, registration, occurrence)));
    }
    if let Some(price) = &event.price {
        let words = match &price.text {
            Some(text) => text.value.clone(),
            None if price.is_free => strings.free.to_owned(),
            None => String::new(),
        };
        if !words.is_empty() {
            rows.push(fact(strings.price, words.into_any()));
        }
    }
    let organizers: Vec<_> = event
        .organizers
        .iter()
        .map(|organizer| {
            let name = organizer.name.value.clone();
            let name = match &organizer.href {
                Some(href) => outward(href, name, "lh-link"),
                None => name.into_any(),
            };
            view! { <span class="lh-line-item">{name}</span> }
        })
        .collect();
    if !organizers.is_empty() {
        rows.push(fact(strings.organizer, organizers.into_any()));
    }
    for (name, values) in [(strings.audience, &event.audience), (strings.topics, &event.topics)] {
        if !values.is_empty() {
            rows.push(fact(name, values.join(", ").into_any()));
        }
    }
    if let Some(language) = &event.language {
        rows.push(fact(strings.language, state.words.with(|words| words.dates.language_name(language)).into_any()));
    }
    if let Some(attendance) = &event.attendance {
        rows.push(fact(strings.attendance, attendance.value.clone().into_any()));
    }
    view! { <dl class="lh-facts-table">{rows}</dl> }.into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! {
        <div class="lh-fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}

fn when(state: State, occurrence: &Occurrence) -> AnyView {
    let strings = state.strings();
    let ((date, time), zone) = state.words.with(|words| (words.full(occurrence), words.zone(occurrence)));
    let zone = zone.map(|zone| fill(strings.zone_note, &[&zone]));
    let recurs = occurrence.event.recurs.then_some(strings.recurs);
    view! {
        <span class="lh-line-item lh-strong">{date}</span>
        {time.map(|time| view! { <span class="lh-line-item">{time}</span> })}
        {zone.map(|zone| view! { <span class="lh-line-item lh-quiet" data-zone>{zone}</span> })}
        {recurs.map(|recurs| view! { <span class="lh-line-item lh-quiet">{recurs}</span> })}
    }
    .into_any()
}

/// A text in its paragraphs, as text nodes: whatever the feed wrote, it stays words.
pub fn prose(state: State, text: &Text) -> AnyView {
    let paragraphs: Vec<_> = text
        .value
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(|paragraph| view! { <p class="lh-paragraph">{paragraph.to_owned()}</p> })
        .collect();
    view! {
        <div class="lh-prose" lang=foreign(state, text)>
            {paragraphs}
        </div>
    }
    .into_any()
}

/// A picture, if the partner lets it be asked for: a request tells its host who reads.
fn picture(state: State, image: &Image) -> Option<AnyView> {
    let address = image.href.as_str();
    let is_allowed = match state.options.with(|options| options.images) {
        Images::Any => true,
        Images::None => false,
        Images::Feed => {
            let own = origin(address);
            state.loaded.with(|loaded| loaded.origins.iter().any(|known| known == own))
        }
    };
    let alternative = image.alternative.as_ref().map(|text| text.value.clone()).unwrap_or_default();
    is_allowed.then(|| {
        view! {
            <img
                class="lh-picture"
                src=address.to_owned()
                alt=alternative
                loading="lazy"
                decoding="async"
                referrerpolicy="no-referrer"
                on:error=hide
            />
        }
        .into_any()
    })
}

/// A picture that does not come leaves no gap.
fn hide(event: leptos::ev::ErrorEvent) {
    use wasm_bindgen::JsCast;
    if let Some(image) = event.target().and_then(|image| image.dyn_into::<web_sys::Element>().ok()) {
        image.remove();
    }
}

/// Scheme, host and port of an absolute web address.
fn origin(address: &str) -> &str {
    let host = address.find("://").map_or(0, |scheme| scheme + 3);
    let end = address[host..].find(['/', '?', '#']).map_or(address.len(), |end| host + end);
    &address[..end]
}

fn report_section(state: State, report: &Report) -> AnyView {
    let strings = state.strings();
    let mut about: Vec<String> = Vec::new();
    if let Some(published) = report.published {
        let date = state.words.with(|words| words.dates.date(published, crate::text::DateStyle::Date));
        about.push(fill(strings.report_published, &[&date]));
    }
    about.extend(report.author.as_ref().map(|author| fill(strings.report_by, &[&author.value])));
    view! {
        <section class="lh-section" data-report>
            {heading(state, 1, "lh-section-name", strings.report.to_owned())}
            {report.text.as_ref().map(|text| prose(state, text))}
            {(!about.is_empty()).then(|| view! { <p class="lh-quiet">{about.join(" · ")}</p> })}
            {link_list(state, &report.links)}
        </section>
    }
    .into_any()
}

fn links(state: State, event: &Event) -> Option<AnyView> {
    let strings = state.strings();
    let page = event.page.as_ref().map(|page| outward(page, strings.event_page.to_owned(), "lh-button lh-primary"));
    if page.is_none() && event.links.is_empty() {
        return None;
    }
    let name = (!event.links.is_empty()).then(|| heading(state, 1, "lh-section-name", strings.links.to_owned()));
    Some(
        view! {
            <section class="lh-section">
                {name}
                {link_list(state, &event.links)}
                {page.map(|page| view! { <p class="lh-actions">{page}</p> })}
            </section>
        }
        .into_any(),
    )
}

/// Links, one below the other.
pub fn link_list(state: State, links: &[Link]) -> Option<AnyView> {
    if links.is_empty() {
        return None;
    }
    let links: Vec<_> = links
        .iter()
        .map(|link| view! { <li>{outward(&link.href, link_text(state, link), "lh-link")}</li> })
        .collect();
    Some(view! { <ul class="lh-links">{links}</ul> }.into_any())
}
