//! The numbers of one part of a rule.

/// A set of numbers from −383 to 383; others are dropped, but for [`Numbers::is_given`].
///
/// One type for months, days, weeks, minutes and positions: in whatever order and how often a feed
/// names them, a set is sorted, bounded and asked in no time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    bits: [u64; 12],
    is_given: bool,
}

impl Numbers {
    pub(super) fn of(numbers: &[i16]) -> Self {
        let mut set = Self::default();
        for number in numbers {
            set.insert(*number);
        }
        set
    }

    pub(super) fn insert(&mut self, number: i16) {
        self.is_given = true;
        let (word, bit) = place(number);
        if let Some(word) = self.bits.get_mut(word) {
            *word |= bit;
        }
    }

    /// True if a rule names any number at all, be it one that nothing matches.
    pub(super) fn is_given(&self) -> bool {
        self.is_given
    }

    pub(super) fn contains(&self, number: i16) -> bool {
        let (word, bit) = place(number);
        self.bits.get(word).is_some_and(|word| word & bit != 0)
    }

    /// True if it holds `nth`, from 1, counted from the first or from the last of `count`.
    pub(super) fn has(&self, nth: u32, count: u32) -> bool {
        self.contains(nth as i16) || self.contains(nth as i16 - count as i16 - 1)
    }

    /// As [`Numbers::has`], and true where a rule names no number.
    pub(super) fn allows(&self, nth: u32, count: u32) -> bool {
        !self.is_given || self.has(nth, count)
    }

    /// Those from 0 up to, but without, `end`, sorted; `default` alone where a rule names none.
    pub(super) fn list(&self, end: u8, default: u32) -> Vec<u8> {
        if !self.is_given {
            return vec![default as u8];
        }
        (0..end)
            .filter(|number| self.contains((*number).into()))
            .collect()
    }
}

/// The word and the bit of a number; beyond the last word for one out of range.
fn place(number: i16) -> (usize, u64) {
    let index = (i32::from(number) + 384) as usize;
    (index / 64, 1 << (index % 64))
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn a_set_keeps_each_number_in_range_and_only_those() {
        let set = Numbers::of(&[-383, -1, 0, 1, 383, 384, -385, i16::MIN, i16::MAX]);
        for number in i16::MIN..=i16::MAX {
            let is_in = matches!(number, -383 | -1 | 0 | 1 | 383);
            assert_eq!(set.contains(number), is_in, "{number}");
        }
    }

    #[test]
    fn numbers_count_from_the_first_or_the_last() {
        let ends = Numbers::of(&[2, -1]);
        let days: Vec<u32> = (1..=31).filter(|day| ends.has(*day, 31)).collect();
        assert_eq!(days, [2, 31]);
        assert!(Numbers::default().allows(5, 31) && !ends.allows(5, 31));
    }

    #[test]
    fn a_list_is_sorted_and_without_repetition() {
        assert_eq!(Numbers::default().list(60, 30), [30]);
        let set = Numbers::of(&[45, 0, 45, 60, 15]);
        assert_eq!(set.list(60, 30), [0, 15, 45]);
        assert!(Numbers::of(&[99]).list(60, 30).is_empty());
    }
}
