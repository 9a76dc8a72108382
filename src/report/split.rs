//! The words come in a file of their own, when there is something to tell.

use split_runtime::SplitLoaderError;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_split_helpers::wasm_split;

use crate::report::words::{Words, words};

#[wasm_split(report, fallible, wasm_split_path = split_runtime)]
pub fn fetch_words() -> Result<Words, SplitLoaderError> {
    Ok(words)
}

#[wasm_bindgen(raw_module = "./__wasm_split.js")]
extern "C" {
    /// Tells it in the console, and the doctor.
    pub fn told(text: &str);
}
