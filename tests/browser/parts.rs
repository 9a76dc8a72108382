//! The parts of the program that come when they are needed, and the program that is no more.

use serde_json::json;

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::{Damage, Deploy, Reach};
use crate::visit::Visit;

const PROGRAM: &str = "lichthof-program_bg.wasm";
const GLUE: &str = "lichthof-program.js";
const STYLE: &str = "lichthof.css";
const WORDS: &str = "lichthof.de.txt";

pub fn cases() -> Vec<Case> {
    let mut all = cases![
        a_list_brings_no_part_that_it_does_not_show,
        what_publishers_are_told_comes_where_there_is_something_to_tell,
        a_month_at_first_is_asked_for_once,
        a_part_that_does_not_come_is_told_and_can_be_asked_for_again,
        a_part_may_take_twenty_seconds_and_no_more,
        a_filter_waits_for_what_it_shares_with_other_parts,
        a_program_that_traps_gives_the_page_its_own_content_back,
        a_page_that_is_open_during_a_deploy_keeps_its_own_build,
        a_part_that_is_gone_after_a_deploy_is_told,
        a_loader_that_a_cache_kept_finds_the_build_of_today,
        a_part_of_another_build_is_refused,
        a_part_that_a_cache_kept_is_asked_for_past_the_cache,
        a_damaged_part_is_told_and_can_be_asked_for_again,
        a_part_under_a_wrong_type_is_taken,
        junk_in_the_style_of_a_part_stays_there,
        a_damaged_program_is_told_apart_from_a_refused_one,
        a_damaged_style_is_no_calendar_that_is_ready,
        a_program_that_a_cache_damaged_is_asked_for_past_the_cache,
        a_program_that_the_policy_refuses_is_told_with_what_the_policy_lacks,
        a_pinned_page_asks_for_each_file_once,
        a_pinned_page_takes_nothing_else,
    ];
    // WebKit's driver waits for requests of the page before, which never end.
    let stalls = cases![
        a_program_that_stalls_is_asked_for_once_more,
        a_program_that_never_comes_is_told_and_can_be_asked_for_again,
    ];
    all.extend(stalls.into_iter().map(Case::not_in_webkit));
    all
}

async fn a_list_brings_no_part_that_it_does_not_show(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for part in ["dialog", "feed", "feeds", "filter", "month", "series"] {
        let path = format!("/lichthof-{part}.wasm");
        assert_eq!(visit.site.calendar_requests(&path), 0, "{part}");
    }
    Ok(())
}

async fn what_publishers_are_told_comes_where_there_is_something_to_tell(visit: Visit) -> Outcome {
    let sentences = "/lichthof-report.wasm";
    visit.open_ready(Page::plain().feed("/page/1")).await?;
    visit.painted().await?;
    visit.becomes("seen.told", json!([])).await?;
    assert_eq!(visit.site.calendar_requests(sentences), 0);
    // An entry of this one is refused.
    visit.open_ready(Page::plain()).await?;
    visit.until("seen.told.length === 1").await?;
    assert_eq!(visit.site.calendar_requests(sentences), 1);
    Ok(())
}

async fn a_month_at_first_is_asked_for_once(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.until("visible('[data-day]').length > 27").await?;
    assert_eq!(visit.site.calendar_requests("/lichthof-month.wasm"), 1);
    Ok(())
}

async fn a_part_that_does_not_come_is_told_and_can_be_asked_for_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.set_down(true);
    visit.click("[data-view-button=month]").await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit
        .becomes(
            "[...new Set(events('lichthof-error').map(({ detail }) => detail.kind))]",
            json!(["part"]),
        )
        .await?;
    // The list needs no part.
    visit.click("[data-back]").await?;
    visit.becomes("uids().length > 3", json!(true)).await?;
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-retry]').length === 1").await?;
    visit.site.set_down(false);
    visit.click("[data-retry]").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn a_part_may_take_twenty_seconds_and_no_more(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.hold_back("lichthof-month.wasm");
    // The page's own clock: what was to come in twenty seconds comes when the test says so.
    visit
        .run(
            "const set = window.setTimeout;
             window.due = [];
             window.setTimeout = (run, time, ...given) =>
               time === 20000 ? -due.push(run) : set.call(window, run, time, ...given);",
        )
        .await?;
    visit.click("[data-view-button=month]").await?;
    // The month needs two parts, of which one comes; what rows show may be on its way as well.
    visit.until("due.length >= 2").await?;
    visit
        .becomes("all('[data-state=pending]').length", json!(1))
        .await?;
    visit.stays("visible('[data-retry]').length", json!(0)).await?;
    visit
        .until(
            "(due.splice(0).forEach((run) => run()),
              visible('[data-state=error] [data-retry]').length === 1)",
        )
        .await?;
    visit.told_of("part").await?;
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn a_filter_waits_for_what_it_shares_with_other_parts(visit: Visit) -> Outcome {
    visit.site.take_away("lichthof-details.wasm");
    visit.open_ready(Page::plain()).await?;
    visit.search_for("vortrag").await?;
    visit.press(thirtyfour::Key::Enter).await?;
    visit.click("[data-filter-button]").await?;
    visit.until("visible('[data-retry]').length > 0").await?;
    visit.painted().await?;
    // Each step of the visitor's asks for it, and nothing else does.
    visit
        .becomes(
            "[...new Set(events('lichthof-error').map(({ detail }) => detail.kind))]",
            json!(["part"]),
        )
        .await?;
    let asked = visit.site.calendar_requests("/lichthof-details.wasm");
    // And each twice; the rows have asked for how descriptions begin.
    assert!(asked <= 6, "asked for {asked} times");
    visit.site.give_back();
    visit.click("[data-retry]").await?;
    visit
        .until("dialog() && visible('[data-group]').length > 4")
        .await?;
    visit.becomes("uids().length", json!(5)).await
}

async fn a_program_that_traps_gives_the_page_its_own_content_back(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    // As a panic would leave it: memory in pieces. The next thing that the program does is a trap. It is this
    // click, and no timer that happens to come before it.
    // A script of the page, since one of the driver's may get the program's modules a second time.
    let glue = format!(
        "{}/{}/lichthof-program.js",
        visit.site.calendar(),
        visit.site.home()
    );
    visit
        .run(&format!(
            "const script = document.createElement('script'); \
             script.type = 'module'; \
             script.textContent = `import {{ initSync }} from '{glue}'; \
               const button = document.querySelector('lichthof-calendar').shadowRoot.querySelector('[data-view-button=month]'); \
               new Uint8Array(initSync().memory.buffer).fill(255); \
               button.click();`; \
             document.body.append(script);",
        ))
        .await?;
    visit.falls_back().await?;
    visit.told_of("panic").await?;
    Ok(())
}

async fn a_page_that_is_open_during_a_deploy_keeps_its_own_build(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.deploy(Deploy::Beside);
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-day]').length > 27").await?;
    // A page that is opened now has the new one, and only that.
    let before = visit.site.calendar_log().len();
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.until("visible('[data-day]').length > 27").await?;
    let asked = visit.site.calendar_log();
    let of_old: Vec<_> = asked
        .iter()
        .skip(before)
        .filter(|path| path.contains(visit.site.home()))
        .collect();
    assert_eq!(of_old, Vec::<&String>::new());
    Ok(())
}

async fn a_part_that_is_gone_after_a_deploy_is_told(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.deploy(Deploy::InPlace);
    visit.click("[data-view-button=month]").await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    // What is there goes on.
    visit.click("[data-view-button=list]").await?;
    visit.until("uids().length > 0").await
}

async fn a_loader_that_a_cache_kept_finds_the_build_of_today(visit: Visit) -> Outcome {
    visit.site.deploy(Deploy::InPlaceOldLoader);
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.until("visible('[data-day]').length > 27").await?;
    visit.becomes("events('lichthof-error').length", json!(0)).await
}

async fn a_part_of_another_build_is_refused(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .site
        .damage("lichthof-month.wasm", Damage::OtherBuild, Reach::Always);
    visit.click("[data-view-button=month]").await?;
    visit
        .until("visible('[data-state=error] [data-retry]').length === 1")
        .await?;
    visit.site.repair();
    visit.click("[data-retry]").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn a_part_that_a_cache_kept_is_asked_for_past_the_cache(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for file in ["lichthof-month.wasm", "lichthof-month.css"] {
        visit.site.damage(file, Damage::OtherBuild, Reach::OwnAddress);
    }
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-day]').length > 27").await?;
    for file in ["/lichthof-month.wasm", "/lichthof-month.css"] {
        assert_eq!(visit.site.calendar_requests(file), 1, "{file}");
        let asked = visit.site.calendar_log();
        assert_eq!(
            asked.iter().filter(|path| path.ends_with(file)).count(),
            2,
            "{file}"
        );
    }
    Ok(())
}

async fn a_damaged_part_is_told_and_can_be_asked_for_again(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    for (file, damage) in [
        ("lichthof-month.wasm", Damage::Cut),
        ("lichthof-month.wasm", Damage::Empty),
        ("lichthof-month.wasm", Damage::Page),
        ("lichthof-month.wasm", Damage::Corrupt),
        ("lichthof-month.css", Damage::Cut),
        ("lichthof-month.css", Damage::Page),
        ("lichthof-month.css", Damage::OtherBuild),
    ] {
        visit.site.repair();
        visit.site.damage(file, damage, Reach::Always);
        visit.click("[data-view-button=month]").await?;
        let told = visit
            .until("visible('[data-state=error] [data-retry]').length === 1")
            .await;
        told.map_err(|error| format!("{file} {damage:?}: {error}"))?;
        visit.click("[data-view-button=list]").await?;
        visit.until("uids().length > 0").await?;
    }
    visit.site.repair();
    visit.click("[data-view-button=month]").await?;
    // Whoever comes back may be asked whether to try again.
    visit
        .until("visible('[data-day], [data-retry]').length > 0")
        .await?;
    visit.run("one('[data-retry]')?.click()").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn a_part_under_a_wrong_type_is_taken(visit: Visit) -> Outcome {
    for file in ["lichthof-month.wasm", "lichthof-month.css", PROGRAM, STYLE] {
        visit.site.damage(file, Damage::Type("text/plain"), Reach::Always);
    }
    visit.open_ready(Page::plain()).await?;
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-day]').length > 27").await
}

async fn junk_in_the_style_of_a_part_stays_there(visit: Visit) -> Outcome {
    visit.site.edit("lichthof-period.css", "}", "");
    visit.site.edit("lichthof.css", ".lh-list", "{{.lh-list");
    visit.open_ready(Page::plain().attributes("view=month")).await?;
    visit.until("visible('[data-day]').length > 27").await?;
    visit
        .becomes("getComputedStyle(one('.lh-week')).display", json!("grid"))
        .await
}

async fn a_damaged_program_is_told_apart_from_a_refused_one(visit: Visit) -> Outcome {
    for (file, damage, words) in [
        (PROGRAM, Damage::Cut, "bytes (\"\\u0000asm"),
        (PROGRAM, Damage::Empty, " 0 bytes"),
        (PROGRAM, Damage::Page, "type text/html"),
        (PROGRAM, Damage::OtherBuild, "and whole"),
        (PROGRAM, Damage::Corrupt, "CompileError"),
        (GLUE, Damage::Cut, "and whole"),
        (GLUE, Damage::Empty, " 0 bytes"),
        (GLUE, Damage::Page, "<!doctype html>"),
        (GLUE, Damage::OtherBuild, "and whole"),
        (GLUE, Damage::Type("text/plain"), "has to be text/javascript"),
    ] {
        visit.site.repair();
        visit.site.damage(file, damage, Reach::Always);
        let message = failure(&visit).await?;
        assert!(message.contains(words), "{file} {damage:?}: {message}");
        assert!(
            damage == Damage::Corrupt || message.contains(file),
            "{file} {damage:?}: {message}"
        );
        assert!(
            !message.contains("wasm-unsafe-eval"),
            "{file} {damage:?}: {message}"
        );
    }
    visit.site.repair();
    visit.run("calendar().refresh()").await?;
    visit.is_ready().await
}

async fn a_damaged_style_is_no_calendar_that_is_ready(visit: Visit) -> Outcome {
    for (damage, words) in [
        (Damage::Cut, "and whole"),
        (Damage::Empty, " 0 bytes"),
        (Damage::Page, "<!doctype html>"),
        (Damage::OtherBuild, "and whole"),
    ] {
        visit.site.repair();
        visit.site.damage(STYLE, damage, Reach::Always);
        let message = failure(&visit).await?;
        assert!(
            message.contains(words) && message.contains(STYLE),
            "{damage:?}: {message}"
        );
        assert!(!visit.read::<bool>("events('lichthof-ready').length > 0").await?);
    }
    Ok(())
}

/// The words of a calendar that cannot load; the page's own content stands in its place.
async fn failure(visit: &Visit) -> Outcome<String> {
    visit.open(Page::plain()).await?;
    let words = visit.told_of("program").await?;
    visit.falls_back().await?;
    Ok(words)
}

async fn a_program_that_a_cache_damaged_is_asked_for_past_the_cache(visit: Visit) -> Outcome {
    for (file, damage) in [
        (PROGRAM, Damage::Cut),
        (PROGRAM, Damage::OtherBuild),
        (GLUE, Damage::Page),
        (GLUE, Damage::OtherBuild),
        (STYLE, Damage::Page),
    ] {
        visit.site.repair();
        visit.site.damage(file, damage, Reach::OwnAddress);
        visit.open_ready(Page::plain()).await?;
        assert_eq!(visit.read::<usize>("events('lichthof-error').length").await?, 0);
    }
    Ok(())
}

/// The loader's patience, shortened.
const IMPATIENT: (&str, &str) = ("2e4", "900");

async fn a_program_that_stalls_is_asked_for_once_more(visit: Visit) -> Outcome {
    visit.site.edit("lichthof.js", IMPATIENT.0, IMPATIENT.1);
    for file in [PROGRAM, GLUE, STYLE] {
        visit.site.repair();
        visit.site.damage(file, Damage::Silent, Reach::OwnAddress);
        visit.open_ready(Page::plain()).await?;
    }
    Ok(())
}

async fn a_program_that_never_comes_is_told_and_can_be_asked_for_again(visit: Visit) -> Outcome {
    visit.site.edit("lichthof.js", IMPATIENT.0, IMPATIENT.1);
    for file in [PROGRAM, GLUE] {
        visit.site.repair();
        visit.site.damage(file, Damage::Silent, Reach::Always);
        let message = failure(&visit).await?;
        assert!(message.contains("does not come"), "{file}: {message}");
    }
    visit.site.repair();
    visit.run("calendar().refresh()").await?;
    visit.is_ready().await
}

async fn a_program_that_the_policy_refuses_is_told_with_what_the_policy_lacks(visit: Visit) -> Outcome {
    let policy = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; \
                  connect-src {{FEEDS}}";
    visit.open(Page::new("nonce.html").policy(policy)).await?;
    let message = visit.told_of("program").await?;
    let lack = format!("add {} to connect-src", visit.site.calendar());
    assert!(message.contains(&lack), "{message}");
    Ok(())
}

async fn a_pinned_page_asks_for_each_file_once(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().pinned().attributes("view=month"))
        .await?;
    visit.until("visible('[data-day]').length > 27").await?;
    let mut asked = visit.site.calendar_log();
    asked.sort();
    let all = asked.len();
    asked.dedup();
    assert_eq!(asked.len(), all, "{asked:?}");
    assert!(
        asked.iter().all(|path| path.contains(visit.site.home())),
        "{asked:?}"
    );
    Ok(())
}

async fn a_pinned_page_takes_nothing_else(visit: Visit) -> Outcome {
    let pinned = || Page::plain().pinned().attributes("view=month");
    for file in [PROGRAM, GLUE, STYLE, "lichthof-pins.js"] {
        visit.site.repair();
        visit.site.damage(file, Damage::OtherBuild, Reach::Always);
        visit.open(pinned()).await?;
        visit.told_of("program").await?;
        assert!(!visit.read::<bool>("events('lichthof-ready').length > 0").await?);
    }
    // In place of words that are not those of this build stand those of another language that are.
    visit.site.repair();
    visit.site.damage(WORDS, Damage::OtherBuild, Reach::Always);
    visit.open_ready(pinned()).await?;
    visit.told_of("program").await?;
    visit
        .becomes("words(one('[data-view-button=list]'))", json!("List"))
        .await?;
    for file in [
        "lichthof-month.wasm",
        "lichthof-period.css",
        "lichthof-grid.de.txt",
    ] {
        visit.site.repair();
        visit.site.damage(file, Damage::OtherBuild, Reach::Always);
        visit.open(pinned()).await?;
        visit
            .until("visible('[data-state=error] [data-retry]').length === 1")
            .await?;
    }
    Ok(())
}
