//! How the browser tests tell what a page does wrong from a browser that has gone: only the latter is tried
//! again.

#[path = "browser/outcome.rs"]
#[expect(dead_code, reason = "the browser tests need more of it")]
mod outcome;

use outcome::{Browser, Fault, browser_of, fault, fault_of_driver, gone};
use serde_json::json;
use thirtyfour::error::WebDriverError;

fn said(error: &str, message: &str) -> Fault {
    let body = json!({ "value": { "error": error, "message": message, "stacktrace": "" } });
    fault_of_driver(
        "reading `innerWidth`",
        WebDriverError::parse(500, body.to_string()),
    )
}

#[test]
fn a_session_that_has_gone_is_no_fault_of_the_page() {
    for (error, message) in [
        ("invalid session id", ""),
        ("session not created", "DevToolsActivePort file doesn't exist"),
        ("no such window", "Browsing context has been discarded"),
        (
            "unknown error",
            "unknown error: session deleted because of page crash\nfrom tab crashed",
        ),
        ("unknown error", "disconnected: not connected to DevTools"),
        ("unknown error", "chrome not reachable"),
        ("unknown error", "Failed to decode response from marionette"),
        ("unknown error", "Process unexpectedly closed with status signal"),
    ] {
        assert_eq!(
            browser_of(said(error, message).as_ref()),
            Browser::Gone,
            "{error}: {message}"
        );
    }
    assert_eq!(
        browser_of(gone("the driver does not answer").as_ref()),
        Browser::Gone
    );
}

#[test]
fn a_driver_that_does_not_answer_has_gone_if_its_process_has() {
    let refused = WebDriverError::HttpError("error sending request for url".to_owned());
    assert_eq!(browser_of(&refused), Browser::Silent);
    assert_eq!(
        browser_of(fault_of_driver("clicking", refused).as_ref()),
        Browser::Silent
    );
}

#[test]
fn what_a_driver_has_no_word_for_is_asked_after() {
    for message in ["Could not parse script result", "cannot determine loading status"] {
        let said = said("unknown error", message);
        assert_eq!(browser_of(said.as_ref()), Browser::Unclear, "{message}");
    }
}

#[test]
fn what_a_page_or_a_test_does_wrong_is_never_tried_again() {
    for (error, message) in [
        ("javascript error", "ReferenceError: calendar is not defined"),
        ("script timeout", "Script timed out"),
        ("timeout", "Timeout loading page"),
        ("no such element", "Unable to locate element"),
        ("stale element reference", "invalid session id"),
        (
            "element click intercepted",
            "Other element would receive the click",
        ),
        ("move target out of bounds", ""),
        ("unexpected alert open", ""),
    ] {
        assert_eq!(
            browser_of(said(error, message).as_ref()),
            Browser::Works,
            "{error}: {message}"
        );
    }
    // An assertion that quotes a driver is still an assertion.
    assert_eq!(
        browser_of(fault("last seen: invalid session id").as_ref()),
        Browser::Works
    );
}

#[test]
fn what_the_driver_said_stands_behind_what_it_was_asked_for() {
    let told = said("invalid session id", "no session").to_string();
    assert!(told.starts_with("reading `innerWidth`: "), "{told}");
    assert!(told.contains("no session"), "{told}");
}
