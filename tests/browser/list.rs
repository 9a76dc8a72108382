//! The list: what runs, what comes, what was.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_past_is_one_step_away,
        more_is_loaded_on_demand,
        a_list_that_ends_out_of_sight_grows_by_itself,
        a_list_that_ends_in_sight_waits_to_be_asked,
        a_first_page_is_whole_where_nobody_sees_what_it_moves,
        a_limit_has_no_more_behind_it,
        cancelled_and_tentative_events_say_so,
        rows_say_whether_one_can_still_register_and_when_a_series_goes_on,
        a_series_is_shown_by_its_next_date_alone_where_the_publisher_wants_it,
        a_row_keeps_the_room_of_its_picture_before_it_comes,
        a_description_begins_where_there_is_room,
        one_can_jump_to_a_month,
        one_can_jump_where_a_page_ends_in_its_first_month,
        today_and_tomorrow_are_called_so,
        the_month_stays_in_sight_while_its_events_are,
        choices_stay_in_sight_above_the_month,
        times_have_one_style,
        a_title_is_a_link_to_the_events_own_page_or_its_address_here,
    ]
}

async fn the_past_is_one_step_away(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .becomes("words(one('[data-past]'))", json!("Frühere Termine"))
        .await?;
    visit.click("[data-past]").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit
        .becomes("words(one('[data-status]'))", json!("1 früherer Termin"))
        .await?;
    visit.click("[data-past]").await?;
    visit.becomes("uids().length", json!(12)).await
}

async fn more_is_loaded_on_demand(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/many/100")).await?;
    visit
        .becomes("words(one('[data-status]'))", json!("100 Termine"))
        .await?;
    visit.until("uids().length < 100").await?;
    let mut shown: usize = visit.read("uids().length").await?;
    while shown < 100 {
        visit.click("[data-more]").await?;
        visit.until(&format!("uids().length > {shown}")).await?;
        shown = visit.read("uids().length").await?;
    }
    visit.becomes("visible('[data-more]').length", json!(0)).await?;
    visit.becomes("new Set(uids()).size", json!(100)).await
}

async fn a_list_that_ends_out_of_sight_grows_by_itself(visit: Visit) -> Outcome {
    visit
        .open_framed(Page::plain().feed("/many/100"), 360, 400)
        .await?;
    visit.is_ready().await?;
    visit.becomes("uids().length", json!(20)).await?;
    for shown in [40, 60] {
        // Near the end of it, and the end is not in sight.
        visit
            .run(
                "const foot = one('.lh-list-foot').getBoundingClientRect();
                 scrollBy({ top: foot.top - innerHeight - 300, behavior: 'instant' });
                 window.seen = visible('[part=event]').find((event) => event.getBoundingClientRect().top > 0);
                 window.seenAt = seen.getBoundingClientRect().top;",
            )
            .await?;
        visit.becomes("uids().length", json!(shown)).await?;
        visit
            .becomes(
                "[seen.isConnected, Math.abs(seen.getBoundingClientRect().top - seenAt) < 1]",
                json!([true, true]),
            )
            .await?;
    }
    visit
        .run("one('.lh-list-foot').scrollIntoView({ block: 'start', behavior: 'instant' })")
        .await?;
    visit.stays("uids().length", json!(60)).await?;
    visit
        .becomes(
            "words(one('[data-more]'))",
            json!("Weitere Termine anzeigen (noch 40)"),
        )
        .await
}

async fn a_list_that_ends_in_sight_waits_to_be_asked(visit: Visit) -> Outcome {
    visit.resize(1280, 1100).await?;
    visit
        .open_ready(Page::new("shift.html").feed("/many/100"))
        .await?;
    let is_in_sight = "one('.lh-list-foot').getBoundingClientRect().top < innerHeight";
    visit.becomes(is_in_sight, json!(true)).await?;
    visit
        .run("window.before = uids().length; scrollBy(0, 1); scrollBy(0, -1)")
        .await?;
    visit
        .stays("uids().length === before && before < 20", json!(true))
        .await
}

async fn a_first_page_is_whole_where_nobody_sees_what_it_moves(visit: Visit) -> Outcome {
    // The calendar is the last thing on the page; then something stands below it, out of sight.
    for (file, height) in [("look.html", 1100), ("shift.html", 700)] {
        visit.resize(1280, height).await?;
        visit.open_ready(Page::new(file).feed("/many/100")).await?;
        visit.until("uids().length >= 20").await?;
    }
    Ok(())
}

async fn a_limit_has_no_more_behind_it(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("max=3")).await?;
    visit
        .becomes("uids()", json!(["lights", "meetup", "security"]))
        .await?;
    visit.becomes("visible('[data-more]').length", json!(0)).await
}

async fn cancelled_and_tentative_events_say_so(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .until("words(one('[data-uid=party]')).includes('Abgesagt')")
        .await?;
    let line = "getComputedStyle(one('[data-uid=party] [part=event-link]')).textDecorationLine";
    visit.becomes(line, json!("line-through")).await?;
    visit
        .until("words(one('[data-uid=strategy]')).includes('März 2027 (geplant)')")
        .await
}

async fn a_title_is_a_link_to_the_events_own_page_or_its_address_here(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().query("?a=%20b&flag")).await?;
    let own = json!("https://partner.example/security");
    visit
        .becomes("one('[data-uid=security] [part=event-link]').href", own)
        .await?;
    let here = "new URL(one('[data-uid=meetup] [part=event-link]').href).search";
    visit.becomes(here, json!("?a=%20b&flag&lh.event=meetup")).await?;
    // Nothing is written on load.
    visit.becomes("location.search", json!("?a=%20b&flag")).await
}

async fn rows_say_whether_one_can_still_register_and_when_a_series_goes_on(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/rows.json")).await?;
    for (uid, words) in [
        ("until", "Anmeldung bis 8. Dez. · 12 Plätze frei"),
        ("last-place", "Anmeldung möglich · 1 Platz frei"),
        ("today", "Anmeldung bis 17:00 Uhr"),
        ("full", "Ausgebucht"),
        ("later", "Anmeldung ab 1. Dez."),
        ("over", "Anmeldung geschlossen"),
        ("series", "Reihe, wieder am 1. Dez."),
    ] {
        let badges = format!("words(one('[data-uid={uid}] .lh-badges'))");
        visit.becomes(&badges, json!(words)).await?;
    }
    Ok(())
}

async fn a_series_is_shown_by_its_next_date_alone_where_the_publisher_wants_it(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/rows.json")).await?;
    let count: String = visit.read("words(one('[data-status]'))").await?;
    visit
        .open_ready(Page::plain().feed("/rows.json").attributes("series=next"))
        .await?;
    visit
        .becomes("uids().filter((uid) => uid === 'series').length", json!(1))
        .await?;
    // What is counted are dates, here as everywhere.
    visit.becomes("words(one('[data-status]'))", json!(count)).await?;
    visit
        .becomes(
            "words(one('[data-uid=series] [data-more-dates]'))",
            json!("+2 weitere Termine"),
        )
        .await?;
    visit.click("[data-more-dates]").await?;
    visit
        .becomes("uids()", json!(["series", "series", "series"]))
        .await?;
    visit
        .becomes("visible('[data-more-dates]').length", json!(0))
        .await?;
    visit
        .open_ready(
            Page::plain()
                .feed("/rows.json")
                .attributes("series=next")
                .query("?lh.event=series%3B2026-12-08T18:30"),
        )
        .await?;
    visit
        .until("words(dialog())?.includes('Dienstag, 8. Dezember 2026')")
        .await
}

async fn a_row_keeps_the_room_of_its_picture_before_it_comes(visit: Visit) -> Outcome {
    let place = "(() => {
        const row = one('[data-uid=assembly]');
        const box = row.querySelector('[part=event-link]').getBoundingClientRect();
        return [row.getBoundingClientRect().height, box.x, box.width].map(Math.round);
    })()";
    for width in [360, 700, 1280] {
        visit.site.hold_back("lichthof-common.wasm");
        visit.resize(width, 900).await?;
        visit.open(Page::plain().attributes("images=any")).await?;
        visit.until("visible('[data-uid=assembly]').length === 1").await?;
        visit.painted().await?;
        visit.becomes("all('.lh-thumb').length", json!(0)).await?;
        let before: serde_json::Value = visit.read(place).await?;
        visit.site.give_back();
        visit.until("all('.lh-thumb').length === 1").await?;
        visit.becomes(place, before).await?;
        visit
            .becomes(
                "all('.lh-thumb').map((image) => [image.alt, image.loading, image.referrerPolicy])",
                json!([["", "lazy", "no-referrer"]]),
            )
            .await?;
    }
    // One of a stranger is not asked for.
    visit.open_ready(Page::plain()).await?;
    visit
        .until("one('[data-uid=assembly] .lh-badges').children.length > 0")
        .await?;
    visit.stays("all('.lh-thumb').length", json!(0)).await
}

async fn a_description_begins_where_there_is_room(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .until("words(one('[data-uid=assembly] .lh-about'))?.startsWith('Rückblick und Ausblick.')")
        .await?;
    let in_line = "(() => {
        const row = one('[data-uid=assembly]');
        const [place, about] = ['.lh-place', '.lh-about'].map((one) => row.querySelector(one).getBoundingClientRect());
        return about.left >= place.right && about.top < place.bottom && about.bottom > place.top;
    })()";
    visit.becomes(in_line, json!(true)).await?;
    visit.open_framed(Page::plain(), 700, 900).await?;
    visit.is_ready().await?;
    visit.becomes("visible('.lh-about').length", json!(0)).await?;
    visit.session().enter_default_frame().await?;
    for language in ["de", "he"] {
        let page = Page::plain()
            .feed("/season")
            .attributes(&format!("lang={language}"));
        visit.open_ready(page).await?;
        // It ends with a whole word, and before the picture, in whichever direction the row goes.
        visit
            .becomes(
                "words(one('[data-uid=season-0-1] .lh-about'))",
                json!("Wir zeigen, was im letzten Jahr gelungen ist, und sprechen …"),
            )
            .await?;
        visit
            .becomes(
                "(() => {
                    const row = one('[data-uid=season-0-0]');
                    const [about, picture] = ['.lh-about', '.lh-thumb'].map((one) => row.querySelector(one)?.getBoundingClientRect());
                    return Boolean(picture) && (about.right <= picture.left || about.left >= picture.right);
                })()",
                json!(true),
            )
            .await?;
    }
    Ok(())
}

async fn one_can_jump_to_a_month(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/many/300")).await?;
    visit.until("visible('.lh-jump').length > 0").await?;
    visit.run("one('.lh-jump').focus()").await?;
    visit
        .until("one('.lh-jump').options.length > all('[data-section=month]').length")
        .await?;
    visit
        .run(
            "const jump = one('.lh-jump');
             window.last = jump.options[jump.options.length - 1];
             window.name_of_last = last.textContent;
             jump.value = last.value;
             jump.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    visit
        .until(
            "(() => {
                const section = focused()?.closest('[data-section=month]');
                const top = section?.getBoundingClientRect().top;
                return words(section?.querySelector('.lh-month-name'))?.includes(name_of_last) && top > -20 && top < innerHeight;
            })()",
        )
        .await
}

async fn one_can_jump_where_a_page_ends_in_its_first_month(visit: Visit) -> Outcome {
    let told = "[all('[data-section=month]').length, visible('.lh-jump').length, uids().length]";
    visit.open_ready(Page::plain().feed("/prose/1000")).await?;
    visit
        .run("calendar().state = { filter: 'when=2026-12-01..2027-06-28' }")
        .await?;
    visit.becomes(told, json!([1, 1, 20])).await?;
    // All that is left is of one month.
    visit
        .run("calendar().state = { filter: 'when=2026-12-01..2026-12-28' }")
        .await?;
    visit.becomes(told, json!([1, 0, 20])).await
}

async fn choices_stay_in_sight_above_the_month(visit: Visit) -> Outcome {
    let tops = "(() => {
        const [row, month] = ['.lh-pills', '.lh-month-name'].map((one) => visible(one)[0].getBoundingClientRect());
        return [Math.round(row.top), month.top >= row.bottom - 9 && month.top < row.bottom + 9];
    })()";
    let scroll =
        "scrollBy({ top: visible('.lh-entry')[3].getBoundingClientRect().top, behavior: 'instant' })";
    visit
        .open_framed(Page::plain().feed("/many/100"), 360, 640)
        .await?;
    visit.is_ready().await?;
    visit.run(scroll).await?;
    visit.becomes(tops, json!([0, true])).await?;
    // What opens from there is in sight.
    visit.run("one('[data-facet-button]').click()").await?;
    visit
        .until("(({ top, bottom }) => top > 0 && top < 200 && bottom > top)(one('[data-facet-panel]').getBoundingClientRect())")
        .await?;
    // Where the page does not want it, they go with the list.
    visit
        .open_framed(
            Page::plain().feed("/many/100").attributes("sticky=none"),
            360,
            640,
        )
        .await?;
    visit.is_ready().await?;
    visit.run(scroll).await?;
    visit
        .until("visible('.lh-pills')[0].getBoundingClientRect().bottom < 0")
        .await
}

async fn today_and_tomorrow_are_called_so(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/rows.json")).await?;
    visit
        .becomes(
            "visible('.lh-date-weekday').slice(0, 3).map(words)",
            json!(["Heute", "Morgen", "Mi"]),
        )
        .await?;
    visit
        .becomes(
            "one('.lh-date').getAttribute('aria-label')",
            json!("Heute, Montag, 23. November 2026"),
        )
        .await
}

async fn the_month_stays_in_sight_while_its_events_are(visit: Visit) -> Outcome {
    let top = "Math.round(visible('.lh-month-name')[0].getBoundingClientRect().top)";
    let scroll =
        "scrollBy({ top: visible('.lh-entry')[3].getBoundingClientRect().top, behavior: 'instant' })";
    visit
        .open_framed(Page::plain().feed("/many/100"), 360, 400)
        .await?;
    visit.is_ready().await?;
    visit.run(scroll).await?;
    visit.becomes(top, json!(0)).await?;
    visit
        .open_framed(
            Page::plain().feed("/many/100").attributes("sticky=none"),
            360,
            400,
        )
        .await?;
    visit.is_ready().await?;
    visit.run(scroll).await?;
    visit.until(&format!("{top} < 0")).await
}

async fn times_have_one_style(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/rows.json")).await?;
    for (uid, words) in [
        ("full", "09:00–10:00 Uhr"),
        ("over", "Ab 09:00 Uhr"),
        ("whole-day", "Ganztägig"),
    ] {
        let time = format!("words(one('[data-uid={uid}] .lh-time')).replace(/\\s*–\\s*/g, '–')");
        visit.becomes(&time, json!(words)).await?;
    }
    visit
        .until("/1\\. Dez.*12:00 Uhr$/.test(words(one('[data-uid=two-days] .lh-time')))")
        .await?;
    visit.run("one('[data-view-button=month]').click()").await?;
    visit
        .becomes("words(one('[data-uid=full] .lh-bar-time'))", json!("09:00"))
        .await
}
