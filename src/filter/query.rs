//! What the visitor asks for.

use super::Facet;

/// A search text and the chosen values of each facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The search text as typed.
    pub text: String,
    /// The chosen values by facet, in the order in which they were chosen.
    pub chosen: Vec<(Facet, String)>,
}
