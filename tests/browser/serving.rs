//! A calendar's host as `docs/serving.md` describes it: nginx with the configuration in `serving/`, and a partner's
//! page on another origin. What each header says is asked in `tools/serving/serving.test.mjs`.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::json;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::case::{Case, cases};
use crate::engine::Engine;
use crate::outcome::{Outcome, fault};
use crate::page::Page;
use crate::site::dist_folder;
use crate::visit::Visit;

pub fn cases() -> Vec<Case> {
    let is_missing = ![
        "usr/sbin/nginx",
        "usr/lib/nginx/modules/ngx_http_brotli_static_module.so",
    ]
    .iter()
    .all(|path| Path::new(".tools/debian").join(path).exists() || Path::new("/").join(path).exists());
    cases![
        a_page_of_another_origin_has_all_it_needs_and_each_file_once,
        an_isolated_page_needs_no_attribute,
    ]
    .into_iter()
    .map(|case| case.skipped_if(is_missing, "there is no nginx"))
    .collect()
}

/// A running nginx.
struct Host {
    origin: String,
    folder: PathBuf,
    _server: Child,
}

impl Host {
    async fn start(visit: &Visit, name: &str) -> Outcome<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", visit.engine.name()));
        // What an earlier run has left.
        let _ = std::fs::remove_dir_all(&folder);
        let feeds = folder.join("feeds");
        std::fs::create_dir_all(&feeds)?;
        std::fs::copy("tests/fixtures/browser.json", feeds.join("browser.json"))?;
        let mut server = Command::new("node")
            .arg("tools/serving/servers.mjs")
            .arg("nginx")
            .args([dist_folder(), feeds, folder.join("nginx")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = server.stdout.take().ok_or_else(|| fault("node has no output"))?;
        let port = BufReader::new(output).lines().next_line().await?;
        let port = port.ok_or_else(|| fault("nginx does not serve"))?;
        Ok(Self {
            origin: format!("http://127.0.0.1:{port}"),
            folder,
            // Its input ends with it, and so does nginx.
            _server: server,
        })
    }

    /// How often each path was answered with each status.
    fn requests(&self) -> Outcome<HashMap<(String, u16), usize>> {
        let log = std::fs::read_to_string(self.folder.join("nginx/access.log"))?;
        let mut requests = HashMap::new();
        for line in log.lines() {
            let mut quoted = line.split('"');
            let asked = quoted.nth(1).and_then(|asked| asked.split(' ').nth(1));
            let status = quoted.next().and_then(|rest| rest.trim().split(' ').next());
            let (Some(path), Some(status)) = (asked, status) else {
                return Err(fault(format!("not a line of a log: {line}")));
            };
            *requests.entry((path.to_owned(), status.parse()?)).or_default() += 1;
        }
        Ok(requests)
    }
}

async fn a_page_of_another_origin_has_all_it_needs_and_each_file_once(visit: Visit) -> Outcome {
    let host = Host::start(&visit, "served").await?;
    let page = Page::new("served.html").frame(&host.origin).header(
        "link",
        &format!("<{}/lichthof.js>; rel=preload; as=script", host.origin),
    );
    visit.open_ready(page.clone()).await?;
    visit.click("[data-view-button=month]").await?;
    visit.until("visible('[data-view=month]').length > 0").await?;
    visit.run("calendar().open('assembly')").await?;
    visit.until("words(dialog())?.includes('Zeit gewinnen')").await?;
    visit.becomes("events('lichthof-error')", json!([])).await?;

    let requests = host.requests()?;
    for ((path, status), count) in &requests {
        assert_eq!((*status, *count), (200, 1), "{path}");
    }
    let has = |path: String| requests.contains_key(&(path, 200));
    let home = visit.site.home();
    assert!(has("/lichthof.js".to_owned()) && has("/feeds/browser.json".to_owned()));
    for file in [
        "lichthof-program.js",
        "lichthof-program_bg.wasm",
        "lichthof-month.wasm",
    ] {
        assert!(has(format!("/{home}/{file}")), "{file}");
    }

    // WebKit's test browser does not keep all that it may.
    if visit.engine == Engine::WebKit {
        return Ok(());
    }
    // Nothing of the build is asked for a second time, not even whether it has changed.
    visit.open_ready(page).await?;
    for ((path, status), count) in host.requests()? {
        if path.contains(home) {
            assert_eq!((status, count), (200, 1), "{path}");
        }
    }
    Ok(())
}

async fn an_isolated_page_needs_no_attribute(visit: Visit) -> Outcome {
    let host = Host::start(&visit, "isolated").await?;
    let page = Page::new("served.html")
        .frame(&host.origin)
        .header("cross-origin-opener-policy", "same-origin")
        .header("cross-origin-embedder-policy", "require-corp");
    visit.open_ready(page).await?;
    visit.becomes("crossOriginIsolated", json!(true)).await
}
