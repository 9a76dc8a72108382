//! The only fetch: feeds are asked for once within the page, however many calendars show them, and read page by page.
//!
//! - [`load`] (`pages`): from an address to [`Loaded`]
//! - `patience`: what is done where an answer does not come, or is to be kept
//! - `again`: what is read once more, as it is rare or in a format of others
//! - `bodies`: what is known of each address, and the request on its way
//! - `request`: one request, its time limit, and the body that answers it
//! - `entries`: the body that was read, from which the details of its events are read later
//! - `charset`: in which character set a body is written
//! - `address`: origins, the window that an address asks for, the addresses that a feed names
//! - `window`: months, and the addresses at which they are
//!
//! The bodies stay with the browser as promises of their bytes, in UTF-8: the program's own memory never shrinks, so a
//! text is in it only while it is read. One of the browser's texts would be encoded anew each time.
//!
//! Of gloo-net there is the answer alone. Its requests are not what a page can live with: they hand `fetch` a
//! `Request`, where pages put functions in its place that take texts (`url.indexOf`); they append `&` to every
//! query, which breaks signed addresses, and would fetch twice what the loader has asked for; and they panic where the
//! `fetch` of another frame has taken the place of the page's own.

mod address;
mod again;
mod bodies;
mod charset;
mod entries;
mod pages;
mod patience;
mod request;
#[cfg(feature = "split")]
mod split;
#[cfg(not(feature = "split"))]
mod whole;
mod window;

use js_sys::{JsString, Uint8Array};
#[cfg(feature = "split")]
use split::{fetch_formats, fetch_rare};
use wasm_bindgen::JsValue;
#[cfg(not(feature = "split"))]
use whole::{fetch_formats, fetch_rare};

pub use address::{absolute, calendar_at, fetchable, origin, to_fetch};
pub use bodies::{body, forget, last_body, lay_down, offer};
pub(crate) use entries::{prepare as prepare_details, read as read_details, take_details};
pub use pages::{Loaded, Reading, add_new, keep_first, load};
pub use patience::{
    as_of, browser_time, call_named, is_online, named, settle, window, with_copies, with_patience,
};
pub use request::{body_of, text_of};
pub use window::{Month, is_windowed, window_at};

/// Whether the network is asked.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// For everything, what the page has already included.
    Always,
    /// For what the page does not have yet.
    IfNeeded,
}

/// The readers of what few feeds have.
struct Readers {
    /// [`again::read_again`].
    read_again: again::ReadAgain,
    /// [`charset::read_any`].
    characters: fn(&str, &Uint8Array, &str) -> Result<JsString, JsValue>,
}

impl Readers {
    /// All of them.
    const ALL: Self = Self {
        read_again: again::read_again,
        characters: charset::read_any,
    };
}
