//! iCalendar files as other programs read them: ical.js, which expands series, and the Python package
//! icalendar. Both take the clock changes from the file alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::Days;
use lichthof::event::{End, Event, When};
use lichthof::export::{Item, icalendar};
use lichthof::schedule::{Expansion, Occurrence, Shown};
use lichthof::time::{Date, DateRange, Instant, Zone};

use super::support::{TestZones, civil, date, zone};
use super::{changed, days, event, first, policy, series, timed, timed_in, with_context};

/// Where `tools/setup` puts them.
const ICAL_JS: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/.tools/npm/node_modules/ical.js/dist/ical.js"
);
const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/.tools/python");
const READERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/export");

/// How far series are compared: two years.
const WINDOW: Days = Days::new(731);

/// An event, and the name of its file.
pub struct Case {
    pub name: String,
    pub event: Arc<Event>,
}

impl Case {
    fn new(name: impl Into<String>, event: Event) -> Self {
        Self {
            name: name.into(),
            event: Arc::new(event),
        }
    }

    fn file(&self) -> String {
        with_context(|context| icalendar(&[Item::Event(&self.event)], None, context))
    }

    fn last_day(&self) -> Date {
        self.event.when.start().date() + WINDOW
    }

    /// All occurrences within two years.
    fn occurrences(&self) -> Vec<String> {
        let begin = self.event.when.start().date() - Days::new(7);
        let window = DateRange::new(begin, self.last_day()).unwrap();
        let Expansion {
            occurrences, is_cut, ..
        } = Occurrence::within(&self.event, window, &policy(), &TestZones);
        assert!(!is_cut);
        let mut found: Vec<_> = occurrences.iter().map(told).collect();
        found.sort();
        found
    }

    /// Fails with what only one of both has: series are long.
    fn check(&self, found: &[String], expected: &[String]) {
        let without = |all: &[String], others: &[String]| -> Vec<String> {
            let missing = all.iter().filter(|one| !others.contains(one));
            missing.take(5).cloned().collect()
        };
        let (more, less) = (without(found, expected), without(expected, found));
        assert!(
            found == expected,
            "{}:\nfound beyond what we show: {more:?}\nnot found: {less:?}\n{} and {} in all\n{}",
            self.name,
            found.len(),
            expected.len(),
            self.file()
        );
    }

    /// The event, and the occurrences that differ from it.
    fn written(&self) -> Vec<String> {
        let mut found = vec![told(&first(&self.event))];
        for changed in self.event.series.iter().flat_map(|series| &series.overrides) {
            found.extend(
                Occurrence::at(&self.event, changed.recurrence_id, &policy(), &TestZones)
                    .iter()
                    .map(told),
            );
        }
        found
    }
}

/// What a program finds that reads it: the times in seconds or as dates, and the title.
fn told(occurrence: &Occurrence) -> String {
    let (start, end) = match occurrence.shown {
        Shown::Timed { end, .. } => {
            let ends = if end.is_some() {
                occurrence.ends
            } else {
                occurrence.starts
            };
            (occurrence.starts.0.to_string(), ends.0.to_string())
        }
        Shown::AllDay(days) | Shown::Tentative { period: days, .. } => {
            (days.start().to_string(), days.end().to_string())
        }
    };
    [&start, " ", &end, " ", &occurrence.event.title.value].concat()
}

/// Whether a reader cannot run here, which is said. Where tests are run for everybody (`CI`) it must.
fn is_missing(program: &str, package: &str) -> bool {
    let runs = Command::new(program).arg("--version").output().is_ok();
    let words = match (runs, Path::new(package).exists()) {
        (true, true) => return false,
        (false, _) => format!("there is no {program}"),
        (true, false) => format!("there is no {package}, which tools/setup native installs"),
    };
    let is_ci = std::env::var("CI").is_ok_and(|value| !matches!(&*value, "" | "0" | "false"));
    assert!(!is_ci, "{words}, and CI is set: nothing is skipped");
    eprintln!("skipped: {words}");
    true
}

/// What a reader printed, by the names of the files.
fn read(program: &mut Command) -> Vec<(String, Vec<String>)> {
    let output = program.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let mut files: Vec<(String, Vec<String>)> = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        match line.strip_suffix(".ics") {
            Some(name) => files.push((name.to_owned(), Vec::new())),
            None => files.last_mut().unwrap().1.push(line.to_owned()),
        }
    }
    files
}

/// Writes the files of all cases into a folder of their own.
fn write(folder: &str, cases: &[Case]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for case in cases {
        fs::write(folder.join([&case.name, ".ics"].concat()), case.file()).unwrap();
    }
    folder
}

/// Times around both changes of the clocks of a zone, of which there is one each at `02:00` or `03:00`.
fn around_changes(name: &str, changes: [&str; 2]) -> Vec<Case> {
    let mut cases = Vec::new();
    for change in changes {
        let day = date(change);
        for (days, time) in [
            (-1, "19:00"),
            (-1, "23:30"),
            (0, "00:00"),
            (0, "01:30"),
            (0, "02:30"),
            (0, "03:00"),
            (0, "19:00"),
            (1, "09:00"),
        ] {
            for duration in ["PT1H", "PT2H", "PT5H", "P1D", "P2DT3H"] {
                let start = [&(day + chrono::TimeDelta::days(days)).to_string(), "T", time].concat();
                let title = [name, &start, duration].join(" ").replace([':', '/', ' '], "-");
                cases.push(Case::new(
                    &*title,
                    event(&title, timed_in(name, &start, duration)),
                ));
            }
        }
    }
    cases
}

pub fn single_events() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, changes) in [
        ("Europe/Berlin", ["2026-03-29", "2026-10-25"]),
        ("America/New_York", ["2026-03-08", "2026-11-01"]),
        ("Pacific/Auckland", ["2026-04-05", "2026-09-27"]),
        // Half an hour.
        ("Australia/Lord_Howe", ["2026-04-05", "2026-10-04"]),
        // On a Saturday, at ten in the evening.
        ("America/Nuuk", ["2026-03-28", "2026-10-24"]),
        // By the month's days: the first Sunday from the second on.
        ("America/Santiago", ["2026-04-05", "2026-09-06"]),
        ("Asia/Jerusalem", ["2026-03-27", "2026-10-25"]),
        // By the moon.
        ("Africa/Casablanca", ["2026-02-15", "2026-03-22"]),
        // Other rules then than now.
        ("America/Chicago", ["2006-04-02", "2006-10-29"]),
        ("Europe/London", ["1970-03-01", "1971-10-31"]),
        // None.
        ("Asia/Kathmandu", ["2026-03-29", "2026-10-25"]),
    ] {
        cases.extend(around_changes(name, changes));
    }
    cases.push(Case::new("day", event("day", days("2026-05-12", "2026-05-13"))));
    cases.push(Case::new("days", event("days", days("2026-03-28", "2026-03-31"))));
    cases.push(Case::new(
        "offset",
        event("offset", timed(Zone::Fixed(19_800), "2026-05-12T19:00", "PT2H")),
    ));
    cases.push(Case::new(
        "unknown",
        event("unknown", timed_in("Nowhere/Land", "2026-05-12T19:00", "PT2H")),
    ));
    let flight = When::Timed {
        start: civil("2026-05-12T10:00"),
        end: End::At(civil("2026-05-12T13:00"), Some(zone("America/New_York"))),
        zone: zone("Europe/Berlin"),
    };
    cases.push(Case::new("flight", event("flight", flight)));
    let open = When::Timed {
        start: civil("2026-05-12T10:00"),
        end: End::Open,
        zone: zone("Europe/Berlin"),
    };
    cases.push(Case::new("open", event("open", open)));
    cases
}

/// Each month of a year, in every zone there is.
fn in_every_zone() -> Vec<Case> {
    let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let monthly = |name| {
        let noon = timed_in(name, "2026-01-15T12:00", "PT2H");
        let event = series(noon, &["FREQ=MONTHLY;COUNT=12"], |_| {});
        Case::new(["monthly-", &name.replace('/', "-")].concat(), event)
    };
    zones.map(monthly).collect()
}

fn recurring_events() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, event: Event| cases.push(Case::new(name, event));
    for zone in ["Europe/Berlin", "America/New_York", "Pacific/Auckland"] {
        let name = |of: &str| [of, "-", &zone.replace('/', "-")].concat();
        let evening = |start| timed_in(zone, start, "PT2H");
        add(
            &name("weekly"),
            series(evening("2026-01-06T19:00"), &["FREQ=WEEKLY"], |_| {}),
        );
        add(
            &name("daily"),
            series(evening("2026-01-06T09:00"), &["FREQ=DAILY;COUNT=700"], |_| {}),
        );
        add(
            &name("old"),
            series(evening("1998-01-13T19:00"), &["FREQ=MONTHLY;BYDAY=2TU"], |_| {}),
        );
        add(
            &name("until"),
            series(
                evening("2026-01-06T19:00"),
                &["FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260910"],
                |_| {},
            ),
        );
        add(
            &name("changed"),
            series(
                evening("2026-01-06T19:00"),
                &["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"],
                |series| {
                    series.excluded = vec![civil("2026-01-20T19:00"), civil("2026-06-09T19:00")];
                    series.dates = vec![civil("2026-02-01T11:00"), civil("2026-08-01T11:00")];
                    series.overrides = vec![
                        changed("2026-02-03T19:00", "Im Garten", evening("2026-02-04T20:00")),
                        // One that no rule gives.
                        changed("2026-02-05T19:00", "Auch", evening("2026-02-05T19:30")),
                        // Moved to before the first.
                        changed("2026-03-31T19:00", "Vorher", evening("2026-01-05T18:00")),
                        // Excluded, so none.
                        changed("2026-06-09T19:00", "Nie", evening("2026-06-10T18:00")),
                    ];
                },
            ),
        );
        add(
            &name("night"),
            series(
                timed_in(zone, "2026-01-05T23:30", "P1DT5H"),
                &[
                    "FREQ=MONTHLY;BYDAY=-1SA;BYSETPOS=1",
                    "FREQ=YEARLY;BYMONTH=3,10;BYMONTHDAY=5",
                ],
                |_| {},
            ),
        );
    }
    let evening = |start| timed_in("Europe/Berlin", start, "PT2H");
    add(
        "utc",
        series(
            timed(Zone::Fixed(0), "2026-01-06T19:00", "PT2H"),
            &["FREQ=WEEKLY;BYDAY=TU,FR"],
            |_| {},
        ),
    );
    for (name, offset) in [("east", 7_200), ("west", -16_200)] {
        add(
            name,
            series(
                timed(Zone::Fixed(offset), "2026-01-06T00:30", "PT2H"),
                &["FREQ=WEEKLY;BYDAY=TU,FR"],
                |_| {},
            ),
        );
    }
    add(
        "days-weekly",
        series(
            days("2026-01-10", "2026-01-12"),
            &["FREQ=WEEKLY;UNTIL=20261003T120000Z"],
            |series| {
                series.excluded = vec![civil("2026-01-24T00:00")];
                series.dates = vec![civil("2026-02-04T00:00")];
                series.overrides = vec![changed("2026-02-07T00:00", "Anders", evening("2026-02-07T10:00"))];
            },
        ),
    );
    add(
        "unsynchronized",
        series(
            evening("2026-01-05T19:00"),
            &["FREQ=WEEKLY;BYDAY=TU;COUNT=10"],
            |_| {},
        ),
    );
    add(
        "first-excluded",
        series(evening("2026-01-06T19:00"), &["FREQ=WEEKLY;COUNT=10"], |series| {
            series.excluded = vec![civil("2026-01-06T19:00")];
        }),
    );
    add(
        "dates-only",
        series(evening("2026-01-06T19:00"), &[], |series| {
            series.dates = vec![civil("2026-02-01T11:00"), civil("2026-08-01T11:00")];
        }),
    );
    add(
        "one-override-only",
        series(evening("2026-01-06T19:00"), &[], |series| {
            series.overrides = vec![changed("2026-02-05T19:00", "Auch", evening("2026-02-05T19:30"))];
        }),
    );
    add(
        "excluded-rule",
        series(evening("2026-01-06T19:00"), &["FREQ=WEEKLY;BYDAY=TU"], |series| {
            series.excluded_rules =
                vec![lichthof::recurrence::Rule::parse("FREQ=MONTHLY;BYDAY=1TU").unwrap()];
            series.overrides = vec![changed("2026-03-03T19:00", "Doch", evening("2026-03-03T20:00"))];
        }),
    );
    add(
        "forbidden",
        series(
            evening("2026-01-06T19:00"),
            &["FREQ=WEEKLY;BYMONTHDAY=13;UNTIL=20280101", "FREQ=MONTHLY"],
            |_| {},
        ),
    );
    // None in the hour that a clock skips or repeats: ical.js does not read it as RFC 5545 §3.3.5 says.
    cases
}

#[test]
fn ical_js_reads_the_same_instants_and_expands_the_same_series() {
    if is_missing("node", ICAL_JS) {
        return;
    }
    let mut cases = single_events();
    cases.extend(in_every_zone());
    cases.extend(recurring_events());
    let folder = write("ical-js", &cases);
    let mut node = Command::new("node");
    let files = read(node.args([&[READERS, "/read.mjs"].concat(), ICAL_JS]).arg(folder));
    assert_eq!(files.len(), cases.len());
    for (name, mut found) in files {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        // In whichever zone.
        let last = case.last_day() - Days::new(2);
        let mut expected = case.occurrences();
        expected.retain(|line| is_before(line, last));
        found.retain(|line| is_before(line, last));
        found.sort();
        case.check(&found, &expected);
    }
}

/// Whether what begins with seconds, or with a date, begins before a day (in UTC).
fn is_before(line: &str, day: Date) -> bool {
    let start = line.split(' ').next().unwrap();
    match start.parse() {
        Ok(seconds) => Instant(seconds) < Instant(day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()),
        Err(_) => date(start) < day,
    }
}

#[test]
fn the_python_package_reads_the_same_instants() {
    if is_missing("python3", &[PYTHON, "/icalendar"].concat()) {
        return;
    }
    let mut cases = single_events();
    cases.extend(in_every_zone());
    cases.extend(recurring_events());
    let folder = write("python", &cases);
    let mut python = Command::new("python3");
    python
        .env("PYTHONPATH", PYTHON)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let files = read(python.arg([READERS, "/read.py"].concat()).arg(folder));
    assert_eq!(files.len(), cases.len());
    for (name, found) in files {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        case.check(&found, &case.written());
    }
}

/// Our own reader of iCalendar as one more program: what leaves the calendar comes back as it was.
#[test]
fn our_own_reader_finds_the_same_occurrences() {
    let mut cases = single_events();
    cases.extend(in_every_zone());
    cases.extend(recurring_events());
    for case in &cases {
        let feed = lichthof::feed::read(&case.file(), "de", &TestZones).unwrap();
        assert_eq!(feed.skipped, [], "{}", case.name);
        let begin = case.event.when.start().date() - Days::new(7);
        let window = DateRange::new(begin, case.last_day()).unwrap();
        let expand = |event| Occurrence::within(event, window, &policy(), &TestZones).occurrences;
        let found = feed.events.iter().flat_map(expand);
        let mut found: Vec<_> = found.map(|one| told(&one)).collect();
        found.sort();
        case.check(&found, &case.occurrences());
    }
}
