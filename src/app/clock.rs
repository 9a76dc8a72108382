//! What time it is, and on whose clock: the one place that asks the browser.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use crate::app::options::Options;
use crate::dom::{Listener, Scope, Shared, Signal, hold};
use crate::feed::commonest_zone;
use crate::filter::Present;
use crate::i18n::{IntlZones, is_known, visitor_zone};
use crate::net::Loaded;
use crate::schedule::{ZoneMode, ZonePolicy};
use crate::time::{Date, Instant, ParsedDateTime, Time, civil_at, resolve};

/// How often the browser's clock is looked at, in milliseconds: what runs and what is past changes by the minute.
const TICK: i32 = 15_000;

/// What time it is, and on whose clock.
#[derive(Clone, Copy)]
pub struct Clock {
    /// The present instant, to the minute.
    pub now: Signal<Instant>,
    /// The present day in the calendar's zone.
    pub today: Signal<Date>,
    /// The moment at which filters ask.
    pub present: Signal<Present>,
    /// The zones of the calendar.
    pub policy: Signal<ZonePolicy>,
    /// True while the visitor wants everything on their own clock.
    pub is_own: Signal<bool>,
}

impl Clock {
    /// A clock in the zone that the partner names, else in that of the feeds, else in the visitor's.
    pub(super) fn new(options: Signal<Shared<Options>>, loaded: Signal<Shared<Loaded>>) -> Self {
        let is_own = Signal::new(false);
        let visitor = visitor_zone();
        let policy = Signal::derived(move || {
            let named = options.with(|options| options.timezone.clone());
            let feed = loaded.with(|loaded| {
                let named = loaded.zone.clone().filter(is_known);
                named.or_else(|| commonest_zone(&loaded.events).filter(is_known))
            });
            ZonePolicy {
                mode: match named {
                    _ if is_own.get() => ZoneMode::Visitor,
                    ZoneMode::Named(zone) if !is_known(&zone) => ZoneMode::Auto,
                    named => named,
                },
                feed: feed.unwrap_or_else(|| visitor.clone()),
                visitor: visitor.clone(),
            }
        });
        let now = present_instant(options, policy);
        let today = Signal::derived(move || {
            let zone = policy.with(|policy| policy.calendar_zone().clone());
            civil_at(now.get(), &zone, &zone, &IntlZones)
                .unwrap_or_default()
                .date()
        });
        let present = Signal::derived(move || Present {
            now: now.get(),
            today: today.get(),
            first_day: options.with(|options| options.first_weekday()),
            is_month_first: options.with(|options| options.writes_month_first()),
        });
        Self {
            now,
            today,
            present,
            policy,
            is_own,
        }
    }
}

/// The present instant, to the minute. It moves with the browser's clock, also after sleep and after
/// a return from the back/forward cache; or it stands still at the partner's `now`.
fn present_instant(options: Signal<Shared<Options>>, policy: Signal<ZonePolicy>) -> Signal<Instant> {
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
    hold((interval, shown, visible));
    Signal::derived(move || {
        let civil = match options.with(|options| options.now) {
            None => return ticked.get(),
            Some(ParsedDateTime::Offset(civil, offset)) => {
                return Instant::with_offset(civil, offset);
            }
            Some(ParsedDateTime::Date(date)) => date.and_time(Time::MIN),
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
