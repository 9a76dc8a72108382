//! The calendar as partners embed it, in Chromium, Firefox and WebKit.
//!
//! `cargo test --test browser` runs it against a built `dist`, over WebDriver. Each test gets three
//! origins of its own: the calendar's host, the partner's page and the feeds.
//!
//! From the environment: `LICHTHOF_DIST` (what is tested), `LICHTHOF_ENGINES` (which engines, by
//! commas), `LICHTHOF_CHROMEDRIVER`, `LICHTHOF_GECKODRIVER` and `LICHTHOF_WEBKITDRIVER` (the
//! drivers), `LICHTHOF_AXE` (axe-core's `axe.min.js`), `LICHTHOF_FEEDS` (a folder of real feeds;
//! the tests that need it are skipped without) and `LOCPATH` (locales). An engine that is chosen
//! and missing is a failure. `LICHTHOF_SEED` and `LICHTHOF_PAIRS` repeat what `lifecycle` tells of a
//! failure. With `LICHTHOF_SCREENSHOTS` it tests nothing and fills `.screenshots/` with pictures of every
//! state, in Chromium unless engines are chosen; with `LICHTHOF_BENCH` it prints what visitors wait for.

mod accessibility;
mod bench;
mod browser;
mod builder;
mod cards;
mod case;
mod clock;
mod companions;
mod component;
mod conditions;
mod devtools;
mod dialog;
mod doctor;
mod embed;
mod endless;
mod engine;
mod facets;
mod feeds;
mod filter;
mod formats;
mod frameworks;
mod given;
mod grids;
mod harness;
mod hostile;
#[path = "../support/hostile.rs"]
mod hostile_feeds;
mod hosts;
mod kit;
mod language;
mod layout;
mod lifecycle;
mod list;
mod matrix;
mod month;
mod monthly;
mod oracle;
mod outcome;
mod page;
mod parts;
mod picture;
mod policy;
mod prerender;
mod privacy;
mod screenshots;
mod season;
mod series;
mod serving;
mod site;
mod slots;
mod state;
mod suggestions;
mod take;
mod tasks;
mod themes;
mod time;
mod tool;
mod versions;
mod visit;
mod windows;
mod words;
mod year;
mod zones;

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Trial};

use crate::browser::Browsers;
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};

/// How many of the tests that took longest are named.
const SLOWEST: usize = 12;

fn main() -> Outcome<ExitCode> {
    let mut arguments = Arguments::from_args();
    // Each test keeps a browser and a driver busy; more of them at once only make each other late.
    arguments.test_threads.get_or_insert(2);
    let (cases, engines) = if env::var_os("LICHTHOF_SCREENSHOTS").is_some() {
        (screenshots::cases(), Engine::chosen("chromium")?)
    } else if env::var_os("LICHTHOF_BENCH").is_some() {
        // One after the other, or they would measure each other.
        arguments.test_threads = Some(1);
        (bench::cases(), Engine::chosen("chromium")?)
    } else {
        (tests(), Engine::chosen("chromium,firefox,webkit")?)
    };
    if !arguments.list && !site::dist_folder().join("lichthof.js").is_file() {
        let folder = site::dist_folder();
        return Err(fault(format!(
            "nothing to test in {}: run `make dist`",
            folder.display()
        )));
    }
    let runtime = tokio::runtime::Runtime::new()?;
    let browsers = Arc::new(Browsers::default());
    let mut trials = Vec::new();
    for case in cases {
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
    let slowest = browsers.slowest(SLOWEST);
    if !slowest.is_empty() {
        eprintln!("slow: {}", slowest.join(", "));
    }
    let repeated = browsers.repeated();
    if !repeated.is_empty() {
        eprintln!(
            "{} repeated once, as browser or driver had gone:\n  {}",
            repeated.len(),
            repeated.join("\n  ")
        );
    }
    Ok(conclusion.exit_code())
}

fn tests() -> Vec<case::Case> {
    [
        harness::cases(),
        embed::cases(),
        hosts::cases(),
        matrix::cases(),
        feeds::cases(),
        formats::cases(),
        hostile::cases(),
        kit::cases(),
        list::cases(),
        grids::cases(),
        month::cases(),
        take::cases(),
        tasks::cases(),
        themes::cases(),
        time::cases(),
        year::cases(),
        cards::cases(),
        series::cases(),
        serving::cases(),
        slots::cases(),
        state::cases(),
        versions::cases(),
        windows::cases(),
        zones::cases(),
        clock::cases(),
        parts::cases(),
        lifecycle::cases(),
        companions::cases(),
        builder::cases(),
        component::cases(),
        conditions::cases(),
        frameworks::cases(),
        given::cases(),
        doctor::cases(),
        filter::cases(),
        facets::cases(),
        suggestions::cases(),
        dialog::cases(),
        policy::cases(),
        prerender::cases(),
        privacy::cases(),
        layout::cases(),
        language::cases(),
        words::cases(),
        accessibility::cases(),
    ]
    .concat()
}
