//! What users of other calendars complain of, asked of this one: each test names the threads.
//!
//! Feeds go in as a publisher writes them; what comes out is where an event stands and what it says.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "each test file needs a part of it")]
mod support;

use chrono::{Datelike, Days, NaiveTime, Weekday};
use lichthof::layout::{Weekdays, list, month_grid};
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, DateTime, Instant, Zone};
use serde_json::{Value, json};
use support::{TestZones, civil, date, instant, read, zone};

const NEW_YORK: &str = "America/New_York";
const AUCKLAND: &str = "Pacific/Auckland";

/// What somebody sees of a feed from Berlin in these days.
fn visited_from(visitor: &str, days: DateRange, entries: &Value) -> Vec<Occurrence> {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: zone("Europe/Berlin"),
        visitor: zone(visitor),
    };
    let feed = json!({ "timeZone": "Europe/Berlin", "entries": entries }).to_string();
    let feed = read(&feed, "de").unwrap();
    assert!(feed.skipped.is_empty() && feed.warnings.is_empty());
    let expand = |event| Occurrence::within(event, days, &policy, &TestZones).occurrences;
    feed.events.iter().flat_map(expand).collect()
}

fn range(start: &str, end: &str) -> DateRange {
    DateRange::new(date(start), date(end)).unwrap()
}

/// The civil start, as shown.
fn start(occurrence: &Occurrence) -> DateTime {
    match occurrence.shown {
        Shown::Timed { start, .. } => start,
        _ => panic!("not timed"),
    }
}

/// The dates of a month's grid on which something stands.
fn dates_in_grid(occurrences: &[Occurrence], month: &str) -> Vec<Date> {
    let grid = month_grid(
        &occurrences.into(),
        date(month),
        Weekdays::all_from(Weekday::Mon),
        9,
    );
    let days = grid.weeks.iter().flat_map(|week| &week.days);
    let busy = days.filter(|day| !day.occurrences.is_empty());
    busy.map(|day| day.date).collect()
}

/// An event all day long ends a day too early, or reaches into the next day: fullcalendar#5997, #3667 and
/// #7627, AnandChowdhary/calendar-link#678.
#[test]
fn days_end_with_their_last_day_for_everybody() {
    for (first, duration, after) in [
        ("2026-11-06", "P1D", "2026-11-07"),
        ("2026-11-06", "P3D", "2026-11-09"),
        // Over both clock changes, on which a day has 23 and 25 hours.
        ("2026-03-28", "P2D", "2026-03-30"),
        ("2026-10-24", "P2D", "2026-10-26"),
    ] {
        let forms = [
            json!({ "uid": "a", "title": "Messe", "start": first, "duration": duration }),
            json!({ "uid": "a", "title": "Messe", "start": first, "end": after }),
            json!({ "uid": "a", "title": "Messe", "start": format!("{first}T00:00:00"),
                    "end": format!("{after}T00:00:00"), "showWithoutTime": true }),
        ];
        for (form, visitor) in forms
            .iter()
            .flat_map(|form| ["Europe/Berlin", NEW_YORK, AUCKLAND].map(|visitor| (form, visitor)))
        {
            let seen = visited_from(visitor, range(first, after), &json!([form]));
            let expected: Vec<_> = range(first, after).days().collect();
            assert_eq!(dates_in_grid(&seen, first), expected, "{form} from {visitor}");
            assert_eq!(seen[0].shown, Shown::AllDay(range(first, after)));
            assert_eq!(seen[0].foreign_offset, None, "no clock moves days");
            let ends = seen[0].ends;
            assert!(seen[0].is_past(ends) && !seen[0].is_past(Instant(ends.0 - 1)));
        }
    }
}

/// What recurs moves by an hour, or by a day, when clocks change: fullcalendar#6999 and #7680,
/// jkbrzt/rrule#390, #157 and #65.
#[test]
fn a_series_keeps_its_hour_where_it_takes_place() {
    let weekly = |fields: Value| {
        let mut entry = json!({
            "uid": "a", "title": "Stammtisch", "start": "2026-01-06T18:00:00", "duration": "PT2H",
            "recurrenceRules": [{ "frequency": "weekly" }],
        });
        let fields = fields.as_object().unwrap().clone();
        entry.as_object_mut().unwrap().extend(fields);
        json!([entry])
    };
    let online = weekly(json!({ "virtualLocations": { "1": { "uri": "https://meet.example" } } }));
    let on_site = weekly(json!({ "venue": { "city": "Leipzig" } }));
    // America changes its clocks three weeks before Europe in spring and one week after it in autumn.
    for (days, in_new_york) in [
        (
            range("2026-03-01", "2026-04-08"),
            ["12", "13", "13", "13", "12", "12"],
        ),
        (
            range("2026-10-11", "2026-11-18"),
            ["12", "12", "13", "12", "12", "12"],
        ),
    ] {
        let seen = visited_from(NEW_YORK, days, &online);
        let hours: Vec<_> = seen
            .iter()
            .map(|one| start(one).format("%H").to_string())
            .collect();
        assert_eq!(hours, in_new_york);
        for visitor in ["Europe/Berlin", NEW_YORK, AUCKLAND] {
            let seen = visited_from(visitor, days, &on_site);
            assert_eq!(seen.len(), in_new_york.len());
            for occurrence in &seen {
                let shown = start(occurrence);
                assert_eq!(shown.weekday(), Weekday::Tue);
                assert_eq!(
                    shown.time(),
                    NaiveTime::from_hms_opt(18, 0, 0).unwrap(),
                    "{visitor}"
                );
            }
        }
    }
}

/// The same, in the hour of the change itself: no date is lost, none comes twice.
#[test]
fn a_series_in_the_hour_of_the_change_has_each_date_once() {
    for visitor in ["Europe/Berlin", NEW_YORK, AUCKLAND] {
        for (days, on_the_day, offset) in [
            // There is no half past two: the clock shows half past three.
            (
                range("2026-03-27", "2026-04-01"),
                "2026-03-29T03:30",
                "2026-03-29T03:30+02:00",
            ),
            // There are two: the first one.
            (
                range("2026-10-23", "2026-10-28"),
                "2026-10-25T02:30",
                "2026-10-25T02:30+02:00",
            ),
        ] {
            let seen = visited_from(
                visitor,
                days,
                &json!([{
                    "uid": "a", "title": "Nachtwache", "start": "2026-01-01T02:30:00", "duration": "PT15M",
                    "venue": { "city": "Leipzig" },
                    "recurrenceRules": [{ "frequency": "daily", "until": "2026-12-31T22:59:59Z" }],
                }]),
            );
            let dates: Vec<_> = seen.iter().map(|one| start(one).date()).collect();
            assert_eq!(dates, days.days().collect::<Vec<_>>());
            let changed = seen.iter().find(|one| start(one) == civil(on_the_day)).unwrap();
            assert_eq!(changed.starts, instant(offset));
        }
    }
}

/// A month with a week or a day twice and another missing: kcsujeet/ilamy-calendar#246 (18 of 192 grids in
/// Berlin), zetkin/app.zetkin.org#2442, and where midnight itself is skipped (omacom/omarchy#9635).
#[test]
fn a_month_has_each_day_once_and_each_event_on_its_day_in_every_zone() {
    let mut grids = 0;
    for name in [
        "Europe/Berlin",
        NEW_YORK,
        AUCKLAND,
        "America/Santiago",
        "America/Havana",
        "Asia/Beirut",
    ] {
        let policy = ZonePolicy {
            mode: ZoneMode::Auto,
            feed: zone(name),
            visitor: zone(name),
        };
        let feed = json!([{
            "uid": "a", "title": "Frühschicht", "start": "2023-12-01T00:00:00", "duration": "PT1H",
            "timeZone": name, "recurrenceRules": [{ "frequency": "daily" }],
        }]);
        let feed = read(&feed.to_string(), "de").unwrap();
        for month in (2024..2028).flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let first = Date::from_ymd_opt(month.0, month.1, 1).unwrap();
            let window = DateRange::new(first - Days::new(7), first + Days::new(45)).unwrap();
            let seen = Occurrence::within(&feed.events[0], window, &policy, &TestZones).occurrences;
            for first_day in [Weekday::Sun, Weekday::Mon, Weekday::Tue, Weekday::Sat] {
                let grid = month_grid(&seen.clone().into(), first, Weekdays::all_from(first_day), 9);
                grids += 1;
                assert!(grid.weeks.iter().all(|week| week.days.len() == 7));
                let days: Vec<_> = grid.weeks.iter().flat_map(|week| &week.days).collect();
                for pair in days.windows(2) {
                    assert_eq!(pair[0].date.succ_opt(), Some(pair[1].date), "{name} {month:?}");
                }
                for day in days {
                    assert_eq!(day.occurrences.len(), 1, "{name} {}", day.date);
                }
            }
        }
    }
    assert_eq!(grids, 6 * 192);
}

/// Whose time is it? SSWConsulting/SSW.Website#1932, python/pythondotorg#549,
/// niccokunzmann/open-web-calendar#213 and #1223. And one offset for summer and winter, wrong in one of
/// them: Stratos888/Bocholt-Erleben#448.
#[test]
fn an_evening_in_berlin_is_an_evening_in_berlin_and_one_instant_for_all() {
    let entry = |uid: &str, day: &str, place: Value| {
        let mut entry = json!({
            "uid": uid, "title": "Vortrag", "start": format!("{day}T18:00:00"), "duration": "PT2H",
        });
        let place = place.as_object().unwrap().clone();
        entry.as_object_mut().unwrap().extend(place);
        entry
    };
    let venue = json!({ "venue": { "city": "Leipzig" } });
    let room = json!({ "virtualLocations": { "1": { "uri": "https://meet.example" } } });
    for (day, at, in_new_york, in_auckland) in [
        (
            "2026-01-15",
            "2026-01-15T17:00Z",
            "2026-01-15T12:00",
            "2026-01-16T06:00",
        ),
        (
            "2026-07-15",
            "2026-07-15T16:00Z",
            "2026-07-15T12:00",
            "2026-07-16T04:00",
        ),
    ] {
        let entries = json!([
            entry("on-site", day, venue.clone()),
            entry("online", day, room.clone()),
        ]);
        let offset = (civil(&format!("{day}T18:00")).and_utc().timestamp() - instant(at).0) as i32;
        for (visitor, on_own_clock) in [(NEW_YORK, in_new_york), (AUCKLAND, in_auckland)] {
            let seen = visited_from(visitor, range(day, "2027-01-01"), &entries);
            let [on_site, online] = &seen[..] else {
                panic!("two events")
            };
            assert_eq!((on_site.starts, online.starts), (instant(at), instant(at)));
            assert_eq!(start(on_site), civil(&format!("{day}T18:00")), "{visitor}");
            assert_eq!(on_site.foreign_offset, Some(offset), "it says whose clock it is");
            assert_eq!(start(online), civil(on_own_clock), "{visitor}");
            assert_eq!(online.foreign_offset, None);
            assert_eq!(online.zone, Zone::Named(visitor.into()));
            // Under the date on the clock that it is told by.
            assert_eq!(dates_in_grid(&seen[..1], day), [date(day)]);
            assert_eq!(dates_in_grid(&seen[1..], day), [civil(on_own_clock).date()]);
        }
    }
}

/// Lists of what comes that begin with what was, and never end: fullcalendar#3340, schedule-x/schedule-x#393
/// and #633.
#[test]
fn a_list_of_what_comes_holds_nothing_past_and_ends() {
    let entries = json!([{
        "uid": "a", "title": "Stammtisch", "start": "2020-01-07T18:00:00", "duration": "PT2H",
        "venue": { "city": "Leipzig" }, "recurrenceRules": [{ "frequency": "weekly" }],
    }]);
    let seen = visited_from("Europe/Berlin", range("2025-01-01", "2028-01-01"), &entries);
    // In the middle of one, and in the minute at which it ends.
    for (now, running) in [("2026-11-24T19:00+01:00", 1), ("2026-11-24T20:00+01:00", 0)] {
        let today = date(&now[..10]);
        let now = instant(now);
        let told = list(&seen.clone().into(), now, today, false, 20);
        assert_eq!(told.running.len(), running);
        let days = |of: &lichthof::layout::List| -> Vec<usize> {
            let days = of.months.iter().flat_map(|month| &month.days);
            days.flat_map(|day| day.occurrences.clone()).collect()
        };
        let coming = days(&told);
        assert_eq!(coming.len() + running, 20);
        assert!(coming.iter().all(|&position| seen[position].starts > now));
        assert_eq!(
            told.more + 20,
            seen.iter().filter(|one| !one.is_past(now)).count()
        );
        let past = days(&list(&seen.clone().into(), now, today, true, 20));
        assert!(past.iter().all(|&position| seen[position].is_past(now)));
        assert!(past.is_sorted_by(|one, other| seen[*one].starts > seen[*other].starts));
    }
}
