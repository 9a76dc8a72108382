//! The mini month beside the list, and the elements that drive or follow a calendar elsewhere on the page.

use serde_json::json;
use thirtyfour::Key;

use crate::accessibility::check;
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
        a_search_elsewhere_drives_the_calendar,
        choices_elsewhere_open_there_alone,
        a_month_elsewhere_filters_a_list_and_leads_a_grid,
        the_next_events_elsewhere_open_in_the_calendar,
        companions_wait_for_their_calendar_and_outlive_it,
        a_companion_may_come_go_and_move,
        a_calendar_that_ends_by_a_fault_leaves_its_companions_empty,
        several_companions_serve_several_calendars,
        companions_reach_across_shadow_roots,
        language_and_theme_are_those_of_the_calendar,
        a_teaser_with_a_feed_needs_no_calendar,
        companions_need_nothing_more_of_a_strict_page,
        companions_come_on_a_pinned_page,
        companions_are_accessible,
    ]
}

/// The companions of the page `companions.html`, by the element that shows that they serve.
const SERVING: &str = "[companion('search', 'input'), companion('filters', '.lh-pill'), \
                       companion('month', '[role=grid]'), companion('next', '[part=event]')].map(Boolean)";

fn page(attributes: &str) -> Page {
    Page::new("companions.html").attributes(attributes)
}

async fn open(visit: &Visit, attributes: &str) -> Outcome {
    visit.open_ready(page(attributes)).await?;
    visit.becomes(SERVING, json!([true, true, true, true])).await
}

/// Opens a page whose list has a month beside it.
async fn open_beside(visit: &Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    month_is_beside(visit).await
}

async fn month_is_beside(visit: &Visit) -> Outcome {
    visit
        .until("visible('.lh-beside [role=grid]').length === 1")
        .await
}

/// The events of the first `lichthof-next`.
const NEXT: &str = "[...document.querySelector('lichthof-next').shadowRoot.querySelectorAll('[part=event]')]\
                    .map((event) => event.dataset.uid)";

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
    let before = visit.site.calendar_requests("/lichthof-mini.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    visit.becomes("visible('.lh-beside').length", json!(0)).await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-mini.wasm"), before);
    // Another time there is.
    visit.resize(1280, 900).await?;
    month_is_beside(&visit).await
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
    // On a busy machine the first key comes before the month has begun to appear.
    let appears = "one('.lh-mini-month').dispatchEvent(new Event('animationstart', { bubbles: true }))";
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
        visit.run(appears).await?;
        visit.painted().await?;
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
    visit.site.hold_back("lichthof-mini.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    let places = "all('[part=event]').map((row) => Math.round(row.getBoundingClientRect().left * 10 + \
                  row.getBoundingClientRect().width))";
    let before: Vec<i64> = visit.read(places).await?;
    visit.site.give_back();
    month_is_beside(&visit).await?;
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

async fn a_search_elsewhere_drives_the_calendar(visit: Visit) -> Outcome {
    open(&visit, "controls='filter views'").await?;
    visit
        .becomes("all('input[type=search]').length", json!(0))
        .await?;
    visit.click_on("companion('search', 'input')").await?;
    visit.press("winterl").await?;
    visit.becomes("uids()", json!(["camp"])).await?;
    // What it offers stands there, and Enter takes it.
    visit.until("companion('search', '[role=option]')").await?;
    visit.press(Key::Escape).await?;
    visit.until("!companion('search', '[role=option]')").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[companion('search', 'input').value, uids().length > 5]",
            json!(["", true]),
        )
        .await
}

async fn choices_elsewhere_open_there_alone(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    visit
        .click_on("companion('filters', '[data-facet-button=type]')")
        .await?;
    visit
        .until("companion('filters', '[data-facet-value=Ausstellung]')")
        .await?;
    visit.becomes("visible('.lh-panel').length", json!(0)).await?;
    visit
        .click_on("companion('filters', '[data-facet-value=Ausstellung]')")
        .await?;
    visit.becomes("uids()", json!(["lights"])).await?;
    visit.press(Key::Escape).await?;
    visit.until("!companion('filters', '.lh-panel')").await?;
    // The sheet, too.
    visit
        .click_on("companion('filters', '[data-filter-button]')")
        .await?;
    visit.until("companion('filters', 'dialog[open]')").await?;
    visit.becomes("Boolean(dialog())", json!(false)).await?;
    visit.press(Key::Escape).await?;
    visit.until("!companion('filters', 'dialog[open]')").await
}

async fn a_month_elsewhere_filters_a_list_and_leads_a_grid(visit: Visit) -> Outcome {
    open(&visit, "mini-month=none").await?;
    visit.click_on("companion('month', '[data-mini-next]')").await?;
    visit
        .click_on("companion('month', '[data-mini-day=\"2026-12-10\"]')")
        .await?;
    visit
        .becomes("uids()", json!(["talk-1", "talk-2", "talk-3", "talk-4"]))
        .await?;
    visit
        .click_on("companion('month', '[data-mini-day=\"2026-12-10\"]')")
        .await?;
    visit.click("[data-view-button=week]").await?;
    visit.until("one('[data-view=week]')").await?;
    visit
        .click_on("companion('month', '[data-mini-day=\"2026-12-16\"]')")
        .await?;
    visit
        .until("visible('[data-view=week] [data-day=\"2026-12-16\"]').length > 0")
        .await?;
    // It goes along.
    visit.click("[data-view-button=month]").await?;
    visit.click("[data-next]").await?;
    visit
        .becomes("words(companion('month', '.lh-mini-name'))", json!("Januar 2027"))
        .await
}

async fn the_next_events_elsewhere_open_in_the_calendar(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    visit.becomes(NEXT, json!(["lights", "meetup"])).await?;
    visit.search_for("vortrag").await?;
    visit.until(&format!("{NEXT}.includes('talk-1')")).await?;
    visit
        .click_on("companion('next', '[data-uid=talk-1] [part=event-link]')")
        .await?;
    visit.until("dialog()?.querySelector('[data-detail]')").await?;
    visit.press(Key::Escape).await?;
    visit.until("!dialog()").await
}

async fn companions_wait_for_their_calendar_and_outlive_it(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    for _ in 0..3 {
        visit.run("window.gone = calendar(); gone.remove()").await?;
        visit
            .becomes(SERVING, json!([false, false, false, false]))
            .await?;
        visit.run("document.getElementById('place').append(gone)").await?;
        visit.becomes(SERVING, json!([true, true, true, true])).await?;
    }
    // While one types.
    visit.click_on("companion('search', 'input')").await?;
    visit.press("wint").await?;
    visit.until("companion('search', '[role=option]')").await?;
    visit.run("calendar().remove()").await?;
    visit
        .becomes(SERVING, json!([false, false, false, false]))
        .await?;
    visit.run("document.getElementById('place').append(gone)").await?;
    visit.becomes(SERVING, json!([true, true, true, true])).await?;
    nothing_was_read_too_late(&visit).await
}

/// Only a debug build tells of the second.
async fn nothing_was_read_too_late(visit: &Visit) -> Outcome {
    let told = "seen.told.filter((words) => /a signal was read/.test(words))";
    visit
        .becomes(&format!("[seen.errors, {told}]"), json!([[], []]))
        .await
}

async fn a_companion_may_come_go_and_move(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("id=c mini-month=none"))
        .await?;
    for name in ["search", "filters", "month", "next"] {
        let there = format!("Boolean(companion('{name}', '.lh-companion > *'))");
        visit
            .run(&format!(
                "const element = document.createElement('lichthof-{name}');
                 element.setAttribute('for', 'c');
                 document.querySelector('main').prepend(element);"
            ))
            .await?;
        visit.becomes(&there, json!(true)).await?;
        // Moved, it keeps what stands in it.
        visit
            .run(&format!(
                "const element = document.querySelector('lichthof-{name}');
                 window.kept = companion('{name}', '.lh-companion');
                 document.querySelector('main').append(element);"
            ))
            .await?;
        visit
            .stays(
                &format!("companion('{name}', '.lh-companion') === kept"),
                json!(true),
            )
            .await?;
        for _ in 0..5 {
            visit
                .run(&format!(
                    "window.away = document.querySelector('lichthof-{name}'); away.remove()"
                ))
                .await?;
            visit.painted().await?;
            visit.run("document.querySelector('main').prepend(away)").await?;
            visit.becomes(&there, json!(true)).await?;
        }
        visit.run("away.remove()").await?;
        visit
            .becomes(
                "Boolean(away.shadowRoot.querySelector('.lh-companion'))",
                json!(false),
            )
            .await?;
    }
    visit.search_for("winterlager").await?;
    visit.becomes("uids()", json!(["camp"])).await?;
    nothing_was_read_too_late(&visit).await
}

async fn a_calendar_that_ends_by_a_fault_leaves_its_companions_empty(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    // As a trap in one calendar's work: what the page has put in place of the browser's throws, once.
    visit
        .run(
            "const make = Document.prototype.createElement;
             Document.prototype.createElement = () => {
                 Document.prototype.createElement = make;
                 throw new Error('not now');
             };
             one('[data-view-button=cards]').click();",
        )
        .await?;
    visit.told_of("panic").await?;
    visit
        .becomes(SERVING, json!([false, false, false, false]))
        .await?;
    // They serve the next one.
    visit
        .run("const place = document.getElementById('place'); place.replaceChildren(calendar().cloneNode())")
        .await?;
    visit.becomes(SERVING, json!([true, true, true, true])).await?;
    visit.click_on("companion('search', 'input')").await?;
    visit.press("winterlager").await?;
    visit.becomes("uids()", json!(["camp"])).await
}

async fn several_companions_serve_several_calendars(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("two.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .run(
            "calendar(0).id = 'one';
             calendar(1).id = 'two';
             for (const id of ['one', 'two', 'one']) {
                 const element = document.createElement('lichthof-search');
                 element.setAttribute('for', id);
                 document.querySelector('main').prepend(element);
             }",
        )
        .await?;
    visit.until("companion('search', 'input', 0)").await?;
    visit.until("companion('search', 'input', 1)").await?;
    visit.until("companion('search', 'input', 2)").await?;
    visit.click_on("companion('search', 'input', 0)").await?;
    visit.press("winterlager").await?;
    let values = "[0, 1, 2].map((at) => companion('search', 'input', at).value)";
    visit
        .becomes(values, json!(["winterlager", "", "winterlager"]))
        .await?;
    visit.becomes("uids(0)", json!(["camp"])).await?;
    // It may serve another.
    visit
        .run("document.querySelector('lichthof-search').setAttribute('for', 'two')")
        .await?;
    visit.becomes(values, json!(["", "", "winterlager"])).await?;
    visit.run("calendar(1).remove()").await?;
    visit
        .becomes(
            "[0, 1, 2].map((at) => Boolean(companion('search', 'input', at)))",
            json!([false, false, true]),
        )
        .await
}

async fn companions_reach_across_shadow_roots(visit: Visit) -> Outcome {
    visit
        .open(Page::new("companions.html").attributes("eager"))
        .await?;
    visit.until("uids().length > 0").await?;
    // The search into one shadow root, the calendar into another.
    visit
        .run(
            "for (const name of ['search', 'calendar']) {
                 const host = document.createElement('div');
                 host.id = 'host-' + name;
                 document.querySelector('main').append(host);
                 host.attachShadow({ mode: 'open' }).append(document.querySelector('lichthof-' + name));
             }
             window.inner = (name) => document.getElementById('host-' + name).shadowRoot.firstChild.shadowRoot;",
        )
        .await?;
    visit
        .until("inner('search').querySelector('input') && inner('calendar').querySelector('[part=event]')")
        .await?;
    visit
        .run(
            "const field = inner('search').querySelector('input');
             field.value = 'winterlager';
             field.dispatchEvent(new Event('input', { bubbles: true }));",
        )
        .await?;
    visit
        .becomes(
            "[...inner('calendar').querySelectorAll('[part=event]')].map((event) => event.dataset.uid)",
            json!(["camp"]),
        )
        .await
}

async fn language_and_theme_are_those_of_the_calendar(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    let seen = "[companion('search', 'input').placeholder, words(companion('month', '.lh-mini-name')), \
                companion('filters', '.lh-root').dataset.theme, companion('next', '.lh-companion').lang]";
    visit
        .becomes(seen, json!(["Suchen …", "November 2026", "light", "de"]))
        .await?;
    visit
        .run("calendar().setAttribute('lang', 'en'); calendar().setAttribute('theme', 'dark')")
        .await?;
    visit
        .becomes(seen, json!(["Search …", "November 2026", "dark", "en"]))
        .await
}

async fn a_teaser_with_a_feed_needs_no_calendar(visit: Visit) -> Outcome {
    visit
        .open(Page::new("teaser.html").query("?lh.q=nothing&lh.event=camp"))
        .await?;
    visit
        .becomes(NEXT, json!(["lights", "meetup", "security"]))
        .await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(false))
        .await?;
    visit
        .click_on("companion('next', '[data-uid=meetup] [part=event-link]')")
        .await?;
    visit
        .until("companion('next', 'dialog[open] [data-detail]')")
        .await?;
    visit.press(Key::Escape).await?;
    visit.until("!companion('next', 'dialog[open]')").await?;
    visit
        .run("document.querySelector('lichthof-next').setAttribute('max', '1')")
        .await?;
    visit.becomes(NEXT, json!(["lights"])).await?;
    visit.becomes("seen.writes", json!(0)).await
}

async fn companions_need_nothing_more_of_a_strict_page(visit: Visit) -> Outcome {
    let policy = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                  connect-src {{CALENDAR}} {{FEEDS}}; img-src {{CALENDAR}} {{FEEDS}}";
    visit
        .open_ready(Page::new("companions-strict.html").policy(policy))
        .await?;
    visit.becomes(SERVING, json!([true, true, true, true])).await?;
    visit
        .click_on("companion('filters', '[data-facet-button=type]')")
        .await?;
    visit.until("companion('filters', '[data-facet-value]')").await?;
    visit.click_on("companion('search', 'input')").await?;
    visit.press("vortrag").await?;
    visit.until("companion('search', '[role=option]')").await?;
    visit.stays("seen.violations", json!([])).await
}

async fn companions_come_on_a_pinned_page(visit: Visit) -> Outcome {
    visit.open_ready(page("").pinned()).await?;
    visit.becomes(SERVING, json!([true, true, true, true])).await
}

async fn companions_are_accessible(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    check(&visit, "[data-mini-day]").await?;
    visit.run("calendar().setAttribute('theme', 'dark')").await?;
    visit
        .becomes("companion('month', '.lh-root').dataset.theme", json!("dark"))
        .await?;
    visit.click("[data-mini-day='2026-11-23']").await?;
    visit.until("one('[data-mini-day][aria-pressed=true]')").await?;
    check(&visit, "[data-mini-day]").await
}
