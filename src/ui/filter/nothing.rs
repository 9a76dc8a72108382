//! Where nothing is left: what was not understood, which filter to take off or to keep, and where there is something. It comes
//! with the filter's part (`ui::part`).

use crate::app::State;
use crate::dom::{Node, button, classed};
use crate::filter::{Index, Loosening, Present, Query};
use crate::i18n::{FilterWords, SearchWords, counted, fill, isolated, plural};
use crate::text::Digits;
use crate::ui::filter::facet_words::value_name;
use crate::ui::language::our_words;

/// Ways on, each with what it gives.
pub fn nothing(state: State) -> Node {
    let (query, present) = (state.filter.query.get(), state.clock.present.get());
    let Some(index) = state.catalog.index.get() else {
        return Node::Nothing;
    };
    Node::Many(vec![
        strange(state, &index, &query, &present).into(),
        loosenings(state, &index, &query, &present),
        elsewhere(state, &index, &query, &present).into(),
    ])
}

/// "“when:soon” was not understood."
fn strange(state: State, index: &Index, query: &Query, present: &Present) -> Vec<Node> {
    let words = SearchWords::of(state.strings().tag());
    let line = |(typed, is_value): (String, bool)| {
        let template = if is_value {
            words.no_such_value()
        } else {
            words.not_understood()
        };
        let line = our_words(state, classed("p", "lh-strange")).flag("data-strange", true);
        line.child(fill(template, &[&isolated(&typed)])).into()
    };
    index
        .strange(&query.text, present)
        .into_iter()
        .map(line)
        .collect()
}

/// Which single filter to take off, and what that would give; where none is enough, which to keep alone. Of a
/// text that was read, each value by itself.
fn loosenings(state: State, index: &Index, query: &Query, present: &Present) -> Node {
    let words = FilterWords::of(state.strings().tag());
    let query = index.as_read(query, present);
    let scope = &state.catalog.scope;
    let mut found = scope.with(|scope| index.loosenings(&query, present, scope));
    let everything = query.starred.then(|| state.scope_without_stars());
    if let Some(everything) = &everything {
        let left = count(index, &query, present, everything);
        found.extend((left > 0).then_some((Loosening::Starred, left)));
    }
    let change = if found.is_empty() {
        Query::keep
    } else {
        Query::loosen
    };
    let forms = if found.is_empty() {
        found = match &everything {
            Some(everything) => index.alone(&query, present, everything),
            None => scope.with(|scope| index.alone(&query, present, scope)),
        };
        words.only()
    } else {
        words.loosen()
    };
    let mut actions = classed("p", "lh-actions");
    for (filter, count) in found {
        let name = match &filter {
            Loosening::Text => fill(words.search_chip(), &[query.text.trim()]),
            Loosening::Value(facet, value) => value_name(state, *facet, value),
            Loosening::Starred => state.strings().starred().to_owned(),
            Loosening::Facet(facet) => {
                let values = query.values(*facet);
                let names = values.map(|value| value_name(state, *facet, value));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let mut changed = query.clone();
        change(&mut changed, &filter);
        let way = our_words(state, button("lh-button"))
            .flag("data-loosen", true)
            .on("click", move |_| state.filter.query.set(changed.clone()))
            .child(fill(
                &plural(forms, words.lang(), count),
                &[&isolated(&name), &count.digits()],
            ));
        actions = actions.child(way);
    }
    actions.into()
}

/// "1 match among past events", as a button that leads there; from a list of what is past, the other way.
fn elsewhere(state: State, index: &Index, query: &Query, present: &Present) -> Option<Node> {
    let is_list = state.navigation.view.get().period().is_none();
    if !is_list || query.asks_for_past(present) {
        return None;
    }
    let past = !state.navigation.past.get();
    let scope = state.catalog.scope_of(past, state.clock.now.get());
    let words = SearchWords::of(state.strings().tag());
    let number = count(index, query, present, &scope);
    if number == 0 {
        return None;
    }
    let forms = if past { words.past() } else { words.coming() };
    let way = our_words(state, button("lh-button"))
        .flag("data-elsewhere", true)
        .on("click", move |_| state.show_past(past))
        .child(counted(forms, words.lang(), number));
    Some(classed("p", "lh-actions").child(way).into())
}

/// How many of those in scope a query leaves.
fn count(index: &Index, query: &Query, present: &Present, scope: &[bool]) -> usize {
    let matches = index.matches(query, present);
    let found = matches.iter().zip(scope);
    found.filter(|(matches, is_seen)| **matches && **is_seen).count()
}
