//! The clock moves: what runs, what is past, what is today, and whether one can register.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        an_event_runs_from_its_first_minute_to_its_last,
        at_midnight_in_berlin_it_is_another_day,
        registration_opens_and_closes_while_the_detail_is_open,
        after_sleep_it_is_later_as_soon_as_somebody_looks,
        a_page_that_comes_back_from_the_cache_is_not_of_yesterday,
        nothing_is_built_anew_while_nothing_changes,
        what_is_open_in_a_detail_stays_open,
        what_is_open_of_the_filters_stays_open,
    ]
}

/// How a calendar hears that time has passed.
const BY_TIMER: &str = "for (const call of moving.sleeping) call()";
const BY_LOOKING: &str = "document.dispatchEvent(new Event('visibilitychange'))";
const BY_COMING_BACK: &str = "window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))";

const RUNNING: &str = "visible('[data-section=running] [part=event]').map((event) => event.dataset.uid)";

/// A page whose clock stands at an instant until it is moved.
fn page(now: &'static str) -> Page {
    Page::new("moving.html").feed("/clock.json").now(now)
}

async fn move_to(visit: &Visit, now: &str, hears: &str) -> Outcome {
    visit
        .run(&format!("moving.now = Date.parse('{now}'); {hears}"))
        .await
}

async fn an_event_runs_from_its_first_minute_to_its_last(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-24T17:59:59+01:00")).await?;
    visit.becomes(RUNNING, json!(["fair"])).await?;
    for (now, running, all) in [
        (
            "18:00:00",
            json!(["talk", "fair"]),
            json!(["talk", "fair", "next"]),
        ),
        (
            "19:59:59",
            json!(["talk", "fair"]),
            json!(["talk", "fair", "next"]),
        ),
        ("20:00:00", json!(["fair"]), json!(["fair", "next"])),
    ] {
        move_to(&visit, &format!("2026-11-24T{now}+01:00"), BY_TIMER).await?;
        visit.becomes(RUNNING, running.clone()).await?;
        visit.becomes("uids()", all).await?;
        // A second before it ends nothing is new, and nothing may go too early.
        visit.stays(RUNNING, running).await?;
    }
    visit.click("[data-past]").await?;
    visit.becomes("uids()", json!(["talk"])).await
}

async fn at_midnight_in_berlin_it_is_another_day(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-24T23:59:00+01:00")).await?;
    visit.becomes(RUNNING, json!(["fair"])).await?;
    move_to(&visit, "2026-11-25T00:00:00+01:00", BY_TIMER).await?;
    visit.becomes("uids()", json!(["next"])).await?;
    visit.click("[data-view-button=month]").await?;
    let today = "all('[data-day][data-today]').map((day) => day.dataset.day)";
    visit.becomes(today, json!(["2026-11-25"])).await?;
    move_to(&visit, "2026-11-30T23:59:59+01:00", BY_TIMER).await?;
    visit.becomes(today, json!(["2026-11-30"])).await?;
    // Nobody has chosen a month: the present one is shown.
    move_to(&visit, "2026-12-01T00:00:00+01:00", BY_TIMER).await?;
    visit.becomes(today, json!(["2026-12-01"])).await?;
    visit
        .until("words(one('.lh-root')).includes('Dezember 2026')")
        .await
}

async fn registration_opens_and_closes_while_the_detail_is_open(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-20T11:59:00+01:00")).await?;
    visit.click("[data-uid=talk] [part=event-link]").await?;
    let register =
        "[...dialog().querySelectorAll('a')].filter((link) => link.href.endsWith('/register')).length";
    visit
        .until("words(dialog())?.includes('Anmeldung Ab 20. November 2026')")
        .await?;
    visit.becomes(register, json!(0)).await?;
    move_to(&visit, "2026-11-20T12:00:00+01:00", BY_TIMER).await?;
    visit.until("words(dialog()).includes('Möglich · Bis ')").await?;
    visit.becomes(register, json!(1)).await?;
    move_to(&visit, "2026-11-24T12:00:00+01:00", BY_TIMER).await?;
    visit.until("words(dialog()).includes('Geschlossen')").await?;
    visit.becomes(register, json!(0)).await
}

async fn after_sleep_it_is_later_as_soon_as_somebody_looks(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-23T12:00:00+01:00")).await?;
    visit.becomes("uids()", json!(["fair", "talk", "next"])).await?;
    move_to(&visit, "2026-12-01T19:00:00+01:00", BY_LOOKING).await?;
    visit.becomes(RUNNING, json!(["next"])).await?;
    visit.becomes("uids()", json!(["next"])).await
}

async fn a_page_that_comes_back_from_the_cache_is_not_of_yesterday(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-24T12:00:00+01:00")).await?;
    visit.becomes(RUNNING, json!(["fair"])).await?;
    move_to(&visit, "2026-11-25T12:00:00+01:00", BY_COMING_BACK).await?;
    visit.becomes("uids()", json!(["next"])).await
}

async fn nothing_is_built_anew_while_nothing_changes(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-24T12:00:00+01:00")).await?;
    visit.becomes("uids().length", json!(3)).await?;
    visit.is_complete().await?;
    visit
        .run(
            "seen.changes = [];
             const told = ({ type, target, attributeName }) =>
                [type, attributeName, target.className ?? target.textContent].join(' ');
             new MutationObserver((changes) => seen.changes.push(...changes.map(told))).observe(
                one('.lh-root'),
                { subtree: true, childList: true, attributes: true, characterData: true },
             )",
        )
        .await?;
    for minute in 1..10 {
        move_to(&visit, &format!("2026-11-24T12:{minute:02}:00+01:00"), BY_TIMER).await?;
        visit.painted().await?;
    }
    visit.stays("seen.changes", json!([])).await
}

/// A minute later, and after the same feed has come anew.
async fn later(visit: &Visit, minute: u32) -> Outcome {
    move_to(visit, &format!("2026-11-20T11:{minute}:00+01:00"), BY_TIMER).await?;
    visit.painted().await?;
    visit.refresh("/clock.json").await?;
    visit.painted().await
}

async fn what_is_open_in_a_detail_stays_open(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-20T11:57:00+01:00")).await?;
    visit.click("[data-uid=talk] [part=event-link]").await?;
    visit.click("dialog [data-way=calendar]").await?;
    visit
        .until("visible('dialog [data-panel=calendar] [data-alarm]').length")
        .await?;
    visit
        .run("const alarm = one('[data-alarm]'); alarm.selectedIndex = 2; alarm.focus(); window.alarm = alarm;")
        .await?;
    let state = "[visible('[data-alarm]')[0] === alarm, alarm.selectedIndex, focused() === alarm, \
                  visible('[data-way][aria-expanded=true]').map((button) => button.dataset.way)]";
    for minute in [58, 59] {
        later(&visit, minute).await?;
        visit.becomes(state, json!([true, 2, true, ["calendar"]])).await?;
    }
    // Now it says something else, and still nothing closes.
    move_to(&visit, "2026-11-20T12:00:00+01:00", BY_TIMER).await?;
    visit.until("words(dialog()).includes('Möglich · Bis ')").await?;
    visit.becomes(state, json!([true, 2, true, ["calendar"]])).await?;
    visit.click("dialog [data-way=share]").await?;
    visit.until("visible('dialog [data-panel=share]').length").await?;
    move_to(&visit, "2026-11-20T12:01:00+01:00", BY_TIMER).await?;
    visit.painted().await?;
    visit
        .becomes("visible('dialog [data-panel=share]').length", json!(1))
        .await?;
    // Another event begins with nothing open.
    visit.run("calendar().open('next')").await?;
    visit.until("words(dialog()).includes('Dezember')").await?;
    visit
        .becomes("visible('dialog [data-panel]').length", json!(0))
        .await
}

async fn what_is_open_of_the_filters_stays_open(visit: Visit) -> Outcome {
    visit.open_ready(page("2026-11-20T11:57:00+01:00")).await?;
    visit.click("[data-filter-button]").await?;
    visit
        .until("visible('dialog [data-facet-panel=when] .lh-value').length")
        .await?;
    visit
        .run("one('dialog [data-group=when]').focus(); window.group = one('dialog [data-facet-panel=when]');")
        .await?;
    let state = "[group.isConnected, group.open, focused()?.dataset.group, \
                  visible('dialog [data-facet-panel=when] .lh-value').length > 0]";
    for minute in [58, 59] {
        later(&visit, minute).await?;
        visit.becomes(state, json!([true, true, "when", true])).await?;
    }
    visit.click("dialog [data-group=when]").await?;
    visit
        .becomes(
            "visible('dialog [data-facet-panel=when] .lh-value').length",
            json!(0),
        )
        .await
}
