//! Where a page lies, how its files come, and what its browser remembers: from disk, without a net after the first visit,
//! over a slow line, back from where one has gone. What pages themselves do stands in `matrix`.

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::case::{Case, cases};
use crate::devtools::{as_fast_as_it_is, as_slow_as};
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::site::dist_folder;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut all = cases![
        a_page_from_disk_shows_what_stands_in_it_and_what_servers_give,
        what_lies_beside_a_page_on_disk_cannot_be_read_and_that_is_told,
        who_comes_back_finds_it_as_it_was_left,
    ];
    // WebKit's test browser keeps no modules from one page to the next.
    let offline = cases![without_a_net_what_was_visited_is_there];
    all.extend(offline.into_iter().map(Case::not_in_webkit));
    // The one driver by which a line can be slow.
    let slow = cases![over_a_slow_line_nothing_moves];
    all.extend(slow.into_iter().map(Case::only_in_chromium));
    all
}

/// Puts a page on disk, and gives its address.
fn on_disk(visit: &Visit, name: &str, script: &str, feed: &str) -> Outcome<String> {
    let text = format!(
        "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><title>Von der Platte</title><link rel=\"icon\" href=\"data:,\">\
         <script>{}</script>{script}<main><lichthof-calendar {feed} {{{{ATTRIBUTES}}}} eager>\
         <a id=\"fallback\" href=\"https://partner.example/termine\">Alle Termine</a>\
         <script type=\"application/json\">[{{ \"uid\": \"kurs\", \"title\": \"Töpfern\", \"start\": \"2026-12-02T18:00:00\" }}]</script>\
         </lichthof-calendar></main></html>",
        include_str!("../pages/watch.js"),
    );
    let page = Page::of_text("disk.html", text);
    let text = page.render(visit.site.calendar(), visit.site.feeds(), visit.site.home())?;
    let path: PathBuf =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.html", visit.engine.name()));
    std::fs::write(&path, text)?;
    Ok(format!("file://{}", path.display()))
}

const TAG: &str = "<script src=\"{{CALENDAR}}/lichthof.js\" async></script>";

async fn a_page_from_disk_shows_what_stands_in_it_and_what_servers_give(visit: Visit) -> Outcome {
    let address = on_disk(&visit, "disk-inline", TAG, "")?;
    visit.session().goto(&address).await?;
    visit.is_ready().await?;
    visit
        .becomes("[location.protocol, uids()]", json!(["file:", ["kurs"]]))
        .await?;
    let address = on_disk(&visit, "disk-feed", TAG, "feed=\"{{FEEDS}}/browser.json\"")?;
    visit.session().goto(&format!("{address}?lh.view=month")).await?;
    visit.until("visible('[data-view=month]').length === 1").await?;
    visit.click("[data-view-button=list]").await?;
    visit.until("uids().length === 12").await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Zeit gewinnen')").await?;
    visit.click("[data-close]").await?;
    visit.until("!dialog()").await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn what_lies_beside_a_page_on_disk_cannot_be_read_and_that_is_told(visit: Visit) -> Outcome {
    let address = on_disk(&visit, "disk-beside", TAG, "feed=\"events.json\"")?;
    visit.session().goto(&address).await?;
    visit
        .until("seen.told.some((text) => text.includes('feed=\"file:') && text.includes('is not used: expected absolute http'))")
        .await?;
    // What stands in the page is shown all the same.
    visit.until("uids().length > 0").await?;
    visit.becomes("uids()", json!(["kurs"])).await?;
    // Firefox's driver lifts that for all that lies on the disk.
    if visit.engine == Engine::Firefox {
        return Ok(());
    }
    let loader = std::fs::canonicalize(dist_folder().join("lichthof.js"))?;
    let tag = format!("<script src=\"file://{}\" async></script>", loader.display());
    let address = on_disk(&visit, "disk-whole", &tag, "")?;
    visit.session().goto(&address).await?;
    let told = visit.told_of("program").await?;
    assert!(told.contains("file:"), "{told}");
    visit.falls_back().await
}

async fn without_a_net_what_was_visited_is_there(visit: Visit) -> Outcome {
    visit.site.keep_files();
    let page = Page::plain().attributes("keep");
    let address = visit.site.publish(page);
    let journey = async |visit: &Visit| -> Outcome {
        visit.session().goto(&address).await?;
        visit.until("uids().length === 12").await?;
        visit.click("[data-view-button=month]").await?;
        visit.until("visible('[data-view=month]').length === 1").await?;
        visit.click("[data-view-button=list]").await?;
        visit.click("[data-uid=assembly] [part=event-link]").await?;
        visit.until("words(dialog())?.includes('Zeit gewinnen')").await?;
        visit.click("[data-close]").await?;
        visit.until("!dialog()").await
    };
    journey(&visit).await?;
    let kept = "while ((await (await caches.open('lichthof.feeds')).keys()).length === 0) await new Promise(requestAnimationFrame); return 1;";
    visit.run_async::<usize>(kept).await?;
    // The page itself is the partner's to keep; what comes of others is not there any more.
    visit.site.set_offline(true);
    journey(&visit).await?;
    visit
        .until("words(one('[data-state=partial] [data-feed]'))?.includes('Stand: ')")
        .await
}

async fn who_comes_back_finds_it_as_it_was_left(visit: Visit) -> Outcome {
    // Whether this engine keeps pages at all says one that holds nothing.
    let page = |file| Page::new(file).header("cache-control", "max-age=600");
    let leave =
        "window.came = null; addEventListener('pageshow', ({ persisted }) => (window.came = persisted));";
    let other = visit.site.publish(page("bare.html").query("?other"));
    let mut kept = Vec::new();
    for file in ["bare.html", "calendar.html"] {
        visit.open(page(file)).await?;
        if file == "calendar.html" {
            visit.is_ready().await?;
            visit.click("[data-view-button=month]").await?;
            visit.until("visible('[data-view=month]').length === 1").await?;
            // Firefox keeps no page with requests on their way.
            visit.until("hasCome('lichthof-moves.wasm')").await?;
            visit.painted().await?;
        }
        visit.run(leave).await?;
        visit.session().goto(&other).await?;
        visit.session().back().await?;
        visit
            .until("document.readyState === 'complete' && !location.search.includes('other')")
            .await?;
        visit.painted().await?;
        kept.push(visit.read::<bool>("window.came === true").await?);
    }
    let [bare, calendar] = kept[..] else {
        return Err(fault("two pages were left"));
    };
    assert_eq!(calendar, bare, "a page with a calendar is kept like any other");
    visit.until("visible('[data-view=month]').length === 1").await?;
    visit.click("[data-view-button=list]").await?;
    visit.until("uids().length === 12").await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit.click("[data-close]").await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn over_a_slow_line_nothing_moves(visit: Visit) -> Outcome {
    as_slow_as(&visit, 400, 60_000, 60_000).await?;
    visit
        .open(Page::new("shift.html").attributes("view=list"))
        .await?;
    visit.falls_back().await?;
    visit.is_ready().await?;
    as_fast_as_it_is(&visit).await?;
    visit.painted().await?;
    visit
        .becomes(
            "seen.shifts.filter(({ hadRecentInput, nodes }) => !hadRecentInput && nodes.includes('below'))",
            json!([]),
        )
        .await
}
