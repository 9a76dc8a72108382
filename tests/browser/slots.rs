//! What a page puts into a calendar: above it, below it, and where there are no events.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        what_stands_above_and_below_is_there_from_the_start_and_stays,
        where_there_are_no_events_stand_the_words_of_the_page,
        what_a_page_adds_to_each_event_has_its_texts,
        a_teaser_is_a_calendar_with_a_heading_and_a_link_to_all,
    ]
}

const AROUND: &str = r#"<h2 slot="header" id="above">Demnächst</h2>
    <p slot="empty" id="none">Zurzeit ist nichts geplant.</p>
    <a slot="footer" id="below" href="/termine">Alle Termine</a>"#;

/// The page's own content by id, from top to bottom, where it is seen; `calendar` is ours.
const SEEN: &str = "[...calendar().children, one('.lh-root')].filter(isVisible)
    .sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top)
    .map((element) => element.id || 'calendar')";

async fn what_stands_above_and_below_is_there_from_the_start_and_stays(visit: Visit) -> Outcome {
    let page = Page::new("filled.html").feed("/slow/browser.json").inside(AROUND);
    visit.open(page).await?;
    visit.until("all('[data-state=loading]').length === 1").await?;
    visit.becomes(SEEN, json!(["above", "below"])).await?;
    visit.site.release();
    visit.is_ready().await?;
    visit.becomes(SEEN, json!(["above", "calendar", "below"])).await?;
    // With content of the page beside them, that stands in the middle until there are events.
    let page = Page::new("filled.html")
        .feed("/missing")
        .inside(&format!("{AROUND}<p id=\"fallback\">Im Büro</p>"));
    visit.open(page).await?;
    visit.until("events('lichthof-error').length > 0").await?;
    visit
        .until(&format!(
            "{SEEN}.join().startsWith('above') && {SEEN}.includes('fallback') && {SEEN}.at(-1) === 'below'"
        ))
        .await
}

const TEMPLATE: &str = r#"<template slot="event">
    <p class="by">Mit <slot name="speaker"></slot></p>
    <p class="level" part="level">Niveau: <b><slot name="level">für alle</slot></b></p>
    <p><slot name="title"></slot></p>
    <a class="link" href="/punkte"><slot name="points"></slot> Punkte</a>
    </template>"#;

/// What is added to each event, as words, by uid.
const ADDED: &str = "Object.fromEntries(visible('[part=event]').map((event) => [event.dataset.uid, \
                     event.querySelector('[part=event-extra]')?.innerText.split(/\\s*\\n\\s*/).filter(Boolean) ?? null]))";

async fn what_a_page_adds_to_each_event_has_its_texts(visit: Visit) -> Outcome {
    let expected = json!({
        "a": [
            "Mit Ada Erdacht, <img src=x onerror=alert(1)>",
            "Niveau: Fortgeschrittene",
            "Erster <b>Abend</b>",
            "4 Punkte",
        ],
        "b": ["Niveau: für alle", "Zweiter"],
    });
    let page = || Page::new("filled.html").feed("/extra.json").inside(TEMPLATE);
    for view in ["list", "cards"] {
        let attributes = format!("view={view} views=\"list cards\"");
        visit.open_ready(page().attributes(&attributes)).await?;
        visit.becomes(ADDED, expected.clone()).await?;
        // What is added can be hit, though all of a row opens the event.
        visit
            .becomes(
                "one('.link').ownerDocument === document && getComputedStyle(one('.link')).position",
                json!("relative"),
            )
            .await?;
    }
    // Rows keep what is theirs when they move.
    visit.open_ready(page()).await?;
    visit.becomes(ADDED, expected).await?;
    visit.click("[type=search]").await?;
    visit.press("Zweiter").await?;
    visit
        .becomes(ADDED, json!({ "b": ["Niveau: für alle", "Zweiter"] }))
        .await
}

async fn where_there_are_no_events_stand_the_words_of_the_page(visit: Visit) -> Outcome {
    let page = Page::new("filled.html").feed("/empty");
    visit.open(page.clone().inside(AROUND)).await?;
    visit
        .becomes(SEEN, json!(["above", "calendar", "none", "below"]))
        .await?;
    visit.becomes("visible('[data-state=empty]')", json!([])).await?;
    // Filters are ours to speak of.
    visit
        .open(
            Page::new("filled.html")
                .inside(AROUND)
                .query("?lh.q=nichtsdergleichen"),
        )
        .await?;
    visit
        .until("visible('[data-state=empty]').length === 1 && !isVisible(document.getElementById('none'))")
        .await?;
    // Without words of the page there are ours.
    visit.open(page).await?;
    visit.until("visible('[data-state=empty]').length === 1").await
}

async fn a_teaser_is_a_calendar_with_a_heading_and_a_link_to_all(visit: Visit) -> Outcome {
    let page = Page::new("filled.html")
        .attributes("views=list controls=none max=3 style='--lh-min-height: 300px'")
        .inside(AROUND);
    visit.open_ready(page).await?;
    visit
        .becomes(
            "[uids().length, visible('input, select, [data-view-button], [data-take], [data-star], .lh-pill').map((element) => element.outerHTML.slice(0, 80))]",
            json!([3, []]),
        )
        .await?;
    visit.becomes(SEEN, json!(["above", "calendar", "below"])).await
}
