//! How a test ends.

use std::error::Error;

/// Why a test failed.
pub type Fault = Box<dyn Error + Send + Sync>;

/// What a test, or a step of one, comes to.
pub type Outcome<T = ()> = Result<T, Fault>;

/// A fault in words.
pub fn fault(words: impl Into<String>) -> Fault {
    words.into().into()
}
