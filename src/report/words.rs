//! The sentences of what is told, in English.

use crate::event::Uid;
use crate::feed::Diagnostic;
use crate::report::{Complaint, Told};
use crate::text::Digits;

/// The most lines, or names, of one thing that is told.
const MAX_LINES: usize = 20;

/// [`words`].
pub type Words = fn(&Told) -> String;

/// What a publisher or a partner reads of something.
pub fn words(told: &Told) -> String {
    match told {
        Told::Failure(error) => error.text(),
        Told::Entries {
            address,
            skipped,
            warnings,
        } => entries(address, skipped, warnings),
        Told::Repeated(uids) => {
            let mut text = uids.len().digits();
            text.push_str(
                " entries skipped: an earlier page of the feed has an event with this uid, which is shown:",
            );
            push_names(text, uids)
        }
        Told::Cut(uids) => {
            let mut text = uids.len().digits();
            text.push_str(
                " series with more dates than are looked at (recurrenceRule): of each, the first 2,000 in four years \
                 are shown:",
            );
            push_names(text, uids)
        }
        Told::Characters {
            address,
            label,
            line,
            column,
            byte,
        } => [
            address,
            ": the feed is not in the character set ",
            label,
            ": first fault in line ",
            &line.digits(),
            ", column ",
            &column.digits(),
            " (byte ",
            &byte.digits(),
            "): send it as UTF-8, or name its character set in the header: \
             Content-Type: application/json; charset=ISO-8859-1",
        ]
        .concat(),
        Told::Attribute(Complaint {
            attribute,
            value,
            expected,
        }) => [
            attribute,
            "=\"",
            value,
            "\" is not used: expected ",
            expected.text(),
        ]
        .concat(),
    }
}

/// What is wrong in a feed, entry by entry.
fn entries(address: &str, skipped: &[Diagnostic], warnings: &[Diagnostic]) -> String {
    let mut text = [
        address,
        ": ",
        &skipped.len().digits(),
        " entries skipped, ",
        &warnings.len().digits(),
        " fields not understood",
    ]
    .concat();
    let skipped_lines = skipped.iter().map(|one| (one, " skipped: "));
    let warning_lines = warnings.iter().map(|one| (one, ": "));
    for (diagnostic, word) in skipped_lines.chain(warning_lines).take(MAX_LINES) {
        text.push_str("\n  entry ");
        text.push_str(&diagnostic.position.digits());
        if let Some(name) = &diagnostic.name {
            push_name(&mut text, name);
        }
        for word in [word, &diagnostic.field, ": ", diagnostic.reason.text()] {
            text.push_str(word);
        }
    }
    push_more(&mut text, skipped.len() + warnings.len());
    text
}

fn push_names(mut text: String, uids: &[Uid]) -> String {
    for uid in uids.iter().take(MAX_LINES) {
        push_name(&mut text, uid.as_str());
    }
    push_more(&mut text, uids.len());
    text
}

fn push_name(text: &mut String, name: &str) {
    text.push_str(" \"");
    text.extend(name.chars().filter(|letter| !letter.is_control()).take(80));
    text.push('"');
}

/// Says how many more there are than are told.
fn push_more(text: &mut String, count: usize) {
    if let Some(more @ 1..) = count.checked_sub(MAX_LINES) {
        text.push_str("\n  and ");
        text.push_str(&more.digits());
        text.push_str(" more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::feed::Reason;
    use crate::report::Expected;

    fn diagnostic(position: usize) -> Diagnostic {
        Diagnostic {
            position,
            name: Some("Assembly".to_owned()),
            field: "start".to_owned(),
            reason: Reason::NoStart,
        }
    }

    fn address() -> String {
        "https://a.example/".to_owned()
    }

    #[test]
    fn what_is_told_names_what_it_concerns_and_what_to_do_and_in_short_its_code() {
        for (told, sentence, short) in [
            (
                Told::Failure(Error::status(404).at(address())),
                "the feed's server answered with status 404: check that the address is right, and that it can be \
                 read without signing in (https://a.example/)",
                "status (https://a.example/)",
            ),
            (
                Told::Entries {
                    address: address(),
                    skipped: vec![diagnostic(3)],
                    warnings: Vec::new(),
                },
                "https://a.example/: 1 entries skipped, 0 fields not understood\n  \
                 entry 3 \"Assembly\" skipped: start: an event needs a start, a date such as 2018-11-06 or a time \
                 such as 2018-11-06T17:00:00",
                "entries (https://a.example/)",
            ),
            (
                Told::Repeated(vec![Uid::new("b\u{7}")]),
                "1 entries skipped: an earlier page of the feed has an event with this uid, which is shown: \"b\"",
                "same-uid (b\u{7})",
            ),
            (
                Told::Cut(vec![Uid::new("choir")]),
                "1 series with more dates than are looked at (recurrenceRule): of each, the first 2,000 in four \
                 years are shown: \"choir\"",
                "cut-series (choir)",
            ),
            (
                Told::Characters {
                    address: address(),
                    label: "utf-8".to_owned(),
                    line: 2,
                    column: 25,
                    byte: 27,
                },
                "https://a.example/: the feed is not in the character set utf-8: first fault in line 2, column 25 \
                 (byte 27): send it as UTF-8, or name its character set in the header: \
                 Content-Type: application/json; charset=ISO-8859-1",
                "character-set (https://a.example/)",
            ),
            (
                Told::Attribute(Complaint {
                    attribute: "week-numbers",
                    value: "iso".to_owned(),
                    expected: Expected::Visibility,
                }),
                "week-numbers=\"iso\" is not used: expected `show` or `hide`",
                "week-numbers (iso)",
            ),
        ] {
            assert_eq!(words(&told), sentence);
            assert_eq!(told.in_short(), short);
        }
    }

    #[test]
    fn a_long_report_is_cut() {
        let told = Told::Entries {
            address: address(),
            skipped: (0..15).map(diagnostic).collect(),
            warnings: (0..9).map(diagnostic).collect(),
        };
        let text = words(&told);
        assert_eq!(text.lines().count(), 22);
        assert!(text.ends_with("\n  and 4 more"));
    }
}
