//! Events that recur.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        every_date_of_a_series_is_listed,
        the_clock_change_moves_no_date_of_a_series,
        the_address_names_one_date_of_a_series,
        programme_and_registration_are_those_of_the_date,
        a_date_on_the_second_page_takes_the_place_of_its_own,
        the_next_date_is_found_however_far_it_is,
        a_series_that_nobody_brought_shows_its_first_date,
        a_link_to_a_far_date_does_not_pass_a_locked_filter,
    ]
}

/// A week before summer time begins, on 29 March 2026.
fn page() -> Page {
    Page::plain()
        .feed("/series.json")
        .now("2026-03-20T12:00:00+01:00")
}

async fn every_date_of_a_series_is_listed(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    visit
        .becomes(
            "visible('.lh-list [part=event-link]').slice(0, 5).map((link) => link.dataset.opens)",
            json!([
                "choir;2026-03-22T19:00",
                "choir;2026-03-29T19:00",
                "choir;2026-04-05T19:00",
                "one",
                "choir;2026-04-19T19:00",
            ]),
        )
        .await?;
    visit
        .becomes(
            "visible('.lh-list [part=event]').slice(0, 3).map((event) => event.dataset.status ?? null)",
            json!([null, null, "cancelled"]),
        )
        .await?;
    visit
        .becomes(
            "events('lichthof-ready')[0].detail",
            json!({ "events": 2, "skipped": 0 }),
        )
        .await
}

async fn the_clock_change_moves_no_date_of_a_series(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    for (at, time) in [(0, "20:30"), (1, "19:00"), (3, "20:00"), (4, "19:00")] {
        let words: String = visit
            .read(&format!("words(visible('.lh-list [part=event] .lh-time')[{at}])"))
            .await?;
        assert!(words.starts_with(time), "{at}: {words}");
    }
    Ok(())
}

async fn the_address_names_one_date_of_a_series(visit: Visit) -> Outcome {
    // 28 dates before today: none of the first page of the list.
    visit
        .open_ready(page().query("?lh.event=choir;2025-10-26T19:00"))
        .await?;
    visit.until("words(dialog())?.includes('26. Oktober 2025')").await
}

async fn programme_and_registration_are_those_of_the_date(visit: Visit) -> Outcome {
    for (date, days, closes) in [
        (
            "2026-03-29T19:00",
            ["Sonntag, 29. März 2026", "Montag, 30. März 2026"],
            "Möglich · Bis 27. März 2026",
        ),
        // It begins later this time.
        (
            "2026-03-22T19:00",
            ["Sonntag, 22. März 2026", "Montag, 23. März 2026"],
            "Möglich · Bis 20. März 2026",
        ),
    ] {
        visit
            .open_ready(page().query(&format!("?lh.event=choir;{date}")))
            .await?;
        visit
            .becomes(
                "[...dialog()?.querySelectorAll('.lh-programme-day') ?? []].map(words)",
                json!(days),
            )
            .await?;
        visit
            .until(&format!("words(dialog()).includes('{closes}')"))
            .await?;
    }
    Ok(())
}

async fn a_date_on_the_second_page_takes_the_place_of_its_own(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/series/1")).await?;
    visit
        .becomes(
            "visible('.lh-list [part=event-link]').map((link) => [link.dataset.opens, words(link)])",
            json!([
                ["choir;2026-11-24T19:00", "Chorprobe"],
                ["choir;2026-12-01T19:00", "Chorprobe mit Gästen"],
                ["choir;2026-12-08T19:00", "Chorprobe"],
            ]),
        )
        .await?;
    visit
        .becomes("events('lichthof-ready').at(-1).detail.events", json!(1))
        .await
}

async fn the_next_date_is_found_however_far_it_is(visit: Visit) -> Outcome {
    for (attributes, next) in [
        ("view=month date=2026-12-10", "Nächster Termin: 5. Mai 2031"),
        ("view=week date=2035-01-10", "Nächster Termin: 5. Mai 2036"),
        ("view=year date=2040-01-10", "Nächster Termin: 5. Mai 2041"),
        // The filter leaves it, or does not.
        (
            "view=day date=2026-12-10 filter=jubiläum",
            "Nächster Termin: 5. Mai 2031",
        ),
        ("view=day date=2026-12-10 filter=konzert", ""),
        (
            "view=day date=2026-12-10 filter=jubiläum controls=views",
            "Nächster Termin: 5. Mai 2031",
        ),
        ("view=day date=2026-12-10 filter=konzert controls=views", ""),
    ] {
        visit
            .open(Page::plain().feed("/far").attributes(attributes))
            .await?;
        visit.until("visible('[data-state=empty]').length === 1").await?;
        visit
            .becomes("visible('[data-jump=next]').map(words).join()", json!(next))
            .await?;
        if !next.is_empty() {
            visit.click("[data-jump=next]").await?;
            visit.until("all('[data-state=empty]').length === 0").await?;
        }
    }
    Ok(())
}

async fn a_series_that_nobody_brought_shows_its_first_date(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-feed.wasm");
    visit.open_ready(page().now("2025-01-01T12:00:00+01:00")).await?;
    visit
        .becomes(
            "visible('.lh-list [part=event-link]').map((link) => link.dataset.opens)",
            json!(["choir", "one"]),
        )
        .await
}

/// Five years ahead: no list has it, and the link finds it all the same.
async fn a_link_to_a_far_date_does_not_pass_a_locked_filter(visit: Visit) -> Outcome {
    let link = "?lh.event=jubilee%3B2036-05-05";
    for (filter, is_seen) in [("type:nothing", false), ("-nothing", true)] {
        let attributes = format!("filter='{filter}' controls='search views'");
        let page = Page::plain().feed("/far").attributes(&attributes).query(link);
        visit.open(page).await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        match is_seen {
            true => visit.until("words(dialog())?.includes('2036')").await?,
            false => {
                visit.until("visible('[data-state=gone]').length === 1").await?;
                visit.becomes("Boolean(dialog())", json!(false)).await?;
            }
        }
    }
    Ok(())
}
