//! What was typed, once the visitor has done typing.

use crate::filter::asked_days::AskedDays;
use crate::filter::language::{Sought, Term};
use crate::filter::pattern::spellings;
use crate::filter::vocabulary::values_of;
use crate::filter::{Facet, Index, Meaning, Piece, Present, Query, language};
use crate::text::{each_word, parted, split_once};

/// A piece of a text.
enum Part {
    /// Text, whatever it could mean.
    Term(Term),
    /// A value by the name of its facet.
    Value(Facet, String),
    /// Words that were read.
    Piece(Piece),
}

/// How many pieces are tried as text before all are.
const MOST_TRIES: usize = 8;

impl Index {
    /// The query with those values chosen that its text means: the known ones that it names (`ort:Köln`), and
    /// beginnings of just one of them, as the feed writes them; and what [`Index::read`] understands of its
    /// words. All else stays text, such as a value that no event has, or one that is left out. `None` if there is
    /// nothing to choose.
    ///
    /// Words that are a value and stand in other events too must not hide those. So if what was understood
    /// leaves nothing that is still to come, and with some of it as text something is left, that stays text:
    /// one piece, the first that helps, or else all of them. Only what events have as whole words: `so` is no part
    /// of `Software`. If nothing helps, all is chosen that was understood: chips can be taken off one by one.
    pub fn settle(&self, query: &Query, present: &Present) -> Option<Query> {
        let parts = self.parts(query, present)?;
        let best = self.best(query, &parts, present);
        (best != *query).then_some(best)
    }

    /// The query with all of its text chosen that is understood, whatever that leaves: what a key may cost has
    /// no room for trying. `None` if there is nothing to choose.
    pub(super) fn understood(&self, query: &Query, present: &Present) -> Option<Query> {
        let parts = self.parts(query, present)?;
        Some(settled(query, &parts, &|_| false))
    }

    /// What a query asks for that leaves nothing: as its text is understood, but as it is where that would leave
    /// something.
    pub fn as_read(&self, query: &Query, present: &Present) -> Query {
        match self.understood(query, present) {
            Some(read) if !self.misses(&read, present).contains(&0) => read,
            _ => query.clone(),
        }
    }

    /// What of a text names a value that there is not (`ort:Atlantis`; true), or nothing that is known (`wann:bla`,
    /// `farbe:rot`; false), as it was typed. No event has any of it.
    pub fn strange(&self, text: &str, present: &Present) -> Vec<(String, bool)> {
        let mut strange = Vec::new();
        each_word(text, &mut |typed| {
            let Some((name, value)) = split_once(typed, ":") else {
                return;
            };
            let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
            let is_free = match language::parse(typed).pop().map(|term| term.sought) {
                Some(Sought::Value(facet, value)) => {
                    let named = [self.named(facet, &value), self.begun(facet, &value)].concat();
                    let is_known = facet == Facet::When && AskedDays::read(&value, present).is_some();
                    (named.is_empty() && !is_known).then(|| facet.is_free())
                }
                // What follows is no address.
                Some(Sought::Word(_)) if is_name && !value.is_empty() && !value.starts_with('/') => {
                    (!self.text_index.has(&spellings(typed))).then_some(false)
                }
                _ => None,
            };
            strange.extend(is_free.map(|is_free| (typed.to_owned(), is_free)));
        });
        strange
    }

    /// The pieces of a text; `None` if none of them is a choice.
    fn parts(&self, query: &Query, present: &Present) -> Option<Vec<Part>> {
        let mut parts = Vec::new();
        let mut words = Vec::new();
        let read = |words: &mut Vec<String>, parts: &mut Vec<Part>| {
            parts.extend(self.read(words, present).into_iter().map(Part::Piece));
            words.clear();
        };
        for term in language::parse(&query.text) {
            if let Term {
                is_excluded: false,
                sought: Sought::Word(word),
                ..
            } = term
            {
                words.push(word);
                continue;
            }
            read(&mut words, &mut parts);
            let known = match &term {
                Term {
                    is_excluded: false,
                    sought: Sought::Value(facet, value),
                    ..
                } => self.known(*facet, value, present).map(|value| (*facet, value)),
                _ => None,
            };
            parts.push(match known {
                Some((facet, value)) => Part::Value(facet, value),
                None => Part::Term(term),
            });
        }
        read(&mut words, &mut parts);

        parts.iter().any(|part| part.is_value()).then_some(parts)
    }

    /// The query with as much of its text understood as leaves something.
    fn best(&self, query: &Query, parts: &[Part], present: &Present) -> Query {
        let as_read = settled(query, parts, &|_| false);
        if self.leaves(&as_read, present) {
            return as_read;
        }
        let has_words = |at: &usize| match parts.get(*at) {
            Some(Part::Piece(piece)) if piece.is_understood() => {
                let mut words = parted(&piece.words, b' ');
                words.all(|word| self.text_index.has_word(&spellings(word)))
            }
            _ => false,
        };
        let words: Vec<usize> = (0..parts.len()).filter(has_words).collect();
        for one in words.iter().take(MOST_TRIES) {
            let other = settled(query, parts, &|at| at == *one);
            if self.leaves(&other, present) {
                return other;
            }
        }
        let as_text = settled(query, parts, &|at| words.contains(&at));
        if self.leaves(&as_text, present) {
            as_text
        } else {
            as_read
        }
    }

    /// The one value that a name stands for.
    fn known(&self, facet: Facet, name: &str, present: &Present) -> Option<String> {
        if facet == Facet::When && AskedDays::read(name, present).is_some() {
            return Some(name.to_owned());
        }
        let mut found = self.named(facet, name);
        if found.is_empty() {
            found = self.begun(facet, name);
        }
        let &[only] = found.as_slice() else { return None };
        self.label(facet, only)
            .or_else(|| values_of(facet).nth(only).map(str::to_owned))
    }
}

impl Part {
    /// True for what is chosen.
    fn is_value(&self) -> bool {
        match self {
            Self::Value(..) => true,
            Self::Piece(piece) => piece.is_understood(),
            Self::Term(_) => false,
        }
    }

    /// True for what says nothing by itself.
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Piece(piece) if piece.meaning == Meaning::Nothing)
    }
}

/// The query with its text taken as these parts; those pieces as text of which `is_text` says so, and with
/// them what says nothing beside anything else.
fn settled(query: &Query, parts: &[Part], is_text: &dyn Fn(usize) -> bool) -> Query {
    let mut settled = query.clone();
    let mut others = Vec::new();
    let is_something = |at: &usize| parts.get(*at).is_some_and(|part| !part.is_nothing());
    let is_chosen = |at: usize| !is_text(at) && parts.get(at).is_some_and(Part::is_value);
    let is_beside = |at: usize| {
        let before = (0..at).rev().find(is_something);
        before.is_some_and(is_chosen) || (at..parts.len()).find(is_something).is_some_and(is_chosen)
    };
    for (at, part) in parts.iter().enumerate() {
        match part {
            Part::Term(term) => others.push(term.clone()),
            Part::Value(facet, value) => settled.choose(*facet, value.clone()),
            Part::Piece(Piece { words, meaning }) => match meaning {
                Meaning::Values { values, is_excluded } if !is_text(at) => {
                    for (facet, value) in values {
                        match is_excluded {
                            true => others.push(Term::new(true, Sought::Value(*facet, value.clone()))),
                            false => settled.choose(*facet, value.clone()),
                        }
                    }
                }
                Meaning::Nothing if is_beside(at) => {}
                _ => others.extend(language::parse(words)),
            },
        }
    }
    settled.text = language::print(&others);
    settled
}
