//! When something recurs: rules as in RFC 5545 §3.3.10 and RFC 8984 §4.3.3, and the dates they give.

mod error;
mod parse;
mod rule;

pub use error::RuleError;
pub use rule::{Frequency, Limit, NthDay, Rule, Until};
