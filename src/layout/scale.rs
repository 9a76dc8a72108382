//! How high the hours of a time grid are drawn.

use std::ops::Range;

use crate::layout::DayColumn;
use crate::layout::time_grid::HOURS;

/// The room of a fold, in minutes as they are drawn: half an hour's, enough for the labels at both ends.
const FOLD: u32 = 30;
/// The fewest empty hours in a row that are folded: fewer are not worth a break in the scale.
const LEAST: u32 = 3;

/// Where each minute of the day is drawn.
///
/// One event in the night must not bring eight empty hours with it: outside of the hours that are always
/// in view, three and more hours in a row in which no day has anything are folded into the room of half
/// an hour. Hours in which anything stands keep their full height, so that lengths can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scale {
    stretches: Vec<Stretch>,
}

/// Some hours in a row that are drawn alike.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stretch {
    hours: Range<u32>,
    /// Where it begins and ends, in drawn minutes from the top.
    drawn: Range<u32>,
}

impl Stretch {
    fn is_folded(&self) -> bool {
        self.drawn.len() < 60 * self.hours.len()
    }
}

impl Scale {
    /// The scale for these days together.
    pub fn of(days: &[DayColumn]) -> Self {
        let mut is_kept = [false; 24];
        let mut keep = |hours: Range<u32>| {
            for hour in hours {
                is_kept[hour as usize % 24] = true;
            }
        };
        keep(HOURS);
        for day in days {
            let blocks = day
                .blocks
                .iter()
                .map(|block| (block.from_minute, block.to_minute));
            let more = day.more.iter().map(|more| (more.from_minute, more.to_minute));
            for (from, to) in blocks.chain(more) {
                keep(from / 60..to.div_ceil(60));
            }
        }
        let first = is_kept.iter().position(|is_kept| *is_kept).unwrap_or(0);
        let last = is_kept.iter().rposition(|is_kept| *is_kept).unwrap_or(0);
        let (mut hour, mut top) = (first as u32, 0);
        let mut stretches = Vec::new();
        for alike in is_kept[first..=last].chunk_by(|one, next| one == next) {
            let count = alike.len() as u32;
            let is_folded = alike.first() == Some(&false) && count >= LEAST;
            let height = if is_folded { FOLD } else { 60 * count };
            stretches.push(Stretch {
                hours: hour..hour + count,
                drawn: top..top + height,
            });
            hour += count;
            top += height;
        }
        Self { stretches }
    }

    /// The height of all hours in view, in drawn minutes.
    pub fn height(&self) -> u32 {
        self.stretches.last().map_or(0, |stretch| stretch.drawn.end)
    }

    /// Where a minute of the day is drawn, in drawn minutes from the top; `None` if it is not in view. The
    /// end of the last hour is.
    pub fn drawn(&self, minute: u32) -> Option<u32> {
        let holds =
            |stretch: &&Stretch| (60 * stretch.hours.start..=60 * stretch.hours.end).contains(&minute);
        let stretch = self.stretches.iter().find(holds)?;
        let (after, length) = (minute - 60 * stretch.hours.start, 60 * stretch.hours.len() as u32);
        Some(stretch.drawn.start + after * stretch.drawn.len() as u32 / length)
    }

    /// The full hours that are drawn with a line.
    pub fn lines(&self) -> Vec<HourLine> {
        let mut lines = Vec::new();
        for stretch in &self.stretches {
            let (first, top) = (stretch.hours.start, stretch.drawn.start);
            let is_folded = stretch.is_folded();
            let hours = if is_folded {
                first..first + 1
            } else {
                stretch.hours.clone()
            };
            lines.extend(hours.map(|hour| HourLine {
                hour,
                drawn: top + 60 * (hour - first),
                folded: is_folded.then_some(stretch.drawn.len() as u32),
            }));
        }
        lines
    }
}

/// A full hour on a [`Scale`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourLine {
    /// The hour, 0 to 23.
    pub hour: u32,
    /// Where it is drawn, in drawn minutes from the top.
    pub drawn: u32,
    /// The height of the fold that it begins, in drawn minutes.
    pub folded: Option<u32>,
}

#[cfg(test)]
mod tests {
    use chrono::Weekday;

    use super::*;
    use crate::layout::testing::{date, shown};
    use crate::layout::{Period, Room, Weekdays, time_grid};

    fn scale(times: &[(&str, &str)]) -> Scale {
        let weekdays = Weekdays::all_from(Weekday::Mon);
        let days = Period::Week.around(date("2026-03-03"), weekdays);
        let occurrences = times
            .iter()
            .map(|(start, end)| shown("x", start, Some(end)))
            .collect();
        Scale::of(&time_grid(&occurrences, days, weekdays, Room::default()).columns)
    }

    #[test]
    fn hours_between_events_keep_their_height_by_day() {
        let scale = scale(&[("2026-03-03T10:00", "2026-03-03T11:00")]);
        assert_eq!(scale.height(), 600);
        assert_eq!(scale.drawn(8 * 60), Some(0));
        assert_eq!(scale.drawn(10 * 60 + 15), Some(135));
        assert_eq!(scale.drawn(18 * 60), Some(600));
        assert_eq!((scale.drawn(8 * 60 - 1), scale.drawn(18 * 60 + 1)), (None, None));
        assert_eq!(scale.lines().len(), 10);
    }

    #[test]
    fn empty_hours_of_the_night_are_folded() {
        // Until one at night, and again from half past ten in the evening on another day.
        let scale = scale(&[
            ("2026-03-03T22:30", "2026-03-04T01:00"),
            ("2026-03-05T19:00", "2026-03-05T20:00"),
        ]);
        // 0 to 1, a fold to 8, 8 to 20, and 20 to 24: two empty hours are not folded.
        assert_eq!(scale.height(), 60 + 30 + 16 * 60);
        for (minute, drawn) in [(0, 0), (60, 60), (60 + 210, 75), (480, 90), (1_440, 1_050)] {
            assert_eq!(scale.drawn(minute), Some(drawn), "{minute}");
        }
        let lines = scale.lines();
        let told: Vec<_> = lines
            .iter()
            .map(|line| (line.hour, line.drawn, line.folded))
            .collect();
        assert_eq!(told[..3], [(0, 0, None), (1, 60, Some(30)), (8, 90, None)]);
        assert_eq!(told.len(), 18);
    }

    #[test]
    fn an_empty_day_has_the_hours_that_are_always_in_view() {
        assert_eq!(scale(&[]).height(), 600);
    }
}
