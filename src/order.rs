//! One sort for all that the program sorts.

use std::cmp::Ordering;

/// Sorts positions of something by comparing what stands at them; what is equal keeps its order.
///
/// A merge sort by hand: the standard library's weighs some kilobytes for each type that is sorted.
pub(crate) fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    let mut merged = Vec::with_capacity(positions.len());
    let mut width = 1;
    while width < positions.len() {
        for run in positions.chunks_mut(width * 2) {
            let (mut left, mut right) = run.split_at(width.min(run.len()));
            merged.clear();
            while let ([first, left_rest @ ..], [second, right_rest @ ..]) = (left, right) {
                if compare(*first, *second).is_gt() {
                    merged.push(*second);
                    right = right_rest;
                } else {
                    merged.push(*first);
                    left = left_rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
            run.copy_from_slice(&merged);
        }
        width *= 2;
    }
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
    use super::{rising, sorted_positions};

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

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        for length in 0..70 {
            let values: Vec<usize> = (0..length).map(|at| at * at * 7 % 11).collect();
            let mut expected: Vec<usize> = (0..length).collect();
            expected.sort_by_key(|at| values[*at]);
            let sorted = sorted_positions(length, &|a, b| values[a].cmp(&values[b]));
            assert_eq!(sorted, expected);
        }
    }
}
