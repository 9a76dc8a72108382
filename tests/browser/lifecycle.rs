//! Calendars come, go and move, with a second one on the page that must not notice: whatever the page or the
//! visitor does, shortly before, while or after a calendar leaves.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut all = cases![
        pairs_with_the_parts_there,
        pairs_with_the_parts_on_their_way,
        from_the_year_to_the_tiles_with_an_event_planned_for_a_month,
        a_filtered_calendar_goes_while_its_filter_comes,
        a_listener_takes_the_calendar_away_on_a_click,
        what_is_asked_of_a_calendar_in_the_task_in_which_it_goes,
        the_filters_close_where_the_page_takes_them_away,
    ];
    // The process of WebKitGTK 2.50 itself ends in the middle of it, by a null pointer in the library, for
    // example with LICHTHOF_SEED=961177436. Which step it minds is not known.
    let soak = cases![calendars_come_and_go_while_parts_are_slow];
    all.extend(soak.into_iter().map(Case::not_in_webkit));
    all
}

/// Nothing happens for so long only where the page has stopped.
const STILL: Duration = Duration::from_secs(60);

/// How far a walk is.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
struct Told {
    walked: usize,
    of: usize,
    attempts: usize,
    is_done: bool,
    failure: Option<String>,
}

fn page() -> Page {
    Page::new("lifecycle.html").feed("/lifecycle.json")
}

/// Waits until a walk is done, as long as it goes on.
async fn is_walked(visit: &Visit) -> Outcome {
    let (mut last, mut since) = (None, Instant::now());
    loop {
        let told: Told = visit.read("lifecycle.told").await?;
        if told.is_done {
            return match told.failure {
                Some(failure) => Err(fault(failure)),
                None if told.walked > 0 && told.walked == told.of => Ok(()),
                None => Err(fault(format!("{} of {} walked", told.walked, told.of))),
            };
        }
        if last.as_ref() != Some(&told) {
            (last, since) = (Some(told), Instant::now());
        } else if since.elapsed() > STILL {
            let steps: Value = visit.read("lifecycle.steps()").await?;
            return Err(fault(format!("the walk stands still: {last:?}: {steps}")));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Which pairs are walked, and whether all failures are wanted: for who looks for the cause of one.
/// `LICHTHOF_PAIRS="remove,open()"`, and `LICHTHOF_PAIRS=all` for all failures of all.
///
/// The program is the same in every engine, and all pairs take minutes: Chromium walks most of them, the other engines
/// those in which a calendar leaves or moves, where their own order of tasks counts.
fn chosen(engine: Engine) -> String {
    match std::env::var("LICHTHOF_PAIRS") {
        Ok(all) if all == "all" => "'all', true".to_owned(),
        Ok(names) => format!("{}, true", json!(names.split(',').collect::<Vec<_>>())),
        Err(_) if engine == Engine::Chromium => "'most', false".to_owned(),
        Err(_) => "'leaving', false".to_owned(),
    }
}

async fn walk(visit: &Visit, is_cold: bool) -> Outcome {
    visit.open(page()).await?;
    visit.until("uids().length > 0").await?;
    let chosen = chosen(visit.engine);
    visit.run(&format!("lifecycle.walk({is_cold}, {chosen})")).await?;
    is_walked(visit).await
}

async fn pairs_with_the_parts_there(visit: Visit) -> Outcome {
    walk(&visit, false).await
}

async fn pairs_with_the_parts_on_their_way(visit: Visit) -> Outcome {
    walk(&visit, true).await
}

/// Another order each time. `LICHTHOF_SEED` repeats one.
async fn calendars_come_and_go_while_parts_are_slow(visit: Visit) -> Outcome {
    let given = std::env::var("LICHTHOF_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    // Another one in each process.
    let seed: u64 = given.unwrap_or_else(|| RandomState::new().build_hasher().finish() >> 34);
    eprintln!("LICHTHOF_SEED={seed}");
    visit.open(page()).await?;
    visit.until("uids().length > 0").await?;
    visit.run(&format!("lifecycle.soak({seed})")).await?;
    // The seed stands in the output, before what failed.
    is_walked(&visit).await
}

/// A page with two calendars, both with their events.
async fn two(visit: &Visit, attributes: &str) -> Outcome {
    let page = Page::new("two.html").feed("/lifecycle.json");
    visit.open_ready(page.attributes(attributes)).await?;
    visit.until("uids(1).length > 0").await
}

/// The neighbour (the last calendar of the page) shows its events, reacts to a click, and nobody heard of
/// an error.
async fn the_neighbour_has_not_noticed(visit: &Visit) -> Outcome {
    visit.painted().await?;
    let last = "document.getElementsByTagName('lichthof-calendar').length - 1";
    visit
        .stays(
            &format!(
                "[seen.errors, events('lichthof-error').map(({{ detail }}) => detail.message), \
                 uids({last}).length > 0]"
            ),
            json!([[], [], true]),
        )
        .await?;
    for view in ["list", "month"] {
        visit
            .click_on(&format!("one('[data-view-button={view}]', {last})"))
            .await?;
        visit
            .becomes(&format!("one('[data-view]', {last})?.dataset.view"), json!(view))
            .await?;
        visit.until(&format!("uids({last}).length > 0")).await?;
    }
    Ok(())
}

async fn from_the_year_to_the_tiles_with_an_event_planned_for_a_month(visit: Visit) -> Outcome {
    // The tiles need details, which the year does without.
    two(&visit, "").await?;
    visit.click("[data-view-button=year]").await?;
    visit
        .becomes("one('[data-view]')?.dataset.view", json!("year"))
        .await?;
    visit.painted().await?;
    visit.click("[data-view-button=cards]").await?;
    visit
        .becomes("one('[data-view]')?.dataset.view", json!("cards"))
        .await?;
    visit.until("uids().includes('planned')").await?;
    the_neighbour_has_not_noticed(&visit).await
}

async fn a_filtered_calendar_goes_while_its_filter_comes(visit: Visit) -> Outcome {
    visit.open(page()).await?;
    visit.until("uids().length > 0").await?;
    // The part comes once the calendar has gone: after its removal, and after its memory was given back.
    for pause in ["", "await lifecycle.sleep(0);", "await lifecycle.sleep(300);"] {
        let gone: Value = visit
            .run_async(&format!(
                "return await lifecycle.attempt(async (there) => {{
                   await there.when(() => there.isReady(there.neighbour()), 'ready');
                   const open = there.close();
                   const calendar = there.make('filtered', []);
                   calendar.setAttribute('filter', 'art:Vortrag');
                   there.stage().append(calendar);
                   await there.when(() => there.held().some((address) => /filter|details/.test(address)), 'held back');
                   calendar.remove();
                   {pause}
                   open();
                   await there.sleep(500);
                   await there.check();
                 }})"
            ))
            .await?;
        assert_eq!(gone, Value::Null, "{pause}");
    }
    Ok(())
}

async fn a_listener_takes_the_calendar_away_on_a_click(visit: Visit) -> Outcome {
    for removal in [
        "event.target.remove()",
        "event.target.parentNode.replaceChildren(calendar(1))",
    ] {
        two(&visit, "").await?;
        visit
            .run(&format!(
                "document.addEventListener('lichthof-open', (event) => {{ {removal}; }})"
            ))
            .await?;
        visit.click("[data-uid=night] [part~=event-link]").await?;
        visit
            .becomes(
                "document.getElementsByTagName('lichthof-calendar').length",
                json!(1),
            )
            .await?;
        the_neighbour_has_not_noticed(&visit).await?;
    }
    Ok(())
}

async fn what_is_asked_of_a_calendar_in_the_task_in_which_it_goes(visit: Visit) -> Outcome {
    // A link of a calendar that has gone is a link like any other: it shall not lead the page elsewhere.
    let link = "Object.assign(gone.shadowRoot.querySelector('[part~=event-link]'), \
                { href: 'javascript:void 0' }).click()";
    let storage = "window.dispatchEvent(new StorageEvent('storage', { key: 'lichthof.stars' }))";
    for what in [
        "gone.open('night'); gone.remove()",
        "gone.remove(); gone.goTo('2027-01-01')",
        "gone.remove(); gone.open('night')",
        "gone.remove(); gone.refresh()",
        &format!("gone.remove(); {link}"),
        &format!("gone.remove(); {storage}"),
        "gone.remove(); gone.shadowRoot.querySelector('[data-view-button=year]').click()",
        "gone.remove(); gone.setAttribute('view', 'year'); gone.setAttribute('feed', '/other.json')",
        // A microtask later it has gone for good.
        "gone.remove(); queueMicrotask(() => queueMicrotask(() => { gone.goTo('2027-01-01'); gone.open('night'); gone.refresh(); }))",
    ] {
        two(&visit, "").await?;
        visit
            // In a task of the page: WebKit's driver runs microtasks between the statements of its own.
            .run(&format!(
                "window.isHere = true; setTimeout(() => {{ const gone = calendar(); {what}; }});"
            ))
            .await?;
        the_neighbour_has_not_noticed(&visit)
            .await
            .map_err(|error| fault(format!("{what}: {error}")))?;
        assert!(
            visit.read("window.isHere === true").await?,
            "{what}: led elsewhere"
        );
    }
    Ok(())
}

async fn the_filters_close_where_the_page_takes_them_away(visit: Visit) -> Outcome {
    two(&visit, "").await?;
    visit.click("[data-filter-button]").await?;
    visit
        .until("visible('.lh-sheet[open] [data-group]').length > 0")
        .await?;
    visit
        .run("calendar().setAttribute('controls', 'search views')")
        .await?;
    visit
        .becomes(
            "[all('dialog[open]').length, all('[data-filter-button]').length, uids().length > 0]",
            json!([0, 0, true]),
        )
        .await?;
    visit.run("calendar().removeAttribute('controls')").await?;
    visit
        .becomes(
            "[all('dialog[open]').length, visible('[data-filter-button]').length]",
            json!([0, 1]),
        )
        .await?;
    visit.click("[data-filter-button]").await?;
    visit
        .until("visible('.lh-sheet[open] [data-group]').length > 0")
        .await?;
    visit.press(thirtyfour::Key::Escape).await?;
    visit.becomes("all('dialog[open]').length", json!(0)).await?;
    the_neighbour_has_not_noticed(&visit).await
}
