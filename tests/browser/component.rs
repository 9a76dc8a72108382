//! The calendar as a component of a Leptos application: `examples/leptos-app`, as `trunk build` makes it.

use serde_json::json;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        an_application_shows_a_calendar,
        a_signal_changes_the_view,
        a_callback_hears_what_is_opened,
        show_takes_it_away_and_brings_it_back,
        it_wears_a_ready_look_and_keeps_what_stands_above_it,
    ]
}

/// What the application shows, in its own document and in the calendar's shadow root.
const LOOK: &str = "const roots = () => [...document.querySelectorAll('.lichthof')].map((host) => host.shadowRoot); \
    const inside = (selector) => [...(roots()[0]?.querySelectorAll(selector) ?? [])].filter(isVisible); \
    const shown = () => inside('[part~=event]').map((event) => event.dataset.uid); \
    const press = (id) => document.getElementById(id).click();";

fn look(expression: &str) -> String {
    format!("(() => {{ {LOOK} return ({expression}); }})()")
}

async fn open(visit: &Visit) -> Outcome {
    let address = format!("{}/examples/leptos-app/index.html", visit.site.calendar());
    visit.session().goto(address).await?;
    visit
        .until(&look("shown().includes('repair') && shown().includes('tour')"))
        .await?;
    visit.watch_errors().await
}

async fn press(visit: &Visit, id: &str) -> Outcome {
    visit.run(&format!("{LOOK} press('{id}')")).await
}

async fn an_application_shows_a_calendar(visit: Visit) -> Outcome {
    open(&visit).await?;
    visit
        .becomes("document.getElementById('read').textContent", json!("2 events"))
        .await?;
    // Its own styles, and the application's words only until there are events.
    visit
        .becomes(&look("roots()[0].adoptedStyleSheets.length"), json!(1))
        .await?;
    visit
        .becomes(&look("inside('.lh-toolbar').length"), json!(1))
        .await?;
    visit
        .becomes(
            "isVisible(document.querySelector('.lichthof > p:not([slot])'))",
            json!(false),
        )
        .await?;
    // It was given no name: the address is the application's.
    visit.becomes("location.search", json!("")).await
}

async fn a_signal_changes_the_view(visit: Visit) -> Outcome {
    open(&visit).await?;
    press(&visit, "month").await?;
    visit
        .until(&look(
            "inside('[data-view=month] [role=grid]').length === 1 && shown().length > 2",
        ))
        .await?;
    press(&visit, "list").await?;
    visit
        .becomes(&look("inside('[data-view=month] [role=grid]').length"), json!(0))
        .await?;
    // What the visitor chooses reaches the application, whose signal follows.
    visit
        .run(&format!("{LOOK} inside('[data-view-button=month]')[0].click()"))
        .await?;
    visit
        .becomes(&look("inside('[data-view=month] [role=grid]').length"), json!(1))
        .await?;
    press(&visit, "list").await?;
    visit
        .becomes(&look("inside('[data-view=month] [role=grid]').length"), json!(0))
        .await
}

async fn a_callback_hears_what_is_opened(visit: Visit) -> Outcome {
    open(&visit).await?;
    visit
        .run(&format!(
            "{LOOK} inside('[data-uid=tour] [part=event-link]')[0].click()"
        ))
        .await?;
    visit
        .becomes(
            "document.getElementById('opened').textContent",
            json!("You opened tour."),
        )
        .await?;
    visit
        .until(&look(
            "inside('dialog[open]').length === 1 && words(inside('dialog[open]')[0]).includes('Warehouse 4')",
        ))
        .await
}

async fn show_takes_it_away_and_brings_it_back(visit: Visit) -> Outcome {
    open(&visit).await?;
    // With its dialog open, and parts of it at work.
    visit
        .run(&format!(
            "{LOOK} inside('[data-uid=tour] [part=event-link]')[0].click()"
        ))
        .await?;
    visit.until(&look("inside('dialog[open]').length === 1")).await?;
    press(&visit, "show").await?;
    visit.becomes(&look("roots().length"), json!(0)).await?;
    // What it listened to, and what it waited for, does nothing any more.
    visit
        .run("dispatchEvent(new Event('popstate')); dispatchEvent(new Event('resize')); dispatchEvent(new Event('pageshow'))")
        .await?;
    visit.stays(&look("roots().length"), json!(0)).await?;
    visit.becomes("document.body.children.length", json!(4)).await?;
    // WebKitGTK 2.50 once reported memory out of bounds in the midst of many, as it ends in the soak of `lifecycle`.
    let times = if visit.engine == Engine::WebKit { 2 } else { 20 };
    for _ in 0..times {
        press(&visit, "show").await?;
    }
    visit.becomes(&look("roots().length"), json!(0)).await?;
    press(&visit, "show").await?;
    visit.until(&look("shown().includes('repair')")).await?;
    visit
        .becomes(&look("inside('.lh-toolbar').length"), json!(1))
        .await
}

async fn it_wears_a_ready_look_and_keeps_what_stands_above_it(visit: Visit) -> Outcome {
    open(&visit).await?;
    visit
        .becomes(
            &look("[getComputedStyle(roots()[0].querySelector('.lh-root')).color, document.querySelector('.lichthof').getAttribute('theme')]"),
            json!(["rgb(0, 0, 0)", "contrast"]),
        )
        .await?;
    // Above the calendar, whether there are events or not.
    visit
        .becomes(
            &look(
                "(() => { const above = document.querySelector('.lichthof > [slot=header]');
                   const below = roots()[0].querySelector('.lh-root').getBoundingClientRect();
                   return isVisible(above) && above.getBoundingClientRect().bottom <= below.top + 1; })()",
            ),
            json!(true),
        )
        .await
}
