//! Search and facets.

pub(super) mod chips;
pub(super) mod facet_days;
pub(super) mod facet_words;
pub(super) mod facets;
pub(super) mod nothing;
pub(super) mod panel;
pub(super) mod search;
pub(super) mod sheet;
pub(super) mod sight;
pub(super) mod suggestions;
pub(super) mod why;
