//! Pictures of events, as the partner allows them.

use wasm_bindgen::JsCast;

use crate::app::{Images, State};
use crate::dom::{Element, classed};
use crate::event::Image;
use crate::net::origin;

/// A picture, if the partner lets it be asked for: a request tells its host who reads. It is asked for when it comes
/// into sight, and still without its words.
pub fn picture(state: State, image: &Image, class: &'static str) -> Option<Element> {
    let address = image.href.as_str();
    let is_allowed = match state.options.with(|options| options.images) {
        Images::Any => true,
        Images::None => false,
        // Untracked: the same feed that comes anew changes nothing.
        Images::Feed => state.source.loaded.with_untracked(|loaded| {
            loaded
                .origins
                .iter()
                .any(|known| Some(known.as_str()) == origin(address))
        }),
    };
    is_allowed.then(|| {
        classed("img", class)
            .attr("loading", "lazy")
            .attr("decoding", "async")
            .attr("referrerpolicy", "no-referrer")
            .on("error", |event| {
                // A picture that does not come leaves no gap.
                if let Some(image) = event
                    .target()
                    .and_then(|image| image.dyn_into::<web_sys::Element>().ok())
                {
                    let _ = image.remove_attribute("src");
                }
            })
            .attr("src", address.to_owned())
    })
}

/// A picture with the words that stand for it.
pub fn told_picture(state: State, image: &Image) -> Option<Element> {
    let words = image.alternative.as_ref().map(|text| text.value.clone());
    Some(picture(state, image, "lh-picture")?.attr("alt", words.unwrap_or_default()))
}
