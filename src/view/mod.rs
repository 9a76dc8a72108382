//! A stand-in for the view: titles in a list, to try the loader with.
#![allow(missing_docs)]

use std::sync::Arc;

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::date::Date;
use crate::embed::{Notify, Options};
use crate::event::Event;
use crate::feed::source::load;

pub struct Mounted {
    state: State,
    _handle: UnmountHandle<<AnyView as Render>::State>,
}

#[derive(Clone, Copy)]
struct State {
    options: StoredValue<Options>,
    events: RwSignal<Vec<Arc<Event>>>,
    message: RwSignal<String>,
    notify: StoredValue<Notify, LocalStorage>,
}

impl State {
    fn load(self, fresh: bool) {
        let options = self.options.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            let today = || Date::from_ymd_opt(2026, 3, 1).unwrap_or_default();
            let loaded = load(&options.feeds, &options.language, today, fresh).await;
            let Some(notify) = self.notify.try_get_value() else {
                return;
            };
            for failure in &loaded.failures {
                notify.error(failure.kind_name(), &failure.to_string());
            }
            let nothing = loaded.events.is_empty() && !loaded.failures.is_empty();
            self.message.set(if nothing {
                "failed".to_owned()
            } else {
                String::new()
            });
            let count = loaded.events.len();
            self.events.set(loaded.events);
            if nothing {
                notify.failed();
            } else {
                notify.ready(count, loaded.skipped);
            }
            notify.rendered();
        });
    }
}

pub fn mount(div: HtmlElement, options: Options, notify: Notify) -> Option<Mounted> {
    let made = std::rc::Rc::new(std::cell::Cell::new(None));
    let make = made.clone();
    let handle = mount_to(div, move || {
        let state = State {
            options: StoredValue::new(options),
            events: RwSignal::new(Vec::new()),
            message: RwSignal::new(String::new()),
            notify: StoredValue::new_local(notify),
        };
        make.set(Some(state));
        state.load(false);
        view! {
            <p class="message">{move || state.message.get()}</p>
            <ul>{move || state.events.get().into_iter().map(|event| {
                let uid = event.uid.as_str().to_owned();
                let clicked = uid.clone();
                view! {
                    <li part="event" data-uid=uid>
                        <a href="#x" on:click=move |click| {
                            click.prevent_default();
                            assert!(clicked != "panic", "asked to");
                            let goes_on = state.notify.with_value(|notify| notify.open(&clicked));
                            state.message.set(if goes_on { "opened" } else { "taken" }.to_owned());
                        }>{event.title.value.clone()}</a>
                    </li>
                }
            }).collect_view()}</ul>
        }
        .into_any()
    });
    made.get().map(|state| Mounted {
        state,
        _handle: handle,
    })
}

impl Mounted {
    pub fn update(&self, options: Options) {
        self.state.options.set_value(options);
        self.state.load(false);
    }

    pub fn go_to(&self, day: Date) {
        self.state.message.set(day.to_string());
    }

    pub fn open(&self, uid: &str) -> bool {
        self.state.message.set(uid.to_owned());
        self.state
            .events
            .get_untracked()
            .iter()
            .any(|event| event.uid.as_str() == uid)
    }

    pub fn refresh(&self) {
        self.state.load(true);
    }
}
