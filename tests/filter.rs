//! What must hold for every text and every search: the search beside a slow and simple one.

#![expect(
    clippy::unwrap_used,
    reason = "clippy.toml allows it in tests, but not in what they share"
)]

#[expect(dead_code, reason = "it holds more than this file needs")]
mod support;

use std::sync::Arc;

use chrono::Weekday;
use lichthof::event::{Event, Text, Uid, When};
use lichthof::filter::{Index, Present, Query};
use lichthof::schedule::{Occurrence, ZoneMode, ZonePolicy};
use lichthof::text::fold;
use lichthof::time::{DateRange, Instant, Zone};
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use unicode_normalization::UnicodeNormalization;

use support::{TestZones, cases, date};

fn event(title: &str) -> Event {
    let when = When::AllDay(DateRange::day(date("2018-11-06")));
    Event::new(Uid::new("uid"), title, when)
}

fn index(events: &[Arc<Event>]) -> Index {
    let policy = ZonePolicy {
        mode: ZoneMode::Auto,
        feed: Zone::Fixed(0),
        visitor: Zone::Fixed(0),
    };
    let occurrences: Vec<_> = events
        .iter()
        .map(|event| Occurrence::first(event, &policy, &TestZones))
        .collect();
    Index::new(&occurrences, &policy, &TestZones)
}

fn index_of(text: &str) -> Index {
    index(&[Arc::new(event(text))])
}

fn matches(index: &Index, query: &Query) -> Vec<bool> {
    let present = Present {
        now: Instant(0),
        today: date("2018-11-06"),
        first_day: Weekday::Mon,
        is_month_first: false,
    };
    index.matches(query, &present)
}

fn is_found(query: &str, text: &str) -> bool {
    matches(&index_of(text), &searching(query))[0]
}

fn searching(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

/// How a letter without its dots is written, and what follows it where it is spelled out.
fn umlaut(letter: char) -> Option<(char, char)> {
    match letter {
        'ä' => Some(('a', 'e')),
        'ö' | 'ø' => Some(('o', 'e')),
        'ü' => Some(('u', 'e')),
        'å' => Some(('a', 'a')),
        _ => None,
    }
}

fn plain(letter: char) -> char {
    umlaut(letter).map_or(letter, |(plain, _)| plain)
}

/// The umlaut rule as it is told, letter by letter: true if `text` begins with `word`.
fn begins_with(text: &[char], word: &[char]) -> bool {
    let Some((&asked, rest_of_word)) = word.split_first() else {
        return true;
    };
    let Some((&there, rest_of_text)) = text.split_first() else {
        return false;
    };
    if plain(asked) != plain(there) {
        return false;
    }
    let as_it_is = || begins_with(rest_of_text, rest_of_word);
    let spelled_in_word = || {
        let spelled = umlaut(there).filter(|_| umlaut(asked).is_none());
        spelled.is_some_and(|(_, second)| {
            rest_of_word.first() == Some(&second) && begins_with(rest_of_text, &rest_of_word[1..])
        })
    };
    let spelled_in_text = || {
        umlaut(asked).is_some_and(|(_, second)| {
            rest_of_text.first().map(|letter| plain(*letter)) == Some(second)
                && begins_with(&rest_of_text[1..], rest_of_word)
        })
    };
    as_it_is() || spelled_in_word() || spelled_in_text()
}

fn holds(text: &str, word: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let word: Vec<char> = word.chars().collect();
    (0..=text.len()).any(|start| begins_with(&text[start..], &word))
}

/// A word in which each umlaut is written in one of its ways, as the bits say.
fn respell(word: &str, bits: u32, can_be_plain: bool) -> String {
    let mut result = String::new();
    for (at, letter) in word.chars().enumerate() {
        match umlaut(letter) {
            Some((plain, second)) if bits >> (2 * at) & 1 == 1 => result.extend([plain, second]),
            Some((plain, _)) if can_be_plain && bits >> (2 * at) & 2 == 2 => result.push(plain),
            _ => result.push(letter),
        }
    }
    result
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn folding_what_is_folded_changes_nothing(text in any::<String>()) {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike(text in "[ -ſǍ-ǜǸ-țά-ώЀ-џḀ-ỹ]{0,20}") {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&decomposed), fold(&text));
    }

    #[test]
    fn a_word_finds_what_the_umlaut_rule_says(text in "[aeouäöüåøn]{0,8}", word in "[aeouäöüåøn]{1,4}") {
        prop_assert_eq!(is_found(&word, &text), holds(&text, &word));
    }

    #[test]
    fn a_phrase_finds_what_the_umlaut_rule_says(text in "[aeüä ]{0,8}", word in "[aeüä][aeüä ]{0,2}[aeüä]") {
        prop_assert_eq!(is_found(&format!("\"{word}\""), &text), holds(&fold_spaces(&text), &fold_spaces(&word)));
    }

    #[test]
    fn no_spelling_of_a_word_is_missed(
        word in "[a-zäöüåø]{1,4}",
        (before, after) in ("[a-zäöü]{0,3}", "[a-zäöü]{0,3}"),
        (in_text, in_query) in any::<(u32, u32)>(),
    ) {
        // The text spells its umlauts out or not; the visitor also leaves the dots away.
        let text = before + &respell(&word, in_text, false) + &after;
        let is_spelled_alike = respell(&word, in_query, false);
        prop_assert!(is_found(&is_spelled_alike, &text), "{} in {}", is_spelled_alike, text);
        let query = respell(&word, in_query, true);
        prop_assert!(is_found(&query, &(" ".to_owned() + &word)), "{} in {}", query, word);
        prop_assert!(is_found(&word, &respell(&word, in_text, true)));
    }

    #[test]
    fn any_part_of_a_text_is_found(text in "\\PC{0,40}", cut in any::<(usize, usize)>()) {
        // What the query language gives another meaning to has its own tests.
        let folded = fold(&text).replace(['"', '-', ':'], "");
        let letters: Vec<char> = folded.chars().collect();
        let start = cut.0 % (letters.len() + 1);
        let end = start + cut.1 % (letters.len() + 1 - start);
        let part: String = letters[start..end].iter().collect();
        prop_assert!(is_found(&part, &folded), "{:?} in {:?}", part, folded);
    }

    #[test]
    fn what_is_marked_is_what_was_looked_for(
        text in "[a-cäüßéœ…\u{308}\u{AD} ,]{0,12}",
        word in "[a-cäüßes]{1,3}",
        typed in "[a-cäüß]{1,4}",
    ) {
        let marks = index_of(&text).marks(&searching(&word), &text);
        prop_assert_eq!(marks.is_empty(), !is_found(&word, &text));
        for range in &marks {
            prop_assert!(is_found(&word, &text[range.clone()]), "{:?}", range);
        }
        prop_assert!(marks.is_sorted_by(|a, b| a.end < b.start));
        prop_assert!(marks.iter().all(|range| range.start < range.end && range.end <= text.len()));
        // Whatever else is marked is marked as well.
        let both = index_of(&text).marks(&searching(&[&word, " ", &typed].concat()), &text);
        prop_assert!(marks.iter().all(|range| both.iter().any(|wide| wide.start <= range.start && range.end <= wide.end)));
    }

    #[test]
    fn a_key_more_finds_the_same_as_the_whole_at_once(
        texts in proptest::collection::vec("[aeuäüns ]{0,10}", 1..6),
        typed in "(-?[aeuäüns]{1,6} ?|\"[aeu ]{1,4}\" ?){1,3}",
    ) {
        let events: Vec<_> = texts.iter().map(|text| Arc::new(event(text))).collect();
        let typed_into = index(&events);
        for (at, letter) in typed.char_indices() {
            let query = searching(&typed[..at + letter.len_utf8()]);
            prop_assert_eq!(matches(&typed_into, &query), matches(&index(&events), &query), "{}", query.text);
        }
    }
}

fn fold_spaces(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn words_do_not_run_from_one_field_or_event_into_the_next() {
    let mut first = event("ab");
    first.details_mut().description = Some(Text {
        value: "cd".to_owned(),
        language: None,
    });
    let index = index(&[Arc::new(first), Arc::new(event("ef"))]);
    for (query, expected) in [
        ("ab cd", [true, false]),
        ("abcd", [false, false]),
        ("\"ab cd\"", [false, false]),
        ("cdef", [false, false]),
        ("", [true, true]),
    ] {
        assert_eq!(matches(&index, &searching(query)), expected, "{query}");
    }
}

/// The titles that a query finds, in the order of the events.
fn found(titles: &[&'static str], query: &str) -> Vec<&'static str> {
    let events: Vec<_> = titles.iter().map(|title| Arc::new(event(title))).collect();
    let matches = matches(&index(&events), &searching(query));
    let titles = titles.iter().zip(matches);
    titles
        .filter(|(_, is_found)| *is_found)
        .map(|(title, _)| *title)
        .collect()
}

#[test]
fn words_phrases_and_what_is_left_out_narrow_a_list() {
    let titles = [
        "WebAssembly für Einsteiger",
        "Einsteigerkurs: Open Source",
        "Source-Code offen lesen",
        "Open-Source-Stammtisch",
    ];
    for (query, expected) in [
        ("einst", &[0, 1][..]),
        ("für web", &[0]),
        ("open source", &[1, 3]),
        ("\"open source\"", &[1]),
        ("\"pen sou", &[1]),
        ("\"source open\"", &[]),
        ("source -open", &[2]),
        ("-source", &[0]),
        ("-\"open source\" source", &[2, 3]),
        ("-kurs -stamm source", &[2]),
        ("-nirgends", &[0, 1, 2, 3]),
        ("source -", &[1, 2, 3]),
        ("x:y", &[]),
        ("kurs:", &[1]),
    ] {
        let expected: Vec<_> = expected.iter().map(|at| titles[*at]).collect();
        assert_eq!(found(&titles, query), expected, "{query}");
    }
}

#[test]
fn a_slip_is_forgiven_only_in_a_word_that_no_event_has() {
    let titles = [
        "Messe in Leipzig",
        "Leipziger Allerlei",
        "Lesen und Massen",
        "Konferenz, 39104",
    ];
    for (query, expected) in [
        ("liepzig", &[0, 1][..]),
        ("Lepzig messe", &[0]),
        ("konfernez", &[3]),
        ("messe", &[0]),
        ("massen", &[2]),
        // Four letters, a number, a phrase, and what is left out.
        ("lesn", &[]),
        ("39105", &[]),
        ("\"liepzig\"", &[]),
        ("-liepzig", &[0, 1, 2, 3]),
        // Two slips.
        ("liepzg", &[]),
    ] {
        let expected: Vec<_> = expected.iter().map(|at| titles[*at]).collect();
        assert_eq!(found(&titles, query), expected, "{query}");
    }
}

#[test]
fn folding_and_forgiving_know_the_letters_of_the_neighbours() {
    for (text, queries) in [
        (
            "Übungsräume für Bläser",
            [
                "Uebungsraeume",
                "ubungsraume bläser",
                "Übungsräume",
                "ubungsraeme",
            ],
        ),
        (
            "Straßenfest Grünau",
            ["strassenfest", "STRAẞENFEST", "gruenau", "strasenfest"],
        ),
        ("Reading the source", ["reading", "SOURCE", "the read", "soruce"]),
        ("Soirée à l’Opéra, cœur", ["soiree", "l'opera", "coeur", "soirre"]),
        (
            "Přednáška o řece Vltavě",
            ["prednaska", "řece", "VLTAVE", "prednaksa"],
        ),
        ("Wykład w Łodzi, żółć", ["wyklad", "lodzi", "zolc", "wyklda"]),
    ] {
        for query in queries {
            assert!(is_found(query, text), "{query} in {text}");
        }
    }
}

#[test]
fn all_words_must_be_found_whole_or_in_part_or_nearly() {
    let titles = ["Kurs", "Kurse in Halle", "Sprachkurs Halle", "Halle"];
    let events: Vec<_> = titles.iter().map(|title| Arc::new(event(title))).collect();
    let index = index(&events);
    for (query, expected) in [
        ("kurs", [true, true, true, false]),
        ("kurs halle", [false, true, true, false]),
        ("hallle", [false, true, true, true]),
        ("-kurs", [false, false, false, true]),
    ] {
        assert_eq!(matches(&index, &searching(query)), expected, "{query}");
    }
}

#[test]
fn what_was_looked_for_is_marked_in_the_text_as_it_is() {
    for (text, query, expected) in [
        ("Workshop in Köln", "koeln work", &["Work", "Köln"][..]),
        ("Die Straße", "strasse", &["Straße"]),
        ("Die Straße", "s", &["S", "ß"]),
        (
            "Gru\u{308}\u{DF}e, Gr\u{AD}üße",
            "gruess",
            &["Gru\u{308}ß", "Gr\u{AD}üß"],
        ),
        ("Open  Source, Source", "\"open source\"", &["Open  Source"]),
        ("Messe in Leipzig", "liepz", &["Leipzig"]),
        ("Kurs: Kurse", "-kurs kurs", &["Kurs", "Kurs"]),
        ("abab", "aba bab", &["abab"]),
        ("Kurs", "-kurs", &[]),
        ("Kurs", "ort:Kurs", &[]),
    ] {
        let index = index_of(text);
        let marks = index.marks(&searching(query), text);
        let found: Vec<&str> = marks.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected, "{query} in {text}");
    }
}

#[test]
fn words_are_found_without_their_points_and_in_any_width() {
    for (typed, text) in [
        ("נסיון", "נִסָּיוֹן בַּחַמָּמָה"),
        ("נִסָּיוֹן", "נסיון בחממה"),
        ("חממה", "נִסָּיוֹן בַּחַמָּמָה"),
        ("תל אביב", "תל־אביב יפו"),
        ("كتابة", "كِتَابَة جَدِيدَة"),
        ("جَدِيدَة", "كتابة جديدة"),
        ("الى", "إلى الأمام"),
        ("プログラミング", "ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ入門"),
        ("ﾌﾟﾛｸﾞﾗﾐﾝｸﾞ", "プログラミング入門"),
        ("Ｒｕｓｔ", "Rust für alle"),
        ("rust", "Ｒｕｓｔ入門"),
        ("２０２６", "Messe 2026"),
    ] {
        let words: Vec<_> = typed.split(' ').collect();
        assert!(words.iter().all(|word| is_found(word, text)), "{typed} in {text}");
    }
    assert!(!is_found("カ", "ガ"), "another letter");
    assert!(!is_found("ห", "ค้"), "another letter");
}

#[test]
fn punctuation_alone_asks_for_nothing() {
    let titles = [
        "Rust - Einführung für Teams",
        "Thema: Sicherheit im Alltag",
        "C++ und C# im Vergleich",
        "Etwas anderes",
        ".NET & Kunst",
    ];
    let events: Vec<_> = titles.iter().map(|title| Arc::new(event(title))).collect();
    let index = index(&events);
    for (typed, found) in [
        ("Rust - Einführung", &[0][..]),
        ("Rust – Einführung", &[0]),
        ("Rust -- Einführung", &[0]),
        ("Etwas - anderes", &[3]),
        ("Etwas + anderes !", &[3]),
        ("Etwas • anderes → …", &[3]),
        ("Thema : Sicherheit", &[1]),
        ("Kunst ＆ .NET", &[4]),
        ("Etwas -? -!", &[3]),
        ("\"-\" Etwas", &[3]),
        ("\"Rust - Einführung\"", &[0]),
        ("C++", &[2]),
        ("C#", &[2]),
        ("c++ c#", &[2]),
        (".net", &[4]),
        ("-", &[0, 1, 2, 3, 4]),
        ("& + ?", &[0, 1, 2, 3, 4]),
        ("-C++", &[0, 1, 3, 4]),
    ] {
        let matched = matches(&index, &searching(typed));
        let positions: Vec<_> = (0..titles.len()).filter(|at| matched[*at]).collect();
        assert_eq!(positions, found, "{typed}");
    }
}
