//! Finding an event: search text, facets, and what stands there when nothing is found.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        search_finds_words_without_their_umlauts,
        search_reads_all_of_an_events_text,
        rows_out_of_sight_follow_those_in_sight,
        keys_that_outrun_the_frames_end_nothing,
        facets_count_and_combine,
        chips_take_filters_off,
        an_empty_result_says_which_filter_to_loosen,
        where_one_filter_less_is_not_enough_each_is_offered_alone,
        an_empty_result_leads_to_what_is_past,
        what_is_not_understood_is_said_to_be,
        a_panel_closes_by_escape_and_by_a_click_elsewhere,
        a_filter_holds_in_the_month_too,
        facets_work_by_keyboard_alone,
    ]
}

/// With few views there is room for several facets.
fn roomy() -> Page {
    Page::plain().attributes("views='list month'")
}

async fn search_finds_words_without_their_umlauts(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .becomes("words(one('[data-status]'))", json!("12 Termine"))
        .await?;
    visit.search_for("PASSWOERTER").await?;
    visit.becomes("uids()", json!(["talk-2"])).await?;
    visit
        .becomes("words(one('[data-status]'))", json!("1 Termin"))
        .await?;
    visit.becomes("focused().type", json!("search")).await
}

async fn search_reads_all_of_an_events_text(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for text in [
        "ada muster",
        "kuerzere besprechungen",
        "saal 2",
        "neue mitglieder gmbh",
        "kurzvortragen",
    ] {
        visit.search_for(text).await?;
        visit.becomes("uids()", json!(["assembly"])).await?;
        visit.click("[data-clear-search]").await?;
        visit
            .becomes(
                "[uids().length, one('input[type=search]').value]",
                json!([12, ""]),
            )
            .await?;
    }
    Ok(())
}

/// A key waits for the rows in sight alone. The list is soon the one that it is where no key was pressed.
async fn rows_out_of_sight_follow_those_in_sight(visit: Visit) -> Outcome {
    visit.open_near(Page::plain().feed("/prose/1000")).await?;
    let list = "words(one('.lh-list-content'))";
    let set = |text: &str| {
        format!(
            "((field) => {{ field.value = '{text}'; field.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }})
                (one('input[type=search]'))"
        )
    };
    visit.run(&set("werk")).await?;
    visit.until("all('.lh-list-content mark').length > 20").await?;
    visit.painted().await?;
    let (expected, first): (String, Vec<String>) = visit.read(&format!("[{list}, uids()]")).await?;
    visit.run(&set("")).await?;
    visit.until("all('.lh-list-content mark').length === 0").await?;
    visit
        .run(
            "addEventListener('input', () => requestAnimationFrame(() => {
               const rows = all('.lh-list-content .lh-entry');
               window.painted = uids().slice(0, rows.filter((row) => row.getBoundingClientRect().top < innerHeight).length);
             }), true)",
        )
        .await?;
    visit.search_for("werk").await?;
    visit.becomes(list, json!(expected)).await?;
    let painted: Vec<String> = visit.read("painted").await?;
    assert!(
        painted.len() > 3 && first.starts_with(&painted),
        "{painted:?} of {first:?}"
    );
    visit
        .becomes("uids().length === new Set(uids()).size", json!(true))
        .await
}

/// While no frame comes, old months stay behind the rows in sight for several keys, with what belongs to them.
async fn keys_that_outrun_the_frames_end_nothing(visit: Visit) -> Outcome {
    visit.open_near(Page::plain().feed("/prose/1000")).await?;
    visit.until("all('.lh-jump').length > 1").await?;
    let typed: Vec<usize> = visit
        .run_async(
            "const field = one('input[type=search]');
             const turn = () => new Promise((done) => setTimeout(done, 20));
             for (const jump of all('.lh-jump')) jump.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
             await when(() => all('.lh-jump').every((jump) => jump.options.length > 1));
             const frames = [];
             const frame = window.requestAnimationFrame;
             window.requestAnimationFrame = (run) => frames.push(run);
             const lengths = [];
             for (const text of ['w', 'we', 'wer', 'werk', '']) {
               field.dispatchEvent(new InputEvent('beforeinput', { bubbles: true }));
               field.value = text;
               field.dispatchEvent(new InputEvent('input', { bubbles: true }));
               await turn();
               lengths.push(frames.length);
             }
             window.requestAnimationFrame = frame;
             for (const run of frames) frame(run);
             return lengths;",
        )
        .await?;
    assert!(
        typed.iter().all(|frames| *frames > 0),
        "{typed:?}: no key waited for a frame"
    );
    visit
        .becomes("all('.lh-list-content mark').length", json!(0))
        .await?;
    visit.until("uids().length > 3").await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn facets_count_and_combine(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=type]").await?;
    visit.becomes("one('[data-facet-button=type]').ariaExpanded ?? one('[data-facet-button=type]').getAttribute('aria-expanded')", json!("true")).await?;
    let types = json!({
        "Vortrag": 4, "Workshop": 3, "Stammtisch": 2, "Ausstellung": 1, "Feier": 1, "Versammlung": 1,
    });
    visit.becomes("counts('type')", types.clone()).await?;
    visit.click_on("value('type', 'Vortrag')").await?;
    visit
        .becomes("uids()", json!(["talk-1", "talk-2", "talk-3", "talk-4"]))
        .await?;
    // A facet's own choice does not take its other values away: they could be added.
    visit.becomes("counts('type')", types).await?;
    visit.click("[data-facet-button=place]").await?;
    visit
        .becomes(
            "counts('place')",
            json!({ "Leipzig": 3, "Halle (Saale)": 1, "Magdeburg": 0 }),
        )
        .await?;
    visit.click_on("value('place', 'Leipzig')").await?;
    visit
        .becomes("uids()", json!(["talk-1", "talk-2", "talk-3"]))
        .await?;
    visit.click_on("value('place', 'Halle (Saale)')").await?;
    visit.becomes("uids().length", json!(4)).await?;
    visit
        .becomes("words(one('[data-status]'))", json!("4 Termine"))
        .await
}

async fn chips_take_filters_off(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.search_for("vortrag").await?;
    visit.click("[data-facet-button=topic]").await?;
    visit.click_on("value('topic', 'Daten')").await?;
    visit.becomes("uids()", json!(["talk-3", "talk-4"])).await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Daten"]))
        .await?;
    visit.press(Key::Escape).await?;
    visit.click_on("visible('[data-chip]')[0]").await?;
    // What is searched for stands in the field, and nowhere else.
    visit
        .becomes(
            "[visible('[data-chip]').length, one('input[type=search]').value]",
            json!([0, "vortrag"]),
        )
        .await?;
    visit.until("uids().length > 2").await?;
    visit.click("[data-clear-search]").await?;
    visit
        .becomes("[uids().length, visible('[data-chip]').length]", json!([12, 0]))
        .await
}

async fn an_empty_result_says_which_filter_to_loosen(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=type]").await?;
    visit.click_on("value('type', 'Feier')").await?;
    visit.press(Key::Escape).await?;
    visit.search_for("stammtisch").await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    let ways = json!(["Ohne „stammtisch“: 1 Termin", "Ohne Feier: 2 Termine"]);
    visit
        .becomes(
            "visible('[data-loosen]').map(words).sort().reverse()",
            json!([ways[0], ways[1]]),
        )
        .await?;
    visit
        .click_on("visible('[data-loosen]').find((button) => words(button).includes('Feier'))")
        .await?;
    visit.becomes("uids()", json!(["meetup", "online"])).await
}

async fn where_one_filter_less_is_not_enough_each_is_offered_alone(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-pill=tomorrow]").await?;
    visit.becomes("uids()", json!(["lights"])).await?;
    visit.click("[data-facet-button=type]").await?;
    visit.click_on("value('type', 'Feier')").await?;
    visit.press(Key::Escape).await?;
    visit.search_for("kant").await?;
    visit
        .becomes(
            "visible('[data-loosen]').map(words).sort().map((way) => way.split(':')[0])",
            json!(["Nur Feier", "Nur Morgen", "Nur „kant“"]),
        )
        .await?;
    visit
        .click_on("visible('[data-loosen]').find((button) => words(button).includes('Feier'))")
        .await?;
    visit
        .becomes(
            "[visible('[data-chip]').map(words), uids().length, one('.lh-search').value]",
            json!([["Feier"], 1, ""]),
        )
        .await
}

async fn an_empty_result_leads_to_what_is_past(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("herbstversammlung").await?;
    visit
        .becomes(
            "visible('[data-elsewhere]').map(words)",
            json!(["1 Treffer unter früheren Terminen"]),
        )
        .await?;
    visit.click("[data-elsewhere]").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit.run("one('[data-clear-search]').click()").await?;
    visit.search_for("mitgliederversammlung").await?;
    visit
        .becomes(
            "visible('[data-elsewhere]').map(words)",
            json!(["1 Treffer unter kommenden Terminen"]),
        )
        .await?;
    visit.click("[data-elsewhere]").await?;
    visit.becomes("uids()", json!(["assembly"])).await
}

async fn what_is_not_understood_is_said_to_be(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("wann:bla ort:Atlantis").await?;
    visit
        .becomes(
            "visible('[data-strange]').map(words)",
            json!([
                "„wann:bla“ wurde nicht verstanden.",
                "Kein Termin hat „ort:Atlantis“."
            ]),
        )
        .await?;
    visit
        .becomes(
            "visible('[data-loosen]').map(words)",
            json!(["Ohne „wann:bla ort:Atlantis“: 12 Termine"]),
        )
        .await
}

async fn a_panel_closes_by_escape_and_by_a_click_elsewhere(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=type]").await?;
    visit.until("visible('[data-facet-panel]').length === 1").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[visible('[data-facet-panel]').length, focused().dataset.facetButton]",
            json!([0, "type"]),
        )
        .await?;
    visit.click("[data-facet-button=type]").await?;
    visit.until("visible('[data-facet-panel]').length === 1").await?;
    visit.click_on("document.querySelector('h1')").await?;
    visit
        .becomes("visible('[data-facet-panel]').length", json!(0))
        .await
}

async fn a_filter_holds_in_the_month_too(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("winterlager").await?;
    visit.becomes("uids()", json!(["camp"])).await?;
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit.click("[data-jump=next]").await?;
    visit
        .becomes(
            "[words(one('[data-period]')), [...new Set(uids())]]",
            json!(["Dezember 2026", ["camp"]]),
        )
        .await
}

async fn facets_work_by_keyboard_alone(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.focus("before").await?;
    visit.tab_to("element.dataset?.facetButton === 'topic'").await?;
    visit.press(Key::Enter).await?;
    visit.tab_to("element.dataset?.facetValue === 'Kultur'").await?;
    visit.press(" ").await?;
    visit.becomes("uids()", json!(["lights"])).await?;
    visit
        .becomes("focused().dataset.facetValue", json!("Kultur"))
        .await?;
    visit.press(" ").await?;
    visit.becomes("uids().length", json!(12)).await
}
