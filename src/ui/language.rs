//! In which language and direction words stand: the calendar's, which dates and the feed's words without a tag
//! are in; that of our own words, which are German or English everywhere; and each text of the feed its own.

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
        let tag = primary_language(self.strings().tag());
        let is_own = |language: &str| primary_language(language).eq_ignore_ascii_case(tag);
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

/// An element with words of ours: in their language, which are both written from left to right.
#[inline(never)]
pub fn our_words(state: State, element: Element) -> Element {
    let language = state.own_language();
    element
        .attr("lang", language)
        .attr("dir", language.map(|_| "ltr"))
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
