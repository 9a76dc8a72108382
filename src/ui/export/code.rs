//! A link as a QR code, which cameras read. It comes with the exports (`ui::part`).

use leptos::prelude::document;
use qrcodegen::{QrCode, QrCodeEcc};
use web_sys::Element;

use crate::app::State;
use crate::dom::{Node, Reference, Signal, classed, effect};
use crate::i18n::{ExportWords, fill};
use crate::text::Digits;

const SVG: &str = "http://www.w3.org/2000/svg";
/// How many modules around a code are blank (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;

/// The code of a link, dark on white in any theme; words where it holds too much for one.
pub fn code(state: State, link: &str) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let Ok(code) = QrCode::encode_binary(link.as_bytes(), QrCodeEcc::Low) else {
        return classed("p", "lh-quiet").child(words.code_too_long()).into();
    };
    let place: Reference = Signal::new(None);
    let name = fill(words.code_of(), &[link]);
    effect(move || {
        if let Some(place) = place.get() {
            draw(&place, &code, &name);
        }
    });
    classed("p", "lh-code").reference(place).into()
}

/// Elements of SVG: nothing is parsed, and no image is asked for.
fn draw(place: &Element, code: &QrCode, name: &str) -> Option<()> {
    let make = |tag: &str| document().create_element_ns(Some(SVG), tag).ok();
    let (svg, path) = (make("svg")?, make("path")?);
    let size = (code.size() + 2 * QUIET).digits();
    for (element, attribute, value) in [
        (&svg, "viewBox", &*["0 0 ", &size, " ", &size].concat()),
        (&svg, "role", "img"),
        (&svg, "aria-label", name),
        (&svg, "shape-rendering", "crispEdges"),
        (&path, "d", &outline(code)),
    ] {
        // The names are valid: nothing else can fail.
        let _ = element.set_attribute(attribute, value);
    }
    svg.append_child(&path).ok()?;
    place.replace_children_with_node_1(&svg);
    Some(())
}

/// The dark modules as one path: a rectangle for each run of a row.
fn outline(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                for (letter, number) in [("M", start + QUIET), (" ", y + QUIET), ("h", x - start)] {
                    path.push_str(letter);
                    path.push_str(&number.digits());
                }
                path.push_str("v1H");
                path.push_str(&(start + QUIET).digits());
                path.push('z');
            }
            x += 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The corner that cameras look for (ISO/IEC 18004, 6.3.3): seven modules wide, beyond the quiet zone.
    #[test]
    fn a_code_begins_with_its_corners_inside_a_quiet_zone() {
        let code = QrCode::encode_binary(b"https://cluster.example/?lh.type=Workshop", QrCodeEcc::Low);
        let path = outline(&code.unwrap());
        assert!(path.starts_with("M4 4h7v1H4z"), "{path}");
        assert!(path.contains("M4 5h1v1H4zM10 5h1v1H10z"), "{path}");
    }
}
