//! Language tags (BCP 47).

use super::cut;

/// The primary subtag of a tag: `de` of `de-AT`.
pub fn primary_language(tag: &str) -> &str {
    cut(tag, b"-_").0
}
