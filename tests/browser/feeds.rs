//! Feeds as they really arrive: late, broken, in pieces, or not at all.

use serde_json::json;
use tokio::time::Instant;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::real_feeds;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        a_feed_that_cannot_be_read_is_told_in_the_calendar,
        what_cannot_be_read_is_told_in_the_console_once,
        where_there_are_no_sentences_a_code_and_an_address_are_told,
        the_console_is_told_of_the_feed_of_a_calendar_that_is_gone,
        a_calendar_may_be_removed_when_it_tells_of_a_failure,
        a_feed_is_read_in_the_character_set_that_its_server_names,
        what_repeats_a_uid_is_counted_and_told,
        keys_that_mean_something_to_the_browser_change_no_object,
        without_a_feed_the_pages_own_content_stays,
        a_feed_without_events_is_no_failure,
        trying_again_works_once_the_server_does,
        one_bad_feed_never_costs_the_others,
        a_calendar_with_several_feeds_goes_and_comes_back,
        a_slow_feed_holds_up_no_other,
        an_event_of_two_feeds_stands_once,
        each_feed_may_have_a_name_a_colour_and_a_filter,
        a_feed_too_many_is_told_of,
        what_may_pass_is_asked_for_again,
        who_comes_back_while_it_is_waited_is_asked_for_as_well,
        pages_that_have_come_are_not_asked_for_again,
        several_feeds_wait_for_their_part,
        a_server_that_never_answers_is_given_up,
        an_answer_without_an_end_is_given_up,
        a_feed_is_kept_fresh,
        nobody_looks_and_nothing_is_asked_for,
        the_last_good_copy_stays,
        a_plain_feed_that_fails_once_says_of_when_its_copy_is,
        what_the_page_says_of_a_feed_holds_for_the_same_text,
        what_is_read_stays_where_it_is,
        a_copy_is_kept_where_the_page_asks_for_it,
        details_are_found_behind_marks_and_letters_of_several_bytes,
        a_feed_may_stand_in_the_page,
        a_feed_in_the_page_stands_in_until_the_real_one_comes,
        a_failing_feed_is_asked_once_for_all_calendars,
        pages_are_followed,
        markup_in_a_feed_stays_words,
    ];
    let is_missing = real_feeds().is_none();
    for case in cases![
        a_real_feed_is_listed_complete,
        a_real_feed_stands_complete_in_its_months
    ] {
        cases.push(case.skipped_if(is_missing, "no folder of real feeds: name it in LICHTHOF_FEEDS"));
    }
    cases
}

async fn a_feed_that_cannot_be_read_is_told_in_the_calendar(visit: Visit) -> Outcome {
    for path in ["/missing", "/broken", "/text", "/no-cors"] {
        visit.open(Page::plain().feed(path)).await?;
        visit
            .until("visible('[data-state=error] [data-retry]').length === 1")
            .await?;
        let words: String = visit.read("words(one('[data-state=error]'))").await?;
        let address = format!("{}{path}", visit.site.feeds());
        assert_eq!(
            words,
            "Die Termine konnten nicht geladen werden. Bitte die Verbindung prüfen oder es später erneut versuchen. \
             Erneut versuchen",
            "{path}: addresses and reasons are for the console"
        );
        visit.falls_back().await?;
        visit.becomes("events('lichthof-error').length", json!(1)).await?;
        let told: String = visit.read("events('lichthof-error')[0].detail.message").await?;
        assert!(told.contains(&address), "{path}: {told}");
        // What may pass is asked for twice more.
        let expected = if matches!(path, "/broken" | "/no-cors") {
            3
        } else {
            1
        };
        assert_eq!(visit.site.feed_requests(path), expected, "{path}");
    }
    Ok(())
}

async fn what_cannot_be_read_is_told_in_the_console_once(visit: Visit) -> Outcome {
    for (path, told) in [
        ("/missing", "answered with status 404: check"),
        ("/no-cors", "Access-Control-Allow-Origin"),
        ("/empty-body", "the feed is empty"),
        ("/page.html", "gives a page, not a feed"),
        ("/extra-comma", "line 4, column 2: take away the comma"),
        ("/text", "line 1, column 1"),
    ] {
        let address = format!("{}{path}", visit.site.feeds());
        visit.open(Page::plain().feed(path)).await?;
        visit.until("events('lichthof-error').length === 1").await?;
        let message: String = visit.read("events('lichthof-error')[0].detail.message").await?;
        assert!(
            message.contains(told) && message.contains(&address),
            "{path}: {message}"
        );
        visit
            .becomes(
                "seen.told.filter((line) => line.startsWith('lichthof'))",
                json!([format!("lichthof: {message}")]),
            )
            .await?;
        visit.click("[data-retry]").await?;
        visit.until("events('lichthof-error').length === 2").await?;
        visit
            .becomes(
                "seen.told.filter((line) => line.startsWith('lichthof')).length",
                json!(1),
            )
            .await?;
    }
    Ok(())
}

/// The file with the sentences.
const SENTENCES: &str = "lichthof-report.wasm";

async fn where_there_are_no_sentences_a_code_and_an_address_are_told(visit: Visit) -> Outcome {
    visit.site.take_away(SENTENCES);
    visit.open(Page::plain().feed("/missing")).await?;
    let short = format!("status ({}/missing)", visit.site.feeds());
    let messages = "events('lichthof-error').map(({ detail }) => [detail.kind, detail.message])";
    visit.becomes(messages, json!([["status", short]])).await?;
    let told = "seen.told.filter((line) => /^lichthof: (status|the feed)/.test(line))";
    visit.becomes(told, json!([format!("lichthof: {short}")])).await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit.until("events('lichthof-error').length === 2").await?;
    let message: String = visit.read("events('lichthof-error')[1].detail.message").await?;
    assert!(message.contains("answered with status 404: check"), "{message}");
    Ok(())
}

async fn the_console_is_told_of_the_feed_of_a_calendar_that_is_gone(visit: Visit) -> Outcome {
    visit.site.hold_back(SENTENCES);
    visit.open(Page::plain().feed("/missing")).await?;
    visit.until("visible('[data-state=error]').length === 1").await?;
    visit.run("calendar().remove()").await?;
    visit.painted().await?;
    visit.site.give_back();
    visit.until("seen.told.length === 1").await?;
    let told: Vec<String> = visit.read("seen.told").await?;
    assert!(told[0].contains("answered with status 404"), "{told:?}");
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_calendar_may_be_removed_when_it_tells_of_a_failure(visit: Visit) -> Outcome {
    visit.site.hold_back(SENTENCES);
    visit.open(Page::new("two.html").feed("/missing")).await?;
    visit
        .until("[0, 1].every((at) => visible('[data-state=error] [data-retry]', at).length === 1)")
        .await?;
    visit
        .run("document.addEventListener('lichthof-error', ({ target }) => target.remove(), { once: true })")
        .await?;
    visit.site.give_back();
    visit.until("events('lichthof-error').length === 2").await?;
    visit
        .becomes(
            "[...document.querySelectorAll('lichthof-calendar')].length",
            json!(1),
        )
        .await?;
    visit.becomes("seen.told.length", json!(1)).await?;
    visit.click("[data-retry]").await?;
    visit.until("events('lichthof-error').length === 3").await
}

async fn a_feed_is_read_in_the_character_set_that_its_server_names(visit: Visit) -> Outcome {
    for path in [
        "/charset/iso-8859-1",
        "/charset/windows-1252",
        "/charset/utf-16",
        "/charset/utf-8",
        "/charset/marked",
        "/charset/folded",
    ] {
        visit.open_ready(Page::plain().feed(path)).await?;
        visit
            .becomes("words(one('[part=event-link]'))", json!("Führung durch die Höfe"))
            .await?;
        visit.becomes("seen.told", json!([])).await?;
    }
    visit.open_ready(Page::plain().feed("/charset/none")).await?;
    visit
        .becomes(
            "words(one('[part=event-link]'))",
            json!("F\u{fffd}hrung durch die H\u{fffd}fe"),
        )
        .await?;
    visit.until("seen.told.length > 0").await?;
    let told: Vec<String> = visit.read("seen.told").await?;
    assert!(
        told.len() == 1
            && told[0].contains("/charset/none")
            && told[0].contains("line 2, column 25 (byte 27)"),
        "{told:?}"
    );
    Ok(())
}

async fn keys_that_mean_something_to_the_browser_change_no_object(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/keys").attributes("facets=\"topic\""))
        .await?;
    visit
        .becomes(
            "events('lichthof-ready')[0].detail",
            json!({ "events": 1, "skipped": 0 }),
        )
        .await?;
    // All that the program reads of an event: what the list shows, the details, and the index of the filter.
    visit.run("calendar().open('a')").await?;
    visit.until("dialog()?.querySelector('[data-detail=a]')").await?;
    visit
        .becomes("words(dialog()).includes('Führung')", json!(true))
        .await?;
    visit.click("[data-close]").await?;
    visit.search_for("__proto__").await?;
    visit.becomes("uids()", json!(["a"])).await?;
    let untouched = "(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const names = ({ Object }) => Reflect.ownKeys(Object.prototype).map(String).sort().join();
        const isSame = names(frame.contentWindow) === names(window);
        frame.remove();
        return isSame && {}.polluted === undefined;
    })()";
    visit.becomes(untouched, json!(true)).await
}

async fn what_repeats_a_uid_is_counted_and_told(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/twice/1")).await?;
    visit
        .becomes(
            "events('lichthof-ready')[0].detail",
            json!({ "events": 2, "skipped": 2 }),
        )
        .await?;
    visit.until("seen.told.length === 2").await?;
    let told: Vec<String> = visit.read("seen.told").await?;
    assert!(
        told[0].contains("entry 0 \"numbered-1\" skipped: uid: another entry has the same uid"),
        "{told:?}"
    );
    assert!(
        told[1].contains("1 entries skipped") && told[1].contains("\"numbered-1\""),
        "{told:?}"
    );
    Ok(())
}

async fn a_feed_without_events_is_no_failure(visit: Visit) -> Outcome {
    visit.open(Page::plain().feed("/empty")).await?;
    visit
        .becomes(
            "words(visible('[data-state=empty]')[0])",
            json!("Zurzeit sind keine Termine angekündigt."),
        )
        .await?;
    // Nothing looks better in another view, and there is nothing to look for.
    visit
        .becomes(
            "all('[data-view-button], .lh-pills, input, [data-take]').length",
            json!(0),
        )
        .await?;
    visit
        .becomes(
            "seen.events.map(({ type, detail }) => [type, detail])",
            json!([["lichthof-ready", { "events": 0, "skipped": 0 }]]),
        )
        .await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(false))
        .await
}

async fn trying_again_works_once_the_server_does(visit: Visit) -> Outcome {
    let path = "/mending/browser.json";
    visit.open(Page::plain().feed(path)).await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    let before = visit.site.feed_requests(path);
    visit.click("[data-retry]").await?;
    let site = &visit.site;
    visit
        .until_here("asked three times more", || {
            site.feed_requests(path) == before + 3
        })
        .await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit.site.mend();
    visit.click("[data-retry]").await?;
    visit.until("uids().length === 12").await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(false))
        .await
}

async fn one_bad_feed_never_costs_the_others(visit: Visit) -> Outcome {
    let feeds = visit.site.feeds().to_owned();
    visit
        .open(Page::plain().feed(&format!("/browser.json {feeds}/missing")))
        .await?;
    visit.until("uids().length === 12").await?;
    visit
        .until("words(one('[data-state=partial]')).startsWith('Ein Teil der Termine konnte nicht geladen werden.')")
        .await?;
    visit.until("events('lichthof-error').length === 1").await?;
    let told: String = visit.read("events('lichthof-error')[0].detail.message").await?;
    assert!(told.contains(&format!("{feeds}/missing")), "{told}");
    Ok(())
}

async fn a_calendar_with_several_feeds_goes_and_comes_back(visit: Visit) -> Outcome {
    let page = Page::plain().feed(&format!("/club {}/town", visit.site.feeds()));
    visit.open_ready(page.attributes("refresh=1")).await?;
    for _ in 0..2 {
        visit
            .run("const gone = calendar(); gone.remove(); setTimeout(() => document.body.append(gone))")
            .await?;
        visit
            .until("uids().includes('club-1') && uids().includes('town-2')")
            .await?;
        // Those that have gone do not listen any more.
        visit.run("window.dispatchEvent(new Event('online'))").await?;
        visit.painted().await?;
    }
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_slow_feed_holds_up_no_other(visit: Visit) -> Outcome {
    let feeds = visit.site.feeds().to_owned();
    visit
        .open_ready(Page::plain().feed(&format!("/slow/browser.json {feeds}/page/2")))
        .await?;
    visit.becomes("uids()", json!(["numbered-2"])).await?;
    let host = feeds.trim_start_matches("http://").to_owned();
    visit
        .becomes(
            "words(one('.lh-kept-words'))",
            json!(format!("„{host}“ wird noch geladen …")),
        )
        .await?;
    visit.site.release();
    visit.until("uids().length === 13").await?;
    visit.becomes("all('.lh-kept-words').length", json!(0)).await
}

async fn an_event_of_two_feeds_stands_once(visit: Visit) -> Outcome {
    let feeds = visit.site.feeds().to_owned();
    visit
        .open_ready(Page::plain().feed(&format!("/club {feeds}/town")))
        .await?;
    visit
        .becomes("uids()", json!(["club-1", "town-2", "club-2"]))
        .await?;
    visit
        .becomes(
            "events('lichthof-ready').at(-1).detail",
            json!({ "events": 3, "skipped": 0 }),
        )
        .await?;
    visit.run("calendar().open('club-1')").await?;
    visit.until("words(dialog())?.includes('Mit Gespräch.')").await?;
    visit
        .becomes(
            "['Moritzbastei', 'Lyrik'].every((word) => words(dialog()).includes(word))",
            json!(true),
        )
        .await?;
    visit.click("[data-close]").await?;
    visit.search_for("quelle:Stadt").await?;
    visit.becomes("uids()", json!(["club-1", "town-2"])).await
}

async fn each_feed_may_have_a_name_a_colour_and_a_filter(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("feeds.html").attributes("facets=\"source\""))
        .await?;
    visit.becomes("uids()", json!(["club-1", "club-2"])).await?;
    visit
        .becomes(
            "one('[data-uid=club-2]').style.getPropertyValue('--_kind')",
            json!("color-mix(in srgb, teal, var(--_text))"),
        )
        .await?;
    // One that comes later counts, too.
    let address = format!("{}/page/2", visit.site.feeds());
    visit
        .run(&format!(
            "const feed = document.createElement('lichthof-feed');
             feed.setAttribute('src', {address:?});
             calendar().append(feed);"
        ))
        .await?;
    visit
        .becomes("uids().includes('numbered-2')", json!(true))
        .await?;
    visit.search_for("source:Stadt").await?;
    visit.becomes("uids()", json!(["club-1"])).await
}

async fn a_feed_too_many_is_told_of(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("feeds.html")).await?;
    let address = format!("{}/page", visit.site.feeds());
    visit
        .run(&format!(
            "for (let page = 3; page < 22; page++) {{
               const feed = document.createElement('lichthof-feed');
               feed.setAttribute('src', {address:?} + '/' + page);
               calendar().append(feed);
             }}"
        ))
        .await?;
    visit
        .until("seen.told.some((told) => /20 addresses/.test(told) && /page.21/.test(told))")
        .await
}

async fn what_may_pass_is_asked_for_again(visit: Visit) -> Outcome {
    let path = "/busy/browser.json";
    visit.open_ready(Page::plain().feed(path)).await?;
    assert_eq!(visit.site.feed_requests(path), 3);
    visit.becomes("events('lichthof-error').length", json!(0)).await?;
    let path = "/wait/browser.json";
    let begun = Instant::now();
    visit.open_ready(Page::plain().feed(path)).await?;
    assert!(
        begun.elapsed().as_millis() >= 2_000,
        "the server has asked for that"
    );
    assert_eq!(visit.site.feed_requests(path), 2);
    Ok(())
}

async fn who_comes_back_while_it_is_waited_is_asked_for_as_well(visit: Visit) -> Outcome {
    let path = "/wait/browser.json";
    visit.open(Page::plain().feed(path)).await?;
    visit.until("hasCome('lichthof-feeds.wasm')").await?;
    visit.painted().await?;
    assert_eq!(visit.site.feed_requests(path), 1, "it is told to wait");
    // The last calendar takes what is known of the feed with it.
    visit
        .run("const gone = calendar(); gone.remove(); setTimeout(() => document.body.append(gone))")
        .await?;
    visit.until("uids().length > 0").await?;
    assert_eq!(visit.site.feed_requests(path), 2);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn pages_that_have_come_are_not_asked_for_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/page/busy")).await?;
    visit.becomes("uids().length", json!(13)).await?;
    assert_eq!(visit.site.feed_requests("/page/busy"), 1);
    assert_eq!(visit.site.feed_requests("/busy/browser.json"), 3);
    assert_eq!(visit.site.calendar_requests("/lichthof-feeds.wasm"), 1);
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn several_feeds_wait_for_their_part(visit: Visit) -> Outcome {
    let feeds = visit.site.feeds().to_owned();
    let page = Page::plain().feed(&format!("/club {feeds}/town"));
    visit.site.take_away("lichthof-feeds.wasm");
    visit.open(page).await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit
        .becomes(
            "events('lichthof-error').map(({ detail }) => detail.kind)",
            json!(["part"]),
        )
        .await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit
        .becomes("uids()", json!(["club-1", "town-2", "club-2"]))
        .await
}

async fn a_server_that_never_answers_is_given_up(visit: Visit) -> Outcome {
    let path = "/slow/browser.json";
    visit
        .open(Page::plain().feed(path).script("/impatient.js"))
        .await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    assert_eq!(visit.site.feed_requests(path), 3);
    visit.site.release();
    visit.click("[data-retry]").await?;
    visit.becomes("uids().length", json!(12)).await
}

async fn an_answer_without_an_end_is_given_up(visit: Visit) -> Outcome {
    // What may pass is asked for twice more. A browser follows one address in a circle twenty times.
    // A flood is given up by its bytes: those of a slow machine take longer than a hurried page waits.
    for (path, is_hurried, requests, reason) in [
        ("/flood", false, 1..=1, "too large"),
        ("/drip", true, 3..=3, "gave no readable answer"),
        ("/round", false, 3..=63, "gave no readable answer"),
    ] {
        let page = Page::plain().feed(path);
        let page = if is_hurried {
            page.script("/hurried.js")
        } else {
            page
        };
        visit.open(page).await?;
        visit
            .until("visible('[data-state=error] [data-retry]').length === 1")
            .await?;
        let made = visit.site.feed_requests(path);
        assert!(requests.contains(&made), "{path}: {made}");
        visit.becomes("events('lichthof-error').length", json!(1)).await?;
        let told: String = visit.read("events('lichthof-error')[0].detail.message").await?;
        assert!(told.contains(reason), "{path}: {told}");
    }
    Ok(())
}

/// A calendar whose minutes are seconds.
fn fresh(feed: &str) -> Page {
    Page::plain()
        .feed(feed)
        .script("/sooner.js")
        .attributes("refresh=\"1\"")
}

async fn a_feed_is_kept_fresh(visit: Visit) -> Outcome {
    visit.open_ready(fresh("/fresh")).await?;
    let site = &visit.site;
    // A session of WebKit has no cache, and asks without a condition.
    visit
        .until_here("asked whether it has changed", || match visit.engine {
            Engine::WebKit => site.feed_requests("/fresh") > 2,
            _ => site.unchanged() >= 2,
        })
        .await?;
    visit.becomes("events('lichthof-ready').length", json!(1)).await?;
    visit.site.change();
    visit
        .becomes("events('lichthof-ready').at(-1).detail.events", json!(31))
        .await?;
    visit
        .becomes(
            "words(one('[role=status] .lh-kept-words'))",
            json!("Aktualisiert: 1 neu"),
        )
        .await
}

async fn nobody_looks_and_nothing_is_asked_for(visit: Visit) -> Outcome {
    visit.open_ready(fresh("/fresh")).await?;
    visit
        .run(
            "window.hides = true;
             Object.defineProperty(Document.prototype, 'hidden', { configurable: true, get: () => window.hides });",
        )
        .await?;
    // One may be on its way.
    visit.painted().await?;
    let site = &visit.site;
    let before = site.feed_requests("/fresh");
    visit
        .run("window.later = false; setTimeout(() => { window.later = true; }, 2500)")
        .await?;
    visit.until("later").await?;
    let after = site.feed_requests("/fresh");
    assert!(after <= before + 1, "{before} {after}");
    visit
        .run("window.hides = false; document.dispatchEvent(new Event('visibilitychange'))")
        .await?;
    visit
        .until_here("asked on return", || site.feed_requests("/fresh") > after)
        .await
}

async fn the_last_good_copy_stays(visit: Visit) -> Outcome {
    visit.site.mend();
    visit.open_ready(fresh("/mending/browser.json")).await?;
    visit.until("uids().length === 12").await?;
    visit.site.unmend();
    visit
        .until("words(one('[data-state=partial] [data-feed]'))?.includes('Stand: ')")
        .await?;
    visit.becomes("uids().length", json!(12)).await?;
    visit.told_of("status").await?;
    visit.site.mend();
    visit.until("all('[data-state=partial]').length === 0").await?;
    visit.becomes("uids().length", json!(12)).await
}

async fn a_plain_feed_that_fails_once_says_of_when_its_copy_is(visit: Visit) -> Outcome {
    visit.site.mend();
    visit
        .open_ready(Page::plain().feed("/mending/browser.json"))
        .await?;
    visit.until("uids().length === 12").await?;
    visit.site.unmend();
    visit.run("calendar().refresh()").await?;
    visit
        .until("words(one('[data-state=partial] [data-feed]'))?.includes('Stand: ')")
        .await?;
    visit.becomes("uids().length", json!(12)).await?;
    // Nothing else is shown than before.
    visit.becomes("events('lichthof-ready').length", json!(1)).await?;
    visit.told_of("status").await?;
    Ok(())
}

async fn what_the_page_says_of_a_feed_holds_for_the_same_text(visit: Visit) -> Outcome {
    let page = Page::new("feeds.html").attributes("facets=\"source\"");
    visit.open_ready(page).await?;
    visit.becomes("uids()", json!(["club-1", "club-2"])).await?;
    visit
        .run(
            "calendar().querySelectorAll('lichthof-feed')[1].removeAttribute('filter'); calendar().refresh()",
        )
        .await?;
    visit
        .becomes("uids()", json!(["club-1", "town-2", "club-2"]))
        .await?;
    visit
        .run(
            "calendar().querySelector('lichthof-feed').setAttribute('label', 'Anders'); calendar().refresh()",
        )
        .await?;
    visit.search_for("source:Anders").await?;
    visit.becomes("uids()", json!(["club-1", "club-2"])).await
}

async fn what_is_read_stays_where_it_is(visit: Visit) -> Outcome {
    visit.site.mend();
    visit.open_ready(fresh("/mending/browser.json")).await?;
    visit.until("uids().length === 12").await?;
    visit
        .run(
            "one('[data-uid=talk-2] [part=event-link]').focus();
             window.scrollTo(0, one('[data-uid=talk-2]').getBoundingClientRect().top + scrollY - 100);",
        )
        .await?;
    visit.painted().await?;
    let top = "Math.round(one('[data-uid=talk-2]').getBoundingClientRect().top)";
    let before: i64 = visit.read(top).await?;
    // The notice comes above what is read.
    visit.site.unmend();
    visit.until("one('[data-state=partial] [data-feed]')").await?;
    visit.until(&format!("Math.abs({top} - {before}) <= 2")).await?;
    visit
        .becomes("focused().closest('[data-uid]')?.dataset.uid", json!("talk-2"))
        .await
}

async fn a_copy_is_kept_where_the_page_asks_for_it(visit: Visit) -> Outcome {
    visit.site.mend();
    let address = visit
        .site
        .publish(Page::plain().feed("/mending/browser.json").attributes("keep"));
    let without = visit.site.publish(Page::plain().feed("/mending/browser.json"));
    visit.session().goto(&without).await?;
    visit.until("uids().length === 12").await?;
    let copies = "(async () => (await (await caches.open('lichthof.feeds')).keys()).length)()";
    let count: usize = visit.run_async(&format!("return {copies};")).await?;
    assert_eq!(count, 0, "nothing is kept without");
    visit.session().goto(&address).await?;
    visit.until("uids().length === 12").await?;
    let kept = format!("while (await {copies} === 0) await new Promise(requestAnimationFrame); return 1;");
    visit.run_async::<usize>(&kept).await?;
    // Kept as a text, as by earlier builds.
    visit
        .run_async::<usize>(
            "const cache = await caches.open('lichthof.feeds');
             const [key] = await cache.keys();
             const kept = await cache.match(key);
             const headers = { 'lichthof-time': kept.headers.get('lichthof-time') };
             await cache.put(key, new Response(await kept.text(), { headers }));
             return 1;",
        )
        .await?;
    visit.site.unmend();
    visit.session().goto(&address).await?;
    visit.until("uids().length === 12").await?;
    visit
        .until("words(one('[data-state=partial] [data-feed]'))?.includes('Stand: ')")
        .await?;
    visit.session().goto(&without).await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await
}

async fn details_are_found_behind_marks_and_letters_of_several_bytes(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/marked")).await?;
    visit.run("calendar().open('b')").await?;
    visit.until("words(dialog())?.includes('Hinter Umlauten')").await
}

async fn a_feed_may_stand_in_the_page(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("inline.html")).await?;
    visit.becomes("uids()", json!(["kurs-1"])).await?;
    // The map stands there, too.
    visit
        .becomes("words(one('[part=event-link]'))", json!("Töpfern"))
        .await?;
    visit.run("calendar().refresh()").await?;
    visit.painted().await?;
    visit.becomes("uids()", json!(["kurs-1"])).await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await?;
    // It comes again after the calendar was away.
    visit
        .run("window.kept = calendar(); window.place = kept.parentNode; kept.remove()")
        .await?;
    visit.painted().await?;
    visit.run("place.append(kept)").await?;
    visit.becomes("uids()", json!(["kurs-1"])).await
}

async fn a_feed_in_the_page_stands_in_until_the_real_one_comes(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("preview.html").feed("/slow/browser.json"))
        .await?;
    visit.becomes("uids()", json!(["preview-1"])).await?;
    visit.site.release();
    visit.until("uids().length === 12").await?;
    visit
        .becomes("uids().includes('preview-1')", json!(false))
        .await?;
    // Where the real one fails, it stays.
    visit.open(Page::new("preview.html").feed("/missing")).await?;
    visit.until("one('[data-state=partial]')").await?;
    visit.becomes("uids()", json!(["preview-1"])).await
}

async fn a_failing_feed_is_asked_once_for_all_calendars(visit: Visit) -> Outcome {
    visit.open(Page::new("two.html").feed("/missing")).await?;
    visit
        .until("[0, 1].every((at) => visible('[data-state=error] [data-retry]', at).length === 1)")
        .await?;
    assert_eq!(visit.site.feed_requests("/missing"), 1);
    // By then it is forgotten.
    visit.click("[data-retry]").await?;
    let site = &visit.site;
    visit
        .until_here("asked once more", || site.feed_requests("/missing") == 2)
        .await
}

async fn pages_are_followed(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/page/1")).await?;
    visit
        .becomes("uids()", json!(["numbered-1", "numbered-2"]))
        .await?;
    // Without an end: so many, and no more is asked for.
    visit.open_ready(Page::plain().feed("/leaf/1")).await?;
    visit
        .becomes("events('lichthof-ready')[0].detail.events", json!(50))
        .await?;
    assert_eq!(visit.site.feed_requests("/leaf/50"), 1);
    assert_eq!(visit.site.feed_requests("/leaf/51"), 0);
    Ok(())
}

async fn markup_in_a_feed_stays_words(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let title = "Passwörter & <b>Schlüssel</b>";
    visit
        .becomes("words(one('[data-uid=talk-2] [part=event-link]'))", json!(title))
        .await?;
    visit.click("[data-uid=talk-2] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('und Wörter')").await?;
    visit.becomes("all('b, img, script').length", json!(0)).await
}

async fn a_real_feed_is_listed_complete(visit: Visit) -> Outcome {
    visit.open_ready(real_page("list")).await?;
    visit
        .becomes(
            "events('lichthof-ready')[0].detail",
            json!({ "events": 394, "skipped": 0 }),
        )
        .await?;
    visit
        .run_async::<Option<()>>(
            "while (one('[data-more]')) {
               const before = uids().length;
               one('[data-more]').click();
               await when(() => uids().length > before);
             }",
        )
        .await?;
    visit.becomes("new Set(uids()).size", json!(394)).await
}

async fn a_real_feed_stands_complete_in_its_months(visit: Visit) -> Outcome {
    visit.open_ready(real_page("month")).await?;
    let (found, weeks): (usize, usize) = visit
        .run_async(
            "const found = new Set();
             const collect = () => all('[part=event]').forEach((event) => found.add(event.dataset.uid));
             let weeks = 0;
             for (let month = 0; month < 24; month++) {
               collect();
               weeks += all('[role=row]').length;
               for (const button of all('[data-overflow]')) {
                 button.click();
                 await when(() => one('dialog[open] [part=event]'));
                 collect();
                 one('dialog [data-close]').click();
                 await when(() => !one('dialog[open]'));
               }
               const before = words(one('[data-period]'));
               one('[data-next]').click();
               await when(() => words(one('[data-period]')) !== before);
             }
             return [found.size, weeks];",
        )
        .await?;
    assert_eq!(found, 394);
    assert!(weeks > 24 * 5, "{weeks}");
    Ok(())
}

/// All conferences of two years, seen from the first day of the first.
fn real_page(view: &str) -> Page {
    Page::plain()
        .feed("/real/conferences.jscalendar.json")
        .now("2026-01-01T00:00:00")
        .attributes(&format!("lang=en view={view}"))
}

async fn without_a_feed_the_pages_own_content_stays(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run("calendar().removeAttribute('feed')").await?;
    // Visitors are told what they see, whoever has written the page what is missing.
    visit
        .becomes(
            "words(one('[data-state=error]'))",
            json!("In diesem Kalender steht noch nichts."),
        )
        .await?;
    visit.falls_back().await?;
    let told = visit.told_of("feed").await?;
    assert!(told.contains("feed"), "{told}");
    Ok(())
}
