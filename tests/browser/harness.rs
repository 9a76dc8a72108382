//! What the tests themselves stand on: pages that look at this harness, not at the calendar.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use libtest_mimic::Completion;
use serde_json::json;

use crate::browser::Browsers;
use crate::case::{Case, cases};
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_page_is_in_the_visitors_language_and_zone,
        a_frame_can_be_narrow,
        keys_and_clicks_reach_a_shadow_root,
        a_trial_whose_driver_dies_is_repeated_once,
        an_assertion_is_never_repeated,
    ]
}

async fn the_page_is_in_the_visitors_language_and_zone(visit: Visit) -> Outcome {
    visit.open(Page::plain()).await?;
    visit
        .becomes(
            "[navigator.language.slice(0, 2), Intl.DateTimeFormat().resolvedOptions().timeZone]",
            json!(["de", "Europe/Berlin"]),
        )
        .await
}

async fn a_frame_can_be_narrow(visit: Visit) -> Outcome {
    visit.open_framed(Page::plain(), 320, 600).await?;
    visit
        .becomes(
            "[innerWidth, document.querySelectorAll('#fallback').length]",
            json!([320, 1]),
        )
        .await
}

async fn keys_and_clicks_reach_a_shadow_root(visit: Visit) -> Outcome {
    visit.open(Page::new("harness.html")).await?;
    visit.becomes("innerWidth", json!(1280)).await?;
    visit.click("button").await?;
    visit.becomes("one('button').textContent", json!("1")).await?;
    visit.search_for("ä 1").await?;
    visit.becomes("one('input').value", json!("ä 1")).await?;
    visit.run("one('button').focus()").await?;
    visit.press(thirtyfour::Key::Enter).await?;
    visit.becomes("one('button').textContent", json!("2")).await?;
    visit.press(thirtyfour::Key::Tab).await?;
    visit.becomes("focused().localName", json!("input")).await
}

async fn a_trial_whose_driver_dies_is_repeated_once(visit: Visit) -> Outcome {
    let attempts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&attempts);
    let case = Case::new("harness::the_driver_dies_at_first", move |inner: Visit| {
        let attempt = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            inner.open(Page::new("harness.html")).await?;
            if attempt == 0 {
                kill_with_descendants(inner.driver.ok_or_else(|| fault("the driver runs"))?).await?;
            }
            inner.becomes("innerWidth", json!(1280)).await
        }
    });
    let browsers = Browsers::default();
    let completion = case.execute(visit.engine, &browsers).await;
    browsers.close().await;
    let is_completed = matches!(completion, Ok(Completion::Completed));
    assert!(is_completed, "{:?}", completion.err());
    assert_eq!(attempts.load(Ordering::Relaxed), 2);
    assert_eq!(browsers.repeated().len(), 1, "{:?}", browsers.repeated());
    Ok(())
}

async fn an_assertion_is_never_repeated(visit: Visit) -> Outcome {
    let attempts = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&attempts);
    let case = Case::new(
        "harness::the_session_goes_and_then_it_fails",
        move |inner: Visit| {
            let attempt = counted.fetch_add(1, Ordering::Relaxed);
            async move {
                inner.open(Page::new("harness.html")).await?;
                if attempt == 0 {
                    inner.session().clone().quit().await?;
                }
                let width: u32 = inner.read("innerWidth").await?;
                Err(fault(format!("a width of {width}, as it must be")))
            }
        },
    );
    let browsers = Browsers::default();
    let completion = case.execute(visit.engine, &browsers).await;
    browsers.close().await;
    let told = completion
        .err()
        .and_then(|failed| failed.message().map(str::to_owned));
    let told = told.ok_or_else(|| fault("it fails, with words"))?;
    assert!(told.contains("as it must be"), "{told}");
    assert_eq!(
        attempts.load(Ordering::Relaxed),
        2,
        "once for the session, not for what it found"
    );
    assert_eq!(browsers.repeated().len(), 1, "{:?}", browsers.repeated());
    Ok(())
}

/// Kills a process and, where the system tells which they are (`/proc`), all that it started: a browser
/// would outlive its driver.
async fn kill_with_descendants(process: u32) -> Outcome {
    let mut all = vec![process];
    let parents: Vec<(u32, u32)> = match std::fs::read_dir("/proc") {
        Ok(entries) => entries
            .flatten()
            .filter_map(|entry| parent_of(&entry.path()))
            .collect(),
        Err(_) => Vec::new(),
    };
    let mut at = 0;
    while let Some(&parent) = all.get(at) {
        let children = parents.iter().filter(|(_, of)| *of == parent);
        all.extend(children.map(|(child, _)| child));
        at += 1;
    }
    // By the shell, which brings `kill` along. What has ended by itself meanwhile is no fault.
    let numbers: Vec<String> = all.iter().map(ToString::to_string).collect();
    let ended = tokio::process::Command::new("sh")
        .args(["-c", &format!("kill -9 {}", numbers.join(" "))])
        .stderr(std::process::Stdio::null())
        .status()
        .await?;
    assert!(ended.success() || all.len() > 1, "nothing was killed");
    Ok(())
}

/// A process and the one that started it (proc(5): the name in brackets may hold anything).
fn parent_of(folder: &std::path::Path) -> Option<(u32, u32)> {
    let process = folder.file_name()?.to_str()?.parse().ok()?;
    let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    Some((process, fields.split_whitespace().nth(1)?.parse().ok()?))
}
