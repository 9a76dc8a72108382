//! The words are there from the first: for programs that no build of ours cuts.

use std::convert::Infallible;
use std::future::{Ready, ready};

use crate::report::words::{Words, words};

pub fn fetch_words() -> Ready<Result<Words, Infallible>> {
    ready(Ok(words))
}
