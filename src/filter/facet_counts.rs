//! Which facets and values there are to choose from, and how much each value would leave.

use chrono::Days;

use crate::filter::asked_days::{AskedDays, month_name};
use crate::filter::index::{bit, scoped};
use crate::filter::vocabulary::values_of;
use crate::filter::{Facet, FacetValue, Index, Present, Query};
use crate::order::sorted_positions;
use crate::text::fold;
use crate::time::iso;

/// How many months are offered from the present one on, and back.
const MONTHS: i32 = 12;

/// How many days are offered by themselves: the rest of a week from today on, behind today and tomorrow.
const DAYS: std::ops::Range<u64> = 2..7;

/// How many classes of usefulness are told apart: what differs by less is equal.
const CLASSES: u64 = 5;

impl Index {
    /// The facets to offer for the occurrences in scope (`in_scope[position]`), the most useful first.
    ///
    /// A facet is offered if it parts them: they have two different values, and some value is not that of
    /// all. It is useful if a choice leaves little, whatever is chosen: so it counts by how evenly it parts (one
    /// less the chance that two occurrences have the same value) and by how many occurrences have a value,
    /// divided by how many dozens of values there are; half for weekday and time, which every date has. One of
    /// which a value covers four fifths goes last. What less than one in twenty has is left out, but for accessibility: who needs it
    /// looks for the few that have it. Among those that
    /// are about equal the order is type, place, topic, price, then the rest.
    ///
    /// The partner's own list, if it is not empty, decides the order, and may name what few have. A facet
    /// with a chosen value is always offered: behind the others, if it is not in the list.
    pub fn facets(
        &self,
        query: &Query,
        present: &Present,
        in_scope: &[bool],
        listed: &[Facet],
    ) -> Vec<Facet> {
        let total = in_scope.iter().filter(|is_in_scope| **is_in_scope).count();
        let mut weights = [0; Facet::ALL.len()];
        for facet in Facet::ALL {
            let is_chosen = query.values(facet).next().is_some();
            let weight = self.weight(facet, present, in_scope, total, !listed.is_empty());
            weights[facet as usize] = if is_chosen { weight.max(1) } else { weight };
        }
        let place = |facet: Facet| listed.iter().position(|one| *one == facet);
        let order = sorted_positions(Facet::PREFERRED.len(), &|a, b| {
            let (a, b) = (Facet::PREFERRED[a], Facet::PREFERRED[b]);
            match listed.is_empty() {
                true => weights[b as usize].cmp(&weights[a as usize]),
                false => {
                    let last = Some(listed.len());
                    place(a).or(last).cmp(&place(b).or(last))
                }
            }
        });
        let is_offered = |facet: &Facet| {
            let is_chosen = query.values(*facet).next().is_some();
            weights[*facet as usize] > 0 && (is_chosen || listed.is_empty() || listed.contains(facet))
        };
        let ordered = order.into_iter().map(|at| Facet::PREFERRED[at]);
        ordered.filter(is_offered).collect()
    }

    /// How useful a facet is; 0 if it parts nothing, or too few where there is no list that names it.
    fn weight(
        &self,
        facet: Facet,
        present: &Present,
        in_scope: &[bool],
        total: usize,
        is_listed: bool,
    ) -> usize {
        let column = self.column(facet, present);
        let mut counts = vec![0_usize; self.len(&column)];
        let mut covered = 0;
        for (position, _) in in_scope.iter().enumerate().filter(|(_, is_in)| **is_in) {
            let mut has_value = false;
            self.each_value(&column, position, &mut |value| {
                counts[value] += 1;
                has_value = true;
            });
            covered += usize::from(has_value);
        }
        counts.retain(|count| *count > 0);
        let parts = counts.len() > 1 && counts.iter().any(|count| *count < total);
        let may_be_rare = is_listed || facet == Facet::Access;
        if !parts || (!may_be_rare && covered * 20 < total) {
            return 0;
        }
        let largest = counts.iter().max().copied().unwrap_or_default();
        if largest * 5 >= total * 4 {
            return 1;
        }
        // A hundred thousand squared is more than a word of WebAssembly holds.
        let squared = |count: usize| (count as u64).pow(2);
        let all = squared(counts.iter().sum());
        let same: u64 = counts.iter().copied().map(squared).sum();
        let is_written_down = !matches!(facet, Facet::Weekday | Facet::Time);
        let gain = (all - same) * CLASSES * (1 + u64::from(is_written_down)) / (2 * all);
        let gain = gain * covered as u64 * 12 / (total as u64 * counts.len().max(12) as u64);
        gain as usize + 2
    }

    /// The values of a facet over the occurrences in scope (`in_scope[position]`), each with the number of
    /// occurrences it would leave.
    ///
    /// Values that the feed writes: most frequent in scope first, then by label; those known beforehand in
    /// their natural order. What the visitor types or chooses changes the counts, not the order, and
    /// removes no value; a chosen one is listed also where nothing in scope has it. The facet "when" lists
    /// its words always, and the days of a week and the months a year around today of which something is in scope.
    pub fn values(
        &self,
        facet: Facet,
        query: &Query,
        present: &Present,
        in_scope: &[bool],
    ) -> Vec<FacetValue> {
        let mut column = self.column(facet, present);
        let mut names: Vec<String> = Vec::new();
        if !facet.is_free() {
            names.extend(values_of(facet).map(str::to_owned));
        }
        let words = names.len();
        if facet == Facet::When {
            let days = DAYS.filter_map(|days| present.today.checked_add_days(Days::new(days)));
            let months = (-MONTHS..=MONTHS).filter_map(|months| month_name(present.today, months));
            let chosen = query.values(facet).map(str::to_owned);
            for name in days.map(iso).chain(months).chain(chosen) {
                if let Some(days) = AskedDays::read(&name, present).filter(|_| !names.contains(&name)) {
                    names.push(name);
                    column.days.push(days);
                }
            }
        }
        let length = self.len(&column);
        let mut in_all = vec![0_usize; length];
        let mut left = vec![0_usize; length];
        for (position, misses) in scoped(&self.missed(query, present), in_scope) {
            self.each_value(&column, position, &mut |value| {
                in_all[value] += 1;
                left[value] += usize::from(misses & !bit(facet) == 0);
            });
        }

        let mut is_chosen = vec![false; length];
        let mut unknown: Vec<&str> = Vec::new();
        for value in query.values(facet) {
            let chosen = match facet {
                Facet::When => names.iter().position(|name| name == value).into_iter().collect(),
                _ => self.named(facet, value),
            };
            chosen.iter().for_each(|value| is_chosen[*value] = true);
            if chosen.is_empty() && !unknown.iter().any(|known| fold(known) == fold(value)) {
                unknown.push(value);
            }
        }
        let is_word = |value: usize| facet == Facet::When && value < words;
        let is_listed = |value: &usize| in_all[*value] > 0 || is_chosen[*value] || is_word(*value);
        let mut listed: Vec<usize> = if facet.is_free() {
            // Values are numbered in the order of their folded names.
            sorted_positions(length, &|a, b| in_all[b].cmp(&in_all[a]))
        } else {
            (0..length).collect()
        };
        listed.retain(is_listed);
        let known = listed.into_iter().map(|value| FacetValue {
            label: self.label(facet, value).unwrap_or_else(|| names[value].clone()),
            count: left[value],
            is_chosen: is_chosen[value],
        });
        let unknown = unknown.into_iter().map(|value| FacetValue {
            label: value.to_owned(),
            count: 0,
            is_chosen: true,
        });
        known.chain(unknown).collect()
    }
}
