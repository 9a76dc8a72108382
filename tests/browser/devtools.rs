//! What only Chromium's driver can do: what its developers' tools can.

use std::sync::Arc;

use hyper::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::{Command, ExtensionCommand};

use crate::outcome::Outcome;
use crate::visit::Visit;

#[derive(Debug)]
struct Devtools(&'static str, Value);

impl ExtensionCommand for Devtools {
    fn parameters_json(&self) -> Option<Value> {
        Some(json!({ "cmd": self.0, "params": self.1 }))
    }

    fn method(&self) -> Method {
        Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        "/goog/cdp/execute".into()
    }
}

/// Runs a command of the Chrome DevTools Protocol, and gives what it answers.
pub async fn devtools(visit: &Visit, command: &'static str, parameters: Value) -> Outcome<Value> {
    let command = Command::ExtensionCommand(Box::new(Devtools(command, parameters)));
    Ok(visit.session().handle().cmd(command).await?.value_json()?)
}

/// Lets a line answer after so many milliseconds, and bring and take so many bytes a second; -1 is as many as there can be.
pub async fn as_slow_as(visit: &Visit, latency: u32, down: i32, up: i32) -> Outcome {
    let line = json!({
        "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up,
    });
    devtools(visit, "Network.enable", json!({})).await?;
    devtools(visit, "Network.emulateNetworkConditions", line).await?;
    Ok(())
}

/// Takes that back.
pub async fn as_fast_as_it_is(visit: &Visit) -> Outcome {
    as_slow_as(visit, 0, -1, -1).await
}
