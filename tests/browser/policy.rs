//! What the partner's page allows and forbids, and whom the calendar asks.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::{Damage, Reach};
use crate::visit::Visit;

/// What the README asks of a partner, and the page's own origin for the script that watches.
const STRICT: &str = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                      connect-src {{CALENDAR}} {{FEEDS}}; img-src {{CALENDAR}} {{FEEDS}}";

pub fn cases() -> Vec<Case> {
    cases![
        what_the_readme_asks_for_is_enough,
        a_page_that_breaks_its_own_policy_is_seen,
        a_nonce_with_strict_dynamic_is_enough,
        with_hashes_the_host_is_enough,
        where_all_must_be_shared_on_purpose_the_tag_needs_crossorigin,
        a_sandbox_that_allows_scripts_alone_has_a_calendar,
        trusted_types_are_no_hindrance,
        a_feed_that_the_policy_forgets_is_told,
        where_webassembly_is_refused_javascript_does_it,
        without_webassembly_all_views_and_files_are_there,
        without_webassembly_large_feeds_are_read,
        a_pinned_page_that_refuses_webassembly_keeps_its_own_content,
        where_javascript_does_not_come_either_the_pages_own_content_stays,
        where_javascript_stalls_the_pages_own_content_stays,
        nobody_is_asked_but_the_host_and_the_feed,
        a_request_to_anybody_else_is_seen,
    ]
}

async fn what_the_readme_asks_for_is_enough(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("strict.html").policy(STRICT)).await?;
    use_everything(&visit).await?;
    visit.stays("seen.violations", json!([])).await
}

/// The twin of the test above: the same watch, on a page that does what it must not.
async fn a_page_that_breaks_its_own_policy_is_seen(visit: Visit) -> Outcome {
    visit.open(Page::new("strict-twin.html").policy(STRICT)).await?;
    let seen = "[...new Set(seen.violations.map(({ directive }) => directive.split('-')[0]))].sort()";
    visit.becomes(seen, json!(["img", "style"])).await
}

async fn a_nonce_with_strict_dynamic_is_enough(visit: Visit) -> Outcome {
    let policy = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; \
                  connect-src {{CALENDAR}} {{FEEDS}}; img-src {{CALENDAR}} {{FEEDS}}";
    visit.open_ready(Page::new("nonce.html").policy(policy)).await?;
    use_everything(&visit).await?;
    visit.stays("seen.violations", json!([])).await
}

/// Where an engine knows no trusted types, the policy asks nothing more.
async fn with_hashes_the_host_is_enough(visit: Visit) -> Outcome {
    visit.open(Page::new("bare.html")).await?;
    let hash = |file: String| {
        let visit = visit.clone();
        async move {
            visit
                .run_async::<String>(&format!(
                    "const bytes = await (await fetch('{file}')).arrayBuffer();
                     const hash = new Uint8Array(await crypto.subtle.digest('SHA-384', bytes));
                     return 'sha384-' + btoa(String.fromCharCode(...hash));"
                ))
                .await
        }
    };
    let loader = hash(format!("{}/lichthof.js", visit.site.calendar())).await?;
    let watch = hash("/watch.js".to_owned()).await?;
    let policy = format!(
        "default-src 'none'; script-src '{loader}' '{watch}' {{{{CALENDAR}}}} 'wasm-unsafe-eval'; \
         connect-src {{{{CALENDAR}}}} {{{{FEEDS}}}}; img-src {{{{CALENDAR}}}} {{{{FEEDS}}}}"
    );
    let page = Page::new("hash.html").hashes(&[&watch, &loader]);
    visit.open_ready(page.policy(&policy)).await?;
    use_everything(&visit).await?;
    visit.becomes("seen.violations", json!([])).await
}

async fn where_all_must_be_shared_on_purpose_the_tag_needs_crossorigin(visit: Visit) -> Outcome {
    let page = Page::new("shared.html").header("cross-origin-embedder-policy", "require-corp");
    visit.open_ready(page).await?;
    use_everything(&visit).await
}

async fn a_sandbox_that_allows_scripts_alone_has_a_calendar(visit: Visit) -> Outcome {
    let page = Page::plain().header("content-security-policy", "sandbox allow-scripts");
    visit.open_ready(page).await?;
    use_everything(&visit).await?;
    visit.click("[data-view-button=list]").await?;
    visit.click("[data-uid=meetup] [data-star]").await?;
    visit
        .until("one('[data-uid=meetup] [data-star][aria-pressed=true]')")
        .await
}

async fn trusted_types_are_no_hindrance(visit: Visit) -> Outcome {
    let policy = format!("{STRICT}; require-trusted-types-for 'script'");
    visit.open_ready(Page::new("strict.html").policy(&policy)).await?;
    use_everything(&visit).await?;
    visit.stays("seen.violations", json!([])).await
}

async fn a_feed_that_the_policy_forgets_is_told(visit: Visit) -> Outcome {
    let policy = STRICT.replace(" {{FEEDS}}", "");
    visit.open(Page::new("strict.html").policy(&policy)).await?;
    visit.until("visible('[data-state=error]').length === 1").await?;
    visit
        .until("seen.violations.some(({ directive }) => directive === 'connect-src')")
        .await?;
    visit.falls_back().await?;
    visit.until("events('lichthof-error').length === 1").await?;
    let told: String = visit.read("events('lichthof-error')[0].detail.message").await?;
    assert!(told.contains("connect-src"), "{told}");
    Ok(())
}

/// What the page of a partner says who does not know of WebAssembly.
fn without_webassembly() -> String {
    STRICT.replace(" 'wasm-unsafe-eval'", "")
}

async fn where_webassembly_is_refused_javascript_does_it(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("strict.html").policy(&without_webassembly()))
        .await?;
    use_everything(&visit).await?;
    visit
        .becomes(
            "seen.violations.every(({ blocked }) => /wasm-eval/.test(blocked))",
            json!(true),
        )
        .await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await?;
    let told = "seen.told.filter((said) => said.includes(\"'wasm-unsafe-eval'\")).length";
    visit.becomes(told, json!(1)).await?;
    let asked = visit.site.calendar_log();
    let asked = asked.iter().filter(|path| path.contains("/lichthof-whole.js"));
    assert_eq!(asked.count(), 1);
    assert_eq!(visit.site.calendar_requests("/lichthof-common.wasm"), 0);
    Ok(())
}

async fn without_webassembly_all_views_and_files_are_there(visit: Visit) -> Outcome {
    visit
        .open_ready(
            Page::plain()
                .script("/without.js")
                .attributes("views=\"list month week day year cards\""),
        )
        .await?;
    for (view, shown) in [
        ("month", "visible('[data-day]').length > 27"),
        ("week", "visible('[data-view=week]').length === 1"),
        ("day", "visible('[data-view=day]').length === 1"),
        ("year", "visible('[data-view=year]').length === 1"),
        ("cards", "visible('.lh-card').length > 0"),
        ("list", "visible('.lh-entry').length > 0"),
    ] {
        visit.click(&format!("[data-view-button={view}]")).await?;
        visit.until(shown).await?;
    }
    // The style of a part has come with it.
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-day]').length > 27").await?;
    visit
        .becomes("getComputedStyle(one('.lh-week')).display", json!("grid"))
        .await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn without_webassembly_large_feeds_are_read(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().script("/without.js").feed("/many/5000"))
        .await?;
    visit
        .becomes("events('lichthof-ready').at(-1).detail.events", json!(5_000))
        .await
}

async fn a_pinned_page_that_refuses_webassembly_keeps_its_own_content(visit: Visit) -> Outcome {
    visit
        .open(Page::new("strict.html").pinned().policy(&without_webassembly()))
        .await?;
    let told = visit.told_of("webassembly").await?;
    assert!(told.contains("unsafe-eval") || told.contains("CSP"), "{told}");
    assert_eq!(visit.site.calendar_requests("/lichthof-whole.js"), 0);
    visit.falls_back().await
}

async fn where_javascript_does_not_come_either_the_pages_own_content_stays(visit: Visit) -> Outcome {
    visit
        .site
        .damage("lichthof-whole.js", Damage::Page, Reach::Always);
    visit
        .open(Page::new("strict.html").policy(&without_webassembly()))
        .await?;
    let told = visit.told_of("webassembly").await?;
    assert!(told.contains("'wasm-unsafe-eval'"), "{told}");
    visit.falls_back().await
}

async fn where_javascript_stalls_the_pages_own_content_stays(visit: Visit) -> Outcome {
    visit.site.hold_back("lichthof-whole.js");
    visit
        .open(
            Page::plain()
                .policy(&without_webassembly())
                .script("/impatient.js"),
        )
        .await?;
    let told = visit.told_of("webassembly").await?;
    assert!(told.contains("nothing has come in 30 seconds"), "{told}");
    visit.falls_back().await
}

/// Reports, and hinders nothing: whoever else is asked becomes a violation.
const WATCHED: &str = "default-src 'self' data: {{CALENDAR}} {{FEEDS}} 'unsafe-inline' 'wasm-unsafe-eval'";

async fn nobody_is_asked_but_the_host_and_the_feed(visit: Visit) -> Outcome {
    let page = Page::plain().header("content-security-policy-report-only", WATCHED);
    visit.open_ready(page).await?;
    use_everything(&visit).await?;
    visit.stays("seen.violations", json!([])).await?;
    assert_eq!(strangers(&visit).await?, Vec::<String>::new());
    Ok(())
}

/// The twin: an image of somebody else's, which only `images="any"` asks for.
async fn a_request_to_anybody_else_is_seen(visit: Visit) -> Outcome {
    let page = Page::plain()
        .attributes("images=any")
        .header("content-security-policy-report-only", WATCHED);
    visit.open_ready(page.query("?lh.event=assembly")).await?;
    visit
        .until("seen.violations.some(({ blocked }) => blocked.includes('pictures.example'))")
        .await
}

/// Takes the calendar through what it can do: a panel, a search, a month, a day, an event.
pub async fn use_everything(visit: &Visit) -> Outcome {
    visit.click("[data-filter-button]").await?;
    visit.click_on("value('type', 'Vortrag')").await?;
    visit.press(thirtyfour::Key::Escape).await?;
    visit.search_for("vortrag").await?;
    visit.until("visible('[role=option]').length > 0").await?;
    visit.press(thirtyfour::Key::Escape).await?;
    visit.click("[data-clear]").await?;
    visit.click("[data-view-button=month]").await?;
    visit.click("[data-next]").await?;
    visit.click("[data-day='2026-12-10'] button").await?;
    visit.click("[data-close]").await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Zeit gewinnen')").await?;
    visit.click("[data-close]").await
}

/// What the page has asked of anybody but the three origins.
pub async fn strangers(visit: &Visit) -> Outcome<Vec<String>> {
    let asked: Vec<String> = visit
        .read("performance.getEntriesByType('resource').map(({ name }) => name)")
        .await?;
    let known = [
        visit.site.calendar(),
        visit.site.partner(),
        visit.site.feeds(),
        "data:",
    ];
    assert!(!asked.is_empty());
    Ok(asked
        .into_iter()
        .filter(|address| !known.iter().any(|known| address.starts_with(known)))
        .collect())
}
