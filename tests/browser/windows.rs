//! Feeds too large for one file: they come month by month, as far as the visitor looks.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::tool::lichthof;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_month_asks_for_what_it_touches_and_nothing_twice,
        a_list_goes_on_month_by_month,
        what_stands_in_two_months_is_shown_once,
        a_month_that_fails_is_named_and_asked_for_again,
        a_month_of_which_less_can_be_read_stays_as_it_was,
        a_refresh_asks_for_what_is_in_view,
        a_search_says_what_is_searched_and_goes_on,
        days_that_are_filtered_by_are_asked_for,
        an_event_of_a_link_is_found_in_its_month,
        an_index_leads_to_its_months,
        an_index_leads_over_months_without_anything,
        an_index_that_has_grown_leads_further_at_the_next_refresh,
        a_year_in_a_file_is_followed_by_the_next,
        pages_are_followed_within_a_window,
        what_the_tool_splits_is_found_month_by_month,
        months_that_have_not_changed_are_answered_without_a_body,
        a_list_of_the_past_goes_no_further_than_it_is_full,
        the_page_opens_an_event_of_a_month_that_has_not_come,
        a_link_leads_over_a_year_ahead,
        a_small_month_asks_for_the_months_that_it_shows,
        an_empty_month_finds_the_way_to_the_next_event,
        days_that_are_being_typed_are_not_asked_for,
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
    let site = &visit.site;
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
    // That it fails again is no news.
    let before = asked(&visit, "flaky", &["2026-12"]);
    visit.run("calendar().refresh()").await?;
    let site = &visit.site;
    visit
        .until_here("the month is asked for again", || {
            site.feed_requests("/flaky/2026-12.json") >= before[0] + 3
        })
        .await?;
    visit.stays("events('lichthof-error').length", json!(1)).await?;
    visit.until("one('[data-state=partial] [data-feed]')").await?;
    visit.site.mend();
    visit.click("[data-retry]").await?;
    visit.until("!one('[data-state=partial]')").await?;
    visit.until("uids().includes('2026-12-04')").await
}

async fn a_month_of_which_less_can_be_read_stays_as_it_was(visit: Visit) -> Outcome {
    visit.site.mend();
    visit
        .open_ready(
            Page::plain()
                .feed("/halves/{year}-{month}.json")
                .script("/sooner.js")
                .attributes("view=month refresh=1"),
        )
        .await?;
    visit.until("uids().includes('2026-11-28')").await?;
    visit.site.unmend();
    visit.until("one('[data-state=partial] [data-feed]')").await?;
    visit
        .becomes(
            "['04', '28'].map((day) => uids().includes(`2026-11-${day}`))",
            json!([true, true]),
        )
        .await
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
    let site = &visit.site;
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
    // Also one of this month, where a grid is elsewhere.
    let query = "?lh.view=month&lh.date=2027-05-01&lh.event=2026-11-25";
    visit.open(monthly().query(query)).await?;
    visit.until("words(dialog())?.includes('Treffen am 25.')").await?;
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
    // All of it is over, and can be looked at.
    visit.open(Page::plain().feed("/ended/index.json")).await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit.click("[data-past]").await?;
    visit
        .until("words(one('[data-of-loaded]')).includes('März–September 2026')")
        .await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn an_index_that_has_grown_leads_further_at_the_next_refresh(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/growing/index.json"))
        .await?;
    visit.until("uids().includes('2026-12-28')").await?;
    visit.painted().await?;
    assert_eq!(asked(&visit, "growing", &["2027-01"]), [0]);
    visit.site.mend();
    visit.run("calendar().refresh()").await?;
    visit.until("uids().includes('2027-01-04')").await?;
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

/// A feed of twenty months: one event or three in most of them, one over two months, one of a night, a series with a
/// date that was moved, and a month with nothing in it.
fn twenty_months() -> Value {
    let mut events: Vec<Value> = (0..20)
        .filter(|number| *number != 4)
        .flat_map(|number: usize| {
            let month = format!("{}-{:02}", 2026 + (9 + number) / 12, (9 + number) % 12 + 1);
            let days = [4, 17, 26];
            let days = days.into_iter().take(1 + number % 3);
            days.map(move |day| {
                json!({
                    "uid": format!("{month}-{day:02}"),
                    "title": format!("Termin am {day}."),
                    "start": format!("{month}-{day:02}T18:00:00"),
                    "duration": "PT1H",
                    "eventType": "Kurs",
                })
            })
        })
        .collect();
    events.extend([
        json!({ "uid": "bridge", "title": "Über das Jahr", "start": "2026-12-30", "duration": "P4D" }),
        json!({ "uid": "night", "title": "Nacht", "start": "2027-04-30T22:00:00", "duration": "PT5H" }),
        json!({
            "uid": "monthly", "title": "Stammtisch", "start": "2026-11-06T19:00:00", "duration": "PT2H",
            "recurrenceRule": { "frequency": "monthly", "count": 6 },
        }),
        json!({
            "uid": "monthly", "recurrenceId": "2027-01-06T19:00:00", "title": "Stammtisch im Sommer",
            "start": "2027-08-08T19:00:00",
        }),
    ]);
    json!({ "@type": "Group", "title": "Zwanzig Monate", "timeZone": "Europe/Berlin", "entries": events })
}

/// What `lichthof shard` writes of a feed: its folder, which is served from now on.
async fn shard(visit: &Visit, feed: &Value) -> Outcome<PathBuf> {
    let name = format!(
        "shard-{:?}-{}",
        visit.engine,
        visit
            .site
            .feeds()
            .replace(|letter: char| !letter.is_ascii_digit(), "")
    );
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder)?;
    let (whole, months) = (folder.join("whole.json"), folder.join("months"));
    std::fs::write(&whole, feed.to_string())?;
    let path = |path: &Path| path.to_string_lossy().into_owned();
    lichthof(&["shard", &path(&whole), "-o", &path(&months)]).await?;
    visit.site.serve_folder(&months);
    Ok(months)
}

/// The uids of each month's file, by the index.
fn months_in(folder: &Path) -> Outcome<Vec<(String, BTreeSet<String>)>> {
    let read = |name: &str| -> Outcome<Value> {
        Ok(serde_json::from_str(&std::fs::read_to_string(
            folder.join(name),
        )?)?)
    };
    let index = read("index.json")?;
    let mut months = Vec::new();
    for month in index["months"].as_array().into_iter().flatten() {
        let text = |name: &str| {
            month[name]
                .as_str()
                .map(str::to_owned)
                .ok_or_else(|| fault(name.to_owned()))
        };
        let file = read(&text("file")?)?;
        let entries = file["entries"].as_array().cloned().unwrap_or_default();
        let uids = entries
            .iter()
            .filter_map(|entry| Some(entry["uid"].as_str()?.to_owned()));
        months.push((text("month")?, uids.collect()));
    }
    Ok(months)
}

async fn what_the_tool_splits_is_found_month_by_month(visit: Visit) -> Outcome {
    let feed = twenty_months();
    let months = months_in(&shard(&visit, &feed).await?)?;
    let names = ["2026-10", "2027-02", "2028-05"];
    assert!(
        names
            .iter()
            .all(|name| months.iter().any(|(month, _)| month == name)),
        "{months:?}"
    );
    let entries = feed["entries"].as_array().cloned().unwrap_or_default();
    let all: BTreeSet<_> = entries
        .iter()
        .filter_map(|entry| Some(entry["uid"].as_str()?.to_owned()))
        .collect();
    for feed in ["/folder/{year}-{month}.json", "/folder/index.json"] {
        visit
            .open_ready(Page::plain().feed(feed).attributes("view=month"))
            .await?;
        let mut found = BTreeSet::new();
        for (month, uids) in &months {
            visit.run(&format!("calendar().goTo('{month}-01')")).await?;
            // What stands in a file for another clock alone is shown in the month beside it.
            let own: Vec<_> = uids
                .iter()
                .filter(|uid| uid.starts_with(month) || is_shown(uid, month))
                .collect();
            visit
                .until(&format!("{}.every((uid) => uids().includes(uid))", json!(own)))
                .await?;
            let shown: Vec<String> = visit.read("uids()").await?;
            found.extend(shown);
        }
        assert_eq!(found, all, "{feed}");
        visit.becomes("events('lichthof-error').length", json!(0)).await?;
    }
    Ok(())
}

/// Whether one of the events without a month in its uid is shown in this one.
fn is_shown(uid: &str, month: &str) -> bool {
    let months: &[&str] = match uid {
        "bridge" => &["2026-12", "2027-01"],
        "night" => &["2027-04", "2027-05"],
        "monthly" => &["2026-11", "2026-12", "2027-02", "2027-03", "2027-04", "2027-08"],
        _ => &[],
    };
    months.contains(&month)
}

async fn months_that_have_not_changed_are_answered_without_a_body(visit: Visit) -> Outcome {
    let mut feed = twenty_months();
    shard(&visit, &feed).await?;
    visit
        .open_ready(
            Page::plain()
                .feed("/folder/{year}-{month}.json")
                .attributes("view=month"),
        )
        .await?;
    visit
        .until("uids().includes('2026-11-17') && uids().includes('2026-12-04')")
        .await?;
    let site = &visit.site;
    // Its first week reaches into October, its last one into December.
    let months = [
        "/folder/2026-10.json",
        "/folder/2026-11.json",
        "/folder/2026-12.json",
    ];
    let asked = move || months.map(|month| site.feed_requests(month));
    visit
        .until_here("its months have come", || asked() == [1, 1, 1])
        .await?;
    visit.painted().await?;
    let unchanged = visit.site.unchanged();
    visit.run("calendar().refresh()").await?;
    visit
        .until_here("its months are asked for anew", || asked() == [2, 2, 2])
        .await?;
    // A session of WebKit has no cache, and asks without a condition.
    let is_asked_with_condition = !matches!(visit.engine, Engine::WebKit);
    if is_asked_with_condition {
        let site = &visit.site;
        visit
            .until_here("none has changed", || site.unchanged() == unchanged + 3)
            .await?;
    }
    visit
        .until("uids().includes('2026-11-17') && uids().includes('2026-12-04')")
        .await?;
    // One of them changes: the others are answered without a body again.
    let new = json!({ "uid": "new", "title": "Neu", "start": "2026-11-20T18:00:00" });
    feed["entries"]
        .as_array_mut()
        .ok_or_else(|| fault("no list"))?
        .push(new);
    shard(&visit, &feed).await?;
    let unchanged = visit.site.unchanged();
    visit.run("calendar().refresh()").await?;
    visit
        .until("uids().includes('new') && uids().includes('2026-12-04')")
        .await?;
    if is_asked_with_condition {
        let site = &visit.site;
        visit
            .until_here("the others have not changed", || {
                site.unchanged() == unchanged + 2
            })
            .await?;
    }
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_list_of_the_past_goes_no_further_than_it_is_full(visit: Visit) -> Outcome {
    shard(&visit, &twenty_months()).await?;
    let page = Page::plain()
        .feed("/folder/index.json")
        .now("2028-05-10T09:00:00");
    visit.open(page).await?;
    visit.until("events('lichthof-ready').length > 0").await?;
    visit.click("[data-past]").await?;
    // Twenty, as the list shows at first.
    visit.until("uids().length === 20").await?;
    let shown: Vec<String> = visit.read("uids()").await?;
    assert!(shown.iter().all(|uid| uid.as_str() > "2027-04"), "{shown:?}");
    // Nothing is on its way any more: the month behind what is shown is the last that was asked for.
    visit.painted().await?;
    let asked = |month: &str| visit.site.feed_requests(&format!("/folder/{month}.json"));
    assert_eq!(["2028-05", "2027-10"].map(asked), [1, 1]);
    assert_eq!(
        ["2026-10", "2026-12", "2027-01", "2027-02", "2027-03"].map(asked),
        [0; 5]
    );
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn the_page_opens_an_event_of_a_month_that_has_not_come(visit: Visit) -> Outcome {
    visit.open(monthly().attributes("view=day")).await?;
    visit.until("events('lichthof-ready').length > 0").await?;
    assert_eq!(asked(&visit, "monthly", &["2027-05"]), [0]);
    visit
        .becomes("calendar().open('2027-05-11')", json!(false))
        .await?;
    visit.until("words(dialog())?.includes('Treffen am 11.')").await?;
    visit
        .becomes(
            "events('lichthof-open').map(({ detail }) => detail.uid)",
            json!(["2027-05-11"]),
        )
        .await?;
    visit.click("[data-close]").await?;
    visit.until("!dialog()").await?;
    // One that is nowhere is told of in the end, and the end is a year behind the last event.
    visit.run("calendar().open('nowhere')").await?;
    visit.until("one('[data-state=gone]')").await?;
    assert_eq!(
        asked(&visit, "monthly", &["2028-05", "2028-07", "2025-10", "2025-08"]),
        [1, 0, 1, 0]
    );
    visit.becomes("Boolean(dialog())", json!(false)).await
}

async fn a_link_leads_over_a_year_ahead(visit: Visit) -> Outcome {
    shard(&visit, &twenty_months()).await?;
    for feed in ["/folder/{year}-{month}.json", "/folder/index.json"] {
        let page = Page::plain()
            .feed(feed)
            .attributes("view=day")
            .query("?lh.event=2028-05-17");
        visit.open(page).await?;
        visit.until("words(dialog())?.includes('Termin am 17.')").await?;
        visit
            .becomes("Boolean(one('[data-state=gone]'))", json!(false))
            .await?;
    }
    Ok(())
}

async fn a_small_month_asks_for_the_months_that_it_shows(visit: Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    visit.open_ready(monthly()).await?;
    visit
        .until("uids().includes('2027-01-28') && one('[data-mini-next]')")
        .await?;
    let first: String = visit.read("uids()[0]").await?;
    for _ in 0..6 {
        visit.click("[data-mini-next]").await?;
    }
    visit
        .until("one('[data-mini-day=\"2027-05-04\"][data-busy]')")
        .await?;
    // The list has no gap, and begins where it began.
    visit.until("uids().length === 20").await?;
    assert_eq!(
        asked(&visit, "monthly", &["2027-03", "2027-04", "2027-05", "2026-10"]),
        [1, 1, 1, 0]
    );
    for _ in 0..7 {
        visit.click("[data-mini-previous]").await?;
    }
    visit
        .until("one('[data-mini-day=\"2026-10-11\"][data-busy]')")
        .await?;
    visit.becomes("uids()[0]", json!(first)).await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn an_empty_month_finds_the_way_to_the_next_event(visit: Visit) -> Outcome {
    // There is something from October on, which the address does not say.
    let page = monthly().attributes("view=month").now("2026-07-10T09:00:00");
    visit.open(page).await?;
    visit.until("one('[data-jump=next]')").await?;
    visit.click("[data-jump=next]").await?;
    visit.until("uids().includes('2026-10-04')").await?;
    assert_eq!(
        asked(&visit, "monthly", &["2026-08", "2026-09", "2026-10"]),
        [1, 1, 1]
    );
    // On the other side there is nothing for a year, and no more is asked for.
    assert_eq!(asked(&visit, "monthly", &["2025-06"]), [0]);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn days_that_are_being_typed_are_not_asked_for(visit: Visit) -> Outcome {
    visit.open_ready(monthly()).await?;
    visit.until("uids().includes('2027-01-28')").await?;
    // On the way `wann:2027` asks for all of the year.
    visit.click("input[type=search]").await?;
    visit
        .run(
            "const field = one('input[type=search]');
             for (const text of ['wann:2027', 'wann:2027-05']) {
               field.value = text;
               field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
             }",
        )
        .await?;
    visit.until("uids().includes('2027-05-28')").await?;
    assert_eq!(
        asked(&visit, "monthly", &["2027-04", "2027-05", "2027-06", "2027-12"]),
        [0, 1, 0, 0]
    );
    Ok(())
}
