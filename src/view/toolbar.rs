//! The tools above each view: search, facets, the choice of view, and what they leave.

use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GlobalAttributes, IntoAny, OnAttribute,
    PropAttribute, Set, Update, With, event_target_value, view,
};

use super::state::State;
use super::{chips, facets};
use crate::calendar::month_start;
use crate::embed::ViewKind;
use crate::text::{DateStyle, fill};

/// Search, facets and views in one row that wraps; chips and the count below.
pub fn toolbar(state: State) -> AnyView {
    view! {
        <div class="lh-toolbar" part="toolbar">
            <div class="lh-tools" role="search">
                {search(state)}
                {move || facets::facets(state)}
            </div>
            {move || views(state)}
        </div>
        {move || chips::chips(state)}
        <p class="lh-status" role="status" data-status>
            {move || status(state)}
        </p>
    }
    .into_any()
}

fn search(state: State) -> AnyView {
    view! {
        <input
            class="lh-search"
            type="search"
            part="search"
            autocomplete="off"
            spellcheck="false"
            aria-label=move || state.strings().search
            placeholder=move || state.strings().search_hint
            prop:value=move || state.query.with(|query| query.text.clone())
            on:input=move |event| {
                let text = event_target_value(&event);
                state.query.update(|query| query.text = text);
            }
        />
    }
    .into_any()
}

fn views(state: State) -> Option<AnyView> {
    let views = state.options.with(|options| options.views.clone());
    if views.len() < 2 {
        return None;
    }
    let strings = state.strings();
    let buttons: Vec<_> = views
        .into_iter()
        .map(|kind| {
            let label = match kind {
                ViewKind::List => strings.list,
                ViewKind::Month => strings.month,
            };
            view! {
                <button
                    type="button"
                    class="lh-view-button"
                    data-view-button=kind.name()
                    aria-pressed=move || if state.view.get() == kind { "true" } else { "false" }
                    on:click=move |_| state.view.set(kind)
                >
                    {label}
                </button>
            }
        })
        .collect();
    Some(
        view! {
            <div class="lh-views" role="group" aria-label=strings.views>
                {buttons}
            </div>
        }
        .into_any(),
    )
}

/// "24 events", with the month in front where a month is shown: seen, and said when it changes.
fn status(state: State) -> String {
    let strings = state.strings();
    let is_month = state.view.get() == ViewKind::Month;
    let count = strings.count(state.count(), !is_month && state.past.get());
    if !is_month {
        return count;
    }
    let first = month_start(state.shown_day());
    let name = state.words.with(|words| words.dates.date(first, DateStyle::Month));
    fill(strings.announce_period, &[&name, &count])
}
