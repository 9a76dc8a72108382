//! The mini month beside the list.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_month_stands_beside_a_wide_list,
        a_day_of_the_month_filters_until_it_is_clicked_again,
        the_keys_of_a_grid_lead_through_the_month,
        nothing_moves_when_the_month_comes,
    ]
}

/// Opens a page whose list has a month beside it.
async fn open_beside(visit: &Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .until("visible('.lh-beside [role=grid]').length === 1")
        .await
}

/// The days of the month beside the list that are marked, and the one that is chosen.
const MARKED: &str = "[all('.lh-beside [data-busy]').map((day) => day.dataset.miniDay.slice(5)).join(' '), \
                      one('.lh-beside [aria-pressed=true]')?.dataset.miniDay ?? null]";

async fn a_month_stands_beside_a_wide_list(visit: Visit) -> Outcome {
    open_beside(&visit).await?;
    visit
        .becomes("words(one('.lh-mini-name'))", json!("November 2026"))
        .await?;
    visit
        .becomes(MARKED, json!(["11-05 11-21 11-22 11-23 11-24 11-25 11-26", null]))
        .await?;
    visit.run("calendar().setAttribute('mini-month', 'none')").await?;
    visit.becomes("visible('.lh-beside').length", json!(0)).await?;
    // Where there is no room, the part is not asked for.
    visit.resize(800, 900).await?;
    let before = visit.site.calendar_requests("/lichthof-companion.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    visit.becomes("visible('.lh-beside').length", json!(0)).await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-companion.wasm"), before);
    // Another time there is.
    visit.resize(1280, 900).await?;
    visit
        .until("visible('.lh-beside [role=grid]').length === 1")
        .await
}

async fn a_day_of_the_month_filters_until_it_is_clicked_again(visit: Visit) -> Outcome {
    open_beside(&visit).await?;
    visit.click("[data-mini-next]").await?;
    visit
        .becomes("words(one('.lh-mini-name'))", json!("Dezember 2026"))
        .await?;
    let all: Vec<String> = visit.read("uids()").await?;
    visit.click("[data-mini-day='2026-12-10']").await?;
    visit
        .becomes("uids()", json!(["talk-1", "talk-2", "talk-3", "talk-4"]))
        .await?;
    // The other days keep their marks.
    visit
        .becomes(
            MARKED,
            json!(["12-03 12-10 12-12 12-13 12-14 12-15 12-17", "2026-12-10"]),
        )
        .await?;
    visit.click("[data-mini-day='2026-12-17']").await?;
    visit.becomes("uids()", json!(["party"])).await?;
    // A day without events is none to choose.
    visit.click("[data-mini-day='2026-12-18']").await?;
    visit.stays("uids()", json!(["party"])).await?;
    visit.click("[data-mini-day='2026-12-17']").await?;
    visit.becomes("uids()", json!(all)).await?;
    // What is over as well.
    visit.click("[data-mini-previous]").await?;
    visit.click("[data-mini-day='2026-11-05']").await?;
    visit.becomes("uids()", json!(["past"])).await
}

async fn the_keys_of_a_grid_lead_through_the_month(visit: Visit) -> Outcome {
    open_beside(&visit).await?;
    let at = "focused()?.dataset.miniDay";
    visit.run("one('.lh-beside [tabindex=\"0\"]').focus()").await?;
    visit.becomes(at, json!("2026-11-23")).await?;
    for (key, day) in [
        (Key::Right, "2026-11-24"),
        (Key::Down, "2026-12-01"),
        (Key::Left, "2026-11-30"),
        (Key::End, "2026-12-06"),
        (Key::Home, "2026-11-30"),
        (Key::PageUp, "2026-10-30"),
        (Key::PageDown, "2026-11-30"),
        (Key::Up, "2026-11-23"),
    ] {
        visit.press(key).await?;
        visit.becomes(at, json!(day)).await?;
    }
    visit.press(Key::Enter).await?;
    visit.becomes("uids()", json!(["lights", "meetup"])).await?;
    visit.becomes(at, json!("2026-11-23")).await?;
    visit
        .becomes("all('.lh-beside [tabindex=\"0\"]').length", json!(1))
        .await
}

async fn nothing_moves_when_the_month_comes(visit: Visit) -> Outcome {
    visit.site.hold_back("lichthof-companion.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    let places = "all('[part=event]').map((row) => Math.round(row.getBoundingClientRect().left * 10 + \
                  row.getBoundingClientRect().width))";
    let before: Vec<i64> = visit.read(places).await?;
    visit.site.give_back();
    visit
        .until("visible('.lh-beside [role=grid]').length === 1")
        .await?;
    visit.becomes(places, json!(before)).await?;
    if visit.engine == Engine::Chromium {
        visit
            .becomes(
                "seen.shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0) < 0.01",
                json!(true),
            )
            .await?;
    }
    Ok(())
}
