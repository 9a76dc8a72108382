//! What was typed of facets, once the visitor has done typing.

use crate::filter::asked_days::AskedDays;
use crate::filter::language::{Sought, Term};
use crate::filter::vocabulary::values_of;
use crate::filter::{Facet, Index, Present, Query, language};

impl Index {
    /// The query with those values chosen that its text names: the known ones, and beginnings of just one
    /// of them, as the feed writes them. All else stays text, such as a value that no event has, or one that
    /// is left out. `None` if there is nothing to choose.
    pub fn settle(&self, query: &Query, present: &Present) -> Option<Query> {
        let mut settled = query.clone();
        let mut others = Vec::new();
        let terms = language::parse(&query.text);
        let count = terms.len();
        for term in terms {
            let known = match &term {
                Term {
                    is_excluded: false,
                    sought: Sought::Value(facet, value),
                } => self.known(*facet, value, present).map(|value| (*facet, value)),
                _ => None,
            };
            match known {
                Some((facet, value)) => settled.choose(facet, value),
                None => others.push(term),
            }
        }
        settled.text = language::print(&others);
        (others.len() < count).then_some(settled)
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
