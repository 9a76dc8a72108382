//! Whether two events of different feeds are one and the same, where their uids do not say so.
//!
//! Careful: two events shown for one cost a visitor a second look, one shown for two costs them an event. Both begin at
//! the same moment, at places of which one is a part of the other, and are called the same, or one of them with a word
//! or two more. `tests/fixtures/likeness.json` is the table of cases.

use crate::event::{Event, Format, Place, When};
use crate::text::{fold, is_punctuation};
use crate::time::{Zone, Zones, resolve};

/// A title by which an event is known also where nothing is said of its place has as many words.
const TELLING: usize = 3;

/// When an event begins, comparable among feeds: of which kind it is, and seconds or days. `None` where it is a series,
/// which has many dates, or where its zone is not known.
pub(super) fn moment(event: &Event, floating: &Zone, zones: &dyn Zones) -> Option<(u8, i64)> {
    if event.series.is_some() {
        return None;
    }
    let start = event.when.start();
    Some(match &event.when {
        When::Timed { zone, .. } => (0, resolve(start, zone, floating, zones)?.0),
        When::AllDay(_) => (1, start.and_utc().timestamp()),
        When::Tentative { .. } => (2, start.and_utc().timestamp()),
    })
}

/// Whether two events that begin at the same moment are the same.
pub fn are_alike(one: &Event, other: &Event) -> bool {
    let titles = compare_titles(one, other);
    let (Some(titles), true) = (titles, days_agree(one, other) && formats_agree(one, other)) else {
        return false;
    };
    match (of_place(one.place.as_ref()), of_place(other.place.as_ref())) {
        (Some(one), Some(other)) => compare_places(&one, &other),
        // A party without a place may be anybody's.
        _ => titles.is_same && titles.words >= TELLING,
    }
}

/// Whether one and the same uid stands for one and the same event: the feeds of small systems number theirs from one on.
pub(super) fn is_same_with_uid(one: &Event, other: &Event) -> bool {
    one.when.start() == other.when.start() || compare_titles(one, other).is_some()
}

/// How two titles are the same.
struct Titles {
    /// Word by word.
    is_same: bool,
    /// How many different words both have.
    words: usize,
}

/// Titles with the same words in any order, or of at least three where one has few more.
fn compare_titles(one: &Event, other: &Event) -> Option<Titles> {
    let (mut few, mut many) = (words(&[&one.title.value]), words(&[&other.title.value]));
    if few.len() > many.len() {
        std::mem::swap(&mut few, &mut many);
    }
    if few.is_empty() || few.iter().any(|word| !many.contains(word)) {
        return None;
    }
    let more = many.iter().filter(|word| !few.contains(word));
    // "Part 2", "Group B", "12 o'clock" make another event of it.
    let tells = |word: &String| word.len() < 2 || word.bytes().any(|byte| byte.is_ascii_digit());
    let is_same = few.len() == many.len();
    let is_close = few.len() >= TELLING && many.len() - few.len() <= 2 && !more.clone().any(tells);
    (is_same || is_close).then_some(Titles {
        is_same,
        words: few.len(),
    })
}

/// The words of name and town, if there are any.
fn of_place(place: Option<&Place>) -> Option<Vec<String>> {
    let place = place?;
    let name = place.name.as_ref().map_or("", |name| &name.value);
    let words = words(&[name, place.city.as_deref().unwrap_or_default()]);
    (!words.is_empty()).then_some(words)
}

/// Whether one of two places is a part of the other: "Leipzig" of "Moritzbastei, Leipzig".
fn compare_places(one: &[String], other: &[String]) -> bool {
    let holds = |all: &[String], part: &[String]| part.iter().all(|word| all.contains(word));
    holds(one, other) || holds(other, one)
}

/// A day of a fair is not the fair.
fn days_agree(one: &Event, other: &Event) -> bool {
    match (&one.when, &other.when) {
        (When::AllDay(one), When::AllDay(other)) => one == other,
        _ => true,
    }
}

fn formats_agree(one: &Event, other: &Event) -> bool {
    !matches!(
        (one.format(), other.format()),
        (Some(Format::Online), Some(Format::OnSite)) | (Some(Format::OnSite), Some(Format::Online))
    )
}

/// The different words of texts, folded, umlauts as plain letters however they are spelled.
fn words(texts: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in texts {
        let mut word = String::new();
        for letter in fold(text).chars().chain([' ']) {
            if !is_punctuation(letter) {
                // `ae` is `ä`, which is folded to `a`.
                let is_spelled = letter == 'e' && matches!(word.bytes().last(), Some(b'a' | b'o' | b'u'));
                if !is_spelled {
                    word.push(letter);
                }
            } else if !word.is_empty() {
                let word = std::mem::take(&mut word);
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
    }
    words
}
