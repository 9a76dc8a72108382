//! For whom an event is: `accessibilityFeature` and `typicalAgeRange`, as schema.org calls them.

use crate::event::{Access, Ages};
use crate::feed::Reason;
use crate::feed::field::{Field, is_code};
use crate::text::cut;

/// What makes the event accessible, each once. schema.org's vocabulary has sign language, captions and audio
/// description; it knows nothing of rooms, so the others are names of ours.
pub(super) fn accessibility(event: &Field<'_>) -> Vec<Access> {
    let own = event.extension("accessibilityFeature");
    let Some(field) = own.or_else(|| event.extension("accessibility")) else {
        return Vec::new();
    };
    let labels = field.labels();
    let is_known = |label: &String| Access::ALL.into_iter().any(|access| is_meant(access, label));
    if !labels.iter().all(is_known) {
        field.note(Reason::ExpectedAccess);
    }
    let is_said = |access: &Access| labels.iter().any(|label| is_meant(*access, label));
    Access::ALL.into_iter().filter(is_said).collect()
}

fn is_meant(access: Access, label: &str) -> bool {
    let codes: &[&str] = match access {
        Access::StepFree => &["stepfree", "stepfreeaccess", "wheelchair", "wheelchairaccessible"],
        Access::SignLanguage => &["signlanguage"],
        Access::Captions => &["captions", "opencaptions", "closedcaptions", "subtitles"],
        Access::AudioDescription => &["audiodescription"],
        Access::HearingLoop => &["hearingloop", "inductionloop"],
        Access::Quiet => &["quiet", "relaxed"],
    };
    codes.iter().any(|code| is_code(label, code))
}

/// The ages for which the event is: `6-12`, `14-`, `-12`, `18+`, or an age from which on.
pub(super) fn ages(event: &Field<'_>) -> Option<Ages> {
    let field = event.extension("typicalAgeRange")?;
    let text = field.text()?;
    let ages = read(text.trim_ascii());
    if ages.is_none() {
        field.note(Reason::ExpectedAges);
    }
    ages
}

fn read(text: &str) -> Option<Ages> {
    let text = text.strip_suffix('+').unwrap_or(text);
    let (first, rest) = cut(text, b"-");
    let last = rest.strip_prefix('-').unwrap_or_default().trim_ascii();
    let first = first.trim_ascii();
    if first.is_empty() && last.is_empty() {
        return None;
    }
    let age = |text: &str| text.parse::<u8>().ok();
    let from = if first.is_empty() { 0 } else { age(first)? };
    let to = if last.is_empty() { None } else { Some(age(last)?) };
    to.is_none_or(|to| from <= to).then_some(Ages { from, to })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::feed::read as read_feed;
    use crate::time::NoZones;

    fn details(fields: &str) -> (Vec<Access>, Option<Ages>, usize) {
        let text = [
            r#"[{"uid": "1", "title": "T", "start": "2026-05-01", "#,
            fields,
            "}]",
        ]
        .concat();
        let feed = read_feed(&text, "de", &NoZones).unwrap();
        let details = feed.events[0].details();
        (details.accessibility.clone(), details.ages, feed.warnings.len())
    }

    #[test]
    fn what_makes_it_accessible_is_read_in_any_form() {
        for (fields, expected) in [
            (
                r#""accessibilityFeature": ["quiet", "signLanguage", "sign-language"]"#,
                vec![Access::SignLanguage, Access::Quiet],
            ),
            (
                r#""x.example:accessibility": {"stepFree": true, "hearingLoop": true, "captions": false}"#,
                vec![Access::StepFree, Access::HearingLoop],
            ),
            (
                r#""accessibility": "Audio description""#,
                vec![Access::AudioDescription],
            ),
            (r#""accessibility": []"#, vec![]),
        ] {
            assert_eq!(details(fields), (expected, None, 0), "{fields}");
        }
        let (found, _, told) = details(r#""accessibility": ["captions", "parking"]"#);
        assert_eq!((found, told), (vec![Access::Captions], 1));
    }

    #[test]
    fn ages_are_a_range_with_open_ends() {
        for (text, expected) in [
            ("6-12", Some((6, Some(12)))),
            (" 6 - 12 ", Some((6, Some(12)))),
            ("11-", Some((11, None))),
            ("-12", Some((0, Some(12)))),
            ("18+", Some((18, None))),
            ("6", Some((6, None))),
            ("12-6", None),
            ("-", None),
            ("all", None),
            ("300-", None),
        ] {
            let expected = expected.map(|(from, to)| Ages { from, to });
            let field = [r#""typicalAgeRange": ""#, text, "\""].concat();
            let told = usize::from(expected.is_none());
            assert_eq!(details(&field), (Vec::new(), expected, told), "{text}");
        }
    }
}
