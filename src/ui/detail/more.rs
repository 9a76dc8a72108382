//! Words of a detail that lead to all events of what they name. They come with the dialog
//! (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};

use crate::app::State;
use crate::dom::{Node, button, closest};
use crate::event::Event;
use crate::filter::language::print_phrase;
use crate::filter::{Facet, Query};
use crate::i18n::{DetailWords, SeriesWords, fill, isolated};
use crate::schedule::Occurrence;
use crate::ui::language::{isolate, our_words};

/// A value of a facet. Its words are the way, or, where they lead to a page of their own, stand before it.
pub fn more_of(state: State, facet: Facet, value: &str, page: Option<Node>) -> Node {
    let words = DetailWords::of(state.strings().tag());
    let template = match facet {
        Facet::Place => words.all_events_in(),
        Facet::Topic => words.all_events_on(),
        _ => words.all_events_by(),
    };
    let query = Query {
        chosen: vec![(facet, value.to_owned())],
        ..Query::default()
    };
    way(state, query, template, value, page)
}

/// An organization, wherever it is named.
pub fn more_by(state: State, organization: &str) -> Node {
    let query = naming(organization);
    let words = DetailWords::of(state.strings().tag());
    way(state, query, words.all_events_by(), organization, None)
}

/// What leaves all that has these words in this order, such as all dates of a series by its title.
pub fn naming(words: &str) -> Query {
    Query {
        text: print_phrase(words),
        ..Query::default()
    }
}

/// What a series is called, where this date of it has a name of its own.
pub fn series_title(state: State, date: &Occurrence) -> String {
    let title = |event: &Event| event.title.value.clone();
    state.source.loaded.with(|loaded| {
        let series = loaded.events.iter().find(|event| event.uid == date.event.uid);
        series.map_or_else(|| title(&date.event), |series| title(series))
    })
}

/// The way to all dates of a series.
pub fn all_of_series(state: State, date: &Occurrence) -> Node {
    if !state.options.with(|options| options.controls.filter) {
        return Node::Nothing;
    }
    let words = SeriesWords::of(state.strings().tag());
    let date = date.clone();
    our_words(state, button("lh-way"))
        .flag("data-all-dates", true)
        .on("click", move |event| {
            leave(&event);
            state.show_all_of(naming(&series_title(state, &date)));
        })
        .child(words.all())
        .into()
}

/// Several values of a facet, with commas between.
pub fn list_of(state: State, facet: Facet, values: &[String]) -> Node {
    let mut nodes: Vec<Node> = Vec::new();
    for value in values {
        if !nodes.is_empty() {
            nodes.push(", ".to_owned().into());
        }
        nodes.push(more_of(state, facet, value, None));
    }
    nodes.into()
}

fn way(state: State, query: Query, template: &'static str, name: &str, page: Option<Node>) -> Node {
    // Without the facets there would be no way back.
    if !state.options.with(|options| options.controls.filter) {
        return page.unwrap_or_else(|| isolate(name.to_owned()).into());
    }
    let words = DetailWords::of(state.strings().tag());
    let way = button("lh-way")
        .flag("data-more-of", true)
        .attr("lang", state.own_language())
        .attr("aria-label", fill(template, &[&isolated(name)]))
        .on("click", move |event| {
            leave(&event);
            state.show_all_of(query.clone());
        });
    match page {
        None => way
            .child(isolate(name.to_owned()).attr("lang", state.given_language()))
            .into(),
        Some(page) => Node::Many(vec![
            page,
            " · ".to_owned().into(),
            way.child(words.all_events()).into(),
        ]),
    }
}

/// Leads out of the dialog to the top of the calendar. What was clicked to come here may not be among what
/// is shown then: the focus would be lost.
fn leave(event: &web_sys::Event) {
    let around = closest(event, "dialog").zip(closest(event, "section[part=calendar]"));
    let Some((dialog, calendar)) = around else { return };
    if let Some(dialog) = dialog.dyn_ref::<HtmlDialogElement>() {
        dialog.close();
    }
    if calendar.get_bounding_client_rect().top() < 0.0 {
        calendar.scroll_into_view();
    }
    if let Some(calendar) = calendar.dyn_ref::<HtmlElement>() {
        // Focus fails only on elements that are gone.
        let _ = calendar.focus();
    }
}
