//! Columns: the events of one day side by side, as wide as there is room.

/// One occurrence on one day of a time grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The position of the occurrence in the slice.
    pub occurrence: usize,
    /// Where its room begins: civil minutes of the day as shown, 0 to 1,410.
    ///
    /// It is where the event begins, but for one that begins in the last half hour of the day and is
    /// short: its room ends with the day and begins before it.
    pub from_minute: u32,
    /// Where its room ends, exclusive: at least 30 minutes later, so that its words are readable, and
    /// at most 1,440.
    pub to_minute: u32,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it covers: all up to the next block with which it would collide.
    pub span: usize,
    /// Into how many columns the day is divided here. The same for all that touch each other,
    /// directly or through others.
    pub columns: usize,
    /// True if the occurrence began on a day before.
    pub continues_before: bool,
    /// True if it goes on on the next day.
    pub continues_after: bool,
}

/// Occurrences for which there is no column: "+12 more", in the last column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Where the first of them begins, in minutes as in [`Block`].
    pub from_minute: u32,
    /// Where the last of them ends, exclusive.
    pub to_minute: u32,
    /// The column that it has to itself: the last.
    pub column: usize,
    /// Into how many columns the day is divided here.
    pub columns: usize,
    /// Two or more positions in the slice, by start.
    pub occurrences: Vec<usize>,
}

/// What looks for a place on one day. Its room is never empty.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) occurrence: usize,
    pub(super) from_minute: u32,
    pub(super) to_minute: u32,
    pub(super) continues_before: bool,
    pub(super) continues_after: bool,
}

/// A place in a column, for one piece, or for several that share the last column.
struct Place {
    pieces: Vec<Piece>,
    from_minute: u32,
    to_minute: u32,
    column: usize,
    /// How many columns there are up to the next place to the right that it touches, if any.
    room: Option<usize>,
    columns: usize,
}

/// Places the pieces of one day, sorted by start, side by side in at most `limit` columns (at least
/// one).
///
/// A piece takes the first column that is free. Where none is, it joins what stands in the last column,
/// and both become "+2 more": what is shown never lies under what is counted.
pub(super) fn pack(pieces: &[Piece], limit: usize) -> (Vec<Block>, Vec<More>) {
    let mut places: Vec<Place> = Vec::new();
    // The latest place of each column, and where the places begin that touch each other.
    let mut latest: Vec<usize> = Vec::new();
    let mut first = 0;
    for piece in pieces {
        let is_free = |places: &[Place], at: usize| places[at].to_minute <= piece.from_minute;
        if latest.iter().all(|at| is_free(&places, *at)) {
            close(&mut places[first..], latest.len());
            first = places.len();
            latest.clear();
        }
        let free = latest.iter().position(|at| is_free(&places, *at));
        let column = free.unwrap_or(latest.len());
        if let Some(&last) = latest.last()
            && column >= limit
        {
            let shared = &mut places[last];
            shared.to_minute = shared.to_minute.max(piece.to_minute);
            shared.pieces.push(*piece);
            continue;
        }
        let mut room = None;
        for (other, &at) in latest.iter().enumerate() {
            if is_free(&places, at) {
                continue;
            }
            if other < column {
                let left = &mut places[at];
                left.room = Some(left.room.map_or(column - other, |room| room.min(column - other)));
            } else if room.is_none() {
                room = Some(other - column);
            }
        }
        if column < latest.len() {
            latest[column] = places.len();
        } else {
            latest.push(places.len());
        }
        places.push(Place {
            pieces: vec![*piece],
            from_minute: piece.from_minute,
            to_minute: piece.to_minute,
            column,
            room,
            columns: 0,
        });
    }
    close(&mut places[first..], latest.len());

    let mut blocks = Vec::new();
    let mut more = Vec::new();
    for place in &places {
        match place.pieces.as_slice() {
            [piece] => blocks.push(Block {
                occurrence: piece.occurrence,
                from_minute: place.from_minute,
                to_minute: place.to_minute,
                column: place.column,
                span: place.room.unwrap_or(place.columns - place.column),
                columns: place.columns,
                continues_before: piece.continues_before,
                continues_after: piece.continues_after,
            }),
            shared => more.push(More {
                from_minute: place.from_minute,
                to_minute: place.to_minute,
                column: place.column,
                columns: place.columns,
                occurrences: shared.iter().map(|piece| piece.occurrence).collect(),
            }),
        }
    }
    (blocks, more)
}

/// Tells places that touch each other into how many columns they are divided.
fn close(places: &mut [Place], columns: usize) {
    for place in places {
        place.columns = columns;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day as text: the columns of each block and of how many, then what is more.
    fn packed(rooms: &[(u32, u32)], limit: usize) -> Vec<String> {
        let piece = |(at, room): (usize, &(u32, u32))| Piece {
            occurrence: at,
            from_minute: room.0,
            to_minute: room.1,
            continues_before: false,
            continues_after: false,
        };
        let pieces: Vec<Piece> = rooms.iter().enumerate().map(piece).collect();
        let (blocks, more) = pack(&pieces, limit);
        let block = |one: &Block| {
            let end = one.column + one.span;
            format!("{}: {}..{end} of {}", one.occurrence, one.column, one.columns)
        };
        let more_line = |one: &More| {
            let room = one.from_minute..one.to_minute;
            format!(
                "{:?}: {} of {}, {room:?}",
                one.occurrences, one.column, one.columns
            )
        };
        blocks
            .iter()
            .map(block)
            .chain(more.iter().map(more_line))
            .collect()
    }

    #[test]
    fn what_does_not_touch_has_the_day_to_itself() {
        assert_eq!(packed(&[], 3), [""; 0]);
        assert_eq!(packed(&[(0, 60), (60, 120)], 3), ["0: 0..1 of 1", "1: 0..1 of 1"]);
    }

    #[test]
    fn what_touches_stands_side_by_side_and_as_wide_as_possible() {
        // The third and the last could each have two of three columns: what is beside them ends first.
        let rooms = [(0, 240), (0, 60), (30, 60), (60, 120), (240, 300)];
        assert_eq!(
            packed(&rooms, 9),
            [
                "0: 0..1 of 3",
                "1: 1..2 of 3",
                "2: 2..3 of 3",
                "3: 1..3 of 3",
                "4: 0..1 of 1",
            ]
        );
    }

    #[test]
    fn a_free_column_between_two_is_filled_and_not_left() {
        let rooms = [(0, 120), (0, 60), (0, 120), (60, 120)];
        assert_eq!(
            packed(&rooms, 9),
            ["0: 0..1 of 3", "1: 1..2 of 3", "2: 2..3 of 3", "3: 1..2 of 3"]
        );
    }

    #[test]
    fn what_finds_no_column_shares_the_last_one() {
        let rooms = [
            (0, 60),
            (0, 60),
            (0, 60),
            (30, 90),
            (60, 120),
            (60, 120),
            (90, 120),
        ];
        assert_eq!(
            packed(&rooms[..3], 3),
            ["0: 0..1 of 3", "1: 1..2 of 3", "2: 2..3 of 3"]
        );
        assert_eq!(
            packed(&rooms, 3),
            [
                "0: 0..1 of 3",
                "1: 1..2 of 3",
                "4: 0..1 of 3",
                "5: 1..2 of 3",
                "6: 2..3 of 3",
                "[2, 3]: 2 of 3, 0..90",
            ]
        );
    }

    #[test]
    fn one_column_is_all_that_is_needed() {
        for limit in [0, 1] {
            assert_eq!(
                packed(&[(0, 60), (30, 90), (90, 120)], limit),
                ["2: 0..1 of 1", "[0, 1]: 0 of 1, 0..90"]
            );
        }
    }
}
