//! The demo's pages on which partners make their embed, and look at others. Their own clock runs: nothing here asks
//! for a date.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::accessibility;
use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        what_is_chosen_is_shown_written_down_and_kept_in_the_address,
        the_address_of_a_feed_is_checked_as_one_writes_it,
        colours_are_told_with_their_contrast,
        a_preview_takes_what_is_offered_and_nothing_else,
        the_builder_can_be_used_by_everyone,
        the_gallery_shows_ten_calendars,
    ]
}

/// The calendar in the builder's frame.
const SHOWN: &str = "document.getElementById('preview').contentDocument?.querySelector('lichthof-calendar')";

pub async fn open(visit: &Visit, page: &str) -> Outcome {
    let address = format!("{}/demo/{page}", visit.site.calendar());
    visit.session().goto(address).await?;
    Ok(())
}

async fn open_builder(visit: &Visit, query: &str) -> Outcome {
    open(visit, &format!("builder.html{query}")).await?;
    visit
        .until(&format!(
            "{SHOWN}?.shadowRoot?.querySelector('section [part~=event]')
                && document.querySelectorAll('#findings .good').length === 2"
        ))
        .await
}

/// The words of an element of the page.
fn text_of(id: &str) -> String {
    format!("document.getElementById('{id}').textContent")
}

/// Chooses in a field as somebody does.
async fn choose(visit: &Visit, name: &str, value: &str) -> Outcome {
    visit
        .run(&format!(
            "const field = document.querySelector('[name=\"{name}\"], #{name}');
             field.value = '{value}';
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));
             field.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ))
        .await
}

async fn what_is_chosen_is_shown_written_down_and_kept_in_the_address(visit: Visit) -> Outcome {
    open_builder(&visit, "").await?;
    choose(&visit, "view", "cards").await?;
    visit
        .click_on("document.querySelector('[name=controls][value=search]')")
        .await?;
    choose(&visit, "max", "3").await?;
    let attributes =
        format!("['view', 'controls', 'max', 'feed-as'].map((name) => {SHOWN}?.getAttribute(name))");
    visit
        .becomes(&attributes, json!(["cards", "search", "3", null]))
        .await?;
    visit
        .until(&format!(
            "{SHOWN}?.shadowRoot?.querySelectorAll('.lh-card').length === 3"
        ))
        .await?;
    let snippet = text_of("snippet");
    visit
        .until(&format!(
            "{snippet}.includes('view=\"cards\"\\n  controls=\"search\"\\n  max=\"3\">')"
        ))
        .await?;
    for (kind, part) in [
        ("wordpress", "[lichthof feed="),
        ("pinned", "integrity=\"sha384-"),
        ("react", "import 'lichthof/react'"),
        ("vue", "<script setup>"),
        ("typo3", "controls: search"),
        ("tag", "data-max=\"3\""),
    ] {
        choose(&visit, "kind", kind).await?;
        visit
            .until(&format!("{snippet}.includes({})", json!(part)))
            .await?;
    }
    // What is pinned is this build, on this host.
    choose(&visit, "kind", "pinned").await?;
    let pinned = format!("{}/{}/lichthof.js", visit.site.calendar(), visit.site.home());
    visit
        .until(&format!("{snippet}.includes({})", json!(pinned)))
        .await?;
    // Whoever opens the address again goes on from there.
    let query: String = visit.read("location.search").await?;
    assert!(query.contains("view=cards"), "{query}");
    open_builder(&visit, &query).await?;
    visit
        .becomes(&attributes, json!(["cards", "search", "3", null]))
        .await?;
    for (preset, expected) in [
        ("sidebar", json!([null, "search", "8", null])),
        ("teaser", json!(["cards", "none", "3", null])),
        ("page", json!([null, null, null, null])),
    ] {
        visit
            .click_on(&format!("document.querySelector('[data-preset={preset}]')"))
            .await?;
        visit.becomes(&attributes, expected).await?;
    }
    visit
        .click_on("document.querySelector('[name=page][value=dark]')")
        .await?;
    visit
        .becomes(
            &format!("{SHOWN}?.shadowRoot?.querySelector('.lh-root')?.dataset.theme"),
            json!("dark"),
        )
        .await?;
    visit
        .click_on("document.querySelector('[name=width][value=narrow]')")
        .await?;
    let narrow = "document.getElementById('preview').offsetWidth";
    visit.becomes(narrow, json!(320)).await?;
    // How one looks at it is in the address, too.
    let query: String = visit.read("location.search").await?;
    open_builder(&visit, &query).await?;
    visit.becomes(narrow, json!(320)).await?;
    visit
        .becomes(
            &format!(
                "[document.getElementById('kind').value, \
                 {SHOWN}?.shadowRoot?.querySelector('.lh-root')?.dataset.theme]"
            ),
            json!(["pinned", "dark"]),
        )
        .await
}

async fn the_address_of_a_feed_is_checked_as_one_writes_it(visit: Visit) -> Outcome {
    open_builder(&visit, "").await?;
    let findings = "[...document.querySelectorAll('#findings .bad')].map(words)";
    let feed = visit.element("document.getElementById('feed')").await?;
    let missing = format!("{}/nothing-here.json", visit.site.feeds());
    feed.clear().await?;
    feed.send_keys(missing + Key::Tab).await?;
    visit
        .until(&format!("{findings}.some((finding) => finding.includes('404'))"))
        .await?;
    // One that is none moves nothing.
    let snippet: String = visit.read(&text_of("snippet")).await?;
    feed.clear().await?;
    feed.send_keys("kalender").await?;
    visit
        .becomes("document.getElementById('feed').validity.valid", json!(false))
        .await?;
    visit.becomes(&text_of("snippet"), json!(snippet)).await?;
    let feed_address = format!("{}/browser.json", visit.site.feeds());
    feed.clear().await?;
    feed.send_keys(feed_address.clone() + Key::Tab).await?;
    visit
        .until(&format!(
            "{}.includes({})",
            text_of("policy"),
            json!(visit.site.feeds())
        ))
        .await?;
    visit
        .until(&format!(
            "{}.includes({})",
            text_of("snippet"),
            json!(feed_address)
        ))
        .await
}

async fn colours_are_told_with_their_contrast(visit: Visit) -> Outcome {
    open_builder(&visit, "").await?;
    visit
        .click_on("document.querySelector('#colours summary')")
        .await?;
    let faults = "[...document.querySelectorAll('#contrasts .bad')].map(words)";
    visit
        .becomes("document.querySelectorAll('#contrasts .good').length", json!(8))
        .await?;
    visit.becomes(&text_of("styles"), json!("")).await?;
    choose(&visit, "--lh-accent", "#ffcc00").await?;
    // Yellow is not read on white, but black is on yellow.
    visit.becomes(faults, json!(["! hell: Akzent 1,5 : 1"])).await?;
    let styles = "lichthof-calendar {\n  --lh-accent: #ffcc00;\n  --lh-on-accent: #000000;\n}";
    visit.becomes(&text_of("styles"), json!(styles)).await?;
    visit
        .becomes(
            &format!(
                "['--lh-accent', '--lh-on-accent'].map((name) => {SHOWN}?.style.getPropertyValue(name))"
            ),
            json!(["#ffcc00", "#000000"]),
        )
        .await
}

/// Anyone may write an address of the page in the frame.
async fn a_preview_takes_what_is_offered_and_nothing_else(visit: Visit) -> Outcome {
    let asked = "?view=month&base=https://elsewhere.example/&onclick=window.ran=1&onfocus=window.ran=1\
                 &style=color:red&--lh-accent=red;background:url(https://elsewhere.example/x)&page=%22%3E%3Cimg%20src=x%3E";
    open(&visit, &format!("preview.html{asked}")).await?;
    visit
        .until("calendar()?.shadowRoot?.querySelector('[data-view=month]')")
        .await?;
    visit
        .becomes(
            "[calendar().getAttributeNames().sort(), document.querySelectorAll('img').length, window.ran ?? null]",
            json!([["eager", "feed", "state", "view"], 0, null]),
        )
        .await?;
    visit
        .becomes(
            "performance.getEntriesByType('resource').filter(({ name }) => name.includes('elsewhere')).length",
            json!(0),
        )
        .await
}

async fn the_builder_can_be_used_by_everyone(visit: Visit) -> Outcome {
    open_builder(&visit, "?--lh-accent=%23aa3300").await?;
    visit
        .run("for (const group of document.querySelectorAll('details')) group.open = true")
        .await?;
    accessibility::check(&visit, "#builder").await?;
    visit
        .click_on("document.querySelector('[data-language=en]')")
        .await?;
    let left = "[...document.querySelectorAll('[data-en]')].filter((element) =>
        element.textContent !== element.dataset.en).length";
    visit.becomes(left, json!(0)).await?;
    visit
        .until(&format!("{SHOWN}?.ownerDocument.documentElement.lang === 'en'"))
        .await?;
    visit.click_on("document.getElementById('dark')").await?;
    accessibility::check(&visit, "#builder").await?;
    // On a phone nothing leads out of sight.
    visit.resize(380, 800).await?;
    visit
        .becomes("document.documentElement.scrollWidth <= innerWidth", json!(true))
        .await
}

async fn the_gallery_shows_ten_calendars(visit: Visit) -> Outcome {
    open(&visit, "gallery.html").await?;
    visit
        .becomes(
            "document.querySelectorAll('lichthof-calendar[feed]').length",
            json!(10),
        )
        .await?;
    for at in 0..10 {
        visit
            .run(&format!("calendar({at}).scrollIntoView({{ block: 'center' }})"))
            .await?;
        visit
            .until(&format!(
                "all('[part~=event], [data-day]', {at}).length > 0 && !one('[data-state=error], [data-state=partial]', {at})"
            ))
            .await?;
    }
    let leads: Vec<Value> = visit
        .read("[...document.querySelectorAll('.about a')].map((way) => new URL(way.href).pathname)")
        .await?;
    assert_eq!(leads, vec![json!("/demo/builder.html"); 10]);
    accessibility::check(&visit, "#gallery").await
}
