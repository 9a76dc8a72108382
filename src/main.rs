//! The program that a page loads: everything is in the library.

// What `loader.js` calls are the library's exports, which only a crate that is named brings along.
use lichthof as _;

/// A third of the standard library's allocator, and as fast (docs/size.md).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::GlobalTlsf<Coalescing> = rlsf::GlobalTlsf::new();

/// Memory that the browser gives at different times is one piece.
#[cfg(target_arch = "wasm32")]
struct Coalescing;

#[cfg(target_arch = "wasm32")]
impl rlsf::GlobalTlsfOptions for Coalescing {
    const ENABLE_REALLOCATION: bool = false;
}

fn main() {}
