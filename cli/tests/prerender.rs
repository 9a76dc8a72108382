//! `lichthof prerender`: what is coming as HTML.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use std::fs;

use support::{lichthof_at, snapshot, temporary};

/// 1 May 2026.
const NOW: &str = "1777593600";

const FEED: &str = r#"{"title": "Verein", "timeZone": "Europe/Berlin", "entries": [
  {"uid": "past", "title": "Vorbei", "start": "2026-01-01"},
  {"uid": "runs", "title": "Ausstellung", "start": "2026-04-28", "end": "2026-05-03", "eventType": "Ausstellung", "venue": {"name": "Hof", "city": "Halle"}},
  {"uid": "choir", "title": "Chor <b> & \"Tanz\"", "start": "2026-05-05T19:00:00", "duration": "PT2H", "recurrenceRule": "FREQ=WEEKLY;COUNT=3", "eventType": "Probe"},
  {"uid": "talk", "title": {"en": "A talk"}, "start": "2026-06-10T18:00:00", "status": "cancelled", "virtualLocations": [{"uri": "https://a.example/room"}],
   "links": [{"href": "https://a.example/talk", "rel": "describedby"}], "url": "https://a.example/talk"},
  {"uid": "planned", "title": "Sommerfest", "start": "2026-07-01", "duration": "P1M", "status": "tentative", "datePrecision": "month"}
]}"#;

#[test]
fn what_is_coming_is_written_as_the_list_shows_it() {
    let told = lichthof_at(
        &["prerender", "-", "--page", "https://a.example/termine"],
        FEED,
        NOW,
    );
    assert_eq!(told.exit, 0, "{}", told.err);
    let (style, html) = told.out.split_once("</style>\n").unwrap();
    assert!(style.starts_with("<style>\n.lh-root {"));
    snapshot("prerender", html);
    assert!(!html.contains("Vorbei") && !html.contains("<b>"), "{html}");
    let data = html
        .split("ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(
        data.as_array().unwrap().len(),
        3,
        "each event once, none that is not settled"
    );
}

#[test]
fn a_page_gets_it_into_its_element() {
    let page = temporary("page.html");
    let name = page.to_str().unwrap();
    let before =
        "<p>before</p><lichthof-calendar feed=\"a?b>c\" lang='de'>old</lichthof-calendar><p>behind</p>";
    fs::write(&page, before).unwrap();
    for _ in 0..2 {
        let told = lichthof_at(
            &[
                "prerender",
                "-",
                "--into",
                name,
                "--style",
                "list.css",
                "--max",
                "1",
            ],
            FEED,
            NOW,
        );
        assert_eq!((told.exit, &*told.out), (0, ""), "{}", told.err);
        let text = fs::read_to_string(&page).unwrap();
        assert!(text.starts_with("<p>before</p><lichthof-calendar feed=\"a?b>c\" lang='de'>\n<link rel=\"stylesheet\" href=\"list.css\">"));
        assert!(
            text.ends_with("</script>\n</lichthof-calendar><p>behind</p>") && !text.contains("old"),
            "{text}"
        );
        assert_eq!(text.matches("class=\"lh-entry\"").count(), 1);
        assert!(
            fs::read_to_string(page.with_file_name("list.css"))
                .unwrap()
                .contains(".lh-entry {")
        );
    }
    let told_of = "<!-- <lichthof-calendar> is below --><script>a = '<lichthof-calendar>'</script><lichthof-calendar-x>";
    fs::write(&page, [told_of, before].concat()).unwrap();
    let told = lichthof_at(&["prerender", "-", "--into", name], FEED, NOW);
    let text = fs::read_to_string(&page).unwrap();
    assert_eq!(told.exit, 0, "{}", told.err);
    assert!(text.starts_with(&[told_of, "<p>before</p>"].concat()), "{text}");
    for own in [
        "<lichthof-feed src=a></lichthof-feed>",
        "<p slot=\"empty\">Nichts</p>",
        "<p slot='header'>Termine</p>",
        "<script type=\"application/json\" data-map>{}</script>",
    ] {
        let kept = format!("<lichthof-calendar>{own}</lichthof-calendar>");
        fs::write(&page, &kept).unwrap();
        let told = lichthof_at(&["prerender", "-", "--into", name], FEED, NOW);
        assert_eq!((told.exit, fs::read_to_string(&page).unwrap()), (2, kept));
        assert!(told.err.contains("would be lost"), "{}", told.err);
    }
    for no_element in [told_of, "<!-- <lichthof-calendar></lichthof-calendar>", "<p>"] {
        fs::write(&page, no_element).unwrap();
        let told = lichthof_at(&["prerender", "-", "--into", name], FEED, NOW);
        assert_eq!((told.exit, &*fs::read_to_string(&page).unwrap()), (2, no_element));
    }
    let told = lichthof_at(&["prerender", "-", "--into", name], FEED, NOW);
    assert_eq!((told.exit, &*fs::read_to_string(&page).unwrap()), (2, "<p>"));
    assert!(told.err.contains("no <lichthof-calendar>"), "{}", told.err);
}
