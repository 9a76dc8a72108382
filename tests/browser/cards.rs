//! The tiles: the list's order, pictures as the partner allows them, and dates where there are none.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        rows_of_tiles_are_whole_and_what_runs_stands_among_them,
        tiles_stand_in_the_order_of_the_list,
        a_picture_of_a_stranger_is_not_asked_for,
        a_picture_without_a_ground_fills_its_frame,
        a_tile_has_the_colour_of_its_type,
        a_tile_without_a_picture_shows_its_date,
        a_tile_is_hit_as_a_whole,
        tiles_stand_below_each_other_where_there_is_little_room,
        the_past_and_more_are_there_as_in_the_list,
    ]
}

async fn tiles_stand_in_the_order_of_the_list(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let listed: serde_json::Value = visit.read("uids()").await?;
    visit.click("[data-view-button=cards]").await?;
    visit
        .until("visible('[data-view=cards] .lh-card').length > 0")
        .await?;
    visit.becomes("uids()", listed).await?;
    let words = "words(one('[data-uid=party]'))";
    visit.until(&format!("{words}.includes('Abgesagt')")).await
}

async fn a_picture_of_a_stranger_is_not_asked_for(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("view=cards")).await?;
    visit.until("visible('[data-uid=assembly]').length === 1").await?;
    visit.stays("all('.lh-card img').length", json!(0)).await?;
    visit.run("calendar().setAttribute('images', 'any')").await?;
    let picture = "all('.lh-card img').map((image) => [image.alt, image.loading, image.referrerPolicy])";
    visit
        .becomes(picture, json!([["Ein Saal", "lazy", "no-referrer"]]))
        .await?;
    // It does not come: the date below it stands in its place, as high as before.
    visit.run("one('.lh-card img').scrollIntoView()").await?;
    visit.becomes("visible('.lh-card img').length", json!(0)).await?;
    let heights =
        "new Set(all('.lh-plate').map((plate) => Math.round(plate.getBoundingClientRect().height))).size";
    visit.becomes(heights, json!(1)).await
}

/// The date behind it does not shine through, on dark pages either.
async fn a_picture_without_a_ground_fills_its_frame(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let attributes = format!("view=cards theme={theme}");
        visit
            .open_ready(Page::plain().feed("/season").attributes(&attributes))
            .await?;
        let picture = "one('[data-uid=season-0-11] img')";
        visit.until(picture).await?;
        visit.run(&format!("{picture}.scrollIntoView()")).await?;
        visit.until(&format!("{picture}.naturalWidth > 0")).await?;
        visit
            .becomes(
                &format!(
                    "((image) => {{
                        const {{ width, height }} = image.getBoundingClientRect();
                        const {{ clientWidth, clientHeight }} = image.parentElement;
                        return [getComputedStyle(image).backgroundColor, getComputedStyle(image).objectFit,
                                Math.abs(clientWidth - width) < 1, Math.abs(clientHeight - height) < 1];
                    }})({picture})"
                ),
                json!(["rgb(255, 255, 255)", "cover", true, true]),
            )
            .await?;
    }
    Ok(())
}

/// The legend says of the same colour what it stands for, and no two of it are alike.
async fn a_tile_has_the_colour_of_its_type(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/season").attributes("view=cards"))
        .await?;
    visit
        .until("visible('.lh-legend > [data-coloured]').length === 8")
        .await?;
    visit
        .becomes(
            "(() => {
                const colours = new Map(visible('.lh-legend > [data-coloured]').map((one) =>
                    [words(one), getComputedStyle(one, '::before').backgroundColor]));
                const plate = one('[data-uid=season-0-1] .lh-plate');
                return [getComputedStyle(plate).borderBlockEndColor === colours.get('Treffen'), new Set(colours.values()).size];
            })()",
            json!([true, 8]),
        )
        .await
}

async fn a_tile_without_a_picture_shows_its_date(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("view=cards images=none"))
        .await?;
    visit
        .until("words(one('[data-uid=meetup] .lh-plate')).match(/^\\S+ \\d+ [A-Z]/)")
        .await?;
    // Of what is planned for a month, no day is known.
    visit
        .becomes("words(one('[data-uid=strategy] .lh-plate'))", json!("2027"))
        .await?;
    // What follows a date goes on in small letters.
    visit
        .open_ready(Page::plain().feed("/rows.json").attributes("view=cards"))
        .await?;
    visit
        .becomes(
            "['whole-day', 'over'].map((uid) => words(one(`[data-uid=${uid}] .lh-time`)))",
            json!([
                "Freitag, 27. November 2026, ganztägig",
                "Donnerstag, 26. November 2026, ab 09:00 Uhr"
            ]),
        )
        .await
}

async fn a_tile_is_hit_as_a_whole(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("view=cards")).await?;
    visit.until("visible('[data-uid=meetup]').length === 1").await?;
    let hit = "(() => { const plate = one('[data-uid=meetup] .lh-plate'); plate.scrollIntoView({ block: 'center' }); \
               const box = plate.getBoundingClientRect(); \
               return calendar().shadowRoot.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).dataset.opens; })()";
    visit.becomes(hit, json!("meetup")).await
}

async fn tiles_stand_below_each_other_where_there_is_little_room(visit: Visit) -> Outcome {
    visit
        .open_framed(Page::plain().attributes("view=cards"), 280, 800)
        .await?;
    visit.until("visible('.lh-card').length > 1").await?;
    visit
        .becomes(
            "new Set(all('.lh-card').map((card) => Math.round(card.getBoundingClientRect().x))).size",
            json!(1),
        )
        .await
}

async fn the_past_and_more_are_there_as_in_the_list(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/many/100").attributes("view=cards"))
        .await?;
    visit.until("visible('.lh-card').length === 20").await?;
    visit.click("[data-more]").await?;
    visit.until("visible('.lh-card').length === 40").await?;
    visit.open_ready(Page::plain().attributes("view=cards")).await?;
    visit.click("[data-past]").await?;
    visit.becomes("uids()", json!(["past"])).await
}

async fn rows_of_tiles_are_whole_and_what_runs_stands_among_them(visit: Visit) -> Outcome {
    visit.resize(900, 800).await?;
    visit
        .open_ready(Page::plain().feed("/many/100").attributes("view=cards"))
        .await?;
    let rows = "(() => {
        const tops = visible('.lh-card').map((card) => Math.round(card.getBoundingClientRect().top));
        const columns = tops.filter((top) => top === tops[0]).length;
        return [columns, tops.length % columns, tops.length >= 3];
    })()";
    visit.becomes(rows, json!([3, 0, true])).await?;
    visit.click("[data-more]").await?;
    visit.until("visible('.lh-card').length > 20").await?;
    visit.becomes(rows, json!([3, 0, true])).await?;
    visit.open_ready(Page::plain().attributes("view=cards")).await?;
    visit
        .becomes(
            "[visible('.lh-cards').length, words(one('[data-uid=lights] .lh-running-mark'))]",
            json!([1, "Läuft gerade"]),
        )
        .await
}
