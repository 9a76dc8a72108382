//! The shortest ways of an event into a calendar. They come with the dialog, and what writes the file with the exports
//! (`ui::part`), when it is wanted.

use crate::app::{Part, State};
use crate::dom::{Element, Node, button, classed, spawn};
use crate::export::{Service, calendar_link};
use crate::i18n::ExportWords;
use crate::schedule::Occurrence;
use crate::ui::export::shown::in_context;
use crate::ui::part;

/// The shortest ways of this date into a calendar: links and a file, without a reminder. `fail` says so where what writes the
/// file could not be loaded.
pub fn at_once(state: State, occurrence: &Occurrence, fail: impl Fn() + Copy + 'static) -> Node {
    let words = ExportWords::of(state.strings().tag());
    let link = |service: Service, name: &'static str| {
        let address = in_context(state, |context| calendar_link(service, occurrence, context));
        outside("lh-link", address)
            .attr("data-at-once", service.name())
            .child(name)
    };
    let (google, outlook) = (
        link(Service::Google, words.google()),
        link(Service::Outlook, Service::Outlook.name()),
    );
    // It ends a line, and begins none.
    let between = || Node::from("\u{a0}· ".to_owned());
    let occurrence = occurrence.clone();
    let file = button("lh-link")
        .attr("data-at-once", "file")
        .on("pointerover", move |_| state.expect(Part::Export))
        .on("click", move |_| {
            let occurrence = occurrence.clone();
            spawn(async move {
                if !part::save_date(state, &occurrence).await {
                    fail();
                }
            });
        })
        .child(words.file_short());
    Node::Many(vec![
        [words.at_once(), " "].concat().into(),
        google.into(),
        between(),
        outlook.into(),
        between(),
        file.into(),
    ])
}

/// A link to another site, in a tab of its own, which the site learns nothing from.
pub fn outside(class: &'static str, address: String) -> Element {
    classed("a", class)
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
}
