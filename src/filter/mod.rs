//! Which events a search text and facets leave.

mod facet;
mod fold;
mod haystack;
mod index;
mod needle;
mod query;
mod values;

pub use facet::{Facet, FacetValue};
pub use fold::fold;
pub use index::Index;
pub use query::{Loosening, Query};
