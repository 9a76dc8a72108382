//! What the tests themselves stand on: pages that look at this harness, not at the calendar.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_page_is_in_the_visitors_language_and_zone,
        a_frame_can_be_narrow,
        keys_and_clicks_reach_a_shadow_root
    ]
}

async fn the_page_is_in_the_visitors_language_and_zone(visit: Visit) -> Outcome {
    visit.open(Page::plain()).await?;
    visit
        .becomes(
            "[navigator.language.slice(0, 2), Intl.DateTimeFormat().resolvedOptions().timeZone]",
            json!(["de", "Europe/Berlin"]),
        )
        .await
}

async fn a_frame_can_be_narrow(visit: Visit) -> Outcome {
    visit.open_framed(Page::plain(), 320, 600).await?;
    visit
        .becomes(
            "[innerWidth, document.querySelectorAll('#fallback').length]",
            json!([320, 1]),
        )
        .await
}

async fn keys_and_clicks_reach_a_shadow_root(visit: Visit) -> Outcome {
    visit.open(Page::new("harness.html")).await?;
    visit.becomes("innerWidth", json!(1280)).await?;
    visit.click("button").await?;
    visit.becomes("one('button').textContent", json!("1")).await?;
    visit.search_for("ä 1").await?;
    visit.becomes("one('input').value", json!("ä 1")).await?;
    visit.run("one('button').focus()").await?;
    visit.press(thirtyfour::Key::Enter).await?;
    visit.becomes("one('button').textContent", json!("2")).await?;
    visit.press(thirtyfour::Key::Tab).await?;
    visit.becomes("focused().localName", json!("input")).await
}
