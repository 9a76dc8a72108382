//! The words of each language (`i18n/`): they come with the program, are those of the language, and fit.

use std::fs;

use lichthof::i18n::plural_rule;
use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::{Damage, Reach};
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        each_language_fits_at_320_pixels,
        the_words_for_today_and_tomorrow_stand_clear_of_the_colours,
        plural_rules_are_those_of_the_browser,
        words_come_with_the_program,
        a_part_brings_its_words_for_each_language_on_the_page,
        a_language_chosen_later_is_fetched_then,
        words_that_do_not_come_in_time_are_told_by_their_file,
        where_words_cannot_be_had_it_speaks_another_language_and_says_so,
        a_page_says_it_in_words_of_its_own,
        a_language_that_we_do_not_have_comes_from_a_file,
        a_pinned_page_has_its_words_too,
    ]
}

/// Each language that there are words in, with them.
fn languages() -> Vec<(String, Value)> {
    let files = fs::read_dir("i18n").into_iter().flatten().flatten();
    let mut all: Vec<(String, Value)> = files
        .filter_map(|file| {
            let name = file.file_name().to_str()?.strip_suffix(".json")?.to_owned();
            let words = serde_json::from_str(&fs::read_to_string(file.path()).ok()?).ok()?;
            Some((name, words))
        })
        .filter(|(name, _)| name != "words" && name != "de-events")
        .collect();
    all.sort_by(|(a, _), (b, _)| a.cmp(b));
    assert!(all.len() > 10);
    all
}

async fn each_language_fits_at_320_pixels(visit: Visit) -> Outcome {
    let mut all: Vec<String> = Vec::new();
    visit.open_framed(Page::new("look.html"), 320, 900).await?;
    visit.until("events('lichthof-ready').length === 1").await?;
    for (language, words) in languages() {
        let set = format!("calendar().setAttribute('lang', '{language}')");
        visit.run(&set).await?;
        if let Some(hint) = words["first"]["search_hint"].as_str() {
            visit
                .becomes(
                    "one('input[type=search]').placeholder.replace(/[\\u2068\\u2069]/g, '')",
                    json!(hint),
                )
                .await?;
        }
        all.extend(wide(&visit, &language).await?);
        visit.click("[data-filter-button]").await?;
        visit.until("dialog()?.querySelector('button')").await?;
        all.extend(wide(&visit, &format!("{language}, all filters")).await?);
        visit.press(thirtyfour::Key::Escape).await?;
        visit.until("!dialog()").await?;
        visit.click("[data-uid] [part=event-link]").await?;
        visit.until("dialog()?.querySelector('[data-detail]')").await?;
        all.extend(wide(&visit, &format!("{language}, dialog")).await?);
        visit.press(thirtyfour::Key::Escape).await?;
        visit.until("!dialog()").await?;
    }
    for (language, _) in languages() {
        visit
            .open_framed(
                Page::new("look.html").attributes(&format!("view=month lang={language}")),
                320,
                900,
            )
            .await?;
        visit.until("visible('[data-day]').length > 27").await?;
        all.extend(wide(&visit, &format!("{language}, month")).await?);
        for view in ["week", "day", "year", "cards"] {
            visit
                .run(&format!("calendar().setAttribute('view', '{view}')"))
                .await?;
            visit
                .until(&format!("visible('[data-view={view}]').length === 1"))
                .await?;
            all.extend(wide(&visit, &format!("{language}, {view}")).await?);
        }
        // What is taken along, with all that folds out; and what stands where nothing is left.
        visit.click("[data-take]").await?;
        visit.until("visible('[data-save-shown]').length === 1").await?;
        visit
            .run("for (const button of visible('dialog [aria-expanded=false]')) button.click()")
            .await?;
        visit.painted().await?;
        all.extend(wide(&visit, &format!("{language}, what is taken")).await?);
        visit.press(thirtyfour::Key::Escape).await?;
        visit.until("!dialog()").await?;
        visit
            .run("calendar().state = { view: 'list', filter: 'zzzzzz' }")
            .await?;
        visit.until("visible('[data-state=empty]').length === 1").await?;
        all.extend(wide(&visit, &format!("{language}, nothing left")).await?);
    }
    assert_eq!(all, Vec::<String>::new());
    Ok(())
}

async fn the_words_for_today_and_tomorrow_stand_clear_of_the_colours(visit: Visit) -> Outcome {
    let mut all: Vec<String> = Vec::new();
    visit.open_framed(Page::plain(), 320, 900).await?;
    visit.is_ready().await?;
    for (language, words) in languages() {
        visit
            .run(&format!("calendar().setAttribute('lang', '{language}')"))
            .await?;
        visit
            .until(&format!(
                "one('.lh-calendar').lang.startsWith('{}') && visible('.lh-date-weekday').length > 0",
                language.get(..2).unwrap_or_default()
            ))
            .await?;
        let said = ["today", "tomorrow"].map(|word| words["first"][word].clone());
        let crowded: Vec<String> = visit
            .read(&format!(
                "{}.filter((word) => {{
                    const name = one('.lh-date-weekday');
                    const before = name.innerText;
                    name.innerText = word ?? before;
                    const text = document.createRange();
                    text.selectNodeContents(name);
                    const [own, entry] = [text, name.closest('.lh-day').querySelector('.lh-entry')]
                        .map((place) => place.getBoundingClientRect());
                    name.innerText = before;
                    // The colour stands five pixels before the entry.
                    return own.right > entry.left - 5 && own.left < entry.right + 5;
                }})",
                json!(said)
            ))
            .await?;
        all.extend(crowded.iter().map(|word| format!("{language}: {word}")));
    }
    assert_eq!(all, Vec::<String>::new());
    Ok(())
}

/// What is wider than its place, or holds more than it shows.
async fn wide(visit: &Visit, what: &str) -> Outcome<Vec<String>> {
    let found: Vec<String> = visit
        .read(
            "all('button, a, h2, h3, select, .lh-button, p').filter((element) => isVisible(element)
                && !element.closest('[data-day] [part=event], .lh-pill-row > *, .lh-unseen')
                && (element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5
                    || element.getBoundingClientRect().left < -0.5
                    || (element.localName !== 'select' && element.scrollWidth > element.clientWidth + 1
                        && getComputedStyle(element).display !== 'inline')))
                .map((element) => element.outerHTML.slice(0, 160))",
        )
        .await?;
    Ok(found
        .into_iter()
        .map(|element| format!("{what}: {element}"))
        .collect())
}

async fn plural_rules_are_those_of_the_browser(visit: Visit) -> Outcome {
    visit.open(Page::plain()).await?;
    let numbers: Vec<usize> = (0..=220).chain([1000, 1001, 1_000_000, 1_000_001]).collect();
    for (language, words) in languages() {
        let tag = words["lang"].as_str().unwrap_or_default();
        let found: Vec<String> = visit
            .read(&format!(
                "((rules) => {numbers:?}.map((number) => rules.select(number)))(new Intl.PluralRules('{tag}'))"
            ))
            .await?;
        for (number, category) in numbers.iter().zip(&found) {
            assert_eq!(plural_rule(tag, *number), category, "{language}: {number}");
        }
    }
    Ok(())
}

async fn words_come_with_the_program(visit: Visit) -> Outcome {
    visit.site.hold_back("lichthof.fr.txt");
    visit.open(Page::plain().attributes("lang=fr-CH")).await?;
    visit
        .until_here("the words are asked for", || {
            visit.site.calendar_requests("/lichthof.fr.txt") > 0
        })
        .await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(true))
        .await?;
    visit.site.give_back();
    visit.is_ready().await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Liste"))
        .await?;
    visit.becomes("one('[data-past]').lang", json!("")).await?;
    for other in ["de", "en"] {
        let path = format!("/lichthof.{other}.txt");
        assert_eq!(visit.site.calendar_requests(&path), 0, "{path}");
    }
    // What a list does not show is not fetched.
    assert_eq!(visit.site.calendar_requests("/lichthof-late.fr.txt"), 0);
    Ok(())
}

async fn a_part_brings_its_words_for_each_language_on_the_page(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("two.html")).await?;
    visit.run("calendar(1).setAttribute('lang', 'pl')").await?;
    visit
        .becomes("words(one('button[data-today]', 1))", json!("Dzisiaj"))
        .await?;
    visit
        .click_on("visible('[data-uid=meetup] [part=event-link]')[0]")
        .await?;
    visit
        .becomes(
            "words(dialog().querySelector('[data-way=calendar]'))",
            json!("In den Kalender"),
        )
        .await?;
    for path in ["/lichthof-late.de.txt", "/lichthof-late.pl.txt"] {
        assert_eq!(visit.site.calendar_requests(path), 1, "{path}");
    }
    Ok(())
}

async fn a_language_chosen_later_is_fetched_then(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run("calendar().setAttribute('lang', 'uk')").await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Список"))
        .await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 подій"))
        .await?;
    visit.run("calendar().setAttribute('lang', 'de')").await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 Termine"))
        .await?;
    assert_eq!(visit.site.calendar_requests("/lichthof.de.txt"), 1);
    // One that cannot be had leaves the words as they are.
    visit.site.take_away("lichthof.it.txt");
    visit.run("calendar().setAttribute('lang', 'it')").await?;
    let told = visit.told_of("program").await?;
    assert!(told.starts_with("lichthof.it.txt cannot be used: "), "{told}");
    visit
        .becomes("words(one('[data-status]'))", json!("12 Termine"))
        .await
}

async fn words_that_do_not_come_in_time_are_told_by_their_file(visit: Visit) -> Outcome {
    // The program's patience, shortened.
    visit.site.edit("lichthof-program.js", "2e4", "900");
    visit.open_ready(Page::plain()).await?;
    visit
        .site
        .damage("lichthof.it.txt", Damage::Silent, Reach::Always);
    visit.run("calendar().setAttribute('lang', 'it')").await?;
    let told = visit.told_of("program").await?;
    assert_eq!(told, "lichthof.it.txt cannot be used: no answer within 0.9 s");
    visit
        .becomes("words(one('[data-status]'))", json!("12 Termine"))
        .await
}

async fn where_words_cannot_be_had_it_speaks_another_language_and_says_so(visit: Visit) -> Outcome {
    let button = "words(one('[data-view-button=list]'))";
    for damage in [Damage::Cut, Damage::Page, Damage::OtherBuild] {
        visit.site.damage("lichthof.fr.txt", damage, Reach::Always);
        visit.open_ready(Page::plain().attributes("lang=fr")).await?;
        visit.becomes(button, json!("List")).await?;
        let told = visit.told_of("program").await?;
        assert!(!told.is_empty());
        visit.site.repair();
    }
    // What a cache has broken is asked for past it.
    visit
        .site
        .damage("lichthof.fr.txt", Damage::Cut, Reach::OwnAddress);
    visit.open_ready(Page::plain().attributes("lang=fr")).await?;
    visit.becomes(button, json!("Liste")).await?;
    visit.becomes("events('lichthof-error')", json!([])).await?;
    visit.site.repair();
    for name in ["lichthof.fr.txt", "lichthof.en.txt"] {
        visit.site.damage(name, Damage::Empty, Reach::Always);
    }
    visit.open_ready(Page::plain().attributes("lang=fr")).await?;
    visit.becomes(button, json!("Liste")).await?;
    visit
        .becomes("words(one('[data-view-button=month]'))", json!("Monat"))
        .await?;
    // Another part brings its words for the language that is there.
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit
        .becomes(
            "words(dialog().querySelector('[data-way=calendar]'))",
            json!("In den Kalender"),
        )
        .await?;
    visit.site.damage("lichthof.de.txt", Damage::Empty, Reach::Always);
    visit.open(Page::plain().attributes("lang=fr")).await?;
    visit.told_of("program").await?;
    visit.falls_back().await
}

async fn a_page_says_it_in_words_of_its_own(visit: Visit) -> Outcome {
    let own = r#"{"first":{"search_hint":"<b>Los</b>","events_count":{"one":"{} Abend","other":"{} Abende"},"x":1},
        "detail":{"into_calendar":"Vormerken"},"y":null}"#;
    visit
        .open_ready(Page::plain().attributes(&format!("strings='{own}'")))
        .await?;
    visit
        .becomes("one('input[type=search]').placeholder", json!("<b>Los</b>"))
        .await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 Abende"))
        .await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Liste"))
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit
        .becomes(
            "words(dialog().querySelector('[data-way=calendar]'))",
            json!("Vormerken"),
        )
        .await?;
    // What is no JSON changes nothing.
    visit.run("calendar().setAttribute('strings', '{')").await?;
    visit
        .becomes("one('input[type=search]').placeholder", json!("Suchen …"))
        .await
}

async fn a_language_that_we_do_not_have_comes_from_a_file(visit: Visit) -> Outcome {
    let file = r#"data:application/json,{"lang":"eo","first":{"list":"Listo","events_count":{"one":"{} evento","other":"{} eventoj"}}}"#;
    visit
        .open_ready(Page::plain().attributes(&format!("lang=eo strings='{file}'")))
        .await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Listo"))
        .await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 eventoj"))
        .await?;
    // They are of the calendar's language; what the file lacks is English.
    visit
        .becomes("one('[data-status]').closest('[lang]').lang", json!("eo"))
        .await?;
    visit
        .becomes("words(one('[data-view-button=month]'))", json!("Month"))
        .await
}

async fn a_pinned_page_has_its_words_too(visit: Visit) -> Outcome {
    let page = Page::plain().attributes(r#"lang=nl strings='{"first":{"month":"Kalender"}}'"#);
    visit.open_ready(page.pinned()).await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Lijst"))
        .await?;
    visit
        .becomes("words(one('[data-view-button=month]'))", json!("Kalender"))
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit
        .becomes(
            "words(dialog().querySelector('[data-way=calendar]'))",
            json!("In mijn agenda"),
        )
        .await
}
