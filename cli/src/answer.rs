//! Asking an address as a browser would for a calendar on somebody else's page, and what is to be said of the answer.

use std::io::Read;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::{GzEncoder, MultiGzDecoder, ZlibDecoder};
use lichthof::feed::Format;
use ureq::Agent;
use ureq::http::HeaderMap;
use url::Url;

use crate::problem::{Problem, Severity};

/// The page that is asked for, where none is named.
pub const ORIGIN: &str = "https://partner.example";
/// The most bytes that are taken, compressed or not: the calendar reads no more.
const MAX_BYTES: u64 = (32 << 20) + 1;
/// As long as a browser waits with the calendar.
const PATIENCE: Duration = Duration::from_secs(30);
/// As many as browsers follow.
const MAX_REDIRECTS: usize = 20;
/// From here on an answer without compression costs visitors time.
const WORTH_COMPRESSING: usize = 4_000;
/// A feed of this size, compressed, takes a second on a phone's line.
const LARGE: usize = 200_000;
/// A feed that is kept so long shows visitors what is no longer true.
const LONG: u64 = 86_400;

/// What came, and what is to be said of the way to it.
pub struct Answer {
    /// The address that gave it, behind all redirects.
    pub address: Url,
    pub bytes: Vec<u8>,
    headers: HeaderMap,
    /// How many bytes were sent for it.
    sent: usize,
    took: Duration,
    problems: Vec<Problem>,
}

/// The agent that asks.
pub fn agent() -> Agent {
    Agent::config_builder()
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("lichthof/", env!("CARGO_PKG_VERSION"), " (checks feeds)"))
        .build()
        .into()
}

/// Asks an address for a page of `origin`.
#[expect(clippy::disallowed_methods, reason = "no browser runs this")]
pub fn ask(agent: &Agent, address: &Url, origin: &str) -> Result<Answer, Box<Problem>> {
    let begin = Instant::now();
    let mut address = address.clone();
    let mut origin = origin.to_owned();
    let mut problems = Vec::new();
    for _ in 0..=MAX_REDIRECTS {
        let request = agent
            .get(address.as_str())
            .header("Accept", "*/*")
            .header("Accept-Encoding", "gzip, deflate, br")
            .header("Origin", &origin);
        let response = request
            .call()
            .map_err(|error| unreachable(&address, &error.to_string()))?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let is_first_fault =
            |problems: &[Problem], problem: &Problem| problems.iter().all(|one| one.code != problem.code);
        if let Some(problem) = cors(&headers, &origin).filter(|problem| is_first_fault(&problems, problem)) {
            problems.push(problem);
        }
        if let Some(next) = redirect(status, &headers, &address) {
            problems.extend(of_redirect(&address, &next));
            // A second site on the way is not told for whom it is asked (Fetch Standard §4.4).
            if next.origin() != address.origin() && origin != address.origin().ascii_serialization() {
                "null".clone_into(&mut origin);
            }
            address = next;
            continue;
        }
        if !(200..300).contains(&status) {
            return Err(Box::new(of_status(status, &address, &headers)));
        }
        let body = response
            .into_body()
            .into_with_config()
            .limit(MAX_BYTES)
            .read_to_vec();
        let body = body.map_err(|error| unreachable(&address, &error.to_string()))?;
        let sent = body.len();
        let bytes = decompressed(body, &headers).map_err(|told| unreachable(&address, &told))?;
        return Ok(Answer {
            address,
            bytes,
            headers,
            sent,
            took: begin.elapsed(),
            problems,
        });
    }
    let problem = Problem::new(
        Severity::Error,
        "redirect-loop",
        "the address leads on and on, and never to a feed",
    );
    Err(Box::new(problem.help(
        "check what the server redirects to; browsers give up after 20 addresses",
    )))
}

fn unreachable(address: &Url, told: &str) -> Box<Problem> {
    let problem = Problem::new(
        Severity::Error,
        "unreachable",
        format!("no answer from {address}: {told}"),
    );
    Box::new(problem.help("check the address, that its server runs, and that its certificate is valid"))
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

fn redirect(status: u16, headers: &HeaderMap, address: &Url) -> Option<Url> {
    let location = header(headers, "location").filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308))?;
    address.join(location).ok()
}

fn of_redirect(from: &Url, to: &Url) -> Vec<Problem> {
    let mut problems = vec![
        Problem::new(
            Severity::Advice,
            "redirect",
            format!("{from} leads on to {to}, for which each visit waits"),
        )
        .help(format!("name the last address in the page: feed=\"{to}\"")),
    ];
    if from.scheme() == "https" && to.scheme() == "http" {
        problems.push(
            Problem::new(
                Severity::Error,
                "redirect-to-http",
                "the address leads from https to http, which browsers refuse",
            )
            .help("let the server lead on to https addresses"),
        );
    }
    problems
}

fn of_status(status: u16, address: &Url, headers: &HeaderMap) -> Problem {
    let problem = Problem::new(
        Severity::Error,
        "status",
        format!("{address} answered with status {status}"),
    );
    problem.help(match status {
        401 | 403 if header(headers, "server").is_some_and(|server| server.contains("cloudflare")) => {
            "let the feed pass the protection against robots: visitors' browsers ask for it from other pages"
        }
        401 | 403 => "let it be read without signing in: browsers ask for feeds without cookies",
        404 | 410 => "check the address: there is nothing there",
        429 => {
            "the server takes fewer requests than there are visitors: let it, or a cache before it, take more"
        }
        500.. => "the server failed: its log knows more",
        _ => "expected a status from 200 to 299",
    })
}

/// Whether a page of this origin may read the answer (Fetch Standard §4.10).
fn cors(headers: &HeaderMap, origin: &str) -> Option<Problem> {
    let values: Vec<_> = headers.get_all("access-control-allow-origin").iter().collect();
    let allowed = values
        .first()
        .and_then(|value| value.to_str().ok())
        .map(str::trim);
    let help = "send the header Access-Control-Allow-Origin: *";
    let Some(allowed) = allowed else {
        let problem = Problem::new(
            Severity::Error,
            "no-cors",
            "no Access-Control-Allow-Origin: browsers let no page of another site read the feed",
        );
        return Some(problem.help(help));
    };
    if values.len() > 1 || allowed.contains(',') {
        let told = "Access-Control-Allow-Origin has several values, which browsers take for none";
        return Some(
            Problem::new(Severity::Error, "cors-several", told)
                .help("let one place of the server send it, once"),
        );
    }
    if allowed == "*" {
        return None;
    }
    if allowed != origin {
        let told = format!(
            "only pages of {allowed} may read the feed (Access-Control-Allow-Origin), not those of {origin}"
        );
        return Some(Problem::new(Severity::Error, "cors-other-origin", told).help(help));
    }
    let varies = header(headers, "vary").unwrap_or_default().to_ascii_lowercase();
    (!varies.contains("origin") && varies != "*").then(|| {
        let told = "Access-Control-Allow-Origin names the page that asks, and no Vary: Origin says so: a cache may give \
                    the answer to another page, which cannot read it";
        Problem::new(Severity::Warning, "cors-no-vary", told).help("send Access-Control-Allow-Origin: *, or Vary: Origin")
    })
}

/// The bytes as they were before they were compressed.
fn decompressed(body: Vec<u8>, headers: &HeaderMap) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let encoding = header(headers, "content-encoding")
        .unwrap_or("identity")
        .to_ascii_lowercase();
    let read = match &*encoding {
        "" | "identity" => return Ok(body),
        "gzip" | "x-gzip" => MultiGzDecoder::new(&*body)
            .take(MAX_BYTES)
            .read_to_end(&mut bytes),
        "deflate" => ZlibDecoder::new(&*body).take(MAX_BYTES).read_to_end(&mut bytes),
        "br" => brotli_decompressor::Decompressor::new(&*body, 4_096)
            .take(MAX_BYTES)
            .read_to_end(&mut bytes),
        other => return Err(format!("its Content-Encoding is {other}, for which nobody asked")),
    };
    read.map_err(|error| format!("what it sent does not unpack as {encoding}: {error}"))?;
    Ok(bytes)
}

impl Answer {
    /// The header `Content-Type`, or nothing.
    pub fn content_type(&self) -> &str {
        header(&self.headers, "content-type").unwrap_or_default()
    }

    /// What is to be said of the answer besides its content.
    pub fn problems(&mut self, format: Format) -> Vec<Problem> {
        let mut problems = std::mem::take(&mut self.problems);
        problems.extend(self.of_scheme());
        problems.extend(self.of_type(format));
        problems.extend(self.of_size());
        problems.extend(self.of_caching());
        if self.took > Duration::from_secs(3) {
            let told = format!(
                "the answer took {:.1} seconds, for which each visitor waits",
                self.took.as_secs_f64()
            );
            problems.push(
                Problem::new(Severity::Advice, "slow", told)
                    .help("write the feed to a file when it changes, and serve that"),
            );
        }
        problems
    }

    fn of_scheme(&self) -> Option<Problem> {
        let is_local = matches!(self.address.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        (self.address.scheme() == "http" && !is_local).then(|| {
            Problem::new(
                Severity::Error,
                "mixed-content",
                "the address is http, which browsers do not load into pages that are https",
            )
            .help("serve the feed over https, and name that address")
        })
    }

    fn of_type(&self, format: Format) -> Option<Problem> {
        let essence = self
            .content_type()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        let is_json = essence.ends_with("/json") || essence.ends_with("+json");
        let is_markup = essence.ends_with("html") || essence.ends_with("xml");
        let (is_right, expected) = match format {
            Format::ICalendar => (essence == "text/calendar", "text/calendar; charset=utf-8"),
            Format::News | Format::SchemaOrg => (
                is_json || is_markup,
                "what it is: application/ld+json, text/html, application/rss+xml",
            ),
            _ => (is_json, "application/json"),
        };
        if is_right {
            return None;
        }
        let told = match &*essence {
            "" => "no Content-Type says what this is".to_owned(),
            other => format!(
                "the Content-Type {other} says something else than the content, which is {}",
                format.name()
            ),
        };
        Some(Problem::new(Severity::Advice, "content-type", told).help(format!(
            "send Content-Type: {expected}; the calendar reads it anyway, other programs may not"
        )))
    }

    fn of_size(&self) -> Option<Problem> {
        let is_compressed = self.sent < self.bytes.len();
        if !is_compressed && self.bytes.len() >= WORTH_COMPRESSING {
            let mut packed = Vec::new();
            let _ = GzEncoder::new(&*self.bytes, Compression::default()).read_to_end(&mut packed);
            let told = format!(
                "{} are sent as they are: with gzip they would be {}",
                size(self.bytes.len()),
                size(packed.len())
            );
            return Some(
                Problem::new(Severity::Advice, "no-compression", told)
                    .help("let the server compress the feed's Content-Type (nginx: gzip_types, Apache: AddOutputFilterByType)"),
            );
        }
        (self.sent > LARGE).then(|| {
            let told = format!(
                "each visitor loads {}, which is {} of text",
                size(self.sent),
                size(self.bytes.len())
            );
            Problem::new(Severity::Advice, "large", told)
                .help("leave past events out, or split the feed (`lichthof shard`)")
        })
    }

    fn of_caching(&self) -> Option<Problem> {
        let control = header(&self.headers, "cache-control")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let advice = |code, told: String, help| Some(Problem::new(Severity::Advice, code, told).help(help));
        if control.contains("no-store") {
            return advice(
                "no-store",
                "Cache-Control: no-store lets browsers fetch all of the feed on each visit".to_owned(),
                "send Cache-Control: max-age=300, or no-cache with an ETag",
            );
        }
        let age = control
            .split(',')
            .find_map(|part| part.trim().strip_prefix("max-age="));
        let age: Option<u64> = age.and_then(|age| age.parse().ok());
        if let Some(age) = age.filter(|age| *age > LONG) {
            return advice(
                "kept-long",
                format!(
                    "browsers keep the feed for {} days: what you change is not seen before",
                    age / 86_400
                ),
                "send Cache-Control: max-age=300",
            );
        }
        let is_told = ["etag", "last-modified", "expires"]
            .iter()
            .any(|name| self.headers.contains_key(*name));
        if age.is_none() && !is_told {
            return advice(
                "no-caching",
                "nothing says how long the feed holds: browsers fetch all of it on each visit".to_owned(),
                "send Cache-Control: max-age=300, and an ETag or Last-Modified",
            );
        }
        None
    }
}

/// `153 kB`
fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        10_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
