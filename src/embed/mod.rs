//! The border with the page: attributes in, notifications out.
//!
//! `loader.js` defines the element and fetches; it reaches the program by `mount`, `update` and
//! `unmount` with plain numbers, and nothing else crosses.

mod address;
mod notify;
mod options;

pub use address::{parameter, with_parameter};
pub use notify::Notify;
pub use options::{Complaint, Images, Options, ViewKind};
