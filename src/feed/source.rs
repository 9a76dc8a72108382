//! stand-in
use crate::{date::Zone, error::Error, event::Event};
use std::sync::Arc;
/// l
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// d
    pub events: Vec<Arc<Event>>,
    /// d
    pub zone: Option<Zone>,
    /// d
    pub title: Option<String>,
    /// d
    pub skipped: usize,
    /// d
    pub failures: Vec<Error>,
    /// d
    pub origins: Vec<String>,
}
/// d
pub async fn load(_a: &[String], _l: &str, _f: bool) -> Loaded {
    Loaded::default()
}
