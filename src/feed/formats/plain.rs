//! Texts of other formats: names in HTML, and texts of which nobody says whether they are HTML.

use crate::feed::formats::native::Json;
use crate::feed::formats::scan::{begins, is_web, pieces};
use crate::feed::html::{character, reference};
use crate::text::{cut, split_once};

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

/// A point on the map (RFC 5870), also of numbers with commas, as half of Europe writes them.
pub(super) fn geo_point(latitude: &str, longitude: &str) -> String {
    let number = |text: &str| pieces(text.trim_ascii(), b",").join(".");
    ["geo:", &number(latitude), ",", &number(longitude)].concat()
}

/// Writes a description: as HTML where it looks like that, else as text, with the links of Markdown in it told as such.
pub(super) fn write_description(json: &mut Json, text: &str) {
    let (words, is_html) = prose(text);
    if is_html {
        write_html(json, &words);
    } else {
        json.field("description", &without_links(&words));
    }
}

/// The words of a text of which nobody says whether it is HTML, and whether they are. Where it has no elements, its
/// references are resolved, and its lines stay. What then begins with an element is HTML, as WordPress writes it into
/// JSON-LD.
pub(super) fn prose(text: &str) -> (String, bool) {
    if has_element(text) {
        return (text.to_owned(), true);
    }
    let words = resolved(text);
    let is_html = words != text && begins(words.trim_ascii_start(), b"<") && has_element(&words);
    match is_html {
        // The ends of its lines are escaped once more there.
        true => (with_lines(&words), true),
        false => (words, false),
    }
}

/// A text with the ends of lines that are written as `\\n`.
fn with_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = split_once(rest, "\\n") {
        out.push_str(before);
        out.push('\n');
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A text with its references resolved, once.
pub(super) fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, more) = cut(rest, b"&");
        out.push_str(plain);
        rest = more;
        if let Some((letter, behind)) = reference(more) {
            out.push(letter);
            rest = behind;
        } else if let Some(behind) = more.get(1..) {
            out.push('&');
            rest = behind;
        }
    }
    out
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

/// Whether a text is HTML, by the elements that programs write into descriptions.
fn has_element(text: &str) -> bool {
    const ELEMENTS: [&str; 28] = [
        "p",
        "br",
        "a",
        "b",
        "i",
        "ul",
        "ol",
        "li",
        "div",
        "span",
        "strong",
        "em",
        "h2",
        "h3",
        "html",
        "table",
        "h1",
        "h4",
        "h5",
        "h6",
        "u",
        "font",
        "center",
        "img",
        "blockquote",
        "section",
        "pre",
        "hr",
    ];
    let mut rest = text;
    while let Some(more) = cut(rest, b"<").1.get(1..) {
        rest = more;
        let inside = more.get(usize::from(begins(more, b"/"))..).unwrap_or_default();
        let (word, behind) = cut(inside, b"> /;\n\t");
        let is_known = ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is_known && !behind.is_empty() && !begins(behind, b";") {
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
    fn points_have_numbers_with_dots() {
        assert_eq!(geo_point("52.13", " 11,64"), "geo:52.13,11.64");
        assert_eq!(geo_point("-3", "1,2,3"), "geo:-3,1.2.3");
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
        for (text, words, is_html) in [
            ("<p>Eins</p>", "<p>Eins</p>", true),
            ("Eins<br />zwei", "Eins<br />zwei", true),
            ("<A HREF='x'>zwei</A> &amp;", "<A HREF='x'>zwei</A> &amp;", true),
            (
                r"&lt;p&gt;Eins &amp;amp; zwei&lt;/p&gt;\n",
                "<p>Eins &amp; zwei</p>\n",
                true,
            ),
            ("Was ist &lt;b&gt;?", "Was ist <b>?", false),
            ("eins &amp; zwei\n\ndrei", "eins & zwei\n\ndrei", false),
            (
                "eins&nbsp;zwei&#8217;s &#x2013; Caf&eacute;",
                "eins\u{a0}zwei\u{2019}s \u{2013} Café",
                false,
            ),
            ("1 &lt; 2 und 3 > 2", "1 < 2 und 3 > 2", false),
            ("a <b", "a <b", false),
            ("<verein@example.org>", "<verein@example.org>", false),
            ("R&D; und mehr &", "R&D; und mehr &", false),
            ("", "", false),
        ] {
            assert_eq!(prose(text), (words.to_owned(), is_html), "{text}");
        }
    }
}
