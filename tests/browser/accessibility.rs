//! axe-core's rules for WCAG 2.2 A and AA, in every state of the calendar.
//!
//! Each check also asserts that the state's own content was inside what axe looked at: a check of
//! nothing finds nothing.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_list_is_accessible,
        the_month_is_accessible,
        a_narrow_month_is_accessible,
        week_and_day_are_accessible,
        year_and_cards_are_accessible,
        a_narrow_week_is_accessible,
        the_dialog_is_accessible,
        the_legend_is_accessible,
        the_open_filter_is_accessible,
        the_sheet_of_filters_is_accessible,
        months_below_fields_for_dates_are_accessible,
        what_is_taken_along_is_accessible,
        the_empty_state_is_accessible,
        why_an_event_was_found_is_accessible,
        the_error_state_is_accessible,
        what_cannot_be_opened_is_told_accessibly,
        a_calendar_from_right_to_left_is_accessible,
        the_loading_state_is_accessible,
        the_dark_theme_is_accessible,
        an_inaccessible_page_is_seen,
    ]
}

const EVENT: &str = "[part~=event]";

async fn the_list_is_accessible(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    check(&visit, EVENT).await
}

async fn the_month_is_accessible(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("view=month date=2026-12-01"))
        .await?;
    check(&visit, EVENT).await?;
    let crowded = Page::plain().feed("/crowd/40");
    visit
        .open_ready(crowded.attributes("view=month date=2026-12-08"))
        .await?;
    check(&visit, "[data-overflow]").await?;
    visit.click("[data-overflow]").await?;
    visit.until("dialog()").await?;
    check(&visit, "dialog [part~=event]").await
}

async fn a_narrow_month_is_accessible(visit: Visit) -> Outcome {
    visit
        .open_framed(Page::plain().attributes("view=month date=2026-12-10"), 320, 900)
        .await?;
    visit.is_ready().await?;
    check(&visit, "[data-day-list] [part~=event]").await
}

async fn week_and_day_are_accessible(visit: Visit) -> Outcome {
    for attributes in ["view=week", "view=day date=2026-11-26", "view=week theme=dark"] {
        visit
            .open_ready(Page::plain().feed("/hours.json").attributes(attributes))
            .await?;
        check(&visit, EVENT).await?;
    }
    let crowd = Page::plain()
        .feed("/crowd/40")
        .attributes("view=week date=2026-12-08");
    visit.open_ready(crowd).await?;
    check(&visit, "[data-overflow]").await
}

async fn year_and_cards_are_accessible(visit: Visit) -> Outcome {
    for attributes in ["view=year", "view=year theme=dark week-numbers=show"] {
        visit.open(Page::plain().attributes(attributes)).await?;
        visit.until("visible('[data-day]').length === 365").await?;
        check(&visit, "[data-day]").await?;
    }
    for attributes in ["view=cards", "view=cards theme=dark images=any"] {
        visit.open_ready(Page::plain().attributes(attributes)).await?;
        check(&visit, EVENT).await?;
    }
    Ok(())
}

async fn a_narrow_week_is_accessible(visit: Visit) -> Outcome {
    visit
        .open_framed(
            Page::plain().feed("/hours.json").attributes("view=week"),
            320,
            900,
        )
        .await?;
    visit.is_ready().await?;
    check(&visit, EVENT).await
}

async fn the_dialog_is_accessible(visit: Visit) -> Outcome {
    for uid in ["assembly", "past", "strategy"] {
        visit
            .open_ready(Page::plain().query(&format!("?lh.event={uid}")))
            .await?;
        visit.until("dialog()").await?;
        check(&visit, "dialog").await?;
    }
    Ok(())
}

async fn why_an_event_was_found_is_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let page = Page::plain().attributes(&format!("theme={theme}"));
        visit.open_ready(page.query("?lh.q=ada%20muster")).await?;
        visit.until("visible('[data-why]').length === 1").await?;
        check(&visit, "[data-why]").await?;
        visit.click("[part=event-link]").await?;
        visit.until("visible('dialog [data-why]').length === 1").await?;
        check(&visit, "dialog [data-why]").await?;
    }
    Ok(())
}

async fn the_legend_is_accessible(visit: Visit) -> Outcome {
    for attributes in [
        "theme=light",
        "theme=dark",
        "theme=dark color-by=place",
        "controls=none",
    ] {
        let page = Page::plain().feed("/tasks.json").attributes(attributes);
        visit.open_ready(page).await?;
        visit.until("visible('[data-coloured]').length > 1").await?;
        if attributes.starts_with("theme") {
            visit.click_on("visible('[data-legend]')[0]").await?;
            visit
                .until("visible('[data-legend][aria-pressed=true]').length === 1 && visible('[data-chip]').length === 1")
                .await?;
        }
        check(&visit, "[data-coloured]").await?;
    }
    visit
        .open_framed(Page::plain().feed("/tasks.json"), 375, 740)
        .await?;
    visit.is_ready().await?;
    visit.until("visible('[data-legend]').length > 1").await?;
    visit.click_on("visible('[data-legend]')[0]").await?;
    visit
        .until("visible('[data-legend][aria-pressed=true]').length === 1")
        .await?;
    check(&visit, "[data-legend]").await
}

async fn the_open_filter_is_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let attributes = format!("views='list month' theme={theme}");
        visit.open_near(Page::plain().attributes(&attributes)).await?;
        visit.search_for("vortrag").await?;
        visit.until("visible('mark').length > 0").await?;
        check(&visit, "mark").await?;
        visit.until("visible('[role=option]').length > 1").await?;
        visit.press(thirtyfour::Key::Down).await?;
        visit
            .until("visible('[aria-selected=true]').length === 1")
            .await?;
        check(&visit, "[role=option][aria-selected=true]").await?;
        visit.press(thirtyfour::Key::Escape).await?;
        for facet in ["when", "type"] {
            visit.click(&format!("[data-facet-button={facet}]")).await?;
            visit
                .until(&format!("visible('[data-facet-panel={facet}]').length === 1"))
                .await?;
            // Half of it may lie below the panel, and axe takes that for all of it.
            visit.run("one('.lh-legend')?.setAttribute('inert', '')").await?;
            check(&visit, "[data-facet-panel]").await?;
        }
        visit.click_on("value('type', 'Workshop')").await?;
        visit.until("visible('[data-chip]').length === 1").await?;
        check(&visit, "[data-chip]").await?;
    }
    Ok(())
}

async fn the_sheet_of_filters_is_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let page = Page::plain().attributes(&format!("theme={theme} filter=type:Vortrag"));
        visit.open_framed(page, 360, 780).await?;
        visit.is_ready().await?;
        visit.click("[data-filter-button]").await?;
        visit.until("visible('[data-range]').length === 1").await?;
        check(&visit, "dialog [data-facet-value]").await?;
    }
    Ok(())
}

async fn months_below_fields_for_dates_are_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let attributes = format!("view=day date=2026-11-26 theme={theme}");
        visit
            .open_ready(Page::plain().feed("/hours.json").attributes(&attributes))
            .await?;
        visit.click("[data-date-field]").await?;
        visit
            .until("visible('.lh-date-panel [data-mini-day]').length === 30")
            .await?;
        check(&visit, ".lh-date-panel [data-mini-day]").await?;
        visit
            .open_near(Page::plain().attributes(&format!("theme={theme}")))
            .await?;
        visit.click("[data-facet-button=when]").await?;
        visit.click("[data-range]").await?;
        visit
            .until("visible('.lh-date-panel [data-mini-day]').length === 30")
            .await?;
        // Half of it may lie below the panel, and axe takes that for all of it.
        visit.run("one('.lh-legend')?.setAttribute('inert', '')").await?;
        check(&visit, ".lh-date-panel [data-mini-day]").await?;
    }
    Ok(())
}

async fn what_is_taken_along_is_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let page = Page::plain().attributes(&format!("theme={theme}"));
        visit.open_ready(page.clone()).await?;
        visit.click("[data-star=meetup]").await?;
        visit.until("words(one('.lh-kept'))").await?;
        // It is there for a moment only.
        check(&visit, ".lh-kept *").await?;
        visit.click("[data-take]").await?;
        visit.until("visible('[data-subscribe]').length > 1").await?;
        visit.click("[data-code]").await?;
        visit.until("visible('.lh-code svg').length === 1").await?;
        check(&visit, "[data-panel=take] *").await?;
        check(&visit, "[data-star]").await?;
        visit.open_ready(page.query("?lh.event=assembly")).await?;
        for (way, inside) in [("calendar", "[data-service]"), ("share", "[data-copy]")] {
            visit.click(&format!("[data-way={way}]")).await?;
            visit.until(&format!("visible('{inside}').length > 0")).await?;
            check(&visit, inside).await?;
        }
        visit
            .open_ready(
                Page::plain()
                    .feed("/plan")
                    .attributes(&format!("theme={theme}"))
                    .query("?lh.event=fair#lh.talk=ausblick"),
            )
            .await?;
        visit.until("visible('[aria-current=true]').length === 1").await?;
        visit.until("visible('[data-at-once]').length > 1").await?;
        check(&visit, "[aria-current=true] *").await?;
        visit.click("[data-star-talk=ausblick]").await?;
        visit.press(Key::Escape).await?;
        visit.click("[data-star=dinner]").await?;
        visit.click("[data-starred]").await?;
        visit.until("visible('[data-overlap]').length === 2").await?;
        check(&visit, "[data-overlap]").await?;
        visit.run("localStorage.clear()").await?;
    }
    Ok(())
}

async fn the_empty_state_is_accessible(visit: Visit) -> Outcome {
    visit.open(Page::plain().feed("/empty")).await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    check(&visit, "[data-state=empty]").await?;
    visit.open_ready(Page::plain()).await?;
    visit.search_for("nichts dergleichen").await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    check(&visit, "[data-state=empty]").await?;
    for (query, inside) in [
        ("wann:bla", "[data-strange]"),
        ("herbstversammlung", "[data-elsewhere]"),
    ] {
        visit
            .open(
                Page::plain()
                    .query(&format!("?lh.q={query}"))
                    .attributes("theme=dark"),
            )
            .await?;
        visit.until(&format!("visible('{inside}').length === 1")).await?;
        check(&visit, inside).await?;
    }
    Ok(())
}

async fn the_error_state_is_accessible(visit: Visit) -> Outcome {
    visit.open(Page::plain().feed("/missing")).await?;
    visit.until("visible('[data-state=error]').length === 1").await?;
    check(&visit, "[data-state=error]").await
}

async fn what_cannot_be_opened_is_told_accessibly(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-dialog.wasm");
    visit.open(Page::plain().query("?lh.event=security")).await?;
    visit.until("dialog()?.querySelector('[data-retry]')").await?;
    check(&visit, "dialog [data-retry]").await
}

async fn a_calendar_from_right_to_left_is_accessible(visit: Visit) -> Outcome {
    let page = Page::plain().feed("/directions.json").attributes("lang=he");
    visit.open_ready(page).await?;
    check(&visit, EVENT).await?;
    visit.click("[data-uid=hebrew] [part=event-link]").await?;
    visit.until("dialog()?.querySelector('[data-detail]')").await?;
    check(&visit, "dialog [data-detail]").await
}

async fn the_loading_state_is_accessible(visit: Visit) -> Outcome {
    visit
        .open(Page::new("end.html").feed("/slow/browser.json"))
        .await?;
    visit
        .until("visible('[data-state=loading]').length === 1")
        .await?;
    // The words fade in, and pale ones would be found fault with.
    visit
        .until("one('[data-state=loading]').getAnimations().length === 0")
        .await?;
    check(&visit, "[data-state=loading]").await?;
    visit.site.release();
    visit.is_ready().await
}

async fn the_dark_theme_is_accessible(visit: Visit) -> Outcome {
    for view in ["list", "month"] {
        visit
            .open_ready(Page::plain().attributes(&format!("theme=dark view={view} date=2026-12-01")))
            .await?;
        check(&visit, EVENT).await?;
    }
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    visit.until("dialog()").await?;
    check(&visit, "dialog").await
}

/// The twin of all tests above: a fault inside the shadow root, which the same check must report.
async fn an_inaccessible_page_is_seen(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "const image = document.createElement('img');
             image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
             one('[part=event]').append(image);",
        )
        .await?;
    let report = axe(&visit, EVENT).await?;
    assert!(
        report
            .violations
            .iter()
            .any(|violation| violation.starts_with("image-alt")),
        "{report:?}"
    );
    Ok(())
}

/// What axe said.
#[derive(Debug, Deserialize)]
struct Report {
    /// The rules that are broken, each with where.
    violations: Vec<String>,
    /// How many of the nodes that any rule looked at lie in what was to be looked at.
    looked_at: usize,
}

/// Fails if axe finds a fault, or did not look into `inside`.
pub async fn check(visit: &Visit, inside: &str) -> Outcome {
    let report = axe(visit, inside).await?;
    assert!(report.looked_at > 0, "axe did not look into {inside}");
    assert!(
        report.violations.is_empty(),
        "{inside}:\n{}",
        report.violations.join("\n")
    );
    Ok(())
}

async fn axe(visit: &Visit, inside: &str) -> Outcome<Report> {
    // What fades in is pale until it is there, such as the month beside a list, which comes late.
    visit
        .until(
            "[...document.querySelectorAll('lichthof-calendar')].every((calendar) => {
                const beside = calendar.shadowRoot?.querySelector('.lh-beside');
                return !beside || getComputedStyle(beside).display === 'none' || beside.querySelector('[role=grid]');
            }) && document.getAnimations().concat([...document.querySelectorAll('*')]
                .flatMap((element) => element.shadowRoot?.getAnimations() ?? []))
                .every((animation) => animation.playState !== 'running'
                    || animation.effect.getComputedTiming().endTime === Infinity)",
        )
        .await?;
    let path = axe_file()?;
    let source =
        std::fs::read_to_string(&path).map_err(|error| fault(format!("{}: {error}", path.display())))?;
    visit.session().execute(source, Vec::new()).await?;
    let inside = json!(inside);
    visit
        .run_async(&format!(
            "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
             // What begins to fade in from here on is there at once.
             const still = new CSSStyleSheet();
             still.replaceSync('*,::before,::after{{animation-duration:0s!important;animation-delay:0s!important}}');
             const roots = [...document.querySelectorAll('*')].flatMap((element) => element.shadowRoot ?? []);
             const wear = (change) => roots.forEach((root) => (root.adoptedStyleSheets = change(root.adoptedStyleSheets)));
             wear((sheets) => [...sheets, still]);
             const told = await axe.run(document, {{ runOnly: {{ type: 'tag', values: tags }}, elementRef: true }});
             wear((sheets) => sheets.filter((sheet) => sheet !== still));
             const nodes = [...told.passes, ...told.violations, ...told.incomplete].flatMap((rule) => rule.nodes);
             return {{
               violations: told.violations.map(({{ id, help, nodes }}) =>
                 id + ': ' + help + ': ' + nodes.map((node) =>
                   node.target.flat().join(' ') + ' (' + node.failureSummary.replace(/\\s+/g, ' ') + ')').join('; ')),
               looked_at: nodes.filter(({{ element }}) => element.closest({inside})).length,
             }};"
        ))
        .await
}

/// `LICHTHOF_AXE`, else where `make test` puts it.
fn axe_file() -> Outcome<PathBuf> {
    let named = std::env::var_os("LICHTHOF_AXE").map(PathBuf::from);
    let own = PathBuf::from(".tools/npm/node_modules/axe-core/axe.min.js");
    let found = named.unwrap_or(own);
    match found.is_file() {
        true => Ok(found),
        false => Err(fault("axe-core is missing: name its axe.min.js in LICHTHOF_AXE")),
    }
}
