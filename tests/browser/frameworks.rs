//! The npm package in applications that Vite builds (`examples/react`, `examples/vue` and `examples/svelte`), and on sites
//! that are rendered without a browser (`examples/next` and `examples/astro`, by `make sites`).

use std::path::{Path, PathBuf};

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let mut all = cases![
        an_application_of_react_has_a_calendar,
        an_application_of_vue_has_a_calendar,
        an_application_of_svelte_has_a_calendar,
    ];
    let sites = cases![a_site_of_next_has_a_calendar, a_site_of_astro_has_a_calendar];
    all.extend(sites.into_iter().zip(["next", "astro"]).map(|(case, name)| {
        let is_missing = !built(name).join("index.html").is_file();
        case.skipped_if(is_missing, "`make sites` builds it")
    }));
    all
}

fn built(name: &str) -> PathBuf {
    Path::new("examples").join(name).join("dist")
}

async fn a_site_of_next_has_a_calendar(visit: Visit) -> Outcome {
    use_site(&visit, "next").await
}

async fn a_site_of_astro_has_a_calendar(visit: Visit) -> Outcome {
    use_site(&visit, "astro").await
}

/// What a server has rendered is there with the page, and the calendar in its place.
async fn use_site(visit: &Visit, name: &str) -> Outcome {
    visit.site.serve_site(&built(name));
    open(visit, "index.html").await?;
    visit.click("[data-uid=repair] [part=event-link]").await?;
    visit.until("dialog()").await
}

/// Opens a page of an example, and waits until both of its events stand in the place of its own content.
async fn open(visit: &Visit, path: &str) -> Outcome {
    let address = format!("{}/{path}", visit.site.calendar());
    visit.session().goto(address).await?;
    visit.until("uids().length === 2").await?;
    visit.watch_errors().await?;
    visit
        .becomes(
            "isVisible(document.querySelector('lichthof-calendar > a'))",
            json!(false),
        )
        .await
}

async fn an_application_of_react_has_a_calendar(visit: Visit) -> Outcome {
    use_example(&visit, "react").await
}

async fn an_application_of_vue_has_a_calendar(visit: Visit) -> Outcome {
    use_example(&visit, "vue").await
}

async fn an_application_of_svelte_has_a_calendar(visit: Visit) -> Outcome {
    use_example(&visit, "svelte").await
}

/// Attributes that change, events that are heard, and one that is taken over: all by the framework's own means.
async fn use_example(visit: &Visit, name: &str) -> Outcome {
    open(visit, &format!("examples/{name}/index.html")).await?;
    let read = |id: &str| format!("words(document.getElementById('{id}'))");
    visit.becomes(&read("read"), json!("2 events")).await?;
    visit.click("[data-uid=repair] [part=event-link]").await?;
    visit.becomes(&read("opened"), json!("repair")).await?;
    visit.stays("Boolean(dialog())", json!(false)).await?;
    visit.run("document.getElementById('month').click()").await?;
    visit.until("visible('[data-view=month]').length > 0").await?;
    // From the application's own files, and once.
    visit
        .becomes(
            "[...document.querySelectorAll('script[src*=\"lichthof.js\"]')].map(({ src }) => new URL(src).pathname)",
            json!([format!("/examples/{name}/lichthof/lichthof.js")]),
        )
        .await
}
