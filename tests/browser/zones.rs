//! Events on their own clocks and on the visitor's, and what the browser's `Intl` knows of zones.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde_json::json;

use crate::case::{Case, cases};
use crate::engine::{Engine, Visitor};
use crate::oracle;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::visit::Visit;

const NEW_YORK: Visitor = Visitor {
    language: "en-US",
    zone: "America/New_York",
};
const AUCKLAND: Visitor = Visitor {
    language: "en-US",
    zone: "Pacific/Auckland",
};
const KATHMANDU: Visitor = Visitor {
    language: "en-US",
    zone: "Asia/Kathmandu",
};

pub fn cases() -> Vec<Case> {
    let at_home = cases![
        in_berlin_every_event_is_on_the_only_clock,
        the_browser_knows_every_change_of_the_clocks,
    ];
    let abroad = [
        (NEW_YORK, cases![in_new_york_each_event_says_whose_clock_it_is_on]),
        (
            AUCKLAND,
            cases![
                in_auckland_each_event_says_whose_clock_it_is_on,
                the_switch_moves_all_views_and_keeps_the_focus,
                the_switch_does_not_change_what_time_it_is,
                a_partner_who_shows_the_visitors_time_needs_no_switch,
            ],
        ),
        (
            KATHMANDU,
            cases![in_kathmandu_each_event_says_whose_clock_it_is_on],
        ),
    ];
    let abroad = abroad
        .into_iter()
        .flat_map(|(visitor, cases)| cases.into_iter().map(move |case| case.visited_by(visitor)));
    at_home.into_iter().chain(abroad).collect()
}

/// Events in Berlin at both clock changes of 2026, and in the week after [`crate::page::NOW`].
fn page() -> Page {
    Page::plain().feed("/zones.json").now("2026-03-20T12:00:00+01:00")
}

/// What stands under which date: the uid, the date, and the words of the time.
type Line = (&'static str, &'static str, &'static str);

const ALL_DAY: Line = ("all-day", "Fr 27", "27.–28. November 2026");

async fn in_berlin_every_event_is_on_the_only_clock(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "1:30–3:30 Uhr"),
            ("autumn", "So 25", "1:30–2:30 Uhr"),
            ("on-site", "Di 24", "18:00–20:00 Uhr"),
            ("online", "Mi 25", "18:00–20:00 Uhr"),
            ("hybrid", "Do 26", "18:00–20:00 Uhr"),
            ALL_DAY,
            ("midnight", "Sa 28", "22:00–2:00 Uhr"),
        ],
    )
    .await?;
    visit
        .becomes("visible('[data-own-clock]').length", json!(0))
        .await
}

async fn in_new_york_each_event_says_whose_clock_it_is_on(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "1:30–3:30 Uhr (Berlin, UTC+1)"),
            ("autumn", "So 25", "1:30–2:30 Uhr (Berlin, UTC+2)"),
            ("on-site", "Di 24", "18:00–20:00 Uhr (Berlin, UTC+1)"),
            ("online", "Mi 25", "12:00–14:00 Uhr"),
            (
                "hybrid",
                "Do 26",
                "18:00–20:00 Uhr (Berlin, UTC+1) · Meine Zeitzone: 12:00–14:00 Uhr",
            ),
            ALL_DAY,
            ("midnight", "Sa 28", "22:00–2:00 Uhr (Berlin, UTC+1)"),
        ],
    )
    .await?;
    visit.click("[data-own-clock]").await?;
    shows(
        &visit,
        [
            ("spring", "Sa 28", "20:30–21:30 Uhr"),
            ("autumn", "Sa 24", "19:30–21:30 Uhr"),
            ("on-site", "Di 24", "12:00–14:00 Uhr"),
            ("online", "Mi 25", "12:00–14:00 Uhr"),
            ("hybrid", "Do 26", "12:00–14:00 Uhr"),
            ALL_DAY,
            ("midnight", "Sa 28", "16:00–20:00 Uhr"),
        ],
    )
    .await
}

async fn in_auckland_each_event_says_whose_clock_it_is_on(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "1:30–3:30 Uhr (Berlin, UTC+1)"),
            ("autumn", "So 25", "1:30–2:30 Uhr (Berlin, UTC+2)"),
            ("on-site", "Di 24", "18:00–20:00 Uhr (Berlin, UTC+1)"),
            ("online", "Do 26", "6:00–8:00 Uhr"),
            (
                "hybrid",
                "Do 26",
                "18:00–20:00 Uhr (Berlin, UTC+1) · Meine Zeitzone: 27. November 2026, 6:00–8:00 Uhr",
            ),
            ALL_DAY,
            ("midnight", "Sa 28", "22:00–2:00 Uhr (Berlin, UTC+1)"),
        ],
    )
    .await?;
    visit.click("[data-own-clock]").await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "13:30–14:30 Uhr"),
            ("autumn", "So 25", "12:30–14:30 Uhr"),
            ("on-site", "Mi 25", "6:00–8:00 Uhr"),
            ("online", "Do 26", "6:00–8:00 Uhr"),
            ("hybrid", "Fr 27", "6:00–8:00 Uhr"),
            ALL_DAY,
            ("midnight", "So 29", "10:00–14:00 Uhr"),
        ],
    )
    .await
}

async fn in_kathmandu_each_event_says_whose_clock_it_is_on(visit: Visit) -> Outcome {
    visit.open_ready(page()).await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "1:30–3:30 Uhr (Berlin, UTC+1)"),
            ("autumn", "So 25", "1:30–2:30 Uhr (Berlin, UTC+2)"),
            ("on-site", "Di 24", "18:00–20:00 Uhr (Berlin, UTC+1)"),
            ("online", "Mi 25", "22:45–0:45 Uhr"),
            (
                "hybrid",
                "Do 26",
                "18:00–20:00 Uhr (Berlin, UTC+1) · Meine Zeitzone: 22:45–0:45 Uhr",
            ),
            ALL_DAY,
            ("midnight", "Sa 28", "22:00–2:00 Uhr (Berlin, UTC+1)"),
        ],
    )
    .await?;
    visit.click("[data-own-clock]").await?;
    shows(
        &visit,
        [
            ("spring", "So 29", "6:15–7:15 Uhr"),
            ("autumn", "So 25", "5:15–7:15 Uhr"),
            ("on-site", "Di 24", "22:45–0:45 Uhr"),
            ("online", "Mi 25", "22:45–0:45 Uhr"),
            ("hybrid", "Do 26", "22:45–0:45 Uhr"),
            ALL_DAY,
            ("midnight", "So 29", "2:45–6:45 Uhr"),
        ],
    )
    .await
}

async fn the_switch_moves_all_views_and_keeps_the_focus(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/zones.json").attributes("view=month lang=en"))
        .await?;
    let stands = "(([bar]) => [bar?.closest('[data-day]')?.dataset.day, words(bar?.querySelector('.lh-bar-time'))])\
                  (visible('[data-uid=on-site]'))";
    visit.becomes(stands, json!(["2026-11-24", "6:00 PM"])).await?;
    visit
        .until("one('[data-uid=on-site]').textContent.includes('Berlin, UTC+1')")
        .await?;
    let pressed = "one('[data-own-clock]').getAttribute('aria-pressed')";
    visit.becomes(pressed, json!("false")).await?;
    visit.tab_to("element.matches('[data-own-clock]')").await?;
    visit.press(" ").await?;
    visit.becomes(pressed, json!("true")).await?;
    visit.becomes(stands, json!(["2026-11-25", "6:00 AM"])).await?;
    visit
        .becomes("focused().matches('[data-own-clock]')", json!(true))
        .await?;
    // The detail follows, and says both where there are both.
    visit.press(" ").await?;
    visit.becomes(pressed, json!("false")).await?;
    visit.click("[data-uid=hybrid] [part=event-link]").await?;
    visit
        .until("words(dialog()).includes('Time zone: Berlin, UTC+1')")
        .await?;
    visit
        .until("words(dialog().querySelector('[data-own-time]')).startsWith('My time zone: ')")
        .await
}

async fn the_switch_does_not_change_what_time_it_is(visit: Visit) -> Outcome {
    // Half an hour into the meetup, by a clock that hangs in Berlin.
    visit
        .open_ready(Page::plain().feed("/zones.json").now("2026-11-24T18:30:00"))
        .await?;
    let running = "visible('[data-section=running] [part=event]').map((event) => event.dataset.uid)";
    visit.becomes(running, json!(["on-site"])).await?;
    visit.click("[data-own-clock]").await?;
    visit
        .until("words(one('[data-uid=on-site]')).includes('06:00')")
        .await?;
    visit.stays(running, json!(["on-site"])).await?;
    visit.becomes("uids().length", json!(5)).await
}

async fn a_partner_who_shows_the_visitors_time_needs_no_switch(visit: Visit) -> Outcome {
    visit.open_ready(page().attributes("timezone=visitor")).await?;
    visit
        .until("words(one('[data-uid=on-site] .lh-time')).startsWith('06:00')")
        .await?;
    visit
        .becomes("visible('[data-own-clock]').length", json!(0))
        .await
}

async fn shows<const N: usize>(visit: &Visit, lines: [Line; N]) -> Outcome {
    // Engines write hours with and without a zero, and spaces of several widths.
    let shown = "Object.fromEntries(visible('.lh-list [part=event]').map((event) => [
        event.dataset.uid,
        [words(event.closest('.lh-day').querySelector('.lh-date')),
         [event.querySelector('.lh-time'), ...event.querySelectorAll('.lh-badge')].map(words).join(' · ')].map(
            (text) => text
                .replace(/\\s*–\\s*/g, '–')
                .replace(/\\b0(?=\\d:)/g, '')
                .replace('2026 um ', '2026, ')
        ),
    ]))";
    let expected: BTreeMap<_, _> = lines
        .into_iter()
        .map(|(uid, date, time)| (uid, [date, time]))
        .collect();
    visit.becomes(shown, json!(expected)).await
}

/// Until when an engine must know all. Governments decide late, and browsers learn of it later: what is to
/// come is listed. Debian's WebKit reads zone data of 2022.
fn knows_until(engine: Engine) -> &'static str {
    match engine {
        Engine::WebKit => "2022-10-01T00:00Z",
        Engine::Chromium | Engine::Firefox => "2026-01-01T00:00Z",
    }
}

async fn the_browser_knows_every_change_of_the_clocks(visit: Visit) -> Outcome {
    let first = format!("/changes/{}", oracle::ZONES[0]);
    let page = Page::plain().feed(&first).now("1989-01-01T00:00:00Z");
    visit
        .open_ready(page.attributes("timezone=UTC max=1000 views=list"))
        .await?;
    let known = knows_until(visit.engine)
        .parse()
        .map_err(|error| fault(format!("{error}")))?;
    let (mut compared, mut later) = (0, BTreeMap::new());
    for (position, zone) in oracle::ZONES.into_iter().enumerate() {
        let feed = format!("{}/changes/{zone}", visit.site.feeds());
        visit
            .run(&format!("calendar().setAttribute('feed', '{feed}')"))
            .await?;
        let probes = oracle::probes(zone);
        visit
            .becomes("events('lichthof-ready').length", json!(position + 1))
            .await?;
        visit
            .becomes("all('.lh-list [part=event]').length", json!(probes.len()))
            .await?;
        let shown: BTreeMap<usize, String> = visit
            .read(
                "Object.fromEntries(all('.lh-list [part=event]').map((event) => [
                    event.dataset.uid,
                    `${event.closest('.lh-day').querySelector('.lh-date-day').textContent} ` +
                    event.querySelector('.lh-time').textContent.match(/\\d+:\\d\\d/)[0].padStart(5, '0'),
                ]))",
            )
            .await?;
        for (position, probe) in probes.iter().enumerate() {
            let expected = TimeZone::UTC.to_datetime(probe.instant);
            let expected = format!(
                "{} {:02}:{:02}",
                expected.day(),
                expected.hour(),
                expected.minute()
            );
            let shown = shown.get(&position).map(String::as_str).unwrap_or_default();
            if shown == expected {
                compared += 1;
                continue;
            }
            if probe.instant < known {
                return Err(fault(format!(
                    "{zone} {}: {shown} instead of {expected}",
                    probe.civil
                )));
            }
            let (_, count) = later.entry(zone).or_insert((probe.civil, 0));
            *count += 1;
        }
    }
    let differing: usize = later.values().map(|(_, count)| count).sum();
    eprintln!(
        "{}: {compared} times in {} zones are as in tzdata {}, {differing} later ones are not",
        visit.engine.name(),
        oracle::ZONES.len(),
        oracle::VERSION,
    );
    for (zone, (first, count)) in later {
        eprintln!("  {zone}: {count} from {first} on");
    }
    assert!(compared > 10_000, "there is more to ask");
    Ok(())
}
