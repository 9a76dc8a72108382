//! What goes along when someone passes an event on, and what a saved file is called.

use crate::export::Context;
use crate::export::words::{join, short_place, title};
use crate::schedule::Occurrence;
use crate::text::{fold, split_once};
use crate::time::{Date, iso};

/// The longest name of a file in bytes, without its ending.
const MAX_NAME: usize = 80;

/// A short text: the title, the date and the place, each in a line. The address is not in it, as
/// systems that share take it apart.
pub fn share_text(occurrence: &Occurrence, context: &Context<'_>) -> String {
    let mut text = title(occurrence, context.strings);
    join(&mut text, &(context.when)(occurrence), "\n");
    join(&mut text, &short_place(&occurrence.event, context.strings), "\n");
    text
}

/// The name of an iCalendar file: `2026-05-12-rust-abend.ics`. Only ASCII letters, digits and hyphens,
/// which every system takes; other letters are folded as in the search, or left out.
pub fn file_name(date: Date, title: &str) -> String {
    let mut name = iso(date);
    let mut is_gap = true;
    for character in fold(title).chars() {
        if !character.is_ascii_alphanumeric() {
            is_gap = true;
        } else if name.len() >= MAX_NAME {
            break;
        } else {
            if is_gap {
                name.push('-');
            }
            is_gap = false;
            name.push(character);
        }
    }
    name.push_str(".ics");
    name
}

/// The address with which a calendar subscribes to an iCalendar feed, instead of loading it once:
/// `webcal:` instead of `http:` and `https:`. `None` for any other address.
pub fn subscription(address: &str) -> Option<String> {
    let address = address.trim_ascii();
    let (scheme, rest) = split_once(address, "://")?;
    let is_known = ["https", "http", "webcal", "webcals"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_clean = !address.chars().any(char::is_control);
    (is_known && is_clean && !rest.is_empty()).then(|| ["webcal://", rest].concat())
}
