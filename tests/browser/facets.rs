//! Facets in all their places: the bar, the sheet, the search field, the partner's filter, and the detail.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        choices_are_there_with_the_first_events,
        a_day_is_one_click_and_one_at_a_time,
        choices_go_sideways_on_a_phone_and_keep_the_focus_in_sight,
        what_has_no_room_in_the_row_is_not_cut,
        what_has_no_room_in_the_row_takes_no_focus,
        what_is_free_is_a_switch_and_single_days_stand_by_their_weekdays,
        accessibility_and_age_are_chosen_and_told,
        types_have_colours_and_their_filter_is_the_legend,
        the_legend_is_in_sight_in_each_view_and_filters,
        what_has_no_room_in_the_legend_is_scrolled_to,
        the_partner_says_what_the_colours_tell,
        each_calendar_has_the_colours_of_its_own_events,
        facets_come_without_moving_anything,
        a_sheet_has_all_facets_and_counts_what_is_left,
        what_is_opened_in_the_sheet_is_seen,
        values_that_leave_nothing_come_last,
        a_sheet_closes_by_escape_and_gives_the_focus_back,
        the_partner_says_which_facets_there_are,
        days_are_chosen_from_one_to_another,
        days_are_taken_from_a_month_below_their_field,
        what_is_past_is_a_value_of_when,
        many_values_can_be_searched,
        facets_that_were_typed_become_chips,
        a_phrase_becomes_chips,
        a_press_elsewhere_moves_no_event,
        what_is_found_is_marked,
        the_search_field_is_cleared_by_its_button_and_by_escape,
        a_count_is_said_when_it_stands_still,
        a_partners_filter_is_where_visitors_begin,
        a_locked_filter_holds_whatever_visitors_do,
        a_locked_filter_shows_nothing_else_while_its_part_is_missing,
        controls_that_the_partner_leaves_out_are_not_there,
        an_organizer_leads_to_all_of_their_events,
        an_organization_a_place_and_a_topic_lead_on,
    ]
}

fn roomy() -> Page {
    Page::plain().attributes("views='list month'")
}

async fn choices_are_there_with_the_first_events(visit: Visit) -> Outcome {
    for (language, expected) in [
        (
            "de",
            json!([
                "Heute",
                "Morgen",
                "Wochenende",
                "Nächste Woche",
                "Nächster Monat",
                "Datum",
                "Art",
                "Ort",
                "Thema",
                "Kostenlos",
                "Veranstalter"
            ]),
        ),
        (
            "en",
            json!([
                "Today",
                "Tomorrow",
                "Weekend",
                "Next week",
                "Next month",
                "Date",
                "Type",
                "Place",
                "Topic",
                "Free",
                "Organizer"
            ]),
        ),
    ] {
        visit
            .open_ready(
                Page::plain()
                    .feed("/tasks.json")
                    .attributes(&format!("lang={language}")),
            )
            .await?;
        visit
            .becomes(
                "all('.lh-pill-row > :not([data-legend])').map((pill) => pill.textContent)",
                expected,
            )
            .await?;
        // Later the pointer lies on the row.
        let asked = visit.site.calendar_requests("/lichthof-filter.wasm");
        assert!(asked == 0 || language != "de", "asked for {asked} times");
        // What opens is there at once, and filled as soon as its part is.
        visit.click("[data-facet-button=type]").await?;
        visit
            .becomes(
                "counts('type')",
                json!({ "Workshop": 6, "Feier": 3, "Stammtisch": 2, "Vortrag": 2, "Versammlung": 1 }),
            )
            .await?;
    }
    for attributes in ["controls='search views'", "controls=none filter=type:Workshop"] {
        visit
            .open_ready(Page::plain().feed("/tasks.json").attributes(attributes))
            .await?;
        visit.stays("all('.lh-pills').length", json!(0)).await?;
    }
    Ok(())
}

async fn a_day_is_one_click_and_one_at_a_time(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/tasks.json")).await?;
    let pressed = "visible('[aria-pressed=true][data-pill]').map((pill) => pill.dataset.pill)";
    for (day, uids) in [
        ("today", json!(["board"])),
        ("tomorrow", json!(["reading"])),
        ("next-week", json!(["rust", "solder"])),
    ] {
        visit.click(&format!("[data-pill={day}]")).await?;
        visit.becomes("uids()", uids).await?;
        visit.becomes(pressed, json!([day])).await?;
    }
    visit.click("[data-pill=free]").await?;
    visit.becomes(pressed, json!(["next-week", "free"])).await?;
    visit
        .becomes("words(one('[data-said]'))", json!("2 Termine"))
        .await?;
    visit.click("[data-pill=next-week]").await?;
    visit.click("[data-pill=free]").await?;
    visit
        .becomes(&format!("[{pressed}, uids().length]"), json!([[], 14]))
        .await?;
    // From what is over, a day leads to what comes.
    visit.open_ready(roomy()).await?;
    visit.click("[data-past]").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit.click("[data-pill=tomorrow]").await?;
    visit.becomes("uids()", json!(["lights"])).await
}

async fn choices_go_sideways_on_a_phone_and_keep_the_focus_in_sight(visit: Visit) -> Outcome {
    visit
        .open_framed(Page::plain().feed("/tasks.json"), 375, 740)
        .await?;
    visit.is_ready().await?;
    let row = "one('.lh-pill-row')";
    visit
        .becomes(
            &format!(
                "[{row}.scrollWidth > {row}.clientWidth + 200, {row}.offsetHeight - {row}.clientHeight]"
            ),
            json!([true, 0]),
        )
        .await?;
    visit.run("one('input[type=search]').focus()").await?;
    visit
        .tab_to("element.dataset?.facetButton === 'organizer'")
        .await?;
    let inside = format!(
        "(([pill, row]) => pill.left >= row.left && pill.right <= row.right)
            ([focused(), {row}].map((element) => element.getBoundingClientRect()))"
    );
    visit.becomes(&inside, json!(true)).await?;
    visit.press(Key::Enter).await?;
    visit
        .until("focused()?.dataset.facetPanel === 'organizer'")
        .await?;
    visit
        .tab_to("element.dataset?.facetValue === 'Stadtbibliothek'")
        .await?;
    visit.press(" ").await?;
    visit
        .becomes("uids()", json!(["reading", "concert", "course"]))
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[visible('[data-facet-panel]').length, focused().dataset.facetButton]",
            json!([0, "organizer"]),
        )
        .await?;
    visit.becomes(&inside, json!(true)).await
}

/// A pill is seen whole or not at all, and the way to all filters always.
async fn what_has_no_room_in_the_row_is_not_cut(visit: Visit) -> Outcome {
    for width in [1280, 1000, 768] {
        visit.resize(width, 900).await?;
        visit.open_ready(Page::plain().feed("/tasks.json")).await?;
        visit
            .becomes(
                "(() => {
                    const row = one('.lh-pill-row').getBoundingClientRect();
                    const pills = visible('.lh-pill-row > *').map((pill) => pill.getBoundingClientRect());
                    const seen = pills.filter((pill) => pill.top < row.bottom);
                    const all = one('[data-filter-button]').getBoundingClientRect();
                    return [seen.length > 5, seen.every((pill) => pill.bottom <= row.bottom && pill.right <= row.right),
                            all.right <= innerWidth && all.top >= row.top];
                })()",
                json!([true, true, true]),
            )
            .await?;
    }
    Ok(())
}

/// What is out of sight is left to the sheet, also where one goes by keys.
async fn what_has_no_room_in_the_row_takes_no_focus(visit: Visit) -> Outcome {
    let is_below =
        "(pill) => pill.offsetTop >= one('.lh-pill-row').offsetTop + one('.lh-pill-row').offsetHeight";
    for width in [1280, 768] {
        visit.resize(width, 900).await?;
        visit.open_ready(Page::plain().feed("/tasks.json")).await?;
        visit
            .becomes(
                &format!(
                    "[true, false].map((below) => [...new Set(all('.lh-pill-row > :not([data-legend])')
                        .filter((pill) => pill.offsetWidth && ({is_below})(pill) === below)
                        .map((pill) => getComputedStyle(pill).visibility))])"
                ),
                json!([["hidden"], ["visible"]]),
            )
            .await?;
        visit
            .run("window.met = []; one('input[type=search]').focus()")
            .await?;
        let meet = format!(
            "met.push(isIn(element, '.lh-pill-row') && ({is_below})(element))
                && element.matches?.('[data-filter-button]')"
        );
        visit.tab_to(&meet).await?;
        visit.tab_back_to("isIn(element, '.lh-pill-row')").await?;
        visit
            .becomes(
                &format!("[met.length > 5, met.includes(true), ({is_below})(focused())]"),
                json!([true, false, false]),
            )
            .await?;
    }
    // With more room it is seen.
    visit.resize(1920, 900).await?;
    visit
        .becomes(
            &format!(
                "all('.lh-pill-row > .lh-pill').filter((pill) => !({is_below})(pill))
                    .every((pill) => !pill.offsetWidth || isVisible(pill))"
            ),
            json!(true),
        )
        .await
}

async fn what_is_free_is_a_switch_and_single_days_stand_by_their_weekdays(visit: Visit) -> Outcome {
    visit.open_near(Page::plain().feed("/tasks.json")).await?;
    visit.click("[data-filter-button]").await?;
    visit.click("[data-switch]").await?;
    visit
        .becomes(
            "[words(visible('[data-show]')[0]), visible('[data-switch]')[0].checked,
              one('[data-pill=free]').getAttribute('aria-pressed')]",
            json!(["9 Termine anzeigen", true, "true"]),
        )
        .await?;
    visit.click("[data-switch]").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes("[dialog() === undefined, uids().length]", json!([true, 14]))
        .await?;
    visit.click("[data-facet-button=when]").await?;
    visit
        .becomes(
            "visible('[data-facet-panel=when] .lh-value-label').slice(0, 6).map(words)",
            json!([
                "Heute",
                "Morgen",
                "Do, 26. Nov.",
                "Sa, 28. Nov.",
                "So, 29. Nov.",
                "Diese Woche"
            ]),
        )
        .await?;
    // What the row does not offer stands first.
    visit
        .becomes(
            "visible('[data-facet-panel=when] input').slice(0, 2).map((field) => field.type)",
            json!(["text", "checkbox"]),
        )
        .await?;
    visit.click_on("value('when', '2026-11-28')").await?;
    visit.becomes("uids()", json!(["market", "concert"])).await
}

async fn accessibility_and_age_are_chosen_and_told(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/tasks.json")
        .attributes("facets='access age'");
    visit.open_near(page).await?;
    visit.click("[data-facet-button=access]").await?;
    visit
        .becomes(
            "[counts('access'), visible('[data-facet-panel=access] .lh-value-label').map(words)]",
            json!([
                { "step-free": 2, "sign-language": 1, "hearing-loop": 1 },
                ["Stufenlos", "Gebärdensprache", "Hörschleife"]
            ]),
        )
        .await?;
    visit.click_on("value('access', 'step-free')").await?;
    visit.becomes("uids()", json!(["market", "concert"])).await?;
    visit.click("[data-facet-button=age]").await?;
    visit.click_on("value('age', 'children')").await?;
    visit.becomes("uids()", json!(["market"])).await?;
    visit
        .becomes(
            "visible('[data-chip]').map(words)",
            json!(["Stufenlos", "Kinder und Familien"]),
        )
        .await?;
    visit.click("[data-uid=market] [part=event-link]").await?;
    visit
        .until("words(dialog())?.includes('Barrierefreiheit')")
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('.lh-fact')].map(words).filter((fact) => /Alter|Barriere/.test(fact))",
            json!(["Alter Ab 4", "Barrierefreiheit Stufenlos"]),
        )
        .await
}

async fn types_have_colours_and_their_filter_is_the_legend(visit: Visit) -> Outcome {
    let colour = "((element, before = '::before') => getComputedStyle(element, before).backgroundColor)";
    for theme in ["light", "dark"] {
        visit
            .open_ready(
                Page::plain()
                    .feed("/tasks.json")
                    .attributes(&format!("theme={theme}")),
            )
            .await?;
        // They come after the events.
        let rows = format!(
            "['board', 'reading', 'lab', 'market', 'concert'].map((uid) => {colour}(one(`[data-uid=${{uid}}]`)))"
        );
        visit
            .until(&format!(
                "(([board, reading, lab, market, concert]) => market === concert
                    && new Set([board, reading, lab, market, 'rgba(0, 0, 0, 0)']).size === 5)({rows})"
            ))
            .await?;
        // A month has them, too: a bar as the edge of a single time.
        let of_market: String = visit.read(&format!("{colour}(one('[data-uid=market]'))")).await?;
        visit.click("[data-view-button=month]").await?;
        visit
            .becomes(
                "[...new Set(visible('[data-uid=market]').map((bar) => getComputedStyle(bar).borderInlineStartColor))]",
                json!([of_market]),
            )
            .await?;
        visit.click("[data-view-button=list]").await?;
        visit.until("visible('[data-uid=market]').length === 1").await?;
        visit.click("[data-facet-button=type]").await?;
        visit.until("value('type', 'Feier')").await?;
        visit
            .becomes(
                &format!(
                    "{colour}(value('type', 'Feier').closest('label').querySelector('.lh-value-label'))
                        === {colour}(one('[data-uid=market]'))"
                ),
                json!(true),
            )
            .await?;
        visit.click_on("value('type', 'Feier')").await?;
        visit
            .becomes("uids()", json!(["market", "concert", "party"]))
            .await?;
    }
    Ok(())
}

/// What stands in the legend: the words, and the colour if there is one.
const LEGEND: &str = "visible('[data-legend]').map((value) => [words(value), 'coloured' in value.dataset ? \
    getComputedStyle(value, '::before').backgroundColor : null])";

async fn what_has_no_room_in_the_legend_is_scrolled_to(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/weeks.json")
        .attributes("view=month date=2027-05-12");
    visit.open_framed(page, 600, 900).await?;
    visit.is_ready().await?;
    visit.until("visible('.lh-legend').length === 1").await?;
    // All stand in one line, at the right end of which there is more.
    let legend = "one('.lh-legend')";
    visit
        .until(&format!(
            "new Set([...{legend}.children].map((value) => value.offsetTop)).size === 1
             && {legend}.scrollWidth > {legend}.clientWidth + 20 && getComputedStyle({legend}).overflowX === 'auto'"
        ))
        .await?;
    // What is cut fades; each end that one has come to does not.
    visit
        .until(&format!("/gradient/.test(getComputedStyle({legend}).maskImage)"))
        .await?;
    let is_clear = "((value) => {
        const [inner, outer] = [value, one('.lh-legend')].map((element) => element.getBoundingClientRect());
        return inner.left >= outer.left + 11 && inner.right <= outer.right - 11;
    })";
    visit
        .until(&format!("{is_clear}({legend}.firstElementChild)"))
        .await?;
    // What has the focus comes into sight.
    visit.run(&format!("{legend}.lastElementChild.focus()")).await?;
    visit
        .until(&format!("{is_clear}({legend}.lastElementChild)"))
        .await?;
    visit.run(&format!("{legend}.scrollLeft = 0")).await?;
    visit.run(&format!("{legend}.scrollLeft = 9999")).await?;
    visit
        .until(&format!("{is_clear}({legend}.lastElementChild)"))
        .await?;
    visit.click_on(&format!("{legend}.lastElementChild")).await?;
    visit.until("visible('[data-chip]').length === 1").await?;
    // From right to left.
    let page = Page::plain()
        .feed("/weeks.json")
        .attributes("view=month date=2027-05-12 lang=ar");
    visit.open_framed(page, 600, 900).await?;
    visit.is_ready().await?;
    visit.until("visible('.lh-legend').length === 1").await?;
    visit
        .until(&format!("{is_clear}({legend}.firstElementChild)"))
        .await?;
    visit.run(&format!("{legend}.scrollLeft = -9999")).await?;
    // WebKit leaves out the room behind the last one there.
    visit
        .until(&format!(
            "{legend}.lastElementChild.getBoundingClientRect().left >= {legend}.getBoundingClientRect().left - 1"
        ))
        .await
}

async fn the_legend_is_in_sight_in_each_view_and_filters(visit: Visit) -> Outcome {
    let places = "['.lh-list', '.lh-status', '[data-take]', '[data-pill]'].map((name) => { \
        const { x, y } = one(name).getBoundingClientRect(); return [x, y] })";
    for width in [1280, 400] {
        if width > 500 {
            visit.resize(width, 900).await?;
            visit.open_ready(Page::plain().feed("/tasks.json")).await?;
        } else {
            visit
                .open_framed(Page::plain().feed("/tasks.json"), width, 800)
                .await?;
            visit.is_ready().await?;
        }
        let before: serde_json::Value = visit.read(places).await?;
        visit
            .becomes(
                &format!("{LEGEND}.filter(([, colour]) => colour).map(([name]) => name)"),
                json!(["Workshop", "Feier", "Stammtisch", "Vortrag", "Versammlung"]),
            )
            .await?;
        visit.stays(places, before.clone()).await?;
        // They come later than the pills of facets, which somebody may be about to hit: none stands behind them.
        visit
            .until(
                "(([...pills]) => pills.findLastIndex((pill) => !('legend' in pill.dataset))
                    < pills.findIndex((pill) => 'legend' in pill.dataset))(one('.lh-pill-row').children)",
            )
            .await?;
        // The colour is that of the rows.
        visit
            .becomes(
                &format!(
                    "{LEGEND}.find(([name]) => name === 'Feier')[1] === \
                     getComputedStyle(one('[data-uid=market]'), '::before').backgroundColor"
                ),
                json!(true),
            )
            .await?;
        let value =
            |name: &str| format!("visible('[data-legend]').find((value) => words(value) === '{name}')");
        visit.click_on(&value("Feier")).await?;
        visit
            .becomes("uids()", json!(["market", "concert", "party"]))
            .await?;
        visit.click_on(&value("Stammtisch")).await?;
        visit.becomes("uids().length", json!(5)).await?;
        visit
            .becomes(
                "[visible('[data-legend][aria-pressed=true]').map(words), visible('[data-chip]').map(words)]",
                json!([["Feier", "Stammtisch"], ["Feier", "Stammtisch"]]),
            )
            .await?;
        visit.click_on(&value("Feier")).await?;
        visit.click_on(&value("Stammtisch")).await?;
        visit.becomes("uids().length", json!(14)).await?;
        if width > 500 {
            for view in ["month", "week", "cards"] {
                visit.click(&format!("[data-view-button={view}]")).await?;
                visit
                    .becomes(
                        &format!("{LEGEND}.filter(([, colour]) => colour).length"),
                        json!(5),
                    )
                    .await?;
            }
        }
        visit.session().enter_default_frame().await?;
    }
    // Where visitors do not filter, it says what the colours stand for.
    let page = Page::plain().feed("/tasks.json").attributes("controls=views");
    visit.open_ready(page).await?;
    visit
        .becomes(
            "[visible('[data-legend]').length, visible('.lh-legend > [data-coloured]').map(words)]",
            json!([0, ["Workshop", "Feier", "Stammtisch", "Vortrag", "Versammlung"]]),
        )
        .await
}

/// Events of as many as those before may stand in their place in the memory.
async fn each_calendar_has_the_colours_of_its_own_events(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for types in [["Kurs", "Fest"], ["Lesung", "Markt"], ["Messe", "Probe"]] {
        visit
            .run(&format!(
                "const next = calendar().cloneNode();
                 next.events = {types}.map((type) => ({{ uid: type, title: type, eventType: type, start: '2026-12-02' }}));
                 calendar().replaceWith(next);",
                types = json!(types)
            ))
            .await?;
        visit
            .becomes(
                &format!(
                    "{}.map((type) => Boolean(one(`[data-uid=${{type}}]`)?.style.getPropertyValue('--_kind')))",
                    json!(types)
                ),
                json!([true, true]),
            )
            .await?;
    }
    Ok(())
}

async fn the_partner_says_what_the_colours_tell(visit: Visit) -> Outcome {
    visit.resize(1280, 900).await?;
    for (facet, values, same) in [
        (
            "place",
            json!(["Leipzig", "Halle (Saale)"]),
            ["reading", "concert"],
        ),
        // Among the details, which come later.
        ("organizer", serde_json::Value::Null, ["reading", "course"]),
    ] {
        visit
            .open_ready(
                Page::plain()
                    .feed("/tasks.json")
                    .attributes(&format!("color-by={facet}")),
            )
            .await?;
        if !values.is_null() {
            visit
                .becomes(
                    &format!("{LEGEND}.filter(([, colour]) => colour).map(([name]) => name)"),
                    values,
                )
                .await?;
        }
        let colour =
            |uid: &str| format!("getComputedStyle(one('[data-uid={uid}]'), '::before').backgroundColor");
        let [one, other] = same;
        visit
            .becomes(
                &format!(
                    "[{0} === {1}, {0} === {2}, {0} === 'rgba(0, 0, 0, 0)', \
                     visible('[data-legend={facet}][data-coloured]').length > 1]",
                    colour(one),
                    colour(other),
                    colour("board")
                ),
                json!([true, false, false, true]),
            )
            .await?;
    }
    Ok(())
}

async fn facets_come_without_moving_anything(visit: Visit) -> Outcome {
    const PLACES: &str = "['input[type=search]', '[data-filter-button]', '[data-facet-button]', '[data-view-button]', '[data-status]', \
        '[part~=event]'].map((selector) => visible(selector)[0].getBoundingClientRect()).map(({ x, y }) => [x, y])";
    for width in [1280, 900, 600] {
        visit.resize(width, 900).await?;
        visit.open_ready(roomy()).await?;
        let before: serde_json::Value = visit.read(PLACES).await?;
        visit.click("input[type=search]").await?;
        visit.until("one('[part=filters]')").await?;
        visit.painted().await?;
        let after: serde_json::Value = visit.read(PLACES).await?;
        assert_eq!(before, after, "{width}");
    }
    // What is chosen makes no button wider, or the last one would have no room left.
    visit.resize(1280, 900).await?;
    visit.open_near(roomy()).await?;
    let buttons = "visible('[data-facet-button]').map((button) => button.dataset.facetButton)";
    let before: serde_json::Value = visit.read(buttons).await?;
    visit.click("[data-facet-button=type]").await?;
    visit.click_on("value('type', 'Vortrag')").await?;
    visit.until("visible('[data-chip]').length === 1").await?;
    visit.becomes(buttons, before).await
}

async fn a_sheet_has_all_facets_and_counts_what_is_left(visit: Visit) -> Outcome {
    visit.open_framed(Page::plain(), 360, 780).await?;
    visit.is_ready().await?;
    visit.click("[data-filter-button]").await?;
    visit.until("dialog()").await?;
    visit
        .becomes(
            "visible('[data-group]').length > 4 && visible('[data-group]')[0].dataset.group",
            json!("when"),
        )
        .await?;
    visit
        .becomes("words(visible('[data-show]')[0])", json!("12 Termine anzeigen"))
        .await?;
    visit.click_on("value('type', 'Vortrag')").await?;
    visit
        .becomes("words(visible('[data-show]')[0])", json!("4 Termine anzeigen"))
        .await?;
    visit.click("[data-group=place]").await?;
    visit
        .becomes(
            "counts('place')",
            json!({ "Leipzig": 3, "Halle (Saale)": 1, "Magdeburg": 0 }),
        )
        .await?;
    visit.click_on("value('place', 'Magdeburg')").await?;
    visit
        .becomes("words(visible('[data-show]')[0])", json!("Keine Termine"))
        .await?;
    visit.click_on("value('place', 'Magdeburg')").await?;
    visit.click("[data-show]").await?;
    visit
        .becomes("[dialog() === undefined, uids().length]", json!([true, 4]))
        .await?;
    visit
        .becomes("one('[data-filter-button]').dataset.chosen", json!("1"))
        .await?;
    visit.click("[data-filter-button]").await?;
    visit.click("dialog [data-clear]").await?;
    visit
        .becomes("words(visible('[data-show]')[0])", json!("12 Termine anzeigen"))
        .await
}

async fn what_is_opened_in_the_sheet_is_seen(visit: Visit) -> Outcome {
    visit.open_framed(Page::plain(), 360, 640).await?;
    visit.is_ready().await?;
    visit.click("[data-filter-button]").await?;
    visit.until("visible('[data-group]').length > 4").await?;
    // The first ones are open, and nothing else is.
    let open = "visible('[data-facet-panel]').filter((group) => group.open).map((group) => group.dataset.facetPanel)";
    visit.becomes(open, json!(["when", "type", "topic"])).await?;
    let last = "visible('[data-group]').at(-1)";
    visit
        .run(&format!(
            "{last}.scrollIntoView({{ block: 'end' }}); {last}.click()"
        ))
        .await?;
    let room = "one('.lh-groups').getBoundingClientRect()";
    let value = format!("{last}.parentElement.querySelector('.lh-value')?.getBoundingClientRect()");
    visit
        .until(&format!("{value}?.height > 0 && {value}.bottom <= {room}.bottom"))
        .await
}

async fn values_that_leave_nothing_come_last(visit: Visit) -> Outcome {
    visit.open_framed(Page::plain(), 360, 780).await?;
    visit.is_ready().await?;
    visit.click("[data-filter-button]").await?;
    visit.click_on("value('topic', 'Daten')").await?;
    let counts = "visible('[data-facet-panel=type] [data-count]').map((count) => Number(count.textContent))";
    visit
        .until(&format!(
            "{counts}.includes(0) && {counts}.some((count) => count > 0)"
        ))
        .await?;
    visit
        .becomes(
            &format!(
                "{counts}.every((count, at, all) => count > 0 || all.slice(at).every((later) => later === 0))"
            ),
            json!(true),
        )
        .await
}

async fn a_sheet_closes_by_escape_and_gives_the_focus_back(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.focus("before").await?;
    visit.tab_to("'filterButton' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.until("dialog()").await?;
    visit.tab_to("element.dataset?.facetValue === 'Kultur'").await?;
    visit.press(" ").await?;
    visit
        .becomes("words(visible('[data-show]')[0])", json!("1 Termin anzeigen"))
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[dialog() === undefined, 'filterButton' in focused().dataset, uids()]",
            json!([true, true, ["lights"]]),
        )
        .await
}

async fn the_partner_says_which_facets_there_are(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("views='list month' facets='place type when'");
    visit.open_near(page).await?;
    visit
        .becomes(
            "visible('[data-facet-button]').map(words)",
            json!(["Ort", "Art", "Datum"]),
        )
        .await
}

async fn days_are_chosen_from_one_to_another(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=when]").await?;
    visit
        .becomes(
            "['today', 'tomorrow', 'this-week', 'past', '2026-12'].map((name) => counts('when')[name])",
            json!([2, 1, 3, 1, 7]),
        )
        .await?;
    type_days(&visit, "ab 11. Dezember").await?;
    visit
        .becomes("uids()", json!(["camp", "party", "online", "strategy"]))
        .await?;
    type_days(&visit, "11.–12. Dezember").await?;
    visit.becomes("uids()", json!(["camp"])).await?;
    let told = "[visible('[data-chip]').map(words), visible('[data-range]').map((field) => field.value)]";
    visit
        .becomes(
            told,
            json!([["11.–12. Dezember 2026"], ["11.–12. Dezember 2026"]]),
        )
        .await?;
    // What is no day changes nothing, and says so.
    type_days(&visit, "demnächst").await?;
    visit
        .becomes(
            "[uids(), visible('[data-range]')[0].ariaInvalid]",
            json!([["camp"], "true"]),
        )
        .await?;
    // Days that are over are looked for among what is over.
    type_days(&visit, "1.–10. November 2026").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    type_days(&visit, "").await?;
    visit.becomes("visible('[data-chip]').length", json!(0)).await
}

/// As a visitor types them.
async fn type_days(visit: &Visit, text: &str) -> Outcome {
    visit
        .run(&format!(
            "const field = visible('[data-range]')[0]; field.value = '{text}'; \
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await
}

async fn days_are_taken_from_a_month_below_their_field(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=when]").await?;
    visit.click("[data-range]").await?;
    let days = "visible('.lh-date-panel [data-mini-day]').length";
    visit.becomes(days, json!(30)).await?;
    visit.click("[data-mini-next]").await?;
    visit.becomes(days, json!(31)).await?;
    let day = |day: &str| format!("visible('[data-mini-day=\"2026-12-{day}\"]')[0]");
    visit.click_on(&day("12")).await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["12. Dezember 2026"]))
        .await?;
    // The second is the other end, whichever comes first.
    visit.click_on(&day("11")).await?;
    visit
        .becomes(
            "[visible('[data-chip]').map(words), visible('[data-mini-day][aria-pressed=true]').map(words), uids()]",
            json!([["11.–12. Dezember 2026"], ["11", "12"], ["camp"]]),
        )
        .await?;
    // By keys: from the field into the month and back.
    visit.click("[data-range]").await?;
    visit.press(Key::Down).await?;
    visit.until("focused().matches('[data-mini-day]')").await?;
    visit.press(Key::Escape).await?;
    visit.until("focused().matches('[data-range]')").await
}

async fn what_is_past_is_a_value_of_when(visit: Visit) -> Outcome {
    visit.open_near(roomy()).await?;
    visit.click("[data-facet-button=when]").await?;
    visit.click_on("value('when', 'tomorrow')").await?;
    visit.becomes("uids()", json!(["lights"])).await?;
    visit.click_on("value('when', 'past')").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit
        .becomes(
            "[visible('[data-chip]').map(words), words(one('[data-status]'))]",
            json!([["Frühere Termine"], "1 früherer Termin"]),
        )
        .await?;
    visit.press(Key::Escape).await?;
    visit.click("[data-past]").await?;
    visit
        .becomes("[uids().length, visible('[data-chip]').length]", json!([12, 0]))
        .await?;
    visit.search_for("wann:vergangen").await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit.click("[data-past]").await?;
    visit.becomes("uids().length", json!(12)).await
}

async fn many_values_can_be_searched(visit: Visit) -> Outcome {
    visit.open_near(roomy().feed("/many/500")).await?;
    visit.click("[data-facet-button=topic]").await?;
    let shown = "Object.keys(counts('topic')).length";
    visit.becomes(shown, json!(12)).await?;
    visit.click("[data-more-values]").await?;
    visit.becomes(shown, json!(40)).await?;
    visit.click("[data-facet-panel] input[type=search]").await?;
    visit.press("ema 39").await?;
    visit
        .becomes("Object.keys(counts('topic'))", json!(["Thema 39"]))
        .await?;
    visit.click_on("value('topic', 'Thema 39')").await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Thema 39"]))
        .await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[visible('[data-facet-panel]').length, focused().dataset.facetButton]",
            json!([0, "topic"]),
        )
        .await
}

async fn facets_that_were_typed_become_chips(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("passwort ort:leip").await?;
    // While one types, they are text.
    visit.becomes("uids()", json!(["talk-2"])).await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Leipzig"]))
        .await?;
    visit
        .becomes("one('input[type=search]').value", json!("passwort"))
        .await?;
    visit.press(" art:atlantis").await?;
    visit.press(Key::Tab).await?;
    // What nobody knows stays, for the visitor to mend.
    visit
        .becomes("one('input[type=search]').value", json!("passwort art:atlantis"))
        .await
}

async fn a_phrase_becomes_chips(visit: Visit) -> Outcome {
    let page = Page::plain().feed("/phrases.json").now("2026-11-25T12:00:00");
    for (phrase, end, chips, uids) in [
        (
            "kostenlose Workshops in Leipzig nächsten Monat abends",
            Key::Enter,
            json!(["Kostenlos", "Workshop", "Leipzig", "Nächster Monat", "Abend"]),
            json!(["rust"]),
        ),
        (
            "free workshops in Leipzig next month in the evening",
            Key::Enter,
            json!(["Kostenlos", "Workshop", "Leipzig", "Nächster Monat", "Abend"]),
            json!(["rust"]),
        ),
        (
            "kostenlose workshops leipzig samstag",
            Key::Tab,
            json!(["Kostenlos", "Workshop", "Leipzig", "Samstag"]),
            json!(["rust", "radio"]),
        ),
    ] {
        visit.open_ready(page.clone()).await?;
        visit.search_for(phrase).await?;
        // No event says this: the list shows already what it means.
        visit.becomes("uids()", uids.clone()).await?;
        visit.press(end).await?;
        visit.becomes("visible('[data-chip]').map(words)", chips).await?;
        visit
            .becomes("[uids(), one('input[type=search]').value]", json!([uids, ""]))
            .await?;
    }
    Ok(())
}

async fn a_press_elsewhere_moves_no_event(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    // An assembly with short talks has the word as well.
    visit.search_for("vortrag").await?;
    let found = json!(["assembly", "talk-1", "talk-2", "talk-3", "talk-4"]);
    visit.becomes("uids()", found.clone()).await?;
    visit.click_on("document.querySelector('h1')").await?;
    visit
        .becomes("[uids(), visible('[data-chip]').map(words)]", json!([found, []]))
        .await?;
    visit.click("input[type=search]").await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes(
            "[uids(), visible('[data-chip]').map(words)]",
            json!([["talk-1", "talk-2", "talk-3", "talk-4"], ["Vortrag"]]),
        )
        .await
}

async fn what_is_found_is_marked(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.becomes("all('mark').length", json!(0)).await?;
    visit.search_for("magde").await?;
    visit
        .becomes(
            "[...new Set(visible('.lh-place mark').map((mark) => mark.textContent))]",
            json!(["Magde"]),
        )
        .await?;
    visit.press("xyz").await?;
    visit.becomes("all('mark').length", json!(0)).await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes("[uids().length, all('mark').length]", json!([12, 0]))
        .await
}

async fn the_search_field_is_cleared_by_its_button_and_by_escape(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .becomes("visible('[data-clear-search]').length", json!(0))
        .await?;
    let cleared = "[one('input[type=search]').value, uids().length, focused().type]";
    visit.search_for("magdeburg").await?;
    visit
        .until("uids().length < 12 && one('[data-facet-button]')")
        .await?;
    visit.click("[data-clear-search]").await?;
    visit.becomes(cleared, json!(["", 12, "search"])).await?;
    visit.press("magdeburg").await?;
    // The first closes what is offered.
    visit.until("visible('[role=option]').length > 0").await?;
    visit.press(Key::Escape).await?;
    visit.until("visible('[role=option]').length === 0").await?;
    visit.press(Key::Escape).await?;
    visit.becomes(cleared, json!(["", 12, "search"])).await
}

async fn a_count_is_said_when_it_stands_still(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .becomes("words(one('[data-said]'))", json!("12 Termine"))
        .await?;
    visit
        .run(
            "window.said = []; new MutationObserver(() => said.push(words(one('[data-said]')))) \
             .observe(one('[data-said]'), { childList: true, characterData: true, subtree: true });",
        )
        .await?;
    visit.search_for("vortrag").await?;
    visit
        .becomes("words(one('[data-said]'))", json!("5 Termine"))
        .await?;
    let said: Vec<String> = visit.read("said").await?;
    assert!(said.len() <= 2, "{said:?}");
    Ok(())
}

async fn a_partners_filter_is_where_visitors_begin(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("filter='type:vortrag ort:Leipzig'");
    visit.open_ready(page).await?;
    let first: Vec<String> = visit.read("uids()").await?;
    assert_eq!(first, ["talk-1", "talk-2", "talk-3"]);
    visit.stays("events('lichthof-change').length", json!(0)).await?;
    visit.click_on("visible('[data-chip]')[1]").await?;
    visit.becomes("uids().length", json!(4)).await?;
    // Another filter of the partner's begins anew.
    visit
        .run("calendar().setAttribute('filter', 'type:feier')")
        .await?;
    visit.becomes("uids()", json!(["party"])).await?;
    visit.run("calendar().removeAttribute('filter')").await?;
    visit.becomes("uids().length", json!(12)).await
}

async fn a_locked_filter_holds_whatever_visitors_do(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("filter='ort:Leipzig' controls='search views'");
    visit.open_ready(page.clone()).await?;
    let leipzig = json!(["meetup", "talk-1", "talk-2", "talk-3"]);
    visit.becomes("uids()", leipzig.clone()).await?;
    visit
        .becomes(
            "[visible('[data-chip]').length, visible('[data-filter-button]').length]",
            json!([0, 0]),
        )
        .await?;
    // A value in the text does not widen what the partner narrowed.
    visit.search_for("ort:halle").await?;
    visit.becomes("uids()", json!([])).await?;
    visit.press(Key::Enter).await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Halle (Saale)"]))
        .await?;
    visit.click("[data-clear]").await?;
    visit.becomes("uids()", leipzig).await?;
    visit.becomes("calendar().open('camp')", json!(false)).await?;
    visit.click("[data-view-button=month]").await?;
    visit.becomes("[...new Set(uids())]", json!(["meetup"])).await
}

async fn a_locked_filter_shows_nothing_else_while_its_part_is_missing(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("filter='ort:Leipzig' controls='none'");
    visit.site.take_away("lichthof-filter.wasm");
    visit.open(page).await?;
    visit.until("visible('[data-retry]').length === 1").await?;
    visit.stays("uids()", json!([])).await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit.becomes("uids().length", json!(4)).await
}

async fn controls_that_the_partner_leaves_out_are_not_there(visit: Visit) -> Outcome {
    const SEEN: &str = "['input[type=search]', '[data-filter-button]', '[data-view-button]'] \
        .map((selector) => visible(selector).length > 0)";
    for (controls, seen) in [
        ("search", [true, false, false]),
        ("filter", [false, true, false]),
        ("views", [false, false, true]),
        ("none", [false, false, false]),
        ("filter search", [true, true, false]),
    ] {
        let page = Page::plain().attributes(&format!("controls='{controls}' views='list month'"));
        visit.open_ready(page).await?;
        visit.becomes(SEEN, json!(seen)).await?;
    }
    Ok(())
}

async fn an_organizer_leads_to_all_of_their_events(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-uid=assembly] [part=event-link]").await?;
    let way = "visible('dialog [data-more-of]').find((way) => words(way) === 'Der Verbund')";
    visit
        .becomes(
            &format!("({way})?.ariaLabel ?? ({way})?.getAttribute('aria-label')"),
            json!("Alle Termine von Der Verbund"),
        )
        .await?;
    visit.click_on(way).await?;
    visit
        .becomes(
            "[dialog() === undefined, uids(), visible('[data-chip]').map(words)]",
            json!([true, ["assembly"], ["Der Verbund"]]),
        )
        .await?;
    // What was clicked is gone, and so may be what was clicked before it.
    visit.becomes("focused().className", json!("lh-calendar")).await
}

async fn an_organization_a_place_and_a_topic_lead_on(visit: Visit) -> Outcome {
    for (words, text, chips, found) in [
        // No facet has organizations: they are searched for.
        ("Muster GmbH", "\"Muster GmbH\"", json!([]), 1),
        ("Magdeburg", "", json!(["Magdeburg"]), 3),
        ("Verein", "", json!(["Verein"]), 3),
    ] {
        visit.open_ready(Page::plain()).await?;
        visit.click("[data-uid=assembly] [part=event-link]").await?;
        visit
            .click_on(&format!(
                "visible('dialog [data-more-of]').find((way) => words(way) === {})",
                json!(words)
            ))
            .await?;
        visit
            .becomes(
                "[uids().length, one('input[type=search]').value, visible('[data-chip]').map(words)]",
                json!([found, text, chips]),
            )
            .await?;
    }
    Ok(())
}
