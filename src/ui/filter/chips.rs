//! What is filtered by, and which of it to take off where nothing is left. It comes with the filter's part
//! (`ui::part`).

use crate::app::State;
use crate::dom::{Element, Node, button, classed};
use crate::filter::{Loosening, Query};
use crate::i18n::{FilterWords, fill, isolated};
use crate::ui::filter::facet_words::{given_language, value_name};
use crate::ui::language::{isolate, our_words};

/// The chips and the way to take all off; nothing while there is no filter.
pub fn chips(state: State) -> Node {
    let query = state.filter.query.get();
    if query.is_empty() {
        return Node::Nothing;
    }
    let filter_words = FilterWords::of(state.strings().tag());
    let text = query.text.trim();
    // The field says what is searched for.
    let has_field = state.options.with(|options| options.controls.search);
    if has_field && query.chosen.is_empty() && !query.starred {
        return Node::Nothing;
    }
    let text =
        (!text.is_empty() && !has_field).then(|| (Loosening::Text, fill(filter_words.search_chip, &[text])));
    let chosen = query.chosen.iter().map(|(facet, value)| {
        let filter = Loosening::Value(*facet, value.clone());
        (filter, value_name(state, *facet, value))
    });
    let chip = |(filter, label): (Loosening, String)| {
        let language = match &filter {
            Loosening::Value(facet, value) => given_language(state, *facet, value),
            _ => None,
        };
        button("lh-chip")
            .key(label.clone())
            .attr("lang", state.own_language())
            .attr("part", "chip")
            .flag("data-chip", true)
            .attr(
                "aria-label",
                fill(filter_words.remove_filter, &[&isolated(&label)]),
            )
            .on("click", move |_| {
                state.filter.query.update(|query| query.loosen(&filter))
            })
            .child(isolate(label).attr("lang", language))
            .into()
    };
    let starred = query
        .starred
        .then(|| (Loosening::Starred, state.strings().starred.to_owned()));
    let chips: Vec<Node> = text.into_iter().chain(chosen).chain(starred).map(chip).collect();
    classed("p", "lh-chips")
        .child(chips)
        .child(clear_button(state))
        .into()
}

/// Which single filter to take off, and what that would give.
pub fn loosenings(state: State) -> Node {
    let filter_words = FilterWords::of(state.strings().tag());
    let (query, present) = (state.filter.query.get(), state.clock.present.get());
    let found = state.catalog.index.with(|index| {
        let index = index.as_ref()?;
        Some(
            state
                .catalog
                .scope
                .with(|scope| index.loosenings(&query, &present, scope)),
        )
    });
    let mut found = found.unwrap_or_default();
    if query.starred {
        found.push((Loosening::Starred, count_without_stars(state, &query)));
    }
    let mut actions = classed("p", "lh-actions");
    for (loosening, count) in found.into_iter().filter(|(_, count)| *count > 0) {
        let words = match &loosening {
            Loosening::Text => fill(filter_words.search_chip, &[query.text.trim()]),
            Loosening::Value(facet, value) => value_name(state, *facet, value),
            Loosening::Starred => state.strings().starred.to_owned(),
            Loosening::Facet(facet) => {
                let values = query.values(*facet);
                let names = values.map(|value| value_name(state, *facet, value));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let template = if count == 1 {
            filter_words.loosen_one
        } else {
            filter_words.loosen_other
        };
        let loosen = our_words(state, button("lh-button"))
            .flag("data-loosen", true)
            .on("click", move |_| {
                state.filter.query.update(|query| query.loosen(&loosening))
            })
            .child(fill(template, &[&isolated(&words), &count.to_string()]));
        actions = actions.child(loosen);
    }
    actions.into()
}

/// How many events there would be if not only starred ones were meant.
fn count_without_stars(state: State, query: &Query) -> usize {
    let present = state.clock.present.get();
    let index = state.catalog.index.get();
    let matches = index
        .map(|index| index.matches(query, &present))
        .unwrap_or_default();
    let scope = state.scope_without_stars();
    let found = matches.iter().zip(&scope);
    found.filter(|(matches, is_seen)| **matches && **is_seen).count()
}

/// Takes all filters off.
pub fn clear_button(state: State) -> Element {
    our_words(state, button("lh-link-button"))
        .flag("data-clear", true)
        .on("click", move |_| state.filter.clear())
        .child(FilterWords::of(state.strings().tag()).clear_filters)
}
