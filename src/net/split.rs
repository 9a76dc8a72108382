//! The readers of what few feeds have come in a file of their own, for the feeds that need them, and those of other
//! formats in another.

use split_runtime::SplitLoaderError;
use wasm_split_helpers::wasm_split;

use crate::feed::formats::convert_as_asked;
use crate::net::Readers;
use crate::net::again::Convert;

#[wasm_split(feed, fallible, wasm_split_path = split_runtime)]
pub fn fetch_rare() -> Result<Readers, SplitLoaderError> {
    Ok(Readers::ALL)
}

#[wasm_split(formats, fallible, wasm_split_path = split_runtime)]
pub fn fetch_formats() -> Result<Convert, SplitLoaderError> {
    Ok(convert_as_asked)
}
