//! Pictures of every state for people to look at, in `.screenshots/`: seven widths, light in German and dark in English,
//! and from right to left; each view empty and crowded, and with everything twice as large. They assert nothing but that
//! the state came about.

use serde_json::{Value, json};
use thirtyfour::By;
use thirtyfour::common::print::PrintParameters;

use crate::builder;
use crate::case::{Case, cases, screenshots_folder};
use crate::devtools::devtools;
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::take::NO_PRINTER;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        list,
        month,
        week,
        day,
        crowded_day,
        year,
        cards,
        dialog,
        two_directions,
        open_filter,
        filtered,
        keeping,
        sharing,
        taking,
        starred,
        spoken,
        empty,
        loading,
        failing,
        many_listed,
        many_in_a_month,
        every_view_empty,
        every_view_with_forty_events_on_a_day,
        every_view_with_three_overlapping_weeks,
        twice_as_large,
    ];
    cases.extend(cases![gallery].into_iter().map(Case::only_in_chromium));
    // WebKit's driver prints nothing, and its window has no focus once it was made narrower.
    let without = cases![date_to_pick, programme];
    cases.extend(without.into_iter().map(Case::not_in_webkit));
    cases.into_iter().map(Case::with_pictures).collect()
}

/// What partners show.
fn season() -> Page {
    Page::new("look.html").feed("/season")
}

async fn list(visit: Visit) -> Outcome {
    take(&visit, "list", season(), "", &[READY]).await
}

async fn month(visit: Visit) -> Outcome {
    take(&visit, "month", season(), "view=month date=2026-12-10", &[READY]).await
}

async fn week(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/hours.json");
    take(&visit, "week", page, "view=week", &[READY]).await
}

async fn day(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/hours.json");
    take(&visit, "day", page, "view=day date=2026-11-26", &[READY]).await
}

async fn date_to_pick(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/hours.json");
    let steps = [
        READY,
        Step::Click("[data-date-field]"),
        Step::Until("visible('.lh-date-panel [data-mini-day]')[0]"),
    ];
    take(&visit, "date-to-pick", page, "view=week", &steps).await
}

async fn crowded_day(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/crowd/40");
    take(&visit, "crowded-day", page, "view=day date=2026-12-08", &[READY]).await
}

async fn year(visit: Visit) -> Outcome {
    take(&visit, "year", season(), "view=year", &[READY]).await
}

async fn cards(visit: Visit) -> Outcome {
    take(&visit, "cards", season(), "view=cards", &[READY]).await
}

async fn dialog(visit: Visit) -> Outcome {
    let page = season().query("?lh.event=season-0-2");
    take(&visit, "dialog", page, "", &[READY, Step::Until("dialog()")]).await
}

/// A feed with words that are read from right to left, in the calendars of the languages pictured.
async fn two_directions(visit: Visit) -> Outcome {
    for (name, attributes) in [("directions-list", ""), ("directions-month", "view=month")] {
        let page = Page::new("look.html").feed("/directions.json");
        take(&visit, name, page, attributes, &[READY]).await?;
    }
    let page = Page::new("look.html")
        .feed("/directions.json")
        .query("?lh.event=hebrew");
    take(
        &visit,
        "directions-dialog",
        page,
        "",
        &[READY, Step::Until("dialog()")],
    )
    .await
}

/// What the README shows, as `docs/gallery.png`: the outings of the demo's gallery, with all their images.
async fn gallery(visit: Visit) -> Outcome {
    let folder = screenshots_folder().join(visit.engine.name());
    std::fs::create_dir_all(&folder)?;
    visit.resize(1180, 508).await?;
    builder::open(&visit, "gallery.html").await?;
    let calendar = "[...document.querySelectorAll('lichthof-calendar[view=cards]')].find((one) => !one.hasAttribute('max'))";
    visit.until(&format!("{calendar}?.hasAttribute('feed')")).await?;
    // Without the others, which move it when they come. A calendar begins when it comes near.
    visit
        .run(&format!(
            "const shown = {calendar};
             for (const section of document.querySelectorAll('#gallery > section')) if (!section.contains(shown)) section.remove();
             scrollTo(0, shown.getBoundingClientRect().top + scrollY - 16);"
        ))
        .await?;
    visit
        .until(&format!(
            "{calendar}.shadowRoot?.querySelectorAll('.lh-card img').length > 3
                && [...{calendar}.shadowRoot.querySelectorAll('.lh-card img')].slice(0, 4).every((image) => image.complete && image.naturalWidth)
                && Math.abs({calendar}.getBoundingClientRect().top - 16) < 1"
        ))
        .await?;
    visit.painted().await?;
    visit.session().screenshot(&folder.join("gallery.png")).await?;
    Ok(())
}

async fn open_filter(visit: Visit) -> Outcome {
    let steps = [
        READY,
        Step::Click("[data-filter-button]"),
        Step::Until("visible('[data-facet-panel] [data-facet-value]')[0]"),
    ];
    take(&visit, "open-filter", Page::new("look.html"), "", &steps).await
}

async fn filtered(visit: Visit) -> Outcome {
    let steps = [
        READY,
        Step::Click("[data-filter-button]"),
        Step::Click("[data-facet-value=Vortrag]"),
        Step::Click("[data-show]"),
        Step::Until("visible('[data-chip]')[0]"),
    ];
    take(&visit, "filtered", Page::new("look.html"), "", &steps).await
}

async fn keeping(visit: Visit) -> Outcome {
    let page = Page::new("look.html").query("?lh.event=assembly");
    let steps = [
        READY,
        Step::Click("[data-way=calendar]"),
        Step::Until("visible('[data-service]').length === 4"),
    ];
    take(&visit, "keeping", page, "", &steps).await
}

async fn sharing(visit: Visit) -> Outcome {
    let page = Page::new("look.html").query("?lh.event=assembly");
    let steps = [
        READY,
        Step::Click("[data-way=share]"),
        Step::Until("visible('[data-copy=link]')[0]"),
        Step::Click("[data-star-here]"),
        Step::Until("words(one('.lh-kept-here'))"),
    ];
    take(&visit, "sharing", page, "", &steps).await
}

async fn taking(visit: Visit) -> Outcome {
    let steps = [
        READY,
        Step::Click("[data-take]"),
        Step::Until("visible('[data-subscribe]')[0]"),
    ];
    take(&visit, "taking", Page::new("look.html"), "", &steps).await
}

async fn starred(visit: Visit) -> Outcome {
    let steps = [
        READY,
        Step::Click("[data-star=meetup]"),
        Step::Until("words(one('.lh-kept'))"),
    ];
    take(&visit, "starred", Page::new("look.html"), "", &steps).await
}

/// What is printed, in the place of the page that it comes from.
const ON_PAPER: &str = "const paper = one('.lh-print-frame').contentDocument;
    const rules = [...paper.adoptedStyleSheets[0].cssRules].map((rule) => rule.cssText);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules.join(''));
    for (const own of document.querySelectorAll('style, link[rel=stylesheet]')) own.remove();
    document.body.replaceWith(document.adoptNode(paper.body));
    document.adoptedStyleSheets = [sheet];";

/// The paper as a PDF, which WebKit's driver cannot make.
async fn programme(visit: Visit) -> Outcome {
    let folder = screenshots_folder().join(visit.engine.name());
    std::fs::create_dir_all(&folder)?;
    for (name, page) in [
        ("programme", Page::plain()),
        ("programme-many", Page::plain().feed("/many/500")),
    ] {
        visit.open_ready(page).await?;
        visit.run(NO_PRINTER).await?;
        visit.click("[data-take]").await?;
        visit.click("[data-print]").await?;
        visit
            .until("one('.lh-print-frame')?.contentDocument?.querySelector('article')")
            .await?;
        visit.run(ON_PAPER).await?;
        let paper = PrintParameters {
            background: true,
            ..PrintParameters::default()
        };
        let pdf = visit.session().print_page(paper).await?;
        std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
    }
    Ok(())
}

/// What assistive technology is told in each state, in words to be read: roles, names and states in the
/// order in which they stand. Chromium alone gives it away.
async fn spoken(visit: Visit) -> Outcome {
    if visit.engine != Engine::Chromium {
        return Ok(());
    }
    let folder = screenshots_folder().join(visit.engine.name());
    std::fs::create_dir_all(&folder)?;
    let open_filter = [
        READY,
        Step::Click("[data-filter-button]"),
        Step::Until("visible('[data-facet-panel] [data-facet-value]')[0]"),
    ];
    let keeping = [
        READY,
        Step::Click("[data-way=calendar]"),
        Step::Until("visible('[data-service]').length === 4"),
    ];
    let taking = [
        READY,
        Step::Click("[data-star=meetup]"),
        Step::Click("[data-take]"),
        Step::Until("visible('[data-subscribe]')[0]"),
    ];
    let states: [(&str, &str, &str, &[Step]); 8] = [
        ("list", "", "", &[READY]),
        ("month", "", "view=month date=2026-12-10", &[READY]),
        ("week", "", "view=week", &[READY]),
        ("year", "", "view=year", &[READY]),
        ("filtered", "?lh.type=Vortrag&lh.q=schlüssel", "", &[READY]),
        ("sheet", "", "", &open_filter),
        ("keeping", "?lh.event=assembly", "", &keeping),
        ("taking", "", "", &taking),
    ];
    for (state, query, attributes, steps) in states {
        visit
            .open(Page::plain().query(query).attributes(attributes))
            .await?;
        walk(&visit, steps).await?;
        let told = devtools(&visit, "Accessibility.getFullAXTree", json!({})).await?;
        let lines = tree_lines(&told["nodes"]);
        std::fs::write(folder.join(format!("spoken-{state}.txt")), lines.join("\n"))?;
    }
    Ok(())
}

/// Each node that says anything, as `role "name" states`.
fn tree_lines(nodes: &Value) -> Vec<String> {
    let nodes = nodes.as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let mut lines = Vec::new();
    for node in nodes {
        let (role, name) = (text(&node["role"]), text(&node["name"]));
        let is_silent =
            node["ignored"] == true || matches!(role.as_str(), "none" | "generic" | "InlineTextBox");
        if is_silent || (role == "StaticText" && name.trim().is_empty()) {
            continue;
        }
        let states = node["properties"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let states = states.iter().filter_map(|state| {
            let name = state["name"].as_str()?;
            let value = &state["value"]["value"];
            let is_told = [
                "expanded", "pressed", "checked", "selected", "level", "live", "hasPopup",
            ]
            .contains(&name);
            is_told.then(|| format!(" {name}={value}"))
        });
        lines.push(format!("{role} {name:?}{}", states.collect::<String>()));
    }
    lines
}

async fn empty(visit: Visit) -> Outcome {
    let steps = [Step::Until("visible('[data-state=empty]')[0]")];
    take(&visit, "empty", Page::new("look.html").feed("/empty"), "", &steps).await
}

async fn loading(visit: Visit) -> Outcome {
    let steps = [Step::Until("visible('[data-state=loading]')[0]")];
    take(
        &visit,
        "loading",
        Page::new("end.html").feed("/slow/browser.json"),
        "",
        &steps,
    )
    .await
}

async fn failing(visit: Visit) -> Outcome {
    let steps = [Step::Until("visible('[data-state=error]')[0]")];
    take(
        &visit,
        "failing",
        Page::new("look.html").feed("/missing"),
        "",
        &steps,
    )
    .await
}

async fn many_listed(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/many/500");
    take(
        &visit,
        "many-listed",
        page,
        "",
        &[READY, Step::Click("[data-more]")],
    )
    .await
}

async fn many_in_a_month(visit: Visit) -> Outcome {
    let page = Page::new("look.html").feed("/many/500");
    take(
        &visit,
        "many-in-a-month",
        page,
        "view=month date=2026-12-10",
        &[READY],
    )
    .await
}

const VIEWS: [&str; 6] = ["list", "cards", "day", "week", "month", "year"];

async fn every_view_empty(visit: Visit) -> Outcome {
    for view in VIEWS {
        let page = Page::new("look.html").feed("/empty");
        let attributes = format!("view={view}");
        let steps = [Step::Until("visible('[data-state=empty]')[0]")];
        take_some(&visit, &format!("empty-{view}"), page, &attributes, &steps).await?;
    }
    Ok(())
}

async fn every_view_with_forty_events_on_a_day(visit: Visit) -> Outcome {
    for view in VIEWS {
        let page = Page::new("look.html").feed("/crowd/40");
        let attributes = format!("view={view} date=2026-12-08");
        take_some(&visit, &format!("forty-{view}"), page, &attributes, &[READY]).await?;
    }
    Ok(())
}

async fn every_view_with_three_overlapping_weeks(visit: Visit) -> Outcome {
    for view in VIEWS {
        let page = Page::new("look.html").feed("/weeks.json");
        let attributes = format!("view={view} date=2027-05-12");
        take_some(&visit, &format!("weeks-{view}"), page, &attributes, &[READY]).await?;
    }
    Ok(())
}

/// The whole page, as by a browser's zoom, and the words alone, as by its setting for text.
async fn twice_as_large(visit: Visit) -> Outcome {
    let page_zoom = Step::Run("document.documentElement.style.zoom = 2");
    let text_zoom = Step::Run(
        "const sheet = new CSSStyleSheet();
         sheet.replaceSync('.lh-root{font-size:32px!important}');
         calendar().shadowRoot.adoptedStyleSheets = [...calendar().shadowRoot.adoptedStyleSheets, sheet];",
    );
    let is_open = Step::Until("dialog()");
    for (zoom, width, large) in [
        ("page", 1280, page_zoom),
        ("text", 375, text_zoom),
        ("text", 1280, text_zoom),
    ] {
        let look = (width, "light", "de");
        for view in VIEWS {
            let (state, attributes) = (
                format!("twice-{zoom}-{view}"),
                format!("view={view} date=2026-12-08"),
            );
            take_one(&visit, &state, look, &season(), &attributes, &[READY, large]).await?;
        }
        let (state, page) = (
            format!("twice-{zoom}-dialog"),
            season().query("?lh.event=season-0-2"),
        );
        take_one(&visit, &state, look, &page, "", &[READY, is_open, large]).await?;
        let (state, open) = (format!("twice-{zoom}-sheet"), Step::Click("[data-filter-button]"));
        take_one(
            &visit,
            &state,
            look,
            &season(),
            "",
            &[READY, open, is_open, large],
        )
        .await?;
    }
    Ok(())
}

/// What must happen before the picture is taken.
#[derive(Clone, Copy)]
enum Step {
    Until(&'static str),
    Click(&'static str),
    Run(&'static str),
}

const READY: Step = Step::Until("events('lichthof-ready').length > 0 && visible('[data-view]').length > 0");
const HEIGHT: u32 = 1000;
/// No engine makes its window as narrow as a phone: up to this width, a frame stands in for it.
const NARROWEST_WINDOW: u32 = 500;

/// In all widths, both themes, and from right to left.
async fn take(visit: &Visit, state: &str, page: Page, attributes: &str, steps: &[Step]) -> Outcome {
    for width in [280, 320, 375, 768, 1024, 1280, 1920] {
        for (theme, language) in [("light", "de"), ("dark", "en")] {
            take_one(visit, state, (width, theme, language), &page, attributes, steps).await?;
        }
    }
    for look in [(375, "light", "ar"), (1280, "dark", "he")] {
        take_one(visit, state, look, &page, attributes, steps).await?;
    }
    Ok(())
}

/// Once narrow and once wide, and dark.
async fn take_some(visit: &Visit, state: &str, page: Page, attributes: &str, steps: &[Step]) -> Outcome {
    for look in [(320, "light", "de"), (1280, "light", "de"), (1280, "dark", "en")] {
        take_one(visit, state, look, &page, attributes, steps).await?;
    }
    Ok(())
}

async fn take_one(
    visit: &Visit,
    state: &str,
    (width, theme, language): (u32, &str, &str),
    page: &Page,
    attributes: &str,
    steps: &[Step],
) -> Outcome {
    let folder = screenshots_folder().join(visit.engine.name());
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{state}-{width}-{theme}-{language}.png"));
    let page = page
        .clone()
        .attributes(&format!("theme={theme} lang={language} {attributes}"));
    if width <= NARROWEST_WINDOW {
        visit.resize(1280, HEIGHT).await?;
        visit.open_framed(page, width, HEIGHT).await?;
        walk(visit, steps).await?;
        visit.session().enter_default_frame().await?;
        let frame = visit.session().find(By::Id("frame")).await?;
        frame.screenshot(&path).await?;
    } else {
        visit.resize(width, HEIGHT).await?;
        visit.open(page).await?;
        walk(visit, steps).await?;
        visit.session().screenshot(&path).await?;
    }
    Ok(())
}

async fn walk(visit: &Visit, steps: &[Step]) -> Outcome {
    for step in steps {
        match step {
            Step::Until(expression) => visit.until(expression).await?,
            Step::Click(selector) => visit.click(selector).await?,
            Step::Run(statements) => visit.run(statements).await?,
        }
    }
    visit.painted().await
}
