//! Ready sets of tokens, and what of its looks a calendar takes from the page: font, colours, and the size of its words.

use serde_json::json;

use crate::accessibility::check;
use crate::case::{Case, cases};
use crate::devtools::devtools;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::{Damage, Reach};
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut all = cases![
        only_a_page_that_names_a_theme_asks_for_it,
        themes_go_together_and_change,
        what_the_page_sets_counts_more_than_a_theme,
        without_its_file_a_theme_is_none,
        a_theme_that_is_damaged_is_none,
        companions_have_themes_of_their_own,
        the_font_and_the_colours_of_the_page_are_taken_over,
        the_page_reaches_each_part,
        words_of_twice_the_size_have_room,
    ];
    // What axe reckons is the same in each engine, and one driver alone can say what the visitor's system asks for.
    let reckoned = cases![each_theme_can_be_read, what_the_visitors_system_asks_for_is_kept];
    all.extend(reckoned.into_iter().map(Case::only_in_chromium));
    all
}

const THEMES: &str = "/lichthof-themes.js";
const LOOK: &str = "(() => {
    const root = one('.lh-root');
    const { backgroundColor, color } = getComputedStyle(root);
    return [root.dataset.theme, backgroundColor, color];
})()";

async fn only_a_page_that_names_a_theme_asks_for_it(visit: Visit) -> Outcome {
    for (attributes, count) in [("", 0), ("theme=dark", 0), ("theme='light compact'", 1)] {
        visit.open_ready(Page::plain().attributes(attributes)).await?;
        assert_eq!(visit.site.calendar_requests(THEMES), count, "{attributes}");
    }
    visit
        .open_ready(Page::plain().attributes("theme='plain'").pinned())
        .await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(255, 255, 255)", "rgb(11, 12, 12)"]))
        .await
}

async fn themes_go_together_and_change(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("theme='dark compact contrast'");
    visit.open_ready(page).await?;
    let black = json!(["dark", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]);
    visit.becomes(LOOK, black).await?;
    let height = "one('[data-uid=assembly]').getBoundingClientRect().height";
    let compact: f64 = visit.read(height).await?;
    visit
        .run("calendar().setAttribute('theme', 'light bootstrap')")
        .await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(255, 255, 255)", "rgb(33, 37, 41)"]))
        .await?;
    visit.until(&format!("{height} > {compact}")).await?;
    visit.run("calendar().removeAttribute('theme')").await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(255, 255, 255)", "rgb(24, 33, 34)"]))
        .await?;
    assert_eq!(visit.site.calendar_requests(THEMES), 1);
    // What comes later may name one, too.
    visit.open_ready(Page::plain()).await?;
    visit.run("calendar().setAttribute('theme', 'contrast')").await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(255, 255, 255)", "rgb(0, 0, 0)"]))
        .await
}

async fn what_the_page_sets_counts_more_than_a_theme(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("theme='contrast' style='--lh-text: #123456; --lh-radius: 11px'");
    visit.open_ready(page).await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(255, 255, 255)", "rgb(18, 52, 86)"]))
        .await?;
    // A block theme of WordPress has two colours that the calendar of its name takes over.
    let page = Page::plain().attributes(
        "theme='wordpress' style='--wp--preset--color--base: #fdf6e3; --wp--preset--color--contrast: #002b36'",
    );
    visit.open_ready(page).await?;
    visit
        .becomes(LOOK, json!(["light", "rgb(253, 246, 227)", "rgb(0, 43, 54)"]))
        .await
}

async fn without_its_file_a_theme_is_none(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-themes.js");
    it_wears_none(&visit).await
}

async fn a_theme_that_is_damaged_is_none(visit: Visit) -> Outcome {
    for damage in [Damage::Cut, Damage::Page, Damage::Empty] {
        visit.site.damage("lichthof-themes.js", damage, Reach::Always);
        it_wears_none(&visit).await?;
        visit.site.repair();
    }
    Ok(())
}

/// A page that names a theme has the colours of one that names none, and hears of no error.
async fn it_wears_none(visit: &Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("theme='dark contrast'"))
        .await?;
    visit
        .becomes(LOOK, json!(["dark", "rgb(18, 24, 26)", "rgb(228, 235, 235)"]))
        .await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

/// A companion is as dark as its calendar, and wears what it names itself.
async fn companions_have_themes_of_their_own(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("companions.html")).await?;
    let seen =
        "['search', 'filters', 'month', 'next'].map((name) => companion(name, '.lh-root')).map((root) =>
        root && [root.dataset.theme, getComputedStyle(root).color])";
    let all = |theme: &str, color: &str| {
        let one = json!([theme, color]);
        json!([one, one, one, one])
    };
    visit.becomes(seen, all("light", "rgb(24, 33, 34)")).await?;
    visit
        .run("for (const name of ['search', 'filters', 'month', 'next']) document.querySelector(`lichthof-${name}`).setAttribute('theme', 'contrast')")
        .await?;
    visit.becomes(seen, all("light", "rgb(0, 0, 0)")).await?;
    visit.run("calendar().setAttribute('theme', 'dark')").await?;
    visit.becomes(seen, all("dark", "rgb(255, 255, 255)")).await?;
    visit
        .becomes(LOOK, json!(["dark", "rgb(18, 24, 26)", "rgb(228, 235, 235)"]))
        .await?;
    assert_eq!(visit.site.calendar_requests(THEMES), 1);
    Ok(())
}

async fn each_theme_can_be_read(visit: Visit) -> Outcome {
    for attributes in [
        "theme='bootstrap' filter=type:Vortrag",
        "theme='dark bootstrap' view=month date=2026-12-01",
        "theme='wordpress' view=month date=2026-12-01",
        "theme='dark wordpress' filter=type:Vortrag",
        "theme='plain' filter=type:Vortrag",
        "theme='dark plain compact' view=month date=2026-12-01",
        "theme='contrast compact' filter=type:Vortrag",
        "theme='dark contrast'",
    ] {
        visit.open_ready(Page::plain().attributes(attributes)).await?;
        check(&visit, "[part~=event]").await?;
    }
    Ok(())
}

async fn the_font_and_the_colours_of_the_page_are_taken_over(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run("document.body.style.fontFamily = 'Courier, monospace'; document.documentElement.style.colorScheme = 'dark'")
        .await?;
    let family = "[...new Set(visible('.lh-root, .lh-root button, .lh-root input, [part=event-link]')
        .map((element) => getComputedStyle(element).fontFamily))]";
    visit.becomes(family, json!(["Courier, monospace"])).await?;
    visit
        .becomes("one('.lh-root').dataset.theme", json!("dark"))
        .await?;
    visit
        .run("calendar().style.setProperty('--lh-font', 'serif')")
        .await?;
    visit.becomes(family, json!(["serif"])).await
}

/// Those of a list: all that stands in it, and every button of the tools.
async fn the_page_reaches_each_part(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/season")).await?;
    let parts = [
        "calendar",
        "toolbar",
        "search",
        "list",
        "event",
        "event-link",
        "badge",
        "legend",
        "button",
    ];
    for part in parts {
        visit
            .run(&format!(
                "const style = document.createElement('style');
                 style.textContent = 'lichthof-calendar::part({part}) {{ scroll-margin-top: 7px }}';
                 document.head.append(style);"
            ))
            .await?;
        visit
            .until(&format!(
                "all('[part~={part}]').length > 0 && all('[part~={part}]').every((one) =>
                     getComputedStyle(one).scrollMarginTop === '7px')"
            ))
            .await?;
    }
    visit
        .becomes("all('button:not([part])').length", json!(0))
        .await?;
    visit
        .becomes("all('.lh-badge:not([part])').length", json!(0))
        .await
}

/// As by a browser's setting for text alone, which is what sizes in em and `medium` follow (WCAG 1.4.4): nothing is cut
/// off, and nothing goes out of the calendar, in 640 pixels as in 320 (WCAG 1.4.10). Titles in a grid end in dots.
async fn words_of_twice_the_size_have_room(visit: Visit) -> Outcome {
    for (view, width) in [
        ("list", 640),
        ("month", 640),
        ("cards", 640),
        ("list", 320),
        ("week", 320),
    ] {
        let page = Page::new("look.html").attributes(&format!("view={view} date=2026-12-01"));
        visit.open_framed(page, width, 800).await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        visit
            .until(&format!("visible('[data-view={view}]').length === 1"))
            .await?;
        visit
            .run(
                "const sheet = new CSSStyleSheet();
                 sheet.replaceSync('.lh-root{font-size:32px!important}');
                 calendar().shadowRoot.adoptedStyleSheets = [...calendar().shadowRoot.adoptedStyleSheets, sheet];",
            )
            .await?;
        visit.painted().await?;
        visit
            .until("document.documentElement.scrollWidth <= innerWidth")
            .await?;
        let cut: Vec<String> = visit
            .read(
                "visible('[part=event-link], .lh-toolbar button, .lh-pill, .lh-cell .lh-overflow').filter((element) => {
                   const { overflowX, overflowY, display } = getComputedStyle(element);
                   const isCut = (overflow, inner, outer) => /hidden|clip/.test(overflow) && inner > outer + 1;
                   const isInGrid = Boolean(element.closest('[data-day], [role=grid]'));
                   return display !== 'inline' && !(isInGrid && element.matches('[part=event-link]')) &&
                     (!isInGrid && isCut(overflowX, element.scrollWidth, element.clientWidth) ||
                      isCut(overflowY, element.scrollHeight, element.clientHeight));
                 }).map((element) => element.outerHTML.slice(0, 160))",
            )
            .await?;
        assert_eq!(cut, Vec::<String>::new(), "{view} at {width}");
    }
    Ok(())
}

/// Colours of the visitor's own, and no motion.
async fn what_the_visitors_system_asks_for_is_kept(visit: Visit) -> Outcome {
    let asked = json!([
        { "name": "forced-colors", "value": "active" },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    devtools(&visit, "Emulation.setEmulatedMedia", json!({ "features": asked })).await?;
    let outcome = in_forced_colours(&visit).await;
    devtools(&visit, "Emulation.setEmulatedMedia", json!({ "features": [] })).await?;
    outcome
}

async fn in_forced_colours(visit: &Visit) -> Outcome {
    visit
        .open_ready(Page::plain().attributes("view=month views=\"list month\" color-by=type"))
        .await?;
    visit
        .becomes("matchMedia('(forced-colors: active)').matches", json!(true))
        .await?;
    visit.until("visible('[data-legend]').length > 1").await?;
    // What is told by a ground alone elsewhere is told by a line: which view, which day is today.
    let width = |selector: &str| format!("getComputedStyle(one('{selector}')).borderBlockStartWidth");
    visit
        .becomes(&width(".lh-view-button[aria-pressed=true]"), json!("2px"))
        .await?;
    visit
        .becomes(
            &format!(
                "{} !== {}",
                width(".lh-cell[data-today] .lh-day-button"),
                width(".lh-cell:not([data-today], [data-shown]) .lh-day-button")
            ),
            json!(true),
        )
        .await?;
    // Colours that mean something stay what they are.
    visit
        .becomes(
            "new Set(visible('[data-legend]').map((one) => getComputedStyle(one, '::before').backgroundColor)).size > 1",
            json!(true),
        )
        .await?;
    // Nothing moves: what there is of animations is over before it is seen.
    visit.run("window.moved = []; for (const type of ['animationstart', 'transitionrun']) calendar().shadowRoot.addEventListener(type, (event) => {
        const [effect] = event.target.getAnimations();
        if (effect?.effect.getComputedTiming().duration > 1) moved.push(event.target.className);
    }, true)").await?;
    visit.click("[data-view-button=list]").await?;
    visit.until("uids().length > 0").await?;
    visit.click("[data-opens]").await?;
    visit.until("dialog()").await?;
    visit.painted().await?;
    visit.becomes("moved", json!([])).await
}
