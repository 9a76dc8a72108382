//! The list: what runs, then what comes, by month and day.

use chrono::Datelike;

use crate::layout::order::{Foremost, Ranked};
use crate::layout::{Selection, month_start};
use crate::schedule::{Occurrence, Shown};
use crate::time::{Date, Instant};

/// What the list shows. Occurrences are positions in the slice it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// What has started and not ended, the one that ends first in front.
    pub running: Vec<usize>,
    /// What comes (or, in the past, what was), by month.
    pub months: Vec<ListMonth>,
    /// How many there are, those behind the limit too.
    pub total: usize,
    /// How many more there are behind the limit.
    pub more: usize,
}

impl List {
    /// As many as stand first; `None` where that is all.
    pub fn first(&self, count: usize) -> Option<Self> {
        let mut room = count;
        let mut is_all = true;
        let mut take = |positions: &[usize]| -> Vec<usize> {
            let taken: Vec<usize> = positions.iter().copied().take(room).collect();
            room -= taken.len();
            is_all &= taken.len() == positions.len();
            taken
        };
        let running = take(&self.running);
        let mut months = Vec::new();
        for month in &self.months {
            let mut days = Vec::new();
            for day in &month.days {
                let occurrences = take(&day.occurrences);
                if !occurrences.is_empty() {
                    days.push(ListDay {
                        date: day.date,
                        occurrences,
                    });
                }
            }
            let tentative = take(&month.tentative);
            if !(days.is_empty() && tentative.is_empty()) {
                months.push(ListMonth {
                    first: month.first,
                    days,
                    tentative,
                });
            }
        }
        (!is_all).then_some(Self {
            running,
            months,
            ..*self
        })
    }
}

/// One month of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListMonth {
    /// Its first day.
    pub first: Date,
    /// Its days with events, in order.
    pub days: Vec<ListDay>,
    /// Tentative periods that start in it, told in words, behind its days; month, quarter and year
    /// precision; the one that ends first in front. One that has begun and not ended stands in the
    /// month of `now`.
    pub tentative: Vec<usize>,
}

/// One day of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDay {
    /// The day.
    pub date: Date,
    /// What starts on it: all-day events first, then by start, then by title. A tentative event
    /// that is meant to the day and has begun stands on the day of `now`.
    pub occurrences: Vec<usize>,
}

/// Lists what is not past at `now`, on the day `today` in the calendar's zone (or, with `past`, what is: latest first, nothing is running), at
/// most `limit` occurrences, running ones included: these take at most half of them where there is enough
/// to come.
///
/// In the past, months and days descend, while each day still goes from morning to evening. The
/// limit cuts off what would stand last.
pub fn list(occurrences: &Selection, now: Instant, today: Date, past: bool, limit: usize) -> List {
    let mut running = Foremost::new(occurrences, limit);
    let mut standing = Foremost::new(occurrences, limit);
    // What stands first is looked at first, as far as the order in which they come goes: by start.
    let count = occurrences.all().len();
    for nth in 0..count {
        let position = if past { count - 1 - nth } else { nth };
        let occurrence = &occurrences[position];
        if !occurrences.contains(position) || occurrence.is_past(now) != past {
            continue;
        }
        let (among, rank) = if occurrence.is_running(now) {
            (&mut running, [occurrence.ends.0, occurrence.starts.0, 0, 0])
        } else {
            (&mut standing, rank(occurrence, (now, today), past))
        };
        among.add(Ranked {
            rank,
            occurrence: position,
        });
    }
    let total = running.count + standing.count;
    let (mut running, mut standing) = (running.into_sorted(), standing.into_sorted());
    // Weeks that are running leave half of the room for what comes.
    running.truncate(limit - standing.len().min(limit / 2));
    standing.truncate(limit - running.len());

    let mut months = Vec::new();
    for entry in &standing {
        let occurrence = &occurrences[entry.occurrence];
        let date = standing_date(occurrence, (now, today));
        let month = month_of(&mut months, month_start(date));
        if occurrence.is_vague() {
            month.tentative.push(entry.occurrence);
        } else {
            day_of(month, date).occurrences.push(entry.occurrence);
        }
    }
    List {
        running: running.into_iter().map(|entry| entry.occurrence).collect(),
        months,
        total,
        more: total.saturating_sub(limit),
    }
}

/// By month, then by day, then whole days first, then by start. Vague periods stand behind the days of
/// their month, the one that ends first in front.
fn rank(occurrence: &Occurrence, now: (Instant, Date), past: bool) -> [i64; 4] {
    let date = standing_date(occurrence, now);
    let direction = if past { -1 } else { 1 };
    let month = i64::from(date.year()) * 12 + i64::from(date.month0());
    let day = if occurrence.is_vague() {
        0
    } else {
        i64::from(date.day())
    };
    let order = if occurrence.is_vague() {
        occurrence.ends.0
    } else if occurrence.is_timed() {
        occurrence.starts.0
    } else {
        i64::MIN
    };
    [
        direction * month,
        i64::from(occurrence.is_vague()),
        direction * day,
        order,
    ]
}

/// The day under which it stands: its first, or for a tentative period that has begun and not
/// ended, today, since a list of what comes does not start in the past.
fn standing_date(occurrence: &Occurrence, (now, today): (Instant, Date)) -> Date {
    let first = occurrence.first_day();
    let Shown::Tentative { period, .. } = occurrence.shown else {
        return first;
    };
    if occurrence.is_past(now) || now < occurrence.starts {
        return first;
    }
    // `now` decides whether it has begun; where `today` is told by another clock, it stays in its period.
    today.min(period.last()).max(first)
}

/// The month at the end of `months`, which is this one: entries come sorted.
fn month_of(months: &mut Vec<ListMonth>, first: Date) -> &mut ListMonth {
    if months.last().is_none_or(|month| month.first != first) {
        months.push(ListMonth {
            first,
            days: Vec::new(),
            tentative: Vec::new(),
        });
    }
    let last = months.len() - 1;
    &mut months[last]
}

/// The day at the end of the month, as in [`month_of`].
fn day_of(month: &mut ListMonth, date: Date) -> &mut ListDay {
    if month.days.last().is_none_or(|day| day.date != date) {
        month.days.push(ListDay {
            date,
            occurrences: Vec::new(),
        });
    }
    let last = month.days.len() - 1;
    &mut month.days[last]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::testing::{all_day, date, instant, tentative, timed};
    use crate::time::DatePrecision;

    fn titles(positions: &[usize], occurrences: &[Occurrence]) -> String {
        let titles = positions
            .iter()
            .map(|at| occurrences[*at].event.title.value.as_str());
        titles.collect::<Vec<_>>().join(" ")
    }

    /// The list as text: what runs, then a line for each month, with `?` before vague periods.
    fn told(occurrences: &[Occurrence], now: &str, past: bool, limit: usize) -> String {
        let list = list(&occurrences.into(), instant(now), date(&now[..10]), past, limit);
        let mut told = format!("now {}", titles(&list.running, occurrences));
        for month in &list.months {
            told += &format!("\n{}:", month.first.format("%Y-%m"));
            for day in &month.days {
                told += &format!(
                    " {} {}",
                    day.date.format("%d"),
                    titles(&day.occurrences, occurrences)
                );
            }
            if !month.tentative.is_empty() {
                told += &format!(" ? {}", titles(&month.tentative, occurrences));
            }
        }
        told + &format!("\nmore {}", list.more)
    }

    fn programme() -> Vec<Occurrence> {
        vec![
            tentative("quarter", "2026-04-01", "2026-07-01", DatePrecision::Quarter),
            tentative("annual", "2026-01-01", "2027-01-01", DatePrecision::Year),
            timed("evening", "2026-05-12T18:00", "PT2H"),
            timed("morning", "2026-05-12T09:00", "PT2H"),
            tentative("planned", "2026-05-12", "2026-05-13", DatePrecision::Day),
            all_day("fair", "2026-05-11", "2026-05-14"),
            timed("june", "2026-06-01T09:00", "PT1H"),
            timed("old", "2026-03-01T09:00", "PT1H"),
            timed("older", "2025-12-31T09:00", "PT1H"),
        ]
    }

    #[test]
    fn what_runs_stands_once_and_the_one_that_ends_first_in_front() {
        let told = told(&programme(), "2026-05-12T10:00", false, 99);
        assert_eq!(
            told,
            "now morning fair\n\
             2026-05: 12 planned evening ? quarter annual\n\
             2026-06: 01 june\n\
             more 0"
        );
    }

    #[test]
    fn days_go_from_whole_days_to_evening_and_vague_periods_stand_where_they_start() {
        let told = told(&programme(), "2025-12-31T12:00", false, 99);
        assert_eq!(
            told,
            "now \n\
             2026-01: ? annual\n\
             2026-03: 01 old\n\
             2026-04: ? quarter\n\
             2026-05: 11 fair 12 planned morning evening\n\
             2026-06: 01 june\n\
             more 0"
        );
    }

    #[test]
    fn the_past_goes_backwards_but_each_day_from_morning_to_evening() {
        let told = told(&programme(), "2027-01-01T00:00", true, 99);
        assert_eq!(
            told,
            "now \n\
             2026-06: 01 june\n\
             2026-05: 12 planned morning evening 11 fair\n\
             2026-04: ? quarter\n\
             2026-03: 01 old\n\
             2026-01: ? annual\n\
             2025-12: 31 older\n\
             more 0"
        );
    }

    #[test]
    fn the_limit_counts_running_events_and_what_is_behind_it_is_more() {
        for (limit, expected) in [
            (0, "now \nmore 7"),
            (1, "now morning\nmore 6"),
            (3, "now morning fair\n2026-05: 12 planned\nmore 4"),
            (
                5,
                "now morning fair\n2026-05: 12 planned evening ? quarter\nmore 2",
            ),
        ] {
            assert_eq!(told(&programme(), "2026-05-12T10:00", false, limit), expected);
        }
    }

    #[test]
    fn what_stands_first_of_a_list_is_that_list_up_to_there() {
        let programme: Selection = programme().into();
        let of = |limit| {
            list(
                &programme,
                instant("2026-05-12T10:00"),
                date("2026-05-12"),
                false,
                limit,
            )
        };
        let whole = of(99);
        for count in 2..=6 {
            // What runs takes at most half of a list that ends there.
            let (first, short) = (whole.first(count).unwrap(), of(count.max(4)));
            assert_eq!(first.running, short.running);
            assert_eq!((first.total, first.more), (whole.total, whole.more));
            if count >= 4 {
                assert_eq!(first.months, short.months);
            }
        }
        assert_eq!(whole.first(7), None);
        let none = whole.first(0).unwrap();
        assert!(none.running.is_empty() && none.months.is_empty());
    }

    #[test]
    fn the_first_few_of_many_are_those_of_the_whole_list() {
        let many: Selection = (0..700)
            .map(|number| {
                let day = format!("2026-{:02}-{:02}", 1 + number * 7 % 12, 1 + number * 11 % 28);
                let title = (number * 37 % 100).to_string();
                match number % 5 {
                    0 => all_day(&title, &day, "2027-01-01"),
                    _ => timed(&title, &format!("{day}T{:02}:00", number * 13 % 24), "PT90M"),
                }
            })
            .collect();
        let standing = |list: &List| -> Vec<usize> {
            let days = list.months.iter().flat_map(|month| &month.days);
            days.flat_map(|day| day.occurrences.clone()).collect()
        };
        for past in [false, true] {
            let (now, today) = (instant("2026-06-15T12:00"), date("2026-06-15"));
            let whole = list(&many, now, today, past, usize::MAX);
            for limit in [1, 20, 33, 100, 699] {
                let few = list(&many, now, today, past, limit);
                assert_eq!(few.running, whole.running[..few.running.len()]);
                let (few, all) = (standing(&few), standing(&whole));
                assert_eq!(few, all[..few.len()], "{past} {limit}");
            }
            assert_eq!(whole.total, whole.running.len() + standing(&whole).len());
        }
    }

    #[test]
    fn what_runs_for_weeks_leaves_room_for_what_comes() {
        let mut occurrences: Vec<Occurrence> = ["a", "b", "c", "d"]
            .map(|title| all_day(title, "2026-05-01", "2026-06-01"))
            .to_vec();
        occurrences.extend(["x", "y"].map(|title| timed(title, "2026-05-20T18:00", "PT2H")));
        for (limit, expected) in [
            (3, "now a b\n2026-05: 20 x\nmore 3"),
            (4, "now a b\n2026-05: 20 x y\nmore 2"),
            (5, "now a b c\n2026-05: 20 x y\nmore 1"),
            (9, "now a b c d\n2026-05: 20 x y\nmore 0"),
        ] {
            assert_eq!(told(&occurrences, "2026-05-12T10:00", false, limit), expected);
        }
    }

    #[test]
    fn a_tentative_day_that_has_begun_stands_under_today() {
        let visit = tentative("visit", "2026-05-10", "2026-05-14", DatePrecision::Day);
        for (now, day) in [
            ("2026-05-01T00:00", "2026-05-10"),
            ("2026-05-10T00:00", "2026-05-10"),
            ("2026-05-12T23:59", "2026-05-12"),
            ("2026-05-13T23:59", "2026-05-13"),
        ] {
            let one = std::slice::from_ref(&visit);
            let list = list(&one.into(), instant(now), date(&now[..10]), false, 9);
            assert_eq!(list.months[0].days[0].date, date(day), "{now}");
        }
    }

    #[test]
    fn the_order_does_not_depend_on_the_order_in_the_feed() {
        let same = [
            timed("b", "2026-05-12T18:00", "PT2H"),
            timed("a", "2026-05-12T18:00", "PT2H"),
            timed("c", "2026-05-12T18:00", "PT1H"),
        ];
        let mut turned = same.to_vec();
        turned.reverse();
        for occurrences in [same.to_vec(), turned] {
            let told = told(&occurrences, "2026-01-01T00:00", false, 9);
            assert_eq!(told, "now \n2026-05: 12 a b c\nmore 0");
        }
    }
}
