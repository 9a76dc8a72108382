//! The border with the page: attributes in, notifications out.
//!
//! `loader.js` defines the element and fetches; it reaches the program by the few functions of
//! [`program`], with plain numbers and texts, and nothing else crosses.

mod panic;
pub mod program;
