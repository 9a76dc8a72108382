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

#[cfg(test)]
mod tests {
    use super::sorted_positions;

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
