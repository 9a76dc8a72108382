//! Texts and links that do harm where they are taken for markup or followed, in every field of every format: what is
//! read of them is plain text and safe addresses. The browser tests of the same name see that nothing runs.

use std::collections::BTreeSet;

use lichthof::event::{Event, Href, MarkKind};
use lichthof::feed::{Feed, Hints, read_with};

use super::hostile_feeds::{self, FORMATS, MAP};
use super::support::TestZones;

fn read(format: &str) -> Feed {
    let hints = Hints {
        address: "https://feeds.example/hostile".to_owned(),
        map: (format == "map").then(|| MAP.to_owned()),
        ..Hints::default()
    };
    let text = hostile_feeds::feed(format);
    read_with(&text, &hints, "de", &TestZones).unwrap_or_else(|error| panic!("{format}: {error}"))
}

/// All addresses that are in an event, wherever they stand, as their own debugging shows them.
fn addresses(shown: &str) -> impl Iterator<Item = &str> {
    shown
        .split("Href(\"")
        .skip(1)
        .map(|rest| rest.split("\")").next().unwrap())
}

/// The letters of an address that debugging writes in another way than as themselves.
fn escaped(address: &str) -> impl Iterator<Item = char> {
    address.split('\\').skip(1).filter_map(|rest| {
        let number = rest.strip_prefix("u{").and_then(|rest| rest.split('}').next());
        match number {
            Some(number) => char::from_u32(u32::from_str_radix(number, 16).ok()?),
            None => rest.starts_with(['n', 'r', 't', '0']).then_some('\0'),
        }
    })
}

/// What browsers skip, or what turns the letters around it.
fn is_foul(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn shown(event: &Event) -> String {
    format!("{event:?} {:?}", event.details())
}

#[test]
fn there_are_vectors_of_each_kind_and_each_has_its_number() {
    let corpus = hostile_feeds::corpus();
    assert!(corpus.texts.len() >= 150 && corpus.links.len() >= 75);
    let kinds: BTreeSet<_> = corpus.texts.iter().map(|vector| vector.kind.as_str()).collect();
    assert!(kinds.len() >= 13, "{kinds:?}");
    let texts = corpus
        .texts
        .iter()
        .chain(&corpus.links)
        .map(|vector| vector.text.as_str());
    let different: BTreeSet<_> = texts.clone().collect();
    assert_eq!(different.len(), texts.count());
}

#[test]
fn no_format_loses_an_event_or_lets_an_address_through() {
    let count = hostile_feeds::corpus().texts.len();
    for format in FORMATS {
        let feed = read(format);
        let refused: Vec<_> = feed
            .skipped
            .iter()
            .map(|fault| (fault.position, fault.reason.code()))
            .collect();
        assert_eq!(refused, [], "{format}");
        assert_eq!(feed.events.len(), count, "{format}");
        let mut found = 0;
        for event in &feed.events {
            let shown = shown(event);
            for address in addresses(&shown) {
                let lower = address.to_ascii_lowercase();
                let is_safe = ["https://", "http://", "mailto:", "tel:"]
                    .iter()
                    .any(|scheme| lower.starts_with(scheme));
                assert!(is_safe, "{format}: {address}");
                assert!(!escaped(address).any(is_foul), "{format}: {address}");
                found += 1;
            }
        }
        // The safe ones among the links are there: the others were looked for in the right place.
        assert!(found >= 4, "{format}: {found}");
    }
}

#[test]
fn what_is_marked_in_a_description_is_words_links_and_pictures() {
    let (mut links, mut pictures, mut words) = (0, 0, 0);
    for format in FORMATS {
        for event in &read(format).events {
            let details = event.details();
            let text = details
                .description
                .as_ref()
                .map_or("", |text| text.value.as_str());
            for mark in &details.markup {
                assert!(
                    text.get(mark.range.clone()).is_some(),
                    "{format}: {:?}",
                    event.uid
                );
                let href = match &mark.kind {
                    MarkKind::Link(href) => Some(href),
                    MarkKind::Picture(image) => Some(&image.href),
                    MarkKind::Strong
                    | MarkKind::Emphasis
                    | MarkKind::Heading
                    | MarkKind::Item
                    | MarkKind::Address => None,
                };
                assert!(href.is_none_or(Href::is_web), "{format}: {href:?}");
                match mark.kind {
                    MarkKind::Link(_) => links += 1,
                    MarkKind::Picture(_) => pictures += 1,
                    _ => words += 1,
                }
            }
            assert!(
                !text.chars().any(|letter| letter.is_control() && letter != '\n'),
                "{format}: {text:?}"
            );
        }
    }
    assert!(
        links > 10 && words > 0,
        "{links} links, {pictures} pictures, {words} words"
    );
}
