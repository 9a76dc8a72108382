//! How long a search takes over many events: what comes out is printed and never asserted.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a native benchmark looks at the clock and says what it saw"
)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use chrono::{Days, Weekday};
use lichthof::event::{Event, Organizer, ProgrammeItem, Speaker, Text, Uid, Venue, When};
use lichthof::filter::{Facet, Index, Present, Query, Scopes};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::time::{Date, DateRange, Instant, Zone, Zones};

const POLICY: ZonePolicy = ZonePolicy {
    mode: ZoneMode::Auto,
    feed: Zone::Fixed(0),
    visitor: Zone::Fixed(0),
};

/// Everything is in UTC, which needs no zone.
struct NoZones;

impl Zones for NoZones {
    fn offset_at(&self, _: &str, _: Instant) -> Option<i32> {
        None
    }
}

/// Numbers without order, the same in each run (Knuth's multiplier).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as usize % limit
    }

    /// The first ones most often, as words are: the product of two even chances.
    fn rank_below(&mut self, limit: usize) -> usize {
        let part = self.below(1_000) * self.below(1_000);
        part * limit / 1_000_000
    }
}

const SYLLABLES: [&str; 40] = [
    "ver", "an", "stal", "tung", "netz", "werk", "soft", "wa", "re", "mün", "ster", "preis", "kon", "fe",
    "renz", "schu", "le", "öff", "nen", "tag", "vor", "trag", "grup", "pe", "da", "ten", "schutz", "bau",
    "haus", "for", "um", "neu", "stadt", "hoch", "kurs", "lei", "ma", "gie", "zü", "ro",
];

/// Words of one to five syllables, as many as a large feed has.
fn vocabulary(numbers: &mut Numbers) -> Vec<String> {
    let asked = [
        "tag",
        "haus",
        "neu",
        "kurs",
        "netzwerk",
        "software",
        "münster",
        "konferenz",
        "veranstaltung",
    ];
    let mut words: Vec<String> = asked.iter().map(|word| (*word).to_owned()).collect();
    for number in words.len()..40_000 {
        let count = 1 + numbers.below(4) + usize::from(number > 500);
        let mut word: String = (0..count).map(|_| SYLLABLES[numbers.below(40)]).collect();
        if number % 3 == 0 {
            word.make_ascii_uppercase();
        }
        if number % 11 == 0 {
            word.push(',');
        }
        words.push(word);
    }
    words
}

fn text(words: &[String], numbers: &mut Numbers, count: usize) -> Text {
    let said: Vec<&str> = (0..count)
        .map(|_| words[numbers.rank_below(words.len())].as_str())
        .collect();
    Text {
        value: said.join(" "),
        language: None,
    }
}

fn occurrences(count: usize) -> Vec<Occurrence> {
    let mut numbers = Numbers(7);
    let words = vocabulary(&mut numbers);
    let day = Date::from_ymd_opt(2026, 1, 1).unwrap_or_default();
    let one = |number: usize| {
        let date = day
            .checked_add_days(Days::new(number as u64 * 17 % 730))
            .unwrap_or(day);
        let uid = Uid::new(number.to_string());
        let title = text(&words, &mut numbers, 5).value;
        let mut event = Event::new(uid, title, When::AllDay(DateRange::day(date)));
        event.details_mut().description = Some(text(&words, &mut numbers, 45));
        event.types =
            vec![["Vortrag", "Workshop", "Messe", "Führung", "Konzert"][numbers.rank_below(5)].to_owned()];
        event.details_mut().topics = (0..2).map(|_| words[numbers.rank_below(200)].clone()).collect();
        event.details_mut().venues = vec![Venue {
            name: Some(text(&words[..2_000], &mut numbers, 2)),
            city: Some(words[numbers.rank_below(60)].clone()),
            ..Venue::default()
        }];
        event.details_mut().organizers = vec![Organizer {
            name: Text {
                value: words[numbers.rank_below(300)].clone(),
                language: None,
            },
            href: None,
        }];
        event.details_mut().programme = vec![ProgrammeItem {
            kind: None,
            start: None,
            duration: None,
            title: text(&words, &mut numbers, 5),
            description: None,
            speakers: vec![Speaker {
                name: text(&words, &mut numbers, 2),
                role: None,
                organization: Some(text(&words, &mut numbers, 2)),
            }],
            links: Vec::new(),
        }];
        Occurrence::first(&Arc::new(event), &POLICY, &NoZones)
    };
    (0..count).map(one).collect()
}

/// Of so many runs the fastest counts: what else the machine does is not to be measured.
const RUNS: usize = 7;

/// What is typed, key by key.
const TYPED: &[&str] = &[
    "konferenz",
    "veranstaltung münster",
    "softwaer netz",
    "\"haus neu",
    "-tag -kurs",
    // No event says this: it is read as what it means.
    "kostenlose führungen am samstag",
];

fn main() {
    let present = Present {
        now: Instant(1_767_225_600),
        today: Date::from_ymd_opt(2026, 1, 1).unwrap_or_default(),
        first_day: Weekday::Mon,
        is_month_first: false,
    };
    for count in [1_000, 10_000, 100_000] {
        let occurrences = occurrences(count);
        let start = Clock::now();
        let index = Index::new(&occurrences, &POLICY, &NoZones);
        println!("{count} events: index built in {:?}", start.elapsed());
        let in_scope = vec![true; count];
        for typed in TYPED {
            let mut keys = Vec::new();
            let mut found = 0;
            for (at, letter) in typed.char_indices() {
                keys.push((
                    &typed[..at + letter.len_utf8()],
                    Duration::MAX,
                    Duration::MAX,
                    Duration::MAX,
                ));
            }
            for _ in 0..RUNS {
                for (text, matched, counted, suggested) in &mut keys {
                    let query = Query {
                        text: (*text).to_owned(),
                        ..Query::default()
                    };
                    let start = Clock::now();
                    let matches = black_box(index.matches(&query, &present));
                    *matched = start.elapsed().min(*matched);
                    for facet in Facet::ALL {
                        black_box(index.values(facet, &query, &present, &in_scope));
                    }
                    *counted = start.elapsed().min(*counted);
                    let start = Clock::now();
                    let scopes = Scopes {
                        coming: &in_scope,
                        past: &in_scope,
                    };
                    black_box(index.suggest(&query, &present, scopes));
                    *suggested = start.elapsed().min(*suggested);
                    found = matches.iter().filter(|is_found| **is_found).count();
                }
            }
            let mut times: Vec<Duration> = keys.iter().map(|(_, matched, ..)| *matched).collect();
            let mut counted: Vec<Duration> = keys.iter().map(|(_, _, counted, _)| *counted).collect();
            let mut suggested: Vec<Duration> = keys.iter().map(|(.., suggested)| *suggested).collect();
            times.sort_unstable();
            counted.sort_unstable();
            suggested.sort_unstable();
            let (middle, last) = (keys.len() / 2, keys.len() - 1);
            println!(
                "  {typed:<24} {found:>6} found, median {:>10?}, worst {:>10?}; with counts {:>10?}, worst {:>10?}; suggestions {:>10?}, worst {:>10?}",
                times[middle],
                times[last],
                counted[middle],
                counted[last],
                suggested[middle],
                suggested[last]
            );
        }
    }
}
