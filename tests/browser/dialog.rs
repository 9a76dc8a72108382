//! The detail of an event in its dialog.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_click_opens_and_closes_the_detail,
        the_keyboard_alone_opens_and_closes_the_detail,
        the_detail_holds_everything_that_the_feed_tells,
        an_event_is_read_when_it_is_opened_and_each_once,
        a_description_keeps_its_lists_emphasis_and_links,
        a_past_event_has_its_report,
        what_does_not_take_place_any_more_is_not_offered_to_calendars,
        a_series_tells_its_rule_and_its_next_dates,
        words_that_lead_to_more_are_underlined_by_dots,
        times_of_a_programme_stand_in_one_line,
        actions_stay_in_sight_on_a_phone,
        nothing_behind_a_dialog_scrolls,
        a_modified_click_is_the_browsers,
        a_detail_opened_right_after_another_was_closed_stays_open,
        a_detail_opens_and_closes_after_the_feed_was_read_anew,
        the_address_opens_an_event,
        the_back_button_closes_what_a_click_opened,
        an_address_of_an_event_that_is_gone_says_so,
        an_event_that_cannot_be_opened_says_so_where_one_looks,
        an_event_of_the_address_that_cannot_be_opened_stays_in_it,
        a_dialog_on_its_way_is_seen_to_come,
    ]
}

async fn a_click_opens_and_closes_the_detail(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().query("?a=%20b&flag#part")).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit
        .becomes(
            "location.search + location.hash",
            json!("?a=%20b&flag&lh.event=meetup#part"),
        )
        .await?;
    visit.click("[data-close]").await?;
    visit
        .becomes(
            "[Boolean(dialog()), location.search + location.hash]",
            json!([false, "?a=%20b&flag#part"]),
        )
        .await?;
    visit
        .becomes("focused().closest('[data-uid]')?.dataset.uid", json!("meetup"))
        .await
}

async fn the_keyboard_alone_opens_and_closes_the_detail(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.focus("before").await?;
    visit.tab_to("isIn(element, '[data-uid=assembly]')").await?;
    visit.press(Key::Enter).await?;
    visit.until("dialog() && isIn(focused(), 'dialog')").await?;
    // Round and round: the page behind cannot be reached.
    for _ in 0..12 {
        visit.press(Key::Tab).await?;
        visit
            .becomes(
                "isIn(focused(), 'dialog') || !focused() || focused() === document.body",
                json!(true),
            )
            .await?;
    }
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[Boolean(dialog()), focused().closest('[data-uid]')?.dataset.uid]",
            json!([false, "assembly"]),
        )
        .await?;
    visit.becomes("location.search", json!("")).await
}

async fn the_detail_holds_everything_that_the_feed_tells(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().query("?lh.event=assembly"))
        .await?;
    visit.until("dialog()").await?;
    let words: String = visit.read("words(dialog())").await?;
    for expected in [
        "Mitgliederversammlung",
        "Donnerstag, 3. Dezember 2026",
        "15:00",
        "19:00",
        "Rückblick und Ausblick.",
        "Lichthöfe",
        "Saal 2",
        "Die Gastgeberin",
        "Lichtweg 1",
        "39104 Magdeburg",
        "Anfahrt",
        "Zur Anmeldung",
        "80 Plätze",
        "Für Mitglieder frei",
        "Der Verbund",
        "Mitglieder",
        "Programm",
        "15:15",
        "Kürzere Besprechungen",
        "Dr. Ada Muster",
        "Beraterin",
        "Muster GmbH",
        "Zeit gewinnen",
        "Pause",
        "Neue Mitglieder GmbH",
    ] {
        assert!(words.contains(expected), "{expected} is missing in: {words}");
    }
    visit
        .becomes("visible('[data-programme]').length", json!(1))
        .await?;
    let links = "[...dialog().querySelectorAll('a:not([data-at-once], .lh-talk-link)')].map((link) => new URL(link.href).host).sort()";
    visit
        .becomes(
            links,
            json!(["partner.example", "partner.example", "www.openstreetmap.org"]),
        )
        .await
}

/// Who opens an event waits for its entry alone; the search needs the others, and reads none again.
async fn an_event_is_read_when_it_is_opened_and_each_once(visit: Visit) -> Outcome {
    // Rows with room for a description or a picture read theirs.
    visit.resize(800, 900).await?;
    visit.open_ready(Page::plain().attributes("images=none")).await?;
    // So the program takes an entry out of the feed's body; the program's own memory is larger.
    visit
        .run(
            "window.taken = [];
             const { subarray } = Uint8Array.prototype;
             Uint8Array.prototype.subarray = function (...ends) {
               const cut = subarray.apply(this, ends);
               if (this.length < 1e6) taken.push(JSON.parse(new TextDecoder().decode(cut)).uid);
               return cut;
             };",
        )
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    // Where the test before left the pointer over the search field, all have been read by then.
    let once = "taken.length === new Set(taken).size";
    if visit.site.calendar_requests("/lichthof-filter.wasm") > 0 {
        return visit.becomes(once, json!(true)).await;
    }
    visit.becomes("taken", json!(["meetup"])).await?;
    visit.click("[data-close]").await?;
    visit.click("input[type=search]").await?;
    visit.until("visible('[data-facet-button]').length > 0").await?;
    // All others are read for the search, and not once more when they are opened.
    visit.until("taken.includes('assembly')").await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Lichthöfe')").await?;
    visit.becomes(once, json!(true)).await
}

async fn a_description_keeps_its_lists_emphasis_and_links(visit: Visit) -> Outcome {
    let page = || Page::plain().feed("/prose.json").attributes("images=any");
    visit.open_ready(page().query("?lh.event=html")).await?;
    visit.until("dialog()?.querySelector('.lh-prose')").await?;
    // Each block as its elements and words.
    let blocks = "(() => {
        const told = (node) => node.nodeType === 3 ? node.data
            : node.nodeType === 1 ? `<${node.localName}>${[...node.childNodes].map(told).join('')}</>` : '';
        return [...dialog().querySelector('.lh-prose').children].map(told);
    })()";
    visit
        .becomes(
            blocks,
            json!([
                "<p><strong>Was es gibt</></>",
                "<p>Ein <strong>Lötkolben</> und <em>viel <strong>Zeit</></>.\nMehr <a>auf der Seite</> oder unter \
                 <a>https://example.org/wiki</>.</>",
                "<ul><li>Bausatz</><li>Kaffee</></>",
                "<ol><li>Anmelden</><li>Löten\nund staunen</></>",
                "<img></>",
                "<p>Nichts <a>Post</></>",
            ]),
        )
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('.lh-prose img')].map((image) => image.alt)",
            json!(["Der Saal"]),
        )
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('.lh-prose a')].map((link) => link.href)",
            json!([
                "https://example.org/werkstatt?a=1&b=2",
                "https://example.org/wiki",
                "mailto:post@example.org",
            ]),
        )
        .await?;
    visit.open_ready(page().query("?lh.event=plain")).await?;
    visit.until("dialog()?.querySelector('.lh-prose')").await?;
    visit
        .becomes(
            blocks,
            json!([
                "<p>1. Dezember: siehe (<a>https://example.org/x</>), <a>https://example.org/y_(z)</>.</>",
                "<p><b>kein</b> HTML\n• kein Punkt</>",
            ]),
        )
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('.lh-prose a')].map((link) => link.pathname)",
            json!(["/x", "/y_(z)", "/folien"]),
        )
        .await
}

async fn a_past_event_has_its_report(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().query("?lh.event=past")).await?;
    visit
        .until("words(dialog())?.includes('Ein heller Abend.')")
        .await?;
    visit
        .until("words(dialog()).includes('Rund 30 Mitglieder')")
        .await
}

async fn a_modified_click_is_the_browsers(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    // The page's own listener comes last; it keeps the browser from opening a tab in the test.
    visit
        .run(
            "window.taken = [];
             addEventListener('click', (event) => { taken.push(event.defaultPrevented); event.preventDefault(); });",
        )
        .await?;
    let link = visit
        .element("one('[data-uid=meetup] [part=event-link]')")
        .await?;
    for key in [Key::Control, Key::Shift, Key::Alt] {
        let chain = visit.session().action_chain().move_to_element_center(&link);
        chain.key_down(key.clone()).click().key_up(key).perform().await?;
    }
    visit.becomes("taken", json!([false, false, false])).await?;
    visit.stays("Boolean(dialog())", json!(false)).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit
        .becomes("[taken.at(-1), Boolean(dialog())]", json!([true, true]))
        .await
}

/// The browser tells of a closed dialog on a later task, when the next one may be open already.
async fn a_detail_opened_right_after_another_was_closed_stays_open(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("dialog()").await?;
    visit
        .run("one('[data-close]').click(); calendar().open('assembly');")
        .await?;
    visit.painted().await?;
    visit.until("words(dialog())?.includes('Zeit gewinnen')").await
}

async fn the_address_opens_an_event(visit: Visit) -> Outcome {
    visit.open(Page::plain().query("?lh.event=talk-1")).await?;
    visit
        .until("words(dialog())?.includes('Vortrag am Morgen')")
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes("[Boolean(dialog()), location.search]", json!([false, ""]))
        .await
}

async fn the_back_button_closes_what_a_click_opened(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("dialog()").await?;
    visit.session().back().await?;
    visit
        .becomes(
            "[Boolean(dialog()), location.search, uids().length]",
            json!([false, "", 12]),
        )
        .await?;
    visit.session().forward().await?;
    visit.until("words(dialog())?.includes('Café Kant')").await
}

async fn an_address_of_an_event_that_is_gone_says_so(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().query("?lh.event=nobody")).await?;
    visit.until("visible('[data-state=gone]').length === 1").await?;
    visit.stays("Boolean(dialog())", json!(false)).await
}

/// What is built anew in place must keep its ties to the dialog.
async fn a_detail_opens_and_closes_after_the_feed_was_read_anew(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run("calendar().setAttribute('lang', 'en')").await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("List"))
        .await?;
    visit.refresh("/browser.json").await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit.click("[data-close]").await?;
    visit.becomes("Boolean(dialog())", json!(false)).await
}

/// Below what one has scrolled past stands nothing that anybody sees.
async fn an_event_that_cannot_be_opened_says_so_where_one_looks(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-dialog.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=security] [part=event-link]").await?;
    visit
        .until("words(dialog())?.includes('konnte nicht geladen werden') && isIn(focused(), 'dialog')")
        .await?;
    visit
        .becomes(
            "[location.search, [...dialog().querySelectorAll('a')].map((link) => link.href)]",
            json!(["", ["https://partner.example/security"]]),
        )
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[Boolean(dialog()), focused().closest('[data-uid]')?.dataset.uid, location.search]",
            json!([false, "security", ""]),
        )
        .await?;
    visit.press(Key::Enter).await?;
    visit
        .until("words(dialog())?.includes('konnte nicht geladen werden')")
        .await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit
        .until("dialog()?.querySelector('[data-detail=security]')")
        .await?;
    visit
        .becomes("location.search", json!("?lh.event=security"))
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[Boolean(dialog()), focused().closest('[data-uid]')?.dataset.uid, location.search]",
            json!([false, "security", ""]),
        )
        .await
}

async fn an_event_of_the_address_that_cannot_be_opened_stays_in_it(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-dialog.wasm");
    visit.open(Page::plain().query("?lh%2Eevent=security&a")).await?;
    visit
        .until("words(dialog())?.includes('konnte nicht geladen werden')")
        .await?;
    visit
        .becomes(
            "[location.search, seen.writes]",
            json!(["?lh%2Eevent=security&a", 0]),
        )
        .await?;
    visit.click("[data-close]").await?;
    visit
        .becomes("[Boolean(dialog()), location.search]", json!([false, "?a"]))
        .await
}

async fn a_dialog_on_its_way_is_seen_to_come(visit: Visit) -> Outcome {
    visit.site.hold_back("lichthof-dialog.wasm");
    visit.open_ready(Page::plain()).await?;
    // In whole pixels: where the page is scrolled, the last digits differ.
    let top = "Math.round(one('[part=toolbar]').getBoundingClientRect().top + scrollY)";
    let before: i64 = visit.read(top).await?;
    visit.click("[data-uid=party] [part=event-link]").await?;
    let sign = "visible('[data-state=pending] > *')[0]";
    visit
        .until(&format!("words({sign}) === 'Wird geladen …'"))
        .await?;
    let place =
        format!("(({{ top, bottom }}) => top >= 0 && bottom <= innerHeight)({sign}.getBoundingClientRect())");
    visit.until(&place).await?;
    visit.becomes(top, json!(before)).await?;
    visit.becomes("location.search", json!("")).await?;
    visit.site.give_back();
    visit
        .until("dialog()?.querySelector('[data-detail=party]')")
        .await?;
    visit
        .becomes("all('[data-state=pending]').length", json!(0))
        .await?;
    visit.becomes("location.search", json!("?lh.event=party")).await
}

async fn what_does_not_take_place_any_more_is_not_offered_to_calendars(visit: Visit) -> Outcome {
    for (uid, ways) in [("meetup", 2), ("party", 1), ("past", 1)] {
        let query = format!("?lh.event={uid}");
        visit.open_ready(Page::plain().query(&query)).await?;
        visit
            .becomes("dialog()?.querySelectorAll('[data-way]').length", json!(ways))
            .await?;
    }
    Ok(())
}

async fn a_series_tells_its_rule_and_its_next_dates(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/rows.json")).await?;
    visit.click("[data-uid=series] [part=event-link]").await?;
    visit
        .becomes(
            "words(dialog()?.querySelector('[data-rule]'))",
            json!("Jeden Dienstag, 18:30 Uhr"),
        )
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('dd a[data-opens]')].map((link) => link.dataset.opens)",
            json!(["series;2026-12-01T18:30", "series;2026-12-08T18:30"]),
        )
        .await?;
    // At the same time, which is told once.
    visit
        .becomes(
            "words(dialog().querySelector('dd a[data-opens]'))",
            json!("Dienstag, 1. Dezember 2026"),
        )
        .await?;
    visit
        .run("dialog().querySelector('dd a[data-opens]').click()")
        .await?;
    visit
        .until("words(dialog())?.includes('Dienstag, 1. Dezember 2026')")
        .await?;
    visit
        .run("dialog().querySelector('[data-all-dates]').click()")
        .await?;
    visit.until("!dialog()").await?;
    visit
        .becomes("uids()", json!(["series", "series", "series"]))
        .await
}

/// WebKit takes no more than the line from the shorthand.
async fn words_that_lead_to_more_are_underlined_by_dots(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/season").query("?lh.event=season-0-2"))
        .await?;
    visit.until("visible('dialog .lh-way').length > 3").await?;
    visit
        .becomes(
            "[...new Set(visible('dialog .lh-way').map((way) => {
                const { textDecorationLine, textDecorationStyle } = getComputedStyle(way);
                return [textDecorationLine, textDecorationStyle].join(' ');
            }))]",
            json!(["underline dotted"]),
        )
        .await
}

async fn times_of_a_programme_stand_in_one_line(visit: Visit) -> Outcome {
    for width in [320, 900] {
        let page = Page::plain().feed("/season").query("?lh.event=season-0-2");
        visit.session().enter_default_frame().await?;
        visit.open_framed(page, width, 800).await?;
        visit
            .until("visible('dialog .lh-item-time').length === 4")
            .await?;
        visit
            .becomes(
                "visible('dialog .lh-item-time').every((time) => {
                    const text = document.createRange();
                    text.selectNodeContents(time);
                    return text.getBoundingClientRect().height < 30;
                })",
                json!(true),
            )
            .await?;
    }
    Ok(())
}

async fn actions_stay_in_sight_on_a_phone(visit: Visit) -> Outcome {
    let is_in_sight = "(() => {
        const row = dialog()?.querySelector('.lh-way-row')?.getBoundingClientRect();
        return row && row.height > 30 && row.top >= 0 && row.bottom <= innerHeight + 1;
    })()";
    visit
        .open_framed(Page::plain().query("?lh.event=assembly"), 360, 500)
        .await?;
    visit.until(is_in_sight).await?;
    for share in ["0.5", "1"] {
        visit
            .run(&format!("dialog().scrollTop = dialog().scrollHeight * {share}"))
            .await?;
        visit.painted().await?;
        visit.until(is_in_sight).await?;
    }
    // What they open comes into sight.
    visit
        .run("dialog().scrollTop = 0; dialog().querySelector('[data-way=share]').click()")
        .await?;
    visit
        .until("dialog().querySelector('[data-copy-link], .lh-way-panel button')?.getBoundingClientRect().top < innerHeight")
        .await
}

async fn nothing_behind_a_dialog_scrolls(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("dialog()?.querySelector('[data-detail]')").await?;
    visit
        .becomes(
            "(() => {
                const fits = dialog().scrollHeight <= dialog().clientHeight;
                const still = (name) => {
                    const event = new Event(name, { bubbles: true, cancelable: true, composed: true });
                    dialog().querySelector('[data-detail]').dispatchEvent(event);
                    return event.defaultPrevented;
                };
                return [still('wheel') === fits, still('touchmove') === fits,
                        getComputedStyle(dialog()).overscrollBehaviorY];
            })()",
            json!([true, true, "contain"]),
        )
        .await
}
