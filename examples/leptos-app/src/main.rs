//! A page of an association, as an application of Leptos, with a calendar in it.

use leptos::mount::mount_to_body;
use leptos::prelude::*;
use lichthof::{Calendar, Opening, ViewKind};

fn main() {
    mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let view = RwSignal::new(ViewKind::List);
    let is_shown = RwSignal::new(true);
    let opened = RwSignal::new(None::<Opening>);
    let read = RwSignal::new(None::<usize>);

    view! {
        <h1>"What is on at the quay"</h1>
        <p>
            <button id="list" on:click=move |_| view.set(ViewKind::List)>"List"</button>
            " "
            <button id="month" on:click=move |_| view.set(ViewKind::Month)>"Month"</button>
            " "
            <button id="show" on:click=move |_| is_shown.update(|is_shown| *is_shown = !*is_shown)>
                {move || if is_shown.get() { "Hide the calendar" } else { "Show the calendar" }}
            </button>
        </p>
        <p id="read">{move || read.get().map(|events| format!("{events} events"))}</p>
        <Show when=move || is_shown.get()>
            <Calendar
                feeds=vec!["events.json".to_owned()]
                language="en"
                looks="contrast"
                view
                views=vec![ViewKind::List, ViewKind::Month, ViewKind::Week]
                on_ready=move |ready: lichthof::Ready| read.set(Some(ready.events))
                on_change=move |change: lichthof::Change| view.set(change.view)
                on_open=move |opening: Opening| {
                    opened.set(Some(opening));
                    // False would leave the dialog closed, for a page of the application's own.
                    true
                }
            >
                <p slot="header">"All of it is free."</p>
                <p>"The events are on their way."</p>
            </Calendar>
        </Show>
        <p id="opened">{move || opened.get().map(|opening| format!("You opened {}.", opening.uid))}</p>
    }
}
