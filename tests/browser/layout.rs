//! The calendar's size in the partner's layout, and what its arrival does to the text below it.

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut cases = cases![
        it_has_a_width_in_every_layout,
        it_fits_the_narrowest_sidebar,
        the_page_around_it_does_not_reach_in,
        dialogs_stay_within_the_window_of_a_zoomed_page,
    ];
    // No other engine measures layout shifts.
    let shifts = cases![
        nothing_below_moves_when_the_list_arrives,
        nothing_below_moves_when_the_month_arrives,
        nothing_below_moves_under_a_long_month,
        nothing_below_moves_when_tiles_or_a_year_arrive,
        a_page_that_keeps_no_room_is_seen_to_move
    ];
    cases.extend(shifts.into_iter().map(Case::only_in_chromium));
    cases
}

async fn it_has_a_width_in_every_layout(visit: Visit) -> Outcome {
    for view in ["list", "month"] {
        visit
            .open(Page::new("hosts.html").attributes(&format!("view={view}")))
            .await?;
        visit
            .until("[0, 1, 2, 3, 4, 5].every((at) => uids(at).length > 0)")
            .await?;
        let widths: Vec<(String, f64)> = visit
            .read(
                "[...document.querySelectorAll('lichthof-calendar')].map((calendar) =>
                    [calendar.parentNode.id, calendar.getBoundingClientRect().width])",
            )
            .await?;
        assert_eq!(widths.len(), 6);
        for (container, width) in widths {
            assert!(width >= 280.0, "{view} in {container} is {width} px wide");
        }
    }
    Ok(())
}

async fn it_fits_the_narrowest_sidebar(visit: Visit) -> Outcome {
    for view in ["list", "month", "week", "day"] {
        visit
            .open_framed(
                Page::new("look.html").attributes(&format!("view={view}")),
                280,
                800,
            )
            .await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        visit.until("visible('[data-view]').length === 1").await?;
        let wide: Vec<String> = visit
            .read(
                "all('*').filter((element) => isVisible(element)
                    && element.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5
                    && !element.closest('[data-day] [part=event], select, .lh-pill-row > *'))
                    .map((element) => element.outerHTML.slice(0, 120))",
            )
            .await?;
        assert_eq!(wide, Vec::<String>::new(), "{view}");
        visit
            .until("document.documentElement.scrollWidth <= innerWidth")
            .await?;
    }
    Ok(())
}

async fn the_page_around_it_does_not_reach_in(visit: Visit) -> Outcome {
    let measure = "(() => {
        const title = one('[data-uid=assembly] [part=event-link]');
        const { fontSize, letterSpacing, textTransform, lineHeight, textAlign, wordSpacing } = getComputedStyle(title);
        return [fontSize, letterSpacing, textTransform, lineHeight, textAlign, wordSpacing,
                Math.round(title.closest('[part=event]').getBoundingClientRect().height)];
    })()";
    visit.open_ready(Page::plain()).await?;
    let calm: serde_json::Value = visit.read(measure).await?;
    visit.open_ready(Page::new("loud.html")).await?;
    visit.becomes(measure, calm).await
}

/// A page's `zoom` makes vw and vh larger than the window.
async fn dialogs_stay_within_the_window_of_a_zoomed_page(visit: Visit) -> Outcome {
    // What is at a place of the window, whatever the engine takes a zoomed element's rectangle for.
    let inside = "(() => {
        const at = (x, y) => calendar().shadowRoot.elementFromPoint(x, y);
        const close = dialog().querySelector('[data-close]');
        const edges = [];
        for (let x = 0; x < innerWidth; x += 2) for (const y of [1, innerHeight - 1]) edges.push(at(x, y));
        for (let y = 0; y < innerHeight; y += 2) for (const x of [1, innerWidth - 1]) edges.push(at(x, y));
        const isOutside = edges.every((element) => !element?.closest('dialog > *'));
        let found = 0;
        for (let y = 0; y < innerHeight; y += 8) for (let x = 0; x < innerWidth; x += 8) found += at(x, y) === close;
        return [isOutside, found > 6];
    })()";
    for (width, height) in [(1280, 900), (700, 600)] {
        visit.resize(width, height).await?;
        for element in ["documentElement", "body"] {
            visit.open_ready(Page::plain()).await?;
            visit.run(&format!("document.{element}.style.zoom = 1.5")).await?;
            visit.run("calendar().open('assembly')").await?;
            visit.until("dialog()?.querySelector('[data-detail]')").await?;
            visit.painted().await?;
            visit.becomes(inside, serde_json::json!([true, true])).await?;
            visit.run("one('dialog[open] [data-close]').click()").await?;
            visit.until("!dialog()").await?;
            visit.run("one('[data-filter-button]').click()").await?;
            visit.until("dialog()?.querySelector('[data-group]')").await?;
            visit
                .run("for (const group of all('[data-facet-panel]')) group.open = true")
                .await?;
            visit.painted().await?;
            visit.becomes(inside, serde_json::json!([true, true])).await?;
        }
    }
    Ok(())
}

async fn nothing_below_moves_when_the_list_arrives(visit: Visit) -> Outcome {
    let moved = shifts(&visit, "shift.html", "browser.json", "view=list").await?;
    assert!(moved.is_empty(), "{moved:?}");
    Ok(())
}

async fn nothing_below_moves_when_the_month_arrives(visit: Visit) -> Outcome {
    let moved = shifts(&visit, "shift.html", "browser.json", "view=month").await?;
    assert!(moved.is_empty(), "{moved:?}");
    Ok(())
}

/// Six weeks, above which three lines tell what is planned.
async fn nothing_below_moves_under_a_long_month(visit: Visit) -> Outcome {
    for width in [1280, 768] {
        visit.resize(width, 900).await?;
        let moved = shifts(&visit, "shift.html", "weeks.json", "view=month date=2027-05-12").await?;
        assert!(moved.is_empty(), "{width}: {moved:?}");
    }
    Ok(())
}

async fn nothing_below_moves_when_tiles_or_a_year_arrive(visit: Visit) -> Outcome {
    for (feed, view) in [("weeks.json", "view=cards"), ("browser.json", "view=year")] {
        let moved = shifts(&visit, "shift.html", feed, view).await?;
        assert!(moved.is_empty(), "{view}: {moved:?}");
    }
    Ok(())
}

/// The twin of the tests above: the same measurement, on a page where the text must move.
async fn a_page_that_keeps_no_room_is_seen_to_move(visit: Visit) -> Outcome {
    let moved = shifts(&visit, "shift-twin.html", "browser.json", "view=list").await?;
    assert!(
        moved
            .iter()
            .any(|(_, nodes)| nodes.iter().any(|node| node == "below")),
        "{moved:?}"
    );
    Ok(())
}

/// What moved, and by how much (the layout shift score), while a slow feed arrived.
async fn shifts(
    visit: &Visit,
    file: &'static str,
    feed: &str,
    attributes: &str,
) -> Outcome<Vec<(f64, Vec<String>)>> {
    visit.site.hold();
    visit
        .open(
            Page::new(file)
                .feed(&format!("/slow/{feed}"))
                .attributes(attributes),
        )
        .await?;
    visit
        .until("all('[data-state=loading]').length === 1 && isVisible(document.getElementById('below'))")
        .await?;
    visit.painted().await?;
    visit.site.release();
    visit
        .until("events('lichthof-ready').length === 1 && visible('[data-view]').length === 1")
        .await?;
    visit.painted().await?;
    visit
        .read("seen.shifts.map(({ value, nodes }) => [value, nodes])")
        .await
}
