//! The words come in a file of their own, when there is something to tell.

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::report::words::{Words, words};

#[wasm_split(report, fallible)]
pub fn fetch_words() -> Result<Words, SplitLoaderError> {
    Ok(words)
}
