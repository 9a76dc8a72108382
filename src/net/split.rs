//! The readers of what few feeds have come in a file of their own, for the feeds that need them.

use split_runtime::SplitLoaderError;
use wasm_split_helpers::wasm_split;

use crate::net::Readers;

#[wasm_split(feed, fallible, wasm_split_path = split_runtime)]
pub fn fetch_rare() -> Result<Readers, SplitLoaderError> {
    Ok(Readers::ALL)
}
