//! The searchable form of a calendar's events.

use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::haystack::Haystack;
use super::search::Search;
use super::values::Values;
use super::{Facet, FacetValue, Loosening, Query, Rank, fold};
use crate::event::Event;
use crate::order::sorted_positions;

/// All that is searched and counted, built once per feed.
#[derive(Clone, Debug, Default)]
pub struct Index {
    haystack: Haystack,
    values: [Values; Facet::ALL.len()],
    /// The last search text and what it found: the list, its count and each facet ask for the same.
    recent: Arc<Mutex<Option<Recent>>>,
}

/// A search text and what it found.
#[derive(Clone, Debug)]
struct Recent {
    text: String,
    search: Arc<Search>,
    found: Arc<[bool]>,
}

/// The filters that an event fails, a bit each.
type Misses = u16;

const TEXT: Misses = 1;

fn bit(facet: Facet) -> Misses {
    2 << facet as u16
}

impl Index {
    /// Indexes events; positions in all other methods are positions in this slice.
    pub fn new(events: &[Arc<Event>]) -> Self {
        Self {
            haystack: Haystack::new(events),
            values: Facet::ALL.map(|facet| Values::new(events, facet)),
            recent: Arc::default(),
        }
    }

    /// For each event, whether the query leaves it: it has every word and quoted phrase of the text
    /// somewhere in all that it says, and of each facet one of the values chosen there.
    pub fn matches(&self, query: &Query) -> Vec<bool> {
        let misses = self.misses(query);
        misses.iter().map(|misses| *misses == 0).collect()
    }

    /// How well the search text fits each event; `None` where it does not.
    pub fn ranks(&self, query: &Query) -> Vec<Option<Rank>> {
        self.haystack.rank(&self.searched(&query.text).search)
    }

    /// Where a text that is shown holds what the query looks for, in bytes of this text: whole letters, in
    /// order, no range empty or touching the next. To be asked for what is on screen.
    pub fn marks(&self, query: &Query, text: &str) -> Vec<Range<usize>> {
        self.searched(&query.text).search.marks(text)
    }

    /// The values of a facet over the events in scope (`in_scope[position]`), each with the number
    /// of events it would leave: most frequent in scope first, then by label. What the visitor types
    /// or chooses changes the counts, not the order.
    ///
    /// A chosen value is listed also where no event in scope has it.
    pub fn values(&self, facet: Facet, query: &Query, in_scope: &[bool]) -> Vec<FacetValue> {
        let values = &self.values[facet as usize];
        let mut in_all = vec![0_usize; values.len()];
        let mut left = vec![0_usize; values.len()];
        for (position, misses) in scoped(&self.misses(query), in_scope) {
            for value in values.of_event(position) {
                in_all[*value] += 1;
                left[*value] += usize::from(misses & !bit(facet) == 0);
            }
        }

        let mut is_chosen = vec![false; values.len()];
        let mut unknown: Vec<(String, &str)> = Vec::new();
        for value in query.chosen_of(facet) {
            let folded = fold(value);
            match values.find(&folded) {
                Some(known) => is_chosen[known] = true,
                None => {
                    unknown.retain(|(known, _)| *known != folded);
                    unknown.push((folded, value));
                }
            }
        }
        let mut all: Vec<(usize, &str, FacetValue)> = Vec::new();
        for (folded, value) in values.all() {
            if in_all[value] > 0 || is_chosen[value] {
                let offered = FacetValue {
                    label: values.label_of(value).to_owned(),
                    count: left[value],
                    is_chosen: is_chosen[value],
                };
                all.push((in_all[value], folded, offered));
            }
        }
        for (folded, value) in &unknown {
            let offered = FacetValue {
                label: (*value).to_owned(),
                count: 0,
                is_chosen: true,
            };
            all.push((0, folded, offered));
        }
        let order = sorted_positions(all.len(), &|a, b| {
            let by_folded = || all[a].1.cmp(all[b].1);
            all[b].0.cmp(&all[a].0).then_with(by_folded)
        });
        order.into_iter().map(|at| all[at].2.clone()).collect()
    }

    /// What to take off so that events in scope are left, and how many there would be: each filter by
    /// itself, the one that leaves most first. Filters that leave none are not named.
    pub fn loosenings(&self, query: &Query, in_scope: &[bool]) -> Vec<(Loosening, usize)> {
        let misses = self.misses(query);
        let mut found: Vec<(Loosening, usize)> = Vec::new();
        for (loosening, taken_off) in filters(query) {
            let count = scoped(&misses, in_scope)
                .filter(|(_, misses)| misses & !taken_off == 0)
                .count();
            if count > 0 {
                let at = found.partition_point(|(_, before)| *before >= count);
                found.insert(at, (loosening, count));
            }
        }
        found
    }

    /// The filters that each event fails.
    fn misses(&self, query: &Query) -> Vec<Misses> {
        let found = self.searched(&query.text).found;
        let miss = |is_found: &bool| if *is_found { 0 } else { TEXT };
        let mut all: Vec<Misses> = found.iter().map(miss).collect();
        for facet in Facet::ALL {
            let values = &self.values[facet as usize];
            let mut is_chosen = vec![false; values.len()];
            let mut is_any_chosen = false;
            for value in query.chosen_of(facet) {
                is_any_chosen = true;
                if let Some(value) = values.find(&fold(value)) {
                    is_chosen[value] = true;
                }
            }
            if is_any_chosen {
                for (position, misses) in all.iter_mut().enumerate() {
                    if !values.of_event(position).iter().any(|value| is_chosen[*value]) {
                        *misses |= bit(facet);
                    }
                }
            }
        }
        all
    }

    /// Looks for a search text, once for all that ask for the same one after another.
    fn searched(&self, text: &str) -> Recent {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        match &*recent {
            Some(recent) if recent.text == text => recent.clone(),
            _ => {
                let search = Search::new(text, &self.haystack);
                let wider = recent.as_ref().filter(|recent| search.narrows(&recent.search));
                let among = wider.map(|recent| &*recent.found);
                let fresh = Recent {
                    text: text.to_owned(),
                    found: self.haystack.find(&search, among).into(),
                    search: Arc::new(search),
                };
                *recent = Some(fresh.clone());
                fresh
            }
        }
    }
}

/// The filters of a query that can be taken off one by one, and what an event fails by them.
fn filters(query: &Query) -> impl Iterator<Item = (Loosening, Misses)> {
    let text = query.has_text().then_some((Loosening::Text, TEXT));
    let facets = Facet::ALL.into_iter().filter_map(|facet| {
        let mut chosen = query.chosen_of(facet);
        let first = chosen.next()?;
        let loosening = match chosen.next() {
            None => Loosening::Value(facet, first.to_owned()),
            Some(_) => Loosening::Facet(facet),
        };
        Some((loosening, bit(facet)))
    });
    text.into_iter().chain(facets)
}

/// The positions of the events in scope, and the filters that each fails.
fn scoped(misses: &[Misses], in_scope: &[bool]) -> impl Iterator<Item = (usize, Misses)> {
    let all = misses.iter().zip(in_scope).enumerate();
    all.filter_map(|(position, (misses, is_in_scope))| is_in_scope.then_some((position, *misses)))
}
