//! In which language and direction words stand: the calendar's, which dates and the feed's words without a tag
//! are in; that of our own words, which is another where we have none in the calendar's; and each text of the feed its
//! own.

use crate::app::State;
use crate::dom::{Child, Element, el};
use crate::i18n::is_right_to_left;
use crate::text::primary_language;

impl State {
    /// Whether the calendar is read from right to left.
    #[inline(never)]
    pub fn is_right_to_left(self) -> bool {
        self.options.with(|options| is_right_to_left(&options.language))
    }

    /// The language of our own words as a `lang` attribute, where it is not the calendar's.
    #[inline(never)]
    pub fn own_language(self) -> Option<&'static str> {
        let tag = self.strings().lang();
        let is_own = |language: &str| primary_language(language) == primary_language(tag);
        self.options
            .with(|options| !is_own(&options.language))
            .then_some(tag)
    }

    /// The calendar's language as a `lang` attribute, for what stands among words of ours in another.
    #[inline(never)]
    pub fn given_language(self) -> Option<String> {
        self.own_language().map(|_| self.language())
    }
}

/// An element with words of ours, in their language and its direction.
#[inline(never)]
pub fn our_words(state: State, element: Element) -> Element {
    let language = state.own_language();
    element
        .attr("lang", language)
        .attr("dir", language.map(direction))
}

/// The direction in which a language is read, as a `dir` attribute.
fn direction(language: &'static str) -> &'static str {
    match is_right_to_left(language) {
        true => "rtl",
        false => "ltr",
    }
}

/// A text of the feed within a line, in its own direction.
#[inline(never)]
pub fn isolate(text: impl Child) -> Element {
    el("bdi").child(text)
}

/// An element that holds nothing but a text of the feed, in its own direction.
#[inline(never)]
pub fn own_direction(element: Element) -> Element {
    element.attr("dir", "auto")
}
