//! `lichthof serve`: a feed with the headers that browsers want, and a page with the calendar, which follows what is
//! written to the file.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, Cursor, Read, Write, stdout};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use annotate_snippets::Renderer;
use flate2::Compression;
use flate2::read::GzEncoder;
use lichthof::feed::Format;
use tiny_http::{Header, Method, Request, Response, Server};

use crate::arguments::Serve;
use crate::check::find;
use crate::prerender::escaped;
use crate::progress::Progress;
use crate::source::{Reading, looks_like};
use crate::{Exit, output, render};

/// How often the file is looked at.
const LOOK: Duration = Duration::from_millis(300);
/// How long a page waits for a change before it asks again.
const HOLD: Duration = Duration::from_secs(20);

/// The file as it is now.
#[derive(Clone, Default)]
struct State {
    version: u64,
    bytes: Arc<Vec<u8>>,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    reading: Reading,
    dist: Option<PathBuf>,
    script: String,
}

/// Serves until it is stopped.
///
/// # Errors
///
/// Where the file cannot be read, or the port is taken.
pub fn run(arguments: &Serve) -> io::Result<Exit> {
    let input = &arguments.reading.input;
    if arguments.reading.reading(None).is_address() {
        let told = format!("{input} is an address: save the feed in a file, whose changes can be followed");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, told));
    }
    let bytes = fs::read(input).map_err(output::at(Path::new(input)))?;
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), arguments.port);
    let server = Server::http(address)
        .map_err(|error| io::Error::other(format!("port {}: {error}", arguments.port)))?;
    let dist = Some(arguments.dist.clone()).filter(|dist| dist.join("lichthof.js").is_file());
    let script = match (&arguments.script, &dist) {
        (Some(script), _) => script.clone(),
        (None, Some(_)) => "lichthof.js".to_owned(),
        (None, None) => {
            let told = format!(
                "there is no lichthof.js in {}: name the folder of a build by --dist, or a calendar's host by --script",
                arguments.dist.display()
            );
            return Err(io::Error::new(io::ErrorKind::NotFound, told));
        }
    };
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            version: 1,
            bytes: Arc::new(bytes),
        }),
        changed: Condvar::new(),
        reading: arguments.reading.reading(None),
        dist,
        script,
    });
    let port = server
        .server_addr()
        .to_ip()
        .map_or(arguments.port, |address| address.port());
    writeln!(
        stdout(),
        "http://127.0.0.1:{port}/ shows {}; the feed is at http://127.0.0.1:{port}/feed",
        arguments.reading.input
    )?;
    stdout().flush()?;
    let watching = Arc::clone(&shared);
    thread::spawn(move || watch(&watching));
    for request in server.incoming_requests() {
        let shared = Arc::clone(&shared);
        // A page that waits for a change keeps nobody else waiting.
        thread::spawn(move || {
            let _ = answer(request, &shared);
        });
    }
    Ok(Exit::Good)
}

impl Shared {
    fn now(&self) -> State {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Looks at the file again and again; one that is not there for a moment, or empty, is being written.
fn watch(shared: &Shared) {
    loop {
        thread::sleep(LOOK);
        let Ok(bytes) = fs::read(&shared.reading.input) else {
            continue;
        };
        let mut state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
        if !bytes.is_empty() && bytes != *state.bytes {
            *state = State {
                version: state.version + 1,
                bytes: Arc::new(bytes),
            };
            shared.changed.notify_all();
        }
    }
}

type Answer = Response<Cursor<Vec<u8>>>;

fn answer(request: Request, shared: &Shared) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(plain(405, "only GET"));
    }
    let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
    let response = match path {
        "/" => with_type(page(shared).into_bytes(), "text/html; charset=utf-8"),
        "/feed" => feed(&request, &shared.now()),
        "/check" => plain(200, &check(shared)),
        "/changes" => plain(200, &wait(shared, query).to_string()),
        path => file(shared.dist.as_deref(), path),
    };
    request.respond(response)
}

fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
}

fn with_headers(mut response: Answer, headers: &[(&str, &str)]) -> Answer {
    for (name, value) in headers {
        if let Some(header) = header(name, value) {
            response.add_header(header);
        }
    }
    response
}

fn with_type(bytes: Vec<u8>, content_type: &str) -> Answer {
    with_headers(
        Response::from_data(bytes),
        &[("Content-Type", content_type), ("Cache-Control", "no-cache")],
    )
}

fn plain(status: u16, text: &str) -> Answer {
    with_type(text.as_bytes().to_vec(), "text/plain; charset=utf-8").with_status_code(status)
}

/// The feed as its own host should send it.
fn feed(request: &Request, state: &State) -> Answer {
    let asked = |name: &'static str| {
        let mut headers = request.headers().iter();
        headers
            .find(|header| header.field.equiv(name))
            .map(|header| header.value.as_str().to_owned())
    };
    // Of what is in it: what a browser kept of an earlier run is not this.
    let mut hasher = DefaultHasher::new();
    state.bytes.hash(&mut hasher);
    let tag = format!("\"{:x}\"", hasher.finish());
    let open = [
        ("Access-Control-Allow-Origin", "*"),
        ("ETag", &*tag),
        ("Vary", "Accept-Encoding"),
    ];
    if asked("If-None-Match").is_some_and(|known| known.contains(&tag)) {
        return with_headers(Response::from_data(Vec::new()).with_status_code(304), &open);
    }
    let content_type = match looks_like(&String::from_utf8_lossy(&state.bytes)) {
        Format::ICalendar => "text/calendar; charset=utf-8",
        Format::SchemaOrg => "text/html; charset=utf-8",
        _ => "application/json",
    };
    let takes_gzip = asked("Accept-Encoding").is_some_and(|encodings| encodings.contains("gzip"));
    let mut packed = Vec::new();
    let is_packed = takes_gzip
        && GzEncoder::new(&**state.bytes, Compression::default())
            .read_to_end(&mut packed)
            .is_ok();
    let body = if is_packed { packed } else { state.bytes.to_vec() };
    let response = with_headers(with_type(body, content_type), &open);
    if is_packed {
        with_headers(response, &[("Content-Encoding", "gzip")])
    } else {
        response
    }
}

/// What `lichthof check` tells of the file.
fn check(shared: &Shared) -> String {
    let findings = find(&shared.reading, &Progress::begin(""));
    let renderer = Renderer::plain();
    let told: Vec<_> = findings
        .problems
        .iter()
        .take(50)
        .map(|problem| render::render(problem, &findings.pages, &renderer))
        .collect();
    format!(
        "{} events, {} problems\n\n{}",
        findings.events,
        findings.problems.len(),
        told.join("\n\n")
    )
}

/// Waits until the file is another one than the page knows; its version.
fn wait(shared: &Shared, query: &str) -> u64 {
    let known: Option<u64> = query.strip_prefix("since=").and_then(|since| since.parse().ok());
    let state = shared.state.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = shared
        .changed
        .wait_timeout_while(state, HOLD, |state| Some(state.version) == known);
    waited.unwrap_or_else(PoisonError::into_inner).0.version
}

/// A file of the calendar's own.
fn file(dist: Option<&Path>, path: &str) -> Answer {
    let relative = Path::new(path.trim_start_matches('/'));
    let is_below = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let bytes = dist
        .filter(|_| is_below)
        .and_then(|dist| fs::read(dist.join(relative)).ok());
    let Some(bytes) = bytes else {
        return plain(404, "there is nothing here");
    };
    let content_type = match relative.extension().and_then(|extension| extension.to_str()) {
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    with_type(bytes, content_type)
}

fn page(shared: &Shared) -> String {
    let (name, language, script) = (
        escaped(&shared.reading.input),
        escaped(&shared.reading.language),
        escaped(&shared.script),
    );
    let version = shared.now().version;
    format!(
        r#"<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{name}</title>
<style>
  body {{ font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 70rem; padding-inline: 1rem; }}
  pre {{ overflow-x: auto; background: #8881; padding: 1rem; }}
</style>
<script src="{script}" async></script>
<lichthof-calendar feed="/feed" eager></lichthof-calendar>
<details open><summary lang="en">lichthof check {name}</summary><pre id="check" lang="en"></pre></details>
<script>
  let version = {version};
  const told = document.getElementById("check");
  const check = async () => {{ told.textContent = await (await fetch("/check")).text(); }};
  const follow = async () => {{
    try {{
      const now = Number(await (await fetch("/changes?since=" + version)).text());
      if (now !== version) {{
        version = now;
        document.querySelector("lichthof-calendar").refresh();
        check();
      }}
    }} catch {{
      await new Promise((done) => setTimeout(done, 1000));
    }}
    follow();
  }};
  check();
  follow();
</script>
"#
    )
}
