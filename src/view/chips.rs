//! What is filtered by, one chip each: a click takes it off.

use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GlobalAttributes, IntoAny, OnAttribute,
    Update, view,
};

use super::state::State;
use crate::filter::Loosening;
use crate::text::fill;

/// The chips and the way to take all off; nothing while there is no filter.
pub fn chips(state: State) -> Option<AnyView> {
    let query = state.query.get();
    if query.is_empty() {
        return None;
    }
    let strings = state.strings();
    let text = query.text.trim();
    let text = (!text.is_empty()).then(|| (Loosening::Text, fill(strings.search_chip, &[text])));
    let chosen = query
        .chosen
        .iter()
        .map(|(facet, value)| (Loosening::Value(*facet, value.clone()), value.clone()));
    let chips: Vec<_> = text
        .into_iter()
        .chain(chosen)
        .map(|(filter, label)| {
            let action = fill(strings.remove_filter, &[&label]);
            view! {
                <button
                    type="button"
                    class="lh-chip"
                    part="chip"
                    data-chip
                    aria-label=action
                    on:click=move |_| state.query.update(|query| query.loosen(&filter))
                >
                    {label}
                </button>
            }
        })
        .collect();
    Some(
        view! {
            <p class="lh-chips">
                {chips}
                <button type="button" class="lh-link-button" data-clear on:click=move |_| state.clear_filters()>
                    {strings.clear_filters}
                </button>
            </p>
        }
        .into_any(),
    )
}
