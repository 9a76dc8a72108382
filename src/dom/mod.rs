//! The kit below the components: markup, signals, scopes and listeners. It knows nothing of calendars.
//!
//! Components build [`Node`]s by [`el`], [`classed`] and [`reactive()`], and read [`Signal`]s. What may run later (a
//! listener, an effect, a timer, a task) belongs to the [`Scope`] in which it was made, and ends with it.

mod nest;
mod node;
pub(crate) mod page;
mod reactive;
mod scope;
mod shared;

pub use node::{Built, Child, Element, Node, Reference, Value, button, classed, el, reactive, truth};
pub use page::{
    Listener, address_with, closest, focus, method, push_address, query, replace_address, window_height,
    window_width, with_query,
};
pub use reactive::{Signal, effect, hold, kept_effect, subscribing};
pub use scope::{Scope, after, next_frame, spawn, stop_all};
pub use shared::Shared;
