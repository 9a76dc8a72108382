//! What Leptos' reactive graph does that the kit (`dom/reactive.rs`) works around, in its smallest form. When one
//! of these tests fails, the version in `Cargo.lock` has mended it, and the work-around can go.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use std::cell::RefCell;
use std::rc::Rc;

use any_spawner::Executor;
use leptos::prelude::{Effect, Get, Memo, Owner, RenderEffect, RwSignal, Set};

/// Runs `work` where effects run, and then all effects that are due.
async fn with_effects(work: impl FnOnce()) {
    // A second test of this file has set it already.
    let _ = Executor::init_tokio();
    work();
    for _ in 0..8 {
        tokio::task::yield_now().await;
    }
}

fn in_a_local_set(test: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, test);
}

/// reactive_graph 0.2.16: the effect asks `is_positive` whether it has changed. To answer, that memo asks
/// `double`, which computes itself anew and reports a change, but `is_positive` stays the same. Then the effect asks
/// `double`, which by now has nothing new to report: the effect does not run, though it shows `double`.
#[test]
fn an_effect_misses_a_change_that_a_memo_before_it_has_asked_for() {
    in_a_local_set(async {
        let owner = Owner::new();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let number = owner.with(|| RwSignal::new(1));
        let log = Rc::clone(&seen);
        with_effects(|| {
            owner.with(|| {
                let double = Memo::new(move |_| number.get() * 2);
                let is_positive = Memo::new(move |_| double.get() > 0);
                Effect::new(move |_: Option<()>| log.borrow_mut().push((is_positive.get(), double.get())));
            });
        })
        .await;
        with_effects(|| number.set(2)).await;
        assert_eq!(
            *seen.borrow(),
            [(true, 2)],
            "with (true, 4) as well, it is mended"
        );
    });
}

/// The same effect, reading in the order in which the memos were made: what `subscribing` in `dom/reactive.rs`
/// sees to.
#[test]
fn an_effect_that_reads_in_the_order_of_making_misses_nothing() {
    in_a_local_set(async {
        let owner = Owner::new();
        let seen = Rc::new(RefCell::new(Vec::new()));
        let number = owner.with(|| RwSignal::new(1));
        let log = Rc::clone(&seen);
        with_effects(|| {
            owner.with(|| {
                let double = Memo::new(move |_| number.get() * 2);
                let is_positive = Memo::new(move |_| double.get() > 0);
                Effect::new(move |_: Option<()>| {
                    let double = double.get();
                    log.borrow_mut().push((is_positive.get(), double));
                });
            });
        })
        .await;
        with_effects(|| number.set(2)).await;
        assert_eq!(*seen.borrow(), [(true, 2), (true, 4)]);
    });
}

/// reactive_graph 0.2.16: the task of a render effect holds its value until it ends, some steps after the effect
/// was dropped. An effect within that value runs once more. `ReactiveMarkup` in `dom/node.rs` takes the value out.
#[test]
fn an_effect_within_another_one_runs_once_more_after_both_were_dropped() {
    in_a_local_set(async {
        let owner = Owner::new();
        let runs = Rc::new(RefCell::new(0));
        let counted = Rc::clone(&runs);
        let number = owner.with(|| RwSignal::new(1));
        let mut outer = None;
        with_effects(|| {
            outer = Some(owner.with(|| {
                RenderEffect::new(move |_: Option<RenderEffect<()>>| {
                    let counted = Rc::clone(&counted);
                    RenderEffect::new(move |_: Option<()>| {
                        number.get();
                        *counted.borrow_mut() += 1;
                    })
                })
            }));
        })
        .await;
        with_effects(|| {
            number.set(2);
            drop(outer);
        })
        .await;
        assert_eq!(*runs.borrow(), 2, "with 1, it is mended");
    });
}
