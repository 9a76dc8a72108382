//! The year: twelve small months in which each day tells how much there is.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_year_has_all_its_days_once,
        a_day_tells_how_much_there_is_and_opens,
        arrow_keys_lead_through_the_year,
        the_name_of_a_month_leads_to_it,
        an_empty_year_leads_to_the_next_event,
        hidden_days_and_week_numbers_are_obeyed,
        two_months_stand_beside_each_other_on_a_phone,
        a_year_begins_with_the_present_month_on_a_phone,
    ]
}

async fn open(visit: &Visit, attributes: &str) -> Outcome {
    visit.open(year(attributes)).await?;
    visit.until("visible('[data-day]').length > 200").await
}

fn year(attributes: &str) -> Page {
    Page::plain().attributes(&format!("view=year {attributes}"))
}

async fn a_year_has_all_its_days_once(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    visit.becomes("all('[role=grid]').length", json!(12)).await?;
    let days = "all('[data-day]').map((day) => day.dataset.day)";
    visit
        .becomes(
            &format!("[{days}.length, {days}[0], {days}.at(-1)]"),
            json!([365, "2026-01-01", "2026-12-31"]),
        )
        .await?;
    let now = "all('[data-day][data-today]').map((day) => day.dataset.day)";
    visit.becomes(now, json!(["2026-11-23"])).await?;
    visit
        .becomes("words(one('[data-period]'))", json!("2026"))
        .await?;
    visit.click("[data-next]").await?;
    visit
        .becomes("words(one('[data-period]'))", json!("2027"))
        .await?;
    visit.click("button[data-today]").await?;
    visit.becomes("words(one('[data-period]'))", json!("2026")).await
}

async fn a_day_tells_how_much_there_is_and_opens(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    let day = |date: &str| format!("one('[data-day=\"{date}\"]')");
    let label = format!(
        "{}.querySelector('button').getAttribute('aria-label')",
        day("2026-12-10")
    );
    visit
        .becomes(&label, json!("Donnerstag, 10. Dezember 2026: 4 Termine"))
        .await?;
    visit
        .becomes(&format!("{}.dataset.density", day("2026-12-10")), json!("3"))
        .await?;
    visit
        .becomes(&format!("{}.dataset.density", day("2026-12-17")), json!("1"))
        .await?;
    visit
        .becomes(
            &format!("{}.dataset.density ?? null", day("2026-12-18")),
            json!(null),
        )
        .await?;
    visit.click("[data-day='2026-12-10'] button").await?;
    visit.until("dialog()").await?;
    visit
        .becomes("[...dialog().querySelectorAll('[part~=event]')].length", json!(4))
        .await
}

async fn arrow_keys_lead_through_the_year(visit: Visit) -> Outcome {
    open(&visit, "date=2026-11-30").await?;
    visit
        .becomes("all('[data-day] button[tabindex=\"0\"]').length", json!(1))
        .await?;
    visit
        .run("one('[data-day] button[tabindex=\"0\"]').focus()")
        .await?;
    let day = "focused()?.closest('[data-day]')?.dataset.day";
    for (key, expected) in [
        (Key::Right, "2026-12-01"),
        (Key::Down, "2026-12-08"),
        (Key::Home, "2026-12-07"),
        (Key::End, "2026-12-13"),
        (Key::PageUp, "2026-11-13"),
        (Key::PageDown, "2026-12-13"),
        (Key::Up, "2026-12-06"),
        (Key::Left, "2026-12-05"),
        // Into the year after.
        (Key::PageDown, "2027-01-05"),
    ] {
        visit.press(key).await?;
        visit.becomes(day, json!(expected)).await?;
    }
    visit
        .becomes("words(one('[data-said]')).startsWith('2027: ')", json!(true))
        .await
}

async fn the_name_of_a_month_leads_to_it(visit: Visit) -> Outcome {
    open(&visit, "").await?;
    visit.click("[data-month='2026-12-01']").await?;
    visit.until("visible('[data-view=month]').length === 1").await?;
    visit
        .becomes("words(one('[data-period]'))", json!("Dezember 2026"))
        .await
}

async fn an_empty_year_leads_to_the_next_event(visit: Visit) -> Outcome {
    open(&visit, "date=2025-06-01").await?;
    visit
        .until("words(one('[data-state=empty]')).includes('Keine Termine im Jahr 2025.')")
        .await?;
    visit.click("[data-jump=next]").await?;
    visit.becomes("words(one('[data-period]'))", json!("2026")).await
}

async fn hidden_days_and_week_numbers_are_obeyed(visit: Visit) -> Outcome {
    open(&visit, "week-numbers=show").await?;
    visit
        .run("calendar().setAttribute('hidden-days', 'sat sun thu')")
        .await?;
    let days = "all('[data-day]').map((day) => new Date(day.dataset.day).getUTCDay())";
    visit
        .becomes(
            &format!("{days}.filter((day) => [0, 4, 6].includes(day)).length"),
            json!(0),
        )
        .await?;
    visit
        .until("all('[role=rowheader]').some((week) => week.getAttribute('aria-label') === 'KW 48')")
        .await?;
    // What stands on a Thursday is told below.
    visit.until("one('[data-hidden-days] [data-uid=assembly]')").await
}

async fn two_months_stand_beside_each_other_on_a_phone(visit: Visit) -> Outcome {
    visit.open_framed(year("date=2027-01-01"), 400, 800).await?;
    visit.until("visible('[data-day]').length === 365").await?;
    let columns =
        "new Set(all('[role=grid]').map((grid) => Math.round(grid.getBoundingClientRect().x))).size";
    visit.becomes(columns, json!(2)).await?;
    let least = "Math.min(...all('[data-day] button').map((day) => \
                 Math.min(day.getBoundingClientRect().width, day.getBoundingClientRect().height))) >= 23.9";
    visit.becomes(least, json!(true)).await?;
    visit
        .becomes("document.scrollingElement.scrollWidth <= innerWidth", json!(true))
        .await
}

async fn a_year_begins_with_the_present_month_on_a_phone(visit: Visit) -> Outcome {
    visit.open_framed(year(""), 360, 800).await?;
    visit.until("visible('[data-day]').length === 61").await?;
    // What one sees is in the order in which it is read and passed.
    let months = "visible('.lh-year-month').map((month) => words(month.querySelector('.lh-year-name')))";
    visit.becomes(months, json!(["November", "Dezember"])).await?;
    let earlier = "one('.lh-year-earlier')?.ariaExpanded";
    visit.becomes(earlier, json!("false")).await?;
    // The day before the first of November stands in a month that is shown then.
    visit
        .run("one('[data-day=\"2026-11-23\"] button').focus()")
        .await?;
    for there in ["2026-11-16", "2026-11-09", "2026-11-02", "2026-10-26"] {
        visit.press(Key::Up).await?;
        visit
            .becomes("focused()?.closest('[data-day]')?.dataset.day", json!(there))
            .await?;
    }
    visit
        .becomes(&format!("[{months}.length, {earlier}]"), json!([12, "true"]))
        .await?;
    visit.click("button[data-today]").await?;
    visit.becomes(&format!("{months}.length"), json!(2)).await?;
    visit.click(".lh-year-earlier").await?;
    visit.becomes(&format!("{months}[0]"), json!("Januar")).await?;
    // Another year is whole.
    visit.click("[data-next]").await?;
    visit
        .becomes(
            &format!("[{months}.length, all('.lh-year-earlier').length]"),
            json!([12, 0]),
        )
        .await
}
