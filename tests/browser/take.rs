//! What visitors take along: stars, files, links into other calendars, shared texts, paper.

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::common::print::PrintParameters;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        a_star_is_kept_in_the_browser_and_says_so,
        starred_events_are_a_filter,
        a_star_of_one_calendar_is_a_star_of_all,
        where_nothing_can_be_stored_a_star_lasts_as_long_as_the_page,
        an_event_is_saved_as_a_file_with_a_reminder,
        within_an_app_that_may_save_nothing_one_is_told_what_to_do,
        a_date_of_a_series_is_saved_alone_or_with_all_others,
        an_event_goes_into_calendars_on_the_web,
        exactly_what_is_shown_is_saved,
        a_grid_saves_its_period,
        the_feeds_own_calendar_can_be_subscribed_to,
        what_is_chosen_is_subscribed_to_where_the_address_has_room_for_it,
        an_event_is_shared_as_a_link_and_as_a_text,
        what_is_chosen_goes_to_a_friend,
        without_state_a_shared_link_holds_for_one_visit,
        a_code_is_dark_on_white_in_any_theme,
        the_systems_share_sheet_gets_title_text_and_address,
        where_the_clipboard_is_refused_the_text_can_be_copied_by_hand,
        what_is_shown_is_printed_by_itself,
        each_talk_has_an_address,
        starred_talks_and_events_are_a_plan_that_says_what_overlaps,
        links_that_leave_say_where_they_come_from,
        the_browser_prints_by_itself_what_the_button_prints,
        an_open_dialog_is_printed_as_itself_once_and_whole,
        it_is_all_done_by_keyboard,
        the_whole_journey_goes_by_keyboard,
        the_partner_can_do_without,
        search_engines_are_told_of_what_comes,
        search_engines_hear_the_address_that_the_page_calls_its_own,
        two_calendars_tell_search_engines_of_an_event_once,
        a_series_leaves_search_engines_room_for_other_events,
        what_search_engines_need_is_asked_for_once_if_it_does_not_come,
        a_page_is_told_nothing_that_it_did_not_ask_for,
        starred_events_decide_what_comes_next,
    ];
    let downloads = cases![a_saved_file_lies_among_the_visitors_downloads];
    cases.extend(downloads.into_iter().map(Case::not_in_webkit));
    // Others compress what a PDF says of its pages, or make none.
    let pages = cases![
        forty_events_take_five_pages_at_most,
        a_long_dialog_is_printed_over_several_pages,
    ];
    cases.extend(pages.into_iter().map(Case::only_in_chromium));
    cases
}

/// Keeps the files that are saved, with their names, instead of handing them to the browser.
const WATCH_FILES: &str = "window.files = [];
    const make = URL.createObjectURL;
    let last = '';
    URL.createObjectURL = (blob) => { last = blob; return make.call(URL, blob); };
    HTMLAnchorElement.prototype.click = function () {
      const name = this.download;
      last.text().then((text) => files.push({ name, type: last.type, text: text.replaceAll('\\r\\n ', '') }));
    };";
/// The lines of the first file that are of a kind.
const LINES: &str = "((start) => files[0]?.text.split('\\r\\n').filter((line) => line.startsWith(start)))";

async fn a_star_is_kept_in_the_browser_and_says_so(visit: Visit) -> Outcome {
    let kept = "[Object.keys(localStorage), localStorage.getItem('lichthof.stars')]";
    visit.open_ready(Page::plain()).await?;
    visit.run("localStorage.clear()").await?;
    visit.session().refresh().await?;
    visit.is_ready().await?;
    visit.becomes(kept, json!([[], null])).await?;
    visit.click("[data-star=meetup]").await?;
    visit
        .until("words(one('.lh-kept')).includes('nur in diesem Browser')")
        .await?;
    visit
        .becomes(kept, json!([["lichthof.stars"], "meetup\n"]))
        .await?;
    visit.click("[data-star=assembly]").await?;
    visit.becomes("words(one('.lh-kept'))", json!("Gemerkt.")).await?;
    visit.session().refresh().await?;
    visit.is_ready().await?;
    let starred = "visible('[data-star][aria-pressed=true]').map((star) => star.dataset.star)";
    visit.becomes(starred, json!(["meetup", "assembly"])).await?;
    visit.click("[data-star=meetup]").await?;
    visit.click("[data-star=assembly]").await?;
    // Without stars nothing stays behind.
    visit.becomes(kept, json!([[], null])).await
}

async fn starred_events_are_a_filter(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run("localStorage.setItem('lichthof.stars', 'party\\nmeetup\\nnobody\\n')")
        .await?;
    visit.session().refresh().await?;
    visit.is_ready().await?;
    visit.click("[data-starred]").await?;
    visit
        .becomes(
            "[uids(), location.search, words(one('[data-status]')), visible('[data-chip]').map(words)]",
            json!([
                ["meetup", "party"],
                "?lh.starred=1",
                "2 Termine",
                ["Meine Termine"]
            ]),
        )
        .await?;
    visit.search_for("vortrag").await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit
        .becomes(
            "visible('[data-loosen]').map(words).sort()",
            json!(["Ohne Meine Termine: 5 Termine", "Ohne „vortrag“: 2 Termine"]),
        )
        .await?;
    visit
        .click_on("visible('[data-loosen]').find((way) => words(way).includes('„'))")
        .await?;
    visit.click("[data-star=party]").await?;
    visit.becomes("uids()", json!(["meetup"])).await?;
    visit.click("[data-chip]").await?;
    visit.becomes("uids().length", json!(12)).await?;
    visit.run("localStorage.clear()").await
}

async fn a_star_of_one_calendar_is_a_star_of_all(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("two.html").query("?second.view=list"))
        .await?;
    visit.until("uids(1).length > 0").await?;
    visit.click("[data-star=meetup]").await?;
    let starred = "[0, 1].map((at) => visible('[data-star][aria-pressed=true]', at).length)";
    visit.becomes(starred, json!([1, 1])).await?;
    // As another window of the site would.
    visit
        .run("localStorage.clear(); dispatchEvent(new StorageEvent('storage'))")
        .await?;
    visit.becomes(starred, json!([0, 0])).await
}

async fn where_nothing_can_be_stored_a_star_lasts_as_long_as_the_page(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }")
        .await?;
    visit.click("[data-star=meetup]").await?;
    visit
        .until("words(one('.lh-kept')).includes('bis Sie die Seite verlassen')")
        .await?;
    visit.click("[data-starred]").await?;
    visit
        .becomes("[uids(), localStorage.length]", json!([["meetup"], 0]))
        .await
}

async fn an_event_is_saved_as_a_file_with_a_reminder(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run(WATCH_FILES).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.click("[data-way=calendar]").await?;
    visit.until("visible('[data-save]').length === 1").await?;
    visit
        .run(
            "const select = one('[data-alarm]'); select.selectedIndex = 2;
             select.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    visit.click("[data-save]").await?;
    visit
        .becomes(
            "files.map(({ name, type }) => [name, type])",
            json!([[
                "2026-12-03-mitgliederversammlung.ics",
                "text/calendar;charset=utf-8"
            ]]),
        )
        .await?;
    for (start, expected) in [
        ("DTSTART;", json!(["DTSTART;TZID=Europe/Berlin:20261203T150000"])),
        ("DTEND;", json!(["DTEND;TZID=Europe/Berlin:20261203T190000"])),
        ("UID", json!(["UID:assembly"])),
        ("TRIGGER", json!(["TRIGGER:-PT60M"])),
        ("BEGIN:VTIMEZONE", json!(["BEGIN:VTIMEZONE"])),
    ] {
        visit
            .becomes(&format!("{LINES}({})", json!(start)), expected)
            .await?;
    }
    Ok(())
}

/// By what the app calls itself, as it says nothing else: a download that it does not know goes nowhere.
async fn within_an_app_that_may_save_nothing_one_is_told_what_to_do(visit: Visit) -> Outcome {
    let hints = "visible('[data-in-app]').map(words)";
    for (agent, is_told) in [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 400.0",
            true,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
            true,
        ),
        (
            "Mozilla/5.0 (Linux; Android 16; Pixel 9 Build/X; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/143.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/500.0;]",
            true,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
            false,
        ),
    ] {
        visit.open_ready(Page::plain()).await?;
        visit
            .run(&format!(
                "Object.defineProperty(navigator, 'userAgent', {{ configurable: true, get: () => {} }})",
                json!(agent)
            ))
            .await?;
        let told = if is_told {
            json!(["Apps wie diese speichern oft keine Dateien: Dann die Seite im Browser öffnen."])
        } else {
            json!([])
        };
        visit.click("[data-take]").await?;
        visit.until("visible('[data-save-shown]').length === 1").await?;
        visit.becomes(hints, told.clone()).await?;
        visit.press(Key::Escape).await?;
        visit.click("[data-uid=assembly] [part=event-link]").await?;
        visit.click("[data-way=calendar]").await?;
        visit.until("visible('[data-save]').length === 1").await?;
        visit.becomes(hints, told).await?;
        // The calendars on the web are left in any case.
        visit.until("visible('a[data-service]').length > 0").await?;
    }
    Ok(())
}

async fn a_saved_file_lies_among_the_visitors_downloads(visit: Visit) -> Outcome {
    let file = visit
        .engine
        .downloads()
        .join("2026-12-03-mitgliederversammlung.ics");
    // From an earlier run, if at all.
    let _ = std::fs::remove_file(&file);
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.click("[data-way=calendar]").await?;
    visit.until("visible('[data-save]').length === 1").await?;
    visit.click("[data-save]").await?;
    let saved = || std::fs::read_to_string(&file).unwrap_or_default();
    visit
        .until_here("the whole file has arrived", || {
            saved().ends_with("END:VCALENDAR\r\n")
        })
        .await?;
    let text = saved().replace("\r\n ", "");
    for line in [
        "BEGIN:VCALENDAR",
        "UID:assembly",
        "DTSTART;TZID=Europe/Berlin:20261203T150000",
        "LOCATION:Lichthöfe",
    ] {
        assert!(
            text.split("\r\n").any(|one| one.starts_with(line)),
            "{line} in {text}"
        );
    }
    Ok(())
}

async fn a_date_of_a_series_is_saved_alone_or_with_all_others(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/series.json")
        .now("2026-03-20T12:00:00+01:00");
    visit.open_ready(page).await?;
    visit.run(WATCH_FILES).await?;
    visit.click("[data-uid=choir] [part=event-link]").await?;
    visit.click("[data-way=calendar]").await?;
    visit.click("[data-save]").await?;
    visit.until("files.length === 1").await?;
    visit
        .becomes(
            &format!("[{LINES}('UID'), {LINES}('RRULE:FREQ=W'), {LINES}('DTSTART;')]"),
            json!([
                ["UID:choir\\;2026-03-22T19:00"],
                [],
                ["DTSTART;TZID=Europe/Berlin:20260322T203000"]
            ]),
        )
        .await?;
    visit.run("files.length = 0").await?;
    visit.click("[data-dates=all]").await?;
    visit.click("[data-save]").await?;
    visit
        .becomes(
            &format!("[{LINES}('RRULE:FREQ=W'), {LINES}('EXDATE'), {LINES}('RECURRENCE-ID').length]"),
            json!([
                ["RRULE:FREQ=WEEKLY;COUNT=200"],
                ["EXDATE;TZID=Europe/Berlin:20260412T190000"],
                2
            ]),
        )
        .await?;
    // A link cannot tell what this series leaves out.
    visit.becomes("visible('[data-service]').length", json!(0)).await
}

async fn an_event_goes_into_calendars_on_the_web(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.click("[data-way=calendar]").await?;
    visit.until("visible('[data-service]').length === 4").await?;
    visit
        .becomes(
            "visible('[data-service]').map((link) => [new URL(link.href).host, link.target, link.rel])",
            json!([
                ["calendar.google.com", "_blank", "noopener noreferrer"],
                ["outlook.live.com", "_blank", "noopener noreferrer"],
                ["outlook.office.com", "_blank", "noopener noreferrer"],
                ["calendar.yahoo.com", "_blank", "noopener noreferrer"],
            ]),
        )
        .await?;
    let google = "Object.fromEntries(new URL(visible('[data-service]')[0].href).searchParams)";
    visit
        .becomes(
            &format!("(({{ dates, ctz, text }}) => [dates, ctz, text])({google})"),
            json!([
                "20261203T150000/20261203T190000",
                "Europe/Berlin",
                "Mitgliederversammlung"
            ]),
        )
        .await
}

async fn exactly_what_is_shown_is_saved(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run(WATCH_FILES).await?;
    visit.search_for("vortrag").await?;
    visit.until("uids().length === 5").await?;
    visit.click("[data-take]").await?;
    visit
        .until("words(visible('[data-save-shown]')[0]).includes('5 Termine')")
        .await?;
    visit.click("[data-save-shown]").await?;
    visit.until("files.length === 1").await?;
    visit
        .becomes(
            &format!("[{LINES}('UID').map((line) => line.slice(4)), files[0].name]"),
            json!([
                ["assembly", "talk-1", "talk-2", "talk-3", "talk-4"],
                "2026-11-23-termine-fur-die-prufung.ics"
            ]),
        )
        .await?;
    // What the list shows only by "more" is shown.
    visit.click("[data-clear-search]").await?;
    visit.run("files.length = 0").await?;
    visit.click("[data-take]").await?;
    visit
        .until("words(visible('[data-save-shown]')[0]).includes('12 Termine')")
        .await?;
    visit.click("[data-save-shown]").await?;
    visit
        .becomes(&format!("{LINES}('BEGIN:VEVENT')?.length"), json!(12))
        .await
}

async fn a_grid_saves_its_period(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("view=month date=2026-12-01");
    visit.open_ready(page).await?;
    visit.run(WATCH_FILES).await?;
    visit.click("[data-take]").await?;
    visit.click("[data-save-shown]").await?;
    visit.until("files.length === 1").await?;
    let uids: Vec<String> = visit
        .read(&format!("{LINES}('UID').map((line) => line.slice(4))"))
        .await?;
    assert!(uids.contains(&"party".to_owned()), "{uids:?}");
    assert!(!uids.contains(&"meetup".to_owned()), "{uids:?}");
    let status: String = visit.read("words(one('[data-status]'))").await?;
    assert_eq!(status, format!("{} Termine", uids.len()));
    Ok(())
}

async fn the_feeds_own_calendar_can_be_subscribed_to(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-take]").await?;
    let address = format!("{}/events.ics", visit.site.feeds());
    let webcal = address.replacen("http:", "webcal:", 1);
    visit
        .becomes(
            "visible('[data-subscribe]').map((link) => {
               const { protocol, host, pathname, searchParams } = new URL(link.href);
               return [link.dataset.subscribe, protocol === 'webcal:' ? link.href : host + pathname,
                 searchParams.get('cid') ?? searchParams.get('url'), searchParams.get('name'), link.target];
             })",
            json!([
                ["google", "calendar.google.com/calendar/r", webcal, null, "_blank"],
                [
                    "outlook",
                    "outlook.live.com/calendar/0/addfromweb",
                    address,
                    "Termine für die Prüfung",
                    "_blank"
                ],
                [
                    "microsoft365",
                    "outlook.office.com/calendar/0/addfromweb",
                    address,
                    "Termine für die Prüfung",
                    "_blank"
                ],
                ["system", webcal, null, null, ""],
            ]),
        )
        .await?;
    watch_clipboard(&visit).await?;
    visit.click("[data-copy=address]").await?;
    visit.becomes("window.copied", json!(address)).await?;
    visit.until("visible('[data-copied]').length === 1").await?;
    visit.open_ready(Page::plain().feed("/hours.json")).await?;
    visit.click("[data-take]").await?;
    visit.until("visible('[data-print]').length === 1").await?;
    visit
        .becomes("visible('[data-subscribe]').length", json!(0))
        .await
}

/// The address of the feed in the first way of each group, and how much of what is chosen it has.
const FOLLOWED: &str = "visible('.lh-subscribe').map((group) => [
    new URL(group.querySelector('[data-subscribe=outlook]').href).searchParams.get('url').replace(location.origin, ''),
    group.querySelector('[data-extent]').dataset.extent, words(group.querySelector('p'))])";

async fn what_is_chosen_is_subscribed_to_where_the_address_has_room_for_it(visit: Visit) -> Outcome {
    let page = Page::plain()
        .attributes("icalendar='/e.ics?type={type}&amp;ort={place}&amp;key=1 https://b.example/all.ics'");
    visit.open_ready(page.clone()).await?;
    visit.click("[data-take]").await?;
    let host: String = visit.read("location.host").await?;
    let (first, second) = (format!("Abonnieren: {host}"), "Abonnieren: b.example");
    visit
        .becomes(
            FOLLOWED,
            json!([
                ["/e.ics?key=1", "all", first],
                ["https://b.example/all.ics", "all", second]
            ]),
        )
        .await?;
    visit
        .open_ready(
            page.clone()
                .query("?lh.type=Vortrag&lh.type=Fest&lh.place=Leipzig"),
        )
        .await?;
    visit.until("visible('[data-chip]').length === 3").await?;
    visit.painted().await?;
    visit.click("[data-take]").await?;
    visit
        .becomes(
            FOLLOWED,
            json!([
                ["/e.ics?type=Vortrag,Fest&ort=Leipzig&key=1", "selection", first],
                ["https://b.example/all.ics", "all", second]
            ]),
        )
        .await?;
    visit
        .becomes(
            "visible('[data-extent]').map(words)",
            json!([
                "Ihr Kalender zeigt dann diese Auswahl und hält sie aktuell.",
                "Abonniert werden alle Termine, nicht nur diese Auswahl."
            ]),
        )
        .await?;
    visit
        .open_ready(page.query("?lh.type=Vortrag&lh.q=morgen"))
        .await?;
    visit.until("visible('[data-chip]').length > 0").await?;
    visit.painted().await?;
    visit.click("[data-take]").await?;
    visit
        .becomes(
            "visible('[data-extent]').map(({ dataset }) => dataset.extent)",
            json!(["part", "all"]),
        )
        .await
}

/// Not all engines let a page read what it copied.
async fn watch_clipboard(visit: &Visit) -> Outcome {
    visit
        .run(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
               writeText: async (text) => { window.copied = text; } } });",
        )
        .await
}

async fn an_event_is_shared_as_a_link_and_as_a_text(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().query("?a=1&lh.q=kant")).await?;
    watch_clipboard(&visit).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.click("[data-way=share]").await?;
    visit.click("[data-copy=link]").await?;
    visit.until("visible('[data-copied]').length === 1").await?;
    // The event alone, not what the visitor was looking for.
    visit
        .becomes(
            "window.copied.replace(location.origin + location.pathname, '')",
            json!("?a=1&lh.event=meetup"),
        )
        .await?;
    let link: String = visit.read("window.copied").await?;
    visit.click("[data-copy=text]").await?;
    visit.until("window.copied.startsWith('Stammtisch')").await?;
    let text: String = visit.read("window.copied").await?;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines,
        [
            "Stammtisch für Softwarearchitektur",
            "Montag, 23. November 2026, 18:00–20:00 Uhr",
            "Café Kant, Leipzig",
            &link,
        ]
    );
    Ok(())
}

async fn what_is_chosen_goes_to_a_friend(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().query("?a=1&lh.type=Vortrag&lh.place=Leipzig"))
        .await?;
    watch_clipboard(&visit).await?;
    // The chips come above the button.
    visit.until("visible('[data-chip]').length === 2").await?;
    visit.painted().await?;
    visit.click("[data-take]").await?;
    visit.until("visible('[data-selection]').length === 1").await?;
    let number: usize = visit.read("uids().length").await?;
    let name = format!(
        "Vortrag in Leipzig: {number} Termin{}",
        if number == 1 { "" } else { "e" }
    );
    visit
        .becomes("words(one('[data-selection]'))", json!(name))
        .await?;
    visit.click("[data-copy=selection]").await?;
    visit
        .becomes(
            "window.copied?.replace(location.origin + location.pathname, '')",
            json!("?a=1&lh.type=Vortrag&lh.place=Leipzig"),
        )
        .await?;
    visit.click("[data-copy=selection-text]").await?;
    visit
        .becomes(
            "[copied.split('\\n')[0], copied.split('\\n').length, copied.endsWith('&lh.place=Leipzig')]",
            json!([name, number + 3, true]),
        )
        .await?;
    visit
        .becomes(
            "(([path, query]) => [path, new URLSearchParams(query).get('subject'),
               new URLSearchParams(query).get('body').replaceAll('\\r\\n', '\\n') === copied])
             (one('[data-mail]').href.split('?'))",
            json!(["mailto:", "Termine für die Prüfung", true]),
        )
        .await
}

async fn without_state_a_shared_link_holds_for_one_visit(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("views='list month' state='none'");
    visit.open_ready(page.clone()).await?;
    watch_clipboard(&visit).await?;
    visit.search_for("vortrag").await?;
    visit.until("uids().length === 5").await?;
    visit.click("[data-take]").await?;
    visit.click("[data-copy=selection]").await?;
    let link: String = visit.read("new URL(window.copied).search").await?;
    assert_eq!(link, "?lh.q=vortrag&lh.shared=1");
    visit.open_ready(page.query(&link)).await?;
    visit.until("uids().length === 5").await?;
    visit.click("[data-view-button=month]").await?;
    visit.stays("location.search", json!(link)).await
}

async fn a_code_is_dark_on_white_in_any_theme(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("theme=dark")).await?;
    visit.click("[data-take]").await?;
    visit.click("[data-code]").await?;
    visit
        .becomes(
            "((svg) => [getComputedStyle(svg).backgroundColor, getComputedStyle(svg.firstChild).fill,
               svg.getAttribute('aria-label').endsWith(location.href), svg.getBoundingClientRect().width > 160])
             (visible('.lh-code svg')[0])",
            json!(["rgb(255, 255, 255)", "rgb(0, 0, 0)", true, true]),
        )
        .await
}

async fn the_systems_share_sheet_gets_title_text_and_address(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "Object.defineProperty(navigator, 'share', { configurable: true,
               value: async (data) => { window.shared = { ...data, url: data.url }; } });",
        )
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.click("[data-way=share]").await?;
    visit.click("[data-share]").await?;
    visit
        .becomes(
            "[shared.title, shared.text.split('\\n').length, new URL(shared.url).search]",
            json!(["Stammtisch für Softwarearchitektur", 3, "?lh.event=meetup"]),
        )
        .await
}

async fn where_the_clipboard_is_refused_the_text_can_be_copied_by_hand(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run("Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })")
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.click("[data-way=share]").await?;
    visit.click("[data-copy=link]").await?;
    visit
        .until("visible('textarea')[0]?.value.endsWith('?lh.event=meetup')")
        .await
}

/// A printer that is not there: what would be printed stays in its frame, and is counted.
pub const NO_PRINTER: &str = "window.printed = 0;
    new MutationObserver(() => {
      const frame = one('.lh-print-frame');
      if (!frame) return;
      const quiet = () => { frame.contentWindow.print = () => { window.printed += 1; }; };
      quiet();
      // Firefox gives the frame another window before it is loaded.
      frame.addEventListener('load', quiet, { once: true });
    }).observe(one('section'), { childList: true, subtree: true });";

/// What the frame holds that would be printed.
const PAPER: &str = "one('.lh-print-frame').contentDocument";

async fn what_is_shown_is_printed_by_itself(visit: Visit) -> Outcome {
    let policy = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                  connect-src {{CALENDAR}} {{FEEDS}}";
    visit.open_ready(Page::new("strict.html").policy(policy)).await?;
    visit.run(NO_PRINTER).await?;
    visit.search_for("vortrag").await?;
    visit.until("uids().length === 5").await?;
    visit.click("[data-take]").await?;
    visit.click("[data-print-details]").await?;
    visit.click("[data-print]").await?;
    visit.until(&format!("{PAPER}?.querySelector('article')")).await?;
    visit
        .becomes(
            &format!(
                "((paper) => [paper.title, paper.documentElement.lang, paper.querySelectorAll('article').length,
                   paper.querySelector('.filters').textContent, paper.querySelector('.about').textContent,
                   [...paper.querySelectorAll('h2')].map((month) => month.textContent),
                   paper.adoptedStyleSheets[0].cssRules.length > 10,
                   paper.querySelector('.address').textContent.includes('lh.event=')])({PAPER})"
            ),
            json!([
                "Termine für die Prüfung",
                "de",
                5,
                "Gefiltert nach: „vortrag“",
                "5 Termine · Stand 23. November 2026",
                ["Dezember 2026"],
                true,
                true
            ]),
        )
        .await?;
    visit.becomes("[printed, seen.violations]", json!([1, []])).await
}

/// What the calendar holds for the printer, and what it would print besides.
const IN_PLACE: &str = "one('section > .lh-paper')";

async fn the_browser_prints_by_itself_what_the_button_prints(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/told/70").attributes("theme=dark"))
        .await?;
    visit.run(NO_PRINTER).await?;
    // The part that prints comes behind the rows.
    visit
        .until("(dispatchEvent(new Event('beforeprint')), Boolean(one('section > .lh-paper')))")
        .await?;
    visit.run("dispatchEvent(new Event('afterprint'))").await?;
    // What is beside the list comes when it likes, and the list grows by itself.
    visit
        .until("visible('.lh-beside [role=grid]').length === 1")
        .await?;
    let traces = "[one('section').cloneNode(false).outerHTML,
                   ...[...one('section').children].map((child) => child.cloneNode(false).outerHTML)]";
    let before: Vec<String> = visit.read(traces).await?;
    visit.run("dispatchEvent(new Event('beforeprint'))").await?;
    visit
        .becomes(
            &format!(
                "[{IN_PLACE}.querySelectorAll('article').length, isVisible({IN_PLACE}), uids().length < 70]"
            ),
            json!([70, false, true]),
        )
        .await?;
    let printed: String = visit.read(&format!("{IN_PLACE}.textContent")).await?;
    // A second time without an end, as some browsers tell it.
    visit.run("dispatchEvent(new Event('beforeprint'))").await?;
    visit.becomes("all('.lh-paper').length", json!(1)).await?;
    visit.run("dispatchEvent(new Event('afterprint'))").await?;
    visit.becomes(traces, json!(before)).await?;
    visit.click("[data-take]").await?;
    visit.click("[data-print]").await?;
    visit.until(&format!("{PAPER}?.querySelector('article')")).await?;
    visit
        .becomes(
            &format!("{PAPER}.querySelector('.lh-paper').textContent"),
            json!(printed),
        )
        .await
}

async fn forty_events_take_five_pages_at_most(visit: Visit) -> Outcome {
    for details in [false, true] {
        visit.open_ready(Page::plain().feed("/told/40")).await?;
        visit.click("[data-take]").await?;
        visit
            .until("visible('[data-print-details]').length === 1")
            .await?;
        if details {
            visit.click("[data-print-details]").await?;
        }
        visit.press(Key::Escape).await?;
        visit
            .until("(dispatchEvent(new Event('beforeprint')), Boolean(one('section > .lh-paper')))")
            .await?;
        visit.run("dispatchEvent(new Event('afterprint'))").await?;
        let paper = PrintParameters::default();
        let pdf = visit.session().print_page(paper).await?;
        let pages = pages(&pdf);
        assert!((1..=5).contains(&pages), "{pages} pages, details {details}");
        visit.becomes("all('.lh-paper').length", json!(0)).await?;
    }
    Ok(())
}

/// How many pages a PDF has, by its objects of that type.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let rest = text.split("/Type").skip(1);
    rest.filter(|rest| {
        let name = rest.trim_start().strip_prefix("/Page");
        name.is_some_and(|after| !after.starts_with('s'))
    })
    .count()
}

async fn an_open_dialog_is_printed_as_itself_once_and_whole(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit
        .until("visible('dialog [data-programme]').length === 1")
        .await?;
    visit
        .until("(dispatchEvent(new Event('beforeprint')), Boolean(one('section > .lh-paper')))")
        .await?;
    visit
        .becomes(
            &format!(
                "[{IN_PLACE}.querySelectorAll('article').length, {IN_PLACE}.querySelectorAll('.lh-item').length
                   === dialog().querySelectorAll('.lh-item').length, Boolean(dialog()),
                   {IN_PLACE}.textContent.includes('Rückblick und Ausblick.')]"
            ),
            json!([1, true, true, true]),
        )
        .await?;
    visit.run("dispatchEvent(new Event('afterprint'))").await?;
    visit
        .becomes("[all('.lh-paper').length, Boolean(dialog())]", json!([0, true]))
        .await
}

/// On paper nothing but the event, over more than one page if need be.
async fn a_long_dialog_is_printed_over_several_pages(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit
        .until("visible('dialog [data-programme]').length === 1")
        .await?;
    visit
        .run("for (let copy = 0; copy < 40; copy++) { const item = one('dialog .lh-item'); item.after(item.cloneNode(true)); }")
        .await?;
    let pdf = visit.session().print_page(PrintParameters::default()).await?;
    let pages = pages(&pdf);
    assert!((2..=5).contains(&pages), "{pages} pages");
    Ok(())
}

/// The marked talk, and the fragment that leads to it.
const AT_TALK: &str = "[visible('[aria-current=true]').map(({ dataset }) => dataset.talk), location.hash,
    focused().dataset.talk ?? '']";

async fn each_talk_has_an_address(visit: Visit) -> Outcome {
    visit
        .open_ready(
            Page::plain()
                .feed("/plan")
                .query("?lh.event=fair#lh.talk=ausblick"),
        )
        .await?;
    visit
        .becomes(AT_TALK, json!([["ausblick"], "#lh.talk=ausblick", "ausblick"]))
        .await?;
    visit
        .click("[data-talk=kurzere-besprechungen] .lh-talk-link")
        .await?;
    visit
        .becomes(
            &format!("{AT_TALK}.slice(0, 2)"),
            json!([["kurzere-besprechungen"], "#lh.talk=kurzere-besprechungen"]),
        )
        .await?;
    visit
        .becomes(
            "[one('[data-talk=ausblick] .lh-talk-link').href.replace(/.*[?]/, ''),
              visible('[data-kind=break] .lh-talk-tools').length]",
            json!(["lh.event=fair#lh.talk=ausblick", 0]),
        )
        .await?;
    // As a link of the page would.
    visit.run("location.hash = 'lh.talk=ausblick'").await?;
    visit
        .becomes(&format!("{AT_TALK}[0]"), json!(["ausblick"]))
        .await?;
    visit
        .click("[data-talk=kurzere-besprechungen] .lh-talk-link")
        .await?;
    visit
        .becomes(&format!("{AT_TALK}[0]"), json!(["kurzere-besprechungen"]))
        .await?;
    // Whoever opens it again begins at its top.
    visit.press(Key::Escape).await?;
    visit.until("!dialog()").await?;
    visit.click("[data-uid=fair] [part=event-link]").await?;
    visit.until("visible('dialog [data-talk]').length > 1").await?;
    visit.painted().await?;
    visit
        .stays("visible('[aria-current=true]').length", json!(0))
        .await
}

async fn starred_talks_and_events_are_a_plan_that_says_what_overlaps(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/plan").query("?lh.event=fair"))
        .await?;
    visit
        .run("localStorage.clear(); dispatchEvent(new StorageEvent('storage'))")
        .await?;
    visit.run(WATCH_FILES).await?;
    visit.run(NO_PRINTER).await?;
    for key in ["kurzere-besprechungen", "ausblick"] {
        visit.click(&format!("[data-star-talk={key}]")).await?;
    }
    visit
        .becomes(
            "[localStorage.getItem('lichthof.stars'), visible('dialog [aria-pressed=true]').length]",
            json!(["fair\nfair%1Fkurzere-besprechungen\nfair%1Fausblick\n", 3]),
        )
        .await?;
    visit.press(Key::Escape).await?;
    visit.click("[data-star=concert]").await?;
    visit.click("[data-starred]").await?;
    let plain = "((element) => words(element).replace(/[\\u2066-\\u2069]/g, ''))";
    visit
        .becomes(
            &format!("[uids(), visible('[data-planned]').map({plain}), visible('[data-overlap]').map({plain})]"),
            json!([
                ["fair", "concert"],
                [
                    "Kürzere Besprechungen · 15:15–15:45 Uhr Überschneidet sich mit Konzert (15:30–16:30 Uhr)",
                    "Ausblick · 18:00–19:00 Uhr"
                ],
                [
                    "Überschneidet sich mit Konzert (15:30–16:30 Uhr)",
                    "Überschneidet sich mit Kürzere Besprechungen (15:15–15:45 Uhr)"
                ]
            ]),
        )
        .await?;
    // The chips come above the button.
    visit.until("visible('[data-chip]').length === 1").await?;
    visit.painted().await?;
    visit.click("[data-take]").await?;
    visit.click("[data-save-shown]").await?;
    visit
        .becomes(
            &format!("[{LINES}('SUMMARY'), {LINES}('URL').map((line) => line.replace(/.*[?]/, ''))]"),
            json!([
                [
                    "SUMMARY:Kürzere Besprechungen",
                    "SUMMARY:Konzert",
                    "SUMMARY:Ausblick"
                ],
                [
                    "lh.event=fair#lh.talk=kurzere-besprechungen",
                    "lh.event=concert",
                    "lh.event=fair#lh.talk=ausblick"
                ]
            ]),
        )
        .await?;
    visit.click("[data-print]").await?;
    visit
        .becomes(
            &format!(
                "[...{PAPER}?.querySelectorAll('article') ?? []].map((one) => [one.querySelector('h3').textContent,
                   [...one.querySelectorAll('.plan')].map((line) => line.textContent.replace(/[\\u2066-\\u2069]/g, ''))])"
            ),
            json!([
                ["Kürzere Besprechungen", ["Messe", "Überschneidet sich mit Konzert (15:30–16:30 Uhr)"]],
                ["Konzert", ["Überschneidet sich mit Kürzere Besprechungen (15:15–15:45 Uhr)"]],
                ["Ausblick", ["Messe"]]
            ]),
        )
        .await?;
    // A talk in the list leads to it.
    visit.click("[data-planned=ausblick] a").await?;
    visit
        .becomes(AT_TALK, json!([["ausblick"], "#lh.talk=ausblick", "ausblick"]))
        .await?;
    // Without the event's star none of its talks has one.
    visit.click("[data-star-here]").await?;
    visit
        .becomes("localStorage.getItem('lichthof.stars')", json!("concert\n"))
        .await?;
    visit.run("localStorage.clear()").await
}

async fn links_that_leave_say_where_they_come_from(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("link-parameters='utm_source=lichthof&amp;utm_medium=calendar'");
    visit.open_ready(page).await?;
    let added = "?utm_source=lichthof&utm_medium=calendar";
    visit
        .becomes(
            "['security', 'meetup'].map((uid) => one(`[data-uid=${uid}] [part=event-link]`).href.replace(/.*[/]/, ''))",
            json!([format!("security{added}"), "calendar.html?lh.event=meetup"]),
        )
        .await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit
        .becomes(
            "visible('dialog .lh-primary').map((link) => link.href)",
            json!([format!("https://partner.example/register{added}")]),
        )
        .await?;
    // Ways that are ours, and what is exported, are as they are.
    visit.until("visible('[data-at-once]').length > 1").await?;
    visit
        .becomes(
            "visible('[data-at-once]').some((link) => link.href?.includes('utm_'))",
            json!(false),
        )
        .await
}

async fn it_is_all_done_by_keyboard(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run(WATCH_FILES).await?;
    visit.focus("before").await?;
    visit.tab_to("'take' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.until("visible('[data-save-shown]').length === 1").await?;
    visit.tab_to("'saveShown' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.until("files.length === 1").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[visible('[data-save-shown]').length, 'take' in focused().dataset]",
            json!([0, true]),
        )
        .await?;
    visit.tab_to("element.dataset?.star === 'meetup'").await?;
    visit.press(" ").await?;
    visit
        .becomes(
            "one('[data-star=meetup]').ariaPressed ?? one('[data-star=meetup]').getAttribute('aria-pressed')",
            json!("true"),
        )
        .await?;
    visit.run("localStorage.clear()").await
}

/// Find it, open it, keep it, share it, and come back: without a mouse.
async fn the_whole_journey_goes_by_keyboard(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run(WATCH_FILES).await?;
    watch_clipboard(&visit).await?;
    visit.focus("before").await?;
    visit.tab_to("element.type === 'search'").await?;
    visit.press("ort:leip vortrag").await?;
    // What reads it comes when somebody writes.
    visit.until("visible('[role=option]').length > 0").await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Leipzig", "Vortrag"]))
        .await?;
    visit.tab_to("'filterButton' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.until("dialog()").await?;
    visit
        .tab_to("element.dataset?.facetValue === 'Sicherheit'")
        .await?;
    visit.press(" ").await?;
    visit.tab_to("'show' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes("[uids(), Boolean(dialog())]", json!([["talk-2"], false]))
        .await?;
    visit.tab_to("element.dataset?.opens === 'talk-2'").await?;
    visit.press(Key::Enter).await?;
    visit.until("dialog()").await?;
    visit.tab_to("element.dataset?.way === 'calendar'").await?;
    visit.press(Key::Enter).await?;
    visit.until("visible('[data-save]').length === 1").await?;
    visit.tab_to("'save' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes(&format!("{LINES}('UID')"), json!(["UID:talk-2"]))
        .await?;
    visit.tab_back_to("'starHere' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.until("words(one('.lh-kept-here'))").await?;
    visit.tab_back_to("element.dataset?.way === 'share'").await?;
    visit.press(Key::Enter).await?;
    visit.until("visible('[data-copy=link]').length === 1").await?;
    visit.tab_to("element.dataset?.copy === 'link'").await?;
    visit.press(Key::Enter).await?;
    visit.until("window.copied?.endsWith('?lh.event=talk-2')").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[Boolean(dialog()), focused().dataset.opens]",
            json!([false, "talk-2"]),
        )
        .await?;
    visit.run("localStorage.clear()").await
}

async fn the_partner_can_do_without(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("controls='search filter views'");
    visit.open_ready(page).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit
        .becomes(
            "['[data-star]', '[data-take]', '[data-way]'].map((selector) => all(selector).length)",
            json!([0, 0, 0]),
        )
        .await
}

/// What the page's head tells search engines.
const TOLD: &str = "[...document.head.querySelectorAll('script[type=\"application/ld+json\"]')]
    .flatMap((script) => JSON.parse(script.textContent))";

async fn search_engines_are_told_of_what_comes(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("seo")).await?;
    visit.until(&format!("{TOLD}.length > 8")).await?;
    let told: Vec<Value> = visit.read(TOLD).await?;
    let named = |name: &str| {
        told.iter()
            .find(|event| event["name"] == name)
            .cloned()
            .unwrap_or_default()
    };
    let meetup = named("Stammtisch für Softwarearchitektur");
    assert_eq!(meetup["startDate"], "2026-11-23T18:00:00+01:00");
    assert!(meetup["location"].to_string().contains("Café Kant"), "{meetup}");
    let address = meetup["url"].as_str().unwrap_or_default();
    assert!(
        address.starts_with("http") && address.ends_with("?lh.event=meetup"),
        "{address}"
    );
    assert_eq!(named("Rückblick"), Value::Null);
    visit.run("calendar().remove()").await?;
    visit.becomes(&format!("{TOLD}.length"), json!(0)).await
}

async fn search_engines_hear_the_address_that_the_page_calls_its_own(visit: Visit) -> Outcome {
    let page = Page::new("canonical.html").attributes("seo").query("?utm=letter");
    visit.open_ready(page).await?;
    visit.until(&format!("{TOLD}.length > 8")).await?;
    visit
        .becomes(
            &format!("{TOLD}.find((event) => event.name.startsWith('Stammtisch')).url"),
            json!(format!(
                "{}/termine?seite=1&lh.event=meetup",
                visit.site.partner()
            )),
        )
        .await
}

async fn two_calendars_tell_search_engines_of_an_event_once(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("two.html").attributes("seo")).await?;
    visit.until(&format!("{TOLD}.length > 8")).await?;
    visit.until("uids(1).length > 0").await?;
    visit.painted().await?;
    let names: Vec<String> = visit.read(&format!("{TOLD}.map((event) => event.name)")).await?;
    let mut once = names.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), names.len(), "{names:?}");
    Ok(())
}

async fn a_series_leaves_search_engines_room_for_other_events(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/daily").attributes("seo"))
        .await?;
    visit
        .becomes(
            &format!("{TOLD}.map((event) => event.name)"),
            json!(["Rundgang", "Konzert"]),
        )
        .await
}

async fn what_search_engines_need_is_asked_for_once_if_it_does_not_come(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-export.wasm");
    visit.open_ready(Page::plain().attributes("seo")).await?;
    let asked = || visit.site.calendar_requests("/lichthof-export.wasm");
    visit.until_here("the part is asked for", || asked() > 0).await?;
    for _ in 0..5 {
        visit.painted().await?;
    }
    assert_eq!(asked(), 1);
    // Whoever wants it gets it.
    visit.site.give_back();
    visit.click("[data-take]").await?;
    visit.until("visible('[data-save-shown]').length === 1").await?;
    visit.until(&format!("{TOLD}.length > 8")).await
}

async fn starred_events_decide_what_comes_next(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/far")
        .attributes("view=month date=2026-12-10");
    visit.open(page.query("?lh.starred=1")).await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit.painted().await?;
    visit
        .becomes("visible('[data-jump=next]').length", json!(0))
        .await?;
    visit
        .run("localStorage.setItem('lichthof.stars', 'jubilee\\n'); dispatchEvent(new StorageEvent('storage'))")
        .await?;
    visit
        .becomes(
            "visible('[data-jump=next]').map(words)",
            json!(["Nächster Termin: 5. Mai 2031"]),
        )
        .await?;
    visit.run("localStorage.clear()").await
}

async fn a_page_is_told_nothing_that_it_did_not_ask_for(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.painted().await?;
    visit.stays(&format!("{TOLD}.length"), json!(0)).await
}
