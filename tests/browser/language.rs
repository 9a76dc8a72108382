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
        a_publisher_chooses_what_events_are_called,
        dates_are_gregorian_in_every_language,
        a_week_begins_by_the_custom_of_the_language,
        a_page_without_a_language_takes_the_visitors,
        words_say_in_which_language_they_are,
        text_of_the_feed_is_read_in_its_own_direction,
        a_hebrew_calendar_is_read_from_right_to_left,
        a_calendar_has_the_direction_of_its_own_language,
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
    visit.becomes("one('[lang]').lang", json!("en-GB")).await?;
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

async fn a_publisher_chooses_what_events_are_called(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("wording=events"))
        .await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 Veranstaltungen"))
        .await?;
    visit
        .becomes("words(one('[data-past]'))", json!("Frühere Veranstaltungen"))
        .await?;
    visit.run("calendar().setAttribute('wording', 'dates')").await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 Termine"))
        .await
}

/// Persian, Thai and Arabic have calendars and digits of their own; grids, links and files are Gregorian, and counts are
/// written in the digits 0 to 9.
async fn dates_are_gregorian_in_every_language(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("lang=th")).await?;
    says(&visit, &["ธันวาคม 2026"]).await?;
    for (language, month) in [
        ("fa", "دسامبر 2026"),
        ("ar-SA", "ديسمبر 2026"),
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

/// Without words of ours in Swedish, ours are English, and say so.
async fn words_say_in_which_language_they_are(visit: Visit) -> Outcome {
    visit
        .open_near(Page::plain().feed("/directions.json").attributes("lang=sv"))
        .await?;
    let language = |selector: &str| {
        let selector = serde_json::json!(selector);
        format!("visible({selector})[0].closest('[lang]').lang")
    };
    for (selector, expected) in [
        ("[part=calendar]", "sv"),
        (".lh-month-name", "sv"),
        ("[data-uid=hebrew] .lh-title", "sv"),
        ("[data-uid=hebrew] .lh-kind", "sv"),
        ("[data-uid=english] .lh-title", "en"),
        ("[data-uid=english] .lh-badge", "en"),
        ("[data-uid=english] .lh-star", "en"),
        ("[data-status]", "en"),
        ("[data-view-button=month]", "en"),
        ("input[type=search]", "en"),
        ("[data-facet-button]", "en"),
        ("[data-take]", "en"),
    ] {
        visit.becomes(&language(selector), json!(expected)).await?;
    }
    visit.click("[data-facet-button=place]").await?;
    visit
        .becomes(&language("[data-facet-panel=place] .lh-value-label"), json!("sv"))
        .await?;
    visit.press(thirtyfour::Key::Escape).await?;
    visit.click("[data-uid=hebrew] .lh-title").await?;
    visit.until("dialog()").await?;
    for (selector, expected) in [
        ("dialog .lh-detail-title", "sv"),
        ("dialog dt", "en"),
        ("dialog .lh-strong", "sv"),
        ("dialog .lh-paragraph", "sv"),
        ("dialog [data-way=calendar]", "en"),
        ("dialog .lh-section-name", "en"),
        ("dialog .lh-item-title", "sv"),
        ("dialog .lh-way bdi", "sv"),
    ] {
        visit.becomes(&language(selector), json!(expected)).await?;
    }
    Ok(())
}

/// The directions that elements have, by selector.
async fn directions(visit: &Visit, expected: &[(&str, &str)]) -> Outcome {
    for (selector, direction) in expected {
        let found = format!("getComputedStyle(visible({})[0]).direction", json!(selector));
        visit.becomes(&found, json!(direction)).await?;
    }
    Ok(())
}

async fn text_of_the_feed_is_read_in_its_own_direction(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/directions.json")).await?;
    directions(
        &visit,
        &[
            ("[part=calendar]", "ltr"),
            ("[data-uid=hebrew] .lh-title", "rtl"),
            ("[data-uid=hebrew] .lh-kind", "rtl"),
            ("[data-uid=hebrew] .lh-place bdi", "rtl"),
            ("[data-uid=override] .lh-title", "ltr"),
            ("[data-uid=english] .lh-title", "ltr"),
        ],
    )
    .await?;
    // All titles begin on one line.
    let left = "visible('.lh-title').map((title) => { \
                  const range = document.createRange(); range.selectNodeContents(title); \
                  return Math.round(range.getBoundingClientRect().left); })";
    visit.becomes(&format!("new Set({left}).size"), json!(1)).await?;
    visit
        .becomes(
            "one('[data-star=hebrew]').getAttribute('aria-label')",
            json!("Gemerkt: \u{2068}כנס Rust 2026!\u{2069}"),
        )
        .await?;
    visit.click("[data-uid=hebrew] .lh-title").await?;
    visit.until("dialog()").await?;
    directions(
        &visit,
        &[
            ("dialog .lh-detail-title", "rtl"),
            ("dialog .lh-strong bdi", "rtl"),
            ("dialog .lh-paragraph", "rtl"),
            ("dialog .lh-paragraph + .lh-paragraph", "ltr"),
            ("dialog .lh-item-title", "rtl"),
            ("dialog .lh-speaker", "rtl"),
            ("dialog [data-way=calendar]", "ltr"),
        ],
    )
    .await?;
    visit
        .until(
            "getComputedStyle([...dialog().querySelectorAll('*')]
                .findLast((one) => one.textContent === 'אולם 3!')).direction === 'rtl'",
        )
        .await
}

async fn a_hebrew_calendar_is_read_from_right_to_left(visit: Visit) -> Outcome {
    visit
        .open_ready(
            Page::plain()
                .feed("/directions.json")
                .attributes("lang=he views='list month'"),
        )
        .await?;
    directions(&visit, &[("[part=calendar]", "rtl"), ("[data-status]", "rtl")]).await?;
    // Where the letters of the count really stand: the number, and to the left of it the word.
    let places = "(() => {
        const text = visible('[data-status]')[0].firstChild;
        const place = (from, to) => { const range = document.createRange(); range.setStart(text, from);
            range.setEnd(text, to); return range.getBoundingClientRect(); };
        return [text.data, place(0, 1).left >= place(2, text.length).right];
    })()";
    visit.becomes(places, json!(["3 אירועים", true])).await?;
    // What begins a line stands at its right end.
    visit
        .until("Math.abs(visible('[data-status]')[0].getBoundingClientRect().right - one('.lh-list').getBoundingClientRect().right) < 1")
        .await?;
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-day]').length > 27").await?;
    visit
        .until("one('[data-previous]').getBoundingClientRect().left > one('[data-next]').getBoundingClientRect().left")
        .await?;
    let arrow = |flag: &str| {
        format!(
            "((matrix) => Math.sign(matrix.a))(new DOMMatrix(getComputedStyle(one('[{flag}]'), '::before').transform))"
        )
    };
    // Turned by 135 degrees it points to the left, by -45 to the right.
    visit.becomes(&arrow("data-previous"), json!(1)).await?;
    visit.becomes(&arrow("data-next"), json!(-1)).await?;
    visit
        .run("one('[data-day] button[tabindex=\"0\"]').focus()")
        .await?;
    for (key, day) in [
        (thirtyfour::Key::Left, "2026-11-24"),
        (thirtyfour::Key::Right, "2026-11-23"),
        (thirtyfour::Key::Right, "2026-11-22"),
    ] {
        visit.press(key).await?;
        visit
            .becomes("focused().closest('[data-day]')?.dataset.day", json!(day))
            .await?;
    }
    let swipe = |from: u32, to: u32| {
        format!(
            "for (const [type, clientX] of [['pointerdown', {from}], ['pointerup', {to}]]) \
               one('[data-view=month]').dispatchEvent(new PointerEvent(type, \
                 {{ bubbles: true, pointerType: 'touch', isPrimary: true, clientX, clientY: 200 }}));"
        )
    };
    let shown = "one('[data-month-picker]').value";
    visit.run(&swipe(200, 300)).await?;
    visit.becomes(shown, json!("2026-12-01")).await?;
    visit.run(&swipe(300, 200)).await?;
    visit.becomes(shown, json!("2026-11-01")).await
}

/// Whichever the page has.
async fn a_calendar_has_the_direction_of_its_own_language(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("lang=ar-EG")).await?;
    directions(&visit, &[("[part=calendar]", "rtl")]).await?;
    visit.run("document.documentElement.dir = 'rtl'").await?;
    visit.run("calendar().setAttribute('lang', 'de')").await?;
    directions(&visit, &[("[part=calendar]", "ltr")]).await
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
