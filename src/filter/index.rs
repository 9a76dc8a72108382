//! The searchable form of a calendar's events.
//!
//! A position is that of an occurrence: a list shows occurrences, so they are what is found and counted.
//! What an event says holds for all of its dates and is kept once; weekday, time and days are those of the
//! date itself. So a series that meets on Mondays and once on a Tuesday is found by `weekday:tue` with
//! that one date, and "12 events" beside a value is what the list then shows.

use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::Weekday;

use crate::filter::asked_days::AskedDays;
use crate::filter::corpus::Corpus;
use crate::filter::lexicon::Lexicon;
use crate::filter::search::Search;
use crate::filter::traits::{Bits, DateTraits};
use crate::filter::vocabulary::{values_begun, values_of};
use crate::filter::{Facet, Loosening, Piece, Present, Query};
use crate::schedule::{Occurrence, ZonePolicy};
use crate::text::fold;
use crate::time::{Date, Zones};

/// All that is searched and counted, built anew where the occurrences are others: with a feed, a zone or the years that
/// are looked at.
pub struct Index {
    corpus: Arc<Corpus>,
    pub(super) lexicon: Lexicon,
    /// The number of the event of each occurrence.
    pub(super) event_of: Vec<u32>,
    dates: Vec<DateTraits>,
    /// What was asked last: the list, its count and each facet ask for the same.
    recent: Mutex<Recent>,
}

/// How many search texts are remembered: whoever takes back what was typed finds most of it again.
const REMEMBERED: usize = 32;

#[derive(Default)]
pub(super) struct Recent {
    /// The newest last.
    searched: Vec<Searched>,
    missed: Option<(Query, Present, Arc<[Misses]>)>,
    /// Words that were read on a day, by what the days depend on. The newest last.
    readings: Vec<(Vec<String>, Days, Vec<Piece>)>,
}

/// The present day, the first day of the week, and whether dates begin with the month.
type Days = (Date, Weekday, bool);

impl Recent {
    /// What was read of these words.
    pub(super) fn reading(&self, words: &[String], days: Days) -> Option<Vec<Piece>> {
        let is_same = |(of, on, _): &&(Vec<String>, Days, _)| of == words && *on == days;
        let reading = self.readings.iter().rev().find(is_same);
        reading.map(|(.., pieces)| pieces.clone())
    }

    /// Remembers what was read.
    pub(super) fn remember(&mut self, words: &[String], days: Days, pieces: &[Piece]) {
        if self.readings.len() == REMEMBERED {
            self.readings.remove(0);
        }
        self.readings.push((words.to_vec(), days, pieces.to_vec()));
    }
}

/// A search text and the events that it found.
#[derive(Clone)]
struct Searched {
    text: String,
    search: Arc<Search>,
    found: Arc<[bool]>,
}

/// The filters that an occurrence fails, a bit each.
pub(super) type Misses = u16;

const TEXT: Misses = 1;

pub(super) fn bit(facet: Facet) -> Misses {
    2 << facet as u16
}

/// What the numbers of a facet's values are looked up in.
pub(super) struct Column<'a> {
    facet: Facet,
    present: &'a Present,
    /// The values of the facet "when".
    pub days: Vec<AskedDays>,
}

impl Deref for Index {
    type Target = Corpus;

    fn deref(&self) -> &Corpus {
        &self.corpus
    }
}

impl Index {
    /// Indexes occurrences; positions in all other methods are positions in this slice. Civil times of
    /// registration are read as the policy says.
    pub fn new(occurrences: &[Occurrence], policy: &ZonePolicy, zones: &dyn Zones) -> Self {
        let corpus = Arc::new(Corpus::of(occurrences));
        // All of them are in it.
        let event_of = corpus.number(occurrences).unwrap_or_default();
        Self::with(corpus, event_of, occurrences, policy, zones)
    }

    /// The same with what the events say, where it was gathered beforehand; `None` if some event is not among them.
    pub fn of(
        corpus: &Arc<Corpus>,
        occurrences: &[Occurrence],
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Option<Self> {
        let event_of = corpus.number(occurrences)?;
        Some(Self::with(
            Arc::clone(corpus),
            event_of,
            occurrences,
            policy,
            zones,
        ))
    }

    fn with(
        corpus: Arc<Corpus>,
        event_of: Vec<u32>,
        occurrences: &[Occurrence],
        policy: &ZonePolicy,
        zones: &dyn Zones,
    ) -> Self {
        Self {
            corpus,
            lexicon: Lexicon::new(),
            event_of,
            dates: occurrences
                .iter()
                .map(|occurrence| DateTraits::new(occurrence, policy, zones))
                .collect(),
            recent: Mutex::default(),
        }
    }

    /// For each occurrence, whether the query leaves it: its event has every word and quoted phrase of the
    /// text somewhere in all that it says, and nothing that is left out; and of each facet it has one of
    /// the values that are chosen or named in the text.
    pub fn matches(&self, query: &Query, present: &Present) -> Vec<bool> {
        let misses = self.missed(query, present);
        misses.iter().map(|misses| *misses == 0).collect()
    }

    /// Where a text that is shown holds what the query looks for, in bytes of this text: whole letters, in
    /// order, no range empty or touching the next. To be asked for what is on screen.
    pub fn marks(&self, query: &Query, text: &str) -> Vec<Range<usize>> {
        self.searched(&query.text).search.marks(text)
    }

    /// What to take off so that occurrences in scope are left, and how many there would be: each filter by
    /// itself, the one that leaves most first. Filters that leave none are not named.
    pub fn loosenings(&self, query: &Query, present: &Present, in_scope: &[bool]) -> Vec<(Loosening, usize)> {
        self.changes(query, present, in_scope, Query::loosen)
    }

    /// What each filter leaves without all others, as [`loosenings`](Self::loosenings).
    pub fn alone(&self, query: &Query, present: &Present, in_scope: &[bool]) -> Vec<(Loosening, usize)> {
        self.changes(query, present, in_scope, Query::keep)
    }

    fn changes(
        &self,
        query: &Query,
        present: &Present,
        in_scope: &[bool],
        change: fn(&mut Query, &Loosening),
    ) -> Vec<(Loosening, usize)> {
        let mut found: Vec<(Loosening, usize)> = Vec::new();
        for filter in filters(query) {
            let mut changed = query.clone();
            change(&mut changed, &filter);
            let misses = self.misses(&changed, present);
            let count = scoped(&misses, in_scope)
                .filter(|(_, misses)| *misses == 0)
                .count();
            if count > 0 {
                let at = found.partition_point(|(_, before)| *before >= count);
                found.insert(at, (filter, count));
            }
        }
        found
    }

    pub(super) fn recent(&self) -> MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The filters that each occurrence fails, reckoned once for all that ask one after another.
    pub(super) fn missed(&self, query: &Query, present: &Present) -> Arc<[Misses]> {
        if let Some((of, at, misses)) = &self.recent().missed
            && of == query
            && at == present
        {
            return Arc::clone(misses);
        }
        let mut misses = self.misses(query, present);
        if let Some(meant) = self.meant(query, present, &misses) {
            misses = self.misses(&meant, present);
        }
        let misses: Arc<[Misses]> = misses.into();
        self.recent().missed = Some((query.clone(), *present, Arc::clone(&misses)));
        misses
    }

    /// What the text means where nothing has its words: nobody has to end a phrase to see what it leaves.
    /// Where something has them, they stay words until the visitor presses Enter. A word never widens what
    /// is chosen already.
    fn meant(&self, query: &Query, present: &Present, misses: &[Misses]) -> Option<Query> {
        if !query.has_text() || misses.contains(&0) {
            return None;
        }
        let meant = self.understood(query, present)?;
        let widens = |(facet, _): &(Facet, String)| query.values(*facet).next().is_some();
        let mut added = meant.chosen.iter().skip(query.chosen.len());
        (!added.any(widens)).then_some(meant)
    }

    /// True if the query leaves something that is not over, or that is, where it asks for that.
    pub(super) fn leaves(&self, query: &Query, present: &Present) -> bool {
        let asks_for_past = query.asks_for_past(present);
        let misses = self.misses(query, present);
        let mut left = misses.iter().zip(&self.dates);
        left.any(|(misses, date)| *misses == 0 && (asks_for_past || date.ends > present.now))
    }

    /// The filters that each occurrence fails.
    pub(super) fn misses(&self, query: &Query, present: &Present) -> Vec<Misses> {
        let Searched { search, found, .. } = self.searched(&query.text);
        let miss = |event: &u32| if found[*event as usize] { 0 } else { TEXT };
        let mut all: Vec<Misses> = self.event_of.iter().map(miss).collect();
        for facet in Facet::ALL {
            let typed = |is_out| {
                let of_facet = search
                    .values
                    .iter()
                    .filter(move |(of, _, out)| *of == facet && *out == is_out);
                of_facet.map(|(_, value, _)| (value.as_str(), true))
            };
            let chosen = query.values(facet).map(|value| (value, false));
            let any_of: Vec<(&str, bool)> = chosen.chain(typed(false)).collect();
            if !any_of.is_empty() {
                self.mark(facet, &any_of, present, &mut |position, has| {
                    all[position] |= if has { 0 } else { bit(facet) };
                });
            }
            let none_of: Vec<(&str, bool)> = typed(true).collect();
            if !none_of.is_empty() {
                self.mark(facet, &none_of, present, &mut |position, has| {
                    all[position] |= if has { TEXT } else { 0 };
                });
            }
        }
        all
    }

    /// Calls back with each position and whether it has one of these values, of which the visitor may
    /// still be typing some (`true`): what is no value then stands for all that begin so.
    pub(super) fn mark(
        &self,
        facet: Facet,
        values: &[(&str, bool)],
        present: &Present,
        each: &mut dyn FnMut(usize, bool),
    ) {
        let mut column = self.column(facet, present);
        column.days.clear();
        let mut wanted = vec![false; self.len(&column)];
        for (value, is_typed) in values {
            if facet == Facet::When {
                let folded = fold(value);
                let begun = values_begun(facet, &folded).filter(|_| *is_typed);
                let whole = AskedDays::read(value, present);
                let begun = begun.filter_map(|value| AskedDays::read(value, present));
                let days = whole.map_or_else(|| begun.collect(), |days| vec![days]);
                wanted.resize(wanted.len() + days.len(), true);
                column.days.extend(days);
                continue;
            }
            let mut named = self.named(facet, value);
            if named.is_empty() && *is_typed {
                named = self.begun(facet, value);
            }
            named.into_iter().for_each(|value| wanted[value] = true);
        }
        for position in 0..self.dates.len() {
            let mut has = false;
            self.each_value(&column, position, &mut |value| has |= wanted[value]);
            each(position, has);
        }
    }

    /// The values that a name stands for.
    pub(super) fn named(&self, facet: Facet, name: &str) -> Vec<usize> {
        match self.values.get(facet as usize) {
            Some(values) => values.named(name),
            None => {
                let folded = fold(name);
                values_of(facet)
                    .position(|value| value == folded)
                    .into_iter()
                    .collect()
            }
        }
    }

    /// The values whose names begin so.
    pub(super) fn begun(&self, facet: Facet, name: &str) -> Vec<usize> {
        match self.values.get(facet as usize) {
            Some(values) => values.begun(name),
            None => {
                let folded = fold(name);
                let begun = values_begun(facet, &folded);
                begun.flat_map(|value| self.named(facet, value)).collect()
            }
        }
    }

    pub(super) fn column<'a>(&self, facet: Facet, present: &'a Present) -> Column<'a> {
        let words = values_of(facet).filter(|_| facet == Facet::When);
        Column {
            facet,
            present,
            days: words
                .filter_map(|value| AskedDays::read(value, present))
                .collect(),
        }
    }

    /// How a value is written that the feed writes.
    pub(super) fn label(&self, facet: Facet, value: usize) -> Option<String> {
        let values = self.values.get(facet as usize)?;
        Some(values.label(value).to_owned())
    }

    /// How many values a facet has.
    pub(super) fn len(&self, column: &Column<'_>) -> usize {
        match (self.values.get(column.facet as usize), column.facet) {
            (Some(values), _) => values.len(),
            (None, Facet::When) => column.days.len(),
            (None, facet) => values_of(facet).count(),
        }
    }

    /// Calls back with the number of each value that an occurrence has, each once.
    pub(super) fn each_value(&self, column: &Column<'_>, position: usize, each: &mut dyn FnMut(usize)) {
        let event = self.event_of[position] as usize;
        if let Some(values) = self.values.get(column.facet as usize) {
            values
                .of_event(event)
                .iter()
                .for_each(|value| each(*value as usize));
            return;
        }
        let (event, date) = (&self.event_traits[event], &self.dates[position]);
        let mut bits: Bits = match column.facet {
            Facet::Format => event.format,
            Facet::Price => event.price,
            Facet::Weekday => date.weekdays,
            Facet::Time => date.time,
            Facet::Registration => date.registration(column.present.now),
            Facet::Access => event.access,
            Facet::Age => event.ages,
            _ => {
                for (value, days) in column.days.iter().enumerate() {
                    if date.is_when(days, column.present.now) {
                        each(value);
                    }
                }
                return;
            }
        };
        while bits > 0 {
            each(bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }

    /// What a search text asks for.
    pub(super) fn search(&self, text: &str) -> Arc<Search> {
        self.searched(text).search
    }

    /// Looks for a search text, once for all that ask for the same one after another.
    fn searched(&self, text: &str) -> Searched {
        let mut recent = self.recent();
        if let Some(searched) = recent.searched.iter().find(|searched| searched.text == text) {
            return searched.clone();
        }
        let search = Search::new(text, &self.text_index);
        let mut before = recent.searched.iter().rev();
        let narrowed = before.find_map(|before| Some((search.beyond(&before.search)?, &*before.found)));
        let found = match narrowed {
            Some((terms, among)) => self.text_index.find(terms, Some(among)),
            None => self.text_index.find(&search.terms, None),
        };
        let fresh = Searched {
            text: text.to_owned(),
            found: found.into(),
            search: Arc::new(search),
        };
        if recent.searched.len() == REMEMBERED {
            recent.searched.remove(0);
        }
        recent.searched.push(fresh.clone());
        fresh
    }
}

/// The filters of a query that can be taken off one by one.
fn filters(query: &Query) -> impl Iterator<Item = Loosening> {
    let text = query.has_text().then_some(Loosening::Text);
    let facets = Facet::ALL.into_iter().filter_map(|facet| {
        let mut chosen = query.values(facet);
        let first = chosen.next()?;
        Some(match chosen.next() {
            None => Loosening::Value(facet, first.to_owned()),
            Some(_) => Loosening::Facet(facet),
        })
    });
    text.into_iter().chain(facets)
}

/// The positions in scope, and the filters that each fails.
pub(super) fn scoped(misses: &[Misses], in_scope: &[bool]) -> impl Iterator<Item = (usize, Misses)> {
    let all = misses.iter().zip(in_scope).enumerate();
    all.filter_map(|(position, (misses, is_in_scope))| is_in_scope.then_some((position, *misses)))
}
