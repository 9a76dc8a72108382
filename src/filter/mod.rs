//! Which events a search text and facets leave.

mod facet;
mod fold;
mod index;
mod query;

pub use facet::{Facet, FacetValue};
pub use fold::fold;
pub use index::Index;
pub use query::{Loosening, Query};
