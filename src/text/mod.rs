//! Strings: cutting, folding, percent-encoding, language tags.

mod cut;
mod digits;
mod fingerprint;
mod fold;
mod language_tag;
mod letters;
mod mend_folds;
pub(crate) mod percent;
mod slug;

pub(crate) use cut::{cut, is_one_of, parted, split_once};
pub(crate) use digits::{Digits, digits, read_digits};
pub(crate) use fingerprint::{FINGERPRINT_OF_NOTHING, fingerprint};
pub use fold::fold;
pub(crate) use fold::{Folded, Traced, Umlaut, each_word, is_dash, is_punctuation, is_quote, is_space};
pub use language_tag::primary_language;
pub(crate) use letters::{belong_together, is_joiner, is_mark, turns_direction};
pub use mend_folds::mend_folds;
pub(crate) use percent::{decode, encode};
pub(crate) use slug::slug;
