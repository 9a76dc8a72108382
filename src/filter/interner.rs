//! A number for each different text: what a feed repeats is looked at once.

/// How many texts with the same slot are compared. A hostile feed can bring any number of them; behind
/// these a text has a new number each time, which costs memory and nothing else.
const MAX_PROBES: usize = 32;

/// Texts numbered from 0 on, in the order in which they first came.
///
/// In place of the standard library's table (docs/size.md), which also hashes slowly for safety.
#[derive(Default)]
pub(crate) struct Interner {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<u32>,
    /// The number of a text plus one, at the place that its hash gives or a little behind.
    slots: Vec<u32>,
}

impl Interner {
    /// The number of a text: as many as there were before, if the text is new.
    pub(crate) fn number(&mut self, text: &str) -> usize {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let first = hash(text.as_bytes());
        for probe in 0..MAX_PROBES {
            let slot = first.wrapping_add(probe) & (self.slots.len() - 1);
            let Some(number) = (self.slots[slot] as usize).checked_sub(1) else {
                self.slots[slot] = self.ends.len() as u32 + 1;
                break;
            };
            if self.text(number) == text.as_bytes() {
                return number;
            }
        }
        self.bytes.extend_from_slice(text.as_bytes());
        self.ends.push(self.bytes.len() as u32);
        self.ends.len() - 1
    }

    fn text(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[number] as usize]
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(64);
        self.slots.clear();
        self.slots.resize(length, 0);
        for number in 0..self.ends.len() {
            let first = hash(self.text(number));
            let free = (0..MAX_PROBES)
                .map(|probe| first.wrapping_add(probe) & (length - 1))
                .find(|slot| self.slots[*slot] == 0);
            if let Some(slot) = free {
                self.slots[slot] = number as u32 + 1;
            }
        }
    }
}

/// Of four bytes at a time, in the way of FxHash, which Firefox uses. The upper half is folded in since the lower bits
/// alone choose the slot.
fn hash(bytes: &[u8]) -> usize {
    let mix = |hash: u32, word: u32| (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9);
    let (words, rest) = bytes.as_chunks();
    let words = words.iter().map(|word| u32::from_le_bytes(*word));
    let rest = rest.iter().map(|byte| u32::from(*byte));
    let hash = words.chain(rest).fold(bytes.len() as u32, mix);
    (hash ^ (hash >> 15)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number_while_the_table_grows() {
        let mut interner = Interner::default();
        for round in 0..2 {
            for number in 0..1_000 {
                assert_eq!(interner.number(&number.to_string()), number, "{round}");
            }
        }
    }

    #[test]
    fn the_empty_text_has_a_number_as_well() {
        let mut interner = Interner::default();
        assert_eq!(
            ["", "a", "", "b", "a"].map(|text| interner.number(text)),
            [0, 1, 0, 2, 1]
        );
    }
}
