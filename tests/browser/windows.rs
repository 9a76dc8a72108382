//! Feeds too large for one file: they come month by month, as far as the visitor looks.

use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_month_asks_for_what_it_touches_and_nothing_twice,
        a_list_goes_on_month_by_month,
        what_stands_in_two_months_is_shown_once,
        a_month_that_fails_is_named_and_asked_for_again,
        a_refresh_asks_for_what_is_in_view,
        a_search_says_what_is_searched_and_goes_on,
        days_that_are_filtered_by_are_asked_for,
        an_event_of_a_link_is_found_in_its_month,
        an_index_leads_to_its_months,
        an_index_leads_over_months_without_anything,
        a_year_in_a_file_is_followed_by_the_next,
        pages_are_followed_within_a_window,
    ]
}

/// A calendar of monthly files.
fn monthly() -> Page {
    Page::plain().feed("/monthly/{year}-{month}.json")
}

/// The uids on show, in order and none twice.
const UIDS: &str = "[...new Set(uids())].sort()";

/// How often each month was asked for.
fn asked(visit: &Visit, folder: &str, months: &[&str]) -> Vec<usize> {
    let path = |month: &&str| format!("/{folder}/{month}.json");
    let count = |month: &&str| visit.site.feed_requests(&path(month));
    months.iter().map(count).collect()
}

async fn a_month_asks_for_what_it_touches_and_nothing_twice(visit: Visit) -> Outcome {
    visit.open_ready(monthly().attributes("view=month")).await?;
    visit.until("uids().includes('2026-11-04')").await?;
    // Its last week reaches into December.
    visit.until("uids().includes('2026-12-04')").await?;
    let months = ["2026-09", "2026-10", "2026-11", "2026-12", "2027-01"];
    let site = std::sync::Arc::clone(&visit.site);
    visit
        .until_here("the month before is asked for", || {
            site.feed_requests("/monthly/2026-10.json") == 1
        })
        .await?;
    assert_eq!(asked(&visit, "monthly", &months), [0, 1, 1, 1, 0]);
    visit.click("[data-next]").await?;
    visit
        .until("uids().includes('2026-12-28') && uids().includes('bridge')")
        .await?;
    visit
        .until_here("the next month is asked for", || {
            site.feed_requests("/monthly/2027-01.json") == 1
        })
        .await?;
    visit.click("[data-previous]").await?;
    visit.until("uids().includes('2026-11-25')").await?;
    visit.painted().await?;
    assert_eq!(asked(&visit, "monthly", &months), [0, 1, 1, 1, 1]);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_list_goes_on_month_by_month(visit: Visit) -> Outcome {
    visit.open_ready(monthly()).await?;
    // Twenty at first: some months, over one that the server does not have.
    visit.until("uids().includes('2027-01-28')").await?;
    let shown: Vec<String> = visit.read("uids()").await?;
    assert_eq!(shown.first().map(String::as_str), Some("2026-11-25"), "{shown:?}");
    visit.becomes("events('lichthof-error').length", json!(0)).await?;
    let months = ["2026-10", "2026-11", "2026-12", "2027-01"];
    assert_eq!(asked(&visit, "monthly", &months), [0, 1, 1, 1]);
    visit
        .until(
            "words(one('[data-of-loaded]'))?.startsWith('Gezählt sind die geladenen Termine: November 2026')",
        )
        .await?;
    // Before that day nothing was asked for, until somebody wants the past.
    visit.click("[data-past]").await?;
    visit.until("uids().includes('2026-10-28')").await?;
    assert_eq!(asked(&visit, "monthly", &months), [1, 1, 1, 1]);
    Ok(())
}

async fn what_stands_in_two_months_is_shown_once(visit: Visit) -> Outcome {
    let page = monthly().attributes("view=year").now("2027-01-10T09:00:00");
    visit.open(page).await?;
    visit.until("one('[data-of-loaded]')").await?;
    visit.click("[data-view-button=list]").await?;
    visit.click("[data-past]").await?;
    visit.until("uids().includes('bridge')").await?;
    let bridges: usize = visit
        .read("uids().filter((uid) => uid === 'bridge').length")
        .await?;
    assert_eq!(bridges, 1);
    let told: Value = visit
        .read("events('lichthof-ready').at(-1).detail.skipped")
        .await?;
    assert_eq!(told, json!(0));
    // By the attribute: while a list grows, what is clicked may move.
    visit.run("calendar().setAttribute('view', 'month')").await?;
    visit.until("uids().includes('2027-01-28')").await?;
    let dates: Vec<String> = visit
        .read("all('[data-uid=weekly]').map((event) => event.textContent)")
        .await?;
    assert!(!dates.is_empty() && dates.len() <= 4, "{dates:?}");
    Ok(())
}

async fn a_month_that_fails_is_named_and_asked_for_again(visit: Visit) -> Outcome {
    visit.site.unmend();
    visit
        .open_ready(
            Page::plain()
                .feed("/flaky/{year}-{month}.json")
                .attributes("view=month"),
        )
        .await?;
    visit
        .until("words(one('[data-state=partial] [data-feed]'))?.includes('„Monatsweise, Dezember 2026“')")
        .await?;
    visit.until("uids().includes('2026-11-25')").await?;
    visit.becomes("events('lichthof-error').length", json!(1)).await?;
    visit.site.mend();
    visit.click("[data-retry]").await?;
    visit.until("!one('[data-state=partial]')").await?;
    visit.until("uids().includes('2026-12-04')").await
}

async fn a_refresh_asks_for_what_is_in_view(visit: Visit) -> Outcome {
    visit.open(monthly().attributes("view=day")).await?;
    visit.until("one('[data-of-loaded]')").await?;
    visit.run("calendar().setAttribute('view', 'month')").await?;
    visit.until("uids().includes('2026-12-04')").await?;
    visit.run("calendar().setAttribute('view', 'day')").await?;
    visit.until("!uids().includes('2026-12-04')").await?;
    let before = asked(&visit, "monthly", &["2026-11", "2026-12"]);
    visit.run("calendar().refresh()").await?;
    let site = std::sync::Arc::clone(&visit.site);
    visit
        .until_here("the month is asked for anew", || {
            site.feed_requests("/monthly/2026-11.json") == before[0] + 1
        })
        .await?;
    visit.painted().await?;
    assert_eq!(asked(&visit, "monthly", &["2026-12"]), before[1..]);
    // What was not is so when it is looked at.
    visit.run("calendar().setAttribute('view', 'month')").await?;
    visit
        .until_here("the other one as well", || {
            site.feed_requests("/monthly/2026-12.json") == before[1] + 1
        })
        .await
}

async fn a_search_says_what_is_searched_and_goes_on(visit: Visit) -> Outcome {
    visit.open_ready(monthly()).await?;
    visit.until("uids().includes('2027-01-28')").await?;
    visit.search_for("Fest").await?;
    visit.until("uids().length === 0").await?;
    visit
        .until("words(one('[data-of-loaded]'))?.includes('Weitere Monate durchsuchen')")
        .await?;
    assert_eq!(asked(&visit, "monthly", &["2027-05"]), [0]);
    visit.click("[data-search-more]").await?;
    visit.until("uids().includes('2027-05-04')").await?;
    // Those without a file, too, were asked for once.
    let months = ["2026-11", "2026-12", "2027-01", "2027-02", "2027-05", "2027-06"];
    assert!(asked(&visit, "monthly", &months).iter().all(|count| *count <= 1));
    Ok(())
}

async fn days_that_are_filtered_by_are_asked_for(visit: Visit) -> Outcome {
    visit.open_ready(monthly()).await?;
    visit.until("uids().includes('2027-01-28')").await?;
    visit.search_for("wann:2027-05").await?;
    visit.until("uids().includes('2027-05-28')").await?;
    visit.until("!uids().includes('2027-01-28')").await?;
    assert_eq!(asked(&visit, "monthly", &["2027-05"]), [1]);
    Ok(())
}

async fn an_event_of_a_link_is_found_in_its_month(visit: Visit) -> Outcome {
    visit.open(monthly().query("?lh.event=2027-05-11")).await?;
    visit.until("words(dialog())?.includes('Treffen am 11.')").await?;
    visit
        .becomes("Boolean(one('[data-state=gone]'))", json!(false))
        .await?;
    // One that is nowhere is told of in the end.
    visit.open(monthly().query("?lh.event=nowhere")).await?;
    visit.until("one('[data-state=gone]')").await
}

async fn an_index_leads_to_its_months(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/monthly/index.json").attributes("view=month"))
        .await?;
    visit.until("uids().includes('2026-11-04')").await?;
    for _ in 0..2 {
        visit.click("[data-previous]").await?;
    }
    // Its last week reaches into October.
    visit.becomes(UIDS, json!(["2026-10-04"])).await?;
    visit.painted().await?;
    assert_eq!(visit.site.feed_requests("/monthly/index.json"), 1);
    // There is nothing before its first month.
    assert_eq!(asked(&visit, "monthly", &["2026-09"]), [0]);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn an_index_leads_over_months_without_anything(visit: Visit) -> Outcome {
    // What it has begins five months ahead.
    visit.open_ready(Page::plain().feed("/later/index.json")).await?;
    visit.until("uids().includes('2027-04-04')").await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await?;
    // All of it is over.
    visit.open(Page::plain().feed("/ended/index.json")).await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_year_in_a_file_is_followed_by_the_next(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/yearly/{year}.json"))
        .await?;
    visit.until("uids().includes('2027-03')").await?;
    assert_eq!(asked(&visit, "yearly", &["2026", "2027"]), [1, 1]);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn pages_are_followed_within_a_window(visit: Visit) -> Outcome {
    let path = "/wp-json/tribe/events/v1/events?start_date={start}&end_date={end}&per_page=50";
    visit
        .open_ready(Page::plain().feed(path).attributes("view=month"))
        .await?;
    visit.until("uids().length >= 2").await?;
    let titles: Vec<String> = visit
        .read("all('[part~=event]').map((event) => words(event)).filter((words) => /Seite/.test(words))")
        .await?;
    assert!(titles.iter().any(|title| title.contains("Seite 1")), "{titles:?}");
    assert!(titles.iter().any(|title| title.contains("Seite 2")), "{titles:?}");
    let first = "/wp-json/tribe/events/v1/events?start_date=2026-11-01&end_date=2026-12-01&per_page=50";
    assert_eq!(visit.site.feed_requests(first), 1);
    assert_eq!(visit.site.feed_requests(&format!("{first}&page=2")), 1);
    Ok(())
}
