//! HTML to plain text: what the words say, with their lines and paragraphs, and which of them are emphasised,
//! listed or linked.
//!
//! Nothing of the markup survives but the kinds of [`Mark`], so nothing else of it needs to be trusted. One pass,
//! without recursion: its time grows with the text alone.

use std::ops::Range;

use crate::event::{Href, Image, Mark, MarkKind, Text};
use crate::feed::clean::{LABEL, clean};
use crate::text::{Digits, cut, split_once};

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

/// The most marks of a text: a description of 50,000 letters has fewer.
const MAX_MARKS: usize = 2_000;
/// The most elements within each other that are told apart.
const MAX_DEPTH: usize = 8;

/// Signs that stand in a text for its markup until it is cleaned, as its letters may still go then. They are
/// no characters (Unicode 23.7), and those that a feed brings along are left out before.
mod sign {
    pub(super) const STRONG: char = '\u{FDD0}';
    pub(super) const EMPHASIS: char = '\u{FDD1}';
    pub(super) const HEADING: char = '\u{FDD2}';
    pub(super) const ITEM: char = '\u{FDD3}';
    /// Behind it stands which one it is.
    pub(super) const LINK: char = '\u{FDD4}';
    pub(super) const ADDRESS: char = '\u{FDD5}';
    /// Behind it stands which one it is.
    pub(super) const PICTURE: char = '\u{FDD6}';
    /// Ends what was begun last.
    pub(super) const END: char = '\u{FDD7}';
    /// The number 0; others follow.
    pub(super) const ZERO: u32 = 0xF_0000;

    pub(super) fn is_sign(letter: char) -> bool {
        matches!(letter, STRONG..=END | '\u{F0000}'..='\u{FFFFF}')
    }
}

/// A text with signs for its markup in it, and what links and pictures lead to.
pub(super) struct Marked {
    /// To be cleaned before it is shown.
    pub(super) text: String,
    links: Vec<Href>,
    pictures: Vec<Image>,
}

/// Elements that style their words, by the sign that stands for them.
const STYLES: [(char, &[&str]); 3] = [
    (sign::STRONG, &["b", "strong", "th", "dt"]),
    (sign::EMPHASIS, &["i", "em", "cite", "dfn"]),
    (sign::HEADING, &["h1", "h2", "h3", "h4", "h5", "h6"]),
];

/// The text of an HTML fragment.
pub(super) fn read(html: &str) -> Marked {
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
    lines.end_link();
    Marked {
        text: lines.out,
        links: lines.links,
        pictures: lines.pictures,
    }
}

impl Marked {
    /// The plain words of the text, which was cleaned meanwhile, and what is marked in them.
    pub(super) fn unmark(&self, cleaned: &str) -> (String, Vec<Mark>) {
        let mut out = String::with_capacity(cleaned.len());
        let mut marks: Vec<Mark> = Vec::new();
        // What is open: where it began in this line, and what it is.
        let mut open: Vec<(usize, MarkKind)> = Vec::new();
        let mut close = |range: Range<usize>, kind: MarkKind| {
            if !range.is_empty() && marks.len() < MAX_MARKS {
                marks.push(Mark { range, kind });
            }
        };
        let mut pictures = Vec::new();
        let mut letters = cleaned.chars().peekable();
        while let Some(letter) = letters.next() {
            let number =
                |next: Option<char>| next.map_or(0, |next| u32::from(next).wrapping_sub(sign::ZERO)) as usize;
            let kind = match letter {
                sign::STRONG => Some(MarkKind::Strong),
                sign::EMPHASIS => Some(MarkKind::Emphasis),
                sign::HEADING => Some(MarkKind::Heading),
                sign::ITEM => Some(MarkKind::Item),
                sign::ADDRESS => Some(MarkKind::Address),
                sign::LINK => self
                    .links
                    .get(number(letters.next()))
                    .cloned()
                    .map(MarkKind::Link),
                sign::PICTURE => {
                    if let Some(image) = self.pictures.get(number(letters.next())) {
                        pictures.push((out.len(), image));
                    }
                    continue;
                }
                sign::END => {
                    if let Some((start, kind)) = open.pop() {
                        close(start..out.len(), kind);
                    }
                    continue;
                }
                letter if sign::is_sign(letter) => continue,
                '\n' => {
                    for (start, kind) in &mut open {
                        close(*start..out.len(), kind.clone());
                        *start = out.len() + 1;
                    }
                    out.push('\n');
                    continue;
                }
                letter => {
                    out.push(letter);
                    continue;
                }
            };
            open.extend(kind.map(|kind| (out.len(), kind)));
        }
        for (start, kind) in open {
            close(start..out.len(), kind);
        }
        out.truncate(out.trim_end().len());
        for mark in &mut marks {
            mark.range = mark.range.start.min(out.len())..mark.range.end.min(out.len());
        }
        marks.extend(pictures.into_iter().map(|(at, image)| Mark {
            range: at.min(out.len())..at.min(out.len()),
            kind: MarkKind::Picture(image.clone()),
        }));
        // Those that hold others before them.
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        (out, marks)
    }
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
    let tag = named.get(..named.len() - rest.len()).unwrap_or_default();
    if name.eq_ignore_ascii_case("a") {
        lines.end_link();
        if !is_closing {
            lines.begin_link(link(tag));
        }
    } else if name.eq_ignore_ascii_case("img") {
        lines.picture(tag);
    }
    if is_in(&DROPPED) {
        return if is_closing {
            rest
        } else {
            after_element(rest, name)
        };
    }
    let style = STYLES
        .iter()
        .find(|(_, names)| is_in(names))
        .map(|(style, _)| *style);
    if let Some(style) = style.filter(|_| is_closing) {
        lines.end_style(style);
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
    if let Some(style) = style.filter(|_| !is_closing) {
        lines.begin_style(style);
    }
    if is_in(&["ol", "ul"]) {
        lines.list(name.eq_ignore_ascii_case("ol"), is_closing);
    } else if !is_closing && name.eq_ignore_ascii_case("li") {
        lines.item();
    }
    rest
}

/// Where the tag of a link leads, if that is a place on the web, a mailbox or a telephone.
fn link(tag: &str) -> Option<Href> {
    let address = attribute(tag, "href")?;
    let is_foul = |letter: char| letter.is_ascii_whitespace() || sign::is_sign(letter);
    Href::parse(&address).filter(|_| !address.chars().any(is_foul))
}

/// The value of an attribute of a tag, with references resolved.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        // Behind the name of the element or the value before.
        rest = cut(rest, b" \t\n\r/\"'").1;
        rest = rest.get(1..)?;
        let is_it = rest
            .get(..name.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(name));
        let (own, value) = cut(rest, b"= \t\n\r\"'>");
        let value = value.trim_ascii_start();
        let Some(value) = value.strip_prefix('=').map(str::trim_ascii_start) else {
            continue;
        };
        let (value, behind) = match value.as_bytes().first()? {
            b'"' => cut(value.get(1..)?, b"\""),
            b'\'' => cut(value.get(1..)?, b"'"),
            _ => cut(value, b" \t\n\r>"),
        };
        if is_it && own.len() == name.len() {
            return Some(resolved(value.trim_ascii()));
        }
        rest = behind;
    }
}

/// A text with its references to characters resolved.
fn resolved(text: &str) -> String {
    let mut lines = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (plain, markup) = cut(rest, b"&");
        lines.push_str(plain);
        rest = match reference(markup) {
            Some((letter, rest)) => {
                lines.push(letter);
                rest
            }
            None => {
                lines.push_str(markup.get(..1).unwrap_or_default());
                markup.get(1..).unwrap_or_default()
            }
        };
    }
    lines
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
    let Some((letter, rest)) = reference(markup) else {
        lines.push("&");
        return markup.get(1..).unwrap_or_default();
    };
    lines.push(letter.encode_utf8(&mut [0; 4]));
    rest
}

/// The character that the reference at the start of a text stands for, and what follows it.
pub(super) fn reference(markup: &str) -> Option<(char, &str)> {
    const LONGEST: usize = 10;
    let inside = markup.get(1..)?;
    let end = inside.bytes().take(LONGEST).position(|byte| byte == b';')?;
    Some((character(inside.get(..end)?)?, inside.get(end + 1..)?))
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
    /// The signs that stand before the next word.
    waiting: String,
    /// The styles that are open.
    styles: Vec<char>,
    /// The lists that are open; of one that is numbered its last number.
    lists: Vec<Option<u32>>,
    /// Where the words of the link at hand begin.
    link: Option<usize>,
    links: Vec<Href>,
    pictures: Vec<Image>,
}

impl Lines {
    fn push(&mut self, text: &str) {
        for char in text.chars() {
            if sign::is_sign(char) {
                continue;
            }
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
            self.out.push_str(&self.waiting);
            self.waiting.clear();
            self.out.push(char);
        }
    }

    /// Ends what was begun last; that is nothing where it has no words.
    fn end_sign(&mut self) {
        match self.waiting.pop() {
            None => self.out.push(sign::END),
            Some(last) if u32::from(last) >= sign::ZERO => {
                self.waiting.pop();
            }
            Some(_) => {}
        }
    }

    fn begin_style(&mut self, style: char) {
        if self.styles.len() < MAX_DEPTH && self.link.is_none() && !self.styles.contains(&style) {
            self.styles.push(style);
            self.waiting.push(style);
        }
    }

    /// Ends a style, and those that were begun within it.
    fn end_style(&mut self, style: char) {
        let Some(at) = self.styles.iter().position(|open| *open == style) else {
            return;
        };
        // A link does not reach out of what holds it.
        self.end_link();
        for _ in at..self.styles.len() {
            self.end_sign();
        }
        self.styles.truncate(at);
    }

    fn list(&mut self, is_numbered: bool, is_closing: bool) {
        if is_closing {
            self.lists.pop();
        } else if self.lists.len() < MAX_DEPTH {
            self.lists.push(is_numbered.then_some(0));
        }
    }

    fn item(&mut self) {
        self.waiting.push(sign::ITEM);
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                let number = *number;
                self.push(&number.digits());
                self.push(".");
            }
            _ => self.push("•"),
        }
        self.out.push(' ');
        self.end_sign();
    }

    fn picture(&mut self, tag: &str) {
        const MOST: usize = 20;
        let Some(href) = attribute(tag, "src").and_then(|address| Href::parse(&address)) else {
            return;
        };
        if self.pictures.len() == MOST || !href.is_web() {
            return;
        }
        let words = attribute(tag, "alt").and_then(|words| clean(&words, LABEL));
        self.out.push(sign::PICTURE);
        self.out.extend(number(self.pictures.len()));
        self.pictures.push(Image {
            href,
            alternative: words.map(|words| Text {
                value: words.text,
                language: None,
            }),
        });
    }

    fn begin_link(&mut self, address: Option<Href>) {
        let Some(address) = address.filter(|_| self.links.len() < MAX_MARKS) else {
            return;
        };
        self.waiting.push(sign::LINK);
        self.waiting.extend(number(self.links.len()));
        self.links.push(address);
        self.link = Some(self.out.len());
    }

    /// Writes the address of a link behind its words, unless they are it.
    fn end_link(&mut self) {
        let Some(start) = self.link.take() else {
            return;
        };
        self.end_sign();
        let Some(address) = self.links.last().map(Href::as_str) else {
            return;
        };
        let bare = split_once(address, ":").map_or(address, |(_, bare)| bare);
        let bare = bare.trim_matches('/');
        let words = self.out.get(start..).unwrap_or_default();
        let words: String = words.chars().filter(|letter| !sign::is_sign(*letter)).collect();
        let is_told = words.is_empty() || bare.is_empty() || split_once(&words, bare).is_some();
        if !is_told {
            self.out.push(sign::ADDRESS);
            self.out.push_str(" (");
            self.out.push_str(address);
            self.out.push(')');
            self.out.push(sign::END);
        }
    }

    /// Ends the line; two breaks make an empty line, and there are never more. A paragraph within
    /// a list item stays beside the item's mark.
    fn end(&mut self, breaks: usize) {
        if self.out.ends_with(ITEM_END) {
            return;
        }
        if !self.out.is_empty() {
            self.breaks = self.breaks.max(breaks).min(2);
        }
        self.has_space = false;
    }
}

/// How the mark of an item ends.
const ITEM_END: &str = " \u{FDD7}";

/// The letter that stands for a number behind a sign.
fn number(index: usize) -> Option<char> {
    char::from_u32(sign::ZERO + u32::try_from(index).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, proptest};

    use super::*;

    fn to_text(html: &str) -> String {
        let marked = read(html);
        marked.unmark(&marked.text).0
    }

    /// The marks of a text, each as its kind and its words.
    fn marks(html: &str) -> Vec<(String, String)> {
        let marked = read(html);
        let (text, marks) = marked.unmark(&marked.text);
        let told = |mark: &Mark| {
            let kind = match &mark.kind {
                MarkKind::Link(href) => href.as_str().to_owned(),
                MarkKind::Picture(image) => image.href.as_str().to_owned(),
                kind => format!("{kind:?}").to_lowercase(),
            };
            (kind, text[mark.range.clone()].to_owned())
        };
        marks.iter().map(told).collect()
    }

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
            ("<a href=https://a.example/>Mehr", "Mehr (https://a.example/)"),
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

    #[test]
    fn what_is_emphasised_listed_and_linked_is_marked() {
        for (html, expected) in [
            (
                "a <b>b</b> c <i>d <strong>e</strong></i>",
                &[("strong", "b"), ("emphasis", "d e"), ("strong", "e")][..],
            ),
            ("<b> </b><b></b>x<b>y", &[("strong", "y")]),
            ("<h2>Eins</h2><p>Zwei</p>", &[("heading", "Eins")]),
            ("<b>a<p>b</b>c</p>", &[("strong", "a"), ("strong", "b")]),
            ("<b>a<i>b</b>c</i>d", &[("strong", "ab"), ("emphasis", "b")]),
            ("<b><b>a</b>b</b>", &[("strong", "a")]),
            ("</b></a></li></ul>a", &[]),
            ("<ul><li>Eins<li>Zwei</ul>", &[("item", "• "), ("item", "• ")]),
            (
                "<ol><li><p>Eins</p></li><li><b>Zwei</b></li></ol>",
                &[("item", "1. "), ("item", "2. "), ("strong", "Zwei")],
            ),
            (
                "<a title=\"href='x'\" data-href=y href = 'https://a.example/?a&amp;b'>hier</a>.",
                &[
                    ("https://a.example/?a&b", "hier"),
                    ("address", " (https://a.example/?a&b)"),
                ],
            ),
            (
                "<a href='tel:+49'>Anruf</a>",
                &[("tel:+49", "Anruf"), ("address", " (tel:+49)")],
            ),
            ("<a href='javascript:x'>a</a><a href='//a.example'>b</a>", &[]),
            (
                "<a href='https://a.example'>a<a href='https://b.example'>b",
                &[
                    ("https://a.example", "a"),
                    ("address", " (https://a.example)"),
                    ("https://b.example", "b"),
                    ("address", " (https://b.example)"),
                ],
            ),
            (
                "<b>x<a href='https://x.example'>x.example</b>y</a>",
                &[("strong", "xx.example"), ("https://x.example", "x.example")],
            ),
            (
                "a<img src='https://a.example/1.png' alt='Saal'>b<img src=data:x><img>",
                &[("https://a.example/1.png", "")],
            ),
            (
                "<p>a</p><img src=https://a.example/1.png>",
                &[("https://a.example/1.png", "")],
            ),
            ("<a href='https://a.example/&#xFDD7;'>a</a>b", &[]),
            ("\u{FDD0}a\u{FDD7}\u{FDD4}\u{F0000}&#xFDD0;b", &[]),
        ] {
            let found = marks(html);
            let found: Vec<(&str, &str)> = found
                .iter()
                .map(|(kind, words)| (kind.as_str(), words.as_str()))
                .collect();
            assert_eq!(found, expected, "{html}");
        }
        assert_eq!(marks(&"<b>a</b>".repeat(5_000)).len(), MAX_MARKS);
    }

    proptest! {
        #[test]
        fn marks_hold_each_other_and_lie_in_lines(html in "([ab \n]|</?(b|i|h2|p|li|ol|ul|br)>|<a href=https://x.example>|</a>|<img src=https://a.example>){0,30}") {
            let marked = read(&html);
            let (text, marks) = marked.unmark(&marked.text);
            prop_assert!(!text.chars().any(sign::is_sign));
            for (at, mark) in marks.iter().enumerate() {
                prop_assert!(!text[mark.range.clone()].contains('\n'));
                for later in &marks[at..] {
                    let (outer, inner) = (&mark.range, &later.range);
                    prop_assert!(inner.start >= outer.end || inner.end <= outer.end, "{text:?} {marks:?}");
                }
            }
        }

        #[test]
        fn any_text_is_read(html in any::<String>(), markup in "[<>/&;#x0-9 a-p!\"'-]{0,60}") {
            prop_assert!(to_text(&html).len() <= html.len() * 3 + 3);
            prop_assert!(to_text(&markup).len() <= markup.len() * 3 + 3);
            let linked = format!("<a href='https://{markup}'>{html}</a>");
            prop_assert!(to_text(&linked).len() <= linked.len() * 3 + 3);
        }
    }
}
