//! Where the title of an event leads, and links in a detail.

use crate::app::{State, address_of_event};
use crate::dom::{Element, classed};
use crate::event::{Href, Link};
use crate::i18n::DetailWords;
use crate::schedule::Occurrence;
use crate::ui::language::{our_words, own_direction};
use crate::ui::list::entry::foreign;
use crate::ui::part;

/// The event's own page, else its address in this page: a real address in any case, so that it can be
/// opened in a tab, copied and bookmarked.
pub fn event_address(state: State, occurrence: &Occurrence) -> String {
    let address = address_of(state, occurrence);
    part::leaving(state, address.unwrap_or_else(|| "#".to_owned()))
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

/// A link that leads away, still without words: in the same tab, like all links of the page it stands in.
pub fn outward(state: State, href: &Href, class: &'static str) -> Element {
    away(part::leaving(state, href.as_str().to_owned()), class)
}

/// The same to an address as it is.
pub fn away(address: String, class: &'static str) -> Element {
    classed("a", class).attr("href", address).attr("rel", "noopener")
}

/// A link of the feed, by its own title, else by what its relation is called, else by its host.
pub fn named(state: State, link: &Link) -> Element {
    let detail_words = DetailWords::of(state.strings().tag());
    let named = outward(state, &link.href, "lh-link");
    if let Some(title) = &link.title {
        return own_direction(named)
            .attr("lang", foreign(state, title))
            .child(title.value.clone());
    }
    match link.relation.as_deref() {
        Some("slides") => our_words(state, named).child(detail_words.slides()),
        Some("recording" | "video") => our_words(state, named).child(detail_words.recording()),
        _ => named.child(link.href.host().to_owned()),
    }
}
