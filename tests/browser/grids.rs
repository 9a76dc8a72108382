//! What all grids have in common: one stop for Tab, keys, fingers, and words for those who listen.

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::common::command::{Actions, Command};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let everywhere = cases![
        tab_passes_a_grid_in_one_step,
        keys_lead_through_every_grid,
        the_new_period_is_said,
        enter_opens_and_escape_leads_back,
        the_focus_stays_on_what_leads_through_the_periods,
        a_finger_pulls_the_next_period_in,
        whatever_can_be_hit_is_large_enough,
    ];
    // No other engine lets a test move a finger.
    let fingers = cases![a_real_finger_pulls_the_next_period_in];
    everywhere
        .into_iter()
        .chain(fingers.into_iter().map(Case::only_in_chromium))
        .collect()
}

const GRIDS: [&str; 4] = ["month", "week", "day", "year"];

const PERIOD: &str = "words(one('[data-period]'))";

async fn open(visit: &Visit, view: &str) -> Outcome {
    let page = Page::plain()
        .feed("/hours.json")
        .attributes(&format!("view={view} date=2026-11-24"));
    visit.open_ready(page).await?;
    visit.until("visible('[data-day]').length > 0").await
}

async fn tab_passes_a_grid_in_one_step(visit: Visit) -> Outcome {
    for view in GRIDS {
        open(&visit, view).await?;
        let stops = "visible('[role=grid] :is(a, button, input, select)')
            .filter((element) => element.tabIndex >= 0)
            .map((element) => element.closest('[data-day]').dataset.day)";
        visit.becomes(stops, json!(["2026-11-24"])).await?;
    }
    Ok(())
}

async fn press(visit: &Visit, key: Key, with_shift: bool) -> Outcome {
    let chain = visit.session().action_chain();
    let chain = if with_shift {
        chain.key_down(Key::Shift)
    } else {
        chain
    };
    let chain = chain.send_keys(key);
    let chain = if with_shift {
        chain.key_up(Key::Shift)
    } else {
        chain
    };
    chain.perform().await?;
    Ok(())
}

async fn focus_day(visit: &Visit) -> Outcome {
    visit.run("one('[role=grid] [tabindex=\"0\"]').focus()").await
}

async fn keys_lead_through_every_grid(visit: Visit) -> Outcome {
    for view in GRIDS {
        open(&visit, view).await?;
        focus_day(&visit).await?;
        let (page, page_back) = match view {
            "week" | "day" => ("2026-12-01", "2026-11-24"),
            _ => ("2026-12-24", "2026-11-24"),
        };
        for (key, with_shift, there) in [
            (Key::Right, false, "2026-11-25"),
            (Key::Left, false, "2026-11-24"),
            (Key::Home, false, "2026-11-23"),
            (Key::End, false, "2026-11-29"),
            (Key::Right, false, "2026-11-30"),
            (Key::Left, false, "2026-11-29"),
            (Key::Home, false, "2026-11-23"),
            (Key::Right, false, "2026-11-24"),
            (Key::PageDown, false, page),
            (Key::PageUp, false, page_back),
            (Key::PageDown, true, "2027-11-24"),
            (Key::PageUp, true, "2026-11-24"),
        ] {
            press(&visit, key, with_shift).await?;
            visit
                .becomes("focused()?.closest('[data-day]')?.dataset.day", json!(there))
                .await?;
        }
        if matches!(view, "month" | "year") {
            for (key, there) in [(Key::Down, "2026-12-01"), (Key::Up, "2026-11-24")] {
                press(&visit, key, false).await?;
                visit
                    .becomes("focused()?.closest('[data-day]')?.dataset.day", json!(there))
                    .await?;
            }
        } else {
            // From the day to its events, and back; in the day, what lasts longer stands above the hours.
            let above: &[&str] = if view == "day" { &["weeks"] } else { &[] };
            let seen = "((at) => at?.closest('[data-uid]')?.dataset.uid ?? at?.closest('[data-day]')?.dataset.day)(focused())";
            for &uid in [above, &["left", "right"]].concat().iter() {
                press(&visit, Key::Down, false).await?;
                visit.becomes(seen, json!(uid)).await?;
            }
            for (key, there) in [(Key::Up, "left"), (Key::Right, "2026-11-25")] {
                press(&visit, key, false).await?;
                visit.becomes(seen, json!(there)).await?;
            }
        }
    }
    Ok(())
}

async fn the_new_period_is_said(visit: Visit) -> Outcome {
    for (view, said) in [
        ("month", "Dezember 2026: "),
        ("week", "30. November – 6. Dezember 2026: "),
        ("day", "Dienstag, 1. Dezember 2026: "),
        ("year", "2027: "),
    ] {
        open(&visit, view).await?;
        focus_day(&visit).await?;
        press(&visit, Key::PageDown, view == "year").await?;
        let words = "words(one('[role=status]')).replace(/\\s*–\\s*/, ' – ')";
        visit
            .until(&format!("{words}.startsWith({})", json!(said)))
            .await?;
    }
    Ok(())
}

async fn enter_opens_and_escape_leads_back(visit: Visit) -> Outcome {
    // A day with all that is on it.
    for view in ["month", "year"] {
        open(&visit, view).await?;
        focus_day(&visit).await?;
        visit.press(Key::Enter).await?;
        visit
            .becomes(
                "[...dialog()?.querySelectorAll('[part=event]') ?? []].map((event) => event.dataset.uid)",
                json!(["weeks", "left", "right"]),
            )
            .await?;
        visit.press(Key::Escape).await?;
        visit
            .becomes(
                "[Boolean(dialog()), focused()?.closest('[data-day]')?.dataset.day]",
                json!([false, "2026-11-24"]),
            )
            .await?;
    }
    // An event of a day.
    open(&visit, "week").await?;
    focus_day(&visit).await?;
    visit.press(Key::Down).await?;
    visit.press(Key::Enter).await?;
    visit
        .until("words(dialog())?.includes('Softwarearchitektur')")
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes("focused()?.closest('[data-uid]')?.dataset.uid", json!("left"))
        .await
}

async fn the_focus_stays_on_what_leads_through_the_periods(visit: Visit) -> Outcome {
    for view in GRIDS {
        open(&visit, view).await?;
        let before: Value = visit.read(PERIOD).await?;
        visit.run("one('[data-next]').focus()").await?;
        visit.press(Key::Enter).await?;
        visit.until(&format!("{PERIOD} !== {before}")).await?;
        visit
            .becomes("focused()?.matches('[data-next]')", json!(true))
            .await?;
    }
    Ok(())
}

async fn a_finger_pulls_the_next_period_in(visit: Visit) -> Outcome {
    for view in GRIDS {
        open(&visit, view).await?;
        let before: Value = visit.read(PERIOD).await?;
        for (from, to, returns) in [(300, 200, false), (200, 300, true)] {
            visit
                .run(&format!(
                    "for (const [type, clientX] of [['pointerdown', {from}], ['pointerup', {to}]])
                       visible('[role=grid]')[0].dispatchEvent(new PointerEvent(type,
                         {{ bubbles: true, pointerType: 'touch', isPrimary: true, clientX, clientY: 200 }}));"
                ))
                .await?;
            visit
                .until(&format!("({PERIOD} === {before}) === {returns}"))
                .await?;
        }
    }
    Ok(())
}

async fn a_real_finger_pulls_the_next_period_in(visit: Visit) -> Outcome {
    for view in GRIDS {
        open(&visit, view).await?;
        let before: Value = visit.read(PERIOD).await?;
        // Across days and events, of which none may open.
        let [x, y]: [i32; 2] = visit
            .read(
                "(({ x, y, width }) => [x + width / 2, y + 60].map(Math.round))\
                 (visible('[role=grid]')[0].getBoundingClientRect())",
            )
            .await?;
        let to = |x: i32| json!({ "type": "pointerMove", "duration": 50, "x": x, "y": y });
        let finger = json!([{
            "type": "pointer",
            "id": "finger",
            "parameters": { "pointerType": "touch" },
            "actions": [
                to(x), { "type": "pointerDown", "button": 0 }, to(x - 30), to(x - 80), to(x - 150),
                { "type": "pointerUp", "button": 0 },
            ],
        }]);
        let actions = Command::PerformActions(Actions::from(finger));
        visit.session().handle().cmd(actions).await?;
        visit.until(&format!("{PERIOD} !== {before}")).await?;
        visit.painted().await?;
        visit.stays("Boolean(dialog())", json!(false)).await?;
    }
    Ok(())
}

async fn whatever_can_be_hit_is_large_enough(visit: Visit) -> Outcome {
    // What a title's link can be hit by is the event around it.
    let small = "all('a, button, select, input, summary').filter(isVisible).flatMap((element) => {
        const covers = ['::before', '::after'].some((part) => {
            const { content, position } = getComputedStyle(element, part);
            return content !== 'none' && position === 'absolute';
        });
        const around = covers ? element.closest('[part=event], .lh-day-heading') ?? element : element;
        const { width, height } = around.getBoundingClientRect();
        return Math.min(width, height) < 23.9 ? [`${element.className} ${width} × ${height}`] : [];
    })";
    for feed in ["/hours.json", "/weeks.json"] {
        for view in ["list", "cards", "month", "week", "day", "year"] {
            let date = if feed == "/weeks.json" {
                "2027-05-12"
            } else {
                "2026-11-24"
            };
            let page = Page::plain()
                .feed(feed)
                .attributes(&format!("view={view} date={date}"));
            visit.open_ready(page.clone()).await?;
            visit.until("visible('[data-view]').length === 1").await?;
            visit.becomes(small, json!([])).await?;
            visit.open_framed(page, 320, 900).await?;
            visit.is_ready().await?;
            visit.becomes(small, json!([])).await?;
        }
    }
    Ok(())
}
