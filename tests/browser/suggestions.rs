//! What is offered while somebody types: by keyboard, by pointer, by ear, and that nothing moves.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_value_is_chosen_by_keyboard_and_takes_its_words_out_of_the_text,
        each_count_is_what_choosing_it_gives,
        enter_takes_the_phrase_where_nothing_is_highlighted,
        escape_closes_the_list_before_it_empties_the_field,
        a_pointer_chooses_and_leaves_the_focus_in_the_field,
        an_event_is_opened,
        those_who_listen_hear_how_many_there_are,
        the_first_key_moves_nothing,
        what_is_typed_before_the_part_is_there_is_offered_for,
        enter_before_the_part_is_there_is_remembered,
        enter_before_the_part_is_there_is_forgotten_when_somebody_types_on,
    ]
}

/// The rows: what they are, and what they read.
const ROWS: &str = "visible('[role=option]').map((row) => [row.dataset.suggestion, words(row.querySelector('.lh-suggested-name')), words(row.querySelector('.lh-value-count > span') ?? undefined) ?? null])";
/// The text and the chips.
const ASKED: &str = "[one('input[type=search]').value, visible('[data-chip]').map(words)]";

async fn a_value_is_chosen_by_keyboard_and_takes_its_words_out_of_the_text(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("vortrag in leip").await?;
    let rows = json!([["phrase", "Vortrag · „leip“", "3"], ["place", "Leipzig", "3"]]);
    visit.becomes(ROWS, rows).await?;
    let field = "one('input[type=search]')";
    let tells = format!(
        "[{field}.getAttribute('role'), {field}.getAttribute('aria-expanded'), {field}.getAttribute('aria-autocomplete'), \
         one('#' + {field}.getAttribute('aria-controls')).getAttribute('role'), words(one('#' + {field}.getAttribute('aria-activedescendant') + ' .lh-suggested-name') ?? undefined) ?? null]"
    );
    visit
        .becomes(&tells, json!(["combobox", "true", "list", "listbox", null]))
        .await?;
    visit
        .becomes(
            "visible('[role=option] mark').map(words)",
            json!(["Vortrag", "Leip"]),
        )
        .await?;
    // Round, with none between the last and the first; Home and End within the list.
    let active = "[words(one('[role=option][aria-selected=true] .lh-suggested-name') ?? undefined) ?? null]";
    for (key, expected) in [
        (Key::Up, json!("Leipzig")),
        (Key::Home, json!("Vortrag · „leip“")),
        (Key::End, json!("Leipzig")),
        (Key::Down, Value::Null),
        (Key::Down, json!("Vortrag · „leip“")),
        (Key::Down, json!("Leipzig")),
    ] {
        visit.press(key).await?;
        visit.becomes(active, json!([expected])).await?;
    }
    visit
        .becomes(&tells, json!(["combobox", "true", "list", "listbox", "Leipzig"]))
        .await?;
    visit.press(Key::Enter).await?;
    visit.becomes(ASKED, json!(["", ["Vortrag", "Leipzig"]])).await?;
    visit
        .becomes(
            &format!("[visible('[role=option]').length, focused().type, {field}.getAttribute('aria-expanded'), {field}.hasAttribute('aria-activedescendant')]"),
            json!([0, "search", "false", false]),
        )
        .await?;
    visit
        .becomes("uids()", json!(["talk-1", "talk-2", "talk-3"]))
        .await
}

async fn each_count_is_what_choosing_it_gives(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("s").await?;
    visit.press("o").await?;
    visit.until("visible('[role=option]').length > 1").await?;
    let rows: Vec<(String, String, Option<String>)> = visit.read(ROWS).await?;
    for (at, (kind, _, count)) in rows.iter().enumerate().filter(|(_, row)| row.0 != "event") {
        visit.run("one('[data-clear]')?.click()").await?;
        visit.run("one('[data-clear-search]').click()").await?;
        visit.press("so").await?;
        visit
            .until(&format!("visible('[role=option]').length === {}", rows.len()))
            .await?;
        visit.click_on(&format!("visible('[role=option]')[{at}]")).await?;
        visit
            .becomes("String(uids().length)", json!(count))
            .await
            .map_err(|fault| format!("{kind}: {fault}"))?;
    }
    Ok(())
}

async fn enter_takes_the_phrase_where_nothing_is_highlighted(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("vorträge in leipzig").await?;
    visit
        .becomes(
            &format!("({ROWS})[0]"),
            json!(["phrase", "Vortrag · Leipzig", "3"]),
        )
        .await?;
    visit.press(Key::Enter).await?;
    visit.becomes(ASKED, json!(["", ["Vortrag", "Leipzig"]])).await?;
    visit.stays("visible('[role=option]').length", json!(0)).await
}

async fn escape_closes_the_list_before_it_empties_the_field(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("leip").await?;
    visit.until("visible('[role=option]').length === 1").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[visible('[role=option]').length, one('input[type=search]').value]",
            json!([0, "leip"]),
        )
        .await?;
    // An arrow brings it back.
    visit.press(Key::Down).await?;
    visit
        .becomes("words(one('[aria-selected=true] mark'))", json!("Leip"))
        .await?;
    visit.press(Key::Escape).await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[one('input[type=search]').value, uids().length]",
            json!(["", 12]),
        )
        .await
}

async fn a_pointer_chooses_and_leaves_the_focus_in_the_field(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("halle").await?;
    visit
        .click_on("visible('[data-suggestion]').find((row) => words(row).includes('Saale'))")
        .await?;
    visit.becomes(ASKED, json!(["", ["Halle (Saale)"]])).await?;
    visit.becomes("focused().type", json!("search")).await?;
    // A click elsewhere closes it.
    visit.press("leip").await?;
    visit.until("visible('[role=option]').length === 1").await?;
    visit.click_on("document.querySelector('h1')").await?;
    visit
        .becomes(
            "[visible('[role=option]').length, one('input[type=search]').value]",
            json!([0, "leip"]),
        )
        .await
}

async fn an_event_is_opened(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("stammtisch für").await?;
    visit.click_on("visible('[data-suggestion=event]')[0]").await?;
    visit
        .becomes(
            "dialog()?.getAttribute('aria-label')",
            json!("Stammtisch für Softwarearchitektur"),
        )
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[dialog() === undefined, focused().type, one('input[type=search]').value, visible('[role=option]').length]",
            json!([true, "search", "stammtisch für", 0]),
        )
        .await
}

async fn those_who_listen_hear_how_many_there_are(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("leip").await?;
    visit
        .becomes("words(one('.lh-suggest [role=status]'))", json!("1 Vorschlag"))
        .await?;
    // What stands in a row once for the eye is said with each.
    visit
        .becomes("one('[role=option]').textContent", json!("OrtLeipzig44 Termine"))
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes("words(one('.lh-suggest [role=status]'))", json!(""))
        .await
}

/// Where things stand that must not move.
const PLACES: &str = "['.lh-toolbar', '.lh-summary', '.lh-list', '[data-filter-button]', '[data-views], .lh-views, .lh-view-choice'].map((name) => { const { x, y, width } = one(name).getBoundingClientRect(); return [name, x, y, width] })";

async fn the_first_key_moves_nothing(visit: Visit) -> Outcome {
    for width in [375, 1280] {
        visit.resize(width, 900).await?;
        visit
            .open_near(Page::plain())
            .await
            .or_else(|fault| match width {
                // There is no room for facets.
                375 => Ok(()),
                _ => Err(fault),
            })?;
        visit.painted().await?;
        let before: Value = visit.read(PLACES).await?;
        visit.press("l").await?;
        visit.stays(PLACES, before.clone()).await?;
        visit.press("eip").await?;
        visit.until("visible('[role=option]').length === 1").await?;
        visit.stays(PLACES, before).await?;
        let sticks_out = "(() => { const { left, right } = one('[role=listbox]').getBoundingClientRect(); return left < 0 || right > innerWidth })()";
        visit.becomes(sticks_out, json!(false)).await?;
    }
    Ok(())
}

async fn what_is_typed_before_the_part_is_there_is_offered_for(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "const field = one('input[type=search]'); field.focus(); field.value = 'leip'; \
              field.dispatchEvent(new Event('input', { bubbles: true, composed: true }))",
        )
        .await?;
    visit.becomes(ROWS, json!([["place", "Leipzig", "4"]])).await
}

async fn enter_before_the_part_is_there_is_remembered(visit: Visit) -> Outcome {
    press_enter_early(&visit).await?;
    visit.site.give_back();
    visit.becomes(ASKED, json!(["", ["Vortrag", "Leipzig"]])).await?;
    visit.stays("visible('[role=option]').length", json!(0)).await
}

async fn enter_before_the_part_is_there_is_forgotten_when_somebody_types_on(visit: Visit) -> Outcome {
    press_enter_early(&visit).await?;
    visit.press(" 2").await?;
    visit.site.give_back();
    visit.until("visible('[role=option]').length > 0").await?;
    visit.stays(ASKED, json!(["vorträge in leipzig 2", []])).await
}

/// Types a phrase and presses Enter while the part that reads phrases is on its way.
async fn press_enter_early(visit: &Visit) -> Outcome {
    visit.site.hold_back("lichthof-filter.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.click("input[type=search]").await?;
    visit.press("vorträge in leipzig").await?;
    visit.press(Key::Enter).await
}
