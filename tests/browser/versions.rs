//! Two versions of the program on one page, each with a folder and a look of its own, as where a page's own tag and one of
//! its content system's meet: the first one runs, the other does nothing, and the console says which to remove.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::policy::use_everything;
use crate::site::OTHER_VERSION;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_first_of_two_versions_runs_whichever_it_is,
        a_page_that_changes_its_version_shows_both_as_they_come,
    ]
}

/// The page with these tags, in this order.
fn page(tags: &[&str], attributes: &str) -> Page {
    let tag = |folder: &&str| format!("<script src=\"{{{{CALENDAR}}}}/{folder}lichthof.js\"></script>");
    let tags: String = tags.iter().map(tag).collect();
    let text = format!(
        "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><title>Zwei Versionen</title><link rel=\"icon\" href=\"data:,\">\
         <script src=\"/watch.js\"></script>{tags}<main>\
         <lichthof-calendar feed=\"{{{{FEED}}}}\" {{{{ATTRIBUTES}}}} eager></lichthof-calendar>\
         <script src=\"{{{{CALENDAR}}}}/{OTHER_VERSION}lichthof.js\" data-feed=\"{{{{FEED}}}}\" data-now=\"{{{{NOW}}}}\" data-name=\"second\" data-eager></script>\
         </main></html>"
    );
    Page::of_text("versions.html", text).attributes(attributes)
}

/// By which a build's look is known.
const RADII: &str =
    "[0, 1].map((at) => getComputedStyle(one('.lh-root', at)).getPropertyValue('--_radius').trim())";

async fn the_first_of_two_versions_runs_whichever_it_is(visit: Visit) -> Outcome {
    for (tags, radius, first, second) in [
        (["", OTHER_VERSION], "6px", "0.1.0", "0.2.0"),
        ([OTHER_VERSION, ""], "9px", "0.2.0", "0.1.0"),
    ] {
        let before = visit.site.calendar_log().len();
        visit.open_ready(page(&tags, "doctor")).await?;
        visit.until("uids(1).length === 12").await?;
        visit.becomes(RADII, json!([radius, radius])).await?;
        use_everything(&visit).await?;
        visit
            .becomes(
                "seen.told.filter((text) => text.includes('twice')).length > 0",
                json!(true),
            )
            .await?;
        let told =
            format!("seen.told.find((text) => text.includes('twice')).includes('{first} and {second}')");
        visit.becomes(&told, json!(true)).await?;
        visit.becomes("events('lichthof-error')", json!([])).await?;
        // Of the other one nothing but its loader comes.
        let asked = &visit.site.calendar_log()[before..];
        let of_folder = |path: &&String| path.contains(&format!("/{second}-"));
        assert_eq!(asked.iter().find(of_folder), None);
        // The doctor names the one to remove.
        visit
            .until(
                "(() => { const panel = calendar().shadowRoot.querySelector('[data-doctor]')?.shadowRoot;
                   return panel && !panel.querySelector('[aria-busy]') && [...panel.querySelectorAll('li')].some((item) =>
                     item.querySelector('h3')?.textContent.includes('Zwei Versionen auf einer Seite') && item.querySelector('pre')); })()",
            )
            .await?;
        visit
            .becomes(
                &format!(
                    "[...calendar().shadowRoot.querySelector('[data-doctor]').shadowRoot.querySelectorAll('li')]
                       .find((item) => item.querySelector('h3')?.textContent.includes('Zwei Versionen'))
                       ?.querySelector('pre').textContent.includes('/{OTHER_VERSION}lichthof.js')"
                ),
                json!(tags[1] == OTHER_VERSION),
            )
            .await?;
    }
    Ok(())
}

/// What was kept by one visit is no hindrance to the next one, which gets the other version: stars, copies, addresses.
async fn a_page_that_changes_its_version_shows_both_as_they_come(visit: Visit) -> Outcome {
    for (tags, radius) in [(["", OTHER_VERSION], "6px"), ([OTHER_VERSION, ""], "9px")] {
        visit.open_ready(page(&tags, "keep")).await?;
        visit.becomes(&format!("{RADII}[0]"), json!(radius)).await?;
        let star = "one('[data-uid=meetup] [data-star]')?.getAttribute('aria-pressed')";
        if radius == "6px" {
            visit.click("[data-uid=meetup] [data-star]").await?;
        }
        visit.becomes(star, json!("true")).await?;
    }
    Ok(())
}
