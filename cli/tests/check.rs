//! `lichthof check`: what it tells of feeds, word by word. The feeds are in `feeds`, the words in `snapshots`;
//! `LICHTHOF_SNAPSHOTS=write` writes them anew.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod support;

use std::io::Write;
use std::process::Command;

use support::{Answer, Server, feed, lichthof, snapshot};

#[test]
fn each_problem_is_told_with_place_reason_and_remedy() {
    for (name, exit) in [
        ("faults.json", 1),
        ("faults.ics", 1),
        ("slips.json", 2),
        ("cut.json", 2),
        ("page.html", 1),
        ("courses.json", 2),
        ("good.json", 0),
        ("picture.fullcalendar.json", 0),
        ("one-line.json", 1),
    ] {
        let told = lichthof(&["check", name]);
        snapshot(&format!("check-{name}"), &told.out);
        assert_eq!(told.exit, exit, "{name}: {}", told.out);
    }
}

#[test]
fn programs_are_told_the_same_as_json() {
    let told = lichthof(&["check", "--json", "faults.json"]);
    snapshot("check-json", &told.out);
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!((&json["version"], &json["exit"]), (&1.into(), &1.into()));
}

#[test]
fn warnings_fail_a_check_only_where_it_is_strict() {
    let feed = r#"[{"title": "T", "start": "2026-05-06"}]"#;
    assert_eq!(support::lichthof_with(&["check", "-"], feed).exit, 0);
    assert_eq!(support::lichthof_with(&["check", "--strict", "-"], feed).exit, 1);
}

#[test]
fn what_is_not_there_cannot_be_read() {
    let told = lichthof(&["check", "nothing.json"]);
    assert_eq!(told.exit, 2);
    assert!(told.out.contains("error[no-file]"), "{}", told.out);
}

#[test]
fn slips_are_mended_in_the_file_and_then_it_is_good() {
    let file = support::temporary("slips.json");
    std::fs::copy(feed("slips.json"), &file).unwrap();
    let name = file.to_str().unwrap();
    let fixed = lichthof(&["check", "--fix", name]);
    assert_eq!(fixed.exit, 0);
    assert!(fixed.err.ends_with("5 slips mended\n"), "{}", fixed.err);
    let told = lichthof(&["check", name]);
    assert_eq!(told.exit, 0, "{}", told.out);
    snapshot("fixed-slips.json", &std::fs::read_to_string(file).unwrap());
    // What is cut off is not mended by guessing, and nothing is written.
    let cut = support::temporary("cut.json");
    std::fs::copy(feed("cut.json"), &cut).unwrap();
    assert_eq!(lichthof(&["check", "--fix", cut.to_str().unwrap()]).exit, 2);
    assert_eq!(
        std::fs::read(&cut).unwrap(),
        std::fs::read(feed("cut.json")).unwrap()
    );
    // Bytes that nobody can read stay as they are.
    let latin = b"[{\"title\": \"B\xFCcher\", \"start\": \"2026-12-06\",}]";
    std::fs::write(&cut, latin).unwrap();
    let told = lichthof(&["check", "--fix", cut.to_str().unwrap()]);
    assert_eq!((told.exit, std::fs::read(&cut).unwrap()), (2, latin.to_vec()));
    assert!(
        told.err.contains("error[character-set]") && told.err.contains("UTF-8 first"),
        "{}",
        told.err
    );
}

#[test]
fn a_map_is_proposed_and_can_be_used() {
    let told = lichthof(&["check", "--map", "courses.json"]);
    snapshot("map-courses.json", &told.out);
    let map = told
        .out
        .split("map='")
        .nth(1)
        .unwrap()
        .split("'\n")
        .next()
        .unwrap();
    let told = lichthof(&["check", &format!("--map={map}"), "courses.json"]);
    assert_eq!(told.exit, 0, "{}", told.out);
    assert!(told.out.contains("1 event"), "{}", told.out);
}

const GOOD: &str =
    r#"{"timeZone": "Europe/Berlin", "entries": [{"uid": "1", "title": "T", "start": "2026-05-06"}]}"#;

/// The codes of what is told of an address.
fn codes(server: &Server, path: &str) -> (i32, Vec<String>) {
    let told = lichthof(&["check", "--json", &server.address(path)]);
    let json: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    let problems = json["problems"].as_array().unwrap();
    let codes = problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap().to_owned())
        .collect();
    (told.exit, codes)
}

#[test]
fn an_address_is_asked_as_a_browser_asks() {
    let json = "Content-Type: application/json";
    let open = "Access-Control-Allow-Origin: *";
    let kept = "Cache-Control: max-age=300";
    let long = format!(
        r#"[{{"uid": "1", "title": "T", "start": "2026-05-06", "description": "{}"}}]"#,
        "x".repeat(9_000)
    );
    let server = Server::start(vec![
        ("/good", Answer::new(200, &[json, open, kept], GOOD)),
        ("/closed", Answer::new(200, &[json, kept], GOOD)),
        (
            "/other",
            Answer::new(
                200,
                &[json, kept, "Access-Control-Allow-Origin: https://other.example"],
                GOOD,
            ),
        ),
        (
            "/echo",
            Answer::new(
                200,
                &[json, kept, "Access-Control-Allow-Origin: https://partner.example"],
                GOOD,
            ),
        ),
        (
            "/several",
            Answer::new(200, &[json, kept, "Access-Control-Allow-Origin: *, *"], GOOD),
        ),
        (
            "/type",
            Answer::new(200, &[open, kept, "Content-Type: text/html"], GOOD),
        ),
        ("/uncached", Answer::new(200, &[json, open], GOOD)),
        (
            "/unstored",
            Answer::new(200, &[json, open, "Cache-Control: no-store"], GOOD),
        ),
        ("/long", Answer::new(200, &[json, open, kept], &long)),
        ("/gone", Answer::new(404, &[open], "")),
        ("/moved", Answer::new(301, &[open, "Location: /good"], "")),
        ("/round", Answer::new(302, &[open, "Location: /round"], "")),
        (
            "/charset",
            Answer::new(
                200,
                &[open, kept, "Content-Type: application/json; charset=klingon"],
                GOOD,
            ),
        ),
        (
            "/page",
            Answer::new(
                200,
                &[json, open, kept],
                r#"{"next": "/more", "entries": [{"uid": "1", "title": "T", "start": "2026-05-06"}]}"#,
            ),
        ),
        (
            "/more",
            Answer::new(
                200,
                &[json, open, kept],
                r#"[{"uid": "2", "title": "T", "start": "bald"}]"#,
            ),
        ),
    ]);
    for (path, exit, expected) in [
        ("/good", 0, &[][..]),
        ("/closed", 1, &["no-cors"]),
        ("/other", 1, &["cors-other-origin"]),
        ("/echo", 0, &["cors-no-vary"]),
        ("/several", 1, &["cors-several"]),
        ("/type", 0, &["content-type"]),
        ("/uncached", 0, &["no-caching"]),
        ("/unstored", 0, &["no-store"]),
        ("/long", 0, &["no-compression"]),
        ("/gone", 2, &["status"]),
        ("/moved", 0, &["redirect"]),
        ("/round", 2, &["redirect-loop"]),
        ("/charset", 0, &["unknown-charset"]),
        ("/page", 1, &["no-start"]),
    ] {
        let (found_exit, found) = codes(&server, path);
        assert_eq!(
            (found_exit, &*found),
            (
                exit,
                &*expected.iter().map(ToString::to_string).collect::<Vec<_>>()
            ),
            "{path}"
        );
    }
    let told = lichthof(&[
        "check",
        "--origin",
        "https://other.example",
        &server.address("/other"),
    ]);
    assert!(told.out.contains("cors-no-vary"), "{}", told.out);
    let (exit, found) = codes(&server, "/page?from={start}&to={end}");
    assert_eq!((exit, found.len()), (1, 1));
    let asked = server.asked();
    let window = asked
        .iter()
        .find(|path| path.starts_with("/page?from=2"))
        .unwrap();
    assert!(!window.contains('{'), "{window}");
}

#[test]
fn pages_without_end_are_left_and_told() {
    let open = [
        "Content-Type: application/json",
        "Access-Control-Allow-Origin: *",
        "Cache-Control: max-age=300",
    ];
    let page = |number: usize| {
        let body = format!(
            r#"{{"next": "/page-{}", "entries": [{{"uid": "{number}", "title": "T", "start": "2026-05-06"}}]}}"#,
            number + 1
        );
        let path: &'static str = format!("/page-{number}").leak();
        (path, Answer::new(200, &open, &body))
    };
    let server = Server::start((1..=60).map(page).collect());
    let (exit, found) = codes(&server, "/page-1");
    assert_eq!((exit, found), (0, vec!["too-many-pages".to_owned()]));
    assert_eq!(server.asked().len(), 50);
}

#[test]
fn what_is_compressed_is_unpacked() {
    let long = format!(
        r#"[{{"uid": "1", "title": "T", "start": "2026-05-06", "description": "{}"}}]"#,
        "x".repeat(9_000)
    );
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(long.as_bytes()).unwrap();
    let mut deflate = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    deflate.write_all(long.as_bytes()).unwrap();
    let all = [
        "Content-Type: application/json",
        "Access-Control-Allow-Origin: *",
        "Cache-Control: max-age=300",
    ];
    let packed = |encoding: &'static str, bytes: Vec<u8>| {
        let headers = [&all[..], &[encoding]].concat();
        Answer::of_bytes(200, &headers, &bytes)
    };
    let gzip = gzip.finish().unwrap();
    let server = Server::start(vec![
        ("/cut", packed("Content-Encoding: gzip", gzip[..20].to_vec())),
        ("/gzip", packed("Content-Encoding: gzip", gzip)),
        (
            "/deflate",
            packed("Content-Encoding: deflate", deflate.finish().unwrap()),
        ),
        ("/other", packed("Content-Encoding: zstd", Vec::new())),
    ]);
    for (path, exit, expected) in [
        ("/gzip", 0, &[][..]),
        ("/deflate", 0, &[]),
        ("/cut", 2, &["unreachable"]),
        ("/other", 2, &["unreachable"]),
    ] {
        let (found_exit, found) = codes(&server, path);
        assert_eq!(
            (found_exit, found.len()),
            (exit, expected.len()),
            "{path}: {found:?}"
        );
    }
}

#[test]
fn nobody_answering_is_told() {
    let address = {
        // Closed at the end of the block: nobody listens there any more.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}/", listener.local_addr().unwrap())
    };
    let told = lichthof(&["check", &address]);
    assert_eq!(told.exit, 2);
    assert!(told.out.contains("error[unreachable]"), "{}", told.out);
}

#[test]
fn the_tool_tells_of_itself() {
    let help = lichthof(&["check", "--help"]);
    assert!(help.out.contains("Examples:") && help.exit == 0);
    let page = lichthof(&["man"]);
    assert!(
        page.out.contains(".TH lichthof") && page.out.contains("check"),
        "{}",
        page.out
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(lichthof(&["completions", shell]).out.contains("check"));
    }
}

#[test]
fn who_reads_the_first_lines_only_is_told_of_no_fault() {
    for arguments in [&["completions", "bash"][..], &["man"], &["check", "faults.json"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut tool = Command::new(env!("CARGO_BIN_EXE_lichthof"));
        tool.args(arguments).current_dir(feed(""));
        let told = tool.stdout(writer).output().unwrap();
        let said = String::from_utf8_lossy(&told.stderr);
        assert_eq!((&*said, told.status.code()), ("", Some(2)), "{arguments:?}");
    }
}

/// What the tool needs must never reach the program that pages load.
#[test]
fn nothing_of_it_is_in_the_program_for_pages() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--locked",
            "--offline",
            "--package",
            "lichthof",
            "--features",
            "split",
        ])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(tree.starts_with("lichthof v"), "{tree}");
    let own = [
        "clap",
        "ureq",
        "rustls",
        "flate2",
        "encoding_rs",
        "chrono-tz",
        "annotate-snippets",
        "lichthof-cli",
    ];
    for name in own {
        let found = tree.lines().find(|line| line.split(' ').next() == Some(name));
        assert_eq!(found, None);
    }
}
