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

/// l
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loosening {
    /// d
    Text,
    /// d
    Value(Facet, String),
}
impl Query {
    /// d
    pub fn is_empty(&self) -> bool {
        true
    }
    /// d
    pub fn loosen(&mut self, _l: &Loosening) {}
    /// d
    pub fn toggle(&mut self, _f: Facet, _v: &str) {}
    /// d
    pub fn to_text(&self) -> String {
        String::new()
    }
}
