//! The matrix of hostile pages: what a host does to all that it embeds, a line of the table for each. On every one the
//! calendar looks as it does on an empty page (where each element is, how it is drawn, and the picture of it all), and the
//! page is afterwards what it was before.
//!
//! To add a host, add a line to [`HOSTS`] with what is special about it.

use std::fmt::Write;

use serde_json::json;
use thirtyfour::{By, Key};

use crate::case::{Case, cases, screenshots_folder};
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::picture::Picture;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let cases = cases![
        what_pages_say_of_all_elements_stays_outside,
        documents_of_every_kind_show_the_same,
        wherever_it_stands_it_is_the_same,
        pages_that_change_the_language_are_no_hindrance,
        what_policies_ask_for_changes_nothing,
        routers_and_optimizers_bring_it_as_they_like,
        in_a_frame_made_of_a_text_it_is_the_same,
        its_height_is_kept_free_whatever_a_page_says_of_all_elements,
        what_a_page_must_not_do_is_seen,
        what_is_handed_down_on_purpose_is_seen_in_the_picture,
    ];
    cases.into_iter().map(Case::with_pictures).collect()
}

/// A page, by what is special about it; all else is as on [`EMPTY`].
#[derive(Clone, Copy)]
struct Host {
    name: &'static str,
    /// The page's name, which says its type.
    file: &'static str,
    doctype: &'static str,
    /// Attributes of `<html>`, of `<body>`, and of the calendar besides those of [`ATTRIBUTES`].
    html: &'static str,
    body: &'static str,
    calendar: &'static str,
    /// What stands in `<head>` before the tag.
    head: &'static str,
    /// How the page gets the program.
    tag: &'static str,
    /// What stands around the calendar.
    around: [&'static str; 2],
    headers: &'static [(&'static str, &'static str)],
    /// What the page does by a script once it is there.
    then: &'static str,
    /// By how much it is larger.
    scale: f64,
    /// The attributes by which a calendar is as large on a page with nothing special about it: the picture is that of it.
    same: &'static str,
    /// How much numbers may differ that a page's scale rounds.
    slack: f64,
    /// Whether the page itself changes, so that nobody can say what the calendar did.
    moves: bool,
    /// Whether its own content stays, as the program cannot come.
    fails: bool,
    /// Whether it is left out in WebKitGTK, whose `zoom` is not yet that of the standard (rectangles are not as large), and
    /// whose driver asks by the page's own promises.
    not_in_webkit: bool,
}

const TAG: &str = r#"<script src="{{CALENDAR}}/lichthof.js" async=""></script>"#;
const ATTRIBUTES: &str = r#"view="list" max="8" sticky="none""#;

const EMPTY: Host = Host {
    name: "empty",
    file: "host.html",
    doctype: "<!doctype html>",
    html: r#"lang="de""#,
    body: "",
    calendar: "",
    head: "",
    tag: TAG,
    around: ["", ""],
    headers: &[],
    then: "",
    scale: 1.0,
    same: "",
    slack: 0.02,
    moves: false,
    fails: false,
    not_in_webkit: false,
};

const fn styled(name: &'static str, head: &'static str) -> Host {
    Host { name, head, ..EMPTY }
}

/// Styles with the habits of systems that are common.
const STYLES: &[Host] = &[
    styled(
        "Bootstrap",
        "<style>*,::before,::after{box-sizing:border-box}:root{--bs-body-font-size:1rem;scroll-behavior:smooth}\
         body{margin:0;font:400 1rem/1.5 system-ui,sans-serif;color:#212529;background:#fff;-webkit-text-size-adjust:100%}\
         h1,h2,h3,h4{margin:0 0 .5rem;font-weight:500;line-height:1.2}ol,ul{padding-left:2rem}a{color:#0d6efd;text-decoration:underline}\
         button,input,select{margin:0;font-family:inherit;font-size:inherit}[role=button]{cursor:pointer}\
         label{display:inline-block}table{caption-side:bottom;border-collapse:collapse}[hidden]{display:none!important}\
         .row{display:flex;flex-wrap:wrap;margin:0 -12px}.row>*{flex-shrink:0;width:100%;max-width:100%;padding:0 12px}</style>",
    ),
    styled(
        "Tailwind preflight",
        "<style>*,::before,::after,::backdrop,::file-selector-button{margin:0;padding:0;box-sizing:border-box;border:0 solid}\
         html,:host{line-height:1.5;-webkit-text-size-adjust:100%;tab-size:4;font-family:ui-sans-serif,system-ui}\
         h1,h2,h3,h4{font-size:inherit;font-weight:inherit}a{color:inherit;text-decoration:inherit}ol,ul,menu{list-style:none}\
         img,svg,video,canvas,iframe{display:block;vertical-align:middle;max-width:100%;height:auto}\
         button,input,select,textarea{font:inherit;letter-spacing:inherit;color:inherit;border-radius:0;background:transparent;opacity:1}\
         [hidden]:where(:not([hidden=until-found])){display:none!important}</style>",
    ),
    styled(
        "WordPress block theme",
        "<style>:root{--wp--preset--spacing--50:clamp(1.5rem,5vw,2rem);--wp--style--block-gap:24px}\
         body{margin:0;font-size:1.15rem;line-height:1.6;letter-spacing:-.1px}:where(.is-layout-flow)>*{margin-block:24px 0}\
         .is-layout-constrained>:where(:not(.alignleft):not(.alignfull)){max-width:645px;margin-left:auto!important;margin-right:auto!important}\
         .entry-content a{text-decoration-thickness:1px;text-underline-offset:.1em}.entry-content>*{margin-block-start:1.2rem}\
         :where(.wp-site-blocks) *{word-break:break-word}.wp-element-button{background:#32373c;color:#fff}</style>",
    ),
    styled(
        "TYPO3",
        "<style>html{font-size:62.5%}body{font:1.6rem/1.75 Verdana,sans-serif;hyphens:auto;text-align:justify;background:#fff}\
         .frame-default{margin:0 0 2em}.ce-bodytext *{max-width:100%}.frame ul,.frame li{list-style:square url(data:,) outside;padding-left:2em}\
         a[href^='http']::after{content:' ↗'}table.contenttable td{padding:4px}#content h2{color:#ff8700;font-variant:small-caps}\
         button,input,select{border:3px double #ff8700!important;text-transform:uppercase!important}</style>",
    ),
    styled("all: unset", "<style>*,*::before,*::after{all:unset}</style>"),
    styled(
        "all: unset !important",
        "<style>*,*::before,*::after{all:unset!important}head,script,style,title{display:none!important}</style>",
    ),
    styled(
        "all: revert",
        "<style>*,*::before,*::after{all:revert!important}</style>",
    ),
    styled(
        "!important everywhere",
        "<style>*,*::before,*::after{margin:7px!important;padding:9px!important;border:4px dotted red!important;color:green!important;\
         background:0 0!important;font:italic 900 31px/3 cursive!important;letter-spacing:3px!important;word-spacing:9px!important;\
         text-transform:uppercase!important;text-align:right!important;text-indent:40px!important;float:none!important;\
         box-shadow:0 0 9px red!important;text-shadow:2px 2px red!important;min-width:0!important;cursor:wait!important;\
         white-space:nowrap!important;list-style:upper-roman inside!important;outline:2px solid red!important}\
         head,script,style,title{display:none!important}</style>",
    ),
    styled(
        "all that is inherited",
        "<style>html{font:oblique small-caps 700 29px/2.7 cursive;letter-spacing:.3em;word-spacing:1em;text-indent:3em;text-transform:capitalize;\
         text-align:end;text-align-last:justify;text-shadow:0 1px red;white-space:pre;word-break:break-all;overflow-wrap:anywhere;hyphens:auto;line-break:anywhere;\
         tab-size:1;text-wrap:balance;list-style:armenian inside;quotes:'!' '!';cursor:help;pointer-events:auto;user-select:none;\
         -webkit-user-select:none;-webkit-text-fill-color:red;-webkit-text-stroke:2px red;caret-color:red;accent-color:red;\
         caption-side:bottom;border-collapse:collapse;border-spacing:9px;empty-cells:hide;font-feature-settings:'smcp';\
         font-kerning:none;font-variant-numeric:oldstyle-nums;text-underline-offset:5px;text-decoration-skip-ink:none;text-emphasis:dot red;\
         ruby-position:under;image-rendering:pixelated;fill:red;stroke:red;stroke-width:3}</style>",
    ),
    styled(
        "ad blockers",
        "<style>[class*='ad-'],[class*='-ad'],[class*=banner],[class*=sponsor],[class*=promo],[class*=share],[class*=social],\
         [class*=newsletter],[class*=cookie],[class*=popup],[class*=overlay],[id*=ads],iframe,aside,dialog\
         {display:none!important}</style>",
    ),
    Host {
        html: r#"lang="de" style="zoom:1.25""#,
        not_in_webkit: true,
        scale: 1.25,
        same: r#"style="zoom:1.25""#,
        slack: 1.0,
        ..styled("zoom of the page", "")
    },
    Host {
        around: [r#"<div style="zoom:.8">"#, "</div>"],
        not_in_webkit: true,
        scale: 0.8,
        same: r#"style="zoom:.8""#,
        slack: 1.3,
        ..styled("zoom of a part", "")
    },
];

const DOCUMENTS: &[Host] = &[
    Host {
        name: "from right to left",
        html: r#"lang="ar" dir="rtl""#,
        calendar: r#"lang="de""#,
        ..EMPTY
    },
    styled(
        "from top to bottom",
        "<style>main{writing-mode:vertical-rl;height:2000px}</style>",
    ),
    Host {
        name: "quirks mode",
        doctype: "",
        head: "<style>table{border:9px solid red}td{padding:20px}</style>",
        ..EMPTY
    },
    Host {
        name: "limited quirks mode",
        doctype: r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">"#,
        ..EMPTY
    },
    Host {
        name: "XHTML",
        file: "host.xhtml",
        doctype: "",
        html: r#"xmlns="http://www.w3.org/1999/xhtml" lang="de" xml:lang="de""#,
        ..EMPTY
    },
];

const PLACES: &[Host] = &[
    Host {
        name: "a closed <details>",
        around: ["<details><summary>Termine</summary>", "</details>"],
        then: "document.querySelector('details').open = true;",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a hidden tab",
        around: [r#"<div id="tab" hidden="">"#, "</div>"],
        then: "document.getElementById('tab').hidden = false;",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a tab of content-visibility",
        around: [r#"<div style="content-visibility:auto">"#, "</div>"],
        ..EMPTY
    },
    Host {
        name: "a <dialog>",
        around: [
            r#"<dialog id="outer" style="inset:0;max-width:none;max-height:none">"#,
            "</dialog>",
        ],
        then: "document.getElementById('outer').showModal();",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a popover",
        around: [r#"<div id="outer" popover="">"#, "</div>"],
        then: "document.getElementById('outer').showPopover?.();",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a closed shadow root",
        around: [r#"<div id="outer"></div>"#, ""],
        then: "const inner = document.getElementById('outer').attachShadow({ mode: 'closed' });
               const own = document.getElementsByTagName('lichthof-calendar')[0];
               inner.innerHTML = '<style>*{color:red!important;all:unset!important}</style>';
               inner.append(own);
               matrix.say(own);",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a transformed, contained box",
        around: [
            r#"<div style="transform:translateZ(0);contain:layout paint;perspective:500px;filter:none">"#,
            "</div>",
        ],
        ..EMPTY
    },
    Host {
        name: "a table",
        around: ["<table><tr><td>", "</td></tr></table>"],
        ..EMPTY
    },
    Host {
        name: "a form",
        around: [
            r#"<form onsubmit="seen.errors.push('submitted'); return false"><fieldset>"#,
            "</fieldset></form>",
        ],
        ..EMPTY
    },
];

const LANGUAGES: &[Host] = &[
    // The program is JavaScript then (policy.rs).
    styled("no WebAssembly", r#"<script src="/without.js"></script>"#),
    styled("frozen prototypes", concat!("<script>", include_str!("../pages/frozen.js"), "</script>")),
    styled("Prototype.js", concat!("<script>", include_str!("../pages/prototypes.js"), "</script>")),
    styled("MooTools", r#"<script src="/types.js"></script>"#),
    styled("values on all objects", r#"<script src="/objects.js"></script>"#),
    Host {
        not_in_webkit: true,
        ..styled("old polyfills", concat!("<script>", include_str!("../pages/polyfills.js"), "</script>"))
    },
    styled("a fetch of texts", r#"<script src="/wrapped.js"></script>"#),
    styled(
        "a fetch that adds headers",
        "<script>{ const send = fetch; window.fetch = (input, init = {}) => {
           const headers = new Headers(init.headers);
           headers.set('Accept', 'application/json, */*');
           if (!/^https?:/.test(input)) headers.set('X-CSRF-Token', 'abc');
           return send(input, { ...init, headers });
         }; }</script>",
    ),
    styled(
        "a fetch that counts and copies",
        "<script>{ const send = fetch; window.fetch = async function (...args) {
           const answer = await send.apply(this, args);
           answer.clone().text().catch(() => {});
           return new Response(answer.body, answer);
         }; }</script>",
    ),
    Host {
        fails: true,
        ..styled("a fetch that answers nothing", "<script>window.fetch = () => undefined;</script>")
    },
    styled(
        "a console that is silent",
        "<script>window.console = {}; for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => {}; window.onerror = () => true;</script>",
    ),
    styled(
        "names of the page's own",
        "<script>var name = 'x', status = 'y', top2 = 1, event = 'z', Map2 = Map, module = {}, exports = {}, define = function () { throw new Error('AMD'); };
         define.amd = {}; var require = define, process = { env: {} }, global = window, $ = 1, jQuery = 2, _ = 3;</script>",
    ),
];

const STRICT: &str = "default-src 'none'; script-src 'self' {{CALENDAR}} 'wasm-unsafe-eval'; \
                      connect-src {{CALENDAR}} {{FEEDS}}; img-src data: {{CALENDAR}} {{FEEDS}}";

const POLICIES: &[Host] = &[
    Host {
        name: "a strict policy",
        headers: &[("content-security-policy", STRICT)],
        ..EMPTY
    },
    Host {
        name: "trusted types",
        headers: &[
            ("content-security-policy", STRICT),
            (
                "content-security-policy",
                "require-trusted-types-for 'script'; trusted-types 'none'",
            ),
        ],
        ..EMPTY
    },
    Host {
        name: "a nonce and strict-dynamic",
        headers: &[(
            "content-security-policy",
            "default-src 'none'; script-src 'self' 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; \
             connect-src {{CALENDAR}} {{FEEDS}}; img-src data: {{CALENDAR}} {{FEEDS}}",
        )],
        tag: r#"<script src="{{CALENDAR}}/lichthof.js" nonce="abc" async=""></script>"#,
        ..EMPTY
    },
    Host {
        name: "cross-origin isolation",
        headers: &[
            ("cross-origin-embedder-policy", "require-corp"),
            ("cross-origin-opener-policy", "same-origin"),
        ],
        tag: r#"<script src="{{CALENDAR}}/lichthof.js" crossorigin="" async=""></script>"#,
        ..EMPTY
    },
    Host {
        name: "a sandbox",
        headers: &[("content-security-policy", "sandbox allow-scripts")],
        ..EMPTY
    },
    Host {
        name: "no permissions",
        headers: &[
            (
                "permissions-policy",
                "clipboard-write=(), web-share=(), sync-xhr=(), unload=(), fullscreen=()",
            ),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
        ],
        ..EMPTY
    },
];

const ROUTERS: &[Host] = &[
    Host {
        name: "a new body (Turbo, Astro)",
        then: "const next = new DOMParser().parseFromString(document.documentElement.outerHTML, 'text/html');
               document.documentElement.replaceChild(document.adoptNode(next.body), document.body);",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "moved into a new body (Astro)",
        then: "const kept = calendar(); const body = document.createElement('body');
               body.innerHTML = '<main><h1>Neu</h1></main>'; document.body.replaceWith(body); body.firstChild.append(kept);",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "markup put in again (htmx)",
        then: "const main = document.querySelector('main'); const text = main.innerHTML; main.innerHTML = ''; main.innerHTML = text;",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a copy of a template (SvelteKit)",
        then: "const template = document.createElement('template'); template.innerHTML = document.querySelector('main').innerHTML;
               document.querySelector('main').replaceChildren(document.importNode(template.content, true));",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a copy of the element",
        then: "const old = calendar(); old.replaceWith(old.cloneNode(true));",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "there and back",
        then: "history.pushState({}, '', '?seite=2'); history.back();",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "Rocket Loader",
        tag: r#"<script src="{{CALENDAR}}/lichthof.js" type="0a1b2c3d4e-text/javascript" data-cf-settings="0a1b2c3d4e-|49"></script>"#,
        then: "const held = document.querySelector('script[type$=\"-text/javascript\"]');
               Object.defineProperty(document, 'readyState', { configurable: true, get: () => 'loading' });
               Object.defineProperty(document, 'currentScript', { configurable: true, get: () => held });
               const free = document.createElement('script');
               for (const { name, value } of held.attributes) free.setAttribute(name, name === 'type' ? 'text/javascript' : value);
               held.replaceWith(free);",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "a consent manager",
        tag: r#"<script src="{{CALENDAR}}/lichthof.js" type="text/plain" data-category="embeds"></script>"#,
        then: "const held = document.querySelector('script[data-category]');
               const free = document.createElement('script');
               free.src = held.src; free.async = true;
               held.remove(); document.body.append(free);",
        moves: true,
        ..EMPTY
    },
    Host {
        name: "an optimizer that defers and joins",
        tag: "<script>addEventListener('load', () => fetch('{{CALENDAR}}/lichthof.js').then((answer) => answer.text()).then((text) => {
                const script = document.createElement('script'); script.textContent = text;
                document.getElementsByTagName('lichthof-calendar')[0].setAttribute('base', '{{CALENDAR}}');
                document.head.append(script); }), { once: true });</script>",
        moves: true,
        ..EMPTY
    },
];

impl Host {
    fn text(&self) -> String {
        let (open, close) = (self.around[0], self.around[1]);
        format!(
            "{}<html {}><head><meta charset=\"utf-8\"/><title>{}</title><link rel=\"icon\" href=\"data:,\"/>\n\
             <script src=\"/watch.js\" nonce=\"abc\"></script><script src=\"/matrix.js\" nonce=\"abc\"></script>\n{}\n\
             <script src=\"/begin.js\" nonce=\"abc\"></script>\n{}</head>\n\
             <body {}><main class=\"entry-content is-layout-flow is-layout-constrained ce-bodytext\">{open}\
             <lichthof-calendar feed=\"{{{{FEED}}}}\" {{{{ATTRIBUTES}}}}><a id=\"fallback\" href=\"/termine\">Alle Termine</a></lichthof-calendar>\
             {close}</main></body></html>\n",
            self.doctype,
            self.html,
            self.name.replace(['<', '>'], ""),
            self.head,
            self.tag,
            self.body,
        )
    }

    fn page(&self) -> Page {
        let page =
            Page::of_text(self.file, self.text()).attributes(&format!("{ATTRIBUTES} {}", self.calendar));
        self.headers
            .iter()
            .fold(page, |page, (name, value)| page.header(name, value))
    }
}

/// What a calendar looks like: its list, and an event in its dialog, each with its picture.
struct Looks {
    list: String,
    detail: String,
    listed: Picture,
    /// Taken where pages say what elements look like: all else meets an event as it meets the list.
    detailed: Option<Picture>,
}

/// The share of pixels that may differ. Engines smooth letters otherwise where a part of a page is a layer of its own;
/// a line more, or words of another colour, are far more than this.
const TOLERANCE: f64 = 0.0015;
/// Width and height of the window in which pictures are taken.
const WINDOW: (u32, u32) = (1000, 1300);

/// Opens a page and lets it do what it does.
async fn visit_host(visit: &Visit, host: &Host) -> Outcome {
    visit.open(host.page()).await?;
    if !host.then.is_empty() {
        visit.until("document.readyState === 'complete'").await?;
        if !host.tag.contains("type=") {
            visit.until("customElements.get('lichthof-calendar')").await?;
        }
        visit.run(host.then).await?;
    }
    Ok(())
}

/// Waits until a calendar looks like the first one, and gives how it looks if there is none to compare with.
async fn looks(visit: &Visit, host: &Host, first: Option<&Looks>) -> Outcome<Looks> {
    visit.until("matrix.isListed()").await?;
    let scale = host.scale;
    visit.run(&format!("matrix.fit({scale})")).await?;
    let list = alike(
        visit,
        host,
        "matrix.list()",
        first.map(|first| first.list.as_str()),
    )
    .await?;
    let listed = pictured(visit, host, "list", first.map(|first| &first.listed)).await?;
    visit.run("matrix.subject().open('assembly')").await?;
    visit
        .until("matrix.detail().includes('lh-') && matrix.find('dialog[open] [data-detail]')")
        .await?;
    // It covers the window, which is of another size where the page is.
    let first = first.filter(|_| host.scale == 1.0);
    let detail = alike(
        visit,
        host,
        "matrix.detail()",
        first.map(|first| first.detail.as_str()),
    )
    .await?;
    let detailed = match first {
        Some(Looks { detailed: None, .. }) => None,
        _ if host.scale != 1.0 => None,
        Some(Looks { detailed, .. }) => Some(pictured(visit, host, "detail", detailed.as_ref()).await?),
        None => Some(pictured(visit, host, "detail", None).await?),
    };
    visit.press(Key::Escape).await?;
    visit.until("!matrix.find('dialog[open]')").await?;
    Ok(Looks {
        list,
        detail,
        listed,
        detailed,
    })
}

/// The picture of what is at a place in the window.
async fn photographed(visit: &Visit, place: &str) -> Outcome<Picture> {
    let place: String = visit.read(place).await?;
    let numbers: Vec<usize> = place.split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [left, top, width, height] = numbers[..] else {
        return Err(fault(format!("no place: {place}")));
    };
    Picture::cut(
        &visit.session().screenshot_as_png().await?,
        [left, top, width, height],
    )
}

/// Takes pictures until one is as it is known to be; without that, until it stays.
async fn pictured(visit: &Visit, host: &Host, what: &str, known: Option<&Picture>) -> Outcome<Picture> {
    let mut last: Option<Picture> = None;
    for _ in 0..LOOKS / 4 {
        let seen = photographed(visit, &format!("matrix.place('{what}')")).await?;
        let reference = known.or(last.as_ref());
        let share = reference.map_or(1.0, |reference| reference.difference(&seen));
        if share <= TOLERANCE && !seen.is_plain() {
            return Ok(seen);
        }
        last = Some(seen);
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let (Some(seen), Some(known)) = (&last, known) else {
        return Err(fault(format!("the picture of the {what} is never still")));
    };
    let name = host.name.replace(|letter: char| !letter.is_alphanumeric(), "-");
    let folder = screenshots_folder().join("failures");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{}-{name}-{what}.png", visit.engine.name()));
    known.keep(seen, &path)?;
    let share = 100.0 * known.difference(seen);
    Err(fault(format!(
        "{share:.2} % of the picture of the {what} differ: {}",
        path.display()
    )))
}

/// What comes late must come before two can be compared.
const LOOKS: usize = 60;

/// Reads how something looks until it looks as it is known to; without that, until it stays.
async fn alike(visit: &Visit, host: &Host, expression: &str, known: Option<&str>) -> Outcome<String> {
    let mut last = String::new();
    let mut difference = String::new();
    for attempt in 0..LOOKS {
        let seen: String = visit.read(expression).await?;
        match known {
            Some(known) => match different(known, &seen, host) {
                None => return Ok(seen),
                Some(found) => difference = found,
            },
            None if attempt > 10 && seen == last => return Ok(seen),
            None => last = seen,
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(fault(format!("{expression}: {difference}")))
}

/// The first differences of how two look, where there are any.
fn different(known: &str, seen: &str, host: &Host) -> Option<String> {
    let mut told = String::new();
    let mut count = 0;
    let (expected, found): (Vec<&str>, Vec<&str>) = (known.lines().collect(), seen.lines().collect());
    for (expected, found) in expected.iter().zip(&found) {
        let one = expected.split(['\t', '|']);
        let other = found.split(['\t', '|']);
        let rows: Vec<(usize, &str, &str)> = one
            .zip(other)
            .enumerate()
            .filter(|(at, (one, other))| {
                let (slack, scale) = match at {
                    // Lines of words are rounded to whole pixels, one by one.
                    1 if host.scale == 1.0 => (1.5, 1.0),
                    1 => (8.0, host.scale),
                    _ => (host.slack, 1.0),
                };
                !equal(one, other, slack, scale)
            })
            .map(|(at, (one, other))| (at, one, other))
            .collect();
        if rows.is_empty() {
            continue;
        }
        count += 1;
        if count <= 3 {
            let name = expected.split('\t').next().unwrap_or_default();
            let _ = writeln!(told, "  {name}: {rows:?}");
        }
    }
    if expected.len() != found.len() {
        let _ = writeln!(told, "  {} elements instead of {}", found.len(), expected.len());
    }
    (!told.is_empty()).then(|| format!("{count} differ\n{told}"))
}

/// Whether two values say the same, but for numbers that differ by no more than `slack`.
fn equal(one: &str, other: &str, slack: f64, scale: f64) -> bool {
    if one == other {
        return true;
    }
    let is_number = |character: char| character.is_ascii_digit() || character == '.' || character == '-';
    let parts = |text: &str| -> Option<Vec<String>> {
        // Colours are no measures.
        (!text.contains('(')).then(|| text.split(' ').map(str::to_owned).collect())
    };
    let (Some(one), Some(other)) = (parts(one), parts(other)) else {
        return false;
    };
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| {
            let numbers = [one, other].map(|text| {
                let unit = text.trim_start_matches(is_number);
                let number: Option<f64> = text.strip_suffix(unit).and_then(|number| number.parse().ok());
                (number, unit)
            });
            match numbers {
                [(Some(one), unit), (Some(other), same)] => {
                    unit == same && (one - other / scale).abs() <= slack
                }
                _ => one == other,
            }
        })
}

/// Walks over hosts, and tells of all that are different at the end.
async fn walk(visit: &Visit, hosts: &[Host]) -> Outcome {
    let mut first = look_at_empty(visit).await?;
    if hosts
        .iter()
        .all(|host| host.head.is_empty() || host.head.starts_with("<script"))
    {
        first.detailed = None;
    }
    // One alone, for who looks for the cause.
    let only = std::env::var("LICHTHOF_HOST").unwrap_or_default();
    let mut told = String::new();
    let is_walked =
        |host: &&Host| host.name.contains(&only) && !(host.not_in_webkit && visit.engine == Engine::WebKit);
    for host in hosts.iter().filter(is_walked) {
        let looked = match host.same {
            "" => one(visit, host, &first).await,
            same => as_large(visit, host, same, &first).await,
        };
        if let Err(error) = looked {
            let _ = writeln!(told, "{}: {error}", host.name);
        }
    }
    match told.is_empty() {
        true => Ok(()),
        false => Err(fault(told)),
    }
}

/// How it looks on a page with nothing special about it.
async fn look_at_empty(visit: &Visit) -> Outcome<Looks> {
    // All of the list is in the picture, and nothing lies under the pointer.
    visit.resize(WINDOW.0, WINDOW.1).await?;
    let [width, height]: [i64; 2] = visit.read("[innerWidth, innerHeight]").await?;
    let pointer = visit.session().action_chain().move_to(width - 2, height - 2);
    pointer.perform().await?;
    visit_host(visit, &EMPTY).await?;
    looks(visit, &EMPTY, None).await
}

/// The same, with the picture of a calendar that is as large by itself.
async fn as_large(visit: &Visit, host: &Host, same: &'static str, first: &Looks) -> Outcome {
    let reference = Host {
        calendar: same,
        scale: host.scale,
        slack: host.slack,
        ..EMPTY
    };
    visit_host(visit, &reference).await?;
    let of_its_size = looks(visit, &reference, None).await?;
    let first = Looks {
        list: first.list.clone(),
        ..of_its_size
    };
    one(visit, host, &first).await
}

async fn one(visit: &Visit, host: &Host, first: &Looks) -> Outcome {
    visit_host(visit, host).await?;
    check(visit, host, first).await
}

/// Looks at a page that is open.
async fn check(visit: &Visit, host: &Host, first: &Looks) -> Outcome {
    if host.fails {
        visit.told_of("program").await?;
        return visit.falls_back().await;
    }
    visit.until("matrix.isListed()").await?;
    let untouched = if host.moves {
        "matrix.taken()"
    } else {
        "matrix.touched()"
    };
    visit.becomes(untouched, json!("")).await?;
    looks(visit, host, Some(first)).await?;
    // Texts alone: on some of these pages drivers cannot tell a list.
    visit.run("matrix.leave()").await?;
    visit.becomes("matrix.left()", json!("")).await?;
    visit.becomes("matrix.faults()", json!("")).await
}

async fn what_pages_say_of_all_elements_stays_outside(visit: Visit) -> Outcome {
    walk(&visit, STYLES).await
}

async fn documents_of_every_kind_show_the_same(visit: Visit) -> Outcome {
    walk(&visit, DOCUMENTS).await
}

async fn wherever_it_stands_it_is_the_same(visit: Visit) -> Outcome {
    walk(&visit, PLACES).await
}

async fn pages_that_change_the_language_are_no_hindrance(visit: Visit) -> Outcome {
    walk(&visit, LANGUAGES).await
}

async fn what_policies_ask_for_changes_nothing(visit: Visit) -> Outcome {
    walk(&visit, POLICIES).await
}

async fn routers_and_optimizers_bring_it_as_they_like(visit: Visit) -> Outcome {
    walk(&visit, ROUTERS).await
}

async fn in_a_frame_made_of_a_text_it_is_the_same(visit: Visit) -> Outcome {
    let first = look_at_empty(&visit).await?;
    let inner = EMPTY.text().replace('&', "&amp;").replace('"', "&quot;");
    let inner = inner.replace(
        "{{ATTRIBUTES}}",
        &format!("now=\"{{{{NOW}}}}\" {ATTRIBUTES}").replace('"', "&quot;"),
    );
    let text = format!(
        "<!doctype html><html lang=\"de\"><title>Rahmen</title><link rel=\"icon\" href=\"data:,\">\
         <iframe id=\"frame\" title=\"Termine\" style=\"position:fixed;inset:0;width:100%;height:100%;border:0\" srcdoc=\"{inner}\"></iframe></html>"
    );
    visit.open(Page::of_text("frame-of-text.html", text)).await?;
    visit.session().find(By::Id("frame")).await?.enter_frame().await?;
    let host = Host {
        name: "a frame made of a text",
        ..EMPTY
    };
    visit.until("matrix.isListed()").await?;
    visit.becomes("matrix.touched()", json!("")).await?;
    // Not the event: such a frame has no address that could lead to a talk (hosts.rs).
    visit.run("matrix.fit(1)").await?;
    alike(&visit, &host, "matrix.list()", Some(&first.list)).await?;
    pictured(&visit, &host, "list", Some(&first.listed)).await?;
    visit.run("matrix.leave()").await?;
    visit.becomes("matrix.left()", json!("")).await?;
    visit.becomes("matrix.faults()", json!("")).await
}

/// `all` and `min-height` of a page's own count less than the height that the calendar keeps; `--lh-min-height` says it.
async fn its_height_is_kept_free_whatever_a_page_says_of_all_elements(visit: Visit) -> Outcome {
    let height =
        "Math.round(document.getElementsByTagName('lichthof-calendar')[0].getBoundingClientRect().height)";
    for (styles, kept) in [
        ("", 870),
        (
            "<style>*,*::before,*::after{all:unset}head,script,style,title{display:none}</style>",
            870,
        ),
        (
            "<style>*,*::before,*::after{all:unset!important}head,script,style,title{display:none!important}</style>",
            870,
        ),
        (
            "<style>*{min-height:0!important}lichthof-calendar{--lh-min-height:500px}</style>",
            500,
        ),
    ] {
        visit.site.hold_back("lichthof-program_bg.wasm");
        visit.open(styled("kept free", styles).page()).await?;
        visit.until("customElements.get('lichthof-calendar')").await?;
        visit.becomes(height, json!(kept)).await?;
        visit.site.give_back();
        visit.until("matrix.isListed()").await?;
    }
    Ok(())
}

/// The twin: the same look, at a calendar that a page reaches into and that reaches out.
async fn what_a_page_must_not_do_is_seen(visit: Visit) -> Outcome {
    visit_host(&visit, &EMPTY).await?;
    let first = looks(&visit, &EMPTY, None).await?;
    let styled = "const sheet = new CSSStyleSheet(); sheet.replaceSync('.lh-title{letter-spacing:1px}');
         matrix.subject().shadowRoot.adoptedStyleSheets = [...matrix.subject().shadowRoot.adoptedStyleSheets, sheet];";
    visit.run(styled).await?;
    let seen: String = visit.read("matrix.list()").await?;
    assert!(different(&first.list, &seen, &EMPTY).is_some());
    visit
        .run("window.lichthof = 1; addEventListener('resize', () => {}); document.body.append(document.createElement('div'));")
        .await?;
    visit
        .until("['globals: lichthof', 'childList of BODY: DIV'].every((what) => matrix.touched().includes(what))")
        .await?;
    visit.run("matrix.leave()").await?;
    visit.until("matrix.left().includes('resize at window')").await
}

/// The twin of the pictures: what a page may change of them, and one thing that it may not, each alone.
async fn what_is_handed_down_on_purpose_is_seen_in_the_picture(visit: Visit) -> Outcome {
    let first = look_at_empty(&visit).await?;
    let own = "const sheet = new CSSStyleSheet(); sheet.replaceSync('.lh-title{-webkit-text-security:disc}');
         matrix.subject().shadowRoot.adoptedStyleSheets = [...matrix.subject().shadowRoot.adoptedStyleSheets, sheet];";
    for (change, back) in [
        (
            "document.documentElement.style.setProperty('--lh-accent', '#a1260d')",
            "document.documentElement.style.removeProperty('--lh-accent')",
        ),
        (
            "matrix.subject().style.setProperty('--lh-font', 'monospace', 'important')",
            "matrix.fit(1)",
        ),
        (own, ""),
    ] {
        let place = "matrix.place('list')";
        visit.run(change).await?;
        visit.painted().await?;
        let changed = photographed(&visit, place).await?;
        let share = first.listed.difference(&changed);
        assert!(share > 2.0 * TOLERANCE, "{change}: {share}");
        visit.run(back).await?;
        if !back.is_empty() {
            pictured(&visit, &EMPTY, "list", Some(&first.listed)).await?;
        }
    }
    Ok(())
}
