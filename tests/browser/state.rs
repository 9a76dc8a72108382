//! State in the page's address: what a visitor has set up can be reloaded, shared and gone back to.

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        nothing_is_written_until_the_visitor_does_something,
        each_step_is_an_entry_of_its_own,
        typing_is_no_entry_of_its_own,
        what_was_typed_last_belongs_to_the_entry_that_is_left,
        facets_go_and_come_with_back_and_forward,
        a_link_brings_all_of_it_to_somebody_else,
        what_an_address_says_wrongly_is_passed_over,
        an_address_with_underscores_for_dots_is_read,
        two_calendars_keep_their_states_apart,
        a_filter_of_the_partners_that_was_taken_off_stays_off,
        without_state_the_address_is_nobodys,
        the_pages_own_history_state_stays,
        a_link_to_an_event_leads_to_the_calendar,
        what_is_past_can_be_gone_back_to,
        an_address_that_cannot_be_written_costs_nothing,
    ]
}

/// Where the page is, without the origin.
const ADDRESS: &str = "location.search + location.hash";
const CHIPS: &str = "visible('[data-chip]').map(words)";
const VIEW: &str = "visible('[data-view]')[0]?.dataset.view";

async fn nothing_is_written_until_the_visitor_does_something(visit: Visit) -> Outcome {
    let query = "?a=%20b&flag&lh.colour=red&lh.view=agenda#part";
    let page = Page::plain().query(query).attributes("filter='ort:Leipzig'");
    visit.open_ready(page).await?;
    visit.until("uids().length === 4").await?;
    visit.painted().await?;
    visit
        .stays(&format!("[{ADDRESS}, seen.writes]"), json!([query, 0]))
        .await
}

async fn each_step_is_an_entry_of_its_own(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("views='list month'");
    visit.open_ready(page.query("?a=%20b&flag#part")).await?;
    visit.click("[data-view-button=month]").await?;
    visit
        .becomes(ADDRESS, json!("?a=%20b&flag&lh.view=month#part"))
        .await?;
    visit.until(&format!("{VIEW} === 'month'")).await?;
    visit.click("[data-next]").await?;
    visit
        .becomes(
            ADDRESS,
            json!("?a=%20b&flag&lh.view=month&lh.date=2026-12-01#part"),
        )
        .await?;
    visit.session().back().await?;
    visit
        .becomes(ADDRESS, json!("?a=%20b&flag&lh.view=month#part"))
        .await?;
    visit.until("uids().includes('assembly')").await?;
    visit.session().back().await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, {VIEW}]"),
            json!(["?a=%20b&flag#part", "list"]),
        )
        .await?;
    visit.session().forward().await?;
    visit.session().forward().await?;
    visit
        .becomes(
            &format!("{VIEW} === 'month' && uids().includes('party')"),
            json!(true),
        )
        .await
}

async fn typing_is_no_entry_of_its_own(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let before: usize = visit.read("history.length").await?;
    visit.search_for("vortrag am").await?;
    visit.becomes(ADDRESS, json!("?lh.q=vortrag%20am")).await?;
    visit.becomes("history.length", json!(before)).await?;
    visit.session().refresh().await?;
    visit
        .becomes(
            "[one('input[type=search]')?.value, uids().length]",
            json!(["vortrag am", 3]),
        )
        .await?;
    visit.click("[data-clear-search]").await?;
    visit.becomes(ADDRESS, json!("")).await
}

async fn what_was_typed_last_belongs_to_the_entry_that_is_left(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("kant").await?;
    visit.until("uids().length === 1").await?;
    visit
        .run("one('[data-uid=meetup] [part=event-link]').click()")
        .await?;
    visit
        .becomes(ADDRESS, json!("?lh.q=kant&lh.event=meetup"))
        .await?;
    visit.session().back().await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, Boolean(dialog()), uids().length]"),
            json!(["?lh.q=kant", false, 1]),
        )
        .await
}

async fn facets_go_and_come_with_back_and_forward(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-filter-button]").await?;
    visit.click("[data-group=place]").await?;
    visit.click_on("value('place', 'Leipzig')").await?;
    visit.click_on("value('place', 'Halle (Saale)')").await?;
    visit.press(Key::Escape).await?;
    visit
        .becomes(ADDRESS, json!("?lh.place=Leipzig&lh.place=Halle%20%28Saale%29"))
        .await?;
    visit.session().back().await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, {CHIPS}]"),
            json!(["?lh.place=Leipzig", ["Leipzig"]]),
        )
        .await?;
    visit.session().back().await?;
    visit
        .becomes(&format!("[{ADDRESS}, {CHIPS}]"), json!(["", []]))
        .await?;
    visit.session().forward().await?;
    visit.becomes(CHIPS, json!(["Leipzig"])).await?;
    visit.session().refresh().await?;
    visit
        .becomes(&format!("[{CHIPS}, uids().length]"), json!([["Leipzig"], 4]))
        .await
}

async fn a_link_brings_all_of_it_to_somebody_else(visit: Visit) -> Outcome {
    let query = "?lh.view=month&lh.date=2026-12-01&lh.place=Leipzig&lh.type=Vortrag&lh.q=schlüssel";
    visit.open(Page::plain().query(query)).await?;
    visit
        .becomes(
            &format!("[{VIEW}, [...new Set(uids())], {CHIPS}, one('input[type=search]').value]"),
            json!(["month", ["talk-2"], ["Leipzig", "Vortrag"], "schlüssel"]),
        )
        .await?;
    visit
        .becomes(&format!("decodeURI({ADDRESS})"), json!(query))
        .await
}

async fn what_an_address_says_wrongly_is_passed_over(visit: Visit) -> Outcome {
    let query = "?lh.view=agenda&lh.date=2026-13-41&lh.colour=red&lh.when=%FF&lh.past2";
    let page = Page::plain().attributes("views='list month'");
    visit.open_ready(page.query(query)).await?;
    visit
        .becomes(
            &format!("[{VIEW}, uids().length, {ADDRESS}]"),
            json!(["list", 12, query]),
        )
        .await?;
    visit.click("[data-view-button=month]").await?;
    // What is nobody's stays; what is the calendar's own is put right.
    visit
        .becomes(ADDRESS, json!("?lh.view=month&lh.colour=red&lh.past2"))
        .await
}

/// PHP makes them, and some hosts write their addresses anew from that.
async fn an_address_with_underscores_for_dots_is_read(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("views='list month'");
    let query = "?lh_view=month&lh_date=2026-12-01&lh_place=Leipzig&lh_flag=1";
    visit.open(page.query(query)).await?;
    visit
        .becomes(
            &format!("[{VIEW}, {CHIPS}, {ADDRESS}]"),
            json!(["month", ["Leipzig"], query]),
        )
        .await?;
    visit.click("[data-view-button=list]").await?;
    visit
        .becomes(ADDRESS, json!("?lh_date=2026-12-01&lh_place=Leipzig&lh_flag=1"))
        .await?;
    visit.click("[data-view-button=month]").await?;
    visit.until(&format!("{VIEW} === 'month'")).await?;
    visit.click("[data-next]").await?;
    visit
        .becomes(
            ADDRESS,
            json!("?lh.date=2027-01-01&lh_place=Leipzig&lh_flag=1&lh.view=month"),
        )
        .await
}

async fn two_calendars_keep_their_states_apart(visit: Visit) -> Outcome {
    let page = Page::new("two.html").query("?second.view=list&second.q=feier&lh.q=vortrag");
    visit.open_ready(page).await?;
    visit
        .becomes(
            "[0, 1].map((at) => [visible('[data-view]', at)[0]?.dataset.view, uids(at).length])",
            json!([["list", 5], ["list", 1]]),
        )
        .await?;
    visit.click_on("visible('[data-clear-search]', 1)[0]").await?;
    visit
        .becomes(ADDRESS, json!("?second.view=list&lh.q=vortrag"))
        .await?;
    visit.click_on("visible('[data-clear-search]')[0]").await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, uids(0).length, uids(1).length]"),
            json!(["?second.view=list", 12, 12]),
        )
        .await
}

async fn a_filter_of_the_partners_that_was_taken_off_stays_off(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("filter='ort:Leipzig'");
    visit.open_ready(page).await?;
    visit.becomes("uids().length", json!(4)).await?;
    visit.click("[data-clear]").await?;
    visit
        .becomes(&format!("[{ADDRESS}, uids().length]"), json!(["?lh.q=", 12]))
        .await?;
    visit.session().refresh().await?;
    visit
        .becomes(&format!("[{ADDRESS}, uids().length]"), json!(["?lh.q=", 12]))
        .await?;
    visit.session().back().await?;
    visit
        .becomes(&format!("[{ADDRESS}, uids().length]"), json!(["", 4]))
        .await
}

async fn without_state_the_address_is_nobodys(visit: Visit) -> Outcome {
    let query = "?lh.view=month&lh.event=meetup&lh.q=feier";
    let page = Page::plain().attributes("views='list month' state='none'");
    visit.open_ready(page.query(query)).await?;
    visit
        .becomes(
            &format!("[{VIEW}, uids().length, Boolean(dialog())]"),
            json!(["list", 12, false]),
        )
        .await?;
    visit.click("[data-view-button=month]").await?;
    visit.until(&format!("{VIEW} === 'month'")).await?;
    visit.click("[data-view-button=list]").await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit.stays(&format!("decodeURI({ADDRESS})"), json!(query)).await
}

async fn the_pages_own_history_state_stays(visit: Visit) -> Outcome {
    let page = Page::plain().attributes("views='list month'");
    visit.open_ready(page).await?;
    visit.run("history.replaceState({ own: 7 }, '')").await?;
    visit.click("[data-view-button=month]").await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, history.state?.own]"),
            json!(["?lh.view=month", 7]),
        )
        .await?;
    visit.search_for("feier").await?;
    visit
        .becomes(
            &format!("[{ADDRESS}, history.state?.own]"),
            json!(["?lh.view=month&lh.q=feier", 7]),
        )
        .await
}

async fn a_link_to_an_event_leads_to_the_calendar(visit: Visit) -> Outcome {
    let top = "calendar().getBoundingClientRect().top";
    visit
        .open(Page::new("far.html").query("?lh.event=meetup"))
        .await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit
        .until(&format!("{top} > -1 && {top} < innerHeight / 2"))
        .await?;
    visit
        .open(Page::new("far.html").query("?lh.event=nobody"))
        .await?;
    visit.until("visible('[data-state=gone]').length === 1").await?;
    visit
        .until(&format!("{top} > -1 && {top} < innerHeight / 2"))
        .await
}

async fn what_is_past_can_be_gone_back_to(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-past]").await?;
    visit
        .becomes(&format!("[{ADDRESS}, uids()]"), json!(["?lh.past=1", ["past"]]))
        .await?;
    visit.session().refresh().await?;
    visit.becomes("uids()", json!(["past"])).await?;
    visit.session().back().await?;
    visit
        .becomes(&format!("[{ADDRESS}, uids().length]"), json!(["", 12]))
        .await
}

/// As in a sandboxed frame, or after too many writes.
async fn an_address_that_cannot_be_written_costs_nothing(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "for (const name of ['pushState', 'replaceState']) \
             History.prototype[name] = () => { throw new DOMException('no', 'SecurityError'); };",
        )
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    visit.refresh("/browser.json").await?;
    visit.painted().await?;
    visit
        .stays(&format!("[{ADDRESS}, Boolean(dialog())]"), json!(["", true]))
        .await?;
    visit.click("[data-close]").await?;
    visit.becomes("Boolean(dialog())", json!(false)).await
}
