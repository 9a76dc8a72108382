//! Three origins, made anew for every test: the calendar's host, the partner's page, the feeds.
//!
//! Fresh ports are fresh caches and storage, and every request can be counted.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL,
    CONTENT_ENCODING, CONTENT_TYPE, COOKIE, ETAG, HeaderName, HeaderValue, IF_NONE_MATCH, LOCATION, REFERER,
    RETRY_AFTER,
};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::bench::prose;
use crate::endless::{Answer, endless};
use crate::hostile_feeds;
use crate::monthly;
use crate::oracle;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::season::{CLEAR, season};

/// The three origins of one test. Dropping it closes their ports.
pub struct Site {
    state: Arc<State>,
    _servers: JoinSet<()>,
}

struct State {
    /// Serves `dist/`.
    calendar: Origin,
    /// Serves the partner's pages.
    partner: Origin,
    /// Serves the feeds.
    feeds: Origin,
    pages: Mutex<Vec<(String, Page)>>,
    /// Whether what is held back under `/slow/` may go.
    released: watch::Sender<bool>,
    /// Whether what is broken under `/mending/` works.
    mended: AtomicBool,
    /// How often what is under `/fresh` has changed.
    changes: AtomicUsize,
    /// The folder whose files are under `/folder/`.
    folder: Mutex<PathBuf>,
    /// The site that the calendar's host serves instead, if there is one.
    site: Mutex<Option<PathBuf>>,
    /// How often it was said that nothing has changed there, or in the folder.
    unchanged: AtomicUsize,
    /// Whether the calendar's host answers for anything but its loader.
    down: AtomicBool,
    /// Whether the calendar's files may be kept.
    keeps: AtomicBool,
    /// Whether nobody but the partner answers at all.
    offline: AtomicBool,
    /// The file of the calendar's host that is missing.
    missing: Mutex<Option<&'static str>>,
    /// The file of the calendar's host that is on its way for long.
    held: watch::Sender<Option<&'static str>>,
    /// What is wrong with files of the calendar's host.
    damages: Mutex<Vec<(&'static str, Damage, Reach)>>,
    /// What was put in place of other words in files of the calendar's host.
    edits: Mutex<Vec<(&'static str, &'static str, &'static str)>>,
    /// The build that is tested: the name of its folder.
    home: String,
    /// Whether another build is up meanwhile.
    deployed: Mutex<Option<Deploy>>,
    /// What each request told.
    told: Mutex<Vec<Told>>,
}

/// What is wrong with a file on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// The second half is missing.
    Cut,
    /// Nothing is left.
    Empty,
    /// There is a page of HTML in its place, with status 200.
    Page,
    /// Bytes in its middle are others.
    Corrupt,
    /// It is of another build.
    OtherBuild,
    /// It is called something else than what it is.
    Type(&'static str),
    /// It never comes.
    Silent,
}

/// Which requests a damage meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All.
    Always,
    /// Those for the file's own address, as a cache on the way would have it. Others get the file as it is.
    OwnAddress,
}

/// What becomes of a build when the next one goes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deploy {
    /// It stays beside the new one.
    Beside,
    /// It is gone.
    InPlace,
    /// It is gone, and some cache still has its loader.
    InPlaceOldLoader,
}

/// The identity of the build that [`Site::deploy`] puts up: the tested one under another name.
const NEXT: &str = "0d0d0d0d";

/// The folder of the calendar's host in which a later version lies, with its loader.
pub const OTHER_VERSION: &str = "other/";
const VERSION: &str = "0.1.0";
const NEXT_VERSION: &str = "0.2.0";

/// What a request tells of the visitor beyond its path.
#[derive(Clone, Debug)]
pub struct Told {
    /// The address that was asked for.
    pub address: String,
    /// The header `Referer`.
    pub referrer: String,
    /// The header `Cookie`.
    pub cookie: String,
}

struct Origin {
    address: String,
    /// Paths with query, in the order in which they were asked for.
    requests: Mutex<Vec<String>>,
}

#[derive(Clone, Copy)]
enum Role {
    Calendar,
    Partner,
    Feeds,
}

impl Site {
    pub async fn open() -> Outcome<Self> {
        let (calendar, calendar_port) = Origin::bind().await?;
        let (partner, partner_port) = Origin::bind().await?;
        let (feeds, feeds_port) = Origin::bind().await?;
        let state = Arc::new(State {
            calendar,
            partner,
            feeds,
            pages: Mutex::default(),
            released: watch::Sender::new(false),
            mended: AtomicBool::new(false),
            changes: AtomicUsize::new(0),
            folder: Mutex::default(),
            site: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            down: AtomicBool::new(false),
            keeps: AtomicBool::new(false),
            offline: AtomicBool::new(false),
            missing: Mutex::default(),
            held: watch::Sender::new(None),
            damages: Mutex::default(),
            edits: Mutex::default(),
            home: home_in_dist()?,
            deployed: Mutex::default(),
            told: Mutex::default(),
        });
        let mut servers = JoinSet::new();
        servers.spawn(serve(calendar_port, Role::Calendar, Arc::clone(&state)));
        servers.spawn(serve(partner_port, Role::Partner, Arc::clone(&state)));
        servers.spawn(serve(feeds_port, Role::Feeds, Arc::clone(&state)));
        Ok(Self {
            state,
            _servers: servers,
        })
    }

    /// The origin of the calendar's host.
    pub fn calendar(&self) -> &str {
        &self.state.calendar.address
    }

    /// The origin of the partner's pages.
    pub fn partner(&self) -> &str {
        &self.state.partner.address
    }

    /// The origin of the feeds.
    pub fn feeds(&self) -> &str {
        &self.state.feeds.address
    }

    /// Puts a page under an address of its own and returns the address.
    pub fn publish(&self, page: Page) -> String {
        let mut pages = lock(&self.state.pages);
        let path = format!("/{}/{}", pages.len(), page.file);
        let address = format!("{}{path}{}", self.partner(), page.query);
        pages.push((path, page));
        address
    }

    /// Holds back what is under `/slow/`, as at the beginning.
    pub fn hold(&self) {
        self.state.released.send_replace(false);
    }

    /// Lets go what is held back under `/slow/`.
    pub fn release(&self) {
        self.state.released.send_replace(true);
    }

    /// Makes what is broken under `/mending/` work.
    pub fn mend(&self) {
        self.state.mended.store(true, Ordering::Relaxed);
    }

    /// Breaks it again.
    pub fn unmend(&self) {
        self.state.mended.store(false, Ordering::Relaxed);
    }

    /// Adds an event to what is under `/fresh`.
    pub fn change(&self) {
        self.state.changes.fetch_add(1, Ordering::Relaxed);
    }

    /// Puts the files of a folder under `/folder/`, as any file host serves them.
    pub fn serve_folder(&self, folder: &Path) {
        *lock(&self.state.folder) = folder.to_owned();
    }

    /// Puts a whole site, from its root, in the place of the calendar's files.
    pub fn serve_site(&self, folder: &Path) {
        *lock(&self.state.site) = Some(folder.to_owned());
    }

    /// How often a browser was told that nothing has changed under `/fresh`, or in the folder.
    pub fn unchanged(&self) -> usize {
        self.state.unchanged.load(Ordering::Relaxed)
    }

    /// Lets caches keep the calendar's files from now on, as a host should.
    pub fn keep_files(&self) {
        self.state.keeps.store(true, Ordering::Relaxed);
    }

    /// Lets nobody but the partner answer, as where there is no net and the partner's page comes from what is kept of it.
    pub fn set_offline(&self, offline: bool) {
        self.state.offline.store(offline, Ordering::Relaxed);
    }

    /// Takes the calendar's host down (all but the loader), or up again.
    pub fn set_down(&self, down: bool) {
        self.state.down.store(down, Ordering::Relaxed);
    }

    /// Takes one file away from the calendar's host.
    pub fn take_away(&self, name: &'static str) {
        *lock(&self.state.missing) = Some(name);
    }

    /// Lets the calendar's host keep one file back.
    pub fn hold_back(&self, name: &'static str) {
        self.state.held.send_replace(Some(name));
    }

    /// Puts what was taken away or kept back into its place.
    pub fn give_back(&self) {
        self.state.held.send_replace(None);
        *lock(&self.state.missing) = None;
    }

    /// Damages a file of the calendar's host, from now on.
    pub fn damage(&self, name: &'static str, damage: Damage, reach: Reach) {
        lock(&self.state.damages).push((name, damage, reach));
    }

    /// Makes all files whole again.
    pub fn repair(&self) {
        lock(&self.state.damages).clear();
    }

    /// Puts words in place of others in a file of the calendar's host.
    pub fn edit(&self, name: &'static str, from: &'static str, to: &'static str) {
        lock(&self.state.edits).push((name, from, to));
    }

    /// Puts up another build.
    pub fn deploy(&self, deploy: Deploy) {
        *lock(&self.state.deployed) = Some(deploy);
    }

    /// The folder of the build that is tested.
    pub fn home(&self) -> &str {
        &self.state.home
    }

    /// How often a path of the calendar's host was asked for; a file of a build counts without its folder.
    pub fn calendar_requests(&self, path: &str) -> usize {
        let requests = lock(&self.state.calendar.requests);
        let of_home = |asked: &&String| {
            let asked = asked.as_str();
            asked == path
                || asked
                    .strip_prefix('/')
                    .and_then(|rest| rest.strip_prefix(&self.state.home))
                    == Some(path)
        };
        requests.iter().filter(of_home).count()
    }

    /// All that was asked of the calendar's host, without queries.
    pub fn calendar_log(&self) -> Vec<String> {
        let requests = lock(&self.state.calendar.requests);
        let path = |asked: &String| asked.split('?').next().unwrap_or_default().to_owned();
        requests.iter().map(path).collect()
    }

    /// All requests of all origins, with what they told.
    pub fn told(&self) -> Vec<Told> {
        lock(&self.state.told).clone()
    }

    /// How often a path of the feeds was asked for.
    pub fn feed_requests(&self, path: &str) -> usize {
        self.state.feeds.count(path)
    }

    /// What was asked of the feeds' server, in order.
    pub fn feed_log(&self) -> Vec<String> {
        lock(&self.state.feeds.requests).clone()
    }

    /// All requests, for the report of a test that failed.
    pub fn log(&self) -> String {
        let mut log = String::new();
        for (name, origin) in [
            ("calendar", &self.state.calendar),
            ("partner", &self.state.partner),
            ("feeds", &self.state.feeds),
        ] {
            for path in lock(&origin.requests).iter() {
                log.push_str(&format!("{name}: {path}\n"));
            }
        }
        log
    }
}

impl Origin {
    async fn bind() -> Outcome<(Self, TcpListener)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = format!("http://127.0.0.1:{}", listener.local_addr()?.port());
        Ok((
            Self {
                address,
                requests: Mutex::default(),
            },
            listener,
        ))
    }

    fn count(&self, path: &str) -> usize {
        lock(&self.requests).iter().filter(|asked| *asked == path).count()
    }
}

async fn serve(listener: TcpListener, role: Role, state: Arc<State>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        let service = service_fn(move |request| {
            let state = Arc::clone(&state);
            async move {
                if !matches!(role, Role::Partner) && state.offline.load(Ordering::Relaxed) {
                    return Err(std::io::Error::from(ErrorKind::ConnectionAborted));
                }
                Ok(state.answer(role, request).await)
            }
        });
        connections.spawn(async move {
            // A browser that goes away in the middle is no fault of the test's.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

impl State {
    async fn answer(&self, role: Role, request: Request<Incoming>) -> Answer {
        let without_end = match role {
            Role::Feeds => endless(request.uri().path()),
            _ => None,
        };
        let whole = self.whole_answer(role, request).await;
        without_end.unwrap_or_else(|| whole.map(Either::Left))
    }

    async fn whole_answer(&self, role: Role, request: Request<Incoming>) -> Response<Full<Bytes>> {
        let origin = match role {
            Role::Calendar => &self.calendar,
            Role::Partner => &self.partner,
            Role::Feeds => &self.feeds,
        };
        let path = request.uri().path().to_owned();
        let asked = request
            .uri()
            .path_and_query()
            .map_or(path.clone(), ToString::to_string);
        let header = |name: HeaderName| {
            let value = request.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        lock(&self.told).push(Told {
            address: [origin.address.as_str(), &asked].concat(),
            referrer: header(REFERER),
            cookie: header(COOKIE),
        });
        lock(&origin.requests).push(asked);
        let mut answer = match role {
            Role::Calendar => {
                let is_free = |held: &Option<&str>| !held.is_some_and(|name| path.ends_with(name));
                // The sender lives as long as the site; if both go, nobody waits for the answer.
                let _ = self.held.subscribe().wait_for(is_free).await;
                let has_query = request.uri().query().is_some();
                let damage = self.damage_of(&path, has_query);
                if damage == Some(Damage::Silent) {
                    std::future::pending::<()>().await;
                }
                self.calendar_file(&path, damage, has_query, takes_brotli(&request))
            }
            Role::Partner => self.partner_page(&path),
            Role::Feeds if path.starts_with("/fresh") => {
                let changes = self.changes.load(Ordering::Relaxed);
                return self.if_changed(&request, many(30 + changes));
            }
            Role::Feeds if path.starts_with("/folder/") => return self.file_of_folder(&request),
            Role::Feeds if path.starts_with("/wp-json/") => {
                let (status, text) =
                    monthly::tec(&self.feeds.address, request.uri().query().unwrap_or_default());
                respond(status, "application/json", text.into())
            }
            Role::Feeds => self.feed(&path).await,
        };
        let headers = answer.headers_mut();
        // Every request is to be seen, none answered from a cache.
        let keeps = matches!(role, Role::Calendar) && self.keeps.load(Ordering::Relaxed);
        let caching = if keeps {
            "public, max-age=31536000, immutable"
        } else {
            "no-store"
        };
        // But where a page says otherwise by itself.
        if !matches!(role, Role::Partner) || !headers.contains_key(CACHE_CONTROL) {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        }
        if !matches!(role, Role::Partner) && path != "/no-cors" {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        }
        answer
    }

    fn damage_of(&self, path: &str, has_query: bool) -> Option<Damage> {
        let damages = lock(&self.damages);
        let meets = |(name, _, reach): &&(&str, Damage, Reach)| {
            path.ends_with(name) && (*reach == Reach::Always || !has_query)
        };
        damages.iter().find(meets).map(|(_, damage, _)| *damage)
    }

    fn calendar_file(
        &self,
        asked: &str,
        damage: Option<Damage>,
        has_query: bool,
        takes_brotli: bool,
    ) -> Response<Full<Bytes>> {
        if let Some(site) = &*lock(&self.site) {
            return file(&site.join(asked.trim_start_matches('/')));
        }
        if self.down.load(Ordering::Relaxed) && asked != "/lichthof.js" {
            return plain(StatusCode::SERVICE_UNAVAILABLE, "down");
        }
        if lock(&self.missing).is_some_and(|name| asked.ends_with(name)) {
            return plain(StatusCode::NOT_FOUND, "taken away");
        }
        let mut name = asked.trim_start_matches('/').to_owned();
        if let Some(of_other) = name.strip_prefix(OTHER_VERSION) {
            return self.of_other_version(of_other);
        }
        let identity = self.home.rsplit('-').next().unwrap_or_default();
        let next = self.home.replace(identity, NEXT);
        let deployed = *lock(&self.deployed);
        if deployed.is_some_and(|deploy| deploy != Deploy::Beside) && name.starts_with(&self.home) {
            return plain(StatusCode::NOT_FOUND, "of the build before");
        }
        let mut edits: Vec<(String, &str)> = Vec::new();
        let is_next = name.starts_with(&next)
            || name == "lichthof.js" && (has_query || deployed != Some(Deploy::InPlaceOldLoader));
        if deployed.is_some() && is_next || damage == Some(Damage::OtherBuild) {
            name = name.replace(&next, &self.home);
            edits.push((identity.to_owned(), NEXT));
        }
        for (file, from, to) in lock(&self.edits).iter() {
            if name.ends_with(file) {
                edits.push(((*from).to_owned(), to));
            }
        }
        let path = match name.split_once('/') {
            Some(("peers", name)) => peers_folder().join(name),
            Some(("examples", name)) => {
                let (example, file) = name.split_once('/').unwrap_or((name, ""));
                Path::new("examples").join(example).join("dist").join(file)
            }
            _ => dist_folder().join(&name),
        };
        let mut answer = file(&path);
        if let Some(damage) = damage.filter(|damage| *damage != Damage::OtherBuild) {
            let bytes = std::fs::read(&path).unwrap_or_default();
            return damaged(answer, bytes, damage);
        }
        if !edits.is_empty() {
            let mut bytes = std::fs::read(&path).unwrap_or_default();
            for (from, to) in edits {
                bytes = replaced(&bytes, from.as_bytes(), to.as_bytes());
            }
            *answer.body_mut() = Full::from(bytes);
            return answer;
        }
        let mut shipped = path.into_os_string();
        shipped.push(".br");
        if let (true, Ok(bytes)) = (takes_brotli, std::fs::read(shipped)) {
            *answer.body_mut() = Full::from(bytes);
            answer
                .headers_mut()
                .insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        answer
    }

    /// A file of the tested build as if it were that of a later version with another look.
    fn of_other_version(&self, name: &str) -> Response<Full<Bytes>> {
        let identity = self.home.rsplit('-').next().unwrap_or_default();
        let path = dist_folder().join(name.replace(NEXT_VERSION, VERSION).replace(NEXT, identity));
        let mut answer = file(&path);
        if let Ok(mut bytes) = std::fs::read(&path) {
            bytes = replaced(&bytes, identity.as_bytes(), NEXT.as_bytes());
            if !name.ends_with(".wasm") {
                bytes = replaced(&bytes, VERSION.as_bytes(), NEXT_VERSION.as_bytes());
                bytes = replaced(&bytes, b"--lh-radius, 6px", b"--lh-radius, 9px");
            }
            *answer.body_mut() = Full::from(bytes);
        }
        answer
    }

    fn partner_page(&self, path: &str) -> Response<Full<Bytes>> {
        let pages = lock(&self.pages);
        let Some((_, page)) = pages.iter().find(|(known, _)| known == path) else {
            return file(&pages_folder().join(path.trim_start_matches('/')));
        };
        match page.render(&self.calendar.address, &self.feeds.address, &self.home) {
            Ok(text) => {
                let kind = match page.file.ends_with(".xhtml") {
                    true => "application/xhtml+xml",
                    false => "text/html; charset=utf-8",
                };
                let mut answer = Response::builder().header(CONTENT_TYPE, kind);
                for (name, value) in page.headers(&self.calendar.address, &self.feeds.address) {
                    answer = answer.header(name, value);
                }
                answer.body(Full::from(text)).unwrap_or_else(|error| {
                    plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("header: {error}"))
                })
            }
            Err(error) => plain(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!("{}: {error}", page.file),
            ),
        }
    }

    /// What may change, and what a cache may keep as long as it asks.
    fn if_changed(&self, request: &Request<Incoming>, text: String) -> Response<Full<Bytes>> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let tag = format!("\"{:x}\"", hasher.finish());
        let known = request.headers().get(IF_NONE_MATCH);
        let is_known = known.and_then(|known| known.to_str().ok()) == Some(tag.as_str());
        let mut answer = if is_known {
            self.unchanged.fetch_add(1, Ordering::Relaxed);
            plain(StatusCode::NOT_MODIFIED, "")
        } else {
            data(text)
        };
        let headers = answer.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        if let Ok(tag) = HeaderValue::from_str(&tag) {
            headers.insert(ETAG, tag);
        }
        answer
    }

    /// A file of the folder that a test has made.
    fn file_of_folder(&self, request: &Request<Incoming>) -> Response<Full<Bytes>> {
        let name = request.uri().path().strip_prefix("/folder/").unwrap_or_default();
        let path = lock(&self.folder).join(name);
        match std::fs::read_to_string(path) {
            Ok(text) => self.if_changed(request, text),
            Err(_) => {
                let mut answer = plain(StatusCode::NOT_FOUND, "no such file");
                let headers = answer.headers_mut();
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                answer
            }
        }
    }

    /// Feeds that come month by month, or year by year, as [`monthly`] has them.
    fn months(&self, path: &str) -> Option<Response<Full<Bytes>>> {
        if let Some(name) = path.strip_prefix("/million/") {
            let month = monthly::of_a_million(name);
            return Some(month.map_or_else(|| plain(StatusCode::NOT_FOUND, "missing"), data));
        }
        let grown = match self.mended.load(Ordering::Relaxed) {
            true => "2027-05",
            false => "2026-12",
        };
        for (folder, first, last) in [
            ("/monthly/", "2026-10", "2027-05"),
            ("/growing/", "2026-10", grown),
            ("/later/", "2027-04", "2027-05"),
            ("/ended/", "2026-03", "2026-09"),
        ] {
            if let Some(name) = path.strip_prefix(folder) {
                let index =
                    json!({ "version": 1, "feed": "{year}-{month}.json", "first": first, "last": last });
                return Some(match monthly::file(name) {
                    Some(text) => data(text),
                    None if name == "index.json" && folder == "/later/" => data(format!("\u{feff}{index}")),
                    None if name == "index.json" => data(index.to_string()),
                    None => plain(StatusCode::NOT_FOUND, "no such month"),
                });
            }
        }
        if let Some(year) = path
            .strip_prefix("/yearly/")
            .and_then(|name| name.strip_suffix(".json"))
        {
            let month = |month: &str| {
                let month = format!("{year}-{month}");
                json!({ "uid": month, "title": "Treffen", "start": format!("{month}-30T18:00:00"), "duration": "PT1H" })
            };
            let months: Vec<_> = ["03", "11", "12"].into_iter().map(month).collect();
            return Some(data(
                json!({ "timeZone": "Europe/Berlin", "events": months }).to_string(),
            ));
        }
        if let Some(name) = path.strip_prefix("/flaky/") {
            let fails = name == "2026-12.json" && !self.mended.load(Ordering::Relaxed);
            return Some(match monthly::file(name).filter(|_| !fails) {
                Some(text) => data(text),
                None if fails => plain(StatusCode::BAD_GATEWAY, "not yet"),
                None => plain(StatusCode::NOT_FOUND, "no such month"),
            });
        }
        if let Some(name) = path.strip_prefix("/halves/") {
            let (month, is_second) = match name.strip_suffix("/rest") {
                Some(month) => (month, true),
                None => (name, false),
            };
            return Some(match monthly::half(month, is_second) {
                Some(_) if is_second && !self.mended.load(Ordering::Relaxed) => {
                    plain(StatusCode::FORBIDDEN, "not yet")
                }
                Some(text) => data(text),
                None => plain(StatusCode::NOT_FOUND, "no such month"),
            });
        }
        None
    }

    async fn feed(&self, path: &str) -> Response<Full<Bytes>> {
        if let Some(rest) = path.strip_prefix("/busy/") {
            // Busy twice, then not.
            return match self.feeds.count(path) {
                0..=2 => plain(StatusCode::SERVICE_UNAVAILABLE, "busy"),
                _ => fixture(rest),
            };
        }
        if let Some(rest) = path.strip_prefix("/wait/") {
            if self.feeds.count(path) > 1 {
                return fixture(rest);
            }
            let mut answer = plain(StatusCode::TOO_MANY_REQUESTS, "in two seconds");
            let headers = answer.headers_mut();
            headers.insert(RETRY_AFTER, HeaderValue::from_static("2"));
            headers.insert(
                ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("Retry-After"),
            );
            return answer;
        }
        if let Some(rest) = path.strip_prefix("/slow/") {
            // The sender lives as long as the site; if both go, nobody waits for the answer.
            let _ = self.released.subscribe().wait_for(|released| *released).await;
            return fixture(rest);
        }
        if let Some(answer) = self.months(path) {
            return answer;
        }
        if let Some(rest) = path.strip_prefix("/mending/") {
            return match self.mended.load(Ordering::Relaxed) {
                true => fixture(rest),
                false => plain(StatusCode::INTERNAL_SERVER_ERROR, "not yet"),
            };
        }
        if let Some(page) = path.strip_prefix("/leaf/").and_then(|page| page.parse().ok()) {
            let page: usize = page;
            return data(json!({ "events": [numbered(page)], "next": (page + 1).to_string() }).to_string());
        }
        if let Some(charset) = path.strip_prefix("/charset/") {
            return in_charset(charset);
        }
        if let Some(format) = path.strip_prefix("/hostile/") {
            return data(hostile_feeds::feed(format));
        }
        if let Some(name) = path
            .strip_prefix("/pictures/")
            .filter(|name| *name != "clear.svg")
        {
            return file(&Path::new("demo").join(name));
        }
        if let Some(zone) = path.strip_prefix("/changes/") {
            return data(oracle::feed(zone));
        }
        match path {
            "/missing" => plain(StatusCode::NOT_FOUND, "missing"),
            "/broken" => plain(StatusCode::INTERNAL_SERVER_ERROR, "broken"),
            "/text" => plain(StatusCode::OK, "These are not the events you are looking for."),
            "/empty" => data(json!({ "events": [] }).to_string()),
            "/no-cors" => fixture("browser.json"),
            "/mistyped" => plain(StatusCode::OK, &many(2)),
            "/flawed" => data(
                json!({
                    "timeZone": "Europe/Berlin",
                    "events": [numbered(1), { "uid": "x", "title": "Ohne Datum" }, { "uid": "y", "title": "Lesung", "start": "2026-12-09T18:00:00", "duration": "long" }],
                })
                .to_string(),
            ),
            "/round" => {
                let mut answer = plain(StatusCode::FOUND, "round");
                let headers = answer.headers_mut();
                headers.insert(LOCATION, HeaderValue::from_static("/round"));
                answer
            }
            "/empty-body" => data(String::new()),
            "/page.html" => data("<!doctype html><title>Termine</title>".to_owned()),
            "/extra-comma" => data("{\n \"events\": [\n  {\"title\": \"Führung\"},\n ]\n}".to_owned()),
            "/twice/1" => data(json!({ "events": [numbered(1), numbered(1)], "next": "2" }).to_string()),
            "/twice/2" => data(json!({ "events": [numbered(1), numbered(2)] }).to_string()),
            "/club" => data(
                json!({ "title": "Verein", "timeZone": "Europe/Berlin", "events": [
                    { "uid": "club-1", "title": "Lesung", "start": "2026-12-01T19:00:00", "venue": {"city": "Leipzig"},
                      "description": "Mit Gespräch." },
                    { "uid": "club-2", "title": "Sommerfest", "start": "2027-06-01T15:00:00" },
                ] })
                .to_string(),
            ),
            "/town" => data(
                json!({ "title": "Stadt", "timeZone": "Europe/Berlin", "events": [
                    { "uid": "town-1", "title": "LESUNG", "start": "2026-12-01T19:00:00",
                      "venue": {"name": "Moritzbastei", "city": "Leipzig"}, "topics": ["Lyrik"] },
                    { "uid": "town-2", "title": "Markt", "start": "2026-12-02T09:00:00" },
                ] })
                .to_string(),
            ),
            "/page/busy" => data(json!({ "events": [numbered(1)], "next": "/busy/browser.json" }).to_string()),
            "/page/1" => data(json!({ "events": [numbered(1)], "next": "2" }).to_string()),
            "/series/1" => data(
                json!({ "timeZone": "Europe/Berlin", "next": "2", "events": [{
                    "uid": "choir", "title": "Chorprobe", "start": "2026-11-24T19:00:00", "duration": "PT2H",
                    "rrule": "FREQ=WEEKLY;COUNT=3",
                }] })
                .to_string(),
            ),
            "/series/2" => data(
                json!({ "timeZone": "Europe/Berlin", "events": [{
                    "uid": "choir", "title": "Chorprobe mit Gästen", "start": "2026-12-01T20:00:00",
                    "duration": "PT2H", "recurrenceId": "2026-12-01T19:00:00",
                }] })
                .to_string(),
            ),
            "/far" => data(
                json!({ "timeZone": "Europe/Berlin", "events": [{
                    "uid": "jubilee", "title": "Jubiläum", "start": "2021-05-05",
                    "rrule": "FREQ=YEARLY;INTERVAL=5",
                }] })
                .to_string(),
            ),
            "/plan" => data(
                json!({ "timeZone": "Europe/Berlin", "events": [
                    {
                        "uid": "fair", "title": "Messe", "start": "2026-12-03T15:00:00", "duration": "PT4H",
                        "venue": { "name": "Halle 1", "city": "Leipzig" },
                        "programme": [
                            { "title": "Kürzere Besprechungen", "start": "2026-12-03T15:15:00", "duration": "PT30M",
                              "speakers": [{ "name": "Ada Erdacht" }] },
                            { "title": "Pause", "kind": "break", "start": "2026-12-03T15:45:00" },
                            { "title": "Ausblick", "start": "2026-12-03T18:00:00" },
                        ],
                    },
                    { "uid": "concert", "title": "Konzert", "start": "2026-12-03T15:30:00", "duration": "PT1H" },
                    { "uid": "dinner", "title": "Abendessen", "start": "2026-12-03T18:30:00", "duration": "PT2H" },
                ] })
                .to_string(),
            ),
            "/daily" => data(
                json!({ "timeZone": "Europe/Berlin", "events": [
                    { "uid": "walk", "title": "Rundgang", "start": "2026-11-24T10:00:00", "rrule": "FREQ=DAILY;COUNT=400" },
                    { "uid": "concert", "title": "Konzert", "start": "2027-12-01T20:00:00" },
                ] })
                .to_string(),
            ),
            "/marked" => data(format!(
                "\u{feff}\u{feff}{}",
                json!({ "events": [
                    { "uid": "a", "title": "Führung 😀 €", "start": "2026-12-02", "description": "Höfe" },
                    { "uid": "b", "title": "Lesung", "start": "2026-12-03", "description": "Hinter Umlauten" },
                ] })
            )),
            "/keys" => data(
                r#"{"__proto__": {"polluted": 1}, "events": [{"uid": "a", "title": "Führung", "start": "2026-12-02",
                "__proto__": {"title": "nicht dies", "polluted": 2}, "constructor": {"prototype": {"polluted": 3}},
                "hasOwnProperty": 1, "topics": {"__proto__": true, "toString": true}}]}"#
                    .to_owned(),
            ),
            "/faulty.ics" => data(
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Führung\r\nDTSTART:20261202\r\nEND:VEVENT\r\n\
                 BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261302\r\nSUMMARY:Nie\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
                    .to_owned(),
            ),
            "/season" => data(season(&self.feeds.address)),
            "/pictures/clear.svg" => respond(StatusCode::OK, "image/svg+xml", CLEAR.into()),
            "/page/2" => data(json!({ "events": [numbered(2)] }).to_string()),
            _ => {
                let number = |prefix| path.strip_prefix(prefix)?.parse().ok();
                if let Some(number) = number("/many/") {
                    return data(many(number));
                }
                if let Some(number) = number("/told/") {
                    return data(told(number));
                }
                if let Some(number) = number("/prose/") {
                    return data(prose(number));
                }
                if let Some(number) = number("/full-days/") {
                    return data(full_days(number));
                }
                match (number("/crowd/"), number("/whole-days/")) {
                    (Some(number), _) => data(crowd(number)),
                    (_, Some(number)) => data(whole_days(number)),
                    _ => fixture(path.trim_start_matches('/')),
                }
            }
        }
    }
}

/// A feed with umlauts in a character set, which the header names unless it is `none`: Latin 1 without a name. `folded` is
/// a calendar in UTF-8 with a line that is folded within a letter.
fn in_charset(charset: &str) -> Response<Full<Bytes>> {
    let text = "[\n{\"uid\": \"a\", \"title\": \"Führung durch die Höfe\", \"start\": \"2026-12-02\"}]";
    let bytes: Vec<u8> = match charset {
        "utf-8" => text.as_bytes().to_vec(),
        "folded" => b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261202\r\nSUMMARY:F\xC3\r\n \xBChrung durch die \
            H\xC3\xB6fe\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            .to_vec(),
        "utf-16" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "marked" => std::iter::once(0xfeff)
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
        _ => text.chars().map(|letter| u32::from(letter) as u8).collect(),
    };
    let kind = match charset {
        "none" => "application/json".to_owned(),
        "folded" => "text/calendar".to_owned(),
        "marked" => "application/json; charset=utf-8".to_owned(),
        charset => format!("application/json; charset={charset}"),
    };
    let mut answer = Response::new(Full::from(bytes));
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        answer.headers_mut().insert(CONTENT_TYPE, kind);
    }
    answer
}

fn damaged(mut answer: Response<Full<Bytes>>, mut bytes: Vec<u8>, damage: Damage) -> Response<Full<Bytes>> {
    let mut kind = None;
    match damage {
        Damage::Cut => bytes.truncate(bytes.len() / 2),
        Damage::Empty => bytes.clear(),
        Damage::Page => {
            bytes = b"<!doctype html><title>Calendar</title><p>Start page".to_vec();
            kind = Some("text/html; charset=utf-8");
        }
        Damage::Corrupt => {
            let half = bytes.len() / 2;
            bytes.iter_mut().skip(half).take(64).for_each(|byte| *byte = 0xff);
        }
        Damage::Type(other) => kind = Some(other),
        Damage::OtherBuild | Damage::Silent => {}
    }
    *answer.body_mut() = Full::from(bytes);
    if let Some(kind) = kind {
        answer
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    answer
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut done = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, others)) = rest.split_first() {
        match rest.strip_prefix(from) {
            Some(after) => {
                done.extend_from_slice(to);
                rest = after;
            }
            None => {
                done.push(*first);
                rest = others;
            }
        }
    }
    done
}

/// The name of the folder that the built loader names.
fn home_in_dist() -> Outcome<String> {
    let loader = dist_folder().join("lichthof.js");
    let text = std::fs::read_to_string(&loader)?;
    let is_home = |word: &&str| {
        let identity = word.rsplit('-').next().unwrap_or_default();
        word.starts_with(|digit: char| digit.is_ascii_digit())
            && word.contains('-')
            && identity.len() == 8
            && identity.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let home = text.split(['"', '\'', '`']).find(is_home);
    let home = home.ok_or_else(|| fault(format!("{} names no build", loader.display())))?;
    Ok(home.to_owned())
}

/// A feed of as many events, four on each day from December 2026 on.
fn many(number: usize) -> String {
    json!({ "timeZone": "Europe/Berlin", "events": (0..number).map(numbered).collect::<Vec<_>>() })
        .to_string()
}

/// A feed of as many events, each with a place and a few sentences.
fn told(number: usize) -> String {
    let event = |position: usize| {
        let mut event = numbered(position);
        event["description"] = "Wir zeigen, was im letzten Jahr gelungen ist, und sprechen darüber, was als Nächstes \
            kommt. Vorkenntnisse braucht es keine, Fragen sind willkommen. Im Anschluss ist Zeit für Gespräche bei \
            Getränken und einem kleinen Imbiss."
            .into();
        event["venue"] = json!({ "name": "Haus am Markt", "street": "Markt 3", "city": "Leipzig" });
        event["price"] = "Eintritt frei".into();
        event
    };
    json!({ "timeZone": "Europe/Berlin", "events": (0..number).map(event).collect::<Vec<_>>() }).to_string()
}

/// A feed of as many events, all on 8 December 2026 from nine to six: one begins every ten minutes.
fn crowd(number: usize) -> String {
    let event = |position: usize| {
        let start = 10 * (position % 48);
        json!({
            "uid": format!("crowd-{position}"),
            "title": format!("Termin {position}"),
            "start": format!("2026-12-08T{:02}:{:02}:00", 9 + start / 60, start % 60),
            "duration": format!("PT{}M", 30 + 15 * (position % 4)),
        })
    };
    json!({ "timeZone": "Europe/Berlin", "events": (0..number).map(event).collect::<Vec<_>>() }).to_string()
}

/// So many events on each day around May and June 2027, of which May has six weeks from Monday on and June five; and
/// three plans for either month.
fn full_days(number: usize) -> String {
    let days = [(4, 24..31), (5, 1..32), (6, 1..31), (7, 1..8)]
        .into_iter()
        .flat_map(|(month, days)| days.map(move |day| format!("2027-{month:02}-{day:02}")));
    let on_day = |day: String| {
        (0..number).map(move |at| {
            json!({
                "uid": format!("full-{day}-{at}"),
                "title": format!("Jahrgangsübergreifende Versammlung {at}"),
                "start": format!("{day}T{:02}:00:00", 9 + at),
                "duration": "PT1H",
            })
        })
    };
    let planned = [("05", 31), ("06", 30)].into_iter().flat_map(|(month, length)| {
        (0..3).map(move |at| {
            json!({
                "uid": format!("planned-{month}-{at}"),
                "title": format!("Klausur der Vorstände und Beiräte {at}"),
                "start": format!("2027-{month}-01"),
                "duration": format!("P{length}D"),
                "status": "tentative",
                "datePrecision": "month",
            })
        })
    });
    let events: Vec<_> = days.flat_map(on_day).chain(planned).collect();
    json!({ "timeZone": "Europe/Berlin", "events": events }).to_string()
}

/// So many events on one whole day, with titles longer than a seventh of a window.
fn whole_days(number: usize) -> String {
    let event = |position: usize| {
        json!({
            "uid": format!("whole-{position}"),
            "title": format!("Anmeldeschluss für die Werkstattwoche der Fotografie {position}"),
            "start": "2026-12-08",
        })
    };
    json!({ "timeZone": "Europe/Berlin", "events": (0..number).map(event).collect::<Vec<_>>() }).to_string()
}

fn numbered(position: usize) -> serde_json::Value {
    let (day, hour) = (position / 4, 9 + 2 * (position % 4));
    let (months_after_january, day) = (11 + day / 28, day % 28 + 1);
    let (year, month) = (2026 + months_after_january / 12, months_after_january % 12 + 1);
    json!({
        "uid": format!("numbered-{position}"),
        "title": format!("Termin {position}"),
        "start": format!("{year}-{month:02}-{day:02}T{hour:02}:00:00"),
        "duration": "PT1H",
        "timeZone": "Europe/Berlin",
        "topics": [format!("Thema {}", position % 40)],
    })
}

fn fixture(name: &str) -> Response<Full<Bytes>> {
    match name.strip_prefix("real/") {
        Some(name) => file(&real_feeds().unwrap_or_default().join(name)),
        None => file(&Path::new("tests/fixtures").join(name)),
    }
}

/// The folder of feeds that people really publish: data of others, not kept here. `LICHTHOF_FEEDS`, else
/// beside the project.
pub fn real_feeds() -> Option<PathBuf> {
    let named = std::env::var_os("LICHTHOF_FEEDS").map(PathBuf::from);
    let beside = ["../shared/feeds", "../../shared/feeds"].map(PathBuf::from);
    named.or_else(|| beside.into_iter().find(|folder| folder.is_dir()))
}

/// What is tested: `LICHTHOF_DIST`, else what the last build left.
pub fn dist_folder() -> PathBuf {
    std::env::var_os("LICHTHOF_DIST").map_or_else(|| "dist".into(), PathBuf::from)
}

/// Other calendars, as `make bench` makes them ready: `LICHTHOF_PEERS`.
fn peers_folder() -> PathBuf {
    std::env::var_os("LICHTHOF_PEERS").map_or_else(PathBuf::new, PathBuf::from)
}

/// Browsers take brotli from hosts that they trust, which those of this machine are to some.
fn takes_brotli(request: &Request<Incoming>) -> bool {
    let encodings = request.headers().get(ACCEPT_ENCODING);
    let encodings = encodings.and_then(|encodings| encodings.to_str().ok());
    encodings.is_some_and(|encodings| encodings.split(',').any(|one| one.trim() == "br"))
}

/// The partner's pages. This path, like all others here, begins at the package, where cargo runs tests.
pub fn pages_folder() -> &'static Path {
    Path::new("tests/pages")
}

fn file(path: &Path) -> Response<Full<Bytes>> {
    let kind = match path.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match std::fs::read(path) {
        Ok(bytes) => respond(StatusCode::OK, kind, bytes.into()),
        Err(_) => plain(StatusCode::NOT_FOUND, "not found"),
    }
}

fn data(text: String) -> Response<Full<Bytes>> {
    respond(StatusCode::OK, "application/json", text.into())
}

fn plain(status: StatusCode, text: &str) -> Response<Full<Bytes>> {
    respond(status, "text/plain; charset=utf-8", text.to_owned().into())
}

fn respond(status: StatusCode, kind: &'static str, body: Bytes) -> Response<Full<Bytes>> {
    let mut answer = Response::new(Full::new(body));
    *answer.status_mut() = status;
    answer
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    answer
}

/// A test that panics with a lock held must not hide its own words behind a second panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
