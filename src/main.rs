//! The program that a page loads: everything is in the library.

// What `loader.js` calls are the library's exports, which only a crate that is named brings along.
use lichthof as _;

#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: allocator::Allocator = allocator::Allocator;

fn main() {}
