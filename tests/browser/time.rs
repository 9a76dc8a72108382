//! The week and the day by the hour.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_week_is_a_grid_of_days_and_hours,
        an_event_stands_where_its_minutes_are,
        what_overlaps_stands_side_by_side,
        what_has_no_room_is_one_step_away,
        a_title_is_cut_between_lines_only,
        the_clock_is_a_line_on_today,
        empty_hours_of_the_night_are_folded,
        hours_have_names_that_are_seen_whole,
        what_crosses_midnight_goes_on_on_the_next_day,
        long_events_stand_above_the_hours,
        a_clock_change_breaks_no_day,
        a_status_is_told_in_words,
        a_day_of_the_week_leads_to_its_own_view,
        arrow_keys_lead_through_the_days,
        events_are_reached_in_the_order_of_time,
        a_narrow_week_has_a_strip_of_days_and_the_hours_of_one,
        a_week_of_narrow_columns_has_a_list_for_each_day,
        whole_days_have_no_empty_hours_below_them,
        a_narrow_day_has_a_strip_of_days_and_a_list,
        what_has_no_room_among_the_hours_of_a_day_is_listed_below,
        an_empty_week_leads_to_the_next_event,
        a_day_with_forty_events_stays_usable,
        a_crowded_day_has_as_many_columns_as_can_be_read,
        an_hour_that_is_counted_leads_to_its_events,
        whole_days_have_the_room_of_their_titles_and_are_all_one_step_away,
        a_date_is_typed_or_taken_from_a_month,
        the_month_for_a_date_lies_within_a_narrow_calendar,
        hidden_weekdays_have_no_column,
        weeks_have_their_numbers,
    ]
}

fn week(attributes: &str) -> Page {
    Page::plain()
        .feed("/hours.json")
        .attributes(&format!("view=week {attributes}"))
}

fn day(attributes: &str) -> Page {
    Page::plain()
        .feed("/hours.json")
        .attributes(&format!("view=day {attributes}"))
}

/// Where a minute of the day is, in CSS pixels from the top, by the lines of the hours around it.
const Y: &str = "const lines = visible('.lh-hour').map((line) => [parseInt(words(line), 10), line.getBoundingClientRect().top]);
    const y = (hour) => {
        const [[first, top], [next, below]] = [lines.findLast(([at]) => at <= hour), lines.find(([at]) => at > hour) ?? []];
        return next ? top + (hour - first) / (next - first) * (below - top) : top + 48 * (hour - first);
    };
    const box = (uid, at = 0) => visible(`li[data-uid=${uid}]`)[at].getBoundingClientRect();";

/// An expression that first says where minutes are.
fn measured(expression: &str) -> String {
    format!("(() => {{ {Y} return {expression}; }})()")
}

async fn a_week_is_a_grid_of_days_and_hours(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .becomes(
            "all('[role=columnheader][data-day]').map((day) => [day.dataset.day.slice(-2), words(day)])",
            json!([
                ["23", "Mo 23"],
                ["24", "Di 24"],
                ["25", "Mi 25"],
                ["26", "Do 26"],
                ["27", "Fr 27"],
                ["28", "Sa 28"],
                ["29", "So 29"]
            ]),
        )
        .await?;
    visit
        .becomes(
            "visible('[role=grid] [role=row]').map((row) => row.querySelectorAll('[role=gridcell]').length)",
            json!([0, 7, 7]),
        )
        .await?;
    visit
        .becomes(
            "[words(one('[data-status]')), words(one('[data-said]')), one('[data-day=\"2026-11-23\"] button').ariaLabel,
              all('[aria-current=date]').map((day) => words(day))]",
            json!([
                "14 Termine",
                "23.–29. November 2026: 14 Termine",
                "Montag, 23. November 2026: 3 Termine",
                ["23"]
            ]),
        )
        .await?;
    visit
        .becomes("isIn(one('[data-uid=strategy]'), '[role=grid]')", json!(false))
        .await?;
    visit
        .until("words(one('[data-uid=strategy]')).includes('November 2026 (geplant)')")
        .await
}

async fn an_event_stands_where_its_minutes_are(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let ends =
        "[box('assembly').top - y(15), box('assembly').bottom - y(19), box('brief').top - y(9 + 1 / 6)]
        .map((distance) => Math.abs(distance) < 4)";
    visit.becomes(&measured(ends), json!([true, true, true])).await?;
    // Ten minutes have the room of a line, with the title and the time in it.
    let line = "(() => {
        const words = one('li[data-uid=brief] .lh-event-words').getBoundingClientRect();
        return [...all('li[data-uid=brief] .lh-event-words > :is(a, .lh-event-time)')].map((word) => {
            const { top, bottom, right } = word.getBoundingClientRect();
            return words.top <= top && bottom <= words.bottom + 1 && right <= words.right;
        });
    })()";
    visit.becomes(line, json!([true, true])).await?;
    visit
        .until("/^Kurzer Gruß 0?9:10$/.test(words(one('li[data-uid=brief]')))")
        .await
}

async fn what_overlaps_stands_side_by_side(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let beside = "(() => {
        const column = visible('.lh-column[data-day=\"2026-11-24\"]')[0].getBoundingClientRect();
        const [left, right] = [box('left'), box('right')];
        return [column.left <= left.left, left.right <= right.left, right.right <= column.right, left.bottom > right.top];
    })()";
    visit
        .becomes(&measured(beside), json!([true, true, true, true]))
        .await
}

async fn what_has_no_room_is_one_step_away(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .becomes(
            "visible('[data-overflow]').map((button) => [button.dataset.overflow, words(button), button.ariaLabel])",
            json!([[
                "2026-11-25",
                "+2",
                "2 weitere Termine am Mittwoch, 25. November 2026"
            ]]),
        )
        .await?;
    visit.click("[data-overflow]").await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('[part=event]')].map((event) => event.dataset.uid)",
            json!(["weeks", "track-1", "track-2", "track-3", "late"]),
        )
        .await
}

async fn a_title_is_cut_between_lines_only(visit: Visit) -> Outcome {
    visit.resize(640, 900).await?;
    visit.open_ready(week("")).await?;
    visit
        .becomes(
            "words(one('li[data-uid=left] a')).replaceAll('\\u00ad', '')",
            json!("Softwarearchitektursprechstunde"),
        )
        .await?;
    if visit.engine == Engine::WebKit {
        // It tells where lines would be if they went on downwards.
        return Ok(());
    }
    // Each line of the words is either wholly within its event, or wholly beside it.
    let cut = "visible('.lh-event').flatMap((event) => {
        const box = event.getBoundingClientRect();
        const walk = document.createTreeWalker(event, NodeFilter.SHOW_TEXT);
        const lines = [];
        while (walk.nextNode()) {
            // What is only heard is no line.
            if (getComputedStyle(walk.currentNode.parentNode).clipPath !== 'none') continue;
            const range = document.createRange();
            range.selectNode(walk.currentNode);
            lines.push(...range.getClientRects());
        }
        return lines.filter((line) => line.left < box.right - 4 && line.bottom > box.bottom + 2)
            .map(() => event.dataset.uid);
    })";
    visit.becomes(cut, json!([])).await
}

async fn the_clock_is_a_line_on_today(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let line = "visible('.lh-column *').filter((line) => line.matches('.lh-now')).map((line) => {
        const { top, bottom } = line.getBoundingClientRect();
        return [line.closest('[data-day]').dataset.day, Math.abs((top + bottom) / 2 - y(HOUR)) < 2];
    })";
    for (now, hour) in [("09:00", "9"), ("10:30", "10.5")] {
        visit
            .run(&format!("calendar().setAttribute('now', '2026-11-23T{now}:00')"))
            .await?;
        visit
            .becomes(
                &measured(&line.replace("HOUR", hour)),
                json!([["2026-11-23", true]]),
            )
            .await?;
    }
    visit.click("[data-next]").await?;
    visit.becomes("all('.lh-now').length", json!(0)).await
}

async fn empty_hours_of_the_night_are_folded(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let names = "visible('.lh-hour').map((line) => parseInt(words(line), 10))";
    let night: Vec<u32> = [0, 1, 2].into_iter().chain(8..24).collect();
    visit.becomes(names, json!(night)).await?;
    // The day before has no night.
    visit.open_ready(day("")).await?;
    let by_day: Vec<u32> = (8..19).collect();
    visit.becomes(names, json!(by_day)).await
}

async fn hours_have_names_that_are_seen_whole(visit: Visit) -> Outcome {
    for (language, name) in [("en", "9 AM"), ("de", "09:00"), ("ar", "9 ص")] {
        // No window of Chromium is as narrow.
        visit
            .open_framed(week(&format!("lang={language}")), 280, 900)
            .await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        visit
            .becomes(
                &format!("visible('.lh-hour-name').map(words).filter((name) => name === '{name}').length"),
                json!(1),
            )
            .await?;
        visit
            .becomes(
                "(() => {
                    const root = one('.lh-root').getBoundingClientRect();
                    return visible('.lh-hour-name').map((name) => name.getBoundingClientRect())
                        .every(({ left, right }) => left >= root.left && right <= root.right);
                })()",
                json!(true),
            )
            .await?;
    }
    Ok(())
}

async fn what_crosses_midnight_goes_on_on_the_next_day(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let stretches = "visible('li[data-uid=night]').map((event, at) => [event.closest('[data-day]').dataset.day.slice(-2),
        Math.abs(box('night', at).top - y([21, 0][at])) < 4, Math.abs(box('night', at).bottom - y([24, 2][at])) < 4])";
    visit
        .becomes(
            &measured(stretches),
            json!([["27", true, true], ["28", true, true]]),
        )
        .await
}

async fn long_events_stand_above_the_hours(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    let days = "visible('[part=event]:not(li)').map((bar) => {
        const { left, right } = bar.getBoundingClientRect();
        return [bar.dataset.uid, visible('[role=columnheader][data-day]').filter((heading) => {
            const day = heading.getBoundingClientRect();
            return left < (day.left + day.right) / 2 && (day.left + day.right) / 2 < right;
        }).map((heading) => heading.dataset.day.slice(-2))];
    })";
    visit
        .becomes(
            days,
            json!([["weeks", ["23", "24", "25", "26", "27"]], ["deadline", ["26"]]]),
        )
        .await
}

async fn a_clock_change_breaks_no_day(visit: Visit) -> Outcome {
    // From half past one to half past three by the clock, though it takes an hour.
    visit.open_ready(day("date=2027-03-28")).await?;
    let height = "[box('forward').top - y(1.5), box('forward').bottom - y(3.5)].map((distance) => Math.abs(distance) < 4)";
    visit.becomes(&measured(height), json!([true, true])).await?;
    // It ends at half past two again: there is room for its words all the same.
    visit.open_ready(day("date=2026-10-25")).await?;
    let height = "[Math.abs(box('back').top - y(2.5)) < 4, box('back').height > 20]";
    visit.becomes(&measured(height), json!([true, true])).await
}

async fn a_status_is_told_in_words(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .becomes(
            "['party', 'workshop'].map((uid) => words(one(`li[data-uid=${uid}] .lh-event-status`)))",
            json!(["Abgesagt", "Geplant"]),
        )
        .await?;
    visit
        .until("getComputedStyle(one('li[data-uid=party] a')).textDecorationLine === 'line-through'")
        .await
}

async fn a_day_of_the_week_leads_to_its_own_view(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .click("[role=columnheader][data-day='2026-11-26'] button")
        .await?;
    visit
        .becomes(
            "[one('[data-view]').dataset.view, words(one('[data-period]')), uids(), focused().closest('[data-day]')?.dataset.day]",
            json!([
                "day",
                "Donnerstag, 26. November 2026",
                ["strategy", "weeks", "deadline", "party", "workshop"],
                "2026-11-26"
            ]),
        )
        .await?;
    // There the other days are one step away.
    visit
        .click("[role=columnheader][data-day='2026-11-24'] button")
        .await?;
    visit
        .becomes("uids()", json!(["strategy", "weeks", "left", "right"]))
        .await?;
    // Without that view the day is told in the dialog.
    visit.open_ready(week("views='week month'")).await?;
    visit
        .click("[role=columnheader][data-day='2026-11-26'] button")
        .await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('[part=event]')].map((event) => event.dataset.uid)",
            json!(["weeks", "deadline", "party", "workshop"]),
        )
        .await
}

async fn arrow_keys_lead_through_the_days(visit: Visit) -> Outcome {
    for (page, view) in [(week(""), "week"), (day(""), "day")] {
        visit.open_ready(page).await?;
        visit.focus("before").await?;
        visit.tab_to("element.matches('[data-day] > button')").await?;
        let day = "focused().closest('[data-day]')?.dataset.day";
        visit.becomes(day, json!("2026-11-23")).await?;
        for (key, there) in [
            (Key::Right, "2026-11-24"),
            (Key::Left, "2026-11-23"),
            (Key::End, "2026-11-29"),
            (Key::Right, "2026-11-30"),
            (Key::Left, "2026-11-29"),
            (Key::Home, "2026-11-23"),
            (Key::PageDown, "2026-11-30"),
            (Key::PageUp, "2026-11-23"),
        ] {
            visit.press(key).await?;
            visit.becomes(day, json!(there)).await?;
        }
        let chain = visit.session().action_chain().key_down(Key::Shift);
        chain
            .send_keys(Key::PageDown)
            .key_up(Key::Shift)
            .perform()
            .await?;
        visit.becomes(day, json!("2027-11-23")).await?;
        visit
            .becomes(
                "[one('[data-view]').dataset.view, all('.lh-time-grid button[tabindex=\"0\"]').length]",
                json!([view, 1]),
            )
            .await?;
    }
    Ok(())
}

async fn events_are_reached_in_the_order_of_time(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .becomes(
            "visible('.lh-column').flatMap((column) => [...column.querySelectorAll('li')].map((item) => item.dataset.uid ?? words(item)))",
            json!([
                "brief", "assembly", "left", "right", "track-1", "+2", "late", "party", "workshop", "night",
                "night"
            ]),
        )
        .await?;
    visit.focus("before").await?;
    visit.tab_to("element.matches('[data-day] > button')").await?;
    // The first is that of the whole days.
    for uid in ["weeks", "brief", "assembly"] {
        visit.press(Key::Down).await?;
        visit
            .becomes("focused().closest('[data-uid]')?.dataset.uid", json!(uid))
            .await?;
    }
    visit.press(Key::Enter).await?;
    visit
        .until("words(dialog())?.includes('Mitgliederversammlung')")
        .await
}

async fn a_narrow_week_has_a_strip_of_days_and_the_hours_of_one(visit: Visit) -> Outcome {
    visit.open_framed(week(""), 320, 900).await?;
    visit.is_ready().await?;
    visit
        .becomes("uids()", json!(["strategy", "weeks", "brief", "assembly"]))
        .await?;
    // The other days' nights do not concern this one.
    let names = "visible('.lh-hour').map((line) => parseInt(words(line), 10))";
    let by_day: Vec<u32> = (8..19).collect();
    visit.becomes(names, json!(by_day)).await?;
    let ends = "[box('assembly').top - y(15), box('assembly').bottom - y(19)].map((distance) => Math.abs(distance) < 4)";
    visit.becomes(&measured(ends), json!([true, true])).await?;
    visit
        .until("visible('[data-day=\"2026-11-26\"] .lh-dot').length === 3")
        .await?;
    visit
        .click("[role=columnheader][data-day='2026-11-26'] button")
        .await?;
    visit
        .becomes(
            "[one('[data-view]').dataset.view, uids()]",
            json!(["week", ["strategy", "weeks", "deadline", "party", "workshop"]]),
        )
        .await?;
    visit
        .click("[role=columnheader][data-day='2026-11-29'] button")
        .await?;
    visit
        .becomes(
            "[uids(), visible('.lh-hour').length, visible('.lh-day-quiet').map(words)]",
            json!([["strategy"], 0, ["Keine Termine an diesem Tag."]]),
        )
        .await?;
    visit
        .becomes("document.documentElement.scrollWidth <= innerWidth", json!(true))
        .await
}

async fn an_empty_week_leads_to_the_next_event(visit: Visit) -> Outcome {
    visit.open(week("date=2027-01-05")).await?;
    visit
        .becomes(
            "visible('[data-state=empty] p:first-child').map(words)",
            json!(["Keine Termine in der Woche 4.–10. Januar 2027."]),
        )
        .await?;
    visit.click("[data-jump=next]").await?;
    visit.becomes("uids()", json!(["forward"])).await
}

async fn a_day_with_forty_events_stays_usable(visit: Visit) -> Outcome {
    for view in ["week", "day"] {
        let page = Page::plain()
            .feed("/crowd/40")
            .attributes(&format!("view={view} date=2026-12-08"));
        // Where not all have room.
        visit
            .open_framed(page, if view == "day" { 640 } else { 1_000 }, 900)
            .await?;
        visit.is_ready().await?;
        // What is shown and what is counted is all there is, and none lies over another.
        visit
            .becomes(
                "visible('.lh-event').length + visible('[data-overflow]').reduce((sum, more) => sum + parseInt(words(more).slice(1), 10), 0)",
                json!(40),
            )
            .await?;
        let overlaps = "(() => {
            const boxes = visible('.lh-column li').map((item) => item.getBoundingClientRect());
            return boxes.filter((one, at) => boxes.some((other, place) => place > at && one.left < other.right - 1
                && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1)).length;
        })()";
        visit.becomes(overlaps, json!(0)).await?;
        visit.click("[data-overflow]").await?;
        visit
            .becomes("dialog().querySelectorAll('[part=event]').length", json!(40))
            .await?;
    }
    Ok(())
}

async fn a_crowded_day_has_as_many_columns_as_can_be_read(visit: Visit) -> Outcome {
    let crowd = |view: &str| {
        Page::plain()
            .feed("/crowd/40")
            .attributes(&format!("view={view} date=2026-12-08"))
    };
    // How many columns of titles there are, and whether all can be read.
    let columns = "(() => {
        const boxes = visible('[data-day=\"2026-12-08\"] .lh-event').map((event) => event.getBoundingClientRect());
        return [new Set(boxes.map((box) => Math.round(box.left))).size, boxes.every((box) => box.width >= 104)];
    })()";
    // What is counted stands in the order of the hours, once each.
    let hours = "(() => {
        const hours = visible('.lh-more').map((more) => Number(more.dataset.hour));
        return hours.length > 2 && hours.every((hour, at) => at === 0 || hours[at - 1] < hour);
    })()";
    visit.resize(1_280, 900).await?;
    visit.open_ready(crowd("week")).await?;
    visit.becomes(columns, json!([1, true])).await?;
    visit.until(hours).await?;
    visit.open_ready(crowd("day")).await?;
    visit
        .until(&format!(
            "{columns}[0] > 4 && {columns}[1] && visible('.lh-more').length === 0"
        ))
        .await?;
    // The calendar gets less room, the window has as much as before.
    visit.run("calendar().style.inlineSize = '620px'").await?;
    visit.becomes(columns, json!([4, true])).await?;
    visit.until(hours).await
}

async fn an_hour_that_is_counted_leads_to_its_events(visit: Visit) -> Outcome {
    visit.resize(1_280, 900).await?;
    let page = Page::plain()
        .feed("/crowd/40")
        .attributes("view=week date=2026-12-08");
    visit.open_ready(page).await?;
    visit.until("visible('.lh-more').length > 4").await?;
    visit
        .run("window.hour = Number(visible('.lh-more')[4].dataset.hour)")
        .await?;
    visit.click_on("visible('.lh-more [data-overflow]')[4]").await?;
    visit
        .until("dialog()?.querySelectorAll('[part=event]').length === 40")
        .await?;
    let hour = "parseInt(words(focused().closest('[part=event]').querySelector('.lh-time')), 10)";
    visit
        .until(&format!("focused().matches('a') && {hour} === window.hour"))
        .await?;
    let is_in_sight = "(() => {
        const [link, popover] = [focused(), dialog()].map((one) => one.getBoundingClientRect());
        return popover.top <= link.top && link.bottom <= popover.bottom && popover.bottom <= innerHeight;
    })()";
    visit.until(is_in_sight).await?;
    visit.press(Key::Escape).await?;
    visit
        .until("!dialog() && focused().matches('[data-overflow]')")
        .await
}

async fn whole_days_have_the_room_of_their_titles_and_are_all_one_step_away(visit: Visit) -> Outcome {
    visit.resize(1_280, 900).await?;
    let page = Page::plain()
        .feed("/whole-days/9")
        .attributes("view=week date=2026-12-08");
    visit.open_ready(page).await?;
    let shown = "[visible('.lh-all-day .lh-bar').length, visible('.lh-all-day [data-overflow]').map(words)]";
    visit.becomes(shown, json!([3, ["+6 weitere"]])).await?;
    let cut =
        "visible('.lh-all-day .lh-title').filter((title) => title.scrollHeight > title.clientHeight + 1 ||
        title.scrollWidth > title.clientWidth + 1).length";
    visit.becomes(cut, json!(0)).await?;
    let over = "(() => {
        const boxes = visible('.lh-all-day .lh-bar, .lh-all-day [data-overflow]').map((one) => one.getBoundingClientRect());
        return boxes.filter((box, at) => at > 0 && box.top < boxes[at - 1].bottom - 1).length;
    })()";
    visit.becomes(over, json!(0)).await?;
    visit.click(".lh-all-day-name").await?;
    visit.becomes(shown, json!([9, []])).await?;
    visit
        .becomes("focused().getAttribute('aria-expanded')", json!("true"))
        .await?;
    visit.press(Key::Enter).await?;
    visit.becomes(shown, json!([3, ["+6 weitere"]])).await
}

/// The month below the field for a date, within the calendar.
const MONTH_LIES_WITHIN: &str = "(() => {
    const [inner, outer] = ['.lh-date-panel', '.lh-root'].map((name) => one(name).getBoundingClientRect());
    return inner.left >= outer.left && inner.right <= outer.right;
})()";

async fn the_month_for_a_date_lies_within_a_narrow_calendar(visit: Visit) -> Outcome {
    for width in [280, 375, 620] {
        visit.open_framed(day(""), width, 900).await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        visit.until("one('[data-date-field]')").await?;
        visit.click("[data-date-field]").await?;
        visit
            .until("visible('.lh-date-panel [data-mini-day]').length === 30")
            .await?;
        visit.becomes(MONTH_LIES_WITHIN, json!(true)).await?;
    }
    Ok(())
}

async fn a_date_is_typed_or_taken_from_a_month(visit: Visit) -> Outcome {
    visit.open_ready(day("")).await?;
    let period = "words(one('[data-period]'))";
    visit
        .becomes("one('[data-date-field]').value", json!("23. November 2026"))
        .await?;
    visit.click("[data-date-field]").await?;
    visit
        .until("visible('.lh-date-panel [data-mini-day]').length === 30")
        .await?;
    visit.becomes(MONTH_LIES_WITHIN, json!(true)).await?;
    visit
        .run("one('[data-date-field]').value = '25. November'")
        .await?;
    let typed = "one('[data-date-field]').dispatchEvent(new Event('change', { bubbles: true }))";
    visit.run(typed).await?;
    // What reads it may come later.
    visit
        .becomes(period, json!("Mittwoch, 25. November 2026"))
        .await?;
    // What is no date leads nowhere, and says so.
    visit.run("one('[data-date-field]').value = 'irgendwann'").await?;
    visit.run(typed).await?;
    visit
        .becomes("one('[data-date-field]').ariaInvalid", json!("true"))
        .await?;
    // Whoever goes on still sees what was typed.
    visit.run("one('[data-date-field]').blur()").await?;
    visit
        .until("!focused()?.matches('[data-date-field]') && one('[data-date-field]').clientWidth > 100")
        .await?;
    visit
        .becomes(period, json!("Mittwoch, 25. November 2026"))
        .await?;
    // By keys: down into the month, over its days, and back.
    visit.click("[data-date-field]").await?;
    for (key, day) in [(Key::Down, "25"), (Key::Right, "26")] {
        visit.press(key).await?;
        visit
            .until(&format!("focused().dataset.miniDay === '2026-11-{day}'"))
            .await?;
    }
    visit.press(Key::Enter).await?;
    visit
        .becomes(period, json!("Donnerstag, 26. November 2026"))
        .await?;
    visit.until("focused().matches('[data-mini-day]')").await?;
    visit.press(Key::Escape).await?;
    visit.until("focused().matches('[data-date-field]')").await
}

async fn hidden_weekdays_have_no_column(visit: Visit) -> Outcome {
    visit.open_ready(week("hidden-days='sat sun'")).await?;
    visit
        .becomes(
            "visible('[role=columnheader][data-day]').map((day) => day.dataset.day.slice(-2))",
            json!(["23", "24", "25", "26", "27"]),
        )
        .await?;
    let gap = "visible('.lh-column').at(-1).getBoundingClientRect().right - visible('.lh-days')[0].getBoundingClientRect().right";
    visit.until(&format!("Math.abs({gap}) < 1")).await?;
    // Where today is hidden, the keyboard still finds its way in.
    for view in ["week", "month"] {
        let page = Page::plain().attributes(&format!("view={view} hidden-days=mon"));
        visit.open_ready(page).await?;
        visit
            .becomes(
                "all('[role=grid] button[tabindex=\"0\"]').map((day) => day.closest('[data-day]').dataset.day)",
                json!(["2026-11-24"]),
            )
            .await?;
    }
    Ok(())
}

async fn weeks_have_their_numbers(visit: Visit) -> Outcome {
    visit.open_ready(week("")).await?;
    visit
        .becomes("words(visible('[role=columnheader]')[0])", json!("KW 48"))
        .await?;
    let numbers = "visible('[role=rowheader]').map((number) => [words(number), number.ariaLabel])";
    let month = Page::plain().attributes("view=month week-numbers=show");
    visit.open_ready(month.clone()).await?;
    visit
        .becomes(
            numbers,
            json!([
                ["44", "KW 44"],
                ["45", "KW 45"],
                ["46", "KW 46"],
                ["47", "KW 47"],
                ["48", "KW 48"],
                ["49", "KW 49"]
            ]),
        )
        .await?;
    visit.open_framed(month, 400, 900).await?;
    visit.is_ready().await?;
    visit.becomes(numbers, json!([])).await
}

async fn a_narrow_day_has_a_strip_of_days_and_a_list(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/crowd/40")
        .attributes("view=day date=2026-12-08");
    visit.open_framed(page, 360, 700).await?;
    visit.is_ready().await?;
    visit
        .becomes(
            "[visible('[data-agenda] [part=event]').length, visible('.lh-event').length,
              visible('[role=columnheader] .lh-day-button').length]",
            json!([40, 0, 7]),
        )
        .await
}

async fn what_has_no_room_among_the_hours_of_a_day_is_listed_below(visit: Visit) -> Outcome {
    let page = Page::plain()
        .feed("/crowd/40")
        .attributes("view=day date=2026-12-08");
    visit.open_framed(page, 640, 900).await?;
    visit.is_ready().await?;
    visit
        .becomes(
            "[visible('.lh-event').length + visible('[data-rest] [part=event]').length,
              visible('[data-agenda] [part=event]').length]",
            json!([40, 0]),
        )
        .await?;
    // By the hour, each with its name.
    let hours = "visible('[data-rest] .lh-hour-heading').map((hour) => parseInt(words(hour), 10))";
    visit
        .until(&format!(
            "{hours}.length > 0 && {hours}.every((hour, at, all) => at === 0 || all[at - 1] < hour)"
        ))
        .await?;
    let apart = "visible('[data-rest] .lh-hour-heading').every((hour) =>
        [...hour.nextElementSibling.querySelectorAll('.lh-time')].every((time) =>
          parseInt(words(time), 10) === parseInt(words(hour), 10)))";
    visit.until(apart).await
}

async fn a_week_of_narrow_columns_has_a_list_for_each_day(visit: Visit) -> Outcome {
    visit.open_framed(week(""), 768, 900).await?;
    visit.is_ready().await?;
    visit.until("visible('.lh-event').length > 1").await?;
    // Titles and times are there in full, and no event lies beside or over another.
    let cut =
        "visible('.lh-event').filter((event) => [event, event.querySelector('.lh-event-words')].some((box) =>
        box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 3)).length";
    visit.becomes(cut, json!(0)).await?;
    let side = "visible('.lh-column').flatMap((column) => [...column.querySelectorAll('li')]
        .filter((item) => item.getBoundingClientRect().width < column.getBoundingClientRect().width - 8)).length";
    visit.becomes(side, json!(0)).await?;
    visit.becomes("visible('.lh-hour').length", json!(0)).await?;
    let order = "visible('.lh-column li').every((item) => !item.previousElementSibling ||
        item.previousElementSibling.getBoundingClientRect().bottom <= item.getBoundingClientRect().top + 1)";
    visit.until(order).await?;
    visit
        .becomes("document.documentElement.scrollWidth <= innerWidth", json!(true))
        .await
}

async fn whole_days_have_no_empty_hours_below_them(visit: Visit) -> Outcome {
    // A camp, and nothing by the hour.
    let page = Page::plain().attributes("view=day date=2026-12-13");
    visit.open_ready(page).await?;
    visit
        .becomes("[uids(), all('.lh-hour').length]", json!([["camp"], 0]))
        .await
}
