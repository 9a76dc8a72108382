//! What is wrong, and the line that mends it, below a calendar that asks for it.

use serde_json::json;
use thirtyfour::Key;

use crate::accessibility::check;
use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::site::{Damage, Reach};
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        who_does_not_ask_for_it_loads_nothing,
        on_a_healthy_page_it_says_so,
        a_policy_that_forgets_the_feed_is_amended,
        a_policy_that_refuses_webassembly_is_amended,
        a_cors_header_that_is_missing_is_named,
        what_is_no_address_ends_no_examination,
        a_wrong_content_type_is_named,
        what_is_wrong_in_a_feed_is_told_by_its_path,
        a_script_that_is_loaded_twice_is_told,
        an_old_version_is_told,
        a_feed_without_tls_on_a_page_with_it_is_told,
        a_script_optimizer_is_told,
        a_request_that_is_held_back_is_told,
        a_large_or_slow_feed_is_told,
        a_feed_of_monthly_files_is_no_fault,
        what_is_not_kept_and_a_program_of_another_type_are_told,
        a_policy_for_elements_is_amended_where_it_lacks,
        events_of_the_page_need_blob_in_a_policy,
        an_examination_done_once_more_takes_nothing_away,
        the_panel_is_accessible,
    ]
}

const STRICT: &str = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                      connect-src {{CALENDAR}} {{FEEDS}}; img-src {{CALENDAR}} {{FEEDS}}; \
                      require-trusted-types-for 'script'";

/// An expression about the panel.
fn panel(expression: &str) -> String {
    format!(
        "(() => {{ const panel = calendar()?.shadowRoot.querySelector('[data-doctor]')?.shadowRoot; \
         if (!panel?.querySelector('section:not([aria-busy])')) return null; \
         const all = (selector) => [...panel.querySelectorAll(selector)].map((one) => one.textContent); \
         return ({expression}); }})()"
    )
}

/// What it names, and the lines that mend it.
const NAMED: &str = "[all('h3'), all('pre')]";

async fn who_does_not_ask_for_it_loads_nothing(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .stays("one('[data-doctor]') === undefined", json!(true))
        .await?;
    let asked = visit.site.calendar_log();
    assert!(!asked.iter().any(|path| path.contains("doctor")), "{asked:?}");
    Ok(())
}

async fn on_a_healthy_page_it_says_so(visit: Visit) -> Outcome {
    visit.site.keep_files();
    let page = Page::new("strict.html").policy(STRICT);
    visit.open_ready(page.feed("/fresh").query("?lh.doctor")).await?;
    visit
        .becomes(
            &panel("[all('h2, h3'), all('[role=status]'), all('pre').length]"),
            json!([["Was dem Kalender fehlt"], ["Nichts: alles ist in Ordnung."], 0]),
        )
        .await?;
    let checked: Vec<String> = visit.read(&panel("all('details li')")).await?;
    assert!(checked.len() > 5, "{checked:?}");
    assert!(
        checked
            .iter()
            .any(|line| line.contains("/fresh: ") && line.contains(" ms")),
        "{checked:?}"
    );
    // A region with a name, below the calendar.
    visit
        .becomes(
            &panel("panel.querySelector('section').ariaLabelledByElements?.[0]?.textContent ?? panel.getElementById('name').textContent"),
            json!("Was dem Kalender fehlt"),
        )
        .await?;
    visit
        .becomes(
            "one('[data-doctor]').getBoundingClientRect().top >= one('[part=calendar]').getBoundingClientRect().bottom",
            json!(true),
        )
        .await?;
    visit.stays("seen.violations", json!([])).await
}

async fn a_policy_that_forgets_the_feed_is_amended(visit: Visit) -> Outcome {
    let policy = STRICT.replace("{{CALENDAR}} {{FEEDS}}; img", "{{CALENDAR}}; img");
    let page = Page::new("strict.html").policy(&policy).attributes("doctor");
    visit.open(page).await?;
    visit.site.keep_files();
    let (calendar, feeds) = (visit.site.calendar(), visit.site.feeds());
    let whole = STRICT
        .replace("{{CALENDAR}}", calendar)
        .replace("{{FEEDS}}", feeds);
    visit
        .becomes(
            &panel("[all('h3')[0], all('pre')[0]]"),
            json!([
                "Fehler: Die Content-Security-Policy der Seite verbietet etwas",
                format!("Content-Security-Policy: {whole}"),
            ]),
        )
        .await?;
    visit
        .becomes(
            "seen.violations.every(({ directive }) => directive === 'connect-src')",
            json!(true),
        )
        .await
}

async fn a_policy_that_refuses_webassembly_is_amended(visit: Visit) -> Outcome {
    let policy = STRICT.replace(" 'wasm-unsafe-eval'", "");
    let page = Page::new("strict.html").policy(&policy).attributes("doctor");
    visit.open(page).await?;
    visit
        .until(&panel(
            "all('pre').some((line) => /script-src [^;]*'wasm-unsafe-eval'/.test(line))",
        ))
        .await?;
    visit.becomes("uids().length > 0", json!(true)).await
}

async fn a_cors_header_that_is_missing_is_named(visit: Visit) -> Outcome {
    visit.site.keep_files();
    visit
        .open(Page::plain().feed("/no-cors").attributes("doctor"))
        .await?;
    visit
        .becomes(
            &panel(NAMED),
            json!([["Fehler: CORS-Header fehlt"], ["Access-Control-Allow-Origin: *"]]),
        )
        .await
}

async fn what_is_no_address_ends_no_examination(visit: Visit) -> Outcome {
    visit.site.keep_files();
    visit
        .open(Page::plain().feed("/fresh http://[").attributes("doctor"))
        .await?;
    visit
        .becomes(&panel("all('h3')"), json!(["Fehler: Keine Adresse"]))
        .await
}

async fn a_wrong_content_type_is_named(visit: Visit) -> Outcome {
    visit
        .open(Page::plain().feed("/mistyped").attributes("doctor"))
        .await?;
    visit
        .becomes(
            &panel("[all('h3').includes('Hinweis: Falscher Content-Type'), all('pre').includes('Content-Type: application/json; charset=utf-8')]"),
            json!([true, true]),
        )
        .await
}

async fn what_is_wrong_in_a_feed_is_told_by_its_path(visit: Visit) -> Outcome {
    visit
        .open(Page::plain().feed("/flawed").attributes("doctor"))
        .await?;
    visit
        .becomes(
            &panel("[all('h3')[0], all('ol ul code')]"),
            json!([
                "Fehler: Fehlende Termine: 1",
                ["events[1].start", "events[2].duration"]
            ]),
        )
        .await?;
    // The console has it as well, once.
    visit
        .becomes(
            "seen.told.filter((text) => text.includes('entries skipped')).length",
            json!(1),
        )
        .await
}

async fn a_script_that_is_loaded_twice_is_told(visit: Visit) -> Outcome {
    visit.open(Page::new("twice.html").attributes("doctor")).await?;
    visit
        .becomes(
            &panel("all('h3').includes('Hinweis: Zweimal geladen')"),
            json!(true),
        )
        .await
}

async fn an_old_version_is_told(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit.site.deploy(crate::site::Deploy::Beside);
    visit.run("calendar().setAttribute('doctor', '')").await?;
    visit
        .becomes(
            &panel("all('h3').includes('Fehler: Eine alte Version')"),
            json!(true),
        )
        .await
}

/// The page comes without TLS here: the doctor is told that it has it.
async fn a_feed_without_tls_on_a_page_with_it_is_told(visit: Visit) -> Outcome {
    visit
        .site
        .edit("lichthof-doctor.js", "location.protocol", "`https:`");
    let text = std::fs::read_to_string("tests/pages/filled.html")?
        .replace("{{FEED}}", "http://partner.example/events.json");
    visit
        .open(Page::of_text("filled.html", text).attributes("doctor"))
        .await?;
    visit
        .becomes(
            &panel("[all('h3').includes('Fehler: Feed ohne TLS'), all('pre').includes('feed=\"https://partner.example/events.json\"')]"),
            json!([true, true]),
        )
        .await
}

async fn a_script_optimizer_is_told(visit: Visit) -> Outcome {
    let title = "Ein Script-Optimierer greift ein";
    let exempt = "all('pre').some((line) => /data-cfasync=\"false\" data-no-optimize=\"1\".*lichthof[.]js\" async/.test(line))";
    // Rocket Loader: tags of a type of its own, which it runs one by one; its own script stays in the page.
    let held = r#"<script src="{{CALENDAR}}/lichthof.js" type="0a1b2c3d4e-text/javascript" data-cf-settings="0a1b2c3d4e-|49"></script>"#;
    let rocket = r#"<script src="{{CALENDAR}}/lichthof.js" async></script><script src="/cdn-cgi/rocket-loader.min.js" async></script>"#;
    // LiteSpeed, Autoptimize and consent managers: the address in an attribute of theirs.
    let lazy =
        r#"<script data-litespeed-src="{{CALENDAR}}/lichthof.js" type="litespeed/javascript"></script>"#;
    for (tag, level) in [(held, "Fehler"), (rocket, "Hinweis"), (lazy, "Fehler")] {
        let text = std::fs::read_to_string("tests/pages/filled.html")?
            .replace(r#"<script src="{{CALENDAR}}/lichthof.js" async></script>"#, tag);
        visit
            .open(Page::of_text("filled.html", text).attributes("doctor"))
            .await?;
        if level == "Fehler" {
            visit
                .run(
                    "const held = document.querySelector('script[type$=javascript]');
                     const free = document.createElement('script');
                     free.src = held.src || held.dataset.litespeedSrc;
                     document.head.append(free);
                     free.remove();",
                )
                .await?;
        }
        visit
            .becomes(
                &panel(&format!("[all('h3').includes('{level}: {title}'), {exempt}]")),
                json!([true, true]),
            )
            .await?;
    }
    Ok(())
}

/// As an extension does, or a filter in the net: this request alone, by its name.
async fn a_request_that_is_held_back_is_told(visit: Visit) -> Outcome {
    let text = std::fs::read_to_string("tests/pages/filled.html")?.replace(
        "<script src=\"/watch.js\"></script>",
        "<script src=\"/watch.js\"></script><script>{ const send = fetch; window.fetch = (input, init) =>
           /browser.json/.test(input) ? Promise.reject(new TypeError('Failed to fetch')) : send(input, init); }</script>",
    );
    visit
        .open(Page::of_text("filled.html", text).attributes("doctor"))
        .await?;
    visit
        .becomes(
            &panel("all('h3').includes('Fehler: Die Anfrage wird aufgehalten')"),
            json!(true),
        )
        .await?;
    visit
        .becomes(
            &panel("all('pre').some((line) => /^feed=\"http:[^\"]+[.]json\"$/.test(line))"),
            json!(true),
        )
        .await
}

async fn a_large_or_slow_feed_is_told(visit: Visit) -> Outcome {
    let title = "all('h3').includes('Hinweis: Großer oder langsamer Feed')";
    let window = "all('pre').some((line) => /^feed=\"http:.*[?]a=1&from={start}&to={end}\"$/.test(line))";
    let months = "all('pre').some((line) => /^feed=\"http:.*[/]{year}-{month}[.]json\"$/.test(line))";
    visit
        .open(Page::plain().feed("/told/2600?a=1").attributes("doctor"))
        .await?;
    visit
        .becomes(&panel(&format!("[{title}, {window}]")), json!([true, true]))
        .await?;
    let text = std::fs::read_to_string("tests/pages/filled.html")?.replace(
        "<script src=\"/watch.js\"></script>",
        "<script src=\"/watch.js\"></script><script>{ const send = fetch; window.fetch = async (input, init) => {
           if (/browser.json/.test(input) && init.cache === 'no-cache') await new Promise((done) => setTimeout(done, 3100));
           return send(input, init); }; }</script>",
    );
    visit
        .open(Page::of_text("filled.html", text).attributes("doctor"))
        .await?;
    visit
        .becomes(&panel(&format!("[{title}, {months}]")), json!([true, true]))
        .await
}

/// The present month is looked at, and one that is not there is one without events.
async fn a_feed_of_monthly_files_is_no_fault(visit: Visit) -> Outcome {
    for feed in ["/million/{year}-{month}.json", "/monthly/old-{year}-{month}.json"] {
        visit.open(Page::plain().feed(feed).attributes("doctor")).await?;
        visit
            .becomes(
                &panel("all('h3').filter((title) => /^Fehler|Status/.test(title))"),
                json!([]),
            )
            .await?;
        visit
            .until(&panel(
                "all('details li').some((line) => /[/](old-)?[0-9]{4}-[0-9]{2}[.]json: /.test(line))",
            ))
            .await?;
    }
    Ok(())
}

async fn what_is_not_kept_and_a_program_of_another_type_are_told(visit: Visit) -> Outcome {
    // Without `keep_files` the tests' hosts let nobody keep anything.
    visit.open(Page::plain().attributes("doctor")).await?;
    let told = "['Nichts zum Aufheben', 'Das Programm wird nicht aufgehoben', 'Typ des Programms'].map((title) => all('h3').includes(`Hinweis: ${title}`))";
    visit.becomes(&panel(told), json!([true, true, false])).await?;
    visit
        .until(&panel(
            "all('pre').includes('Cache-Control: max-age=300') && all('pre').includes('Cache-Control: public, max-age=31536000, immutable')",
        ))
        .await?;
    visit.site.damage(
        "lichthof-program_bg.wasm",
        Damage::Type("application/octet-stream"),
        Reach::Always,
    );
    visit.open(Page::plain().attributes("doctor")).await?;
    visit.becomes(&panel(told), json!([true, false, true])).await?;
    visit
        .until(&panel("all('pre').includes('Content-Type: application/wasm')"))
        .await
}

/// Elements may be allowed apart from what runs: each directive is amended where the page has it.
async fn a_policy_for_elements_is_amended_where_it_lacks(visit: Visit) -> Outcome {
    let elements = "script-src-elem 'self' {{CALENDAR}}";
    let policy = format!(
        "default-src 'none'; script-src 'none'; {elements}; connect-src {{{{CALENDAR}}}} {{{{FEEDS}}}}; img-src data: {{{{CALENDAR}}}}"
    );
    visit
        .open(Page::new("strict.html").policy(&policy).attributes("doctor"))
        .await?;
    // WebKit reports no refusal of this kind: there the directive stands alone.
    let line = match visit.engine {
        Engine::WebKit => "/script-src [^;]*'wasm-unsafe-eval'/.test(line)",
        _ => "/script-src 'wasm-unsafe-eval';/.test(line) && /script-src-elem 'self' http/.test(line)",
    };
    visit
        .until(&panel(&format!("all('pre').some((line) => {line})")))
        .await?;
    visit.becomes("uids().length > 0", json!(true)).await?;
    // The program's own host is left out: then nothing of it can come, and the console says what to add.
    let policy = "script-src 'wasm-unsafe-eval'; script-src-elem 'self' {{CALENDAR}}/lichthof.js";
    visit
        .open(Page::new("strict.html").policy(policy).attributes("doctor"))
        .await?;
    let told = visit.told_of("program").await?;
    let lack = format!(
        "add {} to script-src-elem in the page's Content-Security-Policy",
        visit.site.calendar()
    );
    assert!(told.contains(&lack), "{told}");
    Ok(())
}

async fn events_of_the_page_need_blob_in_a_policy(visit: Visit) -> Outcome {
    visit
        .open(Page::new("strict.html").policy(STRICT).attributes("doctor"))
        .await?;
    visit.until("customElements.get('lichthof-calendar')").await?;
    visit
        .run("calendar().events = [{ uid: 'a', title: 'Lesung', start: '2026-12-02' }]")
        .await?;
    visit
        .until(&panel(
            "all('pre').some((line) => /connect-src [^;]* blob:/.test(line))",
        ))
        .await?;
    // What the line says is enough.
    let mended = STRICT.replace("connect-src ", "connect-src blob: ");
    visit.open(Page::new("strict.html").policy(&mended)).await?;
    visit.until("customElements.get('lichthof-calendar')").await?;
    visit
        .run("calendar().events = [{ uid: 'a', title: 'Lesung', start: '2026-12-02' }]")
        .await?;
    visit.becomes("uids()", json!(["a"])).await?;
    visit.becomes("seen.violations", json!([])).await
}

/// What was found stays until something else is, and so does the focus.
async fn an_examination_done_once_more_takes_nothing_away(visit: Visit) -> Outcome {
    visit
        .open_ready(Page::plain().feed("/flawed").attributes("doctor"))
        .await?;
    visit
        .until(&panel(
            "panel.querySelector('[data-level]') && all('header button').length === 1",
        ))
        .await?;
    visit
        .run(
            "const panel = calendar().shadowRoot.querySelector('[data-doctor]').shadowRoot;
             window.least = Infinity;
             window.runs = 0;
             new MutationObserver(() => {
                 window.least = Math.min(window.least, panel.querySelectorAll('[data-level]').length);
                 window.runs += panel.querySelector('[aria-busy]') ? 1 : 0;
             }).observe(panel, { childList: true, subtree: true, attributes: true });
             panel.querySelector('header button').focus();",
        )
        .await?;
    visit.press(Key::Enter).await?;
    visit.until("window.runs > 0").await?;
    visit
        .becomes(&panel("panel.activeElement?.textContent"), json!("Noch einmal"))
        .await?;
    visit.becomes("window.least > 0", json!(true)).await
}

async fn the_panel_is_accessible(visit: Visit) -> Outcome {
    for theme in ["light", "dark"] {
        let page = Page::plain().feed("/flawed");
        visit
            .open_framed(page.attributes(&format!("doctor theme={theme}")), 360, 900)
            .await?;
        visit.until(&panel("all('button').length > 2")).await?;
        check(&visit, "[data-level]").await?;
        // Nothing stands out of it on a phone.
        visit
            .becomes("document.documentElement.scrollWidth <= innerWidth", json!(true))
            .await?;
    }
    Ok(())
}
