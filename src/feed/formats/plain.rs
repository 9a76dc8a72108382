//! Texts of other formats: names in HTML, and texts of which nobody says whether they are HTML.

use crate::feed::formats::native::Json;
use crate::feed::formats::scan::{begins, is_web};
use crate::feed::html::character;
use crate::text::cut;

/// A name that was written as HTML: its words, with references resolved and without elements.
pub(super) fn name(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while !rest.is_empty() {
        let (text, more) = cut(rest, b"<&");
        out.push_str(text);
        rest = more.get(1..).unwrap_or_default();
        if begins(more, b"&") {
            let (reference, behind) = cut(rest, b";& <");
            match character(reference).filter(|_| begins(behind, b";")) {
                Some(letter) => {
                    out.push(letter);
                    rest = behind.get(1..).unwrap_or_default();
                }
                None => out.push('&'),
            }
        } else if begins(more, b"<") {
            let is_element = rest
                .bytes()
                .next()
                .is_some_and(|letter| letter.is_ascii_alphabetic());
            if is_element || begins(rest, b"/") {
                rest = cut(rest, b">").1.get(1..).unwrap_or_default();
                // Words that an element parts are two.
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                rest = rest.trim_ascii_start();
            } else {
                out.push('<');
            }
        }
    }
    out.trim_ascii().to_owned()
}

/// Writes a description: as HTML where it looks like that, else as text, with the links of Markdown in it told as such.
pub(super) fn write_description(json: &mut Json, text: &str) {
    if looks_like_html(text) {
        write_html(json, text);
    } else {
        json.field("description", &without_links(text));
    }
}

/// Markdown as text: `[words](address)` is the words and the address behind them, of a picture its words remain.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, more) = cut(rest, b"[");
        out.push_str(plain);
        match link(more) {
            Some((words, address, behind)) => {
                let is_picture = out.ends_with('!');
                if is_picture {
                    out.pop();
                }
                out.push_str(words);
                if !is_picture && words != address {
                    if !words.is_empty() {
                        out.push(' ');
                    }
                    out.push('(');
                    out.push_str(address);
                    out.push(')');
                }
                rest = behind;
            }
            None => {
                out.push_str(more.get(..1).unwrap_or_default());
                rest = more.get(1..).unwrap_or_default();
            }
        }
    }
    out
}

/// The words and the address of a link of Markdown that begins here, and what is behind it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, more) = cut(text.get(1..)?, b"[]\n");
    let inside = more.strip_prefix("](")?;
    // A title may stand behind the address.
    let (inside, behind) = cut(inside, b")\n");
    let address = cut(inside.trim_ascii(), b" ").0;
    let is_address = is_web(address) || address.starts_with("mailto:");
    (is_address && begins(behind, b")")).then_some((words, address, behind.get(1..)?))
}

/// Writes a description that is HTML.
pub(super) fn write_html(json: &mut Json, html: &str) {
    json.field("description", html);
    json.field("descriptionContentType", "text/html");
}

/// Whether a text is HTML, by the elements and references that programs write into descriptions.
pub(super) fn looks_like_html(text: &str) -> bool {
    const ELEMENTS: [&str; 16] = [
        "p", "br", "a", "b", "i", "ul", "ol", "li", "div", "span", "strong", "em", "h2", "h3", "html",
        "table",
    ];
    const REFERENCES: [&str; 5] = ["nbsp", "amp", "quot", "lt", "uuml"];
    let mut rest = text;
    while let Some(more) = cut(rest, b"<&").1.get(1..) {
        let is_element = rest.as_bytes().get(rest.len() - more.len() - 1) == Some(&b'<');
        rest = more;
        let (word, behind) = cut(
            more.get(usize::from(begins(more, b"/"))..).unwrap_or_default(),
            b"> /;\n\t",
        );
        let is_one_of = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
        let is_known = match is_element {
            true => is_one_of(&ELEMENTS) && !behind.is_empty() && !begins(behind, b";"),
            false => is_one_of(&REFERENCES) && begins(behind, b";"),
        };
        if is_known {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_markup_and_keep_their_words() {
        for (html, expected) in [
            ("Recht &amp; Ordnung", "Recht & Ordnung"),
            ("Caf&eacute; &#8211; heute", "Caf\u{e9} \u{2013} heute"),
            ("A & B; C &unknown; D", "A & B; C &unknown; D"),
            ("<b>Fett</b>er Titel<br>hier", "Fett er Titel hier"),
            ("1 < 2 &lt; 3", "1 < 2 < 3"),
            ("<script>alert(1)</script>", "alert(1)"),
            ("offen <b", "offen"),
            ("&", "&"),
            ("", ""),
        ] {
            assert_eq!(name(html), expected, "{html}");
        }
    }

    #[test]
    fn links_of_markdown_are_told_with_their_addresses() {
        for (text, expected) in [
            (
                "Mehr [hier](https://a.example/1 \"Titel\"), ja",
                "Mehr hier (https://a.example/1), ja",
            ),
            ("[https://a.example](https://a.example)", "https://a.example"),
            ("![Saal](https://a.example/1.png) da", "Saal da"),
            ("[](mailto:a@b.example)", "(mailto:a@b.example)"),
            ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
            ("[a] (b) [c](d) [e", "[a] (b) [c](d) [e"),
            ("[a\n](https://a.example)", "[a\n](https://a.example)"),
            ("[", "["),
        ] {
            assert_eq!(without_links(text), expected, "{text}");
        }
    }

    #[test]
    fn html_is_known_by_its_elements() {
        for (text, is_html) in [
            ("<p>Eins</p>", true),
            ("Eins<br />zwei", true),
            ("<A HREF='x'>zwei</A>", true),
            ("eins &amp; zwei", true),
            ("eins&nbsp;zwei", true),
            ("1 < 2 und 3 > 2", false),
            ("a <b", false),
            ("<verein@example.org>", false),
            ("R&D; und mehr", false),
            ("", false),
        ] {
            assert_eq!(looks_like_html(text), is_html, "{text}");
        }
    }
}
