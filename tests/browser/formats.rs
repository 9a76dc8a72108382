//! Feeds in formats of others: what each says stands in the calendar, and their readers are fetched then and only then.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        each_format_is_shown_and_brings_its_readers,
        an_event_of_another_format_opens_with_what_it_says,
        a_feed_of_ones_own_brings_no_readers_of_others,
        without_the_readers_the_feed_is_told_of,
        faults_are_told_with_the_lines_of_the_publishers_file,
        the_page_says_how_a_feed_is_read,
    ]
}

/// The file with the readers.
const READERS: &str = "lichthof-formats.wasm";

fn asked(visit: &Visit) -> usize {
    visit.site.calendar_requests(&["/", READERS].concat())
}

async fn each_format_is_shown_and_brings_its_readers(visit: Visit) -> Outcome {
    for (file, first, title) in [
        ("club.ics", "chor@verein.example", "Chorprobe"),
        ("club.fullcalendar.json", "chor", "Chorprobe"),
        (
            "club.tec.json",
            "verein.example?id=7",
            "Recht & Netz – ein Vortrag",
        ),
        ("club.frab.json", "tag26-1", "Eröffnung"),
        ("club.html", "https://verein.example/chor", "Chorprobe"),
    ] {
        let before = asked(&visit);
        visit
            .open_ready(Page::plain().feed(&format!("/formats/{file}")))
            .await?;
        visit.becomes("uids()[0]", json!(first)).await?;
        let words: String = visit.read("words(all('[part~=event]')[0])").await?;
        assert!(words.contains(title), "{file}: {words}");
        assert!(asked(&visit) > before, "{file}");
        visit.becomes("events('lichthof-error').length", json!(0)).await?;
    }
    Ok(())
}

async fn an_event_of_another_format_opens_with_what_it_says(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/formats/club.tec.json"))
        .await?;
    visit.click("[part~=event] a").await?;
    visit.until("dialog()").await?;
    visit.until("words(dialog()).includes('Antworten')").await?;
    let words: String = visit.read("words(dialog())").await?;
    for said in [
        "Recht & Netz",
        "Verträge",
        "Vereinsheim",
        "39104",
        "Verein am Lichthof",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    assert!(!words.contains("<p>") && !words.contains("&amp;"), "{words}");
    visit
        .becomes(
            "[...dialog().querySelectorAll('.lh-prose li')].some((item) => item.textContent === 'Verträge')",
            json!(true),
        )
        .await
}

async fn a_feed_of_ones_own_brings_no_readers_of_others(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    assert_eq!(asked(&visit), 0);
    Ok(())
}

async fn without_the_readers_the_feed_is_told_of(visit: Visit) -> Outcome {
    visit.site.take_away(READERS);
    visit.open(Page::plain().feed("/formats/club.ics")).await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit.becomes("uids()[0]", json!("chor@verein.example")).await
}

async fn the_page_says_how_a_feed_is_read(visit: Visit) -> Outcome {
    let map = r#"map='{"uid": "id", "title": "=Nach Plan", "start": "start"}'"#;
    let page = Page::plain().feed("/formats/club.fullcalendar.json");
    visit.open_ready(page.attributes(map)).await?;
    visit.becomes("uids()", json!(["vortrag", "fest"])).await?;
    let words: String = visit.read("words(all('[part~=event]')[0])").await?;
    assert!(words.contains("Nach Plan"), "{words}");
    let page = Page::plain().feed("/formats/club.frab.json");
    visit.open_ready(page.attributes("feed-as=event")).await?;
    visit.becomes("uids()", json!(["tag26"])).await?;
    // It may say something else later, of the same text.
    visit.run("calendar().setAttribute('feed-as', 'talks')").await?;
    visit.becomes("uids()[0]", json!("tag26-1")).await?;
    visit.run("calendar().removeAttribute('feed-as')").await?;
    visit.until("uids().length > 0").await?;
    visit
        .run("calendar().setAttribute('feed-as', 'event'); calendar().refresh()")
        .await?;
    visit.becomes("uids()", json!(["tag26"])).await
}

async fn faults_are_told_with_the_lines_of_the_publishers_file(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/faulty.ics")).await?;
    visit.until("seen.told.length === 1").await?;
    let told: String = visit.read("seen.told[0]").await?;
    assert!(told.contains("entry 1 \"b\" skipped: DTSTART (line 9)"), "{told}");
    Ok(())
}
