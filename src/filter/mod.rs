//! Which events a search text and facets leave.
//!
//! A [`Query`] is what the visitor asks for; [`language`] reads and writes it. An [`Index`] of all
//! occurrences answers: what matches, how well, where in a text, which facets and values there are to
//! choose from, and how much each would leave. [`first_look`] guesses the facets before there is one.
//! [`Index::read`] reads words as people say them.

mod asked_days;
mod corpus;
mod facet;
mod facet_counts;
mod first_look;
mod index;
mod interner;
pub mod language;
mod legend;
mod lexicon;
mod pattern;
mod phrase;
mod present;
mod query;
mod said_days;
mod search;
mod settle;
mod suggest;
mod text_index;
mod texts;
mod traits;
mod typed_days;
mod typo;
mod values;
mod vocabulary;
mod why;

pub use corpus::{Collecting, Corpus};
pub use facet::{Facet, FacetValue};
pub use first_look::first_look;
pub use index::Index;
pub(crate) use interner::Interner;
pub use legend::{FirstValue, first_value, legend, legend_value};
pub use phrase::{Meaning, Piece};
pub use present::Present;
pub use query::{Loosening, Query};
pub use suggest::{Offer, Scopes, Suggestion};
pub use typed_days::TypedDays;
pub use why::{Said, Why};
