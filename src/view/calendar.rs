//! The root: a region with its tools, its view and its dialog.

use leptos::prelude::{
    AddAnyAttr, AnyView, ClassAttribute, CustomAttribute, ElementChild, Get, GlobalAttributes, IntoAny,
    OnAttribute, With, on_cleanup, view,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::page::Listener;
use super::state::{Phase, State};
use super::{dialog, fit, list, message, month, toolbar};
use crate::embed::ViewKind;

/// The calendar in all its states.
pub fn calendar(state: State) -> AnyView {
    let back = Listener::new(&leptos::prelude::window(), "popstate", move |_| state.follow_address());
    let back = send_wrapper::SendWrapper::new(back);
    on_cleanup(move || drop(back));
    fit::fit_first_page(state);

    let label = move || {
        let chosen = state.options.with(|options| options.label.clone());
        chosen
            .or_else(|| state.loaded.with(|loaded| loaded.title.clone()))
            .unwrap_or_else(|| state.strings().events.to_owned())
    };
    view! {
        <section
            class="lh-calendar"
            part="calendar"
            aria-label=label
            lang=move || state.strings().tag()
            on:click=move |event| take_click(state, &event)
        >
            {move || match state.phase.get() {
                Phase::Loading => message::loading(state),
                Phase::Failed => message::failed(state),
                Phase::Ready => ready(state),
            }}
        </section>
    }
    .into_any()
}

fn ready(state: State) -> AnyView {
    view! {
        {move || message::failed_partly(state)}
        {move || message::gone(state)}
        {toolbar::toolbar(state)}
        {move || match state.view.get() {
            ViewKind::List => list::list(state),
            ViewKind::Month => month::month(state),
        }}
        {dialog::dialog(state)}
    }
    .into_any()
}

/// One listener for the links of all events: a plain click opens the detail, any other click is
/// the browser's (a new tab, a new window, a download).
fn take_click(state: State, event: &MouseEvent) {
    let is_plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[data-opens]").ok().flatten());
    if let Some(uid) = link.and_then(|link| link.get_attribute("data-opens"))
        && is_plain
        && !event.default_prevented()
    {
        event.prevent_default();
        state.open_event(&uid);
    }
}
