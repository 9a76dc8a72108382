//! Texts as names in files and addresses.

use crate::text::fold;

/// A text of ASCII letters, digits and single hyphens, of about `most` bytes: other letters are folded as in the
/// search, or left out.
pub(crate) fn slug(text: &str, most: usize) -> String {
    let mut name = String::new();
    let mut is_gap = false;
    for character in fold(text).chars() {
        if !character.is_ascii_alphanumeric() {
            is_gap = true;
        } else if name.len() >= most {
            break;
        } else {
            if is_gap && !name.is_empty() {
                name.push('-');
            }
            is_gap = false;
            name.push(character);
        }
    }
    name
}
