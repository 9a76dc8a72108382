//! What is filtered by. It comes with the filter's part (`ui::part`).

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement};

use crate::app::State;
use crate::dom::{Element, Node, button, classed, closest, focus, next_frame};
use crate::filter::Loosening;
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
    let text = (!text.is_empty() && !has_field)
        .then(|| (Loosening::Text, fill(filter_words.search_chip(), &[text])));
    let chosen = query.chosen.iter().map(|(facet, value)| {
        let filter = Loosening::Value(*facet, value.clone());
        (filter, value_name(state, *facet, value))
    });
    let chip = |(at, (filter, label)): (usize, (Loosening, String))| {
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
                fill(filter_words.remove_filter(), &[&isolated(&label)]),
            )
            .on("click", move |event| {
                state.filter.query.update(|query| query.loosen(&filter));
                focus_later(&event, at);
            })
            .child(isolate(label).attr("lang", language))
            .into()
    };
    let starred = query
        .starred
        .then(|| (Loosening::Starred, state.strings().starred().to_owned()));
    let all = text.into_iter().chain(chosen).chain(starred).enumerate();
    let chips: Vec<Node> = all.map(chip).collect();
    classed("p", "lh-chips")
        .child(chips)
        .child(clear_button(state))
        .into()
}

/// Takes all filters off.
pub fn clear_button(state: State) -> Element {
    our_words(state, button("lh-link-button"))
        .flag("data-clear", true)
        .on("click", move |event| {
            state.filter.clear();
            focus_later(&event, 0);
        })
        .child(FilterWords::of(state.strings().tag()).clear_filters())
}

/// Puts the focus where one goes on: on the chip that comes to stand at this place, or on what takes all off behind the
/// last; where nothing is filtered by any more, on what filters. In the sheet, on what leaves it.
fn focus_later(event: &Event, at: usize) {
    let around = closest(event, ".lh-sheet").or_else(|| closest(event, ".lh-calendar"));
    let Some(around) = around else { return };
    next_frame(move || {
        let chips = around.query_selector_all(".lh-chips button");
        let chip = chips.ok().and_then(|chips| chips.item(at as u32));
        match chip.and_then(|chip| chip.dyn_into::<HtmlElement>().ok()) {
            Some(chip) => drop(chip.focus()),
            None => focus(&around, "[data-show], [type=search], [data-filter-button]"),
        }
    });
}
