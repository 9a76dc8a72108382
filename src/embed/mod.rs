//! The border with the page: attributes in, notifications out.
//!
//! `loader.js` defines the element and fetches; it reaches the program by the few functions of
//! [`program`], with plain numbers and texts, and nothing else crosses.

mod address;
mod notify;
mod options;
mod panic;
mod parameters;
pub mod program;

pub use address::Address;
pub use notify::Notify;
pub use options::{Complaint, Controls, Images, Options, ViewKind};
pub use panic::is_poisoned;
pub use parameters::{Own, Parameter, parameters, with_parameters};
