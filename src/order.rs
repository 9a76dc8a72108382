//! One sort for all that the program sorts.

use std::cmp::Ordering;

/// Sorts positions of something by comparing what stands at them; what is equal keeps its order.
///
/// The comparison is not generic: there is one copy of the standard library's sort (docs/size.md).
#[inline(never)]
pub(crate) fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|left, right| compare(*left, *right));
}

/// The positions below `length`, sorted as by [`sort_positions`].
pub(crate) fn sorted_positions(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..length).collect();
    sort_positions(&mut positions, compare);
    positions
}

/// Which of these positions can keep their order while the others are moved: a longest rising subsequence.
/// `None` is in no order yet.
pub(crate) fn rising(places: &[Option<usize>]) -> Vec<bool> {
    // For each length, at which index the subsequence of that length ends that ends lowest.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (index, place) in places.iter().enumerate() {
        if place.is_some() {
            let length = ends.partition_point(|&end| places[end] < *place);
            before[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
            match ends.get_mut(length) {
                Some(end) => *end = index,
                None => ends.push(index),
            }
        }
    }
    let mut is_rising = vec![false; places.len()];
    let mut last = ends.last().copied();
    while let Some(index) = last {
        is_rising[index] = true;
        last = before[index];
    }
    is_rising
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn as_many_as_possible_keep_their_order() {
        let longest = |places: &[Option<usize>]| {
            // By trying all subsequences.
            (0u32..1 << places.len())
                .filter(|chosen| {
                    let chosen = (0..places.len()).filter(|at| chosen >> at & 1 == 1);
                    let chosen: Vec<_> = chosen.map(|at| places[at]).collect();
                    chosen.iter().all(Option::is_some) && chosen.is_sorted()
                })
                .map(u32::count_ones)
                .max()
                .unwrap()
        };
        let mut seed = 7_usize;
        for length in 0..9 {
            for _ in 0..40 {
                let mut places: Vec<Option<usize>> = (0..length).map(Some).collect();
                for at in 0..length {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    places.swap(at, (seed >> 33) % length);
                    if seed >> 60 == 0 {
                        places[at] = None;
                    }
                }
                let kept = rising(&places);
                let rising: Vec<_> = places.iter().zip(&kept).filter(|(_, kept)| **kept).collect();
                assert!(rising.iter().all(|(place, _)| place.is_some()), "{places:?}");
                assert!(rising.is_sorted(), "{places:?}");
                assert_eq!(rising.len(), longest(&places) as usize, "{places:?}");
            }
        }
    }
}
