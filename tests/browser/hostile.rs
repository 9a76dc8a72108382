//! Texts and links that do harm where they are taken for markup or followed, in every field of every format: nothing
//! of them runs, nobody is asked, and none of their elements comes into being. On a page that takes them for markup
//! they do all of that. (The native tests of the same name look at what is read of them.)

use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::hostile_feeds::{self, FORMATS, MAP, Vector};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::policy::strangers;
use crate::take::NO_PRINTER;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        hostile_texts_and_links_do_what_they_can_where_they_are_markup,
        nothing_hostile_runs_or_asks_or_becomes_an_element,
        nothing_hostile_runs_by_a_map_or_from_the_address,
    ]
}

/// Reports, and hinders nothing: what would run, runs, and whoever is asked becomes a violation.
const WATCHED: &str = "default-src 'self' data: {{CALENDAR}} {{FEEDS}} 'unsafe-inline' 'unsafe-eval'";

/// Scripts of any kind may run; strangers are asked in vain, and told of.
const TWIN: &str = "default-src 'self' data: 'unsafe-inline' 'unsafe-eval'";

/// Looks at all elements of a root. Those that the calendar makes have these names and no others, no handlers, and
/// lead where addresses may lead.
const LOOK: &str = "const NAMES = new Set(`a article aside b bdi br button circle dd details dialog div dl dt em fieldset
        figcaption figure form g h1 h2 h3 h4 h5 h6 header hr img input label legend li line main mark nav ol optgroup option
        p path polyline rect section select small span strong summary svg table tbody td textarea th thead time tr u ul
        use`.split(/\\s+/));
    const HANDLED = /^on|^(srcdoc|action|formaction|ping|background|is|xlink:href|srcset|poster|data|http-equiv)$/;
    // An address that is none leads nowhere: its scheme is empty.
    const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:', 'blob:', ':'];
    const foul = (root) => [...root.querySelectorAll('*')].filter((element) =>
      !NAMES.has(element.localName) && !element.matches('iframe.lh-print-frame, :host > slot, slot[name=empty]') ||
      [...element.attributes].some(({ name, value }) => HANDLED.test(name) || name === 'style' && /url|image|expression|behavior|import|position|content/.test(value)) ||
      element.hasAttribute('href') && !SCHEMES.includes(element.protocol) ||
      element.hasAttribute('src') && !element.src.startsWith(FEEDS))
      .map((element) => element.cloneNode(false).outerHTML.slice(0, 300));
    const found = [];
    const look = (root) => { for (const one of foul(root)) if (found.length < 5) found.push(one); };";

fn numbered(vectors: &[Vector], first: usize) -> Value {
    let numbered = vectors.iter().zip(first..);
    numbered
        .map(|(vector, number)| json!([number, vector.text]))
        .collect()
}

/// The twin of those below: the same watch sees all that the corpus can do.
async fn hostile_texts_and_links_do_what_they_can_where_they_are_markup(visit: Visit) -> Outcome {
    let corpus = hostile_feeds::corpus();
    visit.open(Page::new("hostile-twin.html").policy(TWIN)).await?;
    for (vectors, first, ways, least) in [
        (
            &corpus.texts,
            0,
            json!([
                "markup",
                "page",
                "attribute",
                "decoded",
                "markdown",
                "style",
                "line"
            ]),
            LEAST_TEXTS,
        ),
        (
            &corpus.links,
            hostile_feeds::FIRST_LINK,
            json!(["link"]),
            LEAST_LINKS,
        ),
    ] {
        let tried = format!("return await trial({}, {ways});", numbered(vectors, first));
        let told: Value = visit.run_async(&tried).await?;
        let inert: Vec<&str> = told["inert"]
            .as_array()
            .map(|list| list.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        assert!(
            vectors.len() - inert.len() >= least,
            "of {}: {told}",
            vectors.len()
        );
        // Each kind has some that are no empty threat. Schemes of other programs are followed in no browser of tests.
        for vector in vectors
            .iter()
            .filter(|vector| !["schemes", "hosts"].contains(&vector.kind.as_str()))
        {
            let mut own = vectors.iter().filter(|other| other.kind == vector.kind);
            assert!(
                own.any(|own| !inert.contains(&own.text.as_str())),
                "{}",
                vector.kind
            );
        }
    }
    Ok(())
}

/// How many did something in each engine when this was written: of 172 texts 146 in Chromium, 144 in Firefox and WebKit;
/// of 81 links 56, 37 and 58. The others are tricks on programs that nobody has any more, or on servers.
const LEAST_TEXTS: usize = 140;
const LEAST_LINKS: usize = 35;

async fn nothing_hostile_runs_or_asks_or_becomes_an_element(visit: Visit) -> Outcome {
    let feeds = visit.site.feeds().to_owned();
    let formats: Vec<&str> = FORMATS.into_iter().filter(|format| *format != "map").collect();
    let mut addresses: Vec<String> = formats
        .iter()
        .map(|format| format!("/hostile/{format}"))
        .collect();
    addresses.push("/hostile/packed".to_owned());
    let page = Page::plain()
        .script("/hostile.js")
        .feed(&addresses.join(&format!(" {feeds}")))
        .attributes("seo")
        .header("content-security-policy-report-only", WATCHED);
    visit.open_ready(page).await?;
    let corpus = hostile_feeds::corpus();
    let count = corpus.texts.len();
    let packed = count.div_ceil(hostile_feeds::PACKED);
    let all = count * formats.len() + packed;
    visit
        .becomes(
            "events('lichthof-ready').at(-1)?.detail",
            json!({ "events": all, "skipped": 0 }),
        )
        .await?;
    visit.run(NO_PRINTER).await?;
    // The list, and more of it.
    look(
        &visit,
        "for (let more = 0; more < 3; more++) {
           const before = uids().length;
           one('[data-more]').click();
           await when(() => uids().length > before);
         }
         look(calendar().shadowRoot);",
    )
    .await?;
    // All texts, some of each format, with all that is said of them.
    let mut opened: Vec<String> = (0..packed).map(|number| format!("packed-{number}")).collect();
    for (format, first) in formats.iter().zip((0..).step_by(11)) {
        let some = (0..2).map(|step| (first + step * 83) % count);
        opened.extend(some.filter_map(|number| hostile_feeds::uid(format, number)));
    }
    look(
        &visit,
        &format!(
            "for (const uid of {}) {{
               if (!calendar().open(uid)) throw new Error(uid);
               await when(() => dialog()?.querySelector('[data-detail]')?.dataset.detail === uid);
               dialog().querySelectorAll('details').forEach((one) => {{ one.open = true; }});
               look(dialog());
             }}
             dialog().querySelector('[data-close]').click();
             await when(() => !dialog());",
            json!(opened)
        ),
    )
    .await?;
    // What is looked for, offered and chosen.
    let sought: Vec<&str> = [&corpus.texts, &corpus.links]
        .into_iter()
        .flat_map(|vectors| vectors.iter().step_by(19).map(|vector| vector.text.as_str()))
        .collect();
    visit.search_for("script").await?;
    visit.until("visible('[role=option]').length > 0").await?;
    look(
        &visit,
        &format!(
            "look(calendar().shadowRoot);
             const field = one('input[type=search]');
             for (const text of {}) {{
               field.value = text;
               field.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }}));
               for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
               look(calendar().shadowRoot);
             }}
             field.value = '';
             field.dispatchEvent(new Event('input', {{ bubbles: true, composed: true }}));",
            json!(sought)
        ),
    )
    .await?;
    visit.press(thirtyfour::Key::Escape).await?;
    // All events on paper, with all that is said of them.
    visit.click("[data-take]").await?;
    visit.click("[data-print-details]").await?;
    visit.click("[data-print]").await?;
    let paper = "one('.lh-print-frame')?.contentDocument";
    visit
        .becomes(
            &format!("{paper}?.querySelectorAll('article').length"),
            json!(all),
        )
        .await?;
    look(&visit, &format!("look({paper}.body);")).await?;
    visit.press(thirtyfour::Key::Escape).await?;
    // The month, and some of its days in full.
    visit.click("[data-view-button=month]").await?;
    visit
        .until("visible('[role=row]').length > 3 && hasCome('lichthof-moves.wasm')")
        .await?;
    visit.click("[data-next]").await?;
    visit.until("all('[data-overflow]').length >= 28").await?;
    look(
        &visit,
        "look(calendar().shadowRoot);
         for (const button of all('[data-overflow]').filter((_, at) => at % 4 === 0)) {
           button.click();
           await when(() => one('dialog[open] [part=event]'));
           look(dialog());
           one('dialog [data-close]').click();
           await when(() => !dialog());
         }",
    )
    .await?;
    nothing_happened(&visit).await
}

/// What a page says by its own map, and what a link to a page says.
async fn nothing_hostile_runs_by_a_map_or_from_the_address(visit: Visit) -> Outcome {
    let corpus = hostile_feeds::corpus();
    let mut query = String::from("?");
    for (name, vector) in ["q", "event", "type", "place", "topic", "view", "date"]
        .iter()
        .zip(corpus.texts.iter().skip(22))
    {
        let bytes = vector.text.bytes().map(|byte| format!("%{byte:02x}"));
        query.push_str(&format!("lh.{name}={}&", bytes.collect::<String>()));
    }
    for query in ["", &query] {
        let page = Page::plain()
            .script("/hostile.js")
            .feed("/hostile/map")
            .query(query)
            .attributes(&format!("seo map='{MAP}'"))
            .header("content-security-policy-report-only", WATCHED);
        visit.open(page).await?;
        visit.until("events('lichthof-ready').length === 1").await?;
        visit
            .becomes(
                "events('lichthof-ready')[0].detail",
                json!({ "events": corpus.texts.len(), "skipped": 0 }),
            )
            .await?;
        visit.painted().await?;
        look(&visit, "look(calendar().shadowRoot);").await?;
        nothing_happened(&visit).await?;
    }
    Ok(())
}

/// Takes steps in the page, which look at what is there.
async fn look(visit: &Visit, steps: &str) -> Outcome {
    let look = LOOK.replace("FEEDS", &json!(visit.site.feeds()).to_string());
    let found: Vec<String> = visit.run_async(&format!("{look} {steps} return found;")).await?;
    assert_eq!(found, Vec::<String>::new());
    Ok(())
}

/// Nothing ran, no policy was hurt, and nobody was asked for anything but the page, the program and the feeds.
async fn nothing_happened(visit: &Visit) -> Outcome {
    visit
        .becomes("[seen.violations, [...ran]]", json!([[], []]))
        .await?;
    assert_eq!(strangers(visit).await?, Vec::<String>::new());
    let feeds = visit.site.feeds();
    for asked in visit.site.told() {
        // Gancio names pictures by their files on its own site.
        let is_known = |path: &str| path.starts_with("/hostile/") || path.starts_with("/media/");
        assert!(
            asked.address.strip_prefix(feeds).is_none_or(is_known),
            "{}",
            asked.address
        );
    }
    // What search engines read is data, and whole.
    let data = "document.querySelectorAll('script[data-lichthof]')";
    visit
        .becomes(
            &format!(
                "[{data}.length, {data}[0].type, JSON.parse({data}[0].textContent) !== null,
                  document.querySelectorAll('script').length]"
            ),
            json!([1, "application/ld+json", true, 4]),
        )
        .await
}
