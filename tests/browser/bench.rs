//! What a visitor waits for, measured in a real browser: `make bench`. It asserts nothing but that what is
//! measured came about; the figures of a quiet machine are kept in `benches/results.md`. For Chromium alone: keys
//! are measured with its `scheduler`.

use std::time::Duration;

use serde_json::{Value, json};

use crate::case::{Case, cases};
use crate::devtools::{as_slow_as, devtools};
use crate::outcome::Outcome;
use crate::page::Page;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    cases![
        the_machine_itself,
        keystrokes_of_a_page_without_a_calendar,
        keystrokes_among_1_000,
        keystrokes_among_10_000,
        keystrokes_among_100_000,
        bytes_to_searchable_events,
        first_events,
        a_million_events,
        first_events_without_webassembly,
        mounts_and_unmounts,
        // The last ones: they slow the browser down.
        first_events_on_a_slow_line,
        first_events_of_a_pinned_page_on_a_slow_line,
    ]
}

/// Words that hit much, little and nothing, one with a slip, and taking back what was typed.
const TYPED: [&str; 8] = [
    "workshop",
    "leipzig",
    "datenschutz",
    "rust abend",
    "vrotrag",
    "zzyzx",
    "ort:halle",
    "\"offene werkstatt\"",
];

/// From the key to the painted list: the first task that follows the next frame. Of any less urgent task the
/// program's next ones could come first. Most of that is waiting for the frame, so what the program and the layout
/// take is told apart.
const WATCH_KEYS: &str = "window.keys = [];
    window.works = [];
    const channel = new MessageChannel();
    let start = 0;
    channel.port1.onmessage = () => {
      document.body.getBoundingClientRect();
      works.push(performance.now() - start);
    };
    addEventListener('input', (event) => {
      start = performance.now();
      channel.port2.postMessage(0);
      const painted = () => keys.push(performance.now() - event.timeStamp);
      requestAnimationFrame(() => scheduler.postTask(painted, { priority: 'user-blocking' }));
    }, true);";

/// What is offered comes after the list: the last change below the field counts for a key.
const WATCH_OFFERS: &str = "window.offers = [];
    let [key, offered] = [0, 0];
    new MutationObserver(() => (offered = performance.now() - key))
      .observe(one('.lh-search-box'), { childList: true, characterData: true, subtree: true });
    addEventListener('input', (event) => {
      if (offered) offers.push(offered);
      [key, offered] = [event.timeStamp, 0];
    }, true);";

/// How far times lie apart that are the same: a fixed piece of work, at the pace of the keys below.
async fn the_machine_itself(visit: Visit) -> Outcome {
    visit.open_ready(page(200)).await?;
    let mut times: Vec<f64> = visit
        .run_async(
            "const work = (rounds) => { let sum = 0; for (let at = 0; at < rounds; at++) sum = (sum * 31 + at) | 0; return sum; };
             const times = [];
             for (let run = 0; run < 150; run++) {
               await new Promise((done) => setTimeout(done, 60));
               const start = performance.now();
               work(6e6);
               times.push(performance.now() - start);
             }
             return times;",
        )
        .await?;
    tell(
        "the same piece of work each time, for comparison",
        &spread(&mut times),
    );
    Ok(())
}

/// What the browser alone takes: a field, and one row that follows it.
async fn keystrokes_of_a_page_without_a_calendar(visit: Visit) -> Outcome {
    let page = "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><title>Gemessen</title>\
        <link rel=\"icon\" href=\"data:,\"><input id=\"field\" type=\"search\"><ul><li id=\"row\"></li></ul>\
        <script>field.oninput = () => (row.textContent = field.value)</script>";
    visit.open(Page::of_text("floor.html", page.to_owned())).await?;
    visit.focus("field").await?;
    visit.run(WATCH_KEYS).await?;
    type_all(&visit).await?;
    tell_keys(&visit, "on a page with a field and one row").await
}

async fn keystrokes_among_1_000(visit: Visit) -> Outcome {
    keystrokes(&visit, 1_000).await
}

async fn keystrokes_among_10_000(visit: Visit) -> Outcome {
    keystrokes(&visit, 10_000).await
}

async fn keystrokes_among_100_000(visit: Visit) -> Outcome {
    keystrokes(&visit, 100_000).await
}

async fn keystrokes(visit: &Visit, count: usize) -> Outcome {
    visit.open_ready(page(count)).await?;
    let before = memory(visit).await?;
    visit.click("input[type=search]").await?;
    visit.until("one('[part=filters]')").await?;
    visit.painted().await?;
    let after = memory(visit).await?;
    visit.run(WATCH_KEYS).await?;
    visit.run(WATCH_OFFERS).await?;
    type_all(visit).await?;
    tell_keys(visit, &format!("among {count} events")).await?;
    let mut offers: Vec<f64> = visit.read("offers").await?;
    tell(
        &format!("from a key to what is offered, {count} events"),
        &spread(&mut offers),
    );
    tell(
        &format!("memory of the index of {count} events"),
        &format!("{:.1} MB of {:.1} MB in all", (after - before) / 1e6, after / 1e6),
    );
    Ok(())
}

/// Types each text and takes it back, at the pace of somebody quick.
async fn type_all(visit: &Visit) -> Outcome {
    let mut pressed = 0;
    for text in TYPED {
        let typed = text.chars().map(String::from);
        let taken_back = text
            .chars()
            .map(|_| thirtyfour::Key::Backspace.value().to_string());
        for key in typed.chain(taken_back) {
            visit.press(key).await?;
            // To look for the list meanwhile would be measured with it.
            tokio::time::sleep(Duration::from_millis(60)).await;
            pressed += 1;
        }
        visit.until(&format!("keys.length === {pressed}")).await?;
    }
    Ok(())
}

async fn tell_keys(visit: &Visit, place: &str) -> Outcome {
    let mut times: Vec<f64> = visit.read("keys").await?;
    let mut works: Vec<f64> = visit.read("works").await?;
    // The first one meets code that no engine has looked at yet.
    times.remove(0);
    works.remove(0);
    tell(
        &format!("a keystroke {place}, to the painted list"),
        &format!("{} ({} keys)", spread(&mut times), times.len()),
    );
    tell(
        &format!("of which are the program's work and the layout, {place}"),
        &spread(&mut works),
    );
    Ok(())
}

/// The program's memory, in bytes.
async fn memory(visit: &Visit) -> Outcome<f64> {
    visit.read("window.memory.buffer.byteLength").await
}

/// From the feed's last byte to facets that count, beside what the browser needs to read the text alone.
async fn bytes_to_searchable_events(visit: Visit) -> Outcome {
    // A feed of 100,000 says less of each event, as one of more than 32 MiB is not read.
    for (count, runs) in [(1_000, 7), (10_000, 7), (100_000, 3)] {
        bytes_to_searchable(&visit, count, runs).await?;
    }
    Ok(())
}

async fn bytes_to_searchable(visit: &Visit, count: usize, runs: usize) -> Outcome {
    let mut ratios = Vec::new();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let page = page(count).attributes("filter=type:Workshop");
        visit.open(page).await?;
        visit.until("window.searchable").await?;
        let [own, parse]: [f64; 2] = visit
            .run_async(
                "const text = await (await fetch(calendar().getAttribute('feed'))).text();
                 const times = [];
                 for (let run = 0; run < 5; run++) {
                   const start = performance.now();
                   JSON.parse(text);
                   times.push(performance.now() - start);
                 }
                 return [searchable, times.sort((a, b) => a - b)[2]];",
            )
            .await?;
        ratios.push(own / parse);
        ours.push(own);
        theirs.push(parse);
    }
    tell(
        &format!("bytes to searchable events, {count} events"),
        &format!(
            "{} ms; JSON.parse {} ms; median of the paired ratios {:.1}",
            median(&mut ours),
            median(&mut theirs),
            median_of(&mut ratios)
        ),
    );
    Ok(())
}

/// From the navigation's start to the second frame after the events stand in the month: Lichthof and
/// FullCalendar in turn, each from a cold cache and the same server, compressed alike.
async fn first_events(visit: Visit) -> Outcome {
    beside_fullcalendar(&visit, "first events in the month, 200 events").await
}

/// A million events in files by month, beside a feed of a thousand, in the same views.
async fn a_million_events(visit: Visit) -> Outcome {
    for (view, attributes) in [
        ("list", "view=list views=list"),
        ("month", "view=month date=2026-12-10 views=month"),
    ] {
        let page = |feed| Page::new("bench.html").feed(feed).attributes(attributes);
        in_turn(
            &visit,
            &format!("first events of a million, 8,333 in each of 120 months, in the {view}"),
            &|| page("/million/{year}-{month}.json"),
            "with a feed of 1,000",
            &|| page("/many/1000"),
        )
        .await?;
        let asked: Vec<String> = visit.site.feed_log();
        let months = asked.iter().filter(|path| path.contains("/million/")).count();
        tell(
            &format!("files by month that were asked for in 12 visits of the {view}, and before"),
            &months.to_string(),
        );
    }
    Ok(())
}

/// The program as JavaScript, for browsers and pages that refuse WebAssembly, beside what it stands in for.
async fn first_events_without_webassembly(visit: Visit) -> Outcome {
    for (view, attributes) in [("list", ""), ("month", "view=month date=2026-12-10")] {
        let page = || Page::new("bench.html").feed("/many/200").attributes(attributes);
        in_turn(
            &visit,
            &format!("first events in the {view}, 200 events, as JavaScript"),
            &|| page().script("/without.js"),
            "as WebAssembly",
            &page,
        )
        .await?;
    }
    Ok(())
}

/// As `first_events`, with a phone's line and processor: 1.6 Mbit/s, 150 ms, a quarter of the speed.
async fn first_events_on_a_slow_line(visit: Visit) -> Outcome {
    slow_down(&visit).await?;
    beside_fullcalendar(&visit, "first events in the month, 200 events, on a slow line").await
}

/// What the lines by which a page pins a build gain on that line: they let the browser fetch the program before
/// the loader has run.
async fn first_events_of_a_pinned_page_on_a_slow_line(visit: Visit) -> Outcome {
    slow_down(&visit).await?;
    for (view, attributes) in [("list", ""), ("month", "view=month date=2026-12-10")] {
        let page = |file| Page::new(file).feed("/many/200").attributes(attributes);
        let what = format!("first events in the {view}, 200 events, pinned, on a slow line");
        in_turn(
            &visit,
            &what,
            &|| page("bench-pinned.html"),
            "without the pin",
            &|| page("bench.html"),
        )
        .await?;
    }
    Ok(())
}

async fn slow_down(visit: &Visit) -> Outcome {
    as_slow_as(visit, 150, 200_000, 93_750).await?;
    devtools(visit, "Emulation.setCPUThrottlingRate", json!({ "rate": 4 })).await?;
    Ok(())
}

async fn beside_fullcalendar(visit: &Visit, what: &str) -> Outcome {
    let own = || {
        Page::new("bench.html")
            .feed("/many/200")
            .attributes("view=month date=2026-12-10 views=month")
    };
    let peer = || Page::new("peer.html").feed("/many/200");
    in_turn(visit, what, &own, "with FullCalendar", &peer).await
}

/// Opens two pages in turn, and tells how long each takes to show its events.
async fn in_turn(
    visit: &Visit,
    what: &str,
    own: &(dyn Fn() -> Page + Sync),
    beside: &str,
    other: &(dyn Fn() -> Page + Sync),
) -> Outcome {
    let (mut ours, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..12 {
        let mut pair = Vec::new();
        for page in [own(), other()] {
            visit.open(page).await?;
            visit.until("window.shown").await?;
            pair.push(visit.read::<f64>("shown").await?);
        }
        // The first run warms up the browser and its server.
        if let (1.., [mine, other]) = (run, pair.as_slice()) {
            ours.push(*mine);
            theirs.push(*other);
            ratios.push(mine / other);
        }
    }
    let what = format!("{what}, from the start of the navigation");
    tell(&what, &spread(&mut ours));
    tell(&format!("the same {beside}"), &spread(&mut theirs));
    tell(
        "the first in parts of the second, median",
        &format!("{:.2}", median_of(&mut ratios)),
    );
    Ok(())
}

/// Whether anything stays behind.
async fn mounts_and_unmounts(visit: Visit) -> Outcome {
    visit.open_ready(page(200)).await?;
    let grown: Value = visit
        .run_async(
            "const feed = calendar().getAttribute('feed');
             const own = calendar();
             const round = async () => {
               const made = document.createElement('lichthof-calendar');
               made.setAttribute('feed', feed);
               made.setAttribute('now', own.getAttribute('now'));
               made.setAttribute('state', 'none');
               made.toggleAttribute('eager', true);
               own.after(made);
               await new Promise((done) => made.addEventListener('lichthof-ready', done, { once: true }));
               made.remove();
               await new Promise((done) => setTimeout(done));
             };
             for (let run = 0; run < 50; run++) await round();
             const before = memory.buffer.byteLength;
             for (let run = 0; run < 1000; run++) await round();
             return memory.buffer.byteLength - before;",
        )
        .await?;
    tell(
        "growth of the program's memory by 1,000 mounts",
        &format!("{grown} bytes"),
    );
    Ok(())
}

fn page(count: usize) -> Page {
    Page::new("bench.html").feed(&format!("/prose/{count}"))
}

fn spread(times: &mut [f64]) -> String {
    times.sort_by(f64::total_cmp);
    let at = |part: usize| {
        times
            .get((times.len() * part / 100).min(times.len() - 1))
            .copied()
    };
    let [least, half, most, all] = [0, 50, 95, 100].map(|part| at(part).unwrap_or_default());
    format!("p50 {half:.1} ms, p95 {most:.1} ms, least {least:.1}, most {all:.1}")
}

fn median(times: &mut [f64]) -> String {
    format!("{:.0}", median_of(times))
}

fn median_of(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "the figures are what it is for")]
fn tell(what: &str, figure: &str) {
    println!("| {what} | {figure} |");
}

/// A feed of as many events of an association, in German, the same in each run.
pub fn prose(count: usize) -> String {
    const KINDS: [&str; 5] = ["Workshop", "Vortrag", "Stammtisch", "Konferenz", "Führung"];
    const CITIES: [&str; 6] = [
        "Leipzig",
        "Halle (Saale)",
        "Magdeburg",
        "Dessau",
        "Chemnitz",
        "Jena",
    ];
    const TOPICS: [&str; 12] = [
        "Software",
        "Sicherheit",
        "Datenschutz",
        "Netze",
        "Gründung",
        "Forschung",
        "Verein",
        "Bildung",
        "Verwaltung",
        "Barrierefreiheit",
        "Handwerk",
        "Medien",
    ];
    const WORDS: [&str; 40] = [
        "offene",
        "Werkstatt",
        "Abend",
        "mit",
        "Rust",
        "und",
        "Daten",
        "für",
        "kleine",
        "Betriebe",
        "Einführung",
        "in",
        "sichere",
        "Netze",
        "Austausch",
        "über",
        "Fördermittel",
        "Gespräch",
        "Kommune",
        "digital",
        "gemeinsam",
        "lernen",
        "Wirtschaft",
        "Region",
        "Nachwuchs",
        "Fachkräfte",
        "Künstliche",
        "Intelligenz",
        "Praxis",
        "Bericht",
        "Jahres",
        "Planung",
        "Mitglieder",
        "Ausblick",
        "Messe",
        "Rundgang",
        "Hochschule",
        "Labor",
        "Projekt",
        "Team",
    ];
    // Knuth's multiplier: numbers without order, the same in each run.
    let mut state: u64 = 7;
    let mut below = |limit: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % limit
    };
    let words = |length: usize, below: &mut dyn FnMut(usize) -> usize| -> String {
        let words: Vec<&str> = (0..length).map(|_| WORDS[below(WORDS.len())]).collect();
        words.join(" ")
    };
    // A feed of more than 32 MiB is not read: a large one says less of each event.
    let is_large = count > 10_000;
    let mut events = Vec::with_capacity(count);
    for number in 0..count {
        let title = words(4, &mut below);
        let description = words(if is_large { 2 } else { 45 }, &mut below);
        let speaker = words(2, &mut below);
        let (day, hour) = (number * 17 % 700, 8 + number % 12);
        let (year, month) = (2026 + (10 + day / 28) / 12, (10 + day / 28) % 12 + 1);
        events.push(json!({
            "uid": format!("prose-{number}"),
            "title": title,
            "description": description,
            "start": format!("{year}-{month:02}-{:02}T{hour:02}:00:00", day % 28 + 1),
            "duration": "PT2H",
            "eventType": KINDS[below(KINDS.len())],
            "topics": [TOPICS[below(TOPICS.len())], TOPICS[below(TOPICS.len())]],
            "venue": { "name": format!("Haus {}", below(300)), "city": CITIES[below(CITIES.len())] },
            "organizer": format!("Verein {}", below(40)),
            "programme": if is_large { json!([]) } else {
                json!([{ "title": words(3, &mut below), "speakers": [{ "name": speaker }] }])
            },
        }));
    }
    json!({ "timeZone": "Europe/Berlin", "events": events }).to_string()
}
