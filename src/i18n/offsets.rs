//! What was found out of zones, kept within bounds.

use std::sync::Arc;

/// The most zones that are kept at a time: more than the world has, under any of their names.
const MAX_ZONES: usize = 2_000;
/// How many blocks of time are kept of a zone, a power of two: with those of six days, 17 years in a row.
const PLACES: usize = 1_024;

/// Zones by name, each with what tells its offset, and the offsets that it told.
pub(super) struct Offsets<T> {
    /// Sorted by name.
    zones: Vec<Known<T>>,
}

struct Known<T> {
    name: Arc<str>,
    /// `None` where there is no such zone.
    teller: Option<T>,
    /// Blocks, each at the place that its number gives: a later one takes it from an earlier one. Empty as
    /// long as none was asked for.
    blocks: Vec<Option<(i64, Option<i32>)>>,
}

impl<T: Clone> Offsets<T> {
    pub(super) const fn new() -> Self {
        Self { zones: Vec::new() }
    }

    /// The position of a zone, which holds until the next [`Offsets::add`].
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        let found = self.zones.binary_search_by(|known| (*known.name).cmp(name));
        found.ok()
    }

    /// Adds a zone, with what tells its offset, where there is such a zone. All are forgotten where there are
    /// too many.
    pub(super) fn add(&mut self, name: &str, teller: Option<T>) {
        if self.zones.len() == MAX_ZONES {
            self.zones.clear();
        }
        if let Err(place) = self.zones.binary_search_by(|known| (*known.name).cmp(name)) {
            let known = Known {
                name: name.into(),
                teller,
                blocks: Vec::new(),
            };
            self.zones.insert(place, known);
        }
    }

    /// What tells the offset of the zone at a position.
    pub(super) fn teller(&self, position: usize) -> Option<T> {
        self.zones.get(position)?.teller.clone()
    }

    /// The offset in a block, where it is known whether there is one.
    pub(super) fn find(&self, position: usize, block: i64) -> Option<Option<i32>> {
        let kept = self.zones.get(position)?.blocks.get(place_of(block))?;
        kept.filter(|(own, _)| *own == block).map(|(_, offset)| offset)
    }

    /// Keeps the offset in a block.
    pub(super) fn keep(&mut self, position: usize, block: i64, offset: Option<i32>) {
        let Some(known) = self.zones.get_mut(position) else {
            return;
        };
        known.blocks.resize(PLACES, None);
        if let Some(kept) = known.blocks.get_mut(place_of(block)) {
            *kept = Some((block, offset));
        }
    }
}

fn place_of(block: i64) -> usize {
    block.rem_euclid(PLACES as i64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_until_another_takes_its_place() {
        let mut offsets = Offsets::new();
        for name in ["b", "a", "c", "a"] {
            offsets.add(name, Some(name));
        }
        let b = offsets.position("b").unwrap();
        assert_eq!(offsets.teller(b), Some("b"));
        assert_eq!((offsets.position("d"), offsets.teller(3)), (None, None));
        assert_eq!(offsets.find(b, -7), None);
        for (block, offset) in [(-7, Some(3_600)), (0, None), (5, Some(-1))] {
            offsets.keep(b, block, offset);
            assert_eq!(offsets.find(b, block), Some(offset));
        }
        offsets.keep(b, 5 + PLACES as i64, Some(2));
        assert_eq!(
            (offsets.find(b, 5), offsets.find(b, -7)),
            (None, Some(Some(3_600)))
        );
    }

    #[test]
    fn zones_without_end_take_no_more_room() {
        let mut offsets = Offsets::new();
        for number in 0..MAX_ZONES * 3 {
            let name = number.to_string();
            offsets.add(&name, Some(number));
            assert_eq!(
                offsets.position(&name).and_then(|at| offsets.teller(at)),
                Some(number)
            );
            assert!(offsets.zones.len() <= MAX_ZONES);
        }
    }
}
