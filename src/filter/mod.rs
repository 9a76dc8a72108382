//! Which events a search text and facets leave.

mod facet;
mod fold;
mod haystack;
mod index;
mod interner;
pub mod language;
mod needle;
mod query;
mod rank;
mod search;
mod texts;
mod typo;
mod values;
mod vocabulary;

pub use facet::{Facet, FacetValue};
pub use fold::fold;
pub use index::Index;
pub use query::{Loosening, Query};
pub use rank::Rank;
