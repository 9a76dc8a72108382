//! Where each view puts its days and its events, against oracles that know nothing of the views: a walk
//! through the calendar day by day, and a look at each minute of a day.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "it holds more than this file needs")]
mod support;

use std::sync::Arc;

use chrono::{Datelike, TimeDelta, Timelike, Weekday, WeekdaySet};
use lichthof::event::{End, Event, Uid, When};
use lichthof::layout::{
    Columns, Period, Room, Selection, TimeGrid, Weekdays, month_days, month_grid, on_hidden_days, time_grid,
    year_grid,
};
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DatePrecision, DateRange, DateTime, Zone};
use proptest::prelude::*;
use support::{TestZones, civil, date};

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

const WEEKEND: WeekdaySet = WeekdaySet::from_array([Weekday::Sat, Weekday::Sun]);

/// A day as [`walk`] comes upon it.
#[derive(Clone, Copy)]
struct Walked {
    year: i32,
    month: u32,
    day: u32,
    weekday: Weekday,
    /// The number of its ISO week.
    week: u32,
}

impl Walked {
    fn date(self) -> Date {
        Date::from_ymd_opt(self.year, self.month, self.day).unwrap()
    }
}

/// The days of 1969-12-01 to the end of 2101, one after another, by nothing but the rule for leap years
/// and three facts: the first one was a Monday, it stood in week 49, and the first week of a year is the
/// one that holds 4 January.
fn walk() -> Vec<Walked> {
    let (mut year, mut month, mut day) = (1969, 12, 0);
    let mut walked: Vec<Walked> = Vec::new();
    for weekday in WEEKDAYS.into_iter().cycle() {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        day += 1;
        if day > length {
            day = 1;
            month += 1;
        }
        if month > 12 {
            month = 1;
            year += 1;
        }
        if year > 2101 {
            break;
        }
        let week = walked
            .last()
            .map_or(49, |before| before.week + u32::from(weekday == Weekday::Mon));
        walked.push(Walked {
            year,
            month,
            day,
            weekday,
            week,
        });
        if (month, day) == (1, 4) {
            let monday = walked.iter().rposition(|day| day.weekday == Weekday::Mon);
            for day in &mut walked[monday.unwrap()..] {
                day.week = 1;
            }
        }
    }
    walked
}

/// The rows of a grid of the days from `first` to `last`, both positions in the walk.
fn rows(walk: &[Walked], first: usize, last: usize, first_day: Weekday) -> Vec<&[Walked]> {
    let start = (0..7)
        .map(|back| first - back)
        .find(|at| walk[*at].weekday == first_day)
        .unwrap();
    (start..=last).step_by(7).map(|at| &walk[at..at + 7]).collect()
}

/// Each month of 1970 to 2100 by the positions of its first and its last day in the walk.
fn months(walk: &[Walked]) -> Vec<(usize, usize)> {
    let firsts: Vec<usize> = (0..walk.len()).filter(|at| walk[*at].day == 1).collect();
    firsts
        .windows(2)
        .map(|pair| (pair[0], pair[1] - 1))
        .filter(|(first, _)| (1970..=2100).contains(&walk[*first].year))
        .collect()
}

fn number(row: &[Walked]) -> u32 {
    row.iter().find(|day| day.weekday == Weekday::Thu).unwrap().week
}

/// A row as its number and its shown days, each with whether it lies in the month.
type Row = (u32, Vec<(Date, bool)>);

/// What the grid of a month must be, without the days of the weekend if that is hidden.
fn expected_month(
    walk: &[Walked],
    month: (usize, usize),
    first_day: Weekday,
    hidden: WeekdaySet,
) -> Vec<Row> {
    let (first, last) = month;
    rows(walk, first, last, first_day)
        .into_iter()
        .map(|row| {
            let shown = row.iter().filter(|day| !hidden.contains(day.weekday));
            let is_in = |day: &Walked| (day.year, day.month) == (walk[first].year, walk[first].month);
            (number(row), shown.map(|day| (day.date(), is_in(day))).collect())
        })
        .filter(|(_, days): &Row| days.iter().any(|(_, is_in)| *is_in))
        .collect()
}

#[test]
fn every_month_of_1970_to_2100_has_its_days_in_whole_weeks() {
    let walk = walk();
    for month in months(&walk) {
        for first_day in WEEKDAYS {
            for hidden in [WeekdaySet::EMPTY, WEEKEND] {
                let weekdays = Weekdays::all_from(first_day).without(hidden);
                let grid = month_grid(&[].into(), walk[month.0 + 14].date(), weekdays, 3);
                let found: Vec<Row> = grid
                    .weeks
                    .iter()
                    .map(|week| {
                        let days = week.days.iter().map(|day| (day.date, day.in_month));
                        (week.number, days.collect())
                    })
                    .collect();
                assert_eq!(found, expected_month(&walk, month, first_day, hidden));
            }
        }
    }
}

#[test]
fn every_year_of_1970_to_2100_has_its_twelve_months() {
    let walk = walk();
    for months in months(&walk).chunks(12) {
        for first_day in WEEKDAYS {
            for hidden in [WeekdaySet::EMPTY, WEEKEND] {
                let weekdays = Weekdays::all_from(first_day).without(hidden);
                let grid = year_grid(&[].into(), walk[months[6].0].date(), weekdays);
                assert_eq!(grid.months.len(), 12);
                for (month, found) in months.iter().zip(&grid.months) {
                    assert_eq!(found.first, walk[month.0].date());
                    let weeks: Vec<Row> = found
                        .weeks
                        .iter()
                        .map(|week| {
                            let days = week.days.iter().map(|day| (day.date, day.in_month));
                            (week.number, days.collect())
                        })
                        .collect();
                    assert_eq!(weeks, expected_month(&walk, *month, first_day, hidden));
                }
            }
        }
    }
}

#[test]
fn every_week_of_1970_to_2100_has_its_days() {
    let walk = walk();
    let start = walk.iter().position(|day| day.year == 1970).unwrap();
    let last = walk.iter().rposition(|day| day.year == 2100).unwrap();
    for first_day in WEEKDAYS {
        for (at, row) in rows(&walk, start, last, first_day).into_iter().enumerate() {
            let any_day = row[at % 7].date();
            for hidden in [WeekdaySet::EMPTY, WEEKEND] {
                let weekdays = Weekdays::all_from(first_day).without(hidden);
                let grid = time_grid(
                    &[].into(),
                    Period::Week.around(any_day, weekdays),
                    weekdays,
                    Room::default(),
                );
                let found: Vec<Date> = grid.columns.iter().map(|column| column.date).collect();
                let shown = row.iter().filter(|day| !hidden.contains(day.weekday));
                let expected: Vec<Date> = shown.map(|day| day.date()).collect();
                assert_eq!(found, expected);
                let above: Vec<Date> = grid.all_day.days.iter().map(|day| day.date).collect();
                assert_eq!(above, expected);
                assert_eq!(weekdays.week_number(any_day), number(row));
            }
        }
    }
}

/// Occurrences in three weeks around 4 May 2026, many of them on that day: of no length, of minutes, over
/// midnight, over days and weeks, without end, and where a clock is put back.
fn occurrences() -> impl Strategy<Value = Selection> {
    let first = civil("2026-04-27T00:00");
    let start = prop_oneof![
        // Quarters of an hour on the crowded day, minutes on any other.
        (28..80_i64).prop_map(|quarters| 7 * 1_440 + quarters * 15),
        0..21 * 1_440_i64,
        (0..21_i64).prop_map(|midnight| midnight * 1_440),
    ];
    let shown = (start, 0..9_u32, 0..24_i64).prop_map(move |(start, kind, length)| {
        let start = first + TimeDelta::minutes(start);
        let days = |count: i64| {
            let end = start.date() + TimeDelta::days(count);
            DateRange::new(start.date(), end).unwrap()
        };
        let timed = |minutes: i64| Shown::Timed {
            start,
            end: Some(start + TimeDelta::minutes(minutes)),
        };
        let tentative = |precision, count| Shown::Tentative {
            period: days(count),
            precision,
        };
        match kind {
            0 => Shown::AllDay(days(length + 1)),
            1 => tentative(DatePrecision::Day, length % 3 + 1),
            2 => tentative(DatePrecision::Month, length + 7),
            3 => Shown::Timed { start, end: None },
            4 => timed(length - 12),
            5 => timed(length * 140),
            _ => timed(length * 10),
        }
    });
    prop::collection::vec(shown, 0..60).prop_map(|all| {
        let number = |(at, shown)| occurrence(at, shown);
        all.into_iter().enumerate().map(number).collect()
    })
}

fn occurrence(uid: usize, shown: Shown) -> Occurrence {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: Zone::Fixed(0),
        visitor: Zone::Fixed(0),
    };
    let when = match shown {
        Shown::Timed { start, end } => When::Timed {
            start,
            end: end.map_or(End::Open, |end| End::At(end, None)),
            zone: Zone::Fixed(0),
        },
        Shown::AllDay(days) => When::AllDay(days),
        Shown::Tentative { period, precision } => When::Tentative { period, precision },
    };
    let event = Event::new(Uid::new(uid.to_string()), "Stammtisch", when);
    let first = Occurrence::first(&Arc::new(event), &policy, &TestZones);
    // An end before the start, which the clock on the wall shows where it was put back.
    Occurrence { shown, ..first }
}

/// A week from any day on, with any days hidden, all of them too; often with none or the weekend.
fn weekdays() -> impl Strategy<Value = Weekdays> {
    let any = prop::sample::subsequence(WEEKDAYS.to_vec(), 0..=7)
        .prop_map(|days| days.into_iter().collect::<WeekdaySet>());
    let hidden = prop_oneof![Just(WeekdaySet::EMPTY), Just(WEEKEND), any];
    (prop::sample::select(WEEKDAYS.to_vec()), hidden)
        .prop_map(|(first, hidden)| Weekdays::all_from(first).without(hidden))
}

/// The days that a time grid is asked for: a week or one day.
fn days() -> impl Strategy<Value = DateRange> {
    let days = |(start, length)| {
        let start = date("2026-04-27") + TimeDelta::days(start);
        DateRange::new(start, start + TimeDelta::days(length)).unwrap()
    };
    (0..20_i64, prop_oneof![Just(1), Just(7)]).prop_map(days)
}

fn stands_in_hours(occurrence: &Occurrence) -> Option<(DateTime, Option<DateTime>)> {
    match occurrence.shown {
        Shown::Timed { start, end } if end.is_none_or(|end| end - start < TimeDelta::hours(24)) => {
            Some((start, end))
        }
        _ => None,
    }
}

fn is_vague(occurrence: &Occurrence) -> bool {
    matches!(&occurrence.shown, Shown::Tentative { precision, .. } if *precision != DatePrecision::Day)
}

/// The column in which tests have what is counted: behind all others.
const STRIP: usize = 1_000;

/// A block, or what is more, as the rectangle that it covers.
#[derive(Clone, Debug, PartialEq)]
struct Rectangle {
    minutes: std::ops::Range<u32>,
    columns: std::ops::Range<usize>,
    of: usize,
    occurrences: Vec<usize>,
}

impl Rectangle {
    fn meets_in_time(&self, other: &Self) -> bool {
        self.minutes.start < other.minutes.end && other.minutes.start < self.minutes.end
    }
}

/// What each day of a time grid shows: its blocks, then what is more.
fn rectangles(grid: &TimeGrid) -> Vec<(Vec<Rectangle>, Vec<Rectangle>)> {
    let day = |column: &lichthof::layout::DayColumn| {
        let block = |block: &lichthof::layout::Block| Rectangle {
            minutes: block.from_minute..block.to_minute,
            columns: block.column..block.column + block.span,
            of: block.columns,
            occurrences: vec![block.occurrence],
        };
        let more = |more: &lichthof::layout::More| Rectangle {
            minutes: more.from_minute..more.to_minute,
            columns: STRIP..STRIP + 1,
            of: STRIP + 1,
            occurrences: more.occurrences.clone(),
        };
        (
            column.blocks.iter().map(block).collect(),
            column.more.iter().map(more).collect(),
        )
    };
    grid.columns.iter().map(day).collect()
}

fn sorted(mut positions: Vec<usize>) -> Vec<usize> {
    positions.sort_unstable();
    positions
}

fn positions(occurrences: &Selection, takes: impl Fn(&Occurrence) -> bool) -> Vec<usize> {
    (0..occurrences.len())
        .filter(|at| takes(&occurrences[*at]))
        .collect()
}

/// So many columns where all fit, one fewer beside the strip that counts the rest.
fn beside_strip(alone: usize) -> Columns {
    Columns {
        alone,
        beside_more: alone.saturating_sub(1),
    }
}

proptest! {
    #![proptest_config(support::cases())]

    #[test]
    fn a_time_grid_holds_each_occurrence_once_a_day(
        occurrences in occurrences(),
        days in days(),
        weekdays in weekdays(),
        alone in 0..7_usize,
        lanes in 0..5_usize,
    ) {
        let columns = beside_strip(alone);
        let grid = time_grid(&occurrences, days, weekdays, Room { lanes, columns });
        let is_shown = |date: &Date| weekdays.shows(*date) || !days.days().any(|date| weekdays.shows(date));
        let dates: Vec<Date> = days.days().filter(is_shown).collect();
        let found: Vec<Date> = grid.columns.iter().map(|column| column.date).collect();
        prop_assert_eq!(&found, &dates);
        for (at, column) in grid.columns.iter().enumerate() {
            let date = column.date;
            let in_blocks = column.blocks.iter().map(|block| block.occurrence);
            let in_more = column.more.iter().flat_map(|more| more.occurrences.clone());
            let touches = |one: &Occurrence| one.days().contains(date);
            prop_assert_eq!(
                sorted(in_blocks.chain(in_more).collect()),
                positions(&occurrences, |one| touches(one) && stands_in_hours(one).is_some())
            );
            let above = &grid.all_day.days[at];
            prop_assert_eq!(
                sorted(above.occurrences.clone()),
                positions(&occurrences, |one| touches(one) && stands_in_hours(one).is_none() && !is_vague(one))
            );
            let bars = grid.all_day.bars.iter();
            let on_day: Vec<usize> = bars
                .filter(|bar| (bar.column..bar.column + bar.span).contains(&at))
                .map(|bar| bar.lane)
                .collect();
            prop_assert_eq!(on_day.len() + above.hidden, above.occurrences.len());
            prop_assert!(on_day.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(on_day.iter().all(|lane| *lane < lanes));
        }
        let vague = positions(&occurrences, |one| is_vague(one) && one.days().intersect(days).is_some());
        prop_assert_eq!(sorted(grid.tentative.clone()), vague);
        if dates.iter().all(|date| weekdays.shows(*date)) {
            let hidden = on_hidden_days(&occurrences, days, weekdays);
            let expected = positions(&occurrences, |one| {
                let mut standing = dates.iter().filter(|date| one.days().contains(**date));
                !is_vague(one) && one.days().intersect(days).is_some() && standing.next().is_none()
            });
            prop_assert_eq!(sorted(hidden), expected);
        }
    }

    #[test]
    fn columns_never_overlap_and_blocks_are_as_wide_as_they_can_be(
        occurrences in occurrences(),
        days in days(),
        alone in 0..9_usize,
    ) {
        let columns = beside_strip(alone);
        let weekdays = Weekdays::all_from(Weekday::Mon);
        let grid = time_grid(&occurrences, days, weekdays, Room { lanes: 3, columns });
        let limit = alone.max(1);
        for (column, (blocks, more)) in grid.columns.iter().zip(rectangles(&grid)) {
            let all: Vec<&Rectangle> = blocks.iter().chain(&more).collect();
            for (at, one) in all.iter().enumerate() {
                prop_assert!(one.columns.start < one.columns.end && one.columns.end <= one.of);
                prop_assert!(one.minutes.start + 30 <= one.minutes.end && one.minutes.end <= 1_440);
                prop_assert!(grid.hours.start * 60 <= one.minutes.start);
                prop_assert!(one.minutes.end <= grid.hours.end * 60);
                let others = || all.iter().enumerate().filter(|(other, _)| *other != at);
                for (_, other) in others().filter(|(_, other)| one.meets_in_time(other)) {
                    let is_apart = other.columns.end <= one.columns.start || one.columns.end <= other.columns.start;
                    prop_assert!(is_apart, "{one:?} {other:?}");
                }
            }
            for (at, one) in blocks.iter().enumerate() {
                let others = || blocks.iter().enumerate().filter(|(other, _)| *other != at);
                let beside: Vec<_> = others().filter(|(_, other)| one.meets_in_time(other)).collect();
                for (_, other) in &beside {
                    prop_assert_eq!(other.of, one.of);
                }
                let is_taken = |column: usize| beside.iter().any(|(_, other)| other.columns.contains(&column));
                prop_assert!(one.columns.end == one.of || is_taken(one.columns.end), "{one:?} could go on");
                prop_assert!(one.columns.start == 0 || is_taken(one.columns.start - 1), "{one:?} could begin before");
                let strip = more.iter().any(|more| more.meets_in_time(one));
                let is_beside = column.blocks[at].is_beside_more;
                prop_assert!(is_beside || !strip, "{one:?} has no strip beside it");
                let most = if is_beside { columns.beside_more.max(1) } else { limit };
                prop_assert!(one.of <= most, "{one:?}");
            }
            // How many rooms there are at each minute: what is shown, and each that is only counted.
            let mut depth = [0; 1_440];
            for occurrence in blocks.iter().chain(&more).flat_map(|one| one.occurrences.clone()) {
                for minute in room(&occurrences[occurrence], column.date).into_iter().flatten() {
                    depth[minute as usize] += 1;
                }
            }
            let deepest = depth.into_iter().max().unwrap_or(0);
            prop_assert_eq!(more.is_empty(), deepest <= limit);
            if deepest <= limit {
                let divided = blocks.iter().map(|one| one.of).max().unwrap_or(0);
                prop_assert_eq!(divided, deepest, "no more columns than are needed");
            }
            let starts: Vec<u32> = blocks.iter().map(|block| block.minutes.start).collect();
            prop_assert!(starts.is_sorted());
        }
    }

    #[test]
    fn blocks_stand_at_the_times_that_are_shown(occurrences in occurrences(), days in days()) {
        let weekdays = Weekdays::all_from(Weekday::Mon);
        let grid = time_grid(&occurrences, days, weekdays, Room { lanes: 3, columns: beside_strip(99) });
        for column in &grid.columns {
            for block in &column.blocks {
                let occurrence = &occurrences[block.occurrence];
                prop_assert_eq!(Some(block.from_minute..block.to_minute), room(occurrence, column.date));
                prop_assert_eq!(block.continues_before, occurrence.days().start() < column.date);
                prop_assert_eq!(block.continues_after, occurrence.days().last() > column.date);
            }
        }
    }

    #[test]
    fn the_order_of_the_feed_changes_nothing(
        (occurrences, order) in occurrences().prop_flat_map(|occurrences| {
            let order: Vec<usize> = (0..occurrences.len()).collect();
            (Just(occurrences), Just(order).prop_shuffle())
        }),
        days in days(),
        weekdays in weekdays(),
    ) {
        let shuffled: Selection = order.iter().map(|at| occurrences[*at].clone()).collect();
        let back = |positions: &[usize]| -> Vec<usize> { positions.iter().map(|at| order[*at]).collect() };
        let rename = |mut all: Vec<(Vec<Rectangle>, Vec<Rectangle>)>| {
            for (blocks, more) in &mut all {
                for one in blocks.iter_mut().chain(more) {
                    one.occurrences = back(&one.occurrences);
                }
            }
            all
        };
        let room = Room::default();
        let (one, other) = (
            time_grid(&occurrences, days, weekdays, room),
            time_grid(&shuffled, days, weekdays, room),
        );
        prop_assert_eq!(rectangles(&one), rename(rectangles(&other)));
        prop_assert_eq!(one.hours, other.hours);
        prop_assert_eq!(&one.tentative, &back(&other.tentative));
        for (one, other) in one.all_day.days.iter().zip(&other.all_day.days) {
            prop_assert_eq!(&one.occurrences, &back(&other.occurrences));
        }
        let (one, other) = (
            month_grid(&occurrences, days.start(), weekdays, 3),
            month_grid(&shuffled, days.start(), weekdays, 3),
        );
        prop_assert_eq!(&one.tentative, &back(&other.tentative));
        for (one, other) in one.weeks.iter().zip(&other.weeks) {
            for (one, other) in one.days.iter().zip(&other.days) {
                prop_assert_eq!(&one.occurrences, &back(&other.occurrences));
            }
            for (one, other) in one.bars.iter().zip(&other.bars) {
                prop_assert_eq!((one.lane, one.column, one.span), (other.lane, other.column, other.span));
                prop_assert_eq!(one.occurrence, order[other.occurrence]);
            }
        }
    }

    #[test]
    fn a_grid_loses_nothing_and_no_two_bars_overlap(
        occurrences in occurrences(),
        weekdays in weekdays(),
        lanes in 0..8_usize,
    ) {
        let grid = month_grid(&occurrences, date("2026-05-17"), weekdays, lanes);
        for week in &grid.weeks {
            for (column, day) in week.days.iter().enumerate() {
                let mut touching: Vec<usize> = (0..occurrences.len())
                    .filter(|at| !is_vague(&occurrences[*at]) && occurrences[*at].days().contains(day.date))
                    .collect();
                let on_day: Vec<_> = week
                    .bars
                    .iter()
                    .filter(|bar| (bar.column..bar.column + bar.span).contains(&column))
                    .collect();
                prop_assert_eq!(on_day.len() + day.hidden, touching.len());
                // "+3 more" takes no lane, and is there only where it is needed.
                prop_assert!(day.hidden > 0 || touching.len() <= lanes);
                prop_assert!(on_day.iter().all(|bar| bar.lane < lanes));
                // Sorted by lane, no lane twice, the day's own list in the same order.
                prop_assert!(on_day.windows(2).all(|pair| pair[0].lane < pair[1].lane));
                let shown: Vec<_> = on_day.iter().map(|bar| bar.occurrence).collect();
                prop_assert_eq!(&shown, &day.occurrences[..shown.len()]);
                let mut listed = day.occurrences.clone();
                listed.sort_unstable();
                touching.sort_unstable();
                prop_assert_eq!(listed, touching);
            }
            for bar in &week.bars {
                let days = occurrences[bar.occurrence].days();
                let first = week.days[bar.column].date;
                let last = week.days[bar.column + bar.span - 1].date;
                prop_assert_eq!(bar.continues_before, days.start() < first);
                prop_assert_eq!(bar.continues_after, days.last() > last);
                // It is whole: on all days of the row that the event touches.
                let mut touched = week.days.iter().map(|day| days.contains(day.date));
                prop_assert_eq!(touched.position(|is_touched| is_touched), Some(bar.column));
                let touched = week.days.iter().filter(|day| days.contains(day.date));
                prop_assert_eq!(touched.count(), bar.span);
                let own = week.bars.iter().filter(|other| other.occurrence == bar.occurrence);
                prop_assert_eq!(own.count(), 1);
            }
            // What is counted finds no lane that is free on all of its days.
            for (at, occurrence) in occurrences.iter().enumerate().filter(|(_, occurrence)| !is_vague(occurrence)) {
                let touches = |column: usize| occurrence.days().contains(week.days[column].date);
                let columns: Vec<usize> = (0..week.days.len()).filter(|column| touches(*column)).collect();
                let is_shown = week.bars.iter().any(|bar| bar.occurrence == at);
                let is_free = |lane: usize| {
                    let mut there = week.bars.iter().filter(|bar| bar.lane == lane);
                    !there.any(|bar| columns.iter().any(|column| (bar.column..bar.column + bar.span).contains(column)))
                };
                let free = (0..lanes).find(|lane| is_free(*lane));
                prop_assert!(columns.is_empty() || is_shown || free.is_none(), "{at} fits into {free:?}");
            }
        }
        let month = month_days(date("2026-05-17"));
        let mut vague = grid.tentative.clone();
        vague.sort_unstable();
        let expected: Vec<_> = (0..occurrences.len())
            .filter(|at| is_vague(&occurrences[*at]) && occurrences[*at].days().intersect(month).is_some())
            .collect();
        prop_assert_eq!(vague, expected);
    }

    #[test]
    fn with_lanes_enough_each_bar_is_whole_and_keeps_its_lane(
        occurrences in occurrences(),
        weekdays in weekdays(),
    ) {
        let grid = month_grid(&occurrences, date("2026-05-17"), weekdays, 60);
        for (at, occurrence) in occurrences.iter().enumerate().filter(|(_, occurrence)| !is_vague(occurrence)) {
            let mut lanes = Vec::new();
            for week in &grid.weeks {
                let own: Vec<_> = week.bars.iter().filter(|bar| bar.occurrence == at).collect();
                let days = week.days.iter().filter(|day| occurrence.days().contains(day.date)).count();
                prop_assert_eq!(own.len(), usize::from(days > 0));
                prop_assert!(own.iter().all(|bar| bar.span == days));
                lanes.extend(own.iter().map(|bar| bar.lane));
            }
            prop_assert!(lanes.windows(2).all(|pair| pair[0] == pair[1]));
        }
    }

    #[test]
    fn a_month_with_hidden_days_tells_of_all_that_touches_it(
        occurrences in occurrences(),
        weekdays in weekdays(),
    ) {
        let month = month_days(date("2026-05-01"));
        let grid = month_grid(&occurrences, month.start(), weekdays, 3);
        let days = grid.weeks.iter().flat_map(|week| &week.days).filter(|day| day.in_month);
        let mut told: Vec<usize> = days.flat_map(|day| day.occurrences.clone()).collect();
        told.extend(on_hidden_days(&occurrences, month, weekdays));
        told.extend(&grid.tentative);
        let mut told = sorted(told);
        told.dedup();
        prop_assert_eq!(told, positions(&occurrences, |one| one.days().intersect(month).is_some()));
    }

    #[test]
    fn a_year_counts_what_touches_each_day(occurrences in occurrences(), weekdays in weekdays()) {
        let grid = year_grid(&occurrences, date("2026-05-01"), weekdays);
        for day in grid.months.iter().flat_map(|month| &month.weeks).flat_map(|week| &week.days) {
            let touching = positions(&occurrences, |one| !is_vague(one) && one.days().contains(day.date));
            prop_assert_eq!(day.count, touching.len());
            prop_assert_eq!(day.density == 0, day.count == 0);
            prop_assert!(day.density <= 4);
        }
        let within = grid.months.iter().flat_map(|month| month.tentative.clone());
        let vague = within.chain(grid.tentative.clone()).collect();
        prop_assert_eq!(sorted(vague), positions(&occurrences, is_vague));
    }

    #[test]
    fn a_step_leads_to_the_period_beside(
        days in 0..3_652_000_i64,
        weekdays in weekdays(),
        period in prop::sample::select(vec![Period::Day, Period::Week, Period::Month, Period::Year]),
    ) {
        let day = Date::from_ymd_opt(1, 1, 1).unwrap() + TimeDelta::days(days);
        let own = period.around(day, weekdays);
        // Between two periods there are hidden days at most.
        let is_gap = |from: Date, to: Date| {
            DateRange::new(from, to).is_none_or(|gap| gap.day_count() < 7 && gap.days().all(|date| !weekdays.shows(date)))
        };
        if let Some(next) = period.next(day, weekdays) {
            let beside = period.around(next, weekdays);
            prop_assert!(weekdays.shows(next) && beside.contains(next));
            prop_assert!(beside.start() >= own.end() && is_gap(own.end(), beside.start()), "{day} {next}");
        } else {
            prop_assert!(day.year() >= 9_998);
        }
        if let Some(previous) = period.previous(day, weekdays) {
            let beside = period.around(previous, weekdays);
            prop_assert!(weekdays.shows(previous) && beside.contains(previous));
            prop_assert!(beside.end() <= own.start() && is_gap(beside.end(), own.start()), "{day} {previous}");
        } else {
            prop_assert!(day.year() <= 2);
        }
    }
}

/// The room that an occurrence needs on a day, by counting the minutes at which it stands there.
fn room(occurrence: &Occurrence, date: Date) -> Option<std::ops::Range<u32>> {
    let (start, end) = stands_in_hours(occurrence)?;
    let midnight = date.and_hms_opt(0, 0, 0).unwrap();
    let end = end.unwrap_or(start + TimeDelta::hours(1));
    let stands = |minute: u32| (start..end).contains(&(midnight + TimeDelta::minutes(minute.into())));
    let mut minutes = (0..1_440).filter(|minute| stands(*minute));
    let from = minutes.next().unwrap_or(start.hour() * 60 + start.minute());
    let to = minutes.next_back().unwrap_or(from) + 1;
    let to = to.max(from + 30).min(1_440);
    Some(from.min(1_410)..to)
}
