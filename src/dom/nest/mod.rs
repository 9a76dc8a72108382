//! How markup of the kit and of `view!` nest in each other.
//!
//! The program that pages load (the feature `split`) has no `view!`, and does without (docs/size.md).

#[cfg(feature = "split")]
mod alone;
#[cfg(not(feature = "split"))]
mod view;

#[cfg(feature = "split")]
pub use alone::{BuiltView, Local, View};
#[cfg(not(feature = "split"))]
pub use view::{BuiltView, Local, View};
