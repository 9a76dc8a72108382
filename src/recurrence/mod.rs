//! When something recurs: rules as in RFC 5545 §3.3.10 and RFC 8984 §4.3.3, and the dates they give.

mod budget;
mod error;
mod numbers;
mod parse;
mod rule;
mod starts;
mod walk;

pub(crate) use budget::Budget;
pub use error::{RuleError, RuleFault};
pub use rule::{Frequency, Limit, NthDay, Rule, Skip, Until};
pub use starts::Starts;
pub(crate) use walk::{Clock, Walk};
