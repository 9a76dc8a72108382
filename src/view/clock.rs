//! The one place that asks what time it is.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::page::Listener;
use super::signal::Signal;
use crate::date::{Instant, ParsedDateTime, ZonePolicy, resolve};
use crate::embed::is_poisoned;
use crate::text::IntlZones;

/// How often the clock is looked at, in milliseconds: what runs and what is past changes by the minute.
const TICK: i32 = 15_000;

/// The present instant, to the minute. It moves with the browser's clock, also after sleep and after
/// a return from the back/forward cache; or it stands still at `fixed`.
pub fn clock(fixed: Signal<Option<ParsedDateTime>>, policy: Signal<ZonePolicy>) -> Signal<Instant> {
    let ticked = Signal::new(browser_now());
    let tick = move || {
        let now = browser_now();
        if ticked.is_alive() && ticked.get_untracked() != now {
            ticked.set(now);
        }
    };
    let interval = Interval::new(TICK, tick);
    let window = leptos::prelude::window();
    let shown = Listener::new(&window, "pageshow", move |_| tick());
    let visible = leptos::prelude::document();
    let visible = Listener::new(&visible, "visibilitychange", move |_| tick());
    let held = send_wrapper::SendWrapper::new((interval, shown, visible));
    on_cleanup(move || drop(held));
    Signal::derived(move || match fixed.get() {
        None => ticked.get(),
        Some(ParsedDateTime::Offset(civil, offset)) => {
            Instant(civil.and_utc().timestamp() - i64::from(offset))
        }
        Some(ParsedDateTime::Date(date)) => civil_now(date.and_time(crate::date::Time::MIN), &policy.get()),
        Some(ParsedDateTime::Civil(civil)) => civil_now(civil, &policy.get()),
    })
}

fn civil_now(civil: crate::date::DateTime, policy: &ZonePolicy) -> Instant {
    let zone = policy.calendar_zone();
    resolve(civil, zone, zone, &IntlZones).unwrap_or_else(|| Instant(civil.and_utc().timestamp()))
}

#[expect(clippy::disallowed_methods, reason = "this is the clock module")]
fn browser_now() -> Instant {
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    Instant(seconds - seconds.rem_euclid(60))
}

/// A repeated call that ends when it is dropped.
struct Interval {
    id: i32,
    _callback: Closure<dyn FnMut()>,
}

impl Interval {
    fn new(milliseconds: i32, mut callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(move || {
            if !is_poisoned() {
                callback();
            }
        });
        let id = leptos::prelude::window()
            .set_interval_with_callback_and_timeout_and_arguments_0(
                callback.as_ref().unchecked_ref(),
                milliseconds,
            )
            .unwrap_or_default();
        Self {
            id,
            _callback: callback,
        }
    }
}

impl Drop for Interval {
    fn drop(&mut self) {
        leptos::prelude::window().clear_interval_with_handle(self.id);
    }
}
