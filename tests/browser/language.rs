//! The calendar in its visitors' languages and zones.

use serde_json::json;

use crate::case::{Case, cases};
use crate::engine::Visitor;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        german_speaks_german,
        english_speaks_english,
        a_page_without_a_language_takes_the_visitors
    ];
    let abroad = cases![
        an_american_visitor_gets_american_words_and_dates,
        times_are_the_venues_and_say_so_where_the_visitors_clock_differs,
    ];
    cases.extend(abroad.into_iter().map(|case| case.visited_by(Visitor::AMERICAN)));
    cases
}

async fn german_speaks_german(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.becomes("one('[lang]').lang", json!("de")).await?;
    says(
        &visit,
        &[
            "Läuft gerade",
            "Stammtisch für Softwarearchitektur",
            "18:00–20:00 Uhr",
            "Dezember 2026",
            "12 Termine",
        ],
    )
    .await?;
    // A title that the feed has only in English says that it is English.
    visit
        .becomes("one('[data-uid=talk-3] [part=event-link]').lang", json!("en"))
        .await?;
    visit
        .becomes("one('[data-uid=talk-1] [part=event-link]').lang", json!(""))
        .await
}

async fn english_speaks_english(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("lang=en-GB")).await?;
    visit.becomes("one('[lang]').lang", json!("en")).await?;
    says(
        &visit,
        &[
            "Happening now",
            "Software architecture meetup",
            "18:00–20:00",
            "December 2026",
            "12 events",
        ],
    )
    .await
}

async fn a_page_without_a_language_takes_the_visitors(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("no-language.html")).await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Liste"))
        .await
}

async fn an_american_visitor_gets_american_words_and_dates(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("no-language.html")).await?;
    says(&visit, &["Happening now", "PM", "December 2026"]).await?;
    visit.click("[data-view-button=month]").await?;
    // The week begins on Sunday there.
    visit
        .becomes("all('[data-day]')[0].dataset.day", json!("2026-11-01"))
        .await
}

async fn times_are_the_venues_and_say_so_where_the_visitors_clock_differs(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("no-language.html")).await?;
    visit
        .until("words(one('[data-uid=meetup]')).includes('Berlin, UTC+1')")
        .await?;
    visit
        .until("words(one('[data-uid=meetup]')).includes('6:00')")
        .await?;
    // What is online is in the visitor's own time, and needs no label.
    visit
        .until("words(one('[data-uid=online]')).includes('1:00')")
        .await?;
    visit
        .becomes("words(one('[data-uid=online]')).includes('UTC')", json!(false))
        .await?;
    // The day on which something stands is the day at its place: six in the evening in Berlin.
    visit
        .run("calendar().setAttribute('timezone', 'visitor')")
        .await?;
    visit
        .until("words(one('[data-uid=meetup]')).includes('12:00')")
        .await
}

async fn says(visit: &Visit, phrases: &[&str]) -> Outcome {
    let words: String = visit.read("words(one('.lh-root'))").await?;
    // Intl writes ranges and times with spaces of its own, which differ between engines.
    let words = words
        .replace(['\u{2009}', '\u{202f}', '\u{a0}'], " ")
        .replace(" – ", "–");
    for phrase in phrases {
        assert!(words.contains(phrase), "{phrase} is missing in: {words}");
    }
    Ok(())
}
