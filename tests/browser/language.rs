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
        dates_are_gregorian_in_every_language,
        a_week_begins_by_the_custom_of_the_language,
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

/// Persian, Thai and Arabic have calendars of their own; grids, links and files are Gregorian.
async fn dates_are_gregorian_in_every_language(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("lang=th")).await?;
    says(&visit, &["ธันวาคม 2026"]).await?;
    for (language, month) in [
        ("fa", "دسامبر"),
        ("ar-SA", "ديسمبر"),
        ("th-u-ca-buddhist-nu-latn", "ธันวาคม 2026"),
        ("de-u-ca-hebrew", "Dezember 2026"),
    ] {
        visit
            .run(&format!("calendar().setAttribute('lang', '{language}')"))
            .await?;
        visit
            .until(&format!("words(one('.lh-root')).includes('{month}')"))
            .await?;
    }
    Ok(())
}

async fn a_week_begins_by_the_custom_of_the_language(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("lang=fa view=month"))
        .await?;
    for (language, first) in [
        ("fa", "2026-10-31"),
        ("th", "2026-11-01"),
        ("de-u-ca-gregory", "2026-10-26"),
        ("en-u-fw-mon", "2026-10-26"),
    ] {
        visit
            .run(&format!("calendar().setAttribute('lang', '{language}')"))
            .await?;
        visit
            .becomes("all('[data-day]')[0].dataset.day", json!(first))
            .await?;
    }
    Ok(())
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
