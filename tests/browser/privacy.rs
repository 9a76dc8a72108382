//! What `docs/privacy.md` says: who is asked for what, what is told on the way, and what stays in the browser.

use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::policy::{strangers, use_everything};
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_journey_asks_the_host_and_the_feed_and_keeps_nothing,
        stars_alone_are_kept_and_go_with_the_last_one,
        with_keep_the_feed_is_kept_and_nothing_of_the_visitor,
    ]
}

/// All that a page can keep, but for what its own host has set.
const KEPT: &str = "return {
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: (await indexedDB.databases?.() ?? []).map(({ name }) => name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    files: navigator.storage?.getDirectory
        ? await navigator.storage.getDirectory().then(
            async (folder) => { const names = []; for await (const name of folder.keys()) names.push(name); return names; },
            () => [])
        : [],
    name: window.name,
    state: history.state,
};";

fn kept(cookie: &str, local: &Value) -> Value {
    json!({
        "cookie": cookie, "local": local, "session": [], "databases": [], "caches": [], "workers": 0, "files": [],
        "name": "", "state": null,
    })
}

async fn a_journey_asks_the_host_and_the_feed_and_keeps_nothing(visit: Visit) -> Outcome {
    // A cookie of the page's: it is not for the calendar. (Ports do not part cookies, so all three origins have it.)
    visit.open(Page::new("harness.html")).await?;
    visit
        .run("localStorage.clear(); document.cookie = 'session=secret; path=/'")
        .await?;
    let before = visit.site.told().len();
    visit.open_ready(Page::plain().query("?account=4711")).await?;
    use_everything(&visit).await?;
    for view in ["week", "day", "year", "cards", "list"] {
        visit.click(&format!("[data-view-button={view}]")).await?;
        visit
            .until(&format!("visible('[data-view={view}]').length > 0"))
            .await?;
    }
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.click("dialog [data-way=calendar]").await?;
    visit.until("visible('a[data-service]').length > 0").await?;
    visit.click("[data-close]").await?;

    let left: Value = visit.run_async(KEPT).await?;
    assert_eq!(left, kept("session=secret", &json!([])));
    assert_eq!(strangers(&visit).await?, Vec::<String>::new());
    let (calendar, feeds) = (visit.site.calendar(), visit.site.feeds());
    let home = [calendar, "/", visit.site.home(), "/"].concat();
    let loader = [calendar, "/lichthof.js"].concat();
    let mut asked = 0;
    for told in visit.site.told().into_iter().skip(before) {
        if told.address.starts_with(visit.site.partner()) {
            continue;
        }
        asked += 1;
        let is_file = told.address.starts_with(&home);
        let is_feed = told.address.starts_with(feeds);
        assert!(is_file || is_feed || told.address == loader, "{told:?}");
        // Neither what is searched for nor anything else of the page's address goes out.
        assert!(!told.address.contains('?'), "{told:?}");
        let origin = [visit.site.partner(), "/"].concat();
        // Of what the program's own files ask for, it is one of these.
        let of_program = told.referrer.starts_with(calendar);
        assert!(
            told.referrer.is_empty() || told.referrer == origin || of_program,
            "{told:?}"
        );
        // The browser sends a script tag its host's own cookies; the calendar's host sets none.
        assert!(told.cookie.is_empty() || told.address == loader, "{told:?}");
    }
    assert!(asked > 10, "{asked}");
    visit.run("document.cookie = 'session=; path=/; max-age=0'").await
}

async fn stars_alone_are_kept_and_go_with_the_last_one(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run("localStorage.clear()").await?;
    visit.session().refresh().await?;
    visit.is_ready().await?;
    let before = visit.site.told().len();
    visit.click("[data-star=meetup]").await?;
    visit.until("localStorage.length > 0").await?;
    let left: Value = visit.run_async(KEPT).await?;
    assert_eq!(left, kept("", &json!([["lichthof.stars", "meetup\n"]])));
    // Nobody is told, whatever part of the program comes meanwhile.
    for told in visit.site.told().into_iter().skip(before) {
        assert!(told.address.contains(visit.site.home()), "{told:?}");
        assert!(!told.address.contains("meetup"), "{told:?}");
    }
    visit.click("[data-star=meetup]").await?;
    visit.until("localStorage.length === 0").await?;
    let left: Value = visit.run_async(KEPT).await?;
    assert_eq!(left, kept("", &json!([])));
    Ok(())
}

async fn with_keep_the_feed_is_kept_and_nothing_of_the_visitor(visit: Visit) -> Outcome {
    visit.site.mend();
    let page = Page::plain().feed("/mending/browser.json").attributes("keep");
    visit.open_ready(page.clone()).await?;
    let copies = "(await (await caches.open('lichthof.feeds')).keys()).map(({ url }) => url)";
    let is_there =
        format!("while (({copies}).length === 0) await new Promise(requestAnimationFrame); return 1;");
    visit.run_async::<usize>(&is_there).await?;
    use_everything(&visit).await?;
    let mut expected = kept("", &json!([]));
    expected["caches"] = json!(["lichthof.feeds"]);
    let left: Value = visit.run_async(KEPT).await?;
    assert_eq!(left, expected);
    let left: Vec<String> = visit.run_async(&format!("return {copies};")).await?;
    assert_eq!(left, [format!("{}/mending/browser.json", visit.site.feeds())]);
    // One of more than 90 days is not shown any more, and goes.
    visit
        .run_async::<usize>(
            "const store = await caches.open('lichthof.feeds');
             const [{ url }] = await store.keys();
             const text = await (await store.match(url)).text();
             const headers = { 'lichthof-time': String(Date.now() - 91 * 86_400_000) };
             await store.put(url, new Response(text, { headers }));
             return 1;",
        )
        .await?;
    visit.site.unmend();
    visit.open(page).await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    let left: Vec<String> = visit.run_async(&format!("return {copies};")).await?;
    assert_eq!(left, Vec::<String>::new());
    Ok(())
}
