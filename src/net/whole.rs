//! The readers of what few feeds have are there from the first: for programs that no build of ours cuts.

use std::future::{Ready, ready};

use crate::error::Error;
use crate::feed::rare::Rare;

pub fn fetch_rare() -> Ready<Result<Rare, Error>> {
    ready(Ok(Rare::ALL))
}
