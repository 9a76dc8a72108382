//! The border with the page: attributes in, notifications out.
//!
//! `loader.js` defines the element and fetches; it reaches the program by the few functions of
//! [`program`], with plain numbers and texts, and nothing else crosses. Applications of Leptos need neither: they
//! mount the component (`component`), which the program that pages load leaves out.

#[cfg(not(feature = "split"))]
pub mod component;
mod panic;
pub mod program;
