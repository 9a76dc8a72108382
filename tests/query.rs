//! What must hold for every query as it is read and written.

use lichthof::filter::language::{Sought, Term, parse, print};
use lichthof::filter::{Facet, Query};
use lichthof::text::fold;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;

/// Texts of what the language gives a meaning to.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(
            &[
                "\"", "„", "“", "-", "–", ":", " ", "ort:", "Typ:", "wann:", "a", "ä b", "x:", "heute"
            ][..]
        )
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn terms() -> impl Strategy<Value = Vec<Term>> {
    let sought = prop_oneof![
        "[a-zäß0-9][a-zäß0-9:.-]{0,6}".prop_map(Sought::Word),
        texts().prop_map(Sought::Phrase),
        (select(&Facet::ALL[..]), texts()).prop_map(|(facet, value)| Sought::Value(facet, value)),
    ];
    let term =
        (any::<bool>(), sought).prop_filter_map("a term that can be typed", |(is_excluded, sought)| {
            // What is read has no white space around it, and known values by the names that are written.
            let sought = match sought {
                Sought::Word(word) if word.contains(':') => return None,
                Sought::Phrase(text) => Sought::Phrase(trim(&text)?),
                Sought::Value(facet, text) => Sought::Value(facet, trim(&text)?),
                word => word,
            };
            let term = Term::new(is_excluded, sought);
            let is_alias =
                matches!(&term.sought, Sought::Value(facet, value) if !facet.is_free() && is_alias(value));
            (!is_alias).then_some(term)
        });
    proptest::collection::vec(term, 0..8)
}

fn is_alias(value: &str) -> bool {
    fold(value) == "heute"
}

/// The text without white space around it, by the rules of folding; `None` if nothing is left.
fn trim(text: &str) -> Option<String> {
    let is_space = |letter: char| fold(&["x", &letter.to_string(), "x"].concat()) == "x x";
    let trimmed = text.trim_matches(is_space);
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_a_query_and_written_it_is_the_same(text in texts()) {
        let read = parse(&text);
        prop_assert_eq!(&parse(&print(&read)), &read);
    }

    #[test]
    fn what_is_written_is_read_again(terms in terms()) {
        prop_assert_eq!(&parse(&print(&terms)), &terms, "{}", print(&terms));
    }

    #[test]
    fn what_is_chosen_leaves_the_text(text in texts()) {
        let query = Query::parse(&text);
        prop_assert!(parse(&query.text).iter().all(|term| term.is_excluded || !matches!(term.sought, Sought::Value(..))));
    }
}
