//! Paragraphs, lists, emphasis, links and pictures of a text.

use std::ops::Range;

use crate::app::State;
use crate::dom::{Node, classed, el};
use crate::event::{Mark, MarkKind, Text, addresses};
use crate::text::{cut, split_once};
use crate::ui::language::own_direction;
use crate::ui::link::outward;
use crate::ui::list::entry::foreign;
use crate::ui::part;
use crate::ui::picture::told_picture;

/// A text in paragraphs, with what is marked in it. Addresses that stand in it as such become links.
pub fn prose(state: State, text: &Text, marks: &[Mark]) -> Node {
    let mut writer = Writer {
        state,
        text: &text.value,
        marks,
        blocks: Vec::new(),
        list: List::default(),
        pictures: Vec::new(),
    };
    writer.take_pictures(&(0..0));
    writer.end_list();
    let mut at = 0;
    let mut rest = Some(writer.text);
    while let Some(text) = rest {
        let (paragraph, after) =
            split_once(text, "\n\n").map_or((text, None), |(text, after)| (text, Some(after)));
        writer.paragraph(at..at + paragraph.len());
        at += paragraph.len() + 2;
        rest = after;
    }
    writer.end_list();
    classed("div", "lh-prose")
        .attr("lang", foreign(state, text))
        .child(writer.blocks)
        .into()
}

struct Writer<'a> {
    state: State,
    text: &'a str,
    marks: &'a [Mark],
    blocks: Vec<Node>,
    list: List,
    /// Pictures that stand in the paragraph or list at hand: they come behind it.
    pictures: Vec<Node>,
}

/// The list at hand.
#[derive(Default)]
struct List {
    /// The first number of one that is numbered.
    start: Option<String>,
    items: Vec<Vec<Node>>,
}

impl<'a> Writer<'a> {
    fn paragraph(&mut self, range: Range<usize>) {
        let mut nodes: Vec<Node> = Vec::new();
        let mut is_item = false;
        let mut at = range.start;
        while at < range.end {
            let line = cut(self.text.get(at..range.end).unwrap_or_default(), b"\n").0;
            let line = at..at + line.len();
            at = line.end + 1;
            if self
                .text
                .get(line.clone())
                .is_none_or(|line| line.trim_ascii().is_empty())
            {
                continue;
            }
            let marks = self.marks_of(&line);
            if let Some(item) = marks.iter().find(|mark| mark.kind == MarkKind::Item) {
                self.end_paragraph(&mut nodes);
                self.item(item, &line, marks);
                is_item = true;
            } else {
                let mut own = if is_item {
                    self.list.items.pop().unwrap_or_default()
                } else {
                    if nodes.is_empty() {
                        self.end_list();
                    }
                    std::mem::take(&mut nodes)
                };
                if !own.is_empty() {
                    own.push("\n".to_owned().into());
                }
                self.inline(line.clone(), marks, &mut own);
                match is_item {
                    true => self.list.items.push(own),
                    false => nodes = own,
                }
            }
            self.take_pictures(&(line.start + 1..line.end));
        }
        self.end_paragraph(&mut nodes);
    }

    fn end_paragraph(&mut self, nodes: &mut Vec<Node>) {
        if !nodes.is_empty() {
            let paragraph = own_direction(classed("p", "lh-paragraph")).child(std::mem::take(nodes));
            self.blocks.push(paragraph.into());
            self.blocks.append(&mut self.pictures);
        }
    }

    /// Takes the pictures that stand in a line, or behind its last word.
    fn take_pictures(&mut self, line: &Range<usize>) {
        let state = self.state;
        let pictures = self.marks_of(line).iter().filter_map(|mark| match &mark.kind {
            MarkKind::Picture(image) => told_picture(state, image).map(Node::from),
            _ => None,
        });
        self.pictures.extend(pictures);
    }

    fn item(&mut self, item: &Mark, line: &Range<usize>, marks: &[Mark]) {
        let number = cut(self.text.get(item.range.clone()).unwrap_or_default(), b".").0;
        let is_numbered = number.bytes().all(|digit| digit.is_ascii_digit());
        if is_numbered != self.list.start.is_some() || number == "1" {
            self.end_list();
        }
        if self.list.items.is_empty() {
            self.list.start = is_numbered.then(|| number.to_owned());
        }
        let mut nodes = Vec::new();
        self.inline(item.range.end..line.end, marks, &mut nodes);
        self.list.items.push(nodes);
    }

    fn end_list(&mut self) {
        let List { start, items } = std::mem::take(&mut self.list);
        if items.is_empty() {
            self.blocks.append(&mut self.pictures);
            return;
        }
        let items: Vec<Node> = items
            .into_iter()
            .map(|nodes| own_direction(classed("li", "lh-paragraph")).child(nodes).into())
            .collect();
        let list = classed(if start.is_some() { "ol" } else { "ul" }, "lh-prose-list");
        self.blocks.push(list.attr("start", start).child(items).into());
        self.blocks.append(&mut self.pictures);
    }

    /// The marks that lie in a line.
    fn marks_of(&self, line: &Range<usize>) -> &'a [Mark] {
        let from = self.marks.partition_point(|mark| mark.range.start < line.start);
        let rest = self.marks.get(from..).unwrap_or_default();
        // A picture may stand behind the last word.
        let to = rest.partition_point(|mark| mark.range.start <= line.end);
        rest.get(..to).unwrap_or_default()
    }

    /// The words of a range with what is marked in them.
    fn inline(&self, range: Range<usize>, marks: &[Mark], nodes: &mut Vec<Node>) {
        let mut at = range.start;
        let mut rest = marks;
        while let [mark, more @ ..] = rest {
            let inner = more
                .iter()
                .take_while(|later| later.range.start < mark.range.end)
                .count();
            let inside = |range: Range<usize>| {
                let mut nodes = Vec::new();
                self.inline(range, more.get(..inner).unwrap_or_default(), &mut nodes);
                nodes
            };
            rest = more.get(inner..).unwrap_or_default();
            self.words(at..mark.range.start, nodes);
            at = mark.range.end.max(at);
            let range = mark.range.clone();
            match &mark.kind {
                MarkKind::Strong | MarkKind::Heading => nodes.push(el("strong").child(inside(range)).into()),
                MarkKind::Emphasis => nodes.push(el("em").child(inside(range)).into()),
                MarkKind::Link(href) => {
                    let words = self.text.get(range).unwrap_or_default();
                    let words = part::marked(self.state, words);
                    nodes.push(outward(self.state, href, "lh-link").child(words).into());
                }
                // The list has bullets and numbers of its own, a link shows where it leads, and pictures stand
                // behind the paragraph.
                MarkKind::Item | MarkKind::Address | MarkKind::Picture(_) => {}
            }
        }
        self.words(at..range.end, nodes);
    }

    /// Plain words, in which addresses lead there.
    fn words(&self, range: Range<usize>, nodes: &mut Vec<Node>) {
        let text = self.text.get(range).unwrap_or_default();
        let mut at = 0;
        for (range, href) in addresses(text) {
            self.plain(text.get(at..range.start), nodes);
            at = range.end;
            let address = part::marked(self.state, text.get(range).unwrap_or_default());
            nodes.push(outward(self.state, &href, "lh-link").child(address).into());
        }
        self.plain(text.get(at..), nodes);
    }

    fn plain(&self, text: Option<&str>, nodes: &mut Vec<Node>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            nodes.push(part::marked(self.state, text));
        }
    }
}
