//! HTML to plain text: what the words say, with their lines and paragraphs.
//!
//! Nothing of the markup survives, so nothing of it needs to be trusted. One pass, without
//! recursion: its time grows with the text alone.

use crate::text::{cut, split_once};

/// Elements whose content is not text for people.
const DROPPED: [&str; 9] = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "head", "title",
];
/// Elements that stand apart from what is before and after them by an empty line.
const PARAGRAPHS: [&str; 13] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "table",
];
/// Elements that begin and end a line.
const LINES: [&str; 15] = [
    "div",
    "li",
    "tr",
    "dt",
    "dd",
    "hr",
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "figcaption",
    "address",
    "main",
    "caption",
];

/// The text of an HTML fragment.
pub(super) fn to_text(html: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = html;
    while !rest.is_empty() {
        let (text, markup) = cut(rest, b"<&");
        lines.push(text);
        rest = match markup.as_bytes().first() {
            Some(b'&') => entity(markup, &mut lines),
            Some(_) => tag(markup, &mut lines),
            None => "",
        };
    }
    lines.out
}

/// Takes the tag, comment or bare `<` at the start of `markup` and returns what follows it.
fn tag<'a>(markup: &'a str, lines: &mut Lines) -> &'a str {
    if let Some(comment) = markup.strip_prefix("<!--") {
        return split_once(comment, "-->").map_or("", |(_, rest)| rest);
    }
    let inside = markup.get(1..).unwrap_or_default();
    let is_closing = inside.starts_with('/');
    let named = inside.strip_prefix('/').unwrap_or(inside);
    if !named.starts_with(|first: char| first.is_ascii_alphabetic()) {
        if inside.starts_with(['!', '?', '/']) {
            return after_tag(inside);
        }
        lines.push("<");
        return inside;
    }
    let length = named.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let name = named.get(..length).unwrap_or_default();
    let is_in = |list: &[&str]| list.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    let rest = after_tag(named);
    if name.eq_ignore_ascii_case("a") {
        if is_closing {
            lines.end_link();
        } else {
            let tag = named.get(..named.len() - rest.len()).unwrap_or_default();
            lines.begin_link(link(tag));
        }
    }
    if is_in(&DROPPED) {
        return if is_closing {
            rest
        } else {
            after_element(rest, name)
        };
    }
    if is_in(&PARAGRAPHS) {
        lines.end(2);
    } else if is_in(&LINES) {
        lines.end(1);
    } else if name.eq_ignore_ascii_case("br") {
        lines.end(lines.breaks + 1);
    } else if !is_closing && ["td", "th"].iter().any(|cell| cell.eq_ignore_ascii_case(name)) {
        lines.push(" ");
    }
    if !is_closing && name.eq_ignore_ascii_case("li") {
        lines.push("• ");
    }
    rest
}

/// Where the tag of a link leads, if that is a place on the web or a mailbox.
fn link(tag: &str) -> Option<String> {
    const NAME: &[u8] = b"href=";
    let at = tag
        .as_bytes()
        .windows(NAME.len())
        .position(|part| part.eq_ignore_ascii_case(NAME))?;
    let value = tag.get(at + NAME.len()..)?;
    let address = match value.as_bytes().first()? {
        b'"' => cut(value.get(1..)?, b"\"").0,
        b'\'' => cut(value.get(1..)?, b"'").0,
        _ => cut(value, b" \t\n>").0,
    };
    let mut plain = String::new();
    let mut rest = address.trim_ascii();
    // The one reference that addresses have.
    while let Some((before, after)) = split_once(rest, "&amp;") {
        plain.push_str(before);
        plain.push('&');
        rest = after;
    }
    plain.push_str(rest);
    let is_blank = plain.bytes().any(|byte| byte.is_ascii_whitespace());
    (!is_blank && address_of_link(&plain)).then_some(plain)
}

/// Whether a reader can follow an address by its text.
fn address_of_link(address: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| {
        address
            .get(..scheme.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(scheme))
    })
}

/// What follows the `>` that ends a tag; a `>` within quotes does not.
fn after_tag(tag: &str) -> &str {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return tag.get(at + 1..).unwrap_or_default(),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    ""
}

/// What follows the closing tag of the element called `name`.
fn after_element<'a>(html: &'a str, name: &str) -> &'a str {
    let mut rest = html;
    while let Some((_, tag)) = split_once(rest, "</") {
        if tag
            .get(..name.len())
            .is_some_and(|closing| closing.eq_ignore_ascii_case(name))
        {
            return after_tag(tag);
        }
        rest = tag;
    }
    ""
}

/// Takes the character reference or bare `&` at the start of `markup` and returns what follows it.
fn entity<'a>(markup: &'a str, lines: &mut Lines) -> &'a str {
    const LONGEST: usize = 10;
    let inside = markup.get(1..).unwrap_or_default();
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';');
    let found = end.and_then(|end| {
        let char = character(inside.get(..end)?)?;
        Some((char, inside.get(end + 1..)?))
    });
    let Some((char, rest)) = found else {
        lines.push("&");
        return inside;
    };
    lines.push(char.encode_utf8(&mut [0; 4]));
    rest
}

/// The character that a reference's name or number stands for.
pub(super) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    named(name)
}

/// The character that a reference's name stands for.
fn named(name: &str) -> Option<char> {
    let mut rest = ENTITIES;
    while let Some((known, more)) = split_once(rest, "=") {
        let char = more.chars().next()?;
        if known == name {
            return Some(char);
        }
        rest = more.get(char.len_utf8() + 1..)?;
    }
    None
}

/// The references that German and English feeds use. One text, not a table
/// of them (docs/size.md).
const ENTITIES: &str = "\
    amp=& lt=< gt=> quot=\" apos=' nbsp=\u{a0} shy=\u{ad} auml=ä ouml=ö uuml=ü Auml=Ä \
    Ouml=Ö Uuml=Ü szlig=ß eacute=é egrave=è ecirc=ê agrave=à aacute=á acirc=â ccedil=ç \
    ntilde=ñ oslash=ø aring=å ndash=– mdash=— hellip=… bull=• middot=· euro=€ copy=© reg=® \
    deg=° laquo=« raquo=» bdquo=„ ldquo=“ rdquo=” lsquo=‘ rsquo=’ sbquo=‚ ";

/// Text as it is written: white space is one space, and breaks wait until there is a next word.
#[derive(Default)]
struct Lines {
    out: String,
    /// How many line breaks stand before the next word.
    breaks: usize,
    has_space: bool,
    /// The address of the link at hand, and where its words begin.
    link: Option<(String, usize)>,
}

impl Lines {
    fn push(&mut self, text: &str) {
        for char in text.chars() {
            if matches!(char, ' ' | '\n' | '\r' | '\t' | '\u{c}') {
                self.has_space = true;
                continue;
            }
            if self.breaks > 0 {
                for _ in 0..self.breaks {
                    self.out.push('\n');
                }
            } else if self.has_space && !self.out.is_empty() {
                self.out.push(' ');
            }
            self.breaks = 0;
            self.has_space = false;
            self.out.push(char);
        }
    }

    fn begin_link(&mut self, address: Option<String>) {
        self.end_link();
        self.link = address.map(|address| (address, self.out.len()));
    }

    /// Writes the address of a link behind its words, unless they are it.
    fn end_link(&mut self) {
        let Some((address, start)) = self.link.take() else {
            return;
        };
        let bare = split_once(&address, ":").map_or(address.as_str(), |(_, bare)| bare);
        let bare = bare.trim_matches('/');
        let words = self.out.get(start..).unwrap_or_default();
        let is_told = words.is_empty() || bare.is_empty() || split_once(words, bare).is_some();
        if !is_told {
            self.has_space = self.breaks == 0;
            self.push("(");
            self.push(&address);
            self.push(")");
        }
    }

    /// Ends the line; two breaks make an empty line, and there are never more. A paragraph within
    /// a list item stays beside the item's mark.
    fn end(&mut self, breaks: usize) {
        if self.out.ends_with('•') {
            return;
        }
        if !self.out.is_empty() {
            self.breaks = self.breaks.max(breaks).min(2);
        }
        self.has_space = false;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::to_text;

    #[test]
    fn words_keep_their_lines_and_lose_their_markup() {
        for (html, text) in [
            ("plain  text\n here", "plain text here"),
            ("<p>One</p>\n<p>Two<br>three</p>", "One\n\nTwo\nthree"),
            ("a<br><br/><br />b<br>c", "a\n\nb\nc"),
            ("<ul><li><p>One</p></li><li>Two</li></ul>", "• One\n\n• Two"),
            ("a<div>b</div>c", "a\nb\nc"),
            (
                "<ul><li>One</li> <li><b>Two</b></li></ul>End",
                "• One\n• Two\n\nEnd",
            ),
            ("<P CLASS='x>y'>A</P>", "A"),
            ("<table><tr><th>A<td>B<tr><td>C</table>", "A B\nC"),
            ("a <b>b</b> c", "a b c"),
            ("a<script>alert('<p>')</script>b<style>p{}</STYLE >c", "abc"),
            ("a<!-- <p> -->b<!doctype html>c<?php x ?>d", "abcd"),
            ("<a href=\"javascript:alert(1)\">x</a>", "x"),
            (
                "<a class=b href=\"https://a.example/?b=1&amp;c=2\">Mehr</a>, ja",
                "Mehr (https://a.example/?b=1&c=2), ja",
            ),
            ("<a HREF='https://a.example/'>a.example</a>", "a.example"),
            ("<a href=https://a.example/>Mehr", "Mehr"),
            (
                "<a href='mailto:b@a.example'>Post</a>",
                "Post (mailto:b@a.example)",
            ),
            ("<a href='https://a.example'><img src='x'></a>b", "b"),
            ("<a href='/x'>Mehr</a> <a href='data:x'>b</a>", "Mehr b"),
            (
                "&lt;p&gt; &amp;amp; &auml;&#228;&#xE4; &unknown; & &#0;x &#xd800;",
                "<p> &amp; äää &unknown; & \u{0}x &#xd800;",
            ),
            ("1 < 2 <3", "1 < 2 <3"),
            ("a <b", "a"),
            ("a<script>b", "a"),
            ("a<!-- b", "a"),
            ("", ""),
            ("<", "<"),
            ("&", "&"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(html in any::<String>(), markup in "[<>/&;#x0-9 a-p!\"'-]{0,60}") {
            prop_assert!(to_text(&html).len() <= html.len() * 3 + 3);
            prop_assert!(to_text(&markup).len() <= markup.len() * 3 + 3);
            let linked = format!("<a href='https://{markup}'>{html}</a>");
            prop_assert!(to_text(&linked).len() <= linked.len() * 3 + 3);
        }
    }
}
