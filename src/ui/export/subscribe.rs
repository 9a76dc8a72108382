//! Where calendars can follow the events: by the addresses that the partner names, else those of the feeds. It comes
//! with the exports (`ui::part`).

use leptos::prelude::document;

use crate::app::State;
use crate::dom::{Node, Signal, classed, reactive};
use crate::event::Href;
use crate::export::{Extent, Follower, filled, web_address};
use crate::i18n::{ExportWords, fill};
use crate::net::calendar_at;
use crate::ui::export::keep::{Copied, copied, copier};
use crate::ui::language::own_direction;

/// One feed to follow.
#[derive(Clone, PartialEq)]
struct Subscription {
    /// What it is called.
    label: String,
    address: String,
    extent: Extent,
    /// Whether the visitor has chosen anything.
    is_narrowed: bool,
}

/// A group of ways for each feed to which one can subscribe.
pub fn subscriptions(state: State) -> Node {
    // Built anew only when it changes.
    let all = Signal::derived(move || all(state));
    reactive(move || {
        let all = all.get();
        let several = all.len() > 1;
        let groups = all.into_iter().map(|one| group(state, one, several));
        Node::Many(groups.collect())
    })
}

fn all(state: State) -> Vec<Subscription> {
    let query = state.filter.query.get();
    let text = query.text.trim_ascii();
    let given = state.options.with(|options| options.icalendar.clone());
    let is_narrowed = !query.is_empty();
    let feeds = match given {
        Some(addresses) => named(&addresses),
        None => state.source.loaded.with(|loaded| loaded.calendars.clone()),
    };
    let is_one = feeds.len() == 1;
    let subscription = |feed: String| {
        let (address, extent) = filled(&feed, &query.chosen, query.starred || !text.is_empty());
        let address = web_address(&address)?;
        let label = match is_one {
            true => state.title(),
            false => Href::parse(&address).map_or_else(String::new, |href| href.host().to_owned()),
        };
        Some(Subscription {
            label,
            address,
            extent,
            is_narrowed,
        })
    };
    feeds.into_iter().filter_map(subscription).collect()
}

/// The addresses of the attribute, from the page on.
fn named(addresses: &str) -> Vec<String> {
    let base = document().base_uri().ok().flatten().unwrap_or_default();
    let addresses = addresses.split_ascii_whitespace();
    addresses
        .filter_map(|address| calendar_at(address, &base))
        .collect()
}

fn group(state: State, one: Subscription, several: bool) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let result: Signal<Option<Copied>> = Signal::new(None);
    let Subscription {
        label,
        address,
        extent,
        is_narrowed,
    } = one;
    let way = |follower: Follower| {
        let name = match follower {
            Follower::Google => words.google(),
            Follower::Outlook => "Outlook.com",
            Follower::Microsoft365 => "Microsoft 365",
            Follower::System => words.other_calendar(),
        };
        let link = classed("a", "lh-button")
            .attr("href", follower.address(&address, &label)?)
            .attr("data-subscribe", follower.key())
            .attr("rel", "noopener noreferrer");
        // What the system opens is no page.
        let link = match follower {
            Follower::System => link,
            _ => link.attr("target", "_blank"),
        };
        Some(Node::from(link.child(name)))
    };
    let ways: Vec<Node> = Follower::ALL.into_iter().filter_map(way).collect();
    let hint = match (is_narrowed, extent) {
        (_, Extent::Selection) => words.subscribe_selection(),
        (_, Extent::Part) => words.subscribe_part(),
        (true, Extent::All) => words.subscribe_not_selection(),
        (false, Extent::All) => words.subscribe_hint(),
    };
    let name = match several {
        true => fill(words.subscribe_to(), &[&label]),
        false => words.subscribe().to_owned(),
    };
    classed("div", "lh-subscribe")
        .attr("role", "group")
        .attr("aria-label", name.clone())
        .child(own_direction(classed("p", "lh-selection-title")).child(name))
        .child(classed("p", "lh-way-row").child(ways).child(copier(
            words.copy_address(),
            "address",
            address,
            result,
        )))
        .child(
            classed("p", "lh-quiet")
                .attr("data-extent", extent_name(extent))
                .child(hint),
        )
        .child(reactive(move || copied(state, result)))
        .into()
}

fn extent_name(extent: Extent) -> &'static str {
    match extent {
        Extent::All => "all",
        Extent::Part => "part",
        Extent::Selection => "selection",
    }
}
