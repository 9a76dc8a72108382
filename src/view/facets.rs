//! One button per facet, each with a panel of values and the number of events behind each.

use leptos::prelude::{
    AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GlobalAttributes, IntoAny, Memo,
    OnAttribute, PropAttribute, RwSignal, Set, Update, With, on_cleanup, view,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, Node};

use super::page::Listener;
use super::state::State;
use crate::filter::{Facet, FacetValue};

/// The buttons of all facets that part the events at all.
pub fn facets(state: State) -> AnyView {
    let open = RwSignal::new(None::<Facet>);
    // A click anywhere else closes the panel. The page's listener sees the host as the target,
    // so the path is asked.
    let outside = Listener::new(&leptos::prelude::document(), "pointerdown", move |event| {
        let is_inside = event.composed_path().iter().any(|node| {
            node.dyn_into::<Element>().is_ok_and(|element| element.has_attribute("data-facet"))
        });
        if !is_inside && open.try_get().flatten().is_some() {
            open.set(None);
        }
    });
    let outside = send_wrapper::SendWrapper::new(outside);
    on_cleanup(move || drop(outside));

    let buttons: Vec<_> = Facet::ALL.into_iter().map(|facet| facet_button(state, facet, open)).collect();
    view! {
        <div class="lh-facets" role="group" aria-label=state.strings().filters>
            {buttons}
        </div>
    }
    .into_any()
}

fn facet_button(state: State, facet: Facet, open: RwSignal<Option<Facet>>) -> AnyView {
    let values = Memo::new(move |_| {
        let query = state.query.get();
        state.index.with(|index| state.scope.with(|scope| index.values(facet, &query, scope)))
    });
    let strings = state.strings();
    let name = match facet {
        Facet::Type => strings.facet_type,
        Facet::Topic => strings.facet_topic,
        Facet::Place => strings.facet_place,
    };
    let is_open = move || open.get() == Some(facet);
    let is_useful = Memo::new(move |_| values.with(|values| values.len() > 1));
    let chosen = move || values.with(|values| values.iter().filter(|value| value.is_chosen).count());
    let button = move || {
        is_useful.get().then(|| {
            view! {
                <div class="lh-facet" data-facet=facet.name() on:keydown=move |event| close_on_escape(&event, open)>
                    <button
                        type="button"
                        class="lh-facet-button"
                        data-facet-button=facet.name()
                        aria-expanded=move || if is_open() { "true" } else { "false" }
                        on:click=move |_| open.set(if is_open() { None } else { Some(facet) })
                    >
                        {name}
                        {move || (chosen() > 0).then(|| view! { <span class="lh-facet-chosen">{chosen()}</span> })}
                    </button>
                    {move || is_open().then(|| panel(state, facet, name, values))}
                </div>
            }
        })
    };
    view! { {button} }.into_any()
}

fn panel(state: State, facet: Facet, name: &'static str, values: Memo<Vec<FacetValue>>) -> AnyView {
    let rows = move || values.get().into_iter().map(|value| row(state, facet, value)).collect::<Vec<_>>();
    view! {
        <div class="lh-panel" role="group" aria-label=name data-facet-panel=facet.name()>
            {rows}
        </div>
    }
    .into_any()
}

fn row(state: State, facet: Facet, value: FacetValue) -> AnyView {
    let FacetValue { label, count, is_chosen } = value;
    let toggled = label.clone();
    view! {
        <label class="lh-value" data-none=(count == 0 && !is_chosen).then_some("")>
            <input
                type="checkbox"
                data-facet-value=label.clone()
                prop:checked=is_chosen
                on:change=move |_| state.query.update(|query| query.toggle(facet, &toggled))
            />
            <span class="lh-value-label">{label}</span>
            <span class="lh-value-count" data-count>{count}</span>
        </label>
    }
    .into_any()
}

fn close_on_escape(event: &KeyboardEvent, open: RwSignal<Option<Facet>>) {
    if event.key() != "Escape" || open.get().is_none() {
        return;
    }
    event.prevent_default();
    event.stop_propagation();
    open.set(None);
    let facet = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
    let button = facet.and_then(|facet| facet.first_child());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        // Focus fails only on elements that are gone.
        let _ = button.focus();
    }
}
