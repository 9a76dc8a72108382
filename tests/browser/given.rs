//! What a page gives by properties: events that it has already, and feeds as a list.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        events_that_a_page_has_are_shown_and_replaced,
        feeds_may_be_a_list,
        with_a_policy_blob_is_all_that_given_events_need,
    ]
}

async fn events_that_a_page_has_are_shown_and_replaced(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("given.html")).await?;
    visit.becomes("uids()", json!(["one", "two"])).await?;
    visit
        .run("calendar().events = { title: 'Neu', entries: [event('three', 26)] }")
        .await?;
    visit.becomes("uids()", json!(["three"])).await?;
    visit.run("calendar().refresh()").await?;
    visit.stays("uids()", json!(["three"])).await?;
    // Out of the page and back.
    visit
        .run("const host = calendar(), parent = host.parentNode; host.remove(); setTimeout(() => parent.append(host), 50)")
        .await?;
    visit.becomes("uids()", json!(["three"])).await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn feeds_may_be_a_list(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let address = format!("{}/browser.json", visit.site.feeds());
    visit.becomes("calendar().feed", json!([address])).await?;
    visit
        .run("calendar().feed = [calendar().feed[0] + '?a', calendar().feed[0] + '?b']")
        .await?;
    visit
        .becomes(
            "[calendar().getAttribute('feed'), calendar().feed.length]",
            json!([format!("{address}?a {address}?b"), 2]),
        )
        .await?;
    visit.run("calendar().feed = ''").await?;
    visit.falls_back().await
}

async fn with_a_policy_blob_is_all_that_given_events_need(visit: Visit) -> Outcome {
    let policy = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                  connect-src blob: {{CALENDAR}}; img-src data:";
    visit.open_ready(Page::new("given.html").policy(policy)).await?;
    visit.becomes("uids()", json!(["one", "two"])).await?;
    visit.becomes("seen.violations", json!([])).await
}
