//! A phrase read whole: `kostenlose workshops leipzig samstag` asks for what is free, a workshop, in
//! Leipzig, on a Saturday.
//!
//! What each run of words is, from the left, the longest first:
//!
//! 1. a value that the feed writes, in whole: of the type, then place, topic, organizer, audience. Where two
//!    facets have the same, the first of them is meant;
//! 2. days ([`said_days`]);
//! 3. words of the lexicon ([`crate::filter::lexicon`]);
//! 4. a value of the feed with other endings, or another word for it that the lexicon has;
//! 5. the beginning of just one place or audience, in whole words: `Halle` for `Halle (Saale)`;
//! 6. one of these but for a slip, if no event has the word.
//!
//! Else it is text. Words that say nothing by themselves (`in`, `am`, `und`) vanish beside what is
//! understood, and stay beside text. A weak word (`mai`, `so`, `englisch`) is understood only where all the rest is,
//! and if it is longer than two letters, no event has it. `nicht` and its like leave out what follows.
//!
//! Values of the language that the feed writes are tags, so they are known by the lexicon alone.

use chrono::Datelike;

use crate::filter::asked_days::AskedDays;
use crate::filter::lexicon::{Likeness, bare_words, count, is_like};
use crate::filter::pattern::spellings;
use crate::filter::present::Days as Span;
use crate::filter::said_days::said_days;
use crate::filter::typo::is_forgiven;
use crate::filter::vocabulary::values_of;
use crate::filter::{Facet, Index, Present};
use crate::text::{is_dash, parted, split_once};
use crate::time::{Date, iso};

/// Some words of a phrase, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words as typed, one space between them.
    pub words: String,
    /// What they mean.
    pub meaning: Meaning,
}

/// What words mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// They are searched for.
    Text,
    /// Values of facets.
    Values {
        /// As the feed writes them, or by name.
        values: Vec<(Facet, String)>,
        /// True if they are left out.
        is_excluded: bool,
    },
    /// Nothing beside what else is said.
    Nothing,
}

impl Piece {
    /// True if it is values of facets.
    pub(super) fn is_understood(&self) -> bool {
        matches!(self.meaning, Meaning::Values { .. })
    }
}

/// The most words that are read as one.
pub(super) const MOST_WORDS: usize = 6;

/// The same, where one of them has a slip.
const MOST_SLIPPED: usize = 3;

/// The facets whose values are known by what the feed writes: the first is meant where several have one.
pub(super) const WRITTEN: [Facet; 5] = [
    Facet::Type,
    Facet::Place,
    Facet::Topic,
    Facet::Organizer,
    Facet::Audience,
];

pub(super) type Value = (Facet, String);

/// Some words, before what stands around them is looked at.
struct Part {
    from: usize,
    to: usize,
    role: Role,
    values: Vec<Value>,
    is_weak: bool,
}

/// What words do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Text,
    /// They are values of facets.
    Values,
    /// They turn what follows into its opposite.
    No,
    /// They make what follows the first day of several.
    From,
    /// They make what follows the last day of several.
    To,
    /// They make a weekday the next such day.
    Coming,
    /// They say nothing by themselves.
    Stop,
}

struct Reader<'a> {
    index: &'a Index,
    present: &'a Present,
    words: &'a [String],
    /// The words bare; those of one that was typed may be several.
    said: Vec<String>,
    /// Where those of each begin, and the end.
    starts: Vec<usize>,
    /// True for what no event has, so that it may be another word with a slip.
    is_strange: Vec<bool>,
}

impl Index {
    /// Reads words, none of which is lost: each stands in one piece, in order.
    pub fn read(&self, words: &[String], present: &Present) -> Vec<Piece> {
        let days = (present.today, present.first_day, present.is_month_first);
        if let Some(pieces) = self.recent().reading(words, days) {
            return pieces;
        }
        let pieces = self.read_anew(words, present);
        self.recent().remember(words, days, &pieces);
        pieces
    }

    fn read_anew(&self, words: &[String], present: &Present) -> Vec<Piece> {
        let mut reader = Reader {
            index: self,
            present,
            words,
            said: Vec::new(),
            starts: vec![0],
            is_strange: Vec::new(),
        };
        for word in words {
            let before = reader.said.len();
            reader.said.extend(bare_words(word));
            if reader.said.len() == before {
                let joins = if word.chars().all(is_dash) { "bis" } else { "und" };
                reader.said.push(joins.to_owned());
            }
            reader.starts.push(reader.said.len());
            let is_known = !is_forgiven(word.as_bytes()) || self.text_index.has(&spellings(word));
            reader.is_strange.push(!is_known);
        }
        let mut parts: Vec<Part> = Vec::new();
        while let Some(part) = reader.part(parts.last().map_or(0, |part| part.to)) {
            parts.push(part);
        }
        let mut parts = reader.join(parts);
        reader.weigh(&mut parts);
        reader.pieces(&parts)
    }

    /// What a line of the lexicon means in this feed and today; nothing if the feed has no such thing, or the
    /// line is about other words.
    pub(super) fn values_meant(&self, meaning: &str, present: &Present) -> Vec<Value> {
        let reader = Reader {
            index: self,
            present,
            words: &[],
            said: Vec::new(),
            starts: Vec::new(),
            is_strange: Vec::new(),
        };
        reader.take(meaning).map_or_else(Vec::new, |(_, values)| values)
    }
}

impl Reader<'_> {
    /// What stands here, at least one word; `None` at the end.
    fn part(&self, from: usize) -> Option<Part> {
        let most = (from + MOST_WORDS).min(self.words.len());
        for likeness in [Likeness::Same, Likeness::Slip] {
            let most = if likeness == Likeness::Slip {
                most.min(from + MOST_SLIPPED)
            } else {
                most
            };
            for to in (from + 1..=most).rev() {
                if let Some((role, values, is_weak)) = self.understand(from, to, likeness) {
                    return Some(Part {
                        from,
                        to,
                        role,
                        values,
                        is_weak,
                    });
                }
            }
        }
        (from < most).then(|| Part {
            from,
            to: from + 1,
            role: Role::Text,
            values: Vec::new(),
            is_weak: false,
        })
    }

    /// What these words do and mean, and whether they are weak.
    fn understand(&self, from: usize, to: usize, likeness: Likeness) -> Option<(Role, Vec<Value>, bool)> {
        let words = self.words.get(from..to)?;
        let said = self.said.get(*self.starts.get(from)?..*self.starts.get(to)?)?;
        let has_slipped = likeness == Likeness::Slip;
        // What some event has was typed as it was meant.
        if has_slipped && !self.is_strange.get(from..to)?.contains(&true) {
            return None;
        }
        let one = |value: Value, is_weak: bool| Some((Role::Values, vec![value], is_weak));
        if !has_slipped && let Some(value) = self.written(said, likeness) {
            return one(value, false);
        }
        let raw = words.join(" ");
        let is_mark = |byte: &u8| b",;:!?()".contains(byte);
        let start = raw.bytes().take_while(|byte| is_mark(byte)).count();
        let end = raw.len() - raw.bytes().rev().take_while(|byte| is_mark(byte)).count();
        let raw = raw.get(start..end).unwrap_or_default();
        let lexicon = &self.index.lexicon;
        if let Some((days, is_weak)) = said_days(lexicon, raw, said, likeness, self.present) {
            return one((Facet::When, days), is_weak);
        }
        if let Some((meaning, is_weak)) = lexicon.find(said, likeness)
            && let Some((role, values)) = self.take(meaning)
        {
            return Some((role, values, is_weak));
        }
        let value = match has_slipped {
            true => self.written(said, likeness),
            false => self
                .written(said, Likeness::Ending)
                .or_else(|| self.kin(said))
                .or_else(|| self.begun(said)),
        };
        if let Some(value) = value {
            return one(value, false);
        }
        let word = match (words, said) {
            (_, [word]) => word,
            ([_], [first, last]) => return self.weekdays_in_one(raw, first, last),
            _ => return None,
        };
        let mut values = Vec::new();
        for meaning in lexicon.compound(word)? {
            values.extend(self.take(meaning)?.1);
        }
        Some((Role::Values, values, false))
    }

    /// Two weekdays written as one word: `Fr–So` with those between them, `Sa/So` alone.
    fn weekdays_in_one(&self, raw: &str, first: &str, last: &str) -> Option<(Role, Vec<Value>, bool)> {
        let day = |word: &str| {
            let (meaning, is_weak) = self.index.lexicon.find(&[word.to_owned()], Likeness::Same)?;
            let (_, name) = split_once(meaning, "weekday=")?;
            let number = values_of(Facet::Weekday).position(|known| known == name)?;
            Some((number, is_weak))
        };
        let ((from, is_weak), (to, _)) = (day(first)?, day(last)?);
        let values = match raw.chars().any(is_dash) {
            true => weekdays(from, to),
            false => [weekdays(from, from), weekdays(to, to)].concat(),
        };
        Some((Role::Values, values, is_weak))
    }

    /// What a line of the lexicon means in this feed and today; `None` if the feed has no such thing.
    fn take(&self, meaning: &str) -> Option<(Role, Vec<Value>)> {
        let role = match meaning {
            "no" => Role::No,
            "from" => Role::From,
            "to" => Role::To,
            "coming" => Role::Coming,
            "stop" => Role::Stop,
            _ => Role::Values,
        };
        let mut values = Vec::new();
        for one in parted(meaning, b'+').filter(|_| role == Role::Values) {
            let (name, value) = split_once(one, "=")?;
            values.push(match (Facet::from_name(name)?, value) {
                (Facet::Language, tag) => self.language(tag)?,
                (Facet::When, name) => (Facet::When, self.present.said(name)),
                (facet, value) => (facet, value.to_owned()),
            });
        }
        Some((role, values))
    }

    /// The value that the feed writes like this.
    fn written(&self, said: &[String], likeness: Likeness) -> Option<Value> {
        WRITTEN
            .into_iter()
            .find_map(|facet| self.value(facet, said, likeness))
    }

    fn value(&self, facet: Facet, said: &[String], likeness: Likeness) -> Option<Value> {
        let value = self.keys(facet).iter().position(|key| {
            // Most values are told apart by how many words they have.
            if likeness == Likeness::Slip && count(key, b' ') != said.len() {
                return false;
            }
            let mut slips = 0;
            let mut parts = parted(key, b' ');
            let is_said = said.iter().all(|word| {
                let is_close = |part| {
                    let is_close = likeness == Likeness::Slip && is_like(part, word, Likeness::Ending);
                    slips += usize::from(!is_close);
                    is_close || is_like(part, word, likeness)
                };
                parts.next().is_some_and(is_close)
            });
            let is_end = |part| facet == Facet::Organizer && self.index.lexicon.is_end(part);
            is_said && (likeness != Likeness::Slip || slips == 1) && parts.all(is_end)
        })?;
        Some((facet, self.index.label(facet, value)?))
    }

    fn keys(&self, facet: Facet) -> &[String] {
        let values = self.index.values.get(facet as usize);
        values.map_or(&[], |values| values.keys())
    }

    /// The value for which the lexicon has this word.
    fn kin(&self, said: &[String]) -> Option<Value> {
        let [word] = said else { return None };
        self.index.lexicon.kin(word).find_map(|(facet, words)| {
            let mut words = parted(words, b' ');
            words.find_map(|one| self.value(facet, &[one.to_owned()], Likeness::Same))
        })
    }

    /// The one place or audience that begins with these words.
    fn begun(&self, said: &[String]) -> Option<Value> {
        let beginning = said.join(" ") + " ";
        [Facet::Place, Facet::Audience].into_iter().find_map(|facet| {
            let mut begun = self.keys(facet).iter().enumerate();
            let mut next = || begun.find(|(_, key)| key.starts_with(&beginning));
            let (only, _) = next()?;
            if next().is_some() {
                return None;
            }
            Some((facet, self.index.label(facet, only)?))
        })
    }

    /// The tag that the feed writes for a language: itself, or of a region.
    fn language(&self, tag: &str) -> Option<Value> {
        let is_one = |key: &String| parted(key, b' ').next() == Some(tag);
        let value = self.keys(Facet::Language).iter().position(is_one)?;
        Some((Facet::Language, self.index.label(Facet::Language, value)?))
    }

    /// Puts together what only means something with what stands beside it.
    fn join(&self, parts: Vec<Part>) -> Vec<Part> {
        let mut joined: Vec<Part> = Vec::new();
        let mut rest = parts.into_iter();
        while let Some(mut part) = rest.next() {
            let count = self.joined(&mut part, rest.as_slice()).unwrap_or(0);
            for other in rest.by_ref().take(count) {
                part.to = other.to;
                part.role = Role::Values;
                part.is_weak = false;
            }
            joined.push(part);
        }
        joined
    }

    /// How many of the parts behind this one make one with it; it then has what they mean.
    fn joined(&self, first: &mut Part, rest: &[Part]) -> Option<usize> {
        let second = rest.first()?;
        let is_to = |at: usize| rest.get(at).is_some_and(|part| part.role == Role::To);
        let tomorrow = || second.value().filter(|(_, value)| value == "tomorrow");
        let (count, days) = match first.role {
            Role::Values if first.weekday().is_some() && tomorrow().is_some() => {
                first.values.push((Facet::Time, "morning".to_owned()));
                return Some(1);
            }
            Role::Values if is_to(0) => {
                let last = rest.get(1)?;
                if let (Some(from), Some(to)) = (first.weekday(), last.weekday()) {
                    first.values = weekdays(from, to);
                    return Some(2);
                }
                (2, self.days(first)?.start..self.days(last)?.end)
            }
            Role::From if is_to(1) && rest.get(2).is_some_and(|last| self.days(last).is_some()) => {
                (3, self.days(second)?.start..self.days(rest.get(2)?)?.end)
            }
            // "From 3 to 5 December" was read whole.
            Role::From
                if second
                    .value()
                    .is_some_and(|(_, value)| split_once(value, "..").is_some()) =>
            {
                (1, self.days(second)?)
            }
            Role::From => (1, self.days(second)?.start..i32::MAX),
            Role::To => (1, i32::MIN..self.days(second)?.end),
            Role::Coming if second.weekday().is_some() => (1, self.days(second)?),
            _ => return None,
        };
        if days.is_empty() {
            return None;
        }
        first.values = vec![(Facet::When, span(&days))];
        Some(count)
    }

    /// The days that some words mean; of a weekday the next.
    fn days(&self, part: &Part) -> Option<Span> {
        if let Some(number) = part.weekday() {
            let today = self.present.today.weekday().num_days_from_monday() as usize;
            let day = self.present.day() + ((number + 7 - today) % 7) as i32;
            return Some(day..day + 1);
        }
        let (facet, value) = part.value()?;
        match AskedDays::read(value, self.present).filter(|_| *facet == Facet::When)? {
            AskedDays::Within(days) if days.start > i32::MIN && days.end < i32::MAX => Some(days),
            _ => None,
        }
    }

    /// Takes weak words as text where the rest is not understood, or some event has them.
    fn weigh(&self, parts: &mut [Part]) {
        let is_all_understood = parts.iter().all(|part| part.role != Role::Text);
        for part in parts.iter_mut().filter(|part| part.is_weak) {
            let words = self.words.get(part.from..part.to).unwrap_or_default();
            let mut long = words.iter().filter(|word| word.len() > 2);
            if !is_all_understood || long.any(|word| self.index.text_index.has_word(&spellings(word))) {
                part.role = Role::Text;
            }
        }
    }

    /// What is left of the parts: what says nothing vanishes beside what is understood.
    fn pieces(&self, parts: &[Part]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut is_beside = false;
        // From where on the next value is left out.
        let mut turned = None;
        for (at, part) in parts.iter().enumerate() {
            let is_next_value = || {
                let mut ahead = parts.iter().skip(at).map(|part| part.role);
                ahead.find(|role| matches!(role, Role::Values | Role::Text)) == Some(Role::Values)
            };
            let meaning = match part.role {
                Role::Values => Meaning::Values {
                    values: part.values.clone(),
                    is_excluded: turned.is_some(),
                },
                Role::No if is_next_value() => {
                    turned = turned.or(Some(part.from));
                    continue;
                }
                _ if turned.is_some() => continue,
                Role::Text | Role::No => Meaning::Text,
                _ if is_beside || is_next_value() => Meaning::Nothing,
                _ => Meaning::Text,
            };
            is_beside = match part.role {
                Role::Values => true,
                Role::Text | Role::No => false,
                _ => is_beside,
            };
            let from = turned.take().unwrap_or(part.from);
            pieces.push(Piece {
                words: self.words.get(from..part.to).unwrap_or_default().join(" "),
                meaning,
            });
        }
        pieces
    }
}

impl Part {
    /// What it is, if that is one value.
    fn value(&self) -> Option<&Value> {
        match self.values.as_slice() {
            [value] if self.role == Role::Values => Some(value),
            _ => None,
        }
    }

    /// The number of the weekday that it is, from Monday on.
    fn weekday(&self) -> Option<usize> {
        let (facet, value) = self.value()?;
        let mut names = values_of(Facet::Weekday).filter(|_| *facet == Facet::Weekday);
        names.position(|name| name == value)
    }
}

/// The weekdays from one to another, by their numbers from Monday on.
fn weekdays(from: usize, to: usize) -> Vec<Value> {
    let days = from..=from + (to + 7 - from) % 7;
    let names = days.filter_map(|day| values_of(Facet::Weekday).nth(day % 7));
    names.map(|name| (Facet::Weekday, name.to_owned())).collect()
}

/// Days as a value of "when" has them.
pub(super) fn span(days: &Span) -> String {
    match (days.start, days.end) {
        (start, i32::MAX) => [&day(start), ".."].concat(),
        (i32::MIN, end) => ["..", &day(end - 1)].concat(),
        (start, end) if end - start == 1 => day(start),
        (start, end) => [&day(start), "..", &day(end - 1)].concat(),
    }
}

fn day(number: i32) -> String {
    Date::from_num_days_from_ce_opt(number)
        .map(iso)
        .unwrap_or_default()
}
