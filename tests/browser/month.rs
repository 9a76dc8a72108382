//! The month: a grid for eyes, hands and assistive technology.

use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::common::command::{Actions, Command};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_month_is_a_grid_of_whole_weeks,
        previous_next_today_and_the_picker_lead_through_the_months,
        an_event_of_several_days_is_a_bar_across_them,
        what_has_no_room_is_one_step_away_and_escape_leads_back_there,
        a_full_month_has_four_lanes_in_the_room_kept_for_it,
        no_month_moves_its_grid_on_a_phone,
        a_day_stands_beside_what_has_opened_it,
        the_whole_cell_of_a_day_can_be_hit,
        drawing_over_days_filters_by_them,
        drawing_begins_and_ends_in_one_calendar,
        shift_and_arrows_choose_the_days_that_they_pass,
        a_day_is_opened_by_a_click_before_the_part_for_clicks_is_there,
        a_narrow_calendar_has_dots_and_a_list_of_the_day,
        arrow_keys_lead_through_the_days,
        an_empty_month_leads_to_the_next_event,
        tentative_periods_stand_above_the_grid,
        a_finger_pulls_the_next_month_in,
        another_view_keeps_the_date,
    ]
}

fn month(attributes: &str) -> Page {
    Page::plain().attributes(&format!("view=month {attributes}"))
}

async fn a_month_is_a_grid_of_whole_weeks(visit: Visit) -> Outcome {
    visit.open_ready(month("")).await?;
    let shape = "[all('[role=grid]').length, all('[role=columnheader]').length,
        all('[role=row]').map((row) => row.querySelectorAll('[role=gridcell]').length)]";
    visit.becomes(shape, json!([1, 7, [0, 7, 7, 7, 7, 7, 7]])).await?;
    let ends = "[all('[data-day]')[0].dataset.day, all('[data-day]').at(-1).dataset.day]";
    visit.becomes(ends, json!(["2026-10-26", "2026-12-06"])).await?;
    visit
        .becomes(
            "all('[data-day][data-today]').map((day) => day.dataset.day)",
            json!(["2026-11-23"]),
        )
        .await?;
    visit
        .becomes(
            "['status', 'said'].map((name) => words(one(`[data-${name}]`)))",
            json!(["4 Termine", "November 2026: 4 Termine"]),
        )
        .await?;
    visit.run("calendar().setAttribute('first-day', 'sun')").await?;
    visit
        .becomes("all('[data-day]')[0].dataset.day", json!("2026-11-01"))
        .await
}

async fn previous_next_today_and_the_picker_lead_through_the_months(visit: Visit) -> Outcome {
    visit.open_ready(month("")).await?;
    let period = "words(one('[data-period]'))";
    visit.click("[data-next]").await?;
    visit.becomes(period, json!("Dezember 2026")).await?;
    visit.click("[data-next]").await?;
    visit.becomes(period, json!("Januar 2027")).await?;
    visit.click("button[data-today]").await?;
    visit.becomes(period, json!("November 2026")).await?;
    visit.click("[data-previous]").await?;
    visit.becomes(period, json!("Oktober 2026")).await?;
    visit
        .run(
            "const picker = one('[data-month-picker]');
             picker.value = [...picker.options].find((option) => words(option) === 'März 2027').value;
             picker.dispatchEvent(new Event('change', { bubbles: true }));",
        )
        .await?;
    visit.becomes(period, json!("März 2027")).await?;
    visit
        .becomes(
            "one('[data-month-picker]').selectedOptions[0].text.trim()",
            json!("März 2027"),
        )
        .await
}

async fn an_event_of_several_days_is_a_bar_across_them(visit: Visit) -> Outcome {
    visit.open_ready(month("date=2026-12-01")).await?;
    // Saturday to Tuesday: two days at the end of a week, two at the beginning of the next.
    let days = "visible('[data-uid=camp]').map((bar) => {
        const { left, right, top, bottom } = bar.getBoundingClientRect();
        return visible('[data-day]').filter((cell) => {
            const day = cell.getBoundingClientRect();
            const middle = (day.left + day.right) / 2;
            return left < middle && middle < right && day.top <= top + 1 && bottom - 1 <= day.bottom;
        }).map((cell) => cell.dataset.day.slice(-2));
    })";
    visit.becomes(days, json!([["12", "13"], ["14", "15"]])).await
}

async fn what_has_no_room_is_one_step_away_and_escape_leads_back_there(visit: Visit) -> Outcome {
    visit
        .open_ready(
            Page::plain()
                .feed("/crowd/40")
                .attributes("view=month date=2026-12-08"),
        )
        .await?;
    // As many lanes as fit, and the rest is counted.
    visit
        .becomes(
            "(() => {
                const shown = visible('[data-day=\"2026-12-08\"] .lh-bar').length;
                const counted = parseInt(words(one('[data-overflow]')).slice(1), 10);
                return [shown >= 4, shown + counted];
            })()",
            json!([true, 40]),
        )
        .await?;
    visit.click("[data-overflow]").await?;
    visit
        .becomes("dialog()?.querySelectorAll('[part=event]').length", json!(40))
        .await?;
    visit
        .run("window.opened = dialog().querySelectorAll('[part=event-link]')[5].dataset.opens")
        .await?;
    visit
        .run("dialog().querySelectorAll('[part=event-link]')[5].click()")
        .await?;
    visit.until("dialog()?.querySelector('[data-detail]')").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(
            "[dialog()?.querySelectorAll('[part=event]').length, focused()?.dataset.opens === opened]",
            json!([40, true]),
        )
        .await?;
    visit.press(Key::Escape).await?;
    visit.until("!dialog()").await
}

/// Of five weeks and of six, with plans above them: nothing is cut, and what is below does not move.
async fn a_full_month_has_four_lanes_in_the_room_kept_for_it(visit: Visit) -> Outcome {
    for (width, date, lane) in [
        (1280, "2027-06-12", 24),
        (1280, "2027-05-12", 20),
        (768, "2027-05-12", 20),
    ] {
        visit.resize(width, 900).await?;
        let page = Page::plain()
            .feed("/full-days/9")
            .attributes(&format!("view=month date={date}"));
        visit.open_ready(page).await?;
        visit
            .until("visible('[data-view] .lh-planned-line').length === 3")
            .await?;
        let days = "visible('[data-day]').map((day) => {
            const cell = day.getBoundingClientRect();
            const bars = [...day.querySelectorAll('.lh-bar')];
            const edges = bars.flatMap((bar) => [bar.getBoundingClientRect().top, bar.getBoundingClientRect().bottom]);
            const more = day.querySelector('.lh-overflow').getBoundingClientRect();
            const [button, title] = ['.lh-day-button', '.lh-bar .lh-title'].map((name) => day.querySelector(name));
            const number = button.getBoundingClientRect();
            return [
                bars.length,
                parseInt(words(day.querySelector('.lh-overflow')).slice(1), 10),
                Math.min(...bars.map((bar) => Math.round(bar.getBoundingClientRect().height))),
                edges.every((edge, at) => at === 0 || edge >= edges[at - 1] - 0.1) && edges.at(-1) <= cell.bottom + 0.1,
                more.height >= 23.9 && more.width >= 23.9 && more.left >= number.right && more.right <= cell.right
                    && more.bottom <= edges[0] + 1.1,
                title.scrollHeight <= title.clientHeight,
            ].join();
        })";
        visit
            .becomes(
                &format!("[...new Set({days})]"),
                json!([format!("4,5,{lane},true,true,true")]),
            )
            .await?;
        visit
            .until("one('.lh-calendar').getBoundingClientRect().height <= 870")
            .await?;
    }
    // Each event of a day is one step away, and then large enough to be hit.
    visit.click("[data-day='2027-05-12'] [data-overflow]").await?;
    visit
        .becomes(
            "[...dialog().querySelectorAll('[part=event]')].map((event) => event.getBoundingClientRect().height >= 24)",
            json!(vec![true; 9]),
        )
        .await
}

/// Whether its name and count take one line beside the tools or two.
async fn no_month_moves_its_grid_on_a_phone(visit: Visit) -> Outcome {
    visit.open_framed(month("date=2026-11-01"), 375, 800).await?;
    visit
        .until("visible('[data-day]').length > 27 && visible('[data-take]').length === 1")
        .await?;
    let place = "[words(one('[data-period]')), one('[role=grid]').getBoundingClientRect().top]";
    let (_, top): (String, f64) = visit.read(place).await?;
    for name in ["Dezember 2026", "Januar 2027", "Februar 2027"] {
        visit.click("[data-next]").await?;
        visit.becomes(place, json!([name, top])).await?;
    }
    Ok(())
}

async fn a_day_stands_beside_what_has_opened_it(visit: Visit) -> Outcome {
    visit.resize(1_100, 900).await?;
    visit.open_ready(month("")).await?;
    // At each corner of the month it lies in the window, and not over the day.
    let place = "(() => {
        const popover = dialog().getBoundingClientRect();
        const cell = one(`[data-day=\"${window.day}\"]`).getBoundingClientRect();
        return [
            popover.left >= 0 && popover.top >= 0 && popover.right <= innerWidth && popover.bottom <= innerHeight,
            popover.right <= cell.left || popover.left >= cell.right,
            popover.width < 500,
        ];
    })()";
    for day in [
        "2026-10-26",
        "2026-11-01",
        "2026-11-30",
        "2026-12-06",
        "2026-11-19",
    ] {
        visit
            .run(&format!(
                "window.day = '{day}'; one('[data-day=\"{day}\"]').scrollIntoView({{ block: 'nearest' }})"
            ))
            .await?;
        visit
            .click_on("one(`[data-day=\"${window.day}\"] .lh-day-button`)")
            .await?;
        visit.until("dialog()?.hasAttribute('data-beside')").await?;
        visit.becomes(place, json!([true, true, true])).await?;
        visit.until("isIn(focused(), 'dialog')").await?;
        visit.press(Key::Escape).await?;
        visit
            .until("!dialog() && focused().matches('.lh-day-button') && focused().closest('[data-day]').dataset.day === window.day")
            .await?;
    }
    // The window gets smaller: it stays in it.
    visit.click("[data-day='2026-11-29'] .lh-day-button").await?;
    visit.until("dialog()?.hasAttribute('data-beside')").await?;
    visit.resize(900, 900).await?;
    visit
        .until("dialog().getBoundingClientRect().right <= innerWidth && dialog().hasAttribute('data-beside')")
        .await?;
    // A click beside it closes it.
    visit.run("dialog().click()").await?;
    visit.until("!dialog()").await
}

async fn the_whole_cell_of_a_day_can_be_hit(visit: Visit) -> Outcome {
    visit.open_ready(month("")).await?;
    let hit = "(() => {
        const box = one('[data-day=\"2026-11-12\"]').getBoundingClientRect();
        const at = calendar().shadowRoot.elementFromPoint(box.right - 8, box.bottom - 8);
        return [at.localName, at.closest('[data-day]').dataset.day];
    })()";
    visit.becomes(hit, json!(["button", "2026-11-12"])).await?;
    let event = "(() => {
        const box = one('[data-uid=meetup]').getBoundingClientRect();
        const at = calendar().shadowRoot.elementFromPoint(box.right - 8, box.y + box.height / 2);
        return at.closest('[part=event]')?.dataset.uid;
    })()";
    visit.becomes(event, json!("meetup")).await
}

async fn drawing_over_days_filters_by_them(visit: Visit) -> Outcome {
    visit.open_ready(month("date=2026-12-01")).await?;
    let place = |date: &str| {
        format!(
            "(({{ x, y, width, height }}) => [x + width - 9, y + height - 9].map(Math.round))\
             (one('[data-day=\"{date}\"]').getBoundingClientRect())"
        )
    };
    let [from_x, from_y]: [i32; 2] = visit.read(&place("2026-12-11")).await?;
    let [to_x, to_y]: [i32; 2] = visit.read(&place("2026-12-09")).await?;
    let to = |x: i32, y: i32| json!({ "type": "pointerMove", "duration": 50, "x": x, "y": y });
    let mouse = |actions: Value| {
        let mouse = json!([{
            "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": actions,
        }]);
        Command::PerformActions(Actions::from(mouse))
    };
    let actions = json!([to(from_x, from_y), { "type": "pointerDown", "button": 0 },
        to(from_x - 60, from_y), to(to_x + 20, to_y), to(to_x, to_y)]);
    visit.session().handle().cmd(mouse(actions)).await?;
    // One sees what one draws.
    visit
        .becomes(
            "all('[data-drawn]').map((day) => day.dataset.day.slice(-2))",
            json!(["09", "10", "11"]),
        )
        .await?;
    let actions = json!([{ "type": "pointerUp", "button": 0 }]);
    visit.session().handle().cmd(mouse(actions)).await?;
    visit
        .until("words(one('[data-status]'))?.endsWith(': 4 Termine') && all('[data-drawn]').length === 0")
        .await?;
    visit
        .becomes(
            "[words(one('[data-status]')).replace(/\\s*–\\s*/, '–'), all('[data-span]').map((day) => day.dataset.day.slice(-2)),
              all('[data-day][aria-selected=true]').length >= 3, Boolean(dialog()),
              [...new Set(uids())].sort()]",
            json!(["9.–11. Dezember 2026: 4 Termine", ["09", "10", "11"], true, false,
                   ["talk-1", "talk-2", "talk-3", "talk-4"]]),
        )
        .await?;
    // It is a filter like any other.
    visit
        .until("new URL(location).search.includes('2026-12-09..2026-12-11')")
        .await
}

async fn drawing_begins_and_ends_in_one_calendar(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("two.html").attributes("view=month"))
        .await?;
    // By these one knows that what is done with days is there.
    visit
        .until("[0, 1].every((at) => one('[data-month-picker]', at)?.options.length > 1)")
        .await?;
    let draw = |from: usize, to: usize| {
        format!(
            "for (const [type, day, at] of [['pointerdown', 24, {from}], ['pointerup', 26, {to}]]) {{
                 one(`[data-day='2026-11-${{day}}']`, at).dispatchEvent(
                     new PointerEvent(type, {{ bubbles: true, composed: true, pointerType: 'mouse' }}));
             }}"
        )
    };
    let chosen = "[0, 1].map((at) => all('[data-span]', at).length)";
    visit.run(&draw(0, 1)).await?;
    visit.stays(chosen, json!([0, 0])).await?;
    visit.run(&draw(1, 1)).await?;
    visit.becomes(chosen, json!([0, 3])).await
}

async fn shift_and_arrows_choose_the_days_that_they_pass(visit: Visit) -> Outcome {
    visit.open_ready(month("date=2026-12-10")).await?;
    visit
        .run("one('[data-day=\"2026-12-10\"] button').focus()")
        .await?;
    let chosen = "[all('[data-span]').map((day) => day.dataset.day.slice(-2)), focused()?.closest('[data-day]')?.dataset.day]";
    for (key, days, focused) in [
        (Key::Right, json!(["10", "11"]), "2026-12-11"),
        (Key::Right, json!(["10", "11", "12"]), "2026-12-12"),
        (Key::Left, json!(["10", "11"]), "2026-12-11"),
        (
            Key::Up,
            json!(["04", "05", "06", "07", "08", "09", "10"]),
            "2026-12-04",
        ),
    ] {
        let chain = visit.session().action_chain().key_down(Key::Shift);
        chain.send_keys(key).key_up(Key::Shift).perform().await?;
        visit.becomes(chosen, json!([days, focused])).await?;
    }
    // Said, and taken off like any other.
    visit
        .until("words(one('[data-status]')).startsWith('4.') && words(one('[data-status]')).includes('10. Dezember 2026: ')")
        .await?;
    visit.press(Key::Right).await?;
    visit
        .becomes(
            "focused()?.closest('[data-day]')?.dataset.day",
            json!("2026-12-05"),
        )
        .await
}

async fn a_day_is_opened_by_a_click_before_the_part_for_clicks_is_there(visit: Visit) -> Outcome {
    visit.site.hold_back("lichthof-moves.wasm");
    visit.open(month("date=2026-12-10")).await?;
    visit.is_ready().await?;
    visit
        .run("one('[data-day=\"2026-12-10\"] button').click()")
        .await?;
    visit.stays("Boolean(dialog())", json!(false)).await?;
    visit.site.give_back();
    visit
        .becomes("dialog()?.querySelectorAll('[part=event]').length", json!(4))
        .await
}

async fn a_narrow_calendar_has_dots_and_a_list_of_the_day(visit: Visit) -> Outcome {
    visit.open_framed(month("date=2026-12-10"), 320, 900).await?;
    visit.is_ready().await?;
    visit
        .becomes("visible('[data-day] [part=event-link]').length", json!(0))
        .await?;
    visit
        .until("visible('[data-day=\"2026-12-10\"] .lh-dot').length > 0")
        .await?;
    let listed = "visible('[data-day-list] [part=event]').map((event) => event.dataset.uid)";
    visit
        .becomes(listed, json!(["talk-1", "talk-2", "talk-3", "talk-4"]))
        .await?;
    visit.click("[data-day='2026-12-14'] button").await?;
    visit.becomes(listed, json!(["camp"])).await?;
    visit
        .becomes("document.documentElement.scrollWidth <= innerWidth", json!(true))
        .await
}

async fn arrow_keys_lead_through_the_days(visit: Visit) -> Outcome {
    visit.open_ready(month("")).await?;
    visit.focus("before").await?;
    visit.tab_to("element.matches('[data-day] > button')").await?;
    let day = "focused().closest('[data-day]')?.dataset.day";
    visit.becomes(day, json!("2026-11-23")).await?;
    for (key, there) in [
        (Key::Right, "2026-11-24"),
        (Key::Down, "2026-12-01"),
        (Key::Left, "2026-11-30"),
        (Key::Up, "2026-11-23"),
        (Key::PageDown, "2026-12-23"),
        (Key::PageUp, "2026-11-23"),
        (Key::End, "2026-11-29"),
        (Key::Home, "2026-11-23"),
    ] {
        visit.press(key).await?;
        visit.becomes(day, json!(there)).await?;
    }
    visit
        .becomes("all('[role=grid] [tabindex=\"0\"]').length", json!(1))
        .await
}

async fn an_empty_month_leads_to_the_next_event(visit: Visit) -> Outcome {
    visit.open(month("date=2027-02-01")).await?;
    visit.until("visible('[data-state=empty]').length === 1").await?;
    visit
        .becomes(
            "words(one('[data-state=empty] p'))",
            json!("Keine Termine im Februar 2027."),
        )
        .await?;
    visit.click("[data-jump=previous]").await?;
    visit
        .becomes(
            "[words(one('[data-period]')), uids()]",
            json!(["Januar 2027", ["online"]]),
        )
        .await
}

async fn tentative_periods_stand_above_the_grid(visit: Visit) -> Outcome {
    visit.open_ready(month("date=2027-03-01")).await?;
    visit.becomes("uids()", json!(["strategy"])).await?;
    visit
        .becomes("isIn(one('[data-uid=strategy]'), '[role=grid]')", json!(false))
        .await?;
    visit
        .until("words(one('[data-uid=strategy]')).includes('März 2027 (geplant)')")
        .await
}

async fn a_finger_pulls_the_next_month_in(visit: Visit) -> Outcome {
    visit.open_ready(month("")).await?;
    for (from, to, pointer, expected) in [
        (300, 200, "touch", "Dezember 2026"),
        // That is a tap, and that is a mouse.
        (300, 290, "touch", "Dezember 2026"),
        (300, 200, "mouse", "Dezember 2026"),
        (200, 300, "touch", "November 2026"),
    ] {
        visit
            .run(&format!(
                "for (const [type, clientX] of [['pointerdown', {from}], ['pointerup', {to}]]) \
                   one('[data-view=month]').dispatchEvent(new PointerEvent(type, \
                     {{ bubbles: true, pointerType: '{pointer}', isPrimary: true, clientX, clientY: 200 }}));"
            ))
            .await?;
        visit.painted().await?;
        visit
            .becomes("words(one('[data-period]'))", json!(expected))
            .await?;
    }
    Ok(())
}

async fn another_view_keeps_the_date(visit: Visit) -> Outcome {
    visit.open_ready(month("date=2026-12-10")).await?;
    let period = "words(one('[data-period]'))";
    for (view, expected) in [
        ("week", "7.–13. Dezember 2026"),
        ("day", "Donnerstag, 10. Dezember 2026"),
        ("year", "2026"),
        ("month", "Dezember 2026"),
    ] {
        visit.click(&format!("[data-view-button={view}]")).await?;
        visit.becomes(period, json!(expected)).await?;
    }
    Ok(())
}
