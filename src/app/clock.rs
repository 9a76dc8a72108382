//! The one place that asks what time it is.

use leptos::prelude::on_cleanup;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::options::Options;
use crate::dom::{Listener, Scope, Shared, Signal};
use crate::i18n::IntlZones;
use crate::schedule::ZonePolicy;
use crate::time::{Instant, ParsedDateTime, resolve};

/// How often the clock is looked at, in milliseconds: what runs and what is past changes by the minute.
const TICK: i32 = 15_000;

/// The present instant, to the minute. It moves with the browser's clock, also after sleep and after
/// a return from the back/forward cache; or it stands still at the partner's `now`.
pub fn clock(options: Signal<Shared<Options>>, policy: Signal<ZonePolicy>) -> Signal<Instant> {
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
    Signal::derived(move || {
        let civil = match options.with(|options| options.now) {
            None => return ticked.get(),
            Some(ParsedDateTime::Offset(civil, offset)) => {
                return Instant(civil.and_utc().timestamp() - i64::from(offset));
            }
            Some(ParsedDateTime::Date(date)) => date.and_time(crate::time::Time::MIN),
            Some(ParsedDateTime::Civil(civil)) => civil,
        };
        let mut policy = policy.get();
        // Whose clock the visitor looks at does not change what time it is.
        policy.mode = options.with(|options| options.timezone.clone());
        let zones = [policy.calendar_zone(), &policy.feed];
        let known = zones
            .into_iter()
            .find_map(|zone| resolve(civil, zone, zone, &IntlZones));
        known.unwrap_or_else(|| Instant(civil.and_utc().timestamp()))
    })
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
        let scope = Scope::current();
        let callback = Closure::<dyn FnMut()>::new(move || scope.enter(&mut callback));
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
