//! The language of queries, one for the search field, the attribute `filter` and the address.
//!
//! - Words in any order: `wasm leipzig`.
//! - Phrases in double quotes of any kind: `"open source"`; an open quote reaches to the end, since the
//!   visitor is still typing. A quote inside is written twice.
//! - Values of facets: `type:workshop`, `ort:"Frankfurt am Main"`. Several of one facet widen, facets
//!   narrow. A name without a value asks for nothing yet; a name that is no facet's is a word.
//! - Commas and semicolons between words and values only part them: `rust, leipzig`.
//! - A minus in front leaves out what the rest would find: `-online`, `-"info table"`, `-typ:workshop`.
//!
//! Every text is a query: there are no errors, at worst an odd character is searched for. Operators such
//! as `OR` and brackets are not offered: values of a facet widen by themselves, and people who search a
//! calendar write words.

use crate::filter::Facet;
use crate::filter::vocabulary::{facet_named, value_named};
use crate::text::{fold, is_dash, is_quote, is_space, split_once};

/// The most of a text that is read, in bytes. What is longer was pasted by mistake.
pub const MAX_TEXT: usize = 4_000;
/// The most terms that are read.
pub const MAX_TERMS: usize = 64;

/// One thing that is asked for.
#[derive(Clone, Debug)]
pub struct Term {
    /// True if what it finds is left out.
    pub is_excluded: bool,
    /// What it finds.
    pub sought: Sought,
    /// A value with its facet's name, as both were typed: so it is written again, in the visitor's language.
    typed: Option<String>,
}

/// What a term finds. Texts are as typed: neither folded nor empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A word, whole or in part. It has no white space, and no quotes but those of Hebrew abbreviations.
    Word(String),
    /// Words in this order, with nothing forgiven.
    Phrase(String),
    /// A value of a facet: as typed, or by the name that is written where it is known beforehand.
    Value(Facet, String),
}

impl Term {
    /// A term that nobody has typed.
    pub fn new(is_excluded: bool, sought: Sought) -> Self {
        Self {
            is_excluded,
            sought,
            typed: None,
        }
    }
}

/// The same is what finds the same, however it was typed.
impl PartialEq for Term {
    fn eq(&self, other: &Self) -> bool {
        self.is_excluded == other.is_excluded && self.sought == other.sought
    }
}

/// Reads a query: at most [`MAX_TERMS`] terms from the first [`MAX_TEXT`] bytes.
pub fn parse(text: &str) -> Vec<Term> {
    let mut end = text.len().min(MAX_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut rest = skip_space(text.get(..end).unwrap_or_default());
    let mut terms = Vec::new();
    while !rest.is_empty() && terms.len() < MAX_TERMS {
        let after_minus = after_minus(rest);
        let (sought, typed, after) = sought(after_minus.unwrap_or(rest));
        terms.extend(sought.map(|sought| Term {
            is_excluded: after_minus.is_some(),
            sought,
            typed,
        }));
        rest = skip_space(after);
    }
    terms
}

/// Writes terms so that [`parse`] reads the same ones.
pub fn print(terms: &[Term]) -> String {
    let mut text = String::new();
    for term in terms {
        if !text.is_empty() {
            text.push(' ');
        }
        if term.is_excluded {
            text.push('-');
        }
        match &term.sought {
            Sought::Word(word) => text.push_str(word),
            Sought::Phrase(phrase) => push_quoted(phrase, &mut text),
            Sought::Value(facet, value) => match &term.typed {
                Some(typed) => text.push_str(typed),
                None => push_value(facet.name(), value, &mut text),
            },
        }
    }
    text
}

/// Writes a phrase so that [`parse`] reads the same one.
pub fn print_phrase(phrase: &str) -> String {
    let mut text = String::new();
    push_quoted(phrase, &mut text);
    text
}

/// What stands behind a minus that leaves out: one with white space or another behind it is a dash.
fn after_minus(text: &str) -> Option<&str> {
    let mut letters = text.chars();
    letters.next().filter(|letter| is_dash(*letter))?;
    let rest = letters.as_str();
    let next = letters.next()?;
    (!is_space(next) && !is_dash(next)).then_some(rest)
}

/// Reads what one term finds, `None` if that is nothing; how it was typed, if it is a value; and what stands behind it.
fn sought(text: &str) -> (Option<Sought>, Option<String>, &str) {
    if let Some((phrase, after)) = quoted(text) {
        return (
            (!phrase.is_empty()).then_some(Sought::Phrase(phrase)),
            None,
            after,
        );
    }
    let (word, after) = text.split_at_checked(word_length(text)).unwrap_or((text, ""));
    let word = without_commas(word);
    let named =
        split_once(word, ":").and_then(|(name, value)| Some((name, value, facet_named(&fold(name))?)));
    let Some((name, value, facet)) = named else {
        return (Some(Sought::Word(word.to_owned())), None, after);
    };
    let (value, after) = match quoted(after) {
        Some(quoted) if value.is_empty() => quoted,
        _ => (value.to_owned(), after),
    };
    let mut typed = String::new();
    push_value(name, &value, &mut typed);
    let value = value_named(facet, &fold(&value)).map_or(value, str::to_owned);
    (
        (!value.is_empty()).then_some(Sought::Value(facet, value)),
        Some(typed),
        after,
    )
}

/// A word without what parts it from the next one, unless it is nothing else.
fn without_commas(word: &str) -> &str {
    let bare = word.trim_end_matches(parts_words);
    if bare.is_empty() { word } else { bare }
}

/// True for commas and semicolons, which no word ends with.
fn parts_words(letter: char) -> bool {
    matches!(letter, ',' | ';' | '،' | '؛' | '、')
}

/// Reads a quoted text and what stands behind it; `None` if there is no quote.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut letters = text.chars();
    letters.next().filter(|letter| is_quote(*letter))?;
    let mut inner = String::new();
    while let Some(letter) = letters.next() {
        let is_end = |before| !shortens(before, letter, letters.as_str());
        if is_quote(letter) && inner.chars().next_back().is_none_or(is_end) {
            let mut ahead = letters.clone();
            if ahead.next() != Some(letter) {
                break;
            }
            letters = ahead;
        }
        inner.push(letter);
    }
    Some((trim_space(&inner).to_owned(), letters.as_str()))
}

fn push_value(name: &str, value: &str, out: &mut String) {
    out.push_str(name);
    out.push(':');
    if value.chars().any(|letter| is_space(letter) || is_quote(letter)) || value.ends_with(parts_words) {
        push_quoted(value, out);
    } else {
        out.push_str(value);
    }
}

fn push_quoted(inner: &str, out: &mut String) {
    out.push('"');
    for letter in inner.chars() {
        if is_quote(letter) {
            out.push(letter);
        }
        out.push(letter);
    }
    out.push('"');
}

/// How many bytes of a text are its first word.
fn word_length(text: &str) -> usize {
    let mut before = ' ';
    let end = text.char_indices().find(|(at, letter)| {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let ends = is_space(*letter) || is_quote(*letter) && !shortens(before, *letter, rest);
        before = *letter;
        ends
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// True for a quote between these that makes an abbreviation of a Hebrew word, before whose last letter it stands: `ארה"ב`;
/// the sign of its own also before an ending: `מנכ״לית`.
fn shortens(before: char, quote: char, rest: &str) -> bool {
    let is_hebrew = |letter: char| matches!(letter, 'א'..='ת');
    let mut rest = rest.chars();
    let is_within = is_hebrew(before) && rest.next().is_some_and(is_hebrew);
    is_within && (quote == '\u{5F4}' || !rest.next().is_some_and(is_hebrew))
}

fn skip_space(text: &str) -> &str {
    text.trim_start_matches(is_space)
}

/// A text without white space around it.
fn trim_space(text: &str) -> &str {
    text.trim_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a term is, in a line: `+` or `-`, then the word, the phrase in brackets, or the value.
    fn told(text: &str) -> Vec<String> {
        let tell = |term: &Term| {
            let sign = if term.is_excluded { "-" } else { "+" };
            let sought = match &term.sought {
                Sought::Word(word) => word.clone(),
                Sought::Phrase(phrase) => ["[", phrase, "]"].concat(),
                Sought::Value(facet, value) => [facet.name(), "=", value].concat(),
            };
            [sign, &sought].concat()
        };
        parse(text).iter().map(tell).collect()
    }

    #[test]
    fn a_query_is_words_phrases_values_and_what_is_left_out() {
        for (text, expected) in [
            ("", &[] as &[&str]),
            (" \t\u{A0} ", &[]),
            ("wasm  Leipzig", &["+wasm", "+Leipzig"]),
            ("\"open source\" x", &["+[open source]", "+x"]),
            ("„Foo  bar“«x y»", &["+[Foo  bar]", "+[x y]"]),
            ("\" Foo bar", &["+[Foo bar]"]),
            ("a\"b c\"d", &["+a", "+[b c]", "+d"]),
            ("\"\" \" \" x", &["+x"]),
            ("\"a \"\"b\"\"\"", &["+[a \"b\"]"]),
            ("-online −\"info table\" -x", &["-online", "-[info table]", "-x"]),
            (
                "e-mail - -- --x a - b",
                &["+e-mail", "+-", "+--", "+--x", "+a", "+-", "+b"],
            ),
            ("type:workshop Typ:Vortrag", &["+type=workshop", "+type=Vortrag"]),
            (
                "ort:\"Frankfurt am Main\" -place:„Halle (Saale)“x",
                &["+place=Frankfurt am Main", "-place=Halle (Saale)", "+x"],
            ),
            ("THEMA:ki", &["+topic=ki"]),
            (
                "Wann:Heute preis:KOSTENLOS anmeldung:möglich wochentag:di",
                &["+when=today", "+price=free", "+registration=open", "+weekday=di"],
            ),
            ("wann:2026-05-01..2026-05-20", &["+when=2026-05-01..2026-05-20"]),
            ("ort: Leipzig ort:\"\" x", &["+Leipzig", "+x"]),
            ("type::a type:a\"b", &["+type=:a", "+type=a", "+[b]"]),
            (
                "https://a.example 17:00 :x",
                &["+https://a.example", "+17:00", "+:x"],
            ),
            ("\"ort:Leipzig\"", &["+[ort:Leipzig]"]),
            (
                "rust, leipzig; -online, x",
                &["+rust", "+leipzig", "-online", "+x"],
            ),
            ("ort:Leipzig, typ:Kurs;", &["+place=Leipzig", "+type=Kurs"]),
            ("צה\"ל כנס", &["+צה\"ל", "+כנס"]),
            ("מנכ״לית תל", &["+מנכ״לית", "+תל"]),
            ("\"כנס בארה״ב\" ד\"ר", &["+[כנס בארה״ב]", "+ד\"ר"]),
            (
                "ב\"שלום עולם\" ort:ת\"א x",
                &["+ב", "+[שלום עולם]", "+place=ת\"א", "+x"],
            ),
            ("a , b,c ort:, \"x,\"", &["+a", "+,", "+b,c", "+[x,]"]),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn a_query_is_bounded() {
        assert_eq!(parse(&"a ".repeat(10_000)).len(), MAX_TERMS);
        for long in ["ä", "xä", "\"ä"] {
            let text = long.to_owned() + &"ä".repeat(MAX_TEXT);
            assert!(print(&parse(&text)).len() <= MAX_TEXT + 1);
        }
    }

    #[test]
    fn what_is_written_is_short_where_it_can_be() {
        for (text, expected) in [
            ("ort:Leipzig  -typ:\"Workshop\"", "ort:Leipzig -typ:Workshop"),
            ("„open source", "\"open source\""),
            ("ort:“a““b c”", "ort:\"a““b c\""),
            ("צה\"ל", "צה\"ל"),
            ("\"כנס בצה\"ל\"", "\"כנס בצה\"\"ל\""),
            ("ort:\"תל אביב ת\"א\"", "ort:\"תל אביב ת\"\"א\""),
        ] {
            assert_eq!(print(&parse(text)), expected);
        }
    }

    #[test]
    fn a_value_is_written_as_it_was_typed_or_else_by_the_names_of_the_address() {
        for text in ["wann:bla", "-Wann:Heute", "when:today", "Ort:\"Halle (Saale)\""] {
            assert_eq!(print(&parse(text)), text);
        }
        let chosen = Term::new(true, Sought::Value(Facet::When, "today".to_owned()));
        assert_eq!(print(&[chosen]), "-when:today");
    }
}
