//! What the facets leave and count, beside a slow and simple filter over random events and queries.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "it holds more than this file needs")]
mod support;

use std::sync::Arc;

use chrono::{Datelike, Days, Timelike, Weekday};
use lichthof::event::{
    Access, Ages, End, Event, Href, OnlineVenue, Organizer, Place, Price, Registration, RegistrationState,
    Series, Text, Uid, Venue, When,
};
use lichthof::filter::language::{self, Sought};
use lichthof::filter::{Facet, FacetValue, Index, Loosening, Offer, Present, Query, Scopes};
use lichthof::recurrence::Rule;
use lichthof::schedule::{Occurrence, Shown, ZoneMode, ZonePolicy};
use lichthof::text::fold;
use lichthof::time::{Date, DatePrecision, DateRange, Duration, Instant, Zone};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{select, subsequence};

use support::{TestZones, cases, civil, date, instant};

const POLICY: ZonePolicy = ZonePolicy {
    mode: ZoneMode::Auto,
    feed: Zone::Fixed(0),
    visitor: Zone::Fixed(0),
};

const TYPES: &[&str] = &["Vortrag", "vortrag ", "Workshop", "WORKSHOP", "Feier", " "];
const PLACES: &[&str] = &["Köln", "Koln", "Halle  (Saale)", "halle (Saale)", "Leipzig"];
/// None is another with its umlauts spelled out, or begins another: tables tell of those.
const WORDS: &[&str] = &["müller", "MULLER", "Hof", "häuser", "anfang", "neue"];
/// Values of "when", and what an oracle makes of them around Wednesday, 13 May 2026.
const ACCESS: &[(Access, &str)] = &[
    (Access::StepFree, "step-free"),
    (Access::SignLanguage, "sign-language"),
    (Access::Captions, "captions"),
    (Access::AudioDescription, "audio-description"),
    (Access::HearingLoop, "hearing-loop"),
    (Access::Quiet, "quiet"),
];
const DAYS: &[(&str, &str, &str)] = &[
    ("today", "2026-05-13", "2026-05-13"),
    ("tomorrow", "2026-05-14", "2026-05-14"),
    ("this-week", "2026-05-11", "2026-05-17"),
    ("this-weekend", "2026-05-16", "2026-05-17"),
    ("next-week", "2026-05-18", "2026-05-24"),
    ("this-month", "2026-05-01", "2026-05-31"),
    ("next-month", "2026-06-01", "2026-06-30"),
    ("next-30-days", "2026-05-13", "2026-06-11"),
    ("2026-05-15", "2026-05-15", "2026-05-15"),
    ("2026-05-16", "2026-05-16", "2026-05-16"),
    ("2026-05-17", "2026-05-17", "2026-05-17"),
    ("2026-05-18", "2026-05-18", "2026-05-18"),
    ("2026-05-19", "2026-05-19", "2026-05-19"),
    ("2026-05", "2026-05-01", "2026-05-31"),
    ("2026-06", "2026-06-01", "2026-06-30"),
    ("2026-07", "2026-07-01", "2026-07-31"),
    ("2026-05-10..2026-05-14", "2026-05-10", "2026-05-14"),
    ("2026-05-20..", "2026-05-20", "9999-12-31"),
];

fn present() -> Present {
    Present {
        now: instant("2026-05-13T12:00Z"),
        today: date("2026-05-13"),
        first_day: Weekday::Mon,
        is_month_first: false,
    }
}

fn text(value: &str) -> Text {
    Text {
        value: value.to_owned(),
        language: None,
    }
}

fn indexed(occurrences: &[Occurrence]) -> Index {
    Index::new(occurrences, &POLICY, &TestZones)
}

fn dates() -> impl Strategy<Value = When> {
    let start = (0_u64..50).prop_map(|days| date("2026-05-01") + Days::new(days));
    prop_oneof![
        (start.clone(), 0_u32..24, option::of(0_u32..80)).prop_map(|(day, hour, hours)| When::Timed {
            start: day.and_hms_opt(hour, 0, 0).unwrap(),
            end: hours.map_or(End::Open, |hours| End::After(Duration {
                days: 0,
                seconds: hours * 3_600,
            })),
            zone: Zone::Fixed(0),
        }),
        (start.clone(), 1_u64..10)
            .prop_map(|(day, days)| When::AllDay(DateRange::new(day, day + Days::new(days)).unwrap())),
        start.prop_map(|day| When::Tentative {
            period: DateRange::new(day.with_day(1).unwrap(), day.with_day(28).unwrap()).unwrap(),
            precision: DatePrecision::Month,
        }),
    ]
}

fn registrations() -> impl Strategy<Value = Registration> {
    let moment = option::of(select(
        &[
            "2026-05-01T00:00",
            "2026-05-13T12:00",
            "2026-05-13T12:01",
            "2026-06-01T00:00",
        ][..],
    ));
    let state = select(
        &[
            None,
            Some(RegistrationState::Open),
            Some(RegistrationState::Closed),
            Some(RegistrationState::Full),
            Some(RegistrationState::WaitingList),
            Some(RegistrationState::NotNeeded),
        ][..],
    );
    (state, moment.clone(), moment, any::<bool>()).prop_map(|(state, opens, closes, has_way_in)| {
        Registration {
            href: has_way_in.then(|| Href::parse("https://a.example").unwrap()),
            state,
            opens: opens.map(civil),
            closes: closes.map(civil),
            capacity: None,
            remaining: None,
        }
    })
}

fn events() -> impl Strategy<Value = Vec<Occurrence>> {
    let said = (
        proptest::collection::vec(select(WORDS), 0..4),
        proptest::collection::vec(select(TYPES), 0..4),
        proptest::collection::vec(select(PLACES), 0..3),
    );
    let known = (
        any::<bool>(),
        option::of(any::<bool>()),
        option::of(select(&["de", "EN"][..])),
        option::of(registrations()),
        (
            proptest::collection::vec(select(ACCESS), 0..3),
            option::of((0_u8..30, option::of(0_u8..30))),
        ),
    );
    let one = (said, known, dates(), proptest::bool::weighted(0.2));
    let one = one.prop_map(
        |((words, types, places), (online, price, language, registration, (access, ages)), when, recurs)| {
            let owned = |texts: &[&str]| texts.iter().map(|one| (*one).to_owned()).collect();
            let mut event = Event::new(Uid::new("uid"), words.join(" "), when);
            event.types = owned(&types);
            event.details_mut().topics = owned(&words);
            event.details_mut().audience = owned(&words[..words.len() / 2]);
            event.feeds = owned(&words[words.len() / 2..]);
            event.place = places.first().map(|city| Place {
                name: None,
                city: Some((*city).to_owned()),
            });
            event.is_online = online;
            event.details_mut().venues = places
                .into_iter()
                .map(|city| Venue {
                    city: Some(city.to_owned()),
                    ..Venue::default()
                })
                .collect();
            event.details_mut().organizers = words
                .iter()
                .take(1)
                .map(|name| Organizer {
                    name: text(name),
                    href: None,
                })
                .collect();
            let nameless = OnlineVenue {
                name: None,
                href: None,
            };
            event.details_mut().online = online.then_some(nameless).into_iter().collect();
            event.details_mut().price = price.map(|is_free| Price {
                is_free: Some(is_free),
                text: None,
            });
            event.details_mut().language = language.map(Into::into);
            event.details_mut().accessibility = access.into_iter().map(|(access, _)| access).collect();
            event.details_mut().ages = ages.map(|(from, more)| Ages {
                from,
                to: more.map(|more| from + more),
            });
            event.registration = registration.map(Box::new);
            event.series = recurs.then(|| {
                Box::new(Series {
                    rules: vec![Rule::parse("FREQ=DAILY;INTERVAL=2;COUNT=3").unwrap()],
                    ..Series::default()
                })
            });
            let window = DateRange::new(date("2026-01-01"), date("2027-01-01")).unwrap();
            Occurrence::within(&Arc::new(event), window, &POLICY, &TestZones).occurrences
        },
    );
    proptest::collection::vec(one, 0..15).prop_map(|all| all.concat())
}

/// A query, and what it means: words of the text, and values with whether they are left out.
#[derive(Clone, Debug)]
struct Asked {
    query: Query,
    words: String,
    values: Vec<(Facet, String, bool)>,
}

fn values() -> impl Strategy<Value = (Facet, &'static str)> {
    prop_oneof![
        select(TYPES).prop_map(|value| (Facet::Type, value)),
        select(PLACES).prop_map(|value| (Facet::Place, value)),
        select(WORDS).prop_map(|value| (Facet::Topic, value)),
        select(WORDS).prop_map(|value| (Facet::Organizer, value)),
        select(WORDS).prop_map(|value| (Facet::Audience, value)),
        select(WORDS).prop_map(|value| (Facet::Source, value)),
        select(&["de", "en", "fr"][..]).prop_map(|value| (Facet::Language, value)),
        select(&["on-site", "online", "hybrid"][..]).prop_map(|value| (Facet::Format, value)),
        select(&["free", "paid", "cheap"][..]).prop_map(|value| (Facet::Price, value)),
        select(&["mon", "tue", "sat", "sun"][..]).prop_map(|value| (Facet::Weekday, value)),
        select(&["morning", "afternoon", "evening", "night"][..]).prop_map(|value| (Facet::Time, value)),
        select(&["open", "closed", "not-needed"][..]).prop_map(|value| (Facet::Registration, value)),
        select(ACCESS).prop_map(|(_, value)| (Facet::Access, value)),
        select(&["children", "youth", "adults"][..]).prop_map(|value| (Facet::Age, value)),
        select(DAYS).prop_map(|(value, ..)| (Facet::When, value)),
        Just((Facet::When, "past")),
        Just((Facet::Place, "Nowhere")),
    ]
    .prop_filter("a value", |(_, value)| !value.trim().is_empty())
}

fn queries() -> impl Strategy<Value = Asked> {
    let words = proptest::collection::vec(
        select(&["mü", "HÄU", "eue", "h", "-neu", "\"neu haus\""][..]),
        0..2,
    );
    let chosen = proptest::collection::vec(values(), 0..4);
    let typed = proptest::collection::vec((values(), any::<bool>()), 0..2);
    (words, chosen, typed).prop_map(|(words, chosen, typed)| {
        let words = words.join(" ");
        let mut text = words.clone();
        let mut values = Vec::new();
        for ((facet, value), is_out) in typed {
            let sign = if is_out { "-" } else { "" };
            text = format!("{text} {sign}{}:\"{value}\"", facet.name());
            values.push((facet, value.to_owned(), is_out));
        }
        let chosen: Vec<_> = chosen
            .into_iter()
            .map(|(facet, value)| (facet, value.to_owned()))
            .collect();
        values.extend(chosen.iter().map(|(facet, value)| (*facet, value.clone(), false)));
        Asked {
            query: Query {
                text,
                chosen,
                starred: false,
            },
            words,
            values,
        }
    })
}

fn has_text<'a>(mut texts: impl Iterator<Item = &'a str>, value: &str) -> bool {
    texts.any(|text| fold(text) == fold(value))
}

/// What each facet means, told as simply as can be.
fn has(one: &Occurrence, facet: Facet, value: &str) -> bool {
    let event = &one.event;
    let details = event.details();
    let now = present().now;
    match facet {
        Facet::Type => has_text(event.types.iter().map(String::as_str), value),
        Facet::Topic => has_text(details.topics.iter().map(String::as_str), value),
        Facet::Place => has_text(details.places(), value),
        Facet::Organizer => has_text(
            details.organizers.iter().map(|one| one.name.value.as_str()),
            value,
        ),
        Facet::Language => has_text(details.language.as_deref().into_iter(), value),
        Facet::Audience => has_text(details.audience.iter().map(String::as_str), value),
        Facet::Source => has_text(event.feeds.iter().map(String::as_str), value),
        Facet::Format => match (details.venues.is_empty(), details.online.is_empty()) {
            (false, true) => value == "on-site",
            (true, false) => value == "online",
            (false, false) => value == "hybrid",
            (true, true) => false,
        },
        Facet::Price => details.price.as_ref().is_some_and(|price| {
            value
                == if price.is_free == Some(true) {
                    "free"
                } else {
                    "paid"
                }
        }),
        Facet::Access => details
            .accessibility
            .iter()
            .any(|access| ACCESS.contains(&(*access, value))),
        Facet::Age => details.ages.is_some_and(|ages| {
            let mut all = ages.from..=ages.to.unwrap_or(99);
            all.any(|age| {
                value
                    == match age {
                        0..=12 => "children",
                        13..=17 => "youth",
                        18.. => "adults",
                    }
            })
        }),
        Facet::Weekday => {
            let days: Vec<Date> = match one.shown {
                Shown::Timed { start, end }
                    if end.is_none_or(|end| end - start < chrono::TimeDelta::days(1)) =>
                {
                    vec![start.date()]
                }
                Shown::Tentative { .. } => Vec::new(),
                _ => one.days().days().collect(),
            };
            days.iter()
                .any(|day| day.weekday().to_string().to_lowercase() == value)
        }
        Facet::Time => match one.shown {
            Shown::Timed { start, .. } => {
                value
                    == match start.hour() {
                        0..=4 | 22.. => "night",
                        5..=11 => "morning",
                        12..=16 => "afternoon",
                        17..=21 => "evening",
                    }
            }
            _ => false,
        },
        Facet::Registration => {
            let Some(given) = &event.registration else {
                return false;
            };
            // Of a date of a series, everything is as much later as the date is.
            let at = |civil: chrono::NaiveDateTime| Instant((civil + one.ahead()).and_utc().timestamp());
            let is_open = given.opens.is_none_or(|opens| at(opens) <= now)
                && given.closes.is_none_or(|closes| now < at(closes))
                && now < one.ends;
            let says_nothing = given.href.is_none() && given.opens.is_none() && given.closes.is_none();
            let state = match given.state {
                None if says_nothing => return false,
                None | Some(RegistrationState::Open | RegistrationState::WaitingList) if is_open => "open",
                Some(RegistrationState::NotNeeded) => "not-needed",
                _ => "closed",
            };
            state == value
        }
        Facet::When if value == "past" => one.ends <= now,
        Facet::When => DAYS.iter().any(|(name, from, to)| {
            let asked: Vec<Date> = one
                .days()
                .days()
                .filter(|day| (date(from)..=date(to)).contains(day))
                .collect();
            let enough = if one.is_vague() { one.days().day_count() } else { 1 };
            *name == value && asked.len() as u32 >= enough
        }),
    }
}

/// What has the words of the text: other tests tell of those.
fn found(all: &[Occurrence], asked: &Asked) -> Vec<bool> {
    let words = Query {
        text: asked.words.clone(),
        ..Query::default()
    };
    indexed(all).matches(&words, &present())
}

/// The positions in scope of what the query leaves of what was found, the filter of one facet aside.
fn left(
    all: &[Occurrence],
    found: &[bool],
    asked: &Asked,
    in_scope: &[bool],
    aside: Option<Facet>,
) -> Vec<usize> {
    let is_left = |position: &usize| {
        let one = &all[*position];
        let fits = |facet: Facet| {
            let mut any_of = asked
                .values
                .iter()
                .filter(|(of, _, is_out)| *of == facet && !is_out)
                .peekable();
            let none_of = asked
                .values
                .iter()
                .filter(|(of, _, is_out)| *of == facet && *is_out);
            let is_in = any_of.peek().is_none() || any_of.any(|(_, value, _)| has(one, facet, value));
            (is_in || aside == Some(facet))
                && !none_of.into_iter().any(|(_, value, _)| has(one, facet, value))
        };
        in_scope[*position] && found[*position] && Facet::ALL.into_iter().all(fits)
    };
    (0..all.len()).filter(is_left).collect()
}

fn scope(all: &[Occurrence], bits: u64) -> Vec<bool> {
    (0..all.len())
        .map(|position| bits >> (position % 64) & 1 == 1)
        .collect()
}

/// The values of a facet that any occurrence could have.
fn all_values(facet: Facet) -> Vec<&'static str> {
    let days: Vec<&str> = DAYS
        .iter()
        .map(|(value, ..)| *value)
        .filter(|value| !value.contains(".."))
        .collect();
    match facet {
        Facet::Type => TYPES.to_vec(),
        Facet::Place => PLACES.to_vec(),
        Facet::Topic | Facet::Organizer | Facet::Audience | Facet::Source => WORDS.to_vec(),
        Facet::Language => vec!["de", "en"],
        Facet::Format => vec!["on-site", "online", "hybrid"],
        Facet::Price => vec!["free", "paid"],
        Facet::Weekday => vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        Facet::Time => vec!["morning", "afternoon", "evening", "night"],
        Facet::Registration => vec!["open", "closed", "not-needed"],
        Facet::Access => ACCESS.iter().map(|(_, value)| *value).collect(),
        Facet::Age => vec!["children", "youth", "adults"],
        Facet::When => [days, vec!["past"]].concat(),
    }
}

/// Words with a slip, and what is meant: no event has the first.
const SLIPS: &[(&str, &str)] = &[("leibz", "leipz"), ("worksohp", "workshop"), ("anfagn", "anfang")];

/// What somebody is typing: beginnings of names, whole ones, and some with a slip.
fn typed() -> impl Strategy<Value = String> {
    const TYPED: &[&str] = &[
        "vortr",
        "Vorträge",
        "work",
        "worksohp",
        "fei",
        "köl",
        "koeln",
        "leibz",
        "hall",
        "saal",
        "mü",
        "hof",
        "anf",
        "anfagn",
        "kosten",
        "free",
        "sams",
        "heu",
        "morg",
        "mai",
        "jun",
        "aben",
        "onl",
        "vor",
        "deutsch",
        "ohne anm",
        "früher",
        "wochenen",
        "in",
        "nicht",
        "ort:ha",
        "typ:wor",
        "\"neu",
        "-hof",
    ];
    proptest::collection::vec(select(TYPED), 1..4).prop_map(|typed| typed.join(" "))
}

/// What a query leaves of all that is in scope, told as simply as can be: words stand somewhere in what an event says.
fn slowly_left(all: &[Occurrence], query: &Query, in_scope: &[bool]) -> Vec<usize> {
    let mut asked = Asked {
        query: query.clone(),
        words: String::new(),
        values: Vec::new(),
    };
    let mut found = vec![true; all.len()];
    for term in language::parse(&query.text) {
        let (Sought::Word(words) | Sought::Phrase(words)) = term.sought else {
            let Sought::Value(facet, value) = term.sought else {
                continue;
            };
            asked.values.push((facet, value, term.is_excluded));
            continue;
        };
        let slip = SLIPS.iter().find(|(slip, _)| *slip == words && !term.is_excluded);
        let words = slip.map_or(words.as_str(), |(_, meant)| meant);
        for (found, one) in found.iter_mut().zip(all) {
            let event = &one.event;
            let details = event.details();
            let mut said = vec![event.title.value.as_str()];
            said.extend(event.types.iter().map(String::as_str));
            said.extend(details.topics.iter().chain(&details.audience).map(String::as_str));
            said.extend(details.organizers.iter().map(|one| one.name.value.as_str()));
            said.extend(details.places());
            let has = said.into_iter().any(|text| fold(text).contains(&fold(words)));
            *found &= has != term.is_excluded;
        }
    }
    let chosen = query.chosen.iter();
    asked
        .values
        .extend(chosen.map(|(facet, value)| (*facet, value.clone(), false)));
    left(all, &found, &asked, in_scope, None)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_suggestions_count_is_what_choosing_it_gives(
        all in events(),
        chosen in proptest::collection::vec(values(), 0..2),
        text in typed(),
        bits in (any::<u64>(), any::<u64>()),
    ) {
        let query = Query {
            text,
            chosen: chosen.into_iter().map(|(facet, value)| (facet, value.to_owned())).collect(),
            starred: false,
        };
        let index = indexed(&all);
        let (coming, past) = (scope(&all, bits.0), scope(&all, bits.1));
        let suggestions = index.suggest(&query, &present(), Scopes { coming: &coming, past: &past });
        prop_assert!(suggestions.len() <= 8);
        for (at, one) in suggestions.iter().enumerate() {
            let in_scope = if one.query.asks_for_past(&present()) { &past } else { &coming };
            let matches = index.matches(&one.query, &present());
            let in_list = matches.iter().zip(in_scope).filter(|(is_left, in_scope)| **is_left && **in_scope).count();
            let slowly = slowly_left(&all, &one.query, in_scope).len();
            match one.offer {
                Offer::Event(position) => {
                    prop_assert!(in_scope[position] && matches[position], "{:?}", one);
                    prop_assert_eq!(one.count, 1);
                }
                // What is nowhere is read as what it means, which the slow filter does not know.
                Offer::Phrase(_) if slowly == 0 => prop_assert_eq!(one.count, in_list, "{:?}", one),
                _ => {
                    prop_assert_eq!(one.count, in_list, "{:?}", one);
                    prop_assert_eq!(one.count, slowly, "{:?}", one);
                }
            }
            prop_assert!(one.count > 0 || matches!(one.offer, Offer::Phrase(_)));
            let is_same = |other: &lichthof::filter::Suggestion| other.offer == one.offer;
            prop_assert!(!suggestions[at + 1..].iter().any(is_same), "{:?} twice", one);
        }
    }

    #[test]
    fn the_query_leaves_what_a_slow_filter_leaves(all in events(), asked in queries()) {
        let matches = indexed(&all).matches(&asked.query, &present());
        prop_assert_eq!(matches.len(), all.len());
        let positions: Vec<usize> = (0..all.len()).filter(|position| matches[*position]).collect();
        let expected = left(&all, &found(&all, &asked), &asked, &vec![true; all.len()], None);
        prop_assert_eq!(positions, expected);
    }

    #[test]
    fn every_count_is_what_a_choice_would_leave(all in events(), asked in queries(), bits in any::<u64>()) {
        let index = indexed(&all);
        let in_scope = scope(&all, bits);
        let found = found(&all, &asked);
        for facet in Facet::ALL {
            let values = index.values(facet, &asked.query, &present(), &in_scope);
            let under_others = left(&all, &found, &asked, &in_scope, Some(facet));
            for value in &values {
                let label = value.label.as_str();
                let is_month = facet == Facet::When && !DAYS.iter().any(|(name, ..)| *name == label) && label != "past";
                let count = under_others.iter().filter(|position| has(&all[**position], facet, label)).count();
                // Other months are in no table here; nothing takes place in them.
                prop_assert_eq!(value.count, if is_month { 0 } else { count }, "{:?} {}", facet, label);
                let is_chosen = asked.query.values(facet).any(|chosen| fold(chosen) == fold(label));
                prop_assert_eq!(value.is_chosen, is_chosen);
            }
            let is_listed = |name: &str| values.iter().any(|value| fold(&value.label) == fold(name));
            for name in all_values(facet).into_iter().filter(|name| !name.trim().is_empty()) {
                let in_all = (0..all.len()).any(|position| in_scope[position] && has(&all[position], facet, name));
                let is_chosen = asked.query.values(facet).any(|chosen| fold(chosen) == fold(name));
                let is_word = facet == Facet::When && !name.starts_with("2026");
                prop_assert_eq!(is_listed(name), in_all || is_chosen || is_word, "{}", name);
            }
            prop_assert!(asked.query.values(facet).all(is_listed));
        }
    }

    #[test]
    fn what_is_typed_or_chosen_moves_no_row(all in events(), asked in queries()) {
        let index = indexed(&all);
        let in_scope = vec![true; all.len()];
        for facet in Facet::ALL {
            let labels = |query: &Query| -> Vec<String> {
                let values = index.values(facet, query, &present(), &in_scope);
                values.into_iter().map(|value| value.label).collect()
            };
            let without = labels(&Query::default());
            let mut with = labels(&asked.query);
            with.retain(|label| without.contains(label));
            prop_assert_eq!(with, without);
        }
    }

    #[test]
    fn a_loosening_leaves_what_it_says(all in events(), asked in queries(), bits in any::<u64>()) {
        let in_scope = scope(&all, bits);
        let index = indexed(&all);
        let count = |query: &Query| {
            let matches = index.matches(query, &present());
            matches.iter().zip(&in_scope).filter(|(is_left, in_scope)| **is_left && **in_scope).count()
        };
        let loosenings = index.loosenings(&asked.query, &present(), &in_scope);
        for (loosening, left) in &loosenings {
            let mut loosened = asked.query.clone();
            loosened.loosen(loosening);
            prop_assert_eq!(count(&loosened), *left);
            prop_assert!(*left > 0);
        }
        prop_assert!(loosenings.is_sorted_by_key(|(_, left)| std::cmp::Reverse(*left)));
        for (filter, left) in index.alone(&asked.query, &present(), &in_scope) {
            let mut kept = asked.query.clone();
            kept.keep(&filter);
            prop_assert_eq!(count(&kept), left);
        }
        // What is not named leaves nothing.
        let named = |loosening: &Loosening| loosenings.iter().any(|(named, _)| named == loosening);
        for facet in Facet::ALL {
            let mut loosened = asked.query.clone();
            loosened.loosen(&Loosening::Facet(facet));
            let single = asked.query.values(facet).next();
            let is_named = named(&Loosening::Facet(facet))
                || single.is_some_and(|value| named(&Loosening::Value(facet, value.to_owned())));
            prop_assert!(loosened == asked.query || is_named || count(&loosened) == 0);
        }
    }

    #[test]
    fn a_facet_is_offered_if_it_parts_what_is_in_scope(all in events(), listed in subsequence(&Facet::ALL[..], 0..12)) {
        let in_scope = vec![true; all.len()];
        let offered = indexed(&all).facets(&Query::default(), &present(), &in_scope, &listed);
        for facet in Facet::ALL {
            let words = all_values(facet).into_iter().filter(|value| facet != Facet::When || !value.starts_with("2026"));
            let mut counts: Vec<(String, usize)> = words
                .filter(|value| !value.trim().is_empty())
                .map(|value| (fold(value), all.iter().filter(|one| has(one, facet, value)).count()))
                .filter(|(_, count)| *count > 0)
                .collect();
            counts.sort();
            counts.dedup();
            let parts = counts.len() > 1 && counts.iter().any(|(_, count)| *count < all.len());
            let values = all_values(facet);
            let covered = all.iter().filter(|one| values.iter().any(|value| has(one, facet, value))).count();
            let expected = match listed.is_empty() {
                true => parts && covered * 20 >= all.len(),
                false => parts && listed.contains(&facet),
            };
            prop_assert!(facet == Facet::When || offered.contains(&facet) == expected, "{:?} {:?}", facet, counts);
        }
        if !listed.is_empty() {
            let place = |facet: &Facet| listed.iter().position(|one| one == facet);
            prop_assert!(offered.is_sorted_by_key(place));
        }
    }
}

fn single(title: &str, start: &str, change: impl Fn(&mut Event)) -> Occurrence {
    let when = When::Timed {
        start: civil(start),
        end: End::After(Duration {
            days: 0,
            seconds: 7_200,
        }),
        zone: Zone::Fixed(0),
    };
    let mut event = Event::new(Uid::new(title.to_owned()), title, when);
    change(&mut event);
    Occurrence::first(&Arc::new(event), &POLICY, &TestZones)
}

fn told(values: &[FacetValue]) -> Vec<(&str, usize)> {
    values
        .iter()
        .map(|value| (value.label.as_str(), value.count))
        .collect()
}

#[test]
fn the_commonest_spelling_names_a_value_and_an_event_counts_once() {
    let typed = |types: &[&str]| {
        single("x", "2026-05-13T19:00", |event| {
            event.types = types.iter().map(|value| (*value).to_owned()).collect();
        })
    };
    let all = [
        typed(&["VORTRAG"]),
        typed(&["Vortrag", "vortrag"]),
        typed(&["Vortrag", "Ärger"]),
    ];
    let values = indexed(&all).values(Facet::Type, &Query::default(), &present(), &[true; 3]);
    assert_eq!(told(&values), [("Vortrag", 3), ("Ärger", 1)]);
}

#[test]
fn a_query_is_understood_in_german_and_english() {
    let in_city = |city: &str| {
        let city = city.to_owned();
        move |event: &mut Event| {
            event.details_mut().venues = vec![Venue {
                city: Some(city.clone()),
                ..Venue::default()
            }];
            event.types = vec!["Führung".to_owned()];
        }
    };
    let all = [
        single("a", "2026-05-13T19:00", in_city("Köln")),
        single("b", "2026-05-16T09:00", in_city("Frankfurt am Main")),
        single("c", "2026-06-01T13:00", in_city("Frankfurt (Oder)")),
        single("d", "2026-05-01T13:00", |event| {
            event.details_mut().price = Some(Price {
                is_free: Some(true),
                text: None,
            });
        }),
    ];
    let index = indexed(&all);
    for (text, expected) in [
        ("ort:köln", "a"),
        ("place:Koeln", "a"),
        ("ORT:koln", "a"),
        ("ort:\"frankfurt am main\"", "b"),
        // Nobody meets in Frankfurt alone: both begin so.
        ("ort:Frankfurt", "bc"),
        ("ort:Frankfurt ort:Köln", "abc"),
        ("-ort:Frankfurt", "ad"),
        ("ort:Frankfurt zeit:nachmittags", "c"),
        ("typ:fuehrung -place:köln", "bc"),
        ("wann:heute", "a"),
        ("wann:wochenende", "b"),
        ("wann:heute wann:2026-06", "ac"),
        ("when:this-week wochentag:samstag", "b"),
        ("wann:vergangen", "d"),
        ("wann:2026-05-10..2026-05-20 köln", "a"),
        ("wann:2026-0", ""),
        ("preis:kostenlos", "d"),
        ("price:paid", ""),
        ("ort:Nirgendwo", ""),
        ("-ort:Nirgendwo", "abcd"),
        ("ort:", "abcd"),
    ] {
        let query = Query {
            text: text.to_owned(),
            ..Query::default()
        };
        let found = |query: &Query| -> String {
            let matches = index.matches(query, &present());
            let all = all.iter().zip(matches).filter(|(_, is_left)| *is_left);
            all.map(|(one, _)| one.event.title.value.as_str()).collect()
        };
        assert_eq!(found(&query), expected, "{text}");
        let is_begun = text.contains("Frankfurt") && !text.contains("main");
        if !is_begun {
            assert_eq!(found(&Query::parse(text)), expected, "{text} as a preset");
        }
    }
}

#[test]
fn what_was_typed_of_facets_is_chosen_if_it_is_known() {
    let all = [
        single("x", "2026-05-13T19:00", |event| {
            event.types = vec!["Vortrag".to_owned()];
            event.details_mut().topics = vec!["Köln".to_owned(), "Kölner Dom".to_owned(), "KI".to_owned()];
        }),
        single("y", "2026-05-14T19:00", |event| {
            event.types = vec!["Workshop".to_owned()]
        }),
    ];
    let index = indexed(&all);
    for (text, expected) in [
        ("", None),
        ("vortrag", Some("type=Vortrag")),
        ("typ:vortrag", Some("type=Vortrag")),
        ("typ:vor x", Some("q=x&type=Vortrag")),
        ("x thema:koeln \"a b", Some("q=x%20%22a%20b%22&topic=K%C3%B6ln")),
        // Several begin so.
        ("thema:k", None),
        ("thema:k typ:work", Some("q=thema:k&type=Workshop")),
        // What was typed stays as it was.
        (
            "Wann:bla -ort:köln typ:work",
            Some("q=Wann:bla%20-ort:k%C3%B6ln&type=Workshop"),
        ),
        ("typ:atlantis", None),
        ("-typ:vortrag", None),
        ("wochentag:do wann:2026-05", Some("weekday=thu&when=2026-05")),
        ("wann:mor", Some("when=tomorrow")),
        ("wann:irgendwann", None),
    ] {
        let typed = Query {
            text: text.to_owned(),
            ..Query::default()
        };
        let settled = index.settle(&typed, &present());
        assert_eq!(
            settled.map(|query| query.to_text()).as_deref(),
            expected,
            "{text}"
        );
    }
    let twice = Query {
        text: "typ:vortrag".to_owned(),
        chosen: vec![(Facet::Type, "VORTRAG".to_owned())],
        starred: false,
    };
    let settled = index.settle(&twice, &present()).unwrap();
    assert_eq!(settled.to_text(), "type=VORTRAG");
}

#[test]
fn a_query_asks_for_the_past_if_all_its_days_are_over() {
    for (text, expected) in [
        ("", false),
        ("x", false),
        ("when:past", true),
        ("when:past when:today", false),
        ("when:2026-05-12", true),
        ("when:2026-05-13", false),
        ("when:2026-04 when:..2026-05-12", true),
        ("when:2026-05", false),
        ("when:this-week", false),
        ("when:soon", false),
        ("-when:past", false),
    ] {
        assert_eq!(Query::parse(text).asks_for_past(&present()), expected, "{text}");
        let typed = Query {
            text: text.to_owned(),
            ..Query::default()
        };
        assert_eq!(typed.asks_for_past(&present()), expected, "{text}");
    }
}

#[test]
fn a_date_that_is_moved_has_a_weekday_of_its_own() {
    let monday = When::AllDay(DateRange::day(date("2026-05-04")));
    let mut event = Event::new(Uid::new("series"), "Stammtisch", monday);
    let mut moved = event.clone();
    moved.when = When::AllDay(DateRange::day(date("2026-05-12")));
    event.series = Some(Box::new(Series {
        rules: vec![Rule::parse("FREQ=WEEKLY;COUNT=3").unwrap()],
        overrides: vec![lichthof::event::Override {
            recurrence_id: civil("2026-05-11T00:00"),
            event: Arc::new(moved),
        }],
        ..Series::default()
    }));
    let window = DateRange::new(date("2026-01-01"), date("2027-01-01")).unwrap();
    let all = Occurrence::within(&Arc::new(event), window, &POLICY, &TestZones).occurrences;
    let in_scope = vec![true; all.len()];
    let values = indexed(&all).values(Facet::Weekday, &Query::default(), &present(), &in_scope);
    assert_eq!(told(&values), [("mon", 2), ("tue", 1)]);
}

#[test]
fn a_night_out_is_on_the_day_on_which_it_begins() {
    let night = single("x", "2026-05-15T23:30", |_| {});
    let values = indexed(&[night]).values(Facet::Weekday, &Query::default(), &present(), &[true]);
    assert_eq!(told(&values), [("fri", 1)]);
}

#[test]
fn facets_that_part_evenly_come_first_and_those_of_one_value_last() {
    let all: Vec<_> = (0..60)
        .map(|number: usize| {
            let start = ["2026-05-13T10:00", "2026-05-14T15:00", "2026-05-15T19:00"][number % 3];
            single("x", start, |event| {
                // Half of them are of one type; the rest parts as evenly as places do.
                event.types = vec![["A", "A", "A", "B", "C", "D"][number % 6].to_owned()];
                event.details_mut().topics = vec![["K", "L", "M", "N"][number % 4].to_owned()];
                event.details_mut().audience = vec![["All", "Few"][usize::from(number == 7)].to_owned()];
                event.details_mut().language = Some(["de", "en"][usize::from(number < 6)].into());
                event.details_mut().venues = vec![Venue {
                    city: Some(["P", "Q", "R", "S"][number % 4].to_owned()),
                    ..Venue::default()
                }];
            })
        })
        .collect();
    let facets = indexed(&all).facets(&Query::default(), &present(), &[true; 60], &[]);
    // Of two that part alike the one that more people ask for; weekday and time count half; what nearly all have
    // in common comes last.
    assert_eq!(
        facets,
        [
            Facet::Type,
            Facet::Place,
            Facet::Topic,
            Facet::Time,
            Facet::Weekday,
            Facet::Audience,
            Facet::Language,
            Facet::When,
        ]
    );
}

#[test]
fn facets_with_few_values_that_cover_much_come_first() {
    let all: Vec<_> = (0..40)
        .map(|number: usize| {
            single("x", "2026-05-13T19:00", |event| {
                event.types = vec![["A", "B"][number % 2].to_owned()];
                event.details_mut().topics = vec![number.to_string()];
                event.details_mut().audience = (number < 20)
                    .then(|| ["C", "D"][number % 2].to_owned())
                    .into_iter()
                    .collect();
                event.details_mut().language = (number < 1).then(|| "de".into());
            })
        })
        .collect();
    let index = indexed(&all);
    let in_scope = vec![true; 40];
    let facets = |query: &Query, listed: &[Facet]| index.facets(query, &present(), &in_scope, listed);
    let nothing = Query::default();
    assert_eq!(
        facets(&nothing, &[]),
        [Facet::Type, Facet::Topic, Facet::Audience]
    );
    let listed = [Facet::Topic, Facet::Time, Facet::Type];
    assert_eq!(facets(&nothing, &listed), [Facet::Topic, Facet::Type]);
    // What is chosen can be taken back.
    let chosen = Query::parse("language:de");
    assert_eq!(
        facets(&chosen, &listed),
        [Facet::Topic, Facet::Type, Facet::Language]
    );
}
