//! Reading the details of all events, and making them searchable, while the page has nothing else to do.

use std::cell::RefCell;
use std::sync::{Arc, Weak};

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Window;

use crate::dom::Shared;
use crate::event::Event;
use crate::filter::{Collecting, Corpus, Index};
use crate::i18n::IntlZones;
use crate::net::{Loaded, call_named, named};
use crate::schedule::{Occurrence, ZonePolicy};

/// How long the page waits at a time, in milliseconds: so short that nobody feels it, and long beside the four that some
/// browsers let pass between two of them.
const SLICE: f64 = 25.0;

/// How many events are read between two looks at the clock, each of which takes as long as a short event.
const BETWEEN: usize = 8;

/// How many calendars may wait for the part that searches at a time, and find what was gathered for them.
const KEPT: usize = 8;

/// What was gathered of events: until an index has it, and then as long as one has it.
type Gathered = (Option<Arc<Corpus>>, Weak<Corpus>);

thread_local! {
    static GATHERED: RefCell<Vec<Gathered>> = const { RefCell::new(Vec::new()) };
}

/// Reads the details of these events, a few at a time, and does this with each once they are read.
pub async fn read_ahead(loaded: Shared<Loaded>, take: &mut dyn FnMut(&Arc<Event>)) {
    let Some(window) = web_sys::window() else { return };
    // Not `Date`: pages have that stand still.
    let clock = window.performance();
    let now = || clock.as_ref().map_or(0.0, |clock| clock.now());
    let mut begun = now();
    for (number, event) in loaded.events.iter().enumerate() {
        event.read_ahead();
        take(event);
        if number % BETWEEN == 0 && now() - begun > SLICE {
            let _ = JsFuture::from(turn(&window)).await;
            begun = now();
        }
    }
}

/// When the page has done what waits, such as a key. Between timers that follow each other a browser lets pass four
/// milliseconds or more, so that only those have to wait that know nothing else.
fn turn(window: &Window) -> Promise {
    let scheduler = named(window, "scheduler");
    let yielded = call_named(&scheduler, "yield", &JsValue::UNDEFINED, &JsValue::UNDEFINED);
    let yielded = yielded.and_then(|yielded| yielded.dyn_into::<Promise>().ok());
    yielded.unwrap_or_else(|| {
        Promise::new(&mut |go_on, _| {
            // Fails for a text alone.
            let _ = window.set_timeout_with_callback(&go_on);
        })
    })
}

/// Reads the details of these events and gathers what they say for [`index`], a few at a time: at once it would hold the
/// page up.
pub async fn gather_ahead(loaded: Shared<Loaded>) {
    let mut collecting = Collecting::default();
    read_ahead(loaded, &mut |event| {
        let overrides = event.series.iter().flat_map(|series| &series.overrides);
        collecting.add(event);
        overrides.for_each(|date| collecting.add(&date.event));
    })
    .await;
    let corpus = Arc::new(collecting.end());
    GATHERED.with_borrow_mut(|gathered| {
        gathered.retain(|(fresh, used)| fresh.is_some() || used.strong_count() > 0);
        if gathered.len() == KEPT {
            gathered.remove(0);
        }
        gathered.push((Some(Arc::clone(&corpus)), Arc::downgrade(&corpus)));
    });
}

/// The index of these occurrences, by what was gathered of their events if it was.
pub fn index(occurrences: &[Occurrence], policy: &ZonePolicy) -> Index {
    GATHERED.with_borrow_mut(|gathered| {
        let found = gathered.iter_mut().rev().find_map(|(fresh, used)| {
            let index = Index::of(&used.upgrade()?, occurrences, policy, &IntlZones)?;
            *fresh = None;
            Some(index)
        });
        found.unwrap_or_else(|| Index::new(occurrences, policy, &IntlZones))
    })
}
