//! The parts of the program that come when they are needed, and the program that is no more.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_list_brings_no_part_that_it_does_not_show,
        a_month_at_first_is_asked_for_once,
        a_part_that_does_not_come_is_told_and_can_be_asked_for_again,
        a_filter_waits_for_what_it_shares_with_other_parts,
        a_program_that_traps_gives_the_page_its_own_content_back,
    ]
}

async fn a_list_brings_no_part_that_it_does_not_show(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for part in ["dialog", "feed", "filter", "month", "series"] {
        let path = format!("/lichthof-{part}.wasm");
        assert_eq!(visit.site.calendar_requests(&path), 0, "{part}");
    }
    Ok(())
}

async fn a_month_at_first_is_asked_for_once(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.until("visible('[data-day]').length > 27").await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-month.wasm"), 1);
    Ok(())
}

async fn a_part_that_does_not_come_is_told_and_can_be_asked_for_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.set_down(true);
    visit.click("[data-view-button=month]").await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit.site.set_down(false);
    visit.click("[data-retry]").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn a_filter_waits_for_what_it_shares_with_other_parts(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-details.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.search_for("vortrag").await?;
    visit.press(thirtyfour::Key::Enter).await?;
    visit.click("[data-filter-button]").await?;
    visit.until("visible('[data-retry]').length > 0").await?;
    visit
        .becomes(
            "events('lichthof-error').map(({ detail }) => detail.kind)",
            json!([]),
        )
        .await?;
    visit.site.give_back();
    // Whoever comes near asks anew already: then the button is gone.
    visit.run("one('[data-retry]')?.click()").await?;
    visit
        .until("dialog() && visible('[data-group]').length > 4")
        .await?;
    visit.becomes("uids().length", json!(5)).await
}

async fn a_program_that_traps_gives_the_page_its_own_content_back(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    // As a panic would leave it: memory in pieces. The next thing that the program does is a trap. It is this
    // click, and no timer that happens to come before it.
    // A script of the page, since one of the driver's may get the program's modules a second time.
    visit
        .run(
            "const script = document.createElement('script'); \
             const loader = document.querySelector('script[src*=\"/lichthof.js\"]').src; \
             script.type = 'module'; \
             script.textContent = `import { initSync } from '${new URL('lichthof-program.js', loader)}'; \
               const button = document.querySelector('lichthof-calendar').shadowRoot.querySelector('[data-view-button=month]'); \
               new Uint8Array(initSync().memory.buffer).fill(255); \
               button.click();`; \
             document.body.append(script);",
        )
        .await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(true))
        .await?;
    visit
        .becomes(
            "events('lichthof-error').map(({ detail }) => detail.kind)",
            json!(["panic"]),
        )
        .await
}
