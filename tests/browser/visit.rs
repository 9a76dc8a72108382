//! One visit to a page: what a test does and sees.

use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement};
use tokio::time::Instant;

use crate::engine::Engine;
use crate::outcome::{self, Fault, Outcome, browser_of, fault, fault_of_driver};
use crate::page::Page;
use crate::site::Site;

/// How long a state may take to come about: far beyond what the slowest engine on the busiest
/// machine needs, since only a failing test waits for its end.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);
/// How long what must not happen has to happen.
const CHANCE: Duration = Duration::from_millis(400);

/// What every expression and script below may use.
const PRELUDE: &str = include_str!("prelude.js");

/// A page in a browser, with the three origins behind it.
#[derive(Clone)]
pub struct Visit {
    pub engine: Engine,
    pub site: Arc<Site>,
    /// The process of the driver.
    pub driver: Option<u32>,
    session: WebDriver,
}

/// Why a wait was in vain.
enum Missed {
    /// What was seen last.
    Saw(String),
    /// There was nobody to look.
    Lost(Fault),
}

impl Visit {
    pub fn new(engine: Engine, site: Arc<Site>, session: WebDriver, driver: Option<u32>) -> Self {
        Self {
            engine,
            site,
            driver,
            session,
        }
    }

    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Opens a page.
    pub async fn open(&self, page: Page) -> Outcome {
        let address = self.site.publish(page);
        self.session.goto(address).await?;
        Ok(())
    }

    /// Gathers errors of a page that has no script of ours.
    pub async fn watch_errors(&self) -> Outcome {
        self.run("window.seen = { events: [], errors: [] }; addEventListener('error', ({ message }) => seen.errors.push(message)); \
                  addEventListener('unhandledrejection', ({ reason }) => seen.errors.push(String(reason)))")
            .await
    }

    /// Opens a page and waits until its calendar shows the feed's events, and a grid takes keys and clicks.
    pub async fn open_ready(&self, page: Page) -> Outcome {
        self.open(page).await?;
        self.is_ready().await?;
        // On some pages drivers lose their way: no more is asked of them than need be.
        let has_grid: bool = self.read("Boolean(one('.lh-period'))").await?;
        if has_grid {
            self.until("hasCome('lichthof-moves.wasm')").await?;
            self.painted().await?;
        }
        Ok(())
    }

    /// Opens a page, and comes near its tools: then what stands behind facets is there.
    pub async fn open_near(&self, page: Page) -> Outcome {
        self.open_ready(page).await?;
        self.click("input[type=search]").await?;
        self.until("one('[part=filters]')").await
    }

    /// Opens a page in a frame of this width, and looks into the frame: windows do not get as narrow.
    pub async fn open_framed(&self, page: Page, width: u32, height: u32) -> Outcome {
        let inside = self.site.publish(page);
        let frame = Page::new("frame.html")
            .frame(&inside)
            .query(&format!("?{width},{height}"));
        self.session.goto(self.site.publish(frame)).await?;
        self.session.find(By::Id("frame")).await?.enter_frame().await?;
        Ok(())
    }

    /// Gives the window's content this size in CSS pixels, or the least width that the browser's windows have.
    pub async fn resize(&self, width: u32, height: u32) -> Outcome {
        let begun = Instant::now();
        let deadline = begun + PATIENCE;
        self.session.set_window_rect(0, 0, width, height).await?;
        loop {
            // A page that is busy hears of a new size late, and then what surrounds it is measured wrong.
            let [inner_width, inner_height, outer_width, outer_height]: [u32; 4] = self
                .read("[innerWidth, innerHeight, outerWidth, outerHeight]")
                .await?;
            // Until it has heard, its old width may be more than that, too.
            let is_least = inner_width > width && outer_width > width && begun.elapsed() > CHANCE;
            if inner_height == height && (inner_width == width || is_least) {
                return Ok(());
            }
            if Instant::now() > deadline {
                return Err(fault(format!(
                    "the window's content is {inner_width} x {inner_height}, not {width} x {height}"
                )));
            }
            let (borders, bars) = (
                outer_width.saturating_sub(inner_width),
                outer_height.saturating_sub(inner_height),
            );
            self.session
                .set_window_rect(0, 0, width + borders, height + bars)
                .await?;
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Waits until the first calendar has told that it is ready and shows events.
    pub async fn is_ready(&self) -> Outcome {
        self.until("events(\"lichthof-ready\").length > 0 && uids().length > 0")
            .await
    }

    /// Waits until what comes late to a wide list stands in its place.
    pub async fn is_complete(&self) -> Outcome {
        self.until(
            "one('.lh-mini-day') && hasCome('lichthof-reserve.wasm') && hasCome('lichthof-reserve.css')",
        )
        .await?;
        self.painted().await?;
        self.painted().await
    }

    /// The value of an expression in the page.
    pub async fn read<T: DeserializeOwned>(&self, expression: &str) -> Outcome<T> {
        let script = format!("{PRELUDE} return ({expression});");
        let found = self.session.execute(script, Vec::new()).await;
        let found = found.map_err(|error| fault_of_driver(format!("reading `{expression}`"), error))?;
        Ok(found.convert()?)
    }

    /// Runs statements in the page.
    pub async fn run(&self, statements: &str) -> Outcome {
        let script = format!("{PRELUDE} {statements}");
        self.session.execute(script, Vec::new()).await?;
        Ok(())
    }

    async fn run_with(&self, statements: &str, element: &WebElement) -> Outcome {
        self.session.execute(statements, vec![element.to_json()?]).await?;
        Ok(())
    }

    /// The value that asynchronous statements `return`.
    pub async fn run_async<T: DeserializeOwned>(&self, statements: &str) -> Outcome<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {PRELUDE} \
             (async () => {{ {statements} }})().then((value) => done({{ value }}), \
             (error) => done({{ error: String(error) }}));"
        );
        let told: Value = self.session.execute_async(script, Vec::new()).await?.convert()?;
        match told.get("error") {
            Some(error) => Err(fault(format!("in the page: {error}"))),
            None => Ok(serde_json::from_value(
                told.get("value").cloned().unwrap_or_default(),
            )?),
        }
    }

    /// Waits until an expression is true.
    pub async fn until(&self, expression: &str) -> Outcome {
        let seen = self
            .wait(&format!("Boolean({expression})"), |seen| *seen == json!(true))
            .await;
        match seen {
            Ok(()) => return Ok(()),
            Err(Missed::Lost(fault)) => return Err(fault),
            Err(Missed::Saw(_)) => {}
        }
        // These are only hints; a page may be in no state to answer.
        let reads = self
            .read("words(document.body) + \" / \" + words(one(\".lh-root\"))")
            .await;
        let page: String = reads.unwrap_or_default();
        let told: Value = self.read("window.seen ?? null").await.unwrap_or_default();
        Err(fault(format!(
            "never true: {expression}\n  the page told: {told}\n  it reads: {page}"
        )))
    }

    /// Waits until an expression has this value.
    pub async fn becomes(&self, expression: &str, expected: Value) -> Outcome {
        match self.wait(expression, |seen| *seen == expected).await {
            Ok(()) => Ok(()),
            Err(Missed::Lost(fault)) => Err(fault),
            Err(Missed::Saw(seen)) => Err(fault(format!(
                "{expression}\n  expected: {expected}\n  last seen: {seen}"
            ))),
        }
    }

    /// Waits until the page has been told of one failure, of this kind, and gives its words.
    pub async fn told_of(&self, kind: &str) -> Outcome<String> {
        self.becomes(
            "events('lichthof-error').map(({ detail }) => detail.kind)",
            json!([kind]),
        )
        .await?;
        self.read("events('lichthof-error')[0].detail.message").await
    }

    /// Waits until the page's own content stands in the calendar's place.
    pub async fn falls_back(&self) -> Outcome {
        self.becomes("isVisible(document.getElementById('fallback'))", json!(true))
            .await
    }

    /// Makes sure that an expression has this value and keeps it, for as long as what was done before can
    /// take to show: for what must not happen, and for what was so before.
    pub async fn stays(&self, expression: &str, expected: Value) -> Outcome {
        let end = Instant::now() + CHANCE;
        self.painted().await?;
        loop {
            let seen: Value = self.read(expression).await?;
            if seen != expected {
                return Err(fault(format!(
                    "{expression}\n  to stay: {expected}\n  but seen: {seen}"
                )));
            }
            if Instant::now() > end {
                return Ok(());
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Waits until something holds outside the browser, such as a request that was made.
    pub async fn until_here(&self, what: &str, holds: impl Fn() -> bool) -> Outcome {
        let deadline = Instant::now() + PATIENCE;
        while !holds() {
            if Instant::now() > deadline {
                return Err(fault(format!("never came about: {what}")));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(())
    }

    /// Lets the calendar fetch its feed anew, and waits until it has asked for it.
    pub async fn refresh(&self, path: &str) -> Outcome {
        let before = self.site.feed_requests(path);
        self.run("calendar().refresh()").await?;
        self.until_here("the feed is fetched anew", || {
            self.site.feed_requests(path) == before + 1
        })
        .await
    }

    /// Waits until what is there has been painted and measured.
    pub async fn painted(&self) -> Outcome {
        let frames = "for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
                      await new Promise((done) => setTimeout(done));";
        self.run_async::<Option<()>>(frames).await?;
        Ok(())
    }

    /// Looks until what an expression gives is accepted; what it gave last, if it never is.
    async fn wait(&self, expression: &str, is_accepted: impl Fn(&Value) -> bool) -> Result<(), Missed> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let seen = match self.read::<Value>(expression).await {
                Ok(seen) if is_accepted(&seen) => return Ok(()),
                Ok(seen) => seen.to_string(),
                Err(error) => match browser_of(error.as_ref()) {
                    outcome::Browser::Gone | outcome::Browser::Silent => return Err(Missed::Lost(error)),
                    outcome::Browser::Works | outcome::Browser::Unclear => error.to_string(),
                },
            };
            if Instant::now() > deadline {
                return Err(Missed::Saw(seen));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Waits for an element that an expression gives.
    pub async fn element(&self, expression: &str) -> Outcome<WebElement> {
        self.until(expression).await?;
        let script = format!("{PRELUDE} return ({expression});");
        Ok(self.session.execute(script, Vec::new()).await?.element()?)
    }

    /// Clicks the first visible element inside the first calendar, as the mouse does.
    pub async fn click(&self, selector: &str) -> Outcome {
        self.click_on(&format!("visible({})[0]", json!(selector))).await
    }

    /// Clicks the element that an expression gives.
    pub async fn click_on(&self, expression: &str) -> Outcome {
        let element = self.element(expression).await?;
        self.run_with(
            "arguments[0].scrollIntoView({ block: \"center\", behavior: \"instant\" })",
            &element,
        )
        .await?;
        // By the pointer, not by the command "click": WebKit holds that a search field is covered
        // by its own inner parts.
        let clicked = self
            .session
            .action_chain()
            .move_to_element_center(&element)
            .click()
            .perform()
            .await;
        clicked.map_err(|error| fault_of_driver(format!("clicking `{expression}`"), error))?;
        Ok(())
    }

    /// Presses keys, one after the other, wherever the focus is.
    pub async fn press(&self, keys: impl Into<TypingData>) -> Outcome {
        self.session.action_chain().send_keys(keys).perform().await?;
        Ok(())
    }

    /// Puts the focus on an element of the partner's page.
    pub async fn focus(&self, id: &str) -> Outcome {
        self.run(&format!("document.getElementById({}).focus()", json!(id)))
            .await
    }

    /// Presses Tab until the focused element meets a condition, as somebody without a mouse does.
    pub async fn tab_to(&self, condition: &str) -> Outcome {
        self.tab(false, condition).await
    }

    /// Presses Shift and Tab likewise.
    pub async fn tab_back_to(&self, condition: &str) -> Outcome {
        self.tab(true, condition).await
    }

    async fn tab(&self, back: bool, condition: &str) -> Outcome {
        for _ in 0..60 {
            let keys = self.session.action_chain();
            let keys = if back { keys.key_down(Key::Shift) } else { keys };
            let keys = keys.send_keys(Key::Tab);
            let keys = if back { keys.key_up(Key::Shift) } else { keys };
            keys.perform().await?;
            if self
                .read(&format!("((element) => {condition})(focused())"))
                .await?
            {
                return Ok(());
            }
        }
        let at: String = self.read("focused()?.outerHTML ?? \"nothing\"").await?;
        Err(fault(format!("Tab never reaches: {condition}\n  it is at: {at}")))
    }

    /// Types into the calendar's search field.
    pub async fn search_for(&self, text: &str) -> Outcome {
        self.click("input[type=search]").await?;
        self.press(text).await
    }

    /// The page's source, and that of its first calendar, which the page's own does not hold.
    pub async fn source(&self) -> Outcome<String> {
        let page = self.session.source().await?;
        let calendar: String = self.read("calendar()?.shadowRoot?.innerHTML ?? \"\"").await?;
        Ok(format!("{page}\n<!-- in the calendar -->\n{calendar}\n"))
    }

    /// Fails if the page saw an error that nobody caught.
    pub async fn had_no_errors(&self) -> Outcome {
        let errors: Vec<String> = self.read("window.seen?.errors ?? []").await?;
        match errors.is_empty() {
            true => Ok(()),
            false => Err(fault(format!("uncaught in the page: {errors:?}"))),
        }
    }
}
