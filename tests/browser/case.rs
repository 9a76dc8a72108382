//! A test: a name that is a sentence, who visits, and what must hold.

use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use libtest_mimic::{Completion, Failed};
use tokio::time::Instant;

use crate::browser::{Browser, Browsers};
use crate::engine::{Engine, Visitor};
use crate::outcome::{self, Fault, Outcome, browser_of, fault, gone};
use crate::site::Site;
use crate::visit::Visit;

type Run = Arc<dyn Fn(Visit) -> Pin<Box<dyn Future<Output = Outcome> + Send>> + Send + Sync>;

/// How long the picture of a page may take in which a test failed.
const PICTURE: Duration = Duration::from_secs(5);

/// One test, to be run in several engines.
#[derive(Clone)]
pub struct Case {
    /// The function's path: `dialog::a_click_opens_the_detail`.
    pub name: &'static str,
    engines: &'static [Engine],
    visitor: Visitor,
    takes_pictures: bool,
    /// Why it cannot run here, if so.
    skipped: Option<&'static str>,
    run: Run,
}

impl Case {
    pub fn new<F>(name: &'static str, run: impl Fn(Visit) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Outcome> + Send + 'static,
    {
        Self {
            name,
            engines: &[Engine::Chromium, Engine::Firefox, Engine::WebKit],
            visitor: Visitor::GERMAN,
            takes_pictures: false,
            skipped: None,
            run: Arc::new(move |visit| Box::pin(run(visit))),
        }
    }

    /// Only in Chromium, where what it measures exists.
    pub fn only_in_chromium(mut self) -> Self {
        self.engines = &[Engine::Chromium];
        self
    }

    /// Not in WebKit, whose test browser does not have what it needs.
    pub fn not_in_webkit(mut self) -> Self {
        self.engines = &[Engine::Chromium, Engine::Firefox];
        self
    }

    /// For another visitor than the German one.
    pub fn visited_by(mut self, visitor: Visitor) -> Self {
        self.visitor = visitor;
        self
    }

    /// In a browser that pictures are taken of.
    pub fn with_pictures(mut self) -> Self {
        self.takes_pictures = true;
        self
    }

    /// Skipped, and counted as skipped, where a condition holds.
    pub fn skipped_if(mut self, condition: bool, reason: &'static str) -> Self {
        self.skipped = condition.then_some(reason);
        self
    }

    pub fn runs_in(&self, engine: Engine) -> bool {
        self.engines.contains(&engine)
    }

    /// Runs the test in a browser that it has for itself. Where browser or driver go away under it, it runs
    /// once more in a new one, which is noted; what the test finds wrong is never looked at twice.
    pub async fn execute(self, engine: Engine, browsers: &Browsers) -> Result<Completion, Failed> {
        if let Some(reason) = self.skipped {
            return Ok(Completion::ignored_with(reason));
        }
        let name = format!("{}::{}", engine.name(), self.name);
        let begun = Instant::now();
        let mut outcome = self.attempt(engine, browsers).await;
        if let Err(error) = &outcome
            && browser_of(error.as_ref()) == outcome::Browser::Gone
        {
            browsers.note_repeated(&name, &error.to_string());
            outcome = self.attempt(engine, browsers).await;
        }
        browsers.note_time(name, begun.elapsed());
        match outcome {
            Ok(()) => Ok(Completion::Completed),
            Err(error) => Err(error.to_string().into()),
        }
    }

    async fn attempt(&self, engine: Engine, browsers: &Browsers) -> Outcome {
        let mut seat = browsers.seat(engine, self.visitor, self.takes_pictures).await;
        let mut browser = match seat.browser.take() {
            Some(browser) => browser,
            None => Browser::start(engine, self.visitor, self.takes_pictures, seat.number).await?,
        };
        let site = Arc::new(Site::open().await?);
        let visit = Visit::new(
            engine,
            Arc::clone(&site),
            browser.session.clone(),
            browser.driver(),
        );
        let outcome = self.visit(visit.clone()).await;
        let Err(error) = outcome else {
            seat.browser = Some(browser);
            return Ok(());
        };
        let is_gone = match browser_of(error.as_ref()) {
            outcome::Browser::Works => false,
            outcome::Browser::Gone => true,
            outcome::Browser::Silent => browser.has_ended().await,
            outcome::Browser::Unclear => browser.has_lost_its_session().await,
        };
        // A browser in which a test failed may be in any state: the next test gets a new one.
        if is_gone {
            browser.quit().await;
            return Err(gone(error.to_string()));
        }
        let name = format!("{}-{}", engine.name(), self.name.replace("::", "-"));
        let kept = keep_evidence(&visit, &name).await;
        browser.quit().await;
        let log = site.log();
        // What went wrong comes last: of a long output one sees the end.
        Err(fault(format!("requests:\n{log}{kept}\n{error}")))
    }

    async fn visit(&self, visit: Visit) -> Outcome {
        visit.session().goto("about:blank").await?;
        // A window keeps the name that a page before gave it.
        visit.session().execute("window.name = ''", Vec::new()).await?;
        visit.resize(1280, 900).await?;
        // A failing assertion becomes an outcome like any other, so that there is evidence of it.
        let run = tokio::spawn((self.run)(visit.clone()));
        match run.await {
            Ok(outcome) => outcome?,
            Err(error) => {
                let panic = error.into_panic();
                let words = panic.downcast_ref::<String>().cloned();
                let words = words.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string));
                return Err(fault(words.unwrap_or_default()));
            }
        }
        visit.had_no_errors().await
    }
}

/// A picture and the source of the page in which a test failed; returns where they are.
async fn keep_evidence(visit: &Visit, name: &str) -> String {
    let folder = screenshots_folder().join("failures");
    let kept = async {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.html")), visit.source().await?)?;
        // Some engines cannot draw one, and do not say so.
        let path = folder.join(format!("{name}.png"));
        let _ = tokio::time::timeout(PICTURE, visit.session().screenshot(&path)).await;
        Ok::<_, Fault>(())
    };
    match kept.await {
        Ok(()) => format!("evidence: {}", folder.join(name).display()),
        Err(error) => format!("no evidence: {error}"),
    }
}

/// Pictures for people, kept out of the repository.
pub fn screenshots_folder() -> PathBuf {
    PathBuf::from(".screenshots")
}

/// The cases of a file by their functions.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        vec![$($crate::case::Case::new(
            concat!(module_path!(), "::", stringify!($name)).trim_start_matches("browser::"),
            $name,
        )),*]
    };
}
pub(crate) use cases;
