//! The searchable form of a calendar's events.

use std::sync::Arc;

use super::{Facet, FacetValue, Query};
use crate::event::Event;

/// All that is searched and counted, built once per feed.
#[derive(Clone, Debug, Default)]
pub struct Index {}

impl Index {
    /// Indexes events; positions in all other methods are positions in this slice.
    pub fn new(events: &[Arc<Event>]) -> Self {
        let _ = events;
        Self {}
    }

    /// For each event, whether the query leaves it.
    pub fn matches(&self, query: &Query) -> Vec<bool> {
        let _ = query;
        Vec::new()
    }

    /// The values of a facet over the events in scope (`in_scope[position]`), each with the number
    /// of events it would leave: most frequent first, then by label.
    pub fn values(&self, facet: Facet, query: &Query, in_scope: &[bool]) -> Vec<FacetValue> {
        let _ = (facet, query, in_scope);
        Vec::new()
    }
    /// d
    pub fn loosenings(&self, _q: &Query, _s: &[bool]) -> Vec<(super::Loosening, usize)> {
        Vec::new()
    }
}
