//! What the program asks of the page's glue (src/embed/parts.js), which has fetched the words.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::i18n::tables::table;
use crate::text::split_once;

#[wasm_bindgen(raw_module = "./__wasm_split.js")]
extern "C" {
    /// The language of a group of words, and each word in its order, as lines; nothing where they are not there.
    fn words_of(tag: &str, group: &str) -> String;

    /// The plural form for a number.
    pub fn plural_form(forms: &str, language: &str, number: u32) -> String;
}

/// The language and the words of a group. Lines need no names.
#[inline(always)]
pub fn read(tag: &str, group: &'static str, _: &[&'static str]) -> &'static [&'static str] {
    lines(tag, group)
}

#[inline(never)]
fn lines(tag: &str, group: &'static str) -> &'static [&'static str] {
    table(tag, group, &mut |words| {
        let mut text = words_of(tag, group);
        text.push('\n');
        let mut rest: &'static str = text.leak();
        while let Some((line, after)) = split_once(rest, "\n") {
            words.push(line);
            rest = after;
        }
    })
}
