//! Leptos' signals and memos for values of any type, at the price of one.
//!
//! Every type that a signal or memo of Leptos holds adds to the program (docs/size.md). Here all signals are an
//! `ArcRwSignal<()>` and all memos an `ArcMemo<usize>` that counts changes; the values lie beside them, in a table
//! that stands for Leptos' arena. Tracking, batching and ownership remain Leptos'.
//!
//! One thing is mended (`tests/reactive_graph.rs` has it in its smallest form). An effect that is told of a
//! change asks its sources one after the other until one has changed. A memo that comes first, asks a second one
//! and stays the same, has by then used the second one's answer up: the effect, which reads that one too, would not
//! run (reactive_graph 0.2.16). So effects subscribe in the order in which signals were made: what a memo asks was
//! made before it.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::{ArcMemo, ArcRwSignal, GetUntracked, Notify as _, Track as _, on_cleanup};

use crate::dom::node::render_effect;

/// A value that changes, and everything that reads it with it. A copy is a handle on the same value;
/// it lives as long as the reactive owner in which it was made.
pub struct Signal<T> {
    /// Signals are numbered as they are made. A handle is no more than that: closures hold many.
    number: u32,
    kind: PhantomData<fn() -> T>,
}

type Value = Rc<RefCell<Box<dyn Any>>>;

#[derive(Clone)]
struct Item {
    value: Value,
    source: Source,
}

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
    /// What signals hold whose owner lives, by number, in rising order.
    static KEPT: RefCell<Vec<(u32, Item)>> = const { RefCell::new(Vec::new()) };
    /// What the effect that runs has read, by number; none where no effect runs, or a memo within it.
    static READ: RefCell<Option<Vec<(u32, Source)>>> = const { RefCell::new(None) };
    /// The values of signals whose owner has just gone, by number, until the present task of the browser
    /// is over.
    static DEPARTED: RefCell<Vec<(u32, Value)>> = const { RefCell::new(Vec::new()) };
}

#[derive(Clone)]
enum Source {
    Signal(ArcRwSignal<()>),
    Memo(ArcMemo<usize>),
}

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: 'static> Signal<T> {
    /// A signal with its first value.
    #[inline(never)]
    pub fn new(value: T) -> Self {
        Self::known_by(signal(Box::new(value)))
    }

    /// A value that follows from signals: made anew when one of them has changed and it is read. What
    /// reads it is told only if it differs.
    pub fn derived(make: impl Fn() -> T + 'static) -> Self
    where
        T: PartialEq,
    {
        let is_same = |one: &dyn Any, other: &dyn Any| typed::<T>(one) == typed(other);
        Self::known_by(derived(Box::new(move || Box::new(make())), is_same))
    }

    /// Reads the value; what is running now runs again when it changes.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        Self::read(&tracked(self.number), read)
    }

    /// Reads the value once.
    #[cfg_attr(debug_assertions, track_caller)]
    pub fn with_untracked<U>(self, read: impl FnOnce(&T) -> U) -> U {
        Self::read(&refreshed(self.number), read)
    }

    /// A copy of the value; what is running now runs again when it changes.
    #[cfg_attr(debug_assertions, track_caller)]
    #[inline(never)]
    pub fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value.
    #[cfg_attr(debug_assertions, track_caller)]
    #[inline(never)]
    pub fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Replaces the value and tells everything that reads it. Without effect once the calendar is gone.
    #[inline(never)]
    pub fn set(self, value: T) {
        replace(self.number, Box::new(value));
    }

    /// Replaces the value if it differs, and tells everything that reads it.
    #[inline(never)]
    pub fn set_if_new(self, value: T)
    where
        T: PartialEq,
    {
        if self.is_alive() && self.with_untracked(|old| *old != value) {
            self.set(value);
        }
    }

    /// Changes the value and tells everything that reads it. Without effect once the calendar is gone.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let Some(item) = alive(self.number) else {
            return;
        };
        change(typed_mut(&mut **item.value.borrow_mut()));
        item.notify();
    }

    /// True while the owner lives in which the signal was made.
    pub fn is_alive(self) -> bool {
        alive(self.number).is_some()
    }

    fn known_by(number: u32) -> Self {
        Self {
            number,
            kind: PhantomData,
        }
    }

    fn read<U>(value: &Value, read: impl FnOnce(&T) -> U) -> U {
        read(typed(&**value.borrow()))
    }
}

/// A value as what it is. Not inlined: what a type is told by is sixteen bytes that nothing makes smaller.
#[inline(never)]
fn typed<T: 'static>(value: &dyn Any) -> &T {
    #[expect(
        clippy::expect_used,
        reason = "only `new` and `derived` make values, both of this type"
    )]
    value.downcast_ref::<T>().expect("a value of the signal's type")
}

/// The same, to change it.
#[inline(never)]
fn typed_mut<T: 'static>(value: &mut dyn Any) -> &mut T {
    #[expect(
        clippy::expect_used,
        reason = "only `new` and `derived` make values, both of this type"
    )]
    value.downcast_mut::<T>().expect("a value of the signal's type")
}

// What does not depend on the type is here, once, and not inlined.

#[inline(never)]
fn signal(value: Box<dyn Any>) -> u32 {
    kept(Rc::new(RefCell::new(value)), Source::Signal(ArcRwSignal::new(())))
}

/// Keeps a value for as long as the reactive owner at work lives.
#[inline(never)]
fn kept(value: Value, source: Source) -> u32 {
    let number = LAST.get() + 1;
    LAST.set(number);
    KEPT.with_borrow_mut(|all| all.push((number, Item { value, source })));
    on_cleanup(move || depart(number));
    number
}

/// The owner of a signal has gone.
fn depart(number: u32) {
    let item = KEPT.with_borrow_mut(|all| {
        let place = all.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        Some(all.remove(place).1)
    });
    let Some(item) = item else { return };
    let is_first = DEPARTED.with_borrow_mut(|departed| {
        departed.push((number, item.value));
        departed.len() == 1
    });
    if is_first {
        forget_departed_later();
    }
}

#[inline(never)]
#[cfg_attr(debug_assertions, track_caller)]
fn tracked(number: u32) -> Value {
    let Some(item) = alive(number) else {
        return departed(number);
    };
    let is_noted = READ.with_borrow_mut(|read| {
        let Some(read) = read else { return false };
        let place = read.partition_point(|(known, _)| *known < number);
        if read.get(place).is_none_or(|(known, _)| *known != number) {
            read.insert(place, (number, item.source.clone()));
        }
        true
    });
    if !is_noted {
        // Much is read once, by listeners: Leptos would warn each time.
        #[cfg(debug_assertions)]
        let _zone = leptos::reactive::diagnostics::SpecialNonReactiveZone::enter();
        item.source.track();
    }
    item.refreshed()
}

impl Source {
    #[inline(never)]
    fn track(&self) {
        match self {
            Self::Signal(signal) => signal.track(),
            Self::Memo(memo) => memo.track(),
        }
    }
}

/// Runs what an effect does, which then subscribes to all that was read.
pub fn subscribing(run: &mut dyn FnMut()) {
    let around = READ.replace(Some(Vec::new()));
    run();
    for (_, source) in READ.replace(around).unwrap_or_default() {
        source.track();
    }
}

#[inline(never)]
#[cfg_attr(debug_assertions, track_caller)]
fn refreshed(number: u32) -> Value {
    match alive(number) {
        Some(item) => item.refreshed(),
        None => departed(number),
    }
}

#[inline(never)]
fn replace(number: u32, value: Box<dyn Any>) {
    if let Some(item) = alive(number) {
        // The old one goes when no borrow is held.
        let _old = item.value.replace(value);
        item.notify();
    }
}

#[inline(never)]
fn alive(number: u32) -> Option<Item> {
    KEPT.with_borrow(|all| {
        let place = all.binary_search_by_key(&number, |(known, _)| *known).ok()?;
        Some(all[place].1.clone())
    })
}

#[expect(
    clippy::disallowed_methods,
    reason = "what departs belongs to no calendar any more"
)]
fn forget_departed_later() {
    leptos::prelude::set_timeout(
        || {
            // Dropped when no borrow is held: values may hold further signals.
            let departed = DEPARTED.take();
            drop(departed);
        },
        std::time::Duration::ZERO,
    );
}

/// The last value of a signal that is gone. Whoever asks for it should have been stopped: that is an error
/// of ours, which a debug build reports. A release goes on with the last value; where that has gone, too,
/// there is nothing to go on with, and the calendar ends (`embed::program::fault`).
#[cold]
#[cfg_attr(debug_assertions, track_caller)]
#[expect(clippy::panic, reason = "it ends one calendar, and no other")]
fn departed(number: u32) -> Value {
    #[cfg(debug_assertions)]
    report_departed();
    let value = DEPARTED.with_borrow(|departed| {
        let (_, value) = departed.iter().find(|(known, _)| *known == number)?;
        Some(Rc::clone(value))
    });
    match value {
        Some(value) => value,
        None => panic!("a signal was read long after its owner had gone"),
    }
}

#[cfg(debug_assertions)]
#[track_caller]
fn report_departed() {
    let mut words = "lichthof: a signal was read after its owner had gone, at ".to_owned();
    words.push_str(&std::panic::Location::caller().to_string());
    web_sys::console::error_1(&wasm_bindgen::JsValue::from(words));
}

impl Item {
    /// The value, made anew where something has changed that it follows from.
    #[inline(never)]
    fn refreshed(self) -> Value {
        if let Source::Memo(memo) = &self.source {
            memo.get_untracked();
        }
        self.value
    }

    #[inline(never)]
    fn notify(&self) {
        if let Source::Signal(signal) = &self.source {
            signal.notify();
        }
    }
}

/// Makes a value anew when something that it read has changed, and counts how often it differs.
#[inline(never)]
fn derived(make: Box<dyn Fn() -> Box<dyn Any>>, is_same: fn(&dyn Any, &dyn Any) -> bool) -> u32 {
    // Nobody reads this: it is made before.
    let value: Value = Rc::new(RefCell::new(Box::new(())));
    let sources = send_wrapper::SendWrapper::new((make, Rc::clone(&value)));
    let memo = ArcMemo::new(move |before: Option<&usize>| {
        let (make, kept) = &*sources;
        let around = READ.take();
        let fresh = make();
        READ.set(around);
        let count = before.copied().unwrap_or_default();
        let mut kept = kept.borrow_mut();
        if before.is_some() && is_same(&**kept, &*fresh) {
            return count;
        }
        *kept = fresh;
        count + 1
    });
    kept(value, Source::Memo(memo))
}

/// Keeps something, such as a listener or a timer, until the reactive owner at work goes.
pub fn hold(held: impl Any) {
    hold_boxed(Box::new(held));
}

#[inline(never)]
fn hold_boxed(held: Box<dyn Any>) {
    let held = send_wrapper::SendWrapper::new(held);
    on_cleanup(move || drop(held));
}

/// Runs once what builds the markup has ended, and again whenever a signal changes that it read.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

/// Runs at once, and again whenever a signal changes that it read, as long as what it gives is kept: for what begins
/// where no reactive owner is at work.
pub fn kept_effect(run: impl FnMut() + 'static) -> Box<dyn Any> {
    Box::new(render_effect(Box::new(run)))
}

/// An effect of the kind that markup has, and no second one (docs/size.md): it runs at once, so what it does the first
/// time is to wait for a signal that changes right then.
fn boxed_effect(mut run: Box<dyn FnMut()>) {
    let begun = ArcRwSignal::new(());
    let mut beginning = Some(begun.clone());
    hold(render_effect(Box::new(move || match beginning.take() {
        Some(begun) => begun.track(),
        None => run(),
    })));
    begun.notify();
}
