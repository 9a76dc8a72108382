//! What `lichthof prerender` puts into a page: it is there with the page, and the calendar takes its place where it stands.

use serde_json::json;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::tool::lichthof;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![the_calendar_takes_over_what_is_prerendered_without_a_move]
}

/// What the tool writes for a feed among the fixtures.
async fn prerendered(feed: &str, page: &str) -> Outcome<String> {
    let fixture = format!("tests/fixtures/{feed}");
    lichthof(&["prerender", &fixture, "--page", page]).await
}

/// Where the rows of a place stand: their titles, and the boxes of row, title and time in whole pixels.
const ROWS: &str = "((place) => [...place.querySelectorAll('.lh-entry')].filter(isVisible).map((row) => [
    words(row.querySelector('.lh-title')),
    ...[row, row.querySelector('.lh-title'), row.querySelector('.lh-time')].map((part) => {
      const { left, top, width, height } = part.getBoundingClientRect();
      return [left, top, part === row ? width : 0, height].map(Math.round);
    })]))";

async fn the_calendar_takes_over_what_is_prerendered_without_a_move(visit: Visit) -> Outcome {
    let html = prerendered("browser.json", "/termine").await?;
    for width in [1280, 700] {
        visit.resize(width, 900).await?;
        visit.site.hold();
        visit
            .open(
                Page::new("prerendered.html")
                    .feed("/slow/browser.json")
                    .inside(&html),
            )
            .await?;
        let before = format!("{ROWS}(calendar())");
        visit.until(&format!("{before}.length === 6")).await?;
        visit.painted().await?;
        let rows: Vec<serde_json::Value> = visit.read(&before).await?;
        let below: serde_json::Value = visit
            .read("document.getElementById('below').getBoundingClientRect().top")
            .await?;
        // The program is there, and waits for the feed.
        visit
            .until("calendar().shadowRoot?.querySelector('.lh-root')")
            .await?;
        visit.stays(&before, json!(rows)).await?;
        visit.site.release();
        visit
            .until("events('lichthof-ready').length === 1 && uids().length >= 6")
            .await?;
        visit.painted().await?;
        visit
            .becomes(&format!("{ROWS}(calendar().shadowRoot).slice(0, 6)"), json!(rows))
            .await?;
        visit
            .becomes(
                "document.getElementById('below').getBoundingClientRect().top",
                json!(below),
            )
            .await?;
        visit.becomes(&format!("{before}.length"), json!(0)).await?;
        if visit.engine == Engine::Chromium {
            visit
                .becomes(
                    "seen.shifts.reduce((sum, { value }) => sum + value, 0) < 0.01",
                    json!(true),
                )
                .await?;
        }
    }
    Ok(())
}
