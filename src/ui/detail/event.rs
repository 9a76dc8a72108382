//! One event in full: everything that the model holds, in the order in which people ask.

use std::sync::Arc;

use crate::app::Part;
use crate::app::State;
use crate::dom::{
    Element, Node, Signal, button, classed, closest, el, next_frame, reactive, truth, window_height,
};
use crate::event::{Event, Link, Report, Status};
use crate::filter::Facet;
use crate::i18n::{AccessWords, DateStyle, DetailWords, RowWords, SeriesWords, fill, isolated};
use crate::schedule::Occurrence;
use crate::text::Digits;
use crate::ui::detail::more::{list_of, more_of};
use crate::ui::detail::programme::{exhibitors, programme};
use crate::ui::detail::prose::prose;
use crate::ui::detail::{place, registration, series};
use crate::ui::export::at_once::at_once;
use crate::ui::heading::heading;
use crate::ui::language::{isolate, our_words, own_direction};
use crate::ui::link::{named, outward};
use crate::ui::list::badges::{badge, own_time};
use crate::ui::list::entry::{foreign, status_words};
use crate::ui::list::star::star_words;
use crate::ui::part;
use crate::ui::picture::told_picture;

/// The content of the dialog for one occurrence. `way` is what is open of the ways to take it along: it outlives
/// what is built here.
pub fn detail(state: State, occurrence: &Occurrence, way: Signal<Option<Way>>) -> Node {
    let event = &*occurrence.event;
    let details = event.details();
    classed("article", "lh-detail")
        .attr("part", "detail")
        .attr("data-detail", event.uid.as_str().to_owned())
        .child(
            details
                .image
                .as_ref()
                .and_then(|image| told_picture(state, image)),
        )
        .child(head(state, event))
        .child(part::why(state, occurrence, true))
        .child(facts(state, occurrence, way))
        .child(taking(state, occurrence, way))
        .child(
            details
                .description
                .as_ref()
                .map(|text| prose(state, text, &details.markup)),
        )
        .child(programme(state, occurrence))
        .child(exhibitors(state, details))
        .child(
            details
                .report
                .as_ref()
                .map(|report| report_section(state, report)),
        )
        .child(more_facts(state, event))
        .child(links(state, event))
        .into()
}

fn head(state: State, event: &Event) -> Node {
    let strings = state.strings();
    let kind = event.types.join(" · ");
    let moved = event
        .postponed
        .as_ref()
        .and_then(|postponed| postponed.previous_start);
    let moved = moved.map(|from| {
        let from = state.words.with(|words| words.moment(from));
        fill(RowWords::of(strings.tag()).postponed_from(), &[&isolated(&from)])
    });
    let mut status: Vec<String> = Vec::new();
    let featured = event
        .featured
        .then(|| badge(state, "lh-badge lh-accent").child(RowWords::of(strings.tag()).featured()));
    status.extend(
        status_words(state, event)
            .filter(|&words| words != strings.postponed() || moved.is_none())
            .map(str::to_owned),
    );
    status.extend(moved);
    let badges = status
        .into_iter()
        .map(|words| badge(state, "lh-badge lh-warning").child(words).into());
    let badges: Vec<Node> = featured.into_iter().map(Node::from).chain(badges).collect();
    classed("header", "lh-detail-head")
        .child((!kind.is_empty()).then(|| own_direction(classed("p", "lh-kind")).child(kind)))
        .child(
            own_direction(heading(state, 0, "lh-detail-title"))
                .attr("lang", foreign(state, &event.title))
                .child(event.title.value.clone()),
        )
        .child((!badges.is_empty()).then(|| classed("p", "lh-badges").child(badges)))
        .into()
}

/// What of an event is taken along, below the button for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Into the visitor's own calendar.
    IntoCalendar,
    /// To somebody else.
    ToOthers,
}

/// The star, the ways into a calendar, and those to somebody else.
fn taking(state: State, occurrence: &Occurrence, chosen: Signal<Option<Way>>) -> Node {
    if !state.options.with(|options| options.controls.export) {
        return Node::Nothing;
    }
    let words = DetailWords::of(state.strings().tag());
    let opener = move |way: Way, name: &'static str, key: &'static str| {
        let is_open = move || chosen.get() == Some(way);
        our_words(state, button("lh-button"))
            .attr("data-way", key)
            .reactive_attr("aria-expanded", move || truth(is_open()).into())
            .on("pointerover", move |_| state.expect(Part::Export))
            .on("click", move |event| {
                state.need(Part::Export);
                chosen.set(if is_open() { None } else { Some(way) });
                let panel = closest(&event, "article")
                    .and_then(|article| article.query_selector(".lh-way-panel").ok().flatten());
                next_frame(move || bring_into_sight(panel));
            })
            .child(name)
    };
    let is_cancelled = occurrence.event.status == Status::Cancelled;
    let ends = occurrence.ends;
    let (event, starred) = (Arc::clone(&occurrence.event), Arc::clone(&occurrence.event));
    let called = Arc::clone(&occurrence.event);
    let star = our_words(state, button("lh-button lh-star-button"))
        .flag("data-star-here", true)
        .reactive_attr("aria-pressed", move || {
            truth(state.stars.has(starred.uid.as_str())).into()
        })
        .on("click", move |_| state.stars.toggle(event.uid.as_str(), None))
        .child(reactive(move || {
            let is_set = state.stars.has(called.uid.as_str());
            if is_set { words.starred() } else { words.star() }.to_owned()
        }));
    let occurrence = occurrence.clone();
    let panel = move || {
        let occurrence = occurrence.clone();
        chosen.get().map(|way| {
            part::export_content(state, move |export| match way {
                Way::IntoCalendar => (export.into_calendar)(state, occurrence.clone()),
                Way::ToOthers => (export.to_others)(state, occurrence.clone()),
            })
        })
    };
    classed("div", "lh-taking")
        .child(
            classed("p", "lh-way-row")
                .child(reactive(move || {
                    let takes_place = !is_cancelled && state.clock.now.get() < ends;
                    takes_place.then(|| opener(Way::IntoCalendar, words.into_calendar(), "calendar"))
                }))
                .child(opener(Way::ToOthers, words.share(), "share"))
                .child(star),
        )
        .child(classed("div", "lh-way-panel").child(reactive(panel)))
        .child(
            our_words(state, classed("p", "lh-kept-here"))
                .attr("role", "status")
                .child(reactive(move || star_words(state).map(str::to_owned))),
        )
        .into()
}

/// Where the buttons stay in sight, what they open may lie below the window.
fn bring_into_sight(panel: Option<web_sys::Element>) {
    /// How much of it is to be seen at least, in CSS pixels.
    const SEEN: f64 = 160.0;
    let Some(panel) = panel else { return };
    if panel.get_bounding_client_rect().top() + SEEN > window_height() {
        panel.scroll_into_view();
    }
}

/// When, where, registration, price and the dates of a series, as pairs of a name and what it is.
fn facts(state: State, occurrence: &Occurrence, way: Signal<Option<Way>>) -> Node {
    let event = &*occurrence.event;
    let detail_words = DetailWords::of(state.strings().tag());
    let series_words = SeriesWords::of(state.strings().tag());
    let fact = |name: &'static str, value: Node| fact(state, name, value);
    let mut rows: Vec<Node> = Vec::new();
    rows.push(fact(detail_words.when(), when(state, occurrence, way)));
    rows.extend(place::places(state, event).map(|places| fact(detail_words.where_(), places)));
    if let Some(registration) = &event.registration {
        rows.push(fact(
            detail_words.registration(),
            registration::registration(state, registration, occurrence),
        ));
    }
    if let Some(price) = &event.details().price {
        let text = price.text.as_ref();
        let text = text.map(|text| isolate(text.value.clone()).attr("lang", foreign(state, text)));
        let free = || our_words(state, el("span")).child(detail_words.free());
        let words = text.or_else(|| (price.is_free == Some(true)).then(free));
        rows.extend(words.map(|words| fact(detail_words.price(), words.into())));
    }
    rows.extend(series::next_dates(state, occurrence).map(|dates| fact(series_words.next(), dates)));
    classed("dl", "lh-facts-table").child(rows).into()
}

/// What else there is to know: organizers, for whom, and the like.
fn more_facts(state: State, event: &Event) -> Node {
    let details = event.details();
    let detail_words = DetailWords::of(state.strings().tag());
    let fact = |name: &'static str, value: Node| fact(state, name, value);
    let mut rows: Vec<Node> = Vec::new();
    if !details.organizers.is_empty() {
        let organizer = |organizer: &crate::event::Organizer| {
            let name = &organizer.name.value;
            let page = organizer.href.as_ref();
            let page = page.map(|href| {
                own_direction(outward(state, href, "lh-link"))
                    .child(name.clone())
                    .into()
            });
            line("").child(more_of(state, Facet::Organizer, name, page))
        };
        let organizers: Vec<Node> = details
            .organizers
            .iter()
            .map(|one| organizer(one).into())
            .collect();
        rows.push(fact(detail_words.organizer(), organizers.into()));
    }
    if !details.audience.is_empty() {
        let audience = isolate(details.audience.join(", "));
        rows.push(fact(detail_words.audience(), audience.into()));
    }
    if let Some(ages) = details.ages {
        let (from, to) = (usize::from(ages.from).digits(), ages.to);
        let to = to.map(|to| usize::from(to).digits());
        let words = match to {
            None => fill(detail_words.from_age(), &[&from]),
            Some(to) if ages.from == 0 => fill(detail_words.up_to_age(), &[&to]),
            Some(to) => [&from, "–", &to].concat(),
        };
        rows.push(fact(detail_words.age(), words.into()));
    }
    if !details.accessibility.is_empty() {
        let words = AccessWords::of(state.strings().tag());
        let names = details.accessibility.iter().map(|access| words.name(*access));
        let names = names.collect::<Vec<_>>().join(", ");
        rows.push(fact(
            detail_words.accessibility(),
            our_words(state, el("span")).child(names).into(),
        ));
    }
    if !details.topics.is_empty() {
        let topics = list_of(state, Facet::Topic, &details.topics);
        rows.push(fact(detail_words.topics(), topics));
    }
    if let Some(language) = &details.language {
        rows.push(fact(
            detail_words.language(),
            state
                .words
                .with(|words| words.dates.language_name(language))
                .into(),
        ));
    }
    rows.extend(
        details
            .attendance
            .as_ref()
            .map(|text| fact(detail_words.attendance(), isolate(text.value.clone()).into())),
    );
    (!rows.is_empty())
        .then(|| classed("dl", "lh-facts-table lh-more-facts").child(rows))
        .into()
}

#[inline(never)]
fn fact(state: State, name: &'static str, value: Node) -> Node {
    classed("div", "lh-fact")
        .child(our_words(state, el("dt")).child(name))
        .child(el("dd").child(value))
        .into()
}

/// A line of its own within a value.
pub fn line(class: &'static str) -> Element {
    match class {
        "" => classed("span", "lh-line-item"),
        "strong" => classed("span", "lh-line-item lh-strong"),
        _ => classed("span", "lh-line-item lh-quiet"),
    }
}

fn when(state: State, occurrence: &Occurrence, way: Signal<Option<Way>>) -> Node {
    let strings = state.strings();
    let detail_words = DetailWords::of(strings.tag());
    let ((date, time), zone) = state
        .words
        .with(|words| (words.full(occurrence), words.zone(occurrence)));
    let zone = zone.map(|zone| fill(detail_words.zone_note(), &[&isolated(&zone)]));
    let recurs = series::rule(state, occurrence);
    Node::Many(vec![
        line("strong").child(date).into(),
        time.map(|time| line("").child(time)).into(),
        zone.map(|zone| {
            our_words(state, line("quiet"))
                .flag("data-zone", true)
                .child(zone)
        })
        .into(),
        own_time(state, occurrence)
            .map(|own| line("").flag("data-own-time", true).child(own))
            .into(),
        recurs
            .map(|recurs| our_words(state, line("")).flag("data-rule", true).child(recurs))
            .into(),
        ways_at_once(state, occurrence, way),
    ])
}

/// The shortest ways into a calendar, while the event is one to go to.
fn ways_at_once(state: State, occurrence: &Occurrence, way: Signal<Option<Way>>) -> Node {
    if !state.options.with(|options| options.controls.export)
        || occurrence.event.status == Status::Cancelled
        || occurrence.is_past(state.clock.now.get_untracked())
    {
        return Node::Nothing;
    }
    // Its panel says that the part could not be loaded, and tries again.
    let fail = move || way.set(Some(Way::IntoCalendar));
    our_words(state, classed("span", "lh-line-item lh-at-once"))
        .child(at_once(state, occurrence, fail))
        .into()
}

fn report_section(state: State, report: &Report) -> Node {
    let detail_words = DetailWords::of(state.strings().tag());
    let mut about: Vec<String> = Vec::new();
    if let Some(published) = report.published {
        let date = state.date(published, DateStyle::Date);
        about.push(fill(detail_words.report_published(), &[&isolated(&date)]));
    }
    about.extend(
        report
            .author
            .as_ref()
            .map(|author| fill(detail_words.report_by(), &[&isolated(&author.value)])),
    );
    section(state, detail_words.report())
        .flag("data-report", true)
        .child(report.text.as_ref().map(|text| prose(state, text, &[])))
        .child(
            (!about.is_empty()).then(|| our_words(state, classed("p", "lh-quiet")).child(about.join(" · "))),
        )
        .child(link_list(state, &report.links))
        .into()
}

/// A section of the detail under its name.
pub fn section(state: State, name: &'static str) -> Element {
    classed("section", "lh-section").child(our_words(state, heading(state, 1, "lh-section-name")).child(name))
}

fn links(state: State, event: &Event) -> Node {
    let detail_words = DetailWords::of(state.strings().tag());
    let links = &event.details().links;
    let list =
        (!links.is_empty()).then(|| section(state, detail_words.links()).child(link_list(state, links)));
    let page = event.page.as_ref().map(|page| {
        let link = our_words(state, outward(state, page, "lh-button lh-primary"))
            .child(RowWords::of(state.strings().tag()).event_page());
        classed("p", "lh-actions lh-page-link").child(link)
    });
    Node::Many(vec![list.into(), page.into()])
}

/// Links, one below the other.
pub fn link_list(state: State, links: &[Link]) -> Node {
    if links.is_empty() {
        return Node::Nothing;
    }
    let item = |link: &Link| el("li").child(named(state, link)).into();
    classed("ul", "lh-links")
        .child(links.iter().map(item).collect::<Vec<_>>())
        .into()
}
