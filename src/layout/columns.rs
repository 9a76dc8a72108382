//! Columns: the events of one day side by side, as wide as there is room.

/// The least room in minutes: one line of words, and 24 px where an hour has 48.
pub(super) const LEAST: u32 = 30;

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
    /// True if a strip of [`More`] stands beside these columns.
    pub is_beside_more: bool,
    /// True if the occurrence began on a day before.
    pub continues_before: bool,
    /// True if it goes on on the next day.
    pub continues_after: bool,
}

/// Occurrences of about one hour for which there is no column: "+12", in a strip beside the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct More {
    /// Where the first of them begins, in minutes as in [`Block`].
    pub from_minute: u32,
    /// Until where it stands for what begins, exclusive: the end of the hour, or half an hour later where that is more.
    pub to_minute: u32,
    /// One or more positions in the slice, by start.
    pub occurrences: Vec<usize>,
}

/// How many columns a day may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Where everything that touches finds one; at least one is taken.
    pub alone: usize,
    /// Beside a strip that counts the rest; at least one is taken.
    pub beside_more: usize,
}

/// The least width of a column in which titles can be read, in CSS pixels.
const READABLE: u32 = 112;
/// The least width of a day in which two stand side by side all the same, in CSS pixels.
const PAIR: u32 = 144;
/// The width of the strip, in CSS pixels: `--_strip` in the style.
const STRIP: u32 = 44;

impl Columns {
    /// As many as can be read in a day so many CSS pixels wide.
    pub fn within(width: u32) -> Self {
        let fitting = |width: u32| (width / READABLE).max(if width < PAIR { 1 } else { 2 }) as usize;
        Self {
            alone: fitting(width),
            beside_more: fitting(width.saturating_sub(STRIP)),
        }
    }
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

/// A place in a column.
struct Place {
    piece: Piece,
    column: usize,
    /// How many columns there are up to the next place to the right that it touches, if any.
    room: Option<usize>,
}

/// Places the pieces of one day, sorted by start, side by side.
///
/// A piece takes the first column that is free. Where what touches each other needs more columns than there may be,
/// what finds none is counted by the hour, in a strip of its own: what is shown never lies under what is counted.
pub(super) fn pack(pieces: &[Piece], columns: Columns) -> (Vec<Block>, Vec<More>) {
    let (mut blocks, mut more) = (Vec::new(), Vec::new());
    let mut rest = pieces;
    while !rest.is_empty() {
        let (together, behind) = rest.split_at(together(rest));
        rest = behind;
        let (mut places, mut left) = place(together, columns.alone.max(1));
        let is_beside_more = !left.is_empty();
        let mut count = places.iter().map(|place| place.column + 1).max().unwrap_or(1);
        if is_beside_more {
            count = columns.beside_more.max(1);
            (places, left) = place(together, count);
        }
        blocks.extend(places.iter().map(|place| Block {
            occurrence: place.piece.occurrence,
            from_minute: place.piece.from_minute,
            to_minute: place.piece.to_minute,
            column: place.column,
            span: place.room.unwrap_or(count - place.column),
            columns: count,
            is_beside_more,
            continues_before: place.piece.continues_before,
            continues_after: place.piece.continues_after,
        }));
        let end = together.iter().map(|piece| piece.to_minute).max();
        count_by_hour(&left, end.unwrap_or_default(), &mut more);
    }
    (blocks, more)
}

/// How many of the first pieces touch each other, directly or through others.
fn together(pieces: &[Piece]) -> usize {
    let mut end = 0;
    let goes_on = |(at, piece): &(usize, &Piece)| {
        let touches = *at == 0 || piece.from_minute < end;
        end = end.max(piece.to_minute);
        touches
    };
    pieces.iter().enumerate().take_while(goes_on).count()
}

/// Gives each piece the first of so many columns that is free; then those that find none.
fn place(pieces: &[Piece], limit: usize) -> (Vec<Place>, Vec<Piece>) {
    let mut places: Vec<Place> = Vec::new();
    let mut left = Vec::new();
    // The latest place of each column.
    let mut latest: Vec<usize> = Vec::new();
    for piece in pieces {
        let is_free = |places: &[Place], at: usize| places[at].piece.to_minute <= piece.from_minute;
        let free = latest.iter().position(|at| is_free(&places, *at));
        let column = free.unwrap_or(latest.len());
        if column >= limit {
            left.push(*piece);
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
            piece: *piece,
            column,
            room,
        });
    }
    (places, left)
}

/// Counts pieces by the hour in which they begin, up to where what touches them ends: no count lies over another.
fn count_by_hour(pieces: &[Piece], end: u32, more: &mut Vec<More>) {
    for piece in pieces {
        let from = piece.from_minute;
        if let Some(last) = more.last_mut().filter(|last| from < last.to_minute) {
            last.occurrences.push(piece.occurrence);
            continue;
        }
        let hour_end = (from / 60 + 1) * 60;
        more.push(More {
            from_minute: from,
            to_minute: hour_end.max(from + LEAST).min(end),
            occurrences: vec![piece.occurrence],
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day as text: the columns of each block and of how many, with a plus where a strip stands beside them; then
    /// what is more.
    fn packed(rooms: &[(u32, u32)], alone: usize) -> Vec<String> {
        let piece = |(at, room): (usize, &(u32, u32))| Piece {
            occurrence: at,
            from_minute: room.0,
            to_minute: room.1,
            continues_before: false,
            continues_after: false,
        };
        let pieces: Vec<Piece> = rooms.iter().enumerate().map(piece).collect();
        let columns = Columns {
            alone,
            beside_more: alone.saturating_sub(1),
        };
        let (blocks, more) = pack(&pieces, columns);
        let block = |one: &Block| {
            let end = one.column + one.span;
            let strip = if one.is_beside_more { "+" } else { "" };
            format!(
                "{}: {}..{end} of {}{strip}",
                one.occurrence, one.column, one.columns
            )
        };
        let more_line = |one: &More| format!("{:?}: {:?}", one.occurrences, one.from_minute..one.to_minute);
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
    fn what_finds_no_column_is_counted_by_the_hour_in_which_it_begins() {
        let rooms = [
            (0, 60),
            (0, 60),
            (0, 60),
            (30, 90),
            (60, 120),
            (60, 120),
            (90, 120),
            (120, 150),
        ];
        assert_eq!(
            packed(&rooms[..3], 3),
            ["0: 0..1 of 3", "1: 1..2 of 3", "2: 2..3 of 3"]
        );
        assert_eq!(
            packed(&rooms, 3),
            [
                "0: 0..1 of 2+",
                "1: 1..2 of 2+",
                "4: 0..1 of 2+",
                "5: 1..2 of 2+",
                // What comes when nothing is left of them has the day to itself.
                "7: 0..1 of 1",
                "[2, 3]: 0..60",
                "[6]: 90..120",
            ]
        );
    }

    #[test]
    fn counts_have_the_room_of_half_an_hour_and_end_with_what_touches_them() {
        // Late in the hour: what begins within the half hour is among them.
        let rooms = [(0, 240), (50, 100), (70, 130), (90, 130)];
        assert_eq!(
            packed(&rooms, 1),
            ["0: 0..1 of 1+", "[1, 2]: 50..80", "[3]: 90..120"]
        );
        // The hour goes on, what touches does not: there is something else.
        assert_eq!(
            packed(&[(0, 30), (0, 30), (30, 60)], 1),
            ["0: 0..1 of 1+", "2: 0..1 of 1", "[1]: 0..30"]
        );
    }

    #[test]
    fn a_day_has_as_many_columns_as_can_be_read() {
        for (width, alone, beside_more) in [
            (0, 1, 1),
            (104, 1, 1),
            // A seventh of a calendar of 1,280 px.
            (169, 2, 1),
            (260, 2, 2),
            (316, 2, 2),
            (1_184, 10, 10),
            (1_880, 16, 16),
        ] {
            let columns = Columns { alone, beside_more };
            assert_eq!(Columns::within(width), columns, "{width}");
        }
    }

    #[test]
    fn one_column_is_all_that_is_needed() {
        for alone in [0, 1] {
            assert_eq!(
                packed(&[(0, 60), (30, 90), (90, 120)], alone),
                ["0: 0..1 of 1+", "2: 0..1 of 1", "[1]: 30..60"]
            );
        }
    }
}
