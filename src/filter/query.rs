//! What the visitor asks for.

use crate::filter::asked_days::AskedDays;
use crate::filter::language::{Sought, Term};
use crate::filter::{Facet, Present, language};
use crate::text::{fold, percent};
use crate::time::{Date, DateRange};

/// A search text and the chosen values of each facet.
///
/// An event must have every word of the text, and of each facet in which something is chosen at
/// least one value. Case, diacritics and white space do not part values.
///
/// The text is in the query language ([`language`]): what it names of facets counts as if it were chosen,
/// and stays in the text while the visitor types. [`Query::parse`] tells them apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The search text as typed, in the query language.
    pub text: String,
    /// The chosen values by facet, in the order in which they were chosen.
    pub chosen: Vec<(Facet, String)>,
    /// True if only events are meant that the visitor has starred. An index knows nothing of stars.
    pub starred: bool,
}

/// A filter that can be taken off, or kept alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loosening {
    /// The search text.
    Text,
    /// One chosen value.
    Value(Facet, String),
    /// All chosen values of a facet: where there are several, one less only leaves fewer events.
    Facet(Facet),
    /// That only starred events are meant.
    Starred,
}

impl Query {
    /// Reads a query: each value of a facet is chosen once, all else is text.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut others = Vec::new();
        for term in language::parse(text) {
            match term {
                Term {
                    is_excluded: false,
                    sought: Sought::Value(facet, value),
                    ..
                } => query.choose(facet, value),
                other => others.push(other),
            }
        }
        query.text = language::print(&others);
        query
    }

    /// The chosen values of a facet, in the order in which they were chosen.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.chosen
            .iter()
            .filter(move |(of, _)| *of == facet)
            .map(|(_, value)| value.as_str())
    }

    /// True if it leaves every event: no text but white space, nothing chosen, no stars meant.
    pub fn is_empty(&self) -> bool {
        !self.starred && !self.asks_index()
    }

    /// True if it takes an index to say what it leaves.
    pub fn asks_index(&self) -> bool {
        !self.chosen.is_empty() || self.has_text()
    }

    /// True if a value is chosen, however it is written.
    pub fn has(&self, facet: Facet, value: &str) -> bool {
        let folded = fold(value);
        self.values(facet).any(|one| fold(one) == folded)
    }

    /// Chooses a value, or takes the choice back, however it is written.
    pub fn toggle(&mut self, facet: Facet, value: &str) {
        let folded = fold(value);
        self.toggle_by(facet, value, &|one| fold(one) == folded);
    }

    /// Chooses a value, or takes back what is chosen of the facet and the same.
    pub fn toggle_by(&mut self, facet: Facet, value: &str, is_same: &dyn Fn(&str) -> bool) {
        let before = self.chosen.len();
        self.chosen.retain(|(of, one)| *of != facet || !is_same(one));
        if self.chosen.len() == before {
            self.chosen.push((facet, value.to_owned()));
        }
    }

    /// True if all days that it asks for are over: a list of what comes has nothing of them.
    pub fn asks_for_past(&self, present: &Present) -> bool {
        let asked = self.asked(present);
        !asked.is_empty() && asked.iter().all(|days| days.are_over(present))
    }

    /// The first and the last of the days that it asks for; `None` where it asks for none, or without end.
    pub fn asked_days(&self, present: &Present) -> Option<DateRange> {
        let asked = self.asked(present);
        let mut hull: Option<(i32, i32)> = None;
        for days in &asked {
            let AskedDays::Within(days) = days else {
                return None;
            };
            let (start, end) = hull.unwrap_or((days.start, days.end));
            hull = Some((start.min(days.start), end.max(days.end)));
        }
        let (start, end) = hull?;
        DateRange::new(
            Date::from_num_days_from_ce_opt(start)?,
            Date::from_num_days_from_ce_opt(end)?,
        )
    }

    fn asked(&self, present: &Present) -> Vec<AskedDays> {
        let typed = language::parse(&self.text);
        let typed = typed.iter().filter_map(|term| match term {
            Term {
                is_excluded: false,
                sought: Sought::Value(Facet::When, value),
                ..
            } => Some(value.as_str()),
            _ => None,
        });
        let values = self.values(Facet::When).chain(typed);
        values
            .filter_map(|value| AskedDays::read(value, present))
            .collect()
    }

    /// Takes back what is chosen of a facet.
    #[inline(never)]
    pub fn free(&mut self, facet: Facet) {
        self.chosen.retain(|(of, _)| *of != facet);
    }

    /// Chooses a value that is not chosen yet.
    pub(super) fn choose(&mut self, facet: Facet, value: String) {
        let folded = fold(&value);
        let is_chosen = |(of, chosen): &(Facet, String)| *of == facet && fold(chosen) == folded;
        if !self.chosen.iter().any(is_chosen) {
            self.chosen.push((facet, value));
        }
    }

    /// Takes a filter off; one that is not there is passed over.
    pub fn loosen(&mut self, filter: &Loosening) {
        match filter {
            Loosening::Text => self.text.clear(),
            Loosening::Value(facet, value) => {
                let folded = fold(value);
                self.chosen
                    .retain(|(of, chosen)| of != facet || fold(chosen) != folded);
            }
            Loosening::Facet(facet) => self.free(*facet),
            Loosening::Starred => self.starred = false,
        }
    }

    /// Takes all filters off but one.
    pub fn keep(&mut self, filter: &Loosening) {
        let mut others = self.clone();
        others.loosen(filter);
        if *filter != Loosening::Text {
            self.text.clear();
        }
        self.chosen.retain(|chosen| !others.chosen.contains(chosen));
        self.starred &= !others.starred;
    }

    /// The query as an address has it, without the calendar's prefix: `q=…&type=…&type=…`,
    /// percent-encoded; empty if the query is.
    pub fn to_text(&self) -> String {
        let text = self.has_text().then(|| ("q", self.text.trim_ascii()));
        let chosen = self
            .chosen
            .iter()
            .map(|(facet, value)| (facet.name(), value.as_str()));
        let mut result = String::new();
        for (name, value) in text.into_iter().chain(chosen) {
            if !result.is_empty() {
                result.push('&');
            }
            result.push_str(name);
            result.push('=');
            percent::encode(value, &mut result);
        }
        if self.starred {
            result.push_str(if result.is_empty() {
                "starred=1"
            } else {
                "&starred=1"
            });
        }
        result
    }

    /// True if there is a search text.
    pub(super) fn has_text(&self) -> bool {
        !self.text.trim_ascii().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str, chosen: &[(Facet, &str)]) -> Query {
        Query {
            text: text.to_owned(),
            chosen: chosen
                .iter()
                .map(|(facet, value)| (*facet, (*value).to_owned()))
                .collect(),
            starred: false,
        }
    }

    #[test]
    fn white_space_asks_for_nothing() {
        assert!(query(" \n", &[]).is_empty());
        assert!(!query("x", &[]).is_empty());
        assert!(!query("", &[(Facet::Type, "x")]).is_empty());
    }

    #[test]
    fn a_value_is_chosen_and_taken_back_in_any_spelling() {
        let mut query = Query::default();
        query.toggle(Facet::Place, "Köln");
        query.toggle(Facet::Topic, "Köln");
        query.toggle(Facet::Place, "Halle");
        query.toggle(Facet::Place, "KOLN");
        let expected = [
            (Facet::Topic, "Köln".to_owned()),
            (Facet::Place, "Halle".to_owned()),
        ];
        assert_eq!(query.chosen, expected);
    }

    #[test]
    fn one_filter_is_taken_off_and_the_others_stay() {
        let all = query(
            "x",
            &[(Facet::Type, "A"), (Facet::Type, "B"), (Facet::Topic, "A")],
        );
        for (filter, expected) in [
            (
                Loosening::Text,
                query("", &[(Facet::Type, "A"), (Facet::Type, "B"), (Facet::Topic, "A")]),
            ),
            (
                Loosening::Value(Facet::Type, "a".to_owned()),
                query("x", &[(Facet::Type, "B"), (Facet::Topic, "A")]),
            ),
            (Loosening::Facet(Facet::Type), query("x", &[(Facet::Topic, "A")])),
            (Loosening::Facet(Facet::Place), all.clone()),
        ] {
            let mut loosened = all.clone();
            loosened.loosen(&filter);
            assert_eq!(loosened, expected, "{filter:?}");
        }
    }

    #[test]
    fn one_filter_is_kept_and_the_others_are_taken_off() {
        let mut all = query(
            "x",
            &[(Facet::Type, "A"), (Facet::Type, "B"), (Facet::Topic, "A")],
        );
        all.starred = true;
        let starred = Query {
            starred: true,
            ..Query::default()
        };
        for (filter, expected) in [
            (Loosening::Text, query("x", &[])),
            (
                Loosening::Value(Facet::Type, "a".to_owned()),
                query("", &[(Facet::Type, "A")]),
            ),
            (
                Loosening::Facet(Facet::Type),
                query("", &[(Facet::Type, "A"), (Facet::Type, "B")]),
            ),
            (Loosening::Facet(Facet::Place), query("", &[])),
            (Loosening::Starred, starred),
        ] {
            let mut kept = all.clone();
            kept.keep(&filter);
            assert_eq!(kept, expected, "{filter:?}");
        }
    }

    #[test]
    fn what_is_read_is_chosen_once_and_all_else_is_text() {
        let found = Query::parse("ort:Köln wasm -typ:Kurs PLACE:koln \"a b\" topic:ki");
        let expected = query(
            "wasm -typ:Kurs \"a b\"",
            &[(Facet::Place, "Köln"), (Facet::Topic, "ki")],
        );
        assert_eq!(found, expected);
    }

    #[test]
    fn its_text_is_that_of_an_address() {
        let all = query(
            " a&b ",
            &[(Facet::Type, "Vortrag"), (Facet::Place, "Halle (Saale)")],
        );
        assert_eq!(all.to_text(), "q=a%26b&type=Vortrag&place=Halle%20%28Saale%29");
        assert_eq!(query(" ", &[]).to_text(), "");
        let starred = Query {
            starred: true,
            ..query("x", &[])
        };
        assert_eq!(starred.to_text(), "q=x&starred=1");
        assert!(!starred.is_empty());
    }
}
