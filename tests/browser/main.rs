//! The calendar as partners embed it, in Chromium, Firefox and WebKit.
//!
//! `cargo test --test browser` runs it against a built `dist`, over WebDriver. Each test gets three
//! origins of its own: the calendar's host, the partner's page and the feeds.
//!
//! From the environment: `LICHTHOF_DIST` (what is tested), `LICHTHOF_ENGINES` (which engines, by
//! commas), `LICHTHOF_CHROMEDRIVER`, `LICHTHOF_GECKODRIVER` and `LICHTHOF_WEBKITDRIVER` (the
//! drivers), `LICHTHOF_AXE` (axe-core's `axe.min.js`), `LICHTHOF_FEEDS` (a folder of real feeds;
//! the tests that need it are skipped without) and `LOCPATH` (locales). An engine that is chosen
//! and missing is a failure.

mod browser;
mod case;
mod engine;
mod harness;
mod outcome;
mod page;
mod site;
mod visit;

use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use crate::browser::Browsers;
use crate::engine::Engine;
use crate::outcome::Outcome;

fn main() -> Outcome<ExitCode> {
    let mut arguments = Arguments::from_args();
    // Each test keeps a browser and a driver busy; more of them at once only make each other late.
    arguments.test_threads.get_or_insert(2);
    let engines = Engine::chosen("chromium,firefox,webkit")?;
    let runtime = tokio::runtime::Runtime::new()?;
    let browsers = Arc::new(Browsers::default());
    let mut trials = Vec::new();
    for case in all_cases() {
        // Engine after engine for each case, so that the threads seldom want the same browser.
        for engine in engines.iter().copied().filter(|engine| case.runs_in(*engine)) {
            let (case, browsers, handle) = (case.clone(), Arc::clone(&browsers), runtime.handle().clone());
            let name = format!("{}::{}", engine.name(), case.name);
            trials.push(Trial::ignorable_test(name, move || {
                handle.block_on(case.execute(engine, &browsers))
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(browsers.close());
    Ok(conclusion.exit_code())
}

fn all_cases() -> Vec<case::Case> {
    [harness::cases()].concat()
}
