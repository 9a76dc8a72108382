//! The publisher's tool, whose output calendars read.

use std::process::Stdio;

use crate::outcome::{Outcome, fault};

/// [`crate::page::NOW`] in seconds since 1970: 08:00 UTC.
const NOW: &str = "1795420800";

/// Runs `lichthof` with these arguments in the project's folder; what it prints. The native tests have built it.
pub async fn lichthof(arguments: &[&str]) -> Outcome<String> {
    let told = tokio::process::Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--locked", "--package", "lichthof-cli", "--"])
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", NOW)
        .stderr(Stdio::piped())
        .output()
        .await?;
    if !told.status.success() {
        return Err(fault(String::from_utf8_lossy(&told.stderr).into_owned()));
    }
    Ok(String::from_utf8(told.stdout)?)
}
