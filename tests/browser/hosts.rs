//! Pages that are hard on what they embed: what they take, put in its way, insert, keep and move.

use serde_json::json;
use thirtyfour::{By, Key};

use crate::case::{Case, cases};
use crate::outcome::Outcome;
use crate::page::{NOW, Page};
use crate::policy::use_everything;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        a_page_may_take_the_browsers_names,
        a_page_may_put_values_on_all_objects,
        elements_may_be_called_as_the_document_calls_its_own,
        a_wrapper_of_fetch_sees_texts,
        a_tag_that_is_inserted_as_text_is_placed,
        a_tag_without_a_path_is_found_where_its_code_is_inlined,
        a_tag_that_a_consent_manager_holds_back_stays_empty,
        a_page_that_is_restored_from_a_copy_has_its_calendars_once,
        in_a_frame_made_from_a_text_it_works_and_hands_out_no_address,
        moved_through_another_document_it_keeps_its_style,
        words_that_a_translator_replaces_do_not_stop_it,
        what_one_writes_is_no_shortcut_of_the_page,
        a_program_that_has_stopped_is_told_of_once,
        a_dark_calendar_is_dark_words_on_paper,
    ]
}

async fn a_page_may_take_the_browsers_names(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().script("/types.js")).await?;
    use_by_scripts(&visit).await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn a_page_may_put_values_on_all_objects(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().script("/objects.js")).await?;
    use_by_scripts(&visit).await?;
    visit
        .becomes(
            "events('lichthof-ready').map(({ detail }) => [detail.events, detail.skipped])",
            json!([[13, 1]]),
        )
        .await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn elements_may_be_called_as_the_document_calls_its_own(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("clobbered.html")).await?;
    use_by_scripts(&visit).await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn a_wrapper_of_fetch_sees_texts(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain().script("/wrapped.js")).await?;
    use_everything(&visit).await
}

/// Takes the calendar through what it can do by its own elements alone: on these pages drivers lose their way too.
async fn use_by_scripts(visit: &Visit) -> Outcome {
    for (selector, then) in [
        ("[data-filter-button]", "value('type', 'Vortrag')"),
        (
            "[data-facet-panel=type] [data-facet-value=Vortrag]",
            "visible('[data-chip]').length === 1",
        ),
        ("dialog[open] [data-close]", "!dialog()"),
        ("[data-clear]", "uids().length === 12"),
        (
            "[data-view-button=month]",
            "visible('[data-view=month]').length > 0",
        ),
        ("[data-next]", "words(one('[data-period]')) === 'Dezember 2026'"),
        (
            "[data-uid=assembly] [part=event-link]",
            "words(dialog())?.includes('Zeit gewinnen')",
        ),
        ("dialog [data-way=calendar]", "all('a[data-service]').length > 0"),
        ("dialog[open] [data-close]", "!dialog()"),
        (
            "[data-view-button=week]",
            "visible('[data-view=week]').length > 0",
        ),
        (
            "[data-view-button=year]",
            "visible('[data-view=year]').length > 0",
        ),
        (
            "[data-view-button=cards]",
            "visible('[data-view=cards]').length > 0",
        ),
    ] {
        visit.until(&format!("one({})", json!(selector))).await?;
        visit.run(&format!("one({}).click()", json!(selector))).await?;
        visit.until(then).await?;
    }
    Ok(())
}

/// As by jQuery's `.html()`.
async fn a_tag_that_is_inserted_as_text_is_placed(visit: Visit) -> Outcome {
    visit.open(Page::new("inserted.html")).await?;
    visit.run("insert(tag('data-lang=en'))").await?;
    visit.is_ready().await?;
    visit
        .becomes(
            "[calendar().nextElementSibling.id, words(one('[data-view-button=list]'))]",
            json!(["after", "List"]),
        )
        .await?;
    // Once more, in a page that has the program already.
    visit
        .run("insert(tag('') + tag('data-name=second data-eager'))")
        .await?;
    visit.until("uids(0).length > 0 && uids(1).length > 0").await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(2))
        .await
}

/// As by jQuery's `.html()` where the loader is on the page's own host, and by optimizers of pages.
async fn a_tag_without_a_path_is_found_where_its_code_is_inlined(visit: Visit) -> Outcome {
    visit.open(Page::new("inserted.html")).await?;
    visit
        .run_async::<Option<()>>("await inline(); return null;")
        .await?;
    visit.is_ready().await
}

async fn a_tag_that_a_consent_manager_holds_back_stays_empty(visit: Visit) -> Outcome {
    visit.open(Page::new("inserted.html")).await?;
    visit
        .run("insert(['text/plain', 'text/template', 'javascript/blocked'].map((type) => tag(`type=${type}`)).join(''))")
        .await?;
    visit
        .until("customElements.get('lichthof-calendar') && !document.head.querySelector('script[src*=lichthof]')")
        .await?;
    visit.painted().await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(0))
        .await?;
    // The visitor agrees: managers put a copy that may run in its place.
    visit
        .run(
            "const held = document.querySelector('main script');
             const free = document.createElement('script');
             for (const { name, value } of held.attributes) if (name !== 'type') free.setAttribute(name, value);
             held.replaceWith(free);",
        )
        .await?;
    visit.is_ready().await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(1))
        .await
}

/// As by Turbo.
async fn a_page_that_is_restored_from_a_copy_has_its_calendars_once(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("restored.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .run("calendar().setAttribute('view', 'month'); window.comeBack = leave();")
        .await?;
    visit
        .becomes("document.querySelectorAll('lichthof-calendar').length", json!(0))
        .await?;
    visit.painted().await?;
    visit.run("comeBack()").await?;
    visit.until("uids(0).length > 0 && uids(1).length > 0").await?;
    // Both scripts have run again by now.
    visit.becomes("again", json!(2)).await?;
    visit.painted().await?;
    visit
        .becomes(
            "[...document.querySelectorAll('lichthof-calendar')].map((one) => one.parentNode.id || one.nextElementSibling.id)",
            json!(["after", "here"]),
        )
        .await
}

async fn in_a_frame_made_from_a_text_it_works_and_hands_out_no_address(visit: Visit) -> Outcome {
    visit.open(Page::new("srcdoc.html").attributes("eager")).await?;
    visit.session().find(By::Id("frame")).await?.enter_frame().await?;
    visit.is_ready().await?;
    visit.becomes("location.href", json!("about:srcdoc")).await?;
    visit
        .run("window.handed = []; calendar().shadowRoot.addEventListener('click', (event) => handed.push(event.target.closest('a')?.href ?? ''))")
        .await?;
    visit
        .run("one('[data-uid=meetup] [part=event-link]').click()")
        .await?;
    visit.until("words(dialog())?.includes('Café Kant')").await?;
    // Into a calendar, and to somebody else.
    visit.until("one('dialog [aria-expanded]')").await?;
    visit
        .run("for (const button of visible('dialog [aria-expanded=false]')) button.click()")
        .await?;
    visit
        .until("one('dialog [data-service]') || one('dialog [data-copy]')")
        .await?;
    visit
        .becomes(
            "all('a').map((link) => link.href).concat(one('.lh-root').innerHTML).filter((text) => /about(:|%3a)srcdoc[?]/i.test(text))",
            json!([]),
        )
        .await?;
    visit
        .becomes(
            "all('a[data-service]').filter((link) => /srcdoc/.test(link.href)).length",
            json!(0),
        )
        .await?;
    visit.becomes("all('[data-copy=link]').length", json!(0)).await
}

async fn moved_through_another_document_it_keeps_its_style(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    let style = "[getComputedStyle(one('.lh-root')).fontSize, getComputedStyle(one('[part=event]')).display, \
                  calendar().shadowRoot.adoptedStyleSheets.length]";
    let before: serde_json::Value = visit.read(style).await?;
    assert!(before[2].as_u64() >= Some(2), "{before}");
    visit
        .run(
            "const main = document.querySelector('main');
             const other = document.implementation.createHTMLDocument('');
             const moved = calendar();
             other.body.append(moved);
             main.append(moved);",
        )
        .await?;
    visit.becomes(style, before.clone()).await?;
    // As slowly as somebody drags it.
    visit
        .run_async::<Option<()>>(
            "const main = document.querySelector('main');
             const moved = calendar();
             document.implementation.createHTMLDocument('').body.append(moved);
             await new Promise((done) => setTimeout(done, 100));
             main.append(moved);
             return null;",
        )
        .await?;
    visit.is_ready().await?;
    visit.becomes(style, before).await
}

/// As browsers' translators do: `<font>` in place of each text, at once and whenever there is a new one.
async fn words_that_a_translator_replaces_do_not_stop_it(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "window.translated = 0;
             const translate = () => {
               const walker = document.createTreeWalker(calendar().shadowRoot, NodeFilter.SHOW_TEXT);
               const texts = [];
               while (walker.nextNode()) texts.push(walker.currentNode);
               for (const text of texts) {
                 if (!text.data.trim() || text.parentNode.closest('font, option')) continue;
                 const [outer, inner] = [document.createElement('font'), document.createElement('font')];
                 inner.textContent = text.data;
                 outer.append(inner);
                 text.replaceWith(outer);
                 window.translated += 1;
               }
             };
             translate();
             new MutationObserver(translate).observe(calendar().shadowRoot, { subtree: true, childList: true, characterData: true });",
        )
        .await?;
    visit.until("window.translated > 50").await?;
    for view in ["month", "week", "day", "year", "cards", "list"] {
        visit
            .run(&format!("one('[data-view-button={view}]').click()"))
            .await?;
        visit
            .becomes(
                "visible('[data-view]').map(({ dataset }) => dataset.view)",
                json!([view]),
            )
            .await?;
    }
    // Words that change are told, and translated anew.
    visit.run("one('[data-view-button=month]').click()").await?;
    let heading = "words(one('[data-period]'))";
    for (button, month) in [
        ("[data-next]", "Dezember 2026"),
        ("[data-next]", "Januar 2027"),
        ("[data-previous]", "Dezember 2026"),
    ] {
        visit.run(&format!("one('{button}').click()")).await?;
        visit.becomes(heading, json!(month)).await?;
        visit.until("one('[data-period] font')").await?;
    }
    visit.run("one('[data-view-button=list]').click()").await?;
    visit
        .run("one('[data-uid=assembly] [part=event-link]').click()")
        .await?;
    visit.until("words(dialog())?.includes('Zeit gewinnen')").await?;
    visit.run("one('dialog[open] [data-close]').click()").await?;
    visit.until("!dialog() && uids().length === 12").await?;
    visit.becomes("events('lichthof-error')", json!([])).await
}

async fn what_one_writes_is_no_shortcut_of_the_page(visit: Visit) -> Outcome {
    visit.open_ready(Page::plain()).await?;
    visit
        .run(
            "window.heard = [];
             for (const type of ['keydown', 'keypress', 'keyup']) document.addEventListener(type, (event) => {
               if (event.target.localName === 'input') return;
               heard.push(`${type} ${event.key}`);
               if (event.key.length === 1 && !event.ctrlKey) event.preventDefault();
             });",
        )
        .await?;
    visit.search_for("j/ k?").await?;
    visit
        .becomes("[one('input[type=search]').value, heard]", json!(["j/ k?", []]))
        .await?;
    // What is no writing is the page's as before.
    visit
        .session()
        .action_chain()
        .key_down(Key::Control)
        .send_keys("b")
        .key_up(Key::Control)
        .perform()
        .await?;
    visit.press(Key::Tab).await?;
    visit
        .until("['keydown Control', 'keydown b', 'keydown Tab'].every((key) => heard.includes(key))")
        .await?;
    visit
        .run("heard.length = 0; one('input[type=search]').focus()")
        .await?;
    // The first empties the field.
    visit.press(Key::Escape).await?;
    visit.press(Key::Escape).await?;
    visit.until("heard.includes('keydown Escape')").await?;
    // Outside of fields a letter is nobody's.
    visit
        .run("heard.length = 0; one('[data-view-button=list]').focus()")
        .await?;
    visit.press("j").await?;
    visit.until("heard.includes('keydown j')").await
}

async fn a_program_that_has_stopped_is_told_of_once(visit: Visit) -> Outcome {
    visit.open_ready(Page::new("two.html")).await?;
    visit.until("uids(1).length > 0").await?;
    visit
        .run(
            "const script = document.createElement('script');
             const [{ name }] = performance.getEntriesByType('resource').filter(({ name }) => /lichthof-program[.]js/.test(name));
             script.type = 'module';
             script.textContent = `import { initSync } from '${name}';
               const button = document.querySelector('lichthof-calendar').shadowRoot.querySelector('[data-view-button=month]');
               new Uint8Array(initSync().memory.buffer).fill(255);
               button.click();`;
             document.body.append(script);",
        )
        .await?;
    visit.told_of("panic").await?;
    visit
        .run(
            "calendar().refresh();
             calendar(1).setAttribute('view', 'list');
             document.querySelector('main').append(document.createElement('lichthof-calendar'));
             calendar(2).setAttribute('eager', '');",
        )
        .await?;
    visit.painted().await?;
    visit.told_of("panic").await?;
    Ok(())
}

/// Browsers print no grounds: near-white words would stand on white.
async fn a_dark_calendar_is_dark_words_on_paper(visit: Visit) -> Outcome {
    // The rules for paper, put in force on the screen: the same in all engines.
    let print = "const [, worn] = calendar().shadowRoot.adoptedStyleSheets;
         const sheet = new CSSStyleSheet();
         const rules = [...worn.cssRules].map(({ cssText }) => cssText).join(' ');
         sheet.replaceSync(rules.replace(/@media not print/g, '@media not all').replace(/@media print/g, '@media all'));
         calendar().shadowRoot.adoptedStyleSheets = [calendar().shadowRoot.adoptedStyleSheets[0], sheet];";
    let light = "visible('.lh-root *').filter((element) => {
         const has = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
         const { color } = getComputedStyle(element);
         const [red, green, blue] = color.match(/[\\d.]+/g).map(Number);
         const most = Math.max(red, green, blue) * (color.startsWith('color(') ? 255 : 1);
         return has && most > 120;
       }).map((element) => element.outerHTML.slice(0, 120))";
    for view in ["list", "month", "week", "year", "cards"] {
        let attributes = format!("theme=dark view={view}");
        let page = Page::plain().now(NOW).attributes(&attributes);
        visit.open(page).await?;
        visit
            .until(&format!("visible('[data-view={view}]').length > 0"))
            .await?;
        // Otherwise this would see nothing.
        visit.until(&format!("{light}.length > 3")).await?;
        visit.run(print).await?;
        visit.becomes(light, json!([])).await?;
    }
    Ok(())
}
