//! What the feeds have brought.

use crate::dom::{Shared, Signal};
use crate::error::Error;
use crate::net::Loaded;

/// How far the feeds are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has come yet.
    Loading,
    /// There are events to show, or there is truly none.
    Ready,
    /// Every feed failed: [`Loaded::failures`] says why.
    Failed,
}

/// What the feeds have brought.
#[derive(Clone, Copy)]
pub struct Source {
    /// How far the feeds are.
    pub phase: Signal<Phase>,
    /// What was read last, and what could not be.
    pub loaded: Signal<Shared<Loaded>>,
    /// The number of the reading that counts: what an earlier one brings comes too late.
    generation: Signal<u32>,
}

impl Source {
    /// Nothing has been asked for.
    pub(super) fn new() -> Self {
        Self {
            phase: Signal::new(Phase::Loading),
            loaded: Signal::new(Shared::new(Loaded::default())),
            generation: Signal::new(0),
        }
    }

    /// The number of the reading that counts.
    pub(super) fn current(self) -> u32 {
        self.generation.get_untracked()
    }

    /// Begins a reading, and gives its number.
    pub(super) fn begin(self) -> u32 {
        let generation = self.current() + 1;
        self.generation.set(generation);
        if self.phase.get_untracked() == Phase::Failed {
            self.phase.set(Phase::Loading);
        }
        generation
    }

    /// True while there are events to show, or it is known that there are none.
    pub(super) fn is_ready(self) -> bool {
        self.phase.get_untracked() == Phase::Ready
    }

    /// Keeps the events of a reading of the same texts: what was read of them besides the list need not be read again.
    pub(super) fn keep_same(self, loaded: &mut Loaded) {
        self.loaded.with_untracked(|before| {
            if before.revision == loaded.revision {
                loaded.events.clone_from(&before.events);
            }
        });
    }

    /// Shows failures beside what is there already.
    pub(super) fn keep_with(self, failures: Vec<Error>) {
        let mut kept = self.loaded.with_untracked(|before| Loaded::clone(before));
        kept.failures = failures;
        self.loaded.set(Shared::new(kept));
    }
}
