//! The border with the partner's page: how a calendar comes into it, what it takes and tells, and
//! how it leaves.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        an_element_becomes_a_calendar,
        one_tag_makes_a_calendar_where_it_stands,
        two_calendars_share_one_program_and_one_fetch,
        a_second_copy_of_the_script_makes_its_own_calendar_and_no_second_program,
        a_second_calendar_of_the_same_name_keeps_no_state_in_the_address,
        far_down_the_page_it_waits_until_it_comes_near,
        named_in_the_address_it_does_not_wait,
        in_a_closed_container_it_waits_until_it_is_opened,
        a_script_in_the_head_needs_a_target,
        a_script_in_the_head_without_a_target_says_so,
        a_script_at_the_end_of_the_page_works,
        a_script_injected_late_works,
        an_element_made_by_a_script_works,
        removed_and_put_back_it_shows_its_events_again,
        moved_in_the_tree_it_keeps_its_state,
        the_pages_own_content_stands_until_the_first_render,
        without_content_of_the_page_it_says_that_it_loads,
        a_skeleton_stands_there_until_the_program_does,
        a_program_that_cannot_be_loaded_leaves_the_pages_own_content_and_can_be_tried_again,
        attributes_take_effect_when_they_change,
        the_theme_follows_the_page,
        a_page_can_take_the_click,
        of_a_series_the_page_hears_the_start_of_the_date,
        it_tells_what_the_visitor_does,
        a_page_can_lead_it,
        an_event_can_be_opened_before_the_program_is_there,
        the_sample_of_the_readme_works_right_under_its_snippet,
        a_name_that_becomes_free_goes_to_the_calendar_that_was_refused_it,
        no_more_feeds_are_fetched_early_than_are_read,
        a_language_is_read_as_servers_write_it,
    ]
}

async fn an_element_becomes_a_calendar(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let ready = json!([{
        "type": "lichthof-ready",
        "at": 0,
        "detail": { "events": 13, "skipped": 1 },
        "bubbles": true,
        "composed": true,
        "cancelable": false,
    }]);
    visit.becomes("seen.events", ready).await?;
    let listed = [
        "lights", "meetup", "security", "assembly", "talk-1", "talk-2", "talk-3", "talk-4", "camp", "party",
        "online", "strategy",
    ];
    visit.becomes("uids()", json!(listed)).await?;
    visit
        .becomes(
            "all('[data-section=running] [part=event]').map((event) => event.dataset.uid)",
            json!(["lights"]),
        )
        .await?;
    visit
        .becomes("isVisible(document.getElementById('fallback'))", json!(false))
        .await
}

async fn one_tag_makes_a_calendar_where_it_stands(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("one-tag.html")).await?;
    let neighbours = "[calendar().previousElementSibling.id, calendar().nextElementSibling.id]";
    visit.becomes(neighbours, json!(["tag", "after"])).await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("List"))
        .await?;
    visit
        .becomes(
            "['mini-month', 'sticky', 'lang'].map((name) => calendar().getAttribute(name))",
            json!(["none", "none", "en"]),
        )
        .await
}

async fn two_calendars_share_one_program_and_one_fetch(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("two.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .becomes(
            "[visible('[data-view]', 0)[0].dataset.view, visible('[data-view]', 1)[0].dataset.view]",
            json!(["list", "month"]),
        )
        .await?;
    asked_once(&visit);
    Ok(())
}

async fn a_second_copy_of_the_script_makes_its_own_calendar_and_no_second_program(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("twice.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(2))
        .await?;
    asked_once(&visit);
    Ok(())
}

async fn a_second_calendar_of_the_same_name_keeps_no_state_in_the_address(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("twice.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .click_on("one('[data-uid=meetup] [part=event-link]', 1)")
        .await?;
    visit
        .until("words(one('dialog[open]', 1))?.includes('Café Kant')")
        .await?;
    visit
        .stays("[location.search, Boolean(dialog())]", json!(["", false]))
        .await?;
    visit.click_on("one('[data-close]', 1)").await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit
        .becomes(
            "[location.search, Boolean(dialog())]",
            json!(["?lh.event=meetup", true]),
        )
        .await
}

async fn far_down_the_page_it_waits_until_it_comes_near(visit: Visit) -> Outcome {
    visit.open(Page::new("far.html")).await?;
    visit.until("calendar().shadowRoot").await?;
    visit.painted().await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-program_bg.wasm"), 0);
    assert_eq!(visit.site.feed_requests("/browser.json"), 0);
    visit.run("calendar().scrollIntoView()").await?;
    visit.is_ready().await
}

async fn named_in_the_address_it_does_not_wait(visit: Visit) -> Outcome {
    visit
        .open(Page::new("far.html").query("?lh.event=meetup"))
        .await?;
    visit.until("words(dialog())?.includes('Café Kant')").await
}

async fn in_a_closed_container_it_waits_until_it_is_opened(visit: Visit) -> Outcome {
    visit.open(Page::new("closed.html")).await?;
    visit.until("calendar(1).shadowRoot").await?;
    visit.painted().await?;
    assert_eq!(visit.site.calendar_requests("/lichthof.css"), 0);
    visit.run("document.querySelector('details').open = true").await?;
    visit.is_ready().await?;
    visit.becomes("uids(1)", json!([])).await?;
    visit.run("document.getElementById('tab').hidden = false").await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .becomes(
            "[0, 1].map((at) => one('.lh-root', at).getBoundingClientRect().width > 600)",
            json!([true, true]),
        )
        .await
}

async fn a_script_in_the_head_needs_a_target(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::new("head.html").attributes("data-target=\"#here\""))
        .await?;
    visit.becomes("calendar().parentNode.id", json!("here")).await
}

async fn a_script_in_the_head_without_a_target_says_so(visit: Visit) -> Outcome {
    visit.open(Page::new("head.html")).await?;
    visit.told_of("placement").await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(0))
        .await
}

async fn a_script_at_the_end_of_the_page_works(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("end.html")).await
}

async fn a_script_injected_late_works(visit: Visit) -> Outcome {
    visit.open(Page::new("bare.html")).await?;
    visit
        .until("isVisible(document.getElementById('fallback'))")
        .await?;
    inject_script(&visit).await?;
    visit.is_ready().await
}

async fn an_element_made_by_a_script_works(visit: Visit) -> Outcome {
    visit.open(Page::new("bare.html")).await?;
    inject_script(&visit).await?;
    visit.is_ready().await?;
    let feed = json!(format!("{}/browser.json", visit.site.feeds()));
    visit
        .run(&format!(
            "const made = document.createElement('lichthof-calendar');
         made.setAttribute('feed', {feed});
         made.setAttribute('now', '2026-12-01T09:00:00');
         made.setAttribute('eager', '');
         document.getElementById('elsewhere').append(made);"
        ))
        .await?;
    visit.until("uids(1).length > 0").await
}

async fn removed_and_put_back_it_shows_its_events_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.run("window.taken = calendar(); taken.remove();").await?;
    visit
        .until("!taken.shadowRoot.querySelector('[part=event]')")
        .await?;
    visit.run("document.querySelector('main').append(taken);").await?;
    visit.until("uids().length === 12").await?;
    visit.until("events('lichthof-ready').length === 2").await
}

async fn moved_in_the_tree_it_keeps_its_state(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.search_for("vortrag").await?;
    visit.until("uids().length < 12").await?;
    let before: Vec<String> = visit.read("uids()").await?;
    visit
        .run("window.kept = one('[part=event]'); document.querySelector('main').prepend(calendar());")
        .await?;
    // What a move that counted as leaving would do comes after a microtask: two frames are later.
    visit.painted().await?;
    visit.becomes("uids()", json!(before)).await?;
    visit
        .becomes(
            "[kept.isConnected, one('input[type=search]').value]",
            json!([true, "vortrag"]),
        )
        .await?;
    assert_eq!(visit.site.feed_requests("/browser.json"), 1);
    Ok(())
}

async fn the_pages_own_content_stands_until_the_first_render(visit: Visit) -> Outcome {
    visit.open(Page::plain().feed("/slow/browser.json")).await?;
    visit.until("all('[data-state=loading]').length === 1").await?;
    let fallback = "isVisible(document.getElementById('fallback'))";
    visit
        .becomes(&format!("[{fallback}, uids()]"), json!([true, []]))
        .await?;
    visit.site.release();
    visit.is_ready().await?;
    visit.becomes(fallback, json!(false)).await
}

async fn without_content_of_the_page_it_says_that_it_loads(visit: Visit) -> Outcome {
    visit
        .open(Page::new("end.html").feed("/slow/browser.json"))
        .await?;
    let words = "visible('[data-state=loading]').map(words)";
    visit.becomes(words, json!(["Termine werden geladen …"])).await?;
    visit.site.release();
    visit.is_ready().await?;
    visit.becomes(words, json!([])).await
}

/// What is to come, in grey and in its final size; not beside the page's own content, and not where nothing will come.
async fn a_skeleton_stands_there_until_the_program_does(visit: Visit) -> Outcome {
    let skeleton = "(() => {
        const root = calendar().shadowRoot.querySelector('.lh-root');
        return [root.offsetHeight > 800, getComputedStyle(root).backgroundImage.includes('gradient')];
    })()";
    visit.site.hold_back("lichthof-program_bg.wasm");
    visit
        .open(Page::new("end.html").feed("/slow/browser.json"))
        .await?;
    visit.becomes(skeleton, json!([true, true])).await?;
    visit.site.give_back();
    visit.until("all('[data-state=loading]').length === 1").await?;
    visit.becomes(skeleton, json!([true, true])).await?;
    visit.site.release();
    visit.is_ready().await?;
    visit.becomes(&format!("{skeleton}[1]"), json!(false)).await?;
    visit.site.hold_back("lichthof-program_bg.wasm");
    visit.open(Page::plain()).await?;
    visit.becomes(skeleton, json!([false, true])).await?;
    visit.site.give_back();
    visit.site.set_down(true);
    visit.open(Page::new("end.html")).await?;
    visit.told_of("program").await?;
    visit.becomes(&format!("{skeleton}[0]"), json!(false)).await
}

async fn a_program_that_cannot_be_loaded_leaves_the_pages_own_content_and_can_be_tried_again(
    visit: Visit,
) -> Outcome {
    visit.site.set_down(true);
    visit.open(Page::plain()).await?;
    let message = visit.told_of("program").await?;
    assert!(message.contains("lichthof-program.js"), "{message}");
    visit.falls_back().await?;
    visit.site.set_down(false);
    visit.run("calendar().refresh()").await?;
    visit.is_ready().await
}

async fn attributes_take_effect_when_they_change(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("Liste"))
        .await?;
    visit.run("calendar().setAttribute('lang', 'en-GB')").await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("List"))
        .await?;
    visit
        .becomes(
            "words(one('[data-uid=assembly] [part=event-link]'))",
            json!("Member assembly"),
        )
        .await?;
    visit.run("calendar().setAttribute('view', 'month')").await?;
    visit
        .becomes(
            "visible('[data-view]').map((view) => view.dataset.view)",
            json!(["month"]),
        )
        .await?;
    visit.run("calendar().setAttribute('date', '2027-01-14')").await?;
    visit
        .becomes("words(one('[data-period]'))", json!("January 2027"))
        .await?;
    let ground = "getComputedStyle(one('.lh-root')).backgroundColor";
    let light: String = visit.read(ground).await?;
    visit.run("calendar().setAttribute('theme', 'dark')").await?;
    visit.until(&format!("{ground} !== {}", json!(light))).await?;
    visit
        .run("calendar().setAttribute('max', '2'); calendar().setAttribute('view', 'list')")
        .await?;
    visit.becomes("uids().length", json!(2)).await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-program_bg.wasm"), 1);
    Ok(())
}

async fn the_theme_follows_the_page(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let theme = "one('.lh-root').dataset.theme";
    visit.becomes(theme, json!("light")).await?;
    visit.run("document.body.style.background = '#101418'").await?;
    visit.becomes(theme, json!("dark")).await?;
    // What the page declares counts more than what it paints.
    visit
        .run("document.documentElement.style.colorScheme = 'light'")
        .await?;
    visit.becomes(theme, json!("light")).await?;
    visit.run("calendar().setAttribute('theme', 'dark')").await?;
    visit.becomes(theme, json!("dark")).await
}

async fn a_page_can_take_the_click(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run("document.addEventListener('lichthof-open', (event) => event.preventDefault())")
        .await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    let open = json!([{
        "type": "lichthof-open",
        "at": 0,
        "detail": { "uid": "meetup" },
        "bubbles": true,
        "composed": true,
        "cancelable": true,
    }]);
    visit.becomes("events('lichthof-open')", open).await?;
    visit
        .stays("[Boolean(dialog()), location.search]", json!([false, ""]))
        .await
}

async fn of_a_series_the_page_hears_the_start_of_the_date(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().feed("/series/1")).await?;
    visit
        .run("document.addEventListener('lichthof-open', (event) => event.preventDefault())")
        .await?;
    visit.becomes("uids().length", json!(3)).await?;
    // The second of its dates is at another time than the series says, and keeps the series' name for it.
    for position in 0..2 {
        visit
            .click_on(&format!("visible('[part=event-link]')[{position}]"))
            .await?;
    }
    visit
        .becomes(
            "events('lichthof-open').map(({ detail }) => detail)",
            json!([
                { "uid": "choir", "start": "2026-11-24T19:00" },
                { "uid": "choir", "start": "2026-12-01T19:00" },
            ]),
        )
        .await?;
    // What it hears leads there.
    visit
        .run(
            "const { uid, start } = events('lichthof-open')[1].detail;
             calendar().open(`${uid};${start}`);
             calendar().open('choir');",
        )
        .await?;
    visit
        .becomes(
            "events('lichthof-open').slice(2).map(({ detail }) => detail)",
            json!([
                { "uid": "choir", "start": "2026-12-01T19:00" },
                { "uid": "choir", "start": "2026-11-24T19:00" },
            ]),
        )
        .await
}

async fn it_tells_what_the_visitor_does(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-view-button=month]").await?;
    let last = "events('lichthof-change').at(-1)?.detail";
    visit.becomes(&format!("{last}?.view"), json!("month")).await?;
    visit.click("[data-next]").await?;
    visit
        .becomes(&format!("{last}?.date.slice(0, 7)"), json!("2026-12"))
        .await?;
    let before: serde_json::Value = visit.read(&format!("{last}.filter")).await?;
    visit.search_for("vortrag").await?;
    visit.until(&format!("{last}.filter !== {before}")).await
}

async fn a_page_can_lead_it(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.run("calendar().goTo('2027-01-20')").await?;
    visit
        .becomes("words(one('[data-period]'))", json!("Januar 2027"))
        .await?;
    visit.run("calendar().open('assembly')").await?;
    visit
        .until("words(dialog())?.includes('Mitgliederversammlung')")
        .await?;
    visit.refresh("/browser.json").await?;
    // Nothing has changed, so there is nothing to tell.
    visit.stays("events('lichthof-ready').length", json!(1)).await
}

async fn an_event_can_be_opened_before_the_program_is_there(visit: Visit) -> Outcome {
    visit.open(Page::new("bare.html")).await?;
    visit
        .run("customElements.whenDefined('lichthof-calendar').then(() => calendar().open('assembly'))")
        .await?;
    inject_script(&visit).await?;
    visit
        .until("words(dialog())?.includes('Mitgliederversammlung')")
        .await
}

async fn the_sample_of_the_readme_works_right_under_its_snippet(visit: Visit) -> Outcome {
    let (readme, sample) = (
        include_str!("../../README.md"),
        include_str!("../pages/sample.js"),
    );
    assert!(
        readme.contains(&format!("```js\n{sample}```")),
        "the README has another sample than tests/pages/sample.js"
    );
    visit.open(Page::new("sample.html")).await?;
    visit
        .becomes(
            "[words(one('[data-period]')), events('lichthof-ready').length]",
            json!(["November 2018", 1]),
        )
        .await
}

async fn a_name_that_becomes_free_goes_to_the_calendar_that_was_refused_it(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("twice.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit.run("calendar().remove()").await?;
    visit.painted().await?;
    visit.click("[data-uid=meetup] [part=event-link]").await?;
    visit
        .becomes(
            "[location.search, Boolean(dialog())]",
            json!(["?lh.event=meetup", true]),
        )
        .await
}

async fn no_more_feeds_are_fetched_early_than_are_read(visit: Visit) -> Outcome {
    // The first of them twice, one that is none, and then more than a calendar reads.
    let more: Vec<String> = (0..22)
        .map(|number| format!("{{{{FEEDS}}}}/empty?{number}"))
        .collect();
    let feeds = format!(
        "/browser.json {{{{FEEDS}}}}/browser.json ftp://partner.example/ {}",
        more.join(" ")
    );
    visit.open_ready(Page::plain().feed(&feeds)).await?;
    visit.painted().await?;
    let asked = |number: usize| visit.site.feed_requests(&format!("/empty?{number}"));
    assert_eq!(visit.site.feed_requests("/browser.json"), 1);
    assert_eq!((0..22).map(asked).sum::<usize>(), 19);
    assert_eq!([asked(18), asked(19)], [1, 0]);
    Ok(())
}

async fn a_language_is_read_as_servers_write_it(visit: Visit) -> Outcome {
    for (language, words) in [("en_GB", "List"), ("en_US.UTF-8", "List"), ("C", "Liste")] {
        visit
            .open_ready(Page::plain().attributes(&format!("lang={language}")))
            .await?;
        visit
            .becomes("words(one('[data-view-button=list]'))", json!(words))
            .await?;
    }
    Ok(())
}

async fn inject_script(visit: &Visit) -> Outcome {
    let source = json!(format!("{}/lichthof.js", visit.site.calendar()));
    visit
        .run(&format!(
            "const script = document.createElement('script'); script.src = {source}; document.head.append(script);"
        ))
        .await
}

fn asked_once(visit: &Visit) {
    for file in [
        "/lichthof-program.js",
        "/lichthof-program_bg.wasm",
        "/lichthof.css",
    ] {
        assert_eq!(visit.site.calendar_requests(file), 1, "{file}");
    }
    assert_eq!(visit.site.feed_requests("/browser.json"), 1, "the feed");
}
