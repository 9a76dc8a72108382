//! What the colours stand for, and other values that one click chooses: beside the count, or where there is little room
//! among the pills. It comes with the rows (`ui::part`).

use crate::app::State;
use crate::dom::{Node, Reference, button, classed, el, reactive, truth};
use crate::filter::{Facet, legend as values};
use crate::i18n::RowWords;
use crate::schedule::Occurrence;
use crate::ui::language::{our_words, own_direction};
use crate::ui::list::colour;
use crate::ui::part;
use crate::ui::wrapped::mark_wrapped;

/// The legend, or what of it stands in the row of choices. Where visitors do not filter, it only tells what the colours
/// stand for.
pub fn legend(state: State, row: Option<Reference>) -> Node {
    if let Some(row) = row {
        mark_wrapped(row);
    }
    let color_by = colour::facet(state);
    let (facets, is_choice) = state
        .options
        .with(|options| (options.facets.clone(), options.controls.filter));
    let now = state.clock.now.get_untracked();
    let values = state.catalog.all.with(|all| {
        let coming =
            |past: bool| -> Vec<&Occurrence> { all.iter().filter(|one| past || !one.is_past(now)).collect() };
        let some = Some(coming(false)).filter(|coming| !coming.is_empty());
        let some = some.unwrap_or_else(|| coming(true));
        values(&some, color_by, &facets, colour::among_details(state))
    });
    let one = |(facet, value): (Facet, String)| {
        let colour = colour::of_value(state, facet, &value);
        if !is_choice && colour.is_none() {
            return None;
        }
        let name = match facet {
            Facet::Time => {
                let name = RowWords::of(state.strings().tag()).time_of_day(&value);
                our_words(state, el("span")).child(name)
            }
            _ => own_direction(el("span"))
                .attr("lang", state.given_language())
                .child(value.clone()),
        };
        let element = match is_choice {
            true => choice(state, facet, &value, row.is_some()),
            false => classed("span", "lh-status"),
        };
        let element = element
            .key([facet.name(), ":", &value].concat())
            .flag("data-coloured", colour.is_some())
            .attr("--_kind", colour)
            .child(name);
        Some(element.into())
    };
    let values: Vec<Node> = values.into_iter().filter_map(one).collect();
    if row.is_some() {
        return Node::Many(values);
    }
    let of_loaded = reactive(move || part::of_loaded(state));
    if values.is_empty() {
        return of_loaded;
    }
    let name = match is_choice {
        true => state.strings().filters(),
        false => color_by.map_or("", |facet| state.strings().facet(facet)),
    };
    let legend = classed("div", "lh-legend")
        .attr("part", "legend")
        .attr("role", "group")
        .attr("lang", state.own_language())
        .attr("aria-label", name)
        // Without choices in it, nothing else there takes the focus that scrolls it.
        .attr("tabindex", (!is_choice).then_some("0"))
        .child(values);
    Node::Many(vec![of_loaded, legend.into()])
}

/// A value to be chosen beside others of its facet.
fn choice(state: State, facet: Facet, value: &str, is_pill: bool) -> crate::dom::Element {
    let (shown, value) = (value.to_owned(), value.to_owned());
    // How values are compared comes with the filter: until then nothing is filtered.
    let is_chosen = move || {
        let filter = state.parts.filter();
        state.filter.query.with(|query| match filter {
            Some(filter) => (filter.has)(query, facet, &shown),
            None => query.values(facet).any(|one| one == shown),
        })
    };
    button(if is_pill { "lh-pill" } else { "lh-quiet-button" })
        .attr("data-legend", facet.name())
        .reactive_attr("aria-pressed", move || truth(is_chosen()).into())
        .on("click", move |_| {
            let filter = state.parts.filter();
            state.filter.query.update(|query| match filter {
                Some(filter) => (filter.toggle)(query, facet, &value),
                None => query.toggle_by(facet, &value, &|one| one == value),
            });
        })
}
