//! How a test ends.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use thirtyfour::error::{WebDriverError, WebDriverErrorInner};

/// Why a test failed.
pub type Fault = Box<dyn Error + Send + Sync>;

/// What a test, or a step of one, comes to.
pub type Outcome<T = ()> = Result<T, Fault>;

/// A fault in words.
pub fn fault(words: impl Into<String>) -> Fault {
    words.into().into()
}

/// What the driver said, after words on what it was asked for.
pub fn fault_of_driver(words: impl Display, said: WebDriverError) -> Fault {
    let words = words.to_string();
    Box::new(Driven { words, said })
}

/// A browser that cannot be started, in words.
pub fn gone(words: impl Into<String>) -> Fault {
    Box::new(Gone(words.into()))
}

/// What a fault says of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// It did what it was told: the fault is the page's or the test's.
    Works,
    /// There is no such session any more, or never was.
    Gone,
    /// Its driver did not answer: it has gone if its process has ended.
    Silent,
    /// Its driver says that something went wrong, which may have been the browser: asking again tells.
    Unclear,
}

/// What a fault says of the browser. Never that it has gone where a page or a test could be the cause: a
/// script that does not end, an element that is not there, a value that is not the expected one.
pub fn browser_of(fault: &(dyn Error + 'static)) -> Browser {
    let mut cause = Some(fault);
    while let Some(error) = cause {
        if error.is::<Gone>() {
            return Browser::Gone;
        }
        if let Some(said) = error.downcast_ref::<WebDriverError>() {
            return browser_of_driver(said);
        }
        cause = error.source();
    }
    Browser::Works
}

fn browser_of_driver(said: &WebDriverError) -> Browser {
    match said.as_inner() {
        WebDriverErrorInner::InvalidSessionId(_)
        | WebDriverErrorInner::SessionNotCreated(_)
        | WebDriverErrorInner::SessionCreateError(_)
        // A tab that crashes is a window that was there: no test closes the one that it is in.
        | WebDriverErrorInner::NoSuchWindow(_) => Browser::Gone,
        WebDriverErrorInner::UnknownError(info) => {
            let words = info.value.message.to_ascii_lowercase();
            match CRASHES.iter().any(|part| words.contains(part)) {
                true => Browser::Gone,
                false => Browser::Unclear,
            }
        }
        WebDriverErrorInner::HttpError(_) | WebDriverErrorInner::IoError(_) => Browser::Silent,
        _ => Browser::Works,
    }
}

/// How drivers say by an "unknown error" that their browser has gone.
const CRASHES: &[&str] = &[
    // ChromeDriver.
    "session deleted",
    "not connected to devtools",
    "not reachable",
    "tab crashed",
    // geckodriver.
    "failed to decode response from marionette",
    "process unexpectedly closed",
];

#[derive(Debug)]
struct Gone(String);

impl Display for Gone {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for Gone {}

#[derive(Debug)]
struct Driven {
    words: String,
    said: WebDriverError,
}

impl Display for Driven {
    fn fmt(&self, formatter: &mut Formatter) -> fmt::Result {
        write!(formatter, "{}: {}", self.words, self.said)
    }
}

impl Error for Driven {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.said)
    }
}
