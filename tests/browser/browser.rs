//! Browsers under remote control: a driver process and a session for each engine and visitor, and one more where two
//! tests need the same at a time.
//!
//! A session takes seconds to start, so tests share it; one test uses it at a time.

use std::collections::HashMap;
use std::fs::File;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::engine::{Engine, Visitor};
use crate::outcome::{self, Outcome, browser_of, fault, gone};

const START: Duration = Duration::from_secs(30);
const REQUEST: Duration = Duration::from_secs(120);

/// A place in which a browser is, or will be when it is first needed.
pub struct Seat {
    pub browser: Option<Browser>,
    /// How many there were for its engine and visitor before it.
    pub number: usize,
}

/// The seats for one engine and visitor, with or without pictures.
type Seats = Vec<Arc<Mutex<Seat>>>;

/// All browsers of a run.
#[derive(Default)]
pub struct Browsers {
    seats: Mutex<HashMap<(Engine, Visitor, bool), Seats>>,
    repeated: StdMutex<Vec<String>>,
    /// How long each trial has taken.
    times: StdMutex<Vec<(Duration, String)>>,
}

impl Browsers {
    /// A free seat for an engine and a visitor, and for taking pictures or not; who holds it has the browser alone.
    pub async fn seat(
        &self,
        engine: Engine,
        visitor: Visitor,
        takes_pictures: bool,
    ) -> OwnedMutexGuard<Seat> {
        let mut seats = self.seats.lock().await;
        let seats = seats.entry((engine, visitor, takes_pictures)).or_default();
        let free = seats
            .iter()
            .find_map(|seat| Arc::clone(seat).try_lock_owned().ok());
        if let Some(free) = free {
            return free;
        }
        let number = seats.len();
        let seat = Arc::new(Mutex::new(Seat {
            number,
            browser: None,
        }));
        seats.push(Arc::clone(&seat));
        seat.lock_owned().await
    }

    /// Notes that a trial is repeated because its browser has gone, and how that was seen.
    pub fn note_repeated(&self, trial: &str, reason: &str) {
        let first_line = reason.lines().next().unwrap_or_default();
        let mut repeated = self.repeated.lock().unwrap_or_else(PoisonError::into_inner);
        repeated.push(format!("{trial}: {first_line}"));
    }

    /// The trials that were repeated.
    pub fn repeated(&self) -> Vec<String> {
        let repeated = self.repeated.lock().unwrap_or_else(PoisonError::into_inner);
        repeated.clone()
    }

    /// Notes how long a trial has taken.
    pub fn note_time(&self, trial: String, time: Duration) {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.push((time, trial));
    }

    /// So many trials that took longest, and how long each did.
    pub fn slowest(&self, count: usize) -> Vec<String> {
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.sort_by(|a, b| b.cmp(a));
        let slowest = times.iter().take(count);
        slowest
            .map(|(time, trial)| format!("{trial} {} s", time.as_secs()))
            .collect()
    }

    /// Closes every browser and ends every driver.
    pub async fn close(&self) {
        let seats = std::mem::take(&mut *self.seats.lock().await);
        for seat in seats.into_values().flatten() {
            if let Some(browser) = seat.lock().await.browser.take() {
                browser.quit().await;
            }
        }
    }
}

/// A running browser with its driver, and the display it needs.
pub struct Browser {
    pub session: WebDriver,
    driver: Child,
    display: Option<Display>,
}

impl Browser {
    /// Starts a driver on a free port and a session in it, for the seat of this number.
    pub async fn start(
        engine: Engine,
        visitor: Visitor,
        takes_pictures: bool,
        number: usize,
    ) -> Outcome<Self> {
        let display = match engine.needs_display() {
            true => Some(Display::start().await?),
            false => None,
        };
        let port = free_port().await?;
        let log = log_file(engine, visitor, takes_pictures, number);
        let mut driver = engine
            .command(
                visitor,
                takes_pictures,
                port,
                display.as_ref().map(|display| display.name.as_str()),
            )?
            .stdin(Stdio::null())
            .stdout(File::create(&log)?)
            .stderr(File::options().append(true).open(&log)?)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| fault(format!("the driver of {} does not start: {error}", engine.name())))?;
        let session = match answers(port, &mut driver).await {
            Ok(()) => open_session(engine, visitor, port).await,
            Err(error) => Err(error),
        };
        match session {
            Ok(session) => Ok(Self {
                session,
                driver,
                display,
            }),
            Err(error) => Err(gone(format!(
                "{} cannot be driven: {error}\nthe driver's own words are in {}",
                engine.name(),
                log.display()
            ))),
        }
    }

    /// The driver's process, while it runs.
    pub fn driver(&self) -> Option<u32> {
        self.driver.id()
    }

    /// Whether the driver's process has ended. One that is killed closes its connections first and ends some moments
    /// later.
    pub async fn has_ended(&mut self) -> bool {
        tokio::time::timeout(Duration::from_secs(5), self.driver.wait())
            .await
            .is_ok()
    }

    /// Whether the driver says that there is no session any more. WebKit's says so only after the command
    /// during which the page crashed.
    pub async fn has_lost_its_session(&self) -> bool {
        let told = tokio::time::timeout(Duration::from_secs(10), self.session.title()).await;
        told.is_ok_and(|told| told.is_err_and(|error| browser_of(&error) == outcome::Browser::Gone))
    }

    /// Ends the session, which closes the browser, and then the driver.
    pub async fn quit(mut self) {
        // A browser that hangs or has gone ends with its driver.
        let _ = tokio::time::timeout(Duration::from_secs(10), self.session.quit()).await;
        let _ = self.driver.kill().await;
        if let Some(mut display) = self.display {
            let _ = display.server.kill().await;
        }
    }
}

async fn open_session(engine: Engine, visitor: Visitor, port: u16) -> Outcome<WebDriver> {
    let Value::Object(capabilities) = engine.capabilities(visitor)? else {
        return Err(fault("capabilities are an object"));
    };
    let session = WebDriver::builder(
        format!("http://127.0.0.1:{port}"),
        Capabilities::from(capabilities),
    )
    .request_timeout(REQUEST)
    .await?;
    Ok(session)
}

async fn answers(port: u16, driver: &mut Child) -> Outcome {
    let connected = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
            if let Some(status) = driver.try_wait()? {
                return Err(fault(format!("the driver ended with {status}")));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    };
    tokio::time::timeout(START, connected)
        .await
        .map_err(|_| fault("the driver does not answer"))?
}

async fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await?
        .local_addr()?
        .port())
}

fn log_file(engine: Engine, visitor: Visitor, takes_pictures: bool, number: usize) -> PathBuf {
    let zone = visitor.zone.replace('/', "-");
    let pictures = if takes_pictures { "-pictures" } else { "" };
    let name = format!(
        "{}-{}-{zone}{pictures}-{number}.log",
        engine.name(),
        visitor.language
    );
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A display in memory (Debian: xvfb).
struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts a display of the server's own choice, so that two never want the same number.
    async fn start() -> Outcome<Self> {
        let mut server = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1400x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| fault(format!("Xvfb does not start (Debian: xvfb): {error}")))?;
        let output = server.stdout.take().ok_or_else(|| fault("Xvfb has no output"))?;
        let mut lines = BufReader::new(output).lines();
        let number = tokio::time::timeout(START, lines.next_line())
            .await
            .map_err(|_| fault("Xvfb names no display"))??
            .ok_or_else(|| fault("Xvfb ended"))?;
        Ok(Self {
            server,
            name: format!(":{}", number.trim()),
        })
    }
}
