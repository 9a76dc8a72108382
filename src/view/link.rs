//! Where the title of an event leads, and links in a detail.

use super::address::address_of_event;
use super::markup::{Node, classed};
use super::state::State;
use crate::cut::{cut, split_once};
use crate::date::Occurrence;
use crate::event::{Href, Link};
use crate::text::DetailWords;

/// The event's own page, else its address in this page: a real address in any case, so that it can be
/// opened in a tab, copied and bookmarked.
pub fn event_address(state: State, occurrence: &Occurrence) -> String {
    address_of(state, occurrence).unwrap_or_else(|| "#".to_owned())
}

/// The same; `None` where the event has no page and the calendar keeps nothing in the page's address.
pub fn address_of(state: State, occurrence: &Occurrence) -> Option<String> {
    let page = occurrence
        .event
        .page
        .as_ref()
        .map(|page| page.as_str().to_owned());
    page.or_else(|| address_of_event(&state.prefix()?, &occurrence.id()))
}

/// A link that leads away: in the same tab, like all links of the page it stands in.
pub fn outward(href: &Href, text: String, class: &'static str) -> Node {
    classed("a", class)
        .attr("href", href.as_str().to_owned())
        .attr("rel", "noopener")
        .child(text)
        .into()
}

/// What a link of the feed is called: its own title, else what its relation is called, else its host.
pub fn link_text(state: State, link: &Link) -> String {
    let detail_words = DetailWords::of(state.strings().tag());
    if let Some(title) = &link.title {
        return title.value.clone();
    }
    match link.relation.as_deref() {
        Some("slides") => detail_words.slides.to_owned(),
        Some("recording" | "video") => detail_words.recording.to_owned(),
        _ => host_of(link.href.as_str()).to_owned(),
    }
}

fn host_of(address: &str) -> &str {
    let rest = split_once(address, ":").map_or(address, |(_, rest)| rest);
    cut(rest.trim_start_matches('/'), b"/?#").0
}
