//! The kit below the components: what stays in the DOM when something changes, and what a fault costs.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_filtered_list_keeps_its_elements_and_the_focus,
        values_of_a_facet_keep_their_elements_when_counts_change,
        a_panic_ends_the_calendar_at_work_and_no_other,
        a_calendar_that_ended_by_a_panic_can_be_tried_again,
    ]
}

/// Remembers the elements of the events on show, by uid.
const REMEMBER: &str =
    "window.kept = new Map(visible('[part~=event]').map((event) => [event.dataset.uid, event]))";
/// The uids whose elements are still those.
const SAME: &str = "visible('[part~=event]').filter((event) => kept.get(event.dataset.uid) === event).map((event) => event.dataset.uid)";

async fn a_filtered_list_keeps_its_elements_and_the_focus(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("max=60")).await?;
    visit.becomes("uids().length", json!(12)).await?;
    visit.run(REMEMBER).await?;
    visit
        .run("one('[data-uid=security] [part=event-link]').focus()")
        .await?;
    // By the attribute: typing would take the focus.
    visit
        .run("calendar().setAttribute('filter', 'type:Workshop')")
        .await?;
    visit.until("uids().length < 12 && uids().length > 1").await?;
    let left = visit.read::<serde_json::Value>("uids()").await?;
    visit.becomes(SAME, left).await?;
    visit
        .becomes("focused()?.closest('[data-uid]')?.dataset.uid", json!("security"))
        .await?;
    visit.run("calendar().removeAttribute('filter')").await?;
    visit.becomes("uids().length", json!(12)).await?;
    visit
        .becomes("focused()?.closest('[data-uid]')?.dataset.uid", json!("security"))
        .await?;
    // Those in front of it came back without moving it.
    visit.until(&format!("({SAME}).includes('security')")).await
}

async fn values_of_a_facet_keep_their_elements_when_counts_change(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-filter-button]").await?;
    visit
        .until("dialog() && visible('[data-group=type]').length === 1")
        .await?;
    visit
        .until("visible('[data-facet-panel=type] [data-facet-value]').length > 2")
        .await?;
    let values = "visible('[data-facet-panel=type] [data-facet-value]')";
    visit
        .run(&format!(
            "window.kept = {values}; kept[0].focus(); kept[0].click()"
        ))
        .await?;
    visit.until(&format!("{values}[0].checked")).await?;
    visit
        .becomes(
            &format!("{values}.every((value) => kept.includes(value))"),
            json!(true),
        )
        .await?;
    visit.becomes("focused() === kept[0]", json!(true)).await
}

/// A page that takes from the first calendar what it cannot do without, for the time of one click: the
/// program gives up. In a release that is a trap.
const SABOTAGE: &str = "const create = Document.prototype.createElement; \
    Document.prototype.createElement = () => { throw new Error('taken away') }; \
    window.restore = () => { Document.prototype.createElement = create }; \
    one('[data-past]').click();";

async fn break_the_first(visit: &Visit) -> Outcome {
    visit.open(Page::new("two.html")).await?;
    visit.until("uids(0).length > 3 && uids(1).length > 3").await?;
    // Nothing but the first is at work meanwhile.
    visit
        .until("one('.lh-about') && hasCome('lichthof-moves.wasm')")
        .await?;
    visit.is_complete().await?;
    visit
        .run(
            "window.heard = []; onerror = (words) => { heard.push(words) }; \
              addEventListener('unhandledrejection', (event) => { heard.push(String(event.reason)) })",
        )
        .await?;
    visit.run(SABOTAGE).await?;
    visit.until("events('lichthof-error').length > 0").await?;
    visit.run("restore()").await
}

async fn a_panic_ends_the_calendar_at_work_and_no_other(visit: Visit) -> Outcome {
    break_the_first(&visit).await?;
    visit
        .becomes(
            "events('lichthof-error').map(({ detail, target }) => detail.kind)",
            json!(["panic"]),
        )
        .await?;
    visit.becomes("uids(0).length", json!(0)).await?;
    visit.falls_back().await?;
    // The other one goes on: what is new in it, too, is built.
    visit.run("one('[data-view-button=list]', 1).click()").await?;
    visit
        .until("one('[data-view=list]', 1) && uids(1).length > 3")
        .await?;
    visit.run("one('[part=event-link]', 1).click()").await?;
    visit.until("all('dialog[open]', 1).length === 1").await?;
    visit.becomes("heard", json!([])).await
}

async fn a_calendar_that_ended_by_a_panic_can_be_tried_again(visit: Visit) -> Outcome {
    break_the_first(&visit).await?;
    visit.becomes("uids(0).length", json!(0)).await?;
    visit.run("calendar().refresh()").await?;
    visit.until("uids(0).length > 3").await?;
    visit.becomes("events('lichthof-error').length", json!(1)).await
}
