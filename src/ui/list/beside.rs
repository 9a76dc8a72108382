//! What stands in a row beside its words: a small picture, and how its description begins. Whether there is anything is
//! known with the rows, and it comes with the details (`ui::part`). It takes no room that the row has not kept for it.

use crate::app::State;
use crate::dom::{Node, classed, window_width};
use crate::event::{Event, Image, Said, Text};
use crate::ui::language::own_direction;
use crate::ui::list::entry::{foreign, may_have_picture, place_line};
use crate::ui::list::extra;
use crate::ui::part;
use crate::ui::picture::picture;

/// The least width of a window in which a row has room for a description, in CSS pixels; of the row the style
/// decides.
const ROOM: f64 = 900.0;
/// More letters than have room in a line, and than have room in what a place leaves of it.
const LINE: usize = 160;
const REST: usize = 64;

/// Whether there is anything.
pub fn has_beside(state: State, event: &Event) -> bool {
    may_have_picture(state, event) || has_line(event) || extra::template(state).is_some()
}

fn has_line(event: &Event) -> bool {
    event.said.has(Said::DESCRIPTION) && window_width() >= ROOM
}

/// The picture, and how the description begins.
pub fn beside(state: State, event: &Event) -> Node {
    let details = event.details();
    let image = details.image.as_ref().filter(|_| may_have_picture(state, event));
    let line = details.description.as_ref().filter(|_| has_line(event));
    Node::Many(vec![
        image.and_then(|image| thumb(state, image)).into(),
        line.map(|text| about(state, event, text)).into(),
        extra::extra(state, event).into(),
    ])
}

/// The words beside it say what it is.
fn thumb(state: State, image: &Image) -> Option<Node> {
    let picture = picture(state, image, "lh-thumb")?;
    Some(picture.attr("alt", "").into())
}

/// How the description begins, in one line.
fn about(state: State, event: &Event, text: &Text) -> Node {
    let is_alone = place_line(state, event).is_none();
    let room = if is_alone { LINE } else { REST };
    let line = beginning(&text.value, room);
    own_direction(classed("p", "lh-about"))
        .flag("data-alone", is_alone)
        .attr("lang", foreign(state, text))
        .child(part::marked(state, &line))
        .into()
}

/// The first words of a text, so many letters at most, and dots where it goes on.
fn beginning(text: &str, room: usize) -> String {
    let cut = text.char_indices().nth(room);
    let Some(line) = cut.and_then(|(end, _)| text.get(..end)) else {
        return text.to_owned();
    };
    let words = line.rsplit_once(' ').map_or(line, |(words, _)| words);
    [words, " …"].concat()
}
