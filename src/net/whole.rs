//! The readers of what few feeds have are there from the first: for programs that no build of ours cuts.

use std::convert::Infallible;
use std::future::{Ready, ready};

use crate::net::Readers;

pub fn fetch_rare() -> Ready<Result<Readers, Infallible>> {
    ready(Ok(Readers::ALL))
}
