//! What visitors come for, and what each of it may cost: clicks or taps and phrases from a freshly loaded page, on a
//! wide window and on a phone. A new task is one function: it begins with [`fresh`], and does each step by [`Task`].

use serde_json::json;
use thirtyfour::Key;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::take::NO_PRINTER;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        free_workshops_in_leipzig_next_month_in_the_evening_take_one_phrase,
        free_workshops_in_leipzig_next_month_in_the_evening_take_five_clicks,
        the_whole_way_goes_by_keyboard,
        what_is_on_this_saturday_takes_one_click,
        all_by_one_organiser_take_two_clicks,
        all_by_the_organiser_of_an_event_take_two_clicks,
        a_talk_by_a_speaker_takes_their_name,
        whether_one_can_still_register_takes_no_click,
        the_next_date_of_a_series_takes_no_click,
        into_a_google_calendar_takes_two_clicks,
        to_subscribe_takes_two_clicks,
        to_print_the_programme_takes_two_clicks,
        to_send_the_filtered_list_to_a_friend_takes_two_clicks,
    ]
}

/// The widths of the pages, in CSS pixels.
const WIDTHS: [u32; 2] = [1280, 375];

/// A visitor at work.
struct Task {
    visit: Visit,
    /// Clicks or taps so far. To scroll is none.
    clicks: usize,
}

/// A freshly loaded page of this width.
async fn fresh(visit: &Visit, page: Page, width: u32) -> Outcome<Task> {
    visit.session().enter_default_frame().await?;
    if width >= 500 {
        visit.resize(width, 800).await?;
        visit.open(page).await?;
    } else {
        visit.open_framed(page, width, 740).await?;
    }
    visit.is_ready().await?;
    Ok(Task {
        visit: visit.clone(),
        clicks: 0,
    })
}

impl Task {
    async fn click(&mut self, selector: &str) -> Outcome {
        self.clicks += 1;
        self.visit.click(selector).await
    }

    async fn click_on(&mut self, expression: &str) -> Outcome {
        self.clicks += 1;
        self.visit.click_on(expression).await
    }

    /// Waits until these events are shown, in this order, after at most so many clicks.
    async fn shows(&self, uids: &[&str], clicks: usize) -> Outcome {
        self.visit.becomes("uids()", json!(uids)).await?;
        assert!(self.clicks <= clicks, "{} clicks", self.clicks);
        Ok(())
    }
}

fn page() -> Page {
    Page::plain().feed("/tasks.json")
}

async fn free_workshops_in_leipzig_next_month_in_the_evening_take_one_phrase(visit: Visit) -> Outcome {
    for width in WIDTHS {
        for phrase in [
            "kostenlose Workshops in Leipzig nächsten Monat abends",
            "free workshops in Leipzig next month in the evening",
        ] {
            let mut task = fresh(&visit, page(), width).await?;
            task.click("input[type=search]").await?;
            visit.press(phrase).await?;
            visit.press(Key::Enter).await?;
            task.shows(&["rust"], 1).await?;
        }
    }
    Ok(())
}

/// Each choice is one click, as nothing has to be opened for it.
async fn free_workshops_in_leipzig_next_month_in_the_evening_take_five_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, page(), width).await?;
        task.click("[data-pill=next-month]").await?;
        task.click("[data-pill=free]").await?;
        for (facet, name) in [("type", "Workshop"), ("place", "Leipzig"), ("time", "Abend")] {
            task.click_on(&format!(
                "visible('[data-legend={facet}]').find((value) => words(value) === '{name}')"
            ))
            .await?;
        }
        task.shows(&["rust"], 5).await?;
    }
    Ok(())
}

/// From the field to an event and back: the focus is where one goes on, and seen.
async fn the_whole_way_goes_by_keyboard(visit: Visit) -> Outcome {
    /// What has the focus, and whether it is in sight with a line around it.
    const AT: &str = "(() => {
        const element = focused();
        const { top, bottom } = element.getBoundingClientRect();
        // That of a link that is as large as its row stands around the row.
        const lines = [undefined, '::after'].map((part) => getComputedStyle(element, part).outlineStyle);
        const name = element.type === 'search' ? 'search' : element.dataset.facetButton ?? element.dataset.facetPanel
            ?? element.dataset.facetValue ?? element.closest('[data-uid]')?.dataset.uid ?? words(element);
        return [name, lines.some((line) => line !== 'none') && top >= 0 && bottom <= innerHeight];
    })()";
    fresh(&visit, page(), 1280).await?;
    visit.focus("before").await?;
    visit.tab_to("element.type === 'search'").await?;
    visit.becomes(AT, json!(["search", true])).await?;
    visit.press("kostenlose workshops leipzig").await?;
    visit.press(Key::Enter).await?;
    let chips = "visible('[data-chip]').map(words)";
    visit
        .becomes(chips, json!(["Kostenlos", "Workshop", "Leipzig"]))
        .await?;
    visit.becomes(AT, json!(["search", true])).await?;
    // The next chip takes the place of one that goes, and what takes all off that of the last.
    visit.tab_to("'chip' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.becomes(chips, json!(["Workshop", "Leipzig"])).await?;
    visit.becomes(AT, json!(["Workshop", true])).await?;
    visit.press(Key::Tab).await?;
    visit.press(Key::Enter).await?;
    visit.becomes(chips, json!(["Workshop"])).await?;
    visit.becomes(AT, json!(["Alle Filter aus", true])).await?;
    // A facet opens with the focus in it, and gives it back.
    visit
        .tab_back_to("element.dataset?.facetButton === 'place'")
        .await?;
    visit.press(Key::Enter).await?;
    visit.becomes(AT, json!(["place", true])).await?;
    visit
        .until("focused().dataset.facetPanel === 'place' && value('place', 'Halle (Saale)')")
        .await?;
    visit
        .tab_to("element.dataset?.facetValue === 'Halle (Saale)'")
        .await?;
    visit.becomes(AT, json!(["Halle (Saale)", true])).await?;
    visit.press(" ").await?;
    visit.becomes(chips, json!(["Workshop", "Halle (Saale)"])).await?;
    visit.press(Key::Escape).await?;
    visit.becomes(AT, json!(["place", true])).await?;
    // An event, and back to it.
    visit
        .tab_to("element.getAttribute?.('part') === 'event-link'")
        .await?;
    let uid: String = visit.read("focused().closest('[data-uid]').dataset.uid").await?;
    visit.becomes(AT, json!([uid, true])).await?;
    visit.press(Key::Enter).await?;
    visit.until("dialog()?.contains(focused())").await?;
    visit.press(Key::Escape).await?;
    visit.becomes("dialog() === undefined", json!(true)).await?;
    visit.becomes(AT, json!([uid, true])).await?;
    // All off: on to the field.
    visit.tab_back_to("'clear' in (element.dataset ?? {})").await?;
    visit.press(Key::Enter).await?;
    visit.becomes("uids().length", json!(14)).await?;
    visit.becomes(AT, json!(["search", true])).await
}

/// The day stands first in what is left, and all of it is in sight.
async fn what_is_on_this_saturday_takes_one_click(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, page(), width).await?;
        task.click("[data-pill=this-weekend]").await?;
        task.shows(&["market", "concert", "brunch"], 1).await?;
        let saturday = "['market', 'concert'].map((uid) => one(`[data-uid=${uid}]`))";
        visit
            .becomes(
                &format!(
                    "{saturday}.every((event) => event.closest('.lh-day') === one('.lh-day') \
                     && event.getBoundingClientRect().bottom <= innerHeight)"
                ),
                json!(true),
            )
            .await?;
        visit
            .becomes(
                "one('[data-pill=this-weekend]').ariaPressed ?? 'true'",
                json!("true"),
            )
            .await?;
    }
    Ok(())
}

/// On a phone the row of choices goes sideways. A wide window has no room for the pill: there they are typed.
async fn all_by_one_organiser_take_two_clicks(visit: Visit) -> Outcome {
    let mut task = fresh(&visit, page(), 375).await?;
    task.click("[data-facet-button=organizer]").await?;
    task.click_on("value('organizer', 'Stadtbibliothek')").await?;
    task.shows(&["reading", "concert", "course"], 2).await?;
    let mut task = fresh(&visit, page(), 1280).await?;
    task.click("input[type=search]").await?;
    visit.press("stadtbib").await?;
    task.click_on("visible('[role=option]').find((option) => words(option).includes('Stadtbibliothek'))")
        .await?;
    visit
        .becomes("visible('[data-chip]').map(words)", json!(["Stadtbibliothek"]))
        .await?;
    task.shows(&["reading", "concert", "course"], 2).await
}

async fn all_by_the_organiser_of_an_event_take_two_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, page(), width).await?;
        task.click("[data-uid=reading] [part=event-link]").await?;
        task.click_on(
            "[...(dialog()?.querySelectorAll('button') ?? [])].find((button) => isVisible(button)
                && (button.ariaLabel ?? button.getAttribute('aria-label') ?? '').includes('Stadtbibliothek'))",
        )
        .await?;
        task.shows(&["reading", "concert", "course"], 2).await?;
    }
    Ok(())
}

/// The row tells the talk, who speaks and when, without another click; the dialog leads there.
async fn a_talk_by_a_speaker_takes_their_name(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, Page::plain(), width).await?;
        task.click("input[type=search]").await?;
        visit.press("ada muster").await?;
        task.shows(&["assembly"], 1).await?;
        let line = "Vortrag: Kürzere Besprechungen · Dr. Ada Muster, 15:15 Uhr";
        visit
            .becomes("words(one('[part=event] [data-why]'))", json!(line))
            .await?;
        visit
            .becomes(
                "[...one('[part=event] [data-why]').querySelectorAll('mark')].map(words)",
                json!(["Ada", "Muster"]),
            )
            .await?;
        visit.press(Key::Enter).await?;
        task.click("[part=event-link]").await?;
        visit.until("dialog()").await?;
        visit
            .becomes("words(one('dialog [data-why]'))", json!(line))
            .await?;
        task.click("dialog [data-why]").await?;
        visit
            .becomes(
                "[words(focused()), focused().closest('.lh-speakers') !== null, \
                 (({ top, bottom }) => top >= 0 && bottom <= innerHeight)(focused().getBoundingClientRect())]",
                json!(["Ada", true, true]),
            )
            .await?;
    }
    Ok(())
}

async fn whether_one_can_still_register_takes_no_click(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let task = fresh(&visit, Page::plain().feed("/rows.json"), width).await?;
        visit
            .becomes(
                "words(one('[data-uid=today] .lh-badges'))",
                json!("Anmeldung bis 17:00 Uhr"),
            )
            .await?;
        assert_eq!(task.clicks, 0);
    }
    Ok(())
}

async fn the_next_date_of_a_series_takes_no_click(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let task = fresh(&visit, Page::plain().feed("/rows.json"), width).await?;
        visit
            .becomes(
                "words(one('[data-uid=series] .lh-badges'))",
                json!("Reihe, wieder am 1. Dez."),
            )
            .await?;
        assert_eq!(task.clicks, 0);
    }
    Ok(())
}

/// Follows no link that leaves, and keeps where the last one led.
const KEEP_LINKS: &str = "addEventListener('click', (event) => {
      const link = event.composedPath().find((node) => node.href && node.target === '_blank');
      if (link) { event.preventDefault(); window.followed = link.href; }
    }, true);";

async fn into_a_google_calendar_takes_two_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, Page::plain().feed("/rows.json"), width).await?;
        visit.run(KEEP_LINKS).await?;
        task.click("[data-uid=today] [part=event-link]").await?;
        visit
            .until("visible('dialog [data-at-once]').length === 3")
            .await?;
        // Seen without scrolling.
        visit
            .becomes(
                "visible('dialog [data-at-once]').every((way) => way.getBoundingClientRect().bottom < innerHeight)",
                json!(true),
            )
            .await?;
        task.click("dialog [data-at-once]").await?;
        visit
            .becomes(
                "(({ host, searchParams }) => [host, searchParams.get('dates')])(new URL(window.followed ?? location.href))",
                json!(["calendar.google.com", "20261123T180000/20261123T200000"]),
            )
            .await?;
        assert_eq!(task.clicks, 2);
    }
    Ok(())
}

/// Also where the feed has the address.
async fn to_subscribe_takes_two_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, Page::plain(), width).await?;
        visit.run(KEEP_LINKS).await?;
        task.click("[data-take]").await?;
        task.click("[data-subscribe=google]").await?;
        let address = visit.site.feeds().replacen("http:", "webcal:", 1) + "/events.ics";
        visit
            .becomes(
                "(({ host, searchParams }) => [host, searchParams.get('cid')])(new URL(window.followed ?? location.href))",
                json!(["calendar.google.com", address]),
            )
            .await?;
        assert_eq!(task.clicks, 2);
    }
    Ok(())
}

async fn to_print_the_programme_takes_two_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, Page::plain().feed("/rows.json"), width).await?;
        visit.run(NO_PRINTER).await?;
        task.click("[data-take]").await?;
        task.click("[data-print]").await?;
        visit.until("window.printed === 1").await?;
        assert_eq!(task.clicks, 2);
    }
    Ok(())
}

/// The link is in the clipboard, with what the list was filtered by.
async fn to_send_the_filtered_list_to_a_friend_takes_two_clicks(visit: Visit) -> Outcome {
    for width in WIDTHS {
        let mut task = fresh(&visit, page().query("?lh.organizer=Stadtbibliothek"), width).await?;
        visit
            .run(
                "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
                   writeText: async (text) => { window.copied = text; } } });",
            )
            .await?;
        // The chips come above the button.
        visit.until("visible('[data-chip]').length === 1").await?;
        visit.painted().await?;
        task.click("[data-take]").await?;
        task.click("[data-copy=selection]").await?;
        visit
            .becomes(
                "new URL(window.copied ?? location.origin).searchParams.get('lh.organizer')",
                json!("Stadtbibliothek"),
            )
            .await?;
        task.shows(&["reading", "concert", "course"], 2).await?;
    }
    Ok(())
}
