//! What goes along when someone passes an event on, and what a saved file is called.

use crate::export::Context;
use crate::export::words::{join, short_place, title};
use crate::filter::Facet;
use crate::i18n::{ExportWords, PaperWords, fill};
use crate::schedule::Occurrence;
use crate::text::{Digits, slug};
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

/// What is chosen, in words: "Workshop in Leipzig, free". Types come first, then places, then all else in the
/// order in which it was chosen; empty where nothing is.
pub fn selection_name(chosen: &[(Facet, String)], words: PaperWords) -> String {
    let of = |is_meant: &dyn Fn(Facet) -> bool| {
        let mut names = String::new();
        for (_, name) in chosen.iter().filter(|(facet, _)| is_meant(*facet)) {
            join(&mut names, name, ", ");
        }
        names
    };
    let (types, places) = (
        of(&|facet| facet == Facet::Type),
        of(&|facet| facet == Facet::Place),
    );
    let mut name = match types.is_empty() || places.is_empty() {
        true => [types, places].concat(),
        false => fill(words.type_in_place(), &[&types, &places]),
    };
    let others = of(&|facet| !matches!(facet, Facet::Type | Facet::Place));
    join(&mut name, &others, ", ");
    name
}

/// Several occurrences, each in a line with its date, its title and its place; after so many it only says how
/// many more there are.
pub fn share_list(occurrences: &[Occurrence], most: usize, context: &Context<'_>) -> String {
    let mut text = String::new();
    for occurrence in occurrences.iter().take(most) {
        let mut line = (context.when)(occurrence);
        join(&mut line, &title(occurrence, context.strings), " · ");
        join(&mut line, &short_place(&occurrence.event, context.strings), " · ");
        join(&mut text, &line, "\n");
    }
    if occurrences.len() > most {
        let words = ExportWords::of(context.strings.tag());
        let rest = (occurrences.len() - most).digits();
        join(&mut text, &fill(words.and_more(), &[&rest]), "\n");
    }
    text
}

/// The name of an iCalendar file: `2026-05-12-rust-abend.ics`. Only ASCII letters, digits and hyphens,
/// which every system takes; other letters are folded as in the search, or left out.
pub fn file_name(date: Date, title: &str) -> String {
    let mut name = iso(date);
    let title = slug(title, MAX_NAME - name.len() - 1);
    if !title.is_empty() {
        name.push('-');
        name.push_str(&title);
    }
    name.push_str(".ics");
    name
}
