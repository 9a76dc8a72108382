//! Why an event is in the list, where that is not in what its row shows; and in its dialog the way there. It
//! comes with the filter's part (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::Event;

use crate::app::State;
use crate::dom::{Node, button, classed, closest, el, focus};
use crate::event::ProgrammeItem;
use crate::filter::{Facet, Index, Said, Why};
use crate::i18n::SearchWords;
use crate::schedule::Occurrence;
use crate::ui::filter::facet_words::facet_name;
use crate::ui::filter::search::{marked, marked_at};
use crate::ui::language::{isolate, our_words};
use crate::ui::list::entry::place_line;

/// How much is shown of a long text, in bytes.
const EXCERPT: usize = 90;
/// The most speakers of a talk.
const SPEAKERS: usize = 2;

/// A line such as "Talk: Shorter meetings · Ada Erdacht, 19:15"; in a dialog as a button that leads there.
/// Nothing where what is searched for is in sight, or nothing is searched for.
pub fn why(state: State, occurrence: &Occurrence, leads: bool) -> Node {
    let query = state.filter.query.get();
    let Some(index) = state.catalog.index.get().filter(|_| !query.text.is_empty()) else {
        return Node::Nothing;
    };
    let event = &*occurrence.event;
    let place = place_line(state, event).unwrap_or_default();
    let mut shown = vec![event.title.value.as_str(), &place];
    shown.extend(event.types.first().map(String::as_str));
    let Some(why) = index.why(&query, event, &shown) else {
        return Node::Nothing;
    };
    let (name, mut text) = match why {
        Why::Item(item) => (item_name(state, item), item_text(state, &index, item, occurrence)),
        Why::Said(said, text) => (said_name(state, said), said_text(state, &index, text)),
    };
    let mut line = vec![
        our_words(state, el("span")).child(name).into(),
        Node::Text(": ".into()),
    ];
    line.append(&mut text);
    if !leads {
        return classed("p", "lh-why").flag("data-why", true).child(line).into();
    }
    // What stands among the facts is in sight.
    let place = match why {
        Why::Item(_) => ".lh-programme mark",
        Why::Said(Said::Description, _) => ".lh-prose mark",
        Why::Said(..) => return Node::Nothing,
    };
    classed("p", "lh-why")
        .child(
            button("lh-link-button")
                .flag("data-why", true)
                .on("click", move |event| lead(&event, place))
                .child(line),
        )
        .into()
}

/// Goes to the first place that is marked.
fn lead(event: &Event, place: &'static str) {
    let Some(detail) = closest(event, ".lh-detail") else {
        return;
    };
    if let Some(mark) = detail.query_selector(place).ok().flatten() {
        // The name is valid: nothing else can fail.
        let _ = mark.set_attribute("tabindex", "-1");
        focus(&detail, place);
        mark.unchecked_into::<web_sys::Element>().scroll_into_view();
    }
}

fn item_name(state: State, item: &ProgrammeItem) -> &'static str {
    let words = SearchWords::of(state.strings().tag());
    match item.kind.as_deref() {
        Some("talk") => words.talk(),
        _ => words.programme(),
    }
}

/// Title, who speaks, and when: "Shorter meetings · Ada Erdacht, 19:15".
fn item_text(state: State, index: &Index, item: &ProgrammeItem, occurrence: &Occurrence) -> Vec<Node> {
    let query = state.filter.query.get();
    let mut text = vec![isolate(marked(state, item.title.value.clone())).into()];
    let is_sought = |name: &&str| !index.marks(&query, name).is_empty();
    let names = item.speakers.iter().map(|speaker| speaker.name.value.as_str());
    let mut speakers: Vec<&str> = names.clone().filter(is_sought).take(SPEAKERS).collect();
    if speakers.is_empty() {
        speakers.extend(names.take(1));
    }
    for (nth, name) in speakers.into_iter().enumerate() {
        text.push(Node::Text(if nth == 0 { " · " } else { ", " }.into()));
        text.push(isolate(marked(state, name.to_owned())).into());
    }
    let start = item
        .start
        .and_then(|start| start.checked_add_signed(occurrence.ahead()));
    if let Some(start) = start {
        text.push(Node::Text(", ".into()));
        let is_first_day = start.date() == occurrence.first_day();
        let time = state.words.with(|words| match is_first_day {
            true => words.clock(start),
            false => words.moment(start),
        });
        text.push(time.into());
    }
    text
}

fn said_name(state: State, said: Said) -> &'static str {
    let words = SearchWords::of(state.strings().tag());
    match said {
        Said::Type => facet_name(state, Facet::Type),
        Said::Topic => facet_name(state, Facet::Topic),
        Said::Organizer => facet_name(state, Facet::Organizer),
        Said::Audience => facet_name(state, Facet::Audience),
        Said::Place => facet_name(state, Facet::Place),
        Said::Price => facet_name(state, Facet::Price),
        Said::Description => words.description(),
        Said::Exhibitor => words.exhibitor(),
        Said::Report => words.report(),
        Said::Link => words.link(),
    }
}

/// The text, or the part of it around what was found.
fn said_text(state: State, index: &Index, text: &str) -> Vec<Node> {
    let marks = state.filter.query.with(|query| index.marks(query, text));
    let part = Index::excerpt(text, marks.first(), EXCERPT);
    let within = |mark: std::ops::Range<usize>| mark.start - part.start..mark.end - part.start;
    let marks = marks
        .into_iter()
        .filter(|mark| part.start <= mark.start && mark.end <= part.end);
    let shown = text.get(part.clone()).unwrap_or_default();
    let shown = marked_at(shown, marks.map(within).collect());
    let dots = |is_cut: bool| Node::Text(if is_cut { "…" } else { "" }.into());
    vec![
        dots(part.start > 0),
        isolate(shown).into(),
        dots(part.end < text.len()),
    ]
}
