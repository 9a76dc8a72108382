//! What stands where events should be: loading, failing, empty, gone.

use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GlobalAttributes, IntoAny, OnAttribute, Set,
    Update, With, view,
};

use super::shared::Shared;
use super::state::State;
use crate::calendar::{month_start, next_with_events, previous_with_events};
use crate::error::Error;
use crate::feed::source::Loaded;
use crate::filter::Loosening;
use crate::text::{DateStyle, fill};

/// While the feed is on its way.
pub fn loading(state: State) -> AnyView {
    view! {
        <p class="lh-message lh-loading" data-state="loading" role="status">
            {state.strings().loading}
        </p>
    }
    .into_any()
}

/// No feed could be read: what failed, which address, and a way to try again.
pub fn failed(state: State) -> AnyView {
    let strings = state.strings();
    let failures = state.loaded.with(|loaded| reasons(state, loaded));
    view! {
        <div class="lh-message lh-failed" data-state="error" role="alert">
            <p class="lh-message-title">{strings.failed}</p>
            {failures}
            <p>{retry(state)}</p>
        </div>
    }
    .into_any()
}

/// Some feeds could not be read, others could.
pub fn failed_partly(state: State) -> Option<AnyView> {
    let loaded = state.loaded.get();
    (!loaded.failures.is_empty()).then(|| {
        view! {
            <div class="lh-notice" data-state="partial" role="status">
                <p class="lh-message-title">{state.strings().failed_partly}</p>
                {reasons(state, &loaded)}
                <p>{retry(state)}</p>
            </div>
        }
        .into_any()
    })
}

/// The address names an event that is not there any more.
pub fn gone(state: State) -> Option<AnyView> {
    state.gone.get().then(|| {
        view! {
            <p class="lh-notice" data-state="gone" role="status">
                {state.strings().gone}
            </p>
        }
        .into_any()
    })
}

/// Nothing to list: because of the filters, or because there is nothing.
pub fn empty(state: State) -> AnyView {
    let strings = state.strings();
    if state.query.with(|query| !query.is_empty()) {
        return empty_filtered(state);
    }
    let text = if state.past.get() { strings.empty_past } else { strings.empty };
    view! { <p class="lh-message" data-state="empty">{text}</p> }.into_any()
}

/// A month without events, with the way to the nearest ones.
pub fn empty_month(state: State) -> AnyView {
    let strings = state.strings();
    let first = month_start(state.shown_day());
    let name = state.words.with(|words| words.dates.date(first, DateStyle::Month));
    let jump = |date: Option<crate::date::Date>, template: &'static str, direction: &'static str| {
        date.map(|date| {
            let words = state.words.with(|words| words.dates.date(date, DateStyle::Date));
            view! {
                <button
                    type="button"
                    class="lh-button"
                    data-jump=direction
                    on:click=move |_| state.day.set(Some(date))
                >
                    {fill(template, &[&words])}
                </button>
            }
        })
    };
    let (next, previous) = state
        .left
        .with(|left| (next_with_events(left, state.shown_day()), previous_with_events(left, first)));
    let is_filtered = state.query.with(|query| !query.is_empty());
    view! {
        <div class="lh-message lh-empty-month" data-state="empty">
            <p>{fill(strings.empty_month, &[&name])}</p>
            <p class="lh-actions">
                {jump(previous, strings.previous_event, "previous")} {jump(next, strings.next_event, "next")}
            </p>
            {is_filtered.then(|| loosenings(state))}
        </div>
    }
    .into_any()
}

fn empty_filtered(state: State) -> AnyView {
    view! {
        <div class="lh-message" data-state="empty">
            <p class="lh-message-title">{state.strings().empty_filtered}</p>
            {loosenings(state)}
        </div>
    }
    .into_any()
}

/// Which single filter to take off, and what that would give.
fn loosenings(state: State) -> AnyView {
    let strings = state.strings();
    let query = state.query.get();
    let found = state.index.with(|index| state.scope.with(|scope| index.loosenings(&query, scope)));
    let buttons: Vec<_> = found
        .into_iter()
        .map(|(loosening, count)| {
            let words = match &loosening {
                Loosening::Text => fill(strings.search_chip, &[query.text.trim()]),
                Loosening::Value(_, value) => value.clone(),
            };
            let template = if count == 1 { strings.loosen_one } else { strings.loosen_other };
            let label = fill(template, &[&words, &count.to_string()]);
            view! {
                <button
                    type="button"
                    class="lh-button"
                    data-loosen
                    on:click=move |_| state.query.update(|query| query.loosen(&loosening))
                >
                    {label}
                </button>
            }
        })
        .collect();
    view! {
        <p class="lh-actions">
            {buttons}
            <button type="button" class="lh-link-button" data-clear on:click=move |_| state.clear_filters()>
                {strings.clear_filters}
            </button>
        </p>
    }
    .into_any()
}

fn reasons(state: State, loaded: &Loaded) -> AnyView {
    let lines: Vec<_> = loaded
        .failures
        .iter()
        .map(|failure| {
            let address = failure.address().map(str::to_owned);
            view! {
                <li>
                    {reason(state, failure)} " "
                    {address.map(|address| view! { <span class="lh-address">{address}</span> })}
                </li>
            }
        })
        .collect();
    let is_unnamed = state.options.with(|options: &Shared<_>| options.feeds.is_empty());
    if is_unnamed {
        return view! { <p>{state.strings().no_feed}</p> }.into_any();
    }
    view! { <ul class="lh-reasons">{lines}</ul> }.into_any()
}

fn reason(state: State, failure: &Error) -> String {
    let strings = state.strings();
    match failure.as_status() {
        Some(status) => fill(strings.failed_status, &[&status.to_string()]),
        None if failure.is_unreachable() => strings.failed_unreachable.to_owned(),
        None => strings.failed_unreadable.to_owned(),
    }
}

fn retry(state: State) -> AnyView {
    view! {
        <button type="button" class="lh-button" data-retry on:click=move |_| state.load(true)>
            {state.strings().retry}
        </button>
    }
    .into_any()
}
