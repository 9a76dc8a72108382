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
        a_state_that_was_read_is_set_again,
        a_state_is_set_before_there_is_a_program,
        what_is_set_last_is_what_counts,
        what_a_state_says_wrongly_is_told,
        which_events_a_filter_leaves_is_told_once_for_each_change,
        times_are_written_alike_on_each_day_and_past_midnight_with_their_own,
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

/// What a calendar says of itself.
const STATE: &str = "(({ view, date, filter, starred, past, event }) => \
    [view, date, filter, starred, past, event])(calendar().state)";

async fn a_state_that_was_read_is_set_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let first = json!(["list", null, "", false, false, null]);
    visit.becomes(STATE, first.clone()).await?;
    visit.run("window.kept = calendar().state").await?;
    visit
        .run(
            "calendar().state = { view: 'month', date: '2026-12-01', filter: 'place=Leipzig', event: 'assembly', colour: 1 }",
        )
        .await?;
    let second = json!(["month", "2026-12-01", "place=Leipzig", false, false, "assembly"]);
    visit.becomes(STATE, second.clone()).await?;
    visit.until("dialog()").await?;
    visit
        .becomes(
            "location.search",
            json!("?lh.view=month&lh.date=2026-12-01&lh.place=Leipzig&lh.event=assembly"),
        )
        .await?;
    visit
        .run("window.other = calendar().state; calendar().state = kept")
        .await?;
    visit.becomes(STATE, first).await?;
    visit.until("!dialog() && uids().length > 4").await?;
    visit
        .run("calendar().state = JSON.parse(JSON.stringify(other))")
        .await?;
    visit.becomes(STATE, second).await?;
    // What is not named stays, and so does the attribute of the same name.
    visit
        .run("calendar().state = { event: null, starred: true }")
        .await?;
    visit
        .becomes(
            STATE,
            json!([
                "month",
                "2026-12-01",
                "place=Leipzig&starred=1",
                true,
                false,
                null
            ]),
        )
        .await?;
    visit.run("calendar().state = 'none'").await?;
    visit
        .becomes("calendar().getAttribute('state')", json!("none"))
        .await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn a_state_is_set_before_there_is_a_program(visit: Visit) -> Outcome {
    let page = Page::plain().script("/stated.js");
    visit.open_ready(page).await?;
    visit
        .becomes(
            STATE,
            json!(["month", "2026-12-01", "q=schl%C3%BCssel", false, false, null]),
        )
        .await?;
    visit
        .becomes("visible('[data-view]')[0]?.dataset.view", json!("month"))
        .await?;
    visit
        .run(
            "const other = document.createElement('lichthof-calendar'); other.state = { view: 'week' }; \
             other.state = { past: true }; window.unborn = other.state",
        )
        .await?;
    visit
        .becomes("unborn", json!({ "view": "week", "past": true }))
        .await
}

async fn what_is_set_last_is_what_counts(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "const next = calendar().cloneNode();
             next.state = { view: 'month' };
             next.addEventListener('lichthof-ready', () => { next.state = { view: 'year' }; }, { once: true });
             calendar().replaceWith(next);",
        )
        .await?;
    visit.becomes("calendar().state.view", json!("year")).await
}

async fn what_a_state_says_wrongly_is_told(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("views='list month'"))
        .await?;
    visit
        .run("calendar().state = { view: 'week', date: 'tomorrow', filter: { a: 1 }, past: 'yes', event: 'nobody', starred: false }")
        .await?;
    visit
        .becomes(
            "events('lichthof-error').map(({ detail }) => `${detail.kind} ${detail.message.split(' is')[0]}`)",
            json!([
                "state state.view=\"week\"",
                "state state.date=\"tomorrow\"",
                "state state.filter=\"[object]\"",
                "state state.past=\"yes\"",
                "state state.event=\"nobody\"",
            ]),
        )
        .await?;
    visit
        .becomes(STATE, json!(["list", null, "", false, false, null]))
        .await
}

async fn which_events_a_filter_leaves_is_told_once_for_each_change(visit: Visit) -> Outcome {
    const LEFT: &str = "events('lichthof-filter').map(({ detail }) => [detail.filter, detail.uids.length])";
    visit.open_ready(Page::plain()).await?;
    // Whoever opens what filters has not filtered.
    visit.click("[data-filter-button]").await?;
    visit.until("one('[part=filters]')").await?;
    // Told behind the list, so that a key waits for the list alone.
    visit
        .run(
            "document.addEventListener('lichthof-filter', () => (window.uidsThen ??= [...new Set(uids())]));
             calendar().state = { filter: 'place=Leipzig' };",
        )
        .await?;
    visit.until("events('lichthof-filter').length === 1").await?;
    visit.becomes("uidsThen.length > 0 && uidsThen.every((uid) => events('lichthof-filter')[0].detail.uids.includes(uid))", json!(true)).await?;
    let [uids, every]: [Vec<String>; 2] = visit
        .read("[events('lichthof-filter')[0].detail.uids, [...new Set(uids())]]")
        .await?;
    assert!(
        uids.contains(&"meetup".to_owned()) && every.iter().all(|uid| uids.contains(uid)),
        "{uids:?} {every:?}"
    );
    // Another view, and a filter that leaves the same.
    visit
        .run("calendar().state = { view: 'month', filter: 'place=Leipzig&place=Nirgendwo' }")
        .await?;
    visit.until("events('lichthof-change').length === 2").await?;
    visit.run("calendar().state = { filter: 'zzzzzz' }").await?;
    visit.run("calendar().state = { filter: '' }").await?;
    visit.until("events('lichthof-filter').length >= 2").await?;
    visit
        .until("events('lichthof-filter').at(-1).detail.filter === ''")
        .await?;
    let told: Vec<(String, usize)> = visit.read(LEFT).await?;
    let (first, last) = (&told[0], &told[told.len() - 1]);
    assert!(first.0 == "place=Leipzig" && last.1 > first.1, "{told:?}");
    assert!(told.len() <= 3, "{told:?}");
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn times_are_written_alike_on_each_day_and_past_midnight_with_their_own(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("given.html")).await?;
    visit
        .run(
            "const long = (day) => ({
               ...event(`night-${day}`, day),
               start: `2026-11-${day}T18:00:00`, duration: 'PT9H',
               programme: [{ title: 'Nacht', start: `2026-11-${day}T22:00:00`, duration: 'PT4H' }],
             });
             calendar().events = [long(26), long(28)];",
        )
        .await?;
    visit.becomes("uids()", json!(["night-26", "night-28"])).await?;
    let times = "[...new Set(all('.lh-entry .lh-time').map(words))].length";
    visit.becomes(times, json!(1)).await?;
    for day in ["26", "28"] {
        visit.run(&format!("calendar().open('night-{day}')")).await?;
        let item = format!("words(dialog()?.querySelector('.lh-item-time'))?.includes('{day}')");
        visit.until(&item).await?;
    }
    visit.run("calendar().setAttribute('lang', 'en')").await?;
    visit
        .until("all('.lh-entry .lh-time').every((time) => /PM/.test(words(time)))")
        .await
}
