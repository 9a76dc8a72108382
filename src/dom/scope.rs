//! The time that one calendar has on a page: nothing of it runs after its end.
//!
//! Events, timers, promises and effects call into the program whenever they like: after a calendar was
//! removed, while it is being removed, in the midst of its own work. So whatever may call later belongs to
//! the scope in which it was made, and does nothing once that scope has ended. Tasks are dropped with it.
//!
//! The scope that runs at present is known. A trap is laid at its door, and the other calendars go on
//! (`embed::program::fault`).

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use leptos::prelude::untrack;

/// One calendar's time on the page. A copy is a handle on the same scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope(u32);

/// The tasks of a scope that are not done yet.
struct Running {
    scope: Scope,
    tasks: Vec<Weak<Slot>>,
}

type Task = Pin<Box<dyn Future<Output = ()>>>;
/// Where a task lies until it is done or its scope has ended.
type Slot = RefCell<Option<Task>>;

thread_local! {
    static LAST: Cell<u32> = const { Cell::new(0) };
    static IS_STOPPED: Cell<bool> = const { Cell::new(false) };
    static CURRENT: Cell<Scope> = const { Cell::new(Scope::PAGE) };
    static RUNNING: RefCell<Vec<Running>> = const { RefCell::new(Vec::new()) };
}

impl Scope {
    /// What belongs to no calendar, and lives as long as the program.
    pub const PAGE: Self = Self(0);

    /// Begins the scope of a new calendar.
    pub fn begin() -> Self {
        let scope = Self(LAST.get().wrapping_add(1).max(1));
        LAST.set(scope.0);
        RUNNING.with_borrow_mut(|all| {
            all.push(Running {
                scope,
                tasks: Vec::new(),
            });
        });
        scope
    }

    /// The scope that runs at present.
    pub fn current() -> Self {
        CURRENT.get()
    }

    /// The number by which the loader knows the calendar; 0 for the page.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Ends the scope: from now on nothing of it runs, and its tasks are dropped.
    pub fn end(self) {
        let ended = RUNNING.with_borrow_mut(|all| {
            let position = all.iter().position(|running| running.scope == self)?;
            Some(all.swap_remove(position))
        });
        for slot in ended.into_iter().flat_map(|running| running.tasks) {
            // One that runs just now is dropped when it pauses. No borrow is held while another goes.
            let task = slot
                .upgrade()
                .and_then(|slot| slot.try_borrow_mut().ok().and_then(|mut task| task.take()));
            drop(task);
        }
    }

    /// True until it ends, or the program stops.
    pub fn is_alive(self) -> bool {
        let is_running = || RUNNING.with_borrow(|all| all.iter().any(|running| running.scope == self));
        !IS_STOPPED.get() && (self == Self::PAGE || is_running())
    }

    /// Works within the scope for whoever calls from outside: an event, a timer, a promise, the page. What is read is
    /// not tracked, whatever effect a trap may have left running.
    pub fn enter(self, work: &mut dyn FnMut()) {
        self.run(&mut || untrack(&mut *work));
    }

    /// Works within the scope; does nothing after its end.
    pub fn run(self, work: &mut dyn FnMut()) {
        if self.is_alive() {
            let around = CURRENT.replace(self);
            work();
            CURRENT.set(around);
        }
    }

    /// Makes this the scope that runs, after something else may have run in between.
    pub fn resume(self) {
        CURRENT.set(self);
    }
}

/// From now on nothing runs any more: the program has trapped.
pub fn stop_all() {
    IS_STOPPED.set(true);
}

/// Begins a task of the scope that runs at present. It pauses at each `await`, and is dropped there when
/// the scope ends.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(task));
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place from which tasks of calendars begin"
)]
fn spawn_boxed(task: Task) {
    let scope = Scope::current();
    let slot = Rc::new(RefCell::new(Some(task)));
    RUNNING.with_borrow_mut(|all| {
        if let Some(running) = all.iter_mut().find(|running| running.scope == scope) {
            running.tasks.retain(|task| task.strong_count() > 0);
            running.tasks.push(Rc::downgrade(&slot));
        }
    });
    wasm_bindgen_futures::spawn_local(Scoped { scope, slot });
}

/// A task that goes on only within its scope.
struct Scoped {
    scope: Scope,
    slot: Rc<Slot>,
}

impl Future for Scoped {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut is_done = true;
        self.scope.enter(&mut || {
            if let Some(task) = self.slot.borrow_mut().as_mut() {
                is_done = task.as_mut().poll(context).is_ready();
            }
        });
        if is_done || !self.scope.is_alive() {
            let task = self.slot.take();
            drop(task);
            return Poll::Ready(());
        }
        Poll::Pending
    }
}

/// Runs something of the present scope in so many milliseconds.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place from which timers of calendars begin"
)]
pub fn after(milliseconds: u64, run: impl FnOnce() + 'static) {
    let later = later(run);
    leptos::prelude::set_timeout(later, Duration::from_millis(milliseconds));
}

/// Runs something of the present scope before the next frame is painted.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place from which frames of calendars begin"
)]
pub fn next_frame(run: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(later(run));
}

/// The same, bound to the present scope.
fn later(run: impl FnOnce() + 'static) -> Box<dyn FnOnce()> {
    let scope = Scope::current();
    let mut run: Option<Box<dyn FnOnce()>> = Some(Box::new(run));
    Box::new(move || {
        scope.enter(&mut || {
            if let Some(run) = run.take() {
                run();
            }
        });
    })
}
